/** Ranking and the question asked back, on items alone: no database. */
import type { ServiceItem } from '@fadu/plan/functions/service-items/index';
import { foodLicence } from '@fadu/plan/functions/service-items/sample.testing';
import { describe, expect, test } from 'vitest';
import { type Service, ServiceIndex } from './find.ts';

const service = (name: string, more: Partial<ServiceItem> = {}, region = '220200'): Service => {
  const item = foodLicence({
    name,
    words: [],
    conditions: ['材料齐全'],
    materials: [],
    result: name,
    ...more,
  });
  return { region, code: item.basicCode, lawFrom: '2026-01-01', item, organ: '演示市某局' };
};

const items = [
  service('食品经营许可（新办）', {
    basicCode: 'A1',
    words: ['开饭店', '开小吃店'],
    result: '食品经营许可证',
    turns: [
      { question: '有没有店面？', answer: '有，客人在店里吃' },
      { question: '有没有店面？', answer: '没有，在街边摆摊', item: 'A2' },
      { question: '有没有店面？', answer: '只卖包装好的', item: 'GONE', say: '备案就行' },
    ],
  }),
  service('食品摊贩登记', { basicCode: 'A2', kind: '行政备案', words: ['摆摊卖吃的'] }),
  service('出生登记', { basicCode: 'B1', object: '自然人', words: ['给孩子上户口'], result: '户口簿内页' }),
  service('死亡注销户口登记', { basicCode: 'B2', object: '自然人', words: ['老人去世销户'] }),
  service('居民身份证补领', { basicCode: 'B3', object: '自然人', words: [] }),
  service('居民身份证换领', { basicCode: 'B4', object: '自然人', words: [] }),
  service('公司设立登记', { basicCode: 'C1', object: '法人和其他组织', words: ['开公司'] }),
  service('公司注销登记', { basicCode: 'C2', object: '法人和其他组织', words: ['公司不干了'] }),
  service('取水许可', { basicCode: 'D1', words: [] }),
];
const index = new ServiceIndex(items);
const names = (q: string, filter = {}) => index.find(q, filter).hits.map((h) => h.service.code);

describe('R42.1 what people say leads to the item', () => {
  test.each([
    ['开饭店', 'A1'],
    ['我想开个小饭馆要办什么手续', 'A1'],
    ['给孩子上户口', 'B1'],
    ['刚生了孩子，户口怎么上？', 'B1'],
    ['老人走了户口怎么销', 'B2'],
    ['身份证丢了怎么补', 'B3'],
    ['身份證丟了', 'B3'],
    ['公司不开了怎么关', 'C2'],
    ['我要开公司', 'C1'],
    ['自己家打口井', 'D1'],
    ['食品经营许可证', 'A1'],
  ])('%s → %s', (q, code) => {
    expect(names(q)[0]).toBe(code);
  });

  test('what nobody offers is not answered with the next best', () => {
    for (const q of ['登月飞船', '怎么办', '。。。', '   ', '请问去哪里办理手续', 'xyz'])
      expect(index.find(q), q).toEqual({ hits: [], asks: [] });
  });

  test('a question as long as a book and one of odd signs are read, not choked on', () => {
    expect(names(`开饭店${'啊'.repeat(100_000)}`)[0]).toBe('A1');
    expect(() => index.find('%_\\\'"<script>\u0000[[(((')).not.toThrow();
  });

  test('a filter narrows what is found and never reorders it', () => {
    expect(names('户口', { for: '企业' })).toEqual([]);
    const all = names('登记');
    const some = names('登记', { for: '个人' });
    expect(some).toEqual(all.filter((c) => some.includes(c)));
    expect(names('食品', { kind: '行政备案' })).toEqual(['A2']);
  });

  test('the same question always has the same answer', () => {
    const other = new ServiceIndex([...items].reverse());
    for (const q of ['登记', '户口', '身份证', '食品'])
      expect(other.find(q).hits.map((h) => h.service.code)).toEqual(names(q));
  });
});

describe('R42.1 the question asked back', () => {
  test('the item’s own question, each answer leading on; an item that is gone is no link', () => {
    const [ask, ...more] = index.find('开饭店').asks;
    expect(more).toEqual([]);
    expect(ask?.question).toBe('有没有店面？');
    expect(ask?.answers.map((a) => [a.text, a.service?.code, a.say])).toEqual([
      ['有，客人在店里吃', 'A1', undefined],
      ['没有，在街边摆摊', 'A2', undefined],
      ['只卖包装好的', undefined, '备案就行'],
    ]);
  });

  test('several that are as close: which of them; one that is clear: no question', () => {
    const [ask] = index.find('身份证').asks;
    expect(ask?.answers.map((a) => a.service?.code).sort()).toEqual(['B3', 'B4']);
    expect(index.find('出生登记').asks).toEqual([]);
  });

  test('an answer stays in the region of the item', () => {
    const two = new ServiceIndex([service('食品摊贩登记', { basicCode: 'A2' }, '220202'), ...items]);
    const [ask] = two.find('开饭店').asks;
    expect(ask?.answers[1]?.service?.region).toBe('220200');
  });
});
