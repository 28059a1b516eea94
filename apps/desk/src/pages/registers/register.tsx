/** One register as it stood on any day: what was the law, and what was known of it. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import {
  allRegistersQuery,
  type DefinedPage,
  entriesQuery,
  type ListedEntry,
  openDataPath,
  type RegisterColumn,
  type RegisterDefinition,
  registerDefinitionQuery,
} from '../../api/registers.ts';
import { plainDay } from '../../days.ts';
import { Empty, Failure, Waiting } from '../../parts/states.tsx';
import { useSession } from '../../session.tsx';
import { TwoTimes } from './days.tsx';
import { Documents } from './documents.tsx';
import {
  CHANGE,
  Crumbs,
  EntryLink,
  isRefs,
  mayChange,
  mayImport,
  Refs,
  Status,
  Td,
  useNames,
} from './parts.tsx';

/** Wait for the typist before asking the server. */
const TYPING_MS = 250;
const STATUSES = ['在用', '暂停实施', '取消', '尚未生效', '失效'] as const;
const ALL = 'all';

/** Columns that the first cell and the state already show. */
const shownColumns = (def: RegisterDefinition): readonly RegisterColumn[] =>
  def.columns.filter((c) => c.list && !['name', 'basis', 'organ', def.itemCode].includes(c.field));

function Cell({ column, value }: { readonly column: RegisterColumn; readonly value: unknown }) {
  const { organ } = useNames();
  if (value === undefined || value === null || value === '') return <span className="quiet">—</span>;
  switch (column.cell) {
    case 'organ':
      return organ(value);
    case 'yes-no':
      return value === true ? '是' : '否';
    case 'lines':
      return (value as readonly string[]).join('、');
    case 'basis':
      return isRefs(value) ? <Refs list={value} /> : null;
    case 'rows':
      return `${(value as readonly unknown[]).length}项`;
    case 'text':
    case 'int':
    case 'money':
    case 'date':
    case 'choice':
      return String(value);
    default:
      return column.cell satisfies never;
  }
}

function Row(props: {
  readonly def: RegisterDefinition;
  readonly entry: ListedEntry;
  readonly columns: readonly RegisterColumn[];
  readonly days: { readonly asOf?: string; readonly recordedAsOf?: string };
  readonly region: boolean;
}) {
  const { def, entry, columns, days } = props;
  const names = useNames();
  return (
    <tr>
      <th scope="row" className="main">
        <EntryLink register={def.code} code={entry.code} region={entry.region} {...days}>
          {String(entry.body.name ?? entry.code)}
        </EntryLink>
        <div className="quiet small">{String(entry.body[def.itemCode] ?? entry.code)}</div>
      </th>
      <Td label="状态">
        <Status status={entry.status} />
      </Td>
      <Td label="实施机关">
        {names.organ(entry.body.organ)}
        {props.region ? <div className="quiet small">{names.region(entry.region)}</div> : null}
      </Td>
      {columns.map((c) => (
        <Td key={c.field} label={c.title}>
          <Cell column={c} value={entry.body[c.field]} />
        </Td>
      ))}
      <Td label="设定依据" className="small">
        {isRefs(entry.body.basis) ? <Refs list={entry.body.basis} /> : <span className="quiet">—</span>}
      </Td>
      <Td label="自" className="nowrap small">
        {entry.lawFrom}
        {entry.lawTo ? <div className="quiet">至 {entry.lawTo}</div> : null}
      </Td>
    </tr>
  );
}

function Pages({ list, go }: { readonly list: DefinedPage; readonly go: (page: number) => void }) {
  if (list.pages <= 1) return null;
  return (
    <nav className="pager" aria-label="翻页">
      <Button disabled={list.page <= 1} onClick={() => go(list.page - 1)}>
        上一页
      </Button>
      <span>
        第 {list.page} 页，共 {list.pages} 页
      </span>
      <Button disabled={list.page >= list.pages} onClick={() => go(list.page + 1)}>
        下一页
      </Button>
    </nav>
  );
}

