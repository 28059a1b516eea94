/** Consultations as rows: the days left stand first. */
import type { Calendar } from '@fadu/kernel';
import type { ConsultationLine } from '@fadu/office/public/index';
import type { FC } from 'hono/jsx';
import { dayOf, longDate } from '../dates.ts';
import { Tag } from '../parts.tsx';

/** The days left as a figure: 12 天, 今天. */
export const DaysLeft: FC<{ line: ConsultationLine }> = ({ line }) => {
  if (!line.open) {
    return (
      <p class="days days-over">
        <span class="days-word">已结束</span>
      </p>
    );
  }
  if (line.daysLeft === null) {
    return (
      <p class="days">
        <span class="days-word">征求中</span>
      </p>
    );
  }
  return line.daysLeft === 0 ? (
    <p class="days days-soon">
      <span class="days-word">今天截止</span>
    </p>
  ) : (
    <p class={line.daysLeft <= 3 ? 'days days-soon' : 'days'}>
      <span class="visually-hidden">还剩</span>
      <span class="days-number">{line.daysLeft}</span>
      <span class="days-unit">天</span>
    </p>
  );
};

export const ConsultationRows: FC<{ items: readonly ConsultationLine[]; calendar: Calendar }> = ({
  items,
  calendar,
}) => (
  <ul class="rows">
    {items.map((c) => (
      <li class="consultation-row">
        <DaysLeft line={c} />
        <div>
          <p class="row-title law">
            <a href={`/consultations/${c.caseId}`}>{c.title}</a>
          </p>
          <p class="meta">
            <span>{c.organ}</span>
            {c.open && c.due ? (
              <span>截至{longDate(calendar, c.due)}</span>
            ) : (
              <span>{dayOf(c.openedAt)}公开</span>
            )}
            <span>{c.comments === 0 ? '还没有意见' : `意见${c.comments}件，已答复${c.answered}件`}</span>
            {c.open && c.daysLeft !== null && c.daysLeft <= 3 ? <Tag tone="wait">即将截止</Tag> : null}
          </p>
        </div>
      </li>
    ))}
  </ul>
);
