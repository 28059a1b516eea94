/** The chart of a procedure as one SVG text: for the wall, for a page, and for a case that is on its way. */
import type { Procedure } from '@fadu/kernel';
import { type BandContext, type BandPicture, picture } from './band-picture.ts';
import { type Drawing, frame, legend, type SvgOptions } from './drawing.ts';
import { ACROSS, flowOf } from './flow.ts';
import { looseClocks } from './limits.ts';
import { circled, wrap } from './measure.ts';
import { narrowSvg } from './narrow.ts';

export type { SvgOptions } from './drawing.ts';

import { arrow, rect, TOKENS, textBlock } from './svg-parts.ts';

const STRIP = 168;
const PAD = 22;
const PAD_Y = 10;
const MARGIN = 28;

/** The chart of a procedure. The same procedure and options give the same text. */
export async function toSvg(procedure: Procedure, options: SvgOptions = {}): Promise<string> {
  const flow = flowOf(procedure);
  const link = options.link ?? '#act-';
  for (const act of [...(options.done ?? []), ...(options.may ?? [])]) {
    if (!procedure.acts[act]) throw new Error(`${procedure.code} has no act ${act} to highlight`);
  }
  if (options.current !== undefined && !procedure.phases[options.current]) {
    throw new Error(`${procedure.code} has no phase ${options.current} to highlight`);
  }
  const number = new Map(flow.bands.map((b) => [b.phase, b.number]));
  const drawing: Drawing = {
    flow,
    loose: looseClocks(procedure),
    state: (act) => (options.may?.includes(act) ? 'may' : options.done?.includes(act) ? 'done' : undefined),
    href: (act) => (link === false ? undefined : `${link}${act}`),
    number: (phase) => number.get(phase) ?? 0,
    ...(options.current && { current: options.current }),
  };
  if (options.narrow) return narrowSvg(drawing, options);
  const bands: BandPicture[] = [];
  for (const band of flow.bands) {
    const context: BandContext = { ...drawing, first: band === flow.bands[0] };
    bands.push(await picture(band, context));
  }
  return wide(drawing, bands, options);
}

interface StripLine {
  readonly text: string;
  readonly size: number;
  readonly leading: number;
  readonly weight?: number;
  readonly indent: number;
}

/** Words at the left of a band: its number and name, and what else may be done in it. */
function stripLines(b: BandPicture, current: boolean): StripLine[] {
  const { band } = b;
  const out: StripLine[] = [];
  const put = (text: string, size: number, leading: number, indent = 0, weight?: number) => {
    for (const line of wrap(text, STRIP - 26 - indent, size))
      out.push({ text: line, size, leading, indent, ...(weight && { weight }) });
  };
  put(band.title, 17, 24, band.number ? 25 : 0, 700);
  if (current) put('本件在这里', 13, 20, 25, 600);
  if (band.phase === ACROSS) put('在所列阶段内随时可办', 12, 18);
  else if (!band.main) put('不是每件都经过', 12, 18, 25);
  if (band.also.length) put('这一阶段还可以：', 12, 22);
  for (const a of band.also) put(a.title, 12, 18, 10);
  return out;
}

function strip(b: BandPicture, y: number, height: number, current: boolean): string {
  const { band } = b;
  const ink = current ? TOKENS.white : band.main ? TOKENS.indigo : TOKENS.quiet;
  const fill = current ? TOKENS.indigo : band.main ? TOKENS.indigoTint : TOKENS.band;
  let out = rect(MARGIN, y, STRIP, height, 0, `fill="${fill}"`);
  if (band.number)
    out += textBlock(MARGIN + 13, y + 14, [circled(band.number)], {
      size: 17,
      leading: 24,
      weight: 700,
      fill: ink,
    });
  let at = y + 14;
  for (const line of stripLines(b, current)) {
    out += textBlock(MARGIN + 13 + line.indent, at, [line.text], {
      size: line.size,
      leading: line.leading,
      fill: ink,
      ...(line.weight && { weight: line.weight }),
    });
    at += line.leading;
  }
  return out;
}

