/** Lists for a draw, made from the registers or from a table that an organ brings. */
import { dateOf, type EntryFacts, type ListFacts } from '@fadu/kernel';
import { type ListKind, readList } from '@fadu/kernel/draw/index';
import { fromUtf8 } from '@fadu/kernel/record/index';
import { type CreditClass, weightOf } from '@fadu/plan/enforcement/credit-grading/index';
import { sql } from 'kysely';
import { regionsBelow } from '../cases/answers.ts';
import { creditModel, gradesOn } from '../credit/reading.ts';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';
import { MOST_ROWS, parseCsv, readTable } from '../registers/table.ts';
import { type Committer, commitList, maskedName, type RowToCommit } from './lists.ts';

/** Weight of an object by the risk of its trade: DESIGN, shown with the list. */
export const RISK_WEIGHTS: Readonly<Record<string, number>> = { 低: 1, 中: 2, 高: 4 };

/** Which objects of the directory stand in a list. */
export interface ObjectChoice {
  readonly title: string;
  /** Classes of objects, e.g. 餐饮服务; at least one. */
  readonly classes: readonly string[];
  /** Inspections of one object in this year after which it is left out; absent: no cap is published. */
  readonly cap?: number;
}

/** Entries of a register that are the law today, in the organ's region and those below; a page of keys at a time. */
async function* entriesOf(office: Office, organ: string, register: string): AsyncGenerator<EntryFacts> {
  const regions = regionsBelow(office, office.organ(organ)?.region ?? '');
  const on = dateOf(office.now());
  for (let after: [string, string] = ['', '']; ; ) {
    const { rows } = await office.store.within({ as: 'organ', organ }, (tx) =>
      sql<
        Omit<EntryFacts, 'lawTo'> & { readonly lawTo: string | null }
      >`select region, register, code, version, "lawFrom", "lawTo", body from (
          select distinct on (e.region, e.code) e.region, e.register, e.code, e.version, e.law_from as "lawFrom", e.law_to as "lawTo", e.body
          from fadu.entry e
          where e.register = ${register} and e.region = any(${sql.val(regions)}::text[]) and e.law_from <= ${on}::date
            and (e.region, e.code) > (${after[0]}, ${after[1]})
          order by e.region, e.code, e.version desc limit 5000) latest
        order by region, code`.execute(tx),
    );
    for (const { lawTo, ...row } of rows) if (lawTo === null || lawTo >= on) yield row;
    const last = rows.at(-1);
    if (!last || rows.length < 5000) return;
    after = [last.region, last.code];
  }
}

/** How often each object was inspected this year by the organ: visits, and tasks of draws that have no visit of their own. */
async function inspectedThisYear(office: Office, organ: string): Promise<Map<string, number>> {
  const year = dateOf(office.now()).slice(0, 4);
  const { rows } = await office.store.within({ as: 'organ', organ }, (tx) =>
    sql<{ object: string; n: number }>`with visit as (
        select distinct on (region, code) body from fadu.entry
        where register = 'inspection-visit' and organ = ${organ} order by region, code, version desc),
      task as (
        select distinct on (region, code) code, body from fadu.entry
        where register = 'inspection-task' order by region, code, version desc)
      select object, count(*)::int as n from (
        select body ->> 'object' as object from visit
        where body ->> 'counted' = 'true' and left(body ->> 'on', 4) = ${year}
        union all
        select t.body ->> 'object' from task t
        where exists (select from jsonb_array_elements(t.body -> 'results') r
            where r ->> 'organ' = ${organ} and left(r ->> 'inspectedOn', 4) = ${year})
          and not exists (select from visit v where v.body ->> 'task' = t.code)) all_of_them
      group by 1`.execute(tx),
  );
  return new Map(rows.map((r) => [r.object, r.n]));
}

/**
 * A list of objects from the directory. Layers are the credit classes: the grade of the day where the object is graded,
 * else what the directory says. Weights follow the risk of the trade, times the class's weight in the published model.
 */
export async function objectsFromRegister(
  office: Office,
  who: Committer,
  choice: ObjectChoice,
): Promise<ListFacts> {
  const seen = choice.cap === undefined ? new Map() : await inspectedThisYear(office, who.organ);
  const rows: RowToCommit<'objects'>[] = [];
  const today = dateOf(office.now());
  // Grades are not on the public's list: the office reads them for the draw.
  const { classes, model } = await office.store.within({ as: 'system' }, async (tx) => ({
    classes: await gradesOn(tx, today),
    model: await creditModel(tx, today),
  }));
  for await (const { code, body } of entriesOf(office, who.organ, 'inspection-object')) {
    if (body.status === '取消' || body.state !== '在业' || !choice.classes.includes(String(body.class)))
      continue;
    const capped = choice.cap !== undefined && (seen.get(code) ?? 0) >= choice.cap;
    const credit = classes.get(code) ?? (body.credit as CreditClass);
    rows.push({
      ref: code,
      stratum: credit,
      weight: (RISK_WEIGHTS[String(body.risk)] ?? 1) * (model ? weightOf(model, credit) : 1),
      ...(capped && { out: '已达年度检查频次上限' }),
      name: String(body.name),
    });
  }
  if (rows.length === 0)
    throw new Problem(422, 'list', `名录库里没有在业的“${choice.classes.join('、')}”，请核对检查对象类别`);
  return commitList(office, who, { kind: 'objects', title: choice.title, rows });
}

