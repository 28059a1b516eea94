/** Stories of administrative penalties by the ordinary procedure. */
import { type Actor, addDays, addMonths, type DateStr, days, dueDateOnly, workdays } from '@fadu/kernel';
import { CITY_REGION, regionByCode } from '@fadu/plan/leadership/plan-tracking/index';
import { fullNameOf, organId } from '../organs.ts';
import { actorOfResident, type Resident } from '../people.ts';
import type { Random } from '../random.ts';
import { ENFORCEMENT, type Enforcement, type Offence } from '../texts/penalty.ts';
import type { World } from './normative.ts';
import { type Part, Pen, type Script, type Story } from './pen.ts';

/** How a case goes. */
export type PenaltyCourse =
  | 'plain'
  | 'statement'
  | 'waived'
  | 'hearing'
  | 'hearing-withdrawn'
  | 'no-penalty'
  /** A fine is proposed although the law asks for none; refused, then no penalty. */
  | 'lenient-after-refusal'
  | 'not-filed'
  | 'suspended'
  | 'preserved'
  | 'sent-back'
  | 'review-unlawful'
  /** One officer goes alone; refused, then two. */
  | 'alone'
  /** A decision before the party's time is over; refused. */
  | 'hasty'
  /** A heavier decision than was told; refused. */
  | 'heavier'
  | 'late-publication'
  | 'instalments'
  | 'late-fine'
  | 'reconsidered'
  | 'court'
  | 'police';

/** One case. */
export interface PenaltyPlan {
  readonly n: number;
  readonly region: string;
  /** Key of the organ. */
  readonly lead: string;
  readonly start: DateStr;
  readonly course: PenaltyCourse;
}

const NEVER_SHOWN = [
  '国家秘密',
  '商业秘密',
  '个人隐私',
  '身份证号、住址、电话、银行账号和健康信息',
  '未成年人姓名',
];
const QUALIFIED = '已通过国家统一法律职业资格考试';
const CODE = 'penalty-ordinary';

const ENDS: Partial<Record<PenaltyCourse, string>> = {
  'not-filed': 'not-filed',
  police: 'transferred',
  'no-penalty': 'archived',
  'lenient-after-refusal': 'archived',
  reconsidered: 'archived',
};

/** The story of one ordinary case. */
export function penaltyStory(world: World, plan: PenaltyPlan): Story {
  const id = `po-${String(plan.n).padStart(3, '0')}`;
  return {
    id,
    procedure: CODE,
    region: plan.region,
    about: plan.course,
    ends: ENDS[plan.course] ?? 'closed',
    tell: () => new PenaltyScript(world, plan, world.rng.fork(id)).tell(),
  };
}

/** An officer as forms take one: the certificate from a demonstration series. */
export const officerForm = (actor: Actor, organ: string, field: string) => ({
  person: actor.person as string,
  name: actor.name,
  certificate: `演示证${(actor.person ?? '').slice(-4)}`,
  organ,
  fields: [field],
  validFrom: '2024-01-01',
  validTo: '2029-12-31',
});

/** What the case says of the one it is about. */
export const partyOf = (party: Resident) => ({
  partyName: party.name,
  partyKind: party.name.endsWith('公司') || party.name.endsWith('厂') ? '法人或者其他组织' : '个体工商户',
  partyId: party.identity,
  partyAddress: '演示地址：江畔路1号',
  partyAccount: party.id,
});

/** No leniency, nothing special: what most proposals answer. */
export const ORDINARY = {
  mitigated: false,
  mind: '正常',
  minor: false,
  correctedInTime: false,
  noHarm: false,
  firstOffence: false,
  minorHarm: false,
  noFaultProved: false,
  reductions: [],
  emergency: false,
  alreadyFined: false,
  severalRules: false,
  newRule: '没有变化',
} as const;

class PenaltyScript {
  private readonly pen: Pen;
  private readonly rng: Random;
  private readonly plan: PenaltyPlan;
  private readonly world: World;
  private readonly organ: string;
  private readonly work: Enforcement;
  private readonly offence: Offence;
  private readonly party: Resident;
  private readonly who: Record<
    'one' | 'two' | 'clerk' | 'head' | 'principal' | 'reviewer' | 'legal' | 'host',
    Actor
  >;
  private readonly fine: number;

