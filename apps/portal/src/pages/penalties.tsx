/** Penalties on show (R24.1): the list, each decision, and the table in the columns of the two publicities. */
import { dateOf } from '@fadu/kernel';
import { publicCredit } from '@fadu/office/credit/reading';
import { enterpriseVisits } from '@fadu/office/inspections/visits';
import { pageNumber } from '@fadu/office/public/index';
import {
  exchangeRows,
  exchangeTable,
  type PenaltyList,
  penaltiesOnShow,
  penaltyOnShow,
  type ShownPenalty,
} from '@fadu/office/publicity/penalties';
import { EXCHANGE_COLUMNS, EXCHANGE_GAPS } from '@fadu/plan/enforcement/enforcement-publicity/exchange';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import { attachment, csv } from '../download.ts';
import { Empty, Options, Pager, PageTitle, Section, Tag, withQuery } from '../parts.tsx';
import { page, type Site } from '../site.tsx';

const CRUMBS = [{ title: '行政处罚公示', href: '/penalties' }];
const TONE = { 轻微: 'quiet', 一般: 'wait', 严重: 'end' } as const;
const yuan = (sum: number): string => `${sum.toLocaleString('zh-CN', { maximumFractionDigits: 2 })}元`;

const Row: FC<{ site: Site; record: ShownPenalty }> = ({ site, record: r }) => (
  <li>
    <p class="row-title">
      <a href={`/penalties/${encodeURIComponent(r.document)}`}>{r.title}</a>{' '}
      <Tag tone={TONE[r.gravity]}>{r.gravity}</Tag>
    </p>
    <p>
      {r.party}：{r.content}
    </p>
    <p class="meta">
      {site.office.organName(r.organ)}，{r.document}，{shortDate(r.decidedOn)}
    </p>
  </li>
);

/** What else there is to read of the party. */
interface More {
  readonly credit: boolean;
  readonly visits: boolean;
}

const Penalty: FC<{ site: Site; record: ShownPenalty; more: More }> = ({ site, record: r, more }) => (
  <>
    <PageTitle title={r.title}>
      {site.office.organName(r.organ)}，{r.document}
    </PageTitle>
    <dl class="facts">
      <dt>当事人</dt>
      <dd>
        {r.party}（{r.partyKind}）
      </dd>
      {r.partyCode ? (
        <>
          <dt>统一社会信用代码</dt>
          <dd>
            <span class="mono">{r.partyCode}</span>
            {more.credit || more.visits ? <br /> : null}
            {more.credit ? <a href={`/credit/subjects/${r.partyCode}`}>信用记录</a> : null}
            {more.credit && more.visits ? '、' : null}
            {more.visits ? <a href={`/inspections/enterprises/${r.partyCode}`}>检查记录</a> : null}
          </dd>
        </>
      ) : null}
      <dt>违法事实</dt>
      <dd>{r.facts}</dd>
      <dt>处罚依据</dt>
      <dd>{r.bases.join('；')}</dd>
      <dt>处罚内容</dt>
      <dd>{r.content}</dd>
      {r.fine > 0 ? (
        <>
          <dt>罚款</dt>
          <dd>{yuan(r.fine)}</dd>
        </>
      ) : null}
      {r.confiscated > 0 ? (
        <>
          <dt>没收</dt>
          <dd>{yuan(r.confiscated)}</dd>
        </>
      ) : null}
      <dt>决定日期</dt>
      <dd>{shortDate(r.decidedOn)}</dd>
      <dt>公示</dt>
      <dd>
        {shortDate(r.shownOn)}起，到{shortDate(r.until)}自动停止；程度{r.gravity}
      </dd>
      <dt>办理记录</dt>
      <dd class="mono">{r.case}</dd>
    </dl>
    <Section id="hidden" title="哪些内容没有显示">
      <p class="prose">
        身份证件号码、电话、银行账号、车牌、门牌和自然人的名字在公示之前由系统去掉；不满十八周岁的人的处罚不公示。决定被变更、撤销的三日内撤下，并说明理由。
      </p>
      <p class="soft small">
        当事人认为公示有错误的，可以向作出决定的机关提出；可以<a href="/credit/repair">申请信用修复</a>。
      </p>
    </Section>
  </>
);

