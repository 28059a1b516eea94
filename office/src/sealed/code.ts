/**
 * Query codes: someone without an account follows a case by a code that only he has. The system keeps its fingerprint,
 * which stands where otherwise an account would: what the account may see and do, the holder of the code may.
 */
import { createHash, randomInt } from 'node:crypto';
import type { Actor } from '@fadu/kernel';

/** Letters that are not taken for one another when written down by hand. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const GROUPS = 4;
const EACH = 4;

/** A new code: four groups of four, 79 bits. */
export const newCode = (): string =>
  Array.from({ length: GROUPS }, () =>
    Array.from({ length: EACH }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
  ).join('-');

/** The code as typed by a person, in the one way it is written; null when it cannot be one. */
export function readCode(typed: string): string | null {
  const bare = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
  if (bare.length !== GROUPS * EACH || [...bare].some((c) => !LETTERS.includes(c))) return null;
  return (bare.match(/.{4}/g) as string[]).join('-');
}

/** What stands for the holder of a code in the record. */
export const personOfCode = (code: string): string =>
  `code:${createHash('sha256').update(`fadu-query-code/1\n${code}`).digest('hex')}`;

/** The holder of a code, as an actor. */
export const holderOfCode = (code: string, name: string): Actor => ({
  kind: 'person',
  person: personOfCode(code),
  name,
  posts: [],
});
