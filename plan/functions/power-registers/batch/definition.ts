/** Batch entry of a list (清单批量登记): rows of a spreadsheet that an approved list consists of, checked, reviewed, published. */
import {
  type CaseView,
  canonicalBody,
  cond,
  type DateStr,
  done,
  type EntryDraft,
  type Env,
  elapsed,
  type Fragment,
  type InputRule,
  merge,
  need,
  not,
  office,
  type Procedure,
  post,
  type Question,
  type RegisterChange,
} from '@fadu/kernel';
import { z } from 'zod';
import { legalityReview } from '../../../fragments/legality-review.ts';
import { registerByCode } from '../../../registers.ts';
import { jilinBusinessEnvironmentRegulations as jl, powerListOpinion } from '../../../statutes/index.ts';
import { checkEntries, entryAnswers, entryQuestions } from '../asking.ts';
import { publishLimit, reviewLimit, settings, task4 } from '../common.ts';
import { laws } from './laws.ts';
import { papers } from './papers.ts';

/** One row as entered: the entry's code and body. */
export interface BatchRow {
  readonly code: string;
  readonly body: EntryDraft['body'];
}

const organ = (title: string) => z.string().min(1).meta({ title, widget: 'organ' });

/** A batch: what list, by what decision, from what file, its rows, and what was left out of it. */
export const batchForm = z.object({
  title: z.string().trim().min(4).max(80).meta({ title: '标题' }),
  register: z.string().min(1).max(40).meta({ title: '清单', widget: 'register' }),
  reviewer: organ('合法性审核机构'),
  approval: z
    .string()
    .trim()
    .min(4)
    .max(100)
    .meta({ title: '批准文件', description: '清单由谁、哪份文件批准' }),
  approvedOn: z.iso.date().meta({ title: '批准日期' }),
  file: z.string().trim().max(120).meta({ title: '文件名' }),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .meta({ title: '文件摘要' }),
  rows: z
    .array(z.object({ code: z.string().min(1).max(60), body: z.record(z.string(), z.unknown()) }))
    .min(1)
    .max(settings.batch)
    .meta({ title: '事项', widget: 'register-rows' }),
  faulty: z.int().min(0).max(100_000).meta({ title: '没有收入的行数' }),
  faults: z
    .array(
      z.object({
        row: z.int().min(1),
        code: z.string().max(60),
        rule: z.string().max(60),
        field: z.string().max(60).optional(),
        say: z.string().max(1000),
      }),
    )
    .max(5_000)
    .meta({ title: '没有收入的行和原因', widget: 'none' }),
});

const publishForm = z.object({
  effectiveOn: z.iso.date().meta({ title: '生效日期', description: '不能早于今天' }),
  leaveOut: z.array(z.string().min(1).max(60)).max(settings.batch).optional().meta({
    title: '不公布的事项',
    description: '审核期间依据废止的事项可以从本批中去掉',
    widget: 'batch-codes',
  }),
});
const reasonForm = z.object({
  reason: z.string().trim().min(4).max(2000).meta({ title: '理由', widget: 'long-text' }),
});

const regionOfCase = (view: CaseView): string => view.state.id.split('-', 1)[0] ?? '';
const rowsOf = (view: CaseView): readonly BatchRow[] =>
  ((view.last('amend-batch') ?? view.last('submit-batch'))?.input.rows ?? []) as readonly BatchRow[];
/** Rows of a batch that are to be published. */
const keptRows = (view: CaseView, leaveOut: readonly string[]): readonly BatchRow[] => {
  const out = new Set(leaveOut);
  return rowsOf(view).filter((r) => !out.has(r.code));
};

const questions = (register: string, rows: readonly BatchRow[], on: DateStr): readonly Question[] => {
  const def = registerByCode(register);
  return def
    ? entryQuestions(
        def,
        rows.map((r) => r.body),
        on,
      )
    : [];
};

