/** What the wide and the narrow drawing share: options, frame, legend. */
import type { Flow } from './flow.ts';
import { textWidth, wrap } from './measure.ts';
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
