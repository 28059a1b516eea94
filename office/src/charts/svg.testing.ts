/** Reading a drawn chart back, for tests: where its cards, pills and lines lie. */

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const attribute = (tag: string, name: string) => Number(new RegExp(` ${name}="([-\\d.]+)"`).exec(tag)?.[1]);
const rectOf = (tag: string): Rect => ({
  x: attribute(tag, 'x'),
  y: attribute(tag, 'y'),
  width: attribute(tag, 'width'),
  height: attribute(tag, 'height'),
});

/** The acts' cards. */
export function cardsIn(svg: string): (Rect & { act: string; state?: string })[] {
  return [...svg.matchAll(/<(?:a|g)[^>]* data-act="([^"]+)"([^>]*)>.*?(<rect [^>]*>)/gs)].map((m) => ({
    act: m[1] as string,
    ...(/data-state="(\w+)"/.test(m[2] as string) && {
      state: /data-state="(\w+)"/.exec(m[2] as string)?.[1],
    }),
    ...rectOf(m[3] as string),
  }));
}

/** Small labels: gates, results, exits. */
export function pillsIn(svg: string): Rect[] {
  return [...svg.matchAll(/<rect [^>]*rx="13"[^>]*>/g)].map((m) => rectOf(m[0]));
}

/** Pairs of cards or labels that lie over each other. */
export function overlaps(svg: string): string[] {
  const all = [
    ...cardsIn(svg).map((c) => ({ ...c, name: c.act })),
    ...pillsIn(svg).map((p, i) => ({ ...p, name: `label ${i}` })),
  ];
  const out: string[] = [];
  all.forEach((a, i) => {
    for (const b of all.slice(i + 1)) {
      const apart =
        a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      if (!apart) out.push(`${a.name} / ${b.name}`);
    }
  });
  return out;
}

/** Lines that run through the inside of a card. */
export function crossings(svg: string): string[] {
  const cards = cardsIn(svg);
  const out: string[] = [];
  // Clock signs inside cards are paths in a group of their own.
  for (const [, d] of svg
    .replace(/<g fill="none".*?<\/g>/gs, '')
    .matchAll(/<path d="(M[^"Z]+)" fill="none"/g)) {
    const numbers = [...(d as string).matchAll(/([MLQV])\s*([-\d. ]+)/g)];
    const points: { x: number; y: number }[] = [];
    for (const [, letter, rest] of numbers) {
      const n = (rest as string).trim().split(/\s+/).map(Number);
      if (letter === 'V') points.push({ x: points.at(-1)?.x ?? 0, y: n[0] as number });
      else points.push({ x: n.at(-2) as number, y: n.at(-1) as number });
    }
    for (let i = 1; i < points.length; i++) {
      const [a, b] = [points[i - 1], points[i]] as [{ x: number; y: number }, { x: number; y: number }];
      for (const c of cards) {
        const inset = 3;
        const inX = Math.max(a.x, b.x) > c.x + inset && Math.min(a.x, b.x) < c.x + c.width - inset;
        const inY = Math.max(a.y, b.y) > c.y + inset && Math.min(a.y, b.y) < c.y + c.height - inset;
        if (inX && inY) out.push(`${c.act}: ${a.x},${a.y} – ${b.x},${b.y}`);
      }
    }
  }
  return out;
}
