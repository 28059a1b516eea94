/** What everyone may read of fair competition: the stock that is cleared, measures reviewed, abuses corrected. */
import { dateOf } from '@fadu/kernel';
import { isMarketRegulator } from '@fadu/plan/rulemaking/normative-documents/competition';
import { sql } from 'kysely';
import type { Office } from '../office.ts';

/** One document of the stock as published. */
export interface StockLine {
  readonly code: string;
  readonly region: string;
  readonly title: string;
  readonly maker: string;
  readonly status: string;
  readonly decision: string;
  readonly reason: string;
  readonly doneBy: string | null;
  readonly doneOn: string | null;
  readonly clauses: readonly { readonly article: string; readonly quote: string; readonly rule: string }[];
}

/** One reviewed measure as published. */
export interface ReviewLine {
  readonly code: string;
  readonly title: string;
  readonly kind: string;
  readonly issuers: readonly string[];
  readonly status: string;
  readonly conclusion: string;
  readonly exceptionEnd: string | null;
  readonly issuedOn: string;
}

/** One abuse that was corrected, without a word of who reported it. */
export interface CorrectionLine {
  readonly code: string;
  readonly subject: string;
  readonly kind: string;
  readonly correction: string;
  readonly correctedOn: string;
}

interface Row {
  readonly region: string;
  readonly code: string;
  readonly body: Record<string, unknown>;
}

/** The latest version of every entry of a register, newest first; at most 500. */
async function latest(office: Office, register: string): Promise<readonly Row[]> {
  const { rows } = await office.store.within({ as: 'public' }, (tx) =>
    sql<Row>`select region, code, body from (
        select distinct on (region, code) region, code, body, recorded_at from fadu.entry
        where register = ${register} and law_from <= ${dateOf(office.now())}::date
        order by region, code, version desc) e
      order by recorded_at desc, code limit 500`.execute(tx),
  );
  return rows;
}

const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

/** Everything the page shows. */
export async function competitionRecord(office: Office): Promise<{
  readonly stock: readonly StockLine[];
  readonly reviews: readonly ReviewLine[];
  readonly corrections: readonly CorrectionLine[];
}> {
  const [stock, reviews, corrections] = await Promise.all(
    ['competition-stock', 'fair-competition-reviews', 'monopoly-corrections'].map((r) => latest(office, r)),
  );
  return {
    stock: (stock ?? []).map(({ region, code, body }) => ({
      code,
      region,
      title: text(body.title),
      maker: office.organName(text(body.maker)),
      status: text(body.status),
      decision: text(body.decision),
      reason: text(body.reason),
      doneBy: body.doneBy ? text(body.doneBy) : null,
      doneOn: body.doneOn ? text(body.doneOn) : null,
      clauses: (body.clauses ?? []) as StockLine['clauses'],
    })),
    reviews: (reviews ?? []).map(({ code, body }) => ({
      code,
      title: text(body.title),
      kind: text(body.kind),
      issuers: ((body.issuers ?? []) as string[]).map(office.organName),
      status: text(body.status),
      conclusion: text(body.conclusion),
      exceptionEnd: body.exceptionEnd ? text(body.exceptionEnd) : null,
      issuedOn: text(body.issuedOn),
    })),
    corrections: (corrections ?? []).map(({ code, body }) => ({
      code,
      subject: text(body.subject),
      kind: text(body.kind),
      correction: text(body.correction),
      correctedOn: text(body.correctedOn),
    })),
  };
}

/** Market regulators that take reports, the city's first. */
export const regulators = (office: Office): { readonly id: string; readonly name: string }[] =>
  office
    .allOrgans()
    .filter((o) => o.kind === 'department' && isMarketRegulator(o.name))
    .sort((a, b) => (a.region < b.region ? -1 : 1))
    .map((o) => ({ id: o.id, name: o.fullName }));
