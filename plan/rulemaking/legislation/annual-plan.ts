import {
  type CaseView,
  clock,
  cond,
  design,
  done,
  elapsed,
  type InputRule,
  law,
  need,
  not,
  office,
  type Procedure,
  post,
  type RegisterChange,
  resident,
} from '@fadu/kernel';
import { legislationLaw, rulemakingRegulations as rules } from '../../statutes/index.ts';
import * as form from './annual-plan-forms.ts';
import { settings, task13, task14 } from './common.ts';
import { fieldQuestions, fieldRules, titleRule } from './proposing.ts';
import { PLAN_REGISTER } from './text.ts';

type Input = Readonly<Record<string, unknown>>;
const planner = [post('legislation-planner', 'lead')];
const clerk = [post('office-clerk', 'office')];

/** One project of the plan, with the code it is published under. */
export interface PlannedProject {
  readonly code: string;
  readonly seq: number;
  readonly input: Input;
  /** Project of the congress’s own plan that it is linked with. */
  readonly congress?: string;
}

/** Applications that the argumentation took into the plan, in the order in which they were applied for. */
export function plannedProjects(view: CaseView): PlannedProject[] {
  const year = view.text('open-plan.year');
  // The decision of the government voids the opinion, so that a plan sent back is heard anew; its links stand.
  const opinion = view.state.acts.findLast((a) => a.act === 'congress-opinion');
  const links = new Map(
    ((opinion?.input.linked ?? []) as { project: number; congress: string }[]).map((l) => [
      l.project,
      l.congress,
    ]),
  );
  const taken = new Set(
    view
      .all('argue')
      .filter((a) => a.input.conclusion === '列入计划')
      .map((a) => Number(a.input.project)),
  );
  return view
    .all('apply-project')
    .filter((a) => taken.has(a.seq))
    .map((a, i) => ({
      code: codeOf(year, i + 1),
      seq: a.seq,
      input: a.input,
      ...(links.has(a.seq) && { congress: links.get(a.seq) as string }),
    }));
}

const codeOf = (year: string, n: number): string => `${year}-${String(n).padStart(2, '0')}`;

/** Applications and suggestions that nobody has argued yet. */
export function openProposals(view: CaseView): number[] {
  const argued = new Set(view.all('argue').map((a) => Number(a.input.project)));
  return ['apply-project', 'suggest']
    .flatMap((act) => view.all(act))
    .map((a) => a.seq)
    .filter((seq) => !argued.has(seq));
}

const bodyOf = (view: CaseView, input: Input, congress?: string): Record<string, unknown> => ({
  status: '列入计划',
  year: Number(view.text('open-plan.year')),
  title: input.title,
  instrument: input.instrument,
  field: input.field,
  units: input.units,
  dueOn: input.dueOn,
  necessity: input.necessity,
  ...(congress && { congress }),
});

/** The entry that an approved adjustment makes or changes. */
function adjustedEntry(view: CaseView, today: string): RegisterChange[] {
  const asked = view.last('propose-adjustment');
  if (!asked || view.get('decide-adjustment.result') !== '同意') return [];
  const input = asked.input;
  const year = view.text('open-plan.year');
  const planned = plannedProjects(view);
  const agreed = (seq: number) =>
    view.all('decide-adjustment').some((d) => {
      const before = view.all('propose-adjustment').findLast((p) => p.seq < d.seq);
      return before?.seq === seq && d.input.result === '同意';
    });
  const added = view.all('propose-adjustment').filter((p) => p.input.kind === '增加项目' && agreed(p.seq));
  const all = new Map<string, Record<string, unknown>>([
    ...planned.map((p) => [p.code, bodyOf(view, p.input, p.congress)] as const),
    ...added.map((p, i) => [codeOf(year, planned.length + i + 1), bodyOf(view, p.input)] as const),
  ]);
  const code =
    input.kind === '增加项目'
      ? codeOf(year, planned.length + added.findIndex((p) => p.seq === asked.seq) + 1)
      : String(input.code);
  const body = all.get(code);
  if (!body) return [];
  const change: Record<string, unknown> = { ...body, adjusted: input.kind, argument: input.argument };
  if (input.kind === '调整完成时间') change.dueOn = input.dueOn;
  if (input.kind === '取消项目') change.status = '取消';
  if (input.kind === '转入下一年度') change.status = '转入下一年度';
  return [{ register: PLAN_REGISTER, code, lawFrom: today, body: change }];
}

