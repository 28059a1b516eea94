/** The year's legislation: two annual plans, six projects, filings, contact points and surveys. */
import { ANONYMOUS, addDays, type DateStr } from '@fadu/kernel';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { organId } from '../organs.ts';
import { actorOfResident } from '../people.ts';
import { RULE_TEXTS, type RuleText, ruleText } from '../texts/rules.ts';
import {
  caseOf,
  filingStoryId,
  type RulePlan,
  type RuleTwist,
  ruleStory,
  ruleStoryId,
  titleOf,
} from './legislation.ts';
import { dateOfAct, Later, Pen, type Script, type Story, startFor } from './pen.ts';
import type { World } from './world.ts';

const organ = (key: string) => organId(CITY_REGION, key);
const POINT = 'contact-point-beishan';

/** Projects in the order in which the plan publishes them: text, first day, what goes otherwise. */
const PROJECTS: readonly (readonly [key: string, start: DateStr, ...twists: RuleTwist[]])[] = [
  ['gongyuan', '2026-03-03', 'early-close', 'unanswered', 'evaluated'],
  ['shigong', '2026-03-10', 'dissent', 'hearing', 'one-signature', 'early-force'],
  ['laojianzhu', '2026-05-06', 'one-signature', 'unexamined', 'postponed'],
  ['jietou', '2026-08-03', 'survey'],
  ['gonggong-zixing', '2026-04-07', 'converted'],
  ['hehu', '2026-03-04', 'early-close'],
];

const codeOf = (place: number): string => `2026-${String(place + 1).padStart(2, '0')}`;

/** The plan of 2026: collected, argued, heard at the congress, approved, published, adjusted in summer. */
function planStory(world: World): Story {
  const id = 'legislative-plan-2026';
  return {
    id,
    procedure: 'annual-legislative-plan',
    region: CITY_REGION,
    about: '年度计划的编制、公布和调整',
    ends: 'running',
    *tell(): Script {
      const { people } = world;
      const pen = new Pen(world.calendar, world.rng.fork(id), '2026-01-05');
      const planner = people.holder('legislation-planner', organ('justice'));
      const clerk = people.holder('office-clerk', organ('government-office'));
      yield* pen.do(planner, 'open-plan', {
        title: '2026年度立法工作计划',
        year: 2026,
        maker: organ('government'),
        office: organ('government-office'),
        proposers: [...new Set(RULE_TEXTS.flatMap((t) => t.units)), 'health'].map(organ),
        notice: '现公开征集2026年度立法项目建议，单位和个人都可以提出。',
        contact: '演示电话000-0000-0000，市司法局立法科',
      });
      const suggestion = yield* pen.outside(
        actorOfResident(people.residents[3] as (typeof people.residents)[number]),
        'suggest',
        { title: '电梯维护管理办法', text: '老小区电梯故障多，希望有规矩管住维护单位。' },
        4,
      );
      pen.office();
      const health = people.holder('head', organ('health'));
      const bare = (text: RuleText) => ({
        title: titleOf(text),
        instrument: text.instrument,
        field: text.field,
        reserved: false,
        necessity: text.necessity,
        problem: text.problem,
        institutions: text.institutions,
        units: text.units.map(organ),
        dueOn: text.dueOn,
        assessment: '完成立法前评估，条件基本成熟，成本可控。',
      });
      yield* pen.tryTo('annual-legislative-plan.FIELD', health, 'apply-project', {
        ...bare(ruleText('gongyuan')),
        title: '吉林市养老服务收费管理规定',
        field: '其他领域',
        units: [organ('health')],
      });
      const seqs: { seq: number; text: RuleText }[] = [];
      for (const [key] of PROJECTS) {
        const text = ruleText(key);
        pen.workdays(1);
        const head = people.holder('head', organ(text.units[0] as string));
        const told = yield* pen.do(head, 'apply-project', bare(text));
        seqs.push({ seq: told.seq, text });
      }
      yield* pen.tryTo('annual-legislative-plan.COLLECTED', planner, 'end-collection');
      pen.to('2026-02-05');
      yield* pen.do(planner, 'end-collection');
      for (const { seq } of seqs)
        yield* pen.do(planner, 'argue', {
          project: seq,
          conclusion: '列入计划',
          reason: '属于立法权限范围，必要、可行，条件基本成熟。',
        });
      yield* pen.tryTo('annual-legislative-plan.ARGUED', planner, 'submit-plan');
      yield* pen.do(planner, 'argue', {
        project: suggestion.seq,
        conclusion: '暂缓列入',
        reason: '省里的规定正在修改，出台以后再论证。',
      });
      pen.workdays(2);
      yield* pen.do(planner, 'congress-opinion', {
        committee: '市人大法制委员会',
        givenOn: pen.today,
        number: '关于年度立法计划的意见（演示）',
        opinion: '同意列入的项目，河湖保护条例与常委会立法计划衔接。',
        handling: '意见全部采纳。',
        linked: seqs
          .filter((s) => s.text.congress)
          .map((s) => ({ project: s.seq, congress: s.text.congress })),
      });
      yield* pen.do(planner, 'submit-plan');
      pen.workdays(3);
      yield* pen.do(clerk, 'approve-plan', {
        meeting: '政府常务会议',
        heldOn: pen.today,
        result: '批准',
        minutes: '会议同意该计划，要求按时完成。',
      });
      pen.workdays(1);
      yield* pen.do(planner, 'publish-plan');
      pen.to('2026-07-06');
      yield* pen.do(people.holder('head', organ('housing')), 'propose-adjustment', {
        kind: '调整完成时间',
        code: codeOf(2),
        dueOn: '2026-12-31',
        argument: '政府会议要求补充经费测算，完成时间顺延一个月。',
      });
      pen.workdays(4);
      yield* pen.do(clerk, 'decide-adjustment', {
        result: '同意',
        heldOn: pen.today,
        basis: '政府常务会议纪要（演示）',
      });
    },
  };
}

