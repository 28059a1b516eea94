/** Commands on the city's data: seed, verify, calendar, plan, log export, accounts. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Actor, CalendarYear } from '@fadu/kernel';
import {
  formatVkey,
  hashesAtLevel,
  openCheckpoint,
  TILE_WIDTH,
  tilePath,
  tileWidth,
} from '@fadu/kernel/record/index';
import { adoptCalendar, CALENDAR_ROLE } from '@fadu/office/calendar/adopt';
import { postsOf } from '@fadu/office/cases/actor';
import { createAuth, migrateAuth, resetPassword } from '@fadu/office/identity/index';
import { importPlanText, PLAN_ROLE, PlanRefused } from '@fadu/office/plan/import';
import { logSigner } from '@fadu/office/record/key';
import { readLogFile } from '@fadu/office/record/log-files';
import { startSequencer } from '@fadu/office/record/sequencer';
import { verifyAll } from '@fadu/office/record/verify';
import {
  BadEnvironment,
  type Environment,
  type Opened,
  type OpenOffice,
  openData,
  openOffice,
} from '../open.ts';
import { fill, openAccounts, withArguments } from '../start.ts';
import { progress } from '../text.ts';
import { type Command, type Terminal, Usage } from './command.ts';
import { parsed } from './definitions.ts';

/** Do something with the office, on a database that a running server may have open. */
export async function withOffice<T>(
  env: Environment,
  work: (office: OpenOffice, opened: Opened) => Promise<T>,
): Promise<T> {
  const opened = await openData(env, true);
  try {
    const office = await openOffice(env, opened);
    try {
      return await work(office, opened);
    } finally {
      await office.close();
    }
  } finally {
    await opened.close();
  }
}

/** The log's name and key, as the server opens them. */
const signerOf = (env: Environment, demo: boolean) =>
  logSigner(join(env.folder, 'keys'), demo ? 'demo.fadu/220200' : 'fadu/city');

/** Who acts: `--as` names the account; without it, the one person who holds the role. @throws Usage */
async function actingAs({ office, pool }: OpenOffice, role: string, username: unknown): Promise<Actor> {
  const { rows } = await pool.query<{ id: string; name: string; username: string | null }>(
    `select distinct p.id, p.name, u.username from fadu.person p join fadu.post o on o.person = p.id
     left join auth."user" u on u.id = p.id where o.role = $1 order by p.id`,
    [role],
  );
  const known = rows.map((r) => r.username ?? r.id);
  const found =
    username === undefined
      ? rows.length === 1
        ? rows[0]
        : undefined
      : rows.find((r) => r.username === username || r.id === username);
  if (!found) {
    throw new Usage(
      username === undefined
        ? `请用 --as 写明由谁办理，可以是：${known.slice(0, 12).join('、') || '（没有人担任这个岗位）'}。`
        : `账号“${String(username)}”没有这个岗位，可以是：${known.slice(0, 12).join('、') || '（没有人担任这个岗位）'}。`,
    );
  }
  return { kind: 'person', person: found.id, name: found.name, posts: await postsOf(office, found.id) };
}

async function textOf(path: string | undefined, what: string): Promise<string> {
  if (!path) throw new Usage(`请写明${what}文件。`);
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new Usage(`读不到文件 ${path}。`);
  }
}

/** Give what a command wrote its place in the log, where no server is running that would. */
export async function sequence({ office, store }: OpenOffice, env: Environment): Promise<void> {
  const sequencer = startSequencer(store, signerOf(env, office.demo), 60_000);
  await sequencer.flush();
  await sequencer.stop();
}

/** `seed`: the demonstration city into an empty database. */
/** What an argument says, or how it is wrong. @throws Usage */
function usable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof BadEnvironment ? new Usage(error.message) : error;
  }
}

