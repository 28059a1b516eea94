/** A service item from the first question to the answered bad rating: a resident with a slow phone and no script, and the desk. */
import { type Actor, CaseView } from '@fadu/kernel';
import { loadCase } from '@fadu/office/cases/load';
import { openCase, performAct } from '@fadu/office/cases/perform';
import { key } from '@fadu/office/testing/document';
import { prepareRegisters } from '@fadu/office/testing/registers';
import { application } from '@fadu/office/testing/services';
import { correctionInput, reviewInput } from '@fadu/plan/functions/service-items/case.testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acting } from './case-acts.ts';
import { type House, openHouse, PASSWORD } from './house.ts';
import {
  faultsOf,
  keyboardFaults,
  largeFaults,
  paleInLarge,
  picture,
  weigher,
  zoomFaults,
} from './page-checks.ts';
import { AGENCY, FOOD, officeOf, RESIDENT, servicesScene } from './services-scene.ts';

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const CREDIT = '91220200MA0000000Y';

let house: House;
let phone: Page;
let desk: ReturnType<typeof acting>;
/** The application, by its case. */
let id = '';

/** A photograph as a phone takes it, one pixel of it. */
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const photo = (name: string) => ({
  name,
  mimeType: 'image/png',
  buffer: Buffer.concat([PHOTO, Buffer.from(name)]),
});

/** A phone network: milliseconds until the first byte, bytes a second either way; -1: as fast as it is. */
async function network(page: Page, { latency, bytes }: { latency: number; bytes: number }): Promise<void> {
  const wire = await page.context().newCDPSession(page);
  await wire.send('Network.enable');
  await wire.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: bytes,
    uploadThroughput: bytes,
  });
}

beforeAll(async () => {
  house = await openHouse();
  const t = officeOf(house);
  await prepareRegisters(t);
  await servicesScene(house, t, '2026-03-02');
  house.at('2026-03-03');
  desk = acting(house, { size: DESK });
  phone = await house.stranger({ script: false, ...PHONE });
  await network(phone, { latency: 400, bytes: 50 * 1024 });
}, 180_000);
afterAll(() => house?.stop());

/** What the page's main part says. */
const said = async (page: Page) => {
  // On a slow line a page is there before all of it has come.
  await page.waitForLoadState();
  return page.locator('main').innerText();
};
/** Somebody of the desk, for acts that another test has already seen on its pages. */
const staff = (role: string, organ: string): Actor => officeOf(house).staff(role, organ);
const act = (name: string, actor: Actor, input: unknown, on = id) =>
  performAct(house.running.office, on, { act: name, actor, input, key: key() });

