/** Reading the lists: two times, history, comparison, figures with their lists, open data, an item that must be in force. */
import { type Actor, office, type Procedure } from '@fadu/kernel';
import { formatVkey, noteSigner } from '@fadu/kernel/record/index';
import { itemInForce } from '@fadu/plan/fragments/item-in-force';
import { inspectionBody, licenceBody, samples } from '@fadu/plan/functions/power-registers/sample.testing';
import { procedures } from '@fadu/plan/index';
import { registers } from '@fadu/plan/registers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openCase, performAct } from '../cases/perform.ts';
import { Problem } from '../problem.ts';
import { verifyAll } from '../record/verify.ts';
import { type TestApi, testApi } from '../testing/api.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { codeOf, enterText, listPeople, prepareRegisters, publishBatch } from '../testing/registers.ts';

let t: TestOffice;
let api: TestApi;
let who: ReturnType<typeof listPeople>;

const checked = itemInForce({ register: 'power-licence', code: (i) => String(i.item), field: 'item' });
const cite = procedures[0]?.cites ?? [];
/** The smallest procedure that opens a case on an item. */
const onItem: Procedure = {
  code: 'on-item',
  title: '演示许可办理',
  system: 'service-items',
  version: '1',
  from: '2020-01-01',
  cites: cite,
  about: '演示',
  relations: { organ: '实施机关' },
  roles: { 'window-clerk': '窗口人员' },
  phases: { open: { title: '办理' } },
  acts: {
    accept: {
      title: '受理',
      by: [office('window-clerk')],
      in: [],
      opens: true,
      cites: cite,
      form: z.object({ item: z.string().meta({ title: '事项' }) }),
      asks: checked.asks,
      rules: checked.rules,
      binds: [{ relation: 'organ', from: 'actor.organ' }],
    },
  },
  clocks: {},
  conditions: {},
  laws: [],
  papers: {},
  titleFrom: 'accept.item',
  owner: 'organ',
};

const get = async (path: string) => {
  const found = await api.ask({ kind: 'anonymous', name: '', posts: [] }, 'GET', path);
  expect(found.status).toBe(200);
  return found.body;
};
async function repeal(instrument: string, effectiveOn: string, day: string) {
  t.at(day);
  const { caseId } = await openCase(t.office, 'law-change', {
    actor: who.lawKeeper,
    key: key(),
    input: {
      instrument,
      articles: [],
      change: '废止',
      effectiveOn,
      by: '关于废止部分法规的决定',
      says: `废止《${instrument}》`,
      evidence: '政府公报2026年第3期',
    },
  });
  await performAct(t.office, caseId, {
    act: 'record-change',
    actor: who.reviewer,
    input: { checked: '已与公报核对' },
    key: key(),
  });
}
const accept = async (item: string, by: Actor = t.staff('window-clerk', 't-city')) =>
  openCase(t.office, 'on-item', { actor: by, key: key(), input: { item } }).then(
    () => '受理',
    (e: unknown) => (e instanceof Problem ? `${e.code}：${e.message}` : Promise.reject(e)),
  );

const bodies = () => ({
  kept: licenceBody(1, 't-city'),
  falls: licenceBody(2, 't-city', { basis: [{ instrument: '演示夜市条例', article: '3' }] }),
  ends: licenceBody(3, 't-market', { basis: [{ instrument: '演示临时许可规定', article: '2' }] }),
});
let code: Record<'kept' | 'falls' | 'ends', string>;

