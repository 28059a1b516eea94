import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chineseNumber } from '../citation.ts';
import { type CitingPlace, findCitations } from './citations.ts';
import type { LegalText } from './model.ts';
import { byArticle, numberOf } from './numerals.ts';
import { amendedBy, citationsOf } from './text-citations.ts';

const NAMES = new Set(['刑法', '行政处罚法', '治安管理处罚法', '化妆品监督管理条例']);
const isName = (name: string) => NAMES.has(name.replace(/^中华人民共和国/, ''));

/** `words → text place` of each citation, the short way to write an expectation. */
function found(text: string, place: CitingPlace = {}): string[] {
  return findCitations(text, { isName, ...place }).found.map((c) => {
    const of = c.of.kind === 'self' ? '本' : `${c.of.name}${c.of.number ? `#${c.of.number}` : ''}`;
    const range = (a?: string | number, b?: string | number) => (a ? `${a}${b ? `～${b}` : ''}` : '');
    const at = [
      range(c.article, c.toArticle),
      range(c.paragraph, c.toParagraph),
      range(c.item, c.toItem),
      range(c.subitem),
    ]
      .join('/')
      .replace(/\/+$/, '');
    return `${text.slice(c.from, c.to)} → ${of}${at ? ` ${at}` : ''}`;
  });
}

