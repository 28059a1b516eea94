/** The year's normative documents: which were made, where, when, and what went wrong with them. */
import { addDays, type DateStr } from '@fadu/kernel';
import { CITY_REGION, COUNTIES } from '@fadu/plan/leadership/plan-tracking/index';
import { COUNTY_TEXTS, textByKey } from '../texts/index.ts';
import { normativeStory } from './normative.ts';
import type { NormativePlan, Twist } from './normative-cast.ts';
import { type Story, startFor } from './pen.ts';
import type { World } from './world.ts';

/** Documents of the city begun early enough to be finished within the year. */
const CITY_YEAR: readonly (readonly [key: string, start: DateStr, ...twists: Twist[]])[] = [
  ['yanhua', '2026-01-05', 'skip-review'],
  ['zhengming', '2026-01-05', 'repealed'],
  ['yeshi', '2026-01-06', 'short-lived'],
  ['youyan', '2026-01-06', 'modify'],
  ['diandongche', '2026-01-08', 'dissent', 'no-written-reply'],
  ['tingche', '2026-01-12', 'meeting-changes'],
  ['xuetian', '2026-01-15', 'evaluated'],
  ['guanggao', '2026-01-19'],
  ['zaosheng', '2026-01-22', 'unanswered'],
  ['yangquan', '2026-01-26', 'modify', 'early-close'],
  ['wuye', '2026-01-29', 'late-filing'],
  ['gongre', '2026-02-02', 'unlawful'],
  ['dianti', '2026-02-05', 'evaluated'],
  ['lajifenlei', '2026-02-09', 'returned'],
  ['zhuangxiu', '2026-02-11', 'competition-fails'],
  ['jiuzhu', '2026-02-25', 'no-written-reply'],
  ['caigou', '2026-02-26'],
  ['erci', '2026-03-02', 'late-interpretation'],
  ['peixun', '2026-03-09', 'hasty-review'],
  ['nongmingong', '2026-03-16', 'early-close', 'late-filing'],
  ['lingshou', '2026-03-23', 'unlawful', 'modify'],
  ['wangyue', '2026-03-30', 'postponed'],
  ['shanyang', '2026-04-07', 'unlawful', 'meeting-changes'],
  ['fangxun', '2026-05-11', 'urgent'],
  ['zhaoming', '2026-04-13', 'circulated', 'late-publish'],
];

/** Cases that ended before they became documents. */
const ENDED: readonly (readonly [
  key: string,
  region: string,
  start: DateStr,
  tag: string,
  ...twists: Twist[],
])[] = [
  ['huodongtingche', CITY_REGION, '2026-03-11', 'once', 'not-normative'],
  ['guanggao', CITY_REGION, '2026-04-20', 'again', 'rejected'],
  ['guyi', CITY_REGION, '2026-03-19', 'early', 'withdrawn-drafting'],
  ['jiuye', CITY_REGION, '2026-04-22', 'early', 'withdrawn-consultation'],
  ['minsu', CITY_REGION, '2026-05-06', 'early', 'meeting-rejects'],
];

/** Twists of the counties' documents, dealt in turn. */
const COUNTY_TWISTS: readonly (readonly Twist[])[] = [
  [],
  ['late-filing'],
  ['modify'],
  ['unanswered'],
  [],
  ['returned'],
  ['late-interpretation'],
  ['unlawful'],
  [],
  ['dissent'],
  ['hasty-review'],
  ['meeting-changes'],
];

/**
 * Documents that stand somewhere on their way today: the act, how many days before today it was done, and what has not
 * been done since. Later steps lie in the future and are not told.
 */
const RUNNING: readonly (readonly [
  key: string,
  region: string,
  act: string,
  daysAgo: number,
  ...twists: Twist[],
])[] = [
  ['danche', CITY_REGION, 'open-consultation', 12],
  ['tuoyu', CITY_REGION, 'open-consultation', 20],
  ['huodongtingche', CITY_REGION, 'open-consultation', 27],
  ['guyi', CITY_REGION, 'open-consultation', 6],
  ['shipin', CITY_REGION, 'close-consultation', 1, 'unanswered'],
  ['jiuye', CITY_REGION, 'accept-review', 4],
  ['shujugongxiang', CITY_REGION, 'accept-review', 25, 'late-review'],
  ['minsu', CITY_REGION, 'submit-deliberation', 2],
  ['yanglao', '220211', 'open-consultation', 9],
  ['jishi', '220202', 'publish', 17, 'late-filing'],
  ['xiaoqu', '220204', 'publish', 13, 'late-filing'],
  ['daocha', '220282', 'publish', 5, 'late-interpretation'],
  ['jiegan', '220221', 'ask-departments', 3],
  ['cunwu', '220283', 'sign', 18, 'late-publish'],
  ['xiaoche', '220284', 'register', 4],
  ['xiaofang', '220281', 'propose', 1],
];

function countyYear(): NormativePlan[] {
  const taken = new Set(RUNNING.map(([key, region]) => `${region}/${key}`));
  const out: NormativePlan[] = [];
  COUNTIES.forEach((county, c) => {
    // Two documents a county, so that each subject comes up in two counties.
    for (const n of [0, 1]) {
      const text = COUNTY_TEXTS[(c + n * 4) % COUNTY_TEXTS.length];
      if (!text || taken.has(`${county.code}/${text.key}`)) continue;
      const twists = COUNTY_TWISTS[(c * 2 + n) % COUNTY_TWISTS.length] ?? [];
      out.push({ text, region: county.code, start: addDays('2026-01-12', c * 6 + n * 47), twists });
    }
  });
  return out;
}

/** A small choice that still takes every important way, for tests. */
const SMALL = new Set([
  'zhengming',
  'yeshi',
  'youyan',
  'diandongche',
  'zaosheng',
  'gongre',
  'tingche',
  'erci',
  'fangxun',
  'caigou',
  'danche',
  'jiuye',
  'jishi',
  'huodongtingche',
  'guyi',
  'guanggao',
]);

/** All stories of normative documents. `today` places the running ones. */
export function normativeStories(world: World, today: DateStr, small = false): Story[] {
  const plans: NormativePlan[] = [
    ...CITY_YEAR.map(([key, start, ...twists]) => ({
      text: textByKey(key),
      region: CITY_REGION,
      start,
      twists,
    })),
    ...ENDED.map(([key, region, start, tag, ...twists]) => ({
      text: textByKey(key),
      region,
      start,
      tag,
      twists,
    })),
    ...countyYear(),
  ];
  const running = RUNNING.map(([key, region, act, daysAgo, ...twists]): NormativePlan => {
    const plan = { text: textByKey(key), region, twists, tag: 'now' };
    const script = (start: DateStr) => normativeStory(world, { ...plan, start }).tell();
    return { ...plan, start: startFor(script, act, addDays(today, -daysAgo), 100) };
  });
  const chosen = [...plans, ...running].filter(
    (p) => !small || (SMALL.has(p.text.key) && (p.region === CITY_REGION || p.text.key === 'jishi')),
  );
  return chosen.map((plan) => normativeStory(world, plan));
}
