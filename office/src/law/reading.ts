/** Texts of law as everyone may read them: the list, one text as of any day, its versions and how it stands. */
import { type DateStr, dateOf, type LegalText, type SourceKind } from '@fadu/kernel';
import { type SqlBool, sql } from 'kysely';
import type { Office } from '../office.ts';
import type { Tx } from '../store/pool.ts';
import { LEVELS } from './levels.ts';
import { type LinkSpan, linkSpans } from './reading-links.ts';
import { canonicalName } from './resolve.ts';
import { KNOWN_SOURCE } from './store-source.ts';

/** 时效性 of a text, or of one of its versions, on a day (R43.1). */
export const LAW_STATUSES = ['现行有效', '尚未生效', '已修改', '已废止', '失效'] as const;
export type LawStatus = (typeof LAW_STATUSES)[number];

/** One line of the list. */
export interface LawLine {
  readonly id: string;
  readonly title: string;
  /** 效力级别, e.g. 法律, 市政府规章. */
  readonly level: string;
  readonly kind: SourceKind;
  readonly maker: string;
  readonly docNo: string | null;
  readonly region: string | null;
  /** False where only our summaries of the articles that the code stands on are here. */
  readonly complete: boolean;
  readonly status: LawStatus;
  /** First day of the version that is (or was last) the law on the day. */
  readonly begins: DateStr | null;
  readonly versions: number;
}

export interface LawFilter {
  readonly level?: string;
  readonly status?: LawStatus;
  /** Part of the title, a number, or an alias. */
  readonly words?: string;
  readonly maker?: string;
  /** Day as of which status is told, default today. */
  readonly on?: DateStr;
  /** From 1. */
  readonly page?: number;
  readonly perPage?: number;
}

