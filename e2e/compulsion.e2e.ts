/** Done-when 1 of issue 4, in a browser: a seizure that runs out, and a transfer to the police and back. */
import { runExpiry, runWarnings } from '@fadu/office/jobs/expiry';
import { type CompulsionGround, prepareCompulsion, servedCase } from '@fadu/office/testing/compulsion';
import type { TestOffice } from '@fadu/office/testing/office';
import { film, filmed, handInAs } from '@fadu/office/testing/penalty';
import { samples as measure } from '@fadu/plan/enforcement/compulsion-cases/sample.testing';
import { samples as transfer } from '@fadu/plan/enforcement/criminal-transfer/sample.testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acting } from './case-acts.ts';
import { doAct, fillField, isDone } from './desk-form.ts';
import { type House, openHouse } from './house.ts';
import { picture, sideways } from './page-checks.ts';

type Values = Parameters<typeof doAct>[2];

let house: House;
let t: TestOffice;
let ground: CompulsionGround;
let penalty: { readonly id: string; readonly number: string };
let caseId = '';
const NAMES: Readonly<Record<string, string>> = { one: '齐执法', two: '鲁执法' };
/** The two officers as the pick of certificates finds them. */
const officers = ['演示证-p-one', '演示证-p-two'];
/** How the desk names the item in its pick. */
const ITEM = '对演示物品的查封、扣押';

beforeAll(async () => {
  house = await openHouse();
  t = {
    office: house.running.office,
    at: house.at,
    database: { pool: house.pool },
    staff: (role: string, organ: string, name = `${organ}-${role}`) => ({
      kind: 'person',
      person: `p-${name}`,
      name: NAMES[name] ?? name,
      posts: [{ role, organ }],
    }),
  } as unknown as TestOffice;
  ground = await prepareCompulsion(t);
  penalty = await servedCase(t, ground);
}, 240_000);
afterAll(() => house?.stop());

async function open(who: string, id = caseId): Promise<Page> {
  const page = await house.as(who);
  await page.goto(`${house.url}/desk/cases/${id}`, { waitUntil: 'commit' });
  await page.locator('#acts-title').waitFor();
  return page;
}
const act = async (who: string, title: string, values: Values = {}, id = caseId) => {
  const page = await open(who, id);
  await doAct(page, title, values).catch(async (error) => {
    throw new Error(`${who} “${title}”: ${error}; the page says: ${await page.locator('body').innerText()}`);
  });
  await isDone(page, title);
};
const drawerOf = (page: Page) =>
  page.locator('.ant-drawer-content:visible, .ant-drawer-section:visible').last();

/** An act that ends the case: the desk asks once more. */
async function last(who: string, title: string, values: Values, id = caseId): Promise<void> {
  const page = await open(who, id);
  await doAct(page, title, values);
  await drawerOf(page).getByText('本件就此结束').waitFor();
  await page.waitForTimeout(1500);
  await drawerOf(page).locator('button[type=submit]').click();
  await isDone(page, title);
}

/** Why an act may not be done now, as the page says it. */
async function whyNot(who: string, title: string, id = caseId): Promise<string> {
  const page = await open(who, id);
  for (const group of await page.locator('details.why-not').all())
    if (!(await group.evaluate((d) => (d as HTMLDetailsElement).open)))
      await group.locator('summary').first().click();
  const item = page.locator('details.why-not > ul > li', {
    has: page.locator('h3', { hasText: new RegExp(`^${title}`) }),
  });
  return (await item.first().innerText()).replace(/\s+/g, ' ');
}

async function fresh(
  who: string,
  procedure: string,
  values: Readonly<Record<string, unknown>>,
): Promise<string> {
  const page = await house.as(who);
  await page.goto(`${house.url}/desk/new/${procedure}`);
  const form = page.locator('form.new-form');
  await form.waitFor();
  for (const [path, value] of Object.entries(values))
    await fillField(page, form, path, value as Parameters<typeof fillField>[3]);
  await form.locator('button[type=submit]').click();
  await page.waitForURL(/\/desk\/cases\/220200-/).catch(async () => {
    throw new Error(`${procedure} was not opened; the form says: ${await form.innerText()}`);
  });
  return page.url().split('/').at(-1) as string;
}

/** One thing on the list, as the form takes it. */
const things = [
  {
    name: '牛奶',
    spec: '批号20260101',
    quantity: '12',
    unit: '盒',
    state: '外包装完好，超过保质期',
    relation: '涉案财物',
    necessity: false,
  },
] as unknown as NonNullable<Values>[string];
const { things: _things, officers: _officers, ...spot } = measure.implement;

