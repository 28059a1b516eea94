/** The ordinary procedure, driven step by step on a simulated clock: the whole life and the ways through it. */
import type { CaseFacts } from '@fadu/kernel';
import { describe, expect, test } from 'vitest';
import {
  agreed,
  CASES,
  clue,
  contact,
  decision,
  filing,
  heavy,
  inPerson,
  LINKED,
  lawful,
  meeting,
  noTransferTold,
  notified,
  officer,
  pair,
  payment,
  people,
  proposal,
  Running,
  reported,
  served,
  transferTold,
} from './case.testing.ts';
import { penaltyOrdinary } from './ordinary.ts';

const { o1, o3, clerk, head, caseReviewer, reviewer, host, party, principal, system } = people;
const start = () => new Running(penaltyOrdinary).on('2026-01-05').do('register-clue', o1, clue);
const filed = () => start().on('2026-01-06').do('file', head, filing);
const setHearing = (heldOn: string) => ({
  heldOn,
  time: '09:00',
  place: '三楼会议室',
  host: 'host',
  hostName: '主持人王某',
  open: true,
});
const held = {
  result: '举行完毕',
  attended: ['执法o1', '超市代表'],
  agents: ['李律师'],
  minutes: '双方陈述、质证',
  signed: '当事人核对无误并签名',
  report: '建议维持拟处罚意见',
};

