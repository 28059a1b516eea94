/** Reporting a violation on the public site, without an account: the form, the code, and following it. */
import { performAct } from '@fadu/office/cases/perform';
import { openSealed } from '@fadu/office/sealed/sealed';
import { violationReport } from '@fadu/plan/enforcement/reports-and-rewards/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPortal, testPortal } from './portal.fixture.ts';

let p: TestPortal;
beforeAll(async () => {
  p = await testPortal({ procedures: [violationReport] });
}, 120_000);
afterAll(() => p?.close());

const post = (path: string, fields: Record<string, string>) =>
  p.app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' },
    body: new URLSearchParams(fields).toString(),
  });
const FORM = '11111111-2222-4333-8444-555555555555';
const entry = (more: Record<string, string> = {}) => ({
  form: FORM,
  title: '某店销售过期食品',
  lead: 't-market',
  subject: '演示市幸福超市有限公司',
  place: '演示市中心路1号',
  foundOn: '2026-03-01',
  conduct: '货架上有超过保质期的牛奶，店员换过日期标签。',
  standing: '无利害关系',
  realName: 'no',
  ...more,
});
const codeIn = (html: string) => /class="query-code mono">([^<]+)</.exec(html)?.[1] ?? '';

describe('reporting without an account', () => {
  test('R23.3 anonymous: a code once, followed and added to by it; a wrong code opens nothing', async () => {
    expect(await p.page('/reports')).toContain('可以不留姓名');
    expect(await p.page('/reports/new')).toContain('演示市市场监督管理局');
    const short = await post('/reports/new', entry({ conduct: '太短' }));
    expect(short.status).toBe(422);
    expect(await short.text()).toContain('某店销售过期食品');
    const sent = await post('/reports/new', entry());
    const code = codeIn(await sent.text());
    expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    // Sent twice: nothing is opened again, and the code cannot be shown again.
    expect((await post('/reports/new', entry())).status).toBe(409);
    const status = await (await post('/reports/status', { code: code.toLowerCase() })).text();
    expect(status.replaceAll('<wbr/>', '')).toContain('某店销售过期食品');
    expect(status).toContain('没有人看过');
    const added = await (
      await post('/reports/supplement', { code, form: FORM.replace('1', '2'), text: '还有照片' })
    ).text();
    expect(added).toContain('补充的内容已经交给');
    expect((await post('/reports/status', { code: 'ABCD-EFGH-JKMN-PQRS' })).status).toBe(422);
  });

  test('R23.3 real name: told on the page; each reading of the name is shown; no page has the name', async () => {
    const sent = await post(
      '/reports/new',
      entry({
        form: FORM.replace('5', '6'),
        realName: 'yes',
        name: '周实名',
        contact: '演示电话000-0000-1234',
      }),
    );
    const code = codeIn(await sent.text());
    const { rows } = await p.t.database.pool.query<{ id: string }>(
      `select id from fadu.case_file where procedure = 'violation-report' order by opened_at desc, id limit 10`,
    );
    const ids = rows.map((r) => r.id);
    const clerk = p.t.staff('case-clerk', 't-market');
    let told = 0;
    for (const caseId of ids) {
      const { state } = await performAct(p.t.office, caseId, {
        act: 'decide-filing',
        actor: clerk,
        key: `filing-${caseId}`,
        input: { result: '不予立案', reasons: '现场核查没有发现过期食品。' },
      });
      if (state.acts[0]?.input.realName !== true) continue;
      await performAct(p.t.office, caseId, {
        act: 'tell-informant',
        actor: clerk,
        key: `tell-${caseId}`,
        input: { text: '经核查没有发现过期食品，决定不予立案。' },
      });
      const ask = { caseId, seq: 1, field: 'name', reason: '寄送答复需要核对姓名' };
      expect(await openSealed(p.t.office, p.t.staff('report-keeper', 't-market'), ask)).toBe('周实名');
      told++;
    }
    expect(told).toBe(1);
    const status = await (await post('/reports/status', { code })).text();
    expect(status).toContain('决定不予立案');
    expect(status).toContain('寄送答复需要核对姓名');
    expect(status).not.toContain('周实名');
  });
});
