/**
 * Patterns for the large city: cases that the engine itself decided, with placeholders where one copy differs from the
 * next. What a placeholder stands in is text inside JSON strings, so filling it in keeps canonical JSON canonical.
 */
import {
  type Actor,
  type Answer,
  addDays,
  apply,
  type Calendar,
  type CaseState,
  type DateStr,
  dateOf,
  dayKind,
  decide,
  noCase,
  type OrganFacts,
  type Question,
  questionsOf,
  timeOfDay,
  yearOf,
} from '@fadu/kernel';
import { canonicalJson } from '@fadu/kernel/record/index';
import {
  actLeaf,
  type ClockRow,
  caseRow,
  clockRows,
  dutyLeaf,
  plain,
  publicAct,
} from '@fadu/office/cases/rows';
import { isMarketRegulator } from '@fadu/plan/rulemaking/normative-documents/competition';
import { normativeDocument as procedure } from '@fadu/plan/rulemaking/normative-documents/index';
import type { Random } from './random.ts';
import type { DraftText } from './texts/index.ts';
import { articleNumber } from './texts/index.ts';

/** The answer of an office that has nothing on record yet: patterns are made before their city is. */
function nothingKnown(question: Question): Answer {
  switch (question.ask) {
    case 'yearly':
      return {};
    case 'entry':
    case 'item':
    case 'instrument':
      return null;
    default:
      return [];
  }
}

/** Placeholders. */
export const TOKENS = {
  id: '@@id@@',
  salt: '@@salt@@',
  key: '@@key@@',
  title: '@@title@@',
  number: '@@number@@',
  digest: '@@digest@@',
} as const;

/** An organ as templates need it. */
export interface BulkOrgan extends OrganFacts {
  readonly mark: string | null;
}

/** One act of a pattern. */
export interface ActTemplate {
  readonly seq: number;
  readonly act: string;
  readonly at: string;
  readonly actor: object;
  readonly input: string;
  readonly effects: object;
  readonly issued: string | null;
  /** Canonical text whose SHA-256 is the act's digest. */
  readonly canon: string;
  /** Bodies of its leaves with their kind and reference, the act's own first. */
  readonly leaves: readonly { readonly kind: string; readonly ref: string; readonly body: string }[];
  readonly publicAct: { readonly title: string; readonly organ: string | null; readonly body: string } | null;
}

/** One case to be copied. */
export interface CaseTemplate {
  readonly file: ReturnType<typeof caseRow> & {
    readonly region: string;
    readonly public: boolean;
    readonly opened_at: string;
    readonly changed_at: string;
    readonly seq: number;
  };
  readonly acts: readonly ActTemplate[];
  readonly clocks: readonly ClockRow[];
  /** The number its registration draws. */
  readonly number: { readonly organ: string; readonly year: number; readonly seq: number } | null;
  readonly open: boolean;
}

/** Ways a copied case goes: most are short and over. */
export type Kind = 'not-normative' | 'rejected' | 'withdrawn' | 'open';

const nextWorkday = (calendar: Calendar, date: DateStr, n: number): DateStr => {
  let day = date;
  for (let left = n; left > 0; ) {
    day = addDays(day, 1);
    if (dayKind(calendar, day).working) left--;
  }
  return day;
};

interface Cast {
  readonly organ: (key: string, ...kinds: string[]) => BulkOrgan;
}

/** Organs of a region by the end of their id, else any of the kinds asked. */
function castOf(organs: readonly BulkOrgan[]): Cast {
  return {
    organ(key, ...kinds) {
      const found =
        organs.find((o) => o.id.endsWith(`-${key}`)) ??
        organs.find((o) => kinds.includes(o.kind)) ??
        organs[0];
      if (!found) throw new RangeError('the region has no organ');
      return found;
    },
  };
}

/** Act, who, what is entered, working days after the step before. */
type StepTemplate = readonly [act: string, by: Actor, input: unknown, wait: number];

