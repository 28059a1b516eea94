/** Changes of law: those that wait for a second person, and those on record with what is still to be reviewed. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { lawChangesQuery, type RecordedChange } from '../../api/laws.ts';
import { casesQuery } from '../../api/queries.ts';
import { moment, plainDay } from '../../days.ts';
import { articleWords } from '../../law-names.ts';
import { Empty, Failure, Waiting } from '../../parts/states.tsx';
import { useSession } from '../../session.tsx';
import { LAW_CHANGE } from './code.ts';

/** Tag of each standing. */
export const STANDING_TAG: Readonly<Record<RecordedChange['standing'], string>> = {
  无需调整: 'tag',
  调整中: 'tag soon',
  已逾期: 'tag late',
  已办结: 'tag done',
  逾期办结: 'tag',
};

function Recorded({ change }: { readonly change: RecordedChange }) {
  const { today } = useSession();
  const fallen = change.affected.filter((a) => a.fallen).length;
  return (
    <li>
      <Link to="/cases/$id" params={{ id: change.caseId }} className="row case-row" data-row>
        <span>
          <span className="name">{change.says}</span>
          <span className="quiet small" style={{ display: 'block' }}>
            {plainDay(change.effectiveOn)}起{change.change}　{change.by}
          </span>
        </span>
        <span>
          <span className={STANDING_TAG[change.standing]}>{change.standing}</span>
        </span>
        <span className="small">
          {change.count ? `${change.count}项受影响，${fallen}项暂停实施` : '没有事项受影响'}
        </span>
        <span className="quiet small">
          {change.due && change.standing !== '已办结'
            ? `最后一日 ${plainDay(change.due)}`
            : `${moment(change.recordedAt, today)} 登记`}
        </span>
      </Link>
    </li>
  );
}

/** Proposed and not yet on record: these may be seen by those who handle them. */
function Waitings({ recorded }: { readonly recorded: readonly RecordedChange[] }) {
  const { today } = useSession();
  const cases = useInfiniteQuery(casesQuery({ procedure: LAW_CHANGE, state: 'open' }));
  const known = new Set(recorded.map((c) => c.caseId));
  const waiting = (cases.data?.pages ?? []).flatMap((p) => p.items).filter((c) => !known.has(c.id));
  if (waiting.length === 0) return null;
  return (
    <section aria-labelledby="waiting-title">
      <div className="group-head">
        <h2 id="waiting-title">等待核对</h2>
        <span className="n">{waiting.length}</span>
        <span className="quiet small">提出的人不能自己核对</span>
      </div>
      <ul className="rows">
        {waiting.map((c) => (
          <li key={c.id}>
            <Link to="/cases/$id" params={{ id: c.id }} className="row case-row" data-row>
              <span className="name">{c.title}</span>
              <span>
                <span className="tag now">{c.phase.title}</span>
              </span>
              <span className="small">{c.owner}</span>
              <span className="quiet small">{moment(c.changedAt, today)} 更新</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The page. */
export function LawChanges() {
  const { me } = useSession();
  const navigate = useNavigate();
  const changes = useQuery(lawChangesQuery);
  const items = changes.data?.items ?? [];
  const may = me.posts.some((p) => p.role === 'law-keeper');
  return (
    <>
      <div className="page-head">
        <h1>法律变动</h1>
        {may ? (
          <Button type="primary" onClick={() => void navigate({ to: '/law-changes/new' })}>
            提出法律变动
          </Button>
        ) : null}
        <p className="lead">
          法律、法规、规章废止或者修改，登记的同时，没有其他依据的事项暂停实施，其余的由实施机关限期核对。条文可以在
          <a href="/laws">法规查询</a>里找。
        </p>
      </div>
      {changes.isError ? <Failure error={changes.error} again={() => changes.refetch()} /> : null}
      {changes.isPending ? <Waiting rows={6} what="正在读取法律变动" /> : null}
      {changes.data ? <Waitings recorded={items} /> : null}
      {items.length ? (
        <section aria-labelledby="recorded-title">
          <div className="group-head">
            <h2 id="recorded-title">已登记</h2>
            <span className="n">{items.length}</span>
          </div>
          <ul className="rows">
            {items.map((c) => (
              <Recorded key={c.caseId} change={c} />
            ))}
          </ul>
        </section>
      ) : null}
      {changes.data && items.length === 0 ? (
        <Empty title="还没有登记的法律变动">
          {may
            ? '按“提出法律变动”写明哪部、哪几条，另一人核对以后登记，登记的列在这里。'
            : '法规库管理人员提出、合法性审核人员核对登记以后，列在这里。'}
        </Empty>
      ) : null}
    </>
  );
}

/** The articles of a change in words, or the whole text. */
export const placesOf = (c: { readonly articles: readonly string[] }): string =>
  c.articles.length ? c.articles.map(articleWords).join('、') : '整部';
