import { expect, test } from 'vitest';
import { SUBJECTS } from './disclosure.ts';
import { CITY_TEXTS, COUNTY_TEXTS } from './index.ts';
import { ENFORCEMENT } from './penalty.ts';

const all = [...CITY_TEXTS, ...COUNTY_TEXTS];
const strings = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(strings)
      : [];

test('about forty drafts, each different, each with several articles', () => {
  expect(all.length).toBeGreaterThanOrEqual(40);
  expect(new Set(all.map((t) => t.key)).size).toBe(all.length);
  expect(new Set(all.map((t) => t.name)).size).toBe(all.length);
  expect(new Set(all.flatMap((t) => t.articles)).size).toBe(all.flatMap((t) => t.articles).length);
  for (const t of all) {
    expect(t.articles.length, t.name).toBeGreaterThanOrEqual(4);
    expect(t.comments.length, t.name).toBeGreaterThanOrEqual(1);
    expect(t.change.article, t.name).toBeLessThanOrEqual(t.articles.length);
    expect(t.articles[t.change.article - 1], t.name).not.toBe(t.change.text);
    expect(t.business, t.name).toBe(t.heard !== undefined);
    for (const c of t.comments)
      expect(c.disposition === '采纳' || (c.reason?.length ?? 0) >= 5, `${t.name}：${c.text}`).toBe(true);
  }
});

test('Chinese text has Chinese punctuation', () => {
  for (const text of [...strings(all), ...strings(SUBJECTS), ...strings(ENFORCEMENT)]) {
    expect(text).not.toMatch(/[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]/);
  }
});
