/** The draw: its form, its rules, that it is fair, and how fast it is with a city's lists. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { committed, objectsOf, officersOf } from './draw.testing.ts';
import { drawFaults, drawOf, sizeOf } from './draw.ts';
import { readList, writeList } from './lists.ts';
import { DrawError, type DrawPlan, type ObjectRow } from './model.ts';
import { commitmentHash, commitmentText, sealOf, seedOf, seedText, seedValue } from './seed.ts';

const plan: DrawPlan = {
  id: '市抽〔2026〕1号',
  strata: [
    { code: 'A', ratio: 100 },
    { code: 'B', ratio: 300 },
    { code: 'C', ratio: 1000 },
    { code: 'D', ratio: 2500 },
  ],
  teams: [{ group: '甲局', size: 2 }],
};
const faultsOf = (work: () => unknown): string[] => {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof DrawError) return error.faults.map((f) => f.code);
    throw error;
  }
};

describe('R7.2 the form of lists and seed can be computed with a hash tool alone', () => {
  test('the hash of a list is the hash of its file, whatever order the rows came in', () => {
    const rows = objectsOf(50);
    const bytes = writeList('objects', rows);
    expect(writeList('objects', rows.toReversed())).toEqual(bytes);
    expect(readList('objects', bytes).hash).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(new TextDecoder().decode(bytes).split('\n').slice(0, 2)).toEqual([
      '#fadu-draw-1\tobjects',
      'E0000000\tA\t1\t-\t-\t第0号企业有限公司',
    ]);
  });

  test('the seed is the hash of the lines of its text', () => {
    const { commitment } = committed(plan, objectsOf(100), [officersOf('甲局', 5)]);
    const lines = seedText(commitment, ' 03 08　15 ').split('\n');
    expect(lines).toEqual([
      'fadu-draw-1',
      '03 08 15',
      '市抽〔2026〕1号',
      createHash('sha256').update(commitmentText(commitment)).digest('hex'),
      commitment.lists.objects,
      ...commitment.lists.officers,
    ]);
    expect(Buffer.from(seedOf(commitment, '03 08 15')).toString('hex')).toBe(
      createHash('sha256').update(lines.join('\n')).digest('hex'),
    );
    expect(seedValue('１２　＋ ３')).toBe('12 + 3');
    expect(faultsOf(() => seedValue('  '))).toEqual(['value']);
  });

  test('what is written can be read back; what could be written in two ways is refused', () => {
    const name = fc.stringMatching(/^[\u4e00-\u9fa5]{1,12}$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.record({
            ref: fc.stringMatching(/^[0-9A-Za-z._-]{1,12}$/),
            stratum: fc.constantFrom('A', '高风险'),
            weight: fc.integer({ min: 1, max: 1_000_000 }),
            name,
          }),
          { selector: (r) => r.ref, maxLength: 40 },
        ),
        (rows) => {
          const list = readList('objects', writeList('objects', rows));
          const back = Array.from({ length: list.length }, (_, i) => list.row(i));
          expect(back).toEqual([...rows].sort((a, b) => (a.ref < b.ref ? -1 : 1)));
          for (const [i, r] of back.entries()) expect(list.find(r.ref)).toBe(i);
          expect(list.find('~')).toBe(-1);
        },
      ),
    );
    const text = new TextDecoder().decode(writeList('objects', objectsOf(3)));
    const [head = '', one = '', two = '', three = ''] = text.split('\n');
    const read = (...lines: string[]) =>
      faultsOf(() => readList('objects', new TextEncoder().encode(lines.join('\n'))));
    expect(read(head, one, two, three, '')).toEqual([]);
    expect(read(head, two, one, three, '')).toEqual(['list-line']);
    expect(read(head, one, one, '')).toEqual(['list-line']);
    expect(read(head, one.replace('\t1\t', '\t01\t'), '')).toEqual(['list-line']);
    expect(read(head, one.replace('\t1\t', '\t0\t'), '')).toEqual(['list-line']);
    expect(read(head, `${one}\t`, '')).toEqual(['list-line']);
    expect(read(head, `${one} `, '')).toEqual(['list-line']);
    expect(read(head, one)).toEqual(['list-end']);
    expect(read(one, two, '')).toEqual(['list-head']);
    expect(
      faultsOf(() =>
        readList('objects', Uint8Array.from([...new TextEncoder().encode(`${head}\n`), 0xff, 10])),
      ),
    ).toEqual(['list-utf8']);
  });

  test('R7.1 a masked row keeps its commitment: who knows salt and details can show it, who does not learns nothing', () => {
    const hidden = { name: '王小明', number: '220200199001010011' };
    const seal = sealOf('6f1d0c', hidden);
    const bytes = writeList('objects', [{ ref: 'GR-1', stratum: 'B', weight: 1, seal, name: '王某某' }]);
    expect(new TextDecoder().decode(bytes)).not.toMatch(/小明|1990/);
    expect(readList('objects', bytes).row(0).seal).toBe(
      createHash('sha256')
        .update('fadu-draw-1/seal\n6f1d0c\n{"name":"王小明","number":"220200199001010011"}')
        .digest('hex'),
    );
    expect(sealOf('6f1d0d', hidden)).not.toBe(seal);
  });
});

describe('R7.1 what is drawn', () => {
  test('each layer by its ratio, rounded up, of those that take part; capped objects are left out before', () => {
    const objects = objectsOf(4000).map(
      (r, i): ObjectRow => (i % 8 === 0 ? { ...r, out: '已达年度检查频次上限' } : r),
    );
    const { commitment, lists } = committed(plan, objects, [officersOf('甲局', 9)]);
    const result = drawOf(commitment, lists, '03 08 15');
    expect(result.strata).toEqual([
      { code: 'A', listed: 1000, out: 500, eligible: 500, drawn: 5 },
      { code: 'B', listed: 1000, out: 0, eligible: 1000, drawn: 30 },
      { code: 'C', listed: 1000, out: 0, eligible: 1000, drawn: 100 },
      { code: 'D', listed: 1000, out: 0, eligible: 1000, drawn: 250 },
    ]);
    const refs = result.drawn.map((d) => d.object);
    expect(new Set(refs).size).toBe(385);
    const out = new Set(objects.flatMap((o) => (o.out ? [o.ref] : [])));
    expect(refs.filter((r) => out.has(r))).toEqual([]);
    expect(sizeOf({ code: 'x', ratio: 300 }, 101)).toBe(4);
    expect(sizeOf({ code: 'x', ratio: 10_000 }, 999_999)).toBe(999_999);
    expect(sizeOf({ code: 'x', take: 5 }, 9)).toBe(5);
    expect(drawOf(commitment, lists, '03 08 15')).toEqual(result);
    expect(drawOf(commitment, lists, '03 08 16').hash).not.toBe(result.hash);
  });

  test('R7.1 two officers of every organ, none who must stay away, and nobody has two tasks more than another', () => {
    const joint: DrawPlan = {
      ...plan,
      strata: [
        { code: 'A', take: 50 },
        { code: 'B', take: 50 },
        { code: 'C', take: 50 },
        { code: 'D', take: 50 },
      ],
      teams: [
        { group: '甲局', size: 2 },
        { group: '乙局', size: 2 },
        { group: '丙局', size: 3 },
      ],
    };
    const objects = objectsOf(400);
    const pairs = objects
      .slice(0, 200)
      .map((o, i) => ({ object: o.ref, officer: `J${String(i % 20).padStart(5, '0')}` }));
    const { commitment, lists } = committed(
      joint,
      objects,
      [officersOf('甲局', 20), officersOf('乙局', 11), officersOf('丙局', 7)],
      [pairs],
    );
    const { drawn } = drawOf(commitment, lists, '1');
    const barred = new Set(pairs.map((p) => `${p.object} ${p.officer}`));
    const load = new Map<string, number>();
    for (const d of drawn) {
      expect(d.officers.map((o) => o[0]).join('')).toBe('JJYYBBB');
      expect(new Set(d.officers).size).toBe(7);
      for (const o of d.officers) {
        expect(barred.has(`${d.object} ${o}`)).toBe(false);
        load.set(o, (load.get(o) ?? 0) + 1);
      }
    }
    for (const [letter, each] of [
      ['J', 20],
      ['Y', (200 * 2) / 11],
      ['B', (200 * 3) / 7],
    ] as const) {
      const loads = [...load].filter(([o]) => o.startsWith(letter)).map(([, n]) => n);
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(2);
      expect(loads.reduce((a, b) => a + b) / loads.length).toBeCloseTo(each, 5);
    }
  });

  test('R7.1 what would stop the draw is found before the value is known, and then nothing is drawn', () => {
    const faults = (change: Partial<DrawPlan>, pairs: { object: string; officer: string }[] = [], n = 3) => {
      const { lists } = committed({ ...plan, ...change }, objectsOf(40), [officersOf('甲局', n)], [pairs]);
      return drawFaults({ ...plan, ...change }, lists).map((f) => f.code);
    };
    expect(faults({})).toEqual([]);
    expect(faults({ strata: plan.strata.slice(1) })).toEqual(['stratum-unknown']);
    expect(faults({ strata: [...plan.strata.slice(1), { code: 'A', take: 11 }] })).toEqual(['too-few']);
    expect(faults({ strata: [...plan.strata.slice(1), { code: 'A', ratio: 0.5 }] })).toEqual(['plan-size']);
    expect(faults({ teams: [{ group: '甲局', size: 1 }] })).toEqual(['plan-pairs']);
    expect(faults({ teams: [{ group: '乙局', size: 2 }] })).toEqual(['group-unknown', 'officers-few']);
    expect(faults({ id: 'a\nb' })).toEqual(['plan-id']);
    expect(faults({}, [{ object: 'E0000001', officer: 'J00000' }])).toEqual([]);
    expect(
      faults({}, [
        { object: 'E0000001', officer: 'J00000' },
        { object: 'E0000001', officer: 'J00001' },
      ]),
    ).toEqual(['officers-barred']);
    expect(faults({}, [{ object: 'E9', officer: 'J00000' }])).toEqual(['pair-object']);
    expect(faults({}, [{ object: 'E0000001', officer: 'X' }])).toEqual(['pair-officer']);
    const { commitment, lists } = committed(plan, objectsOf(40), [officersOf('甲局', 1)]);
    expect(faultsOf(() => drawOf(commitment, lists, '1'))).toEqual(['officers-few']);
    expect(commitmentHash(commitment)).toHaveLength(64);
  });

  test('people drawn without officers: experts of a panel, participants of a hearing', () => {
    const people = objectsOf(40).map((o) => ({ ...o, stratum: '专家' }));
    const { commitment, lists } = committed(
      { id: 'p', strata: [{ code: '专家', take: 5 }], teams: [] },
      people,
    );
    const { drawn } = drawOf(commitment, lists, '7');
    expect(drawn.map((d) => [d.no, d.officers.length])).toEqual([
      [1, 0],
      [2, 0],
      [3, 0],
      [4, 0],
      [5, 0],
    ]);
  });
});

/** Upper point of the chi-square distribution at 0.1 %, by Wilson and Hilferty. */
const critical = (df: number) => df * (1 - 2 / (9 * df) + 3.0902 * Math.sqrt(2 / (9 * df))) ** 3;
const chi = (seen: ReadonlyMap<string, number>, expected: ReadonlyMap<string, number>) =>
  [...expected].reduce((sum, [k, e]) => sum + ((seen.get(k) ?? 0) - e) ** 2 / e, 0);
