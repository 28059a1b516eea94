/** Mutation testing: the tool does what it says, and what this change touches keeps the floor. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attempt, chosen, measure, Runner } from './mutation/drive.ts';
import { FLOOR } from './mutation/floor.ts';
import { changed, drawn, isTouched, mutantsOf } from './mutation/mutants.ts';
import { inWords, rowOf } from './mutation/report.ts';
import { baseOf, distance, isSource, moduleOf, testsFor, touchedSince } from './mutation/scope.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fadu-mutation-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file below the folder; its folders are made. */
function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

describe('what is changed', () => {
  test('every place but wording, at its line and column, each a program; the counting text is the same program', async () => {
    const text = [
      "export type Way = 'a' | 'b';",
      'export function due(a: number, b: number, way: Way): number {',
      "  if (a < 0 && b) throw new RangeError('never ' + a);",
      "  const say = '办结';",
      "  return say.length && way === 'a' ? ((a as number) & (b as number)) | (a as number) : 0;",
      '}',
      '',
    ].join('\n');
    put('kernel/src/due.ts', text);
    const { mutants, measured } = await mutantsOf(folder, ['kernel/src/due.ts']);
    const words = mutants.map((m) => `${m.line}:${m.column} ${m.original} → ${m.replacement}`);
    expect(words).toContain('3:6 a < 0 → a <= 0');
    expect(words).toContain('3:6 a < 0 && b → a < 0 || b');
    expect(words.filter((w) => /办结|never|'b'/.test(w) && !w.includes('return'))).toEqual([]);
    for (const m of mutants) expect(changed(text, m), inWords({ ...m } as never)).not.toBeNull();
    const or = mutants.find((m) => m.original === 'a < 0 && b' && m.replacement === 'a < 0 || b');
    expect(changed(text, or as never)).toContain('if ((a < 0 || b))');
    const code = measured.get('kernel/src/due.ts') as string;
    expect(code).not.toContain('stryMutAct');
    expect(code.replace(/\s+/g, ' ')).toMatch(/& \(?b ?\)?\)? \| /);
  });

  test('a sample is the same for the same seed, and its beginning is a sample too', () => {
    const all = Array.from({ length: 200 }, (_, i) => i);
    expect(drawn(all, 20, 7)).toEqual(drawn(all, 20, 7));
    expect(drawn(all, 20, 7)).not.toEqual(drawn(all, 20, 8));
    expect(drawn(all, 50, 7).slice(0, 20)).toEqual(drawn(all, 20, 7));
    expect(new Set(drawn(all, 300, 7))).toEqual(new Set(all));
  });

  test('kernel and plan without tests, samples, statutes and facts', () => {
    expect(isSource('kernel/src/time/date.ts')).toBe(true);
    expect(isSource('plan/enforcement/penalty-cases/laws.ts')).toBe(true);
    for (const other of [
      'kernel/src/time/date.test.ts',
      'kernel/src/time/calendar.fixture.ts',
      'plan/enforcement/inspections/sample.testing.ts',
      'plan/statutes/penalty.ts',
      'plan/leadership/plan-tracking/facts.ts',
      'office/src/store/pool.ts',
    ])
      expect(isSource(other), other).toBe(false);
  });
});

describe('which tests a change meets', () => {
  test('near: its module and what is named as its proof; nearest first, quickest first, within the budget', () => {
    expect(moduleOf('kernel/src/time/date.ts')).toBe('kernel/src/time');
    const near = testsFor(root, ['kernel/src/time/date.ts'], 'near');
    expect(near).toContain('kernel/src/time/date.test.ts');
    expect(near).toContain('plan/calendar/china.test.ts');
    expect(near.filter((f) => f.startsWith('kernel/src/record/'))).toEqual([]);
    expect(testsFor(root, ['plan/calendar/china.ts'], 'all').filter((f) => f.startsWith('kernel/'))).toEqual(
      [],
    );
    const at = (file: string) => distance('kernel/src/time/date.ts', file);
    expect([
      at('kernel/src/time/date.test.ts'),
      at('kernel/src/time/count.test.ts'),
      at('plan/calendar/china.test.ts'),
      at('kernel/src/record/proof.test.ts'),
    ]).toEqual([0, 1, 2, 3]);

    const reach = (file: string, ms: number[], whole = true) => ({
      file,
      whole,
      tests: ms.map((m, i) => ({ id: `${file}#${i}`, ms: m })),
    });
    const choice = chosen(
      { file: 'kernel/src/time/date.ts' },
      [
        reach('kernel/src/record/proof.test.ts', [1]),
        reach('kernel/src/time/date.test.ts', [9000, 10], false),
        reach('kernel/src/time/clock.test.ts', [50]),
      ],
      1000,
    );
    expect(choice.tests).toEqual([
      { file: 'kernel/src/time/date.test.ts', ids: ['kernel/src/time/date.test.ts#1'] },
      { file: 'kernel/src/time/clock.test.ts' },
      { file: 'kernel/src/record/proof.test.ts' },
    ]);
    expect(choice.left).toBe(1);
    // One test is always tried, however long it takes.
    expect(chosen({ file: 'plan/a/b/c.ts' }, [reach('plan/a/b/c.test.ts', [9000])], 1000).tests).toHaveLength(
      1,
    );
  });
});

