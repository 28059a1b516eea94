/** Which notices this person has looked at on this machine. */
import { useSyncExternalStore } from 'react';
import type { Notice } from '../api/types.ts';

const STORE = 'fadu-desk-notices';
const listeners = new Set<() => void>();

const listen = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The newest notice looked at, and how to move it forward. */
export function useSeenNotices() {
  const seen = useSyncExternalStore(listen, () => Number(localStorage.getItem(STORE) ?? 0));
  return {
    seen,
    markSeen(newest: number) {
      if (newest <= seen) return;
      localStorage.setItem(STORE, String(newest));
      for (const listener of listeners) listener();
    },
  };
}

/** How many notices came after the newest one looked at. */
export const newSince = (items: readonly Notice[], seen: number): number =>
  items.filter((n) => Number(n.id) > seen).length;
