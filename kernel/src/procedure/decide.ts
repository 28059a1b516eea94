/**
 * The one decision: may this person do this act on this case now, and what follows. Pure; the caller writes what
 * comes back in one transaction, or shows the refusals.
 */
import type { Citation } from '../citation.ts';
import type { Calendar } from '../time/calendar.ts';
import { type ClockSpec, clockState } from '../time/clock.ts';
import { dateOf, daysBetween, endOfDay } from '../time/date.ts';
import { days, type Instant, type Limit, limitText } from '../time/limit.ts';
import type { ActDef, ClockDef, EffectDay, Env, Performer, Procedure, Test } from './definition.ts';
import { type Atoms, type ClockPhase, type Guard, holds } from './guard.ts';
import { BROKEN, monitor } from './law.ts';
import { type Answered, type AnswerTo, type Question, questionKey } from './question.ts';
import {
  type ActorRecord,
  type ActRecord,
  apply,
  type CaseState,
  CaseView,
  type ClockEventRecord,
  type Effects,
} from './state.ts';
import { entryWords } from './words.ts';

/** One post that a person holds today. */
export interface Post {
  readonly role: string;
  readonly organ: string;
}

/** Who is asking. */
export interface Actor {
  readonly kind: 'person' | 'anonymous' | 'system';
  readonly person?: string;
  readonly name: string;
  readonly posts: readonly Post[];
}

export const SYSTEM: Actor = { kind: 'system', name: '系统', posts: [] };
export const ANONYMOUS: Actor = { kind: 'anonymous', name: '未登录访客', posts: [] };

/** Why something is refused: one named check. */
export interface Refusal {
  /** Stable code: `procedure.CODE`, or one of the engine's own: who, phase, once, ended, input, unknown-act. */
  readonly code: string;
  readonly say: string;
  readonly cites: readonly Citation[];
  /** Input field it belongs to, as a path. */
  readonly field?: string;
}

export interface Accepted {
  readonly ok: true;
  /** The act to record; numbers still to be drawn are named in its effects. */
  readonly record: ActRecord;
  /** The state after it. */
  readonly state: CaseState;
}

export interface Refused {
  readonly ok: false;
  readonly refusals: readonly Refusal[];
}

/** A mistake in a definition, found while it runs. Nothing is written. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
}

export interface Moment {
  readonly now: Instant;
  readonly calendar: Calendar;
  /** The directory of organs, for rules on who may make or receive what. */
  readonly organ?: Env['organ'];
  /** Answers to what the act asks (`questionsOf`), in any order. */
  readonly answered?: readonly Answered[];
}

/** The clock's arithmetic, as the time module wants it. */
export function clockSpec(procedure: Procedure, code: string): ClockSpec {
  const def = procedure.clocks[code];
  if (!def) throw new DefinitionError(`${procedure.code} has no clock ${code}`);
  const first = Array.isArray(def.limit) ? (def.limit as readonly { limit: Limit }[])[0]?.limit : def.limit;
  return {
    code,
    title: def.title,
    owedBy: def.owedBy,
    limit: first as Limit,
    direction: def.kind === 'minimum' ? 'minimum' : 'due',
    lastDay: def.lastDay,
    citation: def.cites[0] as Citation,
    ...(def.extension && {
      extension: {
        limit: def.extension.limit,
        times: def.extension.times,
        citation: def.extension.cites[0] as Citation,
      },
    }),
    ...(def.warnBefore && { warnBefore: def.warnBefore }),
  };
}

/** State of one clock of a case. */
export function clockOf(procedure: Procedure, state: CaseState, code: string, at: Moment) {
  return clockState(clockSpec(procedure, code), state.clocks[code] ?? [], at.calendar, at.now);
}

function phaseOfClock(procedure: Procedure, state: CaseState, code: string, at: Moment): ClockPhase {
  const found = clockOf(procedure, state, code, at).state;
  return found === 'expired' ? 'elapsed' : found;
}

