/** Width of Chinese and Latin text without a screen, and line breaking by the rules of Chinese setting. */

const NO_START = new Set('，。、；：？！”’）》」』】…％%,.;:?!)');
const NO_END = new Set('“‘（《「『【(');
const TOKENS = /\d+(?:个工作日|个月|小时|日|年|项|次)|[A-Za-z0-9.+-]+|./gsu;

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
  const tokens = text.match(TOKENS) ?? [];
  const lines = greedy(tokens, width, size);
  if (lines.length < 2) return lines;
  for (let narrower = Math.ceil(textWidth(text, size) / lines.length); narrower < width; narrower += size / 2) {
    const even = greedy(tokens, narrower, size);
    if (even.length === lines.length && even.every((l) => textWidth(l, size) <= width)) return even;
  }
  return lines;
}

/** A whole number from 1 to 20 in a circle: ①; beyond that in brackets. */
export const circled = (n: number): string => (n >= 1 && n <= 20 ? String.fromCodePoint(0x245f + n) : `（${n}）`);
