/**
 * The working calendar of China: the State Council's arrangement for each year, from the data set of the npm
 * package chinese-days, and for the coming year the statutory days until its notice is out.
 */
import { type Calendar, type CalendarYear, makeCalendar } from '@fadu/kernel/time/index';
import days from 'chinese-days/dist/chinese-days.json' with { type: 'json' };

/** The notices of the General Office of the State Council, by year: document number and day of issue. */
const NOTICES: Readonly<Record<number, { readonly number: string; readonly issued: string }>> = {
  2021: { number: '国办发明电〔2020〕27号', issued: '2020-11-25' },
  2022: { number: '国办发明电〔2021〕11号', issued: '2021-10-25' },
  2023: { number: '国办发明电〔2022〕16号', issued: '2022-12-08' },
  2024: { number: '国办发明电〔2023〕7号', issued: '2023-10-25' },
  2025: { number: '国办发明电〔2024〕12号', issued: '2024-11-12' },
  2026: { number: '国办发明电〔2025〕7号', issued: '2025-11-04' },
};

/** The data set's names, as the notices write them. */
const NAMES: Readonly<Record<string, string>> = { 清明: '清明节', 端午: '端午节', 中秋: '中秋节' };

/** `Spring Festival,春节,4` → 春节. */
const chineseName = (entry: string): string => {
  const name = entry.split(',')[1] ?? '';
  return NAMES[name] ?? name;
};

/**
 * The year whose notice fixed a day. A New Year's Day block that begins in December was fixed by the notice of
 * the year that begins: 2022-12-31 stands in the notice for 2023.
 */
const noticeYear = (date: string, entry: string): number =>
  Number(date.slice(0, 4)) + (date.slice(5, 7) === '12' && chineseName(entry) === '元旦' ? 1 : 0);

/** One announced year, from the data set. */
function announced(year: number, notice: { readonly number: string; readonly issued: string }): CalendarYear {
  const ofYear = (list: Readonly<Record<string, string>>) =>
    Object.entries(list)
      .filter(([date, entry]) => noticeYear(date, entry) === year)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  const rest = ofYear(days.holidays).map(([date, entry]) => ({ date, name: chineseName(entry) }));
  const worked = ofYear(days.workdays).map(([date]) => date);
  return {
    year,
    notice: `国务院办公厅关于${year}年部分节假日安排的通知（${notice.number}，${notice.issued}）`,
    adopted: true,
    rest,
    worked,
  };
}

/**
 * The statutory days of a year whose notice is not out: 全国年节及纪念日放假办法 as amended on 2024-11-10, art. 2
 * (13 days: New Year 1, Spring Festival 4 from New Year's Eve, Qingming 1, Labour Day 2, Dragon Boat 1,
 * Mid-Autumn 1, National Day 3). Typed by hand, because the data set's lunar functions depend on the machine's
 * time zone; the test checks them against its tables.
 * Days that the notice will move to make longer holidays, and the weekends worked for them, are not known yet.
 */
const PENDING: readonly CalendarYear[] = [
  {
    year: 2027,
    notice: '2027年部分节假日安排尚未公布：暂按《全国年节及纪念日放假办法》的法定节日和周末计算',
    adopted: false,
    rest: [
      { date: '2027-01-01', name: '元旦' },
      { date: '2027-02-05', name: '春节' },
      { date: '2027-02-06', name: '春节' },
      { date: '2027-02-07', name: '春节' },
      { date: '2027-02-08', name: '春节' },
      { date: '2027-04-05', name: '清明节' },
      { date: '2027-05-01', name: '劳动节' },
      { date: '2027-05-02', name: '劳动节' },
      { date: '2027-06-09', name: '端午节' },
      { date: '2027-09-15', name: '中秋节' },
      { date: '2027-10-01', name: '国庆节' },
      { date: '2027-10-02', name: '国庆节' },
      { date: '2027-10-03', name: '国庆节' },
    ],
    worked: [],
  },
];

/** 2021 to 2026 as announced, 2027 provisional. A year before or after is an error, not a guess. */
export const chinaCalendar: Calendar = makeCalendar([
  ...Object.entries(NOTICES).map(([year, notice]) => announced(Number(year), notice)),
  ...PENDING,
]);
