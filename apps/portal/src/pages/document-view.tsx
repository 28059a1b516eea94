/** One document, read like a book. */

import type { Carried } from '@fadu/office/law/carries';
import { articleOfNumber, documentEid } from '@fadu/office/law/links';
import type { LinkSpan } from '@fadu/office/law/reading-links';
import type { DocumentView, PublicPaper, PublicStep } from '@fadu/office/public/index';
import type { FC } from 'hono/jsx';
import { anchorOf, Book, Contents } from '../book.tsx';
import { dayOf, shortDate } from '../dates.ts';
import { Day, DOCUMENT_TONES, Section, Title } from '../parts.tsx';
import { StepList } from '../steps.tsx';
import { Words } from './law-words.tsx';

/** What the state means for the reader, in a sentence. */
function standing(d: DocumentView): string {
  switch (d.status) {
    case '有效':
      return `自${shortDate(d.effectiveOn)}起施行，有效期至${shortDate(d.expiresOn)}。`;
    case '尚未生效':
      return `已经公布，自${shortDate(d.effectiveOn)}起施行，在此之前不能作为依据。`;
    case '暂停执行': {
      const halt = d.versions.findLast((v) => v.status === '暂停执行');
      return `${halt ? `自${shortDate(halt.lawFrom)}起` : ''}暂停执行，在恢复之前不能作为行政管理的依据。${halt?.reason ? `理由：${halt.reason}` : ''}`;
    }
    case '失效':
      return `有效期至${shortDate(d.expiresOn)}，已经届满，不再作为行政管理的依据。`;
    case '废止': {
      const repeal = d.versions.findLast((v) => v.status === '废止');
      const from = repeal ? `自${shortDate(repeal.lawFrom)}起废止` : '已经废止';
      return `${from}，不再作为行政管理的依据。${repeal?.reason ? `理由：${repeal.reason}` : ''}`;
    }
    default:
      return d.status satisfies never;
  }
}

const Downloads: FC<{ papers: readonly PublicPaper[] }> = ({ papers }) => (
  <Section id="papers" title="正式文本">
    {papers.length ? (
      <ul class="rows">
        {papers.map((p) => (
          <li>
            <p class="row-title">{p.title}</p>
            <p class="meta links-line">
              <a href={`/papers/${p.id}.pdf`}>PDF文本</a>
              <a href={`/papers/${p.id}.docx`}>DOCX文本</a>
              <a href={`/v/${p.id}`}>查验真伪</a>
            </p>
          </li>
        ))}
      </ul>
    ) : (
      <p class="empty">正式文本正在制作，通常一分钟内可以下载。</p>
    )}
  </Section>
);

/** Anchor of an article by its number in digits. */
const anchorIn = (d: DocumentView) => (article: string) => {
  const place = d.articles.findIndex((a) => articleOfNumber(a.number) === article);
  return place < 0 ? undefined : `#${anchorOf(place)}`;
};

