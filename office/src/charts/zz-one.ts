import fc from 'fast-check';
import { BpmnModdle } from 'bpmn-moddle';
import { toBpmn } from './bpmn.ts';
import { flowOf } from './flow.ts';
import { partsOf } from './bpmn-parts.ts';
import { anyProcedure } from './sample.testing.ts';
let k=0;
for (const p of fc.sample(anyProcedure, { numRuns: 800, seed: 7 })) {
 const { rootElement } = await new BpmnModdle().fromXML(await toBpmn(p));
 for (const e of (rootElement as any).rootElements[1].flowElements) if (/stay|_exit/.test(e.id) && !e.incoming?.length && !e.$type.endsWith('Flow')) {
  console.log(e.id); const act = e.id.split('_')[2]; console.log(JSON.stringify(p.acts[act])); const f = flowOf(p); for (const b of f.bands) for (const x of b.edges) if ((x.from+x.to).includes(act)) console.log('  ', x.from,'->',x.to); const q=partsOf(p,f); for (const x of q.flows) if ((x.from+x.to).includes(act)) console.log('   *', x.from,'->',x.to); if (++k>1) process.exit(); break; }
}
