/**
 * Verifying the whole record: the log itself; every recorded row against its leaf; every computed row against the fold
 * of the acts. A row changed behind the engine's back is found and named.
 */

import { createHash } from 'node:crypto';
import {
  type ActRecord,
  apply,
  type Calendar,
  type CaseState,
  type ClockEventAt,
  clockDue,
  clockSpec,
  noCase,
  type Procedure,
} from '@fadu/kernel';
import {
  canonicalJson,
  hashReader,
  openCheckpoint,
  type VerifyLogResult,
  verifyLog,
} from '@fadu/kernel/record/index';
import { sql } from 'kysely';
import { regionOf } from '../cases/load.ts';
import { actDigest, caseRow, clockRows, digestOf, entryRows, plain, publicAct } from '../cases/rows.ts';
import { listFindings } from '../draws/verify.ts';
import { lawFindings } from '../law/store-verify.ts';
import { materialFindings } from '../materials/verify.ts';
import type { Office } from '../office.ts';
import { planFindings } from '../plan/import.ts';
import type { Tx } from '../store/pool.ts';
import { logReader, readLogFile } from './log-files.ts';
import { calendarFindings, rowFindings } from './verify-rows.ts';

/** One thing that is not as it was recorded. */
export interface Finding {
  /** Table, without the schema. */
  readonly table: string;
  /** Which row, as people can look it up. */
  readonly row: string;
  /** What is wrong, one Chinese sentence. */
  readonly say: string;
}

export interface Verification {
  readonly ok: boolean;
  readonly log: VerifyLogResult;
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<string, number>>;
}

export interface VerifyOptions {
  readonly vkey: string;
  /** A checkpoint kept from earlier: the log must begin with it. */
  readonly from?: string;
  readonly onProgress?: (step: string, done: number, of: number) => void;
  /** Stop listing after this many findings. Default 200. */
  readonly most?: number;
}

/** Verify everything. Reads in one snapshot, so acts that arrive meanwhile do not disturb it. */
export async function verifyAll(office: Office, options: VerifyOptions): Promise<Verification> {
  const progress = options.onProgress ?? (() => {});
  const log = await verifyLog({
    readCheckpoint: async () => (await logReader(office.store)('checkpoint')) ?? '',
    readTile: logReader(office.store),
    vkey: options.vkey,
    ...(options.from && { from: options.from }),
    onProgress: (done, of) => progress('日志', done, of),
  });
  const findings: Finding[] = [];
  const counts: Record<string, number> = {};
  const most = options.most ?? 200;
  const found = (table: string, row: string, say: string) => {
    if (findings.length < most) findings.push({ table, row, say });
  };
  if (!log.ok) found('log', log.at.path ?? `第 ${log.at.index ?? '?'} 条`, log.reason);
  await office.store.within(
    { as: 'system' },
    async (tx) => {
      await leaves(tx, found, counts);
      await checkpoints(tx, options.vkey, found, counts);
      await cases(office, tx, found, counts, progress);
      await numbers(tx, found, counts);
      await papers(tx, found, counts, progress);
      for (const f of await calendarFindings(tx, counts)) found(f.table, f.row, f.say);
      for (const f of await planFindings(tx)) found(f.table, f.row, f.say);
      for (const f of await materialFindings(tx, counts)) found(f.table, f.row, f.say);
      for (const f of await listFindings(tx, counts)) found(f.table, f.row, f.say);
      for (const f of await rowFindings(tx, office.procedures, counts)) found(f.table, f.row, f.say);
      for (const f of await lawFindings(tx, counts, (done, of) => progress('法规', done, of)))
        found(f.table, f.row, f.say);
    },
    { snapshot: true },
  );
  return { ok: log.ok && findings.length === 0, log, findings, counts };
}

type Found = (table: string, row: string, say: string) => void;

