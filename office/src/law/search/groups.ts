/**
 * Results as people read them: grouped by text of law, each with its best articles, the words marked, and how it stands
 * on the day. What is not in force on the day is left out unless it is asked for (S1), and always says what it is (S2).
 */
import { type DateStr, dateOf } from '@fadu/kernel';
import type { Office } from '../../office.ts';
import type { MarkedPart } from '../../public/words.ts';
import type { LawStatus } from '../reading.ts';
import { mark, markedWords, piece } from './marks.ts';
import { dayOf, type IndexedText, type LawMemory } from './memory.ts';
import type { NamedText } from './names.ts';
import type { LawQuery } from './query.ts';
import { type Choice, ENOUGH, type Found, type Ranked, textFactor } from './rank.ts';
import { type Reread, rerank } from './rerank.ts';
import { type ProvisionRow, REREAD, ranked, readProvisions, rereadOf } from './search.ts';

/** Standing asked for; `全部` for whatever. Default: what is in force on the day. */
export type StatusChoice = LawStatus | '全部';

/** How to choose among the texts. */
export interface LawSearchOptions {
  /** Day of the law, default today. */
  readonly on?: DateStr;
  /** 效力级别. */
  readonly level?: string;
  readonly status?: StatusChoice;
  /** Part of the name of the body that made the text. */
  readonly organ?: string;
  readonly topic?: string;
  /** First and last day of promulgation. */
  readonly from?: DateStr;
  readonly to?: DateStr;
  /** From 1. */
  readonly page?: number;
  /** Texts on a page, 1 to 50. */
  readonly perPage?: number;
}

/** A provision among the results. */
export interface LawHit {
  readonly instrument: string;
  readonly version: number;
  /** In digits; null for what stands outside articles. */
  readonly article: string | null;
  readonly eid: string;
  /** Number as printed. */
  readonly label: string;
  /** Headings above it. */
  readonly path: string;
  readonly parts: readonly MarkedPart[];
  /** How this wording stands on the day. */
  readonly status: LawStatus;
}

/** A text of law with its best provisions. */
export interface LawGroup {
  readonly instrument: string;
  readonly title: string;
  readonly titleParts: readonly MarkedPart[];
  readonly status: LawStatus;
  readonly level: string;
  readonly maker: string;
  readonly docNo: string | null;
  readonly topic: string;
  /** Day of promulgation of the latest version. */
  readonly day: DateStr | null;
  /** False where only our summaries of some articles are here. */
  readonly complete: boolean;
  readonly hits: readonly LawHit[];
  /** Further provisions of the text that match. */
  readonly more: number;
}

/** What to try when nothing was found. */
export type SearchHint =
  /** So many provisions match that are not in force on the day. */
  | { readonly kind: 'other-status'; readonly total: number }
  /** Without the filters there are so many. */
  | { readonly kind: 'filters'; readonly total: number };

export interface LawResults {
  readonly groups: readonly LawGroup[];
  /** The article that the query names, whole; the likeliest text first. */
  readonly cited: readonly (LawHit & { readonly title: string; readonly level: string })[];
  /** Provisions that match, with texts whose name matches; a lower bound where `bounded`. */
  readonly total: number;
  /** Texts among the ranked results. */
  readonly texts: number;
  readonly bounded: boolean;
  readonly page: number;
  readonly pages: number;
  readonly on: DateStr;
  /** Nothing covers enough of the query: the groups hold what comes nearest. */
  readonly partial: boolean;
  readonly hint?: SearchHint;
}

/** Provisions that are ranked for the pages of one search. */
const DEPTH = 600;
/** Texts that a shortened name may mean of which the article is shown. */
const CITED = 4;
/** Provisions shown of one text. */
const SHOWN = 3;
/** Share of the query that a result covers at least where nothing covers enough. */
const NEAREST = 0.25;

/** How a wording stands on a day. */
export function standing(text: IndexedText, from: number, to: number, on: number): LawStatus {
  if (from > on) return '尚未生效';
  if (text.named.repealed <= on) return '已废止';
  if (text.expires < on) return '失效';
  return to < on ? '已修改' : '现行有效';
}

/**
 * Search the texts of law. An empty query, or one without a word, finds nothing; with a choice of level, organ, topic or
 * days it lists the texts that fit the choice.
 */
