/** Cells copied from a spreadsheet, and the table file made of them. Pure but for the file. */

/**
 * Rows of cells of a piece copied from a spreadsheet: cells by tabs, rows by line ends; a cell with a line end in it
 * stands in quotes, its quotes doubled. Rows without any word are left out.
 */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    row.push(cell.trim());
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (row.some((c) => c !== '')) rows.push(row);
    row = [];
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === '\t') endCell();
    else if (c === '\n') endRow();
    else if (c !== '\r') cell += c;
  }
  if (cell !== '' || row.length) endRow();
  return rows;
}

/** The same cells as a CSV text. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((r) => r.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\r\n');

/** What was pasted, as a file that the import reads like any other. */
export const tableFile = (text: string): File =>
  new File([`\ufeff${csvOf(cellsOf(text))}`], '粘贴的表格.csv', { type: 'text/csv' });
