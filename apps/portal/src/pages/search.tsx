/** Results of the one search box. */
import { pageNumber, SEARCH_KINDS, type SearchKind } from '@fadu/office/public/index';
import { Hono } from 'hono';
import { Empty, Marked, Pager, withQuery } from '../parts.tsx';
import { page, type Site } from '../site.tsx';
import { SearchBox } from './home.tsx';

const KIND_WORDS: Readonly<Record<SearchKind, string>> = {
  document: '文件',
  consultation: '征求意见',
  procedure: '程序',
  task: '任务',
};

export function searchPages(site: Site): Hono {
  const app = new Hono();
  app.get('/search', async (c) => {
    const q = (c.req.query('q') ?? '').trim().slice(0, 100);
    const kind = SEARCH_KINDS.find((k) => k === c.req.query('kind'));
    const found = await site.deps.search(q, { ...(kind && { kind }), page: pageNumber(c.req.query('page')) });
    const everything = SEARCH_KINDS.reduce((sum, k) => sum + found.byKind[k], 0);
    const total = `${found.bounded ? '至少' : ''}${found.total}`;
    const body = (
      <>
        <h1 class="search-title">{q ? `“${q}”的结果` : '查找'}</h1>
        <SearchBox q={q} kind={kind} />
        {q ? (
          <>
            <nav class="tabs" aria-label="结果的种类">
              <a href={withQuery('/search', { q })} {...(kind ? {} : { 'aria-current': 'page' })}>
                全部 {everything}
              </a>
              {SEARCH_KINDS.map((k) => (
                <a
                  href={withQuery('/search', { q, kind: k })}
                  {...(kind === k ? { 'aria-current': 'page' } : {})}
                >
                  {KIND_WORDS[k]} {found.byKind[k]}
                </a>
              ))}
            </nav>
            <p class="visually-hidden" role="status">
              找到{total}条
            </p>
            {found.hits.length ? (
              <ol class="rows">
                {found.hits.map((h) => (
                  <li>
                    <p class="row-title law">
                      <a href={h.url}>
                        <Marked parts={h.title} />
                      </a>
                    </p>
                    <p class="excerpt">
                      <Marked parts={h.excerpt} />
                    </p>
                    <p class="meta">
                      <span>{KIND_WORDS[h.kind]}</span>
                      {h.standing ? <span>{h.standing}</span> : null}
                    </p>
                  </li>
                ))}
              </ol>
            ) : (
              <Empty>没有找到。可以减少几个字，换成文件里会用的词，或者只输入文号。</Empty>
            )}
            <Pager
              page={found.page}
              pages={found.pages}
              label="结果的页"
              href={(n) => withQuery('/search', { q, kind, page: n })}
            />
          </>
        ) : null}
      </>
    );
    return page(site, c, { title: q ? `“${q}”的结果` : '查找', crumbs: [], noindex: true }, body);
  });
  return app;
}
