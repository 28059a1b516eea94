/** The public page on enforcement items and functions: each figure with its entries. */

import { enterText, prepareRegisters, publishBatch } from '@fadu/office/testing/registers';
import { registerBatch } from '@fadu/plan/functions/power-registers/index';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
beforeAll(async () => {
  p = await testPortal({ procedures: [registerBatch] });
  await prepareRegisters(p.t);
}, 120_000);
afterAll(() => p?.close());

test('R20.2 R1.3 without entries the page says so; with them it names both bodies, the take-over and the overlap', async () => {
  expect(await p.page('/organ-functions')).toContain('没有两个机关都列入的事项');
  await enterText(p.t, {
    title: '演示执法条例',
    kind: 'local-regulation',
    maker: '吉林市人民代表大会常务委员会',
    effective: '2015-01-01',
    region: '220200',
  });
  const item = (organ: string, more: Record<string, unknown> = {}) => ({
    basicCode: '220211001000',
    name: '对占用道路摆摊的处罚',
    organ,
    basis: [{ instrument: '演示执法条例', article: '2' }],
    kind: '行政处罚',
    field: '城市管理',
    penalties: ['警告', '罚款'],
    level: '市级',
    bodyNature: '法定机关',
    ...more,
  });
  const fn = (organ: string) => ({
    basicCode: '22ZN10001000',
    name: '道路秩序管理',
    organ,
    holding: '主责',
    document: '演编发〔2024〕1号',
    units: ['法规科'],
    posts: 5,
  });
  const day = p.t.office.now().slice(0, 10);
  await publishBatch(
    p.t,
    'enforcement-item',
    [
      item('t-market'),
      item('t-city', {
        team: '演示综合执法支队',
        takenFrom: 't-market',
        takenOn: '2025-07-01',
        takenBy: '省级人民政府决定',
        takenDocument: '演政函〔2025〕1号',
      }),
    ],
    day,
  );
  await publishBatch(p.t, 'organ-function', [fn('t-market'), fn('t-city')], day);
  const html = await p.page('/organ-functions');
  for (const words of [
    '对占用道路摆摊的处罚',
    '演示市城市管理局',
    '2025年7月1日从演示市市场监督管理局划入',
    '应当取消自己清单里的这一项',
    '演示综合执法支队',
    '道路秩序管理',
    '没有机关登记这项职能',
  ])
    expect(html).toContain(words);
  expect(await p.page('/registers')).toContain('/organ-functions');
  expect(await p.page('/registers/enforcement-item')).toContain('对占用道路摆摊的处罚');
});
