/**
 * One Vitest that stays up, in a process of its own: takes a changed text and test files, answers what the tests said.
 * The changed text is put in the place of the file's own while it is loaded; nothing is written to the tree.
 * A change that never ends blocks this process; the one that started it ends it then.
 */
import { join } from 'node:path';
import { createVitest } from 'vitest/node';
import type { Coverage } from './setup.ts';

/** Texts to load instead of the files', from the root; and what to run, in this order, until one fails. */
export interface Order {
  readonly texts: Readonly<Record<string, string>>;
  readonly tests: readonly { readonly file: string; readonly ids?: readonly string[] }[];
  /** Whether the texts count what is reached. */
  readonly measure: boolean;
}
export interface Answer {
  readonly failed: readonly string[];
  readonly passed: number;
  /** By test: id, name, time in milliseconds. */
  readonly tests: readonly { readonly id: string; readonly name: string; readonly ms: number }[];
  readonly reached?: Coverage | undefined;
}

const root = process.cwd();
const texts = new Map<string, string>();
const vitest = await createVitest(
  'test',
  {
    config: false,
    root,
    watch: false,
    include: ['kernel/**/*.test.ts', 'plan/**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    setupFiles: [join(root, 'scripts/mutation/setup.ts')],
    maxWorkers: 1,
    // One worker for the files of one change; every change gets a new one.
    isolate: false,
    pool: 'threads',
    bail: 1,
    testTimeout: 120_000,
    passWithNoTests: true,
    reporters: [{}],
    onConsoleLog: () => false,
    sequence: {
      sequencer: class {
        async shard<T>(files: T) {
          return files;
        }
        async sort<T>(files: T) {
          return files;
        }
      },
    },
  },
  {
    plugins: [
      {
        name: 'fadu-mutation',
        enforce: 'pre',
        transform: (_code: string, id: string) => texts.get(id.split('?')[0] as string) ?? null,
      },
    ],
  },
);
const project = vitest.getRootProject();

async function carryOut(order: Order): Promise<Answer> {
  const before = [...texts.keys()];
  texts.clear();
  for (const [file, text] of Object.entries(order.texts)) texts.set(join(root, file), text);
  for (const file of new Set([...before, ...texts.keys()])) vitest.invalidateFile(file);
  vitest.state.filesMap.clear();
  vitest.state.idMap.clear();
  vitest.state.errorsSet.clear();
  const result = await vitest.runTestSpecifications(
    order.tests.map(({ file, ids }) =>
      project.createSpecification(join(root, file), ids ? { testIds: [...ids] } : undefined),
    ),
    false,
  );
  const failed: string[] = [];
  const tests: Answer['tests'][number][] = [];
  let passed = 0;
  let reached: Coverage | undefined;
  for (const module of result.testModules) {
    if (module.errors().length) failed.push(`${module.relativeModuleId}: ${module.errors()[0]?.message}`);
    reached ??= (module.meta() as { reached?: Coverage }).reached;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'failed')
        failed.push(
          `${module.relativeModuleId}: ${test.fullName}: ${test.result().errors?.[0]?.message.split('\n')[0]?.slice(0, 160)}`,
        );
      if (state === 'passed') passed++;
      if (order.measure)
        tests.push({ id: test.id, name: test.fullName, ms: test.diagnostic()?.duration ?? 0 });
    }
  }
  for (const error of result.unhandledErrors) failed.push(`outside a test: ${String(error).slice(0, 200)}`);
  return { failed, passed, tests, reached: order.measure ? reached : undefined };
}

process.on('message', (order: Order | 'end') => {
  if (order === 'end') {
    void vitest.close().finally(() => process.exit(0));
    return;
  }
  carryOut(order).then(
    (answer) => process.send?.(answer),
    (error) =>
      process.send?.({ failed: [`runner: ${String(error)}`], passed: 0, tests: [] } satisfies Answer),
  );
});
process.on('disconnect', () => process.exit(1));
process.send?.('ready');
