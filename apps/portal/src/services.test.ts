/** The resident's side of service items: found, read, applied for, followed, corrected, withdrawn (R5.1, R5.2, R8.5, R42.1). */
import { type Actor, ANONYMOUS } from '@fadu/kernel';
import { makePapers } from '@fadu/office/jobs/papers';
import { prepareRegisters, publishBatch } from '@fadu/office/testing/registers';
import { powerListAdjustment, registerBatch } from '@fadu/plan/functions/power-registers/index';
import { correctionInput } from '@fadu/plan/functions/service-items/case.testing';
import { SERVICE_ITEMS, serviceApplication } from '@fadu/plan/functions/service-items/index';
import { committedItem, foodLicence } from '@fadu/plan/functions/service-items/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

const FOOD = '220131001000-01';
const AGENCY = '220131002000-01';
const BIRTH = '220109001000-01';

let p: TestPortal;
let actor: Actor = ANONYMOUS;
const resident = (id: string, name: string): Actor => ({ kind: 'person', person: id, name, posts: [] });
const wang = resident('p-wang', '王小明');
const zhao = resident('p-zhao', '赵某');
let clerk: Actor;

beforeAll(async () => {
  p = await testPortal({
    procedures: [registerBatch, powerListAdjustment, serviceApplication],
    identify: async () => actor,
  });
  await prepareRegisters(p.t);
  await publishBatch(
    p.t,
    SERVICE_ITEMS,
    [
      foodLicence({
        turns: [
          { question: '在哪里吃？', answer: '有店面，堂食' },
          { question: '在哪里吃？', answer: '不做吃的，只办公司', item: AGENCY },
          { question: '在哪里吃？', answer: '摆摊', say: '到街道登记，不用办许可' },
        ],
      }),
      committedItem({ organ: 't-market', words: ['开人才中介', '办职业介绍所'] }),
      foodLicence({
        basicCode: BIRTH,
        name: '出生登记',
        organ: 't-police',
        kind: '行政确认',
        object: '自然人',
        needsConsent: false,
        reform: '不涉及企业经营',
        conditions: ['父母一方是本市户口'],
        materials: [
          { name: '居民户口簿', need: '必要', source: '申请人', form: '原件核验' },
          { name: '出生医学证明', need: '必要', source: '电子证照', form: '电子件' },
        ],
        special: [],
        safety: false,
        fields: [],
        result: '户口簿内页',
        validMonths: undefined,
        promisedDays: 0,
        visits: 1,
        words: ['给孩子上户口', '新生儿落户'],
      }),
    ],
    '2026-03-02',
  );
  p.t.at('2026-03-03');
  clerk = p.t.staff('window-clerk', 't-market');
}, 60_000);
afterAll(() => p?.close());

const post = (path: string, fields: Record<string, string>, origin = 'http://127.0.0.1:8080') =>
  p.app.request(`http://127.0.0.1:8080${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
    body: new URLSearchParams(fields).toString(),
  });
const search = (q: string, more = '') => p.page(`/services?q=${encodeURIComponent(q)}${more}`);
const APPLY = `/services/${FOOD}/apply`;
const whole = {
  form: '22222222-2222-4222-8222-222222222222',
  applicantType: '法人和其他组织',
  name: '演示市幸福餐饮有限公司',
  identity: '91220200MA00000001',
  contact: '13900000000',
  matter: '在演示市中心路1号经营小吃店',
  how0: '随申请提交',
  how1: '随申请提交',
  note1: '平面图一张',
  how2: '以后补齐',
  how5: '不属于这种情形',
};
const cases = async (): Promise<number> =>
  Number(
    (
      await p.t.database.pool.query(
        `select count(*) from fadu.case_file where procedure = 'service-application'`,
      )
    ).rows[0].count,
  );

describe('R42.1 R5.1 finding what to do', () => {
  test('everyday words lead to the item, with organ, promised days and number of visits', async () => {
    const html = await search('想开个小饭馆');
    expect(html).toContain('食品经营许可（新办）');
    expect(html).toContain('演示市市场监督管理局');
    expect(html).toContain('8个工作日办完');
    const birth = await search('刚生了孩子怎么上户口');
    expect(birth).toMatch(/<ol class="rows">\s*<li>[\s\S]*?出生登记/);
    expect(birth).toContain('当场办结');
    expect(birth).toContain('最多跑1次');
  });

  test('where it depends on the case the page asks back, by links that need no script', async () => {
    const html = await search('开饭店');
    expect(html).toContain('在哪里吃？');
    expect(html).toContain(`<a href="/services/${AGENCY}?region=220200">不做吃的，只办公司</a>`);
    expect(html).toContain('到街道登记，不用办许可');
  });

  test('by whom and by kind; nothing found and nothing there are said with what to do', async () => {
    expect(await p.page('/services?for=企业')).not.toContain('出生登记');
    expect(await p.page('/services?for=个人&kind=行政确认')).toContain('出生登记');
    expect(await p.page('/services?for=个人&kind=行政奖励')).toContain('没有符合这些条件的事项');
    const none = await search('登月飞船');
    expect(none).toContain('没有找到“登月飞船”');
    expect(none).toContain('窗口不能不受理');
    expect((await p.get(`/services?q=${encodeURIComponent('<script>alert(1)</script>')}`)).status).toBe(200);
  });

  test('the site search leads to the guide, and the home page to both', async () => {
    const { rows } = await p.t.database.pool.query(
      `select case_id from fadu.entry where register = 'service-item' limit 1`,
    );
    await p.settle(rows[0].case_id);
    expect(await p.page(`/search?q=${encodeURIComponent('食品经营许可')}`)).toContain(
      `href="/services/${FOOD}`,
    );
    const home = await p.page('/');
    expect(home).toContain('href="/services"');
    expect(home).toContain('href="/services/mine"');
  });
});

