/**
 * Codes of items. Stored as text and checked by the version of the standard in use; their structure is not confirmed
 * against a primary text (未核实), so a later version brings another checker, not another column.
 */
import type { CodeRule, EntryDraft, OrganFacts } from '@fadu/kernel';
import { serviceItemStandard } from '../../statutes/index.ts';

/** Levels at which an item is exercised (行使层级). */
export const LEVELS = ['国家级', '省级', '市级', '县级', '乡镇级', '村级'] as const;
export type Level = (typeof LEVELS)[number];

/** Digit of a level in the implementation code: 国家级 1 to 村级 6. */
export const levelDigit = (level: unknown): string => String(LEVELS.indexOf(level as Level) + 1);

/** Level that an organ exercises at: by its region, and a township by its kind. */
export function levelOfOrgan(organ: OrganFacts): Level {
  if (organ.region === '000000') return '国家级';
  if (organ.region.endsWith('0000')) return '省级';
  if (organ.region.endsWith('00')) return '市级';
  return organ.kind === 'township' || organ.kind === 'subdistrict' ? '乡镇级' : '县级';
}

const cites = [serviceItemStandard.art('1'), serviceItemStandard.art('2')];

/** What is wrong with a basic code, or true. `mark`: the two characters that stand for the class. */
export function basicCode(code: unknown, mark: string, region: string): true | string {
  const text = String(code ?? '');
  if (!/^[0-9A-Z]{12}$/.test(text))
    return `编码“${text}”应为12位大写字母或者数字：地区2位、类型2位、主项5位、子项3位`;
  const place = text.slice(0, 2);
  if (place !== '00' && place !== region.slice(0, 2))
    return `编码“${text}”前2位应为00（国家统一）或者${region.slice(0, 2)}（本省），现为${place}`;
  if (text.slice(2, 4) !== mark)
    return `编码“${text}”第3、4位应为${mark}（本类清单），现为${text.slice(2, 4)}`;
  return /^\d{3}$/.test(text.slice(9)) || `编码“${text}”末3位是子项序号，应为数字，没有子项的写000`;
}

/** The implementation code that follows from organ, level and basic code; undefined where the organ has no credit code. */
export const implementationCode = (
  body: EntryDraft['body'],
  organ: OrganFacts | undefined,
): string | undefined =>
  organ?.uscc ? `${organ.uscc}${levelDigit(body.level)}${String(body.basicCode)}` : undefined;

/** Powers and services: the entry's code is the implementation code of 31 characters. */
export const powerCodes = (mark: string): CodeRule => ({
  cites,
  say: '实施编码31位：实施主体统一社会信用代码18位、行使层级1位、基本编码12位',
  of: implementationCode,
  check: (entry, facts) => {
    const basic = basicCode(entry.body.basicCode, mark, entry.region);
    if (basic !== true) return basic;
    const organ = facts.organ(String(entry.body.organ));
    if (!organ) return true; // Said by the rule on the organ.
    if (!organ.uscc) return `${organ.name}还没有登记统一社会信用代码，不能编制实施编码`;
    const right = implementationCode(entry.body, organ);
    return (
      entry.code === right ||
      `实施编码应为“${right}”（${organ.name}、${String(entry.body.level)}、${String(entry.body.basicCode)}），现为“${entry.code}”`
    );
  },
});

/** Catalogues: one code for one item, the same wherever it is listed. */
export const catalogueCodes = (mark: string): CodeRule => ({
  cites,
  say: `编码12位：地区2位、目录标记${mark}、主项5位、子项3位`,
  of: (body) => String(body.basicCode ?? ''),
  check: (entry) => {
    const basic = basicCode(entry.body.basicCode, mark, entry.region);
    if (basic !== true) return basic;
    return entry.code === entry.body.basicCode || `登记编码应当就是目录编码“${String(entry.body.basicCode)}”`;
  },
});
