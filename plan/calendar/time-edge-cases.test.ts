/**
 * Every edge case of the domain packs that is a computation of dates and nothing else, by source and row, on the
 * real calendar. The packs are files of the specification; a row keeps its number there.
 */
import {
  actBy,
  addDays,
  type CountOptions,
  dueBy,
  elapsed,
  filedInTime,
  hours,
  days as inDays,
  type Limit,
  minOpen,
  months,
  noticeBefore,
  receivedOn,
  remaining,
  timeOfDay,
  workdays,
  years,
} from '@fadu/kernel/time/index';
import { describe, expect, test } from 'vitest';
import { chinaCalendar as calendar } from './china.ts';

const by = (start: string, limit: Limit, options: Partial<CountOptions> = {}) =>
  dueBy(start, limit, { calendar, ...options });
const due = (start: string, limit: Limit, options: Partial<CountOptions> = {}) =>
  by(start, limit, options).due;
const wd = (start: string, n: number, options: Partial<CountOptions> = {}) =>
  due(start, workdays(n), options);
const cd = (start: string, n: number, options: Partial<CountOptions> = {}) => due(start, inDays(n), options);
const before = (event: string, limit: Limit) => noticeBefore(event, limit, calendar).due;
const open = (start: string, limit: Limit) => minOpen(start, limit, calendar);
const keep = { lastDay: 'keep' } as const;
const row = (source: string, number: number | string, says: string, check: () => void) =>
  test(`R90.2 ${source} row ${number}: ${says}`, check);