export interface LawList {
  readonly items: readonly LawLine[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** Number of texts by level and by status, under every filter but that one. */
  readonly byLevel: readonly { readonly level: string; readonly n: number }[];
  readonly byStatus: Readonly<Record<LawStatus, number>>;
}

/** A version of a text, with its six days. */
export interface LawVersion {
  readonly version: number;
  readonly adopted: DateStr | null;
  readonly approved: DateStr | null;
  readonly promulgated: DateStr | null;
  readonly published: DateStr | null;
  readonly effective: DateStr | null;
  readonly expires: DateStr | null;
  /** First day on which it is the law: effective, else promulgated, else adopted. */
  readonly begins: DateStr | null;
  /** Last day before the next version begins or the text is repealed or expires. */
  readonly ends: DateStr | null;
  readonly source: string;
  readonly sha256: string;
  readonly recordedAt: string;
  readonly caseId: string | null;
  /** As of today. */
  readonly status: LawStatus;
}

/** What ended or changed the text from outside. */
export interface LawEvent {
  readonly kind: 'amended' | 'repealed' | 'corrected';
  /** Articles concerned, in digits; empty for the whole text. */
  readonly articles: readonly string[];
  readonly on: DateStr;
  readonly by: string | null;
  readonly says: string;
}

/** A text with one of its versions opened. */
export interface LawView extends LawLine {
  /** Day asked for. */
  readonly on: DateStr;
  /** The version that is shown; of the day, or the one asked for. */
  readonly shown: LawVersion;
  /** In the order of their beginning. */
  readonly history: readonly LawVersion[];
  readonly events: readonly LawEvent[];
  readonly text: LegalText;
  /** Citations in the text by eId, each with where it leads. */
  readonly links: ReadonlyMap<string, readonly LinkSpan[]>;
  /** Other names, without the title. */
  readonly aliases: readonly string[];
}

const PER_PAGE = 50;
/** Texts with their standing on a day; a statement without a bound, to be filtered. */
const standing = (on: DateStr) => sql`
  select i.id, i.title, i.level, i.kind, i.maker, i.doc_no as "docNo", i.region,
    coalesce(v.source, '') <> ${KNOWN_SOURCE} and i.origin <> 'known' as complete,
    case when v.begins is null and n.versions > 0 and n.dated then '尚未生效'
      when r.on_day is not null then '已废止' when v.expires < ${on}::date then '失效' else '现行有效' end as status,
    coalesce(v.begins, n.first)::text as begins, n.versions
  from fadu.instrument i
  cross join lateral (
    select count(*)::int as versions, min(coalesce(v.effective, v.promulgated, v.adopted)) as first,
      bool_and(coalesce(v.effective, v.promulgated, v.adopted) is not null) as dated
    from fadu.instrument_version v where v.instrument = i.id) n
  left join lateral (
    select coalesce(v.effective, v.promulgated, v.adopted) as begins, v.expires, v.source from fadu.instrument_version v
    where v.instrument = i.id and coalesce(v.effective, v.promulgated, v.adopted, '0001-01-01') <= ${on}::date
    order by coalesce(v.effective, v.promulgated, v.adopted) desc nulls last, v.version desc limit 1) v on true
  left join lateral (
    select min(e.on_day) as on_day from fadu.instrument_event e where e.instrument = i.id and e.kind = 'repealed'
      and e.articles = '{}' and e.on_day <= ${on}::date) r on true
  where n.versions > 0`;

/** Texts of law, highest level first, then by name (R43.1). */
export async function listLaws(office: Office, filter: LawFilter = {}): Promise<LawList> {
  const on = filter.on ?? dateOf(office.now());
  const page = filter.page ?? 1;
  const per = filter.perPage ?? PER_PAGE;
  const words = filter.words?.trim();
  const like = words ? `%${canonicalName(words).replace(/[%_\\]/g, '\\$&')}%` : null;
  const named = sql<SqlBool>`${like}::text is null or t.id like ${like} or t.title like ${like}
    or replace(t."docNo", ' ', '') like ${like}
    or t.id in (select instrument from fadu.instrument_alias where alias like ${like})`;
  const made = sql<SqlBool>`${filter.maker ?? null}::text is null or t.maker = ${filter.maker ?? null}`;
  const level = sql<SqlBool>`${filter.level ?? null}::text is null or t.level = ${filter.level ?? null}`;
  const status = sql<SqlBool>`${filter.status ?? null}::text is null or t.status = ${filter.status ?? null}`;
  return office.store.within(
    { as: 'public' },
    async (tx) => {
      const counts = await sql<{
        level: string;
        status: LawStatus;
        n: number;
        levelled: boolean;
        standing: boolean;
      }>`
        select t.level, t.status, count(*)::int as n, (${level}) as levelled, (${status}) as standing
        from (${standing(on)}) t where (${named}) and (${made}) group by 1, 2, 4, 5`.execute(tx);
      const items = await sql<LawLine>`
        select t.* from (${standing(on)}) t where (${named}) and (${made}) and (${level}) and (${status})
        order by coalesce(array_position(${sql.val([...LEVELS])}::text[], t.level), 99), t.level, t.status <> '现行有效',
          t.id collate "C" limit ${per} offset ${(page - 1) * per}`.execute(tx);
      const byLevel = new Map<string, number>();
      const byStatus: Record<LawStatus, number> = { 现行有效: 0, 尚未生效: 0, 已修改: 0, 已废止: 0, 失效: 0 };
      let total = 0;
      for (const c of counts.rows) {
        if (c.standing) byLevel.set(c.level, (byLevel.get(c.level) ?? 0) + c.n);
        if (c.levelled) byStatus[c.status] += c.n;
        if (c.standing && c.levelled) total += c.n;
      }
      const levels: readonly string[] = LEVELS;
      const rank = (l: string) => (levels.includes(l) ? levels.indexOf(l) : 99);
      return {
        items: items.rows,
        total,
        page,
        pages: Math.max(1, Math.ceil(total / per)),
        byLevel: [...byLevel]
          .map(([l, n]) => ({ level: l, n }))
          .sort((a, b) => rank(a.level) - rank(b.level) || (a.level < b.level ? -1 : 1)),
        byStatus,
      };
    },
    { snapshot: true },
  );
}

interface VersionRow extends Omit<LawVersion, 'begins' | 'ends' | 'status'> {
  readonly begins: DateStr | null;
}

const dayBefore = (day: DateStr): DateStr =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

function versionsOf(rows: readonly VersionRow[], repealedOn: DateStr | null, today: DateStr): LawVersion[] {
  const current = rows.findLast((v) => (v.begins ?? '') <= today);
  return rows.map((v, i) => {
    const next = rows.slice(i + 1).find((n) => n.begins !== null)?.begins ?? null;
    const stops = [next && dayBefore(next), repealedOn && dayBefore(repealedOn), v.expires].filter(
      (d): d is string => typeof d === 'string',
    );
    const past = repealedOn !== null && repealedOn <= today;
    const status: LawStatus =
      v.begins !== null && v.begins > today
        ? '尚未生效'
        : past
          ? '已废止'
          : v !== current
            ? '已修改'
            : v.expires !== null && v.expires < today
              ? '失效'
              : '现行有效';
    return { ...v, ends: stops.sort()[0] ?? null, status };
  });
}

/** The versions of a text in the order of their beginning, as they stand today. */
export async function versionsOfLaw(tx: Tx, id: string, today: DateStr): Promise<LawVersion[]> {
  const { rows } = await sql<VersionRow>`
    select version, adopted::text, approved::text, promulgated::text, published::text, effective::text, expires::text,
      coalesce(effective, promulgated, adopted)::text as begins, source, sha256, recorded_at as "recordedAt",
      case_id as "caseId"
    from fadu.instrument_version where instrument = ${id}
    order by coalesce(effective, promulgated, adopted) nulls first, version`.execute(tx);
  // Our own summary gives way to a full text of the same day.
  const full = new Set(rows.filter((v) => v.source !== KNOWN_SOURCE).map((v) => v.begins));
  const shown = rows.filter((v) => v.source !== KNOWN_SOURCE || !full.has(v.begins));
  const repeal = await sql<{ day: string | null }>`
    select min(on_day)::text as day from fadu.instrument_event
    where instrument = ${id} and kind = 'repealed' and articles = '{}'`.execute(tx);
  return versionsOf(shown, repeal.rows[0]?.day ?? null, today);
}

/** The id of a text by its id, title, alias or number; null where there is none. */
export async function findLaw(office: Office, name: string): Promise<string | null> {
  return office.store.within({ as: 'public' }, async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from fadu.instrument where id = ${name}`.execute(tx);
    if (rows[0]) return rows[0].id;
    const plain = canonicalName(name);
    const found = await sql<{ id: string }>`
      select i.id from fadu.instrument i where i.id = ${plain}
        or i.id in (select instrument from fadu.instrument_alias where alias in (${name}, ${plain}))
      order by i.id <> ${plain}, i.id limit 1`.execute(tx);
    return found.rows[0]?.id ?? null;
  });
}

/**
 * A text as it stands on a day, or in the version asked for. Undefined: no such text (or version). Before its first day
 * the first version is shown.
 */
export async function readLaw(
  office: Office,
  id: string,
  at: { readonly on?: DateStr; readonly version?: number } = {},
): Promise<LawView | undefined> {
  const today = dateOf(office.now());
  return office.store.within(
    { as: 'public' },
    async (tx) => {
      const versions = await versionsOfLaw(tx, id, today);
      const asked = at.version === undefined ? undefined : versions.find((v) => v.version === at.version);
      if (at.version !== undefined && !asked) return undefined;
      const on = at.on ?? (asked ? (asked.begins ?? today) : today);
      const shown = asked ?? versions.findLast((v) => (v.begins ?? '') <= on) ?? versions[0];
      if (!shown) return undefined;
      const { rows } = await sql<LawLine>`
        select t.* from (${standing(today)}) t where t.id = ${id}`.execute(tx);
      const line = rows[0];
      if (!line) return undefined;
      const version = await tx
        .selectFrom('fadu.instrument_version')
        .select('body')
        .where('instrument', '=', id)
        .where('version', '=', shown.version)
        .executeTakeFirstOrThrow();
      const events = await sql<LawEvent>`
        select kind, articles, on_day::text as "on", by_instrument as by, says from fadu.instrument_event
        where instrument = ${id} order by on_day, id`.execute(tx);
      const aliases = await tx
        .selectFrom('fadu.instrument_alias')
        .select('alias')
        .where('instrument', '=', id)
        .orderBy('alias')
        .execute();
      return {
        ...line,
        complete: shown.source !== KNOWN_SOURCE,
        on,
        shown,
        history: versions,
        events: events.rows,
        text: version.body,
        links: await linkSpans(tx, { kind: 'text', ref: id, version: shown.version }, today),
        aliases: aliases.map((a) => a.alias).filter((a) => a !== line.title && a !== line.id),
      };
    },
    { snapshot: true },
  );
}
