/** Cases with one planted fault each: what the engine allows to go wrong, because time runs out or is recorded late. */
import { addDays, addMonths, type DateStr, dueDateOnly, workdays } from '@fadu/kernel';
import { organId } from '../organs.ts';
import { actorOfResident } from '../people.ts';
import { officerForm } from './officers.ts';
import type { Part, Script } from './pen.ts';
import type { PenaltyPlan } from './penalty-cast.ts';
import { PenaltyPerformance } from './penalty-performance.ts';
import type { World } from './world.ts';

/** Faults that a case of the ordinary procedure can carry, by the rule that must find them. */
export const ORDINARY_FAULTS = [
  'LATE-VERIFY',
  'LATE-DECISION',
  'LATE-PRESERVATION',
  'LATE-REVIEW',
  'LATE-SERVICE',
  'LATE-PUBLICATION',
  'LATE-TAKEDOWN',
  'HEARING-NOT-HELD',
  'STATEMENT-UNANSWERED',
  'SUSPENDED-LONG',
  'TEST-LONG',
  'RECUSAL-UNDECIDED',
  'DEFERRAL-UNANSWERED',
  'SET-ASIDE-UNHANDLED',
  'LATE-RECORD',
  'COURT-LAPSED',
  'LATE-CLOSING',
  'DECISION-FELL',
  'OFFICER-CLOSED',
  'FINED-TWICE',
] as const;
export type OrdinaryFault = (typeof ORDINARY_FAULTS)[number];

/** One case with its fault. `closed`: certificate number of an officer whose end is recorded too late. */
export interface FaultPlan extends Omit<PenaltyPlan, 'course'> {
  readonly fault: OrdinaryFault;
  /** Same number: same party, act and place (for two fines on one act). */
  readonly act: number;
  /** Day of the violation, where two cases share it. */
  readonly actOn?: DateStr;
}

const course = (fault: OrdinaryFault): PenaltyPlan['course'] =>
  fault === 'HEARING-NOT-HELD' ? 'hearing' : fault === 'LATE-REVIEW' ? 'review-unlawful' : 'plain';

/** The script of such a case: lawful but for its fault. */
export class FaultScript extends PenaltyPerformance {
  private readonly fault: FaultPlan;

  constructor(world: World, plan: FaultPlan, id: string) {
    super(world, { ...plan, course: course(plan.fault) }, world.rng.fork(id));
    this.fault = plan;
  }

  private has(...faults: readonly OrdinaryFault[]): boolean {
    return faults.includes(this.fault.fault);
  }

  private get where(): string {
    return `演示地址：监督路${this.fault.act}号`;
  }

  /** The officers of this case: where a certificate's end comes to light too late, its holder goes along. */
  protected override get pair() {
    return this.has('OFFICER-CLOSED')
      ? [officerForm(this.who.one, this.organ), officerForm(this.who.legal, this.organ)]
      : super.pair;
  }

  protected override contact(more: object = {}) {
    return super.contact({ place: this.where, ...more });
  }

  *tell(): Script {
    const { pen, who } = this;
    yield* this.opening();
    const evidence = yield* this.evidence();
    yield* pen.do(who.one, 'end-report', this.proposal(evidence));
    pen.workdays(1);
    yield* pen.do(who.reviewer, 'case-review', { result: '同意', opinion: '事实清楚，证据确凿，程序合法。' });
    if (this.has('LATE-DECISION')) pen.days(125);
    else pen.workdays(1);
    yield* pen.do(who.clerk, 'give-notice');
    yield* pen.do(who.one, 'serve-notice', this.served());
    const over = addDays(dueDateOnly(pen.today, workdays(5), { calendar: this.world.calendar }), 1);
    if (this.has('HEARING-NOT-HELD')) {
      yield* pen.do(actorOfResident(this.party), 'request-hearing', {
        channel: '书面',
        requestedOn: pen.today,
      });
      return;
    }
    if (this.has('STATEMENT-UNANSWERED')) {
      const said = yield* pen.do(actorOfResident(this.party), 'state-defence', {
        channel: '书面',
        text: '问题属实，已经改正，请求从轻处理。',
      });
      pen.workdays(19);
      yield* pen.do(who.one, 're-examine', {
        statement: said.seq,
        accepted: '不采纳',
        reasons: '改正情况已经在拟处罚中考虑，幅度适当。',
      });
    }
    pen.to(over);
    yield* pen.do(who.clerk, 'submit-decision');
    if (this.has('LATE-REVIEW')) {
      pen.workdays(12);
      yield* pen.do(who.legal, 'legality-review', {
        conclusion: '合法',
        opinion: '主体、依据、程序、裁量都符合规定。',
        qualification: '已通过国家统一法律职业资格考试',
      });
    }
    pen.workdays(1);
    yield* pen.do(who.head, 'decide-penalty', this.decision(this.fine));
    this.decided = this.fine;
    yield* this.afterDecision();
  }

