/** Transfer to the police and back: the time edge cases of the pack (§7.5), refusals, broken variants. */
import { type CaseFacts, checkLaw, explore, type Instant, type Procedure, prove } from '@fadu/kernel';
import { alsoIn, editAct as edit, leadsTo, withoutNeed } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import {
  CaseRun,
  officer,
  PENALTY,
  PENALTY_ID,
  pair,
  penaltyFacts,
  type World,
  who,
  worldWith,
} from '../compulsion-cases/run.testing.ts';
import { transferStanding } from './common.ts';
import { earlierPenalties } from './effects.ts';
import { reverseTransfer } from './reverse.ts';
import { samples } from './sample.testing.ts';
import { criminalTransfer as t } from './transfer.ts';

const { o1, clerk, head, principal, police } = who;
const start = (more: Partial<World> = {}) => new CaseRun(t, worldWith(more));
const reported = (more: Partial<World> = {}) => start(more).on('2026-09-30').do('report', o1, samples.report);
const handed = (more: Partial<World> = {}) =>
  reported(more)
    .on('2026-10-01', '08:00')
    .do('decide', principal, samples.decide)
    .on('2026-10-01', '10:00')
    .do('hand-over', clerk, samples.handOver)
    .do('police-receipt', police, samples.receipt);
const at = (day: string, time: string): Instant => new Date(`${day}T${time}:00+08:00`).toISOString();
const measure = (conds: readonly string[]): CaseFacts => ({
  ...penaltyFacts(),
  id: '220200-measure',
  procedure: 'compulsory-measure',
  title: '对过期牛奶的扣押',
  conds,
});
const held = (conds: readonly string[] = ['in-force']) => ({
  linked: { [`compulsory-measure\n${PENALTY_ID}`]: [measure(conds)] },
});

