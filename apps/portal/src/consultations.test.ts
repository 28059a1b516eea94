import { ANONYMOUS } from '@fadu/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
let id: string;

beforeAll(async () => {
  p = await testPortal();
});
afterAll(() => p?.close());

const form = (html: string) => /name="form" value="([^"]+)"/.exec(html)?.[1] as string;
const post = (
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = { origin: 'http://127.0.0.1:8080' },
) =>
  p.app.request(`http://127.0.0.1:8080${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields).toString(),
  });
const comments = async () =>
  Number(
    (
      await p.t.database.pool.query(
        `select count(*) as n from fadu.act where case_id = $1 and act = 'comment'`,
        [id],
      )
    ).rows[0].n,
  );

describe('a consultation', () => {
  test('a draft is not visible before its consultation opens, not even by a comment', async () => {
    p.t.at('2026-03-02');
    id = await p.draft('演示市餐饮服务单位油烟排放管理办法');
    expect((await p.get(`/consultations/${id}`)).status).toBe(404);
    expect((await post(`/consultations/${id}`, { text: '先提一个', submitterType: '个人' })).status).toBe(
      404,
    );
    expect(await p.page('/consultations')).not.toContain(id);
    expect(await p.page('/search?q=油烟')).not.toContain(id);
    await p.consult(id);
    expect(await p.page('/consultations')).toContain(id);
  });

  test('reads like a book: articles with anchors, days left, and how the last day was counted', async () => {
    const html = await p.page(`/consultations/${id}`);
    expect(html).toContain('id="article-2"');
    expect(html).toContain('餐饮服务单位应当安装油烟净化设施并保持正常使用。');
    // 30 days from 2026-03-02, the first not counted: the last is 1 April.
    expect(html).toContain('还剩 30 日');
    expect(html).toContain('最后一天：2026年4月1日（星期三）');
    expect(html).toContain('起算，期限30日，当日不计入');
  });

  test('a comment on an article works without script and is answered by a receipt', async () => {
    const page = await p.page(`/consultations/${id}?article=%E7%AC%AC%E4%BA%8C%E6%9D%A1`);
    expect(page).toMatch(/<option value="第二条" selected="">/);
    const fields = {
      form: form(page),
      article: '第二条',
      text: '小餐馆需要准备时间',
      submitterType: '个人',
      submitterName: '王秘密',
      contact: '13800001111',
    };
    const answer = await post(`/consultations/${id}`, fields);
    expect(answer.status).toBe(303);
    const receipt = answer.headers.get('location') as string;
    expect(receipt).toMatch(new RegExp(`^/consultations/${id}/received/\\d+$`));
    const html = await p.page(receipt);
    expect(html).toContain('意见已经收到');
    expect(html).toContain('第二条');
    expect(html).not.toContain('王秘密');
    // The words are shown with the answer, not before.
    expect(html).not.toContain('小餐馆需要准备时间');
    expect(await p.page(`/consultations/${id}`)).not.toContain('小餐馆需要准备时间');

    // The same form sent again is the same comment; the same form with other words is another.
    expect((await post(`/consultations/${id}`, fields)).headers.get('location')).toBe(receipt);
    expect(await comments()).toBe(1);
    const other = await post(`/consultations/${id}`, { ...fields, text: '再补充一点' });
    expect(other.headers.get('location')).not.toBe(receipt);
    expect(await comments()).toBe(2);
    expect((await p.get(`/consultations/${id}/received/3`)).status).toBe(404);
  });

  test('a form that is not complete is shown again with what was typed, each fault leading to its field', async () => {
    const before = await comments();
    const answer = await post(`/consultations/${id}`, {
      text: '"><img src=x onerror=alert(1)>',
      submitterType: '外星人',
    });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('role="alert"');
    expect(html).toContain('href="#submitterType"');
    expect(html).toContain('id="submitterType-error"');
    expect(html).toContain('&quot;&gt;&lt;img src=x onerror=alert(1)&gt;');
    expect(html).not.toContain('<img');
    expect(html).toContain('<title>有误：');
    expect(await comments()).toBe(before);
  });

  test('R36.1 a deputy leaves an address for the written reply, and a comment not taken is shown with the reason', async () => {
    const deputy = { text: '建议增加适应期', submitterType: '人大代表' };
    const refused = await post(`/consultations/${id}`, deputy);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('人大代表、政协委员请留下姓名和联系方式');
    const taken = await post(`/consultations/${id}`, {
      ...deputy,
      submitterName: '王秘密',
      contact: '13800001111',
    });
    const seq = Number((taken.headers.get('location') as string).split('/').at(-1));
    await p.act(id, 'answer-comment', p.who.drafter as never, {
      comment: seq,
      disposition: '不采纳',
      reason: '上位法没有规定适应期，不宜增加。',
    });
    const html = await p.page(`/consultations/${id}`);
    expect(html).toContain('建议增加适应期');
    expect(html).toContain('不采纳');
    expect(html).toContain('上位法没有规定适应期，不宜增加。');
    expect(html).not.toContain('王秘密');
    expect(html).not.toContain('13800001111');
  });

  test('markup in a comment and its answer is shown as text', async () => {
    const attack = '<script>alert(1)</script><img src=x onerror=alert(2)> " \' javascript:alert(3)';
    const sent = await post(`/consultations/${id}`, { text: attack, submitterType: '个人' });
    const seq = Number((sent.headers.get('location') as string).split('/').at(-1));
    await p.act(id, 'answer-comment', p.who.drafter as never, {
      comment: seq,
      disposition: '与本件无关',
      reason: `${attack}，无关`,
    });
    const html = await p.page(`/consultations/${id}`);
    expect(html.match(/&lt;script&gt;alert\(1\)&lt;\/script&gt;/g)).toHaveLength(2);
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img');
  });

  test('control characters in a form are dropped, line breaks are kept', async () => {
    const before = await comments();
    const sent = await post(`/consultations/${id}`, {
      text: '第一行\u0000\u0007\r\n第二行',
      submitterType: '个人',
    });
    expect(sent.status).toBe(303);
    expect(await comments()).toBe(before + 1);
    const seq = Number((sent.headers.get('location') as string).split('/').at(-1));
    await p.act(id, 'answer-comment', p.who.drafter as never, { comment: seq, disposition: '采纳' });
    expect(await p.page(`/consultations/${id}`)).toContain('第一行\n第二行');
  });

  test('a form of another site is refused, and so is one that is too long', async () => {
    const before = await comments();
    const fields = { text: '别的网站', submitterType: '个人' };
    const foreign = await post(`/consultations/${id}`, fields, { origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    expect(await foreign.text()).toContain('不是从本站提交的');
    expect((await post(`/consultations/${id}`, fields, {})).status).toBe(403);
    expect((await post(`/consultations/${id}`, { ...fields, text: '长'.repeat(50_000) })).status).toBe(413);
    expect(await comments()).toBe(before);
  });

  test('after the last day the form is gone and a late comment is refused with the rule', async () => {
    p.t.at('2026-04-02');
    const html = await p.page(`/consultations/${id}`);
    expect(html).toContain('征求意见已经结束');
    expect(html).not.toContain('<textarea');
    expect(await p.page('/consultations')).not.toContain(id);
    expect(await p.page('/consultations?state=closed')).toContain(id);
    const before = await comments();
    const late = await post(`/consultations/${id}`, { text: '太晚了', submitterType: '个人' });
    expect(late.status).toBe(422);
    expect(await late.text()).toContain('现在不在征求意见期内');
    expect(await comments()).toBe(before);
  });

  test('many comments are read page by page', async () => {
    p.t.at('2026-04-03');
    const many = await p.draft('演示市意见很多的管理办法');
    await p.consult(many);
    for (let i = 0; i < 31; i++)
      await p.act(many, 'comment', ANONYMOUS, { text: `意见${i}`, submitterType: '个人' });
    const first = await p.page(`/consultations/${many}`);
    expect(first.match(/id="comment-\d+"/g)).toHaveLength(30);
    expect(first).toContain('第 1 页，共 2 页');
    expect((await p.page(`/consultations/${many}?page=2`)).match(/id="comment-\d+"/g)).toHaveLength(1);
  });
});
