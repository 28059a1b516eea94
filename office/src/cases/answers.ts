/** Answers to what acts ask beyond their case: texts of law and entries of registers as they stand on a day, other cases. */
import {
  type Answer,
  type Answered,
  type BasisFacts,
  basisOf,
  type CodeUse,
  type DateStr,
  type EntryFacts,
  type InstrumentFacts,
  type ItemFacts,
  type LegalRef,
  type NamedFacts,
  type Question,
  type SourceKind,
} from '@fadu/kernel';
import { sql } from 'kysely';
import { committedFacts, drawOutcome, faultsOfDraw } from '../draws/answers.ts';
import { codeCitationsOf } from '../law/carries-code.ts';
import { canonicalName, resolveInstrument } from '../law/resolve.ts';
import { materialFacts } from '../materials/facts.ts';
import type { Office } from '../office.ts';
import { refreshSignals } from '../signals/refresh.ts';
import { tally } from '../signals/tally.ts';
import { KEPT, type Tx } from '../store/pool.ts';
import { findingFacts } from '../supervision/findings.ts';
import { earlierDecisions } from './earlier.ts';
import { caseFacts, linkedCases } from './other-cases.ts';

/** Entries that one answer holds at most. */
const MOST = 5_000;

/**
 * Answer every question, all at the same moment of the database. `region`: of the case that asks. `organs`: those on
 * whose behalf it asks; of other cases only what they may see is told.
 */
export async function answerAll(
  office: Office,
  region: string,
  questions: readonly Question[],
  organs: readonly string[] = [],
): Promise<Answered[]> {
  if (questions.length === 0) return [];
  // What is counted is counted from signals, which are read from the cases first.
  if (questions.some((q) => q.ask === 'tally')) await refreshSignals(office);
  const above = regionsAbove(office, region);
  const below = regionsBelow(office, region);
  return office.store.within(
    { as: 'system' },
    async (tx) => {
      const known = await entryAnswers(tx, questions, above);
      const out: Answered[] = [];
      for (const question of questions) {
        const found = known.get(question);
        out.push({
          question,
          answer: found === undefined ? await answer(office, tx, question, above, below, organs) : found,
        });
      }
      return out;
    },
    { snapshot: true },
  );
}

/** Questions for one entry that are answered together at most. */
const TOGETHER = 1_000;

/** All questions for the entry of a code, those of one day in one query. */
async function entryAnswers(
  tx: Tx,
  questions: readonly Question[],
  above: readonly string[],
): Promise<Map<Question, EntryFacts | null>> {
  const out = new Map<Question, EntryFacts | null>();
  const asked = questions.filter((q) => q.ask === 'entry');
  for (const [on, all] of Map.groupBy(asked, (q) => q.on)) {
    for (let i = 0; i < all.length; i += TOGETHER) {
      const some = all.slice(i, i + TOGETHER);
      const found = Map.groupBy(
        await entries(
          tx,
          above,
          on,
          sql`(e.register, e.code) in (select r, c from unnest(${sql.val(some.map((q) => q.register))}::text[], ${sql.val(some.map((q) => q.code))}::text[]) as asked (r, c))`,
        ),
        (e) => JSON.stringify([e.register, e.code]),
      );
      for (const q of some) {
        const [nearest] = (found.get(JSON.stringify([q.register, q.code])) ?? []).sort(
          (a, b) => above.indexOf(a.region) - above.indexOf(b.region),
        );
        out.set(q, nearest ?? null);
      }
    }
  }
  return out;
}

