/** Reading a task's case: its milestones and dated targets, the evidence for them, its reports and closures. Pure. */
import { type ActRecord, type CaseView, type DateStr, dateOf, type Instant } from '@fadu/kernel';

/** A milestone (`M1`, …) or a dated target (`T1`, …). */
export interface Mark {
  readonly code: string;
  readonly kind: 'milestone' | 'target';
  readonly due: DateStr;
  /** Deliverable of a milestone, or what must be so by the target's date. */
  readonly what: string;
  /** Number of the act that set it. */
  readonly seq: number;
}

/** Where a piece of evidence stands. `returned`: its report went back before it was judged. */
export type EvidenceStatus = 'waiting' | 'accepted' | 'rejected' | 'returned';

/** One piece of evidence of a report. */
export interface EvidenceItem {
  /** Number of the report on the case's time line, and its place in it from 1. */
  readonly report: number;
  readonly item: number;
  readonly mark: string;
  readonly title: string;
  readonly date: DateStr;
  readonly factDate: DateStr;
  readonly url?: string;
  readonly hash?: string;
  readonly sensitivity: '公开' | '内部';
  readonly status: EvidenceStatus;
  /** Number of the act that judged it. */
  readonly judged?: number;
  /** What makes it the same evidence elsewhere: the file's hash, else its address. */
  readonly key: string;
}

/** One report and what became of it. */
export interface ReportFact {
  readonly seq: number;
  readonly at: Instant;
  readonly period: string;
  readonly selfScore: number;
  readonly status: 'pending' | 'verified' | 'returned';
}

interface MilestoneInput {
  readonly due: string;
  readonly deliverable: string;
}
interface TargetInput {
  readonly due: string;
  readonly what: string;
}
type EvidenceInput = Omit<EvidenceItem, 'report' | 'item' | 'status' | 'judged' | 'key' | 'mark'> & {
  readonly milestone: string;
};

const listOf = <T>(act: ActRecord, field: string): readonly T[] => (act.input[field] as readonly T[]) ?? [];

/** Milestones of the opening and of every reopening, numbered through, then the dated targets. */
export function marksOf(view: CaseView): Mark[] {
  const acts = ['open-task', 'reopen'].flatMap((act) => view.all(act)).sort((a, b) => a.seq - b.seq);
  const milestones = acts
    .flatMap((act) => listOf<MilestoneInput>(act, 'milestones').map((m) => ({ ...m, seq: act.seq })))
    .map(
      (m, i): Mark => ({
        code: `M${i + 1}`,
        kind: 'milestone',
        due: m.due,
        what: m.deliverable,
        seq: m.seq,
      }),
    );
  const targets = acts
    .flatMap((act) => listOf<TargetInput>(act, 'targets').map((t) => ({ ...t, seq: act.seq })))
    .map(
      (t, i): Mark => ({
        code: `T${i + 1}`,
        kind: 'target',
        due: t.due,
        what: t.what,
        seq: t.seq,
      }),
    );
  return [...milestones, ...targets];
}

/** The reports in order with what became of each. */
export function reportsOf(view: CaseView): ReportFact[] {
  const answers = ['verify-report', 'return-report']
    .flatMap((act) => view.all(act))
    .sort((a, b) => a.seq - b.seq);
  const reports = view.all('report');
  return reports.map((r, i) => {
    const next = reports[i + 1]?.seq ?? Number.POSITIVE_INFINITY;
    const answer = answers.find((a) => a.seq > r.seq && a.seq < next);
    return {
      seq: r.seq,
      at: r.at,
      period: String(r.input.period),
      selfScore: Number(r.input.selfScore),
      status: !answer ? 'pending' : answer.act === 'verify-report' ? 'verified' : 'returned',
    };
  });
}

/** Every piece of evidence with its judgement. */
export function evidenceOf(view: CaseView): EvidenceItem[] {
  const judgements = new Map<string, ActRecord>();
  for (const act of ['accept-evidence', 'reject-evidence'])
    for (const j of view.all(act)) judgements.set(`${j.input.report}/${j.input.item}`, j);
  const status = new Map(reportsOf(view).map((r) => [r.seq, r.status]));
  return view.all('report').flatMap((report) =>
    listOf<EvidenceInput>(report, 'evidence').map(({ milestone, ...e }, i): EvidenceItem => {
      const judged = judgements.get(`${report.seq}/${i + 1}`);
      return {
        ...e,
        mark: milestone,
        report: report.seq,
        item: i + 1,
        key: e.hash ?? e.url ?? `${report.seq}/${i + 1}`,
        status: judged
          ? judged.act === 'accept-evidence'
            ? 'accepted'
            : 'rejected'
          : status.get(report.seq) === 'returned'
            ? 'returned'
            : 'waiting',
        ...(judged && { judged: judged.seq }),
      };
    }),
  );
}

/** Whether each milestone and dated target has accepted evidence. */
export function allProved(view: CaseView): boolean {
  const accepted = new Set(
    evidenceOf(view)
      .filter((e) => e.status === 'accepted')
      .map((e) => e.mark),
  );
  const marks = marksOf(view);
  return marks.length > 0 && marks.every((m) => accepted.has(m.code));
}

/** Whether the latest report's own score rests on accepted evidence; a claim of nothing needs none. */
export function claimSupported(view: CaseView): boolean {
  const last = reportsOf(view).at(-1);
  if (!last) return false;
  return last.selfScore === 0 || evidenceOf(view).some((e) => e.status === 'accepted');
}

/** The self-score as reported and as it counts: nothing unless its report was verified on accepted evidence. */
export function selfScoreOf(view: CaseView): { reported: number; counted: number; seq: number } | undefined {
  const last = reportsOf(view).at(-1);
  if (!last) return undefined;
  const counts = last.status === 'verified' && evidenceOf(view).some((e) => e.status === 'accepted');
  return { reported: last.selfScore, counted: counts ? last.selfScore : 0, seq: last.seq };
}

/** One closure: first ones stay in the history when a task was reopened. */
export interface ClosureFact {
  readonly seq: number;
  readonly on: DateStr;
  readonly reopened?: { readonly seq: number; readonly on: DateStr; readonly reason: string };
}

/** Every verified closure in order, whether or not the task was reopened afterwards. */
export function closuresOf(view: CaseView): ClosureFact[] {
  const reopens = view.state.acts.filter((a) => a.act === 'reopen');
  return view.state.acts
    .filter((a) => a.act === 'verify-closure')
    .map((a): ClosureFact => {
      const again = reopens.find((r) => r.seq > a.seq);
      return {
        seq: a.seq,
        on: dateOf(a.at),
        ...(again && {
          reopened: { seq: again.seq, on: dateOf(again.at), reason: String(again.input.reason) },
        }),
      };
    });
}