describe('R24.10 a seizure that runs out, in the browser', () => {
  test('R24.10 applied for from the penalty case, approved, carried out; both cases show each other', async () => {
    house.at('2026-03-03');
    const one = await house.as('one');
    await one.goto(`${house.url}/desk/new/compulsory-measure`);
    const ways = one.locator('.openings');
    await ways.waitFor();
    expect(await ways.innerText()).toMatch(/申请采取强制措施.*情况紧急，当场查封、扣押/s);
    const { item: _item, ...apply } = measure.apply;
    caseId = await fresh('one', 'compulsory-measure', { ...apply, item: ITEM, penaltyCase: penalty.number });
    expect(await whyNot('one', '实施查封、扣押')).toContain('待审批');
    await act('markethead', '审批强制措施', measure.approve);
    house.at('2026-03-03T08:00:00.000Z');
    const page = await open('one');
    await doAct(page, '实施查封、扣押', {
      ...(spot as unknown as Values),
      on: '2026-03-03',
      officers: officers.slice(0, 1),
      things,
    });
    await page.getByText('执法人员不得少于2人').first().waitFor();
    await fillField(page, drawerOf(page), 'officers', officers.slice(1));
    await drawerOf(page).locator('button[type=submit]').click();
    await isDone(page, '实施查封、扣押');
    await page.locator('section[aria-label="关联事项"]').getByText('经营超过保质期的食品案').click();
    await page.waitForURL(new RegExp(penalty.id));
    await page.locator('section[aria-label="关联事项"]').getByText('对幸福超市过期牛奶的扣押').waitFor();
  }, 240_000);

  test('R24.10 INV-C1 warned five days before, due today, lapsed at midnight by the system; the list shows what is owed', async () => {
    const office = house.running.office;
    house.at('2026-03-26');
    await runWarnings(office);
    const head = await house.as('markethead');
    await head.goto(`${house.url}/desk/notices`);
    await head.getByText('将于2026年4月2日（星期四）届满').first().waitFor();
    house.at('2026-04-02');
    await head.goto(`${house.url}/desk/`);
    await head
      .locator('a.todo', { hasText: '对幸福超市过期牛奶的扣押' })
      .getByText('今天到期')
      .first()
      .waitFor();
    house.at('2026-04-02T16:05:00.000Z');
    await runExpiry(office);
    house.at('2026-04-07');
    await head.goto(`${house.url}/desk/`);
    const late = head.locator('a.todo.late', { hasText: '对幸福超市过期牛奶的扣押' });
    await late.filter({ hasText: '行政强制信息公示' }).first().waitFor();
    const row = late.filter({ hasText: '返还财物、解除冻结' });
    await row.first().waitFor();
    expect(await row.first().innerText()).toMatch(/返还财物、解除冻结.*期满失效，待返还/s);
    await picture(head, 'compulsion-overdue');
    await head.goto(`${house.url}/desk/notices`);
    await head.getByText('系统已登记“措施期满失效”').first().waitFor();
    const narrow = await house.as('markethead', { width: 390, height: 844 });
    await narrow.goto(`${house.url}/desk/cases/${caseId}`);
    await narrow.locator('#acts-title').waitFor();
    expect(await sideways(narrow)).toEqual([]);
    await picture(narrow, 'compulsion-lapsed-narrow');
    expect(await whyNot('markethead', '按照处理决定处理财物')).toContain('期满失效');
    const bytes = film(2000);
    const one = t.staff('enforcement-officer', 't-market', 'one');
    await handInAs(t, caseId, one, bytes, filmed(bytes, { capturedAt: '2026-03-03T07:10:00Z' }));
    // The case closes with the return, once its decision is shown: by now after its twenty working days.
    expect(await whyNot('one', '返还财物、解除冻结')).toContain('行政强制信息还没有公示');
    const { checked } = measure.publish;
    await act('caseclerk', '公示行政强制信息', { checked });
    await last('one', '返还财物、解除冻结', { ...measure.return, on: '2026-04-07' } as unknown as Values);
  }, 240_000);

  test('R24.1 shown, a stranger reads it without a script, at both widths', async () => {
    for (const width of [1440, 390]) {
      const stranger = await house.stranger({ width, height: 900 });
      await stranger.goto(`${house.url}/compulsions`);
      await picture(stranger, `compulsions-${width}`);
      expect(await sideways(stranger)).toEqual([]);
      await stranger.locator('main a', { hasText: '对幸福超市过期牛奶的扣押' }).first().click();
      await stranger.locator('dl.facts').first().waitFor();
      const shown = await stranger.locator('main').innerText();
      for (const words of ['市场监', '扣押', '期满失效，2026年4月7日（星期二）返还'])
        expect(shown).toContain(words);
      expect(shown).not.toContain('李某');
      expect(await sideways(stranger)).toEqual([]);
      await picture(stranger, `compulsion-record-${width}`);
      await stranger.goto(`${house.url}/enforcement/t-market/2026`);
      expect(await sideways(stranger)).toEqual([]);
      await picture(stranger, `compulsion-year-${width}`);
    }
  }, 240_000);
});

