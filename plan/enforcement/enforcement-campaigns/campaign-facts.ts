/** What a campaign is told by the record, and what it leaves in registers. */
import {
  addDays,
  type CaseView,
  type DateStr,
  dateOf,
  daysBetween,
  type Env,
  type Prefill,
  type Question,
  type RegisterChange,
  type TallyRow,
} from '@fadu/kernel';
import { inspectionItems, inspectionPlans } from '../inspections/lists.ts';
import type { Figure, PlannedVisits, ResultFigure } from './campaign-forms.ts';
import { ENFORCEMENT_CAMPAIGNS } from './common.ts';
import { SIGNAL_KINDS, type SignalKind, signalKinds } from './signals.ts';

export type Input = Readonly<Record<string, unknown>>;

/** A campaign as everyone may read it. */
export interface CampaignEntry {
  readonly status: '在用' | '取消';
  readonly number: string;
  readonly title: string;
  readonly fields: readonly string[];
  readonly problem: string;
  readonly lead: string;
  readonly organs: readonly string[];
  readonly government: string;
  readonly from: DateStr;
  readonly to: DateStr;
  readonly approvedOn: DateStr;
  readonly lookFrom: DateStr;
  readonly lookTo: DateStr;
  readonly evidence: readonly Figure[];
  readonly analysis: string;
  readonly aims: readonly { readonly name: string; readonly measure: string }[];
  readonly measures: string;
  readonly visits: readonly PlannedVisits[];
  readonly state: '进行中' | '已结束' | '已中止';
  readonly reasons?: string;
  readonly closedOn?: DateStr;
  readonly results?: readonly ResultFigure[];
  readonly summary?: string;
  readonly remaining?: string;
  readonly lasting?: string;
}

const list = (view: CaseView, path: string) => (view.get(path) ?? []) as readonly string[];
export const fieldsOf = (view: CaseView) => list(view, 'propose.fields');
const leadOf = (view: CaseView) => view.bound('lead')[0] ?? '';
/** The lead and all that take part. */
export const organsOf = (view: CaseView): readonly string[] => [
  ...new Set([leadOf(view), ...list(view, 'draft-plan.organs')]),
];

/** The record of the fields before the proposal, over the whole region. */
export const evidenceQuestion = (view: CaseView) =>
  ({
    ask: 'tally',
    from: view.text('propose.lookFrom'),
    to: view.text('propose.lookTo'),
    fields: fieldsOf(view),
    kinds: signalKinds,
  }) as const satisfies Question;

const during = (view: CaseView, from: DateStr, to: DateStr) =>
  ({
    ask: 'tally',
    from,
    to,
    fields: fieldsOf(view),
    kinds: signalKinds,
    organs: organsOf(view),
  }) as const satisfies Question;
/** The record of the organs that take part: as many days before, and the campaign itself. */
export const resultQuestions = (view: CaseView) => {
  const from = view.text('draft-plan.from');
  const to = view.text('draft-plan.to');
  return [
    during(view, addDays(from, -1 - daysBetween(from, to)), addDays(from, -1)),
    during(view, from, to),
  ] as const;
};

/** Totals by field and kind, in the order of kinds. */
function totals(rows: readonly TallyRow[]): Map<string, number> {
  const out = new Map<string, number>();
  const at = (kind: string) => signalKinds.indexOf(kind as SignalKind);
  const known = rows.filter((r) => at(r.kind) >= 0);
  for (const r of [...known].sort((a, b) =>
    a.field === b.field ? at(a.kind) - at(b.kind) : a.field < b.field ? -1 : 1,
  ))
    out.set(`${r.field}\n${r.kind}`, (out.get(`${r.field}\n${r.kind}`) ?? 0) + r.n);
  return out;
}
const split = (key: string) => {
  const [field = '', kind = ''] = key.split('\n');
  return { field: field as Figure['field'], kind: SIGNAL_KINDS[kind as SignalKind] };
};

export const figuresFrom = (rows: readonly TallyRow[]): Figure[] =>
  [...totals(rows)].map(([key, n]) => ({ ...split(key), n }));

export function resultsFrom(before: readonly TallyRow[], now: readonly TallyRow[]): ResultFigure[] {
  const earlier = totals(before);
  const later = totals(now);
  const keys = [...totals([...before, ...now]).keys()];
  return keys.map((key) => ({ ...split(key), before: earlier.get(key) ?? 0, n: later.get(key) ?? 0 }));
}

/** How often people reported. */
export const reportsIn = (figures: readonly Figure[]): number =>
  figures.filter((f) => f.kind === SIGNAL_KINDS.report).reduce((sum, f) => sum + f.n, 0);

