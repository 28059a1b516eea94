/**
 * Identifiers that people and systems put on papers: unified social credit code (GB 32100), organisation code
 * (GB 11714), citizen number (GB 11643), index number 索引号 and document number 发文字号. Each is read forgivingly
 * (spaces, full-width digits, lower case), checked strictly and returned in its one normal form.
 *
 * Demonstration data needs numbers that pass every check and belong to nobody; `demoUscc` and `demoCitizenId` make
 * them, and the checks refuse them unless asked to accept them, so that no demonstration number enters real service.
 */

/** A check that failed: a stable code, and a Chinese sentence saying what is wrong and what to do. */
export interface Refused {
  readonly ok: false;
  readonly code: 'shape' | 'check-digit' | 'organisation-check' | 'region' | 'date' | 'year' | 'demo';
  readonly message: string;
}

/** Whether numbers from the reserved demonstration ranges pass. Real service leaves this at `refuse`. */
export interface DemoPolicy {
  readonly demo?: 'refuse' | 'accept';
}

const refused = (code: Refused['code'], message: string): Refused => ({ ok: false, code, message });

/** Full-width to half-width, upper case, no spaces. */
const tidy = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toUpperCase();

// --- GB 11714 organisation code

const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11714 check character of an eight-character body: 11 − Σ mod 11, with 10 written X and 11 written 0. */
export function organisationCheck(body: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (s, w, i) => s + w * ORGANISATION_ALPHABET.indexOf(body[i] ?? ''),
    0,
  );
  const c = 11 - (sum % 11);
  return c === 10 ? 'X' : c === 11 ? '0' : String(c);
}

/** A valid organisation code, nine characters without the hyphen. */
export interface OrganisationCode {
  readonly ok: true;
  readonly code: string;
  /** From the self-defined range, which identifies nobody. */
  readonly demo: boolean;
}

/** GB 11714 clause 3 keeps the bodies PDY00001 to PDY99999 as a self-defined range; the register never issues them. */
const SELF_DEFINED = /^PDY(?!00000)\d{5}/;

/** Check an organisation code (组织机构代码), with or without the hyphen before its check character. */
export function checkOrganisationCode(text: string, policy: DemoPolicy = {}): OrganisationCode | Refused {
  const code = tidy(text).replace(/^(.{8})[-—–](.)$/, '$1$2');
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(code))
    return refused('shape', '组织机构代码应为八位数字或大写字母加一位校验码，请核对后重新填写。');
  const check = organisationCheck(code);
  if (code[8] !== check)
    return refused('organisation-check', `组织机构代码校验码应为${check}，现为${code[8]}，请核对是否抄错。`);
  const demo = SELF_DEFINED.test(code);
  if (demo && policy.demo !== 'accept')
    return refused('demo', '该组织机构代码属自定义区，不代表任何单位，请填写真实代码。');
  return { ok: true, code, demo };
}

// --- GB 32100 unified social credit code

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** GB 32100 check character of the first seventeen characters. */
export function usccCheck(body: string): string {
  const sum = USCC_WEIGHTS.reduce((s, w, i) => s + w * USCC_ALPHABET.indexOf(body[i] ?? ''), 0);
  return USCC_ALPHABET[(31 - (sum % 31)) % 31] as string;
}

/** A valid unified social credit code and its parts. */
export interface Uscc {
  readonly ok: true;
  /** Eighteen characters. */
  readonly code: string;
  /** Registering authority, e.g. `1` establishment office, `9` market regulation. */
  readonly authority: string;
  /** Kind of body within that authority, e.g. `1` organ or enterprise. */
  readonly kind: string;
  /** Six-digit division of registration. */
  readonly region: string;
  /** Organisation code, nine characters. */
  readonly organisation: string;
  readonly demo: boolean;
}

/** Check a unified social credit code: alphabet, both check characters, and that it is no demonstration number. */
export function checkUscc(text: string, policy: DemoPolicy = {}): Uscc | Refused {
  const code = tidy(text);
  if (!/^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/.test(code))
    return refused(
      'shape',
      '统一社会信用代码应为18位，第3至8位为数字，字母不含I、O、S、V、Z，请核对后重新填写。',
    );
  const check = usccCheck(code);
  if (code[17] !== check)
    return refused('check-digit', `统一社会信用代码校验码应为${check}，现为${code[17]}，请核对是否抄错。`);
  const organisation = checkOrganisationCode(code.slice(8, 17), { demo: 'accept' });
  if (!organisation.ok)
    return refused(
      'organisation-check',
      `统一社会信用代码第9至17位不是有效的组织机构代码：${organisation.message}`,
    );
  if (organisation.demo && policy.demo !== 'accept')
    return refused('demo', '该统一社会信用代码是演示用号码，不属于任何单位，请填写真实代码。');
  return {
    ok: true,
    code,
    authority: code.charAt(0),
    kind: code.charAt(1),
    region: code.slice(2, 8),
    organisation: organisation.code,
    demo: organisation.demo,
  };
}

