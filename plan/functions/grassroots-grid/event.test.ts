import { breach, prove, SYSTEM } from '@fadu/kernel';
import { variantsOf } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { person, Simulated } from '../../simulated.testing.ts';
import { gridEvent as P } from './index.ts';

const p = {
  resident: person('resident', '居民'),
  member: person('member', '网格员', ['grid-member', 't-town']),
  dispatcher: person('dispatcher', '分派人员', ['grid-dispatcher', 't-town']),
  handler: person('handler', '执法平台人员', ['grid-handler', 't-town']),
  both: person('both', '一身两职', ['grid-handler', 't-town'], ['grid-member', 't-town']),
  water: person('water', '水务局经办', ['office-clerk', 't-water']),
};
const around = {
  organs: [
    { id: 't-town', name: '演示镇', kind: 'township', region: '220202' },
    { id: 't-water', name: '县水务局', kind: 'department', region: '220202' },
  ],
};
const event = {
  kind: '环境卫生',
  title: '河道边倾倒垃圾',
  facts: '一车建筑垃圾倒在河边',
  place: '演示镇幸福村河堤南段',
  urgent: false,
} as const;
const task = { platform: '综合执法', lead: 't-town', task: '请清理并查明倾倒人' };
const done = { result: '已经解决', text: '垃圾已清运，倾倒人已找到并教育' };
const good = { result: '属实，同意办结', text: '现场已经清理干净' };
const reported = (more: object = {}) =>
  new Simulated(P, '2026-03-02', around).do('report', p.resident, { township: 't-town', ...event, ...more });

describe('R3.3 an event of the grid', () => {
  test('reported with its point, dispatched, handled, checked by another, rated', () => {
    const c = reported({ longitude: 126.55, latitude: 43.84 });
    expect(c.due('dispatch')).toBe('2026-03-03');
    c.do('dispatch', p.dispatcher, task);
    expect(c.due('handling')).toBe('2026-03-11');
    c.do('handle', p.handler, done)
      .do('check-back', p.member, good)
      .do('rate', p.resident, { grade: '满意' });
    expect(c.state.phase).toBe('closed');
  });
  test('a half point, or a body that is no township, is refused', () => {
    expect(() => reported({ longitude: 126.55 })).toThrow('POINT');
    expect(() => reported({ township: 't-water' })).toThrow('TOWNSHIP');
  });
  test('joined by others: not done before they have done their part', () => {
    const c = reported().do('dispatch', p.dispatcher, { ...task, joint: ['t-water'] });
    expect(c.no('handle', p.handler, done).codes).toContain('JOINED');
    c.do('join-in', p.water, { text: '已疏通被堵的排水口' }).do('handle', p.handler, done);
  });
  test('beyond the township: called up, answered in two days, not closed before', () => {
    const c = reported().do('dispatch', p.dispatcher, task);
    expect(c.no('call-up', p.dispatcher, { upper: 't-town', why: '镇里没有执法权限' }).codes).toContain(
      'UPPER',
    );
    c.do('call-up', p.dispatcher, { upper: 't-water', why: '涉及河道管理，镇里没有权限' });
    expect(c.due('answer')).toBe('2026-03-04');
    expect(c.no('handle', p.handler, done).codes).toContain('ANSWERED');
    c.do('answer-call', p.water, { result: '派人到场', text: '派两名人员到场' }).do(
      'handle',
      p.handler,
      done,
    );
  });
  test('who handled does not check; what is not solved goes back', () => {
    const c = reported().do('dispatch', p.dispatcher, task).do('handle', p.both, done);
    expect(c.no('check-back', p.both, good).codes).toContain('CHECK-APART');
    c.do('check-back', p.member, { result: '没有解决，退回', text: '还有一半没有清' });
    expect(c.state.phase).toBe('received');
    c.do('dispatch', p.dispatcher, task).do('handle', p.handler, done).do('check-back', p.member, good);
    expect(c.no('close-unrated', SYSTEM).codes.length).toBeGreaterThan(0);
    c.on('2026-03-10').do('close-unrated', SYSTEM);
  });
  test('proved', () => {
    const proof = prove(P);
    expect([proof.laws.filter((l) => !l.holds).map((l) => l.law.code), proof.findings]).toEqual([[], []]);
  });
});

const { edit } = variantsOf(P);
const without = (act: string, ...codes: string[]) =>
  edit(act, (d) => ({ ...d, needs: (d.needs ?? []).filter((n) => !codes.includes(n.code)) }));
test.each([
  ['closed unchecked', edit('handle', (d) => ({ ...d, to: 'closed' })), 'CHECKED'],
  ['who handled checks', without('check-back', 'CHECK-APART'), 'CHECK-APART'],
  ['a call left unanswered', without('handle', 'ANSWERED'), 'CALL-ANSWERED'],
  ['others left out', without('handle', 'JOINED'), 'JOINT'],
] as const)('R3.3 broken: %s', (_name, variant, code) => {
  const law = P.laws.find((l) => l.code === code);
  expect(law && breach(variant, law)).toBeTruthy();
});