const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);

describe('R7.1 fairness: chi-square at the level of 0.1 % over fixed seeds', () => {
  const RUNS = 24_000;

  test('weights: all 120 ordered threes out of six have the chances that an urn gives them', () => {
    const weights = [1, 2, 3, 4, 5, 9];
    const objects = weights.map((weight, i) => ({ ref: `E${i}`, stratum: 'A', weight, name: '某' }));
    const { commitment, lists } = committed(
      { id: 'w', strata: [{ code: 'A', take: 3 }], teams: [] },
      objects,
    );
    const expected = new Map<string, number>();
    const total = weights.reduce((a, b) => a + b);
    for (const [a, wa] of weights.entries())
      for (const [b, wb] of weights.entries())
        for (const [c, wc] of weights.entries())
          if (a !== b && b !== c && a !== c)
            expected.set(
              `E${a}E${b}E${c}`,
              (RUNS * wa * wb * wc) / (total * (total - wa) * (total - wa - wb)),
            );
    const seen = new Map<string, number>();
    for (let i = 0; i < RUNS; i++)
      count(
        seen,
        drawOf(commitment, lists, `第${i}期`)
          .drawn.map((d) => d.object)
          .join(''),
      );
    expect(expected.size).toBe(120);
    expect(chi(seen, expected)).toBeLessThan(critical(119));
    // The same test tells a draw that ignores the weights.
    expect(chi(new Map([...expected.keys()].map((k) => [k, RUNS / 120])), expected)).toBeGreaterThan(
      critical(119),
    );
  });

  test('layers: within each layer every object is drawn equally often, and the layers do not follow one another', () => {
    const { commitment, lists } = committed(
      {
        id: 's',
        strata: [
          { code: 'A', take: 1 },
          { code: 'B', take: 1 },
          { code: 'C', take: 1 },
          { code: 'D', take: 1 },
        ],
        teams: [],
      },
      objectsOf(40),
    );
    const each = new Map<string, number>();
    const both = new Map<string, number>();
    for (let i = 0; i < RUNS; i++) {
      const [a, b, c, d] = drawOf(commitment, lists, `第${i}期`).drawn.map((r) => r.object) as [
        string,
        string,
        string,
        string,
      ];
      for (const o of [a, b, c, d]) count(each, o);
      count(both, `${a} ${b}`);
    }
    const refs = objectsOf(40);
    expect(chi(each, new Map(refs.map((r) => [r.ref, RUNS / 10])))).toBeLessThan(critical(36));
    const pairs = refs
      .filter((r) => r.stratum === 'A')
      .flatMap((x) => refs.filter((r) => r.stratum === 'B').map((y) => `${x.ref} ${y.ref}`));
    expect(chi(both, new Map(pairs.map((p) => [p, RUNS / 100])))).toBeLessThan(critical(99));
  });

  test('officers: every pair of those who may go is equally likely, also where one must stay away', () => {
    const { commitment, lists } = committed(
      { id: 'o', strata: [{ code: 'A', take: 2 }], teams: [{ group: '甲局', size: 2 }] },
      objectsOf(8).filter((o) => o.stratum === 'A'),
      [officersOf('甲局', 6)],
      [[{ object: 'E0000004', officer: 'J00002' }]],
    );
    const free = new Map<string, number>();
    const barred = new Map<string, number>();
    for (let i = 0; i < RUNS; i++) {
      const first = drawOf(commitment, lists, `第${i}期`).drawn[0];
      count(first?.object === 'E0000004' ? barred : free, first?.officers.join(' ') ?? '');
    }
    const pairsOf = (not: number) =>
      [0, 1, 2, 3, 4, 5]
        .flatMap((x) => [0, 1, 2, 3, 4, 5].filter((y) => y !== x).map((y) => [x, y]))
        .filter((p) => !p.includes(not))
        .map(([x, y]) => `J0000${x} J0000${y}`);
    const sum = (m: Map<string, number>) => [...m.values()].reduce((a, b) => a + b, 0);
    expect(chi(free, new Map(pairsOf(-1).map((p) => [p, sum(free) / 30])))).toBeLessThan(critical(29));
    expect(chi(barred, new Map(pairsOf(2).map((p) => [p, sum(barred) / 20])))).toBeLessThan(critical(19));
    expect([...barred.keys()].some((p) => p.includes('J00002'))).toBe(false);
  });

  test('the time of a million objects and two thousand officers is printed', { timeout: 120_000 }, () => {
    const bytes = writeList(
      'objects',
      objectsOf(1_000_000, (i) => 1 + (i % 5)),
    );
    const officers = readList('officers', writeList('officers', officersOf('甲局', 2000)));
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    const t0 = performance.now();
    const objects = readList('objects', bytes);
    const t1 = performance.now();
    const result = drawOf(
      {
        plan,
        lists: { objects: objects.hash, officers: [officers.hash], pairs: [] },
        source: { name: 'x', issue: 'x', announcedAt: '2026-06-16T13:30:00Z', reading: 'x' },
      },
      { objects, officers: [officers], pairs: [] },
      '03 08 15',
    );
    const t2 = performance.now();
    console.log(
      `draw: 1,000,000 objects, 2,000 officers, ${result.drawn.length} drawn: read and hash ${Math.round(t1 - t0)} ms, draw ${Math.round(t2 - t1)} ms, memory +${Math.round((process.memoryUsage().rss - before) / 1e6)} MB (list ${Math.round(bytes.length / 1e6)} MB)`,
    );
    expect(result.drawn.length).toBe(97_500);
    expect(new Set(result.drawn.map((d) => d.object)).size).toBe(97_500);
  });
});
