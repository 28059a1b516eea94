import { days, dueDateOnly } from '@fadu/kernel';
import { samples } from '@fadu/plan/rulemaking/filing-review/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCase } from '../cases/perform.ts';
import type { Problem } from '../problem.ts';
import { testApi } from '../testing/api.ts';
import { act, document, key } from '../testing/document.ts';
import { type Catalogued, catalogued, fileDocument, filingAct, filingPeople } from '../testing/filing.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { filingDuties, filingRates, filingYears } from './rates.ts';

let t: TestOffice;
let who: ReturnType<typeof filingPeople>;
const docs: Record<string, Catalogued> = {};

/** Publish on a day and file on others: 2026 is told here in the order of time. */
beforeAll(async () => {
  t = await testOffice();
  who = filingPeople(t);
  const paper = async (name: string, maker: string, publishedOn: string) => {
    docs[name] = await catalogued(t, {
      number: `演率规〔2026〕${name}号`,
      maker,
      publishedOn,
      effectiveOn: publishedOn,
    });
    return docs[name] as Catalogued;
  };
  const file = async (d: Catalogued, on: string, more: Record<string, unknown> = {}) => {
    t.at(on);
    return (await fileDocument(t, who.cityClerk, d, 't-gov', more)).caseId;
  };
  // In time, reviewed, corrected.
  const good = await file(await paper('1', 't-city', '2026-03-02'), '2026-03-10');
  await filingAct(t, good, 'register-filing', who.justice);
  await filingAct(t, good, 'issue-opinion', who.justice);
  t.at('2026-03-20');
  await filingAct(t, good, 'report-correction', who.cityClerk, {
    how: '废止',
    from: '2026-03-20',
    text: '已经废止。',
  });
  await filingAct(t, good, 'accept-correction', who.justice);
  // Late, registered, never reviewed.
  const late = await file(await paper('2', 't-city', '2026-03-02'), '2026-03-30');
  await filingAct(t, late, 'register-filing', who.justice);
  // Deferred, supplemented after its time: the first day does not count.
  const slow = await file(await paper('3', 't-city', '2026-03-02'), '2026-03-10', {
    materials: ['备案报告'],
  });
  await filingAct(t, slow, 'defer-filing', who.justice);
  t.at('2026-04-20');
  await filingAct(t, slow, 'supplement', who.cityClerk);
  await filingAct(t, slow, 'register-filing', who.justice);
  await filingAct(t, slow, 'conclude-pass', who.justice);
  // Rejected: not filed.
  const rejected = await file(await paper('4', 't-ecology', '2026-03-02'), '2026-03-10');
  await filingAct(t, rejected, 'reject-filing', who.justice);
  // Never filed; and one whose time still runs on 1 October.
  await paper('5', 't-ecology', '2026-03-02');
  await paper('6', 't-ecology', '2026-09-18');
  // Of another year.
  await paper('7', 't-city', '2025-12-01');
  t.at('2026-10-08');
});
afterAll(() => t?.close());

const of = async (number: string) =>
  (await filingDuties(t.office, { year: '2026' })).find((d) => d.number === docs[number]?.number);

