/**
 * The act path, lists, case pages and the cockpit on a Citus cluster beside plain PostgreSQL of the same version, both asked in
 * turn through the real office, API and public site; the same answers, the same rights.
 */
import { readFileSync } from 'node:fs';
import { type Actor, ANONYMOUS } from '@fadu/kernel';
import { openCase, performAct } from '@fadu/office/cases/perform';
import { migrate } from '@fadu/office/store/migrate';
import { survivesDrops } from '@fadu/office/store/pool';
import { samples } from '@fadu/plan/rulemaking/normative-documents/sample.testing';
import pg from 'pg';
import { approval } from '../acts/procedure.ts';
import { staff } from '../house.ts';
import { median } from '../measure.ts';
import type { Row } from '../part.ts';
import { cpuOf } from '../processes.ts';
import { APP_PASSWORD, type BeyondCity, countiesOf, fillCity, openCity } from './city.ts';
import { type Distributed, distribute, letRolesIn } from './distribute.ts';
import { checkRights } from './rights.ts';

/** A database under test. */
interface Side {
  readonly name: string;
  readonly ownerUrl: string;
  readonly city: BeyondCity;
  /** Process ids of its PostgreSQL servers; empty where they are on other machines. */
  readonly pids: readonly number[];
  /** One case for each organ that acts. */
  readonly cases: string[];
}

const LANES = 8;
const COUNTIES = 8;

/** The parent of a backend: the postmaster, where it runs on this machine. */
function postmasterOf(backend: number): number[] {
  try {
    const stat = readFileSync(`/proc/${backend}/stat`, 'utf8');
    if (!/postgres/.test(stat)) return [];
    return [Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])];
  } catch {
    return [];
  }
}

async function pidsOf(owner: pg.Client, cluster: boolean): Promise<number[]> {
  const { rows } = await owner.query<{ pid: number }>('select pg_backend_pid() as pid');
  const out = postmasterOf(rows[0]?.pid ?? 0);
  if (!cluster) return out;
  const { rows: nodes } = await owner.query<{ result: string }>(
    `select result from run_command_on_workers('select pg_backend_pid()')`,
  );
  return [...out, ...nodes.flatMap((n) => postmasterOf(Number(n.result)))];
}

/** Migrate, spread where it is a cluster, fill, open. */
async function open(
  name: string,
  ownerUrl: string,
  cluster: boolean,
): Promise<{ side: Side; spread: Distributed | null }> {
  await migrate(ownerUrl, { app: APP_PASSWORD });
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const spread = cluster ? await distribute(owner) : null;
    const pool = survivesDrops(new pg.Pool({ connectionString: ownerUrl, max: 1 }));
    const counties = countiesOf(COUNTIES);
    await fillCity(pool, counties).finally(() => pool.end());
    if (cluster) await letRolesIn(owner);
    const city = await openCity(ownerUrl, counties, LANES + 2, cluster, [approval]);
    return { side: { name, ownerUrl, city, pids: await pidsOf(owner, cluster), cases: [] }, spread };
  } finally {
    await owner.end();
  }
}

const opinion = '材料齐全，依据明确，程序合法，同意。'.repeat(4);

/** Approvals of three acts by the organs in turn; answers how many acts were done. */
async function approvals(side: Side, lanes: number, ms: number, key: string): Promise<number> {
  const { city } = side;
  const organs = city.counties.map((c) => c.organ);
  const start = performance.now();
  let [n, acts] = [0, 0];
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (performance.now() - start < ms) {
        const k = ++n;
        const organ = organs[k % organs.length] as string;
        const { caseId } = await openCase(city.office, approval.code, {
          actor: staff('clerk', organ),
          input: { title: `演示事项第${k}号`, reason: opinion },
          key: `${key}-${k}-open`,
        });
        acts++;
        await performAct(city.office, caseId, {
          act: 'review',
          actor: staff('reviewer', organ),
          input: { reviewed: opinion },
          key: `${key}-${k}-review`,
        });
        acts++;
        if (side.cases.length < organs.length * 4) side.cases.push(caseId);
        // Every fifth stays at work, so that lists have something to show.
        if (k % 5 === 0) continue;
        await performAct(city.office, caseId, {
          act: 'approve',
          actor: staff('head', organ),
          input: { approved: opinion },
          key: `${key}-${k}-approve`,
        });
        acts++;
      }
    }),
  );
  return acts;
}

/** What someone waits for. */
interface Wait {
  readonly title: string;
  run(side: Side, i: number): Promise<string>;
}

const countyOf = (side: Side, i: number): string => side.city.counties[i % COUNTIES]?.organ ?? '';
const drafter = staff('drafter');
const supervisor = staff('supervision-clerk', 't-justice');
const ask = (side: Side, who: Actor, path: string) => side.city.ask(who, 'GET', path);

