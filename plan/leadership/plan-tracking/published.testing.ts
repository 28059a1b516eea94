/**
 * Documents for the import tests: the published plan when it is at hand (the file `FADU_PLAN`, or the first text file in
 * `shared/plan` beside the repository; an empty `FADU_PLAN` means none), and always one written from our own facts in the
 * same form. Also the editing that damages them. The published text stays outside the repository.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderPlan } from './render.ts';

/** A document to test with. */
export interface TestDocument {
  readonly name: string;
  readonly text: string;
}

function publishedText(): string | undefined {
  const named = process.env.FADU_PLAN;
  if (named !== undefined) return named === '' ? undefined : readFileSync(named, 'utf8');
  const folder = join(import.meta.dirname, '../../../../shared/plan');
  const file = existsSync(folder) ? readdirSync(folder).find((f) => f.endsWith('.txt')) : undefined;
  return file && readFileSync(join(folder, file), 'utf8');
}

/** The published document, when it is at hand. */
export const PUBLISHED = publishedText();

/** Every document at hand. */
export const DOCUMENTS: readonly TestDocument[] = [
  { name: 'our facts in the published form', text: renderPlan() },
  ...(PUBLISHED ? [{ name: 'the published document', text: PUBLISHED }] : []),
];

const HAN = '[一二三四五六七八九十]+';
const isTask = (line: string, n: number): boolean => new RegExp(`^${n}[.．]`).test(line);

/** A document as lines to damage. Line numbers count from 1, as in faults. */
export class Damage {
  readonly lines: string[];

  constructor(text: string) {
    this.lines = text.trimEnd().split('\n');
  }

  get text(): string {
    return this.lines.join('\n');
  }

  /** Number of the first line, from line `from` on, that a pattern matches; fails when there is none. */
  find(pattern: RegExp, from = 1): number {
    const i = this.lines.findIndex((line, at) => at >= from - 1 && pattern.test(line));
    if (i < 0) throw new Error(`the document has no line like ${pattern} from line ${from} on`);
    return i + 1;
  }

  chapter = (numeral: string): number => this.find(new RegExp(`^${numeral}、`));
  section = (numeral: string): number => this.find(new RegExp(`^[(（]${numeral}[)）]`));
  lead = (task: number): number => this.find(/^牵头/, this.task(task));
  responsible = (task: number): number => this.find(/^责任/, this.task(task));
  closing = (): number => this.lines.length;

  task(n: number): number {
    const i = this.lines.findIndex((line) => isTask(line, n));
    if (i < 0) throw new Error(`the document has no task ${n}`);
    return i + 1;
  }

  at(line: number): string {
    const text = this.lines[line - 1];
    if (text === undefined) throw new Error(`the document has no line ${line}`);
    return text;
  }

  set(line: number, text: string): this {
    this.at(line);
    this.lines[line - 1] = text;
    return this;
  }

  /** Replace in one line; fails when that changes nothing. */
  edit(line: number, pattern: RegExp | string, by: string): this {
    const now = this.at(line).replace(pattern, by);
    if (now === this.at(line)) throw new Error(`line ${line} holds nothing like ${pattern}`);
    return this.set(line, now);
  }

  /** Drop lines `from` to `to`, both included. */
  drop(from: number, to = from): this {
    this.lines.splice(from - 1, to - from + 1);
    return this;
  }

  /** Put a new line before line `line`. */
  insert(line: number, text: string): this {
    this.lines.splice(line - 1, 0, text);
    return this;
  }

  /** First lines of headings, tasks and bodies, and the lines of the table, title and end: what carries structure. */
  structural(): number[] {
    const pattern = new RegExp(`\\||^(${HAN}、|[(（]${HAN}[)）]|\\d+[.．]|牵头|责任)`);
    return this.lines.flatMap((line, i) => (pattern.test(line) ? [i + 1] : [])).concat(this.closing());
  }
}
