/** A joint random inspection of three departments through the desk; a resident verifies it in the browser (R7.1, R7.2). */
import { mkdirSync } from 'node:fs';
import { createAccount } from '@fadu/office/identity/index';
import { ANNUAL_PLAN, DRAW_ITEMS, prepareDraws } from '@fadu/office/testing/draws';
import type { TestOffice } from '@fadu/office/testing/office';
import { drawSamples, objectBody, source } from '@fadu/plan/enforcement/inspections/sample.testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doAct, fillField, isDone } from './desk-form.ts';
import { type House, openHouse, PASSWORD } from './house.ts';
import { barriers, sideways } from './page-checks.ts';

let house: House;
let caseId = '';

const PEOPLE = [
  ['drawclerk', '赵计划', 'inspection-clerk', 't-market'],
  ['drawhead', '钱局长', 'head', 't-market'],
  ['drawwitness', '孙监督', 'draw-witness', 't-market'],
  ['drawecology', '李环检', 'inspection-clerk', 't-ecology'],
  ['drawpolice', '周公检', 'inspection-clerk', 't-police'],
] as const;

beforeAll(async () => {
  house = await openHouse({ motion: true });
  for (const [username, name, role, organ] of PEOPLE) {
    const { id } = await createAccount(house.running.auth, {
      username,
      name,
      kind: 'staff',
      password: PASSWORD,
      demo: true,
      id: `p-${username}`,
    });
    await house.pool.query(`insert into fadu.person (id, name, kind, demo) values ($1, $2, 'staff', true)`, [
      id,
      name,
    ]);
    await house.pool.query('insert into fadu.post (person, role, organ) values ($1, $2, $3)', [
      id,
      role,
      organ,
    ]);
  }
  await prepareDraws({
    office: house.running.office,
    at: house.at,
    database: { pool: house.pool },
    staff: (role: string, organ: string, name = `${organ}-${role}`) => ({
      kind: 'person',
      person: `p-${name}`,
      name,
      posts: [{ role, organ }],
    }),
  } as unknown as TestOffice);
}, 300_000);
afterAll(() => house?.stop());

async function open(who: string): Promise<Page> {
  const page = await house.as(who);
  await page.goto(`${house.url}/desk/cases/${caseId}`, { waitUntil: 'commit' });
  await page.locator('#acts-title').waitFor();
  return page;
}
const act = async (who: string, title: string, values: Parameters<typeof doAct>[2] = {}) => {
  const page = await open(who);
  await doAct(page, title, values).catch(async (error) => {
    throw new Error(
      `${who} “${title}”: ${error}; the page says: ${await page.locator('body').textContent()}`,
    );
  });
  await isDone(page, title);
};
const drawerOf = (page: Page) =>
  page.locator('.ant-drawer-content:visible, .ant-drawer-section:visible').last();
const startAct = async (page: Page, title: string) => {
  await page
    .locator('ul.acts button.act', { has: page.locator('.act-title', { hasText: new RegExp(`^${title}$`) }) })
    .click();
  await drawerOf(page).waitFor();
};
/** Hand in a list as a file, in the field's own widget. */
async function handIn(page: Page, path: string, name: string, text: string) {
  const field = drawerOf(page).locator(`.field[data-path="${path}"]`);
  await field
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await field.locator('.ant-select', { hasText: name.replace(/\.\w+$/, '') }).waitFor();
}
const officersCsv = (mark: string, names: readonly string[]) =>
  `证件号,姓名\n${names.map((n, i) => `${mark}-${String(i + 1).padStart(4, '0')},${n}`).join('\n')}\n`;
const picture = async (page: Page, name: string) => {
  const folder = process.env.FADU_PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};

