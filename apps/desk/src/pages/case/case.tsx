/** A case: where it is, what may be done now, what runs, what is on file, what happened. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { caseQuery } from '../../api/queries.ts';
import type { CaseDetail } from '../../api/types.ts';
import { moment, plainDay } from '../../days.ts';
import { Chart } from '../../parts/chart.tsx';
import { ProofDrawer, type ProofOfWhat } from '../../parts/proof.tsx';
import { Failure, Waiting } from '../../parts/states.tsx';
import { useSession } from '../../session.tsx';
import { versionsOf } from '../../versions.ts';
import { CaseImpact } from '../law/case-impact.tsx';
import { LAW_CHANGE } from '../law/code.ts';
import { ActDrawer } from './act-drawer.tsx';
import { Acts } from './acts.tsx';
import { Clocks } from './clocks.tsx';
import { Materials } from './materials.tsx';
import { Papers } from './papers.tsx';
import { Sealed } from './sealed.tsx';
import { CaseText } from './text.tsx';
import { Timeline } from './timeline.tsx';

/** Papers are made right after the act: look again when they should be there. */
const LOOK_AGAIN_MS = [1_500, 4_000, 9_000];

const PHASE_WORD: Readonly<Record<string, string>> = { done: '已过', current: '现在', skipped: '未经过' };

