/**
 * Mutation testing of kernel and plan.
 *
 *   npm run mutation -- --only kernel/src/time --seed 1       a folder or file; several with commas; default: the kernel
 *   npm run mutation -- --only plan --sample 500 --seed 1     at most so many changes, drawn by the seed
 *   npm run mutation -- --again DIR                           what survived in DIR's result, once more
 *   npm run mutation -- changed [--base COMMIT]               what a change touches, against the floor; for CI
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { attempt, measure, type Outcome, Runner } from './drive.ts';
import { FLOOR, FLOOR_FROM } from './floor.ts';
import { drawn, isTouched, type Mutant, mutantsOf } from './mutants.ts';
import { asTable, inWords, percent, rowOf, write } from './report.ts';
import { baseOf, distance, filesBelow, isSource, moduleOf, testsFor, touchedSince } from './scope.ts';
import { refusedByTypes } from './types.ts';

const USAGE = `npm run mutation -- [changed] [options]
  --only PATHS     files or folders below kernel/src or plan, with commas (default kernel/src)
  --sample N       at most N changes, drawn by the seed (default: all)
  --seed N         default 1
  --budget S       seconds of measured test time for one change (default 6)
  --tests near|all test files: of the module and what proves it, or all of kernel and plan (default all)
  --minutes N      stop after so long; what was tried is written
  --again DIR      only the survivors and the unreached of DIR/mutation.json; the others are taken over
  --types          let the type check see the survivors too (long runs)
  --out DIR        write mutation.json and mutation.md there
  changed          what differs from the base, at most --sample 40, tests near, against the floor
  --base COMMIT    base of the change`;

const root = process.cwd();
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: 'kernel/src' },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    budget: { type: 'string' },
    tests: { type: 'string' },
    minutes: { type: 'string' },
    again: { type: 'string' },
    out: { type: 'string' },
    base: { type: 'string' },
    types: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const number = (name: 'sample' | 'seed' | 'budget' | 'minutes', otherwise: number): number => {
  const value = values[name] === undefined ? otherwise : Number(values[name]);
  if (Number.isFinite(value) && value >= 0) return value;
  console.error(`mutation: --${name} wants a number\n\n${USAGE}`);
  process.exit(2);
};
const seed = number('seed', 1);
const runner = new Runner(root);

/** Sources below the paths asked for; an unknown path is an error. */
function sourcesOf(paths: string): string[] {
  return paths.split(',').flatMap((path) => {
    const clean = path.trim().replace(/\/$/, '');
    const found = statSync(join(root, clean), { throwIfNoEntry: false });
    const files = !found ? [] : found.isDirectory() ? filesBelow(root, clean) : [clean];
    const sources = files.filter(isSource);
    if (!sources.length) {
      console.error(
        `mutation: nothing to change in ${path}; kernel/src or plan, or a file or folder of theirs`,
      );
      process.exit(2);
    }
    return sources;
  });
}

/** In the order of the text. */
const inOrder = (a: Mutant, b: Mutant) =>
  a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column;

/** Measures, tries and tells; the outcomes in the order of the text. */
async function run(
  mutants: readonly Mutant[],
  measured: ReadonlyMap<string, string>,
  how: {
    reach: 'near' | 'all';
    budget: number;
    each: number;
    whole: number;
    minutes?: number;
    quiet: boolean;
  },
) {
  const files = [...new Set(mutants.map((m) => m.file))];
  const wanted = new Map([...measured].filter(([file]) => files.includes(file)));
  const begun = performance.now();
  const reached = await measure(
    runner,
    wanted,
    testsFor(root, files, how.reach),
    { each: how.each, whole: how.whole },
    (line) => how.quiet || console.log(line),
  );
  const measuring = performance.now() - begun;
  for (const { file, why } of reached.leftOut) how.quiet || console.log(`left out: ${file}: ${why}`);
  const outcomes = await attempt(
    root,
    runner,
    mutants,
    reached,
    { budget: how.budget, ...(how.minutes ? { until: begun + how.minutes * 60_000 } : {}) },
    (o, done) => {
      if (!how.quiet) console.log(`${done}/${mutants.length} ${o.status} ${o.ms} ms ${inWords(o)}`);
    },
  );
  outcomes.sort(inOrder);
  return { outcomes, reached, measuring };
}

