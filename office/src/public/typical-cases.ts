/**
 * Typical cases on show (R26.3). What was taken down, and what was taken from a case whose decision has fallen since, is
 * not answered, even before anyone has recorded the taking down.
 */
import { dateOf } from '@fadu/kernel';
import { TYPICAL_CASES, type TypicalCase } from '@fadu/plan/enforcement/typical-cases/index';
import { sql } from 'kysely';
import type { Office } from '../office.ts';

/** One typical case as everyone reads it. */
export interface ShownTypicalCase extends Omit<TypicalCase, 'source' | 'status' | 'reason'> {
  readonly code: string;
  readonly region: string;
}

/** Which to list. */
export interface TypicalCaseFilter {
  /** Words in title, facts, issue, rule or result. */
  readonly words?: string;
  readonly field?: string;
  /** Code of the item. */
  readonly item?: string;
  readonly code?: string;
}

/** Typical cases that one answer holds at most. */
const MOST = 200;

/** The typical cases on show today, newest first, at most 200. */
export async function typicalCasesOnShow(
  office: Office,
  filter: TypicalCaseFilter = {},
): Promise<readonly ShownTypicalCase[]> {
  const like = filter.words && `%${filter.words.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await office.store.within({ as: 'system' }, (tx) =>
    sql<{ region: string; code: string; body: TypicalCase }>`
      select e.region, e.code, e.body from (
        select distinct on (region, code) region, code, body from fadu.entry
        where register = ${TYPICAL_CASES} and law_from <= ${dateOf(office.now())}::date
        order by region, code, version desc) e
      where e.body ->> 'status' = '在用'
        and (${filter.code ?? null}::text is null or e.code = ${filter.code ?? null})
        and (${filter.field ?? null}::text is null or e.body ->> 'field' = ${filter.field ?? null})
        and (${filter.item ?? null}::text is null or e.body ->> 'item' = ${filter.item ?? null})
        and (${like ?? null}::text is null or concat_ws(' ', e.body ->> 'title', e.body ->> 'facts', e.body ->> 'issue',
          e.body ->> 'rule', e.body ->> 'result', e.body ->> 'significance') ilike ${like ?? null})
        and not exists (select from fadu.case_file c where c.phase in ('set-aside', 'annulled')
          and (c.id = e.body ->> 'source' or c.id in (select n.case_id from fadu.number n
            where n.text = e.body ->> 'source')))
      order by e.body ->> 'publishedOn' desc, e.code limit ${MOST}`.execute(tx),
  );
  return rows.map(({ region, code, body }) => {
    const { source: _, status: _s, reason: _r, ...shown } = body;
    return { region, code, ...shown };
  });
}
