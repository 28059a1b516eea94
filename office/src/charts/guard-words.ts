/** Guards read by people: in Chinese words, and simplified under what is already known. */
import type { Guard, Procedure } from '@fadu/kernel';

/** One atom of a guard. */
export type Atom = Exclude<Guard, { op: 'not' | 'all' | 'any' }>;

/** What is known of an atom: true, false, or not known. */
export type Known = (atom: Atom) => boolean | undefined;

/** A guard with what is known taken out: true, false, or the guard that is left. */
export function simplify(guard: Guard, known: Known): Guard | boolean {
  if (guard.op === 'not') {
    const of = simplify(guard.of, known);
    return typeof of === 'boolean' ? !of : of.op === 'not' ? of.of : { op: 'not', of };
  }
  if (guard.op === 'all' || guard.op === 'any') {
    const ends = guard.op === 'any';
    const left: Guard[] = [];
    for (const part of guard.of) {
      const of = simplify(part, known);
      if (of === ends) return ends;
      if (typeof of !== 'boolean') left.push(of);
    }
    if (left.length === 0) return !ends;
    return left.length === 1 ? (left[0] as Guard) : { op: guard.op, of: left };
  }
  return known(guard) ?? guard;
}

/** The negation of what `simplify` leaves. */
export function negate(guard: Guard | boolean): Guard | boolean {
  if (typeof guard === 'boolean') return !guard;
  if (guard.op === 'not') return guard.of;
  if (guard.op === 'all' || guard.op === 'any') {
    const of = guard.of.map(negate).filter((g) => typeof g !== 'boolean') as Guard[];
    return { op: guard.op === 'all' ? 'any' : 'all', of };
  }
  return { op: 'not', of: guard };
}

/** Atoms of a guard with the sign under which each stands: true where it must hold, false under a `not`. */
export function signedAtoms(guard: Guard, sign = true): { atom: Atom; sign: boolean }[] {
  if (guard.op === 'not') return signedAtoms(guard.of, !sign);
  if (guard.op === 'all' || guard.op === 'any') return guard.of.flatMap((g) => signedAtoms(g, sign));
  return [{ atom: guard, sign }];
}

/** Atoms that must hold or fail whenever the guard holds: its own, or those of an `all`. */
export function conjuncts(guard: Guard, sign = true): { atom: Atom; sign: boolean }[] {
  if (guard.op === 'not') return conjuncts(guard.of, !sign);
  if (guard.op === 'all' || guard.op === 'any') {
    const joined = (guard.op === 'all') === sign || guard.of.length === 1;
    return joined ? guard.of.flatMap((g) => conjuncts(g, sign)) : [];
  }
  return [{ atom: guard, sign }];
}

const actTitle = (procedure: Procedure, act: string) => procedure.acts[act]?.title ?? act;
const clockTitle = (procedure: Procedure, clock: string) => procedure.clocks[clock]?.title ?? clock;

function atomText(procedure: Procedure, atom: Atom, sign: boolean): string {
  switch (atom.op) {
    case 'done':
      return `${sign ? '已办理' : '未办理'}“${actTitle(procedure, atom.act)}”`;
    case 'ever':
      return `${sign ? '曾办理' : '从未办理'}“${actTitle(procedure, atom.act)}”`;
    case 'cond': {
      const title = procedure.conditions[atom.name]?.title ?? atom.name;
      return sign ? title : `并非“${title}”`;
    }
    case 'clock': {
      const title = clockTitle(procedure, atom.clock);
      const words = {
        idle: '尚未起算',
        running: '正在计算',
        paused: '已中止计算',
        elapsed: '已经届满',
        stopped: '已经了结',
      };
      const against = {
        idle: '已经起算',
        running: '不在计算',
        paused: '没有中止',
        elapsed: '尚未届满',
        stopped: '尚未了结',
      };
      return `“${title}”${(sign ? words : against)[atom.is]}`;
    }
    case 'same-person':
      return `与办理“${actTitle(procedure, atom.act)}”的${sign ? '是' : '不是'}同一人`;
    default:
      return atom satisfies never;
  }
}

/** A guard in Chinese words, without a full stop: 已办理“签署”,并且…… */
export function guardText(procedure: Procedure, guard: Guard, sign = true): string {
  if (guard.op === 'not') return guardText(procedure, guard.of, !sign);
  if (guard.op === 'all' || guard.op === 'any') {
    if (guard.of.length === 0) return (guard.op === 'all') === sign ? '没有条件' : '不可能成立';
    const joined = (guard.op === 'all') === sign;
    if (guard.op === 'any' && sign) {
      const [first, ...rest] = guard.of;
      // “not A, or B” is how a definition writes “where A, then B”.
      if (first?.op === 'not' && rest.length === 1) {
        return `${guardText(procedure, first.of)}的，${guardText(procedure, rest[0] as Guard)}`;
      }
    }
    const parts = guard.of.map((g) => {
      const nested = (g.op === 'all' || g.op === 'any') && g.of.length > 1;
      const text = guardText(procedure, g, sign);
      return nested ? `（${text}）` : text;
    });
    return parts.join(joined ? '，并且' : '，或者');
  }
  return atomText(procedure, guard, sign);
}
