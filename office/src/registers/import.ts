/**
 * Import of a list from a spreadsheet: every row is read by the register's columns and checked by the same rules as an
 * act. What is good goes through the engine as one batch; what is not is named by row, column and rule.
 */
import { createHash } from 'node:crypto';
import {
  type Actor,
  columnsOf,
  type DateStr,
  dateOf,
  type EntryDraft,
  envOf,
  type RegisterColumn,
  type RegisterDef,
  readPlaces,
  sameValue,
} from '@fadu/kernel';
import { type Checked, checkingEntries, entryQuestions } from '@fadu/plan/functions/power-registers/asking';
import { settings } from '@fadu/plan/functions/power-registers/common';
import { sql } from 'kysely';
import { answerAll } from '../cases/answers.ts';
import { openCase, type Performed } from '../cases/perform.ts';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';
import { readTable, type Sheet, type Table, writeXlsx } from './table.ts';

/** One thing wrong with a row. */
export interface ImportFault {
  /** Row in the file, the head being row 1. */
  readonly row: number;
  readonly code: string;
  /** Title of the column, where it belongs to one. */
  readonly column: string;
  readonly field: string;
  /** Stable code of the rule. */
  readonly rule: string;
  readonly say: string;
  /** Sources of the rule, as people write them. */
  readonly cites: readonly string[];
}

/** What a file holds, before anything is written. */
export interface ImportCheck {
  readonly register: string;
  readonly file: string;
  readonly sha256: string;
  readonly rows: number;
  /** Rows that will be entered. */
  readonly good: readonly {
    readonly row: number;
    readonly code: string;
    readonly body: EntryDraft['body'];
  }[];
  /** Of those, rows that change an entry of the list. */
  readonly changed: number;
  /** Rows that stand in the list already, word for word: nothing to do. */
  readonly unchanged: number;
  readonly faultyRows: number;
  readonly faults: readonly ImportFault[];
}

export type ImportProgress = (step: string, done: number, of: number) => void;

/** Let the other requests be answered before going on. */
const others = () => new Promise<void>((go) => void setImmediate(go));

/** Check a file against a register. `region`: whose list it is; `on`: the day as of which it is checked. */
export async function checkImport(
  office: Office,
  def: RegisterDef,
  region: string,
  file: { readonly name: string; readonly bytes: Uint8Array },
  on: DateStr = dateOf(office.now()),
  progress: ImportProgress = () => {},
): Promise<ImportCheck> {
  progress('读取表格', 0, 1);
  const table = await readTable(file.name, file.bytes);
  const total = table.rows.length;
  const faults: ImportFault[] = [];
  const drafts: { row: number; draft: EntryDraft }[] = [];
  const reader = rowReader(office, def, region, table);
  for (const [i, row] of table.rows.entries()) {
    const read = reader(row);
    if (read.faults.length) faults.push(...read.faults);
    else drafts.push({ row: row.row, draft: { code: read.code, region, lawFrom: on, body: read.body } });
    if (i % 500 === 0) {
      progress('读取表格', i, total);
      await others();
    }
  }
  progress('查找依据和已有事项', 0, 1);
  const bodies = drafts.map((d) => d.draft.body);
  const answered = await answerAll(office, region, entryQuestions(def, bodies, on));
  const env = envOf({
    now: office.now(),
    calendar: office.calendar,
    organ: office.organ,
    organsOf: office.organsOf,
    answered,
  });
  progress('核对规则', 0, total);
  const columns = new Map(columnsOf(def).map((c) => [c.field, c.title]));
  const checked: Checked[] = [];
  const asDrafts = drafts.map((d) => d.draft);
  for (const one of checkingEntries(def, asDrafts, on, env, { batch: true })) {
    checked.push(one);
    if (checked.length % 500 === 0) {
      progress('核对规则', checked.length, total);
      await others();
    }
  }
  const there = await standingBodies(
    office,
    def.code,
    region,
    drafts.map((d) => d.draft.code),
    on,
  );
  const good: { row: number; code: string; body: EntryDraft['body'] }[] = [];
  let unchanged = 0;
  let changed = 0;
  for (const [i, { draft, refusals }] of checked.entries()) {
    const row = drafts[i]?.row ?? 0;
    for (const r of refusals)
      faults.push({
        row,
        code: draft.code,
        column: columns.get(r.field ?? '') ?? '',
        field: r.field ?? '',
        rule: r.code,
        say: r.say,
        cites: r.cites
          .filter((c) => c.standing !== 'design')
          .map((c) => `《${c.title}》${c.article ? `第${c.article}条` : ''}`),
      });
    if (refusals.length) continue;
    const before = there.get(draft.code);
    if (before && sameEntry(def, before, draft, env)) unchanged++;
    else {
      if (before) changed++;
      good.push({ row, code: draft.code, body: draft.body });
    }
  }
  progress('核对规则', total, total);
  return {
    register: def.code,
    file: file.name,
    sha256: createHash('sha256').update(file.bytes).digest('hex'),
    rows: total,
    good,
    changed,
    unchanged,
    faultyRows: new Set(faults.map((f) => f.row)).size,
    faults: faults.sort((a, b) => a.row - b.row),
  };
}

