/** What inspections stand on, and what no confirmed source fixes. */
import { design, planTask, workdays } from '@fadu/kernel';
import {
  penaltyLaw as apl,
  businessEnvironmentRegulations as obe,
  randomInspectionOpinion as rio,
} from '../../statutes/index.ts';

export const task7 = planTask(
  7,
  '全面推行双随机、一公开监管：建立检查对象、执法人员名录库和抽查事项清单，部门联合抽查，结果公开并与后续处理衔接',
);
export const task24 = planTask(24, '规范涉企行政检查，没有公布的事项不得检查，减少重复检查');

/** Credit classes of enterprises, from good to bad. */
export const CREDIT_CLASSES = ['A', 'B', 'C', 'D'] as const;

/** Officers of each organ at one object: two at least, since each organ makes its own record (penalty law, article 42). */
export const LEAST_OFFICERS = 2;

/** The public value is announced at least so many minutes after the lists are frozen (DESIGN). */
export const LEAD_MINUTES = 60;
export const leadTime = design('清单至少在随机数公布前60分钟冻结');

/** From freezing to drawing (DESIGN). */
export const DRAW_LIMIT = workdays(15);
export const drawLimit = design('清单冻结后15个工作日内完成抽取');

/** From the end of an inspection to the publication of its result (未核实). */
export const RESULT_LIMIT = workdays(20);

export const cites = {
  draw: [obe.art('54'), task7],
  lists: [rio.art('1'), task7],
  officers: [apl.art('42'), obe.art('54')],
  results: [obe.art('54'), rio.art('2'), task7],
  followUp: [rio.art('3'), task7],
  verifiable: [
    task7,
    design('先冻结清单，再用事先指定的公开随机数作种子，由公开的算法抽取；任何人都能重新算一遍'),
  ],
} as const;