const WAITS: readonly Wait[] = [
  {
    title: 'opening a case (document)',
    run: (side) =>
      side.city.ask(drafter, 'POST', '/api/v1/cases/normative-document', {
        ...samples.propose,
        title: '演示文件管理办法',
      }),
  },
  {
    title: 'the to-do list',
    run: (side, i) => ask(side, staff('reviewer', countyOf(side, i)), '/api/v1/todo'),
  },
  {
    title: 'the page of a case',
    run: (side, i) => {
      const id = side.cases[i % side.cases.length] as string;
      const organ = side.city.counties.find((c) => id.startsWith(c.code))?.organ as string;
      return ask(side, staff('head', organ), `/api/v1/cases/${id}`);
    },
  },
  {
    title: 'an organ’s list of cases',
    run: (side, i) => ask(side, staff('clerk', countyOf(side, i)), '/api/v1/cases'),
  },
  {
    title: 'an organ’s list of open cases',
    run: (side, i) => ask(side, staff('clerk', countyOf(side, i)), '/api/v1/cases?state=open'),
  },
  { title: 'public list: documents', run: (side) => side.city.page('/documents') },
  { title: 'public list: consultations', run: (side) => side.city.page('/consultations?state=closed') },
  { title: 'public list: penalties on show', run: (side) => side.city.page('/penalties') },
  { title: 'the portal’s home', run: (side) => side.city.page('/') },
  { title: 'cockpit: tasks', run: (side) => ask(side, staff('head'), '/api/v1/plan/tasks') },
  { title: 'cockpit: progress', run: (side) => ask(side, staff('head'), '/api/v1/plan/progress?by=chapter') },
  { title: 'cockpit: supervision', run: (side) => ask(side, supervisor, '/api/v1/supervision/figures') },
  { title: 'findings of supervision', run: (side) => ask(side, supervisor, '/api/v1/supervision/findings') },
  {
    title: 'cockpit: signals of a quarter',
    run: (side) => ask(side, supervisor, '/api/v1/signals?from=2025-01-01&to=2025-03-31'),
  },
];

/**
 * The same story on both, and what each answers: a document with its number, consultation and a stranger's comment, an entry of
 * a register. Answers the differences; ids and moments stand for themselves.
 */
async function sameAnswers(sides: readonly Side[]): Promise<{ asked: number; different: string[] }> {
  const told = await Promise.all(
    sides.map(async (side) => {
      const out: [string, string][] = [];
      const plain = (text: string) =>
        text
          .replace(/\d{6}-[0-9a-f]{24}/g, 'ID')
          .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, 'MOMENT')
          .replace(/"(salt|digest|hash|leaf|root)":"[^"]*"/g, '"$1":""');
      const say = async (what: string, who: Actor, method: 'GET' | 'POST', path: string, body?: unknown) => {
        const text = await side.city.ask(who, method, path, body);
        out.push([what, plain(text)]);
        return text;
      };
      const id = (
        JSON.parse(
          await say('propose', drafter, 'POST', '/api/v1/cases/normative-document', samples.propose),
        ) as { id: string }
      ).id;
      const act = (name: string, who: Actor, body: unknown = {}) =>
        say(name, who, 'POST', `/api/v1/cases/${id}/acts/${name}`, body);
      await act('register', staff('office-clerk', 't-office'));
      await act('draft', drafter, samples.draft);
      await act('open-consultation', drafter, samples['open-consultation']);
      await act('comment', ANONYMOUS, {
        text: '小餐馆需要准备时间。',
        submitterType: '个人',
        article: '第二条',
      });
      await say('case page', drafter, 'GET', `/api/v1/cases/${id}`);
      await say('to-do list', drafter, 'GET', '/api/v1/todo');
      await say('cases', drafter, 'GET', '/api/v1/cases');
      await say('cases of the office', staff('office-clerk', 't-office'), 'GET', '/api/v1/cases?state=open');
      const planner = staff('legislation-planner', 't-justice');
      const point = (
        JSON.parse(
          await say('appoint', planner, 'POST', '/api/v1/cases/legislative-contact-point', {
            name: '演示市立法联系点',
            kind: '社区、村',
            host: '北山社区居民委员会',
            place: '演示市昌邑区',
            contact: '演示电话000-0000-0001',
            setBy: '市人民政府',
            decision: '演市政函〔2026〕3号',
            appointedOn: '2026-11-01',
            expiresOn: '2027-11-01',
          }),
        ) as { id: string }
      ).id;
      for (const name of ['number', 'publish'])
        await say(name, planner, 'POST', `/api/v1/cases/${point}/acts/${name}`, {});
      await say('register', planner, 'GET', '/api/v1/registers/legislative-contact-points');
      for (const path of ['/consultations', '/documents', '/legislation'])
        out.push([path, plain(await side.city.page(path))]);
      return out;
    }),
  );
  const [first, ...others] = told as [[string, string][], ...[string, string][][]];
  const different = others.flatMap((other) =>
    first.flatMap(([what, text], i) => {
      const there = other[i]?.[1] ?? '';
      if (there === text) return [];
      let at = 0;
      while (text[at] === there[at]) at++;
      return [
        `${what}: …${text.slice(Math.max(0, at - 30), at + 60)} | …${there.slice(Math.max(0, at - 30), at + 60)}`,
      ];
    }),
  );
  return { asked: first.length, different };
}

