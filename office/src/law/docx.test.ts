import {
  AlignmentType,
  Document,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx';
import JSZip from 'jszip';
import { describe, expect, test } from 'vitest';
import { docxText } from './docx.ts';
import { inHan } from './docx-numbering.ts';
import { prepareText, readSource } from './store-prepare.ts';

const pack = async (children: (Paragraph | Table)[]) =>
  new Uint8Array(
    await Packer.toBuffer(
      new Document({
        numbering: {
          config: [
            {
              reference: 'law',
              levels: [
                {
                  level: 0,
                  format: LevelFormat.CHINESE_COUNTING,
                  text: '第%1条　',
                  alignment: AlignmentType.START,
                },
                {
                  level: 1,
                  format: LevelFormat.CHINESE_COUNTING,
                  text: '（%2）',
                  alignment: AlignmentType.START,
                },
              ],
            },
          ],
        },
        sections: [{ children }],
      }),
    ),
  );
const line = (text: string) => new Paragraph({ children: [new TextRun(text)] });
const counted = (text: string, level = 0) => new Paragraph({ text, numbering: { reference: 'law', level } });
const cell = (text: string) => new TableCell({ children: [line(text)] });

/** A document whose body is this XML. */
async function raw(body: string): Promise<Uint8Array> {
  const zip = new JSZip();
  zip.file(
    'word/document.xml',
    `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  );
  return zip.generateAsync({ type: 'uint8array' });
}

describe('R43.2 reading Word documents', () => {
  test('a text with written numbers, contents and a table reads as the same text in Markdown does', async () => {
    const bytes = await pack([
      line('样本条例'),
      line('（2020年1月2日样本市第三届人民代表大会常务委员会第五次会议通过）'),
      line('目　　录'),
      line('第一章　总则'),
      line('第一章　总则'),
      line('第一条　有下列情形：'),
      line('（一）甲；'),
      line('第二条　本条例自2020年3月1日起施行。'),
      line('附表'),
      new Table({ rows: [new TableRow({ children: [cell('税目'), cell('税额')] })] }),
    ]);
    const p = await prepareText({ name: '样本条例.docx', bytes });
    expect(p).toMatchObject({ id: '样本条例', days: { adopted: '2020-01-02', effective: '2020-03-01' } });
    expect(p.provisions.map((x) => [x.article, x.label, x.text])).toEqual([
      ['1', '第一条', '有下列情形：\n（一）甲；'],
      ['2', '第二条', '本条例自2020年3月1日起施行。'],
      [null, '附表', '| 税目 | 税额 |'],
    ]);
    expect(p.reading.unplaced).toEqual([]);
  });

  test('numbers that Word counts itself are counted again', async () => {
    const bytes = await pack([
      line('样本规定'),
      counted('有下列情形：'),
      counted('甲；', 1),
      counted('乙。', 1),
      counted('丙：'),
      counted('丁。', 1),
    ]);
    expect((await docxText(bytes)).text.split('\n')).toEqual([
      '样本规定',
      '第一条　有下列情形：',
      '（一）甲；',
      '（二）乙。',
      '第二条　丙：',
      '（一）丁。',
    ]);
  });

  test('deleted words of tracked changes are out, inserted ones in, and the report says so', async () => {
    const bytes = await raw(
      '<w:p><w:r><w:t>样本规定</w:t></w:r></w:p><w:p><w:r><w:t>第一条 甲</w:t></w:r><w:del><w:r><w:delText>乙</w:delText></w:r></w:del><w:ins><w:r><w:t>丙</w:t></w:r></w:ins><w:r><w:t>。&lt;&amp;</w:t></w:r></w:p>',
    );
    const { text, notes } = await readSource({ name: 'a.docx', bytes });
    expect(text.body[0]?.children?.[0]?.text).toBe('甲丙。<&');
    expect(notes).toEqual(['文档带有修订痕迹，已按接受修订后的文字读取']);
  });

  test('a zip that is no document, and broken XML, are refused', async () => {
    const zip = new JSZip();
    zip.file('a.txt', 'x');
    const other = await zip.generateAsync({ type: 'uint8array' });
    await expect(docxText(other)).rejects.toThrow(/没有 Word 正文/);
    await expect(docxText(await raw('<w:p><w:r>'))).rejects.toThrow(/不是有效的 XML/);
  });

  test.each([
    [1, '一'],
    [10, '十'],
    [11, '十一'],
    [20, '二十'],
    [101, '一百零一'],
    [110, '一百一十'],
    [1005, '一千零五'],
  ])('%d in Chinese is %s', (n, han) => {
    expect(inHan(n)).toBe(han);
  });
});
