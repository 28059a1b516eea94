/** Draws a laid-out paper as PDF. Same paper, same bytes: dates and identifiers come from the paper alone. */
import PDFDocument from 'pdfkit';
import { type Face, font } from './fonts.ts';
import { layoutPaper } from './layout.ts';
import type { Mark } from './marks.ts';
import type { OfficialPaper } from './model.ts';
import { PAGE } from './page.ts';
import { paperTime } from './words.ts';

type Doc = InstanceType<typeof PDFDocument>;

const STYLE = { lineBreak: false, baseline: 'alphabetic' } as const;

function draw(doc: Doc, mark: Mark): void {
  switch (mark.kind) {
    case 'text':
      doc.font(mark.face).fontSize(mark.size).fillColor(mark.color);
      doc.text(mark.text, mark.x, mark.y, {
        ...STYLE,
        characterSpacing: mark.spacing,
        ...(mark.scale === 1 ? {} : { horizontalScaling: mark.scale * 100 }),
      });
      return;
    case 'rule':
      doc.moveTo(...mark.from).lineTo(...mark.to);
      doc.lineWidth(mark.width).strokeColor(mark.color).stroke();
      return;
    case 'path':
      doc.save().path(mark.d);
      if (mark.opacity !== undefined) doc.opacity(mark.opacity);
      if (mark.fill) doc.fillColor(mark.fill).fill();
      else
        doc
          .lineWidth(mark.lineWidth ?? 1)
          .strokeColor(mark.stroke ?? '#000000')
          .stroke();
      doc.restore();
      return;
  }
}

/**
 * The paper as PDF in the layout of GB/T 9704-2012, fonts embedded and cut down to the characters used.
 * @throws PaperError when a field is missing or wrong, or a character has no glyph
 */
export async function toPdf(paper: OfficialPaper): Promise<Uint8Array> {
  const pages = layoutPaper(paper);
  const time = paperTime(paper);
  const doc = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    autoFirstPage: false,
    font: null as unknown as string,
    lang: 'zh-CN',
    displayTitle: true,
    pdfVersion: '1.7',
    info: {
      Title: paper.title || `${paper.organMark}${paper.number ?? ''}`,
      Author: paper.organ,
      Subject: paper.number ?? '',
      Keywords: paper.demo ? '演示数据' : '',
      Creator: 'Fadu',
      Producer: 'Fadu',
      CreationDate: time,
      ModDate: time,
    },
  });
  const chunks: Uint8Array[] = [];
  const done = new Promise<void>((resolve, reject) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('end', () => resolve());
    doc.on('error', reject);
  });
  const faces: Face[] = ['body', 'kai', 'strong'];
  for (const face of faces) doc.registerFont(face, font(face) as unknown as string);
  for (const { marks } of pages) {
    doc.addPage();
    for (const mark of marks) draw(doc, mark);
  }
  doc.end();
  await done;
  return new Uint8Array(Buffer.concat(chunks));
}
