/**
 * The benchmark and the lenient lists inside a case (R22.1, R7.5): which benchmark counts, what it gives for the facts,
 * whether the proposed fine keeps to it. The registers are asked for the day of the act and for today; the answers are
 * recorded with the act, and conditions are read from them, so that a later benchmark changes nothing of what was done.
 */
import {
  type ActRecord,
  type Asks,
  addMonths,
  type CaseView,
  type DateStr,
  dateOf,
  design,
  type EntryFacts,
  type Env,
  type Facts,
  type InputRule,
  recordedAnswer,
  type Value,
} from '@fadu/kernel';
import { penaltyLaw as apl, discretionOpinion as g27 } from '../../statutes/index.ts';
import {
  type Advice,
  advise,
  asksApproval,
  BENCHMARK_FIELDS,
  bandText,
  beyondLaw,
  countingBenchmarks,
  type Gates,
  keepsTo,
  type Option,
  type StandingBenchmark,
  settings,
  type Tier,
  task22,
  versionThatCounts,
} from '../discretion-benchmarks/index.ts';
import { countingItems, LIST_FIELDS, matchItem, type StandingItem } from '../inclusive-lists/index.ts';
import { applicationRules, REDUCTIONS } from './application-rules.ts';
import { fineOf } from './catalogue.ts';
import { applicationFacts } from './facts.ts';
import type { Proposal } from './forms.ts';
import { task26 } from './shared.ts';

/** Basic code of the item that the case is filed under; empty before filing. */
export const itemOfCase = (view: CaseView): string => view.text('file.item').slice(-12);
const regionOf = (view: CaseView): string => view.state.id.split('-', 1)[0] ?? '';
const actDay = (view: CaseView): DateStr => view.text('register-clue.actEndedOn');

const listed = (register: string, keep: readonly string[], item: string, on: DateStr) =>
  ({ ask: 'peers', register, on, field: 'item', values: [item], keep }) as const;
const benchmarks = (item: string, on: DateStr) => listed('discretion-benchmark', BENCHMARK_FIELDS, item, on);
const lists = (item: string, on: DateStr) => listed('lenient-list', LIST_FIELDS, item, on);

/** What an act that proposes must know: benchmarks of the day of the act and of today, the lists of today. */
export const discretionAsks: Asks = (_input, view, today) => {
  const item = itemOfCase(view);
  if (!item) return [];
  return [benchmarks(item, actDay(view)), benchmarks(item, today), lists(item, today)];
};

/** Decisions against the party in the field within the look-back, by any organ; those set aside do not count. */
const earlier = (view: CaseView, months: number, today: DateStr) =>
  ({
    ask: 'earlier',
    procedures: ['penalty-ordinary', 'penalty-simple'],
    party: view.text('register-clue.partyId'),
    field: view.text('register-clue.field'),
    act: 'decide-penalty',
    undone: ['remedy-set-aside', 'revoke-decision', 'void-form'],
    since: addMonths(today, -months),
  }) as const;

/** Reading what was answered: from the environment while deciding, from the record afterwards. */
type Told = (question: ReturnType<typeof listed>) => readonly EntryFacts[];
const toldBy =
  (env: Env): Told =>
  (q) =>
    env.answer(q) ?? [];
const recordedIn =
  (record: ActRecord): Told =>
  (q) =>
    recordedAnswer(record, q) ?? [];

/** What the benchmark says of a proposal. */
export interface Discretion {
  /**
   * `none`: no benchmark, or no penalty proposed. `unnamed`: there is one, none is named. `manual`: the benchmark gives
   * no result for these facts. `choose`: the law leaves a choice of ranges. `kept`, `departs`: of the fine.
   */
  readonly state: 'none' | 'unnamed' | 'manual' | 'choose' | 'kept' | 'departs';
  /** Which version counts, and what it gives. */
  readonly standing?: StandingBenchmark;
  readonly advice?: Advice;
  /** The options that the chosen range leaves. */
  readonly options: readonly Option[];
  /** One sentence: the tier, the band, the rows. */
  readonly says: string;
  /** The fine is beyond the law itself. */
  readonly unlawful?: string;
}

