import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { instrumentFacts } from '../cases/answers.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { knownStatutes, syncKnown } from './known.ts';
import { canonicalName } from './resolve.ts';
import { importText } from './store.ts';

let t: TestOffice;
beforeAll(async () => {
  t = await testOffice({ start: '2026-03-02' });
}, 60_000);
afterAll(() => t?.close());

const source = (title: string, head: string, ...articles: string[]) =>
  [`# ${title}`, head, '<!-- INFO END -->', ...articles].join('\n\n');
const rows = async (sql: string, ...values: unknown[]) => (await t.database.pool.query(sql, values)).rows;
const facts = (instrument: string, on: string, article?: string) =>
  t.office.store.within({ as: 'system' }, (tx) =>
    instrumentFacts(tx, { instrument, ...(article && { article }) }, on),
  );
const everything = async () =>
  Object.fromEntries(
    await Promise.all(
      [
        'instrument',
        'instrument_alias',
        'instrument_version',
        'instrument_event',
        'provision',
        'law_repeal',
        'leaf',
      ].map(
        async (table) => [table, (await rows(`select count(*)::int as n from fadu.${table}`))[0].n] as const,
      ),
    ),
  );

const OLD = source(
  '样本管理条例',
  '2010年5月1日 国务院令第500号公布',
  '第一条 旧。',
  '第二条 本条例自2010年7月1日起施行。',
);
const NEW = source(
  '样本管理条例',
  '2010年5月1日 国务院令第500号公布\n\n2020年2月1日 《关于修改样本管理条例的决定》修订',
  '第一条 新。',
  '第一条之一 有下列情形：',
  '（一）甲；',
  '（二）乙。',
  '第二条 本条例自2020年4月1日起施行。',
);

