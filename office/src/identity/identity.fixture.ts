/** What the tests of sign-in share: a server on a real database, a browser that keeps cookies, an authenticator. */
import { createHmac } from 'node:crypto';
import { Hono } from 'hono';
import pg from 'pg';
import { freshDatabase } from '../testing/database.ts';
import { type Auth, createAuth, migrateAuth } from './auth.ts';
import { identityPages } from './pages.tsx';
import { authRoutes } from './routes.ts';
import { requireAccount } from './session.ts';
import type { AuthSettings } from './settings.ts';

/** A password long enough, of nobody. */
export const PASSWORD = '竹青黛蓝朱砂-2026-测试';
/** Signs the cookies of the tests. */
export const SECRET = 'b7Vw0qkX3mZr9TtYp2LcNf8JhGs5DaUe';

/** One running system. */
export interface House {
  readonly auth: Auth;
  readonly app: Hono;
  /** As the owner of the database, to look and to change behind the system's back. */
  readonly owner: pg.Pool;
  close(): Promise<void>;
}

/** Pages, routes and one protected route, on the role the server works under. */
export function appOf(auth: Auth): Hono {
  const app = new Hono();
  app.route('/api/auth', authRoutes(auth));
  app.route('/', identityPages(auth, { staffHome: '/desk/' }));
  app.get('/api/v1/me', requireAccount(auth), (c) => c.json(c.get('account')));
  app.get('/api/v1/staff', requireAccount(auth, 'staff'), (c) => c.json(c.get('account')));
  app.post('/api/v1/echo', async (c) => c.text(await c.req.text()));
  return app;
}

/** Start on a fresh database. */
export async function openHouse(settings: Partial<AuthSettings> = {}): Promise<House> {
  const database = await freshDatabase();
  await migrateAuth(database.pool, 'fadu_app');
  const pool = new pg.Pool({ connectionString: database.url, max: 8 });
  pool.on('error', () => {});
  const auth = createAuth({
    pool,
    baseURL: 'http://fadu.test',
    secret: SECRET,
    production: false,
    log: () => {},
    ...settings,
  });
  return {
    auth,
    app: appOf(auth),
    owner: database.pool,
    close: async () => {
      await pool.end();
      await database.close();
    },
  };
}

/** A browser: keeps cookies, sends an origin, comes from an address. Follows no redirect by itself. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #app: Hono;
  readonly #origin: string;
  readonly #address: string;

  constructor(house: { app: Hono; auth: Auth }, address = '203.0.113.7') {
    this.#app = house.app;
    this.#origin = house.auth.settings.baseURL;
    this.#address = address;
  }

  /** Headers as the browser would send them. */
  headers(): Headers {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return new Headers(cookie ? { cookie } : {});
  }

  /** The session cookie, or undefined. */
  session(): string | undefined {
    return [...this.cookies].find(([name]) => name.endsWith('session_token'))?.[1];
  }

  async send(method: string, path: string, init: { headers?: Record<string, string>; body?: string } = {}) {
    const headers = this.headers();
    if (method !== 'GET') headers.set('origin', this.#origin);
    for (const [name, value] of Object.entries(init.headers ?? {})) headers.set(name, value);
    const response = await this.#app.request(
      new URL(path, this.#origin).href,
      { method, headers, body: init.body },
      { incoming: { socket: { remoteAddress: this.#address, remotePort: 1, remoteFamily: 'IPv4' } } },
    );
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const at = pair.indexOf('=');
      const dead = attributes.some((a) => /^max-age=0$/i.test(a)) || at === pair.length - 1;
      if (dead) this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  get(path: string, headers: Record<string, string> = {}) {
    return this.send('GET', path, { headers });
  }

  /** Send a form. */
  form(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
    return this.send('POST', path, {
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString(),
    });
  }

  /** Send JSON. */
  json(path: string, body: unknown, headers: Record<string, string> = {}) {
    return this.send('POST', path, {
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  /** Sign in by the API. */
  signIn(username: string, password = PASSWORD) {
    return this.json('/api/auth/sign-in/username', { username, password });
  }
}

/** The code an authenticator shows for a base32 secret (RFC 6238: SHA-1, six digits, 30 seconds). */
export function totp(secret: string, at = Date.now()): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  let bits = '';
  for (const letter of secret.replace(/[\s=]/g, ''))
    bits += alphabet.indexOf(letter).toString(2).padStart(5, '0');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** A code that is certainly wrong now and in the next windows. */
export function wrongCode(secret: string): string {
  const right = [-30_000, 0, 30_000, 60_000].map((shift) => totp(secret, Date.now() + shift));
  return ['000000', '111111', '222222', '333333', '444444'].find((code) => !right.includes(code)) ?? '555555';
}

/** Set up the second factor of the browser's account; the secret and the backup codes. */
export async function enrol(browser: Browser, password: string | undefined = PASSWORD) {
  const made = await browser.json('/api/auth/two-factor/enable', password ? { password } : {});
  const { totpURI, backupCodes } = (await made.json()) as { totpURI: string; backupCodes: string[] };
  const secret = new URL(totpURI).searchParams.get('secret') ?? '';
  const verified = await browser.json('/api/auth/two-factor/verify-totp', { code: totp(secret) });
  if (!verified.ok) throw new Error(`enrolment failed: ${verified.status} ${await verified.text()}`);
  return { secret, backupCodes };
}
