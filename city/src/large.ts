/**
 * A large city for benchmarks: rows in the shapes that the engine writes, made in bulk inside the database. Digests,
 * leaves and numbers are real, so that the whole record verifies as if each act had been done one by one.
 */
import { addDays } from '@fadu/kernel';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { normativeDocument as procedure } from '@fadu/plan/rulemaking/normative-documents/index';
import type pg from 'pg';
import { type BulkOrgan, type CaseTemplate, type Kind, TOKENS, template } from './large-templates.ts';
import { random } from './random.ts';
import { CITY_TEXTS } from './texts/index.ts';

/** What to make. */
export interface BulkOptions {
  /** How many cases. */
  readonly cases: number;
  /** Another seed gives other case ids, so that a second call adds to the first. */
  readonly seed: number | string;
  /** Told after each batch how many cases are written. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** What was made. */
export interface BulkResult {
  readonly cases: number;
  readonly acts: number;
  readonly leaves: number;
  readonly ms: number;
}

/** Share of each way; open cases come on top, few however many cases there are. */
const SHARES: readonly (readonly [Kind, number])[] = [
  ['not-normative', 6],
  ['rejected', 3],
  ['withdrawn', 1],
];
/** Most cases that are still open, whatever the size: a clerk's list does not grow with the archive. */
const MOST_OPEN = 300;
const BATCH = 20_000;
const PATTERNS_PER_REGION = 40;

async function readOrgans(client: pg.PoolClient): Promise<Map<string, BulkOrgan[]>> {
  const { rows } = await client.query<BulkOrgan>(
    'select id, region, name, kind, mark from fadu.organ order by id',
  );
  const out = new Map<string, BulkOrgan[]>();
  for (const o of rows) out.set(o.region, [...(out.get(o.region) ?? []), o]);
  return out;
}

/** Patterns of every region that has a government and departments. */
function patterns(regions: ReadonlyMap<string, readonly BulkOrgan[]>, seed: string): CaseTemplate[] {
  const rng = random(`bulk/${seed}`);
  const out: CaseTemplate[] = [];
  const kinds = SHARES.flatMap(([kind, share]) => Array<Kind>(share).fill(kind));
  for (const [, organs] of regions) {
    const leads = organs.filter((o) => o.kind === 'department');
    if (leads.length === 0 || !organs.some((o) => o.kind === 'government')) continue;
    for (let i = 0; i < PATTERNS_PER_REGION + leads.length; i++) {
      const open = i >= PATTERNS_PER_REGION;
      out.push(
        template({
          kind: open ? 'open' : (kinds[i % kinds.length] as Kind),
          text: rng.pick(CITY_TEXTS),
          // Ended cases lie in the years before; open ones are recent.
          start: open ? addDays('2025-10-09', rng.int(0, 40)) : addDays('2022-01-10', rng.int(0, 1350)),
          lead: leads[i % leads.length] as BulkOrgan,
          organs,
          calendar: chinaCalendar,
          rng,
        }),
      );
    }
  }
  if (out.length === 0)
    throw new RangeError('no region has a government and a department: enter the organs first');
  return out;
}

const TABLES = `
  create temp table if not exists bulk_case (t int primary key, region text, procedure text, version text, title text, phase text,
    ended text, seq int, owner text, organs text[], persons text[], bindings jsonb, public boolean, opened_at timestamptz,
    changed_at timestamptz, number_organ text, number_year int, number_seq int, open boolean);
  create temp table if not exists bulk_act (t int, seq int, act text, at timestamptz, actor jsonb, input text, effects jsonb, issued text,
    canon text, public_title text, public_organ text, public_body text, primary key (t, seq));
  create temp table if not exists bulk_leaf (t int, seq int, n int, kind text, ref text, body text, primary key (t, seq, n));
  create temp table if not exists bulk_clock (t int, clock text, title text, kind text, state text, owed_by text, owed_organs text[],
    started_at timestamptz, due date, due_at timestamptz, stopped_at timestamptz, late boolean, provisional boolean,
    first_due date, on_expiry text, warn_from date, events jsonb);
  create temp table if not exists bulk_now (i int primary key, t int, region text, id text, token text, title text, number text, n int);
  truncate bulk_case, bulk_act, bulk_leaf, bulk_clock, bulk_now;`;

async function sendPatterns(client: pg.PoolClient, list: readonly CaseTemplate[]): Promise<void> {
  await client.query(TABLES);
  const cases = list.map(({ file, number, open }, t) => ({
    t,
    ...file,
    number_organ: number?.organ ?? null,
    number_year: number?.year ?? null,
    number_seq: number?.seq ?? null,
    open,
  }));
  await client.query(
    `insert into bulk_case select t, region, procedure, version, title, phase, ended, seq, owner,
       array(select jsonb_array_elements_text(organs)), array(select jsonb_array_elements_text(persons)), bindings, public,
       opened_at, changed_at, number_organ, number_year, number_seq, open
     from jsonb_to_recordset($1) as c (t int, region text, procedure text, version text, title text, phase text, ended text,
       seq int, owner text, organs jsonb, persons jsonb, bindings jsonb, public boolean, opened_at timestamptz,
       changed_at timestamptz, number_organ text, number_year int, number_seq int, open boolean)`,
    [JSON.stringify(cases)],
  );
  const acts = list.flatMap((c, t) =>
    c.acts.map(({ leaves: _, publicAct: p, ...a }) => ({
      t,
      ...a,
      public_title: p?.title ?? null,
      public_organ: p?.organ ?? null,
      public_body: p?.body ?? null,
    })),
  );
  await client.query(
    `insert into bulk_act select t, seq, act, at, actor, input, effects, issued, canon, public_title, public_organ, public_body
     from jsonb_to_recordset($1) as a (t int, seq int, act text, at timestamptz, actor jsonb, input text, effects jsonb,
       issued text, canon text, public_title text, public_organ text, public_body text)`,
    [JSON.stringify(acts)],
  );
  const leaves = list.flatMap((c, t) =>
    c.acts.flatMap((a) => a.leaves.map((l, n) => ({ t, seq: a.seq, n, ...l }))),
  );
  await client.query(
    'insert into bulk_leaf select t, seq, n, kind, ref, body from jsonb_to_recordset($1) as l (t int, seq int, n int, kind text, ref text, body text)',
    [JSON.stringify(leaves)],
  );
  const clocks = list.flatMap((c, t) => c.clocks.map((k) => ({ t, ...k, first_due: k.due })));
  await client.query(
    `insert into bulk_clock select t, clock, title, kind, state, owed_by, array(select jsonb_array_elements_text(owed_organs)),
       started_at, due, due_at, stopped_at, late, provisional, first_due, on_expiry, warn_from, events
     from jsonb_to_recordset($1) as k (t int, clock text, title text, kind text, state text, owed_by text, owed_organs jsonb,
       started_at timestamptz, due date, due_at timestamptz, stopped_at timestamptz, late boolean, provisional boolean,
       first_due date, on_expiry text, warn_from date, events jsonb)`,
    [JSON.stringify(clocks)],
  );
  await client.query('analyze bulk_case; analyze bulk_act; analyze bulk_leaf; analyze bulk_clock');
}

/** Text of a value with its placeholders filled; `extra` fills more of them. */
const filled = (column: string): string =>
  `replace(replace(replace(${column}, '${TOKENS.id}', b.token), '${TOKENS.title}', b.title), '${TOKENS.number}', coalesce(b.number, ''))`;

/** Write the cases `from` to `to` (not included); cases below `open` are the open ones. One transaction. */
async function writeBatch(
  client: pg.PoolClient,
  seed: string,
  from: number,
  to: number,
  open: number,
): Promise<{ acts: number; leaves: number }> {
  const salt = `md5('salt/' || $1 || '/' || b.i || '/' || a.seq)`;
  const key = `'bulk:' || $1 || ':' || b.i || ':' || a.seq`;
  await client.query('begin');
  await client.query('truncate bulk_now');
  await client.query(
    `with pools as (
       select open, array_agg(t order by t) as ts from bulk_case group by open
     ), chosen as (
       select i, p.ts[1 + i % array_length(p.ts, 1)] as t
       from generate_series($2::int, $3::int - 1) as i join pools p on p.open = (i < $4::int)
     ), named as (
       select c.i, c.t, k.region, substr(encode(sha256(convert_to('bulk/' || $1 || '/' || c.i, 'UTF8')), 'hex'), 1, 24) as token,
         $1 || '-' || c.i as title, k.number_organ, k.number_year,
         case when k.number_organ is not null
           then coalesce((select last from fadu.number_series s where s.region = k.region and s.series = 'registration'
             and s.organ = k.number_organ and s.year = k.number_year), 0)
             + row_number() over (partition by k.region, k.number_organ, k.number_year order by c.i) end as n
       from chosen c join bulk_case k on k.t = c.t
     )
     insert into bulk_now
     select i, t, region, region || '-' || token, token, title,
       case when n is not null then replace(replace(replace($5::text, '{mark}', coalesce((select o.mark from fadu.organ o
         where o.id = number_organ), '')), '{year}', number_year::text), '{n}', n::text) end, n
     from named`,
    [seed, from, to, open, procedure.series?.registration?.format ?? '{mark}〔{year}〕{n}号'],
  );
  await client.query(
    `insert into fadu.case_file (region, id, procedure, version, title, phase, ended, seq, owner, organs, persons, bindings,
       public, demo, opened_at, changed_at)
     select b.region, b.id, k.procedure, k.version, ${filled('k.title')}, k.phase, k.ended, k.seq, k.owner, k.organs, k.persons,
       k.bindings, k.public, true, k.opened_at, k.changed_at
     from bulk_now b join bulk_case k on k.t = b.t order by b.i`,
  );
  const written = await client.query<{ acts: number; leaves: number }>(
    `with done as (
       insert into fadu.act (region, case_id, seq, act, at, actor, input, effects, issued, salt, digest, idem_key)
       select b.region, b.id, a.seq, a.act, a.at, a.actor, ${filled('a.input')}::jsonb, a.effects, ${filled('a.issued')}::jsonb, ${salt},
         encode(sha256(convert_to(replace(replace(${filled('a.canon')}, '${TOKENS.salt}', ${salt}), '${TOKENS.key}', ${key}), 'UTF8')), 'hex'),
         ${key}
       from bulk_now b join bulk_act a on a.t = b.t order by b.i, a.seq
       returning case_id, seq, digest
     ), leaves as (
       insert into fadu.leaf (region, kind, ref, body)
       select b.region, l.kind, ${filled('l.ref')}, replace(${filled('l.body')}, '${TOKENS.digest}', d.digest)
       from done d join bulk_now b on b.id = d.case_id join bulk_leaf l on l.t = b.t and l.seq = d.seq
       order by b.i, l.seq, l.n
       returning 1
     )
     select (select count(*) from done)::int as acts, (select count(*) from leaves)::int as leaves`,
    [seed],
  );
  await client.query(
    `insert into fadu.clock (region, case_id, clock, procedure, title, kind, state, owed_by, owed_organs, owner, started_at, due, due_at,
       stopped_at, late, provisional, first_due, on_expiry, warn_from, events)
     select b.region, b.id, k.clock, c.procedure, k.title, k.kind, k.state, k.owed_by, k.owed_organs, c.owner, k.started_at, k.due, k.due_at,
       k.stopped_at, k.late, k.provisional, k.first_due, k.on_expiry, k.warn_from, k.events
     from bulk_now b join bulk_case c on c.t = b.t join bulk_clock k on k.t = b.t`,
  );
  await client.query(
    `insert into fadu.public_act (region, case_id, seq, act, title, at, organ, body)
     select b.region, b.id, a.seq, a.act, a.public_title, a.at, a.public_organ, ${filled('a.public_body')}::jsonb
     from bulk_now b join bulk_act a on a.t = b.t where a.public_title is not null`,
  );
  await client.query(
    `insert into fadu.number (region, series, organ, year, n, text, case_id, seq)
     select b.region, 'registration', k.number_organ, k.number_year, b.n, b.number, b.id, k.number_seq
     from bulk_now b join bulk_case k on k.t = b.t where b.n is not null`,
  );
  await client.query(
    `insert into fadu.number_series (region, series, organ, year, last)
     select b.region, 'registration', k.number_organ, k.number_year, max(b.n)
     from bulk_now b join bulk_case k on k.t = b.t where b.n is not null group by 1, 3, 4
     on conflict (region, series, organ, year) do update set last = excluded.last`,
  );
  await client.query('commit');
  return written.rows[0] as { acts: number; leaves: number };
}

/**
 * Fill a database whose organs are entered with `cases` cases. `pool`: the owner's connections.
 * @throws RangeError when no region has a government and a department
 */
export async function bulk(pool: pg.Pool, options: BulkOptions): Promise<BulkResult> {
  const began = Date.now();
  const seed = String(options.seed);
  if (!/^[A-Za-z0-9.-]{1,40}$/.test(seed))
    throw new RangeError(`the seed must be short and plain, not ${seed}`);
  const client = await pool.connect();
  try {
    await client.query('set synchronous_commit = off');
    await sendPatterns(client, patterns(await readOrgans(client), seed));
    const open = Math.min(MOST_OPEN, Math.floor(options.cases / 20));
    let acts = 0;
    let leaves = 0;
    for (let from = 0; from < options.cases; from += BATCH) {
      const to = Math.min(options.cases, from + BATCH);
      const batch = await writeBatch(client, seed, from, to, open);
      acts += batch.acts;
      leaves += batch.leaves;
      options.onProgress?.(to, options.cases);
    }
    return { cases: options.cases, acts, leaves, ms: Date.now() - began };
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    await client.query('reset synchronous_commit').catch(() => {});
    client.release();
  }
}
