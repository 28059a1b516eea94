/** After a fault: is what the client was told what the record holds, once, whole, and provable. */
import { setTimeout as wait } from 'node:timers/promises';
import { canonicalJson, hashReader, makeProof, openCheckpoint, verifyProof } from '@fadu/kernel/record/index';
import { readLogFile } from '@fadu/office/record/log-files';
import { verifyAll } from '@fadu/office/record/verify';
import { type Attempted, accepted, type Journal } from './journal.ts';
import type { World } from './world.ts';

/** What a check found. */
export interface Checked {
  readonly answered: number;
  readonly refused: number;
  readonly unanswered: number;
  /** Acts that the client was told are done and that are not there, or not as told. */
  readonly lost: string[];
  /** Acts done twice, and acts that nobody asked for or that were refused. */
  readonly doubled: string[];
  /** Whatever else is not right: numbers, registers, papers, proofs, the record's own verification. */
  readonly wrong: string[];
  /** Milliseconds until the log and the outbox had caught up. */
  readonly caughtUp: number;
  readonly leaves: number;
  /** Inclusion proofs made and verified. */
  readonly proven: number;
}

interface Row {
  readonly region: string;
  readonly case_id: string;
  readonly seq: number;
  readonly act: string;
  readonly at: Date | string;
  readonly person: string | null;
  readonly kind: string;
  readonly input: Record<string, unknown>;
  readonly issued: Record<string, string> | null;
  readonly idem_key: string;
}

const same = (a: unknown, b: unknown) => canonicalJson(a as never) === canonicalJson(b as never);

/** How the outbox stands: jobs that can still be done, and those given up (without a key: asked for anew while they ran). */
async function outbox(world: World): Promise<{ waiting: number; locked: number; dead: string[] }> {
  const { rows } = await world.owner.query<{
    waiting: number;
    locked: number;
    dead: string[] | null;
  }>(`select count(*) filter (where attempts < max_attempts)::int as waiting,
        count(*) filter (where locked_at is not null)::int as locked,
        array_agg(j.id || ' ' || t.identifier || ': ' || coalesce(last_error, '')) filter (where attempts >= max_attempts and locked_at is null and key is not null) as dead
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`);
  const { waiting = 0, locked = 0, dead = null } = rows[0] ?? {};
  return { waiting, locked, dead: dead ?? [] };
}

/** Wait until every leaf has its place and nothing waits in the outbox. Milliseconds, or null when it takes too long. */
export async function caughtUp(world: World, seconds: number): Promise<{ ms: number; left: string | null }> {
  const began = performance.now();
  for (;;) {
    const { rows } = await world.owner.query<{ n: number }>(
      'select count(*)::int as n from fadu.leaf l where not exists (select from fadu.log_entry e where e.leaf = l.id)',
    );
    const { waiting, locked, dead } = await outbox(world);
    const ms = performance.now() - began;
    if (rows[0]?.n === 0 && waiting === 0) return { ms, left: null };
    if (ms > seconds * 1000)
      return {
        ms,
        left: `after ${seconds} s: ${rows[0]?.n} leaves outside the log, ${waiting} jobs waiting (${locked} of them locked), ${dead.length} given up`,
      };
    await wait(100);
  }
}

/** One request against the rows of its key. */
function compare(a: Attempted, rows: readonly Row[], out: Pick<Checked, 'lost' | 'doubled'>): void {
  const says = `${a.key} ${a.opens ?? a.caseId} ${a.act}`;
  if (!accepted(a)) {
    // Without an answer it may be there or not, but only once; refused, it must not be.
    if (a.status !== 0 && a.status < 500 && rows.length)
      out.doubled.push(`${says}: refused (${a.status}), and done`);
    if (rows.length > 1) out.doubled.push(`${says}: there ${rows.length} times`);
    return;
  }
  const [row] = rows;
  const answer = a.answer;
  if (!row || !answer) {
    out.lost.push(`${says}: answered ${a.status}, not there`);
    return;
  }
  if (rows.length > 1) out.doubled.push(`${says}: there ${rows.length} times`);
  const told: readonly [string, unknown, unknown][] = [
    ['case', row.case_id, answer.id],
    ['seq', row.seq, answer.seq],
    ['act', row.act, a.act],
    ['moment', new Date(row.at).toISOString(), answer.at],
    ['person', row.person, a.person],
    ['numbers', row.issued ?? {}, answer.issued],
    ['input', row.input, a.input],
  ];
  for (const [what, is, was] of told)
    if (!same(is ?? null, was ?? null))
      out.lost.push(`${says}: the ${what} is ${JSON.stringify(is)}, told was ${JSON.stringify(was)}`);
}

