import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DayCounting, defineStatute } from '../citation.ts';
import { fixture as calendar } from './calendar.fixture.ts';
import { dueBy } from './count.ts';
import { days, hours, limitText, months, workdays, years } from './limit.ts';
import { BadLimit, parseLimit, resolveLimit } from './statute.ts';

const law = (title: string, counting: DayCounting, unverified: ('*' | '85')[] = []) =>
  defineStatute({
    code: title,
    title,
    kind: 'law',
    issuer: '全国人大常委会',
    inForce: '2021-07-15',
    counting,
    articles: { '85': '期间的计算' },
    unverified,
  });

const penalty = law('行政处罚法', { workdaysFor: [2, 3, 5, 7], article: '85' });
const compulsion = law('行政强制法', { workdaysUpTo: 10, article: '69' });
const security = law('治安管理处罚法', {});

describe('R90.2 what a statute means by days', () => {
  test('the same number has different units, and the step says why', () => {
    expect(resolveLimit(5, penalty)).toEqual({
      limit: workdays(5),
      step: { kind: 'unit', text: '依据《行政处罚法》第八十五条，“5日”是指工作日，按5个工作日计算。' },
    });
    expect(resolveLimit(10, penalty).limit).toEqual(days(10));
    expect(resolveLimit(15, penalty).step.text).toBe(
      '依据《行政处罚法》第八十五条，只有2日、3日、5日、7日是指工作日，“15日”按自然日计算。',
    );
    expect(resolveLimit(10, compulsion).limit).toEqual(workdays(10));
    expect(resolveLimit(15, compulsion).step.text).toBe(
      '依据《行政强制法》第六十九条，10日以内是指工作日，“15日”按自然日计算。',
    );
    expect(resolveLimit(3, security)).toMatchObject({
      limit: days(3),
      step: { text: '《治安管理处罚法》没有规定以工作日计算，“3日”按自然日计算。' },
    });
    expect(resolveLimit(5, law('某法', { workdaysFor: [5], article: '85' }, ['85'])).step.text).toContain(
      '未核实',
    );
  });

  test('the reason stands first in the explanation of a due date', () => {
    const { limit, step } = resolveLimit(5, penalty);
    const answer = dueBy('2026-04-30', limit, { calendar, because: step });
    expect([answer.due, answer.steps[0]?.kind, answer.steps[0]?.from, answer.steps[1]?.kind]).toEqual([
      '2026-05-11',
      'unit',
      '2026-04-30',
      'start',
    ]);
  });

  test('limits as text', () => {
    for (const [text, limit] of [
      ['20workday', workdays(20)],
      ['5day', days(5)],
      ['3month', months(3)],
      ['24hour', hours(24)],
      ['1year', years(1)],
      ['20个工作日', workdays(20)],
      ['20 个 工作日', workdays(20)],
      ['5日', days(5)],
      ['5天', days(5)],
      ['3个月', months(3)],
      ['24小时', hours(24)],
      ['1年', years(1)],
      ['十日', days(10)],
      ['二十个工作日', workdays(20)],
      ['六十日', days(60)],
      ['四十五日', days(45)],
      ['一百八十日', days(180)],
      ['两年', years(2)],
      ['0日', days(0)],
    ] as const)
      expect(parseLimit(text), text).toEqual(limit);
    for (const bad of [
      '20',
      '日',
      '-5日',
      '2.5日',
      '5周',
      '3月',
      '二二日',
      '十百日',
      '',
      '123456日',
      'workday20',
    ])
      expect(() => parseLimit(bad), bad).toThrow(BadLimit);
    expect(() => parseLimit('20')).toThrow(/“20”不是有效的期限；应写明数量和单位，如“20个工作日”/);
    expect(() => parseLimit(undefined as unknown as string)).toThrow(BadLimit);
    const any = fc.tuple(
      fc.constantFrom(workdays, days, hours, months, years),
      fc.integer({ min: 0, max: 9999 }),
    );
    fc.assert(
      fc.property(any, ([make, n]) => {
        expect(parseLimit(limitText(make(n)))).toEqual(make(n));
      }),
    );
  });
});
