/** Draws on a real database: committed lists and their rights, the joint draw, refusals, results in time (R7.1, R7.2, R7.3). */
import { verifyDraw } from '@fadu/kernel/draw/index';
import { formatVkey, noteSigner } from '@fadu/kernel/record/index';
import { drawSamples, objectBody } from '@fadu/plan/enforcement/inspections/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCase } from '../cases/perform.ts';
import { digestOf } from '../cases/rows.ts';
import { Problem } from '../problem.ts';
import { verifyAll } from '../record/verify.ts';
import { type TestApi, testApi } from '../testing/api.ts';
import { key } from '../testing/document.ts';
import {
  ANNUAL_PLAN,
  DRAW_ORGANS,
  drawAct,
  drawLists,
  drawnCase,
  drawPeople,
  officersList,
  planInput,
  prepareDraws,
  publishedPlan,
  submitLists,
} from '../testing/draws.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { publishBatch } from '../testing/registers.ts';
import { listFromFile, objectsFromRegister } from './compile.ts';
import { commitList } from './lists.ts';

let t: TestOffice;
let api: TestApi;
let who: ReturnType<typeof drawPeople>;
let lists: Awaited<ReturnType<typeof drawLists>>;

beforeAll(async () => {
  t = await testOffice();
  api = testApi(t);
  who = drawPeople(t);
  await prepareDraws(t);
  lists = await drawLists(t);
}, 120_000);
afterAll(() => t?.close());

/** Codes of the rules that refuse. */
const refusal = async (work: Promise<unknown>): Promise<string[]> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('it was not refused');
  return error.items.length ? error.items.map((i) => i.code.replace('random-inspection.', '')) : [error.code];
};
const plan = (more: Record<string, unknown>) =>
  openCase(t.office, 'random-inspection', { actor: who.clerk, input: planInput(more), key: key() });
const anonymous = { kind: 'anonymous', name: '', posts: [] } as const;
const bytesOf = async (hash: string) =>
  new Uint8Array(await (await api.app.request(`/api/v1/committed-lists/${hash}`)).arrayBuffer());

