/** The marks a chart is drawn with: tokens, text, cards, pills, arrows. Each returns a piece of SVG. */
import type { FlowAct, FlowExit, Weight } from './flow-model.ts';
import type { LimitModel } from './limits.ts';
import { circled, textWidth, wrap } from './measure.ts';

/** Colours of the design: ink on paper, indigo, vermilion for what cannot be undone, bamboo for done. */
export const TOKENS = {
  ink: '#1B1F24',
  paper: '#FCFBF8',
  white: '#FFFFFF',
  quiet: '#5A6370',
  line: '#8A93A0',
  rule: '#DAD8D0',
  indigo: '#1F3A5F',
  indigoTint: '#E9EEF5',
  vermilion: '#B3261E',
  bamboo: '#2F6F5E',
  bambooTint: '#E6F1EC',
  band: '#F5F3EC',
} as const;

export const FONT =
  "'PingFang SC','Hiragino Sans GB','Microsoft YaHei','Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC',sans-serif";

/** Text made safe for XML. */
export const xmlText = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');

const num = (n: number): string => String(Math.round(n * 10) / 10);

interface TextStyle {
  readonly size: number;
  readonly fill?: string;
  readonly weight?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly leading?: number;
}

/** Lines of text; `y` is the top of the first line. */
export function textBlock(x: number, y: number, lines: readonly string[], style: TextStyle): string {
  const leading = style.leading ?? style.size * 1.4;
  return lines
    .map(
      (line, i) =>
        `<text x="${num(x)}" y="${num(y + i * leading + (leading + style.size * 0.74) / 2)}" font-size="${style.size}"` +
        ` fill="${style.fill ?? TOKENS.ink}"${style.weight ? ` font-weight="${style.weight}"` : ''}` +
        `${style.anchor && style.anchor !== 'start' ? ` text-anchor="${style.anchor}"` : ''}>${xmlText(line)}</text>`,
    )
    .join('');
}

export const rect = (x: number, y: number, w: number, h: number, r: number, attrs: string): string =>
  `<rect x="${num(x)}" y="${num(y)}" width="${num(w)}" height="${num(h)}" rx="${r}" ${attrs}/>`;

const STROKE: Record<Weight, string> = {
  main: `stroke="${TOKENS.indigo}" stroke-width="2"`,
  normal: `stroke="${TOKENS.line}" stroke-width="1.2"`,
  side: `stroke="${TOKENS.line}" stroke-width="1.2"`,
};

/** A line at right angles through points, with rounded corners and, where asked, an arrow head at its end. */
export function arrow(points: readonly { x: number; y: number }[], weight: Weight, head: boolean): string {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || points.length < 2) return '';
  const before = points.at(-2) as { x: number; y: number };
  const size = weight === 'main' ? 8 : 6.5;
  const length = Math.hypot(last.x - before.x, last.y - before.y);
  const unit = length ? { x: (last.x - before.x) / length, y: (last.y - before.y) / length } : { x: 0, y: 1 };
  const stop = head ? { x: last.x - unit.x * size * 0.8, y: last.y - unit.y * size * 0.8 } : last;
  let d = `M${num(first.x)} ${num(first.y)}`;
  for (let i = 1; i < points.length - 1; i++) {
    const [a, b, c] = [points[i - 1], points[i], points[i + 1]] as [typeof first, typeof first, typeof first];
    const r = Math.min(6, Math.hypot(b.x - a.x, b.y - a.y) / 2, Math.hypot(c.x - b.x, c.y - b.y) / 2);
    const towards = (p: typeof first) => {
      const l = Math.hypot(p.x - b.x, p.y - b.y) || 1;
      return `${num(b.x + ((p.x - b.x) / l) * r)} ${num(b.y + ((p.y - b.y) / l) * r)}`;
    };
    d += `L${towards(a)}Q${num(b.x)} ${num(b.y)} ${towards(c)}`;
  }
  d += `L${num(stop.x)} ${num(stop.y)}`;
  const line = `<path d="${d}" fill="none" ${STROKE[weight]}/>`;
  if (!head) return line;
  const side = { x: -unit.y * size * 0.55, y: unit.x * size * 0.55 };
  const back = { x: last.x - unit.x * size, y: last.y - unit.y * size };
  const fill = weight === 'main' ? TOKENS.indigo : TOKENS.line;
  return `${line}<path d="M${num(last.x)} ${num(last.y)}L${num(back.x + side.x)} ${num(back.y + side.y)}L${num(back.x - side.x)} ${num(back.y - side.y)}Z" fill="${fill}"/>`;
}

/** State of an act in a case, for highlighting. */
export type ActState = 'done' | 'may' | undefined;

interface Row {
  readonly lines: readonly string[];
  readonly kind: 'title' | 'who' | 'when' | 'limit' | 'note' | 'state';
}