describe('R5.1 R8.4 R8.5 R42.1 a licence from the question to the answered rating', () => {
  test('R42.1 found in plain words and read on a slow phone without script', async () => {
    await phone.goto(`${house.url}/`);
    await phone.getByRole('link', { name: '我要办事' }).click();
    await phone.getByLabel('要办什么事').fill('想开个小饭馆');
    await phone.getByRole('button', { name: '查找' }).click();
    await phone.getByRole('link', { name: '食品经营许可（新办）' }).click();
    const guide = await said(phone);
    for (const words of ['8个工作日办完', '食品经营许可申请书', '不收费', '演示市中心路1号', '不用您提交'])
      expect(guide).toContain(words);
    await picture(phone, 'services-guide-390');
  });

  test('R5.1 R42.1 applied for with a photograph; what is wrong is said at its field and nothing is lost', async () => {
    await phone.getByRole('link', { name: '网上申请' }).click();
    await phone.getByRole('link', { name: '登录后继续' }).click();
    await phone.locator('input[name=username]').fill(RESIDENT);
    await phone.locator('input[name=password]').fill(PASSWORD);
    await phone.getByRole('button', { name: '登录' }).click();
    await phone.getByLabel('申请人类型').selectOption({ label: '单位' });
    await phone.getByLabel('姓名或者单位名称').fill('演示市幸福餐饮有限公司');
    await phone.getByLabel('证件号码或者统一社会信用代码').fill(CREDIT);
    await phone.getByLabel('联系电话').fill('1');
    await phone.getByLabel('申请内容').fill('在演示市中心路1号经营小吃店，做堂食');
    await phone.locator('#how1').selectOption({ label: '现在交' });
    await phone.locator('#how2').selectOption({ label: '先受理，以后补齐' });
    await phone.locator('#how5').selectOption({ label: '不属于这种情形，不用交' });
    await phone.locator('#file0').setInputFiles([photo('第一页.png'), photo('第二页.png')]);
    // The browser itself asks for what is required; the file alone says how the first material comes.
    await phone.locator('#how0').selectOption({ label: '现在交' });
    await phone.getByRole('button', { name: '提交申请' }).click();
    await phone.locator('.error-summary').waitFor();
    expect(await phone.title()).toMatch(/^有误：/);
    expect(await said(phone)).toContain('请重新选文件');
    await picture(phone, 'services-apply-refused-390');
    await phone.locator('.error-summary a[href="#contact"]').first().click();
    expect(await phone.getByLabel('申请内容').inputValue()).toContain('做堂食');
    await phone.getByLabel('联系电话').fill('13900000000');
    await phone.locator('#file0').setInputFiles([photo('第一页.png'), photo('第二页.png')]);
    await phone.getByRole('button', { name: '提交申请' }).click();
    await phone.waitForURL(/\/services\/mine\/220200-/);
    id = new URL(phone.url()).pathname.split('/').at(-1) as string;
    const receipt = await said(phone);
    expect(receipt).toContain('申请已经收到');
    expect(receipt).toMatch(/演市监政服申〔2026〕1号/);
    expect(receipt).toContain('食品经营许可申请书：第一页.png');
    expect(receipt).toContain('食品经营许可申请书：第二页.png');
    await picture(phone, 'services-mine-received-390');
    // Found, read and applied for on the slow network; the rest costs the same requests.
    await network(phone, { latency: 0, bytes: -1 });
  });

  test('R5.1 the window reads the file and tells once, on its page, what to correct', async () => {
    const page = await desk.open('window', id);
    await page.getByText('食品经营许可申请书：第一页.png').first().waitFor();
    // Whoever accepts knows who applied.
    expect(await page.locator('main').innerText()).toContain('演示市幸福餐饮有限公司');
    await desk.act('window', id, '一次性告知补正', {
      items: [{ material: '场所布局图', problem: '没有提交', how: '请提交标明尺寸的平面图' }],
      risk: '逾期不补正的，视为放弃申请',
      correctBy: '2026-03-31',
    });
    await picture(page, 'services-desk-correction-1280');
  });

  test('R5.1 R42.1 the resident sees it first among the applications and corrects it with a photograph', async () => {
    house.at('2026-03-05');
    await phone.goto(`${house.url}/services/mine`);
    expect(await said(phone)).toContain('等您补正材料');
    await phone.getByRole('link', { name: '食品经营许可（新办）' }).click();
    expect(await said(phone)).toContain('请提交标明尺寸的平面图');
    await phone.getByRole('button', { name: '提交补正' }).click();
    await phone.locator('.error-summary').waitFor();
    await picture(phone, 'services-correct-refused-390');
    // What is not a picture is refused before anything is written.
    await phone
      .locator('#fix-file0')
      .setInputFiles({ name: '平面图.txt', mimeType: 'text/plain', buffer: Buffer.from('平面图') });
    await phone.getByRole('button', { name: '提交补正' }).click();
    await phone.getByText('不是能收的种类').first().waitFor();
    await phone.locator('#fix-file0').setInputFiles(photo('平面图.png'));
    await phone.getByRole('button', { name: '提交补正' }).click();
    await phone.getByRole('heading', { name: '窗口正在看您的材料' }).waitFor();
    expect(await said(phone)).toContain('场所布局图：平面图.png');
  });

  test('R5.1 accepted on the desk with a material still to follow; the resident hands it in', async () => {
    await desk.act('window', id, '受理', { lacking: ['食品安全管理制度清单'] });
    await phone.reload();
    expect(await said(phone)).toContain('补齐容缺的材料');
    await phone.locator('#add-file0').setInputFiles(photo('制度.png'));
    await phone.locator('#add').getByRole('button', { name: '提交' }).click();
    await phone.getByRole('heading', { name: '已经受理，正在审查' }).waitFor();
    expect(await phone.locator('#add').count()).toBe(0);
  });

  test('R5.1 reviewed, granted on the desk by another, delivered', async () => {
    await act('review', staff('service-reviewer', 't-market'), reviewInput);
    const page = await desk.act('serviceapprove', id, '准予', { reasons: '符合法定条件、标准' });
    await picture(page, 'services-desk-granted-1280');
    await act('deliver', staff('window-clerk', 't-hall'), { method: '电子证照', deliveredOn: '2026-03-05' });
  });

  test('R42.1 R6.3 the certificate is shown on the phone, and a stranger verifies it', async () => {
    await phone.goto(`${house.url}/services/mine/${id}`);
    expect(await said(phone)).toContain('已经准予，办完了');
    const number = await phone.locator('#certificate .code').innerText();
    expect(await phone.locator('#certificate svg').getAttribute('aria-label')).toContain('二维码');
    await picture(phone, 'services-mine-granted-390');
    const stranger = await house.stranger({ script: false, ...PHONE });
    await stranger.goto(`${house.url}/certificates`);
    await stranger.getByLabel('证件编号或者统一社会信用代码').fill(number);
    await stranger.getByRole('button', { name: '查验' }).click();
    const found = await said(stranger);
    expect(found).toContain('食品经营许可证');
    expect(found).toContain('有效');
    await stranger.getByLabel('证件编号或者统一社会信用代码').fill(CREDIT);
    await stranger.getByRole('button', { name: '查验' }).click();
    expect(await said(stranger)).toContain('演示市幸福餐饮有限公司');
  });

  test('R8.4 R42.1 rated badly without script; the hall contacts, mends and answers; the resident reads it', async () => {
    await phone.getByLabel('非常不满意').check();
    await phone.getByLabel('说说情况').fill('窗口让我补了一次本来可以一开始就说清的材料');
    await phone.getByLabel('愿意接受电话回访').check();
    await phone.getByRole('button', { name: '提交评价' }).click();
    await phone.getByText('您已经评价：非常不满意').waitFor();
    expect(await said(phone)).toContain('正在核实处理');
    const { rows } = await house.pool.query(
      `select id from fadu.case_file where procedure = 'service-rating'`,
    );
    const rating = rows[0].id as string;
    await desk.act('rating', rating, '联系评价人', {
      result: '已经联系上',
      says: '补正告知没有说明平面图要标尺寸',
    });
    const page = await desk.act('rating', rating, '核实并处理', {
      way: '限期整改完成',
      facts: '办事指南的样表没有写明平面图要标尺寸',
      change: '样表已经补上尺寸的要求',
    });
    await picture(page, 'services-desk-rating-1280');
    await act('call-back', staff('hall-manager', 't-hall'), { again: '满意' }, rating);
    await phone.goto(`${house.url}/services/mine/${id}`);
    const answered = await said(phone);
    expect(answered).toContain('样表已经补上尺寸的要求');
    expect(answered).not.toContain('正在核实处理');
    await picture(phone, 'services-mine-answered-390');
    expect(house.faults).toEqual([]);
  });
});

