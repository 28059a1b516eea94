import { chinaCalendar } from '@fadu/plan/calendar/china';
import { describe, expect, test } from 'vitest';
import type { Definition, TimelineEntry } from './api/types.ts';
import { commentsOf, openFor } from './comments.ts';
import { daysFrom, kindOfDay, longDay, moment, monthGrid, plainDay, shortDay } from './days.ts';
import { holidayFaults, noticeBody, rowsOf } from './holidays.ts';
import { openingFor, openingsFor } from './opening.ts';
import { organDefaults } from './organs.ts';
import type { Field } from './schema.ts';
import { matches } from './shell/finds.ts';
import { versionsOf } from './versions.ts';

const entry = (
  seq: number,
  act: string,
  entered: Record<string, unknown>,
  voided = false,
): TimelineEntry => ({
  seq,
  act,
  title: act,
  at: '2026-05-01T01:00:00.000Z',
  on: '2026-05-01',
  by: { kind: 'person', name: '林晓舟', role: null, organ: null },
  entered: Object.entries(entered).map(([field, value]) => ({ field, title: field, value })),
  issued: [],
  movedTo: 'consultation',
  voided: voided ? { seq: seq + 1, title: '修改' } : null,
  cites: [],
});

describe('comments', () => {
  const comments = commentsOf([
    entry(5, 'comment', { text: '建议一', submitterType: '个人', article: '第三条' }),
    entry(6, 'comment', { text: '建议二', submitterType: '人大代表' }),
    entry(7, 'comment', { text: '建议三', submitterType: '政协委员' }),
    entry(8, 'answer-comment', { comment: 6, disposition: '不采纳' }),
    entry(9, 'answer-comment', { comment: 7, disposition: '采纳' }),
  ]);
  test('what is to be answered, and who must have a written reply', () => {
    expect(openFor('answer-comment', comments).map((c) => c.seq)).toEqual([5]);
    expect(openFor('reply-in-writing', comments).map((c) => c.seq)).toEqual([6]);
    expect(comments[0]).toMatchObject({ article: '第三条', disposition: null, from: '个人' });
  });
  test('a written reply closes it', () => {
    const after = commentsOf([
      entry(6, 'comment', { text: '建议二', submitterType: '人大代表' }),
      entry(8, 'answer-comment', { comment: 6, disposition: '部分采纳' }),
      entry(9, 'reply-in-writing', { comment: 6, reply: '已研究' }),
    ]);
    expect(openFor('reply-in-writing', after)).toEqual([]);
  });
});

test('versions of a text are found on the time line, voided ones marked', () => {
  const articles = [{ number: '第一条', text: ['字'] }];
  const found = versionsOf([
    entry(3, 'draft', { articles }, true),
    entry(4, 'comment', { text: '字' }),
    entry(5, 'revise-draft', { articles }),
  ]);
  expect(found.map((v) => [v.seq, v.voided])).toEqual([
    [3, true],
    [5, false],
  ]);
});

describe('organs by region and name', () => {
  const organ = (id: string, region: string, fullName: string, kind = 'department') => ({
    id,
    region,
    name: fullName,
    fullName,
    kind,
  });
  const organs = [
    organ('gov', '1', '演示市人民政府', 'government'),
    organ('office', '1', '演示市人民政府办公室'),
    organ('justice', '1', '演示市司法局'),
    organ('market', '1', '演示市市场监督管理局'),
    organ('c-justice', '2', '演示区司法局'),
  ];
  const field = (name: string, title: string, organKind?: string) =>
    ({ name, title, kind: 'organ', organKind }) as Field;
  const fields = [
    field('maker', '制定机关', 'government'),
    field('office', '制定机关的办公机构'),
    field('reviewer', '合法性审核机构'),
    field('regulator', '公平竞争审查机构'),
    field('other', '承接职权的机关'),
  ];
  test('one’s own region is meant, and what is not known stays empty', () => {
    expect(organDefaults(fields, organs, '1')).toEqual({
      maker: 'gov',
      office: 'office',
      reviewer: 'justice',
      regulator: 'market',
    });
    expect(organDefaults(fields, organs, '2')).toEqual({ reviewer: 'c-justice' });
  });
});

