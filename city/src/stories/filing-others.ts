/** Stories of reviews on the proposal of others, of rules on their way to four recipients, and of conflicting policies. */
import { addDays, type DateStr } from '@fadu/kernel';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { STANDARDS } from '@fadu/plan/rulemaking/filing-review/index';
import { organId } from '../organs.ts';
import { actorOfResident } from '../people.ts';
import { filerOf, numberOf, type PublishedStory } from './filing.ts';
import { Pen, type Script, type Story } from './pen.ts';
import type { World } from './world.ts';

const pass = {
  standards: [...STANDARDS],
  findings: '就建议提到的条款逐项审查，对照上位法和现行文件，没有发现不一致。',
};

/** Who may review a document on this platform: its government, or the congress where it is the government's own. */
export const reviewerOf = (d: PublishedStory): string =>
  d.maker === organId(d.region, 'government')
    ? d.region === CITY_REGION
      ? organId(d.region, 'congress')
      : organId(CITY_REGION, 'government')
    : organId(d.region, 'government');

const deskRole = (world: World, reviewer: string) =>
  reviewer.endsWith('congress')
    ? world.people.holder('filing-reviewer', reviewer)
    : world.people.holder(
        'filing-reviewer',
        reviewer.startsWith('jl-')
          ? organId(CITY_REGION, 'justice')
          : reviewer.replace(/government$/, 'justice'),
      );

/** How a review of someone's proposal goes. */
export type ReviewCourse =
  | 'citizen'
  | 'citizen-declined'
  | 'citizen-withdrawn'
  | 'court'
  | 'forwarded'
  | 'own-motion';

const REVIEW_ENDS: Readonly<Record<ReviewCourse, string>> = {
  citizen: 'replied',
  'citizen-declined': 'declined',
  'citizen-withdrawn': 'withdrawn',
  court: 'replied',
  forwarded: 'replied',
  'own-motion': 'concluded',
};

const SUGGESTED: Readonly<
  Record<'court' | 'forwarded' | 'own-motion', readonly [source: string, from: string]>
> = {
  court: ['人民法院司法建议', '演示中级人民法院'],
  forwarded: ['行政复议机关转送', '演示行政复议机关'],
  'own-motion': ['依职权审查', '备案审查工作机构'],
};

/** A review that did not come from a filing. */
export function reviewStory(
  world: World,
  d: PublishedStory,
  start: DateStr,
  course: ReviewCourse,
  n: number,
): Story {
  const id = `dr-${n}-${d.story}`;
  const reviewer = reviewerOf(d);
  return {
    id,
    procedure: 'document-review',
    region: reviewer.startsWith('jl-') ? CITY_REGION : d.region,
    about: course,
    ends: REVIEW_ENDS[course],
    tell: () => tellReview(world, d, reviewer, course, new Pen(world.calendar, world.rng.fork(id), start)),
  };
}