export async function searchLaws(
  office: Office,
  text: string,
  options: LawSearchOptions = {},
): Promise<LawResults> {
  const on = options.on ?? dateOf(office.now());
  const page = Math.max(1, Math.floor(options.page ?? 1));
  const perPage = Math.min(50, Math.max(1, Math.floor(options.perPage ?? 10)));
  const { memory, query, result } = await ranked(office, text, () => choiceOf(options, on), DEPTH);
  const choice = choiceOf(options, on);
  const marks = markedWords(query);
  const best = result.found.slice(0, rereadOf(query));
  const { cited, rows: words } = await readProvisions(office, memory, best, best.length, {
    cited: query.cited,
    on,
  });
  const read = rerank(query, best, words);
  const sorted =
    query.concepts.length === 0 && choice.text
      ? chosenTexts(memory, choice)
      : groupsOf(memory, query, result, read, choice);
  const shown = sorted.slice((page - 1) * perPage, page * perPage);
  const missing = shown.flatMap((g) => g.hits.filter((h) => !h.row));
  const more = await readProvisions(
    office,
    memory,
    missing.map((h) => h.found),
    missing.length,
  );
  missing.forEach((h, i) => {
    h.row = more.rows[i];
  });
  const titleOnly = sorted.filter((g) => g.hits.length === 0).length;
  const phraseBound = query.phrases.length > 0 && result.found.length > read.length;
  const total = query.phrases.length > 0 ? read.length + titleOnly : result.total + titleOnly;
  const out: LawResults = {
    groups: shown.map((g) => groupView(memory, g, marks, dayOf(on))),
    cited: cited.slice(0, CITED).map((row) => {
      const named = memory.names.all[memory.names.number(row.instrument) ?? -1];
      return {
        ...hitView(row, query.cited ? mark(row.text, marks) : [], '现行有效'),
        title: named?.title ?? row.instrument,
        level: named?.level ?? '',
      };
    }),
    total,
    texts: sorted.length,
    bounded: result.bounded || phraseBound,
    page,
    pages: Math.max(1, Math.ceil(sorted.length / perPage)),
    on,
    partial: sorted.length > 0 && total === 0,
  };
  if (total > 0 || out.cited.length > 0 || query.concepts.length === 0) return out;
  const hint = await hintFor(office, text, options);
  return hint ? { ...out, hint } : out;
}

/** Conditions of the options on texts and days. */
function choiceOf(options: LawSearchOptions, date: DateStr): Choice {
  const on = dayOf(date);
  const status = options.status ?? '现行有效';
  const [from, to] = [options.from, options.to].map((d) => (d ? dayOf(d) : null)) as [
    number | null,
    number | null,
  ];
  const named = (t: NamedText) =>
    (!options.level || t.level === options.level) &&
    (!options.organ || t.maker.includes(options.organ)) &&
    (!options.topic || t.topic === options.topic) &&
    (from === null || (t.day !== null && t.day >= from)) &&
    (to === null || (t.day !== null && t.day <= to));
  const plain = !options.level && !options.organ && !options.topic && from === null && to === null;
  return {
    on: status === '现行有效' ? on : null,
    prefer: on,
    ...(!plain && { text: (t: IndexedText) => named(t.named) }),
    ...(status !== '现行有效' &&
      status !== '全部' && {
        days: (f: number, t: number, text: IndexedText) => standing(text, f, t, on) === status,
      }),
  };
}

interface Hit {
  readonly found: Found;
  row?: ProvisionRow;
}
interface Group {
  readonly nr: number;
  readonly text: IndexedText;
  score: number;
  readonly hits: Hit[];
  more: number;
}

