/** Compulsory execution: when and how it may happen (pack §2.6 cases 5, 6, 10), and broken variants of its laws. */
import { type ActDef, checkLaw, explore, type Procedure, prove } from '@fadu/kernel';
import { describe, expect, test } from 'vitest';
import { chinaCalendar } from '../../calendar/china.ts';
import { compulsoryExecution as x } from './execution.ts';
import { CaseRun, compulsionItem, film, ITEM, PENALTY, pair, who, worldWith } from './run.testing.ts';
import { samples } from './sample.testing.ts';
import { lastUrgingDay, untimely } from './when.ts';

const { clerk, head, o1 } = who;
const opening = {
  title: '幸福超市不拆除占道雨棚',
  decision: '演城责改〔2026〕1号',
  servedOn: '2026-03-02',
  performBy: '2026-03-20',
  obligation: '排除妨碍、恢复原状',
  power: '本机关依照法律强制执行',
  item: ITEM,
  partyName: '演示市幸福超市有限公司',
  partyAddress: '演示市中心路1号',
  partyAccount: 'party',
};
const remedy = { reconsiderationBody: '演示市人民政府', court: '演示市城区人民法院' };
const served = (servedOn: string) => ({
  method: '单位收件人签收',
  servedOn,
  receiver: '收发室',
  relation: '收发人员',
  receipt: '回证1号',
});
const court = { ...opening, power: '申请人民法院强制执行', item: undefined };
const opened = (input: Readonly<Record<string, unknown>> = opening, day = '2026-03-23') =>
  new CaseRun(x, worldWith()).on(day).do('open', clerk, input);
/** Urged on a day, to perform by another. */
const urged = (
  input: Readonly<Record<string, unknown>> = opening,
  day = '2026-03-23',
  performBy = '2026-04-03',
) =>
  opened(input, day).do('urge', clerk, { performBy, way: '自行拆除' }).do('serve-urge', clerk, served(day));
const decision = { way: '其他强制执行方式', on: '2026-04-08', reason: '经催告仍不履行', ...remedy };
const ground = (on: string, more: object = {}) => ({
  officers: pair,
  on,
  from: '09:00',
  to: '11:30',
  utilities: false,
  record: '当事人在场，逐项清点后拆除',
  ...more,
});

