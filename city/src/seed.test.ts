import { formatVkey, noteSigner } from '@fadu/kernel/record/index';
import { Office } from '@fadu/office/office';
import { startSequencer } from '@fadu/office/record/sequencer';
import { verifyAll } from '@fadu/office/record/verify';
import { sealer } from '@fadu/office/sealed/sealer';
import { openStore, type Store } from '@fadu/office/store/pool';
import { freshDatabase, type TestDatabase } from '@fadu/office/testing/database';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { penaltyOrdinary, penaltySimple } from '@fadu/plan/enforcement/penalty-cases/index';
import { procedures as listed } from '@fadu/plan/index';
import { checkCitizenId, checkUscc } from '@fadu/plan/leadership/plan-tracking/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NotEmpty, type SeedOptions, type SeedResult, seedCity } from './seed.ts';

const NOW = '2026-11-20T08:00:00.000Z';
const procedures = [
  ...listed,
  ...[penaltyOrdinary, penaltySimple].filter((p) => listed.every((l) => l.code !== p.code)),
];

interface City {
  readonly database: TestDatabase;
  readonly store: Store;
  result: SeedResult;
}

const open: { database: TestDatabase; store: Store }[] = [];
async function blank(): Promise<{ database: TestDatabase; store: Store }> {
  const database = await freshDatabase();
  const store = openStore(database.url);
  open.push({ database, store });
  return { database, store };
}
const seed = (
  { database, store }: { database: TestDatabase; store: Store },
  more: Partial<SeedOptions> = {},
) =>
  seedCity({
    ownerUrl: database.ownerUrl,
    store,
    seed: 'fadu',
    now: NOW,
    size: 'small',
    procedures,
    sealer: sealer(new Uint8Array(32).fill(3)),
    ...more,
  });

/** Everything that must be the same in two cities of one seed: all but salts, digests and times of writing. */
async function fingerprint(database: TestDatabase): Promise<Record<string, string>> {
  const out: Record<string, string> = {};
  for (const [name, sql] of Object.entries({
    acts: "select region, case_id, seq, act, at, actor, regexp_replace(input::text, '已加密保存（[0-9a-f]{16}）', '', 'g') as input, effects, issued, idem_key from fadu.act order by 1, 2, 3",
    cases: 'select * from fadu.case_file order by region, id',
    clocks: 'select * from fadu.clock order by region, case_id, clock',
    numbers: 'select * from fadu.number order by 1, 2, 3, 4, 5',
    entries:
      'select region, register, code, version, law_from, law_to, body, case_id, seq from fadu.entry order by 1, 2, 3, 4',
    people:
      'select p.*, o.role, o.organ from fadu.person p left join fadu.post o on o.person = p.id order by p.id, o.role, o.organ',
  })) {
    const { rows } = await database.pool.query(
      `select md5(string_agg(x::text, '' order by n)) as h from (select x, row_number() over () as n from (${sql}) x) y`,
    );
    out[name] = rows[0].h;
  }
  return out;
}

let city: City;
beforeAll(async () => {
  const base = await blank();
  city = { ...base, result: await seed(base) };
}, 300_000);
afterAll(async () => {
  for (const { store, database } of open) {
    await store.close();
    await database.close();
  }
});
const query = async <T extends object>(sql: string, values: unknown[] = []) =>
  (await city.database.pool.query<T>(sql, values)).rows;

