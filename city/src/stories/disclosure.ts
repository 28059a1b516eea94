/** Stories of applications for information: every kind of reply, and the ways a case can go before it. */
import { type Actor, addDays, type DateStr, dueDateOnly, workdays } from '@fadu/kernel';
import { CITY_REGION, regionByCode } from '@fadu/plan/leadership/plan-tracking/index';
import { feeByItem, type ReplyCode } from '@fadu/plan/oversight/information-disclosure/index';
import { fullNameOf, organId } from '../organs.ts';
import { actorOfResident, type Resident } from '../people.ts';
import type { Random } from '../random.ts';
import { SUBJECTS } from '../texts/disclosure.ts';
import type { World } from './normative.ts';
import { type Part, Pen, type Script, type Story } from './pen.ts';

/** What happens before, or instead of, the reply. */
export type Course =
  | 'plain'
  /** Handed in at the counter and registered by the office; answered there on the same day. */
  | 'on-the-spot'
  /** Came by post and was registered. */
  | 'by-post'
  | 'corrected'
  | 'correction-abandoned'
  | 'extended'
  | 'third-party-agrees'
  | 'third-party-objects'
  /** The third party objects without good reason; the information is given and the third party told. */
  | 'third-party-overruled'
  | 'third-party-silent'
  | 'co-maker'
  | 'referred'
  | 'excessive'
  | 'fee-paid'
  | 'fee-abandoned'
  | 'withdrawn'
  /** The reviewer finds something that must not go out; drafted again. */
  | 'review-stops'
  /** Sent with a private courier at first; refused. */
  | 'courier'
  /** Signed before review; refused. */
  | 'unreviewed'
  /** The clerk reviews the own draft; refused. */
  | 'late'
  /** Nobody answers: stays open beyond its limit. */
  | 'forgotten'
  | 'made-public';

/** One application. */
export interface DisclosurePlan {
  readonly n: number;
  readonly region: string;
  /** Key of the organ asked. */
  readonly agency: string;
  readonly start: DateStr;
  readonly code: ReplyCode;
  readonly course: Course;
}

const ENDS: Partial<Record<Course, string>> = {
  'on-the-spot': 'on-the-spot',
  'correction-abandoned': 'abandoned',
  'fee-abandoned': 'abandoned',
  withdrawn: 'withdrawn',
  forgotten: 'handling',
};

/** The story of one application. */
export function disclosureStory(world: World, plan: DisclosurePlan): Story {
  const id = `di-${String(plan.n).padStart(3, '0')}`;
  return {
    id,
    procedure: 'disclosure-on-application',
    region: plan.region,
    about: `${plan.code} ${plan.course}`,
    ends: ENDS[plan.course] ?? 'answered',
    tell: () => new DisclosureScript(world, plan, world.rng.fork(id)).tell(),
  };
}

const OWN_DRAFT = '收到申请后检索了业务系统和纸质档案，并向承办科室核实。';

class DisclosureScript {
  private readonly pen: Pen;
  private readonly rng: Random;
  private readonly plan: DisclosurePlan;
  private readonly world: World;
  private readonly applicant: Resident;
  private readonly third: Resident;
  private readonly clerk: Actor;
  private readonly head: Actor;
  private readonly reviewer: Actor;
  private readonly agency: string;
  private readonly subject: string;

  constructor(world: World, plan: DisclosurePlan, rng: Random) {
    this.world = world;
    this.plan = plan;
    this.rng = rng;
    this.pen = new Pen(world.calendar, rng, plan.start);
    this.agency = organId(plan.region, plan.agency);
    const { people } = world;
    this.clerk = people.holder('disclosure-clerk', this.agency);
    this.head = people.holder('disclosure-head', this.agency);
    this.reviewer = people.holder('disclosure-reviewer', this.agency);
    this.applicant = rng.pick(people.residents.filter((r) => r.kind === 'person' || rng.chance(0.3)));
    this.third = rng.pick(
      people.residents.filter((r) => r.kind === 'enterprise' && r.id !== this.applicant.id),
    );
    this.subject = rng.pick(SUBJECTS[plan.agency] ?? ['2025年度重点工作完成情况']);
  }

  private is(...courses: readonly Course[]): boolean {
    return courses.includes(this.plan.course);
  }

