/**
 * What a change of law would do, told before it is proposed and again before it is confirmed: the same questions and
 * the same reading of the answers as the act that records it, and nothing written (R4.2, R4.3).
 */
import {
  basisOf,
  basisStanding,
  basisText,
  CaseView,
  type CodeUse,
  type DateStr,
  dateOf,
  envOf,
  type LegalRef,
  noCase,
} from '@fadu/kernel';
import { dueDateOnly } from '@fadu/kernel/time/count';
import { settings } from '@fadu/plan/functions/power-registers/common';
import {
  affectedBy,
  changeAsks,
  type LawChange,
  textFacts,
} from '@fadu/plan/functions/power-registers/law-change/affected';
import { lawChangeProcedure } from '@fadu/plan/functions/power-registers/law-change/definition';
import { registerByCode } from '@fadu/plan/registers';
import { answerAll } from '../cases/answers.ts';
import type { Office } from '../office.ts';

/** An entry that stands on what changes. */
export interface ImpactItem {
  readonly region: string;
  readonly regionName: string;
  readonly register: string;
  readonly registerTitle: string;
  readonly code: string;
  readonly name: string;
  /** Organ that owes the report, and its name. */
  readonly organ: string;
  readonly organName: string;
  /** It has no other basis that carries it: not exercised from the day on. */
  readonly fallen: boolean;
  /** It is suspended already, for another reason. */
  readonly suspended: boolean;
  /** Its bases that change. */
  readonly loses: readonly string[];
  /** Its other bases, each with whether it carries the entry on the day and, where not, why. */
  readonly keeps: readonly { readonly text: string; readonly stands: boolean; readonly say: string | null }[];
}

/** What a change would do if it were recorded today. */
export interface LawImpact {
  /** The text that is meant; null where the library has none of that name. */
  readonly instrument: { readonly id: string; readonly title: string; readonly complete: boolean } | null;
  /** Why it cannot be recorded as it stands; empty: it can. */
  readonly against: readonly { readonly code: string; readonly say: string; readonly field: string | null }[];
  readonly items: readonly ImpactItem[];
  /** Organs that would have to report, with how many entries each. */
  readonly organs: readonly { readonly id: string; readonly name: string; readonly count: number }[];
  /** Last day for the organs' reports if the change were recorded today. */
  readonly due: DateStr;
  /** Procedures, papers and registers of this platform that cite it: to be reviewed by those who keep the code. */
  readonly code: readonly CodeUse[];
}

/** Whether a basis is (within) what changes. */
const within = (c: LawChange, id: string, ref: LegalRef): boolean =>
  ref.instrument === id &&
  (c.articles.length === 0 || (ref.article !== undefined && c.articles.includes(ref.article)));

/**
 * What a change of law would do. `region`: of the organ that keeps the library of law; entries of its region and of
 * those below are looked at. `keeper`: that organ, which owes the report where an entry names none.
 */
export async function lawImpact(
  office: Office,
  region: string,
  keeper: string,
  change: LawChange,
): Promise<LawImpact> {
  const now = office.now();
  const answered = await answerAll(office, region, changeAsks(change));
  const env = envOf({
    now,
    calendar: office.calendar,
    organ: office.organ,
    organsOf: office.organsOf,
    answered,
  });
  const facts = textFacts(change, env)[0]?.facts ?? null;
  const id = facts?.id ?? change.instrument;
  const { code, version, acts } = lawChangeProcedure;
  const view = new CaseView(noCase('', code, version));
  const against = (acts['propose-change']?.rules ?? []).flatMap((rule) => {
    const verdict = rule.check({ ...change }, view, env);
    if (verdict === true) return [];
    return [{ code: rule.code, say: verdict === false ? rule.say : verdict, field: rule.field ?? null }];
  });
  const known = answered.flatMap((a) => (a.question.ask === 'bases-of' ? env.answer(a.question) : []));
  const factsOf = (ref: LegalRef) =>
    known.find((k) => k.ref.instrument === ref.instrument && k.ref.article === ref.article)?.facts ?? null;
  const items = (facts ? affectedBy(change, keeper, env) : []).map(({ entry, ...a }): ImpactItem => {
    const def = registerByCode(a.register);
    const bases = basisOf(entry.body);
    return {
      ...a,
      regionName: office.regions.find((r) => r.code === a.region)?.name ?? a.region,
      registerTitle: def?.title ?? a.register,
      organName: office.organName(a.organ),
      suspended: entry.body.status === '暂停实施',
      loses: bases.filter((ref) => within(change, id, ref)).map(basisText),
      keeps: bases
        .filter((ref) => !within(change, id, ref))
        .map((ref) => {
          const standing = def?.basis
            ? basisStanding(def.basis, ref, factsOf(ref), a.region, change.effectiveOn)
            : null;
          return {
            text: basisText(ref),
            stands: standing?.stands ?? true,
            say: standing && !standing.stands ? standing.say : null,
          };
        }),
    };
  });
  const organs = [...Map.groupBy(items, (i) => i.organ)].map(([organ, own]) => ({
    id: organ,
    name: office.organName(organ),
    count: own.length,
  }));
  const uses = answered.flatMap((a) => (a.question.ask === 'code-uses' ? env.answer(a.question) : []));
  return {
    instrument: facts && { id: facts.id, title: facts.title, complete: facts.complete },
    against,
    items: items.sort((a, b) => Number(b.fallen) - Number(a.fallen)),
    organs: organs.sort((a, b) => b.count - a.count),
    due: dueDateOnly(dateOf(now), settings.apply, { calendar: office.calendar }),
    code: [...new Map(uses.map((u) => [`${u.kind}/${u.of}/${u.code}`, u])).values()],
  };
}
