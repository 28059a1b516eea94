/** A city arrives: an export into an empty instance, in one transaction, and the comparison of the two. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientBase, Pool } from 'pg';
import { Problem } from '../problem.ts';
import { dataOut, inSnapshot, isData, schemaOf } from './export.ts';
import { type Figures, figuresOf } from './figures.ts';
import { badFolder, checkFolder, type Manifest } from './manifest.ts';
import { tableIn, Writer } from './rows.ts';
import { hashSink } from './sink.ts';
import { DECISIONS, exportedTables, quotedTable } from './tables.ts';

/** A figure of both instances. */
export interface Compared {
  readonly what: string;
  readonly there: string;
  readonly here: string;
  readonly equal: boolean;
}

/** How an imported instance compares with what was exported. */
export interface Comparison {
  readonly figures: readonly Compared[];
  /** Files of data that the imported instance would write differently. */
  readonly different: readonly string[];
  readonly files: number;
  readonly equal: boolean;
}

export type Progress = (step: string, done: number, of: number) => void;

/** The lines of a file of the export, read as they are asked for. */
async function* linesOf(folder: string, path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(join(folder, path), 'utf8')) {
    const parts = (rest + String(chunk)).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  if (rest) throw badFolder(path, '的最后一行没有写完');
}

/** Tables that hold something only where a city lives. */
const LIVED_IN = [
  'fadu.act',
  'fadu.case_file',
  'fadu.person',
  'fadu.organ',
  'fadu.entry',
  'fadu.log_entry',
  'auth.user',
];

/** @throws Problem naming what is there already */
export async function assertEmpty(client: ClientBase): Promise<void> {
  for (const table of LIVED_IN) {
    const { rows } = await client.query<{ there: boolean }>(
      `select exists (select from ${quotedTable(table)}) as there`,
    );
    if (rows[0]?.there)
      throw new Problem(
        409,
        'not-empty',
        `数据库里已经有数据（${table}），只能装入空的实例；没有导入任何内容`,
      );
  }
}

/** @throws Problem when the database is of another version than the export */
async function assertSchema(client: ClientBase, manifest: Manifest): Promise<void> {
  const here = new Map((await schemaOf(client)).map((m) => [m.name, m.sha256]));
  const missing = manifest.schema.find((m) => here.get(m.name) !== m.sha256);
  const extra = [...here.keys()].find((name) => !manifest.schema.some((m) => m.name === name));
  if (missing || extra)
    throw new Problem(
      409,
      'other-version',
      `导出时的数据库结构与这里的不同（${missing?.name ?? extra}）。请先用同一版本的软件装入，再升级；没有导入任何内容`,
    );
}

/** The log: leaves get their numbers anew, in the order of the log, so that whatever follows comes after them. */
async function logIn(client: ClientBase, folder: string): Promise<void> {
  // The lowest number of an ordinary transaction: older than any that this database has had.
  const leaves = (from: string) =>
    `insert into fadu.leaf (id, tx, region, kind, ref, body) overriding system value
     select ${from}, '3'::xid8, r.region, r.kind, r.ref, r.body
     from rows from (jsonb_to_recordset($1::jsonb) as (index bigint, region text, kind text, ref text, body text)) with ordinality as r (index, region, kind, ref, body, n)`;
  const entries = new Writer(
    client,
    `with l as (${leaves('r.index + 1')} returning id) insert into fadu.log_entry (index, leaf) select id - 1, id from l order by id`,
  );
  for await (const line of linesOf(folder, 'log/entries.ndjson')) await entries.add(line);
  await entries.flush();
  const pending = new Writer(client, leaves('r.n + (select coalesce(max(id), 0) from fadu.leaf)'));
  for await (const line of linesOf(folder, 'log/pending.ndjson')) await pending.add(line);
  await pending.flush();
}

async function triggers(client: ClientBase, what: 'enable' | 'disable'): Promise<void> {
  for (const [table] of exportedTables())
    if (table.startsWith('fadu.'))
      await client.query(`alter table ${quotedTable(table)} ${what} trigger user`);
}

/** What is made anew from texts of law and entries is marked to be made, as when they come in one by one. */
async function markAnew(client: ClientBase): Promise<void> {
  await client.query('insert into fadu.law_dirty (instrument) select id from fadu.instrument');
  await client.query(
    `insert into fadu.near_todo (kind, region, register, code, version) select 'entry', region, register, code, version
     from fadu.entry where register in ('normative-documents', 'rules') order by region, register, code, version`,
  );
  await client.query(
    `insert into fadu.near_todo (kind, code, version) select 'instrument', instrument, version
     from fadu.instrument_version order by instrument, version`,
  );
  await client.query("select fadu.enqueue('law-links', '{}', 'law-links')");
}