describe('R22.4 within the days and hours of the rules', () => {
  test('R22.4 §7.3 a clue that needs checking: seven days, a grave and complex one thirty (未核实), once, in time', () => {
    const c = handed();
    expect(c.clock('police-decide').due).toBe('2026-10-04');
    const more = { ground: '线索需要查证', days: 4, approvedBy: '分管局长' };
    expect(c.no('police-extend', police, { ...more, days: 5 })).toMatchObject({
      codes: ['CLUE-TIME'],
      say: '线索需要查证的，最多再延长4日',
    });
    expect(c.copy().on('2026-10-05').no('police-extend', police, more).codes).toContain('POLICE-RUNNING');
    const grave = c.copy().do('police-extend', police, { ...more, ground: '重大疑难复杂', days: 27 });
    expect(grave.clock('police-decide').due).toBe('2026-10-31');
    c.do('police-extend', police, more);
    expect(c.clock('police-decide').due).toBe('2026-10-08');
    expect(c.no('police-extend', police, more).codes).toContain('once');
    expect(t.clocks['police-decide']?.extension?.cites[0]?.standing).toBe('unverified');
  });

  test('R22.4 §7.5 case 1: reported on Wednesday 2026-09-30, decided by 2026-10-03, a holiday; handed over in 24 hours', () => {
    const c = reported();
    expect(c.clock('decide').due).toBe('2026-10-03');
    const late = c.copy().on('2026-10-04').do('decide', principal, samples.decide);
    expect(late.clock('decide')).toMatchObject({ state: 'stopped', late: true });
    c.on('2026-10-03', '16:30').do('decide', principal, samples.decide);
    expect(c.clock('decide').late).toBe(false);
    expect(c.clock('hand-over').dueAt).toBe(at('2026-10-04', '16:30'));
    const sent = { ...samples.handOver, on: '2026-10-04' };
    const inTime = c
      .copy()
      .on('2026-10-04', '18:00')
      .do('hand-over', clerk, { ...sent, time: '16:00' });
    expect(inTime.clock('hand-over').late).toBe(false);
    const over = c
      .copy()
      .on('2026-10-04', '18:00')
      .do('hand-over', clerk, { ...sent, time: '17:00' });
    expect(over.clock('hand-over').late).toBe(true);
    expect(c.on('2026-10-04', '18:00').no('hand-over', clerk, { ...sent, time: '19:00' }).codes).toEqual([
      'clock-day',
    ]);
  });

  test('R22.4 §7.5 case 2: a deputy’s approval is invalid unless he presides', () => {
    const c = reported();
    expect(c.no('decide', head, samples.decide).codes).toEqual(['who']);
    const deputy = { ...samples.decide, presiding: false, document: '任职文件1号' };
    expect(c.no('decide-presiding', head, deputy)).toMatchObject({
      codes: ['PRESIDING'],
      cites: ['criminal-transfer-rules 5'],
    });
    c.do('decide-presiding', head, { ...deputy, presiding: true });
    expect(c.state.phase).toBe('approved');
  });

  test('R22.4 §7.5 case 3: refused on Friday 2026-05-08, reconsideration is asked for by 2026-05-11', () => {
    const refused = start()
      .on('2026-05-04')
      .do('report', o1, { ...samples.report, reportedOn: '2026-05-04' })
      .do('decide', principal, samples.decide)
      .on('2026-05-05')
      .do('hand-over', clerk, { ...samples.handOver, on: '2026-05-05' })
      .do('police-receipt', police, { ...samples.receipt, on: '2026-05-05' });
    expect(refused.clock('police-decide').due).toBe('2026-05-08');
    refused.on('2026-05-08').do('police-decision', police, {
      ...samples.declined,
      decidedOn: '2026-05-08',
      noticeOn: '2026-05-08',
    });
    expect(refused.clock('challenge').due).toBe('2026-05-11');
    const ask = { reason: '事实清楚，达到标准', sentOn: '2026-05-11' };
    expect(
      refused
        .copy()
        .on('2026-05-12')
        .no('request-review', clerk, { ...ask, sentOn: '2026-05-12' }).codes,
    ).toEqual(['CHALLENGE']);
    const c = refused.copy().on('2026-05-11').do('request-review', clerk, ask);
    expect(c.clock('review').due).toBe('2026-05-14');
    c.on('2026-05-15').do('review-answer', police, {
      result: '维持不予立案',
      document: '复议1号',
      decidedOn: '2026-05-14',
      noticeOn: '2026-05-15',
    });
    expect(c.clock('review').late).toBe(false);
    expect(c.no('request-review', clerk, { ...ask, sentOn: '2026-05-15' }).codes).toContain('once');
  });

  test('R22.4 still declined after review: three days to the procuratorate, then filed or back', () => {
    const c = handed()
      .on('2026-10-04')
      .do('police-decision', police, samples.declined)
      .on('2026-10-06')
      .do('request-review', clerk, { reason: '达到追诉标准', sentOn: '2026-10-06' })
      .on('2026-10-09')
      .do('review-answer', police, {
        result: '维持不予立案',
        document: '复议1号',
        decidedOn: '2026-10-09',
        noticeOn: '2026-10-09',
      });
    expect(c.clock('challenge').due).toBe('2026-10-12');
    expect(c.no('request-review', clerk, { reason: '再次提请', sentOn: '2026-10-09' }).codes).toContain(
      'once',
    );
    const ask = { procuratorate: '演示市人民检察院', reason: '应当立案', sentOn: '2026-10-12' };
    expect(c.copy().on('2026-10-13').no('ask-procuratorate', clerk, ask).codes).toEqual(['CHALLENGE']);
    c.on('2026-10-12').do('ask-procuratorate', clerk, ask).on('2026-10-20');
    const back = c.copy().do('procuratorate-answer', clerk, {
      result: '不立案理由成立',
      document: '监督1号',
      noticeOn: '2026-10-20',
    });
    back.do('accept-declined', clerk, { note: '恢复办理处罚案件' });
    expect(back.state).toMatchObject({ phase: 'returned', ended: 'done' });
    c.do('procuratorate-answer', clerk, {
      result: '公安机关已按通知立案',
      document: '监督2号',
      noticeOn: '2026-10-20',
    });
    expect(c.clock('hand-goods').due).toBe('2026-10-23');
  });

  test('R22.4 filed: things and papers in three days, none left under seal (INV-R4)', () => {
    const c = handed().on('2026-10-04').do('police-decision', police, samples.filed);
    expect(c.clock('hand-goods').due).toBe('2026-10-07');
    expect(c.no('accept-declined', clerk, { note: '改作罚款处理' }).codes).toContain('phase');
    c.on('2026-10-06').do('hand-goods', clerk, samples.handGoods);
    expect(c.state).toMatchObject({ phase: 'completed', ended: 'done' });
    const sealed = handed(held())
      .on('2026-10-04')
      .do('police-decision', police, samples.filed)
      .on('2026-10-06');
    expect(sealed.no('hand-goods', clerk, samples.handGoods)).toMatchObject({
      codes: ['INV-R4'],
      say: '“对过期牛奶的扣押”的财物还没有随案移送，请先在那里登记移交',
    });
    handed(held([]))
      .on('2026-10-04')
      .do('police-decision', police, samples.filed)
      .on('2026-10-06')
      .do('hand-goods', clerk, samples.handGoods);
  });
});

