import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { datesIn } from './dates.ts';
import { repealsIn, statedEffect } from './effect.ts';
import { isMarkdown, sourceLines, unspaced } from './lines.ts';
import type { TextNode } from './model.ts';
import { readLegalText } from './read.ts';
import { nodesOf, writeLegalText } from './write.ts';

const text = (...lines: string[]) => lines.join('\n');
const shape = (nodes: readonly TextNode[]): unknown[] =>
  nodes.map((n) => [n.eId, n.number ?? '', n.heading ?? '', n.text ?? '', ...shape(n.children ?? [])]);
/** The source's own characters: without blanks and Markdown marks. */
const characters = (source: string, name: string) =>
  sourceLines(source, isMarkdown(source, name))
    .lines.map((l) => unspaced(l.text))
    .join('');
const written = (source: string, name: string) =>
  writeLegalText(readLegalText(source, name).text).map(unspaced).join('');

describe('R43.2 reading a text of law', () => {
  test('parts, chapters, articles with 之一, paragraphs, items and sub-items', () => {
    const { text: law, unplaced } = readLegalText(
      text(
        '# 样本条例',
        '',
        '2020年1月2日 样本市第三届人民代表大会常务委员会第五次会议通过',
        '<!-- INFO END -->',
        '## 第一编　总　则',
        '### 第一章 一般规定',
        '第一条 为了举例，制定本条例。',
        '第一条之一　有下列情形之一的，适用本条例：',
        '（一）第一种；',
        '1．其一；',
        '2．其二；',
        '(二) 第二种。',
        '前款所称情形，不含例外。',
        '## 第二编 附则',
        '第二条 本条例自公布之日起施行。',
      ),
      '样本条例.md',
    );
    expect(unplaced).toEqual([]);
    expect(law.title).toBe('样本条例');
    expect(law.events).toMatchObject([
      { kind: 'adopted', on: '2020-01-02', by: '样本市第三届人民代表大会常务委员会第五次会议', line: 3 },
    ]);
    expect(shape(law.body)).toEqual([
      [
        'part_1',
        '第一编',
        '总则',
        '',
        [
          'part_1__chp_1',
          '第一章',
          '一般规定',
          '',
          ['art_1', '第一条', '', '', ['art_1__para_1', '', '', '为了举例，制定本条例。']],
          [
            'art_1-1',
            '第一条之一',
            '',
            '',
            [
              'art_1-1__para_1',
              '',
              '',
              '有下列情形之一的，适用本条例：',
              [
                'art_1-1__para_1__point_1',
                '（一）',
                '',
                '第一种；',
                ['art_1-1__para_1__point_1__subpara_1', '1．', '', '其一；'],
                ['art_1-1__para_1__point_1__subpara_2', '2．', '', '其二；'],
              ],
              ['art_1-1__para_1__point_2', '(二)', '', '第二种。'],
            ],
            ['art_1-1__para_2', '', '', '前款所称情形，不含例外。'],
          ],
        ],
      ],
      [
        'part_2',
        '第二编',
        '附则',
        '',
        ['art_2', '第二条', '', '', ['art_2__para_1', '', '', '本条例自公布之日起施行。']],
      ],
    ]);
    expect([...nodesOf(law.body)].find((n) => n.node.eId === 'art_1-1')?.node.lines).toEqual([8, 13]);
  });

  test('a decision: clauses 一、, with and without headings, and the words before them', () => {
    const { text: law } = readLegalText(
      text(
        '# 关于样本的决定',
        '<!-- INFO END -->',
        '会议决定：',
        '## 一、先做什么',
        '（一）甲；',
        '乙。',
        '二、后做什么由市人民政府决定。',
      ),
      'x.md',
    );
    expect(shape(law.body)).toEqual([
      ['txt_1', '', '', '会议决定：'],
      [
        'art_1',
        '一、',
        '先做什么',
        '',
        ['art_1__para_1', '', '', '', ['art_1__para_1__point_1', '（一）', '', '甲；']],
        ['art_1__para_2', '', '', '乙。'],
      ],
      ['art_2', '二、', '', '', ['art_2__para_1', '', '', '后做什么由市人民政府决定。']],
    ]);
  });

  test('an amendment: quoted articles and items are its own words, not structure', () => {
    const { text: law } = readLegalText(
      text(
        '# 样本法修正案',
        '<!-- INFO END -->',
        '一、第三条后增加一条，作为第三条之一：“有下列情形之一的：',
        '“（一）甲；',
        '“第三条之二 乙。',
        '（二）丙。”',
        '二、删去第四条。',
      ),
      'x.md',
    );
    expect(law.body.map((n) => [n.num, n.children?.map((c) => [c.kind, c.text])])).toEqual([
      [
        '1',
        [
          ['paragraph', '第三条后增加一条，作为第三条之一：“有下列情形之一的：'],
          ['paragraph', '“（一）甲；'],
          ['paragraph', '“第三条之二 乙。'],
          ['paragraph', '（二）丙。”'],
        ],
      ],
      ['2', [['paragraph', '删去第四条。']]],
    ]);
  });

  test('annexes with rows, tables and articles counted anew', () => {
    const { text: law, unplaced } = readLegalText(
      text(
        '# 样本条例',
        '<!-- INFO END -->',
        '第一条 税额见附表。',
        '## 附表一',
        '| 税目 | 税额 |',
        '| --- | --- |',
        '| 甲 | 1 元 |',
        '附件二：样本办法',
        '第一条 另有规定。',
        '附：',
        '税目 税率',
      ),
      'x.md',
    );
    expect(unplaced).toEqual([]);
    expect(shape(law.body).slice(1)).toEqual([
      [
        'annex_1',
        '附表一',
        '',
        '',
        ['annex_1__row_1', '', '', '| 税目 | 税额 |'],
        ['annex_1__row_2', '', '', '| 甲 | 1 元 |'],
      ],
      [
        'annex_2',
        '附件二：',
        '样本办法',
        '',
        ['annex_2__art_1', '第一条', '', '', ['annex_2__art_1__para_1', '', '', '另有规定。']],
      ],
      ['annex_3', '附：', '', '', ['annex_3__row_1', '', '', '税目 税率']],
    ]);
  });

  test('plain text: title on two lines, title note in brackets, contents, no separators', () => {
    const { text: law, unplaced } = readLegalText(
      text(
        '中华人民共和国',
        '样本保护法',
        '（1996年3月17日第八届全国人民代表大会第四次会议通过　根据2009年8月27日第十一届全国人民代表大会常务委员会第十次会议《关于修改部分法律的决定》第一次修正',
        '2021年1月22日第十三届全国人民代表大会常务委员会第二十五次会议修订）',
        '目　　录',
        '第一章　总则',
        '第二章　附则',
        '第一章　总则',
        '第一条为了举例，制定本法。',
        '第二章　附则',
        '第二条本法自2021年7月15日起施行。',
      ),
    );
    expect(unplaced).toEqual([]);
    expect(law.title).toBe('中华人民共和国样本保护法');
    expect(law.events.map((e) => [e.kind, e.on, e.by?.replace(/第.*/, '')])).toEqual([
      ['adopted', '1996-03-17', ''],
      ['amended', '2009-08-27', ''],
      ['amended', '2021-01-22', ''],
    ]);
    expect(law.preface.map((p) => p.text)).toEqual(['目　　录', '第一章　总则', '第二章　附则']);
    expect(law.body.map((n) => [n.eId, n.children?.map((c) => c.eId)])).toEqual([
      ['chp_1', ['art_1']],
      ['chp_2', ['art_2']],
    ]);
  });

  test.each([
    ['1988年5月18日 国务院第五次常务会议通过', [['adopted', '1988-05-18', undefined]]],
    ['2006年4月29日 中华人民共和国国务院令第465号公布', [['promulgated', '2006-04-29', '国务院令第465号']]],
    ['2018年3月19日 《样本修改决定》第一次修订　', [['amended', '2018-03-19', undefined]]],
    [
      '1999年3月15日 样本大会公告公布施行',
      [
        ['promulgated', '1999-03-15', undefined],
        ['effective', '1999-03-15', undefined],
      ],
    ],
    [
      '2001年7月27日 甲市第一届人民代表大会常务委员会第二次会议批准2001年8月1日甲市人民代表大会常务委员会公告公布自2001年9月1日施行',
      [
        ['approved', '2001-07-27', undefined],
        ['promulgated', '2001-08-01', undefined],
        ['effective', '2001-09-01', undefined],
      ],
    ],
    [
      '2019年12月27日 乙市人民代表大会常务委员会第一次会议通过并经2020年1月15日丙省人民代表大会常务委员会第二次会议批准的《关于修改〈样本条例〉的决定》修正',
      [
        ['adopted', '2019-12-27', undefined],
        ['amended', '2020-01-15', undefined],
        ['approved', '2020-01-15', undefined],
      ],
    ],
    ['一九八四年四月四日 国务院发布', [['promulgated', '1984-04-04', undefined]]],
  ] as const)('head line: %s', (line, events) => {
    const { text: law } = readLegalText(text('# 样本条例', line, '<!-- INFO END -->', '第一条 甲。'), 'x.md');
    expect(law.events.map((e) => [e.kind, e.on, e.number])).toEqual(events);
    expect(
      law.events
        .filter((e) => !e.again)
        .map((e) => e.says)
        .join(''),
    ).toBe(line.trim());
  });

  test('a head line broken in the middle of a name or a date is read whole and written as it was', () => {
    const source = text(
      '# 样本条例',
      '2014年9月26',
      '日样本省第一届人民代表大会常务委员会第十次会议批准《关于修改',
      '〈样本条例〉的决定》修正',
      '<!-- INFO END -->',
      '第一条 甲。',
    );
    const { text: law } = readLegalText(source, 'x.md');
    expect(law.events).toMatchObject([
      { kind: 'amended', on: '2014-09-26' },
      { kind: 'approved', again: true },
    ]);
    expect(writeLegalText(law).slice(1, 4)).toEqual(source.split('\n').slice(1, 4));
  });

  test('what is doubtful is named with its line and reason, and kept', () => {
    const source = text(
      '# 样本条例',
      '<!-- INFO END -->',
      '第一条 甲。',
      '法律责任',
      '第二条 乙。',
      '第五条 丙。',
      '税目 税率',
      '<table>',
    );
    const { unplaced, text: law } = readLegalText(source, 'x.md');
    expect(unplaced.map((u) => [u.line, u.why])).toEqual([
      [4, '像是章名，但没有章号，按标题收入'],
      [6, '条号不连续，上一条是第2条'],
      [7, '没有标点收尾，可能是表格的一行、小标题或者断开的行'],
      [8, '网页标记，没有解读，原样收入'],
    ]);
    expect(writeLegalText(law).map(unspaced).join('')).toBe(characters(source, 'x.md'));
  });

  test('dates in figures, full-width figures and Chinese numerals; what is no day is none', () => {
    expect(
      datesIn('2021年7月15日、１９９７年１０月１日、二○二一年七月十五日、2021年2月30日').map((d) => d.on),
    ).toEqual(['2021-07-15', '1997-10-01', '2021-07-15']);
  });

  test('property: whatever the lines, no character is lost and every line is accounted for', () => {
    const piece = fc.constantFrom(
      '第一章 总则',
      '## 第二节　样本',
      '第一条 甲。',
      '第二条之一　乙：',
      '（一）丙；',
      '1．丁',
      '一、戊',
      '附件一：己',
      '| 庚 | 辛 |',
      '',
      '　',
      '壬癸',
      '“子。',
      '2020年1月1日 国务院公布',
      '《丑》同时废止。',
      '①寅',
      '第百条',
      '附则',
      '# 卯',
      '（辰',
      '目录',
      '<table>',
      '第三条巳',
      '3.5万元',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), fc.boolean(), (lines, mark, markdown) => {
        const source = [
          `${markdown ? '# ' : ''}样本条例`,
          ...(mark ? ['<!-- INFO END -->'] : []),
          ...lines,
        ].join('\n');
        const name = markdown ? 'x.md' : 'x.txt';
        const reading = readLegalText(source, name);
        expect(written(source, name)).toBe(characters(source, name));
        const ids = [...nodesOf(reading.text.body)].map((n) => n.node.eId);
        expect(new Set(ids).size).toBe(ids.length);
        expect(reading.lines).toBe(source.split('\n').length - (source.endsWith('\n') ? 1 : 0));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('R43.1 what a text says of its own life', () => {
  const law = (...articles: string[]) =>
    readLegalText(text('# 样本法', '<!-- INFO END -->', ...articles), 'x.md').text;
  test.each([
    ['第九条 本法自2004年1月1日起施行，《中华人民共和国样本条例》同时废止。', { on: '2004-01-01' }],
    ['第九条 本办法自发布之日起施行。', { after: { days: 0 } }],
    ['第九条 本规定自公布之日起30日后施行。', { after: { days: 30 } }],
    ['第九条 本条例自公布之日起六个月后施行。', { after: { months: 6 } }],
    ['第九条 本办法经国务院批准，由交通部发布施行。', { after: { days: 0 } }],
    ['第九条 本办法自2021年7月1日起施行，有效期五年。', { on: '2021-07-01', months: 60 }],
    ['第九条 本办法自2021年7月1日起施行，有效期至2026年6月30日。', { on: '2021-07-01', until: '2026-06-30' }],
  ])('%s', (article, effect) => {
    expect(statedEffect(law('第一条 甲。', article))).toMatchObject(effect);
  });

  test('the day of another text is not its own', () => {
    expect(statedEffect(law('第九条 1995年1月1日起施行的《样本规定》同时废止。'))).toBeUndefined();
  });

  test('repeals: several titles, single articles, made on, with the day of the clause', () => {
    const found = repealsIn(
      law(
        '第八条 不停止执行《别的规定》。',
        '第九条 本法自2022年3月1日起施行。1994年6月24日国务院公布的《甲条例》，《乙办法》第三条、第五条，《丙〈丁法〉规定》同时废止。',
      ),
    );
    expect(found.map((r) => [r.title, r.articles, r.on, r.madeOn])).toEqual([
      ['甲条例', [], '2022-03-01', '1994-06-24'],
      ['乙办法', ['3', '5'], '2022-03-01', undefined],
      ['丙〈丁法〉规定', [], '2022-03-01', undefined],
    ]);
  });

  test('a decision on repeal names its texts after the verb', () => {
    const decision = readLegalText(
      text(
        '# 样本市关于废止部分地方性法规的决定',
        '<!-- INFO END -->',
        '决定：',
        '一、废止《甲条例》（1992年9月19日通过）',
        '二、废止《乙条例》',
      ),
      'x.md',
    ).text;
    expect(repealsIn(decision).map((r) => [r.title, r.madeOn])).toEqual([
      ['甲条例', '1992-09-19'],
      ['乙条例', undefined],
    ]);
  });

  test('what conflicts, or is repealed only in a part that has no number, is not a repeal of the text', () => {
    expect(
      repealsIn(law('第九条 以前的《甲规定》与本法不一致的同时废止。《乙条例》中关于丙的规定同时废止。')),
    ).toEqual([]);
  });
});

const LAWS = join(fileURLToPath(new URL('.', import.meta.url)), '../../../../shared/laws');

describe.skipIf(!existsSync(LAWS))(
  'R43.2 every real text (skipped where ../shared/laws is not beside the repository)',
  () => {
    test('writing the structure back gives every character of every line, in order; ids are unique', () => {
      const files = (readdirSync(LAWS, { recursive: true }) as string[]).filter(
        (f) => /\.md$/.test(f) && !/README/.test(f),
      );
      const sum = { files: 0, lines: 0, blank: 0, unplaced: 0, articles: 0 };
      const lost: string[] = [];
      const twice: string[] = [];
      for (const file of files) {
        const source = readFileSync(join(LAWS, file), 'utf8');
        const reading = readLegalText(source, file);
        sum.files++;
        sum.lines += reading.lines;
        sum.blank += reading.blank;
        sum.unplaced += reading.unplaced.length;
        if (writeLegalText(reading.text).map(unspaced).join('') !== characters(source, file)) lost.push(file);
        const ids = new Set<string>();
        for (const { node } of nodesOf(reading.text.body)) {
          if (ids.has(node.eId)) twice.push(`${file} ${node.eId}`);
          ids.add(node.eId);
          if (node.kind === 'article') sum.articles++;
        }
      }
      console.log(JSON.stringify(sum));
      expect(lost).toEqual([]);
      expect(twice).toEqual([]);
      expect(sum.files).toBeGreaterThan(2000);
      expect(sum.articles).toBeGreaterThan(95_000);
      expect(sum.unplaced).toBeLessThan(500);
    }, 120_000);
  },
);