describe('R43.2 storing a text of law', () => {
  test('articles, aliases, leaf; the text is found by title, short title and number', async () => {
    const stored = await importText(t.office, { name: '行政法规/样本管理条例(2010-05-01).md', bytes: OLD });
    expect(stored).toMatchObject({
      id: '样本管理条例',
      version: 1,
      outcome: 'stored',
      count: { unplaced: 0 },
      notes: [],
    });
    expect(
      await rows(
        'select article, label, text, law_from::text, law_to::text from fadu.provision where instrument = $1 order by ordinal',
        '样本管理条例',
      ),
    ).toEqual([
      { article: '1', label: '第一条', text: '旧。', law_from: '2010-07-01', law_to: null },
      {
        article: '2',
        label: '第二条',
        text: '本条例自2010年7月1日起施行。',
        law_from: '2010-07-01',
        law_to: null,
      },
    ]);
    for (const name of ['样本管理条例', '中华人民共和国样本管理条例', '《样本管理条例》', '国务院令第500号'])
      expect((await facts(name, '2015-01-01'))?.id, name).toBe('样本管理条例');
    expect((await rows("select kind, region from fadu.leaf where ref = '样本管理条例/1'"))[0]).toEqual({
      kind: 'law',
      region: '000000',
    });
  });

  test('a later file is a later version; an earlier wording ends the day before; as of any day', async () => {
    const stored = await importText(t.office, { name: '行政法规/样本管理条例(2020-02-01).md', bytes: NEW });
    expect(stored).toMatchObject({ version: 2, outcome: 'stored' });
    expect(
      await rows(
        `select version, law_from::text, law_to::text from fadu.provision where instrument = '样本管理条例' and article = '1' order by version`,
      ),
    ).toEqual([
      { version: 1, law_from: '2010-07-01', law_to: '2020-03-31' },
      { version: 2, law_from: '2020-04-01', law_to: null },
    ]);
    expect(await facts('样本管理条例', '2015-01-01', '1-1')).toMatchObject({ articleExists: false });
    expect(await facts('样本管理条例', '2020-04-01', '1-1')).toMatchObject({
      articleExists: true,
      status: 'in-force',
    });
  });

  test('the same again, in other bytes too, changes nothing', async () => {
    const before = await everything();
    expect(
      await importText(t.office, { name: '行政法规/样本管理条例(2020-02-01).md', bytes: NEW }),
    ).toMatchObject({ outcome: 'same', version: 2 });
    expect(
      await importText(t.office, {
        name: '别处/样本管理条例(2020-02-01).md',
        bytes: `${NEW.replaceAll('\n\n', '\n\n\n')}\n`,
      }),
    ).toMatchObject({ outcome: 'same', version: 2 });
    expect(await everything()).toEqual(before);
  });

  test('edge 8: another text of the same day is not stored; how many lines differ is said', async () => {
    const before = await everything();
    const stored = await importText(t.office, {
      name: '行政法规/样本管理条例(2020-02-01).md',
      bytes: NEW.replace('新。', '新！'),
    });
    expect(stored).toMatchObject({ outcome: 'differs', version: null });
    expect(stored.why).toMatch(/有 1 行不同；以公报文本为准/);
    expect(await everything()).toEqual(before);
  });

  test.each([
    ['空文件', new Uint8Array(), /空的/],
    ['没有标题', '第一条 甲。\n第二条 乙。', /第一行应当是标题/],
    ['只有标题', '# 样本条例\n', /没有正文/],
    ['乱码', `# 样本条例\n第一条 甲\u0000。`, /第 2 行有无法辨认的字符/],
    ['PDF', Buffer.from('%PDF-1.7 …'), /PDF 文件，请另存为/],
    ['旧版 Word', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), /旧版 Word/],
    ['坏的 DOCX', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), /DOCX 文件损坏/],
    ['别的 XML', '<?xml version="1.0"?><html><body/></html>', /不是 Akoma Ntoso 文件/],
  ])('bad input is refused with the reason and nothing is written: %s', async (_, bytes, why) => {
    const before = await everything();
    await expect(importText(t.office, { name: '坏.md', bytes })).rejects.toThrow(why);
    expect(await everything()).toEqual(before);
  });

  test('GB 18030 and UTF-16 are read as well', async () => {
    const gb = Uint8Array.from([
      ...[0xd1, 0xf9, 0xb1, 0xbe, 0xb9, 0xe6, 0xb6, 0xa8], // 样本规定
      0x0a,
      ...[0xb5, 0xda, 0xd2, 0xbb, 0xcc, 0xf5, 0x20, 0xbc, 0xd7, 0xa1, 0xa3], // 第一条 甲。
    ]);
    expect((await importText(t.office, { name: '部门规章/某部/a.txt', bytes: gb })).title).toBe('样本规定');
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('样本细则\n第一条 甲。', 'utf16le')]);
    expect((await importText(t.office, { name: '部门规章/某部/b.txt', bytes: utf16 })).title).toBe(
      '样本细则',
    );
  });

  test('decisions that share a name are told apart by their day', async () => {
    const decision = (day: string, number: number) =>
      source('国务院关于修改部分行政法规的决定', `${day} 国务院令第${number}号公布`, '一、删去第一条。');
    const ids = [];
    for (const [day, n] of [
      ['2018年3月19日', 698],
      ['2019年3月2日', 709],
    ] as const)
      ids.push((await importText(t.office, { name: '行政法规/x.md', bytes: decision(day, n) })).id);
    expect(ids).toEqual([
      '国务院关于修改部分行政法规的决定（2018-03-19）',
      '国务院关于修改部分行政法规的决定（2019-03-02）',
    ]);
    expect((await facts('国务院关于修改部分行政法规的决定', '2018-12-31'))?.id).toBe(ids[0]);
  });
});

