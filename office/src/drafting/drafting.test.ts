/** Near copies, quota and length of drafts, on a real database. */
import { samples } from '@fadu/plan/rulemaking/normative-documents/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCase } from '../cases/perform.ts';
import { Problem } from '../problem.ts';
import { testApi } from '../testing/api.ts';
import { act, document, key, people } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { nearArticles, nearCopies, readWaiting } from './near.ts';
import { nearness, plainText, printsOf, RUN, runsOf } from './prints.ts';
import { quotaLines } from './quota.ts';

let t: TestOffice;
beforeAll(async () => {
  t = await testOffice();
});
afterAll(() => t?.close());

const article = (label: string, text: string) => ({ label, text });
const WORDS = '松花江畔的餐饮单位经营者居民学校医院道路车辆设施清洗记录检查公示投诉处理时限部门街道社区';
/** Invented sentences that differ from seed to seed. */
function sentence(seed: number, length: number): string {
  let x = seed * 7919 + 17;
  let out = '';
  for (let i = 0; i < length; i++) {
    x = (Math.imul(x, 1103515245) + 12345) >>> 0;
    out += WORDS[(x >>> 8) % WORDS.length];
  }
  return out;
}

describe('R16.8 wording as prints', () => {
  test('R16.8 a run has the same hash wherever it stands, and other runs have others', () => {
    const run = '餐饮服务单位应当';
    const at = (text: string) => runsOf(text)[text.indexOf(run)];
    expect(at(`甲乙丙${run}`)).toBe(at(`${run}安装油烟净化设施`));
    const hashes = new Set(runsOf(sentence(1, 4000)));
    expect(hashes.size).toBeGreaterThan(3900);
    expect(runsOf('短文').length).toBe(0);
    expect(RUN).toBe(8);
  });

  test('R16.8 marks and blanks do not hide a copy', () => {
    const a = [article('第一条', '经营者应当公示收费标准，接受社会监督；不得强制服务。')];
    const b = [article('第九条', '经营者应当公示收费标准 接受社会监督，不得强制服务')];
    expect(nearness(a, b)).toMatchObject({
      share: 1,
      pairs: [{ draft: '第一条', source: '第九条', share: 1 }],
    });
    expect(plainText('（一）“甲”，乙。')).toBe('一甲乙');
  });

  test('R16.8 the share is the share of the draft’s characters', () => {
    const [one, two] = [sentence(2, 100), sentence(3, 100)];
    const near = nearness(
      [article('第一条', one), article('第二条', two)],
      [article('第五条', one), article('第六条', sentence(4, 100))],
    );
    expect(near.share).toBeGreaterThan(0.49);
    expect(near.share).toBeLessThan(0.56);
    expect(near.pairs).toEqual([expect.objectContaining({ draft: '第一条', source: '第五条', share: 1 })]);
    expect(printsOf([article('第一条', sentence(5, 30))]).length).toBeGreaterThan(0);
  });
});

