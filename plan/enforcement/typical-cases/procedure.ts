/**
 * One typical case (R26.3): nominated by the organ that handled it, its law checked by the justice bureau, redacted,
 * voted on by experts, published; taken down within three working days when its decision falls.
 */
import {
  any,
  type CaseView,
  clock,
  cond,
  dateOf,
  done,
  elapsed,
  type Law,
  law,
  need,
  not,
  office,
  type Procedure,
  post,
  type RegisterChange,
  samePerson,
  system,
} from '@fadu/kernel';
import { z } from 'zod';
import { penaltyLaw as apl, enforcementSupervisionRegulations as sup } from '../../statutes/index.ts';
import { FIELDS } from '../enforcement-items/forms.ts';
import {
  chosenFrom,
  LEAST_EXPERTS,
  TYPICAL_CASES,
  type TypicalCase,
  task26,
  task27,
  vote,
  WITHDRAWAL,
} from './common.ts';
import { fell, redactedRule, sourceQuestion, sourceRule } from './source.ts';

const long = (title: string) => z.string().trim().min(10).max(5000).meta({ title, widget: 'long-text' });
const cites = [task26, sup.art('24')];
const handler = [post('case-clerk', 'lead')];
const checker = [post('supervision-clerk', 'reviewer')];
const head = [post('head', 'reviewer')];

/** The texts that are published, with their titles. */
const TEXTS = {
  title: '标题',
  facts: '基本案情',
  issue: '争议或者难点',
  rule: '适用的规定',
  result: '处理结果',
  significance: '典型意义',
} as const;
const texts = {
  title: z.string().trim().min(4).max(80).meta({ title: TEXTS.title, description: '不写当事人名称' }),
  facts: long(TEXTS.facts),
  issue: long(TEXTS.issue),
  rule: long(TEXTS.rule),
  result: long(TEXTS.result),
  significance: long(TEXTS.significance),
};

const expert = z.object({
  name: z.string().trim().min(2).max(40).meta({ title: '专家' }),
  work: z.string().trim().min(2).max(80).meta({ title: '单位和职务' }),
  agrees: z.boolean().meta({ title: '同意入选' }),
});
const votes = (view: CaseView) => (view.get('vote.experts') ?? []) as readonly z.infer<typeof expert>[];
const majority = (view: CaseView) => votes(view).filter((e) => e.agrees).length * 2 > votes(view).length;

/** The published entry as the case has it; `reason`: why it is taken down. */
function entry(view: CaseView, on: string, reason?: string): readonly RegisterChange[] {
  const of = (name: string) => view.text(`redact.${name}`);
  const body: TypicalCase = {
    status: reason === undefined ? '在用' : '取消',
    title: of('title'),
    field: view.text('nominate.field'),
    item: view.text('nominate.item'),
    facts: of('facts'),
    issue: of('issue'),
    rule: of('rule'),
    result: of('result'),
    significance: of('significance'),
    organ: view.bound('lead')[0] ?? '',
    publisher: view.bound('reviewer')[0] ?? '',
    publishedOn: dateOf(view.last('publish')?.at ?? `${on}T00:00:00Z`),
    source: view.text('nominate.source'),
    ...(reason !== undefined && { reason }),
  };
  return [{ register: TYPICAL_CASES, code: view.state.id, lawFrom: on, body: { ...body } }];
}

const laws: readonly Law[] = [
  law('CHECKED', '法律适用没有审核通过的，不得发布', cites, {
    kind: 'precedes',
    first: [{ act: 'check', with: cond('passed') }],
    then: 'publish',
  }),
  law('REDACTED', '没有隐去不能公开的内容的，不得发布', [apl.art('50'), ...cites], {
    kind: 'precedes',
    first: [{ act: 'redact' }],
    then: 'publish',
  }),
  law('VOTED', '没有经过评选的，不得发布', [vote, ...cites], {
    kind: 'precedes',
    first: [{ act: 'vote', with: cond('selected') }],
    then: 'publish',
  }),
  law('APART', '审核的人不得自己决定发布', cites, { kind: 'apart', act: 'publish', from: 'check' }),
  law('TAKEN-DOWN', '决定被撤销的，必须撤下', [apl.art('48')], {
    kind: 'answered',
    cause: { act: 'note-fallen' },
    effect: ['withdraw'],
  }),
];

