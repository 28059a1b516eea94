/** The handling of service items: every edge case of the pack on time limits, and what no path may do. */
import { dueDateOnly, noticeBefore, workdays } from '@fadu/kernel';
import { prove } from '@fadu/kernel/prover/prove';
import { describe, expect, test } from 'vitest';
import { chinaCalendar as calendar } from '../../calendar/china.ts';
import {
  correctionInput,
  denialInput,
  grantInput,
  Handling,
  people as p,
  reviewInput,
} from './case.testing.ts';
import { serviceApplication } from './handling/index.ts';
import { committedItem, foodLicence } from './sample.testing.ts';

describe('R5.1 one handling, whatever the way it came', () => {
  test('online: applied, accepted, reviewed by one, granted by another, delivered, a certificate entered', () => {
    const c = new Handling().applied().accepted().reviewed();
    c.do('grant', p.approver, grantInput);
    c.do('deliver', p.window, { method: '电子证照', deliveredOn: c.day });
    expect(c.state.phase).toBe('granted');
    const [entry] = c.state.acts.at(-1)?.effects.entries ?? [];
    expect(entry?.register).toBe('certificate');
    expect(entry?.body).toMatchObject({
      name: '食品经营许可证',
      validFrom: '2026-03-02',
      validTo: '2031-03-02',
    });
  });

  test('R8.5 at the window for somebody else, on paper: equal in everything, with the authority recorded', () => {
    const c = new Handling();
    expect(
      c.no('register-application', p.window, {
        ...{
          item: c.item.basicCode,
          applicantType: '自然人',
          name: '王某',
          identity: '2202',
          contact: '0432-1234',
          matter: '开小吃店',
        },
        materials: [],
        channel: '窗口',
        receivedOn: c.day,
        proxy: '王小某',
      }).codes,
    ).toContain('PROXY');
    c.registered({ proxy: '王小某', proxyRelation: '子女', authority: '授权委托书2026-1号' });
    expect(c.due('acceptance')).toBe(new Handling().applied().due('acceptance'));
  });

  test('a denial has reasons and remedies; whoever reviewed does not decide', () => {
    const c = new Handling().applied().accepted();
    c.do('review', p.both, reviewInput);
    expect(c.no('grant', p.both, grantInput).codes).toContain('GRANT-APART');
    expect(c.no('deny', p.approver, { reasons: '不符合条件，距离不够远' }).codes.length).toBeGreaterThan(0);
    c.do('deny', p.approver, denialInput).do('deliver', p.window, { method: '窗口领取', deliveredOn: c.day });
    expect(c.state.phase).toBe('denied');
    expect(c.state.acts.at(-1)?.effects.entries).toEqual([]);
  });

  test('substance is checked by two', () => {
    const c = new Handling().applied().accepted();
    expect(c.no('review', p.reviewer, { ...reviewInput, staff: ['甲审查'] }).codes).toEqual(['TWO-STAFF']);
  });

  test('sent back, reviewed anew, then granted; the limit goes on', () => {
    const c = new Handling().applied().accepted().reviewed();
    const due = c.due('decision');
    c.do('send-back', p.approver, { reasons: '请核对场所面积' });
    expect(c.no('grant', p.approver, grantInput).codes.length).toBeGreaterThan(0);
    c.reviewed().do('grant', p.approver, grantInput);
    expect(due).toBe(new Handling().applied().accepted().due('decision'));
  });

  test('an item whose basis no longer stands, or that is suspended, cancelled or unknown, opens nothing', () => {
    for (const standing of [
      { status: '在用', inForce: false },
      { status: '暂停实施', inForce: true },
      { status: '取消', inForce: true },
    ]) {
      const c = new Handling();
      c.standing = standing;
      expect(() => c.applied()).toThrow('PL-2');
    }
    expect(() => new Handling().applied({ item: 'NO-SUCH-ITEM' })).toThrow('PL-2');
  });
});

test('R3.2 a township handles an item only while its delegation is published and not taken back', () => {
  const held = (more: object) => ({
    region: '220200',
    register: 'township-power',
    code: '220131001000-01@t-town',
    version: 1,
    lawFrom: '2026-03-01',
    body: { organ: 't-town', item: '220131001000-01', status: '在用', ...more },
  });
  const c = new Handling('2026-03-02', foodLicence({ organ: 't-town' }));
  expect(() => c.applied()).toThrow('DELEGATED');
  c.delegated = [held({ organ: 't-other' })];
  expect(() => c.applied()).toThrow('DELEGATED');
  c.delegated = [held({ status: '取消' })];
  expect(() => c.applied()).toThrow('DELEGATED');
  c.delegated = [held({})];
  expect(c.applied().state.bindings.agency).toEqual(['t-town']);
});

