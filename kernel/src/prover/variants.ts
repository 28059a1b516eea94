/**
 * Broken variants: a procedure with one safeguard taken away. Every law of a procedure is tried against one, and must be
 * found broken; a law that survives all its variants proves nothing.
 */
import type { ActDef, ClockEffect, Procedure } from '../procedure/definition.ts';

/** The procedure with one act changed. Throws where there is no such act: the variant would be the procedure itself. */
export function editAct(p: Procedure, act: string, change: (def: ActDef) => ActDef): Procedure {
  const def = p.acts[act];
  if (!def) throw new RangeError(`${p.code} has no act ${act}`);
  return { ...p, acts: { ...p.acts, [act]: change(def) } };
}

/** What is left of a list without these; throws where one of them is not there. */
function left<T>(
  list: readonly T[] | undefined,
  name: (one: T) => string,
  lost: readonly string[],
  of: string,
): T[] {
  const all = list ?? [];
  for (const one of lost)
    if (!all.some((x) => name(x) === one)) throw new RangeError(`${of} has no ${one} to take away`);
  return all.filter((x) => !lost.includes(name(x)));
}

/** An act that no longer needs these. */
export const withoutNeed = (p: Procedure, act: string, ...codes: string[]): Procedure =>
  editAct(p, act, (def) => ({ ...def, needs: left(def.needs, (n) => n.code, codes, act) }));

/** An act that leaves standing what it used to set aside. */
export const withoutVoid = (p: Procedure, act: string, ...kept: string[]): Procedure =>
  editAct(p, act, (def) => ({ ...def, voids: left(def.voids, (v) => v, kept, act) }));

/** An act without its effect on a clock. */
export const withoutClock = (
  p: Procedure,
  act: string,
  clock: string,
  what: ClockEffect['do'] = 'stop',
): Procedure =>
  editAct(p, act, (def) => {
    const clocks = def.clocks?.filter((c) => c.clock !== clock || c.do !== what);
    if (clocks?.length === def.clocks?.length) throw new RangeError(`${act} does not ${what} ${clock}`);
    return { ...def, clocks };
  });

/** An act that may be done in further phases. */
export const alsoIn = (p: Procedure, act: string, ...phases: string[]): Procedure =>
  editAct(p, act, (def) => ({ ...def, in: [...def.in, ...phases] }));

/** An act that leads elsewhere. */
export const leadsTo = (p: Procedure, act: string, to: string): Procedure =>
  editAct(p, act, (def) => ({ ...def, to }));

/** The same for one procedure that is varied many times. */
export const variantsOf = (p: Procedure) => ({
  edit: (act: string, change: (def: ActDef) => ActDef) => editAct(p, act, change),
  without: (act: string, ...codes: string[]) => withoutNeed(p, act, ...codes),
  withoutVoid: (act: string, ...kept: string[]) => withoutVoid(p, act, ...kept),
  /** In further phases and without any need. */
  free: (act: string, ...phases: string[]) =>
    editAct(p, act, (def) => ({ ...def, in: [...def.in, ...phases], needs: [] })),
  to: (act: string, phase: string) => leadsTo(p, act, phase),
});
