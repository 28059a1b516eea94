/**
 * A report of a violation (R23.3), by web, telephone, letter or visit, named or anonymous: checked, decided, told, and
 * rewarded by rule. Who informed is sealed; the informant follows the case by account or by a code that only he has.
 */
import {
  any,
  type CaseView,
  clock,
  cond,
  dateOf,
  done,
  type Fragment,
  formatDate,
  type InputRule,
  type LeadsTo,
  merge,
  need,
  not,
  office,
  type Procedure,
  party,
  post,
  resident,
  samePerson,
} from '@fadu/kernel';
import {
  EXCLUSIONS,
  firstReporter,
  type Grade,
  JOINT_FROM,
  limits,
  REWARD_CAP,
  reportMeasures,
  rewardMeasures,
  rewardOf,
  secrecy,
  task23,
} from './common.ts';
import * as form from './forms.ts';
import { filedPrefill, filedRule, resultPrefill, resultRule } from './grown.ts';
import { laws } from './laws.ts';

type Input = Readonly<Record<string, unknown>>;

const clerk = [post('case-clerk', 'lead')];
const head = [post('head', 'lead')];
const informant = [party('informant')];
const opening = (view: CaseView): Input | undefined =>
  (view.last('report') ?? view.last('register-report'))?.input;
const granted = (view: CaseView) => view.get('decide-reward.result') === '给予奖励';
const rewardSum = (view: CaseView) => Number(view.get('decide-reward.amount') ?? 0);

const openingRules: readonly InputRule[] = [
  {
    code: 'NAMED',
    field: 'name',
    cites: [reportMeasures.art('31')],
    say: '实名举报请填写姓名和联系方式；不愿意留的请选择匿名，凭查询码查看进展',
    check: (input) => input.realName !== true || Boolean(input.name && input.contact),
  },
  {
    code: 'ANONYMOUS',
    field: 'name',
    cites: [secrecy],
    say: '匿名举报不要填写姓名和联系方式',
    check: (input) => input.realName === true || (!input.name && !input.contact),
  },
  {
    code: 'DAY',
    field: 'foundOn',
    cites: [task23],
    say: '日期不能晚于今天',
    check: (input, _view, env) => String(input.foundOn) <= env.today,
  },
  {
    code: 'LEAD',
    field: 'lead',
    cites: [task23],
    say: '请选择行政机关',
    check: (input, _view, env) =>
      ['department', 'government', 'township', 'authorised', 'dispatched'].includes(
        env.organ(String(input.lead))?.kind ?? '',
      ),
  },
  {
    code: 'OWN-WORDS',
    field: 'conduct',
    cites: [secrecy],
    say: '事情经过里写有您的姓名或者联系方式，办案人员会看到；请删去',
    check: (input) =>
      [input.name, input.contact]
        .filter((v): v is string => typeof v === 'string' && v !== '')
        .every(
          (own) => ![input.title, input.conduct, input.evidence].some((t) => String(t ?? '').includes(own)),
        ),
  },
];

const rewardRules: readonly InputRule[] = [
  {
    code: 'REWARD-SHAPE',
    field: 'result',
    cites: [rewardMeasures.art('2'), rewardMeasures.art('4')],
    say: '给予奖励的填写等级和金额，不予奖励的选明情形',
    check: (input) =>
      input.result === '给予奖励'
        ? Boolean(input.grade && input.amount) && !input.exclusion
        : Boolean(input.exclusion) && !input.amount,
  },
  {
    code: 'REWARD-MAJOR',
    field: 'result',
    cites: [rewardMeasures.art('1')],
    say: '查证属实的重大违法行为才给予奖励',
    check: (input, view) =>
      input.result !== '给予奖励' ||
      (view.get('conclude.major') === true && view.get('conclude.result') !== '不属实'),
  },
  {
    code: 'REWARD-EXCLUDED',
    field: 'result',
    cites: [rewardMeasures.art('4')],
    say: '受害人及其代理人不予奖励',
    check: (input, view) => input.result !== '给予奖励' || opening(view)?.standing !== '受害人或者其代理人',
  },
  {
    code: 'REWARD-FIRST',
    field: 'first',
    cites: [firstReporter],
    say: `不是首先举报的不予奖励，情形选“${EXCLUSIONS[5]}”`,
    check: (input) => input.result !== '给予奖励' || input.first === true,
  },
  {
    code: 'REWARD-SUM',
    field: 'amount',
    cites: [rewardMeasures.art('2')],
    say: '奖励金额与规则不一致',
    check: (input, view) => {
      if (input.result !== '给予奖励' || !input.grade) return true;
      const due = rewardOf(input.grade as Grade, Number(view.get('conclude.collected')));
      return (
        Number(input.amount) === due ||
        `${String(input.grade)}奖励应当是${due}元：罚没款${Number(view.get('conclude.collected'))}元按比例计算，低于下限的按下限，最高${REWARD_CAP}元`
      );
    },
  },
];