beforeAll(async () => {
  t = await testOffice({ procedures: [...procedures, onItem], start: '2025-12-01' });
  api = testApi(t);
  who = listPeople(t);
  await prepareRegisters(t);
  await enterText(t, {
    title: '演示夜市条例',
    kind: 'local-regulation',
    maker: '吉林市人民代表大会常务委员会',
    effective: '2015-01-01',
    region: '220200',
  });
  await enterText(t, {
    title: '演示临时许可规定',
    kind: 'government-rule',
    maker: '吉林省人民政府',
    effective: '2025-01-01',
    region: '220000',
  });
  const b = bodies();
  code = Object.fromEntries(
    Object.entries(b).map(([k, v]) => [k, codeOf(t, 'power-licence', v)]),
  ) as typeof code;
  await publishBatch(t, 'power-licence', Object.values(b), '2025-12-01');
  await publishBatch(
    t,
    'power-inspection',
    [inspectionBody(1, 't-city'), inspectionBody(1, 't-ecology'), inspectionBody(2, 't-city')],
    '2025-12-02',
  );
  await publishBatch(
    t,
    'power-inspection',
    [inspectionBody(2, 't-county-office', { level: '县级' })],
    '2025-12-03',
    { keeper: who.countyKeeper, reviewer: who.countyReviewer, reviewerOrgan: 't-county-justice' },
  );
  await repeal('演示夜市条例', '2025-12-20', '2025-12-22');
}, 120_000);
afterAll(() => t?.close());

describe('the list', () => {
  test('R4.5 R90.4 as of any day, in law time and in record time; filters and figures of one query', async () => {
    const on = async (query: string) => {
      const list = await get(`/api/v1/registers/power-licence?page=1&${query}`);
      return list.items.map((i: { code: string; status: string }) => [i.code, i.status]);
    };
    expect(await on('asOf=2025-11-30')).toEqual([]);
    expect(await on('asOf=2025-12-19')).toEqual([
      [code.kept, '在用'],
      [code.falls, '在用'],
      [code.ends, '在用'],
    ]);
    expect(await on('asOf=2025-12-20')).toEqual([
      [code.kept, '在用'],
      [code.falls, '暂停实施'],
      [code.ends, '在用'],
    ]);
    // What the public could read on the evening before the record was made.
    expect(await on('asOf=2025-12-20&recordedAsOf=2025-12-21')).toContainEqual([code.falls, '在用']);
    expect(await on(`asOf=2025-12-22&organ=t-market`)).toEqual([[code.ends, '在用']]);
    expect(await on(`asOf=2025-12-22&words=${encodeURIComponent('《演示夜市条例》')}`)).toEqual([
      [code.falls, '暂停实施'],
    ]);
    expect(await on(`asOf=2025-12-22&words=${encodeURIComponent('100%')}`)).toEqual([]);
    const list = await get('/api/v1/registers/power-licence?page=1&asOf=2025-12-22');
    expect(list.byStatus).toEqual({ 在用: 2, 暂停实施: 1 });
    expect(list.organs).toEqual([
      { id: 't-city', name: '演示市城市管理局', count: 2 },
      { id: 't-market', name: '演示市市场监督管理局', count: 1 },
    ]);
    expect((await api.ask(who.clerk, 'GET', '/api/v1/registers/power-licence?asOf=2025-13-01')).status).toBe(
      400,
    );
  });

  test('R4.5 the history of an entry, and what changed between two days', async () => {
    const entry = await get(`/api/v1/registers/power-licence/entries/${code.falls}?asOf=2025-12-19`);
    expect(entry.entry.status).toBe('在用');
    expect(
      entry.history.map((v: { version: number; status: string; act: string; changed: string[] }) => [
        v.version,
        v.status,
        v.act,
        v.changed,
      ]),
    ).toEqual([
      [2, '暂停实施', '核对无误，登记变动', ['status', 'suspended']],
      [1, '在用', '公布本批事项', []],
    ]);
    const changes = await get('/api/v1/registers/power-licence/compare?from=2025-12-01&to=2025-12-22');
    expect(changes.items.map((i: { kind: string; code: string }) => [i.kind, i.code])).toEqual([
      ['暂停', code.falls],
    ]);
    const added = await get('/api/v1/registers/power-licence/compare?from=2025-11-30&to=2025-12-01');
    expect(added.items.map((i: { kind: string }) => i.kind)).toEqual(['新增', '新增', '新增']);
  });

  test('R4.5 open data: CSV with every element, JSON-LD with the law as links', async () => {
    const csv = await get('/api/v1/registers/power-licence?format=csv&asOf=2025-12-22');
    expect(csv.split('\r\n')[0]).toContain('登记编码,地区,编码,事项名称,实施机关,设定依据');
    expect(csv).toContain('《演示夜市条例》第三条');
    const ld = JSON.parse(
      JSON.stringify(await get('/api/v1/registers/power-licence?format=jsonld&asOf=2025-12-22')),
    );
    expect(ld['@type']).toContain('dcat:Dataset');
    expect(ld.hasPart).toHaveLength(3);
    expect(ld.hasPart[1].basis[0]['@id']).toBe(
      `http://127.0.0.1:8080/laws/${encodeURIComponent('演示夜市条例')}#art_3`,
    );
  });

  test('R4.1 every register says its columns, code rule and sources; every field has a Chinese title', async () => {
    const { registers: list } = await get('/api/v1/registers');
    expect(list).toHaveLength(registers.length);
    expect(registers.filter((r) => r.group === '权责清单')).toHaveLength(11);
    for (const kind of [
      'cat-licence',
      'cat-filing',
      'cat-public-service',
      'cat-admin-fee',
      'cat-gov-fund',
      'cat-purchase',
      'cat-intermediary',
    ])
      expect(list.map((r: { code: string }) => r.code)).toContain(kind);
    for (const r of registers) {
      const def = await get(`/api/v1/registers/definitions/${r.code}`);
      for (const column of def.columns) expect(column.title).toMatch(/[一-鿿]/);
      // Lists of powers and items stand on law; other registers may stand on an act of their own procedure.
      if (r.system === 'power-registers') expect(def.basisRule.sources.length).toBeGreaterThan(0);
      expect(def.form.properties).toBeTruthy();
    }
  });
});

