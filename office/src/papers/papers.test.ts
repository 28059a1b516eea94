import { describe, expect, it } from 'vitest';
import { checkPaper } from './check.ts';
import { oneStop } from './flow.ts';
import { layoutPaper } from './layout.ts';
import { type OfficialPaper, PaperError } from './model.ts';
import { bookTitle, issueNotice } from './notice.ts';
import * as samples from './samples.ts';
import { sealText } from './seal.ts';
import { chineseNumber, deliveryReceipt, framePaper, letterText } from './template.ts';
import { dateText } from './words.ts';

const frame = {
  kind: '信函',
  organ: '江州市司法局',
  number: '江司函〔2026〕19号',
  date: '2026-05-09',
  demo: true,
} as const;
const code = (make: () => unknown): string => {
  try {
    make();
  } catch (error) {
    if (error instanceof PaperError) return `${error.code} ${error.path}`;
    throw error;
  }
  return 'accepted';
};

describe('checks (R90.7)', () => {
  const cases: [string, Partial<OfficialPaper>, string][] = [
    ['an empty title', { title: ' ' }, 'empty 标题'],
    ['an empty organ', { organ: '' }, 'empty 发文机关署名'],
    ['no body', { blocks: [] }, 'empty 正文'],
    ['a day that does not exist', { date: '2026-02-30' }, 'date 成文日期'],
    ['a date in another form', { date: '2026/2/3' }, 'date 成文日期'],
    ['a tab', { title: '关于\t的函' }, 'character 标题'],
    ['a zero-width space', { recipients: '市\u200b局' }, 'character 主送机关'],
    ['a lone surrogate', { note: '\ud800' }, 'character 附注'],
    [
      'a row of other length',
      { blocks: [{ kind: 'table', head: ['甲', '乙'], rows: [['一']] }] },
      'table 表格',
    ],
    ['a table of nothing', { blocks: [{ kind: 'table', rows: [] }] }, 'table 表格'],
    [
      'a long address in the QR code',
      { verify: { url: `https://x.cn/${'a'.repeat(300)}`, caption: '验' } },
      'verify 核验网址',
    ],
  ];
  for (const [name, change, expected] of cases) {
    it(`R90.7: refuses ${name}`, () => {
      expect(code(() => checkPaper({ ...samples.letter, ...change }))).toBe(expected);
    });
  }
  it('R90.7: accepts the samples', () => {
    for (const paper of Object.values(samples)) expect(code(() => checkPaper(paper))).toBe('accepted');
  });
});

describe('articles (R90.7)', () => {
  it('R90.7: the number is printed even when the first paragraph is empty', () => {
    const blocks = [
      { kind: 'article', number: '第九条', text: ['', '本条第二款。'] },
      { kind: 'article', number: '第十条', text: [] },
    ] as const;
    const marks = layoutPaper({ ...samples.order, blocks }).flatMap((page) => page.marks);
    const text = marks.flatMap((m) => (m.kind === 'text' ? [m.text] : [])).join('');
    expect(text).toContain('第九条本条第二款。');
    expect(text).toContain('第十条');
  });
});

describe('wordings (R90.7)', () => {
  it('R90.7: dates in Arabic figures without leading zeros', () => {
    expect(dateText('2026-05-09')).toBe('2026年5月9日');
    expect(dateText('2026-12-31')).toBe('2026年12月31日');
  });
  it('R90.7: a demonstration seal reads 演示印章 whatever was asked for', () => {
    const seal = { organ: '江州市司法局', text: '行政审批专用章' };
    expect(sealText({ seal, demo: true })).toBe('演示印章');
    expect(sealText({ seal, demo: false })).toBe('行政审批专用章');
  });
  it('R90.7: Chinese numerals', () => {
    expect([1, 10, 11, 20, 99].map(chineseNumber)).toEqual(['一', '十', '十一', '二十', '九十九']);
    expect(() => chineseNumber(100)).toThrow(RangeError);
  });
});

