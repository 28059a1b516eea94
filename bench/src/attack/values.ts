/**
 * What is sent: values that a schema asks for, values at its edges, and values that nobody means well with. Everything
 * is drawn with dice, so that a request repeats from its seed and number.
 */
import type { Dice } from './dice.ts';

export type Json = Record<string, unknown>;

/** Set into texts; a page that answers it as a tag has not escaped what it was sent. */
export const TAG = '<img src=x onerror=fz1>';

const LONE_HIGH = '\ud800';
const LONE_LOW = '\udc00';

/** Texts that go wrong somewhere: in SQL, in HTML, in paths, in patterns, in numbers, in Unicode. */
export const HOSTILE: readonly string[] = [
  '',
  ' ',
  '\u0000',
  `a\u0000b`,
  LONE_HIGH,
  `甲${LONE_LOW}乙`,
  '\ufeff',
  '\u202e文书反写',
  '\u200b\u200d\u2060',
  'é́́́́́́́́́́',
  '𠮷𡈽𠀋',
  '👨‍👩‍👧‍👦',
  '＇；－－',
  "'",
  "''",
  "' or '1'='1",
  "1' and (select 1 from pg_sleep(0))='1",
  '1; select 1',
  '") --',
  '%',
  '_',
  '%%%%%%%%%%',
  '\\',
  '\\\\%',
  '$1',
  '$$x$$',
  '{"a":1}',
  '{1,2}',
  '[]',
  'null',
  'undefined',
  'NaN',
  'Infinity',
  '-Infinity',
  'true',
  '0',
  '-0',
  '-1',
  '1e309',
  '1e5',
  '0x10',
  '٣',
  '１２',
  '9007199254740993',
  '2147483648',
  '99999999999999999999999999',
  '1.5',
  '2026-02-30',
  '2026-13-01',
  '0000-00-00',
  '9999-12-31',
  '10000-01-01',
  '-0001-01-01',
  '1000-01-01',
  '2026-06-30T24:00:00Z',
  '2026-06-30T12:00:00+99:99',
  TAG,
  `"><script>fz1()</script>`,
  'javascript:fz1()',
  '{{7*7}}',
  '#{7*7}',
  '../../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  '/etc/passwd',
  'file:///etc/passwd',
  '....//....//',
  'a/../b',
  '.',
  '..',
  'con',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '*',
  '**',
  '()',
  '(((((((((((((',
  '[a-',
  '(a+)+$',
  'a'.repeat(64),
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!',
  '"',
  '""',
  '“',
  '“””“',
  '《',
  '《》',
  '第条',
  '第零条',
  '第一千零一条之二',
  '\r\nset-cookie: fz=1',
  '\n',
  '\t',
  '=1+1',
  '@sum(1)',
  ':*',
  '& | !',
  '<->',
  "a:b & !c'",
  '中'.repeat(200),
  '法'.repeat(5000),
  'x'.repeat(70_000),
];

const NUMBERS: readonly number[] = [
  0, -0, 1, -1, 2, 0.1, 1.5, 99, 100, 101, 255, 256, 1000, 65535, 65536, 2147483647, 2147483648, -2147483649,
  9007199254740991, 9007199254740992, 1e21, 1e308, -1e308, 5e-324,
];

/** A text of some length in Chinese. */
const words = (d: Dice, n: number): string => {
  const from = '依法公开办理事项材料意见情况说明单位责任期限结果申请登记审核决定送达监督检查';
  let out = '';
  for (let i = 0; i < n; i++) out += from[d.below(from.length)];
  return out;
};

