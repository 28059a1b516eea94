/** The list of approvals and its four stages: in one stage side by side, one stage after the other. */
import {
  all,
  type CaseFacts,
  type CaseView,
  cond,
  design,
  type EntryFacts,
  type Env,
  type Fragment,
  type Guard,
  type InputRule,
  need,
  not,
  post,
  type Question,
  law as rule,
} from '@fadu/kernel';
import {
  businessEnvironmentRegulations as ber,
  enterpriseProjectRegulations as epr,
  constructionApprovalOpinion as opinion,
} from '../../../statutes/index.ts';
import { lead, settledWay } from './deciding.ts';
import {
  approvalsOf,
  decided,
  handlingQuestion,
  itemQuestion,
  projectOf,
  rowsOf,
  STAGES,
  type Stage,
  stageDone,
  standingOf,
} from './facts.ts';
import * as form from './forms.ts';

type Input = Readonly<Record<string, unknown>>;

const parallel = [ber.art('41'), ber.art('42'), opinion.art('1')];
const listed = [ber.art('41'), opinion.art('2')];
export const handlingDesign = design('每项审批是政务服务里的一件办件，期限、受理和决定都以那一件为准');

const doneCond = (s: Stage) => `${s}-done`;
const DONE = STAGES.map(([s]) => doneCond(s));
const before = (s: Stage): readonly Stage[] =>
  STAGES.slice(
    0,
    STAGES.findIndex(([x]) => x === s),
  ).map(([x]) => x);
const allDone = (stages: readonly Stage[]): Guard => all(...stages.map((x) => cond(doneCond(x))));

/** The first stage that is not done; the end when all are. */
const next = [
  ...STAGES.map(([s]) => ({ when: all(allDone(before(s)), not(cond(doneCond(s)))), phase: s })),
  { when: allDone(STAGES.map(([s]) => s)), phase: 'completed' },
];

const itemFound = (env: Env, code: string): EntryFacts | null =>
  env.answer(itemQuestion(code, env.today)) as EntryFacts | null;
const asksItems = (input: Input, _view: CaseView, today: string): readonly Question[] =>
  [...new Set(rowsOf(input).map((r) => r.item))].map((code) => itemQuestion(code, today));

const rowRules: readonly InputRule[] = [
  {
    code: 'ON-LIST',
    field: 'approvals',
    cites: listed,
    say: '清单之外的审批不得要求办理',
    check: (input, _view, env) => {
      const off = rowsOf(input).find((r) => itemFound(env, r.item)?.body.status !== '在用');
      return !off || `“${off.item}”不在政务服务事项清单里，或者已经停用，不得要求办理`;
    },
  },
  {
    code: 'ONCE-LISTED',
    field: 'approvals',
    cites: listed,
    say: '同一事项只列一次',
    check: (input, view) => {
      const codes = [...approvalsOf(view).map((a) => a.item), ...rowsOf(input).map((r) => r.item)];
      const twice = codes.find((code, i) => codes.indexOf(code) !== i);
      return !twice || `“${twice}”已经在清单里，同一事项只列一次`;
    },
  },
];
/** Organs whose items are listed, those before included. */
const organs = (input: Input, view: CaseView, env: Env): readonly string[] => [
  ...new Set([
    ...view.bound('approving'),
    ...rowsOf(input).flatMap((r) => String(itemFound(env, r.item)?.body.organ ?? [])),
  ]),
];

/** The latest handling that was begun for an item. */
const begunHandling = (view: CaseView, stage: Stage, item: unknown): unknown =>
  view
    .all(`begin-${stage}`)
    .filter((r) => r.input.item === item)
    .at(-1)?.input.handling;

const standing = (view: CaseView, stage: Stage, item: unknown) =>
  standingOf(view).find((a) => a.stage === stage && a.item === item);

const stageRules = (stage: Stage, title: string): readonly InputRule[] => [
  {
    code: `LISTED-${stage.toUpperCase()}`,
    field: 'item',
    cites: listed,
    say: `这个事项不在这个项目${title}阶段的清单里`,
    check: (input, view) => standing(view, stage, input.item) !== undefined,
  },
  {
    code: `OWN-${stage.toUpperCase()}`,
    field: 'item',
    cites: [handlingDesign],
    say: '只能登记本机关的审批',
    check: (input, view, env) => {
      const organ = standing(view, stage, input.item)?.organ;
      return organ === undefined || organ === env.acting;
    },
  },
];

