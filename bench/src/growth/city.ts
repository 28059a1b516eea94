/** Cities of different age on one server: the same organs and the same work in hand, archives of different size. */

import { bulk } from '@fadu/city/large';
import { type Actor, ANONYMOUS, type Instant } from '@fadu/kernel';
import { formatVkey, noteSigner, signNote } from '@fadu/kernel/record/index';
import { createApi } from '@fadu/office/api/app';
import { Office } from '@fadu/office/office';
import { proofOf } from '@fadu/office/proofs/index';
import { indexStatic, search } from '@fadu/office/public/index';
import { logReader } from '@fadu/office/record/log-files';
import { sealer } from '@fadu/office/sealed/sealer';
import { migrate } from '@fadu/office/store/migrate';
import { openStore, survivesDrops } from '@fadu/office/store/pool';
import { withDatabase } from '@fadu/office/store/server';
import { fillTestCity } from '@fadu/office/testing/organs';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { procedures } from '@fadu/plan/index';
import { planSource, portal } from '@fadu/portal';
import type { Hono } from 'hono';
import pg from 'pg';

/** Acts that a case of the large city has, about: how many cases make so many acts. */
const ACTS_A_CASE = 11.1;
/** Cases that go on, however old the city is. */
const OPEN = 300;
/**
 * Cases of the archive that are asked for: as many in each city, so that each has read them equally often before, and all of the
 * most usual length, ten acts: a small city has more short ones (withdrawn after two acts) among its last.
 */
const ARCHIVED = 30;

/** Where the data end, the measuring begins: acts of today follow those of the archive. */
const BEGIN = Date.parse('2025-12-01T01:00:00Z');

/** One city, ready to be asked. */
export interface City {
  readonly acts: number;
  readonly cases: number;
  /** Size of its database in bytes, and how long the filling took in milliseconds. */
  readonly bytes: number;
  readonly fillMs: number;
  /** Ids of ended cases that `t-city` sees, from all over the archive. */
  readonly archive: readonly string[];
  /** Ask the API as someone. @throws Error with the answer where it is none of 200 and 201 */
  ask(actor: Actor, method: 'GET' | 'POST', path: string, body?: unknown): Promise<string>;
  /** Open a page of the portal. @throws Error where it is not 200 */
  page(path: string): Promise<string>;
  close(): Promise<void>;
}

async function must(response: Response | Promise<Response>, what: string): Promise<string> {
  const answer = await response;
  const text = await answer.text();
  if (answer.status !== 200 && answer.status !== 201)
    throw new Error(`${what}: ${answer.status} ${text.slice(0, 300)}`);
  return text;
}

/** What is known of a filled city; written on the database when it is full. */
interface Filled {
  readonly acts: number;
  readonly cases: number;
  readonly ms: number;
  readonly seed: number;
}

/** What an earlier run wrote on a city that it filled and kept, or null. */
async function filledOf(owner: pg.Pool, seed: number): Promise<Filled | null> {
  const { rows } = await owner.query<{ said: string | null }>(
    `select shobj_description(oid, 'pg_database') as said from pg_database where datname = current_database()`,
  );
  if (!rows[0]?.said) {
    const { rowCount } = await owner.query('select from fadu.region limit 1');
    if (!rowCount) return null;
    throw new Error('a kept city was not filled to its end: remove the kept folder and begin anew');
  }
  const filled = JSON.parse(rows[0].said) as Filled;
  if (filled.seed !== seed) throw new Error(`the kept city was filled with seed ${filled.seed}, not ${seed}`);
  return filled;
}

/** Fill an empty, migrated database with about so many acts. */
async function fill(
  owner: pg.Pool,
  acts: number,
  seed: number,
  say: (text: string) => void,
): Promise<Filled> {
  await fillTestCity(owner);
  const cases = Math.max(OPEN, Math.round(acts / ACTS_A_CASE));
  let told = Date.now();
  const made = await bulk(owner, {
    cases,
    seed,
    mix: 'city',
    open: OPEN,
    onProgress: (done, of) => {
      if (Date.now() - told < 30_000) return;
      told = Date.now();
      say(`  ${done.toLocaleString('en')} of ${of.toLocaleString('en')} cases`);
    },
  });
  const filled: Filled = { acts: made.acts, cases, ms: made.ms, seed };
  await owner.query('vacuum analyze');
  await owner.query('checkpoint');
  const { rows } = await owner.query<{ name: string }>('select current_database() as name');
  await owner.query(
    `comment on database ${pg.escapeIdentifier(rows[0]?.name ?? '')} is ${pg.escapeLiteral(JSON.stringify(filled))}`,
  );
  return filled;
}

/**
 * Build a city of about so many acts in an empty database, or take the one that an earlier run kept there: migrations that came
 * since are applied to it. `url`: its owner.
 */
export async function buildCity(
  url: string,
  acts: number,
  seed: number,
  say: (text: string) => void,
): Promise<City> {
  await migrate(url, { app: 'bench' });
  const owner = survivesDrops(new pg.Pool({ connectionString: url, max: 2 }));
  const made = (await filledOf(owner, seed)) ?? (await fill(owner, acts, seed, say));
  const { rows: size } = await owner.query<{ bytes: string }>(
    'select pg_database_size(current_database())::text as bytes',
  );
  const { rows: archive } = await owner.query<{ id: string }>(
    `select id from fadu.case_file where ended is not null and seq = 10 and organs @> array['t-city'] order by md5(id || $1) limit ${ARCHIVED}`,
    [String(seed)],
  );
  await owner.end();
  const database = new URL(url).pathname.slice(1);
  const store = openStore(withDatabase(url, database, { name: 'fadu_app', password: 'bench' }), 8);
  const started = performance.now();
  const office = new Office({
    store,
    procedures,
    calendar: chinaCalendar,
    now: () => new Date(BEGIN + performance.now() - started).toISOString() as Instant,
    demo: true,
    baseUrl: 'http://127.0.0.1',
    sealer: sealer(new Uint8Array(32).fill(9)),
  });
  await office.refresh();
  await indexStatic(office);
  const signer = noteSigner('bench.fadu/220200', new Uint8Array(32).fill(7));
  let who: Actor = ANONYMOUS;
  const api = createApi({ office, identify: async () => who, key: signer.key, proofOf });
  const site: Hono = portal({
    office,
    identify: async () => ANONYMOUS,
    vkey: formatVkey(signer.key),
    sign: (text) => signNote(text, [signer]),
    log: logReader(store),
    chartSvg: async () => '',
    proof: proofOf,
    // Nothing kept between two visits: each page is made anew.
    plan: planSource(office, 0),
    search: (q, filters) => search(office, q, filters),
  });
  let n = 0;
  return {
    acts: made.acts,
    cases: made.cases,
    bytes: Number(size[0]?.bytes),
    fillMs: made.ms,
    archive: archive.map((r) => r.id),
    ask: (actor, method, path, body) => {
      who = actor;
      return must(
        api.request(`http://127.0.0.1${path}`, {
          method,
          headers: { 'content-type': 'application/json', 'idempotency-key': `growth-${process.pid}-${++n}` },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        }),
        path,
      );
    },
    page: (path) => must(site.request(`http://127.0.0.1${path}`), path),
    close: () => store.close(),
  };
}
