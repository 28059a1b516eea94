/** The edge cases of legislation (domain pack §1.8) through the office, on a real database. */
import { ANONYMOUS } from '@fadu/kernel';
import { measured } from '@fadu/plan/leadership/plan-tracking/index';
import { samples } from '@fadu/plan/rulemaking/legislation/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { legislationCounts, legislationMeasures } from '../plan/legislation-measures.ts';
import { Problem } from '../problem.ts';
import { act, key } from '../testing/document.ts';
import { annualPlan, comments, file, legislate, legislators, submit } from '../testing/legislation.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { openCase } from './perform.ts';

let t: TestOffice;
let who: ReturnType<typeof legislators>;
let plan: string;

/** Codes with which an act is refused. */
const refusedAs = async (doing: Promise<unknown>): Promise<string[]> => {
  const problem = await doing.then(
    () => {
      throw new Error('it was accepted');
    },
    (error) => error,
  );
  if (!(problem instanceof Problem)) throw problem;
  return problem.items.map((i) => i.code);
};
const saidOf = async (doing: Promise<unknown>): Promise<string> => {
  const problem = (await doing.catch((e) => e)) as Problem;
  return problem.items.map((i) => i.detail).join('；');
};
const entryOf = async (register: string, code: string, on?: string) => {
  const { rows } = await t.database.pool.query<{
    body: Record<string, unknown>;
    law_from: string;
    version: number;
  }>(
    `select body, law_from::text, version from fadu.entry where register = $1 and code = $2
       and ($3::date is null or law_from <= $3::date) order by version desc limit 1`,
    [register, code, on ?? null],
  );
  return rows[0];
};
const clockOf = async (id: string, clock: string) => {
  const { rows } = await t.database.pool.query<{ state: string; due: string; late: boolean }>(
    'select state, due::text, late from fadu.clock where case_id = $1 and clock = $2',
    [id, clock],
  );
  return rows[0];
};
const proposing = (changes: object) =>
  openCase(t.office, 'government-rule', {
    actor: who.drafter,
    input: { ...samples.propose, ...changes },
    key: key(),
  });

beforeAll(async () => {
  t = await testOffice();
  who = legislators(t);
  plan = await annualPlan(t, [{}, { instrument: '地方性法规', title: '演示市河湖保护条例' }]);
}, 60_000);
afterAll(() => t?.close());

describe('R14.1 the annual plan', () => {
  test('R14.1 its projects are entries with instrument, drafting units, date and the congress project', async () => {
    expect((await entryOf('legislative-plan', '2026-01'))?.body).toMatchObject({
      status: '列入计划',
      instrument: '政府规章',
      units: ['t-city'],
      dueOn: '2026-10-31',
    });
    expect((await entryOf('legislative-plan', '2026-02'))?.body).toMatchObject({
      instrument: '地方性法规',
      congress: '市人大常委会2026年立法计划审议项目',
    });
  });

  test('R14.1 a project is added only with its supplementary argumentation and approval', async () => {
    t.at('2026-02-12');
    const asked = {
      kind: '增加项目',
      ...samples.application,
      title: '演示市夜间施工管理规定',
      argument: '噪声投诉增加，需要尽快规范。',
    };
    const { units: _units, ...partial } = asked;
    expect(await refusedAs(act(t, plan, 'propose-adjustment', who.head, partial))).toEqual([
      'annual-legislative-plan.ADJUST-NEW',
    ]);
    expect(
      await refusedAs(act(t, plan, 'propose-adjustment', who.head, { ...asked, field: '其他领域' })),
    ).toEqual(['annual-legislative-plan.ADJUST-NEW']);
    await act(t, plan, 'propose-adjustment', who.head, asked);
    expect(await entryOf('legislative-plan', '2026-03')).toBeUndefined();
    await act(t, plan, 'decide-adjustment', who.clerk, {
      result: '同意',
      heldOn: '2026-02-12',
      basis: '常务会议',
    });
    expect((await entryOf('legislative-plan', '2026-03'))?.body).toMatchObject({
      title: '演示市夜间施工管理规定',
      adjusted: '增加项目',
    });
    expect(await saidOf(proposing({ plan: '2026-99' }))).toContain('补充论证');
  });
});

