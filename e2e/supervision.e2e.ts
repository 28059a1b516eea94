/** R39.1 in the browser: what supervision found, by organ and kind, down to the step that shows it; the public page. */
import { openCase } from '@fadu/office/cases/perform';
import { superviseNight } from '@fadu/office/supervision/open';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from './house.ts';

let house: House;
const SHOTS = process.env.FADU_SHOTS;

beforeAll(async () => {
  house = await openHouse();
  const { office } = house.running;
  const clue = (organ: string, n: number) =>
    openCase(office, 'penalty-ordinary', {
      actor: {
        kind: 'person',
        person: 'p-caseclerk',
        name: '姜办案',
        posts: [{ role: 'case-clerk', organ }],
      },
      key: `supervision-e2e-${organ}-${n}`,
      input: {
        title: `经营超过保质期的食品案（第${n}件）`,
        sector: '一般',
        field: '市场监管',
        source: '举报',
        sourceDetail: '群众来电反映',
        realName: false,
        partyName: '演示市幸福超市有限公司',
        partyKind: '法人或者其他组织',
        partyId: '91220200MA00000001',
        partyAddress: '演示市中心路1号',
        conduct: '货架上陈列销售超过保质期的牛奶',
        place: '演示市中心路1号',
        actOn: '2026-03-01',
        actEndedOn: '2026-03-01',
        discoveredOn: '2026-03-02',
        graveHarm: false,
      },
    });
  house.at('2026-03-02');
  for (let n = 1; n <= 3; n++) await clue('t-market', n);
  await clue('t-city', 4);
  house.at('2026-03-30');
  await superviseNight(office);
}, 240_000);
afterAll(() => house?.stop());

test('R39.1 the supervisor sees findings by organ and kind, filters them and opens the evidence', async () => {
  const page = await house.as('reviewer');
  await page.goto(`${house.url}/desk/supervision`);
  await page.getByRole('heading', { name: '各机关各类问题' }).waitFor();
  await page.getByText('共4个').waitFor();
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/supervision-1440.png`, fullPage: true });
  await page.getByRole('link', { name: '演示市市场监督管理局不作为3个' }).click();
  await page.getByText('共3个').waitFor();
  await page.getByRole('link', { name: '线索逾期没有决定是否立案' }).first().click();
  await page.getByText('线索核查期限').first().waitFor();
  await page.getByText('《行政处罚法》第五十四条').waitFor();
  expect(await page.getByText('登记案件来源').count()).toBeGreaterThan(0);
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/supervision-evidence-1440.png` });
  await page.getByRole('link', { name: '打开监督事项' }).click();
  await page.getByRole('heading', { name: /不作为问题3个/ }).waitFor();
}, 120_000);

test('R39.1 on a phone nothing is cut off, and an organ sees only what is held against itself', async () => {
  const page = await house.as('caseclerk', { width: 390, height: 844 });
  await page.goto(`${house.url}/desk/supervision`);
  await page.getByText('共3个').waitFor();
  expect(await page.getByText('演示市城市管理局').count()).toBe(0);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/supervision-390.png`, fullPage: true });
}, 120_000);

test('R39.1 the public page works without script, on both widths', async () => {
  for (const width of [1440, 390]) {
    const page = await house.stranger({ script: false, width, height: 900 });
    await page.goto(`${house.url}/supervision`);
    await page.getByRole('heading', { name: '行政执法监督', level: 1 }).waitFor();
    expect(await page.getByText('幸福超市').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/supervision-public-${width}.png`, fullPage: true });
  }
  expect(house.faults).toEqual([]);
}, 120_000);
