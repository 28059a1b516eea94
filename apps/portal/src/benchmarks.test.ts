/** The public pages of benchmarks and lenient lists. */
import { draftTable, publishTable } from '@fadu/office/testing/benchmarks';
import { enterText, prepareRegisters } from '@fadu/office/testing/registers';
import { benchmarkFor, expiredFood } from '@fadu/plan/enforcement/discretion-benchmarks/catalogue/index';
import { discretionBenchmarkMaking } from '@fadu/plan/enforcement/discretion-benchmarks/definition';
import { lenientListMaking } from '@fadu/plan/enforcement/inclusive-lists/definition';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

const ITEM = '220211001000';
let p: TestPortal;
beforeAll(async () => {
  p = await testPortal({ procedures: [discretionBenchmarkMaking, lenientListMaking] });
  await prepareRegisters(p.t);
  await enterText(p.t, {
    title: '食品安全法',
    kind: 'law',
    maker: '全国人大常委会',
    effective: '2015-10-01',
  });
}, 120_000);
afterAll(() => p?.close());

test('R22.1 R26.2 before anything is published the pages say so', async () => {
  expect(await p.page('/benchmarks')).toContain('还没有公布裁量权基准');
  expect(await p.page('/lenient-lists')).toContain('还没有公布清单');
});

test('R22.1 a published benchmark is drawn, computed and downloaded; a draft is not shown', async () => {
  const today = p.t.office.now().slice(0, 10);
  const b = benchmarkFor(expiredFood, ITEM, 't-market');
  await publishTable(p.t, 'discretion-benchmark', b, today);
  await draftTable(p.t, 'discretion-benchmark', {
    ...b,
    basicCode: `${ITEM}-02`,
    name: '还是草案',
    violation: '还是草案的行为',
  });
  const list = await p.page('/benchmarks');
  expect(list).toContain('经营超过保质期的食品');
  expect(list).not.toContain('还是草案');
  const one = await p.page(`/benchmarks/${ITEM}-01`);
  expect(one).toContain('50000元以上65000元以下');
  expect(one).toContain('10倍以上13倍以下');
  expect(one).toContain('未核实');
  expect(one).not.toContain('[object');
  const said = await p.page(
    `/benchmarks/${ITEM}-01?compute=1&goodsValue=12000&corrected=否&times=没有&injured=否&confessed=否&obstructed=否`,
  );
  expect(said).toContain('罚款超过156000元、不满204000元');
  expect(await p.page(`/benchmarks/${ITEM}-01?compute=1&goodsValue=12000`)).toContain('还得不出结果');
  const dmn = await p.app.request(`/benchmarks/${ITEM}-01.dmn`);
  expect(dmn.headers.get('content-disposition')).toContain(`${ITEM}-01.dmn`);
  expect(await dmn.text()).toContain('decisionTable');
  expect((await p.app.request(`/benchmarks/${ITEM}-09`)).status).toBe(404);
  // The generic pages of the register lead here instead of printing tables.
  const entry = await p.page(`/registers/discretion-benchmark/${ITEM}-01`);
  expect(entry).toContain(`/benchmarks/${ITEM}-01?region=220200`);
  expect(entry).not.toContain('[object');
});

test('R26.2 a list entry shows conditions, evidence and the number of times applied', async () => {
  const today = p.t.office.now().slice(0, 10);
  await publishTable(
    p.t,
    'lenient-list',
    {
      basicCode: `${ITEM}-Q01`,
      name: '首次经营少量超过保质期食品',
      organ: 't-market',
      basis: [{ instrument: '食品安全法', article: '124' }],
      item: ITEM,
      list: '不予处罚',
      violation: '首次经营少量超过保质期的食品',
      facts: [{ id: 'goodsValue', title: '货值金额', type: 'number', min: 0, decimals: 2, unit: '元' }],
      conditions: [
        { fact: 'firstOffence', test: 'true' },
        { fact: 'minorHarm', test: 'true' },
        { fact: 'correctedInTime', test: 'true' },
        { fact: 'goodsValue', test: '<= 100' },
      ],
      proof: ['现场笔录'],
      measures: ['批评教育'],
    },
    today,
  );
  const html = await p.page('/lenient-lists');
  expect(html).toContain('不予处罚（1项）');
  expect(html).toContain('货值金额100元以下');
  expect(html.replaceAll(/<[^>]+>/g, '')).toContain('适用0次');
  expect(html).toContain('24个月');
});