function answer(
  office: Office,
  tx: Tx,
  question: Question,
  above: readonly string[],
  below: readonly string[],
  organs: readonly string[],
): Promise<Answer> {
  switch (question.ask) {
    case 'instrument':
      return instrumentFacts(tx, question.ref, question.on);
    case 'entry':
      return entryAnswers(tx, [question], above).then((found) => found.get(question) ?? null);
    case 'entries':
      return entries(
        tx,
        below,
        question.on,
        sql`e.register = ${question.register} and e.body @> ${JSON.stringify(question.where ?? {})}::jsonb`,
      );
    case 'standing-on':
      return standingOn(tx, question.ref, question.on, below);
    case 'bases-of':
      return standingOn(tx, question.ref, question.on, below).then((found) =>
        basesOf(tx, found, question.on),
      );
    case 'item':
      return itemFacts(tx, question, above);
    case 'named':
      return named(tx, question, above);
    case 'peers':
      return peers(tx, question, [...new Set([...above, ...regionsBelow(office, above.at(-1) as string)])]);
    case 'yearly':
      return yearly(tx, question, below);
    case 'code-uses':
      return codeUses(tx, office, question.ref);
    case 'earlier':
      return earlierDecisions(tx, question);
    case 'tally':
      return tally(tx, question, below);
    case 'case':
      return caseFacts(tx, office, question, organs);
    case 'linked':
      return linkedCases(tx, office, question, organs);
    case 'materials':
      return materialFacts(tx, question.case, organs);
    case 'lists':
      return committedFacts(tx, question.hashes);
    case 'findings':
      return findingFacts(tx, question.ids);
    case 'draw-faults':
      return faultsOfDraw(tx, question.plan, question.lists);
    case 'draw':
      return drawOutcome(tx, question.commitment, question.value);
    default:
      return question satisfies never;
  }
}

/** How a text stands on a day, and whether it has the article then. Null: not known here. */
export async function instrumentFacts(tx: Tx, ref: LegalRef, on: DateStr): Promise<InstrumentFacts | null> {
  const id = await resolveInstrument(tx, ref.instrument, on);
  return id === null ? null : ((await factsOf(tx, [{ id, ref }], on))[0]?.facts ?? null);
}

const begins = (v: {
  readonly effective: string | null;
  readonly promulgated: string | null;
  readonly adopted: string | null;
}) => v.effective ?? v.promulgated ?? v.adopted;

/** How many texts stand on a day, in three queries however many they are. `id`: canonical. */
async function factsOf(
  tx: Tx,
  asked: readonly { readonly id: string; readonly ref: LegalRef }[],
  on: DateStr,
): Promise<BasisFacts[]> {
  const ids = [...new Set(asked.map((a) => a.id))];
  if (ids.length === 0) return [];
  const by = <T extends { readonly instrument: string }>(rows: readonly T[]) =>
    Map.groupBy(rows, (r) => r.instrument);
  const texts = await tx.selectFrom('fadu.instrument').selectAll().where('id', 'in', ids).execute();
  const versions = by(
    await tx
      .selectFrom('fadu.instrument_version')
      .select(['instrument', 'version', 'effective', 'promulgated', 'adopted', 'expires'])
      .where('instrument', 'in', ids)
      .orderBy(sql`coalesce(effective, promulgated, adopted)`, (o) => o.asc().nullsFirst())
      .orderBy('version')
      .execute(),
  );
  const events = by(
    await tx
      .selectFrom('fadu.instrument_event')
      .select(['instrument', 'kind', 'articles', 'on_day'])
      .where('instrument', 'in', ids)
      .where('on_day', '<=', on)
      .execute(),
  );
  const named = asked.filter((a) => a.ref.article !== undefined);
  const { rows: articles } = named.length
    ? await sql<{ instrument: string; version: number; article: string }>`${sql.raw(KEPT)}
        select distinct p.instrument, p.version, p.article from fadu.provision p
        join unnest(${sql.val(named.map((a) => a.id))}::text[], ${sql.val(named.map((a) => a.ref.article as string))}::text[])
          as a (instrument, article) on p.instrument = a.instrument and p.article = a.article`.execute(tx)
    : { rows: [] };
  const has = new Set(articles.map((a) => [a.instrument, a.version, a.article].join('\n')));
  const textOf = new Map(texts.map((t) => [t.id, t]));
  return asked.map(({ id, ref }): BasisFacts => {
    const text = textOf.get(id);
    if (!text) return { ref, facts: null };
    const mine = versions.get(id) ?? [];
    const happened = events.get(id) ?? [];
    const version = mine.findLast((v) => (begins(v) ?? '') <= on);
    const repealed = happened.some((e) => e.kind === 'repealed' && e.articles.length === 0);
    const expired = Boolean(version?.expires && version.expires < on);
    const { article } = ref;
    const inForce = version && begins(version);
    const firstInForce = mine.map(begins).find((day) => day !== null);
    const exists =
      article === undefined || (version !== undefined && has.has([id, version.version, article].join('\n')));
    return {
      ref,
      facts: {
        id,
        title: text.title,
        kind: text.kind as SourceKind,
        ...(text.region && { region: text.region }),
        status: !version ? 'not-yet' : repealed ? 'repealed' : expired ? 'expired' : 'in-force',
        ...(inForce && { inForce }),
        ...(firstInForce && { firstInForce }),
        maker: text.maker,
        // Of a text known only by our summaries an article that is not listed may well exist.
        articleExists: exists || text.origin === 'known',
        articleRepealed:
          article !== undefined &&
          happened.some((e) => e.kind === 'repealed' && e.articles.includes(article)),
        complete: text.origin !== 'known',
      },
    };
  });
}

