/** R39.1 the list of finding rules: at least twenty kinds, stable codes, each with its article, over things that exist. */
import { expect, test } from 'vitest';
import { procedures } from '../../../index.ts';
import { CLOCK_ROWS, FINDING_KINDS, findingRules, type MarkedCase, SUPERVISED_SYSTEMS } from './index.ts';
import { WAITING } from './steps.ts';

const byCode = new Map(procedures.map((p) => [p.code, p]));

test('R39.1 more than forty rules, each with a code of its own, a kind, a level and where it comes from', () => {
  expect(findingRules.length).toBeGreaterThan(40);
  expect(new Set(findingRules.map((r) => r.code)).size).toBe(findingRules.length);
  for (const r of findingRules) {
    expect(r.cites.length, r.code).toBeGreaterThan(0);
    expect(FINDING_KINDS).toContain(r.kind);
  }
});

test('R39.1 every rule looks at procedures, clocks and acts that exist', () => {
  const wrong: string[] = [];
  for (const r of findingRules)
    if (r.over === 'case')
      for (const code of r.procedures ?? []) {
        const found = byCode.get(code);
        if (!found) wrong.push(`${r.code}: ${code}`);
        else if (!SUPERVISED_SYSTEMS.includes(found.system))
          wrong.push(`${r.code}: ${found.system} is not read`);
      }
  for (const row of CLOCK_ROWS)
    for (const code of row.procedures)
      if (!byCode.get(code)?.clocks[row.clock]) wrong.push(`${row.code}: ${code}.${row.clock}`);
  for (const w of WAITING)
    for (const act of [w.from, ...w.until])
      if (!w.procedures.some((code) => byCode.get(code)?.acts[act])) wrong.push(`${w.code}: ${act}`);
  expect(wrong).toEqual([]);
});

const find = (code: string, cases: readonly Partial<MarkedCase>[], today = '2026-11-20') => {
  const rule = findingRules.find((r) => r.code === code);
  if (rule?.over !== 'cases') throw new Error(`no rule ${code}`);
  return rule.find(
    cases.map((c, n) => ({ caseId: `c${n}`, title: `第${n}件`, owner: 't-market', ...c })),
    today,
  );
};
const visit = (on: string, what = '食品') => ({
  visits: [{ object: '演示超市', organ: 't-market', on, what, act: 1 }],
});
const fine = (decidedOn: string, amount: number) => ({
  fine: {
    party: 'p',
    name: '演示店',
    actOn: decidedOn,
    place: '江边',
    amount,
    decidedOn,
    act: 9,
    fell: false,
  },
});

test('R39.1 visits over the cap in twelve months, and two within thirty days for one matter', () => {
  const four = ['2026-01-05', '2026-03-05', '2026-05-05', '2026-07-05'].map((d) => visit(d));
  expect(find('OVER-CAP', four)).toEqual([]);
  expect(find('OVER-CAP', [...four, visit('2026-09-05')]).map((h) => [h.caseId, h.since])).toEqual([
    ['c4', '2026-09-05'],
  ]);
  expect(find('OVER-CAP', [...four, visit('2025-11-20')])).toEqual([]);
  expect(find('INSPECTED-TWICE', [visit('2026-03-01'), visit('2026-03-31')])).toHaveLength(1);
  expect(find('INSPECTED-TWICE', [visit('2026-03-01'), visit('2026-04-01')])).toEqual([]);
  expect(find('INSPECTED-TWICE', [visit('2026-03-01'), visit('2026-03-05', '计量')])).toEqual([]);
});

test('R39.1 a published cap goes before the default, counts a calendar year, and leaves out what is not counted', () => {
  const capped = (on: string, more = {}) => ({
    visits: [{ ...visit(on).visits[0], cap: 1, items: ['a'], what: '食品', act: 1, ...more }],
  });
  const hits = (cases: readonly Partial<MarkedCase>[]) =>
    find('OVER-CAP', cases).map((h) => [h.caseId, h.since]);
  expect(hits([capped('2026-01-05'), capped('2026-06-05')] as never)).toEqual([['c1', '2026-06-05']]);
  expect(hits([capped('2025-12-30'), capped('2026-01-05')] as never)).toEqual([]);
  expect(hits([capped('2026-01-05'), capped('2026-06-05', { counted: false })] as never)).toEqual([]);
  // A drawn task that was carried out as an inspection of its own is one visit, not two.
  const task = { task: 'd-1', what: '双随机抽查', cap: undefined };
  const both = [capped('2026-03-05', { task: 'd-1' }), capped('2026-03-05', task)];
  expect(hits(both as never)).toEqual([]);
  expect(find('INSPECTED-TWICE', both as never)).toEqual([]);
  // What a report asks for is no repetition.
  expect(
    find('INSPECTED-TWICE', [capped('2026-03-05'), capped('2026-03-10', { asked: true })] as never),
  ).toEqual([]);
  expect(find('INSPECTED-TWICE', [capped('2026-03-05'), capped('2026-03-10')] as never)).toHaveLength(1);
});

test('R39.2 growth of fines over the same months of the year before is an alarm to be checked, small sums are not', () => {
  const before = fine('2025-06-01', 200_000);
  expect(find('FINE-GROWTH', [before, fine('2026-06-01', 300_000)])).toEqual([]);
  expect(find('FINE-GROWTH', [before, fine('2026-06-01', 301_000)])).toHaveLength(1);
  expect(find('FINE-GROWTH', [fine('2025-06-01', 50_000), fine('2026-06-01', 301_000)])).toEqual([]);
  // After the same day last year it does not count yet.
  expect(find('FINE-GROWTH', [fine('2025-12-01', 200_000), fine('2026-06-01', 900_000)])).toEqual([]);
});

test('R39.1 INV-P6 one act fined twice is found in the later case; what fell does not count', () => {
  const one = fine('2026-02-02', 1000);
  const two = { ...fine('2026-03-02', 1000), owner: 't-city' };
  const same = { ...two, fine: { ...two.fine, actOn: one.fine.actOn } };
  expect(find('FINED-TWICE', [one, same]).map((h) => [h.caseId, h.organ])).toEqual([['c1', 't-city']]);
  expect(find('FINED-TWICE', [one, { ...same, fine: { ...same.fine, fell: true } }])).toEqual([]);
  expect(find('FINED-TWICE', [one, two])).toEqual([]);
});
