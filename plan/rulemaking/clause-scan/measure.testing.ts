/** Measuring the scan against labelled clauses. */
import type { Labelled } from './labelled.testing.ts';
import { scanArticle } from './scan.ts';

/** Right, wrong and missed marks, and the share of each. */
export interface Measured {
  readonly clauses: number;
  readonly marks: number;
  readonly precision: number;
  readonly recall: number;
  /** Of clauses: suspect ones that got any mark, and marked ones that are suspect. */
  readonly clausePrecision: number;
  readonly clauseRecall: number;
  /** `missed` or `wrong`, the rule and the clause. */
  readonly errors: readonly string[];
}

/** Compare marks with labels, a rule counted once per clause. */
export function measure(set: readonly Labelled[]): Measured {
  let [right, wrong, missed] = [0, 0, 0];
  let [found, falsely, lost] = [0, 0, 0];
  const errors: string[] = [];
  for (const [text, ...labels] of set) {
    const want = new Set(labels);
    const got = new Set(scanArticle({ number: '第一条', text: [text] }).map((h) => h.ruleId));
    for (const rule of got) {
      if (want.has(rule)) right++;
      else {
        wrong++;
        errors.push(`wrong ${rule}: ${text}`);
      }
    }
    for (const rule of want) {
      if (got.has(rule)) continue;
      missed++;
      errors.push(`missed ${rule}: ${text}`);
    }
    if (want.size && got.size) found++;
    else if (got.size) falsely++;
    else if (want.size) lost++;
  }
  const share = (a: number, b: number) => (a + b === 0 ? 1 : a / (a + b));
  return {
    clauses: set.length,
    marks: right + wrong,
    precision: share(right, wrong),
    recall: share(right, missed),
    clausePrecision: share(found, falsely),
    clauseRecall: share(found, lost),
    errors,
  };
}
