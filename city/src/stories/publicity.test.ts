/** R24.1 R7.4 the city's publicity, told through the engine: repaired credit ends the penalty in public, a secret is withheld. */
import { dateOf } from '@fadu/kernel';
import { penaltiesOnShow } from '@fadu/office/publicity/penalties';
import { yearOfBody } from '@fadu/office/publicity/year';
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
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { organId } from '../organs.ts';
import { type ToldCity, toldCity } from '../told.testing.ts';

const NOW = '2026-11-20T08:00:00.000Z';
const MARKET = organId(CITY_REGION, 'market');
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
let office: ToldCity['office'];
beforeAll(async () => {
  city = await toldCity(procedures, NOW);
  ({ database, office } = city);
}, 300_000);
afterAll(() => city?.close());

test('R24.1 R7.4 the repaired penalty and the withheld one are nowhere in public; the year counts them by their reason', async () => {
  const { rows } = await database.pool.query<{ case_id: string; body: { why?: string } }>(
    `select body ->> 'case' as case_id, body from fadu.entry where register = 'penalty-record' and body ->> 'why' = '已修复'`,
  );
  expect(rows).toHaveLength(1);
  const shown = await penaltiesOnShow(office, dateOf(NOW));
  expect(shown.items.map((p) => p.case)).not.toContain(rows[0]?.case_id);
  const y = await yearOfBody(office, MARKET, '2026', dateOf(NOW));
  expect(y.penalties.notShown).toContainEqual({ why: '信用已经修复，停止公示', n: 1 });
  expect(y.penalties.withheld).toEqual([{ ground: '商业秘密', n: 1 }]);
  const hidden = y.penalties.notShown.reduce((n, w) => n + w.n, 0);
  expect(y.penalties.shown.length + hidden).toBe(y.penalties.total);
});

test('R24.1 R7.4 what the law refuses was refused: repair too early, a secret without the firm’s opinion', async () => {
  const { rows } = await database.pool.query<{ value: { code: string } }>(
    `select value from fadu.setting where key like 'demo.refusal:pub-%'`,
  );
  const codes = rows.map((r) => r.value.code);
  expect(codes).toContain('credit-record.TOO-EARLY');
  expect(codes).toContain('penalty-ordinary.WITHHOLD-THIRD');
});
