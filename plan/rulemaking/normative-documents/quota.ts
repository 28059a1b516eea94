/**
 * R16.8: how many documents a body makes in a year, and how long they are. The number only falls or stays; a document
 * above last year's number needs a written explanation to the higher office. Length is a general limit: going over it
 * needs a reason on record.
 */
import type { CaseView, DateStr, InputRule, Question } from '@fadu/kernel';
import { z } from 'zod';
import { burdenReductionRules as brr } from '../../statutes/index.ts';
import { currentText } from './catalogue.ts';

/** Longest text in characters: generally, and where one single task is concerned. */
export const LENGTH_LIMITS = { general: 5_000, singleTask: 4_000 } as const;

/** What is asked of the catalogue: how many documents the maker published each year. */
export const yearlyQuestion = (maker: string): Extract<Question, { ask: 'yearly' }> => ({
  ask: 'yearly',
  register: 'normative-documents',
  day: 'publishedOn',
  where: { maker },
});

/** A maker's documents of the year against the year before. */
export interface QuotaState {
  readonly year: number;
  readonly issued: number;
  /** Of the year before; null where the catalogue does not reach back to it. */
  readonly lastYear: number | null;
  /** One more document is above last year's number. */
  readonly over: boolean;
}

/** Where the maker stands with its quota on a day. `yearly`: year → documents published. */
export function quotaOf(yearly: Readonly<Record<string, number>>, today: DateStr): QuotaState {
  const year = Number(today.slice(0, 4));
  const issued = yearly[String(year)] ?? 0;
  const reaches = Object.keys(yearly).some((y) => Number(y) < year);
  const lastYear = reaches ? (yearly[String(year - 1)] ?? 0) : null;
  return { year, issued, lastYear, over: lastYear !== null && issued + 1 > lastYear };
}

/** The written explanation to the higher office, where the number goes above last year's. */
export const quotaForm = z.object({
  quotaExplanation: z.string().trim().min(10).max(2000).optional().meta({
    title: '发文总量超过上一年度的说明',
    description: '本年度发文数将超过上一年度时必填：为什么必须发、怎样控制总量',
    widget: 'long-text',
  }),
  quotaReportedTo: z
    .string()
    .trim()
    .min(2)
    .max(60)
    .optional()
    .meta({ title: '说明已书面报送', description: '上一级机关的名称和文号' }),
});

/** Refuses a document above the number of last year that is not explained, here or at an earlier step. */
export const quotaRule = (earlier?: string): InputRule => ({
  code: 'QUOTA',
  field: 'quotaExplanation',
  cites: [brr.art('1')],
  say: '本年度发文总量将超过上一年度，要向上一级机关书面说明理由',
  check: (input, view, env) => {
    const state = quotaOf(env.answer(yearlyQuestion(view.bound('maker')[0] ?? '')), env.today);
    if (!state.over) return true;
    if (input.quotaExplanation && input.quotaReportedTo) return true;
    if (earlier && view.text(`${earlier}.quotaExplanation`) && view.text(`${earlier}.quotaReportedTo`))
      return true;
    return `制定机关${state.year}年已公布${state.issued}件，上一年度${state.lastYear}件，再发就超过上一年度；发文总量只减不增，确需制发的写明理由并书面报上一级机关`;
  },
});

/** What an act asks to know the maker's numbers. */
export const asksQuota = (_input: Readonly<Record<string, unknown>>, view: CaseView) => [
  yearlyQuestion(view.bound('maker')[0] ?? ''),
];

/** Characters of a text, blanks left out. */
export const lengthOf = (articles: readonly { readonly text: readonly string[] }[]): number =>
  articles.reduce((sum, a) => sum + a.text.join('').replace(/\s/g, '').length, 0);

/** The limit that a document is measured by. */
export const lengthLimit = (singleTask: boolean): number =>
  singleTask ? LENGTH_LIMITS.singleTask : LENGTH_LIMITS.general;

/** Refuses a text over its general length that gives no reason. */
export const lengthRule: InputRule = {
  code: 'LENGTH',
  field: 'lengthReason',
  cites: [brr.art('2')],
  say: '文件超过一般篇幅，要写明理由',
  check: (input, view) => {
    const limit = lengthLimit(view.get('propose.singleTask') === true);
    const length = lengthOf(currentText(view)?.articles ?? []);
    return (
      length <= limit ||
      Boolean(input.lengthReason) ||
      `文件一般不超过${limit}字，现在有${length}字；能短则短，确需超过的在“篇幅说明”里写明理由`
    );
  },
};
