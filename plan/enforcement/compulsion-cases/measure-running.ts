/** While a measure is in force: tests that do not count, one extension, goods that cannot wait, the end of its time. */
import {
  addDays,
  all,
  any,
  type CaseView,
  clock,
  cond,
  type DateStr,
  done,
  elapsed,
  type Fragment,
  formatDate,
  merge,
  need,
  not,
  system,
} from '@fadu/kernel';
import { delivery } from '../../fragments/delivery.ts';
import { extension } from '../../fragments/extension.ts';
import { compulsionLaw as acl } from '../../statutes/index.ts';
import { dayOf } from '../penalty-cases/facts.ts';
import {
  ALARM,
  APPROVAL,
  alarmRule,
  handler,
  head,
  MEASURE,
  neverRolls,
  officer,
  RETURN,
  returnLimit,
  SERVE_FREEZE,
} from './common.ts';
import * as form from './forms.ts';
import { extensionNotice } from './measure-papers.ts';

/** The day on which the measure was taken. */
export const takenOn = (view: CaseView): DateStr =>
  view.text('implement.on') || view.text('freeze.on') || view.text('act-first.on');

const NOT_OVER = need('C1', not(elapsed('measure')), '措施已经期满失效，财物应当返还', [
  acl.art('25'),
  acl.art('28'),
  acl.art('32'),
]);
const testNotOver = need(
  'TEST-OVER',
  not(all(cond('test-open'), elapsed('test-period'))),
  '告知的检测期间已经届满，期限已经恢复计算',
  [acl.art('25', { paragraph: 3 })],
);

