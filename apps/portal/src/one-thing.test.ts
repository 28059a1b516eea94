/** One thing once for residents: asked first, one guide, one form, followed to one result, one organ refusing (R8.1). */
import { type Actor, ANONYMOUS } from '@fadu/kernel';
import { openCase, performAct } from '@fadu/office/cases/perform';
import { makePapers } from '@fadu/office/jobs/papers';
import { advanceBundles, myBundle } from '@fadu/office/services/bundles';
import { ITEM_CODES, publishBundle } from '@fadu/office/testing/bundles';
import { key } from '@fadu/office/testing/document';
import { prepareRegisters } from '@fadu/office/testing/registers';
import { bundleFiling } from '@fadu/plan/functions/one-thing-once/index';
import { powerListAdjustment, registerBatch } from '@fadu/plan/functions/power-registers/index';
import { serviceApplication } from '@fadu/plan/functions/service-items/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
let actor: Actor = ANONYMOUS;
const resident = (id: string, name: string): Actor => ({ kind: 'person', person: id, name, posts: [] });
const wang = resident('p-wang', '王小二');
const GUIDE = '/one-thing/YJS-01';
const WHOLE = `${GUIDE}?a1=${encodeURIComponent('要')}`;
const APPLY = `${GUIDE}/apply?a1=${encodeURIComponent('要')}`;

beforeAll(async () => {
  p = await testPortal({
    procedures: [registerBatch, powerListAdjustment, serviceApplication, bundleFiling],
    identify: async () => actor,
  });
  await prepareRegisters(p.t);
  await publishBundle(p.t, '2026-03-02');
  p.t.at('2026-03-03');
}, 60_000);
afterAll(() => p?.close());

