/** Where to go after sign-in: only ever a page of our own. */

/**
 * `next` when it is a path of this site, else `otherwise`. Refused are other sites in all their spellings:
 * `//evil.example`, `/\evil.example`, `https:…`, control characters that browsers drop, encoded slashes at the front.
 */
export function localPath(next: string | null | undefined, otherwise = '/'): string {
  if (!next?.startsWith('/') || next.length > 2000) return otherwise;
  if (/[\\\p{Cc}]/u.test(next) || next.startsWith('//')) return otherwise;
  const path = next.split(/[?#]/, 1)[0] ?? '';
  if (/%(2f|5c)/i.test(path)) return otherwise;
  const url = URL.parse(next, 'https://site.invalid');
  if (url?.origin !== 'https://site.invalid' || url.pathname.startsWith('//')) return otherwise;
  return url.pathname + url.search + url.hash;
}

/** `path` with `next` in its query, when there is a next that matters. */
export function withNext(path: string, next: string): string {
  return next === '/' ? path : `${path}?next=${encodeURIComponent(next)}`;
}
