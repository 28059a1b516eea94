import { procedures } from '@fadu/plan';
import { flowOf } from '/work/main/office/src/charts/flow.ts';
for (const p of procedures) { const f = flowOf(p);
for (const b of f.bands) { console.log(`\n## ${b.number} ${b.title} main=${b.main} leave=${b.leave?.next} also=${b.also.map(a=>a.title)}`);
 for (const n of b.nodes) if (n.kind==='act') console.log(`  [${n.weight}] ${n.id} ${n.title} | when=${n.when} opt=${n.optional} skip=${n.skippable} rep=${n.repeats} also=${n.alsoIn} | ${n.limits.map(l=>l.role+':'+l.text)}`); else console.log(`   (${n.kind} ${n.weight}) ${n.id} ${'title' in n ? n.title:''} ${'may' in n? n.may:''}`);
 for (const e of b.edges) console.log(`     ${e.from} -> ${e.to} ${e.weight}`);
}}
