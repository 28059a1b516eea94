/** Proofs of the procedures, each computed once per process, one after the other in a thread beside the server. */
import { Worker } from 'node:worker_threads';
import type { Proof } from '@fadu/kernel';

/** What the thread answers: the proof as JSON, or why there is none. */
export type ProofAnswer = { readonly code: string } & (
  | { readonly proof: string }
  | { readonly error: string }
);

interface Waiting {
  done(proof: Proof): void;
  fail(error: Error): void;
}

const known = new Map<string, Promise<Proof>>();
const waiting = new Map<string, Waiting>();
let prover: Worker | null = null;

/** The thread; it lives while someone waits, so that the plan is loaded once for many proofs and then forgotten. */
function started(): Worker {
  if (prover) return prover;
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  // A proof nobody waits for any more does not keep the process alive.
  worker.unref();
  const stopped = (error: Error) => {
    if (prover === worker) prover = null;
    for (const { fail } of waiting.values()) fail(error);
    waiting.clear();
  };
  worker.on('message', (answer: ProofAnswer) => {
    const asked = waiting.get(answer.code);
    waiting.delete(answer.code);
    if ('proof' in answer) asked?.done(JSON.parse(answer.proof) as Proof);
    else asked?.fail(new Error(answer.error));
    if (waiting.size > 0) return;
    prover = null;
    void worker.terminate();
  });
  worker.once('error', stopped);
  worker.once('exit', (status) => {
    if (prover === worker) stopped(new Error(`the prover stopped with ${status}`));
  });
  prover = worker;
  return worker;
}

/** Proof of one procedure. @throws Error when there is no such procedure or its space is too large */
export function proofOf(code: string): Promise<Proof> {
  let found = known.get(code);
  if (!found) {
    found = new Promise<Proof>((done, fail) => {
      waiting.set(code, { done, fail });
      started().postMessage(code);
    });
    known.set(code, found);
    found.catch(() => known.delete(code));
  }
  return found;
}
