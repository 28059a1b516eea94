import { type ActDef, CaseView, type Need, type Procedure, prove } from '@fadu/kernel';
import { describe, expect, it } from 'vitest';
import { closuresOf, evidenceOf, selfScoreOf } from './marks.ts';
import { proof, reportInput, Tracked } from './tracked.testing.ts';
import { taskTracking } from './tracking.ts';

describe('R0.3 the procedure holds its laws on every path', () => {
  it('R0.3 every law is proven and nothing else is found', () => {
    const result = prove(taskTracking);
    expect(result.findings).toEqual([]);
    expect(result.laws.filter((l) => !l.holds).map((l) => [l.law.code, l.path?.map((s) => s.act)])).toEqual(
      [],
    );
    expect(result.ok).toBe(true);
    expect(result.markings).toBeGreaterThan(1000);
    expect(result.laws.length).toBeGreaterThanOrEqual(20);
  });

  /** The procedure with one act changed. */
  const changed = (act: string, change: (def: ActDef) => Partial<ActDef>): Procedure => {
    const def = taskTracking.acts[act] as ActDef;
    return { ...taskTracking, acts: { ...taskTracking.acts, [act]: { ...def, ...change(def) } } };
  };
  const without = (act: string, ...codes: string[]) =>
    changed(act, (def) => {
      const needs = (def.needs ?? []).filter((n: Need) => !codes.includes(n.code));
      expect((def.needs ?? []).length - needs.length).toBe(codes.length);
      return { needs };
    });

  const BROKEN: readonly (readonly [what: string, procedure: () => Procedure, law: string])[] = [
    [
      'closing without evidence for every milestone',
      () => without('apply-closure', 'MILESTONES'),
      'T-EVIDENCE',
    ],
    ['closing with a rectification open', () => without('apply-closure', 'RECTIFIED'), 'T-RECTIFIED'],
    [
      'closing with a supervision sheet unanswered',
      () => without('apply-closure', 'SUPERVISION-ANSWERED', 'RECTIFIED'),
      'T-SHEETS',
    ],
    [
      'closing a continuous task before the plan ends',
      () => without('apply-closure', 'CONTINUOUS'),
      'T-CONTINUOUS',
    ],
    ['closing with a report unverified', () => without('apply-closure', 'REPORTS-SETTLED'), 'T-SETTLED'],
    [
      'applying for closure without any verified report',
      () => without('apply-closure', 'REPORT-VERIFIED', 'REPORTS-SETTLED'),
      'T-REPORT',
    ],
    ['verifying one’s own closure', () => without('verify-closure', 'CLOSURE-APART'), 'T-APART-CLOSURE'],
    [
      'the reporter verifying the closure',
      () => without('verify-closure', 'CLOSURE-REPORTER'),
      'T-APART-REPORTER',
    ],
    ['the reporter verifying the report', () => without('verify-report', 'REPORT-APART'), 'T-APART-REPORT'],
    [
      'the reporter accepting evidence',
      () => without('accept-evidence', 'EVIDENCE-APART'),
      'T-APART-EVIDENCE',
    ],
    ['a self-score that rests on nothing', () => without('verify-report', 'CLAIM'), 'T-SELF-SCORE'],
    ['verifying with evidence unjudged', () => without('verify-report', 'EVIDENCE-JUDGED'), 'T-JUDGED'],
    [
      'a refused application that stays in force',
      () => changed('verify-closure', () => ({ in: ['tracking', 'closing'] })),
      'T-VERIFIED',
    ],
    ['the city marking a task not applicable', () => without('mark-not-applicable', 'ADOPTED'), 'T-ADOPTED'],
    [
      'not applicable with no approval',
      () => changed('mark-not-applicable', () => ({ to: 'not-applicable' })),
      'T-NOT-APPLICABLE-END',
    ],
    [
      'approving one’s own exemption',
      () => without('approve-not-applicable', 'APPROVER-APART'),
      'T-APART-APPROVER',
    ],
    ['naming and shaming after one sheet', () => without('notice', 'TWICE'), 'T-TWICE'],
    ['listing without an interview', () => without('list-supervision', 'INTERVIEWED'), 'T-LADDER-LISTING'],
    ['carrying over before the plan ends', () => without('carry-over', 'PLAN-ENDED'), 'T-CARRY'],
    [
      'carrying over with a sheet unanswered',
      () => without('carry-over', 'SUPERVISION-ANSWERED'),
      'T-ANSWERED',
    ],
    [
      'checking one’s own rectification',
      () => without('confirm-rectification', 'RECTIFICATION-APART'),
      'T-APART-RECTIFICATION',
    ],
  ];

  it.each(BROKEN)('R0.3 the prover catches %s', (_what, procedure, code) => {
    const found = prove(procedure()).laws.filter((l) => !l.holds);
    expect(found.map((l) => l.law.code)).toContain(code);
    expect(found.find((l) => l.law.code === code)?.path?.length).toBeGreaterThan(1);
  });

  it('R0.3 the prover finds a duty left open when carrying over forgets the rectification', () => {
    const forgets = changed('carry-over', (def) => ({
      clocks: def.clocks?.filter((c) => c.clock !== 'rectification'),
    }));
    expect(prove(forgets).findings.map((f) => [f.kind, f.what])).toContainEqual([
      'duty-left-open',
      'rectification',
    ]);
  });
});

