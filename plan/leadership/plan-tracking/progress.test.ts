import { describe, expect, it } from 'vitest';
import { quarterEnds } from './case-signals.ts';
import { taskFacts } from './facts.ts';
import { type Measure, type Measured, measured } from './measures.ts';
import { type TaskProgress, type TaskSituation, taskProgress } from './progress.ts';
import { summarise } from './rollup.ts';
import { momentOf, proof, reportInput, Tracked } from './tracked.testing.ts';

const lightOf = (
  task: number,
  date: string,
  more: Partial<TaskSituation> & { case?: Tracked } = {},
): TaskProgress => {
  const facts = taskFacts(task);
  if (!facts) throw new Error(`no task ${task}`);
  const { case: tracked, ...rest } = more;
  return taskProgress(
    {
      task: facts,
      region: '220200',
      children: [],
      measures: [],
      ...(tracked && { state: tracked.state }),
      ...rest,
    },
    momentOf(date),
  );
};
const codes = (p: TaskProgress) => p.reasons.map((r) => r.code);
const figure = (numerator: number, denominator: number, task = 16): Promise<Measured> =>
  measured({
    task,
    title: '报备率',
    target: 100,
    counts: '按期报备的占比',
    compute: () => ({ numerator, denominator, refs: [{ kind: 'case', id: 'c1', counted: true }] }),
  } satisfies Measure);