describe('services, data and leadership', () => {
  const s = 'services §7 edge case';
  row(s, 1, '60 CD end on a Sunday that is worked: no extension', () => {
    const answer = by('2025-11-05', inDays(60));
    expect([answer.nominal, answer.due]).toEqual(['2026-01-04', '2026-01-04']);
  });
  row(s, 2, '60 CD end on a Sunday', () => {
    expect([by('2026-08-12', inDays(60)).nominal, cd('2026-08-12', 60)]).toEqual([
      '2026-10-11',
      '2026-10-12',
    ]);
  });
  row(s, 3, 'one month ends at the month end on a worked Saturday', () => {
    expect(due('2026-01-31', months(1))).toBe('2026-02-28');
  });
  row(s, 4, '30 CD end in the National Day block', () => {
    expect([by('2026-09-03', inDays(30)).nominal, cd('2026-09-03', 30)]).toEqual([
      '2026-10-03',
      '2026-10-08',
    ]);
  });
  row(s, 5, 'event on a rest day: CD count the next day even if off, WD the first working day', () => {
    const first = (limit: Limit) => by('2026-10-02', limit).steps.find((x) => x.kind === 'count')?.from;
    expect([first(inDays(15)), first(workdays(5))]).toEqual(['2026-10-03', '2026-10-08']);
    expect([cd('2026-10-02', 15), wd('2026-10-02', 5)]).toEqual(['2026-10-19', '2026-10-13']);
  });
  row(
    s,
    6,
    '23:50 on the last day is in time unless tied to office hours; the organ counts from the next WD',
    () => {
      const arrived = timeOfDay('2026-03-09', '23:50');
      expect(filedInTime(by('2026-03-02', workdays(5)), { arrived })).toBe(true);
      expect(filedInTime(by('2026-03-02', workdays(5), { closesAt: '17:00' }), { arrived })).toBe(false);
      const organ = by(arrived, workdays(5));
      expect(organ.steps.find((x) => x.kind === 'count')?.from).toBe('2026-03-10');
      expect([organ.due, receivedOn(arrived, calendar, '17:00')]).toEqual(['2026-03-16', '2026-03-10']);
    },
  );
  row(s, 7, 'posted 09-30, arrived 10-09: in time; the organ counts from the day of arrival', () => {
    const last = by('2026-08-03', inDays(60));
    expect(last.due).toBe('2026-10-08');
    expect(filedInTime(last, { arrived: '2026-10-09', posted: '2026-09-30' })).toBe(true);
    expect(filedInTime(last, { arrived: '2026-10-09' })).toBe(false);
    expect(by('2026-10-09', workdays(5)).steps.find((x) => x.kind === 'count')?.from).toBe('2026-10-10');
  });
  row(s, 8, 'information request of 09-15', () => {
    expect(wd('2026-09-15', 20)).toBe('2026-10-19');
  });
  row(s, 9, '15 WD of third-party consultation are added, not overlapped', () => {
    const to = wd('2026-09-17', 15);
    expect(wd('2026-09-15', 20, { exclude: [{ from: '2026-09-17', to }] })).toBe(wd('2026-09-15', 35));
    expect(wd('2026-09-15', 35)).toBe('2026-11-09');
  });
  row(s, 10, '24 hours ignore rest days', () => {
    const answer = by(timeOfDay('2026-09-30', '15:30'), hours(24));
    expect(answer.dueAt).toBe(timeOfDay('2026-10-01', '15:30'));
  });

  const licence = 'services §2 edge case';
  row(licence, 1, 'correction notice by 02-25; deemed accepted 02-11, decision by 03-17', () => {
    expect([wd('2026-02-11', 5), wd('2026-02-11', 20)]).toEqual(['2026-02-25', '2026-03-17']);
  });
  row(licence, 2, '20 WD over National Day 2025, and 10 more', () => {
    expect([wd('2025-09-26', 20), wd('2025-09-26', 20, { extend: [workdays(10)] })]).toEqual([
      '2025-10-30',
      '2025-11-13',
    ]);
  });
  row(licence, 3, '45 WD over the Spring Festival, and 15 more', () => {
    expect([wd('2026-01-05', 45), wd('2026-01-05', 45, { extend: [workdays(15)] })]).toEqual([
      '2026-03-13',
      '2026-04-03',
    ]);
  });
  row(licence, 6, 'hearing on 05-13: notice by 04-30', () => {
    expect(before('2026-05-13', workdays(7))).toBe('2026-04-30');
  });
  row(licence, 7, 'hearing right told 04-30: request until 05-11', () => {
    expect(wd('2026-04-30', 5)).toBe('2026-05-11');
  });
  row(licence, 10, 'granted 09-24: delivery within 10 WD', () => {
    expect(wd('2026-09-24', 10)).toBe('2026-10-15');
  });
  row('services §3 edge case', 5, 'county file to be transferred after 10 years, city file after 20', () => {
    expect(due('2016-05-01', years(10), keep)).toBe('2026-05-01');
    expect(due('2016-05-01', years(20), keep)).toBe('2036-05-01');
  });

  const data = 'services §4 edge case';
  row(data, 1, 'conditional request of 2025-09-24: 10 WD, with consent 10 more', () => {
    expect([wd('2025-09-24', 10), wd('2025-09-24', 10, { extend: [workdays(10)] })]).toEqual([
      '2025-10-14',
      '2025-10-28',
    ]);
  });
  row(data, 2, 'consent of 2025-10-15: data within 20 WD', () => {
    expect(wd('2025-10-15', 20)).toBe('2025-11-12');
  });
  row(data, 3, 'unconditional request on a worked Saturday: 1 WD is after the holiday', () => {
    expect(wd('2026-02-14', 1)).toBe('2026-02-24');
  });
  row(data, 4, 'duties moved 04-28: catalogue within 10 WD, with consent 5 more, then 2', () => {
    const consent = wd('2026-04-28', 10, { extend: [workdays(5)] });
    expect([wd('2026-04-28', 10), consent, wd(consent, 2)]).toEqual([
      '2026-05-14',
      '2026-05-21',
      '2026-05-25',
    ]);
  });
  row(data, 8, 'log of 2025-08-01 kept 3 years', () => {
    expect(open('2025-08-01', years(3)).nominal).toBe('2028-08-01');
  });
  row('services §6 edge case', 6, 'a task due on a holiday is not extended', () => {
    expect(cd('2026-09-03', 30, keep)).toBe('2026-10-03');
  });
});

