/** A server process that can be killed: API, log and people from a header, over the database in DATABASE_URL. */

import { type Actor, ANONYMOUS } from '@fadu/kernel';
import { noteSigner } from '@fadu/kernel/record/index';
import { createApi } from '@fadu/office/api/app';
import { Office } from '@fadu/office/office';
import { startSequencer } from '@fadu/office/record/sequencer';
import { openStore } from '@fadu/office/store/pool';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { procedures } from '@fadu/plan/index';
import { serve } from '@hono/node-server';

const store = openStore(process.env.DATABASE_URL ?? '');
const office = new Office({
  store,
  procedures,
  calendar: chinaCalendar,
  now: () => new Date().toISOString(),
  demo: true,
  baseUrl: 'http://127.0.0.1',
});
await office.refresh();
const signer = noteSigner('test.fadu/220200', new Uint8Array(32).fill(7));
const sequencer = startSequencer(store, signer, 20);
office.onWritten(() => sequencer.wake());
const app = createApi({
  office,
  key: signer.key,
  proofOf: async () => {
    throw new Error('not here');
  },
  identify: async (c) => {
    const who = c.req.header('x-actor');
    return who ? (JSON.parse(who) as Actor) : ANONYMOUS;
  },
});
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' }, () =>
  process.send?.('ready'),
);
