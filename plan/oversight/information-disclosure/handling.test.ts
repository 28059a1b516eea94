import { describe, expect, it } from 'vitest';
import { consultationAnswers } from '../../fragments/third-party.ts';
import { Case, drafts, people } from './case.testing.ts';

const correctionInput = (correctBy: string) => ({
  items: ['请写明项目名称', '请写明年度'],
  guidance: '可以在门户网站查询项目名称',
  correctBy,
});
const letter = (sentOn: string, ...parties: string[]) => ({
  parties: parties.length ? parties : ['firm'],
  content: '施工合同中的报价明细',
  sentOn,
});
const draft = (code: string, more: object = {}) => ({ ...drafts[code], ...more });

describe('R40.2 correction (art. 30)', () => {
  it('R90.2 the answer starts anew from the corrected application', () => {
    const c = new Case()
      .received('2026-06-08')
      .on('2026-06-12')
      .do('notify-correction', people.clerk, correctionInput('2026-06-26'));
    expect(c.state.phase).toBe('correction');
    expect(c.clock('correction-notice').late).toBe(false);
    expect(c.clock('answer').state).toBe('stopped');
    expect(c.clock('correction').due).toBe('2026-06-26');
    c.on('2026-06-24').do('submit-correction', people.zhang, { text: '2024年幸福里小区改造项目' });
    expect(c.clock('answer')).toMatchObject({ state: 'running', due: '2026-07-22' });
    expect(c.state.phase).toBe('handling');
    expect(c.paper('correction-notice').words).toMatch(/1\. 请写明项目名称.*2\. 请写明年度.*2026年6月26日/s);
  });

  it('R90.2 a correction by letter counts from the day it came, not the day it was registered', () => {
    const c = new Case()
      .received('2026-06-08')
      .on('2026-06-12')
      .do('notify-correction', people.clerk, correctionInput('2026-06-26'));
    c.on('2026-06-25').do('register-correction', people.clerk, {
      text: '幸福里小区',
      receivedOn: '2026-06-24',
    });
    expect(c.clock('answer').due).toBe('2026-07-22');
  });

  it('R90.2 §5.7 row 4: asked on 10-13 when 10-12 was the last day: flagged, and the original due date 10-29 keeps running', () => {
    const c = new Case().received('2026-09-24');
    expect(c.clock('correction-notice').due).toBe('2026-10-12');
    c.on('2026-10-13').do('notify-correction', people.clerk, correctionInput('2026-10-30'));
    expect(c.clock('correction-notice').late).toBe(true);
    expect(c.clock('answer')).toMatchObject({ state: 'running', due: '2026-10-29' });
    c.on('2026-10-20').do('submit-correction', people.zhang, { text: '幸福里小区' });
    expect(c.clock('answer').due).toBe('2026-10-29');
  });

  it('O3: a second notice is refused', () => {
    const c = new Case()
      .received('2026-06-08')
      .on('2026-06-12')
      .do('notify-correction', people.clerk, correctionInput('2026-06-26'));
    c.do('submit-correction', people.zhang, { text: '幸福里小区' });
    const [refusal] = c.refused('notify-correction', people.clerk, correctionInput('2026-06-30'));
    expect(refusal).toMatchObject({ code: 'once' });
    expect(refusal?.cites[0]).toMatchObject({ source: 'disclosure-regulations', article: '30' });
  });

  it('the time left must be reasonable; who may not ask is refused', () => {
    const c = new Case().received('2026-06-08').on('2026-06-12');
    expect(c.codes('notify-correction', people.clerk, correctionInput('2026-06-18'))).toEqual(['CORRECT-BY']);
    expect(c.codes('notify-correction', people.zhang, correctionInput('2026-06-26'))).toEqual(['who']);
  });

  it('F1: when no correction comes the system closes the case as abandoned, never before the time is over', () => {
    const c = new Case()
      .received('2026-06-08')
      .on('2026-06-12')
      .do('notify-correction', people.clerk, correctionInput('2026-06-26'));
    expect(c.on('2026-06-26', '23:59').codes('abandon-correction', people.system)).toEqual([
      'CORRECTION-OVER',
    ]);
    expect(c.codes('abandon-correction', people.clerk)).toContain('who');
    c.on('2026-06-27', '00:10').do('abandon-correction', people.system);
    expect(c.state.phase).toBe('abandoned');
    expect(c.paper('correction-abandoned').words).toContain('视为放弃申请');
  });

  it('with good cause the time is set anew', () => {
    const c = new Case()
      .received('2026-06-08')
      .on('2026-06-12')
      .do('notify-correction', people.clerk, correctionInput('2026-06-26'));
    c.on('2026-06-25').do('extend-correction', people.clerk, {
      reason: '申请人住院',
      correctBy: '2026-07-10',
    });
    expect(c.on('2026-06-27').codes('abandon-correction', people.system)).toEqual(['CORRECTION-OVER']);
    expect(c.clock('correction').due).toBe('2026-07-10');
  });
});