describe('R5.2 limits in working days', () => {
  test('edge 1: received 11 February, told on the 26th instead of the 25th: accepted since the 11th, due 17 March', () => {
    const c = new Handling('2026-02-11').applied();
    expect(c.due('acceptance')).toBe('2026-02-25');
    c.on('2026-02-26');
    expect(c.no('notify-correction', p.window, correctionInput('2026-03-20', '场所布局图')).codes).toContain(
      'IN-FIVE-DAYS',
    );
    c.do('deem-accepted', p.system);
    expect(c.state.phase).toBe('review');
    expect(c.due('decision')).toBe('2026-03-17');
  });

  test('edge 1: on the last day the notice still counts', () => {
    const c = new Handling('2026-02-11').applied().on('2026-02-25');
    expect(c.no('deem-accepted', p.system).codes).toContain('FIVE-DAYS-OVER');
    c.do('notify-correction', p.window, correctionInput('2026-03-20', '场所布局图'));
    expect(c.state.phase).toBe('correction');
  });

  test('edge 2: accepted 26 September 2025: due 30 October; extended by ten: 13 November', () => {
    const c = new Handling('2025-09-26').applied().accepted();
    expect(c.due('decision')).toBe('2025-10-30');
    c.do('extend-decision', p.head, { days: 10, reason: '需要进一步核实场所情况' });
    expect(c.due('decision')).toBe('2025-11-13');
    expect(c.no('extend-decision', p.head, { days: 1, reason: '再延长一次' }).codes.length).toBeGreaterThan(
      0,
    );
  });

  test('edge 3: joint handling: 45 days; a department head cannot extend it, the mayor can', () => {
    const c = new Handling('2026-01-05', foodLicence({ joint: true })).applied().accepted();
    expect(c.due('joint-decision')).toBe('2026-03-13');
    expect(c.due('decision')).toBeUndefined();
    expect(
      c.no('extend-decision', p.head, { days: 10, reason: '需要进一步核实' }).codes.length,
    ).toBeGreaterThan(0);
    expect(
      c.no('extend-joint-decision', p.head, { days: 15, reason: '需要进一步核实' }).codes.length,
    ).toBeGreaterThan(0);
    c.do('extend-joint-decision', p.mayor, { days: 15, reason: '几个部门意见需要协调' });
    expect(c.due('joint-decision')).toBe('2026-04-03');
  });

  test('edge 3: nobody extends a limit that has passed', () => {
    const c = new Handling('2025-09-26').applied().accepted().on('2025-10-31');
    expect(c.no('extend-decision', p.head, { days: 10, reason: '来不及' }).codes).toContain('EXTEND-IN-TIME');
  });

  test('edge 4: a second correction notice is blocked; what is whole must be accepted', () => {
    const c = new Handling('2026-03-02').applied();
    c.do('notify-correction', p.window, correctionInput('2026-03-20', '场所布局图'));
    c.on('2026-03-09').do('submit-correction', p.applicant, {
      materials: [{ name: '场所布局图', how: '随申请提交' }],
    });
    expect(
      c.no('notify-correction', p.window, correctionInput('2026-03-30', '食品经营许可申请书')).codes,
    ).toContain('LI-1');
    c.accepted();
    expect(c.due('decision')).toBe(dueDateOnly('2026-03-09', workdays(20), { calendar }));
  });

  test('edge 5: an expert review without a written notice counts; with one it does not', () => {
    const plain = new Handling('2026-03-02').applied().accepted();
    const c = new Handling('2026-03-02').applied().accepted();
    c.do('begin-special', p.reviewer, {
      type: '专家评审',
      basis: '《食品经营许可和备案管理办法》',
      days: 10,
    });
    c.on('2026-03-16').do('end-special', p.reviewer, { result: '评审通过', endedOn: '2026-03-16' });
    expect(plain.due('decision')).toBe('2026-03-30');
    expect(c.due('decision')).toBe('2026-04-14');
    expect(
      c.no('begin-special', p.reviewer, { type: '检测', basis: '没有列入清单的检测', days: 5 }).codes,
    ).toContain('BY-LAW');
    expect(
      c.no('begin-special', p.reviewer, {
        type: '专家评审',
        basis: '《食品经营许可和备案管理办法》',
        days: 30,
      }).codes,
    ).toContain('BY-LAW');
  });

  test('edge 6: a hearing on 13 May is told of by 30 April', () => {
    expect(noticeBefore('2026-05-13', workdays(7), calendar).due).toBe('2026-04-30');
    const c = new Handling('2026-04-20').applied().accepted();
    c.do('offer-hearing', p.reviewer, { told: ['邻近住户代表'], receivedOn: '2026-04-20' });
    c.do('request-hearing', p.applicant, { channel: '书面', requestedOn: '2026-04-20' });
    const hearing = {
      heldOn: '2026-05-13',
      time: '09:00',
      place: '一号会议室',
      host: 'host',
      hostName: '主持人',
      open: true,
    };
    expect(c.on('2026-05-06').no('set-hearing', p.reviewer, hearing).codes).toContain('P4');
    expect(c.on('2026-04-30').do('set-hearing', p.reviewer, hearing).state.phase).toBe('hearing');
  });

  test('edge 7: told of the right on 30 April: asked for until 11 May, and no decision before', () => {
    const c = new Handling('2026-04-30').applied().accepted();
    c.do('offer-hearing', p.reviewer, { told: ['申请人'], receivedOn: '2026-04-30' });
    expect(c.due('hearing-request')).toBe('2026-05-11');
    c.reviewed();
    expect(c.no('grant', p.approver, grantInput).codes).toContain('GRANT-ALL-OVER');
    expect(c.on('2026-05-11').no('grant', p.approver, grantInput).codes).toContain('GRANT-ALL-OVER');
    c.on('2026-05-12').do('grant', p.approver, grantInput);
  });

  test('edge 10: granted 24 September 2026: delivered by 15 October', () => {
    const c = new Handling('2026-09-24').applied().accepted().reviewed().do('grant', p.approver, grantInput);
    expect(c.due('delivery')).toBe('2026-10-15');
  });

  test('edge 14: withdrawn, then applied for again: a new case and a new clock', () => {
    const c = new Handling('2026-03-02').applied().do('withdraw', p.applicant);
    expect(c.state.phase).toBe('withdrawn');
    expect(new Handling('2026-03-20').applied().due('acceptance')).toBe('2026-03-27');
  });

  test('the law’s limit and the promised one run side by side, both by the item’s list', () => {
    const c = new Handling('2026-03-02', foodLicence({ statutoryDays: 15, promisedDays: 5 }))
      .applied()
      .accepted();
    expect([c.due('decision'), c.due('promise')]).toEqual(['2026-03-23', '2026-03-09']);
  });

  test('no correction by its last day: given up, not before', () => {
    const c = new Handling('2026-03-02').applied();
    expect(c.no('notify-correction', p.window, correctionInput('2026-03-05', '场所布局图')).codes).toContain(
      'CORRECT-BY',
    );
    c.do('notify-correction', p.window, correctionInput('2026-03-20', '场所布局图'));
    expect(c.on('2026-03-20').no('give-up', p.system).codes).toContain('CORRECTION-OVER');
    expect(c.on('2026-03-21').do('give-up', p.system).state.phase).toBe('given-up');
  });
});

