/**
 * A year of many cases: the twelve fields of enforcement, in the city's organs, the counties' and the townships', by the
 * scripts of the usual year. Who, what, when and how it goes is drawn; each case has a party, an act and a place of its own.
 */
import { addDays, type DateStr } from '@fadu/kernel';
import { powerDelegations } from '@fadu/plan/enforcement/joint-enforcement/delegation';
import { CITY_REGION, COUNTIES } from '@fadu/plan/leadership/plan-tracking/index';
import { TOWNSHIPS } from '../organs.ts';
import { ENTERPRISE_LINES, type EnterpriseLine, FIRMS, firm, isFirm } from '../people.ts';
import type { Random } from '../random.ts';
import { FIELD_WORK, LINES_OF } from '../texts/fields.ts';
import type { Enforcement, Offence } from '../texts/penalty.ts';
import { delegatedTo, delegationRows, itemForOffence } from './enforcement-items.ts';
import type { Story } from './pen.ts';
import { penaltyStory } from './penalty.ts';
import { type PenaltyCourse, type PenaltySubject, suits } from './penalty-cast.ts';
import { type SimpleCourse, simpleStory, suitsOnSpot } from './penalty-simple.ts';
import { batchStory } from './registers.ts';
import type { World } from './world.ts';

/** Where a case is handled. */
interface Place {
  readonly region: string;
  /** Key of the organ. */
  readonly lead: string;
  readonly work: Enforcement;
  readonly weight: number;
}

/** How many cases a field has beside the others. */
const BUSY: Readonly<Record<string, number>> = {
  market: 9,
  'urban-management': 6,
  transport: 4,
  health: 2,
  agriculture: 2,
};
/** Fields of which every county has an organ in its own name. */
const IN_COUNTIES = [
  'market',
  'urban-management',
  'transport',
  'agriculture',
  'emergency',
  'public-security',
  'health',
  'housing',
  'human-resources',
] as const;

const ORDINARY: readonly (readonly [weight: number, course: PenaltyCourse])[] = [
  [52, 'plain'],
  [9, 'statement'],
  [5, 'waived'],
  [7, 'not-filed'],
  [3, 'suspended'],
  [5, 'preserved'],
  [6, 'no-penalty'],
  [1, 'lenient-after-refusal'],
  [2, 'sent-back'],
  [1, 'alone'],
  [1, 'hasty'],
  [1, 'heavier'],
  [3, 'late-fine'],
  [1, 'reconsidered'],
  [1, 'hearing'],
  [2, 'instalments'],
];
const ON_SPOT: readonly (readonly [weight: number, course: SimpleCourse])[] = [
  [45, 'bank'],
  [10, 'cash'],
  [25, 'warning'],
  [10, 'no-penalty'],
  [3, 'over-cap'],
  [7, 'said'],
];
/** Share of penalties imposed on the spot, where the act allows it. */
const SPOT_SHARE = 0.6;
/** Share of cases in the months in which an act is found most. */
const SEASON_SHARE = 0.75;
const DELEGATED_ON: DateStr = '2026-01-05';
const FIRST: DateStr = '2026-01-08';

/** One of several by weight. */
function weighted<T>(rng: Random, list: readonly T[], weight: (t: T) => number): T {
  let left = rng.next() * list.reduce((sum, t) => sum + weight(t), 0);
  for (const t of list) {
    left -= weight(t);
    if (left < 0) return t;
  }
  return list.at(-1) as T;
}

