/** The answers as fields of a review form. Apart from the rest, which also runs in browsers. */
import { z } from 'zod';
import { CLAUSE_FINDINGS } from './answers.ts';

/** One answer: which hit, what is found, and why. */
export const clauseAnswerForm = z.object({
  hit: z.string().min(3).max(60).meta({ title: '标出的条款' }),
  finding: z.enum(CLAUSE_FINDINGS).meta({ title: '认定' }),
  reason: z
    .string()
    .trim()
    .min(4)
    .max(1000)
    .meta({ title: '依据或者理由', description: '有依据的写明法律、法规的名称和条款' }),
});

/** The list of answers as a field of a review form; may be left out where nothing is marked. */
export const clauseAnswers = z.array(clauseAnswerForm).max(600).optional().meta({
  title: '对标出条款的答复',
  description: '逐处答复，缺一处不能得出合法结论',
  widget: 'clause-answers',
});
