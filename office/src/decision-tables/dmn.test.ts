import { analyseTable, type DecisionTable, evaluateTable } from '@fadu/kernel';
import {
  bandTable,
  benchmarkFor,
  marketBenchmarks,
  otherBenchmarks,
} from '@fadu/plan/enforcement/discretion-benchmarks/catalogue/index';
import { GATES } from '@fadu/plan/enforcement/discretion-benchmarks/common';
import { describe, expect, test } from 'vitest';
import { Problem } from '../problem.ts';
import { toDmn } from './export.ts';
import { tablesFromDmn } from './import.ts';

const all = [...marketBenchmarks, ...otherBenchmarks].map((d) => benchmarkFor(d, '220210001000', 't-market'));
const tablesOf = (b: (typeof all)[number]): DecisionTable[] =>
  [b.tables.range, b.tables.factor, b.tables.tier, b.tables.band].filter((t) => t !== undefined);
const refusal = (xml: string) =>
  tablesFromDmn(xml).then(
    () => 'accepted',
    (e: unknown) => (e instanceof Problem ? e.message : String(e)),
  );
/** Undefined fields are no fields. */
const plain = (t: unknown) => JSON.parse(JSON.stringify(t));

describe('R22.1 benchmarks travel as standard DMN', () => {
  test.each(all.map((b) => [b.name, b] as const))('R22.1 %s comes back as it went', async (name, b) => {
    const xml = await toDmn({ code: b.basicCode, title: name }, tablesOf(b));
    expect(xml).toContain('https://www.omg.org/spec/DMN/20191111/MODEL/');
    expect(plain(await tablesFromDmn(xml))).toEqual(plain(tablesOf(b)));
    expect(await toDmn({ code: b.basicCode, title: name }, tablesOf(b))).toBe(xml);
  });

  test('R22.1 a table of another tool is read', async () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="演示" namespace="http://example.org">
  <decision id="tier" name="阶次">
    <decisionTable id="t" hitPolicy="UNIQUE">
      <input id="i" label="货值"><inputExpression id="e" typeRef="integer"><text>goods</text></inputExpression></input>
      <output id="o" name="tier" typeRef="string" />
      <rule id="r1"><inputEntry id="a"><text>&lt; 10</text></inputEntry><outputEntry id="b"><text>"轻"</text></outputEntry></rule>
      <rule id="r2"><inputEntry id="c"><text>&gt;= 10</text></inputEntry><outputEntry id="d2"><text>"重"</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>`;
    const [table] = await tablesFromDmn(xml);
    expect(analyseTable(table as DecisionTable).gaps).toEqual([]);
    expect(evaluateTable(table as DecisionTable, { goods: 10 }).results).toEqual([{ tier: '重' }]);
    expect(await refusal(xml.replace('"轻"', 'goods * 2'))).toContain('不接受计算式');
    expect(await refusal(xml.replace('<text>goods</text>', '<text>goods / 2</text>'))).toContain('是计算式');
    expect(await refusal(xml.replace('&lt; 10', '? * 2 &lt; 10'))).toContain('看不懂');
    expect(
      await refusal(xml.replace('hitPolicy="UNIQUE"', 'hitPolicy="COLLECT" aggregation="SUM"')),
    ).toContain('汇总');
    expect(await refusal(xml.replace('hitPolicy="UNIQUE"', 'hitPolicy="PRIORITY"'))).toContain(
      '命中方式PRIORITY',
    );
  });

  test('R22.1 what is no DMN is refused', async () => {
    for (const xml of ['', 'no xml', '<a/>', '<definitions xmlns="http://other"/>'])
      expect(await refusal(xml)).toContain('DMN 1.3');
    expect(await refusal('x'.repeat(2_000_000))).toContain('1 MB');
  });

  test('R22.1 the shared table of statutory demands too', async () => {
    expect(plain(await tablesFromDmn(await toDmn({ code: 'gates', title: '法定情形' }, [GATES])))).toEqual([
      plain(GATES),
    ]);
  });

  test('R22.1 an empty band stays empty', async () => {
    const t = bandTable([{ id: 'a', title: '甲', mode: '定额', max: 10, ref: { instrument: '某法' } }], {
      a: { 免予处罚: null, 一般: [0, 10, '(]'] },
    });
    expect((await tablesFromDmn(await toDmn({ code: 'x', title: 'x' }, [t])))[0]?.rows[0]?.then).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
