import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { readLegalText } from '@fadu/kernel/legal-text/read';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApi } from '../testing/api.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { type AknMeta, aknOf, iriOf } from './akn.ts';
import { readAkn } from './akn-read.ts';
import { schemaFaults } from './akn-schema.testing.ts';
import { importText } from './store.ts';
import { prepareText } from './store-prepare.ts';

const META: AknMeta = {
  id: '吉林市样本办法',
  name: 'rule',
  maker: '吉林市人民政府',
  region: '220200',
  docNo: '吉林市人民政府令第240号',
  version: 1,
  adopted: '2020-07-19',
  promulgated: '2020-07-19',
  effective: '2020-09-01',
  ends: '2024-12-31',
  repealed: '2025-01-01',
  at: '2026-03-02',
};
const SOURCE = [
  '# 吉林市样本办法',
  '2020年7月19日 吉林市人民政府令第240号公布施行',
  '样本 <备注> & "引号"',
  '<!-- INFO END -->',
  '## 第一编 总则',
  '### 第一分编 通则',
  '#### 第一章 一般规定',
  '##### 第一节 甲',
  '第一条 有下列情形：',
  '（一）子；',
  '1．丑；',
  '第一条之一 寅 < 卯 & 辰。',
  '## 附则',
  '第二条 本办法自2020年9月1日起施行。',
  '## 附件一：表',
  '| 税目 | 税额 |',
  '说明。',
].join('\n');

describe('R43.2 Akoma Ntoso', () => {
  const { text } = readLegalText(SOURCE, 'x.md');

  test('is valid by the official schema and comes back as it was, lines and all', () => {
    const xml = aknOf(text, META);
    expect(schemaFaults(xml)).toEqual([]);
    expect(readAkn(xml)).toEqual(text);
  });

  test('a text of which no day is known is valid too', () => {
    const bare = readLegalText('样本规定\n一、甲。', 'x.txt').text;
    const xml = aknOf(bare, {
      ...META,
      docNo: null,
      region: null,
      adopted: null,
      promulgated: null,
      effective: null,
      ends: null,
      repealed: null,
    });
    expect(schemaFaults(xml)).toEqual([]);
    expect(readAkn(xml)).toEqual(bare);
  });

  test('the schema finds faults: the check is no formality', () => {
    const xml = aknOf(text, META);
    expect(
      schemaFaults(xml.replace('<chapter ', '<chapitre ').replace('</chapter>', '</chapitre>')),
    ).not.toEqual([]);
    expect(schemaFaults(xml.replace(/<FRBRcountry [^>]*\/>/, ''))).not.toEqual([]);
    expect(schemaFaults(xml.replace('eId="art_1-1"', 'eId="art_1"'))).not.toEqual([]);
  });

  test('the IRI of the pack; the elements of the pack', () => {
    expect(iriOf(META).work).toBe('/akn/cn-220200/act/rule/2020-07-19/240');
    expect(`${iriOf(META).expression}/main`).toBe(
      '/akn/cn-220200/act/rule/2020-07-19/240/zho@2020-07-19/main',
    );
    const xml = aknOf(text, META);
    for (const piece of [
      '<subpart eId="part_1__subpart_1"',
      '<point eId="art_1__para_1__point_1"',
      '<subparagraph eId="art_1__para_1__point_1__subpara_1"',
      '<list eId="art_1__para_1__list_1"',
      'type="repeal"',
      'start="#evt_effective"',
    ])
      expect(xml).toContain(piece);
  });

  test("others' documents are read by the nearest of our kinds; their words are all there", () => {
    const other = `<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act"><meta/>
      <preface><longTitle><p>An <docTitle>Act</docTitle></p></longTitle></preface>
      <body><title eId="title_1"><num>I</num><article eId="art_1"><num>1.</num><alinea><content><p>One.</p><p>Two.</p></content></alinea>
      <paragraph><list><intro><p>If:</p></intro><point><num>a</num><content><p>x;</p></content></point><wrapUp><p>then y.</p></wrapUp></list></paragraph>
      </article></title></body></act></akomaNtoso>`;
    const read = readAkn(other);
    expect(read.title).toBe('Act');
    const article = read.body[0]?.children?.[0];
    expect(article).toMatchObject({ kind: 'article', eId: 'art_1', number: '1.' });
    expect(article?.children?.map((c) => [c.kind, c.text])).toEqual([
      ['paragraph', 'One.\nTwo.'],
      ['paragraph', 'If:'],
    ]);
    expect(article?.children?.[1]?.children?.map((c) => [c.kind, c.number, c.text])).toEqual([
      ['item', 'a', 'x;'],
      ['text', undefined, 'then y.'],
    ]);
  });

  test.each([
    ['<a', /不是有效的 XML/],
    [
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"/>',
      /自己定义了实体/,
    ],
    [
      '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><meta/></act></akomaNtoso>',
      /没有正文/,
    ],
  ])('what is no such document is refused: %s', (xml, why) => {
    expect(() => readAkn(xml)).toThrow(why);
  });
});

