/** A city can leave: everything goes out in open formats, comes into an empty instance equal, and goes on there. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ANONYMOUS, timeOfDay } from '@fadu/kernel';
import { formatVkey, noteSigner, openCheckpoint } from '@fadu/kernel/record/index';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { procedures } from '@fadu/plan/index';
import { samples } from '@fadu/plan/rulemaking/normative-documents/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCase } from '../cases/load.ts';
import { openCase, performAct } from '../cases/perform.ts';
import { migrateAuth } from '../identity/index.ts';
import { Office } from '../office.ts';
import { Problem } from '../problem.ts';
import { startSequencer } from '../record/sequencer.ts';
import { verifyAll } from '../record/verify.ts';
import { openSealed } from '../sealed/sealed.ts';
import { sealer } from '../sealed/sealer.ts';
import { openStore } from '../store/pool.ts';
import { freshDatabase, type TestDatabase } from '../testing/database.ts';
import { document, key, people } from '../testing/document.ts';
import { officersList } from '../testing/draws.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { adoptAgain, importSamples, namedReport, papersOf } from '../testing/record.ts';
import { exportCity } from './export.ts';
import { compareCity, importCity } from './import.ts';
import type { Manifest } from './manifest.ts';
import { DECISIONS, exportedTables, quotedTable } from './tables.ts';

const signer = noteSigner('test.fadu/220200', new Uint8Array(32).fill(7));
const vkey = formatVkey(signer.key);
let t: TestOffice;
let there: TestDatabase;
let folder = '';
let out: string;
let manifest: Manifest;
let review: string;
let reported: string;

const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('it was not refused');
  return `${error.code} ${error.message}`;
};

/** An office of the city that arrived, on its own database. */
function officeOf(database: TestDatabase, now: string): Office {
  return new Office({
    store: openStore(database.url),
    procedures,
    calendar: chinaCalendar,
    now: () => timeOfDay(now, '09:00'),
    demo: true,
    baseUrl: 'http://127.0.0.1:8080',
    sealer: sealer(new Uint8Array(32).fill(9)),
  });
}

/** Rows of kinds that take long stories to come about; what matters here is that nothing of them is lost. */
async function oddRows(pool: TestDatabase['pool']): Promise<void> {
  await pool.query(
    `insert into fadu.material (region, id, case_id, seq, kind, name, media, size, sha256, captured_at, place, device, officers, about, continuous, gaps, handed_by, handed_at, salt, digest)
     values ('220200', 'a1', $1, 1, '照片', '现场“照片”\n二', 'image/jpeg', 5, repeat('ab', 32), '2026-03-02T01:02:03.456789Z', '', '', array['甲', '乙,"丙'], '', true, '[]', '{"kind":"person"}', now(), 's', 'd')`,
    [review],
  );
  await pool.query(
    `insert into fadu.material_piece (region, material, n, bytes) values ('220200', 'a1', 1, '\\x0001ff'), ('220200', 'a1', 2, '\\x0a0d')`,
  );
  await pool.query(
    `insert into fadu.attempt (region, organ, supervisor, person, name, role, procedure, act, rule, says, at, idem_key)
     values ('220200', 't-market', 't-justice', null, '某人', null, 'p', 'a', 'R', '不得', now(), 'k1')`,
  );
  await pool.query(
    `insert into fadu.notice (region, organ, text, at) values ('220200', 't-market', '一条通知 \\ " 𠮷', now())`,
  );
  await pool.query(
    `insert into fadu.setting (key, value) values ('odd', '{"n": 1.50, "big": 12345678901234567890, "s": "\\u00e9"}')`,
  );
  await pool.query(
    `insert into fadu.person (id, name, kind) values ('p-x', '演示人', 'staff'); insert into fadu.post (person, role, organ) values ('p-x', 'head', 't-city')`,
  );
  await pool.query(
    `insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt", username, kind, demo, closed, "twoFactorEnabled") values ('p-x', '演示人', 'x@example.cn', true, now(), now(), 'yanshi', 'staff', false, false, false)`,
  );
  await pool.query(
    `insert into auth.account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt") values
     ('a-1', 'p-x', 'credential', 'p-x', 'a secret digest', now(), now()), ('a-2', 'u-77', 'city-identity', 'p-x', null, now(), now())`,
  );
}