/** The first faults of a batch in one sentence; true when there is none. */
function rowsStand(
  register: string,
  rows: readonly BatchRow[],
  region: string,
  on: DateStr,
  env: Env,
): true | string {
  const def = registerByCode(register);
  if (def?.keeper.role !== 'list-keeper') return `没有“${register}”这份清单，或者它不由清单管理人员管理`;
  const drafts = rows.map((r): EntryDraft => ({ ...r, region, lawFrom: on }));
  const faulty = checkEntries(def, drafts, on, env, { batch: true })
    .map((c, i) => ({ ...c, row: i + 1 }))
    .filter((c) => c.refusals.length > 0);
  if (faulty.length === 0) return true;
  const shown = faulty.slice(0, 10).map((f) => `第${f.row}项（${f.draft.code}）：${f.refusals[0]?.say}`);
  return `${shown.join('；')}${faulty.length > 10 ? `；另有${faulty.length - 10}项` : ''}`;
}

const leaveOutOf = (input: Readonly<Record<string, unknown>>) => (input.leaveOut ?? []) as readonly string[];

const submitRules: InputRule[] = [
  {
    code: 'APPROVED',
    field: 'approvedOn',
    cites: [powerListOpinion.art('4')],
    say: '批准日期不能晚于今天',
    check: (input, _view, env) => String(input.approvedOn) <= env.today,
  },
  {
    code: 'PL-1',
    field: 'rows',
    cites: [task4, jl.art('30')],
    say: '有事项不符合清单的要求',
    check: (input, view, env) =>
      rowsStand(
        String(input.register),
        input.rows as readonly BatchRow[],
        regionOfCase(view),
        env.today,
        env,
      ),
  },
];

