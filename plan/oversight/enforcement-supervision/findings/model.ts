/**
 * What supervision looks for, as data (R39.1): each rule names the fact of the record that shows a fault, the article it
 * stands on, and how grave it is. Pure: the office supplies the cases, the calendar and the registers.
 */
import type {
  ActRecord,
  Calendar,
  CaseView,
  Citation,
  DateStr,
  EntryFacts,
  Instant,
  OrganFacts,
  Procedure,
} from '@fadu/kernel';

/** Groups in which findings are shown and supervision cases are opened. */
export const FINDING_KINDS = [
  '逾期',
  '不作为',
  '缺少步骤',
  '人员资格',
  '裁量',
  '公示',
  '强制和保存',
  '检查频次',
  '移送',
  '记录',
  '重复处罚',
  '错案线索',
  '趋利执法',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** How grave: `一般` can be put right at once, `较重` needs a document, `重大` may need the government (DESIGN). */
export const FINDING_LEVELS = ['一般', '较重', '重大'] as const;
export type FindingLevel = (typeof FINDING_LEVELS)[number];

/** One run of a clock: from a start to its stop, or to the start that replaced it. */
export interface ClockRunFacts {
  /** Number of the run within the case, from 1. */
  readonly run: number;
  readonly state: 'running' | 'paused' | 'expired' | 'stopped';
  /** Last day; absent while a pause stops the count. */
  readonly due?: DateStr;
  readonly stoppedAt?: Instant;
  /** Stopped (or replaced) after its end, or still running with its end behind. */
  readonly late: boolean;
}

/** A case as rules see it. */
export interface CaseRecord {
  readonly view: CaseView;
  readonly procedure: Procedure;
  /** Organ whose case it is. */
  readonly owner: string;
  readonly today: DateStr;
  readonly now: Instant;
  readonly calendar: Calendar;
  readonly organ: (id: string) => OrganFacts | undefined;
  /** Every run of a clock, oldest first. */
  readonly runs: (clock: string) => readonly ClockRunFacts[];
  /** A certificate as the register has it now for a day: what was recorded since counts too (two times). Null: none. */
  readonly certificate: (number: string, on: DateStr) => EntryFacts | null;
}

/** One fault that the record shows. */
export interface Hit {
  /** What makes it the same fault tomorrow: stable within its rule and case. */
  readonly key: string;
  /** Organ at fault; absent: the case's owner. */
  readonly organ?: string;
  /** One Chinese sentence: what the record shows. */
  readonly says: string;
  /** Day on which it became a fault. */
  readonly since: DateStr;
  /** Still going on: nothing has been done yet that ends it. */
  readonly open: boolean;
  /** Number of the act that shows it. */
  readonly act?: number;
  readonly clock?: string;
}

/** What every rule says of itself. */
export interface RuleHead {
  /** Stable code; part of each finding's id. */
  readonly code: string;
  readonly kind: FindingKind;
  readonly title: string;
  readonly level: FindingLevel;
  readonly cites: readonly Citation[];
}

/** A rule over one case. */
export interface CaseRule extends RuleHead {
  readonly over: 'case';
  /** Procedures whose cases it looks at; undefined: every procedure of enforcement. */
  readonly procedures?: readonly string[];
  readonly find: (record: CaseRecord) => readonly Hit[];
}

/** What one case contributes to rules over many: small, so that a city's cases fit in memory. */
export interface Marks {
  readonly fine?: {
    /** Identity of the party. */
    readonly party: string;
    readonly name: string;
    readonly actOn: DateStr;
    readonly place: string;
    /** Yuan, fines and confiscations of the decision. */
    readonly amount: number;
    readonly decidedOn: DateStr;
    readonly act: number;
    /** The decision was changed, revoked or set aside. */
    readonly fell: boolean;
  };
  /** Visits for inspection. */
  readonly visits?: readonly VisitMark[];
}

/** One organ's visit to an enterprise. */
export interface VisitMark {
  readonly object: string;
  readonly organ: string;
  readonly on: DateStr;
  /** What was inspected, in words. */
  readonly what: string;
  /** Codes of the items; where both sides have them they say whether two visits were for one matter. */
  readonly items?: readonly string[];
  readonly act: number;
  /** Counts against the cap; absent: it does. */
  readonly counted?: boolean;
  /** A report, a clue or a request asked for it. */
  readonly asked?: boolean;
  /** The cap that was published to this organ on the day. */
  readonly cap?: number;
  /** Task of a random draw that it carried out. */
  readonly task?: string;
}

/** A case's marks with where they come from. */
export interface MarkedCase extends Marks {
  readonly caseId: string;
  readonly title: string;
  readonly owner: string;
}

/** A rule over many cases. */
export interface CrossRule extends RuleHead {
  readonly over: 'cases';
  readonly find: (
    cases: readonly MarkedCase[],
    today: DateStr,
  ) => readonly (Hit & { readonly caseId?: string })[];
}

/** An attempt that was refused and recorded. */
export interface AttemptFacts {
  readonly id: number;
  readonly organ: string;
  readonly person: string;
  readonly on: DateStr;
  readonly act: string;
  readonly says: string;
}

/** A rule over recorded attempts. */
export interface AttemptRule extends RuleHead {
  readonly over: 'attempts';
  /** Code of the refused rule that it collects. */
  readonly refused: string;
}

export type FindingRule = CaseRule | CrossRule | AttemptRule;

/** Acts in force of several kinds, oldest first. */
export const actsOf = (view: CaseView, ...names: readonly string[]): ActRecord[] =>
  names.flatMap((n) => view.all(n)).sort((a, b) => a.seq - b.seq);

/** A rule's words for a day. */
export const onDay = (day: DateStr): string =>
  `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