  constructor(world: World, plan: PenaltyPlan, rng: Random) {
    this.world = world;
    this.plan = plan;
    this.rng = rng;
    this.pen = new Pen(world.calendar, rng, plan.start);
    this.organ = organId(plan.region, plan.lead);
    this.work = ENFORCEMENT[plan.lead] as Enforcement;
    this.offence = rng.pick(this.work.offences);
    const { people } = world;
    const company = ['hearing', 'hearing-withdrawn', 'instalments', 'late-fine', 'court'].includes(
      plan.course,
    );
    this.party = rng.pick(
      people.residents.filter((r) => r.kind === 'enterprise' && (!company || r.name.endsWith('公司'))),
    );
    const at = (role: string, n = 0) => people.holder(role, this.organ, n);
    this.who = {
      one: at('enforcement-officer'),
      two: at('enforcement-officer', 1),
      clerk: at('case-clerk'),
      head: at('head'),
      principal: at('principal-head'),
      reviewer: at('case-reviewer'),
      legal: at('legality-reviewer'),
      host: at('hearing-host'),
    };
    const small = partyOf(this.party).partyKind === '个体工商户';
    this.fine = plan.course.startsWith('hearing')
      ? 120_000
      : small
        ? 1000 * rng.int(1, 8)
        : 5000 * rng.int(1, 9);
  }

  private is(...courses: readonly PenaltyCourse[]): boolean {
    return courses.includes(this.plan.course);
  }

  private get pair() {
    return [this.who.one, this.who.two].map((a) => officerForm(a, this.organ, this.work.field));
  }

  private get lenient(): boolean {
    return this.is('no-penalty', 'lenient-after-refusal');
  }

  *tell(): Script {
    const { pen, who, rng } = this;
    yield* this.registerClue();
    pen.workdays(rng.int(1, 5));
    if (this.is('not-filed')) {
      yield* pen.do(who.head, 'not-file', {
        ground: '没有违法行为',
        reason: '现场核查没有发现反映的问题，经营者能够说明来源。',
        reporterTold: true,
      });
      return;
    }
    yield* pen.do(who.head, 'file', {
      officers: this.pair,
      primaFacie: true,
      punishable: true,
      competent: true,
      jurisdiction: '违法行为发生地在本行政区域',
      verification: '现场核对属实，有照片为证。',
    });
    const evidence = yield* this.investigate();
    if (this.is('police')) {
      yield* pen.do(who.one, 'end-report', this.proposal(evidence, { outcome: '移送司法机关', items: [] }));
      pen.workdays(1);
      yield* pen.do(who.reviewer, 'case-review', { result: '同意', opinion: '涉嫌犯罪，应当移送。' });
      yield* pen.do(who.clerk, 'submit-no-penalty');
      pen.workdays(1);
      yield* pen.do(who.head, 'decide-transfer', {
        police: '演示公安机关',
        crime: '涉嫌生产、销售不符合安全标准的食品罪',
        approvedBy: who.principal.name,
        materials: '全案材料和涉案物品清单一份',
      });
      return;
    }
    const punished = yield* this.propose(evidence);
    if (!punished) {
      yield* this.noPenalty();
      return;
    }
    yield* this.notify();
    yield* this.decide();
    yield* this.perform();
  }

  private *registerClue(): Part<void> {
    const { pen, rng } = this;
    const day = pen.today;
    const actOn = addDays(day, -rng.int(0, 3));
    yield* pen.do(this.who.one, 'register-clue', {
      title: `${this.offence.title}案（${this.party.name}）`,
      sector: this.work.sector,
      field: this.work.field,
      source: rng.pick(['监督检查', '投诉', '举报']),
      sourceDetail: `${this.offence.conduct}，日常检查或者群众反映发现。`,
      realName: this.is('not-filed'),
      ...partyOf(this.party),
      conduct: this.offence.conduct,
      place: '演示地址：江畔路1号',
      actOn,
      actEndedOn: actOn,
      discoveredOn: day,
      graveHarm: false,
    });
  }

