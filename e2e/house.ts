/** A whole house for browser tests: server, database, people with accounts, a clock the test moves. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDesk } from '@fadu/desk/build';
import { type Instant, timeOfDay } from '@fadu/kernel';
import { createAccount } from '@fadu/office/identity/index';
import { freePort } from '@fadu/office/store/server';
import { freshDatabase } from '@fadu/office/testing/database';
import { TEST_PASSWORD } from '@fadu/office/testing/global-setup';
import { fillTestCity } from '@fadu/office/testing/organs';
import { prepare, type Running, startServer } from '@fadu/server/index';
import type pg from 'pg';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from './browser.ts';

export const PASSWORD = 'yanshi-2026-mima';

/** Who can sign in: username, name, posts. */
const PEOPLE: readonly (readonly [string, string, readonly (readonly [string, string])[]])[] = [
  ['drafter', '林起草', [['drafter', 't-city']]],
  ['head', '陈局长', [['head', 't-city']]],
  ['clerk', '周办文', [['office-clerk', 't-office']]],
  [
    'keeper',
    '钱日历',
    [
      ['calendar-keeper', 't-office'],
      ['plan-coordinator', 't-office'],
    ],
  ],
  ['reviewer', '吴审核', [['legality-reviewer', 't-justice']]],
  ['market', '郑竞争', [['competition-reviewer', 't-market']]],
  ['ideology', '王宣传', [['special-reviewer', 't-publicity']]],
  ['security', '冯安全', [['special-reviewer', 't-police']]],
  ['environment', '韩生态', [['special-reviewer', 't-ecology']]],
  ['ecologyclerk', '蒋环境', [['office-clerk', 't-ecology']]],
  ['mayor', '孙市长', [['principal-head', 't-gov']]],
  ['cityclerk', '杨城管', [['office-clerk', 't-city']]],
  ['planner', '计立项', [['legislation-planner', 't-justice']]],
  ['justiceclerk', '许立法', [['office-clerk', 't-justice']]],
  ['filer', '吕备案', [['filing-reviewer', 't-justice']]],
  ['justicehead', '何局长', [['head', 't-justice']]],
  ['listkeeper', '郭清单', [['list-keeper', 't-office']]],
  ['itemclerk', '高事项', [['item-clerk', 't-city']]],
  ['lawkeeper', '沈法规', [['law-keeper', 't-justice']]],
  ['one', '齐执法', [['enforcement-officer', 't-market']]],
  ['two', '鲁执法', [['enforcement-officer', 't-market']]],
  ['caseclerk', '姜办案', [['case-clerk', 't-market']]],
  ['markethead', '范副局', [['head', 't-market']]],
  ['marketchief', '彭局长', [['principal-head', 't-market']]],
  ['casereview', '苗案审', [['case-reviewer', 't-market']]],
  ['marketlegal', '柳法制', [['legality-reviewer', 't-market']]],
  ['host', '庄主持', [['hearing-host', 't-market']]],
  ['policeclerk', '鲍公安', [['police-clerk', 't-police']]],
];

export interface House {
  readonly running: Running;
  readonly url: string;
  readonly pool: pg.Pool;
  readonly browser: Browser;
  at(date: string): void;
  /** A browser of its own for one person, signed in. */
  as(username: string, size?: { width: number; height: number }): Promise<Page>;
  /** A stranger's browser; `script: false` has JavaScript off. */
  stranger(options?: { script?: boolean; width?: number; height?: number }): Promise<Page>;
  /** Errors that any page of these browsers logged. */
  readonly faults: string[];
  stop(): Promise<void>;
}

/**
 * Start it all. `motion`: people whose system has its animations on; most houses are of people who asked for less, so
 * that both are tried.
 */
export async function openHouse({ motion = false }: { readonly motion?: boolean } = {}): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'fadu-e2e-'));
  await buildDesk();
  const database = await freshDatabase();
  const { pool } = database;
  // The role of the application is one for the whole test server, and so is its password.
  writeFileSync(join(folder, 'app.password'), TEST_PASSWORD);
  const prepared = await prepare({ folder, databaseUrl: database.ownerUrl });
  await fillTestCity(pool);
  let now: Instant = timeOfDay('2026-03-02', '09:00');
  const port = await freePort();
  const running = await startServer(
    { folder, port, host: '127.0.0.1', demo: true, now: () => now, proveAhead: false },
    prepared,
  );
  for (const [username, name, posts] of PEOPLE) {
    const { id } = await createAccount(running.auth, {
      username,
      name,
      kind: 'staff',
      password: PASSWORD,
      demo: true,
      id: `p-${username}`,
    });
    await pool.query(`insert into fadu.person (id, name, kind, demo) values ($1, $2, 'staff', true)`, [
      id,
      name,
    ]);
    for (const [role, organ] of posts)
      await pool.query('insert into fadu.post (person, role, organ) values ($1, $2, $3)', [id, role, organ]);
  }
  const browser = await openBrowser();
  const faults: string[] = [];
  const contexts: BrowserContext[] = [];
  const pages = new Map<string, Page>();
  const watch = (page: Page) => {
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (e) => faults.push(`${page.url()}: ${e.message}`));
    page.on('console', (m) => {
      // A refused act answers 4xx, which the browser logs by itself.
      if (m.type() === 'error' && !/status of 4\d\d/.test(m.text()))
        faults.push(`${page.url()}: ${m.text()}`);
    });
    return page;
  };
  return {
    running,
    url: running.url,
    pool,
    browser,
    faults,
    at: (date) => {
      now = date.includes('T') ? date : timeOfDay(date, '09:00');
    },
    async as(username, size = { width: 1440, height: 900 }) {
      const known = pages.get(`${username}/${size.width}`);
      if (known) return known;
      const context = await browser.newContext({
        viewport: size,
        locale: 'zh-CN',
        reducedMotion: motion ? 'no-preference' : 'reduce',
      });
      contexts.push(context);
      const page = watch(await context.newPage());
      await page.goto(`${running.url}/sign-in?next=/desk/`);
      await page.locator('input[name=username]').fill(username);
      await page.locator('input[name=password]').fill(PASSWORD);
      await page.locator('main button[type=submit], form button[type=submit]').first().click();
      await page.waitForURL(/\/desk\//, { waitUntil: 'commit' });
      pages.set(`${username}/${size.width}`, page);
      return page;
    },
    async stranger({ script = true, width = 1440, height = 900 } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        locale: 'zh-CN',
        javaScriptEnabled: script,
      });
      contexts.push(context);
      return watch(await context.newPage());
    },
    async stop() {
      for (const context of contexts) await context.close();
      await browser.close();
      await running.stop();
      await database.close();
      await prepared.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
