/**
 * How far one task is, from live records only: the facts of its case, the figures of the systems that carry it, and the
 * progress of the counties that adopted it. Nothing here is typed in by hand; a self-score never counts as progress.
 */
import { addDays, type CaseState, CaseView, type DateStr, dateOf } from '@fadu/kernel';
import {
  caseSignals,
  type MarkProgress,
  markProgress,
  type ProgressMoment,
  type Reason,
} from './case-signals.ts';

import { type DatedFact, PLAN } from './facts.ts';
import { type ClosureFact, closuresOf, evidenceOf, selfScoreOf } from './marks.ts';
import type { Measured, RecordRef } from './measures.ts';
import type { TaskRhythm } from './task-rows.ts';

/** The light of a task. */
export type Light = 'green' | 'blue' | 'yellow' | 'red' | 'grey';

/** Every light, worst first; an aggregate takes the first that any of its tasks shows. */
export const LIGHTS: readonly Light[] = ['red', 'yellow', 'green', 'blue', 'grey'];

/** What each light means, for people. */
export const LIGHT_TEXT: Readonly<Record<Light, string>> = {
  red: '滞后',
  yellow: '预警',
  green: '正常',
  blue: '已销号',
  grey: '未启动',
};

/** One part of a completion, in percent. */
export interface CompletionPart {
  readonly what: string;
  readonly percent: number;
  readonly refs: readonly RecordRef[];
}

/** A dated target of the plan (R0.5). `met-now`: the records meet it today, but nothing proves since when. */
export interface TargetProgress {
  readonly due: DateStr;
  readonly what: string;
  readonly state: 'met' | 'met-late' | 'met-now' | 'open' | 'missed';
  /** Day on which it was met. */
  readonly metOn?: DateStr;
  /** Its date has passed and it was not met by then. */
  readonly missed: boolean;
  /** First day of delay; absent when met in time, when met now, or not yet due. */
  readonly overdueSince?: DateStr;
  readonly refs: readonly RecordRef[];
}

/** Everything a light is computed from. */
export interface TaskSituation {
  readonly task: {
    readonly number: number;
    readonly rhythm: TaskRhythm;
    readonly dated: readonly DatedFact[];
  };
  readonly region: string;
  /** The case that tracks it; absent when none was opened. */
  readonly state?: CaseState;
  /** Below the city: a task that was not adopted is not late. */
  readonly adopts?: boolean;
  readonly children: readonly TaskProgress[];
  readonly measures: readonly Measured[];
}

/** How far a task is. */
export interface TaskProgress {
  readonly task: number;
  readonly region: string;
  readonly caseId?: string;
  /** Phase of the case. */
  readonly phase?: string;
  readonly mandatory: boolean;
  readonly light: Light;
  /** The light in a word; a continuous task that is on course is 持续保持. */
  readonly text: string;
  readonly reasons: readonly Reason[];
  /** Whole percent, rounded down. */
  readonly completion: number;
  readonly parts: readonly CompletionPart[];
  readonly milestones: readonly MarkProgress[];
  readonly targets: readonly TargetProgress[];
  readonly measures: readonly Measured[];
  readonly children: readonly {
    readonly region: string;
    readonly caseId?: string;
    readonly light: Light;
    readonly completion: number;
    readonly mandatory: boolean;
  }[];
  /** Continuous task that is kept, not closed. */
  readonly kept: boolean;
  /** Not applicable here, or never adopted: left out of every sum. */
  readonly excluded: boolean;
  /** Not finished when it should have been: first day of delay. */
  readonly overdueSince?: DateStr;
  /** Where what was unfinished went. */
  readonly nextPlan?: string;
  readonly selfScore?: { readonly reported: number; readonly counted: number };
  /** Every closure, first ones included when the task was reopened. */
  readonly closures: readonly ClosureFact[];
  /** Keys of accepted evidence, to count each piece once over all tasks. */
  readonly evidence: readonly string[];
  /** The measure that the light calls for next. */
  readonly advice?: { readonly act: string; readonly say: string };
}

