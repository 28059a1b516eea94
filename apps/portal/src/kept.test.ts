/** R90 pages for everyone are made once for those who ask at the same time, and never shown to whom they are not for. */
import { gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { beforeEach, describe, expect, test } from 'vitest';
import { keptPages } from './kept.ts';

let made = 0;
let write: () => void = () => {};
let release: (() => void) | null = null;

/** A site of a few pages; each visit that makes one is counted in it. */
function site(ms: number): Hono {
  const app = new Hono();
  app.use('*', compress());
  app.use(
    '*',
    keptPages(
      {
        onWritten: (listener) => {
          write = listener;
        },
      },
      ms,
    ),
  );
  const text = () => `<p>第${++made}次</p>${'页面的内容。'.repeat(400)}`;
  app.get('/', (c) => c.html(text()));
  app.get('/slow', async (c) => {
    const said = text();
    await new Promise<void>((done) => {
      release = done;
    });
    return c.html(said);
  });
  app.get('/form', (c) => c.html(text(), 200, { 'cache-control': 'no-store' }));
  app.get('/gone', (c) => c.html(text(), 404));
  app.get('/cookie', (c) => c.html(text(), 200, { 'set-cookie': 'a=1' }));
  app.get('/data', (c) => c.json({ n: ++made }));
  return app;
}
const ask = async (app: Hono, path: string, headers: Record<string, string> = {}) => {
  const answer = await app.request(`http://127.0.0.1${path}`, { headers });
  return { answer, n: /第(\d+)次/.exec(await answer.clone().text())?.[1] };
};

beforeEach(() => {
  made = 0;
});

describe('pages kept for a moment', () => {
  test('the second reader gets the same page, until something is written or the time is over', async () => {
    const app = site(60_000);
    expect((await ask(app, '/')).n).toBe('1');
    expect((await ask(app, '/')).n).toBe('1');
    expect((await ask(app, '/?page=2')).n).toBe('2');
    write();
    expect((await ask(app, '/')).n).toBe('3');
    const none = site(0);
    made = 0;
    expect([(await ask(none, '/')).n, (await ask(none, '/')).n]).toEqual(['1', '2']);
  });

  test('whoever is signed in, forms, errors, cookies and data are made for each', async () => {
    const app = site(60_000);
    for (const [path, headers] of [
      ['/', { cookie: 'better-auth.session_token=x' }],
      ['/', { cookie: 'fadu-mode=large; other=1' }],
      ['/', { authorization: 'Bearer x' }],
      ['/form', {}],
      ['/gone', {}],
      ['/cookie', {}],
    ] as const) {
      const [first, second] = [await ask(app, path, headers), await ask(app, path, headers)];
      expect([path, Number(second.n)]).toEqual([path, Number(first.n) + 1]);
    }
    const data = async () => (await (await app.request('http://127.0.0.1/data')).json()).n;
    expect(await data()).toBe((await data()) - 1);
  });

  test('the large mode has pages of its own; a cookie’s value makes no more of them', async () => {
    const app = site(60_000);
    expect((await ask(app, '/')).n).toBe('1');
    expect((await ask(app, '/', { cookie: 'fadu-mode=large' })).n).toBe('2');
    expect((await ask(app, '/', { cookie: 'fadu-mode=large' })).n).toBe('2');
    expect((await ask(app, '/', { cookie: 'fadu-mode=anything' })).n).toBe('1');
  });

  test('a rush makes it once; what was written meanwhile is not kept out', async () => {
    const app = site(60_000);
    const rush = [ask(app, '/slow'), ask(app, '/slow'), ask(app, '/slow')];
    while (!release) await new Promise((r) => setTimeout(r, 1));
    write();
    release();
    expect((await Promise.all(rush)).map((r) => r.n)).toEqual(['1', '1', '1']);
    expect((await ask(app, '/')).n).toBe('2');
    release = null;
    const again = ask(app, '/slow');
    while (!release) await new Promise((r) => setTimeout(r, 1));
    (release as () => void)();
    expect((await again).n).toBe('3');
  });

  test('it has a tag: who has the page is told so, kept or not; compressed it is the same page', async () => {
    for (const ms of [0, 60_000]) {
      const app = site(ms);
      made = 0;
      const first = await app.request('http://127.0.0.1/', { headers: { 'accept-encoding': 'br, gzip' } });
      expect(first.headers.get('content-encoding')).toBe('gzip');
      expect(gunzipSync(Buffer.from(await first.arrayBuffer())).toString()).toContain('第1次');
      if (ms === 0) made = 0;
      const again = await app.request('http://127.0.0.1/', {
        headers: { 'if-none-match': first.headers.get('etag') ?? '' },
      });
      expect([again.status, await again.text()]).toEqual([304, '']);
      made = 0;
      const plain = await app.request('http://127.0.0.1/', { headers: { 'accept-encoding': 'gzip;q=0' } });
      expect(plain.headers.get('content-encoding')).toBeNull();
      expect(plain.headers.get('vary')).toContain('Cookie');
      expect(await plain.text()).toContain('第1次');
    }
  });
});
