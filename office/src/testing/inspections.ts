/** Inspections in a test office: the registers filled, certified officers of three organs, and the way to each stage. */
import type { Actor } from '@fadu/kernel';
import {
  bodyEntry,
  capEntry,
  enterprise,
  itemEntry,
  planEntry,
  visitSamples,
} from '@fadu/plan/enforcement/inspections/visits/sample.testing';
import type { Officer } from '@fadu/plan/enforcement/officers/index';
import { openCase, performAct } from '../cases/perform.ts';
import { key } from './document.ts';
import type { TestOffice } from './office.ts';
import { certify } from './officers.ts';
import { prepareRegisters, publishBatch } from './registers.ts';

export const VISIT_ORGANS = ['t-market', 't-ecology', 't-city'] as const;
export type VisitOrgan = (typeof VISIT_ORGANS)[number];
const CODES: Readonly<Record<VisitOrgan, string>> = {
  't-market': '11220200PDY0000430',
  't-ecology': '11220200PDY0000440',
  't-city': '11220200PDY0000420',
};
const FIELDS: Readonly<Record<VisitOrgan, string>> = {
  't-market': '市场监管',
  't-ecology': '生态环境',
  't-city': '城市管理',
};
/** Item and plan of each organ. */
export const VISIT_ITEM: Readonly<Record<VisitOrgan, string>> = {
  't-market': 'JC-SJ-001',
  't-ecology': 'JC-HB-001',
  't-city': 'JC-CG-001',
};
export const VISIT_PLAN: Readonly<Record<VisitOrgan, string>> = {
  't-market': 'JH-SJ-2026',
  't-ecology': 'JH-HB-2026',
  't-city': 'JH-CG-2026',
};
/** Visits that the caps allow in a year: two, one, two. */
export const VISIT_CAPS: Readonly<Record<VisitOrgan, number>> = {
  't-market': 2,
  't-ecology': 1,
  't-city': 2,
};

/** People of one organ. */
export const visitPeople = (t: TestOffice, organ: VisitOrgan) => ({
  o1: t.staff('enforcement-officer', organ, `${organ}-one`),
  o2: t.staff('enforcement-officer', organ, `${organ}-two`),
  clerk: t.staff('inspection-clerk', organ),
  head: t.staff('head', organ),
});

/** What tests of inspections stand on. */
export interface VisitGround {
  readonly officers: Readonly<Record<VisitOrgan, readonly [Officer, Officer]>>;
}

/** Registers as on 2 March 2026, and two certified officers of each organ. */
export async function prepareVisits(t: TestOffice): Promise<VisitGround> {
  await prepareRegisters(t);
  const day = '2026-03-02';
  await publishBatch(
    t,
    'inspection-body',
    VISIT_ORGANS.map((o) => bodyEntry(o, CODES[o], t.office.organName(o))),
    day,
  );
  await publishBatch(
    t,
    'inspection-item',
    VISIT_ORGANS.map((o) => itemEntry(VISIT_ITEM[o], `餐饮单位${FIELDS[o]}检查`, o, FIELDS[o])),
    day,
  );
  await publishBatch(
    t,
    'inspection-cap',
    VISIT_ORGANS.map((o) => capEntry(`SX-${o.slice(2)}`, o, VISIT_CAPS[o])),
    day,
  );
  await publishBatch(
    t,
    'inspection-plan',
    VISIT_ORGANS.map((o) => planEntry(VISIT_PLAN[o], o, [VISIT_ITEM[o]])),
    day,
  );
  t.at(day);
  const officers = {} as Record<VisitOrgan, readonly [Officer, Officer]>;
  for (const o of VISIT_ORGANS) {
    const who = visitPeople(t, o);
    const one = await certify(t, who.o1, o, { fields: [FIELDS[o]] });
    const two = await certify(t, who.o2, o, { fields: [FIELDS[o]] });
    officers[o] = [one.officer, two.officer];
  }
  return { officers };
}

export const visitAct = (t: TestOffice, id: string, name: string, actor: Actor, input: unknown = {}) =>
  performAct(t.office, id, { act: name, actor, input, key: key() });

/** What an organ proposes on a day for the week from then on. `n`: number of the enterprise. */
export const proposalOf = (
  organ: VisitOrgan,
  n: number,
  from: string,
  more: Record<string, unknown> = {},
) => ({
  ...visitSamples.propose(organ, [VISIT_ITEM[organ]], VISIT_PLAN[organ], from, from),
  ...enterprise(n),
  ...more,
});

/** Open an inspection; answers its id. */
export async function proposeVisit(
  t: TestOffice,
  organ: VisitOrgan,
  n: number,
  day: string,
  more: Record<string, unknown> = {},
): Promise<string> {
  t.at(day);
  const { caseId } = await openCase(t.office, 'inspection', {
    act: 'propose',
    actor: visitPeople(t, organ).clerk,
    key: key(),
    input: proposalOf(organ, n, day, more),
  });
  return caseId;
}

/** Approved and with its notice. */
export async function noticedVisit(
  t: TestOffice,
  organ: VisitOrgan,
  n: number,
  day: string,
  more: Record<string, unknown> = {},
  approval: Record<string, unknown> = {},
): Promise<string> {
  const id = await proposeVisit(t, organ, n, day, more);
  const who = visitPeople(t, organ);
  await visitAct(t, id, 'approve', who.head, { ...visitSamples.approve, ...approval });
  await visitAct(t, id, 'notify', who.clerk, visitSamples.notify(day));
  return id;
}

/** What the officers of an organ fill in when they go in. */
export const enterInput = (g: VisitGround, organ: VisitOrgan, n: number, on: string) =>
  visitSamples.enter(on, enterprise(n).object, g.officers[organ]);

/** Entered on the day, by the leading organ. */
export async function enteredVisit(
  t: TestOffice,
  g: VisitGround,
  organ: VisitOrgan,
  n: number,
  day: string,
  more: Record<string, unknown> = {},
  approval: Record<string, unknown> = {},
): Promise<string> {
  const id = await noticedVisit(t, organ, n, day, more, approval);
  t.at(`${day}T02:00:00.000Z`);
  await visitAct(t, id, 'enter', visitPeople(t, organ).o1, enterInput(g, organ, n, day));
  return id;
}

/** Recorded, told; publication is left to the test. */
export async function recordedVisit(
  t: TestOffice,
  g: VisitGround,
  organ: VisitOrgan,
  n: number,
  day: string,
  more: Record<string, unknown> = {},
  found: Record<string, unknown> = {},
): Promise<string> {
  const id = await enteredVisit(t, g, organ, n, day, more);
  const who = visitPeople(t, organ);
  await visitAct(t, id, 'record', who.o1, {
    ...visitSamples.record(day, g.officers[organ], [VISIT_ITEM[organ]]),
    ...found,
  });
  await visitAct(t, id, 'tell-result', who.clerk, visitSamples.tell(day));
  return id;
}
