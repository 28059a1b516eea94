/**
 * Benchmarks of market supervision in the structure that published ones have: the law's ranges are facts of the
 * statutes named, tiers and conditions are our own encoding. A city takes them as drafts, never as its own decision.
 */
import type { Range } from '../forms.ts';
import {
  bandTable,
  count,
  type Draft,
  factorTable,
  HEAVIER,
  LIGHTER,
  MUST,
  money,
  oneOf,
  rangeTable,
  thumb,
  tierTable,
  yes,
} from './build.ts';

const goods = money('goodsValue', '货值金额');
const times = oneOf('times', '两年内同类违法', '没有', '一次', '两次以上');
const corrected = yes('corrected', '已经改正');
const injured = yes('injured', '造成人身伤害');

/** Counted factors → three tiers, a duty to be lighter always heeded. */
const byFactors = [
  ['true', '-', '-', '从轻'],
  ['false', '> 0', '0', '从轻'],
  ['false', '0', '0', '一般'],
  ['false', '> 0', '> 0', '一般'],
  ['false', '0', '> 0', '从重'],
] as const;

const usual = factorTable([
  [yes('confessed', '主动供述尚未掌握的违法行为'), 'true', '从轻', '应当'],
  [corrected, 'true', '从轻', '可以'],
  [times, '"两次以上"', '从重', '可以'],
  [yes('obstructed', '阻碍检查、隐匿证据'), 'true', '从重', '可以'],
]);

const foodRanges: Range[] = [
  {
    id: 'fixed',
    title: '货值金额不足一万元',
    mode: '定额',
    min: 50_000,
    max: 100_000,
    ref: { instrument: '食品安全法', article: '124', paragraph: 1 },
  },
  {
    id: 'multiple',
    title: '货值金额一万元以上',
    mode: '倍数',
    base: 'goodsValue',
    min: 10,
    max: 20,
    ref: { instrument: '食品安全法', article: '124', paragraph: 1 },
  },
];

/** Two ranges by the value of the goods; a fixed sum below, a multiple above. */
export const expiredFood: Draft = {
  name: '经营超过保质期食品的裁量基准',
  violation: '经营超过保质期的食品、食品添加剂',
  basis: [{ instrument: '食品安全法', article: '124' }],
  ranges: foodRanges,
  evidence: ['goodsValue'],
  tables: {
    range: rangeTable(
      [goods],
      [
        ['< 10000', 'fixed'],
        ['>= 10000', 'multiple'],
      ],
    ),
    factor: usual,
    tier: tierTable(
      [MUST, goods, injured, times, LIGHTER],
      [
        ['true', '< 500', '-', '-', '-', '减轻'],
        ['true', '>= 500', '-', '-', '-', '从轻'],
        ['false', '-', 'true', '-', '-', '从重'],
        ['false', '-', 'false', '"两次以上"', '-', '从重'],
        ['false', '-', 'false', 'not("两次以上")', '> 0', '从轻'],
        ['false', '-', 'false', 'not("两次以上")', '0', '一般'],
      ],
    ),
    band: bandTable(foodRanges, {
      fixed: thumb({ min: 50_000, max: 100_000 }),
      multiple: thumb({ min: 10, max: 20 }),
    }),
  },
};

const recordRanges: Range[] = [
  {
    id: 'fixed',
    title: '拒不改正',
    mode: '定额',
    min: 5000,
    max: 50_000,
    ref: { instrument: '食品安全法', article: '126', paragraph: 1 },
  },
];

/** One fixed range, the thirds of the rule of thumb: the pack's first example. */
export const purchaseRecords: Draft = {
  name: '未按规定查验进货、拒不改正的裁量基准',
  violation: '未按规定查验许可证和相关证明文件或者未遵守进货查验记录制度，拒不改正',
  basis: [{ instrument: '食品安全法', article: '126' }],
  ranges: recordRanges,
  tables: {
    range: rangeTable([corrected], [['-', 'fixed']]),
    factor: usual,
    tier: tierTable([MUST, LIGHTER, HEAVIER], byFactors),
    band: bandTable(recordRanges, { fixed: thumbWithoutMitigation(recordRanges[0] as Range) }),
  },
};

/** The rule of thumb for tables whose tiers never mitigate. */
function thumbWithoutMitigation(r: Range) {
  const { 减轻: _, ...rest } = thumb(r);
  return rest;
}

