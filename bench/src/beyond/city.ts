/** A small city with counties on a database that is there: office, API and public site in this process, as growth has them. */
import { type Actor, ANONYMOUS, type Procedure } from '@fadu/kernel';
import { formatVkey, noteSigner, signNote } from '@fadu/kernel/record/index';
import { createApi } from '@fadu/office/api/app';
import { Office } from '@fadu/office/office';
import { proofOf } from '@fadu/office/proofs/index';
import { search } from '@fadu/office/public/index';
import { logReader } from '@fadu/office/record/log-files';
import { type Sequencer, startSequencer } from '@fadu/office/record/sequencer';
import { openStore, survivesDrops } from '@fadu/office/store/pool';
import { withDatabase } from '@fadu/office/store/server';
import { fillTestCity } from '@fadu/office/testing/organs';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { procedures } from '@fadu/plan/index';
import { planSource, portal } from '@fadu/portal';
import pg from 'pg';

/** Password of the application's login in a database of the bench. */
export const APP_PASSWORD = 'bench';

/** A county, and the one organ in it that acts. */
export interface County {
  readonly code: string;
  readonly organ: string;
}

/** A city ready to be asked. */
export interface BeyondCity {
  readonly office: Office;
  readonly sequencer: Sequencer;
  readonly owner: pg.Pool;
  readonly counties: readonly County[];
  /** Ask the API as someone. @throws Error for an answer that is none of success */
  ask(actor: Actor, method: 'GET' | 'POST', path: string, body?: unknown): Promise<string>;
  /** A page of the public site. @throws Error */
  page(path: string): Promise<string>;
  /** Every address of API and public site that is asked with GET and needs nothing filled in. */
  readonly addresses: readonly string[];
  /** Status of an address, asked as someone. */
  status(actor: Actor, path: string): Promise<number>;
  close(): Promise<void>;
}

/** Counties of the bench's city: codes that no county has. */
export const countiesOf = (n: number): County[] =>
  Array.from({ length: n }, (_, i) => ({
    code: `2202${String(40 + i).padStart(2, '0')}`,
    organ: `k-county-${i + 1}`,
  }));

/** Enter organs and counties, each with its database role. */
export async function fillCity(owner: pg.Pool, counties: readonly County[]): Promise<void> {
  const { rowCount } = await owner.query('select from fadu.region limit 1');
  if (rowCount) return;
  await fillTestCity(owner);
  for (const { code, organ } of counties) {
    await owner.query(`insert into fadu.region (code, name, parent) values ($1, $2, '220200')`, [
      code,
      `演示县${code}`,
    ]);
    await owner.query(
      `insert into fadu.organ (id, region, name, full_name, kind, mark, uscc, demo)
        values ($1, $2, $3, $3, 'department', $4, $5, true)`,
      [organ, code, `演示县${code}城管局`, `演${code}`, `11${code}PDY000017X`],
    );
    await owner.query('select fadu.make_scope($1, $2)', [code, organ]);
    await owner.query('select fadu.make_scope($1, null)', [code]);
  }
}

/** Open a city on a migrated and filled database. `ownerUrl`: the owner's. */
export async function openCity(
  ownerUrl: string,
  counties: readonly County[],
  connections: number,
  cluster: boolean,
  more: readonly Procedure[] = [],
): Promise<BeyondCity> {
  const owner = survivesDrops(new pg.Pool({ connectionString: ownerUrl, max: 2 }));
  const database = new URL(ownerUrl).pathname.slice(1);
  const store = openStore(
    withDatabase(ownerUrl, database, { name: 'fadu_app', password: APP_PASSWORD }),
    connections,
    undefined,
    cluster,
  );
  const office = new Office({
    store,
    procedures: [...procedures, ...more],
    calendar: chinaCalendar,
    now: () => new Date().toISOString(),
    demo: true,
    baseUrl: 'http://127.0.0.1',
  });
  await office.refresh();
  const signer = noteSigner('bench.fadu/220200', new Uint8Array(32).fill(7));
  const sequencer = startSequencer(store, signer);
  office.onWritten(() => sequencer.wake());
  let who: Actor = ANONYMOUS;
  const api = createApi({ office, identify: async () => who, key: signer.key, proofOf });
  const site = portal({
    office,
    identify: async () => ANONYMOUS,
    vkey: formatVkey(signer.key),
    sign: (text) => signNote(text, [signer]),
    log: logReader(store),
    chartSvg: async () => '',
    proof: proofOf,
    plan: planSource(office, 0),
    search: (q, filters) => search(office, q, filters),
  });
  const good = async (path: string, answer: Response): Promise<string> => {
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 300)}`);
    return text;
  };
  let n = 0;
  const gets = (routes: readonly { readonly method: string; readonly path: string }[]) =>
    routes.filter((r) => r.method === 'GET' && !/[:*]/.test(r.path)).map((r) => r.path);
  const [ofApi, ofSite] = [gets(api.routes), gets(site.routes)];
  return {
    addresses: [...new Set([...ofApi, ...ofSite])].sort(),
    async status(actor, path) {
      who = actor;
      const answer = await (ofApi.includes(path) ? api.request(path) : site.request(path));
      await answer.arrayBuffer();
      return answer.status;
    },
    office,
    sequencer,
    owner,
    counties,
    async ask(actor, method, path, body) {
      who = actor;
      const answer = await api.request(path, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(method === 'POST' && { 'idempotency-key': `beyond-${process.pid}-${database}-${++n}` }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return good(`${method} ${path}`, answer);
    },
    page: async (path) => good(path, await site.request(path)),
    async close() {
      await sequencer.stop();
      await store.close();
      await owner.end();
    },
  };
}