describe('R0.4 the light of a task', () => {
  it('R0.4 is grey before it starts, green on course, yellow near its date, red after it, blue when closed', () => {
    const t = Tracked.open(33, '2022-08-01', {
      milestones: [
        { due: '2022-12-15', deliverable: '印发方案', evidence: '文件' },
        { due: '2022-12-20', deliverable: '人员转隶', evidence: '文件' },
      ],
    });
    expect([
      lightOf(33, '2022-08-02', { case: t }).light,
      lightOf(33, '2022-08-02', { case: t }).completion,
    ]).toEqual(['grey', 0]);
    t.act('report', '2022-10-10', 'reporter', reportInput(0)).act(
      'verify-report',
      '2022-10-11',
      'coordinator',
      { opinion: '情况属实' },
    );
    expect(codes(lightOf(33, '2022-10-12', { case: t }))).toEqual(['on-course']);
    const near = lightOf(33, '2022-11-16', { case: t });
    expect([near.light, codes(near)]).toEqual(['yellow', ['due-soon']]);
    expect(near.reasons[0]?.say).toContain('2022-12-15');
    expect(near.advice?.act).toBe('remind');
    const over = lightOf(33, '2022-12-16', { case: t });
    expect([over.light, codes(over)[0], over.overdueSince, over.advice?.act]).toEqual([
      'red',
      'milestone-overdue',
      '2022-12-16',
      'supervise',
    ]);
    t.prove('2022-12-19', ['M1', 'M2', 'T1']);
    expect(lightOf(33, '2022-12-20', { case: t })).toMatchObject({ light: 'green', completion: 100 });
    expect(lightOf(33, '2022-12-20', { case: t }).overdueSince).toBeUndefined();
    t.act('apply-closure', '2022-12-20', 'head', { statement: '全部完成，申请销号。' }).act(
      'verify-closure',
      '2022-12-21',
      'verifier',
      { opinion: '同意销号' },
    );
    expect(lightOf(33, '2022-12-22', { case: t })).toMatchObject({ light: 'blue', text: '已销号' });
  });

  it('R0.4 completion is the share of milestones with accepted evidence, whatever the self-score says', () => {
    const t = Tracked.open(33, '2022-03-01').act(
      'report',
      '2022-05-05',
      'reporter',
      reportInput(100, [proof('M1', '2022-05-01')]),
    );
    expect(lightOf(33, '2022-05-06', { case: t })).toMatchObject({
      completion: 0,
      selfScore: { reported: 100, counted: 0 },
    });
    t.act('accept-evidence', '2022-05-06', 'coordinator', { report: 2, item: 1 });
    expect(lightOf(33, '2022-05-06', { case: t }).completion).toBe(50);
    t.act('verify-report', '2022-05-06', 'coordinator', { opinion: '情况属实' });
    expect(lightOf(33, '2022-05-06', { case: t })).toMatchObject({
      completion: 50,
      selfScore: { reported: 100, counted: 100 },
    });
  });

  it('R0.4 a late report is yellow for five working days, then red', () => {
    const t = Tracked.open(16, '2023-03-01', {
      milestones: [{ due: '2025-06-30', deliverable: '清理完成', evidence: '文件' }],
    });
    expect(lightOf(16, '2023-06-01', { case: t }).light).toBe('grey');
    expect([
      lightOf(16, '2023-06-02', { case: t }).light,
      codes(lightOf(16, '2023-06-08', { case: t })),
    ]).toEqual(['yellow', ['report-late']]);
    expect(lightOf(16, '2023-06-08', { case: t }).light).toBe('yellow');
    expect(lightOf(16, '2023-06-09', { case: t }).light).toBe('red');
  });

  it('R0.4 evidence rejected twice is red until some is accepted', () => {
    const t = Tracked.open(33, '2022-03-01');
    for (const [date, next] of [
      ['2022-04-06', '2022-04-07'],
      ['2022-05-06', '2022-05-09'],
    ] as const) {
      t.act('report', date, 'reporter', reportInput(0, [proof('M1', date)]));
      t.act('reject-evidence', next, 'coordinator', { report: t.state.seq, item: 1, reason: '与节点无关' });
      t.act('verify-report', next, 'coordinator', { opinion: '情况属实' });
    }
    expect(codes(lightOf(33, '2022-05-10', { case: t }))).toEqual(['evidence-rejected']);
    t.prove('2022-05-11', ['M1']);
    expect(lightOf(33, '2022-05-12', { case: t }).light).toBe('green');
  });

  it('R0.4 yellow at the ends of two quarters and still yellow is red', () => {
    expect(quarterEnds('2023-07-02')).toEqual(['2023-06-30', '2023-03-31']);
    expect(quarterEnds('2023-01-01')).toEqual(['2022-12-31', '2022-09-30']);
    const report = (t: Tracked, date: string) =>
      t
        .act('report', date, 'reporter', reportInput(0))
        .act('verify-report', date, 'coordinator', { opinion: '情况属实' });
    const t = Tracked.open(16, '2022-11-01', {
      milestones: [
        { due: '2023-04-20', deliverable: '清理甲类', evidence: '文件' },
        { due: '2023-07-20', deliverable: '清理乙类', evidence: '文件' },
        { due: '2023-10-20', deliverable: '清理丙类', evidence: '文件' },
      ],
    });
    report(t, '2023-01-10');
    report(t, '2023-03-30');
    expect(lightOf(16, '2023-03-31', { case: t }).light).toBe('yellow');
    t.prove('2023-04-10', ['M1']);
    report(t, '2023-06-29');
    expect(codes(lightOf(16, '2023-06-30', { case: t }))).toEqual(['due-soon']);
    expect([
      lightOf(16, '2023-07-03', { case: t }).light,
      codes(lightOf(16, '2023-07-03', { case: t }))[0],
    ]).toEqual(['red', 'yellow-twice']);
  });

  it('R0.4 a figure below its target is yellow, counts as its share, and names its records', async () => {
    const t = Tracked.open(16, '2023-03-01').prove('2023-05-10', ['M1']);
    const good = lightOf(16, '2023-05-11', { case: t, measures: [await figure(4, 4)] });
    expect(good).toMatchObject({ light: 'green', completion: 100, kept: true, text: '持续保持' });
    const bad = lightOf(16, '2023-05-11', { case: t, measures: [await figure(1, 4)] });
    expect([bad.light, codes(bad), bad.completion]).toEqual(['yellow', ['measure-below'], 62]);
    expect(bad.reasons[0]?.refs).toEqual([{ kind: 'case', id: 'c1', counted: true }]);
    const none = lightOf(16, '2023-05-11', { case: t, measures: [await figure(0, 0)] });
    expect([none.light, none.completion, none.measures[0]?.rate]).toEqual(['green', 100, null]);
    expect((await figure(999, 1000)).rate).toBe(99.9);
    expect(await figure(19_999, 20_000)).toMatchObject({ rate: 99.9, met: false });
  });

  it('R0.4 evidence made later for a fact in time is on time, and marked as late evidence', () => {
    const t = Tracked.open(33, '2022-03-01', {
      milestones: [{ due: '2022-06-30', deliverable: '印发方案', evidence: '文件' }],
    });
    t.act(
      'report',
      '2022-07-05',
      'reporter',
      reportInput(0, [proof('M1', '2022-07-04', { factDate: '2022-06-20' })]),
    );
    t.act('accept-evidence', '2022-07-06', 'coordinator', { report: 2, item: 1 });
    expect(lightOf(33, '2022-07-07', { case: t }).milestones[0]).toMatchObject({
      proved: true,
      late: false,
      lateEvidence: true,
      overdue: false,
    });
  });

  it('R0.4 a task without a case: grey while there is time, red when the plan is over, green when its figures say so', async () => {
    expect([lightOf(1, '2023-01-01').light, codes(lightOf(1, '2023-01-01'))]).toEqual([
      'grey',
      ['not-opened'],
    ]);
    expect(lightOf(1, '2026-01-01')).toMatchObject({ light: 'red', overdueSince: '2026-01-01' });
    const by = lightOf(16, '2026-03-01', { measures: [await figure(3, 3)] });
    expect([by.light, codes(by), by.completion, by.overdueSince]).toEqual([
      'green',
      ['measured'],
      100,
      undefined,
    ]);
  });

  it('R0.2 the parent is red if a mandatory child is red, and counts the children’s completion', () => {
    const adopted = {
      lead: ['cjustice'],
      responsible: [],
      superior: 'lgo',
      parentCase: `220200-${'0'.repeat(24)}`,
    };
    const parent = () => Tracked.open(16, '2023-03-01').prove('2023-05-10', ['M1']);
    const child = (mandatory: boolean) =>
      lightOf(16, '2023-07-03', {
        case: Tracked.open(16, '2023-06-01', { ...adopted, mandatory }, 'county'),
        region: '220202',
      });
    expect(child(true).light).toBe('red');
    const up = lightOf(16, '2023-07-03', { case: parent(), children: [child(true)] });
    expect([up.light, codes(up), up.completion]).toEqual(['red', ['child-red'], 50]);
    expect(lightOf(16, '2023-07-03', { case: parent(), children: [child(false)] })).toMatchObject({
      light: 'green',
      completion: 100,
    });
  });
});

