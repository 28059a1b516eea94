/** Tampering as a command: every column of every recorded table, one row changed or taken away, found and named. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Fault } from './fault.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export const tamperFault: Fault = {
  name: 'tamper',
  title:
    'every recorded table of the catalogue: each column of a row changed, a row taken away, by a superuser',
  small: 1,
  usual: 1,
  missing: () => null,
  async run({ runs, say }) {
    const wrong: string[] = [];
    const notes: string[] = [];
    for (let run = 1; run <= runs; run++) {
      let out = '';
      const child = spawn(
        process.execPath,
        ['scripts/run.mjs', 'test', 'office/src/record/tampering', 'office/src/record/verify.test'],
        {
          cwd: ROOT,
          env: { ...process.env, FADU_TAMPER: 'all', NO_COLOR: '1' },
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk) => {
          out += String(chunk);
        });
      const code = await new Promise((done) => child.once('exit', done));
      const count = /(\d+) passed, (\d+) failed/.exec(out)?.[0] ?? 'no result';
      notes.push(count);
      if (code !== 0) wrong.push(out.slice(-3000));
      say(`run ${run}: ${count}`);
    }
    return { runs, answered: 0, lost: [], doubled: [], wrong, verified: wrong.length === 0, notes };
  },
};
