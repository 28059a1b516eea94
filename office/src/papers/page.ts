/** Measures of GB/T 9704-2012 (§5 paper and page, §7 elements), in PDF points. One point is 1/72 inch. */

/** Millimetres to points. */
export const mm = (n: number): number => (n * 72) / 25.4;

/** A4. */
export const PAGE = { width: mm(210), height: mm(297) } as const;
/** 版心: top margin 37 mm, left 28 mm, 156 × 225 mm. */
export const AREA = {
  left: mm(28),
  top: mm(37),
  width: mm(156),
  height: mm(225),
  right: mm(28 + 156),
  bottom: mm(37 + 225),
} as const;
/** 28 characters a line. */
export const CHARS = 28;
/** 22 lines a page. */
export const LINES = 22;
/** Distance from one character to the next. */
export const PITCH = AREA.width / CHARS;
/** Distance from one line to the next. */
export const LEAD = AREA.height / LINES;

/** Chinese type sizes in points. */
export const SIZE = { two: 22, three: 16, four: 14, smallFour: 12, five: 10.5, smallFive: 9 } as const;
/** Height from the baseline to the middle of a Chinese character, in ems. */
export const MIDDLE = 0.38;
/** Height from the baseline to the top of a Chinese character, in ems. */
export const ASCENT = 0.85;

/** Red of the head, ink of the text, grey of marks that are not part of the document. */
export const COLOR = { red: '#d7000f', ink: '#000000', grey: '#8a8a8a', seal: '#d7000f' } as const;

/** What 演示 papers say at the top of each page. */
export const DEMO_LINE = '演示数据　由演示城市生成，不具有法律效力';
/** The watermark of 演示 papers. */
export const DEMO_WATERMARK = '演示数据';
/** The text in the seal of a 演示 paper. */
export const DEMO_SEAL = '演示印章';
