import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { design } from '../citation.ts';
import type { InstrumentFacts } from '../procedure/question.ts';
import { basisStanding } from './basis.ts';
import { checkEntry } from './check.ts';
import {
  type BasisRule,
  columnsOf,
  type Peer,
  type RegisterDef,
  type RegisterFacts,
  reaches,
  tierOf,
} from './definition.ts';
import { differencesOf } from './differences.ts';
import { readNumber, readPlaces } from './refs.ts';

const cites = [design('测试')];
const rule: BasisRule = {
  sources: [
    { kind: 'law', says: '法律' },
    { kind: 'document', maker: '国务院', words: ['决定'], says: '国务院决定' },
    { kind: 'government-rule', tiers: ['province'], months: 12, says: '省级政府规章' },
  ],
  cites,
};
const text = (more: Partial<InstrumentFacts> = {}): InstrumentFacts => ({
  id: '演示法',
  title: '演示法',
  kind: 'law',
  status: 'in-force',
  inForce: '2025-01-01',
  articleExists: true,
  articleRepealed: false,
  complete: true,
  ...more,
});
const at = (facts: InstrumentFacts | null, on = '2025-06-01', region = '220200', instrument = '演示法') => {
  const s = basisStanding(rule, { instrument, article: '3' }, facts, region, on);
  return s.stands ? (s.until ?? true) : s.fault;
};

describe('R4.2 whether a place in the law carries an entry', () => {
  test.each<[string, unknown, unknown]>([
    ['a law in force', at(text()), true],
    ['nothing known', at(null), 'UNKNOWN'],
    ['not yet in force', at(text({ status: 'not-yet' })), 'NOT-YET'],
    ['repealed', at(text({ status: 'repealed' })), 'REPEALED'],
    ['expired', at(text({ status: 'expired' })), 'EXPIRED'],
    ['no such article', at(text({ articleExists: false })), 'NO-ARTICLE'],
    ['that article repealed', at(text({ articleRepealed: true })), 'ARTICLE-REPEALED'],
    ['a department rule', at(text({ kind: 'department-rule' })), 'KIND'],
    ['a document of another body', at(text({ kind: 'document', title: '某决定', maker: '某部' })), 'KIND'],
    [
      'a decision of the State Council',
      at(text({ kind: 'document', title: '某决定', maker: '国务院' })),
      true,
    ],
    [
      'a notice of the State Council',
      at(text({ kind: 'document', title: '某通知', maker: '国务院' })),
      'KIND',
    ],
    ['another province', at(text({ region: '440000' })), 'PLACE'],
    ['a county’s own', at(text({ region: '220202' })), 'PLACE'],
    ['minutes, whatever they are filed as', at(text({ title: '市长办公会议纪要' })), 'MINUTES'],
    ['minutes nobody knows', at(null, '2025-06-01', '220200', '第3次会议纪要'), 'MINUTES'],
    ['a city’s rule', at(text({ kind: 'government-rule', region: '220200' })), 'KIND'],
    [
      'a provincial rule on its last day',
      at(text({ kind: 'government-rule', region: '220000' }), '2025-12-31'),
      '2025-12-31',
    ],
    [
      'a provincial rule a day later',
      at(text({ kind: 'government-rule', region: '220000' }), '2026-01-01'),
      'TIME',
    ],
    [
      'counted from its first version',
      at(text({ kind: 'government-rule', region: '220000', firstInForce: '2020-01-01' }), '2025-06-01'),
      'TIME',
    ],
  ])('%s', (_name, is, should) => expect(is).toBe(should));

  test('regions reach what is below them', () => {
    expect(['000000', '220000', '220200', '220202', undefined].map(tierOf)).toEqual([
      'nation',
      'province',
      'city',
      'county',
      'nation',
    ]);
    expect([
      reaches(undefined, '220202'),
      reaches('220000', '220202'),
      reaches('220200', '220202'),
      reaches('220200', '220302'),
      reaches('220202', '220200'),
      reaches('220202', '220202'),
    ]).toEqual([true, true, true, false, false, true]);
  });
});

describe('R4.1 places as people type them', () => {
  test.each<[string, unknown]>([
    ['《行政许可法》第十二条', [{ instrument: '行政许可法', article: '12' }]],
    [
      '《行政许可法》第一百二十条之一第二款第（三）项；《道路交通安全法》第19条',
      [
        { instrument: '行政许可法', article: '120-1', paragraph: 2, item: 3 },
        { instrument: '道路交通安全法', article: '19' },
      ],
    ],
    [
      '《行政处罚法》第九条、第十条',
      [
        { instrument: '行政处罚法', article: '9' },
        { instrument: '行政处罚法', article: '10' },
      ],
    ],
    ['《某条例》', [{ instrument: '某条例' }]],
    ['《关于修改〈某条例〉的决定》第二条', [{ instrument: '关于修改〈某条例〉的决定', article: '2' }]],
    ['', []],
    ['上级文件精神', null],
    ['《行政许可法》第十二条及有关规定', null],
  ])('%s', (cell, places) => expect(readPlaces(cell)).toEqual(places));

  test('numerals', () => {
    expect(['十', '二十', '一百零五', '１２', '一千二百三十四', '〇', '甲', ''].map(readNumber)).toEqual([
      10,
      20,
      105,
      12,
      1234,
      0,
      null,
      null,
    ]);
  });
});

