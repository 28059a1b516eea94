/** What stands at the foot: 版记, page numbers, QR code (GB/T 9704-2012 §7.4, §7.5), and the marks of a 演示 paper. */
import { create } from 'qrcode';
import { widthOf } from './fonts.ts';
import { breakLines, type Line } from './linebreak.ts';
import { baseline, label, lineMarks, type Mark, measurer, rule, type Type, watermark } from './marks.ts';
import type { OfficialPaper } from './model.ts';
import { AREA, ASCENT, COLOR, DEMO_LINE, DEMO_WATERMARK, mm, PAGE, SIZE } from './page.ts';
import { copyToText, dateText } from './words.ts';

const FOUR: Type = { size: SIZE.four };
const ROW = mm(8);
const THICK = mm(0.35);
const THIN = mm(0.25);
const CENTRE = PAGE.width / 2;

/** The 版记, its bottom line on the type area's lower edge. */
export interface Imprint {
  /** Height in points; 0 when the paper has none. */
  readonly height: number;
  readonly marks: readonly Mark[];
}

/** 抄送, then printing organ and date, between lines as wide as the type area. A letter has no lines and no printer. */
export function imprintOf(paper: OfficialPaper): Imprint {
  const letter = paper.kind === '信函';
  const prefix = '抄送：';
  const copies = paper.copyTo && paper.copyTo.length > 0 ? copyToText(paper.copyTo) : undefined;
  const width = AREA.width / FOUR.size - 1;
  const lines: Line[] = copies
    ? breakLines(`${prefix}${copies}`, { width, first: 1, rest: 4, measure: measurer(FOUR) })
    : [];
  const printed = letter ? undefined : paper.printedBy;
  const date = printed ? `${dateText(printed.date)}印发` : '';
  const tight = printed ? (widthOf(printed.organ) + widthOf(date) + 3) * FOUR.size > AREA.width : false;
  const rows = lines.length + (printed ? (tight ? 2 : 1) : 0);
  if (rows === 0) return { height: 0, marks: [] };
  const top = AREA.bottom - rows * ROW;
  const marks: Mark[] = lines.flatMap((line, i) =>
    lineMarks(line, AREA.left, baseline(top + i * ROW, ROW, FOUR.size), FOUR),
  );
  if (printed) {
    const first = baseline(top + lines.length * ROW, ROW, FOUR.size);
    marks.push(label(printed.organ, AREA.left + FOUR.size, first, FOUR));
    marks.push(label(date, AREA.right - FOUR.size, tight ? first + ROW : first, FOUR, 'right'));
  }
  if (!letter) {
    marks.push(rule(AREA.left, AREA.right, top, THICK), rule(AREA.left, AREA.right, AREA.bottom, THICK));
    if (lines.length > 0 && printed) marks.push(rule(AREA.left, AREA.right, top + lines.length * ROW, THIN));
  }
  return { height: rows * ROW, marks };
}

/** — 3 — in 14 pt half-width figures, 7 mm below the type area, odd pages right, even pages left, one character in. */
export function pageNumber(page: number): Mark[] {
  const text = String(page);
  const dash = SIZE.four;
  const figure = widthOf(text) * SIZE.four;
  const gap = SIZE.four * 0.3;
  const width = dash * 2 + gap * 2 + figure;
  const left = page % 2 === 1 ? AREA.right - SIZE.four - width : AREA.left + SIZE.four;
  const top = AREA.bottom + mm(7);
  const y = top + SIZE.four * 0.32;
  return [
    rule(left, left + dash, top, 0.7),
    label(text, left + dash + gap, y, FOUR),
    rule(left + width - dash, left + width, top, 0.7),
  ];
}

/** Size of a QR code with its caption. */
export const QR = { size: mm(18), height: mm(23) } as const;

/** A QR code, its upper left corner at (x, y), dark modules merged along rows; the caption centred below. */
export function qrMarks(verify: { url: string; caption: string }, x: number, y: number): Mark[] {
  const { modules } = create(verify.url, { errorCorrectionLevel: 'M' });
  const unit = QR.size / modules.size;
  const round = (n: number) => Math.round(n * 1000) / 1000;
  const parts: string[] = [];
  for (let row = 0; row < modules.size; row++) {
    for (let col = 0; col < modules.size; ) {
      let end = col;
      while (end < modules.size && modules.get(row, end)) end++;
      if (end > col) {
        const [l, t, r, b] = [x + col * unit, y + row * unit, x + end * unit, y + (row + 1) * unit].map(
          round,
        );
        parts.push(`M${l} ${t}L${r} ${t}L${r} ${b}L${l} ${b}Z`);
      }
      col = end + 1;
    }
  }
  const width = widthOf(verify.caption);
  const size = Math.min(SIZE.smallFive, mm(48) / Math.max(width, 1));
  const left = Math.max(AREA.left, Math.min(AREA.right - width * size, x + QR.size / 2 - (width * size) / 2));
  return [
    { kind: 'path', d: parts.join(''), fill: COLOR.ink },
    label(verify.caption, left, y + QR.size + mm(1.2) + size * ASCENT, { size }),
  ];
}

/** Header line of a 演示 paper. */
export const demoLine = (): Mark[] => [
  label(DEMO_LINE, CENTRE, mm(12), { size: SIZE.five, color: COLOR.grey }, 'center'),
];

/** Watermark of a 演示 paper: it lies under the text and is not part of it. */
export const demoWatermark = (): Mark[] => [
  watermark(DEMO_WATERMARK, CENTRE, PAGE.height / 2, 96, -Math.atan2(PAGE.height, PAGE.width) * 0.85),
];