  *tell(): Script {
    const { pen } = this;
    yield* this.arrive();
    if (this.is('on-the-spot')) {
      yield* pen.do(this.clerk, 'answer-on-the-spot', {
        answer: `该信息已在政府网站公开，当场打印并告知查询栏目：${this.subject}。`,
      });
      return;
    }
    if (this.is('withdrawn')) {
      yield* pen.outside(
        actorOfResident(this.applicant),
        'withdraw',
        { statement: '已经从网站上查到，不需要了。' },
        this.rng.int(2, 6),
      );
      return;
    }
    const goesOn = yield* this.before();
    if (!goesOn) return;
    if (this.is('forgotten')) return;
    yield* this.reply();
  }

  private application() {
    const { applicant } = this;
    return {
      applicantType: applicant.kind === 'person' ? '自然人' : '商业企业',
      name: applicant.name,
      identity: `演示证件${applicant.identity}`,
      contact: applicant.contact,
      information: this.subject,
      provideAs: this.rng.pick(['纸质', '电子邮件', '电子邮件']),
    };
  }

  private *arrive(): Part<void> {
    const { pen, rng } = this;
    const applicant = actorOfResident(this.applicant);
    if (this.is('on-the-spot', 'by-post')) {
      yield* pen.do(this.clerk, 'register', {
        ...this.application(),
        channel: this.is('by-post') ? '邮寄签收' : '当面提交',
        arrivedOn: pen.today,
        account: this.applicant.id,
      });
      return;
    }
    yield* pen.outside(applicant, 'apply-online', { ...this.application(), agency: this.agency });
    pen.office().workdays(rng.int(0, 1));
    yield* pen.do(this.clerk, 'confirm-receipt', {
      confirmedOn: pen.today,
      how: rng.pick(['电话联系申请人确认', '短信回复确认', '系统消息确认']),
    });
  }

  /** What comes before the reply; false when the case ends there. */
  private *before(): Part<boolean> {
    const { pen, rng, clerk, head, plan } = this;
    const applicant = actorOfResident(this.applicant);
    if (this.is('corrected', 'correction-abandoned') || plan.code === 'D3') {
      pen.workdays(rng.int(2, 5));
      const correctBy = dueDateOnly(pen.today, workdays(8), { calendar: this.world.calendar });
      yield* pen.do(clerk, 'notify-correction', {
        items: ['请写明所需信息的年度', '请写明文件名称或者其他便于查询的特征'],
        guidance: '您申请的内容涉及多份文件，写明年度和名称后可以更快查到；也可以来电咨询。',
        correctBy,
      });
      if (this.is('correction-abandoned')) return false;
      yield* pen.outside(
        applicant,
        'submit-correction',
        {
          text:
            plan.code === 'D3' ? '就是你们所有的那些材料。' : `${this.subject}，请提供2025年度的正式文本。`,
        },
        rng.int(3, 6),
      );
      pen.office();
    }
    if (this.is('extended')) {
      pen.workdays(12);
      yield* pen.do(head, 'extend-answer', {
        days: rng.int(8, 20),
        reason: '信息涉及多个年度的纸质档案，需要逐卷检索核对。',
      });
      pen.workdays(6);
    }
    if (this.is('third-party-agrees', 'third-party-objects', 'third-party-overruled', 'third-party-silent'))
      yield* this.askThird();
    if (this.is('co-maker')) yield* this.askCoMaker();
    if (this.is('referred')) {
      pen.workdays(3);
      yield* pen.do(clerk, 'refer-doubt', {
        authority: '演示市保密行政管理部门',
        question: '附件中的部分点位是否可以公开，请予确定。',
        sentOn: pen.today,
      });
      pen.workdays(9);
      yield* pen.do(clerk, 'referral-answer', {
        answer: '点位的具体坐标不宜公开，其余可以公开。',
        receivedOn: pen.today,
      });
    }
    if (this.is('excessive') || plan.code === 'E4') {
      pen.workdays(2);
      const answerBy = dueDateOnly(pen.today, workdays(7), { calendar: this.world.calendar });
      yield* pen.do(clerk, 'ask-reasons', {
        count: 63,
        excess: '同一申请人两个月内就相近内容提出六十三件申请，明显超过合理范围。',
        answerBy,
      });
      yield* pen.outside(applicant, 'state-reasons', { reasons: '我就是想多要一些材料。' }, rng.int(2, 5));
      pen.office().workdays(1);
      yield* pen.do(head, 'judge-reasons', {
        conclusion: '不合理',
        grounds: '没有说明每件申请之间的区别和实际需要，理由不成立。',
      });
    }
    if (this.is('fee-paid', 'fee-abandoned')) {
      pen.workdays(3);
      yield* pen.do(clerk, 'fee-notice', {
        mode: '按件计收',
        items: 14,
        earlier: 9,
        excess: '本月已经申请九件，本件拆分为十四件，明显超过合理范围。',
        payTo: '演示账户：财政非税专户',
      });
      pen.workdays(2);
      yield* pen.do(clerk, 'fee-notice-received', { receivedOn: pen.today });
      if (this.is('fee-abandoned')) return false;
      pen.workdays(5);
      yield* pen.do(clerk, 'record-payment', {
        amount: feeByItem(14, 9).amount,
        paidOn: pen.today,
        receipt: `演示票据${this.plan.n}`,
      });
    }
    return true;
  }