const caseRef = (state: CaseState): RecordRef => ({ kind: 'case', id: state.id });
const mean = (list: readonly number[]): number =>
  list.length ? list.reduce((a, b) => a + b, 0) / list.length : 0;

function partsOf(s: TaskSituation, marks: readonly MarkProgress[]): CompletionPart[] {
  const parts: CompletionPart[] = [];
  if (s.state) {
    parts.push({
      what: '节点',
      percent: (marks.filter((m) => m.proved).length * 100) / Math.max(1, marks.length),
      refs: [caseRef(s.state)],
    });
  }
  const figures = s.measures.filter((m) => m.rate !== null);
  if (figures.length) {
    parts.push({
      what: '指标',
      percent: mean(figures.map((m) => Math.min(100, ((m.numerator / m.denominator) * 10_000) / m.target))),
      refs: figures.flatMap((m) => m.refs).slice(0, 20),
    });
  }
  const children = s.children.filter((c) => c.mandatory && !c.excluded);
  if (children.length) {
    parts.push({
      what: '县（市）区',
      percent: mean(children.map((c) => c.completion)),
      refs: children.flatMap((c) => (c.caseId ? [{ kind: 'case' as const, id: c.caseId }] : [])),
    });
  }
  return parts;
}

/** The plan's dated targets with the case's own, each with its state today. */
function targetsOf(s: TaskSituation, marks: readonly MarkProgress[], today: DateStr): TargetProgress[] {
  const own = marks.filter((m) => m.kind === 'target');
  const fixed = s.task.dated.filter((d) => !own.some((m) => m.due <= d.due));
  const figures = s.measures.filter((m) => m.met !== null);
  const metNow = figures.length > 0 && figures.every((m) => m.met);
  const one = (due: DateStr, what: string, mark?: MarkProgress): TargetProgress => {
    if (mark?.provedOn) {
      const late = mark.provedOn > due;
      return {
        due,
        what,
        state: late ? 'met-late' : 'met',
        metOn: mark.provedOn,
        missed: late,
        refs: mark.refs,
      };
    }
    const refs: readonly RecordRef[] = s.state
      ? [caseRef(s.state)]
      : [{ kind: 'task', id: String(s.task.number) }];
    if (metNow && !mark)
      return { due, what, state: 'met-now', missed: false, refs: figures.flatMap((m) => m.refs) };
    if (today <= due) return { due, what, state: 'open', missed: false, refs };
    return { due, what, state: 'missed', missed: true, overdueSince: addDays(due, 1), refs };
  };
  return [...fixed.map((d) => one(d.due, d.what)), ...own.map((m) => one(m.due, m.what, m))];
}

const reason = (code: string, say: string, refs: readonly RecordRef[]): Reason => ({ code, say, refs });

/** Reds and yellows that do not come from the case itself: missed dates, children, figures. */
function outerSignals(s: TaskSituation, targets: readonly TargetProgress[]) {
  const red: Reason[] = [];
  const yellow: Reason[] = [];
  for (const t of targets)
    if (t.state === 'missed')
      red.push(reason('target-missed', `“${t.what}”应在${t.due}前达成，至今没有达成的证据`, t.refs));
  for (const c of s.children)
    if (c.mandatory && !c.excluded && c.light === 'red')
      red.push(
        reason('child-red', `必办的下级任务（${c.region}）亮红灯`, [
          { kind: 'case', id: c.caseId ?? c.region },
        ]),
      );
  for (const m of s.measures)
    if (m.met === false)
      yellow.push(
        reason('measure-below', `“${m.title}”为${m.rate}%，没有达到${m.target}%`, m.refs.slice(0, 20)),
      );
  return { red, yellow };
}

/** Whether the task needs nothing more: closed, or continuous with everything proved. */
const finished = (s: TaskSituation, marks: readonly MarkProgress[]): boolean =>
  s.state !== undefined &&
  (s.state.phase === 'closed' ||
    s.state.phase === 'archived' ||
    (s.task.rhythm !== 'once' && marks.length > 0 && marks.every((m) => m.proved)));

