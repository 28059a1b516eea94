import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { entryWords } from './words.ts';

const Form = z.strictObject({
  name: z.string().min(2).max(4),
  kind: z.enum(['甲', '乙']),
  day: z.iso.date(),
  count: z.int().min(1).max(9).multipleOf(3),
  items: z.array(z.string()).min(1).max(2),
  either: z.union([z.literal('有'), z.strictObject({ no: z.boolean() })]),
  own: z.string().regex(/^a$/, '输入的编号应为 a'),
});
const WRONG = [
  { unknown: 1 },
  { name: 3 },
  { name: '长长长长长' },
  { kind: '丙' },
  { day: '二月三十日' },
  { count: 4 },
  { count: 12 },
  { items: [] },
  { items: ['', '', ''] },
  { either: 1 },
  { own: 'b' },
];
const said = () =>
  WRONG.map((part) => {
    const right = {
      name: '名称',
      kind: '甲',
      day: '2026-03-02',
      count: 3,
      items: ['一'],
      either: '有',
      own: 'a',
    };
    return (Form.safeParse({ ...right, ...part }, { reportInput: true }).error?.issues ?? [])
      .map(entryWords)
      .join('；');
  });

describe('what is wrong with an entry, in words', () => {
  const english = said();
  beforeAll(() => {
    z.config(z.locales.zhCN());
  });
  afterAll(() => {
    z.config(z.locales.en());
  });

  it('people read the same words whichever language the library is set to, never its own', () => {
    const chinese = said();
    expect(chinese).toEqual(english);
    expect(chinese).toEqual([
      '没有这一栏：unknown',
      '应为文字',
      '最多写 4 个字',
      '只能选“甲”、“乙”',
      '应为日期，如 2026-03-02',
      '应为 3 的倍数',
      '不能大于 9',
      '至少填一项',
      '最多填 2 项',
      '填写的内容不符合任何一种情形',
      '输入的编号应为 a',
    ]);
  });
});
