import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Citation } from '../citation.ts';
import { fixture as calendar, notice2027 } from './calendar.fixture.ts';
import { adoptYear } from './calendar.ts';
import {
  type ClockEvent,
  type ClockEventKind,
  type ClockSpec,
  checkEvent,
  clockDue,
  clockState,
  ExtensionRefused,
} from './clock.ts';
import { dueBy } from './count.ts';
import { addDays, timeOfDay } from './date.ts';
import { days, hours, months, workdays } from './limit.ts';

const cite = (article: string, says: string): Citation => ({
  source: 'disclosure-regulations',
  title: '政府信息公开条例',
  article,
  says,
  standing: 'verified',
});

const reply: ClockSpec = {
  code: 'disclosure-reply',
  title: '信息公开答复期限',
  owedBy: 'disclosure_office',
  limit: workdays(20),
  direction: 'due',
  lastDay: 'roll',
  citation: cite('33', '20个工作日内答复'),
  extension: { limit: workdays(20), times: 1, citation: cite('33', '最多延长20个工作日') },
  warnBefore: workdays(3),
};

const consultation: ClockSpec = {
  code: 'comment-period',
  title: '公开征求意见期限',
  owedBy: 'drafter',
  limit: days(30),
  direction: 'minimum',
  lastDay: 'keep',
  citation: cite('1', '征求意见不少于30日'),
};

const at = (date: string, time = '10:00') => timeOfDay(date, time);
const on = (kind: ClockEventKind, date: string, more: Partial<ClockEvent> = {}): ClockEvent => ({
  kind,
  at: at(date),
  act: `act-${kind}`,
  ...more,
});
const state = (events: ClockEvent[], now: string, spec = reply) =>
  clockState(spec, events, calendar, at(now));

