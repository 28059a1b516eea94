/** All cases one may see, newest change first; the filters stand in the address bar. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { type CaseSearch, casesQuery, proceduresQuery } from '../api/queries.ts';
import type { CaseLine } from '../api/types.ts';
import { moment } from '../days.ts';
import { Empty, Failure, Waiting } from '../parts/states.tsx';
import { useSession } from '../session.tsx';

/** Wait for the typist before asking the server. */
const TYPING_MS = 250;

function Row({ line }: { readonly line: CaseLine }) {
  const { today } = useSession();
  return (
    <li>
      <Link to="/cases/$id" params={{ id: line.id }} className="row case-row" data-row>
        <span>
          <span className="name">{line.title || '没有标题的事项'}</span>
          <span className="quiet small" style={{ display: 'block' }}>
            {line.procedure.title}
          </span>
        </span>
        <span>
          <span className={line.ended ? 'tag' : 'tag now'}>{line.phase.title}</span>
          {line.public ? null : <span className="quiet small">　未公开</span>}
        </span>
        <span className="small">{line.owner}</span>
        <span className="quiet small">{moment(line.changedAt, today)} 更新</span>
      </Link>
    </li>
  );
}

function Filters() {
  const search = useSearch({ from: '/cases' });
  const navigate = useNavigate({ from: '/cases' });
  const procedures = useQuery(proceduresQuery);
  const [typed, setTyped] = useState(search.q ?? '');
  const set = (next: CaseSearch) => void navigate({ search: { ...search, ...next }, replace: true });
  const latest = useRef(set);
  latest.current = set;
  useEffect(() => {
    if (typed === (search.q ?? '')) return;
    const timer = window.setTimeout(() => latest.current({ q: typed || undefined }), TYPING_MS);
    return () => window.clearTimeout(timer);
  }, [typed, search.q]);
  return (
    <search className="filters">
      <Input
        data-filter
        allowClear
        aria-label="标题中的字"
        placeholder="标题中的字"
        style={{ width: 260 }}
        value={typed}
        onChange={(e) => setTyped(e.target.value)}
      />
      <Select
        allowClear
        aria-label="程序"
        placeholder="全部程序"
        style={{ minWidth: 200 }}
        value={search.procedure ?? null}
        options={(procedures.data?.items ?? []).map((p) => ({ value: p.code, label: p.title }))}
        onChange={(procedure?: string) => set({ procedure })}
      />
      <Select
        allowClear
        aria-label="是否办结"
        placeholder="在办和办结"
        style={{ minWidth: 130 }}
        value={search.state ?? null}
        options={[
          { value: 'open', label: '在办' },
          { value: 'ended', label: '已办结' },
        ]}
        onChange={(state?: 'open' | 'ended') => set({ state })}
      />
    </search>
  );
}

export function Cases() {
  const search = useSearch({ from: '/cases' });
  const cases = useInfiniteQuery(casesQuery(search));
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = cases;
  useEffect(() => {
    const mark = end.current;
    if (!mark || !hasNextPage || isFetchingNextPage) return;
    const watch = new IntersectionObserver(([seen]) => seen?.isIntersecting && void fetchNextPage(), {
      rootMargin: '600px',
    });
    watch.observe(mark);
    return () => watch.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const lines = cases.data?.pages.flatMap((p) => p.items) ?? [];
  const filtered = Boolean(search.q || search.procedure || search.state);
  return (
    <>
      <div className="page-head">
        <h1>全部事项</h1>
        <span className="quiet">本单位经办、牵头或者参与的事项，最近更新的在前</span>
      </div>
      <Filters />
      <p className="sr" role="status">
        {cases.data ? `列出 ${lines.length} 件` : ''}
      </p>
      {cases.isPending ? <Waiting rows={12} what="正在读取事项" /> : null}
      {cases.isError ? <Failure error={cases.error} again={() => cases.refetch()} /> : null}
      {lines.length > 0 ? (
        <ul className="rows">
          {lines.map((line) => (
            <Row key={line.id} line={line} />
          ))}
        </ul>
      ) : null}
      {cases.data && lines.length === 0 ? (
        filtered ? (
          <Empty title="没有符合条件的事项">
            换一个词，或者<Link to="/cases">去掉筛选条件</Link>。只能查到本单位经办或者参与的事项。
          </Empty>
        ) : (
          <Empty title="本单位还没有事项">
            立件、收到征求意见或者被指定办理之后，事项就列在这里。可以先<Link to="/new">新办一件</Link>。
          </Empty>
        )
      ) : null}
      <div ref={end} style={{ padding: '16px 0', textAlign: 'center' }}>
        {hasNextPage ? (
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            再看后面的
          </Button>
        ) : lines.length > 0 ? (
          <span className="quiet small">共 {lines.length} 件，到底了</span>
        ) : null}
      </div>
    </>
  );
}
