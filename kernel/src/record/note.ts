/**
 * Signed notes (C2SP signed-note): a text with signature lines under it, and the keys that sign and verify them.
 * Two kinds of Ed25519 key: 0x01 signs the text itself (a log), 0x04 signs it with a time (a witness, C2SP
 * tlog-cosignature). Lines of keys nobody asked about are kept and ignored.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, fromBase64, fromHex, toBase64, toHex, utf8 } from './bytes.ts';
import { RecordError } from './errors.ts';

/** Kind of key by the byte the specification gives it. */
export const KEY_KINDS = { note: 1, cosignature: 4 } as const;
/** 1: Ed25519 over the note text. 4: Ed25519 over the time and the checkpoint text. */
export type KeyKind = (typeof KEY_KINDS)[keyof typeof KEY_KINDS];

/** A public key with its name: what a `vkey` string says. */
export interface VerifierKey {
  /** Name of who signs, by custom a URL without scheme, e.g. `log.city.example/record`. No spaces, no `+`. */
  readonly name: string;
  readonly kind: KeyKind;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** First four bytes of SHA-256(name || 0x0A || kind || public key), in hexadecimal. */
  readonly id: string;
}

/** One signature line. */
export interface NoteSignature {
  readonly name: string;
  /** Key id in hexadecimal, 8 letters. */
  readonly id: string;
  /** What follows the key id: 64 bytes for kind 1, 8 bytes of time and 64 of signature for kind 4. */
  readonly bytes: Uint8Array;
}

/** Signs note texts. The private key may live elsewhere: any object with these members will do. */
export interface NoteSigner {
  readonly key: VerifierKey;
  /** Signature over the UTF-8 text, as in {@link NoteSignature.bytes}. */
  sign(text: string): Uint8Array;
}

