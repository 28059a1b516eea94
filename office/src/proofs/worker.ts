/** Runs the prover off the main thread: exploring takes seconds. */
import { parentPort } from 'node:worker_threads';
import { prove } from '@fadu/kernel';
import { procedures } from '@fadu/plan/index';
import type { ProofAnswer } from './index.ts';

function answer(code: string): ProofAnswer {
  try {
    const procedure = procedures.find((p) => p.code === code);
    if (!procedure) throw new Error(`no procedure ${code}`);
    // Laws and findings are plain data; the message is a copy.
    return { code, proof: JSON.stringify(prove(procedure)) };
  } catch (error) {
    return { code, error: String(error) };
  }
}

parentPort?.on('message', (code: string) => parentPort?.postMessage(answer(code)));
