/** The four flow charts of every enforcing body (R24.5): which bodies, which charts, each with its files and its past. */
import { dateOf } from '@fadu/kernel';
import {
  type BodyChart,
  bodyCharts,
  type ChartBody,
  type ChartPart,
  chartBodies,
  chartDays,
  citeModels,
  definitionHash,
  guideOf,
} from '@fadu/office/charts/index';
import { CHART_KINDS } from '@fadu/plan/enforcement/flow-charts/index';
import { Hono } from 'hono';
import { raw } from 'hono/html';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import { Cites, Empty, PageTitle, Section, Tag, withQuery } from '../parts.tsx';
import { page, type Site } from '../site.tsx';
import { chartForPage, fits } from './procedures.tsx';
import { dayOfQuery, entryHref, regionName } from './register-parts.tsx';

const CRUMBS = [{ title: '四张流程图', href: '/flow-charts' }];
/** Items named on a page; the register has them all. */
const SHOWN = 30;

const NOT_THERE = '系统里还没有这个程序，没有流程图。';
const NOT_KEPT = '这一天的流程图没有存档。';

const Files: FC<{ organ: string; chart: BodyChart; asOf: string | undefined }> = ({ organ, chart, asOf }) => {
  const file = (name: string) => withQuery(`/api/v1/flow-charts/${organ}/${name}`, { asOf });
  const drawn = chart.parts.filter((p) => p.chart);
  if (drawn.length === 0) return null;
  return (
    <ul class="links-line meta">
      <li>
        <a href={file(`${chart.def.slug}.svg`)}>整张图（可以放大）</a>
      </li>
      <li>
        <a href={file(`${chart.def.slug}.pdf`)}>打印（PDF）</a>
      </li>
      {drawn.map((p) => (
        <li>
          <a href={file(`${p.code}.bpmn`)}>{p.title}（BPMN 2.0）</a>
        </li>
      ))}
    </ul>
  );
};

const Part: FC<{ part: ChartPart; days: readonly { firstDay: string; hash: string }[]; here: string }> = ({
  part: { title, chart, runs },
  days,
  here,
}) => (
  <li>
    <p class="row-title">
      {title} {chart ? null : <Tag tone="wait">{runs ? '没有存档' : '还没有'}</Tag>}
    </p>
    {chart ? (
      <>
        <p class="meta">
          <span>{shortDate(chart.lawFrom)}起适用的版本</span>
          <span>本图自{shortDate(chart.firstDay)}起使用</span>
        </p>
        <p class="meta">
          <span>
            定义摘要 <span class="code">{chart.hash.slice(0, 16)}</span>
          </span>
        </p>
        {days.length > 1 ? (
          <p class="small soft">
            以前的图：
            {days
              .filter((d) => d.firstDay < chart.firstDay)
              .map((d, i) => (
                <>
                  {i > 0 ? '、' : ''}
                  <a href={withQuery(here, { asOf: d.firstDay })}>{shortDate(d.firstDay)}起</a>
                </>
              ))}
          </p>
        ) : null}
      </>
    ) : (
      <p class="soft small">{runs ? NOT_KEPT : NOT_THERE}</p>
    )}
  </li>
);

const Items: FC<{ chart: BodyChart }> = ({ chart }) =>
  chart.items.length ? (
    <details>
      <summary>适用的{chart.items.length}个事项</summary>
      <ul class="dotted small">
        {chart.items.slice(0, SHOWN).map((i) => (
          <li>
            <a href={entryHref(i.register, i)}>{i.name}</a>
            {i.field ? <span class="soft">（{i.field}）</span> : null}
          </li>
        ))}
      </ul>
      {chart.items.length > SHOWN ? <p class="soft small">这里显示前{SHOWN}个，全部见清单。</p> : null}
    </details>
  ) : (
    <p class="soft small">这个机关的清单里没有{chart.def.kind}事项。</p>
  );