/** Height that a strip's words need. */
const stripHeight = (b: BandPicture, current: boolean): number =>
  stripLines(b, current).reduce((h, l) => h + l.leading, 28);

function wide(drawing: Drawing, bands: readonly BandPicture[], options: SvgOptions): string {
  const { flow } = drawing;
  // A way on that passes over bands runs in a gutter at the left of the content.
  const passes = bands.filter(
    (b, i) => b.band.leave && bands[i + 1]?.band.phase !== b.band.leave.next,
  ).length;
  const gutter = passes ? 16 + passes * 12 : 0;
  const content = Math.max(720, ...bands.map((b) => b.width));
  const width = MARGIN * 2 + STRIP + PAD * 2 + gutter + content;
  const left = MARGIN + STRIP + PAD + gutter;
  const head = wrap(flow.about, width - MARGIN * 2, 14);
  let out = textBlock(MARGIN, MARGIN, [`${flow.title}流程图`], {
    size: 28,
    leading: 40,
    weight: 700,
    fill: TOKENS.indigo,
  });
  out += textBlock(MARGIN, MARGIN + 44, head, { size: 14, leading: 22, fill: TOKENS.ink });
  let y = MARGIN + 44 + head.length * 22 + 16;

  const tops: { x: number; y: number }[] = [];
  let flowX: number | undefined;
  let body = '';
  for (const b of bands) {
    const current = drawing.current === b.band.phase;
    const height = Math.max(b.height + PAD_Y * 2, stripHeight(b, current));
    const room = content - b.width;
    const x =
      left +
      (flowX === undefined || !b.band.main
        ? room / 2
        : Math.min(room, Math.max(0, flowX - left - b.entry.x)));
    const fill = current ? TOKENS.indigoTint : TOKENS.paper;
    body += rect(MARGIN + STRIP, y, width - MARGIN * 2 - STRIP, height, 0, `fill="${fill}"`);
    body += strip(b, y, height, current);
    body += rect(
      MARGIN,
      y,
      width - MARGIN * 2,
      height,
      0,
      `fill="none" stroke="${TOKENS.rule}" stroke-width="1"`,
    );
    tops.push({ x, y: y + (height - b.height) / 2 });
    if (b.leave && b.band.main) flowX = x + b.leave.x;
    y += height;
  }
  const joins: string[] = [];
  let lane = 0;
  bands.forEach((b, i) => {
    if (!b.leave || !b.band.leave) return;
    const j = bands.findIndex((n) => n.band.phase === b.band.leave?.next);
    const [from, to, next] = [tops[i], tops[j], bands[j]];
    if (!from || !to || !next) return;
    const start = { x: from.x + b.leave.x, y: from.y + b.leave.y };
    const end = { x: to.x + next.entry.x, y: to.y + next.entry.y + 1 };
    const low = from.y + b.height + PAD_Y / 2;
    const high = to.y - PAD_Y / 2;
    const points =
      j === i + 1
        ? [start, { x: start.x, y: (low + high) / 2 }, { x: end.x, y: (low + high) / 2 }, end]
        : [
            start,
            { x: start.x, y: low },
            { x: left - 12 * ++lane, y: low },
            { x: left - 12 * lane, y: high },
            { x: end.x, y: high },
            end,
          ];
    joins.push(
      arrow(
        points.filter((p, k) => k === 0 || p.x !== points[k - 1]?.x || p.y !== points[k - 1]?.y),
        'main',
        false,
      ),
    );
  });
  out += body + joins.join('') + bands.map((b, i) => b.draw(tops[i]?.x ?? 0, tops[i]?.y ?? 0)).join('');
  const foot = legend(flow, MARGIN, y + 16, width - MARGIN * 2);
  return frame(flow, width, y + 16 + foot.height + MARGIN, options, out + foot.svg);
}
