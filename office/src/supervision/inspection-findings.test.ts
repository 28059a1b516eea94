/**
 * R39.1 faults of inspections, planted among lawful visits on the real path: each is found under its rule, the lawful
 * ones show nothing. What the engine refuses cannot be planted; these come about by time, or by what people enter.
 */
import { enterprise, visitSamples } from '@fadu/plan/enforcement/inspections/visits/sample.testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCase } from '../cases/perform.ts';
import { key } from '../testing/document.ts';
import {
  enteredVisit,
  enterInput,
  noticedVisit,
  prepareVisits,
  proposalOf,
  recordedVisit,
  VISIT_ITEM,
  type VisitGround,
  visitAct,
  visitPeople,
} from '../testing/inspections.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { scanFindings } from './scan.ts';

let t: TestOffice;
let g: VisitGround;
beforeAll(async () => {
  t = await testOffice();
  g = await prepareVisits(t);
}, 180_000);
afterAll(() => t?.close());

const market = () => visitPeople(t, 't-market');
/** Planted: rule and case. */
const planted: [string, string][] = [];
const lawful: string[] = [];

/** Recorded, told, published and closed in time. */
async function whole(n: number, day: string, more: Record<string, unknown> = {}): Promise<string> {
  const id = await recordedVisit(t, g, 't-market', n, day, more);
  await visitAct(t, id, 'publish-result', market().clerk, visitSamples.publish);
  if (more.class === '个案检查')
    await visitAct(t, id, 'report-unplanned', market().clerk, { to: 't-justice', reasons: '转办件要求核查' });
  await visitAct(t, id, 'close', market().clerk, visitSamples.close);
  return id;
}
const asked = {
  class: '个案检查',
  ground: '转办交办',
  groundRef: '演转〔2026〕1号',
  reasons: '群众反映问题，要求现场核查。',
};
const urgent = (n: number, on: string) => {
  const { from: _, to: __, method: ___, ...rest } = proposalOf('t-market', n, on);
  return {
    ...rest,
    ...asked,
    title: '紧急检查',
    ground: '紧急危险',
    danger: '多名顾客呕吐，需要立即控制食品。',
    ...enterInput(g, 't-market', n, on),
  };
};
const openUrgent = async (n: number, on: string) => {
  t.at(`${on}T02:00:00.000Z`);
  const { caseId } = await openCase(t.office, 'inspection', {
    act: 'enter-urgently',
    actor: market().o1,
    key: key(),
    input: urgent(n, on),
  });
  return caseId;
};

