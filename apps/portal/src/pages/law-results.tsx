/** Results of the search over texts of law: the article that was named, then texts with their matching articles. */
import { LAW_STATUSES, type LawStatus } from '@fadu/office/law/reading';
import { lawHref } from '@fadu/office/law/reading-links';
import type { LawGroup, LawHit, LawResults, LawSearchOptions } from '@fadu/office/law/search/index';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import { Empty, Marked, Options, Tag, withQuery } from '../parts.tsx';
import { LAW_TONES } from './law-view.tsx';

/** The choice as it stands in the address. */
export const lawQuery = (q: string, o: LawSearchOptions) => ({
  q,
  on: o.on,
  level: o.level,
  status: o.status,
  organ: o.organ,
  topic: o.topic,
  from: o.from,
  to: o.to,
});

const hitHref = (h: LawHit, on: string | undefined): string =>
  lawHref({ instrument: h.instrument, ...(h.article && { article: h.article }), ...(on && { on }) }) ??
  '/laws';

const StatusTag: FC<{ status: LawStatus }> = ({ status }) => <Tag tone={LAW_TONES[status]}>{status}</Tag>;

const Hit: FC<{ hit: LawHit; on: string | undefined; whole: LawStatus }> = ({ hit: h, on, whole }) => (
  <li class="law-hit">
    <a class="law-hit-number" href={hitHref(h, on)}>
      {h.label || '正文'}
    </a>
    <p class="excerpt law">
      <Marked parts={h.parts} />
      {h.status === whole ? null : (
        <>
          {' '}
          <StatusTag status={h.status} />
        </>
      )}
    </p>
  </li>
);

const Group: FC<{ group: LawGroup; on: string | undefined; q: string }> = ({ group: g, on, q }) => (
  <li class="law-group">
    <div class="law-group-head">
      <p class="row-title law">
        <a href={lawHref({ instrument: g.instrument, ...(on && { on }) }) ?? '/laws'}>
          <Marked parts={g.titleParts} />
        </a>
      </p>
      <StatusTag status={g.status} />
    </div>
    <p class="meta">
      <span>{g.level}</span>
      {g.maker ? <span>{g.maker}</span> : null}
      {g.docNo ? <span>{g.docNo}</span> : null}
      {g.day ? <span>{shortDate(g.day)}公布</span> : null}
      {g.complete ? null : <span>只有摘要</span>}
    </p>
    {g.hits.length ? (
      <ol class="law-hits">
        {g.hits.map((h) => (
          <Hit hit={h} on={on} whole={g.status} />
        ))}
      </ol>
    ) : null}
    {g.more ? (
      <p class="small">
        <a href={withQuery('/laws', { q: `${g.title} ${q}`.slice(0, 200), on })}>
          这部文本还有{g.more}处匹配
        </a>
      </p>
    ) : null}
  </li>
);

/** The article that the query names, whole, above everything else. */
const Cited: FC<{ results: LawResults; on: string | undefined }> = ({ results, on }) => {
  const [first, ...others] = results.cited;
  if (!first) return null;
  return (
    <section class="law-cited" aria-labelledby="cited-title">
      <h2 id="cited-title">
        <a href={hitHref(first, on)}>
          {first.title}　{first.label}
        </a>
      </h2>
      <p class="meta">
        <span>{first.level}</span>
        {first.path ? <span>{first.path}</span> : null}
      </p>
      {first.parts
        .map((p) => p.text)
        .join('')
        .split('\n')
        .filter(Boolean)
        .map((line) => (
          <p class="law">{line}</p>
        ))}
      {others.length ? (
        <p class="small">
          也可能是：
          {others.map((o, i) => (
            <>
              {i > 0 ? '、' : ''}
              <a href={hitHref(o, on)}>
                {o.title}
                {o.label}
              </a>
            </>
          ))}
        </p>
      ) : null}
    </section>
  );
};

