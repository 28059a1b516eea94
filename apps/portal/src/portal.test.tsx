import { ANONYMOUS } from '@fadu/kernel';
import { procedures } from '@fadu/plan/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { portalFrame } from './index.tsx';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
let open: string;
let number: string;
/** What the test portal has by itself. */
const OWN = ['normative-document', 'task-tracking'];
const SECRETS = ['王秘密', '13800001111', '经办张三', 'p-经办张三'];

beforeAll(async () => {
  // All that the pages speak of, but those whose proofs take seconds each.
  const slow = ['penalty-ordinary', 'disclosure-on-application', ...OWN];
  p = await testPortal({ procedures: procedures.filter((q) => !slow.includes(q.code)) });
  p.t.at('2026-03-02');
  const id = await p.draft('演示市餐饮服务单位油烟排放管理办法');
  await p.consult(id);
  await p.act(id, 'comment', ANONYMOUS, {
    text: '小餐馆需要准备时间',
    submitterType: '个人',
    article: '第二条',
    submitterName: '王秘密',
    contact: '13800001111',
  });
  number = await p.publish(id);
  open = await p.draft('演示市城市犬只管理规定');
  await p.consult(open);
  await p.act(open, 'comment', ANONYMOUS, {
    text: '支持',
    submitterType: '企业',
    submitterName: '王秘密',
    contact: '13800001111',
  });
  await p.settle(open);
});
afterAll(() => p?.close());

/** What every page must be: one heading, one main, unique ids, labels for inputs, nothing inline. */
function faultsOf(html: string): string[] {
  const faults: string[] = [];
  const count = (re: RegExp) => (html.match(re) ?? []).length;
  if (count(/<h1[\s>]/g) !== 1) faults.push(`h1: ${count(/<h1[\s>]/g)}`);
  if (count(/<main[\s>]/g) !== 1) faults.push('main');
  if (!html.startsWith('<!doctype html><html lang="zh-CN"')) faults.push('lang');
  if (!/<title>[^<]+<\/title>/.test(html)) faults.push('title');
  const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map((m) => m[1] as string);
  for (const id of new Set(ids)) if (ids.filter((x) => x === id).length > 1) faults.push(`id ${id} twice`);
  for (const [tag] of html.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)) {
    if (tag.includes('type="hidden"')) continue;
    const id = /\sid="([^"]*)"/.exec(tag)?.[1];
    if (!id || !html.includes(`for="${id}"`)) faults.push(`no label: ${tag}`);
  }
  for (const [, ref] of html.matchAll(/aria-(?:describedby|labelledby)="([^"]*)"/g)) {
    for (const id of (ref as string).split(' ')) if (!ids.includes(id)) faults.push(`no element ${id}`);
  }
  if (/\sstyle="/.test(html) || /<style/.test(html)) faults.push('inline style');
  if (/<script(?![^>]*\ssrc=)/.test(html) || /\son[a-z]+="/.test(html)) faults.push('inline script');
  for (const [tag] of html.matchAll(/<table[^>]*>(?!<caption)/g)) faults.push(`no caption: ${tag}`);
  if (/(?:src|href)="(?:https?:)?\/\/(?!127\.0\.0\.1:8080)/.test(html.replace(/xmlns="[^"]*"/g, '')))
    faults.push('foreign resource');
  return faults;
}

