/** The paper as DOCX: an editable copy in the layout of GB/T 9704-2012. Same paper, same bytes. */
import { AlignmentType, Document, Packer, type Paragraph, SectionType, type Table } from 'docx';
import { checkPaper } from './check.ts';
import { coreProperties, fixZipTimes, fontTable, styles } from './docx-fixed.ts';
import {
  EDGES,
  footers,
  headers,
  headParts,
  imprintParts,
  letterQr,
  qrParts,
  signatureParts,
} from './docx-frame.ts';
import {
  blockParts,
  empty,
  enclosureParts,
  LINE,
  para,
  run,
  TIGHTER,
  titleParagraph,
  twips,
} from './docx-parts.ts';
import type { OfficialPaper } from './model.ts';
import { AREA, PAGE, PITCH, SIZE } from './page.ts';
import { attachmentEntries, parenthesised, recipientsText, showsTitle } from './words.ts';

/** Added to the measure, in twips, so that rounding never costs a line its 28th character. */
const SLACK = 12;

function attachmentParts(names: readonly string[]): Paragraph[] {
  if (names.length === 0) return [];
  const em = SIZE.three;
  const entries = attachmentEntries(names).map(({ label, name }, i) => {
    const lead = i === 0 ? '附件：' : '';
    const hang = (label ? 1.25 : 0) * em + (i === 0 ? 3 * em : 0);
    const left = 5 * em + (label ? 1.25 * em : 0);
    return para([run(`${lead}${label}${name}`)], {
      indent: { left: twips(left), hanging: twips(hang) },
      keepNext: true,
    });
  });
  return [...empty(1), ...entries];
}

/** Everything from the head to the 版记. */
async function parts(paper: OfficialPaper): Promise<(Paragraph | Table)[]> {
  const title = showsTitle(paper) ? [titleParagraph(paper.title), ...empty(1, false)] : [];
  const recipients = paper.recipients
    ? [para([run(recipientsText(paper.recipients))], { alignment: AlignmentType.BOTH })]
    : [];
  const note = paper.note
    ? [
        para([run(parenthesised(paper.note))], {
          indent: { firstLine: twips(SIZE.three * 2), firstLineChars: 200 },
          before: paper.seal ? PITCH : 0,
        }),
      ]
    : [];
  const letter = paper.kind === '信函';
  const qr = await qrParts(paper);
  return [
    ...headParts(paper),
    ...empty(2, false),
    ...title,
    ...recipients,
    ...blockParts(paper.blocks, paper.blocks.length > 1),
    ...attachmentParts(paper.attachments ?? []),
    ...(letter ? letterQr(qr) : []),
    ...signatureParts(paper),
    ...note,
    ...(paper.enclosures ?? []).flatMap(enclosureParts),
    ...imprintParts(paper, letter ? undefined : qr),
  ];
}

/**
 * The paper as DOCX. It names the fonts of the standard (仿宋_GB2312, 楷体_GB2312, 黑体, 小标宋) with substitutes and
 * bears no seal picture: a seal belongs on the fixed page (PDF), not on an editable copy.
 * @throws PaperError when a field is missing or wrong
 */
export async function toDocx(paper: OfficialPaper): Promise<Uint8Array> {
  checkPaper(paper);
  const letter = paper.kind === '信函';
  const document = new Document({
    title: paper.title,
    creator: paper.organ,
    evenAndOddHeaderAndFooters: true,
    compatabilityModeVersion: 15,
    sections: [
      {
        properties: {
          type: SectionType.NEXT_PAGE,
          titlePage: letter,
          page: {
            size: { width: twips(PAGE.width), height: twips(PAGE.height) },
            margin: {
              top: twips(AREA.top),
              bottom: twips(PAGE.height - AREA.bottom),
              left: twips(AREA.left),
              right: twips(PAGE.width - AREA.right) - SLACK,
              header: twips(EDGES.header),
              footer: twips(EDGES.footer),
            },
          },
        },
        headers: headers(paper),
        footers: footers(paper),
        children: await parts(paper),
      },
    ],
  });
  const packed = await Packer.toBuffer(document, undefined, [
    { path: 'docProps/core.xml', data: coreProperties(paper) },
    { path: 'word/fontTable.xml', data: fontTable() },
    { path: 'word/styles.xml', data: styles(LINE, TIGHTER) },
  ]);
  return fixZipTimes(new Uint8Array(packed), paper.date);
}
