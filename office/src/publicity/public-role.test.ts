/** R24.1 R7.4 R90.6 what is over is closed in the database: hand-made queries under the public's own roles find nothing. */
import { clue } from '@fadu/plan/enforcement/penalty-cases/case.testing';
import { demoUscc } from '@fadu/plan/leadership/plan-tracking/index';
import { unpublishedRegisters } from '@fadu/plan/registers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCase } from '../cases/perform.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import {
  contactedCase,
  type PenaltyGround,
  paidCase,
  penaltyAct,
  penaltyPeople,
  preparePenalty,
} from '../testing/penalty.ts';
import { penaltiesOnShow } from './penalties.ts';

let t: TestOffice;
let ground: PenaltyGround;
let id = '';
let document = '';
const party = demoUscc(611, '220200', '91');

/** What a hand-made query answers under a role, in a transaction of its own. */
async function as(role: string, text: string, values: readonly unknown[] = []): Promise<unknown[]> {
  const client = await t.office.store.pool.connect();
  try {
    await client.query('begin');
    await client.query(`set local role ${role}`);
    await client.query(`select set_config('fadu.person', 'p-party', true)`);
    return (await client.query(text, [...values])).rows;
  } finally {
    await client.query('rollback');
    client.release();
  }
}
const PUBLIC_ROLES = ['fadu_public', 'fadu_resident'] as const;

beforeAll(async () => {
  t = await testOffice();
  ground = await preparePenalty(t);
  id = await contactedCase(t, ground, { major: false }, { partyId: party, partyName: '演示江畔食品商行' });
  await paidCase(t, id);
  document = (await penaltiesOnShow(t.office, '2026-03-16')).items[0]?.document ?? '';
}, 120_000);
afterAll(() => t?.close());

/** Registers without a list among the registers, because a page of their own shows all of them to everyone. */
const OPEN_BY_THEIR_PAGE = ['enforcement-campaign'];

test('R90.6 every register without a public list is closed in the database, or shown by a page of its own', async () => {
  const rows = await as('fadu_public', 'select register from fadu.closed_register order by 1');
  // A register that joins `unpublishedRegisters` joins the table by a migration of its own, or the list above.
  expect([...rows.map((r) => (r as { register: string }).register), ...OPEN_BY_THEIR_PAGE].sort()).toEqual(
    [...unpublishedRegisters].sort(),
  );
});

test('R24.1 R90.6 under the public’s roles these registers have no rows; organs and the system read them', async () => {
  for (const role of PUBLIC_ROLES) {
    expect(
      await as(role, 'select * from fadu.entry where register = any($1)', [
        unpublishedRegisters.filter((r) => !OPEN_BY_THEIR_PAGE.includes(r)),
      ]),
      role,
    ).toEqual([]);
    expect(await as(role, `select * from fadu.entry where body::text like '%演示江畔食品商行%'`)).toEqual([]);
    // Public registers are read as before.
    expect((await as(role, `select code from fadu.entry where register = 'enforcement-item'`)).length).toBe(
      1,
    );
  }
  for (const role of ['fadu_system', 'fadu_organ_t_market'])
    expect((await as(role, `select * from fadu.entry where register = 'penalty-record'`)).length, role).toBe(
      1,
    );
});

test('R24.1 on show it is answered in its time, by code and as a list; other registers are not to be had that way', async () => {
  for (const role of PUBLIC_ROLES) {
    expect(await as(role, `select code from fadu.shown_entries('penalty-record')`)).toEqual([
      { code: document },
    ]);
    expect(
      await as(role, `select code from fadu.shown_entries('penalty-record', $1)`, [document]),
    ).toHaveLength(1);
    for (const register of ['shared-result', 'declined-result', 'typical-case', 'enforcement-item'])
      expect(await as(role, 'select * from fadu.shown_entries($1)', [register])).toEqual([]);
  }
  expect((await penaltiesOnShow(t.office, '2026-03-16')).total).toBe(1);
});

test('R24.1 taken down: no version of it is left to the public, by no query', async () => {
  const who = penaltyPeople(t);
  t.at('2026-03-20');
  await penaltyAct(t, id, 'revoke-decision', who.head, { result: '撤销', reason: '认定的当事人有误' });
  await penaltyAct(t, id, 'withdraw-publication', who.clerk, { reason: '自行撤销', notified: ['信用中国'] });
  for (const role of PUBLIC_ROLES) {
    for (const query of [
      `select * from fadu.entry where register = 'penalty-record'`,
      `select * from fadu.entry where case_id = '${id}' and register = 'penalty-record'`,
      `select * from fadu.shown_entries('penalty-record')`,
      `select * from fadu.shown_entries('penalty-record', '${document}')`,
    ])
      expect(await as(role, query), `${role}: ${query}`).toEqual([]);
  }
  // Both versions are kept, for those who answer for the record.
  expect(
    await as('fadu_system', `select version from fadu.entry where register = 'penalty-record'`),
  ).toHaveLength(2);
});

test('R24.1 over by itself: once anything is recorded after its last day, the database answers nothing of it', async () => {
  const again = await contactedCase(t, ground, { major: false }, { partyId: party, place: '另一处' });
  await paidCase(t, again);
  const shown = () =>
    as('fadu_public', `select code, law_to::text as until from fadu.shown_entries('penalty-record')`);
  expect(await shown()).toEqual([{ code: expect.any(String), until: '2027-03-12' }]);
  t.at('2027-03-15');
  await openCase(t.office, 'penalty-ordinary', {
    actor: penaltyPeople(t).o1,
    key: key(),
    input: { ...clue, actOn: '2027-03-15', actEndedOn: '2027-03-15', discoveredOn: '2027-03-15' },
  });
  expect(await shown()).toEqual([]);
});
