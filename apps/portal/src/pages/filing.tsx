/** Filing and review in public: rates per body and year with each missing document named, and results (R16.6, R36.2). */
import type { FilingDuty, FilingFigures, FilingRates, FilingState } from '@fadu/office/filing/rates';
import { filingRates, filingYears } from '@fadu/office/filing/rates';
import { type ConflictResult, conflictResults } from '@fadu/office/filing/standing';
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import { attachment, csv } from '../download.ts';
import { Bar, Day, Empty, Options, PageTitle, Section, Tag, type Tone, withQuery } from '../parts.tsx';
import { page, type Site } from '../site.tsx';
import { proposalPages } from './filing-propose.tsx';

const CRUMBS = [{ title: '备案审查', href: '/filing' }];
/** So many are shown on the first page; the rest one click further. */
const SHOWN = 12;

const STATES: Readonly<Record<FilingState, { readonly word: string; readonly tone: Tone }>> = {
  'on-time': { word: '按时报备', tone: 'good' },
  late: { word: '迟报', tone: 'wait' },
  missing: { word: '漏报', tone: 'end' },
  open: { word: '未到期', tone: 'quiet' },
};
const STATE_ORDER = ['missing', 'late', 'on-time', 'open'] as const;

const percent = (share: number | null) => (share === null ? '无' : `${Math.round(share * 1000) / 10}%`);

/** One rate with its bar, the numbers it is made of, and the list behind it. */
const Rate: FC<{ title: string; part: number; whole: number; share: number | null; href?: string }> = (p) => (
  <li>
    <p class="row-title">{p.href ? <a href={p.href}>{p.title}</a> : p.title}</p>
    {p.share === null ? (
      <p class="soft">还没有可以计算的记录</p>
    ) : (
      <>
        <p>
          <strong>{percent(p.share)}</strong>（{p.part}／{p.whole}）<span class="soft">目标100%</span>
        </p>
        <Bar
          parts={[{ share: p.share, tone: p.share >= 1 ? 'good' : 'wait' }]}
          label={`${p.title}${percent(p.share)}`}
        />
      </>
    )}
  </li>
);

const Rates: FC<{ figures: FilingFigures; list: (state?: FilingState) => string }> = ({
  figures: f,
  list,
}) => (
  <ul class="rows">
    <Rate title="报备率（有件必备）" part={f.filed} whole={f.required} share={f.filingRate} href={list()} />
    <Rate title="按时报备率" part={f.onTime} whole={f.required} share={f.onTimeRate} href={list('on-time')} />
    <Rate title="审查率（有备必审）" part={f.reviewed} whole={f.toReview} share={f.reviewRate} />
    <Rate title="纠正率（有错必纠）" part={f.corrected} whole={f.opinions} share={f.correctionRate} />
  </ul>
);

const Numbers: FC<{ d: FilingDuty }> = ({ d }) => (
  <p class="meta">
    <span>{d.number}</span>
    <span>{d.maker}</span>
    <span>报{d.recipient}</span>
    <span>
      <Day date={d.publishedOn} />
      公布
    </span>
    <span>
      最后一日
      <Day date={d.due} />
    </span>
    {d.filedOn ? (
      <span>
        <Day date={d.filedOn} />
        报送
      </span>
    ) : null}
    <span>{d.status}</span>
    {d.recordedOnly ? <span>文件自己的案卷记有{shortDate(d.recordedOnly)}报送，平台上没有</span> : null}
  </p>
);

const Duties: FC<{ duties: readonly FilingDuty[] }> = ({ duties }) => (
  <ul class="rows">
    {duties.map((d) => (
      <li class="document-row">
        <div>
          <p class="row-title law">
            {d.kind === 'document' ? (
              <a href={`/documents/${encodeURIComponent(d.number)}`}>{d.title}</a>
            ) : (
              <>
                {d.title}
                <span class="soft small">（规章）</span>
              </>
            )}
          </p>
          <Numbers d={d} />
        </div>
        <Tag tone={STATES[d.state].tone}>{STATES[d.state].word}</Tag>
      </li>
    ))}
  </ul>
);

