/**
 * Done-when 1 of issue 4, in browsers: a market-supervision case from a resident's report to publication and closing
 * with hearing and instalments; an on-the-spot fine; juveniles, of whom nothing becomes public.
 */
import { createHash } from 'node:crypto';
import { runExpiry } from '@fadu/office/jobs/expiry';
import { publishTable } from '@fadu/office/testing/benchmarks';
import type { TestOffice } from '@fadu/office/testing/office';
import { certify } from '@fadu/office/testing/officers';
import { picture as png } from '@fadu/office/testing/penalty';
import { enterText, prepareRegisters, publishBatch } from '@fadu/office/testing/registers';
import { benchmarkFor, expiredFood } from '@fadu/plan/enforcement/discretion-benchmarks/catalogue/index';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acting, drawerOf, type FormValues } from './case-acts.ts';
import { fillField } from './desk-form.ts';
import { type House, openHouse } from './house.ts';
import { barriers, picture, sideways } from './page-checks.ts';

const ITEM = '220211001000';
const ITEM_NAME = '对经营超过保质期食品的处罚';
const SMALL_ITEM = '对演示行为的处罚';
const OFFICERS = ['演示证-p-one', '演示证-p-two'];
/** Words of the informant that must never reach the party or the public. */
const OWN_WORDS = '我每天下班路过都看到他们撕标签';
const NAMES: Readonly<Record<string, string>> = { one: '齐执法', two: '鲁执法' };

let house: House;
let desk: ReturnType<typeof acting>;
let code = '';
let report = '';
let penalty = '';

beforeAll(async () => {
  house = await openHouse();
  desk = acting(house);
  const staff = (role: string, organ: string, name = `${organ}-${role}`) => ({
    kind: 'person' as const,
    person: `p-${name}`,
    name: NAMES[name] ?? name,
    posts: [{ role, organ }],
  });
  const t = {
    office: house.running.office,
    at: house.at,
    database: { pool: house.pool },
    staff,
  } as unknown as TestOffice;
  house.at('2026-03-02');
  await prepareRegisters(t);
  await enterText(t, { title: '食品安全法', kind: 'law', maker: '全国人大常委会', effective: '2015-10-01' });
  const body = {
    basicCode: ITEM,
    name: ITEM_NAME,
    organ: 't-market',
    basis: [{ instrument: '食品安全法', article: '124' }],
    kind: '行政处罚',
    field: '市场监管',
    penalties: ['警告', '罚款'],
    level: '市级',
    bodyNature: '法定机关',
  };
  await enterText(t, {
    title: '演示执法条例',
    kind: 'local-regulation',
    maker: '吉林市人民代表大会常务委员会',
    effective: '2015-01-01',
    region: '220200',
  });
  const small = {
    ...body,
    basicCode: '220219001000',
    name: SMALL_ITEM,
    basis: [{ instrument: '演示执法条例', article: '2' }],
  };
  await publishBatch(t, 'enforcement-item', [body, small], '2026-03-02');
  await publishTable(t, 'discretion-benchmark', benchmarkFor(expiredFood, ITEM, 't-market'), '2026-03-02');
  for (const name of ['one', 'two'])
    await certify(t, staff('enforcement-officer', 't-market', name), 't-market');
}, 300_000);
afterAll(() => house?.stop());

/** Facts that a person must judge: every one of them is pressed, none is proposed. */
const JUDGED = [
  'minor',
  'correctedInTime',
  'noHarm',
  'firstOffence',
  'minorHarm',
  'noFaultProved',
  'emergency',
  'alreadyFined',
  'severalRules',
];
const circumstances = (yes: readonly string[] = []): NonNullable<FormValues> => ({
  mitigated: yes.includes('mitigated'),
  mind: '正常',
  ...Object.fromEntries(JUDGED.map((name) => [name, yes.includes(name)])),
  newRule: '没有变化',
});
const weight = (yes: readonly string[] = []): NonNullable<FormValues> =>
  Object.fromEntries(
    [
      'publicInterest',
      'majorRights',
      'difficult',
      'reviewByLaw',
      'collective',
      'otherHeavy',
      'generalHalt',
    ].map((name) => [name, yes.includes(name)]),
  );
