/** R24.4 R22.3 R39.1: the year of many cases before it is told: fields, levels, fines, seasons. */
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { checkUscc } from '@fadu/plan/leadership/plan-tracking/index';
import { describe, expect, test } from 'vitest';
import { CITY_ORGANS } from '../organs.ts';
import { FIRMS, firm, makePeople } from '../people.ts';
import { random } from '../random.ts';
import { FIELD_WORK } from '../texts/fields.ts';
import { ordinaryFine, spotFine } from '../texts/penalty.ts';
import { allStories } from './index.ts';
import type { Step } from './pen.ts';
import { wideYear } from './wide-year.ts';

const world = {
  people: makePeople(random('fadu').fork('people')),
  calendar: chinaCalendar,
  rng: random('fadu').fork('stories'),
  wide: true,
};
const TODAY = '2026-11-20';
const stories = wideYear(world, TODAY, 1500);
/** First steps with their inputs: what each case is about. */
const openings = stories.map((s) => {
  const step = s.tell().next().value as Step;
  return { story: s, step, input: step.input as Record<string, unknown> };
});
const kindOf = new Map(CITY_ORGANS.map((o) => [o.id, o] as const));
const organOf = (step: Step) => kindOf.get(String(step.by.posts[0]?.organ));

describe('the year of many cases', () => {
  test('R39.1 is told in twelve fields and at three levels', () => {
    expect(new Set(openings.map((o) => o.input.field)).size).toBe(12);
    const levels = openings.map(({ step }) => {
      const organ = organOf(step);
      return organ?.kind === 'township' ? 'township' : organ?.region === '220200' ? 'city' : 'county';
    });
    for (const level of ['city', 'county', 'township'])
      expect(levels.filter((l) => l === level).length, level).toBeGreaterThan(20);
  });

  test('R22.3 what is delegated is done by townships only, and townships do nothing else', () => {
    const delegated = /未按规定对饲养的动物实施免疫接种|在不具备安全条件的场所使用燃气/;
    for (const { step, input } of openings) {
      const organ = organOf(step);
      if (organ?.region === '220200') continue;
      expect(delegated.test(String(input.title)), `${organ?.name} ${input.title}`).toBe(
        organ?.kind === 'township',
      );
    }
  });

  test('R22.1 no party is fined twice for one act: every case has a place of its own', () => {
    expect(new Set(openings.map((o) => o.input.place)).size).toBe(openings.length);
  });

  test('R26.1 every fine that is decided lies in the range of its article', () => {
    const offences = Object.values(FIELD_WORK).flatMap((w) => w.offences);
    let fines = 0;
    for (const story of stories.slice(0, 400)) {
      const script = story.tell();
      let seq = 0;
      let title = '';
      for (let next = script.next(); !next.done; next = script.next({ seq, caseId: 'dry' })) {
        const { act, input, refused } = next.value;
        if (refused) continue;
        seq++;
        const given = (input ?? {}) as {
          title?: string;
          items?: readonly { kind: string; amount?: number }[];
        };
        if (given.title && act === 'register-clue') title = given.title;
        const amount = given.items?.find((i) => i.kind === '罚款')?.amount;
        if (act !== 'decide-penalty' || amount === undefined) continue;
        const offence = offences.find((o) => title.startsWith(`${o.title}案`));
        expect(offence, title).toBeDefined();
        expect(amount, title).toBeGreaterThanOrEqual(offence?.fine[0] ?? Number.NaN);
        expect(amount, title).toBeLessThanOrEqual(offence?.fine[1] ?? Number.NaN);
        fines++;
      }
    }
    expect(fines).toBeGreaterThan(100);
  });

  test('R26.1 a range within the law is a range: never below the lowest fine, never above the highest', () => {
    for (const { offences } of Object.values(FIELD_WORK))
      for (const offence of offences)
        for (const small of [true, false])
          for (const range of [ordinaryFine(offence, small), spotFine(offence, small)]) {
            if (!range) continue;
            expect(range[0]).toBeGreaterThanOrEqual(offence.fine[0]);
            expect(range[1]).toBeLessThanOrEqual(offence.fine[1]);
          }
  });

  test('R39.1 acts of a season are found in it most often', () => {
    const fireworks = openings.filter((o) => String(o.input.title).includes('烟花爆竹'));
    const inSeason = fireworks.filter((o) => /^2026-0[12]/.test(String(o.step.at)));
    expect(fireworks.length).toBeGreaterThan(10);
    expect(inSeason.length / fireworks.length).toBeGreaterThan(0.6);
  });

  test('R90.6 enterprises of the year are invented: names say so, numbers belong to nobody', () => {
    const all = Array.from({ length: FIRMS }, (_, n) => firm(n));
    expect(new Set(all.map((f) => f.name)).size).toBe(FIRMS);
    expect(new Set(all.map((f) => f.identity)).size).toBe(FIRMS);
    for (const f of all) {
      expect(f.name.startsWith('演示')).toBe(true);
      expect(checkUscc(f.identity, { demo: 'accept' })).toMatchObject({ ok: true, demo: true });
    }
    expect(() => firm(FIRMS)).toThrow(RangeError);
  });

  test('R39.1 as many cases as are asked for, the usual year among them', () => {
    const usual = allStories(world, TODAY, true).length;
    const wide = allStories(world, TODAY, true, 900);
    expect(wide.length).toBeGreaterThan(usual);
    expect(new Set(wide.map((s) => s.id)).size).toBe(wide.length);
    expect(allStories(world, TODAY, true, 0).length).toBe(usual);
  });
});
