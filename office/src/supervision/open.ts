/**
 * From findings to supervision cases. One case for each organ and kind of fault, not one for each finding: supervision
 * may not burden organs (Order 825, article 8), and one letter that lists forty late publications is what an organ can act
 * on. What is found later joins a case that is still being verified. What is in reconsideration or before a court is left
 * out (article 33, INV-S4) until that is over.
 */
import { SYSTEM } from '@fadu/kernel';
import { FINDING_LEVELS } from '@fadu/plan/oversight/enforcement-supervision/findings/index';
import { sql } from 'kysely';
import { openCase, performAct } from '../cases/perform.ts';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';
import { scanFindings } from './scan.ts';

/** Findings that one case takes up at a time. */
const MOST = 500;

interface Waiting {
  id: string;
  region: string;
  organ: string;
  supervisor: string;
  vertical: boolean;
  kind: string;
  level: string;
  says: string;
  case_id: string | null;
  title: string | null;
}

/** What was opened and added to. */
export interface OpenReport {
  readonly opened: readonly string[];
  readonly added: readonly string[];
}

async function waiting(office: Office): Promise<Waiting[]> {
  return office.store.within({ as: 'system' }, async (tx) => {
    const { rows } = await sql<Waiting>`
      select f.id, f.region, f.organ, f.supervisor, f.vertical, f.kind, f.level, f.says, f.case_id, c.title
      from fadu.finding f
      left join fadu.case_file c on c.id = f.case_id
      left join fadu.finding_scan s on s.case_id = f.case_id
      where f.supervision is null and f.gone_on is null and not coalesce((s.marks ->> 'remedy')::boolean, false)
      order by f.supervisor, f.organ, f.kind, f.since, f.id`.execute(tx);
    return rows;
  });
}

/** A case of this organ and kind that is still being verified. */
async function openOne(office: Office, w: Waiting): Promise<string | undefined> {
  return office.store.within({ as: 'system' }, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select c.id from fadu.finding f join fadu.case_file c on c.id = f.supervision
      where f.supervisor = ${w.supervisor} and f.organ = ${w.organ} and f.kind = ${w.kind} and c.phase = 'verifying'
      order by c.opened_at desc limit 1`.execute(tx);
    return rows[0]?.id;
  });
}

/** Open or add to the supervision cases that findings call for. */
export async function openSupervisions(office: Office): Promise<OpenReport> {
  const opened: string[] = [];
  const added: string[] = [];
  const groups = Map.groupBy(await waiting(office), (w) => `${w.supervisor}\n${w.organ}\n${w.kind}`);
  for (const all of groups.values()) {
    const group = all.slice(0, MOST);
    const first = group[0] as Waiting;
    const key = `supervision:${first.organ}:${Buffer.from(first.id).toString('base64url').slice(-60)}`;
    const findings = group.map((f) => ({
      id: f.id,
      says: f.title ? `《${f.title}》：${f.says}` : f.says,
      ...(f.case_id && { caseId: f.case_id }),
    }));
    const standing = await openOne(office, first);
    let id: string;
    if (standing) {
      try {
        await performAct(office, standing, { act: 'add-found', input: { findings }, actor: SYSTEM, key });
      } catch (error) {
        // Verified in the meantime: these findings open a case of their own on the next night.
        if (error instanceof Problem && error.status === 422) continue;
        throw error;
      }
      id = standing;
      added.push(id);
    } else {
      const level = FINDING_LEVELS.findLast((l) => group.some((f) => f.level === l)) ?? FINDING_LEVELS[0];
      const done = await openCase(office, 'supervision-case', {
        act: 'open-found',
        actor: SYSTEM,
        key,
        input: {
          title: `${office.organName(first.organ)}：${first.kind}问题${group.length}个`.slice(0, 120),
          supervisor: first.supervisor,
          subject: first.organ,
          kind: first.kind,
          level,
          vertical: first.vertical,
          findings,
        },
      });
      id = done.caseId;
      opened.push(id);
    }
    await office.store.within({ as: 'system' }, (tx) =>
      tx
        .updateTable('fadu.finding')
        .set({ supervision: id })
        .where('region', '=', first.region)
        .where(
          'id',
          'in',
          group.map((f) => f.id),
        )
        .execute(),
    );
  }
  return { opened, added };
}

/** The nightly job: look, then open. */
export async function superviseNight(office: Office) {
  const scan = await scanFindings(office);
  return { ...scan, ...(await openSupervisions(office)) };
}