/** Forms are also drawn for a case of which nothing is known yet. */
const known = (view: CaseView, path: string) => view.get(path) !== undefined;
export const evidencePrefill: Prefill = {
  asks: (view) => (known(view, 'propose.lookFrom') ? [evidenceQuestion(view)] : []),
  from: (view, env) =>
    known(view, 'propose.lookFrom') ? { figures: figuresFrom(env.answer(evidenceQuestion(view))) } : {},
};
export const closingPrefill: Prefill = {
  asks: (view) => (known(view, 'draft-plan.from') ? resultQuestions(view) : []),
  from: (view, env) => {
    if (!known(view, 'draft-plan.from')) return {};
    const [before, now] = resultQuestions(view);
    return { figures: resultsFrom(env.answer(before), env.answer(now)) };
  },
};

/** Items that an organ may inspect enterprises for, in this region and below. */
export const itemQuestion = (item: unknown, on: DateStr) =>
  ({
    ask: 'entries',
    register: inspectionItems.code,
    on,
    where: { basicCode: String(item) },
  }) as const satisfies Question;

const visitsOf = (view: CaseView) => (view.get('draft-plan.visits') ?? []) as readonly PlannedVisits[];
export const numberOf = (view: CaseView): string => view.last('approve')?.issued?.campaign ?? '';

/** The campaign's own entry. */
function campaignEntry(view: CaseView, env: Env, more: Partial<CampaignEntry>): RegisterChange {
  const text = (path: string) => view.text(path);
  const approved = view.last('approve');
  const body: CampaignEntry = {
    status: '在用',
    number: numberOf(view),
    title: text('propose.title'),
    fields: fieldsOf(view),
    problem: text('propose.problem'),
    lead: leadOf(view),
    organs: organsOf(view).slice(1),
    government: view.bound('government')[0] ?? '',
    from: text('draft-plan.from'),
    to: text('draft-plan.to'),
    approvedOn: approved ? dateOf(approved.at) : env.today,
    lookFrom: text('propose.lookFrom'),
    lookTo: text('propose.lookTo'),
    evidence: (view.get('take-figures.figures') ?? []) as readonly Figure[],
    analysis: text('take-figures.analysis'),
    aims: (view.get('draft-plan.aims') ?? []) as CampaignEntry['aims'],
    measures: text('draft-plan.measures'),
    visits: visitsOf(view),
    state: '进行中',
    ...more,
  };
  return { register: ENFORCEMENT_CAMPAIGNS, code: view.state.id, lawFrom: env.today, body: { ...body } };
}

/**
 * The plan of a special inspection for each organ that visits enterprises: the ground `专项检查方案` of their visits
 * (opinion, section 8). An organ of a county has it in the county's register.
 */
function visitPlans(view: CaseView, env: Env, status: '在用' | '取消'): RegisterChange[] {
  const byOrgan = Map.groupBy(visitsOf(view), (v) => v.organ);
  const approved = view.last('approve');
  const own = env.organ(leadOf(view))?.region;
  return [...byOrgan].map(([organ, rows], i) => {
    const number = `${numberOf(view)}-${i + 1}`;
    const region = env.organ(organ)?.region;
    const from = view.text('draft-plan.from');
    return {
      register: inspectionPlans.code,
      code: number,
      ...(region && region !== own && { region }),
      lawFrom: env.today,
      body: {
        status,
        number,
        name: view.text('propose.title'),
        organ,
        kind: '专项检查方案',
        year: Number(from.slice(0, 4)),
        items: [...new Set(rows.map((r) => r.item))],
        objects: Math.max(...rows.map((r) => r.objects)),
        from,
        to: view.text('draft-plan.to'),
        partners: organsOf(view).filter((o) => o !== organ),
        approvedBy: '县级以上人民政府',
        approval: numberOf(view),
        approvedOn: approved ? dateOf(approved.at) : env.today,
        filedOn: view.text('publish.filedOn'),
      },
    };
  });
}

export const publishedEntries = (view: CaseView, env: Env): readonly RegisterChange[] => [
  campaignEntry(view, env, {}),
  ...visitPlans(view, env, '在用'),
];
export const stoppedEntries = (view: CaseView, env: Env): readonly RegisterChange[] => [
  campaignEntry(view, env, { state: '已中止', reasons: view.text('stop.reasons') }),
  ...visitPlans(view, env, '取消'),
];
export const resultEntries = (view: CaseView, env: Env): readonly RegisterChange[] => {
  const closed = view.last('close');
  return [
    campaignEntry(view, env, {
      state: '已结束',
      closedOn: closed ? dateOf(closed.at) : env.today,
      results: (view.get('close.figures') ?? []) as readonly ResultFigure[],
      summary: view.text('close.summary'),
      remaining: view.text('close.remaining'),
      lasting: view.text('close.lasting'),
    }),
  ];
};
