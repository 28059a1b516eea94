/** Each refusal of the ordinary procedure with its code and the rule it names. */
import { describe, expect, test } from 'vitest';
import {
  agreed,
  clue,
  contact,
  decision,
  filing,
  foodLaw,
  heavy,
  inPerson,
  lawful,
  notified,
  officer,
  pair,
  people,
  proposal,
  Running,
  reported,
} from './case.testing.ts';
import { penaltyOrdinary } from './ordinary.ts';

const { o1, o2, o3, clerk, head, caseReviewer, reviewer, host, party, stranger } = people;
const opened = (c: Readonly<Record<string, unknown>> = {}) =>
  new Running(penaltyOrdinary).on('2026-01-06').do('register-clue', o1, { ...clue, ...c });
const filed = () => opened().do('file', head, filing);
const investigated = () => filed().do('contact', o1, contact('2026-01-06'));
const setHearing = (heldOn: string, more = {}) => ({
  heldOn,
  time: '09:00',
  place: '三楼会议室',
  host: 'host',
  hostName: '主持人王某',
  open: true,
  ...more,
});

describe('INV-P4 R24.6 two certified officers at each contact', () => {
  test.each([
    ['one officer', [officer('o1')], '不得少于2人'],
    ['the same person twice', [officer('o1'), officer('o1', { certificate: '2207-x' })], '不得少于2人'],
    ['the same certificate twice', [officer('o1'), officer('o2', { certificate: '2207-o1' })], '不得少于2人'],
    [
      'a certificate that has run out',
      [officer('o1'), officer('o2', { validTo: '2026-01-05' })],
      '不在有效期内',
    ],
    [
      'a certificate not yet valid',
      [officer('o1'), officer('o2', { validFrom: '2026-01-07' })],
      '不在有效期内',
    ],
    ['a certificate of another organ', [officer('o1'), officer('o2', { organ: 't-city' })], '不是本机关的'],
    [
      'a certificate for another field',
      [officer('o1'), officer('o2', { fields: ['交通运输'] })],
      '不包括“市场监管”领域',
    ],
    ['nobody', [], '不得少于2人'],
  ])('%s is refused', (_name, officers, say) => {
    const refused = filed().no('contact', o1, contact('2026-01-06', { officers }));
    expect(refused.codes).toContain('INV-P4');
    expect(refused.say).toContain(say);
    expect(refused.cites).toContain('penalty-law 42');
    expect(
      filed().no('preserve', o1, {
        officers,
        items: ['牛奶'],
        ground: '可能被转移',
        place: '仓库',
        approvedBy: '局长',
      }).codes,
    ).toContain('INV-P4');
    expect(opened().no('file', head, { ...filing, officers }).codes).toEqual(['INV-P4']);
  });

  test('INV-P12: no certificate number, no signature; certificates not shown; someone not present records', () => {
    const noNumber = filed().no(
      'contact',
      o1,
      contact('2026-01-06', { officers: [officer('o1'), officer('o2', { certificate: '' })] }),
    );
    expect(noNumber.codes).toEqual(['input']);
    expect(noNumber.say).toContain('没有执法证件号');
    const hidden = filed().no('contact', o1, contact('2026-01-06', { shown: false }));
    expect(hidden).toMatchObject({ codes: ['INV-P12'] });
    expect(hidden.cites).toContain('penalty-law 55');
    expect(filed().no('contact', o3, contact('2026-01-06')).codes).toEqual(['INV-P4-SELF']);
    expect(filed().no('contact', o1, contact('2026-01-07')).codes).toEqual(['CONTACT-DAY']);
  });
});

