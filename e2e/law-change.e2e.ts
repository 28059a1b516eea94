/**
 * The repeal of an article of a real statute, in a browser: what stands on it is shown before it is confirmed, what has
 * no other basis is taken down, the rest is listed for review, and the list of yesterday stays what it was.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chineseNumber } from '@fadu/kernel/citation';
import { performAct } from '@fadu/office/cases/perform';
import { linkPending } from '@fadu/office/law/links';
import { importText } from '@fadu/office/law/store';
import { key } from '@fadu/office/testing/document';
import type { TestOffice } from '@fadu/office/testing/office';
import { codeOf, listPeople, prepareRegisters, publishBatch } from '@fadu/office/testing/registers';
import { licenceBody } from '@fadu/plan/functions/power-registers/sample.testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doAct, fillField, isDone } from './desk-form.ts';
import { type House, openHouse } from './house.ts';
import { barriers, picture, sideways } from './page-checks.ts';

/** A real statute where the collection lies beside the repository; else a made-up one of the same shape. */
const REAL = fileURLToPath(new URL('../../shared/laws/行政法/食品安全法(2021-04-29).md', import.meta.url));
/** Id of the text. */
const LAW = existsSync(REAL) ? '食品安全法' : '演示食品经营法';
const MADE_UP = [
  '# 演示食品经营法',
  '（2015年4月24日第十二届全国人民代表大会常务委员会第十四次会议通过，自2015年10月1日起施行）',
  ...Array.from({ length: 40 }, (_, i) => `第${chineseNumber(i + 1)}条　本条写明第${i + 1}项要求。`),
].join('\n\n');

const TODAY = '2026-06-02';
const YESTERDAY = '2026-06-01';

let house: House;
let t: TestOffice;
/** Codes of the entries: one stands on the article alone, one on another law too, one on another law only. */
let code: Record<'falls' | 'review' | 'apart', string>;
const bodies = {
  falls: licenceBody(1, 't-city', {
    name: '演示食品摊点经营许可',
    basis: [{ instrument: LAW, article: '35' }],
  }),
  review: licenceBody(2, 't-market', {
    name: '演示食品销售许可',
    basis: [
      { instrument: LAW, article: '35' },
      { instrument: '行政许可法', article: '14' },
    ],
  }),
  apart: licenceBody(3, 't-city', { name: '演示广告设置许可' }),
};
let caseId = '';
/** Title of the text as it was imported. */
let title = '';

beforeAll(async () => {
  house = await openHouse();
  t = {
    office: house.running.office,
    at: house.at,
    database: { pool: house.pool },
    staff: (role: string, organ: string, name = `${organ}-${role}`) => ({
      kind: 'person',
      person: `p-${name}`,
      name,
      posts: [{ role, organ }],
    }),
  } as unknown as TestOffice;
  const stored = await importText(
    house.running.office,
    existsSync(REAL)
      ? { name: '行政法/食品安全法(2021-04-29).md', bytes: readFileSync(REAL) }
      : { name: '演示食品经营法.md', bytes: MADE_UP },
  );
  expect(stored).toMatchObject({ id: LAW, outcome: 'stored' });
  title = stored.title;
  await linkPending(house.running.office);
  await prepareRegisters(t);
  code = Object.fromEntries(
    Object.entries(bodies).map(([k, b]) => [k, codeOf(t, 'power-licence', b)]),
  ) as typeof code;
  await publishBatch(t, 'power-licence', Object.values(bodies), '2026-05-20');
  house.at(TODAY);
}, 180_000);
afterAll(() => house?.stop());

