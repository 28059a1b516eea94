/** What the case of a task says by itself: milestones, evidence, reports, and how it stood at earlier quarter ends. */
import {
  addDays,
  type Calendar,
  CaseView,
  clockOf,
  type DateStr,
  dateOf,
  daysBetween,
  endOfDay,
  fold,
  type Instant,
  noCase,
} from '@fadu/kernel';
import { toDay, toMs } from '@fadu/kernel/time/date';
import { workdaysBetween } from '@fadu/kernel/time/fast';
import { evidenceOf, type Mark, marksOf, reportsOf } from './marks.ts';
import type { RecordRef } from './measures.ts';
import { settings } from './settings.ts';
import { taskTracking } from './tracking.ts';

/** Why a light shows: a stable code, a Chinese sentence, the records behind it. */
export interface Reason {
  readonly code: string;
  readonly say: string;
  readonly refs: readonly RecordRef[];
}

/** The day and the calendar to judge by. */
export interface ProgressMoment {
  readonly now: Instant;
  readonly calendar: Calendar;
}

/** A milestone or target with its state. */
export interface MarkProgress extends Mark {
  readonly proved: boolean;
  /** Day of the fact that accepted evidence proves; evidence may be younger. */
  readonly provedOn?: DateStr;
  /** Proved, but the fact came after the date. */
  readonly late: boolean;
  /** The fact was in time, its evidence was made later. */
  readonly lateEvidence: boolean;
  readonly overdue: boolean;
  readonly refs: readonly RecordRef[];
}

/** State of every milestone and target on a day. A date that falls on a holiday is not moved: it is internal. */
export function markProgress(view: CaseView, today: DateStr): MarkProgress[] {
  const evidence = evidenceOf(view).filter((e) => e.status === 'accepted');
  return marksOf(view).map((mark) => {
    const mine = evidence
      .filter((e) => e.mark === mark.code)
      .sort((a, b) => (a.factDate < b.factDate ? -1 : 1));
    const first = mine[0];
    const late = first !== undefined && first.factDate > mark.due;
    return {
      ...mark,
      proved: first !== undefined,
      ...(first && { provedOn: first.factDate }),
      late,
      lateEvidence: first !== undefined && !late && first.date > mark.due,
      overdue: !first && mark.due < today,
      refs: first
        ? mine.map((e) => ({ kind: 'case' as const, id: view.state.id, seq: e.judged }))
        : [{ kind: 'case' as const, id: view.state.id, seq: mark.seq }],
    };
  });
}

/** Reasons for red and yellow that the case itself gives. */
export interface Signals {
  readonly red: Reason[];
  readonly yellow: Reason[];
}

/** What the case says at a moment, without its history. */
function signalsAt(
  view: CaseView,
  at: ProgressMoment,
  completion: number,
  marks: readonly MarkProgress[],
): Signals {
  const today = dateOf(at.now);
  const red: Reason[] = [];
  const yellow: Reason[] = [];
  const id = view.state.id;
  for (const m of marks) {
    const name = m.kind === 'target' ? `目标${m.code}` : `节点${m.code}`;
    if (m.overdue && m.kind === 'milestone')
      red.push({
        code: 'milestone-overdue',
        say: `${name}“${m.what}”应在${m.due}前完成，已超期${daysBetween(m.due, today)}天`,
        refs: m.refs,
      });
    else if (
      !m.proved &&
      !m.overdue &&
      m.due <= addDays(today, settings.nearDays) &&
      completion < settings.nearlyDone
    )
      yellow.push({
        code: 'due-soon',
        say: `${name}“${m.what}”将于${m.due}到期，目前完成${completion}%，不足${settings.nearlyDone}%`,
        refs: m.refs,
      });
    const judged = evidenceOf(view).filter((e) => e.mark === m.code && e.judged !== undefined);
    const rejected = judged.filter((e) => e.status === 'rejected');
    if (!m.proved && rejected.length >= 2)
      red.push({
        code: 'evidence-rejected',
        say: `${name}的证据${rejected.length}次未获认可`,
        refs: rejected.map((e) => ({ kind: 'case', id, seq: e.judged })),
      });
  }
  const clock = clockOf(taskTracking, view.state, 'report', at);
  if (clock.state === 'expired' && clock.due) {
    const late = workdaysBetween(at.calendar, toDay(clock.due), toDay(today));
    const reason: Reason = {
      code: 'report-late',
      say: `进展报告应在${clock.due}前报送，已迟${late}个工作日`,
      refs: [{ kind: 'case', id, seq: reportsOf(view).at(-1)?.seq ?? 1 }],
    };
    (late > settings.lateReport ? red : yellow).push(reason);
  }
  return { red, yellow };
}

/** The last days of the two quarters before a day, the later first. */
export function quarterEnds(today: DateStr): [DateStr, DateStr] {
  const year = Number(today.slice(0, 4));
  const quarter = Math.floor((Number(today.slice(5, 7)) - 1) / 3);
  const end = (n: number) => {
    const y = year + Math.floor(n / 4);
    const q = ((n % 4) + 4) % 4;
    return `${y}-${['03-31', '06-30', '09-30', '12-31'][q]}`;
  };
  return [end(quarter - 1), end(quarter - 2)];
}

/** Whether the case stood on yellow or worse at the end of a day, from what was recorded by then. */
function wasYellow(view: CaseView, day: DateStr, at: ProgressMoment): boolean {
  const now = endOfDay(day);
  const acts = view.state.acts.filter((a) => toMs(a.at) <= toMs(now));
  if (acts.length === 0) return false;
  const then = new CaseView(fold(noCase(view.state.id, view.state.procedure, view.state.version), acts));
  if (then.state.phase !== 'tracking') return false;
  const marks = markProgress(then, day);
  const completion = Math.floor((marks.filter((m) => m.proved).length * 100) / Math.max(1, marks.length));
  const { red, yellow } = signalsAt(then, { now, calendar: at.calendar }, completion, marks);
  return red.length + yellow.length > 0;
}

/** What the case says now; yellow that also stood at the last two quarter ends is red. */
export function caseSignals(
  view: CaseView,
  at: ProgressMoment,
  completion: number,
  marks: readonly MarkProgress[],
): Signals {
  const now = signalsAt(view, at, completion, marks);
  const ends = quarterEnds(dateOf(at.now));
  if (now.red.length === 0 && now.yellow.length > 0 && ends.every((day) => wasYellow(view, day, at)))
    now.red.push({
      code: 'yellow-twice',
      say: `${ends[1]}和${ends[0]}两个报告期末都已预警，至今没有解除`,
      refs: [{ kind: 'case', id: view.state.id }],
    });
  return now;
}
