/**
 * The two numbers a government document carries: index number 索引号 (openness catalogue) and document number 发文字号.
 * Read forgivingly, checked strictly, returned in one normal form.
 */
import { checkOrganisationCode, checkUscc, type DemoPolicy, type Refused } from './identifiers.ts';

/** A valid index number. Unique per organ, year and serial; two issuing organs may each give one. */
export interface IndexNumber {
  readonly ok: true;
  /** Normal form, e.g. `11220200013513606F/2022-02254`. */
  readonly text: string;
  /** `uscc` present form; `organisation` the older nine-character form; `opaque` 21 digits of other provinces. */
  readonly form: 'uscc' | 'organisation' | 'opaque';
  /** Code of the organ; absent in the opaque form. */
  readonly holder?: string;
  readonly year?: number;
  /** Serial with its leading zeros: widths differ between publishers (5 to 7 digits). */
  readonly serial?: string;
}

/** Check an index number: the organ's code with its check characters, year, serial. */
export function checkIndexNumber(text: string, policy: DemoPolicy = {}): IndexNumber | Refused {
  const code = text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .toUpperCase()
    .replace(/[—–−‐]/g, '-');
  if (/^\d{21}$/.test(code)) return { ok: true, text: code, form: 'opaque' };
  const parts = /^([0-9A-Z]{18}|[0-9A-Z]{8}-?[0-9A-Z])\/(\d{4})-(\d{5,7})$/.exec(code);
  if (!parts)
    return {
      ok: false,
      code: 'shape',
      message: '索引号应为“机关的18位统一社会信用代码/四位年份-五至七位流水号”，请核对。',
    };
  const [, organ = '', year = '', serial = ''] = parts;
  const long = organ.length === 18;
  const holder = long ? checkUscc(organ, policy) : checkOrganisationCode(organ, policy);
  if (!holder.ok) return { ...holder, message: `索引号中的机关代码有误：${holder.message}` };
  if (Number(year) < 1949)
    return { ok: false, code: 'year', message: `索引号中的年份${year}早于1949年，请核对。` };
  return {
    ok: true,
    text: `${holder.code}/${year}-${serial}`,
    form: long ? 'uscc' : 'organisation',
    holder: holder.code,
    year: Number(year),
    serial,
  };
}

/** A valid document number. */
export interface DocumentNumber {
  readonly ok: true;
  /** Normal form, e.g. `吉市发〔2022〕7号` or `吉林市人民政府令第240号`. */
  readonly text: string;
  /** `letter` ordinary documents; `order` orders (令), which are numbered through without a year. */
  readonly form: 'letter' | 'order';
  /** Organ code and document word (机关代字), or the organ's name for an order. */
  readonly word: string;
  readonly year?: number;
  readonly serial: number;
}

/** Bring brackets, full-width digits and spaces of a document number to their normal form, checking nothing. */
export const normaliseDocumentNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[[(【{〈《「『]/g, '〔')
    .replace(/[\])】}〉》」』]/g, '〕');

/**
 * Check a document number (发文字号): organ word, year in 〔〕, serial in Arabic digits without 第 and without leading
 * zeros, 号 (GB/T 9704-2012; the rule on 第 and zeros 未核实). Orders are 机关名 + 令第N号.
 */
export function checkDocumentNumber(text: string): DocumentNumber | Refused {
  const normal = normaliseDocumentNumber(text);
  const order = /^(\p{Script=Han}{2,20})令第([1-9]\d{0,5})号$/u.exec(normal);
  if (order)
    return { ok: true, text: normal, form: 'order', word: order[1] as string, serial: Number(order[2]) };
  const parts = /^(\p{Script=Han}{2,20})〔(\d{4})〕(.+)号$/u.exec(normal);
  if (!parts)
    return {
      ok: false,
      code: 'shape',
      message: '发文字号应为“机关代字〔四位年份〕序号号”，如“吉市发〔2022〕7号”，请核对。',
    };
  const [, word = '', year = '', serial = ''] = parts;
  if (!/^(19[4-9]|20)\d+$/.test(year) || Number(year) < 1949)
    return { ok: false, code: 'year', message: `发文字号中的年份${year}不在1949至2099年之间，请核对。` };
  if (!/^[1-9]\d{0,5}$/.test(serial))
    return {
      ok: false,
      code: 'shape',
      message: `发文字号的序号“${serial.slice(0, 8)}”应为阿拉伯数字，不加“第”，不编虚位（7不写作07），请改正。`,
    };
  return { ok: true, text: normal, form: 'letter', word, year: Number(year), serial: Number(serial) };
}
