/**
 * Canonical JSON (RFC 8785): one value, one text. Leaves of the record are written this way, so that anyone who has the
 * data can compute the same hash.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { fromUtf8, sameBytes, utf8 } from './bytes.ts';
import { RecordError } from './errors.ts';
import type { Hash } from './merkle.ts';

/** A value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Deeper nesting is refused; a value that contains itself ends here too. */
const MAX_DEPTH = 200;

function refuse(path: string, why: string): never {
  throw new RecordError('not-canonical', `数据的 ${path} 处${why}，不能写成规范 JSON。`);
}

function text(value: string, path: string): string {
  if (/\p{Surrogate}/u.test(value)) refuse(path, '含有不成对的代理码位');
  return JSON.stringify(value);
}

const step = (key: string) => (/^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`);

function write(value: unknown, path: string, depth: number): string {
  if (depth > MAX_DEPTH) refuse('$', `嵌套超过 ${MAX_DEPTH} 层（或包含自身）`);
  switch (typeof value) {
    case 'string':
      return text(value, path);
    case 'boolean':
      return String(value);
    case 'number':
      if (!Number.isFinite(value)) refuse(path, '不是有限的数');
      return JSON.stringify(value);
    case 'object':
      break;
    default:
      return refuse(path, `是 ${typeof value}`);
  }
  if (value === null) return 'null';
  if (Array.isArray(value)) {
    // Array.from also visits the holes of a sparse array, as undefined.
    return `[${Array.from(value, (item, i) => write(item, `${path}[${i}]`, depth + 1)).join(',')}]`;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    refuse(path, '不是普通对象（日期、集合等须先转成文本）');
  }
  if (Object.getOwnPropertySymbols(value).length > 0) refuse(path, '有以符号为名的属性');
  // The default order of sort() is by UTF-16 code units, as the RFC wants.
  const members = Object.keys(value)
    .sort()
    .map((key) => {
      const at = path + step(key);
      return `${text(key, at)}:${write((value as Record<string, unknown>)[key], at, depth + 1)}`;
    });
  return `{${members.join(',')}}`;
}

/**
 * Canonical text of a value: members sorted by UTF-16 code units, no white space, numbers as ECMAScript writes them.
 * @throws RecordError `not-canonical` naming the place: undefined, functions, bigints, numbers that are not finite,
 *   lone surrogates, objects of a class, nesting deeper than 200
 */
export const canonicalJson = (value: unknown): string => write(value, '$', 0);

/** Canonical text of a value in UTF-8: the bytes of its leaf. */
export const canonicalBytes = (value: unknown): Uint8Array => utf8(canonicalJson(value));

/** SHA-256 over the canonical bytes. (The Merkle leaf hash is `leafHash(canonicalBytes(value))`, a different value.) */
export const hashOf = (value: unknown): Hash => sha256(canonicalBytes(value));

/**
 * Read canonical JSON back; refuses every other way of writing the same value (spaces, order, doubled members).
 * @throws RecordError `encoding-malformed`, `not-canonical`
 */
export function parseCanonical(bytes: Uint8Array): Json {
  const source = fromUtf8(bytes);
  let value: Json;
  try {
    value = JSON.parse(source) as Json;
  } catch (cause) {
    throw new RecordError('not-canonical', '内容不是 JSON。', {}, { cause });
  }
  if (!sameBytes(canonicalBytes(value), bytes)) {
    throw new RecordError('not-canonical', '内容不是规范 JSON（RFC 8785）：次序、空白或写法不同。');
  }
  return value;
}