describe('R24.10 demand letter before execution', () => {
  test('§2.6 case 5: urged on 2026-09-21, the tenth working day is 2026-10-12; the court from 2026-10-13', () => {
    const c = urged({ ...court, performBy: '2026-09-10' }, '2026-09-21', '2026-09-30').do(
      'remedy-over',
      clerk,
      {
        on: '2026-09-20',
        none: true,
      },
    );
    expect(c.clock('urging').due).toBe('2026-10-12');
    const application = {
      court: '演示市城区人民法院',
      facts: '占道搭建雨棚',
      partyOpinion: '当事人没有提出意见',
      target: '雨棚一处',
      signedBy: '局长',
    };
    expect(c.on('2026-10-12').no('apply-court', head, application)).toMatchObject({
      codes: ['INV-C5'],
      cites: ['compulsion-law 54'],
    });
    expect(c.copy().on('2026-12-22').no('apply-court', head, application).codes).toEqual(['P9']);
    c.on('2026-10-13').do('apply-court', head, application);
    expect(c.clock('court-accept').due).toBe('2026-10-20');
    c.do('court-accepts', clerk, { result: '受理', on: '2026-10-13', document: '行审1号' });
    expect(c.clock('court-rule').due).toBe('2026-10-22');
    c.on('2026-10-20').do('court-rules', clerk, {
      result: '不予执行',
      on: '2026-10-20',
      document: '裁定1号',
    });
    expect(c.clock('objection').due).toBe('2026-11-04');
    c.do('object', head, { sentOn: '2026-10-20', reason: '裁定有误' });
    c.do('court-rules', clerk, { result: '准予执行', on: '2026-10-20', document: '裁定2号' });
    c.do('court-result', clerk, { result: '执行完毕', document: '结案1号' });
    c.do('close', head, { note: '法院执行完毕' });
    expect(c.state).toMatchObject({ phase: 'performed', ended: 'done' });
  });

  test('R24.10 only a law gives the power; without it the court; a fine stays in its penalty case', () => {
    const no = (input: object, items?: object) =>
      new CaseRun(x, worldWith(items ?? {})).on('2026-03-23').no('open', clerk, { ...opening, ...input });
    expect(no({ item: undefined }).codes).toEqual(['OWN-POWER']);
    expect(no({}, { items: { [ITEM]: compulsionItem({}, 'local-regulation') } })).toMatchObject({
      codes: ['OWN-POWER'],
      say: expect.stringContaining('应当申请人民法院'),
    });
    expect(no({ item: '没有' }).say).toContain('清单之外');
    expect(no({ performBy: '2026-03-23' }).codes).toEqual(['NOT-DUE']);
    expect(no({ ...court, obligation: '金钱给付', amount: 5000, penaltyCase: PENALTY }).codes).toEqual([
      'FINE-THERE',
    ]);
    expect(urged(court).no('decide-execution', head, decision).codes).toContain('OWN');
    expect(
      urged().no('apply-court', head, {
        court: '法院',
        facts: '事实清楚',
        partyOpinion: '没有',
        target: '雨棚',
        signedBy: '局长',
      }).codes,
    ).toContain('NO-POWER');
  });

  test('R24.10 own power: urged, the letter’s period over, statements answered, served, then executed', () => {
    const c = opened();
    expect(c.no('decide-execution', head, decision).codes).toEqual(['URGED', 'URGE-OVER']);
    c.do('urge', clerk, { performBy: '2026-04-03', way: '自行拆除' });
    expect(c.no('decide-execution', head, decision).codes).toEqual(['URGED', 'URGE-OVER']);
    c.do('serve-urge', clerk, served('2026-03-23'));
    expect(c.on('2026-04-03').no('decide-execution', head, decision).codes).toEqual(['URGE-OVER']);
    c.do('state-defence', who.party, { text: '正在联系施工队' });
    expect(c.on('2026-04-07').no('decide-execution', head, decision).codes).toEqual(['STATEMENT-OPEN']);
    c.do('re-examine', clerk, { result: '不成立', reasons: '已经给出合理期限' }).do(
      'decide-execution',
      head,
      decision,
    );
    expect(c.no('execute', o1, ground('2026-04-07')).codes).toEqual(['EXECUTION-SERVED']);
    c.do('serve-execution', clerk, served('2026-04-07'))
      .on('2026-04-08')
      .do('execute', o1, ground('2026-04-08'));
    expect(c.no('close', clerk, { note: '已经执行完毕' }).codes).toEqual(['PUBLISHED']);
    c.do('publish', clerk, samples.publish);
    expect(c.do('close', clerk, { note: '已经执行完毕' }).state.ended).toBe('done');
    // Hidden assets: at once, still after urging, and only by own power.
    const hidden = { ...decision, evidence: '账户资金当日转出' };
    urged().on('2026-03-25').do('decide-at-once', head, hidden);
    expect(urged(court).no('decide-at-once', head, hidden).codes).toContain('OWN');
    expect(opened().no('decide-at-once', head, hidden).codes).toContain('URGED');
  });

  test('C6 money: the late fine must have run for more than thirty days', () => {
    const money = { ...opening, obligation: '金钱给付', amount: 5000, lateFineSince: '2026-03-21' };
    const c = opened(money)
      .do('urge', clerk, { performBy: '2026-04-03', way: '缴至银行', amount: 5000 })
      .do('serve-urge', clerk, served('2026-03-23'));
    const pay = { ...decision, way: '划拨存款、汇款' };
    expect(c.on('2026-04-20').no('decide-execution', head, pay).codes).toEqual(['C6']);
    c.on('2026-04-21').do('decide-execution', head, pay);
  });
});

