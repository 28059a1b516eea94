/** Execution itself: by the organ, by demolition, by substitute performance; and what stands in its way or ends it. */
import {
  addDays,
  any,
  type ClockEffect,
  cond,
  done,
  elapsed,
  type Fragment,
  formatDate,
  type InputRule,
  merge,
  need,
  not,
  years,
} from '@fadu/kernel';
import { delivery } from '../../fragments/delivery.ts';
import { compulsionLaw as acl } from '../../statutes/index.ts';
import { contactRules } from '../officers/contact.ts';
import { dayOf } from '../penalty-cases/facts.ts';
import { clerk, handler, head, MEASURE, officer, task24 } from './common.ts';
import * as form from './execution-forms.ts';
import { NO_STATEMENT } from './execution-urging.ts';
import { PUBLISHED, SHOW_DUE } from './publishing.ts';
import { takenBack, takenBackQuestions } from './shown.ts';
import { lastUrgingDay, untimely } from './when.ts';

const officers = contactRules({
  organs: (view) => view.bound('lead'),
  field: () => '',
  on: 'on',
  cites: [acl.art('17'), acl.art('18')],
});

/** Something has been decided, or done where the law asks for no decision of its own. */
export const DECIDED = any(
  done('decide-execution'),
  done('decide-at-once'),
  done('decide-substitute'),
  done('demolish'),
  done('substitute-now'),
);

/** The case is over while the court has it: nothing is owed by the court any more. */
const COURT_OVER: readonly ClockEffect[] = [
  'court-accept',
  'court-rule',
  'objection',
  'court-answer',
  'court-execute',
].map((clock) => ({
  do: 'stop',
  clock,
}));

/** INV-C4 and article 43, for everything that happens on the ground. */
const groundRules = (after: (view: Parameters<InputRule['check']>[1]) => string): readonly InputRule[] => [
  ...officers,
  {
    code: 'INV-C4',
    field: 'urgency',
    cites: [acl.art('43', { paragraph: 1 })],
    say: '不得在夜间或者法定节假日实施强制执行，情况紧急的除外',
    check: (input, _view, env) => {
      const why = untimely(String(input.on), String(input.from), String(input.to), env.calendar);
      return why === null || Boolean(input.urgency) || `${why}，不得实施强制执行；情况紧急的写明理由`;
    },
  },
  {
    code: 'UTILITIES',
    field: 'utilities',
    cites: [acl.art('43', { paragraph: 2 })],
    say: '不得对居民生活采取停止供水、供电、供热、供燃气等方式迫使履行',
    check: (input) => input.utilities !== true,
  },
  {
    code: 'EXECUTION-DAY',
    field: 'on',
    cites: [acl.art('37')],
    say: '日期不对',
    check: (input, view, env) => {
      const on = String(input.on);
      const from = after(view);
      if (on > env.today) return `${formatDate(on)}还没有到`;
      return !from || on >= from || `${formatDate(on)}早于${formatDate(from)}，还不能执行`;
    },
  },
];