const SIZE = { title: 15, who: 12.5, when: 12, limit: 12, note: 12, state: 12 } as const;
const LEADING = { title: 21, who: 18, when: 17, limit: 17, note: 17, state: 18 } as const;
const PAD = 10;
const CHIP = 5;

/** What is drawn of an act, measured for a width. */
export interface Card {
  readonly act: FlowAct;
  readonly width: number;
  readonly height: number;
  readonly rows: readonly Row[];
}

/** What a limit rests on, where that is not a confirmed source. */
export function doubt(limit: LimitModel): string {
  if (limit.cites.some((c) => c.standing === 'unverified')) return '（未核实）';
  if (limit.cites.every((c) => c.standing === 'design')) return '（本系统设定）';
  return limit.cites.some((c) => c.standing === 'design') ? '（部分为本系统设定）' : '';
}

/** Words of an act's card, in rows. `loose` are clocks that no act shows by itself. */
export function card(act: FlowAct, width: number, loose: ReadonlySet<string>, state: ActState): Card {
  const inner = width - PAD * 2;
  const rows: Row[] = [];
  const put = (kind: Row['kind'], text: string, narrower = 0) =>
    rows.push({ kind, lines: wrap(text, inner - narrower, SIZE[kind]) });
  if (state) put('state', state === 'done' ? '✓ 已办' : '▶ 现在可办');
  put('title', act.title);
  put('who', act.who.join('、'));
  if (act.when) put('when', `仅当：${act.when}`);
  else if (act.optional && act.alsoIn.length === 0) put('when', '可以办理，不是必经');
  for (const limit of act.limits) {
    if (limit.role === 'starts' && !loose.has(limit.clock)) continue;
    put('limit', `${limit.text}${doubt(limit)}`, 22 + CHIP);
  }
  const notes = [
    act.repeats ? '↻ 可多次' : '',
    act.alsoIn.length
      ? `${act.weight === 'side' && act.optional ? '可在' : '也可在'}${act.alsoIn.map(circled).join('')}阶段办理`
      : '',
  ].filter(Boolean);
  if (notes.length) put('note', notes.join('　'));
  const height = rows.reduce(
    (h, r) => h + r.lines.length * LEADING[r.kind] + (r.kind === 'limit' ? 8 : 1),
    PAD * 2 - 4,
  );
  return { act, width, height: Math.ceil(height), rows };
}

const clockIcon = (x: number, y: number) =>
  `<g fill="none" stroke="${TOKENS.indigo}" stroke-width="1.3"><circle cx="${num(x)}" cy="${num(y)}" r="5.5"/><path d="M${num(x)} ${num(y - 3.3)}V${num(y)}H${num(x + 2.6)}"/></g>`;

/** A time limit in whole: lengths and their cases, from when, extension, sources. */
export function limitWords(l: LimitModel): string {
  const lengths = l.lengths.map((x) => (x.when ? `${x.when}的，${x.text}` : x.text)).join('；');
  const from = l.from.length ? `，自“${l.from.join('”“')}”起算` : '';
  return `${l.title}：${lengths}${from}${l.extension ? `，${l.extension}` : ''}（${l.cites.map((c) => c.text).join('；')}）`;
}

/** The words shown when a pointer rests on an act. */
export function tooltip(act: FlowAct): string {
  const out = [act.title];
  if (act.about) out.push(act.about);
  out.push(`谁来办：${act.who.join('、')}`);
  if (act.when) out.push(`仅当：${act.when}`);
  for (const l of act.limits) out.push(limitWords(l));
  if (act.papers.length) out.push(`形成：${act.papers.join('、')}`);
  if (act.voids.length) out.push(`办理后失去效力：${act.voids.join('、')}`);
  out.push(
    `依据：${act.cites.map((c) => (c.standing === 'design' ? c.text : `${c.text}：${c.says}`)).join('；')}`,
  );
  return out.join('\n');
}

