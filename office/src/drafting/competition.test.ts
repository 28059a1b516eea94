/** Fair competition through the office: reviews, clues, the stock, and the answers to suspect clauses. */
import { type Actor, ANONYMOUS } from '@fadu/kernel';
import { samples as fair } from '@fadu/plan/functions/fair-competition/sample.testing';
import { scanArticles } from '@fadu/plan/rulemaking/clause-scan/index';
import { answersTo, samples } from '@fadu/plan/rulemaking/normative-documents/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCase } from '../cases/perform.ts';
import { runExpiry } from '../jobs/expiry.ts';
import { Problem } from '../problem.ts';
import { testApi } from '../testing/api.ts';
import { act, document, key, people } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';

let t: TestOffice;
beforeAll(async () => {
  t = await testOffice();
});
afterAll(() => t?.close());

const open = (procedure: string, actor: Actor, input: unknown, name?: string) =>
  openCase(t.office, procedure, { actor, input, key: key(), ...(name && { act: name }) });
/** What an attempt is refused with: code of the first item and its words. */
async function refusal(attempt: Promise<unknown>): Promise<{ code: string; say: string }> {
  const answer = await attempt.catch((e: unknown) => e);
  if (!(answer instanceof Problem)) throw new Error('was accepted');
  const item = answer.items[0];
  return { code: (item?.code ?? answer.code).split('.').at(-1) ?? '', say: item?.detail ?? answer.message };
}

const who = () => ({
  ...people(t),
  lawyer: t.staff('competition-reviewer', 't-city'),
  regulatorHead: t.staff('head', 't-market'),
  county: t.staff('competition-reviewer', 't-county-justice'),
  resident: { kind: 'person', person: 'p-resident', name: '举报人甲', posts: [] } as Actor,
});

