/** The later life of a certificate: renewed in time or by silence, changed, given up, withdrawn, revoked, struck off (R5.1). */
import { type EntryFacts, prove, SYSTEM } from '@fadu/kernel';
import { describe, expect, test } from 'vitest';
import { person, Simulated } from '../../../simulated.testing.ts';
import { certificateChange } from './index.ts';

const holder = person('holder', '演示小吃店');
const clerk = person('clerk', '窗口', ['window-clerk', 't-hall']);
const reviewer = person('reviewer', '审查', ['service-reviewer', 't-market']);
const other = person('other', '外单位', ['service-reviewer', 't-health']);
const approver = person('approver', '审批', ['service-approver', 't-market']);
const both = person('both', '两职', ['service-reviewer', 't-market'], ['service-approver', 't-market']);

const NUMBER = '演市政服决〔2021〕1号';
const REMEDIES = '可以在六十日内申请行政复议，或者在六个月内起诉。';

class Change extends Simulated {
  certificate: Record<string, unknown> = {
    basicCode: NUMBER,
    name: '食品经营许可证',
    organ: 't-market',
    holder: '演示小吃店',
    holderType: '法人和其他组织',
    holderId: '91220200MA0000000Y',
    validFrom: '2021-12-01',
    validTo: '2026-11-30',
    status: '正常',
  };
  constructor(day: string) {
    super(certificateChange, day, {
      organs: [
        { id: 't-market', name: '市市场监管局', kind: 'department', region: '220200' },
        { id: 't-hall', name: '市政务服务中心', kind: 'service-hall', region: '220200' },
      ],
      answer: (q) => (q.ask === 'entry' && q.code === NUMBER ? this.entry() : null),
    });
  }
  private entry(): EntryFacts {
    return {
      region: '220200',
      register: 'certificate',
      code: NUMBER,
      version: 1,
      lawFrom: '2021-12-01',
      body: this.certificate,
    };
  }
  asked(more: Readonly<Record<string, unknown>> = {}): this {
    return this.do('apply', holder, { ...request, ...more });
  }
  proposed(want: string, ground: string, by = reviewer): this {
    return this.do('propose', by, {
      certificate: NUMBER,
      want,
      ground,
      facts: '检查发现许可的条件已经不再具备。',
      account: 'holder',
    });
  }
  told(): this {
    return this.do('notify', reviewer, { text: '拟作处理的事实、理由和依据如上。', servedOn: this.day });
  }
  /** What the register got from the last act. */
  get written() {
    return this.state.acts.at(-1)?.effects.entries?.[0]?.body;
  }
}
const request = {
  certificate: NUMBER,
  want: '延续',
  identity: '91220200MA0000000Y',
  contact: '13900000000',
  validTo: '2026-11-30',
  reasons: '继续经营',
};
const grounds = { reasons: '符合法定条件、标准' };

describe('R5.1 R5.2 renewal', () => {
  test('edge 8: filed in time, no decision by 30 November: on 1 December it is renewed, and not struck off', () => {
    const c = new Change('2026-10-31').asked();
    expect(c.due('renewal')).toBe('2026-11-30');
    c.on('2026-11-30');
    expect(c.no('renew-by-silence', SYSTEM).codes).toContain('OVER');
    c.on('2026-12-01').do('renew-by-silence', SYSTEM);
    expect(c.state.phase).toBe('renewed');
    expect(c.written).toMatchObject({ validTo: '2031-10-30', status: '正常' });
    // The one that strikes off what has run out finds it in force.
    const strike = new Change('2026-12-02');
    strike.certificate = { ...strike.certificate, validTo: '2031-10-30' };
    expect(() => strike.proposed('注销', '有效期届满没有延续')).toThrow('OVER');
  });

  test('the last day for asking is the thirtieth before the end; later it is decided all the same, but silence is nothing', () => {
    const c = new Change('2026-11-01').asked();
    c.on('2026-12-01');
    expect(c.no('renew-by-silence', SYSTEM).codes).toContain('IN-TIME');
    c.do('renew', approver, { ...grounds, newValidTo: '2031-11-30' });
    expect(c.written).toMatchObject({ validTo: '2031-11-30' });
    const over = new Change('2026-12-01');
    expect(over.no('apply', holder, request).say).toContain('重新申请');
  });

  test('renewed or refused by its organ, in writing; never both; shorter than before is no renewal', () => {
    const c = new Change('2026-10-01').asked();
    expect(c.no('renew', approver, { ...grounds, newValidTo: '2026-11-30' }).codes).toContain('LONGER');
    expect(c.no('change', approver, grounds).codes).toContain('KIND-CHANGE');
    expect(c.no('leave-it', approver, grounds).codes).toContain('OWN-MOTION');
    c.do('refuse', approver, { reasons: '场所已经改作他用，不再符合条件。', remedies: REMEDIES });
    expect(c.state.phase).toBe('refused');
    expect(c.state.acts.at(-1)?.effects.entries ?? []).toEqual([]);
  });

  test('only the holder, for a certificate that stands and has an end', () => {
    const c = new Change('2026-10-01');
    expect(c.no('apply', holder, { ...request, identity: '91220200MA0000001X' }).codes).toContain('HOLDER');
    expect(c.no('apply', holder, { ...request, validTo: '2027-11-30' }).say).toContain('2026-11-30');
    expect(c.no('apply', holder, { ...request, certificate: '没有这个号' }).codes).toContain('CERTIFICATE');
    c.certificate = { ...c.certificate, status: '撤销' };
    expect(c.no('apply', holder, request).say).toContain('已经撤销');
    const { validTo: _, ...endless } = c.certificate;
    c.certificate = { ...endless, status: '正常' };
    expect(c.no('apply', holder, request).say).toContain('长期有效');
  });
});

