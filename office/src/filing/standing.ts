/** How one document stands: with whom it must be filed, who reviews it, and what reviews and coordinations left on it. */
import { dateOf, days, dueDateOnly } from '@fadu/kernel';
import {
  DOCUMENT_FILINGS,
  DOCUMENTS,
  filingCode,
  organOfRecipient,
  printed,
  recipientName,
  recipientsOf,
  reviewersOf,
} from '@fadu/plan/rulemaking/filing-review/index';
import { CONFLICT_RESULTS } from '@fadu/plan/rulemaking/policy-conflicts/index';
import type { Office } from '../office.ts';
import { publicRows } from '../public/rows.ts';

/** What a form about a document is filled in with. */
export interface DocumentFiling {
  readonly number: string;
  readonly title: string;
  readonly effectiveOn: string;
  readonly publishedOn: string;
  readonly makerId: string;
  readonly maker: string;
  readonly articles: readonly string[];
  /** With whom it must be filed; `organ` is null where the recipient is outside this platform. */
  readonly recipients: readonly {
    readonly key: string;
    readonly organ: string | null;
    readonly name: string;
    readonly due: string;
    readonly filedOn: string | null;
    readonly status: string | null;
    readonly filingCase: string | null;
  }[];
  /** Organs of the platform that may review it, the first being the usual one. */
  readonly reviewers: readonly { readonly id: string; readonly name: string }[];
}

/** A document with its recipients and reviewers, or nothing when the catalogue has none of that number. */
export async function documentFiling(office: Office, number: string): Promise<DocumentFiling | null> {
  const [row] = await publicRows<{ region: string; body: Record<string, unknown> }>(
    office,
    `select region, body from fadu.entry where register = '${DOCUMENTS}' and code = $1 order by version limit 1`,
    [printed(number)],
  );
  const maker = row && office.organ(String(row.body.maker));
  if (!row || !maker) return null;
  const code = String(row.body.number);
  const filings = await publicRows<{ code: string; body: Record<string, unknown> }>(
    office,
    `select distinct on (code) code, body from fadu.entry
     where region = $1 and register = '${DOCUMENT_FILINGS}' and code = any($2) order by code, version desc`,
    [row.region, recipientsOf(maker).map((r) => filingCode(code, r.key))],
  );
  const publishedOn = String(row.body.publishedOn);
  return {
    number: code,
    title: String(row.body.title),
    effectiveOn: String(row.body.effectiveOn),
    publishedOn,
    makerId: maker.id,
    maker: maker.fullName,
    articles: ((row.body.articles ?? []) as { number: string }[]).map((a) => a.number),
    recipients: recipientsOf(maker).map((r) => {
      const filing = filings.find((f) => f.code === filingCode(code, r.key))?.body;
      const organ = organOfRecipient(r, office.organsOf);
      return {
        key: r.key,
        organ: organ?.id ?? null,
        name: organ ? office.organName(organ.id) : recipientName(r, office.organsOf),
        due: dueDateOnly(publishedOn, days(r.limit.n), { calendar: office.calendar }),
        filedOn: filing ? String(filing.filedOn) : null,
        status: filing ? String(filing.status) : null,
        filingCase: filing ? String(filing.case) : null,
      };
    }),
    reviewers: reviewersOf(maker, office.organsOf).map((o) => ({ id: o.id, name: office.organName(o.id) })),
  };
}

/** The result of a coordination, as everyone reads it. */
export interface ConflictResult {
  readonly code: string;
  readonly title: string;
  readonly outcome: string;
  readonly text: string;
  readonly how: string;
  readonly doBy: string | null;
  readonly lead: string | null;
  readonly departments: readonly string[];
  readonly documents: readonly {
    readonly maker: string;
    readonly name: string;
    readonly articles: string;
    readonly number: string | null;
  }[];
  readonly on: string;
  readonly caseId: string;
}

interface ResultRow {
  code: string;
  law_from: string;
  body: Record<string, unknown>;
  case_id: string;
}

const resultOf =
  (office: Office) =>
  (r: ResultRow): ConflictResult => ({
    code: r.code,
    title: String(r.body.title),
    outcome: String(r.body.outcome),
    text: String(r.body.text),
    how: String(r.body.how),
    doBy: typeof r.body.doBy === 'string' ? r.body.doBy : null,
    lead: typeof r.body.lead === 'string' ? office.organName(r.body.lead) : null,
    departments: ((r.body.departments ?? []) as string[]).map(office.organName),
    documents: ((r.body.documents ?? []) as Record<string, string>[]).map((d) => ({
      maker: office.organName(d.maker ?? ''),
      name: d.name ?? '',
      articles: d.articles ?? '',
      number: d.number ?? null,
    })),
    on: r.law_from,
    caseId: r.case_id,
  });

const LATEST = `select distinct on (region, code) code, law_from, body, case_id from fadu.entry
  where register = '${CONFLICT_RESULTS}'`;

/** Results of coordinations that are bound to a document, newest first. */
export async function conflictsOf(office: Office, number: string): Promise<ConflictResult[]> {
  const rows = await publicRows<ResultRow>(
    office,
    `${LATEST} and body -> 'documents' @> $1::jsonb order by region, code, version desc`,
    [JSON.stringify([{ number }])],
  );
  return rows.map(resultOf(office)).sort((a, b) => (a.on < b.on ? 1 : -1));
}

/** One result, or all of them newest first. */
export async function conflictResults(office: Office, code?: string): Promise<ConflictResult[]> {
  const rows = await publicRows<ResultRow>(
    office,
    `${LATEST} and ($1::text is null or code = $1) order by region, code, version desc`,
    [code ?? null],
  );
  return rows.map(resultOf(office)).sort((a, b) => (a.on < b.on ? 1 : -1));
}

/** Today by the office's clock. */
export const today = (office: Office): string => dateOf(office.now());