describe('R24.6 the whole life of an ordinary case', () => {
  test('light case: notice, period over, decision, service, publication, payment, closing, finality', () => {
    const c = notified(penaltyOrdinary);
    expect(c.clock('statement')).toMatchObject({ state: 'running', due: '2026-01-21' });
    expect(c.on('2026-01-21').no('submit-decision', clerk).codes).toEqual(['INV-P1']);
    c.on('2026-01-22').do('submit-decision', clerk).do('decide-penalty', head, decision());
    expect(c.state.acts.at(-1)?.effects.papers).toEqual(['decision', 'repair-notice']);
    expect(c.clock('decision').state).toBe('stopped');
    expect(c.clock('service').due).toBe('2026-02-02');
    expect(c.clock('publication').due).toBe('2026-02-02');
    // Signed for on Friday, recorded on Monday: Friday counts.
    c.on('2026-01-26').do('serve-decision', o1, inPerson('2026-01-23'));
    expect(c.clock('payment')).toMatchObject({ state: 'running', due: '2026-02-09' });
    expect(c.clock('suit').due).toBe('2026-07-23');
    c.do('publish', clerk, { channels: ['信用中国'], checked: [...ALL_CHECKED] });
    c.on('2026-02-02').do('record-payment', clerk, payment('2026-02-02', 50_000));
    expect(c.clock('payment').state).toBe('stopped');
    c.on('2026-02-03').do('close', head, {
      summary: '罚款已经缴清',
      catalogue: '一、立案审批表；二、现场检查笔录',
    });
    expect(c.state.phase).toBe('archived');
    expect(c.no('finish', system).codes).toEqual(['FINAL-FIRST']);
    c.on('2026-07-24').do('suit-period-over', system).do('finish', system);
    expect(c.state).toMatchObject({ phase: 'closed', ended: 'done' });
  });

  test('R24.3 R24.6 heavy case: hearing asked, held, reviewed after it, discussed, decided', () => {
    const c = start()
      .on('2026-04-20')
      .do('file', head, filing)
      .do('contact', o1, contact('2026-04-20'))
      .do('end-report', o1, heavy());
    c.do('case-review', caseReviewer, agreed)
      .do('give-notice', clerk)
      .on('2026-04-30')
      .do('serve-notice', o1, inPerson('2026-04-30'));
    c.on('2026-05-11').do('request-hearing', party, { channel: '书面', requestedOn: '2026-05-11' });
    expect(c.state.phase).toBe('hearing');
    expect(c.clock('decision').state).toBe('paused');
    c.on('2026-06-11')
      .do('set-hearing', clerk, setHearing('2026-06-24'))
      .on('2026-06-12')
      .do('serve-hearing-notice', o1, inPerson('2026-06-12'));
    c.on('2026-06-24').do('hold-hearing', host, held);
    expect(c.clock('decision').state).not.toBe('paused');
    expect(c.clock('legality-review').state).toBe('running');
    // Art. 58(2): the review comes after the hearing, and the meeting after the review.
    expect(
      c.no('decide-penalty', head, decision({ items: [{ kind: '罚款', amount: 120_000 }] })).codes,
    ).toEqual(['INV-P3', 'COLLECTIVE']);
    expect(c.no('deliberate', clerk, meeting('2026-06-24')).codes).toEqual(['INV-P3']);
    c.on('2026-06-25').do('legality-review', reviewer, lawful).do('deliberate', clerk, meeting('2026-06-25'));
    c.on('2026-06-26').do('decide-penalty', head, decision({ items: [{ kind: '罚款', amount: 110_000 }] }));
    expect(c.state.phase).toBe('service');
  });

  test('hearing abandoned: no art. 58(2) review is due; withdrawn: back to the notice', () => {
    const asked = notified(penaltyOrdinary, heavy(), '2026-01-14')
      .on('2026-01-19')
      .do('request-hearing', o1, { channel: '当面口头', requestedOn: '2026-01-19' });
    const absent = asked
      .copy()
      .do('set-hearing', clerk, setHearing('2026-02-03'))
      .do('serve-hearing-notice', o1, inPerson('2026-01-19'));
    absent.on('2026-02-03').do('hold-hearing', host, {
      ...held,
      result: '视为放弃',
      absence: '无正当理由不到场',
      signed: '当事人未到场',
    });
    expect(
      absent.no('decide-penalty', head, decision({ items: [{ kind: '罚款', amount: 120_000 }] })).codes,
    ).toEqual(['COLLECTIVE']);
    const back = asked.copy().on('2026-01-20').do('withdraw-hearing', party, { document: '撤回书1号' });
    expect(back.state.phase).toBe('notice');
    expect(back.clock('decision').state).toBe('running');
    back.do('request-hearing', party, { channel: '电子', requestedOn: '2026-01-20' });
    // The notice of the first hearing does not serve for the second.
    const again = absent.copy();
    expect(again.state.phase).toBe('decision');
    expect(back.no('hold-hearing', host, held).codes).toEqual(['HEARING-NOTIFIED']);
  });

  test('early decisions: a re-examined statement, or a signed waiver', () => {
    const c = notified(penaltyOrdinary)
      .on('2026-01-15')
      .do('state-defence', party, { channel: '书面', text: '商品是刚刚过期' });
    expect(c.on('2026-01-30').no('submit-decision', clerk).codes).toEqual(['INV-P1-OPEN']);
    const statement = c.seq;
    const early = c
      .copy()
      .on('2026-01-16')
      .do('re-examine', o1, { statement, accepted: '不采纳', reasons: '过期三日属实，不影响认定' });
    early.do('submit-decision', clerk).do('decide-penalty', head, decision());
    const waived = notified(penaltyOrdinary)
      .on('2026-01-15')
      .do('waive-rights', party, { scope: '陈述和申辩', document: '放弃声明', signedOn: '2026-01-15' });
    waived.do('submit-decision', clerk);
    expect(waived.state.phase).toBe('decision');
    // A new statement in the decision phase is still heard.
    waived.do('state-defence', party, { channel: '邮寄', text: '补充一点意见' });
    expect(waived.no('decide-penalty', head, decision()).codes).toEqual(['INV-P1-OPEN']);
    const both = waived.copy().do('state-defence', party, { channel: '邮寄', text: '再补充一点' });
    both.do('re-examine', clerk, { statement: both.seq, accepted: '不采纳', reasons: '与认定的事实无关' });
    expect(both.no('decide-penalty', head, decision()).codes).toEqual(['INV-P1-OPEN']);
    expect(
      both.no('re-examine', clerk, { statement: both.seq, accepted: '采纳', reasons: '没有这个编号' }).codes,
    ).toEqual(['STATEMENT-TARGET']);
  });

  test('edge case 10: a heavier penalty needs a new notice and five new working days; earlier reviews fall', () => {
    const c = notified(penaltyOrdinary, heavy({ reviewByLaw: true }))
      .on('2026-01-22')
      .do('submit-decision', clerk)
      .do('legality-review', reviewer, lawful)
      .do('deliberate', clerk, meeting('2026-01-22'));
    const refused = c.no('decide-penalty', head, decision({ items: [{ kind: '罚款', amount: 150_000 }] }));
    expect(refused.codes).toEqual(['INV-P5', 'REVIEWED-ITEMS']);
    expect(refused.say).toContain('由120000元增加到150000元');
    expect(refused.cites).toContain('penalty-law 45');
    const more = {
      elements: [
        { fact: '陈列销售过期牛奶十二盒', evidence: [3] },
        { fact: '还销售过期饮料五瓶', evidence: [3] },
      ],
      items: [{ kind: '罚款', amount: 150_000 }],
    };
    expect(c.no('revise-proposal', clerk, heavy({ ...more, reviewByLaw: true })).codes).toEqual([
      'INV-P5',
      'REVISE-FACTS',
    ]);
    c.on('2026-01-23')
      .do('renotify', clerk, heavy({ ...more, reviewByLaw: true }))
      .do('serve-notice', o1, inPerson('2026-01-23'));
    expect(c.clock('statement')).toMatchObject({ state: 'running', due: '2026-01-30' });
    expect(c.on('2026-01-30').no('submit-decision', clerk).codes).toEqual(['INV-P1']);
    c.on('2026-02-02').do('submit-decision', clerk);
    expect(
      c.no('decide-penalty', head, decision({ items: [{ kind: '罚款', amount: 150_000 }] })).codes,
    ).toEqual(['INV-P3', 'COLLECTIVE']);
    c.do('legality-review', reviewer, lawful)
      .do('deliberate', clerk, meeting('2026-02-02'))
      .do('decide-penalty', head, decision({ items: [{ kind: '罚款', amount: 150_000 }] }));
  });

  test('an added basis needs a new notice too; a lighter revision does not', () => {
    const c = notified(penaltyOrdinary).on('2026-01-22').do('submit-decision', clerk);
    const other = {
      title: '消费者权益保护法',
      article: '五十六',
      level: '法律',
      published: true,
      inForceFrom: '2014-03-15',
      role: '处罚依据',
    };
    expect(
      c.no('decide-penalty', head, decision({ basis: [...(decision().basis as unknown[]), other] })).codes,
    ).toEqual(['INV-P5']);
    c.do('revise-proposal', clerk, proposal({ items: [{ kind: '罚款', amount: 30_000 }] }));
    expect(
      c.no('decide-penalty', head, decision({ items: [{ kind: '罚款', amount: 40_000 }] })).codes,
    ).toEqual(['REVIEWED-ITEMS']);
    c.do('decide-penalty', head, decision({ items: [{ kind: '罚款', amount: 30_000 }] }));
  });

  test('review that does not pass: revised, sent back, investigated anew; everything after the report falls', () => {
    const c = notified(penaltyOrdinary, proposal({ difficult: true }))
      .on('2026-01-22')
      .do('submit-decision', clerk);
    expect(c.clock('legality-review').due).toBe('2026-02-02');
    c.do('legality-review', reviewer, {
      ...lawful,
      conclusion: '不合法',
      opinion: '主要证据不足，应当补充调查',
    });
    expect(c.no('decide-penalty', head, decision()).codes).toEqual(['INV-P3']);
    c.do('reopen-investigation', head, { reason: '补充进货凭证' });
    expect(c.state.phase).toBe('investigation');
    expect([...c.state.conds].sort()).toEqual(['sector-limits']);
    c.on('2026-01-23')
      .do('contact', o1, contact('2026-01-23'))
      .do('end-report', o1, proposal({ difficult: true }, [c.seq]));
    c.do('case-review', caseReviewer, agreed)
      .do('give-notice', clerk)
      .do('serve-notice', o1, inPerson('2026-01-23'));
    expect(c.clock('statement').due).toBe('2026-01-30');
  });

  test('the meeting postpones or rejects: no decision', () => {
    const c = notified(penaltyOrdinary, proposal({ collective: true }))
      .on('2026-01-22')
      .do('submit-decision', clerk);
    for (const result of ['暂缓', '修改后再审', '不通过']) {
      expect(
        c.copy().do('deliberate', clerk, meeting('2026-01-22', result)).no('decide-penalty', head, decision())
          .codes,
      ).toEqual(['COLLECTIVE']);
    }
    expect(c.no('deliberate', clerk, { ...meeting('2026-01-22'), method: '传阅会签' }).codes).toEqual([
      'COLLECTIVE',
    ]);
    c.do('deliberate', clerk, meeting('2026-01-22')).do('decide-penalty', head, decision());
  });
});

