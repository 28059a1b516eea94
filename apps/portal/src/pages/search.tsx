/** Results of the one search box. */
import { searchLaws } from '@fadu/office/law/search/index';
import { pageNumber, SEARCH_KINDS, type SearchKind } from '@fadu/office/public/index';
import { Hono } from 'hono';
import { Empty, Marked, Pager, Section, withQuery } from '../parts.tsx';
import { page, type Site } from '../site.tsx';
import { SearchBox } from './home.tsx';
import { LawResultList } from './law-results.tsx';

const KIND_WORDS: Readonly<Record<SearchKind, string>> = {
  document: '文件',
  item: '事项',
  consultation: '征求意见',
  procedure: '程序',
  task: '任务',
};

export function searchPages(site: Site): Hono {
  const app = new Hono();
  app.get('/search', async (c) => {
    const q = (c.req.query('q') ?? '').trim().slice(0, 100);
    const kind = SEARCH_KINDS.find((k) => k === c.req.query('kind'));
    const nr = pageNumber(c.req.query('page'));
    const [found, laws] = await Promise.all([
      site.deps.search(q, { ...(kind && { kind }), page: nr }),
      // Texts of law stand above the rest, on the first page of everything.
      q && !kind && nr === 1 ? searchLaws(site.office, q, { perPage: 4 }) : null,
    ]);
    const inLaws = laws && (laws.groups.length > 0 || laws.cited.length > 0) ? laws : null;
    const lawCount = laws ? `${laws.bounded ? '至少' : ''}${laws.total}` : '';
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
              <a href={withQuery('/laws', { q })}>法规{lawCount ? ` ${lawCount}` : ''}</a>
            </nav>
            <p class="visually-hidden" role="status">
              {inLaws ? `法规里找到${lawCount}条，其余` : ''}找到{total}条
            </p>
            {inLaws ? (
              <Section
                id="laws"
                title="法规"
                more={{ href: withQuery('/laws', { q }), text: `全部${lawCount}条，按级别、时效选择` }}
              >
                <LawResultList q={q} options={{}} results={inLaws} />
              </Section>
            ) : null}
            {inLaws && found.hits.length ? <h2 class="search-rest">文件、事项、程序和任务</h2> : null}
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
            ) : inLaws ? null : (
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
    return page(
      site,
      c,
      { title: q ? `“${q}”的结果` : '查找', crumbs: [], noindex: true, script: 'suggest.js' },
      body,
    );
  });
  return app;
}
