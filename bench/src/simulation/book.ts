/**
 * A case kept a second time, from what was asked of it alone: who did which act when, and what they entered. Phase, acts
 * in force, bindings, conditions and clocks are worked out anew from the definition; neither `decide` nor the kernel's
 * fold, guards or monitors take part.
 */
import type {
  ActDef,
  ActorRecord,
  Calendar,
  CaseState,
  CaseView,
  ClockEventAt,
  Guard,
  Procedure,
} from '@fadu/kernel';
import { readClock } from './naive-time.ts';

/** One act as the book keeps it. */
export interface Entry {
  readonly seq: number;
  readonly act: string;
  readonly at: string;
  readonly actor: ActorRecord;
  readonly input: Readonly<Record<string, unknown>>;
  /** What is only known from the answer: numbers drawn and what the act was told. */
  readonly effects: { readonly answered?: readonly unknown[] };
  readonly issued?: Readonly<Record<string, string>>;
}

/** A case as the book has it; never changed, every act makes a new one. */
export interface Page {
  readonly entries: readonly Entry[];
  /** Numbers of the acts that lost their force. */
  readonly fallen: ReadonlySet<number>;
  readonly phase: string;
  readonly bound: Readonly<Record<string, readonly string[]>>;
  readonly holds: ReadonlySet<string>;
  readonly clocks: Readonly<Record<string, readonly ClockEventAt[]>>;
}

export const EMPTY: Page = {
  entries: [],
  fallen: new Set(),
  phase: '',
  bound: {},
  holds: new Set(),
  clocks: {},
};

/** What conditions of a definition read, over a page instead of the kernel's state. */
export function viewOf(procedure: Procedure, id: string, page: Page): CaseView {
  const all = (act: string) => page.entries.filter((e) => e.act === act && !page.fallen.has(e.seq));
  const last = (act: string) => {
    const found = all(act);
    return found[found.length - 1];
  };
  const get = (path: string): unknown => {
    const parts = path.split('.');
    let value: unknown = last(parts[0] as string)?.input;
    for (const part of parts.slice(1)) {
      if (value === null || typeof value !== 'object') return undefined;
      value = (value as Record<string, unknown>)[part];
    }
    return value;
  };
  const state = {
    id,
    procedure: procedure.code,
    version: procedure.version,
    phase: page.phase,
    seq: page.entries.length,
    acts: page.entries,
    voided: page.fallen,
    bindings: page.bound,
    clocks: page.clocks,
    conds: page.holds,
    watch: {},
    ...(procedure.phases[page.phase]?.end && { ended: procedure.phases[page.phase]?.end }),
  } as unknown as CaseState;
  return {
    state,
    all,
    last,
    get,
    text: (path: string) => {
      const value = get(path);
      return value === undefined || value === null ? '' : String(value);
    },
    issued: (act: string, series: string) => last(act)?.issued?.[series],
    bound: (relation: string) => page.bound[relation] ?? [],
  } as unknown as CaseView;
}

/** What a guard may be asked of, at a moment and for one person. */
export interface Facts {
  readonly procedure: Procedure;
  readonly page: Page;
  readonly person?: string | undefined;
  readonly nowMs: number;
  readonly calendar: Calendar;
}

const inForce = (page: Page, act: string): Entry[] =>
  page.entries.filter((e) => e.act === act && !page.fallen.has(e.seq));

/** Whether a guard is true, read from the book. */
export function isTrue(guard: Guard, facts: Facts): boolean {
  if (guard.op === 'not') return !isTrue(guard.of, facts);
  if (guard.op === 'all') return !guard.of.some((g) => !isTrue(g, facts));
  if (guard.op === 'any') return guard.of.some((g) => isTrue(g, facts));
  if (guard.op === 'done') return inForce(facts.page, guard.act).length > 0;
  if (guard.op === 'ever') return facts.page.entries.some((e) => e.act === guard.act);
  if (guard.op === 'cond') return facts.page.holds.has(guard.name);
  if (guard.op === 'same-person')
    return (
      facts.person !== undefined &&
      inForce(facts.page, guard.act).some((e) => e.actor.person === facts.person)
    );
  const def = facts.procedure.clocks[guard.clock];
  if (!def) throw new Error(`${facts.procedure.code} has no clock ${guard.clock}`);
  return readClock(def, facts.page.clocks[guard.clock] ?? [], facts.calendar, facts.nowMs).state === guard.is;
}

/** Which conditions hold on a page. */
export function conditionsOn(procedure: Procedure, id: string, page: Page): Set<string> {
  const view = viewOf(procedure, id, page);
  const out = new Set<string>();
  for (const [name, { test }] of Object.entries(procedure.conditions)) {
    const value =
      'is' in test
        ? view.get(test.is[0]) === test.is[1]
        : 'oneOf' in test
          ? test.oneOf[1].some((v) => v === view.get(test.oneOf[0]))
          : 'has' in test
            ? Boolean(view.get(test.has))
            : test.fn(view);
    if (value) out.add(name);
  }
  return out;
}

/** The page after an act, before its clocks and its phase: entered, with what it voids, binds and makes true. */
export function written(
  procedure: Procedure,
  id: string,
  page: Page,
  entry: Entry,
  binds: Readonly<Record<string, readonly string[]>>,
): Page {
  const def = procedure.acts[entry.act] as ActDef;
  const fallen = new Set(page.fallen);
  for (const e of page.entries) if (def.voids?.includes(e.act)) fallen.add(e.seq);
  const next: Page = {
    ...page,
    entries: [...page.entries, entry],
    fallen,
    phase: page.phase || (Object.keys(procedure.phases)[0] as string),
    bound: { ...page.bound, ...binds },
  };
  return { ...next, holds: conditionsOn(procedure, id, next) };
}
