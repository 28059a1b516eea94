import { clockOf } from '@fadu/kernel';
import { samples } from '@fadu/plan/rulemaking/filing-review/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCase } from '../cases/perform.ts';
import { Problem } from '../problem.ts';
import { act, document, key, people } from '../testing/document.ts';
import { catalogued, fileDocument, filingAct, filingPeople } from '../testing/filing.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';

let t: TestOffice;
let who: ReturnType<typeof filingPeople>;
beforeAll(async () => {
  t = await testOffice();
  who = filingPeople(t);
});
afterAll(() => t?.close());

/** Code and sentence of the refusal that must come. */
async function refusal(work: Promise<unknown>): Promise<{ code: string; say: string }> {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(Problem);
  const problem = error as Problem;
  const item = problem.items[0];
  return { code: item?.code ?? problem.code, say: item?.detail ?? problem.message };
}
let n = 0;
const paper = (maker: string, publishedOn: string, effectiveOn = publishedOn) =>
  catalogued(t, { number: `演检规〔2026〕${++n}号`, maker, publishedOn, effectiveOn });
const entryOf = async (register: string, code: string) => {
  const { rows } = await t.database.pool.query(
    'select * from fadu.entry where register = $1 and code = $2 order by version desc',
    [register, code],
  );
  return rows[0];
};
const due = async (caseId: string, clock: string) => {
  const { rows } = await t.database.pool.query(
    'select due, state, late from fadu.clock where case_id = $1 and clock = $2',
    [caseId, clock],
  );
  return rows[0];
};

