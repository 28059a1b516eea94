/** An officer's certificate checked by a resident in the browser: with the network and without; and a report by code. */

import { performAct } from '@fadu/office/cases/perform';
import type { TestOffice } from '@fadu/office/testing/office';
import { certify } from '@fadu/office/testing/officers';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from './house.ts';

let house: House;
let caseId = '';
const CARD = '演示证-0007';
const DAY = '2026-05-25';

/** A stranger whose own clock shows the day of the story. */
async function resident(width = 1440): Promise<Page> {
  const page = await house.stranger({ width, height: 900 });
  await page.clock.setFixedTime(new Date(`${DAY}T10:00:00+08:00`));
  return page;
}

const staff = (role: string, organ: string) => ({
  kind: 'person' as const,
  person: `p-${organ}-${role}`,
  name: '王执法',
  posts: [{ role, organ }],
});

beforeAll(async () => {
  house = await openHouse();
  const { office } = house.running;
  const t = { office, staff, at: house.at, database: { pool: house.pool } } as unknown as TestOffice;
  house.at(DAY);
  caseId = (await certify(t, staff('enforcement-officer', 't-market'), 't-market', { number: CARD })).caseId;
}, 180_000);
afterAll(() => house?.stop());

const card = () => `${house.url}/officers/${encodeURIComponent(CARD)}`;

test('R25.1 the code opens a page that checks the signature, the days, and the register', async () => {
  const page = await resident(390);
  await page.goto(card());
  await page.getByRole('link', { name: '直接打开核对' }).click();
  await page.locator('.check-good').nth(2).waitFor();
  const text = await page.locator('main').innerText();
  expect(text).toContain('签名是本市的');
  expect(text).toContain('名录里今天的状态是有效');
  expect(text).toContain('王执法');
});

test('R25.1 without the network the signature and the days are still checked; a changed letter is told', async () => {
  const page = await resident();
  await page.goto(card());
  const href = (await page.getByRole('link', { name: '直接打开核对' }).getAttribute('href')) ?? '';
  await page.goto(`${house.url}/officers/check`);
  await page.context().setOffline(true);
  try {
    await page.getByLabel('扫码得到的网址').fill(href);
    await page.getByRole('button', { name: '核对' }).click();
    await page.locator('.check-good').nth(1).waitFor();
    expect(await page.locator('[data-checks]').innerText()).toContain('现在没有网络');
    const at = href.length - 120;
    const forged = `${href.slice(0, at)}${href[at] === 'A' ? 'B' : 'A'}${href.slice(at + 1)}`;
    await page.getByLabel('扫码得到的网址').fill(forged);
    await page.getByRole('button', { name: '核对' }).click();
    await page.locator('.check-bad').first().waitFor();
    expect(await page.locator('.check-good').count()).toBe(0);
  } finally {
    await page.context().setOffline(false);
  }
});

test('R25.1 R25.2 suspended today: the signature holds, the register says no', async () => {
  await performAct(house.running.office, caseId, {
    act: 'suspend',
    actor: staff('certificate-clerk', 't-justice'),
    key: 'suspend-in-browser',
    input: { ground: '投诉举报核查期间', reasons: '核查投诉' },
  });
  const page = await resident();
  await page.goto(card());
  expect(await page.locator('main').innerText()).toContain('不能执法');
});

test('R23.3 a resident reports without an account at 390 pixels and follows it by the code', async () => {
  const page = await resident(390);
  await page.goto(`${house.url}/reports`);
  await page.getByRole('link', { name: '我要举报' }).click();
  await page.getByLabel('举报什么').fill('夜间施工噪声扰民');
  await page.getByLabel('向哪个机关举报').selectOption('t-city');
  await page.getByLabel('被举报的人或者单位').fill('演示建筑工程有限公司');
  await page.getByLabel('地点').fill('演示市中心路九号工地');
  await page.getByLabel('发生或者发现的日期').fill('2026-05-01');
  await page.getByLabel('事情经过').fill('连续三个晚上十一点以后仍在浇筑混凝土，没有公示许可。');
  await page.getByRole('button', { name: '提交举报' }).click();
  const code = await page.locator('.query-code').innerText();
  await page.getByRole('link', { name: '凭查询码查看' }).click();
  await page.getByLabel('查询码').fill(code);
  await page.getByRole('button', { name: '查看' }).click();
  const text = await page.locator('main').innerText();
  expect(text.replace(/\s/g, '')).toContain('夜间施工噪声扰民');
  expect(text).toContain('没有人看过');
  await page.getByLabel('补充的内容').fill('今晚又开工了，有录音。');
  await page.getByRole('button', { name: '提交补充' }).click();
  expect(await page.locator('.banner').innerText()).toContain('已经交给');
});
