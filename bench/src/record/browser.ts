/** The portal's verification of a proof, run in a real browser. */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { RecordProof } from '@fadu/kernel/record/index';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A browser of the system, or null. */
export const browserAt = (): string | null => BROWSERS.find((path) => existsSync(path)) ?? null;

/** What the page is asked: proofs, the key, and how often all of them are checked. */
interface Task {
  readonly proofs: readonly RecordProof[];
  readonly vkey: string;
}

/**
 * Check every proof in the browser with the module that the portal's verifying page is built from. Answers milliseconds a
 * check. @throws Error where a proof is refused
 */
export async function checkInBrowser(task: Task): Promise<number[]> {
  const kernel = fileURLToPath(import.meta.resolve('@fadu/kernel/record/index'));
  const { outputFiles } = await build({
    stdin: {
      contents: `import { verifyProof } from ${JSON.stringify(kernel)};
        globalThis.check = ({ proofs, vkey }) => proofs.map((p) => {
          const start = performance.now();
          const result = verifyProof(p, vkey);
          if (!result.ok) throw new Error(result.reason);
          return performance.now() - start;
        });`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  const script = outputFiles[0]?.text ?? '';
  // Time is coarse in a page that is not isolated: two headers make it fine.
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html; charset=utf-8');
    answer.setHeader('cross-origin-opener-policy', 'same-origin');
    answer.setHeader('cross-origin-embedder-policy', 'require-corp');
    answer.end(
      `<!doctype html><script type="module">${script.replaceAll('</script', '<\\/script')}</script>`,
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const browser = await chromium.launch({
    executablePath: browserAt() ?? '',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`);
    await page.waitForFunction('globalThis.check !== undefined');
    // Once before, so that the code is compiled as it is after a visit or two.
    await page.evaluate(`check(${JSON.stringify(task)})`);
    return (await page.evaluate(`check(${JSON.stringify(task)})`)) as number[];
  } finally {
    await browser.close();
    await new Promise((done) => server.close(done));
  }
}
