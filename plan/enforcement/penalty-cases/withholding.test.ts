/** R24.1 a decision withheld as a whole: its ground, who approves, the duty to publish answered by it and back again. */
import { describe, expect, test } from 'vitest';
import { NEVER_SHOWN } from '../../fragments/publication.ts';
import { payment, people, served } from './case.testing.ts';
import { penaltyOrdinary } from './ordinary.ts';

const { clerk, head, o1 } = people;
const whole = '案件的全部事实都涉及尚未公开的配方，隐去后无法说明违法行为';
const secret = {
  ground: '商业秘密',
  whole,
  thirdParty: '不同意公开',
  publicInterest: false,
};
const publish = { channels: ['信用中国'], checked: [...NEVER_SHOWN] };
const closing = { summary: '罚款已经缴清', catalogue: '一、立案审批表；二、现场检查笔录' };

describe('R24.1 withheld as a whole', () => {
  test('R24.1 the head approves with a ground; the duty to publish is answered and the case closes', () => {
    const c = served(penaltyOrdinary).do('record-payment', clerk, payment('2026-02-27', 50_000));
    expect(c.clock('publication').state).toBe('running');
    expect(c.no('close', head, closing).codes).toEqual(['PUBLISHED']);
    expect(c.no('withhold-publication', clerk, secret).say).toContain('机关负责人');
    c.do('withhold-publication', head, secret);
    expect(c.clock('publication')).toMatchObject({ state: 'stopped', late: false });
    expect(c.no('publish', clerk, publish).codes).toContain('penalty-record-DUE');
    c.do('close', head, closing);
  });

  test('R24.1 what each ground asks for: the classification, the third party, the public interest', () => {
    const c = served(penaltyOrdinary);
    const no = (more: Record<string, unknown>) => c.no('withhold-publication', head, { ...secret, ...more });
    const state = { ground: '国家秘密', thirdParty: undefined };
    expect(no(state).codes).toEqual(['WITHHOLD-SECRET']);
    expect(no({ thirdParty: undefined }).codes).toEqual(['WITHHOLD-THIRD']);
    expect(no({ ...state, document: '定密〔2026〕1号', thirdParty: '同意公开' }).codes).toEqual([
      'WITHHOLD-THIRD',
    ]);
    expect(no({ thirdParty: '同意公开' }).codes).toEqual(['WITHHOLD-INTEREST']);
    expect(no({ publicInterest: true }).codes).toEqual(['WITHHOLD-INTEREST']);
    expect(no({ publicInterest: true }).cites.join()).toContain('disclosure-regulations 15');
    expect(c.no('end-withholding', head, { reason: '没有这样的决定' }).codes).toEqual(['WITHHELD']);
    c.do('withhold-publication', head, {
      ground: '国家秘密',
      whole,
      document: '定密〔2026〕1号',
      publicInterest: false,
    });
  });

  test('R24.1 the ground is gone: the duty runs again from that day and closing waits for it', () => {
    const c = served(penaltyOrdinary).do('withhold-publication', head, secret).on('2026-03-10');
    c.do('end-withholding', head, { reason: '权利人同意公开' });
    expect(c.clock('publication')).toMatchObject({ state: 'running', due: '2026-03-19' });
    c.do('record-payment', clerk, payment('2026-03-10', 50_000));
    expect(c.no('close', head, closing).codes).toEqual(['PUBLISHED']);
    c.do('publish', clerk, publish).do('close', head, closing);
  });

  test('R24.1 what is on show is taken down before it is withheld; a warning that is not shown is not withheld', () => {
    const c = served(penaltyOrdinary).do('publish', clerk, publish);
    expect(c.no('withhold-publication', head, secret).codes).toEqual(['WITHHOLD-SHOWN']);
    c.do('withdraw-publication', clerk, { reason: '权利人提出涉及商业秘密', notified: ['信用中国'] });
    c.do('withhold-publication', head, secret);
    expect(c.no('withhold-publication', head, secret).codes).toEqual(['WITHHOLD-DUE']);
    expect(c.no('publish', o1, publish).codes.length).toBeGreaterThan(0);
  });
});
