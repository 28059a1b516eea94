import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countChanges, diffArticles, diffText, likeness } from './diff.ts';

const one = (number: string, ...text: string[]) => ({ number, text });
const was = [
  one('第一条', '为了防治油烟污染，制定本办法。'),
  one('第二条', '净化设施应当每月至少清洗一次，清洗记录保存一年。'),
  one('第三条', '生态环境部门负责油烟排放的监督管理。'),
];

describe('words', () => {
  test('what came and what went', () => {
    expect(diffText('每月至少清洗一次', '定期清洗')).toEqual([
      { kind: 'removed', text: '每月至少' },
      { kind: 'added', text: '定期' },
      { kind: 'same', text: '清洗' },
      { kind: 'removed', text: '一次' },
    ]);
    expect(diffText('相同', '相同')).toEqual([{ kind: 'same', text: '相同' }]);
    expect(diffText('', '新')).toEqual([{ kind: 'added', text: '新' }]);
  });

  test('both texts can be read back from the pieces, whatever they are', () => {
    const text = fc.string({ unit: fc.constantFrom(...'应当定期清洗，设施一次30日ab') });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const pieces = diffText(a, b);
        const side = (not: string) =>
          pieces
            .filter((p) => p.kind !== not)
            .map((p) => p.text)
            .join('');
        expect(side('added')).toBe(a);
        expect(side('removed')).toBe(b);
      }),
    );
  });

  test('two huge texts are told apart as wholes instead of hanging the page', () => {
    const pieces = diffText('甲'.repeat(3000), '乙'.repeat(3000));
    expect(pieces.map((p) => p.kind)).toEqual(['removed', 'added']);
  });

  test('likeness runs from nothing to the same', () => {
    expect(likeness('油烟排放', '油烟排放')).toBe(1);
    expect(likeness('油烟排放', '停车收费')).toBe(0);
    expect(likeness('', '')).toBe(1);
  });
});

describe('articles', () => {
  test('an article put in moves the numbers of the rest and changes nothing else', () => {
    const is = [
      was[0],
      one('第二条', '小餐馆的适应期为六个月。'),
      { ...was[1], number: '第三条' },
      { ...was[2], number: '第四条' },
    ];
    const changes = diffArticles(was, is as typeof was);
    expect(changes.map((c) => [c.kind, c.was, c.is])).toEqual([
      ['same', '第一条', '第一条'],
      ['added', undefined, '第二条'],
      ['same', '第二条', '第三条'],
      ['same', '第三条', '第四条'],
    ]);
    expect(countChanges(changes)).toEqual({ changed: 0, added: 1, removed: 0 });
  });

  test('a changed word marks its article, a removed article is shown as gone', () => {
    const is = [was[0], one('第二条', '净化设施应当按使用强度清洗，清洗记录保存一年。')] as typeof was;
    const changes = diffArticles(was, is);
    expect(changes.map((c) => c.kind)).toEqual(['same', 'changed', 'removed']);
    expect(changes[1]?.paragraphs[0]?.some((p) => p.kind === 'added' && p.text.includes('按使用强度'))).toBe(
      true,
    );
  });

  test('a new paragraph within an article is told as added', () => {
    const is = [one('第一条', was[0]?.text[0] ?? '', '各单位应当配合。')];
    const [change] = diffArticles(was.slice(0, 1), is);
    expect(change?.kind).toBe('changed');
    expect(change?.paragraphs).toHaveLength(2);
    expect(change?.paragraphs[1]).toEqual([{ kind: 'added', text: '各单位应当配合。' }]);
  });

  test('R43.1 a long text with every second article changed and some moved is compared at once', () => {
    const words = (n: number) =>
      `第${n}项工作由第${n % 17}个部门负责，期限为${n}日，逾期的报告第${(n * 7) % 101}号机关。`;
    const long = Array.from({ length: 1_260 }, (_, i) =>
      one(`第${i}条`, words(i), '其他事项依照本条前款办理。'),
    );
    const later = [
      ...long.slice(0, 300),
      one('新增', '本条是新写的，与其他都不相同。'),
      ...long
        .slice(300)
        .map((a, i) => (i % 2 ? a : one(a.number, `${a.text[0]}另有规定的除外。`, ...a.text.slice(1)))),
    ];
    // Of the processor: a busy machine is not the comparison's fault.
    const began = process.cpuUsage();
    const changes = diffArticles(long, later);
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(3_000);
    expect(countChanges(changes)).toEqual({ changed: 480, added: 1, removed: 0 });
  });
});
