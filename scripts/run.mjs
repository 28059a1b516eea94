#!/usr/bin/env node
// The one entry behind `npm start`, `npm test` and the rest. Plain JavaScript that any Node from 18 runs:
// it installs what the lock file names, then hands over to the Node release pinned as the npm package `node`.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const bin = (name) => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);

/** Install exactly the lock file, once per lock file; a second start skips it. */
function install() {
  const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  const stamp = join('node_modules', '.fadu-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('fadu: installing dependencies (first start only) …');
  const npm = (...args) =>
    spawnSync('npm', [...args, '--include=dev', '--no-audit', '--no-fund'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
  // A registry that lacks some other platform's optional package leaves it out of the lock file, which `npm ci` refuses;
  // `npm install` takes the same versions from the lock file and goes on.
  let done = npm('ci');
  if (done.status !== 0) done = npm('install', '--no-save');
  if (done.status !== 0) {
    console.error(done.stderr);
    console.error('fadu: the dependencies could not be installed; see above');
    process.exit(done.status ?? 1);
  }
  mkdirSync('node_modules', { recursive: true });
  writeFileSync(stamp, lock);
}

/** Run one command of the project under the pinned Node; resolves to its exit code. */
function run(args, env = {}) {
  return new Promise((done) => {
    const path = `${join(root, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`;
    const child = spawn(bin('node'), args, { stdio: 'inherit', env: { ...process.env, PATH: path, ...env } });
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
    child.on('exit', (code, signal) => done(code ?? (signal ? 1 : 0)));
  });
}

const ts = ['--import', 'tsx', '--disable-warning=ExperimentalWarning'];
const tool = (name, path) => join(root, 'node_modules', name, path);
const [verb = 'start', ...rest] = process.argv.slice(2);

install();
const verbs = {
  start: () => run([...ts, 'city/src/start.ts', ...rest]),
  fadu: () => run([...ts, 'city/src/cli.ts', ...rest]),
  bench: () => run([...ts, 'bench/src/main.ts', ...rest]),
  attack: () => run([...ts, 'bench/src/attack/main.ts', ...rest]),
  faults: () => run([...ts, 'bench/src/faults/main.ts', ...rest]),
  simulate: () => run([...ts, 'bench/src/simulation/main.ts', ...rest]),
  mutation: () => run([...ts, 'scripts/mutation/main.ts', ...rest]),
  check: async () =>
    (await run([tool('@biomejs/biome', 'bin/biome'), 'check', '.'])) ||
    (await run([tool('typescript', 'bin/tsc'), '-p', 'tsconfig.json'])) ||
    (await run([tool('typescript', 'bin/tsc'), '-p', 'apps/desk/tsconfig.json'])) ||
    (await run(['scripts/arrows.mjs'])),
  test: async () =>
    (rest.length ? 0 : await verbs.check()) || (await run([tool('vitest', 'vitest.mjs'), 'run', ...rest])),
};
if (!verbs[verb]) {
  console.error(`fadu: unknown command ${verb}; one of ${Object.keys(verbs).join(', ')}`);
  process.exit(2);
}
process.exit(await verbs[verb]());
