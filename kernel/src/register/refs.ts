/** Reading places in texts of law as people type them into a cell: 《行政许可法》第十二条第一款；《…》第5条. */
import type { LegalRef } from '../procedure/question.ts';

const DIGITS = '零一二三四五六七八九';
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** A number in Chinese numerals or digits, up to 9999; null where it is none. */
export function readNumber(text: string): number | null {
  const plain = text.normalize('NFKC');
  if (/^\d{1,4}$/.test(plain)) return Number(plain);
  let total = 0;
  let digit = 0;
  for (const c of plain) {
    const d = c === '〇' ? 0 : DIGITS.indexOf(c);
    const unit = UNITS[c];
    if (d >= 0) digit = d;
    else if (unit) {
      total += (digit || 1) * unit;
      digit = 0;
    } else return null;
  }
  return plain === '' ? null : total + digit;
}

const N = '[零〇一二三四五六七八九十百千\\d]+';
const PLACE = new RegExp(
  `《([^《》]+(?:《[^《》]*》[^《》]*)*)》\\s*(?:第(${N})条(?:之(${N}))?)?\\s*(?:第(${N})款)?\\s*(?:第[（(]?(${N})[)）]?项)?`,
  'gu',
);

/**
 * The places named in a cell, in order. Names stand in book-title marks; a further article of the same text may follow
 * after 、 (《行政处罚法》第九条、第十条). Null: there is text that is no place.
 */
export function readPlaces(cell: string): readonly LegalRef[] | null {
  const out: LegalRef[] = [];
  let title = '';
  const rest = cell.normalize('NFC').replace(PLACE, (_all, name, article, inserted, paragraph, item) => {
    title = name;
    out.push(place(name, article, inserted, paragraph, item));
    return '';
  });
  const more = new RegExp(`^第(${N})条(?:之(${N}))?(?:第(${N})款)?(?:第[（(]?(${N})[)）]?项)?$`, 'u');
  for (const part of rest.split(/[；;、，,\s。]+/u)) {
    if (part === '') continue;
    const found = more.exec(part);
    if (!found || !title) return null;
    out.push(place(title, found[1], found[2], found[3], found[4]));
  }
  return out;
}

function place(
  instrument: string,
  article?: string,
  inserted?: string,
  paragraph?: string,
  item?: string,
): LegalRef {
  const n = (text: string | undefined) => (text === undefined ? undefined : (readNumber(text) ?? undefined));
  const main = n(article);
  const extra = n(inserted);
  const clause = n(paragraph);
  const point = n(item);
  return {
    instrument: instrument.trim(),
    ...(main !== undefined && { article: extra === undefined ? String(main) : `${main}-${extra}` }),
    ...(clause !== undefined && { paragraph: clause }),
    ...(point !== undefined && { item: point }),
  };
}
