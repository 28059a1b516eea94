/** After service: money, deferral, late fines, remedies, court enforcement, publication, closing. */
import { describe, expect, test } from 'vitest';
import {
  decision,
  foodLaw,
  inPerson,
  notified,
  payment,
  people,
  proposal,
  type Running,
  served,
} from './case.testing.ts';
import { penaltyOrdinary } from './ordinary.ts';

const { o1, clerk, head, party, system } = people;
const checked = [
  '国家秘密',
  '商业秘密',
  '个人隐私',
  '身份证号、住址、电话、银行账号和健康信息',
  '未成年人姓名',
];
const publish = (c: Running) =>
  c.do('publish', clerk, { channels: ['信用中国', '国家企业信用信息公示系统'], checked });
const closing = { summary: '已经履行完毕', catalogue: '一、立案审批表；二、决定书' };
/** Served on 2026-02-27 with a fine of 50,000. */
const due = () => publish(served(penaltyOrdinary));

describe('money', () => {
  test('edge case 4: received 2026-09-21: payable to 2026-10-08', () => {
    const c = served(penaltyOrdinary, '2026-09-18', '2026-09-21');
    expect(c.clock('payment')).toMatchObject({ due: '2026-10-08' });
    expect(c.clock('payment', '2026-10-08').late).toBe(false);
    expect(c.clock('payment', '2026-10-09').late).toBe(true);
  });

  test('edge case 11: public notice posted 2026-03-20: served Sunday 2026-04-19, due 2026-05-06', () => {
    const c = notified(penaltyOrdinary)
      .on('2026-03-19')
      .do('submit-decision', clerk)
      .do('decide-penalty', head, decision());
    c.on('2026-03-20').do('serve-decision-announce', clerk, {
      ground: '受送达人下落不明',
      course: '三次上门均无人，邮寄退回',
      channel: '本市日报',
      postedOn: '2026-03-20',
    });
    expect(c.clock('service').state).toBe('stopped');
    expect(
      c.on('2026-04-18').no('serve-decision', o1, { method: '公告送达', servedOn: '2026-04-19' }).codes,
    ).toEqual(['DECISION-SERVE-DAY']);
    c.on('2026-04-20').do('serve-decision', o1, { method: '公告送达', servedOn: '2026-04-19' });
    expect(c.clock('payment').due).toBe('2026-05-06');
  });

  test('INV-P7: only bank or payment system may receive; sums and days are checked', () => {
    const c = due().on('2026-03-05');
    for (const payee of ['执法人员', '本机关账户']) {
      const refused = c.no('record-payment', clerk, payment('2026-03-05', 50_000, { payee }));
      expect(refused.codes).toEqual(['INV-P7']);
      expect(refused.cites).toContain('penalty-law 67');
    }
    expect(c.no('record-payment', clerk, payment('2026-03-05', 50_001)).codes).toEqual(['PAY-SUM']);
    expect(c.no('record-payment', clerk, payment('2026-03-05', 1, { kind: '加处罚款' })).say).toContain(
      '0元',
    );
    expect(c.no('record-payment', clerk, payment('2026-03-06', 1)).codes).toEqual(['PAY-DAY']);
    expect(c.no('record-payment', clerk, payment('2026-02-26', 1)).codes).toEqual(['PAY-DAY']);
    c.do('record-payment', clerk, payment('2026-03-04', 20_000.5));
    expect(c.state.conds.has('fine-due')).toBe(true);
    expect(c.no('close', head, closing).codes).toEqual(['PERFORMED']);
    c.do('record-payment', clerk, payment('2026-03-05', 29_999.5));
    expect(c.state.conds.has('fine-due')).toBe(false);
    expect(c.no('record-payment', clerk, payment('2026-03-05', 1)).codes).toEqual(['OWING']);
    c.do('close', head, closing);
  });

  test('INV-P8, edge case 5: under review from 30 March to 20 May, paid 29 May: 25,200 and no other sum', () => {
    const c = publish(
      served(penaltyOrdinary, '2026-03-02', '2026-03-02', { items: [{ kind: '罚款', amount: 40_000 }] }),
    );
    expect(c.clock('payment').due).toBe('2026-03-17');
    c.on('2026-03-30').do('register-remedy', clerk, {
      kind: '复议',
      acceptedOn: '2026-03-30',
      document: '复议受理1号',
    });
    expect(c.no('charge-late-fine', head, { through: '2026-03-30', amount: 14_400 }).codes).toEqual([
      'REMEDY-OPEN',
    ]);
    c.on('2026-05-20').do('remedy-upheld', clerk, {
      document: '复议决定1号',
      servedOn: '2026-05-20',
      suitUntil: '2026-06-04',
    });
    c.on('2026-05-29').do('record-payment', clerk, payment('2026-05-29', 40_000));
    const refused = c.no('charge-late-fine', head, { through: '2026-05-29', amount: 40_000 });
    expect(refused.codes).toEqual(['INV-P8']);
    expect(refused.say).toContain('逾期21日，应加处25200元');
    expect(refused.cites).toEqual(expect.arrayContaining(['penalty-law 72', 'penalty-law 73']));
    c.do('charge-late-fine', head, { through: '2026-05-29', amount: 25_200 });
    expect(c.no('charge-late-fine', head, { through: '2026-05-29', amount: 25_200 }).codes).toEqual([
      'INV-P8',
    ]);
    // Less only where the party takes remedial measures, and never the fine itself (行政强制法第四十二条).
    expect(
      c.no('reduce-late-fine', head, {
        measures: '召回全部过期商品',
        agreement: '执行协议1号',
        amount: 25_201,
      }).codes,
    ).toEqual(['REDUCE-SUM']);
    c.do('reduce-late-fine', head, { measures: '召回全部过期商品', agreement: '执行协议1号', amount: 5200 });
    c.do('record-payment', clerk, payment('2026-05-29', 20_000, { kind: '加处罚款' })).do(
      'close',
      head,
      closing,
    );
  });

  test('a late fine that was not told in the decision cannot be charged; nothing accrues in time', () => {
    const silent = publish(served(penaltyOrdinary, '2026-02-25', '2026-02-27', { lateFine: false })).on(
      '2026-04-01',
    );
    expect(silent.no('charge-late-fine', head, { through: '2026-04-01', amount: 50_000 }).codes).toContain(
      'LATE-TOLD',
    );
    expect(
      due().on('2026-03-10').no('charge-late-fine', head, { through: '2026-03-10', amount: 0.01 }).codes,
    ).toEqual(['INV-P8']);
  });

  test('instalments: asked for, approved, a plan that adds up; no late fine before each date; the limit to apply to court begins when the plan ends', () => {
    const c = due().on('2026-03-05');
    const plan = (more = {}) => ({
      result: '批准',
      reason: '确有经济困难',
      instalments: [
        { dueOn: '2026-05-31', amount: 20_000 },
        { dueOn: '2026-08-31', amount: 30_000 },
      ],
      lastDue: '2026-08-31',
      ...more,
    });
    expect(c.no('decide-deferral', head, plan()).codes).toEqual(['DEFERRAL-ASKED']);
    c.do('request-deferral', party, { hardship: '受灾停业，有证明', proposal: '分两期缴纳' });
    expect(c.no('decide-deferral', head, plan({ lastDue: '2026-09-01' })).codes).toEqual(['DEFERRAL-PLAN']);
    expect(
      c.no('decide-deferral', head, plan({ instalments: [{ dueOn: '2026-08-31', amount: 30_000 }] })).codes,
    ).toEqual(['DEFERRAL-PLAN']);
    const denied = c
      .copy()
      .do('decide-deferral', head, { result: '不批准', reason: '没有经济困难', instalments: [] });
    expect(denied.clock('payment').due).toBe('2026-03-16');
    c.do('decide-deferral', head, plan());
    expect(c.clock('payment').due).toBe('2026-08-31');
    expect(
      c.on('2026-05-31').no('charge-late-fine', head, { through: '2026-05-31', amount: 1 }).codes,
    ).toEqual(['INV-P8']);
    c.on('2026-06-02').do('charge-late-fine', head, { through: '2026-06-02', amount: 1200 });
    expect(c.no('urge', clerk, { performBy: '2026-07-01', way: '缴至银行', amount: 51_200 }).codes).toEqual([
      'PAY-RUNS',
    ]);
    // Edge case 12: the suit period ends on 27 August, the plan on 31 August: application until 30 November.
    c.on('2026-08-28').do('suit-period-over', system);
    expect(c.clock('court-application').state).toBe('idle');
    expect(c.no('deferral-over', system).codes).toEqual(['DEFERRAL-ELAPSED']);
    c.on('2026-09-01').do('deferral-over', system);
    expect(c.clock('court-application').due).toBe('2026-11-30');
  });
});

