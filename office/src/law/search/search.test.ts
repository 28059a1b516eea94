import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestOffice, testOffice } from '../../testing/office.ts';
import { importText } from '../store.ts';
import { corpus } from './corpus.testing.ts';
import {
  type LawResults,
  type LawSearchOptions,
  lawOverview,
  rankArticles,
  rebuildLawIndex,
  searchLaws,
  startLawIndexer,
  suggest,
  updateLawIndex,
} from './index.ts';

let t: TestOffice;
beforeAll(async () => {
  t = await testOffice({ start: '2026-11-22' });
  for (const { name, text, ...hint } of corpus) {
    const stored = await importText(t.office, { name, bytes: text, hint });
    expect([name, stored.outcome]).toEqual([name, 'stored']);
  }
  await updateLawIndex(t.office);
}, 60_000);
afterAll(() => t?.close());

const find = (q: string, o: LawSearchOptions = {}) => searchLaws(t.office, q, o);
const texts = (r: LawResults) => r.groups.map((g) => g.instrument);
const hits = (r: LawResults) => r.groups.flatMap((g) => g.hits.map((h) => `${h.instrument} ${h.article}`));
const marked = (r: LawResults) =>
  r.groups.flatMap((g) => g.hits.flatMap((h) => h.parts.filter((p) => p.hit).map((p) => p.text)));

describe('R43.1 what a query may be', () => {
  test('words: articles that hold them, grouped by text, words marked', async () => {
    const r = await find('听证 罚款');
    expect(texts(r).slice(0, 2).sort()).toEqual(['演示处罚听证条例', '演示处罚程序法']);
    expect(hits(r)).toContain('演示处罚程序法 3');
    expect(new Set(marked(r))).toEqual(new Set(['听证', '罚款']));
    expect(r.groups[0]).toMatchObject({ status: '现行有效', complete: true });
  });

  test('a whole word does not hide its parts, and one character is enough', async () => {
    expect(texts(await find('电梯'))).toEqual([]);
    expect(texts(await find('苇莺'))).toEqual(['演示湿地巡护办法']);
    expect(texts(await find('巡护员'))).toContain('演示湿地巡护办法');
    expect(texts(await find('莺'))).toContain('演示湿地巡护办法');
    expect(texts(await find('砂', { status: '全部' }))).toContain('演示河道采砂条例');
  });

  test('a phrase in either quotation marks stands in the words as it is', async () => {
    for (const q of ['“相当，注重教化”', '"相当，注重教化"', '「相當，注重教化」'])
      expect([q, hits(await find(q))]).toEqual([q, ['演示处罚程序法 2']]);
    expect(hits(await find('“注重相当”'))).toEqual([]);
    // The words alone, without the order, are found.
    expect(hits(await find('注重 相当 教化'))).toContain('演示处罚程序法 2');
  });

  test('a document number in any brackets, and only of the organ that is named (edge case 5, 7)', async () => {
    for (const q of [
      '演市发〔2022〕7号',
      '演市发[2022]7号',
      '演市发(2022)7号',
      '演市发（２０２２）７号',
      '演市发【2022】7号',
      '演市发[2022]第07号',
    ]) {
      expect([q, texts(await find(q))]).toEqual([q, ['关于清雪劳动组织的意见']]);
    }
    expect((await find('演市发[2022]7号')).groups[0]?.level).toBe('党政联合文件');
    expect(texts(await find('演建发[2022]7号'))).toEqual(['关于供暖服务的通知']);
    expect(texts(await find('[2022]7号')).sort()).toEqual(['关于供暖服务的通知', '关于清雪劳动组织的意见']);
    expect(texts(await find('另市发[2022]7号'))).toEqual([]);
  });

  test('an order number in all its forms', async () => {
    for (const q of ['第240号令', '令第240号', '240号令', '演示市人民政府令第240号', '第二百四十号令'])
      expect([q, texts(await find(q))[0]]).toEqual([q, '演示湿地巡护办法']);
    expect(texts(await find('第241号令'))).toEqual([]);
  });

  test('a citation goes straight to the article: full, without 第, digits, shortened name, with paragraph and item', async () => {
    for (const q of [
      '演示处罚程序法第五十七条',
      '《演示处罚程序法》第57条',
      '演示处罚程序法57条',
      '演示处罚程序法 第５７条',
      '處罰程序法第五十七條',
      '程序法57条',
      '演示处罚程序法第五十七条第一款',
      '演示处罚程序法第五十七条第一款第（二）项',
    ]) {
      const r = await find(q);
      expect([q, r.cited[0]?.instrument, r.cited[0]?.article]).toEqual([q, '演示处罚程序法', '57']);
      expect((await rankArticles(t.office, q, 3))[0]).toMatchObject({
        instrument: '演示处罚程序法',
        article: '57',
      });
    }
    expect((await find('演示湿地法第二条之一')).cited[0]).toMatchObject({
      article: '2-1',
      label: '第二条之一',
    });
    expect((await find('演示湿地法第九十九条')).cited).toEqual([]);
  });

  test('an article number alone is one number in either script', async () => {
    for (const q of ['第五十七条', '57条', '第57条', '第５７条']) {
      const r = await find(q, { organ: '演示代表大会' });
      expect([q, hits(r)]).toEqual([q, ['演示处罚程序法 57']]);
      expect(hits(await find(q)).every((h) => / (57|65)$/.test(h))).toBe(true);
    }
  });

  test('numbers in the words are one in either script', async () => {
    for (const q of ['3万元 听证', '30000元 听证', '三万元 听证'])
      expect([q, hits(await find(q))[0]]).toEqual([q, '演示处罚程序法 3']);
    expect(hits(await find('5日 听证'))).toContain('演示处罚程序法 3');
  });

  test('traditional and full-width writing find the same', async () => {
    const plain = hits(await find('麻醉药品 罚款'));
    expect(plain[0]).toBe('演示湿地法 2');
    expect(hits(await find('麻醉藥品　罰款'))).toEqual(plain);
  });

  test('what people say finds what the law says', async () => {
    expect(hits(await find('饭店 野鸟'))[0]).toBe('演示湿地法 2-1');
  });

  test('organ, topic, level and dates choose; what does not fit is not there', async () => {
    const q = '湿地 巡护';
    expect(texts(await find(q))).toEqual(['演示湿地法', '邻省湿地巡护条例', '演示湿地巡护办法']);
    expect(texts(await find(q, { level: '省地方性法规' }))).toEqual(['邻省湿地巡护条例']);
    expect(texts(await find(q, { organ: '演示市' }))).toEqual(['演示湿地巡护办法']);
    expect(texts(await find(q, { topic: '生态环境' }))).toHaveLength(3);
    expect(texts(await find(q, { topic: '刑事' }))).toEqual([]);
    // The choice alone lists the texts that fit it.
    expect(texts(await find('', { level: '省地方性法规', organ: '邻省' }))).toEqual(['邻省湿地巡护条例']);
    expect((await find('', { topic: '生态环境', organ: '演示市' })).groups[0]?.hits).toEqual([]);
    expect(texts(await find(q, { from: '2021-01-01' }))).toEqual(['演示湿地法']);
    expect(texts(await find(q, { to: '2019-01-31', from: '2018-11-01' }))).toEqual(['邻省湿地巡护条例']);
  });

  test('the law itself stands above a text that mentions it, higher levels above lower ones', async () => {
    const r = await find('演示处罚程序法');
    expect(texts(r).slice(0, 2)).toEqual(['演示处罚程序法', '演示处罚听证条例']);
    expect(texts(await find('湿地巡护'))[0]).toBe('演示湿地法');
  });
});

