/** What the repository says of itself is true. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { map } from './map.ts';

const root = join(fileURLToPath(new URL('.', import.meta.url)), '..');
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((f) => f && existsSync(join(root, f)));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const source = files.filter((f) => /\.(ts|tsx|mjs)$/.test(f));

describe('the repository', () => {
  test('docs/map.md is what scripts/map.ts writes', () => {
    expect(read('docs/map.md')).toBe(map());
  });

  test('every relative link in the documents resolves', () => {
    const dead: string[] = [];
    for (const file of files.filter((f) => f.endsWith('.md'))) {
      for (const [, link] of read(file).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
        if (/^[a-z]+:/.test(link as string)) continue;
        if (!existsSync(join(root, dirname(file), link as string))) dead.push(`${file}: ${link}`);
      }
    }
    expect(dead).toEqual([]);
  });

  test('no registry host, no path of a machine, no generated file', () => {
    const lock = read('package-lock.json');
    expect(lock).not.toMatch(/"resolved": "https?:/);
    const wrong = files.filter((f) => /(^|\/)(dist|node_modules|\.data)\//.test(f));
    for (const f of files.filter(
      (x) => /\.(ts|tsx|mjs|json|md|yml|css|sql)$/.test(x) && x !== 'scripts/repository.test.ts',
    )) {
      if (/\/work\/(main|shared)|\/root\//.test(read(f))) wrong.push(f);
    }
    expect(wrong).toEqual([]);
  });

  test('what people read has full-width punctuation', () => {
    const wrong: string[] = [];
    for (const file of source.filter((f) => !/\.(test|e2e)\.tsx?$|scripts\//.test(f))) {
      const code = read(file).replace(/\/\*[\s\S]*?\*\/|(?<![:'"`\\])\/\/[^\n]*/g, '');
      for (const [text] of code.matchAll(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g)) {
        // The source of a regular expression is not read by people.
        if (/\(\?[:=!<]|\[\^/.test(text)) continue;
        if (/[一-鿿”》][,;:?!]|[一-鿿]\([一-鿿]/.test(text)) wrong.push(`${file}: ${text.slice(0, 60)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('no file outside data and tests is longer than a sitting', () => {
    const long = source
      .filter((f) => !/\.(test|e2e)\.tsx?$|\/texts\/|facts\.ts$|statutes\/|\.testing\.ts$/.test(f))
      .map((f) => [f, read(f).split('\n').length] as const)
      .filter(([, lines]) => lines > 620);
    expect(long).toEqual([]);
  });
});