describe('R0.3 a task from opening to closure', () => {
  const ready = () => Tracked.open(33, '2022-03-01').prove('2022-11-01', ['M1', 'T1']);

  it('R0.3 opens only as the plan has it', () => {
    expect(() => Tracked.open(54 as number, '2022-03-01')).toThrow(RangeError);
    const bad = (number: number, more: object) =>
      new Tracked().refusal('open-task', '2022-03-01', 'coordinator', {
        taskNo: number,
        title: '某项任务',
        lead: ['justice'],
        rhythm: '持续',
        milestones: [{ due: '2023-06-30', deliverable: '方案', evidence: '文件' }],
        ...more,
      });
    expect(bad(54, {})).toContain('TASK');
    expect(bad(33, {})).toEqual(['RHYTHM', 'TARGETS']);
    expect(bad(33, { rhythm: '一次性', targets: [{ due: '2023-12-31', what: '晚一年' }] })).toEqual([
      'TARGETS',
    ]);
    expect(bad(16, { rhythm: '一次性' })).toEqual(['RHYTHM']);
    expect(bad(16, { milestones: [{ due: '2026-01-01', deliverable: '方案', evidence: '文件' }] })).toEqual([
      'WITHIN-PLAN',
    ]);
    expect(bad(16, { lead: ['nobody'] })).toEqual(['LEAD']);
    expect(bad(16, { milestones: [] })).toEqual(['input']);
    expect(bad(16, { superior: 'lgo' })).toEqual(['ADOPTION']);
    expect(bad(16, {})).toEqual([]);
  });

  it('R0.3 reports with evidence that can be checked, of milestones that exist, not from the future', () => {
    const t = Tracked.open(33, '2022-03-01');
    const report = (e: object) => t.refusal('report', '2022-05-05', 'reporter', reportInput(50, [e]));
    expect(report(proof('M9', '2022-05-01'))).toEqual(['EVIDENCE-MARK']);
    expect(report(proof('M1', '2022-06-01'))).toEqual(['EVIDENCE-DATE']);
    expect(report(proof('M1', '2022-05-01', { hash: undefined }))).toEqual(['EVIDENCE-SOURCE']);
    expect(report(proof('M1', '2022-05-01', { url: 'javascript:alert(1)' }))).toEqual(['input']);
    expect(t.refusal('report', '2022-05-05', 'successor', reportInput(0))).toContain('who');
    expect(report(proof('M1', '2022-05-01'))).toEqual([]);
    expect(report(proof('M1', '2022-05-01'))).toContain('REPORT-OPEN');
  });

  it('R0.3 a self-score of 100 with nothing behind it counts nothing and goes back', () => {
    const t = Tracked.open(33, '2022-03-01').act('report', '2022-05-05', 'reporter', reportInput(100));
    expect(selfScoreOf(new CaseView(t.state))).toMatchObject({ reported: 100, counted: 0 });
    expect(t.refusal('verify-report', '2022-05-06', 'coordinator', { opinion: '同意通过' })).toEqual([
      'CLAIM',
    ]);
    t.act('return-report', '2022-05-06', 'coordinator', { reason: '没有证据' });
    expect(selfScoreOf(new CaseView(t.state))).toMatchObject({ reported: 100, counted: 0 });
    expect(t.state.clocks.resubmit?.at(-1)?.kind).toBe('start');
  });

  it('R0.3 each piece of evidence is judged once, and never by the reporter', () => {
    const t = Tracked.open(33, '2022-03-01').act(
      'report',
      '2022-05-05',
      'reporter',
      reportInput(50, [proof('M1', '2022-05-01'), proof('T1', '2022-05-01')]),
    );
    expect(t.refusal('accept-evidence', '2022-05-06', 'reporter', { report: 2, item: 1 })).toContain('who');
    expect(t.refusal('accept-evidence', '2022-05-06', 'coordinator', { report: 2, item: 3 })).toEqual([
      'EVIDENCE-ITEM',
    ]);
    t.act('accept-evidence', '2022-05-06', 'coordinator', { report: 2, item: 1 });
    expect(
      t.refusal('reject-evidence', '2022-05-06', 'coordinator', { report: 2, item: 1, reason: '又不认了' }),
    ).toEqual(['EVIDENCE-ITEM']);
    expect(t.refusal('verify-report', '2022-05-06', 'coordinator', { opinion: '同意通过' })).toEqual([
      'EVIDENCE-JUDGED',
    ]);
    t.act('return-report', '2022-05-06', 'coordinator', { reason: '补齐材料' });
    expect(evidenceOf(new CaseView(t.state)).map((e) => e.status)).toEqual(['accepted', 'returned']);
  });

  it('R0.3 closes only after verification by someone else, and a reopened task keeps its first closure', () => {
    const early = Tracked.open(33, '2022-03-01').prove('2022-11-01', ['M1']);
    expect(
      early.refusal('apply-closure', '2022-11-02', 'head', { statement: '全部完成，申请销号。' }),
    ).toEqual(['MILESTONES']);
    const t = ready();
    expect(t.refusal('verify-closure', '2022-11-02', 'verifier', { opinion: '同意销号' })).toEqual(['phase']);
    t.act('apply-closure', '2022-11-02', 'head', { statement: '全部完成，申请销号。' });
    expect(t.refusal('verify-closure', '2022-11-02', 'head', { opinion: '同意销号' })).toContain('who');
    t.act('verify-closure', '2022-11-03', 'verifier', { opinion: '同意销号' });
    expect(t.state.phase).toBe('closed');
    t.act('reopen', '2023-02-01', 'coordinator', {
      reason: '回头看发现没有落实',
      milestones: [{ due: '2023-05-31', deliverable: '补充制度', evidence: '文件' }],
    });
    expect(closuresOf(new CaseView(t.state))).toEqual([
      { seq: 7, on: '2022-11-03', reopened: { seq: 8, on: '2023-02-01', reason: '回头看发现没有落实' } },
    ]);
    expect(t.refusal('apply-closure', '2023-02-02', 'head', { statement: '全部完成，申请销号。' })).toEqual([
      'MILESTONES',
    ]);
    t.prove('2023-03-01', ['M2'])
      .act('apply-closure', '2023-03-02', 'head', { statement: '全部完成，申请销号。' })
      .act('verify-closure', '2023-03-03', 'verifier', { opinion: '同意销号' });
    expect(closuresOf(new CaseView(t.state)).map((c) => c.on)).toEqual(['2022-11-03', '2023-03-03']);
    expect(t.refusal('archive', '2025-12-31', 'coordinator')).toEqual(['PLAN-ENDED']);
    expect(t.act('archive', '2026-01-05', 'coordinator').state.ended).toBe('done');
  });

  it('R0.3 supervision: reply in five working days, two sheets before a notice, the head in person, then listing', () => {
    const t = ready();
    const sheet = { level: '一般', matter: '进展滞后', request: '尽快整改', fixBy: '2022-12-30' };
    t.act('supervise', '2022-11-07', 'coordinator', sheet);
    expect(t.state.clocks['supervision-reply']?.[0]?.limit).toMatchObject({ n: 5, unit: 'workday' });
    expect(t.refusal('apply-closure', '2022-11-08', 'head', { statement: '全部完成，申请销号。' })).toEqual([
      'SUPERVISION-ANSWERED',
      'RECTIFIED',
    ]);
    expect(t.refusal('notice', '2022-11-08', 'coordinator', { text: '通报某单位进展滞后。' })).toEqual([
      'TWICE',
    ]);
    t.act('reply-supervision', '2022-11-09', 'head', { cause: '人手不足', measures: '增派两人负责' });
    expect(t.refusal('apply-closure', '2022-11-10', 'head', { statement: '全部完成，申请销号。' })).toEqual([
      'RECTIFIED',
    ]);
    t.act('supervise', '2022-11-21', 'coordinator', sheet).act('reply-supervision', '2022-11-22', 'head', {
      cause: '人手不足',
      measures: '增派两人负责',
    });
    expect(
      t.refusal('interview', '2022-11-23', 'coordinator', {
        heldOn: '2022-11-23',
        attendee: '某某',
        capacity: '主要负责人',
        points: '指出问题',
        fixBy: '2022-12-30',
      }),
    ).toEqual(['NOTICED']);
    t.act('notice', '2022-11-23', 'coordinator', { text: '通报某单位进展滞后，两次督办未改。' });
    const interview = { heldOn: '2022-11-24', attendee: '某某', points: '指出问题', fixBy: '2022-12-30' };
    expect(
      t.refusal('interview', '2022-11-24', 'coordinator', { ...interview, capacity: '其他负责人' }),
    ).toEqual(['HEAD']);
    t.act('interview', '2022-11-24', 'coordinator', { ...interview, capacity: '主要负责人' });
    t.act('list-supervision', '2022-11-28', 'coordinator', { matter: '制度没有建立', fixBy: '2022-12-30' });
    t.act('confirm-rectification', '2022-12-05', 'coordinator', { findings: '制度已经建立' });
    t.act('apply-closure', '2022-12-06', 'head', { statement: '全部完成，申请销号。' });
    expect(t.state.phase).toBe('closing');
  });

  it('R0.3 a continuous task is kept and never closes before the plan ends', () => {
    const t = Tracked.open(16, '2023-03-01').prove('2023-05-10', ['M1']);
    expect(t.refusal('apply-closure', '2025-12-30', 'head', { statement: '全部完成，申请销号。' })).toEqual([
      'CONTINUOUS',
    ]);
    expect(t.refusal('apply-closure', '2026-01-04', 'head', { statement: '全部完成，申请销号。' })).toEqual(
      [],
    );
  });

  it('R0.3 the successor of an abolished lead takes over the task and the open sheet', () => {
    const t = Tracked.open(16, '2023-03-01').act('supervise', '2023-05-08', 'coordinator', {
      level: '重点',
      matter: '没有进展',
      request: '立即启动',
      fixBy: '2023-06-30',
    });
    t.act('replace-lead', '2023-05-09', 'coordinator', { newLead: ['market'], basis: '机构改革职责划转' });
    expect(t.state.bindings.lead).toEqual(['market']);
    expect(t.state.clocks['supervision-reply']?.map((e) => e.kind)).toEqual(['start', 'restart']);
    expect(t.refusal('report', '2023-05-10', 'reporter', reportInput(0))).toContain('who');
    expect(
      t.refusal('reply-supervision', '2023-05-10', 'successor', {
        cause: '刚刚接手',
        measures: '按期完成整改',
      }),
    ).toEqual([]);
    expect(
      t.refusal('replace-lead', '2023-05-11', 'coordinator', {
        newLead: ['cjustice'],
        basis: '划到别的地区',
      }),
    ).toEqual(['SUCCESSOR']);
  });

  it('R0.2 a county marks a task not applicable only with the city’s approval', () => {
    const adopted = {
      lead: ['cjustice'],
      responsible: [],
      superior: 'lgo',
      parentCase: `220200-${'a'.repeat(24)}`,
    };
    const t = Tracked.open(16, '2023-03-01', adopted, 'county');
    expect(
      Tracked.open(16, '2023-03-01').refusal('mark-not-applicable', '2023-03-02', 'coordinator', {
        reason: '本市没有',
      }),
    ).toEqual(['ADOPTED']);
    t.act('mark-not-applicable', '2023-03-02', 'county', { reason: '本区没有立法权' });
    expect(t.refusal('approve-not-applicable', '2023-03-03', 'county', { opinion: '自己同意' })).toContain(
      'who',
    );
    t.act('refuse-not-applicable', '2023-03-03', 'coordinator', { reason: '规范性文件也在内' }).act(
      'mark-not-applicable',
      '2023-03-06',
      'county',
      { reason: '再次说明理由' },
    );
    expect(
      t.act('approve-not-applicable', '2023-03-07', 'coordinator', { opinion: '情况属实' }).state.phase,
    ).toBe('not-applicable');
  });

  it('R0.3 reminder, supervision sheet and notice are written from the case', () => {
    const t = Tracked.open(16, '2023-03-01')
      .act('remind', '2023-05-08', 'coordinator', { matter: '报告将要到期。', request: '尽快报送。' })
      .act('supervise', '2023-05-09', 'coordinator', {
        level: '重点',
        matter: '没有进展',
        request: '立即启动',
        fixBy: '2023-06-30',
      })
      .act('reply-supervision', '2023-05-10', 'head', { cause: '人手不足', measures: '增派两人负责' })
      .act('supervise', '2023-05-22', 'coordinator', {
        level: '重点',
        matter: '仍无进展',
        request: '立即启动',
        fixBy: '2023-06-30',
      })
      .act('reply-supervision', '2023-05-23', 'head', { cause: '人手不足', measures: '增派两人负责' })
      .act('notice', '2023-05-24', 'coordinator', { text: '某单位两次督办仍未启动，予以通报。' });
    const words = (name: string) => {
      const made = taskTracking.papers[name]?.compose(new CaseView(t.state), {
        date: '2023-05-24',
        organName: (id) => `${id}局`,
      });
      return `${made?.title}\n${made?.recipients}\n${JSON.stringify(made?.blocks)}`;
    };
    expect(words('reminder')).toMatch(
      /关于“规范性文件全流程管住”推进情况的提醒函\njustice局\n.*报告将要到期。.*尽快报送。/s,
    );
    expect(words('supervision-sheet')).toMatch(/仍无进展.*2023年6月30日.*5个工作日/s);
    expect(words('criticism-notice')).toMatch(/两次督办仍未启动.*先后督办2次/s);
  });
});
