/**
 * The text of a Word document (DOCX) as lines: paragraphs with the numbers that Word counts itself, tables as rows of
 * cells between bars. Deleted words of tracked changes are left out.
 */
import JSZip from 'jszip';
import { type Numbering, readNumbering } from './docx-numbering.ts';
import { parseXml } from './docx-xml.ts';
import { BadSource } from './store-source.ts';

/** The text, and what of the document is not in it. */
export interface DocxText {
  readonly text: string;
  readonly notes: readonly string[];
}

const WORD = { 'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w' };

/** Unpacked parts larger than this are no document but an attack on the memory. */
const MOST_PART = 64 * 1024 * 1024;

async function part(zip: JSZip, name: string): Promise<string | null> {
  const file = zip.file(name);
  if (!file) return null;
  const size = (file as unknown as { _data?: { uncompressedSize?: number } })._data?.uncompressedSize ?? 0;
  if (size > MOST_PART) throw new BadSource('DOCX 解开后过大，没有读取。');
  return file.async('string');
}

/** Read a document. @throws BadSource */
export async function docxText(bytes: Uint8Array): Promise<DocxText> {
  let zip: JSZip;
  try {
    zip = await JSZip.loadAsync(bytes);
  } catch {
    throw new BadSource('DOCX 文件损坏，打不开。请重新导出后再导入。');
  }
  const document = await part(zip, 'word/document.xml');
  if (document === null)
    throw new BadSource('这个压缩文件里没有 Word 正文（word/document.xml），不是 DOCX。');
  const numbering = readNumbering(await part(zip, 'word/numbering.xml'), await part(zip, 'word/styles.xml'));
  return new Lines(numbering).read(document);
}

class Lines {
  private readonly out: string[] = [];
  private readonly notes = new Set<string>();
  private readonly numbering: Numbering;
  private text = '';
  private numId: string | null = null;
  private level = 0;
  private style: string | null = null;
  /** Depth of things whose words are left out. */
  private skip = 0;
  private inText = false;
  /** Open tables, each with the cells of its open row. */
  private readonly tables: string[][] = [];
  private cell: string[] | null = null;

  constructor(numbering: Numbering) {
    this.numbering = numbering;
  }

  read(xml: string): DocxText {
    try {
      parseXml(xml, WORD, {
        open: (name, attrs) => this.open(name, attrs),
        close: (name) => this.close(name),
        text: (value) => {
          if (this.inText && this.skip === 0) this.text += value;
        },
      });
    } catch (error) {
      throw new BadSource(`DOCX 正文不是有效的 XML：${(error as Error).message}`);
    }
    return { text: this.out.join('\n'), notes: [...this.notes] };
  }

  private open(name: string, attrs: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'w:del':
      case 'w:moveFrom':
        this.skip++;
        this.notes.add('文档带有修订痕迹，已按接受修订后的文字读取');
        break;
      case 'w:txbxContent':
        this.skip++;
        this.notes.add('文本框里的文字没有读取，请核对');
        break;
      case 'w:drawing':
      case 'w:pict':
        this.notes.add('图片没有读取');
        break;
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        this.notes.add('脚注、尾注没有读取');
        break;
      case 'w:p':
        if (this.skip) break;
        this.text = '';
        this.numId = this.style = null;
        this.level = 0;
        break;
      case 'w:pStyle':
        this.style = attrs['w:val'] ?? null;
        break;
      case 'w:numId':
        this.numId = attrs['w:val'] ?? null;
        break;
      case 'w:ilvl':
        this.level = Number(attrs['w:val'] ?? 0);
        break;
      case 'w:t':
        this.inText = true;
        break;
      case 'w:tab':
        if (this.skip === 0) this.text += ' ';
        break;
      case 'w:br':
      case 'w:cr':
        if (this.skip === 0) this.text += '\n';
        break;
      case 'w:tbl':
        this.tables.push([]);
        break;
      case 'w:tr':
        this.tables[this.tables.length - 1] = [];
        break;
      case 'w:tc':
        if (this.tables.length === 1) this.cell = [];
        break;
    }
  }

  private close(name: string): void {
    switch (name) {
      case 'w:del':
      case 'w:moveFrom':
      case 'w:txbxContent':
        this.skip--;
        break;
      case 'w:t':
        this.inText = false;
        break;
      case 'w:p': {
        if (this.skip) break;
        const text = this.numbering.numberOf(this.numId, this.level, this.style) + this.text;
        if (this.cell) this.cell.push(text.replaceAll('\n', ' '));
        else this.out.push(...text.split('\n'));
        this.text = '';
        break;
      }
      case 'w:tc':
        if (this.tables.length === 1 && this.cell) {
          this.tables[0]?.push(this.cell.filter(Boolean).join(' ').replaceAll('|', '｜'));
          this.cell = null;
        }
        break;
      case 'w:tr':
        if (this.tables.length === 1) {
          const cells = this.tables[0] ?? [];
          if (cells.some(Boolean)) this.out.push(`| ${cells.join(' | ')} |`);
        }
        break;
      case 'w:tbl':
        this.tables.pop();
        break;
    }
  }
}
