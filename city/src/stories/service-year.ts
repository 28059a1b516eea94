/**
 * A year of many handlings of service items: what is asked for, by whom, when, by which way and how it goes are drawn; the
 * engine decides everything. Rated by some of those who applied, as people do: most say nothing.
 */
import { addDays, type DateStr } from '@fadu/kernel';
import { caseIdFor } from '@fadu/office/cases/perform';
import type { ServiceItem } from '@fadu/plan/functions/service-items/index';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { addressOf, CITIZENS, citizen } from '../citizens.ts';
import { organId, TOWNSHIPS } from '../organs.ts';
import { ENTERPRISE_LINES, FIRMS, firm, type Resident } from '../people.ts';
import type { Random } from '../random.ts';
import { stepKey } from '../story.ts';
import { BORN, DEMAND, SELDOM, TRADES_OF, USUAL_YEAR } from '../texts/service-demand.ts';
import { serviceItemTexts } from '../texts/service-items.ts';
import { dateOfAct, type Story } from './pen.ts';
import { handlingStory } from './service-courses.ts';
import {
  type Channel,
  COURSE_ENDS,
  type HandlingPlan,
  type ServiceCourse,
  suitsItem,
} from './service-plans.ts';
import { type RatingCourse, ratingStory } from './service-ratings.ts';
import { delegatedItems } from './townships.ts';
import type { World } from './world.ts';

/** The lists are published on the days before. */
const FIRST: DateStr = '2026-01-08';
/** Townships handle from the middle of February on. */
const DELEGATED_FROM: DateStr = '2026-02-24';
/** One handling in so many is a township’s own, by delegation. */
const TOWNSHIP_SHARE = 0.02;
/** Decisions later than promised; nearly all of them within the law. */
const LATE_SHARE = 0.035;
/** Of those who could rate, so many do. */
const RATED_SHARE = 0.07;

const COURSES: readonly (readonly [weight: number, course: ServiceCourse])[] = [
  [72, 'granted'],
  [90, 'at-once'],
  [3, 'fixed-on-spot'],
  [8, 'corrected'],
  [3, 'corrected-on-paper'],
  [2, 'given-up'],
  [0.9, 'silent'],
  [8, 'lacking'],
  [2, 'withdrawn'],
  [0.6, 'withdrawn-on-paper'],
  [1.1, 'first-step'],
  [0.5, 'second-step'],
  [0.25, 'third-step'],
  [0.3, 'refused'],
  [0.5, 'other-organ'],
  [0.25, 'not-required'],
  [0.8, 'sent-back'],
  [2.2, 'denied'],
  [70, 'special'],
  [7, 'hearing'],
  [0.6, 'extended'],
  [60, 'committed'],
  [4, 'put-right'],
  [1.5, 'revoked'],
];
/** Handled for a township’s people at its own windows: the usual courses alone. */
const AT_TOWNSHIPS: readonly ServiceCourse[] = ['granted', 'corrected', 'given-up', 'withdrawn', 'denied'];
/** Seldom where everybody has a right to it or only tells the organ something. */
const HARD: readonly ServiceCourse[] = ['denied', 'refused', 'other-organ'];

const CHANNELS: readonly (readonly [weight: number, channel: Channel])[] = [
  [50, '网上'],
  [29, '窗口'],
  [9, '乡镇（街道）'],
  [6, '自助终端'],
  [4, '邮寄'],
  [2, '电话'],
];

const GRADES = [
  [70, '非常满意'],
  [19, '满意'],
  [7, '基本满意'],
  [2.8, '不满意'],
  [1.2, '非常不满意'],
] as const;

/** One of several by weight. */
function weighted<T>(rng: Random, list: readonly T[], weight: (t: T, n: number) => number): T {
  const weights = list.map(weight);
  let left = rng.next() * weights.reduce((sum, w) => sum + w, 0);
  for (const [n, t] of list.entries()) {
    left -= weights[n] ?? 0;
    if (left < 0) return t;
  }
  return list.at(-1) as T;
}

const monthsOf = (item: ServiceItem) => DEMAND[item.name]?.[1] ?? USUAL_YEAR;

/** Months of the year so far, each with its first day and its days up to `last`. */
function monthsTo(
  last: DateStr,
): readonly { readonly month: number; readonly from: DateStr; days: number }[] {
  const out: { month: number; from: DateStr; days: number }[] = [];
  for (let day = FIRST; day <= last; day = addDays(day, 1)) {
    const month = Number(day.slice(5, 7)) - 1;
    const at = out.at(-1);
    if (at?.month === month) at.days++;
    else out.push({ month, from: day, days: 1 });
  }
  return out;
}

/** How much of the year’s demand falls into the days that the story has. */
const shareOf = (item: ServiceItem, months: ReturnType<typeof monthsTo>): number => {
  const by = monthsOf(item);
  const all = by.reduce((sum, w) => sum + w, 0);
  return months.reduce((sum, m) => sum + ((by[m.month] ?? 0) * Math.min(1, m.days / 28)) / all, 0);
};

const courseOf = (rng: Random, item: ServiceItem, among?: readonly ServiceCourse[]): ServiceCourse => {
  const soft = item.kind !== '行政许可' && item.kind !== '行政给付';
  const fits = COURSES.filter(([, c]) => suitsItem(c, item) && (!among || among.includes(c)));
  return weighted(rng, fits, ([w, c]) => (soft && HARD.includes(c) ? w / 8 : w))[1];
};

