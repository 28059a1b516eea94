/**
 * Overlaps and gaps of functions (R1.3), from the entries alone: two organs that answer for one function, a function
 * that nobody answers for, an item that an organ exercises without a function that carries it. Pure.
 */

/** An entry as lists answer it, cancelled ones included. */
export interface CoverageEntry {
  readonly region: string;
  readonly register: string;
  readonly code: string;
  readonly status: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Two or more organs of a region that answer for one function. */
export interface Overlap<E> {
  readonly region: string;
  readonly functionCode: string;
  readonly name: string;
  readonly holders: readonly E[];
}

/** A function that no organ of the region answers for any more. */
export interface Gap<E> {
  readonly region: string;
  readonly functionCode: string;
  readonly name: string;
  /** `ended`: every holder's entry ended; `helpers-only`: organs help, nobody answers. */
  readonly why: 'ended' | 'helpers-only';
  readonly entries: readonly E[];
}

/** An item in use whose organ holds no function with it. */
export interface Outside<E> {
  readonly entry: E;
  /** Functions of other organs that carry the item, where there are any. */
  readonly heldBy: readonly E[];
}

/** All three findings with what they were counted from. */
export interface Coverage<E> {
  /** Functions that have a live entry, by region. */
  readonly functions: number;
  /** Items in use that were compared. */
  readonly items: number;
  readonly overlaps: readonly Overlap<E>[];
  readonly gaps: readonly Gap<E>[];
  readonly outside: readonly Outside<E>[];
}

const text = (e: CoverageEntry, field: string) => String(e.body[field] ?? '');
const inUse = (e: CoverageEntry) => e.status === '在用';

/**
 * Compare functions with items. Regions without a single live function are left out of `outside`: their list of functions
 * has not been entered yet, and every item would be named.
 */
export function coverage<E extends CoverageEntry>(functions: readonly E[], items: readonly E[]): Coverage<E> {
  const groups = [...Map.groupBy(functions, (f) => `${f.region}\n${text(f, 'basicCode')}`).values()];
  const overlaps: Overlap<E>[] = [];
  const gaps: Gap<E>[] = [];
  let live = 0;
  for (const group of groups) {
    const first = group[0] as E;
    const at = { region: first.region, functionCode: text(first, 'basicCode'), name: text(first, 'name') };
    const standing = group.filter(inUse);
    const leads = standing.filter((f) => f.body.holding === '主责');
    if (standing.length) live++;
    if (new Set(leads.map((f) => text(f, 'organ'))).size > 1) overlaps.push({ ...at, holders: leads });
    if (leads.length === 0) {
      // What has yet to come into force is no gap of today.
      if (group.every((f) => f.status === '尚未生效')) continue;
      gaps.push({ ...at, why: standing.length ? 'helpers-only' : 'ended', entries: group });
    }
  }
  const started = new Set(functions.filter(inUse).map((f) => f.region));
  const holders = new Map<string, E[]>();
  for (const f of functions.filter(inUse))
    for (const item of (f.body.items ?? []) as readonly string[]) {
      const key = `${f.region}\n${item}`;
      const list = holders.get(key);
      if (list) list.push(f);
      else holders.set(key, [f]);
    }
  const compared = items.filter((i) => inUse(i) && started.has(i.region));
  const outside = compared.flatMap((entry): Outside<E>[] => {
    const held = holders.get(`${entry.region}\n${text(entry, 'basicCode')}`) ?? [];
    return held.some((f) => f.body.organ === entry.body.organ) ? [] : [{ entry, heldBy: held }];
  });
  return { functions: live, items: compared.length, overlaps, gaps, outside };
}
