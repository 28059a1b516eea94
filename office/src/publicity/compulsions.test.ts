/** R24.1 R24.10 R39.1 decisions of compulsion on a real database: shown in time and masked, withheld, taken down, found late. */
import type { Actor } from '@fadu/kernel';
import { samples as measure } from '@fadu/plan/enforcement/compulsion-cases/sample.testing';
import { demoUscc } from '@fadu/plan/leadership/plan-tracking/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCase, performAct } from '../cases/perform.ts';
import { Problem } from '../problem.ts';
import { scanFindings } from '../supervision/scan.ts';
import {
  type CompulsionGround,
  compulsionPeople,
  measureInputs,
  officersOf,
  prepareCompulsion,
} from '../testing/compulsion.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { contactedCase } from '../testing/penalty.ts';
import { compulsionOnShow, compulsionsOnShow } from './compulsions.ts';
import { yearOfBody } from './year.ts';

let t: TestOffice;
let g: CompulsionGround;
let who: ReturnType<typeof compulsionPeople>;
const DAY = '2026-03-04';

beforeAll(async () => {
  t = await testOffice();
  who = compulsionPeople(t);
  g = await prepareCompulsion(t);
}, 180_000);
afterAll(() => t?.close());

const act = (id: string, name: string, actor: Actor, input: unknown = {}) =>
  performAct(t.office, id, { act: name, actor, input, key: key() });
const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('it was not refused');
  return `${error.code} ${error.message}`;
};

let batch = 0;
/** A seizure on 4 March beside a penalty case of this party; its id and the number of its decision. */
async function seized(party: Readonly<Record<string, unknown>>, title = measure.apply.title) {
  const penalty = await contactedCase(t, g, { major: false }, party);
  t.at(`${DAY}T01:30:00.000Z`);
  const inputs = measureInputs(g, penalty, DAY);
  const { caseId: id } = await openCase(t.office, 'compulsory-measure', {
    act: 'apply',
    actor: who.o1,
    input: { ...inputs.apply, title },
    key: key(),
  });
  await act(id, 'approve', who.head, inputs.approve);
  const things = [{ ...measure.implement.things[0], spec: `演示批号P${++batch}` }];
  const done = await act(id, 'implement', who.o1, {
    ...inputs.implement,
    officers: officersOf(g),
    things,
    time: '09:00',
  });
  return { id, document: done.record.issued?.['measure-decision'] ?? '' };
}
/** What a hand-made query answers under a role, in a transaction of its own. */
async function as(role: string, text: string): Promise<unknown[]> {
  const client = await t.office.store.pool.connect();
  try {
    await client.query('begin');
    await client.query(`set local role ${role}`);
    return (await client.query(text)).rows;
  } finally {
    await client.query('rollback');
    client.release();
  }
}
const withheld = {
  ground: '商业秘密',
  whole: '扣押的是尚未公开的配方样品，隐去后无法说明措施的内容',
  thirdParty: '不同意公开',
  publicInterest: false,
};