  private *askThird(): Part<void> {
    const { pen, clerk, third } = this;
    pen.workdays(3);
    yield* pen.do(clerk, 'ask-third-party', {
      parties: [third.id],
      content: `“${this.subject}”中涉及贵单位的合同价格和联系人。`,
      sentOn: pen.today,
    });
    pen.workdays(2);
    yield* pen.do(clerk, 'third-party-letter-received', { party: third.id, receivedOn: pen.today });
    if (this.is('third-party-silent')) {
      // The system records the silence when the limit has run out.
      pen.workdays(17);
      return;
    }
    const answers = {
      'third-party-agrees': { position: '同意' },
      'third-party-objects': { position: '不同意', reason: '合同价格属于商业秘密，公开会影响后续投标。' },
      'third-party-overruled': { position: '不同意', reason: '不希望公开，没有具体原因。' },
    } as const;
    yield* pen.outside(
      actorOfResident(third),
      'third-party-opinion',
      answers[this.plan.course as keyof typeof answers],
      this.rng.int(4, 9),
    );
    pen.office();
  }

  private *askCoMaker(): Part<void> {
    const { pen, clerk } = this;
    const co = organId(this.plan.region, this.plan.agency === 'housing' ? 'market' : 'housing');
    pen.workdays(3);
    yield* pen.do(clerk, 'ask-co-maker', {
      parties: [co],
      content: `“${this.subject}”由两个机关共同制作，是否公开请提出意见。`,
      sentOn: pen.today,
    });
    pen.workdays(1);
    yield* pen.do(clerk, 'co-maker-letter-received', { party: co, receivedOn: pen.today });
    pen.workdays(4);
    yield* pen.do(this.world.people.holder('disclosure-clerk', co), 'co-maker-opinion', { position: '同意' });
  }

  private *reply(): Part<void> {
    const { pen, rng, clerk, plan } = this;
    pen.workdays(this.is('late') ? 24 : rng.int(3, 10));
    if (this.is('review-stops')) {
      yield* pen.do(clerk, 'draft-reply', this.draft());
      pen.workdays(1);
      yield* pen.do(this.reviewer, 'review-disclosure', {
        conclusion: '不得公开',
        secrecy: '不涉及国家秘密',
        content: '公开副本中联系人的手机号没有隐去，请处理后再审。',
      });
      yield* pen.tryTo('disclosure-on-application.O2', this.head, 'sign-reply');
      pen.workdays(1);
    }
    yield* pen.do(clerk, 'draft-reply', this.draft());
    const releases = plan.code === 'A' || plan.code === 'B';
    if (releases) {
      if (this.is('unreviewed')) yield* pen.tryTo('disclosure-on-application.O2', this.head, 'sign-reply');
      pen.workdays(rng.int(0, 1));
      yield* pen.do(this.reviewer, 'review-disclosure', {
        conclusion: '可以公开',
        secrecy: '不涉及国家秘密和工作秘密',
        content: '个人信息和联系方式已经隐去，可以公开。',
      });
    }
    pen.workdays(rng.int(0, 2));
    yield* pen.do(this.head, 'sign-reply');
    yield* this.send();
    if (this.is('third-party-overruled') || (plan.code === 'B' && this.is('third-party-objects'))) {
      yield* pen.do(clerk, 'tell-third-party', {
        content: `公开“${this.subject}”。`,
        reasons: '异议没有说明具体理由，公开有利于社会监督，依法决定公开。',
        toldOn: pen.today,
      });
    }
    if (this.is('made-public')) {
      yield* pen.do(clerk, 'publish-proactively', { reason: '已有多人申请相同信息，纳入主动公开。' });
    }
    pen.workdays(rng.int(1, 4));
    yield* pen.do(clerk, 'close');
  }

