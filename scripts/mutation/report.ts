/** What a run found: figures by folder, and every survivor with its place and the change. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome, Status } from './drive.ts';
import { moduleOf } from './scope.ts';

/** Counts of one folder, and two shares: of all that were tried, and of those that a test reaches. */
export interface Row {
  readonly folder: string;
  readonly count: Readonly<Record<Status, number>>;
  /** Killed, ended by time and refused by the type check, of all changes that are programs; null where there is none. */
  readonly score: number | null;
  /** The same, of those that any of the tests reaches. */
  readonly covered: number | null;
}

export function rowOf(folder: string, outcomes: readonly Outcome[]): Row {
  const count = { killed: 0, types: 0, survived: 0, 'no coverage': 0, timeout: 0, 'no program': 0 };
  for (const o of outcomes) count[o.status]++;
  const found = count.killed + count.timeout + count.types;
  const reached = found + count.survived;
  const all = reached + count['no coverage'];
  return { folder, count, score: all ? found / all : null, covered: reached ? found / reached : null };
}

/** One row a folder, and one over all. */
export function table(outcomes: readonly Outcome[]): { rows: Row[]; total: Row } {
  const groups = Map.groupBy(outcomes, (o) => moduleOf(o.file));
  const rows = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([folder, list]) => rowOf(folder, list));
  return { rows, total: rowOf('together', outcomes) };
}

export const percent = (share: number | null) => (share === null ? '—' : `${(share * 100).toFixed(1)} %`);

/** The table as Markdown. */
export function asTable(outcomes: readonly Outcome[]): string {
  const { rows, total } = table(outcomes);
  const line = (r: Row) =>
    `| ${r.folder} | ${percent(r.score)} | ${percent(r.covered)} | ${r.count.killed} | ${r.count.timeout} | ${r.count.types} | ${r.count.survived} | ${r.count['no coverage']} |`;
  return [
    '| folder | score | of reached | killed | timeout | types | survived | no coverage |',
    '|---|---:|---:|---:|---:|---:|---:|---:|',
    ...rows.map(line),
    line(total),
  ].join('\n');
}

/** One change in words: `file:line:column kind: before → after`, on one line. */
export function inWords(o: Outcome): string {
  const short = (text: string) => {
    const flat = text.replace(/\s+/g, ' ').trim();
    return flat.length > 70 ? `${flat.slice(0, 67)}…` : flat || '(nothing)';
  };
  return `${o.file}:${o.line}:${o.column + 1} ${o.kind}: ${short(o.original)} → ${short(o.replacement)}`;
}

/** Writes `mutation.json` and `mutation.md` into a folder. */
export function write(
  folder: string,
  head: Readonly<Record<string, unknown>>,
  outcomes: readonly Outcome[],
): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'mutation.json'), `${JSON.stringify({ ...head, outcomes }, null, 1)}\n`);
  const list = (status: Status) =>
    outcomes
      .filter((o) => o.status === status)
      .map(
        (o) =>
          `- \`${inWords(o).replaceAll('`', '´')}\`${o.left ? ` (${o.met} test files; ${o.left} tests not tried)` : ''}`,
      );
  const part = (title: string, status: Status) => {
    const lines = list(status);
    return lines.length ? [`## ${title}`, '', ...lines, ''] : [];
  };
  const lines = [
    '# Mutation testing',
    '',
    ...Object.entries(head).map(([k, v]) => `- ${k}: ${Array.isArray(v) ? v.join('; ') || 'none' : v}`),
    '',
    asTable(outcomes),
    '',
    ...part('Survived', 'survived'),
    ...part('Reached by no test', 'no coverage'),
    ...part('Ended by time', 'timeout'),
  ];
  writeFileSync(join(folder, 'mutation.md'), `${lines.join('\n').trim()}\n`);
}
