/** Who may do it: generated over stages × roles × organs × regions, through the API and again with hand-made SQL. */
import { type Actor, ANONYMOUS } from '@fadu/kernel';
import { normativeDocument } from '@fadu/plan/rulemaking/normative-documents/index';
import { samples } from '@fadu/plan/rulemaking/normative-documents/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApi, testApi } from '../testing/api.ts';
import { document, STAGES } from '../testing/document.ts';
import { TEST_ORGANS, type TestOffice, testOffice } from '../testing/office.ts';

let t: TestOffice;
let api: TestApi;
const ids = new Map<string, string>();
const roles = Object.keys(normativeDocument.roles);
const relationOf: Record<string, string[]> = {
  't-city': ['lead', 'consulted'],
  't-gov': ['maker'],
  't-office': ['office'],
  't-justice': ['reviewer'],
  't-market': ['regulator'],
  't-publicity': ['ideology-body'],
  't-police': ['security-body'],
  't-ecology': ['environment-body', 'consulted'],
};

beforeAll(async () => {
  t = await testOffice();
  api = testApi(t);
  for (const stage of STAGES) ids.set(stage, await document(t, stage));
  t.at('2026-06-20');
}, 120_000);
afterAll(() => t?.close());

/** Whether the definition lets a post do an act, worked out from the test's own table of who is bound. */
const named = (act: string, role: string, organ: string, consulted: boolean): boolean =>
  (normativeDocument.acts[act]?.by ?? []).some(
    (by) =>
      by.kind === 'public' ||
      by.kind === 'resident' ||
      (by.kind === 'office' && by.role === role) ||
      (by.kind === 'post' &&
        by.role === role &&
        (relationOf[organ] ?? []).includes(by.of) &&
        (by.of !== 'consulted' || consulted)),
  );

describe.each(STAGES)('R90.6 a document at stage %s', (stage) => {
  test('is seen by the organs bound to it and by no other, and offers each post only its own acts', async () => {
    const id = ids.get(stage) as string;
    const consulted = STAGES.indexOf(stage) >= 2;
    for (const [organ] of TEST_ORGANS) {
      for (const role of roles) {
        const { status, body } = await api.ask(t.staff(role, organ), 'GET', `/api/v1/cases/${id}`);
        const bound = (relationOf[organ] ?? []).some((r) => r !== 'consulted' || consulted);
        expect(status, `${role}@${organ}`).toBe(bound ? 200 : 404);
        if (!bound) {
          expect(body.code).toBe('not-found');
          continue;
        }
        for (const { act } of body.may)
          expect(named(act, role, organ, consulted), `${role}@${organ} may ${act}`).toBe(true);
        for (const { act, refusals } of body.mayNot) {
          const who = refusals.some((r: { code: string }) => r.code === 'who');
          expect(who, `${role}@${organ} ${act}`).toBe(!named(act, role, organ, consulted));
        }
      }
    }
  });

  test('an act by a post it does not name is refused and writes nothing', async () => {
    const id = ids.get(stage) as string;
    const consulted = STAGES.indexOf(stage) >= 2;
    const count = async () =>
      (await t.database.pool.query('select count(*)::int as n from fadu.act')).rows[0].n;
    const before = await count();
    const phase = (await api.ask(t.staff('office-clerk', 't-office'), 'GET', `/api/v1/cases/${id}`)).body
      .phase.id;
    const acts = Object.keys(normativeDocument.acts).filter((a) =>
      normativeDocument.acts[a]?.in.includes(phase),
    );
    for (const act of acts) {
      for (const [organ] of TEST_ORGANS) {
        for (const role of ['drafter', 'office-clerk', 'legality-reviewer', 'principal-head']) {
          if (named(act, role, organ, consulted)) continue;
          const { status, body } = await api.ask(
            t.staff(role, organ, `stranger-${role}-${organ}`),
            'POST',
            `/api/v1/cases/${id}/acts/${act}`,
            {},
          );
          const bound = (relationOf[organ] ?? []).some((r) => r !== 'consulted' || consulted);
          if (bound) {
            expect([403, 422], `${role}@${organ} ${act}`).toContain(status);
            expect(body.errors.map((e: { code: string }) => e.code)).toContain('who');
            expect(body.citations.length).toBeGreaterThan(0);
          } else expect(status, `${role}@${organ} ${act}`).toBe(404);
        }
      }
    }
    expect(await count()).toBe(before);
  });
});

