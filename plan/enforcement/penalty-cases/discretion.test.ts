/** The benchmark and the lenient lists inside a case, through `decide()`. */
import type { EntryFacts } from '@fadu/kernel';
import { afterEach, describe, expect, test } from 'vitest';
import {
  benchmarkFor,
  type Draft,
  expiredFood,
  personalInformation,
} from '../discretion-benchmarks/catalogue/index.ts';
import type { LenientItem } from '../inclusive-lists/index.ts';
import {
  agreed,
  clue,
  contact,
  decision,
  EARLIER,
  filing,
  heavy,
  inPerson,
  LISTED,
  lawful,
  meeting,
  people,
  proposal,
  Running,
  reported,
} from './case.testing.ts';
import { currentDiscretion } from './discretion.ts';
import { penaltyOrdinary as P } from './ordinary.ts';
import { papers } from './papers.ts';

const ITEM = '220210001000';
const CODE = `${ITEM}-01`;
const entry = (body: object, more: Partial<EntryFacts> = {}): EntryFacts => ({
  region: '220200',
  register: 'discretion-benchmark',
  code: CODE,
  version: 1,
  lawFrom: '2024-01-01',
  body: { ...body, status: '在用' },
  ...more,
});
const benchmark = (d: Draft = expiredFood) => benchmarkFor(d, ITEM, 't-market');
const listed = (...entries: EntryFacts[]) => LISTED.set('discretion-benchmark', entries);
afterEach(() => {
  LISTED.clear();
  EARLIER.length = 0;
});

/** Corrected: lighter, 50,000 to 65,000. */
const facts = {
  goodsValue: 800,
  corrected: true,
  times: '没有',
  injured: false,
  confessed: false,
  obstructed: false,
};
const named = (more: Record<string, unknown> = {}) => proposal({ benchmark: CODE, facts, ...more });
const why = { bandReasons: '同类案件当事人经营困难，按基准明显不公平。' };

/** A case investigated and ready for its end report. */
const investigated = (c: Record<string, unknown> = {}) =>
  new Running(P)
    .on('2026-01-05')
    .do('register-clue', people.o1, { ...clue, ...c })
    .on('2026-01-06')
    .do('file', people.head, filing)
    .on('2026-01-07')
    .do('contact', people.o1, contact('2026-01-07'))
    .on('2026-01-12');
const report = (p: Record<string, unknown>) => investigated().no('end-report', people.o1, p);
/** Up to the decision. */
const submitted = (p: Record<string, unknown>) =>
  reported(P, p)
    .on('2026-01-13')
    .do('case-review', people.caseReviewer, agreed)
    .do('give-notice', people.clerk)
    .on('2026-01-14')
    .do('serve-notice', people.o1, inPerson('2026-01-14'))
    .on('2026-01-22')
    .do('submit-decision', people.clerk);

