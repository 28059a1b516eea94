/**
 * What of an act's needs no arrow can say: acts drawn in other lanes that must have happened before, acts that must
 * not have happened. The chart carries it with the task, in words and as an expression that a reader of the file can
 * evaluate.
 */
import type { Guard, Procedure } from '@fadu/kernel';
import { simplify } from './guard-words.ts';

/** Language of the expression, as the format of a task's second documentation. */
export const CONDITION_FORMAT = 'text/x-fadu-condition';

/** In negations of atoms only, so that what is not about acts can be left out on the generous side. */
function pushed(guard: Guard, sign = true): Guard {
  if (guard.op === 'not') return pushed(guard.of, !sign);
  if (guard.op === 'all' || guard.op === 'any')
    return { op: (guard.op === 'all') === sign ? 'all' : 'any', of: guard.of.map((g) => pushed(g, sign)) };
  return sign ? guard : { op: 'not', of: guard };
}

/** The weakest statement about acts alone that the guard implies. */
function actsOnly(guard: Guard): Guard {
  if (guard.op === 'all' || guard.op === 'any') return { op: guard.op, of: guard.of.map(actsOnly) };
  const atom = guard.op === 'not' ? guard.of : guard;
  return atom.op === 'done' || atom.op === 'ever' ? guard : { op: 'all', of: [] };
}

/**
 * What must have happened, or not, before an act, beyond what the arrows before it say.
 * @param drawn acts that stand before it in its own lane
 */
export function conditionOf(
  procedure: Procedure,
  act: string,
  drawn: ReadonlySet<string>,
): Guard | undefined {
  const left = (procedure.acts[act]?.needs ?? [])
    .flatMap((n) => {
      const of = actsOnly(pushed(n.guard));
      return of.op === 'all' ? of.of : [of];
    })
    .filter((g) => !((g.op === 'done' || g.op === 'ever') && drawn.has(g.act)));
  const rest = simplify({ op: 'all', of: left }, () => undefined);
  return typeof rest === 'boolean' ? undefined : rest;
}

/** The expression as text: `all(done(extend),not(done(freeze)))`. */
export function conditionText(guard: Guard): string {
  switch (guard.op) {
    case 'done':
    case 'ever':
      return `${guard.op}(${guard.act})`;
    case 'not':
      return `not(${conditionText(guard.of)})`;
    case 'all':
    case 'any':
      return `${guard.op}(${guard.of.map(conditionText).join(',')})`;
    default:
      throw new Error(`a condition of a chart speaks of acts only, not of ${guard.op}`);
  }
}

/** Read the expression again. @throws Error on what is no such expression */
export function conditionFrom(text: string): Guard {
  let at = 0;
  const fail = (): never => {
    throw new Error(`no condition of a chart: ${text}`);
  };
  const read = (): Guard => {
    const word = /^[a-z0-9-]+/.exec(text.slice(at))?.[0] ?? fail();
    at += word.length;
    if (text[at++] !== '(') fail();
    if (word === 'done' || word === 'ever') {
      const act = /^[a-z0-9-]+/.exec(text.slice(at))?.[0] ?? fail();
      at += act.length;
      if (text[at++] !== ')') fail();
      return { op: word, act };
    }
    const of: Guard[] = [];
    while (text[at] !== ')') {
      of.push(read());
      if (text[at] === ',') at++;
      else if (text[at] !== ')') fail();
    }
    at++;
    if (word === 'not') return { op: 'not', of: of[0] ?? fail() };
    if (word === 'all' || word === 'any') return { op: word, of };
    return fail();
  };
  const guard = read();
  return at === text.length ? guard : fail();
}