const acting: Fragment = {
  acts: {
    execute: {
      title: '实施强制执行',
      about: '决定书送达之后，由两名以上执法人员在白天、非节假日实施',
      by: officer,
      in: ['decided'],
      cites: [acl.art('37'), acl.art('43'), acl.art('49')],
      needs: [need('EXECUTION-SERVED', done('serve-execution'), '强制执行决定书还没有送达', [acl.art('38')])],
      form: form.execution,
      rules: [
        ...groundRules((view) => view.text('serve-execution.servedOn')),
        {
          code: 'TREASURY',
          field: 'treasury',
          cites: [acl.art('49')],
          say: '划拨、处理所得款项应当上缴国库或者财政专户',
          check: (input) => !input.proceeds || Boolean(input.treasury),
        },
      ],
      papers: ['execution-record'],
      to: 'closing',
    },
    'announce-demolition': {
      title: '公告限期自行拆除',
      by: clerk,
      in: ['due'],
      cites: [acl.art('44')],
      repeats: true,
      needs: [
        need('DEMOLITION', cond('demolition'), '不是拆除违法建筑物', [acl.art('44')]),
        need('OWN', cond('own-power'), '本机关没有强制执行权，应当申请人民法院', [acl.art('13')]),
      ],
      form: form.announcement,
      rules: [
        {
          code: 'ANNOUNCED',
          field: 'removeBy',
          cites: [acl.art('44')],
          say: '公告日期不能晚于今天，自行拆除的期限应当在今天之后',
          check: (input, _view, env) =>
            String(input.postedOn) <= env.today && String(input.removeBy) > env.today,
        },
      ],
      clocks: [{ do: 'restart', clock: 'removal', until: 'removeBy' }],
      papers: ['demolition-announcement'],
    },
    demolish: {
      title: '强制拆除',
      about: '公告的期限和复议、起诉期限都已届满，没有复议、诉讼又不拆除的',
      by: officer,
      in: ['due'],
      cites: [acl.art('44'), acl.art('43')],
      needs: [
        need('DEMOLITION', cond('demolition'), '不是拆除违法建筑物', [acl.art('44')]),
        need('OWN', cond('own-power'), '本机关没有强制执行权，应当申请人民法院', [acl.art('13')]),
        need('DEMOLITION-FINAL', cond('final'), '复议、起诉期限还没有届满，不能强制拆除', [acl.art('44')]),
        need('REMOVAL', elapsed('removal'), '没有公告，或者限期自行拆除的期限还没有届满', [acl.art('44')]),
        need('URGED', done('serve-urge'), '没有催告，或者催告书没有送达', [acl.art('35')]),
        NO_STATEMENT,
      ],
      form: form.demolition,
      rules: groundRules((view) => addDays(view.text('announce-demolition.removeBy'), 1)),
      clocks: SHOW_DUE,
      papers: ['execution-record'],
      to: 'closing',
    },
    'decide-substitute': {
      title: '代履行决定',
      about:
        '经催告仍不排除妨碍、恢复原状，危害交通安全、环境、自然资源的，由本机关或者没有利害关系的第三人代履行',
      by: head,
      in: ['due'],
      cites: [acl.art('50'), acl.art('51')],
      needs: [
        need('URGED', done('serve-urge'), '没有催告，或者催告书没有送达', [acl.art('50')]),
        need('URGE-OVER', elapsed('urge-period'), '催告的履行期限还没有届满', [acl.art('50')]),
        need('RESTORE', cond('restoration'), '只有排除妨碍、恢复原状的义务可以代履行', [acl.art('50')]),
        NO_STATEMENT,
      ],
      form: form.substitution,
      rules: [
        {
          code: 'UNRELATED-AGENT',
          field: 'unrelated',
          cites: [acl.art('50')],
          say: '代履行人应当与本案没有利害关系',
          check: (input) => input.unrelated === true,
        },
        {
          code: 'SUBSTITUTE-DAY',
          field: 'on',
          cites: [acl.art('51', { item: 2 })],
          say: '代履行的时间太近，来不及在三个工作日前再次催告',
          check: (input, _view, env) => {
            const last = lastUrgingDay(String(input.on), env.calendar);
            return (
              last >= env.today ||
              `${formatDate(String(input.on))}代履行，最迟${formatDate(last)}再次催告，已经来不及`
            );
          },
        },
      ],
      clocks: SHOW_DUE,
      papers: ['substitute-decision'],
      numbers: ['execution-decision'],
      to: 'substituting',
    },
    'urge-substitute': {
      title: '代履行前再次催告',
      about: '代履行三个工作日之前再次催告；当事人履行的停止代履行',
      by: handler,
      in: ['substituting'],
      cites: [acl.art('51', { item: 2 })],
      needs: [
        need('SUBSTITUTE-SERVED', done('serve-substitute'), '代履行决定书还没有送达', [
          acl.art('51', { item: 1 }),
        ]),
      ],
      form: form.secondUrging,
      rules: [
        {
          code: 'C5',
          field: 'urgedOn',
          cites: [acl.art('51', { item: 2 }), acl.art('69')],
          say: '再次催告不在代履行三个工作日之前',
          check: (input, view, env) => {
            const on = view.text('decide-substitute.on');
            const last = lastUrgingDay(on, env.calendar);
            const urgedOn = String(input.urgedOn);
            if (urgedOn > env.today) return `${formatDate(urgedOn)}还没有到`;
            return (
              urgedOn <= last ||
              `${formatDate(on)}代履行，最迟${formatDate(last)}催告；已经来不及的，重新决定代履行的时间`
            );
          },
        },
      ],
      papers: ['second-urge'],
    },
    'redecide-substitute': {
      title: '改期代履行',
      about: '撤回原来的代履行决定，重新决定时间、送达和催告',
      by: head,
      in: ['substituting'],
      cites: [acl.art('51')],
      repeats: true,
      form: form.note,
      voids: ['decide-substitute', 'serve-substitute', 'urge-substitute'],
      clocks: [{ do: 'stop', clock: 'publication', when: not(DECIDED) }],
      asks: (_input, view, today) => takenBackQuestions(view, 'decide-substitute', today),
      entries: (view, env) => takenBack(view, env, 'decide-substitute'),
      to: 'due',
    },
    'perform-substitute': {
      title: '代履行',
      about: '本机关派员到场监督，各方在执行文书上签名；费用按成本合理确定',
      by: officer,
      in: ['substituting'],
      cites: [acl.art('50'), acl.art('51'), acl.art('43')],
      needs: [
        need('SUBSTITUTE-SERVED', done('serve-substitute'), '代履行决定书还没有送达', [
          acl.art('51', { item: 1 }),
        ]),
        need('SECOND-URGED', done('urge-substitute'), '没有再次催告', [acl.art('51', { item: 2 })]),
      ],
      form: form.substituted,
      rules: [
        ...groundRules((view) => view.text('decide-substitute.on')),
        {
          code: 'SUBSTITUTE-SIGNED',
          field: 'signed',
          cites: [acl.art('51', { item: 4 })],
          say: '监督人员、代履行人和当事人或者见证人应当在执行文书上签名',
          check: (input) => input.signed === true,
        },
        {
          code: 'SUBSTITUTE-COST',
          field: 'cost',
          cites: [acl.art('51', { paragraph: 2 })],
          say: '费用按照成本合理确定，不得超过告知的预算',
          check: (input, view) => Number(input.cost) <= Number(view.get('decide-substitute.cost')),
        },
      ],
      papers: ['execution-record'],
      to: 'closing',
    },
    'substitute-now': {
      title: '立即代履行',
      about: '道路、河道、航道、公共场所的遗洒物、障碍物、污染物需要立即清除，当事人不能清除的',
      by: officer,
      in: ['due'],
      cites: [acl.art('52')],
      needs: [
        need('RESTORE', cond('restoration'), '只有排除妨碍、恢复原状的义务可以代履行', [acl.art('50')]),
      ],
      form: form.substitutedNow,
      rules: [
        ...groundRules(() => '').filter((rule) => rule.code !== 'INV-C4'),
        {
          code: 'UNABLE',
          field: 'unable',
          cites: [acl.art('52')],
          say: '当事人能够清除的，不能立即代履行',
          check: (input) => input.unable === true,
        },
        {
          code: 'TOLD-AFTER',
          field: 'toldOn',
          cites: [acl.art('52')],
          say: '当事人不在场的，应当在事后立即通知',
          check: (input, _view, env) =>
            String(input.toldOn) >= String(input.on) && String(input.toldOn) <= env.today,
        },
      ],
      clocks: SHOW_DUE,
      papers: ['execution-record'],
      to: 'closing',
    },
    agree: {
      title: '达成执行协议',
      about: '可以约定分阶段履行；当事人采取补救措施的，才可以减免加处的罚款、滞纳金',
      by: head,
      in: ['due', 'decided'],
      cites: [acl.art('42')],
      repeats: true,
      form: form.agreement,
      rules: [
        {
          code: 'AGREEMENT-HARM',
          field: 'harmless',
          cites: [acl.art('42')],
          say: '执行协议不得损害公共利益和他人合法权益',
          check: (input) => input.harmless === true,
        },
        {
          code: 'REMEDIAL',
          field: 'cut',
          cites: [acl.art('42')],
          say: '没有记录当事人采取的补救措施，不能减免加处的罚款、滞纳金',
          check: (input) => Number(input.cut) === 0 || Boolean(input.remedial),
        },
      ],
      papers: ['agreement'],
      to: 'agreement',
    },
    'agreement-broken': {
      title: '不履行协议，恢复执行',
      by: handler,
      in: ['agreement'],
      cites: [acl.art('42')],
      repeats: true,
      form: form.note,
      to: 'due',
    },
    'record-performance': {
      title: '当事人已经履行',
      by: handler,
      in: ['due', 'decided', 'substituting', 'agreement', 'suspended', 'court'],
      cites: [acl.art('35'), acl.art('51', { item: 2 })],
      form: form.payment,
      clocks: COURT_OVER,
      to: 'closing',
    },
    suspend: {
      title: '中止执行',
      by: head,
      in: ['due', 'decided'],
      cites: [acl.art('39')],
      repeats: true,
      form: form.suspension,
      clocks: [{ do: 'restart', clock: 'suspension' }],
      papers: ['suspension-notice'],
      to: 'suspended',
    },
    resume: {
      title: '恢复执行',
      by: head,
      in: ['suspended'],
      cites: [acl.art('39')],
      repeats: true,
      needs: [
        need('C7', not(elapsed('suspension')), '中止已满三年，没有明显社会危害、确无能力履行的不再执行', [
          acl.art('39'),
        ]),
      ],
      form: form.note,
      clocks: [{ do: 'stop', clock: 'suspension' }],
      to: 'due',
    },
    'resume-late': {
      title: '中止满三年后恢复执行',
      about: '有明显社会危害，或者当事人有能力履行的，可以恢复',
      by: head,
      in: ['suspended'],
      cites: [acl.art('39')],
      repeats: true,
      needs: [need('C7-OVER', elapsed('suspension'), '中止还没有满三年', [acl.art('39')])],
      form: form.noFurther,
      rules: [
        {
          code: 'C7',
          field: 'unable',
          cites: [acl.art('39')],
          say: '没有明显社会危害、当事人确无能力履行，中止满三年的，不再执行',
          check: (input) => !(input.harmless === true && input.unable === true),
        },
      ],
      clocks: [{ do: 'stop', clock: 'suspension' }],
      to: 'due',
    },
    'no-further': {
      title: '不再执行',
      about: '没有明显社会危害，当事人确无能力履行，中止满三年未恢复的',
      by: head,
      in: ['suspended'],
      cites: [acl.art('39')],
      needs: [PUBLISHED, need('C7-OVER', elapsed('suspension'), '中止还没有满三年', [acl.art('39')])],
      form: form.noFurther,
      rules: [
        {
          code: 'C7',
          field: 'harmless',
          cites: [acl.art('39')],
          say: '只有没有明显社会危害、当事人确无能力履行的，才不再执行',
          check: (input) => input.harmless === true && input.unable === true,
        },
      ],
      clocks: [{ do: 'stop', clock: 'suspension' }],
      to: 'no-further',
    },
    close: {
      title: '结案',
      about: '履行、执行完毕的结案；现场执行没有全程音像记录的，写明理由',
      by: [...head, ...handler],
      in: ['closing'],
      cites: [acl.art('35'), acl.art('57'), task24],
      needs: [
        PUBLISHED,
        need(
          'NOT-EXECUTED',
          any(not(done('court-result')), cond('executed')),
          '法院终结执行的，办理“终结执行”',
          [acl.art('40'), acl.art('57')],
        ),
      ],
      form: form.note,
      to: 'performed',
    },
    terminate: {
      title: '终结执行',
      by: head,
      in: ['due', 'decided', 'substituting', 'suspended', 'agreement', 'court', 'closing'],
      cites: [acl.art('40')],
      needs: [PUBLISHED],
      form: form.termination,
      clocks: COURT_OVER,
      papers: ['termination-notice'],
      to: 'terminated',
    },
  },
  clocks: {
    removal: {
      title: '限期自行拆除的期限',
      kind: 'minimum',
      owedBy: 'party',
      limit: MEASURE,
      lastDay: 'keep',
      cites: [acl.art('44')],
    },
    suspension: {
      title: '中止执行满三年',
      kind: 'minimum',
      owedBy: 'lead',
      limit: years(3),
      lastDay: 'keep',
      cites: [acl.art('39')],
    },
  },
  conditions: {
    restoration: { title: '要排除妨碍、恢复原状', test: { is: ['open.obligation', form.OBLIGATIONS[1]] } },
  },
};

export const actingPart: Fragment = merge(
  acting,
  delivery({
    act: 'serve-substitute',
    code: 'SUBSTITUTE-SERVE',
    paper: '代履行决定书',
    on: 'party',
    from: 'lead',
    by: handler,
    in: ['substituting'],
    cites: [acl.art('51', { item: 1 })],
    issuedOn: (view) => dayOf(view, 'decide-substitute'),
  }),
);
