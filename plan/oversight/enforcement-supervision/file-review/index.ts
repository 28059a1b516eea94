/** Review of case files (案卷评查, R39.1): list announced, drawn by a public value, two reviewers from elsewhere, score, result. */
import {
  any,
  type CaseView,
  clock,
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
  party,
  post,
  samePerson,
  workdays,
} from '@fadu/kernel';
import { z } from 'zod';
import { enforcementSupervisionRegulations as sup } from '../../../statutes/index.ts';
import { account, day, line, long, organ } from '../fields.ts';
import { task39 } from '../settings.ts';
import { drawFiles, gradeOf, PART_KEYS, PARTS, type Part, type Score, VETO } from './score.ts';

export * from './score.ts';

const cites = [sup.art('11'), sup.art('22'), task39];
const split = design('评查分值：形式20分、实体80分；90分以上优秀，60分以上合格');
const STATE_LIMIT = workdays(10);
const MEND_LIMIT = days(30);

/** Files drawn, once the value is known. */
export const drawnOf = (view: CaseView): readonly string[] => {
  const plan = view.last('plan')?.input;
  const value = view.text('draw.value');
  return plan && value ? drawFiles(plan.files as string[], Number(plan.take), value) : [];
};
/** Scores in force. */
export const scoresOf = (view: CaseView): readonly Score[] =>
  view.all('score').map((a) => ({
    file: String(a.input.file),
    reviewer: String(a.actor.person),
    veto: (a.input.veto ?? []) as string[],
    points: Object.fromEntries(PART_KEYS.map((p) => [p, Number(a.input[p])])) as Record<Part, number>,
  }));
/** Results by file, for those that two reviewers have scored. */
export const resultsOf = (view: CaseView) =>
  drawnOf(view).flatMap((file) => {
    const scores = scoresOf(view).filter((s) => s.file === file);
    return new Set(scores.map((s) => s.reviewer)).size < 2 ? [] : [{ file, ...gradeOf(scores) }];
  });
const allScored = (view: CaseView) => {
  const drawn = drawnOf(view);
  return drawn.length > 0 && resultsOf(view).length === drawn.length;
};
const failing = (view: CaseView) => resultsOf(view).some((r) => r.grade === '不合格');

const reviewer = z.object({
  person: account('账号'),
  name: line('姓名', 2, 40),
  organ: organ('所在机关'),
});
type Reviewer = z.infer<typeof reviewer>;
const points = Object.fromEntries(
  PART_KEYS.map((p) => [
    p,
    z
      .number()
      .min(0)
      .max(PARTS[p][1])
      .multipleOf(0.5)
      .meta({ title: `${PARTS[p][0]}（${PARTS[p][1]}分）` }),
  ]),
);

const clerk: Performer[] = [post('supervision-clerk', 'supervisor')];
const head: Performer[] = [post('head', 'supervisor')];
const subject: Performer[] = [post('case-clerk', 'subject')];

const laws: readonly Law[] = [
  law('ANNOUNCED', '评查方案没有公布的，不得抽取案卷', cites, {
    kind: 'precedes',
    first: [{ act: 'announce' }],
    then: 'draw',
  }),
  law('DRAWN', '没有抽取的，不得评查', cites, { kind: 'precedes', first: [{ act: 'draw' }], then: 'score' }),
  law('ASSIGNED', '没有确定评查人员的，不得评查', cites, {
    kind: 'precedes',
    first: [{ act: 'assign' }],
    then: 'score',
  }),
  law('TWO', '没有两名评查人员评完的，不得告知结果', cites, {
    kind: 'only-while',
    act: 'tell',
    guard: cond('all-scored'),
  }),
  law('ORGAN-HEARD', '没有听取被评查机关意见的，不得作出评查结果', cites, {
    kind: 'only-while',
    act: 'conclude',
    guard: any(cond('stated'), clock('statement', 'elapsed')),
  }),
  law('MENDED', '不合格的案卷没有整改的，不得办结', cites, {
    kind: 'only-while',
    act: 'close',
    guard: any(not(cond('failing')), cond('mended')),
  }),
  law('APPROVED-BY-ANOTHER', '拟订方案的人不得公布方案', cites, {
    kind: 'apart',
    act: 'announce',
    from: 'plan',
  }),
];