/** A typical case from nomination to its end, tasks 26 and 27 of the plan. */
export const typicalCase: Procedure = {
  code: 'typical-case',
  title: '典型案例评选发布',
  system: 'typical-cases',
  version: '2026-02-01',
  from: '2021-07-15',
  cites: [...cites, task27],
  about: '办案机关从已经结案公示的案件中报送，司法局审核，隐去当事人，专家评选后发布；决定被撤销的及时撤下。',
  transition: { says: '以前发布的，按发布时的规定。', cites: [task26] },
  relations: { lead: '报送机关', reviewer: '司法局' },
  roles: { 'case-clerk': '办案机构经办人', 'supervision-clerk': '行政执法监督人员', head: '机关负责人' },
  phases: {
    checking: { title: '审核法律适用' },
    redacting: { title: '隐去不能公开的内容' },
    voting: { title: '专家评选' },
    selected: { title: '入选，等待发布' },
    shown: { title: '已发布' },
    retired: { title: '已移出', end: 'done' },
    withdrawn: { title: '已撤下', end: 'stopped' },
    rejected: { title: '没有入选', end: 'stopped' },
  },
  acts: {
    nominate: {
      title: '报送案例',
      about: '写明案件来源、领域、事项和案情、规定、结果、意义',
      by: [office('case-clerk')],
      in: [],
      opens: true,
      cites: [...cites, chosenFrom],
      form: z.object({
        title: texts.title,
        source: z
          .string()
          .trim()
          .min(4)
          .max(80)
          .meta({ title: '来源案件', description: '本机关案件的编号或者处罚决定书文号' }),
        field: z.enum(FIELDS).meta({ title: '执法领域' }),
        item: z.string().trim().min(1).max(60).meta({ title: '执法事项编码', widget: 'enforcement-item' }),
        reviewer: z.string().trim().min(1).max(60).meta({ title: '报送给哪个司法局', widget: 'organ' }),
        reasons: long('推荐理由'),
      }),
      rules: [
        sourceRule('source'),
        redactedRule({ title: TEXTS.title }),
        {
          code: 'ITEM',
          field: 'item',
          cites: [chosenFrom],
          say: '执法事项、领域要与案件立案时的一致',
          asks: (input, view) => [sourceQuestion(input, view)],
          check: (input, view, env) => {
            const facts = env.answer(sourceQuestion(input, view))?.facts;
            return (
              !facts || (input.item === facts['file.item'] && input.field === facts['register-clue.field'])
            );
          },
        },
        {
          code: 'REVIEWER',
          field: 'reviewer',
          cites: [sup.art('24')],
          say: '典型案例由司法局审核发布，请选择司法局',
          check: (input, _view, env) => {
            const organ = env.organ(String(input.reviewer));
            return organ?.kind === 'department' && organ.name.endsWith('司法局');
          },
        },
      ],
      binds: [
        { relation: 'lead', from: 'actor.organ' },
        { relation: 'reviewer', from: 'reviewer' },
      ],
      to: 'checking',
    },
    check: {
      title: '审核法律适用',
      by: checker,
      in: ['checking'],
      cites,
      form: z.object({
        result: z.enum(['通过', '不采用']).meta({ title: '审核结果' }),
        opinion: long('审核意见'),
      }),
      rules: [sourceRule()],
      settles: ['passed'],
      outcomes: {
        passed: { title: '通过', conds: { passed: true } },
        failed: { title: '不采用', conds: { passed: false } },
      },
      to: [
        { when: cond('passed'), phase: 'redacting' },
        { when: not(cond('passed')), phase: 'rejected' },
      ],
    },
    redact: {
      title: '隐去不能公开的内容',
      about: '当事人不论是谁都不写名称；证件号、电话、账号、住址都不能出现',
      by: handler,
      in: ['redacting'],
      cites: [apl.art('50'), ...cites],
      form: z.object(texts),
      rules: [redactedRule(TEXTS)],
      to: 'voting',
    },
    vote: {
      title: '登记专家评选',
      by: checker,
      in: ['voting'],
      cites: [vote, ...cites],
      form: z.object({
        experts: z.array(expert).min(1).max(50).meta({ title: '专家和意见', widget: 'rows' }),
      }),
      rules: [
        {
          code: 'EXPERTS',
          field: 'experts',
          cites: [vote],
          say: `参加评选的专家不得少于${LEAST_EXPERTS}人，同一人只能投一次`,
          check: (input) => {
            const names = (input.experts as z.infer<typeof expert>[]).map((e) => e.name);
            return names.length >= LEAST_EXPERTS && new Set(names).size === names.length;
          },
        },
      ],
      settles: ['selected'],
      outcomes: {
        chosen: { title: '入选', conds: { selected: true } },
        left: { title: '没有入选', conds: { selected: false } },
      },
      to: [
        { when: cond('selected'), phase: 'selected' },
        { when: not(cond('selected')), phase: 'rejected' },
      ],
    },
    publish: {
      title: '发布',
      by: head,
      in: ['selected'],
      cites,
      needs: [
        need('CHECKED', cond('passed'), '法律适用还没有审核通过', cites),
        need('REDACTED', done('redact'), '还没有隐去不能公开的内容', [apl.art('50')]),
        need('VOTED', cond('selected'), '还没有经过专家评选', [vote]),
        need('APART', not(samePerson('check')), '审核的人不能自己决定发布', cites),
      ],
      rules: [sourceRule()],
      entries: (view, env) => entry(view, env.today),
      to: 'shown',
    },
    'note-fallen': {
      title: '登记来源案件的决定被撤销',
      about: '来源案件的决定被撤销的，平台自动登记；发现得更早的可以先登记',
      by: [system, ...handler, ...checker],
      in: ['shown'],
      cites: [apl.art('48')],
      rules: [
        {
          code: 'FALLEN',
          cites: [apl.art('48')],
          say: '来源案件的决定没有被撤销；其他原因不再适合的，按移出办理',
          asks: (input, view) => [sourceQuestion(input, view)],
          check: (input, view, env) => {
            const source = env.answer(sourceQuestion(input, view));
            return source !== null && fell(source);
          },
        },
      ],
      clocks: [{ do: 'start', clock: 'withdrawal' }],
    },
    withdraw: {
      title: '撤下',
      by: [...checker, ...head],
      in: ['shown'],
      cites: [apl.art('48')],
      needs: [need('NOTED', done('note-fallen'), '来源案件的决定没有登记为被撤销', [apl.art('48')])],
      form: z.object({ reason: long('撤下的理由') }),
      entries: (view, env) => entry(view, env.today, view.text('withdraw.reason')),
      clocks: [{ do: 'stop', clock: 'withdrawal' }],
      to: 'withdrawn',
    },
    retire: {
      title: '移出',
      about: '规定已经变化或者不再典型的',
      by: checker,
      in: ['shown'],
      cites,
      needs: [
        need(
          'FALLEN-FIRST',
          not(any(clock('withdrawal', 'running'), elapsed('withdrawal'))),
          '来源案件的决定被撤销的，按撤下办理',
          [apl.art('48')],
        ),
      ],
      form: z.object({ reason: long('移出的理由') }),
      entries: (view, env) => entry(view, env.today, view.text('retire.reason')),
      to: 'retired',
    },
  },
  clocks: {
    withdrawal: {
      title: '撤下典型案例的期限',
      kind: 'duty',
      owedBy: 'reviewer',
      limit: WITHDRAWAL,
      lastDay: 'roll',
      cites: [apl.art('48')],
    },
  },
  conditions: {
    passed: { title: '法律适用审核通过', test: { is: ['check.result', '通过'] } },
    selected: { title: '过半数专家同意', test: { fn: majority } },
  },
  laws,
  papers: {},
  titleFrom: 'nominate.title',
  owner: 'lead',
};