describe('R40.2 O4: one extension, in time, up to 20 working days, by the head (art. 33)', () => {
  it('R90.2 adds to the count, and the notice says so', () => {
    const c = new Case()
      .received('2026-06-08')
      .on('2026-06-29')
      .do('extend-answer', people.head, { days: 10, reason: '需要检索历年档案' });
    expect(c.clock('answer').due).toBe('2026-07-21');
    expect(c.paper('extension-notice').words).toContain('延长10个工作日');
  });

  it('refuses a second one, more than twenty, one after expiry, and anyone but the head', () => {
    const c = new Case().received('2026-06-08').on('2026-06-29');
    const [tooLong] = c.refused('extend-answer', people.head, { days: 21, reason: '需要检索' });
    expect(tooLong).toMatchObject({ code: 'extension', field: 'days' });
    expect(tooLong?.cites[0]).toMatchObject({ article: '33', paragraph: 2 });
    expect(c.codes('extend-answer', people.clerk, { days: 5, reason: '需要检索' })).toEqual(['who']);
    c.do('extend-answer', people.head, { days: 5, reason: '需要检索' });
    expect(c.codes('extend-answer', people.head, { days: 5, reason: '需要检索' })).toEqual(['once']);
    const late = new Case().received('2026-06-08').on('2026-07-08');
    expect(late.clock('answer').state).toBe('expired');
    expect(late.codes('extend-answer', people.head, { days: 5, reason: '需要检索' })).toEqual(['O4-RUNNING']);
  });
});

