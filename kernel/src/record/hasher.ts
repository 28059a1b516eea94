/** SHA-256 of what is too large to hold: fed in parts, the same in a browser as on a server. */
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from './bytes.ts';

/** A hash under way. */
export interface Hasher {
  /** The next part, in order. */
  add(part: Uint8Array): void;
  /** The hash of everything added, in lowercase hexadecimal; nothing may be added after it. */
  end(): string;
}

/** Begin a hash. */
export function hasher(): Hasher {
  const hash = sha256.create();
  return {
    add: (part) => {
      hash.update(part);
    },
    end: () => toHex(hash.digest()),
  };
}
