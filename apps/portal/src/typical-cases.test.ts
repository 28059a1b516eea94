/** Typical cases on the real path: taken from a closed and public penalty, redacted, published, found, taken down. */
import type { Actor } from '@fadu/kernel';
import { openCase } from '@fadu/office/cases/perform';
import { Problem } from '@fadu/office/problem';
import { typicalCasesOnShow } from '@fadu/office/public/typical-cases';
import { noteFallen } from '@fadu/office/publicity/fallen';
import { key } from '@fadu/office/testing/document';
import {
  closing,
  contactedCase,
  film,
  filmed,
  handInAs,
  MARKET,
  type PenaltyGround,
  paidCase,
  penaltyAct,
  penaltyPeople,
  preparePenalty,
} from '@fadu/office/testing/penalty';
import { procedures } from '@fadu/plan/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
let g: PenaltyGround;
let source = '';
/** Another case under way, in which the law is explained by a typical case. */
let other = '';
let id = '';
const bureau = (role: string, name = `t-justice-${role}`) => p.t.staff(role, 't-justice', name);
const clerk = () => p.t.staff('case-clerk', MARKET);
const act = (name: string, actor: Actor, input: unknown = {}) => penaltyAct(p.t, id, name, actor, input);
const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('it was not refused');
  return `${error.code} ${error.message}`;
};
const nomination = (more: Record<string, unknown> = {}) => ({
  title: '某食品公司违法经营案',
  source,
  field: '市场监管',
  item: g.item,
  reviewer: 't-justice',
  reasons: '对同类案件的办理有参考价值。',
  ...more,
});
const nominate = (more: Record<string, unknown> = {}) =>
  openCase(p.t.office, 'typical-case', { actor: clerk(), key: key(), input: nomination(more) });
const texts = (more: Record<string, unknown> = {}) => ({
  title: '某食品公司违法经营案',
  facts: '某食品公司在经营中有违反条例的行为，经检查查实。',
  issue: '当事人改正之后是否仍应处罚，办案中有不同意见。',
  rule: '条例对这类行为规定了罚款，并规定了从轻的情形。',
  result: '责令改正，在规定的幅度内处以罚款，当事人已经履行。',
  significance: '说明及时改正怎样影响裁量，对同类经营者有提醒作用。',
  ...more,
});
const byCase = () => ({
  on: '2026-03-20',
  manner: '以案释法',
  to: ['当事人'],
  people: 2,
  laws: [{ instrument: '行政处罚法' }],
  points: '用已经发布的典型案例说明及时改正怎样影响裁量。',
  typicalCase: id,
});
const experts = (...agrees: boolean[]) => ({
  experts: agrees.map((a, i) => ({ name: `专家${'甲乙丙丁'[i]}`, work: '演示大学法学院', agrees: a })),
});

beforeAll(async () => {
  p = await testPortal({ procedures });
  g = await preparePenalty(p.t);
  source = await contactedCase(p.t, g);
  other = await contactedCase(p.t, g);
}, 120_000);
afterAll(() => p?.close());

