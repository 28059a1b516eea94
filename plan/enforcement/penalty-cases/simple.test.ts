/** The simple procedure: on the spot, with its caps, its cash rule and its own way to court. */
import type { Env } from '@fadu/kernel';
import { describe, expect, test } from 'vitest';
import { clue, foodLaw, ITEM, inPerson, officer, pair, payment, people, Running } from './case.testing.ts';
import { takesUseBack } from './lenient-uses.ts';
import { penaltySimple } from './simple.ts';

const { o1, o2, o3, clerk, head, system, stranger } = people;
const { source: _source, sourceDetail: _detail, realName: _named, ...base } = clue;
const scene = (more: Readonly<Record<string, unknown>> = {}) => ({
  ...base,
  item: ITEM,
  officers: pair,
  shown: true,
  clear: true,
  evidence: '现场照片三张',
  waterOrRemote: '否',
  ...more,
});
const resident = { partyKind: '公民', partyName: '王某', bornOn: '1990-05-01' };
const told = (more: Readonly<Record<string, unknown>> = {}) => ({
  items: [{ kind: '罚款', amount: 3000 }],
  basis: [foodLaw],
  discretion: '货值很小，按法定最低幅度',
  mitigated: false,
  mind: '正常',
  minor: false,
  correctedInTime: false,
  noHarm: false,
  firstOffence: false,
  minorHarm: false,
  noFaultProved: false,
  reductions: [],
  emergency: false,
  alreadyFined: false,
  severalRules: false,
  newRule: '没有变化',
  rights: true,
  ...more,
});
const decided = (more: Readonly<Record<string, unknown>> = {}) => ({
  items: [{ kind: '罚款', amount: 3000 }],
  basis: [foodLaw],
  bank: '演示银行',
  lateFine: true,
  reconsiderationBody: '演示市人民政府',
  court: '演示市城区人民法院',
  ...more,
});
const quiet = { said: '没有意见' };
const start = (s = {}, day = '2026-03-02') =>
  new Running(penaltySimple)
    .on(day)
    .do('register-clue', o1, scene({ actOn: day, actEndedOn: day, discoveredOn: day, ...s }));
const fined = (amount: number, s = {}, day = '2026-03-02') => {
  const items = [{ kind: '罚款', amount }];
  return start(s, day)
    .do('tell-rights', o1, told({ items }))
    .do('hear-party', o1, quiet)
    .do('decide-penalty', o1, decided({ items }))
    .do('serve-decision', o1, inPerson(day, { method: '直接送达' }));
};

describe('R24.6 the whole life on the spot', () => {
  test('edge case 6: a shop company, fine 3,000: told, heard, decided, handed over, reported, paid, closed', () => {
    const c = fined(3000);
    expect(c.state.acts.flatMap((a) => a.effects.numbers)).toEqual(['on-spot']);
    expect(c.clock('report').due).toBe('2026-03-04');
    expect(c.clock('payment').due).toBe('2026-03-17');
    c.on('2026-03-03').do('report-decision', o1);
    c.on('2026-03-10')
      .do('record-payment', clerk, payment('2026-03-10', 3000))
      .do('close', head, { summary: '已经缴清', catalogue: '当场处罚决定书' });
    expect(c.no('finish', system).codes).toEqual(['FINAL-FIRST']);
    c.on('2026-09-03').do('suit-period-over', system).do('finish', system);
    expect(c.state).toMatchObject({ phase: 'closed', ended: 'done' });
  });

  test('refusal to sign is noted and served all the same; another day is too late', () => {
    const items = [{ kind: '警告' }];
    const c = start()
      .do('tell-rights', o1, told({ items }))
      .do('hear-party', o1, quiet)
      .do('decide-penalty', o1, decided({ items, bank: undefined }));
    expect(
      c.no('serve-decision', o1, { method: '留置送达（见证人）', servedOn: '2026-03-02' }).codes,
    ).toEqual(['DECISION-SERVE-PROOF']);
    expect(
      c
        .copy()
        .on('2026-03-03')
        .no('serve-decision', o1, inPerson('2026-03-03', { method: '直接送达' })).codes,
    ).toEqual(['ON-SPOT-DAY']);
    expect(
      c.no('serve-decision', o1, inPerson('2026-03-02', { method: '邮寄送达', tracking: 'E1' })).codes,
    ).toEqual(['DECISION-SERVE-METHOD']);
    c.do('serve-decision', o1, {
      method: '留置送达（见证人）',
      servedOn: '2026-03-02',
      refusal: '当事人拒绝签收',
      witnesses: ['社区李某'],
      receipt: '回证2号',
    });
    expect(c.no('close', head, { summary: '警告已经送达', catalogue: '当场处罚决定书' }).codes).toEqual([
      'REPORTED',
    ]);
    c.do('report-decision', o2).do('close', head, { summary: '警告已经送达', catalogue: '当场处罚决定书' });
  });

  test('a spoilt form is voided with its number kept, and all begins anew', () => {
    const items = [{ kind: '罚款', amount: 3000 }];
    const c = start()
      .do('tell-rights', o1, told({ items }))
      .do('hear-party', o1, quiet)
      .do('decide-penalty', o1, decided());
    c.do('void-form', o1, { reason: '当事人名称写错' });
    expect(c.no('decide-penalty', o1, decided()).codes).toEqual(['INV-P1', 'INV-P1-HEARD']);
    c.do('tell-rights', o1, told()).do('hear-party', o1, quiet).do('decide-penalty', o1, decided());
    expect(c.state.acts.filter((a) => a.effects.numbers.includes('on-spot'))).toHaveLength(2);
  });
});

