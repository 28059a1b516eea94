/** What the flow asks of a case's facts, always through the acts in force. */
import { addMonths, type CaseView, type DateStr, dateOf } from '@fadu/kernel';
import { type ApplicationFacts, departures } from './application-rules.ts';
import {
  type Basis,
  displayOf,
  fineOf,
  hearingDue,
  moneyOf,
  otherItems,
  type PenaltyItem,
} from './catalogue.ts';
import type { Proposal } from './forms.ts';
import { addUp, type LateFineFacts, lateFine, type Receivable, type Suspension } from './money.ts';
import type { PartyKind, Sector } from './settings.ts';

/** The acts that hold a proposal: the end report, a new notice, a lighter revision; on the spot, what was told. */
export const PROPOSAL_ACTS = ['end-report', 'renotify', 'revise-proposal', 'tell-rights'] as const;

const latest = (view: CaseView, acts: readonly string[]) =>
  acts.flatMap((act) => view.all(act)).sort((a, b) => b.seq - a.seq)[0];

/** The proposal in force, or undefined. */
export const currentProposal = (view: CaseView): Proposal | undefined =>
  latest(view, PROPOSAL_ACTS)?.input as Proposal | undefined;

/** The proposal that the party was notified of: the notice's, not a later and lighter one. */
export function notifiedProposal(view: CaseView): Proposal | undefined {
  const notice = latest(view, ['give-notice', 'renotify', 'tell-rights']);
  if (!notice) return undefined;
  if (notice.act !== 'give-notice') return notice.input as Proposal;
  return view
    .all('end-report')
    .filter((a) => a.seq < notice.seq)
    .at(-1)?.input as Proposal | undefined;
}

/** Day on which the notice in force was made. */
export const noticeMadeOn = (view: CaseView): DateStr | undefined => {
  const notice = latest(view, ['give-notice', 'renotify']);
  return notice && dateOf(notice.at);
};

/** Day on which an act in force was recorded. */
export const dayOf = (view: CaseView, ...acts: string[]): DateStr | undefined => {
  const found = latest(view, acts);
  return found && dateOf(found.at);
};

export const sectorOf = (view: CaseView): Sector => view.text('register-clue.sector') as Sector;
export const partyKindOf = (view: CaseView): PartyKind => view.text('register-clue.partyKind') as PartyKind;

/** What a proposal says of the circumstances. */
export type Circumstances = Pick<
  Proposal,
  | 'mind'
  | 'minor'
  | 'correctedInTime'
  | 'noHarm'
  | 'firstOffence'
  | 'minorHarm'
  | 'noFaultProved'
  | 'reductions'
  | 'emergency'
  | 'alreadyFined'
  | 'severalRules'
  | 'newRule'
>;

/** The facts that the application rules look at. */
export function applicationFacts(view: CaseView, p: Circumstances): ApplicationFacts {
  return {
    ...p,
    sector: sectorOf(view),
    actOn: view.text('register-clue.actOn'),
    actEndedOn: view.text('register-clue.actEndedOn'),
    discoveredOn: view.text('register-clue.discoveredOn'),
    graveHarm: view.get('register-clue.graveHarm') === true,
    bornOn: view.get('register-clue.bornOn') as string | undefined,
    criminalAccepted: view.get('police-reply.result') === '立案',
    detentionServed: false,
  };
}

/** The application rules that the proposal in force departs from, with reasons. */
export function departsFrom(view: CaseView, p = currentProposal(view)) {
  return p ? departures(applicationFacts(view, p), p.outcome === '给予处罚', p.mitigated) : [];
}

/** Whether a hearing must be offered: on what the end report or the notice proposes, not on a later and lighter revision. */
export function hearingIsDue(view: CaseView): boolean {
  const p = latest(view, ['end-report', 'renotify'])?.input as Proposal | undefined;
  return (
    p !== undefined &&
    p.outcome === '给予处罚' &&
    hearingDue(p.items, sectorOf(view), partyKindOf(view), p.otherHeavy)
  );
}

/** Kinds 1, 3 and 4 of article 58. Kind 2 depends on a hearing. */
export const reviewByItself = (p: Proposal): boolean => p.publicInterest || p.difficult || p.reviewByLaw;

/** The penalties in force: the decision's, or those that a remedy changed them to. */
export function penaltyInForce(view: CaseView): PenaltyItem[] {
  const changed = view.last('remedy-changed');
  return (changed?.input.items ?? view.get('decide-penalty.items') ?? []) as PenaltyItem[];
}

const sumOf = (
  view: CaseView,
  act: string,
  field: string,
  where: (input: Readonly<Record<string, unknown>>) => boolean = () => true,
) =>
  addUp(
    view
      .all(act)
      .filter((a) => where(a.input))
      .map((a) => Number(a.input[field])),
  );