describe('the demonstration city', () => {
  test('is complete, and a second seeding changes nothing', async () => {
    expect(city.result.seeded).toBe(true);
    expect(city.result.setting.state).toBe('done');
    expect((await seed(city)).seeded).toBe(false);
    const kinds = await query<{ procedure: string; n: number }>(
      'select procedure, count(*)::int as n from fadu.case_file group by 1 order by 1',
    );
    expect(kinds.map((k) => k.procedure)).toEqual([
      'annual-legislative-plan',
      'case-transfer',
      'charge-report',
      'clue-transfer',
      'competition-stock-clearing',
      'compulsion-take-down',
      'compulsory-execution',
      'compulsory-measure',
      'credit-grading',
      'credit-record',
      'criminal-transfer',
      'disclosure-on-application',
      'discretion-benchmark',
      'document-review',
      'enforcement-campaign',
      'enterprise-matter',
      'fair-competition-review',
      'government-rule',
      'grid-event',
      'inspection',
      'inspection-rating',
      'law-change',
      'law-popularisation-event',
      'law-popularisation-reminder',
      'legislative-contact-point',
      'legislative-survey',
      'lenient-list',
      'local-regulation-draft',
      'monopoly-clue',
      'mutual-recognition',
      'normative-document',
      'normative-document-filing',
      'officer-certificate',
      'penalty-ordinary',
      'penalty-simple',
      'policy-conflict',
      'power-list-adjustment',
      'random-inspection',
      'register-batch',
      'result-sharing',
      'reverse-transfer',
      'risk-warning',
      'rule-filing',
      'service-application',
      'service-rating',
      'task-tracking',
      'township-delegation',
      'typical-case',
      'violation-report',
    ]);
    // Laws change and are made seldom; everything else happens often.
    const few: Readonly<Record<string, number>> = {
      'law-change': 1,
      'annual-legislative-plan': 1,
      'government-rule': 3,
      'local-regulation-draft': 0,
      'legislative-survey': 0,
      'criminal-transfer': 1,
      'compulsion-take-down': 0,
      'compulsory-execution': 3,
      'reverse-transfer': 2,
      'case-transfer': 1,
      'clue-transfer': 3,
      'credit-record': 4,
      'mutual-recognition': 1,
      'result-sharing': 1,
      'random-inspection': 2,
      'lenient-list': 0,
      'discretion-benchmark': 0,
      'enforcement-campaign': 1,
      'risk-warning': 3,
      'law-popularisation-event': 3,
      'law-popularisation-reminder': 0,
      'typical-case': 1,
    };
    for (const k of kinds) expect(k.n, k.procedure).toBeGreaterThan(few[k.procedure] ?? 5);
  });

  test('every story told to its end stands where it should', async () => {
    const rows = await query<{ story: string; phase: string }>(
      "select split_part(a.idem_key, ':', 2) as story, c.phase from fadu.act a join fadu.case_file c on c.region = a.region and c.id = a.case_id where a.seq = 1",
    );
    const phases = new Map(rows.map((r) => [r.story, r.phase]));
    const finished = Object.entries(city.result.setting.report?.finished ?? {});
    expect(finished.length).toBeGreaterThan(50);
    for (const [story, phase] of finished) expect([story, phases.get(story)]).toEqual([story, phase]);
    for (const phase of [
      'in-force',
      'expired',
      'repealed',
      'terminated',
      'not-normative',
      'consultation',
      'review',
    ]) {
      const [found] = await query<{ n: number }>(
        "select count(*)::int as n from fadu.case_file where procedure = 'normative-document' and phase = $1",
        [phase],
      );
      expect([phase, found?.n ?? 0]).not.toEqual([phase, 0]);
    }
  });

  test('what was refused was meant to be, with the rule that refuses it', () => {
    const codes = new Set(city.result.setting.report?.refusals.map((r) => r.code));
    for (const code of [
      'normative-document.ANSWERED',
      'normative-document-filing.RECIPIENT',
      'normative-document-filing.COMPLETE',
      'document-review.COURT-ANSWERED',
      'rule-filing.REGULATION',
      'annual-legislative-plan.FIELD',
      'government-rule.R7',
      'government-rule.R4',
      'government-rule.HEARING-NOTICE',
      'local-regulation-draft.PAPERS-EARLY',
      'policy-conflict.EVALUATED',
      'normative-document.N1',
      'normative-document.DISSENT-SETTLED',
      'normative-document.WRITTEN',
      'disclosure-on-application.O2',
      'disclosure-on-application.POSTAL',
      'penalty-ordinary.INV-P1',
      'penalty-ordinary.INV-P4',
      'penalty-ordinary.INV-P5',
      'penalty-ordinary.R26.1',
      'penalty-simple.SIMPLE-CAP',
      'compulsory-measure.NECESSITY',
      'task-tracking.CLAIM',
      'power-list-adjustment.PL-1',
      'enforcement-campaign.FINE-TARGET',
    ]) {
      expect(codes).toContain(code);
    }
    for (const r of city.result.setting.report?.refusals ?? []) expect(r.say).toMatch(/[\u4e00-\u9fff]/);
  });

  test('some things are always open: consultations, duties ahead and duties overdue; nothing lies in the future', async () => {
    const [c] = await query<{ n: number }>(
      "select count(*)::int as n from fadu.clock where clock = 'comment-period' and state = 'running' and due_at > $1 and started_at <= $1",
      [NOW],
    );
    expect(c?.n).toBeGreaterThanOrEqual(3);
    const [d] = await query<{ ahead: number; late: number }>(
      "select count(*) filter (where due_at >= $1)::int as ahead, count(*) filter (where due_at < $1)::int as late from fadu.clock where kind = 'duty' and state = 'running'",
      [NOW],
    );
    expect(d?.ahead).toBeGreaterThan(5);
    expect(d?.late).toBeGreaterThan(1);
    expect(await query('select 1 from fadu.act where at > $1', [NOW])).toEqual([]);
  });

  test('R90.3 the whole record verifies', async () => {
    const signer = noteSigner('demo.fadu/220200', new Uint8Array(32).fill(5));
    const sequencer = startSequencer(city.store, signer, 60_000);
    await sequencer.flush();
    await sequencer.stop();
    const office = new Office({
      store: city.store,
      procedures,
      calendar: chinaCalendar,
      now: () => NOW,
      demo: true,
      baseUrl: 'http://127.0.0.1',
    });
    await office.refresh();
    const result = await verifyAll(office, { vkey: formatVkey(signer.key) });
    expect(result.findings).toEqual([]);
    expect(result.log.ok).toBe(true);
  });

  test('numbers have no gaps and no repeats', async () => {
    const series = await query<{ n: number; last: number; first: number }>(
      'select count(*)::int as n, max(n) as last, min(n) as first from fadu.number group by region, series, organ, year',
    );
    expect(series.length).toBeGreaterThan(10);
    for (const s of series) expect([s.first, s.last]).toEqual([1, s.n]);
  });

  test('everything is marked as demonstration data, and identifiers belong to no one', async () => {
    const unmarked = await query(
      'select id from fadu.case_file where not demo union all select id from fadu.organ where not demo union all select id from fadu.person where not demo',
    );
    expect(unmarked).toEqual([]);
    const organs = await query<{ uscc: string }>('select uscc from fadu.organ');
    for (const { uscc } of organs)
      expect(checkUscc(uscc, { demo: 'accept' })).toMatchObject({ ok: true, demo: true });
    expect(new Set(organs.map((o) => o.uscc)).size).toBe(organs.length);
    let seen = 0;
    for (const { text } of await query<{ text: string }>('select input::text as text from fadu.act')) {
      for (const [id] of text.matchAll(
        /(?<![0-9A-Za-z])[0-9A-Z]{17}[0-9X](?![0-9A-Za-z])|(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Za-z])/g,
      )) {
        seen++;
        const citizen = checkCitizenId(id, { demo: 'accept' });
        const company = checkUscc(id, { demo: 'accept' });
        expect([id, (citizen.ok && citizen.demo) || (company.ok && company.demo)]).toEqual([id, true]);
      }
    }
    expect(seen).toBeGreaterThan(20);
  });
});

