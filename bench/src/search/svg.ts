/** Two plain bar charts of a run. */
import { QUERY_KINDS } from './judged.ts';
import { type Measured, ms, type Stage, spread } from './report.ts';

const COLOURS = ['#b3261e', '#1f4e79', '#3f7cac', '#7a9e3f', '#8a6d3b', '#6b5b95', '#777777'];
const WIDTH = 960;
const LEFT = 56;
const TOP = 64;
const HEIGHT = 260;

const text = (x: number, y: number, words: string, more = ''): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`;

interface Chart {
  readonly title: string;
  readonly groups: readonly string[];
  readonly engines: readonly string[];
  /** [engine][group] */
  readonly values: readonly (readonly number[])[];
  /** Height of a value, 0 to 1. */
  readonly scale: (value: number) => number;
  readonly ticks: readonly number[];
  readonly label: (value: number) => string;
}

function chart(c: Chart): string {
  const rows = Math.ceil(c.engines.length / 4);
  const top = TOP + rows * 18;
  const group = (WIDTH - LEFT - 16) / c.groups.length;
  const bar = Math.min(34, (group - 24) / c.engines.length);
  const floor = top + HEIGHT;
  const parts = [
    text(16, 28, c.title, 'font-size="17" font-weight="600"'),
    ...c.engines.map((name, i) => {
      const [x, y] = [16 + (i % 4) * 230, 52 + Math.floor(i / 4) * 18];
      return `<rect x="${x}" y="${y - 10}" width="12" height="12" fill="${COLOURS[i % COLOURS.length]}"/>${text(x + 18, y, name, 'font-size="13"')}`;
    }),
    ...c.ticks.map((t) => {
      const y = floor - c.scale(t) * HEIGHT;
      return `<line x1="${LEFT}" x2="${WIDTH - 16}" y1="${y.toFixed(1)}" y2="${y.toFixed(1)}" stroke="#ddd"/>${text(LEFT - 6, y + 4, c.label(t), 'font-size="11" text-anchor="end" fill="#555"')}`;
    }),
    ...c.groups.flatMap((name, g) => {
      const from = LEFT + g * group + (group - bar * c.engines.length) / 2;
      return [
        text(LEFT + g * group + group / 2, floor + 20, name, 'font-size="13" text-anchor="middle"'),
        ...c.engines.map((_, e) => {
          const value = c.values[e]?.[g] as number;
          const height = Math.max(1, c.scale(value) * HEIGHT);
          const x = from + e * bar;
          return `<rect x="${x.toFixed(1)}" y="${(floor - height).toFixed(1)}" width="${(bar - 2).toFixed(1)}" height="${height.toFixed(1)}" fill="${COLOURS[e % COLOURS.length]}"/>${text(x + (bar - 2) / 2, floor - height - 4, c.label(value), 'font-size="9" text-anchor="middle" fill="#333"')}`;
        }),
      ];
    }),
  ];
  const all = floor + 36;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${all}" width="${WIDTH}" height="${all}" role="img" font-family="system-ui, sans-serif"><title>${c.title}</title><rect width="${WIDTH}" height="${all}" fill="#fff"/>${parts.join('')}</svg>\n`;
}

/** nDCG@10 by kind of query. */
export const qualityChart = (stage: Stage): string =>
  chart({
    title: `nDCG@10 on the judged set, ${stage.articles} articles (higher is better)`,
    groups: [...QUERY_KINDS, 'all'],
    engines: stage.engines.map((e) => e.title),
    values: stage.engines.map((e) => [
      ...QUERY_KINDS.map((k) => e.evaluation.kinds[k].ndcg),
      e.evaluation.all.ndcg,
    ]),
    scale: (v) => v,
    ticks: [0, 0.2, 0.4, 0.6, 0.8, 1],
    label: (v) => v.toFixed(2),
  });

/** 95th percentile by kind of query, several readers at once, on a logarithmic scale from 0.1 ms to 10 s. */
export const speedChart = (stage: Stage): string =>
  chart({
    title: `95th percentile in ms, readers at once, ${stage.articles} articles (lower is better)`,
    groups: [...QUERY_KINDS, 'all'],
    engines: stage.engines.map((e) => e.title),
    values: stage.engines.map((e: Measured) => {
      const timings = e.timed?.readers ?? [];
      return [...QUERY_KINDS.map((k) => spread(timings, k).p95), spread(timings).p95];
    }),
    scale: (v) => Math.min(1, Math.max(0, (Math.log10(Math.max(v, 0.01)) + 1) / 5.5)),
    ticks: [0.1, 1, 10, 100, 1000, 10_000],
    label: ms,
  });
