/** The library's own routes, `/api/auth/*`, with errors as problem JSON. */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { withAddress } from './address.ts';
import type { Auth } from './auth.ts';
import { problemOf, problemResponse } from './problem.ts';
import { AUTH_PATH } from './settings.ts';

/** Largest body a sign-in request may have, in bytes. */
const MAX_BODY = 64 * 1024;

/** Whether these bytes are a JSON object. */
function isObject(body: ArrayBuffer): boolean {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/**
 * Hand a request to the library as it came, with the client's address made trustworthy. JSON that is no object goes no further, and
 * nothing is an empty object: rules of the library read fields of a body before it is checked.
 */
async function forward(auth: Auth, c: Context): Promise<Response> {
  const headers = withAddress(c, auth.settings);
  headers.delete('content-length');
  const url = new URL(c.req.url);
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
  const sent = reads ? undefined : await c.req.raw.arrayBuffer();
  if (sent?.byteLength && /\bjson\b/i.test(headers.get('content-type') ?? '') && !isObject(sent))
    return problemResponse(400, 'BODY_MUST_BE_AN_OBJECT', c.req.path);
  if (sent?.byteLength === 0) headers.set('content-type', 'application/json');
  return auth.library.handler(
    new Request(new URL(url.pathname + url.search, auth.settings.baseURL), {
      method: c.req.method,
      headers,
      body: sent?.byteLength === 0 ? '{}' : sent,
    }),
  );
}

/**
 * The routes of sign-in, to be mounted as `app.route('/api/auth', authRoutes(auth))`: sign-in and sign-out, session,
 * second factor, password change, and the address the unified identity service calls back.
 */
export function authRoutes(auth: Auth): Hono {
  const app = new Hono();
  app.use(
    '/*',
    bodyLimit({
      maxSize: MAX_BODY,
      onError: (c) => problemResponse(413, 'PAYLOAD_TOO_LARGE', c.req.path),
    }),
  );
  app.on(['GET', 'POST'], '/*', async (c) => {
    const response = await forward(auth, c);
    const found = await problemOf(response, c.req.path);
    return found
      ? problemResponse(found.status, found.code, c.req.path, response.headers, found.retryAfter)
      : response;
  });
  return app;
}

/**
 * Do on behalf of a form what a request of the API would do: same limits, same origin check, same cookies. `path`
 * is one of the library's, such as `/sign-in/username`.
 */
export async function callAuth(auth: Auth, c: Context, path: string, body: unknown): Promise<Response> {
  const headers = withAddress(c, auth.settings);
  for (const name of ['content-length', 'content-type', 'transfer-encoding', 'accept-encoding'])
    headers.delete(name);
  headers.set('content-type', 'application/json');
  return auth.library.handler(
    new Request(`${auth.settings.baseURL}${AUTH_PATH}${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    }),
  );
}
