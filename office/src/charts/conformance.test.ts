/**
 * R24.5, done-when 6 of issue 4: the charts that a body publishes say what the engine does, act by act, over every
 * marking that the prover reaches; a chart with a task taken out or an arrow bent is caught.
 */
import { explore, type Procedure } from '@fadu/kernel';
import { chartedProcedures } from '@fadu/plan/enforcement/flow-charts/index';
import { procedures } from '@fadu/plan/index';
import { beforeAll, describe, expect, test } from 'vitest';
import { toBpmn } from './bpmn.ts';
import { conditionFrom, conditionText } from './conditions.ts';
import { conforms, Engine } from './conformance.ts';
import { type Chart, readChart } from './reading.ts';
import { ROUGH_CHARTS } from './rough.ts';

/** Every chart that claims to be exact; those of a body's four kinds are among them. */
const exact = procedures.filter((p) => !ROUGH_CHARTS.has(p.code));
/** Too large to be looked at again only to see that they still differ. */
const LARGE = ['disclosure-on-application', 'normative-document', 'task-tracking'];

describe('R24.5 a chart is what the engine does', () => {
  test('R24.5 the four charts of a body are exact', () => {
    expect(chartedProcedures().filter((code) => ROUGH_CHARTS.has(code))).toEqual([]);
  });

  test.each(exact.map((p) => [p.title, p] as const))(
    'R24.5 %s: every accepted act is drawn, every drawn way is accepted',
    async (_title, procedure) => {
      const chart = await readChart(await toBpmn(procedure));
      const result = conforms(chart, new Engine(procedure));
      expect(result.mismatches).toEqual([]);
      expect(result.markings).toBeGreaterThan(3);
      expect(result.accepted).toBeGreaterThanOrEqual(Object.keys(procedure.acts).length);
    },
    180_000,
  );

  test.each([...ROUGH_CHARTS].filter((code) => !LARGE.includes(code)))(
    'R24.5 %s: its chart says that it draws the main ways only, because it does',
    async (code) => {
      const procedure = procedures.find((p) => p.code === code) as Procedure;
      const chart = await readChart(await toBpmn(procedure));
      expect(conforms(chart, new Engine(procedure)).mismatches.length).toBeGreaterThan(0);
    },
    60_000,
  );
});

/** Every single change of a chart: a task left out, an arrow cut, bent to another element, or begun at another. */
function* changed(chart: Chart): Generator<readonly [what: string, chart: Chart]> {
  const nodes = [...chart.nodes.values()];
  const bare = new Set(nodes.filter((n) => n.kind === 'boundary').map((n) => n.id));
  const late = (id: string) => bare.has(id) || chart.flows.some((f) => bare.has(f.from) && f.to === id);
  for (const task of nodes.filter((n) => n.kind === 'task' || n.kind === 'timer')) {
    const left = new Map(chart.nodes);
    left.delete(task.id);
    const rest = chart.flows.filter((f) => f.from !== task.id && f.to !== task.id);
    yield [`without ${task.id}`, { ...chart, nodes: left, flows: rest }];
    const next = chart.flows.find((f) => f.from === task.id);
    if (!next) continue;
    const past = chart.flows.filter((f) => f.to === task.id).map((f) => ({ ...f, to: next.to }));
    yield [`past ${task.id}`, { ...chart, nodes: left, flows: [...rest, ...past] }];
  }
  for (const [i, f] of chart.flows.entries()) {
    if (bare.has(f.from)) continue;
    const without = chart.flows.filter((g) => g !== f);
    yield [`cut ${f.from} → ${f.to}`, { ...chart, flows: without }];
    const here = nodes.filter(
      (n) => n.lane === chart.nodes.get(f.from)?.lane && n.id !== f.to && n.id !== f.from && !late(n.id),
    );
    const heads = here.filter((n) => !['start', 'catch'].includes(n.kind));
    for (const k of [0, 1]) {
      const to = heads[(i * 7 + k * 5) % heads.length];
      if (to)
        yield [
          `${f.from} → ${f.to} bent to ${to.id}`,
          { ...chart, flows: [...without, { ...f, to: to.id }] },
        ];
    }
    const tails = here.filter((n) => !['end', 'throw'].includes(n.kind));
    const from = tails[(i * 11) % tails.length];
    if (from)
      yield [
        `${f.from} → ${f.to} begun at ${from.id}`,
        { ...chart, flows: [...without, { ...f, from: from.id }] },
      ];
  }
}