describe('filing and evidence', () => {
  test('who may, in which phase, once', () => {
    expect(opened().no('file', o1, filing).codes).toEqual(['who']);
    expect(opened().no('decide-penalty', head, decision()).codes).toContain('phase');
    expect(filed().no('file', head, filing).codes).toEqual(['phase', 'once']);
    expect(filed().no('state-defence', stranger, { channel: '书面', text: '不服' }).codes).toEqual([
      'phase',
      'who',
      'SERVED',
    ]);
    expect(new Running(penaltyOrdinary).no('register-clue', o1, { ...clue, sector: '公安' }).codes).toEqual([
      'PSL-OWN',
    ]);
    expect(
      new Running(penaltyOrdinary).no('register-clue', o1, { ...clue, partyKind: '公民' }).codes,
    ).toEqual(['BIRTHDAY']);
    expect(
      new Running(penaltyOrdinary).no('register-clue', o1, { ...clue, discoveredOn: '2026-01-03' }).codes,
    ).toEqual(['CLUE-DATES']);
  });

  test('the filing standard; not filing tells the real-name reporter; the limit to verify', () => {
    const refused = opened().no('file', head, { ...filing, primaFacie: false, competent: false });
    expect(refused.codes).toEqual(['FILING-STANDARD']);
    expect(refused.say).toContain('没有初步证据、不属于本机关管辖');
    expect(refused.cites).toContain('penalty-law 76');
    const named = opened({ realName: true });
    expect(
      named.no('not-file', head, { ground: '没有违法行为', reason: '核查没有发现', reporterTold: false })
        .codes,
    ).toEqual(['REPORTER-TOLD']);
    const c = opened();
    expect(c.clock('verification').due).toBe('2026-01-27');
    c.do('extend-verification', head, { reason: '需要外地协查' });
    expect(c.clock('verification').due).toBe('2026-02-24');
    expect(c.no('extend-verification', head, { reason: '再延一次' }).codes).toEqual(['extension']);
    expect(opened().on('2026-01-28').no('extend-verification', head, { reason: '再延一次' }).codes).toEqual([
      'VERIFY-RUNS',
    ]);
  });

  test('edge case 8: who files second gives way to the first', () => {
    const refused = opened()
      .on('2026-03-10')
      .no('file', head, { ...filing, otherFiledOn: '2026-03-09', otherOrgan: '乙局', officers: pair });
    expect(refused.codes).toEqual(['FIRST-FILED']);
    expect(refused.cites).toEqual(['penalty-law 25']);
  });

  test('each fact needs evidence of this case, lawfully obtained, monitored records reviewed', () => {
    const c = investigated();
    expect(c.no('end-report', o1, proposal({}, [2])).say).toContain('不是本案的证据');
    expect(c.no('end-report', o1, proposal({ elements: [] })).codes).toEqual(['EVIDENCE']);
    c.do('contact', o1, contact('2026-01-06', { lawful: false }))
      .do('contact', o1, contact('2026-01-06', { kind: '电子监控记录审核' }))
      .do('contact', o1, contact('2026-01-06', { kind: '电子监控记录审核', reviewed: true, device: 'D-1' }));
    expect(c.no('end-report', o1, proposal({}, [4])).say).toContain('不是合法取得');
    const camera = c.no('end-report', o1, proposal({}, [5]));
    expect(camera.codes).toEqual(['EVIDENCE']);
    expect(camera.say).toContain('没有经过审核');
    c.do('end-report', o1, proposal({}, [3, 6]));
  });

  test('no evidence, no report; open tests and transfers block it', () => {
    expect(filed().no('end-report', o1, proposal()).codes).toEqual(['INVESTIGATED']);
    const c = investigated().do('start-test', o1, { what: '菌落总数', by: '市质检所' });
    expect(c.no('end-report', o1, proposal()).codes).toEqual(['TEST-OPEN']);
    expect(c.no('start-test', o1, { what: '重金属', by: '市质检所' }).codes).toEqual(['TEST-ONE']);
  });
});

