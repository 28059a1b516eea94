import { breach, type EntryFacts, prove } from '@fadu/kernel';
import { variantsOf } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { person, Simulated } from '../../simulated.testing.ts';
import { chargeReport as P } from './index.ts';

const p = {
  firm: person('firm', '某企业'),
  clerk: person('clerk', '监管人员', ['charge-clerk', 't-market']),
  head: person('head', '负责人', ['charge-head', 't-market']),
  both: person('both', '一身两职', ['charge-clerk', 't-market'], ['charge-head', 't-market']),
};
const fee: EntryFacts = {
  region: '220200',
  register: 'cat-admin-fee',
  code: '22SF0001',
  version: 1,
  lawFrom: '2025-01-01',
  lawTo: '2026-02-28',
  body: { name: '特种设备检验费', rate: '20', unit: '台', status: '在用' },
};
const around = {
  organs: [{ id: 't-market', name: '市市场监管局', kind: 'department', region: '220200' }],
  answer: (q: { ask: string; code?: string; on?: string }) =>
    q.ask === 'entry' && q.code === fee.code && String(q.on) <= '2026-02-28' ? fee : null,
};
const input = {
  intake: 't-market',
  enterprise: '演示市幸福餐饮有限公司',
  contact: '13900000000',
  charger: '演示市某行业协会',
  item: '年度服务费',
  amount: '300',
  paidOn: '2026-02-10',
  how: '协会、中介搭车收费',
  facts: '办证时协会要求一并交纳，说不交不给办',
} as const;
const begun = (more: object = {}) =>
  new Simulated(P, '2026-03-02', around).do('report', p.firm, { ...input, ...more });
const unlisted = { compulsory: false, findings: '三个清单都没有这个名目' };
const order = { refund: '300', refundBy: '2026-03-20', orders: '立即停止收取，全部退还' };
const refunded = { refunded: '300', receipt: '转账凭证1号', enterpriseConfirms: true };
const said = { basis: '特种设备检验费目录22SF0001', text: '在清单之内，按标准收取' };

describe('R12.1 a charge on an enterprise', () => {
  test('not on a list: recognised, stopped, paid back, published without the name of who reported', () => {
    const c = begun().do('match', p.clerk, unlisted);
    expect(c.state.phase).toBe('unlawful');
    expect(c.no('explain', p.head, said).codes.length).toBeGreaterThan(0);
    expect(c.no('order-refund', p.head, { ...order, refund: '100' }).say).toContain('300.00元');
    c.do('order-refund', p.head, order);
    expect(c.no('publish', p.head, { summary: '某行业协会没有依据收费' }).codes.length).toBeGreaterThan(0);
    expect(c.no('confirm-refund', p.clerk, { ...refunded, refunded: '200' }).codes).toContain('REFUNDED');
    c.do('confirm-refund', p.clerk, refunded);
    c.do('publish', p.head, { summary: '某行业协会没有依据收费，已经全部退还' });
    expect(c.state.phase).toBe('published');
    const body = P.acts.publish?.publicBody?.(c.view, {} as never);
    expect(JSON.stringify(body)).not.toContain('幸福餐饮');
  });

  test('edge 11: an association’s “voluntary” fee with the licence is compulsion: the whole goes back, listed or not', () => {
    const c = begun({ amount: '20' }).do('match', p.clerk, {
      register: 'cat-admin-fee',
      code: '22SF0001',
      units: 1,
      compulsory: true,
      findings: '与检验费名目相同，但是由协会随证收取',
    });
    expect(c.state.phase).toBe('unlawful');
    expect(c.no('order-refund', p.head, { ...order, refund: '0' }).codes).toContain('WHOLE');
  });

  test('on the list and within its rate: explained; above it: what is above goes back', () => {
    const listed = {
      register: 'cat-admin-fee',
      code: '22SF0001',
      units: 2,
      compulsory: false,
      findings: '检验两台设备',
    };
    const fair = begun({ amount: '40' }).do('match', p.clerk, listed).do('explain', p.head, said);
    expect(fair.state.phase).toBe('explained');
    const dear = begun({ amount: '100' }).do('match', p.clerk, listed);
    expect(dear.no('order-refund', p.head, { ...order, refund: '100' }).say).toContain('60.00元');
    dear.do('order-refund', p.head, { ...order, refund: '60' });
  });

  test('the list as it stood on the day of payment counts', () => {
    const c = begun({ paidOn: '2026-03-01', amount: '20' });
    expect(
      c.no('match', p.clerk, {
        register: 'cat-admin-fee',
        code: '22SF0001',
        units: 1,
        compulsory: false,
        findings: '在目录里核对',
      }).say,
    ).toContain('2026-03-01');
  });

  test('who held it against the lists does not decide', () => {
    const c = begun().do('match', p.both, unlisted);
    expect(c.no('order-refund', p.both, order).codes).toContain('ORDER-APART');
  });

  test('fifteen working days, once more fifteen', () => {
    const c = begun();
    expect(c.due('handling')).toBe('2026-03-23');
    c.do('extend-handling', p.head, { days: 15, reason: '需要向几个单位核实' });
    expect(c.due('handling')).toBe('2026-04-14');
  });

  test('proved', () => {
    const proof = prove(P);
    expect([proof.laws.filter((l) => !l.holds).map((l) => l.law.code), proof.findings]).toEqual([[], []]);
  });
});

const { edit } = variantsOf(P);
const without = (act: string, code: string) =>
  edit(act, (d) => ({ ...d, needs: (d.needs ?? []).filter((n) => n.code !== code) }));

test.each([
  ['explained away', without('explain', 'LAWFUL'), 'NOT-EXPLAINED-AWAY', { in: ['received', 'unlawful'] }],
  [
    'published before it is paid back',
    edit('order-refund', (d) => ({ ...d, to: 'publishing' })),
    'REFUNDED',
    {},
  ],
  ['who matched orders', without('order-refund', 'ORDER-APART'), 'APART', {}],
  ['put away unanswered', edit('match', (d) => ({ ...d, to: 'explained' })), 'UNLISTED-STOPPED', {}],
] as const)('R12.1 broken: %s', (_name, variant, code, more) => {
  const law = P.laws.find((l) => l.code === code);
  const broken = 'in' in more ? variantsOf(variant).edit('explain', (d) => ({ ...d, in: more.in })) : variant;
  expect(law && breach(broken, law)).toBeTruthy();
});
