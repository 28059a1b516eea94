/** Verifying the stored texts of law against the log. */
import type { LegalText } from '@fadu/kernel';
import { digestOf } from '../cases/rows.ts';
import type { Tx } from '../store/pool.ts';
import { provisionsOf } from './store-prepare.ts';
import { KNOWN_SOURCE } from './store-source.ts';

interface Finding {
  readonly table: string;
  readonly row: string;
  readonly say: string;
}

interface Leaf {
  readonly digest?: string;
  readonly sha256?: string;
  readonly text?: string;
}

async function leavesOf(tx: Tx, kind: string): Promise<Map<string, Leaf>> {
  const rows = await tx.selectFrom('fadu.leaf').select(['ref', 'body']).where('kind', '=', kind).execute();
  return new Map(rows.map((l) => [l.ref, JSON.parse(l.body) as Leaf]));
}

/**
 * Texts of law that no longer agree with their leaves: versions, what they are called and who made them, repeals that
 * were read from texts. One Chinese sentence each; empty when all is well.
 */
export async function lawFindings(
  tx: Tx,
  counts: Record<string, number> = {},
  progress: (done: number, of: number) => void = () => {},
): Promise<Finding[]> {
  const leaves = await leavesOf(tx, 'law');
  return [
    ...(await texts(tx, leaves)),
    ...(await versions(tx, new Map(leaves), counts, progress)),
    ...(await events(tx)),
  ];
}

/** Titles, levels, makers and regions as the first full version set them. */
async function texts(tx: Tx, leaves: ReadonlyMap<string, Leaf>): Promise<Finding[]> {
  const found: Finding[] = [];
  const rows = new Map((await tx.selectFrom('fadu.instrument').selectAll().execute()).map((r) => [r.id, r]));
  for (const [ref, { text }] of leaves) {
    if (!text) continue;
    const id = ref.slice(0, ref.lastIndexOf('/'));
    const row = rows.get(id);
    rows.delete(id);
    if (!row) found.push({ table: 'instrument', row: id, say: '日志里有这部法规，表里的登记不见了' });
    else if (digestOf(row) !== text)
      found.push({
        table: 'instrument',
        row: id,
        say: '法规的名称、级别或者制定机关被改动过，与日志里的摘要不符',
      });
  }
  for (const { id, origin } of rows.values())
    if (origin === 'import') found.push({ table: 'instrument', row: id, say: '这部法规的登记没有写入日志' });
  return found;
}

async function versions(
  tx: Tx,
  open: Map<string, Leaf>,
  counts: Record<string, number>,
  progress: (done: number, of: number) => void,
): Promise<Finding[]> {
  const found: Finding[] = [];
  const say = (row: string, what: string) => found.push({ table: 'instrument_version', row, say: what });
  const keys = await tx
    .selectFrom('fadu.instrument_version')
    .select(['instrument', 'version'])
    .orderBy('instrument')
    .orderBy('version')
    .execute();
  counts.laws = keys.length;
  for (let i = 0; i < keys.length; i += 100) {
    const some = keys.slice(i, i + 100);
    const rows = await tx
      .selectFrom('fadu.instrument_version')
      .selectAll()
      .where((e) => e.or(some.map((k) => e.and({ instrument: k.instrument, version: k.version }))))
      .execute();
    const shown = await tx
      .selectFrom('fadu.provision')
      .select(['instrument', 'version', 'ordinal', 'eid', 'article', 'label', 'path', 'text'])
      .where((e) => e.or(some.map((k) => e.and({ instrument: k.instrument, version: k.version }))))
      .orderBy('ordinal')
      .execute();
    const articles = new Map<string, Record<string, unknown>[]>();
    for (const { instrument, version, ...p } of shown) {
      const ref = `${instrument}/${version}`;
      const list = articles.get(ref);
      if (list) list.push(p);
      else articles.set(ref, [p]);
    }
    for (const { digest, ...row } of rows) {
      const ref = `${row.instrument}/${row.version}`;
      // The articles that people read and find are those of the text.
      const fault = articlesFault(provisionsOf(row.body as unknown as LegalText), articles.get(ref) ?? []);
      if (fault !== null)
        found.push({ table: 'provision', row: `${ref}${fault}`, say: '条文与法规文本不符，或者缺少、多出' });
      const leaf = open.get(ref);
      open.delete(ref);
      const now = digestOf(row);
      if (row.source === KNOWN_SOURCE) {
        if (leaf) say(ref, '收入的文本被换成了摘要');
        else if (now !== digest) say(ref, '法规摘要被改动过');
      } else if (row.case_id !== null && !leaf) {
        // Made through this system: proven by the acts of its case, here only against its own digest.
        if (now !== digest) say(ref, '法规文本或者它的登记被改动过');
      } else if (!leaf) say(ref, '这个版本的法规没有写入日志');
      else if (now !== leaf.digest || digest !== leaf.digest || row.sha256 !== leaf.sha256)
        say(ref, '法规文本或者它的登记被改动过，与日志里的摘要不符');
    }
    progress(Math.min(i + 100, keys.length), keys.length);
  }
  for (const ref of open.keys()) say(ref, '日志里有这个版本的法规，表里的记录不见了');
  return found;
}

/** The first article that is not as the text has it, by its label; null when all are. */
function articlesFault(
  expected: readonly object[],
  is: readonly Readonly<Record<string, unknown>>[],
): string | null {
  for (let i = 0; i < Math.max(expected.length, is.length); i++) {
    const [should, p] = [expected[i] as Record<string, unknown> | undefined, is[i]];
    const fits =
      should &&
      p &&
      ['ordinal', 'eid', 'article', 'label', 'path', 'text'].every((k) => (should[k] ?? null) === p[k]);
    if (!fits) return ` ${String(should?.label ?? p?.label ?? i)}`;
  }
  return null;
}

/** Repeals read from texts; those that cases record are proven by their acts. */
async function events(tx: Tx): Promise<Finding[]> {
  const found: Finding[] = [];
  const say = (row: string, what: string) => found.push({ table: 'instrument_event', row, say: what });
  const open = await leavesOf(tx, 'law-event');
  const rows = await tx.selectFrom('fadu.instrument_event').selectAll().execute();
  for (const row of rows) {
    const ref = `${row.instrument}/${row.id}`;
    const leaf = open.get(ref);
    open.delete(ref);
    if (leaf ? digestOf(row) !== leaf.digest : row.case_id === null)
      say(ref, leaf ? '废止的登记被改动过，与日志里的摘要不符' : '废止的登记没有写入日志');
  }
  for (const ref of open.keys()) say(ref, '日志里有这项废止，表里的登记不见了');
  return found;
}
