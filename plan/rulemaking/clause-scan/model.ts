/** Clause scan: what is found in a draft, and what one rule of the table looks like. */
import type { Citation } from '@fadu/kernel';

/** One article of a text: its number as printed and its paragraphs. */
export interface ScannedArticle {
  readonly number: string;
  readonly text: readonly string[];
}

/** Families of suspect contents: what documents may not contain, and the four standards of fair competition. */
export type Family = 'prohibited' | 'entry' | 'movement' | 'cost' | 'conduct';

/** Names of the families as people read them. */
export const FAMILY_TITLES: Readonly<Record<Family, string>> = {
  prohibited: '规范性文件不得规定的内容',
  entry: '公平竞争标准一：市场准入和退出',
  movement: '公平竞争标准二：商品、要素自由流动',
  cost: '公平竞争标准三：生产经营成本',
  conduct: '公平竞争标准四：生产经营行为',
};

/** One row of the table: what it looks for, why that is suspect, and what must be answered. */
export interface ClauseRule {
  /** Stable id, e.g. `licence`. */
  readonly id: string;
  readonly family: Family;
  /** Short name: 设定行政许可. */
  readonly title: string;
  /** Where it is forbidden. */
  readonly cites: readonly Citation[];
  /** Why such a clause is suspect, one Chinese sentence. */
  readonly says: string;
  /** What the reviewer must answer, one Chinese question. */
  readonly question: string;
  /** Wordings that are suspect. Each match is one hit. */
  readonly finds: readonly RegExp[];
  /** Wordings that make the sentence innocent: the same words used to forbid, lift or describe. */
  readonly unless?: readonly RegExp[];
  /** The same, where nobody outside the state is named as the one who acts: the ban binds the organs. */
  readonly unlessUnnamed?: readonly RegExp[];
  /** Words that end right before the match and turn it round: 不得指定…. */
  readonly unlessAfter?: RegExp;
  /** Rules that say it better where their words overlap. */
  readonly yieldsTo?: readonly string[];
  /**
   * Whether naming a superior basis in the same sentence excuses it: `law` a reference to laws and regulations of any
   * level, `national` only to a law, an administrative regulation or the State Council, `none` never.
   */
  readonly basis: 'law' | 'national' | 'none';
  /**
   * Whose conduct the clause must be about: `outsider` not the organ's own duties, `organ` only those, `any` whoever.
   * `outsider-only`: the person addressed must be named.
   */
  readonly about: 'outsider' | 'outsider-only' | 'organ' | 'any';
  /** Weaker rules are silent where a stronger one speaks of the same sentence. Default: strong. */
  readonly weak?: boolean;
}

/** A suspect clause, where it stands. */
export interface Hit {
  /** Stable within one text: `第五条-1-licence-1`. */
  readonly id: string;
  readonly ruleId: string;
  /** Number of the article as printed. */
  readonly article: string;
  /** Paragraph, from 1. */
  readonly paragraph: number;
  /** Start and end (exclusive) of the suspect words in the paragraph. */
  readonly span: readonly [start: number, end: number];
  /** The suspect words. */
  readonly quote: string;
  /** The whole sentence they stand in. */
  readonly sentence: string;
  readonly family: Family;
  readonly title: string;
  readonly cites: readonly Citation[];
  readonly says: string;
  readonly question: string;
}
