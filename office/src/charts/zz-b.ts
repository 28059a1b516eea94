import { procedures } from '@fadu/plan';
import { writeFileSync } from 'node:fs';
import { toBpmn } from './bpmn.ts';
import { BpmnModdle } from 'bpmn-moddle';
for (const p of procedures) { const x = await toBpmn(p); writeFileSync(`/tmp/${p.code}.bpmn`, x); const r = await new BpmnModdle().fromXML(x); console.log(p.code, x.length, r.warnings); }
