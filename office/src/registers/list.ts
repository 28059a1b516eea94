/** Reading a register as of any day, in law time and in record time: the list, an entry's history, two days compared. */
import { type DateStr, dateOf, type EntryFacts, endOfDay, sameValue } from '@fadu/kernel';
import { sql } from 'kysely';
import type { Office } from '../office.ts';
import type { Tx } from '../store/pool.ts';

/** Standing of an entry on the day asked for. */
export const LIST_STATUSES = ['在用', '暂停实施', '取消', '尚未生效', '失效'] as const;
export type ListStatus = (typeof LIST_STATUSES)[number];

/** Which entries to list. */
export interface ListFilter {
  readonly register: string;
  /** Day whose law is asked for. */
  readonly asOf: DateStr;
  /** Last day up to which the record is read; absent: everything recorded. */
  readonly recordedOn?: DateStr;
  readonly region?: string;
  readonly organ?: string;
  /** Words in name, code, or title of a basis. */
  readonly words?: string;
  /** Absent: what is in the list (在用 and 暂停实施); `all`: everything known. */
  readonly status?: ListStatus | 'all';
}

/** One entry on the day. */
export interface ListedEntry {
  readonly region: string;
  readonly code: string;
  readonly version: number;
  readonly lawFrom: DateStr;
  readonly lawTo: DateStr | null;
  readonly recordedAt: string;
  readonly caseId: string;
  readonly seq: number;
  readonly status: ListStatus;
  readonly body: EntryFacts['body'];
}

export interface EntryList {
  readonly total: number;
  readonly items: readonly ListedEntry[];
  /** Numbers under the other filters, whatever the status. */
  readonly byStatus: Readonly<Record<string, number>>;
  /** Organs that have entries under the other filters, with their numbers. */
  readonly organs: readonly { readonly id: string; readonly name: string; readonly count: number }[];
  readonly page: number;
  readonly pages: number;
}

export const PER_PAGE = 50;
const LIVE: readonly string[] = ['在用', '暂停实施'];

const recordedBy = (office: Office, day: DateStr | undefined): string => (day ? endOfDay(day) : office.now());

/** Every entry of registers with the version that counts: known by then, and the latest that is the law on the day. */
const known = (registers: readonly string[], asOf: DateStr, recorded: string, region?: string) => sql`
  select e.*, case when e.law_from > ${asOf}::date then '尚未生效' when e.law_to < ${asOf}::date then '失效'
      else coalesce(e.body ->> 'status', '在用') end as status
  from (select distinct on (region, register, code) * from fadu.entry
    where register = any(${sql.val([...registers])}::text[]) and recorded_at <= ${recorded}::timestamptz
      and (law_from <= ${asOf}::date or version = 1) ${region ? sql`and region = ${region}` : sql``}
    order by region, register, code, version desc) e`;

const likeOf = (words: string) => `%${words.replace(/[\\%_]/g, '\\$&')}%`;

function conditions(f: ListFilter) {
  const words = f.words?.normalize('NFKC').trim();
  return sql`(${
    words
      ? sql`(k.body ->> 'name' ilike ${likeOf(words)} or k.code ilike ${likeOf(words)}
        or k.body ->> 'basicCode' ilike ${likeOf(words)}
        or exists (select from jsonb_array_elements(case jsonb_typeof(k.body -> 'basis') when 'array'
          then k.body -> 'basis' else '[]' end) b where b ->> 'instrument' ilike ${likeOf(words.replace(/[《》]/g, ''))}))`
      : sql`true`
  })`;
}

const statusOf = (f: ListFilter) =>
  f.status === 'all' ? sql`true` : sql`k.status = any(${sql.val(f.status ? [f.status] : [...LIVE])}::text[])`;

interface Row {
  region: string;
  code: string;
  version: number;
  law_from: string;
  law_to: string | null;
  recorded_at: string;
  case_id: string;
  seq: number;
  status: ListStatus;
  body: EntryFacts['body'];
}

const listed = (r: Row): ListedEntry => ({
  region: r.region,
  code: r.code,
  version: r.version,
  lawFrom: r.law_from,
  lawTo: r.law_to,
  recordedAt: new Date(r.recorded_at).toISOString(),
  caseId: r.case_id,
  seq: r.seq,
  status: r.status,
  body: r.body,
});