describe('INV-P10 INV-P11 R24.8 bases', () => {
  test.each([
    ['minutes of a meeting', [{ ...foodLaw, level: '会议纪要' }], '会议纪要'],
    ['a normative document', [{ ...foodLaw, level: '规范性文件' }], '不得设定处罚'],
    ['an unpublished rule', [{ ...foodLaw, published: false }], '没有公布'],
    ['a rule that came later', [{ ...foodLaw, inForceFrom: '2026-02-01' }], '还没有施行'],
    ['a repealed rule', [{ ...foodLaw, inForceUntil: '2025-12-01' }], '已经失效'],
    ['a transition clause alone', [{ ...foodLaw, role: '衔接规定' }], '无权设定'],
  ])('%s is no basis', (_name, basis, say) => {
    const refused = investigated().no('end-report', o1, proposal({ basis }));
    expect(refused.codes).toEqual(['INV-P10']);
    expect(refused.say).toContain(say);
    expect(refused.cites).toEqual(expect.arrayContaining(['penalty-law 16', 'plan 24']));
  });

  test('a department rule may not create a confiscation; detention is for the police; a fine names its sum', () => {
    const rule = [{ ...foodLaw, level: '部门规章' }];
    expect(
      investigated().no(
        'end-report',
        o1,
        proposal({ basis: rule, items: [{ kind: '没收违法所得', amount: 100 }] }),
      ).say,
    ).toContain('没收违法所得');
    expect(
      investigated().no('end-report', o1, proposal({ items: [{ kind: '行政拘留', days: 5 }] })).codes,
    ).toEqual(['DETENTION']);
    expect(investigated().no('end-report', o1, proposal({ items: [{ kind: '罚款' }] })).codes).toEqual([
      'ITEM-SHAPE',
    ]);
    expect(
      investigated().no('end-report', o1, proposal({ items: [{ kind: '罚款', amount: 0.001 }] })).codes,
    ).toEqual(['input']);
    expect(investigated().no('end-report', o1, proposal({ items: [] })).codes).toEqual(['OUTCOME']);
    expect(investigated().no('end-report', o1, proposal({ outcome: '不予处罚' })).codes).toEqual(['OUTCOME']);
    expect(investigated().no('end-report', o1, proposal({ outcome: '不予处罚', items: [] })).say).toContain(
      '要选明理由',
    );
  });

  test('INV-P11: no halt of a whole trade or area without a statutory basis and a government that approves', () => {
    const halt = { items: [{ kind: '责令停产停业', days: 30 }], generalHalt: true };
    const refused = investigated().no('end-report', o1, proposal(halt));
    expect(refused.codes).toEqual(['INV-P11']);
    expect(refused.cites).toEqual(['business-environment-regulations 59', 'plan 24']);
    expect(
      investigated().no(
        'end-report',
        o1,
        proposal({ ...halt, haltApproval: '市府批〔2026〕1号', haltApprovedBy: 't-market' }),
      ).codes,
    ).toEqual(['INV-P11']);
    const rules = [{ ...foodLaw, level: '地方政府规章' }, foodLaw].slice(0, 1);
    expect(
      investigated().no(
        'end-report',
        o1,
        proposal({ ...halt, basis: rules, haltApproval: '市府批〔2026〕1号', haltApprovedBy: 't-gov' }),
      ).codes,
    ).toEqual(['INV-P10', 'INV-P11']);
    investigated().do(
      'end-report',
      o1,
      proposal({ ...halt, haltApproval: '市府批〔2026〕1号', haltApprovedBy: 't-gov' }),
    );
  });

  test('INV-P6, edge case 9: the same act is not fined twice; another kind may follow', () => {
    const refused = investigated().no('end-report', o1, proposal({ alreadyFined: true }));
    expect(refused.codes).toEqual(['INV-P6']);
    expect(refused.cites).toContain('penalty-law 29');
    investigated().do('end-report', o1, proposal({ alreadyFined: true, items: [{ kind: '警告' }] }));
  });
});

