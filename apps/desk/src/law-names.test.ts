/** Names of texts of law and numbers of articles, as people type them. */
import { describe, expect, test } from 'vitest';
import { articleDigits, articleWords, nameAndArticle, nameOfLaw } from './law-names.ts';
import { lawFinds } from './shell/finds.ts';

describe('articles as they are typed', () => {
  test.each([
    ['57', '57'],
    ['57条', '57'],
    ['第57条', '57'],
    ['第五十七条', '57'],
    ['五十七', '57'],
    ['５７', '57'],
    ['12-1', '12-1'],
    ['第十二条之一', '12-1'],
    ['一百零五', '105'],
    ['第零条', null],
    ['五十七款', null],
    ['', null],
    ['总则', null],
  ])('R4.1 %s is kept as %s', (typed, digits) => {
    expect(articleDigits(typed)).toBe(digits);
  });

  test('R4.1 what is kept in digits is shown as it is printed', () => {
    expect(['57', '12-1', '105', '第一款'].map(articleWords)).toEqual([
      '第五十七条',
      '第十二条之一',
      '第一百零五条',
      '第一款',
    ]);
  });
});

describe('a text named with its article', () => {
  test.each([
    ['行政处罚法第五十七条', '行政处罚法', '57'],
    ['第五十七条 行政处罚法', '行政处罚法', '57'],
    ['《行政处罚法》第57条', '行政处罚法', '57'],
    ['行政处罚法 57', '行政处罚法', '57'],
    ['行政处罚法57', '行政处罚法', '57'],
    ['立法法第九十三条', '立法法', '93'],
    ['行政处罚法', '行政处罚法', null],
    ['第五十七条', '第五十七条', null],
    ['57', '57', null],
    // A year in a name is no article.
    ['实施方案（2021—2025年）', '实施方案（2021—2025年）', null],
    ['收费标准', '收费标准', null],
  ])('R43.1 %s', (typed, name, article) => {
    expect(nameAndArticle(typed)).toEqual({ name, article });
  });

  test('R4.1 a form keeps the title, or the id where several texts have that title', () => {
    expect(nameOfLaw({ id: '行政处罚法', title: '中华人民共和国行政处罚法' })).toBe(
      '中华人民共和国行政处罚法',
    );
    expect(nameOfLaw({ id: '演示规定（2019）', title: '演示规定' })).toBe('演示规定（2019）');
  });
});

describe('articles in the palette', () => {
  const hit = (article: string, label: string) => ({
    instrument: '行政处罚法',
    article,
    label,
    eid: `art_${article}`,
    parts: [{ text: '演示' }, { text: '条文' }],
  });

  test('R43.1 the article that is named comes first, each once, a text by its name leads to the text', () => {
    const finds = lawFinds(
      {
        cited: [{ ...hit('57', '第五十七条'), title: '行政处罚法' }],
        groups: [
          {
            instrument: '行政处罚法',
            title: '行政处罚法',
            level: '法律',
            status: '现行有效',
            hits: [hit('65', '第六十五条'), hit('57', '第五十七条'), hit('9', '第九条')],
          },
          { instrument: '演示办法', title: '演示办法', level: '市政府规章', status: '已废止', hits: [] },
        ],
      },
      7,
    );
    expect(finds.map((f) => [f.title, f.about])).toEqual([
      ['《行政处罚法》第五十七条', '演示条文'],
      ['《行政处罚法》第六十五条', '演示条文'],
      ['《演示办法》', '市政府规章，已废止'],
    ]);
    expect(finds.map((f) => f.target)).toContainEqual({
      to: 'law',
      path: `/laws/${encodeURIComponent('行政处罚法')}#art_57`,
    });
    expect(lawFinds(undefined, 7)).toEqual([]);
  });
});