describe('figures with their lists', () => {
  test('R4.2 R4.4 orphans, unity and timeliness name their records', async () => {
    const figures = await get('/api/v1/registers/figures?asOf=2025-12-22');
    // What fell is suspended, so it is no orphan in use; nothing else has lost its basis yet.
    expect(figures.orphan).toEqual({ published: 6, orphans: [] });
    const inspection = figures.unity.find((u: { register: string }) => u.register === 'power-inspection');
    expect(inspection).toMatchObject({ shared: 1, identical: 1 });
    expect(inspection.differences.map((d: { kind: string; region: string }) => [d.kind, d.region])).toEqual([
      ['overlap', '220200'],
    ]);
    // Edge case 3: a year is over, nobody has done anything: the item is flagged by itself.
    const later = await get('/api/v1/registers/figures?asOf=2026-01-02');
    expect(later.orphan.orphans).toEqual([
      expect.objectContaining({
        code: code.ends,
        why: [expect.stringContaining('作为依据到2025-12-31为止')],
      }),
    ]);
    t.at('2026-01-08');
    const overdue = await get('/api/v1/registers/figures');
    expect(overdue.timely).toMatchObject({
      triggers: 1,
      inTime: 0,
      rows: [{ kind: '法律变动', late: ['清单调整期限'] }],
    });
  });

  test('R4.4 an element that differs from the entry above is found, whoever wrote it', async () => {
    await t.database.pool.query(
      `insert into fadu.entry (region, register, code, version, law_from, recorded_at, body, case_id, seq)
       select region, register, code, 2, '2026-01-05', '2026-01-05T01:00:00Z', body || '{"name":"改了名字的检查"}', case_id, seq
       from fadu.entry where region = '220202' and register = 'power-inspection'`,
    );
    t.at('2026-01-06');
    const { unity } = await get('/api/v1/registers/figures');
    const row = unity.find((u: { register: string }) => u.register === 'power-inspection');
    expect(row).toMatchObject({ shared: 1, identical: 0 });
    expect(row.differences).toContainEqual(
      expect.objectContaining({ kind: 'field', field: 'name', region: '220202', other: expect.anything() }),
    );
    await t.database.pool.query(`delete from fadu.entry where recorded_at = '2026-01-05T01:00:00Z'`);
  });
});