  private contact(more: object = {}) {
    return {
      kind: '现场检查',
      officers: this.pair,
      shown: true,
      on: this.pen.today,
      place: '演示地址：江畔路1号',
      record: `${this.offence.found}，当事人在场，对检查情况没有异议。`,
      evidence: '勘验笔录、现场笔录',
      proves: this.offence.fact,
      lawful: true,
      signed: '已核对并签名',
      ...more,
    };
  }

  /** Investigation; answers the numbers of the acts that hold the evidence. */
  private *investigate(): Part<number[]> {
    const { pen, rng, who } = this;
    pen.workdays(rng.int(1, 4));
    if (this.is('alone')) {
      yield* pen.tryTo(
        `${CODE}.INV-P4`,
        who.one,
        'contact',
        this.contact({ officers: this.pair.slice(0, 1) }),
      );
    }
    const site = yield* pen.do(who.one, 'contact', this.contact());
    const evidence = [site.seq];
    if (this.is('preserved')) {
      yield* pen.do(who.one, 'preserve', {
        officers: this.pair,
        items: ['涉案物品一批'],
        ground: '可能被转移或者销毁',
        place: '本局仓库',
        approvedBy: who.head.name,
      });
      pen.workdays(4);
      yield* pen.do(who.one, 'dispose-preserved', { result: '返还', detail: '拍照取证后返还当事人。' });
    }
    if (this.is('suspended')) {
      pen.workdays(2);
      yield* pen.do(who.head, 'suspend', { reason: '等待上级机关对法律适用的答复。' });
      pen.workdays(15);
      yield* pen.do(who.head, 'resume', { reason: '已经收到答复。' });
    }
    pen.workdays(rng.int(2, 6));
    const asked = yield* pen.do(
      who.two,
      'contact',
      this.contact({
        kind: '询问',
        record: `询问负责人：承认${this.offence.fact}，愿意改正。`,
        evidence: '当事人的陈述',
      }),
    );
    evidence.push(asked.seq);
    pen.workdays(rng.int(2, 8));
    return evidence;
  }

  private proposal(evidence: readonly number[], more: object = {}) {
    const hearing = this.is('hearing', 'hearing-withdrawn');
    return {
      outcome: '给予处罚',
      elements: [{ fact: this.offence.fact, evidence }],
      items: [{ kind: '罚款', amount: this.fine }],
      basis: [this.basis],
      discretion: '货值较小、配合调查，按照裁量基准从轻档处罚。',
      ...ORDINARY,
      publicInterest: false,
      majorRights: hearing,
      difficult: this.is('review-unlawful'),
      reviewByLaw: false,
      collective: hearing,
      otherHeavy: false,
      generalHalt: false,
      ...more,
    };
  }

  private get basis() {
    return { ...this.offence.basis, published: true, role: '处罚依据' };
  }

  /** End report and case review; false when no penalty is proposed. */
  private *propose(evidence: readonly number[]): Part<boolean> {
    const { pen, who } = this;
    const mild = { minor: true, correctedInTime: true, noHarm: true };
    if (this.is('lenient-after-refusal')) {
      yield* pen.tryTo(`${CODE}.R26.1`, who.one, 'end-report', this.proposal(evidence, mild));
      pen.workdays(1);
    }
    yield* pen.do(
      who.one,
      'end-report',
      this.lenient
        ? this.proposal(evidence, {
            ...mild,
            outcome: '不予处罚',
            noPenaltyGround: '轻微并已改正、没有危害后果',
            items: [],
          })
        : this.proposal(evidence),
    );
    pen.workdays(this.rng.int(1, 3));
    if (this.is('sent-back')) {
      yield* pen.do(who.reviewer, 'case-review', { result: '退回补充', opinion: '缺少进货凭证，请补充。' });
      yield* pen.do(who.head, 'reopen-investigation', { reason: '补充进货凭证。' });
      pen.workdays(3);
      const more = yield* pen.do(
        who.one,
        'contact',
        this.contact({ kind: '调取证据', record: '调取进货凭证两张，与现场情况一致。', evidence: '书证' }),
      );
      pen.workdays(1);
      yield* pen.do(who.one, 'end-report', this.proposal([...evidence, more.seq]));
      pen.workdays(1);
    }
    yield* pen.do(who.reviewer, 'case-review', { result: '同意', opinion: '事实清楚，证据确凿，程序合法。' });
    return !this.lenient;
  }

