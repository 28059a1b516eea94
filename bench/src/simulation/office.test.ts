/** The simulation against the real office, small: what the database holds is what the book and the kernel say. */
import { formatVkey, noteSigner } from '@fadu/kernel/record/index';
import { startSequencer } from '@fadu/office/record/sequencer';
import { verifyAll } from '@fadu/office/record/verify';
import { freshDatabase, type TestDatabase } from '@fadu/office/testing/database';
import { procedures } from '@fadu/plan/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runOffice } from './office-run.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database?.close());

describe('R90.1 R90.2 the simulation in the office', () => {
  test('every act in the database is lawful by the book, every clock by hand, every duty in the record', async () => {
    const { office, faults, counts } = await runOffice(database, {
      seed: '1',
      cases: 24,
      years: 3,
      most: 16,
    });
    try {
      expect(faults.map((f) => `${f.kind}, case ${f.case}: ${f.says}`)).toEqual([]);
      expect(counts['forward: accepted']).toBeGreaterThan(20);
      expect(counts.doubled).toBeGreaterThan(0);
      expect(counts.notices).toBeGreaterThanOrEqual(3);
      expect(counts['opened under a later version']).toBeGreaterThan(0);
      expect(office.procedures.size).toBe(procedures.length);
      const signer = noteSigner('simulated.fadu/220200', new Uint8Array(32).fill(3));
      const sequencer = startSequencer(office.store, signer, 60_000);
      await sequencer.flush();
      await sequencer.stop();
      const verified = await verifyAll(office, { vkey: formatVkey(signer.key) });
      expect(verified.findings).toEqual([]);
      expect(verified.ok).toBe(true);
    } finally {
      await office.store.close();
    }
  });
});
