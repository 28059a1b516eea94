/** Rows out of the database and into it, a batch at a time: the memory needed does not grow with the city. */
import type { ClientBase } from 'pg';
import type { FileDigest, Sink } from './sink.ts';
import { type Exported, quotedTable } from './tables.ts';

/** Rows that are fetched or written at once; of tables with files fewer. */
const BATCH = 1_000;
const FILE_BATCH = 16;
/** Characters of lines that one statement takes. */
const MOST_TEXT = 4_000_000;

/** Columns of a table that hold data of their own: not generated, not left behind. */
export async function columnsOf(
  client: ClientBase,
  table: string,
  decision: Pick<Exported, 'without' | 'file'>,
): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped
     and attgenerated = '' order by attnum`,
    [quotedTable(table)],
  );
  const not = new Set([
    ...Object.keys(decision.without ?? {}),
    ...(decision.file ? [decision.file.column] : []),
  ]);
  return rows.map((r) => r.name).filter((name) => !not.has(name));
}

/** Read a query through a cursor. The transaction must be open. */
export async function* cursor<T extends object>(
  client: ClientBase,
  query: string,
  batch = BATCH,
): AsyncGenerator<T[]> {
  await client.query(`declare fadu_out no scroll cursor for ${query}`);
  try {
    for (;;) {
      const { rows } = await client.query<T>(`fetch ${batch} from fadu_out`);
      if (rows.length) yield rows;
      if (rows.length < batch) break;
    }
  } finally {
    await client.query('close fadu_out').catch(() => {});
  }
}

/** Write a query's JSON lines to a file. `query` answers one column `line`. */
export async function linesOut(
  client: ClientBase,
  sink: Sink,
  path: string,
  query: string,
): Promise<FileDigest> {
  const file = await sink.lines(path);
  for await (const rows of cursor<{ line: string }>(client, query))
    await file.write(rows.map((r) => `${r.line}\n`).join(''));
  return file.end();
}

const ident = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** One table, as lines, with its bytes as files of their own. */
export async function tableOut(
  client: ClientBase,
  sink: Sink,
  table: string,
  decision: Exported,
): Promise<FileDigest[]> {
  const columns = await columnsOf(client, table, decision);
  const order = decision.order.map((c) => `t.${ident(c)}`).join(', ');
  const from = `from ${quotedTable(table)} t ${decision.where ? `where ${decision.where}` : ''} order by ${order}`;
  const list = columns.map((c) => `t.${ident(c)}`).join(', ');
  const path = `tables/${table}.ndjson`;
  if (!decision.file) {
    const line = `(select row_to_json(x)::text from (select ${list}) x)`;
    return [await linesOut(client, sink, path, `select ${line} as line ${from}`)];
  }
  const { column, path: where } = decision.file;
  const digests: FileDigest[] = [];
  const lines = await sink.lines(path);
  const line = `(select row_to_json(x)::text from (select ${list}, ${where} as "$file") x)`;
  const query = `select ${line} as line, ${where} as path, t.${ident(column)} as bytes ${from}`;
  for await (const rows of cursor<{ line: string; path: string; bytes: Buffer }>(client, query, FILE_BATCH)) {
    for (const row of rows) digests.push(await sink.put(row.path, row.bytes));
    await lines.write(rows.map((r) => `${r.line}\n`).join(''));
  }
  return [await lines.end(), ...digests];
}

/** Lines gathered into statements of a bearable size. */
export class Writer {
  private lines: string[] = [];
  private size = 0;
  rows = 0;
  private readonly client: ClientBase;
  private readonly statement: string;

  /** `statement` takes a JSON list of rows as `$1`. */
  constructor(client: ClientBase, statement: string) {
    this.client = client;
    this.statement = statement;
  }

  async add(line: string): Promise<void> {
    this.lines.push(line);
    this.size += line.length;
    if (this.lines.length >= BATCH || this.size >= MOST_TEXT) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.lines.length === 0) return;
    await this.client.query(this.statement, [`[${this.lines.join(',')}]`]);
    this.rows += this.lines.length;
    this.lines = [];
    this.size = 0;
  }
}

/** Write one table from its lines; bytes come from `bytesOf` a path. Answers the rows written. */
export async function tableIn(
  client: ClientBase,
  table: string,
  decision: Exported,
  lines: AsyncIterable<string>,
  bytesOf: (path: string) => Promise<Buffer>,
): Promise<number> {
  const columns = await columnsOf(client, table, decision);
  const into = quotedTable(table);
  const list = columns.map(ident).join(', ');
  const rowsOf = `jsonb_populate_recordset(null::${into}, $1::jsonb) r`;
  if (!decision.file) {
    const writer = new Writer(
      client,
      `insert into ${into} (${list}) overriding system value select ${columns.map((c) => `r.${ident(c)}`).join(', ')} from ${rowsOf}`,
    );
    for await (const line of lines) await writer.add(line);
    await writer.flush();
    return writer.rows;
  }
  const { column } = decision.file;
  let rows = 0;
  for await (const line of lines) {
    const path = String((JSON.parse(line) as { $file?: unknown }).$file);
    await client.query(
      `insert into ${into} (${list}, ${ident(column)}) overriding system value select ${columns.map((c) => `r.${ident(c)}`).join(', ')}, $2 from ${rowsOf}`,
      [`[${line}]`, await bytesOf(path)],
    );
    rows++;
  }
  return rows;
}
