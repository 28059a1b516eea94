/** Proofs of the procedures, each computed once per process in a thread of its own, one after the other. */
import { Worker } from 'node:worker_threads';
import type { Proof } from '@fadu/kernel';

const known = new Map<string, Promise<Proof>>();
let last: Promise<unknown> = Promise.resolve();

function compute(code: string): Promise<Proof> {
  return new Promise((done, fail) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: code,
      execArgv: ['--import', 'tsx'],
    });
    worker.once('message', (text: string) => done(JSON.parse(text) as Proof));
    worker.once('error', fail);
    worker.once('exit', (status) => {
      if (status !== 0) fail(new Error(`the prover stopped with ${status}`));
    });
  });
}

/** Proof of one procedure. */
export function proofOf(code: string): Promise<Proof> {
  let found = known.get(code);
  if (!found) {
    found = last.catch(() => {}).then(() => compute(code));
    last = found;
    known.set(code, found);
    found.catch(() => known.delete(code));
  }
  return found;
}
