/** One task: who, how far, why that light, which figures and records stand behind it, and what to do next. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { type PlanRef, type PlanTaskDetail, planTaskQuery, signOf } from '../../api/plan.ts';
import { caseQuery } from '../../api/queries.ts';
import { longDay } from '../../days.ts';
import { SidePanel } from '../../parts/side-panel.tsx';
import { Failure, Waiting } from '../../parts/states.tsx';
import { useSession } from '../../session.tsx';
import { OpenTask } from './open-task.tsx';

const COORDINATOR = 'plan-coordinator';
const REPORTER = 'plan-reporter';
const FEW = 8;

/** Records behind a figure by their titles, each leading to its case. One that this post may not see keeps its number. */
export function Refs({ refs }: { readonly refs: readonly PlanRef[] }) {
  const [all, setAll] = useState(false);
  const cases = refs.filter((r) => r.kind === 'case');
  const shown = all ? cases : cases.slice(0, FEW);
  const titles = useQueries({
    queries: shown.map((r) => ({ ...caseQuery(r.id), retry: false, staleTime: 60_000 })),
  });
  if (cases.length === 0) return null;
  return (
    <ul className="refs small">
      {shown.map((r, i) => (
        <li key={`${r.id}${r.seq ?? ''}${i}`}>
          <Link to="/cases/$id" params={{ id: r.id }} hash={r.seq ? `act-${r.seq}` : undefined}>
            {r.counted === false ? '✕ ' : r.counted ? '✓ ' : ''}
            {titles[i]?.data?.title ?? `事项 ${r.id.split('-').at(-1)?.slice(0, 6)}`}
            {r.seq ? `，第 ${r.seq} 步` : ''}
          </Link>
        </li>
      ))}
      {cases.length > shown.length ? (
        <li>
          <button type="button" className="linklike" onClick={() => setAll(true)}>
            其余 {cases.length - shown.length} 件
          </button>
        </li>
      ) : null}
    </ul>
  );
}

function Measure({ measure }: { readonly measure: PlanTaskDetail['measures'][number] }) {
  const { rate, target, numerator, denominator, met } = measure;
  return (
    <li className="measure">
      <h3>{measure.title}</h3>
      {rate === null ? (
        <p className="quiet">没有可以计量的事项，不按达标计。</p>
      ) : (
        <div className="measure-line">
          <span className="measure-bar" aria-hidden="true">
            <span className={met ? 'met' : 'short'} style={{ width: `${Math.min(rate, 100)}%` }} />
            <i style={{ left: `${Math.min(target, 100)}%` }} />
          </span>
          <b>{rate}%</b>
          <span className={met ? 'mark done' : 'mark late'}>
            {met ? '✓ 达到' : '✕ 没有达到'}目标 {target}%
          </span>
          <span className="quiet">
            {denominator} 件中 {numerator} 件
          </span>
        </div>
      )}
      <p className="small quiet">{measure.counts}。</p>
      <Refs refs={measure.refs} />
    </li>
  );
}

const TARGET_WORD: Readonly<Record<PlanTaskDetail['targets'][number]['state'], readonly [string, string]>> = {
  met: ['mark done', '✓ 按期达成'],
  'met-late': ['mark soon', '◐ 逾期达成'],
  'met-now': ['mark done', '✓ 现已达到'],
  open: ['mark idle', '○ 尚未到期'],
  missed: ['mark late', '● 到期没有达成'],
};