/** Every address that needs nothing filled in, asked of both as several people: where the status is not the same. */
async function everyAddress(sides: readonly Side[]): Promise<{ asked: number; different: string[] }> {
  const [cluster, plain] = sides as [Side, Side];
  const different: string[] = [];
  let asked = 0;
  for (const path of plain.city.addresses)
    for (const who of [ANONYMOUS, staff('head', 't-city'), supervisor]) {
      asked++;
      const [ours, theirs] = [await cluster.city.status(who, path), await plain.city.status(who, path)];
      if (ours !== theirs) different.push(`${path} ${ours}, plain ${theirs}`);
    }
  return { asked, different: [...new Set(different)] };
}

/** A shard moved to the other worker: hidden until its policies are made again, seen afterwards. */
async function movedShard(side: Side): Promise<string> {
  const owner = new pg.Client({ connectionString: side.ownerUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query<{
      shard: number;
      from: string;
      port: number;
      to: string;
      toport: number;
      code: string;
      organ: string;
    }>(
      `select get_shard_id_for_distribution_column('fadu.case_file', o.region)::int as shard, n.nodename as from, n.nodeport as port,
          m.nodename as to, m.nodeport as toport, o.region as code, o.id as organ
        from fadu.organ o
        join pg_dist_placement p on p.shardid = get_shard_id_for_distribution_column('fadu.case_file', o.region)
        join pg_dist_node n on n.groupid = p.groupid
        join pg_dist_node m on m.groupid not in (0, n.groupid)
        where o.id = $1 limit 1`,
      [side.city.counties[0]?.organ],
    );
    const [move] = rows;
    if (!move) return 'one worker only: no shard was moved';
    const seen = async () => {
      await owner.query('begin');
      await owner.query(`set local role fadu_organ_${move.organ.replaceAll('-', '_')}`);
      const { rows: n } = await owner.query<{ n: number }>('select count(*)::int as n from fadu.case_file');
      await owner.query('rollback');
      return n[0]?.n ?? -1;
    };
    const before = await seen();
    await owner.query(
      `select citus_move_shard_placement($1, $2, $3, $4, $5, shard_transfer_mode := 'block_writes')`,
      [move.shard, move.from, move.port, move.to, move.toport],
    );
    const moved = await seen();
    await distribute(owner);
    const after = await seen();
    if (moved !== 0 || after !== before)
      throw new Error(
        `a moved shard shows ${moved} rows before its policies are made again, ${after} of ${before} after`,
      );
    return `a shard moved to the other worker showed its organ 0 of ${before} cases until its policies were made again, then ${after}`;
  } finally {
    await owner.end();
  }
}

/** Run it. `clusterUrl`, `plainUrl`: owner's addresses; a database of the coordinator's server where no plain one is given. */
export async function onCitus(
  clusterUrl: string,
  plainUrl: string,
  seconds: number,
  rounds: number,
  seed: number,
  say: (text: string) => void,
): Promise<{ rows: Row[]; notes: string[]; versions: Record<string, string> }> {
  const began = performance.now();
  const { side: cluster, spread } = await open('Citus', clusterUrl, true);
  say(
    `schema spread in ${((performance.now() - began) / 1000).toFixed(0)} s: ${spread?.policies} policies on ${spread?.shards} shards`,
  );
  const { side: plain } = await open('plain PostgreSQL', plainUrl, false);
  const sides = [cluster, plain];
  try {
    const used = (side: Side): number =>
      process.cpuUsage().user / 1e3 +
      process.cpuUsage().system / 1e3 +
      (side.pids.length ? side.pids.reduce((s, pid) => s + (cpuOf(pid) ?? Number.NaN), 0) : Number.NaN);
    const same = await sameAnswers(sides);
    say(`${same.asked} answers compared, ${same.different.length} different`);
    const acts = new Map(sides.map((s) => [s, { rates: [] as number[], cpu: [] as number[] }]));
    for (let round = -1; round < rounds; round++)
      for (const side of round % 2 ? sides.toReversed() : sides) {
        const before = used(side);
        const start = performance.now();
        const done = await approvals(
          side,
          LANES,
          round < 0 ? 1500 : seconds * 1000,
          `b${seed}-${process.pid}-${round}`,
        );
        const took = performance.now() - start;
        await side.city.sequencer.flush();
        if (round < 0) continue;
        acts.get(side)?.rates.push((done * 1000) / took);
        acts.get(side)?.cpu.push((used(side) - before) / done);
      }
    const rows: Row[] = [];
    const figures = sides.map((s) => acts.get(s) as { rates: number[]; cpu: number[] });
    const [c, p] = figures as [(typeof figures)[0], (typeof figures)[0]];
    rows.push(
      {
        what: 'acts a second, eight at once',
        ours: { value: median(c.rates), unit: '/s' },
        peer: { name: plain.name, value: median(p.rates), unit: '/s' },
        better: 'more',
      },
      {
        what: 'processor time of an act, program and servers together',
        ours: { value: median(c.cpu), unit: 'ms' },
        peer: { name: plain.name, value: median(p.cpu), unit: 'ms' },
        better: 'less',
      },
    );
    say(`acts: ${median(c.rates).toFixed(0)}/s, plain ${median(p.rates).toFixed(0)}/s`);
    const notes: string[] = [];
    for (const wait of WAITS) {
      const times = new Map(sides.map((s) => [s, [] as number[]]));
      let failed = '';
      try {
        for (let i = -3; i < rounds * 5; i++)
          for (const side of i % 2 ? sides.toReversed() : sides) {
            const start = performance.now();
            await wait.run(side, i + 3);
            if (i >= 0) times.get(side)?.push(performance.now() - start);
          }
      } catch (error) {
        failed = error instanceof Error ? error.message : String(error);
      }
      if (failed) {
        notes.push(`Does not run: ${wait.title}: ${failed.slice(0, 160)}`);
        continue;
      }
      const [ours, theirs] = sides.map((s) => median(times.get(s) as number[])) as [number, number];
      rows.push({
        what: wait.title,
        ours: { value: ours, unit: 'ms' },
        peer: { name: plain.name, value: theirs, unit: 'ms' },
        better: 'less',
      });
    }
    const { rows: open } = await cluster.city.owner.query<{ result: string }>(
      `select result from run_command_on_workers($$ select count(*) || ' connections of ' || count(distinct usename)
        || ' roles' from pg_stat_activity where usename ~ '^fadu_' $$)`,
    );
    const every = await everyAddress(sides);
    say(`${every.asked} addresses asked, ${every.different.length} with another status`);
    const rights = await checkRights(cluster.city, clusterUrl);
    say(`rights: ${rights.looks} looks, ${rights.wrong.length} wrong`);
    const { rows: left } = await cluster.city.owner.query<{ leaves: number; logged: number }>(
      `select (select count(*)::int from fadu.leaf) as leaves, (select count(*)::int from fadu.log_entry) as logged`,
    );
    notes.push(
      `${same.asked} answers of one story on both: ${same.different.length === 0 ? 'the same' : `${same.different.length} different: ${same.different.join('; ')}`}.`,
      `Every address without a name in it, as stranger, head and supervisor (${every.asked} questions): ${every.different.length === 0 ? 'the same status on both' : `another status for ${every.different.join('; ')}`}.`,
      `Rights: ${rights.looks} looks under organs’ roles, by the coordinator and on the workers’ shards, ${rights.wrong.length === 0 ? 'nothing was seen or written that should not be' : `WRONG: ${rights.wrong.slice(0, 5).join('; ')}`}.`,
      `Log: ${left[0]?.logged} of ${left[0]?.leaves} leaves of the cluster are in it; leaves and log stand on the coordinator.`,
      `${await movedShard(cluster)}.`,
      `Connections that stand open on the workers, for ${LANES + 2} sessions on the coordinator at most: ${open.map((o) => o.result).join('; ')}.`,
      ...(spread?.refused ?? []).map((r) => `${r.statement}: ${r.says}.`),
    );
    if (same.different.length || rights.wrong.length) throw new Error(notes.join('\n'));
    const { rows: v } = await cluster.city.owner.query<{ citus: string; pg: string }>(
      `select extversion as citus, current_setting('server_version') as pg from pg_extension where extname = 'citus'`,
    );
    return {
      rows,
      notes,
      versions: { 'Citus (extension)': v[0]?.citus ?? '', 'PostgreSQL of the cluster': v[0]?.pg ?? '' },
    };
  } finally {
    for (const side of sides) await side.city.close();
  }
}
