/** Requests that meet on one case, a clock that was set back, a database that goes away: what the caller is told. */
import { samples } from '@fadu/plan/rulemaking/normative-documents/sample.testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseAway, Problem } from '../problem.ts';
import { openStore } from '../store/pool.ts';
import { type TestApi, testApi } from '../testing/api.ts';
import { act, document, key, people } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { openCase, performAct } from './perform.ts';

let t: TestOffice;
let api: TestApi;
beforeAll(async () => {
  t = await testOffice();
  api = testApi(t);
});
afterAll(() => t?.close());

const proposed = async () =>
  (
    await openCase(t.office, 'normative-document', {
      actor: people(t).drafter,
      input: samples.propose,
      key: key(),
    })
  ).caseId;
const problem = async (work: Promise<unknown>): Promise<Problem> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('it was not refused');
  return error;
};

describe('requests that meet', () => {
  test('the same act sent twice at one moment is done once, and both are told so', async () => {
    for (let i = 0; i < 5; i++) {
      const id = await proposed();
      const request = { act: 'register', actor: people(t).clerk, input: {}, key: key() };
      const both = await Promise.all([
        performAct(t.office, id, request),
        performAct(t.office, id, request),
        performAct(t.office, id, request),
      ]);
      expect(new Set(both.map((b) => b.record.seq))).toEqual(new Set([2]));
      expect(both.filter((b) => !b.repeated)).toHaveLength(1);
    }
  });

  test('a case that became public while another act was under way stays public', async () => {
    const who = people(t);
    for (let i = 0; i < 5; i++) {
      const id = await proposed();
      await act(t, id, 'register', who.clerk);
      await act(t, id, 'draft', who.drafter, samples.draft);
      await Promise.allSettled([
        act(t, id, 'open-consultation', who.drafter, samples['open-consultation']),
        act(t, id, 'draft', who.drafter, { ...samples.draft, basis: `依据之${i}` }),
        act(t, id, 'ask-departments', who.drafter, samples['ask-departments']),
      ]);
      const { rows } = await t.database.pool.query(
        `select c.public, exists (select from fadu.act a where a.case_id = c.id and a.act = 'open-consultation') as opened
         from fadu.case_file c where id = $1`,
        [id],
      );
      expect(rows[0].public).toBe(rows[0].opened);
    }
  });

  test('many strangers on one case at once: every comment is taken', async () => {
    const id = await document(t, 'consultation');
    const comments = Array.from({ length: 24 }, (_, i) =>
      act(
        t,
        id,
        'comment',
        { kind: 'anonymous', name: '', posts: [] },
        {
          text: `意见之${i}`,
          submitterType: '个人',
          article: '第二条',
        },
      ),
    );
    const done = await Promise.all(comments);
    expect(new Set(done.map((d) => d.record.seq)).size).toBe(24);
  });
});

describe('a clock that was set back', () => {
  test('R90.4 a little: the act stands at the moment of the one before; much: it is refused and nothing is written', async () => {
    t.at('2026-03-02T02:00:00.000Z');
    const id = await proposed();
    t.at('2026-03-02T01:59:30.000Z');
    const done = await act(t, id, 'register', people(t).clerk);
    expect(done.record.at).toBe('2026-03-02T02:00:00.000Z');
    t.at('2026-03-01T02:00:00.000Z');
    const refused = await problem(act(t, id, 'draft', people(t).drafter, samples.draft));
    expect(refused).toMatchObject({ status: 503, code: 'clock-behind' });
    const { rows } = await t.database.pool.query('select seq from fadu.case_file where id = $1', [id]);
    expect(rows).toEqual([{ seq: 2 }]);
    t.at('2026-03-03');
    await act(t, id, 'draft', people(t).drafter, samples.draft);
  });
});

describe('a database that goes away', () => {
  test('a connection that breaks in use fails its query, and not the process', async () => {
    const store = openStore(t.database.url, 1);
    try {
      const running = store
        .within({ as: 'system' }, (tx) => sql`select pg_sleep(50)`.execute(tx))
        .then(
          () => null,
          (error: unknown) => error,
        );
      for (let ended = 0; ended === 0; ) {
        const { rowCount } = await t.database.pool.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where query = 'select pg_sleep(50)' and state = 'active'`,
        );
        ended = rowCount ?? 0;
      }
      expect(databaseAway(await running)).toMatchObject({ status: 503, code: 'database-away' });
      const { rows: well } = await store.pool.query<{ one: number }>('select 1 as one');
      expect(well).toEqual([{ one: 1 }]);
    } finally {
      await store.close();
    }
  });

  test('what it says is 503 and not “nothing was written”; a fault of ours stays 500', async () => {
    for (const error of [
      Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
      Object.assign(new Error('sorry, too many clients already'), { code: '53300' }),
      Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' }),
      Object.assign(new Error('terminating connection'), { code: '57P01' }),
      new Error('Connection terminated unexpectedly'),
      new Error('outer', { cause: new Error('timeout exceeded when trying to connect') }),
    ]) {
      const away = databaseAway(error);
      expect(away).toMatchObject({ status: 503, code: 'database-away' });
      expect(away?.message).not.toContain('没有写入');
    }
    expect(databaseAway(new TypeError('x is not a function'))).toBeNull();
    expect(databaseAway(Object.assign(new Error('unique'), { code: '23505' }))).toBeNull();
    expect((await api.ask(people(t).clerk, 'GET', '/healthz')).status).toBe(200);
  });
});
