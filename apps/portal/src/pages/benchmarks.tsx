/** Discretion benchmarks for everyone: the list, one benchmark with its tables and a calculator, the lenient lists. */
import { cellText, conditionText, dateOf } from '@fadu/kernel';
import { dmnOf } from '@fadu/office/api/benchmarks';
import {
  benchmarkAt,
  type ListedBenchmark,
  type ListedItem,
  listBenchmarks,
  listLenient,
} from '@fadu/office/decision-tables/benchmarks';
import { advise, benchmarkRemarks } from '@fadu/plan/enforcement/discretion-benchmarks/index';
import { factOf, LISTS, lookBackOf } from '@fadu/plan/enforcement/inclusive-lists/index';
import { type Context, Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { Day, Empty, Options, PageTitle, Section, withQuery } from '../parts.tsx';
import { page, type Site } from '../site.tsx';
import {
  askedFacts,
  BandTable,
  Compute,
  named,
  RowsTable,
  rangeText,
  Unconfirmed,
} from './benchmark-parts.tsx';
import {
  dayOfQuery,
  entryHref,
  LawLink,
  LawLinks,
  REGISTER_CRUMBS,
  regionName,
  topRegion,
} from './register-parts.tsx';

const CRUMBS = [...REGISTER_CRUMBS, { title: '裁量权基准', href: '/benchmarks' }];
const hrefOf = (b: ListedBenchmark) =>
  withQuery(`/benchmarks/${encodeURIComponent(b.entry.code)}`, { region: b.entry.region });

const wordsOf = (c: Context) => (c.req.query('words') ?? '').normalize('NFKC').trim().slice(0, 60);
const regionAsked = (site: Site, c: Context): string | undefined => {
  const asked = c.req.query('region');
  return site.office.regions.some((r) => r.code === asked) ? asked : undefined;
};

const Finder: FC<{ site: Site; action: string; words: string; region: string | undefined }> = (p) => (
  <search>
    <form action={p.action} method="get" class="filters" aria-label="筛选">
      <div class="filters-row">
        <p class="filters-wide">
          <label for="words">名称、编码或者依据的法律</label>
          <input id="words" name="words" type="search" value={p.words} maxlength={60} />
        </p>
        <p>
          <label for="region">地区</label>
          <select id="region" name="region">
            <Options
              value={p.region}
              list={[['', '全部'], ...p.site.office.regions.map((r) => [r.code, r.name] as const)]}
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
);

const BenchmarkRow: FC<{ site: Site; b: ListedBenchmark }> = ({ site, b: { entry, benchmark }, b }) => (
  <li>
    <p class="row-title">
      <a href={hrefOf(b)}>{benchmark.violation}</a>
    </p>
    <p class="small">
      <LawLinks list={benchmark.basis} />
    </p>
    <p class="meta">
      <span>{site.office.organName(benchmark.organ)}</span>
      <span class="code">{entry.code}</span>
      <span>
        <Day date={entry.lawFrom} />起
      </span>
    </p>
  </li>
);

const Whole: FC<{ site: Site; found: ListedBenchmark; c: Context }> = ({ site, found, c }) => {
  const { entry, benchmark: b } = found;
  const facts = askedFacts(b, (name) => c.req.query(name));
  const advice = c.req.query('compute')
    ? advise(b, facts, { mustNot: false, mayNot: false, mustMitigate: false })
    : undefined;
  const remarks = benchmarkRemarks(b);
  return (
    <>
      <PageTitle title={b.violation}>{b.name}</PageTitle>
      <dl class="facts facts-wide">
        <dt>制定机关</dt>
        <dd>
          {site.office.organName(b.organ)}（{regionName(site, entry.region)}）
        </dd>
        <dt>法定依据</dt>
        <dd>
          <LawLinks list={b.basis} />
        </dd>
        <dt>施行</dt>
        <dd>
          <Day date={entry.lawFrom} />
          起，第{entry.version}版{b.document ? `，${b.document}` : ''}
        </dd>
        <dt>编码</dt>
        <dd class="code">{entry.code}</dd>
        <dt>法定幅度</dt>
        <dd>
          <ul>
            {b.ranges.map((r) => (
              <li>
                {r.title}：{rangeText(b, r)}（<LawLink at={r.ref} />）
              </li>
            ))}
          </ul>
        </dd>
      </dl>
      <p class="actions">
        <a
          class="button button-secondary"
          href={withQuery(`/benchmarks/${encodeURIComponent(`${entry.code}.dmn`)}`, { region: entry.region })}
        >
          下载DMN文件
        </a>
        <a href={entryHref('discretion-benchmark', entry)}>历史版本</a>
      </p>
      <Section id="tier" title="什么情形，哪个阶次">
        {b.ranges.length > 1 ? <RowsTable table={named(b)} caption="先看适用哪个法定幅度" /> : null}
        {b.tables.factor ? <RowsTable table={b.tables.factor} caption="数一数从轻、从重因素" /> : null}
        <RowsTable table={b.tables.tier} caption="再看属于哪个阶次" />
      </Section>
      <Section id="band" title="哪个阶次，罚多少">
        <BandTable b={b} />
        <Unconfirmed />
        {remarks.map((r) => (
          <p class="small soft">提示：{r}。</p>
        ))}
      </Section>
      <Compute
        b={b}
        href={`/benchmarks/${encodeURIComponent(entry.code)}`}
        region={entry.region}
        facts={facts}
        advice={advice}
      />
    </>
  );
};

const ItemRow: FC<{ site: Site; i: ListedItem }> = ({ site, i: { entry, item, uses, reversed } }) => (
  <li id={entry.code} class="lenient-item">
    <div class="lenient-head">
      <p class="row-title">{item.violation}</p>
      <p class="register-count">
        适用<b>{uses}</b>次
      </p>
    </div>
    <ul class="dotted">
      {item.conditions.map((condition) => {
        const fact = factOf(item, condition.fact);
        return fact ? <li>{conditionText(fact, cellText(fact, condition.test))}</li> : null;
      })}
      {item.correctionDays === undefined ? null : <li>责令改正之后{item.correctionDays}个工作日以内改正</li>}
    </ul>
    <p class="small">
      证据材料：{item.proof.join('；')}。替代措施：{item.measures.join('；')}。
      {item.commitment ? `需要${item.commitment}。` : ''}
      {item.conditions.some((x) => x.fact === 'firstOffence') ? (
        <>
          初次违法看{lookBackOf(item)}个月以内的记录
          {item.lookBackMonths ? '' : <span class="badge badge-unverified">未核实</span>}。
        </>
      ) : null}
    </p>
    <p class="small">
      <LawLinks list={item.basis} />
    </p>
    <p class="meta">
      <span>{site.office.organName(item.organ)}</span>
      <span class="code">{entry.code}</span>
      <span>
        <Day date={entry.lawFrom} />起
      </span>
      {reversed > 0 ? <span>适用后被撤销{reversed}次</span> : null}
    </p>
  </li>
);

/** `/benchmarks`, `/benchmarks/<code>`, `/benchmarks/<code>.dmn`, `/lenient-lists`. */
export function benchmarkPages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;
  const today = () => dateOf(office.now());
  const filter = (c: Context) => {
    const words = wordsOf(c);
    const region = regionAsked(site, c);
    return {
      words,
      region,
      of: { asOf: dayOfQuery(c, 'asOf') ?? today(), ...(words && { words }), ...(region && { region }) },
    };
  };

  app.get('/benchmarks', async (c) => {
    const { words, region, of } = filter(c);
    const found = await listBenchmarks(office, of);
    const organs = [...Map.groupBy(found, (b) => b.benchmark.organ)];
    return page(
      site,
      c,
      { title: '行政裁量权基准', crumbs: REGISTER_CRUMBS, ...(words && { noindex: true }) },
      <>
        <PageTitle title="行政裁量权基准">
          同样的违法行为，同样的情形，罚得应当一样。这里是各机关公布的基准：什么情形属于哪个阶次，每个阶次罚多少。
        </PageTitle>
        <ul class="links-line meta">
          <li>
            <a href="/lenient-lists">轻微违法不予处罚等从宽清单</a>
          </li>
          <li>
            <a href="/registers/discretion-benchmark">历史和下载</a>
          </li>
        </ul>
        <Finder site={site} action="/benchmarks" words={words} region={region} />
        {found.length === 0 ? (
          <Empty>
            {words || region ? '没有找到，换一个词试试。' : '还没有公布裁量权基准；机关公布后会出现在这里。'}
          </Empty>
        ) : (
          organs.map(([organ, list]) => (
            <Section id={`organ-${organ}`} title={office.organName(organ)}>
              <ul class="rows">
                {list.map((b) => (
                  <BenchmarkRow site={site} b={b} />
                ))}
              </ul>
            </Section>
          ))
        )}
      </>,
    );
  });

  app.get('/benchmarks/:code', async (c) => {
    const asked = c.req.param('code');
    const dmn = asked.endsWith('.dmn');
    const region = regionAsked(site, c) ?? topRegion(site);
    const found = await benchmarkAt(
      office,
      dmn ? asked.slice(0, -4) : asked,
      dayOfQuery(c, 'asOf') ?? today(),
      region,
    );
    if (!found) return c.notFound();
    if (dmn) {
      c.header('content-type', 'application/xml; charset=utf-8');
      c.header('content-disposition', `attachment; filename="${found.entry.code}.dmn"`);
      return c.body(await dmnOf(found.benchmark));
    }
    return page(
      site,
      c,
      {
        title: found.benchmark.violation,
        description: `${found.benchmark.name}：裁量阶次、适用条件和罚款幅度。`,
        crumbs: CRUMBS,
        ...(c.req.query('compute') && { noindex: true }),
      },
      <Whole site={site} found={found} c={c} />,
    );
  });

  app.get('/lenient-lists', async (c) => {
    const { words, region, of } = filter(c);
    const found = await listLenient(office, of);
    return page(
      site,
      c,
      { title: '从宽清单', crumbs: REGISTER_CRUMBS, ...(words && { noindex: true }) },
      <>
        <PageTitle title="从宽清单">
          轻微违法、及时改正的，依法不予处罚、从轻、减轻，或者不采取强制措施。清单写明条件和证据，也写明实际适用了多少次。
        </PageTitle>
        <p class="figure">
          <b>{found.reduce((n, i) => n + i.uses, 0)}次</b>
          <span>在用的{found.length}项一共适用的次数，由作出的决定逐件计算。</span>
        </p>
        <ul class="links-line meta">
          <li>
            <a href="/benchmarks">行政裁量权基准</a>
          </li>
          <li>
            <a href="/registers/lenient-list">历史和下载</a>
          </li>
        </ul>
        <Finder site={site} action="/lenient-lists" words={words} region={region} />
        {found.length === 0 ? (
          <Empty>
            {words || region ? '没有找到，换一个词试试。' : '还没有公布清单；机关公布后会出现在这里。'}
          </Empty>
        ) : (
          LISTS.map((list) => {
            const mine = found.filter((i) => i.item.list === list);
            return mine.length === 0 ? null : (
              <Section id={list} title={`${list}（${mine.length}项）`}>
                <ul class="rows">
                  {mine.map((i) => (
                    <ItemRow site={site} i={i} />
                  ))}
                </ul>
              </Section>
            );
          })
        )}
        <p class="small soft">清单不放宽也不缩小法律：是否适用，由行政处罚法规定的情形决定。</p>
      </>,
    );
  });
  return app;
}
