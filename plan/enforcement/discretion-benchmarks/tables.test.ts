import type { DecisionTable } from '@fadu/kernel';
import { describe, expect, test } from 'vitest';
import { thirds } from './bands.ts';
import * as drafts from './catalogue/index.ts';
import { benchmarkFor, type Draft, marketBenchmarks, otherBenchmarks } from './catalogue/index.ts';
import { benchmarkFaults, benchmarkRemarks, coverFaults, refinementFaults } from './check.ts';
import { DEPARTURE, GATES } from './common.ts';
import { advise, beyondLaw, type Gates, keepsTo, type Option, versionThatCounts } from './compute.ts';
import { type Benchmark, benchmark } from './forms.ts';

const FREE: Gates = { mustNot: false, mayNot: false, mustMitigate: false };
const make = (d: Draft): Benchmark => benchmarkFor(d, '220210001000', 't-market');
const decided = (
  d: Draft | Benchmark,
  facts: Record<string, number | string | boolean>,
  gates: Partial<Gates> = {},
) => {
  const b = 'item' in d ? d : make(d);
  const a = advise(b, facts, { ...FREE, ...gates });
  if (a.status === 'manual') throw new Error(a.why);
  return a;
};
const sums = (o: Option | undefined) => o?.sums && [o.sums.from, o.sums.to];
const food = {
  goodsValue: 800,
  corrected: false,
  times: '没有',
  injured: false,
  confessed: false,
  obstructed: false,
};