const def: RegisterDef = {
  code: 'r',
  title: '演示清单',
  group: '演示',
  system: 's',
  about: '',
  cites,
  keeper: { role: 'k', title: '管理人员' },
  form: z.object({
    basicCode: z.string().meta({ title: '编码', list: true }),
    name: z.string().min(2).meta({ title: '名称' }),
    organ: z.string().meta({ title: '机关', cell: 'organ' }),
    kind: z.enum(['甲', '乙']).meta({ title: '类别' }),
    basis: z.array(z.object({ instrument: z.string() })).meta({ title: '依据', cell: 'basis' }),
    materials: z.array(z.string()).optional().meta({ title: '材料', cell: 'lines' }),
    days: z.int().optional().meta({ title: '时限', cell: 'int' }),
  }),
  codes: { cites, say: '', check: () => true },
  itemCode: 'basicCode',
  basis: rule,
  uniqueName: { cites },
  same: { fields: ['name'], onlyFewer: ['materials'], onlyLess: ['days'], cites },
  rules: [],
};
const body = (more: Record<string, unknown> = {}) => ({
  basicCode: 'A',
  name: '演示事项',
  organ: 'o',
  kind: '甲',
  basis: [{ instrument: '演示法' }],
  materials: ['表', '证'],
  days: 5,
  ...more,
});
const peer = (region: string, code: string, more: Record<string, unknown> = {}): Peer => ({
  region,
  code,
  body: body({ status: '在用', ...more }),
});
const facts = (peers: readonly Peer[] = [], known = text()): RegisterFacts => ({
  on: '2025-06-01',
  instrument: () => known,
  organ: () => undefined,
  sameItem: (item) => peers.filter((p) => p.body.basicCode === item),
  sameName: (name) => peers.filter((p) => p.body.name === name),
  watched: () => [],
});
const codes = (more: Record<string, unknown>, f = facts(), region = '220202') =>
  checkEntry(def, { code: 'c', region, lawFrom: '2025-06-01', body: body(more) }, f).map((r) => r.code);

describe('R4.1 R4.4 the checks on an entry', () => {
  test('columns follow from the form', () => {
    expect(columnsOf(def).map((c) => [c.field, c.cell, c.required, c.list])).toEqual([
      ['basicCode', 'text', true, true],
      ['name', 'text', true, false],
      ['organ', 'organ', true, false],
      ['kind', 'choice', true, false],
      ['basis', 'basis', true, false],
      ['materials', 'lines', false, false],
      ['days', 'int', false, false],
    ]);
  });

  test('a good entry has nothing against it; a form fault is told alone', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ kind: '丙', basis: [] })).toEqual(['register.FORM']);
    expect(codes({ basis: [] })).toEqual(['register.BASIS-NONE']);
  });

  test('beside a good basis one of too low a rank explains; a repealed one may not stand', () => {
    const two = (second: InstrumentFacts | null) =>
      codes(
        { basis: [{ instrument: '演示法' }, { instrument: '第二' }] },
        { ...facts(), instrument: (ref) => (ref.instrument === '第二' ? second : text()) },
      );
    expect(two(text({ kind: 'department-rule' }))).toEqual([]);
    expect(two(text({ status: 'repealed' }))).toEqual(['register.BASIS-REPEALED']);
    expect(two(null)).toEqual(['register.BASIS-UNKNOWN']);
  });

  test('one name, one code; a cancelled twin is none', () => {
    expect(codes({}, facts([peer('220200', 'x', { basicCode: 'B' })]))).toEqual(['register.TWIN']);
    expect(codes({}, facts([peer('220200', 'x', { basicCode: 'B', status: '取消' })]))).toEqual([]);
    expect(codes({}, facts([peer('220202', 'c', { organ: 'other' })]))).toEqual(['register.CODE-TAKEN']);
  });

  test('PL-4 below: fewer materials and shorter times only, the same name', () => {
    const above = facts([peer('220200', 'up')]);
    expect(codes({ materials: ['表'], days: 3 }, above)).toEqual([]);
    expect(codes({ materials: ['表', '证', '照'] }, above)).toEqual(['register.SAME']);
    expect(codes({ days: 6 }, above)).toEqual(['register.SAME']);
    expect(codes({ name: '别的名字' }, above)).toEqual(['register.SAME']);
    // The city is not measured by its county.
    expect(codes({ days: 6 }, facts([peer('220202', 'down')]), '220200')).toEqual([]);
  });

  test('R4.4 differences over levels, twin names and overlaps are found', () => {
    const report = differencesOf(def, [
      peer('220200', '1'),
      peer('220202', '2', { days: 9 }),
      peer('220203', '3'),
      peer('220200', '4', { basicCode: 'C', name: '甲乙丙', organ: 'o1' }),
      peer('220200', '5', { basicCode: 'C', name: '甲乙丙', organ: 'o2' }),
      peer('220203', '6', { basicCode: 'D' }),
      peer('220203', '7', { basicCode: 'E', name: '取消的', status: '取消' }),
    ]);
    expect(report).toMatchObject({ shared: 1, identical: 0 });
    expect(report.differences.map((d) => [d.kind, d.code, d.field])).toEqual([
      ['field', '2', 'days'],
      ['overlap', '5', undefined],
      ['name', '6', undefined],
    ]);
  });
});