describe('R24.5 a wrong chart is caught', () => {
  const find = (code: string) => procedures.find((p) => p.code === code) as Procedure;
  let measure: Engine;
  let chart: Chart;
  beforeAll(async () => {
    measure = new Engine(find('compulsory-measure'));
    chart = await readChart(await toBpmn(measure.procedure));
  });

  test('R24.5 a task left out, passed by, or an arrow cut, bent or begun elsewhere: each chart so changed is found', () => {
    const missed: string[] = [];
    let n = 0;
    for (const [what, wrong] of changed(chart)) {
      n++;
      if (conforms(wrong, measure).mismatches.length === 0) missed.push(what);
    }
    // What is left says the same as the chart: an arrow that only tells that the case stays in its phase, or two
    // gateways in a row of which either may take it. Never a step, a wait or a cut.
    expect(missed.filter((m) => !/ (bent to|begun at) (?!act_|wait_)/.test(m))).toEqual([]);
    expect(missed.length).toBeLessThan(n * 0.02);
    expect(n).toBeGreaterThan(300);
  }, 120_000);

  test('R24.5 what is wrong is said: sealed before approval, an approval left out, an end where there is none', () => {
    const of = (change: (c: Chart) => Chart) =>
      conforms(change(chart), measure).mismatches.map((m) => `${m.kind} ${m.what}`);
    const to = (from: RegExp, target: string) => (c: Chart) => ({
      ...c,
      flows: c.flows.map((f) => (from.test(`${f.from} ${f.to}`) ? { ...f, to: target } : f)),
    });
    expect(of(to(/^act_apply act_approve$/, 'act_cancel'))).toContain('undrawn approve');
    expect(
      of((c) => {
        const nodes = new Map(c.nodes);
        nodes.delete('act_approve-after');
        return {
          ...c,
          nodes,
          flows: c.flows.filter((f) => !`${f.from} ${f.to}`.includes('act_approve-after')),
        };
      }),
    ).toContain('undrawn approve-after');
    expect(
      of((c) => {
        const flow = c.flows.find((f) => f.from === 'act_return-goods');
        const end = [...c.nodes.values()].find((x) => x.kind === 'end' && x.lane === 'approved');
        return { ...c, flows: c.flows.map((f) => (f === flow ? { ...f, to: end?.id ?? '' } : f)) };
      }),
    ).toContain('move return-goods');
  });

  test('R24.5 the procedure changes and the old chart no longer fits', () => {
    const p = measure.procedure;
    const approve = p.acts.approve as Procedure['acts'][string];
    const changedProcedure: Procedure = {
      ...p,
      acts: { ...p.acts, approve: { ...approve, in: ['proposed', 'approved'], repeats: true } },
    };
    const found = conforms(chart, new Engine(changedProcedure, explore(changedProcedure)));
    expect(found.mismatches.map((m) => `${m.kind} ${m.what} ${m.phase}`)).toContain(
      'undrawn approve approved',
    );
  });

  test('R24.5 what no arrow says stands with the task as an expression that reads back', () => {
    const text = 'all(done(extend),any(not(ever(freeze)),done(serve-freeze-decision)))';
    expect(conditionText(conditionFrom(text))).toBe(text);
    for (const bad of ['', 'done', 'done(', 'done(a', 'not()', 'cond(a)', 'all(done(a)', 'done(a)b'])
      expect(() => conditionFrom(bad), bad).toThrow();
    const served = [...chart.nodes.values()].find((n) => n.act === 'serve-extension');
    expect(served?.condition && conditionText(served.condition)).toContain('done(extend)');
  });
});
