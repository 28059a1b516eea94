/** A text of law to take away: plain text, and DOCX that reads like a book. */
import type { LegalText, TextNode } from '@fadu/kernel';
import { bodyLines, headLines, wordsOf, writeLegalText } from '@fadu/kernel/legal-text/write';
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  Packer,
  PageNumber,
  type Paragraph,
  type Table,
} from 'docx';
import { fixZipTimes, fontTable, styles } from '../papers/docx-fixed.ts';
import { blockParts, empty, LINE, para, run, TIGHTER, titleParagraph, twips } from '../papers/docx-parts.ts';
import type { Block } from '../papers/model.ts';
import { AREA, PAGE, SIZE } from '../papers/page.ts';
import type { LawView } from './reading.ts';

/** How the text stands, where that is not simply in force: the mark that every copy carries (S2). */
export function copyMark(v: Pick<LawView, 'shown' | 'complete' | 'status'>): string {
  const marks = [
    v.shown.status === '已修改'
      ? '已修改，不是现行文本'
      : v.shown.status === '现行有效'
        ? ''
        : v.shown.status,
    v.complete ? '' : '仅为所依据条款的摘要，不是法律文本',
  ];
  return marks.filter(Boolean).join('；');
}

/** The whole text as plain lines, its mark first where it carries one. */
export function lawAsText(v: LawView): string {
  const mark = copyMark(v);
  return `${[...(mark ? [`【${mark}】`] : []), ...writeLegalText(v.text)].join('\n')}\n`;
}

/** Cells of a table's row as printed in the source. */
export const cellsOf = (row: string): string[] =>
  row
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((c) => c.trim());

/** Whether a row is only the line under a table's head. */
export const isRule = (row: string): boolean => /^[|\s:-]+$/.test(row) && row.includes('-');

const heading = (n: TextNode): string => [n.number, n.heading ?? n.text].filter(Boolean).join('　');

function* blocksOf(nodes: readonly TextNode[]): Generator<Block> {
  for (let i = 0; i < nodes.length; i++) {
    const n = nodes[i] as TextNode;
    if (n.kind === 'row' && n.text?.trim().startsWith('|')) {
      const rows: string[][] = [];
      for (; nodes[i]?.kind === 'row' && nodes[i]?.text?.trim().startsWith('|'); i++)
        if (!isRule(nodes[i]?.text as string)) rows.push(cellsOf(nodes[i]?.text as string));
      i--;
      const width = Math.max(...rows.map((r) => r.length));
      yield { kind: 'table', rows: rows.map((r) => [...r, ...Array<string>(width - r.length).fill('')]) };
    } else if (n.kind === 'article') {
      const text = wordsOf(n).split('\n').filter(Boolean);
      yield { kind: 'article', number: n.number ?? '', text: text.length ? text : [''] };
    } else if (['part', 'chapter', 'section', 'heading', 'annex'].includes(n.kind)) {
      yield { kind: 'chapter', text: heading(n) || '附件' };
      if (n.heading && n.text) yield { kind: 'paragraph', text: n.text };
      yield* blocksOf(n.children ?? []);
    } else for (const line of bodyLines([n])) yield { kind: 'paragraph', text: line };
  }
}

const headNote = (text: LegalText): Paragraph[] =>
  headLines(text).map((line) => para([run(line, 'kai', SIZE.three)], { alignment: AlignmentType.CENTER }));

/** The text as DOCX; each page bears its mark where it is not in force. */
export async function lawAsDocx(v: LawView): Promise<Uint8Array> {
  const mark = copyMark(v);
  const children: (Paragraph | Table)[] = [
    titleParagraph(v.text.title || v.title),
    ...empty(1, false),
    ...headNote(v.text),
    ...empty(1, false),
    ...blockParts([...blocksOf(v.text.body)]),
  ];
  const document = new Document({
    title: v.title,
    creator: v.maker,
    compatabilityModeVersion: 15,
    sections: [
      {
        properties: {
          page: {
            size: { width: twips(PAGE.width), height: twips(PAGE.height) },
            margin: {
              top: twips(AREA.top),
              bottom: twips(PAGE.height - AREA.bottom),
              left: twips(AREA.left),
              right: twips(PAGE.width - AREA.right) - 12,
            },
          },
        },
        ...(mark && {
          headers: {
            default: new Header({
              children: [para([run(mark, 'hei', SIZE.three)], { alignment: AlignmentType.RIGHT })],
            }),
          },
        }),
        footers: {
          default: new Footer({
            children: [
              para([run('', 'body', 14, { children: ['— ', PageNumber.CURRENT, ' —'] })], {
                alignment: AlignmentType.CENTER,
              }),
            ],
          }),
        },
        children,
      },
    ],
  });
  const packed = await Packer.toBuffer(document, undefined, [
    { path: 'word/fontTable.xml', data: fontTable() },
    { path: 'word/styles.xml', data: styles(LINE, TIGHTER) },
  ]);
  return fixZipTimes(new Uint8Array(packed), v.shown.recordedAt.slice(0, 10));
}
