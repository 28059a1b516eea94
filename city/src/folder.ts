/**
 * The data folder: one process at a time, and a database server that an earlier process left behind (killed, machine
 * restarted) is ended properly before a new one starts.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Something about the folder stands in the way; the message says what to do, in Chinese. */
export class FolderProblem extends Error {
  override readonly name: string = 'FolderProblem';
}

/** The folder is in use by a running process. */
export class FolderInUse extends FolderProblem {
  override readonly name: string = 'FolderInUse';
  /** Maintenance URL of the database server that runs there, when it could be read. */
  readonly databaseUrl: string | null;
  constructor(folder: string, pid: number, databaseUrl: string | null) {
    super(
      `数据文件夹 ${folder} 正由另一个法度进程使用（进程号 ${pid}）。请先停止它，或者用环境变量 FADU_DATA 另选一个文件夹。`,
    );
    this.databaseUrl = databaseUrl;
  }
}

/** The folder as held by this process. */
export interface HeldFolder {
  release(): void;
}

/** Command line of a running process; empty when it does not run, `?` when it runs and cannot be read. */
function commandOf(pid: number): string {
  if (!Number.isInteger(pid) || pid <= 0) return '';
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return '';
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    try {
      return execFileSync('ps', ['-p', String(pid), '-o', 'command='], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    } catch {
      return '?';
    }
  }
}

/**
 * When a running process began, in whatever unit the system counts; empty when it does not run or cannot be asked. With
 * its number this names a process for good: a number that was given to another one later has another beginning.
 */
function beginningOf(pid: number): string {
  try {
    // After the command in brackets, which may hold blanks; the 22nd field of all.
    return (
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[19] ?? ''
    );
  } catch {
    try {
      return execFileSync('ps', ['-p', String(pid), '-o', 'lstart='], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    } catch {
      return '';
    }
  }
}

/** Content of our lock: number and beginning of the process that holds the folder. */
const lockText = (pid: number): string => `${pid}\n${beginningOf(pid)}\n`;

/** The process that holds a lock, while it runs; null when it is gone or its number belongs to another one now. */
function holderOf(lock: string): number | null {
  const [first = '', began = ''] = lock.split('\n');
  const pid = Number(first);
  if (pid === process.pid || commandOf(pid) === '') return null;
  return began === '' || began === beginningOf(pid) ? pid : null;
}

/** What PostgreSQL's own lock file says: process, folder, port. */
function postmaster(folder: string): { path: string; pid: number; port: number } | null {
  const path = join(folder, 'postgres', 'postmaster.pid');
  if (!existsSync(path)) return null;
  const lines = readFileSync(path, 'utf8').split('\n');
  return { path, pid: Number(lines[0]), port: Number(lines[3]) };
}

const urlAt = (port: number) => (port > 0 ? `postgres://postgres:fadu@127.0.0.1:${port}/postgres` : null);

/** As root the database runs as another user, who must be able to pass through every folder above. */
function checkPassable(folder: string): void {
  if (process.getuid?.() !== 0) return;
  for (let at = dirname(resolve(folder)); ; at = dirname(at)) {
    const stat = statSync(at, { throwIfNoEntry: false });
    if (stat && (stat.mode & 0o001) === 0) {
      throw new FolderProblem(
        `以root身份运行时，数据库由另一个系统用户启动，但它进不了 ${at}。请用环境变量 FADU_DATA 选一个别的文件夹（如 /var/lib/fadu），或者用普通用户运行。`,
      );
    }
    if (at === dirname(at)) return;
  }
}

/** Stop a database server whose owner is gone, or take away the lock file of one that is gone itself. */
async function endOrphan(folder: string): Promise<void> {
  const left = postmaster(folder);
  if (!left) return;
  const command = commandOf(left.pid);
  const ours = /^(\S*\/)?postgres(:|\s|$)/.test(command);
  if (!ours) {
    // The number may belong to an unrelated process by now, which PostgreSQL would take for a server.
    rmSync(left.path, { force: true });
    return;
  }
  for (const [signal, seconds] of [
    ['SIGINT', 15],
    ['SIGQUIT', 5],
  ] as const) {
    try {
      process.kill(left.pid, signal);
    } catch {
      return;
    }
    for (let i = 0; i < seconds * 20; i++) {
      if (commandOf(left.pid) === '') {
        rmSync(left.path, { force: true });
        return;
      }
      await wait(50);
    }
  }
  throw new FolderProblem(`上次没有正常停止的数据库（进程号 ${left.pid}）停不下来，请手动结束它再试。`);
}

/**
 * Take the folder for this process. `embedded`: its own database server will run in it.
 * @throws FolderInUse when another process of ours runs there; FolderProblem when the folder cannot be used
 */
export async function holdFolder(folder: string, embedded = true): Promise<HeldFolder> {
  if (embedded) checkPassable(folder);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new FolderProblem(`数据文件夹 ${folder} 建不起来：${(error as Error).message}`);
  }
  const path = join(folder, 'fadu.pid');
  const take = () => writeFileSync(path, lockText(process.pid), { flag: 'wx' });
  try {
    take();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
      throw new FolderProblem(`数据文件夹 ${folder} 不能写入：${(error as Error).message}`);
    const holder = holderOf(readFileSync(path, 'utf8'));
    if (holder !== null) throw new FolderInUse(folder, holder, urlAt(postmaster(folder)?.port ?? 0));
    rmSync(path, { force: true });
    take();
  }
  const held = {
    release() {
      if (existsSync(path) && readFileSync(path, 'utf8') === lockText(process.pid))
        rmSync(path, { force: true });
    },
  };
  try {
    await endOrphan(folder);
    return held;
  } catch (error) {
    held.release();
    throw error;
  }
}
