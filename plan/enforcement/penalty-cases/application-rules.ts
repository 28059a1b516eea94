/**
 * The application rules of the penalty law as one table (行政处罚法第二十九条至第三十七条、第四十九条): what the facts of
 * a case demand before anyone chooses a penalty. Pure data and pure functions; the flow stops at what they answer.
 */
import { addDays, addMonths, type Citation, type DateStr } from '@fadu/kernel';
import { penaltyLaw as apl, publicSecurityLaw as psl } from '../../statutes/index.ts';
import type { Sector } from './settings.ts';

/** State of mind at the time of the act. */
export const MINDS = [
  '正常',
  '不能辨认或者不能控制自己的行为',
  '间歇性精神病人、行为时精神正常',
  '尚未完全丧失辨认或者控制能力',
] as const;

/** Grounds of article 32. */
export const REDUCTIONS = [
  '主动消除或者减轻危害后果',
  '受他人胁迫或者诱骗',
  '主动供述尚未掌握的违法行为',
  '配合查处有立功表现',
  '法律法规规章规定的其他情形',
] as const;

/** What the rules look at. */
export interface ApplicationFacts {
  readonly sector: Sector;
  /** Day on which the act ended (for a continuing act), or was done. */
  readonly actEndedOn: DateStr;
  /** Day on which it was discovered, with a source that proves true. */
  readonly discoveredOn: DateStr;
  /** Life, health or financial safety, with a harmful consequence: five years instead of two. */
  readonly graveHarm: boolean;
  /** Months, where another statute has its own period. */
  readonly ownLimitationMonths?: number | undefined;
  /** Birthday of a natural person. */
  readonly bornOn?: DateStr | undefined;
  readonly actOn: DateStr;
  readonly mind: (typeof MINDS)[number];
  readonly minor: boolean;
  readonly correctedInTime: boolean;
  readonly noHarm: boolean;
  readonly firstOffence: boolean;
  readonly minorHarm: boolean;
  /** The party has proved that it was not at fault. */
  readonly noFaultProved: boolean;
  readonly reductions: readonly (typeof REDUCTIONS)[number][];
  readonly emergency: boolean;
  readonly alreadyFined: boolean;
  readonly severalRules: boolean;
  readonly newRule: '没有变化' | '处罚较轻' | '不再认为违法' | '处罚较重';
  /** A criminal transfer was accepted, or a court has fined. */
  readonly criminalAccepted: boolean;
  readonly detentionServed: boolean;
}

/** What a rule demands. */
export type Effect =
  /** No penalty; nothing to choose. */
  | 'must-not-punish'
  /** No penalty may be chosen. */
  | 'may-not-punish'
  /** Lighter or mitigated; nothing to choose. */
  | 'must-mitigate'
  | 'may-mitigate'
  | 'punish'
  | 'more-severely'
  | 'no-fine'
  | 'higher-fine'
  | 'set-off'
  | 'apply-new';

export interface ApplicationRule {
  readonly code: string;
  /** First hit per group counts. */
  readonly group:
    | 'limitation'
    | 'version'
    | 'age'
    | 'mind'
    | 'fault'
    | 'minor'
    | 'reduction'
    | 'emergency'
    | 'double'
    | 'crime-set-off'
    | 'crime-fine';
  readonly title: string;
  readonly effect: Effect;
  readonly cites: readonly Citation[];
  readonly when: (f: ApplicationFacts) => boolean;
}

/**
 * Full years reached on a day. A year is full on the day after the birthday (the criminal law's counting, by analogy,
 * 未核实): who turns fourteen on the day of the act is not yet fourteen.
 */
export function ageOn(bornOn: DateStr, day: DateStr): number {
  let years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4));
  while (years > 0 && addDays(addMonths(bornOn, years * 12), 1) > day) years--;
  return Math.max(0, years);
}

/** Last day on which discovery still allows a penalty. */
export function limitationEnds(
  f: Pick<ApplicationFacts, 'sector' | 'actEndedOn' | 'graveHarm' | 'ownLimitationMonths'>,
): DateStr {
  const own = f.ownLimitationMonths ?? (f.sector === '公安' ? 6 : undefined);
  return addMonths(f.actEndedOn, own ?? (f.graveHarm ? 60 : 24));
}

const age = (f: ApplicationFacts): number =>
  f.bornOn === undefined ? Number.POSITIVE_INFINITY : ageOn(f.bornOn, f.actOn);