describe('R24.10 an execution comes to its end', () => {
  const application = {
    court: '演示市城区人民法院',
    facts: '占道搭建雨棚',
    partyOpinion: '当事人没有提出意见',
    target: '雨棚一处',
    signedBy: '局长',
  };
  const atCourt = (urgent = false) =>
    urged({ ...court, performBy: '2026-09-10' }, '2026-09-21', '2026-09-30')
      .do('remedy-over', clerk, { on: '2026-09-20', none: true })
      .on('2026-10-13')
      .do('apply-court', head, { ...application, ...(urgent && { urgent }) });

  test('R24.10 §2.4 a case is not laid aside while the court has not decided; refused, it is objected to or closed', () => {
    const c = atCourt();
    expect(c.no('court-declined', head, { note: '不再等待' }).codes).toEqual(['COURT-DECLINED']);
    c.do('court-accepts', clerk, { result: '不予受理', on: '2026-10-13', document: '行审1号' });
    expect(c.clock('objection').due).toBe('2026-10-28');
    expect(c.copy().do('court-declined', head, { note: '没有异议' }).state.phase).toBe('terminated');
    c.do('object', head, { sentOn: '2026-10-13', reason: '材料齐全' });
    c.do('court-accepts', clerk, { result: '受理', on: '2026-10-13', document: '行审2号' });
    expect(c.clock('objection').state).toBe('stopped');
    expect(c.no('object', head, { sentOn: '2026-10-13', reason: '再次' }).codes).toContain('OBJECTION');
    expect(c.no('court-declined', head, { note: '不再等待' }).codes).toEqual(['COURT-DECLINED']);
  });

  test('R24.10 §2.4 doubtful: thirty days after hearing both; refused: the higher court in 15 or 30; urgent: executed in five', () => {
    const accepted = { result: '受理', on: '2026-10-13', document: '行审1号' };
    const c = atCourt().do('court-accepts', clerk, accepted);
    expect(c.clock('court-rule').due).toBe('2026-10-22');
    c.do('court-doubts', clerk, { on: '2026-10-13', note: '双方到场陈述' });
    expect(c.clock('court-rule').due).toBe('2026-11-12');
    c.do('court-rules', clerk, { result: '不予执行', on: '2026-10-13', document: '裁定1号' });
    expect(c.no('court-doubts', clerk, { on: '2026-10-13', note: '再次' }).codes).toContain('NOT-RULED');
    c.do('object', head, { sentOn: '2026-10-13', reason: '裁定有误' });
    expect(c.clock('court-answer').due).toBe('2026-11-12');
    const refused = atCourt()
      .do('court-accepts', clerk, { ...accepted, result: '不予受理' })
      .do('object', head, { sentOn: '2026-10-13', reason: '材料齐全' });
    expect(refused.clock('court-answer').due).toBe('2026-10-28');
    refused.do('court-accepts', clerk, accepted);
    expect(refused.clock('court-answer').state).toBe('stopped');
    const urgent = atCourt(true).do('court-accepts', clerk, accepted);
    urgent.do('court-rules', clerk, { result: '准予执行', on: '2026-10-13', document: '裁定1号' });
    expect(urgent.clock('court-execute').due).toBe('2026-10-20');
    urgent.do('court-result', clerk, { result: '执行完毕', document: '结案1号' });
    expect(urgent.clock('court-execute').state).toBe('stopped');
  });

  test('R24.10 paid while the court has it: the court owes nothing any more, and the case closes', () => {
    const c = atCourt().do('record-performance', clerk, { note: '当事人自行拆除', receipt: '照片六张' });
    expect(c.clock('court-accept').state).toBe('stopped');
    expect(c.do('close', clerk, { note: '自行履行' }).state.phase).toBe('performed');
  });

  test('R24.10 article 40: ended by the court, it is terminated and never called performed', () => {
    const c = atCourt()
      .do('court-accepts', clerk, { result: '受理', on: '2026-10-13', document: '行审1号' })
      .do('court-rules', clerk, { result: '准予执行', on: '2026-10-13', document: '裁定1号' })
      .do('court-result', clerk, { result: '终结执行', document: '终结1号' });
    expect(c.no('close', clerk, { note: '执行完毕' }).codes).toEqual(['NOT-EXECUTED']);
    const input = { ground: '执行标的灭失', reason: '雨棚被大风吹毁' };
    expect(c.do('terminate', head, input).state.phase).toBe('terminated');
  });

  test('R24.10 article 36: a letter is not made anew while a statement is unanswered', () => {
    const c = urged().do('state-defence', who.party, { text: '正在联系施工队' });
    const again = { performBy: '2026-04-10', way: '自行拆除' };
    expect(c.no('urge', clerk, again).codes).toEqual(['STATEMENT-OPEN']);
    expect(opened().no('serve-urge', clerk, served('2026-03-23')).codes).toContain('URGE-MADE');
    c.do('re-examine', clerk, { result: '成立，予以采纳', reasons: '延长履行期限' }).do('urge', clerk, again);
  });

  test('R24.2 §4.2 demolition and execution without a film: the case closes only with it, or with the reason', () => {
    const done = (materials: readonly ReturnType<typeof film>[]) =>
      new CaseRun(x, worldWith({ materials }))
        .on('2026-03-23')
        .do('open', clerk, opening)
        .do('urge', clerk, { performBy: '2026-04-03', way: '自行拆除' })
        .do('serve-urge', clerk, served('2026-03-23'))
        .on('2026-04-07')
        .do('decide-execution', head, decision)
        .do('serve-execution', clerk, served('2026-04-07'))
        .on('2026-04-08')
        .do('execute', o1, ground('2026-04-08'))
        .do('publish', clerk, samples.publish);
    const note = { note: '已经执行完毕' };
    expect(done([]).no('close', clerk, note)).toMatchObject({
      codes: ['RECORD-MISSING'],
      say: expect.stringContaining('第6步'),
    });
    done([film(6)]).do('close', clerk, note);
    done([]).do('close', clerk, {
      ...note,
      unrecorded: [{ record: 6, reason: '记录仪当天损坏，有照片佐证' }],
    });
  });
});

