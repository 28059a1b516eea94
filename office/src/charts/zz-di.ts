import { readFileSync, writeFileSync } from 'node:fs';
import { BpmnModdle } from 'bpmn-moddle';

const code = process.argv[2];
const { rootElement } = await new BpmnModdle().fromXML(readFileSync(`/tmp/${code}.bpmn`, 'utf8'));
const plane: any = (rootElement as any).diagrams[0].plane;
let s = '';
let W = 0,
  H = 0;
for (const e of plane.planeElement) {
  const el = e.bpmnElement;
  if (e.bounds) {
    const b = e.bounds;
    W = Math.max(W, b.x + b.width);
    H = Math.max(H, b.y + b.height);
    const t = el.$type;
    const ev = t.includes('Event');
    const g = t.includes('Gateway');
    s += ev
      ? `<circle cx="${b.x + 18}" cy="${b.y + 18}" r="18" fill="${t.includes('Boundary') ? '#ffd' : 'white'}" stroke="${t.includes('End') ? 'red' : '#333'}"/>`
      : g
        ? `<path d="M${b.x + 25} ${b.y}l25 25l-25 25l-25 -25z" fill="white" stroke="#333"/><text x="${b.x + 17}" y="${b.y + 32}" font-size="20">${t.includes('Par') ? '+' : 'x'}</text>`
        : `<rect x="${b.x}" y="${b.y}" width="${b.width}" height="${b.height}" fill="${t.includes('Task') ? 'white' : 'none'}" stroke="#333"/>`;
    const n = el.name ?? '';
    if (!g)
      s += ev
        ? `<text x="${b.x + 18}" y="${b.y + 50}" font-size="11" text-anchor="middle">${n.slice(0, 18)}</text>`
        : t.includes('Lane')
          ? `<text x="${b.x + 4}" y="${b.y + 20}" font-size="14">${n}</text>`
          : `<text x="${b.x + b.width / 2}" y="${b.y + 40}" font-size="12" text-anchor="middle">${n}</text>`;
  } else {
    s += `<path d="M${e.waypoint.map((p: any) => `${p.x} ${p.y}`).join('L')}" fill="none" stroke="#06c"/>`;
    const a = e.waypoint.at(-1);
    s += `<circle cx="${a.x}" cy="${a.y}" r="3" fill="#06c"/>`;
    if (el.name) {
      const m = e.waypoint[Math.floor(e.waypoint.length / 2)];
      s += `<text x="${m.x + 3}" y="${m.y - 3}" font-size="10" fill="#06c">${el.name}</text>`;
    }
  }
}
writeFileSync(
  `/tmp/${code}-bpmn.svg`,
  `<svg xmlns="http://www.w3.org/2000/svg" width="${W + 10}" height="${H + 10}">${s}</svg>`,
);
