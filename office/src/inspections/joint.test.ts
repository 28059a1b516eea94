/** R24.7 joint visits proposed, and what everyone reads of visits, over the API. */
import { enterprise, visitSamples } from '@fadu/plan/enforcement/inspections/visits/sample.testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApi, testApi } from '../testing/api.ts';
import {
  enteredVisit,
  prepareVisits,
  proposeVisit,
  recordedVisit,
  type VisitGround,
  visitAct,
  visitPeople,
} from '../testing/inspections.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';

let t: TestOffice;
let api: TestApi;
let g: VisitGround;
beforeAll(async () => {
  t = await testOffice();
  api = testApi(t);
  g = await prepareVisits(t);
}, 180_000);
afterAll(() => t?.close());

const joint = async (organ: Parameters<typeof visitPeople>[1]) =>
  (await api.ask(visitPeople(t, organ).clerk, 'GET', '/api/v1/inspections/joint')).body;

test('R24.7 several due at one enterprise: proposed to those who are due there, with the days they share, to nobody else', async () => {
  const own = await proposeVisit(t, 't-market', 1, '2026-04-07', { to: '2026-04-20' });
  expect((await joint('t-market')).items).toEqual([]);
  const other = await proposeVisit(t, 't-ecology', 1, '2026-04-08', {
    to: '2026-04-12',
    apartReason: '油烟要在夜间高峰检查',
  });
  await proposeVisit(t, 't-city', 2, '2026-04-08');
  const said = await joint('t-market');
  expect(said.items).toEqual([
    {
      object: enterprise(1).object,
      name: enterprise(1).objectName,
      together: { from: '2026-04-08', to: '2026-04-12' },
      underWay: false,
      due: [
        expect.objectContaining({ organ: 't-market', caseId: own, kind: '拟检查' }),
        // The other organ's case is not shown, only that it is due.
        expect.objectContaining({ organ: 't-ecology', caseId: null, title: null }),
      ],
    },
  ]);
  expect(JSON.stringify(said)).not.toContain(other);
  expect((await joint('t-city')).items).toEqual([]);
  expect((await api.ask(t.staff('case-clerk', 't-market'), 'GET', '/api/v1/inspections/joint')).status).toBe(
    403,
  );
  // Asked along, it says so; once somebody has gone in there is nothing left to join.
  await visitAct(t, own, 'invite', visitPeople(t, 't-market').clerk, {
    organs: ['t-ecology'],
    text: '建议一次进入。',
  });
  expect((await joint('t-ecology')).items[0]).toMatchObject({ underWay: true });
  await visitAct(t, own, 'cancel', visitPeople(t, 't-market').clerk, { reasons: '企业停业' });
  expect((await joint('t-ecology')).items).toEqual([]);
}, 60_000);

test('R24.7 R7.3 figures by organ and month agree with the visits behind them; an enterprise’s page is the record', async () => {
  const publish = (id: string) =>
    visitAct(t, id, 'publish-result', visitPeople(t, 't-market').clerk, visitSamples.publish);
  await publish(await recordedVisit(t, g, 't-market', 11, '2026-05-11'));
  await publish(await recordedVisit(t, g, 't-market', 12, '2026-05-12'));
  const late = await recordedVisit(t, g, 't-market', 13, '2026-06-01');
  t.at('2026-07-20');
  await publish(late);
  await enteredVisit(t, g, 't-ecology', 11, '2026-07-21');
  const { body } = await api.ask(t.staff('nobody', 't-city'), 'GET', '/api/v1/inspections/figures?year=2026');
  expect(body).toMatchObject({
    visits: 4,
    enterprises: 3,
    planned: 4,
    joint: 0,
    scanned: 4,
    published: 3,
    inTime: 2,
    withFault: 0,
    overCap: 0,
    mean: 1.33,
    p95: 2,
  });
  expect(body.organs.map((o: { organ: string; months: number[] }) => [o.organ, o.months])).toEqual([
    ['t-market', [0, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0, 0]],
    ['t-ecology', [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]],
  ]);
  const page = await api.ask(
    t.staff('nobody', 't-city'),
    'GET',
    `/api/v1/inspections/enterprises/${enterprise(11).object}`,
  );
  expect(page.body.counts).toEqual([
    { organ: 't-ecology', organName: '演示市生态环境局', times: 1, cap: 1 },
    { organ: 't-market', organName: '演示市市场监督管理局', times: 1, cap: 2 },
  ]);
  expect(page.body.visits.map((v: { result: string | null }) => v.result)).toEqual([null, '未发现问题']);
  expect(
    (await api.ask(t.staff('nobody', 't-city'), 'GET', '/api/v1/inspections/enterprises/没有')).status,
  ).toBe(404);
  expect(
    (await api.ask(t.staff('nobody', 't-city'), 'GET', '/api/v1/inspections/figures?year=x')).status,
  ).toBe(400);
}, 60_000);
