/** R25.4: the case file of a whole case on a real database: order, pages, numbers, contents, the same bytes twice. */
import { writeFileSync } from 'node:fs';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { Actor } from '@fadu/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCase } from '../cases/load.ts';
import { makePapers } from '../jobs/papers.ts';
import { holderOf } from '../materials/hand-in.ts';
import { type TestApi, testApi } from '../testing/api.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import {
  closing,
  contactedCase,
  film,
  filmed,
  handInAs,
  MARKET,
  paidCase,
  penaltyAct,
  penaltyPeople,
  picture,
  preparePenalty,
  sha256,
} from '../testing/penalty.ts';
import { caseFile } from './index.ts';
import { fileItems } from './items.ts';

let t: TestOffice;
let api: TestApi;
let id = '';
const party: Actor = { kind: 'person', person: 'p-party', name: '演示当事人', posts: [] };
const who = () => penaltyPeople(t);

beforeAll(async () => {
  t = await testOffice();
  api = testApi(t);
  const g = await preparePenalty(t);
  id = await contactedCase(t, g);
  const png = picture(640, 480, [40, 90, 160]);
  const photo = { ...filmed(png), kind: '照片', name: '货架现场.png', about: '第三层货架的牛奶' };
  await handInAs(t, id, who().o1, png, photo);
  const bytes = film(9000);
  const gaps = [{ from: 600, to: 1140, reason: '更换电池，期间由照片记录' }];
  await handInAs(t, id, who().o1, bytes, filmed(bytes, { gaps }));
  const scan = await aScan();
  await handInAs(t, id, who().clerk, scan, { ...filmed(scan), kind: '扫描件', name: '营业执照.pdf' });
  await paidCase(t, id);
  await penaltyAct(t, id, 'issue-guidance', who().clerk, {
    problems: '进货查验记录不完整，没有定期清理临近保质期的食品',
    advice: ['建立临期食品专柜，每日检查', '指定专人负责进货查验'],
    contact: '演示市市场监督管理局食品科',
    deliveredOn: '2026-03-16',
  });
  await penaltyAct(t, id, 'close', who().head, closing);
  const { state } = await loadCase(t.office, { as: 'system' }, id);
  // The rest is still waiting to be made when somebody asks for the file.
  for (const act of state.acts.slice(0, 2)) await makePapers(t.office, id, act.seq);
}, 240_000);
afterAll(() => t?.close());

/** A scan of two pages, larger than A4. */
async function aScan(): Promise<Uint8Array> {
  const doc = await PDFDocument.create();
  for (let i = 0; i < 2; i++)
    doc.addPage([900, 1200]).drawRectangle({ x: 80, y: 80, width: 500, height: 700 });
  return doc.save();
}
const made = async (actor: Actor, whole: boolean) => {
  const scope = actor.posts.length
    ? ({ as: 'organ', organ: MARKET } as const)
    : ({ as: 'resident', person: 'p-party' } as const);
  const loaded = await loadCase(t.office, scope, id);
  return caseFile(t.office, loaded, holderOf(loaded, actor), whole);
};