describe('R16.8 near copies of published texts are shown to the drafter', () => {
  test('R16.8 a published document is found by a draft that repeats it, never by its own', async () => {
    const published = await document(t, 'published');
    const who = people(t);
    t.at('2026-06-01');
    const own = await nearCopies(t.office, nearArticles(samples.draft.articles), published);
    expect(own.items).toEqual([]);
    const { caseId } = await openCase(t.office, 'normative-document', {
      actor: who.drafter,
      input: { ...samples.propose, title: '演示市餐饮油烟管理规定' },
      key: key(),
    });
    await act(t, caseId, 'register', who.clerk);
    const copied = samples.draft.articles.map((a) => ({ ...a, text: [...a.text] }));
    await act(t, caseId, 'draft', who.drafter, {
      ...samples.draft,
      articles: [...copied.slice(1), { number: '第四条', text: [sentence(6, 80)] }],
    });
    const api = testApi(t);
    const answer = await api.ask(who.drafter, 'GET', `/api/v1/drafting/near-copies?case=${caseId}`);
    expect(answer.status).toBe(200);
    const body = answer.body as Awaited<ReturnType<typeof nearCopies>>;
    expect(body.pending).toBe(0);
    expect(body.items).toHaveLength(1);
    const [copy] = body.items;
    expect(copy).toMatchObject({ kind: 'document', title: samples.propose.title, status: '有效' });
    expect(copy?.href).toBe(`/documents/${encodeURIComponent(copy?.code ?? '')}`);
    expect(copy?.share).toBeGreaterThan(0.3);
    expect(copy?.pairs.map((p) => [p.draft, p.source])).toEqual([
      ['第二条', '第二条'],
      ['第三条', '第三条'],
    ]);
    const clauses = (await api.ask(who.drafter, 'GET', `/api/v1/drafting/clauses?case=${caseId}`)).body as {
      items: { id: string; cites: string[] }[];
    };
    expect(clauses.items.map((h) => h.id)).toEqual(['第二条-1-adds-duty-1', '第二条-2-adds-duty-1']);
    expect(clauses.items[0]?.cites.join()).toContain('《优化营商环境条例》第六十四条');
    // Nobody outside the case reads the draft through its comparison.
    const stranger = t.staff('drafter', 't-county-justice');
    expect((await api.ask(stranger, 'GET', `/api/v1/drafting/near-copies?case=${caseId}`)).status).toBe(404);
    expect((await api.ask(who.drafter, 'GET', '/api/v1/drafting/near-copies')).status).toBe(400);
    const direct = await api.ask(who.drafter, 'POST', '/api/v1/drafting/near-copies', { articles: copied });
    expect(direct.body.items[0]).toMatchObject({ title: samples.propose.title, share: 1 });
    expect(
      (await api.ask(t.staff('x', 'x'), 'POST', '/api/v1/drafting/near-copies', { articles: [] })).status,
    ).toBe(422);
    const limits = await api.ask(who.drafter, 'GET', `/api/v1/drafting/limits?case=${caseId}`);
    expect(limits.body).toMatchObject({
      limit: 5000,
      maker: { id: 't-gov', name: '演示市人民政府' },
      quota: { year: 2026, issued: 1, lastYear: null, over: false },
    });
  });

  test('R16.8 a new version takes the place of the earlier one', async () => {
    const who = people(t);
    const id = await document(t, 'in-force', { title: '演示市另一件办法' });
    t.at('2026-06-10');
    await act(t, id, 'repeal', who.clerk, { reason: '已有新的规定替代' });
    const { items } = await nearCopies(t.office, nearArticles(samples.draft.articles));
    expect(items.find((i) => i.title === '演示市另一件办法')?.status).toBe('废止');
    const { rows } = await t.database.pool.query(
      'select key, count(*)::int as n from fadu.near_source group by 1',
    );
    expect(rows.every((r) => r.n === 1)).toBe(true);
  });

  test('R16.8 among many texts the copy is found at once, formulas or not', async () => {
    const n = 3000;
    await t.database.pool.query(
      `insert into fadu.near_source (kind, key, version, length) select 'entry', 'x' || i, 1, 1000 from generate_series(1, ${n}) i`,
    );
    const formula = '本办法自公布之日起施行有效期五年';
    const { rows } = await t.database.pool.query(
      `select id, key from fadu.near_source where key like 'x%' order by id`,
    );
    const pairs: [number, number][] = rows.flatMap((r, i) =>
      printsOf([article('一', sentence(100 + i, 600)), article('二', formula)]).map(
        (h) => [h, r.id] as [number, number],
      ),
    );
    await t.database.pool.query(
      'insert into fadu.near_print (hash, source) select * from unnest($1::int[], $2::bigint[]) on conflict do nothing',
      [pairs.map((p) => p[0]), pairs.map((p) => p[1])],
    );
    const draft = [...nearArticles(samples.draft.articles), article('附', formula)];
    const { items } = await nearCopies(t.office, draft);
    expect(items.map((i) => i.title)).toContain(samples.propose.title);
    await t.database.pool.query(`delete from fadu.near_source where key like 'x%'`);
    expect(await readWaiting(t.office)).toBe(0);
  });

  test('R16.8 who asks does not wait until all texts are read: what is not is said, and read in the background', async () => {
    await t.database.pool.query(
      `insert into fadu.near_todo (kind, code, version) select 'instrument', 'waits-' || n, 1 from generate_series(1, 25) n`,
    );
    expect(await readWaiting(t.office, 0)).toBe(15);
    expect(await readWaiting(t.office)).toBe(0);
  });
});

