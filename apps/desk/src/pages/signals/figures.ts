/** From counts by field, kind and month to what the page draws. */
import { addMonths } from '@fadu/kernel/time/date';
import type { TallyRow } from '../../api/signals.ts';
import type { Group } from '../../parts/months.tsx';

/** Groups drawn one by one; the rest together. */
const DRAWN = 6;

/** Every month from that of one day to that of another, `YYYY-MM`. */
export function monthsOf(from: string, to: string): string[] {
  const out: string[] = [];
  for (let at = `${from.slice(0, 7)}-01`; at <= to; at = addMonths(at, 1)) out.push(at.slice(0, 7));
  return out;
}

/** How often a kind happened in each month, by field: those with most first, the rest as 其余领域. */
export function groupsOf(rows: readonly TallyRow[], kind: string, months: readonly string[]): Group[] {
  const fields = new Map<string, number[]>();
  for (const r of rows) {
    const at = months.indexOf(r.month);
    if (r.kind !== kind || at < 0) continue;
    const values = fields.get(r.field) ?? months.map(() => 0);
    values[at] = (values[at] ?? 0) + r.n;
    fields.set(r.field, values);
  }
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  const sorted = [...fields]
    .map(([name, values]) => ({ name, values }))
    .sort((a, b) => sum(b.values) - sum(a.values) || (a.name < b.name ? -1 : 1));
  if (sorted.length <= DRAWN) return sorted;
  const rest = sorted.slice(DRAWN - 1);
  return [
    ...sorted.slice(0, DRAWN - 1),
    { name: '其余领域', values: months.map((_, i) => sum(rest.map((g) => g.values[i] ?? 0))) },
  ];
}

/** Totals by field and kind. */
export function totalsOf(rows: readonly TallyRow[]): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const out = new Map<string, Map<string, number>>();
  for (const r of rows) {
    const field = out.get(r.field) ?? new Map<string, number>();
    field.set(r.kind, (field.get(r.kind) ?? 0) + r.n);
    out.set(r.field, field);
  }
  return out;
}