/** What to do when nothing was found. */
const Nothing: FC<{ q: string; options: LawSearchOptions; results: LawResults }> = ({
  q,
  options,
  results,
}) => {
  const hint = results.hint;
  if (hint?.kind === 'other-status')
    return (
      <Empty>
        现行有效的文本里没有找到。
        <a href={withQuery('/laws', { ...lawQuery(q, options), status: '全部' })}>不限时效有{hint.total}条</a>
        ，已经废止、失效或者尚未生效的都会标明。
      </Empty>
    );
  if (hint?.kind === 'filters')
    return (
      <Empty>
        这些条件下没有找到。
        <a href={withQuery('/laws', { q, on: options.on, status: options.status })}>
          去掉条件有{hint.total}条
        </a>
        。
      </Empty>
    );
  return (
    <Empty>
      没有找到。可以减少几个字，换成法律里会用的词，或者只输入文本名称、文号。也可以
      <a href={withQuery('/search', { q })}>在全站里查“{q}”</a>。
    </Empty>
  );
};

/** Named article, groups, or what to try next. */
export const LawResultList: FC<{ q: string; options: LawSearchOptions; results: LawResults }> = (p) => (
  <>
    <Cited results={p.results} on={p.options.on} />
    {p.results.partial ? <p class="notice">没有条文包含全部这些词，下面是最接近的。</p> : null}
    {p.results.partial && p.results.hint ? <Nothing {...p} /> : null}
    {p.results.groups.length ? (
      <ol class="rows">
        {p.results.groups.map((g) => (
          <Group group={g} on={p.options.on} q={p.q} />
        ))}
      </ol>
    ) : p.results.cited.length === 0 ? (
      <Nothing {...p} />
    ) : null}
  </>
);

/** Number of results in words: 至少1000条，出自23部文本. */
export const countWords = (r: LawResults): string => `${r.bounded ? '至少' : ''}${r.total}条`;

/** The form with all ways to choose; works without script. */
export const LawSearchForm: FC<{
  q: string;
  options: LawSearchOptions;
  levels: readonly { readonly level: string; readonly n: number }[];
  topics: readonly string[];
}> = ({ q, options: o, levels, topics }) => (
  <search>
    <form action="/laws" method="get" class="search">
      <label class="label" for="q">
        要查什么
      </label>
      <div class="search-line">
        <input
          id="q"
          name="q"
          type="search"
          value={q}
          maxlength={200}
          autocomplete="off"
          aria-describedby="q-hint"
          data-suggest="laws"
        />
        <button type="submit" class="button">
          查找
        </button>
      </div>
      <p class="hint" id="q-hint">
        可以输入词语、“整句话”、文号，或者某部法第几条。
      </p>
      <details
        class="law-filters"
        open={Boolean(o.level || o.status || o.organ || o.topic || o.from || o.to || o.on)}
      >
        <summary>按级别、时效、日期选择</summary>
        <div class="filters">
          <div class="filters-row">
            <p>
              <label for="level">效力级别</label>
              <select id="level" name="level">
                <Options
                  value={o.level}
                  list={[['', '全部'], ...levels.map((l) => [l.level, `${l.level}（${l.n}）`] as const)]}
                />
              </select>
            </p>
            <p>
              <label for="status">时效</label>
              <select id="status" name="status">
                <Options
                  value={o.status}
                  list={[
                    ['', '现行有效'],
                    ...LAW_STATUSES.filter((s) => s !== '现行有效').map((s) => [s, s] as const),
                    ['全部', '全部'],
                  ]}
                />
              </select>
            </p>
            <p>
              <label for="topic">主题</label>
              <select id="topic" name="topic">
                <Options value={o.topic} list={[['', '全部'], ...topics.map((t) => [t, t] as const)]} />
              </select>
            </p>
            <p>
              <label for="organ">制定机关</label>
              <input id="organ" name="organ" type="text" value={o.organ} maxlength={60} />
            </p>
            <p>
              <label for="on">哪一天的法律</label>
              <input id="on" name="on" type="date" value={o.on} />
            </p>
            <p>
              <label for="from">公布不早于</label>
              <input id="from" name="from" type="date" value={o.from} />
            </p>
            <p>
              <label for="to">公布不晚于</label>
              <input id="to" name="to" type="date" value={o.to} />
            </p>
          </div>
          <p class="actions">
            <button type="submit" class="button">
              按条件查找
            </button>
            <a class="button button-secondary" href={withQuery('/laws', { q })}>
              清除条件
            </a>
          </p>
        </div>
      </details>
    </form>
  </search>
);
