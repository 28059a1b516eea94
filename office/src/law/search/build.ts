/**
 * The index kept up with the texts: what is due (fadu.law_dirty) is read, made into a block and written in one
 * transaction. Nothing is ever half-indexed; two processes never do the same work.
 */
import { setImmediate as breathe } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Office } from '../../office.ts';
import type { Tx } from '../../store/pool.ts';
import { BLOCK_DOCS, BlockBuilder, type BuiltBlock } from './block.ts';
import { forget } from './memory.ts';
import { levelWeight } from './names.ts';
import { TERM_FORM } from './terms.ts';

/** Told after every block: provisions done, and of how many. */
export type Progress = (done: number, of: number) => void;

/** Blocks smaller than this are put together once there are more than `SMALL_BLOCKS` of them. */
const SMALL = 16_384;
const SMALL_BLOCKS = 8;
/** Lock under which the index is written. */
const LOCK = 4043;
/** Texts that are read at a time; and milliseconds of work after which others have their turn. */
const TEXTS_A_TIME = 50;
const BREATH = 12;

interface ProvisionRow {
  instrument: string;
  version: number;
  ordinal: number;
  article: string | null;
  path: string;
  text: string;
  f: number | null;
  t: number | null;
}

interface Span {
  readonly instrument: string;
  readonly version: number;
  docs: number;
}

/**
 * Index what is due. Answers the number of provisions read. Runs beside searches; a second caller waits for the first.
 */
