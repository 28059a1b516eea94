/** The grammar of places: 第五条第一款、第二款和第七条至第九条. */
import type { CitedPlace, FoundCitation } from './cited.ts';
import { byArticle, numberOf } from './numerals.ts';

/** Numbers in either script. */
export const N = '(?:[〇○零一二两三四五六七八九十百千]+|[0-9０-９]{1,4})';
/** Blanks that may stand inside. */
export const S = '[ \\u3000]*';
/** A pattern that is tried at one place only. */
export const rx = (source: string) => new RegExp(source, 'yu');
/** What a sticky pattern finds at a place. */
export const at = (re: RegExp, text: string, pos: number): RegExpExecArray | null => {
  re.lastIndex = pos;
  return re.exec(text);
};

const UNITS = ['条', '款', '项', '目'] as const;
type Unit = (typeof UNITS)[number];
/** The first number of a group. */
export const FIRST = rx(`第${S}[（(]?${S}(${N})${S}[）)]?${S}`);
const MORE = rx(`(、|至|到|和|及|或)${S}第?${S}[（(]?(${N})[）)]?${S}`);
const INSERTED = rx(`之(${N})(?![一二三四五六七八九十0-9])`);
const MORE_INSERTED = rx(`(、|至|到|和)${S}之(${N})(?![一二三四五六七八九十0-9])`);
const UNIT_AT: Readonly<Record<Unit, RegExp>> = {
  条: rx('条(?![例约件款文理])'),
  款: rx('款(?!项)'),
  项: rx('项(?!目)'),
  目: rx('目(?![的录标])'),
};
const LINK = rx(`${S}(、|和|或者?|以及|及|与|至|到|—+|－)${S}(?=第|之${N})`);
/** Words that may stand between two members of one chain: 第五十七条的规定和第六十条. */
const LOOSE = rx('(?:的)?(?:规定|情形)?(、|和|或者?|以及|及|与)(?=第)');

interface Piece {
  num: string;
  from: number;
  to: number;
  /** Joined to the one before it by 至. */
  range: boolean;
}

/** `第八、九条`, `第（一）项`, `第一百二十条之一、之二`: numbers of one unit. */
export function group(text: string, pos: number, unit: Unit): { pieces: Piece[]; end: number } | null {
  const first = at(FIRST, text, pos);
  if (!first) return null;
  const pieces: Piece[] = [];
  const add = (written: string, from: number, to: number, range: boolean): boolean => {
    const n = numberOf(written);
    if (n === null || n === 0) return false;
    pieces.push({ num: String(n), from, to, range });
    return true;
  };
  let end = pos + first[0].length;
  if (!add(first[1] as string, pos, end, false)) return null;
  for (let m = at(MORE, text, end); m && !at(UNIT_AT[unit], text, end); m = at(MORE, text, end)) {
    const from = end + (m[1] as string).length;
    end += m[0].length;
    if (!add(m[2] as string, from, end, m[1] === '至' || m[1] === '到')) return null;
  }
  const closed = at(UNIT_AT[unit], text, end);
  if (!closed) return null;
  end += closed[0].length;
  const last = pieces.at(-1) as Piece;
  if (unit === '条') {
    const main = last.num;
    const inserted = at(INSERTED, text, end);
    if (inserted) {
      end += inserted[0].length;
      last.num = `${main}-${numberOf(inserted[1] as string)}`;
      last.to = end;
      for (let m = at(MORE_INSERTED, text, end); m; m = at(MORE_INSERTED, text, end)) {
        const from = end + (m[1] as string).length;
        end += m[0].length;
        pieces.push({
          num: `${main}-${numberOf(m[2] as string)}`,
          from,
          to: end,
          range: m[1] === '至' || m[1] === '到',
        });
      }
    }
  }
  (pieces.at(-1) as Piece).to = end;
  return { pieces, end };
}

/** A citation while its chain is read. */
export type Mutable = { -readonly [K in keyof FoundCitation]?: FoundCitation[K] } & {
  from: number;
  to: number;
};

const put = (c: Mutable, unit: Unit, num: string, to = false): void => {
  if (unit === '条') c[to ? 'toArticle' : 'article'] = num;
  else if (unit === '款') c[to ? 'toParagraph' : 'paragraph'] = Number(num);
  else if (unit === '项') c[to ? 'toItem' : 'item'] = Number(num);
  else c.subitem = Number(num);
};

const numOf = (c: Mutable, unit: Unit): string | undefined =>
  unit === '条' ? c.article : (unit === '款' ? c.paragraph : unit === '项' ? c.item : c.subitem)?.toString();

/** What lies above a unit is the same for the next member of a list. */
function above(c: CitedPlace, unit: Unit): Partial<Mutable> {
  const out: Partial<Mutable> = {};
  if (unit !== '条' && c.article) out.article = c.toArticle ?? c.article;
  if ((unit === '项' || unit === '目') && c.paragraph) out.paragraph = c.toParagraph ?? c.paragraph;
  if (unit === '目' && c.item) out.item = c.toItem ?? c.item;
  return out;
}

/** Join `next` to `last` as the end of a range of the unit; false where they are no range. */
function joined(last: Mutable | undefined, unit: Unit, num: string, end: number): boolean {
  const start = last && numOf(last, unit);
  if (!last || start === undefined || last.toArticle || last.toParagraph || last.toItem) return false;
  if (unit === '目' || byArticle(start, num) >= 0) return false;
  put(last, unit, num, true);
  last.to = end;
  return true;
}

/** One chain of places from `pos`: 第五条第一款、第二款和第七条至第九条. */
export function chain(text: string, pos: number, base: CitedPlace): { found: Mutable[]; end: number } {
  const found: Mutable[] = [];
  let end = pos;
  let start = pos;
  let range = false;
  let inherit: CitedPlace = base;
  for (;;) {
    // One member: units from the highest to the lowest, e.g. 条 then 项.
    let here = start;
    let member: Mutable | null = null;
    let lowest = -1;
    for (let u = 0; u < UNITS.length; u++) {
      const unit = UNITS[u] as Unit;
      const g = group(text, here, unit);
      if (!g) continue;
      // A unit below nothing (第二项 at the start of a chain without a base) means no certain place.
      const over: Partial<Mutable> = member ? above(member, unit) : above(inherit, unit);
      if (unit !== '条' && over.article === undefined) return { found, end };
      for (const [i, p] of g.pieces.entries()) {
        if (i === 0 && member) {
          put(member, unit, p.num);
          member.to = p.to;
          continue;
        }
        const asRange: boolean = p.range || (i === 0 && range);
        const last: Mutable | undefined = member ?? found.at(-1);
        if (asRange && joined(last, unit, p.num, p.to)) {
          member = last ?? null;
          continue;
        }
        member = { ...over, from: i === 0 ? start : p.from, to: p.to };
        put(member, unit, p.num);
        found.push(member);
      }
      lowest = u;
      here = g.end;
    }
    if (lowest < 0 || !member) return { found, end };
    end = here;
    inherit = member;
    const link = at(LINK, text, end) ?? at(LOOSE, text, end);
    if (!link) return { found, end };
    start = end + link[0].length;
    range = /^(?:至|到|—+|－)$/u.test(link[1] as string);
  }
}
