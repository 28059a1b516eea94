/** A case as people read it: where it is, what may be done now and why not the rest, what runs, what happened. */
import {
  type ActDef,
  type Actor,
  type ActRecord,
  CaseView,
  citeText,
  clockOf,
  type DateStr,
  dateOf,
  envOf,
  type Moment,
  noCase,
  options,
  performerFor,
  performerText,
  type Question,
} from '@fadu/kernel';
import { z } from 'zod';
import type { Office } from '../office.ts';
import { problemItem } from '../problem.ts';
import type { LoadedCase } from './load.ts';
import { withoutPersonal } from './rows.ts';

const cites = (list: readonly Parameters<typeof citeText>[0][]) =>
  list.map((c) => ({ text: citeText(c), says: c.says, standing: c.standing }));

/** Label and value of everything entered with an act, in the form's order. */
export function labelled(
  def: ActDef,
  input: Readonly<Record<string, unknown>>,
  organName: (id: string) => string,
) {
  const out: { field: string; title: string; value: unknown }[] = [];
  for (const [field, schema] of Object.entries(def.form?.shape ?? {})) {
    const value = input[field];
    if (value === undefined || value === null || value === '') continue;
    const meta = (schema as { meta?: () => { title?: string; widget?: string } | undefined }).meta?.();
    const names = meta?.widget === 'organ' || meta?.widget === 'organs';
    out.push({
      field,
      title: meta?.title ?? field,
      value: names
        ? [value]
            .flat()
            .map((v) => organName(String(v)))
            .join('、')
        : value,
    });
  }
  return out;
}

/** A form as JSON Schema with its Chinese titles and widgets. */
export const formSchema = (def: ActDef): object | null =>
  def.form ? z.toJSONSchema(def.form, { io: 'input', unrepresentable: 'any' }) : null;

/** Whether this reader may see personal fields: those who handle the case, and those it is about. */
function seesPersonal({ state, procedure }: LoadedCase, actor: Actor): boolean {
  const handling = [procedure.owner, ...(procedure.handlers ?? [])].flatMap((r) => state.bindings[r] ?? []);
  return (
    actor.posts.some((p) => handling.includes(p.organ)) ||
    (actor.person !== undefined && Object.values(state.bindings).flat().includes(actor.person))
  );
}

/** Values without those that are not known. */
const known = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, v]) => v !== undefined && v !== ''));

/** What the forms that this person may fill in now must know to begin with (`ActDef.prefill`). */
export const prefillQuestions = (
  { procedure, state }: LoadedCase,
  actor: Actor,
  today: DateStr,
): readonly Question[] =>
  Object.values(procedure.acts).flatMap((def) =>
    def.prefill?.asks && def.in.includes(state.phase) && performerFor(def, state, actor)
      ? def.prefill.asks(new CaseView(state), today)
      : [],
  );

/** Cases of other procedures that this person may open from this one, with what their form begins with. */
function growing(office: Office, { procedure, state }: LoadedCase, actor: Actor, at: Moment) {
  return (procedure.leadsTo ?? []).flatMap((next) => {
    const target = office.procedures.get(next.procedure);
    const def = target?.acts[next.act];
    if (!target || !def || !next.in.includes(state.phase)) return [];
    if (next.when?.(new CaseView(state)) === false) return [];
    const who = performerFor(def, noCase('', target.code, target.version), actor);
    if (!who?.post || !(state.bindings[procedure.owner] ?? []).includes(who.post.organ)) return [];
    return [
      {
        procedure: target.code,
        procedureTitle: target.title,
        act: next.act,
        title: next.title,
        values: known(next.from(new CaseView(state), envOf(at, actor, who.post))),
      },
    ];
  });
}

/** Somebody without an account, known by the fingerprint of a code, has no name to show. */
const personText = (id: string): string => (id.startsWith('code:') ? '凭查询码办理，没有账号' : id);

