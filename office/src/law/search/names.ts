/** The names of all texts of law: found whole inside a query, found in part, and as words. */
import { sql } from 'kysely';
import type { Tx } from '../../store/pool.ts';
import { canonicalName } from '../resolve.ts';
import { foldLaw } from './fold.ts';
import { documentNumbersIn } from './numbers.ts';
import { termSet } from './terms.ts';
import { topicOf } from './topics.ts';

/** A text with what is known of it whatever its versions say. Days count from 1970. */
export interface NamedText {
  readonly id: string;
  readonly title: string;
  readonly level: string;
  readonly kind: string;
  readonly maker: string;
  readonly docNo: string | null;
  readonly origin: string;
  /** First day on which the whole text is repealed. */
  readonly repealed: number;
  /** Day of promulgation, else of adoption, of its latest version; null where the source does not say. */
  readonly day: number | null;
  readonly topic: string;
  /** Folded names by which it is found: title without 中华人民共和国, aliases, numbers. */
  readonly names: readonly string[];
  /** Place of its level in the order of force, from 0. */
  readonly rank: number;
  /** How much it counts beside an equal match: higher levels first. */
  readonly weight: number;
  /** Something of it can be shown. */
  readonly hasText: boolean;
}

/**
 * Levels in the order of force, each with its weight beside an equal match: where national and local law say the same,
 * the national text comes first; a query that names the place still finds the local one by its title.
 */
const LEVELS: readonly (readonly [name: RegExp, weight: number])[] = [
  [/^宪法/, 1.8],
  [/^法律$/, 1.8],
  // Whoever looks for its words looks for the law that it changed.
  [/^修正案/, 0.5],
  [/^法律解释|司法解释/, 1],
  [/^行政法规|^监察法规/, 1.2],
  [/部门规章/, 0.7],
  [/^省.*法规|^地方性法规|自治条例|单行条例/, 0.5],
  [/法规/, 0.5],
  [/省.*规章/, 0.45],
  [/规章/, 0.45],
];

const LEAST = 0.4;
/** Place of a level in the order of force; lower comes first. */
const levelRank = (level: string): number => {
  const at = LEVELS.findIndex(([name]) => name.test(level));
  return at < 0 ? LEVELS.length : at;
};
/** How much a text of this level counts beside an equal match. */
export const levelWeight = (level: string): number => LEVELS[levelRank(level)]?.[1] ?? LEAST;

/** Folded, canonical form of a name. */
export const nameForm = (name: string): string => foldLaw(canonicalName(name)).replace(/ /g, '');

/** Names longer than this are not looked for inside a query. */
const LONGEST = 60;

interface Row {
  id: string;
  title: string;
  level: string;
  kind: string;
  maker: string;
  doc_no: string | null;
  origin: string;
  aliases: string[] | null;
  repealed: number | null;
  day: number | null;
  has_text: boolean;
}

/** Titles by term: which texts, and how much the term counts in each. */
export interface TitleList {
  readonly texts: Uint32Array;
  readonly weights: Float32Array;
}

/** All names. */
export class Names {
  readonly all: readonly NamedText[];
  private readonly ids = new Map<string, number>();
  private readonly exact = new Map<string, number[]>();
  private readonly words = new Map<string, TitleList>();
  private readonly longest: number;
  private readonly terms: Map<string, readonly string[]>;

  private constructor(all: readonly NamedText[], terms: Map<string, readonly string[]>) {
    this.all = all;
    this.terms = terms;
    let longest = 0;
    const words = new Map<string, { texts: number[]; weights: number[] }>();
    all.forEach((text, nr) => {
      this.ids.set(text.id, nr);
      for (const name of text.names) {
        if (name.length <= LONGEST) {
          const list = this.exact.get(name);
          if (list) list.push(nr);
          else this.exact.set(name, [nr]);
          longest = Math.max(longest, name.length);
        }
      }
      const title = text.names[0] ?? '';
      const weight = 2.2 / (1 + 1.2 * (0.35 + (0.65 * title.length) / 9));
      for (const term of this.termsOf(text)) {
        const list = words.get(term);
        if (list) {
          list.texts.push(nr);
          list.weights.push(weight);
        } else words.set(term, { texts: [nr], weights: [weight] });
      }
    });
    for (const [term, l] of words)
      this.words.set(term, { texts: Uint32Array.from(l.texts), weights: Float32Array.from(l.weights) });
    this.longest = longest;
  }

  private termsOf(text: NamedText): readonly string[] {
    const key = text.names.join(' ');
    let terms = this.terms.get(key);
    if (!terms) {
      terms = [...termSet(key)];
      this.terms.set(key, terms);
    }
    return terms;
  }

