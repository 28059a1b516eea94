/** From a journal and the database to a history, and its check. */
import type { Actor, ActRecord } from '@fadu/kernel';
import { ANONYMOUS } from '@fadu/kernel';
import { checkHistory, type History, type HistoryFault, type Look } from './history.ts';
import { accepted, type Journal } from './journal.ts';
import { personOf, STAFF } from './people.ts';
import type { World } from './world.ts';

interface ActRow extends Omit<ActRecord, 'at' | 'issued'> {
  readonly case_id: string;
  readonly at: string | Date;
  readonly issued: ActRecord['issued'] | null;
  readonly idem_key: string;
  readonly procedure: string;
}

/** Everything that was asked and everything that is recorded. */
export async function collect(world: World, journal: Journal, looks: readonly Look[] = []): Promise<History> {
  const { rows } = await world.owner.query<ActRow>(
    `select a.case_id, a.seq, a.act, a.at, a.actor, a.input, a.effects, a.issued, a.idem_key, c.procedure
     from fadu.act a join fadu.case_file c on c.region = a.region and c.id = a.case_id order by a.case_id, a.seq`,
  );
  const numbers = await world.owner.query<{ series: string; n: number; case_id: string; seq: number }>(
    `select region || '/' || series || '/' || organ || '/' || year as series, n, case_id, seq from fadu.number`,
  );
  const versions = await world.owner.query<{ entry: string; version: number; case_id: string; seq: number }>(
    `select region || '/' || register || '/' || code as entry, version, case_id, seq from fadu.entry`,
  );
  return {
    looks,
    calls: journal.all.flatMap((a) =>
      a.caseId !== null && a.answered !== null
        ? [
            {
              key: a.key,
              caseId: a.caseId,
              act: a.act,
              input: a.input,
              person: a.person,
              sent: a.sent,
              answered: a.answered,
              seq: accepted(a) ? (a.answer?.seq ?? null) : null,
              refusal: a.refusal,
            },
          ]
        : [],
    ),
    steps: rows.map(({ case_id, procedure, idem_key, issued, at, ...record }) => ({
      caseId: case_id,
      procedure,
      key: idem_key,
      record: { ...record, at: new Date(at).toISOString(), ...(issued && { issued }) },
    })),
    numbers: numbers.rows.map(({ case_id, ...n }) => ({ ...n, caseId: case_id })),
    versions: versions.rows.map(({ case_id, ...v }) => ({ ...v, caseId: case_id })),
  };
}

/** Someone of the runs, with all posts. */
const actorOf = (person: string | null): Actor =>
  person === null
    ? ANONYMOUS
    : {
        kind: 'person',
        person,
        name: person,
        posts: STAFF.filter(([user]) => personOf(user) === person).map(([, role, organ]) => ({
          role,
          organ,
        })),
      };

/** Check what happened in a world. */
export async function judge(
  world: World,
  journal: Journal,
  looks: readonly Look[] = [],
): Promise<{ readonly history: History; readonly faults: HistoryFault[] }> {
  const history = await collect(world, journal, looks);
  const { office } = world;
  return {
    history,
    faults: checkHistory(history, {
      procedures: office.procedures,
      moment: (now) => ({ now, calendar: office.calendar, organ: office.organ, organsOf: office.organsOf }),
      actor: actorOf,
    }),
  };
}
