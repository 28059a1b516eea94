/** Tables in a paper: thin lines, a head row that repeats, rows cut by lines only when they are taller than a page. */

import { breakLines, type Line } from './linebreak.ts';
import { baseline, lineMarks, type Mark, measurer, rule, type Type } from './marks.ts';
import { PaperError, type TableBlock } from './model.ts';
import { AREA, COLOR, LEAD, mm, SIZE } from './page.ts';
import type { Slot } from './slot.ts';
import { columnShares } from './table-shape.ts';
import { titleLines } from './title.ts';

const CELL: Type = { size: SIZE.smallFour };
const HEAD: Type = { size: SIZE.smallFour, face: 'strong' };
const CELL_LEAD = 18;
const PAD_X = mm(1.6);
const PAD_Y = mm(1.4);
const THIN = 0.5;
/** Most lines of a row that is kept whole; longer ones are cut. */
const MOST_LINES = Math.floor((AREA.height * 0.8) / CELL_LEAD);

/** Left edges of the columns and the right edge of the last. */
function edges(block: TableBlock): number[] {
  const out: number[] = [AREA.left];
  for (const share of columnShares(block)) out.push((out.at(-1) as number) + AREA.width * share);
  return out;
}

/** One row, or a part of one, as a slot. */
function rowSlot(
  block: TableBlock,
  cells: readonly (readonly Line[])[],
  type: Type,
  part: 'whole' | 'first' | 'middle' | 'last',
): Slot {
  const x = edges(block);
  const count = Math.max(1, ...cells.map((lines) => lines.length));
  const height = count * CELL_LEAD + PAD_Y * 2;
  const marks = (y: number): Mark[] => {
    const out: Mark[] = [];
    const [left, right] = [x[0] as number, x.at(-1) as number];
    if (part === 'whole' || part === 'first') out.push(rule(left, right, y, THIN));
    out.push(rule(left, right, y + height, THIN));
    for (const at of x)
      out.push({ kind: 'rule', from: [at, y], to: [at, y + height], width: THIN, color: COLOR.ink });
    cells.forEach((lines, i) => {
      const align = type === HEAD ? 'center' : (block.columns?.[i]?.align ?? 'left');
      const room = (x[i + 1] as number) - (x[i] as number) - PAD_X * 2;
      const lift = part === 'whole' ? ((count - lines.length) * CELL_LEAD) / 2 : 0;
      lines.forEach((line, j) => {
        const free = room - line.end * type.size;
        const shift = align === 'left' ? 0 : align === 'right' ? free : free / 2;
        const at = (x[i] as number) + PAD_X + shift;
        out.push(
          ...lineMarks(line, at, baseline(y + PAD_Y + lift + j * CELL_LEAD, CELL_LEAD, type.size), type),
        );
      });
    });
    return out;
  };
  return { height, marks };
}

function setRow(block: TableBlock, texts: readonly string[], type: Type): Line[][] {
  const x = edges(block);
  return texts.map((text, i) => {
    const width = ((x[i + 1] as number) - (x[i] as number) - PAD_X * 2) / type.size;
    if (width < 1) {
      const name = block.head?.[i] ?? String(i + 1);
      throw new PaperError('table', '表格', `表格栏「${name}」太窄，放不下一个字，请减少栏数或加大栏宽。`);
    }
    return text
      .split('\n')
      .flatMap((part) => breakLines(part, { width, measure: measurer(type), ragged: true }));
  });
}

/** The slots of a table: caption and head row kept with the first row, the last row followed by a gap to the grid. */
export function tableSlots(block: TableBlock): Slot[] {
  const head = block.head ? rowSlot(block, setRow(block, block.head, HEAD), HEAD, 'whole') : undefined;
  const slots: Slot[] = [
    { height: LEAD * 0.3, marks: () => [], blank: true, keep: block.caption !== undefined },
  ];
  if (block.caption) {
    const type: Type = { size: SIZE.four, face: 'strong' };
    for (const text of titleLines(block.caption, 28, measurer(type))) {
      const line = breakLines(text, { width: 40, measure: measurer(type), ragged: true })[0];
      slots.push({
        height: LEAD,
        keep: true,
        marks: (y) =>
          line
            ? lineMarks(
                line,
                AREA.left + (AREA.width - line.end * type.size) / 2,
                baseline(y, LEAD, type.size),
                type,
              )
            : [],
      });
    }
  }
  if (head) slots.push({ ...head, keep: true });
  for (const row of block.rows) {
    const lines = setRow(block, row, CELL);
    const count = Math.max(1, ...lines.map((l) => l.length));
    if (count <= MOST_LINES) {
      slots.push({ ...rowSlot(block, lines, CELL, 'whole'), repeat: head });
      continue;
    }
    const step = Math.floor(MOST_LINES / 2);
    for (let from = 0; from < count; from += step) {
      const cut = lines.map((l) => l.slice(from, from + step));
      const part = from === 0 ? 'first' : from + step >= count ? 'last' : 'middle';
      slots.push({ ...rowSlot(block, cut, CELL, part), repeat: head });
    }
  }
  slots.push({ height: LEAD * 0.4, marks: () => [], blank: true });
  return slots;
}
