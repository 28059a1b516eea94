/** The checker of histories finds what is planted, and nothing in a history that is right. */
import { type Actor, ANONYMOUS, apply, decide, noCase, type Procedure } from '@fadu/kernel';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { contactPoint } from '@fadu/plan/rulemaking/legislative-consultation/contact-points';
import { describe, expect, test } from 'vitest';
import { type Call, checkHistory, type History, type HistoryRule, type Judge, type Step } from './history.ts';

const planner: Actor = {
  kind: 'person',
  person: 'p-plan',
  name: '计划',
  posts: [{ role: 'legislation-planner', organ: 't-justice' }],
};
const judge: Judge = {
  procedures: new Map<string, Procedure>([[contactPoint.code, contactPoint]]),
  moment: (now) => ({ now, calendar: chinaCalendar }),
  actor: (person) => (person ? planner : ANONYMOUS),
};
const appoint = {
  name: '演示市北山社区立法联系点',
  kind: '社区、村',
  host: '北山社区居民委员会',
  place: '演示市昌邑区',
  contact: '演示电话000-0000-0001',
  setBy: '市人民政府',
  decision: '演市政函〔2026〕3号',
  appointedOn: '2026-03-02',
  expiresOn: '2031-03-01',
};
const ACTS: readonly (readonly [act: string, input: Record<string, unknown>])[] = [
  ['appoint', appoint],
  ['number', {}],
  ['publish', {}],
  ['renew', { expiresOn: '2030-01-01' }],
  ['renew', { expiresOn: '2030-06-01' }],
];

/** Two cases done one act after the other, each asked at 10·k and over at 10·k + 5. */
function right(): History {
  const calls: Call[] = [];
  const steps: Step[] = [];
  const numbers: History['numbers'][number][] = [];
  const versions: History['versions'][number][] = [];
  let time = 0;
  for (const [n, caseId] of ['a', 'b'].entries()) {
    let state = noCase(caseId, contactPoint.code, contactPoint.version);
    for (const [act, input] of ACTS) {
      const decision = decide(
        contactPoint,
        state,
        act,
        input,
        planner,
        judge.moment('2026-03-02T01:00:00.000Z'),
      );
      if (!decision.ok) throw new Error(`${act}: ${decision.refusals.map((r) => r.say).join('；')}`);
      const record =
        act === 'number'
          ? { ...decision.record, issued: { 'contact-point': `联2026-00${n + 1}` } }
          : decision.record;
      state = apply(state, record);
      time += 10;
      const key = `key-${caseId}-${record.seq}`;
      calls.push({
        ...{ key, caseId, act, input, person: 'p-plan', refusal: null },
        ...{ sent: time, answered: time + 5, seq: record.seq },
      });
      steps.push({ caseId, procedure: contactPoint.code, key, record });
      if (act === 'number') numbers.push({ series: 'contact-point', n: n + 1, caseId, seq: record.seq });
      for (const _ of record.effects.entries)
        versions.push({
          entry: caseId,
          version: versions.filter((v) => v.entry === caseId).length + 1,
          caseId,
          seq: record.seq,
        });
    }
  }
  return { calls, steps, numbers, versions, looks: [{ caseId: 'a', sent: 61, answered: 62, seq: 5 }] };
}

const rules = (history: History): HistoryRule[] => [
  ...new Set(checkHistory(history, judge).map((f) => f.rule)),
];
const change = <T>(list: readonly T[], at: number, more: Partial<T>): T[] =>
  list.map((x, i) => (i === at ? { ...x, ...more } : x));

describe('the checker of histories', () => {
  test('says nothing of a history that is right', () => {
    expect(checkHistory(right(), judge)).toEqual([]);
    expect(right().versions.length).toBe(6);
  });

  test.each<readonly [string, (h: History) => History, HistoryRule]>([
    [
      'a lost update: two renewals were told the same step',
      (h) => ({ ...h, calls: change(h.calls, 4, { seq: 4 }) }),
      'lost-update',
    ],
    ['an answered act that is not recorded', (h) => ({ ...h, steps: h.steps.slice(0, -1) }), 'not-recorded'],
    ['a step taken out of the middle', (h) => ({ ...h, steps: h.steps.filter((_, i) => i !== 3) }), 'gap'],
    [
      'an act that took its place before one that was over when it was asked',
      (h) => ({ ...h, calls: change(h.calls, 3, { sent: 90, answered: 95 }) }),
      'real-time',
    ],
    [
      'an act that was not permitted in the state before it: published without a number',
      (h) => {
        const [first, second, third] = h.steps;
        if (!first || !second || !third) throw new Error('too short');
        const swapped = [
          { ...third, record: { ...third.record, seq: 2 } },
          { ...second, record: { ...second.record, seq: 3 } },
        ];
        return { ...h, calls: [], steps: [first, ...swapped], looks: [], numbers: [], versions: [] };
      },
      'not-permitted',
    ],
    [
      'a refusal that nothing explains',
      (h) => ({
        ...h,
        calls: [
          ...h.calls,
          { ...(h.calls[4] as Call), key: 'refused', sent: 70, answered: 75, seq: null, refusal: 'x.DONE' },
        ],
      }),
      'wrongly-refused',
    ],
    [
      'a look that shows less than was over',
      (h) => ({ ...h, looks: [{ caseId: 'a', sent: 61, answered: 62, seq: 4 }] }),
      'stale-look',
    ],
    [
      'a look at what was not yet asked',
      (h) => ({ ...h, looks: [{ caseId: 'a', sent: 31, answered: 32, seq: 5 }] }),
      'early-look',
    ],
    ['a doubled number', (h) => ({ ...h, numbers: change(h.numbers, 1, { n: 1 }) }), 'number-doubled'],
    ['a number left out', (h) => ({ ...h, numbers: change(h.numbers, 1, { n: 3 }) }), 'number-gap'],
    [
      'numbers drawn against the order in time',
      (h) => ({
        ...h,
        numbers: [
          { ...(h.numbers[0] as never as object), n: 2 },
          { ...(h.numbers[1] as never as object), n: 1 },
        ] as never,
      }),
      'number-order',
    ],
    [
      'a version left out',
      (h) => ({ ...h, versions: change(h.versions, 2, { version: 4 }) }),
      'version-order',
    ],
    [
      'versions against the order of the steps',
      (h) => ({ ...h, versions: change(change(h.versions, 1, { version: 3 }), 2, { version: 2 }) }),
      'version-order',
    ],
  ])('finds %s', (_, plant, rule) => {
    const planted = plant(right());
    // A history without calls is asked by one that is over.
    const asked = planted.calls.length ? planted : { ...planted, calls: [{ ...(right().calls[0] as Call) }] };
    expect(rules(asked)).toContain(rule);
  });
});