describe('the same seed', () => {
  test('gives the same city, even when its seeding was cut off in the middle', async () => {
    const other = await blank();
    let days = 0;
    await expect(
      seed(other, {
        onProgress: () => {
          if (++days === 60) throw new Error('the machine stops');
        },
      }),
    ).rejects.toThrow('the machine stops');
    const half = await other.database.pool.query<{ n: number }>('select count(*)::int as n from fadu.act');
    expect(half.rows[0]?.n).toBeGreaterThan(50);
    // The present and the seed of the resumed run are those it began with.
    const resumed = await seed(other, { now: '2026-12-24T08:00:00.000Z', seed: 'other' });
    expect(resumed.seeded).toBe(true);
    expect(await fingerprint(other.database)).toEqual(await fingerprint(city.database));
    expect(resumed.setting.report?.refusals).toEqual(city.result.setting.report?.refusals);
    expect(resumed.setting.report?.acts).toEqual(city.result.setting.report?.acts);
  }, 300_000);

  test('another seed on another day, a holiday, is another city that holds together as well', async () => {
    const other = await blank();
    const { setting, people } = await seed(other, { seed: 'another', now: '2026-10-03T05:00:00.000Z' });
    expect(setting.report?.acts).toBeGreaterThan(500);
    expect(people.staff[0]?.name).not.toBe(city.result.people.staff[0]?.name);
    expect((await fingerprint(other.database)).acts).not.toBe((await fingerprint(city.database)).acts);
  }, 300_000);

  test('a database with data of its own is left alone', async () => {
    const other = await blank();
    await other.database.pool.query("insert into fadu.region (code, name) values ('999999', '某地')");
    await other.database.pool.query(
      "insert into fadu.organ (id, region, name, full_name, kind) values ('x-gov', '999999', '某', '某政府', 'government')",
    );
    await expect(seed(other)).rejects.toThrow(NotEmpty);
    expect((await other.database.pool.query('select 1 from fadu.case_file')).rows).toEqual([]);
  });
});
