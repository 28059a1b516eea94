/** The parts of the bench, in the order in which `npm run bench` runs them. Loaded only when they run. */
import type { Part } from './part.ts';

/** One line a part: its name and where it is. */
export const PARTS: Readonly<Record<string, () => Promise<{ readonly part: Part }>>> = {
  acts: () => import('./acts/part.ts'),
  'due-dates': () => import('./due-dates/part.ts'),
  growth: () => import('./growth/part.ts'),
  pages: () => import('./pages/part.ts'),
  record: () => import('./record/part.ts'),
  draw: () => import('./draw/part.ts'),
  decisions: () => import('./decisions/part.ts'),
  search: () => import('./search/part.ts'),
  beyond: () => import('./beyond/part.ts'),
};