describe('R7.2 committed lists', () => {
  test('a list is its organ’s own until an act makes it public; nobody changes or deletes it', async () => {
    const { hash } = await officersList(t, 't-ecology', 7);
    const seen = async (role: string) => {
      const client = await t.database.pool.connect();
      try {
        await client.query('begin');
        await client.query(`set local role ${role}`);
        return (await client.query('select hash from fadu.committed_list where hash = $1', [hash])).rows
          .length;
      } finally {
        await client.query('rollback');
        client.release();
      }
    };
    expect(
      await Promise.all(['fadu_organ_t_ecology', 'fadu_region_220200', 'fadu_system'].map(seen)),
    ).toEqual([1, 1, 1]);
    expect(
      await Promise.all(
        ['fadu_organ_t_market', 'fadu_public', 'fadu_resident', 'fadu_region_220202'].map(seen),
      ),
    ).toEqual([0, 0, 0, 0]);
    expect((await api.app.request(`/api/v1/committed-lists/${hash}`)).status).toBe(404);
    for (const role of ['fadu_organ_t_ecology', 'fadu_system', 'fadu_public'])
      for (const statement of [
        `update fadu.committed_list set rows = 0 where hash = '${hash}'`,
        `delete from fadu.committed_list where hash = '${hash}'`,
        `insert into fadu.list_release values ('220200', '${hash}', 'x', 1, now())`,
        `insert into fadu.committed_list select region, 't-market', hash, kind, title, rows, keys, bytes, person, at from fadu.committed_list`,
      ]) {
        if (role === 'fadu_system' && statement.startsWith('insert into fadu.committed_list')) continue;
        const client = await t.database.pool.connect();
        await client.query('begin');
        await client.query(`set local role ${role}`);
        const outcome = await client.query(statement).then(
          (r) => (r.rowCount === 0 ? '42501' : 'done'),
          (e: { code?: string }) => e.code,
        );
        await client.query('rollback');
        client.release();
        expect(`${role}: ${outcome}`).toBe(`${role}: 42501`);
      }
    // A hash that is not the bytes’ own is refused by the database itself.
    await expect(
      t.database.pool.query(
        `insert into fadu.committed_list select region, organ, repeat('0', 64), kind, title, rows, keys, bytes, person, at from fadu.committed_list limit 1`,
      ),
    ).rejects.toMatchObject({ code: '23514' });
  });

  test('an act made up behind the engine’s back makes no list public', async () => {
    const { hash } = await officersList(t, 't-city', 4);
    const id = await publishedPlan(t);
    const client = await t.database.pool.connect();
    await client.query('begin');
    await client.query('set local role fadu_public');
    await client
      .query(`insert into fadu.public_act values ('220200', $1, 99, 'freeze-lists', 'x', now(), null, $2)`, [
        id,
        JSON.stringify({ committedLists: [hash] }),
      ])
      .catch(() => {});
    await client.query('commit');
    client.release();
    expect((await api.app.request(`/api/v1/committed-lists/${hash}`)).status).toBe(404);
    await t.database.pool.query('delete from fadu.public_act where seq = 99');
    await drawAct(t, id, 'cancel', who.head, { reason: '试验用的方案' });
  });

  test('R7.1 from a table: people are masked, what is hidden is sealed and only the organ can open it', async () => {
    const csv = `编号,层,权重,名称,遮盖,证件号码\nGR-000001,B,1,王小明,是,220202199001011234\n9122000011111111X1,A,2,演示甲餐饮有限公司,,\n`;
    const from = (text: string, name = '对象.csv') =>
      listFromFile(t.office, { organ: 't-market', person: 'p' }, 'objects', '试', {
        name,
        bytes: new TextEncoder().encode(text),
      });
    const { hash, rows } = await from(csv);
    expect(rows).toBe(2);
    const { rows: stored } = await t.database.pool.query(
      'select bytes from fadu.committed_list where hash = $1',
      [hash],
    );
    const text = new TextDecoder().decode(stored[0].bytes);
    expect(text).toContain('王某某');
    expect(text).not.toMatch(/小明|220202199001011234/);
    const { rows: seals } = await t.database.pool.query('select hidden from fadu.list_seal where hash = $1', [
      hash,
    ]);
    expect(seals).toEqual([{ hidden: { name: '王小明', number: '220202199001011234' } }]);
    for (const role of ['fadu_public', 'fadu_resident', 'fadu_overseer', 'fadu_organ_t_ecology']) {
      const client = await t.database.pool.connect();
      await client.query('begin');
      await client.query(`set local role ${role}`);
      const found = await client.query('select * from fadu.list_seal').then(
        (r) => r.rows.length,
        () => 0,
      );
      await client.query('rollback');
      client.release();
      expect(found).toBe(0);
    }
    expect(await refusal(from(csv.replace('GR-000001', '220202199001011234')))).toEqual(['list']);
    expect(await refusal(from(csv.replace('GR-000001,B,1', 'GR-000001,B,0')))).toEqual(['list']);
    expect(await refusal(from('编号,名称\nA,甲\n'))).toEqual(['list']);
    expect(await refusal(from('编号,层,名称\nGR-000002,B,李小红\n'))).toEqual(['list']);
    expect(await refusal(from(text.replace('\t2\t', '\t02\t'), '对象.tsv'))).toEqual(['list']);
    expect((await from(text, '对象.tsv')).hash).toBe(hash);
  });

  test('R7.1 only those who plan inspections commit lists, over the API too', async () => {
    const body = { kind: 'objects', title: '餐饮', classes: ['餐饮服务'] };
    const post = (actor: Parameters<TestApi['ask']>[0]) =>
      api.ask(actor, 'POST', '/api/v1/committed-lists/from-register', body);
    expect((await post(who.head)).status).toBe(403);
    expect((await post(anonymous)).status).toBe(401);
    const made = await post(who.clerk);
    expect(made.status).toBe(201);
    expect(made.body.hash).toBe(lists.objects);
    expect(
      (await api.ask(who.clerk, 'GET', '/api/v1/committed-lists')).body.items.some(
        (l: { hash: string }) => l.hash === lists.objects,
      ),
    ).toBe(true);
    expect(
      (
        await api.ask(who.clerk, 'POST', '/api/v1/committed-lists/from-register', {
          ...body,
          classes: ['没有'],
        })
      ).status,
    ).toBe(422);
  });
});