/** Numbers, registers and papers, counted by SQL of our own beside the verifier's. */
const RULES: readonly { readonly says: string; readonly sql: string }[] = [
  {
    says: 'numbers of a series with a gap or a repeat',
    sql: `select region || '/' || series || '/' || organ || '/' || year as what from fadu.number
          group by region, series, organ, year having count(distinct n) <> count(*) or max(n) <> count(*) or min(n) <> 1`,
  },
  {
    says: 'a series that stands at another number than its last',
    sql: `select s.series || '/' || s.organ as what from fadu.number_series s
          left join lateral (select max(n) as n from fadu.number n where (n.region, n.series, n.organ, n.year) = (s.region, s.series, s.organ, s.year)) m on true
          where s.last is distinct from coalesce(m.n, 0)`,
  },
  {
    says: 'versions of an entry with a gap',
    sql: `select register || '/' || code as what from fadu.entry group by region, register, code
          having max(version) <> count(*) or min(version) <> 1`,
  },
  {
    says: 'steps of a case with a gap',
    sql: `select a.case_id as what from fadu.act a group by a.region, a.case_id
          having max(seq) <> count(*) or min(seq) <> 1
          or max(seq) <> (select c.seq from fadu.case_file c where c.region = a.region and c.id = a.case_id)`,
  },
  {
    says: 'moments of a case out of order',
    sql: `select a.case_id || '/' || a.seq as what from fadu.act a join fadu.act b
          on b.region = a.region and b.case_id = a.case_id and b.seq = a.seq + 1 where b.at < a.at`,
  },
  {
    says: 'an act without its one leaf in the log',
    sql: `select a.case_id || '/' || a.seq as what from fadu.act a
          where (select count(*) from fadu.leaf l join fadu.log_entry e on e.leaf = l.id
                 where l.kind = 'act' and l.ref = a.case_id || '/' || a.seq) <> 1`,
  },
  {
    says: 'a reminder without its one paper',
    sql: `select a.case_id as what from fadu.act a where a.act = 'remind'
          and (select count(*) from fadu.paper p where p.case_id = a.case_id and p.seq = a.seq) <> 1`,
  },
  {
    says: 'a paper without its one leaf in the log',
    sql: `select p.id as what from fadu.paper p
          where (select count(*) from fadu.leaf l join fadu.log_entry e on e.leaf = l.id where l.kind = 'paper' and l.ref = p.id) <> 1`,
  },
];

/** Make and verify the inclusion proof of every answered act of the client. */
async function prove(world: World, acts: readonly Attempted[], wrong: string[]): Promise<number> {
  return world.store.within({ as: 'public' }, async (tx) => {
    const head = await tx
      .selectFrom('fadu.checkpoint')
      .select('note')
      .orderBy('size', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!head) {
      wrong.push('the log has no signed head');
      return 0;
    }
    const { size, root } = openCheckpoint(head.note, { vkey: world.vkey });
    const reader = hashReader({ size, root, readTile: (path) => readLogFile(tx, path) });
    let proven = 0;
    for (let i = 0; i < acts.length; i += 500) {
      const refs = acts.slice(i, i + 500).map((a) => `${a.answer?.id}/${a.answer?.seq}`);
      const leaves = await tx
        .selectFrom('fadu.leaf as l')
        .innerJoin('fadu.log_entry as e', 'e.leaf', 'l.id')
        .select(['l.ref', 'l.body', 'e.index'])
        .where('l.kind', '=', 'act')
        .where('l.ref', 'in', refs)
        .execute();
      for (const leaf of leaves) {
        const inclusion = await reader.inclusionProof(leaf.index);
        const result = verifyProof(
          makeProof(leaf.index, JSON.parse(leaf.body), inclusion, head.note),
          world.vkey,
        );
        if (result.ok) proven++;
        else wrong.push(`${leaf.ref}: its inclusion proof does not verify`);
      }
      const there = new Set(leaves.map((l) => l.ref));
      for (const ref of refs) if (!there.has(ref)) wrong.push(`${ref}: answered, and not in the log`);
    }
    return proven;
  });
}

/** Check everything. `since`: first request whose inclusion is proven again; the others were in an earlier check. */
export async function check(
  world: World,
  journal: Journal,
  { since = 0, seconds = 120 }: { readonly since?: number; readonly seconds?: number } = {},
): Promise<Checked> {
  const up = await caughtUp(world, seconds);
  const wrong: string[] = up.left ? [up.left] : [];
  const lost: string[] = [];
  const doubled: string[] = [...journal.contradictions];
  const { dead } = await outbox(world);
  for (const d of dead) wrong.push(`job given up: ${d}`);
  const { rows } = await world.owner.query<Row>(
    `select region, case_id, seq, act, at, actor ->> 'person' as person, actor ->> 'kind' as kind, input, issued, idem_key from fadu.act`,
  );
  const byKey = new Map<string, Row[]>();
  for (const row of rows) byKey.set(row.idem_key, [...(byKey.get(row.idem_key) ?? []), row]);
  for (const a of journal.all) compare(a, byKey.get(a.key) ?? [], { lost, doubled });
  const asked = new Set(journal.all.map((a) => a.key));
  for (const row of rows)
    if (!asked.has(row.idem_key) && row.kind !== 'system')
      doubled.push(`${row.case_id}/${row.seq} ${row.act}: done, and nobody asked for it`);
  for (const rule of RULES) {
    const found = await world.owner.query<{ what: string }>(`${rule.sql} limit 5`);
    for (const { what } of found.rows) wrong.push(`${rule.says}: ${what}`);
  }
  const proven = await prove(world, journal.all.slice(since).filter(accepted), wrong);
  await world.office.refresh();
  const verified = await verifyAll(world.office, { vkey: world.vkey, most: 5 });
  for (const f of verified.findings) wrong.push(`${f.table} ${f.row}: ${f.say}`);
  if (!verified.ok && verified.findings.length === 0) wrong.push('the record does not verify');
  const answered = journal.all.filter(accepted).length;
  const unanswered = journal.all.filter((a) => !a.answer && (a.status === 0 || a.status >= 500)).length;
  return {
    answered,
    refused: journal.all.length - answered - unanswered,
    unanswered,
    lost,
    doubled,
    wrong,
    caughtUp: up.ms,
    leaves: verified.counts.leaves ?? 0,
    proven,
  };
}