describe('R16.8 the number and length of documents are limited and watched', () => {
  const inYear = async (year: number, n: number) => {
    for (let i = 1; i <= n; i++)
      await t.database.pool.query(
        `insert into fadu.entry (region, register, code, version, law_from, recorded_at, body, case_id, seq)
         select region, 'normative-documents', $1, 1, $2, now(), $3::jsonb, id, 1 from fadu.case_file limit 1`,
        [
          `旧〔${year}〕${i}号`,
          `${year}-05-01`,
          JSON.stringify({
            maker: 't-gov',
            publishedOn: `${year}-04-20`,
            status: '有效',
            title: `旧文件${i}`,
          }),
        ],
      );
  };

  test('R16.8 one document more than last year needs a written explanation to the higher office', async () => {
    const who = people(t);
    t.at('2026-07-01');
    const before = (await quotaLines(t.office, { maker: 't-gov' }))[0];
    expect(before?.state).toMatchObject({ year: 2026, issued: 2, lastYear: null, over: false });
    await inYear(2025, 2);
    expect((await quotaLines(t.office, { maker: 't-gov' }))[0]?.state).toEqual({
      year: 2026,
      issued: 2,
      lastYear: 2,
      over: true,
    });
    const { caseId } = await openCase(t.office, 'normative-document', {
      actor: who.drafter,
      input: { ...samples.propose, title: '演示市多出来的办法' },
      key: key(),
    });
    const refused = await act(t, caseId, 'register', who.clerk).catch((e: unknown) => e);
    expect(refused).toBeInstanceOf(Problem);
    expect((refused as Problem).items[0]).toMatchObject({
      code: 'normative-document.QUOTA',
      detail: expect.stringContaining('2026年已公布2件，上一年度2件'),
    });
    const done = await act(t, caseId, 'register', who.clerk, {
      quotaExplanation: '国家新的条例要求年内配套，已合并两件旧文件。',
      quotaReportedTo: '吉林省人民政府办公厅，演市政办函〔2026〕5号',
    });
    expect(done.record.effects.answered?.[0]?.answer).toEqual({ 2025: 2, 2026: 2 });
  });

  test('R16.8 a text over its general length gives a reason', async () => {
    const who = people(t);
    await inYear(2024, 9);
    const id = await document(t, 'consulted', { title: '演示市很长的办法' }).catch((e: unknown) => e);
    // The quota of the year is used up by the documents above: the explanation goes with the registration.
    expect(id).toBeInstanceOf(Problem);
    t.at('2026-03-02');
    const { caseId } = await openCase(t.office, 'normative-document', {
      actor: who.drafter,
      input: {
        ...samples.propose,
        title: '演示市单项办法',
        singleTask: true,
        businessRelated: false,
        majorInterest: false,
      },
      key: key(),
    });
    await act(t, caseId, 'register', who.clerk, {
      quotaExplanation: '国家新的条例要求年内配套，已合并两件旧文件。',
      quotaReportedTo: '吉林省人民政府办公厅，演市政办函〔2026〕5号',
    });
    const long = Array.from({ length: 5 }, (_, i) => ({
      number: `第${'一二三四五'[i]}条`,
      text: [sentence(900 + i, 900)],
    }));
    await act(t, caseId, 'draft', who.drafter, { ...samples.draft, articles: long });
    await act(t, caseId, 'open-consultation', who.drafter, samples['open-consultation']);
    await act(t, caseId, 'ask-departments', who.drafter, { organs: ['t-ecology'] });
    await act(t, caseId, 'department-opinion', who.ecologyClerk, samples['department-opinion']);
    await act(t, caseId, 'ideology-review', who.ideology, samples['special-review']);
    await act(t, caseId, 'security-review', who.security, samples['special-review']);
    await act(t, caseId, 'environment-review', who.environment, samples['special-review']);
    t.at('2026-04-02');
    await act(t, caseId, 'close-consultation', who.drafter, samples['close-consultation']);
    const refused = (await act(t, caseId, 'submit-review', who.head, samples['submit-review']).catch(
      (e: unknown) => e,
    )) as Problem;
    expect(refused.items[0]).toMatchObject({
      code: 'normative-document.LENGTH',
      detail: expect.stringContaining('一般不超过4000字，现在有4500字'),
    });
    await act(t, caseId, 'submit-review', who.head, {
      ...samples['submit-review'],
      lengthReason: '技术要求多，已压缩一半，分件反而不便查阅。',
    });
  });
});