describe('R24.10 how execution happens', () => {
  test('INV-C4 no execution at night or on a holiday without urgency; never water or power of residents', () => {
    const c = urged()
      .on('2026-04-07')
      .do('decide-execution', head, decision)
      .do('serve-execution', clerk, served('2026-04-07'));
    const night = ground('2026-04-08', { from: '21:00', to: '23:00' });
    expect(c.on('2026-04-09').no('execute', o1, night)).toMatchObject({
      codes: ['INV-C4'],
      cites: ['compulsion-law 43'],
    });
    expect(c.no('execute', o1, ground('2026-04-08', { utilities: true }))).toMatchObject({
      codes: ['UTILITIES'],
      cites: ['compulsion-law 43'],
    });
    const holiday = c.copy().on('2026-05-02');
    expect(holiday.no('execute', o1, ground('2026-05-01')).say).toContain('劳动节假期');
    holiday.do('execute', o1, ground('2026-05-01', { urgency: '雨棚即将坍塌，危及行人' }));
    expect(c.no('execute', o1, ground('2026-04-08', { proceeds: 100 })).codes).toEqual(['TREASURY']);
    expect(untimely('2026-04-11', '09:00', '10:00', chinaCalendar)).toBeNull();
    expect(untimely('2026-04-08', '05:30', '07:00', chinaCalendar)).toContain('夜间');
    expect(untimely('2026-05-09', '09:00', '10:00', chinaCalendar)).toBeNull();
  });

  test('§2.6 case 6: substitute performance planned for 2026-05-12 is urged by 2026-05-08 (9 May is worked)', () => {
    expect(lastUrgingDay('2026-05-12', chinaCalendar)).toBe('2026-05-08');
    const plan = {
      harm: '危害交通安全',
      by: '演示工程公司',
      unrelated: true,
      way: '拆除',
      on: '2026-05-12',
      cost: 3000,
      reason: '经催告仍不拆除',
      ...remedy,
    };
    const c = urged().on('2026-05-06');
    expect(c.no('decide-substitute', head, { ...plan, unrelated: false }).codes).toEqual(['UNRELATED-AGENT']);
    expect(c.no('decide-substitute', head, { ...plan, on: '2026-05-07' }).codes).toEqual(['SUBSTITUTE-DAY']);
    c.do('decide-substitute', head, plan);
    const done = { ...ground('2026-05-12'), supervisor: '李某', signed: true, cost: 2800 };
    expect(c.no('urge-substitute', clerk, { urgedOn: '2026-05-06', receipt: '回证1号' }).codes).toEqual([
      'SUBSTITUTE-SERVED',
    ]);
    c.do('serve-substitute', clerk, served('2026-05-06'));
    expect(c.copy().on('2026-05-12').no('perform-substitute', o1, done).codes).toEqual(['SECOND-URGED']);
    expect(
      c.copy().on('2026-05-09').no('urge-substitute', clerk, { urgedOn: '2026-05-09', receipt: '回证2号' }),
    ).toMatchObject({
      codes: ['C5'],
      say: expect.stringContaining('最迟2026年5月8日'),
    });
    c.on('2026-05-08').do('urge-substitute', clerk, { urgedOn: '2026-05-08', receipt: '回证2号' });
    expect(c.on('2026-05-12').no('perform-substitute', o1, { ...done, on: '2026-05-11' }).codes).toEqual([
      'EXECUTION-DAY',
    ]);
    expect(c.no('perform-substitute', o1, { ...done, cost: 3001 }).codes).toEqual(['SUBSTITUTE-COST']);
    expect(c.no('perform-substitute', o1, { ...done, signed: false }).codes).toEqual(['SUBSTITUTE-SIGNED']);
    c.do('perform-substitute', o1, done);
    // A spill on a road waits for nobody; the party is told afterwards.
    const spill = {
      ...ground('2026-03-23', { from: '23:00', to: '23:40' }),
      place: '道路',
      what: '渣土',
      unable: true,
      toldOn: '2026-03-23',
      cost: 800,
    };
    const now = opened().on('2026-03-24');
    expect(now.no('substitute-now', o1, { ...spill, unable: false }).codes).toEqual(['UNABLE']);
    now.do('substitute-now', o1, spill);
  });

  test('R24.10 article 44: an illegal building is announced, its time and the time to sue must be over', () => {
    const building = { ...opening, obligation: '拆除违法建筑物、构筑物、设施' };
    const c = urged(building).on('2026-04-07');
    const day = (on: string) => ground(on);
    expect(c.no('decide-execution', head, decision).codes).toEqual(['DEMOLISH']);
    expect(c.no('demolish', o1, day('2026-04-07')).codes).toEqual(['DEMOLITION-FINAL', 'REMOVAL']);
    c.do('announce-demolition', clerk, {
      postedOn: '2026-04-07',
      where: '现场和公告栏',
      removeBy: '2026-04-30',
    });
    expect(c.on('2026-04-30').no('demolish', o1, day('2026-04-30')).codes).toEqual([
      'DEMOLITION-FINAL',
      'REMOVAL',
    ]);
    c.on('2026-09-10')
      .do('remedy-over', clerk, { on: '2026-09-03', none: true })
      .do('demolish', o1, day('2026-09-10'))
      .do('publish', clerk, samples.publish)
      .do('close', clerk, { note: '已经拆除' });
    expect(c.state.phase).toBe('performed');
  });

  test('§2.6 case 10: a late fine is cut by agreement only with remedial measures on record', () => {
    const c = urged();
    const terms = { terms: '分两期拆除', harmless: true, cut: 500 };
    expect(c.no('agree', head, terms)).toMatchObject({ codes: ['REMEDIAL'], cites: ['compulsion-law 42'] });
    c.do('agree', head, { ...terms, remedial: '已经清理占道货物' });
    expect(c.state.phase).toBe('agreement');
    expect(c.do('agreement-broken', clerk, { note: '第二期没有履行' }).state.phase).toBe('due');
  });

  test('C7 suspended for three years and not resumed, harmless and unable: no further execution', () => {
    const c = urged().do('suspend', head, {
      ground: '当事人履行确有困难或者暂无履行能力',
      reason: '已经停业整顿',
    });
    const both = { harmless: true, unable: true, reason: '确无财产' };
    expect(c.clock('suspension').due).toBe('2029-03-23');
    expect(c.no('no-further', head, both).codes).toEqual(['C7-OVER']);
    expect(c.copy().do('resume', head, { note: '有能力履行' }).state.phase).toBe('due');
    c.on('2029-03-24');
    expect(c.no('resume', head, { note: '继续执行' }).codes).toEqual(['C7']);
    expect(c.no('resume-late', head, both).codes).toEqual(['C7']);
    expect(c.no('no-further', head, { ...both, unable: false }).codes).toEqual(['C7']);
    expect(c.do('no-further', head, both).state.ended).toBe('stopped');
  });
});