describe('R16.6 filing, review and correction rates', () => {
  test('§2.11 row 7: issued 18 September, the fifteenth day falls in the holiday: on time until 8 October', async () => {
    expect(dueDateOnly('2026-09-18', days(15), { calendar: t.office.calendar })).toBe('2026-10-08');
    expect(await of('6')).toMatchObject({ due: '2026-10-08', state: 'open' });
    t.at('2026-10-09');
    expect(await of('6')).toMatchObject({ state: 'missing', filedOn: null, status: '没有在平台报备' });
    t.at('2026-10-08');
    const filed = await fileDocument(
      t,
      t.staff('office-clerk', 't-ecology'),
      docs['6'] as Catalogued,
      't-gov',
    );
    expect(filed.record.at.slice(0, 10)).toBe('2026-10-08');
    expect(await of('6')).toMatchObject({ state: 'on-time', countedOn: '2026-10-08' });
  });

  test('each duty is what its register says: on time, late, late by its supplement, rejected is missing', async () => {
    expect(await of('1')).toMatchObject({
      state: 'on-time',
      review: 'done',
      correction: 'done',
      status: '已自行纠正',
    });
    expect(await of('2')).toMatchObject({ state: 'late', filedOn: '2026-03-30', review: 'due' });
    // 15 days from 10 March end on 25 March; the supplement of 20 April is the day that counts.
    expect(await of('3')).toMatchObject({
      state: 'late',
      filedOn: '2026-03-10',
      countedOn: '2026-04-20',
      review: 'done',
    });
    expect(await of('4')).toMatchObject({ state: 'missing', status: '不予登记' });
    expect(await of('5')).toMatchObject({ state: 'missing', due: '2026-03-17', recipient: '市政府' });
  });

  test('the figures are the list counted, per body and in all, with nothing of another year', async () => {
    const rates = await filingRates(t.office, { year: '2026' });
    expect(rates.total).toMatchObject({
      required: 6,
      filed: 4,
      onTime: 2,
      missing: 2,
      toReview: 3,
      reviewed: 2,
    });
    expect(rates.total).toMatchObject({ opinions: 1, corrected: 1, correctionRate: 1, filingRate: 4 / 6 });
    const city = rates.bodies.find((b) => b.id === 't-city');
    expect(city?.figures).toMatchObject({
      required: 3,
      filed: 3,
      filingRate: 1,
      onTime: 1,
      onTimeRate: 1 / 3,
    });
    const ecology = rates.bodies.find((b) => b.id === 't-ecology');
    expect(ecology?.figures).toMatchObject({ required: 3, filed: 1, missing: 2 });
    for (const body of rates.bodies) {
      const own = rates.duties.filter((d) => d.makerId === body.id && d.state !== 'open');
      expect(own).toHaveLength(body.figures.required);
      expect(own.filter((d) => d.state === 'missing')).toHaveLength(body.figures.missing);
    }
    const missing = await filingDuties(t.office, { year: '2026', state: 'missing' });
    expect(missing.map((d) => d.number)).toEqual([docs['4']?.number, docs['5']?.number]);
    expect((await filingRates(t.office, { year: '2025' })).total).toMatchObject({ required: 1, missing: 1 });
    expect(await filingYears(t.office)).toEqual(['2026', '2025']);
  });

  test('a document filed only in its own case is still named, with the day that case has', async () => {
    await document(t, 'in-force');
    t.at('2026-10-08');
    const named = (await filingDuties(t.office, { year: '2026', maker: 't-gov' })).filter(
      (d) => d.kind === 'document',
    );
    expect(named.map((d) => [d.recipient, d.state, d.recordedOnly])).toEqual([
      ['吉林省人民政府', 'missing', '2026-05-22'],
      ['市人大常委会', 'missing', '2026-05-22'],
    ]);
  });

  test('the API answers figures and list of one body, and refuses a year that is none', async () => {
    const api = testApi(t);
    const { body, status } = await api.ask(
      who.resident,
      'GET',
      '/api/v1/filing/rates?year=2026&maker=t-city',
    );
    expect(status).toBe(200);
    expect(body.bodies).toHaveLength(1);
    expect(body.duties).toHaveLength(3);
    expect(body.target).toBe(1);
    const missing = await api.ask(who.resident, 'GET', '/api/v1/filing/rates?year=2026&state=missing');
    expect(missing.body.duties.every((d: { state: string }) => d.state === 'missing')).toBe(true);
    // The figures do not follow the filter of the list.
    expect(missing.body.total.filed).toBeGreaterThan(0);
    expect((await api.ask(who.resident, 'GET', '/api/v1/filing/rates?year=26')).status).toBe(400);
    expect((await api.ask(who.resident, 'GET', '/api/v1/filing/rates?state=lost')).status).toBe(400);
    const one = await api.ask(
      who.resident,
      'GET',
      `/api/v1/filing/documents/${encodeURIComponent((docs['1'] as Catalogued).number)}`,
    );
    expect(one.body).toMatchObject({
      recipients: [{ organ: 't-gov', due: '2026-03-17', filedOn: '2026-03-10' }],
      reviewers: [{ id: 't-gov' }],
    });
    expect((await api.ask(who.resident, 'GET', '/api/v1/filing/documents/none')).status).toBe(404);
  });
});