describe('R7.1 the plan of a draw', () => {
  test('outside the year’s plan, its items, its organs or its ratios nothing is drawn', async () => {
    t.at('2026-03-10');
    const refused = async (more: Record<string, unknown>) => refusal(plan(more));
    expect(await refused({ annualPlan: '没有' })).toEqual(['ANNUAL-PLAN']);
    expect(await refused({ batch: 3 })).toEqual(['ANNUAL-PLAN']);
    expect(await refused({ items: ['CC-SJ-001', 'CC-HB-001', 'CC-GA-009'] })).toContain('ITEMS');
    expect(await refused({ items: ['CC-SJ-001', 'CC-HB-001'] })).toEqual(['ITEMS']);
    expect(await refused({ layers: [{ code: 'A', ratio: 6000 }] })).toEqual(['ITEMS']);
    expect(
      await refused({
        layers: [
          { code: 'A', ratio: 500 },
          { code: 'C', ratio: 400 },
        ],
      }),
    ).toEqual(['CREDIT-ORDER']);
    expect(await refused({ layers: [{ code: 'A', ratio: 500, take: 3 }] })).toEqual(['LAYERS']);
    expect(
      await refused({
        teams: [
          { organ: 't-ecology', size: 2 },
          { organ: 't-market', size: 2 },
        ],
      }),
    ).toContain('TEAMS');
    expect(await refused({ teams: [{ organ: 't-market', size: 1 }] })).toEqual(['input']);
    expect(await refused({ method: '定向' })).toEqual(['TARGET']);
    expect(await refused({ periodTo: '2026-03-12' })).toEqual(['PERIOD']);
    expect(await refused({ periodTo: '2026-12-31' })).toEqual(['ANNUAL-PLAN']);
    expect(await refused({ seedDay: '2026-03-09' })).toEqual(['SOURCE-AHEAD']);
    expect(await refused({ repeatOf: 'x' })).toEqual(['REPEAT-REASON']);
  });
});

