/** Answers to what acts ask beyond their case: texts of law and entries of registers, as they stand on a day. */
import type {
  Answer,
  Answered,
  DateStr,
  EntryFacts,
  InstrumentFacts,
  LegalRef,
  Question,
  SourceKind,
} from '@fadu/kernel';
import { sql } from 'kysely';
import { resolveInstrument } from '../law/resolve.ts';
import type { Office } from '../office.ts';
import type { Tx } from '../store/pool.ts';

/** Entries that one answer holds at most. */
const MOST = 5_000;

/** Answer every question, all at the same moment of the database. `region`: of the case that asks. */
export async function answerAll(
  office: Office,
  region: string,
  questions: readonly Question[],
): Promise<Answered[]> {
  if (questions.length === 0) return [];
  const above = regionsAbove(office, region);
  const below = regionsBelow(office, region);
  return office.store.within(
    { as: 'system' },
    async (tx) => {
      const out: Answered[] = [];
      for (const question of questions)
        out.push({ question, answer: await answer(tx, question, above, below) });
      return out;
    },
    { snapshot: true },
  );
}

function answer(
  tx: Tx,
  question: Question,
  above: readonly string[],
  below: readonly string[],
): Promise<Answer> {
  switch (question.ask) {
    case 'instrument':
      return instrumentFacts(tx, question.ref, question.on);
    case 'entry':
      return entries(
        tx,
        above,
        question.on,
        sql`e.register = ${question.register} and e.code = ${question.code}`,
      ).then((found) => found.sort((a, b) => above.indexOf(a.region) - above.indexOf(b.region))[0] ?? null);
    case 'entries':
      return entries(
        tx,
        below,
        question.on,
        sql`e.register = ${question.register} and e.body @> ${JSON.stringify(question.where ?? {})}::jsonb`,
      );
    case 'standing-on':
      return standingOn(tx, question.ref, question.on, below);
    default:
      return question satisfies never;
  }
}

/** How a text stands on a day, and whether it has the article then. Null: not known here. */
export async function instrumentFacts(tx: Tx, ref: LegalRef, on: DateStr): Promise<InstrumentFacts | null> {
  const id = await resolveInstrument(tx, ref.instrument, on);
  if (id === null) return null;
  const text = await tx
    .selectFrom('fadu.instrument')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const versions = await tx
    .selectFrom('fadu.instrument_version')
    .select(['version', 'effective', 'promulgated', 'adopted', 'expires'])
    .where('instrument', '=', id)
    .orderBy(sql`coalesce(effective, promulgated, adopted)`, (o) => o.asc().nullsFirst())
    .orderBy('version')
    .execute();
  const events = await tx
    .selectFrom('fadu.instrument_event')
    .select(['kind', 'articles', 'on_day'])
    .where('instrument', '=', id)
    .where('on_day', '<=', on)
    .execute();
  const begins = (v: (typeof versions)[number]) => v.effective ?? v.promulgated ?? v.adopted;
  const version = versions.findLast((v) => (begins(v) ?? '') <= on);
  const repealed = events.some((e) => e.kind === 'repealed' && e.articles.length === 0);
  const expired = Boolean(version?.expires && version.expires < on);
  const status = !version ? 'not-yet' : repealed ? 'repealed' : expired ? 'expired' : 'in-force';
  const article = ref.article;
  const articleRepealed =
    article !== undefined && events.some((e) => e.kind === 'repealed' && e.articles.includes(article));
  const exists =
    article === undefined ||
    (version !== undefined &&
      (await tx
        .selectFrom('fadu.provision')
        .select('id')
        .where('instrument', '=', id)
        .where('version', '=', version.version)
        .where('article', '=', article)
        .limit(1)
        .executeTakeFirst()) !== undefined);
  const inForce = version && begins(version);
  return {
    id,
    title: text.title,
    kind: text.kind as SourceKind,
    ...(text.region && { region: text.region }),
    status,
    ...(inForce && { inForce }),
    // Of a text known only by our summaries an article that is not listed may well exist.
    articleExists: exists || text.origin === 'known',
    articleRepealed,
    complete: text.origin !== 'known',
  };
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

/** The versions that are the law on a day, of the entries that `which` selects; taken-down ones are left out. */
async function entries(
  tx: Tx,
  regions: readonly string[],
  on: DateStr,
  which: ReturnType<typeof sql>,
): Promise<EntryFacts[]> {
  const { rows } = await sql<EntryFacts & { lawTo: string | null }>`
    select e.region, e.register, e.code, e.version, e.law_from as "lawFrom", e.law_to as "lawTo", e.body
    from fadu.entry e
    where e.region = any(${sql.val([...regions])}::text[]) and ${which} and e.law_from <= ${on}::date
      and (e.law_to is null or e.law_to >= ${on}::date)
      and not exists (select from fadu.entry l where l.region = e.region and l.register = e.register
        and l.code = e.code and l.version > e.version and l.law_from <= ${on}::date)
    order by e.region, e.register, e.code limit ${MOST}`.execute(tx);
  return rows.map(({ lawTo, ...r }) => ({ ...r, ...(lawTo && { lawTo }) }));
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
