/**
 * The order among the items of a life event, as data: which belong to a case by its answers, which may begin, which never
 * will, and how long the whole takes (the longest way through, never the sum). Pure functions of the register's entry.
 */
import type { Bundle, BundleMember } from './bundle-forms.ts';
import { type Outcome, succeeded } from './common.ts';

/** Answers to the questions of a life event, by the number of the question (from 1). */
export type Answers = ReadonlyMap<number, string>;

/** Codes of the items that a member waits for. */
export const afterOf = (member: BundleMember): readonly string[] =>
  (member.after ?? '').split(/[、，,\s]+/).filter(Boolean);

/** What a question may be answered with. */
export const answersOf = (question: { readonly answers: string }): readonly string[] =>
  question.answers.split(/[、，,]+/).flatMap((a) => a.trim() || []);

/** The items that belong to the case of whoever answers so. */
export const chosen = (bundle: Pick<Bundle, 'members'>, answers: Answers): readonly BundleMember[] =>
  bundle.members.filter((m) => m.question === undefined || answers.get(m.question) === m.answer);

/** What is wrong with the order: an item named twice, one that waits for what is not there, or for itself in a circle. */
export function orderFaults(members: readonly BundleMember[]): readonly string[] {
  const names = new Map(members.map((m) => [m.item, m.name]));
  const faults: string[] = [];
  for (const [code, all] of Map.groupBy(members, (m) => m.item))
    if (all.length > 1) faults.push(`“${all[0]?.name}”（${code}）列了${all.length}次`);
  for (const m of members)
    for (const code of afterOf(m))
      if (!names.has(code)) faults.push(`“${m.name}”排在“${code}”后面，但清单里没有这个事项`);
  const left = new Map(members.map((m) => [m.item, afterOf(m).filter((c) => names.has(c))]));
  for (;;) {
    const free = [...left].filter(([, before]) => before.every((c) => !left.has(c)));
    if (free.length === 0) break;
    for (const [code] of free) left.delete(code);
  }
  if (left.size)
    faults.push(`${[...left.keys()].map((c) => `“${names.get(c)}”`).join('、')}互相等待，办不下去`);
  return faults;
}

/** The items in waves: all of one wave run side by side, each wave after those it waits for. An order without circles. */
export function waves(members: readonly BundleMember[]): readonly (readonly BundleMember[])[] {
  const here = new Set(members.map((m) => m.item));
  const depth = new Map<string, number>();
  const depthOf = (m: BundleMember): number => {
    const known = depth.get(m.item);
    if (known !== undefined) return known;
    const before = members.filter((x) => afterOf(m).includes(x.item) && here.has(x.item));
    const found = before.length ? 1 + Math.max(...before.map(depthOf)) : 0;
    depth.set(m.item, found);
    return found;
  };
  const out: BundleMember[][] = [];
  for (const m of members) {
    const at = depthOf(m);
    out[at] = [...(out[at] ?? []), m];
  }
  return out;
}

/** Working days of the longest way through. `days`: of one item. */
export function longestWay(members: readonly BundleMember[], days: (item: string) => number): number {
  const done = new Map<string, number>();
  for (const wave of waves(members))
    for (const m of wave)
      done.set(m.item, Math.max(0, ...afterOf(m).map((c) => done.get(c) ?? 0)) + days(m.item));
  return Math.max(0, ...done.values());
}

/** How an item of a filing stands: begun and under way, or with its outcome. Absent: not begun. */
export type Standing = 'under-way' | Outcome;

/** What may be done next. */
export interface Next {
  /** Items that may begin now. */
  readonly begin: readonly BundleMember[];
  /** Items that never will, each with the item that stopped it. */
  readonly skip: readonly { readonly member: BundleMember; readonly because: BundleMember }[];
}

/** Whether a member's way is free, closed by an outcome before it (then: which), or still open. */
function way(
  member: BundleMember,
  members: readonly BundleMember[],
  standing: ReadonlyMap<string, Standing>,
): 'free' | 'waits' | BundleMember {
  let free = true;
  for (const code of afterOf(member)) {
    const before = members.find((m) => m.item === code);
    // An item that is not in this person's case is not waited for.
    if (!before) continue;
    const at = standing.get(code);
    if (at === undefined || at === 'under-way') free = false;
    else if (!succeeded(at) && member.link !== '前项有结果就办') return before;
  }
  return free ? 'free' : 'waits';
}

/** What follows from how the chosen items stand. */
export function next(members: readonly BundleMember[], standing: ReadonlyMap<string, Standing>): Next {
  const open = members
    .filter((m) => !standing.has(m.item))
    .map((m) => [m, way(m, members, standing)] as const);
  return {
    begin: open.filter(([, w]) => w === 'free').map(([m]) => m),
    skip: open.flatMap(([member, w]) => (typeof w === 'object' ? [{ member, because: w }] : [])),
  };
}
