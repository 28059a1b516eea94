/**
 * The grade is computed: points are taken off for each record in force, and what is left gives the class. Every point
 * leads to its record. The figures stand in the published model (DESIGN: the national opinion names the four classes and
 * what they mean for inspection, not the points).
 */
import type { DateStr } from '@fadu/kernel';
import { CLASSES, type CreditClass, type Gravity } from './common.ts';

/** The figures of the model, as its register entry has them. */
export interface CreditModel {
  /** Points off for each record of this gravity. */
  readonly minor: number;
  readonly general: number;
  readonly serious: number;
  /** Points off for a listing as operating abnormally, in place of its gravity's. */
  readonly abnormal: number;
  /** Least points for the class. */
  readonly leastA: number;
  readonly leastB: number;
  readonly leastC: number;
  /** Weight of an object of the class in a random draw. */
  readonly weightA: number;
  readonly weightB: number;
  readonly weightC: number;
  readonly weightD: number;
  /** Regular inspections a year: the most for A to C, the least for D. */
  readonly visitsA: number;
  readonly visitsB: number;
  readonly visitsC: number;
  readonly visitsD: number;
}

/** Everyone begins with so many points. */
export const FULL = 100;

/** Sources of records. A listing as seriously untrustworthy is D at once. */
export const SOURCES = [
  '行政处罚',
  '经营异常名录',
  '严重失信主体名单',
  '司法裁判和执行',
  '其他目录内信息',
] as const;
export type Source = (typeof SOURCES)[number];
const VETO: Source = '严重失信主体名单';

/** One record as the grade counts it. */
export interface GradedRecord {
  readonly code: string;
  readonly title: string;
  readonly source: Source;
  readonly gravity: Gravity;
  readonly organ: string;
  readonly decidedOn: DateStr;
  /** Last day on which it counts. */
  readonly until: DateStr;
  readonly case: string;
}

/** A record with the points it took off. */
export interface GradeInput extends GradedRecord {
  readonly points: number;
}

/** A grade with all that led to it. */
export interface Grade {
  readonly class: CreditClass;
  readonly score: number;
  readonly inputs: readonly GradeInput[];
  /** Why this class, one sentence. */
  readonly says: string;
}

const pointsOf = (model: CreditModel, r: GradedRecord): number =>
  r.source === '经营异常名录'
    ? model.abnormal
    : { 轻微: model.minor, 一般: model.general, 严重: model.serious }[r.gravity];

/** Compute the grade from the records in force. The order of records does not matter. */
export function gradeOf(model: CreditModel, records: readonly GradedRecord[]): Grade {
  const inputs = [...records]
    .sort((a, b) =>
      a.decidedOn === b.decidedOn ? (a.code < b.code ? -1 : 1) : a.decidedOn < b.decidedOn ? 1 : -1,
    )
    .map((r) => ({ ...r, points: pointsOf(model, r) }));
  const off = inputs.reduce((sum, r) => sum + r.points, 0);
  const score = Math.max(0, FULL - off);
  const veto = inputs.some((r) => r.source === VETO);
  const least: readonly (readonly [CreditClass, number])[] = [
    ['A', model.leastA],
    ['B', model.leastB],
    ['C', model.leastC],
  ];
  const found = veto ? 'D' : (least.find(([, points]) => score >= points)?.[0] ?? 'D');
  const says = veto
    ? '列入严重失信主体名单期间为D类'
    : inputs.length === 0
      ? `没有在期的失信记录，${FULL}分`
      : `${inputs.length}条在期的失信记录扣${Math.min(off, FULL)}分，得${score}分`;
  return { class: found, score, inputs, says: `${says}，评为${found}类` };
}

/** Weight of an object of a class in a random draw. */
export const weightOf = (model: CreditModel, of: CreditClass): number =>
  ({ A: model.weightA, B: model.weightB, C: model.weightC, D: model.weightD })[of];

/** Regular inspections a year of a class. */
export const visitsOf = (model: CreditModel, of: CreditClass): number =>
  ({ A: model.visitsA, B: model.visitsB, C: model.visitsC, D: model.visitsD })[of];

/**
 * Share of a class to draw, in ten-thousandths, within the published least and most of an item: the best class at the
 * least, the worst at the most, those between by their place.
 */
export const ratioOf = (of: CreditClass, least: number, most: number): number =>
  least + Math.round(((most - least) * CLASSES.indexOf(of)) / (CLASSES.length - 1));