/** Whether a row says what the list says already; the text of law may be named in another way. */
function sameEntry(
  def: RegisterDef,
  before: EntryDraft['body'],
  draft: EntryDraft,
  env: ReturnType<typeof envOf>,
): boolean {
  const { status: _, ...kept } = before;
  const basis = (Array.isArray(draft.body.basis) ? draft.body.basis : []) as {
    instrument: string;
    article?: string;
  }[];
  const named = basis.map((ref) => ({
    ...ref,
    instrument:
      env.answer({
        ask: 'instrument',
        ref: { instrument: ref.instrument, ...(ref.article && { article: ref.article }) },
        on: draft.lawFrom,
      })?.id ?? ref.instrument,
  }));
  return Object.keys({ ...def.form.shape }).every((field) =>
    sameValue(kept[field], field === 'basis' ? named : draft.body[field]),
  );
}

/** Bodies of the entries with these codes as they stand on a day. */
async function standingBodies(
  office: Office,
  register: string,
  region: string,
  codes: readonly string[],
  on: DateStr,
): Promise<Map<string, EntryDraft['body']>> {
  const { rows } = await office.store.within({ as: 'public' }, (tx) =>
    sql<{ code: string; body: EntryDraft['body'] }>`
      select distinct on (code) code, body from fadu.entry
      where region = ${region} and register = ${register} and code = any(${sql.val([...codes])}::text[])
        and law_from <= ${on}::date order by code, version desc`.execute(tx),
  );
  return new Map(rows.map((r) => [r.code, r.body]));
}

const YES: Readonly<Record<string, boolean>> = {
  是: true,
  有: true,
  可以: true,
  否: false,
  无: false,
  不可以: false,
};

/** A reader of rows for one register and head. @throws Problem 400 where required columns are missing */
function rowReader(office: Office, def: RegisterDef, region: string, table: Table) {
  const columns = columnsOf(def);
  const at = new Map<string, number>();
  for (const c of columns) {
    const i = table.head.indexOf(c.title.replace(/\s/g, ''));
    if (i >= 0) at.set(c.field, i);
  }
  const missing = columns.filter((c) => c.required && !at.has(c.field)).map((c) => c.title);
  if (missing.length)
    throw new Problem(400, 'columns', `表格缺少这些列：${missing.join('、')}；请下载模板，列名不要改动`);
  const codeAt = table.head.indexOf('实施编码');
  const organs = new Map<string, string>();
  for (const o of office.allOrgans())
    for (const name of [o.fullName, o.name, o.id])
      if (!organs.has(name) || o.region === region) organs.set(name, o.id);

  return (row: Table['rows'][number]) => {
    const body: Record<string, unknown> = {};
    const faults: ImportFault[] = [];
    for (const column of columns) {
      const text = row.cells[at.get(column.field) ?? -1] ?? '';
      if (text === '') {
        if (column.required && ['lines', 'basis', 'rows'].includes(column.cell)) body[column.field] = [];
        else if (column.required && column.cell === 'text') body[column.field] = '';
        continue;
      }
      const value = readCell(column, text, organs);
      if (value instanceof CellFault)
        faults.push({
          row: row.row,
          code: row.cells[at.get(def.itemCode) ?? -1] ?? '',
          column: column.title,
          field: column.field,
          rule: 'register.CELL',
          say: `${column.title}：${value.say}`,
          cites: [],
        });
      else body[column.field] = value;
    }
    const given = row.cells[codeAt] ?? '';
    const made = def.codes.of?.(body, office.organ(String(body.organ))) ?? String(body[def.itemCode] ?? '');
    return { body, faults, code: given || made || `第${row.row}行` };
  };
}

