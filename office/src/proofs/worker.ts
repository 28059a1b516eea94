/** Runs the prover off the main thread: exploring takes seconds. */
import { parentPort, workerData } from 'node:worker_threads';
import { prove } from '@fadu/kernel';
import { procedures } from '@fadu/plan/index';

const procedure = procedures.find((p) => p.code === workerData);
if (!procedure) throw new Error(`no procedure ${String(workerData)}`);
// Laws and findings are plain data but for nothing; the message is a copy.
parentPort?.postMessage(JSON.stringify(prove(procedure)));
