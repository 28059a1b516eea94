/** What everyone may read of random draws: from the public acts of their cases, round by round, with all that verifies. */
import type { Instant } from '@fadu/kernel';
import type { Commitment, DrawnRow, OtherDraw, PublishedDraw, StratumCount } from '@fadu/kernel/draw/index';
import { sql } from 'kysely';
import type { Office } from '../office.ts';

type Body = Readonly<Record<string, unknown>>;

/** One line of the list of draws. */
export interface DrawLine {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly organ: string;
  readonly organs: readonly string[];
  readonly status: string;
  readonly announcedAt: Instant | null;
  readonly drawn: number | null;
  readonly repeatOf: string | null;
  readonly repeatReason: string | null;
}

/** One object drawn as shown to people. */
export interface DrawnShown extends DrawnRow {
  readonly name: string;
  readonly teams: readonly {
    readonly organ: string;
    readonly officers: readonly { readonly ref: string; readonly name: string }[];
  }[];
}

/** What an act said to everyone, and the entry of the log that holds it to its word. */
export interface Said {
  readonly seq: number;
  readonly at: Instant;
  /** SHA-256 of the canonical JSON of the body. */
  readonly digest: string;
  /** Place in the log; null: not entered yet. */
  readonly index: number | null;
}

/** From one freeze to the draw, or to what undid it. */
export interface DrawRound {
  /** From 1. */
  readonly round: number;
  readonly freeze: Body & {
    readonly commitment: Commitment;
    readonly committed: string;
    readonly frozenAt: Instant;
  };
  readonly froze: Said;
  readonly draw?: Body & {
    readonly value: string;
    readonly seenAt: string;
    readonly seed: string;
    readonly result: string;
    readonly strata: readonly StratumCount[];
    readonly drawn: readonly DrawnShown[];
  };
  readonly drew?: Said;
  /** Why it counts no longer. */
  readonly undone?: {
    readonly by: '作废冻结' | '批准重新抽取';
    readonly at: Instant;
    readonly reason: string;
    readonly ground?: string;
  };
  readonly lists: readonly ListLine[];
}

/** A committed list that everyone may read. */
export interface ListLine {
  readonly hash: string;
  readonly kind: 'objects' | 'officers' | 'pairs';
  readonly title: string;
  readonly organ: string;
  readonly rows: number;
  readonly at: Instant;
}

/** Results of one object, as published. */
export interface TaskLine {
  readonly no: number;
  readonly status: string;
  readonly results: readonly {
    readonly organ: string;
    readonly inspectedOn: string;
    readonly result: string;
    readonly found?: string;
    readonly publishedOn: string;
    readonly late: boolean;
    readonly followUp?: { readonly kind: string; readonly ref: string; readonly on: string };
  }[];
}

/** Everything the page of one draw shows. */
export interface DrawRecord {
  readonly line: DrawLine;
  /** The plan as published. */
  readonly plan: Body;
  readonly rounds: readonly DrawRound[];
  readonly tasks: readonly TaskLine[];
  /** Draws over the same objects or for the same batch, besides this one. */
  readonly others: readonly OtherDraw[];
}

const text = (v: unknown): string => (v === undefined || v === null ? '' : String(v));

interface EntryRow {
  readonly code: string;
  readonly body: Body;
}

async function latest(office: Office, register: string, where: Body = {}, limit = 500): Promise<EntryRow[]> {
  const { rows } = await office.store.within({ as: 'public' }, (tx) =>
    sql<EntryRow>`select code, body from (
        select distinct on (region, code) code, body, recorded_at from fadu.entry
        where register = ${register} order by region, code, version desc) e
      where body @> ${JSON.stringify(where)}::jsonb order by recorded_at desc, code limit ${limit}`.execute(
      tx,
    ),
  );
  return rows;
}

const lineOf = (office: Office, { code, body }: EntryRow): DrawLine => ({
  id: text(body.case),
  number: code,
  title: text(body.title),
  organ: office.organName(text(body.organ)),
  organs: ((body.organs ?? []) as string[]).map(office.organName),
  status: text(body.status),
  announcedAt: body.announcedAt ? text(body.announcedAt) : null,
  drawn: typeof body.drawn === 'number' ? body.drawn : null,
  repeatOf: body.repeatOf ? text(body.repeatOf) : null,
  repeatReason: body.repeatReason ? text(body.repeatReason) : null,
});

/** Draws that were frozen or drawn, newest first; at most 500. */
export const drawList = async (office: Office): Promise<DrawLine[]> =>
  (await latest(office, 'random-draw')).map((row) => lineOf(office, row));