describe('R22.4 a transfer to the police and back, in the browser', () => {
  let transferId = '';
  test('R22.4 reported, decided by the principal head alone, handed over with its papers', async () => {
    house.at('2026-04-08');
    const { officers: _o, ...report } = transfer.report;
    transferId = await fresh('one', 'criminal-transfer', {
      ...report,
      penaltyCase: penalty.number,
      officers,
      reportedOn: '2026-04-08',
    });
    expect(await whyNot('markethead', '正职负责人决定', transferId)).toContain(
      '应由移送机关的正职负责人办理',
    );
    await act('marketchief', '正职负责人决定', transfer.decide, transferId);
    house.at('2026-04-08T06:30:00.000Z');
    const sent = {
      ...transfer.handOver,
      police: '演示市公安局',
      on: '2026-04-08',
      time: '14:10',
      things: [{ name: '牛奶', quantity: '12', unit: '盒', where: '已返还当事人，留有样品' }],
    } as unknown as Values;
    await act('caseclerk', '移送公安机关', sent, transferId);
    const { rows } = await house.pool.query(
      `select text from fadu.number where case_id = $1 and series = 'transfer'`,
      [transferId],
    );
    await act('caseclerk', '登记移送公安机关', { transfer: rows[0].text }, penalty.id);
    expect(await whyNot('one', '调查终结报告', penalty.id)).toContain('移送公安机关审查还没有答复');
  }, 240_000);

  test('R22.4 the police sign, decline; the case comes back and its time goes on', async () => {
    await act('policeclerk', '公安机关回执', { ...transfer.receipt, on: '2026-04-08' }, transferId);
    house.at('2026-04-10');
    await act(
      'policeclerk',
      '公安机关审查决定',
      { ...transfer.declined, decidedOn: '2026-04-10', noticeOn: '2026-04-10' },
      transferId,
    );
    house.at('2026-04-13');
    const clerk = await open('caseclerk', transferId);
    await clerk.getByText('提请复议、建议立案监督的期限').first().waitFor();
    await picture(clerk, 'transfer-declined');
    await last('caseclerk', '退回行政处理', { note: '恢复办理处罚案件' }, transferId);
    await act(
      'one',
      '登记公安、检察机关的答复',
      { result: '不立案', document: '不予立案通知书1号' },
      penalty.id,
    );
    const back = await open('one', penalty.id);
    await back.locator('section[aria-label="关联事项"]').getByText('退回行政处理').waitFor();
    await back.locator('ul.acts button.act', { hasText: '调查终结报告' }).waitFor();
  }, 240_000);

  test('R22.4 back from the procuratorate: its opinion decided on beside the case, the reply entered, answered in writing', async () => {
    house.at('2026-06-30');
    const desk = acting(house);
    const reply = { result: '移回行政处理', document: '演检意〔2026〕1号' };
    await desk.refused(
      'one',
      penalty.id,
      '登记公安、检察机关的答复',
      reply,
      '没有检察机关移回、本机关决定处理的记录',
    );
    // Party, act and days come from the penalty case; the letter's own facts are typed.
    const opinion = await desk.fresh(
      'caseclerk',
      'reverse-transfer',
      {
        procuratorate: '演示市人民检察院',
        document: '演检意〔2026〕1号',
        receivedOn: '2026-06-30',
        notProsecutedOn: '2026-06-20',
        advice: '建议给予行政处罚',
      },
      { id: penalty.id, button: '登记检察机关的意见' },
    );
    expect(await desk.whyNot('caseclerk', opinion, '书面答复检察机关')).toContain('应在“');
    const decided = await desk.act('markethead', opinion, '决定如何处理', {
      result: '在原案中处理',
      reason: '事实清楚，在原案中继续办理',
    });
    await picture(decided, 'reverse-transfer');
    await desk.act('one', penalty.id, '登记公安、检察机关的答复', reply);
    await desk.last('caseclerk', opinion, '书面答复检察机关', {
      result: '已经恢复办理处罚案件',
      document: '演市监复〔2026〕1号',
      sentOn: '2026-06-30',
    });
    const back = await desk.open('one', penalty.id);
    await back.locator('section[aria-label="关联事项"]').getByText('不起诉案件反向衔接').first().waitFor();
  }, 240_000);

  test('no page logged an error', () => {
    expect(house.faults).toEqual([]);
  });
});