describe('a run', () => {
  test('the program as it is passes, a change in it is seen, one that never ends is ended, one that no test reaches is told', async () => {
    const file = 'kernel/src/time/date.ts';
    const runner = new Runner(root);
    try {
      const { mutants, measured } = await mutantsOf(root, [file]);
      const reached = await measure(
        runner,
        measured,
        ['kernel/src/time/date.test.ts'],
        { each: 60_000, whole: 60_000 },
        () => {},
      );
      expect(reached.leftOut).toEqual([]);
      const text = readFileSync(join(root, file), 'utf8');
      const tests = [{ file: 'kernel/src/time/date.test.ts' }];
      const same = await runner.ask({ texts: { [file]: text }, tests, measure: false }, 60_000);
      expect(same).toMatchObject({ failed: [] });

      const month = mutants.find((m) => m.original === 'month === 2' && m.replacement === 'month !== 2');
      const endless = mutants.find((m) => m.original === 'i++' && m.replacement === 'i--');
      const dead = { ...(month as (typeof mutants)[number]), id: 'none' };
      const outcomes = await attempt(
        root,
        runner,
        [month, dead].map((m) => m as (typeof mutants)[number]),
        reached,
        { budget: 1000 },
        () => {},
      );
      expect(outcomes.map((o) => o.status)).toEqual(['killed', 'no coverage']);
      expect(outcomes[0]?.by).toContain('date.test.ts');
      const loop = changed(text, endless as (typeof mutants)[number]) as string;
      expect(await runner.ask({ texts: { [file]: loop }, tests, measure: false }, 3000)).toBe('timeout');
      // The next one is taken up by a new process.
      expect(await runner.ask({ texts: { [file]: text }, tests, measure: false }, 60_000)).toEqual(same);
      const row = rowOf('', outcomes);
      expect(row.score).toBeCloseTo(1 / 2);
      expect(row.covered).toBe(1);
      // The tree was not written to.
      expect(readFileSync(join(root, file), 'utf8')).toBe(text);
    } finally {
      await runner.close();
    }
  });
});

describe('what a change touches', () => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();

  test('the last commit in a clean clone, uncommitted work before it, the branch’s own commits before both', async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    git('init', '-q', '-b', 'main');
    put('kernel/src/a.ts', 'export const a = 1;\nexport const b = 2;\nexport const c = 3;\n');
    put('office/src/x.ts', 'export const x = 1;\n');
    git('add', '.');
    git('commit', '-qm', 'one');
    // One commit only: nothing to compare with, nothing touched.
    expect(baseOf(folder).commit).toBeNull();

    put('kernel/src/a.ts', 'export const a = 1;\nexport const b = 2 + 0;\nexport const c = 3;\n');
    const one = git('rev-parse', 'HEAD');
    expect(baseOf(folder)).toMatchObject({ commit: one, words: expect.stringContaining('not committed') });
    expect([...touchedSince(folder, one)]).toEqual([['kernel/src/a.ts', [[2, 2]]]]);

    git('commit', '-qam', 'two');
    expect(baseOf(folder).commit).toBe(one);
    put('office/src/x.ts', 'export const x = 2;\n');
    put('plan/new/thing.ts', 'export const n = 1 + 1;\n');
    put('plan/new/thing.test.ts', 'export const n = 1 + 1;\n');
    const two = git('rev-parse', 'HEAD');
    expect(baseOf(folder).commit).toBe(two);
    expect([...touchedSince(folder, two).keys()]).toEqual(['plan/new/thing.ts']);

    git('add', '.');
    git('commit', '-qm', 'three');
    git('update-ref', 'refs/remotes/origin/main', one);
    expect(baseOf(folder)).toMatchObject({ commit: one, words: expect.stringContaining('left origin/main') });
    expect([...touchedSince(folder, one).keys()].sort()).toEqual(['kernel/src/a.ts', 'plan/new/thing.ts']);
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    expect(baseOf(folder).commit).toBe(two);
    expect(() => baseOf(folder, 'nowhere')).toThrow('no commit nowhere');

    const { mutants } = await mutantsOf(folder, ['kernel/src/a.ts']);
    const touched = touchedSince(folder, one).get('kernel/src/a.ts') ?? [];
    expect(mutants.filter((m) => isTouched(m, touched)).map((m) => m.original)).toEqual(['2 + 0']);
  });

  test('of what this change touches in kernel and plan, the tests see the floor’s share', {
    timeout: 240_000,
  }, () => {
    const run = spawnSync(
      process.execPath,
      ['--import', 'tsx', join(root, 'scripts/mutation/main.ts'), 'changed'],
      { cwd: root, encoding: 'utf8', env: { ...process.env, NODE_NO_WARNINGS: '1' } },
    );
    const line = run.stdout.trim().split('\n').at(-1) ?? '';
    console.log(line);
    expect(line).toContain(`floor ${(FLOOR * 100).toFixed(1)} %`);
    expect(run.status, `${run.stdout}\n${run.stderr}`).toBe(0);
  });
});
