/** Coming to the hall (R8.3): booked on the portal or by number at the hall, called in order, one record with the handling. */
import { type Actor, ANONYMOUS } from '@fadu/kernel';
import { openCase, performAct } from '@fadu/office/cases/perform';
import { key } from '@fadu/office/testing/document';
import { prepareRegisters } from '@fadu/office/testing/registers';
import { HALL, handling, prepareServices, servicePeople } from '@fadu/office/testing/services';
import { powerListAdjustment, registerBatch } from '@fadu/plan/functions/power-registers/index';
import { serviceApplication } from '@fadu/plan/functions/service-items/index';
import { visitSettings, windowVisit } from '@fadu/plan/functions/service-window/visit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
let actor: Actor = ANONYMOUS;
let clerk: Actor;
const someone = (n: number): Actor => ({ kind: 'person', person: `r-v${n}`, name: `来访者${n}`, posts: [] });
const PATH = '/services/visit';
const DAY = '2026-03-04';

beforeAll(async () => {
  p = await testPortal({
    procedures: [registerBatch, powerListAdjustment, serviceApplication, windowVisit],
    identify: async () => actor,
  });
  await prepareRegisters(p.t);
  await prepareServices(p.t, '2026-03-02');
  p.t.at('2026-03-03');
  clerk = servicePeople(p.t).window;
}, 60_000);
afterAll(() => p?.close());

const as = async <T>(who: Actor, work: () => T | Promise<T>): Promise<T> => {
  actor = who;
  try {
    return await work();
  } finally {
    actor = ANONYMOUS;
  }
};
let forms = 0;
const book = (who: Actor, slot: string, day = DAY) =>
  as(who, () =>
    p.app.request(`http://127.0.0.1:8080${PATH}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://127.0.0.1:8080' },
      body: new URLSearchParams({
        form: `44444444-4444-4444-8444-${String(++forms).padStart(12, '0')}`,
        hall: HALL,
        day,
        slot,
      }).toString(),
    }),
  );
const number = async (): Promise<string> =>
  (await openCase(p.t.office, 'window-visit', { act: 'take-number', actor: clerk, input: {}, key: key() }))
    .caseId;
const act = (id: string, name: string, input: unknown = {}) =>
  performAct(p.t.office, id, { act: name, actor: clerk, input, key: key() });
const idOf = async (who: Actor): Promise<string> =>
  (
    await p.t.database.pool.query(
      `select id from fadu.case_file where procedure = 'window-visit' and $1 = any (persons) order by opened_at desc`,
      [who.person],
    )
  ).rows[0].id;

describe('R8.3 queue and appointment', () => {
  test('the page says how many wait and what is free; booking needs an account, coming does not', async () => {
    const html = await p.page(PATH);
    expect(html).toContain('演示市政务服务中心');
    expect(html).toContain('现在等叫号的0人');
    const free = await p.page(`${PATH}?hall=${HALL}&day=${DAY}`);
    expect(free).toContain('登录后继续');
    expect(free).toContain('直接到大厅取号');
    expect(await as(someone(1), () => p.page(`${PATH}?hall=${HALL}&day=${DAY}`))).toContain(
      `10:00，还有${visitSettings.perSlot}个`,
    );
  });

  test('booked until the half hour is full, then told what to do; cancelled, the place is free again', async () => {
    for (let n = 1; n <= visitSettings.perSlot; n++)
      expect((await book(someone(n), '10:00')).status).toBe(303);
    const full = await book(someone(90), '10:00');
    expect(full.status).toBe(422);
    expect(await full.text()).toContain('取号不限');
    expect(await as(someone(90), () => p.page(`${PATH}?hall=${HALL}&day=${DAY}`))).not.toContain(
      '10:00，还有',
    );
    expect(await as(someone(2), () => p.page(PATH))).toContain('我的预约');
    const cancelled = await as(someone(2), async () =>
      p.app.request(`http://127.0.0.1:8080${PATH}/${await idOf(someone(2))}/cancel`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://127.0.0.1:8080' },
        body: 'form=',
      }),
    );
    expect(cancelled.status).toBe(303);
    expect((await book(someone(90), '10:00')).status).toBe(303);
    expect((await book(someone(91), '10:00', '2026-03-03')).status).toBe(422);
  });

  test('numbers have no limit, whatever is booked; called in order, who booked first in his half hour', async () => {
    p.t.at(`${DAY}T01:50:00Z`);
    const walk: string[] = [];
    for (let n = 0; n < visitSettings.perSlot + 3; n++) walk.push(await number());
    const booked = await idOf(someone(1));
    await act(booked, 'arrive', { onTime: true });
    expect(await p.page(PATH)).toContain(`现在等叫号的${walk.length + 1}人`);
    // Ten to ten: the half hour has not begun, so the numbers go first.
    await expect(act(booked, 'call', { window: 1 })).rejects.toMatchObject({
      items: [{ code: 'window-visit.NEXT' }],
    });
    await act(walk[0] as string, 'call', { window: 1 });
    p.t.at(`${DAY}T02:01:00Z`);
    await expect(act(walk[1] as string, 'call', { window: 2 })).rejects.toMatchObject({
      items: [{ code: 'window-visit.NEXT' }],
    });
    await act(booked, 'call', { window: 2 });
    await act(walk[1] as string, 'call', { window: 3 });
    // What was handed in at the window is the same record as the handling itself.
    const done = await handling(p.t, 'received');
    await act(walk[0] as string, 'serve', { outcome: '已收件', handling: done });
    const { rows } = await p.t.database.pool.query(
      'select persons, phase from fadu.case_file where id = $1',
      [walk[0]],
    );
    expect(rows[0].phase).toBe('served');
    expect(rows[0].persons).toContain(done);
  });
});