describe('R8.2 a window may not refuse', () => {
  test('edge 13: no act of the window ends a case', () => {
    const windows = Object.entries(serviceApplication.acts).filter(([, act]) =>
      act.by.some((by) => 'role' in by && by.role === 'window-clerk'),
    );
    const ends = new Set(
      Object.entries(serviceApplication.phases)
        .filter(([, phase]) => phase.end)
        .map(([name]) => name),
    );
    const ending = windows
      .filter(([, act]) =>
        [act.to ?? []].flat().some((to) => ends.has(typeof to === 'string' ? to : to.phase)),
      )
      .map(([name]) => name);
    // Handing over what was decided, and writing down that the applicant himself withdrew.
    expect(ending.sort()).toEqual(['deliver', 'register-withdrawal']);
  });

  test('three steps with their times; only the head refuses, in writing, and only after both answers', () => {
    const c = new Handling('2026-03-02').registered();
    const asked = { problem: '场所在规划红线内，窗口拿不准', told: true };
    expect(c.no('refuse-acceptance', p.head, {}).codes.length).toBeGreaterThan(0);
    c.do('escalate', p.window, asked);
    expect(c.due('first-step')).toBe('2026-03-03');
    expect(c.no('refuse-acceptance', p.head, {}).codes.length).toBeGreaterThan(0);
    c.do('answer-first-step', p.chief, { result: '报大厅管理机构协调', reasons: '涉及规划，需要大厅协调' });
    expect(c.due('second-step')).toBe('2026-03-05');
    c.on('2026-03-03').do('answer-second-step', p.hall, {
      result: '报部门负责人决定',
      reasons: '自然资源部门认为不能受理',
    });
    expect(c.due('third-step')).toBe('2026-03-10');
    const refusal = {
      reasons: '场所位于依法禁止从事该项经营的区域，不符合法定条件。',
      basis: '《行政许可法》第三十二条',
      remedies: '可以在六十日内向演示市人民政府申请行政复议，或者依法提起诉讼。',
    };
    expect(c.no('refuse-acceptance', p.window, refusal).codes.length).toBeGreaterThan(0);
    expect(c.no('refuse-acceptance', p.chief, refusal).codes.length).toBeGreaterThan(0);
    c.do('refuse-acceptance', p.head, refusal);
    expect(c.state.phase).toBe('refused');
  });

  test('while it goes up, five working days of silence still mean acceptance', () => {
    const c = new Handling('2026-03-02').registered();
    c.do('escalate', p.window, { problem: '拿不准是否需要许可', told: true });
    c.do('answer-first-step', p.chief, { result: '报大厅管理机构协调', reasons: '需要大厅协调' });
    c.on('2026-03-10').do('deem-accepted', p.system);
    expect(c.state.phase).toBe('review');
    expect(c.due('decision')).toBe('2026-03-30');
  });

  test('what an answer says can be accepted is neither sent back for correction nor up again', () => {
    const c = new Handling('2026-03-02').registered();
    c.do('escalate', p.window, { problem: '拿不准是否需要许可', told: true });
    c.do('answer-first-step', p.chief, { result: '可以受理', reasons: '符合受理条件' });
    expect(
      c.no('escalate', p.window, { problem: '还是拿不准怎么办', told: true }).codes.length,
    ).toBeGreaterThan(0);
    expect(c.no('notify-correction', p.window, correctionInput('2026-03-20', '场所布局图')).codes).toContain(
      'MAY-ACCEPT',
    );
    c.accepted();
  });

  test('another organ’s power: a written decision that names the organ and the place', () => {
    const c = new Handling('2026-03-02').registered();
    c.do('escalate', p.window, { problem: '像是卫生健康部门的事项', told: true });
    const say = { reasons: '属于公共场所卫生许可，由卫生健康部门办理', where: '政务大厅二楼12号窗口 0432-1' };
    expect(c.no('say-not-competent', p.chief, { ...say, competent: 't-market' }).codes).toContain(
      'OTHER-ORGAN',
    );
    c.do('say-not-competent', p.chief, { ...say, competent: 't-health' });
    expect(c.state.phase).toBe('not-competent');
  });
});