describe('R13.1 fields and powers', () => {
  test('R13.1 edge case 1: elderly-care service fees are refused at proposal, the limit named', async () => {
    t.at('2026-03-02');
    const said = await saidOf(proposing({ title: '演示市养老服务收费管理规定', field: '其他领域' }));
    for (const field of ['城乡建设与管理', '生态文明建设', '历史文化保护', '基层治理'])
      expect(said).toContain(field);
    expect(await refusedAs(proposing({ title: '演示市城市公园条例' }))).toEqual(['government-rule.R5']);
  });

  test('R13.1 edge case 2: a licence for taxis’ owners is a blocked clause, declared or not, at every new version', async () => {
    const id = await legislate(t, 'consultation');
    const licence = {
      articles: [
        ...samples.draft.articles,
        {
          number: '第五条',
          text: ['出租汽车经营者应当取得出租汽车经营权证，未经交通运输部门许可不得营运。'],
        },
      ],
      explanation: samples.draft.explanation,
      basis: samples.draft.basis,
      changes: '增加一条。',
    };
    const undeclared = { ...licence, powers: samples.draft.powers };
    expect(await refusedAs(act(t, id, 'revise-draft', who.drafter, undeclared))).toEqual([
      'government-rule.POWER-DECLARED',
    ]);
    const row = { article: '第五条', content: '行政许可', way: '新设', superior: false };
    const declared = { ...licence, powers: [...samples.draft.powers, row] };
    expect(await saidOf(act(t, id, 'revise-draft', who.drafter, declared))).toContain('临时性许可');
  });
});