/** The next year's plan is being collected today. */
function nextPlanStory(world: World, today: DateStr): Story {
  const id = 'legislative-plan-next';
  const year = Number(today.slice(0, 4)) + 1;
  const script = (start: DateStr) =>
    function* (): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), start);
      yield* pen.do(world.people.holder('legislation-planner', organ('justice')), 'open-plan', {
        title: `${year}年度立法工作计划`,
        year,
        maker: organ('government'),
        office: organ('government-office'),
        proposers: ['housing', 'ecology', 'urban-management', 'transport'].map(organ),
        notice: `现公开征集${year}年度立法项目建议，单位和个人都可以提出。`,
        contact: '演示电话000-0000-0000，市司法局立法科',
      });
      yield* pen.outside(
        ANONYMOUS,
        'suggest',
        { title: '电梯维护管理办法', text: '老小区电梯故障多，希望有规矩管住维护单位。' },
        3,
      );
    };
  return {
    id,
    procedure: 'annual-legislative-plan',
    region: CITY_REGION,
    about: '正在征集下一年度项目',
    ends: 'collecting',
    tell: script(startFor((from) => script(from)(), 'open-plan', addDays(today, -9), 10)),
  };
}

/** Filing of a promulgated rule with its four recipients, on the days that the rule's own case counts on. */
function filingStory(world: World, plan: RulePlan): Story {
  const id = filingStoryId(plan.text);
  return {
    id,
    procedure: 'rule-filing',
    region: CITY_REGION,
    about: `${plan.text.name}报送备案`,
    ends: 'closed',
    *tell(): Script {
      const promulgatedOn = dateOfAct(ruleStory(world, plan).tell(), 'promulgate');
      if (!promulgatedOn) throw new RangeError(`${plan.text.key} is never promulgated`);
      const pen = new Pen(world.calendar, world.rng.fork(id), promulgatedOn);
      const clerk = world.people.holder('filing-reviewer', organ('justice'));
      pen.workdays(1);
      yield* pen.do(
        clerk,
        'open',
        new Later((issued) => ({
          maker: organ('government'),
          number: issued(ruleStoryId(plan.text)).order,
          title: titleOf(plan.text),
          kind: '地方政府规章',
          promulgatedOn,
        })),
      );
      pen.workdays(2);
      yield* pen.do(clerk, 'assemble', {
        materials: ['备案报告', '规章文本', '说明', '电子文本'],
        copies: 3,
        report: `现将《${titleOf(plan.text)}》报送备案，请予审查。`,
      });
      pen.workdays(4);
      const bodies = ['state', 'province', 'province-congress', 'city-congress'];
      for (const [i, key] of bodies.entries()) {
        yield* pen.do(clerk, `file-${key}`, { filedOn: pen.today, number: `报送文号（演示）${i + 1}` });
        yield* pen.do(clerk, `receive-${key}`, { receivedOn: pen.today, receipt: `收文号（演示）${i + 1}` });
      }
      pen.workdays(20);
      for (const key of bodies)
        yield* pen.do(clerk, `outcome-${key}`, {
          outcome: '予以登记',
          on: pen.today,
          number: '备案登记号（演示）',
        });
      pen.days(66);
      yield* pen.do(clerk, 'close');
    },
  };
}

/** Contact points: name, kind, host, place, first day of the term, years. */
const POINTS: readonly (readonly [
  id: string,
  name: string,
  kind: string,
  host: string,
  place: string,
  years: number,
])[] = [
  [POINT, '北山社区立法联系点（演示）', '社区、村', '北山社区居民委员会（演示）', '船营区', 5],
  [
    'contact-point-firm',
    '松江律师事务所立法联系点（演示）',
    '律师事务所',
    '松江律师事务所（演示）',
    '昌邑区',
    5,
  ],
  [
    'contact-point-chamber',
    '市餐饮协会立法联系点（演示）',
    '行业协会商会',
    '市餐饮协会（演示）',
    '丰满区',
    3,
  ],
  ['contact-point-school', '江城学校立法联系点（演示）', '学校', '江城学校（演示）', '龙潭区', 3],
  ['contact-point-factory', '龙山机械厂立法联系点（演示）', '企业', '龙山机械厂（演示）', '龙潭区', 3],
  ['contact-point-village', '阿什村立法联系点（演示）', '社区、村', '阿什村村民委员会（演示）', '龙潭区', 3],
];

