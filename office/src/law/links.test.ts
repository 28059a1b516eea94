import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApi, testApi } from '../testing/api.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { carriedByArticle, carries } from './carries.ts';
import { compareLaw } from './compare.ts';
import { linkPending } from './links.ts';
import { listLaws, readLaw } from './reading.ts';
import { type LinkSpan, lawHref } from './reading-links.ts';
import { putTexts, type TestText } from './texts.testing.ts';

const PENALTY: TestText = {
  id: '演示处罚法',
  title: '中华人民共和国演示处罚法',
  aliases: ['处罚法', 'demo-penalty'],
  versions: [
    {
      effective: '1996-10-01',
      adopted: '1996-03-17',
      promulgated: '1996-03-17',
      body: '第一条　为了规范处罚，制定本法。\n第二条　处罚遵循公正原则。\n第三条　违反第二条规定的，责令改正。',
    },
    {
      effective: '2021-07-15',
      adopted: '2021-01-22',
      promulgated: '2021-01-22',
      body: '第一条　为了规范处罚，保护公民，制定本法。\n第二条　处罚遵循公正、公开原则。\n前款规定适用于一切处罚。\n第二条之一　处罚决定应当说明理由。\n第三条　违反第二条至第二条之一规定的，责令改正。',
    },
  ],
};
const REGULATION: TestText = {
  id: '演示市容条例',
  level: '市地方性法规',
  kind: 'local-regulation',
  maker: '演示市人民代表大会常务委员会',
  versions: [
    {
      effective: '2010-01-01',
      body: '第一条　根据《中华人民共和国演示处罚法》和《演示未收录法》第五条，制定本条例。\n第二条　依照处罚法第二条、第三条处罚。\n第三条　依照《演示旧办法》第一条办理。',
    },
  ],
};
const OLD: TestText = {
  id: '演示旧办法',
  level: '市政府规章',
  kind: 'government-rule',
  maker: '演示市人民政府',
  docNo: '演示市人民政府令第12号',
  versions: [{ effective: '2005-01-01', body: '第一条　依照《演示处罚法》第二条第一款办理。' }],
  repealedOn: '2020-05-01',
};

let t: TestOffice;
let api: TestApi;
let known: number;
beforeAll(async () => {
  t = await testOffice();
  api = testApi(t);
  // The code's own statutes are here from the start.
  known = (await linkPending(t.office)).texts;
  await putTexts(t.database.pool, PENALTY, REGULATION, OLD);
});
afterAll(() => t?.close());

const today = '2026-03-02';
const spans = async (id: string, at: { on?: string; version?: number } = {}) => {
  const view = await readLaw(t.office, id, at);
  const words = new Map<string, string>();
  const visit = (n: { eId: string; text?: string; children?: readonly never[] }): void => {
    words.set(n.eId, n.text ?? '');
    for (const c of n.children ?? []) visit(c);
  };
  for (const n of view?.text.body ?? []) visit(n as never);
  return [...(view?.links ?? new Map<string, LinkSpan[]>())].flatMap(([eId, list]) =>
    list.map((l: LinkSpan) => ({ words: words.get(eId)?.slice(l.from, l.to), ...l })),
  );
};

