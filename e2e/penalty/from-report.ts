/** A market-supervision case in a browser, from a resident's report to publication and closing. */
import { createHash } from 'node:crypto';
import { runExpiry } from '@fadu/office/jobs/expiry';
import { picture as png } from '@fadu/office/testing/penalty';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { drawerOf } from '../case-acts.ts';
import { choose, fillField } from '../desk-form.ts';
import type { House } from '../house.ts';
import { barriers, picture, sideways } from '../page-checks.ts';
import {
  circumstances,
  fine,
  ITEM_NAME,
  OFFICERS,
  OWN_WORDS,
  papersOf,
  type Scene,
  signed,
  weight,
} from './scene.ts';

/** The facts that the chosen benchmark asks for. */
async function benchmarkFacts(page: Page): Promise<void> {
  const facts = drawerOf(page).locator('.field[data-path="facts"]');
  for (const [id, value] of [
    ['goodsValue', 12_000],
    ['confessed', false],
    ['corrected', false],
    ['times', '没有'],
    ['obstructed', false],
    ['injured', false],
  ] as const)
    await fillField(page, facts, `facts.${id}`, value);
}

/** The whole journey, one test after the other. */
export const fromReportTests = (here: () => Scene) =>
  describe('a market-supervision case, from the report to its end', () => {
    let house: House;
    let desk: Scene['desk'];
    let code = '';
    let report = '';
    let penalty = '';
    beforeAll(() => {
      ({ house, desk } = here());
    });

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
          partyId: '91220200MA0000007C',
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
      await expect.poll(() => papersOf(page), { timeout: 30_000 }).toContain('案件来源登记表');
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
      await choose(
        page,
        page.locator('.hand-in-fields > *', { has: page.locator('#hand-in-step') }),
        '调查取证',
      );
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
      const page = await desk.form('one', penalty, '调查终结报告');
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
      await drawer
        .getByText('拟处罚款130000元不在这个幅度里')
        .first()
        .waitFor()
        .catch(async () => {
          throw new Error(`not told; the form says: ${await drawer.innerText()}`);
        });
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
      const page = await desk.form('markethead', penalty, '作出行政处罚决定');
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
      await expect.poll(() => papersOf(page), { timeout: 30_000 }).toContain('行政处罚决定书');
      await desk.act('one', penalty, '送达决定书', signed('2026-03-31', '回证3号'));
    }, 240_000);

    test('R24.1 shown within its time once everything that must be hidden was checked; a stranger reads it masked', async () => {
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
      await page.getByText('行政处罚信息正在公示').filter({ visible: true }).first().waitFor();
      for (const width of [1440, 390]) {
        const stranger = await house.stranger({ width, height: 900 });
        await stranger.goto(`${house.url}/penalties?q=${encodeURIComponent('幸福超市')}`);
        await stranger.locator('main a', { hasText: '幸福超市销售过期牛奶' }).click();
        const shown = await stranger.locator('main').innerText();
        for (const words of [
          '演示市幸福超市有限公司',
          '91220200MA0000007C',
          '货值金额12000元',
          '食品安全法',
          '180,000元',
          '演示市市场监督管理局',
        ])
          expect(shown).toContain(words);
        for (const words of [OWN_WORDS, '收发室张某', '中心路1号', '齐执法', '庄主持'])
          expect(shown).not.toContain(words);
        expect(await sideways(stranger)).toEqual([]);
        expect(await barriers(stranger)).toEqual([]);
        await picture(stranger, `penalty-on-show-${width}`);
        await stranger.context().close();
      }
    }, 240_000);

    test('R24.6 instalments on application, approved and paid at the bank, not to the organ; not closed before', async () => {
      house.at('2026-04-02');
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
      const page = await desk.form('markethead', penalty, '结案');
      const catalogue = drawerOf(page).locator('.field[data-path="catalogue"] textarea');
      expect(await catalogue.inputValue()).toMatch(/1\. 案件来源登记表\n.*行政处罚决定书.*合规指导书/s);
      await desk.again(page, '结案', { summary: '罚款分三期全部缴清' });
      expect(await desk.whyNot('caseclerk', penalty, '案件终结')).toContain('还可以申请复议或者起诉');
      house.at('2026-10-08');
      await runExpiry(house.running.office);
      await desk.last('caseclerk', penalty, '案件终结');
      const narrow = await house.as('caseclerk', { width: 390, height: 844 });
      await narrow.goto(`${house.url}/desk/cases/${penalty}`, { waitUntil: 'commit' });
      await narrow.getByText('已办结：终结').first().waitFor();
      expect(await sideways(narrow)).toEqual([]);
      await picture(narrow, 'penalty-closed-narrow');
    }, 240_000);

    test('R23.3 the report is answered with what the case says; the code tells the informant', async () => {
      const concluding = {
        result: '查证属实',
        says: '违法事实成立，已经作出行政处罚决定并执行完毕',
        major: true,
      };
      const page = await desk.form('caseclerk', report, '登记查处结果');
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
