/**
 * Typical cases of the year: chosen from penalties that are told here for them, published; one not chosen by the experts,
 * one taken down because the decision it was taken from fell.
 */
import { addDays, type DateStr } from '@fadu/kernel';
import { caseIdFor } from '@fadu/office/cases/perform';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { organId } from '../organs.ts';
import { itemForOffence } from './enforcement-items.ts';
import { Pen, type Script, type Step, type Story } from './pen.ts';
import { penaltyStory } from './penalty.ts';
import { PenaltyCast, type PenaltyCourse, type PenaltyPlan } from './penalty-cast.ts';
import type { World } from './world.ts';

type Course = 'published' | 'rejected' | 'fallen';

interface Typical {
  readonly region: string;
  readonly lead: string;
  readonly source: PenaltyCourse;
  readonly start: DateStr;
  readonly nominated: DateStr;
  readonly course: Course;
}

const TYPICAL: readonly Typical[] = [
  {
    region: CITY_REGION,
    lead: 'market',
    source: 'statement',
    start: '2026-01-12',
    nominated: '2026-05-18',
    course: 'published',
  },
  {
    region: CITY_REGION,
    lead: 'market',
    source: 'plain',
    start: '2026-01-19',
    nominated: '2026-05-20',
    course: 'fallen',
  },
  {
    region: CITY_REGION,
    lead: 'market',
    source: 'plain',
    start: '2026-01-26',
    nominated: '2026-05-21',
    course: 'rejected',
  },
  {
    region: CITY_REGION,
    lead: 'market',
    source: 'plain',
    start: '2026-02-02',
    nominated: '2026-06-08',
    course: 'published',
  },
  {
    region: '220202',
    lead: 'urban-management',
    source: 'plain',
    start: '2026-01-14',
    nominated: '2026-05-25',
    course: 'published',
  },
];
/** The day on which the decision behind the fallen one is revoked. */
const REVOKED: DateStr = '2026-08-12';
/** Numbers of the penalties told here, beyond those of the year. */
const FIRST = 900;

/** Penalties and the typical cases that are taken from them. */
export function typicalCaseStories(world: World, small = false): Story[] {
  if (world.tells?.('typical-case') === false) return [];
  return TYPICAL.slice(0, small ? 2 : undefined).flatMap((what, i) => {
    const plan: PenaltyPlan = {
      n: FIRST + i,
      region: what.region,
      lead: what.lead,
      start: what.start,
      course: what.source,
    };
    return [
      what.course === 'fallen' ? revoked(world, plan) : penaltyStory(world, plan),
      typical(world, plan, what),
    ];
  });
}

const castOf = (world: World, plan: PenaltyPlan) =>
  new PenaltyCast(world, plan, world.rng.fork(`po-${String(plan.n).padStart(3, '0')}`)).told;

/** The penalty as it goes until its file is closed; then its decision is found wrong and revoked. */
function revoked(world: World, plan: PenaltyPlan): Story {
  const base = penaltyStory(world, plan);
  return {
    ...base,
    about: '决定后来撤销',
    ends: 'annulled',
    *tell(): Script {
      const script = base.tell();
      let step: IteratorResult<Step, void> = script.next();
      while (!step.done && step.value.act !== 'finish') step = script.next(yield step.value);
      const organ = organId(plan.region, plan.lead);
      const pen = new Pen(world.calendar, world.rng.fork(`${base.id}-revoked`), REVOKED);
      const head = world.people.holder('head', organ);
      yield* pen.do(head, 'revoke-decision', {
        reason: '复查发现当事人的身份认定有误，主要事实不清。',
        result: '撤销',
      });
      pen.workdays(1);
      yield* pen.do(world.people.holder('case-clerk', organ), 'withdraw-publication', {
        reason: '处罚决定已经撤销。',
        notified: ['信用中国', '国家企业信用信息公示系统'],
      });
      pen.workdays(5);
      yield* pen.do(head, 'close-set-aside', {
        refunded: castOf(world, plan).fine,
        receipt: `演示退款${plan.n}`,
        other: '已经向当事人说明并退还罚款。',
      });
    },
  };
}

