/** What follows a penalty: publication, payment in its ways, remedies, the court, closing. */
import { addDays, addMonths, days, dueDateOnly } from '@fadu/kernel';
import { actorOfResident } from '../people.ts';
import type { Part } from './pen.ts';
import { PenaltyCast } from './penalty-cast.ts';

const NEVER_SHOWN = [
  '国家秘密',
  '商业秘密',
  '个人隐私',
  '身份证号、住址、电话、银行账号和健康信息',
  '未成年人姓名',
];

/** The part of a script after the decision. */
export class PenaltyPerformance extends PenaltyCast {
  protected *close(summary: string): Part<void> {
    yield* this.pen.do(this.who.head, 'close', {
      summary,
      catalogue: '一、立案审批表；二、现场检查笔录；三、询问笔录；四、决定书；五、送达回证',
    });
  }

  protected *pay(amount: number, kind: '罚没款' | '加处罚款' = '罚没款'): Part<void> {
    const { pen, who, rng } = this;
    yield* pen.do(who.clerk, 'record-payment', {
      kind,
      amount,
      paidOn: pen.today,
      payee: rng.pick(['代收银行', '电子支付系统']),
      receipt: `演示票据${this.plan.n}-${pen.today}`,
    });
  }

  protected *perform(): Part<void> {
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
  protected *toCourt(): Part<void> {
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
  protected *finish(): Part<void> {
    if (this.is('reconsidered')) return;
    this.pen.to(addDays(addMonths(this.servedOn, 6), 5)).workdays(1);
    yield* this.pen.do(this.who.clerk, 'finish');
  }
}
