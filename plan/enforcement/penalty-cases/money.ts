/** Money of a penalty: what is owed, when, and the late fine. Sums are yuan with at most two decimals. */
import { addDays, type DateStr, daysBetween } from '@fadu/kernel';
import { LATE_FINE_PERCENT } from './settings.ts';

/** A sum that falls due on a day: the whole fine, or one instalment. */
export interface Receivable {
  readonly amount: number;
  /** Last day on which it is in time. */
  readonly dueOn: DateStr;
}

export interface Payment {
  readonly amount: number;
  readonly on: DateStr;
}

/** Days that do not count, both ends included: reconsideration or suit accepted, decision on it served. */
export interface Suspension {
  readonly from: DateStr;
  /** Absent while it still lasts. */
  readonly to?: DateStr | undefined;
}

export interface LateFineFacts {
  readonly receivables: readonly Receivable[];
  readonly payments: readonly Payment[];
  readonly suspensions?: readonly Suspension[];
  /** Last day to count. */
  readonly through: DateStr;
}

export interface LateFine {
  /** Days on which something was overdue and that were not suspended, up to the day the cap was reached. */
  readonly days: number;
  /** In yuan, half-up to the cent (DESIGN). */
  readonly amount: number;
  /** It reached the sum of the fine. */
  readonly capped: boolean;
  /** Day on which it reached the cap. */
  readonly cappedOn?: DateStr;
}

const cents = (yuan: number): number => Math.round(yuan * 100);

/**
 * Late fine 加处罚款 (行政处罚法第七十二条): 3 % a day of what is overdue, from the day after the last day to pay, up
 * to and including the day of payment (DESIGN), never more in all than the fine; suspended days do not count
 * (第七十三条). An instalment accrues only after its own date; payments settle the earliest receivable first.
 *
 * On a part payment: the article says 按罚款数额. We take the unpaid part, the reading that favours the party; the
 * other reading (the whole fine until the last yuan is paid) is not followed.
 */
export function lateFine(facts: LateFineFacts): LateFine {
  const receivables = [...facts.receivables].sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  const cap = receivables.reduce((sum, r) => sum + cents(r.amount), 0);
  const first = receivables[0];
  if (!first) return { days: 0, amount: 0, capped: false };
  // Hundredths of a cent, so that no rounding happens before the end.
  let owed = 0;
  let days = 0;
  const span = daysBetween(first.dueOn, facts.through);
  for (let i = 1; i <= span; i++) {
    const day = addDays(first.dueOn, i);
    if (facts.suspensions?.some((s) => day >= s.from && day <= (s.to ?? '9999-12-31'))) continue;
    const overdue = overdueOn(receivables, facts.payments, day);
    if (overdue === 0) continue;
    owed += overdue * LATE_FINE_PERCENT;
    days++;
    if (owed >= cap * 100) return { days, amount: cap / 100, capped: true, cappedOn: day };
  }
  return { days, amount: Math.floor((owed + 50) / 100) / 100, capped: false };
}

/** Cents overdue at the start of a day. */
function overdueOn(receivables: readonly Receivable[], payments: readonly Payment[], day: DateStr): number {
  const paid = payments.filter((p) => p.on < day).reduce((sum, p) => sum + cents(p.amount), 0);
  const due = receivables.filter((r) => r.dueOn < day).reduce((sum, r) => sum + cents(r.amount), 0);
  return Math.max(0, due - paid);
}

/** Whether two sums are the same to the cent. */
export const sameSum = (a: number, b: number): boolean => cents(a) === cents(b);

/** A sum of sums, to the cent. */
export const addUp = (list: readonly number[]): number => list.reduce((s, yuan) => s + cents(yuan), 0) / 100;
