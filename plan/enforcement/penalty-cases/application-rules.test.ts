import { describe, expect, test } from 'vitest';
import {
  APPLICATION_RULES,
  type ApplicationFacts,
  ageOn,
  applicationRules,
  competentOrgan,
  departures,
  fineBars,
  finedBefore,
  limitationEnds,
  MINDS,
  versionThatApplies,
} from './application-rules.ts';

const plain: ApplicationFacts = {
  sector: '市场监管',
  actOn: '2026-03-01',
  actEndedOn: '2026-03-01',
  discoveredOn: '2026-03-10',
  graveHarm: false,
  mind: '正常',
  minor: false,
  correctedInTime: false,
  noHarm: false,
  firstOffence: false,
  minorHarm: false,
  noFaultProved: false,
  reductions: [],
  emergency: false,
  alreadyFined: false,
  severalRules: false,
  newRule: '没有变化',
  criminalAccepted: false,
  detentionServed: false,
};
const codes = (more: Partial<ApplicationFacts>) => applicationRules({ ...plain, ...more }).map((r) => r.code);

describe('R26.1 application rules (行政处罚法第二十九条至第三十七条)', () => {
  test('nothing special: no rule applies', () => expect(codes({})).toEqual([]));

  test.each([
    ['L1', { actEndedOn: '2024-03-01', actOn: '2024-03-01', discoveredOn: '2026-03-02' }],
    ['L2', { newRule: '处罚较轻' }],
    ['A1', { bornOn: '2013-01-01' }],
    ['A2', { bornOn: '2009-01-01' }],
    ['M1', { mind: MINDS[1] }],
    ['M2', { mind: MINDS[2] }],
    ['M3', { mind: MINDS[3] }],
    ['F1', { noFaultProved: true }],
    ['N1', { minor: true, correctedInTime: true, noHarm: true }],
    ['N2', { firstOffence: true, minorHarm: true, correctedInTime: true }],
    ['R', { reductions: ['配合查处有立功表现'] }],
    ['E', { emergency: true }],
    ['D1', { alreadyFined: true }],
    ['D2', { severalRules: true }],
    ['C1', { detentionServed: true }],
    ['C2', { criminalAccepted: true }],
  ] as const)('row %s of the table applies alone', (code, more) =>
    expect(codes(more as Partial<ApplicationFacts>)).toEqual([code]),
  );

  test('every row of the table is tested and cites an article', () => {
    expect(APPLICATION_RULES).toHaveLength(16);
    for (const rule of APPLICATION_RULES) expect(rule.cites.length).toBeGreaterThan(0);
  });

  test('the first hit of a group counts: minor and harmless is mandatory even for a first offence', () => {
    expect(
      codes({ minor: true, correctedInTime: true, noHarm: true, firstOffence: true, minorHarm: true }),
    ).toEqual(['N1']);
    expect(codes({ bornOn: '2013-01-01' })).not.toContain('A2');
    expect(codes({ alreadyFined: true, severalRules: true })).toEqual(['D1']);
  });

  test('edge case 13: who turns fourteen on the day of the act is not yet fourteen', () => {
    expect(ageOn('2012-03-01', '2026-03-01')).toBe(13);
    expect(ageOn('2012-03-01', '2026-03-02')).toBe(14);
    expect(codes({ bornOn: '2012-03-01' })).toEqual(['A1']);
    expect(codes({ bornOn: '2012-02-28' })).toEqual(['A2']);
    expect(codes({ bornOn: '2008-03-01' })).toEqual(['A2']);
    expect(codes({ bornOn: '2008-02-29' })).toEqual([]);
  });

  test('limitation: two years from the end of the act, five with grave harm, six months in public security', () => {
    expect(limitationEnds({ ...plain, actEndedOn: '2024-03-01' })).toBe('2026-03-01');
    expect(limitationEnds({ ...plain, actEndedOn: '2024-03-01', graveHarm: true })).toBe('2029-03-01');
    expect(limitationEnds({ ...plain, actEndedOn: '2026-03-01', sector: '公安' })).toBe('2026-09-01');
    expect(limitationEnds({ ...plain, actEndedOn: '2026-03-01', ownLimitationMonths: 12 })).toBe(
      '2027-03-01',
    );
    expect(codes({ actOn: '2020-01-01', actEndedOn: '2026-03-01' })).toEqual([]);
    expect(codes({ actOn: '2024-03-01', actEndedOn: '2024-03-01', discoveredOn: '2026-03-01' })).toEqual([]);
  });

  test('mandatory and optional leniency both stop a penalty; a mitigated penalty meets a must-mitigate rule; no penalty departs from nothing', () => {
    const minor = { ...plain, minor: true, correctedInTime: true, noHarm: true };
    expect(departures(minor, true, true).map((r) => r.code)).toEqual(['N1']);
    expect(departures(minor, false, false)).toEqual([]);
    const first = { ...plain, firstOffence: true, minorHarm: true, correctedInTime: true };
    expect(departures(first, true, false).map((r) => r.code)).toEqual(['N2']);
    const merit: ApplicationFacts = { ...plain, reductions: ['配合查处有立功表现'] };
    expect(departures(merit, true, false).map((r) => r.code)).toEqual(['R']);
    expect(departures(merit, true, true)).toEqual([]);
  });

  test('edge case 9, INV-P6: the same act is fined once; another act, day or place is another', () => {
    const act = { party: '车A', conduct: '超限运输', on: '2026-03-01', place: '省道1号' };
    expect(finedBefore(act, [act])).toBe(true);
    expect(
      finedBefore(act, [
        { ...act, on: '2026-03-02' },
        { ...act, place: '省道2号' },
        { ...act, conduct: '遗撒' },
        { ...act, party: '车B' },
      ]),
    ).toBe(false);
    expect(fineBars({ ...plain, alreadyFined: true }).map((r) => r.code)).toEqual(['D1']);
    expect(fineBars({ ...plain, criminalAccepted: true }).map((r) => r.code)).toEqual(['C2']);
  });

  test('edge case 8: the first to file is competent, not the first to discover', () => {
    expect(
      competentOrgan([
        { organ: 'A', filedAt: '2026-03-10' },
        { organ: 'B', filedAt: '2026-03-09' },
      ]),
    ).toBe('B');
    expect(competentOrgan([])).toBeUndefined();
  });

  test('edge case 15: act of June 2026, Code from 15 August, decided in October: the old act, unless the Code is lighter', () => {
    const change = { actOn: '2026-06-10', decidedOn: '2026-10-12', newFrom: '2026-08-15' };
    expect(versionThatApplies({ ...change, newIs: '处罚较重' })).toBe('old');
    expect(versionThatApplies({ ...change, newIs: '处罚较轻' })).toBe('new');
    expect(versionThatApplies({ ...change, newIs: '不再认为违法' })).toBe('new');
    expect(versionThatApplies({ ...change, actOn: '2026-08-15', newIs: '处罚较重' })).toBe('new');
    expect(versionThatApplies({ ...change, decidedOn: '2026-08-14', newIs: '处罚较轻' })).toBe('old');
  });
});
