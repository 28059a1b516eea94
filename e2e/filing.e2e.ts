/** The filing platform of the desk in a browser: what is missing is named, and a filing begins from the document. */
import { document as makeDocument } from '@fadu/office/testing/document';
import type { TestOffice } from '@fadu/office/testing/office';
import { MATERIALS } from '@fadu/plan/rulemaking/filing-review/common';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillField } from './desk-form.ts';
import { type House, openHouse } from './house.ts';
import { barriers, picture, sideways } from './page-checks.ts';

const NUMBER = '演市政规〔2026〕1号';
/** The document is published on 20 May: fifteen days to the province, thirty to the standing committee. */
const BEFORE = '2026-06-01';
const AFTER = '2026-06-10';

let house: House;

beforeAll(async () => {
  house = await openHouse();
  const t = {
    office: house.running.office,
    at: house.at,
    staff: (role: string, organ: string) => ({
      kind: 'person',
      person: `p-${organ}-${role}`,
      name: `${organ}-${role}`,
      posts: [{ role, organ }],
    }),
  } as unknown as TestOffice;
  await makeDocument(t, 'in-force');
}, 180_000);
afterAll(() => house?.stop());

/** The row of the document and the organ it is filed with. */
const row = (page: Page, recipient: string) => page.locator('.duty-row', { hasText: `报${recipient}` });

describe('R16.6 R15.2 the filing platform in a browser', () => {
  test('R16.6 before the last day nothing is missing; after it the document is named with the organ', async () => {
    house.at(BEFORE);
    const page = await house.as('filer');
    await page.goto(`${house.url}/desk/filing`);
    await row(page, '吉林省人民政府').waitFor();
    expect(await row(page, '吉林省人民政府').innerText()).toMatch(/待报[\s\S]*最后一日 2026年6月4日/);
    expect(await row(page, '市人大常委会').innerText()).toMatch(/待报[\s\S]*最后一日 2026年6月22日/);
    // Who does not file is told who does.
    expect(await row(page, '市人大常委会').innerText()).toContain('由办公室文员报送');
    house.at(AFTER);
    await page.goto(`${house.url}/desk/filing?show=missing`);
    await row(page, '吉林省人民政府').waitFor();
    expect(await page.locator('.duty-row').count()).toBe(1);
    expect(await row(page, '吉林省人民政府').innerText()).toMatch(/漏报[\s\S]*演市政规〔2026〕1号/);
    const body = page.locator('tr', { hasText: '演示市人民政府' });
    expect((await body.locator('td').allInnerTexts()).slice(0, 6)).toEqual(['1', '0', '1', '1', '0%', '0%']);
  }, 120_000);

  test('R16.6 a filing begins from the document: number, day and recipient are known; filed in time it counts', async () => {
    const page = await house.as('clerk');
    await page.goto(`${house.url}/desk/filing`);
    await row(page, '市人大常委会').getByRole('link', { name: '报送备案' }).click();
    const form = page.locator('form.new-form');
    await form.waitFor();
    expect(await form.innerText()).toContain(NUMBER);
    for (const asked of ['document', 'effectiveOn', 'recipient'])
      expect(await form.locator(`[data-path="${asked}"]`).count()).toBe(0);
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await page.waitForTimeout(300);
      expect([...(await barriers(page)), ...(await sideways(page))]).toEqual([]);
      await picture(page, `desk-filing-form-${width}`);
    }
    await fillField(page, form, 'materials', [...MATERIALS]);
    await fillField(page, form, 'report', '现将本文件及有关材料报送备案，请予审查。');
    await form.locator('button[type=submit]').click();
    await page.waitForURL(/\/desk\/cases\/220200-/);
    await page.goto(`${house.url}/desk/filing`);
    await row(page, '市人大常委会').waitFor();
    expect(await row(page, '市人大常委会').innerText()).toMatch(/按时[\s\S]*备案事项/);
    const body = page.locator('tr', { hasText: '演示市人民政府' });
    expect((await body.locator('td').allInnerTexts()).slice(0, 6)).toEqual([
      '2',
      '1',
      '1',
      '0',
      '50%',
      '50%',
    ]);
    await picture(page, 'desk-filing-filed-1440');
  }, 120_000);

  test('R15.2 what goes to the government above the city is recorded by its own act, late as it is', async () => {
    const page = await house.as('clerk');
    await page.goto(`${house.url}/desk/filing?show=missing`);
    await row(page, '吉林省人民政府').getByRole('link', { name: '报送备案' }).click();
    const form = page.locator('form.new-form');
    await form.waitFor();
    await fillField(page, form, 'materials', [...MATERIALS]);
    await fillField(page, form, 'report', '现将本文件及有关材料报送备案，请予审查。');
    await fillField(page, form, 'sentOn', '2026-06-09');
    await fillField(page, form, 'way', '机要交换');
    await form.locator('button[type=submit]').click();
    await page.waitForURL(/\/desk\/cases\/220200-/);
    await page.goto(`${house.url}/desk/filing?show=late`);
    await row(page, '吉林省人民政府').waitFor();
    expect(await row(page, '吉林省人民政府').innerText()).toContain('2026年6月9日报送');
  }, 120_000);

  test('R15.2 the yearly catalogue of rules begins here, by who files rules', async () => {
    const page = await house.as('filer');
    await page.goto(`${house.url}/desk/filing`);
    await page.getByRole('button', { name: '编制年度规章目录' }).click();
    const form = page.locator('form.new-form');
    await form.waitFor();
    expect(await page.locator('main h1').innerText()).toBe('编制年度规章目录');
    await fillField(page, form, 'maker', '演示市人民政府');
    await fillField(page, form, 'yearEnd', '2025-12-31');
    await form.locator('button[type=submit]').click();
    await page.waitForURL(/\/desk\/cases\/220200-/);
    await page.locator('#acts-title').waitFor();
    expect(await page.locator('ul.acts').innerText()).toContain('报送年度规章目录');
  }, 90_000);

  test('no page logged an error', () => {
    expect(house.faults).toEqual([]);
  });
});
