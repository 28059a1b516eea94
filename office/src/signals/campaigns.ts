/** Campaigns as everyone reads them (R23.1): plan, the figures they stand on, and the figures they came to. */
import { dateOf } from '@fadu/kernel';
import {
  type CampaignEntry,
  ENFORCEMENT_CAMPAIGNS,
} from '@fadu/plan/enforcement/enforcement-campaigns/index';
import { sql } from 'kysely';
import type { Office } from '../office.ts';

/** A campaign on show. */
export interface ShownCampaign extends Omit<CampaignEntry, 'status'> {
  /** Id of its case, and its address. */
  readonly code: string;
  readonly region: string;
}

/** Which to list. */
export interface CampaignFilter {
  readonly field?: string | undefined;
  readonly state?: CampaignEntry['state'] | undefined;
  readonly code?: string | undefined;
}

/** Campaigns that one answer holds at most. */
const MOST = 200;

/** Campaigns that were made public, newest first. */
export async function campaignsOnShow(office: Office, filter: CampaignFilter = {}): Promise<ShownCampaign[]> {
  const { rows } = await office.store.within({ as: 'public' }, (tx) =>
    sql<{ region: string; code: string; body: CampaignEntry }>`
      select e.region, e.code, e.body from (
        select distinct on (region, code) region, code, body from fadu.entry
        where register = ${ENFORCEMENT_CAMPAIGNS} and law_from <= ${dateOf(office.now())}::date
          and (${filter.code ?? null}::text is null or code = ${filter.code ?? null})
        order by region, code, version desc) e
      where (${filter.field ?? null}::text is null or e.body -> 'fields' ? ${filter.field ?? ''})
        and (${filter.state ?? null}::text is null or e.body ->> 'state' = ${filter.state ?? null})
      order by e.body ->> 'from' desc, e.code limit ${MOST}`.execute(tx),
  );
  return rows.map(({ region, code, body }) => {
    const { status: _, ...shown } = body;
    return { region, code, ...shown };
  });
}