function pointStories(world: World): Story[] {
  return POINTS.map(([id, name, kind, host, place, years], i): Story => {
    const dismissed = id === 'contact-point-factory';
    return {
      id,
      procedure: 'legislative-contact-point',
      region: CITY_REGION,
      about: name,
      ends: dismissed ? 'dismissed' : 'serving',
      *tell(): Script {
        const pen = new Pen(world.calendar, world.rng.fork(id), addDays('2026-01-12', i));
        const keeper = world.people.holder('legislation-planner', organ('justice'));
        const appointedOn = pen.today;
        const expiresOn = addDays(`${Number(appointedOn.slice(0, 4)) + years}${appointedOn.slice(4)}`, -1);
        const entered = {
          name,
          kind,
          host,
          place,
          contact: '演示电话000-0000-0000',
          setBy: '市人民政府',
          decision: '市政府关于设立立法联系点的决定（演示）',
          appointedOn,
          expiresOn,
        };
        if (i === 0)
          yield* pen.tryTo('legislative-contact-point.TERM', keeper, 'appoint', {
            ...entered,
            expiresOn: addDays(expiresOn, 400),
          });
        yield* pen.do(keeper, 'appoint', entered);
        yield* pen.do(keeper, 'number');
        yield* pen.do(keeper, 'publish');
        if (!dismissed) return;
        pen.days(150);
        yield* pen.do(keeper, 'dismiss', { reason: '企业搬迁，不再具备条件。' });
      },
    };
  });
}

/** A survey on a draft that is open, or closed with its count. */
function surveyStory(world: World, plan: RulePlan, today: DateStr): Story {
  const id = `survey-${plan.text.key}`;
  return {
    id,
    procedure: 'legislative-survey',
    region: CITY_REGION,
    about: `${plan.text.name}意见调查`,
    ends: 'counted',
    *tell(): Script {
      const opened = dateOfAct(ruleStory(world, plan).tell(), 'open-consultation') ?? today;
      const pen = new Pen(world.calendar, world.rng.fork(id), addDays(opened, 1));
      const drafter = world.people.holder('drafter', organ(plan.text.units[0] as string));
      const choices = ['白天', '晚上', '周末'];
      yield* pen.do(drafter, 'open-survey', {
        title: `${plan.text.name}意见调查`,
        project: caseOf(ruleStoryId(plan.text)),
        intro: '请就议事会的时间和参加方式作出选择，结果全部公开。',
        questions: [
          { question: '议事会什么时候开更方便？', choices },
          { question: '愿意在网上参加吗？', choices: ['愿意', '不愿意', '都可以'] },
        ],
      });
      for (let n = 0; n < 12; n++) {
        const who = n % 3 === 0 ? world.people.residents[n + 2] : undefined;
        yield* pen.outside(
          who ? actorOfResident(who) : ANONYMOUS,
          'answer-survey',
          { answers: [pen.rng.pick(choices), pen.rng.pick(['愿意', '不愿意', '都可以'])] },
          n % 2,
        );
      }
      pen.office();
      yield* pen.tryTo('legislative-survey.SURVEY-MINIMUM', drafter, 'close-survey');
      pen.days(14);
      yield* pen.do(drafter, 'close-survey');
    },
  };
}

/** All stories of legislation. `today` places the drafts that are open now. */
export function legislationStories(world: World, today: DateStr, small = false): Story[] {
  const plans = PROJECTS.map(([key, start, ...twists], place): RulePlan => {
    const plan = { text: ruleText(key), code: codeOf(place), start, twists };
    const point = plan.text.comments.some((c) => c.by === '立法联系点') ? { point: POINT } : {};
    if (key !== 'jietou') return { ...plan, ...point };
    // One draft is open to comments today.
    const at = (from: DateStr) => ruleStory(world, { ...plan, ...point, start: from }).tell();
    return { ...plan, ...point, start: startFor(at, 'open-consultation', addDays(today, -11), 30) };
  });
  const promulgated = plans.filter((p) => ['gongyuan', 'shigong', 'laojianzhu'].includes(p.text.key));
  const large = [ruleStoryId(ruleText('laojianzhu')), filingStoryId(ruleText('laojianzhu'))];
  const surveyed = plans.filter((p) => p.twists.includes('survey'));
  return [
    planStory(world),
    nextPlanStory(world, today),
    ...pointStories(world),
    ...plans.map((p) => ruleStory(world, p)),
    ...promulgated.map((p) => filingStory(world, p)),
    ...surveyed.map((p) => surveyStory(world, p, today)),
  ].filter((story) => !small || !large.includes(story.id));
}
