/** What a table answers for given facts, with the rows that hit and the facts they looked at. */
import { allowed, type DecisionTable, passes, type Value } from './table.ts';

/** Facts by the ids of inputs; undefined and null: not known. */
export type Facts = Readonly<Record<string, Value | null | undefined>>;

/** An answer. */
export interface Evaluation {
  /**
   * `decided`: as the hit policy says. `incomplete`: a fact that matters is not known. `outside`: a fact is not one the
   * table knows. `none`: no row hits. `conflict`: rows hit that may not hit together.
   */
  readonly status: 'decided' | 'incomplete' | 'outside' | 'none' | 'conflict';
  /** Numbers of the rows that hit, from 1. */
  readonly rows: readonly number[];
  /** Results: one for UNIQUE, FIRST and ANY, one for each row for COLLECT. */
  readonly results: readonly Readonly<Record<string, Value | null>>[];
  /** Facts that are missing or not allowed. */
  readonly facts: readonly string[];
}

const resultOf = (table: DecisionTable, row: number): Record<string, Value | null> =>
  Object.fromEntries(table.outputs.map((o, i) => [o.id, table.rows[row]?.then[i] ?? null]));

/** Evaluate a table whose shape is right (`tableFaults`). A missing fact matters only where a row could still need it. */
export function evaluateTable(table: DecisionTable, facts: Facts): Evaluation {
  const none = { rows: [], results: [] };
  const given = table.inputs.map((i) => facts[i.id] ?? undefined);
  const outside = table.inputs.filter((i, n) => given[n] !== undefined && !allowed(i, given[n] as Value));
  if (outside.length) return { status: 'outside', ...none, facts: outside.map((i) => i.id) };
  const missing = new Set<string>();
  const hits: number[] = [];
  for (const [r, row] of table.rows.entries()) {
    const wanted: string[] = [];
    const may = table.inputs.every((input, i) => {
      const cell = row.when[i] as string;
      if (cell.trim() === '-') return true;
      if (given[i] !== undefined) return passes(cell, given[i] as Value);
      wanted.push(input.id);
      return true;
    });
    if (!may) continue;
    for (const id of wanted) missing.add(id);
    if (wanted.length === 0) {
      hits.push(r);
      if (table.hit === 'FIRST') break;
    }
  }
  if (missing.size) return { status: 'incomplete', ...none, facts: [...missing] };
  const rows = hits.map((r) => r + 1);
  const results = hits.map((r) => resultOf(table, r));
  const [first] = results;
  if (!first) return { status: table.hit === 'COLLECT' ? 'decided' : 'none', ...none, facts: [] };
  if (table.hit === 'COLLECT') return { status: 'decided', rows, results, facts: [] };
  const same = results.every((r) => JSON.stringify(r) === JSON.stringify(first));
  if ((table.hit === 'UNIQUE' && hits.length > 1) || (table.hit === 'ANY' && !same))
    return { status: 'conflict', rows, results, facts: [] };
  return { status: 'decided', rows, results: [first], facts: [] };
}
