import type { Citation, Fragment, Guard, Limit, Need, Performer } from '@fadu/kernel';
import { need, not, samePerson } from '@fadu/kernel';
import { z } from 'zod';

/** What a procedure says of its legality review (合法性审核). */
export interface LegalityReviewOptions {
  /** Name of the act, `legality-review` unless a case has several. */
  readonly act?: string;
  readonly title: string;
  readonly by: readonly Performer[];
  readonly in: readonly string[];
  readonly cites: readonly Citation[];
  /** Acts whose performer may not review: who drafted, who investigated. */
  readonly apartFrom: readonly string[];
  /** Further checks. */
  readonly needs?: readonly Need[];
  /** The reviewer's duty: clock started when the papers are complete. */
  readonly clock: {
    readonly name: string;
    readonly title: string;
    readonly owedBy: string;
    readonly limit: Limit;
    readonly cites: readonly Citation[];
  };
  /** Acts that a new conclusion makes void, e.g. the confirmation of changes asked for earlier. */
  readonly voids?: readonly string[];
  readonly paper: string;
  readonly number?: string;
  readonly to?: string | readonly { readonly when: Guard; readonly phase: string }[];
}

/** Conclusions of a legality review, one list for every procedure. */
export const REVIEW_CONCLUSIONS = ['合法', '应当修改', '不合法'] as const;

/** Legality review by someone who neither drafted nor investigated, with one of three conclusions. */
export function legalityReview(o: LegalityReviewOptions): Fragment {
  const act = o.act ?? 'legality-review';
  return {
    acts: {
      [act]: {
        title: o.title,
        about: '由独立的审核人员对照法律逐项审核，出具书面意见',
        by: o.by,
        in: o.in,
        cites: o.cites,
        repeats: true,
        needs: [
          ...o.apartFrom.map((other, i) =>
            need(
              `REVIEWER-APART-${i + 1}`,
              not(samePerson(other)),
              '审核人员不得审核自己起草、修改或者调查的事项，请换人审核',
              o.cites,
            ),
          ),
          ...(o.needs ?? []),
        ],
        form: z.object({
          conclusion: z.enum(REVIEW_CONCLUSIONS).meta({ title: '审核结论' }),
          opinion: z
            .string()
            .min(10)
            .max(5000)
            .meta({ title: '审核意见', description: '逐条写明问题和依据', widget: 'long-text' }),
        }),
        settles: ['review-lawful', 'review-modify'],
        outcomes: {
          lawful: { title: '合法', conds: { 'review-lawful': true, 'review-modify': false } },
          modify: { title: '应当修改', conds: { 'review-lawful': false, 'review-modify': true } },
          unlawful: { title: '不合法', conds: { 'review-lawful': false, 'review-modify': false } },
        },
        ...(o.to && { to: o.to }),
        ...(o.voids && { voids: o.voids }),
        clocks: [{ do: 'stop', clock: o.clock.name }],
        papers: [o.paper],
        ...(o.number && { numbers: [o.number] }),
      },
    },
    clocks: {
      [o.clock.name]: {
        title: o.clock.title,
        kind: 'duty',
        owedBy: o.clock.owedBy,
        limit: o.clock.limit,
        lastDay: 'roll',
        cites: o.clock.cites,
      },
    },
    conditions: {
      'review-lawful': { title: '合法性审核结论为合法', test: { is: [`${act}.conclusion`, '合法'] } },
      'review-modify': { title: '合法性审核结论为应当修改', test: { is: [`${act}.conclusion`, '应当修改'] } },
    },
  };
}
