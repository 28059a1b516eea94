/** Ratings of handlings: given freely, a bad one looked into by the hall, called back, or found to be false. */
import type { Actor, DateStr } from '@fadu/kernel';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { organId } from '../organs.ts';
import type { Resident } from '../people.ts';
import { Pen, type Script, type Story } from './pen.ts';
import type { World } from './world.ts';

/** How a rating goes. */
export type RatingCourse = 'good' | 'settled' | 'unnamed' | 'unfounded' | 'excluded' | 'appeal-lost' | 'open';

const ENDS: Readonly<Record<RatingCourse, string>> = {
  good: 'recorded',
  settled: 'closed',
  unnamed: 'closed',
  unfounded: 'closed',
  excluded: 'excluded',
  'appeal-lost': 'closed',
  open: 'handling',
};
const SAYS: Readonly<Record<RatingCourse, string>> = {
  good: '好评',
  settled: '差评，联系、整改、回访',
  unnamed: '不愿回访的差评，直接核实',
  unfounded: '差评，没有依据，已解释',
  excluded: '误评，复核后不计入',
  'appeal-lost': '申诉误评没有成立，照常处理',
  open: '差评，正在处理',
};

const PRAISE = ['窗口讲得清楚', '很快就办好了', '不用来回跑', '手机上就办完了', '工作人员很耐心'];
const BLAME = [
  '等的时间太长',
  '电话里说的和窗口说的不一样',
  '材料上传了几次都不成功',
  '态度不耐烦',
  '跑了两趟',
];
const CHANGES: Readonly<Record<string, string>> = {
  等的时间太长: '高峰时段加开一个窗口，叫号屏显示前面还有几人',
  电话里说的和窗口说的不一样: '咨询电话按办事指南统一口径，每周抽查录音',
  材料上传了几次都不成功: '修好了上传页面对大图片的限制，写明能传多大',
  态度不耐烦: '当事窗口人员当面道歉，科室开展服务规范培训',
  跑了两趟: '把容易漏的材料写进办事指南的醒目处，窗口一次告知',
};

/** One rating. */
export interface RatingPlan {
  readonly id: string;
  /** Id of the handling's case. */
  readonly handling: string;
  readonly rater: Resident;
  readonly grade: '非常满意' | '满意' | '基本满意' | '不满意' | '非常不满意';
  readonly course: RatingCourse;
  /** Day on which the result was handed over. */
  readonly start: DateStr;
}

/** The story of a rating. */
export function ratingStory(world: World, plan: RatingPlan): Story {
  const hall = organId(CITY_REGION, 'service-hall');
  return {
    id: plan.id,
    procedure: 'service-rating',
    region: CITY_REGION,
    about: SAYS[plan.course],
    ends: ENDS[plan.course],
    *tell(): Script {
      const { course, rater } = plan;
      const pen = new Pen(world.calendar, world.rng.fork(plan.id), plan.start);
      const clerk = world.people.holder('rating-clerk', hall);
      const manager = world.people.holder('hall-manager', hall);
      const actor: Actor = { kind: 'person', person: rater.id, name: rater.name, posts: [] };
      const blame = pen.rng.pick(BLAME);
      const named = course === 'good' ? pen.rng.chance(0.5) : course !== 'unnamed';
      yield* pen.outside(
        actor,
        'rate',
        {
          handling: plan.handling,
          rater: rater.id,
          lead: hall,
          grade: plan.grade,
          named,
          ...(course !== 'good'
            ? { words: course === 'excluded' ? '办得很好，谢谢' : blame }
            : pen.rng.chance(0.3) && { words: pen.rng.pick(PRAISE) }),
        },
        pen.rng.int(1, 4),
      );
      if (course === 'good' || course === 'open') return;
      pen.office();
      if (course === 'unnamed') yield* pen.do(clerk, 'skip-contact', {});
      else
        yield* pen.do(clerk, 'contact', {
          result: '已经联系上',
          says: course === 'excluded' ? '点错了档次，本来要选“非常满意”' : `${blame}，希望改进`,
        });
      if (course === 'excluded' || course === 'appeal-lost') {
        yield* pen.do(clerk, 'ask-exclusion', {
          reasons:
            course === 'excluded'
              ? '评价人在电话里确认点错了档次，评价的文字是表扬，有通话录音。'
              : '窗口认为当天没有让评价人等候，叫号记录显示等候八分钟。',
        });
        pen.workdays(1);
        yield* pen.do(manager, 'review-exclusion', {
          result: course === 'excluded' ? '不计入' : '照常计入',
          reasons:
            course === 'excluded'
              ? '听取了通话录音，评价人确认误评，文字与档次相反。'
              : '等候时间的长短由评价人判断，不能说明评价有误或者恶意。',
        });
        if (course === 'excluded') return;
      }
      pen.workdays(pen.rng.int(1, 8));
      yield* pen.do(clerk, 'settle', {
        way: course === 'unfounded' ? '没有法律政策依据，已解释' : pen.rng.pick(['当场改正', '限期整改完成']),
        facts: `调取了办件记录和窗口录像，评价人反映的“${blame}”情况${course === 'unfounded' ? '不符合规定，不能照办' : '属实'}。`,
        change: course === 'unfounded' ? '向评价人说明了规定和理由' : (CHANGES[blame] ?? '已经改进'),
      });
      pen.workdays(pen.rng.int(1, 3));
      yield* pen.do(manager, 'call-back', {
        again: pen.rng.pick(['满意', '满意', '基本满意', '基本满意', '不满意', '没有联系上']),
      });
    },
  };
}
