/** What the shorter way of an act must not change: who sees and writes what, jobs that are not lost, cases read again. */
import type { Actor } from '@fadu/kernel';
import { samples } from '@fadu/plan/rulemaking/normative-documents/sample.testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roleOf } from '../store/pool.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { KnownCases } from './known.ts';
import { loadCase } from './load.ts';
import { openCase, performAct } from './perform.ts';

let t: TestOffice;
let id: string;
let drafter: Actor;
beforeAll(async () => {
  t = await testOffice();
  drafter = t.staff('drafter', 't-city');
  ({ caseId: id } = await openCase(t.office, 'normative-document', {
    actor: drafter,
    input: samples.propose,
    key: 'faster-open-0001',
  }));
});
afterAll(() => t?.close());

/** A connection of the server's own kind, under one organ's role, in a transaction. */
async function asOrgan<T>(organ: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: t.database.url });
  await client.connect();
  try {
    await client.query('begin');
    await client.query("select set_config('role', $1, true)", [roleOf({ as: 'organ', organ })]);
    return await work(client);
  } finally {
    await client.query('rollback').catch(() => {});
    await client.end();
  }
}

const READ = 'select file, acts from fadu.case_read($1, $2, $3, $4, $5)';

describe('reading', () => {
  test('R90.6 a case is read under the reader’s own role, and that role is what remains afterwards', async () => {
    const role = roleOf({ as: 'organ', organ: 't-city' });
    await asOrgan('t-city', async (client) => {
      const { rows } = await client.query(READ, [role, null, id.slice(0, 6), id, 0]);
      expect(rows[0]?.acts).toHaveLength(1);
      expect((await client.query('select current_user as who')).rows).toEqual([{ who: role }]);
    });
  });

  test('R90.6 an organ that takes no part is told nothing of the case, not even its acts', async () => {
    const role = roleOf({ as: 'organ', organ: 't-county-office' });
    await asOrgan('t-county-office', async (client) => {
      expect((await client.query(READ, [role, null, id.slice(0, 6), id, 0])).rows).toEqual([]);
      expect((await client.query('select current_user as who')).rows).toEqual([{ who: role }]);
    });
    // The server has read the case before for others: that does not help.
    await loadCase(t.office, { as: 'organ', organ: 't-city' }, id);
    await expect(loadCase(t.office, { as: 'organ', organ: 't-county-office' }, id)).rejects.toMatchObject({
      status: 404,
    });
  });

  test('R90.3 a case read again is the case read whole', async () => {
    await performAct(t.office, id, {
      act: 'register',
      actor: t.staff('office-clerk', 't-office'),
      input: {},
      key: 'faster-register-01',
    });
    const again = await loadCase(t.office, { as: 'system' }, id);
    t.office.known.drop(id);
    const whole = await loadCase(t.office, { as: 'system' }, id);
    expect(again.state.seq).toBe(2);
    expect(again).toEqual(whole);
  });

  test('R90.3 of cases read before only as many acts are kept as there is room for, the latest ones', async () => {
    const { procedure, state, keys } = await loadCase(t.office, { as: 'system' }, id);
    const kept = { procedure, state, keys, public: false };
    const known = new KnownCases(5);
    for (const name of ['a', 'b', 'c']) known.put(name, kept);
    expect(['a', 'b', 'c'].map((n) => known.get(n) !== undefined)).toEqual([false, true, true]);
    known.put('b', kept);
    known.put('d', kept);
    expect(['b', 'c', 'd'].map((n) => known.get(n) !== undefined)).toEqual([true, false, true]);
  });
});

