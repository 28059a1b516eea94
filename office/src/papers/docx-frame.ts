/** Red head, signature, 版记, headers and footers of the DOCX. */
import {
  AlignmentType,
  BorderStyle,
  Footer,
  FrameAnchorType,
  FrameWrap,
  Header,
  HorizontalPositionAlign,
  HorizontalPositionRelativeFrom,
  type IFrameOptions,
  ImageRun,
  ImportedXmlComponent,
  LineRuleType,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  TabStopType,
  TextRun,
  TextWrappingType,
  VerticalAnchor,
  VerticalPositionAlign,
  VerticalPositionRelativeFrom,
  WpsShapeRun,
} from 'docx';
import { toBuffer } from 'qrcode';
import { escapeXml, FONT } from './docx-fixed.ts';
import { empty, para, run, twips } from './docx-parts.ts';
import { imprintOf } from './foot.ts';
import { MARK_SIZE, setOrganMark } from './head.ts';
import type { OfficialPaper } from './model.ts';
import { AREA, COLOR, DEMO_LINE, DEMO_WATERMARK, LEAD, mm, PITCH, SIZE } from './page.ts';
import { signaturePlan } from './tail.ts';
import { copyToText, dateText, marksText } from './words.ts';

/** Distance of the header and the footer from the page's edges, in points. */
export const EDGES = { header: mm(10), footer: mm(20) } as const;
/** Height of the header's line. */
const HEADER_LINE = 14;
const RED = COLOR.red.slice(1).toUpperCase();

/** The organ mark; `before` is the space above it in points. */
function organMark(paper: OfficialPaper, before: number): Paragraph {
  const { lines, size, scale } = setOrganMark(paper.organMark, MARK_SIZE[paper.kind]);
  const count = [...(lines[0] ?? '')].length;
  const natural = count * size * scale;
  const want = lines.length > 1 ? natural : Math.min(AREA.width * 0.94, natural * 1.6);
  const spacing = count > 1 ? Math.max(0, (want - natural) / count) : 0;
  const half = Math.round(size * 2) / 2;
  const more = { color: RED, scale: Math.floor(scale * 98), characterSpacing: twips(spacing) };
  return para(
    lines.map((line, i) => run(line, 'title', half, { ...more, ...(i > 0 ? { break: 1 } : {}) })),
    { alignment: AlignmentType.CENTER, line: size * 1.25, before },
  );
}

/** Mark and double line of a letter; they stand in the first page's header, above the type area. */
function letterHead(paper: OfficialPaper): Paragraph[] {
  const line = para([run('', 'body', 1)], {
    line: 4,
    after: SIZE.three * (7 / 8) - (LEAD - SIZE.three) / 2,
    border: { bottom: { style: BorderStyle.THICK_THIN_SMALL_GAP, size: 24, space: 1, color: RED } },
    indent: { left: -twips(mm(7)), right: -twips(mm(7)) },
  });
  return [organMark(paper, mm(30) - EDGES.header - HEADER_LINE - MARK_SIZE.信函 / 8), line];
}

/** The head: marks in the corner, organ mark, number, red line. */
export function headParts(paper: OfficialPaper): Paragraph[] {
  const corner = marksText(paper).map((text) => para([run(text, 'hei')]));
  const number = paper.number ?? '';
  const redLine = (style: 'single' | 'thickThinSmallGap', size: number, space: number) => ({
    bottom: { style, size, space, color: RED },
  });
  switch (paper.kind) {
    case '文件':
    case '公告': {
      const room = mm(35) - corner.length * LEAD;
      const spacer = Math.max(1, Math.floor(room / LEAD));
      const upward = paper.kind === '文件' && paper.signer;
      const children: ParagraphChild[] = upward
        ? [run(number), new TextRun({ children: ['\t'] }), run('签发人：'), run(upward, 'kai')]
        : [run(number)];
      return [
        ...corner,
        ...empty(spacer, false),
        organMark(paper, Math.max(0, room - spacer * LEAD - 6)),
        ...empty(2, false),
        para(children, {
          border: redLine('single', 12, 11),
          ...(upward
            ? {
                tabStops: [{ type: TabStopType.RIGHT, position: twips(AREA.width - PITCH) }],
                indent: { firstLine: twips(PITCH) },
              }
            : { alignment: AlignmentType.CENTER }),
        }),
      ];
    }
    case '信函': {
      const [first = '', ...others] = marksText(paper);
      const row = para([run(first, 'hei'), new TextRun({ children: ['\t'] }), run(number)], {
        tabStops: [{ type: TabStopType.RIGHT, position: twips(AREA.width) }],
      });
      return [row, ...others.map((text) => para([run(text, 'hei')]))];
    }
    case '命令':
      return [
        ...corner,
        ...empty(1, false),
        organMark(paper, Math.max(0, mm(20) - (corner.length + 1) * LEAD)),
        ...empty(2, false),
        para([run(number)], { alignment: AlignmentType.CENTER }),
      ];
  }
}

