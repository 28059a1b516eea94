/**
 * 四张流程图 (R24.5, task 24): one chart each for licences, penalties, compulsion and inspection of every enforcing body,
 * drawn from the procedures that run. That these are the four is 未核实, and so is a chart's content; a city changes the
 * list here.
 */
import { type Citation, design, planTask } from '@fadu/kernel';
import { compulsionLaw, inspectionOpinion, penaltyLaw } from '../../statutes/index.ts';

/** Kinds of item, as the register of enforcement items names them, that have a chart. */
export const CHART_KINDS = ['行政许可', '行政处罚', '行政强制', '行政检查'] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

/** One of the four charts. */
export interface FlowChartDef {
  readonly kind: ChartKind;
  readonly title: string;
  /** The name in an address: /flow-charts/<organ>/<slug>. */
  readonly slug: string;
  /** Codes of the procedures that it is drawn from. A code that no procedure has yet is named as not there. */
  readonly procedures: readonly { readonly code: string; readonly title: string }[];
  readonly cites: readonly Citation[];
}

const task24 = planTask(24, '行政许可、行政处罚、行政强制、行政检查四张流程图，随程序变化更新并公开');
const unconfirmed = design('“四张流程图”指哪四张、写哪些内容，没有核实到原文，由本市确定');

/** The four, in the order in which people read them. */
export const FLOW_CHARTS: readonly FlowChartDef[] = [
  {
    kind: '行政许可',
    title: '行政许可流程图',
    slug: 'licence',
    procedures: [{ code: 'administrative-licence', title: '行政许可办理程序' }],
    cites: [task24, unconfirmed],
  },
  {
    kind: '行政处罚',
    title: '行政处罚流程图',
    slug: 'penalty',
    procedures: [
      { code: 'penalty-simple', title: '简易程序' },
      { code: 'penalty-ordinary', title: '普通程序' },
    ],
    cites: [penaltyLaw.art('39'), task24, unconfirmed],
  },
  {
    kind: '行政强制',
    title: '行政强制流程图',
    slug: 'compulsion',
    procedures: [
      { code: 'compulsory-measure', title: '行政强制措施' },
      { code: 'compulsory-execution', title: '行政强制执行' },
    ],
    cites: [compulsionLaw.art('18'), compulsionLaw.art('35'), task24, unconfirmed],
  },
  {
    kind: '行政检查',
    title: '行政检查流程图',
    slug: 'inspection',
    procedures: [
      { code: 'inspection', title: '行政检查' },
      { code: 'random-inspection', title: '双随机抽查' },
    ],
    cites: [inspectionOpinion.art('6'), task24, unconfirmed],
  },
];

/** Codes of the procedures that the charts are drawn from, whether they run yet or not. */
export const chartedProcedures = (): string[] => FLOW_CHARTS.flatMap((c) => c.procedures.map((p) => p.code));

/** A chart by its name in an address. */
export const flowChart = (slug: string): FlowChartDef | undefined => FLOW_CHARTS.find((c) => c.slug === slug);
