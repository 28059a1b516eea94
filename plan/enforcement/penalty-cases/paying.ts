/** Row 15, money: payment to the bank, deferral, late fine, and the penalties that are not money. */
import {
  type ActDef,
  cond,
  days,
  dueDateOnly,
  elapsed,
  type Fragment,
  formatDate,
  need,
  not,
  party,
  system,
} from '@fadu/kernel';
import { z } from 'zod';
import { servedOn } from '../../fragments/delivery.ts';
import { compulsionLaw as acl, penaltyLaw as apl, fineCollectionMeasures } from '../../statutes/index.ts';
import { deferral, lateFineOf, owed } from './facts.ts';
import * as form from './forms.ts';
import { addUp, type Receivable, sameSum } from './money.ts';
import { forLateFine, forPayment } from './prefill.ts';
import { clerk, handler, head, noRemedy, PENALISED, type PerformingOptions } from './shared.ts';

const P6 = days(15);

/** Last day to pay without a late fine, from the day of service. */
export const payBy = (
  view: Parameters<typeof servedOn>[0],
  calendar: Parameters<typeof dueDateOnly>[2]['calendar'],
): string | undefined => {
  const from = servedOn(view, 'serve-decision');
  return from && dueDateOnly(from, P6, { calendar, lastDay: 'roll' });
};

const instalment = z.object({ dueOn: form.day('应缴日期'), amount: form.yuan('金额') });

const performOther: ActDef = {
  title: '登记其他处罚的履行',
  by: handler,
  in: ['performance', 'enforcement'],
  cites: [apl.art('66')],
  repeats: true,
  needs: [need('OTHER', cond('other-due'), '没有需要履行的其他处罚', [apl.art('66')])],
  form: z.object({ detail: form.long('履行情况', 4), performedOn: form.day('履行日期') }),
  settles: ['other-due'],
  outcomes: { performed: { title: '已履行', conds: { 'other-due': false } } },
};