describe('R5.1 R5.2 the guide is the item', () => {
  test('materials with where they come from, both limits, places, appeal, law, chart', async () => {
    const html = await p.page(`/services/${FOOD}`);
    for (const said of [
      '有与经营的食品品种、数量相适应的场所',
      '不用您提交，平台从您的电子证照里取得',
      '可以先受理，后补齐',
      '特定情形才要：委托他人办理的',
      '不收费',
      '专家评审（10个工作日',
      '演示市中心路1号',
      '可以依法申请行政复议或者提起行政诉讼',
      '0432-00000000',
      '5个工作日内受理',
      '涉及人身健康和生命财产安全',
      '有效期5年',
    ])
      expect(html).toContain(said);
    expect(html).toMatch(/承诺办结<\/dt><dd>8个工作日<\/dd>/);
    expect(html).toMatch(/法定办结<\/dt><dd>20个工作日<\/dd>/);
    expect(html).toContain('href="/procedures/service-application#chart"');
    expect(html).toContain(`/laws/${encodeURIComponent('行政许可法')}#art_14`);
    expect(html).toContain(`href="${APPLY}?region=220200"`);
    expect(html).not.toContain('<script');
  });

  test('a commitment is offered only where the item allows it, with its whole notice', async () => {
    expect(await p.page(`/services/${FOOD}`)).not.toContain('告知书');
    const html = await p.page(`/services/${AGENCY}`);
    expect(html).toContain('看告知书全文');
    expect(html).toContain('送达后60个工作日内核查');
    expect(html).toContain('先责令限期整改');
  });

  test('an unknown code is no page', async () => {
    expect((await p.get('/services/999999999')).status).toBe(404);
    expect((await p.get('/services/999999999/apply')).status).toBe(404);
  });
});

