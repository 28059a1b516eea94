/** What is running: each clock opens to its arithmetic. */
import { useQuery } from '@tanstack/react-query';
import { calendarQuery } from '../../api/queries.ts';
import type { Clock } from '../../api/types.ts';
import { daysFrom, kindOfDay, longDay } from '../../days.ts';
import { Cites } from '../../parts/cites.tsx';
import { Mark, type Pressure } from '../../parts/due.tsx';
import { useSession } from '../../session.tsx';

/** A longer clock is told by its steps only. */
const MOST_DAYS = 93;

const KIND: Readonly<Record<Clock['kind'], string>> = {
  duty: '应当在此前办理',
  right: '此前可以办理',
  minimum: '期满才能往下办',
};

/** The state of a clock in words, and how pressing it is. */
export function clockState(clock: Clock, today: string): { readonly as: Pressure; readonly text: string } {
  switch (clock.state) {
    case 'stopped':
      return clock.late ? { as: 'late', text: '已办，逾期办理' } : { as: 'done', text: '已了结' };
    case 'paused':
      return { as: 'idle', text: '中止计算' };
    case 'expired':
      if (clock.kind === 'minimum') return { as: 'done', text: '期限已满' };
      if (clock.kind === 'right') return { as: 'idle', text: '已届满' };
      return { as: 'late', text: clock.remaining ?? '已逾期' };
    case 'running':
      if (clock.late) return { as: 'late', text: clock.remaining ?? '已逾期' };
      return {
        as: clock.warning || clock.due === today ? 'soon' : 'idle',
        text: clock.remaining ?? '计算中',
      };
    case 'idle':
      return { as: 'idle', text: '尚未起算' };
  }
}

/** One square a day from the start to the due date: worked or not, past or to come. */
function Strip({ clock }: { readonly clock: Clock }) {
  const { today } = useSession();
  const calendar = useQuery(calendarQuery);
  if (!clock.startedOn || !clock.due) return null;
  const days = daysFrom(clock.startedOn, clock.due > today || clock.state === 'stopped' ? clock.due : today);
  if (days.length < 2 || days.length > MOST_DAYS) return null;
  return (
    <div className="day-strip" aria-hidden="true">
      {days.map((day, i) => {
        const kind = kindOfDay(calendar.data, day);
        const classes = [
          kind?.working === false ? 'off' : '',
          day <= today ? 'past' : '',
          day === today ? 'here' : '',
          day === clock.due ? 'due' : '',
          clock.due && day > clock.due ? 'over' : '',
        ];
        const first = i === 0 || day.endsWith('-01');
        return (
          <span key={day} className={classes.filter(Boolean).join(' ')} title={longDay(day, calendar.data)}>
            {first ? <b>{Number(day.slice(5, 7))}月</b> : null}
            {Number(day.slice(8))}
          </span>
        );
      })}
    </div>
  );
}

function ClockRow({ clock }: { readonly clock: Clock }) {
  const calendar = useQuery(calendarQuery);
  const { today } = useSession();
  const state = clockState(clock, today);
  return (
    <li>
      <details className="clock">
        <summary>
          <span className="clock-title">{clock.title}</span>
          <Mark as={state.as}>{state.text}</Mark>
          <span className="quiet small">
            {clock.due ? longDay(clock.due, calendar.data) : ''}
            {clock.provisional ? <span className="tag soon">暂定，放假安排未公布</span> : null}
          </span>
          <span className="quiet small">{clock.owedBy}</span>
        </summary>
        <div className="clock-body">
          <Strip clock={clock} />
          <ol className="steps">
            {clock.steps.map((s, i) => (
              <li key={i}>{s}</li>
            ))}
          </ol>
          <p className="small quiet">
            {KIND[clock.kind]}。
            {clock.provisional ? '期限跨入尚未公布放假安排的年度，公布后自动重算并通知。' : ''}
          </p>
          <Cites list={clock.cites} />
        </div>
      </details>
    </li>
  );
}

export function Clocks({ clocks }: { readonly clocks: readonly Clock[] }) {
  const order: Readonly<Record<Clock['state'], number>> = {
    running: 0,
    expired: 1,
    paused: 2,
    idle: 3,
    stopped: 4,
  };
  const started = clocks
    .filter((c) => c.state !== 'idle')
    .sort((a, b) => order[a.state] - order[b.state] || ((a.due ?? '') < (b.due ?? '') ? -1 : 1));
  if (started.length === 0) return null;
  return (
    <section aria-labelledby="clocks-title">
      <h2 id="clocks-title">期限</h2>
      <ul className="clocks">
        {started.map((c) => (
          <ClockRow key={c.clock} clock={c} />
        ))}
      </ul>
    </section>
  );
}