describe('R26.1 leniency stops the handler', () => {
  const minor = { minor: true, correctedInTime: true, noHarm: true };

  test('N1: a penalty is refused with the rule; no penalty is decided with education, without notice', () => {
    const c = filed().on('2026-01-07').do('contact', o1, contact('2026-01-07'));
    const refused = c.no('end-report', o1, proposal(minor));
    expect(refused.codes).toEqual(['R26.1']);
    expect(refused.say).toContain('N1');
    expect(refused.cites).toEqual(expect.arrayContaining(['plan 26', 'penalty-law 33']));
    c.do(
      'end-report',
      o1,
      proposal({ ...minor, outcome: '不予处罚', noPenaltyGround: '轻微并已改正、没有危害后果', items: [] }),
    );
    c.do('case-review', caseReviewer, agreed);
    expect(c.no('give-notice', clerk).codes).toEqual(['PUNISHES']);
    c.do('submit-no-penalty', clerk);
    expect(c.no('decide-penalty', head, decision()).codes).toEqual(expect.arrayContaining(['PUNISHES']));
    const d = {
      ground: '轻微并已改正、没有危害后果',
      reasons: '及时下架并改正',
      education: '现场讲解食品安全法',
      reconsiderationBody: '演示市人民政府',
      court: '演示市城区人民法院',
    };
    expect(c.no('decide-no-penalty', head, { ...d, ground: '没有主观过错' }).codes).toEqual([
      'NO-PENALTY-PROPOSED',
    ]);
    c.do('decide-no-penalty', head, d).do('serve-decision', o1, inPerson('2026-01-07'));
    expect(c.state.phase).toBe('performance');
    expect(c.no('publish', clerk, { channels: ['信用中国'], checked: [] }).codes).toEqual([
      'penalty-record-DUE',
    ]);
    c.do('close', head, { summary: '不予处罚，已经教育', catalogue: '一、立案审批表' })
      .on('2026-07-08')
      .do('suit-period-over', system)
      .do('finish', clerk);
  });

  test.each([
    ['N2', { firstOffence: true, minorHarm: true, correctedInTime: true }, {}],
    ['F1', { noFaultProved: true }, {}],
    ['M1', { mind: '不能辨认或者不能控制自己的行为' }, { partyKind: '公民', bornOn: '1990-01-01' }],
    ['A1', {}, { partyKind: '公民', bornOn: '2012-01-04' }],
    ['A2', {}, { partyKind: '公民', bornOn: '2009-01-04' }],
    ['R', { reductions: ['配合查处有立功表现'] }, {}],
  ])('%s stops a penalty; with reasons it goes to legality review and the meeting', (code, facts, c) => {
    const started = new Running(penaltyOrdinary)
      .on('2026-01-05')
      .do('register-clue', o1, { ...clue, ...c })
      .do('file', head, filing)
      .do('contact', o1, contact('2026-01-05'));
    const refused = started.no('end-report', o1, proposal(facts));
    expect(refused.codes).toEqual(['R26.1']);
    expect(refused.say).toContain(`（${code}）`);
    expect(started.no('end-report', o1, proposal({ ...facts, departureReasons: '不行' })).codes).toEqual([
      'R26.1',
    ]);
    started.do(
      'end-report',
      o1,
      proposal({ ...facts, departureReasons: '调查证明当事人隐瞒了主要事实，不符合该情形' }),
    );
    expect([...started.state.conds]).toEqual(
      expect.arrayContaining(['departs', 'review-due', 'collective-due']),
    );
    started
      .do('case-review', caseReviewer, agreed)
      .do('give-notice', clerk)
      .do('serve-notice', o1, inPerson('2026-01-05'))
      .on('2026-01-13')
      .do('submit-decision', clerk);
    expect(started.no('decide-penalty', head, decision()).codes).toEqual(['INV-P3', 'R26.1', 'COLLECTIVE']);
    started
      .do('legality-review', reviewer, lawful)
      .do('deliberate', clerk, meeting('2026-01-13'))
      .do('decide-penalty', head, decision());
  });

  test('a must-mitigate rule is met by a mitigated penalty', () => {
    const c = filed().do('contact', o1, contact('2026-01-06'));
    c.do('end-report', o1, proposal({ reductions: ['主动消除或者减轻危害后果'], mitigated: true }));
    expect(c.state.conds.has('departs')).toBe(false);
  });

  test('L1: past the limitation a case is not filed', () => {
    const c = new Running(penaltyOrdinary)
      .on('2026-01-05')
      .do('register-clue', o1, { ...clue, actOn: '2024-01-03', actEndedOn: '2024-01-03' });
    const refused = c.no('file', head, filing);
    expect(refused.codes).toEqual(['L1']);
    expect(refused.cites).toContain('penalty-law 36');
    c.do('not-file', head, { ground: '超过追究时效', reason: '发现时已满两年', reporterTold: false });
    expect(c.state).toMatchObject({ phase: 'not-filed', ended: 'stopped' });
  });
});