describe('R5.1 R42.1 applying', () => {
  test('who is not signed in is told why and led there; sending without it writes nothing', async () => {
    actor = ANONYMOUS;
    const html = await p.page(APPLY);
    expect(html).toContain('请先登录');
    expect(html).toContain(`/sign-in?next=${encodeURIComponent(`${APPLY}?region=220200`)}`);
    expect(html).toContain('到窗口、乡镇（街道）或者打电话申请，一样办');
    expect(html).not.toContain('<textarea');
    expect((await post(APPLY, whole)).status).toBe(422);
    expect(await cases()).toBe(0);
  });

  test('the form asks for the item’s own materials and for nothing that the platform has', async () => {
    actor = wang;
    const html = await p.page(APPLY);
    expect(html).toContain('食品经营许可申请书');
    expect(html).not.toMatch(/<label[^>]*>营业执照/);
    expect(html).toMatch(/不用您提交的[\s\S]*营业执照/);
    expect(html).not.toContain('告知承诺，当场决定');
    expect(html.match(/以后补齐<\/option>/g)).toHaveLength(1);
  });

  test('faults stand at their fields and nothing that was entered is lost', async () => {
    actor = wang;
    const { how1: _, ...less } = whole;
    const missing = await post(APPLY, less);
    expect(missing.status).toBe(422);
    const html = await missing.text();
    expect(html).toContain('请选择“场所布局图”怎么交');
    expect(html).toContain('href="#how1"');
    expect(html).toContain('value="演示市幸福餐饮有限公司"');
    expect(html).toContain('在演示市中心路1号经营小吃店</textarea>');
    expect(html).toContain('value="平面图一张"');
    expect(html).toContain('<option value="以后补齐" selected');
    const short = await (await post(APPLY, { ...whole, contact: '1' })).text();
    expect(short).toContain('href="#contact"');
    // Someone else's paper, from the law of proxies: the check of the procedure, at its field.
    const proxy = await (await post(APPLY, { ...whole, proxy: '王小二' })).text();
    expect(proxy).toContain('href="#authority"');
    expect(proxy).toMatch(/<details open/);
    // A way that the item does not allow cannot be forged.
    expect((await post(APPLY, { ...whole, how0: '以后补齐' })).status).toBe(422);
    expect((await post(APPLY, { ...whole, way: '告知承诺', agree: 'yes' })).status).toBe(422);
    expect(await cases()).toBe(0);
  });

  test('a form of another site is refused', async () => {
    actor = wang;
    expect((await post(APPLY, whole, 'http://evil.example')).status).toBe(403);
    expect(await cases()).toBe(0);
  });

  test('sent twice is one application; its receipt shows number, last day and both limits', async () => {
    actor = wang;
    const first = await post(APPLY, whole);
    expect(first.status).toBe(303);
    const place = first.headers.get('location') as string;
    expect((await post(APPLY, whole)).headers.get('location')).toBe(place);
    expect(await cases()).toBe(1);
    const html = await p.page(place);
    expect(html).toContain('申请已经收到');
    expect(html).toMatch(/演市监政服申〔2026〕1号/);
    // Five working days from 3 March 2026, a Tuesday.
    expect(html).toContain('datetime="2026-03-10"');
    expect(html).toContain('收到材料那天起就算受理');
    expect(html).toContain('8个工作日办完');
    expect(html).toContain('法定20个工作日');
    const { rows } = await p.t.database.pool.query(
      `select input from fadu.act where act = 'apply' and case_id = $1`,
      [place.split('/').at(-1)],
    );
    expect(rows[0].input.materials).toEqual([
      { name: '食品经营许可申请书', how: '随申请提交' },
      { name: '场所布局图', how: '随申请提交', note: '平面图一张' },
      { name: '食品安全管理制度清单', how: '以后补齐' },
    ]);
  });
});

