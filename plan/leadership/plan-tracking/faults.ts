/** Collecting the faults of a document, and their sentences. */
import { excerptOf, type SourceLine } from './lines.ts';
import type { ImportErrorCode, PlanImportError } from './plan-model.ts';

/** Faults found so far. */
export interface Faults {
  /** Note a fault on a line; `message` says what is wrong, what was expected, what to do. */
  add(line: SourceLine, code: ImportErrorCode, message: string): void;
  /** All faults in the order of their lines. */
  list(): PlanImportError[];
  readonly count: number;
}

/** A new, empty collection. */
export function faults(): Faults {
  const found: PlanImportError[] = [];
  return {
    add: (line, code, message) => {
      found.push({ line: line.no, code, message, excerpt: excerptOf(line) });
    },
    list: () => found.toSorted((a, b) => a.line - b.line),
    get count() {
      return found.length;
    },
  };
}
