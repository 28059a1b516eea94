/** From the duty that was not performed to the decision to execute: urging, statement, decision. */
import {
  addDays,
  all,
  clock,
  cond,
  daysUnder,
  done,
  elapsed,
  type Fragment,
  formatDate,
  merge,
  months,
  need,
  not,
  office,
  party,
} from '@fadu/kernel';
import { delivery } from '../../fragments/delivery.ts';
import {
  compulsionLaw as acl,
  administrativeLitigationLaw as lit,
  litigationInterpretation,
} from '../../statutes/index.ts';
import { caseItem, itemQuestion } from '../enforcement-items/case-item.ts';
import { dayOf } from '../penalty-cases/facts.ts';
import { clerk, handler, head, task24 } from './common.ts';
import * as form from './execution-forms.ts';
import { linkFault, PENALTY_CASE, penaltyQuestion } from './link.ts';
import { SHOW_DUE } from './publishing.ts';
import { lawOnly } from './things.ts';

type Input = Readonly<Record<string, unknown>>;

/** C4: before an application to the court. */
const URGE = daysUnder(acl.counting, 10);
const OWN = form.POWERS[0];

const item = caseItem('行政强制', (_view, env) => env.acting);
const own = (input: Input) => input.power === OWN;
const linked = (input: Input) => penaltyQuestion(input.penaltyCase, []);

export const urged = all(done('serve-urge'), not(cond('statement-open')));
export const NO_STATEMENT = need(
  'STATEMENT-OPEN',
  not(cond('statement-open')),
  '当事人的陈述、申辩还没有复核',
  [acl.art('36')],
);