/** Build the view of a case for one reader. `at.answered`: the answers to `prefillQuestions`. */
export function caseView(office: Office, loaded: LoadedCase, actor: Actor, at: Moment) {
  const { procedure, state, file } = loaded;
  const phaseIds = Object.keys(procedure.phases);
  const here = phaseIds.indexOf(state.phase);
  const visited = new Set(state.acts.map((a) => a.effects.phase));
  const all = options(procedure, state, actor, at);
  const personal = seesPersonal(loaded, actor);
  const titleOfAct = (act: string) => procedure.acts[act]?.title ?? act;
  const timeline = state.acts.map((a: ActRecord) => {
    const def = procedure.acts[a.act];
    const input = def && !personal ? withoutPersonal(def, a.input) : a.input;
    const voidedBy = state.acts.find((b) => b.effects.voids.includes(a.seq));
    return {
      seq: a.seq,
      act: a.act,
      title: titleOfAct(a.act),
      at: a.at,
      on: dateOf(a.at),
      by: {
        kind: a.actor.kind,
        name: a.actor.kind === 'person' && !a.actor.organ && !personal ? '公众' : a.actor.name,
        role: a.actor.role ? (procedure.roles[a.actor.role] ?? a.actor.role) : null,
        organ: a.actor.organ ? office.organName(a.actor.organ) : null,
      },
      entered: def ? labelled(def, input, office.organName) : [],
      issued: Object.entries(a.issued ?? {}).map(([series, text]) => ({
        title: procedure.series?.[series]?.title ?? series,
        text,
      })),
      movedTo: a.effects.phase,
      voided: voidedBy ? { seq: voidedBy.seq, title: titleOfAct(voidedBy.act) } : null,
      cites: cites(def?.cites ?? []),
    };
  });
  const clocks = Object.keys(state.clocks).map((code) => {
    const def = procedure.clocks[code];
    const now = clockOf(procedure, state, code, at);
    return {
      clock: code,
      title: def?.title ?? code,
      kind: def?.kind ?? 'duty',
      owedBy:
        procedure.relations[def?.owedBy ?? ''] ??
        procedure.roles[def?.owedBy ?? ''] ??
        (def?.owedBy === 'public' ? '公众' : ''),
      state: now.state,
      startedOn: now.startedAt ? dateOf(now.startedAt) : null,
      due: now.due ?? null,
      dueAt: now.dueAt ?? null,
      late: now.late,
      warning: now.warning,
      provisional: now.provisional,
      remaining: now.remaining?.text ?? null,
      steps: now.steps.map((s) => s.text),
      cites: cites(def?.cites ?? []),
    };
  });
  return {
    id: state.id,
    title: file.title,
    region: file.region,
    demo: file.demo,
    public: file.public,
    procedure: { code: procedure.code, title: procedure.title, version: procedure.version },
    phase: { id: state.phase, title: procedure.phases[state.phase]?.title ?? '' },
    ended: state.ended ?? null,
    seq: state.seq,
    openedAt: file.opened_at,
    changedAt: file.changed_at,
    phases: phaseIds
      .filter((id) => !procedure.phases[id]?.end || id === state.phase)
      .map((id) => ({
        id,
        title: procedure.phases[id]?.title ?? id,
        state:
          id === state.phase
            ? 'current'
            : visited.has(id) && phaseIds.indexOf(id) < here
              ? 'done'
              : phaseIds.indexOf(id) < here
                ? 'skipped'
                : 'ahead',
      })),
    parties: Object.entries(procedure.relations)
      .filter(([relation]) => state.bindings[relation]?.length)
      .map(([relation, title]) => ({
        relation,
        title,
        names: (state.bindings[relation] ?? []).map((id) =>
          office.organ(id) ? office.organName(id) : personal ? personText(id) : '当事人',
        ),
      })),
    conditions: Object.entries(procedure.conditions).map(([name, c]) => ({
      name,
      title: c.title,
      holds: state.conds.has(name),
    })),
    may: all
      .filter((o) => o.may)
      .map((o) => {
        const def = procedure.acts[o.act] as ActDef;
        return {
          act: o.act,
          title: o.title,
          about: def.about ?? null,
          as: performerFor(def, state, actor)?.post ?? null,
          form: formSchema(def),
          prefill: def.prefill
            ? known(
                def.prefill.from(
                  new CaseView(state),
                  envOf(at, actor, performerFor(def, state, actor)?.post),
                ),
              )
            : {},
          cites: cites(def.cites),
          ends: typeof def.to === 'string' && Boolean(procedure.phases[def.to]?.end),
        };
      }),
    mayNot: all
      .filter((o) => !o.may)
      .map((o) => ({
        act: o.act,
        title: o.title,
        by: (procedure.acts[o.act]?.by ?? []).map((p) => performerText(procedure, p)),
        refusals: o.refusals.map(problemItem),
      })),
    clocks,
    timeline,
    opens: growing(office, loaded, actor, at),
  };
}

export type CaseViewModel = ReturnType<typeof caseView>;
