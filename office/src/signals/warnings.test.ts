/** R23.1 signals and R23.2 warnings on the real path: counted, read by who may, raised once, handled, explained, gone up. */
import { type Actor, SYSTEM } from '@fadu/kernel';
import { signalRules } from '@fadu/plan/enforcement/enforcement-campaigns/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCase, performAct } from '../cases/perform.ts';
import { runExpiry } from '../jobs/expiry.ts';
import { Problem } from '../problem.ts';
import { type TestApi, testApi } from '../testing/api.ts';
import { reportOn } from '../testing/campaigns.ts';
import { key } from '../testing/document.ts';
import {
  prepareVisits,
  recordedVisit,
  type VisitGround,
  visitAct,
  visitPeople,
} from '../testing/inspections.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { refreshSignals } from './refresh.ts';
import { raiseWarnings } from './warnings.ts';

let t: TestOffice;
let api: TestApi;
let g: VisitGround;
beforeAll(async () => {
  t = await testOffice();
  api = testApi(t);
  g = await prepareVisits(t);
}, 180_000);
afterAll(() => t?.close());

const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('it was not refused');
  return `${error.code} ${error.message} ${error.items.map((i) => `${i.code} ${i.detail}`).join(' ')}`;
};
const act = (id: string, name: string, actor: Actor, input: unknown = {}) =>
  performAct(t.office, id, { act: name, actor, input, key: key() });
const clerk = () => t.staff('case-clerk', 't-market');
const head = () => t.staff('head', 't-market');
const bureau = () => t.staff('supervision-clerk', 't-justice');
const count = async (sql: string, values: unknown[] = []) =>
  Number((await t.database.pool.query(sql, values)).rows[0].n);
const openWarnings = async (who: Actor) =>
  (await api.ask(who, 'GET', '/api/v1/signals/warnings')).body as {
    open: { id: string; title: string; due: string; phase: string; late: boolean }[];
    figures: Record<string, number>;
  };
/** Three reports on one shop in a week of the month. */
const reported = async (subject: string, month: string, lead = 't-market') => {
  for (const day of ['03', '05', '07'])
    await reportOn(t, `${month}-${day}`, { subject, lead, place: `演示市${subject}门前${month}${day}` });
};
const SHOP = '演示市幸福超市有限公司';

describe('signals', () => {
  test('R23.1 every figure leads to its cases; an organ sees its own, its supervisor those it supervises', async () => {
    await reported(SHOP, '2026-03');
    await reportOn(t, '2026-04-08', { lead: 't-ecology', subject: '张三', place: '演示市江边' });
    t.at('2026-04-09');
    expect(await refreshSignals(t.office)).toBe(4);
    expect(await refreshSignals(t.office)).toBe(0);
    const read = async (who: Actor, more = '') =>
      (await api.ask(who, 'GET', `/api/v1/signals?from=2026-01-01&to=2026-04-30${more}`)).body;
    const own = await read(clerk());
    expect(own.rows).toEqual([{ field: '市场监管', kind: 'report', month: '2026-03', n: 3 }]);
    expect((await read(t.staff('case-clerk', 't-city'))).rows).toEqual([]);
    const seen = await read(bureau());
    expect(seen.supervises).toBe(true);
    expect(seen.prominent).toEqual([
      { field: '市场监管', now: 3, before: 0 },
      { field: '生态环境', now: 1, before: 0 },
    ]);
    expect((await read(bureau(), `&field=${encodeURIComponent('生态环境')}`)).rows).toHaveLength(1);
    const cases = '/api/v1/signals/cases?kind=report&from=2026-03-01&to=2026-03-31';
    const behind = (await api.ask(clerk(), 'GET', cases)).body;
    expect(behind.total).toBe(3);
    expect(behind.items[0]).toMatchObject({ organName: '演示市市场监督管理局', title: '某店销售过期食品' });
    // The supervisor sees that there are cases, not the cases.
    const above = (await api.ask(bureau(), 'GET', cases)).body;
    expect(above.total).toBe(3);
    expect(above.items.every((i: { title: unknown }) => i.title === null)).toBe(true);
    for (const bad of ['kind=x', 'kind=report&from=2026-13-01', 'kind=report&from=2026-05-01&to=2026-04-01'])
      expect((await api.ask(clerk(), 'GET', `/api/v1/signals/cases?${bad}`)).status).toBe(400);
    expect(
      (await api.ask({ kind: 'person', person: 'r-1', name: '居民', posts: [] }, 'GET', '/api/v1/signals'))
        .status,
    ).toBe(403);
  });

  test('R23.2 by hand-made SQL: another organ and the public read nothing, nobody writes', async () => {
    const under = (role: string, sql: string) =>
      t.database.pool
        .connect()
        .then(async (c) => {
          try {
            await c.query('begin');
            await c.query(`set local role ${role}`);
            return (await c.query(sql)).rows;
          } finally {
            await c.query('rollback');
            c.release();
          }
        })
        .catch((e: { code?: string }) => e.code);
    const all = 'select case_id from fadu.signal_event';
    expect(await under('fadu_organ_t_city', all)).toEqual([]);
    expect(await under('fadu_organ_t_market', all)).toHaveLength(3);
    expect(await under('fadu_public', all)).toBe('42501');
    expect(await under('fadu_organ_t_market', 'delete from fadu.signal_event')).toBe('42501');
    expect(await under('fadu_organ_t_market', "update fadu.signal_event set field = '其他'")).toBe('42501');
  });

  test('R23.2 a natural person is counted and never named', async () => {
    expect(
      await count(
        "select count(*) as n from fadu.signal_event where organ = 't-ecology' and subject is null",
      ),
    ).toBe(1);
    expect(await count("select count(*) as n from fadu.signal_event where subject_name = '张三'")).toBe(0);
  });
});

