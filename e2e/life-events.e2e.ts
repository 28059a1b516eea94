/** Every life event of the city on a phone without script: asked, filed once, done by several organs in order, one result (R8.1). */
import { fullNameOf, organId } from '@fadu/city/organs';
import { serviceBundleTexts } from '@fadu/city/texts/service-bundles';
import { serviceItemTexts } from '@fadu/city/texts/service-items';
import type { Actor } from '@fadu/kernel';
import { performAct } from '@fadu/office/cases/perform';
import { advanceBundle, myBundle } from '@fadu/office/services/bundles';
import { key } from '@fadu/office/testing/document';
import { prepareRegisters, publishBatch } from '@fadu/office/testing/registers';
import { enterHall, HALL } from '@fadu/office/testing/services';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse, PASSWORD } from './house.ts';
import { faultsOf, picture } from './page-checks.ts';
import { officeOf, RESIDENT, serviceAccounts } from './services-scene.ts';

const REGION = '220200';
const cityId = (organ: string) => organId(REGION, organ);
const bundles = serviceBundleTexts(cityId);
/** What an item needs beyond the plain way is another test's: this one is about what hangs together. */
const items = serviceItemTexts(cityId)
  .filter((i) => bundles.some((b) => b.members.some((m) => m.item === i.basicCode)))
  .map((i) => ({
    ...i,
    basis: [{ instrument: '行政许可法', article: '14' }],
    special: [],
    hearing: false,
    thirdParty: false,
    joint: false,
  }));

let house: House;
let phone: Page;

beforeAll(async () => {
  house = await openHouse();
  const t = officeOf(house);
  await prepareRegisters(t);
  const organs = new Set([...items.map((i) => i.organ), ...bundles.map((b) => b.organ)]);
  for (const id of organs) {
    const name = fullNameOf(id);
    await house.pool.query(
      `insert into fadu.organ (id, region, name, full_name, kind, mark, uscc, demo)
       values ($1, $2, $3, $3, 'department', $4, $5, true)`,
      [id, REGION, name, `演${name.slice(3, 5)}`, `11220200PDY000017X`],
    );
    await house.pool.query('select fadu.make_scope($1, $2)', [REGION, id]);
  }
  await house.running.office.refresh();
  await enterHall(t);
  await serviceAccounts(house);
  await publishBatch(t, 'service-item', items, '2026-03-02');
  await publishBatch(
    t,
    'service-bundle',
    bundles.map((b) => ({ ...b, basis: [{ instrument: '吉林省优化营商环境条例', article: '31' }] })),
    '2026-03-02',
  );
  house.at('2026-03-03');
  phone = await house.stranger({ script: false, width: 390, height: 844 });
  await phone.goto(`${house.url}/sign-in?next=/one-thing`);
  await phone.locator('input[name=username]').fill(RESIDENT);
  await phone.locator('input[name=password]').fill(PASSWORD);
  await phone.getByRole('button', { name: '登录' }).click();
}, 180_000);
afterAll(() => house?.stop());

/** The organ of an item decides, by its own people. */
async function decide(handling: string, organ: string, act: 'grant' | 'deny'): Promise<void> {
  const staff = (role: string, at: string): Actor => ({
    kind: 'person',
    person: `p-${at}-${role}`,
    name: '经办人',
    posts: [{ role, organ: at }],
  });
  const perform = (name: string, actor: Actor, input: unknown) =>
    performAct(house.running.office, handling, { act: name, actor, input, key: key() });
  await perform('accept', staff('window-clerk', HALL), {});
  await perform('review', staff('service-reviewer', organ), {
    findings: '材料真实',
    onSite: true,
    staff: ['甲审查', '乙审查'],
    proposal: act === 'grant' ? '准予' : '不予',
    reasons: '按法定条件、标准审查',
  });
  await perform(
    act,
    staff('service-approver', organ),
    act === 'grant'
      ? { reasons: '符合法定条件、标准' }
      : { reasons: '设置地点在禁止设置的范围里，不符合规定。', remedies: '可以在六十日内申请行政复议。' },
  );
}

