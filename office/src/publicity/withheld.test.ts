/** R24.1 R39.1 a decision withheld in time is no late publication; one that is neither shown nor withheld is. */
import { agreed, decision, inPerson, proposal } from '@fadu/plan/enforcement/penalty-cases/case.testing';
import { NEVER_SHOWN } from '@fadu/plan/fragments/publication';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scanFindings } from '../supervision/scan.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import {
  contactedCase,
  type PenaltyGround,
  penaltyAct,
  penaltyPeople,
  preparePenalty,
} from '../testing/penalty.ts';
import { penaltiesOnShow } from './penalties.ts';

let t: TestOffice;
let g: PenaltyGround;
beforeAll(async () => {
  t = await testOffice();
  g = await preparePenalty(t);
}, 120_000);
afterAll(() => t?.close());

const secret = {
  ground: '商业秘密',
  whole: '案件的全部事实都涉及尚未公开的配方，隐去后无法说明违法行为',
  thirdParty: '不同意公开',
  publicInterest: false,
};

/** A case decided and served on 13 March. */
async function decided(partyName: string): Promise<string> {
  const who = penaltyPeople(t);
  const id = await contactedCase(t, g, { major: false }, { partyName });
  t.at('2026-03-04');
  await penaltyAct(t, id, 'end-report', who.o1, proposal());
  await penaltyAct(t, id, 'case-review', who.reviewer, agreed);
  await penaltyAct(t, id, 'give-notice', who.clerk);
  await penaltyAct(t, id, 'serve-notice', who.o1, inPerson('2026-03-04'));
  t.at('2026-03-13');
  await penaltyAct(t, id, 'submit-decision', who.clerk);
  await penaltyAct(t, id, 'decide-penalty', who.head, decision());
  await penaltyAct(t, id, 'serve-decision', who.o1, inPerson('2026-03-13'));
  return id;
}
const late = async (id: string) =>
  (
    await t.database.pool.query<{ open: boolean }>(
      `select open from fadu.finding where case_id = $1 and rule = 'LATE-PUBLICATION' and gone_on is null`,
      [id],
    )
  ).rows;

test('R24.1 R39.1 withheld in time: no finding and nothing in public; silent: a finding; the ground gone: due again', async () => {
  const who = penaltyPeople(t);
  const withheld = await decided('演示保密配方有限公司');
  const silent = await decided('演示没有公示有限公司');
  t.at('2026-03-16');
  await penaltyAct(t, withheld, 'withhold-publication', who.head, secret);
  t.at('2026-04-10');
  await scanFindings(t.office);
  expect(await late(withheld)).toEqual([]);
  expect(await late(silent)).toEqual([{ open: true }]);
  expect((await penaltiesOnShow(t.office, '2026-04-10')).total).toBe(0);

  await penaltyAct(t, withheld, 'end-withholding', who.head, { reason: '权利人同意公开' });
  t.at('2026-04-30');
  await scanFindings(t.office);
  expect(await late(withheld)).toEqual([{ open: true }]);
  await penaltyAct(t, withheld, 'publish', who.clerk, { channels: ['信用中国'], checked: [...NEVER_SHOWN] });
  expect((await penaltiesOnShow(t.office, '2026-04-30')).items.map((p) => p.case)).toEqual([withheld]);
  await scanFindings(t.office);
  expect(await late(withheld)).toEqual([{ open: false }]);
});
