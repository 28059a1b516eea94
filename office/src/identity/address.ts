/** The network address a request comes from, told to the library so that nobody can write it for themselves. */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { ADDRESS_HEADER, type ResolvedSettings } from './settings.ts';

/** Address of the other end of the connection; null when there is no connection (a request made in a test). */
export function peer(c: Context): string | null {
  try {
    return getConnInfo(c).remote.address ?? null;
  } catch {
    return null;
  }
}

/**
 * Headers of the request with the client's address in our own header, whatever stood there before. Behind trusted
 * proxies the chain of `X-Forwarded-For` with the connection's own address at its end goes in; the library walks it
 * from the right past the trusted ones. Without trusted proxies only the connection counts.
 */
export function withAddress(c: Context, settings: ResolvedSettings): Headers {
  const headers = new Headers(c.req.raw.headers);
  headers.delete(ADDRESS_HEADER);
  const from = peer(c);
  if (from === null) return headers;
  const chain = settings.trustedProxies.length > 0 ? headers.get('x-forwarded-for') : null;
  headers.set(ADDRESS_HEADER, chain ? `${chain}, ${from}` : from);
  return headers;
}