/** The signature: each line centred where the PDF has it. The editable copy bears no seal; the place for it is left. */
export function signatureParts(paper: OfficialPaper): Paragraph[] {
  const gap = paper.seal || paper.kind === '命令' ? 2 : 1;
  const { lines } = signaturePlan(paper);
  return [
    ...empty(gap),
    ...lines.map(({ text, x, width }, i) => {
      const middle = x + width / 2;
      const half = Math.min(middle - AREA.left, AREA.right - middle) + mm(4);
      return para([run(text)], {
        alignment: AlignmentType.CENTER,
        indent: { left: twips(middle - half - AREA.left), right: twips(AREA.right - middle - half) },
        keepNext: i < lines.length - 1,
      });
    }),
  ];
}

/** The QR code with its caption below: what each of the two paragraphs holds. */
export interface QrParts {
  readonly image: ParagraphChild;
  readonly caption: ParagraphChild;
}

/** The QR code as a picture, if the paper has one. */
export async function qrParts(paper: OfficialPaper): Promise<QrParts | undefined> {
  if (!paper.verify) return undefined;
  const { url, caption } = paper.verify;
  const data = await toBuffer(url, { errorCorrectionLevel: 'M', margin: 0, scale: 8, type: 'png' });
  const image = new ImageRun({
    type: 'png',
    data,
    transformation: { width: 68, height: 68 },
    altText: { id: '1', name: 'qr', title: caption, description: url },
  });
  return { image, caption: run(caption, 'song', SIZE.smallFive) };
}

const qrParagraphs = ({ image, caption }: QrParts, frame?: IFrameOptions): Paragraph[] => [
  new Paragraph({ children: [image], frame, spacing: { line: 240, lineRule: LineRuleType.AUTO } }),
  para([caption], { line: 14, after: 4, frame }),
];

/** In a letter the QR code stands left of the signature. */
export const letterQr = (qr: QrParts | undefined): Paragraph[] =>
  qr
    ? qrParagraphs(qr, {
        type: 'absolute',
        position: { x: 0, y: twips(LEAD / 2) },
        width: twips(mm(40)),
        anchor: { horizontal: FrameAnchorType.MARGIN, vertical: FrameAnchorType.TEXT },
        wrap: FrameWrap.AROUND,
      })
    : [];

