/**
 * A clue that administrative power is abused to restrict competition (R10.2; 反垄断法 39 to 46, 55, 61). City and county
 * take reports, check first, pass up and assist; the provincial regulator investigates. The subject never becomes a party
 * of the case: its staff can read nothing of it, and the informant stays secret.
 */
import {
  type ActDef,
  all,
  any,
  type CaseView,
  cond,
  dateOf,
  design,
  done,
  type Fragment,
  implies,
  law,
  need,
  not,
  office,
  type Procedure,
  resident,
} from '@fadu/kernel';
import { isMarketRegulator } from '../../rulemaking/normative-documents/competition.ts';
import {
  antiMonopolyLaw as aml,
  administrativeMonopolyRules as amr,
  fairCompetitionReportRules as frr,
} from '../../statutes/index.ts';
import * as form from './clue-forms.ts';
import { intake, intakeHead, settings, task10 } from './common.ts';

const receiver = {
  code: 'INTAKE',
  field: 'intake',
  cites: [amr.art('1'), frr.art('1')],
  say: '请选择市或者县（市）区的市场监督管理局',
  check: (
    input: Readonly<Record<string, unknown>>,
    _v: unknown,
    env: { organ(id: string): { name: string } | undefined },
  ) => isMarketRegulator(env.organ(String(input.intake))?.name ?? ''),
} as const;

const notLater = (field: string, what: string) =>
  ({
    code: 'NOT-LATER',
    field,
    cites: [aml.art('61')],
    say: `${what}不能晚于今天`,
    check: (input: Readonly<Record<string, unknown>>, _v: unknown, env: { today: string }) =>
      String(input[field]) <= env.today,
  }) as const;

const future = (field: string) =>
  ({
    code: 'DEADLINE',
    field,
    cites: [aml.art('61')],
    say: '改正期限要在今天之后',
    check: (input: Readonly<Record<string, unknown>>, _v: unknown, env: { today: string }) =>
      String(input[field]) > env.today,
  }) as const;

/** What the clue says, whichever way it came. */
const reported = (view: CaseView, field: string): string =>
  view.text(`report.${field}`) || view.text(`register-clue.${field}`);

/** A case closed after correction, without a word about who reported it. */
const closedEntry: NonNullable<ActDef['entries']> = (view, env) => [
  {
    register: 'monopoly-corrections',
    code: view.issued('check', 'check') ?? view.state.id,
    lawFrom: dateOf(env.now),
    body: {
      status: '已改正',
      title: `${reported(view, 'subject')}：${reported(view, 'kind')}`,
      subject: reported(view, 'subject'),
      kind: reported(view, 'kind'),
      suggestion: view.text('suggest.number'),
      addressee: view.text('suggest.addressee'),
      correction: view.text('record-correction.what'),
      correctedOn: view.text('record-correction.reportedOn'),
    },
  },
];

