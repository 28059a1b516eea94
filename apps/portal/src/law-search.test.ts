import { corpus } from '@fadu/office/law/search/corpus.testing';
import { updateLawIndex } from '@fadu/office/law/search/index';
import { importText } from '@fadu/office/law/store';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
beforeAll(async () => {
  p = await testPortal();
  for (const { name, text, ...hint } of corpus) await importText(p.t.office, { name, bytes: text, hint });
  p.t.at('2026-11-22');
  await updateLawIndex(p.t.office);
}, 60_000);
afterAll(() => p?.close());

const laws = (query: Record<string, string>) => p.page(`/laws?${new URLSearchParams(query)}`);
const titles = (html: string) =>
  [...html.matchAll(/class="row-title law"><a href="([^"]+)"/g)].map((m) =>
    decodeURIComponent(m[1] as string),
  );

describe('R43.1 the search of laws on the portal', () => {
  test('the home says what is in force, what is new, what comes, by level and by topic', async () => {
    const html = await p.page('/laws');
    for (const words of [
      '法规查询',
      '演示夜市便民规则',
      '即将施行',
      '演示河道采砂条例',
      '尚未生效',
      '省地方性法规',
      '生态环境',
      '不是法律规定的分类',
    ])
      expect(html).toContain(words);
  });

  test('results: by text, with article links, marked words and status; the whole choice in the address', async () => {
    const html = await laws({ q: '湿地 巡护' });
    expect(titles(html)).toEqual(['/laws/演示湿地法', '/laws/邻省湿地巡护条例', '/laws/演示湿地巡护办法']);
    expect(html).toContain(`/laws/${encodeURIComponent('演示湿地法')}#art_1`);
    expect(html).toContain('<mark>湿地</mark>');
    expect(html).toContain('现行有效');
    expect(titles(await laws({ q: '湿地 巡护', level: '省地方性法规' }))).toEqual(['/laws/邻省湿地巡护条例']);
    expect(titles(await laws({ q: '湿地 巡护', on: '2015-06-01' }))).toEqual([
      '/laws/演示湿地巡护办法?on=2015-06-01',
    ]);
    // The form keeps what was chosen, and is open where something is.
    const chosen = await laws({ q: '湿地', status: '全部', organ: '演示市' });
    expect(chosen).toMatch(/<details class="law-filters" open/);
    expect(chosen).toMatch(/<option value="全部" selected/);
    expect(chosen).toContain('value="演示市"');
  });

  test('S2 a repealed text is found only when asked for, and says so', async () => {
    expect(titles(await laws({ q: '冰灯 承重' }))).not.toContain('/laws/演示冰灯管理规定');
    const html = await laws({ q: '冰灯 承重', status: '全部' });
    expect(titles(html)[0]).toBe('/laws/演示冰灯管理规定');
    expect(html).toContain('已废止');
    expect(await laws({ q: '冰灯 承重' })).toContain('不限时效有1条');
  });

  test('a citation is answered by the article itself, on both pages', async () => {
    for (const html of [
      await laws({ q: '演示处罚程序法57条' }),
      await p.page(`/search?q=${encodeURIComponent('演示处罚程序法57条')}`),
    ]) {
      expect(html).toContain('class="law-cited"');
      expect(html).toContain('第57项办事规则');
      expect(html).toContain(`/laws/${encodeURIComponent('演示处罚程序法')}#art_57`);
    }
  });

  test('the one search shows laws above the other kinds', async () => {
    const html = await p.page(`/search?q=${encodeURIComponent('规范性文件')}`);
    const law = html.indexOf('id="laws"');
    const rest = html.indexOf('文件、事项、程序和任务');
    expect(law).toBeGreaterThan(0);
    expect(rest).toBeGreaterThan(law);
  });

  test('nothing found, strange and long queries: a page with the next step, nothing of the query as markup', async () => {
    expect(await laws({ q: '登月飞船靠港' })).toContain('没有找到');
    const html = await laws({ q: '<script>alert(1)</script>' });
    expect(html).not.toContain('<script>alert');
    for (const q of ["'", '%_', '\\', '“', '听'.repeat(10_000), 'a'.repeat(100)])
      expect((await p.get(`/laws?q=${encodeURIComponent(q)}`)).status).toBe(200);
    for (const more of ['on=x', 'on=2026-02-30', 'status=x', 'topic=x', 'page=-1', 'page=999999999'])
      expect((await p.get(`/laws?q=${encodeURIComponent('湿地')}&${more}`)).status).toBe(200);
    expect((await p.get('/laws?q=%00')).status).toBe(400);
  });

  test('the script for suggestions is served; the box is a plain form without it', async () => {
    const script = await p.get('/static/suggest.js');
    expect([script.status, script.headers.get('content-type')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
    ]);
    expect(await p.page('/laws')).toMatch(/<form action="\/laws" method="get"/);
  });
});