describe('R40.2 third party (art. 32) and co-making organs (art. 34)', () => {
  it('R90.2 §5.7 row 5: received 10-12, letter 10-19, answer 11-06: 15 working days are left, due 2026-11-27', () => {
    const c = new Case()
      .received('2026-10-12')
      .on('2026-10-19')
      .do('ask-third-party', people.clerk, letter('2026-10-19'));
    expect(c.clock('answer')).toMatchObject({ state: 'paused' });
    expect(c.clock('answer').due).toBeUndefined();
    expect(c.clock('answer').remaining?.text).toContain('15 个工作日');
    c.on('2026-10-20').do('third-party-letter-received', people.clerk, {
      party: 'firm',
      receivedOn: '2026-10-20',
    });
    c.on('2026-11-06').do('third-party-opinion', people.firm, { position: '不同意', reason: '属于商业秘密' });
    expect(c.clock('answer')).toMatchObject({ state: 'running', due: '2026-11-27' });
    expect(c.clock('answer').steps.some((s) => s.kind === 'pause')).toBe(true);
  });

  it('R90.2 the letter and the answer count from their own days when they are recorded later', () => {
    const c = new Case()
      .received('2026-10-12')
      .on('2026-10-21')
      .do('ask-third-party', people.clerk, letter('2026-10-19'));
    c.on('2026-11-10').do('third-party-opinion-on-paper', people.clerk, {
      party: 'firm',
      position: '同意',
      receivedOn: '2026-11-06',
    });
    expect(c.clock('answer').due).toBe('2026-11-27');
  });

  it('R90.2 §5.7 row 6: a silent third party is not consent; the organ weighs and decides, the limit goes on after the lapse', () => {
    const c = new Case()
      .received('2026-10-12')
      .on('2026-10-19')
      .do('ask-third-party', people.clerk, letter('2026-10-19'));
    c.on('2026-10-20').do('third-party-letter-received', people.clerk, {
      party: 'firm',
      receivedOn: '2026-10-20',
    });
    expect(c.clock('third-party-answer').due).toBe('2026-11-10');
    expect(c.on('2026-11-10', '23:00').codes('third-party-silent', people.system)).toEqual(['THIRD-LAPSED']);
    c.on('2026-11-11', '00:10').do('third-party-silent', people.system);
    expect(consultationAnswers(c.view, 'third-party', 'decide').get('firm')?.position).toBe('逾期未答复');
    // Resumed from the day the 15 working days lapsed: 15 left after 10 November.
    expect(c.clock('answer').due).toBe('2026-12-01');
    const [refusal] = c.on('2026-11-12').refused('draft-reply', people.clerk, draft('A'));
    expect(refusal).toMatchObject({ code: 'disclosure-on-application.SILENCE', field: 'balance' });
    c.do('draft-reply', people.clerk, draft('A', { balance: '报价已经过去三年，公开不损害其利益' }));
  });

  it('§5.7 row 6: a silent co-making organ has consented', () => {
    const c = new Case()
      .received('2026-10-12')
      .on('2026-10-19')
      .do('ask-co-maker', people.clerk, letter('2026-10-19', 'planning'));
    c.do('co-maker-letter-received', people.clerk, { party: 'planning', receivedOn: '2026-10-19' });
    c.on('2026-11-10').do('co-maker-silent', people.system);
    expect(consultationAnswers(c.view, 'co-maker', 'consent').get('planning')?.position).toBe(
      '逾期未答复，视为同意',
    );
    c.do('draft-reply', people.clerk, draft('A'));
    expect(c.paper('co-maker-letter').words).toContain('视为同意公开');
  });

  it('nothing goes on while an opinion is awaited', () => {
    const c = new Case()
      .received('2026-10-12')
      .on('2026-10-19')
      .do('ask-third-party', people.clerk, letter('2026-10-19'));
    expect(c.codes('draft-reply', people.clerk, draft('A'))).toEqual(['DRAFT-QUIET']);
    expect(c.codes('sign-reply', people.head)).toEqual(['O1-DRAFT', 'SIGN-QUIET']);
    expect(c.codes('notify-correction', people.clerk, {})).toContain('CONSULT-DONE');
    expect(c.codes('third-party-opinion', people.stranger, { position: '同意' })).toEqual(['who']);
    expect(c.codes('third-party-opinion', people.firm, { position: '不同意' })).toEqual(['THIRD-REASON']);
  });

  it('R90.2 the limit goes on only when everyone asked has answered', () => {
    const c = new Case()
      .received('2026-10-12')
      .on('2026-10-19')
      .do('ask-third-party', people.clerk, letter('2026-10-19', 'firm', 'firm2'));
    c.do('ask-co-maker', people.clerk, letter('2026-10-19', 'planning'));
    c.on('2026-10-26').do('third-party-opinion', people.firm, { position: '同意' });
    expect(c.codes('third-party-opinion', people.firm, { position: '同意' })).toEqual(['THIRD-ANSWERED']);
    c.on('2026-10-27').do('co-maker-opinion', people.coMaker, { position: '同意' });
    expect(c.clock('answer').state).toBe('paused');
    c.on('2026-11-06').do('third-party-opinion', people.firm2, { position: '同意' });
    expect(c.clock('answer').due).toBe('2026-11-27');
  });

  it('R90.2 of several third parties the limit runs from the last receipt, in whatever order it is recorded', () => {
    const c = new Case()
      .received('2026-10-12')
      .on('2026-10-19')
      .do('ask-third-party', people.clerk, letter('2026-10-19', 'firm', 'firm2'));
    c.on('2026-10-26').do('third-party-letter-received', people.clerk, {
      party: 'firm',
      receivedOn: '2026-10-23',
    });
    c.do('third-party-letter-received', people.clerk, { party: 'firm2', receivedOn: '2026-10-20' });
    expect(c.clock('third-party-answer').due).toBe('2026-11-13');
    expect(
      c.codes('third-party-letter-received', people.clerk, { party: 'firm', receivedOn: '2026-10-25' }),
    ).toEqual(['THIRD-RECEIVED-ONCE']);
  });

  it('one who never got the letter is not silent', () => {
    const c = new Case()
      .received('2026-10-12')
      .on('2026-10-19')
      .do('ask-third-party', people.clerk, letter('2026-10-19', 'firm', 'firm2'));
    c.do('third-party-letter-received', people.clerk, { party: 'firm', receivedOn: '2026-10-19' });
    c.on('2026-11-10').do('third-party-silent', people.system);
    expect(c.state.conds.has('third-party-open')).toBe(true);
    expect(c.clock('answer').state).toBe('paused');
    expect(
      c.codes('third-party-unreachable', people.clerk, {
        parties: ['firm'],
        reason: '登记地址查无此公司，电话停机',
      }),
    ).toEqual(['THIRD-UNREACHABLE']);
    c.do('third-party-unreachable', people.clerk, {
      parties: ['firm2'],
      reason: '登记地址查无此公司，电话停机',
    });
    expect(c.clock('answer').state).toBe('running');
  });

  it('the letter keeps the applicant’s identity to itself', () => {
    const c = new Case()
      .received('2026-10-12')
      .on('2026-10-19')
      .do('ask-third-party', people.clerk, letter('2026-10-19'));
    expect(c.paper('third-party-letter').words).toContain('15个工作日');
    expect(c.paper('third-party-letter').words).not.toContain('张某');
  });

  it('R90.2 impossible days are refused: a letter to come, an answer before the letter', () => {
    const c = new Case().received('2026-10-12').on('2026-10-19');
    const [future] = c.refused('ask-third-party', people.clerk, letter('2026-10-20'));
    expect(future).toMatchObject({ code: 'clock-day', field: 'sentOn' });
    c.do('ask-third-party', people.clerk, letter('2026-10-19')).on('2026-10-22');
    expect(
      c.codes('third-party-opinion-on-paper', people.clerk, {
        party: 'firm',
        position: '同意',
        receivedOn: '2026-10-16',
      }),
    ).toEqual(['clock-day']);
    expect(
      c.codes('third-party-letter-received', people.clerk, { party: 'firm', receivedOn: '2026-10-16' }),
    ).toEqual(['THIRD-RECEIVED']);
  });

  it('R90.2 doubt goes to the competent authority, and that time does not count (arts 17, 33)', () => {
    const c = new Case().received('2026-10-12').on('2026-10-19').do('refer-doubt', people.clerk, {
      authority: '市国家保密局',
      question: '该会议纪要是否属于国家秘密',
      sentOn: '2026-10-19',
    });
    expect(c.codes('sign-reply', people.head)).toContain('SIGN-QUIET');
    c.on('2026-11-06').do('referral-answer', people.clerk, {
      answer: '不属于国家秘密',
      receivedOn: '2026-11-06',
    });
    expect(c.clock('answer').due).toBe('2026-11-27');
    expect(c.paper('referral-letter').recipients).toBe('市国家保密局');
  });
});

