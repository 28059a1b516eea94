/** What both halves of a transfer use. */
import { type CaseFacts, type CaseView, formatDate, type InputRule, type Question } from '@fadu/kernel';
import { criminalTransferRules as trf } from '../../statutes/index.ts';
import { penaltyCaseOf } from '../compulsion-cases/link.ts';

type Input = Readonly<Record<string, unknown>>;

/** Measures that still hold things of the penalty case. */
export const measures = (view: CaseView): Question & { ask: 'linked' } => ({
  ask: 'linked',
  to: penaltyCaseOf(view),
  procedure: 'compulsory-measure',
  facts: [],
});
/** Those whose measure is in force. */
export const holding = (found: readonly CaseFacts[]) => found.filter((c) => c.conds.includes('in-force'));

/** A day in the past, not before another. */
export const dayRule = (
  code: string,
  field: string,
  after?: (input: Input, view: CaseView) => unknown,
): InputRule => ({
  code,
  field,
  cites: [trf.art('8'), trf.art('9')],
  say: '日期不对',
  check: (input, view, env) => {
    const on = String(input[field]);
    const from = after?.(input, view);
    if (on > env.today) return `${formatDate(on)}还没有到`;
    return !from || on >= String(from) || `${formatDate(on)}早于${formatDate(String(from))}`;
  },
});
