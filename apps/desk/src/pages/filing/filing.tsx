/** The filing platform: what is due, filed, late, put off; the rates per body and year; and where to begin a filing. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { filingRatesQuery, filingYearsQuery } from '../../api/laws.ts';
import { plainDay } from '../../days.ts';
import { Empty, Failure, Waiting } from '../../parts/states.tsx';
import { useSession } from '../../session.tsx';
import { Duties, SHOW_WORD, shows } from './duties.tsx';
import { Bodies, Rates } from './rates.tsx';
import { type FilingSearch, SHOWS, type Show } from './search.ts';

/** The page. */
export function FilingPlatform() {
  const search = useSearch({ from: '/filing' });
  const navigate = useNavigate({ from: '/filing' });
  const go = useNavigate();
  const { post } = useSession();
  const years = useQuery(filingYearsQuery);
  const year = search.year ?? years.data?.items[0];
  const all = useQuery({ ...filingRatesQuery({ year }), enabled: years.isSuccess });
  const rates = all.data;
  const body = rates?.bodies.find((b) => b.id === search.maker);
  const duties = (rates?.duties ?? []).filter((d) => !search.maker || d.makerId === search.maker);
  const set = (next: FilingSearch) => void navigate({ search: { ...search, ...next }, replace: true });
  const shown = search.show ? duties.filter((d) => shows(d, search.show as Show)) : duties;
  return (
    <>
      <div className="page-head">
        <h1>备案审查平台</h1>
        <p className="lead">
          公布的规章和规范性文件，应当报谁、最后一日是哪天、报了没有、审查了没有、改了没有。一份文件要报几个机关，就列几次，各算各的期限。
        </p>
      </div>
      {post?.role === 'filing-reviewer' ? (
        <div className="toolbar" style={{ marginBottom: 14 }}>
          <Button onClick={() => void go({ to: '/filing/new', search: { kind: 'catalogue' } })}>
            编制年度规章目录
          </Button>
          <Button onClick={() => void go({ to: '/filing/new', search: { kind: 'regulation' } })}>
            跟踪地方性法规的备案
          </Button>
        </div>
      ) : null}
      {years.isError ? <Failure error={years.error} again={() => years.refetch()} /> : null}
      {all.isError ? <Failure error={all.error} again={() => all.refetch()} /> : null}
      {years.isPending || all.isPending ? <Waiting rows={10} what="正在读取备案情况" /> : null}
      {rates ? (
        rates.duties.length === 0 ? (
          <Empty title="还没有公布的规章和规范性文件">
            公布以后，应当报谁备案、最后一日是哪天，自动列在这里。
          </Empty>
        ) : (
          <div className="stack">
            <search className="filters">
              <Select
                aria-label="公布年份"
                style={{ minWidth: 120 }}
                value={rates.year}
                options={[...new Set([...(years.data?.items ?? []), rates.year])]
                  .sort()
                  .reverse()
                  .map((y) => ({ value: y, label: `${y}年` }))}
                onChange={(y: string) => set({ year: y, maker: undefined, show: undefined })}
              />
              <Select
                allowClear
                showSearch={{ optionFilterProp: 'label' }}
                aria-label="制定机关"
                placeholder="全部机关"
                style={{ minWidth: 240 }}
                value={search.maker ?? null}
                options={rates.bodies.map((b) => ({ value: b.id, label: b.name }))}
                onChange={(maker?: string) => set({ maker })}
              />
            </search>
            <section aria-labelledby="rates-title">
              <h2 id="rates-title">{body ? `${body.name}${rates.year}年的比率` : `${rates.year}年的比率`}</h2>
              <Rates figures={body?.figures ?? rates.total} />
            </section>
            <section aria-labelledby="duties-title">
              <h2 id="duties-title">应当报备的</h2>
              <nav className="tabs" aria-label="报备情况">
                {[undefined, ...SHOWS].map((s) => (
                  <Link
                    key={s ?? 'all'}
                    to="/filing"
                    search={{ ...search, show: s }}
                    aria-current={search.show === s ? 'page' : undefined}
                    activeOptions={{ exact: true, includeSearch: true }}
                  >
                    {s ? SHOW_WORD[s] : '全部'} {s ? duties.filter((d) => shows(d, s)).length : duties.length}
                  </Link>
                ))}
              </nav>
              <p className="sr" role="status">
                列出 {shown.length} 件次
              </p>
              {shown.length ? (
                <Duties duties={shown} />
              ) : (
                <Empty title={search.show ? `没有${SHOW_WORD[search.show]}的` : '没有应当报备的'}>
                  {search.show === 'missing'
                    ? '公布了没有报备的，过了期限自动列在这里。'
                    : '换一个年份、机关或者情况再看。'}
                </Empty>
              )}
            </section>
            {search.maker ? null : (
              <section aria-labelledby="bodies-title">
                <h2 id="bodies-title">各机关</h2>
                <p className="quiet small">
                  {rates.year}年公布、截至{plainDay(rates.asOf)}已到期或者已报送的；没有可以计算的记录写“无”。
                </p>
                <Bodies rates={rates} />
              </section>
            )}
            <p className="quiet small">
              公众看到的同一份数字在<a href="/filing">备案审查</a>页；接口是 /api/v1/filing/rates。
            </p>
          </div>
        )
      ) : null}
    </>
  );
}