describe('writing', () => {
  const payload = (organ: string) => ({
    case: {
      region: id.slice(0, 6),
      id: `${id.slice(0, 6)}-handmade`,
      procedure: 'normative-document',
      version: '1',
      title: '手工写入',
      phase: 'x',
      owner: organ,
      organs: [organ],
      persons: [],
      bindings: {},
      public: false,
      demo: true,
    },
    act: {
      seq: 1,
      act: 'propose',
      at: '2026-03-02T01:00:00Z',
      actor: { kind: 'person', organ },
      input: {},
      effects: {},
      salt: 's',
      digest: 'd',
      key: 'handmade-0001',
    },
    clocks: [],
    leaves: [],
    entries: [],
    jobs: [],
  });
  const write = (client: pg.Client, role: string, p: object) =>
    client.query('select fadu.act_write($1, $2, $3)', [role, null, JSON.stringify(p)]);

  test('R90.6 an organ writes into its own case, and its role remains', async () => {
    const role = roleOf({ as: 'organ', organ: 't-city' });
    await asOrgan('t-city', async (client) => {
      await write(client, role, payload('t-city'));
      expect((await client.query('select current_user as who')).rows).toEqual([{ who: role }]);
    });
  });

  test('R90.6 an organ can write neither another’s case nor an act in another’s name', async () => {
    const role = roleOf({ as: 'organ', organ: 't-market' });
    const foreign = payload('t-city');
    await asOrgan('t-market', async (client) => {
      await expect(write(client, role, foreign)).rejects.toMatchObject({ code: '42501' });
    });
    const own = payload('t-market');
    await asOrgan('t-market', async (client) => {
      await expect(
        write(client, role, { ...own, act: { ...own.act, actor: foreign.act.actor } }),
      ).rejects.toMatchObject({ code: '42501' });
    });
  });
});

describe('an act on a case that the server remembers', () => {
  const open = async (key: string) =>
    (
      await openCase(t.office, 'normative-document', {
        actor: drafter,
        input: { ...samples.propose, title: `演示市${key}管理办法` },
        key,
      })
    ).caseId;
  const register = (key: string) => ({
    act: 'register',
    actor: t.staff('office-clerk', 't-office'),
    input: {},
    key,
  });
  /** How often cases are read while something is done. */
  const readsDuring = async (work: () => Promise<unknown>): Promise<number> => {
    const { pool } = t.office.store;
    const query = pool.query;
    let reads = 0;
    pool.query = ((...args: Parameters<typeof query>) => {
      if (JSON.stringify(args[0]).includes('case_read')) reads += 1;
      return query.apply(pool, args);
    }) as typeof query;
    try {
      await work();
      return reads;
    } finally {
      pool.query = query;
    }
  };
  const acts = async (caseId: string) =>
    (
      await t.database.pool.query('select act, idem_key from fadu.act where case_id = $1 order by seq', [
        caseId,
      ])
    ).rows;

  test('R90.3 is decided and written without reading it again, and what is remembered then is what would be read', async () => {
    const caseId = await open('faster-known-01');
    expect(await readsDuring(() => performAct(t.office, caseId, register('faster-known-02')))).toBe(0);
    const kept = t.office.known.get(caseId);
    t.office.known.drop(caseId);
    const whole = await loadCase(t.office, { as: 'system' }, caseId);
    expect(kept).toEqual({
      procedure: whole.procedure,
      state: whole.state,
      keys: whole.keys,
      public: whole.file.public,
    });
    expect(whole.state.seq).toBe(2);
  });

  test('R90.3 is decided anew where another server has acted meanwhile, and done once', async () => {
    const caseId = await open('faster-other-01');
    const stale = t.office.known.get(caseId);
    await performAct(t.office, caseId, register('faster-other-02'));
    if (stale) t.office.known.put(caseId, stale);
    // The same request again, by a server that does not know it was done: the first answer.
    const again = await performAct(t.office, caseId, register('faster-other-02'));
    expect(again.repeated).toBe(true);
    if (stale) t.office.known.put(caseId, stale);
    // What is out of place on the case as it is now is refused for that reason.
    await expect(performAct(t.office, caseId, register('faster-other-03'))).rejects.toMatchObject({
      status: 422,
    });
    expect(await acts(caseId)).toEqual([
      { act: 'propose', idem_key: 'faster-other-01' },
      { act: 'register', idem_key: 'faster-other-02' },
    ]);
  });

  test('R90.6 is refused as if there were none to whoever may not see it', async () => {
    const caseId = await open('faster-hidden-01');
    expect(t.office.known.get(caseId)).toBeDefined();
    for (const act of ['register', 'withdraw', 'no-such-act'])
      await expect(
        performAct(t.office, caseId, {
          ...register(`faster-hidden-${act}`),
          act,
          actor: t.staff('office-clerk', 't-county-office'),
        }),
      ).rejects.toMatchObject({ status: 404 });
    // Nor does the key of what somebody else has done bring an answer.
    await expect(
      performAct(t.office, caseId, {
        ...register('faster-hidden-01'),
        actor: t.staff('office-clerk', 't-county-office'),
      }),
    ).rejects.toMatchObject({ status: 404 });
    // An organ that the case was taken from meanwhile: the write finds nothing that it may change.
    await t.database.pool.query(
      `update fadu.case_file set organs = array_remove(organs, 't-office') where id = $1`,
      [caseId],
    );
    await expect(performAct(t.office, caseId, register('faster-hidden-02'))).rejects.toMatchObject({
      status: 404,
    });
    expect(await acts(caseId)).toHaveLength(1);
  });
});

