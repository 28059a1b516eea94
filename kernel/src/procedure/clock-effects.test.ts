/** When a clock event counts: a day or moment that follows from what was entered. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { design } from '../citation.ts';
import { fixture } from '../time/calendar.fixture.ts';
import { addDays, timeOfDay } from '../time/date.ts';
import { days, hours } from '../time/limit.ts';
import type { Actor } from './actor.ts';
import { decide } from './decide.ts';
import type { Procedure } from './definition.ts';
import { clockOf } from './standing.ts';
import { noCase } from './state.ts';

const cite = design('测试');
const procedure: Procedure = {
  code: 'moments',
  title: '测试',
  system: 'test',
  version: '1',
  from: '2020-01-01',
  cites: [cite],
  about: '测试',
  relations: {},
  roles: {},
  phases: { open: { title: '在办' } },
  acts: {
    begin: {
      title: '开始',
      by: [{ kind: 'public' }],
      in: [],
      opens: true,
      cites: [cite],
      form: z.object({
        on: z.iso.date().meta({ title: '日期' }),
        time: z.string().meta({ title: '时间' }),
      }),
      clocks: [
        {
          do: 'start',
          clock: 'report',
          on: { at: (i: Readonly<Record<string, unknown>>) => timeOfDay(String(i.on), String(i.time)) },
        },
        { do: 'start', clock: 'limit', on: 'on' },
      ],
    },
    hold: {
      title: '中止',
      by: [{ kind: 'public' }],
      in: ['open'],
      cites: [cite],
      form: z.object({ first: z.iso.date().meta({ title: '第一日' }) }),
      clocks: [
        {
          do: 'pause',
          clock: 'limit',
          on: { at: (i: Readonly<Record<string, unknown>>) => addDays(String(i.first), -1) },
        },
      ],
    },
  },
  clocks: {
    report: {
      title: '报告',
      kind: 'duty',
      owedBy: 'x',
      limit: hours(24),
      lastDay: 'keep',
      cites: [cite],
    },
    limit: { title: '期限', kind: 'duty', owedBy: 'x', limit: days(30), lastDay: 'keep', cites: [cite] },
  },
  conditions: {},
  laws: [],
  papers: {},
  titleFrom: 'begin.on',
  owner: 'x',
};
const nobody: Actor = { kind: 'anonymous', name: '某人', posts: [] };
const at = (day: string, time: string) => ({ now: timeOfDay(day, time), calendar: fixture });
const begin = (now: ReturnType<typeof at>, input: object) =>
  decide(procedure, noCase('220200-1', 'moments', '1'), 'begin', input, nobody, now);

test('R90.2 a limit of hours begins at the minute it happened, however late it is recorded', () => {
  const done = begin(at('2026-05-01', '00:40'), { on: '2026-04-30', time: '22:00' });
  if (!done.ok) throw new Error('refused');
  const clock = clockOf(procedure, done.state, 'report', at('2026-05-01', '00:40'));
  expect(clock.startedAt).toBe(timeOfDay('2026-04-30', '22:00'));
  expect(clock.dueAt).toBe(timeOfDay('2026-05-01', '22:00'));
});

test('R90.2 a moment to come is refused, on the same day too', () => {
  const early = begin(at('2026-04-30', '21:59'), { on: '2026-04-30', time: '22:00' });
  expect(early).toMatchObject({ ok: false, refusals: [{ code: 'clock-day' }] });
});

test('R90.2 a day that follows from the input may hold back the day before it, but not before the clock began', () => {
  const done = begin(at('2026-03-02', '10:00'), { on: '2026-03-02', time: '09:00' });
  if (!done.ok) throw new Error('refused');
  const hold = (first: string, now: ReturnType<typeof at>) =>
    decide(procedure, done.state, 'hold', { first }, nobody, now);
  const held = hold('2026-03-10', at('2026-03-12', '10:00'));
  if (!held.ok) throw new Error('refused');
  expect(held.record.effects.clocks[0]).toMatchObject({ kind: 'pause', at: '2026-03-09T15:59:59.999Z' });
  expect(hold('2026-03-02', at('2026-03-12', '10:00'))).toMatchObject({ ok: false });
});

test('R90.2 a moment before the clock’s last event is refused, the event’s own moment is not', () => {
  const done = begin(at('2026-05-01', '00:40'), { on: '2026-04-30', time: '22:00' });
  if (!done.ok) throw new Error('refused');
  const stop = (time: string) => {
    const p: Procedure = {
      ...procedure,
      acts: {
        ...procedure.acts,
        hold: {
          ...(procedure.acts.hold as Procedure['acts'][string]),
          clocks: [{ do: 'stop', clock: 'report', on: { at: () => timeOfDay('2026-04-30', time) } }],
        },
      },
    };
    return decide(p, done.state, 'hold', { first: '2026-04-30' }, nobody, at('2026-05-01', '09:00'));
  };
  expect(stop('21:59')).toMatchObject({ ok: false, refusals: [{ code: 'clock-day' }] });
  expect(stop('22:00')).toMatchObject({ ok: true });
  expect(stop('23:00')).toMatchObject({
    record: { effects: { clocks: [{ kind: 'stop', at: timeOfDay('2026-04-30', '23:00') }] } },
  });
});
