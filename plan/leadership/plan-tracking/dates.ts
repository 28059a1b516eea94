/** Dates that the plan's text sets: 2023年年底前, 2024年6月底前, 2025年前, 到2025年. */
import type { DatedTarget } from './plan-model.ts';

/** A stretch of text and the line it stands on; a broken paragraph has several. */
export interface TextPart {
  readonly text: string;
  readonly line: number;
}

const YEAR = '(20\\d{2})年';
const PHRASES = new RegExp(
  [
    `${YEAR}(1[0-2]|0?[1-9])月(?:([12]\\d|3[01]|0?[1-9])日(?:前|之前|以前)|(?:月)?(?:底|末)(?:前|之前|以前)?)`,
    `${YEAR}(?:年)?(?:底|末)(?:前|之前|以前)?`,
    `${YEAR}(?:之|以)?前`,
    `到${YEAR}(?![0-9—–-])`,
  ].join('|'),
  'g',
);

const lastDayOf = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

/**
 * The dates set in a paragraph, in order.
 *
 * 「2025年前」 (task 48) can be read as before 2025 begins (2024-12-31) or before 2025 ends (2025-12-31). We take the
 * latter as `due` and give the former as `otherReading`: the plan runs to the end of 2025 and sets its overall aims for
 * that year, and a target that came due before them would not be named with their year. 「前」 after a month or a day,
 * and 年底前, leave no doubt.
 */
export function datesIn(parts: readonly TextPart[]): DatedTarget[] {
  const text = parts
    .map((p) => p.text)
    .join('')
    .replace(/[０-９]/g, (d) => d.normalize('NFKC'));
  const lineAt = (offset: number): number => {
    let end = 0;
    for (const part of parts) {
      end += part.text.length;
      if (offset < end) return part.line;
    }
    return parts.at(-1)?.line ?? 0;
  };
  return [...text.matchAll(PHRASES)].map((m) => {
    const [phrase, monthYear, month, day, endYear, beforeYear, untilYear] = m;
    const at = { phrase, line: lineAt(m.index) };
    if (monthYear && day) {
      const last = lastDayOf(Number(monthYear), Number(month));
      const due = `${monthYear}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
      return { due: due > last ? last : due, ...at };
    }
    if (monthYear) return { due: lastDayOf(Number(monthYear), Number(month)), ...at };
    if (beforeYear)
      return { due: `${beforeYear}-12-31`, ...at, otherReading: `${Number(beforeYear) - 1}-12-31` };
    return { due: `${endYear ?? untilYear}-12-31`, ...at };
  });
}
