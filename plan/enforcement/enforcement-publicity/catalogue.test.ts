/** R24.1 what bodies make public before: every kind is read from registers that are there and public, and says what is missing. */
import { expect, test } from 'vitest';
import { registerByCode, unpublishedRegisters } from '../../registers.ts';
import { BEFORE_KINDS } from './catalogue.ts';

test('R24.1 every register named exists, is public, and belongs to an organ; each kind once, with its source and its gap', () => {
  expect(new Set(BEFORE_KINDS.map((k) => k.code)).size).toBe(BEFORE_KINDS.length);
  for (const kind of BEFORE_KINDS) {
    expect(kind.cites.length, kind.code).toBeGreaterThan(0);
    expect(kind.missing, kind.code).toContain('没有');
    for (const register of kind.registers) {
      expect(unpublishedRegisters).not.toContain(register);
      expect(Object.keys(registerByCode(register)?.form.shape ?? {}), register).toContain('organ');
    }
  }
  // What R24.1 names: bodies, items and basis, procedures, benchmarks, officers.
  for (const code of [
    'body',
    'items',
    'charts',
    'benchmarks',
    'lenient',
    'officers',
    'random',
    'plans',
    'phone',
  ])
    expect(BEFORE_KINDS.map((k) => k.code)).toContain(code);
});
