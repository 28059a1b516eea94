import { ANONYMOUS } from '@fadu/kernel';
import { formatVkey, noteSigner, verifyProof } from '@fadu/kernel/record/index';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { samples } from '@fadu/plan/rulemaking/normative-documents/sample.testing';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePapers } from '../jobs/papers.ts';
import { type TestApi, testApi } from '../testing/api.ts';
import { document, people } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';

let t: TestOffice;
let api: TestApi;
const vkey = formatVkey(noteSigner('test.fadu/220200', new Uint8Array(32).fill(7)).key);
const get = (path: string, actor = ANONYMOUS) => api.ask(actor, 'GET', path);

beforeAll(async () => {
  t = await testOffice();
  api = testApi(t);
});
afterAll(() => t?.close());

describe('R90.8 the API', () => {
  test('is alive', async () => {
    expect(await get('/healthz')).toMatchObject({ status: 200, body: { ok: true } });
  });

  test('describes itself as valid OpenAPI 3.1, every act typed', async () => {
    const { body } = await get('/openapi.json');
    const checked = await new Validator().validate(structuredClone(body));
    expect(checked.errors ?? []).toEqual([]);
    expect(checked.valid).toBe(true);
    expect(body.openapi).toBe('3.1.0');
    for (const procedure of t.office.procedures.values()) {
      for (const [act, def] of Object.entries(procedure.acts)) {
        if (def.by.every((p) => p.kind === 'system')) continue;
        const path = def.opens ? `/api/v1/cases/${procedure.code}` : `/api/v1/cases/{id}/acts/${act}`;
        expect(body.paths[path]?.post, path).toBeTruthy();
        expect(Object.keys(body.components.schemas)).toContain(`${procedure.code}.${act}`);
      }
    }
  });

  test('a wrong input names the field and the rule in Chinese and writes nothing', async () => {
    const { drafter } = people(t);
    const before = (await t.database.pool.query('select count(*)::int as n from fadu.act')).rows[0].n;
    const bad = await api.ask(drafter, 'POST', '/api/v1/cases/normative-document', {
      ...samples.propose,
      title: '',
      kind: '请示',
    });
    expect(bad.status).toBe(400);
    expect(bad.body.type).toBe('urn:fadu:problem:input');
    expect(bad.body.errors.map((e: { field: string }) => e.field).sort()).toEqual(['kind', 'title']);
    for (const e of bad.body.errors) expect(e.detail).toMatch(/^(文件名称|文种)：.*[一-鿿]/);
    const extra = await api.ask(drafter, 'POST', '/api/v1/cases/normative-document', {
      ...samples.propose,
      hidden: 1,
    });
    expect(extra.status).toBe(400);
    const broken = await api.ask(drafter, 'POST', '/api/v1/cases/normative-document', '{"a":');
    expect(broken).toMatchObject({ status: 400, body: { code: 'json' } });
    for (const strange of ['a\\u0000bcd', 'ab\\ud800cd']) {
      const refused = await api.ask(
        drafter,
        'POST',
        '/api/v1/cases/normative-document',
        JSON.stringify({ ...samples.propose, title: '@' }).replace('@', strange),
      );
      expect(refused).toMatchObject({ status: 400, body: { code: 'characters' } });
    }
    const keyless = await api.ask(drafter, 'POST', '/api/v1/cases/normative-document', samples.propose, {
      'idempotency-key': '',
    });
    expect(keyless.body.code).toBe('idempotency-key');
    const internal = await api.ask(drafter, 'POST', '/api/v1/cases/normative-document', {
      ...samples.propose,
      maker: 't-publicity',
    });
    expect(internal).toMatchObject({ status: 422, body: { code: 'normative-document.N4' } });
    const crossSite = await api.ask(drafter, 'POST', '/api/v1/cases/normative-document', samples.propose, {
      origin: 'https://evil.example',
    });
    expect(crossSite).toMatchObject({ status: 403, body: { code: 'cross-site' } });
    expect((await t.database.pool.query('select count(*)::int as n from fadu.act')).rows[0].n).toBe(before);
  });

  test('procedures as data, chart and proof', async () => {
    const list = await get('/api/v1/procedures');
    expect(list.body.items.map((p: { code: string }) => p.code)).toContain('normative-document');
    const definition = await get('/api/v1/procedures/normative-document');
    expect(definition.status).toBe(200);
    expect(JSON.stringify(definition.body)).toContain('合法性审核');
    const svg = await get('/api/v1/procedures/normative-document/chart.svg');
    expect(svg.body).toMatch(/^<svg[\s\S]*集体审议[\s\S]*<\/svg>\s*$/);
    const bpmn = await get('/api/v1/procedures/normative-document/chart.bpmn');
    expect(bpmn.body).toContain('http://www.omg.org/spec/BPMN/20100524/MODEL');
    expect((await get('/api/v1/procedures/none')).status).toBe(404);
  });

  test('a proof page tells what was explored', async () => {
    const { status, body } = await get('/api/v1/procedures/normative-document/proof');
    expect(status).toBe(200);
    expect(body.ok).toBe(true);
    expect(body.markings).toBeGreaterThan(1000);
    expect(body.laws.every((l: { holds: boolean }) => l.holds)).toBe(true);
  }, 120_000);
});