/** The next measure after what was done already. */
function adviceFor(light: Light, view: CaseView | undefined): TaskProgress['advice'] {
  if (view?.state.phase !== 'tracking') return undefined;
  if (light === 'yellow') return { act: 'remind', say: '发提醒函' };
  if (light !== 'red') return undefined;
  if (view.state.conds.has('supervision-open')) return { act: 'reply-supervision', say: '等待答复督办单' };
  if (view.all('interview').length) return { act: 'list-supervision', say: '挂牌督办' };
  if (view.all('notice').length) return { act: 'interview', say: '约谈主要负责人' };
  if (view.all('supervise').length >= 2) return { act: 'notice', say: '通报' };
  return { act: 'supervise', say: '发督办单' };
}

/** The light of a task without a case: figures decide where there are any. */
function untracked(
  s: TaskSituation,
  today: DateStr,
  outer: { red: Reason[]; yellow: Reason[] },
): { light: Light; reasons: Reason[] } {
  const ref: RecordRef = { kind: 'task', id: String(s.task.number) };
  if (s.adopts) return { light: 'grey', reasons: [reason('not-adopted', '本地区没有承接这项任务', [ref])] };
  const figures = s.measures.filter((m) => m.met !== null);
  const measured = figures.length > 0 && figures.every((m) => m.met);
  const ended = today > PLAN.period.to && !measured;
  const red = ended
    ? [...outer.red, reason('no-record', `方案已于${PLAN.period.to}期满，没有立项跟踪的记录`, [ref])]
    : outer.red;
  if (red.length) return { light: 'red', reasons: [...red, ...outer.yellow] };
  if (outer.yellow.length) return { light: 'yellow', reasons: outer.yellow };
  if (measured)
    return {
      light: 'green',
      reasons: figures.map((m) =>
        reason('measured', `“${m.title}”为${m.rate}%，达到${m.target}%`, m.refs.slice(0, 20)),
      ),
    };
  return { light: 'grey', reasons: [reason('not-opened', '还没有立项跟踪', [ref])] };
}

/**
 * Compute how far a task is (services-data-leadership §6.2, our default rule):
 * grey not started; blue closed; red a milestone or dated target overdue, evidence rejected twice, yellow at two quarter
 * ends, a report more than five working days late, a mandatory child red, or the plan over and the task unfinished;
 * yellow a milestone due within 30 days with less than 80 % done, a report late, a figure below its target; else green.
 */
export function taskProgress(s: TaskSituation, at: ProgressMoment): TaskProgress {
  const today = dateOf(at.now);
  const view = s.state && new CaseView(s.state);
  const milestones = view ? markProgress(view, today) : [];
  const parts = partsOf(s, milestones);
  const completion = Math.floor(mean(parts.map((p) => p.percent)));
  const targets = targetsOf(s, milestones, today);
  const outer = outerSignals(s, targets);
  const base = {
    task: s.task.number,
    region: s.region,
    ...(s.state && { caseId: s.state.id, phase: s.state.phase }),
    mandatory: view?.get('open-task.mandatory') !== false,
    completion,
    parts,
    milestones,
    targets,
    measures: s.measures,
    children: s.children.map((c) => ({
      region: c.region,
      ...(c.caseId && { caseId: c.caseId }),
      light: c.light,
      completion: c.completion,
      mandatory: c.mandatory,
    })),
    closures: view ? closuresOf(view) : [],
    evidence: view
      ? [
          ...new Set(
            evidenceOf(view)
              .filter((e) => e.status === 'accepted')
              .map((e) => e.key),
          ),
        ]
      : [],
    excluded: s.state ? s.state.phase === 'not-applicable' : s.adopts === true,
    ...(view && selfScoreOf(view) && { selfScore: pick(selfScoreOf(view)) }),
  };
  const judged = view ? tracked(s, view, at, completion, milestones, outer) : untracked(s, today, outer);
  const kept = s.task.rhythm !== 'once' && judged.light === 'green';
  const advice = adviceFor(judged.light, view);
  const overdueSince = overdueOf(s, milestones, targets, today, base.excluded);
  return {
    ...base,
    light: judged.light,
    text:
      s.state?.phase === 'not-applicable'
        ? '不适用'
        : s.state?.phase === 'carried-over'
          ? '转入下一方案'
          : kept
            ? '持续保持'
            : LIGHT_TEXT[judged.light],
    reasons: judged.reasons,
    kept,
    ...(overdueSince && { overdueSince }),
    ...(view?.text('carry-over.nextPlan') && { nextPlan: view.text('carry-over.nextPlan') }),
    ...(advice && { advice }),
  };
}

