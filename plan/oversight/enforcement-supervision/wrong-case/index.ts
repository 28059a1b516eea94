/** Accountability for wrong cases (错案责任倒查, R39.2): what went wrong, why, who at which stage, proposal, result. */
import {
  type CaseView,
  cond,
  days,
  design,
  done,
  type Law,
  law,
  need,
  not,
  office,
  type Performer,
  type Procedure,
  post,
  samePerson,
} from '@fadu/kernel';
import { z } from 'zod';
import { penaltyLaw as apl, enforcementSupervisionRegulations as sup } from '../../../statutes/index.ts';
import { line, long, organ, yes } from '../fields.ts';
import { task39 } from '../settings.ts';

export const TRIGGERS = [
  '行政复议改变',
  '行政诉讼改变',
  '行政执法监督认定违法',
  '国家赔偿',
  '刑事裁判认定',
  '机关自行纠正',
] as const;
export const CAUSES = [
  '故意',
  '重大过失',
  '一般过失',
  '当事人隐匿、伪造证据',
  '法律修改或者解释变化',
  '没有过错',
] as const;
/** Causes for which somebody answers. */
const FAULT: readonly string[] = ['故意', '重大过失', '一般过失'];
export const STAGES = ['立案', '调查', '审核', '法制审核', '听证', '集体讨论', '决定', '送达执行'] as const;
export const MEASURES = [
  '批评教育',
  '离岗教育',
  '调离执法岗位',
  '取消执法资格',
  '建议给予处分',
  '不承担责任',
] as const;
/** Grounds for bearing none. That a meeting decided is no such ground for who handled the case. */
export const EXEMPTIONS = [
  '书面不同意见记录在案',
  '当事人隐匿、伪造证据',
  '法律修改或者解释变化',
  '没有参与该环节',
] as const;

const LIMIT = days(60);
const limitSays = design('登记后60日内查明原因并提出处理建议');

const person = z.object({
  name: line('姓名', 2, 40),
  stage: z.enum(STAGES).meta({ title: '环节' }),
  part: long('所做的事', 2, 1000),
  dissent: yes('书面不同意见记录在案'),
});
type Person = z.infer<typeof person>;
const measure = z.object({
  name: line('姓名', 2, 40),
  measure: z.enum(MEASURES).meta({ title: '处理建议' }),
  exemption: z.enum(EXEMPTIONS).optional().meta({ title: '不承担责任的理由' }),
  reason: long('理由', 2, 1000),
});
type Measure = z.infer<typeof measure>;

const personsOf = (view: CaseView) => (view.get('name-persons.persons') ?? []) as readonly Person[];
const allHeard = (view: CaseView): boolean => {
  const heard = new Set(view.all('hear-person').map((a) => a.input.name));
  return personsOf(view).length > 0 && personsOf(view).every((p) => heard.has(p.name));
};

const clerk: Performer[] = [post('supervision-clerk', 'supervisor')];
const head: Performer[] = [post('head', 'supervisor')];
const cites = [sup.art('32'), apl.art('76'), task39];

const laws: readonly Law[] = [
  law('CAUSE-FIRST', '没有查明原因的，不得确定责任人员', cites, {
    kind: 'precedes',
    first: [{ act: 'find-cause', with: cond('fault') }],
    then: 'name-persons',
  }),
  law('HEARD', '没有听取当事人员陈述的，不得提出处理建议', cites, {
    kind: 'only-while',
    act: 'propose',
    guard: cond('all-heard'),
  }),
  law('APART', '查明原因的人不得签发处理建议', cites, { kind: 'apart', act: 'propose', from: 'find-cause' }),
  law('NO-FAULT', '有过错的，不得以没有责任了结', cites, {
    kind: 'only-while',
    act: 'end-without-fault',
    guard: not(cond('fault')),
  }),
  law('PROPOSED', '没有处理建议的，不得登记处理结果', cites, {
    kind: 'precedes',
    first: [{ act: 'propose' }],
    then: 'record-result',
  }),
];