/** Someone who asks for it: a person of a fitting age, or an enterprise of a fitting trade. */
function applicantOf(rng: Random, item: ServiceItem, n: number): Resident {
  const trades = TRADES_OF[item.name];
  const person =
    item.object === '自然人' ||
    (item.object === '都可以' &&
      (item.name === '个体工商户登记' ||
        rng.chance(trades ? 0.25 : item.reform === '不涉及企业经营' ? 0.8 : 0.4)));
  if (person) return citizen((n * 7919) % CITIZENS, ...(BORN[item.name] ?? []));
  const lines = ENTERPRISE_LINES.length;
  const line = trades
    ? ENTERPRISE_LINES.indexOf(rng.pick(trades) as (typeof ENTERPRISE_LINES)[number])
    : rng.int(0, lines - 1);
  return firm(line + lines * rng.int(0, FIRMS / lines - 1));
}

function channelOf(rng: Random, item: ServiceItem, course: ServiceCourse): Channel {
  const open = item.channels as readonly string[];
  const fits = CHANNELS.filter(
    ([, c]) => open.includes(c) || ((c === '邮寄' || c === '电话') && item.visits === 0),
  );
  const paper = course === 'corrected-on-paper' || course === 'withdrawn-on-paper';
  return weighted(rng, fits, ([w, c]) =>
    (paper || course === 'fixed-on-spot') && c === '网上'
      ? 0
      : item.promisedDays === 0 && c === '窗口'
        ? w * 1.4
        : w,
  )[1];
}

const RELATIONS = ['子女', '配偶', '父母', '帮办代办人员'] as const;

/** What is applied for, short enough for a list. */
function matterOf(rng: Random, item: ServiceItem, who: Resident, n: number): string {
  const at = addressOf(n);
  if (who.kind === 'enterprise') return `${who.name}申请${item.name}，${at}`;
  return rng.chance(0.5) ? `申请${item.name}，${at}` : `办理${item.name}`;
}

const gradeOf = (rng: Random) => weighted(rng, GRADES, ([w]) => w)[1];
const badCourse = (rng: Random): RatingCourse =>
  weighted(
    rng,
    [
      [60, 'settled'],
      [14, 'unnamed'],
      [12, 'unfounded'],
      [8, 'excluded'],
      [6, 'appeal-lost'],
    ] as const,
    ([w]) => w,
  )[1];

/** Handlings of the year, `count` of them, and the ratings of some. */
export function serviceYear(world: World, today: DateStr, count: number): Story[] {
  const rng = world.rng.fork('service-year');
  // Late enough that some are on their way, early enough that every one of them has come in by today.
  const last = addDays(today, -6);
  const months = monthsTo(last);
  const hall = organId(CITY_REGION, 'service-hall');
  const items = serviceItemTexts((key) => organId(CITY_REGION, key));
  const demand = new Map(
    items.map((i) => [i, (DEMAND[i.name]?.[0] ?? SELDOM) * shareOf(i, months)] as const),
  );
  const organs = [...new Set(items.map((i) => i.organ))];
  const delegated = TOWNSHIPS.map(([region, key]) => ({ region, items: delegatedItems(region, key) })).filter(
    (t) => t.items.length > 0,
  );
  const dayOf = (item: ServiceItem, from: DateStr): DateStr => {
    for (;;) {
      const month = weighted(rng, months, (m) => (monthsOf(item)[m.month] ?? 0) * Math.min(1, m.days / 28));
      const day = addDays(month.from, rng.int(0, month.days - 1));
      if (day >= from) return day;
    }
  };
  const out: Story[] = [];
  for (let n = 1; n <= count; n++) {
    const town = today > '2026-03-20' && rng.chance(TOWNSHIP_SHARE) ? rng.pick(delegated) : undefined;
    const item = town ? rng.pick(town.items) : weighted(rng, items, (i) => demand.get(i) ?? 0);
    const course = courseOf(rng, item, town && AT_TOWNSHIPS);
    const applicant = applicantOf(rng, item, n);
    const channel = town ? (rng.chance(0.5) ? '窗口' : '乡镇（街道）') : channelOf(rng, item, course);
    const helped = channel !== '网上' && item.visits === 0 && rng.chance(0.09);
    const fits = Math.min(item.statutoryDays, item.promisedDays + rng.int(1, 3));
    const late = item.promisedDays > 0 && rng.chance(LATE_SHARE);
    const plan: HandlingPlan = {
      id: `sy-${n}`,
      item,
      course,
      channel,
      applicant,
      start: dayOf(item, town ? DELEGATED_FROM : FIRST),
      matter: matterOf(rng, item, applicant, n),
      ...(helped && {
        proxy:
          applicant.kind === 'person'
            ? { name: citizen((n * 7919 + 1) % CITIZENS).name, relation: rng.pick(RELATIONS) }
            : { name: citizen((n * 7919 + 1) % CITIZENS).name, relation: '单位经办人' },
      }),
      account: rng.chance(0.3),
      days: late ? fits : rng.int(Math.ceil(item.promisedDays * 0.4), item.promisedDays),
      window: town ? item.organ : hall,
      clerk: n % 2,
      competent: organs[(organs.indexOf(item.organ) + 1) % organs.length] ?? hall,
    };
    const story = handlingStory(world, plan, town?.region ?? CITY_REGION);
    out.push(story);
    const known = !town && (channel === '网上' || plan.account);
    const simple =
      ['granted', 'denied'].includes(COURSE_ENDS[course]) && !['committed', 'put-right'].includes(course);
    if (!known || !simple || !rng.chance(RATED_SHARE)) continue;
    const done = dateOfAct(story.tell(), 'deliver');
    const grade = gradeOf(rng);
    const bad = grade === '不满意' || grade === '非常不满意';
    if (done && done < last)
      out.push(
        ratingStory(world, {
          id: `ry-${n}`,
          handling: caseIdFor(CITY_REGION, stepKey(plan.id, 1)),
          rater: applicant,
          grade,
          course: bad ? badCourse(rng) : 'good',
          start: done,
        }),
      );
  }
  return out;
}
