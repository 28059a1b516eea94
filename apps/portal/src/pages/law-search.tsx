/** The search over texts of law: its home with levels, topics and what is new, and its results (R43.1). */
import { parseDate } from '@fadu/kernel';
import { LAW_STATUSES } from '@fadu/office/law/reading';
import { lawHref } from '@fadu/office/law/reading-links';
import {
  LAW_TOPICS,
  type LawOverview,
  type LawSearchOptions,
  lawOverview,
  searchLaws,
} from '@fadu/office/law/search/index';
import { pageNumber } from '@fadu/office/public/index';
import { type Context, Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import { Empty, Pager, PageTitle, Section, Tag, withQuery } from '../parts.tsx';
import { page, type Site } from '../site.tsx';
import { countWords, LawResultList, LawSearchForm, lawQuery } from './law-results.tsx';

/** A day from the address; what is no day is none. */
function dayIn(c: Context, name: string): string | undefined {
  const text = c.req.query(name);
  try {
    return text ? parseDate(text) : undefined;
  } catch {
    return undefined;
  }
}

function optionsOf(c: Context): LawSearchOptions {
  const text = (name: string) => c.req.query(name)?.trim().slice(0, 60) || undefined;
  const options = {
    on: dayIn(c, 'on'),
    level: text('level'),
    status: [...LAW_STATUSES, '全部' as const].find((s) => s === c.req.query('status')),
    organ: text('organ'),
    topic: LAW_TOPICS.find((t) => t === c.req.query('topic')),
    from: dayIn(c, 'from'),
    to: dayIn(c, 'to'),
  };
  return Object.fromEntries(Object.entries(options).filter(([, v]) => v !== undefined));
}

const EXAMPLES = ['行政处罚法第五十七条', '听证 罚款', '“从轻或者减轻行政处罚”', '试用期最长多久'];

const Home: FC<{ overview: LawOverview }> = ({ overview: o }) => (
  <>
    <PageTitle title="法规查询">
      现行有效的{o.inForce}部法律、法规、规章和决定，逐条可查；也可以查任何一天的法律。
    </PageTitle>
    <div class="hero-search">
      <LawSearchForm q="" options={{}} levels={o.levels} topics={o.topics.map((t) => t.topic)} />
      <ul class="link-line small" aria-label="查法的例子">
        {EXAMPLES.map((e) => (
          <li>
            <a href={withQuery('/laws', { q: e })}>{e}</a>
          </li>
        ))}
      </ul>
    </div>
    <div class="two">
      <div>
        <Section id="fresh" title="新近施行" more={{ href: '/laws/list', text: '全部目录' }}>
          {o.fresh.length ? (
            <ul class="rows">
              {o.fresh.map((l) => (
                <li>
                  <p class="row-title law">
                    <a href={lawHref({ instrument: l.instrument })}>{l.title}</a>
                  </p>
                  <p class="meta">
                    <span>{l.level}</span>
                    <span>{shortDate(l.begins)}起施行</span>
                  </p>
                </li>
              ))}
            </ul>
          ) : (
            <Empty>
              还没有收录法律文本。用 npm run fadu -- laws import 文件夹 导入以后，新施行的列在这里。
            </Empty>
          )}
        </Section>
        {o.coming.length ? (
          <Section id="coming" title="即将施行">
            <ul class="rows">
              {o.coming.map((l) => (
                <li class="document-row">
                  <div>
                    <p class="row-title law">
                      <a href={lawHref({ instrument: l.instrument, on: l.begins })}>{l.title}</a>
                    </p>
                    <p class="meta">
                      <span>{l.level}</span>
                      <span>{shortDate(l.begins)}起施行</span>
                    </p>
                  </div>
                  <Tag tone="wait">尚未生效</Tag>
                </li>
              ))}
            </ul>
          </Section>
        ) : null}
        <Section id="topics" title="按主题">
          {o.topics.length ? (
            <ul class="law-counts law-counts-wide">
              {o.topics.map((t) => (
                <li>
                  <a href={withQuery('/laws', { topic: t.topic })}>{t.topic}</a>
                  <span>{t.n}部</span>
                </li>
              ))}
            </ul>
          ) : (
            <Empty>收录法律文本以后，各主题的数目列在这里。</Empty>
          )}
          <p class="small soft">主题按名称里的字划分，是本系统的设定，不是法律规定的分类。</p>
        </Section>
      </div>
      <div>
        <Section id="levels" title="按效力级别">
          {o.levels.length ? (
            <ul class="law-counts">
              {o.levels.map((l) => (
                <li>
                  <a href={withQuery('/laws/list', { level: l.level })}>{l.level}</a>
                  <span>{l.n}部</span>
                </li>
              ))}
            </ul>
          ) : (
            <Empty>收录法律文本以后，各级别的数目列在这里。</Empty>
          )}
        </Section>
      </div>
    </div>
  </>
);

export function lawSearchPages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;
  app.get('/laws', async (c) => {
    const q = (c.req.query('q') ?? '').trim().slice(0, 200);
    const options = optionsOf(c);
    const overview = await lawOverview(office, options.on);
    const chosen = Object.keys(options).length > 0;
    if (!q && !chosen) {
      return page(
        site,
        c,
        {
          title: '法规查询',
          description: '按词语、整句、文号、第几条查法律、法规、规章，任何一天的文本都能查。',
          crumbs: [],
          script: 'suggest.js',
        },
        <Home overview={overview} />,
      );
    }
    const results = await searchLaws(office, q, { ...options, page: pageNumber(c.req.query('page')) });
    const title = q ? `“${q}”的结果` : '法规查询';
    const body = (
      <>
        <h1 class="search-title">{title}</h1>
        <LawSearchForm q={q} options={options} levels={overview.levels} topics={LAW_TOPICS} />
        {options.on ? (
          <p class="notice">按{shortDate(options.on)}的法律查找；那一天的文本和现在可能不同。</p>
        ) : null}
        <p class="result-line" role="status">
          {results.total > 0 || results.cited.length > 0
            ? !q
              ? `共${results.texts}部`
              : `找到${countWords(results)}，出自${results.bounded ? '至少' : ''}${results.texts}部文本`
            : '没有找到'}
          <span>{options.status ? null : <span>只列现行有效的</span>}</span>
        </p>
        <LawResultList q={q} options={options} results={results} />
        <Pager
          page={results.page}
          pages={results.pages}
          label="结果的页"
          href={(n) => withQuery('/laws', { ...lawQuery(q, options), page: n })}
        />
        {q ? (
          <p class="small">
            <a href={withQuery('/search', { q })}>在文件、事项、程序、任务里也查一查“{q}”</a>
          </p>
        ) : null}
      </>
    );
    return page(
      site,
      c,
      { title, crumbs: [{ title: '法规查询', href: '/laws' }], noindex: true, script: 'suggest.js' },
      body,
    );
  });
  return app;
}
