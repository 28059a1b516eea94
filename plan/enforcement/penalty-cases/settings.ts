/** Values that no confirmed source fixes, or that each sector or city sets for itself. */
import { type Citation, days, design, workdays } from '@fadu/kernel';
import {
  penaltyLaw as apl,
  publicSecurityLaw as psl,
  samrPenaltyRules as samr,
} from '../../statutes/index.ts';

/** Sectors with rules of their own that this definition knows. */
export const SECTORS = ['一般', '市场监管', '公安'] as const;
export type Sector = (typeof SECTORS)[number];

/** Kinds of party. An individual business counts as a citizen: the stricter reading of art. 51 (DESIGN, 未核实). */
export const PARTY_KINDS = ['公民', '个体工商户', '法人或者其他组织'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

/** Whether the lower (citizen's) figures apply. */
export const countsAsCitizen = (kind: PartyKind): boolean => kind !== '法人或者其他组织';

/** A figure in yuan that starts at this sum, with where it comes from. */
export interface Threshold {
  readonly citizen: number;
  readonly organisation: number;
  readonly cites: readonly Citation[];
}

/**
 * From which proposed sum on a hearing must be offered, fine and confiscation each by itself, inclusive. Article 63
 * names no figure; these are seeds (未核实) until the province's figures are entered.
 */
export const hearingThresholds: Readonly<Record<Sector, Threshold>> = {
  一般: {
    citizen: 10_000,
    organisation: 100_000,
    cites: [apl.art('63'), design('较大数额的标准在省定标准核实前借用市场监管领域数额')],
  },
  市场监管: { citizen: 10_000, organisation: 100_000, cites: [apl.art('63'), samr.art('57')] },
  公安: { citizen: 4000, organisation: 4000, cites: [psl.art('117')] },
};

/** Up to which fine a penalty may be imposed on the spot. */
export const onSpotCaps: Readonly<Record<Sector, Threshold>> = {
  一般: { citizen: 200, organisation: 3000, cites: [apl.art('51')] },
  市场监管: { citizen: 200, organisation: 3000, cites: [apl.art('51')] },
  公安: { citizen: 500, organisation: 500, cites: [psl.art('119')] },
};

/** Up to which fine it may be taken in cash without further ground. */
export const CASH_CAP = 100;

/** Late fine: 3 % a day, never more than the fine. Figures of article 72. */
export const LATE_FINE_PERCENT = 3;

/** Limits that the city or the sector sets. */
export const limits = {
  /** Checking a clue before filing. */
  verification: workdays(15),
  verificationExtension: workdays(15),
  /** Statement and defence where no hearing right exists; the law gives no figure. */
  statement: workdays(5),
  legalityReview: workdays(7),
  /** Extension of the limit to decide, by the head. */
  decisionExtension: days(30),
  /** Publication of the information record. */
  publication: workdays(7),
} as const;
