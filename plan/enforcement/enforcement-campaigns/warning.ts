/**
 * One risk warning (风险预警, R23.2): raised by the system from the signals of the record, handled or explained by the
 * organ and confirmed by its head within the limit; what is not goes up to the supervising organ by itself.
 */
import {
  any,
  type CaseView,
  cond,
  done,
  type Env,
  elapsed,
  ever,
  type Guard,
  type InputRule,
  type Law,
  type LeadsTo,
  law,
  need,
  not,
  type Procedure,
  post,
  type Question,
  samePerson,
  system,
} from '@fadu/kernel';
import { z } from 'zod';
import { enforcementSupervisionRegulations as sup } from '../../statutes/index.ts';
import { FIELDS } from '../enforcement-items/forms.ts';
import { confirmSays, freshSays, noPersons, riskTask, warningLimits, warningSays } from './common.ts';
import { LEVELS, ruleOf, signalRules } from './rules.ts';

type Input = Readonly<Record<string, unknown>>;

const line = (title: string, min = 1, max = 200) => z.string().trim().min(min).max(max).meta({ title });
const long = (title: string, min = 10) =>
  z.string().trim().min(min).max(4000).meta({ title, widget: 'long-text' });
const RULES = signalRules.map((r) => r.code) as [string, ...string[]];

const raising = z.object({
  title: line('预警事项', 4, 160),
  rule: z.enum(RULES).meta({ title: '预警规则' }),
  says: line('规则', 4, 200),
  level: z.enum(LEVELS).meta({ title: '风险程度' }),
  lead: line('负责处置的机关', 1, 60),
  supervisor: line('行政执法监督机构', 1, 60),
  field: z.enum(FIELDS).meta({ title: '执法领域' }),
  subject: line('单位', 1, 160).optional().meta({ title: '单位代码' }),
  subjectName: line('单位名称', 1, 160).optional().meta({ title: '单位名称' }),
  place: line('地点', 1, 200).optional().meta({ title: '地点' }),
  from: z.iso.date().meta({ title: '信号从哪天' }),
  to: z.iso.date().meta({ title: '信号到哪天' }),
  n: z.int().min(1).meta({ title: '信号次数' }),
  cases: z
    .array(line('事项', 1, 80))
    .max(50)
    .meta({ title: '来自哪些事项' }),
});

/** What may be done about a risk. The first two are what task 23 asks for. */
export const MEASURES = [
  '加强日常监管',
  '执法巡查',
  '现场检查',
  '立案调查',
  '约谈提醒',
  '移送有权机关',
] as const;
/** Measures that are a case of their own, and of which procedures. */
const CASE_OF: Readonly<Record<string, readonly string[]>> = {
  现场检查: ['inspection', 'random-inspection'],
  立案调查: ['penalty-ordinary', 'penalty-simple'],
};
const handling = z.object({
  measures: z.array(z.enum(MEASURES)).min(1).max(6).meta({ title: '处置措施', widget: 'lines' }),
  text: long('处置情况'),
  caseRef: line('检查或者案件的编号', 2, 80)
    .optional()
    .meta({ title: '检查或者案件的编号', description: '现场检查、立案调查的填写' }),
});
const explanation = z.object({ reasons: long('为什么不需要处置') });
const opinion = z.object({ opinion: long('意见', 2) });

const cites = {
  raise: [riskTask, noPersons, freshSays],
  handle: [riskTask, warningSays],
  confirm: [riskTask, confirmSays],
  escalate: [riskTask, warningSays, sup.art('12')],
};

/** How often the rule's signals stand in the record. */
const tallyOf = (input: Input): (Question & { ask: 'tally' }) | undefined => {
  const of = ruleOf(String(input.rule));
  const about = of?.over === 'place' ? input.place : input.subject;
  if (!of || about === undefined) return undefined;
  return {
    ask: 'tally',
    from: String(input.from),
    to: String(input.to),
    kinds: of.kinds,
    organs: [String(input.lead)],
    ...(of.over === 'place' ? { place: String(about) } : { subject: String(about) }),
  };
};
/** No warning without its signals: counted again when it is raised. */
const signalRule: InputRule = {
  code: 'SIGNAL',
  field: 'n',
  cites: cites.raise,
  say: '记录里的信号没有达到这条规则的次数，不能预警',
  asks: (input) => [tallyOf(input)].flatMap((q) => q ?? []),
  check: (input, _view, env) => {
    const of = ruleOf(String(input.rule));
    const question = tallyOf(input);
    if (!of || !question) return false;
    const n = env.answer(question).reduce((sum, r) => sum + r.n, 0);
    return n === input.n && n >= of.least && input.level === of.level;
  },
};

