/** Pieces that the pages of the registers share: where an entry is, what it stands on, how its state looks. */
import { basisText, type LegalRef, parseDate } from '@fadu/kernel';
import type { ListStatus } from '@fadu/office/registers/list';
import type { Context } from 'hono';
import type { FC } from 'hono/jsx';
import type { Tone } from '../parts.tsx';
import { withQuery } from '../parts.tsx';
import type { Site } from '../site.tsx';

export const REGISTER_CRUMBS = [{ title: '权责清单', href: '/registers' }];

/** A day of the query, or nothing where it is none. */
export function dayOfQuery(c: Context, name: string): string | undefined {
  try {
    return parseDate(c.req.query(name) ?? '');
  } catch {
    return undefined;
  }
}

export const STATUS_TONES: Readonly<Record<ListStatus, Tone>> = {
  在用: 'good',
  暂停实施: 'end',
  取消: 'quiet',
  尚未生效: 'wait',
  失效: 'quiet',
};

/** Address of an entry; the region is named because a catalogue's code is the same at every level. */
export const entryHref = (
  register: string,
  e: { readonly code: string; readonly region: string },
  more: Readonly<Record<string, string | undefined>> = {},
): string => withQuery(`/registers/${register}/${encodeURIComponent(e.code)}`, { region: e.region, ...more });

/** A place in the law, linked to its article. */
export const LawLink: FC<{ at: LegalRef }> = ({ at }) => (
  <a class="law" href={`/laws/${encodeURIComponent(at.instrument)}${at.article ? `#art_${at.article}` : ''}`}>
    {basisText(at)}
  </a>
);

/** Places in the law one after the other. */
export const LawLinks: FC<{ list: readonly LegalRef[] }> = ({ list }) => (
  <>
    {list.map((at, i) => (
      <>
        {i > 0 ? '；' : ''}
        <LawLink at={at} />
      </>
    ))}
  </>
);

/** Name of a region. */
export const regionName = (site: Site, code: string): string =>
  site.office.regions.find((r) => r.code === code)?.name ?? code;

/** The region whose site this is; lists show its own entries first. */
export const topRegion = (site: Site): string =>
  (site.office.regions.find((r) => r.parent === null) ?? site.office.regions[0])?.code ?? '000000';