describe('R36.2 filing a document', () => {
  test('R16.6 §2.11 row 9: a county department filing with the city is told whom to file with', async () => {
    t.at('2026-06-10');
    const d = await paper('t-county-city', '2026-06-08');
    const wrong = await refusal(fileDocument(t, who.countyCityClerk, d, 't-gov'));
    expect(wrong.code).toBe('normative-document-filing.RECIPIENT');
    expect(wrong.say).toContain('昌邑区政府');
    expect(wrong.say).toContain('市政府不是它的备案机关');
    const right = await fileDocument(t, who.countyCityClerk, d, 't-county-gov');
    expect(right.state.bindings.desk).toEqual(['t-county-justice']);
    expect(right.state.bindings.maker).toEqual(['t-county-city']);
    expect((await refusal(fileDocument(t, who.countyCityClerk, d, 't-county-gov'))).code).toBe(
      'normative-document-filing.REPEATED',
    );
  });

  test('§2.6 the table: city government to the province and the city congress, county government to city and county congress', async () => {
    t.at('2026-06-10');
    const cityDoc = await paper('t-gov', '2026-06-08');
    expect((await refusal(fileDocument(t, who.clerk, cityDoc, 't-county-congress'))).say).toContain(
      '吉林省人民政府和市人大常委会',
    );
    const congress = await fileDocument(t, who.clerk, cityDoc, 't-congress');
    expect(congress.state.bindings.desk).toEqual(['t-congress']);
    const outside = await openCase(t.office, 'normative-document-filing', {
      act: 'file-outside',
      actor: who.clerk,
      input: {
        ...samples['file-outside'],
        document: cityDoc.number,
        effectiveOn: cityDoc.effectiveOn,
        sentOn: '2026-06-09',
      },
      key: key(),
    });
    await act(t, outside.caseId, 'receive-outside', who.clerk, {
      receivedOn: '2026-06-10',
      receipt: '省收〔2026〕9号',
    });
    await act(t, outside.caseId, 'outcome-outside', who.clerk, { outcome: '予以登记', on: '2026-06-10' });
    expect((await act(t, outside.caseId, 'close-outside', who.clerk)).state.ended).toBe('done');
    const county = await paper('t-county-gov', '2026-06-08');
    const up = await fileDocument(t, who.countyClerk, county, 't-gov');
    // The case is the city's, its entry stands in the county's region.
    expect(up.caseId).toMatch(/^220200-/);
    expect((await entryOf('document-filings', `${county.number}/政府`)).region).toBe('220202');
    await fileDocument(t, who.countyClerk, county, 't-county-congress');
    const dept = await paper('t-city', '2026-06-08');
    expect((await refusal(fileDocument(t, who.cityClerk, dept, 't-congress'))).say).toContain('市政府');
    const no = await openCase(t.office, 'normative-document-filing', {
      act: 'file-outside',
      actor: who.cityClerk,
      input: {
        ...samples['file-outside'],
        document: dept.number,
        effectiveOn: dept.effectiveOn,
        sentOn: '2026-06-09',
      },
      key: key(),
    }).catch((e: Problem) => e.items[0]?.code);
    expect(no).toBe('normative-document-filing.RECIPIENT-OUTSIDE');
  });

  test('only a document of the public catalogue can be filed', async () => {
    t.at('2026-06-10');
    const none = await refusal(
      fileDocument(t, who.clerk, { number: '演市政规〔2099〕9号', effectiveOn: '2026-06-08' }, 't-congress'),
    );
    expect(none.code).toBe('normative-document-filing.CATALOGUE');
  });

  test('§2.11 row 12: without the review opinion it is deferred, never registered; supplemented within 15 days', async () => {
    t.at('2026-06-10');
    const d = await paper('t-gov', '2026-06-08');
    const { caseId } = await fileDocument(t, who.clerk, d, 't-congress', {
      materials: samples.file.materials.filter((m) => m !== '合法性审核意见书'),
    });
    expect((await refusal(filingAct(t, caseId, 'register-filing', who.congress))).code).toBe(
      'normative-document-filing.COMPLETE',
    );
    await filingAct(t, caseId, 'defer-filing', who.congress);
    expect(await due(caseId, 'supplement')).toMatchObject({ due: '2026-06-25', state: 'running' });
    expect((await entryOf('document-filings', `${d.number}/人大`)).body.status).toBe('暂缓登记');
    t.at('2026-06-24');
    await filingAct(t, caseId, 'supplement', who.clerk);
    await filingAct(t, caseId, 'register-filing', who.congress);
    expect((await entryOf('document-filings', `${d.number}/人大`)).body).toMatchObject({
      status: '已登记',
      filedOn: '2026-06-10',
      deferredOn: '2026-06-10',
      supplementedOn: '2026-06-24',
    });
  });

  test('R36.2 all six standards, or an opinion: a pass with one standard left out is refused', async () => {
    t.at('2026-06-10');
    const d = await paper('t-city', '2026-06-08');
    const { caseId } = await fileDocument(t, who.cityClerk, d, 't-gov');
    await filingAct(t, caseId, 'register-filing', who.justice);
    const short = await refusal(
      filingAct(t, caseId, 'conclude-pass', who.justice, {
        standards: samples['conclude-pass'].standards.slice(0, 5),
        findings: '逐条审查，没有发现问题。',
      }),
    );
    expect(short.say).toContain('符合法定程序');
    expect((await refusal(filingAct(t, caseId, 'conclude-pass', who.cityClerk))).code).toBe('who');
    expect((await filingAct(t, caseId, 'conclude-pass', who.justice)).state.phase).toBe('passed');
  });

  test('§2.11 row 13: the maker repeals after the opinion; the catalogue says so from the day of repeal, with the opinion', async () => {
    t.at('2026-06-10');
    const d = await paper('t-city', '2026-06-08');
    const { caseId } = await fileDocument(t, who.cityClerk, d, 't-gov');
    await filingAct(t, caseId, 'register-filing', who.justice);
    await filingAct(t, caseId, 'request-explanation', who.justice);
    t.at('2026-06-15');
    await filingAct(t, caseId, 'explain', who.cityClerk);
    const opinion = await filingAct(t, caseId, 'issue-opinion', who.justice);
    const number = opinion.record.issued?.['correction-opinion'];
    expect(number).toMatch(/^演司备审〔2026〕\d+号$/);
    expect(await due(caseId, 'correction')).toMatchObject({ due: '2026-07-15', state: 'running' });
    t.at('2026-07-01');
    await filingAct(t, caseId, 'report-correction', who.cityClerk, {
      how: '废止',
      from: '2026-07-10',
      text: '经研究决定废止。',
    });
    const done = await filingAct(t, caseId, 'accept-correction', who.justice);
    expect(done.state.phase).toBe('corrected');
    const entry = await entryOf('normative-documents', d.number);
    expect(entry).toMatchObject({ version: 2, law_from: '2026-07-10', law_to: null, region: '220200' });
    expect(entry.body).toMatchObject({
      status: '废止',
      review: { opinion: number, how: '自行纠正', case: caseId },
    });
    expect((await entryOf('document-filings', `${d.number}/政府`)).body).toMatchObject({
      status: '已自行纠正',
      opinion: number,
      correctedOn: '2026-07-01',
    });
  });

  test('R36.2 not corrected in time: the government revokes, the reviewer cannot decide alone', async () => {
    t.at('2026-06-10');
    const d = await paper('t-county-gov', '2026-06-08');
    const { caseId } = await fileDocument(t, who.countyClerk, d, 't-gov');
    await filingAct(t, caseId, 'register-filing', who.justice);
    await filingAct(t, caseId, 'issue-opinion', who.justice);
    expect((await refusal(filingAct(t, caseId, 'refer-uncorrected', who.justice))).code).toBe(
      'normative-document-filing.CORRECTION-OVER',
    );
    t.at('2026-07-14');
    await filingAct(t, caseId, 'refer-uncorrected', who.justice);
    expect((await refusal(filingAct(t, caseId, 'decide', who.justice))).code).toBe('who');
    const end = await filingAct(t, caseId, 'decide', who.mayor, {
      decision: '责令停止执行',
      from: '2026-07-20',
      reasons: '内容违反上位法，制定机关逾期没有纠正。',
    });
    expect(end.state.phase).toBe('overruled');
    const entry = await entryOf('normative-documents', d.number);
    expect(entry).toMatchObject({ region: '220202', law_from: '2026-07-20' });
    expect(entry.body).toMatchObject({ status: '暂停执行', review: { how: '责令停止执行' } });
  });

  test('R36.2 §2.4 task 36: a stranger organ and another region see nothing of the case', async () => {
    t.at('2026-06-10');
    const d = await paper('t-city', '2026-06-08');
    const { caseId } = await fileDocument(t, who.cityClerk, d, 't-gov');
    expect((await refusal(filingAct(t, caseId, 'register-filing', who.countyJustice))).code).toBe(
      'not-found',
    );
  });
});