const tests: Fragment = {
  acts: {
    'tell-test': {
      title: '书面告知检测、检验、鉴定的期间',
      about: '开始之前明确期间并书面告知当事人的，这段期间才不计入查封、扣押的期限',
      by: officer,
      in: ['active'],
      cites: [acl.art('25', { paragraph: 3 })],
      repeats: true,
      needs: [
        NOT_OVER,
        need('TEST-ONE', not(clock('test-period', 'running')), '上一次告知的检测期间还没有结束', [
          acl.art('25', { paragraph: 3 }),
        ]),
        need('TEST-GOODS', not(done('freeze')), '冻结存款、汇款没有检测、鉴定的期间可以扣除', [
          acl.art('32'),
        ]),
      ],
      form: form.testNotice,
      rules: [
        {
          code: 'INV-C6',
          field: 'deliveredOn',
          cites: [acl.art('25', { paragraph: 3 })],
          say: '检测开始之后才告知的，这段期间不能扣除',
          check: (input) =>
            String(input.deliveredOn) < String(input.from) ||
            `${formatDate(String(input.deliveredOn))}告知，检测${formatDate(String(input.from))}已经开始；应当在开始之前书面告知，开始之后才告知的期间照样计入期限`,
        },
        {
          code: 'TEST-PERIOD',
          field: 'to',
          cites: [acl.art('25', { paragraph: 3 })],
          say: '期间的先后不对',
          check: (input, view, env) => {
            const [told, from, to] = [String(input.deliveredOn), String(input.from), String(input.to)];
            if (told > env.today) return `告知日期${formatDate(told)}还没有到`;
            if (told < takenOn(view)) return `告知日期早于措施实施的${formatDate(takenOn(view))}`;
            return from <= to || '结束日期早于开始日期';
          },
        },
      ],
      clocks: [{ do: 'restart', clock: 'test-period', until: 'to', on: 'deliveredOn' }],
      papers: ['test-notice'],
    },
    'start-test': {
      title: '检测、检验、鉴定开始',
      about: '从这一天起不计入期限，到告知的期间届满或者提前结束为止',
      by: officer,
      in: ['active'],
      cites: [acl.art('25', { paragraph: 3 })],
      repeats: true,
      needs: [
        NOT_OVER,
        need('TEST-TOLD', clock('test-period', 'running'), '没有书面告知检测期间的，期限照算，不能扣除', [
          acl.art('25', { paragraph: 3 }),
        ]),
        need('TEST-OPEN', not(cond('test-open')), '检测已经开始', [acl.art('25', { paragraph: 3 })]),
      ],
      form: form.testStart,
      rules: [
        {
          code: 'INV-C6',
          field: 'startedOn',
          cites: [acl.art('25', { paragraph: 3 })],
          say: '开始日期不在书面告知的期间之内',
          check: (input, view, env) => {
            const on = String(input.startedOn);
            const [from, to] = [view.text('tell-test.from'), view.text('tell-test.to')];
            if (on > env.today) return `${formatDate(on)}还没有到`;
            return (
              (on >= from && on <= to) ||
              `书面告知的期间是${formatDate(from)}至${formatDate(to)}，${formatDate(on)}不在其中`
            );
          },
        },
      ],
      settles: ['test-open'],
      outcomes: { started: { title: '已开始', conds: { 'test-open': true } } },
      clocks: [
        {
          do: 'pause',
          clock: 'measure',
          on: { at: (input: Readonly<Record<string, unknown>>) => addDays(String(input.startedOn), -1) },
        },
      ],
    },
    'end-test': {
      title: '检测、检验、鉴定结束',
      by: officer,
      in: ['active'],
      cites: [acl.art('25', { paragraph: 3 })],
      repeats: true,
      needs: [
        need('TEST-STARTED', cond('test-open'), '没有正在进行的检测', [acl.art('25', { paragraph: 3 })]),
        testNotOver,
      ],
      form: form.testEnd,
      rules: [
        {
          code: 'TEST-END',
          field: 'endedOn',
          cites: [acl.art('25', { paragraph: 3 })],
          say: '结束日期不能晚于今天，也不能早于开始日期',
          check: (input, view, env) =>
            String(input.endedOn) <= env.today && String(input.endedOn) >= view.text('start-test.startedOn'),
        },
      ],
      settles: ['test-open'],
      outcomes: { ended: { title: '已结束', conds: { 'test-open': false } } },
      clocks: [
        { do: 'resume', clock: 'measure', on: 'endedOn' },
        { do: 'stop', clock: 'test-period' },
      ],
    },
    'test-period-over': {
      title: '告知的检测期间届满',
      about: '检测没有做完的，期限也从次日起恢复计算',
      by: [system],
      in: ['active'],
      cites: [acl.art('25', { paragraph: 3 })],
      repeats: true,
      needs: [
        need('TEST-ELAPSED', elapsed('test-period'), '告知的检测期间还没有届满', [
          acl.art('25', { paragraph: 3 }),
        ]),
      ],
      settles: ['test-open'],
      outcomes: { over: { title: '期间届满', conds: { 'test-open': false } } },
      clocks: [
        { do: 'resume', clock: 'measure', on: { lastDayOf: 'test-period' } },
        { do: 'stop', clock: 'test-period' },
      ],
    },
  },
  clocks: {
    'test-period': {
      title: '检测、检验、鉴定的期间',
      kind: 'right',
      owedBy: 'lead',
      limit: MEASURE,
      lastDay: 'keep',
      cites: [acl.art('25', { paragraph: 3 })],
      onExpiry: 'test-period-over',
    },
  },
  conditions: {
    'test-open': {
      title: '正在检测、检验、鉴定',
      test: {
        fn: (v) =>
          (v.last('start-test')?.seq ?? 0) >
          Math.max(v.last('end-test')?.seq ?? 0, v.last('test-period-over')?.seq ?? 0),
      },
    },
  },
};

