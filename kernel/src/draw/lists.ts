/**
 * Committed lists: one text for one list, so that `sha256sum` of the file is the commitment. The first line names format
 * and kind; every other line is one row, columns divided by tabs, rows in the order of their keys, `-` for nothing.
 * A million rows stay bytes: only offsets and numbers are kept beside them.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex, utf8 } from '../record/bytes.ts';
import {
  DRAW_FORMAT,
  DrawError,
  type ListKind,
  MAX_WEIGHT,
  type ObjectRow,
  type OfficerRow,
  type PairRow,
} from './model.ts';

const TAB = 9;
const NEWLINE = 10;
const COLUMNS: Readonly<Record<ListKind, readonly string[]>> = {
  objects: ['编号', '层', '权重', '不参加的原因', '封存码', '名称'],
  officers: ['证件号', '组', '不参加的原因', '姓名'],
  pairs: ['对象编号', '证件号', '封存码'],
};

const REF = /^[0-9A-Za-z._\-〇〔〕\u4e00-\u9fff]{1,40}$/;
const SEAL = /^[0-9a-f]{64}$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a text may not hold
const UNPRINTABLE = /[\u0000-\u001f\u007f\u2028\u2029]/;

const headOf = (kind: ListKind) => `#${DRAW_FORMAT}\t${kind}\n`;
const bad = (code: string, say: string): never => {
  throw new DrawError([{ code, say }]);
};

/** Whether a text can stand in a column: one line, no tabs, at most 120 characters, not only a dash. */
const fits = (value: string) =>
  value.length > 0 &&
  value.length <= 120 &&
  value !== '-' &&
  value === value.trim() &&
  !UNPRINTABLE.test(value);

/** SHA-256 of bytes in hexadecimal: the hash under which a list is committed. */
export const listHash = (bytes: Uint8Array): string => toHex(sha256(bytes));

interface RowOf {
  readonly objects: ObjectRow;
  readonly officers: OfficerRow;
  readonly pairs: PairRow;
}

const keyOf = {
  objects: (r: ObjectRow) => r.ref,
  officers: (r: OfficerRow) => r.ref,
  pairs: (r: PairRow) => `${r.object}\t${r.officer}`,
} as const;

const columnsOf = {
  objects: (r: ObjectRow) => [r.ref, r.stratum, String(r.weight), r.out ?? '-', r.seal ?? '-', r.name],
  officers: (r: OfficerRow) => [r.ref, r.group, r.out ?? '-', r.name],
  pairs: (r: PairRow) => [r.object, r.officer, r.seal ?? '-'],
} as const;

/**
 * Write a list in its one canonical form; the order of the rows given does not matter.
 * @throws DrawError where a value cannot be written, or a key stands twice
 */
export function writeList<K extends ListKind>(kind: K, rows: readonly RowOf[K][]): Uint8Array {
  const key = keyOf[kind] as (r: RowOf[K]) => string;
  const columns = columnsOf[kind] as (r: RowOf[K]) => readonly string[];
  // By code units; keys hold no letters beyond the basic plane, so this is also the order of the bytes.
  const sorted = [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  const bytes = utf8(headOf(kind) + sorted.map((r) => `${columns(r).join('\t')}\n`).join(''));
  readList(kind, bytes);
  return bytes;
}

/** A list that was read: its rows by number, from 0. */
export interface List<K extends ListKind> {
  readonly kind: K;
  readonly bytes: Uint8Array;
  /** Hash under which it is committed. */
  readonly hash: string;
  readonly length: number;
  /** One row. */
  readonly row: (index: number) => RowOf[K];
  /** Number of the row with this key, or -1. Keys are ordered, so this is a binary search. */
  readonly find: (key: string) => number;
  /** Columns that the draw reads for every object, without making rows. Empty for other kinds. */
  readonly columns: ObjectColumns;
}

/** Layer, weight and taking part of every object. */
export interface ObjectColumns {
  /** Names of the layers in the order in which they first stand in the list. */
  readonly strata: readonly string[];
  /** Index into `strata` of each row. */
  readonly stratum: Uint16Array;
  readonly weight: Uint32Array;
  /** 1: left out. */
  readonly out: Uint8Array;
}

/**
 * Read a list, strictly: another order, a doubled key, a superfluous zero, anything that could be written in two ways is
 * refused, so that one list has one hash. @throws DrawError naming the line
 */
export function readList<K extends ListKind>(kind: K, bytes: Uint8Array, hash?: string): List<K> {
  const head = utf8(headOf(kind));
  if (bytes.length < head.length || head.some((b, i) => bytes[i] !== b))
    bad('list-head', `清单的第一行应当是“#${DRAW_FORMAT}”和“${kind}”（中间是制表符），这不是一份${kind}清单`);
  checkUtf8(bytes);
  const starts = lineStarts(bytes, head.length);
  const length = starts.length - 1;
  const decoder = new TextDecoder();
  const line = (i: number) => decoder.decode(bytes.subarray(starts[i], (starts[i + 1] as number) - 1));
  const columns: ObjectColumns =
    kind === 'objects'
      ? objectColumns(bytes, starts, length, decoder)
      : {
          strata: [],
          stratum: new Uint16Array(0),
          weight: new Uint32Array(0),
          out: new Uint8Array(0),
        };
  if (kind !== 'objects') {
    let before = '';
    for (let i = 0; i < length; i++) {
      const row = rowOf(kind, line(i), i + 2);
      const key = (keyOf[kind] as (r: RowOf[K]) => string)(row);
      checkOrder(before, key, i);
      before = key;
    }
  }
  const width = kind === 'pairs' ? 2 : 1;
  return {
    kind,
    bytes,
    hash: hash ?? listHash(bytes),
    length,
    row: (i) => rowOf(kind, line(i), i + 2),
    find: (key) => {
      let low = 0;
      let high = length - 1;
      while (low <= high) {
        const mid = (low + high) >>> 1;
        const here = line(mid).split('\t', width).join('\t');
        if (here === key) return mid;
        if (here < key) low = mid + 1;
        else high = mid - 1;
      }
      return -1;
    },
    columns,
  };
}

function checkUtf8(bytes: Uint8Array): void {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    for (let at = 0; at < bytes.length; at += 1 << 20)
      decoder.decode(bytes.subarray(at, at + (1 << 20)), { stream: true });
    decoder.decode();
  } catch {
    bad('list-utf8', '清单不是UTF-8文本，可能在保存时改了编码');
  }
}

