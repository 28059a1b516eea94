/**
 * Cases this server has read or written before. What is recorded never changes, so of such a case only the acts since are read
 * again. Whether it may be seen, and where it stands, the database is asked each time: before anything is shown or refused, and
 * by the write itself where an act is accepted.
 */
import type { CaseState, Procedure } from '@fadu/kernel';

/** A case as far as it was read. */
export interface KnownCase {
  readonly procedure: Procedure;
  readonly state: CaseState;
  /** Whether everyone may see it. */
  readonly public: boolean;
  /** Idempotency key → number of the act. */
  readonly keys: ReadonlyMap<string, number>;
}

/** The cases read last, up to a number of acts over all of them. */
export class KnownCases {
  private readonly most: number;
  private readonly cases = new Map<string, KnownCase>();
  private acts = 0;

  /** `most`: acts kept at most; of a few kilobytes each. */
  constructor(most = 20_000) {
    this.most = most;
  }

  /** The case, if it was read as a case of this procedure. */
  get(id: string): KnownCase | undefined {
    return this.cases.get(id);
  }

  /** Keep a case; those read longest ago make room. */
  put(id: string, known: KnownCase): void {
    this.drop(id);
    this.cases.set(id, known);
    this.acts += known.state.acts.length;
    for (const oldest of this.cases.keys()) {
      if (this.acts <= this.most) break;
      this.drop(oldest);
    }
  }

  /** Forget a case: it is read whole the next time. */
  drop(id: string): void {
    const before = this.cases.get(id);
    if (!before) return;
    this.acts -= before.state.acts.length;
    this.cases.delete(id);
  }
}