describe('R43.1 citations in running words', () => {
  test('R43.1 a text with article, paragraph and item, in all the ways they are printed', () => {
    expect(found('依照《行政处罚法》第五十七条第一款第（二）项的规定')).toEqual([
      '《行政处罚法》第五十七条第一款第（二）项 → 行政处罚法 57/1/2',
    ]);
    for (const item of ['第二项', '第(二)项', '第（2）项', '第 ２ 项'])
      expect(found(`本法第57条${item}`)).toEqual([`本法第57条${item} → 本 57//2`]);
    expect(found('本办法第一百二十条之一第二款第三项第1目')).toEqual([
      '本办法第一百二十条之一第二款第三项第1目 → 本 120-1/2/3/1',
    ]);
    expect(found('本条例第五章第四十七条、本章第九条')).toEqual([
      '本条例第五章第四十七条 → 本 47',
      '本章第九条 → 本 9',
    ]);
    expect(found('违反《刑法》（2023年修正）第五条的')).toEqual(['《刑法》（2023年修正）第五条 → 刑法 5']);
  });

  test('R43.1 lists give one citation a member, each inheriting what stands above it', () => {
    expect(
      found('违反《行政处罚法》第五十七条第一款、第二款和第六十条、《刑法》第二百九十一条之一第二款的规定'),
    ).toEqual([
      '《行政处罚法》第五十七条第一款 → 行政处罚法 57/1',
      '第二款 → 行政处罚法 57/2',
      '第六十条 → 行政处罚法 60',
      '《刑法》第二百九十一条之一第二款 → 刑法 291-1/2',
    ]);
    expect(found('本条例第四十一条第二款第（一）、（三）项')).toEqual([
      '本条例第四十一条第二款第（一） → 本 41/2/1',
      '（三）项 → 本 41/2/3',
    ]);
    expect(found('刑法第一百二十条之一、之三第一款')).toEqual([
      '刑法第一百二十条之一 → 刑法 120-1',
      '之三第一款 → 刑法 120-3/1',
    ]);
    expect(found('本法第八、九条')).toEqual(['本法第八 → 本 8', '九条 → 本 9']);
  });

  test('R43.1 ranges of articles, paragraphs and items', () => {
    expect(found('违反本法第八条至第十一条规定且不符合第十二条规定的')).toEqual([
      '本法第八条至第十一条 → 本 8～11',
      '第十二条 → 本 12',
    ]);
    expect(found('本条例第三十四条第一项、第五项至第十项，第四十条')).toEqual([
      '本条例第三十四条第一项 → 本 34//1',
      '第五项至第十项 → 本 34//5～10',
      '第四十条 → 本 40',
    ]);
    expect(found('本法第八至十条')).toEqual(['本法第八至十条 → 本 8～10']);
    // Backwards is no range.
    expect(found('本法第十条至第八条')).toEqual(['本法第十条 → 本 10', '第八条 → 本 8']);
  });

  test('R43.1 前款, 前两款, 前条, 本条, 本款 where the place settles them, and not where it does not', () => {
    const place = { article: '12', paragraph: 3, item: 2, before: ['10', '11'] };
    expect(
      found('有前款第（二）项、前两款、前条第一款、前项情形，依照本条第一款、本款第四项处罚', place),
    ).toEqual([
      '前款第（二）项 → 本 12/2/2',
      '前两款 → 本 12/1～2',
      '前条第一款 → 本 11/1',
      '前项 → 本 12/3/1',
      '本条第一款 → 本 12/1',
      '本款第四项 → 本 12/3/4',
    ]);
    expect(found('依照前款规定处罚', { article: '12', paragraph: 1 })).toEqual([]);
    expect(found('依照前款、前条规定处罚')).toEqual([]);
    expect(found('前两条规定的', { article: '12', before: ['10', '11'] })).toEqual(['前两条 → 本 10～11']);
    expect(found('目前款项已付，预付前款项目', { article: '3', paragraph: 2 })).toEqual([]);
    expect(found('单位犯前两款罪的，依照第一款的规定处罚', { article: '9', paragraph: 3 })).toEqual([
      '前两款 → 本 9/1～2',
      '第一款 → 本 9/1',
    ]);
    expect(found('违反《某法》第五条的，依照第一款的规定处罚', { article: '9', paragraph: 3 })).toHaveLength(
      1,
    );
    expect(found('有第二款规定情形的', { article: '9', paragraph: 3 })).toEqual(['第二款 → 本 9/2']);
  });

  test('R43.1 a name without marks is known by the names there are, the longest one', () => {
    expect(found('依照治安管理处罚法第二十条、第二十一条处罚')).toEqual([
      '治安管理处罚法第二十条 → 治安管理处罚法 20',
      '第二十一条 → 治安管理处罚法 21',
    ]);
    expect(found('依照中华人民共和国刑法第二百条')).toEqual([
      '中华人民共和国刑法第二百条 → 中华人民共和国刑法 200',
    ]);
    expect(found('依照某某管理条例第五条处罚')).toEqual([]);
    expect(found('违反流刑法第五条')).toEqual([]);
  });

  test('R43.1 a bare number means this text, unless another was named in the same sentence', () => {
    expect(found('违反第三十三条规定的。')).toEqual(['第三十三条 → 本 33']);
    expect(found('外交代表和第二十条规定享有豁免的人员')).toEqual(['第二十条 → 本 20']);
    expect(found('依照《行政处罚法》的规定，对第五条规定的行为')).toEqual(['《行政处罚法》 → 行政处罚法']);
    expect(found('依照《行政处罚法》的规定。对第五条规定的行为')).toEqual([
      '《行政处罚法》 → 行政处罚法',
      '第五条 → 本 5',
    ]);
    expect(found('《行政处罚法》第五十七条的规定和第六十条')).toEqual([
      '《行政处罚法》第五十七条 → 行政处罚法 57',
      '第六十条 → 行政处罚法 60',
    ]);
  });

  test('R43.1 document numbers, nested titles, short names', () => {
    expect(found('《关于加强监管的意见》（国发〔2021〕12号）和《X办法》(建设部令第126号)第三条')).toEqual([
      '《关于加强监管的意见》（国发〔2021〕12号） → 关于加强监管的意见#国发〔2021〕12号',
      '《X办法》(建设部令第126号)第三条 → X办法#建设部令第126号 3',
    ]);
    expect(found('《关于修改《药品管理法》的决定》和《关于〈行政处罚法〉第五条的批复》')).toEqual([
      '《关于修改《药品管理法》的决定》 → 关于修改《药品管理法》的决定',
      '《关于〈行政处罚法〉第五条的批复》 → 关于〈行政处罚法〉第五条的批复',
    ]);
    const text =
      '《城乡规划法》（以下简称规划法）、《风景名胜区条例》(以下简称《条例》)。规划法第四十条，《条例》第五条';
    expect(found(text).slice(2)).toEqual([
      '规划法第四十条 → 城乡规划法 40',
      '《条例》第五条 → 风景名胜区条例 5',
    ]);
    expect(found('《条例》第八条', { shortNames: new Map([['条例', '信访条例']]) })).toEqual([
      '《条例》第八条 → 信访条例 8',
    ]);
  });

  test('R43.1 in a decision that amends another text, numbers and quoted words mean that text', () => {
    expect(found('将第十二条第一款修改为：“违反本法第十条规定的”', { amends: '药品管理法' })).toEqual([
      '第十二条第一款 → 药品管理法 12/1',
      '本法第十条 → 药品管理法 10',
    ]);
    expect(found('“依照前款、本条第一款规定处罚', { amends: '刑法', article: '1', paragraph: 2 })).toEqual(
      [],
    );
    expect(amendedBy('全国人民代表大会常务委员会关于修改《中华人民共和国药品管理法》的决定')).toBe(
      '中华人民共和国药品管理法',
    );
    expect(amendedBy('中华人民共和国刑法修正案（十一）')).toBe('刑法');
    expect(amendedBy('关于修改《甲法》《乙法》的决定')).toBeUndefined();
    expect(amendedBy('行政处罚法')).toBeUndefined();
  });

  test('R43.1 what only looks like a citation is left alone', () => {
    for (const text of [
      '第三人、第一次、第二个、第四条件、第三款项、第五项目',
      '本法律、本条件、本办法自公布之日起施行',
      '《没有结束的书名',
      '之一、之二',
      '第条第款',
      '',
    ])
      expect([text, found(text, { article: '3', paragraph: 2 })]).toEqual([text, []]);
  });

  test('R43.1 spans lie in the string, in order, without overlap, whatever the words are', () => {
    const part = fc.constantFrom(
      ...[
        '《',
        '》',
        '〈',
        '〉',
        '第',
        '一',
        '十',
        '百',
        '条',
        '款',
        '项',
        '目',
        '之',
        '、',
        '至',
        '和',
        '（',
        '）',
      ],
      ...[
        '本',
        '法',
        '条例',
        '前',
        '两',
        '刑法',
        '的',
        '规定',
        '，',
        '。',
        '“',
        '”',
        '以下简称',
        '〔2021〕',
        '号',
        ' ',
        '第五条',
      ],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        let end = 0;
        for (const c of findCitations(text, {
          isName,
          article: '7',
          paragraph: 2,
          item: 3,
          before: ['5', '6'],
        }).found) {
          expect(c.from).toBeGreaterThanOrEqual(end);
          expect(c.to).toBeGreaterThan(c.from);
          end = c.to;
          if (c.toArticle) expect(byArticle(c.article as string, c.toArticle)).toBeLessThan(0);
          if (c.paragraph || c.item) expect(c.article).toBeDefined();
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 3_000 },
    );
  });

  test('R43.1 any place written by the rules is read back', () => {
    const n = fc.integer({ min: 1, max: 1300 });
    fc.assert(
      fc.property(
        n,
        fc.option(fc.integer({ min: 1, max: 20 })),
        fc.integer({ min: 1, max: 30 }),
        (a, extra, item) => {
          const text = `依照《某法》第${chineseNumber(a)}条${extra ? `之${chineseNumber(extra)}` : ''}第二款第（${chineseNumber(item)}）项处罚`;
          const [c, ...more] = findCitations(text).found;
          expect(more).toEqual([]);
          expect(c).toMatchObject({ article: `${a}${extra ? `-${extra}` : ''}`, paragraph: 2, item });
        },
      ),
    );
  });
});

