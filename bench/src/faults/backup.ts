/**
 * Backup, restore, and a point in time: while the city works, the data folder is copied by PostgreSQL's own backup (what
 * pg_basebackup does), WAL is archived; the copy is recovered to its end and to a moment; the record verifies after each.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { openCheckpoint } from '@fadu/kernel/record/index';
import { Office } from '@fadu/office/office';
import { verifyAll } from '@fadu/office/record/verify';
import { loadSealer } from '@fadu/office/sealed/sealer';
import { openStore } from '@fadu/office/store/pool';
import { withDatabase } from '@fadu/office/store/server';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { procedures } from '@fadu/plan/index';
import pg from 'pg';
import { FaultDatabase } from './database.ts';
import type { Fault } from './fault.ts';
import { accepted } from './journal.ts';
import { play, type Scene } from './scene.ts';
import { ORIGIN, type World } from './world.ts';

/** Give a folder to the user that PostgreSQL runs as. */
function give(path: string, like: string): void {
  const { uid, gid } = statSync(like);
  if (process.getuid?.() === 0) spawnSync('chown', ['-R', `${uid}:${gid}`, path]);
}

/** Copy the data folder while the server runs, between the start and the stop of a backup (PostgreSQL manual, 25.3.3). */
async function backUp(world: World, to: string): Promise<void> {
  const client = new pg.Client({ connectionString: world.database.url });
  await client.connect();
  try {
    await client.query(`select pg_backup_start('fault run', true)`);
    cpSync(world.database.data, to, {
      recursive: true,
      filter: (path) =>
        !/\/(postmaster\.(pid|opts)|pg_wal\/.+|pg_replslot\/.+)$/.test(path) ||
        path.endsWith('/pg_wal/archive_status'),
    });
    const { rows } = await client.query<{ labelfile: string; spcmapfile: string }>(
      'select labelfile, spcmapfile from pg_backup_stop(true)',
    );
    writeFileSync(join(to, 'backup_label'), rows[0]?.labelfile ?? '');
    if (rows[0]?.spcmapfile) writeFileSync(join(to, 'tablespace_map'), rows[0].spcmapfile);
  } finally {
    await client.end();
  }
}

/** What a restored database holds, and whether its record verifies, the log of the living one being a continuation of it. */
async function look(scene: Scene, database: FaultDatabase, name: string, until: number | null) {
  const { world, wrong } = scene;
  const appUrl = new URL(world.prepared.appUrl);
  const url = withDatabase(database.url, 'fadu', { name: appUrl.username, password: appUrl.password });
  const store = openStore(url, 3);
  const owner = new pg.Client({ connectionString: database.database('fadu') });
  await owner.connect();
  try {
    const office = new Office({
      store,
      procedures,
      calendar: chinaCalendar,
      now: () => new Date().toISOString(),
      demo: true,
      baseUrl: 'http://127.0.0.1:8080',
      sealer: loadSealer(join(world.folder, 'keys')),
    });
    await office.refresh();
    const verified = await verifyAll(office, { vkey: world.vkey, most: 5 });
    for (const f of verified.findings) wrong.push(`${name}: ${f.table} ${f.row}: ${f.say}`);
    if (!verified.ok) wrong.push(`${name}: the record does not verify`);
    const { rows } = await owner.query<{ idem_key: string }>('select idem_key from fadu.act');
    const there = new Set(rows.map((r) => r.idem_key));
    // What was over before the moment is there; what was asked for after it is not.
    for (const a of scene.journal.all.filter(accepted)) {
      const over = until === null || (a.answered ?? 0) < until;
      const later = until !== null && a.sent > until;
      if (over && !there.has(a.key)) wrong.push(`${name}: ${a.key} was answered before, and is not there`);
      if (later && there.has(a.key)) wrong.push(`${name}: ${a.key} was asked for later, and is there`);
    }
    // The head of the copy is a head of the living log: the copy verifies as its beginning.
    const head = await owner.query<{ note: string; size: number }>(
      'select note, size from fadu.checkpoint order by size desc limit 1',
    );
    const [checkpoint] = head.rows;
    if (checkpoint && openCheckpoint(checkpoint.note, { vkey: world.vkey }).size > 0) {
      const living = await verifyAll(world.office, { vkey: world.vkey, from: checkpoint.note, most: 5 });
      if (!living.ok) wrong.push(`${name}: its head is none of the living log`);
    }
    return `${name}: ${there.size} acts, ${checkpoint?.size ?? 0} leaves, record verified`;
  } finally {
    await owner.end();
    await store.close();
  }
}

