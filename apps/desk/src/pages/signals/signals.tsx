/** Signals of enforcement (R23.1, R23.2): what people report, field by field; every figure leads to its cases; open warnings. */
import { addMonths } from '@fadu/kernel/time/date';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Pagination, Select } from 'antd';
import { lazy, Suspense, useMemo } from 'react';
import {
  MONTHS,
  PAGE,
  type SignalFigures,
  type SignalSearch,
  signalCasesQuery,
  signalsQuery,
  warningsQuery,
} from '../../api/signals.ts';
import { plainDay } from '../../days.ts';
import { Empty, Failure, Waiting } from '../../parts/states.tsx';
import { useSession } from '../../session.tsx';
import { groupsOf, monthsOf, totalsOf } from './figures.ts';

const Months = lazy(() => import('../../parts/months.tsx'));
const dayOf = (at: string) => plainDay(new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10));

function Prominent({ f, search }: { readonly f: SignalFigures; readonly search: SignalSearch }) {
  if (f.prominent.length === 0)
    return <Empty title="这段时间没有群众举报">有举报以后，按领域排在这里。</Empty>;
  return (
    <ol className="findings">
      {f.prominent.slice(0, 5).map((p) => (
        <li key={p.field} className="finding">
          <p className="title">
            <Link to="/signals" search={{ ...search, kind: 'report', field: p.field, page: undefined }}>
              {p.field}
            </Link>
            <span className={p.now > p.before ? 'mark warn' : 'mark'}>{p.now}件</span>
          </p>
          <p className="quiet small">
            之前同样长的时间{p.before}件{p.now > p.before ? '，上升' : p.now < p.before ? '，下降' : '，持平'}
          </p>
        </li>
      ))}
    </ol>
  );
}