function* tellReview(
  world: World,
  d: PublishedStory,
  reviewer: string,
  course: ReviewCourse,
  pen: Pen,
): Script {
  const { rng } = pen;
  const desk = deskRole(world, reviewer);
  if (course === 'citizen' || course === 'citizen-declined' || course === 'citizen-withdrawn') {
    const resident = rng.pick(world.people.residents);
    const who = actorOfResident(resident);
    yield* pen.outside(
      who,
      'propose-review',
      numberOf(d, (document) => ({
        document,
        effectiveOn: d.effectiveOn,
        recipient: reviewer,
        articles: '第三条',
        text: '第三条要求的材料上位法没有规定，跑了三趟才办成，建议审查这一条有没有依据。',
        name: resident.name,
        contact: resident.contact,
      })),
    );
    if (course === 'citizen-withdrawn') {
      yield* pen.outside(who, 'withdraw-proposal', {}, 1);
      return;
    }
    pen.office().workdays(rng.int(1, 4));
    if (course === 'citizen-declined') {
      yield* pen.do(desk, 'decline-proposal', {
        reason: '建议的内容是对个别事项办理结果不服，不是对文件本身有意见，请依法申请行政复议。',
      });
      return;
    }
    yield* pen.do(desk, 'admit-proposal');
  } else {
    const [source, from] = SUGGESTED[course];
    yield* pen.do(
      desk,
      'receive-suggestion',
      numberOf(d, (document) => ({
        document,
        effectiveOn: d.effectiveOn,
        recipient: reviewer,
        source,
        competent: true,
        from,
        receivedOn: pen.today,
        articles: '第二条',
        text: '对第二条是否有上位法依据提出疑问，请审查处理。',
      })),
    );
  }
  pen.workdays(rng.int(6, 14));
  yield* pen.do(desk, 'conclude-pass', pass);
  if (course === 'own-motion') return;
  pen.workdays(rng.int(1, 3));
  if (course === 'court') {
    yield* pen.tryTo('document-review.COURT-ANSWERED', desk, 'send-reply', {
      text: '经审查没有发现问题，特此回复。',
    });
    yield* pen.do(filerOf(world, d.region, d.maker), 'answer-court', {
      text: '已经对照上位法重新核对第二条，并将在下次修改时写明依据。',
      on: pen.today,
    });
    pen.workdays(1);
  }
  yield* pen.do(desk, 'send-reply', {
    text: '经审查，您提到的条款有上位法依据，与现行规定一致；表述不清的地方已建议制定机关在修改时写明。',
  });
}

/** One rule on its way to the four recipients. */
export interface RulePlan {
  readonly number: string;
  readonly title: string;
  readonly promulgatedOn: DateStr;
  /** Days after promulgation on which it is filed with each of the four. */
  readonly after: readonly [state: number, province: number, provinceCongress: number, cityCongress: number];
  readonly deferred?: boolean;
}

const KEYS = ['state', 'province', 'province-congress', 'city-congress'] as const;
const maker = organId(CITY_REGION, 'government');

/** The story of a rule's filing. */
export function ruleStory(world: World, plan: RulePlan): Story {
  const id = `rf-${plan.promulgatedOn}`;
  return {
    id,
    procedure: 'rule-filing',
    region: CITY_REGION,
    about: plan.title,
    ends: 'closed',
    *tell() {
      const pen = new Pen(world.calendar, world.rng.fork(id), plan.promulgatedOn);
      const clerk = world.people.holder('filing-reviewer', organId(CITY_REGION, 'justice'));
      const { number, title } = plan;
      yield* pen.do(clerk, 'open', {
        maker,
        number,
        title,
        kind: '地方政府规章',
        promulgatedOn: plan.promulgatedOn,
      });
      pen.workdays(2);
      yield* pen.do(clerk, 'assemble', {
        materials: ['备案报告', '规章文本', '说明', '电子文本'],
        copies: 3,
        report: `现将《${title}》报送备案，请予审查。`,
      });
      const sent = KEYS.map((key, i) => [key, plan.after[i] as number] as const).sort((a, b) => a[1] - b[1]);
      for (const [key, n] of sent) {
        pen.to(addDays(plan.promulgatedOn, n));
        yield* pen.do(clerk, `file-${key}`, { filedOn: pen.today, number: `吉市政备〔2026〕${n}号` });
        yield* pen.do(clerk, `receive-${key}`, {
          receivedOn: pen.today,
          receipt: `收〔2026〕${pen.rng.int(100, 999)}号`,
        });
      }
      pen.workdays(pen.rng.int(4, 8));
      if (plan.deferred) {
        yield* pen.do(clerk, 'outcome-state', {
          outcome: '暂缓办理',
          on: pen.today,
          reason: '缺少规章说明的电子文本。',
        });
        pen.workdays(4);
        yield* pen.do(clerk, 'supplement-state', { filedOn: pen.today, number: '吉市政备〔2026〕补1号' });
        pen.workdays(3);
      }
      for (const key of KEYS)
        yield* pen.do(clerk, `outcome-${key}`, {
          outcome: '予以登记',
          on: pen.today,
          number: `备〔2026〕${pen.rng.int(100, 999)}号`,
        });
      pen.days(66);
      yield* pen.do(clerk, 'close');
    },
  };
}

