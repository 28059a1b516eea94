/** Testing an entry's conditions against the facts of a case. The list proposes; the application rules decide. */
import {
  allowed,
  cellText,
  conditionText,
  type DecisionInput,
  type Facts,
  passes,
  tableFaults,
  type Value,
} from '@fadu/kernel';
import { settings } from '../discretion-benchmarks/common.ts';
import { conditionTable, factOf, type LenientItem, type List } from './forms.ts';

/** One condition with how the case meets it. */
export interface ConditionMet {
  readonly says: string;
  readonly met: boolean | 'unknown';
}

/** An entry against a case's facts. */
export interface ListMatch {
  readonly conditions: readonly ConditionMet[];
  /** All conditions hold. */
  readonly applies: boolean;
  /** Facts that are not known, by title. */
  readonly unknown: readonly string[];
}

/** Test every condition of an entry. */
export function matchItem(i: LenientItem, facts: Facts): ListMatch {
  const unknown: string[] = [];
  const conditions = i.conditions.map(({ fact, test }): ConditionMet => {
    const input = factOf(i, fact) as DecisionInput;
    const value = facts[fact];
    const says = conditionText(input, cellText(input, test));
    if (value === undefined || value === null || !allowed(input, value as Value)) {
      unknown.push(input.title);
      return { says, met: 'unknown' };
    }
    return { says, met: passes(test, value) };
  });
  return { conditions, applies: conditions.every((c) => c.met === true), unknown };
}

/** Look-back for a first offence, in months. */
export const lookBackOf = (i: Pick<LenientItem, 'lookBackMonths'> | undefined): number =>
  i?.lookBackMonths ?? settings.firstOffenceMonths;

/** Sets of facts one of which an entry's conditions must ask for, so that a list never widens the law. */
const LEAST: Readonly<Record<List, { readonly sets: readonly (readonly string[])[]; readonly say: string }>> =
  {
    不予处罚: {
      sets: [
        ['minor', 'correctedInTime', 'noHarm'],
        ['firstOffence', 'minorHarm', 'correctedInTime'],
        ['noFaultProved'],
      ],
      say: '不予处罚的条件应当包括行政处罚法第三十三条的一种情形：轻微、及时改正、没有危害后果；初次违法、危害后果轻微、及时改正；没有主观过错',
    },
    从轻处罚: {
      sets: [['removedHarm'], ['coerced'], ['confessed'], ['merit'], ['otherGround']],
      say: '从轻处罚的条件应当包括行政处罚法第三十二条的一种情形',
    },
    减轻处罚: {
      sets: [['removedHarm'], ['coerced'], ['confessed'], ['merit'], ['otherGround']],
      say: '减轻处罚的条件应当包括行政处罚法第三十二条的一种情形',
    },
    免予行政强制: {
      sets: [['slight'], ['noSocialHarm']],
      say: '免予行政强制的条件应当包括情节显著轻微或者没有明显社会危害',
    },
  };

/** What stands against an entry's conditions; empty: nothing. */
export function listFaults(i: LenientItem): readonly string[] {
  const out: string[] = [];
  for (const c of i.conditions) if (!factOf(i, c.fact)) out.push(`条件里的事实“${c.fact}”没有列明`);
  const ids = i.conditions.map((c) => c.fact);
  if (new Set(ids).size !== ids.length) out.push('同一事实只写一个条件');
  if (out.length) return out;
  const shape = tableFaults(conditionTable(i));
  if (shape.length) return shape;
  const asked = new Set(i.conditions.filter((c) => c.test === 'true').map((c) => c.fact));
  const least = LEAST[i.list];
  if (!least.sets.some((set) => set.every((f) => asked.has(f)))) out.push(`${least.say}，清单不能放宽法律`);
  return out;
}
