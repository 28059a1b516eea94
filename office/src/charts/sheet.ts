/** A body's chart as one drawing for the wall, and as BPMN of one of its procedures: whose it is stands on it. */
import { type DateStr, formatDate } from '@fadu/kernel';
import type { BodyChart, ChartBody, ChartPart } from './bodies.ts';
import { textWidth, wrap } from './measure.ts';
import { FONT, rect, TOKENS, textBlock, xmlText } from './svg-parts.ts';

const MARGIN = 28;
const LEAST = 900;
const NAMED = 12;

/** A day without its day of the week. */
const plain = (day: DateStr): string => formatDate(day).replace(/（[^）]*）$/, '');

/** Words of the head: whose chart, for which items, drawn from what. */
export function headLines(body: ChartBody, chart: BodyChart, on: DateStr): string[] {
  const names = chart.items.slice(0, NAMED).map((i) => i.name);
  const items = chart.items.length
    ? `适用事项${chart.items.length}项：${names.join('、')}${chart.items.length > NAMED ? '等' : ''}`
    : `本机关的清单里没有${chart.def.kind}事项`;
  return [
    items,
    body.phones.length ? `监督电话：${body.phones.join('、')}` : '监督电话：清单里没有登记',
    ...chart.parts.map((p) => partLine(p)),
    `${plain(on)}的流程图，由系统运行的程序画出；哪四张图、写哪些内容没有核实到原文，由本市确定。`,
  ];
}

/** What a part is drawn from, with the digest of the definition; or that it is not there. */
export const partLine = ({ title, chart, runs }: ChartPart): string =>
  chart
    ? `${title}：${plain(chart.lawFrom)}起适用的版本，本图自${plain(chart.firstDay)}起使用，定义摘要${chart.hash.slice(0, 16)}`
    : `${title}：${runs ? '这一天的流程图没有存档' : '系统里还没有这个程序，没有流程图'}`;

const sizeOf = (svg: string): { width: number; height: number } => ({
  width: Number(/<svg[^>]*\swidth="(\d+)"/.exec(svg)?.[1] ?? 0),
  height: Number(/<svg[^>]*\sheight="(\d+)"/.exec(svg)?.[1] ?? 0),
});

/** The whole chart of a body as SVG. The same body, chart and day give the same text. */
export function bodySvg(body: ChartBody, chart: BodyChart, on: DateStr, demo: boolean): string {
  const drawn = chart.parts.flatMap((p) => (p.chart ? [{ svg: p.chart.svg, ...sizeOf(p.chart.svg) }] : []));
  const width = Math.max(LEAST, ...drawn.map((d) => d.width));
  const title = `${body.name}${chart.def.title}${demo ? '（演示）' : ''}`;
  const size = Math.min(30, (30 * (width - MARGIN * 2)) / textWidth(title, 30));
  let y = MARGIN + 30;
  let out = textBlock(MARGIN, y, [title], { size, leading: size, fill: TOKENS.indigo, weight: 700 });
  y += 38;
  for (const line of headLines(body, chart, on)) {
    const lines = wrap(line, width - MARGIN * 2, 14);
    out += textBlock(MARGIN, y, lines, { size: 14, leading: 22, fill: TOKENS.ink });
    y += lines.length * 22;
  }
  y += 10;
  for (const d of drawn) {
    out += d.svg.replace(/^\s*(<\?xml[^>]*\?>)?\s*<svg /, `<svg x="0" y="${Math.round(y)}" `);
    y += d.height + 10;
  }
  const height = Math.ceil(y + MARGIN);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${xmlText(title)}" font-family="${FONT}" lang="zh-CN">` +
    `<title>${xmlText(title)}</title>${rect(0, 0, width, height, 0, `fill="${TOKENS.paper}"`)}${out}</svg>`
  );
}

/** The BPMN of one procedure with the body as its pool, and the words of the head in its documentation. */
export function bodyBpmn(
  body: ChartBody,
  chart: BodyChart,
  part: ChartPart,
  on: DateStr,
): string | undefined {
  if (!part.chart) return undefined;
  const words = xmlText(`${body.name}\n${headLines(body, chart, on).join('\n')}\n`);
  return part.chart.bpmn
    .replace(/(<bpmn:participant [^>]*\bname=")/, `$1${xmlText(body.name).replaceAll('$', '$$$$')}：`)
    .replace(/(<bpmn:process [^>]*>\s*<bpmn:documentation>)/, (all) => `${all}${words}`);
}
