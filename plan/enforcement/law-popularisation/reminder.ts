/**
 * 普法提示 (R27.1, LPE 57 and 59): the justice bureau reminds a body that does not explain the law as it must; the body
 * improves and reports back; one that does not act is named in a circular, and discipline may be proposed.
 */
import {
  any,
  cond,
  design,
  dueDateOnly,
  elapsed,
  type Guard,
  type InputRule,
  type Law,
  law,
  need,
  not,
  office,
  type Procedure,
  post,
  reaches,
  samePerson,
} from '@fadu/kernel';
import { z } from 'zod';
import { EXPLANATION_DUTIES, lpe, REMINDER_LEAST, reminderLeast, task27, twoPeople } from './common.ts';
import { reminderPapers } from './papers.ts';

const cites = [lpe.art('57'), task27];
const circularCites = [lpe.art('59'), task27];
const circularFirst = design('先通报，再建议处分；次序没有规定');
const clerk = [post('law-educator', 'justice')];
const head = [post('head', 'justice')];
const body = [post('law-educator', 'body'), post('head', 'body')];

const long = (title: string, description?: string) =>
  z
    .string()
    .trim()
    .min(10)
    .max(3000)
    .meta({ title, widget: 'long-text', ...(description && { description }) });

/** The body did not act: its time is over without a report, or what it reported is no improvement. */
const idle: Guard = any(elapsed('answer'), cond('unimproved'));

const reminder = z.object({
  title: z.string().trim().min(4).max(80).meta({ title: '提示事项' }),
  body: z.string().trim().min(1).max(60).meta({ title: '提示哪个机关', widget: 'organ' }),
  duty: z.string().trim().max(60).optional().meta({
    title: '没有落实的普法责任',
    description: '普法责任清单里该机关的责任编号；没有列入清单的不填',
  }),
  problem: long('存在的问题'),
  improve: long('改进的要求'),
  answerBy: z.iso.date().meta({ title: '反馈的最后日期', description: '至少给10个工作日' }),
});

const dutyQuestion = (code: unknown, on: string) =>
  ({ ask: 'entry', register: EXPLANATION_DUTIES, code: String(code), on }) as const;

const remindRules: readonly InputRule[] = [
  {
    code: 'JUSTICE',
    cites,
    say: '普法提示由司法行政部门发出',
    check: (_input, _view, env) =>
      env.acting === undefined || Boolean(env.organ(env.acting)?.name.endsWith('司法局')),
  },
  {
    code: 'BODY',
    field: 'body',
    cites,
    say: '请选择同级或者下级地区的行政执法机关，不能是自己',
    check: (input, _view, env) => {
      const to = env.organ(String(input.body));
      const from = env.acting === undefined ? undefined : env.organ(env.acting);
      if (!to || to.id === env.acting) return false;
      if (!['department', 'government', 'township', 'authorised', 'dispatched'].includes(to.kind))
        return false;
      return from === undefined || reaches(from.region, to.region);
    },
  },
  {
    code: 'BODY-DUTY',
    field: 'duty',
    cites,
    say: '普法责任清单里该机关没有这个编号',
    asks: (input, _view, today) => (input.duty ? [dutyQuestion(input.duty, today)] : []),
    check: (input, _view, env) => {
      if (!input.duty) return true;
      const entry = env.answer(dutyQuestion(input.duty, env.today));
      return entry !== null && entry.body.status !== '取消' && entry.body.organ === input.body;
    },
  },
  {
    code: 'ANSWER-BY',
    field: 'answerBy',
    cites: [reminderLeast],
    say: '至少给10个工作日改进和反馈',
    check: (input, _view, env) => {
      const least = dueDateOnly(env.today, REMINDER_LEAST, { calendar: env.calendar, lastDay: 'roll' });
      return String(input.answerBy) >= least || `至少给10个工作日，最早是${least}`;
    },
  },
];

const laws: readonly Law[] = [
  law('CHANCE-FIRST', '改进的期限没有届满，又没有认定没有改进的，不得通报', [lpe.art('57'), lpe.art('59')], {
    kind: 'only-while',
    act: 'circulate',
    guard: idle,
  }),
  law('CIRCULAR-FIRST', '没有通报的，不得建议处分', [circularFirst, ...circularCites], {
    kind: 'precedes',
    first: [{ act: 'circulate' }],
    then: 'propose-discipline',
  }),
  law('ASSESSED', '反馈了改进情况的，应当作出认定', cites, {
    kind: 'answered',
    cause: { act: 'report-improvement' },
    effect: ['assess'],
  }),
  law('UNIMPROVED', '认定没有改进的，应当通报', circularCites, {
    kind: 'answered',
    cause: { act: 'assess', with: cond('unimproved') },
    effect: ['circulate'],
  }),
  law('APART', '发出提示的人不得自己决定通报', [twoPeople], {
    kind: 'apart',
    act: 'circulate',
    from: 'remind',
  }),
];