describe('R22.4 what is transferred, and with what', () => {
  test('R22.4 two officers, one transfer at a time, of a case of this organ', () => {
    const no = (more: object, world: Partial<World> = {}) =>
      start(world)
        .on('2026-09-30')
        .no('report', o1, { ...samples.report, ...more });
    expect(no({ officers: pair.slice(0, 1) }).codes).toEqual(['TASK-FORCE']);
    expect(no({ officers: [pair[0], officer('o2', { organ: 't-gov' })] }).say).toContain('不是本机关的');
    expect(no({ penaltyCase: '没有这一号' }).codes).toEqual(['CASE']);
    expect(no({ reportedOn: '2026-10-01' }).codes).toEqual(['REPORT-DAY']);
    const other = { ...penaltyFacts(), id: '220200-other', procedure: 'criminal-transfer', title: '前一件' };
    expect(no({}, { linked: { [`criminal-transfer\n${PENALTY}`]: [other] } }).say).toContain('“前一件”移送');
  });

  test('R22.4 §7.5 case 8: below the threshold only intellectual property with reasonable suspicion is transferred', () => {
    const c = () => start().on('2026-09-30');
    expect(c().no('report', o1, { ...samples.report, meets: false })).toMatchObject({
      codes: ['THRESHOLD'],
      cites: ['criminal-transfer-rules 3'],
    });
    c().do('report', o1, { ...samples.report, meets: false, ip: true });
  });

  test('R22.4 INV-R4 the papers of article 6 are listed and complete', () => {
    const c = reported(held())
      .on('2026-10-01')
      .do('decide', principal, samples.decide)
      .on('2026-10-01', '12:00');
    const no = (more: object) => c.no('hand-over', clerk, { ...samples.handOver, time: '11:00', ...more });
    expect(no({ papers: ['涉案物品清单', '检验报告或者鉴定结论'] }).say).toBe(
      '移送材料不齐全，还缺：涉嫌犯罪案件移送书、涉嫌犯罪案件情况的调查报告',
    );
    expect(no({ papers: samples.handOver.papers.slice(0, 3) }).say).toContain('写明原因');
    expect(no({ things: [], noThings: true }).say).toContain('清单不能是空的');
    expect(no({ noThings: true }).codes).toEqual(['INV-R4-THINGS']);
    expect(no({ police: '没有' }).codes).toEqual(['POLICE']);
    c.do('hand-over', clerk, { ...samples.handOver, time: '11:00' });
  });

  test('R22.4 a refusal to transfer is on record with its reasons; not competent: passed on in 24 hours', () => {
    const c = reported().do('decide', principal, { result: '不批准移送', reason: '没有达到追诉标准' });
    expect(c.state).toMatchObject({ phase: 'not-transferred', ended: 'stopped' });
    const p = reported()
      .on('2026-10-01', '08:00')
      .do('decide', principal, samples.decide)
      .on('2026-10-01', '10:00')
      .do('hand-over', clerk, samples.handOver);
    const passed = { result: '不属于本机关管辖，已转送', on: '2026-10-01', signer: '民警赵某' };
    expect(p.no('police-receipt', police, passed).codes).toEqual(['PASSED-ON']);
    p.do('police-receipt', police, { ...passed, passedTo: '演示昌邑区公安分局' });
    expect(p.no('police-decision', police, samples.filed).codes).toContain('RECEIPT');
    p.do('police-receipt', police, samples.receipt);
    expect(
      handed()
        .on('2026-10-04')
        .no('police-decision', police, { ...samples.declined, filesBack: false }).codes,
    ).toEqual(['DECLINED-WHY']);
  });

  test('R22.4 §7.5 cases 4 and 5: a fine decided before stays and is set off; a suspended licence goes on', () => {
    const told = earlierPenalties([
      { kind: '罚款', amount: 50_000 },
      { kind: '暂扣许可证件' },
      { kind: '警告' },
      { kind: '没收违法所得', amount: 100 },
    ]);
    expect(told.map((e) => e.effect)).toEqual(['折抵罚金', '继续执行', '继续执行', '由司法机关一并考虑']);
    const facts = penaltyFacts();
    const decided = penaltyFacts({
      facts: { ...facts.facts, 'decide-penalty.items': [{ kind: '罚款', amount: 50_000 }] },
    });
    const c = handed({ cases: { [PENALTY]: decided, [PENALTY_ID]: decided } });
    const letter = t.papers['transfer-letter']?.compose(c.view, { date: c.day, organName: (id) => id });
    expect(JSON.stringify(letter)).toContain('折抵相应罚金');
  });

  test('R22.4 of several transfers of a case the filed one counts, then the one still open', () => {
    const one = (phase: string, ended?: 'done' | 'stopped'): CaseFacts => ({
      ...penaltyFacts(),
      phase,
      ...(ended && { ended }),
    });
    expect(transferStanding([])).toBe('none');
    expect(transferStanding([one('not-transferred', 'stopped')])).toBe('none');
    expect(transferStanding([one('returned', 'done')])).toBe('returned');
    expect(transferStanding([one('returned', 'done'), one('handed')])).toBe('pending');
    expect(transferStanding([one('handed'), one('completed', 'done')])).toBe('filed');
  });
});