const settlesName = {
  settles: ['real-name', 'claims'],
  outcomes: Object.fromEntries(
    [true, false].flatMap((real) =>
      [true, false].map((claims) => [
        `${real ? 'named' : 'anonymous'}${claims ? '-claims' : ''}`,
        {
          title: `${real ? '实名' : '匿名'}${claims ? '，申请奖励' : ''}`,
          conds: { 'real-name': real, claims },
        },
      ]),
    ),
  ),
} as const;

const coming: Fragment = {
  acts: {
    report: {
      title: '举报违法行为',
      about: '任何人都可以举报，可以匿名。姓名和联系方式加密保存，办案人员看不到。',
      by: [resident],
      in: [],
      opens: true,
      cites: [task23, secrecy],
      form: form.report,
      rules: [
        ...openingRules,
        {
          code: 'BY-CODE',
          cites: [secrecy],
          say: '举报用查询码办理，不用账号，以免留下您的账号；请从举报页面提交',
          check: (_input, _view, env) => env.person === undefined || env.person.startsWith('code:'),
        },
      ],
      ...settlesName,
      binds: [
        { relation: 'lead', from: 'lead' },
        { relation: 'informant', from: 'actor.person' },
      ],
      clocks: [{ do: 'start', clock: 'verification' }],
      to: 'checking',
    },
    'register-report': {
      title: '登记举报',
      about: '电话、信函、来访的举报由工作人员登记，同样保密，同样给查询码',
      by: [office('case-clerk')],
      in: [],
      opens: true,
      cites: [task23, secrecy],
      form: form.registered,
      rules: [
        ...openingRules,
        {
          code: 'OWN-ORGAN',
          field: 'lead',
          cites: [task23],
          say: '登记到本机关；不属于本机关职责的，登记后移送',
          check: (input, _view, env) => env.acting === undefined || input.lead === env.acting,
        },
      ],
      ...settlesName,
      binds: [
        { relation: 'lead', from: 'lead' },
        { relation: 'informant', from: 'code' },
      ],
      clocks: [{ do: 'start', clock: 'verification' }],
      to: 'checking',
    },
    supplement: {
      title: '补充情况',
      by: informant,
      in: ['checking', 'handling'],
      cites: [task23],
      repeats: true,
      form: form.supplement,
    },
    withdraw: {
      title: '撤回奖励申请',
      about: '举报本身仍然要办完',
      by: informant,
      in: ['checking', 'handling'],
      cites: [task23],
      needs: [need('CLAIMS', cond('claims'), '没有申请奖励', [task23])],
      settles: ['claims'],
      outcomes: { withdrawn: { title: '不再申请奖励', conds: { claims: false } } },
    },
  },
  clocks: {
    verification: {
      title: '核查期限',
      kind: 'duty',
      owedBy: 'case-clerk',
      limit: limits.verification,
      lastDay: 'roll',
      cites: [reportMeasures.art('31')],
      extension: { limit: limits.extension, times: 1, cites: [reportMeasures.art('31')] },
    },
  },
  conditions: {
    'real-name': { title: '实名举报', test: { fn: (view) => opening(view)?.realName === true } },
    claims: {
      title: '申请奖励',
      test: { fn: (view) => opening(view)?.wantsReward === true && view.last('withdraw') === undefined },
    },
  },
};