describe('R7.1 R7.2 a joint draw of three departments', () => {
  test('R7.1 the plan is drawn up in the desk, approved by the head, and published with its source', async () => {
    house.at('2026-03-10');
    const page = await house.as('drawclerk');
    await page.goto(`${house.url}/desk/new/random-inspection`);
    const form = page.locator('form.new-form');
    await form.waitFor();
    const plan: Readonly<Record<string, Parameters<typeof fillField>[3]>> = {
      title: '餐饮单位部门联合抽查第一批',
      annualPlan: ANNUAL_PLAN,
      batch: 1,
      items: [...DRAW_ITEMS],
      method: '不定向',
      layers: [
        { code: 'A', ratio: '500' },
        { code: 'B', ratio: '1000' },
        { code: 'C', ratio: '2000' },
        { code: 'D', ratio: '4000' },
      ],
      teams: ['演示市市场监督管理局', '演示市生态环境局', '演示市公安局'].map((organ) => ({
        organ,
        size: '2',
      })),
      periodFrom: '2026-03-20',
      periodTo: '2026-05-20',
      ...source,
    };
    for (const [path, value] of Object.entries(plan)) await fillField(page, form, path, value);
    await picture(page, 'desk-plan');
    await form.locator('button[type=submit]').click();
    await page.waitForURL(/\/desk\/cases\/220200-/).catch(async () => {
      throw new Error(
        `the plan is not taken; the form says: ${(await form.locator('.fault, [role=alert]').allInnerTexts()).join(' | ')}`,
      );
    });
    caseId = page.url().split('/').at(-1) as string;
    await act('drawhead', '批准抽查方案');
    await act('drawclerk', '公布抽查方案');
  }, 240_000);

  test('R7.1 each organ hands in its officers; the lists are frozen before the number is announced', async () => {
    house.at('2026-03-16');
    const market = await open('drawclerk');
    await startAct(market, '提交人员清单');
    await handIn(market, 'officers', '市监人员.csv', officersCsv('SJ', ['王甲', '王乙', '王丙', '王丁']));
    await handIn(
      market,
      'pairs',
      '市监回避.csv',
      `对象编号,证件号,原因\n${objectBody(1, '').ref},SJ-0001,姐妹经营\n`,
    );
    await picture(market, 'desk-officers');
    await drawerOf(market).locator('button[type=submit]').click();
    await isDone(market, '提交人员清单');
    for (const [who, mark] of [
      ['drawecology', 'HB'],
      ['drawpolice', 'GA'],
    ] as const) {
      const page = await open(who);
      await startAct(page, '提交人员清单');
      await handIn(page, 'officers', `${mark}人员.csv`, officersCsv(mark, ['赵一', '赵二', '赵三']));
      await drawerOf(page).locator('button[type=submit]').click();
      await isDone(page, '提交人员清单');
    }
    const page = await open('drawclerk');
    await startAct(page, '冻结清单');
    const field = drawerOf(page).locator('.field[data-path="objects"]');
    await field.getByLabel('检查对象类别').fill('餐饮服务');
    await field.getByRole('button', { name: '从检查对象名录库生成' }).click();
    await field.locator('.ant-select', { hasText: '40行' }).waitFor();
    await picture(page, 'desk-freeze');
    await drawerOf(page).locator('button[type=submit]').click();
    await isDone(page, '冻结清单');
  }, 240_000);

  test('R7.2 before the announcement nothing can be entered; after it, two people read it and the system draws', async () => {
    const page = await open('drawclerk');
    const value = { value: drawSamples.value, seenAt: '开奖公告第2026031期' };
    await doAct(page, '填报公布的随机数', value);
    await drawerOf(page).getByText('现在还不能填报').first().waitFor();
    house.at('2026-03-18');
    await drawerOf(page).locator('button[type=submit]').click();
    await isDone(page, '填报公布的随机数');
    await act('drawwitness', '复核随机数', { value: drawSamples.value });
    await act('drawclerk', '抽取');
    await picture(await open('drawclerk'), 'desk-drawn');
    await act('drawhead', '下达检查任务');
  }, 240_000);

  test('R7.2 a resident recomputes it on the phone; a forged list, another number and a swapped file are told', async () => {
    const page = await house.stranger({ width: 390, height: 844 });
    await page.goto(`${house.url}/draws`);
    await picture(page, 'draws-390');
    await page.getByRole('link', { name: '餐饮单位部门联合抽查第一批' }).click();
    await page.waitForURL(/\/draws\/220200-/);
    const address = page.url();
    await picture(page, 'draw-390-before');
    await expect
      .poll(
        async () => {
          await page.reload();
          return page.locator('a[href^="/records/"]').count();
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThan(1);
    await page.locator('input[name=seen]').fill(' 03 08 15 22 27 31 + 12 ');
    await page.getByRole('button', { name: '在我的设备上重新算一遍' }).click();
    await page.locator('.check-state.banner').waitFor();
    const checks = await page.locator('[data-checks] > li').allInnerTexts();
    expect(checks.filter((c) => !c.startsWith('通过'))).toEqual([]);
    expect(checks.join('\n')).toMatch(
      /存证日志里记载的正是这份承诺[\s\S]*重新抽取一遍，8个对象和派出的人员完全一致/,
    );
    expect(await page.locator('.check-state').textContent()).toContain('全部相符');
    expect(await page.locator('main').textContent()).not.toContain('姐妹');
    await picture(page, 'draw-390');
    expect(await sideways(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);

    // Another number than the one that was announced.
    await page.locator('input[name=seen]').fill('01 02 03 04 05 06 + 07');
    await page.getByRole('button', { name: '在我的设备上重新算一遍' }).click();
    await page.locator('.check-state.tone-end').waitFor();
    expect(await page.locator('[data-checks] > li.check-bad').allInnerTexts()).toEqual([
      expect.stringContaining('种子可能是挑选的'),
    ]);

    // A list that was changed on its way, also where the file for verification carries it.
    const wide = await house.stranger({ width: 1440, height: 900 });
    await wide.route('**/draws/220200-*/1.json', async (route) => {
      const answer = await route.fetch();
      const bundle = JSON.parse(await answer.text());
      const hash = bundle.draw.commitment.lists.objects;
      bundle.lists[hash] = bundle.lists[hash].replace(/\tD\t\d/, '\tA\t1');
      await route.fulfill({ response: answer, body: JSON.stringify(bundle) });
    });
    await wide.goto(address);
    await wide.getByRole('button', { name: '在我的设备上重新算一遍' }).click();
    await wide.locator('.check-state.tone-end').waitFor();
    expect((await wide.locator('[data-checks] > li.check-bad').allInnerTexts()).join()).toContain(
      '内容被改过',
    );
    await picture(wide, 'draw-1440-forged');

    // A file that somebody hands over.
    const [download] = await Promise.all([
      wide.waitForEvent('download'),
      wide
        .getByRole('link', { name: /检查对象清单/ })
        .first()
        .click(),
    ]);
    const stream = await download.createReadStream();
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part as Buffer);
    const bytes = Buffer.concat(parts);
    const file = wide.locator('input[name=file]').first();
    const said = wide.locator('[data-result]').first();
    await file.setInputFiles({ name: '清单.tsv', mimeType: 'text/plain', buffer: bytes });
    await expect.poll(() => said.textContent()).toContain('一个字也没有改');
    await file.setInputFiles({
      name: '清单二.tsv',
      mimeType: 'text/plain',
      buffer: Buffer.from(bytes.toString('utf8').replace('演示第3餐饮', '演示第三餐饮')),
    });
    await expect.poll(() => said.textContent()).toContain('不是冻结的任何一份清单');
    await wide.unroute('**/draws/220200-*/1.json');
    await wide.reload();
    await wide.getByRole('button', { name: '在我的设备上重新算一遍' }).click();
    await wide.locator('.check-state.tone-good').waitFor();
    await picture(wide, 'draw-1440');
    expect(await sideways(wide)).toEqual([]);
    expect(await barriers(wide)).toEqual([]);
  }, 240_000);

  test('R7.3 an organ records its result by the officers drawn; published, everyone reads it beside the object', async () => {
    house.at('2026-03-26');
    const page = await open('drawecology');
    await startAct(page, '登记检查结果');
    const form = drawerOf(page);
    await fillField(page, form, 'no', '1　');
    const officers = form.locator('.field[data-path="officers"] input[type=checkbox]');
    expect(await officers.count()).toBe(2);
    for (const box of await officers.all()) await box.check();
    await fillField(page, form, 'inspectedOn', '2026-03-26');
    await fillField(page, form, 'result', '发现问题责令改正');
    await fillField(page, form, 'found', '油烟净化设施没有按期清洗');
    await picture(page, 'desk-result');
    await form.locator('button[type=submit]').click();
    await isDone(page, '登记检查结果');
    await act('drawclerk', '公示抽查结果', { summary: '第一家检查完毕。' });
    const stranger = await house.stranger({ width: 390, height: 844 });
    await stranger.goto(`${house.url}/draws/${caseId}`);
    expect(await stranger.locator('#drawn').textContent()).toContain('油烟净化设施没有按期清洗');
  }, 180_000);

  test('R7.2 without script the page tells everything and how to check it', async () => {
    const page = await house.stranger({ script: false, width: 390, height: 844 });
    await page.goto(`${house.url}/draws/${caseId}`);
    const text = await page.locator('main').textContent();
    for (const word of ['您的浏览器没有运行脚本', '抽中的对象（8个）', drawSamples.value])
      expect(text).toContain(word);
    expect(await page.getByRole('button', { name: '在我的设备上重新算一遍' }).isVisible()).toBe(false);
    await page.goto(`${house.url}/draws/how`);
    await picture(page, 'draw-how-390');
    expect(await sideways(page)).toEqual([]);
    expect(house.faults).toEqual([]);
  }, 120_000);
});