describe('enforcement', () => {
  const s = 'enforcement §1.19';
  row(s, 1, 'preserved 02-12: disposal by Saturday 02-28, nine days off inside', () => {
    const answer = by('2026-02-12', workdays(7), keep);
    expect(answer.due).toBe('2026-02-28');
    const off = answer.steps.filter((x) => x.kind === 'skip').reduce((n, x) => n + (x.days ?? 0), 0);
    expect(off).toBe(9);
    expect(answer.steps.map((x) => x.text).join('')).toMatch(/2月14日调休上班.*2月28日调休上班/);
  });
  row(s, 2, 'notice served 04-30: hearing request until 05-11, worked 9 May is day 4', () => {
    expect(wd('2026-04-30', 5)).toBe('2026-05-11');
    expect(elapsed('2026-04-30', '2026-05-09', 'workday', { calendar })).toBe(4);
  });
  row(s, 3, 'hearing on 06-24: latest notice 06-12', () => {
    expect(before('2026-06-24', workdays(7))).toBe('2026-06-12');
  });
  row(s, 4, 'fine payable to 10-08; day 34 of lateness reaches the cap', () => {
    const answer = by('2026-09-21', inDays(15));
    expect([answer.nominal, answer.due]).toEqual(['2026-10-06', '2026-10-08']);
    expect(elapsed(answer.due, '2026-10-09', 'day', { calendar })).toBe(1);
    expect(elapsed(answer.due, '2026-11-11', 'day', { calendar })).toBe(Math.ceil(10_000 / 300));
  });
  row(s, 5, 'late days without the time of review: 12 + 9, not 73', () => {
    expect(cd('2026-03-02', 15)).toBe('2026-03-17');
    const review = { from: addDays('2026-03-30', -1), to: '2026-05-20' };
    expect(elapsed('2026-03-17', '2026-05-29', 'day', { calendar, exclude: [review] })).toBe(21);
    expect(elapsed('2026-03-17', '2026-05-29', 'day', { calendar })).toBe(73);
  });
  row(s, 11, 'served by public notice on a Sunday, payable after Labour Day', () => {
    const served = cd('2026-03-20', 30, keep);
    expect([served, by(served, inDays(15)).nominal, cd(served, 15)]).toEqual([
      '2026-04-19',
      '2026-05-04',
      '2026-05-06',
    ]);
  });
  row(s, 12, 'suit until 08-27, application to court until 11-27; instalments to 08-31: until 11-30', () => {
    const suit = due('2026-02-27', months(6));
    expect([suit, due(suit, months(3)), due('2026-08-31', months(3))]).toEqual([
      '2026-08-27',
      '2026-11-27',
      '2026-11-30',
    ]);
  });

  const seal = 'enforcement §2.6';
  row(seal, 1, 'sealed 03-02: 04-01, extended 05-01 without rolling, act by 30 April', () => {
    const extended = cd('2026-03-02', 30, { ...keep, extend: [inDays(30)] });
    expect([cd('2026-03-02', 30, keep), extended, actBy(extended, calendar)]).toEqual([
      '2026-04-01',
      '2026-05-01',
      '2026-04-30',
    ]);
  });
  row(seal, 2, 'a test from 10 to 24 March is not counted', () => {
    expect(cd('2026-03-02', 30, { ...keep, exclude: [{ from: '2026-03-09', to: '2026-03-24' }] })).toBe(
      '2026-04-16',
    );
  });
  row(seal, 3, 'a test not announced beforehand is counted', () => {
    expect(cd('2026-03-02', 30, keep)).toBe('2026-04-01');
  });
  row(seal, 4, 'urgent seizure: 24 hours end on a holiday', () => {
    expect(by(timeOfDay('2026-04-30', '22:00'), hours(24)).dueAt).toBe(timeOfDay('2026-05-01', '22:00'));
  });
  row(seal, 5, 'urging served 09-21: tenth WD 10-12, application from 10-13', () => {
    const wait = open('2026-09-21', workdays(10));
    expect([wait.lastProtected, wait.firstAllowed]).toEqual(['2026-10-12', '2026-10-13']);
  });
  row(seal, 6, 'substitute performance on 05-12: urging by 05-08', () => {
    expect(before('2026-05-12', workdays(3))).toBe('2026-05-08');
  });
  row(seal, 7, 'freeze on 09-24: decision handed over by 09-30', () => {
    expect(wd('2026-09-24', 3)).toBe('2026-09-30');
  });
  row('enforcement §3.9', 5, 'inspection of 09-16 published within 20 WD', () => {
    expect(wd('2026-09-16', 20)).toBe('2026-10-20');
  });
  row('enforcement §3.9', 6, 'unplanned inspection of 06-12 reported within 20 WD', () => {
    expect(wd('2026-06-12', 20)).toBe('2026-07-13');
  });
  row('enforcement §4.4', 1, 'decision of 04-29: 7 WD and 20 WD', () => {
    expect([wd('2026-04-29', 7), wd('2026-04-29', 20)]).toEqual(['2026-05-12', '2026-05-29']);
  });
  row('enforcement §4.4', 2, 'penalty revoked 09-30: withdrawn within 3 WD, a worked Saturday', () => {
    expect(wd('2026-09-30', 3)).toBe('2026-10-10');
  });
  row('enforcement §7.5', 1, 'transfer: 3 CD from 09-30 without rolling, then 24 hours', () => {
    expect(cd('2026-09-30', 3, keep)).toBe('2026-10-03');
    expect(by(timeOfDay('2026-10-03', '16:00'), hours(24)).dueAt).toBe(timeOfDay('2026-10-04', '16:00'));
  });
  row('enforcement §7.5', 3, 'refusal received 05-08: reconsideration request within 3 CD', () => {
    expect(cd('2026-05-08', 3)).toBe('2026-05-11');
  });
});

