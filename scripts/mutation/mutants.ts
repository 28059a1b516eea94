/** The changes that are tried: found by StrykerJS's instrumenter, drawn by a seed, written into the text one at a time. */
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { transformSync } from 'esbuild';
import type { Lines } from './scope.ts';

/** One change to one place. Lines are 1-based, columns 0-based. */
export interface Mutant {
  /** Within one list of mutants; what the counters of the measured text use. */
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** StrykerJS's name of the kind of change. */
  readonly kind: string;
  readonly original: string;
  readonly replacement: string;
  /** Which one it is, from 0, among changes of its file that read the same and stand at the same column. */
  readonly nth: number;
}

/** What of Babel's node path the filter looks at. */
interface Path {
  readonly node: {
    readonly type: string;
    readonly value?: unknown;
    readonly quasis?: readonly Quasi[];
    readonly properties?: readonly { readonly key?: Named }[];
  };
  readonly parent?: { readonly type: string; readonly key?: Named; readonly id?: Named };
}
interface Named {
  readonly name?: string;
  readonly value?: unknown;
}
interface Quasi {
  readonly value: { readonly raw: string };
}

const nameOf = (key: Named | undefined): string => String(key?.name ?? key?.value ?? '');
/** Fields of an object that is nothing but words for people, and how a field is entered. */
const WORDS: ReadonlySet<string> = new Set([
  'title',
  'description',
  'about',
  'says',
  'widget',
  'list',
  'cell',
]);

/**
 * Wording is judged by people, not by tests: no change inside a text with Chinese, inside what is thrown, or of an object of titles
 * only. That everything cites its source is asked of all definitions at once (plan/procedures.test.ts), far from the file.
 */
const wording = {
  shouldIgnore(path: unknown): string | undefined {
    const { node, parent } = path as Path;
    if (node.type === 'ObjectExpression' && node.properties?.length)
      if (node.properties.every((p) => WORDS.has(nameOf(p.key)))) return 'words for people';
    if (node.type === 'ArrayExpression' && /cites$/i.test(nameOf(parent?.key ?? parent?.id)))
      return 'citations';
    const text =
      node.type === 'StringLiteral'
        ? String(node.value)
        : node.type === 'TemplateLiteral'
          ? (node.quasis ?? []).map((q) => q.value.raw).join('')
          : '';
    if (/\p{Script=Han}/u.test(text)) return 'wording';
    return node.type === 'ThrowStatement' ? 'wording of an error' : undefined;
  },
};

const silent = () => {};
const logger = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  fatal: silent,
};

/**
 * The text with blanks in the place of types, so that every place keeps its line and column. Babel's printer may drop brackets
 * that types need (`(a as number) | (b as number)` comes back as a union type), and the counting text would be another program.
 */
const plain = (text: string): string => stripTypeScriptTypes(text, { mode: 'strip' });

/** Every mutant of the files, and each file's text with a counter at every place that can be mutated. */
export async function mutantsOf(
  root: string,
  files: readonly string[],
): Promise<{ mutants: Mutant[]; measured: Map<string, string> }> {
  const texts = new Map(files.map((f) => [f, readFileSync(join(root, f), 'utf8')]));
  const found = await new Instrumenter(logger).instrument(
    files.map((name) => ({ name: `${name}.js`, mutate: true, content: plain(texts.get(name) as string) })),
    { ignorers: [wording], excludedMutations: [], plugins: null, noHeader: true },
  );
  const alike = new Map<string, number>();
  const mutants = found.mutants
    .filter((m) => m.status !== 'Ignored')
    .map((m) => {
      const place = {
        line: m.location.start.line + 1,
        column: m.location.start.column,
        endLine: m.location.end.line + 1,
        endColumn: m.location.end.column,
      };
      const file = m.fileName.slice(0, -'.js'.length);
      const text = texts.get(file) as string;
      const original = text.slice(...span(text, place));
      const same = [file, place.column, m.mutatorName, original, m.replacement].join('\n');
      const nth = alike.get(same) ?? 0;
      alike.set(same, nth + 1);
      return { id: m.id, file, ...place, kind: m.mutatorName, original, replacement: m.replacement, nth };
    });
  return {
    mutants,
    measured: new Map(found.files.map((f) => [f.name.slice(0, -'.js'.length), counting(f.content)])),
  };
}

/**
 * The instrumenter's text with our counter in the place of its own, which is too slow for the loops of the prover: every change
 * switched off, and each place counted once a test.
 */
function counting(text: string): string {
  return (
    text
      .replace(/stryMutAct_9fa48\("\d+"\)/g, 'false')
      .replace(/stryCov_9fa48\(([^)]*)\)/g, (_, ids: string) => `stryCov_9fa48(${ids.replaceAll('"', '')})`) +
    `
function stryCov_9fa48(first) {
  const c = globalThis.__reached__;
  if (c.seen[first] === c.turn) return;
  for (let i = 0; i < arguments.length; i++) {
    c.seen[arguments[i]] = c.turn;
    c.list.push(arguments[i]);
  }
}
`
  );
}

type Place = Pick<Mutant, 'line' | 'column' | 'endLine' | 'endColumn'>;
function span(text: string, place: Place): [number, number] {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return [
    (starts[place.line - 1] as number) + place.column,
    (starts[place.endLine - 1] as number) + place.endColumn,
  ];
}

/** An expression keeps its place among its neighbours only in brackets; statements, cases and blocks take none. */
const BARE = /^(\{|case\b|default\b|if\b|for\b|while\b|do\b|switch\b|return\b|\/\/)|;$/;

/** The file's text with the change in it; null where it is no program, so that it cannot be tried. */
export function changed(text: string, mutant: Mutant): string | null {
  const [from, to] = span(text, mutant);
  const { replacement } = mutant;
  const expression = !BARE.test(replacement) || mutant.kind === 'ObjectLiteral';
  const needsBrackets = expression && !/^[\w'"`[]*$/.test(replacement) && !mutant.kind.endsWith('Literal');
  for (const put of needsBrackets ? [`(${replacement})`, replacement] : [replacement]) {
    const out = text.slice(0, from) + put + text.slice(to);
    try {
      transformSync(out, { loader: 'ts', target: 'esnext' });
      return out;
    } catch {
      // The next way of writing it, if there is one.
    }
  }
  return null;
}

/** A generator of numbers in [0, 1) that gives the same ones for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** At most `count` of them, drawn without putting back; in the order drawn, so that the first of them are a sample too. */
export function drawn<T>(mutants: readonly T[], count: number, seed: number): T[] {
  const next = numbers(seed);
  return mutants
    .map((m) => [next(), m] as const)
    .sort((a, b) => a[0] - b[0])
    .slice(0, count)
    .map(([, m]) => m);
}

/** Whether a change begins on a touched line: a change to the inside of a function is not one of the whole function. */
export function isTouched(mutant: Mutant, lines: Lines): boolean {
  return lines.some(([from, to]) => mutant.line >= from && mutant.line <= to);
}
