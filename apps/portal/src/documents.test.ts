import { verifyProof } from '@fadu/kernel/record/index';
import { runExpiry } from '@fadu/office/jobs/expiry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
let kept: string;
let repealed: string;
let expired: string;
let expiredCase: string;
const at = (number: string, query = '') => `/documents/${encodeURIComponent(number)}${query}`;
const statusOf = (html: string) => /role="status"><p><strong>([^<]+)<\/strong>/.exec(html)?.[1];
const filing = { recipient: 't-gov', report: '现将该文件报送备案，请予审查。', filedOn: '2026-05-20' };

/** File and archive a document, so that it is in its ordinary life. */
async function archive(id: string) {
  await p.act(id, 'file', p.who.clerk as never, filing);
  await p.act(id, 'file-congress', p.who.clerk as never, filing);
  await p.act(id, 'archive', p.who.clerk as never);
}

beforeAll(async () => {
  p = await testPortal();
  const make = async (title: string, more?: Parameters<TestPortal['publish']>[1]) => {
    p.t.at('2026-03-02');
    const id = await p.draft(title);
    await p.consult(id);
    return { id, number: await p.publish(id, more) };
  };
  kept = (await make('演示市餐饮服务单位油烟排放管理办法')).number;
  const b = await make('演示市物业服务收费管理办法', { effectiveOn: '2026-05-20', expiresOn: '2028-05-19' });
  repealed = b.number;
  await archive(b.id);
  const c = await make('演示市夜市摊点临时管理办法', { effectiveOn: '2026-05-20', expiresOn: '2026-08-31' });
  expired = c.number;
  expiredCase = c.id;
  await archive(c.id);
  p.t.at('2026-07-15');
  await p.act(b.id, 'repeal', p.who.clerk as never, { reason: '上位法已经修改，本办法与其不一致' });
  await p.settle(b.id);
});
afterAll(() => p?.close());

describe('the catalogue', () => {
  test('R16.5 lists what is in force, repealed and expired; expiry comes by itself', async () => {
    p.t.at('2026-07-20');
    const list = await p.page('/documents');
    expect(list).toContain('没有列入本目录公布的，不能作为行政管理的依据');
    expect(list.match(/class="document-row"/g)).toHaveLength(3);
    expect(statusOf(await p.page(at(kept)))).toBe('有效');
    expect(statusOf(await p.page(at(repealed)))).toBe('废止');
    expect(await p.page(at(repealed))).toContain('理由：上位法已经修改，本办法与其不一致');
    // The day after its last day it is out of force, before and after the system records it.
    p.t.at('2026-09-02');
    expect(statusOf(await p.page(at(expired)))).toBe('失效');
    expect(await runExpiry(p.t.office)).toBeGreaterThan(0);
    await p.settle(expiredCase);
    const html = await p.page(at(expired));
    expect(statusOf(html)).toBe('失效');
    expect(html).toContain('有效期届满，自动失效');
    // Before it is published a document is not there at all.
    p.t.at('2026-09-03');
    const draft = await p.draft('演示市没有公布的管理办法');
    await p.consult(draft);
    expect(await p.page('/documents')).not.toContain('没有公布的管理办法');
  });

  test('R90.4 can be asked as of any day, in law time and in record time', async () => {
    p.t.at('2026-09-10');
    const on = async (number: string, query: string) => statusOf(await p.page(at(number, query)));
    expect(await on(kept, '?asOf=2026-06-30')).toBe('尚未生效');
    expect(await on(kept, '?asOf=2026-07-01')).toBe('有效');
    expect(await on(repealed, '?asOf=2026-07-14')).toBe('有效');
    expect(await on(repealed, '?asOf=2026-07-15')).toBe('废止');
    // As recorded before the repeal, the law of a later day was still: in force.
    expect(await on(repealed, '?asOf=2026-09-01&recordedOn=2026-07-14')).toBe('有效');
    expect(await on(repealed, '?asOf=2026-09-01&recordedOn=2026-07-15')).toBe('废止');
    expect(await on(repealed, '?asOf=2028-06-01&recordedOn=2026-07-14')).toBe('失效');
    // Before publication it was not there; the page says so and leads to today's.
    const early = await p.get(at(kept, '?asOf=2026-05-19'));
    expect(early.status).toBe(404);
    expect(await early.text()).toContain('这份文件还没有公布');
    expect(await p.page('/documents?asOf=2026-05-19')).toContain('没有符合这些条件的文件');
    expect(
      (await p.page('/documents?asOf=2026-06-01&status=%E6%9C%89%E6%95%88')).match(/class="document-row"/g),
    ).toHaveLength(2);
    // A day that does not exist is no day: the catalogue of today.
    expect(await p.page('/documents?asOf=2026-02-30')).toContain('共3件');
  });

  test('R90.5 the figure of each filter is the length of its list, on the page and in the downloads', async () => {
    const all = JSON.parse(await p.page('/documents.json')) as {
      total: number;
      byStatus: Record<string, number>;
      documents: { number: string; status: string; maker: { name: string } }[];
    };
    expect(all.documents).toHaveLength(all.total);
    for (const [status, n] of Object.entries(all.byStatus)) {
      const list = await p.page(`/documents?status=${encodeURIComponent(status)}`);
      expect(list).toContain(`共${n}件`);
      expect(list.match(/class="document-row"/g) ?? []).toHaveLength(n);
      expect(all.documents.filter((d) => d.status === status)).toHaveLength(n);
    }
    expect(await p.page('/documents?maker=t-gov')).toContain('共3件');
    expect(await p.page('/documents?maker=t-city')).toContain('共0件');
    expect(await p.page('/documents?year=2025')).toContain('共0件');
    expect(
      await p.page(
        `/documents?words=${encodeURIComponent('油烟')}&year=2026&status=${encodeURIComponent('有效')}`,
      ),
    ).toContain('共1件');
    const csv = await p.get('/documents.csv?status=%E5%BA%9F%E6%AD%A2');
    expect(csv.headers.get('content-disposition')).toContain("filename*=UTF-8''");
    const lines = (await csv.text()).split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(`${repealed},演示市物业服务收费管理办法,通知,演示市人民政府,废止,2026-05-20`);
  });

  test('either kind of brackets leads to the document', async () => {
    const typed = kept.replace('〔', '[').replace('〕', ']');
    const answer = await p.get(at(typed));
    expect(answer.status).toBe(301);
    expect(answer.headers.get('location')).toBe(at(kept));
  });
});