/** A note that has been taken apart. Nothing in it is to be trusted before {@link openNote}. */
export interface Note {
  /** The signed text, with its last newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A note with at least one good signature. */
export interface OpenedNote {
  readonly text: string;
  /** Signatures by known keys, all good, one for each key, in the order of the lines. */
  readonly verified: readonly { readonly key: VerifierKey; readonly signature: NoteSignature }[];
  /** Signatures by keys nobody asked about. They prove nothing. */
  readonly unknown: readonly NoteSignature[];
}

const NAME = /^[^\s+\u0085]+$/u;
/** Control characters other than newline, which no note may contain; and lone surrogates. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the specification names exactly these
const FORBIDDEN = /[\u0000-\u0009\u000b-\u001f]|\p{Surrogate}/u;
/** More lines than this are not looked at. */
const MAX_SIGNATURES = 100;

const keyBad = (why: string) => new RecordError('key-malformed', `密钥文本不正确：${why}。`);
const noteBad = (why: string) => new RecordError('note-malformed', `签名文本格式不正确：${why}。`);

/** Key id: first four bytes of SHA-256(name || 0x0A || kind || public key), in hexadecimal. */
export const keyId = (name: string, kind: KeyKind, publicKey: Uint8Array): string =>
  toHex(sha256(concat(utf8(`${name}\n`), Uint8Array.of(kind), publicKey)).subarray(0, 4));

/** Make a verifier key from its parts. @throws RecordError `key-malformed` */
export function verifierKey(name: string, publicKey: Uint8Array, kind: KeyKind = 1): VerifierKey {
  if (!NAME.test(name) || FORBIDDEN.test(name)) throw keyBad('名称不能为空，不能含空白或加号');
  if (publicKey.length !== 32) throw keyBad('公钥应为 32 字节');
  return { name, kind, publicKey, id: keyId(name, kind, publicKey) };
}

/** Write a verifier key: `name+id+base64(kind || public key)`. */
export const formatVkey = (key: VerifierKey): string =>
  `${key.name}+${key.id}+${toBase64(concat(Uint8Array.of(key.kind), key.publicKey))}`;

/** Split `name+id+base64`; base64 may itself contain `+`, a name may not. */
function keyParts(text: string): { name: string; id: string; kind: KeyKind; material: Uint8Array } {
  const [name = '', id = '', ...rest] = text.split('+');
  let bytes: Uint8Array;
  try {
    bytes = fromBase64(rest.join('+'));
  } catch (cause) {
    throw new RecordError('key-malformed', '密钥文本不正确：第三段不是 base64。', {}, { cause });
  }
  const kind = bytes[0];
  if (kind !== KEY_KINDS.note && kind !== KEY_KINDS.cosignature) throw keyBad('不支持的密钥种类');
  if (bytes.length !== 33) throw keyBad('密钥应为 32 字节');
  return { name, id, kind, material: bytes.subarray(1) };
}

/** Read a verifier key. @throws RecordError `key-malformed`, also when the id is not the one of the key */
export function parseVkey(vkey: string): VerifierKey {
  const { name, id, kind, material } = keyParts(vkey);
  const key = verifierKey(name, material, kind);
  if (key.id !== id) throw keyBad('编号与公钥不符');
  return key;
}

/** A signer of kind 1 (a log) from a private key held in memory. @param seed 32 bytes, RFC 8032 private key */
export function noteSigner(name: string, seed: Uint8Array): NoteSigner {
  if (seed.length !== 32) throw keyBad('私钥应为 32 字节');
  const secret = seed.slice();
  return {
    key: verifierKey(name, ed25519.getPublicKey(secret)),
    sign: (text) => ed25519.sign(utf8(text), secret),
  };
}

/**
 * A signer of kind 4 (a witness): states that at this time it saw the log at this head, and nothing that contradicts it.
 * A key signs under one name only.
 * @param time seconds since 1970-01-01 UTC
 */
export function cosigner(name: string, seed: Uint8Array, time: number): NoteSigner {
  if (!Number.isSafeInteger(time) || time < 0) throw new RangeError(`not a time in whole seconds: ${time}`);
  if (seed.length !== 32) throw keyBad('私钥应为 32 字节');
  const secret = seed.slice();
  return {
    key: verifierKey(name, ed25519.getPublicKey(secret), KEY_KINDS.cosignature),
    sign: (text) => {
      const stamp = new Uint8Array(8);
      new DataView(stamp.buffer).setBigUint64(0, BigInt(time));
      return concat(stamp, ed25519.sign(cosigned(BigInt(time), text), secret));
    },
  };
}

/** Read a private key as Go's note package writes it: `PRIVATE+KEY+name+id+base64(0x01 || seed)`. */
export function parseSkey(skey: string): NoteSigner {
  const prefix = 'PRIVATE+KEY+';
  if (!skey.startsWith(prefix)) throw keyBad('私钥应以 PRIVATE+KEY+ 开头');
  const { name, id, kind, material } = keyParts(skey.slice(prefix.length));
  if (kind !== KEY_KINDS.note) throw keyBad('不支持的密钥种类');
  const signer = noteSigner(name, material);
  if (signer.key.id !== id) throw keyBad('编号与私钥不符');
  return signer;
}

const cosigned = (time: bigint, text: string) => utf8(`cosignature/v1\ntime ${time}\n${text}`);

/** Time of a witness's signature, in seconds since 1970-01-01 UTC. @throws RecordError when it is not a cosignature */
export function cosignatureTime({ bytes }: NoteSignature): number {
  if (bytes.length !== 72) throw noteBad('不是带时间的见证签名');
  return Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0));
}

function isGood(key: VerifierKey, text: string, { bytes }: NoteSignature): boolean {
  try {
    switch (key.kind) {
      case 1:
        return ed25519.verify(bytes, utf8(text), key.publicKey, { zip215: false });
      case 4: {
        if (bytes.length !== 72) return false;
        const time = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);
        if (time > 0x7fff_ffff_ffff_ffffn) return false;
        return ed25519.verify(bytes.subarray(8), cosigned(time, text), key.publicKey, { zip215: false });
      }
    }
  } catch {
    // The library throws on a signature or key of the wrong shape.
    return false;
  }
}