const fine = (amount: number) => [{ kind: '罚款', amount: String(amount) }] as unknown as string[];
const signed = (servedOn: string, receipt: string) => ({
  method: '单位收件人签收',
  servedOn,
  receiver: '收发室张某',
  relation: '收发人员',
  receipt,
});

/** The facts that the chosen benchmark asks for. */
async function benchmarkFacts(page: Page): Promise<void> {
  const facts = drawerOf(page).locator('.field[data-path="facts"]');
  await facts.locator('label', { hasText: '货值金额' }).waitFor();
  await facts.locator('#f-facts-goodsValue').fill('12000');
  for (const [id, value] of [
    ['confessed', '否'],
    ['corrected', '否'],
    ['times', '没有'],
    ['obstructed', '否'],
    ['injured', '否'],
  ] as const) {
    await facts.locator(`.ant-select:has(#f-facts-${id})`).click();
    // Its own list: that of the fact before may still be closing.
    await page
      .locator(`.ant-select-dropdown:has(#f-facts-${id}_list) .ant-select-item-option[title="${value}"]`)
      .click();
  }
}

const papersOf = async (page: Page): Promise<string> => {
  await page.locator('#papers-title').waitFor();
  return page.locator('section[aria-labelledby="papers-title"]').innerText();
};

describe('a market-supervision case, from the report to its end', () => {
  test('R23.3 a resident reports without script and is given a code; the report’s progress is read with it', async () => {
    house.at('2026-03-02T01:20:00.000Z');
    const page = await house.stranger({ script: false, width: 390, height: 844 });
    await page.goto(`${house.url}/reports/new`);
    await page.fill('#title', '幸福超市销售过期牛奶');
    await page.selectOption('#lead', { label: '演示市市场监督管理局' });
    await page.fill('#subject', '演示市幸福超市有限公司');
    await page.fill('#place', '演示市中心路1号');
    await page.fill('#foundOn', '2026-03-01');
    await page.fill('#conduct', `货架上有过期牛奶，${OWN_WORDS}。`);
    await page.selectOption('#standing', '无利害关系');
    await page.getByRole('button', { name: '提交举报' }).click();
    code = await page.locator('.query-code').innerText();
    expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    await page.getByRole('link', { name: '凭查询码查看' }).click();
    await page.fill('#code', code);
    await page.getByRole('button', { name: '查看' }).click();
    expect(await page.locator('main').innerText()).toMatch(/演示市市场监督管理局办理，现在是：\s*核查/);
    await picture(page, 'penalty-report-status-narrow');
    await page.context().close();
  }, 240_000);

  test('R23.3 the clerk opens the penalty case from the report; the informant’s words stay behind; not filed is not told as filed', async () => {
    house.at('2026-03-03');
    const clerk = await house.as('caseclerk');
    await clerk.goto(`${house.url}/desk/cases?procedure=violation-report`);
    await clerk.getByText('幸福超市销售过期牛奶').first().click();
    await clerk.waitForURL(/\/desk\/cases\/220200-/);
    report = clerk.url().split('/').at(-1) as string;
    await clerk.locator('nav.opens a').waitFor();
    await picture(clerk, 'penalty-report-case');
    penalty = await desk.fresh(
      'caseclerk',
      'penalty-ordinary',
      {
        sector: '市场监管',
        field: '市场监管',
        partyKind: '法人或者其他组织',
        partyId: '91220200MA00000001',
        partyAddress: '演示市中心路1号',
        conduct: '核查发现货架上陈列销售超过保质期的牛奶',
        graveHarm: false,
      },
      { id: report, button: '据此登记处罚案件来源' },
    );
    const page = await desk.open('caseclerk', penalty);
    await page
      .getByText(/^其余 \d+ 项$/)
      .first()
      .click();
    await page.getByText('当事人姓名或者名称').waitFor();
    const text = await page.locator('main').innerText();
    expect(text).toContain('演示市幸福超市有限公司');
    expect(text).not.toContain(OWN_WORDS);
    await page.locator('section[aria-label="关联事项"]').getByText('幸福超市销售过期牛奶').waitFor();
    expect(await papersOf(page)).toContain('案件来源登记表');
    await desk.refused(
      'caseclerk',
      report,
      '决定是否立案',
      { result: '立案', reasons: '现场核查有初步证据，符合立案标准', caseNumber: penalty },
      '还没有批准立案',
    );
  }, 240_000);

  test('R24.4 R25.2 the head files on a listed item with two certified officers, not with one; the report is answered', async () => {
    house.at('2026-03-04');
    const filing = {
      item: ITEM_NAME,
      officers: OFFICERS.slice(0, 1),
      primaFacie: true,
      punishable: true,
      competent: true,
      jurisdiction: '违法行为发生地在本市',
      verification: '现场核对了生产日期和保质期',
    };
    const page = await desk.refused('markethead', penalty, '批准立案', filing, '执法人员不得少于2人');
    await desk.again(page, '批准立案', { officers: OFFICERS.slice(1) });
    // The number of the case that was filed stands in the form already.
    const told = await house.as('caseclerk', { width: 390, height: 844 });
    await told.goto(`${house.url}/desk/cases/${report}`, { waitUntil: 'commit' });
    await told.locator('ul.acts button.act', { hasText: '决定是否立案' }).click();
    await drawerOf(told).getByText('已按本件登记的内容填好').waitFor();
    expect(await drawerOf(told).locator('.field[data-path="caseNumber"] input').inputValue()).toMatch(
      /罚立〔2026〕\d+号/,
    );
    expect(await sideways(told)).toEqual([]);
    await picture(told, 'penalty-report-prefilled-narrow');
    await desk.again(told, '决定是否立案', { reasons: '现场核查有初步证据，符合立案标准' });
  }, 240_000);

  test('R24.2 two officers investigate; evidence is handed in with its hash; no end report before any contact', async () => {
    house.at('2026-03-05');
    expect(await desk.whyNot('one', penalty, '调查终结报告')).toContain('还没有调查取证');
    const page = await desk.act('one', penalty, '调查取证', {
      kind: '现场检查',
      on: '2026-03-05',
      shown: true,
      record: '货架第三层有牛奶一百盒，均已超过保质期三日，货值一万二千元',
      evidence: '勘验笔录、现场笔录',
      proves: '陈列销售过期牛奶，货值金额12000元',
      lawful: true,
      signed: '已核对并签名',
    });
    expect(await page.locator('main').innerText()).toMatch(/齐执法.*鲁执法/s);
    const bytes = Buffer.from(png(320, 240));
    await page.getByRole('button', { name: '移交材料' }).click();
    const step = page.locator('.hand-in-fields .ant-select').first();
    for (let tries = 0; tries < 4 && !(await step.innerText()).includes('调查取证'); tries++) {
      // The case is read again while its papers are made: a list that closed is opened again.
      await step.click();
      await page
        .locator('.ant-select-dropdown:has(#hand-in-step_list) .ant-select-item-option[title$="调查取证"]')
        .click({ timeout: 3000 })
        .catch(() => {});
    }
    // Place and officers stand in the record of that step.
    expect(await page.locator('#hand-in-officers').inputValue()).toBe('齐执法、鲁执法');
    await page.locator('#hand-in-device').fill('执法记录仪ZF-0012');
    await page
      .locator('.file-choice input')
      .setInputFiles([{ name: '货架.png', mimeType: 'image/png', buffer: bytes }]);
    await page.getByLabel('货架.png的形成时间').fill('2026-03-05T08:40');
    await page.locator('.hand-in-foot button[type=submit]').click();
    await page.locator('.material-list > li').first().waitFor();
    await page.locator('.material-list button, .material-list a').first().click();
    const drawer = page.locator('.material-drawer');
    await drawer.waitFor();
    expect((await drawer.innerText()).replace(/\s/g, '')).toContain(
      createHash('sha256').update(bytes).digest('hex'),
    );
  }, 240_000);

  test('R22.1 R25.4 the end report takes facts and basis from the case; a fine off the benchmark is refused with its rows', async () => {
    house.at('2026-03-06');
    const page = await desk.open('one', penalty);
    await page.locator('ul.acts button.act', { hasText: '调查终结报告' }).click();
    const drawer = drawerOf(page);
    const value = (path: string) =>
      drawer.locator(`.field[data-path="${path}"]`).locator('input, textarea').first().inputValue();
    await drawer.locator('.field[data-path="elements.0.fact"]').waitFor();
    expect(await value('elements.0.fact')).toBe('陈列销售过期牛奶，货值金额12000元');
    expect(await value('basis.0.article')).toBe('一百二十四');
    for (const [path, one] of Object.entries({
      outcome: '给予处罚',
      items: fine(130_000),
      benchmark: '经营超过保质期的食品',
      discretion: '货值较大，没有从轻、从重情节',
      ...circumstances(),
      ...weight(['majorRights', 'collective']),
    }))
      await fillField(page, drawer, path, one);
    await benchmarkFacts(page);
    await drawer.locator('button[type=submit]').click();
    await drawer.getByText('拟处罚款130000元不在这个幅度里').first().waitFor();
    await picture(page, 'penalty-off-benchmark');
    await desk.again(page, '调查终结报告', { 'items.0.amount': 180_000 });
  }, 240_000);

  test('R24.4 R24.3 reviewed by another person, notified, served; not decided before the party’s time is over', async () => {
    expect(await desk.whyNot('one', penalty, '案件审核')).toContain('办案机关的案件审核人员');
    house.at('2026-03-09');
    await desk.act('casereview', penalty, '案件审核', { result: '同意', opinion: '事实清楚，证据确凿' });
    const page = await desk.act('caseclerk', penalty, '拟处罚告知');
    await page.getByText('罚告〔2026〕').first().waitFor();
    await desk.act('one', penalty, '送达《行政处罚告知书》', signed('2026-03-09', '回证1号'));
    expect(await desk.whyNot('caseclerk', penalty, '提请决定')).toMatch(/陈述申辩（听证申请）期限没有届满/);
  }, 240_000);

  test('R24.4 the defence is heard and answered; a hearing asked for too late is refused, in time it is held by its host', async () => {
    house.at('2026-03-11');
    await desk.act('one', penalty, '陈述、申辩', {
      channel: '书面',
      text: '牛奶是当天上午才过期的，店员没有来得及下架',
    });
    await desk.act('one', penalty, '复核陈述、申辩', {
      accepted: '不采纳',
      reasons: '经核对生产日期，牛奶已经过期三日，理由不成立',
    });
    house.at('2026-03-17');
    const late = await desk.refused(
      'caseclerk',
      penalty,
      '申请听证',
      { channel: '邮寄', requestedOn: '2026-03-17' },
      '申请听证的期限到2026年3月16日（星期一）届满',
    );
    await desk.again(late, '申请听证', { requestedOn: '2026-03-16' });
    const setting = {
      heldOn: '2026-03-20',
      time: '09:00',
      place: '市场监督管理局三楼会议室',
      host: '庄主持',
      hostName: '庄主持',
      open: true,
    };
    const soon = await desk.refused('caseclerk', penalty, '确定听证并制作通知', setting, '最迟应在');
    await desk.again(soon, '确定听证并制作通知', { heldOn: '2026-03-27' });
    expect(await desk.whyNot('host', penalty, '举行听证')).toContain('听证通知书还没有依法送达');
    await desk.act('one', penalty, '送达《听证通知书》', signed('2026-03-17', '回证2号'));
    const holding = {
      result: '举行完毕',
      attended: ['齐执法', '鲁执法', '当事人法定代表人'],
      minutes: '调查人员提出事实、证据和处罚建议，当事人申辩和质证',
      signed: '当事人核对无误并签名',
      report: '事实清楚，证据确凿，建议维持拟处罚意见',
    };
    const early = await desk.refused('host', penalty, '举行听证', holding, '不能提前举行');
    house.at('2026-03-27');
    await desk.again(early, '举行听证', {});
  }, 240_000);

  test('R24.3 R24.4 no decision before legality review and collective discussion; decided with a numbered paper', async () => {
    house.at('2026-03-30');
    expect(await desk.whyNot('markethead', penalty, '作出行政处罚决定')).toMatch(
      /没有通过听证之后的法制审核.*没有集体讨论通过/,
    );
    await desk.act('marketlegal', penalty, '法制审核', {
      conclusion: '合法',
      opinion: '主体、依据、程序、裁量都符合规定',
      qualification: '已通过国家统一法律职业资格考试',
    });
    await desk.act('caseclerk', penalty, '负责人集体讨论', {
      meeting: '行政机关负责人集体讨论会议',
      heldOn: '2026-03-30',
      method: '会议审议',
      attending: 5,
      inFavour: 5,
      minutes: '各位负责人逐一发表意见并表决，一致同意',
      result: '通过',
    });
    house.at('2026-03-31');
    const deciding = {
      reasons: '当事人在申辩和听证中没有提出新的事实、理由，按基准的一般阶次处罚',
      bank: '演示银行中心支行',
      court: '演示市城区人民法院',
    };
    const page = await desk.open('markethead', penalty);
    await page.locator('ul.acts button.act', { hasText: '作出行政处罚决定' }).click();
    await drawerOf(page).locator('.field[data-path="items.0.amount"] input').waitFor();
    await picture(page, 'penalty-decision-form');
    // The proposal stands in the form; raised above what was notified it is refused.
    for (const [path, value] of Object.entries({ ...deciding, 'items.0.amount': 190_000 }))
      await fillField(page, drawerOf(page), path, value);
    await drawerOf(page).locator('button[type=submit]').click();
    await drawerOf(page).getByText('罚款由180000元增加到190000元').first().waitFor();
    await desk.again(page, '作出行政处罚决定', { 'items.0.amount': 180_000 });
    await page.getByText('罚决〔2026〕').first().waitFor();
    await page.getByText('信用修复告知书').first().waitFor({ timeout: 30_000 });
    expect(await papersOf(page)).toContain('行政处罚决定书');
    await desk.act('one', penalty, '送达决定书', signed('2026-03-31', '回证3号'));
  }, 240_000);

  test('R24.1 shown within its time once everything that must be hidden was checked', async () => {
    house.at('2026-04-02');
    const showing = {
      channels: ['信用中国', '国家企业信用信息公示系统'],
      checked: ['国家秘密', '商业秘密', '个人隐私', '身份证号、住址、电话、银行账号和健康信息'],
    };
    const page = await desk.refused(
      'caseclerk',
      penalty,
      '公示行政处罚信息',
      showing,
      '还没有检查：未成年人姓名',
    );
    await desk.again(page, '公示行政处罚信息', { checked: ['未成年人姓名'] });
    await page.getByText('行政处罚信息正在公示').first().waitFor();
  }, 240_000);

  test('R24.6 instalments on application, approved and paid at the bank, not to the organ; not closed before', async () => {
    house.at('2026-04-01');
    await desk.act('caseclerk', penalty, '申请延期或者分期缴纳', {
      hardship: '经营困难，附近三个月流水',
      proposal: '分三期，每月一期',
    });
    const plan = (last: number) =>
      [
        { dueOn: '2026-04-30', amount: '60000' },
        { dueOn: '2026-05-29', amount: '60000' },
        { dueOn: '2026-06-30', amount: String(last) },
      ] as unknown as string[];
    const page = await desk.refused(
      'markethead',
      penalty,
      '决定延期或者分期缴纳',
      { result: '批准', reason: '确有经济困难', instalments: plan(50_000), lastDue: '2026-06-30' },
      '合计等于未缴的罚没款',
    );
    await desk.again(page, '决定延期或者分期缴纳', { 'instalments.2.amount': 60_000 });
    expect(await desk.whyNot('markethead', penalty, '结案')).toContain('处罚还没有履行完毕');
    house.at('2026-04-29');
    const pay = await desk.refused(
      'caseclerk',
      penalty,
      '登记缴款',
      { paidOn: '2026-04-29', payee: '本机关账户', receipt: 'P-0001' },
      '不得自行收缴罚没款',
    );
    await desk.again(pay, '登记缴款', { payee: '代收银行' });
    house.at('2026-05-28');
    await desk.act('caseclerk', penalty, '登记缴款', {
      paidOn: '2026-05-28',
      payee: '代收银行',
      receipt: 'P-0002',
    });
    house.at('2026-06-29');
    const last = await desk.act('caseclerk', penalty, '登记缴款', {
      paidOn: '2026-06-29',
      payee: '代收银行',
      receipt: 'P-0003',
    });
    expect(await last.locator('main').innerText()).not.toContain('还有罚没款没有缴清');
  }, 240_000);

  test('R25.4 R24.6 closed with the contents of its file; sealed when nobody can sue any more', async () => {
    house.at('2026-06-30');
    await desk.act('caseclerk', penalty, '出具合规指导书', {
      problems: '进货查验记录不完整，临期食品没有单独存放',
      advice: ['建立临期食品专柜，每日检查', '指定专人负责进货查验'],
      contact: '演示市市场监督管理局食品科',
      deliveredOn: '2026-06-30',
    });
    const page = await desk.open('markethead', penalty);
    await page.locator('ul.acts button.act', { hasText: '结案' }).click();
    const catalogue = drawerOf(page).locator('.field[data-path="catalogue"] textarea');
    expect(await catalogue.inputValue()).toMatch(/1\. 案件来源登记表\n.*行政处罚决定书.*合规指导书/s);
    await desk.again(page, '结案', { summary: '罚款分三期全部缴清' });
    expect(await desk.whyNot('caseclerk', penalty, '案件终结')).toContain('还可以申请复议或者起诉');
    house.at('2026-10-08');
    await runExpiry(house.running.office);
    await desk.last('caseclerk', penalty, '案件终结');
  }, 240_000);

  test('R23.3 the report is answered with what the case says; the code tells the informant', async () => {
    const concluding = {
      result: '查证属实',
      says: '违法事实成立，已经作出行政处罚决定并执行完毕',
      major: true,
    };
    const page = await desk.open('caseclerk', report);
    await page.locator('ul.acts button.act', { hasText: '登记查处结果' }).click();
    const collected = drawerOf(page).locator('.field[data-path="collected"] input');
    await collected.waitFor();
    expect(await collected.inputValue()).toBe('180000');
    for (const [path, value] of Object.entries({ ...concluding, collected: 200_000 }))
      await fillField(page, drawerOf(page), path, value);
    await drawerOf(page).locator('button[type=submit]').click();
    await drawerOf(page).getByText('决定的罚没款一共180000元').first().waitFor();
    await desk.again(page, '登记查处结果', { collected: 180_000 });
    await desk.last('caseclerk', report, '办结');
    for (const width of [1440, 390]) {
      const stranger = await house.stranger({ width, height: 900 });
      await stranger.goto(`${house.url}/reports/status`);
      await stranger.fill('#code', code);
      await stranger.getByRole('button', { name: '查看', exact: true }).click();
      const told = await stranger.locator('main').innerText();
      expect(told).toMatch(/现在是：\s*办结/);
      expect(told).toContain('查证属实');
      expect(told).toContain('没有人看过');
      expect(await sideways(stranger)).toEqual([]);
      expect(await barriers(stranger)).toEqual([]);
      await picture(stranger, `penalty-report-done-${width}`);
      await stranger.context().close();
    }
  }, 240_000);
});