describe('R24.1 R24.10 compulsion in public', () => {
  test('R24.1 in time: shown with organ, object, kind, conclusion; read only through what is on show; it follows the case', async () => {
    const company = demoUscc(911, '220200', '91');
    const { id, document } = await seized({ partyName: '演示江畔食品商行', partyId: company });
    expect((await compulsionsOnShow(t.office, DAY)).total).toBe(0);
    // 4 March and twenty working days: 1 April.
    const { rows } = await t.database.pool.query(
      `select due::text from fadu.clock where case_id = $1 and clock = 'publication'`,
      [id],
    );
    expect(rows).toEqual([{ due: '2026-04-01' }]);
    expect(await refusal(act(id, 'publish', who.o1, measure.publish))).toContain('办案机构经办人');
    t.at('2026-03-06');
    await act(id, 'publish', who.clerk, measure.publish);
    expect(await compulsionOnShow(t.office, document, '2026-03-06')).toMatchObject({
      document,
      organ: 't-market',
      party: '演示江畔食品商行',
      partyCode: company,
      kind: '扣押',
      decidedOn: DAY,
      conclusion: '有效',
    });
    for (const role of ['fadu_public', 'fadu_resident']) {
      expect(await as(role, `select * from fadu.entry where register = 'compulsion-record'`), role).toEqual(
        [],
      );
      expect(await as(role, `select code from fadu.shown_entries('compulsion-record')`)).toEqual([
        { code: document },
      ]);
    }
    t.at('2026-03-10');
    await act(id, 'lift', who.head, measure.lift);
    expect((await compulsionOnShow(t.office, document, '2026-03-10'))?.conclusion).toContain('已经解除');
    // Shown once, with its latest standing only.
    expect((await compulsionsOnShow(t.office, '2026-03-10', { words: '江畔' })).items).toHaveLength(1);
    expect((await compulsionsOnShow(t.office, '2026-03-10', { type: '行政强制执行' })).total).toBe(0);
  }, 60_000);

  test('R24.1 §4.4 case 7 a person is masked by the party of the penalty case, whatever the publisher calls him', async () => {
    const { id, document } = await seized(
      {
        partyName: '石小川',
        partyKind: '公民',
        partyId: '220202198001010019',
        bornOn: '1980-01-01',
        partyAccount: undefined,
      },
      '对石小川牛奶的扣押',
    );
    expect(await refusal(act(id, 'publish', who.clerk, measure.publish))).toContain('当事人类型');
    await act(id, 'publish', who.clerk, { ...measure.publish, partyKind: '公民' });
    const found = await compulsionOnShow(t.office, document, DAY);
    expect(found?.party).toBe('石某');
    for (const secret of ['石小川', '220202198001010019', '小川'])
      expect(JSON.stringify(found)).not.toContain(secret);
  }, 60_000);

  test('R24.1 §4.4 case 8 R39.1 a minor’s: withheld by the head with the article, in no list; silent: found late; in time: not', async () => {
    const minor = await seized({
      partyName: '石小小',
      partyKind: '公民',
      partyId: '220202201001010011',
      bornOn: '2010-01-01',
      partyAccount: undefined,
    });
    expect(
      await refusal(act(minor.id, 'publish', who.clerk, { ...measure.publish, partyKind: '公民' })),
    ).toContain('不满十八周岁');
    await act(minor.id, 'withhold-publication', who.head, {
      ground: '法律、行政法规禁止公开',
      whole: '当事人是未成年人，隐去姓名后仍能认出是谁',
      document: '演示条款',
      publicInterest: false,
    });
    const secret = await seized({ partyName: '演示保密配方有限公司' });
    expect(
      await refusal(
        act(secret.id, 'withhold-publication', who.head, { ...withheld, thirdParty: '同意公开' }),
      ),
    ).toContain('应当公开');
    await act(secret.id, 'withhold-publication', who.head, withheld);
    const silent = await seized({ partyName: '演示没有公示有限公司' });
    const late = async () => {
      await scanFindings(t.office);
      const { rows } = await t.database.pool.query<{ case_id: string; open: boolean }>(
        `select case_id, open from fadu.finding where rule = 'LATE-COMPULSION-SHOWN' and gone_on is null`,
      );
      return rows;
    };
    t.at('2026-04-01');
    expect(await late()).toEqual([]);
    t.at('2026-04-02');
    expect(await late()).toEqual([{ case_id: silent.id, open: true }]);
    const year = () => yearOfBody(t.office, 't-market', '2026', '2026-04-02');
    const y = (await year()).measures;
    expect(y).toMatchObject({ withheld: 2, everShown: 2, inTime: 2, total: 5 });
    expect(y.lines.map((l) => l.why ?? l.shown?.party)).toEqual(
      expect.arrayContaining(['应当公示，逾期没有公示', '石某', '演示江畔食品商行']),
    );
    expect(JSON.stringify(y)).not.toContain(minor.document);
    // Shown late, it is shown; the lateness stays on record.
    await act(silent.id, 'publish', who.clerk, measure.publish);
    expect(await late()).toEqual([{ case_id: silent.id, open: false }]);
    expect((await year()).measures).toMatchObject({ everShown: 3, inTime: 2 });
    for (const document of [minor.document, secret.document])
      expect(await compulsionOnShow(t.office, document, '2026-04-02')).toBeNull();
  }, 90_000);
});

test('R24.1 revoked on review: taken down for good, by the head of the organ that showed it, in the database too', async () => {
  const { id, document } = await seized({ partyName: '演示被撤销有限公司' });
  const open = (actor: Actor, input: object) =>
    openCase(t.office, 'compulsion-take-down', {
      act: 'register-ground',
      actor,
      key: key(),
      input: {
        title: '撤下扣押决定的公示',
        document,
        ground: '行政复议、行政诉讼中被撤销或者变更',
        basis: '演政复决〔2026〕1号',
        reason: '复议机关认为扣押的财物与案件无关',
        ...input,
      },
    });
  expect(await refusal(open(who.clerk, {}))).toContain('没有公示过');
  await act(id, 'publish', who.clerk, measure.publish);
  const other = t.staff('case-clerk', 't-ecology');
  expect(await refusal(open(other, {}))).toContain('由该机关撤下');
  const down = await open(who.clerk, {});
  const twice = await open(who.clerk, {});
  expect(await refusal(act(down.caseId, 'take-down', who.clerk, { opinion: '同意' }))).toContain(
    '机关负责人',
  );
  expect((await act(down.caseId, 'take-down', who.head, { opinion: '同意撤下' })).state.ended).toBe('done');
  expect(await refusal(act(twice.caseId, 'take-down', who.head, { opinion: '同意撤下' }))).toContain(
    '已经撤下',
  );
  await act(twice.caseId, 'keep', who.head, { reason: '这份决定的公示已经在另一件里撤下' });
  expect(await compulsionOnShow(t.office, document, DAY)).toBeNull();
  expect(
    await as('fadu_public', `select * from fadu.shown_entries('compulsion-record', '${document}')`),
  ).toEqual([]);
  expect(
    await as('fadu_public', `select * from fadu.entry where body::text like '%演示被撤销有限公司%'`),
  ).toEqual([]);
  // What happens in the case afterwards does not bring it back, nor can it be shown again.
  expect(await refusal(act(id, 'publish', who.clerk, measure.publish))).toContain('已经撤下');
  await act(id, 'lift', who.head, measure.lift);
  expect(await compulsionOnShow(t.office, document, DAY)).toBeNull();
  const y = await yearOfBody(t.office, 't-market', '2026', DAY);
  expect(y.measures.lines.find((l) => l.number === document)).toMatchObject({ why: '已经撤下' });
}, 60_000);
