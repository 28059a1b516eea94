/**
 * What people enter, made from an act's Zod schema: mostly what fits the form, near the day and the case, sometimes
 * what nobody should send. Everything follows from the random source.
 */

import type { Random } from '@fadu/city/random';
import { addDays, type DateStr } from '@fadu/kernel';
import { demoUscc } from '@fadu/plan/leadership/plan-tracking/identifiers';
import fc from 'fast-check';
import type { z } from 'zod';

/** What entered values may draw on. */
export interface Known {
  readonly rnd: Random;
  readonly today: DateStr;
  /** Ids of organs and of people, for fields that name them. */
  readonly organs: readonly string[];
  readonly people: readonly string[];
  /** Values entered before in the case, by the name of the field. */
  readonly before: ReadonlyMap<string, readonly unknown[]>;
  /** Values that a field is likely to need: an organ for a field that binds one, what an answer holds. */
  readonly likely: ReadonlyMap<string, readonly unknown[]>;
}

// biome-ignore lint/suspicious/noExplicitAny: Zod's own definition objects, read by kind
type Def = any;
const defOf = (schema: unknown): Def => (schema as { _zod: { def: Def } })._zod.def;

const WORDS = [
  '本件',
  '事实清楚',
  '依法办理',
  '已经核对',
  '材料齐全',
  '程序合法',
  '说明理由',
  '现场记录',
  '按期完成',
  '听取意见',
];
const NAMES = ['王建国', '李秀英', '张伟', '刘洋', '陈静', '杨帆', '赵敏', '周涛'];

/** A day near today: mostly today or shortly before, at times long ago or to come. */
export function dayNear({ rnd, today }: Pick<Known, 'rnd' | 'today'>): DateStr {
  const roll = rnd.next();
  if (roll < 0.4) return today;
  if (roll < 0.7) return addDays(today, -rnd.int(1, 12));
  if (roll < 0.9) return addDays(today, rnd.int(1, 60));
  return addDays(today, rnd.pick([-400, -90, -31, 31, 90, 200, 400, 1100]));
}

const text = (known: Known, name: string, min: number, max: number): string => {
  const { rnd } = known;
  let out = /name|person|holder|applicant|witness|contact/i.test(name) ? rnd.pick(NAMES) : rnd.pick(WORDS);
  while (out.length < min) out += rnd.pick(WORDS);
  return out.slice(0, Math.max(min, Math.min(max, 4000)));
};

/** Strings that match a pattern, a hundred for each: made once, from the pattern alone. */
const matching = new Map<string, readonly string[]>();

function fromPattern(rnd: Random, pattern: RegExp): string {
  let found = matching.get(pattern.source);
  if (!found) {
    const plain = new RegExp(pattern.source, pattern.flags.replaceAll(/[gy]/g, ''));
    try {
      found = fc.sample(fc.stringMatching(plain), { seed: 7, numRuns: 100 });
    } catch {
      // A pattern that fast-check cannot read (a look-ahead): such a field stays unmatched.
      found = [''];
    }
    matching.set(pattern.source, found);
  }
  return rnd.pick(found);
}

interface Bounds {
  min: number;
  max: number;
  pattern?: RegExp;
  step?: number;
}

function boundsOf(def: Def): Bounds {
  const out: Bounds = { min: Number.NaN, max: Number.NaN };
  for (const check of [...(def.checks ?? []), ...(def.check ? [{ _zod: { def } }] : [])]) {
    const c = check._zod?.def ?? {};
    if (c.check === 'min_length') out.min = c.minimum;
    else if (c.check === 'max_length') out.max = c.maximum;
    else if (c.check === 'length_equals') out.min = out.max = c.length;
    else if (c.check === 'greater_than') out.min = c.inclusive ? c.value : c.value + 1;
    else if (c.check === 'less_than') out.max = c.inclusive ? c.value : c.value - 1;
    else if (c.check === 'multiple_of') out.step = Number(c.value);
    else if (c.check === 'string_format' && c.pattern) out.pattern = c.pattern;
    else if (c.check === 'number_format') out.step ??= 1;
  }
  return out;
}

const or = (n: number, other: number): number => (Number.isFinite(n) ? n : other);

