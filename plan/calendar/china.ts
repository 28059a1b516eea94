/**
 * The working calendar of China: the State Council's arrangement for each year, from the data set of the npm
 * package chinese-days, and for the coming years the statutory days until their notices are out.
 */
import { addDays, type Calendar, type CalendarYear, makeCalendar } from '@fadu/kernel/time/index';
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
 * The years whose notices are not out, as far as limits of today may reach: the days that the moon and the sun set (first day of
 * the Spring Festival, Qingming, Dragon Boat, Mid-Autumn). Typed by hand, because the data set's lunar functions depend on the
 * machine's time zone; the test checks them against its tables.
 */
const MOVING: Readonly<
  Record<number, readonly [spring: string, tombs: string, boats: string, moon: string]>
> = {
  2027: ['2027-02-06', '2027-04-05', '2027-06-09', '2027-09-15'],
  2028: ['2028-01-26', '2028-04-04', '2028-05-28', '2028-10-03'],
  2029: ['2029-02-13', '2029-04-04', '2029-06-16', '2029-09-22'],
  2030: ['2030-02-03', '2030-04-05', '2030-06-05', '2030-09-12'],
  2031: ['2031-01-23', '2031-04-05', '2031-06-24', '2031-10-01'],
};

/**
 * The statutory days of a year whose notice is not out: 全国年节及纪念日放假办法 as amended on 2024-11-10, art. 2
 * (13 days: New Year 1, Spring Festival 4 from New Year's Eve, Qingming 1, Labour Day 2, Dragon Boat 1,
 * Mid-Autumn 1, National Day 3; one day that is two of them counts once). Days that the notice will move to make longer
 * holidays, and the weekends worked for them, are not known yet: every limit that touches such a year is provisional.
 */
function pending(year: number, [spring, tombs, boats, moon]: (typeof MOVING)[number]): CalendarYear {
  const days: readonly (readonly [string, string])[] = [
    [`${year}-01-01`, '元旦'],
    ...[-1, 0, 1, 2].map((n) => [addDays(spring, n), '春节'] as const),
    [tombs, '清明节'],
    [`${year}-05-01`, '劳动节'],
    [`${year}-05-02`, '劳动节'],
    [boats, '端午节'],
    [moon, '中秋节'],
    ...[1, 2, 3].map((n) => [`${year}-10-0${n}`, '国庆节'] as const),
  ];
  const names = new Map<string, string>();
  for (const [date, name] of days) names.set(date, [names.get(date) ?? [], name].flat().join('、'));
  return {
    year,
    notice: `${year}年部分节假日安排尚未公布：暂按《全国年节及纪念日放假办法》的法定节日和周末计算`,
    adopted: false,
    rest: [...names].map(([date, name]) => ({ date, name })).sort((a, b) => (a.date < b.date ? -1 : 1)),
    worked: [],
  };
}

/** 2021 to 2026 as announced, 2027 to 2031 provisional. A year before or after is an error, not a guess. */
export const chinaCalendar: Calendar = makeCalendar([
  ...Object.entries(NOTICES).map(([year, notice]) => announced(Number(year), notice)),
  ...Object.entries(MOVING).map(([year, days]) => pending(Number(year), days)),
]);
