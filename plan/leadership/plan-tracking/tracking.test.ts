import { prove } from '@fadu/kernel';
import { expect, it } from 'vitest';
import { taskTracking } from './tracking.ts';

it('prove', () => {
  const t = Date.now();
  const proof = prove(taskTracking);
  console.log(Date.now() - t, proof.markings, proof.steps, proof.findings.map((f) => [f.kind, f.what, f.path?.map((s) => s.act)]), proof.laws.filter((l) => !l.holds).map((l) => [l.law.code, l.path?.map((p) => p.act)]));
  expect(proof.ok).toBe(true);
});
