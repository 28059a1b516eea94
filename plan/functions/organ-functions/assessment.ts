/**
 * Follow-up assessment of an organ's 三定 (R1.2): notice, self-assessment, field check, report, then confirmed as it is
 * or revised with the government's approval; a revision makes new versions and asks the organ to update its power list.
 */
import {
  any,
  cond,
  done,
  elapsed,
  type Fragment,
  type InputRule,
  merge,
  need,
  not,
  office,
  type Procedure,
  post,
  samePerson,
} from '@fadu/kernel';
import { organSettingRegulations as osr, powerListOpinion } from '../../statutes/index.ts';
import {
  changeEntries,
  changeQuestions,
  changesRule,
  regionOfCase,
} from '../power-registers/adjustment/changes.ts';
import type { Change } from '../power-registers/adjustment/forms.ts';
import { reportLimit, sandingOpinion, selfLimit, settings, task1, updateLimit } from './common.ts';
import * as form from './forms.ts';
import { laws } from './laws.ts';
import { organFunctions } from './register.ts';

const assessor = [post('staffing-reviewer', 'assessor')];
const assessed = [post('item-clerk', 'assessed')];

type Input = Readonly<Record<string, unknown>>;
const changesOf = (input: Input | undefined) => (input?.changes ?? []) as readonly Change[];
const reported = (view: { last(act: string): { input: Input } | undefined }) =>
  changesOf(view.last('report')?.input);

/** The organ's functions on the day: what the self-assessment must go through. */
const functionsQuestion = (organ: string | undefined, on: string) =>
  ({ ask: 'entries', register: organFunctions.code, on, where: { organ: organ ?? '' } }) as const;

const everyFunction: InputRule = {
  code: 'SA-EVERY',
  field: 'functions',
  cites: [sandingOpinion.art('1'), task1],
  say: '自评要逐项覆盖三定规定的职能',
  check: (input, view, env) => {
    const organ = view.bound('assessed')[0];
    const held = env
      .answer(functionsQuestion(organ, env.today))
      .filter((e) => e.region === regionOfCase(view) && e.body.status !== '取消');
    const told = (input.functions as readonly { code: string }[]).map((f) => f.code);
    const missing = held.filter((e) => !told.includes(e.code));
    if (missing.length)
      return `还有职能没有自评：${missing
        .slice(0, 5)
        .map((e) => String(e.body.name))
        .join('、')}${missing.length > 5 ? `等${missing.length}项` : ''}`;
    const foreign = told.find((c) => !held.some((e) => e.code === c));
    if (foreign) return `机构职能清单里没有本机关编码“${foreign}”的职能`;
    return new Set(told).size === told.length || '同一职能只填一次';
  },
};

const everyAspect: InputRule = {
  code: 'SA-ASPECTS',
  field: 'findings',
  cites: [task1],
  say: '实地核查要覆盖五个方面',
  check: (input) => {
    const seen = (input.findings as readonly { aspect: string }[]).map((f) => f.aspect);
    const missing = form.ASPECTS.filter((a) => !seen.includes(a));
    return missing.length === 0 || `还没有核查：${missing.join('、')}`;
  },
};

/** What a report may propose: changes of functions only, and none beyond what a city may decide. */
const reportRules: readonly InputRule[] = [
  {
    code: 'SA-CHANGES',
    field: 'changes',
    cites: [task1],
    say: '结论为修订的要写明修订建议；结论为维持的不填',
    check: (input) => {
      const changes = changesOf(input);
      if ((input.conclusion === '修订') !== changes.length > 0) return false;
      return (
        changes.every((c) => c.register === organFunctions.code) ||
        `修订建议只写“${organFunctions.title}”的内容；权责清单由机关随后申请调整`
      );
    },
  },
  {
    code: 'SA-DEPARTMENT',
    field: 'upperApproval',
    cites: [osr.art('9')],
    say: '设立、撤销、合并工作部门或者变更规格、名称，应当报上一级政府批准，并报本级人大常委会备案；请填写批准和备案文号',
    check: (input) =>
      input.changesDepartment !== true || Boolean(input.upperApproval && input.congressRecord),
  },
  {
    code: 'SA-POSTS',
    field: 'centralApproval',
    cites: [osr.art('18')],
    say: '在不同层级之间调整行政编制，应当由国务院机构编制管理机关批准，本级不能决定；请填写批准文号或者删去这项调整',
    check: (input) => Number(input.postsBetweenLevels) === 0 || Boolean(input.centralApproval),
  },
  changesRule(
    (input) => changesOf(input),
    (_input, env) => env.today,
    () => undefined,
  ),
];