describe('R36.2 review on the proposal of others', () => {
  const propose = (d: { number: string; effectiveOn: string }, recipient: string) =>
    openCase(t.office, 'document-review', {
      actor: who.resident,
      input: { ...samples['propose-review'], document: d.number, effectiveOn: d.effectiveOn, recipient },
      key: key(),
    });
  const suggest = (d: { number: string; effectiveOn: string }, more: Record<string, unknown>) =>
    openCase(t.office, 'document-review', {
      act: 'receive-suggestion',
      actor: who.justice,
      input: {
        ...samples['receive-suggestion'],
        document: d.number,
        effectiveOn: d.effectiveOn,
        recipient: 't-gov',
        ...more,
      },
      key: key(),
    });

  test('a citizen proposes, is answered within 60 days, and stays unnamed in public', async () => {
    t.at('2026-06-10');
    const d = await paper('t-city', '2026-06-08');
    const wrong = await refusal(propose(d, 't-county-gov'));
    expect(wrong.code).toBe('document-review.REVIEWER');
    expect(wrong.say).toContain('市政府');
    const { caseId } = await propose(d, 't-gov');
    expect(await due(caseId, 'reply')).toMatchObject({ due: '2026-08-10' });
    expect(await due(caseId, 'admission')).toMatchObject({ due: '2026-06-17' });
    await act(t, caseId, 'admit-proposal', who.justice);
    await filingAct(t, caseId, 'conclude-pass', who.justice);
    const end = await filingAct(t, caseId, 'send-reply', who.justice);
    expect(end.state.phase).toBe('replied');
    const shown = await t.database.pool.query(
      'select body from fadu.public_act where case_id = $1 union all select body from fadu.entry where case_id = $1',
      [caseId],
    );
    expect(shown.rows.length).toBeGreaterThan(1);
    expect(JSON.stringify(shown.rows)).not.toContain('张某');
    expect(JSON.stringify(shown.rows)).not.toContain('0432-');
  });

  test('§2.11 row 16: the court’s suggestion of 10 August is answered in writing by 9 October', async () => {
    t.at('2026-08-10');
    const d = await paper('t-city', '2026-07-08');
    const { caseId } = await suggest(d, {});
    expect(await due(caseId, 'court-answer')).toMatchObject({ due: '2026-10-09', state: 'running' });
    await filingAct(t, caseId, 'conclude-pass', who.justice);
    expect((await refusal(filingAct(t, caseId, 'send-reply', who.justice))).code).toBe(
      'document-review.COURT-ANSWERED',
    );
    t.at('2026-09-20');
    await act(t, caseId, 'answer-court', who.cityClerk, {
      text: '已经组织修改第二条，年底前公布。',
      on: '2026-09-20',
    });
    expect((await filingAct(t, caseId, 'send-reply', who.justice)).state.phase).toBe('replied');
  });

  test('行政复议法 56 to 60: thirty days and the maker asked within three working days; without power forwarded within seven', async () => {
    t.at('2026-06-10');
    const d = await paper('t-city', '2026-06-08');
    const own = await suggest(d, { source: '本机关行政复议附带审查', receivedOn: '2026-06-10' });
    expect(await due(own.caseId, 'reply')).toMatchObject({ due: '2026-07-10' });
    expect(await due(own.caseId, 'notify-maker')).toMatchObject({ due: '2026-06-15' });
    expect((await refusal(filingAct(t, own.caseId, 'conclude-pass', who.justice))).code).toBe(
      'document-review.MAKER-NOTIFIED',
    );
    await act(t, own.caseId, 'notify-maker', who.justice);
    // 10 working days from 10 June, over the Dragon Boat holiday of 19 to 21 June.
    expect(await due(own.caseId, 'maker-answer')).toMatchObject({ due: '2026-06-25' });
    const elsewhere = await suggest(d, {
      source: '本机关行政复议附带审查',
      competent: false,
      receivedOn: '2026-06-10',
    });
    expect(elsewhere.state.phase).toBe('forwarding');
    expect(await due(elsewhere.caseId, 'forward')).toMatchObject({ due: '2026-06-22' });
    await act(t, elsewhere.caseId, 'forward', who.justice, { to: '吉林省人民政府', reason: '由其审查。' });
    const forwarded = await suggest(d, { source: '行政复议机关转送', receivedOn: '2026-06-10' });
    expect(await due(forwarded.caseId, 'reply')).toMatchObject({ due: '2026-08-10' });
    const bad = await refusal(suggest(d, { competent: false, receivedOn: '2026-06-10' }));
    expect(bad.code).toBe('document-review.COMPETENT');
  });

  test('of the organ’s own motion: ends without an answer to anyone', async () => {
    t.at('2026-06-10');
    const d = await paper('t-city', '2026-06-08');
    const { caseId } = await suggest(d, { source: '依职权审查', receivedOn: '2026-06-10', from: '市司法局' });
    expect((await filingAct(t, caseId, 'conclude-pass', who.justice)).state.phase).toBe('concluded');
  });
});