function Dated({ task }: { readonly task: PlanTaskDetail }) {
  if (task.targets.length + task.milestones.length === 0) return null;
  return (
    <section aria-labelledby="dated">
      <h2 id="dated">节点和有日期的目标</h2>
      <ul className="rows">
        {task.targets.map((t, i) => (
          <li key={`t${i}`} className="dated">
            <span className={TARGET_WORD[t.state][0]}>{TARGET_WORD[t.state][1]}</span>
            <span>{t.what}</span>
            <span className="quiet small">
              {longDay(t.due)}前{t.overdueSince ? `，逾期自 ${t.overdueSince}` : ''}
            </span>
            <Refs refs={t.refs} />
          </li>
        ))}
        {task.milestones.map((m, i) => (
          <li key={`m${i}`} className="dated">
            <span
              className={
                m.proved ? (m.late ? 'mark soon' : 'mark done') : m.overdue ? 'mark late' : 'mark idle'
              }
            >
              {m.proved ? (m.late ? '◐ 逾期完成' : '✓ 已有证据') : m.overdue ? '● 逾期' : '○ 尚未到期'}
            </span>
            <span>{m.what}</span>
            <span className="quiet small">{longDay(m.due)}前</span>
            <Refs refs={m.refs} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Actions({ task }: { readonly task: PlanTaskDetail }) {
  const { post } = useSession();
  const [opening, setOpening] = useState(false);
  if (task.case) {
    const advice = task.advice;
    const act = advice?.act ?? (post?.role === REPORTER ? 'report' : undefined);
    return (
      <p className="toolbar">
        {act ? (
          <Link to="/cases/$id" params={{ id: task.case.id }} search={{ act }} className="button-link">
            {advice?.say ?? '报送进展'}
          </Link>
        ) : null}
        <Link to="/cases/$id" params={{ id: task.case.id }}>
          到台账事项：报送、核验、督办都在那里办
        </Link>
      </p>
    );
  }
  if (post?.role !== COORDINATOR)
    return <p className="quiet">这项任务还没有立项跟踪，由统筹部门的方案统筹人员立项。</p>;
  return (
    <>
      <p className="toolbar">
        <Button type="primary" onClick={() => setOpening(true)}>
          立项跟踪
        </Button>
        <span className="quiet small">立项后由牵头单位报送进展，统筹部门核验。</span>
      </p>
      <SidePanel
        open={opening}
        onClose={() => setOpening(false)}
        title={`立项跟踪：第 ${task.number} 项任务`}
        size={760}
        maskClosable={false}
      >
        <OpenTask task={task} />
      </SidePanel>
    </>
  );
}

function Body({ task }: { readonly task: PlanTaskDetail }) {
  return (
    <div className="case-grid">
      <div className="stack">
        <section
          className={`note ${task.light.colour === 'red' ? 'late' : task.light.colour === 'yellow' ? 'soon' : task.light.colour === 'green' ? 'done' : ''}`}
        >
          <h2>
            {signOf(task.light.colour)} {task.light.text}，完成 {task.completion}%
          </h2>
          <ul>
            {task.light.reasons.map((r, i) => (
              <li key={i}>
                {r.say}。<Refs refs={r.refs} />
              </li>
            ))}
          </ul>
        </section>
        <Actions task={task} />
        {task.measures.length ? (
          <section aria-labelledby="measures">
            <h2 id="measures">指标</h2>
            <ul>
              {task.measures.map((m) => (
                <Measure key={m.title} measure={m} />
              ))}
            </ul>
          </section>
        ) : null}
        <Dated task={task} />
        {task.children.length ? (
          <section aria-labelledby="children">
            <h2 id="children">各地区承接</h2>
            <table className="data">
              <thead>
                <tr>
                  <th scope="col">地区</th>
                  <th scope="col">状态</th>
                  <th scope="col" className="num">
                    完成
                  </th>
                </tr>
              </thead>
              <tbody>
                {task.children.map((c) => (
                  <tr key={c.region}>
                    <td>
                      {c.caseId ? (
                        <Link to="/cases/$id" params={{ id: c.caseId }}>
                          {c.regionName}
                        </Link>
                      ) : (
                        c.regionName
                      )}
                      {c.mandatory ? '' : <span className="quiet small">（非必办）</span>}
                    </td>
                    <td>
                      <span className={`light-word ${c.light}`}>{signOf(c.light)}</span>
                    </td>
                    <td className="num">{c.completion}%</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ) : null}
        {task.text ? (
          <section aria-labelledby="words">
            <h2 id="words">方案原文</h2>
            <p className="law-text">{task.text}</p>
          </section>
        ) : null}
      </div>
      <aside className="aside" aria-label="责任和依托">
        <section>
          <h2>牵头</h2>
          <p>{task.lead.map((b) => b.name).join('、')}</p>
          {task.leadNote ? <p className="small quiet">{task.leadNote}</p> : null}
        </section>
        <section>
          <h2>责任</h2>
          <p>{task.responsible.map((b) => b.name).join('、') || '无'}</p>
        </section>
        <section>
          <h2>依托的系统</h2>
          <ul>
            {task.systems.map((s) => (
              <li key={s.id}>{s.name}</li>
            ))}
          </ul>
        </section>
        {task.measurable ? (
          <section>
            <h2>衡量</h2>
            <p>{task.measurable}</p>
          </section>
        ) : null}
        {task.selfScore ? (
          <section>
            <h2>自评</h2>
            <p>
              报 {task.selfScore.reported} 分，有采信证据支持的 {task.selfScore.counted} 分
            </p>
          </section>
        ) : null}
      </aside>
    </div>
  );
}

export function TaskPage() {
  const { number } = useParams({ from: '/plan/$number' });
  const task = useQuery(planTaskQuery(number));
  if (task.isPending) return <Waiting rows={12} what="正在读取任务" />;
  if (task.isError) return <Failure error={task.error} again={() => task.refetch()} />;
  const t = task.data;
  return (
    <>
      <p className="crumbs">
        <Link to="/plan">实施方案</Link>　{t.chapter.title}　{t.section.title}
      </p>
      <div className="page-head">
        <h1>
          {t.number}. {t.title}
        </h1>
        <p className="lead">{t.goal}</p>
      </div>
      <Body task={t} />
    </>
  );
}