describe('a document', () => {
  test('shows how it was made, each step with a proof that verifies', async () => {
    const html = await p.page(at(kept));
    for (const step of [
      '公开征求意见',
      '出具合法性审核意见',
      '集体审议',
      '签署',
      '统一登记、统一编号',
      '公布',
    ])
      expect(html).toContain(`<b>${step}</b>`);
    expect(html).not.toContain('正在写入存证日志');
    const places = [...html.matchAll(/\/records\/(\d+)"/g)].map((m) => m[1]);
    expect(places.length).toBeGreaterThan(15);
    for (const place of places) {
      const proof = JSON.parse(await p.page(`/records/${place}.json`));
      expect(verifyProof(proof, p.deps.vkey)).toMatchObject({ ok: true, index: Number(place) });
      const forged = { ...proof, leaf: { ...proof.leaf, at: '2020-01-01T00:00:00.000Z' } };
      expect(verifyProof(forged, p.deps.vkey).ok).toBe(false);
    }
  });

  test('its official files are downloaded with their names', async () => {
    const html = await p.page(at(kept));
    const pdf = /href="(\/papers\/\w+\.pdf)"/.exec(html)?.[1] as string;
    const answer = await p.get(pdf);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toContain(
      '演示市餐饮服务单位油烟排放管理办法.pdf',
    );
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });
});

describe('search', () => {
  const titles = async (q: string, more = '') =>
    [
      ...(await p.page(`/search?q=${encodeURIComponent(q)}${more}`)).matchAll(
        /class="row-title law"><a href="([^"]+)">(.*?)<\/a>/g,
      ),
    ].map((m) => ({
      url: decodeURIComponent(m[1] as string),
      title: m[2] as string,
    }));

  test('whole words do not hide their parts, and matched words are marked', async () => {
    for (const q of ['油烟', '餐饮', '餐饮服务', '排放管理', '烟']) {
      const found = await titles(q);
      expect([q, found.some((f) => f.url === `/documents/${kept}`)]).toEqual([q, true]);
    }
    expect((await titles('油烟'))[0]?.title).toContain('<mark>油烟</mark>');
  });

  test('a number is found with either kind of brackets, and only that number', async () => {
    for (const q of [kept, kept.replace('〔', '[').replace('〕', ']'), '〔2026〕1号', '［２０２６］１号']) {
      const found = await titles(q, '&kind=document');
      expect([q, found.map((f) => f.url)]).toEqual([q, [`/documents/${kept}`]]);
    }
  });

  test('title matches come first, what is in force before what is repealed', async () => {
    p.t.at('2026-09-10');
    const found = (await titles('管理办法', '&kind=document')).map((f) => f.url.replace('/documents/', ''));
    expect(found).toEqual([kept, expired, repealed]);
    const everything = await titles('规范性文件');
    expect(everything[0]?.url).toMatch(/^\/(procedures|plan)/);
  });

  test('finds procedures and tasks; odd queries find nothing and break nothing', async () => {
    expect((await titles('规范性文件制定', '&kind=procedure')).map((f) => f.url)).toContain(
      '/procedures/normative-document',
    );
    expect((await titles('负面清单', '&kind=task')).map((f) => f.url)).toContain('/plan/tasks/2');
    for (const q of ["'", "' | 'a' & !", '\\', '：', '<script>', 'a:* & b', '%_'])
      expect((await p.get(`/search?q=${encodeURIComponent(q)}`)).status).toBe(200);
    expect((await p.get('/search?q=%00')).status).toBe(400);
    const html = await p.page(`/search?q=${encodeURIComponent('<b>油烟')}`);
    expect(html).toContain('“&lt;b&gt;油烟”');
    expect(html).not.toContain('<b>油烟');
  });
});
