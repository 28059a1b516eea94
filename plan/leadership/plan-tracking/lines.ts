/** The document as lines, and what each line is by its form alone. */
import { chineseNumber } from '@fadu/kernel/citation';

/** One line that is not blank. */
export interface SourceLine {
  /** Number in the document, from 1, blank lines counted. */
  readonly no: number;
  /** The line as published, trimmed. */
  readonly raw: string;
  /** The line for comparing: one width of characters, no spaces. */
  readonly key: string;
}

/** What a line is by its form. */
export type LineForm =
  | { readonly form: 'chapter' | 'section' | 'task'; readonly number: number; readonly rest: string }
  | { readonly form: 'body'; readonly role: 'lead' | 'responsible'; readonly rest: string }
  | { readonly form: 'closing' }
  | { readonly form: 'text' };

/** Text with one width of characters and no spaces, for comparing. */
export const keyOf = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

/** The document's lines without blank ones. Takes any line ending; trimming also takes a byte order mark away. */
export function readLines(text: string): SourceLine[] {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line, i) => ({ no: i + 1, raw: line.trim(), key: keyOf(line) }))
    .filter((line) => line.key !== '');
}

/** Chinese numerals 一 to 九十九. */
const NUMERALS = new Map(Array.from({ length: 99 }, (_, i) => [chineseNumber(i + 1), i + 1]));
const HAN = '[一二三四五六七八九十]';
const CHAPTER = new RegExp(`^(${HAN}+)、\\s*(.*)$`);
const SECTION = new RegExp(`^[(（]\\s*(${HAN}+)\\s*[)）]\\s*(.*)$`);
/** A number, a stop, and no digit after it, so that `2.5` is not a task. */
const TASK = /^([0-9０-９]{1,3})\s*(?:[.．](?![0-9０-９])|、)\s*(.*)$/;
const BODY = /^(牵头|责任)\s*(?:部门|单位)\s*[:：]\s*(.*)$/;
/** The line that ends the plan by extending it to counties and districts. */
const CLOSING = /^各县\(市\)区.{0,12}(参照|依照|按照).{0,12}(执行|实施|落实)。?$/;

/** Tell what a line is by its form. A number beyond 九十九 or badly written makes it plain text. */
export function formOf(line: SourceLine): LineForm {
  const { raw } = line;
  if (CLOSING.test(line.key)) return { form: 'closing' };
  const body = BODY.exec(raw);
  if (body)
    return { form: 'body', role: body[1] === '牵头' ? 'lead' : 'responsible', rest: body[2] as string };
  for (const [form, pattern] of [
    ['chapter', CHAPTER],
    ['section', SECTION],
  ] as const) {
    const heading = pattern.exec(raw);
    const number = heading && NUMERALS.get(heading[1] as string);
    if (heading && number) return { form, number, rest: heading[2] as string };
  }
  const task = TASK.exec(raw);
  if (task)
    return { form: 'task', number: Number((task[1] as string).normalize('NFKC')), rest: task[2] as string };
  return { form: 'text' };
}

/** Whether a paragraph has come to its end: a full stop or its like, closing marks after it allowed. */
export const isFinished = (text: string): boolean => /[。!?][”’"'」』)》〉]*$/.test(keyOf(text));

/** The beginning of a line for a message, at most 20 characters. */
export const excerptOf = (line: SourceLine | undefined): string =>
  line ? Array.from(line.raw).slice(0, 20).join('') : '';

/** Lines with characters that no intact document holds: U+FFFD, control and private-use characters, lone surrogates. */
export function garbledLines(text: string): SourceLine[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  const garbage = /[\uFFFD\uFFFE\uFFFF\uE000-\uF8FF\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F]/;
  return readLines(text).filter(({ raw }) => garbage.test(raw) || !raw.isWellFormed());
}