describe('R14.3 R14.4 R14.5 consultation', () => {
  let id: string;
  test('R14.3 edge case 3: opened on 5 September, refused at noon of 5 October, accepted on the 6th', async () => {
    id = await legislate(t, 'proposal');
    await act(t, id, 'pre-assess', who.drafter, samples['pre-assess']);
    await act(t, id, 'register', who.examinerClerk);
    await act(t, id, 'draft', who.drafter, samples.draft);
    t.at('2026-09-05T01:00:00.000Z');
    await act(t, id, 'open-consultation', who.drafter, samples['open-consultation']);
    t.at('2026-10-05T04:00:00.000Z');
    const close = () => act(t, id, 'close-consultation', who.drafter, samples['close-consultation']);
    expect(await refusedAs(close())).toContain('government-rule.CONSULT-MINIMUM');
  });

  test('R14.4 R14.5 the summary covers every comment; a deputy gets a paper; only then the draft leaves drafting', async () => {
    t.at('2026-09-10');
    const one = await comments(t, id);
    const two = await comments(t, id, ANONYMOUS, {
      submitterType: '人大代表',
      submitterName: '演示代表',
      contact: '演示地址',
      text: '建议增加罚款数额',
      article: '第四条',
    });
    const three = await comments(t, id);
    await act(t, id, 'answer-comment', who.drafter, { comment: three, disposition: '采纳' });
    // The day after, in the middle of a holiday: the period is over, whatever the day.
    t.at('2026-10-06');
    await act(t, id, 'close-consultation', who.drafter, samples['close-consultation']);
    const summary = (groups: object[]) =>
      act(t, id, 'publish-adoption-summary', who.drafter, {
        ...samples['publish-adoption-summary'],
        groups,
      });
    const group = (comments: number[], more = {}) => ({
      topic: '开放时间',
      comments,
      disposition: '采纳',
      ...more,
    });
    expect(await saidOf(summary([group([one])]))).toContain(String(two));
    expect(await saidOf(summary([group([one, two, three])]))).toContain('已经单独答复');
    expect(await saidOf(summary([group([one, two]), group([one])]))).toContain('不止一组');
    const declined = { topic: '罚款数额', comments: [two], disposition: '不采纳' };
    expect(await refusedAs(summary([group([one]), declined]))).toEqual(['government-rule.SUMMARY-REASON']);
    expect(await refusedAs(act(t, id, 'complete-consultation', who.drafter))).toEqual(
      expect.arrayContaining([
        'government-rule.ANSWERED',
        'government-rule.SUMMARY',
        'government-rule.ENTERPRISES',
        'government-rule.OTHERS',
        'government-rule.DEPTS-ANSWERED',
      ]),
    );
    await summary([group([one]), { ...declined, reason: '罚款限额由省里规定，不能提高。' }]);
    await act(t, id, 'ask-departments', who.drafter, samples['ask-departments']);
    await act(t, id, 'department-opinion', who.ecology, samples['department-opinion']);
    await act(t, id, 'hear', who.drafter, samples['hear-others']);
    // R9.1: enterprises first; then the deputy's written reply.
    expect(await refusedAs(act(t, id, 'complete-consultation', who.drafter))).toEqual([
      'government-rule.WRITTEN',
      'government-rule.ENTERPRISES',
    ]);
    await act(t, id, 'hear', who.drafter, samples['hear-enterprises']);
    const reply = await act(t, id, 'reply-in-writing', who.drafter, {
      comment: two,
      reply: '罚款限额由省人大常委会规定，规章不能提高，特此答复。',
    });
    expect(reply.record.effects.papers).toContain('written-reply');
    await act(t, id, 'complete-consultation', who.drafter);
  });

  test('R14.5 contact points: only one that is appointed speaks as one, and its opinion is counted', async () => {
    t.at('2026-02-16');
    const point = await openCase(t.office, 'legislative-contact-point', {
      actor: who.planner,
      input: {
        name: '演示市北山社区立法联系点',
        kind: '社区、村',
        host: '北山社区居民委员会',
        place: '演示市昌邑区',
        contact: '演示电话000-0000-0001',
        setBy: '市人民政府',
        decision: '演市政函〔2026〕3号',
        appointedOn: '2026-02-16',
        expiresOn: '2031-02-15',
      },
      key: key(),
    });
    await act(t, point.caseId, 'number', who.planner);
    await act(t, point.caseId, 'publish', who.planner);
    const { rows } = await t.database.pool.query<{ code: string }>(
      `select code from fadu.entry where register = 'legislative-contact-points'`,
    );
    const code = rows[0]?.code as string;
    const open = await legislate(t, 'consultation');
    await act(t, open, 'ask-contact-points', who.drafter, { points: [code], note: '请结合社区情况提意见。' });
    const speak = (more: object) => comments(t, open, ANONYMOUS, { submitterType: '立法联系点', ...more });
    expect(await refusedAs(speak({}))).toEqual(['government-rule.CONTACT-POINT']);
    expect(await refusedAs(speak({ point: '没有这个' }))).toEqual(['government-rule.CONTACT-POINT']);
    expect(await speak({ point: code })).toBeGreaterThan(0);
    expect(await refusedAs(act(t, open, 'complete-consultation', who.drafter))).toContain(
      'government-rule.ANSWERED',
    );
  });

  test('R14.5 an opinion survey is counted in public, one answer a person, choices as listed', async () => {
    const project = await legislate(t, 'consultation');
    const { caseId } = await openCase(t.office, 'legislative-survey', {
      actor: who.drafter,
      input: {
        title: '公园夜间开放意见调查',
        project,
        intro: '就公园夜间开放时间征求大家的选择。',
        questions: [{ question: '夏季开放到几点？', choices: ['21点', '22点', '不限'] }],
      },
      key: key(),
    });
    const answer = (choice: string, actor = ANONYMOUS) =>
      act(t, caseId, 'answer-survey', actor, { answers: [choice] });
    expect(await refusedAs(answer('23点'))).toEqual(['legislative-survey.ANSWERS']);
    await answer('22点');
    await answer('22点');
    await answer('21点', t.staff('drafter', 't-ecology'));
    expect(await refusedAs(answer('不限', t.staff('drafter', 't-ecology')))).toEqual([
      'legislative-survey.ONCE-EACH',
    ]);
    expect(await refusedAs(act(t, caseId, 'close-survey', who.drafter))).toEqual([
      'legislative-survey.SURVEY-MINIMUM',
    ]);
    t.at('2026-03-10');
    await act(t, caseId, 'close-survey', who.drafter);
    const { rows } = await t.database.pool.query(
      `select body from fadu.public_act where case_id = $1 and act = 'close-survey'`,
      [caseId],
    );
    expect(rows[0].body).toMatchObject({ answered: 3, signedIn: 1, results: [{ counts: [1, 2, 0] }] });
  });
});

