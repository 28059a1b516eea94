/** R24.7 ratings: only with the code from the door, once, to the supervising body; the inspecting organ sees averages. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCase, performAct } from '../cases/perform.ts';
import { Problem } from '../problem.ts';
import { holderOfCode, newCode, personOfCode } from '../sealed/code.ts';
import { type TestApi, testApi } from '../testing/api.ts';
import { key } from '../testing/document.ts';
import {
  enterInput,
  noticedVisit,
  prepareVisits,
  type VisitGround,
  visitAct,
  visitPeople,
} from '../testing/inspections.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { organRatings, ratedVisit, rateVisit } from './ratings.ts';

let t: TestOffice;
let api: TestApi;
let g: VisitGround;
beforeAll(async () => {
  t = await testOffice();
  api = testApi(t);
  g = await prepareVisits(t);
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
/** A visit at which a code was given. */
async function visited(n: number, day: string): Promise<{ id: string; code: string }> {
  const id = await noticedVisit(t, 't-market', n, day);
  const code = newCode();
  t.at(`${day}T02:00:00.000Z`);
  await visitAct(t, id, 'enter', visitPeople(t, 't-market').o1, {
    ...enterInput(g, 't-market', n, day),
    rateCode: personOfCode(code),
  });
  return { id, code };
}
const SECRET = '带队的人暗示要买他亲戚的净化器';

test('R24.7 rated with the code, once; a bad one is handled by the supervising body and answered; the organ sees nothing of it', async () => {
  const { code } = await visited(1, '2026-03-10');
  expect(await refusal(rateVisit(t.office, newCode(), { score: 5 }, key()))).toContain(
    '没有用这个评价码登记的检查',
  );
  // Nobody rates with somebody else's fingerprint, and the organ that inspected takes no ratings of itself.
  const other = holderOfCode(newCode(), '别人');
  const open = (actor: typeof other, lead: string) =>
    openCase(t.office, 'inspection-rating', {
      act: 'rate',
      actor,
      key: key(),
      input: { code: personOfCode(code), lead, score: 5 },
    });
  expect(await refusal(open(other, 't-justice'))).toContain('凭自己的评价码');
  expect(await refusal(open(holderOfCode(code, '企业'), 't-market'))).toContain('不交给检查的机关');

  await rateVisit(t.office, code, { score: 1, problems: ['转嫁费用或者指定中介'], words: SECRET }, key());
  expect(await refusal(rateVisit(t.office, code, { score: 5 }, key()))).toContain('已经评价过');
  const { rows } = await t.database.pool.query<{ id: string }>(
    `select id from fadu.case_file where procedure = 'inspection-rating'`,
  );
  const id = rows[0]?.id ?? '';
  for (const who of [visitPeople(t, 't-market').head, visitPeople(t, 't-market').o1])
    expect((await api.ask(who, 'GET', `/api/v1/cases/${id}`)).status).toBe(404);
  const seen = await t.office.store.within({ as: 'organ', organ: 't-market' }, (tx) =>
    tx.selectFrom('fadu.act').select('seq').where('case_id', '=', id).execute(),
  );
  expect(seen).toEqual([]);
  const clerk = t.staff('supervision-clerk', 't-justice');
  const shown = await api.ask(clerk, 'GET', `/api/v1/cases/${id}`);
  expect(JSON.stringify(shown.body)).toContain(SECRET);
  const act = (name: string, actor: typeof clerk, input: unknown) =>
    performAct(t.office, id, { act: name, actor, input, key: key() });
  expect(
    await refusal(act('answer', t.staff('head', 't-justice'), { text: '已经核查，感谢您的评价。' })),
  ).toContain('还没有核查');
  await act('handle', clerk, {
    result: '属实',
    facts: '询问了企业和检查人员，情况属实。',
    followUp: '移送纪检监察机关',
  });
  await act('answer', t.staff('head', 't-justice'), { text: '已经核查属实并移送，感谢您的评价。' });
  expect(await ratedVisit(t.office, code)).toMatchObject({
    organ: '演示市市场监督管理局',
    phase: '检查中',
    rated: true,
    answer: '已经核查属实并移送，感谢您的评价。',
  });
  expect(await ratedVisit(t.office, newCode())).toBeNull();
}, 60_000);

test('R24.7 averages are shown from five ratings on, and never a single one', async () => {
  expect(await organRatings(t.office, '2026')).toEqual([
    { organ: 't-market', organName: '演示市市场监督管理局', count: 1, average: null, bad: null },
  ]);
  for (const [i, score] of [5, 5, 4, 5].entries()) {
    const { code } = await visited(10 + i, '2026-03-16');
    await rateVisit(t.office, code, { score }, key());
  }
  expect(await organRatings(t.office, '2026')).toEqual([
    { organ: 't-market', organName: '演示市市场监督管理局', count: 5, average: 4, bad: 1 },
  ]);
  expect(await organRatings(t.office, '2025')).toEqual([]);
}, 60_000);
