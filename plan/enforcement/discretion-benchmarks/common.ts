/** Words, figures and names that benchmarks share. */
import { type DecisionInput, type DecisionTable, planTask } from '@fadu/kernel';
import { penaltyLaw as apl } from '../../statutes/index.ts';

export const task22 = planTask(
  22,
  '全面推行行政裁量权基准制度，细化量化裁量范围、种类、幅度并对外公布，严格按照基准执法',
);
export const task26 = planTask(26, '推行包容审慎监管，编制并公布轻微违法免予处罚等清单');

/** Tiers of discretion, from the lightest. A benchmark uses those it needs. */
export const TIERS = [
  '不予处罚',
  '免予处罚',
  '减轻',
  '从轻',
  '轻微',
  '较轻',
  '一般',
  '较重',
  '从重',
  '严重',
] as const;
export type Tier = (typeof TIERS)[number];

/** Tiers without a penalty: nothing is banded. */
export const NO_PENALTY_TIERS: readonly Tier[] = ['不予处罚', '免予处罚'];
/** Tiers that satisfy a duty to be lighter or to mitigate (行政处罚法第三十条、第三十二条). */
export const LENIENT_TIERS: readonly Tier[] = [...NO_PENALTY_TIERS, '减轻', '从轻', '轻微', '较轻'];

/** How the law measures a fine. */
export const MODES = ['定额', '倍数', '百分比', '按单位'] as const;
export type Mode = (typeof MODES)[number];

/** Values that no confirmed source fixes; a city or sector sets its own. */
export const settings = {
  /** Share of the span that lighter and heavier take: the SAMR guidance's 30 % (未核实). */
  share: 0.3,
  /** A law's own range wider than this is remarked on, never refused (国发〔2024〕5号, S). */
  widestRatio: 10,
  /** Look-back for a first offence, in months, within the same field (未核实). */
  firstOffenceMonths: 24,
  /** Like cases that differ by more than this ask for reasons (DESIGN). */
  alikeShare: 0.3,
} as const;

/** Names of facts that every tier table may look at beside its own. */
export const DERIVED: Readonly<Record<string, DecisionInput>> = {
  mustMitigate: { id: 'mustMitigate', title: '有法定应当从轻、减轻情形', type: 'boolean' },
  mitigating: {
    id: 'mitigating',
    title: '从轻、减轻因素个数',
    type: 'number',
    min: 0,
    decimals: 0,
    unit: '个',
  },
  aggravating: { id: 'aggravating', title: '从重因素个数', type: 'number', min: 0, decimals: 0, unit: '个' },
};

const yes = (id: string, title: string): DecisionInput => ({ id, title, type: 'boolean' });

/**
 * Table A, before any benchmark: what the application rules (penalty law, articles 30 to 33 and 36) demand. FIRST: the
 * strictest demand stands. The rules themselves are `penalty-cases/application-rules.ts`; this reads their results.
 */
export const GATES: DecisionTable = {
  code: 'gates',
  title: '法定情形',
  hit: 'FIRST',
  inputs: [
    yes('mustNot', '有依法不予处罚情形'),
    yes('mayNot', '有可以不予处罚情形'),
    yes('mustMitigate', '有法定应当从轻、减轻情形'),
  ],
  outputs: [
    {
      id: 'gate',
      title: '处理',
      type: 'string',
      values: ['不予处罚', '可以不予处罚', '从轻或者减轻', '按阶次裁量'],
    },
  ],
  rows: [
    { when: ['true', '-', '-'], then: ['不予处罚'], note: apl.art('33').says },
    { when: ['-', 'true', '-'], then: ['可以不予处罚'] },
    { when: ['-', '-', 'true'], then: ['从轻或者减轻'], note: apl.art('32').says },
    { when: ['-', '-', '-'], then: ['按阶次裁量'] },
  ],
};

/** Table E: what a departure from the benchmark asks for. ANY: reasons that agree. */
export const DEPARTURE: DecisionTable = {
  code: 'departure',
  title: '偏离基准',
  hit: 'ANY',
  inputs: [yes('inBand', '在基准幅度以内'), yes('manual', '基准不能给出结果')],
  outputs: [
    {
      id: 'ask',
      title: '应当办理',
      type: 'string',
      values: ['不需要', '说明理由，主要负责人批准或者集体讨论'],
    },
  ],
  rows: [
    { when: ['true', 'false'], then: ['不需要'] },
    { when: ['false', '-'], then: ['说明理由，主要负责人批准或者集体讨论'] },
    { when: ['-', 'true'], then: ['说明理由，主要负责人批准或者集体讨论'] },
  ],
};
