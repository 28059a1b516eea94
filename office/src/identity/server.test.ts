/** Sign-in over a real connection: the Node server, sockets, the address and the bodies that come with them. */
import { serve } from '@hono/node-server';
import { expect, test } from 'vitest';
import { freePort } from '../store/server.ts';
import { createAccount } from './accounts.ts';
import { openHouse, PASSWORD } from './identity.fixture.ts';

test('forms and API work through the Node server, and the address recorded is that of the connection', async () => {
  const port = await freePort();
  const site = `http://127.0.0.1:${port}`;
  const house = await openHouse({ baseURL: site });
  const server = serve({ fetch: house.app.fetch, port, hostname: '127.0.0.1' });
  try {
    await createAccount(house.auth, {
      username: 'lu.yan',
      kind: 'resident',
      name: '陆言',
      password: PASSWORD,
    });
    const form = await fetch(`${site}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: site, 'x-forwarded-for': '198.51.100.1', 'x-fadu-client-address': '198.51.100.2' },
      body: new URLSearchParams({ username: 'lu.yan', password: PASSWORD }),
    });
    expect(form.status).toBe(303);
    const cookie = form.headers.getSetCookie().map((line) => line.split(';')[0]);
    const me = await fetch(`${site}/api/v1/me`, { headers: { cookie: cookie.join('; ') } });
    expect(await me.json()).toMatchObject({ username: 'lu.yan' });

    const api = await fetch(`${site}/api/auth/sign-in/username`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'lu.yan', password: PASSWORD }),
    });
    expect(await api.json()).toMatchObject({ user: { name: '陆言', kind: 'resident' } });
    expect((await fetch(`${site}/api/auth/nothing`)).headers.get('content-type')).toMatch(
      /^application\/problem/,
    );

    const { rows } = await house.owner.query('select distinct "ipAddress" from auth.session');
    expect(rows).toEqual([{ ipAddress: '127.0.0.1' }]);
  } finally {
    await new Promise((done) => server.close(done));
    await house.close();
  }
});
