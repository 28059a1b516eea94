/** Adjustment of the lists (权责清单和事项目录调整): apply, reviews side by side, approval, publication. */
import {
  type ActDef,
  all,
  any,
  cond,
  done,
  type Fragment,
  implies,
  merge,
  need,
  not,
  office,
  type Procedure,
  post,
  samePerson,
} from '@fadu/kernel';
import { legalityReview } from '../../../fragments/legality-review.ts';
import {
  jilinBusinessEnvironmentRegulations as jl,
  businessEnvironmentRegulations as obe,
  organSettingRegulations,
  powerListOpinion,
} from '../../../statutes/index.ts';
import { publishLimit, reviewLimit, settings, task4 } from '../common.ts';
import {
  changeEntries,
  changeQuestions,
  changesRule,
  currentChanges,
  latestProposal as latest,
  regionOfCase,
} from './changes.ts';
import * as form from './forms.ts';
import { laws } from './laws.ts';
import { papers } from './papers.ts';

const applicant = [post('item-clerk', 'applicant')];
const keeper = [post('list-keeper', 'keeper')];

const openingRule = changesRule(
  (input) => input.changes as readonly form.Change[],
  (_input, env) => env.today,
  (input, view, env) => (input.organ ? String(input.organ) : (view.bound('applicant')[0] ?? env.acting)),
);
const opening: Pick<ActDef, 'asks' | 'settles' | 'clocks'> = {
  asks: (input, _view, today) => changeQuestions(input.changes as readonly form.Change[], today),
  settles: ['structural', 'duty-question'],
  clocks: [
    { do: 'start', clock: 'legality-review' },
    { do: 'start', clock: 'keeper-review' },
    { do: 'start', clock: 'staffing-review', when: cond('duty-question') },
  ],
};
const triggerRule: NonNullable<ActDef['rules']>[number] = {
  code: 'TRIGGER',
  field: 'triggeredOn',
  cites: [powerListOpinion.art('5')],
  say: '原因发生日期不能晚于今天',
  check: (input, _view, env) => String(input.triggeredOn) <= env.today,
};
const reviewActs = ['keeper-review', 'legality-review', 'staffing-review'];
const reviewClocks = ['legality-review', 'keeper-review', 'staffing-review'];
const stopReviews = reviewClocks.map((clock) => ({ do: 'stop', clock }) as const);

const applying: Fragment = {
  acts: {
    apply: {
      title: '申请调整清单',
      about: '实施机关说明为什么要调整、调整哪些事项，逐项写明依据',
      by: [office('item-clerk')],
      in: [],
      opens: true,
      cites: [powerListOpinion.art('5'), jl.art('30'), task4],
      form: form.application,
      rules: [triggerRule, openingRule],
      ...opening,
      binds: [
        { relation: 'applicant', from: 'actor.organ' },
        { relation: 'keeper', from: 'keeper' },
        { relation: 'reviewer', from: 'reviewer' },
        { relation: 'staffing', from: 'staffing' },
        { relation: 'approver', from: 'government' },
      ],
    },
    'propose-ex-officio': {
      title: '依职权提出调整',
      about: '实施机关到期没有申请的，由清单主管部门直接提出',
      by: [office('list-keeper')],
      in: [],
      opens: true,
      cites: [powerListOpinion.art('5'), task4],
      form: form.exOfficio,
      rules: [triggerRule, openingRule],
      ...opening,
      binds: [
        { relation: 'applicant', from: 'organ' },
        { relation: 'keeper', from: 'actor.organ' },
        { relation: 'reviewer', from: 'reviewer' },
        { relation: 'staffing', from: 'staffing' },
        { relation: 'approver', from: 'government' },
      ],
    },
    revise: {
      title: '按审核意见修改',
      by: [...applicant, ...keeper],
      in: ['review'],
      cites: [powerListOpinion.art('4'), task4],
      repeats: true,
      needs: [
        need(
          'ASKED',
          any(cond('review-modify'), cond('keeper-modify'), cond('staffing-modify'), done('reopen')),
          '没有要求修改的审核意见，不需要修改',
          [task4],
        ),
      ],
      form: form.revision,
      rules: [openingRule],
      ...opening,
      voids: [...reviewActs, 'reopen'],
      clocks: [
        { do: 'restart', clock: 'legality-review' },
        { do: 'restart', clock: 'keeper-review' },
        { do: 'restart', clock: 'staffing-review', when: cond('duty-question') },
        { do: 'stop', clock: 'staffing-review', when: not(cond('duty-question')) },
      ],
    },
    withdraw: {
      title: '撤回申请',
      by: applicant,
      in: ['review'],
      cites: [task4],
      needs: [
        need('OWN', done('apply'), '清单主管部门依职权提出的调整，实施机关不能撤回', [
          powerListOpinion.art('5'),
        ]),
      ],
      form: form.reason,
      clocks: stopReviews,
      to: 'withdrawn',
    },
  },
  conditions: {
    structural: {
      title: '新增、取消、恢复事项（不只是要素变更）',
      test: {
        fn: (v) => ((latest(v)?.changes ?? []) as readonly form.Change[]).some((c) => c.do !== '变更'),
      },
    },
    'duty-question': { title: '涉及部门职责分工', test: { fn: (v) => latest(v)?.dutyQuestion === true } },
  },
};