const parts: Required<Pick<Fragment, 'acts' | 'clocks' | 'conditions'>> = {
  acts: {
    report: {
      title: '举报',
      about:
        '任何单位和个人都可以举报，登录后在网上写；不想登录的来信、来电、来访由工作人员登记。实名书面举报并提供事实的必须核查，身份保密',
      by: [resident],
      in: [],
      opens: true,
      repeats: true,
      cites: [aml.art('46'), task10],
      form: form.report,
      rules: [receiver],
      binds: [
        { relation: 'intake', from: 'intake' },
        { relation: 'informant', from: 'actor.person' },
      ],
      clocks: [{ do: 'start', clock: 'assess' }],
      to: 'clue',
    },
    'register-clue': {
      title: '登记线索',
      by: [office('competition-reviewer')],
      in: [],
      opens: true,
      repeats: true,
      cites: [aml.art('46'), amr.art('1'), task10],
      form: form.registration,
      rules: [
        receiver,
        {
          code: 'OWN-INTAKE',
          field: 'intake',
          cites: [amr.art('1')],
          say: '只能登记本机关收到的线索',
          check: (input, _view, env) => input.intake === env.acting,
        },
      ],
      binds: [{ relation: 'intake', from: 'intake' }],
      clocks: [{ do: 'start', clock: 'assess' }],
      to: 'clue',
    },
    assess: {
      title: '甄别',
      about: '看属不属于本机关处理、是不是必须核查',
      by: intake,
      in: ['clue'],
      cites: [frr.art('1'), aml.art('46')],
      form: form.assessment,
      settles: ['competent', 'must-check'],
      clocks: [{ do: 'stop', clock: 'assess' }],
    },
    admit: {
      title: '决定核查',
      by: intake,
      in: ['clue'],
      cites: [aml.art('46'), amr.art('1')],
      needs: [
        need('ASSESSED', done('assess'), '还没有甄别', [frr.art('1')]),
        need('COMPETENT', cond('competent'), '不属于本机关处理，应当告知向谁反映', [frr.art('1')]),
      ],
      clocks: [{ do: 'start', clock: 'check' }],
      to: 'check',
    },
    'tell-where': {
      title: '告知向谁反映',
      about: '不属于本机关处理的，不办理，告诉举报人应当向谁反映',
      by: intake,
      in: ['clue'],
      cites: [frr.art('1')],
      needs: [
        need('ASSESSED-2', done('assess'), '还没有甄别', [frr.art('1')]),
        need('NOT-COMPETENT', not(cond('competent')), '属于本机关处理，不能推给别的机关', [frr.art('1')]),
      ],
      form: form.tellWhere,
      to: 'not-ours',
    },
    decline: {
      title: '不予核查',
      by: intake,
      in: ['clue'],
      cites: [aml.art('46')],
      needs: [
        need('ASSESSED-3', done('assess'), '还没有甄别', [frr.art('1')]),
        need('OURS', cond('competent'), '不属于本机关处理，应当告知向谁反映', [frr.art('1')]),
        need('MUST-CHECK', not(cond('must-check')), '实名书面举报并提供事实和证据的，必须核查', [
          aml.art('46'),
        ]),
      ],
      form: form.reason,
      to: 'declined',
    },
    check: {
      title: '作出核查结论',
      by: intake,
      in: ['check'],
      cites: [amr.art('1'), aml.art('46')],
      form: form.check,
      settles: ['suspected'],
      numbers: ['check'],
      clocks: [{ do: 'stop', clock: 'check' }],
    },
    'close-unfounded': {
      title: '没有发现违法，办结',
      by: intakeHead,
      in: ['check'],
      cites: [amr.art('1')],
      needs: [
        need('CHECKED', done('check'), '还没有核查结论', [amr.art('1')]),
        need('UNFOUNDED', not(cond('suspected')), '核查认为涉嫌违法，应当报送', [amr.art('1')]),
        need('TOLD', implies(cond('must-check'), done('feedback')), '还没有把结果告知实名举报人', [
          aml.art('46'),
        ]),
      ],
      to: 'unfounded',
    },
    'pass-up': {
      title: '报送省级市场监管部门',
      by: intakeHead,
      in: ['check'],
      cites: [amr.art('1')],
      needs: [need('SUSPECTED', cond('suspected'), '核查没有认定涉嫌滥用行政权力，不报送', [amr.art('1')])],
      form: form.passUp,
      to: 'passed-up',
    },
    'province-files': {
      title: '省级立案',
      by: intake,
      in: ['passed-up'],
      cites: [amr.art('1'), amr.art('2')],
      form: form.provinceFiles,
      rules: [notLater('filedOn', '立案日期')],
      to: 'assisting',
    },
    'province-returns': {
      title: '省级退回',
      by: intake,
      in: ['passed-up', 'assisting'],
      cites: [amr.art('1')],
      form: form.provinceReturns,
      settles: ['returned-for-correction'],
      to: [{ when: cond('returned-for-correction'), phase: 'assisting' }],
    },
    'close-not-filed': {
      title: '省级不予立案，办结',
      by: intakeHead,
      in: ['passed-up', 'assisting'],
      cites: [amr.art('1')],
      needs: [
        need('NOT-FILED', done('province-returns'), '省级还没有退回', [amr.art('1')]),
        need('NOT-TO-CORRECT', not(cond('returned-for-correction')), '省级要求督促改正，不能办结', [
          amr.art('1'),
        ]),
        need('TOLD-2', implies(cond('must-check'), done('feedback')), '还没有把结果告知实名举报人', [
          aml.art('46'),
        ]),
      ],
      to: 'unfounded',
    },
    assist: {
      title: '协助调查',
      by: intake,
      in: ['assisting'],
      cites: [amr.art('1')],
      repeats: true,
      form: form.assist,
      rules: [notLater('on', '日期')],
    },
    interview: {
      title: '约谈',
      by: intake,
      in: ['assisting', 'correction'],
      cites: [aml.art('55')],
      repeats: true,
      form: form.interview,
      rules: [notLater('on', '日期')],
    },
    suggest: {
      title: '提出行政建议',
      about: '省级反垄断执法机构向上级机关提出处理建议；退回督促的由本机关提出',
      by: intakeHead,
      in: ['assisting'],
      cites: [aml.art('61')],
      needs: [
        need(
          'FILED',
          any(cond('returned-for-correction'), all(done('province-files'), not(done('province-returns')))),
          '省级还没有立案，也没有要求本机关督促改正',
          [amr.art('1')],
        ),
      ],
      form: form.suggestion,
      rules: [future('deadline')],
      clocks: [{ do: 'start', clock: 'correction', until: 'deadline' }],
      to: 'correction',
    },
    'order-correction': {
      title: '上级机关责令改正',
      about: '逾期没有改正的，由上级机关责令改正',
      by: intakeHead,
      in: ['correction'],
      cites: [aml.art('61')],
      repeats: true,
      form: form.order,
      rules: [future('deadline')],
      clocks: [{ do: 'restart', clock: 'correction', until: 'deadline' }],
    },
    'record-correction': {
      title: '收到书面改正报告',
      by: intake,
      in: ['correction'],
      cites: [aml.art('61')],
      form: form.correction,
      rules: [notLater('reportedOn', '收到报告的日期')],
      clocks: [{ do: 'stop', clock: 'correction' }],
      to: 'report',
    },
    feedback: {
      title: '把结果告知举报人',
      by: intake,
      in: ['check', 'passed-up', 'assisting', 'correction', 'report'],
      cites: [aml.art('46')],
      repeats: true,
      needs: [need('RESULT', done('check'), '还没有核查结论，没有结果可以告知', [aml.art('46')])],
      form: form.feedback,
    },
    close: {
      title: '办结',
      by: intakeHead,
      in: ['report'],
      cites: [aml.art('61'), task10],
      needs: [
        need('TOLD-3', implies(cond('must-check'), done('feedback')), '还没有把结果告知实名举报人', [
          aml.art('46'),
        ]),
      ],
      entries: closedEntry,
      to: 'closed',
    },
  },
  clocks: {
    assess: {
      title: '甄别期限',
      kind: 'duty',
      owedBy: 'intake',
      limit: settings.assess,
      lastDay: 'roll',
      cites: [design('线索甄别期限按5个工作日设定')],
    },
    check: {
      title: '核查期限',
      kind: 'duty',
      owedBy: 'intake',
      limit: settings.check,
      lastDay: 'roll',
      cites: [frr.art('2'), design('核查期限按60日设定')],
    },
    correction: {
      title: '改正期限',
      kind: 'duty',
      owedBy: 'intake',
      limit: settings.check,
      lastDay: 'roll',
      cites: [aml.art('61')],
    },
  },
  conditions: {
    competent: {
      title: '属于本机关处理',
      test: { oneOf: ['assess.level', ['本级部门', '下一级政府及其部门']] },
    },
    'must-check': {
      title: '实名书面举报并提供事实，必须核查',
      test: { fn: (v) => v.get('assess.realName') === true && v.get('assess.factsGiven') === true },
    },
    suspected: {
      title: '核查认为涉嫌违法',
      test: { is: ['check.finding', '涉嫌滥用行政权力排除、限制竞争'] },
    },
    'returned-for-correction': {
      title: '省级要求本机关督促改正',
      test: { is: ['province-returns.handling', '由本机关督促改正'] },
    },
  },
};