/** Leaves: bookkeeping columns say what the body says, the order in the log is the order of writing. */
async function leaves(tx: Tx, found: Found, counts: Record<string, number>) {
  let after = -1;
  let last: { tx: string; id: number } | null = null;
  for (;;) {
    const rows = await tx
      .selectFrom('fadu.log_entry as e')
      .innerJoin('fadu.leaf as l', 'l.id', 'e.leaf')
      .select(['e.index', 'l.id', 'l.tx', 'l.region', 'l.kind', 'l.ref', 'l.body'])
      .where('e.index', '>', after)
      .orderBy('e.index')
      .limit(5000)
      .execute();
    for (const row of rows) {
      if (row.index !== after + 1) found('log_entry', String(row.index), '日志序号不连续');
      after = row.index;
      if (last && (BigInt(row.tx) < BigInt(last.tx) || (row.tx === last.tx && row.id <= last.id))) {
        found('leaf', String(row.id), '写入次序与日志次序不一致');
      }
      last = { tx: row.tx, id: row.id };
      const body = parse(row.body);
      const region = row.kind === 'calendar' ? '000000' : body?.region;
      if (!body || body.kind !== row.kind || region !== row.region || !refFits(row.kind, row.ref, body)) {
        found('leaf', String(row.id), '登记的类别、地区或者编号与内容不符');
      }
    }
    counts.leaves = after + 1;
    if (rows.length < 5000) break;
  }
}

function parse(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}

function refFits(kind: string, ref: string, body: Record<string, unknown>): boolean {
  switch (kind) {
    case 'act':
    case 'said':
      return ref === `${body.case}/${body.seq}`;
    case 'duty':
      return (
        ref === `${body.case}/${body.seq}/${body.clock}` || ref === `${body.case}/calendar/${body.clock}`
      );
    case 'paper':
      return ref === body.id;
    case 'material':
    case 'custody':
      return ref === body.id;
    case 'row':
      return ref === body.ref;
    case 'calendar':
      return ref === `${body.year}/${body.version}`;
    case 'law':
      return ref === `${body.instrument}/${body.version}`;
    case 'law-event':
      return ref === `${body.instrument}/${body.event}`;
    default:
      return true;
  }
}

/** Every head ever signed is still a head of this log. */
async function checkpoints(tx: Tx, vkey: string, found: Found, counts: Record<string, number>) {
  const rows = await tx.selectFrom('fadu.checkpoint').selectAll().orderBy('size').execute();
  counts.checkpoints = rows.length;
  const head = rows.at(-1);
  if ((head?.size ?? 0) !== counts.leaves)
    found('checkpoint', String(head?.size ?? 0), '最新的签名树头与日志的长度不符，之后的树头不见了');
  if (!head) return;
  let reader: ReturnType<typeof hashReader>;
  try {
    const { size, root } = openCheckpoint(head.note, { vkey });
    reader = hashReader({ size, root, readTile: (path) => readLogFile(tx, path) });
  } catch {
    return;
  }
  for (const row of rows) {
    try {
      const { size, root } = openCheckpoint(row.note, { vkey });
      const expected = await reader.rootAt(size);
      if (size !== row.size || !Buffer.from(expected).equals(Buffer.from(root)))
        throw new Error('other root');
    } catch {
      found('checkpoint', String(row.size), '这个签名树头与日志不一致，或者签名无效');
    }
  }
}

const iso = (value: unknown) => new Date(String(value)).toISOString();

interface ActRow {
  region: string;
  case_id: string;
  seq: number;
  act: string;
  at: string;
  actor: ActRecord['actor'];
  input: ActRecord['input'];
  effects: ActRecord['effects'];
  issued: ActRecord['issued'] | null;
  salt: string;
  digest: string;
  idem_key: string;
}

