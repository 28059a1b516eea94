import { formatVkey, noteSigner } from '@fadu/kernel/record/index';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adoptCalendar } from '../calendar/adopt.ts';
import { makePapers } from '../jobs/papers.ts';
import { importText } from '../law/store.ts';
import { document } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { verifyAll } from './verify.ts';

let t: TestOffice;
const vkey = formatVkey(noteSigner('test.fadu/220200', new Uint8Array(32).fill(7)).key);

/** What is recorded: nothing in it may change. */
const RECORDED = [
  'act',
  'number',
  'number_series',
  'blob',
  'paper',
  'entry',
  'calendar_year',
  'leaf',
  'log_entry',
  'log_tile',
  'checkpoint',
  'instrument',
  'instrument_version',
  'instrument_event',
];
/** Imported last, after the summaries of the code's statutes. */
const LAST = ['instrument', 'instrument_version', 'instrument_event'];
const COMPUTED = ['case_file', 'public_act'];

beforeAll(async () => {
  t = await testOffice();
  await document(t, 'in-force');
  await document(t, 'review', { title: '演示市电动自行车停放管理办法' });
  const { rows } = await t.database.pool.query(
    `select case_id, seq from fadu.act where act in ('publish', 'legality-review', 'deliberate')`,
  );
  for (const r of rows) await makePapers(t.office, r.case_id, r.seq);
  const year = chinaCalendar.years[2026];
  if (!year) throw new Error('no 2026');
  await adoptCalendar(
    t.office,
    { ...year, notice: `${year.notice}（重录）` },
    t.staff('calendar-keeper', 't-office'),
  );
  const name = (title: string) => `行政法规/${title}.md`;
  await importText(t.office, {
    name: name('旧样本条例(2001-03-01)'),
    bytes: '# 旧样本条例\n\n2001年3月1日 国务院令第1号公布\n\n<!-- INFO END -->\n\n第一条 样本。\n',
  });
  await importText(t.office, {
    name: name('样本条例(2020-03-01)'),
    bytes:
      '# 样本条例\n\n2020年3月1日 国务院令第2号公布\n\n<!-- INFO END -->\n\n第一条 本条例自2020年5月1日起施行。《旧样本条例》同时废止。\n',
  });
  // Enough leaves for a full tile, so that stored tiles are looked at too.
  await t.database.pool.query(
    `insert into fadu.leaf (region, kind, ref, body) select '220200', 'note', i::text, '{"kind":"note","region":"220200","n":' || i || '}' from generate_series(1, 300) i`,
  );
  await t.sequencer.flush();
}, 120_000);
afterAll(() => t?.close());

/** Another value of the column's type. */
function changed(table: string, type: string, column: string): string {
  const c = `"${column}"`;
  if (column === 'ended') return `'stopped'`;
  if (column === 'origin') return `'case'`;
  if (table === 'instrument_event' && column === 'kind') return `'amended'`;
  switch (type) {
    case 'jsonb':
      return `case jsonb_typeof(${c}) when 'array' then ${c} || '["x"]' else coalesce(${c}, '{}') || '{"x":1}' end`;
    case 'bytea':
      return `set_byte(${c}, octet_length(${c}) / 2, get_byte(${c}, octet_length(${c}) / 2) # 1)`;
    case 'timestamp with time zone':
      return `${c} + interval '1 second'`;
    case 'date':
      return `coalesce(${c}, '2020-01-01') + 1`;
    case 'boolean':
      return `not ${c}`;
    case 'integer':
    case 'bigint':
      return `coalesce(${c}, 0) + 1000`;
    case 'xid8':
      return `'999999999'::xid8`;
    case 'ARRAY':
      return `${c} || array['x']`;
    default:
      return `overlay(coalesce(${c}, '') placing 'ÿ' from 1 for 1)`;
  }
}

