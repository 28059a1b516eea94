/** A keeper enters a list of 5,000 items from a spreadsheet with 200 planted faults, in a browser. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { columnsOf, type RegisterDef } from '@fadu/kernel';
import { readTable, writeXlsx } from '@fadu/office/registers/table';
import type { TestOffice } from '@fadu/office/testing/office';
import { enterText, prepareRegisters } from '@fadu/office/testing/registers';
import { licenceBody } from '@fadu/plan/functions/power-registers/sample.testing';
import { registerByCode } from '@fadu/plan/registers';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doAct, fillField } from './desk-form.ts';
import { type House, openHouse } from './house.ts';
import { barriers, picture, sideways } from './page-checks.ts';

const licence = registerByCode('power-licence') as RegisterDef;
const FILE = '市本级许可清单.xlsx';
const ROWS = 5000;

type Body = Record<string, unknown>;

/** The five kinds of planted fault, each with what the page calls it and the column it is found in. */
const FAULTS: readonly (readonly [
  rule: string,
  kind: string,
  column: string,
  spoil: (b: Body, i: number) => Body,
])[] = [
  ['register.CODE', '编码不对', '编码', (b) => ({ ...b, basicCode: `99${String(b.basicCode).slice(2)}` })],
  [
    'register.BASIS-REPEALED',
    '依据已经废止',
    '设定依据',
    (b) => ({ ...b, basis: [{ instrument: '演示已废止条例', article: '5' }] }),
  ],
  [
    'register.BASIS-MINUTES',
    '会议纪要作依据',
    '设定依据',
    (b) => ({ ...b, basis: [{ instrument: '2025年第3次市长办公会议纪要' }] }),
  ],
  [
    'register.TWIN',
    '同名不同编码',
    '事项名称',
    (b, i) => ({ ...b, name: `第${20_000 + i - 7}类演示经营活动许可` }),
  ],
  ['register.LEVEL', '行使层级不对', '行使层级', (b) => ({ ...b, level: '县级' })],
];

let house: House;
let t: TestOffice;
let folder = '';
let caseId = '';
/** Row in the file → the rule it breaks. */
const planted = new Map<number, string>();
/** Item codes of the rows without a fault. */
const good = new Set<string>();

/** A body as the cells of a row. */
const cells = (body: Body): string[] =>
  columnsOf(licence).map((c) => {
    const value = body[c.field];
    switch (c.cell) {
      case 'organ':
        return value === undefined ? '' : t.office.organName(String(value));
      case 'lines':
        return ((value ?? []) as string[]).join('\n');
      case 'basis':
        return ((value ?? []) as { instrument: string; article?: string }[])
          .map((b) => `《${b.instrument}》${b.article ? `第${b.article}条` : ''}`)
          .join('；');
      case 'yes-no':
        return value ? '是' : '否';
      default:
        return String(value ?? '');
    }
  });

