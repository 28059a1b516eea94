import { openStore } from '@fadu/office/store/pool';
import { freshDatabase } from '@fadu/office/testing/database';
import { procedures } from '@fadu/plan/index';
import { penaltyOrdinary, penaltySimple } from '@fadu/plan/enforcement/penalty-cases/index';
import { test } from 'vitest';
import { seedCity } from './seed.ts';
test('x', async () => {
  const database = await freshDatabase();
  const store = openStore(database.url);
  const t = Date.now();
  const result = await seedCity({ ownerUrl: database.ownerUrl, store, seed: 'fadu', now: '2026-11-20T08:00:00.000Z', size: 'full',
    procedures: [...procedures.filter((p) => !p.code.startsWith('penalty')), penaltyOrdinary, penaltySimple] });
  console.log(Date.now() - t, 'ms', result.setting.report?.cases, result.setting.report?.acts, result.setting.report?.expired, result.setting.report?.refusals.map((r) => `${r.story} ${r.act} ${r.code}`).join('\n'));
  const { rows } = await database.pool.query("select procedure, phase, ended, count(*) from fadu.case_file group by 1,2,3 order by 1,2");
  console.log(rows.map((r) => `${r.procedure} ${r.phase} ${r.ended} ${r.count}`).join('\n'));
  const ends = await database.pool.query("select split_part(a.idem_key,':',2) as story, c.phase from fadu.act a join fadu.case_file c on c.id=a.case_id where a.seq=1");
  for (const e of ends.rows) { const w = result.setting.report?.finished[e.story]; if (w && w !== e.phase) console.log('END', e.story, w, e.phase); }
  const due = await database.pool.query("select c.title, k.clock, k.state, k.due, k.late, c.procedure from fadu.clock k join fadu.case_file c on c.id=k.case_id where k.state='running' and k.kind='duty' order by k.due limit 60");
  console.log(due.rows.map((r) => `DUE ${r.due} ${r.clock} ${r.procedure} ${r.title}`).join('\n'));
  await store.close(); await database.close();
}, 300000);
