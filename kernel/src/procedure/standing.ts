/** What a case, its clocks and a person's posts say of an act before its input is looked at. Pure. */
import type { Citation } from '../citation.ts';
import { type ClockSpec, clockState } from '../time/clock.ts';
import { dateOf } from '../time/date.ts';
import type { Instant, Limit } from '../time/limit.ts';
import { type Actor, DefinitionError, type Moment, type Post, type Refusal } from './actor.ts';
import type { ActDef, Asks, Env, Form, Performer, Procedure, Test } from './definition.ts';
import { type Atoms, type ClockPhase, holds } from './guard.ts';
import { type Answered, type AnswerTo, type Question, questionKey } from './question.ts';
import { type CaseState, CaseView } from './state.ts';

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
export const envOf = (at: Moment, actor?: Actor, post?: Post): Env => ({
  now: at.now,
  today: dateOf(at.now),
  calendar: at.calendar,
  organ: at.organ ?? (() => undefined),
  organsOf: at.organsOf ?? (() => []),
  ...(actor?.person && { person: actor.person }),
  ...(post && { acting: post.organ }),
  answer: <Q extends Question>(question: Q): AnswerTo<Q> => {
    const key = questionKey(question);
    const answers = answersOf(at);
    if (!answers.has(key)) throw new DefinitionError(`a question was not asked before the decision: ${key}`);
    return answers.get(key) as AnswerTo<Q>;
  },
});

const strictForms = new WeakMap<Form, Form>();
/** The form that refuses fields it does not have, made once: Zod compiles each schema anew when it is first used. */
export function strictForm(form: Form): Form {
  let strict = strictForms.get(form);
  if (!strict) {
    strict = form.strict();
    strictForms.set(form, strict);
  }
  return strict;
}

/** Everything that an act and its rules ask. */
export const asksOf = (def: Pick<ActDef, 'asks' | 'rules'>): readonly Asks[] =>
  [def.asks, ...(def.rules ?? []).map((r) => r.asks)].filter((a) => a !== undefined);

/** What this act asks of the office with this input at this moment; nothing when the input does not fit the form. */
export function questionsOf(
  procedure: Procedure,
  state: CaseState,
  actId: string,
  input: unknown,
  now: Instant,
): readonly Question[] {
  const def = procedure.acts[actId];
  const asks = def ? asksOf(def) : [];
  if (!def || asks.length === 0) return [];
  const parsed = def.form
    ? strictForm(def.form).safeParse(input ?? {})
    : { success: true as const, data: {} };
  if (!parsed.success) return [];
  const view = new CaseView(state);
  const asked = asks.flatMap((ask) => ask(parsed.data as Record<string, unknown>, view, dateOf(now)));
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
    refusals.push({ code: 'phase', say: `“${def.title}”${where}，${here}`, cites: def.cites });
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
