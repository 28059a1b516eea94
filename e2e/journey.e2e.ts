/** One document through its whole life, in a browser: clerk, reviewer, office, head and a resident. */
import { createHash } from 'node:crypto';
import { samples } from '@fadu/plan/rulemaking/normative-documents/sample.testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doAct, isDone } from './desk-form.ts';
import { type House, openHouse } from './house.ts';

let house: House;
let caseId = '';
const TITLE = samples.propose.title;

beforeAll(async () => {
  house = await openHouse();
}, 180_000);
afterAll(() => house?.stop());

/** The case page of a person. */
async function open(who: string): Promise<Page> {
  const page = await house.as(who);
  await page.goto(`${house.url}/desk/cases/${caseId}`);
  await page.locator('#acts-title').waitFor();
  return page;
}

const act = async (who: string, title: string, values: Parameters<typeof doAct>[2] = {}) => {
  const page = await open(who);
  await doAct(page, title, values);
  await isDone(page, title);
};

/** What the page says of an act that may not be done now. */
async function whyNot(who: string, title: string): Promise<string> {
  const page = await open(who);
  for (const group of await page.locator('details.why-not').all()) {
    const open = await group.evaluate((d) => (d as HTMLDetailsElement).open);
    if (!open) await group.locator('summary').first().click();
  }
  return (
    await page
      .locator('details.why-not > ul > li', { has: page.locator('h3', { hasText: new RegExp(`^${title}`) }) })
      .first()
      .innerText()
  ).replace(/\s+/g, ' ');
}

