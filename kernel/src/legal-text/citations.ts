/**
 * Citations in running words: 《行政处罚法》第五十七条第一款第（二）项, 本法第八条至第十一条, 前款. Only what the words
 * themselves settle is found; what could mean two things is left alone. Pure: which texts exist is asked of the caller.
 */
import { at, chain, FIRST, group, type Mutable, N, rx, S } from './citation-chain.ts';
import type { CitedPlace, CitedText, FoundCitation } from './cited.ts';
import { numberOf } from './numerals.ts';

export type { CitedPlace, CitedText, FoundCitation } from './cited.ts';

/** Where the words stand, so that 前款 and 本条 have a meaning; all may be left out. */
export interface CitingPlace {
  readonly article?: string;
  readonly paragraph?: number;
  readonly item?: number;
  /** Articles before it in the same text, the nearest last. */
  readonly before?: readonly string[];
  /** Name of the text that this one amends: a bare 第十二条, and 本法 inside quotation marks, mean that text. */
  readonly amends?: string;
  /** Short names the text has given itself (以下简称《条例》) → the name they stand for. */
  readonly shortNames?: ReadonlyMap<string, string>;
  /** Whether this is the name of a text of law: 刑法第二百条 is found without book-title marks only with it. */
  readonly isName?: (name: string) => boolean;
}

/** What was found in a string, and the short names that it gives to texts. */
export interface Citations {
  readonly found: readonly FoundCitation[];
  readonly shortNames: ReadonlyMap<string, string>;
}

const SELF_WORDS =
  '(?:实施|暂行|试行|管理|补充)?(?:条例|细则|规定|办法|规则|规程|规范|决定|解释|批复|意见|通知|章程|准则|标准|公约|条约|协定|制度|法)';
const OPEN = /《|本|前|第/gu;
/** A chapter named on the way to an article: 本条例第五章第四十七条. */
const CHAPTER = `(?:第${N}(?:分编|编|章|节)${S})?(?=第${S}[（(]?${S}${N}${S}[）)]?${S}[、条款项至到和])`;
const SELF = rx(`本(?:${SELF_WORDS}|分编|编|章|节)(?:中的?|的)?${S}${CHAPTER}`);
const HERE = rx(`本(条|款)(?![例约件项])(?=第)`);
const BEFORE = rx(`前([一二两三四五六七八九十]?)(条|款|项)(?![例约件目文])(?!项[^第])`);
const AFTER_NAME = rx(`(?:中的?|的|之)?${S}${CHAPTER}`);
const DOC_NUMBER = rx(
  '[（(]([^（）()《》，。；]{0,20}(?:[〔［\\[【（(][12]\\d{3}[〕］\\]】）)]第?\\d{1,5}|第\\s?\\d{1,5})号[^（）()《》，。；]{0,6})[）)]',
);
const SHORT_NAME = rx(
  '[（(]以下(?:统一|统|合并|均)?(?:简)?称为?[:：]?[《“"〈]?([^《》“”"〈〉（）()，。；、]{1,30})[》”"〉]?[）)]',
);
const NOTE = rx('[（(][^（）()《》]{1,40}[）)]');
const STOP = /[。；;！？\n]/u;
const LONGEST_NAME = 120;

/** The last chain: its end, its text, and its last article, to know what a bare number after it means. */
interface Last {
  readonly end: number;
  readonly of: CitedText;
  readonly article?: string | undefined;
}

/** Closing mark of the book title that opens at `pos`; nested titles are part of it. */
function closing(text: string, pos: number): number {
  let depth = 0;
  for (let i = pos; i < text.length && i - pos <= LONGEST_NAME; i++) {
    if (text[i] === '《') depth++;
    else if (text[i] === '》' && --depth === 0) return i;
    else if (text[i] === '\n') return -1;
  }
  // Marks that do not pair: the first closing one ends it.
  const first = text.indexOf('》', pos);
  return first - pos <= LONGEST_NAME ? first : -1;
}

