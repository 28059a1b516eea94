/**
 * Closing a case whose record is not whole (R24.2): the act that closes asks what files there are, names each record
 * that is missing, and takes a reason for each in its place, which stays in the file. A recording with gaps has its
 * reasons already (it is not taken without) and is flagged, not excluded.
 */
import {
  type ActDef,
  type CaseView,
  type EntryFacts,
  type Fragment,
  type InputRule,
  law,
  type MaterialFacts,
  merge,
  type Question,
  recordedAnswer,
} from '@fadu/kernel';
import { z } from 'zod';
import { threeSystemsOpinion as g118, penaltyLaw } from '../../statutes/index.ts';
import { task24 } from './duties.ts';
import { type Explained, missingText, recordingQuestions, type StepRecord, stepRecords } from './missing.ts';

/** The condition that a closing left a record missing without a reason. */
export const UNRECORDED = 'unrecorded';

/** Reasons in place of records, as a field of the closing form. */
export const unrecordedField = z
  .array(
    z.object({
      record: z.int().min(1).meta({ title: '缺少记录的步骤', widget: 'acts' }),
      reason: z
        .string()
        .trim()
        .min(10, '理由不少于十个字')
        .max(1000)
        .meta({ title: '没有音像记录的理由', widget: 'long-text' }),
    }),
  )
  .max(200)
  .optional()
  .meta({
    title: '没有音像记录的说明',
    description: '应当音像记录而没有的，逐项写明理由，随案卷保存',
  });

const cites = [penaltyLaw.art('47'), g118.art('8'), g118.art('9'), task24];
const materialsOf = (view: CaseView): Question => ({ ask: 'materials', case: view.state.id });

/** Steps that lack their record and have no reason. */
export const unexplained = (steps: readonly StepRecord[], given: unknown): StepRecord[] => {
  const reasons = (Array.isArray(given) ? given : []) as readonly Explained[];
  return steps.filter((s) => s.missing && !reasons.some((r) => r.record === s.seq && r.reason.trim()));
};

/** The check of an act that closes. */
export const recordRule = (procedure: string): InputRule => ({
  code: 'RECORD-MISSING',
  field: 'unrecorded',
  cites,
  say: '应当音像记录的环节没有记录',
  asks: (_input, view, today) => [materialsOf(view), ...recordingQuestions(procedure, today)],
  check: (input, view, env) => {
    const entries = recordingQuestions(procedure, env.today).map(
      (q) => [q, env.answer(q) as EntryFacts | null] as const,
    );
    const entry = (code: string) => entries.find(([q]) => q.ask === 'entry' && q.code === code)?.[1] ?? null;
    const materials = (env.answer(materialsOf(view)) ?? []) as readonly MaterialFacts[];
    const left = unexplained(stepRecords(procedure, view.state.acts, materials, entry), input.unrecorded);
    return (
      left.length === 0 ||
      `缺少应当有的音像记录：${left.map(missingText).join('；')}。请移交记录，或者逐项写明没有记录的理由`
    );
  },
});

/** Whether one of these acts in force closed the case with a record missing and no reason. */
function leftUnrecorded(procedure: string, closings: readonly string[], view: CaseView): boolean {
  return closings.some((name) => {
    const act = view.last(name);
    if (!act) return false;
    const materials = recordedAnswer(act, { ask: 'materials', case: view.state.id }) ?? [];
    const entry = (code: string): EntryFacts | null => {
      const told = act.effects.answered?.find((a) => a.question.ask === 'entry' && a.question.code === code);
      return (told?.answer ?? null) as EntryFacts | null;
    };
    const before = view.state.acts.filter((a) => a.seq < act.seq);
    return unexplained(stepRecords(procedure, before, materials, entry), act.input.unrecorded).length > 0;
  });
}

/** An act that closes, with the field, the check and the condition. Its form must be an object; other settling stays. */
export const closesRecorded = (procedure: string, def: ActDef): ActDef => ({
  ...def,
  form: (def.form ?? z.object({})).extend({ unrecorded: unrecordedField }),
  rules: [...(def.rules ?? []), recordRule(procedure)],
  settles: [...(def.settles ?? []), UNRECORDED],
  outcomes: def.outcomes
    ? Object.fromEntries(
        Object.entries(def.outcomes).map(([name, o]) => [
          name,
          { ...o, conds: { ...o.conds, [UNRECORDED]: false } },
        ]),
      )
    : { recorded: { title: '记录齐全或者已经说明', conds: { [UNRECORDED]: false } } },
});

/** The parts of a procedure with every act that closes made to look at the record, with condition and laws. */
export function keptRecorded(
  procedure: string,
  closings: readonly string[],
  parts: Required<Fragment>,
): Required<Fragment> {
  const acts = Object.fromEntries(
    Object.entries(parts.acts).map(([name, def]) => [
      name,
      closings.includes(name) ? closesRecorded(procedure, def) : def,
    ]),
  );
  const missing = closings.filter((name) => !parts.acts[name]);
  if (missing.length) throw new Error(`${procedure} has no acts ${missing.join(', ')}`);
  return merge({ ...parts, acts }, wholeRecord(procedure, closings));
}

/** The condition and the laws over a procedure whose `closings` are made by `closesRecorded`. */
export const wholeRecord = (procedure: string, closings: readonly string[]): Fragment => ({
  conditions: {
    [UNRECORDED]: {
      title: '结案时有环节缺少音像记录而没有说明',
      test: { fn: (view) => leftUnrecorded(procedure, closings, view) },
    },
  },
  laws: closings.map((act) =>
    law(`RECORD-${act.toUpperCase()}`, '应当音像记录的环节没有记录又没有说明理由的，案件不得了结', cites, {
      kind: 'answered',
      cause: { act, with: { op: 'cond', name: UNRECORDED } },
      effect: [],
    }),
  ),
});