describe('R22.1 the benchmark in a case', () => {
  test('R22.1 without a benchmark for the item nothing is asked', () => {
    expect(currentDiscretion(reported(P).view).state).toBe('none');
  });
  test('R22.1 where there is one, it is named, with the facts it asks for', () => {
    listed(entry(benchmark()));
    expect(report(proposal()).say).toContain(
      `本案的执法事项有裁量权基准：${CODE}（经营超过保质期的食品、食品添加剂）`,
    );
    expect(report(named({ facts: { goodsValue: 800 } })).say).toContain('“已经改正”');
    expect(report(named({ facts: { goodsValue: 800 } })).codes).toEqual(['R22.1']);
  });
  test('R22.1 the handler sees the tier, the band and the rows', () => {
    listed(entry(benchmark()));
    const refused = report(named({ items: [{ kind: '罚款', amount: 70_000 }] }));
    expect(refused.codes).toEqual(['R22.1']);
    expect(refused.say).toContain('本案为“从轻”，罚款50000元以上65000元以下');
    expect(refused.say).toContain('裁量因素第2行：已经改正：是');
    expect(refused.say).toContain('拟处罚款70000元不在这个幅度里');
    expect(refused.cites).toContain('gbf-2022-27 3');
    expect(currentDiscretion(reported(P, named()).view)).toMatchObject({
      state: 'kept',
      advice: { tier: '从轻' },
    });
  });
  test('R22.1 every run keeps inputs, versions and outputs with the act', () => {
    listed(entry(benchmark(), { version: 3 }));
    const c = reported(P, named());
    const record = c.view.last('end-report');
    expect(record?.effects.answered?.some((a) => a.question.ask === 'peers')).toBe(true);
    LISTED.clear();
    // What the register says later changes nothing of what was judged.
    expect(currentDiscretion(c.view)).toMatchObject({ state: 'kept', standing: { version: 3, code: CODE } });
  });
  test('R22.1 a departure needs reasons and the principal head', () => {
    listed(entry(benchmark()));
    const p = named({ ...why, items: [{ kind: '罚款', amount: 70_000 }] });
    const c = submitted(p);
    expect(c.state.conds.has('off-benchmark')).toBe(true);
    const d = decision({ items: [{ kind: '罚款', amount: 70_000 }] });
    expect(c.no('decide-penalty', people.head, d).codes).toContain('R22.1');
    const approval = { result: '批准', ground: '适用基准显失公平', reason: '同意办案机构的意见' };
    const refused = c.copy().do('approve-departure', people.principal, { ...approval, result: '不批准' });
    expect(refused.no('decide-penalty', people.head, d).codes).toContain('R22.1');
    expect(c.no('approve-departure', people.head, approval).codes).not.toEqual([]);
    c.do('approve-departure', people.principal, approval).do('decide-penalty', people.head, d);
    const paper = papers['departure-approval']?.compose(c.view, {} as never);
    expect(JSON.stringify(paper)).toContain('本案为“从轻”');
  });
  test('R22.1 or the heads’ meeting; what the meeting refuses the principal head cannot approve', () => {
    listed(entry(benchmark()));
    const p = named({ ...why, items: [{ kind: '罚款', amount: 70_000 }] });
    const d = decision({ items: [{ kind: '罚款', amount: 70_000 }] });
    submitted(p).do('deliberate', people.clerk, meeting('2026-01-22')).do('decide-penalty', people.head, d);
    const against = submitted(p).do('deliberate', people.clerk, meeting('2026-01-22', '不通过'));
    expect(against.no('decide-penalty', people.head, d).codes).toContain('R22.1');
    expect(
      against.no('approve-departure', people.principal, {
        result: '批准',
        ground: '客观情况变化',
        reason: '情况变化',
      }).codes,
    ).toEqual(['NOT-MET']);
  });
  test('R22.1 approval is not asked where the fine keeps to the benchmark', () => {
    listed(entry(benchmark()));
    const c = submitted(named());
    expect(
      c.no('approve-departure', people.principal, {
        result: '批准',
        ground: '客观情况变化',
        reason: '不需要',
      }).codes,
    ).toEqual(['OFF']);
    c.do('decide-penalty', people.head, decision());
  });
  test('R22.1 a fine that kept to the band may not leave it when decided', () => {
    listed(entry(benchmark()));
    const c = submitted(named({ items: [{ kind: '罚款', amount: 60_000 }] }));
    const at = (amount: number) => decision({ items: [{ kind: '罚款', amount }] });
    expect(c.no('decide-penalty', people.head, at(40_000)).codes).toEqual(['R22.1']);
    c.do('decide-penalty', people.head, at(55_000));
  });
  test('R22.1 a benchmark newer than the act and harsher does not apply (pack §5.4, edge 5)', () => {
    const d = benchmark();
    const row = (tier: string) =>
      d.tables.band.rows.findIndex((r) => r.when[0] === `"${tier}"` && r.when[1] === '"fixed"');
    const bands = (light: number) => ({
      ...d,
      tables: {
        ...d.tables,
        band: {
          ...d.tables.band,
          rows: d.tables.band.rows.map((r, i) =>
            i === row('从轻')
              ? { ...r, then: [50_000, light, false, false, null] }
              : i === row('一般')
                ? { ...r, then: [light, 85_000, true, true, null] }
                : r,
          ),
        },
      },
    });
    const old = entry(benchmark(), { lawTo: '2026-01-09' });
    // The act was on 4 January; the new one counts from 10 January.
    listed(old, entry(bands(75_000), { version: 2, lawFrom: '2026-01-10' }));
    expect(report(named({ items: [{ kind: '罚款', amount: 70_000 }] })).say).toContain(
      '50000元以上65000元以下',
    );
    listed(old, entry(bands(55_000), { version: 2, lawFrom: '2026-01-10' }));
    expect(report(named({ items: [{ kind: '罚款', amount: 60_000 }] })).say).toContain(
      '50000元以上55000元以下',
    );
  });
  test('R22.1 a county’s refinement stands before the city’s benchmark', () => {
    listed(
      entry({ ...benchmark(), name: '市级' }),
      entry({ ...benchmark(), name: '县级' }, { region: '220281' }),
    );
    // The case is the city's own: the county's does not reach it.
    expect(report(named({ items: [{ kind: '罚款', amount: 70_000 }] })).say).toContain('“市级”');
  });
  test('R22.1 where the law leaves a choice of ranges, it is made and recorded (pack §5.4, edge 6)', () => {
    listed(entry(benchmark(personalInformation)));
    const f = { turnoverKnown: true, lastTurnover: 10_000_000, persons: 100, sensitive: true };
    const p = (more: object) =>
      heavy({ benchmark: CODE, facts: f, items: [{ kind: '罚款', amount: 300_000 }], ...more });
    expect(report(p({})).say).toContain(
      '请写明选择哪一种：sum（五千万元以下）、share（上一年度营业额百分之五以下）',
    );
    expect(currentDiscretion(reported(P, p({ rangeChoice: 'share' })).view).state).toBe('kept');
    expect(report(p({ rangeChoice: 'sum' })).say).toContain('罚款超过15000000元、不满35000000元');
  });
  test('R22.2 beyond the law’s own range no reasons help', () => {
    listed(entry(benchmark()));
    const at = (amount: number, more: object = {}) =>
      named({ ...why, items: [{ kind: '罚款', amount }], ...more });
    expect(report(at(100_001)).codes).toEqual(['R22.2']);
    expect(report(at(49_999)).say).toContain('低于法定最低50000元');
    // A ground of article 32 opens what lies below; the tier says how far.
    const lighter = { reductions: ['主动消除或者减轻危害后果'], mitigated: true };
    expect(currentDiscretion(reported(P, at(49_999, lighter)).view).state).toBe('departs');
  });
  test('R22.1 a departure that a lighter revision ends needs no approval any more', () => {
    listed(entry(benchmark()));
    const c = submitted(named({ ...why, items: [{ kind: '罚款', amount: 70_000 }] })).do(
      'revise-proposal',
      people.clerk,
      named({ items: [{ kind: '罚款', amount: 60_000 }] }),
    );
    expect(c.state.conds.has('off-benchmark')).toBe(false);
    c.do('decide-penalty', people.head, decision({ items: [{ kind: '罚款', amount: 60_000 }] }));
  });
});