const List: FC<{ site: Site; list: PenaltyList; words: string; organ: string; at: number }> = ({
  site,
  list,
  words,
  organ,
  at,
}) => (
  <>
    <PageTitle title="行政处罚公示">
      作出决定之后七个工作日内公示，期满自动停止。现场处罚、警告等轻微处罚和治安管理处罚不公示。
    </PageTitle>
    <search>
      <form action="/penalties" method="get" class="filters" aria-label="查行政处罚">
        <div class="filters-row">
          <p class="filters-wide">
            <label for="q">单位名称、统一社会信用代码、文号或者案由</label>
            <input id="q" name="q" type="search" value={words} maxlength={60} autocomplete="off" />
          </p>
          <p>
            <label for="organ">处罚机关</label>
            <select id="organ" name="organ">
              <Options
                list={[['', '全部'], ...list.organs.map((o) => [o.id, `${o.name}（${o.count}件）`] as const)]}
                value={organ}
              />
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
    <p class="meta">
      今天公示{list.total}件。<a href="/penalties.csv">下载双公示格式的表格</a>
      <a href="/penalties/format">格式说明和缺项</a>
    </p>
    {list.items.length ? (
      <ul class="rows">
        {list.items.map((r) => (
          <Row site={site} record={r} />
        ))}
      </ul>
    ) : (
      <Empty>没有符合条件的、今天公示中的行政处罚。</Empty>
    )}
    <Pager
      page={at}
      pages={list.pages}
      href={(n) => withQuery('/penalties', { q: words, organ, page: n })}
      label="行政处罚的页"
    />
  </>
);

export function penaltyPages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;
  const today = () => dateOf(office.now());

  app.get('/penalties', async (c) => {
    const words = c.req.query('q')?.trim().slice(0, 60) ?? '';
    const organ = c.req.query('organ') ?? '';
    const at = pageNumber(c.req.query('page'));
    const list = await penaltiesOnShow(office, today(), { words, organ, page: at });
    return page(
      site,
      c,
      { title: '行政处罚公示', fresh: true, noindex: words !== '' },
      <List site={site} list={list} words={words} organ={organ} at={at} />,
    );
  });

  app.get('/penalties.csv', async (c) => {
    const { items } = await penaltiesOnShow(office, today());
    attachment(c, '行政处罚双公示.csv', 'text/csv; charset=utf-8');
    return c.body(
      csv([
        EXCHANGE_COLUMNS.map((column) => column.name),
        ...exchangeRows(office, items).map((row) => EXCHANGE_COLUMNS.map(({ name }) => row[name] ?? '')),
      ]),
    );
  });

  app.get('/penalties/format', async (c) => {
    const { items } = await penaltiesOnShow(office, today());
    const faults = exchangeTable(office, items).faults;
    const body = (
      <>
        <PageTitle title="双公示表格的格式和缺项">
          列名和长度来自正在使用的数据交换表，未核实到发布的标准。表里没有的内容空着，不编造。
        </PageTitle>
        <Section id="faults" title="今天的表格里接收方会退回的">
          {faults.length ? (
            <ul class="rows">
              {faults.map((f) => (
                <li>
                  <p class="row-title">{f.document}</p>
                  <p>
                    {f.title}：{f.say}
                  </p>
                </li>
              ))}
            </ul>
          ) : (
            <Empty>没有。除了下面空着的列，{items.length}件全部符合。</Empty>
          )}
        </Section>
        <Section id="gaps" title="所有记录都空着的列">
          <ul class="rows">
            {EXCHANGE_GAPS.map((g) => (
              <li>
                <p class="row-title">
                  {g.title} <span class="mono">{g.column}</span> <Tag tone="quiet">未核实</Tag>
                </p>
                <p>{g.say}。</p>
              </li>
            ))}
          </ul>
        </Section>
        <Section id="columns" title="各列">
          <div class="table-wrap">
            <table class="stack">
              <caption>二十列，顺序和下载的表格相同</caption>
              <thead>
                <tr>
                  <th scope="col">列名</th>
                  <th scope="col">含义</th>
                  <th scope="col">最长</th>
                  <th scope="col">必填</th>
                </tr>
              </thead>
              <tbody>
                {EXCHANGE_COLUMNS.map((column) => (
                  <tr>
                    <th scope="row" class="mono">
                      {column.name}
                    </th>
                    <td data-label="含义">{column.title}</td>
                    <td data-label="最长">{column.length}字</td>
                    <td data-label="必填">{column.required ? '是' : '否'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Section>
      </>
    );
    return page(site, c, { title: '双公示表格的格式和缺项', crumbs: CRUMBS, fresh: true }, body);
  });

  app.get('/penalties/:document', async (c) => {
    const record = await penaltyOnShow(office, c.req.param('document'), today());
    if (!record) throw new HTTPException(404);
    const head = { title: record.title, crumbs: CRUMBS, fresh: true, noindex: true };
    const code = record.partyCode;
    const more = {
      credit: code !== undefined && (await publicCredit(office, code, today())) !== null,
      visits: code !== undefined && (await enterpriseVisits(office, code)) !== null,
    };
    return page(site, c, head, <Penalty site={site} record={record} more={more} />);
  });
  return app;
}