describe('R15.2 four recipients of a rule', () => {
  const justice = () => who.justice;
  const open = (more: Record<string, unknown> = {}, name = 'open') =>
    openCase(t.office, 'rule-filing', {
      act: name,
      actor: justice(),
      input: { ...(samples as Record<string, object>)[name], ...more },
      key: key(),
    });
  const codes = async (work: Promise<unknown>) =>
    work.then(
      () => [],
      (e: Problem) =>
        e.items.length ? e.items.map((i) => `${i.code}: ${i.detail}`) : [`${e.code}: ${e.message}`],
    );

  test('§1.8 row 7: a city regulation is refused, and only tracked', async () => {
    t.at('2026-09-07');
    const [said] = await codes(open({ kind: '地方性法规' }));
    expect(said).toMatch(/^rule-filing\.REGULATION: .*省人大常委会报送/);
    const tracked = await open({}, 'track-regulation');
    expect(tracked.state.phase).toBe('tracking');
    const end = await act(t, tracked.caseId, 'record-provincial-filing', justice(), {
      filedOn: '2026-06-20',
      number: '吉常备〔2026〕3号',
    });
    expect(end.state.phase).toBe('tracked');
    expect((await codes(open({ maker: 't-county-gov' })))[0]).toMatch(/^rule-filing\.MAKER/);
  });

  test('§1.8 row 6: promulgated 7 September, filed 8 October (three) and 12 October (one): on time three of four', async () => {
    t.at('2026-09-07');
    const same = key();
    const twice = { act: 'open', actor: justice(), input: samples.open, key: same };
    const { caseId: id } = await openCase(t.office, 'rule-filing', twice);
    // Sent twice with one key it is one case; with another key it is refused.
    expect(await openCase(t.office, 'rule-filing', twice)).toMatchObject({ caseId: id, repeated: true });
    expect((await codes(open()))[0]).toMatch(/^rule-filing\.REPEATED/);
    const clocks = await t.database.pool.query(
      "select clock, due from fadu.clock where case_id = $1 and clock like 'filing-%' order by clock",
      [id],
    );
    // The thirtieth day, 7 October, is a holiday: 8 October.
    expect(clocks.rows.map((r) => r.due)).toEqual(Array(4).fill('2026-10-08'));
    t.at('2026-10-08');
    expect(
      (await codes(act(t, id, 'file-state', justice(), { filedOn: '2026-10-08', number: '1号' })))[0],
    ).toMatch(/ASSEMBLED/);
    expect(
      (
        await codes(
          act(t, id, 'assemble', justice(), { ...samples.assemble, materials: ['备案报告'], copies: 2 }),
        )
      ).map((c) => c.split(':')[0]),
    ).toEqual(['rule-filing.PACKAGE', 'rule-filing.COPIES']);
    await act(t, id, 'assemble', justice(), samples.assemble);
    for (const to of ['state', 'province', 'province-congress'])
      await act(t, id, `file-${to}`, justice(), { filedOn: '2026-10-08', number: `演规备〔2026〕1号` });
    const ahead = await codes(
      act(t, id, 'file-city-congress', justice(), { filedOn: '2026-10-12', number: '1号' }),
    );
    expect(ahead[0]).toContain('不能晚于今天');
    t.at('2026-10-12');
    await act(t, id, 'file-city-congress', justice(), { filedOn: '2026-10-12', number: '演规备〔2026〕1号' });
    const late = await t.database.pool.query(
      "select clock, late from fadu.clock where case_id = $1 and clock like 'filing-%' and late",
      [id],
    );
    expect(late.rows.map((r) => r.clock)).toEqual(['filing-city-congress']);
    const rules = (await filingDuties(t.office, { year: '2026' })).filter((d) => d.kind === 'rule');
    expect(rules.map((d) => [d.key, d.state])).toEqual([
      ['state', 'on-time'],
      ['province', 'on-time'],
      ['province-congress', 'on-time'],
      ['city-congress', 'late'],
    ]);
  });

  test('备案条例 9, 21: deferred is supplemented within 15 days, an opinion answered within 30, then closed', async () => {
    t.at('2026-11-02');
    const { caseId: id } = await open({
      number: '第251号',
      title: '演示市供热管理规定',
      promulgatedOn: '2026-11-02',
    });
    await act(t, id, 'assemble', justice(), samples.assemble);
    const due = async (clock: string) =>
      (
        await t.database.pool.query('select due, state from fadu.clock where case_id = $1 and clock = $2', [
          id,
          clock,
        ])
      ).rows[0];
    const recipients = ['state', 'province', 'province-congress', 'city-congress'];
    for (const to of recipients) {
      await act(t, id, `file-${to}`, justice(), { filedOn: '2026-11-02', number: '演规备〔2026〕2号' });
      await act(t, id, `receive-${to}`, justice(), { receivedOn: '2026-11-02', receipt: `${to}-1` });
    }
    await act(t, id, 'outcome-state', justice(), {
      outcome: '暂缓办理',
      on: '2026-11-02',
      reason: '缺少电子文本',
    });
    expect(await due('supplement-state')).toMatchObject({ due: '2026-11-17', state: 'running' });
    t.at('2026-11-10');
    await act(t, id, 'supplement-state', justice(), { filedOn: '2026-11-10', number: '演规备〔2026〕3号' });
    for (const to of recipients)
      await act(t, id, `outcome-${to}`, justice(), { outcome: '予以登记', on: '2026-11-10', number: '1' });
    await act(t, id, 'opinion-state', justice(), {
      on: '2026-11-10',
      number: '司备〔2026〕8号',
      text: '第三条建议修改。',
    });
    expect(await due('answer-state')).toMatchObject({ due: '2026-12-10', state: 'running' });
    expect((await codes(act(t, id, 'close', justice()))).map((c) => c.split(':')[0])).toEqual([
      'rule-filing.ALL-SETTLED',
      'rule-filing.EXAMINED',
    ]);
    t.at('2026-12-01');
    await act(t, id, 'answer-state', justice(), {
      on: '2026-12-01',
      result: '修改',
      text: '已列入修改计划。',
    });
    expect((await codes(act(t, id, 'close', justice())))[0]).toContain('EXAMINED');
    t.at('2027-01-12');
    expect((await act(t, id, 'close', justice())).state.phase).toBe('closed');
  });

  test('备案条例 22: last year’s catalogue is made from the register and due on 31 January', async () => {
    t.at('2027-01-12');
    await t.database.pool.query(
      `insert into fadu.entry (region, register, code, version, law_from, recorded_at, body, case_id, seq)
       values ('220200', 'rules', '第249号', 1, '2026-03-01', '2026-01-20T02:00:00Z', $1, '220200-rule', 1)`,
      [
        JSON.stringify({
          status: '有效',
          level: '市政府规章',
          number: '第249号',
          title: '演示市城市供水管理规定',
          maker: 't-gov',
          publishedOn: '2026-01-20',
        }),
      ],
    );
    const { caseId: id } = await open({ maker: 't-gov', yearEnd: '2026-12-31' }, 'open-catalogue');
    const { rows } = await t.database.pool.query(
      "select body from fadu.entry where register = 'rule-catalogues' and case_id = $1",
      [id],
    );
    expect(rows[0].body.rules).toEqual([
      { number: '第249号', title: '演示市城市供水管理规定', publishedOn: '2026-01-20' },
    ]);
    const due = await t.database.pool.query(
      "select due from fadu.clock where case_id = $1 and clock = 'catalogue'",
      [id],
    );
    expect(due.rows[0].due).toBe('2027-01-31');
    const end = await act(t, id, 'send-catalogue', justice(), {
      sentOn: '2027-01-12',
      number: '演规目〔2027〕1号',
    });
    expect(end.state.phase).toBe('catalogue-sent');
    // A rule of the register that nobody filed is named, once for each recipient.
    const unfiled = (await filingDuties(t.office, { year: '2026' })).filter((d) => d.number === '第249号');
    expect(unfiled.map((d) => d.state)).toEqual(Array(4).fill('missing'));
  });
});