function Phases({ view }: { readonly view: CaseDetail }) {
  return (
    <section aria-labelledby="phases-title">
      <h2 id="phases-title" className="sr">
        到了哪一步
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen the line scrolls, and the keyboard must reach it */}
      <ol className="phases" tabIndex={0} aria-labelledby="phases-title">
        {view.phases.map((p) => (
          <li key={p.id} className={p.state} aria-current={p.state === 'current' ? 'step' : undefined}>
            <span>{p.title}</span>
            {PHASE_WORD[p.state] ? (
              <small>{p.state === 'current' && view.ended ? '已办结' : PHASE_WORD[p.state]}</small>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Aside({ view }: { readonly view: CaseDetail }) {
  const { today } = useSession();
  const holding = view.conditions.filter((c) => c.holds);
  return (
    <aside className="aside" aria-label="基本情况">
      <section>
        <h2>各方</h2>
        <dl className="facts">
          {view.parties.map((p) => (
            <div key={p.relation} style={{ display: 'contents' }}>
              <dt>{p.title}</dt>
              <dd>{p.names.join('、')}</dd>
            </div>
          ))}
        </dl>
      </section>
      {holding.length ? (
        <section>
          <h2>已认定</h2>
          <ul>
            {holding.map((c) => (
              <li key={c.name} className="small">
                ✓ {c.title}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {view.beside.length ? (
        <section aria-label="关联事项">
          <h2>关联事项</h2>
          <ul className="beside">
            {view.beside.map((other) => (
              <li key={other.id} className="small">
                <Link to="/cases/$id" params={{ id: other.id }}>
                  {other.title || other.procedure}
                </Link>
                <span className="quiet" style={{ display: 'block' }}>
                  {other.procedure}　{other.phase}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Sealed view={view} />
      <section>
        <h2>登记</h2>
        <dl className="facts">
          <dt>立件</dt>
          <dd>{moment(view.openedAt, today)}</dd>
          <dt>最近</dt>
          <dd>{moment(view.changedAt, today)}</dd>
          <dt>公开</dt>
          <dd>{view.public ? '公众可以看到进度' : '尚未公开'}</dd>
          <dt>依据</dt>
          <dd>
            <Link to="/procedures/$code" params={{ code: view.procedure.code }}>
              {view.procedure.title}
            </Link>
            <span className="quiet small">（{plainDay(view.procedure.version)}起施行的版本）</span>
          </dd>
          <dt>编号</dt>
          <dd className="small quiet">{view.id}</dd>
        </dl>
      </section>
    </aside>
  );
}

function Tabs({ view }: { readonly view: CaseDetail }) {
  const { tab } = useSearch({ from: '/cases/$id' });
  const has = versionsOf(view.timeline).length > 0;
  const all = [
    [undefined, '办理'],
    ...(has ? ([['text', '文本']] as const) : []),
    ['chart', '流程图'],
  ] as const;
  return (
    <nav className="tabs" aria-label="本件的内容">
      {all.map(([id, title]) => (
        <Link
          key={title}
          to="/cases/$id"
          params={{ id: view.id }}
          search={{ tab: id }}
          aria-current={tab === id ? 'page' : undefined}
          activeOptions={{ exact: true, includeSearch: true }}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}

/** Cases that grow out of this one. */
function Opens({ view }: { readonly view: CaseDetail }) {
  if (view.opens.length === 0) return null;
  return (
    <nav className="opens" aria-label="由本件另立一件">
      {view.opens.map((o) => (
        <Link
          key={`${o.procedure}/${o.act}`}
          to="/new/$code"
          params={{ code: o.procedure }}
          search={{ from: view.id, act: o.act }}
        >
          {o.title}
        </Link>
      ))}
    </nav>
  );
}

function Loaded({ view }: { readonly view: CaseDetail }) {
  const { tab, act: wanted } = useSearch({ from: '/cases/$id' });
  const navigate = useNavigate({ from: '/cases/$id' });
  const client = useQueryClient();
  const [proof, setProof] = useState<ProofOfWhat | null>(null);
  const act = view.may.find((a) => a.act === wanted) ?? null;
  const openAct = (id: string | undefined) =>
    void navigate({ search: (s) => ({ ...s, act: id }), replace: id === undefined, resetScroll: false });
  // After an act its papers follow.
  const first = useRef(view.seq);
  useEffect(() => {
    if (view.seq === first.current) return;
    first.current = view.seq;
    const timers = LOOK_AGAIN_MS.map((ms) =>
      window.setTimeout(() => void client.invalidateQueries({ queryKey: ['case', view.id] }), ms),
    );
    return () => {
      for (const timer of timers) window.clearTimeout(timer);
    };
  }, [client, view.id, view.seq]);
  const state = useMemo(
    () => ({
      done: [...new Set(view.timeline.filter((e) => !e.voided).map((e) => e.act))],
      may: view.may.map((a) => a.act),
      current: view.phase.id,
    }),
    [view],
  );
  return (
    <>
      <p className="crumbs">
        <Link to="/cases" search={{ procedure: view.procedure.code }}>
          {view.procedure.title}
        </Link>
      </p>
      <div className="page-head">
        <h1>{view.title || '没有标题的事项'}</h1>
        {view.demo ? <span className="demo">演示数据</span> : null}
        {view.ended ? (
          <span className={view.ended === 'done' ? 'tag done' : 'tag'}>已办结：{view.phase.title}</span>
        ) : null}
      </div>
      <Phases view={view} />
      <Tabs view={view} />
      {tab === 'text' ? <CaseText view={view} /> : null}
      {tab === 'chart' ? (
        <>
          <p className="quiet small" style={{ marginBottom: 10 }}>
            绿底的已经办理，蓝框加粗的现在可办，可以直接点开。图由程序定义生成。
          </p>
          <Chart
            code={view.procedure.code}
            state={state}
            choose={(id) => view.may.some((a) => a.act === id) && openAct(id)}
          />
        </>
      ) : null}
      {tab === undefined ? (
        <div className="case-grid">
          <div className="stack">
            <Acts view={view} open={(a) => openAct(a.act)} />
            <Opens view={view} />
            {view.procedure.code === LAW_CHANGE ? <CaseImpact view={view} /> : null}
            <Clocks clocks={view.clocks} />
            <Papers papers={view.papers} prove={setProof} />
            <Materials view={view} />
            <Timeline view={view} prove={setProof} />
          </div>
          <Aside view={view} />
        </div>
      ) : null}
      <ActDrawer act={act} view={view} close={() => openAct(undefined)} />
      <ProofDrawer what={proof} close={() => setProof(null)} />
    </>
  );
}

export function CasePage() {
  const { id } = useParams({ from: '/cases/$id' });
  const found = useQuery(caseQuery(id));
  if (found.isPending) return <Waiting rows={14} what="正在读取事项" />;
  if (found.isError) return <Failure error={found.error} again={() => found.refetch()} />;
  return <Loaded key={id} view={found.data} />;
}
