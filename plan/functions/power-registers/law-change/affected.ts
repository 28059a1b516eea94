/** What a change of law does to the registers: which entries stand on it, which lose their last basis, who must act. */
import {
  type BasisFacts,
  basisOf,
  carried,
  type DateStr,
  type EntryFacts,
  type Env,
  type LegalRef,
  type Question,
  type RegisterChange,
} from '@fadu/kernel';
import { registerByCode } from '../../../registers.ts';

/** A change of law as entered. */
export interface LawChange {
  readonly instrument: string;
  /** Articles concerned, in digits; empty for the whole text. */
  readonly articles: readonly string[];
  readonly change: '废止' | '修改';
  readonly effectiveOn: DateStr;
}

/** An entry that stands on what changes. */
export interface Affected {
  readonly region: string;
  readonly register: string;
  readonly code: string;
  readonly name: string;
  /** Organ that owes the adjustment. */
  readonly organ: string;
  /** It has no other basis that carries it. */
  readonly fallen: boolean;
}

/** One question for each article; one for the whole text where none is named. */
const refsOf = (c: Pick<LawChange, 'instrument' | 'articles'>): readonly LegalRef[] =>
  c.articles.length
    ? c.articles.map((article) => ({ instrument: c.instrument, article }))
    : [{ instrument: c.instrument }];

const instrumentOn = (c: LawChange, on: DateStr) =>
  refsOf(c).map((ref) => ({ ask: 'instrument', ref, on }) as const);
const standing = (c: LawChange) =>
  refsOf(c).map((ref) => ({ ask: 'standing-on', ref, on: c.effectiveOn }) as const);
const bases = (c: LawChange) =>
  refsOf(c).map((ref) => ({ ask: 'bases-of', ref, on: c.effectiveOn }) as const);
const uses = (c: LawChange) => refsOf(c).map((ref) => ({ ask: 'code-uses', ref }) as const);

/** Everything that must be known of a change of law. */
export const changeAsks = (c: LawChange): readonly Question[] => [
  ...instrumentOn(c, c.effectiveOn),
  ...standing(c),
  ...bases(c),
  ...uses(c),
];

/** How the text and each article stand on the day, before this change is recorded. */
export const textFacts = (c: LawChange, env: Env) =>
  instrumentOn(c, c.effectiveOn).map((q) => ({ ref: q.ref, facts: env.answer(q) }));

/** Whether one answer held as many entries as an answer can: there may be more. */
export const tooMany = (c: LawChange, env: Env): boolean =>
  standing(c).some((q) => env.answer(q).length >= 5_000);

/** Whether a basis is (within) what changes. `id`: canonical id of the text. */
const concerns = (c: LawChange, id: string, ref: LegalRef): boolean =>
  ref.instrument === id &&
  (c.articles.length === 0 || (ref.article !== undefined && c.articles.includes(ref.article)));

const key = (e: { region: string; register: string; code: string }) =>
  `${e.region}\n${e.register}\n${e.code}`;

/** Entries that stand on what changes, each once, with whether it falls. Cancelled ones are no longer in the list. */
export function affectedBy(
  c: LawChange,
  keeper: string,
  env: Env,
): readonly (Affected & { entry: EntryFacts })[] {
  const id = textFacts(c, env)[0]?.facts?.id ?? c.instrument;
  const entries = new Map(
    standing(c)
      .flatMap((q) => env.answer(q))
      .filter((e) => e.body.status !== '取消')
      .map((e) => [key(e), e]),
  );
  const known = bases(c).flatMap((q) => env.answer(q));
  const factsOf = (ref: LegalRef): BasisFacts => ({
    ref,
    facts:
      known.find((k) => k.ref.instrument === ref.instrument && k.ref.article === ref.article)?.facts ?? null,
  });
  return [...entries.values()].map((entry) => {
    const def = registerByCode(entry.register);
    const rest = basisOf(entry.body)
      .filter((ref) => !concerns(c, id, ref))
      .map(factsOf);
    return {
      region: entry.region,
      register: entry.register,
      code: entry.code,
      name: String(entry.body.name ?? entry.body.title ?? entry.code),
      organ: ownerOf(entry, keeper, env),
      // A register without rules for its sources is kept by its own procedure: it is listed, not taken down.
      fallen:
        c.change === '废止' && def?.basis !== undefined && !carried(def, rest, entry.region, c.effectiveOn),
      entry,
    };
  });
}

/** The organ that owes the adjustment of an entry: its own, else the keeper of the lists. */
function ownerOf(entry: EntryFacts, keeper: string, env: Env): string {
  for (const field of ['organ', 'lead', 'maker'])
    if (typeof entry.body[field] === 'string' && env.organ(entry.body[field])) return entry.body[field];
  return keeper;
}

const later = (a: DateStr, b: DateStr): DateStr => (a < b ? b : a);

/** New versions of the entries that fall: not exercised from the day on, until the review is done (R4.2). */
export const suspensions = (
  c: LawChange,
  keeper: string,
  region: string,
  env: Env,
): readonly RegisterChange[] =>
  affectedBy(c, keeper, env)
    .filter((a) => a.fallen && a.entry.body.status !== '暂停实施')
    .map((a) => ({
      register: a.register,
      code: a.code,
      ...(a.region !== region && { region: a.region }),
      lawFrom: later(c.effectiveOn, a.entry.lawFrom),
      body: {
        ...a.entry.body,
        status: '暂停实施',
        suspended: {
          instrument: textFacts(c, env)[0]?.facts?.title ?? c.instrument,
          ...(c.articles.length && { articles: c.articles }),
          on: c.effectiveOn,
        },
      },
    }));
