/** How far the plan is by chapter, by body, by region (R0.4). */
import {
  organById,
  type Summary,
  summarise,
  type TaskProgress,
} from '@fadu/plan/leadership/plan-tracking/index';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';
import { planWords } from './document.ts';
import { planRegion, standing } from './standing.ts';
import { dutiesOf } from './tasks.ts';

/** What progress can be summed by. */
export const GROUPINGS = ['chapter', 'body', 'region'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** One line: what it sums, the sum, and the tasks in it. */
export interface ProgressLine extends Summary {
  readonly key: string;
  readonly name: string;
  /** For a body: numbers of the tasks it leads, and of those it shares in. */
  readonly leads?: readonly number[];
  readonly shares?: readonly number[];
}

/**
 * Sum the progress of a region's tasks. A body is judged by the tasks it leads; one that leads none, by those it shares in.
 * @throws Problem 400 for another grouping, 404 for a region that is not there
 */
export async function progressBy(office: Office, by: string, regionCode?: string) {
  const grouping = GROUPINGS.find((g) => g === by);
  if (!grouping) throw new Problem(400, 'query', `参数 by 应为 ${GROUPINGS.join('、')} 之一`);
  const region = planRegion(office, regionCode);
  const [words, stand] = await Promise.all([planWords(office, region.code), standing(office, region)]);
  const own = stand.get(region.code) ?? [];
  const all: TaskProgress[] = own.map((s) => s.progress);
  const items: ProgressLine[] = [];
  switch (grouping) {
    case 'chapter':
      for (const [number, tasks] of Map.groupBy(words.tasks, (t) => t.chapter.number)) {
        const numbers = new Set(tasks.map((t) => t.facts.number));
        items.push({
          key: String(number),
          name: tasks[0]?.chapter.title ?? '',
          ...summarise(all.filter((p) => numbers.has(p.task))),
        });
      }
      break;
    case 'body': {
      const bodies = new Map<string, { leads: number[]; shares: number[] }>();
      for (const task of words.tasks) {
        const item = own.find((s) => s.progress.task === task.facts.number);
        if (!item || item.progress.excluded) continue;
        const duties = dutiesOf(office, task, item);
        for (const [part, ids] of [
          ['leads', duties.lead],
          ['shares', duties.responsible],
        ] as const)
          for (const id of ids) {
            const of = bodies.get(id) ?? { leads: [], shares: [] };
            of[part].push(task.facts.number);
            bodies.set(id, of);
          }
      }
      for (const [id, of] of bodies) {
        const numbers = of.leads.length ? of.leads : of.shares;
        const name = office.organ(id)?.name ?? organById(id)?.name ?? id;
        items.push({ key: id, name, ...of, ...summarise(all.filter((p) => numbers.includes(p.task))) });
      }
      items.sort((a, b) => (b.leads?.length ?? 0) - (a.leads?.length ?? 0) || (a.key < b.key ? -1 : 1));
      break;
    }
    case 'region':
      for (const code of [region.code, ...[...stand.keys()].filter((c) => c !== region.code)]) {
        const name = office.regions.find((r) => r.code === code)?.name ?? code;
        const summary = summarise((stand.get(code) ?? []).map((s) => s.progress));
        items.push({ key: code, name, ...summary, ...(summary.total === 0 && { text: '尚未承接' }) });
      }
      break;
    default:
      grouping satisfies never;
  }
  return { by: grouping, region: { code: region.code, name: region.name }, summary: summarise(all), items };
}

/** The answer of `progressBy`. */
export type PlanProgress = Awaited<ReturnType<typeof progressBy>>;