describe('R40.2 excessive number or frequency (art. 35)', () => {
  const ask = { count: 86, excess: '六个月内就同类事项提出86件申请', answerBy: '2026-06-24' };
  const asked = () => new Case().received('2026-06-08').on('2026-06-10').do('ask-reasons', people.clerk, ask);

  it('O6: reasons are taken only after they were asked for under art. 35', () => {
    const c = new Case().received('2026-06-08');
    expect(c.codes('state-reasons', people.zhang, { reasons: '科研' })).toEqual(['phase']);
    const d = asked().do('state-reasons', people.zhang, { reasons: '课题研究需要' });
    expect(d.codes('state-reasons', people.zhang, { reasons: '再说一次' })).toEqual(['REASONS-ONCE']);
    expect(d.paper('reasons-letter').words).toContain('86件');
  });

  it('R90.2 the answer’s limit keeps running while reasons are awaited', () => {
    expect(asked().clock('answer')).toMatchObject({ state: 'running', due: '2026-07-07' });
  });

  it('E4: unreasonable reasons, or none in time, end in a reply that it is not processed', () => {
    const c = asked();
    const judge = { conclusion: '不合理', grounds: '同一信息反复申请，没有说明任何理由' };
    expect(c.codes('judge-reasons', people.head, judge)).toEqual(['REASONS-HEARD']);
    c.on('2026-06-25').do('judge-reasons', people.head, judge);
    expect(
      c.codes('delay-answer', people.head, { answerBy: '2026-09-01', reason: '数量很大，需要逐件检索' }),
    ).toEqual(['DELAY-REASONABLE']);
    c.signed('E4');
    expect(c.state.phase).toBe('delivering');
  });

  it('E4 without the art. 35 step is refused', () => {
    const c = new Case().received('2026-06-08').on('2026-06-10').do('draft-reply', people.clerk, draft('E4'));
    const [refusal] = c.refused('sign-reply', people.head);
    expect(refusal).toMatchObject({ code: 'disclosure-on-application.E4' });
    expect(refusal?.cites[0]?.article).toBe('35');
  });

  it('R90.2 reasonable reasons: the answer may be delayed to a fixed day, told to the applicant', () => {
    const c = asked().do('state-reasons', people.zhang, { reasons: '课题研究需要' });
    c.do('judge-reasons', people.head, { conclusion: '合理', grounds: '课题材料能够印证申请用途' });
    expect(
      c.codes('delay-answer', people.head, { answerBy: '2026-06-10', reason: '数量很大，需要逐件检索' }),
    ).toEqual(['DELAY-BY']);
    c.do('delay-answer', people.head, { answerBy: '2026-09-01', reason: '数量很大，需要逐件检索' });
    expect(c.clock('answer').due).toBe('2026-09-01');
    expect(c.paper('delay-notice').words).toContain('2026年9月1日');
  });

  it('the delay must be told before the limit is over, and only after the art. 35 step', () => {
    const c = new Case().received('2026-06-08').on('2026-06-10');
    expect(
      c.codes('delay-answer', people.head, { answerBy: '2026-09-01', reason: '数量很大，需要逐件检索' }),
    ).toEqual(['DELAY-JUDGED']);
    const d = asked()
      .on('2026-07-08')
      .do('judge-reasons', people.head, { conclusion: '合理', grounds: '课题材料能够印证申请用途' });
    expect(
      d.codes('delay-answer', people.head, { answerBy: '2026-09-01', reason: '数量很大，需要逐件检索' }),
    ).toEqual(['DELAY-IN-TIME']);
  });

  it('time for stating reasons must be reasonable', () => {
    const c = new Case().received('2026-06-08').on('2026-06-10');
    expect(c.codes('ask-reasons', people.clerk, { ...ask, answerBy: '2026-06-12' })).toEqual([
      'REASONS-TIME',
    ]);
  });
});

