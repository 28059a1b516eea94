/** What `npm start` runs: database, demonstration city on an empty one, desk, server; until it is told to stop. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createAuth, migrateAuth } from '@fadu/office/identity/index';
import { loadSealer } from '@fadu/office/sealed/sealer';
import { openStore } from '@fadu/office/store/pool';
import { type Prepared, startServer } from '@fadu/server';
import pg from 'pg';
import { DEMO_PASSWORD, GUIDE, makeAccounts } from './accounts.ts';
import { FolderProblem } from './folder.ts';
import {
  BadEnvironment,
  casesOf,
  type Environment,
  environment,
  handlingsOf,
  openData,
  seedingUrl,
} from './open.ts';
import type { People } from './people.ts';
import { type CitySetting, NotEmpty, seedCity } from './seed.ts';
import { columns, progress } from './text.ts';

const say = (text: string) => console.log(text);

/** Fill an empty database with the demonstration city; answers what is there, or null for data of another origin. */
export async function fill(
  env: Environment,
  prepared: Prepared,
): Promise<{ setting: CitySetting; people: People } | null> {
  const store = openStore(seedingUrl(prepared.appUrl));
  const bar = progress('装入演示城市');
  const began = Date.now();
  try {
    const { seeded, setting, people } = await seedCity({
      ownerUrl: prepared.ownerUrl,
      store,
      seed: env.seed,
      cases: env.cases,
      handlings: env.handlings,
      now: new Date().toISOString(),
      baseUrl: baseUrlOf(env),
      sealer: loadSealer(join(env.folder, 'keys')),
      onProgress: ({ done, of, day, acts }) => bar.at(done, of, `${day}，已办 ${acts} 步`),
    });
    if (seeded) {
      const { report } = setting;
      bar.end(
        `完成：${report?.cases} 个事项、${report?.acts} 步办理、${report?.refusals.length} 次依法拒绝，用时 ${Math.round((Date.now() - began) / 1000)} 秒`,
      );
    }
    return { setting, people };
  } catch (error) {
    bar.end();
    if (error instanceof NotEmpty) return null;
    throw error;
  } finally {
    await store.close();
  }
}

const baseUrlOf = (env: Environment): string => env.baseUrl ?? `http://${env.host}:${env.port}`;

/** Everyone's account, before the door opens. */
export async function openAccounts(env: Environment, prepared: Prepared, people: People): Promise<void> {
  const pool = new pg.Pool({ connectionString: prepared.ownerUrl, max: 8 });
  pool.on('error', () => {});
  try {
    await migrateAuth(pool, 'fadu_app');
    const { rows } = await pool.query<{ value: { count: number } }>(
      "select value from fadu.setting where key = 'demo.accounts'",
    );
    const count = people.staff.filter((s) => !s.apart).length + people.residents.length;
    if (rows[0]?.value.count === count) return;
    const auth = createAuth({ pool, baseURL: baseUrlOf(env), secret: prepared.secret, production: false });
    const bar = progress('开设演示账号');
    await makeAccounts(auth, people, (done, of) => bar.at(done, of));
    bar.end(`完成：${count} 个`);
    await pool.query(
      "insert into fadu.setting (key, value) values ('demo.accounts', $1) on conflict (key) do update set value = excluded.value",
      [JSON.stringify({ count })],
    );
  } finally {
    await pool.end();
  }
}

/** Build the desk if its sources are newer than what was built, where there is a desk. */
async function desk(): Promise<void> {
  const script = new URL('../../apps/desk/build.ts', import.meta.url);
  if (!existsSync(script)) return;
  const { buildDesk } = (await import(script.href)) as { buildDesk: () => Promise<void> };
  await buildDesk().catch((error: unknown) => {
    console.error(`工作台没有构建成功，公开网站和接口照常可用：${(error as Error).message}`);
  });
}

function welcome(url: string, demo: boolean, env: Environment): void {
  say('');
  say(`法度已经启动：${url}`);
  say(
    columns([
      ['公开网站', `${url}/`],
      ['工作台', `${url}/desk/`],
      ['登录', `${url}/sign-in`],
      ['接口说明', `${url}/openapi.json`],
      ['数据文件夹', env.folder],
    ]),
  );
  if (demo) {
    say('');
    say(`演示账号（密码都是 ${DEMO_PASSWORD}）：`);
    say(columns(GUIDE.map(([what, username]) => [username, what])));
    say('');
    say('这是演示数据：机关名称是真实的，人物、事项和号码都是虚构的。');
  }
  say('按 Ctrl+C 停止。');
}

/** What stands behind `npm start --`: `--cases 5000 --handlings 20000`. @throws BadEnvironment */
export function withArguments(env: Environment, args: readonly string[]): Environment {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { cases: { type: 'string' }, handlings: { type: 'string' } },
    });
    return {
      ...env,
      ...(values.cases !== undefined && { cases: casesOf(values.cases) }),
      ...(values.handlings !== undefined && { handlings: handlingsOf(values.handlings) }),
    };
  } catch (error) {
    if (error instanceof BadEnvironment) throw error;
    throw new BadEnvironment(
      '启动时只能写 --cases、--handlings 和数，如 npm start -- --cases 5000 --handlings 20000。',
    );
  }
}

/** Start and run until SIGINT or SIGTERM; resolves to the exit code. */
export async function main(): Promise<number> {
  const env = withArguments(environment(), process.argv.slice(2));
  const opened = await openData(env);
  // The embedded database's package ends the process by itself on a signal; the order of stopping is ours.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.removeAllListeners(signal);
  const signalled = new Promise<string>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => done(signal));
  });
  const work = async () => {
    const city = await fill(env, opened.prepared);
    if (city) await openAccounts(env, opened.prepared, city.people);
    await desk();
    return startServer(
      {
        folder: env.folder,
        ...(env.databaseUrl && { databaseUrl: env.databaseUrl }),
        ...(env.read && { read: env.read }),
        port: env.port,
        host: env.host,
        demo: city !== null,
        ...(env.baseUrl && { baseUrl: env.baseUrl }),
        ...(env.trustedProxies && { trustedProxies: env.trustedProxies }),
        ...(city && {
          signInNotice: `演示系统：账号如 drafter.city、reviewer.justice、mayor、resident，密码都是 ${DEMO_PASSWORD}`,
        }),
      },
      opened.prepared,
    ).then((running) => ({ running, demo: city !== null }));
  };
  const started = work();
  try {
    const first = await Promise.race([started, signalled]);
    if (typeof first !== 'string') {
      welcome(first.running.url, first.demo, env);
      await signalled;
      say('正在停止……');
      // A connection that never ends must not keep the process.
      setTimeout(() => process.exit(1), 30_000).unref();
      await first.running.stop();
    }
    // Stopped while still starting: the database goes away under the work, which is resumed at the next start.
    started.catch(() => {});
    return 0;
  } finally {
    await opened.close();
  }
}

/** What to say about an error that stops the start. */
export function explain(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof FolderProblem || error instanceof BadEnvironment) return message;
  if (code === 'EADDRINUSE') return `端口已被占用。请停止占用它的程序，或者用环境变量 PORT 换一个端口。`;
  if (code === 'ECONNREFUSED')
    return '连不上 DATABASE_URL 指定的数据库，请检查地址、端口和数据库是否已启动。';
  return (error as Error).stack ?? String(error);
}

if (import.meta.main) {
  main().then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(`没有启动成功：${explain(error)}`);
      process.exit(1);
    },
  );
}
