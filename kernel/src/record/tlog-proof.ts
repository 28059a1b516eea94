/**
 * The same proof in the transparency-log community's text format (C2SP tlog-proof, first line `c2sp.org/tlog-proof@v1`).
 * The specification has that version in its text but no tagged release yet; the reader accepts exactly what it says.
 */
import { fromBase64, toBase64 } from './bytes.ts';
import { RecordError } from './errors.ts';
import { HASH_SIZE, type Hash, leafHash } from './merkle.ts';
import { isCount } from './nodes.ts';
import { checkInclusion, type ProofPolicy, type ProofResult, refusalOf } from './proof.ts';

const HEADER = 'c2sp.org/tlog-proof@v1';

/** A proof in text form. The entry itself is not part of the format. */
export interface TlogProof {
  readonly index: number;
  readonly inclusion: readonly Hash[];
  /** The signed checkpoint, with all its lines. */
  readonly checkpoint: string;
  /** Further data, not authenticated by the format. We put the entry's bytes here, so that one file is enough. */
  readonly extra?: Uint8Array;
}

const bad = (why: string) => new RecordError('proof-malformed', `tlog-proof 证明格式不正确：${why}。`);

/** Write a proof as text (file extension `.tlog-proof`). */
export function formatTlogProof({ index, inclusion, checkpoint, extra }: TlogProof): string {
  if (!isCount(index)) throw new RangeError(`not an index: ${index}`);
  const lines = [HEADER];
  if (extra) lines.push(`extra ${toBase64(extra)}`);
  lines.push(`index ${index}`, ...inclusion.map(toBase64), '', checkpoint);
  return lines.join('\n');
}

function base64(text: string, what: string): Uint8Array {
  try {
    return fromBase64(text);
  } catch {
    throw bad(`${what}不是规范的 base64`);
  }
}

/** Read a proof in text form. @throws RecordError `proof-malformed` */
export function parseTlogProof(text: string): TlogProof {
  const split = text.indexOf('\n\n');
  if (split < 0) throw bad('路径与签名树头之间没有空行');
  const lines = text.slice(0, split).split('\n');
  const checkpoint = text.slice(split + 2);
  if (lines.shift() !== HEADER) throw bad(`首行应为 ${HEADER}`);
  const extra = lines[0]?.startsWith('extra ')
    ? base64((lines.shift() as string).slice('extra '.length), '附加数据')
    : undefined;
  const number = /^index (0|[1-9]\d*)$/.exec(lines.shift() ?? '')?.[1];
  const index = Number(number);
  if (number === undefined || !isCount(index)) throw bad('序号行应为「index 自然数」');
  const inclusion = lines.map((line) => base64(line, '路径哈希'));
  if (inclusion.length > 64 || inclusion.some((hash) => hash.length !== HASH_SIZE)) {
    throw bad('路径应为至多 64 个 32 字节的哈希');
  }
  return { index, inclusion, checkpoint, ...(extra ? { extra } : {}) };
}

/**
 * Check a proof in text form. Never throws on bad input.
 * @param leaf the entry's bytes; without them the proof's own `extra` data is taken, and returned as proven
 */
export function verifyTlogProof(
  text: string,
  vkey: string | readonly string[],
  leaf?: Uint8Array,
  policy: ProofPolicy = {},
): ProofResult {
  return refusalOf(() => {
    const proof = parseTlogProof(text);
    const entry = leaf ?? proof.extra;
    if (!entry) throw bad('其中没有存证内容，须另行提供');
    const head = checkInclusion(proof.index, leafHash(entry), proof.inclusion, proof.checkpoint, {
      ...policy,
      vkey,
    });
    return { ok: true as const, size: head.size, index: proof.index, leaf: entry, checkpoint: head };
  });
}