/** What the application rules demand, for the benchmark's gates. */
export function gatesOf(view: CaseView, p: Proposal): Gates {
  const effects = new Set(applicationRules(applicationFacts(view, p)).map((r) => r.effect));
  return {
    mustNot: effects.has('must-not-punish'),
    mayNot: effects.has('may-not-punish'),
    mustMitigate: effects.has('must-mitigate'),
  };
}

/** Whether a fine below the law's least is open at all: by the tier, or by articles 30 to 32. */
const mayMitigate = (view: CaseView, p: Proposal, tier: Tier): boolean =>
  tier === '减轻' ||
  applicationRules(applicationFacts(view, p)).some(
    (r) => r.effect === 'must-mitigate' || r.effect === 'may-mitigate',
  );

const bandWords = (o: Option): string =>
  o.sums ? `罚款${bandText(o.sums, { ...o.range, mode: '定额' })}` : '不罚款';

/** The advice in one sentence. */
export function adviceText(standing: StandingBenchmark, advice: Advice, options: readonly Option[]): string {
  const name = `“${standing.benchmark.name}”（${standing.code}，${standing.lawFrom}起施行）`;
  if (advice.status === 'manual') return `按${name}不能得出结果：${advice.why}`;
  const because = advice.reasons
    .filter((r) => r.table === standing.benchmark.tables.tier.title || r.table === '裁量因素')
    .map((r) => `${r.table}第${r.row}行：${r.says}`)
    .join('；');
  return `按${name}，本案为“${advice.tier}”，${options.map(bandWords).join('或者')}（${because}）`;
}

const NONE: Discretion = { state: 'none', options: [], says: '' };

/** Judge a proposal against the benchmarks that were told. */
function judge(view: CaseView, p: Proposal, told: Told, today: DateStr): Discretion {
  const item = itemOfCase(view);
  if (!item || p.outcome !== '给予处罚') return NONE;
  const region = regionOf(view);
  const then = countingBenchmarks(told(benchmarks(item, actDay(view))), region);
  const now = countingBenchmarks(told(benchmarks(item, today)), region);
  const all = new Map([...now, ...then].map((b) => [b.code, b]));
  if (all.size === 0) return NONE;
  if (!p.benchmark || !all.has(p.benchmark)) {
    const names = [...all.values()].map((b) => `${b.code}（${b.benchmark.violation}）`).join('、');
    return { state: 'unnamed', options: [], says: `本案的执法事项有裁量权基准：${names}` };
  }
  const facts = (p.facts ?? {}) as Facts;
  const gates = gatesOf(view, p);
  const of = (list: readonly StandingBenchmark[]) => {
    const standing = list.find((b) => b.code === p.benchmark);
    return standing && { standing, advice: advise(standing.benchmark, facts, gates) };
  };
  const before = of(then);
  const after = of(now);
  const counts = versionThatCounts({ then: before?.advice, now: after?.advice });
  const { standing, advice } = (counts === 'now' ? after : before) as NonNullable<typeof before>;
  if (advice.status === 'manual')
    return { state: 'manual', standing, advice, options: [], says: adviceText(standing, advice, []) };
  const chosen =
    advice.options.length > 1 ? advice.options.filter((o) => o.range.id === p.rangeChoice) : advice.options;
  const says = adviceText(standing, advice, chosen.length ? chosen : advice.options);
  if (chosen.length === 0) return { state: 'choose', standing, advice, options: advice.options, says };
  const fine = fineOf(p.items);
  const mitigable = mayMitigate(view, p, advice.tier);
  const unlawful = chosen.map((o) => beyondLaw(o, fine, mitigable)).find(Boolean);
  const kept = keepsTo(advice.tier, chosen, fine);
  return {
    state: kept ? 'kept' : 'departs',
    standing,
    advice,
    options: chosen,
    says,
    ...(unlawful && { unlawful }),
  };
}

/** What the benchmark says of the proposal recorded with an act. */
export const discretionOf = (view: CaseView, record: ActRecord): Discretion =>
  judge(view, record.input as Proposal, recordedIn(record), dateOf(record.at));

/** Whether a proposal departs from the benchmark, and so needs approval. */
export const isOff = (d: Discretion): boolean =>
  d.state !== 'none' &&
  d.state !== 'choose' &&
  asksApproval({ inBand: d.state === 'kept', manual: d.state === 'manual' || d.state === 'unnamed' });