export const DocumentPage: FC<{
  document: DocumentView;
  papers: readonly PublicPaper[];
  steps: readonly PublicStep[];
  /** Said where the page shows another day than today. */
  times: string;
  /** Citations in the text, and who cites it. */
  links: ReadonlyMap<string, readonly LinkSpan[]>;
  citers: readonly Carried[];
}> = ({ document: d, papers, steps, times, links, citers }) => (
  <div class="book-layout">
    <aside class="book-side">
      <Contents
        articles={d.articles}
        extra={[
          { href: '#papers', title: '正式文本' },
          ...(d.interpretation ? [{ href: '#interpretation', title: '解读' }] : []),
          ...(d.explanation ? [{ href: '#explanation', title: '起草说明' }] : []),
          { href: '#versions', title: '状态变化' },
          ...(citers.length ? [{ href: '#citers', title: '引用本文件的' }] : []),
          { href: '#steps', title: '制定经过' },
        ]}
      />
    </aside>
    <article class="book-main">
      {times ? <p class="notice">显示{times}。</p> : null}
      <div class="book-head">
        <p class="book-kind">{d.maker}</p>
        <h1>
          <Title text={d.title} />
        </h1>
        <p class="book-organ">{d.number}</p>
      </div>
      <div class={`banner tone-${DOCUMENT_TONES[d.status]}`} role="status">
        <p>
          <strong>{d.status}</strong>
        </p>
        <p>{standing(d)}</p>
        {d.review ? (
          <p>
            {d.review.by}备案审查，{d.review.how}
            {d.review.opinion ? `，依据${d.review.opinion}审查意见书` : ''}。
          </p>
        ) : null}
      </div>
      {d.conflicts.map((r) => (
        <div class="banner tone-blue">
          <p>
            <strong>政策冲突已经协调：{r.outcome}</strong>
          </p>
          <p>
            与其他部门的规定不一致的部分，
            <a href={`/filing/results/${encodeURIComponent(r.code)}`}>按这个结果办：{r.title}</a>
          </p>
        </div>
      ))}
      <Book
        articles={d.articles}
        words={(place, line, text) => (
          <Words
            text={text}
            links={links.get(documentEid(place, line))}
            set={{ id: d.number, inside: true, links, anchor: anchorIn(d) }}
          />
        )}
      />
      <p class="book-foot">
        <span class="nowrap">{shortDate(d.madeOn)}签署，</span>
        <span class="nowrap">{shortDate(d.publishedOn)}公布</span>
      </p>
      <Downloads papers={papers} />
      {d.interpretation ? (
        <Section id="interpretation" title="解读">
          <p class="prose words">{d.interpretation}</p>
        </Section>
      ) : null}
      {d.explanation ? (
        <Section id="explanation" title="起草说明">
          <p class="prose words">{d.explanation}</p>
        </Section>
      ) : null}
      <Section id="facts" title="登记信息">
        <dl class="facts">
          <dt>文种</dt>
          <dd>{d.kind}</dd>
          <dt>制定机关</dt>
          <dd>{d.maker}</dd>
          <dt>起草单位</dt>
          <dd>{d.lead}</dd>
          <dt>索引号</dt>
          <dd>{d.index ?? '没有'}</dd>
          <dt>审核意见书</dt>
          <dd>{d.reviewNumber ?? '没有'}</dd>
          <dt>认为有问题</dt>
          <dd>
            <a href={`/filing/propose?document=${encodeURIComponent(d.number)}`} rel="nofollow">
              对这份文件提出审查建议
            </a>
          </dd>
        </dl>
      </Section>
      <Section id="versions" title="状态变化">
        <div class="table-wrap">
          <table class="stack">
            <caption>每次登记都保留，从哪天起是什么状态、什么时候登记的</caption>
            <thead>
              <tr>
                <th scope="col">状态</th>
                <th scope="col">起</th>
                <th scope="col">止</th>
                <th scope="col">登记于</th>
              </tr>
            </thead>
            <tbody>
              {d.versions.map((v) => (
                <tr>
                  <th scope="row">{v.status}</th>
                  <td data-label="起">
                    <Day date={v.lawFrom} />
                  </td>
                  <td data-label="止">{v.lawTo ? <Day date={v.lawTo} /> : '不定'}</td>
                  <td data-label="登记于">{dayOf(v.recordedAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Section>
      {citers.length ? (
        <Section id="citers" title={`引用本文件的（${citers.length}）`}>
          <ul class="rows law-rows">
            {citers.map((i) => (
              <li>
                <a href={i.href}>{i.title}</a>
                {i.detail ? <span class="soft">　{i.detail}</span> : null}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section id="steps" title="制定经过">
        <p class="soft">
          按照<a href="/procedures/normative-document">行政规范性文件制定程序</a>
          办理。每一步都有存证，点开可以自己核验。
          {steps.some((s) => s.act === 'open-consultation') ? (
            <a href={`/consultations/${d.caseId}`}>征求意见的情况</a>
          ) : null}
        </p>
        <StepList steps={steps} />
      </Section>
    </article>
  </div>
);
