/** Paragraphs and tables of the DOCX. Measures come from the same constants as the PDF. */
import {
  AlignmentType,
  BorderStyle,
  type IParagraphOptions,
  type IRunOptions,
  LineRuleType,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { FONT } from './docx-fixed.ts';
import { articleTexts, paragraphs, titleText } from './flow.ts';
import { measurer } from './marks.ts';
import type { Block, Enclosure, TableBlock } from './model.ts';
import { AREA, CHARS, LEAD, SIZE } from './page.ts';
import { columnShares } from './table-shape.ts';
import { titleLines } from './title.ts';
import { parenthesised } from './words.ts';

/** Points to twentieths of a point. */
export const twips = (points: number): number => Math.round(points * 20);
/** The line pitch, rounded down so that 22 lines fit. */
export const LINE = Math.floor(LEAD * 20);
/**
 * 28 characters of 16 pt are wider than 156 mm: each gives up 0.2 pt. Word processors disagree on the character grid
 * (w:docGrid linesAndChars), on spacing and exact line heights they agree.
 */
export const TIGHTER = -4;
/** Two characters. */
const TWO = twips(SIZE.three * 2);

export type FontRole = Exclude<keyof typeof FONT, 'latin'>;

/** A run of text. `size` in points. */
export const run = (
  text: string,
  role: FontRole = 'body',
  size: number = SIZE.three,
  more: IRunOptions = {},
): TextRun =>
  new TextRun({
    text,
    size: size * 2,
    font: { ascii: FONT.latin, hAnsi: FONT.latin, cs: FONT.latin, eastAsia: FONT[role], hint: 'eastAsia' },
    ...(size === SIZE.three ? { characterSpacing: TIGHTER } : {}),
    ...more,
  });

/** A paragraph on the line pitch; `line` in points for another. */
export function para(
  children: readonly ParagraphChild[],
  options: Omit<IParagraphOptions, 'children' | 'spacing'> & {
    line?: number;
    before?: number;
    after?: number;
  } = {},
): Paragraph {
  const { line, before, after, ...rest } = options;
  return new Paragraph({
    children,
    spacing: {
      line: line === undefined ? LINE : twips(line),
      lineRule: LineRuleType.EXACT,
      before: twips(before ?? 0),
      after: twips(after ?? 0),
    },
    ...rest,
  });
}

/** Empty lines. */
export const empty = (count = 1, keepNext = true): Paragraph[] =>
  Array.from({ length: count }, () => para([run('')], { keepNext }));

const INDENT = { firstLine: TWO, firstLineChars: 200 } as const;
const body = (children: readonly ParagraphChild[], keepNext = false) =>
  para(children, { indent: INDENT, alignment: AlignmentType.BOTH, keepNext });

/** Lines with breaks in between. */
export const broken = (lines: readonly string[], role: FontRole, size: number): TextRun[] =>
  lines.map((line, i) => run(line, role, size, i > 0 ? { break: 1 } : {}));

/** The paper's title, in the same lines as in the PDF. It is not kept with what follows: it stays on the first page. */
export const titleParagraph = (title: string): Paragraph =>
  para(broken(titleText(title), 'title', SIZE.two), { alignment: AlignmentType.CENTER, line: LEAD * 1.15 });

/** The body blocks. `keepLast` keeps the last paragraph with what follows, as the PDF does before a signature. */
export const blockParts = (blocks: readonly Block[], keepLast = false): (Paragraph | Table)[] =>
  blocks.flatMap((block, i) => partsOf(block, keepLast && i === blocks.length - 1));

function partsOf(block: Block, keep: boolean): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [body([run(block.text, block.level === 1 ? 'hei' : block.level === 2 ? 'kai' : 'body')], true)];
    case 'paragraph':
      return paragraphs(block.text).map((text, i, all) => body([run(text)], keep && i === all.length - 1));
    case 'article':
      return articleTexts(block.text).map((text, i, all) => {
        const number = i === 0 ? [run(`${block.number}　`, 'hei')] : [];
        return body([...number, run(text)], keep && i === all.length - 1);
      });
    case 'chapter':
      return [
        para(broken(titleLines(block.text, CHARS - 4, measurer({ size: SIZE.three })), 'hei', SIZE.three), {
          alignment: AlignmentType.CENTER,
          keepNext: true,
          before: LEAD / 2,
          after: LEAD / 2,
        }),
      ];
    case 'table':
      return tableParts(block);
  }
}

const ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

function tableParts(block: TableBlock): (Paragraph | Table)[] {
  const widths = columnShares(block).map((share) => twips(share * AREA.width));
  const border = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
  const cell = (text: string, i: number, head: boolean) =>
    new TableCell({
      width: { size: widths[i] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { top: 80, bottom: 80, left: 80, right: 80 },
      children: text.split('\n').map((line) =>
        para([run(line, head ? 'hei' : 'body', SIZE.smallFour)], {
          line: 18,
          alignment: head ? AlignmentType.CENTER : ALIGN[block.columns?.[i]?.align ?? 'left'],
        }),
      ),
    });
  const row = (texts: readonly string[], head: boolean) =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: texts.map((text, i) => cell(text, i, head)),
    });
  const table = new Table({
    width: { size: twips(AREA.width), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    borders: {
      top: border,
      bottom: border,
      left: border,
      right: border,
      insideHorizontal: border,
      insideVertical: border,
    },
    rows: [...(block.head ? [row(block.head, true)] : []), ...block.rows.map((texts) => row(texts, false))],
  });
  const caption = block.caption
    ? [para([run(block.caption, 'hei', SIZE.four)], { alignment: AlignmentType.CENTER, keepNext: true })]
    : [];
  return [...caption, table, para([run('', 'body', 4)], { line: 8 })];
}

/** An enclosed text on a page of its own. */
export function enclosureParts(enclosure: Enclosure): (Paragraph | Table)[] {
  const mark = enclosure.mark
    ? [para([run(enclosure.mark, 'hei')], { pageBreakBefore: true, keepNext: true }), ...empty(1)]
    : [];
  const title = para(broken(titleText(enclosure.title), 'title', SIZE.two), {
    alignment: AlignmentType.CENTER,
    keepNext: true,
    line: LEAD * 1.15,
    pageBreakBefore: enclosure.mark === undefined || enclosure.mark === '',
  });
  const caption = enclosure.caption
    ? [
        para(
          broken(
            titleLines(parenthesised(enclosure.caption), CHARS - 1, measurer({ size: SIZE.three })),
            'kai',
            SIZE.three,
          ),
          { alignment: AlignmentType.CENTER, keepNext: true },
        ),
      ]
    : [];
  return [...mark, title, ...caption, ...empty(1), ...blockParts(enclosure.blocks)];
}