describe('the case file', () => {
  test('R25.4 papers that were still waiting to be made are made before the file is bound', async () => {
    const paperOf = () =>
      t.office.store.within({ as: 'system' }, (tx) =>
        tx.selectFrom('fadu.paper').select(['seq', 'template']).where('case_id', '=', id).execute(),
      );
    const before = await paperOf();
    await made(who().head, true);
    const after = await paperOf();
    const { state, procedure } = await loadCase(t.office, { as: 'system' }, id);
    const due = state.acts.flatMap((a) => (procedure.acts[a.act]?.papers ?? []).map((p) => `${a.seq} ${p}`));
    expect(before.length).toBeLessThan(due.length);
    expect(after.map((p) => `${p.seq} ${p.template}`).sort()).toEqual(due.sort());
  });

  test('R25.4 a record sheet is written in words: officers by name and certificate, rows with their titles', async () => {
    const loaded = await loadCase(t.office, { as: 'organ', organ: MARKET }, id);
    const { items } = fileItems(t.office, loaded, [], [], true);
    const sheets = items.flatMap((i) => (i.kind === 'sheet' ? i.rows : []));
    const text = sheets.map(([title, value]) => `${title}：${value}`).join('\n');
    expect(text).toMatch(/执法人员：[^\n，]+（[^）]+）、[^\n]+（[^）]+）/);
    expect(text).not.toMatch(/人员?账号|所属机关/);
    expect(text).toMatch(/种类：罚款；金额：50,000/);
    expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}/);
  });

  test('R25.4 every act and every file lies in it once, in the order of its volume and section', async () => {
    const loaded = await loadCase(t.office, { as: 'organ', organ: MARKET }, id);
    const papers = await t.office.store.within({ as: 'system' }, (tx) =>
      tx.selectFrom('fadu.paper').selectAll().where('case_id', '=', id).execute(),
    );
    const { body } = await api.ask(who().head, 'GET', `/api/v1/cases/${id}/materials`);
    const { items } = fileItems(t.office, loaded, papers, body.items, true);
    expect(items.filter((i) => i.kind === 'paper')).toHaveLength(papers.length);
    const bare = loaded.state.acts.filter((a) => !papers.some((p) => p.seq === a.seq));
    expect(items.filter((i) => i.kind === 'sheet')).toHaveLength(bare.length);
    expect(bare.length).toBeGreaterThan(2);
    expect(items.filter((i) => i.kind === 'picture' || i.kind === 'scan')).toHaveLength(2);
    expect(items.filter((i) => i.kind === 'media')).toHaveLength(1);
    expect(items[0]).toMatchObject({ volume: '正卷', title: '行政处罚决定书' });
    const volumes = items.map((i) => i.volume);
    expect(volumes.lastIndexOf('正卷')).toBeLessThan(volumes.indexOf('副卷'));
    expect(items.some((i) => i.section.title === '其他材料')).toBe(false);
  });

  test('R25.4 the same case in the same state makes the same bytes; the pages are all there', async () => {
    const one = await made(who().head, true);
    const two = await made(who().clerk, true);
    expect(sha256(two.bytes)).toBe(sha256(one.bytes));
    const doc = await PDFDocument.load(one.bytes);
    expect(doc.getPageCount()).toBe(one.pages);
    expect(doc.getPage(0).getWidth()).toBeCloseTo(595.3, 0);
    expect(new Set(doc.getPages().map((p) => Math.round(p.getHeight())))).toEqual(new Set([842]));
    if (process.env.FADU_KEEP) writeFileSync(process.env.FADU_KEEP, one.bytes);
  });

  test('R25.4 whoever handles the case gets both volumes, the party the open one, others nothing', async () => {
    const { pages } = await made(who().head, true);
    const theirs = await made(party, false);
    expect(theirs.pages).toBeLessThan(pages);
    expect(theirs.name).toContain('正卷');
    const get = async (actor: Actor) => {
      await api.ask(actor, 'GET', '/healthz');
      return api.app.request(`/api/v1/cases/${id}/file.pdf`);
    };
    const answer = await get(who().head);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect((await get(who().stranger)).status).toBe(404);
  });

  test('R24.2 each picture that is bound in is a recorded reading', async () => {
    const { body } = await api.ask(who().head, 'GET', `/api/v1/cases/${id}/materials`);
    const photo = body.items.find((m: { name: string }) => m.name === '货架现场.png');
    expect(photo.custody.map((c: { kind: string }) => c.kind)).toContain('归入案卷');
    const recording = body.items.find((m: { kind: string }) => m.kind === '录像');
    expect(recording.custody.map((c: { kind: string }) => c.kind)).toEqual(['移交']);
  });

  test('R25.4 the three documents: made, or exempt with a reason; missing is warned of, not refused', async () => {
    const { body } = await api.ask(who().head, 'GET', `/api/v1/cases/${id}/materials`);
    expect(body.standing.documents.map((d: { title: string; state: string }) => [d.title, d.state])).toEqual([
      ['行政处罚决定书', 'made'],
      ['合规指导书', 'made'],
      ['信用修复告知书', 'made'],
    ]);
    expect(body.standing.documents[1].unconfirmed).toBe(true);
    expect(body.standing.warnings).toEqual([]);
  });
});
