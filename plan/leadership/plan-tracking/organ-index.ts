/** Finding an organ or group by the name a document writes, and the nearest known name for one that is unknown. */
import { GROUPS, ORGANS, type Organ, type OrganGroup } from './organs.ts';

/** An organ or group that a name was resolved to. */
export interface ResolvedBody {
  readonly kind: 'organ' | 'group';
  readonly id: string;
  /** The organ's or group's own name, whatever alias the document wrote. */
  readonly name: string;
}

/** Names of organs and groups, ready for looking up. */
export interface OrganIndex {
  /** The body that this name, full name or alias means, or nothing. */
  resolve(name: string): ResolvedBody | undefined;
  /** Whether some known name begins with this text. */
  isBeginning(text: string): boolean;
  /** The known name that is closest in spelling. */
  nearest(name: string): string;
}

/** Names compare without spaces, quotation marks and width of characters. */
const plain = (name: string): string => name.normalize('NFKC').replace(/[\s“”"‘’']/g, '');

/**
 * Build the index.
 * @throws Error when one name would mean two bodies, because then a plan could silently give a task to the wrong organ
 */
export function organIndex(
  organs: readonly Organ[] = ORGANS,
  groups: readonly OrganGroup[] = GROUPS,
): OrganIndex {
  const names = new Map<string, ResolvedBody>();
  const add = (name: string, body: ResolvedBody) => {
    const key = plain(name);
    const other = names.get(key);
    if (other && other.id !== body.id)
      throw new Error(`the name ${name} means both ${other.id} and ${body.id}`);
    names.set(key, body);
  };
  for (const o of organs)
    for (const name of [o.name, o.full, ...o.aliases]) add(name, { kind: 'organ', id: o.id, name: o.name });
  for (const g of groups)
    for (const name of [g.name, ...g.aliases]) add(name, { kind: 'group', id: g.id, name: g.name });

  return {
    resolve: (name) => names.get(plain(name)),
    isBeginning: (text) => [...names.keys()].some((known) => known.startsWith(plain(text))),
    nearest(name) {
      let best = '';
      let least = Number.POSITIVE_INFINITY;
      for (const known of names.keys()) {
        const distance = editDistance(plain(name), known);
        if (distance < least) [best, least] = [known, distance];
      }
      return best;
    },
  };
}

/** Fewest single-character insertions, deletions and replacements between two texts. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(
        (row[j] as number) + 1,
        (next[j - 1] as number) + 1,
        (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[b.length] as number;
}
