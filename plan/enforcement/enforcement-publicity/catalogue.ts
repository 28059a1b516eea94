/**
 * What an enforcing body makes public before it acts (国办发〔2018〕118号, task 24; pack §4.1): each kind with the registers
 * that hold it. What a body has not published yet is shown as missing, not left out.
 */
import { type Citation, design, planTask } from '@fadu/kernel';
import { penaltyLaw as apl, threeSystemsOpinion as g118, inspectionOpinion } from '../../statutes/index.ts';

export const task24Publicity = planTask(
  24,
  '行政执法事前公开主体、人员、职责、权限、依据、程序、救济渠道和随机抽查事项清单，事后公开执法结果',
);
const setting = design('事前公开按这些类别核对，是本系统的划分；第118号文件的逐项内容没有核实到原文');

/** One kind of what is published before. */
export interface BeforeKind {
  readonly code: string;
  readonly title: string;
  /** Registers whose entries of this body are this kind; empty: read from elsewhere. */
  readonly registers: readonly string[];
  /** What readers are told where nothing is there. */
  readonly missing: string;
  readonly cites: readonly Citation[];
}

const cites = [g118.art('6'), task24Publicity, setting];

/** In the order in which people read them. */
export const BEFORE_KINDS: readonly BeforeKind[] = [
  {
    code: 'body',
    title: '执法主体和职责',
    registers: ['organ-function'],
    missing: '没有登记这个机关的职责和设立依据',
    cites,
  },
  {
    code: 'items',
    title: '执法事项和依据',
    registers: ['enforcement-item'],
    missing: '没有公布执法事项：没有列入清单的事项不得立案、检查',
    cites,
  },
  {
    code: 'powers',
    title: '权责清单',
    registers: ['power-licence', 'power-penalty', 'power-compulsion', 'power-inspection'],
    missing: '没有公布权责清单',
    cites,
  },
  { code: 'charts', title: '办理程序和流程图', registers: [], missing: '没有流程图', cites },
  {
    code: 'benchmarks',
    title: '裁量权基准',
    registers: ['discretion-benchmark'],
    missing: '没有公布裁量权基准；适用上级基准的见裁量权基准页',
    cites: [apl.art('34'), task24Publicity],
  },
  {
    code: 'lenient',
    title: '包容审慎监管清单',
    registers: ['lenient-list'],
    missing: '没有公布不予处罚、从轻、减轻、免予强制清单；适用上级清单的见清单页',
    cites,
  },
  {
    code: 'officers',
    title: '执法人员和证件',
    registers: ['officer-certificate'],
    missing: '没有登记持证的执法人员',
    cites,
  },
  {
    code: 'random',
    title: '随机抽查事项清单',
    registers: ['random-item'],
    missing: '没有公布随机抽查事项清单',
    cites,
  },
  {
    code: 'visits',
    title: '涉企检查的主体、事项和标准',
    registers: ['inspection-item', 'inspection-body'],
    missing: '没有公布涉企检查主体和事项：没有公布的不得检查企业',
    cites: [inspectionOpinion.art('1'), inspectionOpinion.art('2'), task24Publicity],
  },
  {
    code: 'plans',
    title: '检查计划和次数上限',
    registers: ['annual-inspection-plan', 'inspection-plan', 'inspection-cap'],
    missing: '没有公布年度检查计划和次数上限',
    cites: [inspectionOpinion.art('5'), task24Publicity],
  },
  { code: 'phone', title: '监督电话', registers: [], missing: '没有登记监督电话', cites },
];
