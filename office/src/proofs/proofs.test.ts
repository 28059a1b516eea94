import { procedures } from '@fadu/plan/index';
import { expect, test } from 'vitest';
import { proofOf } from './index.ts';

test('R90.1 proofs of several procedures asked for at once come from one thread, and again after it has gone', async () => {
  const codes = procedures.map((p) => p.code).filter((code) => code.startsWith('penalty'));
  const proofs = await Promise.all(codes.map(proofOf));
  expect(proofs.map((p) => p.procedure)).toEqual(codes);
  expect(proofs.every((p) => p.ok && p.markings > 1)).toBe(true);
  await expect(proofOf('no-such-procedure')).rejects.toThrow('no procedure no-such-procedure');
  expect((await proofOf('officer-certificate')).ok).toBe(true);
});