describe('warnings', () => {
  let first = '';

  test('R23.2 raised at three reports in three months, once however often the job runs', async () => {
    t.at('2026-03-07');
    expect(await raiseWarnings(t.office)).toEqual([]);
    // Long after the last of them there is nothing early to say.
    t.at('2026-04-20');
    expect(await raiseWarnings(t.office)).toEqual([]);
    t.at('2026-03-09');
    const raised = await raiseWarnings(t.office);
    expect(raised).toHaveLength(1);
    first = raised[0] ?? '';
    expect(await raiseWarnings(t.office)).toEqual([]);
    t.at('2026-03-10');
    expect(await raiseWarnings(t.office)).toEqual([]);
    // A fourth report alone raises nothing: the three before are warned of already.
    await reportOn(t, '2026-03-10', { subject: SHOP });
    t.at('2026-03-11');
    expect(await raiseWarnings(t.office)).toEqual([]);
    const [w] = (await openWarnings(clerk())).open;
    // Raised on Monday 9 March: ten working days end on 23 March.
    expect(w).toMatchObject({ id: first, due: '2026-03-23', phase: '等待处置', late: false });
    expect(w?.title).toBe(`${SHOP}：多次举报同一单位（3次）`);
    // The warning and the reports it comes from show each other, to the organ that sees them.
    const beside = async (who: Actor, id: string) =>
      (await api.ask(who, 'GET', `/api/v1/cases/${id}`)).body.beside.map((b: { id: string }) => b.id);
    const from = await beside(clerk(), first);
    expect(from).toHaveLength(3);
    expect(await beside(clerk(), from[0])).toEqual([first]);
    expect(await beside(bureau(), first)).toEqual([]);
    expect((await openWarnings(bureau())).open.map((o) => o.id)).toEqual([first]);
    expect((await openWarnings(t.staff('case-clerk', 't-city'))).open).toEqual([]);
  });

  test('R23.2 no warning without its signals, by nobody but the system', async () => {
    const { rows } = await t.database.pool.query(
      'select input from fadu.act where case_id = $1 and seq = 1',
      [first],
    );
    const raise = (actor: Actor, more: Record<string, unknown>) =>
      openCase(t.office, 'risk-warning', {
        act: 'raise',
        actor,
        key: key(),
        input: { ...rows[0].input, ...more },
      });
    expect(await refusal(raise(SYSTEM, { n: 4 }))).toContain('SIGNAL');
    expect(await refusal(raise(SYSTEM, { subject: 'name:演示市别家超市' }))).toContain('SIGNAL');
    expect(await refusal(raise(SYSTEM, { level: '高' }))).toContain('SIGNAL');
    expect(await refusal(raise(clerk(), {}))).toContain('who');
  });

  test('R23.2 handled: a measure that is a case names it; who handles does not confirm; sent back, the limit runs on', async () => {
    const handle = (more: Record<string, unknown> = {}) =>
      act(first, 'handle', clerk(), {
        measures: ['加强日常监管', '约谈提醒'],
        text: '列入重点监管，约谈了负责人，要求每日核对日期标签。',
        ...more,
      });
    expect(await refusal(handle({ measures: ['现场检查'] }))).toContain('CASE');
    expect(await refusal(handle({ measures: ['立案调查'], caseRef: '220200-none' }))).toContain('没有编号是');
    expect(await refusal(act(first, 'confirm', head(), { opinion: '同意' }))).toContain('phase');
    await handle();
    const both: Actor = { ...clerk(), posts: [...clerk().posts, ...head().posts] };
    expect(await refusal(act(first, 'confirm', both, { opinion: '同意' }))).toContain('APART-HANDLE');
    await act(first, 'send-back', head(), { opinion: '只约谈不够，安排巡查。' });
    expect((await openWarnings(clerk())).open[0]).toMatchObject({ due: '2026-03-23' });
    await handle({ measures: ['执法巡查'] });
    await act(first, 'confirm', head(), { opinion: '同意' });
    expect((await openWarnings(clerk())).figures).toMatchObject({
      raised: 1,
      handled: 1,
      escalated: 0,
      open: 0,
    });
  });

  test('R23.2 explained, with reasons that the head confirms', async () => {
    await reported('演示市河南街便民超市', '2026-05');
    t.at('2026-05-08');
    const [id = ''] = await raiseWarnings(t.office);
    expect(await refusal(act(id, 'explain', clerk(), { reasons: '没事' }))).toContain('input');
    await act(id, 'explain', clerk(), { reasons: '三件举报是同一人反映同一件事，已经核查不属实。' });
    const { record } = await act(id, 'confirm', head(), { opinion: '情况属实，同意。' });
    expect(record.effects.phase).toBe('explained');
  });

  test('R23.2 neither in time: it goes up by itself, answered there and settled by the supervising organ', async () => {
    await reported('演示市丰满路超市', '2026-06');
    t.at('2026-06-08');
    const [id = ''] = await raiseWarnings(t.office);
    // Raised on Monday 8 June: ten working days, the festival of 19 June out, end on 23 June.
    t.at('2026-06-23');
    await runExpiry(t.office);
    expect((await openWarnings(bureau())).open[0]?.phase).toBe('等待处置');
    t.at('2026-06-24');
    await runExpiry(t.office);
    const [up] = (await openWarnings(bureau())).open;
    expect(up).toMatchObject({ id, phase: '已升级到监督机构', due: '2026-07-08' });
    expect(await refusal(act(id, 'confirm', head(), { opinion: '同意' }))).toContain('phase');
    expect(await refusal(act(id, 'settle', bureau(), { opinion: '了结。' }))).toContain('ANSWERED');
    await act(id, 'explain', clerk(), { reasons: '人员调整没有及时办理，现在已经列入巡查。' });
    await act(id, 'urge', bureau(), { opinion: '说明不是处置，请实地巡查后再报。' });
    await act(id, 'handle', clerk(), {
      measures: ['执法巡查'],
      text: '六月二十四日实地巡查，没有发现过期食品。',
    });
    expect(await refusal(act(id, 'settle', head(), { opinion: '了结。' }))).toContain('who');
    await act(id, 'settle', bureau(), { opinion: '处置到位，逾期记入监督。' });
    const { figures } = await openWarnings(bureau());
    expect(figures).toMatchObject({ raised: 3, handled: 1, explained: 1, escalated: 1, open: 0 });
    expect(
      await count("select count(*) as n from fadu.clock where case_id = $1 and state = 'running'", [id]),
    ).toBe(0);
  });

  test('R23.2 a correction that nobody checked in time is a high risk, to be handled in five working days', async () => {
    const id = await recordedVisit(
      t,
      g,
      't-market',
      40,
      '2026-07-06',
      {},
      {
        points: [
          { item: 'JC-SJ-001', point: '证照齐全并且公示', result: '不合格' },
          { item: 'JC-SJ-001', point: '场所设施符合要求', result: '合格' },
        ],
        result: '发现问题责令改正',
        found: '许可证没有公示。',
      },
    );
    await visitAct(t, id, 'order-correction', visitPeople(t, 't-market').clerk, {
      what: '公示许可证',
      basis: '《演示条例》第十条',
      dueOn: '2026-07-13',
      recheckBy: '2026-07-20',
    });
    t.at('2026-07-21');
    expect(await raiseWarnings(t.office)).toEqual([]);
    t.at('2026-07-22');
    const raised = await raiseWarnings(t.office);
    expect(raised).toHaveLength(1);
    const [w] = (await openWarnings(clerk())).open;
    expect(w).toMatchObject({ due: '2026-07-29' });
    expect(w?.title).toContain('责令改正到期没有改正');
  });

  test('R23.2 every threshold is shown as our own choice, never as law', () => {
    for (const r of signalRules) expect(r.cites.some((c) => c.standing === 'design')).toBe(true);
  });
});