describe('R14.5 R14.2 hearing, signatures, disputes', () => {
  test('R14.5 edge case 4: a hearing on 10 June announced on 12 May is too late, on 11 May in time', async () => {
    const id = await legislate(t, 'consultation', { hearingNeeded: true });
    const announce = () =>
      act(t, id, 'announce-hearing', who.drafter, {
        heldOn: '2026-06-10',
        time: '09:00',
        place: '市政府一楼会议室',
        content: '公园内经营活动的管理措施是否可行。',
        signUp: '电话或者网上报名',
      });
    t.at('2026-05-12');
    expect(await saidOf(announce())).toContain('2026年5月11日');
    t.at('2026-05-11');
    await announce();
    const hold = () =>
      act(t, id, 'hold-hearing', who.drafter, {
        attended: 30,
        speakers: [{ who: '居民代表', view: '赞成规范摆摊，但要留出早市。' }],
        record: '听证会如期举行，发言记录如下。',
      });
    t.at('2026-06-09');
    expect(await refusedAs(hold())).toEqual(['government-rule.HEARING-DAY']);
    t.at('2026-06-10');
    await hold();
  });

  test('R14.2 edge case 8: A and B draft together, only A’s head signed: refused until B’s has', async () => {
    const id = await legislate(t, 'submission', { coDrafters: ['t-police'] });
    await act(t, id, 'fair-competition', who.market, samples['fair-competition']);
    await act(t, id, 'sign-submission', who.head);
    const send = () => act(t, id, 'submit-examination', who.head, samples['submit-examination']);
    expect(await refusedAs(send())).toEqual(['government-rule.R7', 'government-rule.ASSESSED']);
    await act(t, id, 'assess', who.drafter, samples.assess);
    expect(await refusedAs(send())).toEqual(['government-rule.R7']);
    await act(t, id, 'sign-submission', who.coHead);
    await send();
    await act(t, id, 'return-draft', who.examinerHead, {
      ground: '送审材料不符合要求',
      reason: '缺少调研材料。',
    });
    // After the return every head signs anew.
    expect(await refusedAs(send())).toEqual(['government-rule.R7']);
  });

  test('R14.2 dissent goes with the submission, is coordinated, escalated and decided before deliberation', async () => {
    const id = await legislate(t, 'consultation', {
      businessRelated: false,
      majorInterest: false,
      companions: [],
    });
    await act(t, id, 'ask-departments', who.drafter, { organs: ['t-ecology', 't-police'] });
    await act(t, id, 'department-opinion', who.ecology, samples['department-opinion']);
    await act(t, id, 'department-opinion', who.police, {
      position: '不同意',
      text: '检查职责不应由公安承担。',
    });
    t.at('2026-04-02');
    await act(t, id, 'close-consultation', who.drafter, samples['close-consultation']);
    await act(t, id, 'publish-adoption-summary', who.drafter, samples['publish-adoption-summary']);
    await act(t, id, 'complete-consultation', who.drafter);
    await act(t, id, 'sign-submission', who.head);
    const submission = { ...samples['submit-examination'], companions: [] };
    expect(await refusedAs(act(t, id, 'submit-examination', who.head, submission))).toEqual([
      'government-rule.DISSENT-TOLD',
    ]);
    await act(t, id, 'submit-examination', who.head, {
      ...submission,
      dissent: '公安机关不同意承担检查职责。',
    });
    await act(t, id, 'examine', who.examiner, samples.examine);
    expect(await refusedAs(act(t, id, 'submit-deliberation', who.examinerHead))).toEqual([
      'government-rule.DISSENT-SETTLED',
    ]);
    const dispute = {
      issue: '检查由哪个部门负责。',
      positions: '双方各有依据，意见不一。',
      own: '建议由城管部门负责检查。',
    };
    expect(await refusedAs(act(t, id, 'escalate-dispute', who.examinerHead, dispute))).toEqual([
      'government-rule.COORDINATED',
    ]);
    await act(t, id, 'coordinate', who.examiner, { ...dispute, result: '未达成一致' });
    await act(t, id, 'escalate-dispute', who.examinerHead, dispute);
    expect(await clockOf(id, 'dispute')).toMatchObject({ state: 'running' });
    expect(
      await refusedAs(
        act(t, id, 'hold', who.examinerHead, { ground: '送审材料不符合要求', reason: '等等看。' }),
      ),
    ).toEqual(['government-rule.DISPUTE-PENDING']);
    await act(t, id, 'decide-dispute', who.leader, {
      how: '分管负责同志协调',
      decision: '检查由城管部门负责，公安配合。',
    });
    await act(t, id, 'submit-deliberation', who.examinerHead);
  });

  test('R14.2 companion rules are drafted in step, and who revised the text does not examine it', async () => {
    const id = await legislate(t, 'submission');
    await act(t, id, 'fair-competition', who.market, samples['fair-competition']);
    await act(t, id, 'assess', who.drafter, samples.assess);
    await act(t, id, 'sign-submission', who.head);
    expect(
      await saidOf(
        act(t, id, 'submit-examination', who.head, { ...samples['submit-examination'], companions: [] }),
      ),
    ).toContain('城市公园经营活动管理细则');
    await act(t, id, 'submit-examination', who.head, samples['submit-examination']);
    const { research: _research, ...text } = samples.draft;
    await act(t, id, 'revise-draft', who.examiner, { ...text, changes: '按审查意见修改文字。' });
    await submit(t, id);
    expect(await refusedAs(act(t, id, 'examine', who.examiner, samples.examine))).toEqual([
      'government-rule.REVISER-APART',
    ]);
    await act(t, id, 'examine', who.examiner2, samples.examine);
  });
});

