/**
 * A draw that anyone can repeat: lists are committed before a public number is known, the number makes the seed, and the
 * seed decides everything. How it is computed is written down in docs/decisions (the draw), so that an outsider can write
 * a program of his own; this folder is only one of them. Pure, integers only, the same in a browser.
 */

/** Name and version of the way of drawing; stands at the head of every list and in every seed. */
export const DRAW_FORMAT = 'fadu-draw-1';

/** The kinds of committed lists. */
export const LIST_KINDS = ['objects', 'officers', 'pairs'] as const;
/** `objects`: what is drawn; `officers`: who is sent to it; `pairs`: which officer may not meet which object. */
export type ListKind = (typeof LIST_KINDS)[number];

/** Largest weight of one object. */
export const MAX_WEIGHT = 1_000_000;
/** Sum of the weights of one layer is below this (2^40), so that 48 random bits always do. */
export const MAX_TOTAL_WEIGHT = 2 ** 40;
/** A ratio is a whole number of ten-thousandths. */
export const RATIO_ONE = 10_000;

/** One object that may be drawn. */
export interface ObjectRow {
  /** ASCII letters, digits, `.`, `_`, `-`, Chinese characters of the basic block, 〇, 〔, 〕; at most 40. Unique in the list. */
  readonly ref: string;
  /** Layer it belongs to. */
  readonly stratum: string;
  /** Chance against the others of its layer; a whole number from 1 to 1,000,000. */
  readonly weight: number;
  /** Why it is left out of the draw; undefined: it takes part. */
  readonly out?: string;
  /** Commitment to what is not shown of it (`sealOf`), 64 hexadecimal digits. */
  readonly seal?: string;
  /** Name as everyone may read it: masked where the law demands. */
  readonly name: string;
}

/** One officer who may be sent. */
export interface OfficerRow {
  /** Number of the certificate, or another unique mark, of the same letters as an object's. */
  readonly ref: string;
  /** Organ (or other group) whose place in a team this officer can take. */
  readonly group: string;
  /** Why this officer takes no part; undefined: takes part. */
  readonly out?: string;
  readonly name: string;
}

/** One officer who may not meet one object. The reason stays sealed. */
export interface PairRow {
  readonly object: string;
  readonly officer: string;
  readonly seal?: string;
}

/** One layer of the objects: drawn by ratio of its size (rounded up), or a fixed number. */
export type Stratum = { readonly code: string } & (
  | { /** Ten-thousandths of the objects that take part. */ readonly ratio: number }
  | { readonly take: number }
);

/** What is drawn and how; part of the commitment. */
export interface DrawPlan {
  /** Unique mark of this draw; one line of text. */
  readonly id: string;
  readonly strata: readonly Stratum[];
  /** How many officers of each group meet every object drawn; empty where nobody is sent (experts, participants). */
  readonly teams: readonly { readonly group: string; readonly size: number }[];
}

/** The public announcement whose value makes the seed, named in advance. */
export interface SeedSource {
  /** Which announcement, e.g. the name of a lottery whose numbers are drawn in public. */
  readonly name: string;
  /** Which of its issues. */
  readonly issue: string;
  /** Moment at which the value becomes public, RFC 3339 with offset or Z. */
  readonly announcedAt: string;
  /** Where and how the value is read and written down. */
  readonly reading: string;
}

/** Everything that is fixed before the value is known. Its hash enters the record and the seed. */
export interface Commitment {
  readonly plan: DrawPlan;
  /** Hashes of the committed lists, 64 hexadecimal digits each; officers and pairs may come in several lists. */
  readonly lists: {
    readonly objects: string;
    readonly officers: readonly string[];
    readonly pairs: readonly string[];
  };
  readonly source: SeedSource;
}

/** One object drawn, with who goes there. */
export interface DrawnRow {
  /** From 1, in the order of drawing. */
  readonly no: number;
  readonly stratum: string;
  readonly object: string;
  /** Officers in the order of the plan's teams. */
  readonly officers: readonly string[];
}

/** Figures of one layer. */
export interface StratumCount {
  readonly code: string;
  /** Rows of the list. */
  readonly listed: number;
  /** Left out, with their reasons in the list. */
  readonly out: number;
  /** Took part. */
  readonly eligible: number;
  readonly drawn: number;
}

export interface DrawResult {
  readonly seed: string;
  readonly strata: readonly StratumCount[];
  readonly drawn: readonly DrawnRow[];
  /** SHA-256 of the result's text (`resultText`), hexadecimal. */
  readonly hash: string;
}

/** Something that stands against a draw. */
export interface DrawFault {
  readonly code: string;
  /** What is wrong and what to do, one Chinese sentence. */
  readonly say: string;
}

/** A list that cannot be read, or a draw that cannot be made; nothing was drawn. */
export class DrawError extends Error {
  override readonly name = 'DrawError';
  readonly faults: readonly DrawFault[];
  constructor(faults: readonly DrawFault[]) {
    super(faults.map((f) => f.say).join('；'));
    this.faults = faults;
  }
}