/** Names in the public list, each with its status; `query`: as in the address bar. */
async function publicList(page: Page, query = ''): Promise<Record<string, string>> {
  await page.goto(`${house.url}/registers/power-licence${query}`);
  const rows = await page.locator('li.document-row').all();
  const found = await Promise.all(
    rows.map(async (r) => [
      (await r.locator('.row-title').innerText()).trim(),
      (await r.locator('.tag').first().innerText()).trim(),
    ]),
  );
  return Object.fromEntries(found);
}
const looked = async (page: Page, name: string) => {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.waitForTimeout(350);
    expect([...(await barriers(page)), ...(await sideways(page))], `${name} at ${width}`).toEqual([]);
    await picture(page, `desk-${name}-${width}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
};

describe('R4.2 R4.3 R4.5 an article of a statute is repealed, in a browser', () => {
  test('R4.2 what stands on the article is shown before the change is proposed', async () => {
    const page = await house.as('lawkeeper');
    await page.goto(`${house.url}/desk/law-changes`);
    await page.getByRole('button', { name: '提出法律变动' }).click();
    const form = page.locator('form.law-form');
    await form.waitFor();
    // The text is found by some letters of its name and the number of the article, and says how it stands.
    await form.locator('#f-instrument').fill(LAW);
    await page.getByRole('option', { name: title }).first().click();
    expect(await form.locator('#f-instrument').inputValue()).toBe(title);
    await form.locator('.law-standing', { hasText: '现行有效' }).waitFor();
    // Nothing is asked of the server before it is known what changes.
    expect(await form.locator('.form-side').innerText()).toContain('写明哪部');
    await form.locator('#f-articles').fill('三十五');
    await page.getByRole('option', { name: '第三十五条' }).first().click();
    await form.getByRole('button', { name: '加上这一条' }).click();
    await fillField(page, form, 'change', '废止');
    await fillField(page, form, 'effectiveOn', TODAY);
    const falls = form.locator('[data-impact=impact-falls]');
    await falls.waitFor();
    expect(await falls.innerText()).toContain('演示食品摊点经营许可');
    expect(await falls.innerText()).toContain(`《${LAW}》第三十五条`);
    expect(await falls.innerText()).not.toContain('演示食品销售许可');
    const review = await form.locator('[data-impact=impact-review]').innerText();
    expect(review).toContain('演示食品销售许可');
    expect(review).toContain('另有依据：《行政许可法》第十四条，当天有效');
    const side = await form.locator('.form-side').innerText();
    expect(side).not.toContain('演示广告设置许可');
    expect(side).toContain('演示市城市管理局1项，演示市市场监督管理局1项');
    // Ten working days from Tuesday the second of June.
    expect(side).toContain('最后一日是2026年6月16日');
    await fillField(page, form, 'by', '演示修改决定');
    expect(await form.locator('#f-says').inputValue()).toBe(`废止《${title}》第三十五条`);
    await fillField(page, form, 'evidence', '公报2026年第3号');
    await looked(page, 'law-change-new');
    await form.locator('button[type=submit]').click();
    await page.waitForURL(/\/desk\/cases\/220200-/);
    caseId = page.url().split('/').at(-1) as string;
    await page.locator('#impact-title').waitFor();
    // Proposed is not recorded: the public list stands as it was.
    expect(await publicList(await house.stranger({ script: false }))).toMatchObject({
      演示食品摊点经营许可: '在用',
    });
  }, 120_000);

  test('R4.2 the second person sees the same and confirms; what fell and what is left is shown with its last day', async () => {
    const page = await house.as('reviewer');
    await page.goto(`${house.url}/desk/cases/${caseId}`);
    await page.locator('[data-impact=impact-falls]', { hasText: '演示食品摊点经营许可' }).waitFor();
    await page.locator('[data-impact=impact-review]', { hasText: '演示食品销售许可' }).waitFor();
    await looked(page, 'law-change-proposed');
    await doAct(page, '核对无误，登记变动', { checked: '已与公报第3号核对，条号和日期一致。' });
    await isDone(page, '核对无误，登记变动');
    const panel = page.locator('section', { has: page.locator('#impact-title') }).last();
    await panel.getByText('已经暂停实施').waitFor();
    expect(await panel.innerText()).toContain('2026年6月16日');
    const city = await panel.locator('[data-organ=t-city]').innerText();
    expect(city).toMatch(/演示食品摊点经营许可[\s\S]*暂停实施[\s\S]*还没有报告/);
    const market = await panel.locator('[data-organ=t-market]').innerText();
    expect(market).toMatch(/演示食品销售许可[\s\S]*还没有报告/);
    expect(market).not.toContain('暂停实施');
    await looked(page, 'law-change-recorded');
  }, 120_000);

  test('R4.2 R4.5 the public list of today has taken it down; as of yesterday it is there', async () => {
    const page = await house.stranger({ script: false });
    expect(await publicList(page)).toEqual({
      演示食品摊点经营许可: '暂停实施',
      演示食品销售许可: '在用',
      演示广告设置许可: '在用',
    });
    const inUse = await publicList(page, `?status=${encodeURIComponent('在用')}`);
    expect(Object.keys(inUse).sort()).toEqual(['演示广告设置许可', '演示食品销售许可'].sort());
    expect(await publicList(page, `?asOf=${YESTERDAY}`)).toEqual({
      演示食品摊点经营许可: '在用',
      演示食品销售许可: '在用',
      演示广告设置许可: '在用',
    });
    await page.goto(`${house.url}/registers/law-changes`);
    const changes = await page.locator('main').innerText();
    expect(changes).toContain(`废止《${title}》第三十五条`);
    expect(changes).toContain('1项没有其他依据，暂停实施');
    expect(changes).toContain('各机关应在2026年6月16日前处理完');
  }, 60_000);

  test('R4.3 an organ reports; the page of the change says what remains', async () => {
    house.at('2026-06-08');
    await performAct(house.running.office, caseId, {
      act: 'report-adjustment',
      actor: listPeople(t).market,
      input: {
        handled: [
          { region: '220200', register: 'power-licence', code: code.review, outcome: '核对无需调整' },
        ],
        summary: '另有行政许可法的依据，不需要调整。',
      },
      key: key(),
    });
    const page = await house.as('lawkeeper');
    await page.goto(`${house.url}/desk/law-changes`);
    const row = page.locator('a.row', { hasText: `废止《${title}》第三十五条` });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/调整中[\s\S]*2项受影响，1项暂停实施[\s\S]*最后一日 2026年6月16日/);
    await looked(page, 'law-changes');
    await row.click();
    await page.locator('[data-organ=t-market]', { hasText: '核对无需调整' }).waitFor();
    expect(await page.locator('[data-organ=t-market]').innerText()).toContain('已经报告');
    expect(await page.locator('[data-organ=t-city]').innerText()).toContain('还要报告');
    const item = page.locator('.impact-sum .review');
    expect(await item.innerText()).toMatch(/^1\s*项还没有报告处理情况，共2项/);
  }, 90_000);

  test('R4.2 the article that was repealed cannot be repealed again, and the form says so at once', async () => {
    const page = await house.as('lawkeeper');
    await page.goto(`${house.url}/desk/law-changes/new?instrument=${encodeURIComponent(LAW)}&article=35`);
    const form = page.locator('form.law-form');
    await fillField(page, form, 'change', '废止');
    await fillField(page, form, 'effectiveOn', '2026-06-08');
    await form.locator('.note.late', { hasText: '已经废止，不能重复登记' }).waitFor();
  }, 60_000);

  test('R43.1 the palette finds an article by its number and opens it beside the desk', async () => {
    const page = await house.as('lawkeeper');
    await page.goto(`${house.url}/desk/`);
    await page.locator('main h1').waitFor();
    await page.keyboard.press('Control+k');
    await page.locator('.palette input').fill('第五十七条 行政处罚法');
    const option = page.locator('.palette [role=option]', { hasText: '行政处罚法》第五十七条' }).first();
    await option.waitFor();
    expect(await page.locator('.palette [role=option]').first().innerText()).toContain('第五十七条');
    await picture(page, 'desk-palette-law');
    const opened = page.context().waitForEvent('page');
    await page.keyboard.press('Enter');
    const beside = await opened;
    await beside.waitForLoadState();
    expect(decodeURIComponent(beside.url())).toMatch(/\/laws\/行政处罚法#art_57$/);
    expect(await beside.locator('main h1').first().innerText()).toContain('行政处罚法');
    await beside.close();
  }, 60_000);

  test('no page logged an error', () => {
    expect(house.faults).toEqual([]);
  });
});
