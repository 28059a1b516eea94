/** Whether a place in a text of law carries an entry on a day: the kind of source, whose law it is, and its force. */
import { type Citation, citeText } from '../citation.ts';
import type { InstrumentFacts, LegalRef } from '../procedure/question.ts';
import { addDays, addMonths } from '../time/date.ts';
import type { DateStr } from '../time/limit.ts';
import { type BasisRule, type BasisSource, reaches, tierOf } from './definition.ts';

/** Why a basis does not carry an entry. */
export type BasisFault =
  | 'MINUTES'
  | 'UNKNOWN'
  | 'NOT-YET'
  | 'REPEALED'
  | 'EXPIRED'
  | 'NO-ARTICLE'
  | 'ARTICLE-REPEALED'
  | 'PLACE'
  | 'KIND'
  | 'TIME';

export type BasisStanding =
  /** Carries it; `until`: last day, where the rule limits the time. */
  | { readonly stands: true; readonly until?: DateStr }
  | {
      readonly stands: false;
      readonly fault: BasisFault;
      readonly say: string;
      readonly cites: readonly Citation[];
    };

/** A basis as people write it: 《行政许可法》第十二条第一款第（二）项. */
export const basisText = (ref: LegalRef): string =>
  citeText({
    source: '',
    title: ref.instrument,
    ...(ref.article && { article: ref.article }),
    ...(ref.paragraph && { paragraph: ref.paragraph }),
    ...(ref.item && { item: ref.item }),
    says: '',
    standing: 'verified',
  });

/** Minutes of a meeting never carry an entry, whatever they are filed as. */
const MINUTES = /纪要|会议记录/u;

/** Whether a title is that of minutes of a meeting, which are no source of law (R24.9). */
export const isMinutes = (title: string): boolean => MINUTES.test(title);

const fits = (source: BasisSource, facts: InstrumentFacts): boolean =>
  source.kind === facts.kind &&
  (source.maker === undefined || source.maker === facts.maker) &&
  (source.words === undefined || source.words.some((w) => facts.title.includes(w))) &&
  (source.tiers === undefined || source.tiers.includes(tierOf(facts.region)));

/** What kinds of source the rule allows, as a list in words. */
export const allowedText = (rule: BasisRule): string => rule.sources.map((s) => s.says).join('、');

/**
 * Whether `ref` carries an entry of `region` on a day. `facts`: how the text stands on that day; null when it is not
 * known.
 */
export function basisStanding(
  rule: BasisRule,
  ref: LegalRef,
  facts: InstrumentFacts | null,
  region: string,
  on: DateStr,
): BasisStanding {
  const place = basisText(ref);
  const no = (fault: BasisFault, say: string, cites = rule.cites): BasisStanding => ({
    stands: false,
    fault,
    say,
    cites,
  });
  if (MINUTES.test(ref.instrument) || (facts && MINUTES.test(facts.title)))
    return no('MINUTES', `会议纪要不能作为依据：${place}。请改用法律、法规、规章中的条款`);
  if (!facts) return no('UNKNOWN', `法规库里没有${place}，请核对名称，或者先把它导入法规库`);
  switch (facts.status) {
    case 'not-yet':
      return no('NOT-YET', `${place}在${on}还没有施行，不能作为依据`);
    case 'repealed':
      return no('REPEALED', `${place}在${on}已经废止，不能作为依据，请改用现行有效的条款`);
    case 'expired':
      return no('EXPIRED', `${place}在${on}已经失效，不能作为依据，请改用现行有效的条款`);
    case 'in-force':
    case 'amended':
      break;
    default:
      return facts.status satisfies never;
  }
  if (facts.articleRepealed) return no('ARTICLE-REPEALED', `${place}在${on}已经废止，请改用现行有效的条款`);
  if (!facts.articleExists) return no('NO-ARTICLE', `现行《${facts.title}》没有这一条：${place}，请核对条号`);
  if (!reaches(facts.region, region)) return no('PLACE', `${place}不在本地区施行，不能作为依据`);
  const source = rule.sources.find((s) => fits(s, facts));
  if (!source) return no('KIND', `${place}的效力层级不能设定这类事项；可以作为依据的是${allowedText(rule)}`);
  if (source.months === undefined) return { stands: true };
  const from = facts.firstInForce ?? facts.inForce;
  if (!from) return no('TIME', `${place}的施行日期不清楚，无法判断是否超过期限`, source.cites ?? rule.cites);
  const until = addDays(addMonths(from, source.months), -1);
  return on <= until
    ? { stands: true, until }
    : no(
        'TIME',
        `${place}自${from}施行，作为依据到${until}为止；继续实施应当提请制定地方性法规`,
        source.cites ?? rule.cites,
      );
}