  private get remedy() {
    const county = this.plan.region !== CITY_REGION;
    return {
      reconsiderationBody: fullNameOf(organId(this.plan.region, 'government')),
      court: county ? `${regionByCode(this.plan.region)?.name}人民法院` : '吉林市船营区人民法院',
    };
  }

  private *noPenalty(): Part<void> {
    const { pen, who } = this;
    yield* pen.do(who.clerk, 'submit-no-penalty');
    pen.workdays(this.rng.int(1, 3));
    yield* pen.do(who.head, 'decide-no-penalty', {
      ground: '轻微并已改正、没有危害后果',
      reasons: '当场改正，没有造成危害后果，依法不予处罚。',
      education: '讲解有关规定，发放告知书，当事人表示今后注意。',
      ...this.remedy,
    });
    pen.workdays(1);
    yield* pen.do(who.one, 'serve-decision', this.served());
    pen.workdays(this.rng.int(2, 6));
    yield* this.close('依法不予处罚，已经教育。');
  }

  private served(more: object = {}) {
    const company = partyOf(this.party).partyKind === '法人或者其他组织';
    return company
      ? {
          method: '单位收件人签收',
          servedOn: this.pen.today,
          receiver: '演示收件人',
          relation: '收发人员',
          receipt: `演示回证${this.plan.n}`,
          ...more,
        }
      : {
          method: '直接送达',
          servedOn: this.pen.today,
          receiver: this.party.name,
          receipt: `演示回证${this.plan.n}`,
          ...more,
        };
  }

  private *notify(): Part<void> {
    const { pen, who, rng, party } = this;
    pen.workdays(rng.int(0, 2));
    yield* pen.do(who.clerk, 'give-notice');
    pen.workdays(1);
    yield* pen.do(who.one, 'serve-notice', this.served());
    const told = pen.today;
    const over = addDays(dueDateOnly(told, workdays(5), { calendar: this.world.calendar }), 1);
    if (this.is('hasty')) {
      pen.workdays(1);
      yield* pen.tryTo(`${CODE}.INV-P1`, who.clerk, 'submit-decision');
    }
    if (this.is('statement')) {
      const said = yield* pen.outside(
        actorOfResident(party),
        'state-defence',
        { channel: '书面', text: '问题属实，已经改正，请求从轻处理。' },
        rng.int(1, 2),
      );
      pen.office().workdays(1);
      yield* pen.do(who.one, 're-examine', {
        statement: said.seq,
        accepted: '部分采纳',
        reasons: '当事人已经改正的情节属实，在裁量幅度内予以考虑。',
      });
    }
    if (this.is('waived')) {
      pen.workdays(1);
      yield* pen.do(actorOfResident(party), 'waive-rights', {
        scope: '陈述和申辩',
        document: `演示放弃声明${this.plan.n}`,
        signedOn: pen.today,
      });
    } else if (this.is('hearing', 'hearing-withdrawn')) {
      yield* this.hearing();
      if (this.is('hearing')) return;
      pen.to(over);
    } else pen.to(over);
    yield* pen.do(who.clerk, 'submit-decision');
  }

