/** The to-do list as a clerk reads it: what is late, due today, due this week, what waits for others, what is later. */
import type { TodoItem } from '@fadu/office/cases/lists';

/** Group of the page, in its order. */
export type DueGroup = 'overdue' | 'today' | 'week' | 'waiting' | 'later';

export const DUE_GROUPS: readonly {
  readonly id: DueGroup;
  readonly title: string;
  readonly about: string;
}[] = [
  { id: 'overdue', title: '已逾期', about: '期限已过，先办这些' },
  { id: 'today', title: '今天到期', about: '今天之内办完' },
  { id: 'week', title: '本周', about: '七天之内到期' },
  { id: 'waiting', title: '等别人', about: '本单位的事项，等其他单位或者当事人办理，或者期限中止' },
  { id: 'later', title: '以后', about: '七天以后到期' },
];

/** Group of one duty: what others owe, and what stands still, waits, however late it is. */
export function groupOf(item: Pick<TodoItem, 'group' | 'mine'>): DueGroup {
  if (!item.mine || item.group === 'paused') return 'waiting';
  return item.group;
}

/** What the list is narrowed to; the words of the address bar. */
export interface TodoFilter {
  readonly q?: string;
  readonly procedure?: string;
  readonly group?: DueGroup;
}

/** Whether a duty passes the filter. Words match case, duty, phase and organs. */
export function passes(item: TodoItem, filter: TodoFilter): boolean {
  if (filter.procedure && item.procedure !== filter.procedure) return false;
  if (filter.group && groupOf(item) !== filter.group) return false;
  const words = filter.q?.trim();
  if (!words) return true;
  const text = [item.title, item.clockTitle, item.phase, item.owedBy, ...item.organs, item.caseId].join('\n');
  return words.split(/\s+/).every((word) => text.includes(word));
}

/** The groups that have something in them, each by due day. */
export function grouped(items: readonly TodoItem[], filter: TodoFilter = {}) {
  const left = items.filter((item) => passes(item, filter));
  return DUE_GROUPS.map((g) => ({
    ...g,
    items: left
      .filter((item) => groupOf(item) === g.id)
      .sort((a, b) => ((a.due ?? '9999') < (b.due ?? '9999') ? -1 : 1)),
  })).filter((g) => g.items.length > 0);
}

/** How many duties of one's own fall on each day. */
export function countByDay(items: readonly TodoItem[]): ReadonlyMap<string, number> {
  const out = new Map<string, number>();
  for (const item of items) {
    if (item.mine && item.due && item.group !== 'paused') out.set(item.due, (out.get(item.due) ?? 0) + 1);
  }
  return out;
}
