/**
 * Filing, review and correction rates (R16.6, R15.2): every document and rule that had to be filed, with each of its
 * recipients, in one list; all figures are counted from that list and from nothing else. What has no filing case on
 * the platform is named by itself (有件必备).
 */
import { dateOf, days, dueDateOnly, type OrganFacts } from '@fadu/kernel';
import {
  DOCUMENT_FILINGS,
  DOCUMENTS,
  filingCode,
  type RecipientKey,
  RULE_FILINGS,
  RULE_RECIPIENTS,
  recipientName,
  recipientsOf,
} from '@fadu/plan/rulemaking/filing-review/index';
import type { Office } from '../office.ts';
import { publicRows } from '../public/rows.ts';

/** How one filing stands: on time, late, not done though due, or not yet due. */
export type FilingState = 'on-time' | 'late' | 'missing' | 'open';

/** One document or rule and one organ that it must be filed with. Days are `YYYY-MM-DD`. */
export interface FilingDuty {
  readonly kind: 'document' | 'rule';
  readonly number: string;
  readonly title: string;
  readonly region: string;
  readonly makerId: string;
  readonly maker: string;
  /** Which of the recipients, and its name. */
  readonly key: string;
  readonly recipient: string;
  readonly publishedOn: string;
  readonly due: string;
  readonly state: FilingState;
  /** Day of the first filing; null when there is none. */
  readonly filedOn: string | null;
  /** The day that decides whether it was in time: that of the supplement where that came too late. */
  readonly countedOn: string | null;
  /** What the register says of it. */
  readonly status: string;
  readonly registered: boolean;
  /** `done`, `due` (registered, time is up, no conclusion), `open` (time runs), or null where it is not ours to do. */
  readonly review: 'done' | 'due' | 'open' | null;
  /** The same for the correction of an opinion; null when there is none or it was upheld. */
  readonly correction: 'done' | 'due' | 'open' | null;
  readonly filingCase: string | null;
  /** Case in which the document was made. */
  readonly documentCase: string;
  /** Day of filing that the document's own case has on record without a case on the platform. */
  readonly recordedOnly: string | null;
}

/** Figures over duties. Rates are shares of 1; null where nothing was due. */
export interface FilingFigures {
  /** Filings that were due or have been made. */
  readonly required: number;
  readonly filed: number;
  readonly onTime: number;
  readonly missing: number;
  /** Not yet due and not yet made; in no rate. */
  readonly notYetDue: number;
  readonly toReview: number;
  readonly reviewed: number;
  readonly opinions: number;
  readonly corrected: number;
  readonly filingRate: number | null;
  readonly onTimeRate: number | null;
  readonly reviewRate: number | null;
  readonly correctionRate: number | null;
}

/** The rates of a year: in all, by body, and the list behind them. */
export interface FilingRates {
  readonly year: string;
  /** Share of 1 that every rate should reach. */
  readonly target: 1;
  readonly asOf: string;
  readonly total: FilingFigures;
  readonly bodies: readonly {
    readonly id: string;
    readonly name: string;
    readonly region: string;
    readonly figures: FilingFigures;
  }[];
  readonly duties: readonly FilingDuty[];
}

/** Which duties are asked for. */
export interface FilingFilter {
  /** Year of publication; default the current one. */
  readonly year?: string;
  /** Organ id of the maker. */
  readonly maker?: string;
  readonly region?: string;
  readonly state?: FilingState;
}

interface Row {
  kind: 'document' | 'rule';
  region: string;
  code: string;
  body: Record<string, unknown>;
  case_id: string;
  filings: { code: string; body: Record<string, unknown> }[] | null;
}

