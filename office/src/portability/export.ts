/** A city leaves: everything it holds, written out in one snapshot, in formats that need no Fadu to be read. */
import { createHash } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import type { Procedure } from '@fadu/kernel';
import type { ClientBase, Pool } from 'pg';
import { Problem } from '../problem.ts';
import { dictionaryOut } from './dictionary.ts';
import { figuresOf } from './figures.ts';
import { FORMAT, FORMAT_VERSION, type Manifest } from './manifest.ts';
import { linesOut, tableOut } from './rows.ts';
import { type FileDigest, folderSink, type Sink } from './sink.ts';
import { exportedTables } from './tables.ts';

/** What an export must be told. */
export interface ExportOptions {
  /** Moment of the export, for the manifest. */
  readonly at: string;
  readonly procedures: Iterable<Procedure>;
  /** The log's name and public key, as they stand under its checkpoints. */
  readonly log: Manifest['log'];
  /** SHA-256 of the key of sealed fields: names it, and gives nothing away. */
  readonly sealedKey?: string;
  readonly progress?: (step: string, done: number, of: number) => void;
}

/** The database's migrations, by name. */
export const schemaOf = async (client: ClientBase): Promise<Manifest['schema']> =>
  (
    await client.query<{ name: string; sha256: string }>(
      'select name, sha256 from public.fadu_migration order by name collate "C"',
    )
  ).rows;

/** The log: its entries in their order, those that wait, and the latest checkpoint as verifiers fetch it. */
async function logOut(client: ClientBase, sink: Sink, vkey: string): Promise<FileDigest[]> {
  const columns = 'l.region, l.kind, l.ref, l.body';
  const line = (more: string) => `(select row_to_json(x)::text from (select ${more}${columns}) x)`;
  const { rows } = await client.query<{ note: string }>(
    'select note from fadu.checkpoint order by size desc limit 1',
  );
  return [
    await linesOut(
      client,
      sink,
      'log/entries.ndjson',
      `select ${line('e.index, ')} as line from fadu.log_entry e join fadu.leaf l on l.id = e.leaf order by e.index`,
    ),
    await linesOut(
      client,
      sink,
      'log/pending.ndjson',
      `select ${line('')} as line from fadu.leaf l
       where not exists (select from fadu.log_entry e where e.leaf = l.id) order by l.tx, l.id`,
    ),
    ...(rows[0] ? [await sink.put('log/checkpoint', rows[0].note)] : []),
    await sink.put('log/log.vkey', `${vkey}\n`),
  ];
}

const OUTBOX = 'outbox.ndjson';
/** Jobs that are not done: what must still happen for what was decided. */
const outboxOut = (client: ClientBase, sink: Sink): Promise<FileDigest> =>
  linesOut(
    client,
    sink,
    OUTBOX,
    `select (select row_to_json(x)::text from (select k.identifier, j.payload, j.key, j.run_at, j.max_attempts, j.priority) x) as line
     from graphile_worker._private_jobs j join graphile_worker._private_tasks k on k.id = j.task_id
     where j.attempts < j.max_attempts order by j.id`,
  );

/** Everything that a comparison looks at: data, not the words around it, nor what waits to be done. */
export const isData = (path: string): boolean =>
  path !== OUTBOX && !path.startsWith('dictionary/') && path !== 'README.md';

/** Write the data of the snapshot that `client` is in. */
export async function dataOut(
  client: ClientBase,
  sink: Sink,
  vkey: string,
  progress: ExportOptions['progress'] = () => {},
): Promise<FileDigest[]> {
  const tables = exportedTables();
  const files: FileDigest[] = [];
  for (const [i, [table, decision]] of tables.entries()) {
    files.push(...(await tableOut(client, sink, table, decision)));
    progress(decision.title, i + 1, tables.length);
  }
  files.push(...(await logOut(client, sink, vkey)), await outboxOut(client, sink));
  return files;
}

/** Do something in one snapshot that only reads. */
export async function inSnapshot<T>(pool: Pool, work: (client: ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query(
      "set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local bytea_output = 'hex'",
    );
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

/**
 * Write everything into an empty folder. `pool`: the owner's. Acts that arrive meanwhile are not in it.
 * @throws Problem when the folder is not empty
 */
export async function exportCity(pool: Pool, folder: string, options: ExportOptions): Promise<Manifest> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0)
    throw new Problem(409, 'folder-not-empty', `文件夹 ${folder} 不是空的，请另选一个`);
  const sink = folderSink(folder);
  const manifest = await inSnapshot(pool, async (client): Promise<Manifest> => {
    const files = await dataOut(client, sink, options.log.vkey, options.progress);
    files.push(...(await dictionaryOut(client, sink, options.procedures)));
    return {
      format: FORMAT,
      formatVersion: FORMAT_VERSION,
      at: options.at,
      schema: await schemaOf(client),
      log: options.log,
      ...(options.sealedKey && { sealedKey: options.sealedKey }),
      figures: await figuresOf(client),
      files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    };
  });
  // The manifest comes last: a folder without one is an export that did not come to its end.
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  await sink.put('manifest.json', text);
  await sink.put('manifest.sha256', `${createHash('sha256').update(text).digest('hex')}  manifest.json\n`);
  return manifest;
}
