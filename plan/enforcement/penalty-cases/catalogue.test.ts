import { describe, expect, test } from 'vitest';
import { cashFault } from './cash.ts';
import {
  type Basis,
  basisFault,
  displayOf,
  hearingDue,
  heavierBy,
  KIND_RULES,
  KINDS,
  kindsWithoutBasis,
  LEVELS,
  moneyOf,
} from './catalogue.ts';
import { onSpotFault } from './on-spot.ts';

const basis = (more: Partial<Basis> = {}): Basis => ({
  title: '某法',
  article: '一',
  level: '法律',
  published: true,
  inForceFrom: '2020-01-01',
  role: '处罚依据',
  ...more,
});
const time = { actOn: '2026-03-01', newRule: '没有变化' } as const;

describe('R24.8 R24.6 kinds, bases, hearing, display', () => {
  test('INV-P10: who may create which kind, over every pair of kind and level', () => {
    const allowed = KINDS.flatMap((kind) =>
      LEVELS.filter((level) => kindsWithoutBasis([{ kind }], [basis({ level })]).length === 0).map(
        (level) => `${kind} ${level}`,
      ),
    );
    // Three kinds by rules too, eight by local regulations up, one by two levels, one by law only.
    expect(allowed).toHaveLength(3 * 5 + 9 * 3 + 2 + 1);
    expect(allowed).toContain('罚款 地方政府规章');
    expect(allowed).not.toContain('没收违法所得 部门规章');
    expect(allowed).not.toContain('吊销营业执照 地方性法规');
    expect(allowed.filter((x) => x.includes('规范性文件') || x.includes('会议纪要'))).toEqual([]);
  });

  test('INV-P10: minutes and normative documents, unpublished and dead rules are no basis', () => {
    expect(basisFault([basis()], time)).toBeNull();
    expect(basisFault([basis({ level: '会议纪要' })], time)).toContain('会议纪要');
    expect(basisFault([basis({ level: '规范性文件' })], time)).toContain('规范性文件');
    expect(basisFault([basis({ published: false })], time)).toContain('没有公布');
    expect(basisFault([basis({ inForceUntil: '2026-03-01' })], time)).toContain('已经失效');
    expect(basisFault([basis({ inForceFrom: '2026-03-02' })], time)).toContain('还没有施行');
  });

  test('edge case 15: the repealed act stays the basis for conduct before; the Code is cited for the transition, or applies where lighter', () => {
    const old = basis({ title: '大气污染防治法', inForceUntil: '2026-08-15' });
    const code = basis({
      title: '生态环境法典',
      article: '一千零五十七',
      inForceFrom: '2026-08-15',
      role: '衔接规定',
    });
    const june = { actOn: '2026-06-10', newRule: '处罚较重' } as const;
    expect(basisFault([old, code], june)).toBeNull();
    expect(basisFault([basis({ title: '生态环境法典', inForceFrom: '2026-08-15' })], june)).toContain(
      '处罚较轻时才适用',
    );
    expect(
      basisFault([basis({ title: '生态环境法典', inForceFrom: '2026-08-15' })], {
        actOn: '2026-06-10',
        newRule: '处罚较轻',
      }),
    ).toBeNull();
    expect(basisFault([old], { actOn: '2026-09-01', newRule: '没有变化' })).toContain('已经失效');
  });

  test('INV-P2: a hearing is due from the threshold on, inclusive, by party, fine and confiscation apart', () => {
    const fine = (amount: number) => [{ kind: '罚款', amount }] as const;
    expect(hearingDue(fine(9999.99), '市场监管', '公民')).toBe(false);
    expect(hearingDue(fine(10_000), '市场监管', '公民')).toBe(true);
    expect(hearingDue(fine(10_000), '市场监管', '个体工商户')).toBe(true);
    expect(hearingDue(fine(99_999), '市场监管', '法人或者其他组织')).toBe(false);
    expect(hearingDue(fine(100_000), '市场监管', '法人或者其他组织')).toBe(true);
    expect(hearingDue(fine(4000), '公安', '公民')).toBe(true);
    // 60,000 + 60,000 of different sorts do not add up.
    expect(
      hearingDue([...fine(60_000), { kind: '没收违法所得', amount: 60_000 }], '市场监管', '法人或者其他组织'),
    ).toBe(false);
    expect(
      hearingDue(
        [
          { kind: '没收违法所得', amount: 60_000 },
          { kind: '没收非法财物', amount: 40_000 },
        ],
        '市场监管',
        '法人或者其他组织',
      ),
    ).toBe(true);
    const always = KINDS.filter((kind) => hearingDue([{ kind }], '市场监管', '法人或者其他组织'));
    expect(always).toEqual([
      '降低资质等级',
      '吊销许可证件',
      '吊销营业执照',
      '责令停产停业',
      '责令关闭',
      '限制从业',
    ]);
    expect(hearingDue([{ kind: '警告' }], '市场监管', '公民', true)).toBe(true);
  });

  test('INV-P5: heavier is a new kind, a higher sum or a longer time; lighter is not', () => {
    const notified = [
      { kind: '罚款', amount: 5000 },
      { kind: '责令停产停业', days: 10 },
    ] as const;
    expect(heavierBy(notified, notified)).toEqual([]);
    expect(heavierBy([{ kind: '罚款', amount: 4000 }], notified)).toEqual([]);
    expect(heavierBy([{ kind: '警告' }], notified)).toEqual([]);
    expect(heavierBy([...notified, { kind: '警告' }], notified)).toEqual(['增加了警告']);
    expect(heavierBy([{ kind: '罚款', amount: 5000.01 }], notified)).toHaveLength(1);
    expect(
      heavierBy(
        [
          { kind: '罚款', amount: 3000 },
          { kind: '罚款', amount: 3000 },
        ],
        notified,
      ),
    ).toHaveLength(1);
    expect(heavierBy([{ kind: '责令停产停业', days: 11 }], notified)).toHaveLength(1);
    expect(heavierBy([{ kind: '没收违法所得', amount: 1 }], notified)).toEqual(['增加了没收违法所得']);
  });

  test('edge case 14: public-security records and minor ones are never shown', () => {
    expect(displayOf([{ kind: '罚款', amount: 300 }], '公安')).toMatchObject({ shown: false });
    expect(displayOf([{ kind: '吊销许可证件' }], '公安')).toMatchObject({ shown: false });
    expect(displayOf([{ kind: '警告' }], '市场监管')).toMatchObject({ tier: '轻微', shown: false });
    expect(displayOf([{ kind: '罚款', amount: 3000 }], '市场监管', true)).toMatchObject({
      tier: '轻微',
      shown: false,
    });
    expect(displayOf([{ kind: '罚款', amount: 300 }], '市场监管')).toMatchObject({
      tier: '一般',
      shown: true,
    });
    expect(displayOf([{ kind: '罚款', amount: 300 }, { kind: '限制从业' }], '市场监管')).toMatchObject({
      tier: '严重',
      shown: true,
    });
  });

  test('edge cases 6, 7, 14: what may be imposed on the spot, and what may be taken in cash', () => {
    expect(onSpotFault([{ kind: '罚款', amount: 3000 }], '市场监管', false)).toBeNull();
    expect(onSpotFault([{ kind: '罚款', amount: 3000.01 }], '市场监管', false)).toContain('不得超过3000元');
    expect(onSpotFault([{ kind: '罚款', amount: 201 }], '市场监管', true)).toContain('不得超过200元');
    expect(
      onSpotFault(
        [
          { kind: '罚款', amount: 2000 },
          { kind: '没收违法所得', amount: 50 },
        ],
        '市场监管',
        false,
      ),
    ).toContain('没收违法所得');
    expect(onSpotFault([{ kind: '通报批评' }], '市场监管', false)).toContain('通报批评');
    expect(onSpotFault([{ kind: '警告' }], '一般', true)).toBeNull();
    expect(onSpotFault([{ kind: '罚款', amount: 500 }], '公安', true)).toBeNull();
    expect(onSpotFault([{ kind: '罚款', amount: 501 }], '公安', true)).not.toBeNull();
    expect(cashFault(100, '一百元以下', '否')).toBeNull();
    expect(cashFault(150, '一百元以下', '否')).toContain('不能当场收缴');
    expect(cashFault(150, '不当场收缴事后难以执行', '否')).toBeNull();
    expect(cashFault(2000, '当事人缴款确有困难并提出', '水上')).toBeNull();
    expect(cashFault(2000, '当事人缴款确有困难并提出', '否')).toContain('边远');
  });

  test('money is the fine and confiscated gains', () => {
    expect(
      moneyOf([
        { kind: '罚款', amount: 0.1 },
        { kind: '没收违法所得', amount: 0.2 },
        { kind: '没收非法财物', amount: 9 },
      ]),
    ).toBe(0.3);
    expect(KINDS.filter((k) => KIND_RULES[k].money)).toEqual(['罚款', '没收违法所得']);
  });
});