/** What was published in the year, each with its filings as they last stood: the one query behind every figure. */
const PUBLISHED = `with made as (
  select distinct on (e.region, e.register, e.code) e.region, e.register, e.code, e.body, e.case_id
  from fadu.entry e
  where e.register in ('${DOCUMENTS}', 'rules')
    and left(coalesce(e.body ->> 'promulgatedOn', e.body ->> 'publishedOn'), 4) = $1
    and ($2::text is null or e.body ->> 'maker' = $2) and ($3::text is null or e.region = $3)
    and (e.register = '${DOCUMENTS}' or coalesce(e.body ->> 'level', '') !~ '法规')
  order by e.region, e.register, e.code, e.version
), declared as (
  select distinct on (e.region, e.body ->> 'rule') e.region, 'rules' as register, e.body ->> 'rule' as code,
    jsonb_build_object('number', e.body ->> 'rule', 'title', e.body ->> 'title', 'maker', e.body ->> 'maker',
      'publishedOn', e.body ->> 'promulgatedOn') as body, e.case_id
  from fadu.entry e
  where e.register = '${RULE_FILINGS}' and left(e.body ->> 'promulgatedOn', 4) = $1
    and ($2::text is null or e.body ->> 'maker' = $2) and ($3::text is null or e.region = $3)
    and not exists (select from made m where m.register = 'rules' and m.region = e.region
      and m.body ->> 'number' = e.body ->> 'rule')
  order by e.region, e.body ->> 'rule', e.version
), filed as (
  select distinct on (e.region, e.register, e.code) e.region, e.register, e.code, e.body
  from fadu.entry e where e.register in ('${DOCUMENT_FILINGS}', '${RULE_FILINGS}')
  order by e.region, e.register, e.code, e.version desc
)
select case when m.register = 'rules' then 'rule' else 'document' end as kind, m.region, m.code,
  m.body - 'articles' - 'explanation' as body, m.case_id,
  (select jsonb_agg(jsonb_build_object('code', f.code, 'body', f.body)) from filed f
    where f.region = m.region and f.register = case when m.register = 'rules' then '${RULE_FILINGS}' else '${DOCUMENT_FILINGS}' end
      and coalesce(f.body ->> 'document', f.body ->> 'rule') = m.body ->> 'number') as filings
from (select * from made union all select * from declared) m
order by coalesce(m.body ->> 'promulgatedOn', m.body ->> 'publishedOn'), m.code`;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Every filing that the year's documents and rules call for, in the order of publication. */
export async function filingDuties(office: Office, filter: FilingFilter = {}): Promise<FilingDuty[]> {
  const year = filter.year ?? dateOf(office.now()).slice(0, 4);
  const rows = await publicRows<Row>(office, PUBLISHED, [year, filter.maker ?? null, filter.region ?? null]);
  const recorded = await recordedFilings(office, rows);
  const out = rows.flatMap((row) =>
    row.kind === 'rule' ? ruleDuties(office, row) : documentDuties(office, row, recorded),
  );
  return filter.state ? out.filter((d) => d.state === filter.state) : out;
}

/** Filings that only the documents' own cases have on record: case and act → day. */
async function recordedFilings(office: Office, rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  const ids = rows.filter((r) => r.kind === 'document').map((r) => r.case_id);
  if (ids.length === 0) return new Map();
  const found = await office.store.within({ as: 'system' }, (tx) =>
    tx
      .selectFrom('fadu.act')
      .select(['case_id', 'act', 'input'])
      .where('region', 'in', [...new Set(rows.map((r) => r.region))])
      .where('case_id', 'in', ids)
      .where('act', 'in', ['file', 'file-congress'])
      .execute(),
  );
  return new Map(found.map((a) => [`${a.case_id}/${a.act}`, text(a.input.filedOn)]));
}

function documentDuties(office: Office, row: Row, recorded: ReadonlyMap<string, string>): FilingDuty[] {
  const maker = office.organ(text(row.body.maker));
  if (!maker) return [];
  return recipientsOf(maker).map((r) => {
    const filing = row.filings?.find((f) => f.code === filingCode(text(row.body.number), r.key))?.body;
    const act = r.key === 'congress' ? 'file-congress' : 'file';
    return duty(office, row, maker, {
      key: r.key,
      recipient: recipientName(r, office.organsOf),
      limit: r.limit.n,
      filing: filing?.rejected ? undefined : filing,
      status: filing ? text(filing.status) : '没有在平台报备',
      recordedOnly: filing ? null : (recorded.get(`${row.case_id}/${act}`) ?? null),
      ours: filing?.outside !== true && (r.region !== undefined || r.key === 'congress'),
    });
  });
}

function ruleDuties(office: Office, row: Row): FilingDuty[] {
  const maker = office.organ(text(row.body.maker));
  if (!maker) return [];
  return RULE_RECIPIENTS.map(({ key, name }) => {
    const filing = row.filings?.find((f) => f.code === `${text(row.body.number)}/${key}`)?.body;
    return duty(office, row, maker, {
      key,
      recipient: name,
      limit: 30,
      filing: filing?.filedOn ? filing : undefined,
      status: filing ? text(filing.status) : '没有在平台报备',
      recordedOnly: null,
      ours: false,
      caseId: text(filing?.case) || null,
    });
  });
}

interface Found {
  readonly key: RecipientKey | string;
  readonly recipient: string;
  readonly limit: number;
  readonly filing: Record<string, unknown> | undefined;
  readonly status: string;
  readonly recordedOnly: string | null;
  /** Whether the review is done on this platform. */
  readonly ours: boolean;
  readonly caseId?: string | null;
}