const post = (path: string, fields: Record<string, string>) =>
  p.app.request(`http://127.0.0.1:8080${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://127.0.0.1:8080' },
    body: new URLSearchParams(fields).toString(),
  });
const form = {
  form: '22222222-2222-4222-8222-222222222222',
  name: '王小二',
  identity: '220202199001010017',
  contact: '13900000000',
  matter: '在中心路1号开一家面馆',
  how0: '随申请提交',
  how1: '随申请提交',
  how2: '随申请提交',
  how3: '随申请提交',
  how4: '随申请提交',
};
const decide = async (handling: string, organ: string, act: 'grant' | 'deny') => {
  const perform = (name: string, role: string, input: unknown) =>
    performAct(p.t.office, handling, { act: name, actor: p.t.staff(role, organ), input, key: key() });
  await perform('accept', 'window-clerk', {});
  await perform('review', 'service-reviewer', {
    findings: '材料真实',
    onSite: true,
    staff: ['甲审查', '乙审查'],
    proposal: act === 'grant' ? '准予' : '不予',
    reasons: '按法定条件、标准审查',
  });
  await perform(
    act,
    'service-approver',
    act === 'grant'
      ? { reasons: '符合法定条件、标准' }
      : { reasons: '设置地点在禁止设置的范围里，不符合规定。', remedies: '可以在六十日内申请行政复议。' },
  );
};

describe('R8.1 R42.1 one thing once on the portal', () => {
  test('the list, and found by everyday words among the services', async () => {
    const list = await p.page('/one-thing');
    expect(list).toContain('开餐饮店');
    expect(list).toContain('4个事项');
    expect(await p.page(`/services?q=${encodeURIComponent('开小吃店')}`)).toContain(
      'href="/one-thing/YJS-01"',
    );
    expect(await p.page(`/services?q=${encodeURIComponent('结婚')}`)).not.toContain(
      'href="/one-thing/YJS-01"',
    );
    expect((await p.get('/one-thing/YJS-99')).status).toBe(404);
  });

  test('asks first, then shows the items in order, the longest way, and each material once', async () => {
    const before = await p.page(GUIDE);
    expect(before).toContain('门头要挂大型招牌吗');
    expect(before).not.toContain('一次申报</a>');
    const whole = await p.page(WHOLE);
    expect(whole).toContain('要办4个事项');
    expect(whole).toContain('<strong>9个工作日</strong>');
    expect(whole).toContain('一个一个分开办要17个工作日');
    expect(whole).toContain('“个体工商户登记”办成以后开始');
    const less = await p.page(`${GUIDE}?a1=${encodeURIComponent('不要')}`);
    expect(less).toContain('要办3个事项');
    expect(less).not.toContain('效果图');
    // What is not an answer is not taken as one.
    expect(await p.page(`${GUIDE}?a1=${encodeURIComponent('也许')}`)).toContain('回答以后');
  });

  test('files once; each item goes its own way; one refuses; one result', async () => {
    expect(await p.page(APPLY)).toContain('请先登录');
    actor = wang;
    expect((await p.get(`${GUIDE}/apply`)).status).toBe(303);
    const open = await post(APPLY, { ...form, how3: '', identity: '1' });
    expect(open.status).toBe(422);
    expect(await open.text()).toContain('请选择“效果图”怎么交');
    expect(await (await post(APPLY, { ...form, identity: '1' })).text()).toContain('证件号码');
    const sent = await post(APPLY, form);
    expect(sent.status).toBe(303);
    const place = sent.headers.get('location') as string;
    // The same form twice is one filing.
    expect((await post(APPLY, form)).headers.get('location')).toBe(place);
    const id = place.split('/').at(-1) as string;
    let html = await p.page(place);
    expect(html).toContain('开餐饮店：正在分头办理');
    expect(html).toMatch(/一件事〔2026〕1号/);
    expect(html.match(/排在后面，还没有开始/g)).toHaveLength(2);
    expect(html).toContain('窗口正在看您的材料');

    const at = async (item: string) =>
      (await myBundle(p.t.office, 'p-wang', id))?.members.find((m) => m.item === item)?.handling as string;
    await decide(await at(ITEM_CODES['REG-0001']), 't-market', 'grant');
    await advanceBundles(p.t.office);
    await decide(await at(ITEM_CODES['SIGN-0001']), 't-ecology', 'deny');
    await decide(await at(ITEM_CODES['FOOD-0001']), 't-market', 'grant');
    await decide(await at(ITEM_CODES['INS-0001']), 't-ecology', 'grant');
    await advanceBundles(p.t.office);
    await makePapers(p.t.office, id, 1);
    html = await p.page(place);
    expect(html).toContain('办完了，有的事项没有办成');
    expect(html).toContain('不予准予');
    expect(html).toContain('一件事受理单');
    expect(html).not.toContain('不再合起来办');
    expect(await p.page('/one-thing')).toContain('4/4个事项有了结果');
  });

  test('R6.2 what was written in an own application is not asked for again, and says where it comes from', async () => {
    actor = resident('p-li', '李四');
    expect(await p.page(APPLY)).not.toContain('不用再填');
    await openCase(p.t.office, 'service-application', {
      act: 'apply',
      actor,
      key: key(),
      input: {
        item: ITEM_CODES['INS-0001'],
        applicantType: '自然人',
        name: '李四',
        identity: '220202198801010019',
        contact: '13700000000',
        address: '演示市中心路8号',
        matter: '参保',
        materials: [{ name: '参保登记表', how: '随申请提交' }],
      },
    });
    const html = await p.page(APPLY);
    expect(html).toContain('取自您');
    for (const words of ['220202198801010019', '13700000000', '演示市中心路8号'])
      expect(html).toContain(words);
    // Nobody else is shown it, and a filled form that was refused keeps what was written in it.
    actor = resident('p-other', '别人');
    expect(await p.page(APPLY)).not.toContain('220202198801010019');
  });

  test('only whoever filed sees it, and may go on separately', async () => {
    actor = wang;
    const place = (await post(APPLY, { ...form, form: '33333333-3333-4333-8333-333333333333' })).headers.get(
      'location',
    ) as string;
    actor = resident('p-other', '别人');
    expect((await p.get(place)).status).toBe(404);
    expect((await post(`${place}/withdraw`, {})).status).toBe(404);
    actor = ANONYMOUS;
    expect(await p.page(place)).toContain('只有申报人自己能看');
    actor = wang;
    expect((await post(`${place}/withdraw`, { form: form.form })).status).toBe(303);
    expect(await p.page(place)).toContain('不再合起来办；已经开办的各自继续');
    expect((await post(`${place}/withdraw`, {})).status).toBe(422);
  });

  test('an item that is not accepted closes the filing, and says what can be done', async () => {
    await p.t.database.pool.query(
      `update fadu.entry set body = jsonb_set(body, '{status}', '"暂停实施"') where register = 'service-item' and code = $1`,
      [ITEM_CODES['SIGN-0001']],
    );
    actor = wang;
    expect(await p.page(WHOLE)).toContain('“户外广告设置”现在不受理');
    expect(await p.page(APPLY)).not.toContain('<form method="post" action="/one-thing');
    expect((await post(APPLY, { ...form, form: '44444444-4444-4444-8444-444444444444' })).status).toBe(422);
  });
});
