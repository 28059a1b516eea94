/**
 * The sequencer gives waiting leaves their place in the log, in the order of their transactions, and signs the new
 * head. One at a time over the whole database, whichever server it runs on.
 */
import {
  appendEntries,
  emptyLog,
  formatVkey,
  type LogState,
  type NoteSigner,
  openCheckpoint,
  restoreLog,
  signCheckpoint,
  utf8,
} from '@fadu/kernel/record/index';
import { sql } from 'kysely';
import type { Store, Tx } from '../store/pool.ts';
import { readLogFile } from './log-files.ts';

const LOCK = 4023;
const BATCH = 5_000;

export interface Sequencer {
  /**
   * Sequence everything that is committed now; answers the size of the log. Waits for transactions that were open before,
   * in any database of the server, for half a minute at most.
   */
  flush(): Promise<number>;
  /** Something was written: sequence soon. */
  wake(): void;
  stop(): Promise<void>;
}

/** How long a flush waits for transactions that are still open. */
const FLUSH_MS = 30_000;

/** Start the sequencer. `signer` signs heads under the log's origin; `every`: pause between rounds in milliseconds. */
export function startSequencer(store: Store, signer: NoteSigner, every = 200): Sequencer {
  let state: LogState | null = null;
  let running: Promise<number> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  const round = (): Promise<number> =>
    store.within({ as: 'system' }, async (tx) => {
      await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx);
      const head = await tx
        .selectFrom('fadu.checkpoint')
        .select(['size', 'note'])
        .orderBy('size', 'desc')
        .limit(1)
        .executeTakeFirst();
      const size = head?.size ?? 0;
      // Another server may have gone on since this one looked.
      if (!state || state.size !== size) {
        state = head
          ? await restoreLog(
              size,
              (path) => readLogFile(tx, path),
              openCheckpoint(head.note, { vkey: formatVkey(signer.key) }).root,
            )
          : emptyLog();
      }
      const rows = await waiting(tx, size);
      if (rows.length === 0) {
        if (!head)
          await tx
            .insertInto('fadu.checkpoint')
            .values({ size: 0, note: sign(state, signer) })
            .execute();
        return size;
      }
      const added = appendEntries(
        state,
        rows.map((r) => utf8(r.body)),
      );
      await sql`insert into fadu.log_entry (index, leaf)
        select ${size} + ordinality - 1, id from unnest(${sql.val(rows.map((r) => r.id))}::bigint[]) with ordinality as t (id, ordinality)`.execute(
        tx,
      );
      for (const file of added.files) {
        if (file.partial || file.path.startsWith('tile/entries/')) continue;
        await tx
          .insertInto('fadu.log_tile')
          .values({ path: file.path, bytes: Buffer.from(file.bytes) })
          .onConflict((c) => c.column('path').doNothing())
          .execute();
      }
      await tx
        .insertInto('fadu.checkpoint')
        .values({ size: added.state.size, note: sign(added.state, signer) })
        .execute();
      state = added.state;
      return state.size;
    });

  const drain = async (): Promise<number> => {
    while (running) await running.catch(() => 0);
    running = (async () => {
      for (;;) {
        const before = state?.size;
        const size = await round().catch((error: unknown) => {
          state = null;
          throw error;
        });
        if (size === before) return size;
      }
    })();
    try {
      return await running;
    } finally {
      running = null;
    }
  };

  const flush = async (): Promise<number> => {
    const until = performance.now() + FLUSH_MS;
    for (;;) {
      const size = await drain();
      const left = await store.within({ as: 'system' }, (tx) => committedAfter(tx, size));
      if (!left || performance.now() > until) return size;
      await new Promise((r) => setTimeout(r, 20));
    }
  };

  const schedule = () => {
    if (stopped || timer) return;
    timer = setTimeout(() => {
      timer = null;
      drain()
        .catch(() => {})
        .finally(schedule);
    }, every);
  };
  schedule();

  return {
    flush,
    wake: schedule,
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await running?.catch(() => 0);
    },
  };
}

function sign(state: LogState, signer: NoteSigner): string {
  const { root } = appendEntries(state, []);
  return signCheckpoint({ origin: signer.key.name, size: state.size, root }, [signer]);
}

/** Place of the log's last leaf among the leaves. */
const lastLeaf = (tx: Tx, size: number) =>
  tx
    .selectFrom('fadu.log_entry as e')
    .innerJoin('fadu.leaf as l', 'l.id', 'e.leaf')
    .select(['l.tx', 'l.id'])
    .where('e.index', '=', size - 1)
    .executeTakeFirst();

/** Whether committed leaves are still outside the log, because an earlier transaction is open. */
async function committedAfter(tx: Tx, size: number): Promise<boolean> {
  const last = await lastLeaf(tx, size);
  const { rows } = await sql<{ left: boolean }>`select exists (select from fadu.leaf where ${
    last ? sql`(tx, id) > (${last.tx}::xid8, ${last.id}::bigint)` : sql`true`
  }) as left`.execute(tx);
  return rows[0]?.left === true;
}

/** Leaves after the last one in the log, as far as no earlier transaction is still open. */
async function waiting(tx: Tx, size: number): Promise<{ id: number; body: string }[]> {
  const last = await lastLeaf(tx, size);
  // Plain values, so that the index on (tx, id) is entered at the right place.
  const after = last ? sql<boolean>`(tx, id) > (${last.tx}::xid8, ${last.id}::bigint)` : sql<boolean>`true`;
  const found = await sql<{ id: number; body: string }>`
    select id, body from fadu.leaf
    where tx < pg_snapshot_xmin(pg_current_snapshot()) and ${after}
    order by tx, id limit ${BATCH}`.execute(tx);
  return found.rows;
}