/** One page of a register. `perPage` 0: everything. Figures and list are of one moment. */
export async function listEntries(
  office: Office,
  f: ListFilter,
  page = 1,
  perPage = PER_PAGE,
): Promise<EntryList> {
  const k = known([f.register], f.asOf, recordedBy(office, f.recordedOn), f.region);
  const organ = f.organ ? sql`k.body ->> 'organ' = ${f.organ}` : sql`true`;
  return office.store.within(
    { as: 'public' },
    async (tx) => {
      const counts = await sql<{ status: string; n: number }>`with k as (${k})
        select status, count(*)::int as n from k where ${conditions(f)} and ${organ} group by 1`.execute(tx);
      const organs = await sql<{ id: string | null; n: number }>`with k as (${k})
        select k.body ->> 'organ' as id, count(*)::int as n from k where ${conditions(f)} and ${statusOf(f)}
        group by 1`.execute(tx);
      const byStatus = Object.fromEntries(counts.rows.map((r) => [r.status, r.n]));
      const wanted = f.status === 'all' ? Object.keys(byStatus) : f.status ? [f.status] : LIVE;
      const total = wanted.reduce((n, s) => n + (byStatus[s] ?? 0), 0);
      const pages = perPage === 0 ? 1 : Math.max(1, Math.ceil(total / perPage));
      const at = Math.min(Math.max(1, page), pages);
      const { rows } = await sql<Row>`with k as (${k})
        select * from k where ${conditions(f)} and ${organ} and ${statusOf(f)}
        order by k.body ->> 'basicCode', k.region, k.code
        ${perPage === 0 ? sql`` : sql`limit ${perPage} offset ${(at - 1) * perPage}`}`.execute(tx);
      return {
        total,
        items: rows.map(listed),
        byStatus,
        organs: organs.rows
          .filter((o): o is { id: string; n: number } => o.id !== null)
          .map((o) => ({ id: o.id, name: office.organName(o.id), count: o.n }))
          .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)),
        page: at,
        pages,
      };
    },
    { snapshot: true },
  );
}

/** What a register holds on a day. */
export interface RegisterCount {
  readonly live: number;
  readonly suspended: number;
  /** When the latest of the versions that count was recorded. */
  readonly changedAt: string;
}

/** How many entries each register has in its list on a day, and when it was last changed. */
export async function countEntries(
  office: Office,
  registers: readonly string[],
  asOf: DateStr,
  region?: string,
): Promise<ReadonlyMap<string, RegisterCount>> {
  const { rows } = await office.store.within({ as: 'public' }, (tx) =>
    sql<{ register: string; live: number; suspended: number; changed: string }>`
      with k as (${known(registers, asOf, office.now(), region)})
      select register, count(*) filter (where status in ('在用', '暂停实施', '有效'))::int as live,
        count(*) filter (where status = '暂停实施')::int as suspended, max(recorded_at) as changed from k group by 1`.execute(
      tx,
    ),
  );
  return new Map(
    rows.map((r) => [
      r.register,
      { live: r.live, suspended: r.suspended, changedAt: new Date(r.changed).toISOString() },
    ]),
  );
}

/** Live entries of registers on a day, all regions: what figures are counted from. */
export async function liveEntries(
  tx: Tx,
  registers: readonly string[],
  asOf: DateStr,
  recorded: string,
): Promise<(ListedEntry & { readonly register: string })[]> {
  const { rows } = await sql<Row & { register: string }>`with k as (${known(registers, asOf, recorded)})
    select * from k where status = any(${sql.val([...LIVE])}::text[]) order by register, region, code`.execute(
    tx,
  );
  return rows.map((r) => ({ ...listed(r), register: r.register }));
}

/** Every entry of registers with its standing on the day, cancelled and not yet valid ones included. */
export async function knownEntries(
  tx: Tx,
  registers: readonly string[],
  asOf: DateStr,
  recorded: string,
): Promise<(ListedEntry & { readonly register: string })[]> {
  const { rows } = await sql<Row & { register: string }>`with k as (${known(registers, asOf, recorded)})
    select * from k order by register, region, code`.execute(tx);
  return rows.map((r) => ({ ...listed(r), register: r.register }));
}

