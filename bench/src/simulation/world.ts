/** The simulated city: organs, people, calendars and versions of procedures as they stand at each moment of three years. */
import { type Random, random } from '@fadu/city/random';
import {
  type Actor,
  addDays,
  adoptYear,
  type Calendar,
  type CalendarYear,
  type ClockDef,
  type DateStr,
  type Instant,
  type Limit,
  makeCalendar,
  type OrganFacts,
  type Procedure,
  timeOfDay,
} from '@fadu/kernel';
import { chinaCalendar } from '@fadu/plan/calendar/china';

/** The first day of every simulation. */
export const FIRST_DAY: DateStr = '2026-01-05';
/** Years after the last that is shipped, for which the office must know something before their notices are out. */
const AHEAD = 8;

const ORGANS: readonly [string, string, string, string][] = [
  ['s-gov', '220200', '市政府', 'government'],
  ['s-office', '220200', '市政府办公室', 'department'],
  ['s-justice', '220200', '市司法局', 'department'],
  ['s-market', '220200', '市市场监管局', 'department'],
  ['s-city', '220200', '市城管局', 'department'],
  ['s-police', '220200', '市公安局', 'department'],
  ['s-court', '220200', '市中级人民法院', 'court'],
  ['s-party', '220200', '市委宣传部', 'party'],
  ['s-congress', '220200', '市人大常委会', 'congress'],
  ['s-county-gov', '220202', '区政府', 'government'],
  ['s-county-justice', '220202', '区司法局', 'department'],
  ['s-county-city', '220202', '区城管局', 'department'],
  ['s-town', '220202', '镇政府', 'township'],
];

export const organs: readonly OrganFacts[] = ORGANS.map(([id, region, name, kind]) => ({
  id,
  region,
  name,
  fullName: `演示${name}`,
  kind,
  uscc: null,
}));
const byId = new Map(organs.map((o) => [o.id, o]));
export const organ = (id: string): OrganFacts | undefined => byId.get(id);
export const organsOf = (region: string): OrganFacts[] => organs.filter((o) => o.region === region);
export const organIds: readonly string[] = organs.map((o) => o.id);
/** Residents and enterprises. */
export const residents: readonly string[] = Array.from({ length: 12 }, (_, i) => `r-${i + 1}`);

/** Someone who holds posts: one of three people for each role and organ, or one who holds many posts at once. */
export function someone(rnd: Random, role: string, at: string, roles: readonly string[]): Actor {
  const many = rnd.chance(0.25);
  const n = rnd.int(1, 3);
  return {
    kind: 'person',
    person: many ? `m-${at}-${n}` : `p-${role}-${at}-${n}`,
    name: many ? `多岗${n}` : `专岗${n}`,
    posts: (many ? roles : [role]).map((r) => ({ role: r, organ: at })),
  };
}

export const resident = (id: string): Actor => ({ kind: 'person', person: id, name: id, posts: [] });

/** One holiday notice: from which moment the office counts by it. */
export interface Notice {
  readonly at: Instant;
  readonly calendar: Calendar;
  readonly says: string;
}

/** An arrangement nobody knows before it is out: blocks of days off with weekends worked for them. */
function arrangement(rnd: Random, year: number): CalendarYear {
  const rest = new Map<DateStr, string>();
  const worked = new Set<DateStr>();
  const weekend = (d: DateStr) => [0, 6].includes(new Date(`${d}T00:00:00Z`).getUTCDay());
  const block = (month: number, day: number, n: number, name: string) => {
    const first = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    let off = 0;
    for (let i = 0; i < n; i++) {
      const date = addDays(first, i);
      rest.set(date, name);
      if (!weekend(date)) off++;
    }
    // Some of the working days are made up for on weekends before and after.
    let back = rnd.int(0, Math.max(0, off - 3));
    for (const step of [-1, 1]) {
      for (let i = 1; i <= 14 && back > 0; i++) {
        const date = step < 0 ? addDays(first, -i) : addDays(first, n - 1 + i);
        if (weekend(date) && !rest.has(date) && date.startsWith(String(year)) && rnd.chance(0.4)) {
          worked.add(date);
          back--;
        }
      }
    }
  };
  block(1, 1, rnd.int(1, 3), '元旦');
  block(rnd.int(1, 2) === 1 ? 1 : 2, rnd.int(14, 20), rnd.int(7, 9), '春节');
  block(4, rnd.int(3, 5), rnd.int(1, 3), '清明节');
  block(5, 1, rnd.int(3, 5), '劳动节');
  block(6, rnd.int(8, 20), rnd.int(1, 3), '端午节');
  block(9, rnd.int(12, 25), rnd.int(1, 3), '中秋节');
  block(10, 1, rnd.int(7, 8), '国庆节');
  for (const date of rest.keys()) worked.delete(date);
  return {
    year,
    notice: `模拟：${year}年部分节假日安排的通知`,
    adopted: true,
    rest: [...rest].map(([date, name]) => ({ date, name })).sort((a, b) => (a.date < b.date ? -1 : 1)),
    worked: [...worked].sort(),
  };
}

