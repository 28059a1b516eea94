/** The text of the draft: a version as it reads, or two compared article by article. */

import { type ArticleChange, countChanges, diffArticles, type Piece } from '@fadu/kernel/legal-text/diff';
import { Select, Switch } from 'antd';
import { useMemo, useState } from 'react';
import type { CaseDetail } from '../../api/types.ts';
import {
  ClauseNote,
  type ClauseScan,
  MarkedText,
  noteNumbers,
  sameAs,
  scanOf,
  useAnswers,
  useHits,
} from '../../parts/clause-marks.tsx';
import { DraftLimits, NearCopiesList } from '../../parts/near-copies.tsx';
import { Empty } from '../../parts/states.tsx';
import { type TextVersion, versionsOf } from '../../versions.ts';

function Pieces({ pieces }: { readonly pieces: readonly Piece[] }) {
  return (
    <>
      {pieces.map((p, i) =>
        p.kind === 'same' ? (
          <span key={i}>{p.text}</span>
        ) : p.kind === 'added' ? (
          <ins key={i}>{p.text}</ins>
        ) : (
          <del key={i}>{p.text}</del>
        ),
      )}
    </>
  );
}

const WORD: Readonly<Record<ArticleChange['kind'], string>> = {
  same: '',
  changed: '有改动',
  added: '新增',
  removed: '删去',
};

function Change({ change }: { readonly change: ArticleChange }) {
  const number =
    change.was && change.is && change.was !== change.is ? (
      <>
        <del>{change.was}</del>
        <ins>{change.is}</ins>
      </>
    ) : (
      (change.is ?? change.was)
    );
  const [first = [], ...rest] = change.paragraphs;
  return (
    <li className={`change ${change.kind}`}>
      {change.kind === 'same' ? null : (
        <span className={change.kind === 'removed' ? 'tag late' : 'tag done'}>{WORD[change.kind]}</span>
      )}
      <p>
        <span className="num">{number}</span>
        <Pieces pieces={first} />
      </p>
      {rest.map((pieces, i) => (
        <p key={i}>
          <Pieces pieces={pieces} />
        </p>
      ))}
    </li>
  );
}

const label = (v: TextVersion, i: number): string => `第 ${i + 1} 稿　${v.on}　${v.title}（${v.by}）`;

function Compare({
  was,
  is,
  onlyChanges,
}: {
  readonly was: TextVersion;
  readonly is: TextVersion;
  readonly onlyChanges: boolean;
}) {
  const changes = useMemo(() => diffArticles(was.articles, is.articles), [was, is]);
  const n = countChanges(changes);
  const shown = onlyChanges ? changes.filter((c) => c.kind !== 'same') : changes;
  return (
    <>
      <p role="status" style={{ marginBottom: 14 }}>
        {n.changed + n.added + n.removed === 0
          ? '两稿文字完全相同。'
          : `改动 ${n.changed} 条，新增 ${n.added} 条，删去 ${n.removed} 条。`}
      </p>
      <ol className="law-text">
        {shown.map((c, i) => (
          <Change key={i} change={c} />
        ))}
      </ol>
    </>
  );
}

/** The text with its suspect clauses marked, each with its rule in a note beside the article. */
function Marked({
  version,
  view,
  scan,
}: {
  readonly version: TextVersion;
  readonly view: CaseDetail;
  readonly scan: ClauseScan;
}) {
  const hits = useHits(version.articles, scan);
  const answers = useAnswers(version.articles, view.timeline);
  const numbers = noteNumbers(hits);
  return (
    <>
      {hits.length ? (
        <p role="status" className="clause-sum">
          标出 {hits.length} 处要由审核人员答复的条款，已答复 {hits.filter((h) => answers.has(h.id)).length}{' '}
          处。
        </p>
      ) : null}
      <ol className={hits.length ? 'law-text with-notes' : 'law-text'}>
        {version.articles.map((a, i) => {
          const own = hits.filter((h) => h.article === a.number);
          return (
            <li key={i}>
              <div>
                {a.text.map((t, j) => (
                  <p key={j}>
                    {j === 0 ? <span className="num">{a.number}</span> : null}
                    <MarkedText text={t} hits={own.filter((h) => h.paragraph === j + 1)} numbers={numbers} />
                  </p>
                ))}
              </div>
              {own.length ? (
                <ul className="clause-notes" aria-label={`${a.number}里标出的条款`}>
                  {own.map((h) => (
                    <ClauseNote
                      key={h.id}
                      hit={h}
                      number={numbers.get(h.id) ?? 0}
                      sameAs={sameAs(hits, h)}
                      answer={answers.get(h.id)}
                    />
                  ))}
                </ul>
              ) : null}
            </li>
          );
        })}
      </ol>
    </>
  );
}

export function CaseText({ view }: { readonly view: CaseDetail }) {
  const versions = useMemo(() => versionsOf(view.timeline), [view.timeline]);
  const [isAt, setIs] = useState(versions.length - 1);
  const [wasAt, setWas] = useState<number | null>(
    versions.length > 1 && scanOf(view.procedure.code) === null ? versions.length - 2 : null,
  );
  const [onlyChanges, setOnlyChanges] = useState(false);
  const [marked, setMarked] = useState(true);
  const scan = scanOf(view.procedure.code);
  const is = versions[isAt];
  const was = wasAt === null ? undefined : versions[wasAt];
  if (!is)
    return <Empty title="还没有文本">草案形成以后，全文显示在这里；修改以后，可以逐条比较改了什么。</Empty>;
  const options = versions.map((v, i) => ({ value: i, label: label(v, i) }));
  const comparing = was !== undefined && was !== is;
  return (
    <div className="case-text">
      <div className="filters">
        <label htmlFor="version-is">
          看
          <Select
            id="version-is"
            aria-label="看哪一稿"
            style={{ minWidth: 260 }}
            value={isAt}
            options={options}
            onChange={setIs}
          />
        </label>
        {versions.length > 1 ? (
          <>
            <label htmlFor="version-was">
              比
              <Select
                id="version-was"
                aria-label="和哪一稿比较"
                style={{ minWidth: 260 }}
                allowClear
                placeholder="不比较"
                value={wasAt}
                options={options.filter((o) => o.value !== isAt)}
                onChange={(v?: number) => setWas(v ?? null)}
              />
            </label>
            {was ? (
              <label htmlFor="version-only">
                <Switch id="version-only" size="small" checked={onlyChanges} onChange={setOnlyChanges} />
                只看改动
              </label>
            ) : null}
          </>
        ) : null}
        {scan && !comparing ? (
          <label htmlFor="version-marks">
            <Switch id="version-marks" size="small" checked={marked} onChange={setMarked} />
            标出可疑条款
          </label>
        ) : null}
      </div>
      {comparing ? (
        <Compare was={was} is={is} onlyChanges={onlyChanges} />
      ) : (
        <Marked version={is} view={view} scan={scan && marked ? scan : null} />
      )}
      {scan === 'all' ? (
        <>
          <DraftLimits id={view.id} />
          <NearCopiesList id={view.id} />
        </>
      ) : null}
    </div>
  );
}
