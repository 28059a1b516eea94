/** What makes a paper printable at all; both formats ask here first. */
import { type Block, type OfficialPaper, PaperError } from './model.ts';
import { columnCount } from './table-shape.ts';

/** Characters XML and print have no place for: controls, zero-width marks, lone surrogates, private use. */
const FORBIDDEN = /(?!\n)\p{Cc}|[\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u;

/** A text of the paper with the name of its field, in reading order. */
export interface FieldText {
  readonly path: string;
  readonly text: string;
}

const blockTexts = (blocks: readonly Block[], where: string): FieldText[] =>
  blocks.flatMap((block, i) => {
    const path = `${where}第${i + 1}段`;
    switch (block.kind) {
      case 'article':
        return [block.number, ...block.text].map((text) => ({ path, text }));
      case 'table':
        return [block.caption ?? '', ...(block.head ?? []), ...block.rows.flat()].map((text) => ({
          path: `${where}第${i + 1}段表格`,
          text,
        }));
      default:
        return [{ path, text: block.text }];
    }
  });

/** Every text that the paper prints, with its field. */
export function paperTexts(paper: OfficialPaper): FieldText[] {
  const fields: [string, string | undefined][] = [
    ['发文机关标志', paper.organMark],
    ['发文字号', paper.number],
    ['签发人', paper.signer],
    ['密级', paper.secrecy],
    ['紧急程度', paper.urgency],
    ['标题', paper.title],
    ['主送机关', paper.recipients],
    ['发文机关署名', paper.organ],
    ['附注', paper.note],
    ['印发机关', paper.printedBy?.organ],
    ['核验说明', paper.verify?.caption],
    ['印章单位', paper.seal?.organ],
    ['印章文字', paper.seal?.text],
    ...(paper.attachments ?? []).map((text): [string, string] => ['附件说明', text]),
    ...(paper.copyTo ?? []).map((text): [string, string] => ['抄送机关', text]),
  ];
  const named = fields.flatMap(([path, text]) => (text === undefined ? [] : [{ path, text }]));
  const enclosed = (paper.enclosures ?? []).flatMap((e, i) => [
    { path: `附文${i + 1}标题`, text: [e.mark ?? '', e.title, e.caption ?? ''].join('\n') },
    ...blockTexts(e.blocks, `附文${i + 1}`),
  ]);
  return [...named, ...blockTexts(paper.blocks, '正文'), ...enclosed];
}

const fail = (code: string, path: string, message: string): never => {
  throw new PaperError(code, path, message);
};

/** Refuses a date that is not a real day written YYYY-MM-DD. */
export function requireDate(date: string, path: string): void {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const day = parts && new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])));
  if (!day || day.toISOString().slice(0, 10) !== date) {
    fail('date', path, `${path}「${date}」不是一个实际日期，请按 2026-05-09 的形式填写。`);
  }
}

/**
 * Checks that the paper has what GB/T 9704-2012 demands and nothing that cannot be printed.
 * @throws PaperError naming the field, the rule and what to do
 */
export function checkPaper(paper: OfficialPaper): void {
  const needed: [string, string][] = [
    ['发文机关标志', paper.organMark],
    ['发文机关署名', paper.organ],
  ];
  if (paper.kind !== '命令') needed.push(['标题', paper.title]);
  for (const [path, text] of needed) {
    if (text.trim() === '') fail('empty', path, `${path}不能为空（GB/T 9704-2012 第7.2、7.3条），请填写。`);
  }
  if (paper.blocks.length === 0)
    fail('empty', '正文', '正文不能为空：公文首页必须显示正文（GB/T 9704-2012 第7.3.3条）。');
  for (const { path, text } of paperTexts(paper)) {
    const bad = FORBIDDEN.exec(text)?.[0];
    if (bad !== undefined) {
      const hex = (bad.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
      fail(
        'character',
        path,
        `${path}含有不可打印的字符（U+${hex}），请删去后重试；缩进由版式自动生成，不用制表符。`,
      );
    }
  }
  requireDate(paper.date, '成文日期');
  if (paper.printedBy) requireDate(paper.printedBy.date, '印发日期');
  for (const block of [paper.blocks, ...(paper.enclosures ?? []).map((e) => e.blocks)].flat()) {
    if (block.kind !== 'table') continue;
    const count = columnCount(block);
    if (count === 0) fail('table', '表格', '表格至少要有一栏一行。');
    const row = block.rows.findIndex((cells) => cells.length !== count);
    if (row >= 0) {
      fail('table', '表格', `表格第${row + 1}行的格数与栏数（${count}）不一致，请补足或删去。`);
    }
    if (block.columns && block.columns.length !== count) {
      fail('table', '表格', `表格的栏设置与栏数（${count}）不一致，请补足或删去。`);
    }
    if (block.columns?.some((c) => c.width !== undefined && !(c.width > 0))) {
      fail('table', '表格', '表格的栏宽必须是正数。');
    }
  }
  if (paper.verify && Buffer.byteLength(paper.verify.url) > 300) {
    fail('verify', '核验网址', '核验网址超过300字节，二维码将难以识读，请改用短网址。');
  }
}
