/** What a published penalty says, how long it is shown, and where the lists are kept (R24.1). */
import type { DateStr } from '@fadu/kernel';

/** Published penalties. No list of its own: what is over or taken down is nobody's to read. */
export const PENALTY_RECORDS = 'penalty-record';

/** Why a record is no longer on show: repaired credit ends it everywhere (信用修复). */
export const REPAIRED = '已修复';

export type Gravity = '轻微' | '一般' | '严重';

/** A penalty as everyone may read it, by the number of its decision. Sums in yuan. */
export interface PenaltyRecord {
  readonly status: '在用';
  readonly document: string;
  readonly title: string;
  readonly party: string;
  readonly partyKind: string;
  /** Unified social credit code; absent for persons. */
  readonly partyCode?: string;
  readonly facts: string;
  readonly bases: readonly string[];
  readonly kinds: readonly string[];
  readonly content: string;
  readonly fine: number;
  readonly confiscated: number;
  readonly decidedOn: DateStr;
  readonly organ: string;
  readonly field: string;
  /** Whose rules the case followed; records of public security are never handed on. Absent in records made before. */
  readonly sector?: string;
  readonly gravity: Gravity;
  /** Last day on which it is shown. */
  readonly until: DateStr;
  readonly case: string;
}
