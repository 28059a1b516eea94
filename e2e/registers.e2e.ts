/** Entries of the lists changed, taken down and amended by picking, and read again in both times, in a browser. */
import { columnsOf, type RegisterDef } from '@fadu/kernel';
import type { TestOffice } from '@fadu/office/testing/office';
import { codeOf, prepareRegisters, publishBatch } from '@fadu/office/testing/registers';
import { licenceBody } from '@fadu/plan/functions/power-registers/sample.testing';
import { registerByCode } from '@fadu/plan/registers';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doAct, fillField, isDone } from './desk-form.ts';
import { type House, openHouse } from './house.ts';

const licence = registerByCode('power-licence') as RegisterDef;
const OPINION = { conclusion: '同意', opinion: '名称、编码、要素与上级一致，材料和时限合理。' };
const LAWFUL = { conclusion: '合法', opinion: '设定依据现行有效，层级符合规定，没有变相许可。' };

let house: House;
let t: TestOffice;
let kept = '';
let ended = '';

beforeAll(async () => {
  house = await openHouse();
  t = {
    office: house.running.office,
    at: house.at,
    database: { pool: house.pool },
    staff: (role: string, organ: string) => ({
      kind: 'person',
      person: `p-${organ}-${role}`,
      name: `${organ}-${role}`,
      posts: [{ role, organ }],
    }),
  } as unknown as TestOffice;
  await prepareRegisters(t);
  const [one, two] = [licenceBody(1, 't-city'), licenceBody(2, 't-city')];
  await publishBatch(t, 'power-licence', [one, two], '2026-03-02');
  [kept, ended] = [codeOf(t, 'power-licence', one), codeOf(t, 'power-licence', two)];
  house.at('2026-03-09');
}, 240_000);
afterAll(() => house?.stop());

async function open(who: string, caseId: string): Promise<Page> {
  const page = await house.as(who);
  await page.goto(`${house.url}/desk/cases/${caseId}`);
  await page.locator('#acts-title').waitFor();
  return page;
}
async function act(who: string, caseId: string, title: string, values: Parameters<typeof doAct>[2] = {}) {
  const page = await open(who, caseId);
  await doAct(page, title, values);
  return page;
}
const caseOf = (page: Page): string =>
  decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) as string);
const entryPage = async (who: string, code: string, query = ''): Promise<Page> => {
  const page = await house.as(who);
  await page.goto(`${house.url}/desk/registers/power-licence/entries/${code}?region=220200${query}`);
  await page.locator('#history-title').waitFor();
  return page;
};
/** The last press of an act that ends its case. */
async function confirmEnd(page: Page, title: string): Promise<void> {
  const button = page.getByRole('button', { name: `确认${title}，结束本件` });
  await button.waitFor();
  await page.waitForTimeout(800);
  await button.click();
  await isDone(page, title);
}

