/** “May I enter?” in public: by the lists in force, with the entry it stands on; nothing is said without a list. */
import { publishBatch } from '@fadu/office/testing/registers';
import { foreignSamples, marketSamples } from '@fadu/plan/functions/market-negative-list/sample.testing';
import { registerBatch } from '@fadu/plan/functions/power-registers/index';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;

beforeAll(async () => {
  p = await testPortal({ procedures: [registerBatch] });
  p.t.at('2026-03-02');
}, 120_000);
afterAll(() => p?.close());

const ask = (q: string, more = '') => p.page(`/may-enter?q=${encodeURIComponent(q)}${more}`);

test('R2.1 without a list nothing is said', async () => {
  const page = await ask('开网吧');
  expect(page).toContain('现在不能回答');
  expect(page).not.toContain('可以进入');
});

test('R2.1 R10.1 permitted, prohibited, free; foreign investors by their own list first', async () => {
  await publishBatch(p.t, 'market-access-list', marketSamples('t-city'), '2026-03-03');
  await publishBatch(p.t, 'foreign-access-list', foreignSamples('t-city'), '2026-03-03');
  p.t.at('2026-03-10');
  const cafe = await ask('开网吧');
  expect(cafe).toContain('须经许可');
  expect(cafe).toContain('/registers/market-access-list/2-03');
  expect(await ask('办新闻网站')).toContain('禁止进入');
  expect(await ask('做手工编织')).toContain('任何单位不得另设准入条件');
  expect(await ask('做手工编织', '&who=foreign&form=个体工商户')).toContain('不符合外资要求');
  expect(await ask('经营基础电信业务', '&who=foreign&form=公司&share=60')).toContain('49%');
  expect(await ask('经营基础电信业务', '&who=foreign&form=公司&share=49')).toContain('须经许可');
  // What is wrong in the address counts as not said.
  expect(await ask('开网吧', '&share=-3&form=x&who=y')).toContain('须经许可');
});
