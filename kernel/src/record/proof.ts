/** A proof that one entry is in the record: one piece of JSON that carries all but the verifier key. */
import { fromBase64, toBase64 } from './bytes.ts';
import { canonicalBytes, type Json } from './canonical.ts';
import { type CheckpointPolicy, type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts';
import { RecordError, type RecordErrorCode } from './errors.ts';
import { HASH_SIZE, type Hash, leafHash, verifyInclusion } from './merkle.ts';
import { isCount } from './nodes.ts';

/** Proof of one entry. Plain JSON. */
export interface RecordProof {
  /** Place of the entry in the log, from 0. */
  readonly index: number;
  /** The entry: bytes in base64 when it is a text, otherwise a JSON object or array that stands for its canonical bytes. */
  readonly leaf: string | readonly Json[] | { readonly [key: string]: Json };
  /** Hashes in base64 from the leaf's sibling up. */
  readonly inclusion: readonly string[];
  /** The signed checkpoint, with all its lines. */
  readonly checkpoint: string;
}

/** Expectations beyond the log's key. */
export type ProofPolicy = Omit<CheckpointPolicy, 'vkey'>;

/** What a proof comes to. `reason` is a Chinese sentence for people, `code` is for programs. */
export type ProofResult =
  | {
      readonly ok: true;
      readonly size: number;
      readonly index: number;
      /** The entry's bytes. */
      readonly leaf: Uint8Array;
      readonly checkpoint: OpenedCheckpoint;
    }
  | { readonly ok: false; readonly reason: string; readonly code: RecordErrorCode };

/** Put a proof together. @param leaf the entry's bytes, or the JSON whose canonical bytes are the entry */
export function makeProof(
  index: number,
  leaf: Uint8Array | Exclude<RecordProof['leaf'], string>,
  inclusion: readonly Hash[],
  checkpoint: string,
): RecordProof {
  return {
    index,
    leaf: leaf instanceof Uint8Array ? toBase64(leaf) : leaf,
    inclusion: inclusion.map(toBase64),
    checkpoint,
  };
}

const bad = (why: string) => new RecordError('proof-malformed', `证明格式不正确：${why}。`);

function hashFrom(text: unknown): Hash {
  if (typeof text !== 'string') throw bad('路径哈希应为 base64 文本');
  let hash: Hash;
  try {
    hash = fromBase64(text);
  } catch {
    throw bad('路径哈希不是规范的 base64');
  }
  if (hash.length !== HASH_SIZE) throw bad('路径哈希应为 32 字节');
  return hash;
}

/** The bytes of a proof's entry. @throws RecordError `proof-malformed`, `not-canonical` */
export function proofLeaf(leaf: unknown): Uint8Array {
  if (typeof leaf === 'string') {
    try {
      return fromBase64(leaf);
    } catch {
      throw bad('存证内容（leaf）不是规范的 base64');
    }
  }
  if (typeof leaf !== 'object' || leaf === null) throw bad('缺少存证内容（leaf）');
  return canonicalBytes(leaf);
}

function shape(proof: unknown): { index: number; leaf: Uint8Array; inclusion: Hash[]; checkpoint: string } {
  if (typeof proof !== 'object' || proof === null) throw bad('应为 JSON 对象');
  const { index, leaf, inclusion, checkpoint } = proof as Partial<Record<keyof RecordProof, unknown>>;
  if (!isCount(index)) throw bad('序号（index）应为自然数');
  if (!Array.isArray(inclusion) || inclusion.length > 64)
    throw bad('包含路径（inclusion）应为至多 64 项的列表');
  if (typeof checkpoint !== 'string') throw bad('签名树头（checkpoint）应为文本');
  return { index, leaf: proofLeaf(leaf), inclusion: Array.from(inclusion, hashFrom), checkpoint };
}

/**
 * Check that an entry with this leaf hash stands at `index` under a signed checkpoint.
 * @throws RecordError of {@link openCheckpoint}, `index-out-of-range`, `inclusion-invalid`
 */
export function checkInclusion(
  index: number,
  leaf: Hash,
  inclusion: readonly Hash[],
  checkpoint: string,
  policy: CheckpointPolicy,
): OpenedCheckpoint {
  const head = openCheckpoint(checkpoint, policy);
  if (index >= head.size) {
    throw new RecordError(
      'index-out-of-range',
      `证明所称的第 ${index} 条（从 0 数）不在签名树头所载的 ${head.size} 条之内。`,
      { index },
    );
  }
  if (!verifyInclusion(index, head.size, leaf, inclusion, head.root)) {
    throw new RecordError(
      'inclusion-invalid',
      `存证内容与签名树头不符：第 ${index} 条（从 0 数）的内容、序号或路径被改动过，或者证明不属于这条记录。`,
      { index },
    );
  }
  return head;
}

/** Run a check; a {@link RecordError} becomes a refusal with its sentence, anything else is a defect and is thrown. */
export function refusalOf<T>(check: () => T): T | { ok: false; reason: string; code: RecordErrorCode } {
  try {
    return check();
  } catch (error) {
    if (error instanceof RecordError) return { ok: false, reason: error.message, code: error.code };
    throw error;
  }
}

/**
 * Check a proof offline, against nothing but the log's verifier key. Never throws on bad input, whatever it is.
 * @param vkey the log's verifier key, from a source one trusts (several while a key is being replaced)
 */
export function verifyProof(
  proof: unknown,
  vkey: CheckpointPolicy['vkey'],
  policy: ProofPolicy = {},
): ProofResult {
  return refusalOf(() => {
    const { index, leaf, inclusion, checkpoint } = shape(proof);
    const head = checkInclusion(index, leafHash(leaf), inclusion, checkpoint, { ...policy, vkey });
    return { ok: true as const, size: head.size, index, leaf, checkpoint: head };
  });
}