describe('R43.1 S1 S2 what is the law on a day', () => {
  test('S1 by default only what is in force; S2 what is not always says so', async () => {
    expect((await find('冰灯 承重')).total).toBe(0);
    const all = await find('苇莺', { status: '全部' });
    expect(all.groups.map((g) => [g.instrument, g.status])).toEqual([
      ['演示湿地巡护办法', '现行有效'],
      ['演示冰灯管理规定', '已废止'],
    ]);
    expect(texts(await find('冰灯 承重', { status: '已废止' }))).toEqual(['演示冰灯管理规定']);
  });

  test('edge case 1: promulgated, not yet in force', async () => {
    expect(texts(await find('夜市 摊位', { on: '2026-04-15' }))).toEqual([]);
    const r = await find('夜市 摊位', { on: '2026-04-15', status: '尚未生效' });
    expect(r.groups.map((g) => [g.instrument, g.status])).toEqual([['演示夜市便民规则', '尚未生效']]);
    expect(texts(await find('夜市 摊位', { on: '2026-05-01' }))).toEqual(['演示夜市便民规则']);
  });

  test('edge case 2: adopted, approved, in force only next year', async () => {
    const r = await find('河道采砂', { status: '全部' });
    expect(r.groups.map((g) => [g.instrument, g.status])).toEqual([['演示河道采砂条例', '尚未生效']]);
    expect(texts(await find('河道采砂', { on: '2027-01-01' }))).toEqual(['演示河道采砂条例']);
  });

  test('edge case 3: validity ended without an act of repeal', async () => {
    expect(texts(await find('加装电梯', { on: '2026-06-30' }))).toEqual(['演示旧楼加装电梯补贴办法']);
    expect(texts(await find('加装电梯', { on: '2026-07-01' }))).toEqual([]);
    const r = await find('加装电梯', { on: '2026-07-01', status: '失效' });
    expect(r.groups.map((g) => [g.instrument, g.status])).toEqual([['演示旧楼加装电梯补贴办法', '失效']]);
  });

  test('edge case 9: the version that was in force then, with its words', async () => {
    const then = await find('巡护员 湿地', { on: '2015-06-01' });
    expect(then.groups[0]?.hits[0]).toMatchObject({ version: 1, status: '现行有效' });
    expect(then.groups[0]?.hits[0]?.parts.map((p) => p.text).join('')).toContain('每月');
    const now = await find('巡护员 湿地');
    expect(now.groups.find((g) => g.instrument === '演示湿地巡护办法')?.hits[0]?.version).toBe(2);
    expect((await find('无人机 登记 湿地', { on: '2015-06-01', organ: '演示市' })).total).toBe(0);
    expect((await find('无人机 登记 湿地', { on: '2018-07-01', organ: '演示市' })).total).toBe(1);
    const old = await find('巡护员 每月', { status: '已修改' });
    expect(old.groups[0]?.hits[0]).toMatchObject({ version: 1, status: '已修改' });
  });
});

