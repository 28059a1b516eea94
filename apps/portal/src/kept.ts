/**
 * Pages for everyone, kept for a moment: those who ask for the same page at the same time get the same answer, made and
 * compressed once. Only what is asked for without an account and without anything private in it; what must be fresh says so
 * (`PageHead.fresh`) and is never kept. Whatever this server writes drops everything that it kept.
 */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Office } from '@fadu/office/office';
import type { Context, MiddlewareHandler } from 'hono';
import { isLarge, MODE_COOKIE } from './site.tsx';

const compressed = promisify(gzip);

/** A page as it was made. */
interface Kept {
  readonly until: number;
  readonly headers: Headers;
  readonly etag: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  zipped?: Promise<Uint8Array<ArrayBuffer>>;
}

/** Pages kept at most; the oldest make room. Of a hundred kilobytes each, at most. */
const MOST_PAGES = 500;
const MOST_BYTES = 200_000;
/** Shorter answers are sent as they are. */
const WORTH_ZIPPING = 1_024;

/** An entity tag of some bytes; weak, because the same page also goes out compressed. */
export const tagOf = (bytes: Uint8Array): string =>
  `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;

/** Whether a tag that the reader has names this one. */
export const hasTag = (c: Context, etag: string): boolean => {
  const plain = (tag: string) => tag.trim().replace(/^W\//, '');
  const wanted = c.req.header('if-none-match');
  return wanted !== undefined && (wanted === '*' || wanted.split(',').some((t) => plain(t) === plain(etag)));
};

/** Whether the reader's browser takes gzip. */
export const takesGzip = (c: Context): boolean =>
  /(?:^|,)\s*gzip\s*(?:$|,|;(?!\s*q=0(?:\.0*)?\s*(?:$|,)))/i.test(c.req.header('accept-encoding') ?? '');

const files = new WeakMap<object, Promise<Uint8Array<ArrayBuffer>>>();

/** A static file, compressed the first time that someone asks for it so. */
export function zippedOf(file: {
  readonly bytes: Uint8Array<ArrayBuffer>;
}): Promise<Uint8Array<ArrayBuffer>> {
  const known = files.get(file) ?? (compressed(file.bytes) as Promise<Uint8Array<ArrayBuffer>>);
  files.set(file, known);
  return known;
}

/** What a page is kept under; undefined where it must be made for this reader: signed in, or more than a reading. */
function keyOf(c: Context): string | undefined {
  if (c.req.method !== 'GET') return undefined;
  const cookies = (c.req.header('cookie') ?? '').split(';').filter((part) => part.trim() !== '');
  if (cookies.some((part) => part.split('=', 1)[0]?.trim() !== MODE_COOKIE)) return undefined;
  if (c.req.header('authorization') || c.req.header('range')) return undefined;
  const url = new URL(c.req.url);
  return `${url.host}\n${url.pathname}${url.search}\n${isLarge(c) ? 'large' : ''}`;
}

/** Whether an answer is a whole page for everyone. */
const isPublic = (answer: Response): boolean =>
  answer.status === 200 &&
  (answer.headers.get('content-type') ?? '').startsWith('text/html') &&
  !(answer.headers.get('cache-control') ?? '').includes('no-store') &&
  !answer.headers.has('set-cookie');

/** Answer with a kept page: nothing but its tag where the reader has it. */
async function answered(c: Context, page: Kept): Promise<Response> {
  const headers = new Headers(page.headers);
  headers.set('etag', page.etag);
  headers.set('vary', 'Accept-Encoding, Cookie');
  if (hasTag(c, page.etag)) {
    headers.delete('content-type');
    return new Response(null, { status: 304, headers });
  }
  if (page.bytes.length < WORTH_ZIPPING || !takesGzip(c)) return new Response(page.bytes, { headers });
  page.zipped ??= compressed(page.bytes) as Promise<Uint8Array<ArrayBuffer>>;
  headers.set('content-encoding', 'gzip');
  return new Response(await page.zipped, { headers });
}

/**
 * Keep public pages for `ms` milliseconds; 0: make each anew, with its tag. Placed inside the compression, which leaves alone
 * what is compressed already.
 */
export function keptPages(office: Pick<Office, 'onWritten'>, ms: number): MiddlewareHandler {
  const pages = new Map<string, Kept>();
  const making = new Map<string, Promise<Kept | null>>();
  let written = 0;
  office.onWritten(() => {
    written++;
    pages.clear();
    making.clear();
  });
  return async (c, next) => {
    const key = keyOf(c);
    if (key === undefined) return next();
    const known = pages.get(key);
    if (known && known.until > performance.now()) {
      c.res = await answered(c, known);
      return;
    }
    const waiting = making.get(key);
    const other = waiting && (await waiting);
    if (other) {
      c.res = await answered(c, other);
      return;
    }
    let told: (page: Kept | null) => void = () => {};
    const mine = new Promise<Kept | null>((done) => {
      told = done;
    });
    if (ms > 0) making.set(key, mine);
    const before = written;
    let page: Kept | null = null;
    try {
      await next();
      if (isPublic(c.res)) {
        const bytes = new Uint8Array(await c.res.clone().arrayBuffer());
        const headers = new Headers(c.res.headers);
        page = { until: performance.now() + ms, headers, etag: tagOf(bytes), bytes };
        // What was written while it was made may be missing in it.
        if (ms > 0 && before === written && bytes.length <= MOST_BYTES) {
          pages.delete(key);
          pages.set(key, page);
          const oldest = pages.keys().next().value;
          if (pages.size > MOST_PAGES && oldest !== undefined) pages.delete(oldest);
        }
        c.res = undefined;
        c.res = await answered(c, page);
      }
    } finally {
      if (making.get(key) === mine) making.delete(key);
      told(page);
    }
  };
}
