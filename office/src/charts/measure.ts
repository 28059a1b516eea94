/** Width of Chinese and Latin text without a screen, and line breaking by the rules of Chinese setting. */

const NO_START = new Set('，。、；：？！”’）》」』】…％%,.;:?!)');
const NO_END = new Set('“‘（《「『【(');
const RUNS = /“?\d+(?:个工作日|个月|小时|日|年|项|次)(?:内|后|起|届满)?|[A-Za-z0-9.+-]+/gu;
const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** Pieces that a line is not broken inside: words, and numbers with their units. */
function pieces(text: string): string[] {
  const out: string[] = [];
  let at = 0;
  const plain = (part: string) => {
    for (const { segment } of words.segment(part)) out.push(segment);
  };
  for (const run of text.matchAll(RUNS)) {
    plain(text.slice(at, run.index));
    out.push(run[0]);
    at = run.index + run[0].length;
  }
  plain(text.slice(at));
  return out;
}

/** Width of one character in em. */
function em(char: string): number {
  const code = char.codePointAt(0) as number;
  if (code >= 0x2e80 || '“”‘’…—·'.includes(char) || (code >= 0x2460 && code <= 0x24ff)) return 1;
  if (char === ' ') return 0.3;
  return /[A-Z0-9MWmw]/.test(char) ? 0.64 : 0.56;
}

/** Width of a text in px at a font size, as an upper bound. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const char of text) width += em(char);
  return width * size;
}

function greedy(tokens: readonly string[], width: number, size: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const token of tokens) {
    if (line === '' || textWidth(line + token, size) <= width) {
      line += token;
      continue;
    }
    let carry = token;
    if (NO_START.has(token[0] as string) || NO_END.has(line.at(-1) as string)) {
      // A closing mark goes with the word before it, an opening mark with the word after it.
      let cut = line.length;
      do cut--;
      while (cut > 1 && (NO_START.has(line[cut] as string) || NO_END.has(line[cut - 1] as string)));
      if (cut > 0) {
        carry = line.slice(cut) + token;
        line = line.slice(0, cut);
      }
    }
    lines.push(line);
    line = carry;
  }
  if (line) lines.push(line);
  return lines;
}

/** Break a text into lines no wider than `width` px, evenly filled, with no closing mark at the start of a line. */
export function wrap(text: string, width: number, size: number): string[] {
  // A word wider than the line is broken all the same.
  const tokens = pieces(text).flatMap((p) => (textWidth(p, size) > width ? [...p] : [p]));
  const lines = greedy(tokens, width, size);
  if (lines.length < 2) return lines;
  const even = (parts: readonly string[]): string[] | undefined => {
    for (
      let narrower = Math.ceil(textWidth(text, size) / lines.length);
      narrower < width + size / 2;
      narrower += size / 2
    ) {
      const found = greedy(parts, Math.min(narrower, width), size);
      if (found.length === lines.length && found.every((l) => textWidth(l, size) <= width)) return found;
    }
    return undefined;
  };
  // Items of a list stay whole where that costs no line.
  const items = text.split(/(?<=、)/u);
  return (items.length > 1 && even(items)) || even(tokens) || lines;
}

/** A whole number from 1 to 20 in a circle: ①; beyond that in brackets. */
export const circled = (n: number): string =>
  n >= 1 && n <= 20 ? String.fromCodePoint(0x245f + n) : `（${n}）`;
