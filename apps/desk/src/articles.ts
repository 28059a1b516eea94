/** The text of a draft, article by article: cutting a pasted text, numbering, checking. Pure. */
import { chineseNumber } from '@fadu/kernel/citation';

/** One article: its number as printed, and its paragraphs. */
export interface Article {
  readonly number: string;
  readonly text: readonly string[];
}

/** What a pasted text came to. */
export interface Split {
  readonly articles: Article[];
  /** Lines before the first article (title, preamble): not part of any article. */
  readonly before: string[];
  /** Chapter and section headings, which articles do not carry. */
  readonly headings: string[];
}

const HEAD = /^第[一二三四五六七八九十百零〇]+条(?:之[一二三四五六七八九十]+)?/;
const HEADING = /^第[一二三四五六七八九十百零〇]+[编章节](?=[\s　]|$)/;
const DIGIT_HEAD = /^第\s*(\d{1,3})\s*条/;

/** Cut a whole text at 第…条. Numbers in digits are written as statutes write them. */
export function splitArticles(text: string): Split {
  const articles: { number: string; text: string[] }[] = [];
  const before: string[] = [];
  const headings: string[] = [];
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.replace(/[\u00a0\u3000]/g, ' ').trim();
    if (line === '') continue;
    const digits = DIGIT_HEAD.exec(line);
    const number = digits
      ? `第${chineseNumber(Number(digits[1]))}条`
      : HEAD.exec(line)?.[0]?.replaceAll('〇', '零');
    if (number) {
      const rest = line.slice((digits?.[0] ?? number).length).replace(/^[\s:：、]+/, '');
      articles.push({ number, text: rest ? [rest] : [] });
    } else if (HEADING.test(line)) headings.push(line);
    else if (articles.length) articles.at(-1)?.text.push(line);
    else before.push(line);
  }
  return { articles, before, headings };
}

/** The number that the article at a place (from 0) has when counted through. */
export const numberAt = (index: number): string => `第${chineseNumber(index + 1)}条`;

/** Number all articles through from 第一条. */
export const renumber = (articles: readonly Article[]): Article[] =>
  articles.map((a, i) => ({ ...a, number: numberAt(i) }));

/** The list with the article at `from` moved to `to`; out of range changes nothing. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const out = [...list];
  if (from < 0 || from >= out.length || to < 0 || to >= out.length) return out;
  const [one] = out.splice(from, 1);
  out.splice(to, 0, one as T);
  return out;
}

/** Numbers that occur more than once. */
export function repeatedNumbers(articles: readonly Article[]): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { number } of articles) (seen.has(number) ? twice : seen).add(number);
  return [...twice];
}

/** Whether a value entered with an act is a text of articles. */
export const isArticles = (value: unknown): value is Article[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every(
    (a) => typeof a === 'object' && a !== null && 'number' in a && Array.isArray((a as Article).text),
  );