/** Entries that stand on a text (and article) on a day. */
export async function standingOn(
  tx: Tx,
  ref: LegalRef,
  on: DateStr,
  regions: readonly string[],
): Promise<EntryFacts[]> {
  const id = await resolveInstrument(tx, ref.instrument, on);
  if (id === null) return [];
  const basis = JSON.stringify([{ instrument: id, ...(ref.article && { article: ref.article }) }]);
  return entries(tx, regions, on, sql`e.body -> 'basis' @> ${basis}::jsonb`);
}

/** How every basis that these entries name stands on a day. */
export async function basesOf(
  tx: Tx,
  entries: readonly Pick<EntryFacts, 'body'>[],
  on: DateStr,
): Promise<BasisFacts[]> {
  const refs = new Map(
    entries
      .flatMap((e) => basisOf(e.body))
      .map(({ instrument, article }) => {
        const ref: LegalRef = { instrument, ...(article && { article }) };
        return [`${instrument}\n${article ?? ''}`, ref] as const;
      }),
  );
  // Entries keep canonical ids; what is not one is looked up by its name.
  const list = [...refs.values()];
  const { rows } = await sql<{ id: string }>`select id from fadu.instrument
    where id = any(${sql.val([...new Set(list.map((r) => r.instrument))])}::text[])`.execute(tx);
  const canonical = new Set(rows.map((r) => r.id));
  const asked: { id: string; ref: LegalRef }[] = [];
  for (const ref of list) {
    const id = canonical.has(ref.instrument)
      ? ref.instrument
      : await resolveInstrument(tx, ref.instrument, on);
    if (id !== null) asked.push({ id, ref });
  }
  const known = new Map((await factsOf(tx, asked, on)).map((b) => [b.ref, b]));
  return list.map((ref) => known.get(ref) ?? { ref, facts: null });
}

async function itemFacts(
  tx: Tx,
  q: { readonly register: string; readonly code: string; readonly on: DateStr },
  above: readonly string[],
): Promise<ItemFacts | null> {
  const found = await entries(tx, above, q.on, sql`e.register = ${q.register} and e.code = ${q.code}`);
  const entry = found.sort((a, b) => above.indexOf(a.region) - above.indexOf(b.region))[0];
  return entry ? { entry, bases: await basesOf(tx, [entry], q.on) } : null;
}

/** An entry with those that it names; of several with one code the nearest region's. */
async function named(
  tx: Tx,
  q: Extract<Question, { ask: 'named' }>,
  above: readonly string[],
): Promise<NamedFacts | null> {
  const nearest = (a: EntryFacts, b: EntryFacts) => above.indexOf(a.region) - above.indexOf(b.region);
  const found = await entries(tx, above, q.on, sql`e.register = ${q.register} and e.code = ${q.code}`);
  const entry = found.sort(nearest)[0];
  if (!entry) return null;
  const rows = entry.body[q.list];
  const codes = (Array.isArray(rows) ? rows : []).flatMap((row: Readonly<Record<string, unknown>>) =>
    typeof row?.[q.by] === 'string' ? [row[q.by] as string] : [],
  );
  if (codes.length === 0) return { entry, named: [] };
  const all = Map.groupBy(
    await entries(
      tx,
      above,
      q.on,
      sql`e.register = ${q.of} and e.code = any(${sql.val([...new Set(codes)])}::text[])`,
    ),
    (e) => e.code,
  );
  return {
    entry,
    named: [...new Set(codes)].flatMap((code) => {
      const one = all.get(code)?.sort(nearest)[0];
      return one ? [{ ...one, body: only(one.body, q.keep) }] : [];
    }),
  };
}

