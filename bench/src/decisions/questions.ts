/**
 * Questions to both DMN engines: every table of the catalogue of benchmarks goes out as DMN XML, with random facts, the
 * boundaries of its cells among them.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cellOf, type DecisionInput, type DecisionTable, evaluateTable, type Value } from '@fadu/kernel';
import { toDmn } from '@fadu/office/decision-tables/export';
import {
  benchmarkFor,
  marketBenchmarks,
  otherBenchmarks,
} from '@fadu/plan/enforcement/discretion-benchmarks/catalogue/index';
import { GATES } from '@fadu/plan/enforcement/discretion-benchmarks/common';
import { type PeerQuestion, resultText } from './peer.ts';

/** Small random numbers that a seed fixes. */
function random(seed: number): (below: number) => number {
  let s = seed;
  return (below) => {
    s = (Math.imul(s, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((s / 2 ** 32) * below);
  };
}

/** Numbers in the cells of a column. */
function boundaries(table: DecisionTable, i: number): number[] {
  return table.rows.flatMap((r) => {
    const cell = cellOf(r.when[i] as string);
    if (!cell || cell.any) return [];
    return cell.of.flatMap((a) => ('is' in a ? [Number(a.is)] : 'op' in a ? [a.n] : [a.from, a.to]));
  });
}

/** A value for a column, often beside a boundary. */
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

/** What is asked, and what ours answers, in the same order. */
export interface Asked {
  readonly benchmarks: number;
  readonly questions: readonly PeerQuestion[];
  readonly tables: readonly DecisionTable[];
  readonly ours: readonly string[];
}

/** Write the tables into a folder and ask ours `rounds` questions a table. */
export async function questionsFor(folder: string, rounds: number, seed: number): Promise<Asked> {
  const subjects = [...marketBenchmarks, ...otherBenchmarks].map((d) =>
    benchmarkFor(d, '220210001000', 't-market'),
  );
  const questions: PeerQuestion[] = [];
  const asked: DecisionTable[] = [];
  const ours: string[] = [];
  const below = random(seed);
  const ask = async (name: string, tables: readonly DecisionTable[]) => {
    const file = join(folder, `${name}.dmn`);
    writeFileSync(file, await toDmn({ code: name, title: name }, tables));
    for (const table of tables) {
      for (let n = 0; n < rounds; n++) {
        const facts = Object.fromEntries(table.inputs.map((input, i) => [input.id, pick(table, i, below)]));
        questions.push({ file, decision: table.code, facts });
        asked.push(table);
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
  return { benchmarks: subjects.length, questions, tables: asked, ours };
}
