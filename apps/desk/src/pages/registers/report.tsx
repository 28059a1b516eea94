/** The keepers' report: entries whose basis fell, reviews that are due, differences between levels. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import {
  allRegistersQuery,
  figuresQuery,
  lawChangesQuery,
  type RecordedChange,
  type RegisterFigures,
} from '../../api/registers.ts';
import { plainDay } from '../../days.ts';
import { LongList } from '../../parts/long-list.tsx';
import { Empty, Failure, Waiting } from '../../parts/states.tsx';
import { useSession } from '../../session.tsx';
import { CHANGE, Crumbs, EntryLink, mayChange, refText, useNames } from './parts.tsx';

const percent = (n: number, of: number): string => (of === 0 ? '—' : `${Math.floor((n * 1000) / of) / 10}%`);

function useRegisters() {
  const all = useQuery(allRegistersQuery);
  const find = (code: string) => all.data?.registers.find((r) => r.code === code);
  return { find, title: (code: string) => find(code)?.title ?? '' };
}

type Orphans = RegisterFigures['orphan']['orphans'];

function Fallen({ list, published }: { readonly list: Orphans; readonly published: number }) {
  const { post } = useSession();
  const names = useNames();
  const { find, title } = useRegisters();
  const may = (register: string) => {
    const line = find(register);
    return line !== undefined && mayChange(line, post);
  };
  return (
    <section aria-labelledby="fallen-title">
      <h2 id="fallen-title">依据失效的事项</h2>
      <p>
        <b className={list.length ? 'figure late' : 'figure'}>{list.length}</b> 项，占在用{' '}
        {published.toLocaleString('zh-CN')} 项的 {percent(list.length, published)}，目标 0。
      </p>
      {list.length ? (
        <LongList
          label="依据失效的事项"
          items={list}
          estimate={64}
          keyOf={(o) => `${o.register}/${o.region}/${o.code}`}
        >
          {(o) => (
            <div className="row report-row">
              <span>
                <EntryLink register={o.register} code={o.code} region={o.region}>
                  {o.name}
                </EntryLink>
                <span className="small" style={{ display: 'block' }}>
                  {o.why.join('；')}
                </span>
              </span>
              <span className="small">
                {title(o.register)}
                <span className="quiet" style={{ display: 'block' }}>
                  {names.organ(o.organ)}
                </span>
              </span>
              {may(o.register) ? (
                <Link
                  to="/new/$code"
                  params={{ code: CHANGE.procedure }}
                  search={{ register: o.register, entry: o.code, region: o.region, do: '变更' }}
                  className="small"
                >
                  申请变更
                </Link>
              ) : (
                <span />
              )}
            </div>
          )}
        </LongList>
      ) : (
        <Empty title="在用的事项都有有效的依据">
          依据到期或者废止、清单没有跟上的，列在这里，可以直接申请变更或者取消。
        </Empty>
      )}
    </section>
  );
}

function DueReviews({ list }: { readonly list: readonly RecordedChange[] }) {
  const names = useNames();
  const open = list
    .filter((c) => c.standing === '调整中' || c.standing === '已逾期')
    .sort((a, b) => ((a.due ?? '') < (b.due ?? '') ? -1 : 1));
  return (
    <section aria-labelledby="reviews-title">
      <h2 id="reviews-title">等待核对的法律变动</h2>
      {open.length ? (
        <ul className="rows">
          {open.map((c) => (
            <li key={c.caseId} className="row report-row">
              <span>
                <Link to="/cases/$id" params={{ id: c.caseId }} data-row>
                  {c.change}
                  {refText({ instrument: c.instrument, article: c.articles[0] })}
                  {c.articles.length > 1 ? `等 ${c.articles.length} 条` : ''}
                </Link>
                <span className="small" style={{ display: 'block' }}>
                  {c.count} 项受影响，其中 {c.affected.filter((a) => a.fallen).length}{' '}
                  项没有其他依据已经暂停；涉及
                  {[...new Set(c.affected.map((a) => names.organ(a.organ)))].filter(Boolean).join('、')}
                </span>
              </span>
              <span className="small">自{plainDay(c.effectiveOn)}起</span>
              <span className={c.standing === '已逾期' ? 'mark late' : 'mark soon'}>
                {c.due ? `${plainDay(c.due)}前报告` : c.standing}
                {c.standing === '已逾期' ? '，已逾期' : ''}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <Empty title="没有等待核对的法律变动">
          登记法律的废止、修改以后，受影响的机关要在期限内逐项报告，没有报告完的列在这里。
        </Empty>
      )}
    </section>
  );
}

function Unity({ unity }: { readonly unity: RegisterFigures['unity'] }) {
  const names = useNames();
  const { title } = useRegisters();
  const shared = unity.reduce((n, u) => n + u.shared, 0);
  const identical = unity.reduce((n, u) => n + u.identical, 0);
  const every = unity.flatMap((u) => u.differences.map((d) => ({ ...d, register: u.register })));
  // One line for one pair of entries, whatever differs between them.
  const lines = [
    ...Map.groupBy(every, (d) =>
      [d.register, d.region, d.code, d.kind, d.other.region, d.other.code].join('\n'),
    ).values(),
  ].map((list) => ({ ...(list[0] as (typeof every)[number]), says: list.map((d) => d.say) }));
  return (
    <section aria-labelledby="unity-title">
      <h2 id="unity-title">上下级不一致的事项</h2>
      <p>
        <b className="figure">{percent(identical, shared)}</b> 一致：多个地区都有的 {shared} 个事项中，
        {identical} 个的名称、编码、依据和要素相同，目标 100%。
      </p>
      {lines.length ? (
        <LongList
          label="上下级不一致的事项"
          items={lines}
          estimate={64}
          keyOf={(d) => [d.register, d.region, d.code, d.kind, d.other.region, d.other.code].join('/')}
        >
          {(d) => (
            <div className="row report-row">
              <span>
                <EntryLink register={d.register} code={d.code} region={d.region}>
                  {d.name}
                </EntryLink>
                <span className="small" style={{ display: 'block' }}>
                  {d.says.join('；')}
                </span>
              </span>
              <span className="small">
                {title(d.register)}
                <span className="quiet" style={{ display: 'block' }}>
                  {names.region(d.region)}　{names.organ(d.organ)}
                </span>
              </span>
              <span className="small">
                <EntryLink register={d.register} code={d.other.code} region={d.other.region}>
                  对照的事项
                </EntryLink>
                <span className="quiet" style={{ display: 'block' }}>
                  {names.region(d.other.region)}
                </span>
              </span>
            </div>
          )}
        </LongList>
      ) : (
        <Empty title="没有发现差异">名称、编码、要素与上级不一致的，两个机关都列入的，列在这里。</Empty>
      )}
    </section>
  );
}

function Late({ timely }: { readonly timely: RegisterFigures['timely'] }) {
  const late = timely.rows.filter((r) => !r.inTime);
  return (
    <section aria-labelledby="late-title">
      <h2 id="late-title">没有按时的调整</h2>
      <p>
        <b className="figure">{percent(timely.inTime, timely.triggers)}</b> 按时：应当调整的 {timely.triggers}{' '}
        件中，{timely.inTime} 件在期限内申请、审核、公布，目标 100%。
      </p>
      {late.length ? (
        <ul className="rows">
          {late.map((r) => (
            <li key={r.caseId} className="row report-row">
              <span>
                <Link to="/cases/$id" params={{ id: r.caseId }} data-row>
                  {r.title || `${r.kind}（还没有公开）`}
                </Link>
                <span className="small" style={{ display: 'block' }}>
                  {r.late.join('；')}
                </span>
              </span>
              <span className="small">{r.kind}</span>
              <span className="mark late">逾期</span>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

export function RegisterReport() {
  const { today } = useSession();
  const { organ } = useSearch({ from: '/registers/report' });
  const navigate = useNavigate({ from: '/registers/report' });
  const names = useNames();
  const figures = useQuery(figuresQuery);
  const changes = useQuery(lawChangesQuery);
  const data = figures.data;
  const mine = <T extends { readonly organ: string }>(list: readonly T[]) =>
    organ ? list.filter((i) => i.organ === organ) : list;
  const organs = new Set([
    ...(data?.orphan.orphans.map((o) => o.organ) ?? []),
    ...(data?.unity.flatMap((u) => u.differences.map((d) => d.organ)) ?? []),
    ...(changes.data?.items.flatMap((c) => c.affected.map((a) => a.organ)) ?? []),
    ...(organ ? [organ] : []),
  ]);
  return (
    <>
      <Crumbs />
      <div className="page-head">
        <h1>清单核对报告</h1>
        <span className="quiet">{plainDay(today)}的状态，数字和名单出自同一次查询</span>
      </div>
      {organs.size ? (
        <search className="filters">
          <Select
            allowClear
            showSearch
            optionFilterProp="label"
            aria-label="机关"
            placeholder="全部机关"
            style={{ minWidth: 240 }}
            value={organ ?? null}
            options={[...organs].map((id) => ({ value: id, label: names.organ(id) || '其他机关' }))}
            onChange={(next?: string) => void navigate({ search: { organ: next }, replace: true })}
          />
        </search>
      ) : null}
      {figures.isPending || changes.isPending ? <Waiting rows={12} what="正在核对清单" /> : null}
      {figures.isError ? <Failure error={figures.error} again={() => figures.refetch()} /> : null}
      {changes.isError ? <Failure error={changes.error} again={() => changes.refetch()} /> : null}
      {data && changes.data ? (
        <div className="stack report">
          <Fallen list={mine(data.orphan.orphans)} published={data.orphan.published} />
          <DueReviews
            list={changes.data.items.filter((c) => !organ || c.affected.some((a) => a.organ === organ))}
          />
          <Unity unity={data.unity.map((u) => ({ ...u, differences: mine(u.differences) }))} />
          <Late timely={data.timely} />
        </div>
      ) : null}
    </>
  );
}
