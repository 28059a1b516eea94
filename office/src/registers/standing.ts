/** How an entry stands today: each basis with the reason, and what a table held, for whoever changes entries by hand. */
import {
  basisOf,
  basisStanding,
  basisText,
  citeText,
  type DateStr,
  type EntryFacts,
  type LegalRef,
  type RegisterDef,
} from '@fadu/kernel';
import { basesOf } from '../cases/answers.ts';
import type { Office } from '../office.ts';

/** One basis of an entry on a day. */
export interface ShownBasis {
  readonly ref: LegalRef;
  /** As people write it: 《行政许可法》第十四条. */
  readonly text: string;
  /** Public page of the article. */
  readonly href: string;
  readonly stands: boolean;
  /** Why it does not stand; null where it does. */
  readonly say: string | null;
  /** Last day of a basis that carries for a time only. */
  readonly until: DateStr | null;
  readonly cites: readonly { readonly text: string; readonly says: string; readonly standing: string }[];
}

/** Public address of an article. */
export const basisHref = (ref: LegalRef): string =>
  `/laws/${encodeURIComponent(ref.instrument)}${ref.article ? `#art_${ref.article}` : ''}`;

/** Every basis of an entry, as it stands on a day under the rule of its register (R4.2). */
export async function shownBases(
  office: Office,
  def: RegisterDef,
  entry: Pick<EntryFacts, 'body' | 'region'>,
  on: DateStr,
): Promise<readonly ShownBasis[]> {
  const known = await office.store.within({ as: 'public' }, (tx) => basesOf(tx, [entry], on));
  const factsOf = (ref: LegalRef) =>
    known.find((b) => b.ref.instrument === ref.instrument && b.ref.article === ref.article)?.facts ?? null;
  // A register without a rule for its sources asks only that the text is in force.
  const rule = def.basis;
  return basisOf(entry.body).map((ref): ShownBasis => {
    const facts = factsOf(ref);
    const standing = rule ? basisStanding(rule, ref, facts, entry.region, on) : null;
    const fine = standing
      ? standing.stands
      : facts !== null && facts.status === 'in-force' && facts.articleExists && !facts.articleRepealed;
    const say = standing
      ? standing.stands
        ? null
        : standing.say
      : fine
        ? null
        : `${basisText(ref)}在${on}没有施行或者已经失效，请核对`;
    return {
      ref,
      text: basisText(ref),
      href: basisHref(ref),
      stands: fine,
      say,
      until: standing?.stands ? (standing.until ?? null) : null,
      cites: (standing && !standing.stands ? standing.cites : []).map((c) => ({
        text: citeText(c),
        says: c.says,
        standing: c.standing,
      })),
    };
  });
}
