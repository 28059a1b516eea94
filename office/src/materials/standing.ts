/** How whole a case's record is: each step that asks for a recording, what is missing, the three documents. */
import {
  type Actor,
  type CaseView,
  citeText,
  dateOf,
  type EntryFacts,
  type MaterialFacts,
  CaseView as View,
} from '@fadu/kernel';
import { type DocumentStanding, threeDocuments } from '@fadu/plan/enforcement/case-documents/index';
import {
  missingText,
  recordingQuestions,
  type StepRecord,
  stepRecords,
} from '@fadu/plan/enforcement/full-process-record/index';
import { answerAll } from '../cases/answers.ts';
import type { LoadedCase } from '../cases/load.ts';
import type { Office } from '../office.ts';

/** One step as people read of it. */
export interface StepStanding extends Omit<StepRecord, 'cites'> {
  readonly title: string;
  readonly cites: readonly { text: string; says: string; standing: string }[];
  /** The sentence that names the missing record; null where none is missing. */
  readonly says: string | null;
}

/** The record of a case as it stands. */
export interface RecordStanding {
  readonly steps: readonly StepStanding[];
  readonly missing: number;
  /** Recordings with gaps: flagged, not excluded. */
  readonly withGaps: readonly string[];
  readonly documents: readonly DocumentStanding[];
  /** What closing warns of. */
  readonly warnings: readonly string[];
}

/** Compute it from the acts, the files and the city's list. */
export async function recordStanding(office: Office, loaded: LoadedCase): Promise<RecordStanding> {
  const { procedure, state, file } = loaded;
  const view: CaseView = new View(state);
  const on = dateOf(office.now());
  const organs = state.bindings[procedure.owner] ?? [];
  const answered = await answerAll(
    office,
    file.region,
    [{ ask: 'materials', case: file.id }, ...recordingQuestions(procedure.code, on)],
    organs,
  );
  const materials = (answered[0]?.answer ?? []) as readonly MaterialFacts[];
  const entry = (code: string): EntryFacts | null => {
    const found = answered.find((a) => a.question.ask === 'entry' && a.question.code === code);
    return (found?.answer ?? null) as EntryFacts | null;
  };
  const steps = stepRecords(procedure.code, state.acts, materials, entry).map(({ cites, ...step }) => ({
    ...step,
    title: procedure.acts[step.act]?.title ?? step.act,
    cites: cites.map((c) => ({ text: citeText(c), says: c.says, standing: c.standing })),
    says: step.missing ? `${missingText(step)}，应当全程音像记录` : null,
  }));
  const documents = threeDocuments(procedure, view);
  return {
    steps,
    missing: steps.filter((s) => s.missing).length,
    withGaps: materials.filter((m) => !m.continuous).map((m) => m.id),
    documents,
    warnings: [
      ...steps.flatMap((s) => (s.says ? [s.says] : [])),
      ...documents
        .filter((d) => d.state === 'missing')
        .map((d) => `一案三书缺少《${d.title}》，结案时要写明不制发的理由`),
    ],
  };
}

/** Whether this person may see what is missing: whoever handles the case, not its parties. */
export const seesStanding = (loaded: LoadedCase, actor: Actor): boolean =>
  actor.posts.some((p) => loaded.file.organs.includes(p.organ));
