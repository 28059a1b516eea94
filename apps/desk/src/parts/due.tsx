/** A due date: how much is left first, then the day with its weekday. */
import type { Calendar } from '@fadu/kernel/time/calendar';
import { kindOfDay, shortDay } from '../days.ts';

/** How pressing it is, as a class and a sign that does not rest on colour alone. */
export type Pressure = 'late' | 'soon' | 'idle' | 'done';

const SIGN: Readonly<Record<Pressure, string>> = { late: '●', soon: '◐', idle: '○', done: '✓' };

export function Mark({ as, children }: { readonly as: Pressure; readonly children: string }) {
  return (
    <span className={`mark ${as}`}>
      <span aria-hidden="true" style={{ fontSize: 10 }}>
        {SIGN[as]}
      </span>
      {children}
    </span>
  );
}

/** 还剩 3 个工作日, and below it 5月9日 星期六 调休上班. */
export function Due(props: {
  readonly remaining: string | null;
  readonly due: string | null;
  readonly as: Pressure;
  readonly today: string;
  readonly calendar?: Calendar;
}) {
  const kind = props.due ? kindOfDay(props.calendar, props.due) : null;
  const special = kind && !['工作日', '周末'].includes(kind.reason) ? ` ${kind.reason}` : '';
  return (
    <span>
      <Mark as={props.as}>{props.remaining ?? '没有期限'}</Mark>
      {props.due ? (
        <span className="quiet small" style={{ display: 'block' }}>
          {shortDay(props.due, props.today)}
          {special}
        </span>
      ) : null}
    </span>
  );
}