describe('R22.4 back from criminal justice', () => {
  const registered = () =>
    new CaseRun(reverseTransfer, worldWith()).on('2026-06-30').do('register-opinion', clerk, samples.opinion);

  test('R22.4 an opinion is handled and answered within two months (未核实)', () => {
    const c = registered();
    expect(c.clock('answer').due).toBe('2026-08-31');
    expect(reverseTransfer.clocks.answer?.cites[0]?.standing).toBe('unverified');
    expect(
      c.no('answer', clerk, { result: '已经处罚', document: '答复1号', sentOn: '2026-06-30' }).codes,
    ).toContain('phase');
    expect(c.no('decide-handling', head, { result: '立案处理', reason: '应当处罚' }).codes).toEqual([
      'HANDLED',
    ]);
    c.on('2026-07-10').do('decide-handling', head, {
      result: '立案处理',
      handled: PENALTY,
      reason: '应当处罚',
    });
    expect(c.state.bindings['penalty-case']).toEqual([PENALTY_ID]);
    c.on('2026-09-01').do('answer', clerk, {
      result: '已经罚款五千元',
      document: '答复1号',
      sentOn: '2026-09-01',
    });
    expect(c.clock('answer').late).toBe(true);
    const gone = registered().on('2026-07-01').do('withdrawn', clerk, {
      document: '撤回1号',
      reason: '提起公诉',
      on: '2026-07-01',
    });
    expect(gone.state.ended).toBe('stopped');
  });

  test('R22.4 limitation is judged by the first discovery by any public authority', () => {
    const old = { ...samples.opinion, actEndedOn: '2023-12-01', discoveredOn: '2025-11-30' };
    const open = (more: object) =>
      new CaseRun(reverseTransfer, worldWith())
        .on('2026-06-30')
        .do('register-opinion', clerk, { ...old, ...more });
    const input = { result: '立案处理', handled: PENALTY, reason: '应当处罚' };
    open({}).do('decide-handling', head, input);
    expect(open({ discoveredOn: '2025-12-02' }).no('decide-handling', head, input).codes).toEqual([
      'LIMITATION',
    ]);
    open({ discoveredOn: '2025-12-02' }).do('decide-handling', head, {
      result: '不予立案',
      reason: '超过追究时效',
    });
  });
});

const r = reverseTransfer;

