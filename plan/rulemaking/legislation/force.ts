/** From when a rule may be in force (规章条例 32): one check for the order, the promulgation and the law that watches them. */
import { daysBetween, formatDate } from '@fadu/kernel';
import { DAYS_BEFORE_FORCE } from './common.ts';
import { firstLawfulDay } from './text.ts';

/** Dates and grounds of an order. */
export interface OrderDates {
  readonly promulgatedOn: string;
  readonly effectiveOn: string;
  readonly ground?: string;
  readonly groundText?: string;
  readonly confirmThirtieth?: boolean;
}

/** How an order's effective date stands: plainly lawful, lawful and flagged, or the sentence that refuses it. */
export type Force =
  | { readonly ok: true; readonly flag?: string }
  | { readonly ok: false; readonly say: string };

/**
 * 30 full days must pass after promulgation, so the first lawful day is the 31st after it (DESIGN); the 30th needs
 * confirmation; anything earlier one of the exceptions with its reasons. Never before promulgation.
 */
export function forceOf(o: OrderDates): Force {
  const gap = daysBetween(o.promulgatedOn, o.effectiveOn);
  if (gap < 0) return { ok: false, say: '施行日期不能早于公布日期' };
  if (gap > DAYS_BEFORE_FORCE) return { ok: true };
  if (o.ground && o.groundText) return { ok: true, flag: `提前施行：${o.ground}` };
  const first = formatDate(firstLawfulDay(o.promulgatedOn, DAYS_BEFORE_FORCE));
  if (gap === DAYS_BEFORE_FORCE)
    return o.confirmThirtieth
      ? { ok: true, flag: '施行日期恰为公布后第30日，已确认' }
      : {
          ok: false,
          say: `施行日期恰为公布后第30日，“30日后施行”通常理解为最早${first}；确需这一天的，请确认`,
        };
  return {
    ok: false,
    say: `规章自公布之日起30日后施行，最早${first}；提前施行的，要选择法定情形并写明理由`,
  };
}
