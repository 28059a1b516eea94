/** Ratings of inspections: given with the code from the door, read as averages only. */
import { type Answered, dateOf } from '@fadu/kernel';
import { inspection, inspectionRating } from '@fadu/plan/enforcement/inspections/index';
import { BAD_SCORE, LEAST_RATINGS, ratedOrgan } from '@fadu/plan/enforcement/inspections/rating/index';
import { sql } from 'kysely';
import { loadCase } from '../cases/load.ts';
import { openCase } from '../cases/perform.ts';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';
import { holderOfCode, personOfCode } from '../sealed/code.ts';
import { supervisionOf } from '../supervision/bodies.ts';

/** What an enterprise says of a visit. */
export interface RatingInput {
  readonly score: number;
  readonly problems?: readonly string[];
  readonly words?: string;
}

/** The inspection at which a code was given; null: none. */
async function visitOfCode(office: Office, code: string): Promise<{ id: string; owner: string } | null> {
  const person = personOfCode(code);
  return office.store.within({ as: 'system' }, async (tx) => {
    const { rows } = await sql<{ id: string; owner: string }>`select id, owner from fadu.case_file
      where procedure = ${inspection.code} and persons @> array[${person}]`.execute(tx);
    return rows[0] ?? null;
  });
}

/** Give a rating: it goes to the body that supervises the organ that inspected. @throws Problem */
export async function rateVisit(
  office: Office,
  code: string,
  input: RatingInput,
  key: string,
): Promise<void> {
  const visit = await visitOfCode(office, code);
  if (!visit) throw new Problem(422, 'rating', '没有用这个评价码登记的检查，请核对后再输入');
  const lead = supervisionOf(office, visit.owner)?.supervisor;
  if (!lead) throw new Problem(409, 'rating', '检查的机关没有登记执法监督机构，请直接向司法局反映');
  await openCase(office, inspectionRating.code, {
    act: 'rate',
    actor: holderOfCode(code, '被检查的企业'),
    key,
    input: { code: personOfCode(code), lead, ...input },
  });
}

/** What the holder of a code sees: the visit, and the answer to a rating where there is one. */
export interface RatedVisit {
  readonly title: string;
  readonly organ: string;
  readonly phase: string;
  readonly rated: boolean;
  readonly answer: string | null;
}

/** The visit of a code; null: none. */
export async function ratedVisit(office: Office, code: string): Promise<RatedVisit | null> {
  const visit = await visitOfCode(office, code);
  if (!visit) return null;
  const { file, procedure, state } = await loadCase(office, { as: 'system' }, visit.id);
  const { rows } = await office.store.within({ as: 'system' }, (tx) =>
    sql<{ id: string }>`select id from fadu.case_file where procedure = ${inspectionRating.code}
      and persons @> array[${personOfCode(code)}]`.execute(tx),
  );
  const rating = rows[0] ? await loadCase(office, { as: 'system' }, rows[0].id) : null;
  const answered = rating?.state.acts.findLast((a) => a.act === 'answer');
  return {
    title: file.title,
    organ: office.organName(visit.owner),
    phase: procedure.phases[state.phase]?.title ?? '',
    rated: rating !== null,
    answer: answered ? String(answered.input.text) : null,
  };
}

/** An organ's ratings of a year; the average only from enough of them. */
export interface OrganRating {
  readonly organ: string;
  readonly organName: string;
  readonly count: number;
  /** Null while there are too few to stand for themselves. */
  readonly average: number | null;
  readonly bad: number | null;
}

/** Averages of a year by organ. No single rating, and nothing said in one, leaves this function. */
export async function organRatings(office: Office, year: string): Promise<OrganRating[]> {
  const { rows } = await office.store.within({ as: 'system' }, (tx) =>
    sql<{ at: string; score: number; problems: number; answered: Answered[] | null }>`
      select a.at, (a.input ->> 'score')::int as score, coalesce(jsonb_array_length(a.input -> 'problems'), 0) as problems,
        a.effects -> 'answered' as answered
      from fadu.act a join fadu.case_file c on c.region = a.region and c.id = a.case_id
      where c.procedure = ${inspectionRating.code} and a.act = 'rate'`.execute(tx),
  );
  const given = rows
    .filter((r) => dateOf(new Date(r.at).toISOString()).startsWith(year))
    .map((r) => ({ ...r, organ: ratedOrgan(r.answered ?? []) }));
  return [...Map.groupBy(given, (r) => r.organ)]
    .map(([organ, list]): OrganRating => {
      const enough = list.length >= LEAST_RATINGS;
      return {
        organ,
        organName: office.organName(organ),
        count: list.length,
        average: enough ? Math.round((list.reduce((n, r) => n + r.score, 0) / list.length) * 10) / 10 : null,
        bad: enough ? list.filter((r) => r.score <= BAD_SCORE || r.problems > 0).length : null,
      };
    })
    .sort((a, b) => (a.organ < b.organ ? -1 : 1));
}
