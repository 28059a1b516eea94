/** The plan as a picture: ten chapters, 53 tasks, each a tile with its state and figure; organs and regions side by side. */
import { chineseNumber } from '@fadu/kernel/citation';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { LIGHTS, type Light, type PlanLine, planTasksQuery, signOf } from '../../api/plan.ts';
import { plainDay } from '../../days.ts';
import { Empty, Failure, Waiting } from '../../parts/states.tsx';
import { SideBySide } from './side-by-side.tsx';

function Tile({ task, dim }: { readonly task: PlanLine; readonly dim: boolean }) {
  const measured = task.light.colour !== 'grey' || task.completion > 0;
  return (
    <li className={dim ? 'dim' : undefined}>
      <Link
        to="/plan/$number"
        params={{ number: String(task.number) }}
        className={`tile ${task.light.colour}`}
        title={task.light.reason}
        data-row={dim ? undefined : true}
      >
        <span className="tile-head">
          <span>{task.number}</span>
          <span>
            {signOf(task.light.colour)} {task.light.text}
          </span>
        </span>
        <span className="tile-title">{task.title}</span>
        <span className="tile-foot">
          <span className="tile-bar" aria-hidden="true">
            <span style={{ width: `${task.completion}%` }} />
          </span>
          <b>{measured ? `${task.completion}%` : '—'}</b>
        </span>
      </Link>
    </li>
  );
}

function Chapters({ items, light }: { readonly items: readonly PlanLine[]; readonly light?: Light }) {
  const chapters = [...Map.groupBy(items, (t) => t.chapter.number).values()];
  return (
    <div className="chapters">
      {items[0]?.chapter.number === 2 ? (
        <section>
          <h2>一、总体要求</h2>
          <p className="quiet small">本章写指导思想、原则和目标，没有单列任务。</p>
        </section>
      ) : null}
      {chapters.map((tasks) => {
        const chapter = tasks[0]?.chapter;
        const mean = Math.floor(tasks.reduce((n, t) => n + t.completion, 0) / tasks.length);
        const late = tasks.filter((t) => t.light.colour === 'red').length;
        return (
          <section key={chapter?.number} aria-labelledby={`chapter-${chapter?.number}`}>
            <div className="chapter-head">
              <h2 id={`chapter-${chapter?.number}`}>
                {chineseNumber(chapter?.number ?? 0)}、{chapter?.title}
              </h2>
              <p className="small quiet">
                {tasks.length} 项，完成 {mean}%
                {late ? (
                  <>
                    ，<span className="mark late">{late} 项滞后</span>
                  </>
                ) : null}
              </p>
            </div>
            <ul className="tiles">
              {tasks.map((t) => (
                <Tile key={t.number} task={t} dim={light !== undefined && t.light.colour !== light} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

const VIEWS = [
  [undefined, '十章任务'],
  ['body', '单位并列'],
  ['region', '地区并列'],
] as const;

export function PlanPage() {
  const { light, by } = useSearch({ from: '/plan' });
  const plan = useQuery(planTasksQuery({}));
  if (plan.isPending) return <Waiting rows={16} what="正在读取实施方案" />;
  if (plan.isError) return <Failure error={plan.error} again={() => plan.refetch()} />;
  const { plan: head, summary, items, region } = plan.data;
  return (
    <>
      <div className="page-head">
        <h1>{head.title.replace('(', '（').replace(')', '）')}</h1>
        <p className="lead">
          {head.number}，{region.name}。
          {head.document
            ? `正文已导入（${plainDay(head.document.importedAt.slice(0, 10))}，第 ${head.document.version} 版）。`
            : '正文尚未导入，任务名称是本系统的概括。'}
          进度由各系统的记录算出，不能手工填写。
        </p>
      </div>
      <section className="plan-sum" aria-label="总体进度">
        <p className="plan-figure">
          <b>{summary.completion}%</b>
          <span className="quiet small">
            平均完成
            <br />
            {summary.total} 项任务，目标 100%
          </span>
        </p>
        <ul className="lights">
          {LIGHTS.map((l) => (
            <li key={l.light}>
              <Link
                to="/plan"
                search={light === l.light ? {} : { light: l.light }}
                className={`light ${l.light}`}
                aria-current={light === l.light ? 'true' : undefined}
                activeOptions={{ exact: true, includeSearch: true }}
              >
                <b>{summary.counts[l.light]}</b>
                <span>
                  {l.sign} {l.word}
                </span>
              </Link>
            </li>
          ))}
        </ul>
        <p className="quiet small">
          {summary.overdue ? `${summary.overdue} 项应完成未完成；` : ''}采信证据 {summary.evidence} 件。
        </p>
      </section>
      <nav className="tabs" aria-label="看法">
        {VIEWS.map(([id, title]) => (
          <Link
            key={title}
            to="/plan"
            search={{ by: id }}
            aria-current={by === id ? 'page' : undefined}
            activeOptions={{ exact: true, includeSearch: true }}
          >
            {title}
          </Link>
        ))}
      </nav>
      {by ? (
        <SideBySide by={by} />
      ) : items.length ? (
        <Chapters items={items} light={light} />
      ) : (
        <Empty title="没有任务">导入实施方案正文以后，任务列在这里。</Empty>
      )}
    </>
  );
}