/** Anything at all. */
export function hostile(d: Dice, depth = 0): unknown {
  switch (d.below(depth > 2 ? 4 : 10)) {
    case 0:
    case 1:
      return d.of(HOSTILE);
    case 2:
      return d.of(NUMBERS);
    case 3:
      return d.of([true, false, null]);
    case 4:
      return Array.from({ length: d.below(4) }, () => hostile(d, depth + 1));
    case 5:
      return { [d.of(HOSTILE.slice(0, 60))]: hostile(d, depth + 1) };
    case 6: {
      // `__proto__` as a key of its own, as a hostile sender writes it.
      const out: unknown = JSON.parse(
        `{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},"toString":1}`,
      );
      return out;
    }
    case 7:
      return Array.from({ length: d.of([50, 300, 2000]) }, () => '甲');
    case 8:
      return Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`k${i}`, i]));
    default: {
      let out: unknown = 1;
      for (let i = d.of([10, 100, 600]); i > 0; i--) out = d.chance(0.5) ? [out] : { a: out };
      return out;
    }
  }
}

/** Ids and words of the city to fill in, by what a field is called. */
export interface Known {
  /** Names of fields and path parameters (lower case) to values that exist. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
  /** All of them. */
  readonly any: readonly string[];
}

/** A value for a field or parameter of this name that may well exist. */
export function known(d: Dice, k: Known, name: string): string | undefined {
  const list = k.byName.get(name.toLowerCase());
  return list?.length ? d.of(list) : undefined;
}

const DAYS = [
  '2026-06-30',
  '2026-07-01',
  '2026-06-01',
  '2026-01-04',
  '2025-12-31',
  '2026-12-31',
  '2024-02-29',
];

