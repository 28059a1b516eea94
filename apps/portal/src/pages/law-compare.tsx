/** Two versions of a text beside their changes: what came and what went, word by word. */
import type { ArticleChange, Piece } from '@fadu/kernel/legal-text/diff';
import type { LawComparison } from '@fadu/office/law/compare';
import type { LawVersion } from '@fadu/office/law/reading';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import { Empty, Options, PageTitle, Tag, type Tone } from '../parts.tsx';
import { versionHref } from './law-timeline.tsx';
import { lawPath } from './law-words.tsx';

const KIND: Readonly<Record<ArticleChange['kind'], { readonly word: string; readonly tone: Tone }>> = {
  same: { word: '没有变化', tone: 'quiet' },
  changed: { word: '修改', tone: 'blue' },
  added: { word: '新增', tone: 'good' },
  removed: { word: '删去', tone: 'end' },
};

const Pieces: FC<{ pieces: readonly Piece[] }> = ({ pieces }) => (
  <>
    {pieces.map((p) =>
      p.kind === 'added' ? <ins>{p.text}</ins> : p.kind === 'removed' ? <del>{p.text}</del> : p.text,
    )}
  </>
);

const numberOf = (c: ArticleChange): string =>
  c.was && c.is && c.was !== c.is ? `${c.was}，现为${c.is}` : (c.is ?? c.was) || '标题和条文以外的内容';

const Change: FC<{ change: ArticleChange }> = ({ change: c }) => (
  <div class="law-change">
    <p class="law-change-head">
      <b>{numberOf(c)}</b>
      <Tag tone={KIND[c.kind].tone}>{KIND[c.kind].word}</Tag>
    </p>
    {c.paragraphs.map((p) => (
      <p class="law-change-words">
        <Pieces pieces={p} />
      </p>
    ))}
  </div>
);

/** Runs of articles that stayed as they were are said in one line. */
function runs(changes: readonly ArticleChange[]): (ArticleChange | readonly ArticleChange[])[] {
  const out: (ArticleChange | ArticleChange[])[] = [];
  for (const c of changes) {
    const last = out.at(-1);
    if (c.kind !== 'same') out.push(c);
    else if (Array.isArray(last)) last.push(c);
    else out.push([c]);
  }
  return out;
}

function sameText(run: readonly ArticleChange[]): string {
  const numbers = run.map((c) => c.is ?? c.was ?? '').filter((n) => n.endsWith('条') || /条之/u.test(n));
  const moved = run.some((c) => c.was !== c.is) ? '，条的序号有变动' : '';
  if (numbers.length === 0) return '标题等没有变化';
  if (numbers.length === 1) return `${numbers[0]}没有变化${moved}`;
  return `${numbers[0]}至${numbers.at(-1)}没有变化${moved}`;
}

const versionText = (v: LawVersion): string => `${v.begins ? shortDate(v.begins) : '日期不明'}，${v.status}`;

export const ComparePage: FC<{ compared: LawComparison }> = ({ compared: c }) => {
  const options = c.history.map((v) => [String(v.version), versionText(v)] as const);
  const none = c.counts.changed + c.counts.added + c.counts.removed === 0;
  return (
    <>
      <PageTitle title={`《${c.title}》两个版本的比较`}>
        <a href={versionHref(c.id, c.from)}>{c.from.begins ? shortDate(c.from.begins) : '日期不明'}的文本</a>
        {' 与 '}
        <a href={versionHref(c.id, c.to)}>{c.to.begins ? shortDate(c.to.begins) : '日期不明'}的文本</a>
        ：修改{c.counts.changed}条，新增{c.counts.added}条，删去{c.counts.removed}条。
      </PageTitle>
      <form action={`${lawPath(c.id)}/compare`} method="get" class="filters">
        <div class="filters-row">
          <p>
            <label for="from">旧的</label>
            <select id="from" name="from">
              <Options list={options} value={String(c.from.version)} />
            </select>
          </p>
          <p>
            <label for="to">新的</label>
            <select id="to" name="to">
              <Options list={options} value={String(c.to.version)} />
            </select>
          </p>
        </div>
        <p class="actions">
          <button type="submit" class="button">
            比较
          </button>
        </p>
      </form>
      <p class="law-legend soft small">
        <ins>加下划线的</ins>是新加的，<del>加删除线的</del>是删去的。
      </p>
      {none ? <Empty>这两个版本的条文没有不同。</Empty> : null}
      <div class="law-changes">
        {runs(c.changes).map((r) =>
          'kind' in r ? <Change change={r} /> : <p class="law-same soft">{sameText(r)}</p>,
        )}
      </div>
    </>
  );
};
