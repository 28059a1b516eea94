/** Checking an officer's certificate in the reader's own browser. */
import { checkCredential, credential } from '@fadu/plan/enforcement/officers/credential';
import { checkHere } from './signed-check.ts';

checkHere({
  host: '[data-officer]',
  unpack: credential.unpack,
  check: (note, vkey, today) => {
    const result = checkCredential(note, vkey, today);
    return result.ok ? { ...result, facts: result.credential, asOf: result.credential.asOf } : result;
  },
  span: (c, inTime) => `今天${inTime ? '' : '不'}在有效期内（${c.validFrom}至${c.validTo}）。`,
  facts: (c) => [
    ['姓名', c.name],
    ['证件号', c.number],
    ['机关', c.organ],
    ['执法领域', c.fields],
  ],
  ask: async (_, c) => {
    const answer = await fetch(`/officers/${encodeURIComponent(c.number)}.json`);
    if (answer.status === 404) return { outcome: 'bad', text: '名录里今天没有这个证件号。' };
    const now = (await answer.json()) as { status: string; reason?: string; name: string };
    return now.status === '有效' && now.name === c.name
      ? { outcome: 'good', text: '名录里今天的状态是有效。' }
      : {
          outcome: 'bad',
          text: `名录里今天的状态是${now.status}${now.reason ? `（${now.reason}）` : ''}，不能执法。`,
        };
  },
  offline: '现在没有网络，只核对了签名和有效期；今天是否被暂停或者终止，联网后再查。',
});
