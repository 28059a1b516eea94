/**
 * Which changes the type check refuses, so that no test needs to see them. Checked in a copy outside the tree, many at once, one
 * a file; only an error on the changed lines themselves counts, so that a change never answers for another file's.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changed, type Mutant } from './mutants.ts';

/** The mutants that do not pass the type check of kernel and plan. */
export function refusedByTypes<M extends Mutant>(
  root: string,
  mutants: readonly M[],
  say: (line: string) => void,
): Set<M> {
  const refused = new Set<M>();
  const folder = mkdtempSync(join(tmpdir(), 'fadu-types-'));
  try {
    for (const part of ['kernel', 'plan'])
      cpSync(join(root, part), join(folder, part), {
        recursive: true,
        filter: (path) => !/node_modules|\.test\.ts$/.test(path),
      });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const config = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as {
      compilerOptions: Record<string, unknown>;
    };
    config.compilerOptions.paths = {
      '@fadu/kernel': ['./kernel/src/index.ts'],
      '@fadu/kernel/*': ['./kernel/src/*.ts'],
      '@fadu/plan': ['./plan/index.ts'],
      '@fadu/plan/*': ['./plan/*.ts'],
    };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: config.compilerOptions, include: ['kernel', 'plan'] }),
    );
    const byFile = [...Map.groupBy(mutants, (m) => m.file)];
    const check = () =>
      spawnSync(
        process.execPath,
        [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json', '--pretty', 'false'],
        { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 },
      ).stdout;
    const clean = check();
    if (clean.trim())
      throw new Error(`mutation: the copy does not pass the type check as it is\n${clean.slice(0, 1000)}`);
    const rounds = Math.max(0, ...byFile.map(([, list]) => list.length));
    for (let round = 0; round < rounds; round++) {
      const put: M[] = [];
      for (const [file, list] of byFile) {
        const original = readFileSync(join(root, file), 'utf8');
        const mutant = list[round];
        const text = mutant ? changed(original, mutant) : null;
        writeFileSync(join(folder, file), text ?? original);
        if (mutant && text !== null) put.push(mutant);
      }
      const errors = [...check().matchAll(/^(\S+?)\((\d+),\d+\): error/gm)];
      for (const m of put) {
        const last = m.line + m.replacement.split('\n').length - 1;
        if (
          errors.some(([, file, line]) => file === m.file && Number(line) >= m.line && Number(line) <= last)
        )
          refused.add(m);
      }
      say(`types: round ${round + 1} of ${rounds}, ${refused.size} refused`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return refused;
}
