/** Who might do what now, and what they would know when they fill in the form. */
import { type Random, random } from '@fadu/city/random';
import {
  type Actor,
  ANONYMOUS,
  type Calendar,
  type DateStr,
  type Instant,
  type Performer,
  type Procedure,
  SYSTEM,
} from '@fadu/kernel';
import * as statutes from '@fadu/plan/statutes/index';
import type { Known } from './inputs.ts';
import type { Tracker } from './tracker.ts';
import { organIds, resident, residents, someone } from './world.ts';

/** Somebody who fits a performer of an act, as far as the case binds anyone; undefined when nobody can. */
function personFor(tracker: Tracker, by: Performer, rnd: Random): Actor | undefined {
  const roles = Object.keys(tracker.procedure.roles);
  const bound = (relation: string) => tracker.referee.page.bound[relation] ?? [];
  switch (by.kind) {
    case 'system':
      return rnd.chance(0.5) ? SYSTEM : undefined;
    case 'public':
      return rnd.chance(0.5) ? ANONYMOUS : resident(rnd.pick(residents));
    case 'resident':
      return resident(rnd.pick(residents));
    case 'party': {
      const ids = bound(by.relation);
      return ids.length ? resident(rnd.pick(ids)) : undefined;
    }
    case 'office':
      return someone(rnd, by.role, rnd.pick(organIds), roles);
    case 'post': {
      // Nobody holds a post in an organ that is not there.
      const ids = bound(by.of).filter((id) => organIds.includes(id));
      return ids.length ? someone(rnd, by.role, rnd.pick(ids), roles) : undefined;
    }
    default:
      return by satisfies never;
  }
}

/** Acts that may be done now with somebody who may do them; of one act only when it is named. */
export function candidates(
  tracker: Tracker,
  rnd: Random,
  at: Instant,
  calendar: Calendar,
  named?: string,
): { act: string; actor: Actor }[] {
  const out: { act: string; actor: Actor }[] = [];
  for (const [act, def] of Object.entries(tracker.procedure.acts)) {
    if (named !== undefined && act !== named) continue;
    if (def.by.length === 0) continue;
    const actor = personFor(tracker, rnd.pick(def.by), rnd);
    if (!actor) continue;
    if (named === undefined && tracker.referee.against({ act, actor, now: at, calendar }).length > 0)
      continue;
    const ends = typeof def.to === 'string' && tracker.procedure.phases[def.to]?.end === 'stopped';
    // Ways out are taken less often, so that cases get somewhere; what was never done is done before what repeats.
    if (named === undefined && ends && rnd.chance(0.8)) continue;
    const fresh = !tracker.referee.page.entries.some((e) => e.act === act);
    out.push({ act, actor });
    if (fresh && def.to) out.push({ act, actor }, { act, actor });
  }
  return out;
}

/** Somebody who has no business here: no posts, other posts, or the right post elsewhere. */
export function stranger(procedure: Procedure, rnd: Random, act: string): Actor {
  const roles = Object.keys(procedure.roles);
  const roll = rnd.next();
  if (roll < 0.2) return ANONYMOUS;
  if (roll < 0.45) return resident(rnd.pick(residents));
  if (roll < 0.5) return SYSTEM;
  if (roll < 0.55)
    return {
      kind: 'person',
      person: 'ghost',
      name: '无名',
      posts: [{ role: 'no-role', organ: rnd.pick(organIds) }],
    };
  // The right post in another organ is the likeliest mistake.
  const held = procedure.acts[act]?.by.flatMap((b) =>
    b.kind === 'post' || b.kind === 'office' ? [b.role] : [],
  );
  const role = held?.length && rnd.chance(0.6) ? rnd.pick(held) : rnd.pick(roles.length ? roles : ['clerk']);
  return someone(rnd, role, rnd.pick(organIds), rnd.chance(0.5) ? [role] : roles);
}

const TITLES: readonly string[] = Object.values(statutes).flatMap((s) =>
  typeof s === 'object' && s !== null && 'title' in s && typeof s.title === 'string' ? [s.title] : [],
);

/** What the person would know: the case so far, the organs and people about, texts of law, other cases. */
export function knownFor(
  tracker: Tracker,
  rnd: Random,
  today: DateStr,
  act: string,
  actor: Actor,
  cases: readonly string[],
): Known {
  const before = new Map<string, unknown[]>();
  const note = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > 3) return;
    for (const [name, v] of Array.isArray(value) ? [] : Object.entries(value)) {
      if (v === undefined || v === null) continue;
      const list = before.get(name);
      if (list) list.push(v);
      else before.set(name, [v]);
      note(v, depth + 1);
    }
    if (Array.isArray(value)) for (const v of value) note(v, depth + 1);
  };
  for (const e of tracker.referee.page.entries.slice(-25)) note(e.input, 0);
  const def = tracker.procedure.acts[act];
  const own = [
    ...new Set([...Object.values(tracker.referee.page.bound).flat(), ...actor.posts.map((p) => p.organ)]),
  ];
  const ownOrgans = own.filter((id) => organIds.includes(id));
  const organs = ownOrgans.length ? ownOrgans : organIds;
  const people = [
    ...own.filter((id) => !organIds.includes(id)),
    ...tracker.referee.page.entries.flatMap((e) => (e.actor.person ? [e.actor.person] : [])),
    ...(actor.person ? [actor.person] : []),
  ];
  const likely = new Map<string, readonly unknown[]>([
    ['organ', organs],
    ['person', people.length ? people : residents],
    ['instrument', TITLES],
    ['article', ['1', '2', '5', '12']],
    [
      'materials',
      [0, 1, 2].map((i) =>
        random(`${tracker.state.id}/m${i}`)
          .int(1, 2 ** 31)
          .toString(16)
          .repeat(24)
          .slice(0, 24),
      ),
    ],
  ]);
  for (const name of ['case', 'parentCase', 'project', 'cases'])
    if (cases.length) likely.set(name, cases.slice(-40));
  const personal = new Set(
    Object.values(tracker.procedure.acts).flatMap((a) =>
      a.by.flatMap((b) => (b.kind === 'party' ? [b.relation] : [])),
    ),
  );
  for (const b of def?.binds ?? []) {
    if (typeof b.from !== 'string' || b.from.startsWith('actor.')) continue;
    likely.set(b.from, personal.has(b.relation) ? residents : rnd.chance(0.3) ? organs : organIds);
  }
  return { rnd, today, organs, people, before, likely };
}
