import { docxText } from '@fadu/office/law/docx';
import { linkPending } from '@fadu/office/law/links';
import { putTexts } from '@fadu/office/law/texts.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { citeHref } from './cites.tsx';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
let number: string;

const at = (id: string, rest = '') => `/laws/${encodeURIComponent(id)}${rest}`;
const text = (html: string) => html.replace(/<[^>]+>/g, '');
/** One article of a page. */
const section = (html: string, id: string) =>
  new RegExp(`<section class="article[^"]*" id="${id}"[\\s\\S]*?</section>`).exec(html)?.[0] ?? '';

beforeAll(async () => {
  p = await testPortal();
  // What the prover finds is not looked at here, and takes long.
  Object.assign(p.deps, { proof: () => new Promise(() => {}) });
  await putTexts(
    p.t.database.pool,
    {
      id: '演示处罚法',
      title: '中华人民共和国演示处罚法',
      aliases: ['演示罚法'],
      versions: [
        {
          effective: '1996-10-01',
          adopted: '1996-03-17',
          body: '第一条　为了规范处罚，制定本法。\n第二条　处罚遵循公正原则。',
        },
        {
          effective: '2021-07-15',
          adopted: '2021-01-22',
          body: '第一章　总则\n第一条　为了规范处罚，保护公民，制定本法。\n第二条　处罚遵循公正、公开原则。\n（一）公正；\n（二）公开。\n第二章　附则\n第三条　违反第二条第一项规定的，依照《演示旧办法》第一条处理<script>alert(1)</script>。',
        },
      ],
    },
    {
      id: '演示旧办法',
      level: '市政府规章',
      kind: 'government-rule',
      maker: '演示市人民政府',
      versions: [{ effective: '2005-01-01', body: '第一条　依照《演示处罚法》第二条办理。' }],
      repealedOn: '2020-05-01',
    },
    {
      id: '演示处罚法实施办法',
      level: '市政府规章',
      kind: 'government-rule',
      maker: '演示市人民政府',
      versions: [
        {
          effective: '2022-01-01',
          body: '第一条　根据《演示处罚法》，制定本办法。\n第四条　依照演示处罚法第二条、第三条办理。',
        },
      ],
    },
  );
  await linkPending(p.t.office);
  p.t.at('2026-03-02');
  const id = await p.draft('演示市餐饮油烟管理办法', [
    { number: '第一条', text: ['根据《中华人民共和国演示处罚法》第二条，制定本办法。'] },
    // Two duties, as the review in the fixture answers them.
    { number: '第二条', text: ['违反第一条规定的，应当改正。', '依照前款处理的，应当公开。'] },
  ]);
  await p.consult(id);
  number = await p.publish(id);
  // The document's first day.
  p.t.at('2026-07-01');
});
afterAll(() => p?.close());

