/** R8.3 visits to the hall: booked or by number, called in order, any window, a fallback window, nobody turned away. */
import { breach, type CaseFacts, type Procedure, prove, type Question, SYSTEM } from '@fadu/kernel';
import { alsoIn, editAct as edit, withoutNeed as without } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { person, Simulated } from '../../simulated.testing.ts';
import { calledInOrder, FALLBACK, windowVisit as P, visitSettings } from './visit.ts';

const p = {
  visitor: person('r-1', '来访者'),
  window: person('w-1', '窗口人员', ['window-clerk', 't-hall']),
};
const around = (answer: (q: Question) => unknown = () => null) => ({
  organs: [
    { id: 't-hall', name: '市政务服务中心', kind: 'service-hall', region: '220200' },
    { id: 't-market', name: '市市场监管局', kind: 'department', region: '220200' },
  ],
  answer: (q: Question) => answer(q) ?? (q.ask === 'linked' ? [] : null),
});
const DAY = '2026-03-03';
const booking = { hall: 't-hall', day: DAY, slot: '10:00' } as const;
const booked = (more: object = {}, answer?: (q: Question) => unknown) =>
  new Simulated(P, '2026-03-02', around(answer)).do('book', p.visitor, { ...booking, ...more });
const taken = (answer?: (q: Question) => unknown) =>
  new Simulated(P, DAY, around(answer)).do('take-number', p.window, {});
const others = (n: number) =>
  Array.from({ length: n }, () => ({ id: '', facts: {}, numbers: {} }) as unknown as CaseFacts);

describe('R8.3 booking has places, a number has no limit', () => {
  test('a half hour takes so many bookings and no more; the refusal says what to do', () => {
    booked({}, (q) => (q.ask === 'linked' ? others(visitSettings.perSlot - 1) : null));
    expect(() => booked({}, (q) => (q.ask === 'linked' ? others(visitSettings.perSlot) : null))).toThrow(
      '取号不限',
    );
  });
  test('however many wait, a number is drawn: the act asks nothing and has no rule', () => {
    const act = P.acts['take-number'];
    expect([act?.rules, act?.asks, act?.needs]).toEqual([undefined, undefined, undefined]);
    expect(
      taken((q) => (q.ask === 'linked' ? others(200) : null)).view.issued('take-number', 'ticket'),
    ).toBeTruthy();
  });
  test('for a hall, from tomorrow, not too far ahead, on a working day', () => {
    expect(() => booked({ hall: 't-market' })).toThrow('HALL');
    expect(() => booked({ day: '2026-03-02' })).toThrow('大厅取号');
    expect(() => booked({ day: '2026-03-17' })).toThrow('14天以内');
    expect(() => booked({ day: '2026-03-07' })).toThrow('工作日');
  });
  test('cancelled by the visitor; who does not come lapses when the day is over, not before', () => {
    expect(booked().do('cancel', p.visitor).state.phase).toBe('cancelled');
    const c = booked();
    expect(c.due('day')).toBe(DAY);
    expect(c.no('not-come', SYSTEM).codes).toContain('DAY-OVER');
    expect(c.on('2026-03-04').do('not-come', SYSTEM).state.phase).toBe('missed');
  });
  test('on the day booked, and in time only if it is', () => {
    expect(booked().no('arrive', p.window, { onTime: true }).codes).toContain('THAT-DAY');
    // The simulated moment is ten in the morning.
    booked().on(DAY).do('arrive', p.window, { onTime: true });
    const late = booked({ slot: '09:30' }).on(DAY);
    expect(late.no('arrive', p.window, { onTime: true }).codes).toContain('ON-TIME');
    late.do('arrive', p.window, { onTime: false });
  });
});

