/** The outbox's worker: what an act calls for besides its own writing, each job once by its key, retried until done. */
import { EventEmitter } from 'node:events';
import { dateOf } from '@fadu/kernel';
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import type { Pool } from 'pg';
import { followNotices, redateClocks } from '../calendar/redate.ts';
import { readWaiting } from '../drafting/near.ts';
import { linkCase, linkPending } from '../law/links.ts';
import { refreshPeriods } from '../law/store-periods.ts';
import type { Office } from '../office.ts';
import { noteFallen } from '../publicity/fallen.ts';
import { advanceBundles } from '../services/bundles.ts';
import { raiseWarnings } from '../signals/warnings.ts';
import { superviseNight } from '../supervision/open.ts';
import { keepAlive } from './alive.ts';
import { runExpiry, runWarnings } from './expiry.ts';
import { makePapers } from './papers.ts';

export interface Jobs {
  stop(): Promise<void>;
}

/** What is done for each kind of job; doing it again changes nothing. */
const tasksOf = (office: Office, index: (caseId: string) => Promise<void>): TaskList => ({
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
  // A holiday notice was adopted: what its own server did not come to re-date is re-dated here.
  redate: async () => {
    await office.refresh();
    await redateClocks(office, office.now());
    office.written();
  },
  // Asked for by the database itself when a text of law comes in.
  'law-links': async () => {
    await linkPending(office);
  },
});

/** How long after trouble with the database a new runner is started, in milliseconds. */
const AGAIN_MS = 2_000;
/** How long a runner may take to end its jobs. */
const STOP_MS = 20_000;

/**
 * The job library's runner, for as long as the server runs. The library ends a runner that could not write down what became
 * of a job, and never learns of a job that was given to it by an answer lost on the way: so after every break with the
 * database a new runner takes over under a new name, and what the old one left locked is set free.
 */
async function keepRunning(pool: Pool, taskList: TaskList): Promise<Jobs> {
  let current: { readonly name: string; readonly runner: Runner } | null = null;
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  const alive = keepAlive(pool, () => renew());

  const begin = async (): Promise<void> => {
    let name = '';
    const events: WorkerEvents = new EventEmitter() as WorkerEvents;
    events.on('pool:create', ({ workerPool }) => {
      name = workerPool.id;
      alive.hold(name);
    });
    events.on('worker:getJob:error', () => renew(name));
    events.on('pool:gracefulShutdown', () => renew(name));
    try {
      const runner = await run({
        pgPool: pool,
        concurrency: 2,
        noHandleSignals: true,
        pollInterval: 1000,
        logger: quiet(),
        taskList,
        events,
        // Written down through the library's batches, whose failures it tells: single ones it leaves as rejections that
        // nobody handles, which end the process.
        preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      });
      runner.promise.catch(() => {});
      current = { name, runner };
    } catch (error) {
      if (name) alive.letGo(name);
      throw error;
    }
  };
  const end = async (): Promise<void> => {
    const old = current;
    current = null;
    if (!old) return;
    // One that has ended already refuses to be stopped; one that hangs does not keep its jobs from others.
    await Promise.race([
      old.runner.stop().catch(() => {}),
      new Promise((done) => setTimeout(done, STOP_MS).unref()),
    ]);
    alive.letGo(old.name);
  };
  /** Put a new runner in place of the one of this name (or whichever there is), soon. */
  function renew(name = current?.name): void {
    if (stopped || timer || !current || current.name !== name) return;
    timer = setTimeout(() => {
      void end();
      void again();
    }, AGAIN_MS);
  }
  async function again(): Promise<void> {
    timer = null;
    if (stopped) return;
    await begin().catch(() => {
      if (!stopped) timer = setTimeout(() => void again(), AGAIN_MS);
    });
  }
  await begin().catch(async (error: unknown) => {
    await alive.stop();
    throw error;
  });

  return {
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await end();
      await alive.stop();
    },
  };
}

/** Start working through the outbox. `pool`: the owner's connections, which the job library needs; the caller ends it. */
export async function startJobs(
  office: Office,
  pool: Pool,
  index: (caseId: string) => Promise<void>,
): Promise<Jobs> {
  const outbox = await keepRunning(pool, tasksOf(office, index));
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
      void followNotices(office)
        .then(() => runExpiry(office))
        .then(() => advanceBundles(office))
        .then(() => noteFallen(office))
        .then(() => runWarnings(office))
        .then(() => readWaiting(office))
        .then(night)
        .catch(() => {}),
    30_000,
  );
  return {
    async stop() {
      clearInterval(timer);
      await outbox.stop();
    },
  };
}

function quiet() {
  // The library logs every job; failures are kept in its own table and shown by the operations page.
  return new Logger(() => () => {});
}