const Bodies: FC<{ rates: FilingRates }> = ({ rates }) => (
  <div class="table-wrap">
    <table class="stack">
      <caption>
        {rates.year}年公布、截至{shortDate(rates.asOf)}
        已到期或者已报送的；未到期的不计入，没有可以计算的记录写“无”
      </caption>
      <thead>
        <tr>
          <th scope="col">制定机关</th>
          <th scope="col">应报</th>
          <th scope="col">已报</th>
          <th scope="col">漏报</th>
          <th scope="col">报备率</th>
          <th scope="col">按时率</th>
          <th scope="col">审查率</th>
          <th scope="col">纠正率</th>
        </tr>
      </thead>
      <tbody>
        {rates.bodies.map(({ id, name, figures: f }) => (
          <tr>
            <th scope="row">
              <a href={withQuery('/filing/list', { year: rates.year, maker: id })}>{name}</a>
            </th>
            <td data-label="应报">{f.required}</td>
            <td data-label="已报">{f.filed}</td>
            <td data-label="漏报">
              {f.missing ? (
                <a href={withQuery('/filing/list', { year: rates.year, maker: id, state: 'missing' })}>
                  {f.missing}
                </a>
              ) : (
                0
              )}
            </td>
            <td data-label="报备率">{percent(f.filingRate)}</td>
            <td data-label="按时率">{percent(f.onTimeRate)}</td>
            <td data-label="审查率">{percent(f.reviewRate)}</td>
            <td data-label="纠正率">{percent(f.correctionRate)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Results: FC<{ results: readonly ConflictResult[] }> = ({ results }) => (
  <ul class="rows">
    {results.map((r) => (
      <li class="document-row">
        <div>
          <p class="row-title">
            <a href={`/filing/results/${encodeURIComponent(r.code)}`}>{r.title}</a>
          </p>
          <p class="meta">
            <span>{r.code}</span>
            <span>{r.departments.join('、')}</span>
            <span>
              <Day date={r.on} />
              登记
            </span>
          </p>
        </div>
        <Tag tone="blue">{r.outcome}</Tag>
      </li>
    ))}
  </ul>
);

const ResultPage: FC<{ result: ConflictResult }> = ({ result: r }) => (
  <>
    <PageTitle title={r.title}>
      {r.departments.join('、')}的规定不能同时遵守，经{r.how}，结果如下。
    </PageTitle>
    <div class="banner tone-blue" role="status">
      <p>
        <strong>{r.outcome}</strong>
      </p>
      <p class="words">{r.text}</p>
      {r.doBy ? <p>有关部门应当在{shortDate(r.doBy)}之前改好。</p> : null}
    </div>
    <Section id="documents" title="绑定的文件和政策">
      <ul class="rows">
        {r.documents.map((d) => (
          <li>
            <p class="row-title law">
              {d.number ? <a href={`/documents/${encodeURIComponent(d.number)}`}>{d.name}</a> : d.name}
            </p>
            <p class="meta">
              {d.number ? <span>{d.number}</span> : <span>没有文号的政策</span>}
              <span>{d.maker}</span>
              <span>{d.articles}</span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
    <Section id="facts" title="登记信息">
      <dl class="facts">
        <dt>文号</dt>
        <dd>{r.code}</dd>
        <dt>牵头部门</dt>
        <dd>{r.lead ?? '没有'}</dd>
        <dt>登记于</dt>
        <dd>
          <Day date={r.on} />
        </dd>
        <dt>办理程序</dt>
        <dd>
          <a href="/procedures/policy-conflict">部门政策冲突协调</a>
        </dd>
      </dl>
    </Section>
  </>
);

/** The year asked for, if something was published then; else the newest. */
async function yearOf(site: Site, asked: string | undefined) {
  const years = await filingYears(site.office);
  return { years, year: years.find((y) => y === asked) ?? years[0] };
}

export function filingPages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;

  app.get('/filing', async (c) => {
    const { years, year } = await yearOf(site, c.req.query('year'));
    const rates = year ? await filingRates(office, { year }) : null;
    const missing = rates?.duties.filter((d) => d.state === 'missing') ?? [];
    const results = await conflictResults(office);
    const list = (state?: FilingState) => withQuery('/filing/list', { year, state });
    const body = (
      <>
        <PageTitle title="备案审查">
          规章和规范性文件公布以后，要报有关机关备案，由它审查有没有问题。报了没有、审查了没有、改了没有，都在这里。
        </PageTitle>
        <p class="actions">
          <a class="button" href="/filing/propose">
            对一份文件提出审查建议
          </a>
        </p>
        {rates ? (
          <>
            {years.length > 1 ? (
              <nav class="tabs" aria-label="年份">
                {years.slice(0, 6).map((y) => (
                  <a href={`/filing?year=${y}`} {...(y === year ? { 'aria-current': 'page' } : {})}>
                    {y}年
                  </a>
                ))}
              </nav>
            ) : null}
            <Section id="rates" title={`${rates.year}年公布的规章和文件`}>
              <Rates figures={rates.total} list={list} />
              {rates.total.notYetDue ? (
                <p class="soft small">
                  另有<a href={list('open')}>{rates.total.notYetDue}件次</a>还没有到期，不计入。
                </p>
              ) : null}
            </Section>
            <Section
              id="missing"
              title={`漏报的（${missing.length}件次）`}
              more={missing.length > SHOWN ? { href: list('missing'), text: '全部' } : undefined}
            >
              {missing.length ? (
                <Duties duties={missing.slice(0, SHOWN)} />
              ) : (
                <Empty>没有漏报的。公布了没有报备的，过了期限自动列在这里。</Empty>
              )}
            </Section>
            <Section id="bodies" title="各机关">
              <Bodies rates={rates} />
            </Section>
          </>
        ) : (
          <Empty>还没有公布的规章和规范性文件。公布以后，应当报谁备案、最后一日是哪天，自动列在这里。</Empty>
        )}
        <Section id="results" title="政策冲突协调结果">
          {results.length ? (
            <Results results={results.slice(0, SHOWN)} />
          ) : (
            <Empty>还没有结果。两个部门的文件不能同时遵守的，受影响的人可以申请协调，结果公布在这里。</Empty>
          )}
        </Section>
      </>
    );
    return page(site, c, { title: '备案审查', crumbs: [] }, body);
  });

  const chosen = async (query: (name: string) => string | undefined) => {
    const { years, year } = await yearOf(site, query('year'));
    const state = STATE_ORDER.find((s) => s === query('state'));
    const maker = query('maker')?.slice(0, 80);
    const rates = year
      ? await filingRates(office, { year, ...(maker && { maker }), ...(state && { state }) })
      : null;
    return { years, year, state, maker, rates };
  };

  app.get('/filing/list', async (c) => {
    const { years, year, state, maker, rates } = await chosen((name) => c.req.query(name));
    const all = year ? await filingRates(office, { year }) : null;
    const duties = rates?.duties ?? [];
    const body = (
      <>
        <PageTitle title={maker ? office.organName(maker) : '应当报备的规章和文件'}>
          一份文件要报几个机关，就列几次，各算各的期限。
        </PageTitle>
        <search>
          <form action="/filing/list" method="get" class="filters" aria-label="筛选">
            <div class="filters-row">
              <p>
                <label for="year">公布年份</label>
                <select id="year" name="year">
                  <Options value={year} list={years.map((y) => [y, `${y}年`] as const)} />
                </select>
              </p>
              <p>
                <label for="maker">制定机关</label>
                <select id="maker" name="maker">
                  <Options
                    value={maker}
                    list={[['', '全部'], ...(all?.bodies ?? []).map((b) => [b.id, b.name] as const)]}
                  />
                </select>
              </p>
              <p>
                <label for="state">报备情况</label>
                <select id="state" name="state">
                  <Options
                    value={state}
                    list={[['', '全部'], ...STATE_ORDER.map((s) => [s, STATES[s].word] as const)]}
                  />
                </select>
              </p>
            </div>
            <p class="actions">
              <button type="submit" class="button">
                查看
              </button>
            </p>
          </form>
        </search>
        {rates && !state ? (
          <Rates figures={rates.total} list={(s) => withQuery('/filing/list', { year, maker, state: s })} />
        ) : null}
        <p class="result-line" role="status">
          共{duties.length}件次
          <span>
            <a href={withQuery('/filing/list.csv', { year, maker, state })} rel="nofollow">
              下载CSV
            </a>
          </span>
        </p>
        {duties.length ? (
          <Duties duties={duties} />
        ) : (
          <Empty>没有符合这些条件的。换一个年份或者机关再看。</Empty>
        )}
      </>
    );
    return page(site, c, { title: '应当报备的规章和文件', crumbs: CRUMBS }, body);
  });

  app.get('/filing/list.csv', async (c) => {
    const { rates } = await chosen((name) => c.req.query(name));
    const head = [
      '文号',
      '名称',
      '种类',
      '制定机关',
      '报送对象',
      '公布日期',
      '最后一日',
      '报送日期',
      '报备情况',
      '办理情况',
    ];
    const rows = (rates?.duties ?? []).map((d) => [
      d.number,
      d.title,
      d.kind === 'rule' ? '规章' : '规范性文件',
      d.maker,
      d.recipient,
      d.publishedOn,
      d.due,
      d.filedOn ?? '',
      STATES[d.state].word,
      d.status,
    ]);
    attachment(c, '备案情况.csv', 'text/csv; charset=utf-8');
    return c.body(csv([head, ...rows]));
  });

  app.get('/filing/results/:code', async (c) => {
    const [result] = await conflictResults(office, c.req.param('code').slice(0, 100));
    if (!result) return c.notFound();
    return page(
      site,
      c,
      { title: result.title, description: `${result.outcome}：${result.text.slice(0, 60)}`, crumbs: CRUMBS },
      <ResultPage result={result} />,
    );
  });

  app.route('/', proposalPages(site, CRUMBS));
  return app;
}