const checking: Fragment = {
  acts: {
    extend: {
      title: '延长核查期限',
      by: head,
      in: ['checking'],
      cites: [reportMeasures.art('31')],
      needs: [
        need('RUNS', clock('verification', 'running'), '核查期限已经届满，不能再延长', [
          reportMeasures.art('31'),
        ]),
      ],
      form: form.reasons,
      clocks: [{ do: 'extend', clock: 'verification' }],
    },
    transfer: {
      title: '移送有权处理的机关',
      about: '不属于本机关职责的，移送并告知举报人；加密的身份信息不随案移送',
      by: clerk,
      in: ['checking'],
      cites: [task23, secrecy],
      form: form.transfer,
      rules: [
        {
          code: 'ELSEWHERE',
          field: 'to',
          cites: [task23],
          say: '请选择另一个行政机关',
          check: (input, view, env) =>
            env.organ(String(input.to)) !== undefined && !view.bound('lead').includes(String(input.to)),
        },
      ],
      clocks: [{ do: 'stop', clock: 'verification' }],
      to: 'transferred',
    },
    'decide-filing': {
      title: '决定是否立案',
      by: clerk,
      in: ['checking'],
      cites: [reportMeasures.art('31'), task23],
      form: form.filing,
      rules: [
        {
          code: 'CASE',
          field: 'caseNumber',
          cites: [task23],
          say: '立案的填写案件编号，不予立案的不填',
          check: (input) => (input.result === '立案') === Boolean(input.caseNumber),
        },
        filedRule,
      ],
      prefill: filedPrefill,
      settles: ['filed'],
      outcomes: {
        filed: { title: '立案', conds: { filed: true } },
        'not-filed': { title: '不予立案', conds: { filed: false } },
      },
      clocks: [
        { do: 'stop', clock: 'verification' },
        { do: 'start', clock: 'tell', when: cond('real-name') },
      ],
      to: 'handling',
    },
    'tell-informant': {
      title: '告知举报人是否立案',
      by: clerk,
      in: ['handling'],
      cites: [reportMeasures.art('31')],
      form: form.answer,
      needs: [need('DECIDED', done('decide-filing'), '还没有决定是否立案', [reportMeasures.art('31')])],
      clocks: [{ do: 'stop', clock: 'tell' }],
    },
    'close-not-filed': {
      title: '不予立案，办结',
      by: clerk,
      in: ['handling'],
      cites: [reportMeasures.art('31')],
      needs: [
        need('NOT-FILED', not(cond('filed')), '已经立案，应当登记查处结果', [reportMeasures.art('31')]),
        need('TOLD', toldWhereNamed(), '实名举报的还没有告知是否立案', [reportMeasures.art('31')]),
      ],
      to: 'not-filed',
    },
  },
  clocks: {
    tell: {
      title: '告知实名举报人的期限',
      kind: 'duty',
      owedBy: 'case-clerk',
      limit: limits.tell,
      lastDay: 'roll',
      cites: [reportMeasures.art('31')],
    },
  },
  conditions: {
    filed: { title: '已经立案', test: { is: ['decide-filing.result', '立案'] } },
  },
};

/** Told, or nobody to tell. */
function toldWhereNamed() {
  return any(not(cond('real-name')), done('tell-informant'));
}

