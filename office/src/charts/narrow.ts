/** The chart in one column, 390 px wide: legible on a phone without zooming. */

import { type Drawing, frame, legend, type SvgOptions } from './drawing.ts';
import { ACROSS, type FlowBand } from './flow-model.ts';
import { circled, wrap } from './measure.ts';
import { type OutlineRow, outlineOf } from './outline.ts';
import {
  arrow,
  card,
  drawCard,
  drawPill,
  exitText,
  type PillLook,
  pill,
  rect,
  TOKENS,
  textBlock,
} from './svg-parts.ts';

const WIDTH = 390;
const SIDE = 14;
const INDENT = 18;
const GAP = 10;
const STEP = 24;

const words: Partial<Record<OutlineRow['kind'], string>> = {
  fork: '以下各项同时进行，不分先后',
  join: '以上该办的都办结后',
  either: '视情况办理其中一项',
};

/** Draw a flow in one column. */
export function narrowSvg(d: Drawing, options: SvgOptions): string {
  const { flow } = d;
  let out = '';
  let y = 18;
  const say = (text: string, size: number, leading: number, fill: string, weight?: number) => {
    const lines = wrap(text, WIDTH - SIDE * 2, size);
    out += textBlock(SIDE, y, lines, { size, leading, fill, ...(weight && { weight }) });
    y += lines.length * leading;
  };
  say(`${flow.title}流程图`, 22, 32, TOKENS.indigo, 700);
  y += 4;
  say(flow.about, 14, 22, TOKENS.ink);
  y += 14;
  flow.bands.forEach((band, i) => {
    const drawn = drawBand(d, band, i === 0, y);
    out += drawn.svg;
    y = drawn.bottom;
  });
  const foot = legend(flow, SIDE, y + 8, WIDTH - SIDE * 2);
  return frame(flow, WIDTH, y + 8 + foot.height + 20, options, out + foot.svg);
}

function heading(d: Drawing, band: FlowBand, y: number): { svg: string; bottom: number } {
  const current = d.current === band.phase;
  const ink = current ? TOKENS.white : band.main ? TOKENS.indigo : TOKENS.quiet;
  const fill = current ? TOKENS.indigo : band.main ? TOKENS.indigoTint : TOKENS.band;
  const lines: { text: string; size: number; leading: number; weight?: number }[] = [];
  const put = (text: string, size: number, leading: number, weight?: number) => {
    for (const line of wrap(text, WIDTH - SIDE * 2, size))
      lines.push({ text: line, size, leading, ...(weight && { weight }) });
  };
  put(
    `${band.number ? `${circled(band.number)} ` : ''}${band.title}${current ? ' · 本件在这里' : ''}`,
    17,
    24,
    700,
  );
  if (band.phase === ACROSS) put('在所列阶段内随时可办', 13, 19);
  else if (!band.main)
    put(
      band.cameFrom.length ? `不是每件都经过，由“${band.cameFrom.join('”“')}”转入` : '不是每件都经过',
      13,
      19,
    );
  if (band.also.length) put(`这一阶段还可以：${band.also.map((a) => a.title).join('、')}`, 13, 19);
  const height = lines.reduce((h, l) => h + l.leading, 18);
  let svg = rect(0, y, WIDTH, height, 0, `fill="${fill}"`);
  let at = y + 9;
  for (const l of lines) {
    svg += textBlock(SIDE, at, [l.text], {
      size: l.size,
      leading: l.leading,
      fill: ink,
      ...(l.weight && { weight: l.weight }),
    });
    at += l.leading;
  }
  return { svg, bottom: y + height };
}

function drawBand(d: Drawing, band: FlowBand, first: boolean, top: number): { svg: string; bottom: number } {
  const head = heading(d, band, top);
  const rows = outlineOf(band);
  let svg = '';
  let y = head.bottom + 14;
  /** Left rails of what is indented: from where, at which depth. */
  const rails: { depth: number; from: number }[] = [];
  let rail = '';
  const closeRails = (depth: number) => {
    for (let r = rails.at(-1); r && r.depth > depth; r = rails.at(-1)) {
      rails.pop();
      const x = SIDE + (r.depth - 1) * INDENT + 5;
      rail += `<path d="M${x} ${r.from}V${y - GAP}" fill="none" stroke="${TOKENS.line}" stroke-width="1.5" stroke-dasharray="2 3"/>`;
    }
    for (let k = (rails.at(-1)?.depth ?? 0) + 1; k <= depth; k++) rails.push({ depth: k, from: y - GAP + 4 });
  };
  const tag = (text: string, depth: number, look: PillLook) => {
    const x = SIDE + depth * INDENT;
    const p = pill(text, WIDTH - SIDE - x);
    svg += drawPill(p, x, y, look);
    y += p.height + GAP;
  };
  const down = (depth: number, length: number) => {
    const x = SIDE + depth * INDENT + 26;
    svg += arrow(
      [
        { x, y: y - GAP },
        { x, y: y - GAP + length },
      ],
      'main',
      true,
    );
    y += length - GAP;
  };
  if (first) {
    tag('开始', 0, 'start');
    down(0, STEP);
  }
  let above: OutlineRow | undefined;
  for (const row of rows) {
    closeRails(row.depth);
    switch (row.kind) {
      case 'act': {
        if (row.follows && above?.kind === 'act' && above.depth === row.depth) down(row.depth, STEP);
        const x = SIDE + row.depth * INDENT;
        const state = d.state(row.act.id);
        const c = card(row.act, WIDTH - SIDE - x, d.loose, state);
        svg += drawCard(c, x, y, state, d.href(row.act.id));
        y += c.height + GAP;
        break;
      }
      case 'fork':
      case 'join':
      case 'either':
        tag(words[row.kind] as string, row.depth, 'gate');
        break;
      case 'outcome':
        tag(`结果：${row.title}`, row.depth, row.main ? 'main-outcome' : 'outcome');
        break;
      case 'exit':
        tag(exitText(row.exit, d.number), row.depth + (above?.kind === 'act' ? 1 : 0), row.exit.to);
        break;
      case 'goto':
        tag(`接着办：${row.title}`, row.depth, 'ahead');
        break;
      case 'leave': {
        const next = d.flow.bands.find((b) => b.phase === band.leave?.next);
        if (next) tag(`进入${circled(next.number)}${next.title}`, row.depth, 'main-outcome');
        break;
      }
      default:
        row satisfies never;
    }
    above = row;
  }
  closeRails(0);
  if (rows.length === 0) {
    svg += textBlock(SIDE, y, ['本阶段没有专属步骤'], { size: 13, leading: 20, fill: TOKENS.quiet });
    y += 30;
  }
  const lines = rect(0, top, WIDTH, y - top + 6, 0, `fill="none" stroke="${TOKENS.rule}" stroke-width="1"`);
  return { svg: head.svg + lines + rail + svg, bottom: y + 6 };
}
