/**
 * Balanced lines for titles, organ marks and long organ names (GB/T 9704-2012 §7.3.1): broken where the sense allows,
 * in the shape of a trapezoid or a lozenge, never as an hourglass.
 */
import { breakLines, mayBreakBetween } from './linebreak.ts';

const words = new Intl.Segmenter('zh-CN', { granularity: 'word' });
/** Words that lean on what stands before them. */
const LEANS_BACK = new Set(['的', '地', '得', '了', '等', '之']);
/** Words that lean on what follows. */
const LEANS_ON = new Set(['和', '与', '及', '或', '对', '在', '为', '第', '以及', '向', '由', '不', '非']);
/** Terms that a reader takes in as one and a line end must not divide. */
const TERMS =
  /(行政)?规范性文件|人民政府|人民代表大会|常务委员会|管理委员会|办公室|重大行政决策|合法性审[核查]|公平竞争审查|行政(许可|处罚|强制|复议|诉讼|执法|审批|裁决|应诉|协议|检查)|政府信息公开|营商环境|征求意见|机动车|法治政府|数字政府|印发|公布|废止|修改|会议(审议|讨论)?通过/g;

/** Short endings that must not stand alone on a line. */
const SHORT_END = 3;

interface Unit {
  readonly text: string;
  readonly width: number;
  /** Cost of ending a line after this unit; Infinity where it is forbidden. */
  readonly after: number;
}

/** Cuts a title into units with the cost of breaking after each. */
function units(title: string, measure: (text: string) => number): Unit[] {
  const texts: string[] = [];
  const inside = new Set<number>();
  for (const term of title.matchAll(TERMS)) {
    for (let i = term.index + 1; i < term.index + term[0].length; i++) inside.add(i);
  }
  for (const { segment, index } of words.segment(title)) {
    const before = texts.at(-1);
    const single =
      /^\p{Script=Han}$/u.test(segment) && !LEANS_ON.has(segment) && /\p{Script=Han}$/u.test(before ?? '');
    const torn = inside.has(index);
    const glued =
      before !== undefined &&
      (single || torn || LEANS_BACK.has(segment) || !mayBreakBetween(before, segment));
    if (glued) texts[texts.length - 1] = before + segment;
    else texts.push(segment);
  }
  let depth = 0;
  return texts.map((text, i) => {
    for (const char of text) depth += '《“'.includes(char) ? 1 : '》”'.includes(char) ? -1 : 0;
    const next = texts[i + 1] ?? '';
    let after = 9;
    if (/[省市县区州盟旗]$/.test(text) && next.startsWith('人民政府')) after = 24;
    if (depth > 0) after += 17;
    else if (/[》，、；：。）]$/.test(text) || /^[《（]/.test(next) || /[\s\u3000]$/.test(text)) after = 1;
    else if (next.startsWith('关于') || /^(印发|公布|发布|批转|转发)$/.test(text)) after = 2;
    if (/的$/.test(text)) after += 2;
    if (LEANS_ON.has(text)) after += 30;
    if (LEANS_ON.has(next) && after > 4) after -= 3;
    return { text, width: measure(text), after };
  });
}

/**
 * Breaks a title into balanced lines of at most `most` cells.
 * @param measure width in cells of a piece of text; full-width characters are 1
 * @returns the lines; joined they give the title back, but for line-end spaces
 */
export function titleLines(title: string, most: number, measure: (text: string) => number): string[] {
  const forced = title.split('\n');
  if (forced.length > 1) return forced.flatMap((line) => titleLines(line, most, measure));
  const total = measure(title);
  if (total <= most) return [title];
  const parts = units(title, measure);
  const least = Math.ceil(total / most);
  let best: { lines: string[]; cost: number } | undefined;
  for (const count of [least, least + 1]) {
    const found = arrange(parts, count, most, total / count);
    if (found && (!best || found.cost + (count - least) * 40 < best.cost)) {
      best = { lines: found.lines, cost: found.cost + (count - least) * 40 };
    }
  }
  return best?.lines ?? breakLines(title, { width: most, measure, ragged: true }).map((line) => line.text);
}

/** The cheapest way to set the units in exactly `count` lines. Titles are short: the search is exhaustive with a bound. */
function arrange(parts: readonly Unit[], count: number, most: number, mean: number) {
  let best: { lines: string[]; cost: number } | undefined;
  const walk = (from: number, widths: number[], lines: string[], cost: number) => {
    if (best && cost >= best.cost) return;
    if (from === parts.length) {
      if (lines.length !== count) return;
      const whole = cost + shape(widths);
      if (!best || whole < best.cost) best = { lines, cost: whole };
      return;
    }
    if (lines.length === count) return;
    let width = 0;
    let text = '';
    for (let i = from; i < parts.length; i++) {
      const part = parts[i] as Unit;
      width += part.width;
      if (width > most + 1e-9) break;
      text += part.text;
      const end = i + 1 === parts.length;
      const extra = (width - mean) ** 2 * 0.6 + (end ? 0 : part.after) + (end && width < SHORT_END ? 60 : 0);
      walk(i + 1, [...widths, width], [...lines, text.replace(/[\s\u3000]+$/, '')], cost + extra);
    }
  };
  walk(0, [], [], 0);
  return best;
}

/** What the outline costs: an hourglass much, a block a little. */
function shape(widths: readonly number[]): number {
  let cost = 0;
  for (let i = 1; i + 1 < widths.length; i++) {
    const [a, b, c] = [widths[i - 1], widths[i], widths[i + 1]] as [number, number, number];
    if (b < a && b < c) cost += 50;
  }
  return cost;
}
