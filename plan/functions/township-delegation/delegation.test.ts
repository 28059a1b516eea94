import { breach, prove } from '@fadu/kernel';
import { variantsOf } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { person, Simulated } from '../../simulated.testing.ts';
import { capacityOf, townshipDelegation as P } from './index.ts';

const p = {
  clerk: person('clerk', '部门经办', ['item-clerk', 't-market']),
  staffing: person('staffing', '编办人员', ['staffing-reviewer', 't-staffing']),
  justice: person('justice', '审核人员', ['legality-reviewer', 't-justice']),
  head: person('head', '县长', ['principal-head', 't-gov']),
  both: person('both', '一身两职', ['staffing-reviewer', 't-staffing'], ['principal-head', 't-gov']),
};
const around = {
  organs: [
    { id: 't-market', name: '县市场监管局', kind: 'department', region: '220202' },
    { id: 't-town', name: '演示镇', kind: 'township', region: '220202' },
    { id: 't-village', name: '演示村委会', kind: 'village', region: '220202' },
    { id: 't-staffing', name: '县委编办', kind: 'party', region: '220202' },
    { id: 't-justice', name: '县司法局', kind: 'department', region: '220202' },
    { id: 't-gov', name: '县政府', kind: 'government', region: '220202' },
    { id: 't-other', name: '邻县政府', kind: 'government', region: '220203' },
  ],
};
const request = {
  township: 't-town',
  item: '220131005000-01',
  name: '小餐饮登记',
  way: '委托',
  basis: '省人民政府关于赋权的决定',
  why: '就近办理，群众少跑路',
  staffing: 't-staffing',
  reviewer: 't-justice',
  government: 't-gov',
};
const fit = {
  staff: 4,
  certified: 2,
  posts: 2,
  budget: '50000',
  trained: true,
  place: true,
  opinion: '具备承接条件',
};
const asked = () => new Simulated(P, '2026-03-02', around).do('request', p.clerk, request);
const active = () =>
  asked()
    .do('assess', p.staffing, fit)
    .do('legality-review', p.justice, { conclusion: '合法', opinion: '依据充分，予以通过' })
    .do('approve', p.head, { result: '批准', document: '演示文号3号', reasons: '同意赋权' })
    .do('publish', p.clerk, { effectiveOn: '2026-04-01', announcement: '自4月1日起由演示镇办理小餐饮登记' });
const year = {
  from: '2026-04-01',
  to: '2027-03-31',
  staff: 4,
  certified: 2,
  handled: 200,
  late: 4,
  errors: 6,
  supervised: true,
  opinion: '运行平稳',
};

describe('R3.1 a power delegated to a township', () => {
  test('asked for, assessed, reviewed, approved, published with its first day', () => {
    const c = active();
    expect(c.state.phase).toBe('active');
    const [entry] = c.state.acts.at(-1)?.effects.entries ?? [];
    expect(entry).toMatchObject({ register: 'township-power', lawFrom: '2026-04-01' });
    expect(entry?.body).toMatchObject({ organ: 't-town', fromOrgan: 't-market', status: '在用' });
  });
  test('the government of another county does not decide, nor does one that is not named', () => {
    expect(() =>
      new Simulated(P, '2026-03-02', around).do('request', p.clerk, { ...request, government: 't-other' }),
    ).toThrow('GOVERNMENT');
    const c = asked()
      .do('assess', p.staffing, fit)
      .do('legality-review', p.justice, { conclusion: '合法', opinion: '依据充分，予以通过' });
    const other = person('other', '邻县县长', ['principal-head', 't-other']);
    const decision = { result: '批准', document: '演示文号3号', reasons: '同意赋权' };
    expect(c.no('approve', other, decision).codes.length).toBeGreaterThan(0);
  });
  test('a village holds no power; without certified people, money, training or a place nothing is delegated', () => {
    expect(() =>
      new Simulated(P, '2026-03-02', around).do('request', p.clerk, { ...request, township: 't-village' }),
    ).toThrow('TOWNSHIP');
    for (const less of [{ certified: 1 }, { budget: '0' }, { trained: false }, { place: false }]) {
      const c = asked().do('assess', p.staffing, { ...fit, ...less });
      expect(c.state.phase).toBe('not-able');
    }
  });
});