describe('R7.2 a joint draw of three organs', () => {
  let id = '';

  test('lists are frozen before the value is known, from lists that were committed, and only if they can be drawn', async () => {
    id = await publishedPlan(t);
    t.at('2026-03-16');
    const freeze = (objects = lists.objects, actor = who.clerk) =>
      drawAct(t, id, 'freeze-lists', actor, { objects });
    const submit = (actor: typeof who.clerk, officers: string | undefined, pairs?: string) =>
      drawAct(t, id, 'submit-officers', actor, { officers, ...(pairs && { pairs }) });
    const [market, ecology, police] = lists.officers;
    expect(await refusal(freeze())).toEqual(['OFFICERS-IN']);
    // Only lists of one's own organ, and of the right kind.
    expect(await refusal(submit(who.clerk, ecology))).toEqual(['LIST-OFFICERS']);
    expect(await refusal(submit(who.clerk, lists.objects))).toEqual(['LIST-OFFICERS']);
    expect(await refusal(submit(who.clerk, market, market))).toEqual(['LIST-PAIRS']);
    expect(await refusal(submit(who.clerk, 'a'.repeat(64)))).toEqual(['LIST-OFFICERS']);
    expect(await refusal(submit(who.stranger, market))).toEqual(['not-found']);
    await submit(who.clerk, market, lists.pairs[0]);
    await submit(who.ecology, ecology);
    expect(await refusal(freeze())).toEqual(['OFFICERS-IN']);
    const few = await officersList(t, 't-police', 2);
    const barred = await commitList(
      t.office,
      { organ: 't-police', person: 'p' },
      {
        kind: 'pairs',
        title: '回避二',
        rows: [{ object: objectBody(2, 't-market').ref, officer: 'PO-0001' }],
      },
    );
    await submit(who.police, few.hash, barred.hash);
    expect(await refusal(freeze())).toEqual(['DRAWABLE']);
    await submit(who.police, police);
    expect(await refusal(freeze('a'.repeat(64)))).toEqual(expect.arrayContaining(['LIST-OBJECTS']));
    expect(await refusal(freeze(market))).toEqual(expect.arrayContaining(['LIST-OBJECTS']));
    expect(await refusal(freeze(lists.objects, who.ecology))).toEqual(['who']);
    // One hour before the announcement is the last moment.
    t.at('2026-03-17T12:15:01.000Z');
    expect(await refusal(freeze())).toEqual(['FROZEN-AHEAD']);
    t.at('2026-03-18');
    expect(await refusal(freeze())).toEqual(['FROZEN-AHEAD']);
    expect(
      await refusal(drawAct(t, id, 'enter-value', who.clerk, { value: '1', seenAt: '开奖公告' })),
    ).toEqual(expect.arrayContaining(['phase']));
    t.at('2026-03-17T12:15:00.000Z');
    expect((await freeze()).state.phase).toBe('frozen');
    expect(await refusal(drawAct(t, id, 'change-source', who.head, drawSamples.changeSource))).toContain(
      'phase',
    );
  });

  test('the freeze is public with all that is needed, word for word in the log, and its lists can be read', async () => {
    await expect
      .poll(
        async () =>
          (await api.ask(anonymous, 'GET', `/api/v1/draws/${id}`)).body.rounds?.[0]?.froze.index ?? null,
      )
      .not.toBe(null);
    const { body } = await api.ask(anonymous, 'GET', `/api/v1/draws/${id}`);
    const [round] = body.rounds;
    expect(round.freeze.commitment.lists).toEqual(lists);
    expect(round.freeze.frozenAt).toBe('2026-03-17T12:15:00.000Z');
    expect(round.froze.digest).toBe(digestOf(round.freeze));
    expect(round.lists.map((l: { kind: string }) => l.kind)).toEqual([
      'objects',
      'officers',
      'officers',
      'officers',
      'pairs',
    ]);
    expect((await bytesOf(lists.objects)).length).toBeGreaterThan(1000);
    expect(body.line.status).toBe('已冻结');
    expect((await api.ask(anonymous, 'GET', `/api/v1/draws/${id}/1`)).status).toBe(404);
  });

  test('the value is entered once it is announced, read by two people, and then drawn once', async () => {
    const enter = (value: string) =>
      drawAct(t, id, 'enter-value', who.clerk, { value, seenAt: '开奖公告第2026031期' });
    const confirm = (value: string, actor = who.witness) => drawAct(t, id, 'confirm-value', actor, { value });
    t.at('2026-03-17T13:14:59.000Z');
    expect(await refusal(enter(drawSamples.value))).toEqual(['AFTER-VALUE']);
    t.at('2026-03-17T13:15:00.000Z');
    expect(await refusal(drawAct(t, id, 'void-freeze', who.head, { reason: '想换一份清单' }))).toEqual([
      'BEFORE-VALUE',
    ]);
    await enter('03 08 15 22 27 30 + 12');
    expect(await refusal(confirm(drawSamples.value))).toEqual(['SAME-VALUE']);
    await enter(drawSamples.value);
    const both = { ...who.witness, person: who.clerk.person as string };
    expect(await refusal(confirm(drawSamples.value, both))).toContain('APART');
    expect((await confirm('03 08　15 22 27 31＋12'.replace('＋', ' + '))).state.phase).toBe('seeded');
    expect(await refusal(enter('01 02 03 04 05 06 + 07'))).toContain('phase');
    const drawn = await drawAct(t, id, 'draw', who.clerk);
    expect(drawn.state.phase).toBe('drawn');
    expect(await refusal(drawAct(t, id, 'draw', who.clerk))).toContain('phase');
    expect(await refusal(drawAct(t, id, 'cancel', who.head, { reason: '结果不满意' }))).toContain('phase');
  });

  test('R7.2 anyone verifies it from what is published; a forged list, value or result is told', async () => {
    const { body: draw } = await api.ask(anonymous, 'GET', `/api/v1/draws/${id}/1`);
    const good = await verifyDraw(draw, bytesOf, { seenValue: drawSamples.value });
    expect(good.checks.filter((c) => !c.ok)).toEqual([]);
    expect(draw.drawn).toHaveLength(1 + 1 + 2 + 4);
    for (const d of draw.drawn) {
      expect(d.officers).toHaveLength(6);
      if (d.object === objectBody(1, 't-market').ref) expect(d.officers).not.toContain('MA-0001');
    }
    const forged = async (hash: string) => {
      const bytes = await bytesOf(hash);
      if (hash !== lists.objects) return bytes;
      return new TextEncoder().encode(new TextDecoder().decode(bytes).replace('演示第3餐饮', '演示第三餐饮'));
    };
    expect((await verifyDraw(draw, forged)).checks.filter((c) => !c.ok).map((c) => c.code)).toEqual([
      'list-hash',
    ]);
    expect((await verifyDraw(draw, bytesOf, { seenValue: '1' })).ok).toBe(false);
    expect((await verifyDraw({ ...draw, drawn: draw.drawn.slice(1) }, bytesOf)).ok).toBe(false);
    expect(JSON.stringify((await api.ask(anonymous, 'GET', `/api/v1/draws/${id}`)).body)).not.toContain(
      '姐妹',
    );
  });

  test('R7.2 a second draw over the same objects or for the same batch is refused without a reason on record', async () => {
    const again = await publishedPlan(t, '2026-03-18', { seedDay: '2026-03-24', periodFrom: '2026-03-28' });
    await submitLists(t, again, lists);
    expect(await refusal(drawAct(t, again, 'freeze-lists', who.clerk, { objects: lists.objects }))).toEqual([
      'REPEAT',
    ]);
    // One row less, another batch: still the same batch, or still the same objects.
    const other = await publishedPlan(t, '2026-03-18', {
      seedDay: '2026-03-24',
      periodFrom: '2026-03-28',
      batch: 2,
    });
    await submitLists(t, other, lists);
    expect(await refusal(drawAct(t, other, 'freeze-lists', who.clerk, { objects: lists.objects }))).toEqual([
      'REPEAT',
    ]);
    await publishBatch(t, 'inspection-object', [{ ...objectBody(41, 't-market') }], '2026-03-18');
    const more = await objectsFromRegister(
      t.office,
      { organ: 't-market', person: 'p' },
      { title: '餐饮单位', classes: ['餐饮服务'] },
    );
    expect(more.rows).toBe(41);
    expect(await refusal(drawAct(t, again, 'freeze-lists', who.clerk, { objects: more.hash }))).toEqual([
      'REPEAT',
    ]);
    // Another weight is another hash, but the keys are the same.
    const text = new TextDecoder().decode(await bytesOf(lists.objects));
    const heavier = await listFromFile(t.office, { organ: 't-market', person: 'p' }, 'objects', '改权重', {
      name: 'x.tsv',
      bytes: new TextEncoder().encode(text.replace('\tB\t2\t', '\tB\t9\t')),
    });
    expect(heavier.hash).not.toBe(lists.objects);
    expect(await refusal(drawAct(t, other, 'freeze-lists', who.clerk, { objects: heavier.hash }))).toEqual([
      'REPEAT',
    ]);
    const { body } = await api.ask(anonymous, 'GET', '/api/v1/draws');
    const [first] = body.items;
    const lawful = await publishedPlan(t, '2026-03-18', {
      seedDay: '2026-03-24',
      periodFrom: '2026-03-28',
      batch: 2,
      repeatOf: first.number,
      repeatReason: '年度计划第二批，对同一范围再抽一次',
    });
    await submitLists(t, lawful, lists);
    expect(
      (await drawAct(t, lawful, 'freeze-lists', who.clerk, { objects: lists.objects })).state.phase,
    ).toBe('frozen');
    // Made void before the value is known, it stands against nobody; afterwards the plan can be given up.
    await drawAct(t, lawful, 'void-freeze', who.head, { reason: '清单要补充新设的单位' });
    for (const open of [again, other, lawful])
      await drawAct(t, open, 'cancel', who.head, { reason: '不再抽取' });
    const { body: draw } = await api.ask(anonymous, 'GET', `/api/v1/draws/${id}/1`);
    expect(draw.others).toEqual([]);
  });

  test('R7.3 results by the officers drawn, published in twenty working days, linked to what followed', async () => {
    const drawn = (await api.ask(anonymous, 'GET', `/api/v1/draws/${id}`)).body.rounds[0].draw.drawn;
    t.at('2026-03-19');
    await drawAct(t, id, 'issue-tasks', who.head);
    const people = [who.clerk, who.ecology, who.police];
    const result = (no: number, organ: number, day: string, more: Record<string, unknown> = {}) =>
      drawAct(t, id, 'record-result', people[organ] as typeof who.clerk, {
        ...drawSamples.result(
          no,
          day,
          drawn[no - 1].teams[organ].officers.map((o: { ref: string }) => o.ref),
        ),
        ...more,
      });
    t.at('2026-09-16');
    expect(await refusal(result(1, 0, '2026-09-17'))).toEqual(['INSPECTED-ON']);
    expect(await refusal(result(1, 0, '2026-09-16', { officers: ['MA-0001', 'XX-1'] }))).toEqual(['SENT']);
    expect(await refusal(result(1, 0, '2026-09-16', { no: 99 }))).toEqual(
      expect.arrayContaining(['DRAWN-ROW']),
    );
    expect(await refusal(result(1, 0, '2026-09-16', { result: '发现问题责令改正' }))).toEqual(['FOUND']);
    const first = await result(1, 0, '2026-09-16', {
      result: '发现问题责令改正',
      found: '后厨没有公示从业人员健康证明',
    });
    expect(first.state.phase).toBe('checking');
    // Pack §3.9, case 5: an inspection that ended on 2026-09-16 is published by 2026-10-20.
    const { rows } = await t.database.pool.query(
      `select due, state from fadu.clock where case_id = $1 and clock = 'publication'`,
      [id],
    );
    expect(rows).toEqual([{ due: '2026-10-20', state: 'running' }]);
    expect(
      await refusal(drawAct(t, id, 'close', who.head, { summary: '全部检查完毕，结果已经公示。' })),
    ).toEqual(expect.arrayContaining(['RESULTS-IN', 'PUBLISHED']));
    for (let no = 1; no <= drawn.length; no++)
      for (let organ = 0; organ < DRAW_ORGANS.length; organ++)
        if (no > 1 || organ > 0) await result(no, organ, '2026-09-16');
    const tasks = async () => (await api.ask(anonymous, 'GET', `/api/v1/draws/${id}`)).body.tasks;
    expect((await tasks())[0]).toMatchObject({ no: 1, status: '待检查', results: [] });
    t.at('2026-10-20');
    await drawAct(t, id, 'publish-results', who.clerk, { summary: '八家全部检查完毕，一家责令改正。' });
    const [one, two] = await tasks();
    expect(one.status).toBe('待后续处理');
    expect(one.results[0]).toMatchObject({
      result: '发现问题责令改正',
      publishBy: '2026-10-20',
      publishedOn: '2026-10-20',
      late: false,
    });
    expect(two.status).toBe('已办结');
    expect(
      await refusal(drawAct(t, id, 'close', who.head, { summary: '全部检查完毕，结果已经公示。' })),
    ).toEqual(['FOLLOWED']);
    const follow = (actor: typeof who.clerk) =>
      drawAct(t, id, 'link-follow-up', actor, {
        no: 1,
        kind: '立案查处',
        ref: '演市监罚立〔2026〕3号',
        on: '2026-09-18',
      });
    expect(await refusal(follow(who.ecology))).toEqual(['OWN-RESULT']);
    await follow(who.clerk);
    expect((await tasks())[0]).toMatchObject({
      status: '已办结',
      results: [{ followUp: { kind: '立案查处', ref: '演市监罚立〔2026〕3号' } }, {}, {}],
    });
    await drawAct(t, id, 'close', who.head, { summary: '全部检查完毕，结果已经公示。' });
  });

  test('R7.1 objects that reached their cap are left out of the next list and named in it', async () => {
    const next = await objectsFromRegister(
      t.office,
      { organ: 't-market', person: 'p' },
      { title: '餐饮单位', classes: ['餐饮服务'], cap: 1 },
    );
    const { rows } = await t.database.pool.query('select bytes from fadu.committed_list where hash = $1', [
      next.hash,
    ]);
    const out = new TextDecoder()
      .decode(rows[0].bytes)
      .split('\n')
      .filter((l) => l.includes('已达年度检查频次上限'));
    expect(out).toHaveLength(8);
  });
});

