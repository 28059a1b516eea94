/** The log's signing key: made once, kept in the data folder, readable by the server alone. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatVkey, fromBase64, type NoteSigner, noteSigner, toBase64 } from '@fadu/kernel/record/index';

/** Load or make the key in `folder`. `origin` names the log, e.g. `fadu.example/jilin`. */
export function logSigner(folder: string, origin: string): NoteSigner {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'log.key');
  if (!existsSync(path)) writeFileSync(path, toBase64(randomBytes(32)), { mode: 0o600, flag: 'wx' });
  const signer = noteSigner(origin, fromBase64(readFileSync(path, 'utf8').trim()));
  writeFileSync(join(folder, 'log.vkey'), `${formatVkey(signer.key)}\n`);
  return signer;
}
