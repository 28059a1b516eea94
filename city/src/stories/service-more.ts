/** Courses of handling that the spring’s stories do not tell, and ratings of those that came to an end. */
import { addDays, type DateStr } from '@fadu/kernel';
import { caseIdFor } from '@fadu/office/cases/perform';
import type { ServiceItem } from '@fadu/plan/functions/service-items/index';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { addressOf } from '../citizens.ts';
import { organId } from '../organs.ts';
import type { Resident } from '../people.ts';
import { stepKey } from '../story.ts';
import { serviceItemCode, serviceItemTexts } from '../texts/service-items.ts';
import { dateOfAct, type Story } from './pen.ts';
import { handlingStory } from './service-courses.ts';
import type { Channel, HandlingPlan, ServiceCourse } from './service-plans.ts';
import { type RatingCourse, type RatingPlan, ratingStory } from './service-ratings.ts';
import { delegatedItems } from './townships.ts';
import type { World } from './world.ts';

interface Told {
  readonly course: ServiceCourse;
  readonly item: string;
  readonly start: DateStr;
  readonly channel?: Channel;
  readonly rated?: readonly [grade: RatingPlan['grade'], course: RatingCourse];
  /** A township’s region and key. */
  readonly town?: readonly [region: string, key: string];
}

const TOLD: readonly Told[] = [
  { course: 'revoked', item: '公共场所卫生许可', start: '2026-03-30' },
  { course: 'special', item: '食品生产许可', start: '2026-03-31', rated: ['满意', 'good'] },
  { course: 'special', item: '建设项目环境影响报告表审批', start: '2026-04-07' },
  { course: 'hearing', item: '娱乐场所设立审批', start: '2026-04-08' },
  { course: 'hearing', item: '挖掘城市道路审批', start: '2026-04-13' },
  { course: 'extended', item: '排污许可', start: '2026-04-09' },
  { course: 'lacking', item: '公共场所卫生许可', start: '2026-04-14', rated: ['不满意', 'settled'] },
  { course: 'lacking', item: '工伤认定', start: '2026-04-16', channel: '窗口' },
  { course: 'sent-back', item: '取水许可', start: '2026-04-20' },
  { course: 'second-step', item: '设置大型户外广告审批', start: '2026-04-22' },
  { course: 'third-step', item: '林木采伐许可', start: '2026-04-23', rated: ['非常不满意', 'unfounded'] },
  { course: 'not-required', item: '道路货物运输经营许可', start: '2026-04-24' },
  { course: 'fixed-on-spot', item: '社会保障卡申领', start: '2026-05-06', channel: '窗口' },
  { course: 'corrected-on-paper', item: '不动产继承转移登记', start: '2026-05-07', channel: '邮寄' },
  { course: 'withdrawn-on-paper', item: '失业保险金申领', start: '2026-05-08', channel: '电话' },
  { course: 'at-once', item: '企业投资项目备案', start: '2026-05-11', rated: ['不满意', 'unnamed'] },
  { course: 'at-once', item: '预防接种证办理', start: '2026-05-12', rated: ['非常不满意', 'excluded'] },
  { course: 'granted', item: '社会保险参保登记', start: '2026-05-13', rated: ['不满意', 'appeal-lost'] },
  { course: 'granted', item: '最低生活保障金给付', start: '2026-05-14', channel: '自助终端' },
  { course: 'granted', item: '高龄津贴给付', start: '2026-03-10', town: ['220202', 'gudianzi'] },
  { course: 'corrected', item: '临时占用城市道路审批', start: '2026-06-03', town: ['220221', 'kouqian'] },
  { course: 'denied', item: '最低生活保障金给付', start: '2026-07-01', town: ['220281', 'xinzhan'] },
];

const cityItems = serviceItemTexts((key) => organId(CITY_REGION, key));
const named = (list: readonly ServiceItem[], name: string): ServiceItem =>
  list.find((i) => i.basicCode === serviceItemCode(name)) as ServiceItem;

function planOf(world: World, t: Told, n: number): HandlingPlan {
  const item = named(t.town ? delegatedItems(...t.town) : cityItems, t.item);
  const people = world.people.residents.filter(
    (r) => r.kind === (item.object === '自然人' || t.town ? 'person' : 'enterprise'),
  );
  return {
    id: `sm-${n}-${t.course}`,
    item,
    course: t.course,
    channel: t.channel ?? (t.town ? '乡镇（街道）' : '网上'),
    start: t.start,
    applicant: people[(n * 5 + 3) % people.length] as Resident,
    matter: `申请${item.name}，${addressOf(n * 37 + 11)}`,
    account: true,
    days: item.promisedDays,
    window: t.town ? item.organ : organId(CITY_REGION, 'service-hall'),
    clerk: n % 2,
  };
}

/** Handlings of the other courses and what applicants say of them; the last rating is being looked into `today`. */
export function moreServiceStories(world: World, today: DateStr): Story[] {
  const rate = (plan: HandlingPlan, story: Story, [grade, course]: NonNullable<Told['rated']>): Story =>
    ratingStory(world, {
      id: `sr-${plan.id}`,
      handling: caseIdFor(CITY_REGION, stepKey(plan.id, 1)),
      rater: plan.applicant,
      grade,
      course,
      start: dateOfAct(story.tell(), 'deliver') ?? plan.start,
    });
  const out = TOLD.flatMap((t, n): Story[] => {
    const plan = planOf(world, t, n);
    const story = handlingStory(world, plan, t.town?.[0] ?? CITY_REGION);
    return [story, ...(t.rated ? [rate(plan, story, t.rated)] : [])];
  });
  const late: Told = { course: 'at-once', item: '个体工商户登记', start: addDays(today, -9) };
  const plan = planOf(world, late, TOLD.length);
  const story = handlingStory(world, plan, CITY_REGION);
  return [...out, story, rate(plan, story, ['不满意', 'open'])];
}
