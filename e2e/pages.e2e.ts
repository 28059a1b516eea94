/** Every page of the portal and of the desk, on a wide and a narrow screen, with and without script. */
import { ANONYMOUS } from '@fadu/kernel';
import { openCase, performAct } from '@fadu/office/cases/perform';
import { linkPending } from '@fadu/office/law/links';
import { importText } from '@fadu/office/law/store';
import { key, document as makeDocument } from '@fadu/office/testing/document';
import type { TestOffice } from '@fadu/office/testing/office';
import { certify } from '@fadu/office/testing/officers';
import { publishBatch } from '@fadu/office/testing/registers';
import { handling } from '@fadu/office/testing/services';
import { marketSamples } from '@fadu/plan/functions/market-negative-list/sample.testing';
import { procedures } from '@fadu/plan/index';
import { demoUscc } from '@fadu/plan/leadership/plan-tracking/index';
import { samples } from '@fadu/plan/rulemaking/normative-documents/sample.testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, openHouse } from './house.ts';
import { faultsOf, largeFaults, picture, weigher, zoomFaults } from './page-checks.ts';
import { type RegisterScene, registerScene } from './register-scene.ts';
import { FOOD, officeOf, servicesScene } from './services-scene.ts';

const NUMBER = '演市政规〔2026〕1号';
/** Number of the officer's certificate. */
const CARD = '演示证-0001';
/** Credit code of an enterprise with a certificate. */
const CREDIT = '91220200MA0000000Y';
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };

let house: House;
let published = '';
let open = '';
let paper = '';
let lists: RegisterScene;

beforeAll(async () => {
  house = await openHouse();
  const { office } = house.running;
  const staff = (role: string, organ: string) => ({
    kind: 'person' as const,
    person: `p-${organ}-${role}`,
    name: { drafter: '林起草', head: '陈局长', 'office-clerk': '周办文' }[role] ?? '吴审核',
    posts: [{ role, organ }],
  });
  const t = { office, staff, at: house.at, database: { pool: house.pool } } as unknown as TestOffice;
  published = await makeDocument(t, 'in-force');
  // Time goes on: the second document is put to the public later and is still open.
  house.at('2026-05-25');
  const drafter = staff('drafter', 't-city');
  const opened = await openCase(office, 'normative-document', {
    actor: drafter,
    input: { ...samples.propose, title: '演示市农贸市场管理办法' },
    key: key(),
  });
  open = opened.caseId;
  const act = (name: string, actor: typeof drafter | typeof ANONYMOUS, input: unknown = {}) =>
    performAct(office, open, { act: name, actor, input, key: key() });
  await act('register', staff('office-clerk', 't-office'));
  await act('draft', drafter, samples.draft);
  await act('open-consultation', drafter, samples['open-consultation']);
  await act('comment', ANONYMOUS, {
    text: '早市摊位收费应当公开，收费标准贴在入口处。',
    submitterType: '个人',
    article: '第二条',
  });
  await certify(t, staff('enforcement-officer', 't-market'), 't-market', { number: CARD });
  lists = await registerScene(t, '2026-05-25', '2026-05-26');
  await servicesScene(house, officeOf(house), '2026-05-26');
  await handling(t, 'granted', { identity: CREDIT });
  await publishBatch(t, 'market-access-list', marketSamples('t-city'), '2026-05-26');
  for (const [day, words] of [
    ['2020-01-01', '第二条　集市由开办者管理。'],
    ['2024-01-01', '第二条　集市由开办者管理，开办者应当公开收费标准。'],
  ] as const)
    await importText(office, {
      name: `演示市集市管理条例(${day}).md`,
      bytes: `# 演示市集市管理条例\n\n${day.slice(0, 4)}年1月1日演示市人民代表大会常务委员会通过\n\n## 第一章　总则\n\n第一条　根据《中华人民共和国行政处罚法》第十二条，制定本条例。\n${words}\n第三条　违反第二条规定的，责令改正。\n\n附表\n| 事项 | 收费标准 |\n|---|---|\n| 摊位 | 每日五元 |\n`,
    });
  await linkPending(office);
  // Papers and the search index are made in the background.
  for (let i = 0; paper === '' && i < 200; i++) {
    const { rows } = await house.pool.query(`select id from fadu.paper where template = 'document'`);
    const found = (await fetch(`${house.url}/api/v1/search?q=${encodeURIComponent('油烟')}`).then((r) =>
      r.json(),
    )) as { total: number };
    if (rows[0] && found.total > 0) paper = rows[0].id;
    else await new Promise((r) => setTimeout(r, 200));
  }
  expect(paper, 'the paper of the published document is made').not.toBe('');
  await house.running.sequencer.flush();
}, 180_000);
afterAll(() => house?.stop());

