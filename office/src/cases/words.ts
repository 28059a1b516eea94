/** What was entered with an act, in the words of a paper: titles instead of fields, names instead of numbers of organs. */
import { dateOf } from '@fadu/kernel';
import type { z } from 'zod';

/** 2026年3月2日. */
export function dayText(date: string): string {
  const [y, m, d] = date.split('-').map(Number);
  return `${y}年${m}月${d}日`;
}

/** A moment in China Standard Time: 2026年3月2日9时05分. */
export function momentText(iso: string): string {
  const at = new Date(Date.parse(iso) + 8 * 3_600_000);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${dayText(dateOf(iso))}${at.getUTCHours()}时${two(at.getUTCMinutes())}分`;
}

type Schema = z.ZodType & {
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly element?: Schema;
  unwrap?(): Schema;
};
type Meta = { readonly title?: string; readonly widget?: string };

/** The schema below what only says that a value may be absent. */
const bare = (schema: Schema | undefined): Schema | undefined =>
  schema && !schema.shape && !schema.element && schema.unwrap ? bare(schema.unwrap()) : schema;
const metaOf = (schema: Schema | undefined): Meta => (schema?.meta?.() ?? {}) as Meta;

/** The title of a field, whether it stands on the field or on what may be absent. */
export function fieldTitle(schema: unknown, name: string): string {
  const of = schema as Schema | undefined;
  return metaOf(of).title ?? metaOf(bare(of)).title ?? name;
}

/** A person's account with the system: it says nothing on paper, where the name stands. */
export const isAccount = (title: string): boolean => /(人|人员)账号$/.test(title);

/** One article of a text as it is read: its number, then its paragraphs. */
const isArticle = (v: object): v is { number: string; text: readonly string[] } =>
  'number' in v && 'text' in v && Array.isArray(v.text);

/** An officer is named with the certificate: accounts and days stand in the register. */
const isOfficer = (v: object): v is { name: string; certificate: string } =>
  'certificate' in v && 'person' in v && 'name' in v;

/**
 * A value in words. Lists of rows are numbered lines, each with the titles of its fields; accounts are left out.
 */
export function inWords(
  schema: unknown,
  value: unknown,
  organName: (id: string) => string,
  widget?: string,
): string {
  const of = bare(schema as Schema | undefined);
  const shown = widget ?? metaOf(schema as Schema | undefined).widget ?? metaOf(of).widget;
  const say = (s: Schema | undefined, v: unknown, w?: string) => inWords(s, v, organName, w);
  if (value === undefined || value === null || value === '') return '';
  if (value === true) return '是';
  if (value === false) return '否';
  if (Array.isArray(value)) {
    const parts = value.map((v) => say(of?.element, v, shown)).filter(Boolean);
    const rows = value.some((v) => v && typeof v === 'object');
    if (!rows) return parts.join('、');
    if (value.every((v) => isArticle(v))) return parts.join('\n');
    if (value.every((v) => isOfficer(v))) return parts.join('、');
    return parts.length > 1 ? parts.map((p, i) => `${i + 1}．${p}`).join('\n') : (parts[0] ?? '');
  }
  if (typeof value === 'object') {
    if (isArticle(value)) return `${value.number}　${value.text.join('\n')}`;
    if (isOfficer(value)) return `${value.name}（${value.certificate}）`;
    return Object.entries(value)
      .map(([name, v]) => [fieldTitle(of?.shape?.[name], name), say(of?.shape?.[name], v)] as const)
      .filter(([title, text]) => text !== '' && !isAccount(title))
      .map(([title, text]) => `${title}：${text}`)
      .join('；');
  }
  if (shown === 'organ' || shown === 'organs') return organName(String(value));
  if (typeof value === 'number') return value.toLocaleString('zh-CN', { maximumFractionDigits: 6 });
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return dayText(value);
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value)) return momentText(value);
  return String(value);
}
