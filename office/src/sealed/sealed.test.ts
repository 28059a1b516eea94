/** R23.3: the informant's identity is readable by no one outside the need, and each reading is recorded. */
import type { Actor } from '@fadu/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi } from '../api/app.ts';
import { loadCase } from '../cases/load.ts';
import { openCase, performAct } from '../cases/perform.ts';
import { Problem } from '../problem.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { holderOfCode, newCode, personOfCode, readCode } from './code.ts';
import { openSealed, readingsOf } from './sealed.ts';

let t: TestOffice;
const MARKET = 't-market';
const NAME = '赵举报';
const CONTACT = '演示电话000-0000-7788';
const clerk = () => t.staff('case-clerk', MARKET);
const keeper = () => t.staff('report-keeper', MARKET);
const head = () => t.staff('head', MARKET);

const facts = (more: Record<string, unknown> = {}) => ({
  title: '某店销售过期食品',
  lead: MARKET,
  subject: '演示市幸福超市有限公司',
  place: '演示市中心路1号',
  foundOn: '2026-03-01',
  conduct: '货架上有超过保质期的牛奶，店员换过日期标签。',
  standing: '无利害关系',
  realName: true,
  name: NAME,
  contact: CONTACT,
  wantsReward: true,
  ...more,
});
const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('it was not refused');
  return `${error.code} ${error.message}`;
};
const act = (id: string, name: string, actor: Actor, input: unknown = {}) =>
  performAct(t.office, id, { act: name, actor, input, key: key() });
async function report(more: Record<string, unknown> = {}) {
  const code = newCode();
  const { caseId } = await openCase(t.office, 'violation-report', {
    act: 'report',
    actor: holderOfCode(code, '举报人'),
    key: key(),
    input: facts(more),
  });
  return { code, caseId };
}

beforeAll(async () => {
  t = await testOffice();
}, 120_000);
afterAll(() => t?.close());

