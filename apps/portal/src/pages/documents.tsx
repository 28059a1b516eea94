/** The catalogue of normative documents: filters in the address, two times, CSV and JSON; and one document. */

import { dateOf } from '@fadu/kernel';
import { citersOfDocument } from '@fadu/office/law/carries';
import { documentLinks } from '@fadu/office/law/reading-links';
import {
  DOCUMENT_STATUSES,
  type DocumentFilter,
  type DocumentList,
  documentFilter,
  findDocument,
  listDocuments,
  papersOf,
  printedNumber,
  stepsOf,
} from '@fadu/office/public/index';
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import { attachment, csv } from '../download.ts';
import {
  Day,
  DOCUMENT_TONES,
  Empty,
  Options,
  Pager,
  PageTitle,
  Tag,
  TwoTimes,
  withQuery,
} from '../parts.tsx';
import { page, type Site } from '../site.tsx';
import { DocumentPage } from './document-view.tsx';

const CRUMBS = [{ title: '规范性文件', href: '/documents' }];
/** A download holds at most this many lines; the page says so when there are more. */
const DOWNLOAD_LIMIT = 10_000;

const query = (f: DocumentFilter) => ({
  words: f.words,
  status: f.status,
  maker: f.maker,
  year: f.year,
  asOf: f.asOf,
  recordedOn: f.recordedOn,
});

const Filters: FC<{ filter: DocumentFilter; list: DocumentList }> = ({ filter: f, list }) => (
  <search>
    <form action="/documents" method="get" class="filters" aria-label="筛选文件">
      <div class="filters-row">
        <p class="filters-wide">
          <label for="words">名称、文号或者条文里的词</label>
          <input id="words" name="words" type="search" value={f.words} maxlength={100} />
        </p>
        <p>
          <label for="status">状态</label>
          <select id="status" name="status">
            <Options
              value={f.status}
              list={[
                ['', '全部'],
                ...DOCUMENT_STATUSES.map((s) => [s, `${s}（${list.byStatus[s]}）`] as const),
              ]}
            />
          </select>
        </p>
        <p>
          <label for="maker">制定机关</label>
          <select id="maker" name="maker">
            <Options
              value={f.maker}
              list={[['', '全部'], ...list.makers.map((m) => [m.id, m.name] as const)]}
            />
          </select>
        </p>
        <p>
          <label for="year">公布年份</label>
          <select id="year" name="year">
            <Options value={f.year} list={[['', '全部'], ...list.years.map((y) => [y, `${y}年`] as const)]} />
          </select>
        </p>
      </div>
      <TwoTimes what="目录" hint="那一天哪些文件有效" asOf={f.asOf} recordedOn={f.recordedOn} />
      <p class="actions">
        <button type="submit" class="button">
          查看
        </button>
        <a class="button button-secondary" href="/documents">
          清除条件
        </a>
      </p>
    </form>
  </search>
);

const asOfText = (f: DocumentFilter): string =>
  [f.asOf && `${shortDate(f.asOf)}的法律状态`, f.recordedOn && `截至${shortDate(f.recordedOn)}的登记内容`]
    .filter(Boolean)
    .join('，');

