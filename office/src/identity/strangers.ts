/**
 * How often strangers may send something: reports, comments, ratings, checks. Counted per network address and over all
 * of them together, for everything that is not merely read, so that a form added tomorrow is counted as well. Staff who
 * are signed in are not strangers; a resident who is counts by account.
 */
import { createHash } from 'node:crypto';
import { BlockList, isIP } from 'node:net';
import { type Actor, ANONYMOUS } from '@fadu/kernel';
import type { Context, MiddlewareHandler } from 'hono';
import { Problem } from '../problem.ts';
import { peer } from './address.ts';
import type { Auth } from './auth.ts';
import { AUTH_PATH, type Limit } from './settings.ts';
import { type Attempt, countInWindow, forgetWindows } from './throttle.ts';

/** Too much was sent: nothing was written; try again after so many seconds. */
export class TooMany extends Problem {
  readonly retryAfter: number;
  constructor(say: string, retryAfter: number) {
    super(429, 'too-many', say);
    this.retryAfter = retryAfter;
  }
}

/** Lets a request through, or throws `TooMany`. */
export type Guard = (c: Context) => Promise<void>;

const READING = ['GET', 'HEAD', 'OPTIONS'];
/** Sign-in has limits of its own, kept by its library (`guard.ts`). */
export const OWN_LIMITS: readonly string[] = [AUTH_PATH, '/sign-in', '/sign-out', '/account'];

const proxies = (list: readonly string[]): BlockList => {
  const out = new BlockList();
  for (const entry of list) {
    const [address = '', bits] = entry.split('/');
    const kind = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) out.addAddress(address, kind);
    else out.addSubnet(address, Number(bits), kind);
  }
  return out;
};

/** An address as it is counted: an IPv4 one whole, of an IPv6 one the network that one household has. */
const counted = (address: string): string => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').toLowerCase();
  if (isIP(plain) !== 6) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const all = plain.includes('::')
    ? [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
    : left;
  return `${all
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
};

/**
 * The network address a request comes from: of the chain that trusted proxies wrote, the last that is none of them.
 * Without trusted proxies the connection's own. Empty: there is no connection (a request made in a test).
 */
export function clientAddress(c: Context, trusted: readonly string[]): string {
  const from = peer(c);
  if (from === null) return '';
  if (trusted.length === 0) return counted(from);
  const known = proxies(trusted);
  const chain = [...(c.req.header('x-forwarded-for') ?? '').split(','), from]
    .map((a) => a.trim().replace(/^::ffff:(?=\d+\.)/i, ''))
    .filter((a) => isIP(a) !== 0);
  const hop = chain.findLast((a) => !known.check(a, isIP(a) === 6 ? 'ipv6' : 'ipv4'));
  return counted(hop ?? from);
}

const keyOf = (kind: 'address' | 'account' | 'all', who = ''): string =>
  `stranger|${kind}|${createHash('sha256').update(who).digest('hex')}`;

/** When to come back, in words. */
const wait = (seconds: number): string => (seconds < 60 ? `${seconds}秒` : `${Math.ceil(seconds / 60)}分钟`);

const perWindow = ({ max, window }: Limit): string =>
  window === 60 ? `每分钟最多${max}次` : `每${wait(window)}最多${max}次`;

/**
 * A guard over a pool of the sign-in's tables. `identify`: who is asking; asked only of requests that bring a session.
 * `now`: milliseconds.
 */
export function strangersGuard(
  auth: Auth,
  identify: (c: Context) => Promise<Actor>,
  now: () => number = Date.now,
): Guard {
  const { pool, trustedProxies, limits, log = toConsole } = auth.settings;
  let warned = false;
  return async (c) => {
    if (READING.includes(c.req.method)) return;
    if (OWN_LIMITS.some((p) => c.req.path === p || c.req.path.startsWith(`${p}/`))) return;
    const brings = c.req.header('cookie') ?? c.req.header('authorization');
    const actor = brings === undefined ? ANONYMOUS : await identify(c);
    if (actor.kind === 'person' && actor.posts.length > 0) return;
    // Behind a proxy that nobody named, the whole city has one address: said once, so that it is mended.
    if (!warned && trustedProxies.length === 0 && c.req.header('x-forwarded-for') !== undefined) {
      warned = true;
      log(
        'warn',
        'requests come through a proxy that is not among the trusted ones: all count as one address',
      );
    }
    const resident = actor.kind === 'person';
    const key = resident
      ? keyOf('account', actor.person)
      : keyOf('address', clientAddress(c, trustedProxies));
    const at = now();
    const own = await countInWindow(pool, key, limits.strangerAddress, at);
    refuse(own, (seconds) =>
      [
        `提交得太频繁：同一个${resident ? '账号' : '网络地址'}${perWindow(limits.strangerAddress)}。`,
        `这次提交没有办理，也没有写入任何内容，请保存好填写的内容，${wait(seconds)}后再试`,
      ].join(''),
    );
    // Whoever is refused for himself does not use up what there is for all.
    const all = await countInWindow(pool, keyOf('all'), limits.strangers, at);
    if (all.first) await forgetWindows(pool, 'stranger|', at - 24 * 3600 * 1000);
    refuse(
      all,
      (seconds) =>
        `现在提交的人太多，系统暂时不收。这次提交没有办理，也没有写入任何内容，请保存好填写的内容，${wait(seconds)}后再试；着急的请到窗口或者打电话`,
    );
  };
}

const toConsole = (level: string, message: string): void => {
  if (level === 'warn' || level === 'error') console.warn(`strangers: ${message}`);
};

function refuse(attempt: Attempt, say: (seconds: number) => string): void {
  if (!attempt.allowed) throw new TooMany(say(attempt.retryAfter), attempt.retryAfter);
}

/** The guard as a step before everything that is sent. */
export const guarded =
  (guard: Guard | undefined): MiddlewareHandler =>
  async (c, next) => {
    await guard?.(c);
    await next();
  };
