/** The working calendar: a year at a glance, and adopting the yearly notice. */
import type { Calendar, CalendarYear } from '@fadu/kernel/time/calendar';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { calendarQuery } from '../api/queries.ts';
import { daysFrom, kindOfDay, longDay, monthGrid } from '../days.ts';
import { SidePanel } from '../parts/side-panel.tsx';
import { Failure, Waiting } from '../parts/states.tsx';
import { useSession } from '../session.tsx';
import { AdoptForm } from './calendar-adopt.tsx';

const KEEPER = 'calendar-keeper';

function Month({
  year,
  month,
  calendar,
}: {
  readonly year: number;
  readonly month: number;
  readonly calendar: Calendar;
}) {
  const { today } = useSession();
  return (
    <table className="month">
      <caption>{month}月</caption>
      <thead>
        <tr>
          {['一', '二', '三', '四', '五', '六', '日'].map((d) => (
            <th key={d} scope="col" abbr={`星期${d}`}>
              {d}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {monthGrid(year, month).map((week, i) => (
          <tr key={i}>
            {week.map((day, j) => {
              if (!day) return <td key={j} />;
              const kind = kindOfDay(calendar, day);
              const holiday = kind && !['工作日', '周末', '调休上班'].includes(kind.reason);
              const made = kind?.reason === '调休上班';
              const classes = [
                kind && !kind.working ? 'off' : '',
                holiday ? 'holiday' : '',
                made ? 'made' : '',
                kind?.provisional ? 'provisional' : '',
                day === today ? 'here' : '',
              ];
              return (
                <td
                  key={j}
                  className={classes.filter(Boolean).join(' ')}
                  title={longDay(day, calendar)}
                  aria-current={day === today ? 'date' : undefined}
                >
                  {Number(day.slice(8))}
                  {holiday ? <sup>休</sup> : null}
                  {made ? <sup>班</sup> : null}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function YearSummary({ year, calendar }: { readonly year: CalendarYear; readonly calendar: Calendar }) {
  const days = daysFrom(`${year.year}-01-01`, `${year.year}-12-31`);
  const worked = days.filter((d) => kindOfDay(calendar, d)?.working).length;
  return (
    <p className="lead">
      {year.adopted ? `依据：${year.notice}。` : `放假安排尚未公布，暂按法定节假日推算：${year.notice}。`}
      全年 {worked} 个工作日，周末上班 {year.worked.length} 天。
    </p>
  );
}

export function CalendarPage() {
  const { today, post } = useSession();
  const search = useSearch({ from: '/calendar' });
  const calendar = useQuery(calendarQuery);
  const [adopting, setAdopting] = useState(false);
  if (calendar.isPending) return <Waiting rows={14} what="正在读取工作日历" />;
  if (calendar.isError) return <Failure error={calendar.error} again={() => calendar.refetch()} />;
  const years = Object.values(calendar.data.years).sort((a, b) => a.year - b.year);
  const year = search.year ?? Number(today.slice(0, 4));
  const known = calendar.data.years[year];
  return (
    <>
      <div className="page-head">
        <h1>{year}年工作日历</h1>
        {known && !known.adopted ? <span className="tag soon">暂定</span> : null}
        {known ? (
          <YearSummary year={known} calendar={calendar.data} />
        ) : (
          <p className="lead">没有这一年的放假安排，涉及这一年的期限算不出来。</p>
        )}
        {post?.role === KEEPER ? (
          <span className="actions">
            <Button type="primary" onClick={() => setAdopting(true)}>
              录入放假通知
            </Button>
          </span>
        ) : null}
      </div>
      <nav className="filters" aria-label="年度">
        {years.map((y) => (
          <Link
            key={y.year}
            to="/calendar"
            search={{ year: y.year }}
            className={y.year === year ? 'tag now' : 'tag'}
            activeOptions={{ exact: true, includeSearch: true }}
          >
            {y.year}
            {y.adopted ? '' : '（暂定）'}
          </Link>
        ))}
      </nav>
      <div className="year">
        {Array.from({ length: 12 }, (_, i) => (
          <Month key={i} year={year} month={i + 1} calendar={calendar.data} />
        ))}
      </div>
      <p className="small quiet" style={{ marginTop: 18 }}>
        休：节假日放假。班：周末调休上班，计入工作日。斜纹：放假安排未公布，暂定。
        {post?.role === KEEPER
          ? ''
          : '放假安排由日历管理人员按国务院办公厅通知录入，录入后未了的期限自动重算并通知有关单位。'}
      </p>
      <SidePanel
        open={adopting}
        onClose={() => setAdopting(false)}
        title="录入放假通知"
        size={900}
        maskClosable={false}
      >
        <AdoptForm calendar={calendar.data} year={year} />
      </SidePanel>
    </>
  );
}