const opening: Fragment = {
  acts: {
    open: {
      title: '登记不履行行政决定',
      about: '行政决定的履行期限已过仍不履行；写明由本机关依法律执行，还是申请法院执行',
      by: [office('case-clerk')],
      in: [],
      opens: true,
      cites: [acl.art('13'), acl.art('12'), task24],
      form: form.opening,
      rules: [
        {
          code: 'NOT-DUE',
          field: 'performBy',
          cites: [acl.art('37'), acl.art('53')],
          say: '行政决定的履行期限还没有届满',
          check: (input, _view, env) =>
            String(input.performBy) < env.today && String(input.servedOn) <= String(input.performBy),
        },
        {
          code: 'OWN-POWER',
          field: 'power',
          cites: [acl.art('13'), acl.art('46'), acl.art('47')],
          say: '只有法律授予强制执行权的，才能自行强制执行；没有的应当申请人民法院',
          asks: (input, view, today) => (own(input) && input.item ? item.asks(input, view, today) : []),
          check: (input, view, env) => {
            if (!own(input)) return true;
            if (!input.item) return '自行强制执行的，写明清单里的行政强制事项';
            for (const rule of item.rules) {
              const fault = rule.check(input, view, env);
              if (fault !== true) return fault;
            }
            return (
              lawOnly(env, itemQuestion(input, env.today)) ||
              '这个事项没有现行有效的法律依据，本机关没有强制执行权，应当申请人民法院'
            );
          },
        },
        {
          code: 'FINE-THERE',
          field: 'penaltyCase',
          cites: [acl.art('53')],
          say: '处罚案件的罚没款申请法院执行的，在处罚案件里办理，不重复立件',
          asks: (input) => (input.penaltyCase ? [linked(input)] : []),
          check: (input, _view, env) => {
            if (!input.penaltyCase) return true;
            const fault = linkFault(env.answer(linked(input)), input.penaltyCase, env);
            return fault !== true ? fault : own(input) || input.obligation !== '金钱给付';
          },
        },
        {
          code: 'AMOUNT',
          field: 'amount',
          cites: [acl.art('35')],
          say: '金钱给付义务要写明金额，其他义务不填',
          check: (input) => (input.obligation === '金钱给付') === (input.amount !== undefined),
        },
      ],
      settles: ['own-power', 'demolition', 'restoration'],
      binds: [
        { relation: 'lead', from: 'actor.organ' },
        { relation: 'party', from: 'partyAccount' },
        {
          relation: PENALTY_CASE,
          from: (input, _view, env) => {
            const id = input.penaltyCase ? env.answer(linked(input))?.id : undefined;
            return id ? [id] : [];
          },
        },
      ],
    },
    'remedy-over': {
      title: '登记复议、诉讼期限届满',
      about: '当事人在法定期限内没有复议、诉讼，或者复议、诉讼已经终结；申请法院的三个月从这一天起算',
      by: clerk,
      in: ['due'],
      cites: [acl.art('53'), lit.art('46')],
      form: form.remedyOver,
      rules: [
        {
          code: 'REMEDY-OVER',
          field: 'on',
          cites: [acl.art('44'), acl.art('53')],
          say: '日期不能晚于今天，也不能早于行政决定送达之日；还有复议、诉讼的，等结果',
          check: (input, view, env) =>
            input.none === true &&
            String(input.on) <= env.today &&
            String(input.on) > view.text('open.servedOn'),
        },
      ],
      settles: ['final'],
      outcomes: { final: { title: '已届满', conds: { final: true } } },
      clocks: [{ do: 'start', clock: 'court-application', when: not(cond('own-power')), on: 'on' }],
    },
    urge: {
      title: '制作催告书',
      about: '书面催告，写明履行期限、方式、金额和陈述申辩的权利',
      by: clerk,
      in: ['due'],
      cites: [acl.art('35'), acl.art('54')],
      repeats: true,
      needs: [NO_STATEMENT],
      form: form.urging,
      rules: [
        {
          code: 'URGE-PERIOD',
          field: 'performBy',
          cites: [acl.art('35')],
          say: '催告应当给出还没有届满的履行期限',
          check: (input, _view, env) => String(input.performBy) > env.today,
        },
        {
          code: 'URGE-SUM',
          field: 'amount',
          cites: [acl.art('35')],
          say: '涉及金钱给付的，催告书应当写明金额',
          check: (input, view) => (view.get('open.amount') !== undefined) === (input.amount !== undefined),
        },
      ],
      voids: ['serve-urge'],
      clocks: [
        { do: 'stop', clock: 'urging' },
        { do: 'restart', clock: 'urge-period', until: 'performBy' },
      ],
      papers: ['urge-letter'],
      numbers: ['execution-urge'],
    },
    'state-defence': {
      title: '提出陈述、申辩',
      by: [party('party'), ...handler],
      in: ['due'],
      cites: [acl.art('36')],
      repeats: true,
      needs: [need('URGED', done('serve-urge'), '还没有收到催告书', [acl.art('36')])],
      form: form.statement,
      settles: ['statement-open'],
      outcomes: { stated: { title: '已提出', conds: { 'statement-open': true } } },
    },
    're-examine': {
      title: '复核陈述、申辩',
      by: handler,
      in: ['due'],
      cites: [acl.art('36')],
      repeats: true,
      needs: [need('STATED', cond('statement-open'), '没有需要复核的陈述、申辩', [acl.art('36')])],
      form: form.reexamination,
      settles: ['statement-open'],
      outcomes: { examined: { title: '已复核', conds: { 'statement-open': false } } },
      papers: ['reexamination'],
    },
    'decide-execution': {
      title: '作出强制执行决定',
      about: '催告期满仍不履行且没有正当理由，由有强制执行权的机关作出书面决定',
      by: head,
      in: ['due'],
      cites: [acl.art('37'), acl.art('46')],
      needs: [
        need('OWN', cond('own-power'), '本机关没有强制执行权，应当申请人民法院', [acl.art('13')]),
        need('URGED', done('serve-urge'), '没有催告，或者催告书没有送达', [acl.art('35'), acl.art('38')]),
        need('URGE-OVER', elapsed('urge-period'), '催告的履行期限还没有届满', [acl.art('37')]),
        NO_STATEMENT,
        need('DEMOLISH', not(cond('demolition')), '拆除违法建筑物的，按公告、限期自行拆除的程序办理', [
          acl.art('44'),
        ]),
      ],
      form: form.decision,
      rules: [
        {
          code: 'C6',
          cites: [acl.art('46')],
          say: '加处罚款、滞纳金没有超过三十日，不能强制执行',
          check: (_input, view, env) => {
            const since = view.text('open.lateFineSince');
            if (view.text('open.obligation') !== '金钱给付') return true;
            if (!since) return '金钱给付义务要先加处罚款或者滞纳金';
            const last = addDays(since, 30);
            return env.today > last || `加处罚款、滞纳金到${formatDate(last)}才满三十日，还不能强制执行`;
          },
        },
      ],
      clocks: SHOW_DUE,
      papers: ['execution-decision'],
      numbers: ['execution-decision'],
      to: 'decided',
    },
    'decide-at-once': {
      title: '立即强制执行决定',
      about: '催告期间有证据证明有转移、隐匿财物迹象的，可以立即执行',
      by: head,
      in: ['due'],
      cites: [acl.art('37', { paragraph: 3 })],
      needs: [
        need('OWN', cond('own-power'), '本机关没有强制执行权，应当申请人民法院', [acl.art('13')]),
        need('URGED', done('serve-urge'), '没有催告，或者催告书没有送达', [acl.art('35')]),
        need('URGE-RUNS', clock('urge-period', 'running'), '催告期已满，按一般程序决定', [acl.art('37')]),
        need('DEMOLISH', not(cond('demolition')), '拆除违法建筑物不适用立即执行', [acl.art('44')]),
      ],
      form: form.decisionAtOnce,
      clocks: SHOW_DUE,
      papers: ['execution-decision'],
      numbers: ['execution-decision'],
      to: 'decided',
    },
  },
  clocks: {
    urging: {
      title: '申请法院执行前的催告期',
      kind: 'minimum',
      owedBy: 'party',
      limit: URGE,
      lastDay: 'keep',
      cites: [acl.art('54'), acl.art('69')],
    },
    'urge-period': {
      title: '催告书给出的履行期限',
      kind: 'minimum',
      owedBy: 'party',
      limit: URGE,
      lastDay: 'keep',
      cites: [acl.art('35'), acl.art('37')],
    },
    'court-application': {
      title: '申请法院强制执行期限',
      kind: 'right',
      owedBy: 'lead',
      limit: months(3),
      lastDay: 'roll',
      cites: [acl.art('53'), litigationInterpretation.art('156')],
    },
  },
  conditions: {
    'own-power': { title: '本机关有强制执行权', test: { is: ['open.power', OWN] } },
    demolition: { title: '要拆除违法建筑物', test: { is: ['open.obligation', form.OBLIGATIONS[2]] } },
    final: { title: '复议、诉讼期限已过', test: { has: 'remedy-over.on' } },
    'statement-open': {
      title: '陈述、申辩没有复核',
      test: { fn: (v) => (v.last('state-defence')?.seq ?? 0) > (v.last('re-examine')?.seq ?? 0) },
    },
  },
};

export const urgingPart: Fragment = merge(
  opening,
  delivery({
    act: 'serve-urge',
    code: 'URGE-SERVE',
    paper: '催告书',
    on: 'party',
    from: 'lead',
    by: handler,
    in: ['due'],
    cites: [acl.art('38'), acl.art('54')],
    needs: [need('URGE-MADE', done('urge'), '还没有制作催告书', [acl.art('35')])],
    issuedOn: (view) => dayOf(view, 'urge'),
    starts: ['urging'],
    more: { repeats: true },
  }),
  delivery({
    act: 'serve-execution',
    code: 'EXECUTION-SERVE',
    paper: '强制执行决定书',
    on: 'party',
    from: 'lead',
    by: handler,
    in: ['decided'],
    cites: [acl.art('38')],
    issuedOn: (view) => dayOf(view, 'decide-execution', 'decide-at-once'),
  }),
);
