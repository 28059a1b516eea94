/** Another DMN engine in the same run: Camunda's, started as a Java program that reads facts and writes what its tables say. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Value } from '@fadu/kernel';

const HERE = dirname(fileURLToPath(import.meta.url));

/** The engine's class path, or why there is none. Nothing is downloaded: the jars are there or they are not. */
export function peerClasspath(): { readonly path: string } | { readonly missing: string } {
  for (const tool of ['java', 'mvn'])
    if (spawnSync(tool, ['-version']).status !== 0) return { missing: `${tool} is not installed` };
  const file = join(mkdtempSync(join(tmpdir(), 'fadu-peer-')), 'classpath');
  const args = [
    '-q',
    '-o',
    '-f',
    join(HERE, 'pom.xml'),
    'dependency:build-classpath',
    `-Dmdep.outputFile=${file}`,
  ];
  if (spawnSync('mvn', args, { timeout: 120_000 }).status !== 0)
    return {
      missing:
        'the jars of the other engine are not here: run `mvn -f bench/src/decisions/pom.xml dependency:resolve dependency:build-classpath` once',
    };
  return { path: readFileSync(file, 'utf8').trim() };
}

/** One question to a table: the file, the decision in it, the facts. */
export interface PeerQuestion {
  readonly file: string;
  readonly decision: string;
  readonly facts: Readonly<Record<string, Value>>;
}

const factText = (name: string, value: Value): string =>
  `${typeof value === 'number' ? 'n' : typeof value === 'boolean' ? 'b' : 's'}|${name}|${value}`;

/** A result as the Java program writes it: names in order, numbers as doubles. */
export const resultText = (result: Readonly<Record<string, Value | null>>): string =>
  Object.keys(result)
    .sort()
    .map((k) => {
      const v = result[k];
      return `${k}=${typeof v === 'number' ? doubleText(v) : String(v)}`;
    })
    .join('|');

/** A number as Java's Double.toString writes those that occur here. */
function doubleText(n: number): string {
  const plain = Math.abs(n) >= 1e-3 && Math.abs(n) < 1e7;
  if (n === 0 || plain) return Number.isInteger(n) ? `${n}.0` : String(n);
  const [digits = '', power = '0'] = n.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(power)}`;
}

/** The answers, one for each question: results joined by tabs in the order of the rows. @throws Error when it fails */
export function askPeer(classpath: string, questions: readonly PeerQuestion[]): readonly string[] {
  const input = questions
    .map((q) =>
      [q.file, q.decision, ...Object.entries(q.facts).map(([name, value]) => factText(name, value))].join(
        '\t',
      ),
    )
    .join('\n');
  const done = spawnSync('java', ['-cp', classpath, join(HERE, 'Peer.java')], {
    input: `${input}\n`,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: 300_000,
  });
  if (done.status !== 0) throw new Error(`the other engine stopped: ${done.stderr.slice(-2000)}`);
  return done.stdout.trimEnd().split('\n');
}
