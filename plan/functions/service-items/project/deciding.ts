/** From the registration to the decision: one code, filing on receipt, or acceptance, review and decision by the lead. */
import {
  any,
  type ClockEffect,
  cond,
  design,
  done,
  type Fragment,
  type InputRule,
  need,
  not,
  office,
  party,
  post,
  resident,
  law as rule,
  samePerson,
  workdays,
} from '@fadu/kernel';
import { extension } from '../../../fragments/extension.ts';
import {
  enterpriseProjectRegulations as epr,
  governmentInvestmentRegulations as gir,
  licensingLaw,
} from '../../../statutes/index.ts';
import { byGovernment, codeDesign, projectOf, registered, wayOf } from './facts.ts';
import * as form from './forms.ts';
import { papers } from './papers.ts';

/** Values that no source fixes; a city sets its own. */
export const settings = { approval: workdays(20), list: workdays(5) } as const;
const approvalLimit = design('政府投资项目的审批期限没有统一规定，按20个工作日设定，不得延长');
const apart = design('审查和决定由不同的人负责');
export const listLimit = design('备案或者决定之后5个工作日内列出需要办的审批');

export const lead = [post('service-reviewer', 'lead')];
const head = [post('service-approver', 'lead')];
export const unit = [party('unit')];

/** Phases in which the project may still be given up. */
export const OPEN = [
  'received',
  'asked',
  'deciding',
  'assessing',
  'listing',
  'planning',
  'works',
  'construction',
  'acceptance',
] as const;
const CLOCKS = ['accepting', 'decision', 'assessment', 'list'] as const;
const stopAll: readonly ClockEffect[] = CLOCKS.map((c) => ({ do: 'stop', clock: c }) as const);

const waysMeet: InputRule = {
  code: 'CLAUSE',
  field: 'clause',
  cites: [epr.art('3')],
  say: '属于目录的要写明是哪一条；不属于目录的不填',
  check: (input) => (input.catalogue === true) === Boolean(input.clause),
};
const department: InputRule = {
  code: 'LEAD',
  field: 'lead',
  cites: [epr.art('3'), epr.art('13')],
  say: '牵头部门应当是政府部门',
  check: (input, _v, env) => env.organ(String(input.lead))?.kind === 'department',
};

/** Filed on receipt, or on to acceptance. */
const received = {
  settles: ['government', 'to-decide'],
  outcomes: {
    filed: { title: '备案', conds: { government: false, 'to-decide': false } },
    listed: { title: '核准', conds: { government: false, 'to-decide': true } },
    government: { title: '审批', conds: { government: true, 'to-decide': true } },
  },
  clocks: [
    { do: 'start', clock: 'accepting', when: cond('to-decide') },
    { do: 'start', clock: 'list', when: not(cond('to-decide')) },
  ],
  to: [
    { when: cond('to-decide'), phase: 'received' },
    { when: not(cond('to-decide')), phase: 'listing' },
  ],
} as const;

const decisionNeeds = (code: string) => [
  need(`${code}-REVIEWED`, done('review'), '还没有审查意见', [epr.art('9'), gir.art('11')]),
  need(`${code}-APART`, not(samePerson('review')), '审查的人不能自己决定', [apart]),
];

