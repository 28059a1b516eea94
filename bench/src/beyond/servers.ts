/**
 * Several server processes on one database, with and without a streaming replica for what strangers read: acts and public
 * pages a second, and the processor time of each in the servers, the primary and the copy, which is what sizing needs. The
 * load comes from this process over HTTP.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { dateOf } from '@fadu/kernel';
import { startReplica } from '@fadu/office/testing/replica';
import { demoUscc } from '@fadu/plan/leadership/plan-tracking/index';
import { childrenOf } from '../faults/database.ts';
import { PASSWORD, type User } from '../faults/people.ts';
import { FaultServer } from '../faults/server.ts';
import { makeWorld, type World } from '../faults/world.ts';
import { median } from '../measure.ts';
import { cpuOf } from '../processes.ts';

/** What one set of servers did. */
export interface Served {
  readonly servers: number;
  readonly copy: boolean;
  readonly acts: Phase;
  readonly pages: Phase;
  /** Bytes of write-ahead log of one act. */
  readonly wal: number;
  /** Leaves that one act put into the log. */
  readonly leaves: number;
  /** Memory in MB: what one server process holds, and what one connection of the database has for itself. */
  readonly memory: { readonly server: number; readonly connection: number; readonly connections: number };
}

/** A phase of load: so many a second, and milliseconds of processor time of each. */
export interface Phase {
  readonly rate: number;
  readonly server: number;
  readonly primary: number;
  readonly copy: number;
}

/** Connections of the primary: every server takes about 25. */
const CONNECTIONS = '300';

/** Private memory of a process in MB, from /proc; NaN where there is none. */
function privateMemory(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const kb = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? Number.NaN);
    return (kb('Private_Clean') + kb('Private_Dirty')) / 1024;
  } catch {
    return Number.NaN;
  }
}

/** Backends that serve the application. */
const backends = (postmaster: number): number[] =>
  childrenOf(postmaster).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('postgres: fadu_app');
    } catch {
      return false;
    }
  });

/** Everyone who acts, signed in. */
async function cookies(url: string, users: readonly User[]): Promise<Map<User, string>> {
  const out = new Map<User, string>();
  for (const user of users) {
    const answer = await fetch(`${url}/api/auth/sign-in/username`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ username: user, password: PASSWORD }),
    });
    if (!answer.ok) throw new Error(`sign-in of ${user}: ${answer.status}`);
    const sent = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
    out.set(user, sent.join('; '));
  }
  return out;
}

const CLERKS = [
  ['clerk.market', 'head.market'],
  ['clerk2.market', 'head.market'],
  ['clerk.ecology', 'head.ecology'],
] as const;