describe('R43.1 links between citing and cited', () => {
  test('R43.1 a run goes through every version once; a second run changes nothing', async () => {
    const first = await linkPending(t.office);
    expect(first).toMatchObject({ texts: 4, documents: 0 });
    expect(first.links).toBeGreaterThan(8);
    const rows = () =>
      t.database.pool.query(
        'select from_ref, from_eid, span_from, name, instrument from fadu.law_link order by 1, 2, 3',
      );
    const before = (await rows()).rows;
    expect(await linkPending(t.office)).toEqual({ texts: 0, documents: 0, links: 0, resolved: 0 });
    expect((await rows()).rows).toEqual(before);
    expect((await linkPending(t.office, { anew: true })).texts).toBe(known + 4);
    expect((await rows()).rows).toEqual(before);
  });

  test('R43.1 full title, short title and alias lead to the same text, as of the citing text’s day', async () => {
    const found = await spans('演示市容条例');
    const at = (words: string) => found.find((s) => s.words === words);
    expect(at('《中华人民共和国演示处罚法》')).toMatchObject({
      instrument: '演示处罚法',
      on: '2010-01-01',
      found: true,
    });
    expect(at('处罚法第二条')).toMatchObject({ instrument: '演示处罚法', article: '2', on: '2010-01-01' });
    expect(at('第三条')).toMatchObject({ instrument: '演示处罚法', article: '3' });
    expect(lawHref(at('处罚法第二条') as LinkSpan)).toBe(
      `/laws/${encodeURIComponent('演示处罚法')}?on=2010-01-01#art_2`,
    );
    // Not known here: kept, leading nowhere.
    expect(at('《演示未收录法》第五条')).toMatchObject({ title: '演示未收录法' });
    expect(at('《演示未收录法》第五条')?.instrument).toBeUndefined();
  });

  test('R43.1 a repealed text is linked all the same, with its mark', async () => {
    const found = await spans('演示市容条例');
    expect(found.find((s) => s.words === '《演示旧办法》第一条')).toMatchObject({
      instrument: '演示旧办法',
      standing: '已废止',
    });
  });

  test('R43.1 本法 and 前款 lead into the same version; an article that the version has not is told', async () => {
    const now = await spans('演示处罚法');
    expect(now.map((s) => [s.words, s.article, s.toArticle, s.paragraph, s.on, s.found])).toEqual([
      ['前款', '2', undefined, 1, undefined, true],
      ['第二条至第二条之一', '2', '2-1', undefined, undefined, true],
    ]);
    const old = await spans('演示处罚法', { on: '2000-01-01' });
    expect(old.map((s) => [s.words, s.article, s.found])).toEqual([['第二条', '2', true]]);
  });

  test('R43.1 a text that comes later gets the citations that waited for it', async () => {
    await putTexts(t.database.pool, {
      id: '演示未收录法',
      versions: [{ effective: '2000-01-01', body: '第一条　本法只有一条。' }],
    });
    expect(await linkPending(t.office)).toMatchObject({ texts: 1, resolved: 1 });
    const link = (await spans('演示市容条例')).find((s) => s.words === '《演示未收录法》第五条');
    // It is there now, but has no fifth article.
    expect(link).toMatchObject({ instrument: '演示未收录法', article: '5', found: false });
  });

  test('R43.1 a text that comes in asks for the job by itself, whoever writes it', async () => {
    const { rows } = await t.database.pool.query(
      `select task_identifier, count(*)::int as n from graphile_worker.jobs where task_identifier = 'law-links' group by 1`,
    );
    expect(rows).toEqual([{ task_identifier: 'law-links', n: 1 }]);
  });
});

describe('R43.1 a text as of any day', () => {
  test('R43.1 the version that was the law then; statuses of versions and text', async () => {
    const at = async (on: string) => (await readLaw(t.office, '演示处罚法', { on }))?.shown;
    expect(await at('2000-01-01')).toMatchObject({ version: 1, status: '已修改', ends: '2021-07-14' });
    expect(await at('2021-07-14')).toMatchObject({ version: 1 });
    expect(await at('2021-07-15')).toMatchObject({ version: 2, status: '现行有效', ends: null });
    expect((await readLaw(t.office, '演示旧办法'))?.status).toBe('已废止');
    expect((await readLaw(t.office, '演示旧办法'))?.shown).toMatchObject({
      status: '已废止',
      ends: '2020-04-30',
    });
    expect(await readLaw(t.office, '没有的法')).toBeUndefined();
    expect(await readLaw(t.office, '演示处罚法', { version: 9 })).toBeUndefined();
  });

  test('R43.1 the list tells level and status on a day; figures are those of the list', async () => {
    const now = await listLaws(t.office, { words: '演示' });
    expect(now.byStatus).toMatchObject({ 现行有效: 3, 已废止: 1 });
    expect(now.total).toBe(4);
    expect(now.items.map((i) => i.level)).toEqual(['法律', '法律', '市地方性法规', '市政府规章']);
    const before = await listLaws(t.office, { words: '演示', on: '2003-01-01' });
    expect(before.byStatus).toMatchObject({ 现行有效: 2, 尚未生效: 2, 已废止: 0 });
    expect((await listLaws(t.office, { words: '演示', status: '已废止' })).items.map((i) => i.id)).toEqual([
      '演示旧办法',
    ]);
    expect((await listLaws(t.office, { words: '第12号' })).items.map((i) => i.id)).toEqual(['演示旧办法']);
    expect((await listLaws(t.office, { words: "%_'\\" })).total).toBe(0);
  });

  test('R43.1 two versions compared article by article', async () => {
    const c = await compareLaw(t.office, '演示处罚法', 1, 2, today);
    expect(c?.counts).toEqual({ changed: 3, added: 1, removed: 0 });
    expect(c?.changes.map((x) => [x.kind, x.was, x.is])).toEqual([
      ['changed', '第一条', '第一条'],
      ['changed', '第二条', '第二条'],
      ['added', undefined, '第二条之一'],
      ['changed', '第三条', '第三条'],
    ]);
    expect(await compareLaw(t.office, '演示处罚法', 1, 3, today)).toBeUndefined();
  });
});

