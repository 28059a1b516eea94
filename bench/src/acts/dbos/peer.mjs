/**
 * The approval in DBOS: a workflow of three steps, each checkpointed durably. Arguments: database address, lanes. Says `ready
 * VERSION`, then answers each line `run MILLISECONDS` with `STEPS MILLISECONDS`; ends with its input.
 *
 * Settings by https://docs.dbos.dev/typescript/reference/configuration: a pool as large as the lanes, no tracing.
 * https://docs.dbos.dev/explanations/how-workflows-work says what is written: the input when a workflow begins, the output of
 * each step, the output when it ends.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { DBOS } from '@dbos-inc/dbos-sdk';

const [url, lanesText] = process.argv.slice(2);
const lanes = Number(lanesText);
const version = JSON.parse(
  readFileSync(new URL('./node_modules/@dbos-inc/dbos-sdk/package.json', import.meta.url), 'utf8'),
).version;

const approval = DBOS.registerWorkflow(
  async (title, opinion) => {
    await DBOS.runStep(async () => ({ title, reason: opinion }), { name: 'start' });
    await DBOS.runStep(async () => ({ reviewed: opinion }), { name: 'review' });
    return DBOS.runStep(async () => ({ approved: opinion }), { name: 'approve' });
  },
  { name: 'approval' },
);

DBOS.setConfig({
  name: 'fadu-bench',
  applicationVersion: '1',
  systemDatabaseUrl: url,
  systemDatabasePoolSize: lanes,
  tracingEnabled: false,
  enableOTLP: false,
  logLevel: 'error',
});
await DBOS.launch();
console.log(`ready ${version}`);

const opinion = '材料齐全，依据明确，程序合法，同意。'.repeat(4);
let number = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const millis = Number(line.split(' ')[1]);
  const start = performance.now();
  let steps = 0;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (performance.now() - start < millis) {
        await approval(`演示事项第${++number}号`, opinion);
        steps += 3;
      }
    }),
  );
  console.log(`${steps} ${performance.now() - start}`);
}
await DBOS.shutdown();
process.exit(0);