describe('R43.2 export over the API and import of the export', () => {
  let t: TestOffice;
  beforeAll(async () => {
    t = await testOffice();
  }, 60_000);
  afterAll(() => t?.close());

  test('the file is valid, and imports in another city as the same text', async () => {
    const { id } = await importText(t.office, { name: '吉林市样本办法(2020-07-19).md', bytes: SOURCE });
    const api = testApi(t).app;
    const answer = await api.request(`/api/v1/laws/${encodeURIComponent(id)}/akn`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/akn\+xml/);
    const xml = await answer.text();
    expect(schemaFaults(xml)).toEqual([]);
    const again = await prepareText({ name: '吉林市样本办法(2020-07-19).xml', bytes: Buffer.from(xml) });
    expect(again.text).toEqual(readLegalText(SOURCE, 'x.md').text);
    expect(again.id).toBe(id);
    expect(again.days).toMatchObject({ effective: '2020-09-01', promulgated: '2020-07-19' });
    // The same text in another form is the same version.
    expect(
      await importText(t.office, { name: '吉林市样本办法(2020-07-19).xml', bytes: Buffer.from(xml) }),
    ).toMatchObject({ outcome: 'same' });
  });

  test('no such text, no such version, and a text known by summaries only are refused in words', async () => {
    const api = testApi(t).app;
    for (const [path, code] of [
      ['/api/v1/laws/没有这部/akn', 'not-found'],
      ['/api/v1/laws/吉林市样本办法/akn?version=7', 'not-found'],
      ['/api/v1/laws/行政处罚法/akn', 'summary-only'],
    ] as const) {
      const answer = await api.request(encodeURI(path));
      expect(answer.status, path).toBe(404);
      expect(await answer.json()).toMatchObject({ code });
    }
  });
});

const LAWS = join(fileURLToPath(new URL('.', import.meta.url)), '../../../../shared/laws');

describe.skipIf(!existsSync(LAWS))(
  'R43.2 every real text (skipped where ../shared/laws is not beside the repository)',
  () => {
    test('goes to Akoma Ntoso and back without loss, and is valid by the schema', async () => {
      const files = (readdirSync(LAWS, { recursive: true }) as string[]).filter(
        (f) => /\.md$/.test(f) && !/README/.test(f),
      );
      const changed: string[] = [];
      const invalid: string[] = [];
      for (const file of files) {
        const p = await prepareText({ name: file, bytes: readFileSync(join(LAWS, file)) });
        const xml = aknOf(p.text, {
          ...META,
          ...p.days,
          id: p.id,
          maker: p.standing.maker,
          region: p.standing.region,
          docNo: p.docNo,
          ends: null,
          repealed: null,
        });
        if (!isDeepStrictEqual(readAkn(xml), JSON.parse(JSON.stringify(p.text)))) changed.push(file);
        const faults = schemaFaults(xml);
        if (faults.length) invalid.push(`${file}: ${faults[0]}`);
      }
      expect(changed).toEqual([]);
      expect(invalid).toEqual([]);
      expect(files.length).toBeGreaterThan(2000);
    }, 300_000);
  },
);