beforeAll(async () => {
  t = await testOffice();
  await migrateAuth(t.database.pool, 'fadu_app');
  review = await document(t, 'review');
  await document(t, 'published', { title: '演示市电动自行车停放管理办法' });
  await papersOf(t, ['publish']);
  await adoptAgain(t);
  await importSamples(t);
  await officersList(t, 't-market');
  reported = await namedReport(t);
  await oddRows(t.database.pool);
  await t.sequencer.flush();
  // One act more, at another server of the city: it waits for its place in the log.
  const other = officeOf(t.database, '2026-06-01');
  await other.refresh();
  await performAct(other, review, {
    act: 'legality-review',
    actor: people(t).reviewer,
    input: samples['legality-review'],
    key: key(),
  });
  await other.store.close();

  folder = mkdtempSync(join(tmpdir(), 'fadu-leave-'));
  out = join(folder, 'out');
  manifest = await exportCity(t.database.pool, out, {
    at: '2026-06-01T01:00:00.000Z',
    procedures: t.office.procedures.values(),
    log: { origin: 'test.fadu/220200', vkey },
  });
  there = await freshDatabase();
  await migrateAuth(there.pool, 'fadu_app');
}, 120_000);
afterAll(async () => {
  await there?.close();
  await t?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

describe('a city can leave', () => {
  test('every table of the database has a decision: it goes out, or it is said why not', async () => {
    const { rows } = await t.database.pool.query<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%' and n.nspname not like 'pg_temp%'`,
    );
    const names = rows.map((r) => r.name);
    expect(names.filter((name) => !DECISIONS[name])).toEqual([]);
    expect(Object.keys(DECISIONS).filter((name) => !names.includes(name))).toEqual([]);
    for (const d of Object.values(DECISIONS))
      expect(d.does === 'export' ? d.title : d.why).toMatch(/[一-鿿]/);
    // The order of each file is that of a key: the same rows always give the same bytes.
    for (const [name, d] of exportedTables()) {
      const { rows: keys } = await t.database.pool.query<{ columns: string[] }>(
        `select array_agg(a.attname::text order by a.attname) as columns from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
         where i.indrelid = $1::regclass and i.indisunique and i.indpred is null group by i.indexrelid`,
        [quotedTable(name)],
      );
      const fits = keys.some((k) => k.columns.every((c) => d.order.includes(c)));
      expect(fits, `${name} is ordered by ${d.order}, keys are ${JSON.stringify(keys)}`).toBe(true);
    }
  });

  test('what goes out can be read without us, and holds no secret', async () => {
    for (const path of [
      'README.md',
      'manifest.json',
      'log/checkpoint',
      'log/log.vkey',
      'dictionary/tables.json',
      'dictionary/procedures/normative-document.json',
    ])
      expect(existsSync(join(out, path)), path).toBe(true);
    const acts = readFileSync(join(out, 'tables/fadu.act.ndjson'), 'utf8')
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l));
    const { rows } = await t.database.pool.query('select count(*) as n from fadu.act');
    expect(acts.length).toBe(Number(rows[0].n));
    const note = readFileSync(join(out, 'log/checkpoint'), 'utf8');
    expect(openCheckpoint(note, { vkey: readFileSync(join(out, 'log/log.vkey'), 'utf8').trim() }).size).toBe(
      Number(manifest.figures.日志条数),
    );
    expect(Number(manifest.figures.尚未排入日志)).toBeGreaterThan(0);
    const all = readdirSync(out, { recursive: true, encoding: 'utf8' })
      .filter((p) => statSync(join(out, p)).isFile())
      .map((p) => readFileSync(join(out, p), 'latin1'))
      .join('');
    for (const secret of ['a secret digest', Buffer.from('赵举报').toString('latin1')])
      expect(all.includes(secret)).toBe(false);
    expect(readFileSync(join(out, 'tables/auth.account.ndjson'), 'utf8')).toMatch(/u-77/);
    const paper = manifest.files.find((f) => f.path.startsWith('papers/') && f.path.endsWith('.pdf'));
    expect(paper && readFileSync(join(out, paper.path)).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('a folder that is not empty is not written into', async () => {
    const again = exportCity(t.database.pool, out, {
      at: '2026-06-01T01:00:00.000Z',
      procedures: [],
      log: { origin: 'x', vkey },
    });
    expect(await refusal(again)).toContain('folder-not-empty');
  });

  test('one changed byte is refused, with the name of the file; so is a file too many or too few', async () => {
    const bytes = (path: string) => readFileSync(join(out, path));
    const blob = manifest.files.find((f) => f.path.startsWith('papers/'))?.path ?? '';
    for (const path of ['tables/fadu.act.ndjson', 'log/entries.ndjson', 'manifest.json', 'README.md', blob]) {
      const was = bytes(path);
      const changed = Buffer.from(was);
      changed[Math.floor(was.length / 2)] = (changed[Math.floor(was.length / 2)] ?? 0) ^ 1;
      writeFileSync(join(out, path), changed);
      expect(await refusal(importCity(there.pool, out))).toContain(`export-changed “${path}”`);
      writeFileSync(join(out, path), was);
    }
    writeFileSync(join(out, 'tables/more.ndjson'), '{}\n');
    expect(await refusal(importCity(there.pool, out))).toContain('export-changed “tables/more.ndjson”');
    rmSync(join(out, 'tables/more.ndjson'));
    const was = bytes('tables/fadu.post.ndjson');
    rmSync(join(out, 'tables/fadu.post.ndjson'));
    expect(await refusal(importCity(there.pool, out))).toContain('export-changed “tables/fadu.post.ndjson”');
    writeFileSync(join(out, 'tables/fadu.post.ndjson'), was);
    const { rows } = await there.pool.query('select count(*) as n from fadu.act');
    expect(Number(rows[0].n)).toBe(0);
  });

  test('an instance where a city lives takes no other', async () => {
    expect(await refusal(importCity(t.database.pool, out))).toMatch(/^not-empty .*fadu\.act/);
  });

  test('in an empty instance everything comes out equal: log root, due dates, figures, every byte of every table', async () => {
    await importCity(there.pool, out);
    const compared = await compareCity(there.pool, manifest);
    expect(compared.figures.filter((f) => !f.equal)).toEqual([]);
    expect(compared.different).toEqual([]);
    expect(compared.equal).toBe(true);
    expect(compared.files).toBeGreaterThan(exportedTables().length);
    for (const what of ['日志根', '到期日', '下一个号', '未尽的职责'])
      expect(compared.figures.find((f) => f.what === what)?.here).toBeTruthy();
    // What the comparison would say if something were different.
    await there.pool.query(
      'update fadu.number_series set last = last + 1 where series = (select min(series) from fadu.number_series)',
    );
    const wrong = await compareCity(there.pool, manifest);
    expect(wrong.equal).toBe(false);
    expect(wrong.different).toEqual(['tables/fadu.number_series.ndjson']);
    expect(wrong.figures.filter((f) => !f.equal).map((f) => f.what)).toEqual(['下一个号']);
    await there.pool.query(
      'update fadu.number_series set last = last - 1 where series = (select min(series) from fadu.number_series)',
    );
  });

  test('the city goes on there: the next act joins the same log, and the whole record verifies from the old checkpoint', async () => {
    const office = officeOf(there, '2026-06-02');
    const sequencer = startSequencer(office.store, signer, 60_000);
    try {
      await office.refresh();
      expect(office.calendar.years[2026]?.notice).toContain('重录');
      const before = await loadCase(t.office, { as: 'system' }, review);
      const after = await loadCase(office, { as: 'system' }, review);
      expect({ ...after.state, acts: [] }).toEqual({ ...before.state, acts: [] });
      await performAct(office, review, {
        act: 'submit-deliberation',
        actor: people(t).clerk,
        input: {},
        key: key(),
      });
      const comment = await openCase(office, 'disclosure-on-application', {
        actor: ANONYMOUS,
        input: {},
        key: key(),
      }).catch((e: unknown) => e);
      expect(comment).toBeInstanceOf(Problem);
      expect(
        await openSealed(office, t.staff('report-keeper', 't-market'), {
          caseId: reported,
          seq: 1,
          field: 'name',
          reason: '新实例里核对密封',
        }),
      ).toBe('赵举报');
      // New numbers follow the old ones.
      const { rows } = await there.pool.query('select (select max(id) from fadu.leaf) > $1 as after', [
        Number(manifest.figures.日志条数),
      ]);
      expect(rows[0].after).toBe(true);
      await sequencer.flush();
      const result = await verifyAll(office, {
        vkey,
        from: readFileSync(join(out, 'log/checkpoint'), 'utf8'),
      });
      // The material was written by hand above, without a leaf: nothing else may be found.
      expect(result.findings.filter((f) => !f.table.startsWith('material'))).toEqual([]);
      expect(result.log.ok).toBe(true);
      expect(result.counts.leaves).toBeGreaterThan(
        Number(manifest.figures.日志条数) + Number(manifest.figures.尚未排入日志),
      );
    } finally {
      await sequencer.stop();
      await office.store.close();
    }
  });
});
