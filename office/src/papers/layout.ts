/** Puts a whole paper on pages. The result is plain marks; `pdf.ts` draws them. */
import { checkPaper, paperTexts } from './check.ts';
import {
  blankLines,
  blockSlots,
  enclosureSlots,
  type Slot,
  snapFirst,
  textSlots,
  titleSlots,
} from './flow.ts';
import { requireGlyphs } from './fonts.ts';
import { demoLine, demoWatermark, imprintOf, pageNumber, QR, qrMarks } from './foot.ts';
import { headOf } from './head.ts';
import type { Mark } from './marks.ts';
import type { OfficialPaper } from './model.ts';
import { AREA, LEAD, mm } from './page.ts';
import { paginate } from './paginate.ts';
import { attachmentSlots, keepLast, noteSlots, signatureSlots } from './tail.ts';
import { recipientsText, showsTitle } from './words.ts';

/** The marks of one page, in drawing order (the watermark first). */
export interface LaidPage {
  readonly marks: readonly Mark[];
}

/** A list of attachments up to this many lines stays whole, with the signature. */
const MOST_ATTACHMENT_LINES = 8;

/** Everything that runs from the title to the last enclosure. */
function runningSlots(paper: OfficialPaper): Slot[] {
  const titled = showsTitle(paper);
  const opening: Slot[] = [blankLines(2, { keep: true, blank: false })];
  if (titled) opening.push(...titleSlots(paper.title), blankLines(1, { keep: true, blank: false }));
  const body = [
    ...(paper.recipients ? textSlots([{ text: recipientsText(paper.recipients) }], 0, 0, true) : []),
    ...blockSlots(paper.blocks),
  ];
  const attachments = attachmentSlots(paper.attachments ?? []);
  const few = attachments.length <= MOST_ATTACHMENT_LINES;
  return [
    ...opening,
    ...keepLast(snapFirst(few ? body : [...body, ...attachments]), 2),
    ...(few ? keepLast(attachments, attachments.length) : []),
    ...signatureSlots(paper),
    ...noteSlots(paper.note),
    ...(paper.enclosures ?? []).flatMap(enclosureSlots),
  ];
}

/**
 * Lays a paper out.
 * @returns one entry a page
 * @throws PaperError when a field is missing or wrong, or a character has no glyph
 */
export function layoutPaper(paper: OfficialPaper): LaidPage[] {
  checkPaper(paper);
  for (const { path, text } of paperTexts(paper)) requireGlyphs(text, path);
  const head = headOf(paper);
  const room = { top: AREA.top, bottom: AREA.bottom, first: head.bottom, lead: LEAD };
  const pages = paginate(runningSlots(paper), room).map(({ placed, end }) => ({
    marks: placed.flatMap(({ slot, y }) => [...slot.marks(y)]),
    end,
  }));
  const last = () => pages.at(-1) as { marks: Mark[]; end: number };
  const letter = paper.kind === '信函';
  const imprint = imprintOf(paper);
  if (imprint.height > 0 && last().end + imprint.height + mm(2) > AREA.bottom) {
    pages.push({ marks: [], end: AREA.top });
  }
  last().marks.push(...imprint.marks);
  if (paper.verify && !letter) {
    const odd = pages.length % 2 === 1;
    last().marks.push(...qrMarks(paper.verify, odd ? AREA.left : AREA.right - QR.size, AREA.bottom + mm(3)));
  }
  return pages.map(({ marks }, i) => {
    const under = paper.demo ? [...demoWatermark(), ...demoLine()] : [];
    const number = letter && i === 0 ? [] : pageNumber(i + 1);
    return { marks: [...under, ...(i === 0 ? head.marks : []), ...marks, ...number] };
  });
}