describe('P9 court enforcement', () => {
  const unpaid = () => due().on('2026-08-28').do('suit-period-over', system);
  const urge = { performBy: '2026-09-10', way: '缴至演示银行', amount: 50_000 };
  const application = {
    court: '演示市城区人民法院',
    partyOpinion: '当事人没有陈述，催告后仍未履行',
    target: '罚款五万元',
    signedBy: '局长',
  };

  test('edge case 12: served 2026-02-27: suit until 08-27, application until 11-27', () => {
    const c = due();
    expect(c.clock('suit').due).toBe('2026-08-27');
    expect(c.on('2026-08-27').no('suit-period-over', system).codes).toEqual(['SUIT-ELAPSED']);
    expect(unpaid().clock('court-application').due).toBe('2026-11-27');
  });

  test('urged, ten working days waited, applied, executed, closed', () => {
    const c = unpaid();
    expect(c.no('apply-court', head, application).codes).toEqual(['URGED']);
    expect(c.no('serve-urge', o1, inPerson('2026-08-28')).say).toContain('还没有作出');
    expect(c.no('urge', clerk, { ...urge, amount: 49_000 }).codes).toEqual(['URGE-SUM']);
    c.on('2026-09-21').do('urge', clerk, urge).do('serve-urge', o1, inPerson('2026-09-21'));
    // §2.6 edge case 5: the tenth working day is 12 October.
    expect(c.on('2026-10-12').no('apply-court', head, application).codes).toEqual(['URGED']);
    c.on('2026-10-13').do('apply-court', head, application);
    expect(c.clock('court-application').state).toBe('stopped');
    expect(
      c.no('court-result', clerk, { result: '执行完毕', document: '裁定1号', collected: 40_000 }).codes,
    ).toEqual(['COURT-SUM']);
    c.do('court-result', clerk, { result: '执行完毕', document: '裁定1号', collected: 50_000 })
      .do('close', head, closing)
      .do('finish', system);
    expect(c.state.ended).toBe('done');
  });

  test('not while the party may still sue, not after three months; then it closes unexecuted', () => {
    const early = due()
      .on('2026-04-01')
      .do('urge', clerk, urge)
      .do('serve-urge', o1, inPerson('2026-04-01'))
      .on('2026-05-01');
    expect(early.no('apply-court', head, application).codes).toEqual(['FINAL-FIRST']);
    const c = unpaid().on('2026-11-01').do('urge', clerk, urge).do('serve-urge', o1, inPerson('2026-11-01'));
    expect(c.no('close-unexecuted', head, { reason: '期限已过' }).codes).toEqual(['UNCOLLECTABLE']);
    c.on('2026-11-28');
    expect(c.no('apply-court', head, application).codes).toEqual(['P9']);
    expect(c.no('apply-court', head, application).cites).toContain('compulsion-law 53');
    c.do('close-unexecuted', head, { reason: '申请执行的期限已过' });
    expect(c.state).toMatchObject({ phase: 'unexecuted', ended: 'stopped' });
  });

  test('the court ends execution: closed unexecuted with what came in', () => {
    const c = unpaid()
      .on('2026-09-01')
      .do('urge', clerk, urge)
      .do('serve-urge', o1, inPerson('2026-09-01'))
      .on('2026-09-16')
      .do('apply-court', head, application);
    c.do('court-result', clerk, { result: '终结执行', document: '裁定2号', collected: 10_000 });
    expect(c.no('record-payment', clerk, payment('2026-09-16', 40_001)).say).toContain('40000元');
    c.do('close-unexecuted', head, { reason: '法院终结执行' });
  });

  test('a penalty other than money is performed, or enforced the same way', () => {
    const items = [{ kind: '没收非法财物', detail: '牛奶十二盒' }];
    const c = publish(served(penaltyOrdinary, '2026-02-25', '2026-02-27', { items }, proposal({ items })));
    expect(c.clock('payment').state).toBe('idle');
    expect(c.no('close', head, closing).codes).toEqual(['PERFORMED']);
    c.do('perform-other', o1, { detail: '已经销毁并制作笔录', performedOn: '2026-02-27' }).do(
      'close',
      head,
      closing,
    );
  });
});