describe('R0.5 dated targets', () => {
  it('R0.5 are open until their day, missed after it, and a later proof stays late', () => {
    const t = Tracked.open(33, '2022-03-01').prove('2022-11-01', ['M1']);
    expect(lightOf(33, '2022-12-31', { case: t }).targets).toMatchObject([
      { due: '2022-12-31', state: 'open', missed: false },
    ]);
    const missed = lightOf(33, '2023-01-01', { case: t });
    expect([missed.light, codes(missed)[0], missed.targets[0]?.overdueSince]).toEqual([
      'red',
      'target-missed',
      '2023-01-01',
    ]);
    t.prove('2023-01-20', ['T1']);
    expect(lightOf(33, '2023-01-21', { case: t }).targets).toMatchObject([
      { state: 'met-late', metOn: '2023-01-20', missed: true },
    ]);
    const intime = Tracked.open(33, '2022-03-01').prove('2022-11-01', ['M1', 'T1']);
    expect(lightOf(33, '2023-01-21', { case: intime }).targets).toMatchObject([
      { state: 'met', metOn: '2022-11-01', missed: false },
    ]);
  });

  it('R0.5 the three dates of the plan are flagged without any case', async () => {
    for (const [task, due] of [
      [33, '2022-12-31'],
      [43, '2023-12-31'],
      [48, '2025-12-31'],
    ] as const) {
      expect(lightOf(task, due).targets.map((t) => t.state)).toEqual(['open']);
      expect(lightOf(task, '2026-01-01')).toMatchObject({
        light: 'red',
        targets: [{ due, state: 'missed' }],
      });
    }
    expect(lightOf(43, '2026-01-01', { measures: [await figure(5, 5, 43)] }).targets).toMatchObject([
      { state: 'met-now', missed: false },
    ]);
  });

  it('R0.5 what is unfinished after the plan carries its first day of delay and where it went', () => {
    const t = Tracked.open(1, '2023-03-01', {
      milestones: [{ due: '2025-12-20', deliverable: '评估报告', evidence: '文件' }],
    });
    expect(lightOf(1, '2026-01-10', { case: t }).overdueSince).toBe('2025-12-21');
    expect(
      t.refusal('carry-over', '2025-12-31', 'coordinator', {
        nextPlan: '下一方案第3项',
        reason: '评估没有完成',
      }),
    ).toEqual(['PLAN-ENDED']);
    t.act('carry-over', '2026-01-10', 'coordinator', { nextPlan: '下一方案第3项', reason: '评估没有完成' });
    expect(lightOf(1, '2026-02-01', { case: t })).toMatchObject({
      light: 'red',
      text: '转入下一方案',
      nextPlan: '下一方案第3项',
      overdueSince: '2025-12-21',
    });
  });
});

describe('R0.4 sums', () => {
  it('R0.4 evidence used for two tasks counts once, and an aggregate shows its worst task', () => {
    const a = lightOf(33, '2022-11-02', {
      case: Tracked.open(33, '2022-03-01').prove('2022-11-01', ['M1', 'T1']),
    });
    const b = lightOf(43, '2022-11-02', { case: Tracked.open(43, '2022-03-01').prove('2022-11-01', ['M1']) });
    expect(summarise([a, b])).toMatchObject({ evidence: 1, total: 2, light: 'green', completion: 75 });
    expect(summarise([a, b, lightOf(33, '2023-02-01')])).toMatchObject({
      light: 'red',
      counts: { red: 1, green: 2 },
    });
    expect(summarise([lightOf(1, '2023-01-01')])).toMatchObject({ light: 'grey', completion: 0 });
    expect(summarise([lightOf(1, '2023-01-01', { adopts: true })])).toMatchObject({ total: 0 });
  });
});