export function documentPages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;

  app.get('/documents', async (c) => {
    const filter = documentFilter((name) => c.req.query(name));
    const list = await listDocuments(office, filter);
    const download = (kind: string) => withQuery(`/documents.${kind}`, query(filter));
    const times = asOfText(filter);
    const body = (
      <>
        <PageTitle title="规范性文件目录">
          公布的行政规范性文件都在这里；没有列入本目录公布的，不能作为行政管理的依据。
        </PageTitle>
        <Filters filter={filter} list={list} />
        {times ? <p class="notice">显示{times}。</p> : null}
        <p class="result-line" role="status">
          共{list.total}件
          <span>
            <a href="/filing">备案审查情况</a>
            <a href={download('csv')} rel="nofollow">
              下载CSV
            </a>
            <a href={download('json')} rel="nofollow">
              下载JSON
            </a>
          </span>
        </p>
        {list.items.length ? (
          <ul class="rows">
            {list.items.map((d) => (
              <li class="document-row">
                <div>
                  <p class="row-title law">
                    <a
                      href={withQuery(`/documents/${encodeURIComponent(d.number)}`, {
                        asOf: filter.asOf,
                        recordedOn: filter.recordedOn,
                      })}
                    >
                      {d.title}
                    </a>
                  </p>
                  <p class="meta">
                    <span>{d.number}</span>
                    <span>{d.maker}</span>
                    <span>
                      <Day date={d.publishedOn} />
                      公布
                    </span>
                    <span>
                      <Day date={d.effectiveOn} />起<span class="nowrap">施行</span>
                    </span>
                  </p>
                </div>
                <Tag tone={DOCUMENT_TONES[d.status]}>{d.status}</Tag>
              </li>
            ))}
          </ul>
        ) : (
          <Empty>
            {Object.values(query(filter)).some(Boolean)
              ? '没有符合这些条件的文件。去掉一两个条件，或者换一个词再看。'
              : '还没有公布的文件。文件经审核、审议、签署、编号并公布后，自动列在这里。'}
          </Empty>
        )}
        <Pager
          page={list.page}
          pages={list.pages}
          label="文件目录的页"
          href={(n) => withQuery('/documents', { ...query(filter), page: n })}
        />
      </>
    );
    return page(site, c, { title: '规范性文件目录', crumbs: [] }, body);
  });

  /** Everything under the filter, for a download. */
  const whole = async (filter: DocumentFilter) =>
    listDocuments(office, { ...filter, page: 1 }, DOWNLOAD_LIMIT);

  app.get('/documents.csv', async (c) => {
    const list = await whole(documentFilter((name) => c.req.query(name)));
    const head = [
      '发文字号',
      '名称',
      '文种',
      '制定机关',
      '状态',
      '成文日期',
      '公布日期',
      '施行日期',
      '有效期至',
      '索引号',
      '网址',
    ];
    const rows = list.items.map((d) => [
      d.number,
      d.title,
      d.kind,
      d.maker,
      d.status,
      d.madeOn,
      d.publishedOn,
      d.effectiveOn,
      d.expiresOn,
      d.index ?? '',
      `${office.baseUrl}/documents/${encodeURIComponent(d.number)}`,
    ]);
    attachment(c, '规范性文件目录.csv', 'text/csv; charset=utf-8');
    return c.body(csv([head, ...rows]));
  });

  app.get('/documents.json', async (c) => {
    const filter = documentFilter((name) => c.req.query(name));
    const list = await whole(filter);
    attachment(c, '规范性文件目录.json', 'application/json; charset=utf-8');
    const documents = list.items.map(({ makerId, caseId, ...d }) => ({
      ...d,
      maker: { id: makerId, name: d.maker },
      case: caseId,
      url: `${office.baseUrl}/documents/${encodeURIComponent(d.number)}`,
    }));
    return c.body(
      JSON.stringify(
        { filter: query(filter), total: list.total, byStatus: list.byStatus, makers: list.makers, documents },
        null,
        2,
      ),
    );
  });

  app.get('/documents/:number', async (c) => {
    const filter = documentFilter((name) => c.req.query(name));
    const number = c.req.param('number').slice(0, 100);
    const document = await findDocument(office, number, filter);
    if (!document) {
      const later = filter.asOf || filter.recordedOn ? await findDocument(office, number) : null;
      if (!later) return c.notFound();
      return page(
        site,
        c,
        { title: later.title, crumbs: CRUMBS, noindex: true },
        <>
          <h1>{later.title}</h1>
          <p class="banner tone-quiet">按{asOfText(filter)}，这份文件还没有公布。</p>
          <p>
            <a href={`/documents/${encodeURIComponent(later.number)}`}>看现在的文本和状态</a>
          </p>
        </>,
        404,
      );
    }
    if (number !== document.number) {
      return c.redirect(
        withQuery(`/documents/${encodeURIComponent(printedNumber(number))}`, query(filter)),
        301,
      );
    }
    const [papers, steps, links, citers] = await Promise.all([
      papersOf(office, document.caseId),
      stepsOf(office, document.caseId),
      documentLinks(office, document.number),
      citersOfDocument(office, document.number, dateOf(office.now())),
    ]);
    return page(
      site,
      c,
      {
        title: document.title,
        description: `${document.number}，${document.maker}，${document.status}`,
        crumbs: CRUMBS,
      },
      <DocumentPage
        document={document}
        papers={papers}
        steps={steps}
        times={asOfText(filter)}
        links={links}
        citers={citers}
      />,
    );
  });

  return app;
}
