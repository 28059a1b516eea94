/** Copies of patterns, written batch by batch inside the database: see large.ts. */
import type pg from 'pg';
import type { Weighed } from './large.ts';
import { CLOCK_TOKEN, MOST_NUMBERS, numberToken, TOKENS } from './large-templates.ts';

/** Columns of the patterns' tables. Moments stay text: each copy puts its own minutes and seconds in. */
const TABLES = {
  bulk_case: `t int, region text, procedure text, version text, title text, phase text, ended text, seq int, owner text,
    organs jsonb, persons jsonb, bindings jsonb, public boolean, opened_at text, changed_at text, open boolean, slot int, weight int`,
  bulk_act: `t int, seq int, act text, at text, actor jsonb, input text, effects text, issued text, canon text,
    public_title text, public_organ text, public_body text`,
  bulk_leaf: 't int, seq int, n int, kind text, ref text, body text',
  bulk_entry: 't int, seq int, at text, register text, code text, law_from date, law_to date, body text',
  bulk_number: 't int, n int, series text, organ text, year int, seq int, before text, after text, width int',
  bulk_signal: 't int, kind text, field text, organ text, supervisor text, on_day date',
  bulk_clock: `t int, clock text, title text, kind text, state text, owed_by text, owed_organs jsonb, started_at text, due date,
    due_at text, stopped_at text, late boolean, provisional boolean, on_expiry text, warn_from date, events text`,
} as const;

/** Tables of one batch: its cases, and the numbers they drew. */
const BATCH_TABLES = `
  create temp table bulk_now (i int primary key, t int, region text, id text, token text, title text, clock text, party text,
    numbers text[]);
  create temp table bulk_drawn (i int, n int, region text, id text, series text, organ text, year int, seq int, number int,
    text text);`;

/** Send the patterns to the session's temporary tables. */
export async function sendPatterns(client: pg.PoolClient, list: readonly Weighed[]): Promise<void> {
  const rows: Record<keyof typeof TABLES, object[]> = {
    bulk_case: list.map(({ pattern, slot, weight }, t) => ({
      t,
      ...pattern.file,
      open: pattern.open,
      slot,
      weight,
    })),
    bulk_act: [],
    bulk_leaf: [],
    bulk_entry: [],
    bulk_number: [],
    bulk_signal: [],
    bulk_clock: [],
  };
  list.forEach(({ pattern }, t) => {
    for (const { leaves, entries, publicAct: p, ...a } of pattern.acts) {
      rows.bulk_act.push({ t, ...a, public_title: p?.title, public_organ: p?.organ, public_body: p?.body });
      leaves.forEach((l, n) => {
        rows.bulk_leaf.push({ t, seq: a.seq, n, ...l });
      });
      for (const e of entries) rows.bulk_entry.push({ t, seq: a.seq, at: a.at, ...e });
    }
    for (const n of pattern.numbers) rows.bulk_number.push({ t, ...n });
    for (const s of pattern.signals) rows.bulk_signal.push({ t, ...s });
    for (const { events, ...k } of pattern.clocks)
      rows.bulk_clock.push({ t, ...k, events: JSON.stringify(events) });
  });
  const names = Object.keys(TABLES) as (keyof typeof TABLES)[];
  await client.query(
    `drop table if exists ${[...names, 'bulk_now', 'bulk_drawn'].map((n) => `pg_temp.${n}`).join(', ')}`,
  );
  for (const name of names) {
    await client.query(`create temp table ${name} (${TABLES[name]})`);
    // In pieces: one value may hold a gigabyte at most.
    for (let i = 0; i < rows[name].length; i += 5_000)
      await client.query(`insert into ${name} select * from jsonb_to_recordset($1) as r (${TABLES[name]})`, [
        JSON.stringify(rows[name].slice(i, i + 5_000)),
      ]);
    await client.query(`create index on ${name} (t); analyze ${name}`);
  }
  await client.query(BATCH_TABLES);
}

/** Text of a value with its placeholders filled from `bulk_now b`. */
const filled = (column: string): string => {
  let sql = `replace(replace(replace(replace(${column}, '${TOKENS.id}', b.token), '${TOKENS.title}', b.title),
    '${TOKENS.party}', b.party), '${CLOCK_TOKEN}', b.clock)`;
  for (let n = 1; n <= MOST_NUMBERS; n++)
    sql = `replace(${sql}, '${numberToken(n)}', coalesce(b.numbers[${n}], ''))`;
  return sql;
};
const moment = (column: string): string => `replace(${column}, '${CLOCK_TOKEN}', b.clock)::timestamptz`;
const texts = (column: string): string => `array(select jsonb_array_elements_text(${column}))`;

/** Numbers that end in a copy: from one hash of the seed and the place. */
const hash = (salt: string): string =>
  `('x' || substr(md5('${salt}/' || $1 || '/' || c.i), 1, 7))::bit(28)::int`;

/**
 * Write the cases `from` to `to` (not included); cases below `open` are the open ones. They follow each other in time: case
 * `i` of `cases` takes a pattern of the day at that part of the whole. One transaction.
 */