export const deciding: readonly Fragment[] = [
  {
    acts: {
      register: {
        title: '登记项目',
        about: '填一次，得到一个项目代码，以后办各项审批都用它；按备案管理的，填齐就是备案',
        by: [resident],
        in: [],
        opens: true,
        repeats: true,
        cites: [epr.art('4'), epr.art('13'), gir.art('10'), codeDesign],
        form: form.registration,
        rules: [department, waysMeet],
        binds: [
          { relation: 'lead', from: 'lead' },
          { relation: 'unit', from: 'actor.person' },
        ],
        numbers: ['project'],
        ...received,
      },
      'register-at-window': {
        title: '窗口代为登记项目',
        about: '项目单位到窗口来的，由窗口登记，和网上登记一样',
        by: [office('window-clerk')],
        in: [],
        opens: true,
        repeats: true,
        cites: [epr.art('4'), epr.art('13'), gir.art('10'), codeDesign],
        form: form.atWindow,
        rules: [department, waysMeet],
        binds: [
          { relation: 'lead', from: 'lead' },
          { relation: 'window', from: 'actor.organ' },
          { relation: 'unit', from: 'account' },
        ],
        numbers: ['project'],
        ...received,
      },
      'ask-more': {
        title: '一次告知补正',
        about: '信息不齐全的，一次写明还缺什么，指导项目单位补正',
        by: lead,
        in: ['received'],
        cites: [licensingLaw.art('32'), epr.art('13')],
        form: form.asked,
        clocks: [{ do: 'stop', clock: 'accepting' }],
        to: 'asked',
      },
      add: {
        title: '补正',
        by: [...unit, post('window-clerk', 'window'), ...lead],
        in: ['asked'],
        cites: [licensingLaw.art('32'), epr.art('13')],
        form: form.added,
        prefill: {
          from: (view) => ({ place: projectOf(view).place, content: projectOf(view).content }),
        },
        clocks: [{ do: 'restart', clock: 'accepting' }],
        to: 'received',
      },
      accept: {
        title: '受理',
        by: lead,
        in: ['received'],
        cites: [epr.art('10'), gir.art('9')],
        clocks: [
          { do: 'stop', clock: 'accepting' },
          { do: 'start', clock: 'decision' },
        ],
        to: 'deciding',
      },
      'correct-way': {
        title: '纠正管理方式',
        about: '项目单位选错的，改为审批、核准或者备案；已经备案的发现应当核准的，办理核准手续',
        by: lead,
        in: ['received', 'listing'],
        cites: [epr.art('3'), epr.art('15'), gir.art('9')],
        needs: [
          need('DECIDED-STAYS', not(done('approve')), '已经核准或者审批的项目不再改变管理方式', [
            epr.art('15'),
          ]),
        ],
        repeats: true,
        form: form.corrected,
        rules: [
          waysMeet,
          {
            code: 'WAY-CHANGES',
            field: 'funding',
            cites: [epr.art('15')],
            say: '管理方式没有改变，不用纠正',
            check: (input, view) => {
              const now = { funding: input.funding, catalogue: input.catalogue };
              const was = view.last('correct-way')?.input ?? registered(view)?.input ?? {};
              return now.funding !== was.funding || now.catalogue !== was.catalogue;
            },
          },
        ],
        ...received,
        clocks: [
          { do: 'stop', clock: 'accepting', when: not(cond('to-decide')) },
          { do: 'stop', clock: 'list', when: cond('to-decide') },
          { do: 'restart', clock: 'accepting', when: cond('to-decide') },
          { do: 'restart', clock: 'list', when: not(cond('to-decide')) },
        ],
      },
      'prove-filing': {
        title: '出具备案证明',
        about: '项目单位需要备案证明的，出具或者由其自行打印',
        by: [...lead, ...unit],
        in: ['listing', 'planning', 'works', 'construction', 'acceptance'],
        cites: [epr.art('13')],
        needs: [need('FILED', not(cond('to-decide')), '不是备案的项目', [epr.art('13')])],
        papers: ['filing-proof'],
      },
      'begin-assessment': {
        title: '委托评估',
        about: '写明重点；时间不计入核准期限，费用由机关承担',
        by: lead,
        in: ['deciding'],
        cites: [epr.art('9'), epr.art('10')],
        form: form.assessment,
        rules: [
          {
            code: 'THIRTY',
            field: 'days',
            cites: [epr.art('9')],
            say: '情况不复杂的项目，评估不得超过30个工作日',
            check: (input) => input.complex === true || Number(input.days) <= 30,
          },
        ],
        clocks: [
          { do: 'pause', clock: 'decision' },
          { do: 'start', clock: 'assessment', length: (_view, input) => workdays(Number(input.days)) },
        ],
        voids: ['review'],
        to: 'assessing',
      },
      'end-assessment': {
        title: '评估结束',
        by: lead,
        in: ['assessing'],
        cites: [epr.art('9'), epr.art('10')],
        form: form.assessed,
        clocks: [
          { do: 'stop', clock: 'assessment' },
          { do: 'resume', clock: 'decision' },
        ],
        to: 'deciding',
      },
      review: {
        title: '提出审查意见',
        by: lead,
        in: ['deciding'],
        cites: [epr.art('9'), gir.art('11')],
        form: form.reviewed,
        repeats: true,
      },
      approve: {
        title: '同意',
        by: head,
        in: ['deciding'],
        cites: [epr.art('10'), gir.art('11')],
        needs: decisionNeeds('APPROVE'),
        form: form.approved,
        clocks: [
          { do: 'stop', clock: 'decision' },
          { do: 'start', clock: 'list' },
        ],
        papers: ['decision'],
        numbers: ['decision'],
        public: true,
        attested: true,
        publicBody: (view) => ({ name: projectOf(view).name, way: wayOf(view) }),
        to: 'listing',
      },
      refuse: {
        title: '不同意',
        about: '书面通知项目单位并说明理由',
        by: head,
        in: ['deciding'],
        cites: [epr.art('10'), gir.art('11')],
        needs: decisionNeeds('REFUSE'),
        form: form.refused,
        clocks: stopAll,
        papers: ['refusal'],
        numbers: ['decision'],
        to: 'refused',
      },
      withdraw: {
        title: '不再建设',
        about: '项目单位不再建设的，项目到此为止',
        by: [...unit, post('window-clerk', 'window')],
        in: OPEN,
        cites: [design('项目单位可以随时撤回项目，代码不再使用')],
        form: form.withdrawal,
        clocks: stopAll,
        to: 'withdrawn',
      },
    },
    clocks: {
      accepting: {
        title: '受理或者一次告知补正的期限',
        kind: 'duty',
        owedBy: 'lead',
        limit: workdays(5),
        lastDay: 'roll',
        cites: [licensingLaw.art('32')],
        warnBefore: workdays(1),
      },
      decision: {
        title: '决定期限',
        kind: 'duty',
        owedBy: 'lead',
        limit: [
          { when: cond('government'), limit: settings.approval, cites: [approvalLimit] },
          { when: not(cond('government')), limit: workdays(20), cites: [epr.art('10')] },
        ],
        lastDay: 'roll',
        cites: [epr.art('10'), approvalLimit],
        extension: { limit: workdays(40), times: 1, cites: [epr.art('10')] },
        warnBefore: workdays(3),
      },
      assessment: {
        title: '评估时限',
        kind: 'duty',
        owedBy: 'lead',
        limit: workdays(30),
        lastDay: 'roll',
        cites: [epr.art('9')],
        warnBefore: workdays(3),
      },
      list: {
        title: '列出需要办的审批的期限',
        kind: 'duty',
        owedBy: 'lead',
        limit: settings.list,
        lastDay: 'roll',
        cites: [listLimit],
        warnBefore: workdays(1),
      },
    },
    conditions: {
      government: { title: '政府投资', test: { fn: (v) => registered(v) !== undefined && byGovernment(v) } },
      'to-decide': {
        title: '要审批或者核准',
        test: { fn: (v) => registered(v) !== undefined && wayOf(v) !== '备案' },
      },
    },
    laws: [
      rule('ONE-CODE', '一个项目只登记一次、只有一个代码', [epr.art('4'), gir.art('10')], {
        kind: 'exclusive',
        acts: ['register', 'register-at-window'],
      }),
      rule('REVIEWED', '没有审查意见，不得同意', [epr.art('9'), gir.art('11')], {
        kind: 'precedes',
        first: [{ act: 'review' }],
        then: 'approve',
      }),
      rule('REFUSED-REVIEWED', '没有审查意见，不得不同意', [epr.art('9'), gir.art('11')], {
        kind: 'precedes',
        first: [{ act: 'review' }],
        then: 'refuse',
      }),
      rule('APART', '审查的人不得自己同意', [apart], { kind: 'apart', act: 'approve', from: 'review' }),
      rule('REFUSE-APART', '审查的人不得自己不同意', [apart], {
        kind: 'apart',
        act: 'refuse',
        from: 'review',
      }),
      rule('FILED-IS-NOT-REFUSED', '备案的项目不用谁同意，也不得不同意', [epr.art('13')], {
        kind: 'only-while',
        act: 'refuse',
        guard: cond('to-decide'),
      }),
    ],
    papers,
  },
  extension({
    act: 'extend-decision',
    title: '延长核准期限',
    by: [post('organ-head', 'lead')],
    in: ['deciding'],
    clock: 'decision',
    clockTitle: '核准期限',
    cites: [epr.art('10')],
    needs: [
      need('EXTEND-LISTED', not(cond('government')), '只有核准的期限可以延长', [
        epr.art('10'),
        approvalLimit,
      ]),
    ],
    code: 'EXTEND',
    paper: {
      name: 'extension-notice',
      template: {
        title: '延长核准期限通知书',
        kind: '信函',
        issuedBy: 'lead',
        compose: (view) => ({
          title: '延长核准期限通知书',
          recipients: String(projectOf(view).unit ?? ''),
          blocks: [
            `你单位申请核准的“${String(projectOf(view).name)}”项目，经本机关主要负责人批准，核准期限延长${view.text('extend-decision.days')}个工作日。`,
            `理由：${view.text('extend-decision.reason')}`,
          ].map((text) => ({ kind: 'paragraph', text }) as const),
        }),
      },
    },
  }),
];

/** Nothing more to decide: filed, or approved. */
export const settledWay = any(not(cond('to-decide')), done('approve'));