const reasoned = (p: Proposal): boolean => String(p.bandReasons ?? '').length >= 10;

const cites = [apl.art('34'), g27.art('3'), task22];

/** Facts by the names that lists use. */
export function listFacts(p: Proposal): Facts {
  const [removedHarm, coerced, confessed, merit, otherGround] = REDUCTIONS.map((r) =>
    p.reductions.includes(r),
  );
  return {
    ...(p.facts as Record<string, Value> | undefined),
    minor: p.minor,
    correctedInTime: p.correctedInTime,
    noHarm: p.noHarm,
    firstOffence: p.firstOffence,
    minorHarm: p.minorHarm,
    noFaultProved: p.noFaultProved,
    removedHarm,
    coerced,
    confessed,
    merit,
    otherGround,
  } as Facts;
}

/** Entries of the penalty lists that were told. */
const itemsTold = (view: CaseView, told: Told, today: DateStr): readonly StandingItem[] => {
  const item = itemOfCase(view);
  return item
    ? countingItems(told(lists(item, today)), regionOf(view)).filter((i) => i.item.list !== '免予行政强制')
    : [];
};

/** Whether the law's own table gives what a list promises: the list proposes, the table decides. */
function lawGives(view: CaseView, p: Proposal, list: string): boolean {
  const effects = applicationRules(applicationFacts(view, p)).map((r) => r.effect);
  return list === '不予处罚'
    ? effects.some((e) => e === 'must-not-punish' || e === 'may-not-punish')
    : effects.some((e) => e === 'must-mitigate' || e === 'may-mitigate');
}

/** What stands against the use of the list entry that a proposal names; undefined: nothing. */
function listFault(view: CaseView, p: Proposal, told: Told, today: DateStr): string | undefined {
  if (!p.lenientItem) return undefined;
  const found = itemsTold(view, told, today).find((i) => i.code === p.lenientItem);
  if (!found) return `清单里没有适用于本案执法事项、今天有效的编码“${p.lenientItem}”`;
  const { item } = found;
  const match = matchItem(item, listFacts(p));
  if (match.unknown.length) return `“${item.name}”的条件还没有填写：${match.unknown.join('、')}`;
  if (!match.applies)
    return `不符合“${item.name}”的条件：${match.conditions
      .filter((c) => c.met !== true)
      .map((c) => c.says)
      .join('；')}`;
  if (!lawGives(view, p, item.list))
    return `符合“${item.name}”的条件，但是不符合行政处罚法规定的${item.list}情形；清单不能放宽法律`;
  const uses = item.list === '不予处罚' ? p.outcome === '不予处罚' : p.outcome === '给予处罚' && p.mitigated;
  return uses ? undefined : `“${item.name}”属于${item.list}，与处理建议不一致`;
}

/** Entries whose conditions the facts meet and that the proposal passes over. */
function passedOver(view: CaseView, p: Proposal, told: Told, today: DateStr): readonly StandingItem[] {
  if (p.outcome !== '给予处罚') return [];
  return itemsTold(view, told, today).filter(
    ({ item }) => !(item.list !== '不予处罚' && p.mitigated) && matchItem(item, listFacts(p)).applies,
  );
}

