/** A subject's grade: computed by the published model from the records in force, explained, objected to, and rewarded. */
import {
  all,
  type CaseView,
  cond,
  design,
  type Env,
  type Fragment,
  type InputRule,
  type Law,
  law,
  need,
  not,
  office,
  type Procedure,
  party,
  post,
  samePerson,
  years,
} from '@fadu/kernel';
import { creditSupervisionOpinion } from '../../statutes/index.ts';
import { CREDIT_GRADES, CREDIT_MEASURE_USES, cites, limits, noPersons, task7 } from './common.ts';
import {
  ended,
  endedRewards,
  gradeEntry,
  gradeFrom,
  gradeQuestion,
  gradeQuestions,
  type Input,
  isLive,
  modelQuestion,
  recordsQuestion,
  subjectOf,
  usesQuestion,
} from './facts.ts';
import * as form from './forms.ts';
import { classARule, measureRules, subjectRule, useRule } from './rules.ts';

const keeper = [post('credit-clerk', 'lead')];
const yearly = design('分级每年至少重新计算一次；记录有变化的当时就重新计算');
const opened = (view: CaseView): Input => view.last('open-file')?.input ?? {};
const partyOf = (input: Input, view: CaseView): string => String(opened(view).partyId ?? input.partyId);

const asks: NonNullable<Fragment['acts']>[string]['asks'] = (input, view, today) =>
  gradeQuestions(partyOf(input, view), today);

/** Without a published model nobody is graded. */
const modelRule: InputRule = {
  code: 'MODEL',
  cites: [...cites.grading],
  say: '分级模型还没有公布，不得分级；请先把模型登记、审核、公布',
  asks: (_input, _view, today) => [modelQuestion(today)],
  check: (_input, _view, env) => env.answer(modelQuestion(env.today)) !== null,
};

const computed = (view: CaseView, env: Env) => {
  const { partyId } = subjectOf(opened(view));
  const grade = gradeFrom(
    env.answer(recordsQuestion(partyId, env.today)),
    env.answer(modelQuestion(env.today)),
  );
  return grade
    ? [
        gradeEntry(subjectOf(opened(view)), grade, view.state.id, env),
        ...endedRewards(env.answer(usesQuestion(partyId, env.today)), grade, env),
      ]
    : [];
};

const objectionOpen = (view: CaseView): boolean =>
  Math.max(view.last('object')?.seq ?? 0, view.last('register-objection')?.seq ?? 0) >
  (view.last('answer-objection')?.seq ?? 0);

const objecting = {
  in: ['graded'],
  cites: [...cites.objection],
  repeats: true,
  needs: [need('PENDING', not(cond('objection-open')), '已经有异议正在处理', [...cites.objection])],
  form: form.objection,
  settles: ['objection-open'],
  outcomes: { open: { title: '有异议', conds: { 'objection-open': true } } },
  clocks: [{ do: 'restart', clock: 'objection' }],
} as const;