const handlingOf = (env: Env, handling: unknown) =>
  env.answer(handlingQuestion(handling)) as CaseFacts | null;
const fact = (c: CaseFacts, field: string): unknown =>
  c.facts[`apply.${field}`] ?? c.facts[`register-application.${field}`];
const othersQuestion = (input: Input) =>
  ({ ask: 'linked', to: String(input.handling), procedure: 'investment-project', facts: [] }) as const;

const beginRules = (stage: Stage): readonly InputRule[] => [
  {
    code: `HANDLING-${stage.toUpperCase()}`,
    field: 'handling',
    cites: [handlingDesign],
    say: '没有找到本机关的这个办件',
    asks: (input) => [handlingQuestion(input.handling)],
    check: (input, view, env) => {
      const c = handlingOf(env, input.handling);
      if (c?.procedure !== 'service-application') return '没有找到本机关的这个办件，请核对编号';
      if (fact(c, 'item') !== input.item) return '这个办件办的不是这个事项';
      return fact(c, 'identity') === projectOf(view).uscc || '这个办件的申请人不是项目单位';
    },
  },
  {
    code: `FREE-${stage.toUpperCase()}`,
    field: 'handling',
    cites: [handlingDesign],
    say: '这个办件已经用过，一个办件只算一次',
    asks: (input) => [othersQuestion(input)],
    check: (input, _view, env) => env.answer(othersQuestion(input)).length === 0,
  },
  {
    code: `NOT-RUNNING-${stage.toUpperCase()}`,
    field: 'item',
    cites: [handlingDesign],
    say: '这项审批已经在办，或者已经办完',
    check: (input, view) => {
      const state = standing(view, stage, input.item)?.state;
      return state === undefined || state === 'not-begun' || state === 'denied';
    },
  },
];

const resultRules = (stage: Stage): readonly InputRule[] => [
  {
    code: `RUNNING-${stage.toUpperCase()}`,
    field: 'item',
    cites: [handlingDesign],
    say: '这项审批还没有开始，或者结果已经登记',
    check: (input, view) => standing(view, stage, input.item)?.state === 'running',
  },
  {
    code: `DECIDED-${stage.toUpperCase()}`,
    field: 'item',
    cites: [handlingDesign],
    say: '办件还没有决定，没有的结果不能登记',
    asks: (input, view) => {
      const handling = begunHandling(view, stage, input.item);
      return handling === undefined ? [] : [handlingQuestion(handling)];
    },
    check: (input, view, env) => {
      const handling = begunHandling(view, stage, input.item);
      if (handling === undefined) return true;
      const c = handlingOf(env, handling);
      return c !== null && decided(c);
    },
  },
];

const approving = [post('service-reviewer', 'approving'), post('chief-rep', 'approving')];

