/** What follows the body: 附件说明, signature with seal, 附注 (GB/T 9704-2012 §7.3.4 to §7.3.7). */
import { BODY, blankLines, type Slot, textSlots } from './flow.ts';
import { widthOf } from './fonts.ts';
import { QR, qrMarks } from './foot.ts';
import { breakLines } from './linebreak.ts';
import { baseline, label, lineMarks, type Mark, measurer } from './marks.ts';
import type { OfficialPaper } from './model.ts';
import { AREA, CHARS, LEAD, mm, PITCH, SIZE } from './page.ts';
import { SEAL_SIZE, sealMarks, sealText } from './seal.ts';
import { titleLines } from './title.ts';
import { attachmentEntries, dateText, parenthesised, signature } from './words.ts';

/** 附件说明: an empty line, 「附件：」 two characters in, names aligned under each other. */
export function attachmentSlots(names: readonly string[]): Slot[] {
  if (names.length === 0) return [];
  const slots = attachmentEntries(names).flatMap(({ label: number, name }, i): Slot[] => {
    const before = 5 + measurer(BODY)(number);
    const lines = breakLines(name, {
      width: CHARS,
      first: before,
      rest: before,
      measure: measurer(BODY),
      ragged: true,
    });
    return lines.map((line, j) => ({
      height: LEAD,
      marks: (y) => {
        const at = baseline(y, LEAD, BODY.size);
        const marks: Mark[] = lineMarks(line, AREA.left, at, BODY);
        if (j > 0) return marks;
        if (i === 0) marks.unshift(label('附件：', AREA.left + 2 * PITCH, at, BODY));
        if (number) marks.unshift(label(number.trim(), AREA.left + 5 * PITCH, at, BODY));
        return marks;
      },
    }));
  });
  return [blankLines(1, { keep: true }), ...slots];
}

/** Most characters of a line of the signature. */
export const SIGNATURE_CHARS = 22;

/** The lines of the signing organ. */
export const signatureLines = (paper: OfficialPaper): string[] =>
  titleLines(signature(paper), SIGNATURE_CHARS, measurer({ size: SIZE.three }));

/** Where the lines of the signature stand, and the middle on which a seal is set. */
export interface SignaturePlan {
  readonly lines: readonly { readonly text: string; readonly x: number; readonly width: number }[];
  readonly middle: number;
}

/**
 * Places organ and date across the page. With a seal, and in an order, the date stands four characters from the right
 * and the organ is centred on it; without, the organ stands two characters from the right and the date begins two
 * characters further in than the organ (§7.3.5).
 */
export function signaturePlan(paper: OfficialPaper): SignaturePlan {
  const lines = signatureLines(paper);
  const date = dateText(paper.date);
  const size = SIZE.three;
  const dateWidth = widthOf(date) * size;
  const widest = Math.max(...lines.map((line) => widthOf(line) * size));
  const placed: { text: string; x: number }[] = [];
  let middle: number;
  if (paper.seal || paper.kind === '命令') {
    middle = Math.min(AREA.right - 4 * PITCH - dateWidth / 2, AREA.right - Math.max(widest, dateWidth) / 2);
    if (paper.seal) middle = Math.min(middle, AREA.right + mm(20) - SEAL_SIZE / 2);
    for (const text of [...lines, date]) placed.push({ text, x: middle - (widthOf(text) * size) / 2 });
  } else {
    const organRight = AREA.right - 2 * PITCH;
    const organLeft = organRight - widest;
    const dateLeft = Math.min(organLeft + 2 * PITCH, organRight - dateWidth);
    const shift = Math.max(0, organLeft + 2 * PITCH + dateWidth - organRight);
    for (const text of lines) {
      const width = widthOf(text) * size;
      const left = lines.length > 1 ? organRight - (widest + width) / 2 : organLeft - shift;
      placed.push({ text, x: left });
    }
    placed.push({ text: date, x: lines.length > 1 ? organRight - (widest + dateWidth) / 2 : dateLeft });
    middle = organRight - widest / 2;
  }
  return { lines: placed.map(({ text, x }) => ({ text, x, width: widthOf(text) * size })), middle };
}

/** Organ and date, the seal over both. A letter has its QR code beside them, where other papers have it in the margin. */
export function signatureSlots(paper: OfficialPaper): Slot[] {
  const { lines, middle } = signaturePlan(paper);
  const size = SIZE.three;
  const seal = paper.seal;
  const before = blankLines(seal || paper.kind === '命令' ? 2 : 1, { keep: true, blank: false });
  const slots = lines.map(({ text, x }, i): Slot => {
    const last = i === lines.length - 1;
    return {
      height: LEAD,
      keep: !last || seal !== undefined,
      marks: (y) => {
        const marks: Mark[] = [label(text, x, baseline(y, LEAD, size), { size })];
        if (last && seal) marks.push(...sealMarks(seal.organ, sealText(paper), middle, y - mm(2)));
        if (last && paper.verify && paper.kind === '信函') {
          marks.push(...qrMarks(paper.verify, AREA.left, y + LEAD - QR.height));
        }
        return marks;
      },
    };
  });
  const after: Slot[] = seal ? [{ height: LEAD * 0.8, marks: () => [] }] : [];
  return [before, ...slots, ...after];
}

/** 附注 under the date, two characters in, in parentheses. */
export const noteSlots = (note: string | undefined): Slot[] =>
  note ? textSlots([{ text: parenthesised(note) }]) : [];

/**
 * Keeps the last `count` lines of a text with what follows, so that a signature never stands alone on a page. White
 * space does not count.
 */
export function keepLast(slots: readonly Slot[], count: number): Slot[] {
  const solid = slots.flatMap((slot, i) => (slot.blank ? [] : [i]));
  const from = solid.at(-count) ?? 0;
  return slots.map((slot, i) => (i >= from ? { ...slot, keep: true } : slot));
}
