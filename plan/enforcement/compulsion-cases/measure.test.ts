/** Sealing, seizure and freezing: the prohibitions one by one, and the time edge cases of the pack (§2.6). */
import type { CaseFacts, EntryFacts, Instant } from '@fadu/kernel';
import { describe, expect, test } from 'vitest';
import { compulsoryMeasure } from './measure.ts';
import {
  CaseRun,
  compulsionItem,
  film,
  ITEM,
  officer,
  PENALTY_ID,
  pair,
  penaltyFacts,
  type World,
  who,
  worldWith,
} from './run.testing.ts';
import { milk, samples } from './sample.testing.ts';
import { thingId } from './things.ts';

const { o1, clerk, head, system, town } = who;
const start = (more: Partial<World> = {}) => new CaseRun(compulsoryMeasure, worldWith(more));
const approved = (more: Partial<World> = {}, apply: object = {}) =>
  start(more)
    .do('apply', o1, { ...samples.apply, ...apply })
    .do('approve', head, samples.approve);
/** A seizure in force from 2 March 2026. */
const seized = (more: Partial<World> = {}, input: object = {}) =>
  approved(more)
    .do('implement', o1, { ...samples.implement, ...input })
    .do('publish', clerk, samples.publish);
const frozen = () =>
  start()
    .on('2026-09-24')
    .do('apply', o1, { ...samples.apply, kind: '冻结' })
    .do('approve', head, samples.approve)
    .do('freeze', o1, samples.freeze);
const served = (servedOn: string) => ({
  method: '单位收件人签收',
  servedOn,
  receiver: '收发室',
  relation: '收发人员',
  receipt: '回证1号',
});
const test1 = {
  what: '食品安全检验',
  by: '演示检验所',
  from: '2026-03-10',
  to: '2026-03-24',
  deliveredOn: '2026-03-09',
  receipt: '回证2号',
};
const at = (day: string, time: string): Instant => `${new Date(`${day}T${time}:00+08:00`).toISOString()}`;