export async function writeBatch(
  client: pg.PoolClient,
  o: {
    readonly seed: string;
    readonly from: number;
    readonly to: number;
    readonly open: number;
    readonly cases: number;
  },
): Promise<{ acts: number; leaves: number }> {
  const salt = `md5('salt/' || $1 || '/' || b.i || '/' || a.seq)`;
  const key = `'bulk:' || $1 || ':' || b.i || ':' || a.seq`;
  await client.query('begin');
  await client.query('truncate bulk_now, bulk_drawn');
  await client.query(
    `with pools as (
       select open, slot, array_agg(t order by t, w) as ts from bulk_case, generate_series(1, weight) w group by open, slot
     ), slots as (select max(slot) + 1 as n from bulk_case where not open), chosen as (
       select c.i, p.ts[1 + (${hash('pattern')} % array_length(p.ts, 1))] as t
       from generate_series($2::int, $3::int - 1) as c (i) cross join slots s
       join pools p on p.open = (c.i < $4::int)
         and p.slot = case when c.i < $4::int then 0 else (c.i::bigint * s.n / $5::int)::int end
     )
     insert into bulk_now
     select c.i, c.t, k.region, k.region || '-' || substr(h.hex, 1, 24), substr(h.hex, 1, 24), $1 || '-' || c.i,
       ':' || lpad((v.ms / 60000)::text, 2, '0') || ':' || lpad((v.ms / 1000 % 60)::text, 2, '0') || '.'
         || lpad((v.ms % 1000)::text, 3, '0') || 'Z',
       '912202BULK' || lpad((${hash('party')} % 20000)::text, 8, '0')
     from chosen c join bulk_case k on k.t = c.t
     cross join lateral (select encode(sha256(convert_to('bulk/' || $1 || '/' || c.i, 'UTF8')), 'hex') as hex) h
     cross join lateral (select ${hash('clock')} % 3600000 as ms) v`,
    [o.seed, o.from, o.to, o.open, o.cases],
  );
  await client.query(
    `insert into bulk_drawn
     select d.i, d.n, d.region, d.id, d.series, d.organ, d.year, d.seq, d.number,
       d.before || lpad(d.number::text, greatest(d.width, length(d.number::text)), '0') || d.after
     from (select b.i, q.*, b.region, b.id, (coalesce((select s.last from fadu.number_series s where s.region = b.region
         and s.series = q.series and s.organ = q.organ and s.year = q.year), 0)
         + row_number() over (partition by b.region, q.series, q.organ, q.year order by b.i))::int as number
       from bulk_now b join bulk_number q on q.t = b.t) d`,
  );
  await client.query(
    `update bulk_now b set numbers = d.texts
     from (select i, array_agg(text order by n) as texts from bulk_drawn group by i) d where d.i = b.i`,
  );
  await client.query('analyze bulk_now');
  await client.query(
    `insert into fadu.case_file (region, id, procedure, version, title, phase, ended, seq, owner, organs, persons, bindings,
       public, demo, opened_at, changed_at)
     select b.region, b.id, k.procedure, k.version, ${filled('k.title')}, k.phase, k.ended, k.seq, k.owner, ${texts('k.organs')},
       ${texts('k.persons')}, k.bindings, k.public, true, ${moment('k.opened_at')}, ${moment('k.changed_at')}
     from bulk_now b join bulk_case k on k.t = b.t order by b.i`,
  );
  const written = await client.query<{ acts: number; leaves: number }>(
    `with done as (
       insert into fadu.act (region, case_id, seq, act, at, actor, input, effects, issued, salt, digest, idem_key)
       select b.region, b.id, a.seq, a.act, ${moment('a.at')}, a.actor, ${filled('a.input')}::jsonb, ${filled('a.effects')}::jsonb,
         ${filled('a.issued')}::jsonb, ${salt},
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
    [o.seed],
  );
  for (const statement of FOLLOWING) await client.query(statement);
  await client.query('commit');
  return written.rows[0] as { acts: number; leaves: number };
}

/** What hangs on the cases of a batch. */
const FOLLOWING: readonly string[] = [
  `insert into fadu.clock (region, case_id, clock, procedure, title, kind, state, owed_by, owed_organs, owner, started_at, due,
     due_at, stopped_at, late, provisional, first_due, on_expiry, expiry_done, warn_from, events)
   select b.region, b.id, k.clock, c.procedure, k.title, k.kind, k.state, k.owed_by, ${texts('k.owed_organs')}, c.owner,
     ${moment('k.started_at')}, k.due, ${moment('k.due_at')}, ${moment('k.stopped_at')}, k.late, k.provisional, k.due,
     k.on_expiry, c.ended is not null, k.warn_from, ${filled('k.events')}::jsonb
   from bulk_now b join bulk_case c on c.t = b.t join bulk_clock k on k.t = b.t`,
  `insert into fadu.public_act (region, case_id, seq, act, title, at, organ, body)
   select b.region, b.id, a.seq, a.act, a.public_title, ${moment('a.at')}, a.public_organ, ${filled('a.public_body')}::jsonb
   from bulk_now b join bulk_act a on a.t = b.t where a.public_title is not null`,
  `insert into fadu.entry (region, register, code, version, law_from, law_to, recorded_at, body, case_id, seq)
   select b.region, e.register, ${filled('e.code')}, 1, e.law_from, e.law_to, ${moment('e.at')}, ${filled('e.body')}::jsonb, b.id,
     e.seq
   from bulk_now b join bulk_entry e on e.t = b.t`,
  `insert into fadu.signal_event (region, case_id, n, kind, field, organ, supervisor, on_day, subject, subject_name)
   select b.region, b.id, row_number() over (partition by b.i), s.kind, s.field, s.organ, s.supervisor, s.on_day, b.party, null
   from bulk_now b join bulk_signal s on s.t = b.t`,
  `insert into fadu.number (region, series, organ, year, n, text, case_id, seq)
   select region, series, organ, year, number, text, id, seq from bulk_drawn`,
  `insert into fadu.number_series (region, series, organ, year, last)
   select region, series, organ, year, max(number) from bulk_drawn group by 1, 2, 3, 4
   on conflict (region, series, organ, year) do update set last = excluded.last`,
];