export const seedCommand: Command = {
  name: 'seed',
  args: '[--cases 执法案件数] [--handlings 政务服务办件数]',
  about: '把演示城市装入空的数据库（装到一半中断的接着装）',
  async run(args, given, terminal) {
    const env = usable(() => withArguments(given, args));
    const opened = await openData(env);
    try {
      const city = await fill(env, opened.prepared);
      if (!city) {
        terminal.err('数据库里已有别的数据，没有装入演示城市。');
        return 1;
      }
      await openAccounts(env, opened.prepared, city.people);
      const office = await openOffice(env, opened);
      await sequence(office, env).finally(() => office.close());
      terminal.out(`演示城市已经装好：${city.setting.report?.cases ?? 0} 个事项。`);
      return 0;
    } finally {
      await opened.close();
    }
  },
};

/** `verify`: the whole record against itself. */
export const verifyCommand: Command = {
  name: 'verify',
  args: '[--from 检查点文件]',
  about: '核验全部记录：日志、每一步办理、由它算出的每一行，找出被改动的',
  async run(args, env, terminal) {
    const { values } = parsed(args, { from: { type: 'string' } });
    const from = typeof values.from === 'string' ? await textOf(values.from, '检查点') : undefined;
    return withOffice(env, async (open) => {
      await sequence(open, env);
      const bar = progress('核验');
      const result = await verifyAll(open.office, {
        vkey: formatVkey(signerOf(env, open.office.demo).key),
        ...(from !== undefined && { from }),
        onProgress: (step, done, of) => bar.at(done, of, step),
      });
      bar.end();
      const counts = Object.entries(result.counts)
        .map(([what, n]) => `${what} ${n}`)
        .join('、');
      if (result.ok) {
        terminal.out(`核验通过：${counts}。`);
        return 0;
      }
      terminal.out(`核验不通过，发现 ${result.findings.length} 处：`);
      for (const f of result.findings) terminal.out(`  ${f.table}  ${f.row}  ${f.say}`);
      return 1;
    });
  },
};

/** `calendar adopt FILE.json [--as ACCOUNT]`. */
export const calendarCommand: Command = {
  name: 'calendar adopt',
  args: '<文件.json> [--as 账号]',
  about: '录入国务院办公厅的年度放假安排，重算所有未结期限',
  async run(args, env, terminal) {
    const { values, positionals } = parsed(args, { as: { type: 'string' } });
    const text = await textOf(positionals[0], '放假安排');
    let year: CalendarYear;
    try {
      year = JSON.parse(text) as CalendarYear;
    } catch {
      throw new Usage(`${positionals[0]} 不是有效的 JSON。`);
    }
    if (
      typeof year !== 'object' ||
      year === null ||
      !Array.isArray(year.rest) ||
      !Array.isArray(year.worked)
    ) {
      throw new Usage(
        '放假安排应有 year、notice、adopted、rest（放假的日期和名称）、worked（调休上班的日期）各项。',
      );
    }
    return withOffice(env, async (open) => {
      const actor = await actingAs(open, CALENDAR_ROLE, values.as);
      const bar = progress('重算期限');
      const adopted = await adoptCalendar(open.office, year, actor, (done, of) => bar.at(done, of));
      bar.end();
      await sequence(open, env);
      terminal.out(
        `${adopted.year} 年放假安排已录入（第 ${adopted.version} 版）：核对 ${adopted.looked} 个期限，${adopted.changed} 个改期。`,
      );
      for (const r of adopted.redated.slice(0, 20))
        terminal.out(`  ${r.caseId}  ${r.clock}  ${r.from} → ${r.to}`);
      return 0;
    });
  },
};

/** `plan import FILE [--as ACCOUNT]`. */
export const planCommand: Command = {
  name: 'plan import',
  args: '<文件> [--as 账号]',
  about: '导入实施方案原文，代替随代码的任务要点；有误则逐行指出，什么都不写',
  async run(args, env, terminal) {
    const { values, positionals } = parsed(args, { as: { type: 'string' } });
    const text = await textOf(positionals[0], '实施方案');
    return withOffice(env, async (open) => {
      const actor = await actingAs(open, PLAN_ROLE, values.as);
      try {
        const answer = await importPlanText(open.office, text, actor);
        await sequence(open, env);
        terminal.out(
          `${answer.repeated ? '这份原文已经导入过' : '已导入'}：${answer.title}（${answer.number}），第 ${answer.version} 版，${answer.chapters} 章 ${answer.sections} 节 ${answer.tasks} 项任务。`,
        );
        for (const f of answer.flagged) terminal.out(`  任务${f.task}：${f.why}`);
        return 0;
      } catch (error) {
        if (!(error instanceof PlanRefused)) throw error;
        terminal.err(`文件有误，没有导入任何内容，共 ${error.faults.length} 处：`);
        for (const f of error.faults) terminal.err(`  第${f.line}行  ${f.message}`);
        return 1;
      }
    });
  },
};

