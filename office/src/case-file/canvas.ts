/** Pages of a case file that are ours: drawn by pdfkit with the embedded font, so that every character is really there. */
import PDFDocument from 'pdfkit';
import { type Face, font } from '../papers/fonts.ts';
import { DEMO_LINE, mm, PAGE } from '../papers/page.ts';

type Doc = InstanceType<typeof PDFDocument>;

/** Margins: wider on the left, where a file is bound. */
export const BOX = {
  left: mm(28),
  top: mm(25),
  right: PAGE.width - mm(18),
  bottom: PAGE.height - mm(20),
} as const;
const WIDTH = BOX.right - BOX.left;
/** Stands for a character that the font cannot draw. */
const NO_GLYPH = '〓';

/** A text with every character that the font lacks shown as such. */
export function drawable(text: string): string {
  const made = font('body');
  return [...text]
    .map((char) =>
      char === '\n' || made.glyphForCodePoint(char.codePointAt(0) as number).id !== 0 ? char : NO_GLYPH,
    )
    .join('');
}

/** One cell of a row. */
export interface CellStyle {
  readonly width: number;
  readonly align?: 'left' | 'center' | 'right';
}

/** A document of our own pages. `at` in every call: nothing is taken from the clock. */
export class Canvas {
  readonly doc: Doc;
  pages = 0;
  y = BOX.top;
  private readonly demo: boolean;
  private readonly chunks: Uint8Array[] = [];
  private readonly done: Promise<void>;

  constructor(options: { readonly title: string; readonly at: Date; readonly demo: boolean }) {
    this.demo = options.demo;
    this.doc = new PDFDocument({
      size: [PAGE.width, PAGE.height],
      margin: 0,
      autoFirstPage: false,
      font: null as unknown as string,
      lang: 'zh-CN',
      pdfVersion: '1.7',
      info: {
        Title: options.title,
        Creator: 'Fadu',
        Producer: 'Fadu',
        CreationDate: options.at,
        ModDate: options.at,
      },
    });
    this.done = new Promise<void>((resolve, reject) => {
      this.doc.on('data', (chunk: Uint8Array) => this.chunks.push(chunk));
      this.doc.on('end', () => resolve());
      this.doc.on('error', reject);
    });
    for (const face of ['body', 'kai', 'strong'] satisfies Face[])
      this.doc.registerFont(face, font(face) as unknown as string);
  }

  /** Begin a page. `blank`: nothing on it, not even the line of a demonstration. */
  page(blank = false): void {
    this.doc.addPage();
    this.pages++;
    this.y = BOX.top;
    if (!this.demo || blank) return;
    this.doc.font('body').fontSize(9).fillColor('#8a8a8a');
    this.doc.text(DEMO_LINE, BOX.left, mm(10), { width: WIDTH, align: 'left', lineBreak: false });
  }

  /** A page is begun where less than `height` is left. @returns whether it was */
  room(height: number): boolean {
    if (this.y + height <= BOX.bottom) return false;
    this.page();
    return true;
  }

  /** A line of text across the page. */
  line(
    text: string,
    size: number,
    o: { face?: Face; align?: 'left' | 'center' | 'right'; gap?: number; color?: string } = {},
  ): void {
    const shown = drawable(text);
    this.doc
      .font(o.face ?? 'body')
      .fontSize(size)
      .fillColor(o.color ?? '#000000');
    const height = this.doc.heightOfString(shown, { width: WIDTH, lineGap: size * 0.4 });
    this.room(height);
    this.doc.text(shown, BOX.left, this.y, { width: WIDTH, align: o.align ?? 'left', lineGap: size * 0.4 });
    this.y += height + (o.gap ?? size * 0.6);
  }

  /** Height that a text needs in a cell. */
  heightOf(text: string, width: number, size: number, face: Face = 'body'): number {
    this.doc.font(face).fontSize(size);
    return this.doc.heightOfString(drawable(text) || ' ', { width: width - 10, lineGap: size * 0.35 });
  }

  /**
   * One row with rules around its cells. A row taller than a page goes on on the next: its texts are cut between
   * characters, so that nothing is lost.
   */
  row(
    cells: readonly string[],
    styles: readonly CellStyle[],
    o: { size?: number; face?: Face; least?: number; fixed?: number } = {},
  ): void {
    const size = o.size ?? 10.5;
    const face = o.face ?? 'body';
    const pad = 5;
    const heights = cells.map((c, i) => this.heightOf(c, styles[i]?.width ?? WIDTH, size, face));
    const height = o.fixed ?? Math.max(o.least ?? 0, Math.max(...heights) + pad * 2);
    const most = BOX.bottom - BOX.top;
    if (!o.fixed && height > most) {
      const [head, rest] = this.cut(cells, styles, size, face, most - pad * 2);
      this.row(head, styles, o);
      this.row(rest, styles, o);
      return;
    }
    this.room(height);
    let x = BOX.left;
    for (const [i, cell] of cells.entries()) {
      const style = styles[i] ?? { width: WIDTH };
      this.doc.lineWidth(0.5).strokeColor('#333333').rect(x, this.y, style.width, height).stroke();
      this.doc.font(face).fontSize(size).fillColor('#000000');
      this.doc.text(drawable(cell), x + 5, this.y + pad, {
        width: style.width - 10,
        align: style.align ?? 'left',
        lineGap: size * 0.35,
        ...(o.fixed && { height: o.fixed - pad, ellipsis: '……' }),
      });
      x += style.width;
    }
    this.y += height;
  }

  /** As much of each text as fits into the height, and what is left. */
  private cut(
    cells: readonly string[],
    styles: readonly CellStyle[],
    size: number,
    face: Face,
    most: number,
  ): [string[], string[]] {
    const head: string[] = [];
    const rest: string[] = [];
    for (const [i, cell] of cells.entries()) {
      const chars = [...cell];
      let low = 0;
      let high = chars.length;
      while (low < high) {
        const half = Math.ceil((low + high) / 2);
        const fits =
          this.heightOf(chars.slice(0, half).join(''), styles[i]?.width ?? WIDTH, size, face) <= most;
        if (fits) low = half;
        else high = half - 1;
      }
      head.push(chars.slice(0, Math.max(1, low)).join(''));
      rest.push(chars.slice(Math.max(1, low)).join(''));
    }
    return [head, rest];
  }

  /** Width between the margins. */
  get width(): number {
    return WIDTH;
  }

  /** The finished document. */
  async end(): Promise<Uint8Array> {
    if (this.pages === 0) this.page(true);
    this.doc.end();
    await this.done;
    return new Uint8Array(Buffer.concat(this.chunks));
  }
}