function text(d: Dice, s: Json, name: string, k: Known): string {
  if (s.format === 'date') return d.of(DAYS);
  if (s.format === 'date-time') return `${d.of(DAYS)}T0${d.below(9)}:15:00+08:00`;
  if (s.format === 'time') return '09:30';
  const there = d.chance(0.7) ? known(d, k, name) : undefined;
  if (there !== undefined) return there;
  const min = typeof s.minLength === 'number' ? s.minLength : 0;
  const max = typeof s.maxLength === 'number' ? s.maxLength : 200;
  const pattern = typeof s.pattern === 'string' ? s.pattern : '';
  if (pattern) {
    const found = k.any.find((v) => matches(pattern, v));
    if (found !== undefined && d.chance(0.9)) return found;
    const digits = /^\^?\(?\\d\{(\d+)/.exec(pattern)?.[1];
    if (digits) return Array.from({ length: Number(digits) }, () => d.below(10)).join('');
  }
  const n = d.of([
    min,
    min + 1,
    Math.min(max, Math.max(min, 12)),
    Math.min(max, Math.max(min, 40)),
    Math.min(max, 3000),
  ]);
  return words(d, Math.max(n, d.chance(0.9) ? Math.max(1, min) : 0));
}

const patterns = new Map<string, RegExp | null>();
function matches(pattern: string, value: string): boolean {
  let made = patterns.get(pattern);
  if (made === undefined) {
    try {
      made = new RegExp(pattern, 'u');
    } catch {
      made = null;
    }
    patterns.set(pattern, made);
  }
  return made?.test(value) ?? false;
}

/** A value that the schema asks for, as far as a schema tells. */
export function fromSchema(d: Dice, schema: unknown, name: string, k: Known, defs: Json, depth = 0): unknown {
  if (schema === true || typeof schema !== 'object' || schema === null) return hostile(d, 2);
  let s = schema as Json;
  if (typeof s.$ref === 'string') {
    const part = s.$ref.split('/').slice(1);
    let at: unknown = s.$ref.startsWith('#/$defs/') ? { $defs: defs } : defs;
    if (s.$ref.startsWith('#/$defs/')) for (const p of part) at = (at as Json | undefined)?.[p];
    else at = defs[part.at(-1) as string];
    if (depth > 6 || at === undefined) return null;
    s = at as Json;
  }
  if (s.const !== undefined) return s.const;
  if (Array.isArray(s.enum)) return d.of(s.enum);
  const choice = (s.oneOf ?? s.anyOf) as unknown[] | undefined;
  if (Array.isArray(choice) && choice.length) return fromSchema(d, d.of(choice), name, k, defs, depth + 1);
  const type = Array.isArray(s.type) ? d.of(s.type as string[]) : s.type;
  switch (type) {
    case 'string':
      return text(d, s, name, k);
    case 'integer':
    case 'number': {
      const min =
        typeof s.minimum === 'number'
          ? s.minimum
          : typeof s.exclusiveMinimum === 'number'
            ? s.exclusiveMinimum + 1
            : 0;
      const max = typeof s.maximum === 'number' ? s.maximum : min + 1000;
      return d.of([min, max, Math.min(max, min + d.below(20)), Math.min(max, min + 1)]);
    }
    case 'boolean':
      return d.chance(0.5);
    case 'null':
      return null;
    case 'array': {
      const min = typeof s.minItems === 'number' ? s.minItems : 0;
      const max = Math.min(typeof s.maxItems === 'number' ? s.maxItems : 4, min + 3);
      const n = depth > 5 ? min : min + d.below(Math.max(1, max - min + 1));
      return Array.from({ length: n }, () =>
        fromSchema(d, s.items ?? { type: 'string' }, name, k, defs, depth + 1),
      );
    }
    case 'object':
    case undefined: {
      const required = new Set((s.required as string[] | undefined) ?? []);
      const own = Object.entries((s.properties ?? {}) as Json);
      return Object.fromEntries(
        own
          .filter(([key]) => required.has(key) || d.chance(0.6))
          .map(([key, value]) => [key, fromSchema(d, value, key, k, defs, depth + 1)]),
      );
    }
    default:
      return hostile(d, 2);
  }
}

/** The places of a value where something else can be put. */
function places(value: unknown, out: { at: Json | unknown[]; key: string | number }[] = []) {
  if (Array.isArray(value))
    for (let i = 0; i < Math.min(value.length, 6); i++) {
      out.push({ at: value, key: i });
      places(value[i], out);
    }
  else if (typeof value === 'object' && value !== null)
    for (const key of Object.keys(value)) {
      out.push({ at: value as Json, key });
      places((value as Json)[key], out);
    }
  return out;
}

/** The value with some of it changed for the worse; a copy. */
export function spoil(d: Dice, value: unknown, k: Known): unknown {
  const copy = structuredClone(value);
  for (let i = d.of([1, 1, 1, 2, 3]); i > 0; i--) {
    const all = places(copy);
    if (all.length === 0) return hostile(d);
    const { at, key } = d.of(all);
    const record = at as Record<string | number, unknown>;
    switch (d.below(6)) {
      case 0:
        if (Array.isArray(at)) at.splice(Number(key), 1);
        else delete record[key];
        break;
      case 1:
        record[key] = typeof record[key] === 'string' ? `${record[key]}${d.of(HOSTILE)}` : hostile(d);
        break;
      case 2:
        record[key] = d.of(k.any);
        break;
      case 3:
        if (!Array.isArray(at)) record[d.of(HOSTILE.slice(0, 70))] = hostile(d, 2);
        break;
      default:
        record[key] = hostile(d);
    }
  }
  return copy;
}

/** JSON as bytes, and things that only look like it. */
export function wire(d: Dice, value: unknown): string {
  const good = JSON.stringify(value) ?? 'null';
  if (d.chance(0.9)) return good;
  switch (d.below(9)) {
    case 0:
      return good.slice(0, d.below(good.length + 1));
    case 1:
      return `${good}${good}`;
    case 2:
      // The same key twice.
      return good.startsWith('{"') ? good.replace(/^\{("[^"]*"):/, '{$1:null,$1:') : good;
    case 3:
      return `\ufeff${good}`;
    case 4:
      return 'null';
    case 5:
      return d.of(['[]', '""', '0', 'true', '[[[]]]', '"文字"', '[null]', '{}', ' ']);
    case 6: {
      const n = d.of([1000, 20_000, 200_000]);
      return `${'['.repeat(n)}${']'.repeat(n)}`;
    }
    case 7: {
      const n = d.of([500, 5000, 50_000]);
      return `${'{"a":'.repeat(n)}1${'}'.repeat(n)}`;
    }
    default:
      return good.replace(/:"/, ':"\\ud800');
  }
}
