import { describe, expect, test } from 'vitest';
import { isArticles, moved, numberAt, renumber, repeatedNumbers, splitArticles } from './articles.ts';

const PASTED = `演示市餐饮油烟管理办法
（征求意见稿）

第一章　总则
第一条　为了防治油烟污染，制定本办法。
第二条 餐饮服务单位应当安装净化设施。
　　净化设施应当定期清洗。
第二章 监督管理
第二条之一　小餐馆的适应期为六个月。
第 3 条：本办法自公布之日起施行，第一条另有规定的除外。`;

describe('cutting a pasted text', () => {
  test('articles, paragraphs, inserted articles and numbers in digits', () => {
    const { articles, before, headings } = splitArticles(PASTED);
    expect(articles).toEqual([
      { number: '第一条', text: ['为了防治油烟污染，制定本办法。'] },
      { number: '第二条', text: ['餐饮服务单位应当安装净化设施。', '净化设施应当定期清洗。'] },
      { number: '第二条之一', text: ['小餐馆的适应期为六个月。'] },
      { number: '第三条', text: ['本办法自公布之日起施行，第一条另有规定的除外。'] },
    ]);
    expect(before).toEqual(['演示市餐饮油烟管理办法', '（征求意见稿）']);
    expect(headings).toEqual(['第一章　总则', '第二章 监督管理'].map((h) => h.replaceAll('　', ' ')));
  });

  test('a text without articles gives none, and nothing is lost silently', () => {
    expect(splitArticles('只是一段话。')).toEqual({ articles: [], before: ['只是一段话。'], headings: [] });
    expect(splitArticles('')).toEqual({ articles: [], before: [], headings: [] });
  });
});

describe('numbering', () => {
  test('counts through as statutes write it', () => {
    expect([0, 9, 10, 19, 20, 99, 104].map(numberAt)).toEqual([
      '第一条',
      '第十条',
      '第十一条',
      '第二十条',
      '第二十一条',
      '第一百条',
      '第一百零五条',
    ]);
    expect(
      renumber([
        { number: '第九条', text: ['甲'] },
        { number: '', text: ['乙'] },
      ]).map((a) => a.number),
    ).toEqual(['第一条', '第二条']);
  });

  test('moving keeps every article; out of range changes nothing', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 1, 2)).toEqual(['a', 'b']);
  });

  test('repeated numbers are named once', () => {
    const a = (number: string) => ({ number, text: ['字'] });
    expect(repeatedNumbers([a('第一条'), a('第二条'), a('第一条'), a('第一条')])).toEqual(['第一条']);
    expect(repeatedNumbers([a('第一条'), a('第二条')])).toEqual([]);
  });

  test('a text of articles is told from other lists', () => {
    expect(isArticles([{ number: '第一条', text: ['字'] }])).toBe(true);
    expect(isArticles([{ number: '第一条', text: '字' }])).toBe(false);
    expect(isArticles(['第一条'])).toBe(false);
    expect(isArticles([])).toBe(false);
  });
});
