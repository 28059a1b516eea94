/** R25.1, R25.2: certificates, and who may act at a contact, on a real database. */
import { type Actor, timeOfDay } from '@fadu/kernel';
import { clue, contact, filing } from '@fadu/plan/enforcement/penalty-cases/case.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runExpiry } from '../jobs/expiry.ts';
import { Problem } from '../problem.ts';
import { listEntries } from '../registers/list.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { type Certified, certify } from '../testing/officers.ts';
import { codeOf, enterText, prepareRegisters, publishBatch } from '../testing/registers.ts';
import { openCase, performAct } from './perform.ts';

let t: TestOffice;
let item = '';
let one: Certified;
let two: Certified;
const MARKET = 't-market';
const holder = (name: string, organ = MARKET) => t.staff('enforcement-officer', organ, name);

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
const keeper = () => t.staff('certificate-clerk', 't-justice');
const clerk = () => t.staff('case-clerk', MARKET);
const reasons = { reasons: '按照规定办理' };

const application = (more: Record<string, unknown> = {}) => ({
  name: '演示申领人',
  holder: 'p-applicant',
  staffKind: '在编在职人员',
  post: '执法岗',
  fields: ['市场监管'],
  issuer: 't-justice',
  ...more,
});
const apply = (more: Record<string, unknown> = {}) =>
  openCase(t.office, 'officer-certificate', { actor: clerk(), key: key(), input: application(more) });

/** A penalty case under investigation by the two. */
async function filed(day: string): Promise<string> {
  t.at(day);
  const { partyAccount: _, ...facts } = clue;
  const { caseId } = await openCase(t.office, 'penalty-ordinary', {
    actor: holder('one'),
    key: key(),
    input: { ...facts, actOn: day, actEndedOn: day, discoveredOn: day },
  });
  await act(caseId, 'file', t.staff('head', MARKET), {
    ...filing,
    officers: [one.officer, two.officer],
    item,
  });
  return caseId;
}

beforeAll(async () => {
  t = await testOffice();
  await prepareRegisters(t);
  await enterText(t, {
    title: '演示执法条例',
    kind: 'local-regulation',
    maker: '吉林市人民代表大会常务委员会',
    effective: '2015-01-01',
    region: '220200',
  });
  const body = {
    basicCode: '220219001000',
    name: '对演示行为的处罚',
    organ: MARKET,
    basis: [{ instrument: '演示执法条例', article: '2' }],
    kind: '行政处罚',
    field: '市场监管',
    penalties: ['罚款'],
    level: '市级',
    bodyNature: '法定机关',
  };
  await publishBatch(t, 'enforcement-item', [body], '2026-03-02');
  item = codeOf(t, 'enforcement-item', body);
  t.at('2026-03-02');
  one = await certify(t, holder('one'), MARKET);
  two = await certify(t, holder('two'), MARKET);
}, 120_000);
afterAll(() => t?.close());

describe('how a certificate is got and kept', () => {
  test('R25.2 contract, temporary, public-welfare and auxiliary staff cannot apply', async () => {
    for (const staffKind of ['合同制人员', '临时聘用人员', '公益性岗位人员', '劳务派遣人员', '辅助人员'])
      expect(await refusal(apply({ staffKind }))).toContain('officer-certificate.STAFF');
  });

  test('R25.1 the justice organ issues; no other organ does', async () => {
    expect(await refusal(apply({ issuer: MARKET }))).toContain('officer-certificate.ISSUER');
    expect(await refusal(apply({ issuer: 't-county-justice' }))).toContain('officer-certificate.ISSUER');
  });

  test('R25.1 training, exam, submission, issue: nothing is skipped; the entry is public from that day', async () => {
    t.at('2026-03-03');
    const { caseId } = await apply();
    expect(await refusal(act(caseId, 'submit', clerk(), { opinion: '同意' }))).toContain('先培训后发证');
    await act(caseId, 'record-training', clerk(), {
      year: 2026,
      hours: 59.5,
      content: '行政处罚法',
      endedOn: '2026-03-02',
    });
    const exam = (score: number) =>
      act(caseId, 'record-exam', keeper(), { session: '三月场', heldOn: '2026-03-03', score });
    await exam(59);
    expect(await refusal(act(caseId, 'submit', clerk(), { opinion: '同意' }))).toContain('还没有合格');
    await exam(60);
    const issue = { number: '演示证-0003', validTo: '2031-03-03' };
    expect(await refusal(act(caseId, 'issue', keeper(), issue))).not.toBe('');
    await act(caseId, 'submit', clerk(), { opinion: '同意' });
    expect(await refusal(act(caseId, 'issue', clerk(), issue))).toContain('officer-certificate.APART');
    const other = t.staff('certificate-clerk', 't-county-justice');
    expect(await refusal(act(caseId, 'issue', other, issue))).toMatch(/not-found|who/);
    expect(await refusal(act(caseId, 'issue', keeper(), { ...issue, validTo: '2031-03-04' }))).toContain(
      '最迟到',
    );
    expect(
      await refusal(act(caseId, 'issue', keeper(), { ...issue, number: one.officer.certificate })),
    ).toContain('不能重复使用');
    const issued = await act(caseId, 'issue', keeper(), issue);
    expect(issued.state.phase).toBe('held');
    const listed = await listEntries(t.office, { register: 'officer-certificate', asOf: '2026-03-03' });
    expect(listed.items.map((e) => e.code)).toContain('演示证-0003');
    const before = await listEntries(t.office, {
      register: 'officer-certificate',
      asOf: '2026-03-02',
    });
    expect(before.items.map((e) => e.code)).not.toContain('演示证-0003');

    // Edge case: 59.5 hours are not 60; made good, the check passes.
    const check = (result: string) => act(caseId, 'annual-check', keeper(), { year: 2026, result });
    expect(await refusal(check('合格'))).toContain('59.5学时，不足60学时');
    await check('不合格');
    await act(caseId, 'suspend', keeper(), { ground: '年度审验不合格', reasons: '学时不足' });
    expect(await refusal(act(caseId, 'restore', keeper(), reasons))).toContain('还没有补正');
    await act(caseId, 'record-training', clerk(), {
      year: 2026,
      hours: 0.5,
      content: '补训',
      endedOn: '2026-03-03',
    });
    await check('合格');
    expect((await act(caseId, 'restore', keeper(), reasons)).state.phase).toBe('held');
  });

  test('R25.1 one person, one certificate in an organ (INV-O4)', async () => {
    const again = certify(t, holder('one'), MARKET, { number: '演示证-再领' });
    expect(await refusal(again)).toContain('officer-certificate.INV-O4');
  });
});

