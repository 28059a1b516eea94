import { writeFileSync } from 'node:fs';
import { procedures as known } from '@fadu/plan';
import * as dis from '@fadu/plan/oversight/information-disclosure/index';

const procedures = [...known, ...(Object.values(dis) as any[]).filter((x) => x?.acts && x?.phases)];

import { toSvg } from './svg.ts';

for (const p of procedures) {
  writeFileSync(`/tmp/chart-${p.code}.svg`, await toSvg(p));
  writeFileSync(`/tmp/chart-${p.code}-narrow.svg`, await toSvg(p, { narrow: true }));
  writeFileSync(
    `/tmp/chart-${p.code}-case.svg`,
    await toSvg(p, {
      done: Object.keys(p.acts).slice(0, 2),
      current: Object.keys(p.phases)[2],
      may: Object.keys(p.acts).slice(7, 9),
    }),
  );
}