/** Round after round until there is one result; `refused`: the item that is denied. Answers how many items ran at once, by round. */
async function handle(id: string, refused?: string): Promise<number[]> {
  const rounds: number[] = [];
  for (let round = 0; round < 6; round++) {
    const found = await myBundle(house.running.office, `p-${RESIDENT}`, id);
    const open = (found?.members ?? []).filter((m) => m.handling && !m.outcome);
    if (found?.ended || open.length === 0) return rounds;
    rounds.push(open.length);
    for (const m of open) {
      const organ = items.find((i) => i.basicCode === m.item)?.organ ?? '';
      await decide(m.handling as string, organ, m.name === refused ? 'deny' : 'grant');
    }
    await advanceBundle(house.running.office, id);
  }
  throw new Error(`${id} came to no end`);
}

/** Fill in the one form as the page asks. */
async function fill(page: Page): Promise<void> {
  const values: Readonly<Record<string, string>> = {
    name: '王小明',
    identity: '22020219900101001X',
    contact: '13900000000',
    other: '李小红',
    otherIdentity: '22020219950101002X',
    matter: '按这一件事的全部事项申请',
  };
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`form.form [name=${name}]`);
    if (await field.count()) await field.fill(value);
  }
  for (const select of await page.locator('form.form select[name^=how]').all()) {
    const words = await select.locator('option').allTextContents();
    await select.selectOption({ label: words.find((w) => w.startsWith('不属于')) ?? '现在交' });
  }
}

test.each(bundles.map((b) => [b.name, b] as const))(
  'R8.1 R42.1 “%s”: found, asked, filed once, done in order, one result',
  async (name, b) => {
    const refused = name === '开餐饮店' ? '设置大型户外广告审批' : undefined;
    await phone.goto(`${house.url}/one-thing`);
    await phone.getByRole('link', { name, exact: true }).click();
    for (const [i, q] of b.questions.entries())
      await phone.locator(`#a${i + 1}`).selectOption(q.answers.split('、')[0] as string);
    await phone.getByRole('button', { name: '看要办哪些' }).click();
    const guide = phone.locator('#order');
    const members = b.members.filter(
      (m) => m.question === undefined || m.answer === b.questions[m.question - 1]?.answers.split('、')[0],
    );
    await expect.poll(() => guide.locator('ol > li').count()).toBe(members.length);
    if (refused) {
      // The search for barriers needs script, which this phone does not have.
      const other = await house.stranger({ width: 390, height: 844 });
      await other.goto(phone.url());
      expect(await faultsOf(other, 'one-thing-guide', false)).toEqual([]);
      await other.context().close();
      await picture(phone, 'life-event-guide-390');
    }
    await phone.getByRole('link', { name: '一次申报' }).click();
    await fill(phone);
    await phone.getByRole('button', { name: '提交申报' }).click();
    await phone.getByRole('heading', { name: `${name}：正在分头办理` }).waitFor();
    if (refused) {
      expect(await faultsOf(phone, 'one-thing-mine', false, false)).toEqual([]);
      await picture(phone, 'life-event-mine-390');
    }
    const id = new URL(phone.url()).pathname.split('/').at(-1) as string;
    const rounds = await handle(id, refused);
    expect(rounds.reduce((n, r) => n + r, 0)).toBe(members.length);
    await phone.reload();
    const heading = refused ? '办完了，有的事项没有办成' : '全部办成了';
    await phone.getByRole('heading', { name: `${name}：${heading}` }).waitFor();
    const said = await phone.locator('#members').innerText();
    expect(said.match(/准予/g)?.length).toBe(members.length);
    expect(said.includes('不予准予')).toBe(refused !== undefined);
    if (refused) await picture(phone, 'life-event-result-390');
    // Each keeps a page of its own, with its own decision and remedy.
    await phone.getByRole('link', { name: refused ?? (members[0]?.name as string), exact: true }).click();
    await phone.getByRole('heading', { name: '决定已经作出，等待送达' }).waitFor();
  },
);