/** The body's fields of these names. */
const only = (body: Readonly<Record<string, unknown>>, keep: readonly string[]) =>
  Object.fromEntries(keep.filter((k) => k in body).map((k) => [k, body[k]]));

/** Entries that one answer about peers holds at most. */
const MOST_PEERS = 20_000;

async function peers(
  tx: Tx,
  q: Extract<Question, { ask: 'peers' }>,
  regions: readonly string[],
): Promise<EntryFacts[]> {
  if (q.values.length === 0) return [];
  const found = await entries(
    tx,
    regions,
    q.on,
    sql`e.register = ${q.register} and e.body ->> ${q.field}::text = any(${sql.val([...q.values])}::text[])`,
    MOST_PEERS,
  );
  return found.map((e) => ({ ...e, body: only(e.body, q.keep) }));
}

/** What in the code cites a text: by any of its names, and by the article where one is asked for. */
async function codeUses(tx: Tx, office: Office, ref: LegalRef): Promise<CodeUse[]> {
  const plain = canonicalName(ref.instrument);
  const id = (await resolveInstrument(tx, ref.instrument, '9999-12-31')) ?? plain;
  const aliases = await tx
    .selectFrom('fadu.instrument_alias')
    .select('alias')
    .where('instrument', '=', id)
    .execute();
  const names = new Set([id, plain, ...aliases.map((a) => a.alias)]);
  return codeCitationsOf(office, names, ref.article).map(({ cite: _, ...use }) => use);
}

/** The versions that are the law on a day, of the entries that `which` selects; taken-down ones are left out. */
async function entries(
  tx: Tx,
  regions: readonly string[],
  on: DateStr,
  which: ReturnType<typeof sql>,
  most = MOST,
): Promise<EntryFacts[]> {
  const { rows } = await sql<EntryFacts & { lawTo: string | null }>`${sql.raw(KEPT)}
    select e.region, e.register, e.code, e.version, e.law_from as "lawFrom", e.law_to as "lawTo", e.body
    from fadu.entry e
    where e.region = any(${sql.val([...regions])}::text[]) and ${which} and e.law_from <= ${on}::date
      and (e.law_to is null or e.law_to >= ${on}::date)
      and not exists (select from fadu.entry l where l.region = e.region and l.register = e.register
        and l.code = e.code and l.version > e.version and l.law_from <= ${on}::date)
    order by e.region, e.register, e.code limit ${most}`.execute(tx);
  return rows.map(({ lawTo, ...r }) => ({ ...r, ...(lawTo && { lawTo }) }));
}

/** Entries by the year of a day in their body, each code once. */
async function yearly(
  tx: Tx,
  q: Extract<Question, { ask: 'yearly' }>,
  regions: readonly string[],
): Promise<Record<string, number>> {
  const { rows } = await sql<{ year: string; n: number }>`
    select left(e.body ->> ${q.day}, 4) as year, count(distinct (e.region, e.code))::int as n
    from fadu.entry e
    where e.region = any(${sql.val([...regions])}::text[]) and e.register = ${q.register}
      and e.body @> ${JSON.stringify(q.where ?? {})}::jsonb and e.body ->> ${q.day} ~ '^[0-9]{4}-'
    group by 1 order by 1`.execute(tx);
  return Object.fromEntries(rows.map((r) => [r.year, r.n]));
}

/** The region and those above it, nearest first. */
export function regionsAbove(office: Office, region: string): string[] {
  const out = [region];
  for (let at = office.regions.find((r) => r.code === region)?.parent; at; ) {
    out.push(at);
    at = office.regions.find((r) => r.code === at)?.parent ?? null;
  }
  return out;
}

/** The region and all below it. */
export function regionsBelow(office: Office, region: string): string[] {
  const out = [region];
  for (let i = 0; i < out.length; i++) {
    out.push(...office.regions.filter((r) => r.parent === out[i]).map((r) => r.code));
  }
  return out;
}