/** Draw an act's card at a place, as a link to the act where a target is given. */
export function drawCard(c: Card, x: number, y: number, state: ActState, href: string | undefined): string {
  const { act } = c;
  const main = act.weight === 'main';
  const dashed = act.skippable || act.optional ? ' stroke-dasharray="5 3"' : '';
  const stroke = state === 'done' ? TOKENS.bamboo : main ? TOKENS.indigo : TOKENS.line;
  const fill =
    state === 'done'
      ? TOKENS.bambooTint
      : state === 'may'
        ? TOKENS.indigoTint
        : act.automatic
          ? TOKENS.band
          : TOKENS.white;
  const wide = state === 'may' ? 2.6 : main ? 1.7 : 1.2;
  let out = rect(
    x,
    y,
    c.width,
    c.height,
    6,
    `fill="${fill}" stroke="${stroke}" stroke-width="${wide}"${dashed}`,
  );
  let at = y + PAD - 2;
  for (const row of c.rows) {
    const leading = LEADING[row.kind];
    const size = SIZE[row.kind];
    if (row.kind === 'limit') {
      const h = row.lines.length * leading + 4;
      const w = Math.max(...row.lines.map((l) => textWidth(l, size))) + 24 + CHIP;
      out += rect(x + PAD, at + 2, Math.min(w, c.width - PAD * 2), h, 4, `fill="${TOKENS.indigoTint}"`);
      out += clockIcon(x + PAD + 11, at + 2 + h / 2);
      out += textBlock(x + PAD + 22, at + 4, row.lines, { size, leading, fill: TOKENS.indigo });
      at += h + 4;
      continue;
    }
    const fillOf =
      row.kind === 'title'
        ? TOKENS.ink
        : row.kind === 'state'
          ? state === 'done'
            ? TOKENS.bamboo
            : TOKENS.indigo
          : TOKENS.quiet;
    const weight = row.kind === 'title' ? 600 : row.kind === 'state' ? 700 : undefined;
    out += textBlock(x + PAD, at, row.lines, { size, leading, fill: fillOf, ...(weight && { weight }) });
    at += row.lines.length * leading + 1;
  }
  const inside = `<title>${xmlText(tooltip(act))}</title>${out}`;
  const data = `data-act="${xmlText(act.id)}"${state ? ` data-state="${state}"` : ''}`;
  return href ? `<a href="${xmlText(href)}" ${data}>${inside}</a>` : `<g ${data}>${inside}</g>`;
}

/** Words of a path out of the band. */
export function exitText(exit: FlowExit, number: (phase: string) => number): string {
  switch (exit.to) {
    case 'done':
      return `办结：${exit.title}`;
    case 'stopped':
      return `结束：${exit.title}`;
    case 'back':
      return `回到${circled(number(exit.phase))}${exit.title}`;
    case 'ahead':
      return `转到${circled(number(exit.phase))}${exit.title}`;
    case 'stay':
      return exit.may.length ? `可：${exit.may.join('、')}` : '停在本阶段';
    default:
      return exit.to satisfies never;
  }
}

/** A small rounded label; its size is known before it is drawn. */
export interface Pill {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
}

export function pill(text: string, most: number, size = 12.5): Pill {
  const lines = wrap(text, most - 24, size);
  return {
    lines,
    width: Math.ceil(Math.max(...lines.map((l) => textWidth(l, size))) + 24),
    height: lines.length * 18 + 8,
  };
}

export type PillLook = 'start' | 'gate' | 'side-gate' | 'outcome' | 'main-outcome' | FlowExit['to'];

const PILLS: Record<
  PillLook,
  { fill: string; stroke: string; ink: string; bold?: boolean; dashed?: boolean }
> = {
  start: { fill: TOKENS.indigo, stroke: TOKENS.indigo, ink: TOKENS.white, bold: true },
  gate: { fill: TOKENS.paper, stroke: TOKENS.indigo, ink: TOKENS.indigo },
  'side-gate': { fill: TOKENS.paper, stroke: TOKENS.line, ink: TOKENS.quiet },
  outcome: { fill: TOKENS.paper, stroke: TOKENS.line, ink: TOKENS.ink },
  'main-outcome': { fill: TOKENS.indigoTint, stroke: TOKENS.indigo, ink: TOKENS.indigo, bold: true },
  done: { fill: TOKENS.bambooTint, stroke: TOKENS.bamboo, ink: TOKENS.bamboo, bold: true },
  stopped: { fill: TOKENS.white, stroke: TOKENS.vermilion, ink: TOKENS.vermilion, bold: true },
  back: { fill: TOKENS.white, stroke: TOKENS.line, ink: TOKENS.ink, dashed: true },
  ahead: { fill: TOKENS.white, stroke: TOKENS.line, ink: TOKENS.ink, dashed: true },
  stay: { fill: TOKENS.white, stroke: TOKENS.line, ink: TOKENS.quiet, dashed: true },
};

export function drawPill(p: Pill, x: number, y: number, look: PillLook): string {
  const s = PILLS[look];
  const dashed = s.dashed ? ' stroke-dasharray="4 3"' : '';
  const round = Math.min(p.height / 2, 13);
  return (
    rect(
      x,
      y,
      p.width,
      p.height,
      round,
      `fill="${s.fill}" stroke="${s.stroke}" stroke-width="1.3"${dashed}`,
    ) +
    textBlock(x + p.width / 2, y + 4, p.lines, {
      size: 12.5,
      leading: 18,
      fill: s.ink,
      anchor: 'middle',
      ...(s.bold && { weight: 600 }),
    })
  );
}

/** A choice, as a diamond centred at a point. */
export const diamond = (x: number, y: number, r: number, weight: Weight): string =>
  `<path d="M${num(x)} ${num(y - r)}L${num(x + r)} ${num(y)}L${num(x)} ${num(y + r)}L${num(x - r)} ${num(y)}Z" fill="${TOKENS.paper}" ${STROKE[weight]}/>`;
