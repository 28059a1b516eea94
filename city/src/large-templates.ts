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
  type Procedure,
  type Question,
  questionsOf,
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

/** Placeholders. */
export const TOKENS = {
  id: '@@id@@',
  salt: '@@salt@@',
  key: '@@key@@',
  title: '@@title@@',
  party: '@@party@@',
  digest: '@@digest@@',
} as const;

/** Placeholder of the n-th number that a case draws, from 1. */
export const numberToken = (n: number): string => `@@number${n}@@`;
/** Numbers that a pattern may draw at most. */
export const MOST_NUMBERS = 4;
/** What every moment of a pattern ends in: each copy has minutes and seconds of its own in its place. */
export const CLOCK_TOKEN = ':17:17.171Z';

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
  readonly effects: string;
  readonly issued: string | null;
  /** Canonical text whose SHA-256 is the act's digest. */
  readonly canon: string;
  /** Bodies of its leaves with their kind and reference, the act's own first. */
  readonly leaves: readonly { readonly kind: string; readonly ref: string; readonly body: string }[];
  readonly publicAct: { readonly title: string; readonly organ: string | null; readonly body: string } | null;
  readonly entries: readonly {
    readonly register: string;
    readonly code: string;
    readonly law_from: string;
    readonly law_to: string | null;
    readonly body: string;
  }[];
}

/** A number that a pattern draws: the `n`-th, in an act; printed as `before`, the number on `width` places, `after`. */
export interface DrawnNumber {
  readonly n: number;
  readonly series: string;
  readonly organ: string;
  readonly year: number;
  readonly seq: number;
  readonly before: string;
  readonly after: string;
  readonly width: number;
}

/** A fact that signals are counted from, as the nightly reading would find it. */
export interface SignalTemplate {
  readonly kind: string;
  readonly field: string;
  readonly organ: string;
  readonly supervisor: string;
  readonly on_day: string;
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
  readonly numbers: readonly DrawnNumber[];
  readonly signals: readonly SignalTemplate[];
  readonly open: boolean;
}

const nextWorkday = (calendar: Calendar, date: DateStr, n: number): DateStr => {
  let day = date;
  for (let left = n; left > 0; ) {
    day = addDays(day, 1);
    if (dayKind(calendar, day).working) left--;
  }
  return day;
};

/** Act, who, what is entered (from the case and the day), working days after the step before. */
export type StepTemplate = readonly [
  act: string,
  by: Actor,
  input: object | ((day: DateStr, state: CaseState) => object),
  wait: number | ((state: CaseState) => DateStr),
];

/** What a pattern is run with. */
export interface Script {
  readonly procedure: Procedure;
  readonly region: string;
  readonly open: boolean;
  readonly start: DateStr;
  readonly steps: readonly StepTemplate[];
  readonly organs: readonly BulkOrgan[];
  readonly calendar: Calendar;
  /** What the office answers to what the acts ask. */
  readonly answer: (question: Question) => Answer;
  readonly signals?: (state: CaseState) => readonly SignalTemplate[];
}

/** How a number of a series is printed, around its digits. */
function printed(format: string, organ: BulkOrgan | undefined, year: number) {
  const text = format.replace('{mark}', organ?.mark ?? organ?.name ?? '').replace('{year}', String(year));
  const [, before = '', width, after = ''] = /^(.*)\{n(?::(\d+))?\}(.*)$/.exec(text) ?? [];
  return { before, after, width: Number(width ?? 0) };
}

/** Let the engine decide a script and keep what it decided as a pattern. @throws Error with the refusals */
export function pattern(script: Script): CaseTemplate {
  const { procedure, region, calendar } = script;
  const caseId = `${region}-${TOKENS.id}`;
  const facts = new Map(script.organs.map((o) => [o.id, o]));
  let state: CaseState = noCase(caseId, procedure.code, procedure.version);
  let day = script.start;
  let ofDay = 0;
  let opened = '';
  let isPublic = false;
  const numbers: DrawnNumber[] = [];
  const acts: ActTemplate[] = [];
  const clocks = new Map<string, ClockRow>();
  for (const [act, actor, given, wait] of script.steps) {
    const before = day;
    if (typeof wait === 'function') day = wait(state);
    else if (wait > 0) day = nextWorkday(calendar, day, wait);
    else if (acts.length === 0 && !dayKind(calendar, day).working) day = nextWorkday(calendar, day, 1);
    ofDay = day === before ? ofDay + 1 : 1;
    // Nine in the morning is one o'clock UTC: an hour for each act of the day.
    const now = `${day}T${String(ofDay).padStart(2, '0')}${CLOCK_TOKEN}`;
    opened ||= now;
    const input = typeof given === 'function' ? given(day, state) : given;
    const answered = questionsOf(procedure, state, act, input, now).map((question) => ({
      question,
      answer: script.answer(question),
    }));
    const at = { now, calendar, organ: (id: string) => facts.get(id), answered };
    const decision = decide(procedure, state, act, input, actor, at);
    if (!decision.ok)
      throw new Error(`a pattern of ${procedure.code} fails at ${act}: ${JSON.stringify(decision.refusals)}`);
    const issued: Record<string, string> = {};
    for (const series of decision.record.effects.numbers) {
      const def = procedure.series?.[series];
      const of = def?.of ?? procedure.owner;
      const organ =
        (of === 'actor.organ' ? decision.record.actor.organ : decision.state.bindings[of]?.[0]) ?? '';
      const year = yearOf(dateOf(now));
      const n = numbers.length + 1;
      if (n > MOST_NUMBERS) throw new RangeError('a pattern may draw four numbers');
      issued[series] = numberToken(n);
      const look = printed(def?.format ?? '{mark}〔{year}〕{n}号', facts.get(organ), year);
      numbers.push({ n, series, organ, year, seq: decision.record.seq, ...look });
    }
    const record = Object.keys(issued).length ? { ...decision.record, issued } : decision.record;
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
    if (shown && procedure.acts[act]?.attested) throw new RangeError('patterns hold no attested acts');
    const kept = plain(record);
    acts.push({
      seq: record.seq,
      act,
      at: now,
      actor: kept.actor,
      input: JSON.stringify(kept.input),
      effects: JSON.stringify(kept.effects),
      issued: kept.issued ? JSON.stringify(kept.issued) : null,
      canon: canonicalJson({ ...kept, region, case: caseId, salt: TOKENS.salt, key: TOKENS.key }),
      leaves: [
        actLeaf(region, caseId, record, TOKENS.digest),
        ...touched.filter((c) => c.kind === 'duty').map((c) => dutyLeaf(region, caseId, record.seq, c)),
      ],
      publicAct: shown && { title: shown.title, organ: shown.organ, body: JSON.stringify(plain(shown.body)) },
      entries: kept.effects.entries.map((e) => ({
        register: e.register,
        code: e.code,
        law_from: e.lawFrom,
        law_to: e.lawTo ?? null,
        body: JSON.stringify(e.body),
      })),
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
    numbers,
    signals: script.signals?.(state) ?? [],
    open: script.open,
  };
}
