import { type ActDef, breach } from '@fadu/kernel';
import { describe, expect, test } from 'vitest';
import {
  type LenientItem,
  LISTS,
  lenientItem,
  lenientListMaking,
  listFaults,
  lookBackOf,
  matchItem,
} from './index.ts';
import { countingItems } from './register.ts';

const item: LenientItem = {
  basicCode: '220210001000-Q01',
  name: '首次经营少量超过保质期食品不予处罚',
  organ: 't-market',
  basis: [{ instrument: '行政处罚法', article: '33' }],
  item: '220210001000',
  list: '不予处罚',
  violation: '首次经营少量超过保质期的食品',
  facts: [{ id: 'goodsValue', title: '货值金额', type: 'number', min: 0, decimals: 2, unit: '元' }],
  conditions: [
    { fact: 'firstOffence', test: 'true' },
    { fact: 'minorHarm', test: 'true' },
    { fact: 'correctedInTime', test: 'true' },
    { fact: 'goodsValue', test: '<= 100' },
  ],
  proof: ['现场笔录', '下架照片'],
  correctionDays: 3,
  measures: ['批评教育'],
};
const facts = { firstOffence: true, minorHarm: true, correctedInTime: true, goodsValue: 80 };

describe('R7.5 conditions are tested against the facts', () => {
  test('R7.5 all conditions must hold, each is told', () => {
    expect(lenientItem.safeParse(item).error).toBeUndefined();
    expect(matchItem(item, facts)).toEqual({
      applies: true,
      unknown: [],
      conditions: [
        { says: '初次违法：是', met: true },
        { says: '危害后果轻微：是', met: true },
        { says: '及时改正：是', met: true },
        { says: '货值金额100元以下', met: true },
      ],
    });
    expect(matchItem(item, { ...facts, goodsValue: 100.01 }).applies).toBe(false);
  });
  test('R7.5 a fact that is not known is no match, and is named', () => {
    const { goodsValue: _, ...less } = facts;
    expect(matchItem(item, less)).toMatchObject({ applies: false, unknown: ['货值金额'] });
    expect(matchItem(item, { ...facts, goodsValue: -1 }).unknown).toEqual(['货值金额']);
  });
  test('R7.5 the look-back of a first offence is two years unless the entry says otherwise', () => {
    expect(lookBackOf(item)).toBe(24);
    expect(lookBackOf({ lookBackMonths: 12 })).toBe(12);
  });
});

describe('R7.5 a list cannot widen the law', () => {
  test('R7.5 conditions without those of article 33 are refused', () => {
    expect(listFaults(item)).toEqual([]);
    const without = { ...item, conditions: item.conditions.filter((c) => c.fact !== 'correctedInTime') };
    expect(listFaults(without).join()).toContain('清单不能放宽法律');
    const inverted = {
      ...item,
      conditions: item.conditions.map((c) => (c.fact === 'minorHarm' ? { ...c, test: 'false' } : c)),
    };
    expect(listFaults(inverted).join()).toContain('清单不能放宽法律');
  });
  test.each(LISTS)('R7.5 %s asks for a ground of its law', (list) => {
    const bare = { ...item, list, conditions: [{ fact: 'goodsValue', test: '<= 100' }] };
    expect(listFaults(bare).join()).toContain('清单不能放宽法律');
  });
  test('R7.5 a fact that nobody defined, or twice, is refused', () => {
    expect(listFaults({ ...item, conditions: [{ fact: 'unknown', test: 'true' }] })).toEqual([
      '条件里的事实“unknown”没有列明',
    ]);
    expect(
      listFaults({ ...item, conditions: [...item.conditions, { fact: 'minorHarm', test: 'true' }] }),
    ).toEqual(['同一事实只写一个条件']);
  });
});

describe('R7.5 which entries count', () => {
  const entry = (region: string, more: Record<string, unknown> = {}) => ({
    region,
    code: item.basicCode,
    version: 1,
    lawFrom: '2026-01-01',
    body: { ...item, status: '在用', ...more },
  });
  test('R7.5 the nearest level stands, a cancelled entry does not', () => {
    const all = [entry('220200', { violation: '市级' }), entry('220202', { violation: '区级' })];
    expect(countingItems(all, '220202').map((i) => i.item.violation)).toEqual(['区级']);
    expect(countingItems(all, '220281').map((i) => i.item.violation)).toEqual(['市级']);
    expect(countingItems([entry('220200', { status: '取消' })], '220200')).toEqual([]);
    expect(countingItems([entry('220100')], '220200')).toEqual([]);
  });
});

describe('R7.5 R90.1 the prover finds a list published against its checks', () => {
  test('R7.5 conditions that widen the law', () => {
    const p = lenientListMaking;
    const drop = (act: string) => ({
      ...(p.acts[act] as ActDef),
      needs: p.acts[act]?.needs?.filter((n) => n.code !== 'R22.2'),
    });
    const variant = { ...p, acts: { ...p.acts, approve: drop('approve'), publish: drop('publish') } };
    const law = p.laws.find((l) => l.code === 'R22.2');
    expect(breach(variant, law as never)?.filter((s) => s in p.acts)).toEqual([
      'draft',
      'legality-review',
      'approve',
      'publish',
    ]);
  });
});
