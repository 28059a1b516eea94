/** Encryption of sealed fields: AES-256-GCM, bound to the place where the field stands. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Seals and opens texts. `place` names where a text belongs; it opens nowhere else. */
export interface Sealer {
  seal(text: string, place: string): Buffer;
  /** @throws Error when the ciphertext was changed or belongs elsewhere */
  open(sealed: Uint8Array, place: string): string;
}

const NONCE = 12;
const TAG = 16;

/** @param key 32 bytes */
export function sealer(key: Uint8Array): Sealer {
  if (key.length !== 32) throw new RangeError('the key of sealed fields has 32 bytes');
  return {
    seal(text, place) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE))
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(-TAG));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8');
    },
  };
}

/** Load or make the key in `folder`: kept beside the log's key, readable by the server alone, never in the database. */
export function loadSealer(folder: string): Sealer {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'sealed.key');
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' });
  return sealer(Buffer.from(readFileSync(path, 'utf8').trim(), 'base64'));
}