describe('R22.2 benchmarks are checked before they are published', () => {
  test.each([...marketBenchmarks, ...otherBenchmarks].map((d) => [d.name, d] as const))(
    'R22.2 %s is whole',
    (_n, d) => {
      expect(benchmark.safeParse(make(d)).error).toBeUndefined();
      expect(benchmarkFaults(make(d))).toEqual([]);
    },
  );
  test('R22.2 the tables that all benchmarks share are whole', () => {
    expect(coverFaults(GATES)).toEqual([]);
    expect(coverFaults(DEPARTURE)).toEqual([]);
  });

  const changed = (
    d: Draft,
    which: keyof Benchmark['tables'],
    change: (t: DecisionTable) => DecisionTable,
  ): Benchmark => {
    const b = make(d);
    return { ...b, tables: { ...b.tables, [which]: change(b.tables[which] as DecisionTable) } } as Benchmark;
  };
  const faults = (b: Benchmark) => benchmarkFaults(b).join('\n');
  const then = (t: DecisionTable, row: number, values: Record<number, unknown>): DecisionTable => ({
    ...t,
    rows: t.rows.map((r, i) =>
      i === row ? { ...r, then: r.then.map((v, c) => (c in values ? (values[c] as string) : v)) } : r,
    ),
  });

  test('R22.2 a gap in the tiers is named', () => {
    expect(
      faults(
        changed(drafts.safetyTraining, 'tier', (t) => ({ ...t, rows: t.rows.filter((_, i) => i !== 2) })),
      ),
    ).toContain('阶次“一般”');
    const open = changed(drafts.safetyTraining, 'tier', (t) => ({
      ...t,
      rows: t.rows.map((r, i) => (i === 2 ? { ...r, when: ['false', '[3..9)'] } : r)),
    }));
    expect(faults(open)).toContain('没有覆盖：有法定应当从轻、减轻情形：否，未经培训的人数9人');
  });
  test('R22.2 an overlap in the tiers is named', () => {
    const b = changed(drafts.safetyTraining, 'tier', (t) => ({
      ...t,
      rows: t.rows.map((r, i) => (i === 2 ? { ...r, when: ['false', '[3..10]'] } : r)),
    }));
    expect(faults(b)).toContain('有重叠：第3、4行都适用于');
  });
  test('R22.2 a band beyond the law’s range is named, above and below', () => {
    expect(faults(changed(drafts.blockedExits, 'band', (t) => then(t, 2, { 1: 60_000 })))).toContain(
      '超出法定幅度5000元以上50000元以下',
    );
    expect(faults(changed(drafts.blockedExits, 'band', (t) => then(t, 0, { 0: 3000 })))).toContain(
      '超出法定幅度',
    );
  });
  test('R22.2 bands that overlap, and bands that leave sums to nobody', () => {
    expect(faults(changed(drafts.blockedExits, 'band', (t) => then(t, 0, { 1: 20_000 })))).toContain(
      '“较轻”和“一般”的幅度重叠',
    );
    expect(faults(changed(drafts.blockedExits, 'band', (t) => then(t, 0, { 1: 18_000 })))).toContain(
      '超过18000元、18500元以下没有对应的阶次',
    );
    expect(faults(changed(drafts.blockedExits, 'band', (t) => then(t, 0, { 3: true })))).toContain(
      '18500元没有对应的阶次',
    );
    expect(faults(changed(drafts.blockedExits, 'band', (t) => then(t, 2, { 1: 40_000 })))).toContain(
      '超过40000元、50000元以下没有对应的阶次',
    );
  });
  test('R22.2 mitigation lies below the law’s least, and is never zero', () => {
    const at = make(drafts.unlicensedTransport).tables.band.rows.findIndex(
      (r) => r.when[0] === '"减轻"' && r.when[1] === '"fixed"',
    );
    expect(faults(changed(drafts.unlicensedTransport, 'band', (t) => then(t, at, { 1: 35_000 })))).toContain(
      '应当低于法定最低限度30000元',
    );
    expect(faults(changed(drafts.unlicensedTransport, 'band', (t) => then(t, at, { 2: false })))).toContain(
      '不能为零',
    );
  });
  test('R22.2 where the law gives no least, nothing is mitigated', () => {
    const b = make(drafts.advertisingReferences);
    const tier = {
      ...b.tables.tier,
      rows: b.tables.tier.rows.map((r, i) => (i === 0 ? { ...r, then: ['减轻'] } : r)),
    };
    const band = drafts.bandTable(b.ranges, {
      upTo: { 减轻: [0, 1, '()'], ...drafts.thumb({ max: 100_000 }) },
    });
    const outputs = [{ id: 'tier', title: '阶次', type: 'string' as const }];
    expect(
      faults({ ...b, tables: { ...b.tables, tier: { ...tier, outputs }, band } } as Benchmark),
    ).toContain('应当低于法定最低限度');
  });
  test('R22.2 R26.1 a duty to be lighter cannot be outweighed by a table', () => {
    const b = changed(drafts.unsafeProducts, 'tier', (t) => ({
      ...t,
      rows: t.rows.map((r, i) =>
        i === 4 ? { ...r, when: ['-', '-', 'true'] } : i === 0 ? { ...r, when: ['true', '-', 'false'] } : r,
      ),
    }));
    expect(faults(b)).toContain('有法定应当从轻、减轻情形的，不能定为“严重”');
  });
  test('R22.2 a base that is multiplied is a fact with evidence', () => {
    expect(faults({ ...make(drafts.unsafeProducts), evidence: [] })).toContain('应当列入要有证据的事实');
  });
  test('R22.2 a lower level may refine, and not exceed', () => {
    const above = make(drafts.blockedExits);
    const finer = changed(drafts.blockedExits, 'band', (t) => t);
    expect(refinementFaults(finer, above)).toEqual([]);
    const narrower = changed(drafts.blockedExits, 'band', (t) => then(t, 0, { 0: 6000 }));
    expect(refinementFaults(narrower, above)).toEqual([]);
    const wider = changed(drafts.blockedExits, 'band', (t) => then(t, 0, { 1: 20_000 }));
    expect(refinementFaults(wider, above).join()).toContain('超出上级基准的5000元以上18500元以下');
  });
  test('a range wider than ten times is remarked on, not refused', () => {
    const b = make(drafts.blockedExits);
    expect(benchmarkRemarks(b)).toEqual([]);
    expect(
      benchmarkRemarks({ ...b, ranges: [{ ...(b.ranges[0] as Benchmark['ranges'][number]), min: 1000 }] }),
    ).toHaveLength(1);
  });
});