describe('SIMPLE what may be done on the spot (行政处罚法第五十一条)', () => {
  test.each([
    ['a resident, 200', resident, [{ kind: '罚款', amount: 200 }], null],
    ['a resident, 200.01', resident, [{ kind: '罚款', amount: 200.01 }], 'SIMPLE-CAP'],
    [
      'a stall (individual business), 201: the stricter reading',
      { partyKind: '个体工商户' },
      [{ kind: '罚款', amount: 201 }],
      'SIMPLE-CAP',
    ],
    ['a company, 3,000', {}, [{ kind: '罚款', amount: 3000 }], null],
    ['a company, 3,000.01', {}, [{ kind: '罚款', amount: 3000.01 }], 'SIMPLE-CAP'],
    [
      'edge case 6: 2,000 and confiscated gains of 50',
      {},
      [
        { kind: '罚款', amount: 2000 },
        { kind: '没收违法所得', amount: 50 },
      ],
      'SIMPLE-CAP',
    ],
    ['circulated criticism', {}, [{ kind: '通报批评' }], 'SIMPLE-CAP'],
    [
      'edge case 14: police, 300',
      { sector: '公安', field: '治安', ...resident },
      [{ kind: '罚款', amount: 300 }],
      null,
    ],
    [
      'police, 501',
      { sector: '公安', field: '治安', ...resident },
      [{ kind: '罚款', amount: 501 }],
      'SIMPLE-CAP',
    ],
    ['nothing', {}, [], 'SIMPLE-ITEMS'],
  ])('%s', (_name, s, items, code) => {
    const c = start(s);
    if (code === null) c.do('tell-rights', o1, told({ items }));
    else {
      const refused = c.no('tell-rights', o1, told({ items }));
      expect(refused.codes).toEqual([code]);
      expect(refused.cites).toContain('penalty-law 51');
      c.do('to-ordinary', o1, { reason: '超出当场处罚范围' });
      expect(c.state.ended).toBe('stopped');
    }
  });

  test('edge case 14: the record of a police fine reaches no publication', () => {
    const all = Object.values(penaltySimple.acts).flatMap((a) => [
      ...(a.publishes ?? []),
      // What takes the use of a lenient list back writes nothing where no list was applied.
      ...(a.entries && a.entries !== takesUseBack ? ['entries'] : []),
    ]);
    // A public notice in place of service is the one thing that is ever posted.
    expect(all).toEqual(['serve-urge-announcement']);
    expect(penaltySimple.acts.publish).toBeUndefined();
    const items = [{ kind: '罚款', amount: 300 }];
    const c = start({ sector: '公安', field: '治安', ...resident })
      .do('tell-rights', o1, told({ items }))
      .do('hear-party', o1, quiet)
      .do('decide-penalty', o1, decided({ items }));
    expect(c.clock('report').steps.at(-1)?.text).toBeTruthy();
    expect(c.clock('report').due).toBe('2026-03-03');
    expect(c.state.acts.flatMap((a) => [...a.effects.entries])).toEqual([]);
    expect(takesUseBack(c.view, { today: '2026-03-02' } as Env)).toEqual([]);
  });

  test('INV-P4: two officers; one police officer only without objection and with a full recording', () => {
    const alone = { officers: [officer('o1')] };
    const refused = new Running(penaltySimple).on('2026-03-02').no('register-clue', o1, scene(alone));
    expect(refused.codes).toEqual(['INV-P4']);
    expect(refused.cites).toEqual(['penalty-law 42', 'penalty-law 52', 'public-security-law 120']);
    const police = { ...alone, sector: '公安', field: '治安', ...resident };
    expect(
      new Running(penaltySimple)
        .on('2026-03-02')
        .no('register-clue', o1, scene({ ...police, noObjection: true })).codes,
    ).toEqual(['INV-P4']);
    new Running(penaltySimple)
      .on('2026-03-02')
      .do('register-clue', o1, scene({ ...police, noObjection: true, recording: 'V-1' }));
    expect(
      new Running(penaltySimple)
        .on('2026-03-02')
        .no('register-clue', o1, scene({ ...alone, noObjection: true, recording: 'V-1' })).codes,
    ).toEqual(['INV-P4']);
    expect(
      new Running(penaltySimple)
        .on('2026-03-02')
        .no('register-clue', o1, scene({ officers: [officer('o1'), officer('o2', { organ: 'other' })] }))
        .codes,
    ).toEqual(['INV-P4']);
    expect(
      new Running(penaltySimple)
        .on('2026-03-02')
        .no('register-clue', o1, scene({ shown: false, clear: false })).codes,
    ).toEqual(['INV-P12', 'SIMPLE-CLEAR']);
    expect(start().no('tell-rights', o3, told()).codes).toEqual(['INV-P4-SELF']);
    expect(start().no('tell-rights', stranger, told()).codes).toEqual(['who']);
  });

  test('INV-P1 and INV-P5: told, heard, answered, not heavier than told', () => {
    const c = start();
    const refused = c.no('decide-penalty', o1, decided());
    expect(refused.codes).toEqual(['INV-P1', 'INV-P1-HEARD']);
    expect(refused.cites).toEqual(expect.arrayContaining(['penalty-law 44', 'penalty-law 45']));
    expect(c.no('tell-rights', o1, told({ rights: false })).codes).toEqual(['TOLD']);
    expect(c.no('hear-party', o1, quiet).codes).toEqual(['TOLD-FIRST']);
    c.do('tell-rights', o1, told({ items: [{ kind: '罚款', amount: 1000 }] }));
    expect(c.no('hear-party', o1, { said: '提出意见', text: '刚刚过期' }).codes).toEqual(['INV-P1-OPEN']);
    c.do('hear-party', o1, { said: '提出意见', text: '刚刚过期', reasons: '过期属实' });
    expect(c.no('decide-penalty', o1, decided({ items: [{ kind: '罚款', amount: 1001 }] })).codes).toEqual([
      'INV-P5',
    ]);
    // Told anew, heard anew.
    c.do('tell-rights', o1, told({ items: [{ kind: '罚款', amount: 1001 }] }));
    expect(c.no('decide-penalty', o1, decided({ items: [{ kind: '罚款', amount: 1001 }] })).codes).toEqual([
      'INV-P1-HEARD',
    ]);
  });

  test('INV-P10 INV-P6: basis and double fine are checked on the spot too', () => {
    expect(start().no('tell-rights', o1, told({ basis: [{ ...foodLaw, level: '会议纪要' }] })).codes).toEqual(
      ['INV-P10'],
    );
    expect(start().no('tell-rights', o1, told({ alreadyFined: true })).codes).toEqual(['INV-P6']);
    expect(
      start({ actOn: '2024-02-01', actEndedOn: '2024-02-01', discoveredOn: '2024-02-01' }).state.phase,
    ).toBe('on-spot');
    expect(
      new Running(penaltySimple)
        .on('2026-03-02')
        .no(
          'register-clue',
          o1,
          scene({ actOn: '2024-02-01', actEndedOn: '2024-02-01', discoveredOn: '2026-03-02' }),
        ).codes,
    ).toEqual(['L1']);
  });

  test('R26.1: leniency stops the officer: no penalty with education, or the ordinary procedure', () => {
    const c = start();
    const refused = c.no(
      'tell-rights',
      o1,
      told({ firstOffence: true, minorHarm: true, correctedInTime: true }),
    );
    expect(refused.codes).toEqual(['R26.1']);
    expect(refused.say).toContain('N2');
    expect(refused.cites).toContain('plan 26');
    c.copy().do('to-ordinary', o1, { reason: '不适用首违不罚的理由需要审核' });
    c.do('no-penalty', o1, {
      ground: '初次违法、危害轻微并已改正',
      reasons: '当场改正',
      education: '现场讲解',
    });
    expect(c.state).toMatchObject({ phase: 'not-punished', ended: 'done' });
  });
});

