/** Supervision of enforcement: what the record shows, by organ, kind and level, down to the evidence; figures; attempts. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Pagination, Select } from 'antd';
import {
  attemptsQuery,
  type FindingItem,
  type FindingSearch,
  findingsQuery,
  PAGE,
  type SupervisionFigures,
  supervisionFiguresQuery,
} from '../../api/supervision.ts';
import { plainDay } from '../../days.ts';
import { Empty, Failure, Waiting } from '../../parts/states.tsx';
import { Evidence } from './evidence.tsx';
import { Heat } from './heat.tsx';

const dayOf = (at: string) => plainDay(new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10));
const share = (s: { numerator: number; denominator: number }) =>
  s.denominator === 0
    ? '无'
    : `${Math.floor((s.numerator * 1000) / s.denominator) / 10}%（${s.numerator}／${s.denominator}）`;

function Figures({ f }: { readonly f: SupervisionFigures }) {
  return (
    <dl className="facts">
      <dt>监督文书</dt>
      <dd>
        督办函{f.documents.urging}件、意见书{f.documents.opinion}件、决定书{f.documents.decision}件，当场纠正
        {f.onTheSpot}件
      </dd>
      <dt>按时报告</dt>
      <dd>{share(f.answeredInTime)}</dd>
      <dt>落实办结</dt>
      <dd>{share(f.complied)}</dd>
      <dt>升为决定书</dt>
      <dd>{share(f.upgraded)}</dd>
      <dt>评查案卷</dt>
      <dd>{f.filesReviewed}卷</dd>
      <dt>投诉</dt>
      <dd>
        {f.complaints}件{f.complaintsPer1000 === null ? '' : `，每千次执法${f.complaintsPer1000}件`}
      </dd>
      <dt>错案责任倒查办结</dt>
      <dd>{share(f.liabilityClosed)}</dd>
    </dl>
  );
}

function Row({ item, search }: { readonly item: FindingItem; readonly search: FindingSearch }) {
  return (
    <li className="finding">
      <p className="title">
        <Link to="/supervision" search={{ ...search, at: item.id }}>
          {item.ruleTitle}
        </Link>
        <span className={item.level === '重大' ? 'mark warn' : 'mark'}>{item.level}</span>
        {item.open ? <span className="mark warn">仍在继续</span> : null}
      </p>
      <p>{item.says}</p>
      <p className="quiet small">
        {item.organName}　{item.caseTitle ?? '不属于一个案件'}　{plainDay(item.since)}
        {item.supervision ? '　已经立件监督' : '　等待立件'}
      </p>
    </li>
  );
}

/** The page. */
export function SupervisionPage() {
  const search = useSearch({ from: '/supervision' });
  const navigate = useNavigate({ from: '/supervision' });
  const found = useQuery(findingsQuery(search));
  const figures = useQuery(supervisionFiguresQuery);
  const list = found.data;
  const attempts = useQuery({ ...attemptsQuery, enabled: list?.supervises === true });
  const set = (next: FindingSearch) =>
    void navigate({ search: { ...search, page: undefined, ...next }, replace: true });
  const organs = [...new Map((list?.table ?? []).map((t) => [t.organ, t.organName]))];
  const options = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
  return (
    <>
      <div className="page-head">
        <h1>行政执法监督</h1>
        <p className="lead">
          每天夜里对照记录找出的问题：逾期、缺步骤、人员没有证件、没有公示等。每个问题都有案件、步骤和条文作证据，按机关和类别立件监督。
        </p>
      </div>
      {found.isError ? <Failure error={found.error} again={() => found.refetch()} /> : null}
      {found.isPending ? <Waiting rows={10} what="正在读取发现的问题" /> : null}
      {list ? (
        <div className="stack">
          {list.table.length === 0 ? (
            <Empty title="没有发现问题">
              {list.asOf ? `最近一次对照记录是${dayOf(list.asOf)}。` : '还没有对照过记录，每天夜里自动进行。'}
            </Empty>
          ) : (
            <>
              <section aria-labelledby="heat-title">
                <h2 id="heat-title">{list.supervises ? '各机关各类问题' : '本机关各类问题'}</h2>
                <p className="quiet small">
                  {list.asOf ? `截至${dayOf(list.asOf)}；` : ''}颜色越深越多，点数字看清单。
                </p>
                <Heat list={list} />
              </section>
              <section aria-labelledby="findings-title">
                <h2 id="findings-title">发现的问题</h2>
                <search className="filters">
                  <Select
                    allowClear
                    showSearch={{ optionFilterProp: 'label' }}
                    aria-label="机关"
                    placeholder="全部机关"
                    style={{ minWidth: 240 }}
                    value={search.organ ?? null}
                    options={organs.map(([value, label]) => ({ value, label }))}
                    onChange={(organ?: string) => set({ organ })}
                  />
                  <Select
                    allowClear
                    aria-label="类别"
                    placeholder="全部类别"
                    style={{ minWidth: 140 }}
                    value={search.kind ?? null}
                    options={options(list.kinds)}
                    onChange={(kind?: string) => set({ kind })}
                  />
                  <Select
                    allowClear
                    aria-label="程度"
                    placeholder="全部程度"
                    style={{ minWidth: 120 }}
                    value={search.level ?? null}
                    options={options(list.levels)}
                    onChange={(level?: string) => set({ level })}
                  />
                  <Select
                    allowClear
                    aria-label="是否继续"
                    placeholder="全部情况"
                    style={{ minWidth: 130 }}
                    value={search.state ?? null}
                    options={[
                      { value: 'open', label: '仍在继续' },
                      { value: 'past', label: '已经过去' },
                    ]}
                    onChange={(state?: 'open' | 'past') => set({ state })}
                  />
                </search>
                <p className="quiet small" role="status">
                  共{list.total}个
                </p>
                {list.items.length ? (
                  <ol className="findings">
                    {list.items.map((item) => (
                      <Row key={item.id} item={item} search={search} />
                    ))}
                  </ol>
                ) : (
                  <Empty title="没有这样的问题">换一个机关、类别或者程度再看。</Empty>
                )}
                {list.total > PAGE ? (
                  <Pagination
                    current={Number(search.page ?? 1)}
                    pageSize={PAGE}
                    total={list.total}
                    showSizeChanger={false}
                    onChange={(page) => void navigate({ search: { ...search, page: String(page) } })}
                  />
                ) : null}
              </section>
            </>
          )}
          {attempts.data?.items.length ? (
            <section aria-labelledby="attempts-title">
              <h2 id="attempts-title">被拒绝的罚没指标</h2>
              <ol className="findings">
                {attempts.data.items.map((a) => (
                  <li key={`${a.at}${a.name}`} className="finding">
                    <p className="title">
                      {a.name}
                      <span className="quiet small">　{a.organName}</span>
                    </p>
                    <p>{a.says}</p>
                    <p className="quiet small">{dayOf(a.at)}</p>
                  </li>
                ))}
              </ol>
            </section>
          ) : null}
          {figures.data ? (
            <section aria-labelledby="figures-title">
              <h2 id="figures-title">{figures.data.year}年监督情况</h2>
              <Figures f={figures.data} />
              <p className="quiet small">
                公众看到的同一份数字在<a href="/supervision">行政执法监督</a>页；接口是
                /api/v1/supervision/figures。
              </p>
            </section>
          ) : null}
        </div>
      ) : null}
      <Evidence id={search.at} close={() => void navigate({ search: { ...search, at: undefined } })} />
    </>
  );
}