/** Address of a text of law. */
const law = (id: string, rest = '') => `/laws/${encodeURIComponent(id)}${rest}`;

const PORTAL: readonly (readonly [name: string, path: () => string, h1: RegExp | string])[] = [
  ['home', () => '/', ''],
  ['plan', () => '/plan', '法治政府建设实施方案'],
  ['plan-late', () => '/plan?light=red', '法治政府建设实施方案'],
  ['plan-task', () => '/plan/tasks/16', /^第16项任务/],
  ['consultations', () => '/consultations', /征求意见/],
  ['consultation', () => `/consultations/${open}`, /农贸市场管理办法/],
  ['consultation-ended', () => `/consultations/${published}`, /油烟排放管理办法/],
  ['documents', () => '/documents', /规范性文件/],
  ['document', () => `/documents/${encodeURIComponent(NUMBER)}`, /油烟排放管理办法/],
  ['procedures', () => '/procedures', '办事程序'],
  ...procedures.map((p) => [`procedure-${p.code}`, () => `/procedures/${p.code}`, p.title] as const),
  ['flow-charts', () => '/flow-charts', '四张流程图'],
  ['flow-charts-body', () => '/flow-charts/t-city', /的四张流程图$/],
  ['flow-chart', () => '/flow-charts/t-city/penalty', '行政处罚流程图'],
  ['flow-chart-none', () => '/flow-charts/t-city/licence', '行政许可流程图'],
  ['officers', () => '/officers', '执法人员'],
  ['officer', () => `/officers/${encodeURIComponent(CARD)}`, /的执法证件今天有效$/],
  ['officer-check', () => '/officers/check', '核对执法证件'],
  ['equipment', () => '/officers/equipment', '执法装备'],
  ['penalties', () => '/penalties', '行政处罚公示'],
  ['compulsions', () => '/compulsions', '行政强制公示'],
  ['penalties-format', () => '/penalties/format', '双公示表格的格式和缺项'],
  ['enforcement', () => '/enforcement', '行政执法公示'],
  ['enforcement-body', () => '/enforcement/t-market', /执法公示$/],
  ['enforcement-year', () => '/enforcement/t-market/2026', /2026年执法情况$/],
  ['draws', () => '/draws', /双随机|抽查/],
  ['benchmarks', () => '/benchmarks', /裁量/],
  ['supervision', () => '/supervision', /执法监督/],
  ['typical-cases', () => '/typical-cases', '典型案例'],
  ['law-popularisation', () => '/law-popularisation', '谁执法谁普法'],
  ['legislation-suggest', () => '/legislation/suggest', '提出立法项目建议'],
  ['campaigns', () => '/campaigns', '专项整治'],
  ['credit', () => '/credit', '信用公示'],
  ['credit-model', () => '/credit/model', '信用风险分级怎么算'],
  ['credit-lists', () => '/credit/lists', '可以记什么、可以采取什么措施'],
  ['credit-repair', () => '/credit/repair', '异议和信用修复'],
  ['inspections', () => '/inspections', '涉企检查'],
  ['inspection-unknown', () => '/inspections/enterprises/91220200PDY4000999', '没有检查记录'],
  ['inspection-check', () => '/inspections/check', '核对检查码'],
  ['inspection-rate', () => '/inspections/rate', '评价检查'],
  ['reports', () => '/reports', '举报违法行为'],
  ['report-new', () => '/reports/new', '我要举报'],
  ['report-status', () => '/reports/status', '凭查询码查看'],
  ['law-list', () => '/laws/list', '法律文本目录'],
  ['law', () => law('演示市集市管理条例'), '演示市集市管理条例'],
  ['law-earlier', () => law('演示市集市管理条例', '?on=2020-06-01'), '演示市集市管理条例'],
  [
    'law-compare',
    () => law('演示市集市管理条例', '/compare?from=1&to=2'),
    '《演示市集市管理条例》两个版本的比较',
  ],
  ['law-article', () => law('演示市集市管理条例', '/articles/2'), '《演示市集市管理条例》第二条'],
  ['law-summary', () => law('行政处罚法'), '行政处罚法'],
  ['law-summary-article', () => law('行政处罚法', '/articles/57'), /^《行政处罚法》第/],
  ['laws', () => '/laws', /法规/],
  ['laws-found', () => `/laws?q=${encodeURIComponent('行政处罚法第五十七条')}`, /行政处罚法/],
  ['laws-words', () => `/laws?q=${encodeURIComponent('收费标准')}`, /收费标准/],
  ['register-figures', () => '/registers/figures', '清单质量'],
  ['law-changes', () => '/registers/law-changes', '法律变动和受影响的事项'],
  ['filing', () => '/filing', '备案审查'],
  ['filing-list', () => '/filing/list', '应当报备的规章和文件'],
  ['legislation', () => '/legislation', /立法/],
  ['contact-points', () => '/contact-points', /联系点/],
  ['organ-functions', () => '/organ-functions', /职能/],
  ['competition', () => '/competition', '公平竞争'],
  ['competition-report', () => '/competition/report', '举报滥用行政权力'],
  ['verify', () => '/verify', '查验文书'],
  ['paper', () => `/v/${paper}`, /^文书是真的/],
  ['paper-unknown', () => `/v/${'0'.repeat(20)}`, '存证日志里没有这份文书'],
  ['time', () => '/time', '期限计算'],
  ['time-answered', () => '/time?purpose=due&start=2026-09-21&n=20&unit=workday', '期限计算'],
  ['search', () => `/search?q=${encodeURIComponent('油烟')}`, /油烟/],
  ['search-nothing', () => `/search?q=${encodeURIComponent('登月飞船')}`, /登月飞船/],
  ['services', () => '/services', '办事情'],
  ['services-found', () => `/services?q=${encodeURIComponent('开饭店')}`, '办事情'],
  ['services-nothing', () => `/services?q=${encodeURIComponent('登月飞船')}`, '办事情'],
  ['services-guide', () => `/services/${FOOD}`, '食品经营许可（新办）'],
  ['services-apply', () => `/services/${FOOD}/apply`, /^申请：/],
  ['services-mine', () => '/services/mine', '我的办件'],
  ['services-mine-one', () => `/services/mine/${published}`, '我的办件'],
  ['one-things', () => '/one-thing', /一件事/],
  ['projects', () => '/projects', '投资项目'],
  ['project-register', () => '/projects/register', /登记/],
  ['may-enter', () => `/may-enter?q=${encodeURIComponent('开网吧')}`, '我能不能做'],
  ['certificates', () => `/certificates?q=${encodeURIComponent('演食〔2026〕0号')}`, '证照查验'],
  ['one-code', () => `/one-code/${CREDIT}`, '演示市幸福餐饮有限公司'],
  ['records', () => '/records', /存证/],
  ['record', () => '/records/0', /存证/],
  ['about', () => '/about', '关于本站'],
  ['sign-in', () => '/sign-in', /登录/],
  ['not-found', () => '/no-such-page', /没有/],
];

