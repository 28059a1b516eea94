/**
 * A large city for benchmarks: rows in the shapes that the engine writes, made in bulk inside the database. Digests,
 * leaves, numbers and entries are real, so that the whole record verifies as if each act had been done one by one.
 */
import { addDays, type DateStr } from '@fadu/kernel';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { REPEAT_MONTHS } from '@fadu/plan/enforcement/enforcement-campaigns/index';
import type pg from 'pg';
import { type DocumentKind, documentPattern } from './large-documents.ts';
import { type PenaltyKind, penaltyPattern } from './large-penalties.ts';
import { sendPatterns, writeBatch } from './large-rows.ts';
import type { BulkOrgan, CaseTemplate } from './large-templates.ts';
import { random } from './random.ts';
import { CITY_TEXTS } from './texts/index.ts';

/** What to make. */
export interface BulkOptions {
  /** How many cases. */
  readonly cases: number;
  /** Another seed gives other case ids, so that a second call adds to the first. */
  readonly seed: number | string;
  /**
   * `documents` (default): normative documents alone, two or three acts each. `city`: what a city's cases are, about eleven
   * acts each: nineteen of twenty are penalties, on the spot or ordinary, with what was published of them.
   */
  readonly mix?: 'documents' | 'city';
  /** How many of the cases are still open; default a twentieth, 300 at most. */
  readonly open?: number;
  /** Told after each batch how many cases are written. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** What was made. */
export interface BulkResult {
  readonly cases: number;
  readonly acts: number;
  readonly leaves: number;
  readonly ms: number;
}

/** Share of each way; open cases come on top, few however many cases there are. */
const DOCUMENTS: readonly (readonly [Exclude<DocumentKind, 'open'>, number])[] = [
  ['not-normative', 6],
  ['rejected', 3],
  ['withdrawn', 1],
];
const PENALTIES: readonly (readonly [Exclude<PenaltyKind, 'open'>, number])[] = [
  ['simple', 12],
  ['ordinary', 7],
];
/** Most cases that are still open, whatever the size: a clerk's list does not grow with the archive. */
const MOST_OPEN = 300;
const BATCH = 20_000;
const PATTERNS_PER_REGION = 40;
/** Days on which the ended cases of a `city` began, from the first to the last, the same distance apart: at most so many. */
const DAYS = 60;
/** Cases for each such day, before another day is taken. */
const CASES_A_DAY = 500;
const FIRST_DAY = '2022-01-10' as DateStr;
const LAST_DAY = 1_350;
/** Penalties are final half a year after they are paid: the last of a `city` begin earlier, so that nothing lies ahead. */
const LAST_PENALTY = 1_190;

async function readOrgans(client: pg.PoolClient): Promise<Map<string, BulkOrgan[]>> {
  const { rows } = await client.query<BulkOrgan>(
    'select id, region, name, kind, mark from fadu.organ order by id',
  );
  const out = new Map<string, BulkOrgan[]>();
  for (const o of rows) out.set(o.region, [...(out.get(o.region) ?? []), o]);
  return out;
}

/** A pattern, on which of the days it lies, and how often it is taken among those of its day. */
export interface Weighed {
  readonly pattern: CaseTemplate;
  readonly slot: number;
  readonly weight: number;
}

interface Bodies {
  readonly organs: readonly BulkOrgan[];
  readonly leads: readonly BulkOrgan[];
}

/** Regions that have a government and departments. */
const working = (regions: ReadonlyMap<string, readonly BulkOrgan[]>): Bodies[] =>
  [...regions.values()]
    .map((organs) => ({ organs, leads: organs.filter((o) => o.kind === 'department') }))
    .filter(({ organs, leads }) => leads.length > 0 && organs.some((o) => o.kind === 'government'));

/** Patterns of documents of every region. */
function documents(regions: readonly Bodies[], seed: string): Weighed[] {
  const rng = random(`bulk/${seed}`);
  const kinds = DOCUMENTS.flatMap(([kind, share]) => Array<DocumentKind>(share).fill(kind));
  const out: Weighed[] = [];
  for (const { organs, leads } of regions) {
    for (let i = 0; i < PATTERNS_PER_REGION + leads.length; i++) {
      const open = i >= PATTERNS_PER_REGION;
      const pattern = documentPattern({
        kind: open ? 'open' : (kinds[i % kinds.length] as DocumentKind),
        text: rng.pick(CITY_TEXTS),
        // Ended cases lie in the years before; open ones are recent.
        start: open ? addDays('2025-10-09', rng.int(0, 40)) : addDays(FIRST_DAY, rng.int(0, LAST_DAY)),
        lead: leads[i % leads.length] as BulkOrgan,
        organs,
        calendar: chinaCalendar,
      });
      out.push({ pattern, slot: 0, weight: 1 });
    }
  }
  return out;
}

/** Patterns of a whole city: on every day every department begins cases of each kind. */
function city(regions: readonly Bodies[], seed: string, cases: number): Weighed[] {
  const days = Math.min(DAYS, Math.max(4, Math.ceil(cases / CASES_A_DAY)));
  const rng = random(`bulk/${seed}`);
  const out: Weighed[] = [];
  const calendar = chinaCalendar;
  for (const { organs, leads } of regions) {
    const supervisor = (organs.find((o) => o.id.endsWith('-justice')) ?? leads[0])?.id ?? '';
    leads.forEach((lead, l) => {
      for (let slot = 0; slot < days; slot++) {
        const start = addDays(FIRST_DAY, Math.round((slot * LAST_PENALTY) / (days - 1)));
        for (const [kind, weight] of PENALTIES)
          out.push({
            pattern: penaltyPattern({ kind, start, lead, supervisor, organs, calendar }),
            slot,
            weight,
          });
        if ((slot + l) % 3 > 0) continue;
        const kind =
          (['not-normative', 'rejected', 'withdrawn'] as const)[(((slot + l) / 3) % 3) | 0] ?? 'rejected';
        const text = rng.pick(CITY_TEXTS);
        out.push({
          pattern: documentPattern({ kind, text, start, lead, organs, calendar }),
          slot,
          weight: 3,
        });
      }
      for (let i = 0; i < 4; i++) {
        const start = addDays('2025-10-09', rng.int(0, 40));
        const pattern =
          i === 0
            ? documentPattern({ kind: 'open', text: rng.pick(CITY_TEXTS), start, lead, organs, calendar })
            : penaltyPattern({ kind: 'open', start, lead, supervisor, organs, calendar });
        out.push({ pattern, slot: 0, weight: 1 });
      }
    });
  }
  return out;
}

/**
 * Fill a database whose organs are entered with `cases` cases. `pool`: the owner's connections.
 * @throws RangeError when no region has a government and a department
 */
export async function bulk(pool: pg.Pool, options: BulkOptions): Promise<BulkResult> {
  const began = Date.now();
  const seed = String(options.seed);
  if (!/^[A-Za-z0-9.-]{1,40}$/.test(seed))
    throw new RangeError(`the seed must be short and plain, not ${seed}`);
  const client = await pool.connect();
  try {
    await client.query('set synchronous_commit = off');
    const regions = working(await readOrgans(client));
    if (regions.length === 0)
      throw new RangeError('no region has a government and a department: enter the organs first');
    await sendPatterns(
      client,
      options.mix === 'city' ? city(regions, seed, options.cases) : documents(regions, seed),
    );
    const open = options.open ?? Math.min(MOST_OPEN, Math.floor(options.cases / 20));
    let acts = 0;
    let leaves = 0;
    for (let from = 0; from < options.cases; from += BATCH) {
      const to = Math.min(options.cases, from + BATCH);
      const batch = await writeBatch(client, { seed, from, to, open, cases: options.cases });
      acts += batch.acts;
      leaves += batch.leaves;
      options.onProgress?.(to, options.cases);
    }
    // What the nightly reading of signals counts.
    await client.query('select fadu.signals_count($1, null, null, null)', [REPEAT_MONTHS]);
    return { cases: options.cases, acts, leaves, ms: Date.now() - began };
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    await client.query('reset synchronous_commit').catch(() => {});
    client.release();
  }
}
