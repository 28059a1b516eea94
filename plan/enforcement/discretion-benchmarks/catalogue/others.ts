/** Benchmarks of other fields, in the structure that published ones have; the law's ranges are facts of the statutes named. */
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

const gains = money('illegalGains', '违法所得');

const safetyRef = { instrument: '安全生产法', article: '97' };
const safetyRanges: Range[] = [
  { id: 'first', title: '责令限期改正时', mode: '定额', max: 100_000, ref: safetyRef },
  { id: 'overdue', title: '逾期未改正', mode: '定额', min: 100_000, max: 200_000, ref: safetyRef },
];

/** The time limit to correct decides the range; the number of people the tier. */
export const safetyTraining: Draft = {
  name: '未按规定进行安全生产教育和培训的裁量基准',
  violation: '未按照规定对从业人员进行安全生产教育和培训',
  basis: [safetyRef],
  ranges: safetyRanges,
  tables: {
    range: rangeTable(
      [yes('overdue', '逾期未改正')],
      [
        ['false', 'first'],
        ['true', 'overdue'],
      ],
    ),
    tier: tierTable(
      [MUST, count('people', '未经培训的人数', '人', 1, 100_000)],
      [
        ['true', '-', '较轻'],
        ['false', '< 3', '较轻'],
        ['false', '[3..10)', '一般'],
        ['false', '>= 10', '较重'],
      ],
    ),
    band: bandTable(safetyRanges, {
      first: { 较轻: [0, 30_000, '(]'], 一般: [30_000, 70_000, '(]'], 较重: [70_000, 100_000, '(]'] },
      overdue: {
        较轻: [100_000, 130_000, '[]', '责令停产停业整顿'],
        一般: [130_000, 170_000, '(]', '责令停产停业整顿'],
        较重: [170_000, 200_000, '(]', '责令停产停业整顿'],
      },
    }),
  },
};

const fireRanges: Range[] = [
  {
    id: 'fixed',
    title: '五千元以上五万元以下',
    mode: '定额',
    min: 5000,
    max: 50_000,
    ref: { instrument: '消防法', article: '60' },
  },
];

/** Conditions on the place. */
export const blockedExits: Draft = {
  name: '占用、堵塞、封闭疏散通道、安全出口的裁量基准',
  violation: '占用、堵塞、封闭疏散通道、安全出口或者有其他妨碍安全疏散行为',
  basis: [{ instrument: '消防法', article: '60' }],
  ranges: fireRanges,
  tables: {
    range: rangeTable([yes('crowded', '人员密集场所')], [['-', 'fixed']]),
    factor: factorTable([
      [yes('atOnce', '当场改正'), 'true', '从轻', '可以'],
      [yes('fire', '发生火灾'), 'true', '从重', '可以'],
    ]),
    tier: tierTable(
      [
        MUST,
        yes('crowded', '人员密集场所'),
        count('exits', '受影响的安全出口', '处', 1, 100),
        LIGHTER,
        HEAVIER,
      ],
      [
        ['true', '-', '-', '-', '-', '较轻'],
        ['false', 'false', '1', '> 0', '0', '较轻'],
        ['false', 'false', '1', '0', '0', '一般'],
        ['false', 'false', '> 1', '-', '0', '一般'],
        ['false', 'true', '1', '-', '0', '一般'],
        ['false', 'true', '> 1', '-', '0', '严重'],
        ['false', '-', '-', '-', '> 0', '严重'],
      ],
    ),
    band: bandTable(fireRanges, {
      fixed: { 较轻: [5000, 18_500, '[]'], 一般: [18_500, 36_500, '()'], 严重: [36_500, 50_000, '[]'] },
    }),
  },
};

const transportRef = { instrument: '道路运输条例', article: '63' };
const transportRanges: Range[] = [
  {
    id: 'multiple',
    title: '违法所得二万元以上',
    mode: '倍数',
    base: 'illegalGains',
    min: 2,
    max: 10,
    ref: transportRef,
  },
  {
    id: 'fixed',
    title: '没有违法所得或者不足二万元',
    mode: '定额',
    min: 30_000,
    max: 100_000,
    ref: transportRef,
  },
];

