/**
 * An existing fuzzer beside ours: Schemathesis, from PyPI, in a virtual environment of its own in the user's cache folder,
 * made on first use. It reads the same OpenAPI document over HTTP, as nobody and as a clerk, and judges by its own checks.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { openAttackHouse, signIn } from './house.ts';

/** The release that is used; another is a change of this line. */
const RELEASE = 'schemathesis==4.32.5';

const cache = (): string =>
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'fadu', RELEASE.replace('==', '-'));

/** The program, installed on first use. @throws Error saying what is missing */
function installed(say: (text: string) => void): string {
  const folder = cache();
  const bin = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
  const program = join(bin, 'schemathesis');
  // Set last: what was cut short is installed again.
  const whole = join(folder, '.installed');
  if (existsSync(whole)) return program;
  const python = ['python3', 'python'].find(
    (p) =>
      spawnSync(p, ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))']).status === 0,
  );
  if (!python)
    throw new Error('schemathesis needs Python 3.10 or newer with venv and pip; install it and run again');
  say(`installing ${RELEASE} into ${folder} …`);
  mkdirSync(folder, { recursive: true });
  for (const [command, args] of [
    [python, ['-m', 'venv', folder]],
    [join(bin, 'pip'), ['install', '--quiet', '--disable-pip-version-check', RELEASE]],
  ] as const) {
    const done = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    if (done.status !== 0)
      throw new Error(
        `${command} ${args.join(' ')} ended with ${done.status}; is the package index within reach?`,
      );
  }
  writeFileSync(whole, RELEASE);
  return program;
}

/** Run it as nobody and as a clerk. `examples`: at most so many for an operation. @returns the exit code */
export async function schemathesis(options: {
  readonly seed: number;
  readonly examples: number;
  readonly say: (text: string) => void;
}): Promise<number> {
  const { seed, examples, say } = options;
  const program = installed(say);
  const house = await openAttackHouse({ say, procedures: [] });
  try {
    let worst = 0;
    for (const who of ['', 'reviewer.justice']) {
      const cookie = who ? await signIn(house.running, who) : '';
      say(`schemathesis as ${who || 'nobody'}:`);
      const args = [
        'run',
        `${house.running.url}/openapi.json`,
        '--url',
        house.running.url,
        '--phases',
        'fuzzing',
        // What the law refuses is answered 403, 404 or 422 whatever the schema says, so that "accepted" cannot be judged here.
        '--checks',
        'not_a_server_error,content_type_conformance,response_schema_conformance',
        '--max-examples',
        String(examples),
        '--seed',
        String(seed),
        '--workers',
        '4',
        '--continue-on-failure',
        '--suppress-health-check',
        'all',
        ...(cookie ? ['--header', `Cookie:${cookie}`] : []),
      ];
      const code = await new Promise<number>((done) => {
        const child = spawn(program, args, {
          stdio: ['ignore', 'inherit', 'inherit'],
          // It leaves what it found where it runs: beside itself, not in the project.
          cwd: dirname(program),
          env: { ...process.env, NO_COLOR: '1' },
        });
        child.on('exit', (status) => done(status ?? 1));
      });
      worst = Math.max(worst, code);
    }
    return worst;
  } finally {
    await house.close();
  }
}