describe('R16.1 R16.2 R16.3 R36.1 R90.1 a normative document from proposal to publication in the browser', () => {
  test('the drafter proposes it and the office registers it', async () => {
    const page = await house.as('drafter');
    await page.goto(`${house.url}/desk/new/normative-document`);
    const { fillField } = await import('./desk-form.ts');
    const form = page.locator('form.new-form');
    await form.waitFor();
    const names: Record<string, string> = {
      maker: '演示市人民政府',
      office: '演示市人民政府办公室',
      reviewer: '演示市司法局',
      regulator: '演示市市场监督管理局',
      ideologyBody: '演示市委宣传部',
      securityBody: '演示市公安局',
      environmentBody: '演示市生态环境局',
    };
    for (const [path, value] of Object.entries(samples.propose))
      await fillField(page, form, path, names[path] ?? value);
    await form.locator('button[type=submit]').click();
    await page.waitForURL(/\/desk\/cases\/220200-/);
    caseId = page.url().split('/').at(-1) as string;
    expect(await whyNot('drafter', '形成草案')).toMatch(
      /应在“调研起草”阶段办理.*《地方各级人民代表大会和地方各级人民政府组织法》第七十五条/,
    );
    await act('clerk', '立项登记');
  }, 120_000);

  test('a draft with a wrong article number is told so at the field, then the draft is taken', async () => {
    const page = await open('drafter');
    const { articles, ...words } = samples.draft;
    await doAct(page, '形成草案', { ...words, articles: articles.map((a) => ({ ...a })) });
    await isDone(page, '形成草案');
    expect(await page.locator('main').innerText()).toContain('征求意见与审查');
  }, 60_000);

  test('it is put to the public; a resident comments on one article without script', async () => {
    await act('drafter', '公开征求意见', samples['open-consultation']);
    house.at('2026-03-05');
    const page = await house.stranger({ script: false, width: 390, height: 844 });
    await page.goto(`${house.url}/`);
    await page
      .getByRole('link', { name: new RegExp(TITLE) })
      .first()
      .click();
    expect(await page.locator('main').innerText()).toContain('第二条');
    await page.locator('textarea[name=text]').fill('小餐馆资金少，建议给六个月准备时间。');
    await page
      .locator('select[name=article]')
      .selectOption({ label: '第二条' })
      .catch(async () => page.locator('select[name=article]').selectOption('第二条'));
    const type = page.locator('[name=submitterType]');
    if (await type.first().evaluate((e) => e.tagName === 'SELECT')) await type.selectOption('个人');
    else await page.locator('input[name=submitterType][value=个人]').check();
    await page.locator('form[action*=comment] button[type=submit], form button[type=submit]').last().click();
    await page.waitForLoadState();
    expect(await page.locator('main').innerText()).toMatch(/意见已经收到/);
    const again = await house.pool.query(
      `select input from fadu.act where case_id = $1 and act = 'comment'`,
      [caseId],
    );
    expect(again.rows).toHaveLength(1);
    expect(again.rows[0].input).toMatchObject({ article: '第二条', submitterType: '个人' });
  }, 60_000);

  test('everyone who must be heard is heard', async () => {
    const page = await open('drafter');
    await doAct(page, '征求部门意见', { organs: ['演示市城市管理局', '演示市生态环境局'] });
    await isDone(page, '征求部门意见');
    await act('cityclerk', '反馈部门意见', samples['department-opinion']);
    await act('ecologyclerk', '反馈部门意见', samples['department-opinion']);
    await act('drafter', '听取企业和行业协会商会意见', {
      ...samples['hear-enterprises'],
      heard: [...samples['hear-enterprises'].heard],
    });
    await act('drafter', '征求人大代表、政协委员意见', samples['hear-deputies']);
    await act('market', '公平竞争审查', samples['fair-competition']);
    await act('ideology', '意识形态审查', samples['special-review']);
    await act('security', '国家和公共安全审查', samples['special-review']);
    await act('environment', '生态环保审查', samples['special-review']);
    expect(await whyNot('drafter', '结束征求意见')).toMatch(/期限未满.*《优化营商环境条例》第六十二条/);
    expect(await whyNot('head', '送合法性审核')).toMatch(/还有意见没有答复/);
  }, 180_000);

  test('the comment is answered, the period ends, and only then it goes to review', async () => {
    const page = await open('drafter');
    await page.locator('ul.acts button.act', { hasText: '答复意见' }).click();
    const drawer = page.locator('.ant-drawer-content:visible, .ant-drawer-section:visible').last();
    await drawer.getByText('小餐馆资金少').click();
    const { fillField } = await import('./desk-form.ts');
    await fillField(page, drawer, 'disposition', '不采纳');
    await drawer.locator('button[type=submit]').click();
    // Not taken without a reason: refused with the rule, nothing written.
    await drawer.getByText('没有完全采纳的意见必须写明理由').first().waitFor();
    await fillField(page, drawer, 'disposition', '采纳');
    await drawer.locator('button[type=submit]').click();
    await isDone(page, '答复意见');
    house.at('2026-04-02');
    await act('drafter', '结束征求意见', samples['close-consultation']);
    expect(await whyNot('clerk', '提请集体审议')).toMatch(/应在“合法性审核”阶段办理/);
    await act('head', '送合法性审核', samples['submit-review']);
  }, 120_000);

  test('not reviewed: cannot be put to the meeting; reviewed: it can', async () => {
    expect(await whyNot('clerk', '提请集体审议')).toMatch(/未经合法性审核.*第16项任务/);
    await act('clerk', '材料齐全，转审核');
    expect(await whyNot('reviewer', '出具合法性审核意见')).toMatch(/不少于5个工作日/);
    house.at('2026-04-14');
    await act('reviewer', '出具合法性审核意见', samples['legality-review']);
    await act('clerk', '提请集体审议');
    house.at('2026-05-20');
    const page = await open('clerk');
    await doAct(page, '集体审议', { ...samples.deliberate, method: '传阅会签' });
    await page.getByText('集体审议必须开会决定').first().waitFor();
    const { fillField } = await import('./desk-form.ts');
    const drawer = page.locator('.ant-drawer-content:visible, .ant-drawer-section:visible').last();
    await fillField(page, drawer, 'method', '会议审议');
    await drawer.locator('button[type=submit]').click();
    await isDone(page, '集体审议');
  }, 120_000);

  test('signed, numbered, published, interpreted, filed', async () => {
    await act('mayor', '签署');
    await act('clerk', '统一登记、统一编号', samples['assign-number']);
    await act('clerk', '公布', { channels: [...samples.publish.channels] });
    house.at('2026-05-21');
    await act('drafter', '发布解读', samples.interpret);
    await act('clerk', '报送政府备案', {
      ...samples.file,
      recipient: '演示市人民政府',
      filedOn: '2026-05-21',
    });
    await act('clerk', '报送人大常委会备案', {
      ...samples.file,
      recipient: '演示市人民政府',
      filedOn: '2026-05-21',
    });
    await act('clerk', '归档，转入日常管理');
    const { rows } = await house.pool.query('select code from fadu.entry');
    expect(rows).toEqual([{ code: '演市政规〔2026〕1号' }]);
  }, 180_000);

  test('a resident finds it, reads how it was made, downloads both papers and verifies them against the log', async () => {
    // The outbox makes papers and the index in the background.
    for (let i = 0; i < 100; i++) {
      const { rows } = await house.pool.query(
        `select count(*)::int as n from fadu.paper where template = 'document'`,
      );
      const found = await fetch(`${house.url}/api/v1/search?q=${encodeURIComponent('油烟')}`).then((r) =>
        r.json(),
      );
      if (rows[0].n === 1 && found.total > 0) break;
      await new Promise((r) => setTimeout(r, 300));
    }
    await house.running.sequencer.flush();
    const page = await house.stranger();
    await page.goto(`${house.url}/`);
    await page.locator('input[name=q]').first().fill('油烟排放');
    await page.keyboard.press('Enter');
    await page
      .getByRole('link', { name: new RegExp(TITLE) })
      .first()
      .click();
    await page.waitForURL(/\/documents\//);
    const text = await page.locator('main').innerText();
    expect(text).toContain('演市政规〔2026〕1号');
    expect(text).toContain('餐饮服务单位应当安装油烟净化设施');
    expect(text).toMatch(/合法性审核/);
    expect(await page.locator('svg').count()).toBeGreaterThan(0);
    const hrefs = await page
      .locator('a[href*="/pdf"], a[href*="/docx"]')
      .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
    const pdf = hrefs.find((h) => /pdf/.test(h)) as string;
    const docx = hrefs.find((h) => /docx/.test(h)) as string;
    const [pdfBytes, docxBytes] = await Promise.all(
      [pdf, docx].map(async (h) => Buffer.from(await (await fetch(h)).arrayBuffer())),
    );
    expect(pdfBytes?.subarray(0, 5).toString()).toBe('%PDF-');
    expect(docxBytes?.subarray(0, 2).toString()).toBe('PK');
    const { rows } = await house.pool.query(`select id, pdf from fadu.paper where template = 'document'`);
    expect(
      createHash('sha256')
        .update(pdfBytes as Buffer)
        .digest('hex'),
    ).toBe(rows[0].pdf);
    // What the QR code opens, in a stranger's browser.
    await page.goto(`${house.url}/v/${rows[0].id}`);
    await page
      .getByText(/浏览器.*(核验|验证).*(通过|属实)|已在您的浏览器/)
      .first()
      .waitFor({ timeout: 20_000 });
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: pdfBytes as Buffer });
    await page
      .getByText(/一致|没有改动|未经改动/)
      .first()
      .waitFor();
    const forged = Buffer.from(pdfBytes as Buffer);
    forged[forged.length >> 1] = (forged[forged.length >> 1] as number) ^ 1;
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'b.pdf', mimeType: 'application/pdf', buffer: forged });
    await page
      .getByText(/不一致|不是|改动过|对不上/)
      .first()
      .waitFor();
  }, 120_000);

  test('no page logged an error', () => {
    expect(house.faults).toEqual([]);
  });
});
