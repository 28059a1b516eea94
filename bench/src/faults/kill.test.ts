/** Two kills under load, of the server and of both; `npm run faults -- kill` makes a hundred of every kind. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { killRuns } from './kill.ts';

test.skipIf(process.platform === 'win32')(
  'R90.3 R90.7 killed with -9 under load: every answered act is there once, with its proof, no number skipped, and the record verifies',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fadu-kill-'));
    chmodSync(folder, 0o755);
    try {
      const { lost, doubled, wrong, answered, journal } = await killRuns({
        seed: 'test',
        runs: 2,
        folder,
        say: () => {},
        lanes: 4,
        before: 1500,
        after: 800,
        victims: ['server', 'both'],
      });
      expect({ lost, doubled, wrong }).toEqual({ lost: [], doubled: [], wrong: [] });
      expect(answered).toBeGreaterThan(4);
      // The kill met the work: some act had to be sent again.
      expect(journal.all.some((a) => a.tries > 1)).toBe(true);
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
  240_000,
);
