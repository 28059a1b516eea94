/** A register as it stood on any day: what was the law, and what was known of it. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { withQuery } from '../api/http.ts';
import { organsQuery, registerQuery, registersQuery } from '../api/queries.ts';
import type { RegisterEntry } from '../api/types.ts';
import { plainDay } from '../days.ts';
import { DayInput } from '../form/schema-form.tsx';
import { Empty, Failure, Waiting } from '../parts/states.tsx';
import { useSession } from '../session.tsx';

const NAMES: Readonly<Record<string, string>> = { 'normative-documents': '行政规范性文件目录' };
const FIRST = 'normative-documents';
const nameOf = (register: string): string => NAMES[register] ?? '登记簿';

const STATUS_TAG: Readonly<Record<string, string>> = {
  有效: 'tag done',
  尚未生效: 'tag soon',
  失效: 'tag',
  废止: 'tag late',
};
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function Line({ entry, organ }: { readonly entry: RegisterEntry; readonly organ: (id: string) => string }) {
  return (
    <tr>
      <td style={{ minWidth: 260 }}>
        <Link to="/cases/$id" params={{ id: entry.caseId }} data-row>
          {text(entry.body.title) || entry.code}
        </Link>
        <div className="quiet small">{entry.code}</div>
      </td>
      <td>
        <span className={STATUS_TAG[entry.status] ?? 'tag'}>{entry.status}</span>
      </td>
      <td>{organ(text(entry.body.maker))}</td>
      <td className="nowrap">{text(entry.body.publishedOn) ? plainDay(text(entry.body.publishedOn)) : ''}</td>
      <td className="nowrap">
        {entry.lawFrom}
        <div className="quiet small">{entry.lawTo ? `至 ${entry.lawTo}` : '长期'}</div>
      </td>
      <td className="num quiet">第 {entry.version} 版</td>
    </tr>
  );
}

export function Registers() {
  const { today } = useSession();
  const search = useSearch({ from: '/registers' });
  const navigate = useNavigate({ from: '/registers' });
  const names = useQuery(registersQuery);
  const organs = useQuery(organsQuery);
  const register = search.register ?? names.data?.items[0] ?? FIRST;
  const { q, register: _, ...asked } = search;
  const page = useQuery(registerQuery(register, asked));
  const set = (next: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...next }, replace: true });
  const organName = (id: string) => organs.data?.items.find((o) => o.id === id)?.fullName ?? '';
  const items = (page.data?.items ?? []).filter(
    (i) =>
      !q ||
      q
        .split(/\s+/)
        .every((w) => `${text(i.body.title)}${i.code}${organName(text(i.body.maker))}`.includes(w)),
  );
  const csv = withQuery(`/api/v1/registers/${encodeURIComponent(register)}`, { ...asked, format: 'csv' });
  const past = search.asOf !== undefined || search.recordedAsOf !== undefined;
  return (
    <>
      <div className="page-head">
        <h1>{nameOf(register)}</h1>
        <span className="quiet">
          {past
            ? `${search.asOf ? `${plainDay(search.asOf)}的法律状态` : '今天的法律状态'}${search.recordedAsOf ? `，按${plainDay(search.recordedAsOf)}以前的登记` : ''}`
            : '今天的状态'}
        </span>
        <span className="actions">
          <Button href={csv} download={`${nameOf(register)}.csv`}>
            导出 CSV
          </Button>
        </span>
      </div>
      <search className="filters">
        {(names.data?.items.length ?? 0) > 1 ? (
          <Select
            aria-label="登记簿"
            style={{ minWidth: 200 }}
            value={register}
            options={names.data?.items.map((r) => ({ value: r, label: nameOf(r) }))}
            onChange={(next) => set({ register: next })}
          />
        ) : null}
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
          options={Object.keys(STATUS_TAG).map((s) => ({ value: s, label: s }))}
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
        <label htmlFor="as-of">
          哪一天的法律
          <DayInput
            id="as-of"
            value={search.asOf ?? today}
            onChange={(day) => set({ asOf: day === today ? undefined : day })}
          />
        </label>
        <label htmlFor="recorded">
          截至哪天的登记
          <DayInput
            id="recorded"
            value={search.recordedAsOf}
            onChange={(day) => set({ recordedAsOf: day })}
          />
        </label>
      </search>
      {page.isPending ? <Waiting rows={10} what="正在读取登记簿" /> : null}
      {page.isError ? <Failure error={page.error} again={() => page.refetch()} /> : null}
      {items.length > 0 ? (
        <div className="scroll-x">
          <table className="data">
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