const reviewing: Fragment[] = [
  {
    acts: {
      'keeper-review': {
        title: '清单主管部门审核',
        about: '核对名称、编码、要素与上级是否一致，材料和时限是否合理',
        by: keeper,
        in: ['review'],
        cites: [jl.art('31'), obe.art('35'), task4],
        repeats: true,
        needs: [
          need('KEEPER-APART', not(samePerson('propose-ex-officio')), '提出调整的人员不能审核自己的提议', [
            task4,
          ]),
          need('KEEPER-APART-2', not(samePerson('revise')), '修改的人员不能审核自己的修改', [task4]),
        ],
        form: form.opinion,
        settles: ['keeper-agrees', 'keeper-modify'],
        outcomes: {
          agrees: { title: '同意', conds: { 'keeper-agrees': true, 'keeper-modify': false } },
          modify: { title: '应当修改', conds: { 'keeper-agrees': false, 'keeper-modify': true } },
          against: { title: '不同意', conds: { 'keeper-agrees': false, 'keeper-modify': false } },
        },
        clocks: [{ do: 'stop', clock: 'keeper-review' }],
      },
      'staffing-review': {
        title: '机构编制部门审核',
        about: '涉及部门职责分工的，对照三定规定审核；部门之间有争议的协调或者报政府决定',
        by: [post('staffing-reviewer', 'staffing')],
        in: ['review'],
        cites: [organSettingRegulations.art('10'), task4],
        repeats: true,
        needs: [
          need('DUTY', cond('duty-question'), '不涉及部门职责分工，不需要机构编制部门审核', [
            organSettingRegulations.art('10'),
          ]),
        ],
        form: form.opinion,
        settles: ['staffing-agrees', 'staffing-modify'],
        outcomes: {
          agrees: { title: '同意', conds: { 'staffing-agrees': true, 'staffing-modify': false } },
          modify: { title: '应当修改', conds: { 'staffing-agrees': false, 'staffing-modify': true } },
          against: { title: '不同意', conds: { 'staffing-agrees': false, 'staffing-modify': false } },
        },
        clocks: [{ do: 'stop', clock: 'staffing-review' }],
      },
    },
    clocks: Object.fromEntries(
      (
        [
          ['keeper-review', '清单主管部门审核期限', 'keeper'],
          ['staffing-review', '机构编制部门审核期限', 'staffing'],
        ] as const
      ).map(([code, title, owedBy]) => [
        code,
        { title, kind: 'duty', owedBy, limit: settings.review, lastDay: 'roll', cites: [reviewLimit] },
      ]),
    ),
    conditions: {
      'keeper-agrees': { title: '清单主管部门同意', test: { is: ['keeper-review.conclusion', '同意'] } },
      'keeper-modify': {
        title: '清单主管部门要求修改',
        test: { is: ['keeper-review.conclusion', '应当修改'] },
      },
      'staffing-agrees': { title: '机构编制部门同意', test: { is: ['staffing-review.conclusion', '同意'] } },
      'staffing-modify': {
        title: '机构编制部门要求修改',
        test: { is: ['staffing-review.conclusion', '应当修改'] },
      },
    },
  },
  legalityReview({
    title: '合法性审核',
    by: [post('legality-reviewer', 'reviewer')],
    in: ['review'],
    cites: [task4, powerListOpinion.art('1')],
    apartFrom: ['apply', 'propose-ex-officio', 'revise'],
    clock: {
      name: 'legality-review',
      title: '合法性审核期限',
      owedBy: 'reviewer',
      limit: settings.review,
      cites: [reviewLimit],
    },
    paper: 'legality-opinion',
    number: 'list-opinion',
  }),
];

const allAgree = all(
  cond('keeper-agrees'),
  cond('review-lawful'),
  implies(cond('duty-question'), cond('staffing-agrees')),
);