describe('R14.2 promulgation, filing and after', () => {
  test('R14.2 edge case 5: an early effective date is blocked without its ground, flagged with it', async () => {
    const id = await legislate(t, 'deliberated');
    t.at('2026-06-15');
    const early = { promulgatedOn: '2026-06-15', effectiveOn: '2026-07-04' };
    expect(await refusedAs(act(t, id, 'sign-order', who.mayor, early))).toEqual(['government-rule.R4']);
    const order = {
      ...early,
      ground: '公布后不立即施行将有碍规章施行',
      groundText: '汛期将至，公园防汛措施需要立即施行。',
    };
    await act(t, id, 'sign-order', who.mayor, order);
    await act(t, id, 'assign-order', who.clerk);
    // A final text after the signature needs a new one; a material change needs a new examination.
    const changed = samples.draft.articles.map((a) =>
      a.number === '第三条' ? { ...a, text: ['公园应当免费向公众开放，并公布开放时间。'] } : a,
    );
    const finish = (material: boolean, listed = true) =>
      act(t, id, 'finalise', who.examiner, {
        articles: changed,
        changed: listed ? [{ article: '第三条', opinion: '会议建议调整文字。', material }] : [],
      });
    expect(await refusedAs(finish(false, false))).toEqual(['government-rule.FINAL-LISTED']);
    expect(await refusedAs(finish(true))).toEqual(['government-rule.R8']);
    await finish(false);
    expect(await refusedAs(act(t, id, 'promulgate', who.clerk))).toContain('government-rule.R3-SIGNED');
    await act(t, id, 'sign-order', who.mayor, order);
    await act(t, id, 'promulgate', who.clerk);
    const number = (await t.database.pool.query(`select code from fadu.entry where case_id = $1`, [id]))
      .rows[0].code;
    expect((await entryOf('rules', number))?.body).toMatchObject({
      flag: '提前施行：公布后不立即施行将有碍规章施行',
      effectiveOn: '2026-07-04',
      basis: [{ instrument: '立法法', article: '93' }],
    });
  });

  test('R14.2 R15.2 edge case 6: promulgated on 7 September, the thirtieth day is a holiday: due on 8 October', async () => {
    const id = await legislate(t, 'deliberated');
    t.at('2026-09-07');
    await act(t, id, 'sign-order', who.mayor, { promulgatedOn: '2026-09-07', effectiveOn: '2026-11-01' });
    await act(t, id, 'assign-order', who.clerk);
    await act(t, id, 'promulgate', who.clerk);
    expect(await clockOf(id, 'filing')).toMatchObject({ state: 'running', due: '2026-10-08' });
    expect(
      await refusedAs(
        act(t, id, 'record-filing', who.examinerClerk, {
          filingCase: '220200-nothing',
          filedOn: '2026-09-07',
        }),
      ),
    ).toEqual(['government-rule.FILING-CASE']);
    expect(await refusedAs(act(t, id, 'archive', who.clerk))).toEqual([
      'government-rule.GAZETTED',
      'government-rule.FILED',
    ]);
  });

  test('R14.2 the order is promulgated on its own day or signed anew', async () => {
    const id = await legislate(t, 'signed');
    t.at('2026-06-17');
    expect(await refusedAs(act(t, id, 'promulgate', who.clerk))).toEqual(['government-rule.ORDER-DATE']);
  });

  test('R14.2 edge case 9: a department cannot interpret a rule; its view is recorded as such and not public', async () => {
    const id = await legislate(t, 'in-force');
    const words = { text: '第四条所称擅自，是指未经公园管理单位同意。', decidedBy: '演市政函〔2026〕9号' };
    expect(await refusedAs(act(t, id, 'interpret-rule', who.drafter, words))).toEqual(['who']);
    await act(t, id, 'record-department-view', who.drafter, { text: '本局理解第四条包括流动摊点在内。' });
    await act(t, id, 'interpret-rule', who.clerk, words);
    const { rows } = await t.database.pool.query(
      `select act from fadu.public_act where case_id = $1 and act in ('record-department-view', 'interpret-rule')`,
      [id],
    );
    expect(rows.map((r) => r.act)).toEqual(['interpret-rule']);
  });

  test('R14.2 edge case 10: an amendment is published with the amended full text, a new version with both dates', async () => {
    const id = await legislate(t, 'in-force');
    const number = await numberOf(id);
    const title = '演示市人民政府关于修改《演示市城市公园管理办法》的决定';
    const amending = await decision(title, '修改', number, '2026-08-03');
    expect(await refusedAs(act(t, amending, 'promulgate', who.clerk))).toEqual(['government-rule.FULL-TEXT']);
    const fullText = [
      ...samples.draft.articles,
      { number: '第五条', text: ['本办法由市城市管理部门负责实施。'] },
    ];
    await act(t, amending, 'promulgate', who.clerk, { fullText });
    expect((await entryOf('rules', number, '2026-12-01'))?.version).toBe(1);
    const after = await entryOf('rules', number);
    expect(after).toMatchObject({
      version: 2,
      law_from: '2026-12-15',
      body: {
        status: '有效',
        articles: fullText,
        effectiveOn: '2026-08-01',
        amendedOn: '2026-11-04',
        versionFrom: '2026-12-15',
      },
    });
    expect((await entryOf('rules', await numberOf(amending, number)))?.body).toMatchObject({
      kind: '修改决定',
    });
  }, 60_000);

  test('R14.2 a repeal goes the same way; the rule ends on its day, and its case only then', async () => {
    const id = await legislate(t, 'in-force');
    const number = await numberOf(id);
    const repealing = await decision(
      '演示市人民政府关于废止《演示市城市公园管理办法》的决定',
      '废止',
      number,
      '2026-08-03',
    );
    await act(t, repealing, 'promulgate', who.clerk);
    const by = await numberOf(repealing, number);
    const close = () => act(t, id, 'close-repealed', who.clerk, { by });
    expect(await refusedAs(close())).toEqual(['government-rule.REPEALED-BY']);
    t.at('2026-12-15');
    expect((await close()).state.phase).toBe('repealed');
    await expect(proposing({ purpose: '修改', target: number })).rejects.toMatchObject({
      items: [expect.objectContaining({ code: 'government-rule.TARGET' })],
    });
  }, 60_000);

  /** Number of the rule or decision that a case promulgated. */
  async function numberOf(id: string, besides = ''): Promise<string> {
    const { rows } = await t.database.pool.query<{ code: string }>(
      `select code from fadu.entry where case_id = $1 and register = 'rules' and code <> $2`,
      [id, besides],
    );
    return rows[0]?.code as string;
  }

  /** The same path from another day, to the signed order of a decision. */
  async function decision(title: string, purpose: string, target: string, from: string): Promise<string> {
    t.at(from);
    const { caseId: id } = await proposing({
      title,
      purpose,
      target,
      businessRelated: false,
      majorInterest: false,
      companions: [],
    });
    await act(t, id, 'pre-assess', who.drafter, samples['pre-assess']);
    await act(t, id, 'register', who.examinerClerk);
    await act(t, id, 'draft', who.drafter, {
      ...samples.draft,
      articles: [{ number: '第一条', text: ['增加一条，作为第五条。'] }],
      powers: [],
    });
    await act(t, id, 'open-consultation', who.drafter, samples['open-consultation']);
    await act(t, id, 'ask-departments', who.drafter, samples['ask-departments']);
    await act(t, id, 'department-opinion', who.ecology, samples['department-opinion']);
    t.at('2026-09-07');
    await act(t, id, 'close-consultation', who.drafter, samples['close-consultation']);
    await act(t, id, 'publish-adoption-summary', who.drafter, samples['publish-adoption-summary']);
    await act(t, id, 'complete-consultation', who.drafter);
    await act(t, id, 'sign-submission', who.head);
    await act(t, id, 'submit-examination', who.head, { ...samples['submit-examination'], companions: [] });
    t.at('2026-10-12');
    await act(t, id, 'examine', who.examiner, samples.examine);
    await act(t, id, 'submit-deliberation', who.examinerHead);
    t.at('2026-11-02');
    await act(t, id, 'deliberate', who.clerk, { ...samples.deliberate, heldOn: '2026-11-02' });
    t.at('2026-11-04');
    await act(t, id, 'sign-order', who.mayor, { promulgatedOn: '2026-11-04', effectiveOn: '2026-12-15' });
    await act(t, id, 'assign-order', who.clerk);
    return id;
  }
});

