/** What a credit record or a grade says, read in one place; the entries that follow; what they ask. */
import {
  type AnswerTo,
  addDays,
  type CaseView,
  type DateStr,
  dateOf,
  type EntryFacts,
  type Env,
  type Question,
  type RegisterChange,
} from '@fadu/kernel';
import { PENALTY_RECORDS, REPAIRED } from '../enforcement-publicity/common.ts';
import {
  CREDIT_GRADES,
  CREDIT_MEASURE_USES,
  CREDIT_RECORDS,
  type Gravity,
  repairFrom,
  shownUntil,
} from './common.ts';
import { type CreditModel, type Grade, type GradedRecord, gradeOf, type Source } from './model.ts';
import {
  creditCatalogueRegister,
  creditMeasureRegister,
  creditModelRegister,
  MODEL_CODE,
} from './registers.ts';

export type Input = Readonly<Record<string, unknown>>;
type Entries = AnswerTo<Extract<Question, { ask: 'entries' }>>;

export const recordsQuestion = (partyId: string, on: DateStr) =>
  ({ ask: 'entries', register: CREDIT_RECORDS, on, where: { partyId } }) as const satisfies Question;
export const gradeQuestion = (partyId: string, on: DateStr) =>
  ({ ask: 'entry', register: CREDIT_GRADES, code: partyId, on }) as const satisfies Question;
export const modelQuestion = (on: DateStr) =>
  ({ ask: 'entry', register: creditModelRegister.code, code: MODEL_CODE, on }) as const satisfies Question;
export const usesQuestion = (partyId: string, on: DateStr) =>
  ({ ask: 'entries', register: CREDIT_MEASURE_USES, on, where: { partyId } }) as const satisfies Question;
export const catalogueQuestion = (code: unknown, on: DateStr) =>
  ({
    ask: 'item',
    register: creditCatalogueRegister.code,
    code: String(code),
    on,
  }) as const satisfies Question;
export const measureQuestion = (code: unknown, on: DateStr) =>
  ({ ask: 'item', register: creditMeasureRegister.code, code: String(code), on }) as const satisfies Question;

/** All that computing a subject's grade needs. */
export const gradeQuestions = (partyId: string, on: DateStr): readonly Question[] => [
  gradeQuestion(partyId, on),
  recordsQuestion(partyId, on),
  modelQuestion(on),
  usesQuestion(partyId, on),
];

/** An entry that counts. */
export const isLive = (e: EntryFacts | null | undefined): e is EntryFacts =>
  e !== null && e !== undefined && e.body.status === '在用';

/** The record as the grade counts it. */
const graded = (e: Pick<EntryFacts, 'code' | 'body'>): GradedRecord => ({
  code: e.code,
  title: String(e.body.title),
  source: e.body.source as Source,
  gravity: e.body.gravity as Gravity,
  organ: String(e.body.organ),
  decidedOn: String(e.body.decidedOn),
  until: String(e.body.until),
  case: String(e.body.case),
});

/** The grade that the records in force give under the published model. Null: no model is published. */
export function gradeFrom(records: Entries, model: EntryFacts | null): Grade | null {
  return isLive(withStatus(model))
    ? gradeOf((model as EntryFacts).body as unknown as CreditModel, records.filter(isLive).map(graded))
    : null;
}

/** Entries of defined registers leave their status out while they are in use. */
export const withStatus = (e: EntryFacts | null): EntryFacts | null =>
  e === null ? null : { ...e, body: { ...e.body, status: e.body.status ?? '在用' } };

/** Whom a grade is of. */
export interface Subject {
  readonly partyId: string;
  readonly partyName: string;
  readonly partyKind: string;
}

/** The entry of a grade. */
export function gradeEntry(subject: Subject, grade: Grade, of: string, env: Env): RegisterChange {
  return {
    register: CREDIT_GRADES,
    code: subject.partyId,
    lawFrom: env.today,
    body: {
      status: '在用',
      ...subject,
      class: grade.class,
      score: grade.score,
      says: grade.says,
      inputs: grade.inputs,
      gradedOn: env.today,
      case: of,
    },
  };
}

/** Rewards end with the class that carried them. */
export const endedRewards = (uses: Entries, grade: Grade, env: Env): readonly RegisterChange[] =>
  grade.class === 'A'
    ? []
    : uses.filter((u) => isLive(u) && u.body.kind === '守信激励').map((u) => ended(u, env, '不再是A类'));

