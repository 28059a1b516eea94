/** Two bodies that claim one item (R20.2), and what comprehensive teams took over. Pure: entries in, findings out. */

/** An entry as the lists answer it. */
export interface ItemEntry {
  readonly region: string;
  readonly code: string;
  readonly status: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One item that more than one organ of a region claims. */
export interface DoubleClaim<E extends ItemEntry = ItemEntry> {
  readonly region: string;
  readonly itemCode: string;
  readonly name: string;
  /** The entries behind it, by organ. */
  readonly entries: readonly E[];
  /** It was taken over from an organ that still lists it: that one must cancel its entry. */
  readonly handedOver: readonly E[];
}

const text = (e: ItemEntry, field: string) => String(e.body[field] ?? '');

/** Items in use that two or more organs of one region list. Suspended and cancelled entries claim nothing. */
export function doubleClaims<E extends ItemEntry>(entries: readonly E[]): readonly DoubleClaim<E>[] {
  const inUse = entries.filter((e) => e.status === '在用');
  return [...Map.groupBy(inUse, (e) => `${e.region}\n${text(e, 'basicCode')}`).values()]
    .filter((group) => new Set(group.map((e) => text(e, 'organ'))).size > 1)
    .map((group) => {
      const sorted = [...group].sort((a, b) => (a.code < b.code ? -1 : 1));
      const first = sorted[0] as E;
      const from = new Set(sorted.map((e) => text(e, 'takenFrom')).filter(Boolean));
      return {
        region: first.region,
        itemCode: text(first, 'basicCode'),
        name: text(first, 'name'),
        entries: sorted,
        handedOver: sorted.filter((e) => from.has(text(e, 'organ'))),
      };
    })
    .sort((a, b) => (a.region + a.itemCode < b.region + b.itemCode ? -1 : 1));
}

/** A comprehensive team with what it took over. */
export interface TeamItems<E extends ItemEntry = ItemEntry> {
  readonly region: string;
  readonly organ: string;
  readonly team: string;
  readonly fields: readonly string[];
  readonly items: number;
  readonly takenOver: readonly E[];
}

/** Teams of comprehensive enforcement, by region and organ, each with the entries that it took over. */
export function teamItems<E extends ItemEntry>(entries: readonly E[]): readonly TeamItems<E>[] {
  const inUse = entries.filter((e) => e.status === '在用' && text(e, 'team') !== '');
  return [...Map.groupBy(inUse, (e) => [e.region, text(e, 'organ'), text(e, 'team')].join('\n')).values()]
    .map((group) => {
      const first = group[0] as E;
      return {
        region: first.region,
        organ: text(first, 'organ'),
        team: text(first, 'team'),
        fields: [...new Set(group.map((e) => text(e, 'field')))].sort(),
        items: group.length,
        takenOver: group.filter((e) => text(e, 'takenFrom') !== ''),
      };
    })
    .sort((a, b) => (a.region + a.organ < b.region + b.organ ? -1 : 1));
}