describe('R8.3 called in order', () => {
  test('who booked comes first once the half hour has begun; everyone else by number', () => {
    const line = [
      { id: 'a', ticket: 1 },
      { id: 'b', ticket: 2 },
      { id: 'late-slot', ticket: 3, slot: '10:30' },
      { id: 'c', ticket: 4, slot: '10:00' },
      { id: 'd', ticket: 5, slot: '09:30' },
    ];
    const at = (now: string) => calledInOrder(line, now).map((x) => x.id);
    expect(at('10:05')).toEqual(['d', 'c', 'a', 'b', 'late-slot']);
    expect(at('10:30')).toEqual(['d', 'c', 'late-slot', 'a', 'b']);
    expect(at('08:00')).toEqual(['a', 'b', 'late-slot', 'c', 'd']);
  });
  test('nobody is called past who waits before', () => {
    const waiting = (id: string, n: number, more: object = {}) =>
      ({ id, facts: more, numbers: { ticket: `演政服叫号〔2026〕${n}号` } }) as unknown as CaseFacts;
    const with_ = (...line: CaseFacts[]) => taken((q) => (q.ask === 'linked' ? line : null));
    const me = waiting('220200-1', 7);
    expect(with_(me, waiting('x', 6)).no('call', p.window, { window: 1 }).say).toContain('第6号');
    with_(me, waiting('x', 8)).do('call', p.window, { window: 1 });
    const booker = waiting('x', 9, { 'book.slot': '09:30', 'arrive.onTime': true });
    expect(with_(me, booker).no('call', p.window, { window: 1 }).say).toContain('第9号');
  });
});

describe('R8.3 any window, and the fallback window', () => {
  test('passed on once freely, then only to the fallback window, and served there', () => {
    const c = taken().do('call', p.window, { window: 1 });
    expect(c.no('call', p.window, { window: 9 }).codes).toContain('phase');
    expect(c.no('transfer', p.window, { window: 1, why: '系统故障' }).codes).toContain('OTHER-WINDOW');
    c.do('transfer', p.window, { window: 2, why: '系统故障' });
    expect(c.no('transfer', p.window, { window: 3, why: '系统故障' }).codes).toContain('FALLBACK');
    expect(c.no('not-here', p.window).codes).toContain('NOT-TRANSFERRED');
    c.do('transfer', p.window, { window: FALLBACK, why: '系统故障' });
    expect(c.no('serve', p.window, { outcome: '已收件', handling: '没有这一件' }).codes).toContain(
      'HANDLING',
    );
    c.do('serve', p.window, { outcome: '已答复' });
    expect(c.state.ended).toBe('done');
  });
  test('what was handed in is bound to the visit', () => {
    const c = taken((q) => (q.ask === 'case' ? { id: '220200-9', procedure: 'service-application' } : null));
    c.do('call', p.window, { window: 1 }).do('serve', p.window, {
      outcome: '已收件',
      handling: '演政服申1号',
    });
    expect(c.view.bound('handling')).toEqual(['220200-9']);
  });
});

test('R8.3 proved', () => {
  const proof = prove(P);
  expect([proof.laws.filter((l) => !l.holds).map((l) => l.law.code), proof.findings]).toEqual([[], []]);
});
const BROKEN: readonly [string, Procedure, string][] = [
  ['called without a number', without(alsoIn(P, 'call', 'booked'), 'call', 'NUMBERED'), 'NUMBER-FIRST'],
  ['served uncalled', alsoIn(P, 'serve', 'waiting'), 'CALLED-FIRST'],
  ['gone before the day is over', without(P, 'not-come', 'DAY-OVER'), 'DAY-OVER'],
  ['called and forgotten', edit(P, 'transfer', (d) => ({ ...d, to: 'missed' })), 'CALLED-IS-SEEN'],
  ['passed on and struck off', without(P, 'not-here', 'NOT-TRANSFERRED'), 'TRANSFERRED-IS-SERVED'],
];
test('R8.3 every law has a variant that breaks it', () => {
  expect(new Set(BROKEN.map(([, , code]) => code))).toEqual(new Set(P.laws.map((l) => l.code)));
});
test.each(BROKEN)('R8.3 broken: %s', (_name, variant, code) => {
  const law = P.laws.find((l) => l.code === code);
  expect(law && breach(variant, law)).toBeTruthy();
});
