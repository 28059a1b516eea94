/** R27.1 duties and their days without a database: what meets a day, and what an entry may say. */
import { checkEntry, type InstrumentFacts, type RegisterFacts } from '@fadu/kernel';
import { describe, expect, test } from 'vitest';
import { lawText } from './event.ts';
import { dutyStanding, explanationDuties } from './index.ts';

const event = (heldOn: string, id = heldOn) => ({ id, heldOn });
const states = (...args: Parameters<typeof dutyStanding>) => dutyStanding(...args).map((d) => d.state);
const DAYS = ['03-15', '12-04'];

describe('the days of a duty', () => {
  test('R27.1 pack §5.4, Constitution Day 4 December: met on the day itself, late the day after, open before', () => {
    expect(states(['12-04'], [event('2026-12-04')], '2026', '2026-12-31', '2026-01-01')).toEqual(['met']);
    expect(states(['12-04'], [event('2026-12-05')], '2026', '2026-12-31', '2026-01-01')).toEqual(['late']);
    expect(states(['12-04'], [], '2026', '2026-12-04', '2026-01-01')).toEqual(['open']);
    expect(states(['12-04'], [], '2026', '2026-12-05', '2026-01-01')).toEqual(['missed']);
  });

  test('R27.1 one event answers one day, the earliest; events of another year answer none', () => {
    expect(states(DAYS, [event('2026-03-10')], '2026', '2026-06-01', '2026-01-01')).toEqual(['met', 'open']);
    expect(states(DAYS, [event('2026-06-10')], '2026', '2026-12-31', '2026-01-01')).toEqual([
      'late',
      'missed',
    ]);
    expect(states(DAYS, [event('2025-12-10')], '2026', '2026-06-01', '2026-01-01')).toEqual([
      'missed',
      'open',
    ]);
    const two = dutyStanding(
      DAYS,
      [event('2026-12-01', 'b'), event('2026-03-10', 'a')],
      '2026',
      '2026-12-31',
      '2026-01-01',
    );
    expect(two).toEqual([
      { day: '2026-03-15', state: 'met', event: 'a' },
      { day: '2026-12-04', state: 'met', event: 'b' },
    ]);
  });

  test('R27.1 days before the duty was in the list are not due', () => {
    expect(states(DAYS, [], '2026', '2026-12-31', '2026-05-01')).toEqual(['missed']);
  });
});

const food: InstrumentFacts = {
  id: '食品安全法',
  title: '食品安全法',
  kind: 'law',
  status: 'in-force',
  inForce: '2021-04-29',
  articleExists: true,
  articleRepealed: false,
  complete: false,
};
const facts = (text: InstrumentFacts | null = food): RegisterFacts => ({
  on: '2026-03-02',
  instrument: () => text,
  organ: (id) =>
    ({
      m: { id, name: '市市场监管局', kind: 'department', region: '220200' },
      c: { id, name: '市人大常委会', kind: 'congress', region: '220200' },
    })[id],
  sameItem: () => [],
  sameName: () => [],
  watched: () => [],
});
const entry = (more: Record<string, unknown> = {}, code = 'PF-01') => ({
  region: '220200',
  code,
  lawFrom: '2026-03-02',
  body: {
    number: 'PF-01',
    name: '讲解食品安全法',
    organ: 'm',
    basis: [{ instrument: '食品安全法' }],
    audience: ['食品经营者'],
    activities: ['开展食品安全宣传'],
    dueDays: ['03-15', '12-04'],
    contact: '演示电话000-0000-0000',
    evaluation: '按参加人数和经营者问卷评估。',
    ...more,
  },
});
const codes = (e: ReturnType<typeof entry>, f = facts()) =>
  checkEntry(explanationDuties, e, f).map((r) => r.code);

describe('an entry of the list', () => {
  test('R27.1 is taken as it should be, and refused with its rule where it is not', () => {
    expect(codes(entry())).toEqual([]);
    expect(codes(entry({ dueDays: ['02-29'] }))).toEqual(['register.DUE-DAYS']);
    expect(codes(entry({ dueDays: ['12-04', '03-15'] }))).toEqual(['register.DUE-DAYS']);
    expect(codes(entry({ dueDays: ['12月4日'] }))).toEqual(['register.DUE-DAYS']);
    expect(codes(entry({ organ: 'c' }))).toEqual(['register.ORGAN']);
    expect(codes(entry({}, 'PF-02'))).toEqual(['register.CODE']);
    expect(codes(entry(), facts({ ...food, status: 'repealed' }))).toEqual(['register.BASIS-REPEALED']);
    expect(codes(entry(), facts(null))).toEqual(['register.BASIS-UNKNOWN']);
    expect(codes(entry({ audience: [] }))).toEqual(['register.FORM']);
  });

  test('R27.1 a law that was explained is written as people write it', () => {
    expect(lawText({ instrument: '食品安全法', article: '54-1' })).toBe('《食品安全法》第54条之1');
    expect(lawText({ instrument: '《食品安全法》' })).toBe('《食品安全法》');
  });
});