/** The notices of a run: each November that of the next year, and at times one that changes a year that has begun. */
export function noticesOf(seed: string, years: number): readonly Notice[] {
  const rnd = random(seed).fork('notices');
  const shipped = Object.values(chinaCalendar.years);
  const last = Math.max(...shipped.map((y) => y.year));
  const pending = Array.from({ length: AHEAD }, (_, i): CalendarYear => {
    const year = last + 1 + i;
    return {
      year,
      notice: `${year}年尚未公布，暂按法定节日计算`,
      adopted: false,
      rest: ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'].map((d) => ({
        date: `${year}-${d}`,
        name: '节日',
      })),
      worked: [],
    };
  });
  let calendar = makeCalendar([...shipped, ...pending]);
  const out: Notice[] = [{ at: timeOfDay('2000-01-01', '00:00'), calendar, says: '随软件提供的日历' }];
  const first = Number(FIRST_DAY.slice(0, 4));
  for (let year = first; year < first + years; year++) {
    const changes: [DateStr, number][] = [
      [`${year}-11-${String(rnd.int(4, 26)).padStart(2, '0')}`, year + 1],
    ];
    // A year can be changed after it began: the Spring Festival of 2020 was made longer on its way.
    if (rnd.chance(0.5)) changes.unshift([`${year}-0${rnd.int(2, 8)}-${rnd.int(10, 28)}`, year]);
    for (const [on, of] of changes) {
      calendar = adoptYear(calendar, arrangement(rnd, of));
      out.push({ at: timeOfDay(on, '09:00'), calendar, says: `${on}施行${of}年安排` });
    }
  }
  return out;
}

/** The calendar that counts at a moment. */
export const calendarAt = (notices: readonly Notice[], at: Instant): Calendar =>
  (notices.findLast((n) => n.at <= at) ?? (notices[0] as Notice)).calendar;

const longer = (limit: Limit, by: number): Limit => ({ ...limit, n: Math.max(1, limit.n + by) });

/** The law changed: every limit is another, one act may no longer be repeated or now may; the rest stands. */
export function amended(procedure: Procedure, rnd: Random, from: DateStr): Procedure {
  const clocks: Record<string, ClockDef> = {};
  for (const [code, def] of Object.entries(procedure.clocks)) {
    const by = rnd.pick([-2, -1, 1, 2, 5]);
    clocks[code] = {
      ...def,
      lastDay:
        def.kind !== 'minimum' && rnd.chance(0.2) ? (def.lastDay === 'roll' ? 'keep' : 'roll') : def.lastDay,
      limit: Array.isArray(def.limit)
        ? def.limit.map((l: { when: unknown; limit: Limit; cites: unknown }) => ({
            ...l,
            limit: longer(l.limit, by),
          }))
        : longer(def.limit as Limit, by),
    } as ClockDef;
  }
  return { ...procedure, version: `${procedure.version}+${from}`, from, clocks };
}

/** The versions of a procedure in the order in which they came into force. */
export function versionsOf(seed: string, procedure: Procedure, years: number): readonly Procedure[] {
  const rnd = random(seed).fork(`versions/${procedure.code}`);
  const out = [{ ...procedure, from: '2000-01-01' }];
  const first = Number(FIRST_DAY.slice(0, 4));
  for (let year = first; year < first + years; year++)
    if (rnd.chance(0.4)) {
      const from = `${year}-${String(rnd.int(3, 11)).padStart(2, '0')}-01`;
      out.push(amended(out.at(-1) as Procedure, rnd, from));
    }
  return out;
}

/** The version under which a case that opens on this day begins. */
export const versionOn = (versions: readonly Procedure[], today: DateStr): Procedure =>
  versions.findLast((v) => v.from <= today) ?? (versions[0] as Procedure);