const rewarding: Fragment = {
  acts: {
    conclude: {
      title: '登记查处结果',
      by: clerk,
      in: ['handling'],
      cites: [task23],
      needs: [
        need('FILED', cond('filed'), '没有立案，请按不予立案办结', [task23]),
        need('TOLD', toldWhereNamed(), '实名举报的还没有告知是否立案', [reportMeasures.art('31')]),
      ],
      form: form.conclusion,
      prefill: resultPrefill,
      rules: [resultRule],
      to: 'concluded',
    },
    'decide-reward': {
      title: '决定是否奖励',
      by: head,
      in: ['concluded'],
      cites: [rewardMeasures.art('2'), rewardMeasures.art('4')],
      needs: [
        need('CLAIMS', cond('claims'), '举报人没有申请奖励', [rewardMeasures.art('1')]),
        need('APART', not(samePerson('decide-filing')), '核查的人不能自己决定奖励', [
          rewardMeasures.art('5'),
        ]),
      ],
      form: form.reward,
      rules: rewardRules,
      settles: ['granted', 'finance-due'],
      outcomes: {
        granted: { title: '给予奖励', conds: { granted: true, 'finance-due': false } },
        joint: { title: '给予奖励，与财政部门共同确定', conds: { granted: true, 'finance-due': true } },
        refused: { title: '不予奖励', conds: { granted: false, 'finance-due': false } },
      },
    },
    'finance-consent': {
      title: '登记财政部门同意',
      by: head,
      in: ['concluded'],
      cites: [rewardMeasures.art('3')],
      needs: [need('FINANCE', cond('finance-due'), '这件奖励不需要财政部门同意', [rewardMeasures.art('3')])],
      form: form.finance,
      rules: [
        {
          code: 'FINANCE-ORGAN',
          field: 'organ',
          cites: [rewardMeasures.art('3')],
          say: '请选择财政局',
          check: (input, _view, env) => Boolean(env.organ(String(input.organ))?.name.includes('财政')),
        },
      ],
      settles: ['finance-due'],
      outcomes: { agreed: { title: '财政部门同意', conds: { 'finance-due': false } } },
    },
    'pay-reward': {
      title: '发放奖励',
      about: '凭查询码或者密封信息领取，不经过办案人员',
      by: [post('report-keeper', 'lead')],
      in: ['concluded'],
      cites: [rewardMeasures.art('2'), rewardMeasures.art('5')],
      needs: [
        need('GRANTED', cond('granted'), '没有给予奖励的决定', [rewardMeasures.art('2')]),
        need('FINANCE-FIRST', not(cond('finance-due')), '五十万元以上的奖励要先经财政部门同意', [
          rewardMeasures.art('3'),
        ]),
      ],
      form: form.payment,
      rules: [
        {
          code: 'PAID-DAY',
          field: 'paidOn',
          cites: [rewardMeasures.art('2')],
          say: '付款日期不能晚于今天',
          check: (input, _view, env) =>
            String(input.paidOn) <= env.today || `付款日期不能晚于${formatDate(env.today)}`,
        },
      ],
    },
    close: {
      title: '办结',
      by: clerk,
      in: ['concluded'],
      cites: [task23],
      needs: [
        need('REWARD-OPEN', any(not(cond('claims')), done('decide-reward')), '申请了奖励，还没有决定', [
          rewardMeasures.art('1'),
        ]),
        need('UNPAID', any(not(cond('granted')), done('pay-reward')), '决定给予的奖励还没有发放', [
          rewardMeasures.art('2'),
        ]),
      ],
      to: 'done',
    },
  },
  conditions: {
    granted: { title: '给予奖励', test: { fn: granted } },
    'finance-due': {
      title: '等待财政部门同意',
      test: {
        fn: (view) =>
          granted(view) && rewardSum(view) >= JOINT_FROM && view.last('finance-consent') === undefined,
      },
    },
  },
};

/**
 * A report becomes a penalty case. The informant's own words and whatever could show who he is stay here; the officers
 * write down what they find.
 */
const penaltyCase: LeadsTo = {
  procedure: 'penalty-ordinary',
  act: 'register-clue',
  title: '据此登记处罚案件来源',
  in: ['checking', 'handling'],
  from: (view) => {
    const told = opening(view) ?? {};
    const first = view.last('report') ?? view.last('register-report');
    return {
      title: told.title,
      source: '举报',
      sourceDetail: '举报人反映的线索，另见来源事项',
      realName: told.realName,
      sourceCase: view.state.id,
      partyName: told.subject,
      place: told.place,
      actOn: told.foundOn,
      actEndedOn: told.foundOn,
      // 举报属实的，举报之日为发现日期.
      discoveredOn: first && dateOf(first.at),
    };
  },
};

const parts = merge(coming, checking, rewarding);

/** Report of a violation, with reward and protection of the informant (投诉举报与奖励保护), task 23 of the plan. */
export const violationReport: Procedure = {
  code: 'violation-report',
  title: '违法行为举报',
  system: 'reports-and-rewards',
  version: '2026-04-15',
  from: '2021-12-01',
  cites: [task23, reportMeasures.art('31'), rewardMeasures.art('1')],
  about:
    '任何人以任何方式举报违法行为，可以匿名；核查、决定、告知、奖励都有期限和规则，举报人的身份加密保存。',
  transition: { says: '以前收到的举报按收到时的规定办完。', cites: [task23] },
  relations: { lead: '处理机关', informant: '举报人' },
  roles: { 'case-clerk': '举报处理人员', head: '机关负责人', 'report-keeper': '举报保密员' },
  phases: {
    checking: { title: '核查' },
    handling: { title: '处理' },
    concluded: { title: '已有查处结果' },
    done: { title: '办结', end: 'done' },
    'not-filed': { title: '不予立案，办结', end: 'done' },
    transferred: { title: '已移送', end: 'stopped' },
  },
  ...parts,
  laws: [...parts.laws, ...laws],
  titleFrom: ['report.title', 'register-report.title'],
  owner: 'lead',
  leadsTo: [penaltyCase],
};