/** Cases: every act against its leaf, and everything computed from the acts against their fold. */
async function cases(
  office: Office,
  tx: Tx,
  found: Found,
  counts: Record<string, number>,
  progress: (step: string, done: number, of: number) => void,
) {
  const total = await tx
    .selectFrom('fadu.case_file')
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  let after: [string, string] = ['', ''];
  let done = 0;
  counts.acts = 0;
  const seen = new Set<string>();
  for (;;) {
    const files = await tx
      .selectFrom('fadu.case_file')
      .selectAll()
      .where((e) => e(e.refTuple('region', 'id'), '>', e.tuple(...after)))
      .orderBy('region')
      .orderBy('id')
      .limit(300)
      .execute();
    const last = files.at(-1);
    if (!last) break;
    after = [last.region, last.id];
    const ids = files.map((f) => f.id);
    const acts = (await tx
      .selectFrom('fadu.act')
      .selectAll()
      .where('case_id', 'in', ids)
      .orderBy('case_id')
      .orderBy('seq')
      .execute()) as unknown as ActRow[];
    const actLeaves = await tx
      .selectFrom('fadu.leaf')
      .select(['ref', 'body'])
      .where('kind', '=', 'act')
      .where('ref', 'in', acts.map((a) => `${a.case_id}/${a.seq}`).concat(''))
      .execute();
    const leafOf = new Map(actLeaves.map((l) => [l.ref, parse(l.body)]));
    const clocks = await tx.selectFrom('fadu.clock').selectAll().where('case_id', 'in', ids).execute();
    const shown = await tx.selectFrom('fadu.public_act').selectAll().where('case_id', 'in', ids).execute();
    const entries = await tx.selectFrom('fadu.entry').selectAll().where('case_id', 'in', ids).execute();
    const events = await tx
      .selectFrom('fadu.instrument_event')
      .selectAll()
      .where('case_id', 'in', ids)
      .execute();
    for (const file of files) {
      const mine = acts.filter((a) => a.case_id === file.id);
      counts.acts += mine.length;
      for (const row of mine) checkAct(row, leafOf.get(`${row.case_id}/${row.seq}`), found, seen);
      const procedure = office.procedureOf(file.procedure, file.version);
      if (!procedure) {
        found('case_file', file.id, `没有这个程序：${file.procedure}`);
        continue;
      }
      const state = mine
        .map(recordOf)
        .reduce((s, r) => apply(s, r), noCase(file.id, procedure.code, procedure.version));
      checkCase(office, procedure, state, file, found);
      checkClocks(
        office,
        procedure,
        state,
        clocks.filter((k) => k.case_id === file.id),
        found,
      );
      checkPublic(
        office,
        procedure,
        mine,
        shown.filter((p) => p.case_id === file.id),
        found,
      );
      checkEntries(
        mine,
        entries.filter((e) => e.case_id === file.id),
        found,
      );
      checkInstrumentEvents(
        mine,
        events.filter((e) => e.case_id === file.id),
        found,
      );
    }
    done += files.length;
    progress('事项', done, Number(total.n));
  }
  counts.cases = done;
  // Leaves without their row: something was deleted.
  const orphans = await sql<{ ref: string }>`
    select l.ref from fadu.leaf l where l.kind = 'act'
      and not exists (select from fadu.act a where a.region = l.region and a.case_id || '/' || a.seq = l.ref) limit 200`.execute(
    tx,
  );
  for (const { ref } of orphans.rows) found('act', ref, '日志里有这一步，表里的记录不见了');
  const stray = await sql<{ case_id: string; seq: number }>`
    select a.case_id, a.seq from fadu.act a where not exists (select from fadu.case_file c where c.region = a.region and c.id = a.case_id) limit 200`.execute(
    tx,
  );
  for (const { case_id, seq } of stray.rows)
    found('case_file', `${case_id}/${seq}`, '有办理记录，事项本身不见了');
}

const recordOf = (row: ActRow): ActRecord => ({
  seq: row.seq,
  act: row.act,
  at: iso(row.at),
  actor: row.actor,
  input: row.input,
  effects: row.effects,
  ...(row.issued && { issued: row.issued }),
});