describe('R16.6 the document’s own case and its filing', () => {
  test('the filing date cannot lie ahead, and the filing case that is named must be the right one', async () => {
    const id = await document(t, 'published');
    const staff = people(t);
    const { rows } = await t.database.pool.query(
      "select code, body from fadu.entry where case_id = $1 and register = 'normative-documents'",
      [id],
    );
    const d = { number: rows[0].code as string, effectiveOn: rows[0].body.effectiveOn as string };
    t.at('2026-05-22');
    await act(t, id, 'interpret', staff.drafter, {
      text: '这份文件主要解决餐饮油烟扰民问题：开餐馆要装净化设施、定期清洗；小餐馆有半年准备时间。',
    });
    const report = { recipient: 't-congress', report: '现将该文件报送备案，请予审查。' };
    const ahead = await refusal(act(t, id, 'file', staff.clerk, { ...report, filedOn: '2026-06-01' }));
    expect(ahead.code).toBe('normative-document.FILED-DAY');
    const invented = await refusal(
      act(t, id, 'file-congress', staff.clerk, {
        ...report,
        filedOn: '2026-05-22',
        filingCase: '220200-abc',
      }),
    );
    expect(invented.code).toBe('normative-document.FILING-CASE');
    const filed = await fileDocument(t, who.clerk, d, 't-congress');
    const otherDay = await refusal(
      act(t, id, 'file-congress', staff.clerk, {
        ...report,
        filedOn: '2026-05-21',
        filingCase: filed.caseId,
      }),
    );
    expect(otherDay.say).toContain('2026-05-22');
    const named = await act(t, id, 'file-congress', staff.clerk, {
      ...report,
      filedOn: '2026-05-22',
      filingCase: filed.caseId,
    });
    expect(named.record.input.filingCase).toBe(filed.caseId);
    const clock = clockOf(named.procedure, named.state, 'filing-congress', {
      now: t.office.now(),
      calendar: t.office.calendar,
    });
    expect(clock.state).toBe('stopped');
  });
});