/** Handling of clues of abuse of administrative power, task 10 of the plan. */
export const monopolyClue: Procedure = {
  code: 'monopoly-clue',
  title: '滥用行政权力排除、限制竞争线索办理',
  system: 'fair-competition',
  version: '2026-02-01',
  from: '2026-02-01',
  cites: [task10, aml.art('46'), aml.art('61')],
  about:
    '行政机关指定交易、保护本地、排斥外地经营者的，可以举报；市县先行核查，省级立案调查，督促改正，结果告知举报人。',
  transition: { says: '2026年2月1日以前收到的线索，按收到时的规定办完。', cites: [amr.art('1')] },
  relations: { intake: '受理的市场监管部门', informant: '举报人' },
  roles: { 'competition-reviewer': '公平竞争审查人员', head: '单位负责人' },
  phases: {
    clue: { title: '线索' },
    check: { title: '核查' },
    'passed-up': { title: '报送省级' },
    assisting: { title: '立案、协助调查' },
    correction: { title: '督促改正' },
    report: { title: '改正报告' },
    closed: { title: '改正后办结', end: 'done' },
    unfounded: { title: '没有违法，办结', end: 'done' },
    'not-ours': { title: '已告知向谁反映', end: 'stopped' },
    declined: { title: '不予核查', end: 'stopped' },
  },
  ...parts,
  laws: [
    law('C-MUST', '实名书面举报并提供事实和证据的，不得不予核查', [aml.art('46')], {
      kind: 'only-while',
      act: 'decline',
      guard: not(cond('must-check')),
    }),
    law('C-WHERE', '属于本机关处理的，不得推给别的机关', [frr.art('1')], {
      kind: 'only-while',
      act: 'tell-where',
      guard: not(cond('competent')),
    }),
    law('C-COMPETENT', '不属于本机关处理的，不得核查', [frr.art('1')], {
      kind: 'precedes',
      first: [{ act: 'assess', with: cond('competent') }],
      then: 'admit',
    }),
    law('C-CHECK-FIRST', '没有先行核查认为涉嫌违法，不得报送', [amr.art('1')], {
      kind: 'precedes',
      first: [{ act: 'check', with: cond('suspected') }],
      then: 'pass-up',
    }),
    law('C-PROVINCE', '市县不立案：没有省级立案或者交办，不得提出行政建议', [amr.art('1')], {
      kind: 'precedes',
      first: [{ act: 'province-files' }, { act: 'province-returns', with: cond('returned-for-correction') }],
      then: 'suggest',
    }),
    law('C-FEEDBACK', '核查了实名举报的，办结前必须告知结果', [aml.art('46')], {
      kind: 'answered',
      cause: { act: 'assess', with: cond('must-check') },
      effect: ['feedback', 'tell-where'],
    }),
    law('C-UNFOUNDED', '核查认为涉嫌违法的，不得按没有违法办结', [amr.art('1')], {
      kind: 'only-while',
      act: 'close-unfounded',
      guard: not(cond('suspected')),
    }),
    law('C-CORRECTED', '改正后办结的，都有核查、建议和改正报告', [aml.art('61')], {
      kind: 'ends-with',
      ends: ['closed'],
      acts: ['assess', 'check', 'pass-up', 'suggest', 'record-correction'],
    }),
  ],
  papers: {},
  titleFrom: ['report.subject', 'register-clue.subject'],
  owner: 'intake',
  series: { check: { title: '核查编号', format: '{mark}竞核〔{year}〕{n}号', of: 'intake' } },
};
