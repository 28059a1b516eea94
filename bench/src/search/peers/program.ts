/** Peers that are programs of their own: compiled once outside the tree, then run with `build` and `measure`. */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Answers, Engine, Task, Weights } from '../engine.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** Run a program to its end. Answers what it wrote; throws with its last lines when it fails or is not there. */
export function run(command: string, args: readonly string[], cwd?: string): Promise<string> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.on('data', (d) => {
      out += d;
    });
    child.stderr.on('data', (d) => {
      err = (err + d).slice(-4_000);
    });
    child.on('error', (e) => fail(new Error(`${command}: ${e.message}`)));
    child.on('close', (code) =>
      code === 0
        ? done(out)
        : fail(new Error(`${command} ended with ${code}: ${(err || out).trim().slice(-800)}`)),
    );
  });
}

/** Bytes of all files under a folder. */
export function folderSize(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((e) => e.isFile())
    .reduce((sum, e) => sum + statSync(join(e.parentPath, e.name)).size, 0);
}

/** A folder with a copy of a peer's sources, where it is compiled: nothing is written beside the sources. */
export function workshop(name: string, cache: string): string {
  const folder = join(cache, name);
  mkdirSync(folder, { recursive: true });
  cpSync(join(here, name), folder, { recursive: true, preserveTimestamps: true });
  return folder;
}

interface Program {
  readonly name: string;
  readonly title: string;
  readonly settings: readonly string[];
  readonly weights: Weights;
  /** Compile; throws when that cannot be done here. */
  compile(): Promise<void>;
  /** Command and first arguments. */
  command(): readonly [string, ...string[]];
}

/** An engine from a program that knows `build CORPUS FOLDER` and `measure FOLDER TASK OUT`. */
export function programEngine(program: Program): Engine {
  const { name, title, settings, weights } = program;
  const start = (verb: string, ...args: string[]): Promise<string> => {
    const [command, ...first] = program.command();
    return run(command, [...first, verb, ...args]);
  };
  return {
    name,
    title,
    settings,
    weights,
    async prepare() {
      try {
        await program.compile();
        return null;
      } catch (e) {
        return e instanceof Error ? e.message : String(e);
      }
    },
    async build(corpus, folder) {
      const out = await start('build', corpus, folder);
      return JSON.parse(out.trim().split('\n').at(-1) as string) as { docs: number; version: string };
    },
    size: async (folder) => folderSize(folder),
    async measure(folder: string, task: Task): Promise<Answers> {
      const [asked, answered] = [`${folder}.task.json`, `${folder}.answers.json`];
      writeFileSync(asked, JSON.stringify(task));
      await start('measure', folder, asked, answered);
      return JSON.parse(readFileSync(answered, 'utf8')) as Answers;
    },
  };
}