describe('R24.10 how a measure is taken', () => {
  test('R24.10 without approval nothing is sealed; a refusal ends it', () => {
    const c = start().do('apply', o1, samples.apply);
    expect(c.no('implement', o1, samples.implement).codes).toEqual(['phase']);
    expect(c.no('approve', o1, samples.approve).codes).toEqual(['who']);
    c.do('approve', head, { result: '不批准', opinion: '责令下架即可' });
    expect(c.state).toMatchObject({ phase: 'refused', ended: 'stopped' });
    expect(approved().do('cancel', head, { reason: '已经自行销毁' }).state.ended).toBe('stopped');
  });

  test('R24.10 on the spot: two certified officers, certificates, told, witness, list in two copies, custody free', () => {
    const c = approved();
    const no = (more: object) => c.no('implement', o1, { ...samples.implement, ...more });
    expect(no({ officers: pair.slice(0, 1) }).codes).toEqual(['INV-P4']);
    expect(no({ officers: [pair[0], officer('o2', { organ: 't-gov' })] }).say).toContain('不是本机关的');
    expect(no({ shown: false }).codes).toEqual(['SHOWN']);
    expect(no({ told: false }).codes).toEqual(['TOLD']);
    expect(no({ presence: '无法通知当事人' }).codes).toEqual(['WITNESS']);
    expect(no({ handedOver: false, twoCopies: false })).toMatchObject({
      codes: ['HANDED'],
      say: expect.stringContaining('一式二份'),
    });
    expect(no({ free: false })).toMatchObject({ codes: ['CUSTODY'], cites: ['compulsion-law 26'] });
    expect(no({ custody: '委托第三人保管' }).codes).toEqual(['CUSTODY-THIRD']);
    expect(no({ things: [] }).codes).toEqual(['LIST']);
    expect(no({ on: '2026-03-01' }).say).toContain('没有批准不得实施');
    expect(no({ on: '2026-03-03' }).say).toContain('还没有到');
    c.do('implement', o1, {
      ...samples.implement,
      presence: '当事人接到通知没有到场',
      witness: '王某',
      signed: '见证人和执法人员已签名',
    });
    expect(c.state.phase).toBe('active');
  });

  test('R24.10 unrelated goods and daily necessities are refused, by article 23', () => {
    const c = approved();
    const no = (more: object) =>
      c.no('implement', o1, { ...samples.implement, things: [milk, { ...milk, name: '床', ...more }] });
    expect(no({ relation: '与违法行为无关' })).toMatchObject({
      codes: ['UNRELATED'],
      say: '床与违法行为无关，不得查封、扣押，请从清单里去掉',
      cites: ['compulsion-law 23'],
    });
    expect(no({ necessity: true })).toMatchObject({ codes: ['NECESSITY'], cites: ['compulsion-law 23'] });
  });

  test('R24.10 §2.6 case 8: a warehouse already sealed by the court is blocked; so is a thing under another organ’s seal', () => {
    const no = (more: Partial<World>, things: readonly object[]) =>
      approved(more).no('implement', o1, { ...samples.implement, things });
    const warehouse = { ...milk, name: '仓库', relation: '涉案场所', sealedBy: '演示市中级人民法院' };
    expect(no({}, [warehouse])).toMatchObject({
      codes: ['DOUBLE'],
      say: expect.stringContaining('已被演示市中级人民法院'),
    });
    const mark = 'LSV-1234 5678';
    const held = (conds: readonly string[]): CaseFacts => ({
      id: '',
      procedure: 'compulsory-measure',
      title: '',
      phase: 'active',
      owner: 't-gov',
      facts: {},
      conds,
      done: {},
      numbers: {},
      hidden: true,
    });
    const linked = { [`compulsory-measure\n${thingId(mark)}`]: [held(['in-force'])] };
    expect(no({ linked }, [{ ...milk, name: '货车', mark: 'lsv12345678' }])).toMatchObject({
      codes: ['DOUBLE'],
      say: '“LSV12345678”正被演示市人民政府查封、扣押或者冻结，不得重复采取措施',
    });
    const free = { [`compulsory-measure\n${thingId(mark)}`]: [held([])] };
    approved({ linked: free }).do('implement', o1, {
      ...samples.implement,
      things: [{ ...milk, name: '货车', mark }],
    });
  });

  test('R24.10 only for an open case of this organ, under an item of compulsion in force', () => {
    const no = (more: Partial<World>, input: object = {}) =>
      start(more).no('apply', o1, { ...samples.apply, ...input });
    expect(no({}, { penaltyCase: '没有这一号' }).codes).toEqual(['CASE']);
    const with1 = (facts: Partial<CaseFacts>) =>
      no({ cases: { [samples.apply.penaltyCase]: penaltyFacts(facts) } });
    expect(with1({ ended: 'stopped', phase: 'not-filed' }).say).toContain('已经办结');
    expect(with1({ owner: 't-gov' }).say).toContain('不是本机关的案件');
    expect(with1({ procedure: 'compulsory-measure' }).say).toContain('不是行政处罚案件');
    expect(no({}, { item: '没有' }).codes).toContain('R24.4');
    const item = (body: Record<string, unknown>, kind?: 'law' | 'local-regulation', input: object = {}) =>
      no({ items: { [ITEM]: compulsionItem(body, kind) } }, input);
    expect(item({ kind: '行政处罚' }).say).toContain('不能据以办理行政强制');
    expect(item({ bodyNature: '受委托组织' })).toMatchObject({
      codes: ['INV-C3'],
      cites: ['compulsion-law 17', 'compulsion-law 29'],
    });
    expect(item({}, 'local-regulation', { kind: '冻结' }).codes).toEqual(['FREEZE-LAW']);
  });

  test('R24.10 §2.6 case 9: a township without the power is blocked, and the county’s later approval cures nothing', () => {
    const c = start({
      cases: { [samples.apply.penaltyCase]: penaltyFacts({ owner: 't-town' }) },
    });
    const first = {
      ...samples['act-first'],
      officers: [officer('town', { organ: 't-town' }), officer('town2', { organ: 't-town' })],
    };
    const refused = c.no('act-first', town, first);
    expect(refused).toMatchObject({
      codes: ['R24.4'],
      say: expect.stringContaining('由演示市市场监督管理局实施'),
    });
    // Nothing was opened that somebody could approve.
    expect(c.no('approve-after', head, samples.approve).codes).toContain('phase');
  });

  test('R7.5 article 16: exempt by the published list, the applicant stops there or gives reasons; other facts, other items do not', () => {
    const code = '11220200PDY000043032220310001000';
    const entry = (more: Record<string, unknown> = {}): EntryFacts => ({
      region: '220000',
      register: 'lenient-list',
      code: '免强一',
      version: 1,
      lawFrom: '2026-01-01',
      body: {
        basicCode: '220310001000-Q01',
        name: '临期食品已经下架的免予扣押',
        organ: 't-market',
        item: code.slice(-12),
        list: '免予行政强制',
        violation: '经营临近保质期的食品',
        conditions: [
          { fact: 'slight', test: 'true' },
          { fact: 'correctedInTime', test: 'true' },
        ],
        proof: ['现场照片'],
        measures: ['指导约谈'],
        basis: [{ instrument: '行政强制法', article: '16' }],
        status: '在用',
        ...more,
      },
    });
    const facts = { slight: true, correctedInTime: true };
    const tried = (more: object, e = entry()) => {
      const c = start({ lists: [e], items: { [code]: compulsionItem() } });
      return {
        no: () => c.no('apply', o1, { ...samples.apply, item: code, ...more }),
        do: () => c.do('apply', o1, { ...samples.apply, item: code, ...more }),
      };
    };
    expect(tried(facts).no()).toMatchObject({
      codes: ['R7.5-EXEMPT'],
      say: expect.stringContaining('临期食品已经下架的免予扣押（免强一）'),
      cites: ['compulsion-law 16', 'plan 24', 'design'],
    });
    tried({ ...facts, exemptReasons: '同批货物去向不明，不扣押会流入市场' }).do();
    tried({ slight: true }).do();
    tried(facts, entry({ status: '取消' })).do();
    tried(facts, entry({ list: '不予处罚' })).do();
    tried(facts, entry({ item: '220210009999' })).do();
  });

  test('R24.10 no renewal of the same measure on the same things once it lapsed; other things are open to it', () => {
    const lapsed: CaseFacts = {
      ...penaltyFacts(),
      id: '220200-before',
      procedure: 'compulsory-measure',
      phase: 'returned',
      ended: 'done',
      facts: { 'apply.kind': '扣押', 'implement.things': [milk] },
      done: { lapse: '2026-03-01' },
    };
    const linked = (found: CaseFacts) => ({ [`compulsory-measure\n${PENALTY_ID}`]: [found] });
    expect(approved({ linked: linked(lapsed) }).no('implement', o1, samples.implement)).toMatchObject({
      codes: ['INV-C1-RENEW'],
      say: expect.stringContaining('不得以同一理由再次扣押'),
    });
    const other = { ...milk, spec: '批号20260202' };
    approved({ linked: linked(lapsed) }).do('implement', o1, { ...samples.implement, things: [other] });
    const lifted = { ...lapsed, done: { lift: '2026-03-01' } };
    approved({ linked: linked(lifted) }).do('implement', o1, samples.implement);
  });
});

