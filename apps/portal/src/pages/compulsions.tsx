/** Decisions of compulsion on show (R24.1, R24.10): the list, and each measure and execution. */
import { dateOf } from '@fadu/kernel';
import { pageNumber } from '@fadu/office/public/index';
import {
  type CompulsionList,
  compulsionOnShow,
  compulsionsOnShow,
  type ShownCompulsion,
} from '@fadu/office/publicity/compulsions';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import { Empty, Options, Pager, PageTitle, Section, Tag, withQuery } from '../parts.tsx';
import { page, type Site } from '../site.tsx';

const CRUMBS = [
  { title: '行政执法公示', href: '/enforcement' },
  { title: '行政强制公示', href: '/compulsions' },
];
const TYPES = ['行政强制措施', '行政强制执行'] as const;

const numberOf = (r: ShownCompulsion): string => (r.unnumbered ? '没有单独的文号' : r.document);

const Row: FC<{ site: Site; record: ShownCompulsion }> = ({ site, record: r }) => (
  <li>
    <p class="row-title">
      <a href={`/compulsions/${encodeURIComponent(r.document)}`}>{r.title}</a>{' '}
      <Tag tone="quiet">{r.kind}</Tag>
    </p>
    <p>
      {r.party}：{r.conclusion}
    </p>
    <p class="meta">
      {site.office.organName(r.organ)}，{numberOf(r)}，{shortDate(r.decidedOn)}
    </p>
  </li>
);

const Compulsion: FC<{ site: Site; record: ShownCompulsion }> = ({ site, record: r }) => (
  <>
    <PageTitle title={r.title}>
      {site.office.organName(r.organ)}，{numberOf(r)}
    </PageTitle>
    <dl class="facts">
      <dt>机关</dt>
      <dd>
        <a href={`/enforcement/${r.organ}`}>{site.office.organName(r.organ)}</a>
      </dd>
      <dt>对象</dt>
      <dd>
        {r.party}（{r.partyKind}）
      </dd>
      {r.partyCode ? (
        <>
          <dt>统一社会信用代码</dt>
          <dd class="mono">{r.partyCode}</dd>
        </>
      ) : null}
      <dt>种类</dt>
      <dd>
        {r.type}，{r.kind}
      </dd>
      <dt>日期</dt>
      <dd>{shortDate(r.decidedOn)}</dd>
      <dt>结论</dt>
      <dd>{r.conclusion}</dd>
      <dt>公示</dt>
      <dd>{shortDate(r.shownOn)}更新</dd>
      <dt>办理记录</dt>
      <dd class="mono">{r.case}</dd>
    </dl>
    <Section id="hidden" title="哪些内容没有显示">
      <p class="prose">
        公示机关、对象、种类、结论和日期。自然人的姓名、身份证件号码、电话、账号和门牌在公示之前由系统去掉；未成年人的案件、治安管理的记录不公示；清单上的财物不公示。
      </p>
      <p class="soft small">
        法律没有规定公示的期限，本系统公示到撤下为止；决定被撤销、确认违法或者公示有错误的，向实施机关提出，撤下后这里不再显示。
      </p>
    </Section>
  </>
);

const List: FC<{
  site: Site;
  list: CompulsionList;
  words: string;
  organ: string;
  type: string;
  at: number;
}> = ({ site, list, words, organ, type, at }) => (
  <>
    <PageTitle title="行政强制公示">
      查封、扣押、冻结和行政强制执行的决定作出之后二十个工作日内公示；结果有变化的，随办理记录更新。
    </PageTitle>
    <search>
      <form action="/compulsions" method="get" class="filters" aria-label="查行政强制">
        <div class="filters-row">
          <p class="filters-wide">
            <label for="q">单位名称、统一社会信用代码、文号或者事由</label>
            <input id="q" name="q" type="search" value={words} maxlength={60} autocomplete="off" />
          </p>
          <p>
            <label for="organ">实施机关</label>
            <select id="organ" name="organ">
              <Options
                list={[['', '全部'], ...list.organs.map((o) => [o.id, `${o.name}（${o.count}件）`] as const)]}
                value={organ}
              />
            </select>
          </p>
          <p>
            <label for="type">类别</label>
            <select id="type" name="type">
              <Options list={[['', '全部'], ...TYPES.map((t) => [t, t] as const)]} value={type} />
            </select>
          </p>
        </div>
        <p class="actions">
          <button type="submit" class="button">
            查询
          </button>
        </p>
      </form>
    </search>
    <p class="meta">今天公示{list.total}件。</p>
    {list.items.length ? (
      <ul class="rows">
        {list.items.map((r) => (
          <Row site={site} record={r} />
        ))}
      </ul>
    ) : (
      <Empty>没有符合条件的、公示中的行政强制。</Empty>
    )}
    <Pager
      page={at}
      pages={list.pages}
      href={(n) => withQuery('/compulsions', { q: words, organ, type, page: n })}
      label="行政强制的页"
    />
  </>
);

/** `/compulsions`, `/compulsions/:document`. */
export function compulsionPages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;
  const today = () => dateOf(office.now());

  app.get('/compulsions', async (c) => {
    const words = c.req.query('q')?.trim().slice(0, 60) ?? '';
    const organ = c.req.query('organ') ?? '';
    const type = TYPES.find((t) => t === c.req.query('type')) ?? '';
    const at = pageNumber(c.req.query('page'));
    const list = await compulsionsOnShow(office, today(), { words, organ, type, page: at });
    return page(
      site,
      c,
      { title: '行政强制公示', crumbs: CRUMBS.slice(0, 1), fresh: true, noindex: words !== '' },
      <List site={site} list={list} words={words} organ={organ} type={type} at={at} />,
    );
  });

  app.get('/compulsions/:document', async (c) => {
    const record = await compulsionOnShow(office, c.req.param('document'), today());
    if (!record) throw new HTTPException(404);
    const head = { title: record.title, crumbs: CRUMBS, fresh: true, noindex: true };
    return page(site, c, head, <Compulsion site={site} record={record} />);
  });
  return app;
}