  /** Read all names; terms of names that are known already are taken over. */
  static async load(tx: Tx, before?: Names): Promise<Names> {
    const { rows } = await sql<Row>`
      select i.id, i.title, i.level, i.kind, i.maker, i.doc_no, i.origin, a.aliases,
        e.repealed - date '1970-01-01' as repealed, v.day - date '1970-01-01' as day, v.instrument is not null as has_text
      from fadu.instrument i
      left join (select instrument, array_agg(alias order by length(alias), alias) as aliases
        from fadu.instrument_alias group by 1) a on a.instrument = i.id
      left join (select instrument, min(on_day) as repealed from fadu.instrument_event
        where kind = 'repealed' and articles = '{}' group by 1) e on e.instrument = i.id
      left join (select instrument, max(coalesce(promulgated, published, adopted, effective)) as day
        from fadu.instrument_version group by 1) v on v.instrument = i.id
      order by i.id`.execute(tx);
    return new Names(
      rows.map((r): NamedText => {
        const numbers = [r.doc_no, ...(r.aliases ?? [])].flatMap((a) =>
          a ? documentNumbersIn(foldLaw(a)).map((n) => n.term) : [],
        );
        return {
          id: r.id,
          title: r.title,
          level: r.level,
          kind: r.kind,
          maker: r.maker,
          docNo: r.doc_no,
          origin: r.origin,
          repealed: r.repealed ?? Number.MAX_SAFE_INTEGER,
          day: r.day,
          topic: topicOf(r.title),
          names: [
            ...new Set(
              [r.title, r.id, ...(r.aliases ?? []), ...(r.doc_no ? [r.doc_no] : [])]
                .map(nameForm)
                .concat(numbers),
            ),
          ].filter(Boolean),
          rank: levelRank(r.level),
          weight: levelWeight(r.level),
          hasText: r.has_text,
        };
      }),
      before?.terms ?? new Map(),
    );
  }

  number(id: string): number | undefined {
    return this.ids.get(id);
  }

  /** Texts whose whole name this is, the higher level first. */
  named(name: string): readonly number[] {
    return this.inOrder(this.exact.get(nameForm(name)) ?? []);
  }

  /** Texts with this document or order number (`#[2022]7号`), or this one printed with the organ's mark. */
  numbered(term: string): readonly number[] {
    return this.inOrder(this.exact.get(term) ?? []);
  }

  private inOrder(list: readonly number[]): readonly number[] {
    return [...list].sort((a, b) => this.before(a, b));
  }

  private before(a: number, b: number): number {
    const [x, y] = [this.all[a] as NamedText, this.all[b] as NamedText];
    return (
      Number(x.repealed < Number.MAX_SAFE_INTEGER) - Number(y.repealed < Number.MAX_SAFE_INTEGER) ||
      x.rank - y.rank ||
      (x.names[0]?.length ?? 0) - (y.names[0]?.length ?? 0) ||
      (x.id < y.id ? -1 : 1)
    );
  }

  /** The longest whole names inside a folded query without blanks, not overlapping. */
  inside(
    folded: string,
  ): { readonly from: number; readonly to: number; readonly texts: readonly number[] }[] {
    const found: { from: number; to: number; texts: readonly number[] }[] = [];
    for (let at = 0; at < folded.length; ) {
      let next = at + 1;
      for (let n = Math.min(this.longest, folded.length - at); n >= 2; n--) {
        const texts = this.exact.get(folded.slice(at, at + n));
        if (texts) {
          found.push({ from: at, to: at + n, texts: this.inOrder(texts) });
          next = at + n;
          break;
        }
      }
      at = next;
    }
    return found;
  }

  /**
   * Texts that a shortened name means, best first: names that end with it (处罚法), hold it, or hold its characters in
   * order (消保法). At most `limit`.
   */
  shortened(name: string, limit: number): readonly number[] {
    const wanted = nameForm(name);
    if (wanted.length < 2) return [];
    const found: { readonly nr: number; readonly how: number }[] = [];
    this.all.forEach((text, nr) => {
      let how = 9;
      for (const n of text.names) {
        if (n.startsWith('#')) continue;
        how = Math.min(how, n.endsWith(wanted) ? 0 : n.includes(wanted) ? 1 : inOrderIn(wanted, n) ? 2 : 9);
      }
      if (how < 9) found.push({ nr, how });
    });
    return found
      .sort((a, b) => a.how - b.how || this.before(a.nr, b.nr))
      .slice(0, limit)
      .map((f) => f.nr);
  }

  /** Names in order, for what begins with something. */
  private sorted: (readonly [name: string, nr: number])[] | undefined;

  /** Texts with a name that begins with this (folded, canonical), then with a name that holds it; higher levels first. */
  beginning(form: string, limit: number): readonly number[] {
    if (!this.sorted) {
      this.sorted = this.all
        .flatMap((t, nr) => t.names.filter((n) => !n.startsWith('#')).map((n) => [n, nr] as const))
        .sort((a, b) => (a[0] < b[0] ? -1 : 1));
    }
    const list = this.sorted;
    let [low, high] = [0, list.length];
    while (low < high) {
      const mid = (low + high) >> 1;
      if ((list[mid]?.[0] ?? '') < form) low = mid + 1;
      else high = mid;
    }
    const found = new Set<number>();
    for (let i = low; i < list.length && found.size < 500 && list[i]?.[0].startsWith(form); i++)
      found.add(list[i]?.[1] as number);
    const first = [...found].sort((a, b) => this.before(a, b)).slice(0, limit);
    if (first.length >= limit || form.length < 2) return first;
    const held = new Set<number>();
    for (const [name, nr] of list) if (!found.has(nr) && name.includes(form)) held.add(nr);
    return [...first, ...[...held].sort((a, b) => this.before(a, b))].slice(0, limit);
  }

  /** Texts with the term in their names, with its weight there (about 0.3 to 1.4; shorter names weigh more). */
  withTerm(term: string): TitleList | undefined {
    return this.words.get(term);
  }
}

/** Do the characters of `short` stand in `long` in this order, beginning and ending alike? */
function inOrderIn(short: string, long: string): boolean {
  if (short.length < 3 || short.at(-1) !== long.at(-1)) return false;
  let at = 0;
  for (const c of long) if (c === short[at]) at++;
  return at >= short.length;
}
