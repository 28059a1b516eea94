import { type Actor, ANONYMOUS } from '@fadu/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { problemOf } from './context.ts';
import { peopleRoutes } from './people.ts';

let t: TestOffice;
beforeAll(async () => {
  t = await testOffice();
  await t.database.pool.query(
    `insert into fadu.person (id, name, kind) values ('p1', '林晓舟', 'staff'), ('p2', '郑国栋', 'staff')`,
  );
  await t.database.pool.query(
    `insert into fadu.post (person, role, organ, valid_from, valid_to) values
      ('p1', 'drafter', 't-city', '2020-01-01', null), ('p1', 'office-clerk', 't-city', '2020-01-01', null),
      ('p2', 'head', 't-city', '2020-01-01', '2026-03-02'), ('p2', 'head', 't-justice', '2026-03-03', null)`,
  );
});
afterAll(() => t?.close());

const ask = async (actor: Actor, organ: string) => {
  const app = peopleRoutes(t.office, async () => actor);
  app.onError((error) => problemOf(error));
  const answer = await app.request(`/organs/${organ}/people`);
  return { status: answer.status, body: await answer.json() };
};

describe('people of an organ', () => {
  test('those who hold a post today, each once, with the posts in words', async () => {
    t.at('2026-03-02');
    const { status, body } = await ask(t.staff('drafter', 't-city'), 't-city');
    expect(status).toBe(200);
    expect(body.items.map((p: { id: string }) => p.id).sort()).toEqual(['p1', 'p2']);
    const first = body.items.find((p: { id: string }) => p.id === 'p1');
    expect(first.posts.map((p: { roleName: string }) => p.roleName).sort()).toEqual(['办文人员', '起草人员']);
  });

  test('a post that ended yesterday is gone, one that begins today is there', async () => {
    t.at('2026-03-03');
    const city = await ask(t.staff('drafter', 't-city'), 't-city');
    const justice = await ask(t.staff('drafter', 't-city'), 't-justice');
    expect(city.body.items.map((p: { id: string }) => p.id)).toEqual(['p1']);
    expect(justice.body.items.map((p: { id: string }) => p.id)).toEqual(['p2']);
  });

  test('strangers, residents and unknown organs are refused', async () => {
    expect((await ask(ANONYMOUS, 't-city')).status).toBe(401);
    expect((await ask({ kind: 'person', person: 'r1', name: '居民', posts: [] }, 't-city')).status).toBe(403);
    expect((await ask(t.staff('drafter', 't-city'), 'nowhere')).status).toBe(404);
  });
});
