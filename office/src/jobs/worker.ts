/** The outbox's worker: what an act calls for besides its own writing, each job once by its key, retried until done. */
import { Logger, type Runner, run } from 'graphile-worker';
import type { Pool } from 'pg';
import type { Office } from '../office.ts';
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
      index: async (payload) => index((payload as { id: string }).id),
    },
  });
  const timer = setInterval(
    () =>
      void runExpiry(office)
        .then(() => runWarnings(office))
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
