/** What there is to search: how many texts of each level are in force, what is new, what comes. */
import { type DateStr, dateOf } from '@fadu/kernel';
import type { Office } from '../../office.ts';
import { standing } from './groups.ts';
import { dayOf, type LawMemory, memoryOf } from './memory.ts';
import type { NamedText } from './names.ts';
import { LAW_TOPICS } from './topics.ts';

/** A text as lists show it. */
export interface LawLine {
  readonly instrument: string;
  readonly title: string;
  readonly level: string;
  readonly maker: string;
  /** First day as law of the wording that is meant. */
  readonly begins: DateStr;
}

export interface LawOverview {
  /** Texts in force on the day, by level, highest first. */
  readonly levels: readonly { readonly level: string; readonly n: number }[];
  readonly topics: readonly { readonly topic: string; readonly n: number }[];
  readonly inForce: number;
  /** Articles and other provisions that can be found. */
  readonly provisions: number;
  /** In force since lately, newest first. */
  readonly fresh: readonly LawLine[];
  /** Not yet in force, soonest first. */
  readonly coming: readonly LawLine[];
}

const LISTED = 6;
const dateOfDay = (day: number): DateStr => new Date(day * 86_400_000).toISOString().slice(0, 10);

const kept = new WeakMap<LawMemory, Map<number, LawOverview>>();

/** The overview of a day, default today. */
export async function lawOverview(office: Office, day?: DateStr): Promise<LawOverview> {
  const memory = await memoryOf(office);
  const on = dayOf(day ?? dateOf(office.now()));
  const known = kept.get(memory)?.get(on);
  if (known) return known;
  const byLevel = new Map<string, { n: number; rank: number }>();
  const byTopic = new Map<string, number>();
  const fresh: LawLine[] = [];
  const coming: LawLine[] = [];
  let inForce = 0;
  for (const [nr, list] of memory.textsOf) {
    const named = memory.names.all[nr] as NamedText;
    let held = false;
    for (const t of list) {
      const text = memory.texts[t];
      const span = memory.spans[t];
      if (!text || !span) continue;
      const status = standing(text, span.from, span.to, on);
      if (status !== '现行有效' && status !== '尚未生效') continue;
      if (status === '现行有效') held = true;
      if (Math.abs(span.from) > 1_000_000) continue;
      const line = {
        instrument: named.id,
        title: named.title,
        level: named.level,
        maker: named.maker,
        begins: dateOfDay(span.from),
      };
      (status === '现行有效' ? fresh : coming).push(line);
    }
    if (!held) continue;
    inForce++;
    const level = byLevel.get(named.level) ?? { n: 0, rank: named.rank };
    level.n++;
    byLevel.set(named.level, level);
    byTopic.set(named.topic, (byTopic.get(named.topic) ?? 0) + 1);
  }
  const overview: LawOverview = {
    levels: [...byLevel]
      .sort((a, b) => a[1].rank - b[1].rank || b[1].n - a[1].n)
      .map(([level, { n }]) => ({ level, n })),
    topics: LAW_TOPICS.flatMap((topic) => {
      const n = byTopic.get(topic) ?? 0;
      return n > 0 ? [{ topic, n }] : [];
    }),
    inForce,
    provisions: memory.docs,
    fresh: fresh
      .sort((a, b) => b.begins.localeCompare(a.begins) || a.title.localeCompare(b.title))
      .slice(0, LISTED),
    coming: coming
      .sort((a, b) => a.begins.localeCompare(b.begins) || a.title.localeCompare(b.title))
      .slice(0, LISTED),
  };
  const days = kept.get(memory) ?? new Map<number, LawOverview>();
  if (days.size > 8) days.clear();
  kept.set(memory, days.set(on, overview));
  return overview;
}
