/** What may be mutated, which tests stand near it, and what a change touches. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Source that carries rules: kernel and plan, without tests, samples, and files that are only facts or words. */
export function isSource(file: string): boolean {
  return (
    /^(kernel\/src|plan)\/.*\.ts$/.test(file) &&
    !/\.(test|testing|fixture)\.ts$|\.d\.ts$/.test(file) &&
    !/^plan\/(statutes\/|index-of-systems\.ts)|\/facts\.ts$|\/texts\//.test(file)
  );
}

/** Every file below a folder of the tree, from its root, sorted. */
export function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((e) => {
      if (e.name === 'node_modules' || e.name === 'dist') return [];
      const path = `${folder}/${e.name}`;
      return e.isDirectory() ? filesBelow(root, path) : [path];
    })
    .sort();
}

/** The folder a person looks in for the tests of a file: `kernel/src/time`, `plan/enforcement/penalty-cases`. */
export function moduleOf(file: string): string {
  const parts = file.split('/');
  return parts.slice(0, Math.min(3, parts.length - 1)).join('/');
}

/** Modules whose proof lies elsewhere: the engine and the prover are tested on real and broken procedures. */
const PROVED_BY: Readonly<Record<string, readonly string[]>> = {
  'kernel/src': ['kernel/src'],
  'kernel/src/procedure': [
    'kernel/src/prover',
    'plan/calendar',
    'plan/enforcement/compulsion-cases',
    'plan/enforcement/criminal-transfer',
    'plan/functions/power-registers',
  ],
  'kernel/src/prover': ['plan/functions/power-registers', 'plan/enforcement/compulsion-cases'],
  'kernel/src/time': ['plan/calendar'],
  'kernel/src/decision': ['plan/enforcement/discretion-benchmarks'],
  'kernel/src/register': ['plan/functions/power-registers'],
};

/**
 * The test files for a set of sources. `near`: those of their own modules and of the modules named above;
 * `all`: every test of kernel and plan, and for the plan those of the plan. Near ones come nearest first.
 */
export function testsFor(root: string, sources: readonly string[], reach: 'near' | 'all'): string[] {
  const tests = [...filesBelow(root, 'kernel/src'), ...filesBelow(root, 'plan')].filter((f) =>
    f.endsWith('.test.ts'),
  );
  if (reach === 'all') return sources.some((f) => f.startsWith('kernel/')) ? tests : tests.filter(isPlan);
  const modules = new Set(sources.map(moduleOf));
  for (const m of [...modules]) for (const other of PROVED_BY[m] ?? []) modules.add(other);
  const nearest = (test: string) => Math.min(...sources.map((s) => distance(s, test)));
  return tests
    .filter((f) => [...modules].some((m) => f.startsWith(`${m}/`)))
    .sort((a, b) => nearest(a) - nearest(b));
}
const isPlan = (file: string) => file.startsWith('plan/');

/** How far a test file is from a source file: 0 of the same name, 1 same module, 2 named as its proof, 3 elsewhere. */
export function distance(source: string, test: string): number {
  if (test === source.replace(/\.ts$/, '.test.ts')) return 0;
  const module = moduleOf(source);
  if (test.startsWith(`${module}/`)) return 1;
  return (PROVED_BY[module] ?? []).some((m) => test.startsWith(`${m}/`)) ? 2 : 3;
}

/** Touched lines of a file, 1-based and inclusive. */
export type Lines = readonly (readonly [from: number, to: number])[];

/** What a change is measured against, in words and as a commit; null where no earlier state is known. */
export interface Base {
  readonly commit: string | null;
  readonly words: string;
}

function git(root: string, ...args: string[]): string | null {
  try {
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
}

/**
 * The base of a change, the first of these that there is:
 * 1. the commit asked for;
 * 2. the point where the branch left `origin/main` (or `origin/HEAD`), when the branch has commits of its own;
 * 3. `HEAD`, when files of kernel or plan differ from it: the change is the uncommitted work;
 * 4. `HEAD~1`: the change is the last commit. So too in a clone without the history of its origin.
 * In a clone of depth 1 there is no earlier state and nothing is touched.
 */
export function baseOf(root: string, asked?: string): Base {
  if (asked) {
    const commit = git(root, 'rev-parse', '--verify', '--quiet', `${asked}^{commit}`);
    if (!commit) throw new Error(`mutation: there is no commit ${asked}`);
    return { commit, words: `${asked} (asked for)` };
  }
  const head = git(root, 'rev-parse', 'HEAD');
  for (const upstream of ['origin/main', 'origin/HEAD']) {
    const fork = git(root, 'merge-base', 'HEAD', upstream);
    if (fork && fork !== head)
      return { commit: fork, words: `${fork.slice(0, 9)}, where the branch left ${upstream}` };
  }
  if (head && touchedSince(root, head).size)
    return { commit: head, words: 'HEAD (work that is not committed)' };
  const before = git(root, 'rev-parse', '--verify', '--quiet', 'HEAD~1');
  return before
    ? { commit: before, words: `${before.slice(0, 9)}, the commit before the last` }
    : { commit: null, words: 'nothing: no earlier commit is known here' };
}

/** Sources that differ from a commit in the working tree, with the lines touched; deleted lines touch their neighbours. */
export function touchedSince(root: string, commit: string): Map<string, Lines> {
  const touched = new Map<string, [number, number][]>();
  const diff = git(
    root,
    'diff',
    '--unified=0',
    '--no-color',
    '--no-ext-diff',
    commit,
    '--',
    'kernel/src',
    'plan',
  );
  let file = '';
  for (const line of (diff ?? '').split('\n')) {
    if (line.startsWith('+++ ')) file = line.replace(/^\+\+\+ (b\/)?/, '');
    const hunk = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (!hunk || !isSource(file)) continue;
    const from = Number(hunk[1]);
    const count = Number(hunk[2] ?? 1);
    touched.set(file, [...(touched.get(file) ?? []), count ? [from, from + count - 1] : [from, from + 1]]);
  }
  const fresh = git(root, 'ls-files', '--others', '--exclude-standard', '--', 'kernel/src', 'plan');
  for (const path of (fresh ?? '').split('\n').filter(isSource))
    touched.set(path, [[1, readFileSync(join(root, path), 'utf8').split('\n').length]]);
  return touched;
}