describe('R43.1 odd queries', () => {
  test('no query breaks anything: signs of SQL and of search languages, nothing, very long ones', async () => {
    for (const q of [
      '',
      ' ',
      "'",
      "'; drop table fadu.provision; --",
      "' | 'a' & !",
      '\\',
      '：',
      '<script>',
      'a:* & b',
      '%_',
      '“',
      '""',
      '第条',
      '〔〕号',
      '令第号',
      '\u{20000}\u{20001}',
      '😀',
      '#57',
      'constructor',
      '__proto__',
    ]) {
      const r = await find(q);
      expect([q, r.page]).toEqual([q, 1]);
    }
    expect((await find('听证'.repeat(50))).total).toBeGreaterThan(0);
    const long = `听证罚款${'数额理由说明主持调查人员'.repeat(900)}`;
    const r = await find(long);
    expect(texts(r)).toContain('演示处罚听证条例');
    const { rows } = await t.database.pool.query('select count(*)::int as n from fadu.provision');
    expect(rows[0].n).toBeGreaterThan(60);
  });

  test('nothing found: the next step is told', async () => {
    expect((await find('冰灯 承重')).hint).toEqual({ kind: 'other-status', total: 1 });
    expect((await find('湿地', { level: '宪法', status: '全部' })).hint).toMatchObject({ kind: 'filters' });
    // No article holds both: what comes nearest is shown, and is said to be that.
    const near = await find('苇莺 摄氏度');
    expect([near.total, near.partial]).toEqual([0, true]);
    expect(texts(near).sort()).toEqual(['关于供暖服务的通知', '演示湿地巡护办法']);
    expect((await find('不存在的词汇组合')).groups).toEqual([]);
  });

  test('pages: every text once, none twice', async () => {
    const first = await find('演示', { perPage: 2, status: '全部' });
    const seen: string[] = [];
    for (let page = 1; page <= first.pages; page++)
      seen.push(...texts(await find('演示', { perPage: 2, page, status: '全部' })));
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(first.texts);
    expect(texts(await find('演示', { perPage: 2, page: 99 }))).toEqual([]);
  });
});

describe('R43.1 suggestions and overview', () => {
  test('names that begin so, names that hold it, the article that is being named', async () => {
    expect((await suggest(t.office, '演示处罚')).map((s) => s.text)).toEqual(
      expect.arrayContaining(['演示处罚程序法', '演示处罚听证条例']),
    );
    expect((await suggest(t.office, '巡护')).map((s) => s.text)).toContain('演示湿地巡护办法');
    expect((await suggest(t.office, '演示处罚程序法57条'))[0]).toEqual({
      text: '演示处罚程序法第五十七条',
      kind: '法律',
      url: `/laws/${encodeURIComponent('演示处罚程序法')}#art_57`,
    });
    expect((await suggest(t.office, '演示冰灯'))[0]?.kind).toBe('市政府规章，已废止');
    for (const q of ['', ' ', "'", '%', '\\', '<']) expect(await suggest(t.office, q)).toEqual([]);
  });

  test('the overview counts what is in force and tells what comes', async () => {
    const o = await lawOverview(t.office);
    expect(o.coming.map((l) => l.instrument)).toEqual(['演示河道采砂条例']);
    expect(o.fresh[0]?.begins).toBe('2026-05-01');
    const counted = await t.database.pool.query(
      `select count(distinct p.instrument)::int as n from fadu.provision p join fadu.instrument i on i.id = p.instrument
       where i.level = '省地方性法规' and coalesce(p.law_from, '0001-01-01') <= '2026-11-22' and coalesce(p.law_to, '9999-01-01') >= '2026-11-22'`,
    );
    expect(o.levels.find((l) => l.level === '省地方性法规')?.n).toBe(counted.rows[0].n);
  });
});

