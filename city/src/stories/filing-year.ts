/** The year's filings and reviews: which documents go to whom, when, and what comes of it; and what runs today. */
import { addDays, type DateStr } from '@fadu/kernel';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { organId } from '../organs.ts';
import {
  type FilingCourse,
  filingStory,
  type PublishedStory,
  provinceStory,
  publishedStories,
} from './filing.ts';
import {
  type ConflictCourse,
  conflictStory,
  otherRuleStories,
  type ReviewCourse,
  type RulePlan,
  reviewStory,
  ruleStory,
} from './filing-others.ts';
import type { Story } from './pen.ts';
import type { World } from './world.ts';

/** Dealt to the filings in turn; a document that its own story repeals only ever passes. */
const COURSES: readonly FilingCourse[] = [
  'passed',
  'deferred',
  'misdirected',
  'passed',
  'explained',
  'passed',
  'amended',
  'passed',
  'passed',
  'halted',
  ...Array<FilingCourse>(12).fill('passed'),
];

const RULES: readonly RulePlan[] = [
  {
    number: '第261号',
    title: '吉林市餐厨废弃物管理办法（演示）',
    promulgatedOn: '2026-01-19',
    after: [20, 20, 21, 22],
  },
  {
    number: '第262号',
    title: '吉林市城市供热管理办法（演示）',
    promulgatedOn: '2026-03-16',
    after: [18, 18, 19, 40],
  },
  {
    number: '第263号',
    title: '吉林市停车场管理办法（演示）',
    promulgatedOn: '2026-06-15',
    after: [14, 15, 15, 16],
    deferred: true,
  },
  {
    number: '第264号',
    title: '吉林市户外广告设施管理办法（演示）',
    promulgatedOn: '2026-09-07',
    after: [28, 28, 28, 35],
  },
];

const SIDES = {
  night: [
    ['urban-management', '夜间摊区管理要求', '第二项', '摊区营业到22时，22时之前不得撤摊。'],
    ['ecology', '夜间噪声管控要求', '第一项', '居民区100米以内21时以后停止营业。'],
  ],
  waste: [
    ['ecology', '废机油贮存要求', '第三项', '废机油应当放在室外独立库房。'],
    ['emergency', '修理企业安全要求', '第五项', '可燃液体不得放在室外，应当放入专用防爆柜。'],
  ],
  sign: [
    ['urban-management', '门头牌匾规范', '第四项', '临街门头不得设置凸出的灯箱。'],
    ['market', '药店标识要求', '第二项', '药店应当在临街设置凸出的绿色十字灯箱。'],
  ],
} as const;

const CONFLICTS: readonly (readonly [
  key: string,
  side: keyof typeof SIDES,
  subject: string,
  start: DateStr,
  course: ConflictCourse,
  result: string,
])[] = [
  [
    'night',
    'night',
    '夜间摊区营业时间',
    '2026-03-09',
    'settled',
    '摊区距居民楼不足100米的营业到21时30分，其余营业到22时，两个部门按同一时间管理。',
  ],
  [
    'waste',
    'waste',
    '修理企业废机油怎么存放',
    '2026-04-13',
    'amended',
    '废机油放入室内防爆柜，由生态环境部门修改贮存要求；修改之前按此执行，不作处罚。',
  ],
  [
    'sign',
    'sign',
    '药店绿色十字灯箱能不能凸出',
    '2026-05-18',
    'escalated',
    '药店可以设置厚度不超过15厘米的绿色十字灯箱，按门头规范备案，不作违规处理。',
  ],
  ['night2', 'night', '早市收摊时间', '2026-07-06', 'declined', '不予受理。'],
  ['waste2', 'waste', '油漆桶怎么存放', '2026-08-10', 'withdrawn', '申请人撤回。'],
  [
    'sign2',
    'sign',
    '诊所灯箱的位置',
    '2026-08-24',
    'settled',
    '诊所灯箱按药店的口径执行，两个部门联合现场确认。',
  ],
];

/** Recipients on the platform with the day each was filed with, by the table of filing. */
function recipients(d: PublishedStory): readonly (readonly [organ: string, on: DateStr])[] {
  if (!d.filedOn) return [];
  if (d.maker !== organId(d.region, 'government')) return [[organId(d.region, 'government'), d.filedOn]];
  const congress: [string, DateStr][] = d.congressOn ? [[organId(d.region, 'congress'), d.congressOn]] : [];
  return d.region === CITY_REGION ? congress : [[organId(CITY_REGION, 'government'), d.filedOn], ...congress];
}

/**
 * Filings of the documents that these stories publish. One in eleven was sent, but never through the platform. The
 * others are entered on the day after their own case says that they were sent: on one and the same day it would be
 * chance which of the two cases finds the other.
 */
function filings(world: World, published: readonly PublishedStory[]): Story[] {
  let n = 0;
  return published.flatMap((d, i) => {
    if (!d.filedOn || i % 11 === 7) return [];
    const own = recipients(d).map(([organ, on]) => {
      const turn = COURSES[n++ % COURSES.length] ?? 'passed';
      // Only a government revokes; once in the year it does, for a county that would not correct.
      const course = turn === 'halted' && organ === organId(CITY_REGION, 'government') ? 'revoked' : turn;
      return filingStory(world, d, organ, addDays(on, 1), d.repealed ? 'passed' : course);
    });
    const city = d.region === CITY_REGION && d.maker === organId(CITY_REGION, 'government');
    return city ? [...own, provinceStory(world, d, d.filedOn)] : own;
  });
}

const REVIEWS: readonly (readonly [course: ReviewCourse, after: number])[] = [
  ['citizen', 25],
  ['court', 40],
  ['citizen-declined', 30],
  ['forwarded', 35],
  ['citizen', 50],
  ['own-motion', 28],
  ['citizen-withdrawn', 33],
];

/** All stories of filing, review and conflicting policies. `told`: the stories that publish the documents. */
export function filingStories(world: World, today: DateStr, told: readonly Story[]): Story[] {
  const published = publishedStories(told).filter((d) => d.publishedOn < today);
  // A document is reviewed only while it stands by its own story.
  const standing = published.filter((d) => !d.repealed && d.expiresOn > today);
  const reviews = standing.slice(0, REVIEWS.length).map((d, i) => {
    const [course, after] = REVIEWS[i] as (typeof REVIEWS)[number];
    return reviewStory(world, d, addDays(d.publishedOn, after), course, i);
  });
  const recent = standing.at(-1);
  const running = recent ? [reviewStory(world, recent, addDays(today, -2), 'citizen', 99)] : [];
  const conflicts = CONFLICTS.map(([key, side, subject, start, course, result]) =>
    conflictStory(world, {
      key,
      subject,
      start,
      course,
      result,
      sides: SIDES[side].map((s) => [...s]) as never,
    }),
  );
  const open = conflictStory(world, {
    key: 'now',
    subject: '临街餐馆排烟口朝向',
    start: addDays(today, -9),
    course: 'amended',
    result: '排烟口统一朝向后巷并加装净化设施，由城管部门修改规范；修改之前按此执行。',
    sides: SIDES.night.map((s) => [...s]) as never,
  });
  return [
    ...filings(world, published),
    ...reviews,
    ...running,
    ...RULES.map((plan) => ruleStory(world, plan)),
    ...otherRuleStories(world),
    ...conflicts,
    open,
  ];
}
