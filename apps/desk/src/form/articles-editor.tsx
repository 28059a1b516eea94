/** The text of a draft, article by article. */
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { memo, useCallback, useId, useRef, useState } from 'react';
import { type Article, moved, numberAt, renumber, repeatedNumbers, splitArticles } from '../articles.ts';
import { ArticleNotes, type ClauseScan } from '../parts/clause-marks.tsx';
import { type Faults, faultAt } from '../schema.ts';
import { type EditorProps, useScene } from './field.tsx';

interface RowProps {
  readonly article: Article;
  readonly at: number;
  readonly last: boolean;
  readonly fault?: string;
  readonly scan: ClauseScan;
  readonly change: (at: number, next: Article) => void;
  readonly move: (at: number, by: 1 | -1) => void;
  readonly remove: (at: number) => void;
  readonly insert: (at: number) => void;
}

/** One article; drawn anew only when it changes, so that three hundred of them stay quick to type in. */
const ArticleRow = memo(function ArticleRow(props: RowProps) {
  const { article, at, last, fault, scan, change, move, remove, insert } = props;
  return (
    <li>
      <Input
        aria-label={`第 ${at + 1} 条的条号`}
        value={article.number}
        onChange={(e) => change(at, { ...article, number: e.target.value.trim() })}
      />
      <div className="paragraphs">
        <Input.TextArea
          aria-label={`${article.number}的条文，一款一行`}
          autoSize={{ minRows: 1, maxRows: 16 }}
          value={article.text.join('\n')}
          onChange={(e) => change(at, { ...article, text: e.target.value.split('\n') })}
        />
      </div>
      <div className="tools">
        <Button
          size="small"
          type="text"
          icon={<ArrowUpOutlined />}
          aria-label={`${article.number}上移`}
          disabled={at === 0}
          onClick={() => move(at, -1)}
        />
        <Button
          size="small"
          type="text"
          icon={<ArrowDownOutlined />}
          aria-label={`${article.number}下移`}
          disabled={last}
          onClick={() => move(at, 1)}
        />
        <Button
          size="small"
          type="text"
          icon={<PlusOutlined />}
          aria-label={`在${article.number}后面加一条`}
          onClick={() => insert(at + 1)}
        />
        <Button
          size="small"
          type="text"
          icon={<DeleteOutlined />}
          aria-label={`删去${article.number}`}
          onClick={() => remove(at)}
        />
      </div>
      {fault ? <p className="article-fault">{fault}</p> : null}
      <ArticleNotes article={article} scan={scan} />
    </li>
  );
});

export function ArticlesEditor({
  value,
  onChange,
  id,
  faults,
  path,
}: EditorProps & { readonly faults: Faults; readonly path: string }) {
  const articles = (value as Article[] | undefined) ?? [];
  const { clauses = null } = useScene();
  const [pasting, setPasting] = useState(articles.length === 0);
  const [words, setWords] = useState('');
  const pasteId = useId();
  // The rows keep the same functions while the list behind them moves on.
  const latest = useRef({ articles, onChange });
  latest.current = { articles, onChange };
  const put = useCallback(
    (next: (list: readonly Article[]) => Article[]) => latest.current.onChange(next(latest.current.articles)),
    [],
  );
  const change = useCallback(
    (at: number, next: Article) => put((list) => list.map((a, i) => (i === at ? next : a))),
    [put],
  );
  const move = useCallback(
    (at: number, by: 1 | -1) => put((list) => renumber(moved(list, at, at + by))),
    [put],
  );
  const remove = useCallback((at: number) => put((list) => renumber(list.filter((_, i) => i !== at))), [put]);
  const insert = useCallback(
    (at: number) =>
      put((list) =>
        renumber([...list.slice(0, at), { number: numberAt(at), text: [''] }, ...list.slice(at)]),
      ),
    [put],
  );
  const split = splitArticles(words);
  const twice = repeatedNumbers(articles);
  return (
    <div id={id} tabIndex={-1}>
      {articles.length ? (
        <ol className="articles" aria-label="条文">
          {articles.map((article, i) => (
            <ArticleRow
              key={i}
              article={article}
              at={i}
              last={i === articles.length - 1}
              fault={faultAt(faults, `${path}.${i}`)}
              scan={clauses}
              change={change}
              move={move}
              remove={remove}
              insert={insert}
            />
          ))}
        </ol>
      ) : null}
      {twice.length ? (
        <p role="status" style={{ color: 'var(--amber)' }}>
          条号重复：{twice.join('、')}。
        </p>
      ) : null}
      {pasting ? (
        <div style={{ marginTop: 12 }}>
          <label htmlFor={pasteId} className="quiet small">
            把整篇文本贴在这里，按“第……条”自动分开；每一款一行。章节标题和条文之前的文字不收。
          </label>
          <Input.TextArea
            id={pasteId}
            rows={7}
            value={words}
            onChange={(e) => setWords(e.target.value)}
            className="song"
          />
          <div className="toolbar">
            <Button
              type="primary"
              ghost
              disabled={split.articles.length === 0}
              onClick={() => {
                onChange(split.articles);
                setPasting(false);
                setWords('');
              }}
            >
              {split.articles.length
                ? `分成 ${split.articles.length} 条${articles.length ? '，替换现有条文' : ''}`
                : '分条'}
            </Button>
            {articles.length ? <Button onClick={() => setPasting(false)}>不贴了</Button> : null}
            <span className="quiet small" role="status">
              {words && split.articles.length === 0 ? '没有找到“第一条”这样的条号。' : ''}
              {split.before.length ? `前面 ${split.before.length} 行不属于任何一条，不收。` : ''}
              {split.headings.length ? `章节标题 ${split.headings.length} 个，不收。` : ''}
            </span>
          </div>
        </div>
      ) : null}
      <div className="toolbar">
        <Button icon={<PlusOutlined />} onClick={() => insert(articles.length)}>
          加一条
        </Button>
        {pasting ? null : <Button onClick={() => setPasting(true)}>粘贴全文</Button>}
        {articles.length ? (
          <>
            <Button onClick={() => onChange(renumber(articles))}>重排条号</Button>
            <span className="quiet small">共 {articles.length} 条。移动、增删后条号自动重排。</span>
          </>
        ) : null}
      </div>
    </div>
  );
}