describe('R90.3 the record', () => {
  test('verifies as it is', async () => {
    const result = await verifyAll(t.office, { vkey });
    expect(result.findings).toEqual([]);
    expect(result.ok).toBe(true);
    expect(result.counts).toMatchObject({ cases: 2, papers: 4 });
    expect(result.counts.leaves).toBeGreaterThan(300);
  });

  test('a byte changed by a superuser in any column of any recorded or computed table is found and named', async () => {
    const { rows: columns } = await t.database.pool.query<{
      table_name: string;
      column_name: string;
      data_type: string;
    }>(
      `select table_name, column_name, data_type from information_schema.columns
       where table_schema = 'fadu' and table_name = any($1) and is_generated = 'NEVER' order by 1, ordinal_position`,
      [[...RECORDED, ...COMPUTED]],
    );
    expect(columns.length).toBeGreaterThan(80);
    const written = (table: string) =>
      columns
        .filter((c) => c.table_name === table)
        .map((c) => `"${c.column_name}"`)
        .join(', ');
    const missed: string[] = [];
    for (const { table_name: table, column_name: column, data_type: type } of columns) {
      // Whether a case is demonstration data is said when it is opened and shown, not proven.
      if (table === 'case_file' && column === 'demo') continue;
      const client = await t.database.pool.connect();
      try {
        await client.query('set session_replication_role = replica');
        const { rows } = await client.query(
          `select ctid::text as place, * from fadu.${table} order by ctid ${LAST.includes(table) ? 'desc' : 'asc'} offset ${table === 'leaf' || table === 'log_entry' ? 40 : 0} limit 1`,
        );
        const before = rows[0];
        await client.query(
          `create temp table kept on commit preserve rows as select * from fadu.${table} where ctid = $1::tid`,
          [before.place],
        );
        const identity = table === 'leaf' || table === 'instrument_event';
        const overriding = identity && column === 'id';
        if (overriding)
          await client.query(`alter table fadu.${table} alter column id set generated by default`);
        await client.query(
          `update fadu.${table} set "${column}" = ${changed(table, type, column)} where ctid = $1::tid`,
          [before.place],
        );
        const result = await verifyAll(t.office, { vkey });
        const named = result.findings.some(
          (f) =>
            f.table === table ||
            f.table === 'log' ||
            (table === 'blob' && f.table === 'paper') ||
            (table.startsWith('number') && f.table.startsWith('number')) ||
            (['log_entry', 'leaf'].includes(table) && ['act', 'leaf', 'log_entry'].includes(f.table)) ||
            (table === 'case_file' && ['act', 'clock', 'public_act', 'entry'].includes(f.table)),
        );
        if (result.ok || !named) missed.push(`${table}.${column}`);
        // Put the row back as it was.
        const { rows: now } = await client.query(
          `select ctid::text as place from fadu.${table} order by xmin::text::bigint desc limit 1`,
        );
        await client.query(`delete from fadu.${table} where ctid = $1::tid`, [now[0].place]);
        await client.query(
          `insert into fadu.${table} (${written(table)}) ${identity ? 'overriding system value ' : ''}select ${written(table)} from kept`,
        );
        await client.query('drop table kept');
        if (overriding) await client.query(`alter table fadu.${table} alter column id set generated always`);
        await client.query('set session_replication_role = origin');
      } finally {
        client.release();
      }
    }
    expect(missed).toEqual([]);
    expect((await verifyAll(t.office, { vkey })).findings).toEqual([]);
  }, 300_000);

  test('a row deleted or added behind the engine is found', async () => {
    const client = await t.database.pool.connect();
    try {
      await client.query('begin');
      await client.query(
        'create temp table gone as select * from fadu.act order by case_id, seq desc limit 1',
      );
      await client.query('delete from fadu.act a using gone g where a.case_id = g.case_id and a.seq = g.seq');
      await client.query('commit');
      const without = await verifyAll(t.office, { vkey });
      expect(without.findings.map((f) => f.table)).toContain('act');
      await client.query('insert into fadu.act select * from gone');
      await client.query(
        `insert into fadu.act select region, case_id, seq + 1, act, at, actor, input, effects, issued, salt, digest, idem_key || 'x' from gone`,
      );
      const added = await verifyAll(t.office, { vkey });
      expect(added.findings.some((f) => f.table === 'act' && f.say.includes('没有写入日志'))).toBe(true);
      await client.query(
        `delete from fadu.act where idem_key like '%x' and seq = (select seq + 1 from gone)`,
      );
    } finally {
      client.release();
    }
  });

  test.each([
    'fadu_app',
    'fadu_system',
    'fadu_staff',
    'fadu_public',
    'fadu_resident',
    'fadu_organ_t_office',
    'fadu_region_220200',
  ])('%s can neither change, delete nor truncate what is recorded', async (role) => {
    const client = await t.database.pool.connect();
    try {
      await client.query(`set role ${role}`);
      for (const table of RECORDED.filter((x) => !['number_series', 'log_tile'].includes(x))) {
        const column =
          table === 'leaf'
            ? 'body'
            : table === 'log_entry'
              ? 'leaf'
              : table === 'blob'
                ? 'media'
                : table === 'checkpoint'
                  ? 'note'
                  : table === 'calendar_year'
                    ? 'year'
                    : table.startsWith('instrument')
                      ? 'recorded_at'
                      : 'region';
        await expect(
          client.query(`update fadu.${table} set ${column} = ${column}`),
          `${role} update ${table}`,
        ).rejects.toThrow(/permission denied/);
        await expect(client.query(`delete from fadu.${table}`), `${role} delete ${table}`).rejects.toThrow(
          /permission denied/,
        );
        await expect(client.query(`truncate fadu.${table}`), `${role} truncate ${table}`).rejects.toThrow(
          /permission denied/,
        );
      }
    } finally {
      await client.query('reset role');
      client.release();
    }
  });
});