describe('rulemaking, decisions, openness', () => {
  const rules = 'rulemaking §1.8';
  row(rules, 3, 'comments from 09-05 for 30 days: closing on 10-05 at noon is refused', () => {
    const period = open('2026-09-05', inDays(30));
    expect([period.lastProtected, period.firstAllowed]).toEqual(['2026-10-05', '2026-10-06']);
    expect(timeOfDay('2026-10-05', '12:00') < period.firstAllowedAt).toBe(true);
  });
  row(rules, 4, 'hearing on 06-10: announced by 05-11', () => {
    expect(before('2026-06-10', inDays(30))).toBe('2026-05-11');
  });
  row(rules, 5, 'promulgated 03-01: in force on 03-20 is too early', () => {
    expect(open('2026-03-01', inDays(30)).firstAllowed > '2026-03-20').toBe(true);
  });
  row(rules, 6, 'promulgated 09-07: filing until 10-08', () => {
    expect([by('2026-09-07', inDays(30)).nominal, cd('2026-09-07', 30)]).toEqual([
      '2026-10-07',
      '2026-10-08',
    ]);
  });
  const documents = 'normative documents §2.11';
  row(documents, 4, 'review asked 04-30: 5 WD and 15 WD', () => {
    expect([wd('2026-04-30', 5), wd('2026-04-30', 15)]).toEqual(['2026-05-11', '2026-05-25']);
  });
  row(documents, 7, 'issued 09-18: filing until 10-08', () => {
    expect([by('2026-09-18', inDays(15)).nominal, cd('2026-09-18', 15)]).toEqual([
      '2026-10-03',
      '2026-10-08',
    ]);
  });
  row(documents, 8, 'trial document in force 2024-12-01 for two years, warned six months before', () => {
    const last = due('2024-12-01', years(2), { ...keep, includeStart: true });
    expect([last, addDays(last, 1), before(last, months(6))]).toEqual([
      '2026-11-30',
      '2026-12-01',
      '2026-05-30',
    ]);
  });
  row(documents, 16, 'court suggestion of 08-10: answer within 60 CD', () => {
    expect(cd('2026-08-10', 60)).toBe('2026-10-09');
  });
  row('decisions §3.5', 2, 'review sent 09-29: 7 WD end after the meeting of 10-13', () => {
    expect(wd('2026-09-29', 7)).toBe('2026-10-14');
  });
  row('decisions §3.5', 3, 'hearing on 10-12: papers by 10-05', () => {
    expect(before('2026-10-12', inDays(7))).toBe('2026-10-05');
  });
  row('government inspection §4', 2, 'conclusion of 08-28: review until 09-28', () => {
    expect([by('2026-08-28', inDays(30)).nominal, cd('2026-08-28', 30)]).toEqual([
      '2026-09-27',
      '2026-09-28',
    ]);
  });
  row('government inspection §4', 3, 'the day after is too late', () => {
    const last = by('2026-08-28', inDays(30));
    expect(filedInTime(last, { arrived: '2026-09-29' })).toBe(false);
    expect(remaining('2026-09-29', last, { unit: 'day', calendar }).text).toBe('已逾期 1 日');
  });

  const disclosure = 'disclosure §5.7';
  row(disclosure, 1, 'in person 02-10: 20 WD, with full extension 40', () => {
    expect([wd('2026-02-10', 20), wd('2026-02-10', 20, { extend: [workdays(20)] })]).toEqual([
      '2026-03-16',
      '2026-04-14',
    ]);
  });
  row(disclosure, 2, 'web form on a worked Saturday night, confirmed 10-12: counted from 10-12', () => {
    expect(wd('2026-10-12', 20)).toBe('2026-11-09');
    expect(by('2026-10-12', workdays(20)).steps.find((x) => x.kind === 'count')?.from).toBe('2026-10-13');
  });
  row(disclosure, 3, 'plain letter confirmed 09-28', () => {
    expect(wd('2026-09-28', 20)).toBe('2026-10-30');
  });
  row(disclosure, 4, 'correction asked 10-13 is late; the reply stays due 10-29', () => {
    const correction = by('2026-09-24', workdays(7));
    expect([correction.due, wd('2026-09-24', 20)]).toEqual(['2026-10-12', '2026-10-29']);
    expect(filedInTime(correction, { arrived: '2026-10-13' })).toBe(false);
  });
  row(disclosure, 5, 'third party asked 10-19, answered 11-06: 5 WD used, 15 left, due 11-27', () => {
    const exclude = [{ from: '2026-10-19', to: '2026-11-06' }];
    const answer = by('2026-10-12', workdays(20), { exclude });
    expect(answer.due).toBe('2026-11-27');
    expect(answer.steps.filter((x) => x.kind === 'count').map((x) => [x.from, x.days])).toEqual([
      ['2026-10-13', 5],
      ['2026-11-09', 15],
    ]);
    expect(wd('2026-10-12', 20)).toBe('2026-11-09');
  });
});

