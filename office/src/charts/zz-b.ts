import { writeFileSync } from 'node:fs';
import { procedures as known } from '@fadu/plan';
import * as dis from '@fadu/plan/oversight/information-disclosure/index';

const procedures = [...known, ...(Object.values(dis) as any[]).filter((x) => x?.acts && x?.phases)];

import { BpmnModdle } from 'bpmn-moddle';
import { toBpmn } from './bpmn.ts';

for (const p of procedures) {
  const x = await toBpmn(p);
  writeFileSync(`/tmp/${p.code}.bpmn`, x);
  const r = await new BpmnModdle().fromXML(x);
  console.log(p.code, x.length, r.warnings);
}