describe('R43.1 numerals', () => {
  test('R43.1 Chinese and Arabic numbers, half and full width', () => {
    for (const n of [1, 10, 12, 20, 101, 110, 120, 1001, 1260]) expect(numberOf(chineseNumber(n))).toBe(n);
    expect(numberOf('５７')).toBe(57);
    expect(numberOf('二〇二一')).toBe(2021);
    for (const bad of ['', '第', '12345', 'x']) expect(numberOf(bad)).toBeNull();
    expect(['13', '12-1', '2', '12', '12-10', '12-2'].sort(byArticle)).toEqual([
      '2',
      '12',
      '12-1',
      '12-2',
      '12-10',
      '13',
    ]);
  });
});

test('R43.1 a whole text: 前款 and 前条 by its structure, short names kept from the first article on', () => {
  const text: LegalText = {
    title: '某市信访办法',
    events: [{ kind: 'amended', says: '根据2020年《某市关于修改部分规章的决定》修正' }],
    preface: [],
    body: [
      {
        kind: 'chapter',
        eId: 'chp_1',
        number: '第一章',
        heading: '总则',
        children: [
          {
            kind: 'article',
            eId: 'chp_1__art_1',
            number: '第一条',
            num: '1',
            children: [
              {
                kind: 'paragraph',
                eId: 'chp_1__art_1__para_1',
                num: '1',
                text: '根据《信访工作条例》（以下简称《条例》），制定本办法。',
              },
            ],
          },
          {
            kind: 'article',
            eId: 'chp_1__art_2',
            number: '第二条',
            num: '2',
            children: [
              { kind: 'paragraph', eId: 'chp_1__art_2__para_1', num: '1', text: '适用《条例》第五条。' },
              {
                kind: 'paragraph',
                eId: 'chp_1__art_2__para_2',
                num: '2',
                text: '前款规定以外的，依照前条处理：',
                children: [
                  {
                    kind: 'item',
                    eId: 'chp_1__art_2__para_2__point_1',
                    number: '（一）',
                    num: '1',
                    text: '甲',
                  },
                  {
                    kind: 'item',
                    eId: 'chp_1__art_2__para_2__point_2',
                    number: '（二）',
                    num: '2',
                    text: '前项以外的',
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  };
  const seen = citationsOf(text).flatMap((n) =>
    n.found.map(({ from, to, of, ...at }) => [n.eId, n.label, of.kind === 'named' ? of.name : '本', at]),
  );
  expect(seen).toEqual([
    ['event_1', '题注', '某市关于修改部分规章的决定', {}],
    ['chp_1__art_1__para_1', '第一条', '信访工作条例', {}],
    ['chp_1__art_2__para_1', '第二条', '信访工作条例', { article: '5' }],
    ['chp_1__art_2__para_2', '第二条', '本', { article: '2', paragraph: 1 }],
    ['chp_1__art_2__para_2', '第二条', '本', { article: '1' }],
    ['chp_1__art_2__para_2__point_2', '第二条', '本', { article: '2', paragraph: 2, item: 1 }],
  ]);
});