describe('R16.4 suspect clauses are answered before the meeting', () => {
  test('R16.4 N6: lawful is refused while a marked clause is unanswered, and the refusal names it', async () => {
    const id = await document(t, 'review');
    t.at('2026-04-14');
    const { answers, ...opinion } = samples['legality-review'];
    const w = who();
    expect(await refusal(act(t, id, 'legality-review', w.reviewer, opinion))).toEqual({
      code: 'CLAUSE-ANSWERED',
      say: '第二条第一款“应当安装油烟净化设施并保持正常使用”（增设义务）、第二条第二款“应当定期清洗并做好记录”（增设义务）还没有答复，逐处写明认定和依据、理由以后才能得出“合法”的结论',
    });
    expect(
      await refusal(
        act(t, id, 'legality-review', w.reviewer, {
          ...opinion,
          answers: [...answers, { ...answers[0], hit: '第九条-1-charge-1' }],
        }),
      ),
    ).toMatchObject({ code: 'CLAUSE-KNOWN' });
    expect(
      await refusal(
        act(t, id, 'legality-review', w.reviewer, {
          ...opinion,
          answers: [answers[0], { ...answers[1], finding: '应当删改' }],
        }),
      ),
    ).toMatchObject({ code: 'CLAUSE-ANSWERED', say: expect.stringContaining('已认定应当删改而仍在文本中') });
    await act(t, id, 'legality-review', w.reviewer, { ...opinion, answers });
    await act(t, id, 'submit-deliberation', w.clerk);
  });

  test('R16.4 edge case 5: a new sanction after review has new hits that must be answered anew', async () => {
    const id = await document(t, 'review');
    t.at('2026-04-14');
    const w = who();
    const { answers } = samples['legality-review'];
    await act(t, id, 'legality-review', w.reviewer, {
      conclusion: '应当修改',
      opinion: '第三条应当写明处罚的依据，请修改。',
      answers,
    });
    expect(await refusal(act(t, id, 'submit-deliberation', w.clerk))).toMatchObject({ code: 'N1' });
    const articles = [
      ...samples.draft.articles.slice(0, 2),
      { number: '第三条', text: ['违反本办法的，由城市管理部门处一千元罚款。'] },
    ];
    const changed = { ...samples.draft, articles, research: undefined, changes: '按审核意见修改第三条。' };
    const { research: _, ...confirm } = changed;
    const other = t.staff('legality-reviewer', 't-justice', 'second');
    expect(await refusal(act(t, id, 'confirm-modification', other, confirm))).toMatchObject({
      code: 'CLAUSE-ANSWERED',
      say: expect.stringContaining('第三条“处一千元罚款”（设定行政处罚）还没有答复'),
    });
    // The clauses of article two did not change: their answers stand.
    const fine = scanArticles(articles).filter((h) => h.article === '第三条');
    expect(fine).toHaveLength(1);
    await act(t, id, 'confirm-modification', other, {
      ...confirm,
      answers: [{ hit: fine[0]?.id, finding: '有上位法依据', reason: '《大气污染防治法》第一百一十八条' }],
    });
    const done = await act(t, id, 'submit-deliberation', w.clerk);
    expect(done.state.conds.has('clauses-answered')).toBe(true);
  });

  test('R9.1 enterprises heard and not answered keep the draft from review', async () => {
    const id = await document(t, 'consultation');
    const w = who();
    const heard = samples['hear-enterprises'];
    expect(
      await refusal(
        act(t, id, 'hear-enterprises', w.drafter, { ...heard, answers: heard.answers.slice(0, 1) }),
      ),
    ).toEqual({
      code: 'ENTERPRISES-ANSWERED',
      say: '演示市幸福餐馆的意见还没有答复',
    });
    expect(
      await refusal(
        act(t, id, 'hear-enterprises', w.drafter, {
          ...heard,
          answers: [heard.answers[0], { ...heard.answers[1], reason: '' }],
        }),
      ),
    ).toMatchObject({ code: 'ENTERPRISES-REASON' });
    await act(t, id, 'hear-enterprises', w.drafter, heard);
  });

  test('R11.1 edge case 1: a government document is reviewed by the market regulator with the drafting unit', async () => {
    const w = who();
    t.at('2026-03-02');
    const wrong = { ...samples.propose, regulator: 't-city' };
    expect(await refusal(open('normative-document', w.drafter, wrong))).toMatchObject({
      code: 'F1-REVIEWER',
      say: expect.stringContaining('本级市场监管部门会同起草单位审查'),
    });
    const own = { ...samples.propose, maker: 't-city', regulator: 't-market' };
    expect(await refusal(open('normative-document', w.drafter, own))).toMatchObject({ code: 'F1-REVIEWER' });
    const id = await document(t, 'consultation');
    const { firstCheck: _, ...alone } = samples['fair-competition'];
    expect(await refusal(act(t, id, 'fair-competition', w.market, alone))).toMatchObject({
      code: 'FIRST-CHECK',
    });
    const self: Actor = {
      ...w.drafter,
      posts: [...w.drafter.posts, { role: 'competition-reviewer', organ: 't-market' }],
    };
    expect(await refusal(act(t, id, 'fair-competition', self, samples['fair-competition']))).toMatchObject({
      code: 'F3-1',
    });
  });
});

