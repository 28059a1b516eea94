/** Scoring of a case file: veto items, a hundred points in nine parts, grades. Pure; the split is our own (DESIGN). */
import { hashOf, toHex } from '@fadu/kernel/record/index';

/** Any of these and the file fails, whatever its points (two sector and provincial standards agree). */
export const VETO = [
  '执法主体没有职权',
  '执法人员没有证件或者少于两人',
  '处罚对象错误',
  '主要事实没有证据',
  '依据错误或者已经失效',
  '超出法定种类或者幅度',
  '缺少法定程序或者顺序颠倒',
  '涉嫌犯罪没有移送',
  '超过追究时效',
] as const;

/** Parts with the most points each can have; together a hundred. */
export const PARTS = {
  form: ['归档形式', 20],
  filing: ['立案', 5],
  evidence: ['证据', 20],
  rights: ['告知、申辩和听证', 15],
  review: ['审核和讨论', 10],
  law: ['法律适用和裁量', 15],
  document: ['决定文书', 10],
  service: ['送达和执行', 5],
} as const satisfies Record<string, readonly [string, number]>;
export type Part = keyof typeof PARTS;
export const PART_KEYS = Object.keys(PARTS) as Part[];

/** What one reviewer found in one file. */
export interface Score {
  readonly file: string;
  readonly reviewer: string;
  readonly veto: readonly string[];
  readonly points: Readonly<Record<Part, number>>;
}

export type Grade = '优秀' | '合格' | '不合格';

/** Points of one reviewer. */
export const totalOf = (points: Readonly<Record<Part, number>>): number =>
  PART_KEYS.reduce((sum, part) => sum + points[part], 0);

/** Mean of the reviewers and the grade; a veto by any of them fails the file. */
export function gradeOf(scores: readonly Pick<Score, 'veto' | 'points'>[]): { points: number; grade: Grade } {
  const points = Math.round((scores.reduce((n, s) => n + totalOf(s.points), 0) / scores.length) * 10) / 10;
  const veto = scores.some((s) => s.veto.length > 0);
  return { points, grade: veto || points < 60 ? '不合格' : points >= 90 ? '优秀' : '合格' };
}

/**
 * The files drawn: ranked by the hash of the public value with the file's number, the first `take` are drawn. Whoever has
 * the list and the value recomputes it. (The city's verifiable draw, `@fadu/kernel/draw`, works on committed lists.)
 */
export const drawFiles = (files: readonly string[], take: number, value: string): readonly string[] =>
  files
    .map((file) => ({ file, rank: toHex(hashOf({ value: value.trim(), file })) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, take)
    .map((f) => f.file);
