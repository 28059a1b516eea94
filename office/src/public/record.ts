/** The log as pages show it: its head, its heads so far, and the proof of one entry. */
import {
  canonicalJson,
  fromUtf8,
  type HashReader,
  hashReader,
  makeProof,
  openCheckpoint,
  type ReadFile,
  type RecordProof,
  toHex,
} from '@fadu/kernel/record/index';
import type { Office } from '../office.ts';
import { publicRows } from './rows.ts';

/** A signed head. */
export interface LogHead {
  readonly size: number;
  /** Root in hexadecimal. */
  readonly root: string;
  readonly origin: string;
  /** Moment that the last entry under it names; null where that entry names none. */
  readonly at: string | null;
  /** The signed note, as anyone can check it. */
  readonly note: string;
}

/** The latest heads, newest first. Empty before the first. */
export async function logHeads(office: Office, vkey: string, limit = 20): Promise<LogHead[]> {
  const rows = await publicRows<{ size: number; note: string; at: string | null }>(
    office,
    `select h.size, h.note, coalesce(l.body::jsonb ->> 'at', l.body::jsonb ->> 'since') as at
     from fadu.checkpoint h
     left join fadu.log_entry e on e.index = h.size - 1
     left join fadu.leaf l on l.id = e.leaf
     order by h.size desc limit $1`,
    [limit],
  );
  return rows.map((r) => {
    const { root, origin } = openCheckpoint(r.note, { vkey });
    return { size: r.size, root: toHex(root), origin, at: r.at, note: r.note };
  });
}

/** An entry of the log: what it says and what it speaks of. */
export interface LogEntry {
  readonly index: number;
  /** act, duty, paper, calendar, … */
  readonly kind: string;
  readonly ref: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** The entry at a place of the log, or nothing. */
export async function logEntry(office: Office, index: number): Promise<LogEntry | null> {
  const [row] = await publicRows<{ index: number; kind: string; ref: string; body: string }>(
    office,
    'select e.index, l.kind, l.ref, l.body from fadu.log_entry e join fadu.leaf l on l.id = e.leaf where e.index = $1',
    [index],
  );
  return row
    ? { index: row.index, kind: row.kind, ref: row.ref, body: JSON.parse(row.body), text: row.body }
    : null;
}

/** Makes proofs against the log's latest head, keeping the tiles of that head at hand. */
export function prover(vkey: string, read: ReadFile): (index: number) => Promise<RecordProof | null> {
  let kept: { note: string; reader: HashReader } | undefined;
  return async (index) => {
    const bytes = await read('checkpoint');
    if (!bytes) return null;
    const note = fromUtf8(bytes);
    if (kept?.note !== note) {
      const head = openCheckpoint(note, { vkey });
      kept = { note, reader: hashReader({ size: head.size, root: head.root, readTile: read }) };
    }
    const { reader } = kept;
    if (!Number.isSafeInteger(index) || index < 0 || index >= reader.size) return null;
    const entry = await reader.entry(index);
    const path = await reader.inclusionProof(index);
    const json = JSON.parse(fromUtf8(entry)) as Exclude<RecordProof['leaf'], string>;
    return makeProof(index, canonicalJson(json) === fromUtf8(entry) ? json : entry, path, note);
  };
}