/** Number of earlier times in the year decides; mitigation possible. */
export const unlicensedTransport: Draft = {
  name: '未取得许可擅自从事道路运输经营的裁量基准',
  violation: '未取得道路运输经营许可，擅自从事道路运输经营',
  basis: [transportRef],
  ranges: transportRanges,
  evidence: ['illegalGains'],
  tables: {
    range: rangeTable(
      [gains],
      [
        ['>= 20000', 'multiple'],
        ['< 20000', 'fixed'],
      ],
    ),
    tier: tierTable(
      [
        MUST,
        oneOf('vehicle', '车辆种类', '小型客车', '大中型客车', '货车', '危险货物车'),
        count('earlier', '一年内被查处次数', '次', 0, 100),
      ],
      [
        ['true', 'not("危险货物车")', '0', '减轻'],
        ['true', 'not("危险货物车")', '> 0', '从轻'],
        ['true', '"危险货物车"', '-', '从轻'],
        ['false', '"小型客车", "货车"', '0', '从轻'],
        ['false', '"小型客车", "货车"', '[1..2]', '一般'],
        ['false', '"小型客车", "货车"', '> 2', '从重'],
        ['false', '"大中型客车"', '< 2', '一般'],
        ['false', '"大中型客车"', '>= 2', '从重'],
        ['false', '"危险货物车"', '-', '从重'],
      ],
    ),
    band: bandTable(transportRanges, {
      multiple: thumb({ min: 2, max: 10 }),
      fixed: thumb({ min: 30_000, max: 100_000 }),
    }),
  },
};

const shopRanges: Range[] = [
  {
    id: 'upTo',
    title: '一万元以下',
    mode: '定额',
    max: 10_000,
    ref: { instrument: '无证无照经营查处办法', article: '13' },
  },
];

/** Tiers that end in no penalty. */
export const unlicensedTrade: Draft = {
  name: '无照经营的裁量基准',
  violation: '无照经营',
  basis: [{ instrument: '无证无照经营查处办法', article: '13' }],
  ranges: shopRanges,
  tables: {
    range: rangeTable([count('days', '经营时间', '日', 1, 3650)], [['-', 'upTo']]),
    tier: tierTable(
      [MUST, count('days', '经营时间', '日', 1, 3650), yes('applied', '已经申请登记')],
      [
        ['-', '<= 15', 'true', '免予处罚'],
        ['true', '<= 15', 'false', '从轻'],
        ['true', '> 15', '-', '从轻'],
        ['false', '<= 15', 'false', '从轻'],
        ['false', '(15..90]', '-', '一般'],
        ['false', '> 90', 'true', '一般'],
        ['false', '> 90', 'false', '从重'],
      ],
    ),
    band: bandTable(shopRanges, { upTo: { 免予处罚: null, ...thumb({ max: 10_000 }) } }),
  },
};

const depositRanges: Range[] = [
  {
    id: 'perHead',
    title: '每人五百元以上二千元以下',
    mode: '按单位',
    base: 'workers',
    min: 500,
    max: 2000,
    ref: { instrument: '劳动合同法', article: '84', paragraph: 2 },
  },
];

/** So much for each person. */
export const workersDeposits: Draft = {
  name: '向劳动者收取财物的裁量基准',
  violation: '以担保或者其他名义向劳动者收取财物',
  basis: [{ instrument: '劳动合同法', article: '84' }],
  ranges: depositRanges,
  evidence: ['workers'],
  tables: {
    range: rangeTable([count('workers', '涉及的劳动者人数', '人', 1, 100_000)], [['-', 'perHead']]),
    tier: tierTable(
      [MUST, count('workers', '涉及的劳动者人数', '人', 1, 100_000), yes('returned', '在限期内退还')],
      [
        ['true', '-', '-', '从轻'],
        ['false', '< 10', 'true', '从轻'],
        ['false', '< 10', 'false', '一般'],
        ['false', '>= 10', 'true', '一般'],
        ['false', '>= 10', 'false', '从重'],
      ],
    ),
    band: bandTable(depositRanges, {
      perHead: { 从轻: [500, 950, '[]'], 一般: [950, 1550, '()'], 从重: [1550, 2000, '[]'] },
    }),
  },
};

const platformRef = { instrument: '电子商务法', article: '80', paragraph: 1 };
const platformRanges: Range[] = [
  { id: 'overdue', title: '逾期不改正', mode: '定额', min: 20_000, max: 100_000, ref: platformRef },
  { id: 'grave', title: '情节严重', mode: '定额', min: 100_000, max: 500_000, ref: platformRef },
];

