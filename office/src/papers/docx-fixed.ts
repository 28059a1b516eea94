/**
 * The parts of a DOCX that must not change from one making to the next, and font substitutes.
 * The `docx` library writes the current time into the core properties and into every zip entry.
 */
import type { OfficialPaper } from './model.ts';
import { paperTime } from './words.ts';

/** Fonts of the standard. Where they are missing, Word takes the substitutes named in the font table. */
export const FONT = {
  body: '仿宋_GB2312',
  kai: '楷体_GB2312',
  hei: '黑体',
  title: '方正小标宋简体',
  song: '宋体',
  latin: 'Times New Roman',
} as const;

const SERIF = 'Noto Serif SC,Noto Serif CJK SC,Source Han Serif SC';
const SUBSTITUTES: Record<string, string> = {
  [FONT.body]: `仿宋,FangSong,${SERIF}`,
  [FONT.kai]: `楷体,KaiTi,${SERIF}`,
  [FONT.hei]: 'SimHei,Noto Sans SC,Noto Sans CJK SC,Source Han Sans SC',
  [FONT.title]: `小标宋,宋体,SimSun,${SERIF}`,
  [FONT.song]: `SimSun,${SERIF}`,
};

const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** Text as XML character data or attribute value. */
export const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);

/** word/fontTable.xml. */
export function fontTable(): string {
  const fonts = Object.entries(SUBSTITUTES).map(
    ([name, other]) =>
      `<w:font w:name="${name}"><w:altName w:val="${other}"/><w:charset w:val="86"/><w:family w:val="${name === FONT.hei ? 'swiss' : 'roman'}"/><w:pitch w:val="variable"/></w:font>`,
  );
  return `${HEADER}<w:fonts xmlns:w="${WORD}">${fonts.join('')}</w:fonts>`;
}

/**
 * word/styles.xml: one style, Normal, so that what a clerk adds by hand looks like the rest. Stops may hang in the
 * margin (LibreOffice loses them at line ends otherwise); no space is added between Chinese and figures.
 * @param line line pitch in twips
 * @param spacing character spacing in twips
 */
export function styles(line: number, spacing: number): string {
  const fonts = `<w:rFonts w:ascii="${FONT.latin}" w:hAnsi="${FONT.latin}" w:cs="${FONT.latin}" w:eastAsia="${FONT.body}"/>`;
  const run = `<w:rPr>${fonts}<w:spacing w:val="${spacing}"/><w:kern w:val="0"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>`;
  const paragraph = `<w:pPr><w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct w:val="1"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:spacing w:before="0" w:after="0" w:line="${line}" w:lineRule="exact"/></w:pPr>`;
  const normal = `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>${paragraph}${run}</w:style>`;
  const table =
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>';
  const defaults = `<w:docDefaults><w:rPrDefault>${run}</w:rPrDefault><w:pPrDefault>${paragraph}</w:pPrDefault></w:docDefaults>`;
  return `${HEADER}<w:styles xmlns:w="${WORD}">${defaults}${normal}${table}</w:styles>`;
}

/** docProps/core.xml, its times those of the paper. */
export function coreProperties(paper: OfficialPaper): string {
  const time = paperTime(paper).toISOString().replace('.000Z', 'Z');
  const parts = [
    `<dc:title>${escapeXml(paper.title || paper.organMark)}</dc:title>`,
    `<dc:subject>${escapeXml(paper.number ?? '')}</dc:subject>`,
    `<dc:creator>${escapeXml(paper.organ)}</dc:creator>`,
    `<cp:keywords>${paper.demo ? '演示数据' : ''}</cp:keywords>`,
    `<dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created>`,
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${time}</dcterms:modified>`,
  ];
  return `${HEADER}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${parts.join('')}</cp:coreProperties>`;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/**
 * Sets every entry of a zip file (no zip64, no archive comment) to midnight of the date, in place.
 * @param date YYYY-MM-DD from 1980 on; earlier dates count as 1980-01-01
 */
export function fixZipTimes(zip: Uint8Array, date: string): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const stamp = year < 1980 ? (1 << 5) | 1 : ((year - 1980) << 9) | (month << 5) | day;
  let end = zip.byteLength - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end--;
  if (end < 0) throw new Error('not a zip file');
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (view.getUint32(at, true) !== ENTRY) throw new Error('broken zip directory');
    const local = view.getUint32(at + 42, true);
    for (const place of [at + 12, local + 10]) {
      view.setUint16(place, 0, true);
      view.setUint16(place + 2, stamp, true);
    }
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return zip;
}