/** Payment and performance of a decision. */
export const paying = (o: PerformingOptions): Fragment => {
  const otherActs: Record<string, ActDef> = o.others ? { 'perform-other': performOther } : {};
  return {
    acts: {
      ...otherActs,
      'record-payment': {
        title: '登记缴款',
        about: '罚没款由当事人缴到代收银行或者电子支付系统；执法人员和本机关账户不得收款',
        by: clerk,
        in: ['performance', 'enforcement'],
        cites: [apl.art('67'), apl.art('74')],
        repeats: true,
        needs: [need('OWING', cond('fine-due'), '没有应缴的款项', [apl.art('67')])],
        form: z.object({
          kind: z.enum(['罚没款', '加处罚款']).meta({ title: '款项' }),
          amount: form.yuan('金额'),
          paidOn: form.day('缴款日期'),
          payee: z.enum(['代收银行', '电子支付系统', '本机关账户', '执法人员']).meta({ title: '收款方' }),
          receipt: form.line('票据号码', 2, 60),
        }),
        prefill: forPayment,
        rules: [
          {
            code: 'INV-P7',
            field: 'payee',
            cites: [apl.art('67'), apl.art('74'), fineCollectionMeasures.art('7')],
            say: '作出决定的机关和执法人员不得自行收缴罚没款，应当缴到代收银行或者电子支付系统',
            check: (input) => input.payee === '代收银行' || input.payee === '电子支付系统',
          },
          {
            code: 'PAY-SUM',
            field: 'amount',
            cites: [apl.art('67')],
            say: '缴款金额大于零，且不超过应缴金额',
            check: (input, view) => {
              const left = input.kind === '罚没款' ? owed(view).main : owed(view).late;
              return (
                (Number(input.amount) > 0 && Number(input.amount) <= left) ||
                `现在应缴的${String(input.kind)}是${left}元`
              );
            },
          },
          {
            code: 'PAY-DAY',
            field: 'paidOn',
            cites: [apl.art('67')],
            say: '缴款日期应当在决定书送达之后，且不晚于今天',
            check: (input, view, env) =>
              String(input.paidOn) <= env.today &&
              String(input.paidOn) >= (servedOn(view, 'serve-decision') ?? ''),
          },
        ],
        settles: ['fine-due', 'deferred'],
        outcomes: {
          part: { title: '还没有缴清', conds: { 'fine-due': true } },
          late: { title: '罚没款缴清，还有加处罚款', conds: { 'fine-due': true, deferred: false } },
          paid: { title: '缴清', conds: { 'fine-due': false, deferred: false } },
        },
        clocks: [{ do: 'stop', clock: 'payment', when: not(cond('fine-due')), on: 'paidOn' }],
      },
      'request-deferral': {
        title: '申请延期或者分期缴纳',
        by: [party('party'), ...handler],
        in: ['performance'],
        cites: [apl.art('66')],
        repeats: true,
        needs: [need('OWING', cond('fine-due'), '没有应缴的款项', [apl.art('67')])],
        form: z.object({
          hardship: form.long('经济困难的情况和证明', 4),
          proposal: form.long('延期或者分期的方案', 4),
        }),
      },
      'decide-deferral': {
        title: '决定延期或者分期缴纳',
        about: '确有经济困难的可以批准；每一期有自己的应缴日期，到期之前不加处罚款',
        by: head,
        in: ['performance'],
        cites: [apl.art('66')],
        repeats: true,
        needs: [
          need('OWING', cond('fine-due'), '没有应缴的款项', [apl.art('67')]),
          need('DEFERRED', not(cond('deferred')), '已经批准延期或者分期缴纳', [apl.art('66')]),
        ],
        form: z.object({
          result: z.enum(['批准', '不批准']).meta({ title: '决定' }),
          reason: form.long('理由', 4),
          instalments: z.array(instalment).max(60).meta({ title: '每期应缴日期和金额' }),
          lastDue: form.optional(form.day('最后一期的应缴日期')),
        }),
        rules: [
          {
            code: 'DEFERRAL-ASKED',
            cites: [apl.art('66')],
            say: '延期或者分期缴纳由当事人申请',
            check: (_input, view) =>
              (view.last('request-deferral')?.seq ?? 0) > (view.last('decide-deferral')?.seq ?? 0),
          },
          {
            code: 'DEFERRAL-PLAN',
            field: 'instalments',
            cites: [apl.art('66')],
            say: '批准的应当列明每期日期和金额，合计等于未缴的罚没款，日期先后排列且在今天之后',
            check: (input, view, env) => {
              const plan = input.instalments as readonly Receivable[];
              if (input.result === '不批准') return plan.length === 0 && input.lastDue === undefined;
              const inOrder = plan.every((p, i) => p.dueOn > (plan[i - 1]?.dueOn ?? env.today));
              return (
                plan.length > 0 &&
                inOrder &&
                input.lastDue === plan.at(-1)?.dueOn &&
                sameSum(addUp(plan.map((p) => p.amount)), owed(view).main)
              );
            },
          },
        ],
        settles: ['deferred'],
        clocks: [
          { do: 'restart', clock: 'payment', until: 'lastDue', when: cond('deferred') },
          { do: 'stop', clock: 'court-application', when: cond('deferred') },
        ],
        papers: ['deferral-decision'],
      },
      'deferral-over': {
        title: '延期、分期缴纳期限届满',
        about: '期满仍未缴清的，申请法院强制执行的期限从这时起算',
        by: [system, ...clerk],
        in: ['performance'],
        cites: [apl.art('72')],
        repeats: true,
        needs: [
          need('DEFERRAL', cond('deferred'), '没有批准延期或者分期缴纳', [apl.art('66')]),
          need('DEFERRAL-ELAPSED', elapsed('payment'), '最后一期还没有到期', [apl.art('66')]),
        ],
        settles: ['deferred'],
        outcomes: { over: { title: '届满', conds: { deferred: false } } },
        clocks: [{ do: 'restart', clock: 'court-application', on: { lastDayOf: 'payment' } }],
      },
      'charge-late-fine': {
        title: '加处罚款',
        about: '到期不缴的每日按罚款数额的百分之三加处，不超过罚款数额；复议、诉讼期间不计算',
        by: head,
        in: ['performance'],
        cites: [apl.art('72'), apl.art('73'), acl.art('45')],
        repeats: true,
        needs: [PENALISED, noRemedy],
        form: z.object({ through: form.day('计算至（含当日）'), amount: form.yuan('加处罚款金额') }),
        prefill: forLateFine(payBy),
        rules: [
          {
            code: 'LATE-TOLD',
            cites: [acl.art('45'), fineCollectionMeasures.art('7')],
            say: '决定书没有告知加处罚款的标准，不能加处',
            check: (_input, view) => view.get('decide-penalty.lateFine') === true,
          },
          {
            code: 'INV-P8',
            field: 'amount',
            cites: [apl.art('72'), apl.art('73')],
            say: '加处罚款的金额与计算不符',
            check: (input, view, env) => {
              const dueOn = payBy(view, env.calendar);
              if (!dueOn || String(input.through) > env.today)
                return '计算日期不能晚于今天，且决定书应当已经送达';
              const counted = lateFineOf(view, dueOn, String(input.through));
              const charged = addUp(view.all('charge-late-fine').map((a) => Number(a.input.amount)));
              const left = addUp([counted.amount, -charged]);
              return (
                (left > 0 && sameSum(Number(input.amount), left)) ||
                `截至${formatDate(String(input.through))}逾期${counted.days}日，应加处${counted.amount}元${counted.capped ? '（已到上限）' : ''}，已加处${charged}元`
              );
            },
          },
        ],
        settles: ['fine-due'],
        outcomes: { charged: { title: '已加处', conds: { 'fine-due': true } } },
        papers: ['late-fine-decision'],
        numbers: ['decision'],
      },
      'reduce-late-fine': {
        title: '执行协议减免加处罚款',
        about: '当事人采取补救措施的，可以在执行协议中减免加处的罚款；罚款本身不能减免',
        by: head,
        in: ['performance'],
        cites: [acl.art('42')],
        repeats: true,
        needs: [need('OWING', cond('fine-due'), '没有应缴的款项', [apl.art('67')])],
        form: z.object({
          measures: form.long('当事人采取的补救措施', 4),
          agreement: form.line('执行协议编号'),
          amount: form.yuan('减免金额'),
        }),
        rules: [
          {
            code: 'REDUCE-SUM',
            field: 'amount',
            cites: [acl.art('42')],
            say: '只能减免尚未缴纳的加处罚款',
            check: (input, view) => Number(input.amount) > 0 && Number(input.amount) <= owed(view).late,
          },
        ],
        settles: ['fine-due', 'deferred'],
        outcomes: {
          part: { title: '还有应缴款项', conds: { 'fine-due': true } },
          paid: { title: '没有应缴款项', conds: { 'fine-due': false, deferred: false } },
        },
        clocks: [{ do: 'stop', clock: 'payment', when: not(cond('fine-due')) }],
      },
    },
    clocks: {
      payment: {
        title: '缴纳罚款期限',
        kind: 'duty',
        owedBy: 'party',
        limit: P6,
        lastDay: 'roll',
        cites: [apl.art('67')],
        onExpiry: 'deferral-over',
      },
    },
    conditions: {
      deferred: {
        title: '正在延期或者分期缴纳',
        test: {
          fn: (v) =>
            deferral(v) !== undefined &&
            owed(v).main > 0 &&
            (v.last('decide-deferral')?.seq ?? 0) >
              Math.max(v.last('deferral-over')?.seq ?? 0, v.last('remedy-changed')?.seq ?? 0),
        },
      },
    },
  };
};
