/** Opening the city's data: folder, database, office; for the server and for commands on the command line. */
import { isIP } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Office } from '@fadu/office/office';
import { loadSealer } from '@fadu/office/sealed/sealer';
import { openStore, type Store } from '@fadu/office/store/pool';
import { withDatabase } from '@fadu/office/store/server';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { procedures } from '@fadu/plan/index';
import { type Prepared, prepare } from '@fadu/server';
import pg from 'pg';
import { FolderInUse, holdFolder } from './folder.ts';
import { DEFAULT_SEED } from './random.ts';
import { citySetting } from './seed.ts';

/** What the environment says. */
export interface Environment {
  readonly folder: string;
  readonly databaseUrl: string | undefined;
  /** A streaming replica for what strangers read, and how far behind it may be. */
  readonly read?: { readonly url: string; readonly maxLagSeconds?: number } | undefined;
  readonly port: number;
  readonly host: string;
  readonly seed: string;
  /** Cases of enforcement that the demonstration city tells at least. */
  readonly cases: number;
  /** Handlings of service items that the demonstration city tells at least. */
  readonly handlings: number;
  readonly baseUrl: string | undefined;
  /** Reverse proxies in front of the server. */
  readonly trustedProxies?: readonly string[];
}

/** The environment cannot be used; the message names the variable, in Chinese. */
export class BadEnvironment extends Error {
  override readonly name = 'BadEnvironment';
}

const ROOT = join(fileURLToPath(new URL('.', import.meta.url)), '../..');

/** Addresses and ranges of reverse proxies, divided by commas. @throws BadEnvironment */
function proxiesOf(text: string | undefined): readonly string[] {
  const list = (text ?? '').split(',').map((p) => p.trim());
  const found = list.filter(Boolean);
  const wrong = found.find((p) => {
    const [address = '', bits] = p.split('/');
    const kind = isIP(address);
    return (
      kind === 0 ||
      (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= (kind === 6 ? 128 : 32)))
    );
  });
  if (wrong !== undefined)
    throw new BadEnvironment(`环境变量 FADU_PROXIES 应为IP地址或者网段，用逗号分开，不是“${wrong}”。`);
  return found;
}

/** Cases of the city that `npm start` makes: as many as are told in a few minutes on a small machine. */
export const DEFAULT_CASES = 2000;
/** More than this the city has no enterprises for. */
const MOST_CASES = 20_000;

/** Handlings of service items that `npm start` makes. */
export const DEFAULT_HANDLINGS = 2000;
/** A whole year of a city’s windows; more is a matter of `bench`. */
const MOST_HANDLINGS = 40_000;

/** How many of something the city shall have. `what`: in words, with the argument and the variable. @throws BadEnvironment */
function countOf(text: string, most: number, what: string): number {
  const n = Number(text);
  if (!/^\d{1,6}$/.test(text) || n > most)
    throw new BadEnvironment(`演示城市的${what}应为0到${most}的整数，不是“${text}”。`);
  return n;
}

/** How many cases of enforcement the city shall have; 0: only the usual year. @throws BadEnvironment */
export const casesOf = (text: string): number =>
  countOf(text, MOST_CASES, '执法案件数（--cases 或者环境变量 FADU_CASES）');

/** How many handlings of service items the city shall have; 0: only the usual year. @throws BadEnvironment */
export const handlingsOf = (text: string): number =>
  countOf(text, MOST_HANDLINGS, '政务服务办件数（--handlings 或者环境变量 FADU_HANDLINGS）');

/** The copy for readers: FADU_READ_URL, FADU_READ_LAG in seconds. @throws BadEnvironment */
function readOf(env: NodeJS.ProcessEnv): Environment['read'] {
  if (!env.FADU_READ_URL) return undefined;
  if (!/^postgres(ql)?:\/\/./.test(env.FADU_READ_URL))
    throw new BadEnvironment(
      '环境变量 FADU_READ_URL 应写作 postgres://host:port，数据库名和账号与主库相同。',
    );
  const lag = env.FADU_READ_LAG === undefined ? undefined : Number(env.FADU_READ_LAG);
  if (lag !== undefined && !(lag >= 1 && lag <= 3600))
    throw new BadEnvironment(`环境变量 FADU_READ_LAG 应为1到3600的秒数，不是“${env.FADU_READ_LAG}”。`);
  return { url: env.FADU_READ_URL, ...(lag !== undefined && { maxLagSeconds: lag }) };
}

