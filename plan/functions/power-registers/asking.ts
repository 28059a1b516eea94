/**
 * What an act (or an import) must know to check entries of a register, and the checks run over many of them. The
 * questions are data; whoever answers them, the engine or the import's dry run, gets the same verdicts.
 */
import {
  basisOf,
  canonicalBody,
  checkEntry,
  type DateStr,
  type EntryDraft,
  type Env,
  type InstrumentFacts,
  type LegalRef,
  type Peer,
  type Question,
  type Refusal,
  type RegisterDef,
  type RegisterFacts,
} from '@fadu/kernel';

type Body = EntryDraft['body'];

/** The text and article that are asked about; paragraph and item do not change its force. */
const asked = (ref: LegalRef): LegalRef => ({
  instrument: ref.instrument,
  ...(ref.article && { article: ref.article }),
});
const refKey = (ref: LegalRef) => `${ref.instrument}\n${ref.article ?? ''}`;

/** Fields of other entries that the checks look at. */
const keepOf = (def: RegisterDef): readonly string[] => [
  ...new Set([
    'status',
    'name',
    'organ',
    def.itemCode,
    ...(def.same?.fields ?? []),
    ...(def.same?.onlyFewer ?? []),
    ...(def.same?.onlyLess ?? []),
  ]),
];

const texts = (bodies: readonly Body[], field: string): readonly string[] =>
  [
    ...new Set(bodies.map((b) => b[field]).filter((v): v is string => typeof v === 'string' && v !== '')),
  ].sort();

const instrumentQuestion = (ref: LegalRef, on: DateStr) =>
  ({ ask: 'instrument', ref: asked(ref), on }) as const;
const peersQuestion = (
  register: string,
  field: string,
  values: readonly string[],
  keep: readonly string[],
  on: DateStr,
) => ({ ask: 'peers', register, on, field, values, keep }) as const;

/** Questions whose answers let these entries be checked as of a day. */
export function entryQuestions(def: RegisterDef, bodies: readonly Body[], on: DateStr): readonly Question[] {
  const refs = new Map(bodies.flatMap(basisOf).map((r) => [refKey(r), r]));
  const names = texts(bodies, 'name');
  return [
    ...[...refs.values()].map((r) => instrumentQuestion(r, on)),
    peersQuestion(def.code, def.itemCode, texts(bodies, def.itemCode), keepOf(def), on),
    peersQuestion(def.code, 'name', names, keepOf(def), on),
    ...(def.watches ? [peersQuestion(def.watches, 'name', names, keepOf(def), on)] : []),
  ];
}

/** Reading the answers, made once for many entries. */
export interface EntryAnswers {
  readonly instrument: (ref: LegalRef) => InstrumentFacts | null;
  facts(earlier?: { readonly byItem: Grouped; readonly byName: Grouped }): RegisterFacts;
}

type Grouped = ReadonlyMap<string, readonly Peer[]>;

function grouped(peers: readonly Peer[], field: string): Map<string, Peer[]> {
  const out = new Map<string, Peer[]>();
  for (const p of peers) {
    const key = String(p.body[field] ?? '');
    const list = out.get(key);
    if (list) list.push(p);
    else out.set(key, [p]);
  }
  return out;
}

/** The answers to `entryQuestions` of the same entries. `answer`: of the environment, or of the import. */
export function entryAnswers(
  def: RegisterDef,
  bodies: readonly Body[],
  on: DateStr,
  env: Pick<Env, 'answer' | 'organ'>,
): EntryAnswers {
  const names = texts(bodies, 'name');
  const read = (register: string, field: string, values: readonly string[]) =>
    grouped(env.answer(peersQuestion(register, field, values, keepOf(def), on)), field);
  const byItem = read(def.code, def.itemCode, texts(bodies, def.itemCode));
  const byName = read(def.code, 'name', names);
  const watched = def.watches ? read(def.watches, 'name', names) : new Map<string, Peer[]>();
  const instruments = new Map(
    [...new Map(bodies.flatMap(basisOf).map((r) => [refKey(r), r]))].map(([key, r]) => [
      key,
      env.answer(instrumentQuestion(r, on)),
    ]),
  );
  const instrument = (ref: LegalRef) => instruments.get(refKey(ref)) ?? null;
  return {
    instrument,
    facts: (earlier) => ({
      on,
      instrument,
      organ: env.organ,
      sameItem: (item) => [...(byItem.get(item) ?? []), ...(earlier?.byItem.get(item) ?? [])],
      sameName: (name) => [...(byName.get(name) ?? []), ...(earlier?.byName.get(name) ?? [])],
      watched: (name) => watched.get(name) ?? [],
    }),
  };
}

/** An entry with what stands against it; none: it may be recorded. */
export interface Checked {
  readonly draft: EntryDraft;
  readonly refusals: readonly Refusal[];
}

/**
 * Check entries one after the other: each also against the good ones before it, so that of two twins the first stands
 * and the second is named. `batch`: what was suspended or cancelled does not come back with a batch.
 */
export function checkEntries(
  def: RegisterDef,
  drafts: readonly EntryDraft[],
  on: DateStr,
  env: Pick<Env, 'answer' | 'organ'>,
  options: { readonly batch?: boolean } = {},
): readonly Checked[] {
  return [...checkingEntries(def, drafts, on, env, options)];
}

/** The same, one entry at a time: whoever checks thousands can tell how far it is, and let others work between. */
export function* checkingEntries(
  def: RegisterDef,
  drafts: readonly EntryDraft[],
  on: DateStr,
  env: Pick<Env, 'answer' | 'organ'>,
  options: { readonly batch?: boolean } = {},
): Generator<Checked> {
  const answers = entryAnswers(
    def,
    drafts.map((d) => d.body),
    on,
    env,
  );
  const byItem = new Map<string, Peer[]>();
  const byName = new Map<string, Peer[]>();
  const codes = new Set<string>();
  const facts = answers.facts({ byItem, byName });
  const push = (map: Map<string, Peer[]>, key: string, peer: Peer) => {
    const list = map.get(key);
    if (list) list.push(peer);
    else map.set(key, [peer]);
  };
  for (const draft of drafts) {
    const found = [...checkEntry(def, draft, facts)];
    const key = `${draft.region}\n${draft.code}`;
    if (codes.has(key) && found.length === 0)
      found.push({
        code: 'register.REPEATED',
        say: `编码“${draft.code}”在这一批里出现了两次`,
        cites: def.codes.cites,
        field: def.itemCode,
      });
    const there = options.batch
      ? facts
          .sameItem(String(draft.body[def.itemCode] ?? ''))
          .find((p) => p.region === draft.region && p.code === draft.code && p.body.status !== '在用')
      : undefined;
    if (there && !codes.has(key))
      found.push({
        code: 'register.STATUS',
        say: `编码“${draft.code}”的事项现在是“${String(there.body.status)}”，批量登记不能恢复，请办理清单调整`,
        cites: def.codes.cites,
        field: def.itemCode,
      });
    if (found.length === 0) {
      codes.add(key);
      const peer: Peer = { ...draft, body: canonicalBody(draft.body, answers.instrument) };
      push(byItem, String(draft.body[def.itemCode] ?? ''), peer);
      push(byName, String(draft.body.name ?? ''), peer);
    }
    yield { draft, refusals: found };
  }
}