/** Rules of every act that holds a proposal. */
export const discretionRules: readonly InputRule[] = [
  {
    code: 'R22.1',
    field: 'benchmark',
    cites,
    say: '应当按照裁量权基准裁量；不按基准的写明理由，报主要负责人批准或者集体讨论',
    asks: discretionAsks,
    check: (input, view, env) => {
      const p = input as unknown as Proposal;
      const d = judge(view, p, toldBy(env), env.today);
      switch (d.state) {
        case 'none':
        case 'kept':
          return true;
        case 'choose':
          return `${d.says}。法律规定了可以选择的幅度，请写明选择哪一种：${d.options.map((o) => `${o.range.id}（${o.range.title}）`).join('、')}`;
        case 'unnamed':
          return (
            reasoned(p) || `${d.says}。请填写适用的基准；都不适用的，写明理由，报主要负责人批准或者集体讨论`
          );
        case 'manual':
          return (
            reasoned(p) ||
            `${d.says}。请补充事实；确实不能按基准得出结果的，写明理由，报主要负责人批准或者集体讨论`
          );
        case 'departs':
          return (
            reasoned(p) ||
            `${d.says}，拟处罚款${fineOf(p.items)}元不在这个幅度里。请按基准提出，或者写明理由，报主要负责人批准或者集体讨论`
          );
        default:
          return d.state satisfies never;
      }
    },
  },
  {
    code: 'R22.2',
    field: 'items',
    cites: [apl.art('34'), apl.art('32'), task22],
    say: '罚款超出法定幅度',
    asks: discretionAsks,
    check: (input, view, env) =>
      judge(view, input as unknown as Proposal, toldBy(env), env.today).unlawful ?? true,
  },
  {
    code: 'N2-FIRST',
    field: 'firstOffence',
    cites: [
      apl.art('33'),
      design(`初次违法按同一领域${settings.firstOffenceMonths}个月以内没有受过处罚认定，期限未核实`),
    ],
    say: '不是初次违法',
    asks: (input, view, today) =>
      input.firstOffence === true ? [earlier(view, settings.firstOffenceMonths, today)] : [],
    check: (input, view, env) => {
      if (input.firstOffence !== true) return true;
      const before = env.answer(earlier(view, settings.firstOffenceMonths, env.today)) ?? [];
      return (
        before.length === 0 ||
        `当事人在同一领域${settings.firstOffenceMonths}个月以内受过${before.length}次处罚（最近一次${before[0]?.on}，${env.organ(before[0]?.organ ?? '')?.name ?? '其他机关'}），不是初次违法，按普通情形办理`
      );
    },
  },
  {
    code: 'R7.5',
    field: 'lenientItem',
    cites: [apl.art('33'), apl.art('32'), task26],
    say: '不能适用这一清单事项',
    asks: discretionAsks,
    check: (input, view, env) =>
      listFault(view, input as unknown as Proposal, toldBy(env), env.today) ?? true,
  },
  {
    code: 'R26.1-LIST',
    field: 'departureReasons',
    cites: [task26, apl.art('33'), apl.art('32')],
    say: '本案事实符合公布的从宽清单，应当适用；不适用的写明理由，送法制审核',
    asks: discretionAsks,
    check: (input, view, env) => {
      const p = input as unknown as Proposal;
      const left = passedOver(view, p, toldBy(env), env.today);
      return (
        left.length === 0 ||
        String(p.departureReasons ?? '').length >= 10 ||
        `本案事实符合公布的清单：${left.map((i) => `${i.item.name}（${i.code}，${i.item.list}）`).join('；')}。应当适用，不适用的写明理由，送法制审核和集体讨论`
      );
    },
  },
];

/** The act that holds the proposal in force. */
const proposing = (view: CaseView): ActRecord | undefined =>
  ['end-report', 'renotify', 'revise-proposal']
    .flatMap((act) => view.all(act))
    .sort((a, b) => b.seq - a.seq)[0];

/** What the benchmark says of the proposal in force. */
export const currentDiscretion = (view: CaseView): Discretion => {
  const record = proposing(view);
  return record ? discretionOf(view, record) : NONE;
};

/** R22.1 at the decision: a fine that kept to the benchmark when proposed may not leave it when decided. */
export const decidedInBand: InputRule = {
  code: 'R22.1',
  field: 'items',
  cites,
  say: '决定的罚款不在裁量权基准的幅度里，先减轻处理意见、写明理由并经批准',
  check: (input, view) => {
    const record = proposing(view);
    const d = currentDiscretion(view);
    if (!record || d.advice?.status !== 'decided') return true;
    const { tier } = d.advice;
    const fine = fineOf(input.items as Proposal['items']);
    const mitigable = mayMitigate(view, record.input as Proposal, tier);
    const unlawful = d.options.map((o) => beyondLaw(o, fine, mitigable)).find(Boolean);
    if (unlawful) return unlawful;
    return (
      d.state !== 'kept' ||
      keepsTo(tier, d.options, fine) ||
      `${d.says}，决定罚款${fine}元不在这个幅度里。先减轻处理意见，写明理由并经批准`
    );
  },
};