/** What a case of each place in the list above is told for. */
const LESSONS: readonly { readonly issue: string; readonly result: string; readonly significance: string }[] =
  [
    {
      issue: '当事人提出已经改正、请求从轻，怎样认定改正的时间和程度，办案中有不同意见。',
      result: '陈述、申辩部分采纳，在告知的幅度内从轻处以罚款，当事人已经履行。',
      significance: '说明陈述、申辩怎样复核、怎样写进决定书，及时改正的在裁量中予以体现。',
    },
    {
      issue: '当事人的身份怎样核实，证照登记的经营者与实际经营者不一致时处罚谁。',
      result: '责令改正并处以罚款，当事人已经履行。',
      significance: '说明查明实际经营者的方法，提醒转让经营场所的及时变更登记。',
    },
    {
      issue: '违法行为持续时间不长，是否属于轻微，办案中有不同意见。',
      result: '责令改正并处以罚款，当事人已经履行。',
      significance: '说明轻微情形的判断要看持续时间、数量和后果。',
    },
    {
      issue: '现场证据和询问笔录有出入，怎样相互印证。',
      result: '补充调取书证以后认定事实，按裁量基准处以罚款，当事人已经履行。',
      significance: '说明证据之间有出入的要补充核实，不能只凭一份笔录定案。',
    },
    {
      issue: '责令改正以后又有反复，怎样区分没有改正和再次违法。',
      result: '按再次违法认定，责令改正并处以罚款，当事人已经履行。',
      significance: '说明责令改正的期限和复查记录要写清楚，它们决定后面怎样认定。',
    },
  ];

const texts = (title: string, offence: string, lesson: number) => ({
  title,
  facts: `执法人员检查时发现某经营者${offence}，经调查属实，当事人承认并作了改正。`,
  rule: '有关法律规定了责令改正和罚款的幅度；《行政处罚法》规定了从轻、减轻的情形。',
  ...(LESSONS[lesson % LESSONS.length] as (typeof LESSONS)[number]),
});

function typical(world: World, plan: PenaltyPlan, what: Typical): Story {
  const id = `tc-${plan.n}`;
  const { offence, field, party } = castOf(world, plan);
  const ends = { published: 'shown', rejected: 'rejected', fallen: 'withdrawn' } as const;
  const title = `某经营者${offence}案`;
  return {
    id,
    procedure: 'typical-case',
    region: plan.region,
    about: title,
    ends: ends[what.course],
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), what.nominated);
      const organ = organId(plan.region, plan.lead);
      const justice = organId(plan.region, 'justice');
      const clerk = world.people.holder('case-clerk', organ);
      const checker = world.people.holder('supervision-clerk', justice);
      const head = world.people.holder('head', justice);
      yield* pen.do(clerk, 'nominate', {
        title,
        source: caseIdFor(plan.region, `seed:po-${plan.n}:1`),
        field,
        item: itemForOffence(plan.region, plan.lead, offence),
        reviewer: justice,
        reasons: '裁量的理由写得清楚，对办理同类案件有参考价值。',
      });
      pen.workdays(3);
      yield* pen.do(checker, 'check', { result: '通过', opinion: '事实清楚，适用法律正确，裁量适当。' });
      pen.workdays(2);
      const text = texts(title, offence, plan.n - FIRST);
      if (what.source === 'statement')
        yield* pen.tryTo('typical-case.REDACTED', clerk, 'redact', {
          ...text,
          facts: `${party}${offence}，经执法人员检查发现，调查属实。`,
        });
      yield* pen.do(clerk, 'redact', text);
      pen.workdays(4);
      const agrees = what.course === 'rejected' ? [true, false, false] : [true, true, false];
      yield* pen.do(checker, 'vote', {
        experts: agrees.map((a, i) => ({
          name: `演示专家${'甲乙丙'[i]}`,
          work: ['演示大学法学院教授', '演示律师事务所律师', '演示市人民法院法官'][i],
          agrees: a,
        })),
      });
      if (what.course === 'rejected') return;
      pen.workdays(2);
      yield* pen.do(head, 'publish');
      if (what.course !== 'fallen') return;
      pen.to(addDays(REVOKED, 1)).workdays(1);
      yield* pen.do(checker, 'note-fallen');
      pen.workdays(1);
      yield* pen.do(checker, 'withdraw', { reason: '来源案件的处罚决定已经撤销，不再作为典型案例。' });
    },
  };
}
