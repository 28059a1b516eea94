import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyLog } from '@fadu/kernel/record/index';
import { migrateAuth } from '@fadu/office/identity/index';
import { freshDatabase, type TestDatabase } from '@fadu/office/testing/database';
import { TEST_PASSWORD } from '@fadu/office/testing/global-setup';
import { fillTestCity } from '@fadu/office/testing/organs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS, cli, helpText } from './cli.ts';
import { bulk } from './large.ts';
import type { Environment } from './open.ts';

let folder: string;
let database: TestDatabase;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fadu-cli-'));
  mkdirSync(join(folder, 'data'));
  // The role's password belongs to the whole test server: it must stay the one that all tests use.
  writeFileSync(join(folder, 'data', 'app.password'), TEST_PASSWORD);
  database = await freshDatabase();
  await fillTestCity(database.pool);
  await bulk(database.pool, { cases: 600, seed: 'cli' });
  await migrateAuth(database.pool, 'fadu_app');
  await database.pool.query(
    "insert into fadu.person (id, name, kind, demo) values ('p-keeper', '演示日历员', 'staff', true), ('p-other', '演示日历员二', 'staff', true)",
  );
  await database.pool.query(
    "insert into fadu.post (person, role, organ) values ('p-keeper', 'calendar-keeper', 't-justice'), ('p-other', 'calendar-keeper', 't-justice')",
  );
});
afterAll(async () => {
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(...argv: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const env = (): Environment => ({
    folder: join(folder, 'data'),
    databaseUrl: database.ownerUrl,
    port: 0,
    host: '127.0.0.1',
    seed: 'fadu',
    cases: 0,
    handlings: 0,
    baseUrl: 'http://127.0.0.1:8080',
  });
  const code = await cli(argv, env, { out: (t) => out.push(t), err: (t) => err.push(t) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('npm run fadu', () => {
  test('help names every command; nothing at all is help', async () => {
    for (const c of COMMANDS) expect(helpText()).toContain(c.name);
    expect(await run()).toEqual({ code: 0, out: helpText(), err: '' });
  });

  test.each([
    [['nothing'], '没有“nothing”这个命令'],
    [['due', '--from', '2026-02-30', '--limit', '5日'], '2026-02-30'],
    [['due', '--from', '2026-02-03'], '--limit'],
    [['due', '--from', '2026-02-03', '--limit', '五块'], '不是有效的期限'],
    [['due', '--from', '2026-02-03', '--limit', '5日', '--wrong'], '--wrong'],
    [['chart', 'no-such'], 'normative-document'],
    [['chart', 'normative-document', '--svg', '--bpmn'], '只能选一个'],
    [['prove', 'no-such'], '没有程序'],
    [['export-log'], '文件夹'],
    [['plan', 'import'], '实施方案'],
    [['plan', 'import', '/no/such/file'], '读不到'],
    [['calendar', 'adopt', '/no/such/file'], '读不到'],
    [['supervision', 'check'], '不是装好的演示城市'],
    [['supervision', 'check', 'all'], '不用写内容'],
    [['seed', '--cases', 'x'], '--cases'],
    [['accounts', 'reset-password'], '账号'],
    [['accounts', 'reset-password', 'nobody-here'], '没有账号'],
  ])('%j is a usage error that says what to do', async (argv, words) => {
    const { code, err } = await run(...argv);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });

  test('due computes and explains', async () => {
    const { code, out, err } = await run(
      'due',
      '--from',
      '2026-09-30',
      '--limit',
      '5日',
      '--statute',
      '行政处罚法',
    );
    expect([code, out]).toEqual([0, '2026-10-13']);
    expect(err).toContain('《行政处罚法》第八十五条');
  });

  test('chart draws SVG and BPMN; prove proves', async () => {
    expect((await run('chart', 'task-tracking')).out).toMatch(/^<svg /);
    expect((await run('chart', 'task-tracking', '--bpmn')).out).toContain('bpmn:definitions');
    const proof = await run('prove', 'task-tracking');
    expect(proof.code).toBe(0);
    expect(proof.out).toContain('成立  方案任务跟踪');
  });

  test('export-log writes a log that verifies from its files alone', async () => {
    const to = join(folder, 'log');
    const { code, out } = await run('export-log', to);
    expect([code, out]).toEqual([0, expect.stringContaining('已导出')]);
    const read = (path: string) => {
      try {
        return new Uint8Array(readFileSync(join(to, path)));
      } catch {
        return undefined;
      }
    };
    const result = await verifyLog({
      readCheckpoint: async () => readFileSync(join(to, 'checkpoint'), 'utf8'),
      readTile: async (path) => read(path),
      vkey: readFileSync(join(to, 'log.vkey'), 'utf8').trim(),
    });
    expect(result.ok).toBe(true);
  });

  test('verify passes, and names a row that was changed behind the engine', async () => {
    const good = await run('verify');
    expect([good.code, good.out]).toEqual([0, expect.stringContaining('核验通过')]);
    const { rows } = await database.pool.query<{ case_id: string; seq: number; input: string }>(
      'select case_id, seq, input::text as input from fadu.act order by case_id, seq limit 1',
    );
    const row = rows[0] as { case_id: string; seq: number; input: string };
    await database.pool.query(
      'update fadu.act set input = input || \'{"changed": true}\' where case_id = $1 and seq = $2',
      [row.case_id, row.seq],
    );
    const bad = await run('verify');
    await database.pool.query('update fadu.act set input = $3::jsonb where case_id = $1 and seq = $2', [
      row.case_id,
      row.seq,
      row.input,
    ]);
    expect(bad.code).toBe(1);
    expect(bad.out).toContain(row.case_id);
    expect((await run('verify')).code).toBe(0);
  });

  test('calendar adopt asks who acts when several may, adopts and re-dates', async () => {
    const file = join(folder, '2026.json');
    writeFileSync(file, '{');
    expect((await run('calendar', 'adopt', file, '--as', 'p-keeper')).code).toBe(2);
    writeFileSync(
      file,
      JSON.stringify({
        year: 2027,
        notice: '演示通知',
        adopted: true,
        rest: [{ date: '2027-01-01', name: '元旦' }],
        worked: [],
      }),
    );
    const unsaid = await run('calendar', 'adopt', file);
    expect([unsaid.code, unsaid.err]).toEqual([2, expect.stringContaining('--as')]);
    const done = await run('calendar', 'adopt', file, '--as', 'p-keeper');
    expect([done.code, done.out]).toEqual([0, expect.stringContaining('2027 年放假安排已录入（第 1 版）')]);
    expect((await run('verify')).code).toBe(0);
  });

  test('plan import refuses a text that is no plan, by line, and writes nothing', async () => {
    await database.pool.query(
      "insert into fadu.post (person, role, organ) values ('p-keeper', 'plan-coordinator', 't-justice')",
    );
    const file = join(folder, 'plan.txt');
    writeFileSync(file, '这不是实施方案');
    const { code, err } = await run('plan', 'import', file);
    expect(code).toBe(1);
    expect(err).toContain('第1行');
    expect((await database.pool.query('select 1 from fadu.plan_document')).rows).toEqual([]);
  });

  test('seed leaves a database alone that is not empty', async () => {
    const { code, err } = await run('seed');
    expect([code, err]).toEqual([1, expect.stringContaining('已有别的数据')]);
  });
});