/** A city regulation: the city tries to file it, is refused, and tracks it; and last year's catalogue of rules. */
export function otherRuleStories(world: World): Story[] {
  const clerk = () => world.people.holder('filing-reviewer', organId(CITY_REGION, 'justice'));
  const regulation = {
    number: '第9号公告',
    title: '吉林市城市绿化条例（演示）',
    promulgatedOn: '2026-04-20',
  };
  return [
    {
      id: 'rf-regulation',
      procedure: 'rule-filing',
      region: CITY_REGION,
      about: '地方性法规只跟踪',
      ends: 'tracked',
      *tell() {
        const pen = new Pen(world.calendar, world.rng.fork('rf-regulation'), '2026-04-22');
        yield* pen.tryTo('rule-filing.REGULATION', clerk(), 'open', {
          maker,
          ...regulation,
          kind: '地方性法规',
        });
        yield* pen.do(clerk(), 'track-regulation', { maker, ...regulation, announcedBy: '市人大常委会' });
        pen.to('2026-05-12');
        yield* pen.do(clerk(), 'record-provincial-filing', {
          filedOn: pen.today,
          number: '吉常备〔2026〕17号',
        });
      },
    },
    {
      id: 'rf-catalogue-2025',
      procedure: 'rule-filing',
      region: CITY_REGION,
      about: '上一年规章目录',
      ends: 'catalogue-sent',
      *tell() {
        const pen = new Pen(world.calendar, world.rng.fork('rf-catalogue-2025'), '2026-01-12');
        yield* pen.do(clerk(), 'open-catalogue', { maker, yearEnd: '2025-12-31' });
        pen.workdays(4);
        yield* pen.do(clerk(), 'send-catalogue', { sentOn: pen.today, number: '吉市政备〔2026〕目1号' });
      },
    },
  ];
}

/** How a coordination goes. */
export type ConflictCourse = 'settled' | 'amended' | 'declined' | 'escalated' | 'withdrawn';
const CONFLICT_ENDS: Readonly<Record<ConflictCourse, string>> = {
  settled: 'answered',
  amended: 'answered',
  declined: 'declined',
  escalated: 'answered',
  withdrawn: 'withdrawn',
};

/** What two departments ask for at once, in the words of whoever is caught between them. */
export interface ConflictPlan {
  readonly key: string;
  readonly subject: string;
  readonly start: DateStr;
  readonly course: ConflictCourse;
  readonly sides: readonly [department: string, name: string, articles: string, demands: string][];
  /** Result, as everyone reads it. */
  readonly result: string;
}

/** The story of one coordination. */
export function conflictStory(world: World, plan: ConflictPlan): Story {
  const id = `pc-${plan.key}`;
  return {
    id,
    procedure: 'policy-conflict',
    region: CITY_REGION,
    about: `${plan.subject}：${plan.course}`,
    ends: CONFLICT_ENDS[plan.course],
    tell: () => tellConflict(world, plan, new Pen(world.calendar, world.rng.fork(id), plan.start)),
  };
}