/** A person found on the spot or in a check, as both procedures ask for one. */
const person = (name: string, bornOn: string) => ({
  sector: '市场监管',
  field: '市场监管',
  partyName: name,
  partyKind: '公民',
  partyId: `22020219${bornOn.slice(2).replaceAll('-', '')}0011`,
  partyAddress: '演示市河南街2号',
  bornOn,
  conduct: '在市场门口当场实施演示行为',
  place: '演示市河南街市场门口',
  graveHarm: false,
});
const spot = (on: string) => ({
  actOn: on,
  actEndedOn: on,
  discoveredOn: on,
  item: SMALL_ITEM,
  officers: OFFICERS,
  shown: true,
  clear: true,
  evidence: '现场照片和当事人陈述',
  waterOrRemote: '否',
});

describe('a fine on the spot', () => {
  test('R24.6 from the facts to filing back: over the sum, unheard, in cash and unreported are refused', async () => {
    house.at('2026-10-12T02:00:00.000Z');
    const id = await desk.fresh('one', 'penalty-simple', {
      title: '王某实施演示行为案',
      ...person('王演示', '1980-05-01'),
      ...spot('2026-10-12'),
    });
    expect(await desk.whyNot('one', id, '当场作出处罚决定')).toContain('没有告知事实、理由、依据和权利');
    const telling = {
      items: fine(300),
      discretion: '情节轻微，按较轻的数额',
      ...circumstances(),
      rights: true,
    };
    const page = await desk.refused(
      'one',
      id,
      '告知拟处罚内容和权利',
      telling,
      '当场处罚的罚款不得超过200元，300元应当适用普通程序',
    );
    await desk.again(page, '告知拟处罚内容和权利', { 'items.0.amount': 150 });
    expect(await desk.whyNot('one', id, '当场作出处罚决定')).toContain('没有听取陈述、申辩');
    await desk.act('one', id, '听取陈述、申辩', { said: '没有意见' });
    // Kinds, sums, basis and where to complain stand in the form already.
    const decided = await desk.act('one', id, '当场作出处罚决定', {
      bank: '演示银行中心支行',
      court: '演示市城区人民法院',
    });
    await decided
      .getByText(/当罚〔2026〕000001号/)
      .first()
      .waitFor();
    await desk.act('one', id, '当场交付决定书', { method: '直接送达', receipt: '当场签收' });
    await desk.refused(
      'one',
      id,
      '当场收缴罚款',
      { paidOn: '2026-10-12', ground: '一百元以下', receipt: '财0001' },
      '罚款150元超过100元，不能当场收缴',
    );
    house.at('2026-10-13');
    await desk.act('caseclerk', id, '登记缴款', {
      paidOn: '2026-10-13',
      payee: '电子支付系统',
      receipt: 'P-1001',
    });
    expect(await desk.whyNot('markethead', id, '结案')).toContain('还没有报所属机关备案');
    const reported = await desk.act('one', id, '报所属机关备案');
    expect(await papersOf(reported)).toContain('当场行政处罚决定书');
    await picture(reported, 'penalty-on-spot');
    const head = await desk.open('markethead', id);
    await head.locator('ul.acts button.act', { hasText: '结案' }).click();
    await desk.again(head, '结案', { summary: '罚款已经缴清' });
  }, 240_000);
});