const parts: Required<Pick<Fragment, 'acts' | 'clocks' | 'conditions'>> = {
  acts: {
    'open-file': {
      title: '分级',
      about: '按公布的模型，从在期的失信记录算出类别；每一项扣分都对应一条记录，不由人打分',
      by: [office('credit-clerk')],
      in: [],
      opens: true,
      cites: [...cites.grading, noPersons],
      form: form.openFile,
      asks,
      rules: [
        subjectRule,
        modelRule,
        {
          code: 'TWICE',
          field: 'partyId',
          cites: [...cites.grading],
          say: '这个主体已经分级，类别随记录自动更新，不用再立件',
          asks: (input, _view, today) => [gradeQuestion(String(input.partyId), today)],
          check: (input, _view, env) => !isLive(env.answer(gradeQuestion(String(input.partyId), env.today))),
        },
        {
          code: 'LEAD',
          cites: [...cites.grading],
          say: '信用分级由市级信用牵头部门办理',
          check: (_input, _view, env) =>
            env.acting === undefined || Boolean(env.organ(env.acting)?.region.endsWith('00')),
        },
      ],
      binds: [
        { relation: 'lead', from: 'actor.organ' },
        { relation: 'subject', from: 'partyAccount' },
      ],
      clocks: [{ do: 'start', clock: 'yearly' }],
      entries: computed,
      to: 'graded',
    },
    regrade: {
      title: '重新计算',
      about: '模型修改、满一年或者核对时重新计算',
      by: keeper,
      in: ['graded'],
      cites: [...cites.grading, yearly],
      repeats: true,
      asks,
      rules: [modelRule],
      clocks: [{ do: 'restart', clock: 'yearly' }],
      entries: computed,
    },
    object: {
      title: '对分级提出异议',
      about: '每一项扣分和它的记录都看得到；认为算得不对的可以提出异议',
      by: [party('subject')],
      ...objecting,
    },
    'register-objection': {
      title: '登记对分级的异议',
      by: keeper,
      ...objecting,
    },
    'answer-objection': {
      title: '答复对分级的异议',
      about: '由登记以外的人核实；答复时按现在的记录重新计算',
      by: [...keeper, post('head', 'lead')],
      in: ['graded'],
      cites: [...cites.objection],
      repeats: true,
      needs: [
        need('OBJECTION', cond('objection-open'), '没有需要答复的异议', [...cites.objection]),
        need(
          'APART',
          all(not(samePerson('open-file')), not(samePerson('regrade'))),
          '计算分级的人不能答复对它的异议',
          [...cites.objection],
        ),
      ],
      form: form.objectionAnswer,
      asks,
      settles: ['objection-open'],
      outcomes: { answered: { title: '已答复', conds: { 'objection-open': false } } },
      clocks: [{ do: 'stop', clock: 'objection' }],
      entries: computed,
    },
    'grant-reward': {
      title: '给予守信激励',
      about: '只对A类主体，只用清单里的激励措施；不再是A类的当时终止',
      by: keeper,
      in: ['graded'],
      cites: [...cites.measures],
      repeats: true,
      form: form.measure,
      asks: (input, view, today) => [gradeQuestion(partyOf(input, view), today)],
      rules: [classARule, ...measureRules('守信激励', opened)],
      binds: [
        {
          relation: 'implementer',
          from: (input, view) => [...new Set([...view.bound('implementer'), String(input.implementer)])],
        },
      ],
      entries: (view, env) => {
        const act = view.last('grant-reward');
        const subject = subjectOf(opened(view));
        return act
          ? [
              {
                register: CREDIT_MEASURE_USES,
                code: `${view.state.id}-${act.seq}`,
                lawFrom: env.today,
                body: {
                  status: '在用',
                  partyId: subject.partyId,
                  partyName: subject.partyName,
                  kind: '守信激励',
                  measure: act.input.measure,
                  content: act.input.content,
                  implementer: act.input.implementer,
                  from: env.today,
                },
              },
            ]
          : [];
      },
    },
    'report-reward': {
      title: '登记激励实施情况',
      by: [post('case-clerk', 'implementer')],
      in: ['graded'],
      cites: [...cites.measures],
      repeats: true,
      form: form.measureReport,
      rules: [useRule('grant-reward', 'end-reward', true)],
    },
    'end-reward': {
      title: '终止守信激励',
      by: keeper,
      in: ['graded'],
      cites: [...cites.measures],
      repeats: true,
      form: form.measureEnd,
      rules: [useRule('grant-reward', 'end-reward')],
      asks: (input, view, today) => [usesQuestion(partyOf(input, view), today)],
      entries: (view, env) =>
        env
          .answer(usesQuestion(String(opened(view).partyId), env.today))
          .filter((u) => isLive(u) && u.code === `${view.state.id}-${String(view.get('end-reward.use'))}`)
          .map((u) => ended(u, env, '提前终止')),
    },
    close: {
      title: '主体注销，停止分级',
      by: keeper,
      in: ['graded'],
      cites: [...cites.grading],
      form: form.reasons,
      needs: [need('OBJECTION-OPEN', not(cond('objection-open')), '还有异议没有答复', [...cites.objection])],
      asks,
      clocks: [{ do: 'stop', clock: 'yearly' }],
      entries: (view, env) => {
        const { partyId } = subjectOf(opened(view));
        return [
          {
            register: CREDIT_GRADES,
            code: partyId,
            lawFrom: env.today,
            body: { status: '取消', partyId, why: '主体注销', case: view.state.id },
          },
          ...env
            .answer(usesQuestion(partyId, env.today))
            .filter((u) => isLive(u) && u.body.kind === '守信激励')
            .map((u) => ended(u, env, '主体注销')),
        ];
      },
      to: 'closed',
    },
  },
  clocks: {
    yearly: {
      title: '重新计算分级的期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: years(1),
      lastDay: 'roll',
      cites: [yearly],
    },
    objection: {
      title: '答复分级异议的期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: limits.objection,
      lastDay: 'roll',
      cites: [...cites.objection],
    },
  },
  conditions: {
    'objection-open': { title: '异议待答复', test: { fn: objectionOpen } },
  },
};

const laws: readonly Law[] = [
  law('OBJECTION-ANSWERED', '对分级的异议应当答复', [...cites.objection], {
    kind: 'answered',
    cause: { act: 'object' },
    effect: ['answer-objection'],
  }),
  law('REGISTERED-ANSWERED', '登记的异议应当答复', [...cites.objection], {
    kind: 'answered',
    cause: { act: 'register-objection' },
    effect: ['answer-objection'],
  }),
  law('ANSWERED-ONCE', '没有异议的不得作异议答复', [...cites.objection], {
    kind: 'only-while',
    act: 'answer-objection',
    guard: cond('objection-open'),
  }),
  law('APART', '计算分级的人不得答复对它的异议', [...cites.objection], {
    kind: 'apart',
    act: 'answer-objection',
    from: 'open-file',
  }),
];

/** One subject's credit grade (信用风险分级分类), task 7 of the plan. */
export const creditGrading: Procedure = {
  code: 'credit-grading',
  title: '信用风险分级分类',
  system: 'credit-grading',
  version: '2026-04-01',
  from: '2021-01-01',
  cites: [creditSupervisionOpinion.art('1'), task7],
  about:
    '按公布的模型给单位和个体工商户分A、B、C、D四类：类别由在期的失信记录算出，记录变化时当时更新；抽查的权重和次数随类别确定，主体可以提出异议。',
  transition: { says: '模型修改以后，已经分级的主体按新模型重新计算。', cites: [yearly] },
  relations: { lead: '信用牵头部门', subject: '主体', implementer: '实施机关' },
  roles: { 'credit-clerk': '信用管理人员', 'case-clerk': '实施机关经办人', head: '部门负责人' },
  phases: {
    graded: { title: '已分级' },
    closed: { title: '停止分级', end: 'done' },
  },
  ...parts,
  laws,
  papers: {},
  titleFrom: 'open-file.partyName',
  owner: 'lead',
};
