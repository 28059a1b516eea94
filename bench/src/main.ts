/**
 * `npm run bench`: acts a second beside the bare commit rate of the same database, driver and number of connections,
 * in turn within one run; and the time of one act, the to-do list and a case page at ten thousand and at a million cases.
 * `npm run bench -- search …` measures the search over texts of law instead: see search/main.ts.
 * `npm run bench -- draw …` measures a verifiable draw: see draw/main.ts.
 * Options: `--seconds N` a round (default 4), `--rounds N` (3), `--large N` cases (1000000), `--lanes N` (8).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bulk } from '@fadu/city/large';
import { type Actor, decide } from '@fadu/kernel';
import { noteSigner } from '@fadu/kernel/record/index';
import { todo } from '@fadu/office/cases/lists';
import { loadCase } from '@fadu/office/cases/load';
import { openCase, performAct } from '@fadu/office/cases/perform';
import { caseView } from '@fadu/office/cases/view';
import { Office } from '@fadu/office/office';
import { startSequencer } from '@fadu/office/record/sequencer';
import { migrate } from '@fadu/office/store/migrate';
import { openStore } from '@fadu/office/store/pool';
import { startEmbedded, withDatabase } from '@fadu/office/store/server';
import { fillTestCity } from '@fadu/office/testing/organs';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { procedures } from '@fadu/plan/index';
import { samples } from '@fadu/plan/rulemaking/normative-documents/sample.testing';
import pg from 'pg';
import { median, percentile, rate, times } from './measure.ts';

if (process.argv[2] === 'search') {
  const { searchBench } = await import('./search/main.ts');
  await searchBench(process.argv.slice(3));
  process.exit(0);
}

if (process.argv[2] === 'draw') {
  const { drawBench } = await import('./draw/main.ts');
  await drawBench(process.argv.slice(3));
  process.exit(0);
}

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    lanes: { type: 'string', default: '8' },
    small: { type: 'string', default: '10000' },
    large: { type: 'string', default: '1000000' },
    out: { type: 'string' },
  },
});
const [seconds, rounds, lanes, small, large] = [
  values.seconds,
  values.rounds,
  values.lanes,
  values.small,
  values.large,
].map(Number) as [number, number, number, number, number];

const folder = mkdtempSync(join(tmpdir(), 'fadu-bench-'));
const say = (text: string) => process.stderr.write(`${text}\n`);
say('starting PostgreSQL (durable: fsync and synchronous_commit on) …');
const server = await startEmbedded(folder, {
  max_connections: '60',
  shared_buffers: '512MB',
  max_wal_size: '4GB',
  checkpoint_timeout: '30min',
});
const results: { what: string; value: string; beside: string; ratio: string }[] = [];

try {
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query('create database fadu');
  const { rows: version } = await admin.query<{ server_version: string }>('show server_version');
  await admin.end();
  const ownerUrl = withDatabase(server.url, 'fadu');
  await migrate(ownerUrl, { app: 'bench' });
  const owner = new pg.Pool({ connectionString: ownerUrl, max: lanes });
  await fillTestCity(owner);
  const store = openStore(withDatabase(ownerUrl, 'fadu', { name: 'fadu_app', password: 'bench' }), lanes + 2);
  const office = new Office({
    store,
    procedures,
    calendar: chinaCalendar,
    now: () => new Date().toISOString(),
    demo: true,
    baseUrl: 'http://127.0.0.1',
  });
  await office.refresh();
  const sequencer = startSequencer(store, noteSigner('bench.fadu/220200', new Uint8Array(32).fill(7)));
  office.onWritten(() => sequencer.wake());
  const drafter: Actor = {
    kind: 'person',
    person: 'p-d',
    name: '起草',
    posts: [{ role: 'drafter', organ: 't-city' }],
  };
  const head: Actor = {
    kind: 'person',
    person: 'p-h',
    name: '负责人',
    posts: [{ role: 'head', organ: 't-city' }],
  };
  let n = 0;
  const key = () => `bench-${process.pid}-${++n}-0000`;
  const open = () =>
    openCase(office, 'normative-document', {
      actor: drafter,
      input: { ...samples.propose, title: `演示文件第${n}号管理办法` },
      key: key(),
    });
  const withdraw = (id: string) =>
    performAct(office, id, { act: 'withdraw', actor: head, input: samples.reason, key: key() });

  // ---- acts beside the bare commit
  await owner.query('create table public.bare (id bigint generated always as identity primary key, v text)');
  const bare = () =>
    rate(
      lanes,
      seconds * 1000,
      async () => void (await owner.query('insert into public.bare (v) values ($1)', ['x'.repeat(200)])),
    );
  const lane: (string | null)[] = Array.from({ length: lanes }, () => null);
  const acts = () =>
    rate(lanes, seconds * 1000, async (i) => {
      // Half of the acts open a case, half end it: both are whole acts with clocks, leaves and the case row.
      const id = lane[i];
      if (id) await withdraw(id);
      lane[i] = id ? null : (await open()).caseId;
    });
  say('warming up …');
  await rate(lanes, 1500, async (i) => {
    const id = lane[i];
    if (id) await withdraw(id);
    lane[i] = id ? null : (await open()).caseId;
  });
  const pairs: { bare: number; acts: number }[] = [];
  for (let round = 1; round <= rounds; round++) {
    const a = await bare();
    const b = await acts();
    pairs.push({ bare: a, acts: b });
    say(`round ${round}: bare ${a.toFixed(0)}/s, acts ${b.toFixed(0)}/s, ratio ${(b / a).toFixed(2)}`);
  }
  results.push({
    what: `acts a second, ${lanes} connections`,
    value: `${median(pairs.map((p) => p.acts)).toFixed(0)}/s`,
    beside: `bare commit ${median(pairs.map((p) => p.bare)).toFixed(0)}/s`,
    ratio: median(pairs.map((p) => p.acts / p.bare)).toFixed(2),
  });

  // ---- the decision alone
  const { caseId } = await open();
  const loaded = await loadCase(office, { as: 'system' }, caseId);
  const moment = { now: office.now(), calendar: office.calendar, organ: office.organ };
  const started = performance.now();
  let decided = 0;
  while (performance.now() - started < 2000) {
    if (decide(loaded.procedure, loaded.state, 'withdraw', samples.reason, head, moment).ok) decided++;
  }
  results.push({
    what: 'decisions a second (pure, one thread)',
    value: `${((decided * 1000) / (performance.now() - started)).toFixed(0)}/s`,
    beside: '',
    ratio: '',
  });

  // ---- growth
  const clerkOf: Actor = {
    kind: 'person',
    person: 'p-d',
    name: '起草',
    posts: [{ role: 'drafter', organ: 't-city' }],
  };
  const at = async () => {
    const ids: string[] = [];
    for (let i = 0; i < 60; i++) ids.push((await open()).caseId);
    return {
      act: await times(60, (i) => withdraw(ids[i] as string)),
      open: await times(60, () => open()),
      page: await times(60, async (i) =>
        caseView(
          office,
          await loadCase(office, { as: 'organ', organ: 't-city' }, ids[i] as string),
          drafter,
          { now: office.now(), calendar: office.calendar },
        ),
      ),
      todo: await times(30, () => todo(office, clerkOf, 50)),
    };
  };
  say(`filling up to ${small} cases …`);
  await bulk(owner, { cases: small, seed: 1 });
  await owner.query('analyze');
  const first = await at();
  say(`filling up to ${large} cases …`);
  await bulk(owner, { cases: large - small, seed: 2 });
  await owner.query('vacuum analyze');
  await owner.query('checkpoint');
  const second = await at();
  for (const [name, words] of [
    ['act', 'one act'],
    ['open', 'opening a case'],
    ['page', 'a case page'],
    ['todo', 'the to-do list'],
  ] as const) {
    const [a, b] = [median(first[name]), median(second[name])];
    results.push({
      what: `${words}, median ms (p95) at ${large.toLocaleString('en')} cases`,
      value: `${b.toFixed(2)} (${percentile(second[name], 95).toFixed(2)})`,
      beside: `at ${small.toLocaleString('en')}: ${a.toFixed(2)} (${percentile(first[name], 95).toFixed(2)})`,
      ratio: (b / a).toFixed(2),
    });
  }
  const { rows: size } = await owner.query<{ size: string; acts: string }>(
    `select pg_size_pretty(pg_database_size('fadu')) as size, (select count(*) from fadu.act)::text as acts`,
  );

  const page = [
    '# Benchmark',
    '',
    `${cpus()[0]?.model ?? 'cpu'} × ${cpus().length}, Node ${process.version}, PostgreSQL ${version[0]?.server_version}; ${size[0]?.acts} acts in ${size[0]?.size} at the end.`,
    `Command: \`npm run bench -- --seconds ${seconds} --rounds ${rounds} --lanes ${lanes} --large ${large}\`. Machines differ and are noisy: read the ratios.`,
    '',
    '| what | Fadu | beside | ratio |',
    '|---|---|---|---|',
    ...results.map((r) => `| ${r.what} | ${r.value} | ${r.beside} | ${r.ratio} |`),
    '',
  ].join('\n');
  console.log(page);
  if (values.out) writeFileSync(values.out, page);
  await sequencer.stop();
  await store.close();
  await owner.end();
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