/** A list of the organ's officers from the register of certificates, valid today and in the field. */
export async function officersFromRegister(
  office: Office,
  who: Committer,
  choice: { readonly title: string; readonly field?: string },
): Promise<ListFacts> {
  const today = dateOf(office.now());
  const rows: RowToCommit<'officers'>[] = [];
  for await (const { code, body } of entriesOf(office, who.organ, 'officer-certificate')) {
    const fields = (body.fields ?? []) as readonly string[];
    if (body.organ !== who.organ || body.status !== '在用' || String(body.validTo) < today) continue;
    if (choice.field && !fields.includes(choice.field)) continue;
    rows.push({ ref: code, group: who.organ, name: String(body.name) });
  }
  if (rows.length === 0)
    throw new Problem(
      422,
      'list',
      '证件名录里没有本机关今天有效的执法人员，请核对执法领域或者先办理执法证件',
    );
  return commitList(office, who, { kind: 'officers', title: choice.title, rows });
}

/** Columns of a table that an organ brings, by kind; those with a star may be left out. */
export const TABLE_COLUMNS: Readonly<Record<ListKind, readonly string[]>> = {
  objects: ['编号', '层', '权重*', '名称', '不参加的原因*', '遮盖*', '证件号码*'],
  officers: ['证件号', '姓名', '不参加的原因*'],
  pairs: ['对象编号', '证件号', '原因*'],
};

/**
 * A list from a file: a table (.xlsx, .csv) with the columns above, or a list in the canonical form itself (.tsv), which
 * may have a million rows. @throws Problem naming the row
 */
export async function listFromFile(
  office: Office,
  who: Committer,
  kind: ListKind,
  title: string,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<ListFacts> {
  if (/\.tsv$/i.test(file.name)) {
    let list: ReturnType<typeof readList>;
    try {
      list = readList(kind, file.bytes);
    } catch (error) {
      throw new Problem(422, 'list', error instanceof Error ? error.message : '清单读不出来');
    }
    const rows = Array.from({ length: list.length }, (_, i) => list.row(i));
    return commitList(office, who, { kind, title, rows: rows as never });
  }
  const { head, rows } = /\.csv$/i.test(file.name)
    ? csvTable(file.bytes)
    : await readTable(file.name, file.bytes);
  if (rows.length > MOST_ROWS && !/\.csv$/i.test(file.name))
    throw new Problem(413, 'too-large', `表格超过${MOST_ROWS}行，请存为CSV再上传`);
  const missing = TABLE_COLUMNS[kind].filter((c) => !c.endsWith('*') && !head.includes(c));
  if (missing.length)
    throw new Problem(
      422,
      'list',
      `表头缺少：${missing.join('、')}；应有的列：${TABLE_COLUMNS[kind].join('、')}（带星号的可以没有）`,
    );
  const made = rows.map(({ row, cells }) => {
    const cell = (name: string) => cells[head.indexOf(name)]?.trim() ?? '';
    return toRow(kind, who.organ, cell, row);
  });
  return commitList(office, who, { kind, title, rows: made as never });
}

function csvTable(bytes: Uint8Array) {
  let text: string;
  try {
    text = fromUtf8(bytes);
  } catch {
    text = new TextDecoder('gb18030').decode(bytes);
  }
  const [head = [], ...rows] = parseCsv(text);
  return {
    head: head.map((h) => h.trim()),
    rows: rows
      .map((cells, i) => ({ row: i + 2, cells }))
      .filter(({ cells }) => cells.some((c) => c.trim() !== '')),
  };
}

function toRow(
  kind: ListKind,
  organ: string,
  cell: (name: string) => string,
  row: number,
): RowToCommit<ListKind> {
  const out = cell('不参加的原因');
  switch (kind) {
    case 'objects': {
      const masked = cell('遮盖') === '是';
      const number = cell('证件号码');
      if (number && !masked)
        throw new Problem(
          422,
          'list',
          `第${row}行填了证件号码，应当遮盖（“遮盖”一列写“是”），证件号码不会公开`,
        );
      if (/^\d{15}$|^\d{17}[0-9Xx]$/.test(cell('编号')))
        throw new Problem(422, 'list', `第${row}行的编号是身份证号，清单会公开，请改用顺序号`);
      if (!masked && !/^[0-9A-Z]{18}$/.test(cell('编号')) && !cell('名称').includes('某'))
        throw new Problem(
          422,
          'list',
          `第${row}行的编号不是统一社会信用代码，按个人对待：清单会公开，姓名应当遮盖（“遮盖”一列写“是”）`,
        );
      const weight = cell('权重') || '1';
      if (!/^\d+$/.test(weight)) throw new Problem(422, 'list', `第${row}行的权重“${weight}”应当是整数`);
      return {
        ref: cell('编号'),
        stratum: cell('层'),
        weight: Number(weight),
        ...(out && { out }),
        name: masked ? maskedName(cell('名称')) : cell('名称'),
        ...(masked && { hidden: { name: cell('名称'), ...(number && { number }) } }),
      };
    }
    case 'officers':
      return { ref: cell('证件号'), group: organ, ...(out && { out }), name: cell('姓名') };
    case 'pairs': {
      const reason = cell('原因');
      return { object: cell('对象编号'), officer: cell('证件号'), ...(reason && { hidden: { reason } }) };
    }
    default:
      return kind satisfies never;
  }
}