describe('R24.6 the rights of the party', () => {
  test('INV-P1: no decision without a served notice; a notice that is not served starts nothing', () => {
    const c = reported(penaltyOrdinary).do('case-review', caseReviewer, agreed).do('give-notice', clerk);
    expect(c.clock('statement').state).toBe('idle');
    const refused = c.on('2026-02-20').no('submit-decision', clerk);
    expect(refused.codes).toEqual(['INV-P1']);
    expect(refused.cites).toEqual(expect.arrayContaining(['penalty-law 44', 'penalty-law 62', 'plan 24']));
    expect(c.no('submit-no-penalty', clerk).codes).toEqual(['phase', 'NO-PENALTY']);
  });

  test('the public notice counts from its day: served thirty days after it went out, the limit to decide held meanwhile', () => {
    const c = reported(penaltyOrdinary)
      .on('2026-03-20')
      .do('case-review', caseReviewer, agreed)
      .do('give-notice', clerk);
    c.do('serve-notice-announce', clerk, {
      ground: '受送达人下落不明',
      course: '两次上门、一次邮寄退回',
      channel: '政府网站',
      postedOn: '2026-03-20',
    });
    expect(c.clock('decision').state).toBe('paused');
    c.on('2026-04-20');
    expect(c.no('serve-notice', o1, { method: '公告送达', servedOn: '2026-03-20' }).codes).toEqual([
      'NOTICE-SERVE-NOTICE',
    ]);
    c.do('serve-notice', o1, { method: '公告送达', servedOn: '2026-04-19' });
    expect(c.clock('statement').due).toBe('2026-04-24');
    expect(c.clock('decision').state).toBe('running');
    expect(
      c.no('serve-notice-announce', clerk, {
        ground: '受送达人下落不明',
        course: '两次上门、一次邮寄退回',
        channel: '政府网站',
        postedOn: '2026-04-20',
      }).codes,
    ).toEqual(['NOTICE-SERVE-DONE']);
  });

  test('edge case 2: served 2026-04-30, asked until 2026-05-11; by post the postmark counts; force majeure', () => {
    const c = notified(penaltyOrdinary, heavy(), '2026-04-30');
    expect(c.clock('statement').due).toBe('2026-05-11');
    c.copy().on('2026-05-11').do('request-hearing', party, { channel: '电子', requestedOn: '2026-05-11' });
    c.copy().on('2026-05-14').do('request-hearing', o1, { channel: '邮寄', requestedOn: '2026-05-11' });
    const late = c
      .copy()
      .on('2026-05-12')
      .no('request-hearing', party, { channel: '电子', requestedOn: '2026-05-12' });
    expect(late.codes).toEqual(['P3']);
    expect(late.say).toContain('2026年5月11日');
    expect(late.cites).toContain('penalty-law 64');
    c.copy().on('2026-05-12').do('request-hearing', party, {
      channel: '电子',
      requestedOn: '2026-05-12',
      forceMajeure: '洪水中断通信，有证明',
    });
    // Even after the papers went on, a request that was posted in time brings the hearing.
    c.on('2026-05-12')
      .do('submit-decision', clerk)
      .on('2026-05-13')
      .do('request-hearing', o1, { channel: '邮寄', requestedOn: '2026-05-10' });
    expect(c.state.phase).toBe('hearing');
  });

  test('INV-P2: no hearing below the threshold; waiving statement alone does not waive the hearing', () => {
    const refused = notified(penaltyOrdinary).no('request-hearing', party, {
      channel: '书面',
      requestedOn: '2026-01-14',
    });
    expect(refused.codes).toEqual(['HEARING-DUE']);
    const c = notified(penaltyOrdinary, heavy());
    expect(
      c.no('waive-rights', party, { scope: '陈述和申辩', document: '放弃声明', signedOn: '2026-01-14' })
        .codes,
    ).toEqual(['WAIVER-SCOPE']);
    expect(
      c.no('waive-rights', party, { scope: '陈述、申辩和听证', document: '放弃声明', signedOn: '2026-01-13' })
        .codes,
    ).toEqual(['WAIVER-DAY']);
    // A re-examined statement does not cut the five days for asking for a hearing.
    c.do('state-defence', party, { channel: '书面', text: '不服' });
    c.do('re-examine', o1, { statement: c.seq, accepted: '不采纳', reasons: '没有新的事实' });
    expect(c.no('submit-decision', clerk).codes).toEqual(['INV-P1']);
    c.do('waive-rights', party, {
      scope: '陈述、申辩和听证',
      document: '放弃声明',
      signedOn: '2026-01-14',
    }).do('submit-decision', clerk);
  });

  test('edge case 3: a hearing on 2026-06-24 is notified by 2026-06-12; on the 15th it is refused with that date', () => {
    const c = notified(penaltyOrdinary, heavy(), '2026-06-03').do('request-hearing', party, {
      channel: '书面',
      requestedOn: '2026-06-03',
    });
    const refused = c.copy().on('2026-06-15').no('set-hearing', clerk, setHearing('2026-06-24'));
    expect(refused.codes).toEqual(['P4']);
    expect(refused.say).toContain('2026年6月12日');
    c.on('2026-06-12').do('set-hearing', clerk, setHearing('2026-06-24'));
    expect(c.copy().on('2026-06-15').no('serve-hearing-notice', o1, inPerson('2026-06-15')).codes).toEqual([
      'P4-SERVED',
    ]);
    expect(c.no('hold-hearing', host, held()).codes).toEqual(['HEARING-NOTIFIED']);
    c.do('serve-hearing-notice', o1, inPerson('2026-06-12'));
    expect(c.on('2026-06-23').no('hold-hearing', host, held()).codes).toEqual(['HEARING-DAY']);
    // Another date needs another notice.
    expect(
      c
        .copy()
        .on('2026-06-15')
        .do('set-hearing', clerk, setHearing('2026-06-30'))
        .on('2026-06-30')
        .no('hold-hearing', host, held()).codes,
    ).toEqual(['HEARING-NOTIFIED']);
    expect(c.no('serve-hearing-notice', o1, { method: '公告送达', servedOn: '2026-06-12' }).codes).toContain(
      'once',
    );
    c.on('2026-06-24').do('hold-hearing', host, held());
    expect(c.no('request-hearing', party, { channel: '书面', requestedOn: '2026-06-03' }).codes).toEqual([
      'HEARING-ONCE',
    ]);
  });

  test('the host did not investigate, in any capacity, and is the one who was named; public unless secret', () => {
    const c = notified(penaltyOrdinary, heavy(), '2026-01-14').do('request-hearing', party, {
      channel: '书面',
      requestedOn: '2026-01-14',
    });
    expect(c.no('set-hearing', clerk, setHearing('2026-02-03', { host: 'o2' })).codes).toEqual([
      'HEARING-HOST',
    ]);
    expect(c.no('set-hearing', clerk, setHearing('2026-02-03', { open: false })).codes).toEqual([
      'HEARING-OPEN',
    ]);
    c.do('set-hearing', clerk, setHearing('2026-02-03', { open: false, closedGround: '商业秘密' }))
      .do('serve-hearing-notice', o1, inPerson('2026-01-14'))
      .on('2026-02-03');
    expect(c.no('hold-hearing', o3, held()).codes).toEqual(['HEARING-BY-HOST']);
    expect(c.no('hold-hearing', host, { ...held(), agents: ['甲律师', '乙律师', '丙律师'] }).say).toContain(
      '代理人最多两人',
    );
    expect(c.no('hold-hearing', host, { ...held(), result: '视为放弃' }).codes).toEqual(['HEARING-ABSENCE']);
    const own = reported(penaltyOrdinary, heavy())
      .do('reopen-investigation', head, { reason: '补充调查' })
      .do('contact', o3, contact('2026-01-12', { officers: [officer('o2'), officer('o3')] }));
    own
      .do('end-report', o1, heavy({}, [own.seq]))
      .do('case-review', caseReviewer, agreed)
      .do('give-notice', clerk)
      .do('serve-notice', o1, inPerson('2026-01-12'));
    own
      .do('request-hearing', party, { channel: '书面', requestedOn: '2026-01-12' })
      .do('set-hearing', clerk, setHearing('2026-02-03'))
      .do('serve-hearing-notice', o1, inPerson('2026-01-12'))
      .on('2026-02-03');
    const refused = own.no('hold-hearing', o3, held());
    expect(refused.codes).toEqual(['HOST-APART-1']);
    expect(refused.cites).toContain('penalty-law 64');
  });

  test('R24.3 the reviewer did not investigate, not even as the second officer', () => {
    const c = notified(penaltyOrdinary, proposal({ difficult: true }))
      .on('2026-01-22')
      .do('submit-decision', clerk);
    expect(c.no('legality-review', o2, lawful).codes).toEqual(['who']);
    const second = new Running(penaltyOrdinary)
      .on('2026-01-06')
      .do('register-clue', o1, clue)
      .do('file', head, filing)
      .do('contact', o1, contact('2026-01-06', { officers: [officer('o1'), officer('o3')] }));
    second.do('end-report', o1, proposal({ difficult: true }));
    second
      .do('case-review', caseReviewer, agreed)
      .do('give-notice', clerk)
      .do('serve-notice', o1, inPerson('2026-01-06'))
      .on('2026-01-14')
      .do('submit-decision', clerk);
    expect(second.no('legality-review', o3, lawful).codes).toEqual(['REVIEWER-INVESTIGATOR']);
    expect(second.no('legality-review', o3, lawful).cites).toContain('penalty-law 58');
    second.do('legality-review', reviewer, lawful);
    const recorder = new Running(penaltyOrdinary)
      .on('2026-01-06')
      .do('register-clue', o1, clue)
      .do('file', head, filing)
      .do('contact', o3, contact('2026-01-06', { officers: [officer('o1'), officer('o3')] }));
    recorder.do('end-report', o1, proposal({ difficult: true }));
    expect(recorder.no('case-review', o3, agreed).codes).toEqual(['CASE-REVIEWER-1']);
    recorder
      .do('case-review', caseReviewer, agreed)
      .do('give-notice', clerk)
      .do('serve-notice', o1, inPerson('2026-01-06'))
      .on('2026-01-14')
      .do('submit-decision', clerk);
    expect(recorder.no('legality-review', o3, lawful).codes).toEqual(['REVIEWER-APART-1']);
  });

  test('a decision names the bank where money is due', () => {
    const c = notified(penaltyOrdinary).on('2026-01-22').do('submit-decision', clerk);
    const { bank: _bank, ...without } = decision();
    expect(c.no('decide-penalty', head, without).codes).toEqual(['BANK']);
    c.do('decide-penalty', head, { ...without, items: [{ kind: '警告' }] });
    expect([...c.state.conds]).not.toContain('publishable');
  });
});

function held() {
  return {
    result: '举行完毕',
    attended: ['执法o1', '超市代表'],
    agents: ['李律师'],
    minutes: '双方陈述、质证',
    signed: '当事人核对无误并签名',
    report: '建议维持拟处罚意见',
  };
}
