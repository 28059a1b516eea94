/**
 * Seeding: the demonstration city entered into an empty database, once. Everything is keyed, so that a seeding that was
 * interrupted goes on where it stopped; a database with cases of its own is never touched.
 */
import { addDays, type DateStr, dateOf, type Instant, type Procedure } from '@fadu/kernel';
import { syncKnown } from '@fadu/office/law/known';
import { Office } from '@fadu/office/office';
import type { Sealer } from '@fadu/office/sealed/sealer';
import type { Store } from '@fadu/office/store/pool';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { procedures as every } from '@fadu/plan/index';
import pg from 'pg';
import { enterDirectory } from './directory.ts';
import { makePeople, type People } from './people.ts';
import { random } from './random.ts';
import { allStories } from './stories/index.ts';
import type { Step, Story } from './stories/pen.ts';
import { lawsOfItems } from './stories/registers-lists.ts';
import { inOrder, type RefusalLog, type StoryReport, tellStories } from './story.ts';

/** How a city is seeded. */
export interface SeedOptions {
  /** The owner's connection: enters organs and makes their database roles. */
  readonly ownerUrl: string;
  /** The server's store, through which every act is performed. */
  readonly store: Store;
  readonly seed: string;
  /** The present; running cases are placed relative to it, and nothing later is done. */
  readonly now: Instant;
  /** `small` tells fewer stories, for tests. */
  readonly size?: 'full' | 'small';
  /** Cases of enforcement to tell at least: a year of many cases beside the usual one. Default 0: none. */
  readonly cases?: number;
  /** Handlings of service items to tell at least. Default 0: only those of the usual year. */
  readonly handlings?: number;
  readonly procedures?: readonly Procedure[];
  readonly baseUrl?: string;
  /** Seals what informants say of themselves: with the server's own key, or none of it can be opened later. */
  readonly sealer: Sealer;
  /** Told as the simulated days go by. */
  readonly onProgress?: (progress: SeedProgress) => void;
}

/** Where a seeding stands. */
export interface SeedProgress {
  readonly day: DateStr;
  /** Days done and to do. */
  readonly done: number;
  readonly of: number;
  readonly acts: number;
}

/** What the setting `demo.city` says about this database. */
export interface CitySetting {
  readonly seed: string;
  readonly now: Instant;
  readonly size: 'full' | 'small';
  readonly cases?: number;
  readonly handlings?: number;
  readonly state: 'seeding' | 'done';
  readonly report?: StoryReport;
}

/** What seeding came to. `seeded` is false when it had been done before. */
export interface SeedResult {
  readonly seeded: boolean;
  readonly people: People;
  readonly setting: CitySetting;
}

/** The database holds something that is not the demonstration city. */
export class NotEmpty extends Error {
  override readonly name = 'NotEmpty';
}

const SETTING = 'demo.city';
const REFUSAL = 'demo.refusal:';

/** What is known of a seeding in this database, or null. */
export async function citySetting(pool: pg.Pool): Promise<CitySetting | null> {
  const { rows } = await pool.query<{ value: CitySetting }>('select value from fadu.setting where key = $1', [
    SETTING,
  ]);
  return rows[0]?.value ?? null;
}

const putSetting = (pool: pg.Pool, value: CitySetting) =>
  pool.query(
    'insert into fadu.setting (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value',
    [SETTING, JSON.stringify(value)],
  );

/** Steps on record, by story: the highest number of each. */
async function recordedSteps(pool: pg.Pool): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ story: string; n: string }>(
    `select split_part(idem_key, ':', 2) as story, max(split_part(idem_key, ':', 3)::int)::text as n
     from fadu.act where idem_key like 'seed:%' group by 1`,
  );
  return new Map(rows.map((r) => [r.story, Number(r.n)]));
}

/**
 * Seed the demonstration city. An interrupted seeding is resumed with the seed and the present it began with.
 * @throws NotEmpty when the database holds organs or cases that are not its own
 * @throws StoryError when the engine answers otherwise than a story says; what was done stays and can be resumed
 */
