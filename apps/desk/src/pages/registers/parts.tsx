/** What the register pages share: names, states, links to the law and to entries. */
import { basisText } from '@fadu/kernel/register/basis';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import { organsQuery } from '../../api/queries.ts';
import type { RegisterLine } from '../../api/registers.ts';
import type { Post } from '../../api/types.ts';

/** Lists that procedures keep without a definition of their own. */
export const OTHER_TITLES: Readonly<Record<string, string>> = {
  'normative-documents': '行政规范性文件目录',
  'rule-catalogues': '年度规章目录',
  rules: '政府规章目录',
  'rule-filings': '规章备案登记',
  'fair-competition-reviews': '公平竞争审查登记',
  'competition-stock': '存量政策措施清理登记',
  'monopoly-corrections': '行政垄断纠正登记',
  'legislative-contact-points': '立法联系点名录',
};

/** Title of a list that has no definition. */
export const otherTitle = (code: string): string => OTHER_TITLES[code] ?? '其他登记';

export const LIST_TAGS: Readonly<Record<string, string>> = {
  在用: 'tag done',
  有效: 'tag done',
  尚未生效: 'tag soon',
  暂停实施: 'tag late',
  取消: 'tag',
  失效: 'tag',
  废止: 'tag late',
};

export function Status({ status }: { readonly status: string }) {
  return <span className={LIST_TAGS[status] ?? 'tag'}>{status}</span>;
}

/** A cell that says its column by itself where the table becomes stacked lines. */
export function Td(props: {
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <td data-label={props.label} className={props.className}>
      <div>{props.children}</div>
    </td>
  );
}

/** The way up: all registers, and the one this page belongs to. */
export function Crumbs({ register, title }: { readonly register?: string; readonly title?: string }) {
  return (
    <p className="crumbs">
      <Link to="/registers" activeOptions={{ exact: true }}>
        登记簿
      </Link>
      {register ? (
        <>
          <span aria-hidden="true">{' › '}</span>
          <Link to="/registers/$register" params={{ register }} activeOptions={{ exact: true }}>
            {title}
          </Link>
        </>
      ) : null}
    </p>
  );
}

/** Names of organs and regions by their codes. */
export function useNames() {
  const organs = useQuery(organsQuery);
  return {
    regions: organs.data?.regions ?? [],
    organ: (id: unknown): string => organs.data?.items.find((o) => o.id === id)?.fullName ?? '',
    region: (code: string): string => organs.data?.regions.find((r) => r.code === code)?.name ?? '',
  };
}

/** A page of the public site, in a tab of its own: the work here stays as it is. */
export function LawLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}

interface Ref {
  readonly instrument: string;
  readonly article?: string;
  readonly paragraph?: number;
  readonly item?: number;
}

/** A place in a text of law as people write it. */
export const refText = (r: Ref): string => basisText(r);
export const refHref = (r: Ref): string =>
  `/laws/${encodeURIComponent(r.instrument)}${r.article ? `#art_${r.article}` : ''}`;

/** Whether a value is a list of places in the law. */
export const isRefs = (value: unknown): value is readonly Ref[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((v) => typeof v === 'object' && v !== null && typeof (v as Ref).instrument === 'string');

export function Refs({ list }: { readonly list: readonly Ref[] }) {
  return (
    <>
      {list.map((r, i) => (
        <Fragment key={`${r.instrument}${r.article ?? ''}${i}`}>
          {i > 0 ? '；' : ''}
          <LawLink href={refHref(r)}>{refText(r)}</LawLink>
        </Fragment>
      ))}
    </>
  );
}

export function EntryLink(props: {
  readonly register: string;
  readonly code: string;
  readonly region?: string;
  readonly asOf?: string;
  readonly recordedAsOf?: string;
  readonly children: ReactNode;
}) {
  const { register, code, children, ...search } = props;
  return (
    <Link to="/registers/$register/entries/$code" params={{ register, code }} search={search} data-row>
      {children}
    </Link>
  );
}

/** The procedure that changes entries of every list that has a definition, and who may begin it. */
export const CHANGE = {
  procedure: 'power-list-adjustment',
  roles: ['item-clerk', 'list-keeper'],
  who: '实施机关的事项管理人员申请，或者由清单管理人员依职权提出',
} as const;

/** Entries of lists that other people keep are changed by procedures of their own. */
export const changedByList = (line: Pick<RegisterLine, 'keeper'>): boolean =>
  line.keeper.role === 'list-keeper';

/** Whether this post may begin a change. */
export const mayChange = (line: Pick<RegisterLine, 'keeper'>, post: Pick<Post, 'role'> | null): boolean =>
  changedByList(line) && post !== null && (CHANGE.roles as readonly string[]).includes(post.role);

/** Only keepers of lists import tables. */
export const mayImport = (line: Pick<RegisterLine, 'keeper'>, post: Pick<Post, 'role'> | null): boolean =>
  changedByList(line) && post?.role === 'list-keeper';