  private *send(): Part<void> {
    const { pen, rng, clerk } = this;
    const tracking = `演示邮件${String(this.plan.n).padStart(4, '0')}`;
    if (this.is('courier')) {
      yield* pen.tryTo('disclosure-on-application.POSTAL', clerk, 'post-reply', {
        carrier: '其他快递企业',
        tracking,
        postedOn: pen.today,
      });
    }
    if (rng.chance(0.3) && !this.is('courier')) {
      yield* pen.do(clerk, 'deliver-reply', {
        method: '直接送达',
        servedOn: pen.today,
        receiver: this.applicant.name,
        receipt: `演示回证${this.plan.n}`,
      });
      return;
    }
    pen.workdays(rng.int(0, 1));
    yield* pen.do(clerk, 'post-reply', { carrier: '邮政企业', tracking, postedOn: pen.today });
  }

  private get released() {
    return [
      {
        title: this.subject,
        original: `演示档案-${this.plan.n}`,
        rendition: `演示公开副本-${this.plan.n}`,
        redacted: ['联系人手机号'],
      },
    ];
  }

  private get remedy() {
    const county = this.plan.region !== CITY_REGION;
    const place = regionByCode(this.plan.region)?.name ?? '';
    return {
      reconsiderationOrgan: county
        ? `${place}人民政府`
        : this.plan.agency === 'government-office'
          ? '吉林省人民政府'
          : fullNameOf(organId(CITY_REGION, 'government')),
      court: county ? `${place}人民法院` : '吉林市船营区人民法院',
    };
  }

  private draft(): Record<string, unknown> {
    const { released } = this;
    const base = { code: this.plan.code, facts: OWN_DRAFT, ...this.remedy };
    const channel = '请向12345热线或者信访部门反映，也可以到本机关接待窗口。';
    const byCode: Record<ReplyCode, Record<string, unknown>> = {
      A:
        this.rng.chance(0.2) && !this.is('third-party-overruled', 'third-party-silent', 'made-public')
          ? { whereToFind: '该信息已在政府网站“信息公开”栏目公开，可以随时查看、下载。' }
          : {
              released,
              ...(this.is('third-party-overruled') && {
                override: '异议没有说明具体理由，公开不损害其合法权益。',
              }),
              ...(this.is('third-party-silent') && {
                balance: '逾期没有答复，经权衡不涉及商业秘密，可以公开。',
              }),
            },
      B: {
        reasons: '其中部分内容不宜公开，区分处理后公开其余部分。',
        ...(this.is('third-party-objects') && {
          override: '第三方只对单价提出异议，其余部分的异议没有具体理由。',
        }),
        released,
        withheld: this.is('third-party-objects')
          ? [{ what: '合同单价', code: 'C4', reason: '公开会损害第三方合法权益' }]
          : [{ what: '内部讨论记录', code: 'C6', reason: '属于讨论过程中的意见' }],
      },
      C1: { reasons: '该信息已依法确定密级。', secrecyBasis: '演示密字第1号，确定为秘密级' },
      C2: {
        reasons: '该信息属于单个统计调查对象资料，法律禁止公开。',
        legalBasis: '《统计法》关于统计调查对象资料保密的规定',
      },
      C3: { reasons: '公开可能危及公共安全。', harm: '暴露重要设施的防护薄弱环节' },
      C4: {
        reasons: '第三方不同意公开，理由成立。',
        balance: '公开会损害第三方合法权益，不公开对公共利益没有重大影响',
      },
      C5: { reasons: '属于内部人事管理信息。', weighing: '与公众利益没有关系，公开会影响内部管理' },
      C6: { reasons: '属于过程性信息。', weighing: '事项尚未决定，公开会影响坦率讨论' },
      C7: { reasons: '属于行政执法案卷信息。', weighing: '案卷含证人信息，当事人可以依程序查阅' },
      C8: {
        reasons: '不动产登记资料的查询适用专门规定。',
        legalBasis: '《不动产登记暂行条例》关于查询的规定',
        channel: '不动产登记机构查询窗口',
      },
      D1: this.rng.chance(0.3)
        ? {
            reasons: '该信息不由本机关制作和保存。',
            missing: '不属于本机关负责公开',
            rightOrgan: '建议向行业主管部门申请，电话见政府网站',
          }
        : {
            reasons: '本机关没有制作或者获取该信息。',
            missing: '经检索不存在',
            searched: '检索了业务系统、电子档案和纸质目录，均没有查到',
          },
      D2: {
        reasons: '没有按街道汇总的现成信息。',
        searched: '检索业务系统，没有汇总表，需要重新加工',
        extractable: false,
      },
      D3: { reasons: '补正后仍然不能确定所指的信息。' },
      E1: { reasons: '申请的内容是投诉举报，不是申请政府信息。', channel },
      E2: { reasons: '相同信息已经答复过。', earlier: '2026年初的答复书' },
      E3: { reasons: '要求提供的是公开出版物。', channel: '市图书馆政府公报专架' },
      E4: { reasons: '申请数量明显超过合理范围，说明的理由不合理。' },
      E5: { reasons: '要求对已经获取的信息重新出具。', earlier: '2026年初已提供' },
    };
    return { ...base, ...byCode[this.plan.code] };
  }
}

