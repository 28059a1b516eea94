/**
 * What must not be shown, taken out of a text before anyone outside reads it (行政处罚法第五十条，国办发〔2018〕118号): numbers
 * of identity papers, telephones, accounts and vehicles, the way to someone's door, and the names of persons. Names and
 * credit codes of organisations stay: publicity is about them.
 */
import { checkCitizenId, checkUscc } from '../../leadership/plan-tracking/identifiers.ts';

/** A natural person whose name a text may hold. A minor's name is left out altogether. */
export interface Person {
  readonly name: string;
  readonly minor?: boolean;
}

/** What a text may hold beyond what its shape betrays. */
export interface Hidden {
  readonly persons?: readonly Person[];
  /** Words that never stand in public as they are: an address, an account at a bank. */
  readonly words?: readonly string[];
  /** Words that stay whole though a person's name stands in them: the registered name of a body. */
  readonly keep?: readonly string[];
}

/** What stands in the place of what was taken out. */
export const TAKEN_OUT = '［已隐去］';
/** What a minor is called. */
export const MINOR = '未成年人';

/** Full-width letters and digits as half-width ones; every character keeps its place. */
const narrow = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));

/** Between the digits of a number as people write it. */
const GAP = '[\\s\\u3000·.\\-‐–—]?';
const spaced = (pattern: string, times: number | string): string =>
  `(?:${pattern}${GAP}){${typeof times === 'number' ? times - 1 : times}}`;

interface Shape {
  readonly find: RegExp;
  /** Keeps a find that only looks like it. */
  readonly keep?: (found: string) => boolean;
}

const bare = (found: string): string => found.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
/** A credit code; what may be a citizen's number too is taken for one. */
const isCode = (found: string): boolean =>
  checkUscc(bare(found), { demo: 'accept' }).ok && !checkCitizenId(bare(found), { demo: 'accept' }).ok;

const NUMERAL = '[0-9零〇一二三四五六七八九十百]{1,6}';
const UNIT = '(?:号楼|号院|号门|号|弄|幢|栋|座|单元|室)';
/** A further part of an address: a building, a storey, a door, or its bare number. */
const PLACE = `(?:${NUMERAL}(?:[-—–]\\d{1,4})*(?:号楼|号|幢|栋|座|单元|层|楼|室|户|门)|\\d{2,5}(?:[-—–]\\d{1,4})*)`;
/** What a street, a village or an estate ends with. */
const STREET = '路街巷道弄同村屯组区园苑里厦寓场院居';

/** Longest numbers first, so that a telephone is never found inside an account. */
const SHAPES: readonly Shape[] = [
  // Identity numbers of eighteen places; credit codes have as many and stay.
  { find: new RegExp(`(?<![0-9A-Za-z])${spaced('\\d', 18)}[0-9Xx](?![0-9A-Za-z])`, 'g'), keep: isCode },
  // Accounts and cards.
  { find: new RegExp(`(?<![0-9A-Za-z〔〕])${spaced('\\d', '15,29')}\\d(?![0-9A-Za-z])`, 'g'), keep: isCode },
  // Identity numbers of fifteen places, as the first generation had.
  { find: new RegExp(`(?<![0-9A-Za-z])${spaced('\\d', 15)}\\d(?![0-9A-Za-z])`, 'g') },
  // Passports and permits.
  { find: /(?<![0-9A-Za-z])[A-Za-z]{1,2}\d{7,9}(?![0-9A-Za-z])/g },
  // Mobile and landline telephones.
  { find: new RegExp(`(?<![0-9A-Za-z])(?:\\+?86${GAP})?1${GAP}${spaced('\\d', 10)}\\d(?![0-9A-Za-z])`, 'g') },
  { find: /(?<![0-9A-Za-z])[((]?0\d{2,3}[))]?[\s\-—–]?\d{7,8}(?![0-9A-Za-z])/g },
  // Plates of vehicles.
  {
    find: /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-Za-z][\s·・.-]?[A-Za-z0-9]{5,6}(?![A-Za-z0-9])/g,
  },
  // Electronic mail.
  { find: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g },
  // From the number of the house to the door; which street it is may be said. 3号冷库 is no door.
  { find: new RegExp(`(?<=[${STREET}]\\s?)${NUMERAL}(?:[-—–之]\\d{1,4})?${UNIT}(?:\\s?${PLACE})*`, 'g') },
  { find: new RegExp(`${NUMERAL}${UNIT}(?:\\s?${PLACE})+`, 'g') },
];

/** Whether the find is the number of a document and no door: 〔2026〕12号, 公报第3号. */
const numbersDocument = (text: string, at: number): boolean => /(?:〕|］|\]|第)\s?$/.test(text.slice(0, at));

// --------------------------------------------- numbers that identify nobody, and stay