/** Build one pattern: `kind` of case in one region, opened on `start`, led by `lead`. */
export function template(options: {
  readonly kind: Kind;
  readonly text: DraftText;
  readonly start: DateStr;
  readonly lead: BulkOrgan;
  readonly organs: readonly BulkOrgan[];
  readonly calendar: Calendar;
  readonly rng: Random;
}): CaseTemplate {
  const { kind, text, lead, calendar, rng } = options;
  const cast = castOf(options.organs);
  const maker = cast.organ('gov', 'government');
  const office = cast.organ('office', 'department');
  const asked = options.organs.find((o) => o.kind === 'department' && o.id !== lead.id) ?? lead;
  const someone = (role: string, organ: BulkOrgan): Actor => ({
    kind: 'person',
    person: `demo-bulk-${role}-${organ.id}`,
    name: '演示人员',
    posts: [{ role, organ: organ.id }],
  });
  const drafter = someone('drafter', lead);
  const clerk = someone('office-clerk', office);
  const body = {
    articles: text.articles.map((a, i) => ({ number: articleNumber(i + 1), text: a.split('\n') })),
    explanation: text.explanation,
    basis: text.basis,
  };
  const proposal = {
    title: `演示文件${TOKENS.title}号：${text.name}`,
    kind: text.kind,
    necessity: text.necessity,
    maker: maker.id,
    office: office.id,
    reviewer: cast.organ('justice', 'department').id,
    regulator: cast.organ('market', 'department').id,
    ideologyBody: cast.organ('publicity', 'party', 'department').id,
    securityBody: cast.organ('police', 'department').id,
    environmentBody: cast.organ('ecology', 'department').id,
    q1: true,
    q2: true,
    q3: true,
    q4: true,
    q5: true,
    q6: kind !== 'not-normative',
    // Where a region has no market regulator, nobody could review the competition of what concerns enterprises.
    businessRelated: text.business && isMarketRegulator(cast.organ('market', 'department').name),
    majorInterest: text.major,
    trial: Boolean(text.trial),
  };
  const long: readonly StepTemplate[] = [
    ['register', clerk, {}, 1],
    ['draft', drafter, { ...body, research: text.research }, 6],
    [
      'open-consultation',
      drafter,
      { notice: `现就《${text.name}》公开征求意见，欢迎提出。`, contact: '演示电话000-0000-0000' },
      1,
    ],
    ['ask-departments', drafter, { organs: [asked.id] }, 0],
  ];
  const steps: readonly StepTemplate[] = [
    ['propose', drafter, proposal, 0],
    ...(kind === 'not-normative'
      ? ([
          ['not-normative', clerk, { reason: '只对一次性活动作出安排，按一般公文办理。' }, 2],
        ] as StepTemplate[])
      : kind === 'rejected'
        ? ([['reject-proposal', clerk, { reason: '与现行有效的文件内容重复。' }, 2]] as StepTemplate[])
        : kind === 'open'
          ? long
          : ([
              ...long,
              [
                'department-opinion',
                someone('office-clerk', asked),
                { position: '同意', text: '没有不同意见。' },
                3,
              ],
              ['withdraw', someone('head', lead), { reason: '上级正在制定同一事项的规定。' }, 4],
            ] as const)),
  ];
  const region = lead.region;
  const caseId = `${region}-${TOKENS.id}`;
  const facts = new Map(options.organs.map((o) => [o.id, o]));
  let state: CaseState = noCase(caseId, procedure.code, procedure.version);
  let day = options.start;
  let opened = '';
  let isPublic = false;
  let number: CaseTemplate['number'] = null;
  const acts: ActTemplate[] = [];
  const clocks = new Map<string, ClockRow>();
  for (const [act, actor, input, wait] of steps) {
    day = nextWorkday(calendar, day, wait || (acts.length === 0 && !dayKind(calendar, day).working ? 1 : 0));
    const minute = 10 + acts.length * 7 + rng.int(0, 6);
    const now = timeOfDay(day, `10:${String(minute % 60).padStart(2, '0')}`);
    opened ||= now;
    const answered = questionsOf(procedure, state, act, input, now).map((question) => ({
      question,
      answer: nothingKnown(question),
    }));
    const at = { now, calendar, organ: (id: string) => facts.get(id), answered };
    const decision = decide(procedure, state, act, input, actor, at);
    if (!decision.ok)
      throw new Error(`the pattern ${kind} fails at ${act}: ${JSON.stringify(decision.refusals)}`);
    const numbered = decision.record.effects.numbers.length > 0;
    const record = numbered
      ? { ...decision.record, issued: { registration: TOKENS.number } }
      : decision.record;
    if (numbered) number = { organ: office.id, year: yearOf(dateOf(now)), seq: record.seq };
    state = apply(state, record);
    isPublic ||= Boolean(procedure.publicFrom?.includes(act));
    const touched = clockRows(
      procedure,
      state,
      record.effects.clocks.map((c) => c.clock),
      at,
    );
    for (const row of touched) clocks.set(row.clock, row);
    const shown = isPublic ? publicAct(procedure, { ok: true, record, state }, at) : null;
    const kept = plain(record);
    acts.push({
      seq: record.seq,
      act,
      at: now,
      actor: kept.actor,
      input: JSON.stringify(kept.input),
      effects: kept.effects,
      issued: kept.issued ? JSON.stringify(kept.issued) : null,
      canon: canonicalJson({ ...kept, region, case: caseId, salt: TOKENS.salt, key: TOKENS.key }),
      leaves: [
        actLeaf(region, caseId, record, TOKENS.digest),
        ...touched.filter((c) => c.kind === 'duty').map((c) => dutyLeaf(region, caseId, record.seq, c)),
      ],
      publicAct: shown && { title: shown.title, organ: shown.organ, body: JSON.stringify(plain(shown.body)) },
    });
  }
  return {
    file: {
      ...caseRow(procedure, state, (id) => facts.has(id)),
      region,
      public: isPublic,
      opened_at: opened,
      changed_at: acts.at(-1)?.at ?? opened,
      seq: acts.length,
    },
    acts,
    clocks: [...clocks.values()],
    number,
    open: kind === 'open',
  };
}