/** A reminder to explain the law, task 27 of the plan. */
export const popularisationReminder: Procedure = {
  code: 'law-popularisation-reminder',
  title: '普法提示',
  system: 'law-popularisation',
  version: '2025-11-01',
  from: '2025-11-01',
  cites,
  about: '司法局对没有落实普法责任的机关发出提示，机关改进并反馈；不改进的通报，可以建议有权机关处分。',
  transition: { says: '法治宣传教育法施行前发出的提示按原来的要求办完。', cites },
  relations: { justice: '司法行政部门', body: '被提示机关' },
  roles: { 'law-educator': '普法工作人员', head: '机关负责人' },
  phases: {
    reminded: { title: '已提示，等待反馈' },
    reported: { title: '已反馈，等待认定' },
    unimproved: { title: '没有改进' },
    circulated: { title: '已通报' },
    improved: { title: '已改进', end: 'done' },
    followed: { title: '通报后办结', end: 'done' },
    referred: { title: '已建议处分', end: 'done' },
    withdrawn: { title: '已撤回', end: 'stopped' },
  },
  acts: {
    remind: {
      title: '发出普法提示',
      about: '写明问题、改进的要求和反馈的最后日期',
      by: [office('law-educator')],
      in: [],
      opens: true,
      cites,
      form: reminder,
      rules: remindRules,
      binds: [
        { relation: 'justice', from: 'actor.organ' },
        { relation: 'body', from: 'body' },
      ],
      clocks: [{ do: 'start', clock: 'answer', until: 'answerBy' }],
      papers: ['reminder'],
      numbers: ['reminder'],
      to: 'reminded',
    },
    'report-improvement': {
      title: '反馈改进情况',
      about: '写明怎样改进，补办的活动在普法活动里登记',
      by: body,
      in: ['reminded'],
      cites,
      form: z.object({ text: long('改进情况') }),
      clocks: [{ do: 'stop', clock: 'answer' }],
      to: 'reported',
    },
    assess: {
      title: '认定改进情况',
      by: clerk,
      in: ['reported'],
      cites,
      form: z.object({
        result: z.enum(['已经改进', '没有改进']).meta({ title: '认定' }),
        reasons: long('理由'),
      }),
      settles: ['unimproved'],
      outcomes: {
        improved: { title: '已经改进', conds: { unimproved: false } },
        unimproved: { title: '没有改进', conds: { unimproved: true } },
      },
      to: [
        { when: not(cond('unimproved')), phase: 'improved' },
        { when: cond('unimproved'), phase: 'unimproved' },
      ],
    },
    circulate: {
      title: '通报',
      about: '期限届满没有反馈，或者认定没有改进的，向社会通报',
      by: head,
      in: ['reminded', 'unimproved'],
      cites: circularCites,
      needs: [
        need('CHANCE-FIRST', idle, '反馈的期限还没有届满，也没有认定没有改进', [
          lpe.art('57'),
          lpe.art('59'),
        ]),
        need('APART', not(samePerson('remind')), '发出提示的人不能自己决定通报', [twoPeople]),
      ],
      form: z.object({ text: long('通报内容', '会公开') }),
      clocks: [{ do: 'stop', clock: 'answer' }],
      papers: ['circular'],
      public: true,
      attested: true,
      publicBody: (view) => ({
        title: view.get('remind.title'),
        body: view.bound('body')[0] ?? '',
        text: view.get('circulate.text'),
      }),
      to: 'circulated',
    },
    'propose-discipline': {
      title: '建议处分',
      about: '通报以后，建议有权机关依法处分有关人员',
      by: head,
      in: ['circulated'],
      cites: circularCites,
      form: z.object({
        to: z.string().trim().min(1).max(60).meta({ title: '向哪个有权机关建议', widget: 'organ' }),
        reasons: long('理由'),
      }),
      to: 'referred',
    },
    'close-circulated': {
      title: '通报后办结',
      about: '通报以后已经改进，或者情节不需要处分的',
      by: clerk,
      in: ['circulated'],
      cites: circularCites,
      form: z.object({ reasons: long('通报后的情况') }),
      to: 'followed',
    },
    withdraw: {
      title: '撤回提示',
      about: '提示有误的',
      by: head,
      in: ['reminded'],
      cites,
      form: z.object({ reasons: long('理由') }),
      clocks: [{ do: 'stop', clock: 'answer' }],
      to: 'withdrawn',
    },
  },
  clocks: {
    answer: {
      title: '改进和反馈的期限',
      kind: 'duty',
      owedBy: 'body',
      limit: REMINDER_LEAST,
      lastDay: 'roll',
      cites,
    },
  },
  conditions: {
    unimproved: { title: '没有改进', test: { is: ['assess.result', '没有改进'] } },
  },
  laws,
  papers: reminderPapers,
  titleFrom: 'remind.title',
  owner: 'justice',
  series: {
    reminder: { title: '普法提示函编号', format: '{mark}普提〔{year}〕{n}号', of: 'justice' },
  },
  publicFrom: ['circulate'],
};