test('R39.1 R24.7 R7.3 ten planted faults of nine kinds are found, each once, and the lawful visits show none', async () => {
  lawful.push(await whole(1, '2026-03-10'), await whole(2, '2026-03-11'), await whole(1, '2026-05-12'));
  // Planned and soon after asked for by a report: lawful.
  lawful.push(await whole(3, '2026-03-12'), await whole(3, '2026-03-20', asked));

  // Asked for, once more than the cap of two: counted, not refused, and an alarm.
  await whole(4, '2026-03-10');
  await whole(4, '2026-05-12');
  t.at('2026-06-16');
  const third = await noticedVisit(t, 't-market', 4, '2026-06-16', asked, {
    capReason: '转办件要求五日内核查。',
  });
  t.at('2026-06-16T02:00:00.000Z');
  await visitAct(t, third, 'enter', market().o1, enterInput(g, 't-market', 4, '2026-06-16'));
  await visitAct(
    t,
    third,
    'record',
    market().o1,
    visitSamples.record('2026-06-16', g.officers['t-market'], [VISIT_ITEM['t-market']]),
  );
  await visitAct(t, third, 'tell-result', market().clerk, visitSamples.tell('2026-06-16'));
  await visitAct(t, third, 'publish-result', market().clerk, visitSamples.publish);
  await visitAct(t, third, 'report-unplanned', market().clerk, {
    to: 't-justice',
    reasons: '转办件要求核查',
  });
  await visitAct(t, third, 'close', market().clerk, visitSamples.close);
  planted.push(['OVER-CAP', third]);

  // Entered on the 10th and recorded on the 13th; meanwhile colleagues went for the same matter.
  const slow = await noticedVisit(t, 't-market', 5, '2026-03-09', { to: '2026-03-20' });
  const quick = await whole(5, '2026-03-12');
  t.at('2026-03-13T02:00:00.000Z');
  await visitAct(t, slow, 'enter', market().o1, enterInput(g, 't-market', 5, '2026-03-10'));
  await visitAct(
    t,
    slow,
    'record',
    market().o1,
    visitSamples.record('2026-03-10', g.officers['t-market'], [VISIT_ITEM['t-market']]),
  );
  await visitAct(t, slow, 'tell-result', market().clerk, visitSamples.tell('2026-03-13'));
  await visitAct(t, slow, 'publish-result', market().clerk, visitSamples.publish);
  await visitAct(t, slow, 'close', market().clerk, visitSamples.close);
  planted.push(['INSPECTED-TWICE', quick]);

  // No danger after all; another one that nobody approved in time.
  const idle = await openUrgent(6, '2026-04-07');
  await visitAct(t, idle, 'not-approve-after', market().head, { reasons: '没有现实危险，应当先报批准。' });
  planted.push(['VISIT-NO-GROUND', idle]);
  const late = await openUrgent(7, '2026-04-07');
  t.at('2026-04-10T02:00:00.000Z');
  await visitAct(t, late, 'approve-after', market().head, { opinion: '情况属实。' });
  planted.push(['LATE-VISIT-APPROVAL', late], ['VISIT-NO-RESULT', late]);

  // Offline, never scanned.
  const dark = await noticedVisit(t, 't-market', 8, '2026-04-14');
  t.at('2026-04-14T02:00:00.000Z');
  await visitAct(t, dark, 'enter', market().o1, {
    ...enterInput(g, 't-market', 8, '2026-04-14'),
    scanMode: '没有网络，事后补录',
    scanned: undefined,
    scanReason: '地下没有信号',
  });
  await visitAct(
    t,
    dark,
    'record',
    market().o1,
    visitSamples.record('2026-04-14', g.officers['t-market'], [VISIT_ITEM['t-market']]),
  );
  await visitAct(t, dark, 'tell-result', market().clerk, visitSamples.tell('2026-04-14'));
  await visitAct(t, dark, 'publish-result', market().clerk, visitSamples.publish);
  planted.push(['VISIT-NO-CODE', dark]);

  // Entered and never recorded; recorded and never published; found, ordered, never checked.
  planted.push(['VISIT-NO-RESULT', await enteredVisit(t, g, 't-market', 9, '2026-04-20')]);
  planted.push(['LATE-VISIT-RESULT', await recordedVisit(t, g, 't-market', 10, '2026-04-21')]);
  const found = await recordedVisit(
    t,
    g,
    't-market',
    11,
    '2026-04-22',
    {},
    {
      points: visitSamples.points([VISIT_ITEM['t-market']], ['场所设施符合要求']),
      result: '发现问题责令改正',
      found: '后厨地面破损',
    },
  );
  await visitAct(t, found, 'publish-result', market().clerk, visitSamples.publish);
  await visitAct(t, found, 'order-correction', market().o1, {
    what: '修补地面',
    basis: '相关规定',
    dueOn: '2026-05-06',
    recheckBy: '2026-05-15',
  });
  planted.push(['LATE-RECHECK', found]);

  // Unplanned, never reported.
  const silent = await recordedVisit(t, g, 't-market', 12, '2026-04-23', asked);
  await visitAct(t, silent, 'publish-result', market().clerk, visitSamples.publish);
  planted.push(['LATE-UNPLANNED', silent]);

  t.at('2026-07-20');
  await scanFindings(t.office);
  const { rows } = await t.database.pool.query<{ rule: string; case_id: string; says: string }>(
    'select rule, case_id, says from fadu.finding where gone_on is null order by id',
  );
  const words = (list: readonly (readonly [string, string])[]) => list.map(([r, c]) => `${r} ${c}`).sort();
  expect(words(rows.map((r) => [r.rule, r.case_id] as const))).toEqual(words(planted));
  expect(rows.filter((r) => lawful.includes(r.case_id))).toEqual([]);
  expect(new Set(planted.map(([r]) => r)).size).toBe(9);
  expect(rows.find((r) => r.rule === 'OVER-CAP')?.says).toBe(
    `2026年第3次检查“${enterprise(4).object}”，公布的上限是2次；个案检查不因此禁止，应当核查理由`,
  );
  // Scanned at last: the fault stays on record, and is no longer going on.
  await visitAct(t, dark, 'complete-scan', market().o1, { on: '2026-07-20', scanned: enterprise(8).object });
  await scanFindings(t.office);
  const { rows: scanned } = await t.database.pool.query(
    `select open, gone_on from fadu.finding where rule = 'VISIT-NO-CODE'`,
  );
  expect(scanned).toEqual([{ open: false, gone_on: null }]);
}, 120_000);