describe('R5.1 R8.5 on paper, by somebody else, at the window', () => {
  test('R8.5 registered on the desk for a proxy, it is the same application in everything', async () => {
    const paper = await desk.fresh('window', 'service-application', {
      item: '食品经营许可（新办）',
      applicantType: '法人和其他组织',
      name: '演示市平安小吃店',
      identity: CREDIT,
      contact: '13900000001',
      matter: '在演示市中心路2号经营小吃店',
      materials: [
        { name: '食品经营许可申请书', how: '随申请提交' },
        { name: '场所布局图', how: '随申请提交' },
        { name: '食品安全管理制度清单', how: '随申请提交' },
      ],
      proxy: '王小二',
      proxyRelation: '子女',
      authority: '授权委托书1份',
      channel: '窗口',
      receivedOn: '2026-03-05',
    });
    const { office } = house.running;
    const loaded = await loadCase(office, { as: 'organ', organ: 't-hall' }, paper);
    const online = await loadCase(office, { as: 'organ', organ: 't-hall' }, id);
    const view = new CaseView(loaded.state);
    expect(loaded.state.phase).toBe('received');
    expect(view.last('register-application')?.issued?.application).toBe('演市监政服申〔2026〕2号');
    expect([...loaded.file.organs].sort()).toEqual([...online.file.organs].sort());
    // The same clock, from the day on which the paper came; the same acts stand open to the same people.
    expect(Object.keys(loaded.state.clocks)).toEqual(['acceptance']);
    await desk.act('window', paper, '受理');
    const accepted = await loadCase(office, { as: 'organ', organ: 't-hall' }, paper);
    expect(Object.keys(accepted.state.clocks).sort()).toEqual(
      Object.keys(online.state.clocks)
        .filter((c) => !['correction', 'missing', 'delivery'].includes(c))
        .sort(),
    );
    await act('review', staff('service-reviewer', 't-market'), reviewInput, paper);
    await act('grant', staff('service-approver', 't-market'), { reasons: '符合法定条件、标准' }, paper);
    await act(
      'deliver',
      staff('window-clerk', 't-hall'),
      { method: '窗口领取', deliveredOn: '2026-03-05', receiver: '王小二' },
      paper,
    );
    const { rows } = await house.pool.query(
      `select body ->> 'holder' as holder from fadu.entry where register = 'certificate' order by code`,
    );
    expect(rows.map((r) => r.holder).sort()).toEqual(['演示市幸福餐饮有限公司', '演示市平安小吃店'].sort());
  });
});

