/** What was written, against what was answered: every row has an accepted request behind it, by someone entitled. */
import type { Performer, Procedure } from '@fadu/kernel';
import { procedures } from '@fadu/plan/index';
import type { House } from './house.ts';
import type { Who } from './known.ts';

/** A request that was answered with success and is allowed to write. */
export interface Accepted {
  readonly n: number;
  readonly who: Who;
  readonly path: string;
  readonly method: string;
  /** Case and step that the answer names. */
  readonly step?: string;
}

/** Rows and highest place of the log. */
interface Mark {
  readonly leaf: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** Tables that follow from acts, and what else writes them: a pattern over `METHOD /path` of accepted requests. */
const BEHIND: Readonly<Record<string, RegExp | 'background' | 'act'>> = {
  act: 'act',
  case_file: 'act',
  clock: 'act',
  notice: 'background',
  number: 'background',
  number_series: 'background',
  entry: 'act',
  public_act: 'act',
  sealed: 'act',
  paper: 'background',
  blob: 'background',
  leaf: 'background',
  log_entry: 'background',
  log_tile: 'background',
  checkpoint: 'background',
  search_doc: 'background',
  attempt: 'background',
  finding: 'background',
  finding_scan: 'background',
  signal_event: 'background',
  signal_scan: 'background',
  flow_chart: 'background',
  near_source: 'background',
  near_print: 'background',
  near_todo: 'background',
  law_dirty: 'background',
  law_posting: 'background',
  law_block: 'background',
  law_span: 'background',
  law_index_state: 'background',
  act_day: 'background',
  signal_count: 'background',
  law_link: 'background',
  law_linked: 'background',
  instrument: 'act',
  instrument_alias: 'act',
  instrument_version: 'act',
  instrument_event: 'act',
  provision: 'act',
  law_repeal: 'act',
  sealed_reading: /POST \/api\/v1\/cases\/[^/]+\/sealed\//,
  material: /POST \/api\/v1\/cases\/[^/]+\/materials$/,
  material_piece: /POST \/api\/v1\/cases\/[^/]+\/materials$/,
  material_custody: /POST \/api\/v1\/cases\/[^/]+\/materials/,
  committed_list: /POST \/api\/v1\/committed-lists/,
  list_seal: 'act',
  list_release: 'background',
  calendar_year: /POST \/api\/v1\/calendar\//,
  plan_document: /POST \/api\/v1\/plan\/import/,
  plan_task: /POST \/api\/v1\/plan\/import/,
  // Two nightly jobs keep their place in it (supervision/scan.ts, signals/refresh.ts); no request writes it.
  setting: 'background',
};

export interface WriteWatch {
  /** Look at what was written since the last look; the requests of that time are told. @returns faults */
  look(accepted: readonly Accepted[]): Promise<string[]>;
  /** Steps written by accepted requests so far. */
  readonly steps: () => number;
}

const tablesOf = async (house: House): Promise<string[]> =>
  (
    await house.owner.query<{ t: string }>(
      "select table_name as t from information_schema.tables where table_schema = 'fadu' and table_type = 'BASE TABLE' order by 1",
    )
  ).rows.map((r) => r.t);

async function markOf(house: House, tables: readonly string[]): Promise<Mark> {
  const sql = tables.map((t) => `(select count(*)::int from fadu."${t}") as "${t}"`).join(', ');
  const { rows } = await house.owner.query<Record<string, number>>(`select ${sql}`);
  const { rows: top } = await house.owner.query<{ top: number }>(
    'select coalesce(max(id), 0)::int as top from fadu.leaf',
  );
  return { leaf: top[0]?.top ?? 0, counts: new Map(Object.entries(rows[0] ?? {})) };
}

/** Does the definition name this post, or anyone, for the act? */
function entitled(p: Procedure, bindings: Record<string, string[]>, act: string, who: Who): boolean {
  const by: readonly Performer[] = Object.hasOwn(p.acts, act) ? (p.acts[act]?.by ?? []) : [];
  return by.some((b) => {
    if (b.kind === 'public') return true;
    if (b.kind === 'resident') return who.username !== '';
    if (b.kind === 'office') return who.posts.some((post) => post.role === b.role);
    if (b.kind === 'post')
      return who.posts.some((post) => post.role === b.role && bindings[b.of]?.includes(post.organ));
    if (b.kind === 'party') return bindings[b.relation]?.includes(who.person) ?? false;
    return false;
  });
}

/** Begin to watch. */
export async function watchWrites(house: House): Promise<WriteWatch> {
  const tables = await tablesOf(house);
  let before = await markOf(house, tables);
  let steps = 0;
  return {
    steps: () => steps,
    async look(accepted) {
      const faults: string[] = [];
      const now = await markOf(house, tables);
      const { rows } = await house.owner.query<{
        ref: string;
        tx: string;
        act: string;
        actor: { kind: string; person?: string };
        procedure: string;
        bindings: Record<string, string[]>;
      }>(
        `select l.ref, l.tx::text as tx, a.act, a.actor, c.procedure, c.bindings from fadu.leaf l
         join fadu.act a on a.region = l.region and l.ref = a.case_id || '/' || a.seq
         join fadu.case_file c on c.region = a.region and c.id = a.case_id
         where l.kind = 'act' and l.id > $1 and l.id <= $2`,
        [before.leaf, now.leaf],
      );
      const answered = new Map(accepted.flatMap((a) => (a.step ? [[a.step, a] as const] : [])));
      const other = accepted.filter((a) => !a.step).map((a) => `${a.method} ${a.path.split('?')[0]}`);
      const written = new Set(rows.map((r) => r.ref));
      const good = new Set(rows.filter((r) => answered.has(r.ref)).map((r) => r.tx));
      for (const row of rows) {
        const from = answered.get(row.ref);
        if (from) {
          steps++;
          const procedure = procedures.find((p) => p.code === row.procedure);
          if ((row.actor.person ?? '') !== from.who.person)
            faults.push(`request ${from.n}: step ${row.ref} stands in another's name`);
          if (procedure && !entitled(procedure, row.bindings, row.act, from.who))
            faults.push(
              `request ${from.n}: ${row.procedure}/${row.act} by ${from.who.username || 'nobody'}, whom the definition does not name`,
            );
        } else if (row.actor.kind !== 'system' && !good.has(row.tx) && other.length === 0)
          faults.push(
            `step ${row.ref} (${row.procedure}/${row.act}) was written though no request was told so`,
          );
      }
      for (const [step, from] of answered)
        if (!written.has(step))
          faults.push(`request ${from.n}: answered as done, but ${step} is not on record`);
      for (const [table, count] of now.counts) {
        const grown = count - (before.counts.get(table) ?? 0);
        if (grown === 0) continue;
        const behind = BEHIND[table];
        if (behind === 'background') continue;
        if (behind === 'act' && (rows.length > 0 || other.length > 0)) continue;
        if (behind instanceof RegExp && other.some((o) => behind.test(o))) continue;
        faults.push(`table ${table} has ${grown} rows more without an accepted request for it`);
      }
      before = now;
      return faults;
    },
  };
}