/** One duty from what is on record. A limit's last day that is not worked moves on. */
function duty(office: Office, row: Row, maker: OrganFacts & { fullName?: string }, f: Found): FilingDuty {
  const { calendar } = office;
  const today = dateOf(office.now());
  const until = (from: string, n: number) => dueDateOnly(from, days(n), { calendar });
  const publishedOn = text(row.body.promulgatedOn) || text(row.body.publishedOn);
  const due = until(publishedOn, f.limit);
  const filedOn = text(f.filing?.filedOn) || null;
  const deferredOn = text(f.filing?.deferredOn);
  const supplementedOn = text(f.filing?.supplementedOn);
  // A supplement in time keeps the first day; one that came late, or is still missing after its time, does not.
  const supplementDue = deferredOn ? until(deferredOn, 15) : '';
  const lateSupplement = deferredOn !== '' && (supplementedOn || today) > supplementDue;
  const countedOn = lateSupplement ? supplementedOn || null : filedOn;
  const state: FilingState =
    filedOn === null
      ? today > due
        ? 'missing'
        : 'open'
      : countedOn !== null && countedOn <= due
        ? 'on-time'
        : 'late';
  const registeredOn = text(f.filing?.registeredOn);
  const concluded = text(f.filing?.concludedOn) !== '';
  const opinionOn = text(f.filing?.opinionOn);
  const corrected = text(f.filing?.correctedOn) !== '';
  const step = (done: boolean, from: string) => (done ? 'done' : today > until(from, 30) ? 'due' : 'open');
  return {
    kind: row.kind,
    number: text(row.body.number) || row.code,
    title: text(row.body.title),
    region: row.region,
    makerId: maker.id,
    maker: maker.fullName ?? maker.name,
    key: f.key,
    recipient: f.recipient,
    publishedOn,
    due,
    state,
    filedOn,
    countedOn,
    status: f.status,
    registered: registeredOn !== '' || f.filing?.outcome === '予以登记',
    review: f.ours && registeredOn ? step(concluded, registeredOn) : null,
    correction: opinionOn && !f.filing?.upheld ? step(corrected, opinionOn) : null,
    filingCase: f.caseId ?? (text(f.filing?.case) || null),
    documentCase: row.case_id,
    recordedOnly: f.recordedOnly,
  };
}

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);

/** The figures of a list of duties; what is not yet due and not yet done is in no rate. */
export function figuresOf(duties: readonly FilingDuty[]): FilingFigures {
  const count = (test: (d: FilingDuty) => boolean) => duties.filter(test).length;
  const required = count((d) => d.state !== 'open');
  const filed = count((d) => d.state === 'on-time' || d.state === 'late');
  const onTime = count((d) => d.state === 'on-time');
  const reviewed = count((d) => d.review === 'done');
  const toReview = reviewed + count((d) => d.review === 'due');
  const corrected = count((d) => d.correction === 'done');
  const opinions = corrected + count((d) => d.correction === 'due');
  return {
    required,
    filed,
    onTime,
    missing: required - filed,
    notYetDue: duties.length - required,
    toReview,
    reviewed,
    opinions,
    corrected,
    filingRate: share(filed, required),
    onTimeRate: share(onTime, required),
    reviewRate: share(reviewed, toReview),
    correctionRate: share(corrected, opinions),
  };
}

/** The rates of a year per body; bodies by name, the list in the order of publication. */
export async function filingRates(office: Office, filter: FilingFilter = {}): Promise<FilingRates> {
  const { state: _, ...where } = filter;
  const duties = await filingDuties(office, where);
  const bodies = [...Map.groupBy(duties, (d) => d.makerId)].map(([id, own]) => ({
    id,
    name: own[0]?.maker ?? id,
    region: own[0]?.region ?? '',
    figures: figuresOf(own),
  }));
  return {
    year: filter.year ?? dateOf(office.now()).slice(0, 4),
    target: 1,
    asOf: dateOf(office.now()),
    total: figuresOf(duties),
    bodies: bodies.sort((a, b) =>
      a.region === b.region ? (a.name < b.name ? -1 : 1) : a.region < b.region ? -1 : 1,
    ),
    duties: filter.state ? duties.filter((d) => d.state === filter.state) : duties,
  };
}

/** Years in which something was published, newest first. */
export async function filingYears(office: Office): Promise<string[]> {
  const rows = await publicRows<{ year: string }>(
    office,
    `select distinct left(coalesce(body ->> 'promulgatedOn', body ->> 'publishedOn'), 4) as year from fadu.entry
     where register in ('${DOCUMENTS}', 'rules', '${RULE_FILINGS}')
       and coalesce(body ->> 'promulgatedOn', body ->> 'publishedOn') is not null order by 1 desc`,
  );
  return rows.map((r) => r.year);
}
