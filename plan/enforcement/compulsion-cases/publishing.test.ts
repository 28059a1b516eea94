/** R24.1 R24.10 every decision of compulsion is shown within twenty working days, masked, or withheld with its ground. */
import { describe, expect, test } from 'vitest';
import type { CompulsionRecord } from '../enforcement-publicity/common.ts';
import { compulsoryExecution } from './execution.ts';
import { compulsoryMeasure } from './measure.ts';
import { CaseRun, ITEM, PENALTY, PENALTY_ID, penaltyFacts, who, worldWith } from './run.testing.ts';
import { samples } from './sample.testing.ts';

const { clerk, head, o1 } = who;
const served = (on: string) => ({
  method: '单位收件人签收',
  servedOn: on,
  receiver: '收发室',
  relation: '收发人员',
  receipt: '回证1号',
});
const withheld = {
  ground: '法律、行政法规禁止公开',
  whole: '当事人不满十八周岁，隐去姓名后仍能认出是谁',
  document: '未成年人保护法第一百零三条',
  publicInterest: false,
};

/** A seizure carried out on a day, beside a penalty case with more facts. */
function seized(facts: Readonly<Record<string, unknown>> = {}, day = '2026-04-29'): CaseRun {
  const found = penaltyFacts();
  const penalty = { ...found, facts: { ...found.facts, ...facts } };
  return new CaseRun(compulsoryMeasure, worldWith({ cases: { [PENALTY]: penalty, [PENALTY_ID]: penalty } }))
    .on(day)
    .do('apply', o1, samples.apply)
    .do('approve', head, samples.approve)
    .do('implement', o1, { ...samples.implement, on: day, time: '09:00' });
}
/** The records that the last act put into the register. */
const records = (c: CaseRun) =>
  (c.state.acts.at(-1)?.effects.entries ?? []).map((e) => e.body as unknown as CompulsionRecord);

describe('R24.1 R24.10 a measure is shown', () => {
  test('§4.4 case 1: decided on 2026-04-29, due on 2026-05-29; the day after it is late', () => {
    const c = seized();
    expect(c.clock('publication').due).toBe('2026-05-29');
    expect(c.clock('publication', '2026-05-29').late).toBe(false);
    expect(c.clock('publication', '2026-06-01').late).toBe(true);
  });

  test('R24.1 organ, object, kind, conclusion and day; the record follows what becomes of the measure', () => {
    const c = seized();
    expect(c.no('publish', clerk, { ...samples.publish, checked: [] }).codes).toEqual(['SHOW-REDACTED']);
    expect(c.no('publish', clerk, { ...samples.publish, partyKind: '公民' }).codes).toEqual(['SHOW-PARTY']);
    c.do('publish', clerk, samples.publish);
    expect(records(c)).toEqual([
      {
        status: '在用',
        document: expect.stringContaining('measure-decision'),
        type: '行政强制措施',
        kind: '扣押',
        title: '对幸福超市过期牛奶的扣押',
        party: '演示市幸福超市有限公司',
        partyKind: '法人或者其他组织',
        decidedOn: '2026-04-29',
        organ: 't-market',
        conclusion: '有效',
        case: '220200-own',
      },
    ]);
    c.on('2026-05-06').do('lift', head, samples.lift);
    expect(records(c)[0]?.conclusion).toBe('已经解除：其他不再需要采取措施的情形');
    c.do('return-goods', o1, { ...samples.return, on: '2026-05-06' });
    expect(records(c)[0]?.conclusion).toContain('返还');
    expect(c.state).toMatchObject({ phase: 'returned', ended: 'done' });
  });

  test('R24.1 goods go back at once, recorded with their day; the case closes only once its decision is shown', () => {
    const c = seized().on('2026-05-06').do('lift', head, samples.lift);
    const back = { ...samples.return, on: '2026-05-06' };
    expect(c.no('return-goods', o1, back)).toMatchObject({
      codes: ['PUBLISHED'],
      say: expect.stringContaining('先办理公示'),
    });
    c.on('2026-05-11').do('publish', clerk, samples.publish).do('return-goods', o1, back);
    expect(c.clock('return')).toMatchObject({ state: 'stopped', late: false });
    expect(c.state).toMatchObject({ phase: 'returned', ended: 'done' });
  });

  test('R24.1 §4.4 case 7 a person’s name is masked, also in the title; who is named elsewhere is too', () => {
    const facts = {
      'register-clue.partyKind': '公民',
      'register-clue.partyName': '王小明',
      'register-clue.partyId': '',
    };
    const found = penaltyFacts();
    const penalty = { ...found, facts: { ...found.facts, ...facts } };
    const c = new CaseRun(
      compulsoryMeasure,
      worldWith({ cases: { [PENALTY]: penalty, [PENALTY_ID]: penalty } }),
    )
      .on('2026-04-29')
      .do('apply', o1, { ...samples.apply, title: '对王小明由李大力保管的牛奶的扣押，电话13900001111' })
      .do('approve', head, samples.approve)
      .do('implement', o1, { ...samples.implement, on: '2026-04-29', time: '09:00' })
      .do('publish', clerk, { ...samples.publish, partyKind: '公民', persons: ['李大力'] });
    const text = JSON.stringify(records(c));
    expect(records(c)[0]?.party).toBe('王某');
    for (const secret of ['王小明', '李大力', '13900001111']) expect(text).not.toContain(secret);
  });

  test('R24.1 §4.4 case 8 a minor’s case and a record of public security are never shown; the head withholds them', () => {
    const minor = seized({ 'register-clue.bornOn': '2010-05-01', 'register-clue.actOn': '2026-04-01' });
    expect(minor.no('publish', clerk, samples.publish)).toMatchObject({ codes: ['SHOW-SEALED'] });
    const police = seized({ 'register-clue.sector': '公安' });
    expect(police.no('publish', clerk, samples.publish).say).toContain('治安管理');
    expect(seized().no('publish', clerk, { ...samples.publish, sealed: true }).codes).toEqual([
      'SHOW-SEALED',
    ]);
    const { document: _, ...bare } = withheld;
    expect(minor.no('withhold-publication', head, bare).codes).toEqual(['WITHHOLD-SECRET']);
    expect(minor.no('withhold-publication', clerk, withheld).codes).toContain('who');
    minor.do('withhold-publication', head, withheld);
    expect(minor.clock('publication').state).toBe('stopped');
    expect(minor.no('withhold-publication', head, withheld).codes).toContain('WITHHOLD-DUE');
    minor.on('2026-05-06').do('lift', head, samples.lift);
    expect(records(minor)).toEqual([]);
    minor.do('return-goods', o1, { ...samples.return, on: '2026-05-06' });
    expect(minor.state.ended).toBe('done');
  });

  test('R24.10 taken on the spot, it is shown once it is approved; refused, it is none to show', () => {
    const first = () =>
      new CaseRun(compulsoryMeasure, worldWith())
        .on('2026-04-29')
        .do('act-first', o1, { ...samples['act-first'], on: '2026-04-29', time: '09:00' });
    const c = first();
    expect(c.no('publish', clerk, samples.publish).codes).toContain('phase');
    c.do('approve-after', head, samples.approve);
    expect(c.clock('publication').due).toBe('2026-05-29');
    c.do('publish', clerk, samples.publish);
    expect(records(c)).toHaveLength(1);
    const refused = first().do('approve-after', head, { result: '不批准', opinion: '没有必要' });
    expect(refused.clock('publication').state).toBe('idle');
    expect(refused.no('publish', clerk, samples.publish).codes).toEqual(['SHOW-DECIDED']);
    refused.do('return-goods', o1, { ...samples.return, on: '2026-04-29' });
    expect(refused.state.ended).toBe('done');
  });
});