/** One draw by its case, or null where there is none that is public. */
export async function drawRecord(office: Office, id: string): Promise<DrawRecord | null> {
  const region = id.split('-', 1)[0] ?? '';
  const { acts, leaves } = await office.store.within({ as: 'public' }, async (tx) => ({
    acts: await tx
      .selectFrom('fadu.public_act as p')
      .innerJoin('fadu.case_file as c', (j) =>
        j.onRef('c.region', '=', 'p.region').onRef('c.id', '=', 'p.case_id'),
      )
      .select(['p.seq', 'p.act', 'p.at', 'p.body', 'c.title'])
      .where('p.region', '=', region)
      .where('p.case_id', '=', id)
      .where('c.procedure', '=', 'random-inspection')
      .orderBy('p.seq')
      .execute(),
    leaves: (
      await sql<{ ref: string; body: string; index: number | null }>`
        select l.ref, l.body, e.index from fadu.leaf l left join fadu.log_entry e on e.leaf = l.id
        where l.kind = 'said' and l.ref like ${`${id.replaceAll(/[%_\\]/g, '')}/%`}`.execute(tx)
    ).rows,
  }));
  const plan = acts.find((a) => a.act === 'publish-plan');
  if (!plan) return null;
  const said = (seq: number, at: string): Said => {
    const leaf = leaves.find((l) => l.ref === `${id}/${seq}`);
    return {
      seq,
      at,
      digest: leaf ? text((JSON.parse(leaf.body) as Body).digest) : '',
      index: leaf?.index ?? null,
    };
  };
  const rounds: DrawRound[] = [];
  for (const a of acts) {
    const body = a.body as Body;
    const at = rounds.length - 1;
    const open = rounds[at];
    if (a.act === 'freeze-lists')
      rounds.push({
        round: rounds.length + 1,
        freeze: body as DrawRound['freeze'],
        froze: said(a.seq, a.at),
        lists: await listLines(office, region, (body.committedLists ?? []) as string[]),
      });
    else if (a.act === 'draw' && open)
      rounds[at] = { ...open, draw: body as NonNullable<DrawRound['draw']>, drew: said(a.seq, a.at) };
    else if ((a.act === 'void-freeze' || a.act === 'approve-redraw') && open && !open.undone)
      rounds[at] = {
        ...open,
        undone: {
          by: a.act === 'void-freeze' ? '作废冻结' : '批准重新抽取',
          at: a.at,
          reason: text(body.reason),
          ...(body.ground ? { ground: text(body.ground) } : {}),
        },
      };
  }
  const entries = await latest(office, 'random-draw', { case: id }, 1);
  const own = entries[0];
  const others = own ? await otherDraws(office, own) : [];
  return {
    line: own
      ? lineOf(office, own)
      : {
          id,
          number: '',
          title: plan.title,
          organ: office.organName(
            text(((plan.body as Body).teams as { organ: string }[] | undefined)?.[0]?.organ),
          ),
          organs: (((plan.body as Body).teams ?? []) as { organ: string }[]).map((t) =>
            office.organName(t.organ),
          ),
          status: '方案已公布',
          announcedAt: null,
          drawn: null,
          repeatOf: null,
          repeatReason: null,
        },
    plan: plan.body as Body,
    rounds,
    others,
    tasks: (await latest(office, 'inspection-task', { case: id }, 5000))
      .map(({ body }) => ({
        no: Number(body.no),
        status: text(body.status),
        results: ((body.results ?? []) as TaskLine['results']).map((r) => ({
          ...r,
          organ: office.organName(r.organ),
        })),
      }))
      .sort((a, b) => a.no - b.no),
  };
}

/** Draws that stand for the same batch, or took the same objects, with the reason on record. */
async function otherDraws(office: Office, own: EntryRow): Promise<OtherDraw[]> {
  const all = await latest(office, 'random-draw');
  return all
    .filter(
      ({ code, body }) =>
        code !== own.code &&
        body.status !== '冻结作废' &&
        body.status !== '已取消' &&
        ((body.objects !== undefined && body.objects === own.body.objects) ||
          (body.keys !== undefined && body.keys === own.body.keys) ||
          (body.annualPlan === own.body.annualPlan && body.batch === own.body.batch)),
    )
    .map(({ code, body }): OtherDraw => {
      const reason = body.repeatReason ?? own.body.repeatReason;
      return { id: code, frozenAt: text(body.frozenAt), ...(reason ? { reason: text(reason) } : {}) };
    });
}

async function listLines(office: Office, region: string, hashes: readonly string[]): Promise<ListLine[]> {
  if (hashes.length === 0) return [];
  const rows = await office.store.within({ as: 'public' }, (tx) =>
    tx
      .selectFrom('fadu.committed_list')
      .select(['hash', 'kind', 'title', 'organ', 'rows', 'at'])
      .where('region', '=', region)
      .where('hash', 'in', [...hashes])
      .execute(),
  );
  return hashes.flatMap((h) => {
    const row = rows.find((r) => r.hash === h);
    return row ? [{ ...row, organ: office.organName(row.organ) } as ListLine] : [];
  });
}

/** A round as the file that verification reads; null while there is nothing to verify. */
export function publishedRound(record: DrawRecord, round: number): PublishedDraw | null {
  const found = record.rounds.find((r) => r.round === round);
  if (!found?.draw) return null;
  // A draw that was undone after the value was known is another draw over the same objects.
  const undone = record.rounds
    .filter((r) => r.round !== round && r.undone?.by === '批准重新抽取')
    .map((r) => ({
      id: `${record.line.number}（第${r.round}轮）`,
      frozenAt: r.freeze.frozenAt,
      reason: `${r.undone?.ground ?? ''}：${r.undone?.reason ?? ''}`,
    }));
  const { commitment, committed, frozenAt } = found.freeze;
  const { value, seed, drawn } = found.draw;
  return {
    format: 'fadu-draw-published-1',
    commitment,
    committed,
    frozenAt,
    value,
    seed,
    drawn: drawn.map(({ no, stratum, object, officers }) => ({ no, stratum, object, officers })),
    others: [...undone, ...record.others],
  };
}

/** The bytes of a list that an act made public; null: none. */
export const publicList = (office: Office, hash: string): Promise<Uint8Array | null> =>
  office.store.within({ as: 'public' }, async (tx) => {
    const row = await tx
      .selectFrom('fadu.committed_list')
      .select('bytes')
      .where('hash', '=', hash)
      .limit(1)
      .executeTakeFirst();
    return row?.bytes ?? null;
  });