export async function seedCity(options: SeedOptions): Promise<SeedResult> {
  const pool = new pg.Pool({ connectionString: options.ownerUrl, max: 3 });
  pool.on('error', () => {});
  try {
    const before = await citySetting(pool);
    const setting: CitySetting = before ?? {
      seed: options.seed,
      now: options.now,
      size: options.size ?? 'full',
      cases: options.cases ?? 0,
      handlings: options.handlings ?? 0,
      state: 'seeding',
    };
    const people = makePeople(random(setting.seed).fork('people'));
    if (before?.state === 'done') return { seeded: false, people, setting };
    if (!before) {
      const { rows } = await pool.query<{ n: number }>(
        'select (select count(*) from fadu.organ) + (select count(*) from fadu.case_file) as n',
      );
      if (Number(rows[0]?.n) > 0)
        throw new NotEmpty('数据库里已有机关或者事项，不是演示城市，不能装入演示数据。');
      await putSetting(pool, setting);
    }
    await enterDirectory(pool, people);
    // What the lists stand on, known by our own summaries until a city imports the full texts.
    const at = () => setting.now;
    await syncKnown({ store: options.store, now: at });
    await syncKnown({ store: options.store, now: at }, lawsOfItems());
    const told = await tell(options, setting, people, pool);
    // Of an interrupted seeding the earlier part is counted from what stands on record.
    const { rows } = await pool.query<{ cases: number; acts: number; expired: number }>(
      `select count(distinct case_id)::int as cases, count(*) filter (where idem_key like 'seed:%')::int as acts,
         count(*) filter (where idem_key like 'expiry:%')::int as expired from fadu.act`,
    );
    const report = { ...told, ...rows[0], refusals: await recordedRefusals(pool) };
    const done: CitySetting = { ...setting, state: 'done', report };
    await putSetting(pool, done);
    await pool.query('analyze');
    return { seeded: true, people, setting: done };
  } finally {
    await pool.end();
  }
}

/** Refusals of this seeding, kept one by one as they happened. */
async function recordedRefusals(pool: pg.Pool): Promise<RefusalLog[]> {
  const { rows } = await pool.query<{ value: RefusalLog }>(
    'select value from fadu.setting where key like $1',
    [`${REFUSAL}%`],
  );
  return inOrder(rows.map((r) => r.value));
}

async function tell(
  options: SeedOptions,
  setting: CitySetting,
  people: People,
  pool: pg.Pool,
): Promise<StoryReport> {
  const done = await recordedSteps(pool);
  const procedures = options.procedures ?? every;
  let now = setting.now;
  const office = new Office({
    store: options.store,
    procedures,
    calendar: chinaCalendar,
    now: () => now,
    demo: true,
    baseUrl: options.baseUrl ?? 'http://127.0.0.1:8080',
    sealer: options.sealer,
  });
  await office.refresh();
  const today = dateOf(setting.now);
  const world = {
    people,
    calendar: office.calendar,
    rng: random(setting.seed).fork('stories'),
    tells: (code: string) => office.procedures.has(code),
  };
  const small = setting.size === 'small';
  const stories = allStories(world, today, small, setting.cases ?? 0, setting.handlings ?? 0).filter((s) =>
    office.procedures.has(s.procedure),
  );
  const from = firstDay(stories, today);
  const of = Math.max(1, Math.round((Date.parse(today) - Date.parse(from)) / 86_400_000));
  return tellStories(office, stories, {
    from,
    until: setting.now,
    done,
    onRefusal: async (refusal, step) => {
      await pool.query('insert into fadu.setting (key, value) values ($1, $2) on conflict (key) do nothing', [
        `${REFUSAL}${refusal.story}:${step}`,
        JSON.stringify(refusal),
      ]);
    },
    setNow: (instant) => {
      now = instant;
    },
    onProgress: (day, acts) =>
      options.onProgress?.({
        day,
        acts,
        of,
        done: Math.round((Date.parse(day) - Date.parse(from)) / 86_400_000),
      }),
  });
}

/** Day of the earliest first step. */
function firstDay(stories: readonly Story[], today: DateStr): DateStr {
  const days = stories
    .map((s) => s.tell().next().value as Step | undefined)
    .flatMap((step) => (step ? [dateOf(step.at)] : []));
  return [...days, addDays(today, -1)].sort()[0] as DateStr;
}
