/** Who acts, what an answer of the engine looks like, and the moment it is given at. */
import type { Citation } from '../citation.ts';
import type { Calendar } from '../time/calendar.ts';
import type { Instant } from '../time/limit.ts';
import type { Env } from './definition.ts';
import type { Answered } from './question.ts';
import type { ActRecord, CaseState } from './state.ts';

/** One post that a person holds today. */
export interface Post {
  readonly role: string;
  readonly organ: string;
}

/** Who is asking. */
export interface Actor {
  readonly kind: 'person' | 'anonymous' | 'system';
  readonly person?: string;
  readonly name: string;
  readonly posts: readonly Post[];
}

export const SYSTEM: Actor = { kind: 'system', name: '系统', posts: [] };
export const ANONYMOUS: Actor = { kind: 'anonymous', name: '未登录访客', posts: [] };

/** Why something is refused: one named check. */
export interface Refusal {
  /** Stable code: `procedure.CODE`, or one of the engine's own: who, phase, once, ended, input, unknown-act. */
  readonly code: string;
  readonly say: string;
  readonly cites: readonly Citation[];
  /** Input field it belongs to, as a path. */
  readonly field?: string;
}

export interface Accepted {
  readonly ok: true;
  /** The act to record; numbers still to be drawn are named in its effects. */
  readonly record: ActRecord;
  /** The state after it. */
  readonly state: CaseState;
}

export interface Refused {
  readonly ok: false;
  readonly refusals: readonly Refusal[];
}

/** A mistake in a definition, found while it runs. Nothing is written. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
}

export interface Moment {
  readonly now: Instant;
  readonly calendar: Calendar;
  /** The directory of organs, for rules on who may make or receive what. */
  readonly organ?: Env['organ'];
  readonly organsOf?: Env['organsOf'];
  /** Answers to what the act asks (`questionsOf`), in any order. */
  readonly answered?: readonly Answered[];
}