/** `export-log DIR`: the log as static files that any tlog-tiles client verifies. */
export const exportCommand: Command = {
  name: 'export-log',
  args: '<文件夹>',
  about: '把日志导出为静态文件（检查点、瓦片、条目、公钥），任何人可以独立核验',
  async run([folder, ...rest], env, terminal) {
    if (!folder || rest.length) throw new Usage('请写明导出到哪个文件夹。');
    return withOffice(env, async (open) => {
      await sequence(open, env);
      const signer = signerOf(env, open.office.demo);
      const { files, size } = await open.store.within(
        { as: 'public' },
        async (tx) => {
          const note = await readLogFile(tx, 'checkpoint');
          if (!note) throw new Usage('日志还是空的。');
          const { size } = openCheckpoint(new TextDecoder().decode(note), { vkey: formatVkey(signer.key) });
          const paths = ['checkpoint', ...logPaths(size)];
          const bar = progress('导出日志');
          let done = 0;
          for (const path of paths) {
            const bytes = path === 'checkpoint' ? note : await readLogFile(tx, path);
            if (!bytes) throw new Error(`the log has no file ${path}`);
            const to = join(folder, path);
            await mkdir(dirname(to), { recursive: true });
            await writeFile(to, bytes);
            bar.at(++done, paths.length);
          }
          bar.end();
          return { files: paths.length, size };
        },
        { snapshot: true },
      );
      await writeFile(join(folder, 'log.vkey'), `${formatVkey(signer.key)}\n`);
      terminal.out(`已导出 ${size} 条存证、${files} 个文件到 ${folder}，公钥在 log.vkey。`);
      return 0;
    });
  },
};

/** Every tile and bundle of a log of this size. */
function logPaths(size: number): string[] {
  const out: string[] = [];
  for (let index = 0; index * TILE_WIDTH < size; index++)
    out.push(tilePath({ level: 'entries', index, width: tileWidth(0, index, size) }));
  for (let level = 0; hashesAtLevel(level, size) > 0; level++) {
    for (let index = 0; index * TILE_WIDTH < hashesAtLevel(level, size); index++)
      out.push(tilePath({ level, index, width: tileWidth(level, index, size) }));
  }
  return out;
}

/** `accounts reset-password USERNAME`. */
export const resetCommand: Command = {
  name: 'accounts reset-password',
  args: '<账号> [--password 新密码]',
  about: '为忘记密码的人设新密码，并结束其所有登录；不写密码的随机生成',
  async run(args, env, terminal: Terminal) {
    const { values, positionals } = parsed(args, { password: { type: 'string' } });
    const username = positionals[0]?.toLowerCase();
    if (!username) throw new Usage('请写明账号。');
    return withOffice(env, async ({ pool, office }, opened) => {
      await migrateAuth(pool, 'fadu_app');
      const auth = createAuth({
        pool,
        baseURL: office.baseUrl,
        secret: opened.prepared.secret,
        production: false,
      });
      const { rows } = await pool.query<{ id: string }>('select id from auth."user" where username = $1', [
        username,
      ]);
      const id = rows[0]?.id;
      if (!id) throw new Usage(`没有账号“${username}”。`);
      const password =
        typeof values.password === 'string' ? values.password : randomBytes(9).toString('base64url');
      if (password.length < 10 || password.length > 128) throw new Usage('密码应为10到128个字符。');
      await resetPassword(auth, id, password);
      terminal.out(
        typeof values.password === 'string'
          ? `${username} 的密码已更新。`
          : `${username} 的新密码：${password}`,
      );
      return 0;
    });
  },
};
