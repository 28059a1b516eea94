/** The chart of a procedure as one SVG text: for the wall, for a page, and for a case that is on its way. */
import type { Procedure } from '@fadu/kernel';
import { type BandContext, type BandPicture, picture } from './band-picture.ts';
import { ACROSS, type Flow, flowOf } from './flow.ts';
import { looseClocks } from './limits.ts';
import { circled, textWidth, wrap } from './measure.ts';
import { narrowSvg } from './narrow.ts';
import { type ActState, arrow, FONT, rect, TOKENS, textBlock, xmlText } from './svg-parts.ts';

/** What a chart may show besides the procedure itself. */
export interface SvgOptions {
  /** One column for a phone: 390 px wide. */
  readonly narrow?: boolean;
  /** Acts that a case has done. */
  readonly done?: readonly string[];
  /** Phase in which a case stands. */
  readonly current?: string;
  /** Acts that may be done now. */
  readonly may?: readonly string[];
  /** Where an act's link leads: its name is added. Default `#act-`; `false` draws no links. */
  readonly link?: string | false;
  /** Put before the ids in the text, where several charts stand on one page. */
  readonly idPrefix?: string;
}

/** What the drawing of both forms needs. */
export interface Drawing {
  readonly flow: Flow;
  readonly loose: ReadonlySet<string>;
  readonly state: (act: string) => ActState;
  readonly href: (act: string) => string | undefined;
  readonly current?: string;
  readonly number: (phase: string) => number;
}

const STRIP = 168;
const PAD = 22;
const PAD_Y = 10;
const MARGIN = 28;

/** Open an SVG of a size with its name and description, and close it. */
export function frame(flow: Flow, width: number, height: number, options: SvgOptions, body: string): string {
  const id = `${options.idPrefix ?? ''}chart-${flow.code}${options.narrow ? '-narrow' : ''}`;
  const way = flow.bands.filter((b) => b.main).map((b) => b.title);
  const ends = flow.ends.map((e) => e.title).join('、');
  // An image has no focusable parts: a chart with links is a group of them, with the same name and description.
  const role = options.link === false ? 'img' : 'group';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" width="${Math.ceil(width)}" height="${Math.ceil(height)}"` +
    ` role="${role}" aria-labelledby="${id}-title ${id}-desc" font-family="${FONT}" style="max-width:100%;height:auto;background:${TOKENS.paper}" lang="zh-CN">` +
    `<title id="${id}-title">${xmlText(flow.title)}流程图</title>` +
    `<desc id="${id}-desc">${xmlText(`${flow.about}主要阶段：${way.join('、')}。结果：${ends}。由程序定义${flow.code}（${flow.version}）生成。`)}</desc>` +
    `<style>a:hover rect:first-of-type,a:focus-visible rect:first-of-type{stroke:${TOKENS.indigo};stroke-width:3}a:focus-visible{outline:none}@media print{svg{-webkit-print-color-adjust:exact;print-color-adjust:exact}}</style>` +
    `${rect(0, 0, Math.ceil(width), Math.ceil(height), 0, `fill="${TOKENS.paper}"`)}${body}</svg>`
  );
}

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

/** Signs of the chart and what it rests on. */
export function legend(flow: Flow, x: number, y: number, width: number): { svg: string; height: number } {
  let out = '';
  let at = x;
  let top = y;
  const item = (draw: (x: number, y: number) => string, words: string) => {
    const w = 34 + textWidth(words, 12) + 22;
    if (at + w > x + width) {
      at = x;
      top += 26;
    }
    out +=
      draw(at, top) + textBlock(at + 34, top + 1, [words], { size: 12, leading: 18, fill: TOKENS.quiet });
    at += w;
  };
  const box = (attrs: string) => (bx: number, by: number) => rect(bx, by + 2, 26, 16, 4, attrs);
  item(
    (bx, by) =>
      arrow(
        [
          { x: bx, y: by + 10 },
          { x: bx + 27, y: by + 10 },
        ],
        'main',
        true,
      ),
    '主要路径',
  );
  item(
    (bx, by) =>
      arrow(
        [
          { x: bx, y: by + 10 },
          { x: bx + 27, y: by + 10 },
        ],
        'side',
        true,
      ),
    '其他路径',
  );
  item(box(`fill="${TOKENS.white}" stroke="${TOKENS.indigo}" stroke-width="1.7"`), '必经步骤');
  item(
    box(`fill="${TOKENS.white}" stroke="${TOKENS.indigo}" stroke-width="1.7" stroke-dasharray="5 3"`),
    '有条件或者非必经',
  );
  item(box(`fill="${TOKENS.white}" stroke="${TOKENS.vermilion}" stroke-width="1.3"`), '程序终止，不能恢复');
  item(box(`fill="${TOKENS.bambooTint}" stroke="${TOKENS.bamboo}" stroke-width="1.3"`), '办结');
  top += 30;
  const lines = wrap(`依据：${flow.cites.map((c) => c.text).join('；')}。`, width, 12);
  const made = wrap(
    `本图由程序定义“${flow.title}”${flow.version}版（${flow.from}起适用）自动生成，与系统实际执行的步骤一致。`,
    width,
    12,
  );
  out += textBlock(x, top, [...lines, ...made], { size: 12, leading: 20, fill: TOKENS.quiet });
  return { svg: out, height: top - y + (lines.length + made.length) * 20 };
}