/** Read guards' atoms from a real case, for a real person. */
export function atomsOf(procedure: Procedure, state: CaseState, actor: Actor, at: Moment): Atoms {
  const view = new CaseView(state);
  return {
    done: (act) => view.all(act).length > 0,
    ever: (act) => state.acts.some((a) => a.act === act),
    cond: (name) => state.conds.has(name),
    clock: (name) => phaseOfClock(procedure, state, name, at),
    samePerson: (act) =>
      actor.person !== undefined && view.all(act).some((a) => a.actor.person === actor.person),
  };
}

/** Evaluate a condition's test on a case. */
export function testHolds(test: Test, view: CaseView): boolean {
  if ('is' in test) return view.get(test.is[0]) === test.is[1];
  if ('oneOf' in test) return test.oneOf[1].includes(view.get(test.oneOf[0]));
  if ('has' in test) return Boolean(view.get(test.has));
  return test.fn(view);
}

/** The post under which this person may perform the act, or null when none of the performers fits. */
export function performerFor(
  def: ActDef,
  state: CaseState,
  actor: Actor,
): { performer: Performer; post?: Post } | null {
  for (const performer of def.by) {
    switch (performer.kind) {
      case 'system':
        if (actor.kind === 'system') return { performer };
        break;
      case 'public':
        return { performer };
      case 'resident':
        if (actor.kind === 'person') return { performer };
        break;
      case 'party':
        if (actor.person && state.bindings[performer.relation]?.includes(actor.person)) return { performer };
        break;
      case 'office': {
        const post = actor.posts.find((p) => p.role === performer.role);
        if (post) return { performer, post };
        break;
      }
      case 'post': {
        const organs = state.bindings[performer.of] ?? [];
        const post = actor.posts.find((p) => p.role === performer.role && organs.includes(p.organ));
        if (post) return { performer, post };
        break;
      }
      default:
        performer satisfies never;
    }
  }
  return null;
}

/** Who may do an act, as people say it: 起草单位的起草人员. */
export function performerText(procedure: Procedure, performer: Performer): string {
  switch (performer.kind) {
    case 'post':
      return `${procedure.relations[performer.of]}的${procedure.roles[performer.role]}`;
    case 'office':
      return procedure.roles[performer.role] ?? performer.role;
    case 'party':
      return procedure.relations[performer.relation] ?? performer.relation;
    case 'public':
      return '任何人';
    case 'resident':
      return '已登录的公众';
    case 'system':
      return '系统自动';
    default:
      return performer satisfies never;
  }
}

const answerMaps = new WeakMap<readonly Answered[], ReadonlyMap<string, unknown>>();
const NO_ANSWERS: ReadonlyMap<string, unknown> = new Map();
/** The answers by their questions, made once for each decision. */
function answersOf(at: Moment): ReadonlyMap<string, unknown> {
  if (!at.answered) return NO_ANSWERS;
  let found = answerMaps.get(at.answered);
  if (!found) {
    found = new Map(at.answered.map((a) => [questionKey(a.question), a.answer]));
    answerMaps.set(at.answered, found);
  }
  return found;
}

/** What input rules may look at, at this moment. */
export const envOf = (at: Moment, actor?: Actor): Env => ({
  now: at.now,
  today: dateOf(at.now),
  calendar: at.calendar,
  organ: at.organ ?? (() => undefined),
  ...(actor?.person && { person: actor.person }),
  answer: <Q extends Question>(question: Q): AnswerTo<Q> => {
    const key = questionKey(question);
    const answers = answersOf(at);
    if (!answers.has(key)) throw new DefinitionError(`a question was not asked before the decision: ${key}`);
    return answers.get(key) as AnswerTo<Q>;
  },
});

/** What this act asks of the office with this input; nothing when the input does not fit the form. */
export function questionsOf(
  procedure: Procedure,
  state: CaseState,
  actId: string,
  input: unknown,
): readonly Question[] {
  const def = procedure.acts[actId];
  if (!def?.asks) return [];
  const parsed = def.form ? def.form.strict().safeParse(input ?? {}) : { success: true as const, data: {} };
  if (!parsed.success) return [];
  const asked = def.asks(parsed.data as Record<string, unknown>, new CaseView(state));
  return [...new Map(asked.map((q) => [questionKey(q), q])).values()];
}