  private *opening(): Part<void> {
    const { pen, who, offence } = this;
    const actOn = this.fault.actOn ?? addDays(pen.today, -1);
    yield* pen.do(who.one, 'register-clue', {
      title: `${offence.title}案（监督示例${this.plan.n}）`,
      sector: this.work.sector,
      field: this.work.field,
      source: '监督检查',
      sourceDetail: `${offence.conduct}，日常检查发现。`,
      realName: false,
      partyName: this.party.name,
      partyKind: this.partyKind,
      partyId: this.party.identity,
      partyAddress: '演示地址：江畔路1号',
      partyAccount: this.party.id,
      conduct: offence.conduct,
      place: this.where,
      actOn,
      actEndedOn: actOn,
      discoveredOn: pen.today,
      graveHarm: false,
    });
    pen.workdays(this.has('LATE-VERIFY') ? 20 : 2);
    yield* pen.do(who.head, 'file', {
      item: this.item,
      officers: this.pair,
      primaFacie: true,
      punishable: true,
      competent: true,
      jurisdiction: '违法行为发生地在本行政区域',
      verification: '现场核对属实，有照片为证。',
    });
    pen.workdays(1);
  }

  private get partyKind(): string {
    return /公司$|厂$/.test(this.party.name) ? '法人或者其他组织' : '个体工商户';
  }

  private *evidence(): Part<number[]> {
    const { pen, who } = this;
    const on = pen.today;
    if (this.has('LATE-RECORD')) pen.workdays(8);
    const site = yield* pen.do(who.one, 'contact', this.contact({ on }));
    switch (this.fault.fault) {
      case 'LATE-PRESERVATION':
        yield* pen.do(who.one, 'preserve', {
          officers: this.pair,
          items: ['涉案物品一批'],
          ground: '可能被转移或者销毁',
          place: '本局仓库',
          approvedBy: who.head.name,
        });
        pen.workdays(11);
        yield* pen.do(who.one, 'dispose-preserved', { result: '返还', detail: '拍照取证后返还当事人。' });
        break;
      case 'SUSPENDED-LONG':
        yield* pen.do(who.head, 'suspend', { reason: '等待上级机关对法律适用的答复。' });
        pen.days(110);
        yield* pen.do(who.head, 'resume', { reason: '已经收到答复。' });
        break;
      case 'TEST-LONG':
        yield* pen.do(who.one, 'start-test', { what: '质量检验', by: '演示检验机构' });
        pen.days(80);
        yield* pen.do(who.one, 'end-test', { result: '检验结论为不合格。', endedOn: pen.today });
        break;
      case 'RECUSAL-UNDECIDED':
        yield* pen.do(who.one, 'ask-recusal', {
          officer: String(who.two.person),
          ground: '当事人反映与其有债务关系。',
        });
        pen.workdays(8);
        yield* pen.do(who.head, 'decide-recusal', {
          officer: String(who.two.person),
          result: '不回避',
          reason: '经核实没有利害关系。',
        });
        break;
      default:
    }
    pen.workdays(1);
    return [site.seq];
  }

