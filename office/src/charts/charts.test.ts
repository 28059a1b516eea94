/** Charts over every procedure of the plan: what is drawn is what runs. */
import { type Procedure, performerText } from '@fadu/kernel';
import { procedures } from '@fadu/plan';
import { describe, expect, it } from 'vitest';
import { flowOf } from './flow.ts';
import { outlineOf } from './outline.ts';
import { cardsIn, crossings, overlaps } from './svg.testing.ts';
import { toSvg } from './svg.ts';

const actsOf = (p: Procedure) => Object.keys(p.acts).sort();

describe.each(procedures.map((p) => [p.title, p] as const))('%s', (_title, procedure) => {
  const flow = flowOf(procedure);
  const drawn = flow.bands.flatMap((b) => b.nodes.flatMap((n) => (n.kind === 'act' ? [n.id] : [])));

  it('R90.1 draws every act of the definition once, and no other', async () => {
    expect([...drawn].sort()).toEqual(actsOf(procedure));
    for (const narrow of [false, true]) {
      const svg = await toSvg(procedure, { narrow });
      expect(
        cardsIn(svg)
          .map((c) => c.act)
          .sort(),
      ).toEqual(actsOf(procedure));
    }
  });

  it('connects existing points only, and reaches every act from the entry of its band', () => {
    for (const band of flow.bands) {
      const ids = new Set(band.nodes.map((n) => n.id));
      expect(ids.size).toBe(band.nodes.length);
      for (const e of band.edges) expect([ids.has(e.from), ids.has(e.to)]).toEqual([true, true]);
      const seen = new Set([band.entry]);
      for (const id of seen) for (const e of band.edges) if (e.from === id) seen.add(e.to);
      if (band.number > 0) expect(band.nodes.filter((n) => !seen.has(n.id)).map((n) => n.id)).toEqual([]);
    }
  });

  it('shows every move of every act as a way on or an exit', () => {
    for (const band of flow.bands) {
      for (const node of band.nodes) {
        if (node.kind !== 'act') continue;
        const def = procedure.acts[node.id];
        const targets = typeof def?.to === 'string' ? [def.to] : (def?.to ?? []).map((b) => b.phase);
        const shown = new Set<string>();
        const seen = new Set([node.id]);
        for (const id of seen) {
          for (const e of band.edges) {
            if (e.from !== id) continue;
            const to = band.nodes.find((n) => n.id === e.to);
            if (to?.kind === 'exit' && to.to !== 'stay') shown.add(to.phase);
            if (to?.kind === 'leave') shown.add(band.leave?.next ?? '');
            // Through gates and results, not through further acts.
            if (to && to.kind !== 'act') seen.add(to.id);
          }
        }
        expect(
          targets.filter((t) => t !== band.phase && !shown.has(t)).map((t) => `${node.id} → ${t}`),
        ).toEqual([]);
      }
    }
  });

  it('keeps the order that needs on done acts give', () => {
    for (const band of flow.bands.filter((b) => b.number > 0)) {
      const here = new Set(band.nodes.map((n) => n.id));
      const reach = (from: string) => {
        const seen = new Set([from]);
        for (const id of seen) for (const e of band.edges) if (e.from === id) seen.add(e.to);
        return seen;
      };
      for (const node of band.nodes) {
        if (node.kind !== 'act') continue;
        for (const need of procedure.acts[node.id]?.needs ?? []) {
          const first = need.guard.op === 'done' ? need.guard.act : undefined;
          if (first && first !== node.id && here.has(first))
            expect(reach(first).has(node.id), `${first} before ${node.id}`).toBe(true);
        }
      }
    }
  });

  it('names who does each act and the phases by number', async () => {
    const svg = await toSvg(procedure);
    const plain = svg.replaceAll('&amp;', '&');
    for (const [name, def] of Object.entries(procedure.acts)) {
      for (const p of def.by) expect(plain, name).toContain(performerText(procedure, p));
    }
  });

  it('has no card over another, and no line or frame through a card, wide and narrow', async () => {
    for (const narrow of [false, true]) {
      const svg = await toSvg(procedure, { narrow });
      expect(overlaps(svg)).toEqual([]);
      expect(crossings(svg)).toEqual([]);
    }
  });

  it('is the same text each time', async () => {
    expect(await toSvg(procedure)).toBe(await toSvg(procedure));
  });

  it('reads every act once from top to bottom', () => {
    const read = flow.bands.flatMap((b) => outlineOf(b).flatMap((r) => (r.kind === 'act' ? [r.act.id] : [])));
    expect(read.sort()).toEqual(actsOf(procedure));
  });

  it('fits a phone: 390 px wide, nothing outside', async () => {
    const svg = await toSvg(procedure, { narrow: true });
    expect(svg).toMatch(/^<svg [^>]*width="390"/);
    for (const card of cardsIn(svg)) {
      expect(card.x).toBeGreaterThanOrEqual(0);
      expect(card.x + card.width).toBeLessThanOrEqual(390);
    }
  });
});
