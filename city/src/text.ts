/** Words on a terminal: columns that line up with Chinese in them, and a progress bar. */

/** Columns a text takes: two for each wide character. */
export const widthOf = (text: string): number =>
  [...text].reduce(
    (n, c) =>
      n +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(c)
        ? 2
        : 1),
    0,
  );

/** Filled with spaces to this many columns. */
export const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** Rows as aligned columns, two spaces between. */
export function columns(rows: readonly (readonly string[])[], indent = '  '): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((r) => widthOf(r[i] ?? ''))));
  return rows
    .map((r) =>
      `${indent}${r.map((cell, i) => (i === r.length - 1 ? cell : padded(cell, widths[i] ?? 0))).join('  ')}`.trimEnd(),
    )
    .join('\n');
}

/** A progress line. On a terminal it moves in place; elsewhere it speaks at every tenth. */
export interface Progress {
  at(done: number, of: number, note?: string): void;
  /** End the line, with a last word. */
  end(text?: string): void;
}

/** Progress of one piece of work, on a stream (standard error unless said). */
export function progress(title: string, out: NodeJS.WriteStream = process.stderr): Progress {
  let tenth = -1;
  let shown = 0;
  const bar = (share: number) =>
    `${'█'.repeat(Math.round(share * 24))}${'░'.repeat(24 - Math.round(share * 24))}`;
  return {
    at(done, of, note = '') {
      const share = of > 0 ? Math.min(1, done / of) : 1;
      if (out.isTTY) {
        const now = Date.now();
        if (share < 1 && now - shown < 80) return;
        shown = now;
        out.write(`\r${title} ${bar(share)} ${String(Math.floor(share * 100)).padStart(3)}% ${note}\x1b[K`);
        return;
      }
      const step = Math.floor(share * 10);
      if (step === tenth) return;
      tenth = step;
      out.write(`${title} ${step * 10}% ${note}\n`);
    },
    end(text) {
      if (out.isTTY) out.write('\r\x1b[K');
      if (text) out.write(`${title} ${text}\n`);
    },
  };
}