function places(): Place[] {
  const at = (region: string, lead: string, offences: (o: Offence) => boolean, weight: number): Place[] => {
    const work = FIELD_WORK[lead] as Enforcement;
    return [{ region, lead, work: { ...work, offences: work.offences.filter(offences) }, weight }];
  };
  const given = (o: Offence) => delegatedTo(o.title) !== null;
  return [
    ...Object.keys(FIELD_WORK).flatMap((lead) => at(CITY_REGION, lead, () => true, 6 * (BUSY[lead] ?? 1))),
    ...COUNTIES.flatMap(({ code }) =>
      IN_COUNTIES.flatMap((lead) => at(code, lead, (o) => !given(o), BUSY[lead] ?? 1)),
    ),
    ...TOWNSHIPS.flatMap(([region, key]): Place[] =>
      ['agriculture', 'housing'].map((lead) => {
        const work = FIELD_WORK[lead] as Enforcement;
        return { region, lead: key, work: { ...work, offences: work.offences.filter(given) }, weight: 1 };
      }),
    ),
  ];
}

/** A day on which such an act is found: in its season most often. */
function dayOf(rng: Random, offence: Offence, last: DateStr): DateStr {
  const span = Math.round((Date.parse(last) - Date.parse(FIRST)) / 86_400_000);
  for (let tries = 0; ; tries++) {
    const day = addDays(FIRST, rng.int(0, span));
    const inSeason = offence.season?.includes(Number(day.slice(5, 7))) ?? true;
    if (inSeason || tries > 40 || rng.chance((1 - SEASON_SHARE) / 4)) return day;
  }
}

const lineOf = (offence: Offence, rng: Random): EnterpriseLine =>
  rng.pick((LINES_OF[offence.title] ?? ENTERPRISE_LINES).filter((l) => !offence.firms || isFirm(l)));

function subjectOf(place: Place, offence: Offence, rng: Random, n: number): PenaltySubject {
  const line = ENTERPRISE_LINES.indexOf(lineOf(offence, rng));
  const lines = ENTERPRISE_LINES.length;
  return {
    work: place.work,
    offence,
    party: firm(line + lines * rng.int(0, FIRMS / lines - 1)),
    item: itemForOffence(place.region, place.lead, offence.title),
    place: `演示地址：江畔路${n}号`,
  };
}

/** Something and someone for a case in a place beside the usual market bureaus, drawn; `n` gives it its address. */
export function elsewhere(
  rng: Random,
  course: PenaltyCourse,
  n: number,
): { readonly region: string; readonly lead: string; readonly subject: PenaltySubject } {
  const all = places().filter((p) => p.lead !== 'market');
  for (;;) {
    const place = rng.pick(all);
    const offence = rng.pick(place.work.offences);
    const subject = subjectOf(place, offence, rng, n);
    if (suits(course, offence, !isFirm(subject.party.name)))
      return { region: place.region, lead: place.lead, subject };
  }
}

/** The delegations to townships, entered region by region before the first case. */
export const delegationStories = (world: World): Story[] =>
  COUNTIES.map(({ code }) =>
    batchStory(world, code, powerDelegations.code, delegationRows(code), DELEGATED_ON),
  );

/** Penalties of the wide year, `count` of them. */
export function wideYear(world: World, today: DateStr, count: number): Story[] {
  const rng = world.rng.fork('wide-year');
  const all = places();
  const last = addDays(today, -1);
  const out: Story[] = [];
  while (out.length < count) {
    const n = out.length + 1;
    const place = weighted(rng, all, (p) => p.weight);
    const offence = rng.pick(place.work.offences);
    const subject = subjectOf(place, offence, rng, n);
    const small = !isFirm(subject.party.name);
    const start = dayOf(rng, offence, last);
    const plan = { n, region: place.region, lead: place.lead, start, subject };
    if (rng.chance(SPOT_SHARE)) {
      const [, course] = weighted(rng, ON_SPOT, ([w]) => w);
      if (suitsOnSpot(course, offence, small)) out.push(simpleStory(world, { ...plan, course, mark: 'ws' }));
    } else {
      const [, course] = weighted(rng, ORDINARY, ([w]) => w);
      if (suits(course, offence, small)) out.push(penaltyStory(world, { ...plan, course, mark: 'wo' }));
    }
  }
  return out;
}