describe('R43.2 repeals that texts pronounce', () => {
  test('entered once, whichever comes first; of single articles too; unknown targets wait with their reason', async () => {
    await importText(t.office, {
      name: '行政法规/新样本法(2021-01-01).md',
      bytes: source(
        '新样本法',
        '2021年1月1日 全国人民代表大会常务委员会第一次会议通过',
        '第一条 甲。',
        '第二条 本法自2021年6月1日起施行。《旧样本条例》、《半旧样本条例》第二条同时废止。',
      ),
    });
    expect(
      await rows(
        'select title, articles, why from fadu.law_repeal where by_instrument = $1 order by ordinal',
        '新样本法',
      ),
    ).toEqual([
      { title: '旧样本条例', articles: [], why: '没有收入这个文本' },
      { title: '半旧样本条例', articles: ['2'], why: '没有收入这个文本' },
    ]);
    for (const title of ['旧样本条例', '半旧样本条例'])
      await importText(t.office, {
        name: `行政法规/${title}(2001-01-01).md`,
        bytes: source(title, '2001年1月1日 国务院令第1号公布', '第一条 甲。', '第二条 乙。'),
      });
    expect(
      await rows(
        `select instrument, articles, on_day::text, by_instrument from fadu.instrument_event order by instrument`,
      ),
    ).toEqual([
      { instrument: '半旧样本条例', articles: ['2'], on_day: '2021-06-01', by_instrument: '新样本法' },
      { instrument: '旧样本条例', articles: [], on_day: '2021-06-01', by_instrument: '新样本法' },
    ]);
    expect((await facts('旧样本条例', '2021-05-31'))?.status).toBe('in-force');
    expect((await facts('旧样本条例', '2021-06-01'))?.status).toBe('repealed');
    expect(await facts('半旧样本条例', '2021-06-01', '2')).toMatchObject({
      status: 'in-force',
      articleRepealed: true,
    });
    expect(
      await rows(
        `select article, law_to::text from fadu.provision where instrument = '半旧样本条例' order by ordinal`,
      ),
    ).toEqual([
      { article: '1', law_to: null },
      { article: '2', law_to: '2021-05-31' },
    ]);
  });

  test('a later text of the same name is not what was repealed', async () => {
    await importText(t.office, {
      name: '行政法规/样本税法(1995-01-01).md',
      bytes: source(
        '样本税法',
        '1995年1月1日 全国人民代表大会常务委员会第一次会议通过',
        '第一条 本法自1995年3月1日起施行。1980年1月1日国务院发布的《样本税办法》同时废止。',
      ),
    });
    await importText(t.office, {
      name: '行政法规/样本税办法(2005-01-01).md',
      bytes: source('样本税办法', '2005年1月1日 国务院令第9号公布', '第一条 甲。'),
    });
    expect((await facts('样本税办法', '2006-01-01'))?.status).toBe('in-force');
    expect((await rows(`select why from fadu.law_repeal where by_instrument = '样本税法'`))[0].why).toMatch(
      /2005-01-01才有，废止的是更早的文本/,
    );
  });
});

describe('R43.2 texts known by the summaries of the code', () => {
  test('every statute object is a text that can be a basis, said to be incomplete', async () => {
    const all = knownStatutes();
    expect(all.length).toBeGreaterThan(15);
    const penalty = await facts('penalty-law', '2026-03-02', '57');
    expect(penalty).toMatchObject({
      id: '行政处罚法',
      kind: 'law',
      status: 'in-force',
      articleExists: true,
      complete: false,
    });
    for (const s of all) expect((await facts(s.code, '2026-03-02'))?.id, s.code).toBe(canonicalName(s.title));
  });

  test('again: nothing changes', async () => {
    const before = await everything();
    expect((await syncKnown(t.office)).written).toBe(0);
    expect(await everything()).toEqual(before);
  });

  test('a full text takes the place of the summaries, with its own versions from 1', async () => {
    const stored = await importText(t.office, {
      name: '行政法/行政处罚法(2021-01-22).md',
      bytes: source(
        '中华人民共和国行政处罚法',
        '1996年3月17日 第八届全国人民代表大会第四次会议通过\n\n2021年1月22日 第十三届全国人民代表大会常务委员会第二十五次会议修订',
        '第一条 样本。',
        '第八十六条 本法自2021年7月15日起施行。',
      ),
    });
    expect(stored).toMatchObject({ id: '行政处罚法', version: 1, outcome: 'stored' });
    expect(await facts('penalty-law', '2026-03-02', '57')).toMatchObject({
      complete: true,
      articleExists: false,
      inForce: '2021-07-15',
    });
    expect(await rows(`select source from fadu.instrument_version where instrument = '行政处罚法'`)).toEqual([
      { source: '行政法/行政处罚法(2021-01-22).md' },
    ]);
    const before = await everything();
    expect((await syncKnown(t.office)).written).toBe(0);
    expect(await everything()).toEqual(before);
  });
});
