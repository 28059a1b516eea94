/**
 * The one decision: may this person do this act on this case now, and what follows. Pure; the caller writes what
 * comes back in one transaction, or shows the refusals.
 */
import {
  type Accepted,
  type Actor,
  DefinitionError,
  type Moment,
  type Refusal,
  type Refused,
} from './actor.ts';
import { clockEffects, fieldTitle } from './clock-effects.ts';
import type { ActDef, Env, Procedure } from './definition.ts';
import { type Atoms, holds } from './guard.ts';
import { BROKEN, monitor } from './law.ts';
import { atomsOf, envOf, performerFor, standing, strictForm, testHolds } from './standing.ts';
import { type ActorRecord, type ActRecord, apply, type CaseState, CaseView, type Effects } from './state.ts';
import { entryWords } from './words.ts';

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
    const parsed = strictForm(def.form).safeParse(input ?? {}, { reportInput: true });
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
  const who = performerFor(def, state, actor);
  const env = envOf(at, actor, who?.post);
  const checked = checkInput(procedure, def, input, view, env);
  if (!checked.ok) return checked;

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
      binds: bindingsOf(def, checked.input, record, view, env),
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
  const entries = def.entries?.(new CaseView(factual), env) ?? [];
  const happened = def.instrumentEvents?.(new CaseView(factual), env) ?? [];
  const effects: Effects = {
    ...draft.effects,
    conds,
    clocks: clocks.events,
    phase,
    entries,
    ...(happened.length && { instrumentEvents: happened }),
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
