/** From the public value to the seed, and from the seed to whole numbers that nobody could choose. */
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { toHex, utf8 } from '../record/bytes.ts';
import { canonicalJson } from '../record/canonical.ts';
import { type Commitment, DRAW_FORMAT, DrawError } from './model.ts';

/** The text that is committed: canonical JSON (RFC 8785) of plan, lists and source, with the name of the format. */
export const commitmentText = (c: Commitment): string => canonicalJson({ draw: DRAW_FORMAT, ...c });

/** SHA-256 of the committed text, hexadecimal: what enters the record before the value is known. */
export const commitmentHash = (c: Commitment): string => toHex(sha256(utf8(commitmentText(c))));

/**
 * The public value as it enters the seed: Unicode form NFKC, white space joined to single blanks, ends trimmed, so that
 * full-width digits and stray blanks make no other seed. @throws DrawError when nothing is left, or it is too long
 */
export function seedValue(entered: string): string {
  const value = entered.normalize('NFKC').replace(/\s+/gu, ' ').trim();
  if (value === '' || value.length > 200)
    throw new DrawError([{ code: 'value', say: '公布的数值应当是1到200个字' }]);
  return value;
}

/** What is hashed for the seed, one line each: format, value, plan, commitment, then the hashes of the lists. */
export const seedText = (c: Commitment, value: string): string =>
  [
    DRAW_FORMAT,
    seedValue(value),
    c.plan.id,
    commitmentHash(c),
    c.lists.objects,
    ...c.lists.officers,
    ...c.lists.pairs,
  ].join('\n');

/** The seed: SHA-256 of `seedText`, 32 bytes. */
export const seedOf = (c: Commitment, value: string): Uint8Array => sha256(utf8(seedText(c, value)));

/** Commitment to something that stays hidden: SHA-256 of format, salt and canonical JSON, one line each. */
export const sealOf = (salt: string, hidden: Readonly<Record<string, string>>): string =>
  toHex(sha256(utf8([`${DRAW_FORMAT}/seal`, salt, canonicalJson(hidden)].join('\n'))));

const WORD = 2 ** 48;

/**
 * Endless whole numbers from a seed: block n is SHA-256(seed ‖ label ‖ 0 ‖ n as 8 bytes), and each block gives five
 * numbers of 48 bits, first byte highest; its last two bytes are not used.
 */
export class Stream {
  readonly #head: Uint8Array;
  #block: Uint8Array = new Uint8Array(0);
  #at = 30;
  #n = 0;
  constructor(seed: Uint8Array, label: string) {
    this.#head = concatBytes(seed, utf8(label), new Uint8Array(1));
  }

  #word(): number {
    if (this.#at >= 30) {
      const counter = new Uint8Array(8);
      new DataView(counter.buffer).setUint32(4, this.#n++);
      this.#block = sha256(concatBytes(this.#head, counter));
      this.#at = 0;
    }
    let word = 0;
    for (let i = 0; i < 6; i++) word = word * 256 + (this.#block[this.#at++] as number);
    return word;
  }

  /** A whole number from 0 up to but not `n` (at most 2^40), each equally likely: too large a word is thrown away. */
  below(n: number): number {
    const limit = WORD - (WORD % n);
    for (;;) {
      const word = this.#word();
      if (word < limit) return word % n;
    }
  }
}