describe('R24.10 the time of a measure (pack §2.6)', () => {
  test('§2.6 case 1: sealed 2026-03-02 ends 2026-04-01; extended 2026-05-01, a holiday, no roll', () => {
    const c = seized();
    expect(c.clock('measure').due).toBe('2026-04-01');
    c.on('2026-03-30').do('extend', head, { days: 30, reason: '案情复杂，需要外地协查' });
    expect(c.clock('measure').due).toBe('2026-05-01');
    expect(c.no('extend', head, { days: 1, reason: '再延长一次' }).codes).toContain('once');
    expect(seized().no('extend', head, { days: 31, reason: '超过三十日的' }).codes).toEqual(['extension']);
    expect(seized().on('2026-04-02').no('extend', head, { days: 5, reason: '已经届满' }).codes).toContain(
      'INV-C2-RUNNING',
    );
  });

  test('§2.6 case 2: a test 10 to 24 March announced beforehand (15 days) moves the end to 2026-04-16', () => {
    const c = seized()
      .on('2026-03-09')
      .do('tell-test', o1, test1)
      .on('2026-03-10')
      .do('start-test', o1, { startedOn: '2026-03-10' });
    expect(c.clock('measure').state).toBe('paused');
    expect(c.on('2026-03-24').copy().clock('measure').state).toBe('paused');
    c.on('2026-03-24', '18:00').do('end-test', o1, {
      endedOn: '2026-03-24',
      result: '不合格',
      document: '报告1号',
    });
    expect(c.clock('measure').due).toBe('2026-04-16');
  });

  test('INV-C6 a test that is not over when its announced time ends stops the clock no longer', () => {
    const c = seized()
      .on('2026-03-09')
      .do('tell-test', o1, test1)
      .on('2026-03-11')
      .do('start-test', o1, { startedOn: '2026-03-10' })
      .on('2026-03-25', '00:10')
      .do('test-period-over', system);
    expect(c.clock('measure').due).toBe('2026-04-16');
    expect(
      c.no('end-test', o1, { endedOn: '2026-03-25', result: '合格', document: '报告1号' }).codes,
    ).toContain('TEST-STARTED');
    // A shorter test gives back only its own days.
    const short = seized()
      .on('2026-03-09')
      .do('tell-test', o1, test1)
      .on('2026-03-12')
      .do('start-test', o1, { startedOn: '2026-03-12' })
      .on('2026-03-13')
      .do('end-test', o1, { endedOn: '2026-03-13', result: '合格', document: '报告2号' });
    expect(short.clock('measure').due).toBe('2026-04-03');
  });

  test('§2.6 case 3: told only afterwards, the test is not excluded, and the measure lapses on 1 April', () => {
    const c = seized().on('2026-03-20');
    expect(c.no('tell-test', o1, { ...test1, deliveredOn: '2026-03-20' })).toMatchObject({
      codes: ['INV-C6'],
      cites: ['compulsion-law 25'],
    });
    expect(c.no('start-test', o1, { startedOn: '2026-03-10' }).codes).toEqual(['TEST-TOLD']);
    expect(c.no('tell-test', o1, { ...test1, deliveredOn: '2026-03-10' }).codes).toEqual(['INV-C6']);
    expect(c.clock('measure').due).toBe('2026-04-01');
    c.on('2026-04-01', '23:59');
    expect(c.no('lapse', system).codes).toEqual(['LAPSE']);
    c.on('2026-04-02', '00:10').do('lapse', system);
    expect(c.state.phase).toBe('lapsed');
    expect(c.state.conds.has('in-force')).toBe(false);
    expect(c.clock('return').due).toBe('2026-04-02');
    expect(c.no('dispose', head, { ground: '依法没收', whole: true, detail: '入库销毁' }).codes).toContain(
      'phase',
    );
    const back = { ...samples.return, on: '2026-04-03' };
    c.on('2026-04-03');
    expect(c.no('return-goods', o1, { ...back, whole: false }).codes).toEqual(['WHOLE']);
    c.do('publish', clerk, samples.publish).do('return-goods', clerk, back);
    expect(c.state).toMatchObject({ phase: 'returned', ended: 'done' });
    expect(c.clock('return').late).toBe(true);
  });

  test('INV-C1 the alarm comes five working days before the end', () => {
    // 2026-04-01 is a Wednesday: five working days back is 25 March.
    expect(seized().clock('measure').warnFrom).toBe('2026-03-25');
    const c = seized();
    expect(c.clock('measure', '2026-03-24').warning).toBe(false);
    expect(c.clock('measure', '2026-03-25').warning).toBe(true);
    expect(c.clock('measure', '2026-04-01').remaining?.state).toBe('today');
  });

  test('§2.6 case 4: urgent seizure on Thursday 2026-04-30 at 22:00 needs its approval by 2026-05-01 22:00', () => {
    const urgent = () =>
      start()
        .on('2026-04-30', '22:40')
        .do('act-first', o1, { ...samples['act-first'], on: '2026-04-30', time: '22:00' });
    const c = urgent();
    expect(c.clock('approval').dueAt).toBe(at('2026-05-01', '22:00'));
    c.copy().on('2026-05-01', '21:59').do('approve-after', head, samples.approve);
    const late = c.copy().on('2026-05-01', '22:01');
    expect(late.no('approve-after', head, samples.approve)).toMatchObject({
      codes: ['C3'],
      cites: expect.arrayContaining(['compulsion-law 19']),
    });
    late.do('approval-missed', system);
    expect(late.state.phase).toBe('returning');
    const denied = urgent().on('2026-05-01', '09:00').do('approve-after', head, {
      result: '不批准',
      opinion: '没有必要',
    });
    expect(denied.state.phase).toBe('returning');
    expect(denied.clock('return').due).toBe('2026-05-02');
    expect(
      start()
        .on('2026-04-30')
        .no('act-first', o1, { ...samples['act-first'], on: '2026-04-30', time: '10:30' }).say,
    ).toContain('还没有到');
  });

  test('§2.6 case 7: frozen on 2026-09-24, the decision is handed over by 2026-09-30', () => {
    const c = frozen();
    expect(c.clock('serve-freeze').due).toBe('2026-09-30');
    expect(c.clock('measure').due).toBe('2026-10-24');
    const lifted = c.copy().on('2026-09-28').do('lift', head, samples.lift);
    expect(lifted.no('return-goods', o1, { ...samples.return, on: '2026-09-28' }).codes).toContain(
      'FREEZE-TOLD',
    );
    c.on('2026-09-30').do('serve-freeze-decision', clerk, served('2026-09-30'));
    expect(c.clock('serve-freeze').late).toBe(false);
    // The bank lifts by itself at expiry; so does the case.
    c.on('2026-10-25', '00:10').do('lapse', system);
    expect(c.state.phase).toBe('lapsed');
    const no = (more: object) =>
      start()
        .on('2026-09-24')
        .do('apply', o1, { ...samples.apply, kind: '冻结' })
        .do('approve', head, samples.approve)
        .no('freeze', o1, { ...samples.freeze, ...more });
    expect(no({ involved: 40_000 }).codes).toEqual(['AMOUNT']);
    expect(no({ frozenBy: '演示市中级人民法院' }).codes).toEqual(['DOUBLE']);
    expect(no({ accounts: [] }).codes).toEqual(['ACCOUNTS']);
  });
});

