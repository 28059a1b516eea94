/**
 * From what people say to the service item: ranked over name, result, the keeper's own list of sayings (`words`), conditions and
 * organ, and the question to ask back where the answer depends on the case. Pure: items in, answer out.
 */
import type { ServiceItem } from '@fadu/plan/functions/service-items/index';
import { foldLaw } from '../law/search/fold.ts';
import { IDLE } from '../law/search/lexicon.ts';
import { cutter } from '../law/search/terms.ts';
import { ASKING, SERVICE_SAY } from './lexicon.ts';

/** One item in force, as its register has it. */
export interface Service {
  readonly region: string;
  readonly code: string;
  /** First day of this version. */
  readonly lawFrom: string;
  readonly item: ServiceItem;
  /** Full name of the organ whose item it is. */
  readonly organ: string;
}

/** For whom an item is: people, enterprises and other bodies. */
export const AUDIENCES = ['个人', '企业'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What narrows a list of items. */
export interface ServiceFilter {
  readonly for?: Audience;
  readonly kind?: string;
  /** Id of the organ. */
  readonly organ?: string;
  readonly region?: string;
}

/** One item found. `score` only compares results of one question. */
export interface FoundService {
  readonly service: Service;
  readonly score: number;
}

/** A question asked back; an answer leads to an item, or says what there is to know, or both. */
export interface AskedBack {
  readonly question: string;
  readonly answers: readonly {
    readonly text: string;
    readonly service?: Service;
    readonly say?: string;
  }[];
}

/** What was found, best first, with the question to ask back where there is one. */
export interface ServiceAnswer {
  readonly hits: readonly FoundService[];
  readonly asks: readonly AskedBack[];
}

/** Weight of a field that a word of the question stands in. */
const FIELDS = {
  words: 3,
  name: 3,
  result: 2,
  turns: 1,
  conditions: 0.5,
  organ: 0.5,
  materials: 0.25,
} as const;
type FieldName = keyof typeof FIELDS;
const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];

/** Weights of what a question is cut into: a word, a pair of characters, what the lists say for it. */
const WORD = 1;
const PAIR = 0.45;
const SAID = 0.7;
/** How much a saying that fits as a whole counts beside its single words. */
const SAYING = 4;
/** Below this share of the question nothing is an answer. */
const LEAST = 0.34;
/** Results that are this close to the best are as likely meant. */
const CLOSE = 0.85;
/** Results at most. */
const MOST = 30;
/** A question is read up to here. */
const MOST_LETTERS = 100;

const HAN = /^\p{Script=Han}+$/u;
const idle = (word: string): boolean => IDLE.has(word) || ASKING.has(word);

/** A text cut into dictionary words, nothing left out. */
const cut = (folded: string): string[] => cutter().cut(folded);

/** Words of a text that say something, long ones with the words inside them. */
function contentWords(text: string): Set<string> {
  const folded = foldLaw(text);
  const out = new Set<string>();
  for (const w of [...cut(folded), ...cutter().cutForSearch(folded)]) {
    const word = w.trim();
    if (word && /[\p{L}\p{N}]/u.test(word) && !idle(word)) out.add(word);
  }
  return out;
}

/** Neighbouring pairs of the characters that are left when the words of asking are taken out. */
function pairs(text: string): Set<string> {
  const out = new Set<string>();
  let run = '';
  const end = () => {
    for (let i = 0; i + 1 < run.length; i++) out.add(run.slice(i, i + 2));
    run = '';
  };
  for (const w of cut(foldLaw(text))) {
    if (!HAN.test(w)) end();
    else if (!idle(w)) run += w;
  }
  end();
  return out;
}

/** Everything a text can be found by. */
const termsOf = (text: string): Set<string> => new Set([...contentWords(text), ...pairs(text)]);

interface Indexed {
  readonly service: Service;
  readonly fields: Readonly<Record<FieldName, ReadonlySet<string>>>;
  /** Each saying and the name, as a whole. */
  readonly sayings: readonly ReadonlySet<string>[];
}