describe('R6.2 nothing is asked for that is not on the list or is known already', () => {
  test('a notice for a material off the list, or one that is shared, is refused', () => {
    const c = new Handling().applied();
    expect(c.no('notify-correction', p.window, correctionInput('2026-03-20', '邻居同意书')).codes).toContain(
      'LI-5',
    );
    const shared = c.no('notify-correction', p.window, correctionInput('2026-03-20', '健康体检结果'));
    expect(shared.codes).toContain('LI-5');
    expect(shared.say).toContain('数据共享');
  });

  test('main materials lacking: not accepted; secondary ones: accepted, listed once, granted only when whole', () => {
    const whole = [
      { name: '食品经营许可申请书', how: '随申请提交' },
      { name: '场所布局图', how: '随申请提交' },
    ];
    const poor = new Handling().applied({ materials: whole.slice(0, 1) });
    expect(poor.no('accept', p.window, {}).say).toContain('场所布局图');
    const c = new Handling('2026-03-02').applied({ materials: whole });
    expect(c.no('accept', p.window, {}).codes).toContain('COMPLETE');
    c.do('accept', p.window, { lacking: ['食品安全管理制度清单'] });
    expect(c.due('missing')).toBe('2026-03-16');
    c.reviewed();
    expect(c.no('grant', p.approver, grantInput).codes).toContain('GRANT-NOT-LACKING');
    c.do('hand-in-missing', p.applicant, {
      materials: [{ name: '食品安全管理制度清单', how: '随申请提交' }],
      receivedOn: '2026-03-02',
    });
    c.do('grant', p.approver, grantInput);
  });

  test('a commitment stands in for a proof that the list of proofs names, and for nothing else', () => {
    const item = foodLicence({
      materials: [
        { name: '食品经营许可申请书', need: '必要', source: '申请人', form: '电子件' },
        { name: '无欠薪证明', need: '必要', source: '申请人', form: '原件', proof: '22ZM00001' },
      ],
      special: [],
    });
    const committed = (name: string) => ({ name, how: '书面承诺替代' });
    const handed = (name: string) => ({ name, how: '随申请提交' });
    new Handling('2026-03-02', item)
      .applied({ materials: [handed('食品经营许可申请书'), committed('无欠薪证明')] })
      .accepted();
    const c = new Handling('2026-03-02', item).applied({
      materials: [committed('食品经营许可申请书'), committed('无欠薪证明')],
    });
    expect(c.no('accept', p.window, {}).say).toContain('食品经营许可申请书');
  });

  test('the whole item by commitment: what may follow later is committed to, what is necessary is not', () => {
    const item = committedItem({
      materials: [
        { name: '申请书', need: '必要', source: '申请人', form: '电子件' },
        { name: '场所使用情况说明', need: '可容缺', source: '申请人', form: '复印件' },
      ],
    });
    const way = (first: string, commitment: boolean) =>
      new Handling('2026-03-02', item).applied({
        ...(commitment && { commitment }),
        materials: [
          { name: '申请书', how: first },
          { name: '场所使用情况说明', how: '书面承诺替代' },
        ],
      });
    way('随申请提交', true).accepted();
    expect(way('随申请提交', false).no('accept', p.window, {}).say).toContain('场所使用情况说明');
    expect(way('书面承诺替代', true).no('accept', p.window, {}).say).toContain('申请书');
  });

  test('what is not on the guide cannot even be handed in by mistake', () => {
    expect(() =>
      new Handling().applied({ materials: [{ name: '无犯罪记录证明', how: '随申请提交' }] }),
    ).toThrow('ON-THE-LIST');
  });
});

