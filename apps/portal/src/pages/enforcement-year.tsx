/** What a body decided in a year: each total with its list, what is not shown by its reason. */
import { dateOf } from '@fadu/kernel';
import { bodyPublicity } from '@fadu/office/publicity/bodies';
import { type CompulsionOfYear, type YearOfBody, yearOfBody } from '@fadu/office/publicity/year';
import type { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import { Empty, PageTitle, Section } from '../parts.tsx';
import { page, type Site } from '../site.tsx';

/** Lines of one list on the page; the API answers all. */
const SHOWN = 200;

const More: FC<{ n: number; api: string }> = ({ n, api }) =>
  n > SHOWN ? (
    <p class="soft small">
      这里显示前{SHOWN}条，全部见<a href={api}>数据接口</a>。
    </p>
  ) : null;

const Penalties: FC<{ year: YearOfBody; organ: string; api: string }> = ({ year: y, organ, api }) => (
  <Section
    id="penalties"
    title={`行政处罚${y.penalties.total}件`}
    more={{ href: `/penalties?organ=${organ}`, text: '公示中的处罚' }}
  >
    <dl class="facts">
      <dt>其中当场处罚</dt>
      <dd>{y.penalties.onSpot}件</dd>
      <dt>决定罚没的金额</dt>
      <dd>
        {y.penalties.sums.toLocaleString('zh-CN', { maximumFractionDigits: 2 })}元
        <span class="soft">（只作统计；罚没数额不得作为考核指标）</span>
      </dd>
      <dt>按时公示</dt>
      <dd>
        公示过的{y.penalties.everShown}件中，{y.penalties.inTime}件在七个工作日内
      </dd>
      <dt>不予处罚</dt>
      <dd>{y.noPenalty}件</dd>
    </dl>
    <h3>今天公示中的{y.penalties.shown.length}件</h3>
    {y.penalties.shown.length ? (
      <ul class="rows">
        {y.penalties.shown.slice(0, SHOWN).map((p) => (
          <li>
            <p class="row-title">
              <a href={`/penalties/${encodeURIComponent(p.document)}`}>{p.title}</a>
            </p>
            <p class="meta">
              {p.party}，{p.document}，{shortDate(p.decidedOn)}
            </p>
          </li>
        ))}
      </ul>
    ) : (
      <Empty>没有。</Empty>
    )}
    <More n={y.penalties.shown.length} api={api} />
    {y.penalties.notShown.length ? (
      <>
        <h3>今天没有公示的{y.penalties.total - y.penalties.shown.length}件，按理由</h3>
        <dl class="facts" id="not-shown">
          {y.penalties.notShown.map((n) => (
            <>
              <dt>{n.why}</dt>
              <dd>
                {n.n}件
                {n.why === '整件不公开'
                  ? `：${y.penalties.withheld.map((w) => `${w.ground}${w.n}件`).join('，')}`
                  : ''}
              </dd>
            </>
          ))}
        </dl>
      </>
    ) : null}
  </Section>
);

const Compulsion: FC<{ id: string; title: string; of: CompulsionOfYear; api: string }> = ({
  id,
  title,
  of,
  api,
}) => (
  <Section id={id} title={`${title}${of.total}件`} more={{ href: '/compulsions', text: '公示中的行政强制' }}>
    {of.total ? (
      <p>
        公示过的{of.everShown}件中，{of.inTime}件在二十个工作日内。
        {of.withheld ? `整件不公开的${of.withheld}件，不逐件列出。` : ''}
      </p>
    ) : null}
    {of.lines.length ? (
      <div class="table-wrap">
        <table class="stack">
          <caption>{title}的决定，对象见公示的内容</caption>
          <thead>
            <tr>
              <th scope="col">文号</th>
              <th scope="col">日期</th>
              <th scope="col">种类</th>
              <th scope="col">对象</th>
              <th scope="col">现在</th>
            </tr>
          </thead>
          <tbody>
            {of.lines.slice(0, SHOWN).map((l) => (
              <tr>
                <th scope="row">
                  {l.shown ? (
                    <a href={`/compulsions/${encodeURIComponent(l.number)}`}>
                      {l.shown.unnumbered ? '没有单独的文号' : l.number}
                    </a>
                  ) : (
                    l.number
                  )}
                </th>
                <td data-label="日期">{shortDate(l.on)}</td>
                <td data-label="种类">{l.what}</td>
                <td data-label="对象">{l.shown ? l.shown.party : l.why}</td>
                <td data-label="现在">{l.conclusion}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    ) : (
      <Empty>没有。</Empty>
    )}
    <More n={of.lines.length} api={api} />
  </Section>
);

const Visits: FC<{ year: YearOfBody; api: string }> = ({ year: y, api }) => (
  <Section
    id="visits"
    title={`涉企检查${y.visits.length}次`}
    more={{ href: '/inspections', text: '检查情况' }}
  >
    {y.visits.length ? (
      <ul class="rows">
        {y.visits.slice(0, SHOWN).map((v) => (
          <li>
            <p class="row-title">
              <a href={`/inspections/enterprises/${v.object}`}>{v.name}</a>
            </p>
            <p class="meta">
              {shortDate(v.on)}，{v.ground}，{v.result ?? '结果还没有公示'}
            </p>
          </li>
        ))}
      </ul>
    ) : (
      <Empty>没有。</Empty>
    )}
    <More n={y.visits.length} api={api} />
  </Section>
);

/** `/enforcement/:organ/:year`. */
export function enforcementYear(site: Site, app: Hono): void {
  const { office } = site;
  app.get('/enforcement/:organ/:year{20[0-9]{2}}', async (c) => {
    const { organ, year } = c.req.param();
    const today = dateOf(office.now());
    const body = await bodyPublicity(office, organ, today);
    if (!body) throw new HTTPException(404);
    const y = await yearOfBody(office, organ, year, today);
    const api = `/api/v1/publicity/bodies/${organ}/${year}`;
    const head = {
      title: `${body.name}${year}年执法情况`,
      crumbs: [
        { title: '行政执法公示', href: '/enforcement' },
        { title: body.name, href: `/enforcement/${organ}` },
      ],
      fresh: true,
    };
    return page(
      site,
      c,
      head,
      <>
        <PageTitle title={head.title}>
          每个总数下面就是它的清单，都从办案记录里算出来，截至{shortDate(today)}。
          {body.years
            .filter((o) => o !== year)
            .map((o) => (
              <>
                {' '}
                <a href={`/enforcement/${organ}/${o}`}>{o}年</a>
              </>
            ))}
        </PageTitle>
        <Penalties year={y} organ={organ} api={api} />
        <Compulsion id="measures" title="行政强制措施" of={y.measures} api={api} />
        <Compulsion id="executions" title="行政强制执行" of={y.executions} api={api} />
        <Visits year={y} api={api} />
        <Section id="licences" title="行政许可">
          <Empty>行政许可没有在本系统办理，没有数据。</Empty>
        </Section>
        <Section id="during" title="出示证件的记录">
          <p>
            办案中的调查、检查{y.certificates.contacts}次，其中{y.certificates.shown}次记录了出示执法证件。
          </p>
        </Section>
        <p class="soft small">
          上一年的总数由本级机关在1月31日以前公布并报告（日期未核实到原文）。<a href={api}>数据接口</a>
        </p>
      </>,
    );
  });
}