const pick = (score: ReturnType<typeof selfScoreOf>) => ({
  reported: score?.reported ?? 0,
  counted: score?.counted ?? 0,
});

/** First day of delay of what is unfinished. */
function overdueOf(
  s: TaskSituation,
  marks: readonly MarkProgress[],
  targets: readonly TargetProgress[],
  today: DateStr,
  excluded: boolean,
): DateStr | undefined {
  if (excluded || finished(s, marks)) return undefined;
  const days = [
    ...marks.filter((m) => !m.proved && m.due < today).map((m) => addDays(m.due, 1)),
    ...targets.flatMap((t) => (t.overdueSince ? [t.overdueSince] : [])),
  ];
  const end = s.state ? String(new CaseView(s.state).get('open-task.planEnd')) : PLAN.period.to;
  const measuredOnly =
    !s.state && s.measures.some((m) => m.met !== null) && s.measures.every((m) => m.met !== false);
  if (today > end && !measuredOnly) days.push(addDays(end, 1));
  return days.sort()[0];
}

/** The light of a task with a case. */
function tracked(
  s: TaskSituation,
  view: CaseView,
  at: ProgressMoment,
  completion: number,
  marks: readonly MarkProgress[],
  outer: { red: Reason[]; yellow: Reason[] },
): { light: Light; reasons: Reason[] } {
  const today = dateOf(at.now);
  const { phase } = view.state;
  const ref = caseRef(view.state);
  if (phase === 'not-applicable')
    return {
      light: 'grey',
      reasons: [
        reason('not-applicable', '经上级统筹部门批准，本地区不适用', [
          { ...ref, seq: view.last('approve-not-applicable')?.seq },
        ]),
      ],
    };
  if (phase === 'closed' || phase === 'archived')
    return {
      light: 'blue',
      reasons: [
        reason('closed', `已于${closuresOf(view).at(-1)?.on}核验销号`, [
          { ...ref, seq: view.last('verify-closure')?.seq },
        ]),
        ...outer.yellow,
      ],
    };
  const own = caseSignals(view, at, completion, marks);
  const red = [...outer.red, ...own.red];
  const yellow = [...own.yellow, ...outer.yellow];
  const end = view.text('open-task.planEnd');
  if (phase === 'carried-over')
    red.push(
      reason('carried-over', `方案期满未完成，转入：${view.text('carry-over.nextPlan')}`, [
        { ...ref, seq: view.last('carry-over')?.seq },
      ]),
    );
  else if (today > end && !finished(s, marks))
    red.push(reason('plan-ended', `方案已于${end}期满，任务没有完成`, [ref]));
  if (red.length) return { light: 'red', reasons: [...red, ...yellow] };
  if (yellow.length) return { light: 'yellow', reasons: yellow };
  if (view.all('report').length === 0 && !marks.some((m) => m.proved))
    return { light: 'grey', reasons: [reason('not-started', '已立项，还没有到首次报送和节点期限', [ref])] };
  const say = s.task.rhythm === 'once' ? '各节点按期推进' : '持续推进，各节点按期保持';
  return { light: 'green', reasons: [reason('on-course', say, [ref])] };
}
