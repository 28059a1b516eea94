/** The red heads of the four layouts (GB/T 9704-2012 §7.2, §10.1, §10.2). Each tells where the text below may start. */
import { widthOf } from './fonts.ts';
import { label, type Mark, measurer, rule, type TextMark, type Type } from './marks.ts';
import type { OfficialPaper } from './model.ts';
import { AREA, ASCENT, COLOR, LEAD, mm, PAGE, PITCH, SIZE } from './page.ts';
import { titleLines } from './title.ts';
import { marksText } from './words.ts';

export interface Head {
  readonly marks: readonly Mark[];
  /** Bottom edge of the head: below it come two empty lines and the title. */
  readonly bottom: number;
}

const CENTRE = AREA.left + AREA.width / 2;
const HEI: Type = { size: SIZE.three, face: 'strong' };
const FANG: Type = { size: SIZE.three };
const KAI: Type = { size: SIZE.three, face: 'kai' };

/** How an organ mark is set: one or two lines, size and horizontal scale. */
export interface MarkSetting {
  readonly lines: readonly string[];
  readonly size: number;
  readonly scale: number;
}

/** Largest size of an organ mark in points, for each layout. */
export const MARK_SIZE = { 文件: 54, 公告: 54, 信函: 44, 命令: 48 } as const;
/** The narrowest a mark's characters are drawn before it gets smaller or breaks. */
const NARROWEST = 0.72;

/** Fits an organ mark to the measure: first narrower, then smaller, from 21 characters on in two lines. */
export function setOrganMark(text: string, largest: number): MarkSetting {
  const measure = measurer({ size: 1, face: 'strong' });
  const total = measure(text);
  const lines = total > 20 ? titleLines(text, Math.ceil(total / 2) + 2, measure) : [text];
  const widest = Math.max(...lines.map((line) => measure(line)));
  const most = lines.length > 1 ? largest * 0.72 : largest;
  const size = Math.min(most, AREA.width / (widest * NARROWEST));
  return { lines, size, scale: Math.min(1, AREA.width / (widest * size)) };
}

/** The mark in red with its upper edge at `top`; short marks are spaced out. */
function organMark(text: string, top: number, largest: number): { marks: TextMark[]; bottom: number } {
  const { lines, size, scale } = setOrganMark(text, largest);
  const marks = lines.map((line, i): TextMark => {
    const natural = widthOf(line, 'strong') * size * scale;
    const count = [...line].length;
    const want = lines.length > 1 ? natural : Math.min(AREA.width * 0.94, natural * 1.6);
    const spacing = count > 1 ? Math.max(0, (want - natural) / (count - 1)) : 0;
    const width = natural + spacing * (count - 1);
    return {
      kind: 'text',
      text: line,
      x: CENTRE - width / 2,
      y: top + size * ASCENT + i * size * 1.25,
      size,
      face: 'strong',
      spacing: spacing / scale,
      scale,
      color: COLOR.red,
    };
  });
  return { marks, bottom: top + size + (lines.length - 1) * size * 1.25 };
}

/** 密级 and 紧急程度 from `top` down, flush left. */
const corner = (paper: OfficialPaper, top: number): Mark[] =>
  marksText(paper).map((text, i) => label(text, AREA.left, top + SIZE.three * ASCENT + i * LEAD, HEI));

/** 文件 and 公告: mark 35 mm below the type area's top, number two lines below it, red line 4 mm below the number. */
function fileHead(paper: OfficialPaper): Head {
  const mark = organMark(paper.organMark, AREA.top + mm(35), MARK_SIZE[paper.kind]);
  const marks: Mark[] = [...corner(paper, AREA.top), ...mark.marks];
  let bottom = mark.bottom;
  const upward = paper.kind === '文件' && paper.signer;
  if (paper.number || upward) {
    const y = bottom + LEAD * 2 + SIZE.three * ASCENT;
    const number = paper.number ?? '';
    if (upward) {
      const signer = upward;
      const right = AREA.right - PITCH;
      marks.push(label(number, AREA.left + PITCH, y, FANG));
      marks.push(label(signer, right, y, KAI, 'right'));
      marks.push(label('签发人：', right - widthOf(signer, 'kai') * SIZE.three, y, FANG, 'right'));
    } else marks.push(label(number, CENTRE, y, FANG, 'center'));
    bottom += LEAD * 2 + SIZE.three;
  } else bottom += mm(2);
  bottom += mm(4);
  marks.push(rule(AREA.left, AREA.right, bottom, 1.4, COLOR.red));
  return { marks, bottom };
}

/** A red double line, 170 mm wide, centred; `heavy` says which of the two is thick. */
export function doubleLine(y: number, heavy: 'above' | 'below'): Mark[] {
  const [x1, x2] = [(PAGE.width - mm(170)) / 2, (PAGE.width + mm(170)) / 2];
  const [thick, thin] = [2, 0.7];
  return heavy === 'above'
    ? [rule(x1, x2, y, thick, COLOR.red), rule(x1, x2, y + 2.6, thin, COLOR.red)]
    : [rule(x1, x2, y, thin, COLOR.red), rule(x1, x2, y + 2.6, thick, COLOR.red)];
}

/** 信函: mark 30 mm below the page's edge, double line 4 mm below, number right and 密级 left under it. */
function letterHead(paper: OfficialPaper): Head {
  const mark = organMark(paper.organMark, mm(30), MARK_SIZE.信函);
  const line = mark.bottom + mm(4);
  const gap = SIZE.three * (7 / 8);
  const y = line + 3 + gap + SIZE.three * ASCENT;
  const marks: Mark[] = [...mark.marks, ...doubleLine(line, 'above'), ...corner(paper, line + 3 + gap)];
  if (paper.number) marks.push(label(paper.number, AREA.right, y, FANG, 'right'));
  const rows = Math.max(paper.number ? 1 : 0, marksText(paper).length);
  marks.push(...doubleLine(PAGE.height - mm(20), 'below'));
  return { marks, bottom: line + 3 + (rows > 0 ? gap + SIZE.three + (rows - 1) * LEAD : 0) };
}

/** 命令: mark 20 mm below the type area's top, number two lines below; no red line. */
function orderHead(paper: OfficialPaper): Head {
  const mark = organMark(paper.organMark, AREA.top + mm(20), MARK_SIZE.命令);
  const marks: Mark[] = [...corner(paper, AREA.top), ...mark.marks];
  if (!paper.number) return { marks, bottom: mark.bottom };
  marks.push(label(paper.number, CENTRE, mark.bottom + LEAD * 2 + SIZE.three * ASCENT, FANG, 'center'));
  return { marks, bottom: mark.bottom + LEAD * 2 + SIZE.three };
}

/** The head of a paper's first page. */
export function headOf(paper: OfficialPaper): Head {
  switch (paper.kind) {
    case '文件':
    case '公告':
      return fileHead(paper);
    case '信函':
      return letterHead(paper);
    case '命令':
      return orderHead(paper);
  }
}
