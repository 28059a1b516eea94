/**
 * One campaign against problems that people report strongly (专项整治, R23.1): proposed on the figures of the record,
 * planned, approved by the government, published, run, closed with figures of the record, its result published. Nothing
 * in it may set a target over fines, and what it inspects enterprises for is a published plan of its own.
 */
import {
  type CaseView,
  type Env,
  elapsed,
  type Law,
  law,
  need,
  not,
  office,
  type Procedure,
  post,
  samePerson,
} from '@fadu/kernel';
import { noFineTarget } from '../../oversight/enforcement-supervision/fine-guard.ts';
import {
  type CampaignEntry,
  closingPrefill,
  evidencePrefill,
  publishedEntries,
  resultEntries,
  stoppedEntries,
} from './campaign-facts.ts';
import * as form from './campaign-forms.ts';
import {
  closingRules,
  evidenceRules,
  fieldsRule,
  governmentOf,
  governmentRule,
  lookRule,
  planRules,
  publicationRules,
} from './campaign-rules.ts';
import { cites, ENFORCEMENT_CAMPAIGNS, limits, task23 } from './common.ts';

const clerk = [post('case-clerk', 'lead')];
const head = [post('head', 'lead')];
const government = [post('principal-head', 'government'), post('responsible-leader', 'government')];

/** What everyone sees of an act: the entry that it leaves. */
const shown = (entries: typeof publishedEntries) => (view: CaseView, env: Env) => {
  const entry = entries(view, env).find((e) => e.register === ENFORCEMENT_CAMPAIGNS);
  const { status: _, ...body } = (entry?.body ?? {}) as unknown as CampaignEntry;
  return body;
};

const laws: readonly Law[] = [
  law('EVIDENCE', '没有取得记录里的数字的，不得拟订方案', cites.evidence, {
    kind: 'precedes',
    first: [{ act: 'take-figures' }],
    then: 'draft-plan',
  }),
  law('APPROVED', '没有经县级以上人民政府批准的，不得公布实施', cites.approval, {
    kind: 'precedes',
    first: [{ act: 'approve' }],
    then: 'publish',
    since: ['draft-plan', 'return-plan'],
  }),
  law('APART', '拟订方案的人不得批准方案', cites.apart, {
    kind: 'apart',
    act: 'approve',
    from: 'draft-plan',
  }),
  law('PUBLISHED', '批准的方案应当公布、退回或者中止', cites.publication, {
    kind: 'answered',
    cause: { act: 'approve' },
    effect: ['publish', 'return-plan', 'stop'],
  }),
  law('ENDED', '整治没有结束的，不得办结', cites.closing, { kind: 'waits', act: 'close', clock: 'run' }),
  law('FIGURES', '没有用记录里的数字办结的，不得公布结果', cites.closing, {
    kind: 'precedes',
    first: [{ act: 'close' }],
    then: 'publish-result',
  }),
  law('RESULT-APART', '办结的人不得自己公布结果', cites.apart, {
    kind: 'apart',
    act: 'publish-result',
    from: 'close',
  }),
  law('TOLD', '公布实施的，应当公布结果或者中止的理由', cites.result, {
    kind: 'answered',
    cause: { act: 'publish' },
    effect: ['publish-result', 'stop'],
  }),
];

