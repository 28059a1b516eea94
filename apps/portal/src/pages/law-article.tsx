/** What one article carries: procedures, items, papers, documents, texts and cases; each figure with its list. */
import type { TextNode } from '@fadu/kernel';
import { chineseNumber } from '@fadu/kernel';
import type { Carried, Carries } from '@fadu/office/law/carries';
import type { LawView } from '@fadu/office/law/reading';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import { Empty, PageTitle, Section, Tag } from '../parts.tsx';
import { LAW_TONES, SummaryNotice } from './law-view.tsx';
import { ArticleNode, lawPath } from './law-words.tsx';

/** 12-1 → 第十二条之一. */
export function printedArticle(article: string): string {
  const [main, more] = article.split('-').map(Number) as [number, number | undefined];
  return `第${chineseNumber(main)}条${more ? `之${chineseNumber(more)}` : ''}`;
}

/** Things of one procedure, document or text stand together. */
function byTitle(items: readonly Carried[], kind: string): Carried[][] {
  const out = new Map<string, Carried[]>();
  for (const [i, item] of items.entries()) {
    // Entries bear the same name in many registers and regions: each stands for itself.
    const key =
      kind === 'entry' || kind === 'self' ? String(i) : `${item.title}\n${item.href?.split('#')[0]}`;
    out.set(key, [...(out.get(key) ?? []), item]);
  }
  return [...out.values()];
}

const Row: FC<{ items: readonly Carried[]; own: boolean }> = ({ items, own }) => {
  const [first] = items;
  if (!first) return null;
  if (own) return first.href ? <a href={first.href}>{first.detail}</a> : <span>{first.detail}</span>;
  const [page] = first.href?.split('#') ?? [];
  const places = items.filter((i) => i.detail);
  return (
    <>
      {page ? <a href={page}>{first.title}</a> : first.title}
      {places.length ? (
        <span class="law-places">
          {places.map((i) =>
            i.href?.includes('#') ? <a href={i.href}>{i.detail}</a> : <span>{i.detail}</span>,
          )}
        </span>
      ) : null}
    </>
  );
};

export const ArticlePage: FC<{
  view: LawView;
  /** In digits; null: what cites the text as a whole. */
  article: string | null;
  node?: TextNode;
  carries: Carries;
  today: string;
}> = ({ view: v, article, node, carries: c, today }) => {
  const number = article === null ? '' : (node?.number ?? printedArticle(article));
  const other = v.on !== today;
  const back = `${lawPath(v.id)}${other ? `?on=${v.on}` : ''}${article === null ? '' : `#art_${article}`}`;
  return (
    <>
      <PageTitle title={article === null ? `引用《${v.title}》的` : `《${v.title}》${number}`}>
        {article === null
          ? '没有写明哪一条、引用整个文本的程序、事项、文件和法律文本。'
          : '依据这一条的程序、事项和文书，引用它的文件和法律文本。条文修改或者废止时，这些都要跟着核对。'}
      </PageTitle>
      {other ? (
        <p class="notice">
          显示{shortDate(v.on)}的情况。<a href={`${lawPath(v.id)}/articles/${article ?? 'all'}`}>看今天的</a>
        </p>
      ) : null}
      <p class="meta">
        <Tag tone={LAW_TONES[v.shown.status]}>{v.shown.status}</Tag>
        <a href={back}>在全文中看</a>
      </p>
      {v.complete ? null : <SummaryNotice />}
      {node ? (
        <div class="book law-book law-single">
          <ArticleNode
            node={node}
            set={{ id: v.id, inside: false, links: v.links, ...(other && { on: v.on }) }}
          />
        </div>
      ) : article !== null ? (
        <p class="notice">这个版本没有收录{number}的内容。</p>
      ) : null}
      {c.groups.length === 0 && c.cases.length === 0 ? (
        <Empty>
          {other ? `${shortDate(v.on)}，` : '现在'}
          没有程序、事项、文书或者文件依据、引用{article === null ? '这个文本' : '这一条'}
          。有了以后会自动列在这里。
        </Empty>
      ) : null}
      {c.groups.length > 1 ? (
        <nav class="tabs" aria-label="本页内容">
          {c.groups.map((g) => (
            <a href={`#${g.kind}`}>
              {g.title}（{g.total}）
            </a>
          ))}
        </nav>
      ) : null}
      {c.groups.map((g) => (
        <Section id={g.kind} title={`${g.title}（${g.total}）`}>
          <ul class="rows law-rows">
            {byTitle(g.items, g.kind).map((items) => (
              <li>
                <Row items={items} own={g.kind === 'self'} />
              </li>
            ))}
          </ul>
          {g.total > g.items.length ? (
            <p class="soft small">
              先列出{g.items.length}处；全部{g.total}处可以用
              <a href={`/api/v1/laws/${encodeURIComponent(v.id)}/articles/${article ?? 'all'}?limit=5000`}>
                接口
              </a>
              取得。
            </p>
          ) : null}
        </Section>
      ))}
      {c.cases.length ? (
        <Section id="cases" title="按这些程序办理的公开事项">
          <div class="table-wrap">
            <table>
              <caption>只计已经公开的事项</caption>
              <thead>
                <tr>
                  <th scope="col">程序</th>
                  <th scope="col" class="num">
                    正在办理
                  </th>
                  <th scope="col" class="num">
                    已经办结
                  </th>
                </tr>
              </thead>
              <tbody>
                {c.cases.map((k) => (
                  <tr>
                    <th scope="row">
                      <a href={`/procedures/${k.procedure}`}>{k.title}</a>
                    </th>
                    <td class="num">{k.open}</td>
                    <td class="num">{k.ended}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Section>
      ) : null}
    </>
  );
};