describe('R14.2 a local regulation', () => {
  test('R14.2 it is tracked at the congress and is no law before the province approved it within four months', async () => {
    const id = await legislate(
      t,
      'deliberated',
      { plan: '2026-02', title: '演示市河湖保护条例' },
      'local-regulation-draft',
    );
    await act(t, id, 'sign-bill', who.mayor, samples['sign-bill']);
    t.at('2026-07-20');
    const read = (papersOn: string) =>
      act(t, id, 'record-reading', who.examinerClerk, {
        reading: '第一次审议',
        heldOn: '2026-07-20',
        papersOn,
        opinions: '总体赞成。',
      });
    expect(await refusedAs(read('2026-07-15'))).toEqual(['local-regulation-draft.PAPERS-EARLY']);
    await read('2026-07-13');
    const vote = { body: '常务委员会', heldOn: '2026-07-20', members: 40, inFavour: 20, result: '通过' };
    expect(await refusedAs(act(t, id, 'record-adoption', who.examinerClerk, vote))).toEqual([
      'local-regulation-draft.MAJORITY-ALL',
    ]);
    const adopted = await act(t, id, 'record-adoption', who.examinerClerk, { ...vote, inFavour: 33 });
    expect(adopted.state.phase).toBe('adopted-pending-approval');
    const announcement = {
      number: '演示市人大常委会公告第3号',
      announcedOn: '2026-07-20',
      effectiveOn: '2026-09-01',
    };
    expect(await refusedAs(act(t, id, 'announce', who.examinerClerk, announcement))).toContain(
      'local-regulation-draft.APPROVED',
    );
    await act(t, id, 'record-report', who.examinerClerk, {
      reportedOn: '2026-07-20',
      number: '演人常〔2026〕8号',
    });
    expect(await clockOf(id, 'approval')).toMatchObject({ state: 'running', due: '2026-11-20' });
    t.at('2026-09-28');
    await act(t, id, 'record-approval', who.examinerClerk, {
      approvedOn: '2026-09-28',
      number: '省人大常委会决定',
    });
    await act(t, id, 'announce', who.examinerClerk, {
      ...announcement,
      announcedOn: '2026-09-28',
      effectiveOn: '2026-11-01',
    });
    expect((await entryOf('rules', announcement.number))?.body).toMatchObject({
      level: '设区的市地方性法规',
      approvedOn: '2026-09-28',
    });
    const done = await act(t, id, 'record-gazette', who.examinerClerk, {
      channels: ['常委会公报', '中国人大网', '本地人大网站', '本地报纸'],
      publishedOn: '2026-09-28',
    });
    expect(done.state.ended).toBe('done');
  });
});

