/** What a fault is: its name, what it needs, one run with a seed, and what comes out of it. */

/** How one fault went, over all its runs. */
export interface FaultResult {
  readonly name: string;
  readonly seed: string;
  readonly runs: number;
  /** Acts that the client was told are done. */
  readonly answered: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Everything else that was not right. */
  readonly wrong: readonly string[];
  /** The record verified after every run; null where the fault has no record. */
  readonly verified: boolean | null;
  /** What was measured besides: `restart, median 3.1 s`. */
  readonly notes: readonly string[];
  readonly seconds: number;
}

/** What a fault is given. */
export interface FaultRun {
  readonly seed: string;
  readonly runs: number;
  /** An empty folder on disk, removed afterwards. */
  readonly folder: string;
  readonly say: (text: string) => void;
}

/** A fault that can be made by command. */
export interface Fault {
  readonly name: string;
  /** What is done, in a line. */
  readonly title: string;
  /** Runs by default in `npm run faults`, and in `npm run faults -- <name>`. */
  readonly small: number;
  readonly usual: number;
  /** What it cannot do without, said before anything runs; null: everything is there. */
  missing(): string | null | Promise<string | null>;
  run(run: FaultRun): Promise<Omit<FaultResult, 'name' | 'seed' | 'seconds'>>;
}

/** Results are good: nothing lost, doubled or wrong, and the record verifies. */
export const whole = (r: Pick<FaultResult, 'lost' | 'doubled' | 'wrong' | 'verified'>): boolean =>
  r.lost.length === 0 && r.doubled.length === 0 && r.wrong.length === 0 && r.verified !== false;
