/** Texts as they are compared: one form for every way to write the same letter. */
import { Converter } from 'opencc-js/t2cn';

/** One letter in the form it is compared in, but for traditional characters. */
function plainForm(c: string): string {
  const code = c.charCodeAt(0);
  if ('〔［（(【'.includes(c)) return '[';
  if ('〕］）)】'.includes(c)) return ']';
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0).toLowerCase();
  const lower = c.toLowerCase();
  return lower.length === 1 ? lower : c;
}

let table: Uint16Array | undefined;

/** For each UTF-16 unit the one it is compared as; made once. */
function folding(): Uint16Array {
  if (table) return table;
  const made = new Uint16Array(65_536);
  const simple = Converter({ from: 't', to: 'cn' });
  for (let code = 0; code < 65_536; code++) {
    let to = plainForm(String.fromCharCode(code));
    if ((code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff)) to = simple(to);
    made[code] = to.length === 1 ? to.charCodeAt(0) : code;
  }
  // Blanks of every kind are one.
  for (const blank of [0x09, 0x0a, 0x0d, 0xa0, 0x3000]) made[blank] = 0x20;
  table = made;
  return made;
}

/**
 * A text for comparison, unit by unit of the same length: traditional characters as simplified ones, full-width forms
 * as half-width, every bracket of a year as [ ], lower case.
 */
export function foldLaw(text: string): string {
  const to = folding();
  const units = new Array<number>(Math.min(text.length, 8192));
  let out = '';
  for (let at = 0; at < text.length; at += 8192) {
    const n = Math.min(8192, text.length - at);
    units.length = n;
    for (let i = 0; i < n; i++) units[i] = to[text.charCodeAt(at + i)] as number;
    out += String.fromCharCode.apply(null, units);
  }
  return out;
}

/** Is this unit a Chinese character (of the basic plane)? */
export const isHan = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf);