describe('R43.1 the page of a text of law', () => {
  test('R43.1 reads like a book: chapters at the side, articles with anchors, the standing said', async () => {
    const html = await p.page(at('演示处罚法'));
    expect(html).toContain('<h1><span class="title">');
    expect(text(html)).toContain('现行有效');
    expect(text(html)).toContain('自2021年7月15日起施行');
    for (const id of ['chp_1', 'chp_2', 'art_1', 'art_2', 'art_3']) expect(html).toContain(`id="${id}"`);
    expect(html).toContain('href="#chp_1"');
    expect(text(html)).toContain('第一条至第二条');
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;script&gt;');
  });

  test('R43.1 citations are links; within the text to its anchor, to a repealed text with its mark', async () => {
    const three = section(await p.page(at('演示处罚法')), 'art_3');
    expect(three).toContain('<a class="law-ref" href="#art_2">第二条第一项</a>');
    expect(three).toContain(
      `<a class="law-ref law-ref-past" href="${at('演示旧办法')}?on=2021-07-15#art_1"`.replace(
        '?on=2021-07-15',
        '',
      ),
    );
    expect(text(three)).toContain('第一条已废止处理');
    const rule = section(await p.page(at('演示处罚法实施办法')), 'art_4');
    expect(rule).toContain(`href="${at('演示处罚法')}#art_2"`);
    expect(rule).toContain(`href="${at('演示处罚法')}#art_3"`);
  });

  test('R43.1 S2 a repealed text and an earlier version carry a visible mark, in print too', async () => {
    const repealed = await p.page(at('演示旧办法'));
    expect(repealed).toContain('class="banner tone-end"');
    expect(text(repealed)).toContain('自2020年5月1日起废止');
    expect(repealed).toMatch(/class="law-print-mark"[^>]*>已废止</);
    // It cited the law as it was then.
    expect(repealed).toContain(`href="${at('演示处罚法')}?on=2005-01-01#art_2"`);
    const earlier = await p.page(at('演示处罚法', '?on=2000-01-01'));
    expect(text(earlier)).toContain('显示2000年1月1日适用的文本');
    expect(text(earlier)).toContain('已修改');
    expect(earlier).toMatch(/class="law-print-mark"[^>]*>已修改</);
    expect(section(earlier, 'art_3')).toBe('');
    expect(await p.page(at('演示处罚法'))).not.toContain('law-print-mark');
  });

  test('R43.1 R90.5 the figure beside an article is the length of the list behind it, on any day', async () => {
    for (const query of ['', '?on=2018-01-01']) {
      const html = await p.page(at('演示处罚法', query));
      const two = section(html, 'art_2');
      const figure = Number(/(\d+)处依据、引用/.exec(two)?.[1] ?? 0);
      expect(figure).toBeGreaterThan(0);
      const page = await p.page(at('演示处罚法', `/articles/2${query}`));
      const totals = [...page.matchAll(/-title">[^<]*（(\d+)）/g)].reduce((n, m) => n + Number(m[1]), 0);
      expect([query, totals]).toEqual([query, figure]);
    }
    const now = text(await p.page(at('演示处罚法', '/articles/2')));
    expect(now).toContain('演示处罚法实施办法');
    expect(now).toContain('演示市餐饮油烟管理办法');
    // Repealed: it stands on nothing any more. Before, it did.
    expect(now).not.toContain('演示旧办法');
    expect(text(await p.page(at('演示处罚法', '/articles/2?on=2018-01-01')))).toContain('演示旧办法');
  });

  test('R43.1 other names lead to the one address; what is not there is told', async () => {
    for (const name of ['中华人民共和国演示处罚法', '演示罚法']) {
      const answer = await p.get(at(name, '?on=2000-01-01'));
      expect([answer.status, answer.headers.get('location')]).toEqual([
        301,
        at('演示处罚法', '?on=2000-01-01'),
      ]);
    }
    for (const path of [
      at('没有的法'),
      at('演示处罚法', '/articles/99'),
      at('演示处罚法', '/articles/x'),
      at('演示处罚法', '/compare?from=1&to=7'),
    ])
      expect([path, (await p.get(path)).status]).toEqual([path, 404]);
    expect((await p.get(at('演示处罚法', '?on=2026-02-30'))).status).toBe(200);
  });

  test('R43.1 two versions compared with the words marked', async () => {
    const html = await p.page(at('演示处罚法', '/compare?from=1&to=2'));
    expect(html).toContain('<ins>保护公民，</ins>');
    expect(text(html)).toContain('修改2条，新增1条，删去0条');
  });

  test('R43.1 taken away as plain text and DOCX, the mark with it', async () => {
    const plain = await p.page(at('演示旧办法', '/text.txt'));
    expect(plain.split('\n').slice(0, 2)).toEqual(['【已废止】', '演示旧办法']);
    expect(await p.page(at('演示处罚法', '/text.txt'))).toContain('第二条　处罚遵循公正、公开原则。');
    const docx = await p.get(at('演示处罚法', '/text.docx?version=2'));
    expect(docx.headers.get('content-disposition')).toContain("filename*=UTF-8''");
    const read = await docxText(new Uint8Array(await docx.arrayBuffer()));
    const words = JSON.stringify(read);
    for (const part of ['中华人民共和国演示处罚法', '第一章　总则', '处罚遵循公正、公开原则', '（二）公开。'])
      expect(words).toContain(part);
  });

  test('R43.1 a text known by our summaries says so plainly', async () => {
    const html = await p.page(at('行政处罚法'));
    expect(text(html)).toContain('本系统只收录所依据条款的摘要');
    expect(html).toContain('href="/laws/list#import"');
    expect(await p.page('/laws/list')).toContain('id="import"');
    expect(await p.page(at('行政处罚法', '/text.txt'))).toMatch(/^【仅为所依据条款的摘要，不是法律文本】/);
  });
});

describe('R43.1 the list of texts', () => {
  test('R43.1 by level, status and words; the figure is the length', async () => {
    const html = await p.page(`/laws/list?q=${encodeURIComponent('演示')}`);
    expect(html).toContain('共3部');
    expect(html.match(/class="document-row"/g)).toHaveLength(3);
    expect(
      await p.page(`/laws/list?q=${encodeURIComponent('演示')}&status=${encodeURIComponent('已废止')}`),
    ).toContain('共1部');
    expect(await p.page(`/laws/list?q=${encodeURIComponent('没有这样的')}`)).toContain(
      '没有符合这些条件的法律文本',
    );
  });
});

describe('R43.1 R4.3 documents, procedures and refusals lead to the law', () => {
  test('R43.1 a published document links to what it cites and within itself, and is listed there', async () => {
    const html = await p.page(`/documents/${encodeURIComponent(number)}`);
    expect(html).toContain(`href="${at('演示处罚法')}#art_2"`);
    expect(html).toContain('<a class="law-ref" href="#article-1">第一条</a>');
    expect(html).toContain('<a class="law-ref" href="#article-2">前款</a>');
    const held = await p.page(at('演示处罚法', '/articles/2'));
    expect(held).toContain(`href="/documents/${encodeURIComponent(number)}"`);
  });

  test('R4.3 every citation of a procedure page leads to a page that is there', async () => {
    const html = await p.page('/procedures/normative-document');
    const links = [...new Set([...html.matchAll(/class="cite" href="([^"]+)"/g)].map((m) => m[1] as string))];
    expect(links.length).toBeGreaterThan(10);
    expect(links.some((l) => /^\/laws\/.+\/articles\/\d+/.test(l))).toBe(true);
    for (const link of links) expect([link, (await p.get(link)).status]).toEqual([link, 200]);
  });

  test('R4.3 the article page names the procedure that stands on it', async () => {
    const html = await p.page('/procedures/normative-document');
    const link = /class="cite" href="(\/laws\/[^"]+\/articles\/[^"]+)"/.exec(html)?.[1] as string;
    expect(await p.page(link)).toContain('href="/procedures/normative-document"');
  });

  test('R4.3 a citation in words leads to its article, its text or its task; our own choices lead nowhere', () => {
    expect(citeHref('《行政处罚法》第十二条之一第二款第（三）项')).toBe(
      `/laws/${encodeURIComponent('行政处罚法')}/articles/12-1`,
    );
    expect(citeHref('《中华人民共和国行政处罚法》')).toBe(`/laws/${encodeURIComponent('行政处罚法')}`);
    expect(citeHref('《吉林市法治政府建设实施方案（2021—2025年）》第16项任务')).toBe('/plan/tasks/16');
    expect(citeHref('《吉林市法治政府建设实施方案（2021—2025年）》')).toBe('/plan');
    expect(citeHref('本系统设定：三十日')).toBeUndefined();
  });
});
