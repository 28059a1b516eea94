import type { Reporter, TestModule } from 'vitest/node';

/** Closes the run with the line that CI reads: `N passed, N failed, N skipped`. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state]++;
      if (module.errors().length) count.failed++;
    }
    setTimeout(() => {}, 0);
    process.on('exit', () => {
      const skipped = count.skipped + count.pending;
      console.log(`${count.passed} passed, ${count.failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
    });
  }
}