describe('R22.1 the benchmark computes (pack §5.3)', () => {
  test('R22.1 thirds of 5,000–50,000 (pack §5.3, first example)', () => {
    const t = thirds({ min: 5000, max: 50_000 });
    expect(t.从轻).toEqual({ from: 5000, to: 18_500, fromOpen: false, toOpen: false });
    expect(t.一般).toEqual({ from: 18_500, to: 36_500, fromOpen: true, toOpen: true });
    expect(t.从重).toEqual({ from: 36_500, to: 50_000, fromOpen: false, toOpen: false });
    expect(t.减轻).toEqual({ from: 0, to: 5000, fromOpen: true, toOpen: true });
  });
  test('R22.1 2 to 5 times of 8,000: lighter is 16,000 to 23,200 (pack §5.3, second example)', () => {
    const ranges = [
      { ...(drafts.unlicensedTransport.ranges[0] as Benchmark['ranges'][number]), min: 2, max: 5 },
    ];
    const b: Benchmark = {
      ...make(drafts.unlicensedTransport),
      ranges,
      tables: {
        ...make(drafts.unlicensedTransport).tables,
        range: drafts.rangeTable([drafts.money('illegalGains', '违法所得')], [['-', 'multiple']]),
        band: drafts.bandTable(ranges, {
          multiple: drafts.thumb({ min: 2, max: 5 }),
        }),
      },
    };
    expect(benchmarkFaults(b)).toEqual([]);
    const a = decided(b, { illegalGains: 8000, vehicle: '货车', earlier: 0 });
    expect(a.options[0]?.band).toMatchObject({ from: 2, to: 2.9 });
    expect(sums(a.options[0])).toEqual([16_000, 23_200]);
  });
  test('R22.1 the answer names the rows and the facts', () => {
    const a = decided(drafts.expiredFood, { ...food, corrected: true });
    expect(a.tier).toBe('从轻');
    expect(sums(a.options[0])).toEqual([50_000, 65_000]);
    expect(a.reasons.map((r) => `${r.table}${r.row} ${r.says}→${r.gives}`)).toEqual([
      '适用的法定幅度1 货值金额不满10000元→法定幅度：fixed',
      '裁量因素2 已经改正：是→方向：从轻，程度：可以',
      '裁量阶次5 有法定应当从轻、减轻情形：否，造成人身伤害：否，两年内同类违法：不是“两次以上”，从轻、减轻因素个数1个以上→阶次：从轻',
      expect.stringContaining('具体标准2'),
    ]);
  });
  test('R22.1 goods of 10,000 and more are multiplied', () => {
    const a = decided(drafts.expiredFood, { ...food, goodsValue: 12_000 });
    expect(a.options[0]?.range.id).toBe('multiple');
    expect(sums(a.options[0])).toEqual([156_000, 204_000]);
  });
  test('R22.1 missing facts go to a person, by name', () => {
    const b = make(drafts.expiredFood);
    const a = advise(b, { goodsValue: 100 }, FREE);
    expect(a).toMatchObject({ status: 'manual', facts: ['confessed', 'corrected', 'times', 'obstructed'] });
    expect(a.status === 'manual' && a.why).toContain('“已经改正”');
  });
  test('R22.1 a factor that must be heeded makes the tier lenient', () => {
    expect(decided(drafts.expiredFood, { ...food, confessed: true, injured: true }).tier).toBe('从轻');
    expect(decided(drafts.expiredFood, { ...food, injured: true }).tier).toBe('从重');
    expect(decided(drafts.expiredFood, { ...food, injured: true }, { mustMitigate: true }).tier).toBe('从轻');
  });
  test('R22.1 1,000 to 20,000 with two mandatory mitigating factors: below 1,000 allowed, 0 not (pack §5.4, edge 3)', () => {
    const ranges: Benchmark['ranges'] = [
      {
        id: 'r',
        title: '一千元以上二万元以下',
        mode: '定额',
        min: 1000,
        max: 20_000,
        ref: { instrument: '某法', article: '1' },
      },
    ];
    const b: Benchmark = {
      ...make(drafts.purchaseRecords),
      ranges,
      tables: {
        range: drafts.rangeTable([drafts.yes('corrected', '已经改正')], [['-', 'r']]),
        tier: drafts.tierTable(
          [drafts.MUST],
          [
            ['true', '减轻'],
            ['false', '一般'],
          ],
        ),
        band: drafts.bandTable(ranges, {
          r: { 减轻: [0, 1000, '()'], 一般: [1000, 20_000, '[]'] },
        }),
      },
    };
    expect(benchmarkFaults(b)).toEqual([]);
    const a = decided(b, { corrected: true }, { mustMitigate: true });
    expect([999.99, 0.01].map((n) => keepsTo(a.tier, a.options, n))).toEqual([true, true]);
    expect([1000, 0].map((n) => keepsTo(a.tier, a.options, n))).toEqual([false, false]);
    expect(beyondLaw(a.options[0] as Option, 900, true)).toBeUndefined();
    expect(beyondLaw(a.options[0] as Option, 900, false)).toContain('低于法定最低1000元');
  });
  test('R22.1 lighter computed 6,000 while the least is 8,000: 8,000 (pack §5.4, edge 4)', () => {
    const d = make(drafts.unsafeProducts);
    const b = { ...d, ranges: [{ ...(d.ranges[0] as Benchmark['ranges'][number]), least: 8000 }] };
    const a = decided(b, { goodsValue: 5000, injured: false });
    expect(a.options[0]?.band).toMatchObject({ from: 1.2, to: 1.6 });
    expect(sums(a.options[0])).toEqual([8000, 8000]);
    expect(keepsTo(a.tier, a.options, 8000)).toBe(true);
    expect(keepsTo(a.tier, a.options, 6000)).toBe(false);
  });
  test('R22.1 a sum or a share of turnover: both ranges are kept (pack §5.4, edge 6)', () => {
    const facts = { turnoverKnown: true, lastTurnover: 10_000_000, persons: 5000, sensitive: true };
    const a = decided(drafts.personalInformation, facts);
    expect(a.options.map((o) => o.range.id)).toEqual(['sum', 'share']);
    expect(sums(a.options[1])).toEqual([150_000, 350_000]);
    expect(decided(drafts.personalInformation, { ...facts, turnoverKnown: false }).options).toHaveLength(1);
  });
  test('R22.1 so much for each person', () => {
    expect(sums(decided(drafts.workersDeposits, { workers: 12, returned: true }).options[0])).toEqual([
      11_400, 18_600,
    ]);
  });
  test('R22.1 no least in the law: the span begins at 0 (pack §5.3, step 5)', () => {
    const a = decided(drafts.productLabels, {
      goodsValue: 10_000,
      corrected: true,
      confessed: false,
      times: '没有',
      obstructed: false,
    });
    expect(a.options[0]?.sums).toEqual({ from: 0, to: 900, fromOpen: true, toOpen: false });
    expect(keepsTo(a.tier, a.options, 0)).toBe(false);
  });
  test('R22.1 a tier without penalty takes no fine', () => {
    const a = decided(drafts.unlicensedTrade, { days: 10, applied: true });
    expect(a.tier).toBe('免予处罚');
    expect(keepsTo(a.tier, a.options, 100)).toBe(false);
  });
  test('R22.1 the benchmark of the day of the act, unless the newer one is lighter (pack §5.4, edge 5)', () => {
    const old = decided(drafts.expiredFood, { ...food, corrected: true });
    const harsher = decided(drafts.expiredFood, food);
    expect(versionThatCounts({ then: old, now: harsher })).toBe('then');
    expect(versionThatCounts({ then: harsher, now: old })).toBe('now');
    expect(versionThatCounts({ then: undefined, now: old })).toBe('now');
    expect(versionThatCounts({ then: old, now: undefined })).toBe('then');
    expect(versionThatCounts({ then: undefined, now: undefined })).toBeUndefined();
  });
  test('R22.1 above the law’s most is beyond the law whatever the reasons', () => {
    const a = decided(drafts.blockedExits, { crowded: true, exits: 2, atOnce: false, fire: false });
    expect(beyondLaw(a.options[0] as Option, 50_000.01, true)).toContain('超过法定最高50000元');
  });
});
