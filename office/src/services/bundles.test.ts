/** A life event on a real database: one filing, applications over two organs in order, one of them refusing, one result. */
import { type Actor, CaseView } from '@fadu/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCase } from '../cases/load.ts';
import { openCase, performAct } from '../cases/perform.ts';
import { bundleInput, ITEM_CODES, publishBundle } from '../testing/bundles.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { prepareRegisters } from '../testing/registers.ts';
import { prepareServices, servicePeople } from '../testing/services.ts';
import { advanceBundle, advanceBundles, bundleOn, bundlesInForce, myBundle, myBundles } from './bundles.ts';
import { myService } from './progress.ts';

let t: TestOffice;
const wang: Actor = { kind: 'person', person: 'r-wang', name: '王小二', posts: [] };

beforeAll(async () => {
  t = await testOffice();
  await prepareRegisters(t);
  await prepareServices(t, '2026-03-02');
  await publishBundle(t, '2026-03-02');
}, 60_000);
afterAll(() => t?.close());

const file = async (sign = true, person = wang) =>
  (
    await openCase(t.office, 'bundle-filing', {
      act: 'file',
      actor: person,
      input: bundleInput(sign),
      key: key(),
    })
  ).caseId;
const state = async (id: string) => (await loadCase(t.office, { as: 'system' }, id)).state;
const standing = async (id: string) =>
  Object.fromEntries(
    ((await myBundle(t.office, 'r-wang', id))?.members ?? []).map((m) => [
      m.item,
      m.outcome ?? (m.handling ? '办理中' : '没有开始'),
    ]),
  );
const handlingOf = async (id: string, item: string) =>
  (await myBundle(t.office, 'r-wang', id))?.members.find((m) => m.item === item)?.handling as string;
const { 'REG-0001': REG, 'FOOD-0001': FOOD, 'SIGN-0001': SIGN, 'INS-0001': INS } = ITEM_CODES;

/** An item's own handling to its decision, by its own organ. */
async function decide(handling: string, organ: string, act: 'grant' | 'deny') {
  const by = (role: string) => t.staff(role, organ);
  const p = servicePeople(t);
  const perform = (name: string, actor: Actor, input: unknown) =>
    performAct(t.office, handling, { act: name, actor, input, key: key() });
  await perform('accept', p.window, {});
  await perform('review', by('service-reviewer'), {
    findings: '材料真实',
    onSite: true,
    staff: ['甲审查', '乙审查'],
    proposal: act === 'grant' ? '准予' : '不予',
    reasons: act === 'grant' ? '符合法定条件、标准' : '不符合法定条件',
  });
  await perform(
    act,
    by('service-approver'),
    act === 'grant'
      ? { reasons: '符合法定条件、标准' }
      : {
          reasons: '设置地点在禁止设置的范围里，不符合规定。',
          remedies: '可以在六十日内申请行政复议，或者六个月内起诉。',
        },
  );
}