describe('R0.6 R8.5 R16.5 R42.1 every page of the portal is read by everyone', () => {
  let plain: Page;
  let page: Page;
  let wire: Awaited<ReturnType<typeof weigher>>;
  beforeAll(async () => {
    page = await house.stranger(WIDE);
    wire = await weigher(page);
    plain = await house.stranger({ ...NARROW, script: false });
  });

  test.each(PORTAL)('%s', async (name, path, h1) => {
    const url = `${house.url}${path()}`;
    const before = house.faults.length;
    await page.setViewportSize(WIDE);
    wire.reset();
    const answer = await page.goto(url, { waitUntil: 'load' });
    expect(answer?.status()).toBe(/not-found|unknown/.test(name) ? 404 : 200);
    if (name === 'paper') await page.locator('.check-good').nth(2).waitFor();
    const title = await page.locator('main h1').first().innerText();
    if (typeof h1 === 'string' && h1) expect(title).toBe(h1);
    else expect(title).toMatch(h1 || /./);
    // The pages of procedures are one page with many contents: every second is searched for barriers wide, the others narrow.
    const turn = procedures.findIndex((p) => name === `procedure-${p.code}`);
    const found = await faultsOf(page, 'wide', true, turn % 2 !== 1);
    await picture(page, `portal-${name}-1440`);
    await page.setViewportSize(NARROW);
    found.push(...(await faultsOf(page, 'narrow', true, turn < 0 || turn % 2 === 1)));
    await picture(page, `portal-${name}-390`);
    found.push(...wire.faults());
    // Without script: the same heading, and all that is read with it but the browser's own checks.
    await plain.goto(url, { waitUntil: 'load' });
    if ((await plain.locator('main h1').first().innerText()) !== title)
      found.push('no script: another heading');
    const words = async (p: Page) => (await p.locator('main').innerText()).replace(/\s/g, '').length;
    const [without, withScript] = [await words(plain), await words(page)];
    if (without < withScript * (/^(paper|record)/.test(name) ? 0.8 : 0.95))
      found.push(`no script: ${without} letters of ${withScript}`);
    // Last, because it leaves the window at another size.
    if (turn < 0 || turn % 4 === 0) found.push(...(await largeFaults(page)), ...(await zoomFaults(page)));
    expect([...found, ...house.faults.slice(before)]).toEqual([]);
  });
});

