/** Numbers as texts of law write them: 五十七, 57, ５７. */

const DIGIT: Readonly<Record<string, number>> = {
  〇: 0,
  '○': 0,
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
const UNIT: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** The number that is written, 0 to 9999; null where it is none. 二〇二一 counts digit by digit. */
export function numberOf(written: string): number | null {
  const plain = written
    .replace(/[\s　]/g, '')
    .replace(/[０-９]/g, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0));
  if (/^\d{1,4}$/.test(plain)) return Number(plain);
  if (!/^[〇○零一二两三四五六七八九十百千]+$/.test(plain)) return null;
  if (!/[十百千]/.test(plain))
    return plain.length > 4 ? null : Number([...plain].map((c) => DIGIT[c]).join(''));
  let sum = 0;
  let digit: number | null = null;
  for (const c of plain) {
    const unit = UNIT[c];
    if (unit === undefined) digit = DIGIT[c] as number;
    else {
      sum += (digit ?? 1) * unit;
      digit = null;
    }
  }
  return sum + (digit ?? 0);
}

/** Order of two article numbers in digits, as `Array.sort` wants it: 12 < 12-1 < 13. */
export function byArticle(a: string, b: string): number {
  const [x, y] = [a, b].map((n) => n.split('-').map(Number)) as [number[], number[]];
  return (x[0] ?? 0) - (y[0] ?? 0) || (x[1] ?? 0) - (y[1] ?? 0);
}