describe('R90.6 people outside', () => {
  const resident: Actor = { kind: 'person', person: 'r-1', name: '居民', posts: [] };
  test.each([
    ['anonymous', ANONYMOUS, 401],
    ['a resident', resident, 404],
  ] as const)('%s cannot open the desk view of a case', async (_who, actor, status) => {
    expect((await api.ask(actor, 'GET', `/api/v1/cases/${ids.get('review')}`)).status).toBe(status);
  });

  test('anyone may comment while it is open, and do nothing else', async () => {
    t.at('2026-03-10');
    const id = ids.get('consultation') as string;
    const said = await api.ask(ANONYMOUS, 'POST', `/api/v1/cases/${id}/acts/comment`, {
      text: '建议延长',
      submitterType: '个人',
    });
    expect(said.status).toBe(200);
    expect(
      (
        await api.ask(
          ANONYMOUS,
          'POST',
          `/api/v1/cases/${id}/acts/close-consultation`,
          samples['close-consultation'],
        )
      ).status,
    ).toBe(404);
    t.at('2026-06-20');
    const late = await api.ask(resident, 'POST', `/api/v1/cases/${id}/acts/comment`, {
      text: '晚了的意见',
      submitterType: '个人',
    });
    expect(late.body.code).toBe('normative-document.COMMENT-OPEN');
  });
});

describe('R90.6 hand-made SQL under a region’s or an organ’s own database role', () => {
  const under = async <T>(
    role: string,
    work: (q: (sql: string, values?: unknown[]) => Promise<any>) => Promise<T>,
  ): Promise<T> => {
    const client = await t.database.pool.connect();
    try {
      await client.query('begin');
      await client.query(`set local role ${role}`);
      return await work((sql, values) => client.query(sql, values));
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
  const TABLES = ['case_file', 'act', 'clock', 'paper', 'number', 'notice'];

  test.each(TEST_ORGANS.map(([organ, region]) => [organ, region] as const))(
    '%s (%s) reads only what it is bound to',
    async (organ, region) => {
      const { rows: own } = await t.database.pool.query(
        'select id from fadu.case_file where organs @> array[$1]',
        [organ],
      );
      await under(`fadu_organ_${organ.replaceAll('-', '_')}`, async (q) => {
        const { rows } = await q('select id from fadu.case_file');
        expect(rows.map((r: { id: string }) => r.id).sort()).toEqual(own.map((r) => r.id).sort());
        const { rows: acts } = await q('select distinct case_id from fadu.act');
        expect(acts.every((a: { case_id: string }) => own.some((o) => o.id === a.case_id))).toBe(true);
        // Settings that anyone can change do not widen what is seen.
        await q(`select set_config('fadu.person', 'p-x', true), set_config('fadu.region', '220200', true)`);
        const { rows: again } = await q('select id from fadu.case_file');
        expect(again).toHaveLength(own.length);
      });
      if (region === '220202') {
        await under(`fadu_region_220202`, async (q) => {
          for (const table of TABLES)
            expect((await q(`select 1 from fadu.${table}`)).rows, table).toEqual([]);
        });
      }
    },
  );

  test('an organ cannot take another role, write into a case it is not bound to, or sign as another organ', async () => {
    const id = ids.get('review') as string;
    const insert = `insert into fadu.act (region, case_id, seq, act, at, actor, input, effects, salt, digest, idem_key)
      values ('220200', $1, 999, 'sign', now(), $2, '{}', '{}', 's', 'd', $3)`;
    const foreign = 'fadu_organ_t_county_office';
    await expect(
      under(foreign, (q) => q(insert, [id, { kind: 'person', organ: 't-office' }, 'k1'])),
    ).rejects.toThrow(/row-level security/);
    await expect(
      under('fadu_organ_t_justice', (q) => q(insert, [id, { kind: 'person', organ: 't-gov' }, 'k2'])),
    ).rejects.toThrow(/row-level security/);
    expect(
      (await under(foreign, (q) => q(`update fadu.case_file set phase = 'in-force' where id = $1`, [id])))
        .rowCount,
    ).toBe(0);
    const client = await t.database.pool.connect();
    try {
      await client.query('set session authorization fadu_organ_t_county_office');
      await expect(client.query('set role fadu_organ_t_justice')).rejects.toThrow(/permission denied/);
      await expect(client.query(`select fadu.act_write('fadu_organ_t_justice', null, '{}')`)).rejects.toThrow(
        /permission denied/,
      );
      await expect(client.query(`select fadu.make_scope('220200', null)`)).rejects.toThrow(
        /permission denied/,
      );
    } finally {
      await client.query('reset session authorization');
      client.release();
    }
  });

  test('the public role sees no act, no input, no person, no unpublished paper', async () => {
    await under('fadu_public', async (q) => {
      await expect(q('select * from fadu.act')).rejects.toThrow(/permission denied/);
    });
    await under('fadu_public', async (q) => {
      await expect(q('select persons from fadu.case_file')).rejects.toThrow(/permission denied/);
    });
    await under('fadu_public', async (q) => {
      expect((await q('select id from fadu.case_file where not public')).rows).toEqual([]);
      expect((await q('select id from fadu.paper where not public')).rows).toEqual([]);
      const { rows } = await q('select body::text as body from fadu.public_act');
      expect(
        rows.some((r: { body: string }) => /contact|submitterName/.test(r.body) && !r.body.includes('0432')),
      ).toBe(false);
    });
  });
});
