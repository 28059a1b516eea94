/**
 * `npm run attack -- <part>`: attacks on the running server, each with a seed, each exiting with 1 when something gives way.
 *
 *     fuzz          every operation, route, page and form: --seed N --requests M [--from N] [--lanes N] [--keep DIR] [--out FILE]
 *     schemathesis  the same document by Schemathesis from PyPI: --seed N --examples N; needs python3 with venv and pip
 *     audit         known faults of dependencies (npm audit) and their licences
 */
import { parseArgs } from 'node:util';
import { audit } from './audit.ts';
import { fuzz } from './fuzz.ts';
import { schemathesis } from './schemathesis.ts';

const [part, ...rest] = process.argv.slice(2);
const { values } = parseArgs({
  args: rest,
  options: {
    seed: { type: 'string', default: '1' },
    requests: { type: 'string', default: '20000' },
    from: { type: 'string', default: '0' },
    lanes: { type: 'string', default: '6' },
    minutes: { type: 'string' },
    examples: { type: 'string', default: '10' },
    keep: { type: 'string' },
    out: { type: 'string' },
  },
});
const say = (text: string) => process.stderr.write(`${text}\n`);

/** A whole number of the command line. */
const whole = (name: 'seed' | 'requests' | 'from' | 'lanes' | 'examples'): number => {
  const n = Number(values[name]);
  if (!Number.isSafeInteger(n) || n < 0) throw new Error(`--${name} is a whole number, not ${values[name]}`);
  return n;
};

if (part === 'fuzz') {
  // What a handler could not answer is told by the oracles; its log would drown the report.
  const errors = new Map<string, number>();
  console.error = (...args: unknown[]) => {
    const text = args.map((a) => (a instanceof Error ? (a.stack ?? a.message) : String(a))).join(' ');
    const key = text.split('\n').slice(0, 4).join('\n').slice(0, 700);
    const n = (errors.get(key) ?? 0) + 1;
    errors.set(key, n);
    if (n === 1) say(`server: ${key}`);
  };
  const result = await fuzz({
    seed: whole('seed'),
    requests: whole('requests'),
    from: whole('from'),
    lanes: whole('lanes'),
    ...(values.minutes && { minutes: Number(values.minutes) }),
    ...(values.keep && { keep: values.keep }),
    ...(values.out && { out: values.out }),
    say,
  });
  const { faults, byStatus, byKind, ...rest } = result;
  console.log(
    JSON.stringify(
      {
        ...rest,
        byStatus: Object.fromEntries([...byStatus].sort()),
        byKind: Object.fromEntries(byKind),
        faults: faults.length,
      },
      null,
      1,
    ),
  );
  for (const f of faults.slice(0, 40))
    console.log(`${f.n}: ${f.fault} | ${f.method} ${f.path} as ${f.who} → ${f.status}`);
  process.exit(faults.length ? 1 : 0);
}
if (part === 'schemathesis')
  process.exit(await schemathesis({ seed: whole('seed'), examples: whole('examples'), say }));
if (part === 'audit') process.exit(await audit(console.log));
console.error('fadu: npm run attack -- fuzz | schemathesis | audit [--seed N] [--requests M]');
process.exit(2);
