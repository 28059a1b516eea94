/** Published texts that the draft repeats, and how the draft stands against the limits of number and length. */
import { useQuery } from '@tanstack/react-query';
import { limitsQuery, nearCopiesQuery } from '../api/drafting.ts';
import { Failure, Waiting } from './states.tsx';

const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** Length and number of documents, each with its limit. */
export function DraftLimits({ id }: { readonly id: string }) {
  const limits = useQuery(limitsQuery(id));
  if (!limits.data) return null;
  const { length, limit, maker, quota } = limits.data;
  return (
    <ul className="draft-limits">
      <li>
        篇幅 <strong>{length}</strong> 字，一般不超过 {limit} 字
        {length > limit ? <span className="tag late">超过，送审时写明理由</span> : null}
      </li>
      {quota && maker ? (
        <li>
          {maker.name} {quota.year} 年已公布 <strong>{quota.issued}</strong> 件
          {quota.lastYear === null
            ? '，目录里没有上一年度的数字，不作比较'
            : `，上一年度 ${quota.lastYear} 件`}
          {quota.over ? <span className="tag late">再发就超过，要书面说明</span> : null}
        </li>
      ) : null}
    </ul>
  );
}

/** The list of near copies, article by article. */
export function NearCopiesList({ id }: { readonly id: string }) {
  const found = useQuery(nearCopiesQuery(id));
  return (
    <section aria-labelledby="near-title" className="near-copies">
      <h2 id="near-title">和已公布的文件、法规相同的文字</h2>
      {found.isError ? <Failure error={found.error} again={() => found.refetch()} /> : null}
      {found.isPending ? <Waiting rows={3} what="正在比对" /> : null}
      {found.data ? (
        <>
          {found.data.items.length === 0 ? (
            <p className="quiet">没有发现大段相同的文字。</p>
          ) : (
            <ol>
              {found.data.items.map((copy) => (
                <li key={`${copy.kind}/${copy.region}/${copy.code}`}>
                  <p>
                    <a href={copy.href}>{copy.title}</a>
                    {copy.kind === 'document' ? <span className="quiet">　{copy.code}</span> : null}
                    {copy.status && copy.status !== '有效' ? (
                      <span className="tag">{copy.status}</span>
                    ) : null}
                    <span className={copy.share >= 0.5 ? 'tag late' : 'tag soon'}>
                      相同 {percent(copy.share)}
                    </span>
                  </p>
                  {copy.pairs.length ? (
                    <details>
                      <summary>{copy.pairs.length} 条基本相同，逐条对照</summary>
                      <dl className="near-pairs">
                        {copy.pairs.map((p) => (
                          <div key={`${p.draft}/${p.source}`}>
                            <dt className="near-pair-head">
                              本稿{p.draft}　对　{p.source}（{percent(p.share)}）
                            </dt>
                            <dd className="song">{p.text}</dd>
                          </div>
                        ))}
                      </dl>
                    </details>
                  ) : null}
                </li>
              ))}
            </ol>
          )}
          {found.data.pending > 0 ? (
            <p className="quiet small">还有 {found.data.pending} 份文本没有读入，稍后再看结果更全。</p>
          ) : null}
          <p className="quiet small">
            重复上位规定或者已有文件、没有实质内容的，不再制发；确需制发的，删去重复的条文。
          </p>
        </>
      ) : null}
    </section>
  );
}