function checkAct(
  row: ActRow,
  leaf: Record<string, unknown> | null | undefined,
  found: Found,
  seen: Set<string>,
) {
  const name = `${row.case_id}/${row.seq}`;
  if (seen.has(name)) found('act', name, '这一步重复出现');
  seen.add(name);
  if (!leaf) return found('act', name, '这一步没有写入日志，是从外面加进来的');
  const digest = actDigest(row.region, row.case_id, recordOf(row), row.salt, row.idem_key);
  if (digest !== leaf.digest) found('act', name, '这一步的内容被改动过，与日志里的摘要不符');
  if (row.digest !== leaf.digest) found('act', name, '这一步的摘要一栏被改动过');
}

const same = (a: unknown, b: unknown) => canonicalJson(plain(a ?? null)) === canonicalJson(plain(b ?? null));

function checkCase(
  office: Office,
  procedure: Procedure,
  state: CaseState,
  file: Record<string, unknown>,
  found: Found,
) {
  const isPublic = state.acts.some((a) => procedure.publicFrom?.includes(a.act));
  const expected = {
    ...caseRow(procedure, state, (id) => office.organ(id) !== undefined),
    seq: state.seq,
    public: isPublic,
    opened_at: state.acts[0]?.at,
    changed_at: state.acts.at(-1)?.at,
  };
  for (const [column, value] of Object.entries(expected)) {
    const is = column.endsWith('_at') ? iso(file[column]) : file[column];
    if (!same(is, value)) found('case_file', String(file.id), `“${column}”一栏与办理记录推出的不符`);
  }
}

function checkClocks(
  office: Office,
  procedure: Procedure,
  state: CaseState,
  rows: readonly Record<string, unknown>[],
  found: Found,
) {
  for (const row of rows) {
    const name = `${String(row.case_id)}/${String(row.clock)}`;
    if (row.region !== regionOf(state.id)) found('clock', name, '期限所在的地区与案件不符');
    const events = state.clocks[String(row.clock)];
    if (!events || !procedure.clocks[String(row.clock)]) {
      found('clock', name, '办理记录里没有这个期限');
      continue;
    }
    if (!same(row.events, events)) found('clock', name, '期限的起算、中止或者延长与办理记录不符');
    const spec = clockSpec(procedure, String(row.clock));
    const dueUnder = (calendar: Calendar) => clockDue(spec, events as ClockEventAt[], calendar);
    const is = (due: ReturnType<typeof dueUnder>): boolean =>
      (due?.due ?? null) === row.due && (due?.dueAt ?? null) === (row.due_at ? iso(row.due_at) : null);
    const due = dueUnder(office.calendar);
    // A holiday notice re-dates what runs; what had ended or stood still keeps the day of a calendar before it.
    if (!is(due) && (row.state === 'running' || !office.calendars.some((c) => is(dueUnder(c))))) {
      found('clock', name, `截止日应为 ${due?.due ?? '无'}，表里是 ${String(row.due ?? '无')}`);
    }
  }
  const last = state.acts.at(-1);
  const expected = last
    ? clockRows(procedure, state, Object.keys(state.clocks), { now: last.at, calendar: office.calendar })
    : [];
  for (const row of rows) {
    const should = expected.find((e) => e.clock === row.clock);
    if (!should) continue;
    for (const column of [
      'title',
      'kind',
      'state',
      'owed_by',
      'started_at',
      'stopped_at',
      'on_expiry',
    ] as const) {
      const is = column.endsWith('_at') && row[column] ? iso(row[column]) : row[column];
      if (!same(is, should[column]))
        found('clock', `${String(row.case_id)}/${String(row.clock)}`, `“${column}”一栏与办理记录推出的不符`);
    }
  }
  for (const code of Object.keys(state.clocks)) {
    if (!rows.some((r) => r.clock === code)) found('clock', `${state.id}/${code}`, '期限不见了');
  }
}

