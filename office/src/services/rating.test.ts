/** R8.4 rating on the real path: one’s own decided handling, once; nobody else’s, and none that is still open. */
import type { Actor } from '@fadu/kernel';
import { procedures } from '@fadu/plan/index';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCase } from '../cases/load.ts';
import { openCase, performAct } from '../cases/perform.ts';
import { caseView } from '../cases/view.ts';
import { Problem } from '../problem.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { prepareRegisters } from '../testing/registers.ts';
import { HALL, handling, prepareServices, servicePeople } from '../testing/services.ts';
import { myRating, myService } from './progress.ts';

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

test('R8.4 the rater reads until when it is handled, and then what came of it', async () => {
  const { applicant, rating } = servicePeople(t);
  const done = await handling(t, 'granted');
  const person = applicant.person as string;
  const read = async () => {
    const mine = await myService(t.office, person, done);
    return mine && myRating(t.office, person, mine);
  };
  expect(await read()).toEqual({ hall: HALL, given: undefined });
  const id = await rate(applicant, done);
  // Fifteen working days from 3 March 2026.
  expect(await read()).toEqual({ hall: HALL, given: '不满意', due: '2026-03-24' });
  const act = (name: string, input: unknown) =>
    performAct(t.office, id, { act: name, actor: rating, input, key: key() });
  await act('contact', { result: '已经联系上', says: '窗口排队太久' });
  await act('settle', { way: '当场改正', facts: '当天只开了一个窗口，等候过长', change: '增开两个窗口' });
  expect(await read()).toMatchObject({
    given: '不满意',
    answer: { way: '当场改正', facts: '当天只开了一个窗口，等候过长', change: '增开两个窗口' },
  });
  expect((await read())?.due).toBeUndefined();
});

test('R8.3 the window that accepts sees who applied, as the organ does; who only knows of the case does not', async () => {
  const { window, reviewer } = servicePeople(t);
  const loaded = await loadCase(t.office, { as: 'organ', organ: HALL }, await handling(t, 'received'));
  const { calendar, organ, organsOf } = t.office;
  const seen = (actor: Actor) =>
    JSON.stringify(caseView(t.office, loaded, actor, { now: t.office.now(), calendar, organ, organsOf }));
  for (const actor of [window, reviewer]) expect(seen(actor)).toContain('13900000000');
  for (const actor of [t.staff('window-clerk', 't-city'), t.staff('legality-reviewer', 't-justice')])
    expect(seen(actor)).not.toContain('13900000000');
});
