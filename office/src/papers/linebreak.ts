/**
 * Chinese line breaking and justification, pure and without units: one full-width cell is 1.
 *
 * Rules (GB/T 15834-2011 §5.1; GB/T 9704-2012 §5.2.3): no closing mark, stop or unit sign opens a line; no opening
 * mark ends one; ——, ……, words, figures with their unit and 〔2026〕3号 are never torn apart. A line that would miss
 * the measure is first tightened at its punctuation by up to half a cell a mark, otherwise drawn out evenly.
 */

/** A stretch of text in one style. The style is opaque here; it is handed to `measure` and to the cells. */
export interface Span {
  readonly text: string;
  readonly style?: string;
}

/** One glyph cell or one unbreakable word, placed. `x` is the left edge from the left of the measure. */
export interface Cell {
  readonly text: string;
  readonly style?: string;
  readonly x: number;
  /** Width set aside for the cell, tightening included. */
  readonly width: number;
  /** How far the ink is moved left of `x` because an opening mark gave up its empty left half. */
  readonly trim: number;
}

/** One set line. The texts of all lines joined give the input back. */
export interface Line {
  readonly text: string;
  readonly cells: readonly Cell[];
  /** Where the line ends, indent included, trailing spaces not. */
  readonly end: number;
}

export interface BreakOptions {
  /** The measure in cells, e.g. 28. */
  readonly width: number;
  /** Indent of the first line, in cells. */
  readonly first?: number;
  /** Indent of the following lines, in cells. */
  readonly rest?: number;
  /** Width in cells of a word that is not full width. Called with a whole word, so kerning can count. */
  readonly measure: (text: string, style?: string) => number;
  /** Do not draw lines out to the measure (tables, captions). */
  readonly ragged?: boolean;
}

const CLOSING = '，。、；：！？）》〉」』】〕］｝”’';
const OPENING = '（《〈「『【〔［｛“‘';
/** Marks whose empty half may be given up. Centred marks (：；！？) keep theirs. */
const TIGHT_RIGHT = new Set('，。、）》〉」』】〕］｝”’');
const TIGHT_LEFT = new Set(OPENING);
const NO_START = new Set(`${CLOSING}·～…‥％‰℃°′″々〻ー-)]},.;:!?%`);
const NO_END = new Set(`${OPENING}([{￥¥＄$£№`);
const UNITS = new Set('年月日号时分秒条款项章节页份件人元万亿个名次户度％%‰℃');
const SPACE = /^[ \u3000\u00a0]$/u;
const WIDE = /^[\p{Script=Han}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6“”‘’…①-⓿㈠-㏿〇]$/u;
const ASCII = /^[!-~\u00a1-\u024f\u2010-\u2013\u2150-\u218f]$/u;
const FIGURE = /^\d[\d.,:/-]*$/;
/** A line is never drawn out by more than this much between two cells; it stays ragged instead. */
const MOST_STRETCH = 0.3;

interface Token extends Span {
  readonly width: number;
  readonly shrink: number;
  readonly space: boolean;
}

/** Cuts spans into cells and words, each measured. */
function tokenize(spans: readonly Span[], options: BreakOptions): Token[] {
  const tokens: Token[] = [];
  const push = (text: string, style: string | undefined, width: number) => {
    const shrink = TIGHT_RIGHT.has(text) || TIGHT_LEFT.has(text) ? 0.5 : 0;
    tokens.push({ text, style, width, shrink, space: SPACE.test(text) });
  };
  for (const { text, style } of spans) {
    const chars = [...text];
    for (let i = 0; i < chars.length; ) {
      const char = chars[i] as string;
      if (ASCII.test(char)) {
        let word = char;
        while (i + 1 < chars.length && ASCII.test(chars[i + 1] as string)) word += chars[++i];
        i++;
        for (const part of cutWord(word, style, options)) push(part, style, options.measure(part, style));
      } else if (char === '—' || char === '…') {
        let run = char;
        while (chars[i + run.length] === char && run.length < 2) run += char;
        i += run.length;
        push(run, style, run.length);
      } else {
        i++;
        const half = char === '·' || char === '\u00a0';
        push(char, style, half ? 0.5 : WIDE.test(char) ? 1 : options.measure(char, style));
      }
    }
  }
  return tokens;
}

/** A word stays whole; an address is cut after its signs, and what is longer than a line wherever it must be. */
function cutWord(word: string, style: string | undefined, options: BreakOptions): string[] {
  const parts = word.length > 16 ? (word.match(/[^/?&=._-]*[/?&=._-]+|[^/?&=._-]+$/g) ?? [word]) : [word];
  const room = options.width - Math.max(options.first ?? 0, options.rest ?? 0);
  return parts.flatMap((part) => {
    if (options.measure(part, style) <= room) return [part];
    const out: string[] = [];
    let piece = '';
    for (const char of part) {
      if (piece && options.measure(piece + char, style) > room) {
        out.push(piece);
        piece = '';
      }
      piece += char;
    }
    return [...out, piece];
  });
}