describe('R90.2 time over the API', () => {
  test.each([
    ['from=2026-02-10&limit=20workday', '2026-03-16'],
    ['from=2026-02-12&limit=7day&statute=行政处罚法', '2026-02-28'],
    ['from=2026-04-30&limit=5day&statute=行政处罚法', '2026-05-11'],
    ['from=2026-09-21&limit=15day&statute=行政处罚法', '2026-10-08'],
    ['from=2025-11-05&limit=60day', '2026-01-04'],
    ['from=2026-06-24&limit=7workday&kind=before', '2026-06-12'],
    ['from=2026-10-12&limit=20workday&exclude=2026-10-19..2026-11-06', '2026-11-27'],
  ])('%s is due on %s and says why', async (query, due) => {
    const { status, body } = await get(`/api/v1/time/due?${encodeURI(query)}`);
    expect(status).toBe(200);
    expect(body.due).toBe(due);
    expect(body.explanation.length).toBeGreaterThan(1);
    for (const line of body.explanation) expect(line).toMatch(/[一-鿿]/);
  });

  test.each([
    ['from=2026-02-30&limit=5day', 400],
    ['from=2026-02-10&limit=5', 400],
    ['from=2026-02-10&limit=5day&statute=不存在法', 400],
    ['from=2039-02-10&limit=20workday', 422],
  ])('%s is refused with %d and a sentence', async (query, status) => {
    const answer = await get(`/api/v1/time/due?${encodeURI(query)}`);
    expect(answer.status).toBe(status);
    expect(answer.body.detail).toMatch(/[一-鿿]/);
  });

  test('a changed holiday notice re-dates open cases, tells the organs, and is on record', async () => {
    const keeper = t.staff('calendar-keeper', 't-office');
    const id = await document(t, 'review');
    const clerk = people(t).reviewer;
    const clockOf = async () =>
      (await get(`/api/v1/cases/${id}`, clerk)).body.clocks.find(
        (k: { clock: string }) => k.clock === 'legality-review',
      );
    const before = await clockOf();
    expect(before.due).toBe('2026-04-24');
    const year = chinaCalendar.years[2026];
    const changed = {
      ...year,
      notice: `${year?.notice}；演示：4月20日至22日放假`,
      rest: [
        ...(year?.rest ?? []),
        ...['2026-04-20', '2026-04-21', '2026-04-22'].map((date) => ({ date, name: '演示假日' })),
      ],
    };
    expect((await api.ask(clerk, 'POST', '/api/v1/calendar/2026', changed)).status).toBe(403);
    const bad = await api.ask(keeper, 'POST', '/api/v1/calendar/2026', {
      ...changed,
      worked: ['2026-04-20'],
    });
    expect(bad).toMatchObject({ status: 400, body: { code: 'calendar' } });
    const adopted = await api.ask(keeper, 'POST', '/api/v1/calendar/2026', changed);
    expect(adopted.status).toBe(200);
    expect(adopted.body.redated).toContainEqual({
      caseId: id,
      clock: 'legality-review',
      from: '2026-04-24',
      to: '2026-04-29',
    });
    const after = await clockOf();
    expect(after.due).toBe('2026-04-29');
    expect(after.steps.join('')).toContain('演示假日');
    const { rows } = await t.database.pool.query(`select text from fadu.notice where organ = 't-justice'`);
    expect(rows[0].text).toBe('放假安排调整，“合法性审核期限”的截止日由2026-04-24改为2026-04-29。');
    const { rows: leaves } = await t.database.pool.query(
      `select kind from fadu.leaf where kind = 'calendar' or ref = $1`,
      [`${id}/calendar/legality-review`],
    );
    expect(leaves.map((l) => l.kind).sort()).toEqual(['calendar', 'duty']);
  });
});

describe('R90.3 proofs over the API', () => {
  test('an act and a paper prove themselves against the signed head', async () => {
    const id = await document(t, 'published');
    const { rows } = await t.database.pool.query(
      `select seq from fadu.act where case_id = $1 and act = 'publish'`,
      [id],
    );
    const [paper] = await makePapers(t.office, id, rows[0].seq);
    await t.sequencer.flush();
    for (const path of [`/api/v1/records/${id}/${rows[0].seq}/proof`, `/api/v1/papers/${paper}/proof`]) {
      const { status, body } = await get(path);
      expect(status, path).toBe(200);
      expect(verifyProof(body, vkey)).toMatchObject({ ok: true });
      const forged = { ...body, leaf: { ...body.leaf, seq: 999 } };
      expect(verifyProof(forged, vkey)).toMatchObject({ ok: false });
    }
    const pdf = await api.app.request(`/api/v1/papers/${paper}/pdf`);
    expect(pdf.status).toBe(200);
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const checkpoint = await get('/log/checkpoint');
    expect(checkpoint.body).toMatch(/^test\.fadu\/220200\n\d+\n/);
    expect((await get('/log/tile/0/999')).status).toBe(404);
  });
});
