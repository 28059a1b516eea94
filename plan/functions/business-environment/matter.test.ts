import { breach, prove, SYSTEM } from '@fadu/kernel';
import { variantsOf } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { person, Simulated } from '../../simulated.testing.ts';
import { enterpriseMatter as P } from './index.ts';

const p = {
  firm: person('firm', '某企业'),
  lead: person('lead', '营商环境工作人员', ['enterprise-coordinator', 't-data']),
  clerk: person('clerk', '承办人员', ['office-clerk', 't-hr']),
  head: person('head', '承办单位负责人', ['head', 't-hr']),
  otherHead: person('other', '另一单位负责人', ['head', 't-market']),
};
const around = {
  organs: [
    { id: 't-data', name: '市政数局', kind: 'department', region: '220200' },
    { id: 't-hr', name: '市人社局', kind: 'department', region: '220200' },
    { id: 't-market', name: '市市场监管局', kind: 'department', region: '220200' },
  ],
};
const raised = () =>
  new Simulated(P, '2026-03-02', around).do('raise', p.firm, {
    lead: 't-data',
    enterprise: '演示市幸福餐饮有限公司',
    contact: '13900000000',
    kind: '用工',
    title: '旺季招工困难',
    facts: '希望组织专场招聘会',
  });
const assigned = () => raised().do('assign', p.lead, { owner: 't-hr', task: '请限期答复企业' });
const solved = { result: '已经解决', text: '已于3月6日举办专场招聘会，招到12人' };

describe('R9.2 a matter raised by an enterprise', () => {
  test('assigned in two days, answered in ten, rated', () => {
    const c = raised();
    expect(c.due('assignment')).toBe('2026-03-04');
    c.do('assign', p.lead, { owner: 't-hr', task: '请限期答复企业' });
    expect(c.due('reply')).toBe('2026-03-16');
    c.do('reply', p.head, solved).do('rate', p.firm, { grade: '满意' });
    expect(c.state.phase).toBe('closed');
  });

  test('raised at a meeting: its day counts', () => {
    const c = new Simulated(P, '2026-03-04', around).do('register', p.lead, {
      enterprise: '演示市餐饮商会',
      contact: '13900000001',
      kind: '审批服务',
      title: '许可办理慢',
      facts: '希望压缩办理时间',
      source: '座谈会',
      occasion: '一季度企业座谈会',
      raisedOn: '2026-03-02',
    });
    expect(c.due('assignment')).toBe('2026-03-04');
  });

  test('not content: once more, by whom the coordinator names; then closed with an account of both', () => {
    const c = assigned()
      .do('reply', p.head, solved)
      .do('rate', p.firm, { grade: '不满意', words: '只招到3人' });
    expect(c.no('close-heard', p.lead, { reasons: '已经办理过一次，予以办结' }).codes).toContain(
      'AGAIN-FIRST',
    );
    c.do('handle-again', p.lead, { reasons: '请再办一场' });
    c.do('assign', p.lead, { owner: 't-market', task: '会同人社局再办' });
    c.do('reply', p.otherHead, solved).do('rate', p.firm, { grade: '不满意' });
    expect(c.no('handle-again', p.lead, { reasons: '再来一次吧' }).codes.length).toBeGreaterThan(0);
    c.do('close-heard', p.lead, { reasons: '两次办理情况已向企业说明' });
  });

  test('what cannot be done names its basis; what is planned has a day and is rated when done', () => {
    const c = assigned();
    expect(c.no('reply', p.head, { result: '不能解决', text: '这一要求目前没有办法满足' }).codes).toContain(
      'REPLY-BASIS',
    );
    expect(c.no('reply', p.head, { result: '列入计划解决', text: '列入下半年计划逐步解决' }).codes).toContain(
      'PLAN-BY',
    );
    c.do('reply', p.head, { result: '列入计划解决', text: '列入下半年计划逐步解决', planBy: '2026-06-30' });
    expect(c.due('plan')).toBe('2026-06-30');
    c.on('2026-06-20').do('finish-plan', p.head, { text: '已经建成零工市场，投入使用' });
    expect(c.state.phase).toBe('rating');
  });

  test('no rating in time: closed by itself, not before; handed back once', () => {
    const c = assigned().do('return-task', p.clerk, { reasons: '三定规定里没有这一职责，属于市场监管局' });
    c.do('assign', p.lead, { owner: 't-hr', task: '经研究仍由人社局牵头' });
    expect(
      c.no('return-task', p.clerk, { reasons: '仍然认为不属于本单位职责' }).codes.length,
    ).toBeGreaterThan(0);
    c.do('reply', p.head, solved);
    expect(c.no('close-unrated', SYSTEM).codes.length).toBeGreaterThan(0);
    c.on('2026-03-17').do('close-unrated', SYSTEM);
  });

  test('proved', () => {
    const proof = prove(P);
    expect([proof.laws.filter((l) => !l.holds).map((l) => l.law.code), proof.findings]).toEqual([[], []]);
  });
});

const { edit } = variantsOf(P);
test.each([
  ['closed without a second hearing', edit('close-heard', (d) => ({ ...d, needs: [] })), 'HEARD-AGAIN'],
  ['closed without a reply', edit('assign', (d) => ({ ...d, to: 'closed' })), 'REPLIED'],
  ['closed before its time', edit('close-unrated', (d) => ({ ...d, needs: [] })), 'RATING-WAITS'],
  ['handed back again and again', edit('return-task', (d) => ({ ...d, repeats: true })), 'RETURN-ONCE'],
] as const)('R9.2 broken: %s', (_name, variant, code) => {
  const law = P.laws.find((l) => l.code === code);
  expect(law && breach(variant, law)).toBeTruthy();
});
