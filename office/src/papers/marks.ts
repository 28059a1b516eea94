/** A laid-out page as plain marks: what PDF draws, and what another page format (OFD) can draw from the same layout. */
import { type Face, outline, widthOf } from './fonts.ts';
import type { Cell, Line } from './linebreak.ts';
import { COLOR, MIDDLE } from './page.ts';

/** A run of glyphs on one baseline. All lengths in points, the origin at the page's top left, y downwards. */
export interface TextMark {
  readonly kind: 'text';
  readonly text: string;
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly size: number;
  readonly face: Face;
  /** Added after each glyph. */
  readonly spacing: number;
  /** Horizontal scale; 1 is natural. */
  readonly scale: number;
  readonly color: string;
}

/** A straight line. */
export interface RuleMark {
  readonly kind: 'rule';
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly width: number;
  readonly color: string;
}

/** A shape in SVG path syntax, page coordinates. Not text: nothing of it is extracted or read out. */
export interface PathMark {
  readonly kind: 'path';
  readonly d: string;
  readonly fill?: string;
  readonly stroke?: string;
  readonly lineWidth?: number;
  readonly opacity?: number;
}

export type Mark = TextMark | RuleMark | PathMark;

/** Type and size of a piece of text. `pitch` is the distance between full-width characters; by default the size. */
export interface Type {
  readonly size: number;
  readonly face?: Face;
  readonly pitch?: number;
  readonly color?: string;
}

/** Baseline of a line of this size whose box starts at `y` and is `height` high. */
export const baseline = (y: number, height: number, size: number): number => y + height / 2 + MIDDLE * size;

/** Measure function for the line breaker: widths in cells of the type's pitch. */
export const measurer =
  (type: Type) =>
  (text: string, style?: string): number =>
    (widthOf(text, (style as Face | undefined) ?? type.face ?? 'body') * type.size) /
    (type.pitch ?? type.size);

/** Marks of a set line; `x` is the left edge of the measure and `y` the baseline. */
export function lineMarks(line: Line, x: number, y: number, type: Type): TextMark[] {
  const pitch = type.pitch ?? type.size;
  const marks: TextMark[] = [];
  let run: Cell[] = [];
  const flush = () => {
    const [head, second] = run;
    if (!head) return;
    const text = run.map((cell) => cell.text).join('');
    const face = (head.style as Face | undefined) ?? type.face ?? 'body';
    const natural = widthOf(head.text, face) * type.size;
    const left = x + (head.x - head.trim) * pitch;
    const common = { kind: 'text', text, y, size: type.size, face, color: type.color ?? COLOR.ink } as const;
    if (second) {
      marks.push({ ...common, x: left, spacing: (second.x - head.x) * pitch - natural, scale: 1 });
    } else if (/^[—…]{2}$/.test(text)) {
      marks.push({ ...common, x: left, spacing: 0, scale: (head.width * pitch) / natural });
    } else {
      const centred =
        [...text].length === 1 && !/^[!-~]$/.test(text) ? Math.max(0, head.width * pitch - natural) / 2 : 0;
      const own = natural < type.size * 0.95 ? centred : 0;
      marks.push({ ...common, x: left + own, spacing: 0, scale: 1 });
    }
    run = [];
  };
  for (const cell of line.cells) {
    if (/^[ \u3000\u00a0]$/.test(cell.text)) {
      flush();
      continue;
    }
    if (!joins(run, cell, type)) flush();
    run.push(cell);
  }
  flush();
  return marks;
}

/** Whether a cell continues the run: same style, full width, untrimmed, at the run's own step. */
function joins(run: readonly Cell[], cell: Cell, type: Type): boolean {
  const last = run.at(-1);
  const head = run[0];
  if (!last || !head) return true;
  const plain = (c: Cell) =>
    c.text.length === 1 &&
    c.trim === 0 &&
    Math.abs(widthOf(c.text, (c.style as Face | undefined) ?? type.face ?? 'body') - 1) < 1e-6;
  if (cell.style !== last.style || !plain(cell) || !plain(last)) return false;
  const second = run[1];
  return !second || Math.abs(cell.x - last.x - (second.x - head.x)) < 1e-6;
}

/** One piece of text that is not broken: flush left at `x`, or centred or flush right on it. */
export function label(
  text: string,
  x: number,
  y: number,
  type: Type,
  align: 'left' | 'center' | 'right' = 'left',
): TextMark {
  const width = widthOf(text, type.face) * type.size;
  const left = align === 'left' ? x : align === 'center' ? x - width / 2 : x - width;
  const face = type.face ?? 'body';
  return {
    kind: 'text',
    text,
    x: left,
    y,
    size: type.size,
    face,
    spacing: 0,
    scale: 1,
    color: type.color ?? COLOR.ink,
  };
}

/** A horizontal line. */
export const rule = (
  x1: number,
  x2: number,
  y: number,
  width: number,
  color: string = COLOR.ink,
): RuleMark => ({
  kind: 'rule',
  from: [x1, y],
  to: [x2, y],
  width,
  color,
});

/** A large pale text across the page, as outlines so that copying text from the page never picks it up. */
export function watermark(text: string, cx: number, cy: number, size: number, angle: number): PathMark {
  const chars = [...text];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const step = size * 1.25;
  const d = chars
    .map((char, i) => {
      const dx = (i - (chars.length - 1) / 2) * step - size / 2;
      return outline(char, 'strong', (x, y) => {
        const px = dx + x * size;
        const py = -(y - MIDDLE) * size;
        return [cx + px * cos - py * sin, cy + px * sin + py * cos];
      });
    })
    .join('');
  return { kind: 'path', d, fill: '#000000', opacity: 0.05 };
}
