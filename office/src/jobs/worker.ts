/** The outbox's worker: what an act calls for besides its own writing, each job once by its key, retried until done. */
import { dateOf } from '@fadu/kernel';
import { Logger, type Runner, run } from 'graphile-worker';
import type { Pool } from 'pg';
import { linkCase, linkPending } from '../law/links.ts';
import { refreshPeriods } from '../law/store-periods.ts';
import type { Office } from '../office.ts';
import { noteFallen } from '../publicity/fallen.ts';
import { raiseWarnings } from '../signals/warnings.ts';
import { superviseNight } from '../supervision/open.ts';
import { runExpiry, runWarnings } from './expiry.ts';
import { makePapers } from './papers.ts';

export interface Jobs {
  stop(): Promise<void>;
}

/** Start working through the outbox. `pool`: the owner's connections, which the job library needs; the caller ends it. */
export async function startJobs(
  office: Office,
  pool: Pool,
  index: (caseId: string) => Promise<void>,
): Promise<Jobs> {
  const runner: Runner = await run({
    pgPool: pool,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 1000,
    logger: quiet(),
    taskList: {
      papers: async (payload) => {
        const { id, seq } = payload as { id: string; seq: number };
        await makePapers(office, id, seq);
      },
      index: async (payload) => {
        const { id } = payload as { id: string };
        await index(id);
        await linkCase(office, id);
      },
      // An act recorded that a text was amended or repealed: when its articles are the law is computed anew.
      'law-periods': async (payload) => {
        const { instruments } = payload as { instruments: readonly string[] };
        await office.store.within({ as: 'system' }, async (tx) => {
          for (const id of new Set(instruments)) await refreshPeriods(tx, id);
        });
      },
      // Asked for by the database itself when a text of law comes in.
      'law-links': async () => {
        await linkPending(office);
      },
    },
  });
  // Supervision looks over the record once a day, in the first round after midnight (and after a start).
  let looked = '';
  const night = async () => {
    const today = dateOf(office.now());
    if (looked === today) return;
    await superviseNight(office);
    await raiseWarnings(office);
    looked = today;
  };
  const timer = setInterval(
    () =>
      void runExpiry(office)
        .then(() => noteFallen(office))
        .then(() => runWarnings(office))
        .then(night)
        .catch(() => {}),
    30_000,
  );
  return {
    async stop() {
      clearInterval(timer);
      await runner.stop();
    },
  };
}

function quiet() {
  // The library logs every job; failures are kept in its own table and shown by the operations page.
  return new Logger(() => () => {});
}
