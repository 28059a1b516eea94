/** One text of law, read like a book: how it stands, its versions and dates, its words, who cites it. */
import { headLines } from '@fadu/kernel/legal-text/write';
import type { CarriedShort } from '@fadu/office/law/carries';
import type { LawStatus, LawVersion, LawView } from '@fadu/office/law/reading';
import type { FC } from 'hono/jsx';
import { dayOf, shortDate } from '../dates.ts';
import { Day, Section, Tag, Title, type Tone, withQuery } from '../parts.tsx';
import { Outline } from './law-outline.tsx';
import { Timeline, versionHref } from './law-timeline.tsx';
import { CarriedFold, lawPath, Nodes, type Setting, Words } from './law-words.tsx';

export const LAW_TONES: Readonly<Record<LawStatus, Tone>> = {
  现行有效: 'good',
  尚未生效: 'wait',
  已修改: 'wait',
  已废止: 'end',
  失效: 'end',
};

/** What the standing of the shown version means for the reader. */
function standing(v: LawView, today: string): string {
  const { shown } = v;
  const from = shown.begins ? `自${shortDate(shown.begins)}起施行` : '施行日期原文没有写明';
  const next = v.history.find((h) => h.begins !== null && shown.begins !== null && h.begins > shown.begins);
  switch (shown.status) {
    case '现行有效':
      return `${from}。${shown.expires ? `有效期至${shortDate(shown.expires)}。` : ''}${
        next?.begins && next.begins > today ? `${shortDate(next.begins)}起适用修改后的文本。` : ''
      }`;
    case '尚未生效':
      return `${from}，在此之前不能作为依据。`;
    case '已修改':
      return `这是${shown.begins ? `${shortDate(shown.begins)}` : '较早'}${
        shown.ends ? `至${shortDate(shown.ends)}` : '起'
      }施行的文本，已经修改，现在不再适用。`;
    case '已废止': {
      const end = v.events.find((e) => e.kind === 'repealed' && e.articles.length === 0);
      const by = end?.by ? `，由《${end.by}》废止` : '';
      return `${end ? `自${shortDate(end.on)}起废止${by}` : '已经废止'}，不再作为依据。`;
    }
    case '失效':
      return `有效期至${shown.expires ? shortDate(shown.expires) : '期满'}，已经届满，不再作为依据。`;
    default:
      return shown.status satisfies never;
  }
}

const DATES = [
  ['adopted', '通过'],
  ['approved', '批准'],
  ['promulgated', '公布'],
  ['published', '发布'],
  ['effective', '施行'],
  ['expires', '有效期至'],
] as const;

/** The six days, never merged; what the source does not say is said so. */
const Dates: FC<{ version: LawVersion }> = ({ version: v }) => (
  <dl class="facts law-dates">
    {DATES.map(([key, title]) => (
      <>
        <dt>{title}</dt>
        <dd>
          {v[key] ? (
            <Day date={v[key] as string} />
          ) : (
            <span class="soft">{key === 'expires' ? '没有期限' : '原文没有写明'}</span>
          )}
        </dd>
      </>
    ))}
  </dl>
);

