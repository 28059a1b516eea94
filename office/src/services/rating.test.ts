/** R8.4 rating on the real path: one’s own decided handling, once; nobody else’s, and none that is still open. */
import type { Actor } from '@fadu/kernel';
import { procedures } from '@fadu/plan/index';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCase } from '../cases/perform.ts';
import { Problem } from '../problem.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { prepareRegisters } from '../testing/registers.ts';
import { HALL, handling, prepareServices, servicePeople } from '../testing/services.ts';

let t: TestOffice;
beforeAll(async () => {
  t = await testOffice({ procedures });
  await prepareRegisters(t);
  await prepareServices(t, '2026-03-02');
  t.at('2026-03-03');
}, 120_000);
afterAll(() => t?.close());

const rate = (actor: Actor, id: string, rater = actor.person) =>
  openCase(t.office, 'service-rating', {
    act: 'rate',
    actor,
    key: key(),
    input: { handling: id, rater, lead: HALL, grade: '不满意', named: true, words: '等得太久' },
  }).then(
    ({ caseId }) => caseId,
    (e: unknown) => {
      if (!(e instanceof Problem)) throw e;
      return e.items.map((i) => i.code.replace(/^.*\./, '')).join();
    },
  );

test('R8.4 whoever applied rates a decided handling once; others not at all', async () => {
  const { applicant } = servicePeople(t);
  const stranger: Actor = { kind: 'person', person: 'r-other', name: '路人', posts: [] };
  const open = await handling(t, 'received');
  const done = await handling(t, 'granted');
  expect(await rate(applicant, open)).toContain('DECIDED');
  expect(await rate(stranger, done)).toContain('DECIDED');
  expect(await rate(stranger, done, applicant.person)).toContain('OWN');
  const id = await rate(applicant, done);
  expect(id).toMatch(/^220200-/);
  expect(await rate(applicant, done)).toContain('ONCE');
});
