/** Numbers inside folded texts, found the same in either script: 五十七条 = 57条, 三万元 = 3万元 = 30000元. */

const DIGIT: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const UNIT: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 };

/** Value of a number in digits, Chinese numerals or both (5万); null where it is none. */
export function numberValue(written: string): number | null {
  if (/^\d+$/.test(written)) return Number(written);
  if (/^[〇零一二两三四五六七八九]+$/.test(written)) {
    return Number([...written].map((c) => DIGIT[c]).join(''));
  }
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  for (const [part] of written.matchAll(/\d+(?:\.\d+)?|[^\d]/g)) {
    const unit = UNIT[part];
    if (unit === undefined) {
      digit = /^\d/.test(part) ? Number(part) : (DIGIT[part] ?? null);
      if (digit === null) return null;
    } else if (unit >= 10_000) {
      total = (total + section + (digit ?? (section === 0 ? 1 : 0))) * unit;
      section = 0;
      digit = null;
    } else {
      section += (digit ?? 1) * unit;
      digit = null;
    }
  }
  return total + section + (digit ?? 0);
}

/** Units after a number that make it worth finding, each with the form under which it is found. */
const MEASURES: Readonly<Record<string, string>> = {
  条: '条',
  款: '款',
  项: '项',
  章: '章',
  节: '节',
  编: '编',
  号: '号',
  天: '日',
  日: '日',
  个工作日: '日',
  工作日: '日',
  月: '月',
  个月: '月',
  年: '年',
  周岁: '岁',
  岁: '岁',
  小时: '时',
  元: '元',
  倍: '倍',
  人: '人',
  次: '次',
  户: '户',
  吨: '吨',
  亩: '亩',
  '%': '%',
  米: '米',
  公里: '里',
  克: '克',
};
const NUMBER =
  /((?:\d+(?:\.\d+)?|[〇零一二两三四五六七八九十百千])[〇零一二两三四五六七八九十百千万亿\d]*)(个工作日|工作日|个月|周岁|小时|公里|[条款项章节编号天日月年岁元倍人次户吨亩米克%])(之[一二三四五六七八九十\d]+)?/gu;

/** A number with its unit as a term, and where it stands. */
export interface NumberFound {
  /** `57条`, `12-1条`, `30000元`, `20日`. */
  readonly term: string;
  readonly from: number;
  readonly to: number;
}

/** Numbers with a unit in a folded text. */
export function numbersIn(folded: string): NumberFound[] {
  const found: NumberFound[] = [];
  for (const m of folded.matchAll(NUMBER)) {
    const value = numberValue(m[1] as string);
    if (value === null) continue;
    const unit = MEASURES[m[2] as string] as string;
    const inserted = unit === '条' && m[3] ? numberValue(m[3].slice(1)) : null;
    const to = m.index + m[0].length - (m[3] && inserted === null ? m[3].length : 0);
    found.push({ term: `${value}${inserted ? `-${inserted}` : ''}${unit}`, from: m.index, to });
  }
  return found;
}

/** A document number in any brackets: the term that it is found under, without the organ's mark. */
const DOC_NUMBER = /\[((?:19|20)\d{2})\]\s*第?0*(\d+)号/gu;
/** An order's number: 令第240号, 第240号令, 240号令. */
const ORDER = /令第?([〇零一二三四五六七八九十百千\d]+)号|第?([〇零一二三四五六七八九十百千\d]+)号令/gu;

/** Numbers of documents and orders in a folded text: `#[2022]7号`, `#令240号`. */
export function documentNumbersIn(folded: string): NumberFound[] {
  const found: NumberFound[] = [];
  for (const m of folded.matchAll(DOC_NUMBER))
    found.push({ term: `#[${m[1]}]${m[2]}号`, from: m.index, to: m.index + m[0].length });
  for (const m of folded.matchAll(ORDER)) {
    const value = numberValue((m[1] ?? m[2]) as string);
    if (value !== null) found.push({ term: `#令${value}号`, from: m.index, to: m.index + m[0].length });
  }
  return found;
}

const NUMERALS = '零一二三四五六七八九';
/** A whole number below 10,000 in Chinese numerals: 57 → 五十七, 105 → 一百零五. */
export function inChinese(n: number): string {
  if (n < 10) return NUMERALS[n] ?? '';
  const parts = [...String(n)].map(Number);
  let out = '';
  parts.forEach((d, i) => {
    const unit = ['', '十', '百', '千'][parts.length - 1 - i] ?? '';
    if (d > 0) out += `${NUMERALS[d]}${unit}`;
    else if (parts.slice(i + 1).some((x) => x > 0) && !out.endsWith('零')) out += '零';
  });
  return n >= 10 && n < 20 ? out.slice(1) : out;
}