const Versions: FC<{ view: LawView; today: string }> = ({ view: v, today }) => (
  <Section id="versions" title="版本">
    <Timeline id={v.id} versions={v.history} shown={v.shown.version} today={today} />
    <div class="table-wrap">
      <table class="stack">
        <caption>从施行那天起适用，到下一个版本施行、废止或者期满为止</caption>
        <thead>
          <tr>
            <th scope="col">施行</th>
            <th scope="col">止</th>
            <th scope="col">状态</th>
            <th scope="col">与前一版本比较</th>
          </tr>
        </thead>
        <tbody>
          {v.history.map((h, i) => (
            <tr>
              <th scope="row">
                <a
                  href={versionHref(v.id, h)}
                  rel="nofollow"
                  {...(h.version === v.shown.version ? { 'aria-current': 'page' } : {})}
                >
                  {h.begins ? shortDate(h.begins) : '日期不明'}
                </a>
                {h.version === v.shown.version ? <span class="soft small">　正在看</span> : null}
              </th>
              <td data-label="止">{h.ends ? <Day date={h.ends} /> : '不定'}</td>
              <td data-label="状态">
                <Tag tone={LAW_TONES[h.status]}>{h.status}</Tag>
              </td>
              <td data-label="与前一版本比较">
                {i > 0 ? (
                  <a
                    href={`${lawPath(v.id)}/compare?from=${v.history[i - 1]?.version}&to=${h.version}`}
                    rel="nofollow"
                  >
                    逐条比较
                  </a>
                ) : (
                  <span class="soft">最早的版本</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    <form action={lawPath(v.id)} method="get" class="law-on">
      <label for="on">看某一天适用的文本</label>
      <span class="law-on-row">
        <input id="on" name="on" type="date" value={v.on} required />
        <button type="submit" class="button button-secondary">
          查看
        </button>
      </span>
    </form>
  </Section>
);

/** Said on pages of texts that are here only as our own summaries. */
export const SummaryNotice: FC = () => (
  <p class="notice">
    <strong>本系统只收录所依据条款的摘要。</strong>
    摘要由本系统编写，用来说明程序的依据，不是法律文本；引用时请以官方公布的全文为准。导入全文后，这里显示全文：
    <a href="/laws/list#import">怎样导入</a>。
  </p>
);

/** The page of a text. */
export const LawPage: FC<{
  view: LawView;
  carried: ReadonlyMap<string, CarriedShort>;
  today: string;
}> = ({ view: v, carried, today }) => {
  const other = v.on !== today;
  const set: Setting = {
    id: v.id,
    inside: true,
    links: v.links,
    carried,
    ...(other && { on: v.on }),
    gone: new Map(
      v.events
        .filter((e) => e.kind === 'repealed' && e.on <= v.on)
        .flatMap((e) => e.articles.map((a) => [a, shortDate(e.on)] as const)),
    ),
  };
  const whole = carried.get('');
  const ended = ['已修改', '已废止', '失效'].includes(v.shown.status);
  const take = (kind: string) => withQuery(`${lawPath(v.id)}/${kind}`, { version: v.shown.version });
  return (
    <div class="book-layout law-layout">
      {ended ? (
        <p class="law-print-mark" aria-hidden="true">
          {v.shown.status}
        </p>
      ) : null}
      <aside class="book-side">
        <Outline
          body={v.text.body}
          extra={[
            { href: '#versions', title: '版本' },
            ...(whole ? [{ href: '#cited', title: '引用本文的' }] : []),
            { href: '#source', title: '来源和下载' },
          ]}
        />
      </aside>
      <article class="book-main">
        {other ? (
          <p class="notice">
            显示{shortDate(v.on)}适用的文本。
            <a href={lawPath(v.id)}>看今天的</a>
          </p>
        ) : null}
        <div class="book-head">
          <p class="book-kind">
            {v.level}　{v.maker}
          </p>
          <h1>
            <Title text={v.title} />
          </h1>
          {v.docNo ? <p class="book-organ">{v.docNo}</p> : null}
        </div>
        <div class={`banner tone-${LAW_TONES[v.shown.status]}`} role="status">
          <p>
            <strong>{v.shown.status}</strong>
          </p>
          <p>{standing(v, today)}</p>
          {v.shown.status === '已修改' && v.status === '现行有效' ? (
            <p>
              <a href={lawPath(v.id)}>看现行文本</a>
            </p>
          ) : null}
        </div>
        {v.complete ? null : <SummaryNotice />}
        <HeadNote view={v} set={set} />
        <div class="book law-book">
          <Nodes nodes={v.text.body} set={set} />
        </div>
        <Versions view={v} today={today} />
        {whole ? (
          <Section id="cited" title="引用本文的">
            <p class="soft">没有写明哪一条、引用整个文本的。引用某一条的，列在那一条下面。</p>
            <CarriedFold
              held={whole}
              self="本文"
              href={withQuery(`${lawPath(v.id)}/articles/all`, { on: other ? v.on : undefined })}
            />
          </Section>
        ) : null}
        <Source view={v} take={take} />
      </article>
    </div>
  );
};

/** More lines of the head than this are folded. */
const HEAD_LINES = 3;

/** 题注 as printed, the six days, and where the versions are. */
const HeadNote: FC<{ view: LawView; set: Setting }> = ({ view: v, set }) => {
  const lines = v.complete ? headLines(v.text) : [];
  const note = lines.map((line) => (
    <p class="law-note-line">
      <HeadLine line={line} view={v} set={set} />
    </p>
  ));
  const folded = lines.length > HEAD_LINES;
  return (
    <div class="law-note">
      {folded ? null : note}
      <details>
        <summary>{folded ? `题注（${lines.length}行）和日期` : '日期'}</summary>
        {folded ? note : null}
        <Dates version={v.shown} />
      </details>
      <p class="meta links-line">
        <a href="#versions">
          {v.history.length > 1 ? `${v.history.length}个版本，比较、看某一天的` : '版本，看某一天的'}
        </a>
        <a href="#source">下载</a>
      </p>
    </div>
  );
};

/** A line of the head with the citations of its event; lines put together from several events stay plain. */
const HeadLine: FC<{ line: string; view: LawView; set: Setting }> = ({ line, view, set }) => {
  const at = view.text.events.findIndex((e) => e.says === line);
  const beside = at < 0 ? view.text.preface.findIndex((e) => e.text === line) : -1;
  const eId = at >= 0 ? `event_${at + 1}` : beside >= 0 ? `preface_${beside + 1}` : '';
  return <Words text={line} links={view.links.get(eId)} set={set} />;
};

const Source: FC<{ view: LawView; take: (kind: string) => string }> = ({ view: v, take }) => (
  <Section id="source" title="来源和下载">
    <p class="links-line meta">
      <a href={take('text.txt')}>纯文本</a>
      <a href={take('text.docx')}>DOCX</a>
      {v.complete ? (
        <a href={`/api/v1/laws/${encodeURIComponent(v.id)}/akn?version=${v.shown.version}`}>XML</a>
      ) : null}
    </p>
    <dl class="facts small">
      <dt>来源文件</dt>
      <dd>{v.complete ? <span class="mono">{v.shown.source}</span> : '随系统代码发布的摘要'}</dd>
      <dt>收录于</dt>
      <dd>{dayOf(v.shown.recordedAt)}</dd>
      <dt>原文校验值</dt>
      <dd class="mono">{v.shown.sha256}</dd>
    </dl>
  </Section>
);
