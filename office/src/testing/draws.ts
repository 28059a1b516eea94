/** A joint draw in a test office: registers filled, lists committed, and the way to each stage. */
import type { Actor, ListFacts } from '@fadu/kernel';
import {
  annualPlanBody,
  drawSamples,
  objectBody,
  randomItemBody,
} from '@fadu/plan/enforcement/inspections/sample.testing';
import { openCase, performAct } from '../cases/perform.ts';
import { objectsFromRegister } from '../draws/compile.ts';
import { commitList } from '../draws/lists.ts';
import { key } from './document.ts';
import type { TestOffice } from './office.ts';
import { prepareRegisters, publishBatch } from './registers.ts';

/** Organs of the joint draw, the leading one first. */
export const DRAW_ORGANS = ['t-market', 't-ecology', 't-police'] as const;
export const DRAW_ITEMS = ['CC-SJ-001', 'CC-HB-001', 'CC-GA-001'] as const;
export const ANNUAL_PLAN = 'NDJH-2026-001';

/** People of a draw. */
export const drawPeople = (t: TestOffice) => ({
  clerk: t.staff('inspection-clerk', 't-market'),
  head: t.staff('head', 't-market'),
  witness: t.staff('draw-witness', 't-market'),
  ecology: t.staff('inspection-clerk', 't-ecology'),
  police: t.staff('inspection-clerk', 't-police'),
  stranger: t.staff('inspection-clerk', 't-city'),
});

/** Registers with forty objects, an item for each organ, and a plan of the year. */
export async function prepareDraws(t: TestOffice, objects = 40): Promise<void> {
  await prepareRegisters(t);
  await publishBatch(
    t,
    'inspection-object',
    Array.from({ length: objects }, (_, i) => ({ ...objectBody(i + 1, 't-market') })),
    '2026-03-02',
  );
  await publishBatch(
    t,
    'random-item',
    DRAW_ITEMS.map((code, i) => randomItemBody(code, `餐饮单位检查${i + 1}`, DRAW_ORGANS[i] as string)),
    '2026-03-02',
  );
  await publishBatch(
    t,
    'annual-inspection-plan',
    [annualPlanBody(ANNUAL_PLAN, 't-market', DRAW_ITEMS, DRAW_ORGANS.slice(1))],
    '2026-03-02',
  );
}

/** Officers of an organ as a committed list. */
export const officersList = (t: TestOffice, organ: string, n = 6): Promise<ListFacts> =>
  commitList(
    t.office,
    { organ, person: `p-${organ}` },
    {
      kind: 'officers',
      title: `${organ}执法人员`,
      rows: Array.from({ length: n }, (_, i) => ({
        ref: `${organ.slice(2, 4).toUpperCase()}-${String(i + 1).padStart(4, '0')}`,
        group: organ,
        name: `${organ}人员${i + 1}`,
      })),
    },
  );

/** Everything that a freeze names. */
export async function drawLists(t: TestOffice) {
  const who = { organ: 't-market', person: 'p-t-market' };
  const objects = await objectsFromRegister(t.office, who, { title: '餐饮单位', classes: ['餐饮服务'] });
  const officers: string[] = [];
  for (const organ of DRAW_ORGANS) officers.push((await officersList(t, organ)).hash);
  const pairs = await commitList(t.office, who, {
    kind: 'pairs',
    title: '回避',
    rows: [{ object: objectBody(1, 't-market').ref, officer: 'MA-0001', hidden: { reason: '姐妹经营' } }],
  });
  return { objects: objects.hash, officers, pairs: [pairs.hash] };
}

/** Each organ hands in its officers, the leading one with the pairs that must not meet. */
export async function submitLists(
  t: TestOffice,
  id: string,
  lists: { readonly officers: readonly string[]; readonly pairs?: readonly string[] },
): Promise<void> {
  const who = drawPeople(t);
  for (const [i, officers] of lists.officers.entries())
    await drawAct(t, id, 'submit-officers', [who.clerk, who.ecology, who.police][i] as Actor, {
      officers,
      ...(lists.pairs?.[i] && { pairs: lists.pairs[i] }),
    });
}

/** One act of a draw. */
export const drawAct = (t: TestOffice, id: string, name: string, actor: Actor, input: unknown = {}) =>
  performAct(t.office, id, { act: name, actor, input, key: key() });

/** The plan's input, with changes. */
export const planInput = (more: Record<string, unknown> = {}) => ({
  ...drawSamples.plan('t-market', DRAW_ORGANS.slice(1), DRAW_ITEMS, ANNUAL_PLAN),
  ...more,
});

/** A plan drawn up, approved and published. */
export async function publishedPlan(
  t: TestOffice,
  day = '2026-03-10',
  more: Record<string, unknown> = {},
): Promise<string> {
  const who = drawPeople(t);
  t.at(day);
  const { caseId } = await openCase(t.office, 'random-inspection', {
    actor: who.clerk,
    input: planInput(more),
    key: key(),
  });
  await drawAct(t, caseId, 'approve-plan', who.head);
  await drawAct(t, caseId, 'publish-plan', who.clerk);
  return caseId;
}

/** From a published plan to the draw. */
export async function drawnCase(t: TestOffice, id: string, lists: Awaited<ReturnType<typeof drawLists>>) {
  const who = drawPeople(t);
  t.at('2026-03-16');
  await submitLists(t, id, lists);
  await drawAct(t, id, 'freeze-lists', who.clerk, { objects: lists.objects });
  t.at('2026-03-18');
  await drawAct(t, id, 'enter-value', who.clerk, { value: drawSamples.value, seenAt: '开奖公告' });
  await drawAct(t, id, 'confirm-value', who.witness, { value: drawSamples.value });
  return drawAct(t, id, 'draw', who.clerk);
}
