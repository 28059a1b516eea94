/**
 * Joint visits proposed (R24.7): several organs are due at one enterprise in the same days. From inspections that are
 * planned and not begun, and from tasks of draws; shown only to organs that are due there themselves.
 */
import { CaseView, type DateStr, dateOf, fold, noCase } from '@fadu/kernel';
import { INSPECTION_TASKS, inspection } from '@fadu/plan/enforcement/inspections/index';
import { DUE_PHASES } from '@fadu/plan/enforcement/inspections/visits/counting';
import { head, itemNames, joined, leadOf, objectOf } from '@fadu/plan/enforcement/inspections/visits/facts';
import { sql } from 'kysely';
import type { Office } from '../office.ts';

/** One organ that is due. */
export interface DueVisit {
  readonly organ: string;
  readonly organName: string;
  readonly from: DateStr;
  readonly to: DateStr;
  readonly what: string;
  readonly kind: '拟检查' | '双随机抽查任务';
  /** Only of the asking organ's own, or of those it was asked to join. */
  readonly caseId: string | null;
  readonly title: string | null;
}

/** An enterprise at which several organs are due in days that overlap. */
export interface JointProposal {
  readonly object: string;
  readonly name: string;
  /** Days in which all of them could come at once; null where they only overlap in part. */
  readonly together: { readonly from: DateStr; readonly to: DateStr } | null;
  readonly due: readonly DueVisit[];
  /** The asking organ was asked along or asks others already. */
  readonly underWay: boolean;
}

interface Found extends DueVisit {
  readonly object: string;
  readonly name: string;
  readonly partners: readonly string[];
}

const overlap = (a: DueVisit, b: DueVisit) => a.from <= b.to && b.from <= a.to;

/** Proposals for an organ, soonest first. */
export async function jointProposals(office: Office, organ: string): Promise<JointProposal[]> {
  const today = dateOf(office.now());
  const found = await office.store.within({ as: 'system' }, async (tx) => {
    const { rows } = await sql<{ id: string; title: string; acts: never }>`
      select c.id, c.title, (select json_agg(json_build_object('seq', a.seq, 'act', a.act, 'at', a.at, 'actor', a.actor,
          'input', a.input, 'effects', a.effects, 'issued', a.issued) order by a.seq)
          from fadu.act a where a.region = c.region and a.case_id = c.id) as acts
      from fadu.case_file c where c.procedure = ${inspection.code} and c.phase = any(${sql.val([...DUE_PHASES])}::text[])
      order by c.opened_at limit 5000`.execute(tx);
    const tasks = await sql<{ body: Record<string, never> }>`
      select body from (select distinct on (region, code) body from fadu.entry
        where register = ${INSPECTION_TASKS} order by region, code, version desc) e
      where body ->> 'status' = '待检查' and body ->> 'to' >= ${today} limit 5000`.execute(tx);
    return { cases: rows, tasks: tasks.rows };
  });
  const planned = found.cases.flatMap(({ id, title, acts }): Found[] => {
    const state = fold(noCase(id, inspection.code, inspection.version), acts);
    const view = new CaseView(state);
    const facts = head(view);
    if (String(facts.to ?? '') < today) return [];
    return [leadOf(view), ...joined(view)].map((who) => ({
      organ: who,
      organName: office.organName(who),
      object: objectOf(view),
      name: String(facts.objectName),
      from: String(facts.from),
      to: String(facts.to),
      what: itemNames(view, who).join('、'),
      kind: '拟检查',
      partners: view.bound('partner'),
      // An organ sees the cases that it is bound to, and no others.
      ...([leadOf(view), ...view.bound('partner')].includes(organ)
        ? { caseId: id, title }
        : { caseId: null, title: null }),
    }));
  });
  const drawn = found.tasks.flatMap(({ body }): Found[] =>
    ((body.organs ?? []) as readonly string[]).map((who) => ({
      organ: who,
      organName: office.organName(who),
      object: String(body.object),
      name: String(body.name),
      from: String(body.from),
      to: String(body.to),
      what: ((body.items ?? []) as readonly string[]).join('、'),
      kind: '双随机抽查任务',
      partners: (body.organs ?? []) as readonly string[],
      caseId: null,
      title: null,
    })),
  );
  return [...Map.groupBy([...planned, ...drawn], (d) => d.object).values()]
    .flatMap((list) => proposal(list, organ))
    .sort((a, b) => ((a.due[0]?.from ?? '') < (b.due[0]?.from ?? '') ? -1 : 1));
}

function proposal(list: readonly Found[], organ: string): JointProposal[] {
  const own = list.filter((d) => d.organ === organ);
  // Organs of one draw come together anyway.
  const others = list.filter(
    (d) =>
      d.organ !== organ &&
      own.some((o) => overlap(o, d) && !(o.kind === '双随机抽查任务' && d.kind === '双随机抽查任务')),
  );
  const first = own[0];
  if (!first || others.length === 0) return [];
  const due = [...own, ...others].sort((a, b) => (a.from < b.from ? -1 : 1));
  const from = due
    .map((d) => d.from)
    .sort()
    .at(-1) as string;
  const to = due.map((d) => d.to).sort()[0] as string;
  return [
    {
      object: first.object,
      name: first.name,
      together: from <= to ? { from, to } : null,
      due: due.map(({ object: _, name: __, partners: ___, ...d }) => d),
      underWay: list.some((d) => d.caseId !== null && d.partners.length > 0 && d.kind === '拟检查'),
    },
  ];
}

/** An inspection of one's own that is approved or under way: whose code the officers show. */
export interface OwnVisit {
  readonly caseId: string;
  readonly title: string;
  readonly phase: string;
  readonly name: string;
  readonly object: string;
  readonly from: DateStr;
  readonly to: DateStr;
  /** The notice was given: there is a code to show. */
  readonly hasCode: boolean;
}

/** Approved and running inspections that an organ leads or joined, soonest first. */
export async function ownVisits(office: Office, organ: string): Promise<OwnVisit[]> {
  const rows = await office.store.within({ as: 'organ', organ }, async (tx) => {
    const { rows } = await sql<{ id: string; title: string; phase: string; acts: never }>`
      select c.id, c.title, c.phase, (select json_agg(json_build_object('seq', a.seq, 'act', a.act, 'at', a.at,
          'actor', a.actor, 'input', a.input, 'effects', a.effects - 'answered', 'issued', a.issued) order by a.seq)
          from fadu.act a where a.region = c.region and a.case_id = c.id) as acts
      from fadu.case_file c where c.procedure = ${inspection.code} and c.phase in ('approved', 'urgent', 'on-site')
        and c.organs @> array[${organ}] order by c.opened_at desc limit 500`.execute(tx);
    return rows;
  });
  return rows
    .map(({ id, title, phase, acts }): OwnVisit => {
      const view = new CaseView(fold(noCase(id, inspection.code, inspection.version), acts));
      const facts = head(view);
      return {
        caseId: id,
        title,
        phase: inspection.phases[phase]?.title ?? phase,
        name: String(facts.objectName),
        object: objectOf(view),
        from: String(facts.from ?? facts.on),
        to: String(facts.to ?? facts.on),
        hasCode: view.last('notify') !== undefined || view.last('enter-urgently') !== undefined,
      };
    })
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}