/** Everything that stands against an act before its input is looked at. Empty: it may be done. */
export function standing(
  procedure: Procedure,
  state: CaseState,
  actId: string,
  actor: Actor,
  at: Moment,
): readonly Refusal[] {
  const def = procedure.acts[actId];
  if (!def) {
    return [
      { code: 'unknown-act', say: `“${procedure.title}”没有这个步骤：${actId}`, cites: procedure.cites },
    ];
  }
  const refusals: Refusal[] = [];
  const opening = state.seq === 0;
  if (state.ended) {
    refusals.push({
      code: 'ended',
      say: `本件已办结（${procedure.phases[state.phase]?.title}），不能再办理“${def.title}”`,
      cites: def.cites,
    });
  } else if (opening !== Boolean(def.opens) || (!opening && !def.in.includes(state.phase))) {
    const where = def.opens
      ? '只能用来立件'
      : `应在“${def.in.map((p) => procedure.phases[p]?.title).join('”“')}”阶段办理`;
    const here = opening ? '尚未立件' : `本件现处于“${procedure.phases[state.phase]?.title}”阶段`;
    refusals.push({ code: 'phase', say: `“${def.title}”${where},${here}`, cites: def.cites });
  }
  if (!performerFor(def, state, actor)) {
    const who = def.by.map((p) => performerText(procedure, p)).join('、');
    refusals.push({ code: 'who', say: `“${def.title}”应由${who}办理`, cites: def.cites });
  }
  const view = new CaseView(state);
  if (!def.repeats && view.all(actId).length > 0) {
    refusals.push({ code: 'once', say: `“${def.title}”已经办理，不能重复`, cites: def.cites });
  }
  const atoms = atomsOf(procedure, state, actor, at);
  for (const check of def.needs ?? []) {
    if (!holds(check.guard, atoms)) {
      refusals.push({ code: `${procedure.code}.${check.code}`, say: check.say, cites: check.cites });
    }
  }
  return refusals;
}

function limitFor(procedure: Procedure, def: ClockDef, atoms: Atoms, code: string): Limit {
  if (!Array.isArray(def.limit)) return def.limit as Limit;
  const found = (def.limit as readonly { when: Guard; limit: Limit }[]).find((entry) =>
    holds(entry.when, atoms),
  );
  if (!found) throw new DefinitionError(`${procedure.code}: no length of clock ${code} fits the facts`);
  return found.limit;
}

/** Check the input by the act's form and named rules. */
export function checkInput(
  procedure: Procedure,
  def: ActDef,
  input: unknown,
  view: CaseView,
  env: Env,
): { ok: true; input: Record<string, unknown> } | Refused {
  let value: Record<string, unknown> = {};
  if (def.form) {
    const parsed = def.form.strict().safeParse(input ?? {}, { reportInput: true });
    if (!parsed.success) {
      return {
        ok: false,
        refusals: parsed.error.issues.map((issue) => ({
          code: 'input',
          field: issue.path.map(String).join('.'),
          say: `${fieldTitle(def, issue.path)}：${entryWords(issue)}`,
          cites: def.cites,
        })),
      };
    }
    value = parsed.data as Record<string, unknown>;
  } else if (input && typeof input === 'object' && Object.keys(input).length > 0) {
    return {
      ok: false,
      refusals: [{ code: 'input', say: `“${def.title}”不需要填写内容`, cites: def.cites }],
    };
  }
  const refusals: Refusal[] = [];
  for (const rule of def.rules ?? []) {
    const result = rule.check(value, view, env);
    if (result === true) continue;
    refusals.push({
      code: `${procedure.code}.${rule.code}`,
      say: typeof result === 'string' ? result : rule.say,
      cites: rule.cites,
      ...(rule.field && { field: rule.field }),
    });
  }
  return refusals.length ? { ok: false, refusals } : { ok: true, input: value };
}