/** What a change touches, against the floor; the last line says it. Exit code 1 below the floor. */
async function changedOnly(): Promise<number> {
  const begun = performance.now();
  const base = baseOf(root, values.base);
  const touched = base.commit ? touchedSince(root, base.commit) : new Map();
  const against = `against ${base.words}`;
  const { mutants, measured } = touched.size
    ? await mutantsOf(root, [...touched.keys()])
    : { mutants: [], measured: new Map<string, string>() };
  const here = mutants.filter((m) => isTouched(m, touched.get(m.file) ?? []));
  if (!here.length) {
    console.log(
      `mutation: nothing to try, ${touched.size} sources of kernel and plan touched ${against}; floor ${percent(FLOOR)}`,
    );
    return 0;
  }
  const sample = drawn(here, number('sample', 40), seed);
  const { outcomes, reached } = await run(sample, measured, {
    reach: 'near',
    budget: number('budget', 3) * 1000,
    each: 12_000,
    whole: 25_000,
    minutes: number('minutes', 1.25),
    quiet: true,
  });
  if (values.out) write(values.out, { base: base.words, seed }, outcomes);
  // A survivor is held against the change only when every near test that reaches it has met it.
  const open = (o: Outcome) =>
    o.status === 'survived' && (o.left > 0 || reached.leftOut.some(({ file }) => distance(o.file, file) < 3));
  const row = rowOf(
    '',
    outcomes.filter((o) => !open(o)),
  );
  for (const o of outcomes)
    if (o.status === 'survived' || o.status === 'no coverage')
      console.log(`${open(o) ? 'survived what there was time for' : o.status}: ${inWords(o)}`);
  for (const { file, why } of reached.leftOut) console.log(`left out: ${file}: ${why}`);
  const judged = row.count.killed + row.count.timeout + row.count.survived;
  const low = judged >= FLOOR_FROM && (row.covered ?? 1) < FLOOR;
  const undecided = outcomes.filter(open).length;
  console.log(
    `mutation: ${percent(row.covered)} of ${judged} changes that near tests reach seen by them, floor ${percent(FLOOR)}${
      judged < FLOOR_FROM ? ` from ${FLOOR_FROM} on` : ''
    }: ${low ? 'below it' : 'kept'}; ${undecided} undecided, ${row.count['no coverage']} unreached, ${outcomes.length} of ${
      here.length
    } tried in ${touched.size} sources, seed ${seed}, ${against}, ${Math.round((performance.now() - begun) / 1000)} s`,
  );
  return low ? 1 : 0;
}

async function long(): Promise<number> {
  const begun = new Date();
  const before = values.again
    ? (JSON.parse(readFileSync(join(values.again, 'mutation.json'), 'utf8')) as { outcomes: Outcome[] })
        .outcomes
    : null;
  const open = before?.filter((o) => o.status === 'survived' || o.status === 'no coverage');
  const sources = open ? [...new Set(open.map((o) => o.file))] : sourcesOf(values.only);
  const { mutants, measured } = await mutantsOf(root, sources);
  // Lines may have moved since: a change is known again by its place in the line and its count among the same ones of its file.
  const key = (m: Mutant) => [m.file, m.column, m.kind, m.original, m.replacement, m.nth].join('\n');
  const wanted = open && new Set(open.map(key));
  const pool = wanted ? mutants.filter((m) => wanted.has(key(m))) : mutants;
  const sample = drawn(pool, number('sample', pool.length), seed);
  const reach = values.tests === 'near' ? 'near' : 'all';
  console.log(
    `mutation: ${sample.length} of ${mutants.length} changes in ${sources.length} files, seed ${seed}`,
  );
  const {
    outcomes: met,
    reached,
    measuring,
  } = await run(sample, measured, {
    reach,
    budget: number('budget', 6) * 1000,
    each: 90_000,
    whole: 3_600_000,
    ...(values.minutes ? { minutes: number('minutes', 0) } : {}),
    quiet: false,
  });
  if (values.types) {
    const unseen = met.filter((o) => o.status === 'survived' || o.status === 'no coverage');
    const refused = refusedByTypes(root, unseen, (line) => console.log(line));
    for (const [i, o] of met.entries()) if (refused.has(o)) met[i] = { ...o, status: 'types' };
  }
  // What was seen before is taken over, and what there was no time for.
  const tried = new Set(met.map(key));
  const outcomes = [...(before ?? []).filter((o) => !tried.has(key(o))), ...met].sort(inOrder);
  const head = {
    begun: begun.toISOString(),
    minutes: ((Date.now() - begun.getTime()) / 60_000).toFixed(1),
    measuring: `${Math.round(measuring / 1000)} s, ${reached.tests} tests`,
    of: values.again ? `what was open of ${before?.length ?? 0} tried before` : values.only,
    seed,
    tried: `${met.length} of ${mutants.length}`,
    tests: reach,
    budget: `${number('budget', 6)} s`,
    'left out': reached.leftOut.map(({ file, why }) => `${file} (${why})`),
  };
  console.log(`\n${asTable(outcomes)}\n`);
  if (values.out) write(values.out, head, outcomes);
  const row = rowOf('', outcomes);
  const modules = new Set(outcomes.map((o) => moduleOf(o.file))).size;
  console.log(
    `mutation: ${percent(row.score)} of ${outcomes.length} changes in ${modules} folders seen by tests, ${percent(row.covered)} of those reached, seed ${seed}`,
  );
  return 0;
}

if (values.help) {
  console.log(USAGE);
} else {
  const code = await (positionals[0] === 'changed' ? changedOnly() : long()).finally(() => runner.close());
  process.exit(code);
}