/** Whether a line may end between two neighbouring texts. */
export function mayBreakBetween(before: string, after: string): boolean {
  if (SPACE.test(after)) return false;
  const last = [...before].at(-1) ?? '';
  const first = [...after][0] ?? '';
  const wordJoin = before.length > 1 && ASCII.test(last) && /[/?&=._-]$/.test(before);
  if (NO_START.has(first) && !(wordJoin && ASCII.test(first))) return false;
  if (NO_END.has(last)) return false;
  if (FIGURE.test(before) && UNITS.has(first)) return false;
  if ((last === '〕' || last === '第') && FIGURE.test(after)) return false;
  return true;
}

/** Whether the text may open a line at all (used for tests and for titles). */
export const mayOpenLine = (text: string): boolean => !NO_START.has([...text][0] ?? '');
/** Whether the text may end a line. */
export const mayEndLine = (text: string): boolean => !NO_END.has([...text].at(-1) ?? '');

/**
 * Sets text in lines of `options.width` cells. Text without any legal break within a line is broken where it must be.
 * An empty text gives no line.
 */
export function breakLines(input: string | readonly Span[], options: BreakOptions): Line[] {
  const tokens = tokenize(typeof input === 'string' ? [{ text: input }] : input, options);
  const lines: Line[] = [];
  for (let start = 0; start < tokens.length; ) {
    const indent = lines.length === 0 ? (options.first ?? 0) : (options.rest ?? 0);
    const end = lineEnd(tokens, start, options.width - indent);
    lines.push(setLine(tokens.slice(start, end), indent, options, end === tokens.length));
    start = end;
  }
  return lines;
}

/** The index after the line's last token. */
function lineEnd(tokens: readonly Token[], start: number, room: number): number {
  let width = 0;
  let shrink = 0;
  let trailing = 0;
  let loose = -1;
  let looseSlack = 0;
  let tight = -1;
  let tightNeed = 0;
  for (let i = start; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    if (token.space) trailing += token.width;
    else {
      width += trailing + token.width;
      trailing = 0;
      shrink += token.shrink;
    }
    if (width - shrink > room + 1e-9 && i > start) break;
    const next = tokens[i + 1];
    if (next && !mayBreakBetween(token.text, next.text)) continue;
    if (width <= room + 1e-9) {
      loose = i + 1;
      looseSlack = room - width;
    } else {
      tight = i + 1;
      tightNeed = width - room;
      if (tightNeed > 0.5) break;
    }
  }
  if (loose === tokens.length) return loose;
  if (tight > 0 && (tightNeed <= 0.5 + 1e-9 || loose < 0 || looseSlack > 2)) return tight;
  if (loose > 0) return loose;
  return forcedEnd(tokens, start, room);
}

/** No legal break fits: fill the line. A mark that may not open the next line takes its neighbour along if it can. */
function forcedEnd(tokens: readonly Token[], start: number, room: number): number {
  let width = 0;
  let end = start;
  for (let i = start; i < tokens.length; i++) {
    width += (tokens[i] as Token).width;
    if (width > room + 1e-9 && i > start) break;
    end = i + 1;
  }
  return end;
}

/** Places the tokens of one line, tightening or drawing out to the measure. */
function setLine(tokens: readonly Token[], indent: number, options: BreakOptions, last: boolean): Line {
  const room = options.width - indent;
  let count = tokens.length;
  while (count > 0 && (tokens[count - 1] as Token).space) count--;
  const set = tokens.slice(0, count);
  const natural = set.reduce((sum, t) => sum + t.width, 0);
  const give = set.map(() => 0);
  let need = natural - room;
  if (need > 0) {
    const take = (i: number, most: number) => {
      const amount = Math.min(most, (set[i] as Token).shrink - (give[i] as number), need);
      if (amount > 0) {
        give[i] = (give[i] as number) + amount;
        need -= amount;
      }
    };
    if (TIGHT_RIGHT.has(set[count - 1]?.text ?? '')) take(count - 1, 0.5);
    const able = set.reduce((sum, t, i) => sum + t.shrink - (give[i] as number), 0);
    const share = able > 0 ? Math.min(1, need / able) : 0;
    for (let i = 0; i < count; i++) take(i, ((set[i] as Token).shrink - (give[i] as number)) * share);
  }
  const gaps = count - 1;
  const slack = room - natural;
  const even = !last && !options.ragged && slack > 1e-9 && gaps > 0 ? slack / gaps : 0;
  const step = even > MOST_STRETCH ? 0 : even;
  const cells: Cell[] = [];
  let x = indent;
  set.forEach((token, i) => {
    const width = token.width - (give[i] as number);
    const trim = TIGHT_LEFT.has(token.text) ? (give[i] as number) : 0;
    cells.push({ text: token.text, style: token.style, x, width, trim });
    x += width + (i < gaps ? step : 0);
  });
  return { text: tokens.map((t) => t.text).join(''), cells, end: x };
}