describe('R4.1 R4.2 R4.5 an adjustment from the page of an entry', () => {
  let caseId = '';

  test('R4.2 the page of an entry says that its basis stands, who recorded it, and links to the law', async () => {
    const page = await entryPage('itemclerk', kept);
    await page.locator('.bases .mark.done', { hasText: '有效' }).waitFor();
    expect(await page.locator('.bases a').getAttribute('href')).toBe(
      `/laws/${encodeURIComponent('行政许可法')}#art_14`,
    );
    const history = await page.locator('.versions').innerText();
    expect(history).toContain('由演示市人民政府办公室登记（公布本批事项）');
    await page.getByRole('button', { name: '存证证明' }).click();
    await page.getByText('核对通过').waitFor();
  }, 240_000);

  test('R4.1 the form begins from the entry; a second entry is found by typing; nothing is typed as a code', async () => {
    const page = await entryPage('itemclerk', kept);
    await page.getByRole('link', { name: '申请变更' }).click();
    const form = page.locator('form.new-form');
    await form.locator('[data-path="changes.0.entry.promisedDays"]').waitFor();
    const fill = (path: string, value: Parameters<typeof fillField>[3]) => fillField(page, form, path, value);
    await fill('trigger', '上级取消、下放或者承接事项');
    await fill('triggeredOn', '2026-03-06');
    await fill('keeper', '演示市人民政府办公室');
    await fill('reviewer', '演示市司法局');
    await fill('staffing', '演示市委宣传部');
    await fill('government', '演示市人民政府');
    await fill('dutyQuestion', false);
    await fill('affected', '没有不同意见。');
    expect(await form.locator('[data-path="changes.0.entry.name"] input').inputValue()).toBe(
      '第1类演示经营活动许可',
    );
    await fill('changes.0.entry.promisedDays', '5');
    await fill('changes.0.reason', '压缩承诺办结时限。');
    await form.locator('[data-path="changes"]').getByRole('button', { name: '再加一项' }).last().click();
    await fill('changes.1.do', '取消');
    await fill('changes.1.code', '第2类演示经营活动许可');
    await fill('changes.1.below', true);
    await fill('changes.1.reason', '上级已经取消这项许可。');
    await form.getByRole('button', { name: '申请调整清单' }).click();
    await page.locator('#acts-title').waitFor();
    caseId = caseOf(page);
    await page.locator('.timeline summary').first().click();
    const entered = await page.locator('.timeline').innerText();
    expect(entered).toContain('行政许可');
    expect(entered).toContain('第1类演示经营活动许可，220110001000');
  }, 240_000);

  test('R4.5 reviewed by the keeper and the legality reviewer, approved, published; the old form stays readable', async () => {
    await isDone(await act('listkeeper', caseId, '清单主管部门审核', OPINION), '清单主管部门审核');
    await isDone(await act('reviewer', caseId, '合法性审核', LAWFUL), '合法性审核');
    await isDone(await act('listkeeper', caseId, '审核通过，转批准或者公布'), '审核通过，转批准或者公布');
    await isDone(
      await act('mayor', caseId, '本级政府批准', { result: '批准', reason: '依据充分，程序完备。' }),
      '本级政府批准',
    );
    await confirmEnd(
      await act('listkeeper', caseId, '公布', { effectiveOn: '2026-03-10', guides: ['清单', '办事指南'] }),
      '公布',
    );
    house.at('2026-03-11');
    const page = await entryPage('itemclerk', kept);
    const history = await page.locator('.versions').innerText();
    expect(history).toContain('第 2 版');
    expect(history).toContain('改动：承诺办结时限（工作日）');
    const days = page.locator('.register-facts .fact', { hasText: '承诺办结时限（工作日）' });
    expect(await days.innerText()).toContain('5');
    await page.getByRole('link', { name: '看这一版' }).click();
    await page.waitForURL(/asOf=2026-03-02/);
    await page.locator('.versions .here', { hasText: '第 1 版' }).waitFor();
    expect(await days.innerText()).toContain('8');
  }, 240_000);

  test('R4.1 R90.4 what was taken down has left the list, which stands as it was on the day before', async () => {
    const gone = await entryPage('itemclerk', ended);
    await gone.locator('.note h2', { hasText: '取消' }).waitFor();
    expect(await gone.getByRole('link', { name: '申请变更' }).count()).toBe(0);
    const page = await house.as('listkeeper');
    await page.goto(`${house.url}/desk/registers/power-licence`);
    await page.locator('table.entries caption', { hasText: /^1 项/ }).waitFor();
    await page.goto(`${house.url}/desk/registers/power-licence?asOf=2026-03-09`);
    await page.locator('table.entries caption', { hasText: /^2 项/ }).waitFor();
    await page.goto(`${house.url}/desk/registers/power-licence/compare?from=2026-03-09&to=2026-03-10`);
    await page.locator('.change-row').first().waitFor();
    const lines = await page.locator('.change-row').allInnerTexts();
    expect(lines.map((l) => l.trim().split('\n')[0]).sort()).toEqual(['取消', '变更']);
  }, 240_000);
});