describe('R11.1 measures that are no normative documents are reviewed before they are issued', () => {
  const upToReview = async (changes: object = {}) => {
    const w = who();
    const { caseId } = await open('fair-competition-review', w.drafter, { ...fair.submit, ...changes });
    await act(t, caseId, 'hear-operators', w.drafter, fair['hear-operators']);
    return caseId;
  };

  test('R11.1 INV-F1: nothing is issued without the conclusion of the right reviewer', async () => {
    const w = who();
    t.at('2026-05-06');
    expect(
      await refusal(open('fair-competition-review', w.drafter, { ...fair.submit, issuers: ['t-gov'] })),
    ).toMatchObject({ code: 'F1-REVIEWER' });
    expect(
      await refusal(open('fair-competition-review', w.drafter, { ...fair.submit, normative: true })),
    ).toMatchObject({ code: 'NORMATIVE' });
    const id = await upToReview();
    expect(await refusal(act(t, id, 'issue', w.head, { issuedOn: '2026-05-06' }))).toMatchObject({
      code: 'phase',
    });
    await act(t, id, 'send', w.head);
    const self: Actor = { ...w.drafter, posts: [{ role: 'competition-reviewer', organ: 't-city' }] };
    expect(await refusal(act(t, id, 'review', self, fair.review))).toMatchObject({ code: 'F3-1' });
    const reviewed = await act(t, id, 'review', w.lawyer, fair.review);
    expect(reviewed.record.issued?.opinion).toBe('演城公竞审〔2026〕1号');
    const done = await act(t, id, 'issue', w.head, { issuedOn: '2026-05-06', number: '协议第1号' });
    expect(done.state.ended).toBe('done');
    expect(done.record.effects.entries[0]).toMatchObject({
      register: 'fair-competition-reviews',
      code: '演城公竞审〔2026〕1号',
      body: { status: '施行中', conclusion: '符合', issuers: ['t-city'] },
    });
  });

  test('R11.1 edge case 5: a joint paper of three bureaus is reviewed once, by the lead', async () => {
    const id = await upToReview({ issuers: ['t-city', 't-ecology', 't-police'] });
    const w = who();
    await act(t, id, 'send', w.head);
    // A joint issuer may read the case, but the review belongs to the lead.
    const joint = t.staff('competition-reviewer', 't-ecology');
    expect(await refusal(act(t, id, 'review', joint, fair.review))).toMatchObject({ code: 'who' });
    await act(t, id, 'review', w.lawyer, fair.review);
  });

  test('R11.1 edge case 2: land at half price for one firm fails; a provincial document is not enough', async () => {
    const w = who();
    const articles = [{ number: '第一条', text: ['向演示重工有限公司半价供地二百亩。'] }];
    const id = await upToReview({ articles, kind: '备忘录' });
    await act(t, id, 'send', w.head);
    const hits = scanArticles(articles).filter((h) => h.family === 'cost');
    expect(hits.map((h) => h.ruleId)).toEqual(['selective-factors']);
    const based = (reason: string) => ({
      ...fair.review,
      cost: '符合',
      answers: hits.map((h) => ({ hit: h.id, finding: '有上位法依据', reason })),
    });
    expect(await refusal(act(t, id, 'review', w.lawyer, fair.review))).toMatchObject({
      code: 'CLAUSE-ANSWERED',
    });
    expect(
      await refusal(act(t, id, 'review', w.lawyer, based('省政府招商引资指导意见第三条'))),
    ).toMatchObject({ code: 'COST-NATIONAL' });
    const failed = {
      ...fair.review,
      cost: '不符合',
      conclusion: '不符合',
      answers: hits.map((h) => ({ hit: h.id, finding: '应当删改', reason: '没有国家层面依据' })),
    };
    expect(await refusal(act(t, id, 'review', w.lawyer, { ...failed, conclusion: '符合' }))).toMatchObject({
      code: 'CLAUSE-ANSWERED',
    });
    await act(t, id, 'review', w.lawyer, failed);
    expect(await refusal(act(t, id, 'issue', w.head, { issuedOn: '2026-05-06' }))).toMatchObject({
      code: 'F1',
    });
    const stopped = await act(t, id, 'not-issue', w.head, { reason: '不符合公平竞争要求' });
    expect([stopped.state.ended, stopped.record.effects.entries]).toEqual(['stopped', []]);
  });

  test('R11.1 edge case 4 INV-F2: an exception has a definite end, and lapses by itself', async () => {
    const w = who();
    t.at('2026-05-06');
    const id = await upToReview();
    await act(t, id, 'send', w.head);
    const exception = {
      ...fair.review,
      movement: '不符合',
      conclusion: '适用例外规定',
      goal: '节约能源、保护环境、救灾救助等社会公共利益',
      noLessHarmful: '比较了三种方案，其他方案不能在汛期前完成。',
    };
    expect(await refusal(act(t, id, 'review', w.lawyer, exception))).toMatchObject({ code: 'F2' });
    expect(
      await refusal(
        act(t, id, 'review', w.lawyer, {
          ...exception,
          endCondition: '情况变化时终止',
          exceptionEnd: '2027-12-31',
        }),
      ),
    ).toMatchObject({
      code: 'F2',
      say: expect.stringContaining('终止条件不明确'),
    });
    await act(t, id, 'review', w.lawyer, { ...exception, exceptionEnd: '2027-12-31' });
    const issued = await act(t, id, 'issue', w.head, { issuedOn: '2026-05-06' });
    expect(issued.record.effects.entries[0]).toMatchObject({
      lawTo: '2027-12-31',
      body: { exceptionEnd: '2027-12-31' },
    });
    t.at('2027-12-31');
    expect(await runExpiry(t.office)).toBe(0);
    t.at('2028-01-01');
    expect(await runExpiry(t.office)).toBe(1);
    const { rows } = await t.database.pool.query(
      `select version, body ->> 'status' as status from fadu.entry where case_id = $1 order by version`,
      [id],
    );
    expect(rows).toEqual([
      { version: 1, status: '施行中' },
      { version: 2, status: '到期停止' },
    ]);
    t.at('2026-05-06');
  });

  test('R11.1 INV-F3: a text of the government with only the drafter’s own check is refused', async () => {
    const w = who();
    const id = await upToReview({ issuers: ['t-gov'], regulator: 't-market', publicInterest: true });
    expect(await refusal(act(t, id, 'send', w.head))).toMatchObject({ code: 'PUBLIC-HEARD' });
    await act(t, id, 'hear-public', w.drafter, fair['hear-public']);
    expect(await refusal(act(t, id, 'send', w.head))).toMatchObject({ code: 'FIRST-CHECKED' });
    await act(t, id, 'first-check', w.drafter, fair['first-check']);
    await act(t, id, 'send', w.head);
    expect(await refusal(act(t, id, 'review', w.lawyer, fair.review))).toMatchObject({ code: 'who' });
    await act(t, id, 'review', w.market, fair.review);
  });
});

