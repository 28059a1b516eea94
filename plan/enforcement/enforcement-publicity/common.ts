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

/** Published decisions of compulsion. No list of its own: what is taken down is nobody's to read. */
export const COMPULSION_RECORDS = 'compulsion-record';

/** A compulsory measure or execution as everyone may read it, by the number of its decision. */
export interface CompulsionRecord {
  readonly status: '在用';
  /** Number of the decision; where it drew none (demolition after its announcement), of the case and its step. */
  readonly document: string;
  /** The decision has no number of its own. */
  readonly unnumbered?: true;
  readonly type: '行政强制措施' | '行政强制执行';
  /** 查封, 扣押, 冻结, 代履行 …… */
  readonly kind: string;
  readonly title: string;
  readonly party: string;
  readonly partyKind: string;
  /** Unified social credit code; absent for persons. */
  readonly partyCode?: string;
  readonly decidedOn: DateStr;
  readonly organ: string;
  /** Where it stands: 有效, 已解除, 期满失效 …… */
  readonly conclusion: string;
  readonly case: string;
}
