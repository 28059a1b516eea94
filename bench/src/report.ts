/** The page of results of `npm run bench`: what was measured, on what machine, ratios first. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ratioChart, ratioText } from './chart.ts';
import {
  type Figure,
  type Lack,
  lackText,
  met,
  type Options,
  type Outcome,
  type Row,
  ratioOf,
} from './part.ts';

/** One part as it was run. */
export interface PartResult extends Outcome {
  readonly name: string;
  readonly title: string;
  readonly options: Options;
  /** Seconds it took. */
  readonly seconds: number;
  /** Load of the machine (one minute) before and after. */
  readonly load: readonly [number, number];
}

/** A run of one part or of all. */
export interface Results {
  /** Moment it began, ISO 8601 UTC. */
  readonly at: string;
  readonly command: string;
  readonly machine: string;
  readonly seed: number;
  readonly parts: readonly PartResult[];
  readonly lacks: readonly Lack[];
  /** Parts that ended with an error, and which. */
  readonly failed: readonly { readonly part: string; readonly why: string }[];
}

/** A quantity as people read it. */
export function figureText(figure: Figure): string {
  const { value, unit } = figure;
  const size = Math.abs(value);
  const number =
    Number.isInteger(value) || size >= 1000
      ? Math.round(value).toLocaleString('en')
      : size >= 100
        ? value.toFixed(0)
        : size >= 10
          ? value.toFixed(1)
          : value.toFixed(2);
  return `${number}${unit.startsWith('/') ? '' : ' '}${unit}`.trim();
}

const withNote = (figure: Figure): string =>
  figure.note ? `${figureText(figure)} (${figure.note})` : figureText(figure);

/** The aim of a row in words. */
export const aimText = (row: Row): string => (row.aim ? `at ${row.aim.at} ${row.aim.ratio}` : '');

const metText = (row: Row): string => {
  const is = met(row);
  return is === null ? '' : is ? 'met' : '**missed**';
};

/** The cells of one row, ratio first. */
function cells(row: Row): string[] {
  const ratio = ratioOf(row);
  return [
    ratio === null ? '' : ratioText(ratio),
    aimText(row),
    metText(row),
    row.what,
    withNote(row.ours),
    row.peer ? `${row.peer.name}: ${withNote(row.peer)}` : '',
  ].map((c) => c.replaceAll('|', '\\|').replaceAll('\n', ' '));
}

const TITLES = ['ratio', 'aim', '', 'what', 'ours', 'beside'];

const tableOf = (rows: readonly Row[]): string =>
  [
    `| ${TITLES.join(' | ')} |`,
    '|---:|---|---|---|---|---|',
    ...rows.map((r) => `| ${cells(r).join(' | ')} |`),
  ].join('\n');

/** The table for the terminal. */
export function terminal(rows: readonly Row[]): string {
  const lines = [TITLES, ...rows.map((r) => cells(r).map((c) => c.replaceAll('**', '')))];
  const widths = TITLES.map((_, i) => Math.max(...lines.map((l) => (l[i] as string).length)));
  return lines
    .map((l) =>
      l
        .map((c, i) => (i === 0 ? c.padStart(widths[0] as number) : c.padEnd(widths[i] as number)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const optionText = (options: Options): string =>
  Object.entries(options)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `--${name} ${value}`)
    .join(' ');

/** The page in Markdown; the chart lies beside it as `ratios.svg`. */
export function markdown(results: Results): string {
  const versions = Object.assign({}, ...results.parts.map((p) => p.versions)) as Record<string, string>;
  const rows = results.parts.flatMap((p) => p.rows);
  const aimed = rows.filter((r) => met(r) !== null);
  const missed = aimed.filter((r) => met(r) === false);
  return [
    '# Bench',
    '',
    `\`${results.command}\`, ${results.at.slice(0, 16).replace('T', ' ')} UTC, seed ${results.seed}.`,
    `${results.machine}; ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}.`,
    'A ratio is ours divided by what stands beside it in the same run. Machines differ and are noisy: read the ratios.',
    '',
    aimed.length
      ? `${aimed.length - missed.length} of ${aimed.length} aims met${missed.length ? `; missed: ${missed.map((r) => `${r.what} (${ratioText(ratioOf(r) as number)}, aim ${aimText(r)})`).join('; ')}` : ''}.`
      : 'No row of this run has an aim.',
    '',
    '![ratios of this run](ratios.svg)',
    ...results.parts.flatMap((p) => [
      '',
      `## ${p.name}: ${p.title}`,
      '',
      `${`\`npm run bench -- ${p.name} ${optionText(p.options)}`.trim()}\`; ${Math.round(p.seconds)} s; load ${p.load[0].toFixed(1)} before, ${p.load[1].toFixed(1)} after.`,
      '',
      tableOf(p.rows),
      ...(p.notes.length ? ['', ...p.notes.map((n) => `- ${n}`)] : []),
    ]),
    ...(results.lacks.length || results.failed.length
      ? [
          '',
          '## Left out',
          '',
          ...results.lacks.map((l) => `- ${lackText(l)}`),
          ...results.failed.map((f) => `- ${f.part}: ended with an error: ${f.why}`),
        ]
      : []),
    '',
  ].join('\n');
}

/** Write results.json, bench.md and ratios.svg into a folder. */
export function writeResults(folder: string, results: Results): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'results.json'), `${JSON.stringify(results, null, 1)}\n`);
  writeFileSync(join(folder, 'bench.md'), markdown(results));
  writeFileSync(
    join(folder, 'ratios.svg'),
    ratioChart(
      'Fadu beside others',
      results.parts.map((p) => ({ title: `${p.name}: ${p.title}`, rows: p.rows })),
    ),
  );
}
