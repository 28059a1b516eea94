/** Papers: official documents that an act makes from the facts of its case, with no retyping. */
import type { CaseView } from './procedure/state.ts';
import type { DateStr } from './time/limit.ts';

/** One block of an official paper's body. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'chapter'; readonly text: string }
  | { readonly kind: 'article'; readonly number: string; readonly text: readonly string[] }
  | {
      readonly kind: 'table';
      readonly head?: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

/** What a template gives: the words of the paper. The office adds number, seal, page and proof. */
export interface PaperText {
  readonly title: string;
  readonly recipients?: string;
  readonly blocks: readonly Block[];
  readonly note?: string;
}

/** What a template may use besides the case. */
export interface PaperContext {
  readonly date: DateStr;
  readonly number?: string;
  /** Name of an organ by its id. */
  readonly organName: (id: string) => string;
}

export interface PaperTemplate {
  readonly title: string;
  readonly kind: '文件' | '信函' | '命令' | '公告';
  /** Relation whose organ issues it; `actor.organ`: the organ under whose post the act was done. */
  readonly issuedBy: string;
  /** Number series, if it carries a number of its own. */
  readonly series?: string;
  /** May be shown to everyone once made. */
  readonly public?: boolean;
  readonly compose: (view: CaseView, context: PaperContext) => PaperText;
}