function Table({ f, search }: { readonly f: SignalFigures; readonly search: SignalSearch }) {
  const totals = totalsOf(f.rows);
  // What never happened in the period has no column.
  const kinds = Object.entries(f.kinds).filter(([code]) => f.rows.some((r) => r.kind === code));
  const fields = [...totals.keys()];
  const most = Math.max(1, ...[...totals.values()].flatMap((m) => [...m.values()]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen the table scrolls, and the keyboard must reach it
    <section className="scroll-x" tabIndex={0} aria-label="各领域各种情况的次数">
      <table className="heat">
        <thead>
          <tr>
            <th scope="col">执法领域</th>
            {kinds.map(([code, title]) => (
              <th key={code} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field}>
              <th scope="row">{field}</th>
              {kinds.map(([code, title]) => {
                const n = totals.get(field)?.get(code) ?? 0;
                return (
                  <td key={code} data-heat={n === 0 ? 0 : Math.ceil((n / most) * 4)}>
                    {n === 0 ? (
                      <span className="quiet">0</span>
                    ) : (
                      <Link
                        to="/signals"
                        search={{ ...search, field, kind: code, page: undefined }}
                        hash="signal-cases"
                        aria-label={`${field}${title}${n}次`}
                      >
                        {n}
                      </Link>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface Period {
  readonly from: string;
  readonly to: string;
}

function Cases(props: { readonly f: SignalFigures; readonly search: SignalSearch; readonly period: Period }) {
  const { f, search, period } = props;
  const navigate = useNavigate({ from: '/signals' });
  const found = useQuery({ ...signalCasesQuery(period, search), enabled: search.kind !== undefined });
  if (search.kind === undefined) return null;
  const what = `${search.field ?? '全部领域'}：${f.kinds[search.kind] ?? ''}`;
  return (
    <section aria-labelledby="signal-cases">
      <h2 id="signal-cases">{what}</h2>
      {found.isError ? <Failure error={found.error} again={() => found.refetch()} /> : null}
      {found.isPending ? <Waiting rows={6} what="正在读取事项" /> : null}
      {found.data ? (
        <>
          <p role="status">共{found.data.total}次</p>
          {found.data.items.some((i) => i.title === null) ? (
            <p className="quiet small">事项本身由办理的机关查看，这里只列机关和日期。</p>
          ) : null}
          <ol className="findings">
            {found.data.items.map((i) => (
              <li key={`${i.caseId} ${i.kind} ${i.on}`} className="finding">
                {i.title === null ? null : (
                  <p className="title">
                    <Link to="/cases/$id" params={{ id: i.caseId }}>
                      {i.title}
                    </Link>
                  </p>
                )}
                <p className="quiet small">
                  {i.organName}　{plainDay(i.on)}
                </p>
              </li>
            ))}
          </ol>
          {found.data.total > PAGE ? (
            <Pagination
              current={Number(search.page ?? 1)}
              pageSize={PAGE}
              total={found.data.total}
              showSizeChanger={false}
              onChange={(page) => void navigate({ search: { ...search, page: String(page) } })}
            />
          ) : null}
          <p>
            <Link to="/signals" search={{ ...search, field: undefined, kind: undefined, page: undefined }}>
              收起清单
            </Link>
          </p>
        </>
      ) : null}
    </section>
  );
}

function Warnings({ period }: { readonly period: Period }) {
  const found = useQuery(warningsQuery(period));
  const w = found.data;
  return (
    <section aria-labelledby="warnings-title">
      <h2 id="warnings-title">没有了结的风险预警</h2>
      {found.isError ? <Failure error={found.error} again={() => found.refetch()} /> : null}
      {found.isPending ? <Waiting rows={4} what="正在读取风险预警" /> : null}
      {w ? (
        <>
          <p className="quiet small">
            这段时间发出{w.figures.raised}件：已处置{w.figures.handled}件，已说明{w.figures.explained}
            件，逾期升级{w.figures.escalated}件，还没有了结{w.figures.open}件。
          </p>
          {w.open.length ? (
            <ol className="findings">
              {w.open.map((o) => (
                <li key={o.id} className="finding">
                  <p className="title">
                    <Link to="/cases/$id" params={{ id: o.id }}>
                      {o.title}
                    </Link>
                    <span className="mark">{o.phase}</span>
                    {o.late ? <span className="mark warn">已经逾期</span> : null}
                  </p>
                  <p className="quiet small">
                    {o.organName}　{plainDay(o.openedOn)}发出
                    {o.due ? `　${o.clock ?? '期限'}到${plainDay(o.due)}` : ''}
                  </p>
                </li>
              ))}
            </ol>
          ) : (
            <Empty title="没有等待处置的预警">每天夜里按预警规则从记录里计算，达到次数的自动发出。</Empty>
          )}
        </>
      ) : null}
    </section>
  );
}

/** Organs to choose from; one that the address names stays there though nothing is recorded of it. */
function organsOf(f: SignalFigures | undefined, chosen: string | undefined) {
  const known = (f?.organs ?? []).map((o) => ({ value: o.id, label: o.name }));
  return chosen === undefined || known.some((o) => o.value === chosen)
    ? known
    : [...known, { value: chosen, label: '选定的机关（这段时间没有记录）' }];
}

/** The page. */
export function SignalsPage() {
  const search = useSearch({ from: '/signals' });
  const navigate = useNavigate({ from: '/signals' });
  const { today } = useSession();
  const months = search.months ?? '12';
  const period = useMemo(
    () => ({ from: addMonths(`${today.slice(0, 7)}-01`, 1 - Number(months)), to: today }),
    [today, months],
  );
  const found = useQuery(signalsQuery(period, { organ: search.organ }));
  const f = found.data;
  const drawn = useMemo(() => {
    if (!f) return null;
    const all = monthsOf(f.from, f.to);
    return { months: all, groups: groupsOf(f.rows, 'report', all) };
  }, [f]);
  const set = (next: SignalSearch) =>
    void navigate({ search: { ...search, page: undefined, ...next }, replace: true });
  return (
    <>
      <div className="page-head">
        <h1>执法信号和风险预警</h1>
        <p className="lead">
          从举报、立案、处罚、检查、改正的记录里分领域计算，看群众反映什么突出；达到次数的单位和场所自动预警。数字都能点开看事项。
        </p>
      </div>
      <search className="filters">
        <Select
          aria-label="时间"
          style={{ minWidth: 130 }}
          value={months}
          options={MONTHS.map((m) => ({ value: m, label: `近${m}个月` }))}
          onChange={(m) => set({ months: m })}
        />
        {f?.supervises || search.organ ? (
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            aria-label="机关"
            placeholder="全部机关"
            style={{ minWidth: 240 }}
            value={search.organ ?? null}
            options={organsOf(f, search.organ)}
            onChange={(organ?: string) => set({ organ })}
          />
        ) : null}
      </search>
      {found.isError ? <Failure error={found.error} again={() => found.refetch()} /> : null}
      {found.isPending ? <Waiting rows={10} what="正在读取执法信号" /> : null}
      {f && drawn ? (
        <div className="stack">
          <section aria-labelledby="prominent-title">
            <h2 id="prominent-title">群众反映突出的领域</h2>
            <Prominent f={f} search={search} />
            <p style={{ marginTop: 10 }}>
              <Link to="/new/$code" params={{ code: 'enforcement-campaign' }}>
                提出专项整治
              </Link>
            </p>
          </section>
          {drawn.groups.length ? (
            <section aria-labelledby="months-title">
              <h2 id="months-title">每月群众举报</h2>
              <Suspense fallback={<Waiting rows={6} what="正在画图" />}>
                <Months title="每月群众举报，按执法领域" months={drawn.months} groups={drawn.groups} />
              </Suspense>
            </section>
          ) : null}
          {f.rows.length ? (
            <section aria-labelledby="table-title">
              <h2 id="table-title">各领域的情况</h2>
              <p className="quiet small">
                {plainDay(f.from)}至{plainDay(f.to)}
                {f.asOf ? `，记录读到${dayOf(f.asOf)}` : ''}；颜色越深越多，点数字看事项。
              </p>
              <Table f={f} search={search} />
            </section>
          ) : null}
          <Cases f={f} search={search} period={period} />
          <Warnings period={period} />
          <p className="quiet small">预警的次数和时间由本系统设定，可以调整；自然人只计数，不作预警对象。</p>
        </div>
      ) : null}
    </>
  );
}