const notFuture = (field: string): InputRule => ({
  code: `PAST-${field}`,
  field,
  cites: [task14],
  say: '日期不能晚于今天',
  check: (input, _view, env) => String(input[field]) <= env.today,
});

const projectRules: InputRule[] = [
  ...fieldRules,
  { ...titleRule, check: (i, v, e) => i.instrument !== '政府规章' || titleRule.check(i, v, e) },
  {
    code: 'DUE-YEAR',
    field: 'dueOn',
    cites: [rules.art('12')],
    say: '完成时间应当在计划年度以内',
    check: (input, view) => String(input.dueOn).slice(0, 4) === view.text('open-plan.year'),
  },
];

/** Annual plan of rules and regulations (R14.1): collected, argued, heard, approved, published, adjusted. */
export const annualLegislativePlan: Procedure = {
  code: 'annual-legislative-plan',
  title: '年度立法计划',
  system: 'legislation',
  version: '2023-03-15',
  from: '2023-03-15',
  cites: [task13, task14, rules.art('12')],
  about:
    '每年向各单位和社会征集立法项目，逐项论证，听取人大有关委员会意见并与人大立法计划衔接，报政府批准后公布；增加项目要补充论证。',
  relations: {
    lead: '法制机构',
    maker: '批准计划的政府',
    office: '政府办公机构',
    proposers: '提出申请的单位',
  },
  roles: {
    'legislation-planner': '立法计划人员',
    head: '单位负责人',
    'office-clerk': '办文人员',
  },
  phases: {
    collecting: { title: '征集项目' },
    arguing: { title: '论证' },
    approving: { title: '报批' },
    approved: { title: '已批准' },
    running: { title: '执行' },
    closed: { title: '年度结束', end: 'done' },
    abandoned: { title: '终止', end: 'stopped' },
  },
  acts: {
    'open-plan': {
      title: '征集立法项目',
      about: '请各单位提出立项申请，并向社会公开征集建议',
      by: [office('legislation-planner')],
      in: [],
      opens: true,
      cites: [rules.art('10'), task14],
      public: true,
      form: form.opening,
      rules: [
        {
          code: 'YEAR',
          field: 'year',
          cites: [rules.art('12')],
          say: '计划年度只能是今年或者明年',
          check: (input, _view, env) => {
            const year = Number(env.today.slice(0, 4));
            return input.year === year || input.year === year + 1;
          },
        },
      ],
      binds: [
        { relation: 'lead', from: 'actor.organ' },
        { relation: 'maker', from: 'maker' },
        { relation: 'office', from: 'office' },
        { relation: 'proposers', from: 'proposers' },
      ],
      clocks: [{ do: 'start', clock: 'collection' }],
      publishes: ['plan'],
    },
    suggest: {
      title: '提出立法项目建议',
      about: '任何人都可以建议制定、修改或者废止地方性法规、规章',
      by: [{ kind: 'public' }, resident],
      in: ['collecting'],
      cites: [rules.art('10'), task14],
      repeats: true,
      public: true,
      needs: [need('COLLECTING', clock('collection', 'running'), '征集已经截止', [rules.art('10')])],
      form: form.suggestion,
      settles: ['proposals-open'],
      outcomes: { received: { title: '收到', conds: { 'proposals-open': true } } },
    },
    'apply-project': {
      title: '申请立项',
      about: '写明必要性、要解决的问题、主要制度和立法前评估情况；超出立法权限的不予受理',
      by: [post('head', 'proposers'), post('legislation-planner', 'lead')],
      in: ['collecting', 'arguing'],
      cites: [rules.art('10'), rules.art('11'), task13],
      repeats: true,
      form: form.application,
      asks: (input, _view, today) => fieldQuestions(input, today),
      rules: projectRules,
      settles: ['proposals-open'],
      outcomes: { received: { title: '收到', conds: { 'proposals-open': true } } },
    },
    'end-collection': {
      title: '征集截止，开始论证',
      by: planner,
      in: ['collecting'],
      cites: [rules.art('12')],
      needs: [
        need('COLLECTED', elapsed('collection'), '征集期限未满，不能提前截止', [
          design('征集立法项目建议不少于30日'),
        ]),
      ],
      clocks: [{ do: 'stop', clock: 'collection' }],
      to: 'arguing',
    },
    argue: {
      title: '论证',
      about: '对每一件申请和建议写明结论和理由',
      by: planner,
      in: ['arguing'],
      cites: [rules.art('12'), task14],
      repeats: true,
      public: true,
      needs: [need('PROPOSALS', cond('proposals-open'), '没有等待论证的申请和建议', [rules.art('12')])],
      form: form.argument,
      rules: [
        {
          code: 'ARGUE-TARGET',
          field: 'project',
          cites: [rules.art('12')],
          say: '没有这个编号的申请或者建议，或者已经论证',
          check: (input, view) => openProposals(view).includes(Number(input.project)),
        },
        {
          code: 'ARGUE-SUGGESTION',
          field: 'conclusion',
          cites: [rules.art('11')],
          say: '社会建议要由有关单位提出立项申请以后才能列入计划',
          check: (input, view) =>
            input.conclusion !== '列入计划' || view.all('apply-project').some((a) => a.seq === input.project),
        },
      ],
      settles: ['proposals-open'],
      publicBody: (view) => {
        const { project, conclusion, reason } = view.last('argue')?.input ?? {};
        const found = ['apply-project', 'suggest']
          .flatMap((act) => view.all(act))
          .find((a) => a.seq === project);
        return {
          title: found?.input.title,
          from: found?.act === 'suggest' ? '社会建议' : '单位申请',
          conclusion,
          reason,
        };
      },
    },
    'congress-opinion': {
      title: '记录人大有关委员会的意见',
      about: '年度计划报批以前听取人大有关委员会的意见，并与人大立法计划衔接',
      by: planner,
      in: ['arguing'],
      cites: [task14],
      repeats: true,
      form: form.congressOpinion,
      rules: [
        notFuture('givenOn'),
        {
          code: 'LINKED',
          field: 'linked',
          cites: [task14],
          say: '地方性法规项目没有与人大立法计划衔接',
          check: (input, view) => {
            const linked = new Set((input.linked as { project: number }[]).map((l) => l.project));
            const left = plannedProjects(view).filter(
              (p) => p.input.instrument === '地方性法规' && !linked.has(p.seq),
            );
            return (
              left.length === 0 ||
              `这些地方性法规项目还没有写明人大立法计划中的项目：${left.map((p) => String(p.input.title)).join('、')}`
            );
          },
        },
      ],
    },
    'submit-plan': {
      title: '报请批准',
      by: planner,
      in: ['arguing'],
      cites: [rules.art('12')],
      needs: [
        need('ARGUED', not(cond('proposals-open')), '还有申请或者建议没有论证', [rules.art('12')]),
        need('HEARD-CONGRESS', done('congress-opinion'), '还没有人大有关委员会的意见', [task14]),
      ],
      to: 'approving',
    },
    'approve-plan': {
      title: '政府批准',
      by: clerk,
      in: ['approving'],
      cites: [rules.art('12')],
      repeats: true,
      form: form.approval,
      rules: [notFuture('heldOn')],
      settles: ['plan-approved'],
      outcomes: {
        approved: { title: '批准', conds: { 'plan-approved': true } },
        returned: { title: '退回修改', conds: { 'plan-approved': false } },
      },
      voids: ['submit-plan', 'congress-opinion'],
      to: [
        { when: cond('plan-approved'), phase: 'approved' },
        { when: not(cond('plan-approved')), phase: 'arguing' },
      ],
    },
    'publish-plan': {
      title: '公布年度计划',
      about: '公布每个项目的名称、形式、起草单位和完成时间',
      by: planner,
      in: ['approved'],
      cites: [rules.art('12'), task14],
      public: true,
      needs: [need('APPROVED', cond('plan-approved'), '没有经政府批准，不能公布', [rules.art('12')])],
      publishes: ['plan'],
      papers: ['plan'],
      entries: (view, env) =>
        plannedProjects(view).map((p) => ({
          register: PLAN_REGISTER,
          code: p.code,
          lawFrom: env.today,
          body: bodyOf(view, p.input, p.congress),
        })),
      publicBody: (view) => ({
        year: Number(view.text('open-plan.year')),
        projects: plannedProjects(view).map((p) => ({
          code: p.code,
          title: p.input.title,
          instrument: p.input.instrument,
          dueOn: p.input.dueOn,
          congress: p.congress ?? null,
        })),
      }),
      to: 'running',
    },
    'propose-adjustment': {
      title: '申请调整计划',
      about: '增加项目要写明补充论证；延期、取消写明理由',
      by: [post('head', 'proposers'), ...planner],
      in: ['running'],
      cites: [rules.art('13'), task14],
      repeats: true,
      needs: [
        need('ONE-ADJUSTMENT', not(cond('adjustment-open')), '上一件调整还没有决定', [rules.art('13')]),
      ],
      form: form.adjustment,
      asks: (input, _view, today) => [
        ...fieldQuestions(input, today),
        ...(input.code
          ? [{ ask: 'entry', register: PLAN_REGISTER, code: String(input.code), on: today } as const]
          : []),
      ],
      rules: [
        {
          code: 'ADJUST-NEW',
          field: 'title',
          cites: [rules.art('11'), rules.art('13')],
          say: '增加项目要和申请立项一样写全内容',
          check: (input, view, env) => {
            if (input.kind !== '增加项目') return true;
            const whole = form.application.safeParse(
              Object.fromEntries(
                Object.entries(input).filter(([k]) => !['kind', 'code', 'argument'].includes(k)),
              ),
            );
            if (!whole.success)
              return `增加项目还要填写：${[...new Set(whole.error.issues.map((i) => titleOf(String(i.path[0]))))].join('、')}`;
            for (const rule of projectRules) {
              const said = rule.check(input, view, env);
              if (said !== true) return typeof said === 'string' ? said : rule.say;
            }
            return true;
          },
        },
        {
          code: 'ADJUST-CODE',
          field: 'code',
          cites: [rules.art('13')],
          say: '要写明计划中的项目编号',
          check: (input, view, env) => {
            if (input.kind === '增加项目') return !input.code;
            if (!input.code) return false;
            const entry = env.answer({
              ask: 'entry',
              register: PLAN_REGISTER,
              code: String(input.code),
              on: env.today,
            });
            if (entry?.body.status !== '列入计划' || entry.body.year !== Number(view.text('open-plan.year')))
              return '本年度计划里没有这个编号的在办项目';
            return input.kind !== '调整完成时间' || Boolean(input.dueOn) || '要写明新的完成时间';
          },
        },
      ],
      settles: ['adjustment-open'],
      outcomes: { asked: { title: '已申请', conds: { 'adjustment-open': true } } },
    },
    'decide-adjustment': {
      title: '决定调整',
      by: clerk,
      in: ['running'],
      cites: [rules.art('13')],
      repeats: true,
      public: true,
      needs: [need('ADJUSTMENT', cond('adjustment-open'), '没有等待决定的调整', [rules.art('13')])],
      form: form.adjustmentDecision,
      rules: [notFuture('heldOn')],
      settles: ['adjustment-open'],
      outcomes: { decided: { title: '已决定', conds: { 'adjustment-open': false } } },
      entries: (view, env) => adjustedEntry(view, env.today),
      publicBody: (view) => ({
        kind: view.text('propose-adjustment.kind'),
        title: view.text('propose-adjustment.title') || view.text('propose-adjustment.code'),
        result: view.text('decide-adjustment.result'),
        argument: view.text('propose-adjustment.argument'),
      }),
    },
    'close-plan': {
      title: '年度结束，报告完成情况',
      by: planner,
      in: ['running'],
      cites: [rules.art('12'), task14],
      public: true,
      needs: [need('NO-ADJUSTMENT', not(cond('adjustment-open')), '还有调整没有决定', [rules.art('13')])],
      form: form.report,
      to: 'closed',
    },
    'abandon-plan': {
      title: '终止计划编制',
      by: clerk,
      in: ['collecting', 'arguing', 'approving'],
      cites: [rules.art('12')],
      form: form.report.extend({ report: form.report.shape.report.meta({ title: '终止的理由' }) }),
      to: 'abandoned',
    },
  },
  clocks: {
    collection: {
      title: '征集期限',
      kind: 'minimum',
      owedBy: 'public',
      limit: settings.collection,
      lastDay: 'keep',
      cites: [design('征集立法项目建议不少于30日')],
    },
  },
  conditions: {
    'proposals-open': {
      title: '有申请或者建议没有论证',
      test: { fn: (v) => openProposals(v).length > 0 },
    },
    'plan-approved': { title: '政府批准', test: { is: ['approve-plan.result', '批准'] } },
    'adjustment-open': {
      title: '有调整等待决定',
      test: {
        fn: (v) => (v.last('propose-adjustment')?.seq ?? 0) > (v.last('decide-adjustment')?.seq ?? 0),
      },
    },
  },
  laws: [
    law('P-COLLECT', '征集期限未满，不得截止', [design('征集立法项目建议不少于30日')], {
      kind: 'waits',
      act: 'end-collection',
      clock: 'collection',
    }),
    law('P-ARGUED', '有申请或者建议没有论证的，不得报批', [rules.art('12')], {
      kind: 'only-while',
      act: 'submit-plan',
      guard: not(cond('proposals-open')),
    }),
    law('P-CONGRESS', '没有听取人大有关委员会意见的，不得报批；退回修改的重新听取', [task14], {
      kind: 'precedes',
      first: [{ act: 'congress-opinion' }],
      then: 'submit-plan',
      since: ['approve-plan'],
    }),
    law('P-APPROVED', '没有经政府批准的计划不得公布', [rules.art('12')], {
      kind: 'precedes',
      first: [{ act: 'approve-plan', with: cond('plan-approved') }],
      then: 'publish-plan',
    }),
    law('P-ADJUST', '没有补充论证的申请，不得调整计划', [rules.art('13')], {
      kind: 'only-while',
      act: 'decide-adjustment',
      guard: cond('adjustment-open'),
    }),
    law('P-DECIDED', '有调整没有决定的，不得结束年度', [rules.art('13'), legislationLaw.art('93')], {
      kind: 'only-while',
      act: 'close-plan',
      guard: not(cond('adjustment-open')),
    }),
  ],
  papers: {
    plan: {
      title: '年度立法工作计划',
      kind: '文件',
      issuedBy: 'lead',
      public: true,
      compose: (view, { organName }) => ({
        title: view.text('open-plan.title'),
        blocks: [
          {
            kind: 'table',
            head: ['编号', '名称', '形式', '起草单位', '完成时间'],
            rows: plannedProjects(view).map((p) => [
              p.code,
              String(p.input.title),
              String(p.input.instrument),
              (p.input.units as string[]).map(organName).join('、'),
              String(p.input.dueOn),
            ]),
          },
        ],
      }),
    },
  },
  titleFrom: 'open-plan.title',
  owner: 'lead',
  publicFrom: ['open-plan'],
};

function titleOf(field: string): string {
  const schema = form.application.shape[field as keyof typeof form.application.shape];
  return (schema?.meta?.() as { title?: string } | undefined)?.title ?? field;
}
