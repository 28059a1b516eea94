/**
 * Table three of the yearly report (收到和处理政府信息公开申请情况): a pure count over the cases, with the identities
 * that the form demands checked.
 */
import { type CaseState, CaseView, type DateStr, dateOf } from '@fadu/kernel';
import { applicationOf, draftOf, receivedOn, resultOf } from './facts.ts';
import { APPLICANT_TYPES, type ApplicantType } from './forms.ts';
import {
  CLOSING_CODES,
  REPLY_CODES,
  REPLY_GROUPS,
  REPLY_TYPES,
  type ReplyGroup,
  type ResultCode,
} from './replies.ts';

/** What the table needs to know of one application. */
export interface ApplicationFact {
  readonly applicant: ApplicantType;
  /** Day of receipt under art. 31. */
  readonly receivedOn: DateStr;
  /** How and when it was dealt with; absent while it is open. */
  readonly result?: { readonly code: ResultCode; readonly on: DateStr };
}

/**
 * The fact of one case; undefined for one that was never received in law (withdrawn before both sides confirmed).
 * A reply counts on the day it was handed over or posted, not on the day the file was closed.
 */
export function applicationFact(state: CaseState): ApplicationFact | undefined {
  const view = new CaseView(state);
  const received = receivedOn(view);
  if (!received) return undefined;
  const applicant = applicationOf(view).applicantType as ApplicantType;
  const sent = [
    ...view.all('post-reply').map((a) => a.input.postedOn),
    ...view.all('deliver-reply').map((a) => a.input.servedOn),
  ]
    .map(String)
    .sort()[0];
  const code = sent ? draftOf(view)?.code : resultOf(view);
  if (!code) return { applicant, receivedOn: received };
  return {
    applicant,
    receivedOn: received,
    result: { code, on: sent ?? dateOf(state.acts.at(-1)?.at ?? '') },
  };
}

/** Columns of the form: 自然人, five kinds of 法人或其他组织, 总计. */
export const TABLE_COLUMNS = [...APPLICANT_TYPES, '总计'] as const;

export interface TableRow {
  /** `new`, `carried-in`, a result code, a group of codes, `total`, `carried-out`. */
  readonly key: 'new' | 'carried-in' | 'total' | 'carried-out' | ReplyGroup | ResultCode;
  readonly title: string;
  /** 0 for the rows 一 to 四, 1 for the groups, 2 for the numbered types. */
  readonly level: 0 | 1 | 2;
  /** One figure a column. */
  readonly cells: readonly number[];
}

export interface DisclosureTable {
  readonly year: number;
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

const ALL_CODES: readonly ResultCode[] = [...REPLY_CODES, ...CLOSING_CODES];
const GROUPS = Object.keys(REPLY_GROUPS) as ReplyGroup[];
const codesOf = (group: ReplyGroup): ResultCode[] =>
  ALL_CODES.filter((code) => REPLY_TYPES[code].group === group);

/** Count one year's table. Facts of other years may be among them. */
export function disclosureTable(facts: readonly ApplicationFact[], year: number): DisclosureTable {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  const count = (fits: (fact: ApplicationFact) => boolean): number[] => {
    const byType = APPLICANT_TYPES.map((type) => facts.filter((f) => f.applicant === type && fits(f)).length);
    return [...byType, byType.reduce((a, b) => a + b, 0)];
  };
  const closedIn = (f: ApplicationFact) =>
    f.result !== undefined && f.result.on >= first && f.result.on <= last;
  const withCode = (codes: readonly ResultCode[]) =>
    count((f) => closedIn(f) && codes.includes(f.result?.code as ResultCode));
  const rows: TableRow[] = [
    {
      key: 'new',
      title: '一、本年新收政府信息公开申请数量',
      level: 0,
      cells: count((f) => f.receivedOn >= first && f.receivedOn <= last),
    },
    {
      key: 'carried-in',
      title: '二、上年结转政府信息公开申请数量',
      level: 0,
      cells: count((f) => f.receivedOn < first && (f.result === undefined || f.result.on >= first)),
    },
  ];
  GROUPS.forEach((group, i) => {
    const codes = codesOf(group);
    const title = `（${'一二三四五六'[i]}）${REPLY_GROUPS[group]}`;
    rows.push({ key: group, title, level: 1, cells: withCode(codes) });
    if (codes.length === 1) return;
    codes.forEach((code, n) => {
      rows.push({
        key: code,
        title: `${n + 1}. ${REPLY_TYPES[code].title}`,
        level: 2,
        cells: withCode([code]),
      });
    });
  });
  rows.push(
    { key: 'total', title: '（七）总计', level: 1, cells: count(closedIn) },
    {
      key: 'carried-out',
      title: '四、结转下年度继续办理',
      level: 0,
      cells: count((f) => f.receivedOn <= last && (f.result === undefined || f.result.on > last)),
    },
  );
  return { year, columns: TABLE_COLUMNS, rows };
}

/** What does not add up, one sentence each; empty when the table keeps the form's identities. */
export function tableFaults(table: DisclosureTable): string[] {
  const faults: string[] = [];
  const cell = (key: TableRow['key'], column: number): number =>
    table.rows.find((r) => r.key === key)?.cells[column] ?? 0;
  const sum = (keys: readonly TableRow['key'][], column: number) =>
    keys.reduce((n, key) => n + cell(key, column), 0);
  table.columns.forEach((name, i) => {
    const [left, right] = [sum(['new', 'carried-in'], i), sum(['total', 'carried-out'], i)];
    if (left !== right)
      faults.push(`“${name}”列：新收加上年结转为${left}，办理结果总计加结转下年为${right}，应当相等`);
    const groups = sum(GROUPS, i);
    if (groups !== cell('total', i))
      faults.push(`“${name}”列：各类办理结果之和为${groups}，总计为${cell('total', i)}，应当相等`);
    for (const group of GROUPS) {
      const codes = codesOf(group);
      if (codes.length > 1 && sum(codes, i) !== cell(group, i)) {
        faults.push(
          `“${name}”列：${REPLY_GROUPS[group]}各项之和为${sum(codes, i)}，小计为${cell(group, i)}，应当相等`,
        );
      }
    }
  });
  for (const row of table.rows) {
    const types = row.cells.slice(0, -1).reduce((a, b) => a + b, 0);
    if (types !== row.cells.at(-1))
      faults.push(`“${row.title}”行：各类申请人之和为${types}，总计为${row.cells.at(-1)}，应当相等`);
    if (row.cells.some((n) => n < 0)) faults.push(`“${row.title}”行有负数`);
  }
  return faults;
}