/** One wrong case and who answers for it. */
export const wrongCaseLiability: Procedure = {
  code: 'wrong-case-liability',
  title: '错案责任倒查',
  system: 'enforcement-supervision',
  version: '2026-02-01',
  from: '2021-01-01',
  cites,
  about: '处罚等决定被改变、认定违法以后，登记、查明原因、按环节确定人员、听取陈述、提出处理建议、登记结果。',
  transition: { says: '以前登记的，按本程序办完。', cites: [task39] },
  relations: { supervisor: '行政执法监督机构', subject: '执法机关' },
  roles: { 'supervision-clerk': '行政执法监督人员', head: '机关负责人', 'case-clerk': '执法机关经办人' },
  phases: {
    finding: { title: '查明原因' },
    persons: { title: '确定人员和听取陈述' },
    proposed: { title: '已提出处理建议' },
    closed: { title: '办结', end: 'done' },
    'no-fault': { title: '没有责任', end: 'stopped' },
  },
  acts: {
    register: {
      title: '登记错案',
      by: [office('supervision-clerk')],
      in: [],
      opens: true,
      cites,
      form: z.object({
        title: line('错案名称', 4, 120),
        subject: organ('作出原决定的机关'),
        decision: line('原决定文号'),
        trigger: z.enum(TRIGGERS).meta({ title: '启动原因' }),
        document: line('改变原决定的文书'),
        happened: long('基本情况'),
      }),
      binds: [
        { relation: 'supervisor', from: 'actor.organ' },
        { relation: 'subject', from: 'subject' },
      ],
      clocks: [{ do: 'start', clock: 'inquiry' }],
      to: 'finding',
    },
    'find-cause': {
      title: '查明原因',
      by: clerk,
      in: ['finding'],
      cites,
      repeats: true,
      form: z.object({ cause: z.enum(CAUSES).meta({ title: '原因' }), facts: long('查明的事实') }),
      settles: ['fault'],
    },
    'name-persons': {
      title: '按环节确定人员',
      about: '集体讨论不免除承办人的责任；书面不同意见记录在案的写明',
      by: clerk,
      in: ['finding'],
      cites,
      needs: [need('FAULT', cond('fault'), '没有查明有过错，不能确定责任人员', cites)],
      form: z.object({
        persons: z.array(person).min(1).max(30).meta({ title: '各环节人员', widget: 'rows' }),
      }),
      settles: ['all-heard'],
      outcomes: { named: { title: '已确定', conds: { 'all-heard': false } } },
      to: 'persons',
    },
    'hear-person': {
      title: '听取陈述',
      by: clerk,
      in: ['persons'],
      cites,
      repeats: true,
      form: z.object({ name: line('姓名', 2, 40), statement: long('陈述', 2) }),
      rules: [
        {
          code: 'NAMED',
          field: 'name',
          cites,
          say: '这个人不在确定的人员里',
          check: (input, view) => personsOf(view).some((p) => p.name === input.name),
        },
      ],
      settles: ['all-heard'],
    },
    propose: {
      title: '提出处理建议',
      by: head,
      in: ['persons'],
      cites,
      needs: [
        need('ALL-HEARD', cond('all-heard'), '还有人员的陈述没有听取', cites),
        need('APART', not(samePerson('find-cause')), '查明原因的人不能签发处理建议', cites),
      ],
      form: z.object({
        measures: z.array(measure).min(1).max(30).meta({ title: '处理建议', widget: 'rows' }),
        competent: line('有权处理的机关'),
      }),
      rules: [
        {
          code: 'EACH',
          field: 'measures',
          cites,
          say: '确定的每一个人都要有处理建议，也不能多出别的人',
          check: (input, view) => {
            const names = (input.measures as Measure[]).map((m) => m.name).sort();
            const want = [...new Set(personsOf(view).map((p) => p.name))].sort();
            return JSON.stringify(names) === JSON.stringify(want);
          },
        },
        {
          code: 'DISSENT',
          field: 'measures',
          cites,
          say: '书面不同意见记录在案的人不承担责任',
          check: (input, view) =>
            (input.measures as Measure[]).every((m) => {
              const mine = personsOf(view).filter((p) => p.name === m.name);
              return !mine.every((p) => p.dissent) || m.measure === '不承担责任';
            }),
        },
        {
          code: 'EXEMPT',
          field: 'measures',
          cites,
          say: '不承担责任的要写明理由；集体讨论决定不是承办人免责的理由',
          check: (input, view) =>
            (input.measures as Measure[]).every((m) => {
              if (m.measure !== '不承担责任') return m.exemption === undefined;
              if (m.exemption === '书面不同意见记录在案')
                return personsOf(view).some((p) => p.name === m.name && p.dissent);
              return m.exemption !== undefined;
            }),
        },
      ],
      papers: ['proposal'],
      clocks: [{ do: 'stop', clock: 'inquiry' }],
      to: 'proposed',
    },
    'record-result': {
      title: '登记处理结果',
      by: clerk,
      in: ['proposed'],
      cites,
      needs: [need('PROPOSED', done('propose'), '还没有处理建议', cites)],
      form: z.object({ document: line('处理文书'), result: long('处理结果') }),
      to: 'closed',
    },
    'end-without-fault': {
      title: '没有责任，办结',
      by: head,
      in: ['finding'],
      cites,
      needs: [
        need('CAUSE', done('find-cause'), '还没有查明原因', cites),
        need('NO-FAULT', not(cond('fault')), '查明有过错的，应当确定人员', cites),
      ],
      form: z.object({ reason: long('理由') }),
      clocks: [{ do: 'stop', clock: 'inquiry' }],
      to: 'no-fault',
    },
  },
  clocks: {
    inquiry: {
      title: '责任倒查期限',
      kind: 'duty',
      owedBy: 'supervisor',
      limit: LIMIT,
      lastDay: 'roll',
      cites: [limitSays],
    },
  },
  conditions: {
    fault: { title: '有过错', test: { fn: (v) => FAULT.includes(v.text('find-cause.cause')) } },
    'all-heard': { title: '各人的陈述都已听取', test: { fn: allHeard } },
  },
  laws,
  papers: {
    proposal: {
      title: '处理建议书',
      kind: '信函',
      issuedBy: 'supervisor',
      compose: (view) => ({
        title: `关于“${view.text('register.title')}”的处理建议`,
        recipients: view.text('propose.competent'),
        blocks: [
          {
            kind: 'paragraph',
            text: `经查，原因为：${view.text('find-cause.cause')}。${view.text('find-cause.facts')}`,
          },
          ...((view.get('propose.measures') ?? []) as readonly Measure[]).map((m) => ({
            kind: 'paragraph' as const,
            text: `${m.name}：${m.measure}${m.exemption ? `（${m.exemption}）` : ''}。${m.reason}`,
          })),
        ],
      }),
    },
  },
  titleFrom: 'register.title',
  owner: 'supervisor',
};