describe('R10.2 clues of administrative monopoly', () => {
  test('R10.2 from a named report to correction; the informant is told and stays secret', async () => {
    const w = who();
    t.at('2026-04-01');
    const { caseId: id } = await open('monopoly-clue', w.resident, fair.report, 'report');
    await act(t, id, 'assess', w.market, fair.assess);
    expect(await refusal(act(t, id, 'decline', w.market, { reason: '线索价值不大' }))).toMatchObject({
      code: 'MUST-CHECK',
    });
    expect(
      await refusal(act(t, id, 'tell-where', w.market, { to: '省里', told: '请向省里反映' })),
    ).toMatchObject({ code: 'NOT-COMPETENT' });
    await act(t, id, 'admit', w.market);
    const checked = await act(t, id, 'check', w.market, fair.check);
    expect(checked.record.issued?.check).toBe('演市监竞核〔2026〕1号');
    expect(await refusal(act(t, id, 'close-unfounded', w.regulatorHead))).toMatchObject({
      code: 'UNFOUNDED',
    });
    await act(t, id, 'pass-up', w.regulatorHead, fair['pass-up']);
    expect(await refusal(act(t, id, 'suggest', w.regulatorHead, fair.suggest))).toMatchObject({
      code: 'phase',
    });
    await act(t, id, 'province-files', w.market, { filedOn: '2026-04-01', number: '吉市监竞立〔2026〕1号' });
    await act(t, id, 'assist', w.market, { what: '陪同询问两家企业', on: '2026-04-01' });
    await act(t, id, 'suggest', w.regulatorHead, fair.suggest);
    t.at('2026-09-21');
    await act(t, id, 'record-correction', w.market, fair['record-correction']);
    expect(await refusal(act(t, id, 'close', w.regulatorHead))).toMatchObject({ code: 'TOLD-3' });
    await act(t, id, 'feedback', w.market, fair.feedback);
    const closed = await act(t, id, 'close', w.regulatorHead);
    expect(closed.state.ended).toBe('done');
    // What is published says nothing of the informant.
    const entry = JSON.stringify(closed.record.effects.entries);
    expect(entry).toContain('会议纪要已经废止');
    expect(entry).not.toMatch(/消防器材商行|000-0000|举报人甲/);
    const api = testApi(t);
    for (const stranger of [t.staff('head', 't-city'), w.clerk, w.mayor, ANONYMOUS]) {
      const answer = await api.ask(stranger, 'GET', `/api/v1/cases/${id}`);
      expect([401, 404]).toContain(answer.status);
    }
    const { rows } = await t.database.pool.query(
      'select count(*)::int as n from fadu.public_act where case_id = $1',
      [id],
    );
    expect(rows[0].n).toBe(0);
    const own = await api.ask(w.resident, 'GET', `/api/v1/cases/${id}`);
    expect(own.status).toBe(200);
  });

  test('R10.2 edge case 10: a report on a decree of a superior is told where to go, not handled', async () => {
    const w = who();
    t.at('2026-04-01');
    const { caseId: id } = await open(
      'monopoly-clue',
      w.market,
      { ...fair.report, name: undefined, contact: undefined, subject: '某省某厅', source: '来电' },
      'register-clue',
    );
    await act(t, id, 'assess', w.market, { ...fair.assess, level: '上级机关', realName: false });
    expect(await refusal(act(t, id, 'admit', w.market))).toMatchObject({ code: 'COMPETENT' });
    const told = await act(t, id, 'tell-where', w.market, {
      to: '国家市场监督管理总局',
      told: '省级文件由总局处理，请向总局反映。',
    });
    expect(told.state.phase).toBe('not-ours');
  });

  test('R10.2 a resident reports to a market regulator only; what comes by letter or telephone is registered there', async () => {
    expect(
      await refusal(open('monopoly-clue', who().resident, { ...fair.report, intake: 't-justice' }, 'report')),
    ).toMatchObject({ code: 'INTAKE' });
    const w = who();
    expect(
      await refusal(
        open(
          'monopoly-clue',
          t.staff('competition-reviewer', 't-city'),
          { ...fair.report, source: '来信' },
          'register-clue',
        ),
      ),
    ).toMatchObject({ code: 'OWN-INTAKE' });
    await open('monopoly-clue', w.market, { ...fair.report, source: '来信' }, 'register-clue');
  });
});