/** A use of a measure that is over: what it was and why it ended, no longer whom it concerned by name. */
export const ended = (u: Pick<EntryFacts, 'code' | 'body'>, env: Env, why: string): RegisterChange => ({
  register: CREDIT_MEASURE_USES,
  code: u.code,
  lawFrom: env.today,
  body: { status: '取消', partyId: u.body.partyId, kind: u.body.kind, measure: u.body.measure, why },
});

// ------------------------------------------------------------------ one record

/** What was submitted. */
export const submitted = (view: CaseView): Input => view.last('submit')?.input ?? {};
export const subjectOf = (input: Input): Subject => ({
  partyId: String(input.partyId),
  partyName: String(input.partyName),
  partyKind: String(input.partyKind),
});
export const gravityOf = (view: CaseView): Gravity => submitted(view).gravity as Gravity;
const decidedOn = (view: CaseView): DateStr => String(submitted(view).decidedOn);
export const recordUntil = (view: CaseView): DateStr => shownUntil(gravityOf(view), decidedOn(view));
export const recordRepairFrom = (view: CaseView): DateStr => repairFrom(gravityOf(view), decidedOn(view));

/** Number of the latest of these acts; 0 where none is in force. */
const latest = (view: CaseView, ...acts: string[]): number =>
  Math.max(0, ...acts.map((a) => view.last(a)?.seq ?? 0));

export const disputeOpen = (view: CaseView): boolean =>
  latest(view, 'dispute', 'register-dispute') > latest(view, 'answer-dispute');
export const disputeUpheld = (view: CaseView): boolean =>
  latest(view, 'answer-dispute') > latest(view, 'dispute', 'register-dispute') &&
  view.get('answer-dispute.result') === '异议成立';
export const repairOpen = (view: CaseView): boolean =>
  latest(view, 'apply-repair', 'register-repair') > latest(view, 'decline-repair', 'decide-repair');
export const repairAccepted = (view: CaseView): boolean =>
  repairOpen(view) && latest(view, 'accept-repair') > latest(view, 'apply-repair', 'register-repair');
export const repaired = (view: CaseView): boolean =>
  latest(view, 'decide-repair') > latest(view, 'revoke-repair') &&
  view.get('decide-repair.result') === '准予修复';

// ------------------------------------------------ the penalty on show that a record stands on

/** Records of penalties in public of this subject, and those that this credit record's repair ended. */
const penaltiesQuestion = (partyId: string, on: DateStr) =>
  ({
    ask: 'entries',
    register: PENALTY_RECORDS,
    on,
    where: { partyCode: partyId },
  }) as const satisfies Question;
const endedPenaltiesQuestion = (credit: string, on: DateStr) =>
  ({ ask: 'entries', register: PENALTY_RECORDS, on, where: { credit } }) as const satisfies Question;
const penaltyCaseQuestion = (s: Input) =>
  ({ ask: 'case', case: String(s.penaltyCase), facts: [] }) as const satisfies Question;

/** The day before a day on which something was done: what was the law then was not yet touched by it. */
const before = (view: CaseView, act: string, today: DateStr): DateStr => {
  const done = view.last(act);
  return done ? addDays(dateOf(done.at), -1) : today;
};

/** What granting a repair asks: the subject's standing, and the penalty in public that the record stands on. */
export const repairQuestions = (input: Input, view: CaseView, on: DateStr): readonly Question[] => {
  const s = submitted(view);
  return [
    ...standingQuestions(input, view, on),
    ...(s.penaltyCase ? [penaltiesQuestion(String(s.partyId), on), penaltyCaseQuestion(s)] : []),
  ];
};

/** What revoking a repair asks: also what was in public before the repair. */
export const revocationQuestions = (input: Input, view: CaseView, on: DateStr): readonly Question[] => [
  ...repairQuestions(input, view, on),
  ...(submitted(view).penaltyCase
    ? [
        endedPenaltiesQuestion(view.state.id, on),
        penaltiesQuestion(String(submitted(view).partyId), before(view, 'decide-repair', on)),
      ]
    : []),
];

