import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freshDatabase, type TestDatabase } from '@fadu/office/testing/database';
import { TEST_PASSWORD } from '@fadu/office/testing/global-setup';
import { fillTestCity } from '@fadu/office/testing/organs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cli } from '../cli.ts';
import type { Environment } from '../open.ts';

const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));
const TEXTS = 300;
/** With the old ones that every sixth repeals. */
const FILES = TEXTS + TEXTS / 6;
let folder: string;
const databases: TestDatabase[] = [];

/** A folder of made-up regulations: versions, repeals, a bad file. */
function write(laws: string): void {
  mkdirSync(join(laws, '行政法规'), { recursive: true });
  const name = (i: number) => `样本${i}号条例`;
  for (let i = 0; i < TEXTS; i++) {
    const of = Math.floor(i / 2);
    const year = 2001 + (i % 2) * 10;
    const repeals = i % 6 === 5 ? `《${name(of + 1000)}》、《旧样本${i}号条例》同时废止。` : '';
    if (i % 6 === 5)
      writeFileSync(
        join(laws, '行政法规', `旧样本${i}号条例(1999-03-01).md`),
        [`# 旧样本${i}号条例`, '1999年3月1日 国务院发布', '<!-- INFO END -->', '第一条 旧。'].join('\n\n'),
      );
    writeFileSync(
      join(laws, '行政法规', `${name(of)}(${year}-03-01).md`),
      [
        `# ${name(of)}`,
        `${year}年3月1日 国务院令第${i + 1}号公布`,
        '<!-- INFO END -->',
        ...Array.from({ length: 20 }, (_, k) => `第${k + 1}条 样本${i}的第${k + 1}条。`),
        `第二十一条 本条例自${year}年5月1日起施行。${repeals}`,
      ].join('\n\n'),
    );
  }
  writeFileSync(join(laws, '行政法规', '坏.md'), '第一条 没有标题。\n');
  writeFileSync(join(laws, 'README.md'), '# not a law\n');
}

async function city(): Promise<{ env: Environment; database: TestDatabase }> {
  const database = await freshDatabase();
  databases.push(database);
  await fillTestCity(database.pool);
  const data = mkdtempSync(join(folder, 'data-'));
  writeFileSync(join(data, 'app.password'), TEST_PASSWORD);
  const env = {
    folder: data,
    databaseUrl: database.ownerUrl,
    port: 0,
    host: '127.0.0.1',
    seed: 'fadu',
    cases: 0,
    handlings: 0,
    baseUrl: 'http://127.0.0.1:8080',
  };
  return { env, database };
}