function checkPublic(
  office: Office,
  procedure: Procedure,
  acts: readonly ActRow[],
  rows: readonly Record<string, unknown>[],
  found: Found,
) {
  let state = noCase(acts[0]?.case_id ?? '', procedure.code, procedure.version);
  let open = false;
  for (const row of acts) {
    const record = recordOf(row);
    state = apply(state, record);
    open ||= Boolean(procedure.publicFrom?.includes(record.act));
    const expected = open
      ? publicAct(
          procedure,
          { ok: true, record, state },
          { now: record.at, calendar: office.calendar, organ: office.organ, organsOf: office.organsOf },
        )
      : null;
    const shown = rows.find((r) => r.seq === record.seq);
    const name = `${row.case_id}/${row.seq}`;
    if (!expected && shown) found('public_act', name, '不应公开的步骤被公开了');
    else if (expected && !shown) found('public_act', name, '应当公开的步骤没有公开');
    else if (
      expected &&
      shown &&
      (!same(shown.body, expected.body) ||
        shown.title !== expected.title ||
        shown.organ !== expected.organ ||
        shown.act !== record.act ||
        shown.region !== row.region ||
        iso(shown.at) !== record.at)
    ) {
      found('public_act', name, '公开的内容与办理记录不符');
    }
  }
  for (const r of rows)
    if (!acts.some((a) => a.seq === r.seq))
      found('public_act', `${String(r.case_id)}/${String(r.seq)}`, '公开了没有发生的步骤');
}

function checkEntries(acts: readonly ActRow[], rows: readonly Record<string, unknown>[], found: Found) {
  const left = new Map<string, Record<string, unknown>[]>();
  const keyOf = (seq: unknown, region: unknown, register: unknown, code: unknown) =>
    [seq, region, register, code].join('\n');
  for (const e of rows) {
    const key = keyOf(e.seq, e.region, e.register, e.code);
    left.set(key, [...(left.get(key) ?? []), e]);
  }
  for (const row of acts) {
    for (const expected of entryRows(recordOf(row))) {
      const region = expected.region ?? row.region;
      const entry = left.get(keyOf(row.seq, region, expected.register, expected.code))?.shift();
      const name = `${expected.register}/${expected.code}`;
      if (!entry) found('entry', name, `登记项不见了（${row.case_id}/${row.seq}）`);
      else if (
        !same(
          { f: entry.law_from, t: entry.law_to, b: entry.body, r: entry.region },
          { f: expected.law_from, t: expected.law_to, b: expected.body, r: region },
        ) ||
        iso(entry.recorded_at) !== iso(row.at)
      ) {
        found('entry', name, '登记项与办理记录不符');
      }
    }
  }
  for (const e of [...left.values()].flat())
    found('entry', `${String(e.register)}/${String(e.code)}`, '登记项不是由任何一步办理产生的');
}

/** What acts recorded as having happened to texts of law, and nothing else under their names. */
function checkInstrumentEvents(
  acts: readonly ActRow[],
  rows: readonly Record<string, unknown>[],
  found: Found,
) {
  const left = [...rows];
  for (const row of acts) {
    for (const e of recordOf(row).effects.instrumentEvents ?? []) {
      const i = left.findIndex(
        (r) =>
          r.seq === row.seq &&
          same(
            [r.instrument, r.kind, r.articles, r.on_day, r.by_instrument, r.says],
            [e.instrument, e.kind, e.articles, e.on, e.by ?? null, e.says],
          ) &&
          iso(r.recorded_at) === iso(row.at),
      );
      if (i < 0) found('instrument_event', e.instrument, `登记的法律变动不见了（${row.case_id}/${row.seq}）`);
      else left.splice(i, 1);
    }
  }
  for (const r of left)
    found('instrument_event', String(r.instrument), '登记的法律变动不是由任何一步办理产生的，或者被改动过');
}