/** Organs that answer applications, by region. */
const CITY_AGENCIES = [
  'housing',
  'urban-management',
  'market',
  'public-security',
  'ecology',
  'health',
  'transport',
  'emergency',
  'education',
  'human-resources',
  'civil-affairs',
  'agriculture',
  'commerce',
  'government-office',
] as const;
const COUNTY_AGENCIES = [
  'housing',
  'urban-management',
  'market',
  'agriculture',
  'education',
  'government-office',
] as const;

/** How often each kind comes up in a year. */
const YEAR: readonly (readonly [count: number, code: ReplyCode, course: Course])[] = [
  [34, 'A', 'plain'],
  [6, 'A', 'made-public'],
  [4, 'A', 'review-stops'],
  [3, 'A', 'unreviewed'],
  [2, 'A', 'courier'],
  [6, 'A', 'corrected'],
  [5, 'A', 'extended'],
  [3, 'A', 'third-party-agrees'],
  [2, 'A', 'third-party-overruled'],
  [2, 'A', 'third-party-silent'],
  [2, 'A', 'co-maker'],
  [2, 'A', 'late'],
  [5, 'A', 'by-post'],
  [4, 'A', 'on-the-spot'],
  [7, 'B', 'plain'],
  [3, 'B', 'third-party-objects'],
  [1, 'B', 'referred'],
  [2, 'C1', 'plain'],
  [2, 'C2', 'plain'],
  [1, 'C3', 'plain'],
  [4, 'C4', 'third-party-objects'],
  [3, 'C5', 'plain'],
  [4, 'C6', 'plain'],
  [5, 'C7', 'plain'],
  [4, 'C8', 'plain'],
  [12, 'D1', 'plain'],
  [3, 'D2', 'plain'],
  [2, 'D3', 'plain'],
  [5, 'E1', 'plain'],
  [2, 'E2', 'plain'],
  [2, 'E3', 'plain'],
  [1, 'E4', 'excessive'],
  [1, 'E5', 'plain'],
  [3, 'A', 'correction-abandoned'],
  [1, 'A', 'fee-paid'],
  [1, 'A', 'fee-abandoned'],
  [4, 'A', 'withdrawn'],
];

/** Applications that stand open today: days before today, and what happens to them. */
const RUNNING: readonly (readonly [daysAgo: number, code: ReplyCode, course: Course])[] = [
  [36, 'A', 'forgotten'],
  [24, 'A', 'extended'],
  [22, 'D1', 'late'],
  [12, 'A', 'third-party-agrees'],
  [9, 'A', 'corrected'],
  [5, 'C7', 'late'],
  [4, 'A', 'late'],
  [2, 'B', 'late'],
  [1, 'A', 'plain'],
  [0, 'A', 'plain'],
];

/** All stories of disclosure; registered ones only where the engine can open a case by a chosen act. */
export function disclosureStories(world: World, today: DateStr, small = false): Story[] {
  const rng = world.rng.fork('disclosure');
  const counties = ['220202', '220203', '220204', '220211', '220221', '220281', '220282', '220283', '220284'];
  const place = () => {
    const county = rng.chance(0.3);
    return county
      ? { region: rng.pick(counties), agency: rng.pick(COUNTY_AGENCIES) }
      : { region: CITY_REGION, agency: rng.pick(CITY_AGENCIES) };
  };
  const plans: DisclosurePlan[] = [];
  let n = 0;
  for (const [count, code, course] of YEAR) {
    for (let i = 0; i < (small ? 1 : count); i++) {
      plans.push({ n: ++n, ...place(), start: addDays('2026-01-06', rng.int(0, 250)), code, course });
    }
  }
  for (const [daysAgo, code, course] of RUNNING) {
    plans.push({
      n: ++n,
      region: CITY_REGION,
      agency: rng.pick(CITY_AGENCIES),
      start: addDays(today, -daysAgo),
      code,
      course,
    });
  }
  return plans.map((plan) => disclosureStory(world, plan));
}
