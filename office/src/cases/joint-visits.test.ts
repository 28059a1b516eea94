/** R20.1 a result that one organ found and shared is not looked for again by another organ's planned visit. */
import { enterprise } from '@fadu/plan/enforcement/inspections/visits/sample.testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Problem } from '../problem.ts';
import { key } from '../testing/document.ts';
import { prepareVisits, proposeVisit, VISIT_ITEM } from '../testing/inspections.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { openCase, performAct } from './perform.ts';

let t: TestOffice;
beforeAll(async () => {
  t = await testOffice();
  await prepareVisits(t);
}, 180_000);
afterAll(() => t?.close());

const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('it was not refused');
  return `${error.code} ${error.message}`;
};

test('R20.1 R24.7 told of the other organ’s result, refused; after a reasoned refusal to recognise it may go', async () => {
  t.at('2026-03-03');
  const { object, objectName } = enterprise(3) as { object: string; objectName: string };
  const made = await openCase(t.office, 'result-sharing', {
    act: 'register',
    actor: t.staff('case-clerk', 't-county-city'),
    key: key(),
    input: {
      title: '餐饮单位检查',
      kind: '现场检查',
      item: VISIT_ITEM['t-market'],
      partyName: objectName,
      partyId: object,
      place: '演示市中心路',
      doneOn: '2026-03-03',
      validUntil: '2026-08-31',
      result: '未发现问题',
      says: '证照齐全，场所设施符合要求',
      report: '演检录〔2026〕1号',
      by: '区城管局执法人员两名',
    },
  });
  // Not approved yet: nothing to rely on.
  const early = await proposeVisit(t, 't-market', 3, '2026-03-03');
  expect(early).not.toBe('');
  await performAct(t.office, early, {
    act: 'cancel',
    actor: t.staff('inspection-clerk', 't-market'),
    key: key(),
    input: { reasons: '等区里的结果审核共享' },
  });
  await performAct(t.office, made.caseId, {
    act: 'share',
    actor: t.staff('head', 't-county-city'),
    key: key(),
    input: {},
  });
  const told = await refusal(proposeVisit(t, 't-market', 3, '2026-03-04'));
  expect(told).toContain('NOT-TWICE');
  expect(told).toContain('昌邑区城管局已经在2026年3月3日');
  expect(told).toContain('应当直接认可，不得重复');
  // Another enterprise, another item: nothing stands against them.
  expect(await proposeVisit(t, 't-market', 4, '2026-03-04')).not.toBe('');
  expect(await proposeVisit(t, 't-city', 3, '2026-03-04')).not.toBe('');
  await openCase(t.office, 'mutual-recognition', {
    act: 'decline',
    actor: t.staff('case-clerk', 't-market'),
    key: key(),
    input: {
      shared: made.record.issued?.result,
      ground: '检验项目或者标准不同',
      reasons: '区里的检查没有包括进货查验记录，不能代替。',
    },
  });
  expect(await proposeVisit(t, 't-market', 3, '2026-03-05')).not.toBe('');
});