describe('side paths', () => {
  test('P1: suspension and testing do not count for the market regulator; one extension of 30 days, then a meeting fixes a period', () => {
    const c = filed();
    expect(c.clock('decision').due).toBe('2026-04-07');
    c.on('2026-01-10')
      .do('start-test', o1, { what: '菌落总数', by: '市质检所' })
      .on('2026-01-12')
      .do('suspend', head, { reason: '等待上级答复' });
    expect(c.clock('decision').state).toBe('paused');
    expect(c.no('contact', o1, contact('2026-01-12')).codes).toEqual(['SUSPENDED']);
    c.on('2026-01-20').do('end-test', o1, { result: '菌落总数超标', endedOn: '2026-01-20' });
    expect(c.clock('decision').state).toBe('paused');
    c.on('2026-01-25').do('resume', head, { reason: '已经答复' });
    // 15 days do not count: 2026-04-06 is Qingming's last day off; 90 days from 6 January end on 6 April, with 15 more on 21 April.
    expect(c.clock('decision').due).toBe('2026-04-21');
    c.on('2026-04-20').do('extend-decision', head, { reason: '案情复杂' });
    expect(c.clock('decision').due).toBe('2026-05-21');
    expect(c.no('extend-decision', head, { reason: '还要延长' }).codes).toEqual(['extension']);
    const late = c.copy().on('2026-05-22');
    expect(
      late.no('set-period', head, { until: '2026-07-01', meeting: '局长办公会', reason: '仍不能办结' }).codes,
    ).toEqual(['P1-RUNNING']);
    c.on('2026-05-21').do('set-period', head, {
      until: '2026-07-01',
      meeting: '局长办公会',
      reason: '仍不能办结',
    });
    expect(c.clock('decision').due).toBe('2026-07-01');
  });

  test('P1: under the penalty law alone nothing is excluded and nothing extended', () => {
    const c = new Running(penaltyOrdinary)
      .on('2026-01-05')
      .do('register-clue', o1, { ...clue, sector: '一般' })
      .on('2026-01-06')
      .do('file', head, filing);
    c.on('2026-01-10').do('suspend', head, { reason: '等待上级答复' });
    expect(c.clock('decision').due).toBe('2026-04-07');
    expect(c.no('extend-decision', head, { reason: '案情复杂' }).codes).toEqual(['P1-EXTEND']);
    expect(c.no('extend-decision', head, { reason: '案情复杂' }).cites).toContain('penalty-law 60');
    c.do('resume', head, { reason: '已经答复' });
    expect(
      c.no('set-period', head, { until: '2026-07-01', meeting: '局长办公会', reason: '仍不能办结' }).codes,
    ).toEqual(['P1-EXTEND']);
    // Overdue: still decidable, and flagged.
    c.do('contact', o1, contact('2026-01-10'))
      .do('end-report', o1, proposal({}, [c.seq]))
      .do('give-notice', clerk)
      .do('serve-notice', o1, inPerson('2026-01-10'));
    c.on('2026-04-08').do('submit-decision', clerk);
    expect(c.clock('decision')).toMatchObject({ state: 'expired', late: true });
    c.do('decide-penalty', head, decision());
    expect(c.clock('decision')).toMatchObject({ state: 'stopped', late: true });
  });

  test('edge case 1: preserved Thursday 2026-02-12, disposal due Saturday 2026-02-28; later it has lapsed and must be returned', () => {
    const c = filed()
      .on('2026-02-12')
      .do('preserve', o1, {
        officers: pair,
        items: ['牛奶十二盒'],
        ground: '可能被转移或者销毁',
        place: '本局仓库',
        approvedBy: '局长',
      });
    expect(c.clock('preservation')).toMatchObject({ due: '2026-02-28' });
    expect(c.no('end-report', o1, proposal()).codes).toEqual(['PRESERVED-OPEN', 'INVESTIGATED']);
    expect(c.no('terminate', head, { reason: '当事人注销' }).codes).toEqual(['PRESERVED-OPEN']);
    expect(
      c.no('preserve', o1, {
        officers: pair,
        items: ['饮料'],
        ground: '可能被转移',
        place: '本局仓库',
        approvedBy: '局长',
      }).codes,
    ).toEqual(['PRESERVED-ONCE']);
    c.copy().on('2026-02-28').do('dispose-preserved', o1, { result: '没收', detail: '拟予没收处理' });
    c.on('2026-03-01');
    expect(c.clock('preservation').late).toBe(true);
    expect(c.no('dispose-preserved', o1, { result: '没收', detail: '拟予没收处理' }).say).toContain(
      '2026年2月28日',
    );
    c.do('dispose-preserved', o1, { result: '返还', detail: '返还当事人' });
  });

  test('recusal: decided by the head, the investigation goes on meanwhile, who must step aside cannot act', () => {
    const c = filed().do('ask-recusal', party, { officer: 'o1', ground: '与竞争对手是亲属' });
    c.do('contact', o1, contact('2026-01-06'));
    expect(c.no('end-report', o1, proposal({}, [c.seq])).codes).toEqual(['RECUSAL-OPEN']);
    expect(c.no('decide-recusal', head, { officer: 'o2', result: '回避', reason: '没有申请' }).codes).toEqual(
      ['RECUSAL-TARGET'],
    );
    c.do('decide-recusal', head, { officer: 'o1', result: '回避', reason: '确有亲属关系' });
    expect(c.no('contact', o1, contact('2026-01-06')).codes).toEqual(['RECUSED']);
    c.do('contact', o3, contact('2026-01-06', { officers: [officer('o2'), officer('o3')] }));
  });

  test('R22.4 to the police: no penalty in place of transfer, no fine once filed (INV-P9, INV-R1), back: P1 goes on', () => {
    const sent = { transfer: '演监移〔2026〕1号' };
    const c = filed().do('contact', o1, contact('2026-01-06'));
    expect(c.no('transfer-police', principal, sent).say).toContain(
      '请先在“涉嫌犯罪案件移送”里报告、批准、移送',
    );
    transferTold('approved', undefined, false);
    expect(c.no('transfer-police', principal, sent).say).toContain('还没有移送公安机关');
    // Known to be under way, though nobody noted it in this case.
    expect(c.no('end-report', o1, proposal())).toMatchObject({
      codes: ['NO-SUBSTITUTE'],
      cites: expect.arrayContaining(['criminal-transfer-rules 11']),
    });
    transferTold('handed');
    c.do('transfer-police', principal, sent);
    expect(c.clock('decision').state).toBe('paused');
    expect(c.no('end-report', o1, proposal()).codes).toEqual(['TRANSFER-OPEN']);
    const reply = { result: '立案', document: '立案告知书1号' };
    expect(c.no('police-reply', o1, reply).codes).toEqual(['REPLY']);
    transferTold('returned', 'done');
    const declined = c
      .copy()
      .on('2026-01-16')
      .do('police-reply', o1, { result: '不立案', document: '公函1号' });
    // Filed on 6 January, ten days at the police: 90 days end on 16 April instead of 6 April.
    expect(filed().clock('decision').due).toBe('2026-04-07');
    expect(declined.clock('decision').due).toBe('2026-04-16');
    declined.do('end-report', o1, proposal());
    transferTold('filed');
    c.do('police-reply', o1, reply);
    const refused = c.no('end-report', o1, proposal());
    expect(refused.codes).toEqual(['INV-P6', 'INV-P9', 'INV-R1']);
    expect(refused.cites).toEqual(expect.arrayContaining(['penalty-law 35', 'criminal-transfer-rules 11']));
    c.copy().do('terminate', head, { reason: '公安机关已经立案' });
    c.copy().do('end-report', o1, proposal({ items: [{ kind: '吊销许可证件' }] }));
    expect(c.no('police-reply', o1, { ...reply, result: '移回行政处理' }).say).toContain('没有检察机关移回');
    LINKED.set('reverse-transfer', [
      { ...(CASES.get('演监移〔2026〕1号') as CaseFacts), done: { 'decide-handling': '2026-01-16' } },
    ]);
    c.do('police-reply', o1, { ...reply, result: '移回行政处理' }).do('end-report', o1, proposal());
    noTransferTold();
  });

  test('decision to transfer to criminal justice, the fourth outcome; the competent organ; withdrawal of filing', () => {
    const c = reported(penaltyOrdinary, proposal({ outcome: '移送司法机关', items: [] }))
      .do('case-review', caseReviewer, agreed)
      .do('submit-no-penalty', clerk);
    expect(
      c.no('decide-no-penalty', head, {
        ground: '没有主观过错',
        reasons: '没有过错',
        education: '已经教育',
        reconsiderationBody: '市政府',
        court: '法院',
      }).codes,
    ).toEqual(['NO-PENALTY-PROPOSED']);
    const transfer = { transfer: '演监移〔2026〕1号' };
    transferTold('handed');
    expect(c.no('decide-transfer', head, transfer).codes).toEqual(['TRANSFER-FILED']);
    transferTold('completed', 'done');
    c.do('decide-transfer', head, transfer);
    noTransferTold();
    expect(c.state).toMatchObject({ phase: 'transferred', ended: 'stopped' });
    expect(
      filed().do('transfer-organ', head, { organ: 't-gov', reason: '属于上级机关管辖' }).state.ended,
    ).toBe('stopped');
    expect(filed().do('withdraw-filing', head, { reason: '查明没有违法行为' }).state.phase).toBe('withdrawn');
  });

  test('a case review that sends back, and a slip that is corrected', () => {
    const c = reported(penaltyOrdinary).do('case-review', caseReviewer, {
      result: '退回补充',
      opinion: '缺少进货票据',
    });
    expect(c.no('give-notice', clerk).codes).toEqual(['CASE-REVIEW']);
    c.do('reopen-investigation', head, { reason: '补充进货票据' });
    const s = served(penaltyOrdinary).do('correct-slip', clerk, {
      wrong: '幸副超市',
      right: '幸福超市',
      deliveredOn: '2026-02-27',
      reason: '打字错误',
    });
    expect(s.state.phase).toBe('performance');
  });
});

const ALL_CHECKED = [
  '国家秘密',
  '商业秘密',
  '个人隐私',
  '身份证号、住址、电话、银行账号和健康信息',
  '未成年人姓名',
];
