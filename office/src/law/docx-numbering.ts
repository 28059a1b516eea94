/** Numbers that Word counts itself (第一条, （一）, 1.) and does not write into the text: counted again here. */
import { parseXml } from './docx-xml.ts';

/** The numbering of one document; keeps count while its paragraphs are read in order. */
export interface Numbering {
  /** The number printed before a paragraph, with nothing behind it; empty: none. */
  numberOf(numId: string | null, level: number, style: string | null): string;
}

interface Level {
  start: number;
  format: string;
  text: string;
}

const DIGITS = '〇一二三四五六七八九';

/** A number in Chinese, up to 9999: 21 → 二十一. */
export function inHan(n: number): string {
  if (n < 10) return n === 0 ? '零' : (DIGITS[n] as string);
  if (n < 20) return `十${n === 10 ? '' : DIGITS[n - 10]}`;
  const units = ['', '十', '百', '千'];
  let out = '';
  const digits = [...String(n)].map(Number);
  for (const [i, d] of digits.entries()) {
    if (d > 0) out += DIGITS[d] + (units[digits.length - 1 - i] as string);
    else if (digits.slice(i + 1).some((x) => x > 0) && !out.endsWith('零')) out += '零';
  }
  return out;
}

function written(n: number, format: string): string {
  switch (format) {
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'japaneseCounting':
    case 'taiwaneseCountingThousand':
    case 'ideographTraditional':
      return inHan(n);
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return n <= 20 ? String.fromCodePoint(0x245f + n) : String(n);
    case 'decimalFullWidth':
      return String(n).replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));
    case 'upperLetter':
    case 'lowerLetter': {
      const letter = String.fromCharCode(65 + ((n - 1) % 26));
      return format === 'upperLetter' ? letter : letter.toLowerCase();
    }
    case 'none':
    case 'bullet':
      return '';
    default:
      return String(n);
  }
}

type Attrs = Readonly<Record<string, string>>;

const WORD = { 'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w' };

function parse(xml: string, open: (name: string, attrs: Attrs) => void, close: (name: string) => void): void {
  try {
    parseXml(xml, WORD, { open, close });
  } catch {
    // A numbering that cannot be read leaves the paragraphs without numbers; the text itself is read all the same.
  }
}

/** Read numbering and styles of a document; null: it has none. */
export function readNumbering(numbering: string | null, styles: string | null): Numbering {
  const abstracts = new Map<string, Map<number, Level>>();
  const nums = new Map<string, { abstract: string; starts: Map<number, number> }>();
  let abstract = '';
  let num = '';
  let at: Level | null = null;
  let override = -1;
  parse(
    numbering ?? '<x/>',
    (name, attrs) => {
      const val = attrs['w:val'] ?? '';
      if (name === 'w:abstractNum') {
        abstract = attrs['w:abstractNumId'] ?? '';
        abstracts.set(abstract, new Map());
      } else if (name === 'w:num') {
        num = attrs['w:numId'] ?? '';
        abstract = '';
        nums.set(num, { abstract: '', starts: new Map() });
      } else if (name === 'w:abstractNumId') {
        const of = nums.get(num);
        if (of) of.abstract = val;
      } else if (name === 'w:lvlOverride') override = Number(attrs['w:ilvl'] ?? -1);
      else if (name === 'w:startOverride' && override >= 0) nums.get(num)?.starts.set(override, Number(val));
      else if (name === 'w:lvl' && abstract) {
        at = { start: 1, format: 'decimal', text: '' };
        abstracts.get(abstract)?.set(Number(attrs['w:ilvl'] ?? 0), at);
      } else if (name === 'w:start' && at) at.start = Number(val);
      else if (name === 'w:numFmt' && at) at.format = val;
      else if (name === 'w:lvlText' && at) at.text = val;
    },
    (name) => {
      if (name === 'w:lvl') at = null;
      if (name === 'w:lvlOverride') override = -1;
    },
  );
  const styled = new Map<string, { numId: string; level: number }>();
  let style = '';
  parse(
    styles ?? '<x/>',
    (name, attrs) => {
      if (name === 'w:style') style = attrs['w:styleId'] ?? '';
      const of = styled.get(style) ?? { numId: '', level: 0 };
      if (name === 'w:numId' && style) styled.set(style, { ...of, numId: attrs['w:val'] ?? '' });
      if (name === 'w:ilvl' && style) styled.set(style, { ...of, level: Number(attrs['w:val'] ?? 0) });
    },
    (name) => {
      if (name === 'w:style') style = '';
    },
  );
  const counts = new Map<string, number[]>();
  return {
    numberOf(numId, level, styleId) {
      const byStyle = styleId ? styled.get(styleId) : undefined;
      const id = numId ?? byStyle?.numId;
      // 0 takes the number of the style away.
      if (!id || id === '0') return '';
      const depth = numId === null && byStyle ? byStyle.level : level;
      const of = nums.get(id);
      const levels = of && abstracts.get(of.abstract);
      const own = levels?.get(depth);
      if (!of || !levels || !own) return '';
      const key = of.starts.size ? id : `abstract ${of.abstract}`;
      const now = counts.get(key) ?? [];
      counts.set(key, now);
      now.length = Math.max(now.length, depth + 1);
      const start = of.starts.get(depth) ?? own.start;
      now[depth] = now[depth] === undefined ? start : (now[depth] as number) + 1;
      now.length = depth + 1;
      return own.text.replace(/%(\d)/g, (_, n: string) => {
        const which = levels.get(Number(n) - 1);
        return which ? written(now[Number(n) - 1] ?? which.start, which.format) : '';
      });
    },
  };
}