const stageActs = ([stage, title]: (typeof STAGES)[number]): Fragment => ({
  acts: {
    [`begin-${stage}`]: {
      title: `${title}阶段：审批开始`,
      about: '收到项目单位的申请后，写明是哪一件办件；同一阶段的审批同时办，不用等别的机关',
      by: approving,
      in: [stage],
      cites: [...parallel, handlingDesign],
      repeats: true,
      form: form.begun,
      rules: [...stageRules(stage, title), ...beginRules(stage)],
      binds: [
        {
          relation: 'approval',
          from: (input, view, env) => [
            ...view.bound('approval'),
            ...(handlingOf(env, input.handling) ? [handlingOf(env, input.handling)?.id as string] : []),
          ],
        },
      ],
      needs: [
        need(`${stage.toUpperCase()}-IN-TURN`, allDone(before(stage)), '前面的阶段还没有全部办完', parallel),
        need(`${stage.toUpperCase()}-SETTLED`, settledWay, '项目还没有核准或者审批', [epr.art('10')]),
      ],
      public: true,
      publicBody: (view) => ({ item: view.text(`begin-${stage}.item`) }),
    },
    [`result-${stage}`]: {
      title: `${title}阶段：登记结果`,
      about: '结果从办件里取，办件没有决定的不能登记；没有办成的可以重新申请',
      by: approving,
      in: [stage],
      cites: [...parallel, handlingDesign],
      repeats: true,
      form: form.result,
      rules: [...stageRules(stage, title), ...resultRules(stage)],
      settles: [doneCond(stage)],
      public: true,
      attested: true,
      publicBody: (view) => {
        const item = view.text(`result-${stage}.item`);
        return { item, passed: standing(view, stage, item)?.state === 'passed' };
      },
      to: next.slice(before(stage).length + 1),
    },
  },
  conditions: {
    [doneCond(stage)]: {
      title: `${title}阶段没有还没办成的审批`,
      test: { fn: (v) => v.last('draw-up') !== undefined && stageDone(v, stage) },
    },
  },
  laws: [
    ...(stage === 'planning'
      ? []
      : [
          rule(
            `IN-TURN-${stage.toUpperCase()}`,
            `前面阶段没有全部办成的，不得开始${title}阶段的审批`,
            parallel,
            { kind: 'only-while', act: `begin-${stage}`, guard: allDone(before(stage)) },
          ),
        ]),
    rule(`LISTED-${stage.toUpperCase()}`, `没有列出清单，不得开始${title}阶段的审批`, listed, {
      kind: 'precedes',
      first: [{ act: 'draw-up' }],
      then: `begin-${stage}`,
    }),
  ],
});

export const staging: readonly Fragment[] = [
  {
    acts: {
      'draw-up': {
        title: '列出需要办的审批',
        about: '按项目类型列出各阶段的审批事项和机关；清单之外的不得要求办理',
        by: lead,
        in: ['listing'],
        cites: [...listed, ...parallel],
        needs: [need('WAY-SETTLED', settledWay, '项目还没有核准或者审批', [epr.art('10')])],
        form: form.list,
        asks: asksItems,
        rules: rowRules,
        binds: [{ relation: 'approving', from: organs }],
        settles: DONE,
        outcomes: Object.fromEntries(
          STAGES.map(([s, title]) => [
            s,
            {
              title: `从${title}阶段开始`,
              conds: {
                ...Object.fromEntries(before(s).map((x) => [doneCond(x), true])),
                [doneCond(s)]: false,
              },
            },
          ]),
        ),
        clocks: [{ do: 'stop', clock: 'list' }],
        public: true,
        attested: true,
        publicBody: (view) => ({ name: projectOf(view).name, approvals: view.get('draw-up.approvals') }),
        to: next.slice(0, -1),
      },
      'add-approvals': {
        title: '增加审批',
        about: '项目变化需要的，只能加在还没有办完的阶段，写明原因',
        by: lead,
        in: STAGES.map(([s]) => s),
        cites: listed,
        repeats: true,
        form: form.moreList,
        asks: asksItems,
        rules: [
          ...rowRules,
          {
            code: 'STAGE-OPEN',
            field: 'approvals',
            cites: parallel,
            say: '已经办完的阶段不能再加审批',
            check: (input, view) => {
              const at = STAGES.findIndex(([s]) => s === view.state.phase);
              return rowsOf(input).every((r) => STAGES.findIndex(([, t]) => t === r.stage) >= at);
            },
          },
        ],
        binds: [{ relation: 'approving', from: organs }],
        settles: DONE.slice(1),
        public: true,
        publicBody: (view) => ({
          approvals: view.get('add-approvals.approvals'),
          reasons: view.text('add-approvals.reasons'),
        }),
      },
    },
    laws: [
      rule('SETTLED-FIRST', '应当审批、核准的项目，没有同意不得列出后面的审批', [epr.art('10')], {
        kind: 'precedes',
        first: [{ act: 'approve' }],
        then: 'draw-up',
        where: cond('to-decide'),
      }),
      rule('COMPLETED', '没有列出并办成审批的项目，不得办结', parallel, {
        kind: 'ends-with',
        ends: ['completed'],
        acts: ['draw-up'],
      }),
    ],
  },
  ...STAGES.map(stageActs),
];