const HAN = /^[\p{Script=Han}（）〔〕、]$/u;
const LEADS = /[照反据按合用和与及或者在将有对由犯于外成的为去使除、（）]/u;
const NAME_END = /[法例定则典章程约法案释知见]$/u;

/** The known name that ends right before `pos`, the longest there is. */
function nameBefore(text: string, pos: number, isName: (name: string) => boolean): string | null {
  let from = pos;
  while (from > 0 && pos - from < 40 && HAN.test(text[from - 1] as string)) from--;
  for (; pos - from >= 2; from++) {
    const name = text.slice(from, pos);
    if (!isName(name)) continue;
    // 排水法 that is not known is not 水法: before so short a name stands a word that leads to it.
    const before = text[from - 1] ?? '';
    return name.length > 2 || !/\p{Script=Han}/u.test(before) || LEADS.test(before) ? name : null;
  }
  return null;
}

/** Find every citation in a string. */
export function findCitations(text: string, place: CitingPlace = {}): Citations {
  const found: FoundCitation[] = [];
  const shortNames = new Map<string, string>();
  const short = (name: string) => shortNames.get(name) ?? place.shortNames?.get(name);
  const full = (name: string): string => short(name) ?? name;
  const isName = (name: string): boolean => short(name) !== undefined || Boolean(place.isName?.(name));
  let last: Last | null = null;
  const quoted = (pos: number): boolean => {
    const before = text.slice(0, pos);
    return before.lastIndexOf('“') > before.lastIndexOf('”');
  };
  const self = (pos: number): CitedText =>
    place.amends && quoted(pos) ? { kind: 'named', name: place.amends } : { kind: 'self' };
  const add = (places: readonly Mutable[], of: CitedText, from: number): void => {
    for (const [i, p] of places.entries()) found.push({ ...p, from: i === 0 ? from : p.from, of });
  };

  OPEN.lastIndex = 0;
  for (let m = OPEN.exec(text); m; m = OPEN.exec(text)) {
    const pos = m.index;
    let end = pos + 1;
    if (m[0] === '《') {
      const close = closing(text, pos);
      if (close < 0) continue;
      const printed = text.slice(pos + 1, close);
      end = close + 1;
      const number = at(DOC_NUMBER, text, end);
      if (number) end += number[0].length;
      const given = at(SHORT_NAME, text, end);
      if (given) shortNames.set((given[1] as string).trim(), printed);
      // The span ends before a note, unless a place follows it: 《刑法》（2023年修正）第五条.
      const note = given ?? at(NOTE, text, end);
      const after = note ? end + note[0].length : end;
      const of: CitedText = {
        kind: 'named',
        name: full(printed),
        ...(number && { number: number[1] as string }),
      };
      const lead = at(AFTER_NAME, text, after);
      const places = lead ? chain(text, after + lead[0].length, {}) : null;
      if (places?.found.length) {
        add(places.found, of, pos);
        end = places.end;
      } else {
        found.push({ from: pos, to: end, of });
        end = given ? after : end;
      }
      last = { end, of, article: found.at(-1)?.article };
    } else if (m[0] === '本') {
      // In an amending text 本条 and 前款 stand in the words it puts into the other one, at a place not told here.
      const here = place.amends ? null : at(HERE, text, pos);
      const lead = here ?? at(SELF, text, pos);
      if (!lead) continue;
      const base: CitedPlace =
        !here || !place.article
          ? {}
          : {
              article: place.article,
              ...(here[1] === '款' && place.paragraph && { paragraph: place.paragraph }),
            };
      const places = chain(text, pos + lead[0].length, base);
      if (places.found.length === 0) continue;
      const of = self(pos);
      add(places.found, of, pos);
      end = places.end;
      last = { end, of, article: found.at(-1)?.article };
    } else if (m[0] === '前') {
      const said = place.amends ? null : at(BEFORE, text, pos);
      const base = said && !/[目之以此提先预当]/u.test(text[pos - 1] ?? '') ? earlier(said, place) : null;
      if (!said || !base) continue;
      end = pos + said[0].length;
      const places = chain(text, end, base);
      const lower = places.found[0];
      if (lower && lower.article === base.article && at(FIRST, text, end)) {
        add(places.found, self(pos), pos);
        end = places.end;
      } else found.push({ ...base, from: pos, to: end, of: self(pos) });
      last = { end, of: self(pos), article: found.at(-1)?.article };
    } else {
      const bare = bareNumber(text, pos, place, last, isName);
      if (!bare) continue;
      const of: CitedText = bare.of.kind === 'named' ? { kind: 'named', name: full(bare.of.name) } : bare.of;
      add(bare.found, of, bare.from);
      end = bare.end;
      last = { end, of, article: found.at(-1)?.article };
    }
    OPEN.lastIndex = end;
  }
  return { found, shortNames };
}

