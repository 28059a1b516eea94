/** The year of handlings before it is told: what is drawn, and every act decided in memory by the procedure itself. */
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { checkCitizenId } from '@fadu/plan/leadership/plan-tracking/index';
import { describe, expect, test } from 'vitest';
import { CITIZENS, citizen } from '../citizens.ts';
import { makePeople } from '../people.ts';
import { random } from '../random.ts';
import type { Script, Step, Story } from './pen.ts';
import { rehearse } from './rehearsal.testing.ts';
import { COURSE_SAYS } from './service-plans.ts';
import { serviceYear } from './service-year.ts';

describe('before it is told', () => {
  const world = {
    people: makePeople(random('fadu').fork('people')),
    calendar: chinaCalendar,
    rng: random('fadu').fork('stories'),
  };
  const first = (s: Story) => s.tell().next().value as Step;
  const stories = serviceYear(world, '2026-11-20', 20_000).filter(
    (s) => s.procedure === 'service-application',
  );

  test('R5.2 twenty thousand handlings over sixty items and more, in every course of the procedure', () => {
    expect(stories.length).toBe(20_000);
    expect(new Set(stories.map((s) => s.id)).size).toBe(20_000);
    const items = Map.groupBy(stories, (s) => s.about.split('：')[0]);
    expect(items.size).toBeGreaterThanOrEqual(60);
    for (const [item, told] of items) expect([item, told.length >= 10]).toEqual([item, true]);
    expect(new Set(stories.map((s) => s.about.split('：')[1]))).toEqual(new Set(Object.values(COURSE_SAYS)));
    expect(Math.max(...[...items.values()].map((t) => t.length))).toBeLessThan(2_000);
  });

  test.each(['fadu', 'another'])(
    'R5.2 R8.2 with the seed “%s” no act is refused, and each ends as its course says',
    (seed) => {
      const drawn = serviceYear(
        { ...world, people: makePeople(random(seed).fork('people')), rng: random(seed).fork('stories') },
        '2026-11-20',
        1_500,
      ).filter((s) => s.procedure === 'service-application');
      // Far enough on that every one of them has come to its end.
      const told = drawn.map((s) => rehearse(s, '2027-06-30T08:00:00.000Z'));
      expect(told.flatMap((t) => t.refused ?? [])).toEqual([]);
      expect(told.filter((t) => t.state.phase !== t.story.ends).map((t) => t.story.about)).toEqual([]);
      const decided = told.filter((t) => ['granted', 'denied', 'revoked'].includes(t.state.phase));
      const late = decided.filter((t) => t.late).length / decided.length;
      expect(late).toBeGreaterThan(0.01);
      expect(late).toBeLessThan(0.06);
      // The rehearsal can see a refusal: the list does not know the item that a story applies for.
      const [one] = drawn;
      const wrong = {
        ...(one as Story),
        region: 'nowhere',
        *tell(): Script {
          const step = (one as Story).tell().next().value as Step;
          yield { ...step, input: { ...(step.input as object), item: 'X00000' } };
        },
      };
      expect(rehearse(wrong, '2027-06-30T08:00:00.000Z').refused).toBeTruthy();
    },
  );

  test('R5.2 schools in August, heating in October, births and deaths all the year', () => {
    const months = (item: string) => {
      const of = stories.filter((s) => s.about.startsWith(`${item}：`)).map((s) => first(s).at.slice(5, 7));
      return Map.groupBy(of, (m) => m);
    };
    const most = (item: string) => [...months(item)].sort((a, b) => b[1].length - a[1].length)[0]?.[0];
    expect(most('义务教育新生入学登记')).toBe('08');
    expect(most('居民供热报停和复热')).toBe('10');
    for (const item of ['出生医学证明签发', '死亡注销户口']) expect(months(item).size).toBe(11);
  });
});

test('R90.6 citizens of the year are invented: numbers belong to nobody and none is given twice', () => {
  const all = Array.from({ length: CITIZENS }, (_, n) =>
    citizen(n, ...(n % 3 ? ([] as const) : ([1984, 2003] as const))),
  );
  expect(new Set(all.map((c) => c.identity)).size).toBe(CITIZENS);
  expect(new Set(all.map((c) => c.id)).size).toBe(CITIZENS);
  for (const c of all.slice(0, 2000))
    expect(checkCitizenId(c.identity, { demo: 'accept' })).toMatchObject({ ok: true, demo: true });
  expect(() => citizen(CITIZENS)).toThrow(RangeError);
});
