/** What a change of law would do is told before it is proposed, and is what recording it then does. */
import { licenceBody } from '@fadu/plan/functions/power-registers/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCase, performAct } from '../cases/perform.ts';
import { type TestApi, testApi } from '../testing/api.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { codeOf, enterText, listPeople, prepareRegisters, publishBatch } from '../testing/registers.ts';
import type { LawImpact } from './law-impact.ts';

const LAW = '演示夜市条例';
let t: TestOffice;
let api: TestApi;
let who: ReturnType<typeof listPeople>;

const bodies = {
  falls: licenceBody(1, 't-city', { basis: [{ instrument: LAW, article: '3' }] }),
  review: licenceBody(2, 't-market', {
    basis: [
      { instrument: LAW, article: '3' },
      { instrument: '行政许可法', article: '14' },
    ],
  }),
  elsewhere: licenceBody(3, 't-city', { basis: [{ instrument: LAW, article: '4' }] }),
};
const codes = () =>
  Object.fromEntries(Object.entries(bodies).map(([k, b]) => [k, codeOf(t, 'power-licence', b)]));

const ask = async (query: Readonly<Record<string, string>>, actor = who.lawKeeper) =>
  api.ask(actor, 'GET', `/api/v1/registers/law-changes/impact?${new URLSearchParams(query)}`);
const impact = async (query: Readonly<Record<string, string>>): Promise<LawImpact> => {
  const found = await ask({ instrument: LAW, change: '废止', effectiveOn: '2026-03-10', ...query });
  expect(found.status).toBe(200);
  return found.body as LawImpact;
};
const tables = async () => {
  const { rows } = await t.database.pool.query(
    `select (select count(*) from fadu.act)::int as acts, (select count(*) from fadu.entry)::int as entries,
      (select count(*) from fadu.instrument_event)::int as events`,
  );
  return rows[0];
};

beforeAll(async () => {
  t = await testOffice({ start: '2026-03-01' });
  api = testApi(t);
  who = listPeople(t);
  await prepareRegisters(t);
  await enterText(t, {
    title: LAW,
    kind: 'local-regulation',
    maker: '吉林市人民代表大会常务委员会',
    effective: '2015-01-01',
    region: '220200',
  });
  await publishBatch(t, 'power-licence', Object.values(bodies), '2026-03-02');
}, 120_000);
afterAll(() => t?.close());

describe('before a change of law is proposed', () => {
  test('R4.2 the entries that fall and those to be reviewed are named, with their organs and the last day; nothing is written', async () => {
    const before = await tables();
    const found = await impact({ articles: '3' });
    const code = codes();
    expect(found.instrument).toMatchObject({ id: LAW, title: LAW });
    expect(found.against).toEqual([]);
    expect(found.items.map((i) => [i.code, i.fallen, i.organName, i.loses, i.keeps])).toEqual([
      [code.falls, true, '演示市城市管理局', [`《${LAW}》第三条`], []],
      [
        code.review,
        false,
        '演示市市场监督管理局',
        [`《${LAW}》第三条`],
        [{ text: '《行政许可法》第十四条', stands: true, say: null }],
      ],
    ]);
    expect(found.organs).toEqual([
      { id: 't-city', name: '演示市城市管理局', count: 1 },
      { id: 't-market', name: '演示市市场监督管理局', count: 1 },
    ]);
    // Ten working days from Monday the second of March.
    expect(found.due).toBe('2026-03-16');
    expect(await tables()).toEqual(before);
  });

  test('R4.2 an amendment takes nothing down; a whole text concerns every article of it', async () => {
    expect((await impact({ articles: '3', change: '修改' })).items.map((i) => i.fallen)).toEqual([
      false,
      false,
    ]);
    const whole = await impact({});
    expect(whole.items.map((i) => i.code).sort()).toEqual(Object.values(codes()).sort());
    expect(whole.items.filter((i) => i.fallen)).toHaveLength(2);
  });

  test('R4.2 what cannot be recorded is said with its reason', async () => {
    const unknown = await impact({ instrument: '没有的条例' });
    expect(unknown).toMatchObject({ instrument: null, items: [] });
    expect(unknown.against.map((a) => a.code)).toContain('KNOWN');
    expect((await impact({ effectiveOn: '2014-12-31' })).against[0]?.say).toContain('还没有施行');
    const missing = await impact({ instrument: '行政处罚法', articles: '500' });
    expect(missing.against.map((a) => a.say).join()).not.toMatch(/第\d+条/);
  });

  test('R4.2 a question that says too little is refused; who is not signed in is told so', async () => {
    const bad = async (query: Record<string, string>) => (await ask(query)).status;
    expect(await bad({ change: '废止', effectiveOn: '2026-03-10' })).toBe(400);
    expect(await bad({ instrument: LAW, effectiveOn: '2026-02-30' })).toBe(400);
    expect(await bad({ instrument: LAW, effectiveOn: '2026-03-10', change: '停用' })).toBe(400);
    expect(await bad({ instrument: LAW, effectiveOn: '2026-03-10', articles: '第三条' })).toBe(400);
    expect(
      (await ask({ instrument: LAW, effectiveOn: '2026-03-10' }, { kind: 'anonymous', name: '', posts: [] }))
        .status,
    ).toBe(401);
  });

  test('R4.2 recording the change does what was told: the same entries fall, the same organs report, the same last day', async () => {
    const told = await impact({ articles: '3' });
    const { caseId } = await openCase(t.office, 'law-change', {
      actor: who.lawKeeper,
      key: key(),
      input: {
        instrument: LAW,
        articles: ['3'],
        change: '废止',
        effectiveOn: '2026-03-10',
        by: '关于修改条例的决定',
        says: `废止《${LAW}》第三条`,
        evidence: '公报2026年第3期',
      },
    });
    const done = await performAct(t.office, caseId, {
      act: 'record-change',
      actor: who.reviewer,
      input: { checked: '已与公报核对' },
      key: key(),
    });
    expect(done.record.effects.entries?.map((e) => e.code)).toEqual(
      told.items.filter((i) => i.fallen).map((i) => i.code),
    );
    expect([...(done.state.bindings.affected ?? [])].sort()).toEqual(told.organs.map((o) => o.id).sort());
    const { rows } = await t.database.pool.query(
      `select due::text from fadu.clock where case_id = $1 and clock = 'adjustment'`,
      [caseId],
    );
    expect(rows).toEqual([{ due: told.due }]);
    // Recorded once, it cannot be recorded again.
    const again = await impact({ articles: '3' });
    expect(again.against[0]?.say).toBe(`《${LAW}》第三条在2026-03-10已经废止，不能重复登记`);
  });
});