/** The procedure without some checks of acts; what is checked twice must be taken away twice. */
function without(names: readonly string[], codes: readonly string[]): Procedure {
  const acts: Record<string, ActDef> = { ...x.acts };
  for (const act of names) {
    const def = x.acts[act] as ActDef;
    const needs = (def.needs ?? []).filter((n) => !codes.includes(n.code));
    if (needs.length === def.needs?.length) throw new Error(`${act} has no ${codes}`);
    acts[act] = { ...def, needs };
  }
  return { ...x, acts };
}

/** Acts, the checks taken away from them, the law that breaks. */
const LAWS: readonly [string, readonly string[], string][] = [
  ['decide-execution', ['URGED'], 'URGED'],
  ['decide-at-once', ['URGED'], 'URGED-AT-ONCE'],
  ['decide-substitute', ['URGED'], 'URGED-SUBSTITUTE'],
  ['demolish', ['URGED'], 'URGED-DEMOLISH'],
  ['apply-court', ['URGED', 'INV-C5'], 'INV-C5-URGED'],
  ['apply-court', ['INV-C5'], 'INV-C5'],
  ['decide-execution', ['URGE-OVER'], 'URGE-PERIOD'],
  ['decide-substitute', ['URGE-OVER'], 'URGE-PERIOD-SUBSTITUTE'],
  ['apply-court', ['P9'], 'P9'],
  ['apply-court', ['FINAL'], 'COURT-FINAL'],
  ['decide-execution', ['OWN'], 'OWN-POWER'],
  ['decide-at-once', ['OWN'], 'OWN-POWER-AT-ONCE'],
  ['announce-demolition demolish', ['OWN'], 'OWN-POWER-DEMOLISH'],
  ['demolish', ['DEMOLITION-FINAL'], 'DEMOLISH-FINAL'],
  ['demolish', ['REMOVAL'], 'DEMOLISH-ANNOUNCED'],
  ['demolish', ['REMOVAL'], 'DEMOLISH-WAITS'],
  ['decide-execution', ['DEMOLISH'], 'DEMOLISH-ONLY'],
  ['execute', ['EXECUTION-SERVED'], 'SERVED'],
  ['perform-substitute', ['SUBSTITUTE-SERVED', 'SECOND-URGED'], 'SUBSTITUTE-SERVED'],
  ['perform-substitute', ['SECOND-URGED'], 'SUBSTITUTE-URGED'],
  ['decide-execution', ['STATEMENT-OPEN'], 'ANSWERED'],
  ['no-further', ['C7-OVER'], 'C7'],
  ['publish', ['SHOW-DECIDED'], 'SHOW-DECIDED'],
  ['terminate', ['PUBLISHED'], 'SHOWN-DECIDE-EXECUTION'],
  ['terminate', ['PUBLISHED'], 'SHOWN-DECIDE-AT-ONCE'],
  ['terminate', ['PUBLISHED'], 'SHOWN-DECIDE-SUBSTITUTE'],
  ['terminate', ['PUBLISHED'], 'SHOWN-DEMOLISH'],
  ['terminate', ['PUBLISHED'], 'SHOWN-SUBSTITUTE-NOW'],
];

