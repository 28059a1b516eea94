/**
 * The chart of a run: each ratio as a point on a logarithmic line, the zone of its aim shaded, so that one look says what is
 * met, what is missed, and by how much.
 */
import { betterOf, met, type Row, ratioOf } from './part.ts';

/** One part's rows, as the chart and the page show them. */
export interface Charted {
  readonly title: string;
  readonly rows: readonly Row[];
}

const WIDTH = 1060;
const LEFT = 448;
const RIGHT = 112;
const LINE = 40;
const HEAD = 92;
const GROUP = 42;
const GREEN = '#2e7d32';
const RED = '#b3261e';
const GREY = '#5f6368';

const escaped = (s: string): string =>
  s.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const text = (x: number, y: number, words: string, more = ''): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${escaped(words)}</text>`;

const shortened = (words: string, most: number): string =>
  words.length > most ? `${words.slice(0, most - 1)}…` : words;

/** A ratio as people read it: three significant digits, no exponent. */
export function ratioText(ratio: number): string {
  if (ratio >= 100) return Math.round(ratio).toLocaleString('en');
  if (ratio >= 10) return ratio.toFixed(1);
  return ratio >= 0.01 ? ratio.toFixed(2) : ratio.toPrecision(1);
}

/** The chart as an SVG document. Rows without a ratio are left out; the page lists them. */
export function ratioChart(title: string, parts: readonly Charted[]): string {
  const shown = parts
    .map((p) => ({ ...p, rows: p.rows.filter((r) => ratioOf(r) !== null) }))
    .filter((p) => p.rows.length > 0);
  const all = shown.flatMap((p) =>
    p.rows.flatMap((r) => [ratioOf(r) as number, ...(r.aim ? [r.aim.ratio] : [])]),
  );
  const positive = all.filter((v) => v > 0);
  const low = Math.floor(Math.log10(Math.min(0.5, ...positive) * 0.9));
  const high = Math.ceil(Math.log10(Math.max(2, ...positive) * 1.1));
  const span = WIDTH - LEFT - RIGHT;
  const x = (ratio: number): number =>
    LEFT + ((Math.log10(Math.max(ratio, 10 ** low)) - low) / (high - low)) * span;
  const height = HEAD + shown.reduce((sum, p) => sum + GROUP + p.rows.length * LINE, 0) + 24;
  const out: string[] = [
    text(24, 34, title, 'font-size="19" font-weight="650" fill="#1a1a1a"'),
    text(
      24,
      56,
      'Ours divided by what stands beside it, in one run. Shaded: where the aim wants it.',
      `font-size="13" fill="${GREY}"`,
    ),
    ...legend(),
  ];
  for (let power = low; power <= high; power++) {
    for (const step of high - low > 4 ? [1] : [1, 2, 5]) {
      const value = step * 10 ** power;
      if (value > 10 ** high) continue;
      const at = x(value);
      const one = value === 1;
      out.push(
        `<line x1="${at.toFixed(1)}" x2="${at.toFixed(1)}" y1="${HEAD}" y2="${height - 18}" stroke="${one ? '#80868b' : '#e3e5e8'}" stroke-width="1"/>`,
        text(
          at,
          HEAD - 7,
          value >= 1 ? String(value) : String(Number(value.toPrecision(1))),
          `font-size="11" text-anchor="middle" fill="${one ? '#1a1a1a' : GREY}"${one ? ' font-weight="650"' : ''}`,
        ),
      );
    }
  }
  let y = HEAD;
  for (const part of shown) {
    out.push(`<rect x="0" y="${y + 4}" width="${WIDTH}" height="${GROUP - 4}" fill="#fff"/>`);
    out.push(text(24, y + 27, part.title, 'font-size="14" font-weight="650" fill="#1a1a1a"'));
    out.push(`<line x1="24" x2="${WIDTH - 24}" y1="${y + 37}" y2="${y + 37}" stroke="#c4c7cc"/>`);
    y += GROUP;
    for (const row of part.rows) {
      out.push(line(row, y, x));
      y += LINE;
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" font-family="system-ui, 'Noto Sans', sans-serif"><title>${escaped(title)}</title><rect width="${WIDTH}" height="${height}" fill="#fff"/>${out.join('\n')}</svg>\n`;
}

function legend(): string[] {
  const y = 30;
  return [
    mark(true, WIDTH - 300, y - 4),
    text(WIDTH - 288, y, 'aim met', 'font-size="12" fill="#1a1a1a"'),
    mark(false, WIDTH - 214, y - 4),
    text(WIDTH - 202, y, 'aim missed', 'font-size="12" fill="#1a1a1a"'),
    mark(null, WIDTH - 112, y - 4),
    text(WIDTH - 100, y, 'no aim', 'font-size="12" fill="#1a1a1a"'),
  ];
}

/** A filled circle where the aim is met, a diamond where it is missed, a ring without one: not told apart by colour alone. */
function mark(is: boolean | null, x: number, y: number): string {
  if (is === true) return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="6.5" fill="${GREEN}"/>`;
  if (is === false)
    return `<path d="M${(x - 7.5).toFixed(1)} ${y.toFixed(1)} l7.5 -7.5 l7.5 7.5 l-7.5 7.5z" fill="${RED}"/>`;
  return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="5.5" fill="#fff" stroke="${GREY}" stroke-width="2"/>`;
}

function line(row: Row, y: number, x: (ratio: number) => number): string {
  const ratio = ratioOf(row) as number;
  const is = met(row);
  const better = betterOf(row);
  const mid = y + LINE / 2;
  const colour = is === null ? GREY : is ? GREEN : RED;
  const [from, to] = [LEFT, WIDTH - RIGHT];
  const zone = row.aim ? (row.aim.at === 'least' ? [x(row.aim.ratio), to] : [from, x(row.aim.ratio)]) : null;
  return [
    text(24, row.peer ? mid - 3 : mid + 4, shortened(row.what, 58), 'font-size="13" fill="#1a1a1a"'),
    row.peer
      ? text(24, mid + 13, shortened(`beside ${row.peer.name}`, 68), `font-size="11.5" fill="${GREY}"`)
      : '',
    zone
      ? `<rect x="${(zone[0] as number).toFixed(1)}" y="${(mid - 11).toFixed(1)}" width="${((zone[1] as number) - (zone[0] as number)).toFixed(1)}" height="22" fill="#e6f4e7"/><line x1="${x(row.aim?.ratio ?? 1).toFixed(1)}" x2="${x(row.aim?.ratio ?? 1).toFixed(1)}" y1="${(mid - 13).toFixed(1)}" y2="${(mid + 13).toFixed(1)}" stroke="${GREEN}" stroke-width="2"/>`
      : '',
    `<line x1="${x(1).toFixed(1)}" x2="${x(ratio).toFixed(1)}" y1="${mid}" y2="${mid}" stroke="${colour}" stroke-width="3"/>`,
    mark(is, x(ratio), mid),
    better
      ? text(WIDTH - 24, mid + 13, `${better} is better`, `font-size="11" text-anchor="end" fill="${GREY}"`)
      : '',
    text(
      WIDTH - 24,
      better ? mid - 2 : mid + 5,
      `× ${ratioText(ratio)}`,
      `font-size="14" font-weight="650" text-anchor="end" fill="${colour}"`,
    ),
  ].join('');
}
