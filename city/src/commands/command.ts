/** What a command of `npm run fadu` is, and how it fails. */
import type { Environment } from '../open.ts';

/** A command line that cannot be understood, or that asks for what is not there; exit code 2. */
export class Usage extends Error {
  override readonly name = 'Usage';
}

/** Where a command's words go, so that a test can read them. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
}

/** One command. */
export interface Command {
  /** First word, or two: `plan import`. */
  readonly name: string;
  /** What follows it, as help prints it. */
  readonly args: string;
  /** One Chinese sentence. */
  readonly about: string;
  /** Runs it; answers the exit code: 0 done, 1 not well. @throws Usage */
  readonly run: (args: readonly string[], env: Environment, terminal: Terminal) => Promise<number>;
}
