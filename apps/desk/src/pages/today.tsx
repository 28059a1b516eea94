/** 待办: what is late, due today, due this week, what waits for others, what is later. */
import type { Calendar } from '@fadu/kernel/time/calendar';
import { addDays } from '@fadu/kernel/time/date';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { calendarQuery, todoQuery } from '../api/queries.ts';
import type { TodoItem } from '../api/types.ts';
import { daysFrom, kindOfDay, longDay, weekdayWord } from '../days.ts';
import { countByDay, DUE_GROUPS, type DueGroup, grouped, groupOf, type TodoFilter } from '../due.ts';
import { Due, type Pressure } from '../parts/due.tsx';
import { Empty, Failure, Waiting } from '../parts/states.tsx';
import { useSession } from '../session.tsx';

const STRIP_DAYS = 14;

const pressureOf = (item: TodoItem): Pressure =>
  item.group === 'overdue' ? 'late' : item.group === 'today' ? 'soon' : 'idle';

/** The next fourteen days with what falls due on each. */
function DayStrip({
  items,
  calendar,
}: {
  readonly items: readonly TodoItem[];
  readonly calendar?: Calendar;
}) {
  const { today } = useSession();
  const counts = countByDay(items);
  return (
    // On a phone it scrolls, so the keyboard must reach it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <ol className="strip" aria-label="今后十四天到期的件数" tabIndex={0}>
      {daysFrom(today, addDays(today, STRIP_DAYS - 1)).map((day) => {
        const kind = kindOfDay(calendar, day);
        const n = counts.get(day) ?? 0;
        const off = kind?.working === false;
        const special = kind && !['工作日', '周末'].includes(kind.reason) ? (kind.working ? '班' : '休') : '';
        return (
          <li
            key={day}
            className={`${off ? 'off' : ''} ${day === today ? 'here' : ''}`}
            title={longDay(day, calendar)}
          >
            <span className="day">
              {day === today ? '今天' : `${Number(day.slice(5, 7))}-${Number(day.slice(8))}`}
              <br />
              {weekdayWord(day).replace('星期', '周')}
              {special ? ` ${special}` : ''}
            </span>
            <span className={n ? 'n' : 'n none'}>{n || '·'}</span>
            <span className="sr">{n} 件到期</span>
          </li>
        );
      })}
    </ol>
  );
}

function TodoRow({ item, calendar }: { readonly item: TodoItem; readonly calendar?: Calendar }) {
  const { today } = useSession();
  return (
    <li>
      <Link
        to="/cases/$id"
        params={{ id: item.caseId }}
        className={groupOf(item) === 'overdue' ? 'row todo late' : 'row todo'}
        data-row
      >
        <Due
          remaining={item.remaining}
          due={item.due}
          as={pressureOf(item)}
          today={today}
          calendar={calendar}
        />
        <span>
          <span className="name">{item.clockTitle.replace(/期限$/, '')}</span>
          <span className="quiet small" style={{ display: 'block' }}>
            {item.phase}
          </span>
        </span>
        <span>
          {item.title}
          <span className="quiet small" style={{ display: 'block' }}>
            {item.procedure}
          </span>
        </span>
        <span className="small">
          {item.mine ? '本单位' : item.organs.length ? item.organs.join('、') : '当事人或者公众'}
          <span className="quiet" style={{ display: 'block' }}>
            {item.owedBy}
          </span>
        </span>
      </Link>
    </li>
  );
}

function Filters({ items }: { readonly items: readonly TodoItem[] }) {
  const filter = useSearch({ from: '/' });
  const navigate = useNavigate({ from: '/' });
  const set = (next: TodoFilter) => void navigate({ search: { ...filter, ...next }, replace: true });
  const procedures = [...new Set(items.map((i) => i.procedure))].sort();
  return (
    <search className="filters">
      <Input
        data-filter
        allowClear
        aria-label="筛选待办"
        placeholder="筛选：事项、期限、单位"
        style={{ width: 240 }}
        value={filter.q ?? ''}
        onChange={(e) => set({ q: e.target.value || undefined })}
      />
      <Select
        allowClear
        aria-label="程序"
        placeholder="全部程序"
        style={{ minWidth: 190 }}
        value={filter.procedure ?? null}
        options={procedures.map((p) => ({ value: p, label: p }))}
        onChange={(procedure?: string) => set({ procedure })}
      />
      <Select
        allowClear
        aria-label="急缓"
        placeholder="全部急缓"
        style={{ minWidth: 130 }}
        value={filter.group ?? null}
        options={DUE_GROUPS.map((g) => ({ value: g.id, label: g.title }))}
        onChange={(group?: DueGroup) => set({ group })}
      />
    </search>
  );
}

function summary(items: readonly TodoItem[]): string {
  const n = (group: DueGroup) => items.filter((i) => groupOf(i) === group).length;
  const parts = [
    n('overdue') && `${n('overdue')} 件已逾期`,
    n('today') && `${n('today')} 件今天到期`,
    n('week') && `${n('week')} 件七天之内到期`,
  ].filter(Boolean);
  return parts.length ? `${parts.join('，')}。` : '没有逾期和七天之内到期的事项。';
}

/** The page the desk opens on. */
export function Today() {
  const { today, me } = useSession();
  const filter = useSearch({ from: '/' });
  const todo = useQuery(todoQuery);
  const calendar = useQuery(calendarQuery);
  const items = todo.data?.items ?? [];
  const groups = grouped(items, filter);
  const filtered = Boolean(filter.q || filter.procedure || filter.group);
  return (
    <>
      <div className="page-head">
        <h1>今天</h1>
        <span className="quiet">{longDay(today, calendar.data)}</span>
        {todo.data ? <p className="lead">{summary(items)}</p> : null}
      </div>
      {todo.isPending ? <Waiting rows={10} what="正在读取待办" /> : null}
      {todo.isError ? <Failure error={todo.error} again={() => todo.refetch()} /> : null}
      {todo.data && items.length > 0 ? (
        <>
          <DayStrip items={items} calendar={calendar.data} />
          <div style={{ height: 10 }} />
          <Filters items={items} />
        </>
      ) : null}
      <p className="sr" role="status">
        {todo.data ? `列出 ${groups.reduce((n, g) => n + g.items.length, 0)} 件` : ''}
      </p>
      {groups.map((g) => (
        <section key={g.id} aria-labelledby={`group-${g.id}`}>
          <div className="group-head">
            <h2 id={`group-${g.id}`} className={g.id === 'overdue' ? 'late' : undefined}>
              {g.title}
            </h2>
            <span className="n">{g.items.length}</span>
            <span className="quiet small">{g.about}</span>
          </div>
          <ul className="rows">
            {g.items.map((item) => (
              <TodoRow key={`${item.caseId}/${item.clock}`} item={item} calendar={calendar.data} />
            ))}
          </ul>
        </section>
      ))}
      {todo.data && groups.length === 0 ? (
        filtered ? (
          <Empty title="没有符合筛选条件的待办">
            <Link to="/">去掉筛选条件</Link>，看全部待办。
          </Empty>
        ) : (
          <Empty title="现在没有待办">
            {me.posts.length === 0
              ? '您的账号还没有岗位。请单位的系统管理员为您登记岗位，登记后这里列出本单位应办的事项和期限。'
              : '有期限的事项一到本单位，就按到期的先后列在这里。也可以新办一件，或者在全部事项里查找。'}
          </Empty>
        )
      ) : null}
    </>
  );
}