async function run(env: Environment, ...argv: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await cli(argv, () => env, { out: (t) => out.push(t), err: (t) => err.push(t) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** All that an import leaves, but for moments and running numbers. */
async function state({ pool }: TestDatabase) {
  const all: Record<string, unknown> = {};
  for (const [table, columns] of [
    ['instrument', 'id, title, level, kind, maker, region, doc_no, origin'],
    ['instrument_alias', 'alias, instrument'],
    [
      'instrument_version',
      'instrument, version, adopted, promulgated, effective, expires, body, sha256, source, lines',
    ],
    ['instrument_event', 'instrument, kind, articles, on_day, by_instrument, says'],
    ['provision', 'instrument, version, ordinal, eid, article, label, path, text, law_from, law_to'],
    ['law_repeal', 'by_instrument, by_version, ordinal, title, on_day, target, why'],
    ['leaf', 'kind, region, case when kind = $$law$$ then ref end'],
  ] as const) {
    const { rows } = await pool.query(
      `select md5(string_agg(r::text, '|' order by r::text)) as sum, count(*)::int as n from (select ${columns} from fadu.${table}) r`,
    );
    all[table] = rows[0];
  }
  return all;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fadu-laws-'));
  write(join(folder, 'laws'));
});
afterAll(async () => {
  for (const d of databases) await d.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('R43.2 npm run fadu -- laws', () => {
  test('import, again, killed half-way and again: the same end; verify is content; export; list', async () => {
    const whole = await city();
    const laws = join(folder, 'laws');
    const first = await run(whole.env, 'laws', 'import', laws);
    expect(first.code, first.err).toBe(1);
    expect(first.out).toContain(`新收入 ${FILES}，已有 0，与已有文本不同 0，不能读取 1`);
    expect(first.out).toContain('行政法规/坏.md：第一行应当是标题');
    const end = await state(whole.database);
    const reports = join(whole.env.folder, 'reports');
    const report = readdirSync(reports).find((f) => f.endsWith('.json'));
    const told = JSON.parse(readFileSync(join(reports, report as string), 'utf8'));
    expect(told.files).toHaveLength(FILES + 1);
    expect(told.passed).toEqual(['laws/README.md']);
    expect(told.totals.placed + told.totals.blank + told.totals.unplaced + told.totals.unstored).toBe(
      told.totals.lines,
    );
    expect(told.repeals.entered).toBeGreaterThan(10);

    const second = await run(whole.env, 'laws', 'import', laws, '--report', join(folder, 'second'));
    expect(second.out).toContain(`新收入 0，已有 ${FILES}`);
    expect(await state(whole.database)).toEqual(end);

    const broken = await city();
    const child = spawn(process.execPath, ['--import', 'tsx', CLI, 'laws', 'import', laws], {
      env: { ...process.env, FADU_DATA: broken.env.folder, DATABASE_URL: broken.env.databaseUrl },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said: string[] = [];
    child.stderr.on('data', (d) => said.push(String(d)));
    const exited = new Promise<void>((done) => child.once('exit', () => done()));
    let n = 0;
    while (n < FILES / 3 && child.exitCode === null) {
      await wait(20);
      const { rows } = await broken.database.pool.query(
        "select count(*)::int as n from fadu.instrument_version where source <> 'plan/statutes'",
      );
      n = rows[0].n;
    }
    child.kill('SIGKILL');
    await exited;
    expect(n, said.join('')).toBeGreaterThan(0);
    const half = await state(broken.database);
    expect(half.instrument_version).not.toEqual(end.instrument_version);
    const again = await run(broken.env, 'laws', 'import', laws);
    expect(again.out).toMatch(/新收入 [1-9]\d*，已有 [1-9]\d*/);
    expect(await state(broken.database)).toEqual(end);

    for (const { env } of [whole, broken]) {
      const verified = await run(env, 'verify');
      expect(verified.out).toContain('核验通过');
    }
    const out = join(folder, 'out');
    expect((await run(whole.env, 'laws', 'export', out, '--format', 'akn')).out).toBe(
      `已导出 ${FILES} 个版本。`,
    );
    expect(readdirSync(join(out, '行政法规'))).toHaveLength(FILES);
    const elsewhere = await city();
    expect((await run(elsewhere.env, 'laws', 'import', out)).out).toContain(`新收入 ${FILES}`);
    const list = await run(whole.env, 'laws', 'list', '样本3号');
    expect(list.out).toMatch(/行政法规 +样本3号条例 +2 个版本 +2011-05-01 +现行有效/);
  }, 240_000);

  test('usage errors name what is missing', async () => {
    const { env } = await city();
    expect(await run(env, 'laws', 'import')).toMatchObject({
      code: 2,
      err: '请写明要导入的文件夹或者文件。',
    });
    expect(await run(env, 'laws', 'import', '/没有这里')).toMatchObject({
      code: 2,
      err: '找不到 /没有这里。',
    });
    expect(await run(env, 'laws', 'export')).toMatchObject({ code: 2 });
    expect(await run(env, 'laws', 'export', folder, '--format', 'pdf')).toMatchObject({
      code: 2,
      err: '格式应为 akn 或者 text。',
    });
  });
});
