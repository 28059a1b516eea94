/**
 * Who claims what, as of a day: items that two bodies claim and what teams took over (R20.2), functions that overlap or
 * that nobody holds, items exercised without the function (R1.3). Figures and the entries behind them come from one query.
 */
import type { DateStr } from '@fadu/kernel';
import {
  type DoubleClaim,
  doubleClaims,
  type TeamItems,
  teamItems,
} from '@fadu/plan/enforcement/enforcement-items/claims';
import { enforcementItems } from '@fadu/plan/enforcement/enforcement-items/register';
import { type Coverage, coverage } from '@fadu/plan/functions/organ-functions/coverage';
import { organFunctions } from '@fadu/plan/functions/organ-functions/register';
import type { Office } from '../office.ts';
import { knownEntries, type ListedEntry } from './list.ts';

type Entry = ListedEntry & { readonly register: string };

/** The comparison as of a day. */
export interface OrganCoverage {
  readonly on: DateStr;
  /** Enforcement items in use. */
  readonly items: number;
  readonly claims: readonly DoubleClaim<Entry>[];
  readonly teams: readonly TeamItems<Entry>[];
  readonly functions: Coverage<Entry>;
}

/** Compare the enforcement items with each other and with the organs' functions. `region`: only this one. */
export async function organCoverage(office: Office, on: DateStr, region?: string): Promise<OrganCoverage> {
  const all = await office.store.within({ as: 'public' }, (tx) =>
    knownEntries(tx, [enforcementItems.code, organFunctions.code], on, office.now()),
  );
  const entries = region ? all.filter((e) => e.region === region) : all;
  const items = entries.filter((e) => e.register === enforcementItems.code);
  const functions = entries.filter((e) => e.register === organFunctions.code);
  return {
    on,
    items: items.filter((e) => e.status === '在用').length,
    claims: doubleClaims(items),
    teams: teamItems(items),
    functions: coverage(functions, items),
  };
}
