/** `npm run simulate -- --office N`: the simulation against a real office, with a PostgreSQL of its own that goes away afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatVkey, noteSigner } from '@fadu/kernel/record/index';
import { startSequencer } from '@fadu/office/record/sequencer';
import { verifyAll } from '@fadu/office/record/verify';
import { migrate } from '@fadu/office/store/migrate';
import { survivesDrops } from '@fadu/office/store/pool';
import { startEmbedded, withDatabase } from '@fadu/office/store/server';
import pg from 'pg';
import { runOffice } from './office-run.ts';

/** Run it and say what came of it; true when nothing is wrong. */
export async function simulateOffice(options: {
  readonly seed: string;
  readonly cases: number;
  readonly years: number;
  readonly say: (text: string) => void;
}): Promise<boolean> {
  const { say } = options;
  const folder = mkdtempSync(join(tmpdir(), 'fadu-simulate-'));
  const server = await startEmbedded(folder, { fsync: 'off' });
  const pool = survivesDrops(
    new pg.Pool({ connectionString: withDatabase(server.url, 'simulated'), max: 2 }),
  );
  pool.on('error', () => {});
  try {
    const admin = new pg.Client({ connectionString: server.url });
    await admin.connect();
    await admin.query('create database simulated');
    await admin.end();
    const url = withDatabase(server.url, 'simulated');
    await migrate(url, { app: 'simulated' });
    say(`simulate: seed ${options.seed}, ${options.cases} cases in the office, ${options.years} years`);
    const started = performance.now();
    const result = await runOffice(
      { url: withDatabase(url, 'simulated', { name: 'fadu_app', password: 'simulated' }), pool },
      {
        ...options,
        progress: (n, of) => n % 50 === 0 && process.stderr.write(`simulate: ${n} of ${of} cases\n`),
      },
    );
    const { office, faults } = result;
    const signer = noteSigner('simulated.fadu/220200', new Uint8Array(32).fill(3));
    const sequencer = startSequencer(office.store, signer, 60_000);
    await sequencer.flush();
    await sequencer.stop();
    const verified = await verifyAll(office, { vkey: formatVkey(signer.key) });
    await office.store.close();
    for (const [what, n] of Object.entries(result.counts).sort(([a], [b]) => (a < b ? -1 : 1)))
      say(`  ${what}: ${n}`);
    say(
      `the record: ${Object.entries(verified.counts)
        .map(([k, n]) => `${k} ${n}`)
        .join(', ')}; ${verified.ok ? 'verified' : 'NOT verified'}`,
    );
    for (const f of verified.findings.slice(0, 20)) say(`  ${f.table} ${f.row}: ${f.say}`);
    say(
      `${((performance.now() - started) / 1000).toFixed(1)} s; ${cpus()[0]?.model}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`,
    );
    say(`digest ${result.digest}`);
    for (const f of faults.slice(0, 40)) say(`FAULT ${f.kind}, case ${f.case}: ${f.says}`);
    say(faults.length ? `${faults.length} faults; seed ${options.seed}` : 'no faults');
    return faults.length === 0 && verified.ok;
  } finally {
    await pool.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