/** QR code, 抄送 and printing line, in a box at the foot of the page that the text ends on. */
export function imprintParts(paper: OfficialPaper, qr: QrParts | undefined): Paragraph[] {
  const letter = paper.kind === '信函';
  const four = SIZE.four;
  const copies = paper.copyTo && paper.copyTo.length > 0 ? copyToText(paper.copyTo) : undefined;
  const printed = letter ? undefined : paper.printedBy;
  const parts = qr ? qrParagraphs(qr) : [];
  const ruled = (size: number) => {
    const bottom = { style: BorderStyle.SINGLE, size, space: 0, color: '000000' };
    return letter ? [] : [para([run('', 'body', 1)], { line: 1, border: { bottom } })];
  };
  if (copies) {
    const indent = { left: twips(four * 4), right: twips(four / 2), hanging: twips(four * 3) };
    parts.push(...ruled(8), para([run(`抄送：${copies}`, 'body', four)], { line: mm(8), indent }));
  }
  if (printed) {
    const date = run(`${dateText(printed.date)}印发`, 'body', four);
    parts.push(
      ...ruled(copies ? 6 : 8),
      para([run(printed.organ, 'body', four), new TextRun({ children: ['\t'] }), date], {
        line: mm(8),
        indent: { firstLine: twips(four) },
        tabStops: [{ type: TabStopType.RIGHT, position: twips(AREA.width - four) }],
      }),
    );
  }
  if (copies || printed) parts.push(...ruled(8));
  if (parts.length === 0) return [];
  const height = imprintOf(paper).height + mm(12) + (qr ? mm(26) : 0);
  const box = new WpsShapeRun({
    type: 'wps',
    children: parts,
    transformation: { width: pixels(AREA.width), height: pixels(height) },
    bodyProperties: {
      verticalAnchor: VerticalAnchor.BOTTOM,
      margins: { top: 0, bottom: 0, left: 0, right: 0 },
    },
    altText: { id: '2', name: 'imprint', title: '版记', description: '版记' },
    floating: {
      horizontalPosition: {
        relative: HorizontalPositionRelativeFrom.MARGIN,
        align: HorizontalPositionAlign.LEFT,
      },
      verticalPosition: {
        relative: VerticalPositionRelativeFrom.MARGIN,
        align: VerticalPositionAlign.BOTTOM,
      },
      wrap: { type: TextWrappingType.TOP_AND_BOTTOM },
    },
  });
  return [para([box], { line: 1 })];
}

/** Points to the library's pixels of 1/96 inch. */
const pixels = (points: number): number => Math.round((points * 96) / 72);

/** The watermark as Word itself writes one, with fixed identifiers. */
function watermarkRun(which: string): TextRun {
  const style = [
    'position:absolute;margin-left:0;margin-top:0;width:430pt;height:108pt;rotation:315;z-index:-251658752',
    'mso-position-horizontal:center;mso-position-horizontal-relative:margin',
    'mso-position-vertical:center;mso-position-vertical-relative:margin',
  ].join(';');
  const shape = `<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype><v:shape id="DemoWatermark${which}" type="#_x0000_t136" style="${style}" fillcolor="#f0f0f0" stroked="f"><v:textpath style="font-family:&quot;${FONT.title}&quot;;font-size:1pt" string="${escapeXml(DEMO_WATERMARK)}"/></v:shape></w:pict>`;
  const holder = new TextRun({});
  holder.addChildElement(ImportedXmlComponent.fromXmlString(shape));
  return holder;
}

/** Page headers: empty, or the 演示 line and watermark. One for each kind of page. */
export function headers(paper: OfficialPaper): { default: Header; even: Header; first: Header } {
  const make = (which: string, more: Paragraph[] = []) =>
    new Header({
      children: [
        paper.demo
          ? para([run(DEMO_LINE, 'song', SIZE.five, { color: '8A8A8A' }), watermarkRun(which)], {
              alignment: AlignmentType.CENTER,
              line: HEADER_LINE,
            })
          : para([run('', 'song', SIZE.five)], { line: HEADER_LINE }),
        ...more,
      ],
    });
  return {
    default: make('Odd'),
    even: make('Even'),
    first: make('First', paper.kind === '信函' ? letterHead(paper) : []),
  };
}

/** Page footers: — 3 —, odd pages right, even pages left; the first page of a letter has its lower double line. */
export function footers(paper: OfficialPaper): { default: Footer; even: Footer; first: Footer } {
  const four = SIZE.four;
  const number = (side: 'left' | 'right') =>
    new Footer({
      children: [
        para(
          [
            run('— ', 'song', four),
            run('', 'song', four, { children: [PageNumber.CURRENT], text: undefined }),
            run(' —', 'song', four),
          ],
          {
            line: 16,
            after: mm(4.6),
            alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
            indent: side === 'right' ? { right: twips(four) } : { left: twips(four) },
          },
        ),
      ],
    });
  const letter = new Footer({
    children: [
      para([run('', 'body', 1)], {
        line: 4,
        border: { bottom: { style: BorderStyle.THIN_THICK_SMALL_GAP, size: 24, space: 1, color: RED } },
        indent: { left: -twips(mm(7)), right: -twips(mm(7)) },
      }),
    ],
  });
  return {
    default: number('right'),
    even: number('left'),
    first: paper.kind === '信函' ? letter : number('right'),
  };
}