const adFee = money('adFee', '广告费用');
const feeKnown = yes('feeKnown', '广告费用可以计算且不明显偏低');
const grave = yes('grave', '两年内三次以上或者有其他严重情节');
const adRef = { instrument: '广告法', article: '55', paragraph: 1 };
const adRanges: Range[] = [
  { id: 'multiple', title: '广告费用可以计算', mode: '倍数', base: 'adFee', min: 3, max: 5, ref: adRef },
  {
    id: 'fixed',
    title: '广告费用无法计算或者明显偏低',
    mode: '定额',
    min: 200_000,
    max: 1_000_000,
    ref: adRef,
  },
  {
    id: 'multipleGrave',
    title: '情节严重，广告费用可以计算',
    mode: '倍数',
    base: 'adFee',
    min: 5,
    max: 10,
    ref: adRef,
  },
  {
    id: 'fixedGrave',
    title: '情节严重，广告费用无法计算',
    mode: '定额',
    min: 1_000_000,
    max: 2_000_000,
    ref: adRef,
  },
];

/** Four ranges by two facts, with other kinds of penalty in the gravest tier. */
export const falseAdvertising: Draft = {
  name: '广告主发布虚假广告的裁量基准',
  violation: '发布虚假广告',
  basis: [{ instrument: '广告法', article: '55' }],
  ranges: adRanges,
  evidence: ['adFee'],
  tables: {
    range: rangeTable(
      [feeKnown, grave, adFee],
      [
        ['true', 'false', '-', 'multiple'],
        ['false', 'false', '-', 'fixed'],
        ['true', 'true', '-', 'multipleGrave'],
        ['false', 'true', '-', 'fixedGrave'],
      ],
    ),
    tier: tierTable(
      [MUST, count('reach', '广告覆盖人数', '人', 0, 100_000_000), corrected],
      [
        ['true', '-', '-', '从轻'],
        ['false', '< 1000', 'true', '从轻'],
        ['false', '< 1000', 'false', '一般'],
        ['false', '[1000..100000)', '-', '一般'],
        ['false', '>= 100000', '-', '从重'],
      ],
    ),
    band: bandTable(adRanges, {
      multiple: { 从轻: [3, 3.6, '[]'], 一般: [3.6, 4.4, '()'], 从重: [4.4, 5, '[]'] },
      fixed: {
        从轻: [200_000, 440_000, '[]'],
        一般: [440_000, 760_000, '()'],
        从重: [760_000, 1_000_000, '[]'],
      },
      multipleGrave: {
        从轻: [5, 6.5, '[]'],
        一般: [6.5, 8.5, '()'],
        从重: [8.5, 10, '[]', '可以吊销营业执照'],
      },
      fixedGrave: {
        从轻: [1_000_000, 1_300_000, '[]'],
        一般: [1_300_000, 1_700_000, '()'],
        从重: [1_700_000, 2_000_000, '[]', '可以吊销营业执照'],
      },
    }),
  },
};

const quoteRanges: Range[] = [
  {
    id: 'upTo',
    title: '十万元以下',
    mode: '定额',
    max: 100_000,
    ref: { instrument: '广告法', article: '59' },
  },
];

/** No lower end in the law: the span begins at 0, and nothing can be mitigated below it. */
export const advertisingReferences: Draft = {
  name: '广告内容、引证不合规定的裁量基准',
  violation: '广告内容或者引证内容不符合规定',
  basis: [{ instrument: '广告法', article: '59' }],
  ranges: quoteRanges,
  tables: {
    range: rangeTable([corrected], [['-', 'upTo']]),
    factor: usual,
    tier: tierTable([MUST, LIGHTER, HEAVIER], byFactors),
    band: bandTable(quoteRanges, { upTo: thumb({ max: 100_000 }) }),
  },
};

const productRanges: Range[] = [
  {
    id: 'multiple',
    title: '货值金额等值以上三倍以下',
    mode: '倍数',
    base: 'goodsValue',
    min: 1,
    max: 3,
    ref: { instrument: '产品质量法', article: '49' },
  },
];