describe('issue notice (R90.7)', () => {
  const document = {
    title: '江州市机动车停车管理办法',
    blocks: [{ kind: 'article', number: '第一条', text: ['为了管理。'] }],
  } as const;
  it('R90.7: names the document, says who passed it, encloses the text on a new page', () => {
    const paper = issueNotice({
      organ: '江州市人民政府',
      recipients: '各县（市）区人民政府',
      document,
      passedBy: '2026年3月2日市人民政府第12次常务会议',
      date: '2026-05-09',
      demo: true,
    });
    expect(paper.title).toBe('江州市人民政府关于印发《江州市机动车停车管理办法》的通知');
    expect(paper.organMark).toBe('江州市人民政府文件');
    expect(paper.blocks[0]).toEqual({
      kind: 'paragraph',
      text: '《江州市机动车停车管理办法》已经2026年3月2日市人民政府第12次常务会议审议通过，现印发给你们，请认真贯彻执行。',
    });
    const pages = layoutPaper(paper).map(({ marks }) =>
      marks.flatMap((m) => (m.kind === 'text' ? [m.text] : [])).join(''),
    );
    expect(pages).toHaveLength(2);
    expect(pages[1]).toContain('第一条');
  });
  it('R90.7: book-title marks inside become single', () => {
    expect(bookTitle('关于修改《办法》的决定')).toBe('《关于修改〈办法〉的决定》');
    expect(bookTitle('《办法》')).toBe('《办法》');
  });
  it('R90.7: refuses to issue nothing', () => {
    expect(
      code(() =>
        issueNotice({
          organ: '甲',
          recipients: '乙',
          document: { title: '办法', blocks: [] },
          date: '2026-05-09',
          demo: true,
        }),
      ),
    ).toBe('empty 印发文本');
  });
});

describe('letters from a case (R90.7)', () => {
  const facts = {
    title: '关于草案的意见',
    recipients: '市城管局',
    opening: '来文收悉。',
    points: ['意见甲。', '意见乙。'],
  };
  it('R90.7: an opinion is numbered and framed', () => {
    const paper = framePaper(letterText('opinion', facts), frame);
    expect(paper.organMark).toBe('江州市司法局');
    expect(paper.blocks.map((b) => (b.kind === 'paragraph' ? b.text : ''))).toEqual([
      '来文收悉。',
      '一、意见甲。',
      '二、意见乙。',
      '以上意见，请研究并书面反馈采纳情况。',
    ]);
    expect(layoutPaper(paper)).toHaveLength(1);
  });
  it('R90.7: marks follow the kind', () => {
    const text = letterText('notice', facts);
    expect(framePaper(text, { ...frame, kind: '命令' }).organMark).toBe('江州市司法局令');
    expect(framePaper(text, { ...frame, kind: '文件' }).organMark).toBe('江州市司法局文件');
  });
  it('R90.7: a decision without the way to contest it is refused', () => {
    expect(code(() => letterText('decision', facts))).toBe('remedy 救济途径');
    const remedy = '如不服本决定，可以自收到之日起60日内申请行政复议。';
    expect(letterText('decision', { ...facts, remedy }).blocks.at(-1)).toEqual({
      kind: 'paragraph',
      text: remedy,
    });
    expect(code(() => letterText('notice', { ...facts, points: [] }))).toBe('empty 正文');
  });
  it('R90.7: a delivery receipt lists each paper with its number', () => {
    const receipt = deliveryReceipt({
      caseName: '停车案',
      papers: [{ title: '处罚决定书', number: '江城罚〔2026〕1号' }, { title: '缴款书' }],
      addressee: '某公司',
      method: '直接送达',
    });
    const paper = framePaper(receipt, { ...frame, seal: { organ: '江州市司法局', text: '' } });
    expect(layoutPaper(paper)).toHaveLength(1);
    const text = layoutPaper(paper)
      .flatMap(({ marks }) => marks.flatMap((m) => (m.kind === 'text' ? [m.text] : [])))
      .join('');
    for (const wanted of ['处罚决定书', '缴款书', '某公司', '直接送达']) expect(text).toContain(wanted);
    expect(code(() => deliveryReceipt({ caseName: '案', papers: [], addressee: '甲', method: '乙' }))).toBe(
      'empty 送达文书',
    );
  });
});

describe('the words of a paper (R25.4)', () => {
  it('ends a sentence once, whatever was entered with its own full stop', () => {
    expect(oneStop('理由：货值较小，从轻处罚。。')).toBe('理由：货值较小，从轻处罚。');
    expect(oneStop('证据：照片三张。；。其余无异议。')).toBe('证据：照片三张。其余无异议。');
    expect(oneStop('一、二、三。')).toBe('一、二、三。');
  });
});
