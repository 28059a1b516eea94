/**
 * The law explained inside a case (R27.1, LPE 18): to whom, in what way and which rules, as an act of the case. Any
 * procedure of enforcement takes it in; figures count these acts and lead back to their cases.
 */
import { dateOf, design, type Fragment, type InputRule, type Prefill } from '@fadu/kernel';
import { z } from 'zod';
import { materialsField, materialsRule } from '../full-process-record/materials.ts';
import { TYPICAL_CASES } from '../typical-cases/common.ts';
import { type ExplainedLaw, explainedLaws, lawQuestions, lpe, task27 } from './common.ts';

/** Ways of article 18. */
export const EXPLAIN_MANNERS = ['说理', '听证中释法', '以案释法'] as const;
export const EXPLAIN_TO = ['当事人', '利害关系人', '旁听人员', '周边群众、同行经营者'] as const;

/** Name of the act in every procedure that has it. */
export const EXPLAIN_ACT = 'explain-law';

const cites = [lpe.art('18'), task27];

/** What is recorded of one explanation. */
export const explanation = z.object({
  on: z.iso.date().meta({ title: '讲解日期' }),
  manner: z.enum(EXPLAIN_MANNERS).meta({ title: '方式' }),
  to: z.array(z.enum(EXPLAIN_TO)).min(1, '写明讲给谁').max(4).meta({ title: '讲给谁' }),
  people: z.int().min(1).max(10_000).meta({ title: '听讲人数' }),
  laws: explainedLaws,
  points: z
    .string()
    .trim()
    .min(10)
    .max(3000)
    .meta({ title: '讲了什么', widget: 'long-text', description: '怎样说明事实、规定和裁量的理由' }),
  typicalCase: z.string().trim().max(60).optional().meta({
    title: '所用典型案例的编号',
    description: '用已经发布的典型案例讲解的填写，见公开的典型案例页',
  }),
  response: z.string().trim().max(2000).optional().meta({ title: '听讲人的意见', widget: 'long-text' }),
  materials: materialsField('照片、录音录像、签到表'),
});

const caseQuestion = (code: unknown, on: string) =>
  ({ ask: 'entry', register: TYPICAL_CASES, code: String(code), on }) as const;

const rules = (hearing: string | undefined): readonly InputRule[] => [
  {
    code: 'EXPLAIN-DAY',
    field: 'on',
    cites,
    say: '讲解日期不能晚于今天，也不能早于本案登记的日期',
    check: (input, view, env) => {
      const first = view.state.acts[0];
      return String(input.on) <= env.today && (first === undefined || String(input.on) >= dateOf(first.at));
    },
  },
  {
    code: 'EXPLAIN-LAW',
    field: 'laws',
    cites,
    say: '讲解的规定在当天没有生效或者没有这一条',
    asks: (input) => lawQuestions(input.laws, String(input.on)),
    check: (input, _view, env) => lawsFault(input.laws, String(input.on), env.answer),
  },
  {
    code: 'EXPLAIN-HEARING',
    field: 'manner',
    cites,
    say: '本案没有举行听证，不能登记为听证中释法',
    check: (input, view) =>
      input.manner !== '听证中释法' || (hearing !== undefined && view.last(hearing) !== undefined),
  },
  {
    code: 'EXPLAIN-CASE',
    field: 'typicalCase',
    cites: [...cites, design('以案释法用已经发布、没有撤下的典型案例')],
    say: '没有这个编号的典型案例，或者已经撤下；不用典型案例的不填',
    asks: (input, _view, today) => (input.typicalCase ? [caseQuestion(input.typicalCase, today)] : []),
    check: (input, _view, env) => {
      if (!input.typicalCase) return true;
      const entry = env.answer(caseQuestion(input.typicalCase, env.today));
      return entry !== null && entry.body.status === '在用';
    },
  },
  materialsRule({ code: 'EXPLAIN-MATERIALS' }),
];

type AnswerOf = Parameters<InputRule['check']>[2]['answer'];

/** What stands against having explained these texts on that day; true: nothing. */
export function lawsFault(laws: unknown, on: string, answer: AnswerOf): true | string {
  const list = (laws ?? []) as readonly ExplainedLaw[];
  for (const [i, question] of lawQuestions(list, on).entries()) {
    const law = list[i] as ExplainedLaw;
    const facts = answer(question);
    const name = `《${law.instrument.replace(/[《》]/gu, '')}》`;
    if (!facts) return `法规库里没有${name}，请核对名称，或者先把它导入法规库`;
    if (facts.status !== 'in-force') return `${name}在${on}不是现行有效的规定，请改为当时有效的规定`;
    if (!facts.articleExists || facts.articleRepealed) return `${name}当时没有第${law.article}条，请核对条号`;
  }
  return true;
}

/**
 * The act that records an explanation. `by`, `in`: as the procedure has them. `hearing`: its act that holds a hearing.
 * `laws`: texts that the case stands on, proposed in the form.
 */
export const explaining = (o: {
  readonly by: NonNullable<Fragment['acts']>[string]['by'];
  readonly in: readonly string[];
  readonly hearing?: string;
  readonly laws?: (view: Parameters<Prefill['from']>[0]) => readonly ExplainedLaw[];
}): Fragment => ({
  acts: {
    [EXPLAIN_ACT]: {
      title: '登记释法说理',
      about: '向当事人和群众讲清事实、规定和理由，写明讲给谁、讲了哪一条；计入本机关的普法统计',
      by: o.by,
      in: o.in,
      cites,
      repeats: true,
      form: explanation,
      prefill: {
        from: (view, env) => {
          const laws = o.laws?.(view) ?? [];
          return { on: env.today, ...(laws.length > 0 && { laws }) };
        },
      },
      rules: rules(o.hearing),
    },
  },
});