const caseQuestion = (ref: unknown) => ({ ask: 'case', case: String(ref), facts: [] }) as const;
const caseRule: InputRule = {
  code: 'CASE',
  field: 'caseRef',
  cites: cites.handle,
  say: '现场检查、立案调查的，填写检查或者案件的编号；其他措施不填',
  asks: (input) => (input.caseRef === undefined ? [] : [caseQuestion(input.caseRef)]),
  check: (input, view, env) => {
    const wanted = (input.measures as readonly string[]).flatMap((m) => CASE_OF[m] ?? []);
    if (wanted.length === 0) return input.caseRef === undefined;
    if (input.caseRef === undefined) return false;
    const found = env.answer(caseQuestion(input.caseRef));
    return (
      (found !== null && wanted.includes(found.procedure) && view.bound('lead').includes(found.owner)) ||
      `本机关没有编号是“${String(input.caseRef)}”的检查或者案件`
    );
  },
};

/** Cases that a warning comes from and leads to: bound, so that each shows the other, and among neither people nor organs. */
const SOURCE_CASES = 'source-cases';
const MEASURE_CASE = 'measure-case';
const measureCase = (input: Input, _view: CaseView, env: Env): readonly string[] => {
  const id = input.caseRef === undefined ? undefined : env.answer(caseQuestion(input.caseRef))?.id;
  return id ? [id] : [];
};

const clerk = [post('case-clerk', 'lead')];
const head = [post('head', 'lead')];
const supervisor = [post('supervision-clerk', 'supervisor')];
const answered: Guard = any(done('handle'), done('explain'));
const ONE_ANSWER = need('ONE-ANSWER', not(answered), '已经登记了处置或者说明', cites.handle);
/** Before it went up the head confirms; after that the supervising organ does. */
const toChecking = [{ when: not(ever('escalate')), phase: 'checking' }] as const;

const laws: readonly Law[] = [
  law('ANSWERED', '没有处置也没有说明的，不得确认', cites.confirm, {
    kind: 'precedes',
    first: [{ act: 'handle' }, { act: 'explain' }],
    then: 'confirm',
    since: ['send-back'],
  }),
  law('APART-HANDLE', '处置的人不得自己确认', cites.confirm, {
    kind: 'apart',
    act: 'confirm',
    from: 'handle',
  }),
  law('APART-EXPLAIN', '说明的人不得自己确认', cites.confirm, {
    kind: 'apart',
    act: 'confirm',
    from: 'explain',
  }),
  law('UP', '升级到监督机构的，由监督机构了结', cites.escalate, {
    kind: 'answered',
    cause: { act: 'escalate' },
    effect: ['settle'],
  }),
  law('SETTLED', '没有处置也没有说明的，监督机构不得了结', cites.escalate, {
    kind: 'precedes',
    first: [{ act: 'handle' }, { act: 'explain' }],
    then: 'settle',
    since: ['send-back', 'urge'],
  }),
  law('IN-TIME', '期限届满没有确认的，升级到监督机构', cites.escalate, {
    kind: 'only-while',
    act: 'confirm',
    guard: not(elapsed('handling')),
  }),
];

/** The supervising organ may make it a case of supervision. */
const supervision: LeadsTo = {
  procedure: 'supervision-case',
  act: 'open',
  title: '据此立监督事项',
  in: ['escalated'],
  from: (view) => ({
    title: `风险预警逾期没有处置：${view.text('raise.title')}`.slice(0, 120),
    subject: view.bound('lead')[0],
    way: '日常监督',
    source: '日常检查',
    matter: `风险预警“${view.text('raise.title')}”在期限内没有处置，也没有说明。`,
  }),
};

/** What is measured from data is a ground of its own for an inspection (opinion, section 6). */
const visit: LeadsTo = {
  procedure: 'inspection',
  act: 'propose',
  title: '据此提请检查',
  in: ['open', 'escalated'],
  when: (view) => view.get('raise.subject') !== undefined,
  from: (view) => {
    const code = view.text('raise.subject');
    return {
      title: `${view.text('raise.subjectName')}风险预警检查`.slice(0, 80),
      organ: view.bound('lead')[0],
      class: '个案检查',
      ground: '数据监测预警',
      groundRef: view.state.id,
      reasons: view.text('raise.title'),
      objectName: view.text('raise.subjectName').slice(0, 100),
      // Of a body known by its name alone the code is looked up by who inspects it.
      ...(/^[0-9A-Z]{18}$/.test(code) && { object: code }),
    };
  },
};

