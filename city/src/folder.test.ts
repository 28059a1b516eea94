import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FolderInUse, FolderProblem, holdFolder } from './folder.ts';
import { BadEnvironment, DEFAULT_CASES, DEFAULT_HANDLINGS, environment } from './open.ts';
import { withArguments } from './start.ts';

let folder: string;
let children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fadu-folder-'));
});
afterEach(() => {
  for (const c of children) c.kill('SIGKILL');
  children = [];
  rmSync(folder, { recursive: true, force: true });
});
/** A process that runs for a while under a command line of our choice. */
function process_(name: string): number {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)', name], { stdio: 'ignore' });
  children.push(child);
  return child.pid as number;
}
const DEAD = 2 ** 22 - 3;
const lock = () => join(folder, 'fadu.pid');

describe('the data folder', () => {
  test('is held by one process and released', async () => {
    const held = await holdFolder(folder, false);
    expect(Number(readFileSync(lock(), 'utf8').split('\n')[0])).toBe(process.pid);
    held.release();
    expect(existsSync(lock())).toBe(false);
  });

  test('is refused while another of ours runs, with the address of its database', async () => {
    writeFileSync(lock(), String(process_('city/src/start.ts')));
    mkdirSync(join(folder, 'postgres'));
    writeFileSync(join(folder, 'postgres', 'postmaster.pid'), `${process.pid}\n${folder}\n0\n54321\n`);
    const error = await holdFolder(folder, false).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(FolderInUse);
    expect((error as FolderInUse).databaseUrl).toBe('postgres://postgres:fadu@127.0.0.1:54321/postgres');
    expect((error as Error).message).toContain('正由另一个法度进程使用');
  });

  test('a lock left by a killed process, and one whose number now belongs to a stranger, are taken over', async () => {
    writeFileSync(lock(), `${DEAD}\n1\n`);
    (await holdFolder(folder, false)).release();
    // Of our own kind by its command line, and yet another process than the one that took the lock.
    writeFileSync(lock(), `${process_('city/src/start.ts')}\n1\n`);
    (await holdFolder(folder, false)).release();
  });

  test('a postmaster.pid of a dead server, and one whose number belongs to a stranger, are taken away', async () => {
    mkdirSync(join(folder, 'postgres'));
    const pid = join(folder, 'postgres', 'postmaster.pid');
    for (const left of [DEAD, process_('something-else')]) {
      writeFileSync(pid, `${left}\n/elsewhere\n0\n54321\n`);
      (await holdFolder(folder, false)).release();
      expect(existsSync(pid)).toBe(false);
    }
    expect(children.every((c) => c.exitCode === null && c.signalCode === null)).toBe(true);
  });

  test('a folder that cannot be made says so', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(holdFolder(join(folder, 'file', 'below'), false)).rejects.toThrow(FolderProblem);
  });
});

describe('the environment', () => {
  test('has defaults and refuses what cannot be, naming the variable', () => {
    expect(environment({})).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      seed: 'fadu',
      databaseUrl: undefined,
    });
    expect(() => environment({ PORT: '80a' })).toThrow(BadEnvironment);
    expect(() => environment({ PORT: '80a' })).toThrow('PORT');
    expect(() => environment({ DATABASE_URL: 'mysql://x' })).toThrow('DATABASE_URL');
    expect(environment({ FADU_PROXIES: '10.0.0.1, 10.1.0.0/16' }).trustedProxies).toEqual([
      '10.0.0.1',
      '10.1.0.0/16',
    ]);
    for (const wrong of ['proxy.example', '10.0.0.0/33', '10.0.0.1,x'])
      expect(() => environment({ FADU_PROXIES: wrong })).toThrow('FADU_PROXIES');
  });
});

describe('how many cases the city tells', () => {
  test('R39.1 by the environment or behind npm start, a number and nothing else', () => {
    expect(environment({}).cases).toBe(DEFAULT_CASES);
    expect(environment({ FADU_CASES: '0' }).cases).toBe(0);
    for (const wrong of ['-1', '1e3', 'viele', '99999', ''])
      expect(() => environment({ FADU_CASES: wrong })).toThrow('FADU_CASES');
    const env = environment({ FADU_CASES: '10' });
    expect(withArguments(env, []).cases).toBe(10);
    expect(withArguments(env, ['--cases', '5000']).cases).toBe(5000);
    for (const wrong of [['--cases'], ['--cases', 'x'], ['--fast'], ['5000']])
      expect(() => withArguments(env, wrong)).toThrow(/--cases/);
  });

  test('R5.2 handlings of services in the same way, apart from the cases', () => {
    expect(environment({}).handlings).toBe(DEFAULT_HANDLINGS);
    expect(environment({ FADU_HANDLINGS: '0' })).toMatchObject({ handlings: 0, cases: DEFAULT_CASES });
    for (const wrong of ['-1', 'x', '99999', ''])
      expect(() => environment({ FADU_HANDLINGS: wrong })).toThrow('FADU_HANDLINGS');
    const env = environment({ FADU_CASES: '10', FADU_HANDLINGS: '20' });
    expect(withArguments(env, ['--handlings', '20000'])).toMatchObject({ cases: 10, handlings: 20_000 });
    expect(withArguments(env, ['--cases', '5'])).toMatchObject({ cases: 5, handlings: 20 });
    expect(() => withArguments(env, ['--handlings', 'x'])).toThrow(/--handlings/);
  });
});