/** Recover a copy of the backup, to the end of the archive or to a moment, and look at it. */
async function restore(
  scene: Scene,
  backup: string,
  archive: string,
  name: string,
  at: { readonly sql: string; readonly clock: number } | null,
): Promise<string> {
  const folder = join(scene.world.folder, `restored-${name.replaceAll(' ', '-')}`);
  mkdirSync(folder, { recursive: true });
  if (process.getuid?.() === 0) chmodSync(folder, 0o755);
  const data = join(folder, 'postgres');
  cpSync(backup, data, { recursive: true });
  mkdirSync(join(data, 'pg_wal', 'archive_status'), { recursive: true });
  mkdirSync(join(data, 'pg_replslot'), { recursive: true });
  writeFileSync(join(data, 'recovery.signal'), '');
  give(data, scene.world.database.data);
  chmodSync(data, 0o700);
  const began = performance.now();
  const database = await FaultDatabase.on(folder, {
    restore_command: `cp "${archive}/%f" "%p"`,
    recovery_target_action: 'promote',
    ...(at && { recovery_target_time: at.sql }),
  });
  try {
    // It answers while it still recovers: what counts is the end of that.
    const admin = new pg.Client({ connectionString: database.url });
    await admin.connect();
    for (;;) {
      const { rows } = await admin.query<{ r: boolean }>('select pg_is_in_recovery() as r');
      if (!rows[0]?.r) break;
      await scene.wait(100);
    }
    await admin.end();
    const took = ((performance.now() - began) / 1000).toFixed(1);
    return `${await look(scene, database, name, at?.clock ?? null)} (recovered in ${took} s)`;
  } finally {
    await database.stop('immediate');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Folder of the archive beside the data. */
const archiveOf = (folder: string) => join(folder, 'archive');

export const backupFault: Fault = {
  name: 'backup',
  title: 'backup under load, restored to the end and to a point in time; the record verified after each',
  small: 1,
  usual: 3,
  missing: () => (process.platform === 'win32' ? 'the archive is copied with cp' : null),
  async run(run) {
    const archive = archiveOf(run.folder);
    mkdirSync(archive, { recursive: true });
    let marked: { sql: string; clock: number } | null = null;
    let n = 0;
    let backup = '';
    return play(run, {
      lanes: 4,
      tuning: {
        archive_mode: 'on',
        archive_command: `test ! -f "${archive}/%f" && cp "%p" "${archive}/%f"`,
        wal_level: 'replica',
      },
      async during(scene) {
        const { world } = scene;
        chownSync(archive, statSync(world.database.data).uid, statSync(world.database.data).gid);
        await scene.wait(1500);
        backup = join(run.folder, `backup-${++n}`);
        const began = performance.now();
        await backUp(world, backup);
        const took = performance.now() - began;
        await scene.wait(1500);
        // A moment between two acts: the lanes end what they have begun, so that it is told apart on both clocks.
        await scene.load.stop();
        await scene.wait(300);
        const { rows } = await world.owner.query<{ now: string }>('select clock_timestamp()::text as now');
        marked = { sql: rows[0]?.now ?? '', clock: performance.now() };
        await scene.wait(300);
        scene.load.start();
        await scene.wait(2500);
        return [`backup of the data folder under load in ${(took / 1000).toFixed(1)} s`];
      },
      async after(scene) {
        const { world } = scene;
        await world.owner.query('select pg_switch_wal()');
        const { rows } = await world.owner.query<{ last: string }>(
          'select pg_walfile_name(pg_current_wal_lsn() - 1) as last',
        );
        for (let i = 0; i < 300 && !existsSync(join(archive, rows[0]?.last ?? '')); i++)
          await scene.wait(100);
        const notes = [`archive: ${readdirSync(archive).length} files; log ${ORIGIN}`];
        notes.push(await restore(scene, backup, archive, `run ${n} to the end`, null));
        if (marked) notes.push(await restore(scene, backup, archive, `run ${n} to a moment`, marked));
        rmSync(backup, { recursive: true, force: true });
        return notes;
      },
    });
  },
};