/** The table, in the order in which it is asked. */
export const APPLICATION_RULES: readonly ApplicationRule[] = [
  {
    code: 'L1',
    group: 'limitation',
    title: '超过追究时效',
    effect: 'must-not-punish',
    cites: [apl.art('36'), psl.art('25')],
    when: (f) => f.discoveredOn > limitationEnds(f),
  },
  {
    code: 'L2',
    group: 'version',
    title: '新规定处罚较轻或者不再认为违法，适用新规定',
    effect: 'apply-new',
    cites: [apl.art('37')],
    when: (f) => f.newRule === '处罚较轻' || f.newRule === '不再认为违法',
  },
  {
    code: 'A1',
    group: 'age',
    title: '不满十四周岁',
    effect: 'must-not-punish',
    cites: [apl.art('30')],
    when: (f) => age(f) < 14,
  },
  {
    code: 'A2',
    group: 'age',
    title: '已满十四不满十八周岁',
    effect: 'must-mitigate',
    cites: [apl.art('30')],
    when: (f) => age(f) < 18,
  },
  {
    code: 'M1',
    group: 'mind',
    title: '不能辨认或者控制自己的行为',
    effect: 'must-not-punish',
    cites: [apl.art('31')],
    when: (f) => f.mind === MINDS[1],
  },
  {
    code: 'M2',
    group: 'mind',
    title: '间歇性精神病人精神正常时',
    effect: 'punish',
    cites: [apl.art('31')],
    when: (f) => f.mind === MINDS[2],
  },
  {
    code: 'M3',
    group: 'mind',
    title: '尚未完全丧失辨认或者控制能力',
    effect: 'may-mitigate',
    cites: [apl.art('31')],
    when: (f) => f.mind === MINDS[3],
  },
  {
    code: 'F1',
    group: 'fault',
    title: '当事人证明没有主观过错',
    effect: 'must-not-punish',
    cites: [apl.art('33', { paragraph: 2 })],
    when: (f) => f.noFaultProved,
  },
  {
    code: 'N1',
    group: 'minor',
    title: '轻微并及时改正，没有危害后果',
    effect: 'must-not-punish',
    cites: [apl.art('33', { paragraph: 1 })],
    when: (f) => f.minor && f.correctedInTime && f.noHarm,
  },
  {
    code: 'N2',
    group: 'minor',
    title: '初次违法，危害后果轻微并及时改正',
    effect: 'may-not-punish',
    cites: [apl.art('33', { paragraph: 1 })],
    when: (f) => f.firstOffence && f.minorHarm && f.correctedInTime,
  },
  {
    code: 'R',
    group: 'reduction',
    title: '有从轻、减轻的法定情形',
    effect: 'must-mitigate',
    cites: [apl.art('32')],
    when: (f) => f.reductions.length > 0,
  },
  {
    code: 'E',
    group: 'emergency',
    title: '违反突发事件应对措施',
    effect: 'more-severely',
    cites: [apl.art('49')],
    when: (f) => f.emergency,
  },
  {
    code: 'D1',
    group: 'double',
    title: '同一行为已经罚款',
    effect: 'no-fine',
    cites: [apl.art('29')],
    when: (f) => f.alreadyFined,
  },
  {
    code: 'D2',
    group: 'double',
    title: '同一行为违反多个规定，按罚款数额高的处罚',
    effect: 'higher-fine',
    cites: [apl.art('29')],
    when: (f) => f.severalRules,
  },
  {
    code: 'C1',
    group: 'crime-set-off',
    title: '已服的拘留折抵刑期',
    effect: 'set-off',
    cites: [apl.art('35')],
    when: (f) => f.detentionServed,
  },
  {
    code: 'C2',
    group: 'crime-fine',
    title: '已进入刑事程序，尚未罚款的不再罚款',
    effect: 'no-fine',
    cites: [apl.art('35')],
    when: (f) => f.criminalAccepted,
  },
];

/** What the facts demand: the first hit of each group, in the table's order. */
export function applicationRules(facts: ApplicationFacts): ApplicationRule[] {
  const seen = new Set<string>();
  return APPLICATION_RULES.filter((rule) => {
    if (seen.has(rule.group) || !rule.when(facts)) return false;
    seen.add(rule.group);
    return true;
  });
}

/** Rules that stop the handler (R26.1): apply them, or give reasons that a reviewer then judges. */
const STOPS: readonly Effect[] = ['must-not-punish', 'may-not-punish', 'must-mitigate'];

/**
 * The rules that a proposal departs from. `outcome` is what is proposed; `mitigated` says that the sum or kind was
 * lightened and why.
 */
export function departures(
  facts: ApplicationFacts,
  punishes: boolean,
  mitigated: boolean,
): ApplicationRule[] {
  if (!punishes) return [];
  return applicationRules(facts).filter(
    (rule) => STOPS.includes(rule.effect) && !(rule.effect === 'must-mitigate' && mitigated),
  );
}

/** Rules that forbid a fine. No reasons help (INV-P6, INV-P9). */
export const fineBars = (facts: ApplicationFacts): ApplicationRule[] =>
  applicationRules(facts).filter((rule) => rule.effect === 'no-fine');

/** One organ's filing of one act. */
export interface Filing {
  readonly organ: string;
  /** Day or moment of filing; discovery does not count. */
  readonly filedAt: string;
}

/** Of several competent organs the first to file (art. 25). Undefined where none has filed. */
export const competentOrgan = (filings: readonly Filing[]): string | undefined =>
  [...filings].sort((a, b) => (a.filedAt < b.filedAt ? -1 : 1))[0]?.organ;

/** What makes one act one act: party, conduct, time, place (INV-P6). */
export interface ActIdentity {
  readonly party: string;
  readonly conduct: string;
  readonly on: DateStr;
  readonly place: string;
}

/** Whether a fine by anyone has already been imposed for this act. */
export const finedBefore = (act: ActIdentity, fined: readonly ActIdentity[]): boolean =>
  fined.some(
    (f) => f.party === act.party && f.conduct === act.conduct && f.on === act.on && f.place === act.place,
  );

/** A rule that changed between act and decision. */
export interface RuleChange {
  readonly actOn: DateStr;
  readonly decidedOn: DateStr;
  /** First day of the new rule. */
  readonly newFrom: DateStr;
  readonly newIs: ApplicationFacts['newRule'];
}

/** Which version applies: the old one to conduct before the change, the new one where it is lighter (art. 37). */
export function versionThatApplies(c: RuleChange): 'old' | 'new' {
  if (c.actOn >= c.newFrom) return 'new';
  if (c.decidedOn < c.newFrom) return 'old';
  return c.newIs === '处罚较轻' || c.newIs === '不再认为违法' ? 'new' : 'old';
}
