/**
 * Issue 4, done-when 5: the benchmarks evaluate the same in another DMN engine, in the same run. Every table goes out as
 * DMN XML; random facts, the boundaries of its cells among them, are put to both engines.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { askPeer, peerClasspath } from './peer.ts';
import { questionsFor } from './questions.ts';

const ROUNDS = 60;

const peer = peerClasspath();
if ('missing' in peer) console.warn(`the other DMN engine is left out: ${peer.missing}`);

test.skipIf('missing' in peer)(
  'R22.1 sixteen benchmarks with sixty random cases a table: the same answers in another DMN engine',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fadu-dmn-'));
    const { benchmarks, questions, ours } = await questionsFor(folder, ROUNDS, 5);
    const theirs = askPeer((peer as { path: string }).path, questions);
    expect(theirs).toHaveLength(questions.length);
    const differ = questions
      .map((q, i) => ({ ...q, ours: ours[i], theirs: theirs[i] }))
      .filter((q) => q.ours !== q.theirs);
    expect(differ.slice(0, 5)).toEqual([]);
    expect(benchmarks).toBeGreaterThanOrEqual(10);
    // Most of what was asked had an answer, in every table.
    expect(ours.filter((o) => o !== '').length).toBeGreaterThan(questions.length * 0.8);
    console.info(`${questions.length} evaluations of ${benchmarks} benchmarks, the same in both engines`);
  },
  400_000,
);