const time: Fragment = {
  acts: {
    'sell-perishable': {
      title: '先行拍卖、变卖',
      about: '鲜活或者不易保管的财物，留取证据后先行处理，所得款项代替原物',
      by: head,
      in: ['active'],
      cites: [acl.art('28', { paragraph: 2 })],
      needs: [
        NOT_OVER,
        need('SALE-GOODS', not(done('freeze')), '冻结的款项不需要拍卖、变卖', [acl.art('28')]),
      ],
      form: form.sale,
      papers: ['sale-record'],
    },
    lapse: {
      title: '措施期满失效',
      about: '系统登记：期限届满没有处理，措施自动失效，财物应当返还；不得就同一理由再次采取',
      by: [system],
      in: ['active', 'urgent'],
      cites: [acl.art('25'), acl.art('28'), acl.art('33')],
      needs: [need('LAPSE', elapsed('measure'), '措施的期限还没有届满', [acl.art('25'), acl.art('32')])],
      settles: ['in-force'],
      outcomes: { lapsed: { title: '已失效', conds: { 'in-force': false } } },
      clocks: [
        { do: 'start', clock: 'return', on: { lastDayOf: 'measure' } },
        { do: 'stop', clock: 'measure' },
        { do: 'stop', clock: 'approval' },
        { do: 'stop', clock: 'test-period' },
      ],
      papers: ['lapse-notice'],
      to: 'lapsed',
    },
  },
  clocks: {
    measure: {
      title: '强制措施的期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: MEASURE,
      lastDay: 'keep',
      cites: [acl.art('25'), acl.art('32'), neverRolls, alarmRule],
      extension: { limit: MEASURE, times: 1, cites: [acl.art('25'), acl.art('32')] },
      warnBefore: ALARM,
      onExpiry: 'lapse',
    },
    approval: {
      title: '补办批准的期限',
      kind: 'duty',
      owedBy: 'head',
      limit: APPROVAL,
      lastDay: 'keep',
      cites: [acl.art('19')],
      onExpiry: 'approval-missed',
    },
    return: {
      title: '返还财物、解除冻结',
      kind: 'duty',
      owedBy: 'lead',
      limit: RETURN,
      lastDay: 'keep',
      cites: [acl.art('28', { paragraph: 2 }), acl.art('33'), returnLimit],
    },
    'serve-freeze': {
      title: '交付冻结决定书的期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: SERVE_FREEZE,
      lastDay: 'roll',
      cites: [acl.art('31'), acl.art('69')],
    },
  },
};

const extend = extension({
  act: 'extend',
  title: '延长强制措施的期限',
  by: head,
  in: ['active'],
  clock: 'measure',
  clockTitle: '强制措施的期限',
  cites: [acl.art('25'), acl.art('32')],
  needs: [testNotOver],
  code: 'INV-C2',
  paper: { name: 'extension-notice', template: extensionNotice },
});

const SERVING = ['active', 'returning', 'lapsed'] as const;

export const running: Fragment = merge(
  tests,
  time,
  extend,
  delivery({
    act: 'serve-extension',
    code: 'EXTENSION-SERVE',
    paper: '延长强制措施期限告知书',
    on: 'party',
    from: 'lead',
    by: handler,
    in: SERVING,
    cites: [acl.art('25', { paragraph: 2 }), acl.art('32', { paragraph: 2 })],
    needs: [need('EXTENDED', done('extend'), '没有延长期限', [acl.art('25', { paragraph: 2 })])],
    issuedOn: (view) => dayOf(view, 'extend'),
  }),
  delivery({
    act: 'serve-freeze-decision',
    code: 'FREEZE-SERVE',
    paper: '冻结决定书',
    on: 'party',
    from: 'lead',
    by: handler,
    in: SERVING,
    cites: [acl.art('31')],
    needs: [need('FROZEN', done('freeze'), '没有冻结存款、汇款', [acl.art('31')])],
    issuedOn: (view) => view.text('freeze.on') || undefined,
    stops: ['serve-freeze'],
  }),
);

/** What must be served before a measure's case can end. */
export const SERVED = [
  need(
    'EXTENSION-TOLD',
    any(not(done('extend')), done('serve-extension')),
    '延长期限的告知书还没有送达当事人',
    [acl.art('25', { paragraph: 2 }), acl.art('32', { paragraph: 2 })],
  ),
  need('FREEZE-TOLD', any(not(done('freeze')), done('serve-freeze-decision')), '冻结决定书还没有交付当事人', [
    acl.art('31'),
  ]),
];
