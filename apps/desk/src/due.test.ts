import type { TodoItem } from '@fadu/office/cases/lists';
import { describe, expect, test } from 'vitest';
import { countByDay, grouped, groupOf, passes } from './due.ts';

const item = (changes: Partial<TodoItem>): TodoItem => ({
  caseId: '220200-1',
  title: '演示市油烟管理办法',
  procedure: '行政规范性文件制定',
  phase: '合法性审核',
  clock: 'legality-review',
  clockTitle: '合法性审核期限',
  kind: 'duty',
  owedBy: '合法性审核机构',
  organs: ['演示市司法局'],
  due: '2026-05-26',
  remaining: '还剩 1 个工作日',
  group: 'week',
  mine: true,
  ...changes,
});

describe('grouping', () => {
  test('what others owe and what stands still waits, however late', () => {
    expect(groupOf(item({ group: 'overdue' }))).toBe('overdue');
    expect(groupOf(item({ group: 'overdue', mine: false }))).toBe('waiting');
    expect(groupOf(item({ group: 'paused' }))).toBe('waiting');
    expect(groupOf(item({ group: 'later' }))).toBe('later');
  });

  test('groups come in the order of the page, each by due day, empty ones left out', () => {
    const list = grouped([
      item({ group: 'later', due: '2026-07-01' }),
      item({ group: 'week', due: '2026-05-29' }),
      item({ group: 'week', due: '2026-05-27' }),
      item({ group: 'overdue', due: '2026-05-20' }),
      item({ group: 'paused', due: null }),
    ]);
    expect(list.map((g) => g.id)).toEqual(['overdue', 'week', 'waiting', 'later']);
    expect(list[1]?.items.map((i) => i.due)).toEqual(['2026-05-27', '2026-05-29']);
  });

  test('the filter narrows by words, procedure and group', () => {
    const one = item({});
    expect(passes(one, { q: '油烟 司法局' })).toBe(true);
    expect(passes(one, { q: '油烟 公安' })).toBe(false);
    expect(passes(one, { procedure: '行政处罚' })).toBe(false);
    expect(passes(one, { group: 'week' })).toBe(true);
    expect(passes(one, { group: 'overdue' })).toBe(false);
    expect(grouped([one], { q: '没有' })).toEqual([]);
  });

  test('only running duties of one’s own are counted by day', () => {
    const counts = countByDay([
      item({}),
      item({}),
      item({ mine: false }),
      item({ group: 'paused' }),
      item({ due: '2026-05-27' }),
    ]);
    expect([...counts]).toEqual([
      ['2026-05-26', 2],
      ['2026-05-27', 1],
    ]);
  });
});