describe('typical cases', () => {
  test('R26.3 an open case, one that is not there and another organ’s are refused', async () => {
    expect(await refusal(nominate())).toMatch(/还没有结案/);
    expect(await refusal(nominate({ source: '220200-nothing' }))).toMatch(/没有找到/);
    const other = openCase(p.t.office, 'typical-case', {
      actor: p.t.staff('case-clerk', 't-city'),
      key: key(),
      input: nomination(),
    });
    expect(await refusal(other)).toMatch(/没有找到/);
  });

  test('R26.3 nominated, checked, redacted, voted, published; the party is never named', async () => {
    await handInAs(p.t, source, penaltyPeople(p.t).o1, film(2000), filmed(film(2000)));
    await paidCase(p.t, source);
    await penaltyAct(p.t, source, 'close', penaltyPeople(p.t).head, closing);
    p.t.at('2026-03-20');
    expect(await refusal(nominate({ item: '另一事项' }))).toMatch(/ITEM/);
    id = (await nominate()).caseId;
    expect(await refusal(act('publish', bureau('head')))).toMatch(/^phase /);
    await act('check', bureau('supervision-clerk'), { result: '通过', opinion: '事实清楚，适用法律正确。' });
    const { rows } = await p.t.database.pool.query(
      "select input ->> 'partyName' as name from fadu.act where case_id = $1 and seq = 1",
      [source],
    );
    const name = String(rows[0].name);
    expect(
      await refusal(act('redact', clerk(), texts({ facts: `${name}在经营中有违法行为，经查实。` }))),
    ).toMatch(/REDACTED.*基本案情/);
    expect(
      await refusal(act('redact', clerk(), texts({ issue: '当事人来电13900001111表示不服，有不同意见。' }))),
    ).toMatch(/争议或者难点/);
    await act('redact', clerk(), texts());
    expect(await refusal(act('vote', bureau('supervision-clerk'), experts(true, true)))).toMatch(
      /不得少于3人/,
    );
    await act('vote', bureau('supervision-clerk'), experts(true, false, true));
    expect((await p.get('/typical-cases')).status).toBe(200);
    expect(await p.page('/typical-cases')).not.toContain('某食品公司违法经营案');
    await act('publish', bureau('head'));
    const list = await p.page(`/typical-cases?item=${g.item}&field=${encodeURIComponent('市场监管')}`);
    expect(list).toContain('某食品公司违法经营案');
    expect(list).not.toContain(name);
    const one = await p.page(`/typical-cases/${id}`);
    expect(one).toContain('不是法律依据');
    expect(one).toContain(g.item);
    expect(one).not.toContain(name);
    expect(one).not.toContain(source);
    const item = await p.page(`/registers/enforcement-item/${g.item}`);
    expect(item).toContain(`/typical-cases?item=${g.item}`);
    expect(await p.page('/typical-cases?words=没有这个词')).not.toContain('某食品公司违法经营案');
  });

  test('R27.1 R26.3 以案释法 in another case names a typical case on show', async () => {
    const detail = await penaltyAct(p.t, other, 'explain-law', penaltyPeople(p.t).o1, byCase());
    expect(detail.record.act).toBe('explain-law');
  });

  test('R26.3 §5.4 edge case 8: a decision that falls takes the typical case down, noted or not, within 3 working days', async () => {
    p.t.at('2026-03-23');
    expect(await noteFallen(p.t.office)).toBe(0);
    expect(await refusal(act('note-fallen', bureau('supervision-clerk')))).toMatch(/没有被撤销/);
    await penaltyAct(p.t, source, 'revoke-decision', penaltyPeople(p.t).head, {
      reason: '复查发现主要事实没有查清。',
      result: '撤销',
    });
    expect(await typicalCasesOnShow(p.t.office)).toEqual([]);
    expect((await p.get(`/typical-cases/${id}`)).status).toBe(404);
    // Nobody needs to note it: the platform does, once.
    expect(await noteFallen(p.t.office)).toBe(1);
    expect(await noteFallen(p.t.office)).toBe(0);
    const { rows } = await p.t.database.pool.query(
      "select due from fadu.clock where case_id = $1 and clock = 'withdrawal'",
      [id],
    );
    expect(String(rows[0].due)).toContain('2026-03-26');
    expect(
      await refusal(act('retire', bureau('supervision-clerk'), { reason: '不再适合作为典型案例发布。' })),
    ).toMatch(/按撤下办理/);
    await act('withdraw', bureau('supervision-clerk'), { reason: '来源案件的处罚决定已经撤销。' });
    const again = penaltyAct(p.t, other, 'explain-law', penaltyPeople(p.t).o1, byCase());
    expect(await refusal(again)).toMatch(/没有这个编号的典型案例，或者已经撤下/);
    expect(await typicalCasesOnShow(p.t.office)).toEqual([]);
  });
});