class CellFault {
  readonly say: string;
  constructor(say: string) {
    this.say = say;
  }
}

function readCell(column: RegisterColumn, text: string, organs: ReadonlyMap<string, string>): unknown {
  switch (column.cell) {
    case 'text':
    case 'money':
    case 'choice':
      return text;
    case 'lines':
      return text
        .split(/[\r\n]+|；|;/u)
        .map((l) => l.trim())
        .filter((l) => l !== '');
    case 'int':
      return /^-?\d+$/.test(text.normalize('NFKC'))
        ? Number(text.normalize('NFKC'))
        : new CellFault(`应为整数，现为“${text}”`);
    case 'date': {
      const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
      return found
        ? `${found[1]}-${String(found[2]).padStart(2, '0')}-${String(found[3]).padStart(2, '0')}`
        : new CellFault(`应为日期，如 2026-03-02，现为“${text}”`);
    }
    case 'organ':
      return organs.get(text) ?? new CellFault(`机关名录里没有“${text}”，请写机关全称`);
    case 'basis': {
      const places = readPlaces(text);
      return (
        places ??
        new CellFault(`依据应写作《名称》第几条第几款，几条依据用分号隔开，现为“${text.slice(0, 40)}”`)
      );
    }
    case 'rows':
      return readRows(column, text, organs);
    case 'yes-no':
      return YES[text] ?? new CellFault(`应填“是”或者“否”，现为“${text}”`);
    default:
      return column.cell satisfies never;
  }
}

/** Lines of a small table: columns parted by ｜ (or |), in the order of the template. */
function readRows(column: RegisterColumn, text: string, organs: ReadonlyMap<string, string>): unknown {
  const columns = column.rows ?? [];
  const rows: Record<string, unknown>[] = [];
  for (const line of text.split(/[\r\n]+/u).filter((l) => l.trim() !== '')) {
    const parts = line.split(/[|｜]/u).map((p) => p.trim());
    if (parts.length > columns.length)
      return new CellFault(`“${line.slice(0, 40)}”有${parts.length}栏，应为${columns.length}栏`);
    const row: Record<string, unknown> = {};
    for (const [i, c] of columns.entries()) {
      const part = parts[i] ?? '';
      if (part === '') continue;
      const value = readCell(c, part, organs);
      if (value instanceof CellFault)
        return new CellFault(`“${line.slice(0, 40)}”的${c.title}：${value.say}`);
      row[c.field] = value;
    }
    rows.push(row);
  }
  return rows;
}

/** What the keeper says with an import. */
export interface ImportWords {
  readonly title: string;
  readonly reviewer: string;
  readonly approval: string;
  readonly approvedOn: DateStr;
}

/**
 * Enter the good rows of a check as one batch, through the engine. The same file for the same register opens one case,
 * however often it is sent. Null: there is nothing to enter. @throws Problem
 */