beforeAll(async () => {
  house = await openHouse();
  t = { office: house.running.office, at: house.at, database: { pool: house.pool } } as unknown as TestOffice;
  await prepareRegisters(t);
  await enterText(t, {
    title: '演示已废止条例',
    kind: 'local-regulation',
    maker: '吉林省人民代表大会常务委员会',
    effective: '2001-01-01',
    region: '220000',
  });
  await house.pool.query(
    `insert into fadu.instrument_event (instrument, kind, on_day, says, recorded_at) values ('演示已废止条例', 'repealed', '2020-01-01', '废止', now())`,
  );
  folder = mkdtempSync(join(tmpdir(), 'fadu-import-'));
  const bodies = Array.from({ length: ROWS }, (_, i): Body => {
    const body = licenceBody(20_000 + i, 't-city');
    // Every 25th row is faulty: 200 in all, the five kinds in turn.
    if (i % 25 !== 24) {
      good.add(body.basicCode);
      return body;
    }
    const [rule, , , spoil] = FAULTS[((i - 24) / 25) % FAULTS.length] as (typeof FAULTS)[number];
    planted.set(i + 2, rule);
    return spoil(body, i);
  });
  writeFileSync(
    join(folder, FILE),
    await writeXlsx([
      { name: '事项', head: columnsOf(licence).map((c) => c.title), rows: bodies.map(cells) },
    ]),
  );
}, 240_000);
afterAll(async () => {
  await house?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const importPage = async (who: string): Promise<Page> => {
  const page = await house.as(who);
  await page.goto(`${house.url}/desk/registers/power-licence/import`);
  await page.locator('h1', { hasText: '用表格登记' }).waitFor();
  return page;
};
/** An act on thousands of rows takes its time on a busy machine. */
const done = (page: Page, title: string) =>
  page
    .locator('.ant-notification-notice', { hasText: `“${title}”已办理` })
    .first()
    .waitFor({ timeout: 120_000 });
/** Every line of the list of faults, scrolled past as a person would. */
async function readFaults(page: Page): Promise<Map<number, { column: string; say: string; kind: string }>> {
  const found = new Map<number, { column: string; say: string; kind: string }>();
  await page.evaluate(() => window.scrollTo(0, 0));
  for (let at = 0; ; at += 600) {
    await page.evaluate((y) => window.scrollTo(0, y), at);
    await page.waitForTimeout(60);
    for (const line of await page
      .locator('.long-row .fault-row')
      .evaluateAll((rows) =>
        rows.map((r) => [...r.children].map((c) => (c as HTMLElement).innerText.trim())),
      )) {
      const [row = '', column = '', say = '', kind = ''] = line;
      found.set(Number(row.replace(/\D/g, '')), { column, say, kind });
    }
    const end = await page.evaluate(
      () => window.scrollY + window.innerHeight >= document.body.scrollHeight - 2,
    );
    if (end) return found;
  }
}

describe('R4.1 R4.2 a list of 5,000 items from a spreadsheet', () => {
  test('R4.1 only the keeper of the lists imports; the template has the columns of the register', async () => {
    const clerk = await importPage('itemclerk');
    await clerk.getByText('这个岗位不能用表格登记').waitFor();
    const page = await importPage('listkeeper');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载模板' }).click(),
    ]);
    const table = await readTable('x.xlsx', readFileSync(await download.path()));
    expect(table.head).toEqual(columnsOf(licence).map((c) => c.title.replace(/\s/g, '')));
  }, 240_000);

  test('R4.1 R4.2 the check shows its progress and names each of 200 faults by row, column and rule', async () => {
    const page = await importPage('listkeeper');
    const seen: string[] = [];
    await page.exposeFunction('sawProgress', (text: string) => void seen.push(text));
    await page.evaluate(() => {
      const tell = (window as unknown as { sawProgress: (text: string) => void }).sawProgress;
      new MutationObserver(() => {
        const bar = document.querySelector<HTMLElement>('.import-progress');
        if (bar) tell(bar.innerText);
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    await page.locator('.import-choose input[type=file]').setInputFiles(join(folder, FILE));
    await page.locator('.import-figures').waitFor({ timeout: 90_000 });
    expect(seen.some((s) => s.includes('读取表格'))).toBe(true);
    expect(seen.some((s) => s.includes('核对规则'))).toBe(true);
    expect(seen.some((s) => /[1-9]\d*／5,000 行/.test(s))).toBe(true);

    const figures = (await page.locator('.import-figures').innerText()).replace(/\s+/g, '');
    expect(figures).toContain('表格里5,000行');
    expect(figures).toContain('可以收入4,800行');
    expect(figures).toContain('有问题200行');

    const named = await readFaults(page);
    expect(named.size).toBe(200);
    for (const [row, rule] of planted) {
      const [, kind, column] = FAULTS.find(([r]) => r === rule) as (typeof FAULTS)[number];
      expect(named.get(row), `row ${row}`).toMatchObject({ column, kind });
      expect(named.get(row)?.say).toMatch(/[一-鿿]{4}[\s\S]*依据：/);
    }
    // Each kind by itself: forty rows.
    for (const [rule, kind] of FAULTS) {
      const chip = page.locator(`.kinds button[data-rule="${rule}"]`);
      expect((await chip.innerText()).replace(/\s/g, '')).toBe(`${kind}40`);
      await chip.click();
      await page.getByText('列出 40 处').waitFor();
      await chip.click();
    }
    // Everyone can read it, on a desk and on a phone.
    const found: string[] = [];
    for (const [width, height] of [
      [390, 844],
      [1440, 900],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.evaluate(() => window.scrollTo(0, 0));
      await page.waitForTimeout(400);
      found.push(...(await barriers(page)), ...(await sideways(page)));
      await picture(page, `desk-import-checked-${width}`);
    }
    expect(found).toEqual([]);
    // Checking wrote nothing.
    expect((await house.pool.query('select 1 from fadu.case_file')).rows).toEqual([]);
  }, 240_000);

  test('R4.1 the sheet of errors downloads: 200 rows, each with its reason', async () => {
    const page = await house.as('listkeeper');
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: 60_000 }),
      page.getByRole('button', { name: '下载需要改正的行' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`${licence.title}需要改正的行.xlsx`);
    const table = await readTable('x.xlsx', readFileSync(await download.path()));
    const at = (name: string) => table.head.indexOf(name);
    expect(new Map(table.rows.map((r) => [Number(r.cells[at('原表行号')]), r.cells[at('规则')]]))).toEqual(
      planted,
    );
  }, 240_000);

  test('R4.1 R4.5 what is good is submitted, reviewed by another, published by the keeper', async () => {
    const keeper = await house.as('listkeeper');
    const form = keeper.locator('form.new-form');
    await fillField(keeper, form, 'title', '市本级许可清单首次登记');
    await fillField(keeper, form, 'reviewer', '演示市司法局');
    await fillField(keeper, form, 'approval', '演市政〔2025〕30号');
    await fillField(keeper, form, 'approvedOn', '2026-03-01');
    await form.getByRole('button', { name: '提交批量登记' }).click();
    await keeper.getByText('已经提交 4,800 项').waitFor({ timeout: 120_000 });
    await keeper.getByRole('link', { name: '看办理进度' }).click();
    await keeper.locator('#acts-title').waitFor({ timeout: 60_000 });
    caseId = decodeURIComponent(new URL(keeper.url()).pathname.split('/').at(-1) as string);
    expect((await house.pool.query('select 1 from fadu.entry')).rows).toEqual([]);

    const reviewer = await house.as('reviewer');
    await reviewer.goto(`${house.url}/desk/cases/${caseId}`);
    await reviewer.locator('#acts-title').waitFor({ timeout: 60_000 });
    await doAct(reviewer, '合法性审核', {
      conclusion: '合法',
      opinion: '设定依据现行有效，层级符合规定，没有变相许可。',
    });
    await done(reviewer, '合法性审核');

    await keeper.reload();
    await keeper.locator('#acts-title').waitFor({ timeout: 60_000 });
    await doAct(keeper, '公布本批事项', { effectiveOn: '2026-03-02' });
    const confirm = keeper.getByRole('button', { name: '确认公布本批事项，结束本件' });
    await confirm.waitFor();
    await keeper.waitForTimeout(800);
    await confirm.click();
    await done(keeper, '公布本批事项');
  }, 240_000);

  test('R4.1 R4.2 none of the faulty is in the register, all the others are', async () => {
    const { rows } = await house.pool.query<{ code: string }>(
      `select body ->> 'basicCode' as code from fadu.entry where register = 'power-licence'`,
    );
    expect(new Set(rows.map((r) => r.code))).toEqual(good);
    expect(rows).toHaveLength(4800);

    const page = await house.as('listkeeper');
    await page.goto(`${house.url}/desk/registers/power-licence`);
    await page.locator('table.entries caption', { hasText: '4,800 项' }).waitFor({ timeout: 30_000 });
    await page.locator('[data-filter]').first().fill('第20007类');
    await page.locator('table.entries caption', { hasText: /^1 项/ }).waitFor();
    await page.locator('[data-filter]').first().fill('第20024类');
    await page.getByText('没有符合条件的事项').waitFor();
    expect(house.faults).toEqual([]);
  }, 240_000);
});