/** An act that ends the case without looking at its record (R24.2). */
const RECORDS = x.laws.flatMap((l) =>
  l.code.startsWith('RECORD-') ? [[l.code.slice('RECORD-'.length).toLowerCase(), l.code] as const] : [],
);

describe('R24.10 a broken execution is caught by the prover', () => {
  test.each(LAWS)('R24.10 %s without %s breaks %s', (names, codes, code) => {
    const acts = names.split(' ');
    const variant = without(acts, codes);
    const law = variant.laws.find((l) => l.code === code);
    if (!law) throw new Error(`no law ${code}`);
    const found = checkLaw(explore(variant), law);
    expect(found.holds).toBe(false);
    expect(found.path?.at(-1)?.act).toBe(acts.at(-1));
  });

  test.each(RECORDS)('R24.2 ended by %s without looking at the record breaks %s', (act, code) => {
    const { outcomes: _, ...def } = x.acts[act] as ActDef;
    const variant = { ...x, acts: { ...x.acts, [act]: { ...def, rules: [] } } };
    const law = variant.laws.find((l) => l.code === code);
    if (!law) throw new Error(`no law ${code}`);
    const found = checkLaw(explore(variant), law);
    expect(found.holds).toBe(false);
    expect(found.path?.at(-1)?.act).toBe(act);
  });

  test('R24.10 the procedure holds all its laws, and each has a broken variant', () => {
    expect(prove(x).ok).toBe(true);
    const tried = new Set([...LAWS.map(([, , code]) => code), ...RECORDS.map(([, code]) => code)]);
    expect(x.laws.map((l) => l.code).filter((c) => !tried.has(c))).toEqual([]);
  });
});
