/** What one's own body explained in a year (R27.1): days of its duties, and the steps in cases behind the figures. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  type BodyDetail,
  type BodyFigures,
  bodiesQuery,
  type EvidenceLine,
  evidenceQuery,
  popularisationQuery,
} from '../api/popularisation.ts';
import { plainDay } from '../days.ts';
import { Empty, Failure, Waiting } from '../parts/states.tsx';
import { useSession } from '../session.tsx';

const STATES = { met: '按时完成', late: '逾期完成', missed: '没有完成', open: '还没到期' } as const;

function Duties({ detail }: { readonly detail: BodyDetail }) {
  if (detail.duties.length === 0)
    return (
      <Empty title="还没有列入普法责任清单">执法机关都应当列入；由清单管理人员在登记簿里批量登记。</Empty>
    );
  return (
    <ul className="findings">
      {detail.duties.map((d) => (
        <li key={d.code} className="finding">
          <p className="title">{d.name}</p>
          <p className="quiet small">
            讲解{d.laws.join('、')}，对象是{d.audience.join('、')}
          </p>
          <ul>
            {d.days.map((day) => (
              <li key={day.day}>
                {plainDay(day.day)}前：{STATES[day.state]}
                {day.event ? (
                  <>
                    ，
                    <Link to="/cases/$id" params={{ id: day.event }}>
                      {detail.events.find((e) => e.id === day.event)?.title ?? '活动'}
                    </Link>
                  </>
                ) : null}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function Evidence({ items }: { readonly items: readonly EvidenceLine[] }) {
  if (items.length === 0)
    return (
      <Empty title="今年还没有登记">在处罚案件里用“登记释法说理”“出具合规指导书”登记，就列在这里。</Empty>
    );
  return (
    <ul className="findings">
      {items.map((i) => (
        <li key={`${i.caseId}/${i.seq}`} className="finding">
          <p className="title">
            <Link to="/cases/$id" params={{ id: i.caseId }}>
              {i.title}
            </Link>
            <span className="mark">{i.kind}</span>
          </p>
          <p className="quiet small">
            {plainDay(i.on)}
            {i.manner ? `　${i.manner}` : ''}　案件第{i.seq}步
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Why a body is to be reminded; empty: it is not. */
const lack = (b: BodyFigures): string =>
  b.duties === 0 ? '没有列入普法责任清单' : b.due.missed ? `到期没有完成${b.due.missed}次` : '';

/** Bodies of one's own region and below that did not do what was due, for the justice bureau. */
function Reminders({ year, region }: { readonly year: string; readonly region: string }) {
  const all = useQuery(bodiesQuery(year, true));
  if (all.isPending) return <Waiting rows={4} what="正在读取各机关的普法情况" />;
  if (all.isError) return <Failure error={all.error} again={() => all.refetch()} />;
  const here = region.replace(/0+$/, '');
  const due = all.data.bodies.filter((b) => b.region.startsWith(here) && lack(b));
  if (due.length === 0)
    return <Empty title="没有需要提示的机关">到期的普法责任都已经完成，执法机关都列入了清单。</Empty>;
  return (
    <ul className="findings">
      {due.map((b) => (
        <li key={b.organ} className="finding">
          <p className="title">
            <a href={`/law-popularisation/${b.organ}`}>{b.organName}</a>
            <span className="mark">{lack(b)}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}

/** The page. */
export function PopularisationPage() {
  const { post, today } = useSession();
  const organ = post?.organ ?? '';
  const year = today.slice(0, 4);
  const detail = useQuery(popularisationQuery(organ, year));
  const evidence = useQuery(evidenceQuery(organ, year));
  if (detail.isPending) return <Waiting rows={8} what="正在读取普法情况" />;
  const nothing = detail.isError && (detail.error as { status?: number }).status === 404;
  if (detail.isError && !nothing) return <Failure error={detail.error} again={() => detail.refetch()} />;
  const figures = detail.data?.figures;
  return (
    <>
      <div className="page-head">
        <h1>普法</h1>
        <p className="lead">
          {figures
            ? `${year}年公布活动${figures.events}次、${figures.attended}人；在${figures.explainedCases}件案件里释法说理${figures.explanations}次；合规指导书${figures.guidance}份。`
            : '本机关不办理执法，也没有列入普法责任清单。'}
        </p>
        <p>
          {nothing ? null : (
            <Link to="/new/$code" params={{ code: 'law-popularisation-event' }}>
              计划普法活动　
            </Link>
          )}
          <a href={`/law-popularisation${figures ? `/${organ}` : ''}`}>公开的页面</a>
        </p>
      </div>
      {nothing && post?.role === 'law-educator' ? (
        <div className="stack">
          <section aria-labelledby="remind-title">
            <h2 id="remind-title">需要提示的机关</h2>
            <p>
              <Link to="/new/$code" params={{ code: 'law-popularisation-reminder' }}>
                发出普法提示
              </Link>
            </p>
            <Reminders year={year} region={post.region} />
          </section>
        </div>
      ) : null}
      {detail.data ? (
        <div className="stack">
          <section aria-labelledby="duties-title">
            <h2 id="duties-title">普法责任</h2>
            <Duties detail={detail.data} />
          </section>
          <section aria-labelledby="evidence-title">
            <h2 id="evidence-title">案件里的释法说理和指导</h2>
            {evidence.isPending ? (
              <Waiting rows={4} what="正在读取案件里的记录" />
            ) : evidence.isError ? (
              <Failure error={evidence.error} again={() => evidence.refetch()} />
            ) : (
              <Evidence items={evidence.data.items} />
            )}
          </section>
        </div>
      ) : null}
    </>
  );
}
