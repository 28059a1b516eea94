/** The signed head of a log (C2SP tlog-checkpoint): origin, size, root; signed by the log, cosigned by witnesses. */
import { fromBase64, toBase64 } from './bytes.ts';
import { RecordError } from './errors.ts';
import { EMPTY_ROOT, HASH_SIZE, type Hash } from './merkle.ts';
import { isCount } from './nodes.ts';
import { cosignatureTime, KEY_KINDS, type NoteSigner, openNote, parseVkey, signNote } from './note.ts';

/** What a checkpoint states. */
export interface Checkpoint {
  /** Which log; by custom the same as the name of its key. */
  readonly origin: string;
  /** Number of entries. */
  readonly size: number;
  readonly root: Hash;
  /** Further lines; discouraged by the specification, none by default. */
  readonly extensions?: readonly string[];
}

/** Whose signatures one accepts on a checkpoint. */
export interface CheckpointPolicy {
  /** The log's verifier key; several while a key is being replaced: one good signature is enough. */
  readonly vkey: string | readonly string[];
  /** Expected origin. Default: the name of the (first) key. */
  readonly origin?: string;
  /** Verifier keys of witnesses. A bad signature by one of them refuses the checkpoint, a missing one does not. */
  readonly witnesses?: readonly string[];
  /** Different witnesses that must have cosigned. Default 0. */
  readonly quorum?: number;
}

/** A checkpoint whose signatures have been checked. */
export interface OpenedCheckpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
  readonly extensions: readonly string[];
  /** The note as it was given. */
  readonly note: string;
  /** Witnesses with a good signature. `time` in seconds since 1970-01-01 UTC, absent with a key of kind 1. */
  readonly witnesses: readonly { readonly name: string; readonly time?: number }[];
}

const bad = (why: string) =>
  new RecordError('checkpoint-malformed', `签名树头格式不正确：${why}。`, { path: 'checkpoint' });

const lineOk = (line: string) => line !== '' && !line.includes('\n');

/** The text of a checkpoint: origin, size and base64 root, a line each. @throws RecordError `checkpoint-malformed` */
export function checkpointText({ origin, size, root, extensions = [] }: Checkpoint): string {
  if (![origin, ...extensions].every(lineOk)) throw bad('来源或扩展行为空或含换行');
  if (!isCount(size)) throw bad('条数不是自然数');
  if (root.length !== HASH_SIZE) throw bad('根哈希应为 32 字节');
  return `${[origin, size, toBase64(root), ...extensions].join('\n')}\n`;
}

/** Read the text of a checkpoint. @throws RecordError `checkpoint-malformed` */
export function parseCheckpointText(text: string): Required<Checkpoint> {
  if (!text.endsWith('\n')) throw bad('末行没有换行');
  const lines = text.slice(0, -1).split('\n');
  const [origin = '', size = '', root = '', ...extensions] = lines;
  if (lines.length < 3 || !lines.every(lineOk)) throw bad('至少应有来源、条数、根哈希三行，且无空行');
  if (!/^(?:0|[1-9]\d*)$/.test(size) || !isCount(Number(size))) throw bad('条数不是规范的自然数');
  let hash: Uint8Array;
  try {
    hash = fromBase64(root);
  } catch {
    throw bad('根哈希不是规范的 base64');
  }
  if (hash.length !== HASH_SIZE) throw bad('根哈希应为 32 字节');
  const count = Number(size);
  if (count === 0 && toBase64(EMPTY_ROOT) !== root) throw bad('空日志的根哈希应为空树的根');
  return { origin, size: count, root: hash, extensions };
}

/** Sign a checkpoint. A log never signs two heads that contradict each other: that is for the caller to see to. */
export const signCheckpoint = (checkpoint: Checkpoint, signers: readonly NoteSigner[]): string =>
  signNote(checkpointText(checkpoint), signers);

/**
 * Check a signed checkpoint.
 * @throws RecordError `key-malformed`, `note-malformed`, `checkpoint-malformed`, `signature-invalid`,
 *   `signature-missing` (the log itself has not signed), `origin-mismatch`, `witnesses-too-few`
 */
export function openCheckpoint(note: string, policy: CheckpointPolicy): OpenedCheckpoint {
  const logKeys = [policy.vkey].flat().map(parseVkey);
  const witnessKeys = (policy.witnesses ?? []).map(parseVkey);
  const { text, verified } = openNote(note, [...logKeys, ...witnessKeys]);
  if (!verified.some(({ key }) => logKeys.includes(key))) {
    const names = logKeys.map((key) => key.name).join('、');
    throw new RecordError('signature-missing', `没有找到日志「${names}」自己的签名。`, {
      path: 'checkpoint',
    });
  }
  const { origin, size, root, extensions } = parseCheckpointText(text);
  const expected = policy.origin ?? logKeys[0]?.name;
  if (origin !== expected) {
    throw new RecordError('origin-mismatch', `签名树头属于「${origin}」，不是「${expected}」的日志。`, {
      path: 'checkpoint',
    });
  }
  const cosigned = verified.filter(({ key }) => witnessKeys.includes(key));
  const people = new Set(cosigned.map(({ key }) => toBase64(key.publicKey)));
  const quorum = policy.quorum ?? 0;
  if (people.size < quorum) {
    throw new RecordError(
      'witnesses-too-few',
      `签名树头须有 ${quorum} 个见证方共同签名，实有 ${people.size} 个。`,
      { path: 'checkpoint' },
    );
  }
  const witnesses = cosigned.map(({ key, signature }) =>
    key.kind === KEY_KINDS.cosignature
      ? { name: key.name, time: cosignatureTime(signature) }
      : { name: key.name },
  );
  return { origin, size, root, extensions, note, witnesses };
}
