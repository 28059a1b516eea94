/** The running part of a paper as slots of known height, ready to be cut into pages. */
import type { Face } from './fonts.ts';
import { breakLines, type Span } from './linebreak.ts';
import { baseline, label, lineMarks, measurer, type Type } from './marks.ts';
import type { Block, Enclosure } from './model.ts';
import { AREA, CHARS, LEAD, PITCH, SIZE } from './page.ts';
import type { Slot } from './slot.ts';
import { tableSlots } from './table.ts';
import { titleLines } from './title.ts';
import { parenthesised } from './words.ts';

export type { Slot } from './slot.ts';

/** Body text: 16 pt on the 28-character grid. */
export const BODY: Type = { size: SIZE.three, pitch: PITCH };
const TITLE: Type = { size: SIZE.two, face: 'strong' };
/** Most characters of a title line: the measure at 22 pt less one character on each side. */
const TITLE_CHARS = Math.floor(AREA.width / SIZE.two) - 1;

/** Empty lines. */
export const blankLines = (n: number, more: Partial<Slot> = {}): Slot => ({
  height: n * LEAD,
  marks: () => [],
  blank: true,
  ...more,
});

/** Text in body lines, each a slot. */
export function textSlots(spans: readonly Span[], first = 2, rest = 0, keep = false): Slot[] {
  const lines = breakLines(spans, { width: CHARS, first, rest, measure: measurer(BODY) });
  return lines.map((line) => ({
    height: LEAD,
    keep,
    marks: (y) => lineMarks(line, AREA.left, baseline(y, LEAD, BODY.size), BODY),
  }));
}

/** Centred lines, each a slot. */
export function centredSlots(lines: readonly string[], type: Type, height: number, keep = true): Slot[] {
  return lines.map((text) => ({
    height,
    keep,
    marks: (y) => [label(text, AREA.left + AREA.width / 2, baseline(y, height, type.size), type, 'center')],
  }));
}

/** A document title: 22 pt, broken by sense, balanced. */
export const titleSlots = (title: string): Slot[] =>
  centredSlots(titleLines(title, TITLE_CHARS, measurer(TITLE)), TITLE, LEAD * 1.15);

/** The title as the DOCX sets it: the same lines. */
export const titleText = (title: string): string[] => titleLines(title, TITLE_CHARS, measurer(TITLE));

/** Type of a heading by level: 黑体, 楷体, then body. */
export const headingFace = (level: 1 | 2 | 3 | 4): Face =>
  level === 1 ? 'strong' : level === 2 ? 'kai' : 'body';

/** What was entered often ends with a full stop of its own, as does the sentence around it: one is enough. */
export const oneStop = (text: string): string => text.replace(/[。；，]+。/g, '。');

/** A text's paragraphs: line breaks part them, empty ones fall away. */
export const paragraphs = (text: string): string[] => text.split('\n').filter((part) => part !== '');

/** The paragraphs of an article; one at least, so that its number is always printed. */
export function articleTexts(texts: readonly string[]): string[] {
  const parts = texts.flatMap(paragraphs);
  return parts.length > 0 ? parts : [''];
}

/** The slots of body blocks. */
export function blockSlots(blocks: readonly Block[]): Slot[] {
  return blocks.flatMap((block, index): Slot[] => {
    const slots = slotsOf(block);
    const before = blocks[index - 1]?.kind;
    return before === 'table' || before === 'chapter' ? snapFirst(slots) : slots;
  });
}

function slotsOf(block: Block): Slot[] {
  switch (block.kind) {
    case 'heading':
      return textSlots([{ text: block.text, style: headingFace(block.level) }], 2, 0, true);
    case 'paragraph':
      return paragraphs(block.text).flatMap((text) => textSlots([{ text }]));
    case 'article':
      return articleTexts(block.text).flatMap((text, i) =>
        textSlots(i === 0 ? [{ text: `${block.number}　`, style: 'strong' }, { text }] : [{ text }]),
      );
    case 'chapter': {
      const type: Type = { size: SIZE.three, face: 'strong' };
      const lines = titleLines(block.text, CHARS - 4, measurer(type));
      return [blankLines(0.5), ...centredSlots(lines, type, LEAD), blankLines(0.5, { keep: true })];
    }
    case 'table':
      return tableSlots(block);
  }
}

/** An enclosed text: new page, mark, title, caption, body. */
export function enclosureSlots(enclosure: Enclosure): Slot[] {
  const hei: Type = { size: SIZE.three, face: 'strong' };
  const caption: Type = { size: SIZE.three, face: 'kai' };
  const slots: Slot[] = [];
  if (enclosure.mark) {
    const mark = enclosure.mark;
    slots.push({
      height: LEAD * 2,
      keep: true,
      marks: (y) => [label(mark, AREA.left, baseline(y, LEAD, hei.size), hei)],
    });
  }
  slots.push(...titleSlots(enclosure.title));
  if (enclosure.caption) {
    const lines = titleLines(parenthesised(enclosure.caption), CHARS - 1, measurer(caption));
    slots.push(...centredSlots(lines, caption, LEAD));
  }
  slots.push(blankLines(1, { keep: true }));
  const [first, ...more] = slots as [Slot, ...Slot[]];
  return [{ ...first, newPage: true }, ...more, ...snapFirst(blockSlots(enclosure.blocks))];
}

/** Puts the first slot on the line grid. */
export const snapFirst = (slots: readonly Slot[]): Slot[] =>
  slots.map((slot, i) => (i === 0 ? { ...slot, snap: true } : slot));
