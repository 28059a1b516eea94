import * as dis from '@fadu/plan/oversight/information-disclosure/index';
import { flowOf } from './flow.ts';
import { guardText } from './guard-words.ts';
import { orderOf } from './order.ts';

const p = dis.disclosureOnApplication;
const ph = process.argv[2] ?? 'handling';
const f = flowOf(p);
const b = f.bands.find((x) => x.phase === ph)!;
const acts = b.nodes.filter((n) => n.kind === 'act').map((n) => n.id);
for (const a of acts) {
  const d = p.acts[a]!;
  console.log(
    `\n${a} ${d.title} in=${d.in} settles=${d.settles} to=${JSON.stringify(d.to)} rep=${d.repeats} voids=${d.voids} clocks=${d.clocks?.map((c) => c.do + ' ' + c.clock + (c.when ? ' when ' + guardText(p, c.when) : ''))}`,
  );
  for (const n of d.needs ?? []) console.log('   need', n.code, guardText(p, n.guard));
  if (d.outcomes)
    console.log(
      '   outcomes',
      JSON.stringify(Object.fromEntries(Object.entries(d.outcomes).map(([k, o]) => [k, o.conds]))),
    );
  console.log(
    '   after:',
    orderOf(p, acts, [])
      .filter((e) => e.to === a)
      .map((e) => e.from)
      .join(', '),
  );
}