/** An entry of the licence list. */
const licence = (code: string, rest = '') => `registers/power-licence/entries/${code}${rest}`;

const DESK: readonly (readonly [name: string, path: () => string, who?: string])[] = [
  ['today', () => ''],
  ['case', () => `cases/${open}`],
  ['case-text', () => `cases/${open}?tab=text`],
  ['case-chart', () => `cases/${open}?tab=chart`],
  ['case-act', () => `cases/${open}?act=ask-departments`],
  ['case-published', () => `cases/${published}`],
  ['new', () => 'new'],
  ['new-document', () => 'new/normative-document'],
  ['cases', () => 'cases'],
  ['notices', () => 'notices'],
  ['inspections', () => 'inspections', 'markethead'],
  ['law-popularisation', () => 'law-popularisation', 'markethead'],
  ['new-inspection', () => 'new/inspection', 'one'],
  ['signals', () => 'signals'],
  ['parties', () => 'parties'],
  ['party', () => `parties/${demoUscc(901, '220200', '91')}`],
  ['registers', () => 'registers'],
  ['registers-keeper', () => 'registers', 'listkeeper'],
  ['register', () => 'registers/power-licence'],
  ['register-filtered', () => 'registers/power-licence?status=all&organ=t-market&page=2', 'listkeeper'],
  ['register-past', () => 'registers/power-licence?asOf=2026-05-24&recordedAsOf=2026-05-25'],
  ['register-empty', () => 'registers/power-reward'],
  ['register-documents', () => 'registers/normative-documents'],
  ['register-entry', () => licence(lists.kept, '?region=220200'), 'itemclerk'],
  ['register-entry-fallen', () => licence(lists.fallen), 'itemclerk'],
  ['register-compare', () => 'registers/power-licence/compare?from=2026-05-24'],
  ['register-report', () => 'registers/report', 'itemclerk'],
  ['register-import', () => 'registers/power-licence/import', 'listkeeper'],
  ['register-import-others', () => 'registers/power-licence/import'],
  ['new-batch', () => 'new/register-batch', 'listkeeper'],
  [
    'new-adjustment',
    () => `new/power-list-adjustment?register=power-licence&entry=${lists.fallen}&region=220200&do=变更`,
    'itemclerk',
  ],
  ['law-change-case', () => `cases/${lists.lawChange}?act=report-adjustment`, 'itemclerk'],
  ['law-changes', () => 'law-changes'],
  ['filing', () => 'filing'],
  ['filing-missing', () => 'filing?show=missing'],
  ['filing-new', () => 'filing/new'],
  [
    'filing-start',
    () => `filing/new?kind=document&number=${encodeURIComponent(NUMBER)}&to=congress`,
    'clerk',
  ],
  [
    'law-change-new',
    () => `law-changes/new?instrument=${encodeURIComponent('演示市集市管理条例')}&article=2`,
    'lawkeeper',
  ],
  ['procedures', () => 'procedures'],
  ['procedure', () => 'procedures/normative-document'],
  ['procedure-chart', () => 'procedures/normative-document?tab=chart'],
  ['calendar', () => 'calendar?year=2026'],
  ['organs', () => 'organs'],
  ['plan', () => 'plan'],
  ['plan-by-body', () => 'plan?by=body'],
  ['plan-task', () => 'plan/16'],
];

describe('every page of the desk is used by everyone', () => {
  const visits = DESK.map(([name, path, who = 'drafter']) => [name, path, who] as const);
  test.each(visits)('%s', async (name, path, who) => {
    const page = await house.as(who);
    const before = house.faults.length;
    await page.setViewportSize(WIDE);
    await page.goto(`${house.url}/desk/${path()}`, { waitUntil: 'load' });
    await page.locator('main h1').first().waitFor();
    await page.waitForLoadState('networkidle');
    const still = () =>
      page.waitForFunction(() => document.getAnimations().every((a) => a.playState !== 'running'));
    await still();
    const found = await faultsOf(page, 'wide', false);
    await picture(page, `desk-${name}-1440`);
    await page.setViewportSize(NARROW);
    await still();
    found.push(...(await faultsOf(page, 'narrow', false)));
    await picture(page, `desk-${name}-390`);
    expect([...found, ...house.faults.slice(before)]).toEqual([]);
  });
});