describe('disputes, emergency, integrity', () => {
  const s = 'reconsideration §1.13';
  row(s, 1, 'accepted 03-02: day 60 is 1 May, due 05-06', () => {
    expect([by('2026-03-02', inDays(60)).nominal, cd('2026-03-02', 60)]).toEqual([
      '2026-05-01',
      '2026-05-06',
    ]);
  });
  row(s, 2, 'silence until Saturday 10-10, deemed accepted, decision by 12-09', () => {
    const accepted = wd('2026-09-28', 5);
    expect([accepted, cd(accepted, 60)]).toEqual(['2026-10-10', '2026-12-09']);
  });
  row(s, 3, 'extended: day 90 from acceptance; copy in 7 WD, reply in 10 WD', () => {
    expect(cd('2026-07-10', 60, { extend: [inDays(30)] })).toBe('2026-10-08');
    expect([wd('2026-07-10', 7), wd('2026-07-16', 10)]).toEqual(['2026-07-21', '2026-07-30']);
  });
  row(s, 4, 'simplified: day 30 is a Sunday; converted: 60 from acceptance', () => {
    expect([cd('2026-07-10', 30), cd('2026-07-10', 60)]).toEqual(['2026-08-10', '2026-09-08']);
  });
  row(s, 6, 'no answer: waiting ends 04-03, application until 06-02', () => {
    const waited = cd('2026-02-02', 60);
    expect([waited, cd(waited, 60)]).toEqual(['2026-04-03', '2026-06-02']);
  });
  row(s, 8, 'correction papers by 06-26; they arrive 06-24: new check ends 07-01', () => {
    expect([wd('2026-06-11', 10), wd('2026-06-24', 5)]).toEqual(['2026-06-26', '2026-07-01']);
  });
  row(s, 10, 'suspended 06-01: sixty days are full on 07-31', () => {
    expect(open('2026-06-01', inDays(60)).lastProtected).toBe('2026-07-31');
  });
  row(s, 12, 'attached review: 3 WD, 7 WD, 30 CD; the recipient 60 CD, a Sunday', () => {
    const start = '2026-08-03';
    expect([wd(start, 3), wd(start, 7), cd(start, 30)]).toEqual(['2026-08-06', '2026-08-12', '2026-09-02']);
    expect(cd('2026-08-12', 60)).toBe('2026-10-12');
  });
  row(s, 15, 'camera fine of 06-16 forwarded within 5 WD', () => {
    expect(wd('2026-06-16', 5)).toBe('2026-06-24');
  });

  const suit = 'litigation §2.8';
  row(suit, 1, 'copy served 09-18: answer by 10-08', () => {
    expect(cd('2026-09-18', 15)).toBe('2026-10-08');
  });
  row(suit, 2, 'served 09-24: judgment 15 CD, ruling 10 CD', () => {
    expect([cd('2026-09-24', 15), cd('2026-09-24', 10)]).toEqual(['2026-10-09', '2026-10-08']);
  });
  row(suit, 7, 'suing period, application window, earliest application after the demand', () => {
    const sue = due('2025-08-11', months(6));
    expect([sue, due(sue, months(3))]).toEqual(['2026-02-11', '2026-05-11']);
    expect(open('2026-03-09', workdays(10)).firstAllowed).toBe('2026-03-24');
  });
  row(suit, 8, 'two months to a Sunday, to a worked Saturday; urgent 15 CD', () => {
    expect([due('2026-03-31', months(2)), due('2025-12-31', months(2))]).toEqual([
      '2026-06-01',
      '2026-02-28',
    ]);
    expect(cd('2026-09-22', 15)).toBe('2026-10-08');
  });
  row(suit, 9, 'thirty days at the coordination centre move the last day by thirty', () => {
    const exclude = [{ from: '2026-05-10', to: '2026-06-09' }];
    const [plain, moved] = [by('2026-03-02', months(6)), by('2026-03-02', months(6), { exclude })];
    expect([plain.nominal, moved.nominal]).toEqual(['2026-09-02', addDays('2026-09-02', 30)]);
  });
  row(suit, 11, 'told one year: the tenth month is in time; told three months: six apply', () => {
    expect(filedInTime(by('2025-09-01', years(1)), { arrived: '2026-07-01' })).toBe(true);
    expect(filedInTime(by('2026-03-02', months(6)), { arrived: '2026-08-20' })).toBe(true);
  });
  row('mediation §3.5', 1, 'agreement of 04-10: filing until 05-11', () => {
    expect(cd('2026-04-10', 30)).toBe('2026-05-11');
  });
  row(
    'mediation §3.5',
    2,
    'oral agreement on Monday: counted from Monday, not from the writing on Thursday',
    () => {
      expect([cd('2026-06-01', 30), cd('2026-06-04', 30)]).toEqual(['2026-07-01', '2026-07-06']);
    },
  );
  row('mediation §3.5', 5, 'procurement complaint: 5, 8 and 30 WD; expert review adds five', () => {
    expect([wd('2026-09-14', 5), wd('2026-09-14', 8), wd('2026-09-14', 30)]).toEqual([
      '2026-09-20',
      '2026-09-23',
      '2026-10-30',
    ]);
    const exclude = [{ from: addDays('2026-10-12', -1), to: '2026-10-16' }];
    expect(wd('2026-09-14', 30, { exclude })).toBe(wd('2026-09-14', 35));
  });

  const emergency = 'emergency §4.9';
  row(emergency, 3, 'a death on day 29 is within thirty days', () => {
    expect(elapsed('2026-05-10', '2026-06-08', 'day', { calendar })).toBe(29);
  });
  row(emergency, 5, 'one hour to the county, two to the city, also on 1 October', () => {
    expect(by(timeOfDay('2026-10-01', '08:20'), hours(1)).dueAt).toBe(timeOfDay('2026-10-01', '09:20'));
    expect(by(timeOfDay('2026-10-01', '09:10'), hours(2)).dueAt).toBe(timeOfDay('2026-10-01', '11:10'));
  });
  row(emergency, 9, 'plan of 08-31 filed within 20 WD', () => {
    expect(wd('2026-08-31', 20)).toBe('2026-09-28');
  });
  row(emergency, 10, 'drill of 2024-10-15: the next within two years, overdue from 10-16', () => {
    const next = by('2024-10-15', years(2));
    expect(next.due).toBe('2026-10-15');
    expect(remaining('2026-10-16', next, { unit: 'day', calendar }).state).toBe('overdue');
  });

  const credit = 'integrity §5.5';
  row(credit, 1, 'three months and one year from the record, to the corresponding day', () => {
    expect(open('2026-05-20', months(3)).nominal).toBe('2026-08-20');
    expect(open('2026-05-20', years(1)).nominal).toBe('2027-05-20');
    expect(open('2025-12-01', years(1)).nominal).toBe('2026-12-01');
  });
  row(credit, 2, 'displayed from 05-31 for at most three months', () => {
    expect(due('2026-05-31', months(3), keep)).toBe('2026-08-31');
  });
  row(credit, 5, 'goods of 06-10: 30 CD; 60 CD end on a Sunday', () => {
    expect([cd('2026-06-10', 30), cd('2026-06-10', 60)]).toEqual(['2026-07-10', '2026-08-10']);
  });
  row(credit, 6, 'thirty days late', () => {
    expect(elapsed('2026-07-10', '2026-08-09', 'day', { calendar })).toBe(30);
  });
  row(credit, 7, 'inspection never held: the term starts after 10 CD', () => {
    const start = cd('2026-06-01', 10);
    expect([start, cd(start, 30)]).toEqual(['2026-06-11', '2026-07-13']);
  });
  row(
    credit,
    9,
    'complaint received 10-12: 30 CD, at the latest 90 CD, a Sunday of a year not announced',
    () => {
      const latest = by('2026-10-12', inDays(90));
      expect(cd('2026-10-12', 30)).toBe('2026-11-11');
      expect([latest.nominal, latest.due, latest.provisional]).toEqual(['2027-01-10', '2027-01-11', true]);
    },
  );
});