test('R3.2 never in effect before it is published, and no longer after the recall', () => {
  const c = asked().do('assess', p.staffing, fit);
  expect(
    c.no('publish', p.clerk, { effectiveOn: '2026-04-01', announcement: '自4月1日起由演示镇办理' }).codes
      .length,
  ).toBe(1);
  const a = active();
  expect(
    asked()
      .do('assess', p.staffing, fit)
      .do('legality-review', p.justice, { conclusion: '合法', opinion: '依据充分，予以通过' })
      .do('approve', p.head, { result: '批准', document: '演示文号3号', reasons: '同意赋权' })
      .no('publish', p.clerk, { effectiveOn: '2026-03-01', announcement: '自3月1日起由演示镇办理小餐饮登记' })
      .codes,
  ).toContain('AFTER');
  a.on('2026-06-01');
  expect(
    a.no('recall', p.head, { reasons: '乡镇人员不足，难以承接', lastDay: '2026-05-01' }).codes,
  ).toContain('LAST-DAY');
  a.do('recall', p.head, { reasons: '乡镇人员不足，难以承接', lastDay: '2026-06-30' });
  expect(a.state.acts.at(-1)?.effects.entries[0]).toMatchObject({
    lawFrom: '2026-07-01',
    body: { status: '取消' },
  });
});

describe('R21.1 received, handled, managed, supervised', () => {
  test('the four questions as figures; recall proposed where not', () => {
    expect(capacityOf(year)).toMatchObject({
      received: true,
      handled: true,
      managed: true,
      recall: false,
      lateRate: 0.02,
    });
    expect(capacityOf({ ...year, certified: 1 }).recall).toBe(true);
    expect(capacityOf({ ...year, errors: 30 })).toMatchObject({
      managed: false,
      errorRate: 0.15,
      recall: true,
    });
    expect(capacityOf({ ...year, handled: 0, late: 0, errors: 0 })).toMatchObject({
      handled: false,
      lateRate: null,
      recall: true,
    });
  });
  test('figures that cannot be are refused, those at their limit are not', () => {
    for (const [more, field] of [
      [{ errors: 201 }, 'PARTS'],
      [{ late: 201 }, 'PARTS'],
      [{ certified: 5 }, 'PARTS'],
      [{ from: '2027-04-01' }, 'PARTS'],
    ] as const)
      expect(
        active()
          .on('2027-03-01')
          .no('evaluate', p.staffing, { ...year, ...more }).codes,
      ).toEqual([field]);
    active()
      .on('2027-03-01')
      .do('evaluate', p.staffing, { ...year, late: 200, errors: 20, certified: 4, from: year.to });
    expect(asked().no('assess', p.staffing, { ...fit, certified: 5 }).codes).toEqual(['CERTIFIED']);
  });

  test('looked at every year; who looked does not decide that it stays', () => {
    const c = active().on('2027-03-01').do('evaluate', p.staffing, year);
    expect(c.state.phase).toBe('active');
    c.on('2028-02-01').do('evaluate', p.both, { ...year, from: '2027-04-01', to: '2028-01-31', errors: 40 });
    expect(c.state.phase).toBe('recalling');
    expect(c.no('keep', p.both, { reasons: '已经整改，补足人员' }).codes).toContain('KEEP-APART');
    c.do('keep', p.head, { reasons: '已经整改，补足人员并纠正错误' });
    expect(c.state.phase).toBe('active');
  });
});

test('R3.1 proved', () => {
  const proof = prove(P);
  expect([proof.laws.filter((l) => !l.holds).map((l) => l.law.code), proof.findings]).toEqual([[], []]);
});

const { edit } = variantsOf(P);
test.each([
  ['approved unassessed', edit('request', (d) => ({ ...d, to: 'approving' })), 'ABLE'],
  ['approved unreviewed', edit('assess', (d) => ({ ...d, to: 'approving' })), 'LAWFUL'],
  ['published unapproved', edit('legality-review', (d) => ({ ...d, to: 'publishing' })), 'APPROVED'],
  ['who looked decides', edit('keep', (d) => ({ ...d, needs: [] })), 'KEEP-APART'],
] as const)('R3.1 broken: %s', (_name, variant, code) => {
  const law = P.laws.find((l) => l.code === code);
  expect(law && breach(variant, law)).toBeTruthy();
});
