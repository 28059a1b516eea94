/** The columns of a table, the same for every format. */
import type { TableBlock } from './model.ts';

/** How many columns: as many as the head has, or the first row. */
export const columnCount = (block: TableBlock): number => block.head?.length ?? block.rows[0]?.length ?? 0;

/** Rough width of a text in full-width characters. */
const rough = (text: string): number =>
  Math.max(
    ...text.split('\n').map((line) => [...line].reduce((sum, c) => sum + (c <= '\u00ff' ? 0.55 : 1), 0)),
  );

/** Share of the whole width for each column, adding up to 1: as asked for, otherwise by what the texts need. */
export function columnShares(block: TableBlock): number[] {
  const given = block.columns;
  const shares = Array.from({ length: columnCount(block) }, (_, i) => {
    const wanted = given?.[i]?.width;
    if (wanted !== undefined) return wanted;
    if (given?.some((c) => c.width !== undefined)) return 1;
    const texts = [block.head?.[i] ?? '', ...block.rows.map((row) => row[i] ?? '')];
    return Math.min(16, Math.max(2.6, ...texts.map(rough))) + 1.2;
  });
  const total = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => share / total);
}