/** Title of a form field by its path, from the schema's metadata. */
function fieldTitle(def: ActDef, path: readonly PropertyKey[]): string {
  const name = path[0];
  if (name === undefined) return '填写内容';
  const field = def.form?.shape[String(name)] as { meta?: () => { title?: string } | undefined } | undefined;
  return field?.meta?.()?.title ?? String(name);
}

/** Decide one act. `at.now` is the moment recorded. */
export function decide(
  procedure: Procedure,
  state: CaseState,
  actId: string,
  input: unknown,
  actor: Actor,
  at: Moment,
): Accepted | Refused {
  const against = standing(procedure, state, actId, actor, at);
  if (against.length) return { ok: false, refusals: against };
  const def = procedure.acts[actId] as ActDef;
  const view = new CaseView(state);
  const checked = checkInput(procedure, def, input, view, envOf(at, actor));
  if (!checked.ok) return checked;

  const who = performerFor(def, state, actor);
  const record: ActorRecord = {
    kind: actor.kind,
    name: actor.name,
    ...(actor.person && { person: actor.person }),
    ...(who?.post && { role: who.post.role, organ: who.post.organ }),
  };
  const draft: ActRecord = {
    seq: state.seq + 1,
    act: actId,
    at: at.now,
    actor: record,
    input: checked.input,
    effects: {
      phase: state.phase || (Object.keys(procedure.phases)[0] as string),
      voids: voidedBy(def, state),
      clocks: [],
      binds: bindingsOf(def, checked.input, record, view, envOf(at, actor)),
      conds: [],
      watch: {},
      papers: def.papers ?? [],
      numbers: def.numbers ?? [],
      publishes: def.publishes ?? [],
      entries: [],
      ...(at.answered?.length && { answered: at.answered }),
    },
  };
  // Conditions are computed on the state that already holds this act, and read by the effects.
  const conds = conditionsAfter(procedure, def, state, apply(state, draft));
  const factual = apply(state, { ...draft, effects: { ...draft.effects, conds } });
  const atoms = atomsOf(procedure, factual, actor, at);
  const clocks = clockEffects(procedure, def, factual, atoms, checked.input, at);
  if (!clocks.ok) return clocks;
  const phase = phaseAfter(def, draft.effects.phase, atoms);
  const ended = procedure.phases[phase]?.end;
  const entries = def.entries?.(new CaseView(factual), envOf(at, actor)) ?? [];
  const effects: Effects = {
    ...draft.effects,
    conds,
    clocks: clocks.events,
    phase,
    entries,
    ...(ended && { ended }),
  };
  const unwatched: ActRecord = { ...draft, effects };
  const { watch, broken } = watchLaws(procedure, state, apply(state, unwatched), unwatched, actor, at);
  if (broken.length) return { ok: false, refusals: broken };
  const final: ActRecord = { ...draft, effects: { ...effects, watch } };
  return { ok: true, record: final, state: apply(state, final) };
}

function voidedBy(def: ActDef, state: CaseState): number[] {
  if (!def.voids?.length) return [];
  return state.acts.filter((a) => def.voids?.includes(a.act) && !state.voided.has(a.seq)).map((a) => a.seq);
}

function bindingsOf(
  def: ActDef,
  input: Record<string, unknown>,
  actor: ActorRecord,
  view: CaseView,
  env: Env,
): Record<string, readonly string[]> {
  const out: Record<string, readonly string[]> = {};
  for (const { relation, from } of def.binds ?? []) {
    if (typeof from === 'function') {
      out[relation] = from(input, view, env);
      continue;
    }
    const value = from === 'actor.organ' ? actor.organ : from === 'actor.person' ? actor.person : input[from];
    if (value === undefined) continue;
    out[relation] = Array.isArray(value) ? value.map(String) : [String(value)];
  }
  return out;
}