const deciding: Fragment = {
  acts: {
    'submit-approval': {
      title: '审核通过，转批准或者公布',
      about: '新增、取消、恢复事项报本级政府批准；要素变更直接公布',
      by: keeper,
      in: ['review'],
      cites: [task4, powerListOpinion.art('4')],
      needs: [
        need(
          'REVIEWED',
          allAgree,
          '清单主管部门、合法性审核机构（涉及职责分工的还有机构编制部门）没有都同意',
          [task4, powerListOpinion.art('4')],
        ),
      ],
      clocks: [{ do: 'start', clock: 'publish', when: not(cond('structural')) }],
      to: [
        { when: cond('structural'), phase: 'approval' },
        { when: not(cond('structural')), phase: 'publishing' },
      ],
    },
    reject: {
      title: '不予调整',
      by: keeper,
      in: ['review'],
      cites: [task4],
      needs: [
        need('NOT-AGREED', not(allAgree), '各方都已经同意，应当转批准或者公布', [task4]),
        need('HEARD', any(done('keeper-review'), done('legality-review')), '还没有审核意见，不能决定', [
          task4,
        ]),
      ],
      form: form.reason,
      clocks: stopReviews,
      to: 'rejected',
    },
    approve: {
      title: '本级政府批准',
      by: [post('principal-head', 'approver')],
      in: ['approval'],
      cites: [task4, powerListOpinion.art('4')],
      form: form.decision,
      settles: ['approved'],
      outcomes: {
        approved: { title: '批准', conds: { approved: true } },
        refused: { title: '不批准', conds: { approved: false } },
      },
      clocks: [{ do: 'start', clock: 'publish', when: cond('approved') }],
      to: [
        { when: cond('approved'), phase: 'publishing' },
        { when: not(cond('approved')), phase: 'rejected' },
      ],
    },
    publish: {
      title: '公布',
      about: '清单、办事指南、流程图同步更新；公布当日再核对一次依据是否有效',
      by: keeper,
      in: ['publishing'],
      cites: [jl.art('30'), powerListOpinion.art('4'), task4],
      public: true,
      form: form.publishing,
      asks: (input, view) => changeQuestions(currentChanges(view), String(input.effectiveOn)),
      rules: [
        {
          code: 'EFFECTIVE',
          field: 'effectiveOn',
          cites: [jl.art('30')],
          say: '生效日期不能早于今天；没有公布的不能实施',
          check: (input, _view, env) => String(input.effectiveOn) >= env.today,
        },
        changesRule(
          (_input, view) => currentChanges(view),
          (input) => String(input.effectiveOn),
          (_input, view) => view.bound('applicant')[0],
        ),
      ],
      entries: (view, env) =>
        changeEntries(currentChanges(view), regionOfCase(view), view.text('publish.effectiveOn'), env),
      publicBody: (view) => ({
        title: latest(view)?.title ?? view.text('apply.title'),
        effectiveOn: view.text('publish.effectiveOn'),
        changes: currentChanges(view).map((c) => ({
          do: c.do,
          register: c.register,
          code: c.code ?? c.entry?.basicCode,
          name: c.entry?.name,
          reason: c.reason,
        })),
      }),
      clocks: [{ do: 'stop', clock: 'publish' }],
      papers: ['announcement'],
      publishes: ['register'],
      to: 'published',
    },
    reopen: {
      title: '依据有变，退回审核',
      about: '批准以后依据废止或者事项有变，不能照原样公布的，退回修改、重新审核',
      by: keeper,
      in: ['publishing'],
      cites: [powerListOpinion.art('5'), task4],
      form: form.reason,
      repeats: true,
      voids: [...reviewActs, 'submit-approval', 'approve'],
      clocks: [
        { do: 'stop', clock: 'publish' },
        { do: 'restart', clock: 'legality-review' },
        { do: 'restart', clock: 'keeper-review' },
        { do: 'restart', clock: 'staffing-review', when: cond('duty-question') },
      ],
      to: 'review',
    },
  },
  clocks: {
    publish: {
      title: '公布期限',
      kind: 'duty',
      owedBy: 'keeper',
      limit: settings.publish,
      lastDay: 'roll',
      cites: [publishLimit],
    },
  },
  conditions: {
    approved: { title: '本级政府批准', test: { is: ['approve.result', '批准'] } },
  },
};

const parts = merge(applying, ...reviewing, deciding);

/** Adjustment of the power and responsibility list and the item catalogues, task 4 of the plan. */
export const powerListAdjustment: Procedure = {
  code: 'power-list-adjustment',
  title: '权责清单和事项目录调整',
  system: 'power-registers',
  version: '2026-01-01',
  from: '2026-01-01',
  cites: [task4, powerListOpinion.art('5'), jl.art('30')],
  about:
    '权力事项、公共服务和各类目录的新增、变更、取消和恢复：申请、并行审核、批准、公布，公布当日核对依据。',
  relations: {
    applicant: '实施机关',
    keeper: '清单主管部门',
    reviewer: '合法性审核机构',
    staffing: '机构编制部门',
    approver: '本级政府',
  },
  roles: {
    'item-clerk': '事项管理人员',
    'list-keeper': '清单管理人员',
    'legality-reviewer': '合法性审核人员',
    'staffing-reviewer': '机构编制审核人员',
    'principal-head': '主要负责人',
  },
  phases: {
    review: { title: '审核' },
    approval: { title: '报批' },
    publishing: { title: '公布' },
    published: { title: '已公布', end: 'done' },
    rejected: { title: '不予调整', end: 'stopped' },
    withdrawn: { title: '已撤回', end: 'stopped' },
  },
  ...parts,
  laws: [...parts.laws, ...laws],
  papers: { ...parts.papers, ...papers },
  titleFrom: ['apply.title', 'propose-ex-officio.title'],
  owner: 'applicant',
  series: {
    'list-opinion': { title: '清单审核意见编号', format: '{mark}清审〔{year}〕{n}号', of: 'reviewer' },
  },
  publicFrom: ['publish'],
};