/** Where each line begins, and one more for the end. */
function lineStarts(bytes: Uint8Array, from: number): Uint32Array {
  let count = 0;
  for (let i = from; i < bytes.length; i++) if (bytes[i] === NEWLINE) count++;
  if (bytes.length > from && bytes[bytes.length - 1] !== NEWLINE)
    bad('list-end', '清单的最后一行没有换行符，文件可能不完整');
  const starts = new Uint32Array(count + 1);
  starts[0] = from;
  for (let i = from, n = 1; i < bytes.length; i++) if (bytes[i] === NEWLINE) starts[n++] = i + 1;
  return starts;
}

const lineFault = (n: number, why: string): never => bad('list-line', `清单第${n}行${why}`);

function checkOrder(before: string, key: string, i: number): void {
  if (i > 0 && before >= key)
    lineFault(
      i + 2,
      before === key ? `与上一行是同一个编号“${key}”，编号不能重复` : '没有按编号从小到大排列',
    );
}

function rowOf<K extends ListKind>(kind: K, text: string, n: number): RowOf[K] {
  const cells = text.split('\t');
  const titles = COLUMNS[kind];
  if (cells.length !== titles.length)
    lineFault(n, `应当有${titles.length}列（${titles.join('、')}），实际${cells.length}列`);
  const [a = '', b = '', c = '', d = '', e = '', f = ''] = cells;
  const ref = (value: string, title: string) =>
    REF.test(value)
      ? value
      : lineFault(n, `的${title}“${value}”应当是1到40位字母、数字、汉字、点、下划线或者短横线`);
  const words = (value: string, title: string) =>
    fits(value) ? value : lineFault(n, `的${title}应当是1到120个字，不含制表符和换行，前后没有空格`);
  const maybe = (value: string, title: string) => (value === '-' ? undefined : words(value, title));
  const seal = (value: string) =>
    value === '-' ? undefined : SEAL.test(value) ? value : lineFault(n, '的封存码应当是64位十六进制小写数字');
  const read = {
    objects: (): ObjectRow => {
      const weight = Number(c);
      if (!/^[1-9]\d{0,6}$/.test(c) || weight > MAX_WEIGHT)
        lineFault(n, `的权重“${c}”应当是1到${MAX_WEIGHT}的整数`);
      const out = maybe(d, '不参加的原因');
      const sealed = seal(e);
      return {
        ref: ref(a, '编号'),
        stratum: words(b, '层'),
        weight,
        ...(out && { out }),
        ...(sealed && { seal: sealed }),
        name: words(f, '名称'),
      };
    },
    officers: (): OfficerRow => {
      const out = maybe(c, '不参加的原因');
      return { ref: ref(a, '证件号'), group: words(b, '组'), ...(out && { out }), name: words(d, '姓名') };
    },
    pairs: (): PairRow => {
      const sealed = seal(c);
      return { object: ref(a, '对象编号'), officer: ref(b, '证件号'), ...(sealed && { seal: sealed }) };
    },
  };
  return read[kind]() as RowOf[K];
}

/** What the draw needs of a million objects, read from the bytes; every rule of `rowOf` is kept on the way. */
function objectColumns(
  bytes: Uint8Array,
  starts: Uint32Array,
  length: number,
  decoder: TextDecoder,
): ObjectColumns {
  const stratum = new Uint16Array(length);
  const weight = new Uint32Array(length);
  const out = new Uint8Array(length);
  const strata: string[] = [];
  const known = new Map<string, number>();
  let before = -1;
  for (let i = 0; i < length; i++) {
    const start = starts[i] as number;
    const end = (starts[i + 1] as number) - 1;
    const row = rowOf('objects', decoder.decode(bytes.subarray(start, end)), i + 2);
    let layer = known.get(row.stratum);
    if (layer === undefined) {
      layer = strata.length;
      if (layer > 999) lineFault(i + 2, '：清单里的层超过1000个');
      known.set(row.stratum, layer);
      strata.push(row.stratum);
    }
    stratum[i] = layer;
    weight[i] = row.weight;
    out[i] = row.out === undefined ? 0 : 1;
    if (before >= 0 && !ordered(bytes, before, start)) {
      const key = row.ref;
      checkOrder(decoder.decode(bytes.subarray(before, start)).split('\t', 1)[0] as string, key, i);
    }
    before = start;
  }
  return { strata, stratum, weight, out };
}

/** Whether the key at `a` stands before the key at `b`; keys end with a tab, which is below every letter of a key. */
function ordered(bytes: Uint8Array, a: number, b: number): boolean {
  for (let i = 0; ; i++) {
    const x = bytes[a + i] as number;
    const y = bytes[b + i] as number;
    if (x !== y) return x < y;
    if (x === TAB) return false;
  }
}