/** A risk warning, task 23 of the plan. */
export const riskWarning: Procedure = {
  code: 'risk-warning',
  title: '执法风险预警',
  system: 'enforcement-campaigns',
  version: '2026-02-01',
  from: '2026-01-01',
  cites: [riskTask, noPersons],
  about:
    '系统从举报、处罚、检查的记录里发现高风险的单位和场所，提示负责的机关；机关处置或者说明，逾期自动升级到行政执法监督机构。',
  transition: { says: '以前发出的预警按本程序办完。', cites: [riskTask] },
  relations: { lead: '负责处置的机关', supervisor: '行政执法监督机构' },
  roles: {
    'case-clerk': '经办人员',
    head: '机关负责人',
    'supervision-clerk': '行政执法监督人员',
  },
  phases: {
    open: { title: '等待处置' },
    checking: { title: '等待确认' },
    escalated: { title: '已升级到监督机构' },
    handled: { title: '已处置', end: 'done' },
    explained: { title: '已说明', end: 'done' },
    settled: { title: '监督机构已了结', end: 'done' },
  },
  acts: {
    raise: {
      title: '发出预警',
      about: '系统按预警规则从记录里算出，信号次数再算一遍',
      by: [system],
      in: [],
      opens: true,
      cites: cites.raise,
      form: raising,
      rules: [signalRule],
      settles: ['high'],
      binds: [
        { relation: 'lead', from: 'lead' },
        { relation: 'supervisor', from: 'supervisor' },
        { relation: SOURCE_CASES, from: 'cases' },
      ],
      clocks: [{ do: 'start', clock: 'handling' }],
      to: 'open',
    },
    handle: {
      title: '登记处置',
      about: '加强日常监管、巡查、检查、立案、约谈或者移送',
      by: clerk,
      in: ['open', 'escalated'],
      cites: cites.handle,
      needs: [ONE_ANSWER],
      form: handling,
      rules: [caseRule],
      binds: [{ relation: MEASURE_CASE, from: measureCase }],
      clocks: [{ do: 'stop', clock: 'answer' }],
      to: toChecking,
    },
    explain: {
      title: '说明不需要处置的理由',
      by: clerk,
      in: ['open', 'escalated'],
      cites: cites.handle,
      needs: [ONE_ANSWER],
      form: explanation,
      clocks: [{ do: 'stop', clock: 'answer' }],
      to: toChecking,
    },
    confirm: {
      title: '确认处置或者说明',
      by: head,
      in: ['checking'],
      cites: cites.confirm,
      needs: [
        need('ANSWERED', answered, '还没有登记处置或者说明', cites.confirm),
        need('APART-HANDLE', not(samePerson('handle')), '处置的人不能自己确认', cites.confirm),
        need('APART-EXPLAIN', not(samePerson('explain')), '说明的人不能自己确认', cites.confirm),
        need('IN-TIME', not(elapsed('handling')), '期限已经届满，由监督机构了结', cites.escalate),
      ],
      form: opinion,
      clocks: [{ do: 'stop', clock: 'handling' }],
      to: [
        { when: done('handle'), phase: 'handled' },
        { when: done('explain'), phase: 'explained' },
      ],
    },
    'send-back': {
      title: '退回重办',
      about: '处置不到位、理由不充分的退回；期限照常计算',
      by: head,
      in: ['checking'],
      cites: cites.confirm,
      repeats: true,
      form: opinion,
      voids: ['handle', 'explain'],
      to: 'open',
    },
    escalate: {
      title: '逾期，升级到监督机构',
      about: '期限内没有经确认的处置或者说明，系统自动升级',
      by: [system],
      in: ['open', 'checking'],
      cites: cites.escalate,
      needs: [need('ELAPSED', elapsed('handling'), '处置预警的期限还没有届满', cites.escalate)],
      clocks: [
        { do: 'start', clock: 'answer', when: not(answered) },
        { do: 'start', clock: 'supervision' },
      ],
      to: 'escalated',
    },
    urge: {
      title: '要求重新处置',
      by: supervisor,
      in: ['escalated'],
      cites: cites.escalate,
      repeats: true,
      form: opinion,
      voids: ['handle', 'explain'],
      clocks: [{ do: 'restart', clock: 'answer' }],
    },
    settle: {
      title: '监督机构了结',
      about: '处置到位或者理由成立的了结；逾期本身记入监督',
      by: supervisor,
      in: ['escalated'],
      cites: cites.escalate,
      needs: [need('ANSWERED', answered, '机关还没有处置或者说明', cites.escalate)],
      form: opinion,
      clocks: [
        { do: 'stop', clock: 'handling' },
        { do: 'stop', clock: 'supervision' },
      ],
      to: 'settled',
    },
  },
  clocks: {
    handling: {
      title: '处置预警的期限',
      kind: 'duty',
      owedBy: 'case-clerk',
      limit: [
        { when: cond('high'), limit: warningLimits.high, cites: [warningSays] },
        { when: not(cond('high')), limit: warningLimits.middle, cites: [warningSays] },
      ],
      lastDay: 'roll',
      cites: cites.handle,
      onExpiry: 'escalate',
    },
    answer: {
      title: '升级后处置或者说明的期限',
      kind: 'duty',
      owedBy: 'case-clerk',
      limit: warningLimits.answer,
      lastDay: 'roll',
      cites: cites.escalate,
    },
    supervision: {
      title: '监督机构了结的期限',
      kind: 'duty',
      owedBy: 'supervision-clerk',
      limit: warningLimits.supervision,
      lastDay: 'roll',
      cites: cites.escalate,
    },
  },
  conditions: { high: { title: '高风险', test: { is: ['raise.level', '高'] } } },
  laws,
  papers: {},
  titleFrom: 'raise.title',
  owner: 'lead',
  leadsTo: [visit, supervision],
};
