/**
 * Committed lists in the store: written once under their own hash, with a leaf in the log, and never changed. General:
 * a list of any kind that `@fadu/kernel/draw` knows; what refers to it is the act that names its hash.
 */
import { randomBytes } from 'node:crypto';
import type { ListFacts } from '@fadu/kernel';
import {
  DrawError,
  type List,
  type ListKind,
  listHash,
  type ObjectRow,
  type OfficerRow,
  type PairRow,
  readList,
  sealOf,
  writeList,
} from '@fadu/kernel/draw/index';
import { canonicalJson, utf8 } from '@fadu/kernel/record/index';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';
import type { Tx } from '../store/pool.ts';

/** A row to be committed; `hidden` is sealed, kept apart, and never in the list. */
export type RowToCommit<K extends ListKind> = (K extends 'objects'
  ? ObjectRow
  : K extends 'officers'
    ? OfficerRow
    : PairRow) & { readonly hidden?: Readonly<Record<string, string>> };

/** A list to be committed, as rows. */
export interface ListToCommit<K extends ListKind = ListKind> {
  readonly kind: K;
  readonly title: string;
  readonly rows: readonly RowToCommit<K>[];
}

/** On whose behalf: the organ's post under which the person works. */
export interface Committer {
  readonly organ: string;
  readonly person: string;
}

/** Largest list, in bytes. */
export const MAX_LIST_BYTES = 200 * 1024 * 1024;

/** SHA-256 of the keys alone: two lists of the same objects have the same one, whatever else stands in them. */
export function keysHash(list: List<ListKind>): string {
  const keys: string[] = [];
  for (let i = 0; i < list.length; i++) {
    const row = list.row(i) as ObjectRow | OfficerRow | PairRow;
    keys.push('ref' in row ? row.ref : `${row.object}\t${row.officer}`);
  }
  return listHash(utf8(`${keys.join('\n')}\n`));
}

/** A masked name: the first character, then 某 for the others. */
export const maskedName = (name: string): string => {
  const [first = '', ...rest] = [...name.trim()];
  return `${first}${'某'.repeat(Math.min(2, Math.max(1, rest.length)))}`;
};

/**
 * Commit a list. The same content committed twice by one organ is one list.
 * @throws Problem 422 naming the line that cannot stand
 */
export async function commitList<K extends ListKind>(
  office: Office,
  who: Committer,
  { kind, title, rows }: ListToCommit<K>,
): Promise<ListFacts> {
  const seals: { ref: string; salt: string; hidden: string }[] = [];
  const sealed = rows.map(({ hidden, ...row }) => {
    if (!hidden) return row;
    const salt = randomBytes(16).toString('hex');
    const of = row as unknown as ObjectRow | PairRow;
    seals.push({
      ref: 'ref' in of ? of.ref : `${of.object}/${of.officer}`,
      salt,
      hidden: canonicalJson(hidden),
    });
    return { ...row, seal: sealOf(salt, hidden) };
  });
  let bytes: Uint8Array;
  let list: List<ListKind>;
  try {
    bytes = writeList(kind, sealed as never);
    list = readList(kind, bytes) as List<ListKind>;
  } catch (error) {
    if (!(error instanceof DrawError)) throw error;
    throw new Problem(422, 'list', error.message);
  }
  if (list.length === 0 && kind !== 'pairs') throw new Problem(422, 'list', '清单里一行也没有');
  if (bytes.length > MAX_LIST_BYTES) throw new Problem(413, 'too-large', '清单超过200 MB，请分成几批抽取');
  const region = office.organ(who.organ)?.region ?? '';
  const facts: ListFacts = {
    hash: list.hash,
    kind,
    title,
    organ: who.organ,
    rows: list.length,
    keys: keysHash(list),
    at: office.now(),
  };
  await office.store.within({ as: 'organ', organ: who.organ }, async (tx) => {
    const added = await tx
      .insertInto('fadu.committed_list')
      .values({ region, person: who.person, bytes: Buffer.from(bytes), ...facts })
      .onConflict((c) => c.doNothing())
      .executeTakeFirst();
    if (added.numInsertedOrUpdatedRows !== 1n) return;
    for (let at = 0; at < seals.length; at += 1000)
      await tx
        .insertInto('fadu.list_seal')
        .values(seals.slice(at, at + 1000).map((s) => ({ region, organ: who.organ, hash: facts.hash, ...s })))
        .execute();
    await tx
      .insertInto('fadu.leaf')
      .values({
        region,
        kind: 'list',
        ref: `${who.organ}/${facts.hash}`,
        body: canonicalJson({
          v: 1,
          kind: 'list',
          region,
          organ: who.organ,
          list: kind,
          hash: facts.hash,
          rows: facts.rows,
          at: facts.at,
        }),
      })
      .execute();
  });
  office.written();
  return facts;
}

const FACTS = ['hash', 'kind', 'title', 'organ', 'rows', 'keys', 'at'] as const;

/** Lists that an organ has committed, newest first; at most 200. */
export const ownLists = (office: Office, organ: string): Promise<ListFacts[]> =>
  office.store.within({ as: 'organ', organ }, async (tx) => {
    const rows = await tx
      .selectFrom('fadu.committed_list')
      .select(FACTS)
      .where('organ', '=', organ)
      .orderBy('at', 'desc')
      .limit(200)
      .execute();
    return rows as ListFacts[];
  });

/** Facts of lists, as this transaction's role may see them, in the order asked. */
export async function listFacts(tx: Tx, hashes: readonly string[]): Promise<ListFacts[]> {
  if (hashes.length === 0) return [];
  const rows = (await tx
    .selectFrom('fadu.committed_list')
    .select(FACTS)
    .where('hash', 'in', [...new Set(hashes)])
    .orderBy('at')
    .execute()) as ListFacts[];
  return hashes.flatMap((h) => rows.find((r) => r.hash === h) ?? []);
}

/** The bytes of a list, as this transaction's role may see it; undefined: none. */
export async function listBytes(tx: Tx, hash: string): Promise<Uint8Array | undefined> {
  const row = await tx
    .selectFrom('fadu.committed_list')
    .select('bytes')
    .where('hash', '=', hash)
    .limit(1)
    .executeTakeFirst();
  return row?.bytes;
}
