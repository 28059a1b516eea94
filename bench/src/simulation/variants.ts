/**
 * Definitions with parts taken out, so that random people get deep into a procedure, and so that its laws are put to the
 * test as the last wall. What was taken out is missed by nobody: whatever remains is judged as strictly.
 */
import type { Random } from '@fadu/city/random';
import type { ActDef, Binding, ClockEffect, ConditionDef, Procedure } from '@fadu/kernel';

/**
 * `whole`: as the city runs it. `flow`: without the rules on what is entered, as the prover sees it. `weak`: without half
 * of the needs as well, so that laws get broken and must refuse.
 */
export type Mode = 'whole' | 'flow' | 'weak';

const or = <T>(work: () => T, other: T): T => {
  try {
    return work();
  } catch {
    return other;
  }
};

const binding = (b: Binding): Binding => {
  const { from } = b;
  return typeof from === 'function' ? { ...b, from: (i, v, e) => or(() => from(i, v, e), ['s-gov']) } : b;
};

const clockEffect = (c: ClockEffect): ClockEffect => {
  if (!('on' in c) || typeof c.on !== 'object' || !('at' in c.on)) return c;
  const { at } = c.on;
  return { ...c, on: { at: (i, v) => or(() => at(i, v), undefined) } };
};

/** A definition in one of the modes. */
export function variant(procedure: Procedure, mode: Mode, rnd: Random): Procedure {
  if (mode === 'whole') return procedure;
  const acts = Object.entries(procedure.acts).map(([name, def]): [string, ActDef] => {
    const { rules: _r, asks: _a, entries: _e, instrumentEvents: _i, ...rest } = def;
    return [
      name,
      {
        ...rest,
        ...(def.needs && { needs: mode === 'weak' ? def.needs.filter(() => rnd.chance(0.5)) : def.needs }),
        ...(def.binds && { binds: def.binds.map(binding) }),
        ...(def.clocks && { clocks: def.clocks.map(clockEffect) }),
      },
    ];
  });
  const conditions = Object.entries(procedure.conditions).map(([name, def]): [string, ConditionDef] => {
    const { test } = def;
    return [name, 'fn' in test ? { ...def, test: { fn: (v) => or(() => test.fn(v), false) } } : def];
  });
  return { ...procedure, acts: Object.fromEntries(acts), conditions: Object.fromEntries(conditions) };
}
