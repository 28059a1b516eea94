/** Risk warnings (R23.2): raised from signals once for a rule, a subject and a stretch of time; listed with their limits. */
import { createHash } from 'node:crypto';
import { addDays, dateOf, SYSTEM } from '@fadu/kernel';
import {
  FRESH_DAYS,
  riskWarning,
  type SignalRule,
  signalRules,
  windowFrom,
} from '@fadu/plan/enforcement/enforcement-campaigns/index';
import { sql } from 'kysely';
import { openCase } from '../cases/perform.ts';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';
import type { Tx } from '../store/pool.ts';
import { refreshSignals } from './refresh.ts';

/** Cases that a warning names at most. */
const NAMED = 50;

interface Group {
  readonly organ: string;
  readonly supervisor: string;
  readonly about: string;
  readonly name: string | null;
  readonly field: string;
  readonly from: string;
  readonly n: number;
  readonly cases: readonly string[];
}

/** A warning that the record calls for: the key under which it is raised, and what is entered. */
export interface DueWarning {
  readonly key: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What the signals up to yesterday call for, as of the office's now, rule by rule. */
export async function dueWarnings(
  office: Office,
  rules: readonly SignalRule[] = signalRules,
): Promise<readonly DueWarning[]> {
  await refreshSignals(office);
  const today = dateOf(office.now());
  const to = addDays(today, -1);
  const out: DueWarning[] = [];
  for (const rule of rules) {
    const groups = await office.store.within({ as: 'system' }, (tx) => groupsOf(tx, rule, to, today));
    for (const g of groups) {
      const name = rule.over === 'place' ? g.about : (g.name ?? g.about);
      out.push({
        key: `warning:${rule.code}:${g.organ}:${digest(g.about)}:${g.from}:${to}`,
        input: {
          title: `${name.slice(0, 120)}：${rule.title}（${g.n}次）`,
          rule: rule.code,
          says: `${rule.title}：${rule.months}个月内${rule.least}次`,
          level: rule.level,
          lead: g.organ,
          supervisor: g.supervisor,
          field: g.field,
          ...(rule.over === 'place'
            ? { place: g.about }
            : { subject: g.about, subjectName: name.slice(0, 160) }),
          from: g.from,
          to,
          n: g.n,
          cases: g.cases.slice(0, NAMED),
        },
      });
    }
  }
  return out;
}

/**
 * Raise what the record calls for. What a warning has counted is not counted for the next one of the same rule, so a
 * second run at any time raises nothing twice. Answers the cases opened.
 */
export async function raiseWarnings(
  office: Office,
  rules: readonly SignalRule[] = signalRules,
): Promise<readonly string[]> {
  if (!office.procedures.has(riskWarning.code)) return [];
  const opened: string[] = [];
  for (const { key, input } of await dueWarnings(office, rules)) {
    try {
      const done = await openCase(office, riskWarning.code, { act: 'raise', actor: SYSTEM, key, input });
      opened.push(done.caseId);
    } catch (error) {
      // The record changed since it was counted: looked at again the next night.
      if (!(error instanceof Problem) || error.status !== 422) throw error;
    }
  }
  return opened;
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 24);

async function groupsOf(tx: Tx, rule: SignalRule, to: string, today: string): Promise<readonly Group[]> {
  const about = sql.raw(rule.over === 'place' ? 'place' : 'subject');
  const { rows } = await sql<Group>`
    with counted as (
      select organ, ${about} as about, max(on_day) as last from fadu.signal_event
      where kind = 'warning' and mark = ${rule.code} and ${about} is not null group by 1, 2
    ), fresh as (
      select e.organ, e.supervisor, e.${about} as about, e.subject_name, e.field, e.case_id, e.on_day,
        greatest(${windowFrom(rule, today)}::date, c.last + 1) as first
      from fadu.signal_event e left join counted c on c.organ = e.organ and c.about = e.${about}
      where e.kind = any(${sql.val([...rule.kinds])}::text[]) and e.${about} is not null
        and e.on_day between greatest(${windowFrom(rule, today)}::date, c.last + 1) and ${to}::date
    )
    select organ, max(supervisor) as supervisor, about, max(subject_name) as name,
      mode() within group (order by field) as field, max(first)::text as "from", count(*)::int as n,
      array_agg(distinct case_id) as cases
    from fresh group by organ, about
    having count(*) >= ${rule.least} and max(on_day) > ${to}::date - ${FRESH_DAYS}::int order by organ, about`.execute(
    tx,
  );
  return rows;
}

/** A warning that is not over. */
export interface OpenWarning {
  readonly id: string;
  readonly title: string;
  readonly organ: string;
  readonly phase: string;
  readonly openedOn: string;
  /** The limit that runs, with its last day; null: none. */
  readonly clock: string | null;
  readonly due: string | null;
  readonly late: boolean;
}

/** How warnings of a period went. */
export interface WarningFigures {
  readonly raised: number;
  readonly handled: number;
  readonly explained: number;
  /** Of all raised, those that went up because the limit ran out. */
  readonly escalated: number;
  readonly open: number;
}

/** Warnings that the reader of `tx` may see: those that are open, and how those raised on these days went. */
export async function warnings(
  tx: Tx,
  period: { readonly from: string; readonly to: string; readonly now: string },
): Promise<{ readonly open: readonly OpenWarning[]; readonly figures: WarningFigures }> {
  const open = await sql<OpenWarning>`
    select c.id, c.title, c.owner as organ, c.phase,
      to_char(c.opened_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "openedOn", k.title as clock, k.due,
      coalesce(k.due_at < ${period.now}::timestamptz, false) as late
    from fadu.case_file c
    left join lateral (select title, due, due_at from fadu.clock k where k.region = c.region and k.case_id = c.id
      and k.state = 'running' and k.clock in ('handling', 'answer', 'supervision') order by (k.clock = 'handling' and c.phase = 'escalated'),
        k.due_at limit 1) k on true
    where c.procedure = ${riskWarning.code} and c.ended is null order by k.due nulls last, c.id limit 500`.execute(
    tx,
  );
  const figures = await sql<WarningFigures>`
    select count(*)::int as raised,
      count(*) filter (where c.phase = 'handled')::int as handled,
      count(*) filter (where c.phase = 'explained')::int as explained,
      count(*) filter (where c.phase in ('escalated', 'settled'))::int as escalated,
      count(*) filter (where c.ended is null)::int as open
    from fadu.case_file c where c.procedure = ${riskWarning.code}
      and (c.opened_at at time zone 'Asia/Shanghai')::date between ${period.from}::date and ${period.to}::date`.execute(
    tx,
  );
  return {
    open: open.rows,
    figures: figures.rows[0] ?? { raised: 0, handled: 0, explained: 0, escalated: 0, open: 0 },
  };
}