const join = (parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join('。');

/** An index over items; building it costs some milliseconds a hundred items. */
export class ServiceIndex {
  readonly services: readonly Service[];
  private readonly entries: readonly Indexed[];
  private readonly holding: ReadonlyMap<string, number>;

  constructor(services: readonly Service[]) {
    this.services = services;
    this.entries = services.map((service) => {
      const { item } = service;
      const fields: Readonly<Record<FieldName, ReadonlySet<string>>> = {
        name: termsOf(item.name),
        words: termsOf(join(item.words)),
        result: termsOf(item.result),
        turns: termsOf(join((item.turns ?? []).flatMap((t) => [t.question, t.answer, t.say]))),
        conditions: termsOf(join(item.conditions)),
        organ: termsOf(service.organ),
        materials: termsOf(join(item.materials.map((m) => m.name))),
      };
      return { service, fields, sayings: [item.name, ...item.words].map(termsOf) };
    });
    const holding = new Map<string, number>();
    for (const e of this.entries)
      for (const term of new Set(FIELD_NAMES.flatMap((f) => [...e.fields[f]])))
        holding.set(term, (holding.get(term) ?? 0) + 1);
    this.holding = holding;
  }

  /** How much a term tells: rare ones much, what every item has nearly nothing. */
  private tells(term: string): number {
    const n = this.entries.length;
    const df = this.holding.get(term) ?? 0;
    return Math.log(1 + (n - df + 0.5) / (df + 0.5));
  }

  /** Items under a filter, in the order of the list. */
  list(filter: ServiceFilter = {}): readonly Service[] {
    return this.services.filter((s) => fits(s, filter));
  }

  /** The item of a code, in the region asked for or the one above all. */
  byCode(code: string, region?: string): Service | undefined {
    return this.services.find((s) => s.code === code && (region === undefined || s.region === region));
  }

  /** What a question leads to. An empty question leads nowhere. */
  find(question: string, filter: ServiceFilter = {}): ServiceAnswer {
    const asked = this.asked(question);
    if (asked.terms.size === 0) return { hits: [], asks: [] };
    const hits = this.entries
      .filter((e) => fits(e.service, filter))
      .map((e) => ({ service: e.service, score: this.score(e, asked) }))
      .filter((h) => h.score >= LEAST)
      .sort((a, b) => b.score - a.score || (a.service.code < b.service.code ? -1 : 1))
      .slice(0, MOST);
    return { hits, asks: this.askBack(hits) };
  }

  /** A question as weighted terms; `whole`: the most that an item can have of it. */
  private asked(question: string) {
    const folded = foldLaw(question.slice(0, MOST_LETTERS));
    const terms = new Map<string, number>();
    const add = (term: string, weight: number) => {
      if (weight > (terms.get(term) ?? 0)) terms.set(term, weight);
    };
    const own = contentWords(folded);
    for (const w of own) add(w, WORD);
    for (const p of pairs(folded)) add(p, PAIR);
    for (const [said, meant] of Object.entries(SERVICE_SAY))
      if (folded.includes(said)) for (const m of meant) for (const t of termsOf(m)) add(t, SAID);
    // Words that nobody's list has count against every item: what was asked for may not be here at all.
    const whole = [...own].reduce((sum, w) => sum + this.tells(w), 0);
    return { terms, whole: Math.max(whole, 1) };
  }

  private score(e: Indexed, { terms, whole }: ReturnType<ServiceIndex['asked']>): number {
    let sum = 0;
    for (const [term, weight] of terms) {
      let best = 0;
      for (const f of FIELD_NAMES) if (e.fields[f].has(term)) best = Math.max(best, FIELDS[f]);
      if (best > 0) sum += weight * best * this.tells(term);
    }
    const saying = Math.max(...e.sayings.map((s) => this.likeness(s, terms)));
    return sum / (whole * FIELDS.words) + saying * SAYING * 0.25;
  }

  /** How far a saying and a question are the same, 0 to 1: mostly how much of the saying was said. */
  private likeness(saying: ReadonlySet<string>, terms: ReadonlyMap<string, number>): number {
    let common = 0;
    let all = 0;
    for (const t of saying) {
      const tells = this.tells(t);
      all += tells;
      common += tells * (terms.get(t) ? Math.min(1, (terms.get(t) as number) * 1.2) : 0);
    }
    let asked = 0;
    for (const [t, w] of terms) if (w !== SAID) asked += w * this.tells(t);
    return all === 0 ? 0 : common / (0.7 * all + 0.3 * Math.max(asked, all));
  }

  /** The question to ask back: the best item's own, or which of several close ones is meant. */
  private askBack(hits: readonly FoundService[]): readonly AskedBack[] {
    const [best] = hits;
    if (!best) return [];
    const turns = best.service.item.turns ?? [];
    if (turns.length)
      return [...Map.groupBy(turns, (t) => t.question)].map(([question, list]) => ({
        question,
        answers: list.map((t) => {
          const service = t.item ? this.byCode(t.item, best.service.region) : best.service;
          return { text: t.answer, ...(service && { service }), ...(t.say && { say: t.say }) };
        }),
      }));
    const close = hits.filter((h) => h.score >= best.score * CLOSE).slice(0, 4);
    return close.length < 2
      ? []
      : [
          {
            question: '您要办的是哪一件？',
            answers: close.map((h) => ({ text: h.service.item.name, service: h.service })),
          },
        ];
  }
}

/** Whether an item is for people, or for enterprises. */
export const isFor = (item: ServiceItem, audience: Audience): boolean =>
  item.object === '都可以' || (item.object === '自然人') === (audience === '个人');

function fits(s: Service, f: ServiceFilter): boolean {
  return (
    (!f.for || isFor(s.item, f.for)) &&
    (!f.kind || s.item.kind === f.kind) &&
    (!f.organ || s.item.organ === f.organ) &&
    (!f.region || s.region === f.region)
  );
}
