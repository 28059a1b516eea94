/**
 * The picture of a seal: ring, star, the organ around, a line of text below. A demonstration seal always says 演示印章.
 * A picture proves nothing; what proves a paper is the signature in the record and the QR code.
 */
import { outline } from './fonts.ts';
import type { PathMark } from './marks.ts';
import type { OfficialPaper } from './model.ts';
import { COLOR, DEMO_SEAL, MIDDLE, mm } from './page.ts';

/** Outer diameter: 42 mm, the size for organs below the province. */
export const SEAL_SIZE = mm(42);

const round = (n: number) => Math.round(n * 100) / 100;

/** A five-pointed star, point up. */
function star(cx: number, cy: number, r: number): string {
  const points = Array.from({ length: 10 }, (_, i) => {
    const radius = i % 2 === 0 ? r : r * 0.382;
    const angle = -Math.PI / 2 + (i * Math.PI) / 5;
    return `${round(cx + radius * Math.cos(angle))} ${round(cy + radius * Math.sin(angle))}`;
  });
  return `M${points.join('L')}Z`;
}

function ring(cx: number, cy: number, r: number): string {
  const k = r * 0.5522847;
  return [
    `M${round(cx + r)} ${round(cy)}`,
    `C${round(cx + r)} ${round(cy + k)} ${round(cx + k)} ${round(cy + r)} ${round(cx)} ${round(cy + r)}`,
    `C${round(cx - k)} ${round(cy + r)} ${round(cx - r)} ${round(cy + k)} ${round(cx - r)} ${round(cy)}`,
    `C${round(cx - r)} ${round(cy - k)} ${round(cx - k)} ${round(cy - r)} ${round(cx)} ${round(cy - r)}`,
    `C${round(cx + k)} ${round(cy - r)} ${round(cx + r)} ${round(cy - k)} ${round(cx + r)} ${round(cy)}Z`,
  ].join('');
}

/** The text under the star. */
export const sealText = (paper: Pick<OfficialPaper, 'seal' | 'demo'>): string =>
  paper.demo ? DEMO_SEAL : (paper.seal?.text ?? '');

/** Draws a seal with its middle at (cx, cy). Long names are set smaller and further round. */
export function sealMarks(organ: string, text: string, cx: number, cy: number): PathMark[] {
  const outer = SEAL_SIZE / 2;
  const chars = [...organ];
  const sweep = Math.min((4 / 3) * Math.PI * 1.12, Math.max(1, chars.length - 1) * 0.36);
  const radius = outer * 0.8;
  const step = chars.length > 1 ? sweep / (chars.length - 1) : 0;
  const arc = step * radius;
  const height = Math.min(outer * 0.27, Math.max(arc * 1.15, outer * 0.13));
  const width = Math.min(height, (chars.length > 1 ? arc : height) * 0.92);
  const letters = chars.map((char, i) => {
    const angle = -sweep / 2 + i * step;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return outline(char, 'strong', (x, y) => {
      const px = (x - 0.5) * width;
      const py = -(radius + (y - MIDDLE) * height);
      return [cx + px * cos - py * sin, cy + px * sin + py * cos];
    });
  });
  const below = [...text];
  const size = below.length === 0 ? 0 : Math.min(outer * 0.2, (outer * 1.15) / below.length);
  const line = below.map((char, i) =>
    outline(char, 'strong', (x, y) => [
      cx + (i - below.length / 2 + x) * size,
      cy + outer * 0.55 - (y - MIDDLE) * size,
    ]),
  );
  return [
    { kind: 'path', d: ring(cx, cy, outer - mm(0.6)), stroke: COLOR.seal, lineWidth: mm(1.2), opacity: 0.82 },
    {
      kind: 'path',
      d: [star(cx, cy, outer * 0.3), ...letters, ...line].join(''),
      fill: COLOR.seal,
      opacity: 0.82,
    },
  ];
}
