/** R5.3: sixty drafted items, thirty of them licences in disguise: each judged with its reason, none of the others stopped. */
import { describe, expect, test } from 'vitest';
import { DRAFTS } from './disguise.testing.ts';
import { disguiseSigns } from './disguise.ts';
import { disguiseRule } from './item-rules.ts';

const planted = DRAFTS.filter((d) => d.sign);
const honest = DRAFTS.filter((d) => !d.sign);

describe('R5.3 disguised licensing', () => {
  test('sixty drafts, thirty of them planted', () => {
    expect([planted.length, honest.length]).toEqual([30, 30]);
    expect(new Set(DRAFTS.map((d) => d.name)).size).toBe(60);
  });

  test.each(planted.map((d) => [d.name, d] as const))('stopped: %s', (_name, d) => {
    const signs = disguiseSigns(d.body);
    expect(signs.map((s) => s.code)).toContain(d.sign);
    const said = disguiseRule.check(
      { body: d.body, code: 'X', region: '220200', lawFrom: '2026-01-01' },
      {} as never,
    );
    expect(said).toMatch(/请删去这些要求|改按行政许可登记/);
    for (const s of signs) expect(said).toContain(s.found);
  });

  test.each(honest.map((d) => [d.name, d] as const))('not stopped: %s', (_name, d) => {
    expect(disguiseSigns(d.body)).toEqual([]);
  });

  test('the same demands in a licence are no disguise', () => {
    for (const d of planted) expect(disguiseSigns({ ...d.body, kind: '行政许可' }), d.name).toEqual([]);
  });
});