/** Jobs that were not done there are done here. */
async function outboxIn(client: ClientBase, folder: string): Promise<void> {
  for await (const line of linesOf(folder, 'outbox.ndjson'))
    await client.query(
      `select graphile_worker.add_job(r.identifier, r.payload::json, run_at => r.run_at, max_attempts => r.max_attempts,
       job_key => r.key, priority => r.priority)
       from jsonb_to_record($1::jsonb) as r (identifier text, payload jsonb, key text, run_at timestamptz, max_attempts int, priority int)`,
      [line],
    );
}

/** Every sequence behind a column goes on after the highest number there is. */
async function sequencesOn(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ t: string; c: string }>(
    `select a.attrelid::regclass::text as t, quote_ident(a.attname) as c from pg_attribute a join pg_class k on k.oid = a.attrelid
     where a.attidentity <> '' and not a.attisdropped and k.relkind = 'r' and k.relnamespace = 'fadu'::regnamespace`,
  );
  for (const { t, c } of rows)
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), greatest((select coalesce(max(${c}), 0) from ${t}), 1),
       (select count(*) > 0 from ${t}))`,
      [t, c.replaceAll('"', '')],
    );
}

/**
 * Write a checked export into an empty database. `pool`: the owner's. All or nothing.
 * @throws Problem when a file was changed, the versions differ, or the database is not empty
 */
export async function importCity(
  pool: Pool,
  folder: string,
  progress: Progress = () => {},
): Promise<Manifest> {
  const manifest = await checkFolder(folder, (done, of) => progress('核对文件', done, of));
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query("set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'");
    // The lock of the log: nobody gives leaves a place, or begins another city here, meanwhile.
    await client.query('select pg_advisory_xact_lock(4023)');
    await assertEmpty(client);
    await assertSchema(client, manifest);
    const tables = exportedTables();
    // A fresh instance knows texts of law by our summaries already; the city brings its own.
    const cleared = Object.entries(DECISIONS).flatMap(([name, d]) =>
      name.startsWith('fadu.') &&
      name !== 'fadu.closed_register' &&
      name !== 'fadu.law_index_state' &&
      d.does !== 'own'
        ? [quotedTable(name)]
        : [],
    );
    await client.query(`truncate ${cleared.join(', ')}`);
    // What the database does by itself when a row comes in was done there, and comes with the export: leaves, releases.
    await triggers(client, 'disable');
    for (const [i, [table, decision]] of tables.entries()) {
      const path = `tables/${table}.ndjson`;
      const rows = await tableIn(client, table, decision, linesOf(folder, path), (file) => {
        if (!manifest.files.some((f) => f.path === file)) throw badFolder(file, '不在清单里');
        return readFile(join(folder, file));
      });
      const said = manifest.files.find((f) => f.path === path)?.rows;
      if (said !== rows) throw badFolder(path, `应有${said}行，读到${rows}行`);
      progress(decision.title, i + 1, tables.length);
    }
    await logIn(client, folder);
    await client.query('set constraints all immediate');
    await triggers(client, 'enable');
    await markAnew(client);
    await sequencesOn(client);
    await client.query(`select fadu.make_scope(region, id) from fadu.organ`);
    await client.query(
      `select fadu.make_scope(region, null) from (select distinct region from fadu.organ) r`,
    );
    await outboxIn(client, folder);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
  return manifest;
}

/** Compare an instance with what was exported: every figure, and every file of data as this instance would write it. */
export async function compareCity(
  pool: Pool,
  manifest: Manifest,
  progress: Progress = () => {},
): Promise<Comparison> {
  return inSnapshot(pool, async (client) => {
    const here: Figures = await figuresOf(client);
    const figures = Object.entries(manifest.figures).map(
      ([what, there]): Compared => ({ what, there, here: here[what] ?? '', equal: here[what] === there }),
    );
    const files = (await dataOut(client, hashSink, manifest.log.vkey, progress)).filter((f) =>
      isData(f.path),
    );
    const written = new Map(files.map((f) => [f.path, f.sha256]));
    const expected = manifest.files.filter((f) => isData(f.path));
    const different = [
      ...expected.filter((f) => written.get(f.path) !== f.sha256).map((f) => f.path),
      ...files.filter((f) => !expected.some((e) => e.path === f.path)).map((f) => f.path),
    ];
    return {
      figures,
      different,
      files: expected.length,
      equal: different.length === 0 && figures.every((f) => f.equal),
    };
  });
}
