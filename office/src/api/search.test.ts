import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { corpus } from '../law/search/corpus.testing.ts';
import { updateLawIndex } from '../law/search/index.ts';
import { importText } from '../law/store.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { problemOf } from './context.ts';
import { searchRoutes } from './search.ts';

let t: TestOffice;
let app: Hono;
beforeAll(async () => {
  t = await testOffice({ start: '2026-11-22' });
  for (const { name, text, ...hint } of corpus) await importText(t.office, { name, bytes: text, hint });
  await updateLawIndex(t.office);
  app = new Hono();
  app.onError((error) => problemOf(error));
  app.route('/', searchRoutes(t.office));
}, 60_000);
afterAll(() => t?.close());

const get = async (path: string, query: Record<string, string>) => {
  const answer = await app.request(`${path}?${new URLSearchParams(query)}`);
  return { status: answer.status, body: await answer.json() };
};

describe('R43.1 the search over HTTP', () => {
  test('laws, everything, suggestions', async () => {
    const laws = await get('/laws/search', { q: '湿地 巡护', perPage: '1' });
    expect(laws.body).toMatchObject({ page: 1, pages: 3, texts: 3, on: '2026-11-22' });
    expect(laws.body.groups[0]).toMatchObject({
      instrument: '演示湿地法',
      status: '现行有效',
      level: '法律',
    });
    const all = await get('/search', { q: '湿地' });
    expect(all.body.laws.groups.length).toBeGreaterThan(0);
    expect(all.body).toHaveProperty('byKind.item');
    expect((await get('/search', { q: '湿地', kind: 'task' })).body.laws).toBeUndefined();
    expect((await get('/suggest', { q: '演示湿' })).body.items[0].text).toBe('演示湿地法');
  });

  test('a wrong choice is a problem that names it; nothing else breaks', async () => {
    for (const [name, value] of [
      ['on', '2026-13-01'],
      ['status', '有效'],
      ['topic', '无'],
      ['from', 'x'],
      ['page', '-1'],
      ['perPage', '51'],
    ] as const) {
      const { status, body } = await get('/laws/search', { q: '湿地', [name]: value });
      expect([name, status, body.code]).toEqual([name, 400, 'query']);
      expect(body.detail).toContain(name);
    }
    for (const q of ['', "' or 1=1 --", '听'.repeat(10_000)])
      for (const path of ['/laws/search', '/search', '/suggest'])
        expect((await get(path, { q })).status).toBe(200);
  });
});