/**
 * The conditions that hold after an act. The prover trusts `settles`: a condition that changes without being
 * settled by this act (or by an act it voids) is a mistake in the definition and stops the act.
 */
function conditionsAfter(procedure: Procedure, def: ActDef, before: CaseState, after: CaseState): string[] {
  const view = new CaseView(after);
  const voided = new Set((def.voids ?? []).flatMap((act) => procedure.acts[act]?.settles ?? []));
  const out: string[] = [];
  for (const [name, condition] of Object.entries(procedure.conditions)) {
    const value = testHolds(condition.test, view);
    if (value) out.push(name);
    if (value !== before.conds.has(name) && !def.settles?.includes(name) && !voided.has(name)) {
      throw new DefinitionError(
        `${procedure.code}: “${def.title}” changed condition ${name} without settling it`,
      );
    }
  }
  if (def.outcomes) {
    const fits = Object.values(def.outcomes).some((o) =>
      Object.entries(o.conds).every(([name, value]) => out.includes(name) === value),
    );
    if (!fits) throw new DefinitionError(`${procedure.code}: “${def.title}” ended in none of its outcomes`);
  }
  return out;
}

function phaseAfter(def: ActDef, phase: string, atoms: Atoms): string {
  if (!def.to) return phase;
  if (typeof def.to === 'string') return def.to;
  return def.to.find((branch) => holds(branch.when, atoms))?.phase ?? phase;
}

function clockEffects(
  procedure: Procedure,
  def: ActDef,
  state: CaseState,
  atoms: Atoms,
  input: Record<string, unknown>,
  at: Moment,
): { ok: true; events: ClockEventRecord[] } | Refused {
  const events: ClockEventRecord[] = [];
  for (const effect of def.clocks ?? []) {
    if (effect.when && !holds(effect.when, atoms)) continue;
    const clock = procedure.clocks[effect.clock];
    if (!clock) throw new DefinitionError(`${procedure.code} has no clock ${effect.clock}`);
    const phase = atoms.clock(effect.clock);
    if (effect.do === 'stop' && (phase === 'idle' || phase === 'stopped')) continue;
    if (effect.do === 'pause' && phase !== 'running') continue;
    if (effect.do === 'resume' && phase !== 'paused') continue;
    const day =
      effect.do === 'extend' ? { ok: true as const } : dayOfEffect(procedure, def, effect, state, input, at);
    if (!day.ok) return day;
    const when = day.at === undefined ? {} : { at: day.at };
    switch (effect.do) {
      case 'start':
      case 'restart':
        events.push({
          clock: effect.clock,
          kind: effect.do,
          limit: effect.until
            ? days(Math.max(0, daysBetween(dateOf(day.at ?? at.now), String(input[effect.until]))))
            : limitFor(procedure, clock, atoms, effect.clock),
          ...when,
        });
        break;
      case 'stop':
      case 'pause':
      case 'resume':
        events.push({ clock: effect.clock, kind: effect.do, ...when });
        break;
      case 'extend': {
        const extended = extension(procedure, clock, effect, state, input, phase);
        if (!extended.ok) return extended;
        events.push(extended.event);
        break;
      }
      default:
        effect satisfies never;
    }
  }
  return { ok: true, events };
}

/**
 * When a clock event happened in law: nothing for now, else the end of an earlier day, so that it follows whatever
 * was recorded on that day. A day to come, or one before the clock's last event, is refused.
 */