describe('R5.1 change and end at the holder’s wish', () => {
  test('a change is written into the certificate; on paper it is the same', () => {
    const c = new Change('2026-03-04');
    const paper = {
      ...request,
      want: '变更',
      validTo: undefined,
      change: '名称由演示小吃店改为演示面馆',
      newHolder: '演示面馆',
      receivedOn: '2026-03-03',
      account: 'holder',
    };
    expect(c.no('register-application', clerk, { ...paper, receivedOn: '2026-03-05' }).codes).toContain(
      'RECEIVED',
    );
    expect(c.no('register-application', clerk, { ...paper, change: undefined }).codes).toContain('CHANGE');
    c.do('register-application', clerk, paper);
    expect(c.due('decision')).toBe('2026-03-31');
    c.do('change', approver, grounds);
    expect(c.written).toMatchObject({ holder: '演示面馆', validTo: '2026-11-30' });
  });

  test('given up at wish, or the wish withdrawn', () => {
    const c = new Change('2026-03-04').asked({ want: '注销', validTo: undefined });
    c.do('end-at-wish', approver, grounds);
    expect(c.written).toMatchObject({ status: '注销' });
    const d = new Change('2026-03-04').asked();
    d.do('drop', holder, {});
    expect(d.state.ended).toBe('stopped');
  });
});

describe('R5.1 what the organ does of its own motion', () => {
  test('revoked only on a ground of the law, told and heard first, by another than who proposed', () => {
    const c = new Change('2026-03-02');
    expect(() => c.proposed('撤销', '依据的法律、法规、规章修改或者废止')).toThrow('GROUND');
    expect(() => c.proposed('撤销', '超越法定职权作出准予决定', other)).toThrow('OWN');
    c.proposed('撤销', '超越法定职权作出准予决定', both);
    const decide = { reasons: '超越法定职权，依法应当撤销。', remedies: REMEDIES };
    const whole = { ...decide, harm: '撤销不会对公共利益造成重大损害', compensation: '没有损失' };
    expect(c.no('revoke', approver, whole).codes).toContain('phase');
    c.told();
    expect(c.no('revoke', approver, whole).codes).toContain('HEARD-REVOKE');
    c.do('state', holder, { statement: '我们没有过错，请赔偿装修的损失。' });
    expect(c.no('revoke', both, whole).codes).toContain('APART-REVOKE');
    const harm = { ...whole, harm: '撤销可能对公共利益造成重大损害' };
    expect(c.no('revoke', approver, harm).codes).toContain('HARM');
    const { compensation: _, ...silent } = whole;
    expect(c.no('revoke', approver, silent).codes).toContain('LOSS');
    c.do('revoke', approver, whole);
    expect(c.written).toMatchObject({ status: '撤销' });
  });

  test('obtained by fraud: no compensation; nobody spoke: decided after five working days', () => {
    const c = new Change('2026-03-02').proposed('撤销', '以欺骗、贿赂等不正当手段取得').told();
    const whole = {
      reasons: '提供虚假的从业人员证明取得许可。',
      remedies: REMEDIES,
      harm: '撤销不会对公共利益造成重大损害',
    };
    c.on('2026-03-09');
    expect(c.no('revoke', approver, whole).codes).toContain('HEARD-REVOKE');
    c.on('2026-03-10');
    expect(c.no('state', holder, { statement: '太晚了' }).codes).toContain('NOT-LATE');
    expect(c.no('revoke', approver, { ...whole, compensation: '赔偿' }).codes).toContain('LOSS');
    c.do('revoke', approver, whole);
    expect(c.state.phase).toBe('revoked');
  });

  test('withdrawn for the public’s sake with compensation; or left in force', () => {
    const c = new Change('2026-03-02').proposed('撤回', '客观情况发生重大变化').told();
    c.do('register-statement', clerk, { statement: '同意，请补偿。', receivedOn: '2026-03-03' });
    c.do('withdraw', approver, {
      reasons: '水源地保护范围扩大，原地不能继续经营。',
      publicInterest: '保护饮用水水源',
      compensation: '按评估补偿装修和搬迁损失',
      remedies: REMEDIES,
    });
    expect(c.written).toMatchObject({ status: '失效' });
    const d = new Change('2026-03-02').proposed('撤回', '客观情况发生重大变化');
    d.do('leave-it', approver, grounds);
    expect(d.state.phase).toBe('left');
  });

  test('struck off when its time is over', () => {
    const c = new Change('2026-12-10').proposed('注销', '有效期届满没有延续');
    c.do('strike-off', approver, grounds);
    expect(c.written).toMatchObject({ status: '注销' });
  });
});

test('R90.1 proved: no silence before its day, nobody loses a certificate untold', () => {
  const proof = prove(certificateChange);
  expect(proof.laws.filter((l) => !l.holds).map((l) => l.law.code)).toEqual([]);
  expect(proof.findings.map((f) => `${f.kind} ${f.what}`)).toEqual([]);
  const edit = (act: string) => ({
    ...certificateChange,
    acts: { ...certificateChange.acts, [act]: { ...certificateChange.acts[act], needs: [] } },
  });
  for (const [act, code] of [
    ['renew-by-silence', 'SILENCE'],
    ['revoke', 'APART-REVOKE'],
  ] as const)
    expect(prove(edit(act) as typeof certificateChange).laws.find((l) => l.law.code === code)?.holds).toBe(
      false,
    );
});