/** Gravity is a fact of its own with a definition in the table. */
export const platformDuties: Draft = {
  name: '电子商务平台不履行核验、登记义务的裁量基准',
  violation: '电子商务平台经营者不履行核验、登记义务，逾期不改正',
  basis: [platformRef],
  ranges: platformRanges,
  tables: {
    range: rangeTable(
      [count('merchants', '未核验的经营者', '家', 1, 1_000_000), yes('loss', '造成消费者重大损失')],
      [
        ['< 1000', 'false', 'overdue'],
        ['-', 'true', 'grave'],
        ['>= 1000', 'false', 'grave'],
      ],
    ),
    factor: factorTable([
      [yes('selfReported', '主动报告'), 'true', '从轻', '可以'],
      [yes('again', '一年内再次违法'), 'true', '从重', '可以'],
    ]),
    tier: tierTable(
      [MUST, LIGHTER, HEAVIER],
      [
        ['true', '-', '-', '从轻'],
        ['false', '> 0', '0', '从轻'],
        ['false', '0', '0', '一般'],
        ['false', '> 0', '> 0', '一般'],
        ['false', '0', '> 0', '从重'],
      ],
    ),
    band: bandTable(platformRanges, {
      overdue: { 从轻: [20_000, 44_000, '[]'], 一般: [44_000, 76_000, '()'], 从重: [76_000, 100_000, '[]'] },
      grave: {
        从轻: [100_000, 220_000, '[]', '责令停业整顿'],
        一般: [220_000, 380_000, '()', '责令停业整顿'],
        从重: [380_000, 500_000, '[]', '责令停业整顿'],
      },
    }),
  },
};

const infoRef = { instrument: '个人信息保护法', article: '66', paragraph: 2 };
const infoRanges: Range[] = [
  { id: 'sum', title: '五千万元以下', mode: '定额', max: 50_000_000, ref: infoRef },
  {
    id: 'share',
    title: '上一年度营业额百分之五以下',
    mode: '百分比',
    base: 'lastTurnover',
    max: 5,
    ref: infoRef,
  },
];

/** Two ranges between which the organ chooses; both are kept, and the choice is recorded. */
export const personalInformation: Draft = {
  name: '违法处理个人信息、情节严重的裁量基准',
  violation: '违法处理个人信息，情节严重',
  basis: [infoRef],
  ranges: infoRanges,
  evidence: ['lastTurnover'],
  tables: {
    range: rangeTable(
      [
        yes('turnoverKnown', '上一年度营业额可以查明'),
        money('lastTurnover', '上一年度营业额', 1_000_000_000_000),
      ],
      [
        ['-', '-', 'sum'],
        ['true', '> 0', 'share'],
      ],
      'COLLECT',
    ),
    tier: tierTable(
      [MUST, count('persons', '涉及的个人', '人', 1, 2_000_000_000), yes('sensitive', '涉及敏感个人信息')],
      [
        ['true', '-', '-', '从轻'],
        ['false', '< 10000', 'false', '从轻'],
        ['false', '< 10000', 'true', '一般'],
        ['false', '[10000..1000000)', '-', '一般'],
        ['false', '>= 1000000', '-', '从重'],
      ],
    ),
    band: bandTable(infoRanges, { sum: thumb({ max: 50_000_000 }), share: thumb({ max: 5 }) }),
  },
};

const travelRanges: Range[] = [
  {
    id: 'fixed',
    title: '三万元以上三十万元以下',
    mode: '定额',
    min: 30_000,
    max: 300_000,
    ref: { instrument: '旅游法', article: '100' },
  },
];

/** Harm as an enumeration. */
export const changedItinerary: Draft = {
  name: '旅行社擅自变更旅游行程安排的裁量基准',
  violation: '在旅游行程中擅自变更旅游行程安排，严重损害旅游者权益',
  basis: [{ instrument: '旅游法', article: '100' }],
  ranges: travelRanges,
  tables: {
    range: rangeTable([count('travellers', '涉及的旅游者', '人', 1, 10_000)], [['-', 'fixed']]),
    tier: tierTable(
      [
        MUST,
        count('travellers', '涉及的旅游者', '人', 1, 10_000),
        oneOf('result', '后果', '没有滞留', '短时滞留', '长时间滞留'),
      ],
      [
        ['true', '-', '-', '从轻'],
        ['false', '< 10', '"没有滞留"', '从轻'],
        ['false', '< 10', '"短时滞留"', '一般'],
        ['false', '>= 10', '"没有滞留", "短时滞留"', '一般'],
        ['false', '-', '"长时间滞留"', '从重'],
      ],
    ),
    band: bandTable(travelRanges, {
      fixed: {
        从轻: [30_000, 111_000, '[]', '责令停业整顿'],
        一般: [111_000, 219_000, '()', '责令停业整顿'],
        从重: [219_000, 300_000, '[]', '吊销旅行社业务经营许可证'],
      },
    }),
  },
};

export const otherBenchmarks: readonly Draft[] = [
  safetyTraining,
  blockedExits,
  unlicensedTransport,
  unlicensedTrade,
  workersDeposits,
  platformDuties,
  personalInformation,
  changedItinerary,
];