/** `/flow-charts`, `/flow-charts/:organ`, `/flow-charts/:organ/:slug`; each as of today or `?asOf=`. */
export function flowChartPages(site: Site): Hono {
  const app = new Hono();
  const { office, deps } = site;
  const today = () => dateOf(office.now());

  app.get('/flow-charts', async (c) => {
    const asOf = dayOfQuery(c, 'asOf');
    const bodies = await chartBodies(office, asOf ?? today());
    return page(
      site,
      c,
      { title: '四张流程图', description: '各执法机关的许可、处罚、强制、检查流程图', crumbs: [] },
      <>
        <PageTitle title="四张流程图">
          各执法机关的行政许可、行政处罚、行政强制、行政检查流程图。图由系统正在运行的程序直接画出，程序变了图就跟着变。
        </PageTitle>
        {asOf ? <p class="banner tone-quiet">{shortDate(asOf)}的流程图。</p> : null}
        {bodies.length === 0 ? (
          <Empty>执法事项清单里还没有在用的事项。</Empty>
        ) : (
          [...Map.groupBy(bodies, (b) => b.region)].map(([region, list]) => (
            <Section id={`r-${region}`} title={regionName(site, region)}>
              <ul class="rows">
                {list.map((b) => (
                  <li>
                    <p class="row-title">
                      <a href={withQuery(`/flow-charts/${b.organ}`, { asOf })}>{b.name}</a>
                    </p>
                    <p class="meta">
                      {CHART_KINDS.map((kind) => (
                        <span>
                          {kind}
                          {b.items.get(kind)?.length ?? 0}项
                        </span>
                      ))}
                    </p>
                  </li>
                ))}
              </ul>
            </Section>
          ))
        )}
      </>,
    );
  });

  const find = async (organ: string, on: string): Promise<ChartBody | undefined> =>
    (await chartBodies(office, on)).find((b) => b.organ === organ);
  const daysOf = async (charts: readonly BodyChart[]) =>
    new Map(
      await Promise.all(
        charts.flatMap((x) => x.parts).map(async (p) => [p.code, await chartDays(office, p.code)] as const),
      ),
    );

  app.get('/flow-charts/:organ', async (c) => {
    const asOf = dayOfQuery(c, 'asOf');
    const body = await find(c.req.param('organ'), asOf ?? today());
    if (!body) return c.notFound();
    const charts = await bodyCharts(office, body, asOf ?? today());
    const days = await daysOf(charts);
    const here = `/flow-charts/${body.organ}`;
    return page(
      site,
      c,
      { title: `${body.name}流程图`, crumbs: CRUMBS },
      <>
        <PageTitle title={`${body.name}的四张流程图`}>
          {body.phones.length ? `监督电话：${body.phones.join('、')}` : '清单里没有登记监督电话。'}
        </PageTitle>
        {asOf ? <p class="banner tone-quiet">{shortDate(asOf)}的流程图。</p> : null}
        {charts.map((chart) => (
          <Section id={chart.def.slug} title={chart.def.title}>
            {chart.parts.some((p) => p.chart) ? (
              <p>
                <a href={withQuery(`${here}/${chart.def.slug}`, { asOf })}>看流程图</a>
              </p>
            ) : null}
            <Items chart={chart} />
            <ul class="rows">
              {chart.parts.map((p) => (
                <Part part={p} days={days.get(p.code) ?? []} here={`${here}/${chart.def.slug}`} />
              ))}
            </ul>
            <Files organ={body.organ} chart={chart} asOf={asOf} />
            <p class="small soft">
              <Cites cites={citeModels(chart.def.cites)} />
            </p>
          </Section>
        ))}
      </>,
    );
  });

  app.get('/flow-charts/:organ/:slug', async (c) => {
    const asOf = dayOfQuery(c, 'asOf');
    const body = await find(c.req.param('organ'), asOf ?? today());
    const charts = body ? await bodyCharts(office, body, asOf ?? today()) : [];
    const chart = charts.find((x) => x.def.slug === c.req.param('slug'));
    if (!body || !chart) return c.notFound();
    const days = await daysOf([chart]);
    const drawn = await Promise.all(
      chart.parts.map(async (part) => {
        const running = office.procedures.get(part.code);
        const same = part.chart && running && definitionHash(running) === part.chart.hash;
        return { part, running, narrow: same ? await deps.chartSvg(part.code, true) : undefined };
      }),
    );
    return page(
      site,
      c,
      {
        title: `${body.name}${chart.def.title}`,
        crumbs: [...CRUMBS, { title: body.name, href: withQuery(`/flow-charts/${body.organ}`, { asOf }) }],
      },
      <>
        <PageTitle title={chart.def.title}>{body.name}</PageTitle>
        {asOf ? <p class="banner tone-quiet">{shortDate(asOf)}的流程图。</p> : null}
        <Files organ={body.organ} chart={chart} asOf={asOf} />
        <Items chart={chart} />
        {drawn.map(({ part, running, narrow }) => (
          <Section id={part.code} title={part.title}>
            <ul class="rows">
              <Part
                part={{ ...part, title: part.chart?.title ?? part.title }}
                days={days.get(part.code) ?? []}
                here={c.req.path}
              />
            </ul>
            {part.chart ? (
              narrow && !fits(part.chart.svg) ? (
                <figure class="chart chart-column">{raw(chartForPage(narrow))}</figure>
              ) : (
                <>
                  <figure class={narrow ? 'chart chart-wide' : 'chart'}>
                    {raw(chartForPage(part.chart.svg))}
                  </figure>
                  {narrow ? <figure class="chart chart-narrow">{raw(chartForPage(narrow))}</figure> : null}
                </>
              )
            ) : null}
            {narrow && running ? (
              <>
                <h3>时限</h3>
                <ul class="dotted small">
                  {guideOf(running).clocks.map((k) => (
                    <li>
                      {k.title}：{k.lengths.map((l) => (l.when ? `${l.when}：${l.text}` : l.text)).join('；')}
                      （{k.owedBy}）
                    </li>
                  ))}
                </ul>
                <p class="small">
                  <a href={`/procedures/${part.code}`}>每一步怎么办、依据和条件</a>
                </p>
              </>
            ) : null}
          </Section>
        ))}
      </>,
    );
  });
  return app;
}
