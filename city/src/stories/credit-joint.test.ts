/** R7.4 R20.1 R22.3 the city's credit and joint enforcement, told through the engine, with the courses that are refused. */
import { dateOf } from '@fadu/kernel';
import { classCounts, findSubjects, publicCredit } from '@fadu/office/credit/reading';
import { partyRecord } from '@fadu/office/parties/record';
import { creditGrading, creditRecord } from '@fadu/plan/enforcement/credit-grading/index';
import { criminalTransfer } from '@fadu/plan/enforcement/criminal-transfer/index';
import {
  caseTransfer,
  clueTransfer,
  resultRecognition,
  resultSharing,
} from '@fadu/plan/enforcement/joint-enforcement/index';
import { officerCertificate } from '@fadu/plan/enforcement/officers/index';
import { penaltyOrdinary } from '@fadu/plan/enforcement/penalty-cases/index';
import { registerBatch } from '@fadu/plan/functions/power-registers/index';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ToldCity, toldCity } from '../told.testing.ts';

const NOW = '2026-11-20T08:00:00.000Z';
const procedures = [
  registerBatch,
  officerCertificate,
  penaltyOrdinary,
  criminalTransfer,
  creditRecord,
  creditGrading,
  clueTransfer,
  caseTransfer,
  resultSharing,
  resultRecognition,
];
let city: ToldCity;
let database: ToldCity['database'];
let seeded: ToldCity['seeded'];
let office: ToldCity['office'];
beforeAll(async () => {
  city = await toldCity(procedures, NOW);
  ({ database, seeded, office } = city);
}, 300_000);
afterAll(() => city?.close());

test('R7.4 grades follow the records: the repaired is A again, the removed never fell, the listed is D', async () => {
  const on = dateOf(NOW);
  const counts = await classCounts(office, on);
  expect(counts.A).toBeGreaterThan(2);
  expect(counts.D).toBe(1);
  const rows = await database.pool.query(
    `select split_part(a.idem_key, ':', 2) as story, a.input ->> 'partyId' as party, c.phase
     from fadu.act a join fadu.case_file c on c.region = a.region and c.id = a.case_id
     where c.procedure = 'credit-record' and a.seq = 1 order by 1`,
  );
  const of = async (story: string) => {
    const row = rows.rows.find((r) => r.story === story);
    return { phase: row?.phase, credit: await publicCredit(office, row?.party, on) };
  };
  const repaired = await of('cr-record-1');
  expect([repaired.phase, repaired.credit?.records, repaired.credit?.grade?.class]).toEqual([
    'repaired',
    [],
    'A',
  ]);
  expect((await of('cr-record-2')).phase).toBe('removed');
  const listed = await of('cr-record-5');
  expect(listed.credit?.grade?.class).toBe('D');
  expect(listed.credit?.measures).toHaveLength(1);
  expect((await findSubjects(office, '演示', on)).length).toBeGreaterThan(3);
});

test('R7.4 R20.1 R22.3 what was tried against the rules was refused by name', () => {
  const codes = seeded.setting.report?.refusals
    .filter((r) => r.story.startsWith('cr-') || r.story.startsWith('je-'))
    .map((r) => r.code);
  expect([...new Set(codes)].sort()).toEqual([
    'case-transfer.FAILED',
    'case-transfer.INV-R4',
    'clue-transfer.DESIGNATED',
    'clue-transfer.FIXED',
    'clue-transfer.GROUNDS',
    'credit-grading.APART',
    'credit-record.INV-C1',
    'credit-record.INV-C2',
    'credit-record.NO-DISPUTE',
    'mutual-recognition.SHARED',
  ]);
});

test('R22.3 both sides of a transferred case see it on the record of the party', async () => {
  const { rows } = await database.pool.query(
    `select a.input ->> 'partyId' as party, a.region from fadu.act a where a.idem_key = 'seed:je-own-0:1'`,
  );
  const party = rows[0]?.party as string;
  const see = (organ: string) =>
    partyRecord(office, { kind: 'person', person: 'x', name: 'x', posts: [{ role: 'head', organ }] }, party);
  const sender = await see('changyi-urban-management');
  const receiver = await see('changyi-market');
  expect(sender.cases.map((c) => c.procedure)).toEqual(
    expect.arrayContaining([penaltyOrdinary.title, caseTransfer.title]),
  );
  expect(receiver.cases.map((c) => c.procedure)).toContain(caseTransfer.title);
  expect(receiver.cases.map((c) => c.id)).not.toContain(
    sender.cases.find((c) => c.procedure === penaltyOrdinary.title)?.id,
  );
});
