/**
 * Everything a stranger can fetch from a seeded city, searched for everything the cases hold that no stranger may read:
 * pages, feeds, downloads, the public API, searches for the hidden words themselves, and the entries of the log.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedCity } from '@fadu/city/seed';
import type { Form } from '@fadu/kernel';
import { loadSealer } from '@fadu/office/sealed/sealer';
import { openStore } from '@fadu/office/store/pool';
import { freePort } from '@fadu/office/store/server';
import { freshDatabase, type TestDatabase } from '@fadu/office/testing/database';
import { TEST_PASSWORD } from '@fadu/office/testing/global-setup';
import { procedures } from '@fadu/plan/index';
import { checkUscc } from '@fadu/plan/leadership/plan-tracking/index';
import { prepare, type Running, startServer } from '@fadu/server/index';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const NOW = '2026-11-20T08:00:00.000Z';
let folder = '';
let database: TestDatabase;
let running: Running;
/** What must not be read, with where it stands in the cases. */
const hidden = new Map<string, string>();
/** Every public text by address. */
const texts = new Map<string, string>();
let shownCases = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fadu-surface-'));
  database = await freshDatabase();
  writeFileSync(join(folder, 'app.password'), TEST_PASSWORD);
  const prepared = await prepare({ folder, databaseUrl: database.ownerUrl });
  const store = openStore(prepared.appUrl);
  await seedCity({
    ownerUrl: database.ownerUrl,
    store,
    seed: 'fadu',
    now: NOW,
    size: 'small',
    sealer: loadSealer(join(folder, 'keys')),
  });
  await store.close();
  running = await startServer(
    { folder, port: await freePort(), host: '127.0.0.1', demo: true, now: () => NOW, proveAhead: false },
    prepared,
  );
  await running.sequencer.flush();
  await collect();
  await crawl();
  await papers();
}, 900_000);
afterAll(async () => {
  await running?.stop();
  await database?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Names of the fields of a form that hold what is personal. */
const personalFields = (form: Form | undefined): string[] =>
  Object.entries(form?.shape ?? {})
    .filter(([, f]) => (f as { meta?: () => { personal?: boolean } | undefined }).meta?.()?.personal)
    .map(([name]) => name);

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Names of bodies and firms, as cases give them: what publicity is about. */
const bodies = new Set<string>();

/** What the recorded acts hold that is personal: by the mark on the field, and the names of citizens. */
async function collect(): Promise<void> {
  const { rows: parties } = await database.pool.query<{ name: string }>(
    `select distinct input ->> 'partyName' as name from fadu.act where input ->> 'partyKind' <> '公民' and input ? 'partyName'`,
  );
  for (const { name } of parties) bodies.add(name);
  for (const procedure of procedures)
    for (const [act, def] of Object.entries(procedure.acts)) {
      const fields = personalFields(def.form);
      if (fields.length === 0) continue;
      const { rows } = await database.pool.query<{ case_id: string; input: Record<string, unknown> }>(
        `select a.case_id, a.input from fadu.act a join fadu.case_file c on c.region = a.region and c.id = a.case_id
         where c.procedure = $1 and a.act = $2`,
        [procedure.code, act],
      );
      for (const { case_id, input } of rows) {
        const citizen = !('partyKind' in input) || input.partyKind === '公民';
        const names = [...fields, ...('partyKind' in input && citizen ? ['partyName'] : [])];
        for (const [name, value] of names.flatMap((n) => [input[n]].flat().map((v) => [n, v] as const))) {
          if (typeof value !== 'string' || value.trim().length < 3 || isDate(value)) continue;
          if (
            !citizen ||
            [...bodies].some((body) => body.includes(value)) ||
            checkUscc(value, { demo: 'accept' }).ok ||
            /公司|委员会|协会|局$|商会|中心|政府/.test(value)
          )
            continue;
          hidden.set(value, `${case_id} ${act}.${name}`);
        }
      }
    }
}

const ADDRESS = /(?:href|src|action)="([^"#]+)/g;

/** Papers that a stranger may not have, of those he asked for by their number. */
let refused = 0;

/** What a DOCX says. */
async function words(file: ArrayBuffer): Promise<string> {
  const zip = await JSZip.loadAsync(file);
  const parts = Object.keys(zip.files).filter((name) =>
    /^word\/(?:document|header\d*|footer\d*)\.xml$/.test(name),
  );
  const texts = await Promise.all(parts.map((name) => zip.file(name)?.async('string') ?? ''));
  return texts.join(' ').replace(/<[^>]+>/g, '');
}

/** Ask for every paper that was made, as one may who knows its number: a decision of a penalty is among them. */
async function papers(): Promise<void> {
  const { pool } = database;
  for (let wait = 0; wait < 300; wait++) {
    const { rows } = await pool.query<{ n: number }>(
      `select count(*)::int as n from fadu.paper where title like '%行政处罚决定书%'`,
    );
    if ((rows[0]?.n ?? 0) >= 3) break;
    await new Promise((r) => setTimeout(r, 300));
  }
  const { rows } = await pool.query<{ id: string }>(
    `(select id from fadu.paper where title like '%行政处罚决定书%' limit 40) union (select id from fadu.paper order by id limit 160)`,
  );
  for (const { id } of rows) {
    const [docx, pdf] = await Promise.all(
      ['docx', 'pdf'].map((kind) => fetch(`${running.url}/papers/${id}.${kind}`)),
    );
    expect(docx?.status, id).toBe(pdf?.status);
    if (docx?.status === 200) texts.set(`/papers/${id}.docx`, await words(await docx.arrayBuffer()));
    else refused++;
    await pdf?.arrayBuffer();
  }
}

/** Fetch everything that can be reached from the front page, and what searches for the hidden words answer. */
async function crawl(): Promise<void> {
  const queue = [
    '/',
    '/penalties',
    '/penalties.csv',
    '/enforcement',
    '/api/v1/publicity/penalties',
    '/compulsions',
    '/api/v1/publicity/compulsions',
    '/api/v1/publicity/exchange',
    '/api/v1/publicity/bodies',
    '/sitemap.xml',
    '/openapi.json',
    '/api/v1/openapi.json',
    ...[...hidden.keys()].slice(0, 150).flatMap((word) => {
      const q = encodeURIComponent(word);
      return [`/search?q=${q}`, `/api/v1/search?q=${q}`, `/penalties?q=${q}`, `/credit?q=${q}`];
    }),
  ];
  const known = new Set(queue);
  for (let at = 0; at < queue.length && at < 4000; at++) {
    const path = queue[at] as string;
    const answer = await fetch(`${running.url}${path}`);
    if (!/text|json|xml|csv/.test(answer.headers.get('content-type') ?? '')) continue;
    const text = await answer.text();
    texts.set(path, text);
    for (const [, raw] of text.matchAll(ADDRESS)) {
      const url = new URL((raw as string).replaceAll('&amp;', '&'), `${running.url}${path}`);
      const next = `${url.pathname}${url.search}`;
      // Orders of one list and far pages say what the near ones say.
      if (url.origin !== new URL(running.url).origin || known.has(next)) continue;
      if (/^\/(?:static|desk|sign-in|account|laws|procedures|records|plan|time)/.test(url.pathname)) continue;
      if (/mode=|sort=|lang=/.test(url.search)) continue;
      known.add(next);
      queue.push(next);
    }
  }
  const { rows } = await database.pool.query<{ n: string }>(
    `select count(*) as n from fadu.entry where register = 'penalty-record'`,
  );
  shownCases = Number(rows[0]?.n);
}

describe('R24.1 what must be hidden is nowhere in public', () => {
  test('R24.1 the city holds enough that must be hidden, and publishes enough', () => {
    expect(hidden.size).toBeGreaterThan(100);
    expect(shownCases).toBeGreaterThan(5);
    expect(texts.size).toBeGreaterThan(300);
    expect([...texts.keys()].filter((path) => path.startsWith('/penalties/')).length).toBeGreaterThan(3);
    expect([...texts.keys()].filter((path) => path.startsWith('/compulsions/')).length).toBeGreaterThan(3);
  });

  test('R24.1 no page, feed, search, download or answer of the public API holds any of it', () => {
    const found: string[] = [];
    for (const [path, text] of texts) {
      // A search says back what was searched for; what it finds must not hold it.
      const asked = new URL(path, running.url).searchParams.get('q') ?? '';
      const read = asked ? text.replaceAll(asked, '') : text;
      for (const [value, where] of hidden)
        if (!asked.includes(value) && read.includes(value)) found.push(`${path}: “${value}” of ${where}`);
    }
    expect(found.slice(0, 20)).toEqual([]);
  });

  test('R24.1 a decision with the number and address of its party is no public file, whoever knows its address', async () => {
    const { rows } = await database.pool.query<{ id: string }>(
      `select id from fadu.paper where title like '%行政处罚决定书%'`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(3);
    expect(refused).toBeGreaterThanOrEqual(Math.min(rows.length, 40));
    const id = rows[0]?.id ?? '';
    for (const path of [`/papers/${id}.pdf`, `/papers/${id}.docx`, `/api/v1/papers/${id}/pdf`])
      expect((await fetch(`${running.url}${path}`)).status, path).toBe(404);
    // That it is genuine is proven all the same.
    expect((await fetch(`${running.url}/v/${id}`)).status).toBe(200);
  });

  test('R24.1 the log that everyone copies holds digests and no words', async () => {
    const { rows } = await database.pool.query<{ text: string }>(
      `select row_to_json(l)::text as text from fadu.leaf l`,
    );
    expect(rows.length).toBeGreaterThan(1000);
    const all = rows.map((r) => r.text).join('\n');
    expect([...hidden.keys()].filter((value) => all.includes(value))).toEqual([]);
  });

  test('R24.1 what must be shown is: body, code, number, basis, content', async () => {
    const path = [...texts.keys()].find(
      (p) => /^\/penalties\/[^?]+〔|^\/penalties\/%/.test(p) && texts.get(p)?.includes('统一社会信用代码'),
    );
    const page = texts.get(path ?? '') ?? '';
    for (const word of ['当事人', '违法事实', '处罚依据', '处罚内容', '决定日期', '自动停止'])
      expect(page).toContain(word);
  });
});
