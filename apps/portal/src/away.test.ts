import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
beforeAll(async () => {
  p = await testPortal({ procedures: [] });
});
afterAll(() => p?.t.database.close());

test('without its database a public page says so in Chinese, and when to try again', async () => {
  expect((await p.get('/documents')).status).toBe(200);
  await p.t.office.store.close();
  for (const path of ['/documents', '/consultations', '/']) {
    const answer = await p.get(path);
    const text = await answer.text();
    expect([path, answer.status, answer.headers.get('retry-after')]).toEqual([path, 503, '5']);
    expect(text).toContain('暂时不能使用数据库');
    expect(text).not.toMatch(/pool|Connection|at .*\.ts/);
  }
});
