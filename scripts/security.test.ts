/** docs/security.md: every requirement once, every test that it names is there, and the counts are those of the table. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const text = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
const rows = [...text.matchAll(/^\| (\d+\.\d+\.\d+) \| ([12]) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
  ([, id, level, what, how]) => ({
    id: id as string,
    level: level as string,
    what: what as string,
    how: how as string,
  }),
);

test('R90.6 the table of ASVS 5.0.0 has each requirement of levels 1 and 2 once, with a test, a reason or a gap', () => {
  expect(new Set(rows.map((r) => r.id)).size).toBe(rows.length);
  // As many as the standard's own machine-readable list has of both levels.
  expect([rows.filter((r) => r.level === '1').length, rows.length]).toEqual([70, 253]);
  for (const { id, how } of rows) expect(how, id).toMatch(/`[\w./-]+\.(?:test\.tsx?|e2e\.ts)`|^reason: |gap/);
  const gap = rows.filter((r) => /gap/.test(r.how)).length;
  const tested = rows.filter((r) => !/gap/.test(r.how) && /\.(?:test|e2e)\.tsx?`/.test(r.how)).length;
  const sum = `253 requirements: ${tested} with a test, ${253 - gap - tested} with a reason, ${gap} with a gap`;
  expect(text).toContain(sum);
});

test('R90.6 every file that docs/security.md names is there', () => {
  const named = [
    ...new Set(
      [...text.matchAll(/`((?:apps|office|kernel|plan|bench|city|e2e|scripts|docs)\/[\w./-]+)`/g)].map(
        (m) => m[1] as string,
      ),
    ),
  ];
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