const item: LenientItem = {
  basicCode: `${ITEM}-Q01`,
  name: '首次经营少量超过保质期食品',
  organ: 't-market',
  basis: [{ instrument: '行政处罚法', article: '33' }],
  item: ITEM,
  list: '不予处罚',
  violation: '首次经营少量超过保质期的食品',
  facts: [{ id: 'goodsValue', title: '货值金额', type: 'number', min: 0, decimals: 2, unit: '元' }],
  conditions: [
    { fact: 'firstOffence', test: 'true' },
    { fact: 'minorHarm', test: 'true' },
    { fact: 'correctedInTime', test: 'true' },
    { fact: 'goodsValue', test: '<= 1000' },
  ],
  proof: ['现场笔录'],
  measures: ['批评教育'],
};
const lenient = (more: Partial<LenientItem> = {}) =>
  LISTED.set('lenient-list', [
    entry({ ...item, ...more }, { register: 'lenient-list', code: item.basicCode }),
  ]);
const meets = { firstOffence: true, minorHarm: true, correctedInTime: true, facts: { goodsValue: 800 } };
const spared = { outcome: '不予处罚', noPenaltyGround: '初次违法、危害轻微并已改正', items: [] };

describe('R7.5 R26.1 the lenient lists in a case', () => {
  test('R7.5 R26.1 facts that meet a listed item stop the handler, by its name', () => {
    lenient();
    const refused = report(proposal(meets));
    expect(refused.codes.toSorted()).toEqual(['R26.1', 'R26.1-LIST']);
    expect(refused.say).toContain(`首次经营少量超过保质期食品（${item.basicCode}，不予处罚）`);
    const reasons = { departureReasons: '当事人隐瞒进货渠道，不宜免予处罚。' };
    expect(reported(P, proposal({ ...meets, ...reasons })).state.conds.has('departs')).toBe(true);
  });
  test('R7.5 the list is applied where its conditions hold', () => {
    lenient();
    const c = reported(P, proposal({ ...meets, ...spared, lenientItem: item.basicCode }));
    expect(c.view.get('end-report.lenientItem')).toBe(item.basicCode);
  });
  test('R7.5 and refused where one does not, or is not known', () => {
    lenient();
    const p = (more: object) => proposal({ ...meets, ...spared, lenientItem: item.basicCode, ...more });
    expect(report(p({ facts: { goodsValue: 1200 } })).say).toContain(
      '不符合“首次经营少量超过保质期食品”的条件：货值金额1000元以下',
    );
    expect(report(p({ facts: {} })).say).toContain('还没有填写：货值金额');
    // Corrected after the deadline: N1 and N2 fail (pack §5.4, edge 2).
    expect(report(p({ correctedInTime: false })).say).toContain('及时改正：是');
    expect(report(p({ lenientItem: `${ITEM}-Q09` })).say).toContain('清单里没有');
    expect(
      report(
        proposal({ ...meets, lenientItem: item.basicCode, departureReasons: '认为应当处罚，另有理由说明。' }),
      ).say,
    ).toContain('与处理建议不一致');
  });
  test('R7.5 R26.1 on the list, but the third time in eight months: no first offence (pack §5.4, edge 1)', () => {
    lenient();
    EARLIER.push({ organ: 't-market', on: '2025-11-03' }, { organ: 't-market', on: '2025-06-20' });
    const p = proposal({ ...meets, ...spared, lenientItem: item.basicCode });
    const refused = report(p);
    expect(refused.codes).toEqual(['N2-FIRST']);
    expect(refused.say).toContain('24个月以内受过2次处罚（最近一次2025-11-03，演示市市场监督管理局）');
    // Said as it is, the entry's condition does not hold: an ordinary case.
    expect(report({ ...p, firstOffence: false }).say).toContain(
      '不符合“首次经营少量超过保质期食品”的条件：初次违法：是',
    );
    reported(P, proposal({ ...meets, firstOffence: false }));
  });
  test('R7.5 what lies before the look-back does not count', () => {
    lenient();
    EARLIER.push({ organ: 't-market', on: '2024-01-11' });
    reported(P, proposal({ ...meets, ...spared, lenientItem: item.basicCode }));
  });
  test('R7.5 the list proposes, the law’s table decides', () => {
    // An entry that got into the register although it asks for less than the law.
    lenient({ conditions: [{ fact: 'goodsValue', test: '<= 1000' }] });
    const p = proposal({ ...spared, facts: { goodsValue: 800 }, lenientItem: item.basicCode });
    expect(report(p).say).toContain('清单不能放宽法律');
  });
  test('R7.5 a lighter list asks for a lighter proposal', () => {
    lenient({ list: '从轻处罚', conditions: [{ fact: 'removedHarm', test: 'true' }] });
    const p = (more: object) => proposal({ reductions: ['主动消除或者减轻危害后果'], ...more });
    expect(report(p({})).codes).toContain('R26.1-LIST');
    reported(P, p({ mitigated: true, lenientItem: item.basicCode }));
  });
});

test('R22.1 the review of a departure is the same person rule as ever', () => {
  listed(entry(benchmark()));
  const c = submitted(named({ ...why, items: [{ kind: '罚款', amount: 70_000 }], difficult: true }));
  c.do('legality-review', people.reviewer, lawful);
  expect(
    c.no('decide-penalty', people.head, decision({ items: [{ kind: '罚款', amount: 70_000 }] })).codes,
  ).toEqual(['R22.1']);
});