describe('INV-P7 cash (行政处罚法第六十八条至第七十一条)', () => {
  const cash = (amount: number, ground: string, more = {}) => ({
    amount,
    paidOn: '2026-03-02',
    ground,
    receipt: '财票0001',
    ...more,
  });

  test('edge case 7: 150 on the spot to a resident with a fixed address: the decision yes, cash no', () => {
    const c = fined(150, resident);
    const refused = c.no('collect-cash', o1, cash(150, '一百元以下'));
    expect(refused.codes).toEqual(['CASH']);
    expect(refused.cites).toEqual(['penalty-law 68', 'penalty-law 69']);
    expect(
      c.no('collect-cash', o1, cash(150, '当事人缴款确有困难并提出', { why: '当事人不愿去银行' })).codes,
    ).toEqual(['CASH']);
    expect(c.no('collect-cash', o1, cash(150, '不当场收缴事后难以执行')).codes).toEqual(['CASH']);
  });

  test('100 in cash: receipt, handed in within two working days, banked within two more; the case waits for it', () => {
    const c = fined(100, resident).do('report-decision', o1);
    expect(c.no('collect-cash', o1, cash(100, '一百元以下', { receipt: '' })).codes).toEqual(['input']);
    expect(c.no('collect-cash', o1, cash(90, '一百元以下')).codes).toEqual(['CASH-SUM']);
    c.do('collect-cash', o1, cash(100, '一百元以下'));
    expect(c.clock('hand-in').due).toBe('2026-03-04');
    const close = { summary: '当场收缴', catalogue: '当场处罚决定书' };
    expect(c.no('close', head, close).codes).toEqual(['CASH-BANKED']);
    expect(c.no('bank-cash', clerk, { receipt: '回单1号' }).codes).toEqual(['CASH-AT-ORGAN']);
    c.on('2026-03-04').do('hand-in-cash', o1, { receivedBy: '财务张某' });
    expect(c.clock('to-bank').due).toBe('2026-03-06');
    c.on('2026-03-06').do('bank-cash', clerk, { receipt: '回单1号' }).do('close', head, close);
    expect(c.clock('hand-in')).toMatchObject({ late: false });
  });

  test('on water any sum where the party asks; the two days run from landing', () => {
    const c = fined(2000, { waterOrRemote: '水上' });
    const asked = cash(2000, '当事人缴款确有困难并提出', { why: '船上没有银行，当事人书面提出' });
    expect(c.no('collect-cash', o1, asked).codes).toEqual(['CASH-DAY']);
    c.on('2026-03-09').do('collect-cash', o1, { ...asked, landedOn: '2026-03-06' });
    expect(c.clock('hand-in').due).toBe('2026-03-10');
  });
});

describe('remedy', () => {
  test('reconsideration comes before a suit (行政复议法第二十三条)', () => {
    const c = fined(3000).do('report-decision', o1).on('2026-03-20');
    const refused = c.no('register-remedy', clerk, {
      kind: '诉讼',
      acceptedOn: '2026-03-20',
      document: '受理1号',
    });
    expect(refused.codes).toEqual(['REVIEW-FIRST']);
    expect(refused.cites).toEqual(['reconsideration-law 23']);
    c.do('register-remedy', clerk, { kind: '复议', acceptedOn: '2026-03-20', document: '受理1号' })
      .on('2026-05-06')
      .do('remedy-upheld', clerk, { document: '复议1号', servedOn: '2026-05-06', suitUntil: '2026-05-21' });
    c.do('register-remedy', clerk, { kind: '诉讼', acceptedOn: '2026-05-06', document: '受理2号' })
      .on('2026-08-03')
      .do('remedy-set-aside', clerk, { result: '撤销', document: '判决1号', servedOn: '2026-08-03' });
    c.do('close-set-aside', head, { refunded: 0, other: '没有缴款' });
    expect(c.state.phase).toBe('annulled');
  });
});
