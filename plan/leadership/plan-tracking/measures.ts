/** Figures by which a task is measured, computed from the records of the systems that carry it. */

import type { DateStr } from '@fadu/kernel';
import { fineTargetIn } from '../../oversight/enforcement-supervision/fine-guard.ts';

/** One record behind a figure or a reason. */
export interface RecordRef {
  readonly kind: 'case' | 'task' | 'plan';
  /** Case id, task number or document number. */
  readonly id: string;
  /** Act of the case on its time line. */
  readonly seq?: number;
  /** For figures: whether the record is in the numerator. */
  readonly counted?: boolean;
}

/** What a measure found. A denominator of zero means that there is nothing to measure. */
export interface Figure {
  readonly numerator: number;
  readonly denominator: number;
  /** The records counted, at most `REFS_SHOWN`; those that fall short first. */
  readonly refs: readonly RecordRef[];
}

/** Most records listed behind one figure. */
export const REFS_SHOWN = 200;

/** A measurable target of a task. `target` is in percent. */
export interface Measure {
  readonly task: number;
  readonly title: string;
  readonly target: number;
  /** How it is counted, one Chinese sentence. */
  readonly counts: string;
  compute(): Figure | Promise<Figure>;
}

/** A measure with its figure. */
export interface Measured extends Omit<Measure, 'compute'>, Figure {
  /** Percent to one decimal; null when there is nothing to measure. */
  readonly rate: number | null;
  /** Null when there is nothing to measure. */
  readonly met: boolean | null;
}

/** Compute a measure. The rate is rounded down, so that 99.99 % is never shown as whole. */
export async function measured({ compute, ...measure }: Measure): Promise<Measured> {
  // No indicator over fines (task 39, INV-S2): not even one that somebody writes in code.
  const why = fineTargetIn(`${measure.title}达到${measure.target}%`);
  if (why) throw new RangeError(why);
  const figure = await compute();
  if (figure.denominator === 0) return { ...measure, ...figure, rate: null, met: null };
  const rate = Math.floor((figure.numerator * 1000) / figure.denominator) / 10;
  return { ...measure, ...figure, rate, met: figure.numerator * 100 >= measure.target * figure.denominator };
}

/** First day of the year a figure is counted in. */
export const yearStart = (today: DateStr): DateStr => `${today.slice(0, 4)}-01-01`;