describe('R11.2 the stock is scanned, listed, decided, published and cleared', () => {
  const local = {
    ...samples.draft,
    articles: [
      ...samples.draft.articles,
      { number: '第四条', text: ['公共机构采购净化设施，优先选用本地企业产品。'] },
    ],
  };
  /** A document in force with a clause that divides the market. */
  async function publishLocal(title: string): Promise<string> {
    const w = who();
    t.at('2026-03-02');
    const { caseId: id } = await open('normative-document', w.drafter, {
      ...samples.propose,
      title,
      businessRelated: false,
      majorInterest: false,
    });
    await act(t, id, 'register', w.clerk);
    await act(t, id, 'draft', w.drafter, local);
    await act(t, id, 'approve-urgency', w.mayor, {
      ground: '预防、应对突发事件',
      reason: '污染天气预警，需要尽快施行。',
    });
    await act(t, id, 'ask-departments', w.drafter, { organs: ['t-ecology'] });
    await act(t, id, 'department-opinion', w.ecologyClerk, samples['department-opinion']);
    for (const kind of ['ideology', 'security', 'environment'] as const)
      await act(t, id, `${kind}-review`, w[kind], samples['special-review']);
    await act(t, id, 'submit-review', w.head, samples['submit-review']);
    await act(t, id, 'accept-review', w.clerk);
    await act(t, id, 'legality-review', w.reviewer, {
      ...samples['legality-review'],
      answers: answersTo(local.articles),
    });
    await act(t, id, 'submit-deliberation', w.clerk);
    await act(t, id, 'deliberate', w.clerk, { ...samples.deliberate, heldOn: '2026-03-02' });
    await act(t, id, 'sign', w.mayor);
    const numbered = await act(t, id, 'assign-number', w.clerk, {
      effectiveOn: '2026-03-02',
      expiresOn: '2031-03-01',
    });
    await act(t, id, 'publish', w.clerk, samples.publish);
    await act(t, id, 'interpret', w.drafter, samples.interpret);
    await act(t, id, 'file', w.clerk, { ...samples.file, filedOn: '2026-03-02' });
    await act(t, id, 'file-congress', w.clerk, { ...samples.file, filedOn: '2026-03-02' });
    await act(t, id, 'archive', w.clerk);
    return `${id} ${numbered.record.issued?.document}`;
  }

  test('R11.2 scan, list, decide, publish, repeal, close', async () => {
    const w = who();
    const [first = '', number = ''] = (await publishLocal('演示市净化设施采购办法')).split(' ');
    const [, second = ''] = (await publishLocal('演示市绿色采购办法')).split(' ');
    t.at('2026-06-01');
    expect(
      await refusal(
        open('competition-stock-clearing', t.staff('competition-reviewer', 't-city'), {
          title: '年度清理',
          ground: '年度清理',
          scope: '全部有效文件',
        }),
      ),
    ).toMatchObject({ code: 'REGULATOR' });
    const { caseId: id } = await open('competition-stock-clearing', w.market, {
      title: '二〇二六年度清理',
      ground: '年度清理',
      scope: '全部有效文件',
    });
    expect(await refusal(act(t, id, 'send-list', w.regulatorHead))).toMatchObject({ code: 'SCANNED' });
    const scan = await act(t, id, 'scan', w.market, { makers: ['t-gov', 't-city'] });
    expect(scan.state.bindings.owner).toEqual(['t-gov']);
    expect(scan.state.conds.has('stock-undecided')).toBe(true);
    await act(t, id, 'send-list', w.regulatorHead);
    expect(
      await refusal(act(t, id, 'publish-list', w.regulatorHead, { summary: '清理结果已经汇总。' })),
    ).toMatchObject({ code: 'ALL-DECIDED' });
    await act(t, id, 'set-aside', w.market, {
      document: second,
      reason: '经核对“本地企业”仅用于统计口径，不影响采购。',
    });
    expect(
      await refusal(
        act(t, id, 'decide', w.mayor, {
          document: '演市政规〔2020〕9号',
          decision: '废止',
          reason: '内容已经过时，不再需要。',
          doneBy: '2026-07-01',
        }),
      ),
    ).toMatchObject({ code: 'LISTED-OWN' });
    expect(
      await refusal(
        act(t, id, 'decide', w.mayor, {
          document: number,
          decision: '保留',
          reason: '本地企业运输距离近，成本低。',
        }),
      ),
    ).toMatchObject({ code: 'KEEP-BASIS' });
    await act(t, id, 'decide', w.mayor, {
      document: number,
      decision: '废止',
      reason: '优先选用本地企业没有依据。',
      doneBy: '2026-07-01',
    });
    const published = await act(t, id, 'publish-list', w.regulatorHead, {
      summary: '扫描全部有效文件，一件废止。',
    });
    expect(published.record.effects.entries).toMatchObject([
      {
        register: 'competition-stock',
        code: number,
        body: { status: '待废止', clauses: [{ article: '第四条', rule: '优待本地、排斥外地经营者和商品' }] },
      },
    ]);
    expect(await refusal(act(t, id, 'close', w.regulatorHead))).toMatchObject({ code: 'ALL-DONE' });
    expect(
      await refusal(act(t, id, 'record-done', w.market, { document: number, on: '2026-06-01' })),
    ).toMatchObject({ code: 'REALLY-DONE' });
    await act(t, first, 'repeal', w.clerk, { reason: '妨碍统一市场，予以废止。' });
    await act(t, id, 'record-done', w.market, { document: number, on: '2026-06-01' });
    const closed = await act(t, id, 'close', w.regulatorHead);
    expect(closed.state.ended).toBe('done');
    const { rows } = await t.database.pool.query(
      `select version, body ->> 'status' as status from fadu.entry where register = 'competition-stock' order by version`,
    );
    expect(rows).toEqual([
      { version: 1, status: '待废止' },
      { version: 2, status: '已办结' },
    ]);
  });
});