describe('an act and the indexes of its case', () => {
  test('R90.1 what moves with every act of a case stands in no index, so that its update is heap-only', async () => {
    const indexed = async () =>
      (
        await t.database.pool.query<{ name: string }>(
          `select distinct a.attname as name from pg_index i
             join pg_class c on c.oid = i.indrelid and c.oid = 'fadu.case_file'::regclass
             join pg_attribute a on a.attrelid = c.oid and (a.attnum = any(i.indkey)
               or pg_get_expr(i.indpred, i.indrelid) ~ ('\\m' || a.attname || '\\M')) order by 1`,
        )
      ).rows.map((r) => r.name);
    // Of these, an act changes some when the case ends, comes into force, becomes public or takes in another organ.
    expect(await indexed()).toEqual([
      'ended',
      'id',
      'in_force',
      'organs',
      'over_at',
      'persons',
      'procedure',
      'public',
      'region',
    ]);
  });
});

describe('jobs', () => {
  const KEY = 'index:test';
  const jobs = async () =>
    (
      await t.database.pool.query(
        'select key, attempts, locked_at is not null as locked, payload from graphile_worker._private_jobs where key = $1 order by id',
        [KEY],
      )
    ).rows;
  const enqueue = (payload: object) =>
    t.database.pool.query('select fadu.enqueue($1, $2, $3)', ['index', JSON.stringify(payload), KEY]);
  const set = (what: string) =>
    t.database.pool.query(`update graphile_worker._private_jobs set ${what} where key = $1`, [KEY]);

  test('R90.7 the same job asked for twice waits once', async () => {
    await enqueue({ id: 'a' });
    await enqueue({ id: 'a' });
    expect(await jobs()).toEqual([{ key: KEY, attempts: 0, locked: false, payload: { id: 'a' } }]);
  });

  test('R90.7 a job that has begun is done once more for what happened since', async () => {
    await set("locked_at = now(), locked_by = 'w', attempts = 1");
    await enqueue({ id: 'a' });
    expect(await jobs()).toEqual([{ key: KEY, attempts: 0, locked: false, payload: { id: 'a' } }]);
    const { rows } = await t.database.pool.query(
      "select count(*)::int as n from graphile_worker._private_jobs where locked_by = 'w' and key is null",
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  test('R90.7 a job that failed starts anew, and other data take the place of what waited', async () => {
    await set('attempts = max_attempts');
    await enqueue({ id: 'a' });
    expect(await jobs()).toMatchObject([{ attempts: 0, locked: false }]);
    await set("attempts = 2, run_at = now() + interval '1 hour'");
    await enqueue({ id: 'a' });
    expect(await jobs()).toMatchObject([{ attempts: 0 }]);
    await enqueue({ id: 'b' });
    expect(await jobs()).toEqual([{ key: KEY, attempts: 0, locked: false, payload: { id: 'b' } }]);
  });
});

describe('a transaction', () => {
  test('R90.6 that cannot take its role leaves nothing open behind it', async () => {
    const { store } = t.office;
    const nobody = { as: 'organ', organ: 'nobody' } as const;
    for (let i = 0; i < 12; i++)
      await expect(store.within(nobody, async () => 1)).rejects.toMatchObject({ code: '22023' });
    const all = await Promise.all(
      Array.from({ length: 12 }, () =>
        store.within({ as: 'system' }, (tx) => tx.selectFrom('fadu.organ').select('id').limit(1).execute()),
      ),
    );
    expect(all.every((rows) => rows.length === 1)).toBe(true);
  });

  test('R90.3 acts of a case read before cannot be changed by whoever reads them', async () => {
    const { state } = await loadCase(t.office, { as: 'system' }, id);
    expect(() => {
      (state.acts[0]?.input as Record<string, unknown>).title = '改动';
    }).toThrow(TypeError);
  });
});
