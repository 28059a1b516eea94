/** For tests of the kernel: 2025 and 2026 as announced, typed from the notices; 2027 not announced. */
import { type CalendarYear, makeCalendar } from './calendar.ts';
import { addDays, daysBetween } from './date.ts';

/** Every day from `from` to `to`, named. */
export const block = (name: string, from: string, to: string) =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => ({ date: addDays(from, i), name }));

const y2025: CalendarYear = {
  year: 2025,
  notice: '国务院办公厅关于2025年部分节假日安排的通知',
  adopted: true,
  rest: [
    ...block('元旦', '2025-01-01', '2025-01-01'),
    ...block('春节', '2025-01-28', '2025-02-04'),
    ...block('清明节', '2025-04-04', '2025-04-06'),
    ...block('劳动节', '2025-05-01', '2025-05-05'),
    ...block('端午节', '2025-05-31', '2025-06-02'),
    ...block('国庆节', '2025-10-01', '2025-10-08'),
  ],
  worked: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
};

const y2026: CalendarYear = {
  year: 2026,
  notice: '国务院办公厅关于2026年部分节假日安排的通知',
  adopted: true,
  rest: [
    ...block('元旦', '2026-01-01', '2026-01-03'),
    ...block('春节', '2026-02-15', '2026-02-23'),
    ...block('清明节', '2026-04-04', '2026-04-06'),
    ...block('劳动节', '2026-05-01', '2026-05-05'),
    ...block('端午节', '2026-06-19', '2026-06-21'),
    ...block('中秋节', '2026-09-25', '2026-09-27'),
    ...block('国庆节', '2026-10-01', '2026-10-07'),
  ],
  worked: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
};

const y2027: CalendarYear = {
  year: 2027,
  notice: '尚未公布',
  adopted: false,
  rest: [...block('元旦', '2027-01-01', '2027-01-01'), ...block('春节', '2027-02-05', '2027-02-08')],
  worked: [],
};

/** 2025 and 2026 adopted, 2027 provisional. */
export const fixture = makeCalendar([y2025, y2026, y2027]);

/** The notice for 2027 as it might be: the last day of 2026 is taken off, Sunday 3 January is worked. */
export const notice2027: CalendarYear = {
  ...y2027,
  notice: '国务院办公厅关于2027年部分节假日安排的通知（测试）',
  adopted: true,
  rest: [...block('元旦', '2026-12-31', '2027-01-02'), ...block('春节', '2027-02-05', '2027-02-11')],
  worked: ['2027-01-03'],
};