function Defined({ def }: { readonly def: RegisterDefinition }) {
  const { today, post } = useSession();
  const { q: _, ...search } = useSearch({ from: '/registers/$register' });
  const navigate = useNavigate({ from: '/registers/$register' });
  const names = useNames();
  const list = useQuery(entriesQuery(def.code, search));
  const set = (next: Partial<typeof search>) =>
    void navigate({ search: { ...search, page: undefined, ...next }, replace: true });
  const [typed, setTyped] = useState(search.words ?? '');
  const latest = useRef(set);
  latest.current = set;
  useEffect(() => {
    if (typed === (search.words ?? '')) return;
    const timer = window.setTimeout(() => latest.current({ words: typed || undefined }), TYPING_MS);
    return () => window.clearTimeout(timer);
  }, [typed, search.words]);
  const data = list.data;
  const columns = shownColumns(def);
  const past = search.asOf !== undefined || search.recordedAsOf !== undefined;
  const filtered = Boolean(past || search.words || search.organ || search.status || search.region);
  const days = { asOf: search.asOf, recordedAsOf: search.recordedAsOf };
  return (
    <>
      <Crumbs />
      <div className="page-head">
        <h1>{def.title}</h1>
        <span className="quiet">
          {past
            ? `${plainDay(search.asOf ?? today)}的法律状态${search.recordedAsOf ? `，按截至${plainDay(search.recordedAsOf)}的登记` : ''}`
            : `今天的状态，由${def.keeper.title}管理`}
        </span>
        <span className="actions">
          {mayChange(def, post) ? (
            <Link
              to="/new/$code"
              params={{ code: CHANGE.procedure }}
              search={{ register: def.code, do: '新增' }}
              className="button-link"
            >
              新增事项
            </Link>
          ) : null}
          {mayImport(def, post) ? (
            <Link
              to="/registers/$register/import"
              params={{ register: def.code }}
              className="button-link plain"
            >
              用表格登记
            </Link>
          ) : null}
          <Link
            to="/registers/$register/compare"
            params={{ register: def.code }}
            className="button-link plain"
          >
            比较两天
          </Link>
          <a
            className="button-link plain"
            href={openDataPath(def.code, search, 'csv')}
            download={`${def.title}.csv`}
            aria-label="下载表格（CSV）"
          >
            下载表格
          </a>
        </span>
        <p className="lead">{def.about}</p>
      </div>
      <search className="filters">
        <Input
          data-filter
          allowClear
          aria-label="名称、编码、依据"
          placeholder="名称、编码、依据"
          style={{ width: 220 }}
          value={typed}
          onChange={(e) => setTyped(e.target.value)}
        />
        <Select
          allowClear
          showSearch
          optionFilterProp="label"
          aria-label="实施机关"
          placeholder="全部机关"
          style={{ minWidth: 190 }}
          value={search.organ ?? null}
          options={(data?.organs ?? []).map((o) => ({ value: o.id, label: `${o.name}（${o.count}）` }))}
          onChange={(organ?: string) => set({ organ })}
        />
        <Select
          aria-label="状态"
          style={{ minWidth: 150 }}
          value={search.status ?? ''}
          options={[
            { value: '', label: '在清单里的' },
            ...STATUSES.map((s) => ({
              value: s as string,
              label: data?.byStatus[s] ? `${s}（${data.byStatus[s]}）` : s,
            })),
            { value: ALL, label: '全部，含取消的' },
          ]}
          onChange={(status: string) => set({ status: status || undefined })}
        />
        {names.regions.length > 1 ? (
          <Select
            allowClear
            aria-label="地区"
            placeholder="全部地区"
            style={{ minWidth: 130 }}
            value={search.region ?? null}
            options={names.regions.map((r) => ({ value: r.code, label: r.name }))}
            onChange={(region?: string) => set({ region })}
          />
        ) : null}
        <TwoTimes today={today} asOf={search.asOf} recordedAsOf={search.recordedAsOf} set={set} />
      </search>
      {list.isPending ? <Waiting rows={10} what="正在读取清单" /> : null}
      {list.isError ? <Failure error={list.error} again={() => list.refetch()} /> : null}
      {data && data.items.length > 0 ? (
        <div className={list.isPlaceholderData ? 'fading' : undefined}>
          <table className="data stacking entries">
            <caption className="quiet small" role="status">
              {data.total.toLocaleString('zh-CN')} 项{data.pages > 1 ? `，这里是第 ${data.page} 页` : ''}
            </caption>
            <thead>
              <tr>
                <th scope="col">事项名称、编码</th>
                <th scope="col">状态</th>
                <th scope="col">实施机关</th>
                {columns.map((c) => (
                  <th key={c.field} scope="col">
                    {c.title}
                  </th>
                ))}
                <th scope="col">设定依据</th>
                <th scope="col">自</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((e) => (
                <Row
                  key={`${e.region}/${e.code}`}
                  def={def}
                  entry={e}
                  columns={columns}
                  days={days}
                  region={names.regions.length > 1 && !search.region}
                />
              ))}
            </tbody>
          </table>
          <Pages list={data} go={(page) => set({ page: page === 1 ? undefined : page })} />
        </div>
      ) : null}
      {data && data.items.length === 0 ? (
        <Empty title={filtered ? '没有符合条件的事项' : '清单还是空的'}>
          {filtered ? (
            <>
              换一个词，或者
              <Link
                to="/registers/$register"
                params={{ register: def.code }}
                activeOptions={{ exact: true, includeSearch: true }}
              >
                去掉筛选条件
              </Link>
              。取消的事项在“全部，含取消的”里。
            </>
          ) : (
            '已经批准的清单由清单管理人员用表格成批登记；以后的新增、变更、取消逐项申请，公布后列在这里。'
          )}
        </Empty>
      ) : null}
    </>
  );
}

/** A register with a definition, or the catalogue that a procedure keeps by itself. */
export function RegisterPage() {
  const { register } = useParams({ from: '/registers/$register' });
  const all = useQuery(allRegistersQuery);
  const defined = all.data?.registers.some((r) => r.code === register) ?? false;
  const def = useQuery({ ...registerDefinitionQuery(register), enabled: defined });
  if (all.isError) return <Failure error={all.error} again={() => all.refetch()} />;
  if (def.isError) return <Failure error={def.error} again={() => def.refetch()} />;
  if (all.data && !defined) return <Documents key={register} register={register} />;
  if (!def.data) {
    return (
      <>
        <div className="page-head">
          <h1>登记簿</h1>
        </div>
        <Waiting rows={12} what="正在读取清单" />
      </>
    );
  }
  return <Defined key={register} def={def.data} />;
}