/** Read PORT, HOST, DATABASE_URL, FADU_READ_URL, FADU_READ_LAG, FADU_DATA, FADU_SEED, FADU_CASES, FADU_HANDLINGS, FADU_URL and FADU_PROXIES. @throws BadEnvironment */
export function environment(env: NodeJS.ProcessEnv = process.env): Environment {
  const port = env.PORT ? Number(env.PORT) : 8080;
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new BadEnvironment(`环境变量 PORT 应为 0 到 65535 的整数，不是“${env.PORT}”。`);
  if (env.DATABASE_URL && !/^postgres(ql)?:\/\//.test(env.DATABASE_URL)) {
    throw new BadEnvironment('环境变量 DATABASE_URL 应写作 postgres://user:password@host:port/database。');
  }
  return {
    folder: env.FADU_DATA || join(ROOT, '.data'),
    databaseUrl: env.DATABASE_URL || undefined,
    read: readOf(env),
    port,
    host: env.HOST || '127.0.0.1',
    seed: env.FADU_SEED || DEFAULT_SEED,
    cases: casesOf(env.FADU_CASES ?? String(DEFAULT_CASES)),
    handlings: handlingsOf(env.FADU_HANDLINGS ?? String(DEFAULT_HANDLINGS)),
    baseUrl: env.FADU_URL || undefined,
    trustedProxies: proxiesOf(env.FADU_PROXIES),
  };
}

/** The data, ready: database migrated, folder held by this process unless a running server has it. */
export interface Opened {
  readonly prepared: Prepared;
  close(): Promise<void>;
}

/**
 * Open the folder's database. With `share` a database that a running server already has is used as well.
 * @throws FolderProblem
 */
export async function openData(env: Environment, share = false): Promise<Opened> {
  let release = () => {};
  let databaseUrl = env.databaseUrl;
  try {
    const held = await holdFolder(env.folder, !env.databaseUrl);
    release = held.release;
  } catch (error) {
    if (!share || !(error instanceof FolderInUse)) throw error;
    if (!databaseUrl) {
      if (!error.databaseUrl) throw error;
      databaseUrl = withDatabase(error.databaseUrl, 'fadu');
    }
  }
  try {
    const prepared = await prepare({ folder: env.folder, ...(databaseUrl && { databaseUrl }) });
    return {
      prepared,
      async close() {
        await prepared.stop();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** An office on opened data, for a command. */
export interface OpenOffice {
  readonly office: Office;
  readonly store: Store;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** Open an office without a server. */
export async function openOffice(env: Environment, opened: Opened): Promise<OpenOffice> {
  const store = openStore(opened.prepared.appUrl, 4);
  const pool = new pg.Pool({ connectionString: opened.prepared.ownerUrl, max: 2 });
  pool.on('error', () => {});
  const office = new Office({
    store,
    procedures,
    calendar: chinaCalendar,
    now: () => new Date().toISOString(),
    demo: (await citySetting(pool)) !== null,
    baseUrl: env.baseUrl ?? `http://${env.host}:${env.port}`,
    sealer: loadSealer(join(env.folder, 'keys')),
  });
  await office.refresh();
  return {
    office,
    store,
    pool,
    async close() {
      await store.close();
      await pool.end();
    },
  };
}

/**
 * The server's connection string for seeding: what is written may reach the disk a moment later, because a seeding
 * that is interrupted is done again from where the disk stands.
 */
export function seedingUrl(appUrl: string): string {
  const url = new URL(appUrl);
  url.searchParams.set('options', '-c role=fadu_public -c timezone=UTC -c synchronous_commit=off');
  return url.toString();
}
