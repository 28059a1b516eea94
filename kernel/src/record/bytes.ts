/** Bytes to text and back, strictly: one text for one sequence of bytes, so that nothing can be written two ways. */
import { RecordError } from './errors.ts';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Standard base64 with padding (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  }
  return btoa(binary);
}

/** Read standard base64; refuses other alphabets, missing padding, white space and stray bits in the last letter. */
export function fromBase64(text: string): Uint8Array {
  if (!BASE64.test(text)) throw new RecordError('encoding-malformed', '不是规范的 base64 文本。');
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  if (toBase64(bytes) !== text) throw new RecordError('encoding-malformed', '不是规范的 base64 文本。');
  return bytes;
}

/** Lowercase hexadecimal. */
export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');

/** Read lowercase hexadecimal, two letters a byte. */
export function fromHex(text: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) {
    throw new RecordError('encoding-malformed', '不是规范的十六进制文本（小写，每字节两位）。');
  }
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** UTF-8 bytes of a text; refuses a lone surrogate, which UTF-8 cannot write. */
export function utf8(text: string): Uint8Array {
  if (/\p{Surrogate}/u.test(text)) {
    throw new RecordError('encoding-malformed', '文本含有不成对的代理码位，不能写成 UTF-8。');
  }
  return encoder.encode(text);
}

/** Text of UTF-8 bytes; refuses bytes that are not UTF-8. A leading byte-order mark stays in the text. */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new RecordError('encoding-malformed', '内容不是 UTF-8 文本。', {}, { cause });
  }
}

/** Whether two sequences of bytes are the same. For public values: it does not hide how long it takes. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** One after the other. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