  private *hearing(): Part<void> {
    const { pen, who, party } = this;
    yield* pen.outside(
      actorOfResident(party),
      'request-hearing',
      { channel: '书面', requestedOn: addDays(pen.today, 1) },
      1,
    );
    pen.office().workdays(1);
    if (this.is('hearing-withdrawn')) {
      yield* pen.do(actorOfResident(party), 'withdraw-hearing', { document: `演示撤回书${this.plan.n}` });
      return;
    }
    const heldOn = dueDateOnly(pen.today, workdays(11), { calendar: this.world.calendar });
    yield* pen.do(who.clerk, 'set-hearing', {
      heldOn,
      time: '09:30',
      place: '本局三楼会议室',
      host: who.host.person,
      hostName: who.host.name,
      open: true,
    });
    pen.workdays(1);
    yield* pen.do(who.one, 'serve-hearing-notice', this.served());
    pen.to(heldOn);
    yield* pen.do(who.host, 'hold-hearing', {
      result: '举行完毕',
      attended: [who.one.name, `${party.name}代表`],
      agents: ['演示代理人'],
      minutes: '调查人员提出事实、证据和处罚建议，当事人质证，请求从轻。',
      signed: '当事人核对无误并签名',
      report: '事实清楚，建议在告知的幅度内从轻处罚。',
    });
  }

  private *decide(): Part<void> {
    const { pen, who } = this;
    pen.workdays(this.rng.int(1, 4));
    if (this.is('review-unlawful')) {
      yield* pen.do(who.legal, 'legality-review', {
        conclusion: '不合法',
        opinion: '主要证据不足，货值没有查清，应当补充调查。',
        qualification: QUALIFIED,
      });
      yield* pen.do(who.head, 'reopen-investigation', { reason: '补充查清货值。' });
      pen.workdays(3);
      const more = yield* pen.do(
        who.one,
        'contact',
        this.contact({ kind: '调取证据', record: '调取销售流水，查清货值。', evidence: '书证' }),
      );
      yield* pen.do(who.one, 'end-report', this.proposal([more.seq]));
      pen.workdays(1);
      yield* pen.do(who.reviewer, 'case-review', { result: '同意', opinion: '货值已经查清。' });
      yield* pen.do(who.clerk, 'give-notice');
      pen.workdays(1);
      yield* pen.do(who.one, 'serve-notice', this.served());
      pen.to(addDays(dueDateOnly(pen.today, workdays(5), { calendar: this.world.calendar }), 1));
      yield* pen.do(who.clerk, 'submit-decision');
      pen.workdays(1);
    }
    if (this.is('review-unlawful', 'hearing')) {
      yield* pen.do(who.legal, 'legality-review', {
        conclusion: '合法',
        opinion: '主体、依据、程序、裁量都符合规定。',
        qualification: QUALIFIED,
      });
      pen.workdays(1);
    }
    if (this.is('hearing', 'hearing-withdrawn')) {
      yield* pen.do(who.clerk, 'deliberate', {
        meeting: '行政机关负责人集体讨论会议',
        heldOn: pen.today,
        method: '会议审议',
        attending: 5,
        inFavour: 5,
        minutes: '各位负责人逐一发表意见，一致同意拟处罚意见。',
        result: '通过',
      });
    }
    const amount = this.is('hearing')
      ? 100_000
      : this.is('statement')
        ? Math.round(this.fine * 0.8)
        : this.fine;
    if (this.is('heavier')) {
      yield* pen.tryTo(`${CODE}.INV-P5`, who.head, 'decide-penalty', this.decision(this.fine + 1000));
    }
    yield* pen.do(who.head, 'decide-penalty', this.decision(amount));
    this.decided = amount;
    pen.workdays(this.rng.int(1, 3));
    yield* pen.do(who.one, 'serve-decision', this.served());
    this.servedOn = pen.today;
  }

  private decided = 0;
  private servedOn: DateStr = '';

  private decision(amount: number) {
    return {
      items: [{ kind: '罚款', amount }],
      basis: [this.basis],
      reasons: this.is('statement')
        ? '当事人已经改正的情节属实，从轻处罚。'
        : '事实清楚，证据确凿，裁量适当。',
      bank: '演示银行江畔支行',
      lateFine: true,
      ...this.remedy,
    };
  }

  private *close(summary: string): Part<void> {
    yield* this.pen.do(this.who.head, 'close', {
      summary,
      catalogue: '一、立案审批表；二、现场检查笔录；三、询问笔录；四、决定书；五、送达回证',
    });
  }

