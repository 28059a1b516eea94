import { makePapers } from '@fadu/office/jobs/papers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
let id: string;
let paper: { id: string; pdf: string; docx: string };

beforeAll(async () => {
  p = await testPortal();
  p.t.at('2026-03-02');
  id = await p.draft('演示市餐饮服务单位油烟排放管理办法');
  await p.consult(id);
  await p.publish(id);
  paper = (await p.t.database.pool.query(`select id, pdf, docx from fadu.paper where template = 'document'`))
    .rows[0];
  p.t.at('2026-07-02');
});
afterAll(() => p?.close());

const upload = (bytes: Uint8Array, expected?: string) => {
  const body = new FormData();
  body.set('file', new File([bytes as Uint8Array<ArrayBuffer>], '文书.pdf', { type: 'application/pdf' }));
  if (expected) body.set('expect', expected);
  return p.app.request('http://127.0.0.1:8080/verify', {
    method: 'POST',
    headers: { origin: 'http://127.0.0.1:8080' },
    body,
  });
};
const fileOf = async (kind: 'pdf' | 'docx') =>
  new Uint8Array(await (await p.get(`/papers/${paper.id}.${kind}`)).arrayBuffer());

describe('verifying a paper', () => {
  test('what the QR code opens says whether it is genuine and still stands', async () => {
    const html = await p.page(`/v/${paper.id}`);
    expect(html).toContain('文书是真的，现在有效');
    expect(html).toContain('演市政规〔2026〕1号');
    expect(html).toContain(paper.pdf);
    expect(html).toMatch(/data-proof="\/records\/\d+\.json"/);
    expect(html).toContain('src="/static/verify.js"');
    p.t.at('2031-07-01');
    expect(await p.page(`/v/${paper.id}`)).toContain('文书是真的，但已经失效');
    p.t.at('2026-06-01');
    expect(await p.page(`/v/${paper.id}`)).toContain('尚未生效');
    p.t.at('2026-07-02');
  });

  test('an id that is not in the log is called out', async () => {
    const answer = await p.get('/v/00000000000000000000');
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('存证日志里没有这份文书');
    expect((await p.get('/v/<script>')).status).toBe(404);
  });

  test('the id may be pasted alone or as the address of the QR code', async () => {
    for (const given of [paper.id, ` ${paper.id.toUpperCase()} `, `http://127.0.0.1:8080/v/${paper.id}`]) {
      const answer = await p.get(`/verify?id=${encodeURIComponent(given)}`);
      expect(answer.headers.get('location')).toBe(`/v/${paper.id}`);
    }
    const wrong = await p.get('/verify?id=abc');
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('href="#id"');
  });

  test('a file handed in without script is compared by its hash', async () => {
    for (const kind of ['pdf', 'docx'] as const) {
      const same = await upload(await fileOf(kind), paper.id);
      expect(same.status).toBe(303);
      expect(same.headers.get('location')).toBe(`/v/${paper.id}?file=same`);
    }
    const other = await upload(await fileOf('pdf'), '11111111111111111111');
    expect(other.headers.get('location')).toBe(`/v/${paper.id}?file=other`);
    const changed = await fileOf('pdf');
    changed[changed.length - 10] = (changed[changed.length - 10] as number) ^ 1;
    const refused = await upload(changed);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('做成以后被改动过');
    expect((await p.get(`/verify?sha256=${paper.pdf}`)).headers.get('location')).toBe(
      `/v/${paper.id}?file=same`,
    );
    expect((await p.get('/verify?sha256=zz')).status).toBe(422);
  });

  test('a paper that is not public is proven without showing what it says', async () => {
    const seq = (
      await p.t.database.pool.query(
        `select seq from fadu.act where case_id = $1 and act = 'legality-review'`,
        [id],
      )
    ).rows[0].seq;
    const [made = ''] = await makePapers(p.t.office, id, seq);
    await p.t.sequencer.flush();
    const html = await p.page(`/v/${made}`);
    expect(html).toContain('文书是真的');
    expect(html).toContain('合法性审核意见书');
    expect(html).toContain('这类文书不公开');
    expect(html).not.toContain('演示市餐饮');
    expect(html).not.toContain('演司法审');
    expect((await p.get(`/papers/${made}.pdf`)).status).toBe(404);
  });

  test('a row changed behind the engine is called out', async () => {
    await p.t.database.pool.query('alter table fadu.paper disable trigger all');
    const { rows } = await p.t.database.pool.query(
      `select id, digest from fadu.paper where template = 'issue-notice'`,
    );
    await p.t.database.pool.query(`update fadu.paper set digest = repeat('0', 64) where id = $1`, [
      rows[0].id,
    ]);
    expect(await p.page(`/v/${rows[0].id}`)).toContain('内容与存证不符');
    await p.t.database.pool.query('update fadu.paper set digest = $2 where id = $1', [
      rows[0].id,
      rows[0].digest,
    ]);
    expect(await p.page(`/v/${rows[0].id}`)).toContain('文书是真的');
  });
});

describe('the log', () => {
  test('its head and files are served as other tools want them', async () => {
    const note = await p.page('/log/checkpoint');
    expect(note).toMatch(/^test\.fadu\/220200\n\d+\n/);
    const size = Number(note.split('\n')[1]);
    const tile = await p.get(`/log/tile/0/000.p/${size}`);
    expect((await tile.arrayBuffer()).byteLength).toBe(size * 32);
    expect(tile.headers.get('access-control-allow-origin')).toBe('*');
    const page = await p.page('/records');
    expect(page).toContain(p.deps.vkey);
    expect(page).toContain(`<span class="figure-number">${size}</span>`);
    const entry = await p.page('/records/0');
    expect(entry).toContain('存证0号');
    expect(entry).toContain('/records/0.json');
  });
});