const assessing: Fragment = {
  acts: {
    'plan-assessment': {
      title: '下达评估通知',
      about: '机构编制部门确定评估哪个机关、评什么',
      by: [office('staffing-reviewer')],
      in: [],
      opens: true,
      cites: [sandingOpinion.art('1'), task1],
      form: form.plan,
      binds: [
        { relation: 'assessor', from: 'actor.organ' },
        { relation: 'assessed', from: 'organ' },
        { relation: 'approver', from: 'government' },
      ],
      clocks: [{ do: 'start', clock: 'self-assessment' }],
    },
    'self-assess': {
      title: '提交自评',
      about: '被评估的机关逐项说明职能履行情况',
      by: assessed,
      in: ['assessing'],
      cites: [task1],
      form: form.selfAssessment,
      asks: (_input, view, today) => [functionsQuestion(view.bound('assessed')[0], today)],
      rules: [everyFunction],
      clocks: [{ do: 'stop', clock: 'self-assessment' }],
    },
    'field-check': {
      title: '实地核查',
      about: '职责细化、职能划转、职责关系、责任落实、人员编制五个方面逐一核查',
      by: assessor,
      in: ['assessing'],
      cites: [osr.art('24'), task1],
      repeats: true,
      needs: [
        need(
          'SELF-FIRST',
          any(done('self-assess'), elapsed('self-assessment')),
          '自评还没有提交，期限也没有届满，不能先核查',
          [selfLimit, task1],
        ),
      ],
      form: form.fieldCheck,
      rules: [everyAspect],
      clocks: [{ do: 'restart', clock: 'report' }],
    },
    report: {
      title: '提出评估报告',
      by: assessor,
      in: ['assessing'],
      cites: [osr.art('24'), task1],
      needs: [need('CHECKED', done('field-check'), '没有实地核查，不能提出评估报告', [task1])],
      form: form.report,
      asks: (input, _view, today) => changeQuestions(changesOf(input), today),
      rules: reportRules,
      settles: ['revise'],
      outcomes: {
        stands: { title: '维持', conds: { revise: false } },
        revise: { title: '修订', conds: { revise: true } },
      },
      clocks: [
        { do: 'stop', clock: 'report' },
        { do: 'stop', clock: 'self-assessment' },
      ],
      to: 'deciding',
    },
    cancel: {
      title: '终止评估',
      by: assessor,
      in: ['assessing'],
      cites: [task1],
      form: form.reason,
      clocks: [
        { do: 'stop', clock: 'report' },
        { do: 'stop', clock: 'self-assessment' },
      ],
      to: 'cancelled',
    },
  },
  conditions: { revise: { title: '评估结论为修订', test: { is: ['report.conclusion', '修订'] } } },
  clocks: {
    'self-assessment': {
      title: '自评期限',
      kind: 'duty',
      owedBy: 'assessed',
      limit: settings.selfAssessment,
      lastDay: 'roll',
      cites: [selfLimit],
    },
    report: {
      title: '评估报告期限',
      kind: 'duty',
      owedBy: 'assessor',
      limit: settings.report,
      lastDay: 'roll',
      cites: [reportLimit],
    },
  },
};