test('R14.1 R14.4 R15.2 the figures are counted from the records, with the records behind them', async () => {
  t.at('2026-12-20');
  const byTitle = new Map(
    (await Promise.all(legislationMeasures(t.office, '220200').map(measured))).map((m) => [m.title, m]),
  );
  const replies = byTitle.get('立法意见答复率');
  expect(replies).toMatchObject({ rate: 100, met: true });
  expect(replies?.refs.length).toBe(replies?.denominator);
  expect(byTitle.get('未采纳意见说明理由率')).toMatchObject({ numerator: 1, denominator: 1 });
  // The rule of project 2026-01 was promulgated in June, before its date; the added project never.
  expect(byTitle.get('年度立法计划完成率')).toMatchObject({ numerator: 2, denominator: 3, met: false });
  const filing = byTitle.get('规章按时报备率');
  expect(filing?.denominator).toBeGreaterThan(0);
  expect(filing?.rate).toBe(0);
  expect((await legislationCounts(t.office, '220200')).expedientOverdue).toMatchObject({ numerator: 0 });
});

test('R15.2 the filing is handed to its own case with four recipients', async () => {
  const id = await legislate(t, 'promulgated');
  t.at('2026-06-18');
  const filing = await file(t, id);
  expect(await clockOf(id, 'filing')).toMatchObject({ state: 'stopped', late: false });
  const { rows } = await t.database.pool.query(
    `select count(*)::int as n from fadu.entry where register = 'rule-filings' and case_id = $1`,
    [filing],
  );
  expect(rows[0].n).toBe(4);
});
