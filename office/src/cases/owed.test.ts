/** A duty that people owe enters the public log without them (R24.1, R90.3). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { prepareRegisters } from '../testing/registers.ts';
import { application, handling, prepareServices, servicePeople } from '../testing/services.ts';
import { performAct } from './perform.ts';

let t: TestOffice;
beforeAll(async () => {
  t = await testOffice();
  await prepareRegisters(t);
  await prepareServices(t, '2026-03-02');
}, 60_000);
afterAll(() => t?.close());

test('R24.1 R90.3 what an applicant owes is in the log as a duty, who he is is not; what an organ owes names it', async () => {
  const id = await handling(t, 'received', {
    materials: [...application.materials.slice(0, 2), { name: '食品安全管理制度清单', how: '以后补齐' }],
  });
  const { window, applicant } = servicePeople(t);
  await performAct(t.office, id, {
    act: 'accept',
    actor: window,
    input: { lacking: ['食品安全管理制度清单'] },
    key: key(),
  });
  const { rows } = await t.database.pool.query<{ body: string }>(
    `select body from fadu.leaf where kind = 'duty' and ref like $1`,
    [`${id}/%`],
  );
  const duties = rows.map((r) => JSON.parse(r.body) as { clock: string; organs: string[] });
  expect(duties.find((d) => d.clock === 'missing')?.organs).toEqual([]);
  expect(duties.find((d) => d.clock === 'decision')?.organs).toEqual(['t-market']);
  expect(rows.some((r) => r.body.includes(String(applicant.person)))).toBe(false);
});