/** A day as people write it in figures. */
const DATE = '(?:19|20)\\d{2}[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\\d|3[01])';
/** No digit of a longer number stands beside it: what is part of an identity number is not protected. */
const ALONE = '(?<![0-9A-Za-z][\\s\\u3000·.\\-‐–—]?)';
const ALONE_AFTER = '(?![\\s\\u3000·.\\-‐–—]?[0-9A-Za-z])';
/** A sum or a quantity with decimals; too short to be a telephone. */
const DECIMAL = '\\d{1,7}\\.\\d{1,2}';
/** What a number of goods, of a licence or of a paper follows. */
const GOODS =
  '(?:生产批号|产品批号|批次号|批号|批次|条形码|条码|追溯码|货号|型号|规格|产品编号|产品标准号|标准号|生产许可证编号|许可证编号|许可证号|备案号|注册证号|检验报告编号|报告编号|合同编号|发票号码|票据号码|文号)';
const NUMBER = '[A-Za-z]{0,6}[0-9][0-9A-Za-z\\-]{2,30}';

/** Days, lists of sums, numbers of goods and papers: found before anything is hidden. */
const STAYS: readonly { readonly find: RegExp; readonly of: (found: RegExpMatchArray) => string }[] = [
  {
    find: new RegExp(`${ALONE}${DATE}(?:\\s*[-—–~至、,\\s]\\s*${DATE}){0,9}${ALONE_AFTER}`, 'g'),
    of: (m) => m[0],
  },
  {
    find: new RegExp(`(?<![0-9A-Za-z.])${DECIMAL}(?:\\s+${DECIMAL}){1,40}(?![0-9A-Za-z.])`, 'g'),
    of: (m) => m[0],
  },
  {
    find: new RegExp(`${GOODS}(?:分别)?[为是]?[:：]?\\s?((?:${NUMBER})(?:[、和及]${NUMBER}){0,20})`, 'g'),
    of: (m) => m[1] ?? '',
  },
];

/** Whether a number of goods could be somebody's all the same: an identity number, a telephone. It is hidden then. */
const somebodys = (number: string): boolean =>
  checkCitizenId(bare(number), { demo: 'accept' }).ok ||
  /^(?:86)?1[3-9]\d{9}$/.test(bare(number)) ||
  /^[1-9]\d{5}(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9X]?$/.test(bare(number));

/** The text with what stays put out of sight: private characters, as many as there were. */
const aside = (text: string): string => {
  let out = text;
  for (const { find, of } of STAYS)
    out = out.replace(find, (...m) => {
      const whole = String(m[0]);
      const number = of(m as unknown as RegExpMatchArray);
      // Days and lists of sums are told by their shape; what is called a lot may be none.
      if (number !== whole && number.split(/[、和及]/).some(somebodys)) return whole;
      return whole.replace(number, '\ue000'.repeat(number.length));
    });
  return out;
};

/** Surnames of two characters, so that both stay. */
const DOUBLE = /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|司徒|夏侯|端木)/;

/** A natural person's name as the public reads it: 张某, 欧阳某; a minor has none. */
export function publicName(person: Person): string {
  if (person.minor) return MINOR;
  const name = person.name.trim();
  return `${DOUBLE.test(name) ? name.slice(0, 2) : name.slice(0, 1)}某`;
}

/** The name however it is spaced: 张 三, 张·三. */
const spacedName = (name: string): RegExp =>
  new RegExp(
    [...name.replace(/[\s·]/g, '')]
      .map((c) => c.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('[\\s\\u3000·]*'),
    'g',
  );

/** The text as it may be shown. Masking a masked text changes nothing. */
export function mask(text: string, hidden: Hidden = {}): string {
  let out = text;
  const take = (
    find: RegExp,
    put: string,
    keep: (found: string, at: number) => boolean,
    seenAs: (text: string) => string = narrow,
  ) => {
    // Sought in half-width letters, which stand at the same places.
    const seen = seenAs(out);
    let shown = '';
    let from = 0;
    for (const m of seen.matchAll(find)) {
      if (m[0] === '' || keep(m[0], m.index)) continue;
      shown += out.slice(from, m.index) + put;
      from = m.index + m[0].length;
    }
    out = shown + out.slice(from);
  };
  const words = [...(hidden.words ?? [])].filter((w) => w.trim().length > 1);
  for (const word of words.sort((a, b) => b.length - a.length))
    take(spacedName(narrow(word.trim())), TAKEN_OUT, () => false);
  // Names of bodies stand aside while names of persons are sought in what is left.
  const bodies = [...(hidden.keep ?? [])].filter((w) => w.trim().length > 2);
  const withoutBodies = (text: string): string =>
    bodies.reduce((t, b) => t.replaceAll(narrow(b), '\ue000'.repeat(b.length)), narrow(text));
  const persons = [...(hidden.persons ?? [])].filter((p) => p.name.trim().length > 1);
  for (const person of persons.sort((a, b) => b.name.length - a.name.length))
    take(spacedName(narrow(person.name.trim())), publicName(person), () => false, withoutBodies);
  for (const { find, keep } of SHAPES)
    take(
      find,
      TAKEN_OUT,
      (found, at) => keep?.(found) === true || numbersDocument(narrow(out), at),
      (t) => aside(narrow(t)),
    );
  return out;
}