describe('R5.1 R5.2 R42.1 my applications', () => {
  const id = async (): Promise<string> =>
    (
      await p.t.database.pool.query(
        `select id from fadu.case_file where procedure = 'service-application' order by opened_at limit 1`,
      )
    ).rows[0].id;

  test('nobody but the applicant sees or moves one', async () => {
    const path = `/services/mine/${await id()}`;
    actor = zhao;
    expect((await p.get(path)).status).toBe(404);
    expect((await post(`${path}/withdraw`, {})).status).toBe(404);
    expect(await p.page('/services/mine')).toContain('还没有申请');
    actor = ANONYMOUS;
    expect(await p.page(path)).toContain('这一页只有申请人自己能看');
    expect((await post(`${path}/withdraw`, {})).status).toBe(404);
    expect(await p.page('/services/mine')).toContain('请先登录');
  });

  test('the one correction notice is shown whole and answered on the page', async () => {
    const one = await id();
    const path = `/services/mine/${one}`;
    p.t.at('2026-03-04');
    const told = await p.act(one, 'notify-correction', clerk, correctionInput('2026-03-31', '场所布局图'));
    await makePapers(p.t.office, one, told.record.seq);
    actor = wang;
    const list = await p.page('/services/mine');
    expect(list).toContain('等您补正材料');
    expect(list).toContain('2026年3月31日');
    const html = await p.page(path);
    expect(html).toContain('没有提交。请提交加盖公章的复印件');
    expect(html).toContain('逾期不补正的，视为放弃申请');
    expect(html).toContain('一次性补正告知书');
    const empty = await post(`${path}/correct`, { form: whole.form, text: '已经补好' });
    expect(empty.status).toBe(422);
    const again = await empty.text();
    expect(again).toContain('请传“场所布局图”的文件');
    expect(again).toContain('已经补好</textarea>');
    p.t.at('2026-03-05');
    const done = await post(`${path}/correct`, {
      form: whole.form,
      'fix-note0': '补了平面图，盖了公章',
      text: '已经补好',
    });
    expect(done.status).toBe(303);
    expect(await p.page(path)).toContain('窗口正在看您的材料');
    // The five days begin anew with the correction: until 12 March.
    expect(await p.page(path)).toContain('datetime="2026-03-12"');
  });

  test('accepted with a material still missing: both limits side by side, the rest handed in', async () => {
    const one = await id();
    const path = `/services/mine/${one}`;
    p.t.at('2026-03-06');
    await p.act(one, 'accept', clerk, { lacking: ['食品安全管理制度清单'] });
    actor = wang;
    const html = await p.page(path);
    expect(html).toContain('已经受理，正在审查');
    expect(html).toMatch(/法定办结期限<\/dt><dd><time datetime="2026-04-03"/);
    expect(html).toMatch(/承诺办结期限<\/dt><dd><time datetime="2026-03-18"/);
    expect(html).toContain('补齐容缺的材料');
    expect((await post(`${path}/add`, { form: whole.form, 'add-note0': '已经送到窗口' })).status).toBe(303);
    expect(await p.page(path)).not.toContain('补齐容缺的材料');
  });

  test('withdrawn by the applicant, without a reason; then it is over', async () => {
    const path = `/services/mine/${await id()}`;
    actor = wang;
    expect(await p.page(path)).toContain('撤回以后这件申请就停了');
    expect((await post(`${path}/withdraw`, { form: whole.form })).status).toBe(303);
    const html = await p.page(path);
    expect(html).toContain('您已经撤回');
    expect(html).not.toContain('action="/services/mine');
    expect((await post(`${path}/withdraw`, { form: '33333333-3333-4333-8333-333333333333' })).status).toBe(
      422,
    );
  });

  test('the commitment way needs its notice read, and is decided at once', async () => {
    actor = wang;
    const path = `/services/${AGENCY}/apply`;
    const fields = {
      ...whole,
      form: '44444444-4444-4444-8444-444444444444',
      how0: '随申请提交',
      how1: '书面承诺替代',
      way: '告知承诺',
    };
    const html = await p.page(path);
    expect(html).toContain('告知书');
    expect(html).toContain('有三名以上专职工作人员');
    expect(await (await post(path, fields)).text()).toContain('要先看完告知书');
    expect(await (await post(path, { ...fields, way: '一般程序', agree: 'yes' })).text()).toContain(
      '不能用承诺代替',
    );
    const sent = await post(path, { ...fields, agree: 'yes' });
    expect(sent.status).toBe(303);
    const place = sent.headers.get('location') as string;
    const caseId = place.split('/').at(-1) as string;
    await p.act(caseId, 'accept', clerk);
    await p.act(caseId, 'grant-by-commitment', p.t.staff('service-approver', 't-market'), {
      reasons: '申请人书面承诺符合条件',
    });
    expect(await p.page(place)).toContain('决定已经作出，等待送达');
  });

  test('an item that is suspended is not applied for, and its guide says so', async () => {
    await p.t.database.pool.query(
      `update fadu.entry set body = jsonb_set(body, '{status}', '"暂停实施"') where register = 'service-item' and code = $1`,
      [BIRTH],
    );
    actor = wang;
    const html = await p.page(`/services/${BIRTH}`);
    expect(html).toContain('现在不受理新的申请');
    expect(html).not.toContain('网上申请</a>');
    expect(await p.page(`/services/${BIRTH}/apply`)).toContain('现在不受理新的申请');
  });
});

describe('R8.5 nothing that only works by smartphone', () => {
  test('every page of services is whole without script, in large letters too', async () => {
    actor = wang;
    for (const path of ['/services', `/services/${FOOD}`, APPLY, '/services/mine']) {
      const plain = await p.page(path);
      expect(plain, path).not.toContain('<script');
      const large = await (await p.get(path, { cookie: 'fadu-mode=large' })).text();
      expect(large, path).toContain('<html lang="zh-CN" class="large"');
      // The large mode keeps every function: the same links and forms.
      const parts = (html: string) => html.match(/<(?:form|input|select|textarea|button)\b/g)?.length ?? 0;
      expect(parts(large), path).toBe(parts(plain));
    }
    const guide = await p.page(`/services/${FOOD}`);
    for (const way of ['网上', '窗口', '乡镇（街道）', '自助终端']) expect(guide).toContain(way);
    expect(guide).toContain('怎么交都一样办');
  });
});