/** Paid into bank or payment system, or in cash on the spot. */
const moneyPaid = (view: CaseView, kind: '罚没款' | '加处罚款') =>
  addUp([
    sumOf(view, 'record-payment', 'amount', (i) => i.kind === kind),
    kind === '罚没款' ? sumOf(view, 'collect-cash', 'amount') : 0,
  ]);

/** All that was collected, by payment or by the court. */
export const collected = (view: CaseView): number =>
  addUp([moneyPaid(view, '罚没款'), moneyPaid(view, '加处罚款'), sumOf(view, 'court-result', 'collected')]);

/** What is still owed of the fine and confiscated money, and of late fines charged. */
export function owed(view: CaseView): { main: number; late: number } {
  if (view.all('court-result').some((a) => a.input.result === '执行完毕')) return { main: 0, late: 0 };
  const late = addUp([
    sumOf(view, 'charge-late-fine', 'amount'),
    -sumOf(view, 'reduce-late-fine', 'amount'),
    -moneyPaid(view, '加处罚款'),
  ]);
  const byCourt = sumOf(view, 'court-result', 'collected');
  const main = addUp([moneyOf(penaltyInForce(view)), -moneyPaid(view, '罚没款'), -byCourt]);
  return { main: Math.max(0, main), late: Math.max(0, late) };
}

/** Whether money is owed. */
export const isOwing = (view: CaseView): boolean => {
  if (!view.last('decide-penalty')) return false;
  const { main, late } = owed(view);
  return main > 0 || late > 0;
};

/** Whether penalties other than money still wait to be performed. */
export function isUnperformed(view: CaseView): boolean {
  if (otherItems(penaltyInForce(view)).length === 0) return false;
  const changed = view.last('remedy-changed')?.seq ?? 0;
  if (view.all('court-result').some((a) => a.input.result === '执行完毕')) return false;
  return !view.all('perform-other').some((a) => a.seq > changed);
}

/** Whether the party had not turned eighteen on the day of the act. */
export function isMinor(view: CaseView): boolean {
  const born = view.text('register-clue.bornOn');
  return born !== '' && addMonths(born, 18 * 12) > view.text('register-clue.actOn');
}

/** Whether the decision is withheld from the public as a whole. */
export const isWithheld = (view: CaseView): boolean => view.last('withhold-publication') !== undefined;

/** Whether the record of the decision is to be published. Nothing of a minor is (design: the whole record, not the name). */
export const isPublishable = (view: CaseView): boolean => {
  const items = penaltyInForce(view);
  return items.length > 0 && displayOf(items, sectorOf(view)).shown && !isMinor(view) && !isWithheld(view);
};

/** The acts that end a reconsideration or suit. */
export const REMEDY_RESULTS = ['remedy-upheld', 'remedy-changed', 'remedy-set-aside'] as const;

/** Stretches in which late fines do not accrue: each accepted reconsideration or suit. */
export function suspensions(view: CaseView): Suspension[] {
  const results = REMEDY_RESULTS.flatMap((act) => view.all(act));
  return view.all('register-remedy').map((start) => {
    const end = results.find((r) => r.seq > start.seq);
    return { from: String(start.input.acceptedOn), to: end && String(end.input.servedOn) };
  });
}

/** The deferral in force, unless it is over. */
export function deferral(
  view: CaseView,
): { instalments: readonly Receivable[]; lastDue: DateStr } | undefined {
  const given = view.last('decide-deferral');
  if (given?.input.result !== '批准') return undefined;
  return given.input as unknown as { instalments: Receivable[]; lastDue: DateStr };
}

/** The late fine of a case up to a day. `dueOn`: last day to pay without it; confiscated money bears none. */
export function lateFineOf(view: CaseView, dueOn: DateStr, through: DateStr): ReturnType<typeof lateFine> {
  const fine = fineOf(penaltyInForce(view));
  const plan = deferral(view)?.instalments;
  const facts: LateFineFacts = {
    receivables: plan ?? [{ amount: fine, dueOn }],
    payments: [
      ...view.all('record-payment').filter((a) => a.input.kind === '罚没款'),
      ...view.all('collect-cash'),
    ].map((a) => ({
      amount: Number(a.input.amount),
      on: String(a.input.paidOn),
    })),
    suspensions: suspensions(view),
    through,
  };
  const result = lateFine(facts);
  return result.amount > fine ? { ...result, amount: fine, capped: true } : result;
}

/** Bases that carry penalties, as comparable words. */
export const basisKeys = (basis: readonly Basis[]): string[] =>
  basis
    .filter((b) => b.role === '处罚依据')
    .map((b) => `${b.title} ${b.article}`)
    .sort();