/** Three acts of a case, over HTTP: registered with a number, shared (an entry of a register), corrected. */
async function threeActs(
  url: string,
  who: ReadonlyMap<User, string>,
  n: number,
  name: string,
  acted: () => void,
): Promise<void> {
  const [clerk, head] = CLERKS[n % CLERKS.length] as (typeof CLERKS)[number];
  const send = async (path: string, user: User, input: object, i: number): Promise<string> => {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': `${name}-${n}-${i}-key`,
        cookie: who.get(user) ?? '',
      },
      body: JSON.stringify(input),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 200)}`);
    acted();
    return (JSON.parse(text) as { id: string }).id;
  };
  const id = await send(
    '/api/v1/cases/result-sharing?act=register',
    clerk,
    {
      title: `食品抽样检验${name}${n}`,
      kind: '检验',
      item: `BZ-${(n % 500) + 1}`,
      partyName: '演示江畔食品有限公司',
      partyId: demoUscc((n % 400) + 1, '220200', '91'),
      place: '演示市江畔路1号',
      doneOn: dateOf(new Date().toISOString()),
      validUntil: '2027-06-30',
      result: '合格',
      says: '抽样检验合格，报告附后。',
      report: `JB-${n + 1}`,
      by: '演示市检验检测中心',
    },
    0,
  );
  await send(`/api/v1/cases/${id}/acts/share`, head, {}, 1);
  await send(`/api/v1/cases/${id}/acts/correct`, clerk, { says: '更正笔误，第一处。' }, 2);
}

/** Public pages, each made anew: no two addresses are the same. */
const PAGES = ['/documents', '/consultations', '/penalties', '/enforcement', '/legislation', '/'];

async function lanes(n: number, ms: number, work: (lane: number) => Promise<void>): Promise<number> {
  const start = performance.now();
  await Promise.all(
    Array.from({ length: n }, async (_, lane) => {
      while (performance.now() - start < ms) await work(lane);
    }),
  );
  return performance.now() - start;
}

/** Measure one set of servers on a world. */
async function measure(
  world: World,
  servers: number,
  copy: { readonly url: string; readonly pid: number } | null,
  ms: number,
  name: string,
): Promise<Served> {
  const running: FaultServer[] = [];
  try {
    for (let i = 0; i < servers; i++) {
      const server = await FaultServer.for(world, copy ? { url: copy.url, maxLagSeconds: 5 } : undefined);
      running.push(server);
      await server.start();
    }
    const urls = running.map((s) => s.url);
    const who = await cookies(urls[0] as string, CLERKS.flat());
    const sum = (pids: readonly number[]) => pids.reduce((s, pid) => s + (cpuOf(pid) ?? Number.NaN), 0);
    const used = () => ({
      server: sum(running.map((s) => s.pid)),
      primary: sum([world.database.pid]),
      copy: copy ? sum([copy.pid]) : 0,
    });
    const wal = async () =>
      (await world.owner.query<{ lsn: string }>('select pg_current_wal_lsn()::text as lsn')).rows[0]?.lsn;
    const walBetween = async (a: string | undefined, b: string | undefined) =>
      Number(
        (await world.owner.query<{ n: string }>('select pg_wal_lsn_diff($1, $2)::text as n', [b, a])).rows[0]
          ?.n,
      );
    let n = 0;
    const phase = async (time: number, work: (lane: number, done: () => void) => Promise<void>) => {
      let done = 0;
      const before = used();
      const took = await lanes(8, time, (lane) =>
        work(lane, () => {
          done++;
        }),
      );
      // What acts leave behind (log, papers, index) belongs to them.
      await wait(500);
      const after = used();
      return {
        rate: (done * 1000) / took,
        done,
        server: (after.server - before.server) / done,
        primary: (after.primary - before.primary) / done,
        copy: (after.copy - before.copy) / done,
      };
    };
    const act = (lane: number, done: () => void) => {
      const k = ++n;
      return threeActs(urls[(k + lane) % urls.length] as string, who, k, name, done);
    };
    const page = async (lane: number, done: () => void) => {
      const k = ++n;
      const answer = await fetch(`${urls[(k + lane) % urls.length]}${PAGES[k % PAGES.length]}?n=${name}${k}`);
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`page: ${answer.status}`);
      done();
    };
    await phase(Math.min(ms, 3000), act);
    await phase(Math.min(ms, 2000), page);
    const leaves = async () =>
      Number((await world.owner.query<{ n: string }>('select count(*) as n from fadu.leaf')).rows[0]?.n);
    const [from, before] = [await wal(), await leaves()];
    const acts = await phase(ms, act);
    const bytes = (await walBetween(from, await wal())) / acts.done;
    const put = ((await leaves()) - before) / acts.done;
    const pages = await phase(ms, page);
    const connected = backends(world.database.pid);
    return {
      servers,
      copy: copy !== null,
      acts,
      pages,
      wal: bytes,
      leaves: put,
      memory: {
        server: median(running.map((s) => privateMemory(s.pid))),
        connection: median(connected.map(privateMemory)),
        connections: connected.length,
      },
    };
  } finally {
    await Promise.all(running.map((s) => s.stop()));
  }
}

/** All sets, forwards and back, so that the machine's moods meet them alike; the median of both for each. */
export async function severalServers(
  folder: string,
  counts: readonly number[],
  seconds: number,
  seed: number,
  say: (text: string) => void,
): Promise<{ readonly served: readonly Served[]; readonly postgres: string }> {
  const world = await makeWorld(join(folder, 'primary'), {
    max_connections: CONNECTIONS,
    shared_buffers: '512MB',
    max_wal_size: '4GB',
    checkpoint_timeout: '30min',
  });
  try {
    const standby = await startReplica(world.database.url, join(folder, 'copy'), {
      max_connections: CONNECTIONS,
      shared_buffers: '512MB',
    });
    try {
      const sets = counts.flatMap((servers) => [false, true].map((copy) => ({ servers, copy })));
      const all: Served[] = [];
      for (const [i, set] of [...sets, ...sets.toReversed()].entries()) {
        const served = await measure(
          world,
          set.servers,
          set.copy ? standby : null,
          seconds * 1000,
          `s${seed}x${i}`,
        );
        say(
          `${set.servers} ${set.servers === 1 ? 'server' : 'servers'}${set.copy ? ' with the copy' : ''}: ${served.acts.rate.toFixed(0)} acts/s, ${served.pages.rate.toFixed(0)} pages/s`,
        );
        all.push(served);
      }
      const { rows } = await world.owner.query<{ v: string }>(
        `select current_setting('server_version') as v`,
      );
      return {
        served: sets.map((set) =>
          middle(all.filter((s) => s.servers === set.servers && s.copy === set.copy)),
        ),
        postgres: rows[0]?.v ?? '',
      };
    } finally {
      await standby.stop();
    }
  } finally {
    await world.close();
  }
}

/** The median of several measurements of one set, figure by figure. */
function middle(all: readonly Served[]): Served {
  const of = (pick: (s: Served) => number) => median(all.map(pick));
  const phase = (pick: (s: Served) => Phase): Phase => ({
    rate: of((s) => pick(s).rate),
    server: of((s) => pick(s).server),
    primary: of((s) => pick(s).primary),
    copy: of((s) => pick(s).copy),
  });
  const [first] = all as [Served];
  return {
    servers: first.servers,
    copy: first.copy,
    acts: phase((s) => s.acts),
    pages: phase((s) => s.pages),
    wal: of((s) => s.wal),
    leaves: of((s) => s.leaves),
    memory: {
      server: of((s) => s.memory.server),
      connection: of((s) => s.memory.connection),
      connections: of((s) => s.memory.connections),
    },
  };
}