describe('R4.3 R43.1 what an article carries', () => {
  const of = { on: today, version: 2, articles: ['1', '2', '2-1', '3'] };

  test('R43.1 citing texts in force, with ranges; the repealed one no longer counts, and did before', async () => {
    const two = await carries(t.office, '演示处罚法', '2', today);
    expect(two.groups.map((g) => [g.kind, g.total, g.items.map((i) => [i.title, i.detail])])).toEqual([
      ['text', 1, [['演示市容条例', '第二条']]],
      // 前款 within the second article is not another place.
      ['self', 1, [['中华人民共和国演示处罚法', '第三条']]],
    ]);
    const inserted = await carries(t.office, '演示处罚法', '2-1', today);
    expect(inserted.groups.map((g) => [g.kind, g.total])).toEqual([['self', 1]]);
    const then = await carries(t.office, '演示处罚法', '2', '2015-01-01');
    expect(then.groups.find((g) => g.kind === 'text')?.items.map((i) => i.title)).toEqual([
      '演示市容条例',
      '演示旧办法',
    ]);
    const whole = await carries(t.office, '演示处罚法', null, today);
    expect(whole.groups.map((g) => [g.kind, g.total])).toEqual([['text', 1]]);
  });

  test('R4.3 entries of any register that stand on the article, by law time', async () => {
    const add = (code: string, article: string | undefined, from: string, to: string | null) =>
      t.database.pool.query(
        `insert into fadu.entry (region, register, code, version, law_from, law_to, recorded_at, body, case_id, seq)
         values ('220200', 'power-penalty', $1, 1, $2, $3, '2026-01-01', $4, 'x', 1)`,
        [
          code,
          from,
          to,
          JSON.stringify({
            name: `事项${code}`,
            basis: [{ instrument: '演示处罚法', ...(article && { article }) }],
          }),
        ],
      );
    await add('A1', '2', '2025-01-01', null);
    await add('A2', '2', '2025-01-01', '2025-12-31');
    await add('A3', '3', '2025-01-01', null);
    await add('A4', undefined, '2025-01-01', null);
    const entries = async (article: string | null, on: string) =>
      (await carries(t.office, '演示处罚法', article, on)).groups
        .find((g) => g.kind === 'entry')
        ?.items.map((i) => i.title) ?? [];
    expect(await entries('2', today)).toEqual(['事项A1']);
    expect(await entries('2', '2025-06-01')).toEqual(['事项A1', '事项A2']);
    expect(await entries(null, today)).toEqual(['事项A4']);
  });

  test('R4.3 procedures, clocks, laws and conditions of the code that cite the article', async () => {
    const held = await carries(t.office, '行政处罚法', '60', today);
    const procedure = held.groups.find((g) => g.kind === 'procedure');
    expect(procedure?.items.some((i) => i.detail?.startsWith('期限：'))).toBe(true);
    expect(procedure?.items.every((i) => i.href?.startsWith('/procedures/'))).toBe(true);
    // The decision is a paper of the act that stands on article 57.
    const decided = await carries(t.office, '行政处罚法', '57', today);
    expect(decided.groups.find((g) => g.kind === 'paper')?.items.map((i) => i.title)).toContain(
      '行政处罚决定书',
    );
  });

  test('R4.3 R90.5 the figure beside each article is the length of its list', async () => {
    for (const [id, version, articles] of [
      ['演示处罚法', 2, of.articles],
      ['行政处罚法', 1, ['57', '60']],
    ] as const) {
      const short = await carriedByArticle(t.office, id, { on: today, version, articles });
      for (const article of articles) {
        const held = await carries(t.office, id, article, today);
        expect([id, article, short.get(article)?.total ?? 0]).toEqual([id, article, held.total]);
        expect(short.get(article)?.items.length ?? 0).toBe(Math.min(6, held.total));
        expect(held.groups.reduce((n, g) => n + g.items.length, 0)).toBe(held.total);
      }
    }
  });

  test('R4.3 the public counts only cases that are public, the system all', async () => {
    await t.database.pool.query(
      `insert into fadu.case_file (region, id, procedure, version, title, phase, seq, owner, organs, persons, bindings, public, ended, opened_at, changed_at)
       select '220200', 'c-' || n, 'penalty-ordinary', '1', '案', 'x', 1, 't-city', '{t-city}', '{}', '{}', n <= 1, case when n > 2 then 'done' end, '2026-01-01', '2026-01-01'
       from generate_series(1, 5) n`,
    );
    const cases = async (scope: Parameters<typeof carries>[4]) =>
      (await carries(t.office, '行政处罚法', '60', today, scope)).cases.find(
        (c) => c.procedure === 'penalty-ordinary',
      );
    expect(await cases({})).toMatchObject({ open: 1, ended: 0 });
    expect(await cases({ scope: { as: 'system' } })).toMatchObject({ open: 2, ended: 3 });
  });
});

