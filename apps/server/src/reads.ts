/** Which requests may be answered from a copy of the database that is a little behind. */
import { mayLag } from '@fadu/office/store/replica';
import { MODE_COOKIE } from '@fadu/portal';
import type { MiddlewareHandler } from 'hono';
import { setCookie } from 'hono/cookie';

/** Says that this stranger sent something, for as long as a copy may lack it. */
export const WROTE_COOKIE = 'fadu-wrote';
/** Beyond the lag allowed: until the copy is next held against the primary, and a page kept from before is over. */
const MARGIN_SECONDS = 3;

/**
 * Strangers who only read may be answered from the copy. Whoever brings an account (any cookie but that of large print, or a
 * token) is answered by the primary; so is a stranger who just sent something, which a cookie remembers until the copy must
 * have it.
 */
export function readsFromCopy(maxLagSeconds: number, secure: boolean): MiddlewareHandler {
  return async (c, next) => {
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
    const cookies = (c.req.header('cookie') ?? '')
      .split(';')
      .map((part) => part.split('=', 1)[0]?.trim() ?? '')
      .filter(Boolean);
    const known = cookies.some((name) => name !== MODE_COOKIE) || c.req.header('authorization') !== undefined;
    if (reads && !known) return mayLag(next);
    await next();
    if (!reads && c.res.status < 400)
      setCookie(c, WROTE_COOKIE, '1', {
        path: '/',
        httpOnly: true,
        sameSite: 'Lax',
        secure,
        maxAge: Math.ceil(maxLagSeconds) + MARGIN_SECONDS,
      });
  };
}