describe('publication and annulment', () => {
  test('published within seven working days, after every check; a case does not close before', () => {
    const c = served(penaltyOrdinary);
    expect(c.clock('publication').due).toBe('2026-03-05');
    const refused = c.no('publish', clerk, { channels: ['信用中国'], checked: checked.slice(1) });
    expect(refused.codes).toEqual(['penalty-record-REDACTED']);
    expect(refused.say).toContain('国家秘密');
    c.on('2026-03-02').do('record-payment', clerk, payment('2026-03-02', 50_000));
    expect(c.no('close', head, closing).codes).toEqual(['PUBLISHED']);
    publish(c);
    expect(c.no('publish', clerk, { channels: ['信用中国'], checked }).codes).toEqual([
      'penalty-record-SHOWN',
    ]);
    c.do('close', head, closing);
  });

  test('P8: set aside by a court even after closing: taken down in three working days, everything paid back', () => {
    const c = due()
      .on('2026-03-02')
      .do('record-payment', clerk, payment('2026-03-02', 50_000))
      .do('close', head, closing);
    c.on('2026-03-20').do('register-remedy', clerk, {
      kind: '诉讼',
      acceptedOn: '2026-03-20',
      document: '受理通知1号',
    });
    c.on('2026-07-03').do('remedy-set-aside', clerk, {
      result: '撤销',
      document: '判决1号',
      servedOn: '2026-07-03',
    });
    expect(c.state.phase).toBe('set-aside');
    expect(c.clock('withdrawal').due).toBe('2026-07-08');
    expect(
      c.no('close-set-aside', head, { refunded: 50_000, receipt: '退款1号', other: '无其他事项' }).codes,
    ).toEqual(['WITHDRAWN']);
    c.do('withdraw-publication', clerk, { reason: '法院判决撤销', notified: ['信用中国'] });
    expect(
      c.no('close-set-aside', head, { refunded: 40_000, receipt: '退款1号', other: '无其他事项' }).codes,
    ).toEqual(['REFUND']);
    expect(c.no('close-set-aside', head, { refunded: 50_000, other: '无其他事项' }).codes).toEqual([
      'REFUND',
    ]);
    c.do('close-set-aside', head, { refunded: 50_000, receipt: '退款1号', other: '无其他事项' });
    expect(c.state).toMatchObject({ phase: 'annulled', ended: 'stopped' });
  });

  test('self-correction does the same without a court', () => {
    const c = due().do('revoke-decision', head, { result: '撤销', reason: '认定的当事人有误' });
    expect(c.clock('withdrawal').state).toBe('running');
    expect(c.clock('payment').state).toBe('stopped');
    c.do('withdraw-publication', clerk, { reason: '自行撤销', notified: [] }).do('close-set-aside', head, {
      refunded: 0,
      other: '没有缴款',
    });
  });

  test('changed by reconsideration: the lower fine is owed, the record is taken down and shown anew, fifteen days to sue', () => {
    const c = due()
      .on('2026-03-20')
      .do('register-remedy', clerk, { kind: '复议', acceptedOn: '2026-03-20', document: '受理1号' })
      .on('2026-05-20');
    const result = {
      document: '复议决定2号',
      servedOn: '2026-05-20',
      items: [{ kind: '罚款', amount: 20_000 }],
    };
    expect(c.no('remedy-changed', clerk, { ...result, suitUntil: '2026-11-20' }).codes).toEqual([
      'SUIT-UNTIL',
    ]);
    c.do('remedy-changed', clerk, { ...result, suitUntil: '2026-06-04' });
    expect(c.clock('suit').due).toBe('2026-06-04');
    c.do('record-payment', clerk, payment('2026-05-20', 20_000));
    expect(c.no('close', head, closing).codes).toEqual(['WITHDRAWN']);
    c.do('withdraw-publication', clerk, { reason: '复议变更', notified: ['信用中国'] });
    expect(c.no('close', head, closing).codes).toEqual(['PUBLISHED']);
    publish(c).do('close', head, closing).on('2026-06-05').do('suit-period-over', system).do('finish', clerk);
  });

  test('one remedy at a time; none when the decision is final', () => {
    const c = due().do('register-remedy', clerk, {
      kind: '诉讼',
      acceptedOn: '2026-02-27',
      document: '受理1号',
    });
    expect(
      c.no('register-remedy', clerk, { kind: '复议', acceptedOn: '2026-02-27', document: '受理2号' }).codes,
    ).toEqual(['REMEDY-ONE']);
    c.on('2026-06-01').do('remedy-upheld', clerk, { document: '判决1号', servedOn: '2026-06-01' });
    expect(
      c.no('register-remedy', clerk, { kind: '诉讼', acceptedOn: '2026-06-01', document: '受理3号' }).codes,
    ).toEqual(['FINAL']);
    expect(c.clock('court-application').due).toBe('2026-09-01');
  });

  test('the display tier of a decision by law, not by choice', () => {
    const items = [{ kind: '警告' }];
    const c = served(
      penaltyOrdinary,
      '2026-02-25',
      '2026-02-27',
      { items, basis: [foodLaw] },
      proposal({ items }),
    );
    expect(c.clock('publication').state).toBe('idle');
    expect(c.no('publish', clerk, { channels: ['信用中国'], checked }).codes).toEqual(['penalty-record-DUE']);
    c.do('close', head, closing);
  });
});