/** The place that 前款, 前两款, 前条 or 前项 means; null where there is none. */
function earlier(said: RegExpExecArray, place: CitingPlace): CitedPlace | null {
  const count = said[1] ? (numberOf(said[1]) ?? 0) : 1;
  if (count < 1) return null;
  if (said[2] === '条') {
    const before = (place.before ?? []).slice(-count);
    if (before.length < count) return null;
    return { article: before[0] as string, ...(count > 1 && { toArticle: before.at(-1) as string }) };
  }
  if (!place.article) return null;
  if (said[2] === '款') {
    const first = (place.paragraph ?? 0) - count;
    if (first < 1) return null;
    return {
      article: place.article,
      paragraph: first,
      ...(count > 1 && { toParagraph: (place.paragraph as number) - 1 }),
    };
  }
  const first = (place.item ?? 0) - count;
  if (first < 1) return null;
  return {
    article: place.article,
    ...(place.paragraph && { paragraph: place.paragraph }),
    item: first,
    ...(count > 1 && { toItem: (place.item as number) - 1 }),
  };
}

/** A number with no name before it: 刑法第二百条, 违反第三十三条规定, 第二款规定的. */
function bareNumber(
  text: string,
  pos: number,
  place: CitingPlace,
  last: Last | null,
  isName: (name: string) => boolean,
): { found: Mutable[]; of: CitedText; from: number; end: number } | null {
  const article = group(text, pos, '条');
  const places = chain(text, pos, article || !place.article ? {} : { article: place.article });
  if (places.found.length === 0) return null;
  const name = article ? nameBefore(text, pos, isName) : null;
  if (name) return { ...places, of: { kind: 'named', name }, from: pos - name.length };
  const rest = { ...places, from: pos };
  if (article) {
    if (place.amends) return { ...rest, of: { kind: 'named', name: place.amends } };
    // 某某条例第五条 of a text that is not known: never this one. 的规定 is not a name.
    if (
      /[^规]定$|[法例则典章约]$/u.test(text.slice(Math.max(0, pos - 2), pos)) &&
      NAME_END.test(text[pos - 1] ?? '')
    )
      return null;
    // After another text in the same sentence it may mean either.
    if (last && last.of.kind === 'named' && !STOP.test(text.slice(last.end, pos))) return null;
    return { ...rest, of: { kind: 'self' } };
  }
  // 第二款 with nothing before it is of this article; after another place in the sentence it may be of that one.
  if (place.amends || !place.article || !group(text, pos, '款')) return null;
  const same = last?.of.kind === 'self' && last.article === place.article;
  if (last && !same && !STOP.test(text.slice(last.end, pos))) return null;
  if (
    /[\p{Script=Han}]/u.test(text[pos - 1] ?? '') &&
    !/[反照据按有除合和与、及或，对由在]$/u.test(text[pos - 1] ?? '')
  )
    return null;
  return { ...rest, of: { kind: 'self' } };
}
