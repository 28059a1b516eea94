/** Issue 5: the bench says what is missing before it runs, and its page puts ratios first. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ratioChart, ratioText } from './chart.ts';
import { lacksOf, lackText, met, type Part, type Row, ratioOf, whole } from './part.ts';
import { PARTS } from './parts.ts';
import { cpuOf, Program } from './processes.ts';
import { figureText, markdown, type Results, terminal, writeResults } from './report.ts';

const row = (more: Partial<Row> = {}): Row => ({
  what: 'acts a second',
  ours: { value: 600, unit: '/s' },
  peer: { name: 'bare commit', value: 1000, unit: '/s' },
  aim: { at: 'least', ratio: 0.5 },
  ...more,
});
const slow = row({
  what: 'a page | of cases',
  ours: { value: 3, unit: 'ms', note: 'p95 9 ms' },
  peer: { name: 'at 10,000', value: 2, unit: 'ms' },
  aim: { at: 'most', ratio: 1.3 },
});
const alone = row({ what: 'weight', ours: { value: 12.34, unit: 'kB' }, peer: null });

const results: Results = {
  at: '2026-11-23T17:00:00.000Z',
  command: 'npm run bench -- demo --rounds 2',
  machine: 'a processor, 2 cores, 4 GB',
  seed: 7,
  parts: [
    {
      name: 'demo',
      title: 'a demonstration',
      options: { rounds: '2', on: '' },
      rows: [row(), slow, alone],
      notes: ['How it was set up.'],
      versions: { PostgreSQL: '18.4' },
      seconds: 12,
      load: [0.5, 1.25],
    },
  ],
  lacks: [
    { part: 'demo', need: 'go', without: ['tessera'], why: 'go cannot be started', get: 'Install Go.' },
  ],
  failed: [],
};

describe('a row', () => {
  test('has the ratio of its figures unless the median of several rounds is given', () => {
    expect(ratioOf(row())).toBe(0.6);
    expect(ratioOf(row({ ratio: 0.55 }))).toBe(0.55);
    expect(ratioOf(alone)).toBeNull();
    expect(ratioOf(row({ peer: { name: 'none', value: 0, unit: '/s' } }))).toBeNull();
  });

  test('meets its aim from either side, and none where it has none', () => {
    expect([met(row()), met(row({ ratio: 0.5 })), met(row({ ratio: 0.49 }))]).toEqual([true, true, false]);
    expect([met(slow), met({ ...slow, ratio: 1.3 })]).toEqual([false, true]);
    expect(met(alone)).toBeNull();
  });

  test.each([
    [{ value: 1234.5, unit: '/s' }, '1,235/s'],
    [{ value: 12.345, unit: 'ms' }, '12.3 ms'],
    [{ value: 0.5, unit: 's' }, '0.50 s'],
    [{ value: 7, unit: '' }, '7'],
  ])('%o is written %s', (figure, written) => expect(figureText(figure)).toBe(written));

  test.each([
    [123.4, '123'],
    [12.34, '12.3'],
    [0.6, '0.60'],
    [0.004, '0.004'],
  ])('the ratio %d is written %s', (ratio, written) => expect(ratioText(ratio)).toBe(written));
});

describe('the page of results', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'fadu-report-'));
    writeResults(folder, results);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('puts ratios first, says what was missed, and names command, machine, versions, seed and load', () => {
    const page = readFileSync(join(folder, 'bench.md'), 'utf8');
    expect(page).toBe(markdown(results));
    expect(page).toContain('| 0.60 | at least 0.5 | met | acts a second | 600/s | bare commit: 1,000/s |');
    expect(page).toContain(
      '| 1.50 | at most 1.3 | **missed** | a page \\| of cases | 3 ms (p95 9 ms) | at 10,000: 2 ms |',
    );
    expect(page).toContain('1 of 2 aims met; missed: a page | of cases (1.50, aim at most 1.3).');
    for (const said of [
      '`npm run bench -- demo --rounds 2`, 2026-11-23 17:00 UTC, seed 7',
      'a processor, 2 cores, 4 GB; PostgreSQL 18.4',
      'load 0.5 before, 1.3 after',
      'demo: without tessera: go cannot be started. Install Go.',
    ])
      expect(page).toContain(said);
  });

  test('comes with the same as data, and with a chart that shows every ratio', () => {
    expect(JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8'))).toEqual(results);
    const chart = readFileSync(join(folder, 'ratios.svg'), 'utf8');
    expect(chart).toContain('× 0.60');
    expect(chart).toContain('× 1.50');
    expect(chart).not.toContain('>weight<');
    expect(chart).not.toMatch(/NaN|Infinity|undefined/);
    // Met, missed and none are told apart by shape: two circles in the legend and rows, diamonds for what is missed.
    expect(chart.match(/<path /g)).toHaveLength(2);
  });

  test('a chart without a single ratio, and one over many powers of ten, have finite numbers only', () => {
    for (const rows of [[alone], [row({ ratio: 0.00002 }), row({ ratio: 34567 })]])
      expect(ratioChart('x', [{ title: 'y', rows }])).not.toMatch(/NaN|Infinity/);
  });

  test('the terminal shows the same cells', () => {
    expect(terminal([row()]).split('\n')[1]).toMatch(/0\.60 +at least 0\.5 +met +acts a second +600\/s/);
  });
});

describe('what a part needs', () => {
  const part = (missing: Part['needs'][number]['missing']): Part => ({
    name: 'demo',
    title: '',
    options: {},
    needs: [{ name: 'go', without: 'part', get: 'Install Go.', missing }],
    run: () => Promise.reject(new Error('not run')),
  });

  test('is said with what is left out and how to get it, only where it is missing', async () => {
    expect(
      await lacksOf(
        part(() => null),
        {},
      ),
    ).toEqual([]);
    const [lack] = await lacksOf(
      part(async (o) => `no ${o.laws}`),
      { laws: 'folder' },
    );
    expect(lack && lackText(lack)).toBe('demo: left out as a whole: no folder. Install Go.');
  });

  test('every part is registered under its own name, and each option says what it is', async () => {
    for (const [name, load] of Object.entries(PARTS)) {
      const { part } = await load();
      expect(part.name).toBe(name);
      for (const [option, def] of Object.entries(part.options))
        expect(def.what, `${name} --${option}`).not.toBe('');
      for (const need of part.needs) expect(need.get, `${name}: ${need.name}`).toMatch(/\.$/);
    }
  });

  test('a number that is none is refused by the name of its option', () => {
    expect(whole({ rounds: '3' }, 'rounds')).toBe(3);
    for (const bad of ['x', '-1', '1.5']) expect(() => whole({ rounds: bad }, 'rounds')).toThrow('--rounds');
  });
});

describe('programs beside ours', () => {
  test('answer line by line, and one that ends says why', async () => {
    const echo = new Program(process.execPath, [
      '-e',
      `console.log('ready 1'); require('readline').createInterface({ input: process.stdin }).on('line', (l) => console.log(l + '!'))`,
    ]);
    expect(await echo.next()).toBe('ready 1');
    expect(await echo.ask('run 5')).toBe('run 5!');
    await echo.stop();
    const broken = new Program(process.execPath, ['-e', `console.error('no jars'); process.exit(3)`]);
    await expect(broken.next()).rejects.toThrow(/ended with 3: no jars/);
  });

  test.runIf(process.platform === 'linux')(
    'processor time counts what children of a process used',
    async () => {
      const busy = `const end = Date.now() + 400; while (Date.now() < end); `;
      const child = spawn(process.execPath, [
        '-e',
        `require('child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(busy)}]); console.log('done'); setInterval(() => {}, 1000)`,
      ]);
      await new Promise((done) => child.stdout.once('data', done));
      // More than starting two programs and nothing else: the child's loop is in it, shared processor or not.
      expect(cpuOf(child.pid as number)).toBeGreaterThan(50);
      child.kill();
      expect(cpuOf(2 ** 22 + 1)).toBeNull();
    },
  );
});
