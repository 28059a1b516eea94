/**
 * `npm run simulate -- --seed N --cases N --years N`: the deterministic simulation of all procedures in memory;
 * `--office N` the same kind of people against the real office on a real PostgreSQL, for N cases. `--only 17,203` runs
 * these cases alone; `--procedure CODE` one procedure; `--json FILE` writes what was found. Ends with 1 on any fault.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { procedures } from '@fadu/plan/index';
import { type Found, type RunResult, simulate } from './run.ts';
import { shrink } from './shrink.ts';

const say = (text: string): void => console.log(text);
function wrong(why: string): never {
  console.error(`simulate: ${why}`);
  process.exit(2);
}

const { values } = (() => {
  try {
    return parseArgs({
      options: {
        seed: { type: 'string', default: '1' },
        cases: { type: 'string', default: '10000' },
        years: { type: 'string', default: '3' },
        office: { type: 'string' },
        only: { type: 'string' },
        procedure: { type: 'string' },
        json: { type: 'string' },
      },
    });
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
})();

const whole = (name: 'cases' | 'years', most: number): number => {
  const n = Number(values[name]);
  return Number.isInteger(n) && n >= 1 && n <= most
    ? n
    : wrong(`--${name} takes a whole number from 1 to ${most}`);
};
const chosen = values.procedure ? procedures.filter((p) => p.code === values.procedure) : procedures;
if (chosen.length === 0) wrong(`there is no procedure “${values.procedure}”`);

/** One fault as people read it: what, where, and the shortest way there. */
function describe(found: Found, seed: string, years: number): string {
  const short = shrink({ seed, years, found, procedures: chosen });
  const steps = short.requests.map(
    (r, i) =>
      `  ${i + 1}. ${r.at} ${r.act} by ${r.actor.person ?? r.actor.kind} (${r.meant}) ${JSON.stringify(r.input).slice(0, 300)}`,
  );
  return [
    `FAULT ${found.kind} in ${found.procedure} (${found.mode}), case ${found.case}`,
    `  ${found.says}`,
    short.fault
      ? `  shortest: ${short.requests.length} of ${found.requests.length} requests`
      : '  not repeated by the case alone; all requests:',
    ...steps,
    `  again: npm run simulate -- --seed ${seed} --years ${years} --cases ${values.cases}${values.procedure ? ` --procedure ${values.procedure}` : ''} --only ${found.case}`,
  ].join('\n');
}

function report(result: RunResult, seconds: number): void {
  const acts = chosen.reduce((n, p) => n + Object.keys(p.acts).length, 0);
  const laws = chosen.reduce((n, p) => n + p.laws.length, 0);
  const flow = new Set([...result.reached.whole, ...result.reached.flow, ...result.reached.weak]);
  for (const [what, n] of Object.entries(result.counts).sort(([a], [b]) => (a < b ? -1 : 1)))
    say(`  ${what}: ${n}`);
  say(
    `acts reached under all rules: ${result.reached.whole.size} of ${acts}; in any mode: ${flow.size} of ${acts}`,
  );
  say(`laws that had to refuse somebody: ${result.lawsHit.size} of ${laws}; all ${laws} judged at each step`);
  say(
    `${seconds.toFixed(1)} s; ${cpus()[0]?.model}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, node ${process.version}`,
  );
  say(`digest ${result.digest}`);
}

const { seed } = values;
const years = whole('years', 8);
if (values.office !== undefined) {
  const { simulateOffice } = await import('./office.ts');
  process.exitCode = (await simulateOffice({ seed, cases: Number(values.office) || 100, years, say }))
    ? 0
    : 1;
} else {
  const cases = whole('cases', 1_000_000);
  say(`simulate: seed ${seed}, ${cases} cases of ${chosen.length} procedures, ${years} years`);
  const started = performance.now();
  const result = simulate({
    seed,
    cases,
    years,
    procedures: chosen,
    ...(values.only && { only: values.only.split(',').map(Number) }),
    progress: (n, of) => process.stderr.write(`simulate: ${n} of ${of} cases\n`),
  });
  report(result, (performance.now() - started) / 1000);
  const kinds = new Map<string, Found[]>();
  for (const f of result.faults) {
    const kind = `${f.procedure} ${f.mode} ${f.kind} ${f.says.replaceAll(/[0-9]+/g, '#').slice(0, 120)}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), f]);
  }
  for (const some of kinds.values()) {
    if (some.length > 1) say(`(${some.length} times:)`);
    say(describe(some[0] as Found, seed, years));
  }
  say(
    result.faults.length === 0
      ? 'no faults'
      : `${result.faults.length} faults of ${kinds.size} kinds; seed ${seed}`,
  );
  if (values.json)
    writeFileSync(
      values.json,
      JSON.stringify({ ...result, faults: result.faults }, (_, v) => (v instanceof Set ? [...v] : v), 1),
    );
  if (result.faults.length) process.exitCode = 1;
}
