/** A real Chromium for tests and pictures: the machine's own when it has one, else the one from the npm registry. */
import { existsSync } from 'node:fs';
import packed from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/**
 * What the packed browser is started with for want of memory, and a test cannot have: one process for everybody mixes up
 * the sessions of several people, and no web security hides what the pages' own policy would stop.
 */
const NOT_HERE = [
  '--single-process',
  '--no-zygote',
  '--disable-web-security',
  '--disable-site-isolation-trials',
];

const OWN = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Start the browser. */
export async function openBrowser(): Promise<Browser> {
  const own = process.env.FADU_CHROMIUM ?? OWN.find((path) => existsSync(path));
  const quiet = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return own
    ? chromium.launch({ executablePath: own, args: quiet })
    : chromium.launch({
        executablePath: await packed.executablePath(),
        args: [...packed.args.filter((arg) => !NOT_HERE.includes(arg)), ...quiet],
      });
}