describe('a case on an item', () => {
  test('R4.2 R24.4 PL-2, edge case 1: no case is opened once the last basis ended, whatever the list says', async () => {
    t.at('2025-12-10');
    expect(await accept(code.kept)).toBe('受理');
    expect(await accept(code.falls)).toBe('受理');
    t.at('2025-12-23');
    expect(await accept(code.falls)).toContain('on-item.PL-2：“第2类演示经营活动许可”的依据已经不再有效');
    expect(await accept('没有这个编码')).toContain('清单之外不得实施');
  });

  test('R24.4 edge case 3: the list still shows the provisional licence, and no case is opened on it', async () => {
    t.at('2025-12-31');
    expect(await accept(code.ends)).toBe('受理');
    t.at('2026-01-01');
    const list = await get('/api/v1/registers/power-licence?page=1&organ=t-market');
    expect(list.items[0].status).toBe('在用');
    expect(await accept(code.ends)).toContain('已经没有有效的依据');
  });

  test('R4.3 edge case 9: a closed code is refused and names its successors', async () => {
    t.at('2026-01-07');
    const act = (id: string, name: string, actor: Actor, input: unknown = {}) =>
      performAct(t.office, id, { act: name, actor, input, key: key() });
    const parts = [licenceBody(11, 't-city'), licenceBody(12, 't-city')];
    const { caseId } = await openCase(t.office, 'power-list-adjustment', {
      act: 'propose-ex-officio',
      actor: who.keeper,
      key: key(),
      input: {
        ...Object.fromEntries(Object.entries(samples.apply).filter(([k]) => k !== 'keeper')),
        triggeredOn: '2026-01-05',
        organ: 't-city',
        why: '实施机关到期没有申请调整',
        changes: [
          {
            do: '取消',
            register: 'power-licence',
            code: code.kept,
            replacedBy: parts.map((p) => codeOf(t, 'power-licence', p)),
            reason: '拆分为两个子项',
          },
          ...parts.map((entry) => ({ do: '新增', register: 'power-licence', entry, reason: '拆分为子项' })),
        ],
      },
    });
    await act(caseId, 'keeper-review', who.keeper2, samples.opinion);
    await act(caseId, 'legality-review', who.reviewer, samples.legality);
    await act(caseId, 'submit-approval', who.keeper);
    await act(caseId, 'approve', who.mayor, samples.approve);
    await act(caseId, 'publish', who.keeper, { effectiveOn: '2026-01-07', guides: ['清单'] });
    const refused = await accept(code.kept);
    expect(refused).toContain('已经取消');
    for (const p of parts) expect(refused).toContain(codeOf(t, 'power-licence', p));
    // The case that was opened before goes on under the version it began with.
    const { rows } = await t.database.pool.query(
      "select count(*)::int as n from fadu.case_file where procedure = 'on-item' and ended is null",
    );
    expect(rows[0].n).toBe(3);
  });
});

describe('the record', () => {
  test('R90.3 entries below the case and events of texts verify; a changed event is found', async () => {
    await t.sequencer.flush();
    const vkey = formatVkey(noteSigner('test.fadu/220200', new Uint8Array(32).fill(7)).key);
    const ours = async () =>
      (await verifyAll(t.office, { vkey })).findings.filter((f) =>
        ['entry', 'instrument_event'].includes(f.table),
      );
    expect(await ours()).toEqual([]);
    await t.database.pool.query(
      'update fadu.instrument_event set on_day = on_day + 1 where case_id is not null',
    );
    expect((await ours()).map((f) => f.table)).toContain('instrument_event');
  });

  test('R90.6 an organ cannot write events or entries of its own making', async () => {
    const forge = (sql: string) =>
      t.office.store.within({ as: 'organ', organ: 't-city' }, async (tx) => {
        const { sql: raw } = await import('kysely');
        await raw.raw(sql).execute(tx);
      });
    await expect(
      forge(
        `insert into fadu.instrument_event (instrument, kind, on_day, says, case_id, seq, recorded_at) values ('行政许可法', 'repealed', '2026-01-01', 'x', '220200-none', 1, now())`,
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(
      forge(
        `insert into fadu.entry (region, register, code, version, law_from, recorded_at, body, case_id, seq) values ('220200', 'power-licence', 'x', 1, '2026-01-01', now(), '{}', '220200-none', 1)`,
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(forge(`update fadu.entry set body = '{}'`)).rejects.toThrow(/permission denied/);
  });
});