describe('R90.2 statutory clocks', () => {
  test('idle, running, warning, due today, expired, stopped in time or late', () => {
    expect(state([], '2026-10-12')).toMatchObject({ state: 'idle', late: false, steps: [] });
    const start = [on('start', '2026-09-15')];
    expect(state(start, '2026-09-14').state).toBe('idle');
    expect(state(start, '2026-09-16')).toMatchObject({
      state: 'running',
      due: '2026-10-19',
      dueAt: '2026-10-19T15:59:59.999Z',
      warnFrom: '2026-10-14',
      warning: false,
      remaining: { n: 19, unit: 'workday', text: '还剩 19 个工作日' },
    });
    expect(state(start, '2026-10-14').warning).toBe(true);
    expect(state(start, '2026-10-19')).toMatchObject({ state: 'running', remaining: { text: '今天到期' } });
    expect(state(start, '2026-10-21')).toMatchObject({
      state: 'expired',
      late: true,
      warning: false,
      remaining: { text: '已逾期 2 日' },
    });
    const inTime = state(
      [...start, on('stop', '2026-10-19', { at: at('2026-10-19', '23:59') })],
      '2026-11-01',
    );
    expect(inTime).toMatchObject({ state: 'stopped', late: false, stoppedAt: at('2026-10-19', '23:59') });
    expect(inTime.remaining).toBeUndefined();
    expect(
      state([...start, on('stop', '2026-10-20', { at: at('2026-10-20', '00:00') })], '2026-11-01').late,
    ).toBe(true);
  });

  test('a pause is an interval: no due date while it lasts, the rest is told, then the count goes on', () => {
    const events = [on('start', '2026-10-12'), on('pause', '2026-10-19', { ground: '征求第三方意见' })];
    const paused = state(events, '2026-11-02');
    expect(paused).toMatchObject({ state: 'paused', late: false, warning: false });
    expect(paused.due).toBeUndefined();
    expect(paused.dueAt).toBeUndefined();
    expect(paused.remaining).toEqual({
      state: 'ahead',
      n: 15,
      unit: 'workday',
      text: '还剩 15 个工作日（中止期间不计）',
    });
    const resumed = [...events, on('resume', '2026-11-06', { ground: '征求第三方意见' })];
    expect(state(resumed, '2026-11-09')).toMatchObject({ state: 'running', due: '2026-11-27' });
    // As it stood before: the same events, an earlier moment.
    expect(state(resumed, '2026-10-15').due).toBe('2026-11-09');
    expect(state([...events, on('stop', '2026-11-02')], '2026-11-03')).toMatchObject({
      state: 'stopped',
      late: false,
    });
  });

  test('overlapping pauses on different grounds are one stretch until the last has ended', () => {
    const events = [
      on('start', '2026-03-02'),
      on('pause', '2026-03-04', { ground: '鉴定' }),
      on('pause', '2026-03-06', { ground: '征求意见' }),
      on('pause', '2026-03-07', { ground: '鉴定' }),
      on('resume', '2026-03-10', { ground: '鉴定' }),
      on('resume', '2026-03-12', { ground: '征求意见' }),
    ];
    expect(state(events.slice(0, 5), '2026-03-11').state).toBe('paused');
    const done = state(events, '2026-03-13');
    expect(done.due).toBe(
      dueBy('2026-03-02', workdays(20), { calendar, exclude: [{ from: '2026-03-04', to: '2026-03-12' }] })
        .due,
    );
    expect(done.ignored.map((e) => e.at)).toEqual([at('2026-03-07')]);
  });

  test('a pause on the last day holds that day; a pause after it changes nothing', () => {
    const start = on('start', '2026-09-15');
    const held = [start, on('pause', '2026-10-19')];
    expect(state(held, '2026-10-26')).toMatchObject({ state: 'paused', remaining: { n: 0, unit: 'day' } });
    expect(state([...held, on('resume', '2026-10-26')], '2026-10-27')).toMatchObject({
      state: 'running',
      due: '2026-10-27',
    });
    const after = [start, on('pause', '2026-10-20')];
    expect(state(after, '2026-10-26')).toMatchObject({ state: 'expired', late: true, due: '2026-10-19' });
  });

  test('correction restarts the count: pauses and extensions of the first run are gone', () => {
    const events = [
      on('start', '2026-03-02'),
      on('pause', '2026-03-04'),
      on('resume', '2026-03-06'),
      on('extend', '2026-03-09'),
      on('restart', '2026-03-16'),
    ];
    expect(state(events, '2026-03-17')).toMatchObject({ startedAt: at('2026-03-16'), due: '2026-04-14' });
    expect(state([...events, on('extend', '2026-03-18')], '2026-03-19').due).toBe('2026-05-14');
  });

  test('an event without effect is listed, not lost; a start never moves a running clock', () => {
    const events = [
      on('resume', '2026-03-01'),
      on('start', '2026-03-02'),
      on('start', '2026-03-05'),
      on('stop', '2026-03-06'),
      on('stop', '2026-03-09'),
    ];
    const done = state(events, '2026-03-20');
    expect(done).toMatchObject({ startedAt: at('2026-03-02'), stoppedAt: at('2026-03-06') });
    expect(done.ignored).toEqual([events[0], events[2], events[4]]);
    expect(state([...events, on('start', '2026-03-12')], '2026-03-20')).toMatchObject({
      state: 'running',
      startedAt: at('2026-03-12'),
    });
  });

  test('events are taken in order of time, a start can fix its own length', () => {
    const events = [
      on('resume', '2026-03-10'),
      on('pause', '2026-03-04'),
      on('start', '2026-03-02', { limit: workdays(5) }),
    ];
    expect(state(events, '2026-03-11').due).toBe('2026-03-13');
    const hourly = { ...reply, limit: hours(24), warnBefore: hours(2) };
    const running = clockState(
      hourly,
      [on('start', '2026-04-30', { at: at('2026-04-30', '22:00') })],
      calendar,
      at('2026-05-01', '20:30'),
    );
    expect(running).toMatchObject({
      dueAt: at('2026-05-01', '22:00'),
      warning: true,
      remaining: { text: '还剩 1 小时' },
    });
    const held = clockState(
      hourly,
      [on('start', '2026-04-30'), on('pause', '2026-04-30', { at: at('2026-04-30', '14:00') })],
      calendar,
      at('2026-05-03'),
    );
    expect(held.remaining?.text).toBe('还剩 20 小时（中止期间不计）');
    const monthly = clockState(
      { ...reply, limit: months(6) },
      [on('start', '2026-03-02'), on('pause', '2026-08-30')],
      calendar,
      at('2026-09-20'),
    );
    expect(monthly.remaining?.text).toBe('还剩 3 日（中止期间不计）');
  });

  test('an extension the law does not allow is refused with the article', () => {
    const start = on('start', '2026-03-02');
    const refused = (spec: ClockSpec, events: ClockEvent[]) => {
      try {
        clockState(spec, events, calendar, at('2026-12-01'));
      } catch (e) {
        if (e instanceof ExtensionRefused) return e;
      }
      throw new Error('not refused');
    };
    const extend = (limit?: ClockEvent['limit']) => on('extend', '2026-03-10', limit ? { limit } : {});
    expect(refused({ ...reply, extension: undefined }, [start, extend()]).reason).toBe('none-allowed');
    expect(refused(reply, [start, extend(workdays(21))]).reason).toBe('too-long');
    expect(refused(reply, [start, extend(days(20))]).reason).toBe('other-unit');
    expect(refused(reply, [extend()]).reason).toBe('not-running');
    expect(refused(reply, [start, on('stop', '2026-03-05'), extend()]).reason).toBe('not-running');
    const twice = refused(reply, [start, extend(), extend(workdays(5))]);
    expect(twice.reason).toBe('too-often');
    expect(twice.message).toMatch(
      /信息公开答复期限”不能延长：最多延长1次，已延长1次（《政府信息公开条例》第三十三条）/,
    );
    expect(state([start, extend(workdays(5))], '2026-03-11').due).toBe('2026-04-07');
  });

  test('an extension after the due date is refused when it is asked for, and a recorded one survives re-dating', () => {
    const start = on('start', '2026-09-15');
    expect(() => checkEvent(reply, [start], on('extend', '2026-10-20'), calendar)).toThrow(
      /期限已于2026-10-19届满/,
    );
    expect(() => checkEvent(reply, [start], on('extend', '2026-10-19'), calendar)).not.toThrow();
    expect(() =>
      checkEvent(reply, [start, on('pause', '2026-09-20')], on('extend', '2026-10-20'), calendar),
    ).not.toThrow();
    // Extended on the last day as it then stood, 4 January 2027; the notice made that 3 January.
    const late = { ...reply, limit: workdays(5) };
    const events = [on('start', '2026-12-25')];
    const extension = on('extend', '2027-01-04', { limit: workdays(1) });
    expect(clockState(late, events, calendar, at('2026-12-28')).due).toBe('2027-01-04');
    checkEvent(late, events, extension, calendar);
    const next = adoptYear(calendar, {
      ...notice2027,
      rest: notice2027.rest.filter((r) => r.date !== '2026-12-31'),
    });
    expect(clockDue(late, events, next)?.due).toBe('2027-01-03');
    expect(clockDue(late, [...events, extension], next)).toMatchObject({
      due: '2027-01-04',
      provisional: false,
    });
  });

  test('a minimum protects: it is told when the act may happen, and stopping before is early', () => {
    const start = on('start', '2026-09-05');
    const running = state([start], '2026-10-05', consultation);
    expect(running).toMatchObject({
      state: 'running',
      due: '2026-10-05',
      firstAllowedAt: '2026-10-05T16:00:00.000Z',
      late: false,
    });
    const over = state([start], '2026-10-06', consultation);
    expect(over).toMatchObject({ state: 'expired', late: false });
    expect(over.remaining).toBeUndefined();
    const closed = (date: string) => state([start, on('stop', date)], '2026-12-01', consultation);
    expect([closed('2026-10-05').early, closed('2026-10-06').early, closed('2026-10-06').late]).toEqual([
      true,
      false,
      false,
    ]);
    const paused = [start, on('pause', '2026-09-10')];
    expect(state(paused, '2026-10-20', consultation)).toMatchObject({
      state: 'paused',
      remaining: { n: 25 },
    });
    expect(state([...paused, on('resume', '2026-09-12')], '2026-09-13', consultation).due).toBe('2026-10-07');
  });

  test('the fast due date of any clock equals that of its full state', () => {
    const event = fc.record({
      kind: fc.constantFrom(
        'start',
        'start',
        'stop',
        'pause',
        'resume',
        'restart',
        'extend',
      ) as fc.Arbitrary<ClockEventKind>,
      day: fc.integer({ min: 0, max: 80 }),
      minute: fc.integer({ min: 0, max: 1439 }),
      ground: fc.constantFrom(undefined, '鉴定'),
    });
    const limit = fc.constantFrom(workdays(20), days(30), months(2), hours(72));
    let dated = 0;
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 7 }),
        limit,
        fc.constantFrom('due' as const, 'minimum' as const),
        (list, l, direction) => {
          const spec: ClockSpec = {
            ...reply,
            limit: l,
            direction,
            extension: { limit: l, times: 9, citation: reply.citation },
          };
          const events = list.map(
            (e): ClockEvent => ({
              kind: e.kind,
              at: new Date(
                Date.parse(at(addDays('2026-03-01', e.day), '00:00')) + e.minute * 60_000,
              ).toISOString(),
              act: 'a',
              ...(e.ground ? { ground: e.ground } : {}),
            }),
          );
          const run = <T>(f: () => T): T | 'refused' => {
            try {
              return f();
            } catch (e) {
              if (e instanceof ExtensionRefused) return 'refused';
              throw e;
            }
          };
          const full = run(() => clockState(spec, events, calendar, at('2026-12-01')));
          const fast = run(() => clockDue(spec, events, calendar));
          if (full === 'refused') {
            expect(fast).toBe('refused');
            return;
          }
          if (fast !== 'refused' && fast) dated++;
          expect(fast === 'refused' ? fast : fast?.dueAt).toBe(full.dueAt);
          if (full.state === 'paused') expect(full.due).toBeUndefined();
        },
      ),
      { numRuns: 3000 },
    );
    expect(dated).toBeGreaterThan(500);
  });
});