describe('R24.1 R24.10 an execution is shown', () => {
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
  };
  const plan = {
    harm: '危害交通安全',
    by: '演示工程公司',
    unrelated: true,
    way: '拆除',
    on: '2026-05-12',
    cost: 3000,
    reason: '经催告仍不拆除',
    reconsiderationBody: '演示市人民政府',
    court: '演示市城区人民法院',
  };
  const urged = () =>
    new CaseRun(compulsoryExecution, worldWith())
      .on('2026-03-23')
      .do('open', clerk, opening)
      .do('urge', clerk, { performBy: '2026-04-03', way: '自行拆除' })
      .do('serve-urge', clerk, served('2026-03-23'));

  test('R24.10 counted from the decision; a decision that is taken back owes nothing and is taken down', () => {
    const c = urged();
    expect(c.no('publish', clerk, samples.publish).codes).toEqual(['SHOW-DECIDED']);
    c.on('2026-04-29').do('decide-substitute', head, plan);
    expect(c.clock('publication').due).toBe('2026-05-29');
    const silent = c.copy().do('redecide-substitute', head, { note: '改期' });
    expect(silent.clock('publication').state).toBe('stopped');
    expect(records(silent)).toEqual([]);
    c.do('publish', clerk, samples.publish);
    const [first] = records(c);
    expect(first).toMatchObject({
      kind: '代履行',
      decidedOn: '2026-04-29',
      conclusion: '已经决定，还没有执行',
    });
    c.do('redecide-substitute', head, { note: '改期' });
    expect(records(c)).toEqual([
      { status: '取消', document: first?.document, case: '220200-own', why: '决定已经撤回' },
    ]);
    expect(c.no('publish', clerk, samples.publish).codes).toEqual(['SHOW-DECIDED']);
    c.on('2026-05-06').do('decide-substitute', head, { ...plan, on: '2026-05-20' });
    expect(c.clock('publication').state).toBe('running');
    expect(c.no('terminate', head, { ground: '执行标的灭失', reason: '雨棚被大风吹毁' }).codes).toEqual([
      'PUBLISHED',
    ]);
    c.do('publish', clerk, samples.publish);
    c.do('terminate', head, { ground: '执行标的灭失', reason: '雨棚被大风吹毁' });
    expect(records(c)).toMatchObject([{ conclusion: '终结执行' }]);
    expect(records(c)[0]?.document).not.toBe(first?.document);
  });

  test('R24.10 what was done without a numbered decision is shown under the case and its step', () => {
    const c = new CaseRun(compulsoryExecution, worldWith()).on('2026-03-24').do('open', clerk, opening);
    c.do('substitute-now', o1, {
      officers: samples.implement.officers,
      on: '2026-03-23',
      from: '23:00',
      to: '23:40',
      utilities: false,
      record: '当事人不在场，清理渣土',
      place: '道路',
      what: '渣土',
      unable: true,
      toldOn: '2026-03-23',
      cost: 800,
    }).do('publish', clerk, samples.publish);
    expect(records(c)).toMatchObject([
      { document: '220200-own-2', unnumbered: true, kind: '立即代履行', decidedOn: '2026-03-23' },
    ]);
  });
});