describe('who may act at a contact', () => {
  test('R25.2 the register decides: unknown, forged, of another organ, of another field', async () => {
    const caseId = await filed('2026-03-04');
    const meet = (officers: unknown) =>
      act(caseId, 'contact', holder('one'), { ...contact('2026-03-04'), officers });
    const third = await certify(t, holder('third', 't-city'), 't-city');
    const ecology = await certify(t, holder('green'), MARKET, { fields: ['生态环境'] });
    expect(await refusal(meet([one.officer]))).toContain('INV-P4');
    expect(await refusal(meet([one.officer, { ...two.officer, certificate: '自己写的号' }]))).toContain(
      '名录里没有',
    );
    expect(await refusal(meet([one.officer, { ...two.officer, validTo: '2040-12-31' }]))).toContain('不一致');
    expect(await refusal(meet([one.officer, { ...two.officer, person: 'p-aux' }]))).toContain('不一致');
    // Two certificates with different organs: the one of the acting organ counts.
    expect(await refusal(meet([one.officer, third.officer]))).toContain('不是本机关的');
    expect(await refusal(meet([one.officer, ecology.officer]))).toContain('不包括“市场监管”领域');
    const met = await meet([one.officer, two.officer]);
    const asked = (met.record.effects.answered ?? []).flatMap((a) =>
      'code' in a.question ? [a.question.code] : [],
    );
    expect(asked).toEqual(expect.arrayContaining([one.officer.certificate, two.officer.certificate]));
  });

  test('R25.2 a suspended certificate stops its holder the same day; restored, it serves again', async () => {
    const caseId = await filed('2026-03-05');
    const meet = () =>
      act(caseId, 'contact', holder('one'), {
        ...contact('2026-03-05'),
        officers: [one.officer, two.officer],
      });
    await act(two.caseId, 'suspend', keeper(), { ground: '投诉举报核查期间', reasons: '核查投诉' });
    expect(await refusal(meet())).toContain('已经暂停（投诉举报核查期间）');
    await act(two.caseId, 'restore', keeper(), reasons);
    await meet();
  });

  test('R25.2 a new name or field is a new version; the old words no longer serve', async () => {
    const caseId = await filed('2026-03-06');
    const meet = (second: unknown) =>
      act(caseId, 'contact', holder('one'), {
        ...contact('2026-03-06'),
        officers: [one.officer, second],
      });
    await act(two.caseId, 'amend', keeper(), { name: '改名后', fields: ['市场监管'], ...reasons });
    expect(await refusal(meet(two.officer))).toContain('不一致');
    await meet({ ...two.officer, name: '改名后' });
    await act(two.caseId, 'amend', keeper(), { name: two.officer.name, fields: ['市场监管'], ...reasons });
  });

  test('R25.2 expired yesterday, today’s record is refused; left the post, the certificate is closed that day', async () => {
    t.at('2026-03-09');
    const short = await certify(t, holder('short'), MARKET, { validTo: '2026-03-10' });
    const caseId = await filed('2026-03-11');
    const meet = (o: unknown) =>
      act(caseId, 'contact', holder('one'), { ...contact('2026-03-11'), officers: [one.officer, o] });
    expect(await refusal(meet(short.officer))).toContain('不在有效期内');
    expect(await refusal(meet({ ...short.officer, validTo: '2030-12-31' }))).toContain('名录里没有');
    const gone = await certify(t, holder('gone'), MARKET);
    await act(gone.caseId, 'close', clerk(), { ground: '调离执法岗位', on: '2026-03-11' });
    expect(await refusal(meet(gone.officer))).toContain('已经终止（调离执法岗位）');
    t.at(timeOfDay('2026-03-12', '08:00'));
    await runExpiry(t.office);
    const entries = await listEntries(t.office, {
      register: 'officer-certificate',
      asOf: '2026-03-12',
      status: '取消',
    });
    expect(entries.items.map((e) => e.code)).toContain(short.officer.certificate);
  });
});