describe('R4.1 a batch pasted from a spreadsheet and amended row by row', () => {
  let caseId = '';

  test('R4.1 cells copied with their head are checked like a file and submitted', async () => {
    const head = columnsOf(licence).map((c) => c.title);
    const cells = (n: number, more: Record<string, unknown> = {}) => {
      const body: Record<string, unknown> = licenceBody(n, 't-city', more);
      return columnsOf(licence).map((c) => {
        const value = body[c.field];
        if (value === undefined) return '';
        if (c.cell === 'organ') return t.office.organName(String(value));
        if (c.cell === 'basis') return '《行政许可法》第十四条';
        return Array.isArray(value) ? `"${value.join('\n')}"` : String(value);
      });
    };
    const table = [head, cells(11), cells(12, { level: '县级' }), cells(13)]
      .map((r) => r.join('\t'))
      .join('\n');
    const page = await house.as('listkeeper');
    await page.goto(`${house.url}/desk/registers/power-licence/import`);
    await page.getByText('从表格软件里复制粘贴').click();
    await page.locator('.import-choose textarea').fill(table);
    await page.getByRole('button', { name: '核对贴的 3 行' }).click();
    await page.locator('.import-figures').waitFor();
    const fault = await page.locator('.long-row .fault-row').innerText();
    expect(fault).toContain('第 3 行');
    expect(fault).toContain('行使层级');
    const form = page.locator('form.new-form');
    await fillField(page, form, 'approval', '演市政〔2025〕30号');
    await fillField(page, form, 'approvedOn', '2026-03-01');
    await fillField(page, form, 'reviewer', '演示市司法局');
    await form.getByRole('button', { name: '提交批量登记' }).click();
    await page.getByText('已经提交 2 项').waitFor();
    await page.getByRole('link', { name: '看办理进度' }).click();
    await page.locator('#acts-title').waitFor();
    caseId = caseOf(page);
  }, 240_000);

  test('R4.1 what the reviewer asks is amended in the rows themselves, then published', async () => {
    await isDone(
      await act('reviewer', caseId, '合法性审核', {
        conclusion: '应当修改',
        opinion: '承诺办结时限应当压缩到法定时限的一半以内。',
      }),
      '合法性审核',
    );
    const page = await open('listkeeper', caseId);
    await page
      .locator('ul.acts button.act', {
        has: page.locator('.act-title', { hasText: '按审核意见修改后重新提交' }),
      })
      .click();
    const drawer = page.locator('.ant-drawer-content:visible, .ant-drawer-section:visible').last();
    await drawer.locator('.batch-row').nth(1).waitFor();
    expect(await drawer.locator('.batch-row').count()).toBe(2);
    await drawer.locator('.batch-row', { hasText: '第13类' }).getByRole('button', { name: '去掉' }).click();
    await drawer.locator('.batch-row', { hasText: '第11类' }).getByRole('button', { name: '修改' }).click();
    await fillField(page, drawer, 'rows.0.body.promisedDays', '6');
    await drawer.getByRole('button', { name: '改好了' }).click();
    await fillField(page, drawer, 'note', '压缩承诺办结时限，去掉一项。');
    await drawer.locator('button[type=submit]').click();
    await isDone(page, '按审核意见修改后重新提交');
    await isDone(await act('reviewer', caseId, '合法性审核', LAWFUL), '合法性审核');
    await confirmEnd(
      await act('listkeeper', caseId, '公布本批事项', { effectiveOn: '2026-03-11' }),
      '公布本批事项',
    );
    const { rows } = await house.pool.query(
      `select body ->> 'name' as name, (body ->> 'promisedDays')::int as days from fadu.entry
       where register = 'power-licence' and body ->> 'name' like '第1_类%'`,
    );
    expect(rows).toEqual([{ name: '第11类演示经营活动许可', days: 6 }]);
    expect(house.faults).toEqual([]);
  }, 240_000);
});
