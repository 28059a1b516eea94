import { BpmnModdle } from 'bpmn-moddle';
import fc from 'fast-check';
import { toBpmn } from './bpmn.ts';
import { anyProcedure, licence } from './sample.testing.ts';
import { toSvg } from './svg.ts';
import { writeFileSync } from 'node:fs';
import { crossings, overlaps, cardsIn, pillsIn } from './svg.testing.ts';
writeFileSync('/tmp/chart-licence.svg', await toSvg(licence, {current:'filed', done:['apply'], may:['accept','refuse']}));
writeFileSync('/tmp/chart-licence-narrow.svg', await toSvg(licence, {narrow:true}));
let n=0, bad=0, stuck=0, cards=0, paths=0, pills=0;
for (const p of fc.sample(anyProcedure, { numRuns: 800, seed: 7 })) { n++;
 const svg = await toSvg(p); cards+=cardsIn(svg).length; pills+=pillsIn(svg).length; paths+=(svg.match(/<path/g)??[]).length;
 const narrow = await toSvg(p,{narrow:true});
 const o=[...overlaps(svg), ...overlaps(narrow)], c=[...crossings(svg), ...crossings(narrow)]; if (o.length||c.length) { bad++; if (bad<4) { console.log(o.slice(0,3),c.slice(0,3)); writeFileSync(`/tmp/chart-bad${bad}.svg`, svg);} }
 const { rootElement, warnings } = await new BpmnModdle().fromXML(await toBpmn(p));
 if (warnings.length) console.log('warn', warnings[0]);
 for (const e of (rootElement as any).rootElements[1].flowElements) { if (e.$type.endsWith('Flow')) continue; const link=(e.eventDefinitions??[]).some((d:any)=>d.$type.includes('Link')); const starts=/Start|Boundary/.test(e.$type)||(link&&/Catch/.test(e.$type)); const stops=/EndEvent/.test(e.$type)||(link&&/Throw/.test(e.$type)); if ((!e.incoming?.length&&!starts)||(!e.outgoing?.length&&!stops)) { if ((e.id.startsWith("entry")||e.id.startsWith("choice"))&&!e.incoming?.length) continue; stuck++; if(stuck<8) console.log('stuck', e.id, e.$type, e.incoming?.length, e.outgoing?.length); } }
}
console.log({n,bad,stuck,cards,pills,paths});
