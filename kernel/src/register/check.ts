/** The checks on an entry, the same for acts, imports and tests. Pure. */
import type { Refusal } from '../procedure/actor.ts';
import type { BasisFacts, LegalRef } from '../procedure/question.ts';
import { entryWords } from '../procedure/words.ts';
import type { DateStr } from '../time/limit.ts';
import { type BasisStanding, basisStanding } from './basis.ts';
import { type EntryDraft, type Peer, type RegisterDef, type RegisterFacts, reaches } from './definition.ts';

/** The places an entry stands on, as its body holds them. */
export const basisOf = (body: Readonly<Record<string, unknown>>): readonly LegalRef[] =>
  Array.isArray(body.basis)
    ? (body.basis as LegalRef[]).filter((b) => typeof b?.instrument === 'string')
    : [];

/** Each basis of an entry with how it stands. Without a rule for sources every basis in force would do. */
export function basesStanding(
  def: RegisterDef,
  entry: EntryDraft,
  facts: RegisterFacts,
): readonly { readonly ref: LegalRef; readonly standing: BasisStanding }[] {
  const rule = def.basis;
  if (!rule) return [];
  return basisOf(entry.body).map((ref) => ({
    ref,
    standing: basisStanding(rule, ref, facts.instrument(ref), entry.region, facts.on),
  }));
}

/** The body with every basis named by its canonical id, as entries are kept. */
export function canonicalBody(
  body: EntryDraft['body'],
  instrument: RegisterFacts['instrument'],
): EntryDraft['body'] {
  if (!Array.isArray(body.basis)) return body;
  return {
    ...body,
    basis: basisOf(body).map((ref) => ({ ...ref, instrument: instrument(ref)?.id ?? ref.instrument })),
  };
}

/** Faults that a second basis may have beside one that carries the entry: it explains, it does not create. */
const BESIDE: ReadonlySet<string> = new Set(['KIND', 'TIME']);

/** An entry that is in the list and not cancelled. */
export const isLive = (peer: Peer): boolean => peer.body.status !== '取消';

/** Two values of a field that mean the same; the order of a list does not matter. */
export function sameValue(a: unknown, b: unknown): boolean {
  const plain = (v: unknown): string =>
    Array.isArray(v)
      ? JSON.stringify(v.map(plain).sort())
      : v && typeof v === 'object'
        ? JSON.stringify(
            Object.entries(v)
              .filter(([, x]) => x !== undefined)
              .sort(([x], [y]) => (x < y ? -1 : 1)),
          )
        : JSON.stringify(v ?? null);
  return plain(a) === plain(b);
}

/** Title of a field, from the form. */
export const fieldTitle = (def: RegisterDef, field: string): string =>
  (def.form.shape[field] as { meta?: () => { title?: string } | undefined } | undefined)?.meta?.()?.title ??
  field;

/** What differs between an entry and the one above it that it must follow, one sentence for each field. */
export function againstAbove(
  def: RegisterDef,
  body: EntryDraft['body'],
  above: Peer,
): { readonly field: string; readonly say: string }[] {
  const rule = def.same;
  if (!rule) return [];
  const out: { field: string; say: string }[] = [];
  for (const field of rule.fields) {
    if (above.body[field] !== undefined && !sameValue(body[field], above.body[field]))
      out.push({ field, say: `“${fieldTitle(def, field)}”与上级同一编码的事项不一致` });
  }
  for (const field of rule.onlyFewer ?? []) {
    const mine = Array.isArray(body[field]) ? (body[field] as unknown[]) : [];
    const theirs = Array.isArray(above.body[field]) ? (above.body[field] as unknown[]) : undefined;
    const more = theirs && mine.filter((m) => !theirs.some((t) => sameValue(m, t)));
    if (more?.length)
      out.push({ field, say: `“${fieldTitle(def, field)}”比上级同一编码的事项多了：${more.join('、')}` });
  }
  for (const field of rule.onlyLess ?? []) {
    const mine = body[field];
    const theirs = above.body[field];
    if (typeof mine === 'number' && typeof theirs === 'number' && mine > theirs)
      out.push({ field, say: `“${fieldTitle(def, field)}”比上级同一编码的事项长（上级${theirs}）` });
  }
  return out;
}

/** Everything that stands against an entry. Empty: it may be recorded. */
export function checkEntry(def: RegisterDef, entry: EntryDraft, facts: RegisterFacts): readonly Refusal[] {
  const out: Refusal[] = [];
  const add = (code: string, say: string, cites: Refusal['cites'], field?: string) =>
    out.push({ code: `register.${code}`, say, cites, ...(field && { field }) });

  const parsed = def.form.strict().safeParse(entry.body, { reportInput: true });
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const field = String(issue.path[0] ?? '');
      add('FORM', `${field ? fieldTitle(def, field) : '内容'}：${entryWords(issue)}`, def.cites, field);
    }
    return out;
  }
  const coded = def.codes.check(entry, facts);
  if (coded !== true) add('CODE', coded, def.codes.cites, def.itemCode);

  const bases = basesStanding(def, entry, facts);
  if (def.basis && !bases.some((b) => b.standing.stands)) {
    const fault = bases.find((b) => !b.standing.stands)?.standing;
    if (!fault || fault.stands) add('BASIS-NONE', '没有填写设定依据', def.basis.cites, 'basis');
    else add(`BASIS-${fault.fault}`, fault.say, fault.cites, 'basis');
  } else {
    // What is repealed, unknown or no source at all is not printed beside a good basis.
    for (const { standing } of bases)
      if (!standing.stands && !BESIDE.has(standing.fault))
        add(`BASIS-${standing.fault}`, standing.say, standing.cites, 'basis');
  }

  const item = String(entry.body[def.itemCode] ?? '');
  const others = (peers: readonly Peer[]) =>
    peers.filter((p) => isLive(p) && !(p.region === entry.region && p.code === entry.code));
  const taken = facts
    .sameItem(item)
    .find((p) => p.region === entry.region && p.code === entry.code && p.body.organ !== entry.body.organ);
  if (taken && isLive(taken))
    add('CODE-TAKEN', `编码${entry.code}已经属于另一个机关的事项`, def.codes.cites, def.itemCode);
  const twins = def.uniqueName ? others(facts.sameName(String(entry.body.name ?? ''))) : [];
  for (const p of twins) {
    if (p.body[def.itemCode] !== item) {
      add(
        'TWIN',
        `已经有同名事项“${String(entry.body.name)}”，编码是${String(p.body[def.itemCode])}；同一事项应当用同一名称和编码`,
        def.uniqueName?.cites ?? def.cites,
        'name',
      );
      break;
    }
  }
  if (def.same) {
    const body = canonicalBody(entry.body, facts.instrument);
    const above = others(facts.sameItem(item))
      .filter((p) => p.region !== entry.region && reaches(p.region, entry.region))
      .sort((a, b) => (a.region < b.region ? -1 : 1))
      .at(-1);
    if (above) for (const d of againstAbove(def, body, above)) add('SAME', d.say, def.same.cites, d.field);
  }
  for (const rule of def.rules) {
    const result = rule.check(entry, facts);
    if (result !== true)
      add(rule.code, typeof result === 'string' ? result : rule.say, rule.cites, rule.field);
  }
  return out;
}

/** Whether any of these bases carries an entry of the register; a register without a basis rule needs none. */
export const carried = (
  def: RegisterDef,
  bases: readonly BasisFacts[],
  region: string,
  on: DateStr,
): boolean => {
  const rule = def.basis;
  return !rule || bases.some((b) => basisStanding(rule, b.ref, b.facts, region, on).stands);
};