export async function updateLawIndex(office: Office, progress: Progress = () => {}): Promise<number> {
  let done = 0;
  let kept = 0;
  const of = await office.store.within({ as: 'system' }, async (tx) => {
    await staleBlocks(tx);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from fadu.provision p
      where p.instrument in (select instrument from fadu.law_dirty)`.execute(tx);
    return rows[0]?.n ?? 0;
  });
  for (;;) {
    const batch = await office.store.within({ as: 'system' }, (tx) => oneBlock(tx));
    if (batch === null) break;
    done += batch.size;
    progress(Math.min(done, of), of);
    // What is being written just now is for the next time.
    if (batch.left > 0 && ++kept > 20) break;
  }
  if (done > 0) forget(office);
  if ((await joinSmall(office)) > 0) forget(office);
  return done;
}

/** Make every text due again: after a change of words, or where an index is in doubt. Searches go on meanwhile. */
export async function rebuildLawIndex(office: Office, progress: Progress = () => {}): Promise<number> {
  await office.store.within({ as: 'system' }, async (tx) => {
    await sql`insert into fadu.law_dirty (instrument)
      select distinct instrument from fadu.provision union select distinct instrument from fadu.law_span
      on conflict (instrument) do update set n = law_dirty.n + 1`.execute(tx);
  });
  return updateLawIndex(office, progress);
}

/** Blocks made in another form are due again. */
async function staleBlocks(tx: Tx): Promise<void> {
  await sql`insert into fadu.law_dirty (instrument)
    select distinct s.instrument from fadu.law_span s join fadu.law_block b on b.id = s.block where b.form <> ${TERM_FORM}
    on conflict do nothing`.execute(tx);
}

/** Take due texts that fit into one block, write it. Null: nothing is due. `left`: texts that stay due. */
async function oneBlock(tx: Tx): Promise<{ readonly size: number; readonly left: number } | null> {
  await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(tx);
  // Texts of high weight side by side, so that a search measures all the others by them; then in the order of their
  // names. So many as fill a block; the first one even if it alone is more.
  const { rows: levels } = await sql<{ level: string }>`select distinct level from fadu.instrument`.execute(
    tx,
  );
  const byWeight = levels
    .map((l) => l.level)
    .sort((x, y) => levelWeight(y) - levelWeight(x) || (x < y ? -1 : 1));
  const { rows: due } = await sql<{ instrument: string; n: number; docs: number }>`
    with due as (
      select d.instrument, d.n, row_number() over (order by array_position(${sql.val(byWeight)}::text[], i.level), d.instrument) as place
      from fadu.law_dirty d left join fadu.instrument i on i.id = d.instrument order by place limit 4000)
    select d.instrument, d.n, (select count(*)::int from fadu.provision p where p.instrument = d.instrument) as docs
    from due d order by d.place`.execute(tx);
  if (due.length === 0) return null;
  const taken: typeof due = [];
  let size = 0;
  for (const d of due) {
    if (taken.length > 0 && size + d.docs > BLOCK_DOCS) break;
    taken.push(d);
    size += d.docs;
  }
  const ids = taken.map((d) => d.instrument);
  await writeTexts(tx, ids);
  // Only what has not changed since it was read is done. Whoever is writing a text just now keeps it due, waits for
  // nothing, and is not waited for.
  const { numAffectedRows } = await sql`delete from fadu.law_dirty where instrument in (
      select d.instrument from fadu.law_dirty d
      join unnest(${sql.val(ids)}::text[], ${sql.val(taken.map((d) => d.n))}::int8[]) as t (instrument, n)
        on t.instrument = d.instrument and t.n = d.n
      for update of d skip locked)`.execute(tx);
  return { size, left: taken.length - Number(numAffectedRows ?? 0) };
}

/** Index these texts anew in a block of their own. */
async function writeTexts(tx: Tx, instruments: readonly string[]): Promise<void> {
  const list = sql.val([...instruments]);
  await sql`delete from fadu.law_span where instrument = any(${list}::text[])`.execute(tx);
  let builder = new BlockBuilder();
  let spans: Span[] = [];
  const finish = async () => {
    if (builder.docs > 0) await writeBlock(tx, builder.build(), spans);
    builder = new BlockBuilder();
    spans = [];
  };
  let since = performance.now();
  for (let at = 0; at < instruments.length; at += TEXTS_A_TIME) {
    const some = sql.val(instruments.slice(at, at + TEXTS_A_TIME));
    const { rows } = await sql<ProvisionRow>`select instrument, version, ordinal, article, path, text,
      (law_from - date '1970-01-01') as f, (law_to - date '1970-01-01') as t
      from fadu.provision where instrument = any(${some}::text[]) order by instrument, version, ordinal`.execute(
      tx,
    );
    for (const r of rows) {
      if (builder.room === 0) await finish();
      const last = spans.at(-1);
      if (last?.instrument === r.instrument && last.version === r.version) last.docs++;
      else spans.push({ instrument: r.instrument, version: r.version, docs: 1 });
      const { ordinal, article, path, text, f, t } = r;
      builder.add({ ordinal, article, path, text, from: f, to: t }, spans.length - 1);
      // Searches in the same process go on meanwhile.
      if (performance.now() - since > BREATH) {
        await breathe();
        since = performance.now();
      }
    }
  }
  await finish();
  // A block that nothing is found by any more leaves.
  await sql`with gone as (
      delete from fadu.law_block b where not exists (select from fadu.law_span s where s.block = b.id) returning id)
    delete from fadu.law_posting p using gone where p.block = gone.id`.execute(tx);
  await sql`update fadu.law_index_state set generation = generation + 1`.execute(tx);
}

const bytesOf = (a: Uint16Array | Uint32Array | Int32Array): Buffer =>
  Buffer.from(a.buffer, a.byteOffset, a.byteLength);

/** Terms that one statement writes. */
const TERMS_A_TIME = 20_000;

async function writeBlock(tx: Tx, block: BuiltBlock, spans: readonly Span[]): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    insert into fadu.law_block (docs, spans, ordinals, law_from, law_to, form)
    values (${block.docs}, ${bytesOf(block.spans)}, ${bytesOf(block.ordinals)}, ${bytesOf(block.from)}, ${bytesOf(block.to)}, ${TERM_FORM})
    returning id`.execute(tx);
  const id = rows[0]?.id as number;
  await sql`insert into fadu.law_span (block, nr, instrument, version, docs)
    select ${id}, n - 1, i, v, d
    from unnest(${sql.val(spans.map((s) => s.instrument))}::text[], ${sql.val(spans.map((s) => s.version))}::int[],
      ${sql.val(spans.map((s) => s.docs))}::int[]) with ordinality as x (i, v, d, n)`.execute(tx);
  let at = 0;
  for (let t = 0; t < block.terms.length; t += TERMS_A_TIME) {
    const terms = block.terms.slice(t, t + TERMS_A_TIME);
    const df = block.df.subarray(t, t + TERMS_A_TIME);
    const from = at;
    const starts: number[] = [];
    for (const n of df) {
      starts.push(at - from + 1);
      at += n * 3;
    }
    const bytes = Buffer.from(block.lists.buffer, from, at - from);
    await sql`insert into fadu.law_posting (block, term, df, list)
      select ${id}, x.term, x.df, substring(${bytes}::bytea from x.start for x.df * 3)
      from unnest(${sql.val(terms)}::text[], ${sql.val([...df])}::int[], ${sql.val(starts)}::int[]) as x (term, df, start)`.execute(
      tx,
    );
  }
}

/**
 * Put small blocks together once there are many, and blocks of which most is gone made anew: a city that adopts a
 * text a day still searches few blocks. Answers the number of texts moved.
 */
async function joinSmall(office: Office): Promise<number> {
  return office.store.within({ as: 'system' }, async (tx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(tx);
    const { rows } = await sql<{ id: number; live: number; docs: number }>`
      select b.id, b.docs, coalesce(sum(s.docs), 0)::int as live
      from fadu.law_block b left join fadu.law_span s on s.block = b.id group by b.id order by b.id`.execute(
      tx,
    );
    const small = rows.filter((b) => b.live < SMALL);
    const worn = rows.filter((b) => b.live >= SMALL && b.live < b.docs / 2);
    const chosen: number[] = [];
    let size = 0;
    for (const b of [...(small.length > SMALL_BLOCKS ? small : []), ...worn]) {
      if (size + b.live > BLOCK_DOCS) break;
      chosen.push(b.id);
      size += b.live;
    }
    if (chosen.length === 0) return 0;
    const { rows: texts } = await sql<{ instrument: string }>`
      select distinct instrument from fadu.law_span where block = any(${sql.val(chosen)}::bigint[])`.execute(
      tx,
    );
    await writeTexts(
      tx,
      texts.map((t) => t.instrument),
    );
    return texts.length;
  });
}

/** Keep the index up while the server runs: looks every `every` milliseconds whether something is due. */
export function startLawIndexer(office: Office, every = 3_000): { stop(): Promise<void> } {
  let stopped = false;
  let running: Promise<unknown> = Promise.resolve();
  const look = async () => {
    const { rows } = await office.store.pool.query<{ due: boolean }>(
      `select exists (select from fadu.law_dirty) or exists (select from fadu.law_block where form <> $1) as due`,
      [TERM_FORM],
    );
    if (rows[0]?.due && !stopped) await updateLawIndex(office);
  };
  let timer: NodeJS.Timeout;
  const next = (wait = every) => {
    timer = setTimeout(() => {
      running = look()
        .catch(() => {})
        .then(() => {
          if (!stopped) next();
        });
    }, wait);
  };
  next(0);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
