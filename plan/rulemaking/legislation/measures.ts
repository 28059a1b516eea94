/**
 * Figures of legislation (pack §1.7), as pure functions over facts. Each gives numerator and denominator with the
 * records behind them, so that the figure and the list on a page are one; rates are made by `measured`.
 */
import type { DateStr } from '@fadu/kernel';
import { daysBetween } from '@fadu/kernel';
import type { Figure, RecordRef } from '../../leadership/plan-tracking/index.ts';

/** One project of an annual plan. */
export interface ProjectFact {
  readonly code: string;
  /** Case that carries it, where it was begun. */
  readonly caseId?: string;
  /** 列入计划, 取消, 转入下一年度. */
  readonly status: string;
  readonly dueOn: DateStr;
  readonly finishedOn?: DateStr;
}

/** One comment on a draft and what became of it. */
export interface CommentFact {
  readonly caseId: string;
  readonly seq: number;
  readonly disposition?: string;
  readonly reason?: string;
  /** Number of the contact point that gave it. */
  readonly point?: string;
}

/** One receipt that a promulgated rule owes. */
export interface ReceiptFact {
  readonly rule: string;
  readonly caseId: string;
  readonly promulgatedOn: DateStr;
  /** Last day in time, as the clock counts it. */
  readonly due: DateStr;
  readonly filedOn?: DateStr;
}

/** One rule in force. */
export interface RuleFact {
  readonly number: string;
  readonly caseId: string;
  readonly effectiveOn: DateStr;
  readonly expedient: boolean;
  readonly evaluated: boolean;
  /** A bill for a regulation was submitted. */
  readonly billOn?: DateStr;
}

/** A figure over facts: which of them count at all, and which of those are as they should be. */
function figure<T>(facts: readonly T[], counts: (fact: T) => boolean, ref: (fact: T) => RecordRef): Figure {
  const refs = facts.map((f) => ({ ...ref(f), counted: counts(f) }));
  return {
    numerator: refs.filter((r) => r.counted).length,
    denominator: refs.length,
    refs: [...refs].sort((a, b) => Number(a.counted) - Number(b.counted)).slice(0, 200),
  };
}

const ofCase = (id: string, seq?: number): RecordRef => ({
  kind: 'case',
  id,
  ...(seq !== undefined && { seq }),
});

/** Plan completion: projects due by the day that were finished by their date. Cancelled and deferred ones do not count. */
export const planCompletion = (projects: readonly ProjectFact[], today: DateStr): Figure =>
  figure(
    projects.filter((p) => p.status === '列入计划' && (p.dueOn < today || p.finishedOn !== undefined)),
    (p) => p.finishedOn !== undefined && p.finishedOn <= p.dueOn,
    (p) => ofCase(p.caseId ?? p.code),
  );

/** Reply rate: comments with an answer (target 100 %). */
export const commentReply = (comments: readonly CommentFact[]): Figure =>
  figure(
    comments,
    (c) => c.disposition !== undefined,
    (c) => ofCase(c.caseId, c.seq),
  );

/** Adoption rate: answered comments taken wholly or in part; repeats and those beside the point do not count. */
export const adoption = (comments: readonly CommentFact[]): Figure =>
  figure(
    comments.filter((c) => c.disposition && !['重复意见', '与本件无关'].includes(c.disposition)),
    (c) => c.disposition === '采纳' || c.disposition === '部分采纳',
    (c) => ofCase(c.caseId, c.seq),
  );

/** Reasoned non-adoption: comments not taken in full that got their reason (target 100 %). */
export const reasonedNonAdoption = (comments: readonly CommentFact[]): Figure =>
  figure(
    comments.filter((c) => c.disposition !== undefined && c.disposition !== '采纳'),
    (c) => (c.reason ?? '').trim().length > 0,
    (c) => ofCase(c.caseId, c.seq),
  );

/** Filing: required receipts that were filed at all (target 100 %); those whose time still runs do not count yet. */
export const filing = (receipts: readonly ReceiptFact[], today: DateStr): Figure =>
  figure(
    receipts.filter((r) => r.filedOn !== undefined || r.due < today),
    (r) => r.filedOn !== undefined,
    (r) => ofCase(r.caseId),
  );

/** Filing in time: receipts dated within the limit, each recipient by itself (target 100 %). */
export const filingInTime = (receipts: readonly ReceiptFact[], today: DateStr): Figure =>
  figure(
    receipts.filter((r) => r.filedOn !== undefined || r.due < today),
    (r) => r.filedOn !== undefined && r.filedOn <= r.due,
    (r) => ofCase(r.caseId),
  );

/** Share of the rules in force that were evaluated after they were made. */
export const postEvaluation = (rules: readonly RuleFact[]): Figure =>
  figure(
    rules,
    (r) => r.evaluated,
    (r) => ofCase(r.caseId),
  );

/** Opinions of contact points per project: opinions over drafts that were consulted on. */
export function contactPointOpinions(comments: readonly CommentFact[], consulted: readonly string[]): Figure {
  const said = comments.filter((c) => c.point !== undefined);
  const cases = new Set(consulted);
  return {
    numerator: said.length,
    denominator: cases.size,
    refs: [...cases].map((id) => ({ ...ofCase(id), counted: said.some((c) => c.caseId === id) })),
  };
}

/** Expedient rules in force for more than two years for which no bill was submitted (target 0). */
export const expedientOverdue = (rules: readonly RuleFact[], today: DateStr): Figure =>
  figure(
    rules.filter((r) => r.expedient),
    (r) => r.billOn === undefined && daysBetween(twoYearsAfter(r.effectiveOn), today) > 0,
    (r) => ofCase(r.caseId),
  );

/** The last day of two years of implementation. */
const twoYearsAfter = (on: DateStr): DateStr => {
  const year = Number(on.slice(0, 4)) + 2;
  const leap = on.slice(5) === '02-29' && !(year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
  return `${year}-${leap ? '02-28' : on.slice(5)}`;
};
