/** Reading what an act was told when it was decided: conditions that depend on it stay what they were. */
import { type AnswerTo, type Question, questionKey } from './question.ts';
import type { ActRecord } from './state.ts';

/** The answer recorded with an act; undefined where the act did not ask this. */
export function recordedAnswer<Q extends Question>(
  record: Pick<ActRecord, 'effects'>,
  question: Q,
): AnswerTo<Q> | undefined {
  const key = questionKey(question);
  const found = record.effects.answered?.find((a) => questionKey(a.question) === key);
  return found?.answer as AnswerTo<Q> | undefined;
}