describe('R8.1 one thing once', () => {
  test('the list in force, with its items', async () => {
    expect((await bundlesInForce(t.office)).map((b) => b.bundle.name)).toEqual(['开餐饮店']);
    expect((await bundleOn(t.office, 'YJS-01'))?.entry.status).toBe('在用');
    expect(await bundleOn(t.office, 'YJS-99')).toBeNull();
  });

  test('one filing fans out over the organs in order; one refuses, the others are granted; one result', async () => {
    const id = await file();
    expect(await advanceBundle(t.office, id)).toBe(2);
    // Doing it again changes nothing.
    expect(await advanceBundle(t.office, id)).toBe(0);
    expect(await standing(id)).toEqual({
      [REG]: '办理中',
      [INS]: '办理中',
      [FOOD]: '没有开始',
      [SIGN]: '没有开始',
    });

    // Each is an application of its own, the applicant's and its organ's.
    const reg = await handlingOf(id, REG);
    const own = await myService(t.office, 'r-wang', reg);
    expect(own?.itemName).toBe('个体工商户登记');
    expect(own?.may).toContain('withdraw');
    expect((await state(reg)).bindings).toMatchObject({ agency: ['t-market'], 'bundle-lead': ['t-market'] });
    const view = new CaseView(await state(reg));
    expect(view.get('apply-in-bundle.materials')).toEqual([{ name: '登记申请书', how: '随申请提交' }]);
    const ins = await handlingOf(id, INS);
    expect((await state(ins)).bindings).toMatchObject({ agency: ['t-ecology'], 'bundle-lead': ['t-market'] });

    await decide(reg, 't-market', 'grant');
    await advanceBundles(t.office);
    expect(await standing(id)).toEqual({
      [REG]: '准予',
      [INS]: '办理中',
      [FOOD]: '办理中',
      [SIGN]: '办理中',
    });
    await decide(await handlingOf(id, SIGN), 't-ecology', 'deny');
    await decide(await handlingOf(id, FOOD), 't-market', 'grant');
    await advanceBundles(t.office);
    expect((await state(id)).phase).toBe('under-way');
    await decide(ins, 't-ecology', 'grant');
    await advanceBundles(t.office);
    expect((await state(id)).phase).toBe('partly');
    expect(await standing(id)).toEqual({ [REG]: '准予', [INS]: '准予', [FOOD]: '准予', [SIGN]: '不予准予' });
  });

  test('the first refuses: what depends on it never begins, the rest goes on', async () => {
    const id = await file();
    await advanceBundle(t.office, id);
    await decide(await handlingOf(id, REG), 't-market', 'deny');
    await advanceBundle(t.office, id);
    expect(await standing(id)).toEqual({
      [REG]: '不予准予',
      [INS]: '办理中',
      [FOOD]: '前项没有办成，没有开始',
      [SIGN]: '前项没有办成，没有开始',
    });
    await decide(await handlingOf(id, INS), 't-ecology', 'grant');
    await advanceBundle(t.office, id);
    expect((await state(id)).phase).toBe('partly');
  });

  test('a question takes an item out; a withdrawal by the applicant counts as its result', async () => {
    const id = await file(false);
    await advanceBundle(t.office, id);
    expect(Object.keys(await standing(id))).toHaveLength(3);
    for (const item of [REG, INS]) {
      const handling = await handlingOf(id, item);
      await performAct(t.office, handling, { act: 'withdraw', actor: wang, input: {}, key: key() });
    }
    await advanceBundle(t.office, id);
    expect((await state(id)).phase).toBe('none');
  });

  test('nobody but the system opens its applications or writes its results, and strangers see nothing', async () => {
    const id = await file();
    const { lead, window, applicant } = {
      lead: t.staff('window-clerk', 't-market'),
      window: servicePeople(t).window,
      applicant: wang,
    };
    for (const actor of [lead, window, applicant]) {
      await expect(
        performAct(t.office, id, { act: 'finish', actor, input: {}, key: key() }),
      ).rejects.toMatchObject({ status: expect.any(Number) });
      await expect(
        openCase(t.office, 'service-application', {
          act: 'apply-in-bundle',
          actor,
          key: key(),
          input: {
            ...bundleInput(),
            item: REG,
            applicantType: '自然人',
            bundle: id,
            lead: 't-market',
            receivedOn: '2026-03-02',
            materials: [],
          },
        }),
      ).rejects.toMatchObject({ status: 403 });
    }
    expect(await myBundle(t.office, 'r-other', id)).toBeNull();
    expect(await myBundles(t.office, 'r-other')).toEqual([]);
    expect((await myBundles(t.office, 'r-wang')).map((b) => b.id)).toContain(id);
    expect((await state(id)).seq).toBe(1);
  });

  test('what an application lacks does not stop the others, and is asked of the applicant there', async () => {
    const { caseId: id } = await openCase(t.office, 'bundle-filing', {
      act: 'file',
      actor: wang,
      input: { ...bundleInput(), materials: [] },
      key: key(),
    });
    await advanceBundle(t.office, id);
    const reg = await handlingOf(id, REG);
    await expect(
      performAct(t.office, reg, { act: 'accept', actor: servicePeople(t).window, input: {}, key: key() }),
    ).rejects.toMatchObject({ message: expect.stringContaining('登记申请书') });
  });
});