const CHILD = '赵少甲';
const YOUTH = '钱少乙';

describe('juveniles', () => {
  test('R26.1 under fourteen: a proposal to punish is stopped by name of the rule; decided without penalty, with the guardian', async () => {
    house.at('2026-10-14');
    const {
      item,
      officers,
      shown: _s,
      clear: _c,
      evidence: _e,
      waterOrRemote: _w,
      ...days
    } = spot('2026-10-13');
    const id = await desk.fresh('one', 'penalty-ordinary', {
      title: '少年实施演示行为案',
      source: '监督检查',
      sourceDetail: '日常检查时发现',
      realName: false,
      ...person(CHILD, '2013-06-01'),
      ...days,
    });
    await desk.act('markethead', id, '批准立案', {
      item,
      officers,
      primaFacie: true,
      punishable: true,
      competent: true,
      jurisdiction: '违法行为发生地在本市',
      verification: '现场核对了事实和年龄',
    });
    await desk.act('one', id, '调查取证', {
      kind: '询问',
      on: '2026-10-14',
      shown: true,
      record: '在监护人陪同下询问，承认实施了演示行为',
      evidence: '当事人的陈述',
      proves: '实施了演示行为',
      lawful: true,
      signed: '已核对并签名',
    });
    const page = await desk.refused(
      'one',
      id,
      '调查终结报告',
      {
        outcome: '给予处罚',
        items: fine(500),
        discretion: '按较轻的数额',
        ...circumstances(['firstOffence']),
        ...weight(),
      },
      '不满十四周岁（A1）',
    );
    await picture(page, 'penalty-juvenile-stopped');
    await drawerOf(page).locator('.field[data-path="items"] .row-head button').click();
    await desk.again(page, '调查终结报告', { outcome: '不予处罚', noPenaltyGround: '不满十四周岁' });
    await desk.act('casereview', id, '案件审核', { result: '同意', opinion: '事实清楚，适用正确' });
    expect(await desk.whyNot('caseclerk', id, '拟处罚告知')).toContain('处理建议不是给予处罚');
    await desk.act('caseclerk', id, '提请决定（不给予处罚）');
    const unguarded = await desk.refused(
      'markethead',
      id,
      '作出不予处罚决定',
      {
        reasons: '当事人不满十四周岁，依法不予处罚',
        education: '当面教育并告知监护人',
        court: '演示市城区人民法院',
      },
      '要写明责令监护人管教',
    );
    await desk.again(unguarded, '作出不予处罚决定', { guardian: '责令其父母加以管教' });
    const served = await desk.act('one', id, '送达决定书', {
      method: '同住成年家属签收',
      servedOn: '2026-10-14',
      receiver: '赵某父亲',
      relation: '父亲',
      receipt: '回证9号',
    });
    expect(await papersOf(served)).toMatch(/不予行政处罚决定书.*教育/s);
    expect(await desk.whyNot('caseclerk', id, '公示行政处罚信息')).toContain('不公示');
    const head = await desk.open('markethead', id);
    await head.locator('ul.acts button.act', { hasText: '结案' }).click();
    await desk.again(head, '结案', { summary: '已经教育并由监护人管教' });
  }, 240_000);

  test('R26.1 fourteen to eighteen, first offence: punishing unmitigated is stopped on the spot; educated instead', async () => {
    house.at('2026-10-15T02:00:00.000Z');
    const id = await desk.fresh('one', 'penalty-simple', {
      title: '少年当场实施演示行为案',
      ...person(YOUTH, '2010-02-01'),
      ...spot('2026-10-15'),
    });
    const page = await desk.refused(
      'one',
      id,
      '告知拟处罚内容和权利',
      {
        items: fine(50),
        discretion: '按较轻的数额',
        ...circumstances(['firstOffence', 'minorHarm', 'correctedInTime']),
        rights: true,
      },
      '已满十四不满十八周岁（A2）',
    );
    expect(await drawerOf(page).innerText()).toContain('初次违法，危害后果轻微并及时改正（N2）');
    await desk.last('one', id, '不予处罚，当场教育', {
      ground: '初次违法、危害轻微并已改正',
      reasons: '初次违法，危害后果轻微并当场改正',
      education: '当面教育，告知监护人',
    });
  }, 240_000);
});

test('no page logged an error', () => {
  expect(house.faults).toEqual([]);
});
