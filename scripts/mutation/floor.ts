/** The floor for what a change touches. The one place where it is set. */

/** Share of the reached changes that a test must see. See docs/decisions/0015-mutation-testing.md for the reason. */
export const FLOOR = 0.7;

/** With fewer reached changes than this a share says little, and the floor only reports. */
export const FLOOR_FROM = 10;
