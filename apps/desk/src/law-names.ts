/** Names of texts of law and numbers of articles, as people type them and as the forms keep them. Pure. */
import { chineseNumber } from '@fadu/kernel/citation';
import { numberOf } from '@fadu/kernel/legal-text/numerals';

/** Digits or numerals of a number below ten thousand. */
const NUMBER = '[0-9０-９〇○零一二两三四五六七八九十百千]{1,9}';
const ARTICLE = new RegExp(`^第?(${NUMBER})条?(?:(?:之|-)(${NUMBER}))?条?$`, 'u');
const CITED = new RegExp(
  `^(.*?)[\\s　]*(第${NUMBER}条(?:之${NUMBER})?|(?<![0-9])[0-9]{1,4}条?)[\\s　]*$`,
  'u',
);
const CITED_FIRST = new RegExp(`^[\\s　]*(第${NUMBER}条(?:之${NUMBER})?)[\\s　]*(.+)$`, 'u');

/** An article as the forms keep it, in digits: 第五十七条 → 57, 第十二条之一 → 12-1; null where it is none. */
export function articleDigits(typed: string): string | null {
  const found = ARTICLE.exec(typed.trim());
  if (!found) return null;
  const main = numberOf(found[1] as string);
  const inserted = found[2] === undefined ? null : numberOf(found[2]);
  if (!main || (found[2] !== undefined && !inserted)) return null;
  return inserted ? `${main}-${inserted}` : String(main);
}

/** As it is printed: 57 → 第五十七条, 12-1 → 第十二条之一. What is no article stays as it is. */
export function articleWords(digits: string): string {
  const found = /^(\d{1,4})(?:-(\d{1,3}))?$/.exec(digits);
  if (!found) return digits;
  return `第${chineseNumber(Number(found[1]))}条${found[2] ? `之${chineseNumber(Number(found[2]))}` : ''}`;
}

/** A name with the article that was typed after or before it: 行政处罚法第五十七条, 第五十七条 行政处罚法, 行政处罚法 57. */
export function nameAndArticle(typed: string): { readonly name: string; readonly article: string | null } {
  const plain = typed.replace(/[《》]/gu, '').trim();
  const first = CITED_FIRST.exec(plain);
  const after = first ? null : CITED.exec(plain);
  const [article, name] = first ? [first[1], first[2]] : after ? [after[2], after[1]] : [undefined, plain];
  const digits = article === undefined ? null : articleDigits(article);
  return digits && name?.trim() ? { name: name.trim(), article: digits } : { name: plain, article: null };
}

/** The office's short name of a text (`canonicalName`). */
const shortName = (title: string): string =>
  title
    .replace(/[\s　《》]/gu, '')
    .replace(/^中华人民共和国/u, '')
    .replaceAll('(', '（')
    .replaceAll(')', '）');

/** What a form keeps of a text: its title, or its id where several texts have that title. */
export const nameOfLaw = (law: { readonly id: string; readonly title: string }): string =>
  shortName(law.title) === law.id ? law.title : law.id;