function dayOfEffect(
  procedure: Procedure,
  def: ActDef,
  effect: { readonly do: string; readonly clock: string; readonly on?: EffectDay },
  state: CaseState,
  input: Record<string, unknown>,
  at: Moment,
): { ok: true; at?: Instant } | Refused {
  if (effect.on === undefined) return { ok: true };
  const field = typeof effect.on === 'string' ? effect.on : undefined;
  const day =
    typeof effect.on === 'string' ? input[effect.on] : clockOf(procedure, state, effect.on.lastDayOf, at).due;
  const today = dateOf(at.now);
  if (day === undefined || day === today) return { ok: true };
  const title = field ? fieldTitle(def, [field]) : def.title;
  const refuse = (say: string): Refused => ({
    ok: false,
    refusals: [{ code: 'clock-day', say, cites: def.cites, ...(field && { field }) }],
  });
  if (String(day) > today) return refuse(`“${title}”是${String(day)}，不能晚于今天`);
  const last = state.clocks[effect.clock]?.findLast((event) => event.kind !== 'extend');
  // Of two starts the later day counts, whichever was recorded first.
  const bothStart = effect.do === 'restart' && (last?.kind === 'start' || last?.kind === 'restart');
  if (last && !bothStart && String(day) < dateOf(last.at)) {
    return refuse(
      `“${title}”是${String(day)}，早于“${procedure.clocks[effect.clock]?.title}”上一次变动的日期${dateOf(last.at)}`,
    );
  }
  return { ok: true, at: endOfDay(String(day)) };
}

function extension(
  procedure: Procedure,
  clock: ClockDef,
  effect: { readonly clock: string; readonly byField?: string },
  state: CaseState,
  input: Record<string, unknown>,
  phase: ClockPhase,
): { ok: true; event: ClockEventRecord } | Refused {
  const rule = clock.extension;
  if (!rule) throw new DefinitionError(`${procedure.code}: clock ${effect.clock} cannot be extended`);
  const events = state.clocks[effect.clock] ?? [];
  const since = events.findLastIndex((e) => e.kind === 'start' || e.kind === 'restart');
  const used = events.slice(since + 1).filter((e) => e.kind === 'extend').length;
  const n = effect.byField ? Number(input[effect.byField]) : rule.limit.n;
  const refuse = (say: string): Refused => ({
    ok: false,
    refusals: [
      { code: 'extension', say, cites: rule.cites, ...(effect.byField && { field: effect.byField }) },
    ],
  });
  if (phase !== 'running' && phase !== 'paused')
    return refuse(`“${clock.title}”已经届满或者不在计算，不能再延长`);
  if (used >= rule.times) return refuse(`“${clock.title}”最多延长${rule.times}次，已经用完`);
  if (!(n > 0) || n > rule.limit.n) return refuse(`“${clock.title}”每次延长不得超过${limitText(rule.limit)}`);
  return { ok: true, event: { clock: effect.clock, kind: 'extend', limit: { ...rule.limit, n } } };
}

/** Advance the laws' monitors by one step; a law that breaks refuses the act. */
function watchLaws(
  procedure: Procedure,
  before: CaseState,
  after: CaseState,
  record: ActRecord,
  actor: Actor,
  at: Moment,
): { watch: Record<string, number>; broken: Refusal[] } {
  const step = {
    act: record.act,
    before: atomsOf(procedure, before, actor, at),
    after: atomsOf(procedure, after, actor, at),
    ...(record.effects.ended && { ended: record.effects.phase }),
  };
  const watch: Record<string, number> = {};
  const broken: Refusal[] = [];
  for (const law of procedure.laws) {
    const watcher = monitor(law.rule);
    const next = watcher.next(before.watch[law.code] ?? watcher.start, step);
    if (next === BROKEN)
      broken.push({ code: `${procedure.code}.law.${law.code}`, say: law.says, cites: law.cites });
    else if (next !== watcher.start) watch[law.code] = next;
  }
  return { watch, broken };
}

/** What may be done now and, for the rest, why not. System acts are left out unless the system asks. */
export function options(
  procedure: Procedure,
  state: CaseState,
  actor: Actor,
  at: Moment,
): { act: string; title: string; may: boolean; refusals: readonly Refusal[] }[] {
  return Object.entries(procedure.acts)
    .filter(([, def]) => !def.opens && (actor.kind === 'system' || def.by.some((p) => p.kind !== 'system')))
    .map(([act, def]) => {
      const refusals = standing(procedure, state, act, actor, at);
      return { act, title: def.title, may: refusals.length === 0, refusals };
    });
}