/** Put the results together by text; texts found by their name alone are among them. */
function groupsOf(
  memory: LawMemory,
  query: LawQuery,
  result: Ranked,
  read: readonly Reread[],
  choice: Choice,
): Group[] {
  const groups = new Map<number, Group>();
  const seen = new Set<string>();
  const put = (found: Found, score: number, row?: ProvisionRow) => {
    const text = memory.texts[found.text] as IndexedText;
    let group = groups.get(text.nr);
    if (!group) {
      group = { nr: text.nr, text, score, hits: [], more: 0 };
      groups.set(text.nr, group);
    }
    // Of an article with several wordings the best is shown.
    if (row?.article) {
      const key = `${text.nr} ${row.article}`;
      if (seen.has(key)) return;
      seen.add(key);
    }
    if (group.hits.length < SHOWN) group.hits.push({ found, ...(row && { row }) });
    else group.more++;
  };
  // Where nothing covers enough of the query, what comes nearest is shown.
  const least = result.total > 0 ? ENOUGH : NEAREST;
  for (const r of read) if (r.found.cover >= least) put(r.found, r.score, r.row);
  if (query.phrases.length === 0) {
    const last = read.at(-1)?.score ?? Number.POSITIVE_INFINITY;
    for (const f of result.found.slice(REREAD)) if (f.cover >= least) put(f, Math.min(f.score, last));
  }
  const wanted = new Set(query.numbered);
  const namedWhole = new Set(query.named.flat());
  const onlyName = query.concepts.length > 0 && query.nameOnly;
  const byName = [...(query.phrases.length > 0 ? [] : result.byTitle), ...(query.cited?.texts ?? [])];
  for (const nr of new Set([...wanted, ...byName])) {
    const list = memory.textsOf.get(nr) ?? [];
    const text = list.find((t) => textFactor(memory.texts[t] as IndexedText, memory.spans[t], choice) > 0);
    if (text === undefined) continue;
    const of = memory.texts[text] as IndexedText;
    const score =
      result.titleScore(nr) * textFactor(of, memory.spans[text], choice) +
      (wanted.has(nr) ? 1_000 : 0) +
      (onlyName && namedWhole.has(nr) ? 500 : 0);
    const group = groups.get(nr);
    if (group) group.score = Math.max(group.score, score);
    else groups.set(nr, { nr, text: of, score, hits: [], more: 0 });
  }
  return [...groups.values()].sort((a, b) => b.score - a.score || a.nr - b.nr);
}

/** Where nothing is asked for but the choice: all texts that fit it, the higher level and the later day first. */
function chosenTexts(memory: LawMemory, choice: Choice): Group[] {
  const out: Group[] = [];
  memory.textsOf.forEach((list, nr) => {
    const text = list.find((t) => textFactor(memory.texts[t] as IndexedText, memory.spans[t], choice) > 0);
    if (text !== undefined)
      out.push({ nr, text: memory.texts[text] as IndexedText, score: 0, hits: [], more: 0 });
  });
  const day = (g: Group) => g.text.named.day ?? 0;
  return out.sort((a, b) => a.text.named.rank - b.text.named.rank || day(b) - day(a) || a.nr - b.nr);
}

function hitView(row: ProvisionRow, parts: readonly MarkedPart[], status: LawStatus): LawHit {
  const { instrument, version, article, eid, label, path } = row;
  return { instrument, version, article, eid, label, path, parts, status };
}

function groupView(memory: LawMemory, group: Group, marks: readonly string[], on: number): LawGroup {
  const { named } = group.text;
  const hits = group.hits.flatMap((h) => {
    if (!h.row) return [];
    const { block, doc, text } = h.found;
    const status = standing(
      memory.texts[text] as IndexedText,
      block.from[doc] as number,
      block.to[doc] as number,
      on,
    );
    return [hitView(h.row, piece(h.row.text, marks), status)];
  });
  return {
    instrument: named.id,
    title: named.title,
    titleParts: mark(named.title, marks),
    status: textStanding(memory, group.nr, on),
    level: named.level,
    maker: named.maker,
    docNo: named.docNo,
    topic: named.topic,
    day: named.day === null ? null : new Date(named.day * 86_400_000).toISOString().slice(0, 10),
    complete: named.origin !== 'known',
    hits,
    more: group.more,
  };
}

/** How a text stands as a whole: by the version that is the law on the day, else by what ended it. */
function textStanding(memory: LawMemory, nr: number, on: number): LawStatus {
  const all = (memory.textsOf.get(nr) ?? []).map((t) => {
    const span = memory.spans[t] as { from: number; to: number };
    return standing(memory.texts[t] as IndexedText, span.from, span.to, on);
  });
  return (
    (['现行有效', '尚未生效', '已废止', '失效', '已修改'] as const).find((s) => all.includes(s)) ?? '现行有效'
  );
}

/** Why nothing was found, as far as another try finds something. */
async function hintFor(office: Office, text: string, options: LawSearchOptions): Promise<SearchHint | null> {
  const { on, ...filters } = options;
  const count = async (q: string, o: LawSearchOptions) => {
    const { result } = await ranked(office, q, () => choiceOf(o, on ?? dateOf(office.now())), 1);
    return result.total;
  };
  const at = on ? { on } : {};
  if ((options.status ?? '现行有效') === '现行有效') {
    const total = await count(text, { ...filters, ...at, status: '全部' });
    if (total > 0) return { kind: 'other-status', total };
  }
  if (filters.level || filters.organ || filters.topic || filters.from || filters.to) {
    const total = await count(text, { ...at, ...(options.status && { status: options.status }) });
    if (total > 0) return { kind: 'filters', total };
  }
  return null;
}
