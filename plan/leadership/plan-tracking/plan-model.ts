/** What an imported plan is, and what an import that failed says. Plain data throughout, safe to store as JSON. */

/** A body that a task names. */
export interface BodyRef {
  readonly kind: 'organ' | 'group';
  readonly id: string;
  readonly name: string;
  /** Line of the document on which the name begins. */
  readonly line: number;
}

/** A date that the text itself sets. */
export interface DatedTarget {
  /** Last day still in time, `YYYY-MM-DD`. */
  readonly due: string;
  /** The words that set it, e.g. `2023年年底前`. */
  readonly phrase: string;
  /** Line of the document on which the words begin. */
  readonly line: number;
  /** The stricter day when the words can be read in two ways (see `dates.ts`). */
  readonly otherReading?: string;
}

/** Why a lead body was inferred: the document lists only responsible bodies. */
export type LeadFlag = 'first-listed' | 'group-only';

/** What each flag means, for people. */
export const LEAD_FLAG_TEXT: Readonly<Record<LeadFlag, string>> = {
  'first-listed': '原文未列牵头部门，以首个责任部门牵头，待统筹部门确认。',
  'group-only': '原文未列牵头部门，责任主体又是一组部门，须由统筹部门指定牵头单位。',
};

/** One task of an imported plan. */
export interface ImportedTask {
  readonly number: number;
  /** The document's text of the task, broken lines joined. */
  readonly text: string;
  readonly section: number;
  readonly chapter: number;
  /** Lead bodies in the document's order; the first coordinates. Never empty. */
  readonly lead: readonly BodyRef[];
  readonly responsible: readonly BodyRef[];
  /** Set when the document names no lead and `lead` was inferred. */
  readonly leadFlagged?: LeadFlag;
  readonly dates: readonly DatedTarget[];
  /** First and last line of the task in the document, its bodies included. */
  readonly lines: { readonly from: number; readonly to: number };
}

/** One section: either tasks, or one paragraph of aims. */
export interface ImportedSection {
  readonly number: number;
  readonly title: string;
  readonly line: number;
  /** Numbers of its tasks. */
  readonly tasks: readonly number[];
  /** Its paragraph, when it has no tasks. */
  readonly prose?: string;
  /** Dates that the paragraph sets. */
  readonly dates: readonly DatedTarget[];
}

/** One chapter. */
export interface ImportedChapter {
  readonly number: number;
  readonly title: string;
  readonly line: number;
  readonly sections: readonly ImportedSection[];
}

/** The head of the document: what its metadata table says. */
export interface PlanHead {
  readonly title: string;
  /** Document number 发文字号 in its normal form. */
  readonly number: string;
  readonly issuers: readonly BodyRef[];
  /** `YYYY-MM-DD`. */
  readonly madeOn: string;
  /** `YYYY-MM-DD`. */
  readonly publishedOn: string;
  /** Index number 索引号 in its normal form. */
  readonly indexNumber: string;
}

/** An imported plan. */
export interface ImportedPlan extends PlanHead {
  /** The paragraph between title and first chapter. */
  readonly opening: string;
  readonly chapters: readonly ImportedChapter[];
  /** All tasks in order. */
  readonly tasks: readonly ImportedTask[];
  /** The last line, which extends the plan to counties and districts. */
  readonly closing: string;
}

/** What can be wrong with a document. Stable: clients and the manual name these. */
export type ImportErrorCode =
  | 'empty'
  | 'encoding'
  | 'not-a-plan'
  | 'head-missing'
  | 'head-conflict'
  | 'head-invalid'
  | 'title-conflict'
  | 'opening-missing'
  | 'chapter-gap'
  | 'chapter-duplicate'
  | 'chapter-order'
  | 'chapter-empty'
  | 'section-gap'
  | 'section-duplicate'
  | 'section-order'
  | 'section-empty'
  | 'section-outside-chapter'
  | 'heading-empty'
  | 'task-gap'
  | 'task-duplicate'
  | 'task-order'
  | 'task-empty'
  | 'task-outside-section'
  | 'text-unfinished'
  | 'text-stray'
  | 'body-missing'
  | 'body-empty'
  | 'body-unfinished'
  | 'body-unknown'
  | 'body-repeated'
  | 'body-outside-task'
  | 'body-order'
  | 'responsible-missing'
  | 'lead-missing'
  | 'lead-unexpected'
  | 'misplaced'
  | 'count'
  | 'truncated'
  | 'text-after-end';

/** One fault of a document. */
export interface PlanImportError {
  /** Line of the document, from 1. */
  readonly line: number;
  readonly code: ImportErrorCode;
  /** Chinese: what is wrong, what was expected, what to do. */
  readonly message: string;
  /** The beginning of the line, at most 20 characters. */
  readonly excerpt: string;
}

/** A whole plan, or every fault that was found and no plan. */
export type ImportResult =
  | { readonly ok: true; readonly plan: ImportedPlan }
  | { readonly ok: false; readonly errors: readonly PlanImportError[] };
