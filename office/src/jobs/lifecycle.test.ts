/** What happens to a published document by itself: expiry, warnings, the list as of any day. */

import { samples } from '@fadu/plan/rulemaking/normative-documents/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCase } from '../cases/perform.ts';
import { type TestApi, testApi } from '../testing/api.ts';
import { act, document, key, people } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { runExpiry, runWarnings } from './expiry.ts';

let t: TestOffice;
let api: TestApi;
beforeAll(async () => {
  t = await testOffice();
  api = testApi(t);
});
afterAll(() => t?.close());

const list = async (query: string) =>
  (
    await api.ask(
      { kind: 'anonymous', name: '', posts: [] },
      'GET',
      `/api/v1/registers/normative-documents${query}`,
    )
  ).body;

describe('R16.5 R90.4 the catalogue', () => {
  let id: string;
  test('a trial document expires by itself on the day after its last day, and the earlier days stay as they were', async () => {
    const who = people(t);
    id = await document(t, 'deliberated', { title: '演示市夜间经济街区管理办法（试行）', trial: true });
    await act(t, id, 'sign', who.mayor);
    const tooLong = await act(t, id, 'assign-number', who.clerk, {
      effectiveOn: '2026-07-01',
      expiresOn: '2028-07-01',
    }).catch((e) => e.toJSON());
    expect(tooLong).toMatchObject({ status: 422, code: 'normative-document.VALIDITY' });
    await act(t, id, 'assign-number', who.clerk, { effectiveOn: '2026-07-01', expiresOn: '2026-10-31' });
    await act(t, id, 'publish', who.clerk, samples.publish);
    t.at('2026-05-22');
    await act(t, id, 'interpret', who.drafter, samples.interpret);
    await act(t, id, 'file', who.clerk, samples.file);
    await act(t, id, 'file-congress', who.clerk, samples.file);
    await act(t, id, 'archive', who.clerk);
    expect((await list('?asOf=2026-06-01')).items[0].status).toBe('尚未生效');
    expect((await list('?asOf=2026-07-01')).items[0].status).toBe('有效');
    // Half a year before its last day its maker is warned, once.
    t.at('2026-04-29');
    expect(await runWarnings(t.office)).toBe(0);
    t.at('2026-06-01');
    expect(await runWarnings(t.office)).toBe(1);
    expect(await runWarnings(t.office)).toBe(0);
    const { rows: notices } = await t.database.pool.query(`select organ, text from fadu.notice`);
    expect(notices).toEqual([
      {
        organ: 't-city',
        text: '“演示市夜间经济街区管理办法（试行）”的“有效期”将于2026年10月31日（星期六）届满，请及早办理。',
      },
    ]);
    t.at('2026-10-31T15:59:59.000Z');
    expect(await runExpiry(t.office)).toBe(0);
    t.at('2026-10-31T16:00:01.000Z');
    expect(await runExpiry(t.office)).toBe(1);
    expect(await runExpiry(t.office)).toBe(0);
    const after = await list('');
    expect(after.items[0].status).toBe('失效');
    expect((await list('?asOf=2026-10-31')).items[0].status).toBe('有效');
    // As recorded before it was published there was nothing.
    expect((await list('?asOf=2026-07-01&recordedAsOf=2026-05-19')).count).toBe(0);
    const view = await api.ask(people(t).clerk, 'GET', `/api/v1/cases/${id}`);
    expect(view.body.phase.title).toBe('失效');
    expect(view.body.timeline.at(-1).by).toMatchObject({ kind: 'system', name: '系统' });
  });

  test('a repealed document stays readable with the reason and the day', async () => {
    const who = people(t);
    const other = await document(t, 'in-force', { title: '演示市共享单车停放办法' });
    t.at('2026-11-10');
    await act(t, other, 'repeal', who.clerk, { reason: '上位法修改，内容不再适用' });
    const found = (await list('')).items.find(
      (i: { body: { title: string } }) => i.body.title === '演示市共享单车停放办法',
    );
    expect(found).toMatchObject({ status: '废止', lawFrom: '2026-11-10', version: 2 });
    expect(
      (await list('?asOf=2026-11-09')).items.find((i: { code: string }) => i.code === found.code).status,
    ).toBe('有效');
    const csv = await api.app.request('/api/v1/registers/normative-documents?format=csv');
    expect(await csv.text()).toContain('演示市共享单车停放办法,废止');
  });

  test('a document that was never published is in no list', async () => {
    await openCase(t.office, 'normative-document', {
      actor: people(t).drafter,
      input: { ...samples.propose, title: '演示市未公布的办法' },
      key: key(),
    });
    expect(JSON.stringify(await list(''))).not.toContain('未公布的办法');
  });
});
