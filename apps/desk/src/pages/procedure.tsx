/** A procedure: the guide, the chart, and the proof that its rules hold on every path. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { guideQuery, proofQuery } from '../api/queries.ts';
import type { Guide } from '../api/types.ts';
import { plainDay } from '../days.ts';
import { Chart } from '../parts/chart.tsx';
import { Cites } from '../parts/cites.tsx';
import { Failure, Waiting } from '../parts/states.tsx';

type GuideAct = Guide['phases'][number]['acts'][number];
type Law = Guide['laws'][number];

function Act({ act }: { readonly act: GuideAct }) {
  return (
    <li id={act.anchor} className="guide-act">
      <h3>
        {act.title}
        {act.optional ? <span className="tag">不是每件都有</span> : null}
        {act.repeats ? <span className="tag">可以多次</span> : null}
        {act.published ? <span className="tag done">公开</span> : null}
      </h3>
      <p className="small">
        由{act.who.join('、')}办理{act.when ? `，${act.when}时` : ''}。{act.about ? `${act.about}。` : ''}
      </p>
      {act.limits.length ? (
        <ul>
          {act.limits.map((l, i) => (
            <li key={i} className="small">
              <span className="tag now">{l.text}</span> <Cites list={l.cites} />
            </li>
          ))}
        </ul>
      ) : null}
      {act.needs.length + act.checks.length + act.fields.length + act.papers.length > 0 ? (
        <details>
          <summary className="small quiet">
            {[
              act.needs.length && `条件 ${act.needs.length} 项`,
              act.checks.length && `核对 ${act.checks.length} 项`,
              act.fields.length && `填写 ${act.fields.length} 项`,
              act.papers.length && `文书 ${act.papers.length} 份`,
            ]
              .filter(Boolean)
              .join('，')}
          </summary>
          <ul className="guide-rules">
            {[...act.needs, ...act.checks].map((n) => (
              <li key={n.code}>
                {'must' in n && n.must ? `须：${n.must}。不具备时：` : ''}
                {n.say.replace(/[。.]?$/, '。')} <Cites list={n.cites} />
              </li>
            ))}
            {act.fields.length ? (
              <li>填写：{act.fields.map((f) => `${f.title}${f.required ? '' : '（选填）'}`).join('、')}。</li>
            ) : null}
            {act.papers.length ? <li>生成：{act.papers.map((p) => p.title).join('、')}。</li> : null}
          </ul>
        </details>
      ) : null}
      <Cites list={act.cites} />
    </li>
  );
}

function GuideView({ guide }: { readonly guide: Guide }) {
  const marks = [...guide.marks.unverified, ...guide.marks.design];
  return (
    <div className="stack guide">
      {guide.phases.map((p) => (
        <section key={p.id} aria-labelledby={`phase-${p.id}`}>
          <h2 id={`phase-${p.id}`}>
            {p.number}. {p.title}
            {p.main ? null : <span className="quiet small">　不是每件都经过</span>}
          </h2>
          <ol>
            {p.acts.map((a) => (
              <Act key={a.id} act={a} />
            ))}
          </ol>
          {p.also.length ? (
            <p className="quiet small">这一阶段还可以：{p.also.map((a) => a.title).join('、')}。</p>
          ) : null}
        </section>
      ))}
      {guide.across.length ? (
        <section>
          <h2>几个阶段都可以办的</h2>
          <ol>
            {guide.across.map((a) => (
              <Act key={a.id} act={a} />
            ))}
          </ol>
        </section>
      ) : null}
      <section>
        <h2>期限一览</h2>
        <div className="scroll-x">
          <table className="data">
            <thead>
              <tr>
                <th scope="col">期限</th>
                <th scope="col">长短</th>
                <th scope="col">由谁遵守</th>
                <th scope="col">依据</th>
              </tr>
            </thead>
            <tbody>
              {guide.clocks.map((c) => (
                <tr key={c.clock}>
                  <td>{c.title}</td>
                  <td>
                    {c.lengths.map((l, i) => (
                      <div key={i}>
                        {l.text}
                        {l.when ? <span className="quiet small">（{l.when}）</span> : null}
                      </div>
                    ))}
                    {c.extension ? <div className="quiet small">{c.extension}</div> : null}
                  </td>
                  <td>{c.owedBy}</td>
                  <td>
                    <Cites list={c.cites} label="见" />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      {marks.length ? (
        <section className="note soon">
          <h2>需要留意的依据</h2>
          <ul className="small">
            {guide.marks.unverified.map((m) => (
              <li key={m}>{m}</li>
            ))}
            {guide.marks.design.map((m) => (
              <li key={m}>{m.replace(/:/g, '：')}</li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}

function ProofView({ code, laws }: { readonly code: string; readonly laws: readonly Law[] }) {
  const proof = useQuery(proofQuery(code));
  if (proof.isPending) return <Waiting rows={10} what="正在逐一探索所有可能的走法" />;
  if (proof.isError) return <Failure error={proof.error} again={() => proof.refetch()} />;
  const p = proof.data;
  const n = (value: number) => value.toLocaleString('zh-CN');
  return (
    <div className="stack">
      <div className={p.ok ? 'note done' : 'note late'}>
        <h2>{p.ok ? '✓ 每一条规则在每一种走法上都成立' : '有规则在某些走法上不成立'}</h2>
        <p>
          程序能到达的 {n(p.markings)} 种状态、{n(p.steps)} 个变化逐一走过，其中 {n(p.ends)} 种是办结。
          {p.findings.length === 0 ? '没有走不到的步骤，没有走不出去的状态，办结时没有遗留的义务。' : ''}
        </p>
      </div>
      <ol className="rows">
        {p.laws.map((l) => (
          <li key={l.law.code} className="law">
            <span className={l.holds ? 'mark done' : 'mark late'}>{l.holds ? '✓ 成立' : '✕ 不成立'}</span>
            <div>
              {l.law.says}
              <div>
                <Cites list={laws.find((x) => x.code === l.law.code)?.cites ?? []} />
              </div>
              {l.path ? (
                <ol className="steps small">
                  {l.path.map((s, i) => (
                    <li key={i}>
                      {s.title}
                      {s.became.map((b) => (
                        <span key={b.title} className="quiet">
                          {` ${b.title}：${b.holds ? '是' : '否'}`}
                        </span>
                      ))}
                    </li>
                  ))}
                </ol>
              ) : null}
            </div>
          </li>
        ))}
        {p.findings.map((f, i) => (
          <li key={`f${i}`} className="law">
            <span className="mark late">✕ 发现</span>
            <div>{f.say}</div>
          </li>
        ))}
      </ol>
    </div>
  );
}

const TABS = [
  [undefined, '指南'],
  ['chart', '流程图'],
  ['proof', '证明'],
] as const;

export function ProcedurePage() {
  const { code } = useParams({ from: '/procedures/$code' });
  const { tab } = useSearch({ from: '/procedures/$code' });
  const guide = useQuery(guideQuery(code));
  if (guide.isPending) return <Waiting rows={12} what="正在读取程序" />;
  if (guide.isError) return <Failure error={guide.error} again={() => guide.refetch()} />;
  const g = guide.data;
  return (
    <>
      <p className="crumbs">
        <Link to="/procedures">程序</Link>
      </p>
      <div className="page-head">
        <h1>{g.title}</h1>
        <span className="quiet">{plainDay(g.from)}起施行的版本</span>
        <p className="lead">
          {g.about} <Cites list={g.cites} />
        </p>
      </div>
      <nav className="tabs" aria-label="程序的内容">
        {TABS.map(([id, title]) => (
          <Link
            key={title}
            to="/procedures/$code"
            params={{ code }}
            search={{ tab: id }}
            aria-current={tab === id ? 'page' : undefined}
            activeOptions={{ exact: true, includeSearch: true }}
          >
            {title}
          </Link>
        ))}
      </nav>
      {tab === 'chart' ? (
        <Chart code={code} choose={(act) => window.location.assign(`/desk/procedures/${code}#act-${act}`)} />
      ) : null}
      {tab === 'proof' ? <ProofView code={code} laws={g.laws} /> : null}
      {tab === undefined ? <GuideView guide={g} /> : null}
    </>
  );
}
