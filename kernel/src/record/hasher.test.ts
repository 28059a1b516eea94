import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { hasher } from './hasher.ts';

test('R24.2 a hash fed in parts is the hash of the whole', () => {
  const bytes = Uint8Array.from({ length: 10_000 }, (_, i) => (i * 7) & 0xff);
  const h = hasher();
  for (let at = 0; at < bytes.length; at += 977) h.add(bytes.subarray(at, at + 977));
  expect(h.end()).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(hasher().end()).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});