describe('R24.10 how a measure ends', () => {
  test('R24.10 an extension is told in writing before the case can end', () => {
    const c = seized()
      .on('2026-03-30')
      .do('extend', head, { days: 10, reason: '案情复杂，需要协查' })
      .on('2026-04-02')
      .do('lift', head, samples.lift);
    expect(c.no('return-goods', o1, { ...samples.return, on: '2026-04-02' }).codes).toEqual([
      'EXTENSION-TOLD',
    ]);
    c.do('serve-extension', clerk, served('2026-04-02')).do('return-goods', o1, {
      ...samples.return,
      on: '2026-04-02',
    });
    expect(c.state.ended).toBe('done');
  });

  test('R24.2 §4.2 a seizure without a film ends only with it, or with the reason; a gap flags it and excludes nothing', () => {
    const lifted = (materials: readonly ReturnType<typeof film>[]) =>
      seized({ materials }).on('2026-03-20').do('lift', head, samples.lift);
    expect(lifted([]).no('return-goods', o1, samples.return)).toMatchObject({
      codes: ['RECORD-MISSING'],
      say: expect.stringContaining('第3步'),
    });
    const reason = [{ record: 3, reason: '记录仪没有电，见证人在场并签名' }];
    lifted([]).do('return-goods', o1, { ...samples.return, unrecorded: reason });
    const gap = film(3, {
      continuous: false,
      gaps: [{ from: '2026-03-02T02:00:00Z', to: '2026-03-02T02:09:00Z', reason: '更换电池' }] as never,
    });
    expect(lifted([gap]).do('return-goods', o1, samples.return).state.ended).toBe('done');
  });

  test('R24.10 goods sold early: all proceeds go back, and a clearly low price is made good', () => {
    const c = seized()
      .on('2026-03-05')
      .do('sell-perishable', head, {
        what: '牛奶十二盒',
        reason: '不易保管',
        way: '变卖',
        proceeds: 600,
        evidence: '照片十张',
      })
      .on('2026-03-20')
      .do('lift', head, samples.lift);
    const no = (more: object) => c.no('return-goods', o1, { ...samples.return, ...more });
    expect(no({ marketPrice: 600 }).codes).toEqual(['PROCEEDS']);
    expect(no({ proceeds: 600 }).codes).toEqual(['COMPENSATION']);
    expect(no({ proceeds: 600, marketPrice: 1000 }).codes).toEqual(['COMPENSATION']);
    c.do('return-goods', o1, { ...samples.return, proceeds: 600, marketPrice: 1000, compensation: 400 });
  });

  test('R24.10 confiscation asks for a served decision of the case; destruction for its article', () => {
    const decided = (done: CaseFacts['done']) => ({
      cases: {
        [PENALTY_ID]: penaltyFacts({
          facts: { 'decide-penalty.items': [{ kind: '没收非法财物' }] },
          done,
        }),
      },
    });
    const input = { ground: '依法没收', whole: true, detail: '移交财政部门处理' };
    expect(seized().no('dispose', head, input).say).toContain('没有作出没收的处罚决定');
    expect(seized(decided({})).no('dispose', head, input).say).toContain('还没有送达');
    expect(seized().no('dispose', head, { ...input, ground: '依法销毁' }).codes).toEqual(['DESTROY-BASIS']);
    const c = seized(decided({ 'serve-decision': '2026-03-02' })).do('dispose', head, input);
    expect(c.state).toMatchObject({ phase: 'disposed', ended: 'done' });
    expect(
      seized(decided({ 'serve-decision': '2026-03-02' }))
        .on('2026-04-02')
        .no('dispose', head, input).codes,
    ).toContain('C1');
  });

  test('R22.4 §7.5 case 9: goods handed to the police with the case; the organ’s own limit stops', () => {
    const transfer: CaseFacts = {
      ...penaltyFacts(),
      id: '220200-transfer',
      procedure: 'criminal-transfer',
      title: '移送案',
      facts: {},
      done: { report: '2026-03-03', 'hand-over': '2026-03-04' },
    };
    const world = (found: CaseFacts | null, linked: readonly CaseFacts[]): Partial<World> => ({
      cases: { 移送一号: found },
      linked: { [`criminal-transfer\n${PENALTY_ID}`]: linked },
    });
    const input = {
      transfer: '移送一号',
      on: '2026-03-05',
      receiver: '民警赵某',
      receipt: '交接单1号',
      whole: true,
      toldOn: '2026-03-05',
    };
    const at5 = (more: Partial<World>) => seized(more).on('2026-03-05');
    expect(at5(world(null, [])).no('hand-to-police', clerk, input).say).toContain('没有编号');
    expect(at5(world(transfer, [])).no('hand-to-police', clerk, input).say).toContain('不是本措施所办的案件');
    const early = { ...transfer, done: { report: '2026-03-03' } };
    expect(at5(world(early, [early])).no('hand-to-police', clerk, input).say).toContain('还没有移送公安机关');
    const fine = at5(world(transfer, [transfer]));
    expect(fine.no('hand-to-police', clerk, { ...input, toldOn: '2026-03-06' }).codes).toEqual([
      'PARTY-TOLD',
    ]);
    fine.do('hand-to-police', clerk, input);
    expect(fine.state.ended).toBe('done');
    expect(fine.clock('measure', '2026-06-01')).toMatchObject({ state: 'stopped', late: false });
  });
});
