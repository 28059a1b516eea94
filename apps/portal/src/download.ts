/** Files for taking away. */
import type { Context } from 'hono';

/** One table as CSV that spreadsheets open with the right letters: UTF-8 with a mark, CRLF. */
export function csv(rows: readonly (readonly string[])[]): string {
  // A cell that begins like a formula is shown as text, not computed.
  const safe = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
  const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return `\ufeff${rows.map((r) => r.map((cell) => quoted(safe(cell))).join(',')).join('\r\n')}\r\n`;
}

/** Headers of a file: its name for every browser, and that it is to be saved. */
export function attachment(c: Context, name: string, media: string, inline = false): void {
  const plain = name.replace(/[^\x20-\x7e]+/g, '_').replaceAll('"', '');
  c.header('content-type', media);
  c.header(
    'content-disposition',
    `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
  );
}