function* tellConflict(world: World, plan: ConflictPlan, pen: Pen): Script {
  const { people } = world;
  const { rng } = pen;
  const makers = plan.sides.map(([key]) => organId(CITY_REGION, key));
  const [lead = ''] = makers;
  const desk = people.holder('filing-reviewer', organId(CITY_REGION, 'justice'));
  const clerk = people.holder('office-clerk', lead);
  const head = people.holder('head', lead);
  const firm = rng.pick(people.residents.filter((r) => r.kind === 'enterprise'));
  yield* pen.outside(actorOfResident(firm), 'apply', {
    desk: organId(CITY_REGION, 'justice'),
    subject: plan.subject,
    documents: plan.sides.map(([key, name, articles, demands]) => ({
      maker: organId(CITY_REGION, key),
      name,
      articles,
      demands,
    })),
    affectedOn: addDays(plan.start, -20),
    effect: '按一个部门的要求做，另一个部门就要求改回去，已经来回整改两次，经营受到影响。',
    evidence: '两个部门的通知和两次检查记录的照片。',
    tried: '先后到两个部门反映，都答复按自己的规定执行，没有解决。',
    name: firm.name,
    contact: firm.contact,
  });
  if (plan.course === 'withdrawn') {
    yield* pen.outside(
      actorOfResident(firm),
      'withdraw-application',
      { text: '两个部门已经当面说清楚，不再需要协调。' },
      1,
    );
    return;
  }
  pen.office().workdays(rng.int(1, 4));
  const admitted = plan.course !== 'declined';
  yield* pen.do(desk, 'examine-application', {
    interest: admitted,
    conflict: true,
    notPending: true,
    notIndividual: true,
    reasons: admitted
      ? '申请人受两个部门的要求直接影响，两项要求不能同时遵守。'
      : '申请人不在受影响的范围内，可以提出审查建议。',
  });
  if (!admitted) return;
  pen.workdays(1);
  yield* pen.do(desk, 'name-lead', {
    lead,
    agreed: rng.chance(0.5),
    reason: '这一事项以该部门管理为主，由其牵头协调和评估。',
  });
  pen.workdays(1);
  if (plan.course === 'settled') {
    pen.workdays(rng.int(4, 9));
    yield* pen.do(head, 'settle', { signed: makers, text: plan.result });
  } else {
    yield* pen.do(clerk, 'notify-departments', { text: '请就申请人反映的冲突提出意见，写明依据。' });
    for (const maker of makers) {
      pen.workdays(1);
      yield* pen.do(people.holder('office-clerk', maker), 'state-position', {
        view: '认为有冲突，同意调整',
        text: '我单位的要求有依据，但可以就执行时间和方式作出调整。',
      });
    }
    pen.workdays(rng.int(1, 3));
    yield* pen.tryTo('policy-conflict.EVALUATED', head, 'conclude', {
      outcome: '临时适用规则',
      text: plan.result,
    });
    yield* pen.do(clerk, 'hold-meeting', {
      heldOn: pen.today,
      attended: makers,
      minutes: '各部门说明了依据，讨论了三种方案，多数意见是先明确一个执行口径，再修改文件。',
    });
    pen.workdays(rng.int(2, 5));
    yield* pen.do(clerk, 'evaluate', {
      rule: '特别规定优于一般规定',
      findings: '两项要求都有管理上的理由，不能同时遵守，受影响的经营者约四十户；统一口径的成本最低。',
      proposal: plan.result.slice(0, 100),
    });
    pen.workdays(rng.int(1, 3));
    if (plan.course === 'escalated') {
      const government = organId(CITY_REGION, 'government');
      yield* pen.do(head, 'escalate', {
        government,
        reason: '两个部门对由谁修改文件没有达成一致。',
        views: '一方主张由对方修改，另一方主张共同修改；牵头部门建议先由政府明确临时口径。',
      });
      pen.workdays(rng.int(4, 8));
      yield* pen.do(people.holder('principal-head', government), 'decide-escalated', {
        outcome: '临时适用规则',
        text: plan.result,
        reasons: '先解决经营者无所适从的问题，年底前由两个部门联合修改文件。',
      });
    } else {
      yield* pen.do(head, 'conclude', { outcome: '修改', text: plan.result, doBy: addDays(pen.today, 60) });
    }
  }
  pen.workdays(rng.int(1, 3));
  yield* pen.do(clerk, 'answer-applicant', {
    text: '您反映的问题已经协调，今后按公布的结果执行，两个部门都不再要求您反复整改。',
    sentOn: pen.today,
  });
}
