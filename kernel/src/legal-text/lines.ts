/** A source as lines: blanks and Markdown marks taken off, so that only the law's own characters are left. */

/** A line that says something. */
export interface SourceLine {
  /** From 1. */
  readonly line: number;
  /** Without blanks around it and without Markdown marks. */
  readonly text: string;
  /** How many `#` stood before it; 0: none. */
  readonly depth: number;
}

/** A source divided. */
export interface SourceLines {
  readonly lines: readonly SourceLine[];
  /** All lines, blank ones too. */
  readonly total: number;
  /** Lines of blanks or marks only. */
  readonly blank: number;
  /** How many of `lines` stand before the mark that ends the head, where the source has that mark. */
  readonly head?: number;
}

const BLANKS = '[\\s\\u3000\\u00a0\\u200b-\\u200d\\u2060\\ufeff]';
const AROUND = new RegExp(`^${BLANKS}+|${BLANKS}+$`, 'gu');
const ANY = new RegExp(BLANKS, 'gu');

/** Without blanks on either side, invisible ones included. */
export const trimmed = (text: string): string => text.replace(AROUND, '');

/** Without any blank. */
export const unspaced = (text: string): string => text.replace(ANY, '');

/** Without the blanks that only space Chinese characters apart (总　则 → 总则). */
export const closed = (text: string): string =>
  trimmed(text).replace(
    /(?<=[\p{Script=Han}、，。（）《》])[\s　\u00a0\u200b]+(?=[\p{Script=Han}、，。（）《》])/gu,
    '',
  );

const COMMENT = /^<!--.*-->$/;
const RULE = /^(?:\|?\s*:?-{3,}:?\s*)+\|?$|^([*_-])(?:\s*\1){2,}$/;

/** One line without its Markdown marks; null where nothing else is in it. */
function unmarked(raw: string, markdown: boolean): { text: string; depth: number } | null {
  let text = trimmed(raw);
  if (!text || COMMENT.test(text)) return null;
  if (!markdown) return { text, depth: 0 };
  if (RULE.test(text)) return null;
  const heading = /^(#{1,6})(?!#)/.exec(text);
  const depth = heading?.[1]?.length ?? 0;
  text = trimmed(
    text
      .slice(depth)
      .replace(/^(?:>\s*)+/, '')
      .replace(/^[-*+]\s+/, '')
      .replaceAll('**', ''),
  );
  return text ? { text, depth } : null;
}

/** Whether a source is Markdown: by its name, or by a heading at its beginning. */
export const isMarkdown = (source: string, name: string): boolean =>
  /\.(md|markdown)$/i.test(name) || /^\ufeff?\s*#{1,6}\s/.test(source);

/** Divide a source into lines. */
export function sourceLines(source: string, markdown: boolean): SourceLines {
  const all = source.replace(/\r\n?|[\f\u2028\u2029]/g, '\n').split('\n');
  if (all.at(-1) === '') all.pop();
  const lines: SourceLine[] = [];
  let head: number | undefined;
  for (const [i, raw] of all.entries()) {
    if (/^\s*<!--\s*INFO END\s*-->\s*$/.test(raw)) head ??= lines.length;
    const found = unmarked(raw, markdown);
    if (found) lines.push({ line: i + 1, ...found });
  }
  return {
    lines,
    total: all.length,
    blank: all.length - lines.length,
    ...(head !== undefined && { head }),
  };
}