/** Links, forms and their controls of a page as the server sends it. */
const functionsIn = (html: string): string[] =>
  (/<main[\s>][\s\S]*<\/footer>/.exec(html)?.[0] ?? '').match(
    /<a [^>]*href="[^"]*"|<form [^>]*>|<(?:input|select|textarea|button|summary)\b[^>]*>/g,
  ) ?? [];

describe('R8.5 R42.1 the applicant’s own pages are used by everyone', () => {
  let page: Page;
  let open = '';
  beforeAll(async () => {
    const wang: Actor = { kind: 'person', person: `p-${RESIDENT}`, name: '王小明', posts: [] };
    house.at('2026-03-05');
    const { caseId } = await openCase(house.running.office, 'service-application', {
      act: 'apply',
      actor: wang,
      key: key(),
      input: { ...application, name: '演示市长长的名字餐饮管理连锁发展有限公司中心路旗舰分店' },
    });
    open = caseId;
    await act(
      'notify-correction',
      staff('window-clerk', 't-hall'),
      correctionInput('2026-03-31', '场所布局图', '食品安全管理制度清单'),
      open,
    );
    page = await house.stranger(PHONE);
    // Where one is led is seen at once, not after a scroll.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`${house.url}/sign-in?next=/services/mine`);
    await page.locator('input[name=username]').fill(RESIDENT);
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.getByRole('button', { name: '登录' }).click();
    await page.waitForURL(/\/services\/mine$/);
  });

  const PAGES: readonly (readonly [name: string, path: () => string, keyboard: boolean])[] = [
    ['guide', () => `/services/${AGENCY}`, true],
    ['apply', () => `/services/${FOOD}/apply`, false],
    ['apply-committed', () => `/services/${AGENCY}/apply`, true],
    ['mine', () => '/services/mine', false],
    ['mine-correction', () => `/services/mine/${open}`, true],
    ['mine-ended', () => `/services/mine/${id}`, false],
  ];
  test.each(PAGES)('%s', async (name, path, keyboard) => {
    const before = house.faults.length;
    const wire = await weigher(page);
    await page.setViewportSize(PHONE);
    const answer = await page.goto(`${house.url}${path()}`, { waitUntil: 'load' });
    expect(answer?.status()).toBe(200);
    const found = [
      ...wire.faults(),
      ...(await faultsOf(page, 'narrow', true)),
      ...(await largeFaults(page)),
      ...(await paleInLarge(page)),
      ...(keyboard ? await keyboardFaults(page) : []),
      ...(await zoomFaults(page)),
    ];
    await picture(page, `services-${name}-1280`);
    // The large simple mode as the server makes it: the same links, forms and controls, every one.
    const cookies = await page.context().cookies();
    const header = (mode: string) =>
      [...cookies.map((c) => `${c.name}=${c.value}`), `fadu-mode=${mode}`].join('; ');
    const sent = async (mode: string) =>
      (await fetch(`${house.url}${path()}`, { headers: { cookie: header(mode) } })).text();
    const [usual, large] = [await sent('normal'), await sent('large')];
    expect(large).toContain('<html lang="zh-CN" class="large"');
    const same = (html: string) =>
      functionsIn(html)
        .map((f) => f.replace(/name="form" value="[^"]*"/, ''))
        .sort();
    expect(same(usual).length).toBeGreaterThan(5);
    expect(same(large)).toEqual(same(usual));
    expect([...found, ...house.faults.slice(before)]).toEqual([]);
  });

  test('R8.5 the switch to large letters is a link on every page, needs no script and comes back', async () => {
    const plain = await house.stranger({ script: false, ...PHONE });
    const isLarge = () => plain.locator('html.large').count();
    for (const path of [`/services?q=${encodeURIComponent('开饭店')}`, '/sign-in?next=%2Fservices%2Fmine']) {
      await plain.goto(`${house.url}${path}`);
      expect(await isLarge()).toBe(0);
      await plain.getByRole('link', { name: '大字简明版' }).click();
      expect(plain.url()).toBe(`${house.url}${path}`);
      expect(await isLarge()).toBe(1);
      await picture(plain, `services-large-${path.slice(1, 8)}-390`);
      await plain.goto(`${house.url}/services/${FOOD}`);
      expect(await isLarge()).toBe(1);
      await picture(plain, 'services-large-guide-390');
      await plain.getByRole('link', { name: '标准版' }).click();
      expect(await isLarge()).toBe(0);
    }
  });

  test('R8.5 R42.1 from the search to the guide with the keyboard alone', async () => {
    await page.setViewportSize(PHONE);
    await page.goto(`${house.url}/services`);
    await page.keyboard.press('Tab');
    const skip = await page.locator('.skip-link:focus').boundingBox();
    expect(skip && skip.y >= 0).toBe(true);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    const tabTo = async (selector: string) => {
      for (let i = 0; i < 40; i++) {
        await page.keyboard.press('Tab');
        if (await page.locator(`${selector}:focus`).count()) return;
      }
      throw new Error(`Tab does not reach ${selector}`);
    };
    await tabTo('#q');
    await page.keyboard.type('开饭店');
    await page.keyboard.press('Enter');
    await page.locator('.result-line').waitFor();
    await tabTo('.rows a');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '食品经营许可（新办）' }).waitFor();
    await tabTo('a[href*="/apply"]');
    await page.keyboard.press('Enter');
    await page.locator('#applicantType').waitFor();
  });
});