/** Write a note: the text, an empty line, one line a signature. */
export function formatNote({ text, signatures }: Note): string {
  if (!text.endsWith('\n') || FORBIDDEN.test(text)) throw noteBad('正文须以换行结尾且不含控制字符');
  const lines = signatures.map((signature) => {
    const bytes = concat(fromHex(signature.id), signature.bytes);
    return `— ${signature.name} ${toBase64(bytes)}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

/** Sign a text. @param text ends in a newline. @throws RecordError `note-malformed` */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  const signatures = signers.map(({ key, sign }) => ({ name: key.name, id: key.id, bytes: sign(text) }));
  if (signatures.length === 0) throw noteBad('至少要有一个签名');
  return formatNote({ text, signatures });
}

/** Put further signature lines (of witnesses, or of a second key) under a note; earlier ones by the same keys go. */
export function addSignatures(note: string, signers: readonly NoteSigner[]): string {
  const { text, signatures } = parseNote(note);
  const added = signers.map(({ key, sign }) => ({ name: key.name, id: key.id, bytes: sign(text) }));
  const same = (a: NoteSignature) => added.some((b) => a.name === b.name && a.id === b.id);
  return formatNote({ text, signatures: [...signatures.filter((one) => !same(one)), ...added] });
}

/** Take a note apart without checking any signature. @throws RecordError `note-malformed` */
export function parseNote(note: string): Note {
  if (FORBIDDEN.test(note)) throw noteBad('含有不允许的控制字符');
  const split = note.lastIndexOf('\n\n');
  if (split < 0) throw noteBad('正文与签名之间没有空行');
  const text = note.slice(0, split + 1);
  const below = note.slice(split + 2);
  if (below === '' || !below.endsWith('\n')) throw noteBad('没有签名行，或末行没有换行');
  const lines = below.slice(0, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) throw noteBad(`签名行超过 ${MAX_SIGNATURES} 行`);
  const signatures = lines.map((line) => {
    const [dash, name = '', base64 = '', ...rest] = line.split(' ');
    if (dash !== '—' || rest.length > 0 || !NAME.test(name)) throw noteBad('签名行应为「— 名称 base64」');
    let bytes: Uint8Array;
    try {
      bytes = fromBase64(base64);
    } catch (cause) {
      throw new RecordError('note-malformed', '签名文本格式不正确：签名行的 base64 不规范。', {}, { cause });
    }
    if (bytes.length < 5) throw noteBad('签名太短');
    return { name, id: toHex(bytes.subarray(0, 4)), bytes: bytes.subarray(4) };
  });
  return { text, signatures };
}

/**
 * Check a note against the keys one knows. A bad signature by a known key refuses the whole note.
 * @throws RecordError `note-malformed`, `signature-invalid`, `signature-missing` (no known key has signed)
 */
export function openNote(note: string, keys: readonly VerifierKey[]): OpenedNote {
  const { text, signatures } = parseNote(note);
  const verified: { key: VerifierKey; signature: NoteSignature }[] = [];
  const unknown: NoteSignature[] = [];
  for (const signature of signatures) {
    const key = keys.find((one) => one.name === signature.name && one.id === signature.id);
    if (!key) {
      unknown.push(signature);
    } else if (!isGood(key, text, signature)) {
      throw new RecordError('signature-invalid', `「${key.name}」的签名验证不通过。`);
    } else if (!verified.some((one) => one.key === key)) {
      verified.push({ key, signature });
    }
  }
  if (verified.length === 0) {
    const names = keys.map((key) => key.name).join('、');
    throw new RecordError('signature-missing', `没有找到「${names}」的签名。`);
  }
  return { text, verified, unknown };
}