describe('R43.1 the API of laws', () => {
  const ask = (path: string) =>
    api.ask({ kind: 'anonymous', name: '', posts: [] }, 'GET', `/api/v1/laws${path}`);
  const id = encodeURIComponent('演示处罚法');

  test('R43.1 list, text by any of its names and any day, versions, one article with links and what it carries', async () => {
    expect((await ask(`?q=${id}`)).body).toMatchObject({ total: 1, items: [{ id: '演示处罚法' }] });
    const text = await ask(`/${encodeURIComponent('中华人民共和国演示处罚法')}?on=2000-01-01`);
    expect(text.body).toMatchObject({ id: '演示处罚法', shown: { version: 1 }, on: '2000-01-01' });
    expect((await ask(`/${id}/versions`)).body.items).toHaveLength(2);
    expect((await ask(`/${id}/compare?from=1&to=2`)).body.counts.added).toBe(1);
    const article = await ask(`/${id}/articles/3`);
    expect(article.body).toMatchObject({ article: '3', links: [{ article: '2', toArticle: '2-1' }] });
    expect(article.body.carries.groups.map((g: { kind: string }) => g.kind)).toContain('text');
    expect((await ask(`/${id}/articles`)).body.items.map((i: { article: string }) => i.article)).toEqual([
      '1',
      '2',
      '2-1',
      '3',
    ]);
  });

  test('R43.1 what is not there, and what is no day or number, is told', async () => {
    expect((await ask('/nothing')).status).toBe(404);
    expect((await ask(`/${id}/articles/99`)).status).toBe(404);
    expect((await ask(`/${id}/articles/x`)).status).toBe(400);
    expect((await ask(`/${id}?on=2026-02-30`)).status).toBe(400);
    expect((await ask(`/${id}?version=-1`)).status).toBe(400);
    expect((await ask('?status=x')).status).toBe(400);
    expect((await ask(`/${id}/compare`)).status).toBe(400);
  });
});
