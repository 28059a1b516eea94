/** The same item at every level: what differs, found by comparing the entries themselves (R4.4). Pure. */
import { againstAbove, fieldTitle, isLive, sameValue } from './check.ts';
import { type Peer, type RegisterDef, reaches } from './definition.ts';

/** One difference between entries that should be the same. */
export interface Difference {
  /**
   * `field`: an element differs from the entry above; `name`: one name, two item codes; `overlap`: two organs of one
   * region list the same item.
   */
  readonly kind: 'field' | 'name' | 'overlap';
  readonly item: string;
  readonly name: string;
  readonly region: string;
  readonly code: string;
  readonly organ: string;
  /** The entry it is compared with. */
  readonly other: { readonly region: string; readonly code: string; readonly organ: string };
  readonly field?: string;
  readonly say: string;
}

export interface DifferenceReport {
  /** Items that more than one region lists. */
  readonly shared: number;
  /** Of those, the ones without any difference. */
  readonly identical: number;
  readonly differences: readonly Difference[];
}

/** Compare all live entries of one register. */
export function differencesOf(def: RegisterDef, entries: readonly Peer[]): DifferenceReport {
  const live = entries.filter(isLive);
  const by = (of: (p: Peer) => string) => {
    const out = new Map<string, Peer[]>();
    for (const p of live) {
      const key = of(p);
      const list = out.get(key);
      if (list) list.push(p);
      else out.set(key, [p]);
    }
    return out;
  };
  const itemOf = (p: Peer) => String(p.body[def.itemCode] ?? p.code);
  const differences: Difference[] = [];
  const differ = (kind: Difference['kind'], mine: Peer, other: Peer, say: string, field?: string) =>
    differences.push({
      kind,
      item: itemOf(mine),
      name: String(mine.body.name ?? ''),
      region: mine.region,
      code: mine.code,
      organ: String(mine.body.organ ?? ''),
      other: { region: other.region, code: other.code, organ: String(other.body.organ ?? '') },
      ...(field && { field }),
      say,
    });

  let shared = 0;
  let identical = 0;
  for (const peers of by(itemOf).values()) {
    if (new Set(peers.map((p) => p.region)).size > 1) {
      shared++;
      const before = differences.length;
      for (const mine of peers) {
        const above = peers
          .filter((p) => p.region !== mine.region && reaches(p.region, mine.region))
          .sort((a, b) => (a.region < b.region ? -1 : 1))
          .at(-1);
        if (above)
          for (const d of againstAbove(def, mine.body, above)) differ('field', mine, above, d.say, d.field);
      }
      const siblings = peers.filter(
        (m) => !peers.some((p) => p.region !== m.region && reaches(p.region, m.region)),
      );
      const [first, ...rest] = siblings;
      // Without one above them, those beside each other are compared with the first.
      for (const mine of rest)
        for (const field of def.same?.fields ?? [])
          if (first && mine.region !== first.region && !sameValue(mine.body[field], first.body[field]))
            differ(
              'field',
              mine,
              first,
              `同一编码的事项在两个地区的“${fieldTitle(def, field)}”不一致`,
              field,
            );
      if (differences.length === before) identical++;
    }
    const seen = new Map<string, Peer>();
    for (const p of peers) {
      const first = seen.get(p.region);
      if (!first) seen.set(p.region, p);
      else if (first.body.organ !== p.body.organ)
        differ('overlap', p, first, '同一地区有两个机关列入了同一事项；争议处理期间都不停止，只能联合实施');
    }
  }
  for (const peers of by((p) => String(p.body.name ?? '')).values()) {
    const first = peers[0] as Peer;
    for (const p of peers)
      if (itemOf(p) !== itemOf(first))
        differ('name', p, first, '同一名称用了两个编码；同一事项应当用同一名称和编码');
  }
  return { shared, identical, differences };
}
