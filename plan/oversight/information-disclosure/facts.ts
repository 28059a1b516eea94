/** What the acts of a disclosure case say, read in one place. */
import { type CaseView, dateOf } from '@fadu/kernel';
import { type Fee, feeByItem, feeByPage } from './fee.ts';
import { CONFIRMED_CHANNELS, type ReplyDraft } from './forms.ts';
import type { ResultCode } from './replies.ts';

/** The application as handed in, whichever way it came. */
export const applicationOf = (view: CaseView): Readonly<Record<string, unknown>> =>
  (view.last('apply-online') ?? view.last('register'))?.input ?? {};

/** The day of receipt under art. 31; undefined until it is confirmed where that is needed. */
export function receivedOn(view: CaseView): string | undefined {
  const confirmed = view.last('confirm-receipt');
  if (confirmed) return String(confirmed.input.confirmedOn);
  const registered = view.last('register');
  if (!registered || CONFIRMED_CHANNELS.includes(registered.input.channel)) return undefined;
  return String(registered.input.arrivedOn);
}

/** The draft of the reply in force. */
export const draftOf = (view: CaseView): ReplyDraft | undefined =>
  view.last('draft-reply')?.input as ReplyDraft | undefined;

/** The day on which the reply was signed; empty before. */
export function signedOn(view: CaseView): string {
  const at = view.last('sign-reply')?.at;
  return at ? dateOf(at) : '';
}

/** The fee that a notice asks for, from what was entered. */
export const feeOf = (input: Readonly<Record<string, unknown>>): Fee =>
  input.mode === '按件计收'
    ? feeByItem(Number(input.items ?? 0), Number(input.earlier ?? 0))
    : feeByPage(Number(input.pages ?? 0));

/** Which code the case carries in the statistics; undefined while it is open. */
export function resultOf(view: CaseView): ResultCode | undefined {
  if (!view.state.ended) return undefined;
  if (view.last('abandon-correction')) return 'F1';
  if (view.last('abandon-payment')) return 'F2';
  if (view.last('withdraw') || view.last('register-withdrawal')) return 'F3';
  return view.last('answer-on-the-spot') ? 'A' : draftOf(view)?.code;
}
