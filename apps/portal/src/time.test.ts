import { chinaCalendar } from '@fadu/plan/calendar/china';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerDue, type DueAnswer, questionOf } from './due.ts';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
beforeAll(async () => {
  p = await testPortal();
});
afterAll(() => p?.close());

const ask = (query: Record<string, string>) =>
  answerDue(
    questionOf((name) => query[name]),
    chinaCalendar,
  );
const answer = (query: Record<string, string>): DueAnswer => {
  const done = ask(query);
  if (!('answer' in done)) throw new Error(JSON.stringify(done.faults));
  return done.answer;
};
const marked = (a: DueAnswer, date: string) =>
  a.months.flatMap((m) => m.weeks.flat()).find((d) => d?.date === date)?.mark;

describe('the due-date calculator', () => {
  test('counts working days over a holiday with a worked Saturday, and shows them on the calendar', () => {
    const a = answer({ start: '2026-04-20', n: '20', unit: 'workday' });
    // 8 working days in April, 1 to 5 May off, 9 May worked: the twentieth is 20 May.
    expect(a.due).toBe('2026-05-20');
    expect(marked(a, '2026-04-20')).toBe('start');
    expect(marked(a, '2026-04-21')).toBe('counted');
    expect(marked(a, '2026-05-01')).toBe('off');
    expect(marked(a, '2026-05-09')).toBe('worked');
    expect(marked(a, '2026-05-20')).toBe('due');
    expect(marked(a, '2026-05-21')).toBe('plain');
    expect(a.steps.map((s) => s.text).join('')).toContain('2026年5月9日调休上班，照计');
  });

  test('leaves out what does not count, moves a last day off work, or keeps it', () => {
    const out = answer({
      start: '2026-04-20',
      n: '20',
      unit: 'workday',
      from1: '2026-05-11',
      to1: '2026-05-13',
      why1: '听证',
    });
    expect(out.due).toBe('2026-05-22');
    expect(marked(out, '2026-05-12')).toBe('excluded');
    expect(answer({ start: '2026-04-21', n: '10', unit: 'day' }).due).toBe('2026-05-06');
    expect(answer({ start: '2026-04-21', n: '10', unit: 'day', lastDay: 'keep' }).due).toBe('2026-05-01');
    expect(answer({ start: '2026-01-31', n: '1', unit: 'month', lastDay: 'keep' }).due).toBe('2026-02-28');
  });

  test('knows what a statute means by days', () => {
    // The penalty law counts 2, 3, 5 and 7 days as working days, longer ones as calendar days.
    const short = answer({ start: '2026-04-20', n: '7', unit: 'statute:penalty-law' });
    const long = answer({ start: '2026-04-20', n: '15', unit: 'statute:penalty-law' });
    expect(short.steps[0]?.text).toContain('是指工作日');
    expect(short.due).toBe('2026-04-29');
    expect(long.steps[0]?.text).toContain('按自然日计算');
    expect(long.due).toBe('2026-05-06');
  });

  test('answers minimum periods, notices and hours', () => {
    const minimum = answer({ start: '2026-03-02', n: '30', unit: 'day', purpose: 'minimum' });
    expect([minimum.due, minimum.firstAllowed]).toEqual(['2026-04-01', '2026-04-02']);
    expect(answer({ start: '2026-05-12', n: '7', unit: 'workday', purpose: 'notice' }).due).toBe(
      '2026-04-29',
    );
    expect(answer({ start: '2026-05-01', time: '22:00', n: '24', unit: 'hour' }).dueAt).toBe(
      '2026-05-02T14:00:00.000Z',
    );
  });

  test('says field by field what is missing, and never guesses a year that is not announced', () => {
    const faults = (query: Record<string, string>) => {
      const done = ask(query);
      return 'faults' in done ? done.faults.map((f) => f.field) : [];
    };
    expect(faults({ start: '2026-02-30', n: '0', unit: 'fortnight' })).toEqual(['start', 'n', 'unit']);
    expect(faults({ start: '2026-03-02', n: '24', unit: 'hour' })).toEqual(['time']);
    expect(
      faults({ start: '2026-03-02', n: '5', unit: 'day', from1: '2026-03-09', to1: '2026-03-04' }),
    ).toEqual(['to1']);
    expect(faults({ start: '2026-03-02', n: '5', unit: 'day', from2: '2026-03-09' })).toEqual(['to2']);
    expect(faults({ start: '2040-03-02', n: '5', unit: 'workday' })).toEqual(['start']);
    expect(answer({ start: '2026-12-28', n: '10', unit: 'workday' }).provisional).toBe(true);
    expect(answer({ start: '2021-03-02', n: '5', unit: 'year', lastDay: 'keep' }).shortened).toBe(true);
  });

  test('the page explains the answer without script, and its address can be sent', async () => {
    const html = await p.page('/time?start=2026-04-20&n=20&unit=workday');
    expect(html).toContain('<p class="answer-day">2026年5月20日（星期三）</p>');
    expect(html).toContain('劳动节放假，不计5日');
    expect(html).toMatch(/<caption>2026年5月<\/caption>/);
    expect(html).toContain('day-worked');
    const wrong = await p.get('/time?start=x&n=');
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('href="#start"');
    expect(await p.page('/time')).not.toContain('answer-day');
  });
});