  private *afterDecision(): Part<void> {
    const { pen, who } = this;
    const publish = () =>
      pen.do(who.clerk, 'publish', {
        channels: ['信用中国', '国家企业信用信息公示系统'],
        checked: [
          '国家秘密',
          '商业秘密',
          '个人隐私',
          '身份证号、住址、电话、银行账号和健康信息',
          '未成年人姓名',
        ],
      });
    if (this.has('LATE-SERVICE')) {
      pen.workdays(2);
      yield* publish();
      pen.workdays(9);
      yield* pen.do(who.one, 'serve-decision', this.served());
    } else {
      pen.workdays(1);
      yield* pen.do(who.one, 'serve-decision', this.served());
      pen.workdays(this.has('LATE-PUBLICATION') ? 10 : 2);
      yield* publish();
    }
    this.servedOn = pen.today;
    if (this.has('COURT-LAPSED')) return;
    if (this.has('DEFERRAL-UNANSWERED')) {
      yield* pen.do(actorOfResident(this.party), 'request-deferral', {
        hardship: '受灾停业，有社区证明。',
        proposal: '申请延期缴纳。',
      });
      pen.workdays(22);
      yield* pen.do(who.head, 'decide-deferral', {
        result: '批准',
        reason: '确有经济困难，准予延期。',
        instalments: [{ dueOn: addDays(pen.today, 30), amount: this.decided }],
        lastDue: addDays(pen.today, 30),
      });
    }
    pen.workdays(2);
    yield* this.pay(this.decided);
    if (this.has('LATE-TAKEDOWN', 'SET-ASIDE-UNHANDLED', 'DECISION-FELL')) {
      yield* this.setAside();
      return;
    }
    if (this.has('LATE-CLOSING')) pen.days(44);
    else pen.workdays(2);
    yield* this.close('罚款已经缴清，案件办结。');
  }

  private *setAside(): Part<void> {
    const { pen, who } = this;
    pen.workdays(1);
    yield* pen.do(who.clerk, 'register-remedy', {
      kind: '复议',
      acceptedOn: pen.today,
      document: `演示复议受理${this.plan.n}号`,
    });
    pen.days(40);
    yield* pen.do(who.clerk, 'remedy-set-aside', {
      result: '撤销',
      document: `演示复议决定${this.plan.n}号`,
      servedOn: pen.today,
    });
    pen.workdays(this.has('LATE-TAKEDOWN') ? 6 : 1);
    yield* pen.do(who.clerk, 'withdraw-publication', {
      reason: '处罚决定已经被复议机关撤销。',
      notified: ['信用中国'],
    });
    if (this.has('SET-ASIDE-UNHANDLED')) pen.days(45);
    else pen.workdays(1);
    yield* pen.do(who.head, 'close-set-aside', {
      refunded: this.decided,
      receipt: `演示退款${this.plan.n}`,
      other: '已经告知当事人。',
    });
  }
}

/** Phase in which a case with this fault ends. */
export const phaseAfter = (fault: OrdinaryFault): string =>
  fault === 'HEARING-NOT-HELD'
    ? 'hearing'
    : fault === 'COURT-LAPSED'
      ? 'performance'
      : ['LATE-TAKEDOWN', 'SET-ASIDE-UNHANDLED', 'DECISION-FELL'].includes(fault)
        ? 'annulled'
        : 'archived';

/** Last day on which a case with this fault may begin to show it before `today`. */
export function lastStart(fault: OrdinaryFault, today: DateStr): DateStr {
  const months: Partial<Record<OrdinaryFault, number>> = {
    'LATE-DECISION': 7,
    'SUSPENDED-LONG': 7,
    'TEST-LONG': 6,
    'SET-ASIDE-UNHANDLED': 6,
    'LATE-CLOSING': 4,
    'DEFERRAL-UNANSWERED': 4,
    'HEARING-NOT-HELD': 4,
    'LATE-TAKEDOWN': 5,
    'DECISION-FELL': 5,
  };
  return addMonths(today, -(months[fault] ?? 3));
}

/** Account of the organ's member whose certificate ends without being reported. */
export const lateLeaver = (world: World, region: string, lead: string) =>
  world.people.holder('legality-reviewer', organId(region, lead));