const submitting: Fragment = {
  acts: {
    'submit-batch': {
      title: '提交批量登记',
      about: '把已经批准的清单成批登记：每一行都按新增事项的规则核对，有问题的行不收入',
      by: [office('list-keeper')],
      in: [],
      opens: true,
      cites: [powerListOpinion.art('4'), jl.art('30'), task4],
      form: batchForm,
      asks: (input, _view, today) =>
        questions(String(input.register), input.rows as readonly BatchRow[], today),
      rules: submitRules,
      binds: [
        { relation: 'keeper', from: 'actor.organ' },
        { relation: 'reviewer', from: 'reviewer' },
      ],
      clocks: [{ do: 'start', clock: 'legality-review' }],
    },
    'amend-batch': {
      title: '按审核意见修改后重新提交',
      by: [post('list-keeper', 'keeper')],
      in: ['review'],
      cites: [powerListOpinion.art('4'), task4],
      repeats: true,
      needs: [need('ASKED', cond('review-modify'), '没有要求修改的审核意见，不需要修改', [task4])],
      form: batchForm.pick({ rows: true }).extend({
        note: z.string().trim().min(4).max(2000).meta({ title: '修改说明', widget: 'long-text' }),
      }),
      asks: (input, view, today) =>
        questions(view.text('submit-batch.register'), input.rows as readonly BatchRow[], today),
      rules: [
        {
          code: 'PL-1',
          field: 'rows',
          cites: [task4, jl.art('30')],
          say: '有事项不符合清单的要求',
          check: (input, view, env) =>
            rowsStand(
              view.text('submit-batch.register'),
              input.rows as readonly BatchRow[],
              regionOfCase(view),
              env.today,
              env,
            ),
        },
      ],
      voids: ['legality-review'],
      clocks: [{ do: 'restart', clock: 'legality-review' }],
    },
    'urge-review': {
      title: '催办审核',
      about: '审核期限届满还没有意见的，书面催办',
      by: [post('list-keeper', 'keeper')],
      in: ['review'],
      cites: [reviewLimit, task4],
      repeats: true,
      needs: [
        need('LATE', elapsed('legality-review'), '审核期限还没有届满，不需要催办', [reviewLimit]),
        need('SILENT', not(done('legality-review')), '已经有审核意见，不需要催办', [reviewLimit]),
      ],
      form: reasonForm,
    },
    'return-batch': {
      title: '退回，不登记',
      by: [post('list-keeper', 'keeper')],
      in: ['review', 'publishing'],
      cites: [task4],
      form: reasonForm,
      clocks: [
        { do: 'stop', clock: 'legality-review' },
        { do: 'stop', clock: 'publish' },
      ],
      to: 'returned',
    },
    'publish-batch': {
      title: '公布本批事项',
      about: '公布当日再核对一次依据是否有效，然后登记入清单',
      by: [post('list-keeper', 'keeper')],
      in: ['publishing'],
      cites: [jl.art('30'), powerListOpinion.art('4'), task4],
      public: true,
      needs: [
        need('LAWFUL', cond('review-lawful'), '合法性审核没有通过，不能公布', [
          task4,
          powerListOpinion.art('1'),
        ]),
      ],
      form: publishForm,
      asks: (input, view) =>
        questions(
          view.text('submit-batch.register'),
          keptRows(view, leaveOutOf(input)),
          String(input.effectiveOn),
        ),
      rules: [
        {
          code: 'EFFECTIVE',
          field: 'effectiveOn',
          cites: [jl.art('30')],
          say: '生效日期不能早于今天；没有公布的不能实施',
          check: (input, _view, env) => String(input.effectiveOn) >= env.today,
        },
        {
          code: 'PL-1',
          field: 'leaveOut',
          cites: [task4, jl.art('30')],
          say: '有事项不符合清单的要求，请从本批中去掉再公布',
          check: (input, view, env) =>
            rowsStand(
              view.text('submit-batch.register'),
              keptRows(view, leaveOutOf(input)),
              regionOfCase(view),
              String(input.effectiveOn),
              env,
            ),
        },
      ],
      entries: batchEntries,
      publicBody: (view) => ({
        title: view.text('submit-batch.title'),
        register: view.text('submit-batch.register'),
        approval: view.text('submit-batch.approval'),
        effectiveOn: view.text('publish-batch.effectiveOn'),
        count: keptRows(view, leaveOutOf(view.last('publish-batch')?.input ?? {})).length,
      }),
      clocks: [{ do: 'stop', clock: 'publish' }],
      papers: ['announcement'],
      to: 'published',
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
};

function batchEntries(view: CaseView, env: Env): readonly RegisterChange[] {
  const on = view.text('publish-batch.effectiveOn');
  const def = registerByCode(view.text('submit-batch.register'));
  if (!def) return [];
  const rows = keptRows(view, leaveOutOf(view.last('publish-batch')?.input ?? {}));
  const { instrument } = entryAnswers(
    def,
    rows.map((r) => r.body),
    on,
    env,
  );
  return rows.map((r) => ({
    register: def.code,
    code: r.code,
    lawFrom: on,
    body: { ...canonicalBody(r.body, instrument), status: '在用' },
  }));
}

const reviewing = legalityReview({
  title: '合法性审核',
  by: [post('legality-reviewer', 'reviewer')],
  in: ['review'],
  cites: [task4, powerListOpinion.art('1')],
  apartFrom: ['submit-batch', 'amend-batch'],
  clock: {
    name: 'legality-review',
    title: '合法性审核期限',
    owedBy: 'reviewer',
    limit: settings.review,
    cites: [reviewLimit],
  },
  paper: 'legality-opinion',
  number: 'batch-opinion',
  to: [
    { when: cond('review-lawful'), phase: 'publishing' },
    { when: not(cond('review-lawful')), phase: 'review' },
  ],
});
const review = reviewing.acts?.['legality-review'];
if (!review) throw new Error('the legality review has no act');

const parts = merge(submitting, {
  ...reviewing,
  acts: {
    'legality-review': {
      ...review,
      clocks: [...(review.clocks ?? []), { do: 'start', clock: 'publish', when: cond('review-lawful') }],
    },
  },
});

/** Batch entry of an approved list, so that a city can begin with the lists it has. */
export const registerBatch: Procedure = {
  code: 'register-batch',
  title: '清单批量登记',
  system: 'power-registers',
  version: '2026-01-01',
  from: '2026-01-01',
  cites: [task4, powerListOpinion.art('4')],
  about: '已经批准的权责清单和目录，按表格成批登记：逐行核对，合法性审核，公布当日再核对，一次公布。',
  relations: { keeper: '清单主管部门', reviewer: '合法性审核机构' },
  roles: { 'list-keeper': '清单管理人员', 'legality-reviewer': '合法性审核人员' },
  phases: {
    review: { title: '审核' },
    publishing: { title: '公布' },
    published: { title: '已公布', end: 'done' },
    returned: { title: '已退回', end: 'stopped' },
  },
  ...parts,
  laws: [...parts.laws, ...laws],
  papers: { ...parts.papers, ...papers },
  titleFrom: 'submit-batch.title',
  owner: 'keeper',
  series: {
    'batch-opinion': { title: '批量登记审核意见编号', format: '{mark}清批审〔{year}〕{n}号', of: 'reviewer' },
  },
  publicFrom: ['publish-batch'],
};
