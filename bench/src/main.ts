/**
 * `npm run bench`: every part in turn, at sizes that end within about half an hour; `npm run bench -- <part> [options]`: one.
 * What is needed is checked and said before anything runs. `--out DIR` writes results.json, bench.md and ratios.svg;
 * `--seed N` (1); `--check` only says what is missing; `--help` lists parts and options.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, homedir, loadavg, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Lack, lacksOf, lackText, type Options, type Part } from './part.ts';
import { PARTS } from './parts.ts';
import { type PartResult, type Results, terminal, writeResults } from './report.ts';

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Say what is wrong with the command line, and end. */
function wrong(why: string): never {
  say(`bench: ${why}`);
  say(`parts: ${Object.keys(PARTS).join(', ')}; \`npm run bench -- --help\` says more`);
  process.exit(2);
}

const argv = process.argv.slice(2);
const only = argv[0] && !argv[0].startsWith('-') ? argv[0] : null;
if (only && !PARTS[only]) wrong(`there is no part “${only}”`);
const parts: Part[] = [];
for (const [name, load] of Object.entries(PARTS)) if (!only || only === name) parts.push((await load()).part);

const own = only ? (parts[0] as Part).options : {};
const given = (() => {
  try {
    return parseArgs({
      args: argv.slice(only ? 1 : 0),
      options: {
        seed: { type: 'string', default: '1' },
        out: { type: 'string' },
        check: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        ...Object.fromEntries(Object.keys(own).map((name) => [name, { type: 'string' as const }])),
      },
    }).values as { seed: string; out?: string; check: boolean; help: boolean } & Options;
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
})();

const optionsOf = (part: Part): Options =>
  Object.fromEntries(
    Object.entries(part.options).map(([name, def]) => [name, (only ? given[name] : def.all) ?? def.default]),
  );

if (given.help) {
  for (const part of parts) {
    console.log(`${part.name}: ${part.title}`);
    for (const [name, def] of Object.entries(part.options))
      console.log(
        `  --${name} (${def.default || 'none'}${def.all !== undefined ? `; ${def.all || 'none'} among all parts` : ''}): ${def.what}`,
      );
    for (const need of part.needs)
      console.log(
        `  needs ${need.name}${need.without === 'part' ? '' : ` for ${need.without.join(', ')}`}: ${need.get}`,
      );
  }
  process.exit(0);
}
const seed = Number(given.seed);
if (!Number.isSafeInteger(seed)) wrong(`--seed must be a whole number, not “${given.seed}”`);
const out = given.out ? resolve(given.out) : null;
const cache = resolve(
  process.env.FADU_BENCH_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'fadu-bench'),
);

const lacks: Lack[] = [];
for (const part of parts) lacks.push(...(await lacksOf(part, optionsOf(part))));
say(lacks.length ? 'What is missing here:' : 'Everything that the bench needs is here.');
for (const lack of lacks) say(`  ${lackText(lack)}`);
if (given.check) process.exit(0);

const done: PartResult[] = [];
const failed: { part: string; why: string }[] = [];
const results = (): Results => ({
  at: began,
  command: `npm run bench${argv.length ? ` -- ${argv.join(' ')}` : ''}`,
  machine: `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB`,
  seed,
  parts: done,
  lacks,
  failed,
});
const began = new Date().toISOString();
mkdirSync(cache, { recursive: true });
for (const part of parts) {
  const missing = lacks.filter((l) => l.part === part.name);
  if (missing.some((l) => l.without === 'part')) continue;
  const absent = new Set(missing.flatMap((l) => (l.without === 'part' ? [] : l.without)));
  const options = optionsOf(part);
  const folder = mkdtempSync(join(tmpdir(), `fadu-bench-${part.name}-`));
  // Where the run is root's, the database server runs as somebody else and must get in.
  chmodSync(folder, 0o755);
  const before = loadavg()[0] as number;
  const start = performance.now();
  say(`\n${part.name}: ${part.title}`);
  try {
    const outcome = await part.run(options, {
      seed,
      say: (text) => say(`  ${text}`),
      has: (peer) => !absent.has(peer),
      folder,
      cache,
      out: out && join(out, part.name),
    });
    done.push({
      name: part.name,
      title: part.title,
      options,
      ...outcome,
      versions: { Node: process.version.slice(1), ...outcome.versions },
      seconds: (performance.now() - start) / 1000,
      load: [before, loadavg()[0] as number],
    });
    console.log(`\n${part.name}\n${terminal(outcome.rows)}`);
    for (const note of outcome.notes) console.log(`  ${note}`);
  } catch (error) {
    failed.push({ part: part.name, why: error instanceof Error ? error.message : String(error) });
    say(`  ended with an error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  // Written after every part, so that a run that is broken off leaves what it has.
  if (out) writeResults(out, results());
}
if (out) say(`\nwritten to ${out}`);
process.exit(failed.length ? 1 : 0);