/** One round of file review over one organ's closed files of one kind. */
export const fileReview: Procedure = {
  code: 'file-review',
  title: '行政执法案卷评查',
  system: 'enforcement-supervision',
  version: '2026-02-01',
  from: '2021-01-01',
  cites,
  about:
    '从已经结案的案卷里公开抽取，由两名不属于被评查机关的人员评查打分，听取意见后作出结果，不合格的整改。',
  transition: { says: '以前开始的评查，按原办法办完。', cites: [task39] },
  relations: { supervisor: '行政执法监督机构', subject: '被评查机关', reviewer: '评查人员' },
  roles: { 'supervision-clerk': '行政执法监督人员', head: '机关负责人', 'case-clerk': '执法机关经办人' },
  phases: {
    planning: { title: '拟订方案' },
    announced: { title: '方案已公布，待抽取' },
    reviewing: { title: '评查' },
    telling: { title: '听取意见' },
    concluded: { title: '整改' },
    closed: { title: '办结', end: 'done' },
  },
  acts: {
    plan: {
      title: '拟订评查方案',
      about: '列出全部已结案卷和抽取数量，写明用哪一个以后公布的随机数',
      by: [office('supervision-clerk')],
      in: [],
      opens: true,
      cites,
      form: z.object({
        title: line('评查名称', 4, 120),
        subject: organ('被评查机关'),
        kind: z.enum(['行政处罚', '行政强制', '行政检查', '行政许可']).meta({ title: '案卷类别' }),
        files: z.array(line('案卷编号')).min(1).max(5000).meta({ title: '已结案卷', widget: 'lines' }),
        take: z.int().min(1).max(500).meta({ title: '抽取数量' }),
        seedName: line('随机数来源'),
        seedDay: day('随机数公布日期', '应当在今天之后'),
      }),
      rules: [
        {
          code: 'TAKE',
          field: 'take',
          cites,
          say: '案卷编号不能重复，抽取数量不能超过案卷数量',
          check: (input) => {
            const files = input.files as string[];
            return new Set(files).size === files.length && Number(input.take) <= files.length;
          },
        },
        {
          code: 'SEED-AHEAD',
          field: 'seedDay',
          cites: [task39],
          say: '随机数应当在方案公布以后才公布，已经知道的数不能用来抽取',
          check: (input, _view, env) => String(input.seedDay) > env.today,
        },
        {
          code: 'SUBJECT',
          field: 'subject',
          cites,
          say: '不能评查监督机构自己的案卷，也不能选名录里没有的机关',
          check: (input, _view, env) =>
            env.organ(String(input.subject)) !== undefined && input.subject !== env.acting,
        },
      ],
      binds: [
        { relation: 'supervisor', from: 'actor.organ' },
        { relation: 'subject', from: 'subject' },
      ],
      to: 'planning',
    },
    announce: {
      title: '公布评查方案',
      by: head,
      in: ['planning'],
      cites,
      needs: [need('APART', not(samePerson('plan')), '拟订方案的人不能公布自己拟订的方案', cites)],
      public: true,
      attested: true,
      publicBody: (view) => ({ ...view.last('plan')?.input }),
      to: 'announced',
    },
    draw: {
      title: '抽取案卷',
      by: clerk,
      in: ['announced'],
      cites,
      form: z.object({ value: line('公布的随机数', 4, 200) }),
      rules: [
        {
          code: 'SEED-OUT',
          field: 'value',
          cites: [task39],
          say: '还没有到随机数公布的日期',
          check: (_input, view, env) => env.today >= view.text('plan.seedDay'),
        },
      ],
      public: true,
      attested: true,
      publicBody: (view) => ({ value: view.text('draw.value'), drawn: drawnOf(view) }),
      to: 'reviewing',
    },
    assign: {
      title: '确定评查人员',
      by: head,
      in: ['reviewing'],
      cites,
      form: z.object({
        reviewers: z
          .array(reviewer)
          .min(2, '评查人员不少于两人')
          .max(20)
          .meta({ title: '评查人员', widget: 'rows' }),
      }),
      rules: [
        {
          code: 'ELSEWHERE',
          field: 'reviewers',
          cites,
          say: '评查人员不得少于两人，不能是同一人，也不能来自被评查的机关',
          check: (input, view) => {
            const list = input.reviewers as Reviewer[];
            return (
              new Set(list.map((r) => r.person)).size === list.length &&
              !list.some((r) => view.bound('subject').includes(r.organ))
            );
          },
        },
      ],
      binds: [
        { relation: 'reviewer', from: (input) => (input.reviewers as Reviewer[]).map((r) => r.person) },
      ],
    },
    score: {
      title: '评查打分',
      about: '先看一票否决的情形，再按各部分打分；每卷由两名评查人员分别评',
      by: [party('reviewer')],
      in: ['reviewing'],
      cites: [...cites, split],
      repeats: true,
      needs: [need('ASSIGNED', done('assign'), '还没有确定评查人员', cites)],
      form: z.object({
        file: line('案卷编号'),
        veto: z.array(z.enum(VETO)).max(9).meta({ title: '一票否决的情形' }),
        ...points,
        remarks: z.string().trim().max(2000).optional().meta({ title: '问题', widget: 'long-text' }),
      }),
      rules: [
        {
          code: 'FILE-DRAWN',
          field: 'file',
          cites,
          say: '没有抽中这个案卷',
          check: (input, view) => drawnOf(view).includes(String(input.file)),
        },
        {
          code: 'SCORED-ONCE',
          field: 'file',
          cites,
          say: '您已经评过这个案卷',
          check: (input, view, env) =>
            env.person === undefined ||
            !scoresOf(view).some((s) => s.file === input.file && s.reviewer === env.person),
        },
      ],
      settles: ['all-scored', 'failing'],
    },
    tell: {
      title: '告知评查情况',
      by: clerk,
      in: ['reviewing'],
      cites,
      needs: [need('TWO', cond('all-scored'), '还有抽中的案卷没有经两名人员评完', cites)],
      clocks: [{ do: 'start', clock: 'statement' }],
      to: 'telling',
    },
    state: {
      title: '被评查机关意见',
      by: subject,
      in: ['telling'],
      cites,
      form: z.object({ text: long('意见', 2) }),
      settles: ['stated'],
      outcomes: { stated: { title: '已提出', conds: { stated: true } } },
      clocks: [{ do: 'stop', clock: 'statement' }],
    },
    conclude: {
      title: '作出评查结果',
      by: head,
      in: ['telling'],
      cites: [...cites, split],
      needs: [
        need(
          'ORGAN-HEARD',
          any(cond('stated'), clock('statement', 'elapsed')),
          '被评查机关还没有提出意见，期限也没有届满',
          cites,
        ),
      ],
      form: z.object({ summary: long('评查情况和要求') }),
      papers: ['result'],
      public: true,
      publicBody: (view) => ({
        summary: view.text('conclude.summary'),
        results: resultsOf(view).map(({ grade }) => grade),
      }),
      clocks: [{ do: 'start', clock: 'mending', when: cond('failing') }],
      to: 'concluded',
    },
    mend: {
      title: '报告整改情况',
      by: subject,
      in: ['concluded'],
      cites,
      repeats: true,
      form: z.object({ report: long('整改情况') }),
      settles: ['mended'],
      outcomes: { mended: { title: '已报告', conds: { mended: true } } },
      clocks: [{ do: 'stop', clock: 'mending' }],
    },
    close: {
      title: '评查办结',
      by: head,
      in: ['concluded'],
      cites: [sup.art('34'), task39],
      needs: [need('MENDED', any(not(cond('failing')), cond('mended')), '不合格的案卷还没有报告整改', cites)],
      form: z.object({ summary: long('办结情况') }),
      to: 'closed',
    },
  },
  clocks: {
    statement: {
      title: '被评查机关提出意见的期限',
      kind: 'right',
      owedBy: 'subject',
      limit: STATE_LIMIT,
      lastDay: 'roll',
      cites: [design('告知评查情况后10个工作日内可以提出意见')],
    },
    mending: {
      title: '整改期限',
      kind: 'duty',
      owedBy: 'subject',
      limit: MEND_LIMIT,
      lastDay: 'roll',
      cites: [design('不合格案卷30日内报告整改情况')],
    },
  },
  conditions: {
    'all-scored': { title: '抽中的案卷都经两名人员评完', test: { fn: allScored } },
    failing: { title: '有不合格的案卷', test: { fn: failing } },
    stated: { title: '被评查机关已经提出意见', test: { has: 'state.text' } },
    mended: { title: '已经报告整改', test: { has: 'mend.report' } },
  },
  laws,
  papers: {
    result: {
      title: '案卷评查结果通报',
      kind: '文件',
      issuedBy: 'supervisor',
      compose: (view, { organName }) => ({
        title: `关于${organName(view.bound('subject')[0] ?? '')}案卷评查结果的通报`,
        blocks: [
          { kind: 'paragraph', text: view.text('conclude.summary') },
          {
            kind: 'table',
            head: ['案卷', '得分', '等次'],
            rows: resultsOf(view).map((r) => [r.file, String(r.points), r.grade]),
          },
        ],
      }),
    },
  },
  titleFrom: 'plan.title',
  owner: 'supervisor',
  publicFrom: ['announce'],
};