  private *pay(amount: number, kind: '罚没款' | '加处罚款' = '罚没款'): Part<void> {
    const { pen, who, rng } = this;
    yield* pen.do(who.clerk, 'record-payment', {
      kind,
      amount,
      paidOn: pen.today,
      payee: rng.pick(['代收银行', '电子支付系统']),
      receipt: `演示票据${this.plan.n}-${pen.today}`,
    });
  }

  private *perform(): Part<void> {
    const { pen, who, rng, party } = this;
    pen.workdays(this.is('late-publication') ? 9 : rng.int(1, 2));
    yield* pen.do(who.clerk, 'publish', {
      channels: ['信用中国', '国家企业信用信息公示系统'],
      checked: NEVER_SHOWN,
    });
    const payBy = dueDateOnly(this.servedOn, days(15), { calendar: this.world.calendar });
    switch (this.plan.course) {
      case 'instalments': {
        pen.workdays(2);
        yield* pen.do(actorOfResident(party), 'request-deferral', {
          hardship: '受灾停业，有社区证明。',
          proposal: '申请分两期缴纳。',
        });
        pen.workdays(2);
        const half = Math.round(this.decided / 2);
        const plan = [
          { dueOn: addDays(pen.today, 45), amount: half },
          { dueOn: addDays(pen.today, 90), amount: this.decided - half },
        ];
        yield* pen.do(who.head, 'decide-deferral', {
          result: '批准',
          reason: '确有经济困难，准予分期缴纳。',
          instalments: plan,
          lastDue: plan[1]?.dueOn,
        });
        pen.days(40);
        yield* this.pay(half);
        pen.days(42);
        yield* this.pay(this.decided - half);
        break;
      }
      case 'late-fine': {
        pen.to(addDays(payBy, 12));
        const overdue = Math.round((Date.parse(pen.today) - Date.parse(payBy)) / 86_400_000);
        const late = Math.min(this.decided, Math.round(this.decided * 3 * overdue) / 100);
        yield* pen.do(who.head, 'charge-late-fine', { through: pen.today, amount: late });
        yield* this.pay(this.decided);
        yield* this.pay(late, '加处罚款');
        break;
      }
      case 'reconsidered': {
        yield* this.pay(this.decided);
        pen.days(20);
        yield* pen.do(who.clerk, 'register-remedy', {
          kind: '复议',
          acceptedOn: pen.today,
          document: `演示复议受理${this.plan.n}号`,
        });
        pen.days(50);
        yield* pen.do(who.clerk, 'remedy-upheld', {
          document: `演示复议决定${this.plan.n}号`,
          servedOn: pen.today,
          suitUntil: dueDateOnly(pen.today, days(15), { calendar: this.world.calendar }),
        });
        break;
      }
      case 'court':
        yield* this.toCourt();
        break;
      default:
        pen.workdays(rng.int(2, 7));
        yield* this.pay(this.decided);
    }
    pen.workdays(rng.int(1, 4));
    yield* this.close('罚款已经缴清，案件办结。');
    yield* this.finish();
  }

  /** Nobody pays: after the time for a suit the court is asked. */
  private *toCourt(): Part<void> {
    const { pen, who } = this;
    pen.to(addDays(addMonths(this.servedOn, 6), 6));
    yield* pen.do(who.clerk, 'urge', {
      performBy: addDays(pen.today, 14),
      way: '缴至演示银行江畔支行',
      amount: this.decided,
    });
    pen.workdays(1);
    yield* pen.do(who.one, 'serve-urge', this.served());
    pen.workdays(11);
    yield* pen.do(who.head, 'apply-court', {
      court: this.remedy.court,
      partyOpinion: '当事人没有陈述意见，催告后仍未履行。',
      target: `罚款${this.decided}元`,
      signedBy: who.principal.name,
    });
    pen.workdays(15);
    yield* pen.do(who.clerk, 'court-result', {
      result: '执行完毕',
      document: `演示执行裁定${this.plan.n}号`,
      collected: this.decided,
    });
  }

  /** The file is sealed when nobody can contest it any more. */
  private *finish(): Part<void> {
    if (this.is('reconsidered')) return;
    this.pen.to(addDays(addMonths(this.servedOn, 6), 5)).workdays(1);
    yield* this.pen.do(this.who.clerk, 'finish');
  }
}