describe('R40.2 fee (art. 42, 国办函〔2020〕109号)', () => {
  const byItem = {
    mode: '按件计收',
    items: 1,
    earlier: 30,
    excess: '本月第31件申请，明显超过合理范围',
    payTo: '非税收入平台缴款码',
  };
  const noticed = () =>
    new Case().received('2026-06-08').on('2026-06-15').do('fee-notice', people.clerk, byItem);

  it('R90.2 payment within 20 working days from the day after receipt; the answer starts again the day after payment', () => {
    const c = noticed();
    expect(c.clock('answer').state).toBe('stopped');
    c.on('2026-06-17').do('fee-notice-received', people.clerk, { receivedOn: '2026-06-16' });
    expect(c.clock('payment').due).toBe('2026-07-15');
    expect(
      c.codes('record-payment', people.clerk, { amount: 100, paidOn: '2026-06-17', receipt: '2200001' }),
    ).toEqual(['FEE-AMOUNT']);
    c.on('2026-06-25').do('record-payment', people.clerk, {
      amount: 200,
      paidOn: '2026-06-24',
      receipt: '2200001',
    });
    expect(c.clock('answer')).toMatchObject({ state: 'running', due: '2026-07-22' });
    expect(c.state.phase).toBe('handling');
  });

  it('F2: unpaid after 20 working days, the system closes the case; never before, never without receipt', () => {
    const c = noticed();
    expect(c.on('2026-09-01').codes('abandon-payment', people.system)).toEqual(['PAYMENT-OVER']);
    c.do('fee-notice-received', people.clerk, { receivedOn: '2026-09-01' });
    expect(c.codes('fee-notice-received', people.clerk, { receivedOn: '2026-09-01' })).toEqual([
      'FEE-RECEIVED-ONCE',
    ]);
    expect(c.on(c.clock('payment').due ?? '').codes('abandon-payment', people.system)).toEqual([
      'PAYMENT-OVER',
    ]);
    c.on('2026-10-10').do('abandon-payment', people.system);
    expect(c.state.phase).toBe('abandoned');
    expect(c.paper('fee-abandoned').words).toContain('视为放弃');
  });

  it('one mode, never both, never zero, never after the answer was due', () => {
    const c = new Case().received('2026-06-08').on('2026-06-15');
    expect(c.codes('fee-notice', people.clerk, { ...byItem, pages: 40 })).toEqual(['FEE-MODE']);
    expect(c.codes('fee-notice', people.clerk, { ...byItem, earlier: 9 })).toEqual(['FEE-ZERO']);
    expect(
      c.codes('fee-notice', people.clerk, {
        mode: '按量计收',
        pages: 30,
        excess: byItem.excess,
        payTo: byItem.payTo,
      }),
    ).toEqual(['FEE-ZERO']);
    expect(c.on('2026-07-08').codes('fee-notice', people.clerk, byItem)).toEqual(['FEE-IN-TIME']);
  });

  it('the notice explains basis, tiers, amount and how to pay', () => {
    const { words } = noticed().paper('fee-notice');
    expect(words).toContain('每件200元，1件计200元');
    expect(words).toContain('应缴纳信息处理费200元');
    expect(words).toContain('非税收入平台缴款码');
    expect(words).toContain('20个工作日');
  });
});
