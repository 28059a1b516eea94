/**
 * A chart as PDF: our own drawing, in the few shapes it is made of, with the embedded font, on one page of its own size
 * (a printer scales it to the paper at hand).
 */
import PDFDocument from 'pdfkit';
import { drawable } from '../case-file/canvas.ts';
import { type Face, font, widthOf } from '../papers/fonts.ts';

/** Points of a pixel. */
const POINT = 0.75;

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** Draw an SVG of ours. @throws Error on a shape or a transformation that our drawings do not use */
export async function svgToPdf(
  svg: string,
  options: { readonly title: string; readonly at: Date },
): Promise<Uint8Array> {
  const [, width, height] = /<svg[^>]*\swidth="(\d+)"[^>]*\sheight="(\d+)"/.exec(svg) ?? [];
  if (!width || !height) throw new Error('the drawing has no size');
  const doc = new PDFDocument({
    size: [Number(width) * POINT, Number(height) * POINT],
    margin: 0,
    font: null as unknown as string,
    lang: 'zh-CN',
    pdfVersion: '1.7',
    info: {
      Title: options.title,
      Creator: 'Fadu',
      Producer: 'Fadu',
      CreationDate: options.at,
      ModDate: options.at,
    },
  });
  const chunks: Uint8Array[] = [];
  doc.on('data', (c: Uint8Array) => chunks.push(c));
  const done = new Promise<void>((resolve) => doc.on('end', resolve));
  doc.scale(POINT);
  const offsets: { x: number; y: number }[] = [];
  /** Groups that are open, with what their shapes take from them. */
  const groups: Readonly<Record<string, string>>[] = [];
  let hidden = false;
  for (const [, close, tag, rest = '', , words = ''] of svg.matchAll(
    /<(\/?)([a-z]+)((?:\s[^>]*?)?)(\/?)>([^<]*)/g,
  )) {
    const at = Object.fromEntries(
      [...rest.matchAll(/([a-zA-Z-]+)="([^"]*)"/g)].map((m) => [m[1], m[2] as string]),
    );
    const n = (name: string) => Number(at[name] ?? 0);
    const look = (name: string) => at[name] ?? groups.at(-1)?.[name];
    const here = offsets.at(-1) ?? { x: 0, y: 0 };
    if (tag === 'svg') {
      if (close) offsets.pop();
      else offsets.push({ x: here.x + n('x'), y: here.y + n('y') });
      continue;
    }
    if (tag === 'g') {
      if (close) groups.pop();
      else groups.push({ ...groups.at(-1), ...at });
    }
    if (tag === 'title' || tag === 'desc' || tag === 'style') hidden = !close;
    if (close || hidden || tag === 'g' || tag === 'a' || tag === 'title' || tag === 'desc' || tag === 'style')
      continue;
    if (at.transform) throw new Error('a drawing of ours uses no transformations');
    const [x, y] = [here.x + n('x'), here.y + n('y')];
    if (tag === 'text') {
      const face: Face = Number(at['font-weight'] ?? 400) >= 600 ? 'strong' : 'body';
      const text = drawable(unescaped(words));
      const size = n('font-size');
      const wide = widthOf(text, face) * size;
      const left = at['text-anchor'] === 'middle' ? x - wide / 2 : at['text-anchor'] === 'end' ? x - wide : x;
      doc.font(font(face) as unknown as string, size).fillColor(look('fill') ?? '#000');
      doc.text(text, left, y, { lineBreak: false, baseline: 'alphabetic' });
      continue;
    }
    doc.save();
    if (tag === 'rect') doc.roundedRect(x, y, n('width'), n('height'), n('rx'));
    else if (tag === 'circle') doc.circle(here.x + n('cx'), here.y + n('cy'), n('r'));
    else if (tag === 'path') doc.translate(here.x, here.y).path(at.d ?? '');
    else throw new Error(`a drawing of ours has no <${tag}>`);
    doc.lineWidth(Number(look('stroke-width') ?? 1));
    const dash = at['stroke-dasharray']?.split(/[ ,]+/).map(Number);
    if (dash?.[0]) doc.dash(dash[0], { space: dash[1] ?? dash[0] });
    const [fill, stroke] = [look('fill') ?? '#000', look('stroke')];
    if (fill !== 'none' && stroke && stroke !== 'none') doc.fillAndStroke(fill, stroke);
    else if (stroke && stroke !== 'none') doc.stroke(stroke);
    else if (fill !== 'none') doc.fill(fill);
    doc.restore();
  }
  doc.end();
  await done;
  return new Uint8Array(Buffer.concat(chunks));
}