describe('R5.4 informed commitment', () => {
  const committed = () =>
    new Handling('2026-03-02', committedItem()).applied({ commitment: true }).accepted();

  test('granted at once on a commitment, checked within its time, closed', () => {
    const c = committed().do('grant-by-commitment', p.approver, { reasons: '申请人已签署承诺书' });
    c.do('deliver', p.window, { method: '电子证照', deliveredOn: c.day });
    expect(c.state.phase).toBe('checking');
    expect(c.due('check')).toBe(dueDateOnly('2026-03-02', workdays(60), { calendar }));
    c.on('2026-04-01').do('check-commitment', p.reviewer, {
      result: '属实',
      method: '现场核查',
      findings: '与承诺一致',
    });
    expect(c.state.phase).toBe('granted');
  });

  test('edge 11: untrue: first an order with a date; revoking at once is refused; put right: it stands', () => {
    const c = committed().do('grant-by-commitment', p.approver, { reasons: '申请人已签署承诺书' });
    c.do('deliver', p.window, { method: '电子证照', deliveredOn: c.day });
    const revoke = {
      reasons: '限期整改届满，仍没有三名专职工作人员。',
      remedies: '可以在六十日内申请行政复议，或者依法提起行政诉讼。',
    };
    expect(c.no('revoke-commitment', p.approver, revoke).codes.length).toBeGreaterThan(0);
    c.on('2026-04-01');
    const untrue = { result: '不符合', method: '现场核查', findings: '只有一名专职工作人员' };
    expect(c.no('check-commitment', p.reviewer, untrue).codes).toContain('FIX-BY');
    c.do('check-commitment', p.reviewer, { ...untrue, fixBy: '2026-04-20' });
    expect(c.no('revoke-commitment', p.approver, revoke).codes).toContain('TERM-OVER');
    c.on('2026-04-21');
    expect(c.no('revoke-commitment', p.approver, revoke).codes).toContain('STILL-UNTRUE');
    const right = new Handling('2026-04-21', committedItem());
    right.state = c.state;
    right.do('check-rectification', p.reviewer, { result: '整改合格', findings: '已有三名专职工作人员' });
    expect(right.state.phase).toBe('granted');
    c.do('check-rectification', p.reviewer, { result: '仍不符合', findings: '仍只有一名' });
    c.do('revoke-commitment', p.approver, revoke);
    expect(c.state.phase).toBe('revoked');
  });

  test('never compulsory: the ordinary path stays open; nobody is granted by a commitment he did not choose', () => {
    const plain = new Handling('2026-03-02', committedItem()).applied().accepted();
    expect(plain.no('grant-by-commitment', p.approver, { reasons: '凭承诺' }).codes).toContain('COMMITTED');
    plain.reviewed().do('grant', p.approver, grantInput);
    expect(() => new Handling().applied({ commitment: true })).toThrow('COMMITMENT');
  });
});

test('R90.1 the handling is proved: every law holds on every path, nothing is dead, no way is without an end', () => {
  const proof = prove(serviceApplication);
  expect(proof.laws.filter((l) => !l.holds).map((l) => l.law.code)).toEqual([]);
  expect(proof.findings).toEqual([]);
});
