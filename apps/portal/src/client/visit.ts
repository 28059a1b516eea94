/** Checking an inspection's code on the enterprise's own phone. */
import { checkVisit, visitNote } from '@fadu/plan/enforcement/inspections/visits/credential';
import { checkHere } from './signed-check.ts';

checkHere({
  host: '[data-visit]',
  unpack: visitNote.unpack,
  check: (note, vkey, today) => {
    const result = checkVisit(note, vkey, today);
    return result.ok ? { ...result, facts: result.visit, asOf: result.visit.asOf } : result;
  },
  span: (v, inTime) => `今天${inTime ? '' : '不'}在批准的检查期间内（${v.from}至${v.to}）。`,
  facts: (v) => [
    ['检查编号', v.number],
    ['检查机关', v.organs],
    ['企业', v.name],
    ['统一社会信用代码', v.object],
    ['检查事项', v.items],
  ],
  ask: async (note) => {
    const answer = await fetch('/inspections/check.json', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ text: note }).toString(),
    });
    if (answer.status === 429)
      return { outcome: 'note', text: '核对得太频繁，只核对了签名和期间；请过一会儿再查是否已经取消。' };
    const now = (await answer.json()) as { good: boolean; says: string };
    return { outcome: now.good ? 'good' : 'bad', text: `${now.says}。` };
  },
  offline: '现在没有网络，只核对了签名和期间；检查是否已经取消，联网后再查。',
});