describe('R7.2 drawing again', () => {
  test('only by approval with a reason, a new value, and with the first result left in public', async () => {
    // The first draw is closed by now: it still stands against a second one without a reason.
    const late = await publishedPlan(t, '2026-10-21', {
      batch: 2,
      seedDay: '2026-10-27',
      periodFrom: '2026-11-02',
      periodTo: '2026-11-20',
    });
    await submitLists(t, late, lists);
    expect(await refusal(drawAct(t, late, 'freeze-lists', who.clerk, { objects: lists.objects }))).toEqual([
      'REPEAT',
    ]);
    await drawAct(t, late, 'cancel', who.head, { reason: '没有写明理由' });
    const id = await publishedPlan(t, '2026-03-10', {
      batch: 2,
      repeatOf: '演市监抽〔2026〕2号',
      repeatReason: '年度计划第二批，对同一范围再抽一次',
    });
    const first = (await api.ask(anonymous, 'GET', '/api/v1/draws')).body.items.find(
      (d: { status: string }) => d.status === '已办结',
    );
    const reason = planInput({
      batch: 2,
      repeatOf: first.number,
      repeatReason: '年度计划第二批，对同一范围再抽一次',
    });
    await drawAct(t, id, 'cancel', who.head, { reason: '重复的编号写错了' });
    t.at('2026-03-10');
    const { caseId } = await openCase(t.office, 'random-inspection', {
      actor: who.clerk,
      input: reason,
      key: key(),
    });
    await drawAct(t, caseId, 'approve-plan', who.head);
    await drawAct(t, caseId, 'publish-plan', who.clerk);
    await drawnCase(t, caseId, lists);
    const same = { ...who.head, person: who.clerk.person as string };
    expect(await refusal(drawAct(t, caseId, 'approve-redraw', same, drawSamples.redraw))).toContain('APART');
    expect(
      await refusal(
        drawAct(t, caseId, 'approve-redraw', who.head, { ...drawSamples.redraw, seedDay: '2026-03-17' }),
      ),
    ).toEqual(['SOURCE-AHEAD']);
    await drawAct(t, caseId, 'approve-redraw', who.head, drawSamples.redraw);
    expect(await refusal(drawAct(t, caseId, 'cancel', who.head, { reason: '不抽了吧' }))).toEqual([
      'NOT-KNOWN',
    ]);
    await drawAct(t, caseId, 'freeze-lists', who.clerk, { objects: lists.objects });
    t.at('2026-03-23');
    await drawAct(t, caseId, 'enter-value', who.clerk, { value: '9 9 9', seenAt: '开奖公告' });
    await drawAct(t, caseId, 'confirm-value', who.witness, { value: '9 9 9' });
    await drawAct(t, caseId, 'draw', who.clerk);
    const { body } = await api.ask(anonymous, 'GET', `/api/v1/draws/${caseId}`);
    expect(body.rounds.map((r: { undone?: { by: string } }) => r.undone?.by ?? null)).toEqual([
      '批准重新抽取',
      null,
    ]);
    expect(body.rounds[0].draw.result).not.toBe(body.rounds[1].draw.result);
    const { body: draw } = await api.ask(anonymous, 'GET', `/api/v1/draws/${caseId}/2`);
    expect(draw.others.length).toBeGreaterThan(0);
    expect((await verifyDraw(draw, bytesOf, { seenValue: '9 9 9' })).checks.filter((c) => !c.ok)).toEqual([]);
    expect(
      (await verifyDraw({ ...draw, others: [{ id: 'x', frozenAt: '' }] }, bytesOf)).checks
        .filter((c) => !c.ok)
        .map((c) => c.code),
    ).toEqual(['repeated']);
  });

  test('two who freeze the same batch at the same moment: one is refused', async () => {
    await publishBatch(
      t,
      'annual-inspection-plan',
      [
        {
          number: 'NDJH-2026-002',
          name: '第二项计划',
          organ: 't-market',
          year: 2026,
          items: ['CC-SJ-001'],
          batches: 1,
          objects: 3,
          from: '2026-03-01',
          to: '2026-12-20',
          approvedOn: '2026-02-27',
        },
      ],
      '2026-03-10',
    );
    const alone = {
      annualPlan: 'NDJH-2026-002',
      items: ['CC-SJ-001'],
      teams: [{ organ: 't-market', size: 2 }],
      layers: [{ code: '甲', take: 2 }],
    };
    const [a, b] = [await publishedPlan(t, '2026-03-10', alone), await publishedPlan(t, '2026-03-10', alone)];
    const objects = async (n: number) =>
      (
        await commitList(
          t.office,
          { organ: 't-market', person: 'p' },
          {
            kind: 'objects',
            title: '三家',
            rows: [1, 2, 3].map((i) => ({ ref: `X${n}-${i}`, stratum: '甲', weight: 1, name: '某公司' })),
          },
        )
      ).hash;
    for (const one of [a, b]) await submitLists(t, one, { officers: lists.officers.slice(0, 1) });
    const [x, y] = [{ objects: await objects(1) }, { objects: await objects(2) }];
    const outcomes = await Promise.allSettled([
      drawAct(t, a, 'freeze-lists', who.clerk, x),
      drawAct(t, b, 'freeze-lists', who.clerk, y),
    ]);
    expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('R90.2 the record holds lists and what was said: changed behind the engine’s back, both are named', async () => {
    const vkey = formatVkey(noteSigner('test.fadu/220200', new Uint8Array(32).fill(7)).key);
    await t.sequencer.flush();
    const clean = await verifyAll(t.office, { vkey });
    expect(clean.findings).toEqual([]);
    expect(clean.counts.lists).toBeGreaterThan(5);
    expect(clean.counts.said).toBeGreaterThan(3);
    await t.database.pool.query('alter table fadu.committed_list drop constraint committed_list_check');
    await t.database.pool.query(
      `update fadu.committed_list set bytes = bytes || '\\x0a' where hash = '${lists.objects}'`,
    );
    await t.database.pool.query(
      `update fadu.public_act set body = body || '{"seed": "00"}' where act = 'draw'`,
    );
    const found = (await verifyAll(t.office, { vkey })).findings.map((f) => f.table);
    expect(found).toContain('committed_list');
    expect(found).toContain('public_act');
    expect(ANNUAL_PLAN).toBe('NDJH-2026-001');
  });
});
