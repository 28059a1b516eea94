/**
 * `npm run faults`: every fault at small size; `npm run faults -- <name> --seed N --runs M`: one. What is missing is said
 * first; at the end one page of results. Exit code 1 where something was lost, doubled or wrong.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Fault, type FaultResult, whole } from './fault.ts';
import { FAULTS } from './faults.ts';

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

function wrongUse(why: string): never {
  say(`faults: ${why}`);
  say('usage: npm run faults -- [name] [--seed N] [--runs M] [--folder DIR] [--out FILE]');
  for (const f of FAULTS)
    say(`  ${f.name.padEnd(14)} ${f.title} (${f.usual} runs; ${f.small} when all are run)`);
  process.exit(2);
}

/** The page of results, in Markdown. */
export function page(results: readonly FaultResult[], skipped: readonly string[]): string {
  const [cpu] = cpus();
  return [
    `Faults, ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC; ${cpus().length} × ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`,
    '',
    '| fault | seed | runs | acts answered | lost | doubled | else wrong | record verified | time |',
    '|---|---|---|---|---|---|---|---|---|',
    ...results.map(
      (r) =>
        `| ${r.name} | ${r.seed} | ${r.runs} | ${r.answered} | ${r.lost.length} | ${r.doubled.length} | ${r.wrong.length} | ${r.verified === null ? '—' : r.verified ? 'yes' : 'NO'} | ${r.seconds} s |`,
    ),
    '',
    ...results.flatMap((r) => [
      `- **${r.name}**`,
      ...r.notes.map((n) => `  - ${n}`),
      ...[
        ...r.lost.map((x) => `lost: ${x}`),
        ...r.doubled.map((x) => `doubled: ${x}`),
        ...r.wrong.map((x) => `wrong: ${x}`),
      ]
        .slice(0, 20)
        .map((x) => `  - ${x}`),
    ]),
    ...skipped.map((s) => `- skipped: ${s}`),
    '',
  ].join('\n');
}

async function one(fault: Fault, seed: string, runs: number, base: string): Promise<FaultResult> {
  const folder = mkdtempSync(join(base, `fadu-fault-${fault.name}-`));
  if (process.getuid?.() === 0) chmodSync(folder, 0o755);
  const began = performance.now();
  say(`${fault.name}: ${fault.title}; seed ${seed}, ${runs} runs`);
  try {
    const result = await fault.run({ seed, runs, folder, say: (text) => say(`  ${fault.name} ${text}`) });
    return { name: fault.name, seed, ...result, seconds: Math.round((performance.now() - began) / 1000) };
  } catch (error) {
    return {
      name: fault.name,
      seed,
      runs: 0,
      answered: 0,
      lost: [],
      doubled: [],
      wrong: [
        `the run broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      ],
      verified: false,
      notes: [],
      seconds: Math.round((performance.now() - began) / 1000),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function main(): Promise<number> {
  const argv = process.argv.slice(2);
  const name = argv[0] && !argv[0].startsWith('-') ? argv[0] : null;
  const chosen = name ? FAULTS.filter((f) => f.name === name) : FAULTS;
  if (chosen.length === 0) wrongUse(`there is no fault “${name}”`);
  const values = (() => {
    try {
      return parseArgs({
        args: argv.slice(name ? 1 : 0),
        options: {
          seed: { type: 'string', default: '1' },
          runs: { type: 'string' },
          folder: { type: 'string', default: tmpdir() },
          out: { type: 'string' },
          help: { type: 'boolean', default: false },
        },
      }).values;
    } catch (error) {
      return wrongUse((error as Error).message);
    }
  })();
  if (values.help) wrongUse('every run has a seed; the same seed makes the same choices');
  if (values.runs !== undefined && !/^[1-9]\d{0,5}$/.test(values.runs))
    wrongUse('--runs is a whole number from 1');
  mkdirSync(values.folder, { recursive: true });
  const skipped: string[] = [];
  const ready: Fault[] = [];
  for (const fault of chosen) {
    const missing = await fault.missing();
    if (missing === null) ready.push(fault);
    else skipped.push(`${fault.name}: ${missing}`);
  }
  for (const s of skipped) say(`skipped: ${s}`);
  const results: FaultResult[] = [];
  for (const fault of ready)
    results.push(
      await one(fault, values.seed, Number(values.runs ?? (name ? fault.usual : fault.small)), values.folder),
    );
  const text = page(results, skipped);
  process.stdout.write(text);
  if (values.out) {
    mkdirSync(dirname(resolve(values.out)), { recursive: true });
    writeFileSync(values.out, text);
  }
  return results.every(whole) && (!name || ready.length > 0) ? 0 : 1;
}

// What still hangs on a connection does not hold the process.
process.exit(await main());
