/**
 * Rows that stand beside the acts: each against its leaf (kind `row`, written by the database itself), against the list it
 * belongs to, or against the act that names it.
 */
import { type ActRecord, fold, noCase, type Procedure } from '@fadu/kernel';
import { DrawError, type ListKind, readList, sealOf } from '@fadu/kernel/draw/index';
import { sql } from 'kysely';
import { digestOf } from '../cases/rows.ts';
import { keysHash } from '../draws/lists.ts';
import { sealedFields } from '../sealed/sealed.ts';
import type { Tx } from '../store/pool.ts';

/** One thing that is not as it was recorded. */
interface Found {
  readonly table: string;
  readonly row: string;
  readonly say: string;
}

/** Tables whose rows have a leaf each, and how a row is read: its reference and the facts that its digest covers. */
const LEAFED = [
  { table: 'committed_list', ref: `t.organ || '/' || t.hash`, facts: 'fadu.list_facts(t)', what: '这份清单' },
  { table: 'sealed_reading', ref: 't.id::text', facts: 'fadu.reading_facts(t)', what: '这次查看加密内容' },
  {
    table: 'attempt',
    ref: `t.region || '/' || t.id`,
    facts: 'fadu.attempt_facts(t)',
    what: '这次被拒绝的办理',
  },
  {
    table: 'flow_chart',
    ref: `t.procedure || '/' || (to_jsonb(t.recorded_at) #>> '{}')`,
    facts: 'fadu.chart_facts(t)',
    what: '这张流程图',
  },
] as const;

/** At most so many of one kind are named. */
const MOST = 200;

/** Everything that was changed, put in or taken away. `procedures`: by their codes. */
export async function rowFindings(
  tx: Tx,
  procedures: ReadonlyMap<string, Procedure>,
  counts: Record<string, number>,
): Promise<Found[]> {
  return [
    ...(await leafed(tx, counts)),
    ...(await seals(tx)),
    ...(await releases(tx)),
    ...(await sealedTexts(tx, procedures, counts)),
  ];
}

async function leafed(tx: Tx, counts: Record<string, number>): Promise<Found[]> {
  const out: Found[] = [];
  counts.rows = 0;
  for (const { table, ref, facts, what } of LEAFED) {
    const { rows } = await sql<{ ref: string; added: boolean }>`
      select x.ref, f.body is null as added
      from (select ${sql.raw(ref)} as ref, ${sql.raw(facts)} as facts from ${sql.table(`fadu.${table}`)} t) x
      left join fadu.leaf f on f.kind = 'row' and f.ref = ${`${table}/`} || x.ref
      where f.body is null or f.body::jsonb ->> 'digest' <> fadu.row_digest(x.facts) limit ${MOST}`.execute(
      tx,
    );
    for (const r of rows)
      out.push({
        table,
        row: r.ref,
        say: r.added ? `${what}没有写入日志，是从外面加进来的` : `${what}的登记被改动过，与日志里的摘要不符`,
      });
    const gone = await sql<{ ref: string }>`
      select f.ref from fadu.leaf f where f.kind = 'row' and f.ref like ${`${table.replaceAll('_', '\\_')}/%`}
        and not exists (select from ${sql.table(`fadu.${table}`)} t where ${`${table}/`} || ${sql.raw(ref)} = f.ref)
      limit ${MOST}`.execute(tx);
    for (const r of gone.rows)
      out.push({ table, row: r.ref.slice(table.length + 1), say: `日志里有${what}，表里的记录不见了` });
    const { rows: n } = await sql<{
      n: number;
    }>`select count(*)::int as n from ${sql.table(`fadu.${table}`)}`.execute(tx);
    counts.rows += n[0]?.n ?? 0;
  }
  return out;
}

/** What stays hidden of a list: every seal in the list opens to one row here, and no row stands without its seal. */
async function seals(tx: Tx): Promise<Found[]> {
  const out: Found[] = [];
  const { rows: lists } = await sql<{
    region: string;
    organ: string;
    hash: string;
    kind: ListKind;
    keys: string;
  }>`select region, organ, hash, kind, keys from fadu.committed_list order by at`.execute(tx);
  for (const l of lists) {
    const { rows } = await sql<{ bytes: Buffer }>`select bytes from fadu.committed_list
      where region = ${l.region} and organ = ${l.organ} and hash = ${l.hash}`.execute(tx);
    const hidden = await sql<{ ref: string; salt: string; hidden: Record<string, string> }>`
      select ref, salt, hidden from fadu.list_seal
      where region = ${l.region} and organ = ${l.organ} and hash = ${l.hash}`.execute(tx);
    const left = new Map(hidden.rows.map((h) => [h.ref, h]));
    const name = (ref: string) => `${l.organ}/${l.hash}/${ref}`;
    try {
      const list = readList(l.kind, new Uint8Array(rows[0]?.bytes ?? []));
      if (keysHash(list) !== l.keys)
        out.push({ table: 'committed_list', row: `${l.organ}/${l.hash}`, say: '清单键的指纹与内容不符' });
      for (let i = 0; i < list.length; i++) {
        const row = list.row(i) as { ref?: string; object?: string; officer?: string; seal?: string };
        if (!row.seal) continue;
        const ref = row.ref ?? `${row.object}/${row.officer}`;
        const found = left.get(ref);
        left.delete(ref);
        if (!found) out.push({ table: 'list_seal', row: name(ref), say: '清单这一行密封的内容不见了' });
        else if (sealOf(found.salt, found.hidden) !== row.seal)
          out.push({ table: 'list_seal', row: name(ref), say: '密封的内容被改动过，与清单里的封印不符' });
        if (out.length > MOST) return out;
      }
    } catch (error) {
      if (!(error instanceof DrawError)) throw error;
      out.push({
        table: 'committed_list',
        row: `${l.organ}/${l.hash}`,
        say: `清单读不出来：${error.message}`,
      });
      continue;
    }
    for (const ref of left.keys())
      out.push({ table: 'list_seal', row: name(ref), say: '这项密封的内容不属于清单的任何一行' });
  }
  return out;
}

