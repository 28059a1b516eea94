/** Cash taken on the spot: when it may be taken, and its way to the organ and the bank. */
import { type CaseView, cond, daysUnder, type Fragment, type InputRule, need, not } from '@fadu/kernel';
import { z } from 'zod';
import { penaltyLaw as apl } from '../../statutes/index.ts';
import { fineOf, type PenaltyItem } from './catalogue.ts';
import { owed } from './facts.ts';
import * as form from './forms.ts';
import { sameSum } from './money.ts';
import type { Officer } from './officers.ts';
import { forCash } from './prefill.ts';
import { CASH_CAP } from './settings.ts';
import { clerk, officer } from './shared.ts';

const TWO = daysUnder(apl.counting, 2);

/** The person who records must be one of the officers on the spot. */
export const present: InputRule = {
  code: 'INV-P4-SELF',
  cites: [apl.art('42'), apl.art('52')],
  say: '当场处罚由现场出示证件的执法人员办理',
  check: (_input, view, env) =>
    env.person === undefined ||
    ((view.get('register-clue.officers') ?? []) as Officer[]).some((o) => o.person === env.person),
};

/** Why cash may not be taken, or null (行政处罚法第六十八条、第六十九条). */
export function cashFault(fine: number, ground: string, place: string): string | null {
  if (fine <= CASH_CAP) return null;
  if (ground === '不当场收缴事后难以执行') return null;
  if (ground === '当事人缴款确有困难并提出') {
    return place === '否' ? '只有在边远、水上、交通不便地区，才能因当事人提出而当场收缴' : null;
  }
  return `罚款${fine}元超过${CASH_CAP}元，不能当场收缴，应当由当事人缴到代收银行或者电子支付系统`;
}

const held = (view: CaseView, act: string) => view.last(act)?.seq ?? 0;

/** Cash: collection with a receipt of the finance department, handing in, banking. */
export const cash: Fragment = {
  acts: {
    'collect-cash': {
      title: '当场收缴罚款',
      about:
        '一百元以下，或者不当场收缴事后难以执行，或者边远、水上、交通不便地区当事人提出的；必须出具财政部门统一制发的专用票据',
      by: officer,
      in: ['performance'],
      cites: [apl.art('68'), apl.art('69'), apl.art('70')],
      needs: [
        need('OWING', cond('fine-due'), '没有应缴的罚款', [apl.art('67')]),
        need('CASH-ONE', not(cond('cash-with-officer')), '上一笔当场收缴的罚款还没有交至机关', [
          apl.art('71'),
        ]),
      ],
      form: z.object({
        amount: form.yuan('金额'),
        paidOn: form.day('收缴日期'),
        ground: z
          .enum(['一百元以下', '不当场收缴事后难以执行', '当事人缴款确有困难并提出'])
          .meta({ title: '当场收缴的理由' }),
        why: form.optional(form.long('事后难以执行或者当事人提出的具体情况', 4)),
        receipt: form.line('财政部门专用票据号码', 4, 60),
        landedOn: form.optional(form.day('抵岸日期', '水上当场收缴的填写')),
      }),
      prefill: forCash,
      rules: [
        present,
        {
          code: 'CASH',
          field: 'ground',
          cites: [apl.art('68'), apl.art('69')],
          say: '不符合当场收缴的条件',
          check: (input, view) => {
            const fine = fineOf((view.get('decide-penalty.items') ?? []) as PenaltyItem[]);
            const fault = cashFault(fine, String(input.ground), view.text('register-clue.waterOrRemote'));
            if (fault) return fault;
            return (
              input.ground === '一百元以下' ||
              Boolean(input.why) ||
              '要写明事后难以执行或者当事人提出的具体情况'
            );
          },
        },
        {
          code: 'CASH-SUM',
          field: 'amount',
          cites: [apl.art('68')],
          say: '收缴金额应当等于未缴的罚款，已经加处罚款的应当到银行缴纳',
          check: (input, view) => owed(view).late === 0 && sameSum(Number(input.amount), owed(view).main),
        },
        {
          code: 'CASH-DAY',
          field: 'paidOn',
          cites: [apl.art('71')],
          say: '当场收缴应当在当场登记；水上收缴的填写抵岸日期，不晚于今天',
          check: (input, view, env) => {
            const at = view.text('register-clue.waterOrRemote') === '水上';
            if (String(input.paidOn) > env.today) return false;
            return at
              ? Boolean(input.landedOn) && String(input.landedOn) <= env.today
              : input.landedOn === undefined;
          },
        },
      ],
      settles: ['fine-due', 'cash-with-officer', 'deferred'],
      outcomes: {
        collected: {
          title: '已收缴',
          conds: { 'fine-due': false, 'cash-with-officer': true, deferred: false },
        },
      },
      clocks: [
        { do: 'stop', clock: 'payment', on: 'paidOn' },
        { do: 'start', clock: 'hand-in', on: 'landedOn' },
      ],
      papers: ['cash-record'],
    },
    'hand-in-cash': {
      title: '交至机关',
      by: officer,
      in: ['performance'],
      cites: [apl.art('71')],
      repeats: true,
      needs: [need('CASH-HELD', cond('cash-with-officer'), '没有当场收缴的罚款', [apl.art('71')])],
      form: z.object({ receivedBy: form.line('机关收款人') }),
      settles: ['cash-with-officer', 'cash-with-organ'],
      outcomes: {
        handed: { title: '已交', conds: { 'cash-with-officer': false, 'cash-with-organ': true } },
      },
      clocks: [
        { do: 'stop', clock: 'hand-in' },
        { do: 'restart', clock: 'to-bank' },
      ],
    },
    'bank-cash': {
      title: '缴付指定银行',
      by: clerk,
      in: ['performance'],
      cites: [apl.art('71'), apl.art('74')],
      repeats: true,
      needs: [need('CASH-AT-ORGAN', cond('cash-with-organ'), '机关没有收到当场收缴的罚款', [apl.art('71')])],
      form: z.object({ receipt: form.line('银行回单号', 2, 60) }),
      settles: ['cash-with-organ'],
      outcomes: { banked: { title: '已缴付', conds: { 'cash-with-organ': false } } },
      clocks: [{ do: 'stop', clock: 'to-bank' }],
    },
  },
  clocks: {
    'hand-in': {
      title: '当场收缴的罚款交至机关期限',
      kind: 'duty',
      owedBy: 'enforcement-officer',
      limit: TWO,
      lastDay: 'roll',
      cites: [apl.art('71'), apl.art('85')],
    },
    'to-bank': {
      title: '机关缴付银行期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: TWO,
      lastDay: 'roll',
      cites: [apl.art('71'), apl.art('85')],
    },
  },
  conditions: {
    'cash-with-officer': {
      title: '当场收缴的罚款还没有交至机关',
      test: { fn: (v) => held(v, 'collect-cash') > held(v, 'hand-in-cash') },
    },
    'cash-with-organ': {
      title: '机关还没有缴付银行',
      test: { fn: (v) => held(v, 'hand-in-cash') > held(v, 'bank-cash') },
    },
  },
};