/** What was taken away, the variant, the law that it breaks, the last acts of the shortest path. */
const LAWS: readonly [string, Procedure, string, readonly string[]][] = [
  ['handed over without approval', alsoIn(t, 'hand-over', 'reported'), 'APPROVED', ['report', 'hand-over']],
  ['a report is shelved', leadsTo(t, 'report', 'not-transferred'), 'DECIDED', ['report']],
  [
    'decided twice',
    alsoIn(t, 'decide-presiding', 'approved'),
    'ONE-DECISION',
    ['decide', 'decide-presiding'],
  ],
  ['approved and not sent', leadsTo(t, 'decide', 'not-transferred'), 'SENT', ['report', 'decide']],
  [
    'approved by the presiding head and not sent',
    leadsTo(t, 'decide-presiding', 'not-transferred'),
    'SENT-PRESIDING',
    ['report', 'decide-presiding'],
  ],
  [
    'decided by police that never received it',
    withoutNeed(t, 'police-decision', 'RECEIPT'),
    'RECEIVED',
    ['hand-over', 'police-decision'],
  ],
  [
    'closed without an answer',
    alsoIn(t, 'accept-declined', 'handed'),
    'ANSWERED',
    ['hand-over', 'accept-declined'],
  ],
  [
    'filed, and a penalty instead',
    alsoIn(t, 'accept-declined', 'filed'),
    'NO-SUBSTITUTE',
    ['police-decision', 'accept-declined'],
  ],
  [
    'filed, and the goods kept',
    alsoIn(t, 'accept-declined', 'filed'),
    'GOODS',
    ['police-decision', 'accept-declined'],
  ],
  [
    'filed on review, and the goods kept',
    alsoIn(t, 'accept-declined', 'filed'),
    'GOODS-REVIEW',
    ['review-answer', 'accept-declined'],
  ],
  [
    'filed on supervision, and the goods kept',
    alsoIn(t, 'accept-declined', 'filed'),
    'GOODS-SUPERVISION',
    ['procuratorate-answer', 'accept-declined'],
  ],
  [
    'review asked for too late',
    withoutNeed(t, 'request-review', 'CHALLENGE'),
    'REVIEW-IN-TIME',
    ['police-decision', 'challenge', 'request-review'],
  ],
  [
    'review asked for twice',
    edit(withoutNeed(t, 'request-review', 'REVIEW-ONCE'), 'request-review', (d) => ({ ...d, repeats: true })),
    'REVIEW-ONCE',
    ['request-review', 'review-answer', 'request-review'],
  ],
  [
    'supervision asked for too late',
    withoutNeed(t, 'ask-procuratorate', 'CHALLENGE'),
    'SUPERVISION-IN-TIME',
    ['police-decision', 'challenge', 'ask-procuratorate'],
  ],
  [
    'goods handed over after the case went back',
    alsoIn(leadsTo(t, 'accept-declined', 'filed'), 'hand-goods', 'filed'),
    'EITHER',
    ['accept-declined', 'hand-goods'],
  ],
  ['an opinion is laid aside', leadsTo(r, 'decide-handling', 'answered'), 'ANSWERED', ['decide-handling']],
  [
    'answered before it is decided',
    alsoIn(r, 'answer', 'received'),
    'HANDLED-FIRST',
    ['register-opinion', 'answer'],
  ],
  [
    'answered after the opinion was withdrawn',
    alsoIn(leadsTo(r, 'withdrawn', 'handling'), 'answer', 'received'),
    'WITHDRAWN',
    ['withdrawn', 'answer'],
  ],
];

describe('R22.4 a broken transfer is caught by the prover', () => {
  test.each(LAWS)('R22.4 %s', (_what, variant, code, ends) => {
    const law = variant.laws.find((l) => l.code === code);
    if (!law) throw new Error(`no law ${code}`);
    const found = checkLaw(explore(variant), law);
    expect(found.holds).toBe(false);
    expect(found.path?.map((s) => s.act).slice(-ends.length)).toEqual(ends);
  });

  test('R22.4 both procedures hold all their laws, and each law has a broken variant', () => {
    expect(prove(t).ok && prove(r).ok).toBe(true);
    const tried = new Set(LAWS.map(([, p, code]) => `${p.code} ${code}`));
    expect(
      [t, r].flatMap((p) => p.laws.map((l) => `${p.code} ${l.code}`)).filter((x) => !tried.has(x)),
    ).toEqual([]);
  });
});