/**
 * The n-th demonstration credit code of a division: both check characters right, and nobody can hold it, because its
 * organisation body lies in PDY00001–PDY99999, which GB 11714 clause 3 keeps for systems' inner use and bars from
 * exchange, so that no registering authority issues it. Another division or kind gives another code.
 * @param n 1 to 99999
 * @param region six-digit division code
 * @param kind authority and kind of body; `91` enterprise unless said
 * @throws RangeError when n, region or kind is out of range
 */
export function demoUscc(n: number, region: string, kind = '91'): string {
  if (!Number.isInteger(n) || n < 1 || n > 99_999)
    throw new RangeError(`demoUscc: n must be 1 to 99999, got ${n}`);
  if (!/^\d{6}$/.test(region)) throw new RangeError(`demoUscc: region must be six digits, got ${region}`);
  if (!/^[0-9A-HJ-NP-RTUWXY]{2}$/.test(kind))
    throw new RangeError(`demoUscc: kind must be two characters of GB 32100, got ${kind}`);
  const body = `PDY${String(n).padStart(5, '0')}`;
  const first17 = `${kind}${region}${body}${organisationCheck(body)}`;
  return first17 + usccCheck(first17);
}

// --- GB 11643 citizen number

const CITIZEN_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** First two digits of GB/T 2260 in use; 83 is the residence permit for Taiwan residents. */
const PROVINCES = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;
/** No division has this code, so no police station has ever issued a number that begins with it. */
const NO_REGION = '000000';

/** GB 11643 check character of the first seventeen digits. */
export const citizenCheck = (first17: string): string =>
  '10X98765432'[CITIZEN_WEIGHTS.reduce((s, w, i) => s + w * Number(first17[i]), 0) % 11] as string;

/** Whether `YYYY-MM-DD` is a day that exists. */
export function isRealDate(date: string): boolean {
  const t = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(t) && new Date(t).toISOString().slice(0, 10) === date;
}

/** A valid citizen number and what it says. */
export interface CitizenId {
  readonly ok: true;
  readonly id: string;
  readonly region: string;
  /** `YYYY-MM-DD`. */
  readonly birth: string;
  readonly sex: 'male' | 'female';
  readonly demo: boolean;
}

/**
 * Check a citizen number (公民身份号码): shape, province, a birth date that exists, check character.
 * @param policy.on the day of the check, `YYYY-MM-DD`; when given, a later birth is refused
 */
export function checkCitizenId(text: string, policy: DemoPolicy & { on?: string } = {}): CitizenId | Refused {
  const id = tidy(text);
  if (!/^\d{17}[\dX]$/.test(id))
    return refused('shape', '公民身份号码应为17位数字加一位校验码（数字或X），请核对后重新填写。');
  const region = id.slice(0, 6);
  const demo = region === NO_REGION;
  if (!demo && !PROVINCES.test(region))
    return refused('region', `公民身份号码前两位${id.slice(0, 2)}不是任何省级行政区划，请核对是否抄错。`);
  const birth = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
  if (!isRealDate(birth) || birth < '1850' || (policy.on !== undefined && birth > policy.on))
    return refused('date', `公民身份号码中的出生日期${birth}不成立，请核对第7至14位。`);
  const check = citizenCheck(id);
  if (id[17] !== check)
    return refused('check-digit', `公民身份号码校验码应为${check}，现为${id[17]}，请核对是否抄错。`);
  if (demo && policy.demo !== 'accept')
    return refused('demo', '该公民身份号码是演示用号码，不属于任何人，请填写真实号码。');
  return { ok: true, id, region, birth, sex: Number(id[16]) % 2 === 1 ? 'male' : 'female', demo };
}

/**
 * The n-th demonstration citizen number of a birth date. Its division is 000000, which does not exist, so nobody holds it.
 * @param n sequence 1 to 999; odd numbers are men, even ones women
 * @param birth `YYYY-MM-DD`
 * @throws RangeError when n or birth is out of range
 */
export function demoCitizenId(n: number, birth: string): string {
  if (!Number.isInteger(n) || n < 1 || n > 999)
    throw new RangeError(`demoCitizenId: n must be 1 to 999, got ${n}`);
  if (!isRealDate(birth)) throw new RangeError(`demoCitizenId: birth must be a real date, got ${birth}`);
  const first17 = `${NO_REGION}${birth.replaceAll('-', '')}${String(n).padStart(3, '0')}`;
  return first17 + citizenCheck(first17);
}
