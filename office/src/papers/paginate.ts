/** Cuts slots into pages. Pure: heights in, positions out. */
import type { Slot } from './flow.ts';

/** A slot with the top it was given. */
export interface Placed {
  readonly slot: Slot;
  readonly y: number;
}

/** A page's slots and where the last one ends. */
export interface PageOfSlots {
  readonly placed: readonly Placed[];
  readonly end: number;
}

export interface PageRoom {
  /** Top of the type area. */
  readonly top: number;
  readonly bottom: number;
  /** Where the text starts on the first page. */
  readonly first: number;
  /** Line pitch for slots that go to the grid. */
  readonly lead: number;
}

const EPS = 0.01;

/** Splits slots into groups that stay together. */
function groups(slots: readonly Slot[]): Slot[][] {
  const out: Slot[][] = [];
  let group: Slot[] = [];
  for (const slot of slots) {
    if (slot.newPage && group.length > 0) {
      out.push(group);
      group = [];
    }
    group.push(slot);
    if (!slot.keep) {
      out.push(group);
      group = [];
    }
  }
  if (group.length > 0) out.push(group);
  return out;
}

/** Places all slots. A group that is taller than a page is cut between its slots. */
export function paginate(slots: readonly Slot[], room: PageRoom): PageOfSlots[] {
  const pages: { placed: Placed[]; end: number }[] = [{ placed: [], end: room.first }];
  const page = () => pages.at(-1) as { placed: Placed[]; end: number };
  const turn = () => pages.push({ placed: [], end: room.top });
  const down = (y: number) => room.top + Math.ceil((y - room.top) / room.lead - EPS) * room.lead;
  const put = (slot: Slot, repeat: boolean) => {
    const now = page();
    if (slot.blank && now.placed.length === 0 && pages.length > 1) return;
    let y = slot.snap ? down(now.end) : now.end;
    if (repeat && slot.repeat && now.placed.length === 0 && pages.length > 1) {
      now.placed.push({ slot: slot.repeat, y });
      y += slot.repeat.height;
    }
    now.placed.push({ slot, y });
    now.end = y + slot.height;
  };
  for (const group of groups(slots)) {
    const first = group[0] as Slot;
    if (first.newPage && page().placed.length > 0) turn();
    const start = first.snap ? down(page().end) : page().end;
    const solid = group.at(-1)?.blank ? group.slice(0, -1) : group;
    const height = solid.reduce((sum, s) => sum + s.height, 0);
    const fits = start + height <= room.bottom + EPS;
    if (!fits && page().placed.length > 0 && height <= room.bottom - room.top + EPS) turn();
    for (const slot of group) {
      if (!slot.blank && page().placed.length > 0 && page().end + slot.height > room.bottom + EPS) turn();
      put(slot, true);
    }
  }
  return pages;
}