/** Lists are made public by acts that name them, and by nothing else. */
async function releases(tx: Tx): Promise<Found[]> {
  const { rows } = await sql<{ ref: string; added: boolean }>`
    with due as (
      select distinct p.region, l.hash, p.case_id, p.seq, p.at
      from fadu.public_act p
      cross join lateral jsonb_array_elements_text(
        case jsonb_typeof(p.body -> 'committedLists') when 'array' then p.body -> 'committedLists' else '[]' end) as named (hash)
      join fadu.committed_list l on l.region = p.region and l.hash = named.hash
      join fadu.case_file c on c.region = p.region and c.id = p.case_id and l.organ = any (c.organs)
      join fadu.act a on a.region = p.region and a.case_id = p.case_id and a.seq = p.seq
        and a.act = p.act and (a.actor ->> 'organ') = any (c.organs))
    select coalesce(r.case_id, d.case_id) || '/' || coalesce(r.seq, d.seq) || '/' || coalesce(r.hash, d.hash) as ref,
      d.hash is null as added
    from due d full join fadu.list_release r using (region, hash, case_id, seq)
    where d.hash is null or r.hash is null or r.at <> d.at limit ${MOST}`.execute(tx);
  return rows.map(({ ref, added }) => ({
    table: 'list_release',
    row: ref,
    say: added ? '清单的公开不是由任何一步办理产生的' : '清单的公开与办理记录不符，或者不见了',
  }));
}

/** Sealed texts against the fingerprints that their acts keep, and the keeper against the case as it stood then. */
async function sealedTexts(
  tx: Tx,
  procedures: ReadonlyMap<string, Procedure>,
  counts: Record<string, number>,
): Promise<Found[]> {
  const out: Found[] = [];
  const { rows } = await sql<{
    region: string;
    case_id: string;
    seq: number;
    field: string;
    organ: string;
    role: string;
    at: string;
    print: string;
    procedure: string | null;
  }>`select s.*, c.procedure from fadu.sealed_prints() s
    left join fadu.case_file c on c.region = s.region and c.id = s.case_id`.execute(tx);
  counts.sealed = rows.length;
  for (const s of rows) {
    const row = `${s.case_id}/${s.seq}/${s.field}`;
    const acts = (await tx
      .selectFrom('fadu.act')
      .select(['seq', 'act', 'at', 'actor', 'input', 'effects'])
      .where('region', '=', s.region)
      .where('case_id', '=', s.case_id)
      .where('seq', '<=', s.seq)
      .orderBy('seq')
      .execute()) as unknown as ActRecord[];
    const act = acts.find((a) => a.seq === s.seq);
    const procedure = procedures.get(s.procedure ?? '');
    const def = act && procedure?.acts[act.act];
    if (!act || !String(act.input[s.field] ?? '').includes(s.print)) {
      out.push({ table: 'sealed', row, say: '加密内容与办理记录里的指纹不符' });
      continue;
    }
    const role = def && sealedFields(def).find(([field]) => field === s.field)?.[1];
    const owner =
      procedure &&
      fold(noCase(s.case_id, procedure.code, procedure.version), acts).bindings[procedure.owner]?.[0];
    if (s.role !== role || s.organ !== owner || s.at !== act.at)
      out.push({ table: 'sealed', row, say: '加密内容的保管机关、岗位或者时间被改动过' });
  }
  const gone = await sql<{ ref: string }>`
    select a.case_id || '/' || a.seq || '/' || i.key as ref from fadu.act a, jsonb_each_text(a.input) i
    where i.value ~ '^已加密保存（[0-9a-f]{16}）$' and not exists (select from fadu.sealed_prints() s
      where s.region = a.region and s.case_id = a.case_id and s.seq = a.seq and s.field = i.key)
    limit ${MOST}`.execute(tx);
  for (const { ref } of gone.rows) out.push({ table: 'sealed', row: ref, say: '办理记录里的加密内容不见了' });
  return out;
}

/** Adopted holiday notices against their leaves. */
export async function calendarFindings(tx: Tx, counts: Record<string, number>): Promise<Found[]> {
  const out: Found[] = [];
  const rows = await tx.selectFrom('fadu.calendar_year').selectAll().execute();
  counts.calendars = rows.length;
  const leaves = await tx
    .selectFrom('fadu.leaf')
    .select(['ref', 'body'])
    .where('kind', '=', 'calendar')
    .execute();
  const leafOf = new Map(leaves.map((l) => [l.ref, JSON.parse(l.body) as { digest?: string; at?: string }]));
  for (const { digest, adopted_at, ...row } of rows) {
    const name = `${row.year}/${row.version}`;
    const leaf = leafOf.get(name);
    leafOf.delete(name);
    if (
      digestOf(row) !== leaf?.digest ||
      digest !== leaf?.digest ||
      new Date(adopted_at).toISOString() !== leaf?.at
    )
      out.push({ table: 'calendar_year', row: name, say: '放假安排的登记被改动过，或者不在日志里' });
  }
  for (const ref of leafOf.keys())
    out.push({ table: 'calendar_year', row: ref, say: '日志里有这份放假安排，表里的记录不见了' });
  return out;
}