describe('every page', () => {
  test('every link on the site leads somewhere, every page is well formed, and none shows personal data', async () => {
    const seen = new Set<string>();
    const queue = ['/'];
    const bad: string[] = [];
    while (queue.length) {
      const path = queue.shift() as string;
      if (seen.has(path)) continue;
      seen.add(path);
      const answer = await p.get(path);
      const type = answer.headers.get('content-type') ?? '';
      const body =
        type.startsWith('text') || type.includes('json') || type.includes('xml') ? await answer.text() : '';
      if (answer.status !== 200) bad.push(`${path}: ${answer.status}`);
      for (const secret of SECRETS) if (body.includes(secret)) bad.push(`${path} shows ${secret}`);
      if (!type.startsWith('text/html')) continue;
      bad.push(...faultsOf(body).map((f) => `${path}: ${f}`));
      for (const [, href] of body.matchAll(/\shref="([^"]*)"/g)) {
        const url = new URL((href as string).replaceAll('&amp;', '&'), `http://127.0.0.1:8080${path}`);
        if (
          url.origin !== 'http://127.0.0.1:8080' ||
          url.searchParams.has('mode') ||
          // The server's own: sign-in and the API have their own tests.
          /^\/(account|sign-in|api)(\/|$)/.test(url.pathname)
        )
          continue;
        if (
          (href as string).startsWith('#') &&
          !body.includes(`id="${decodeURIComponent(url.hash.slice(1))}"`)
        )
          bad.push(`${path}: no anchor ${href}`);
        queue.push(url.pathname + url.search);
      }
    }
    expect(bad).toEqual([]);
    // 53 tasks, the documents, their proofs, lists and downloads; the texts of law and every article that is cited.
    expect(seen.size).toBeGreaterThan(500);
  }, 300_000);

  test('answers carry a strict policy and no type guessing', async () => {
    for (const path of ['/', '/nothing', '/static/fadu.css', '/documents.csv']) {
      const { headers } = await p.get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
    }
  });

  test('what is not there is said with a way on, what fails shows nothing of its inside', async () => {
    for (const path of [
      '/nope',
      '/documents/x',
      '/consultations/220200-00',
      '/consultations/%27',
      '/plan/tasks/54',
      '/plan/tasks/x',
      '/procedures/x',
      '/records/999999',
      '/records/1.json.x',
      '/papers/00000000000000000000.pdf',
      '/log/../secret',
      '/log/tile/9/x',
      '/static/x.js',
    ]) {
      const answer = await p.get(path);
      expect([path, answer.status]).toEqual([path, 404]);
    }
    const broken = (await import('./index.tsx')).portal({
      ...p.deps,
      search: async () => {
        throw new Error('secret stack');
      },
    });
    const quiet = console.error;
    console.error = () => {};
    const answer = await broken.request('http://127.0.0.1:8080/search?q=a');
    console.error = quiet;
    expect(answer.status).toBe(500);
    const html = await answer.text();
    expect(html).toContain('暂时打不开');
    expect(html).not.toContain('secret stack');
    expect(faultsOf(html)).toEqual([]);
  });

  test('large mode is a cookie, and its switch leads nowhere else', async () => {
    const turned = await p.get('/documents?status=%E6%9C%89%E6%95%88&mode=large');
    expect(turned.status).toBe(303);
    expect(turned.headers.get('location')).toBe('/documents?status=%E6%9C%89%E6%95%88');
    expect(turned.headers.get('set-cookie')).toMatch(/^fadu-mode=large;.*HttpOnly/);
    expect((await p.get('//evil.example/?mode=large')).headers.get('location')).toBe('/evil.example/');
    const large = await p.get('/about', { cookie: 'fadu-mode=large' });
    expect(await large.text()).toContain('class="large"');
    expect(await p.page('/about')).not.toContain('class="large"');
  });

  test('style sheet and scripts are served once, with tags, and call for nothing outside', async () => {
    const css = await p.get('/static/fadu.css');
    const sheet = await css.text();
    expect(sheet).toContain('--indigo: #1f3a5f');
    expect(sheet).not.toMatch(/url\(|@import/);
    const again = await p.get('/static/fadu.css', { 'if-none-match': css.headers.get('etag') as string });
    expect(again.status).toBe(304);
    const script = await (await p.get('/static/verify.js')).text();
    expect(script).toContain('fadu-log:');
    expect(script).not.toMatch(/\beval\(|new Function|https?:\/\/[a-z]/);
  });

  test('robots and sitemap name the public pages', async () => {
    expect(await p.page('/robots.txt')).toContain('Sitemap: http://127.0.0.1:8080/sitemap.xml');
    const map = await p.page('/sitemap.xml');
    expect(map).toContain(encodeURIComponent(number));
    expect(map).toContain(`/consultations/${open}`);
    expect(map.match(/<loc>/g)?.length).toBeGreaterThan(60);
  });

  test('R8.5 sign-in pages can be set into the same frame, in large letters too', async () => {
    const Frame = portalFrame(p.deps);
    const html = String(
      <Frame
        title="登录"
        failed
        request={
          new Request('http://127.0.0.1:8080/sign-in?next=%2Fservices', {
            headers: { cookie: 'a=b; fadu-mode=large' },
          })
        }
      >
        <h1>登录</h1>
      </Frame>,
    );
    expect(html).toContain('<title>有误：登录｜法度·演示市</title>');
    expect(html).toContain('page page-narrow');
    // The reader's large letters hold here too, and their switch comes back here.
    expect(html).toContain('class="large"');
    const turn = /class="mode-switch" href="([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const turned = await p.get(turn);
    expect(turned.headers.get('set-cookie')).toMatch(/^fadu-mode=normal;/);
    expect(turned.headers.get('location')).toBe('/sign-in?next=%2Fservices');
    for (const away of [
      '//evil.example/x',
      'https://evil.example/x',
      '\\\\evil.example/x',
      'javascript:alert(1)',
    ])
      expect(
        (await p.get(`/about?mode=large&back=${encodeURIComponent(away)}`)).headers.get('location'),
      ).toMatch(/^\/(?!\/)/);
  });
});

describe('the plan', () => {
  test('R0.6 the page shows every task, who leads it and how far it is', async () => {
    const html = await p.page('/plan');
    expect(html.match(/class="task-row"/g)).toHaveLength(53);
    expect(html).toContain('规范性文件全流程管住');
    expect(html).toContain('牵头：市司法局');
    const task = await p.page('/plan/tasks/16');
    expect(task).toContain('责任部门');
    expect(task).toContain('市直各部门');
    expect(task).toMatch(/<strong>(未启动|正常|持续保持|预警|滞后)/);
  });

  test('R90.5 a figure and the list behind it agree, and a measure leads to its records', async () => {
    const html = await p.page('/plan');
    for (const [, light, n] of html.matchAll(/href="\/plan\?light=(\w+)"[^>]*>.*?<b>(\d+)<\/b>/g)) {
      const list = await p.page(`/plan?light=${light}`);
      expect(list.match(/class="task-row"/g) ?? []).toHaveLength(Number(n));
    }
    const chapter = await p.page('/plan?chapter=3');
    expect(chapter.match(/class="task-row"/g)).toHaveLength(4);
    // One document was published: the figures count it, and lead to its page.
    const task = await p.page('/plan/tasks/16');
    const measures = (await p.deps.plan.task(16))?.measures ?? [];
    expect(measures.length).toBeGreaterThan(0);
    for (const m of measures) {
      expect(task).toContain(m.title);
      if (m.denominator > 0) expect(task).toContain(`（${m.numerator}／${m.denominator}）`);
    }
    expect(measures.some((m) => m.denominator === 1)).toBe(true);
    expect(task).toContain(`href="/documents/${encodeURIComponent(number)}"`);
    expect(await p.page('/plan?body=不存在的部门')).toContain('没有符合这些条件的任务');
  });
});

describe('procedures', () => {
  test('the page draws the running procedure, says what is proven, and marks what is not certain', async () => {
    const html = await p.page('/procedures/normative-document');
    const { acts, laws } = p.t.office.procedures.get('normative-document') as never as {
      acts: object;
      laws: { says: string }[];
    };
    for (const act of Object.keys(acts)) expect(html).toContain(`id="act-${act}"`);
    for (const law of laws) expect(html).toContain(law.says);
    const proof = await p.deps.proof('normative-document');
    expect(html).toContain(`${proof.markings.toLocaleString('zh-CN')}种状态`);
    expect(html).toContain('未核实');
    expect(html).toContain('本系统设定');
    expect(html.match(/<svg[^>]*role="group"/g)).toHaveLength(2);
  });

  test('a proof that is not ready, or that cannot be made, is said so and claims nothing', async () => {
    const { portal } = await import('./index.tsx');
    const page = async (proof: () => Promise<never>) =>
      (
        await portal({ ...p.deps, proof }).request('http://127.0.0.1:8080/procedures/normative-document')
      ).text();
    const pending = await page(() => new Promise(() => {}));
    expect(pending).toContain('证明正在进行');
    expect(pending).not.toContain('已证明');
    const large = await page(() =>
      Promise.reject(Object.assign(new Error('too many'), { name: 'TooLarge' })),
    );
    expect(large).toContain('不作证明');
    expect(large).not.toContain('已证明');
  });
});
