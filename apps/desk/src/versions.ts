/** The versions of a case's text, from its time line. */

import type { TimelineEntry } from './api/types.ts';
import { type Article, isArticles } from './articles.ts';

/** One version of the text. */
export interface TextVersion {
  readonly seq: number;
  /** Name of the act. */
  readonly act: string;
  /** What was done: 形成草案, 修改草案. */
  readonly title: string;
  readonly on: string;
  readonly by: string;
  readonly voided: boolean;
  readonly articles: readonly Article[];
}

/** Every version, oldest first. */
export function versionsOf(timeline: readonly TimelineEntry[]): TextVersion[] {
  return timeline.flatMap((entry) => {
    const found = entry.entered.find((e) => isArticles(e.value));
    if (!found) return [];
    return [
      {
        seq: entry.seq,
        act: entry.act,
        title: entry.title,
        on: entry.on,
        by: entry.by.name,
        voided: entry.voided !== null,
        articles: found.value as Article[],
      },
    ];
  });
}
