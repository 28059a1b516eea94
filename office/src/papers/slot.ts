/** The unit that pages are filled with. */
import type { Mark } from './marks.ts';

/** Something of a fixed height that is never cut. */
export interface Slot {
  /** Height in points. */
  readonly height: number;
  /** The marks when the slot's top is at `y`. */
  readonly marks: (y: number) => readonly Mark[];
  /** Stays on one page with the next slot. */
  readonly keep?: boolean;
  /** Starts a new page. */
  readonly newPage?: boolean;
  /** White space that falls away at the top of a page. */
  readonly blank?: boolean;
  /** Moves down to the line grid first. */
  readonly snap?: boolean;
  /** Repeated at the top of the page when this slot is the first of a continued page (head row of a table). */
  readonly repeat?: Slot;
}