describe('R43.1 the index follows the texts', () => {
  test('an import, an event and a removal are found by the next update; a second update does nothing', async () => {
    expect(await updateLawIndex(t.office)).toBe(0);
    expect(texts(await find('鳇鱼增殖'))).toEqual([]);
    await importText(t.office, {
      name: '演示鳇鱼增殖办法(2026-01-01).md',
      bytes:
        '# 演示鳇鱼增殖办法\n\n2025年12月1日 演示市人民政府公布\n\n2026年1月1日 施行\n\n<!-- INFO END -->\n\n第一条 鳇鱼增殖站每年放流鱼苗。\n',
      hint: { level: '市政府规章', kind: 'government-rule', maker: '演示市人民政府' },
    });
    expect(await updateLawIndex(t.office)).toBe(1);
    expect(texts(await find('鳇鱼增殖'))).toEqual(['演示鳇鱼增殖办法']);
    await t.database.pool.query(
      `insert into fadu.instrument_event (instrument, kind, on_day, says, recorded_at)
       values ('演示鳇鱼增殖办法', 'repealed', '2026-06-01', '废止', now())`,
    );
    await updateLawIndex(t.office);
    expect(texts(await find('鳇鱼增殖'))).toEqual([]);
    expect(texts(await find('鳇鱼增殖', { on: '2026-05-31' }))).toEqual(['演示鳇鱼增殖办法']);
  });

  test('many small blocks become one, a rebuild finds the same, two at once do the work once', async () => {
    const before = hits(await find('听证 罚款', { status: '全部' }));
    const blocks = async () =>
      Number((await t.database.pool.query('select count(*) as n from fadu.law_block')).rows[0].n);
    const { rows } = await t.database.pool.query('select id from fadu.instrument order by id limit 12');
    for (const { id } of rows) {
      await t.database.pool.query('update fadu.instrument set recorded_at = recorded_at where id = $1', [id]);
      await updateLawIndex(t.office);
    }
    expect(await blocks()).toBeLessThanOrEqual(9);
    expect(hits(await find('听证 罚款', { status: '全部' }))).toEqual(before);
    const [a, b] = await Promise.all([rebuildLawIndex(t.office), updateLawIndex(t.office)]);
    expect(a + b).toBeGreaterThan(60);
    expect(hits(await find('听证 罚款', { status: '全部' }))).toEqual(before);
    const left = await t.database.pool.query(
      'select count(*)::int as n from fadu.law_posting where block not in (select id from fadu.law_block)',
    );
    expect(left.rows[0].n).toBe(0);
  });

  test('R43.1 an index of an older form is made anew by the running server', async () => {
    const before = hits(await find('听证 罚款', { status: '全部' }));
    await t.database.pool.query('update fadu.law_block set form = 0');
    const indexer = startLawIndexer(t.office, 20);
    try {
      await expect
        .poll(
          async () =>
            (await t.database.pool.query('select count(*)::int as n from fadu.law_block where form = 0'))
              .rows[0].n,
          { timeout: 20_000 },
        )
        .toBe(0);
    } finally {
      await indexer.stop();
    }
    expect(hits(await find('听证 罚款', { status: '全部' }))).toEqual(before);
  }, 30_000);

  test('R43.1 what the law says for a word of the people is found as it is written', async () => {
    await importText(t.office, {
      name: '演示飞行管理办法(2026-01-01).md',
      bytes:
        '# 演示飞行管理办法\n\n2025年12月1日 演示市人民政府公布\n\n2026年1月1日 施行\n\n<!-- INFO END -->\n\n第一条 无人驾驶航空器起飞前报告。\n',
      hint: { level: '市政府规章', kind: 'government-rule', maker: '演示市人民政府' },
    });
    await updateLawIndex(t.office);
    expect(hits(await find('无人机 起飞'))).toEqual(['演示飞行管理办法 1']);
  });

  test('R90.2 the public role reads the index and cannot change it', async () => {
    await expect(t.office.store.pool.query('delete from fadu.law_posting')).rejects.toThrow(
      /permission denied/,
    );
    await expect(t.office.store.pool.query("insert into fadu.law_dirty values ('x')")).rejects.toThrow(
      /permission denied/,
    );
    await expect(t.office.store.pool.query("select fadu.law_due(array['x'])")).rejects.toThrow(
      /permission denied/,
    );
  });
});
