/** Tables in and out: XLSX and CSV files as rows of text, and rows as an XLSX file. */
import { extname } from 'node:path';
import ExcelJS from 'exceljs';
import { Problem } from '../problem.ts';
import { checkSheet } from './sheet-guard.ts';

/** A table as read: its head, and rows with their number in the file (the head is row 1). */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

/** A file holds at most this many rows. */
export const MOST_ROWS = 50_000;

/** A row holds at most this many columns. */
export const MOST_COLUMNS = 256;

/** Parts of a sheet that say nothing of its rows. */
const NOT_ROWS = [
  'dataValidations',
  'conditionalFormatting',
  'autoFilter',
  'drawing',
  'legacyDrawing',
  'picture',
  'tableParts',
  'extLst',
  'pageSetup',
  'headerFooter',
];

/** Read a spreadsheet by its name's ending. @throws Problem 400 where it is neither, or cannot be read */
export async function readTable(name: string, bytes: Uint8Array): Promise<Table> {
  switch (extname(name).toLowerCase()) {
    case '.xlsx':
      return readXlsx(bytes);
    case '.csv':
      return withHead(parseCsv(decode(bytes)).map((cells, i) => ({ row: i + 1, cells })));
    default:
      throw new Problem(400, 'file-kind', '请上传 .xlsx 或者 .csv 表格；旧的 .xls 请先另存为 .xlsx');
  }
}

/** UTF-8, else the encoding that Chinese spreadsheets write. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

async function readXlsx(bytes: Uint8Array): Promise<Table> {
  await checkSheet(bytes);
  const book = new ExcelJS.Workbook();
  try {
    // Its types are those of an older Node; the bytes are the same. What says nothing of the rows is not read: rules over
    // whole sheets would be unfolded cell by cell.
    await book.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer, { ignoreNodes: NOT_ROWS });
  } catch {
    throw new Problem(
      400,
      'file',
      '表格打不开，可能不是 .xlsx 文件或者已经损坏；请用表格软件另存为 .xlsx 再上传',
    );
  }
  const sheet = book.worksheets.find((s) => s.name === '事项') ?? book.worksheets[0];
  if (!sheet) throw new Problem(400, 'file', '表格里没有工作表');
  const rows: { row: number; cells: string[] }[] = [];
  sheet.eachRow({ includeEmpty: false }, (row, n) => {
    if (rows.length > MOST_ROWS) return;
    if (row.cellCount > MOST_COLUMNS)
      throw new Problem(400, 'file', `第${n}行超过${MOST_COLUMNS}列，请删去表格右边多余的列再上传`);
    const cells: string[] = [];
    for (let i = 1; i <= row.cellCount; i++) cells.push(cellText(row.getCell(i)));
    rows.push({ row: n, cells });
  });
  return withHead(rows);
}

/** A cell as people see it; dates as YYYY-MM-DD. */
function cellText(cell: ExcelJS.Cell): string {
  const value = cell.value;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (value !== null && typeof value === 'object') {
    if ('richText' in value) return value.richText.map((part) => part.text).join('');
    if ('result' in value) return String(value.result ?? '');
    if ('text' in value) return String(value.text);
    return '';
  }
  return value === null || value === undefined ? '' : String(value);
}

/** CSV with quotes, doubled quotes, and line breaks within quotes. */
export function parseCsv(text: string): string[][] {
  const out: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const source = text.replace(/^\ufeff/, '');
  for (let i = 0; i < source.length; i++) {
    const c = source[i] as string;
    if (quoted) {
      if (c === '"' && source[i + 1] === '"') {
        cell += '"';
        i++;
      } else if (c === '"') quoted = false;
      else cell += c;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === ',') {
      row.push(cell);
      cell = '';
    } else if (c === '\n' || c === '\r') {
      if (c === '\r' && source[i + 1] === '\n') i++;
      out.push([...row, cell]);
      row = [];
      cell = '';
    } else cell += c;
  }
  if (cell !== '' || row.length) out.push([...row, cell]);
  return out;
}

function withHead(all: readonly { row: number; cells: readonly string[] }[]): Table {
  const filled = all
    .map((r) => ({ row: r.row, cells: r.cells.map((c) => c.trim()) }))
    .filter((r) => r.cells.some((c) => c !== ''));
  const [head, ...rows] = filled;
  if (!head) throw new Problem(400, 'file', '表格是空的，请按模板填写');
  if (rows.length > MOST_ROWS) throw new Problem(400, 'file', `表格超过${MOST_ROWS}行，请拆成几份上传`);
  return { head: head.cells.map((c) => c.replace(/\s|[（(](必填|选填)[）)]|\*/gu, '')), rows };
}

/** A sheet to write. */
export interface Sheet {
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Width of each column in characters. */
  readonly widths?: readonly number[];
  /** Choices of a column, by its index. */
  readonly choices?: Readonly<Record<number, readonly string[]>>;
  /** Columns whose cells are shown as faulty. */
  readonly marked?: readonly number[];
}

/** Write an XLSX file. Text stays text: nothing in it is computed. */
export async function writeXlsx(sheets: readonly Sheet[]): Promise<Uint8Array<ArrayBuffer>> {
  const book = new ExcelJS.Workbook();
  for (const s of sheets) {
    const sheet = book.addWorksheet(s.name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = s.head.map((header, i) => ({ header, width: s.widths?.[i] ?? 18 }));
    sheet.getRow(1).font = { bold: true };
    sheet.addRows(s.rows.map((r) => [...r]));
    for (let i = 1; i <= s.head.length; i++) sheet.getColumn(i).numFmt = '@';
    for (const i of s.marked ?? []) sheet.getColumn(i + 1).font = { color: { argb: 'FFB3261E' } };
    for (const [i, list] of Object.entries(s.choices ?? {})) {
      const letter = sheet.getColumn(Number(i) + 1).letter;
      for (let row = 2; row <= 200; row++)
        sheet.getCell(`${letter}${row}`).dataValidation = {
          type: 'list',
          allowBlank: true,
          formulae: [`"${list.join(',')}"`],
        };
    }
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}