const deciding: Fragment = {
  acts: {
    confirm: {
      title: '确认三定规定继续适用',
      by: assessor,
      in: ['deciding'],
      cites: [task1],
      needs: [need('STANDS', not(cond('revise')), '评估结论为修订，不能直接确认', [task1])],
      form: form.reason,
      public: true,
      to: 'confirmed',
    },
    approve: {
      title: '批准修订',
      by: [post('principal-head', 'approver')],
      in: ['deciding'],
      cites: [osr.art('9'), osr.art('10'), task1],
      needs: [
        need('REVISED', cond('revise'), '评估结论为维持，没有修订需要批准', [task1]),
        need('APART', not(samePerson('report')), '提出报告的人员不能批准', [task1]),
      ],
      form: form.decision,
      settles: ['approved'],
      outcomes: {
        approved: { title: '批准', conds: { approved: true } },
        refused: { title: '不批准', conds: { approved: false } },
      },
      to: [
        { when: cond('approved'), phase: 'revising' },
        { when: not(cond('approved')), phase: 'assessing' },
      ],
    },
    'report-again': {
      title: '按政府意见重新提出报告',
      about: '修订没有批准的，收回报告，重新核查或者改为维持',
      by: assessor,
      in: ['assessing'],
      cites: [task1],
      needs: [need('REFUSED', done('approve'), '政府没有退回，不需要重新报告', [task1])],
      repeats: true,
      form: form.reason,
      voids: ['report', 'approve'],
      clocks: [{ do: 'restart', clock: 'report' }],
    },
    'revise-functions': {
      title: '公布修订后的职能',
      about: '机构职能清单生成新的版本；机关据此调整权责清单',
      by: assessor,
      in: ['revising'],
      cites: [sandingOpinion.art('1'), powerListOpinion.art('5'), task1],
      needs: [need('APPROVED', cond('approved'), '修订没有批准，不能公布', [osr.art('9'), task1])],
      form: form.revising,
      asks: (input, view) => changeQuestions(reported(view), String(input.effectiveOn)),
      rules: [
        {
          code: 'EFFECTIVE',
          field: 'effectiveOn',
          cites: [task1],
          say: '生效日期不能早于今天',
          check: (input, _view, env) => String(input.effectiveOn) >= env.today,
        },
        changesRule(
          (_input, view) => reported(view),
          (input) => String(input.effectiveOn),
          () => undefined,
        ),
      ],
      entries: (view, env) =>
        changeEntries(reported(view), regionOfCase(view), view.text('revise-functions.effectiveOn'), env),
      public: true,
      publicBody: (view) => ({
        title: view.text('plan-assessment.title'),
        effectiveOn: view.text('revise-functions.effectiveOn'),
        changes: reported(view).map((c) => ({
          do: c.do,
          name: c.entry?.name,
          code: c.code,
          reason: c.reason,
        })),
      }),
      clocks: [{ do: 'start', clock: 'list-update' }],
      to: 'updating',
    },
    'report-update': {
      title: '报告权责清单调整情况',
      by: assessed,
      in: ['updating'],
      cites: [powerListOpinion.art('5'), task1],
      form: form.update,
      rules: [
        {
          code: 'SA-UPDATE',
          field: 'adjustment',
          cites: [powerListOpinion.art('5')],
          say: '已申请调整的要填写清单调整的事项编号；无需调整的不填',
          check: (input) => (input.result === '已申请调整权责清单') === Boolean(input.adjustment),
        },
      ],
      clocks: [{ do: 'stop', clock: 'list-update' }],
      to: 'revised',
    },
  },
  conditions: { approved: { title: '修订已经批准', test: { is: ['approve.result', '批准'] } } },
  clocks: {
    'list-update': {
      title: '调整权责清单的期限',
      kind: 'duty',
      owedBy: 'assessed',
      limit: settings.update,
      lastDay: 'roll',
      cites: [updateLimit, powerListOpinion.art('5')],
    },
  },
};

/** Follow-up assessment of an organ's functions, task 1 of the plan. */
export const sandingAssessment: Procedure = {
  code: 'sanding-assessment',
  title: '三定规定执行情况评估',
  system: 'organ-functions',
  version: '2026-01-01',
  from: '2026-01-01',
  cites: [task1, sandingOpinion.art('1'), osr.art('24')],
  about:
    '机构编制部门评估一个机关履行三定规定的情况：通知、自评、实地核查、报告，确认或者批准修订，带动权责清单调整。',
  relations: { assessor: '机构编制部门', assessed: '被评估的机关', approver: '本级政府' },
  roles: {
    'staffing-reviewer': '机构编制审核人员',
    'item-clerk': '事项管理人员',
    'principal-head': '主要负责人',
  },
  phases: {
    assessing: { title: '自评和核查' },
    deciding: { title: '确认或者批准' },
    revising: { title: '修订' },
    updating: { title: '调整权责清单' },
    confirmed: { title: '确认继续适用', end: 'done' },
    revised: { title: '已修订', end: 'done' },
    cancelled: { title: '已终止', end: 'stopped' },
  },
  ...merge(assessing, deciding),
  laws,
  papers: {},
  titleFrom: 'plan-assessment.title',
  owner: 'assessed',
  publicFrom: ['confirm', 'revise-functions'],
};