/** A value that fits the schema, as far as the schema says. `name`: of the field it is for. */
export function value(schema: unknown, name: string, known: Known, depth = 0): unknown {
  const { rnd } = known;
  const def = defOf(schema);
  const choice = def.type === 'array' ? defOf(def.element) : def;
  const fits = (v: unknown) => choice.type !== 'enum' || Object.values(choice.entries).includes(v);
  const likely = known.likely.get(name)?.filter(fits);
  const before = known.before.get(name)?.filter((v) => Array.isArray(v) || fits(v));
  const simple = ['string', 'number', 'enum', 'boolean'].includes(def.type);
  if (simple || def.type === 'array') {
    if (likely?.length && rnd.chance(0.75)) return fit(def, rnd.pick(likely), rnd);
    if (before?.length && rnd.chance(0.45)) return fit(def, rnd.pick(before), rnd);
  }
  const b = boundsOf(def);
  switch (def.type) {
    case 'string': {
      if (def.format === 'date') return dayNear(known);
      if (def.format === 'datetime') return `${dayNear(known)}T0${rnd.int(0, 9)}:30:00.000Z`;
      if (def.format === 'url') return 'https://example.cn/a';
      if (def.format === 'email') return `u${rnd.int(1, 9)}@example.cn`;
      if (/uscc|creditCode/i.test(name)) return demoUscc(rnd.int(1, 40), '220200');
      if (b.pattern) {
        if (/\(\[01\]\\d\|2\[0-3\]\):/.test(b.pattern.source))
          return `${rnd.pick(['08', '10', '15'])}:${rnd.pick(['00', '30'])}`;
        return fromPattern(rnd, b.pattern);
      }
      return text(known, name, or(b.min, 1), or(b.max, 60));
    }
    case 'number': {
      const min = or(b.min, 0);
      const max = Math.min(or(b.max, min + 20_000), min + 200_000);
      const n = rnd.chance(0.3)
        ? min
        : rnd.chance(0.2)
          ? max
          : rnd.int(Math.ceil(min), Math.floor(Math.min(max, min + 30)));
      const step = b.step ?? 1;
      return step >= 1 ? Math.round(n / step) * step : n;
    }
    case 'boolean':
      return rnd.chance(0.5);
    case 'enum':
      return rnd.pick(Object.values(def.entries) as unknown[]);
    case 'literal':
      return rnd.pick(def.values as unknown[]);
    case 'optional':
    case 'nullable':
      return rnd.chance(depth > 2 ? 0.3 : 0.55)
        ? value(def.innerType, name, known, depth)
        : def.type === 'nullable'
          ? null
          : undefined;
    case 'default':
    case 'prefault':
    case 'catch':
    case 'readonly':
    case 'nonoptional':
      return value(def.innerType, name, known, depth);
    case 'pipe':
      return value(def.in, name, known, depth);
    case 'array': {
      const min = or(b.min, rnd.chance(0.2) ? 0 : 1);
      const max = Math.min(or(b.max, min + 3), min + 3);
      return Array.from({ length: rnd.int(min, Math.max(min, max)) }, () =>
        value(def.element, name, known, depth + 1),
      );
    }
    case 'object':
      return made(def.shape, known, depth + 1);
    case 'record':
      return {};
    case 'union':
      return value(rnd.pick(def.options as unknown[]), name, known, depth);
    default:
      return rnd.pick(WORDS);
  }
}

/** A likely value in the form the field has: one of a list, or a list of one. */
function fit(def: Def, found: unknown, rnd: Random): unknown {
  if (def.type === 'array') return Array.isArray(found) ? found : [found];
  return Array.isArray(found) && found.length > 0 && def.type !== 'object' ? rnd.pick(found) : found;
}

function made(
  shape: Readonly<Record<string, unknown>>,
  known: Known,
  depth: number,
): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(shape)) {
    const v = value(field, name, known, depth);
    if (v !== undefined) out[name] = v;
  }
  return out;
}

/** What a person enters into a form. */
export const entered = (form: z.ZodObject | undefined, known: Known): Record<string, unknown> =>
  form ? made(form.shape, known, 0) : {};

/** The same input with some of its fields entered anew: those that were refused, or one at random. */
export function corrected(
  form: z.ZodObject,
  input: Readonly<Record<string, unknown>>,
  fields: readonly string[],
  known: Known,
): Record<string, unknown> {
  const { rnd } = known;
  const names = Object.keys(form.shape);
  const wrong = fields.map((f) => f.split('.')[0] as string).filter((f) => names.includes(f));
  const anew = new Set(wrong.length && rnd.chance(0.8) ? wrong : names.length ? [rnd.pick(names)] : []);
  if (rnd.chance(0.25) && names.length) anew.add(rnd.pick(names));
  const out: Record<string, unknown> = { ...input };
  for (const name of anew) {
    const v = value(form.shape[name], name, known, rnd.chance(0.5) ? 0 : 1);
    if (v === undefined) delete out[name];
    else out[name] = v;
  }
  return out;
}

const POISON: readonly unknown[] = [
  null,
  '',
  ' ',
  -1,
  0,
  1e21,
  Number.MAX_SAFE_INTEGER,
  true,
  [],
  {},
  [null],
  { a: { b: { c: [] } } },
  '𠮷'.repeat(40),
  '甲'.repeat(5000),
  '../../etc/passwd',
  "'; drop table fadu.act; --",
  '<script>alert(1)</script>',
  '{{7*7}}',
  '\u0000',
  '\ud800',
  '9999-12-31',
  '0001-01-01',
  '2026-02-30',
  '2026-13-01',
  '1900-01-01',
  '__proto__',
  'constructor',
];

/** Input that nobody should send. */
export function hostile(
  form: z.ZodObject | undefined,
  input: Readonly<Record<string, unknown>>,
  rnd: Random,
): unknown {
  const roll = rnd.next();
  if (roll < 0.08) return rnd.pick(POISON);
  if (roll < 0.18)
    return {
      ...input,
      [rnd.pick(['extra', 'constructor', 'toString', 'phase', 'effects', 'seq'])]: rnd.pick(POISON),
    };
  if (roll < 0.22) return JSON.parse(`{"__proto__":{"phase":"done"},"x":1}`);
  const names = Object.keys(form?.shape ?? {});
  if (names.length === 0) return { anything: rnd.pick(POISON) };
  const out: Record<string, unknown> = { ...input };
  for (const name of rnd.some(names, rnd.int(1, 3))) {
    const was = out[name];
    if (Array.isArray(was) && was.length && rnd.chance(0.5)) out[name] = [...was, ...was, rnd.pick(POISON)];
    else if (was && typeof was === 'object' && !Array.isArray(was) && rnd.chance(0.5))
      out[name] = { ...was, [rnd.pick(Object.keys(was).concat('x'))]: rnd.pick(POISON) };
    else out[name] = rnd.pick(POISON);
  }
  return out;
}
