/**
 * The shortest path that breaks one law, searched without keeping the whole space: the marking and the state of the
 * law's monitor are explored together and the search stops at the first breach.
 */
import type { Procedure } from '../procedure/definition.ts';
import { actsOf, BROKEN, type Law, monitor } from '../procedure/law.ts';
import { Model } from './model.ts';
import { assertOwn, TooLarge } from './prove.ts';
import { StateTable } from './state-table.ts';

/**
 * Titles of the acts and clocks of the shortest path that breaks the law, as names; null when it holds.
 * @throws RangeError for a law that is not the procedure's, TooLarge past the bound
 */
export function breach(procedure: Procedure, law: Law, bound = 3_000_000): readonly string[] | null {
  assertOwn(procedure, law);
  const model = new Model(procedure);
  const watch = monitor(law.rule);
  const named = new Set(actsOf(law.rule));
  const width = model.width + 1;
  const table = new StateTable(width);
  const parents: number[] = [-1];
  const labels: number[] = [-1];
  const start = new Int32Array(width);
  start[model.width] = watch.start;
  table.add(start);
  const whole = new Int32Array(width);
  const before = new Int32Array(model.width);
  const after = new Int32Array(model.width);
  const child = new Int32Array(width);
  let persons = 0;
  const atomsBefore = model.atomsOver(before, () => persons);
  const atomsAfter = model.atomsOver(after, () => persons);
  const pathTo = (id: number, last: number): string[] => {
    const path = [model.labels[last] as string];
    for (let at = id; at > 0; at = parents[at] as number)
      path.push(model.labels[labels[at] as number] as string);
    return path.reverse();
  };
  for (let id = 0; id < table.size; id++) {
    if (table.size > bound) throw new TooLarge(`${procedure.code}: more than ${bound} markings`);
    table.read(id, whole);
    before.set(whole.subarray(0, model.width));
    const seen = whole[model.width] as number;
    let broken = -1;
    model.successors(before, (next, move) => {
      if (broken >= 0) return;
      let state = seen;
      if (move.label < model.acts.length) {
        after.set(next);
        const ended = model.endOf(after);
        const act = model.labels[move.label] as string;
        if (ended || named.has(act)) {
          persons = move.persons;
          state = watch.next(seen, { act, before: atomsBefore, after: atomsAfter, ...(ended && { ended }) });
        }
      }
      if (state === BROKEN) {
        broken = move.label;
        return;
      }
      child.set(next);
      child[model.width] = state;
      if (table.add(child) < 0) {
        parents.push(id);
        labels.push(move.label);
      }
    });
    if (broken >= 0) return pathTo(id, broken);
  }
  return null;
}
