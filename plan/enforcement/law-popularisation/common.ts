/** What law popularisation stands on, and what no confirmed source fixes. */
import { design, type LegalRef, planTask, type Question, workdays } from '@fadu/kernel';
import { z } from 'zod';
import { lawPopularisationLaw as lpe } from '../../statutes/index.ts';

export { lpe };

export const task27 = planTask(27, '落实“谁执法谁普法”普法责任制，公布普法责任清单，健全以案释法制度');

/** Published duties to explain the law, by enforcing body. */
export const EXPLANATION_DUTIES = 'law-explanation-duty';

/** From holding an event to its publication. */
export const PUBLICATION = workdays(10);
export const publicationLimit = design('普法活动结束后10个工作日内公布');
/** The least time that a reminder gives. */
export const REMINDER_LEAST = workdays(10);
export const reminderLeast = design('普法提示至少给10个工作日改进');
export const twoPeople = design('登记和公布不由同一人办理');

/** How the law is explained to people who are not parties of a case. */
export const EVENT_MANNERS = [
  '集中宣传',
  '法治讲座',
  '送法上门',
  '公众开放日',
  '以案释法',
  '线上宣传',
] as const;

/** A text of law (and an article of it) that was explained. */
export const explainedLaw = z.object({
  instrument: z.string().trim().min(2).max(120).meta({ title: '法律、法规、规章', widget: 'instrument' }),
  article: z
    .string()
    .regex(/^\d{1,4}(-\d{1,2})?$/, '条号写数字，第十二条之一写作12-1')
    .optional()
    .meta({ title: '条', description: '写数字；讲整部的不填' }),
});
export type ExplainedLaw = z.infer<typeof explainedLaw>;

/** The field of a form that holds what was explained. */
export const explainedLaws = z
  .array(explainedLaw)
  .min(1, '至少写明一部讲解的法律、法规或者规章')
  .max(20)
  .meta({ title: '讲解的法律规定', widget: 'rows' });

const refOf = (law: ExplainedLaw): LegalRef => ({
  instrument: law.instrument,
  ...(law.article && { article: law.article }),
});

/** How each text stands on the day on which it was explained. */
export const lawQuestions = (laws: unknown, on: string): readonly (Question & { ask: 'instrument' })[] =>
  ((laws ?? []) as readonly ExplainedLaw[]).map((law) => ({ ask: 'instrument', ref: refOf(law), on }));
