/** Benchmarks and lenient lists for tests: made by their own procedures, as in a city. */
import type { Actor } from '@fadu/kernel';
import { openCase, performAct } from '../cases/perform.ts';
import { key } from './document.ts';
import type { TestOffice } from './office.ts';

/** People who make them. */
export const makers = (t: TestOffice, organ = 't-market', reviewer = 't-justice') => ({
  drafter: t.staff('benchmark-drafter', organ),
  reviewer: t.staff('legality-reviewer', reviewer),
  head: t.staff('principal-head', organ),
});

export const lawfulReview = { conclusion: '合法', opinion: '主体、依据、内容和程序都符合规定。' };

/** Open the case of a benchmark or list entry. */
export async function draftTable(
  t: TestOffice,
  procedure: 'discretion-benchmark' | 'lenient-list',
  entry: unknown,
  more: Record<string, unknown> = {},
): Promise<string> {
  const { caseId } = await openCase(t.office, procedure, {
    actor: makers(t).drafter,
    key: key(),
    input: {
      title: '演示基准的制定',
      reviewer: 't-justice',
      do: '制定',
      entry,
      reason: '按照法定幅度细化裁量标准。',
      ...more,
    },
  });
  return caseId;
}

/** Draft, review, approve and publish from a day on; answers the case. */
export async function publishTable(
  t: TestOffice,
  procedure: 'discretion-benchmark' | 'lenient-list',
  entry: unknown,
  effectiveOn: string,
  more: Record<string, unknown> = {},
): Promise<string> {
  const who = makers(t);
  const id = await draftTable(t, procedure, entry, more);
  const act = (name: string, actor: Actor, input: unknown) =>
    performAct(t.office, id, { act: name, actor, input, key: key() });
  await act('legality-review', who.reviewer, lawfulReview);
  await act('approve', who.head, { result: '批准', reason: '同意公布' });
  await act('publish', who.drafter, { effectiveOn });
  return id;
}
