/**
 * Issue 4, done-when 5: the benchmarks evaluate the same in another DMN engine, in the same run. Every table goes out as
 * DMN XML; random facts, the boundaries of its cells among them, are put to both engines.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cellOf, type DecisionInput, type DecisionTable, evaluateTable, type Value } from '@fadu/kernel';
import { toDmn } from '@fadu/office/decision-tables/export';
import {
  benchmarkFor,
  marketBenchmarks,
  otherBenchmarks,
} from '@fadu/plan/enforcement/discretion-benchmarks/catalogue/index';
import { GATES } from '@fadu/plan/enforcement/discretion-benchmarks/common';
import { expect, test } from 'vitest';
import { askPeer, type PeerQuestion, peerClasspath, resultText } from './peer.ts';

const ROUNDS = 60;

/** Small random numbers that a seed fixes. */
function random(seed: number): (below: number) => number {
  let s = seed;
  return (below) => {
    s = (Math.imul(s, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((s / 2 ** 32) * below);
  };
}

function boundaries(table: DecisionTable, i: number): number[] {
  return table.rows.flatMap((r) => {
    const cell = cellOf(r.when[i] as string);
    if (!cell || cell.any) return [];
    return cell.of.flatMap((a) => ('is' in a ? [Number(a.is)] : 'op' in a ? [a.n] : [a.from, a.to]));
  });
}

function pick(table: DecisionTable, i: number, below: (n: number) => number): Value {
  const input = table.inputs[i] as DecisionInput;
  if (input.type === 'boolean') return below(2) === 1;
  if (input.type === 'string') return input.values?.[below(input.values.length)] as string;
  const step = 10 ** -(input.decimals ?? 2);
  const at = boundaries(table, i).filter(Number.isFinite);
  const near =
    at.length && below(3)
      ? (at[below(at.length)] as number) + (below(3) - 1) * step
      : below(2_000_000) * step;
  const clamped = Math.min(input.max ?? Infinity, Math.max(input.min ?? -Infinity, near));
  return Math.round(clamped / step) * step === 0 ? 0 : Number(clamped.toFixed(input.decimals ?? 2));
}

const peer = peerClasspath();
if ('missing' in peer) console.warn(`the other DMN engine is left out: ${peer.missing}`);

test.skipIf('missing' in peer)(
  'R22.1 sixteen benchmarks with sixty random cases a table: the same answers in another DMN engine',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fadu-dmn-'));
    const subjects = [...marketBenchmarks, ...otherBenchmarks].map((d) =>
      benchmarkFor(d, '220210001000', 't-market'),
    );
    const questions: PeerQuestion[] = [];
    const ours: string[] = [];
    const below = random(5);
    const ask = async (name: string, tables: readonly DecisionTable[]) => {
      const file = join(folder, `${name}.dmn`);
      writeFileSync(file, await toDmn({ code: name, title: name }, tables));
      for (const table of tables) {
        for (let n = 0; n < ROUNDS; n++) {
          const facts = Object.fromEntries(table.inputs.map((input, i) => [input.id, pick(table, i, below)]));
          questions.push({ file, decision: table.code, facts });
          ours.push(evaluateTable(table, facts).results.map(resultText).join('\t'));
        }
      }
    };
    for (const [n, b] of subjects.entries())
      await ask(
        `benchmark-${n + 1}`,
        [b.tables.range, b.tables.factor, b.tables.tier, b.tables.band].filter((t) => t !== undefined),
      );
    await ask('gates', [GATES]);
    const theirs = askPeer((peer as { path: string }).path, questions);
    expect(theirs).toHaveLength(questions.length);
    const differ = questions
      .map((q, i) => ({ ...q, ours: ours[i], theirs: theirs[i] }))
      .filter((q) => q.ours !== q.theirs);
    expect(differ.slice(0, 5)).toEqual([]);
    expect(subjects.length).toBeGreaterThanOrEqual(10);
    // Most of what was asked had an answer, in every table.
    expect(ours.filter((o) => o !== '').length).toBeGreaterThan(questions.length * 0.8);
    console.info(
      `${questions.length} evaluations of ${subjects.length} benchmarks, the same in both engines`,
    );
  },
  400_000,
);
