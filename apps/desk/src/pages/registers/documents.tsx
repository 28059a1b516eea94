/** A catalogue that a procedure keeps by itself, as it stood on any day: documents, rules, reviews. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { withQuery } from '../../api/http.ts';
import { organsQuery, registerQuery } from '../../api/queries.ts';
import type { RegisterEntry } from '../../api/types.ts';
import { plainDay } from '../../days.ts';
import { Empty, Failure, Waiting } from '../../parts/states.tsx';
import { useSession } from '../../session.tsx';
import { TwoTimes } from './days.tsx';
import { Crumbs, otherTitle, Status, Td } from './parts.tsx';

const STATUSES = ['有效', '尚未生效', '失效', '废止'] as const;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function Line({ entry, organ }: { readonly entry: RegisterEntry; readonly organ: (id: string) => string }) {
  const published = text(entry.body.publishedOn);
  return (
    <tr>
      <th scope="row" className="main">
        <Link to="/cases/$id" params={{ id: entry.caseId }} data-row>
          {text(entry.body.title) || text(entry.body.name) || entry.code}
        </Link>
        <div className="quiet small">{entry.code}</div>
      </th>
      <Td label="状态">
        <Status status={entry.status} />
      </Td>
      <Td label="制定机关">{organ(text(entry.body.maker) || text(entry.body.organ))}</Td>
      <Td label="公布" className="nowrap">
        {published ? plainDay(published) : <span className="quiet">—</span>}
      </Td>
      <Td label="施行、有效期" className="nowrap">
        {entry.lawFrom}
        <div className="quiet small">{entry.lawTo ? `至 ${entry.lawTo}` : '长期'}</div>
      </Td>
      <Td label="登记" className="num quiet">
        第 {entry.version} 版
      </Td>
    </tr>
  );
}

export function Documents({ register }: { readonly register: string }) {
  const { today } = useSession();
  const { q, asOf, recordedAsOf, status, region } = useSearch({ from: '/registers/$register' });
  const search = { q, asOf, recordedAsOf, status, region };
  const navigate = useNavigate({ from: '/registers/$register' });
  const organs = useQuery(organsQuery);
  const asked = { asOf, recordedAsOf, status, region };
  const page = useQuery(registerQuery(register, asked));
  const set = (next: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...next }, replace: true });
  const organName = (id: string) => organs.data?.items.find((o) => o.id === id)?.fullName ?? '';
  const items = (page.data?.items ?? []).filter(
    (i) =>
      !q ||
      q
        .split(/\s+/)
        .every((w) =>
          `${text(i.body.title)}${text(i.body.name)}${i.code}${organName(text(i.body.maker))}`.includes(w),
        ),
  );
  const csv = withQuery(`/api/v1/registers/${encodeURIComponent(register)}`, { ...asked, format: 'csv' });
  const past = search.asOf !== undefined || search.recordedAsOf !== undefined;
  return (
    <>
      <Crumbs />
      <div className="page-head">
        <h1>{otherTitle(register)}</h1>
        <span className="quiet">
          {past
            ? `${search.asOf ? `${plainDay(search.asOf)}的法律状态` : '今天的法律状态'}${search.recordedAsOf ? `，按${plainDay(search.recordedAsOf)}以前的登记` : ''}`
            : '今天的状态'}
        </span>
        <span className="actions">
          <Button href={csv} download={`${otherTitle(register)}.csv`}>
            下载表格
          </Button>
        </span>
      </div>
      <search className="filters">
        <Input
          data-filter
          allowClear
          aria-label="名称、文号、制定机关"
          placeholder="名称、文号、制定机关"
          style={{ width: 230 }}
          value={q ?? ''}
          onChange={(e) => set({ q: e.target.value || undefined })}
        />
        <Select
          allowClear
          aria-label="状态"
          placeholder="全部状态"
          style={{ minWidth: 120 }}
          value={search.status ?? null}
          options={STATUSES.map((s) => ({ value: s as string, label: s }))}
          onChange={(status?: string) => set({ status })}
        />
        <Select
          allowClear
          aria-label="地区"
          placeholder="全部地区"
          style={{ minWidth: 140 }}
          value={search.region ?? null}
          options={organs.data?.regions.map((r) => ({ value: r.code, label: r.name }))}
          onChange={(region?: string) => set({ region })}
        />
        <TwoTimes today={today} asOf={search.asOf} recordedAsOf={search.recordedAsOf} set={set} />
      </search>
      {page.isPending ? <Waiting rows={10} what="正在读取登记簿" /> : null}
      {page.isError ? <Failure error={page.error} again={() => page.refetch()} /> : null}
      {items.length > 0 ? (
        <div>
          <table className="data stacking entries">
            <caption className="quiet small">{items.length} 件</caption>
            <thead>
              <tr>
                <th scope="col">名称、文号</th>
                <th scope="col">状态</th>
                <th scope="col">制定机关</th>
                <th scope="col">公布</th>
                <th scope="col">施行、有效期</th>
                <th scope="col" className="num">
                  登记
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((i) => (
                <Line key={`${i.region}/${i.code}`} entry={i} organ={organName} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {page.data && items.length === 0 ? (
        <Empty title={q || past || search.status || search.region ? '没有符合条件的' : '目录还是空的'}>
          文件公布时自动登记在这里，施行、修改、废止、失效也自动更新；可以查任何一天的状态。
        </Empty>
      ) : null}
    </>
  );
}