/** One version of an entry, with what it changed. */
export interface EntryVersion extends ListedEntry {
  /** Title of the act that recorded it, and of its procedure. */
  readonly act: string;
  /** Organ that recorded it; empty where the act is not public. */
  readonly by: string;
  readonly procedure: string;
  /** Fields whose value differs from the version before. */
  readonly changed: readonly string[];
}

/** All versions of an entry, the latest first. Empty: there is none. */
export async function entryHistory(
  office: Office,
  register: string,
  region: string | undefined,
  code: string,
): Promise<readonly EntryVersion[]> {
  const { rows } = await office.store.within({ as: 'public' }, (tx) =>
    sql<Row & { procedure: string | null; title: string | null; organ: string | null }>`
      select e.*, coalesce(e.body ->> 'status', '在用') as status, c.procedure, p.title, p.organ
      from fadu.entry e
      left join fadu.case_file c on c.id = e.case_id
      left join fadu.public_act p on p.case_id = e.case_id and p.seq = e.seq
      where e.register = ${register} and e.code = ${code} ${region ? sql`and e.region = ${region}` : sql``}
      order by e.region, e.version`.execute(tx),
  );
  const first = rows[0];
  if (!first) return [];
  // Without a region: the one above comes first (220200 before 220202).
  const mine = rows.filter((r) => r.region === first.region);
  return mine
    .map((r, i): EntryVersion => {
      const before = mine[i - 1]?.body;
      const fields = [...new Set([...Object.keys(r.body), ...Object.keys(before ?? {})])];
      return {
        ...listed(r),
        act: r.title ?? '',
        by: r.organ ? office.organName(r.organ) : '',
        procedure: r.procedure ?? '',
        changed: before ? fields.filter((f) => !sameValue(r.body[f], before[f])) : [],
      };
    })
    .reverse();
}

/** The version of an entry that counts on a day, from its history. */
export function versionOn(
  history: readonly EntryVersion[],
  asOf: DateStr,
  recordedOn?: DateStr,
): EntryVersion | undefined {
  const seen = history.filter((v) => !recordedOn || dateOf(v.recordedAt) <= recordedOn);
  const found = seen.find((v) => v.lawFrom <= asOf) ?? seen.at(-1);
  if (!found) return undefined;
  const status: ListStatus =
    found.lawFrom > asOf ? '尚未生效' : found.lawTo !== null && found.lawTo < asOf ? '失效' : found.status;
  return { ...found, status };
}

/** One entry that is not the same on two days. */
export interface DayChange {
  readonly kind: '新增' | '变更' | '暂停' | '恢复' | '取消';
  readonly region: string;
  readonly code: string;
  readonly name: string;
  readonly organ: string;
  readonly fields: readonly string[];
}

/** What differs in a register between two days of law, as the record stands now. */
export async function compareDays(
  office: Office,
  register: string,
  from: DateStr,
  to: DateStr,
  region?: string,
): Promise<readonly DayChange[]> {
  const both = await Promise.all(
    [from, to].map((asOf) =>
      listEntries(office, { register, asOf, status: 'all', ...(region && { region }) }, 1, 0),
    ),
  );
  const key = (e: ListedEntry) => `${e.region}\n${e.code}`;
  const [before = new Map<string, ListedEntry>(), after = new Map<string, ListedEntry>()] = both.map(
    (l) => new Map(l.items.filter((e) => e.status !== '尚未生效').map((e) => [key(e), e])),
  );
  const out: DayChange[] = [];
  const change = (kind: DayChange['kind'], e: ListedEntry, fields: readonly string[] = []) =>
    out.push({
      kind,
      region: e.region,
      code: e.code,
      name: String(e.body.name ?? e.body.title ?? e.code),
      organ: String(e.body.organ ?? e.body.maker ?? ''),
      fields,
    });
  const gone = (e: ListedEntry) => e.status === '取消' || e.status === '失效';
  for (const [k, now] of after) {
    const was = before.get(k);
    if (!was || gone(was)) {
      if (!gone(now)) change(was ? '恢复' : '新增', now);
    } else if (gone(now)) change('取消', now);
    else if (was.status !== now.status) change(now.status === '暂停实施' ? '暂停' : '恢复', now);
    else if (!sameValue(was.body, now.body))
      change(
        '变更',
        now,
        [...new Set([...Object.keys(was.body), ...Object.keys(now.body)])].filter(
          (f) => !sameValue(was.body[f], now.body[f]),
        ),
      );
  }
  return out;
}