/** Numbers: as the acts drew them, without gaps, the series standing at the last. */
async function numbers(tx: Tx, found: Found, counts: Record<string, number>) {
  const wrong = await sql<{ name: string; why: string }>`
    select n.text as name, 'act' as why from fadu.number n
      left join fadu.act a on a.region = n.region and a.case_id = n.case_id and a.seq = n.seq
      where a.issued ->> n.series is distinct from n.text
    union all
    select a.case_id || '/' || a.seq, 'missing' from fadu.act a, jsonb_each_text(a.issued) i
      where not exists (select from fadu.number n where n.region = a.region and n.series = i.key and n.text = i.value)
    union all
    select region || '/' || series || '/' || organ || '/' || year, 'gap' from fadu.number
      group by region, series, organ, year having max(n) <> count(*) or min(n) <> 1
    union all
    select region || '/' || series || '/' || organ || '/' || year, 'last' from fadu.number_series s
      full join (select region, series, organ, year, max(n) as n from fadu.number group by region, series, organ, year) m
      using (region, series, organ, year) where s.last is distinct from coalesce(m.n, 0)
    union all
    select register || '/' || code, 'version' from fadu.entry group by region, register, code
      having max(version) <> count(*) or min(version) <> 1
    union all
    select n.text, 'year' from fadu.number n
      where n.text !~ ('(^|[^0-9])' || n.year || '([^0-9]|$)') or n.text !~ ('(^|[^0-9])0*' || n.n || '([^0-9]|$)')
    limit 200`.execute(tx);
  const says: Record<string, string> = {
    act: '这个号与取号的办理记录不符',
    missing: '办理记录里取过的号不见了',
    gap: '这一序列的号不连续',
    last: '序列的最后一个号不对',
    version: '登记项的版本号不连续',
    year: '号的年份或者序号与号码本身不符',
  };
  for (const { name, why } of wrong.rows)
    found(why === 'last' ? 'number_series' : why === 'version' ? 'entry' : 'number', name, says[why] ?? why);
  const n = await tx
    .selectFrom('fadu.number')
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  counts.numbers = Number(n.n);
}

/** Papers: the row against its leaf, the bytes against their hash. */
async function papers(
  tx: Tx,
  found: Found,
  counts: Record<string, number>,
  progress: (step: string, done: number, of: number) => void,
) {
  const rows = await tx.selectFrom('fadu.paper').selectAll().execute();
  counts.papers = rows.length;
  const leafRows = await tx
    .selectFrom('fadu.leaf')
    .select(['ref', 'body'])
    .where('kind', '=', 'paper')
    .execute();
  const leafOf = new Map(leafRows.map((l) => [l.ref, parse(l.body)]));
  for (const { digest, ...row } of rows) {
    const leaf = leafOf.get(row.id);
    leafOf.delete(row.id);
    if (!leaf) found('paper', row.id, '这份文书没有写入日志');
    else if (digestOf(row) !== leaf.digest || digest !== leaf.digest)
      found('paper', row.id, '这份文书的登记被改动过');
  }
  for (const ref of leafOf.keys()) found('paper', ref, '日志里有这份文书，表里的记录不见了');
  const blobs = await tx.selectFrom('fadu.blob').select(['hash', 'size', 'media']).execute();
  const known = new Map(
    rows.flatMap(
      (r) =>
        [
          [r.docx, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
          [r.pdf, 'application/pdf'],
        ] as const,
    ),
  );
  counts.files = blobs.length;
  for (const [i, { hash, size, media }] of blobs.entries()) {
    const { bytes } = await tx
      .selectFrom('fadu.blob')
      .select('bytes')
      .where('hash', '=', hash)
      .executeTakeFirstOrThrow();
    if (createHash('sha256').update(bytes).digest('hex') !== hash) found('blob', hash, '文件的内容被改动过');
    if (bytes.length !== size || (known.has(hash) && known.get(hash) !== media))
      found('blob', hash, '文件的大小或者类型一栏被改动过');
    if (i % 50 === 0) progress('文件', i, blobs.length);
  }
  for (const hash of known.keys())
    if (!blobs.some((b) => b.hash === hash)) found('blob', hash, '文书的文件不见了');
}
