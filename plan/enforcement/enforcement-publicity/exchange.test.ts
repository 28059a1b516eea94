/** R24.1 the table of the two publicities: units, codes, what is left empty and what a receiver would refuse (pack 9.4). */
import { describe, expect, test } from 'vitest';
import { demoUscc } from '../../leadership/plan-tracking/identifiers.ts';
import type { PenaltyRecord } from './common.ts';
import { EXCHANGE_COLUMNS, EXCHANGE_GAPS, exchangeFaults, exchangeRow } from './exchange.ts';

const organ = { name: '演示市市场监督管理局', code: demoUscc(1, '220200', '11') };
const record = (more: Partial<PenaltyRecord> = {}): PenaltyRecord => ({
  status: '在用',
  document: '演市市监罚决〔2026〕12号',
  title: '经营超过保质期的食品案',
  party: '演示市幸福超市有限公司',
  partyKind: '法人或者其他组织',
  partyCode: demoUscc(2, '220200', '91'),
  facts: '陈列销售过期牛奶十二盒',
  bases: ['《食品安全法》第一百二十四条'],
  kinds: ['罚款', '没收违法所得'],
  content: '罚款3500元；没收违法所得120元',
  fine: 3500,
  confiscated: 120,
  decidedOn: '2026-03-02',
  organ: 't-market',
  field: '市场监管',
  sector: '市场监管',
  gravity: '一般',
  until: '2027-03-01',
  case: '220200-1',
  ...more,
});
const faults = (more: Partial<PenaltyRecord>) => {
  const r = record(more);
  return exchangeFaults(exchangeRow(r, organ), r.sector).map((f) => `${f.column} ${f.say}`);
};

describe('R24.1 the two publicities', () => {
  test('R24.1 9.4 cases 1 and 2: ten thousands with six decimals; kinds are a list of codes', () => {
    const row = exchangeRow(record(), organ);
    expect(row).toMatchObject({
      CF_NR_FK: '0.350000',
      CF_NR_WFFF: '0.012000',
      CF_CFLB: '02;03',
      CF_GSJZQ: '2027-03-01',
    });
    expect(Object.keys(row)).toEqual(EXCHANGE_COLUMNS.map((c) => c.name));
    expect(faults({})).toEqual([]);
  });

  test('R24.1 the column whose meaning no source gives stays empty and is named, once and not as a fault of each record', () => {
    expect(exchangeRow(record(), organ).CF_YXQ).toBe('');
    expect(EXCHANGE_GAPS.map((g) => g.column)).toEqual(['CF_YXQ']);
    expect(EXCHANGE_GAPS[0]?.say).toContain('没有核实');
  });

  test('R24.1 9.4 cases 3, 4, 6: persons without a number, a code with I or O, a number of the wrong form', () => {
    expect(
      exchangeRow(record({ partyKind: '公民', party: '张某', partyCode: undefined }), organ),
    ).toMatchObject({
      CF_XDR_LB: '自然人',
      CF_XDR_SHXYM: '',
    });
    expect(faults({ partyKind: '公民', party: '张某', partyCode: undefined })).toEqual([]);
    expect(faults({ partyCode: '9122020IMA0000001O' })[0]).toContain('CF_XDR_SHXYM');
    expect(faults({ document: '演市市监罚决[2026]012号' })[0]).toContain('CF_WSH');
  });

  test('R24.1 9.4 case 9, 1.19 case 14: public security by the sector of the case, not by words in a name', () => {
    expect(faults({ sector: '公安' })).toEqual(['CF_WSH 治安管理处罚记录不得提供']);
    expect(faults({ kinds: ['行政拘留'], content: '处理' })).toEqual(['CF_WSH 治安管理处罚记录不得提供']);
    // A bureau or a matter with these words in its name is not the police.
    const named = exchangeRow(record({ content: '罚款100元（公安机关检查站旁的餐馆）' }), {
      ...organ,
      name: '演示市公安路市场监督管理所',
    });
    expect(exchangeFaults(named, '市场监管')).toEqual([]);
  });

  test('R24.1 a licence that was taken away is to be named', () => {
    expect(faults({ kinds: ['吊销许可证件'], content: '吊销食品经营许可证' })[0]).toContain('CF_NR_ZKDX');
  });
});