export async function submitImport(
  office: Office,
  actor: Actor,
  region: string,
  check: ImportCheck,
  words: ImportWords,
): Promise<Performed | null> {
  const key = `import:${check.register}:${region}:${check.sha256.slice(0, 40)}`;
  if (check.good.length === 0) return null;
  if (check.good.length > settings.batch)
    throw new Problem(
      422,
      'too-many',
      `一批最多${settings.batch}项，这份表格有${check.good.length}项可以收入，请拆成几份上传`,
    );
  return openCase(office, 'register-batch', {
    act: 'submit-batch',
    actor,
    key,
    input: {
      ...words,
      register: check.register,
      file: check.file.slice(0, 120),
      sha256: check.sha256,
      rows: check.good.map(({ code, body }) => ({ code, body })),
      faulty: check.faultyRows,
      faults: check.faults.slice(0, settings.batch).map((f) => ({
        row: f.row,
        code: f.code.slice(0, 60),
        rule: f.rule.slice(0, 60),
        ...(f.field && { field: f.field.slice(0, 60) }),
        say: f.say.slice(0, 1000),
      })),
    },
  });
}

/** The template of a register: its columns, choices to pick from, and a sheet that explains each. */
export async function importTemplate(def: RegisterDef): Promise<Uint8Array<ArrayBuffer>> {
  const columns = columnsOf(def);
  const choices: Record<number, readonly string[]> = {};
  for (const [i, c] of columns.entries()) {
    if (c.options) choices[i] = c.options;
    if (c.cell === 'yes-no') choices[i] = ['是', '否'];
  }
  const how: Readonly<Record<RegisterColumn['cell'], string>> = {
    text: '文字',
    lines: '一行一条（单元格内换行），或者用分号隔开',
    int: '整数',
    money: '元，最多两位小数',
    date: '日期，如 2026-03-02',
    organ: '机关全称，与机关名录一致',
    basis: '《名称》第几条第几款，几条依据用分号隔开',
    choice: '从列表中选',
    'yes-no': '是或者否',
    rows: '一行一条（单元格内换行），各栏用｜隔开',
  };
  return writeXlsx([
    {
      name: '事项',
      head: columns.map((c) => c.title),
      rows: [],
      widths: columns.map((c) => (['lines', 'basis', 'rows'].includes(c.cell) ? 36 : 20)),
      choices,
    },
    {
      name: '填写说明',
      head: ['列', '是否必填', '怎么填', '说明'],
      rows: columns.map((c) => [
        c.title,
        c.required ? '必填' : '选填',
        c.options ? `从列表中选：${c.options.join('、')}` : how[c.cell],
        [
          c.hint,
          c.rows && `各栏依次为：${c.rows.map((r) => r.title).join('｜')}`,
          c.field === def.itemCode ? def.codes.say : '',
        ]
          .filter(Boolean)
          .join('；'),
      ]),
      widths: [22, 10, 44, 60],
    },
  ]);
}

/** The rows that were not taken, with what is wrong: for correcting and sending again. */
export async function errorSheet(
  file: { readonly name: string; readonly bytes: Uint8Array },
  check: ImportCheck,
): Promise<Uint8Array<ArrayBuffer>> {
  const table = await readTable(file.name, file.bytes);
  const byRow = new Map<number, ImportFault[]>();
  for (const f of check.faults) byRow.set(f.row, [...(byRow.get(f.row) ?? []), f]);
  const rows = table.rows.flatMap((r) => {
    const found = byRow.get(r.row);
    return found
      ? [
          [
            ...table.head.map((_, i) => r.cells[i] ?? ''),
            String(r.row),
            found.map((f) => f.column || '整行').join('\n'),
            found.map((f) => f.say).join('\n'),
            found.map((f) => f.rule).join('\n'),
            [...new Set(found.flatMap((f) => f.cites))].join('；'),
          ],
        ]
      : [];
  });
  const sheet: Sheet = {
    name: '事项',
    head: [...table.head, '原表行号', '有问题的列', '问题', '规则', '依据'],
    rows,
    widths: [...table.head.map(() => 20), 10, 18, 60, 24, 40],
    marked: [table.head.length + 1, table.head.length + 2],
  };
  return writeXlsx([sheet]);
}