describe('sealed fields', () => {
  test('R23.3 name and contact stand nowhere in the database, in clear or in an act', async () => {
    const { caseId } = await report();
    const { state } = await loadCase(t.office, { as: 'system' }, caseId);
    expect(state.acts[0]?.input.name).toMatch(/^已加密保存（[0-9a-f]{16}）$/);
    const { rows } = await t.database.pool.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'fadu' and table_type = 'BASE TABLE'`,
    );
    for (const { name } of rows) {
      const found = await t.database.pool.query(
        `select 1 from fadu."${name}" x where x::text like $1 or x::text like $2 limit 1`,
        [`%${NAME}%`, `%${CONTACT}%`],
      );
      expect(found.rowCount, name).toBe(0);
    }
  });

  test('R23.3 the keeper opens it with a reason, recorded first; handler, head, other organs and the bare role cannot', async () => {
    const { caseId, code } = await report();
    const ask = (field: string, reason = '发放奖励需要核对身份') => ({ caseId, seq: 1, field, reason });
    for (const other of [
      clerk(),
      head(),
      t.staff('report-keeper', 't-city'),
      t.staff('supervisor', 't-justice'),
    ])
      expect(await refusal(openSealed(t.office, other, ask('name')))).toContain('sealed.keeper');
    expect(await refusal(openSealed(t.office, keeper(), ask('name', '看看')))).toContain('sealed.reason');
    expect(await refusal(openSealed(t.office, keeper(), ask('conduct')))).toContain('not-found');
    expect(await openSealed(t.office, keeper(), ask('name'))).toBe(NAME);
    expect(await openSealed(t.office, keeper(), ask('contact'))).toBe(CONTACT);
    const seen = await readingsOf(t.office, { as: 'resident', person: personOfCode(code) }, caseId);
    expect(seen.map((r) => [r.field, r.organ, r.reason])).toEqual([
      ['name', MARKET, '发放奖励需要核对身份'],
      ['contact', MARKET, '发放奖励需要核对身份'],
    ]);
    expect(await readingsOf(t.office, { as: 'organ', organ: 't-city' }, caseId)).toEqual([]);
  });

  test('R23.3 under the organ’s own database role no row shows without a reading, and nothing can be changed', async () => {
    await report();
    const within = <T>(work: Parameters<typeof t.office.store.within<T>>[1]) =>
      t.office.store.within({ as: 'organ', organ: MARKET }, work);
    const seen = await within((tx) => sql`select ciphertext from fadu.sealed`.execute(tx));
    expect(seen.rows).toEqual([]);
    for (const statement of [
      sql`update fadu.sealed set organ = 't-city'`,
      sql`delete from fadu.sealed_reading`,
      sql`update fadu.sealed_reading set reason = '没有看过'`,
    ])
      await expect(within((tx) => statement.execute(tx))).rejects.toThrow(/permission denied/);
    await expect(
      t.office.store.within({ as: 'public' }, (tx) => sql`select 1 from fadu.sealed`.execute(tx)),
    ).rejects.toThrow(/permission denied/);
  });

  test('R23.3 ciphertext moved to another case or changed is told', async () => {
    const one = await report();
    const two = await report({ name: '钱举报' });
    await t.database.pool.query(
      `update fadu.sealed s set ciphertext = o.ciphertext from fadu.sealed o
       where s.case_id = $1 and o.case_id = $2 and s.field = o.field and s.field = 'name'`,
      [one.caseId, two.caseId],
    );
    const ask = { caseId: one.caseId, seq: 1, field: 'name', reason: '核对举报人身份' };
    expect(await refusal(openSealed(t.office, keeper(), ask))).toContain('sealed.changed');
  });

  test('R23.3 over HTTP: the case page of a handler has only the mark; the keeper opens, others get 403', async () => {
    const { caseId } = await report();
    const app = (actor: Actor) =>
      createApi({
        office: t.office,
        identify: async () => actor,
        key: { name: 'x', kind: 1, publicKey: new Uint8Array(32), id: '00000000' },
        proofOf: async () => ({}) as never,
      });
    const page = await (await app(clerk()).request(`/api/v1/cases/${caseId}`)).text();
    expect(page).toContain('已加密保存');
    expect(page).not.toContain(NAME);
    const open = (actor: Actor) =>
      app(actor).request(`/api/v1/cases/${caseId}/sealed/1/name`, {
        method: 'POST',
        body: JSON.stringify({ reason: '发放奖励核对身份' }),
        headers: { 'content-type': 'application/json' },
      });
    expect((await open(clerk())).status).toBe(403);
    expect(await (await open(keeper())).json()).toEqual({ text: NAME });
    const list = (await (await app(keeper()).request(`/api/v1/cases/${caseId}/sealed`)).json()) as {
      items: { mayOpen: boolean }[];
      readings: unknown[];
    };
    expect([list.items.length, list.items.every((i) => i.mayOpen), list.readings.length]).toEqual([
      2,
      true,
      1,
    ]);
  });
});

describe('a report', () => {
  test('R23.3 anonymous: no name may be given; who names himself in the story is told', async () => {
    expect(await refusal(report({ realName: false }))).toContain('ANONYMOUS');
    expect(await refusal(report({ name: undefined }))).toContain('NAMED');
    expect(await refusal(report({ conduct: `我叫${NAME}，亲眼看到店员换标签。` }))).toContain('OWN-WORDS');
    const signedIn: Actor = { kind: 'person', person: 'resident-1', name: '孙某', posts: [] };
    expect(
      await refusal(
        openCase(t.office, 'violation-report', {
          act: 'report',
          actor: signedIn,
          key: key(),
          input: facts(),
        }),
      ),
    ).toContain('BY-CODE');
    const { caseId, code } = await report({ realName: false, name: undefined, contact: undefined });
    // The holder of the code adds to it; another code opens nothing.
    await act(caseId, 'supplement', holderOfCode(code, '举报人'), { text: '还有一张照片' });
    expect(
      await refusal(act(caseId, 'supplement', holderOfCode(newCode(), '举报人'), { text: '别人' })),
    ).toContain('not-found');
  });

  test('R23.3 from report to reward: told in time, sum by rule, finance from 500,000, paid by the keeper', async () => {
    const { caseId } = await report();
    await act(caseId, 'decide-filing', clerk(), {
      result: '立案',
      reasons: '有初步证据，符合立案标准。',
      caseNumber: '演市监罚立〔2026〕9号',
    });
    const result = {
      result: '查证属实',
      says: '违法事实成立，已作出处罚决定。',
      major: true,
      collected: 20_000_000,
    };
    expect(await refusal(act(caseId, 'conclude', clerk(), result))).toContain('还没有告知');
    await act(caseId, 'tell-informant', clerk(), { text: '您举报的事项已经立案调查。' });
    await act(caseId, 'conclude', clerk(), result);
    const reward = { result: '给予奖励', grade: '一级', first: true, amount: 1_000_000, reasons: '线索详实' };
    expect(await refusal(act(caseId, 'decide-reward', head(), { ...reward, amount: 999_999 }))).toContain(
      '应当是1000000元',
    );
    expect(await refusal(act(caseId, 'decide-reward', head(), { ...reward, first: false }))).toContain(
      'REWARD-FIRST',
    );
    await act(caseId, 'decide-reward', head(), reward);
    const pay = { voucher: '演示凭证0001', paidOn: '2026-03-02' };
    expect(await refusal(act(caseId, 'pay-reward', keeper(), pay))).toContain('财政部门同意');
    expect(await refusal(act(caseId, 'close', clerk()))).toContain('还没有发放');
    expect(
      await refusal(act(caseId, 'finance-consent', head(), { organ: 't-city', document: '演财〔2026〕1号' })),
    ).toContain('FINANCE-ORGAN');
  });

  test('R23.3 a victim is not rewarded; a small case gets the floor', async () => {
    const victim = await report({ standing: '受害人或者其代理人' });
    const small = await report();
    for (const { caseId } of [victim, small]) {
      await act(caseId, 'decide-filing', clerk(), {
        result: '立案',
        reasons: '有初步证据，符合立案标准。',
        caseNumber: '演市监罚立〔2026〕10号',
      });
      await act(caseId, 'tell-informant', clerk(), { text: '您举报的事项已经立案调查。' });
      await act(caseId, 'conclude', clerk(), {
        result: '查证属实',
        says: '违法事实成立，已作出处罚决定。',
        major: true,
        collected: 60_000,
      });
    }
    const reward = { result: '给予奖励', grade: '三级', first: true, amount: 1000, reasons: '提供线索' };
    expect(await refusal(act(victim.caseId, 'decide-reward', head(), reward))).toContain('REWARD-EXCLUDED');
    expect(await refusal(act(small.caseId, 'decide-reward', head(), { ...reward, amount: 600 }))).toContain(
      '应当是1000元',
    );
    await act(small.caseId, 'decide-reward', head(), reward);
    await act(small.caseId, 'pay-reward', keeper(), { voucher: '演示凭证0002', paidOn: '2026-03-02' });
    expect((await act(small.caseId, 'close', clerk())).state.phase).toBe('done');
  });

  test('R23.3 codes: read however they are typed; never taken for one another', () => {
    const code = newCode();
    expect(readCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(code);
    expect(readCode('ABCD-EFGH')).toBeNull();
    expect(readCode('ABCD-EFGH-JKMN-PQR0')).toBeNull();
    expect(personOfCode(code)).not.toBe(personOfCode(newCode()));
  });
});