/** A campaign, task 23 of the plan. */
export const enforcementCampaign: Procedure = {
  code: 'enforcement-campaign',
  title: '重点领域专项整治',
  system: 'enforcement-campaigns',
  version: '2026-02-01',
  from: '2021-07-15',
  cites: [task23, ...cites.approval.slice(1), ...cites.quota],
  about:
    '群众反映强烈的突出问题从记录里分领域找出来，以记录的数字为依据提出，经县级以上人民政府批准后公布、实施，期满以记录的数字办结并公布结果。不得设罚没指标。',
  transition: { says: '以前批准的专项整治按批准时的方案办完。', cites: [task23] },
  relations: { lead: '牵头机关', government: '批准的人民政府' },
  roles: {
    'case-clerk': '经办人员',
    head: '机关负责人',
    'principal-head': '政府主要负责人',
    'responsible-leader': '政府分管负责人',
  },
  phases: {
    evidence: { title: '取得数字' },
    planning: { title: '拟订方案' },
    approving: { title: '等待批准' },
    approved: { title: '已批准，等待公布' },
    running: { title: '实施' },
    closed: { title: '已办结，等待公布结果' },
    done: { title: '已公布结果', end: 'done' },
    stopped: { title: '已中止', end: 'stopped' },
    dropped: { title: '不再提出', end: 'stopped' },
  },
  acts: {
    propose: {
      title: '提出专项整治',
      about: '写明领域和群众反映的突出问题；数字在下一步由记录计算',
      by: [office('case-clerk')],
      in: [],
      opens: true,
      cites: cites.evidence,
      form: form.proposal,
      rules: [noFineTarget('title', 'problem'), fieldsRule, lookRule, governmentRule],
      binds: [
        { relation: 'lead', from: 'actor.organ' },
        { relation: 'government', from: (_input, _view, env) => governmentOf(env, env.acting) },
      ],
      to: 'evidence',
    },
    'take-figures': {
      title: '取得记录里的数字',
      about: '举报、立案、处罚、再次违法、检查、改正的次数由记录计算，写进方案，不能改动',
      by: clerk,
      in: ['evidence'],
      cites: cites.evidence,
      form: form.evidence,
      prefill: evidencePrefill,
      rules: evidenceRules,
      to: 'planning',
    },
    'draft-plan': {
      title: '拟订方案报批',
      about: '参加机关、时间、目标、措施；要现场检查企业的写明事项和数量；不得设罚没指标',
      by: clerk,
      in: ['planning'],
      cites: [...cites.plan, ...cites.visits, ...cites.quota],
      form: form.plan,
      rules: planRules,
      clocks: [{ do: 'restart', clock: 'approval' }],
      to: 'approving',
    },
    approve: {
      title: '批准方案',
      by: government,
      in: ['approving'],
      cites: cites.approval,
      needs: [need('APART', not(samePerson('draft-plan')), '拟订方案的人不能批准方案', cites.apart)],
      form: form.approval,
      rules: [noFineTarget('opinion')],
      numbers: ['campaign'],
      clocks: [
        { do: 'stop', clock: 'approval' },
        { do: 'restart', clock: 'publication' },
      ],
      to: 'approved',
    },
    'return-plan': {
      title: '退回修改',
      by: government,
      in: ['approving', 'approved'],
      cites: cites.approval,
      repeats: true,
      form: form.reasons,
      voids: ['draft-plan', 'approve'],
      clocks: [
        { do: 'stop', clock: 'approval' },
        { do: 'stop', clock: 'publication' },
      ],
      to: 'planning',
    },
    drop: {
      title: '不再提出',
      by: head,
      in: ['evidence', 'planning'],
      cites: cites.evidence,
      form: form.reasons,
      to: 'dropped',
    },
    publish: {
      title: '公布方案，开始实施',
      about: '要检查企业的，同时成为参加机关的专项检查方案',
      by: clerk,
      in: ['approved'],
      cites: cites.publication,
      form: form.publication,
      prefill: { from: (view) => ({ to: view.get('draft-plan.to') }) },
      rules: publicationRules,
      entries: publishedEntries,
      public: true,
      attested: true,
      publicBody: shown(publishedEntries),
      clocks: [
        { do: 'stop', clock: 'publication' },
        { do: 'start', clock: 'run', until: 'to' },
        { do: 'start', clock: 'closing', until: 'closeBy' },
      ],
      to: 'running',
    },
    stop: {
      title: '中止专项整治',
      by: government,
      in: ['approved', 'running'],
      cites: cites.approval,
      form: form.reasons,
      entries: (view, env) => (view.last('publish') ? stoppedEntries(view, env) : []),
      public: true,
      publicBody: (view) => ({ title: view.text('propose.title'), reasons: view.text('stop.reasons') }),
      clocks: [
        { do: 'stop', clock: 'publication' },
        { do: 'stop', clock: 'closing' },
      ],
      to: 'stopped',
    },
    close: {
      title: '办结',
      about: '整治前后的数字由记录计算，不能改动；没有解决的问题也要写',
      by: clerk,
      in: ['running'],
      cites: cites.closing,
      needs: [need('ENDED', elapsed('run'), '整治还没有到结束日期，不能办结', cites.closing)],
      form: form.closing,
      prefill: closingPrefill,
      rules: closingRules,
      clocks: [
        { do: 'stop', clock: 'closing' },
        { do: 'start', clock: 'result' },
      ],
      to: 'closed',
    },
    'publish-result': {
      title: '公布结果',
      by: head,
      in: ['closed'],
      cites: cites.result,
      needs: [need('RESULT-APART', not(samePerson('close')), '办结的人不能自己公布结果', cites.apart)],
      entries: resultEntries,
      public: true,
      attested: true,
      publicBody: shown(resultEntries),
      clocks: [{ do: 'stop', clock: 'result' }],
      to: 'done',
    },
  },
  clocks: {
    approval: {
      title: '批准或者退回方案的期限',
      kind: 'duty',
      owedBy: 'responsible-leader',
      limit: limits.approval,
      lastDay: 'roll',
      cites: cites.approval,
    },
    publication: {
      title: '公布方案的期限',
      kind: 'duty',
      owedBy: 'case-clerk',
      limit: limits.publication,
      lastDay: 'roll',
      cites: cites.publication,
    },
    run: {
      title: '实施时间',
      kind: 'minimum',
      owedBy: 'case-clerk',
      limit: limits.run,
      lastDay: 'keep',
      cites: cites.plan,
    },
    closing: {
      title: '办结期限',
      kind: 'duty',
      owedBy: 'case-clerk',
      limit: limits.run,
      lastDay: 'keep',
      cites: cites.closing,
    },
    result: {
      title: '公布结果的期限',
      kind: 'duty',
      owedBy: 'head',
      limit: limits.result,
      lastDay: 'roll',
      cites: cites.result,
    },
  },
  conditions: {},
  laws,
  papers: {},
  titleFrom: 'propose.title',
  owner: 'lead',
  series: {
    campaign: { title: '专项整治方案编号', format: '{mark}专〔{year}〕{n}号', of: 'government' },
  },
  publicFrom: ['publish'],
};