/** A multiple, bands in five graded tiers. */
export const unsafeProducts: Draft = {
  name: '生产、销售不符合强制性标准产品的裁量基准',
  violation: '生产、销售不符合保障人体健康和人身、财产安全的标准的产品',
  basis: [{ instrument: '产品质量法', article: '49' }],
  ranges: productRanges,
  evidence: ['goodsValue'],
  tables: {
    range: rangeTable([goods], [['-', 'multiple']]),
    tier: tierTable(
      [MUST, goods, injured],
      [
        ['true', '-', '-', '轻微'],
        ['false', '< 10000', 'false', '较轻'],
        ['false', '[10000..50000)', 'false', '一般'],
        ['false', '>= 50000', 'false', '较重'],
        ['false', '-', 'true', '严重'],
      ],
    ),
    band: bandTable(productRanges, {
      multiple: {
        轻微: [1, 1.2, '[)'],
        较轻: [1.2, 1.6, '[)'],
        一般: [1.6, 2.2, '[)'],
        较重: [2.2, 2.6, '[)'],
        严重: [2.6, 3, '[]', '情节严重的，吊销营业执照'],
      },
    }),
  },
};

const labelRanges: Range[] = [
  {
    id: 'percent',
    title: '货值金额百分之三十以下',
    mode: '百分比',
    base: 'goodsValue',
    max: 30,
    ref: { instrument: '产品质量法', article: '54' },
  },
];

/** A percentage without a lower end. */
export const productLabels: Draft = {
  name: '产品标识不合规定、情节严重的裁量基准',
  violation: '有包装的产品标识不符合规定，情节严重',
  basis: [{ instrument: '产品质量法', article: '54' }],
  ranges: labelRanges,
  evidence: ['goodsValue'],
  tables: {
    range: rangeTable([goods], [['-', 'percent']]),
    factor: usual,
    tier: tierTable([MUST, LIGHTER, HEAVIER], byFactors),
    band: bandTable(labelRanges, { percent: thumb({ max: 30 }) }),
  },
};

const gains = money('illegalGains', '违法所得');
const priceRef = { instrument: '价格违法行为行政处罚规定', article: '7' };
const priceRanges: Range[] = [
  { id: 'multiple', title: '有违法所得', mode: '倍数', base: 'illegalGains', max: 5, ref: priceRef },
  { id: 'fixed', title: '没有违法所得', mode: '定额', min: 50_000, max: 500_000, ref: priceRef },
];

/** With gains a multiple, without them a sum. */
export const misleadingPrices: Draft = {
  name: '以虚假的或者使人误解的价格手段诱骗交易的裁量基准',
  violation: '利用虚假的或者使人误解的价格手段诱骗交易',
  basis: [priceRef],
  ranges: priceRanges,
  evidence: ['illegalGains'],
  tables: {
    range: rangeTable(
      [gains],
      [
        ['> 0', 'multiple'],
        ['0', 'fixed'],
      ],
    ),
    factor: usual,
    tier: tierTable([MUST, LIGHTER, HEAVIER], byFactors),
    band: bandTable(priceRanges, {
      multiple: thumb({ max: 5 }),
      fixed: thumbWithoutMitigation(priceRanges[1] as Range),
    }),
  },
};

const markRef = { instrument: '商标法', article: '60', paragraph: 2 };
const sales = money('turnover', '违法经营额');
const markRanges: Range[] = [
  { id: 'multiple', title: '违法经营额五万元以上', mode: '倍数', base: 'turnover', max: 5, ref: markRef },
  { id: 'fixed', title: '没有违法经营额或者不足五万元', mode: '定额', max: 250_000, ref: markRef },
];

/** The law itself names what is graver: twice within five years. */
export const trademarkInfringement: Draft = {
  name: '侵犯注册商标专用权的裁量基准',
  violation: '侵犯注册商标专用权',
  basis: [{ instrument: '商标法', article: '60' }],
  ranges: markRanges,
  evidence: ['turnover'],
  tables: {
    range: rangeTable(
      [sales],
      [
        ['>= 50000', 'multiple'],
        ['< 50000', 'fixed'],
      ],
    ),
    tier: tierTable(
      [MUST, count('earlier', '五年内商标侵权行为', '次', 0, 1000), corrected],
      [
        ['true', '-', '-', '从轻'],
        ['false', '>= 2', '-', '从重'],
        ['false', '< 2', 'true', '从轻'],
        ['false', '< 2', 'false', '一般'],
      ],
    ),
    band: bandTable(markRanges, { multiple: thumb({ max: 5 }), fixed: thumb({ max: 250_000 }) }),
  },
};

export const marketBenchmarks: readonly Draft[] = [
  expiredFood,
  purchaseRecords,
  falseAdvertising,
  advertisingReferences,
  unsafeProducts,
  productLabels,
  misleadingPrices,
  trademarkInfringement,
];
