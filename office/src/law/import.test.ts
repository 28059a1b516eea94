import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { type ImportReport, importFiles, type LawFile } from './import.ts';
import { reportText } from './import-report.ts';

let t: TestOffice;
beforeAll(async () => {
  t = await testOffice();
}, 60_000);
afterAll(() => t?.close());

const file = (name: string, ...lines: string[]): LawFile => ({
  name,
  read: async () => Buffer.from(lines.join('\n')),
});
const part = (name: string, article: string) =>
  file(
    `民法典/${name}.md`,
    '# 样本法典',
    `# ${name}`,
    '2020年5月28日 第十三届全国人民代表大会第三次会议通过',
    '<!-- INFO END -->',
    article,
  );

const FILES: readonly LawFile[] = [
  file(
    '行政法规/样本条例(2020-05-01).md',
    '# 样本条例',
    '2020年5月1日 国务院令第2号公布',
    '<!-- INFO END -->',
    '第一条 新。',
    '第二条 自2020年6月1日起施行。《旧条例》同时废止。',
  ),
  file(
    '行政法规/样本条例(2010-05-01).md',
    '# 样本条例',
    '2010年5月1日 国务院令第1号公布',
    '<!-- INFO END -->',
    '第一条 旧。',
    '法律责任',
    '第二条 乙。',
  ),
  file(
    '行政法规/旧条例(2000-05-01).md',
    '# 旧条例',
    '2000年5月1日 国务院发布',
    '<!-- INFO END -->',
    '第一条 甲。',
  ),
  file(
    '法律/样本条例(2020-05-01).md',
    '# 样本条例',
    '2020年5月1日 国务院令第2号公布',
    '<!-- INFO END -->',
    '第一条 新',
    '第二条 自2020年6月1日起施行。《旧条例》同时废止。',
  ),
  file('行政法规/坏.md', '第一条 没有标题。', '第二条 乙。'),
  part('合同编', '第三条 丙。'),
  part('总则', '第一条 甲。'),
  part('物权编', '第二条 乙。'),
];

describe('R43.2 importing many files', () => {
  let first: ImportReport;
  test('each file and each line is accounted for; nothing of a bad file is written', async () => {
    first = await importFiles(t.office, FILES);
    expect(first.files.map((f) => [f.name, f.outcome, f.id, f.version])).toEqual([
      ['民法典/合同编.md', 'stored', '样本法典', 1],
      ['民法典/总则.md', 'stored', '样本法典', 1],
      ['民法典/物权编.md', 'stored', '样本法典', 1],
      ['法律/样本条例(2020-05-01).md', 'stored', '样本条例', 2],
      ['行政法规/坏.md', 'refused', undefined, undefined],
      ['行政法规/旧条例(2000-05-01).md', 'stored', '旧条例', 1],
      ['行政法规/样本条例(2010-05-01).md', 'stored', '样本条例', 1],
      ['行政法规/样本条例(2020-05-01).md', 'differs', '样本条例', undefined],
    ]);
    const { totals: n } = first;
    expect(n.placed + n.blank + n.unplaced + n.unstored).toBe(n.lines);
    expect(n).toMatchObject({ stored: 6, differs: 1, refused: 1, unplaced: 1, unstored: 7 });
    expect(first.repeals).toMatchObject({ found: 1, entered: 1, open: [] });
    const words = reportText(first, ['README.md']);
    expect(words).toContain('四项之和相符');
    expect(words).toContain('行政法规/样本条例(2010-05-01).md:5  法律责任');
    expect(words).toContain('第一行应当是标题');
  });

  test('a text in several files, one a part, is one text with its articles in order', async () => {
    const { rows } = await t.database.pool.query(
      `select article, path, text from fadu.provision where instrument = '样本法典' order by ordinal`,
    );
    expect(rows).toEqual([
      { article: '1', path: '总则', text: '甲。' },
      { article: '2', path: '物权编', text: '乙。' },
      { article: '3', path: '合同编', text: '丙。' },
    ]);
  });

  test('versions are numbered by their days, whatever the order of the files', async () => {
    const { rows } = await t.database.pool.query(
      `select version, promulgated::text from fadu.instrument_version where instrument = '样本条例' order by 1`,
    );
    expect(rows).toEqual([
      { version: 1, promulgated: '2010-05-01' },
      { version: 2, promulgated: '2020-05-01' },
    ]);
  });

  test('a second run changes nothing, and its report tells the same of every file but that it was there', async () => {
    const second = await importFiles(t.office, [...FILES].reverse());
    expect(second.before).toEqual(first.after);
    expect(second.after).toEqual(first.after);
    expect(second.repeals.entered).toBe(0);
    expect(second.files.map((f) => [f.name, f.outcome, f.lines, f.placed, f.unplaced])).toEqual(
      first.files.map((f) => [
        f.name,
        f.outcome === 'stored' ? 'same' : f.outcome,
        f.lines,
        f.placed,
        f.unplaced,
      ]),
    );
  });
});
