/** What the client did and was told: the other side of the record, kept apart from it. */

/** One request for an act, however often it was sent. */
export interface Attempted {
  /** Idempotency key. */
  readonly key: string;
  /** Procedure opened, or null where it is an act on a case. */
  readonly opens: string | null;
  /** Case, once it is known. */
  caseId: string | null;
  readonly act: string;
  /** Id of the person, or null for a stranger. */
  readonly person: string | null;
  readonly input: Readonly<Record<string, unknown>>;
  /** When it was first sent and when the last answer was there, on the client's monotone clock in milliseconds. */
  readonly sent: number;
  answered: number | null;
  /** How often it was sent. */
  tries: number;
  /** Last status: 2xx, or what refused it; 0 without an answer. */
  status: number;
  answer: Answer | null;
  /** Code of the problem that refused it. */
  refusal: string | null;
}

/** What the API answers to an act. */
export interface Answer {
  readonly id: string;
  readonly seq: number;
  readonly act: string;
  readonly at: string;
  readonly phase: { readonly id: string };
  readonly issued: Readonly<Record<string, string>>;
  readonly repeated: boolean;
}

/** Everything the client did. */
export interface Journal {
  readonly all: Attempted[];
  /** Statuses of single answers (retries among them), and 0 for broken connections. */
  readonly statuses: Map<number, number>;
  /** Answers to the same key that were not the same. */
  readonly contradictions: string[];
}

export const newJournal = (): Journal => ({ all: [], statuses: new Map(), contradictions: [] });

/** Was it told that it is done. */
export const accepted = (a: Attempted): boolean => a.status >= 200 && a.status < 300 && a.answer !== null;
