/** Charts of procedures made up at random: nothing is lost, nothing overlaps, BPMN stays connected. */
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toBpmn } from './bpmn.ts';
import { definitionJson } from './definition-json.ts';
import { flowOf } from './flow.ts';
import { guideOf } from './guide.ts';
import { outlineOf } from './outline.ts';
import { anyProcedure } from './sample.testing.ts';
import { cardsIn, crossings, overlaps } from './svg.testing.ts';
import { toSvg } from './svg.ts';

const RUNS = { numRuns: 60, seed: 20260509 };

it('R90.1 draws every act of any procedure once, in the flow, in the outline and in the guide', () => {
  fc.assert(
    fc.property(anyProcedure, (procedure) => {
      const acts = Object.keys(procedure.acts).sort();
      const flow = flowOf(procedure);
      expect(
        flow.bands.flatMap((b) => b.nodes.filter((n) => n.kind === 'act').map((n) => n.id)).sort(),
      ).toEqual(acts);
      expect(
        flow.bands.flatMap((b) => outlineOf(b).flatMap((r) => (r.kind === 'act' ? [r.act.id] : []))).sort(),
      ).toEqual(acts);
      const guide = guideOf(procedure);
      expect([...guide.phases.flatMap((p) => p.acts), ...guide.across].map((a) => a.id).sort()).toEqual(acts);
      expect(JSON.parse(JSON.stringify(definitionJson(procedure)))).toEqual(definitionJson(procedure));
    }),
    { ...RUNS, numRuns: 300 },
  );
});

it('lays out any procedure without overlaps or lines through cards', async () => {
  await fc.assert(
    fc.asyncProperty(anyProcedure, async (procedure) => {
      for (const narrow of [false, true]) {
        const svg = await toSvg(procedure, { narrow });
        expect(
          cardsIn(svg)
            .map((c) => c.act)
            .sort(),
        ).toEqual(Object.keys(procedure.acts).sort());
        expect(overlaps(svg)).toEqual([]);
        expect(crossings(svg)).toEqual([]);
      }
    }),
    RUNS,
  );
});

it('writes BPMN of any procedure that reads back whole', async () => {
  await fc.assert(
    fc.asyncProperty(anyProcedure, async (procedure) => {
      const { rootElement, warnings } = await new BpmnModdle().fromXML(await toBpmn(procedure));
      expect(warnings).toEqual([]);
      const process = (rootElement.get('rootElements') as ModdleElement[])[1] as ModdleElement;
      const elements = process.get('flowElements') as ModdleElement[];
      const tasks = elements.filter((e) => e.$type.endsWith('Task')).map((e) => e.id);
      expect(tasks.sort()).toEqual(
        Object.keys(procedure.acts)
          .map((a) => `act_${a}`)
          .sort(),
      );
      for (const f of elements.filter((e) => e.$type === 'bpmn:SequenceFlow')) {
        expect(elements).toContain(f.get('sourceRef'));
        expect(elements).toContain(f.get('targetRef'));
      }
    }),
    RUNS,
  );
});
