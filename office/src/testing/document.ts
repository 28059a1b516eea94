/** Carry a normative document along its lawful path in a test office, as far as a test needs it. */
import { type Actor, ANONYMOUS } from '@fadu/kernel';
import { samples } from '@fadu/plan/rulemaking/normative-documents/sample.testing';
import { openCase, type Performed, performAct } from '../cases/perform.ts';
import type { TestOffice } from './office.ts';

let n = 0;
/** A fresh idempotency key. */
export const key = (): string => `test-${process.pid}-${String(++n).padStart(6, '0')}`;

/** Everyone who takes part in a city document. */
export const people = (t: TestOffice) => ({
  drafter: t.staff('drafter', 't-city'),
  head: t.staff('head', 't-city'),
  clerk: t.staff('office-clerk', 't-office'),
  reviewer: t.staff('legality-reviewer', 't-justice'),
  market: t.staff('competition-reviewer', 't-market'),
  ideology: t.staff('special-reviewer', 't-publicity'),
  security: t.staff('special-reviewer', 't-police'),
  environment: t.staff('special-reviewer', 't-ecology'),
  mayor: t.staff('principal-head', 't-gov'),
  cityClerk: t.staff('office-clerk', 't-city'),
  ecologyClerk: t.staff('office-clerk', 't-ecology'),
});

export const STAGES = [
  'proposal',
  'consultation',
  'consulted',
  'review',
  'reviewed',
  'deliberated',
  'published',
  'in-force',
] as const;
export type Stage = (typeof STAGES)[number];

/** One act with a fresh key. */
export const act = (
  t: TestOffice,
  id: string,
  name: string,
  actor: Actor,
  input: unknown = {},
): Promise<Performed> => performAct(t.office, id, { act: name, actor, input, key: key() });

/** Perform the lawful acts up to and including a stage; answers the case id. */
export async function document(
  t: TestOffice,
  stage: Stage,
  changes: Partial<Record<keyof typeof samples.propose, unknown>> = {},
): Promise<string> {
  const who = people(t);
  const upTo = STAGES.indexOf(stage);
  t.at('2026-03-02');
  const { caseId: id } = await openCase(t.office, 'normative-document', {
    actor: who.drafter,
    input: { ...samples.propose, ...changes },
    key: key(),
  });
  if (upTo < 1) return id;
  await act(t, id, 'register', who.clerk);
  await act(t, id, 'draft', who.drafter, samples.draft);
  await act(t, id, 'open-consultation', who.drafter, samples['open-consultation']);
  if (upTo < 2) return id;
  const comment = await act(t, id, 'comment', ANONYMOUS, {
    text: '小餐馆需要准备时间',
    submitterType: '个人',
    article: '第二条',
  });
  await act(t, id, 'answer-comment', who.drafter, { comment: comment.record.seq, disposition: '采纳' });
  await act(t, id, 'ask-departments', who.drafter, samples['ask-departments']);
  await act(t, id, 'department-opinion', who.cityClerk, samples['department-opinion']);
  await act(t, id, 'department-opinion', who.ecologyClerk, samples['department-opinion']);
  await act(t, id, 'hear-enterprises', who.drafter, samples['hear-enterprises']);
  await act(t, id, 'hear-deputies', who.drafter, samples['hear-deputies']);
  await act(t, id, 'fair-competition', who.market, samples['fair-competition']);
  await act(t, id, 'ideology-review', who.ideology, samples['special-review']);
  await act(t, id, 'security-review', who.security, samples['special-review']);
  await act(t, id, 'environment-review', who.environment, samples['special-review']);
  t.at('2026-04-02');
  await act(t, id, 'close-consultation', who.drafter, samples['close-consultation']);
  if (upTo < 3) return id;
  await act(t, id, 'submit-review', who.head, samples['submit-review']);
  await act(t, id, 'accept-review', who.clerk);
  if (upTo < 4) return id;
  t.at('2026-04-14');
  await act(t, id, 'legality-review', who.reviewer, samples['legality-review']);
  if (upTo < 5) return id;
  await act(t, id, 'submit-deliberation', who.clerk);
  t.at('2026-05-20');
  await act(t, id, 'deliberate', who.clerk, samples.deliberate);
  if (upTo < 6) return id;
  await act(t, id, 'sign', who.mayor);
  await act(t, id, 'assign-number', who.clerk, samples['assign-number']);
  await act(t, id, 'publish', who.clerk, samples.publish);
  if (upTo < 7) return id;
  t.at('2026-05-22');
  await act(t, id, 'interpret', who.drafter, samples.interpret);
  await act(t, id, 'file', who.clerk, samples.file);
  await act(t, id, 'file-congress', who.clerk, samples.file);
  await act(t, id, 'archive', who.clerk);
  return id;
}
