/** Organs or regions side by side: bars with target and number of tasks; each leads on to its tasks. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { type Light, type PlanProgress, planProgressQuery, planTasksQuery, signOf } from '../../api/plan.ts';
import { Empty, Failure, Waiting } from '../../parts/states.tsx';

const Bars = lazy(() => import('../../parts/bars.tsx'));

export const COLOURS: Readonly<Record<Light, string>> = {
  red: '#B3261E',
  yellow: '#B7791F',
  green: '#2F6F5E',
  blue: '#1F3A5F',
  grey: '#A9A294',
};

type Line = PlanProgress['items'][number];

function labelOf(line: Line): string {
  if (line.total === 0) return '尚未承接';
  const late = line.counts.red ? `，${line.counts.red} 项滞后` : '';
  return `${line.completion}%（${line.total} 项${late}）`;
}

/** Tasks of the line that was chosen, for a body or a region. */
function Tasks({ by, line }: { readonly by: 'body' | 'region'; readonly line: Line }) {
  const filter = by === 'region' ? { region: line.key } : {};
  const plan = useQuery(planTasksQuery(filter));
  if (plan.isPending) return <Waiting rows={4} what="正在读取任务" />;
  if (plan.isError) return <Failure error={plan.error} again={() => plan.refetch()} />;
  const numbers = new Set(line.tasks.map((t) => t.number));
  const tasks = plan.data.items.filter((t) => numbers.has(t.number));
  return (
    <section aria-labelledby="chosen">
      <div className="group-head">
        <h2 id="chosen">{line.name}</h2>
        <span className="n">{tasks.length}</span>
        <span className="quiet small">
          {by === 'body'
            ? line.leads?.length
              ? `牵头 ${line.leads.length} 项，另参与 ${line.shares?.length ?? 0} 项`
              : '只参与，不牵头'
            : ''}
        </span>
      </div>
      <ul className="rows">
        {tasks.map((t) => (
          <li key={t.number}>
            <Link to="/plan/$number" params={{ number: String(t.number) }} className="row task-row" data-row>
              <span className={`light-word ${t.light.colour}`}>
                {signOf(t.light.colour)} {t.light.text}
              </span>
              <span>
                {t.number}. {t.title}
              </span>
              <span className="quiet small">{t.light.reason}</span>
              <b className="num">{t.completion}%</b>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function SideBySide({ by }: { readonly by: 'body' | 'region' }) {
  const progress = useQuery(planProgressQuery(by));
  const [chosen, setChosen] = useState<string | null>(null);
  const bars = useMemo(
    () =>
      (progress.data?.items ?? []).map((line) => ({
        key: line.key,
        name: line.name,
        value: line.total ? line.completion : null,
        label: labelOf(line),
        colour: COLOURS[line.light],
      })),
    [progress.data],
  );
  if (progress.isPending) return <Waiting rows={10} what="正在汇总进度" />;
  if (progress.isError) return <Failure error={progress.error} again={() => progress.refetch()} />;
  if (bars.length === 0)
    return <Empty title="没有可以并列的">任务立项以后，各单位和各地区的进度在这里并列比较。</Empty>;
  const line = progress.data.items.find((l) => l.key === chosen);
  return (
    <div className="stack">
      <p className="small quiet">
        {by === 'body' ? '按牵头的任务计；不牵头的，按参与的任务计。' : '各地区承接的任务的平均完成。'}
        点一条，看它的任务。
      </p>
      <label className="side-choose small">
        {by === 'body' ? '单位' : '地区'}{' '}
        <select value={chosen ?? ''} onChange={(e) => setChosen(e.target.value || null)}>
          <option value="">选一个看任务</option>
          {bars.map((b) => (
            <option key={b.key} value={b.key}>
              {b.name}
            </option>
          ))}
        </select>
      </label>
      {line ? <Tasks by={by} line={line} /> : null}
      <Suspense fallback={<Waiting rows={10} what="正在画图" />}>
        <Bars
          title={by === 'body' ? '各单位完成进度' : '各地区完成进度'}
          bars={bars}
          target={100}
          choose={setChosen}
        />
      </Suspense>
    </div>
  );
}