describe('days', () => {
  test('with weekday and with what is special about them', () => {
    expect(longDay('2026-05-09', chinaCalendar)).toBe('2026年5月9日（星期六，调休上班）');
    expect(longDay('2026-10-01', chinaCalendar)).toContain('星期四');
    expect(longDay('2026-05-25', chinaCalendar)).toBe('2026年5月25日（星期一）');
    expect(shortDay('2026-05-25', '2026-01-01')).toBe('5月25日 星期一');
    expect(shortDay('2025-12-31', '2026-01-01')).toBe('2025年12月31日 星期三');
    expect(plainDay('2026-05-09')).toBe('2026年5月9日');
  });
  test('an instant is told by the clock in China', () => {
    expect(moment('2026-05-24T16:30:00.000Z', '2026-05-25')).toBe('5月25日 00:30');
  });
  test('a year without an arrangement is not guessed', () => {
    expect(kindOfDay(chinaCalendar, '1999-05-25')).toBeNull();
    expect(kindOfDay(undefined, '2026-05-25')).toBeNull();
  });
  test('a month begins on Monday and holds all its days once', () => {
    const days = monthGrid(2026, 2).flat().filter(Boolean);
    expect(days).toHaveLength(28);
    expect(monthGrid(2026, 2)[0]?.indexOf('2026-02-01')).toBe(6);
    expect(monthGrid(2024, 2).flat()).toContain('2024-02-29');
    expect(daysFrom('2026-02-27', '2026-03-02')).toHaveLength(4);
    expect(daysFrom('2026-03-02', '2026-03-01')).toEqual([]);
  });
});

describe('the holiday notice', () => {
  test('rows become days off and days worked', () => {
    const rows = [{ name: '元旦', from: '2027-01-01', to: '2027-01-03', worked: ['2027-01-09'] }];
    expect(holidayFaults(2027, rows)).toEqual([]);
    expect(noticeBody(' 通知 ', rows)).toEqual({
      notice: '通知',
      rest: ['2027-01-01', '2027-01-02', '2027-01-03'].map((date) => ({ date, name: '元旦' })),
      worked: ['2027-01-09'],
    });
  });
  test('what contradicts itself is named before it is sent', () => {
    const say = (rows: Parameters<typeof holidayFaults>[1]) => holidayFaults(2027, rows).join('；');
    expect(say([])).toContain('至少写一个节日');
    expect(say([{ name: '元旦' }])).toContain('起止日期');
    expect(say([{ name: '元旦', from: '2027-01-03', to: '2027-01-01' }])).toContain('早于');
    expect(say([{ name: '元旦', from: '2026-01-01', to: '2026-01-03' }])).toContain('不在 2027 年');
    expect(say([{ name: '元旦', from: '2027-01-01', to: '2027-01-03', worked: ['2027-01-02'] }])).toContain(
      '既放假又上班',
    );
    expect(
      say([
        { name: '中秋节', from: '2027-10-01', to: '2027-10-03' },
        { name: '国庆节', from: '2027-10-03', to: '2027-10-07' },
      ]),
    ).toContain('既在');
  });
  test('an announced year reads back as the same notice', () => {
    const year = chinaCalendar.years[2026];
    if (!year) throw new Error('2026 is not in the calendar');
    const rows = rowsOf(year);
    const back = noticeBody(year.notice, rows);
    expect([...back.rest].sort((a, b) => (a.date < b.date ? -1 : 1))).toEqual(
      [...year.rest].sort((a, b) => (a.date < b.date ? -1 : 1)),
    );
    expect(back.worked).toEqual([...year.worked].sort());
  });
});

test('a case is opened by the post whose role the opening act names', () => {
  const definition = {
    acts: {
      apply: { title: '申请', opens: true, by: [{ kind: 'resident', text: '登录的人' }] },
      register: { title: '登记', opens: true, by: [{ kind: 'office', role: 'clerk', text: '办文人员' }] },
      next: { title: '下一步', opens: false, by: [{ kind: 'office', role: 'head', text: '负责人' }] },
    },
  } as unknown as Definition;
  expect(openingFor(definition, { role: 'clerk' })?.name).toBe('register');
  expect(openingFor(definition, { role: 'head' })).toBeNull();
  expect(openingFor(definition, null)).toBeNull();
  const urgent = {
    title: '紧急登记',
    opens: true,
    by: [{ kind: 'office', role: 'clerk', text: '办文人员' }],
  };
  const both = { ...definition, acts: { ...definition.acts, urgent } } as unknown as Definition;
  expect(openingsFor(both, { role: 'clerk' }).map((o) => o.name)).toEqual(['register', 'urgent']);
});

test('the palette finds by every word typed', () => {
  const found = {
    group: '机关',
    title: '演示市公安局',
    about: '工作部门',
    also: '市公安',
    target: { to: 'organ', id: 'x' },
  } as const;
  expect(matches(found, '公安')).toBe(true);
  expect(matches(found, '公安 部门')).toBe(true);
  expect(matches(found, '公安 学校')).toBe(false);
});
