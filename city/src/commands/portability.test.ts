/** `city export` and `city import` on the command line: what they refuse before anything is written. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase, type TestDatabase } from '@fadu/office/testing/database';
import { TEST_PASSWORD } from '@fadu/office/testing/global-setup';
import { fillTestCity } from '@fadu/office/testing/organs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cli } from '../cli.ts';

let folder: string;
let old: TestDatabase;
let fresh: TestDatabase;

async function run(database: TestDatabase, data: string, ...argv: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  mkdirSync(join(folder, data), { recursive: true });
  // The role's password belongs to the whole test server: it must stay the one that all tests use.
  writeFileSync(join(folder, data, 'app.password'), TEST_PASSWORD);
  const code = await cli(
    argv,
    () => ({
      folder: join(folder, data),
      databaseUrl: database.ownerUrl,
      port: 0,
      host: '127.0.0.1',
      seed: 'fadu',
      cases: 0,
      handlings: 0,
      baseUrl: 'http://127.0.0.1:8080',
    }),
    { out: (t) => out.push(t), err: (t) => err.push(t) },
  );
  return { code, out: out.join('\n'), err: err.join('\n') };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fadu-leave-cli-'));
  old = await freshDatabase();
  fresh = await freshDatabase();
  await fillTestCity(old.pool);
});
afterAll(async () => {
  await old?.close();
  await fresh?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('city export and city import', () => {
  test('a city goes out with its keys apart, and comes in only with them', async () => {
    const out = join(folder, 'out');
    const keys = join(folder, 'handed-over');
    expect((await run(old, 'a', 'city', 'export')).code).toBe(2);
    const exported = await run(old, 'a', 'city', 'export', out, '--keys', keys);
    expect(exported).toMatchObject({ code: 0, err: '' });
    expect(readdirSync(keys).sort()).toEqual(['log.key', 'sealed.key']);
    const secret = readFileSync(join(keys, 'sealed.key'), 'utf8').trim();
    expect(readFileSync(join(out, 'manifest.json'), 'utf8')).not.toContain(secret);
    expect((await run(old, 'a', 'city', 'export', out)).code).toBe(1);

    const bare = await run(fresh, 'b', 'city', 'import', out);
    expect(bare).toMatchObject({ code: 2 });
    expect(bare.err).toContain('没有钥匙 log.key');
    const other = join(folder, 'other');
    mkdirSync(other);
    for (const name of ['log.key', 'sealed.key'])
      writeFileSync(join(other, name), Buffer.alloc(32, 1).toString('base64'));
    const wrong = await run(fresh, 'c', 'city', 'import', out, '--keys', other);
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.err).toContain('不是给这份日志签名的钥匙');
    // A wrong key does not stay: the right one finds its place free.
    expect(existsSync(join(folder, 'c', 'keys', 'log.key'))).toBe(false);
    const { rows } = await fresh.pool.query('select count(*) as n from fadu.organ');
    expect(Number(rows[0].n)).toBe(0);

    const imported = await run(fresh, 'c', 'city', 'import', out, '--keys', keys);
    expect(imported).toMatchObject({ code: 0, err: '' });
    expect(imported.out).toContain('个数据文件逐字节相同');
    expect(imported.out).toContain('全部记录核验通过');
    const again = await run(fresh, 'c', 'city', 'import', out, '--keys', keys);
    expect(again).toMatchObject({ code: 1 });
    expect(again.err).toContain('只能装入空的实例');
  }, 120_000);
});