/** Repaired: the penalty is no longer in public either (INV-C4). Nothing of its content is left in the entry in force. */
export function penaltyEnded(view: CaseView, env: Env): readonly RegisterChange[] {
  const s = submitted(view);
  if (!s.penaltyCase) return [];
  const found = env.answer(penaltyCaseQuestion(s));
  const names = new Set([s.document, s.penaltyCase, found?.id]);
  return env
    .answer(penaltiesQuestion(String(s.partyId), env.today))
    .filter((e) => isLive(e) && (names.has(e.body.document) || names.has(e.body.case)))
    .map((e) => ({
      register: PENALTY_RECORDS,
      code: e.code,
      region: e.region,
      lawFrom: env.today,
      body: {
        status: '取消',
        document: e.body.document,
        case: e.body.case,
        why: REPAIRED,
        credit: view.state.id,
      },
    }));
}

/** The repair is revoked: what it ended is in public again, unless the organ took the penalty down meanwhile. */
export function penaltyRestored(view: CaseView, env: Env): readonly RegisterChange[] {
  const s = submitted(view);
  if (!s.penaltyCase) return [];
  if (env.answer(penaltyCaseQuestion(s))?.done['withdraw-publication']) return [];
  const shown = env.answer(penaltiesQuestion(String(s.partyId), before(view, 'decide-repair', env.today)));
  return env
    .answer(endedPenaltiesQuestion(view.state.id, env.today))
    .filter((e) => e.body.why === REPAIRED)
    .flatMap((e) => {
      const was = shown.find((o) => o.region === e.region && o.code === e.code && isLive(o));
      // Over meanwhile: it stays over.
      if (!was || String(was.body.until) < env.today) return [];
      return [
        {
          register: PENALTY_RECORDS,
          code: e.code,
          region: e.region,
          lawFrom: env.today,
          lawTo: String(was.body.until),
          body: was.body,
        },
      ];
    });
}

/** Everything an act on the record asks for: the grade changes with it. */
export const standingQuestions = (_input: Input, view: CaseView, on: DateStr): readonly Question[] =>
  gradeQuestions(String(submitted(view).partyId), on);

/** The record in force. */
function liveBody(view: CaseView): RegisterChange['body'] {
  const s = submitted(view);
  return {
    status: '在用',
    ...subjectOf(s),
    title: s.title,
    catalogue: s.catalogue,
    source: s.source,
    gravity: s.gravity,
    document: s.document,
    organ: view.bound('determiner')[0] ?? '',
    decidedOn: s.decidedOn,
    shown: s.shown === true,
    until: recordUntil(view),
    repairFrom: recordRepairFrom(view),
    case: view.state.id,
  };
}

/**
 * The record and all that hangs on it, in one transaction (INV-C4). `why`: it is over; then nothing of its content is
 * left in the entry in force, its measures end, and the grade is computed without it.
 */
export function recordChanges(view: CaseView, env: Env, why?: string): readonly RegisterChange[] {
  const partyId = String(submitted(view).partyId);
  const own = view.state.id;
  const body = why === undefined ? liveBody(view) : { status: '取消', partyId, why, case: own };
  const record: RegisterChange = {
    register: CREDIT_RECORDS,
    code: own,
    lawFrom: env.today,
    ...(why === undefined && { lawTo: recordUntil(view) }),
    body,
  };
  const uses = env.answer(usesQuestion(partyId, env.today));
  const stopped =
    why === undefined
      ? []
      : uses.filter((u) => isLive(u) && u.body.record === own).map((u) => ended(u, env, why));
  return [record, ...stopped, ...regraded(partyId, env, [{ code: own, body }])];
}

/** The subject's grade with these records in place of those answered; nothing where the subject has no grade. */
function regraded(
  partyId: string,
  env: Env,
  changed: readonly Pick<EntryFacts, 'code' | 'body'>[],
): readonly RegisterChange[] {
  const held = env.answer(gradeQuestion(partyId, env.today));
  if (!isLive(held)) return [];
  const codes = new Set(changed.map((c) => c.code));
  const others = env.answer(recordsQuestion(partyId, env.today)).filter((r) => !codes.has(r.code));
  const grade = gradeFrom(
    [...others, ...changed.map((c) => ({ ...c, region: '', register: '', version: 0, lawFrom: env.today }))],
    env.answer(modelQuestion(env.today)),
  );
  if (!grade) return [];
  return [
    gradeEntry(subjectOf(held.body), grade, String(held.body.case), env),
    ...endedRewards(env.answer(usesQuestion(partyId, env.today)), grade, env),
  ];
}
