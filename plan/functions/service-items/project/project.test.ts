/** R5.5 an investment project: one code, the right way, approvals side by side in a stage and stage after stage. */
import { breach, type CaseFacts, type Procedure, prove, type Question } from '@fadu/kernel';
import { alsoIn, editAct as edit, withoutNeed as without } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { person, Simulated } from '../../../simulated.testing.ts';
import { investmentProject as P } from './index.ts';

const USCC = '91220200MA0000000Y';
const p = {
  unit: person('unit', '演示项目公司'),
  window: person('window', '窗口', ['window-clerk', 't-hall']),
  clerk: person('clerk', '项目经办', ['service-reviewer', 't-reform']),
  head: person('head', '审批负责人', ['service-approver', 't-reform']),
  both: person('both', '一人两岗', ['service-reviewer', 't-reform'], ['service-approver', 't-reform']),
  chief: person('chief', '机关负责人', ['organ-head', 't-reform']),
  land: person('land', '规划审查', ['service-reviewer', 't-land']),
  green: person('green', '环保审查', ['service-reviewer', 't-green']),
  build: person('build', '住建审查', ['service-reviewer', 't-build']),
};
const ITEMS: Readonly<Record<string, { organ: string; name: string; status: string }>> = {
  'LAND-01': { organ: 't-land', name: '建设用地规划许可', status: '在用' },
  'GREEN-01': { organ: 't-green', name: '环境影响评价审批', status: '在用' },
  'BUILD-01': { organ: 't-build', name: '建筑工程施工许可', status: '在用' },
  'BUILD-02': { organ: 't-build', name: '竣工验收备案', status: '在用' },
  'NEW-01': { organ: 't-build', name: '新增的审批', status: '在用' },
  'GONE-01': { organ: 't-build', name: '已经取消的审批', status: '停用' },
};
/** Handlings that there are, and how each stands: changed by the tests. */
const handlings = (): Map<string, CaseFacts> => new Map();
const handling = (item: string, more: Partial<CaseFacts> = {}): CaseFacts => ({
  id: `220200-${item}`,
  procedure: 'service-application',
  title: '',
  phase: 'review',
  owner: 't-land',
  facts: { 'apply.item': item, 'apply.identity': USCC },
  conds: [],
  done: { accept: '2026-03-04' },
  numbers: {},
  ...more,
});
const granted = {
  phase: 'granted',
  ended: 'done',
  conds: ['granted'],
  numbers: { decision: '演决1号' },
} as const;

const world = (known = handlings(), linked: string[] = []) => ({
  organs: [
    { id: 't-reform', name: '市发改委', kind: 'department', region: '220200' },
    { id: 't-hall', name: '市政务服务中心', kind: 'service-hall', region: '220200' },
    ...['t-land', 't-green', 't-build'].map((id) => ({ id, name: id, kind: 'department', region: '220200' })),
  ],
  answer: (q: Question): unknown => {
    if (q.ask === 'entry') {
      const body = ITEMS[q.code];
      return body
        ? {
            register: q.register,
            code: q.code,
            region: '220200',
            version: 1,
            lawFrom: '2026-01-01',
            body: { ...body, promisedDays: 8 },
          }
        : null;
    }
    if (q.ask === 'case') return known.get(q.case) ?? null;
    if (q.ask === 'linked') return linked.includes(q.to) ? [{ id: 'another' }] : [];
    return null;
  },
});
const input = {
  lead: 't-reform',
  unit: '演示项目有限公司',
  uscc: USCC,
  contact: '张某 13900000000',
  name: '年产一万吨豆制品生产线项目',
  place: '演示市经开区一号路',
  content: '新建厂房两栋，生产线两条',
  investment: '3500.50',
  funding: '企业投资',
  catalogue: false,
  policy: true,
};
const opened = (more: object = {}, around = world()) =>
  new Simulated(P, '2026-03-02', around).do('register', p.unit, { ...input, ...more });
const LISTED = { catalogue: true, clause: '农业水利第一条' };
const GOVERNMENT = { funding: '政府直接投资' };
const row = (stage: string, item: string) => ({ stage, item });
const four = {
  approvals: [
    row('立项用地规划许可', 'LAND-01'),
    row('立项用地规划许可', 'GREEN-01'),
    row('施工许可', 'BUILD-01'),
    row('竣工验收', 'BUILD-02'),
  ],
};
const looked = { findings: '符合规划和产业政策', proposal: '同意' };

describe('R5.5 one registration, one code, the way that the law gives', () => {
  test('an enterprise outside the catalogue is filed on receipt, with a code', () => {
    const c = opened();
    expect(c.state.phase).toBe('listing');
    expect(c.view.issued('register', 'project')).toBeTruthy();
    expect(c.due('list')).toBe('2026-03-09');
    c.do('prove-filing', p.unit);
    expect(c.state.acts.at(-1)?.effects.papers).toEqual(['filing-proof']);
    expect(c.no('approve', p.head, { reasons: '同意' }).codes).toContain('phase');
  });

  test('the code is drawn by the registration and by nothing else', () => {
    const draws = Object.entries(P.acts).filter(([, d]) => d.numbers?.includes('project'));
    expect(draws.map(([name, d]) => [name, d.opens])).toEqual([
      ['register', true],
      ['register-at-window', true],
    ]);
  });

  test('in the catalogue: decided in 20 working days, 40 more by the chief, assessment not counted', () => {
    const c = opened(LISTED);
    expect(c.state.phase).toBe('received');
    c.do('accept', p.clerk);
    expect(c.due('decision')).toBe('2026-03-30');
    const asked = { body: '演示咨询公司', focus: '资源利用是否合理', complex: false, days: 31 };
    expect(c.no('begin-assessment', p.clerk, asked).codes).toContain('THIRTY');
    c.do('begin-assessment', p.clerk, { ...asked, days: 5 });
    expect(c.clock('decision').state).toBe('paused');
    expect(c.no('review', p.clerk, looked).codes).toContain('phase');
    c.on('2026-03-09').do('end-assessment', p.clerk, { conclusion: '资源利用合理' });
    expect(String(c.due('decision')) > '2026-03-30').toBe(true);
    expect(c.no('extend-decision', p.chief, { days: 41, reason: '要征求意见' }).codes).toContain('extension');
    c.do('extend-decision', p.chief, { days: 40, reason: '要征求意见' });
    c.do('review', p.both, looked);
    expect(c.no('approve', p.both, { reasons: '符合条件' }).codes).toContain('APPROVE-APART');
    c.do('approve', p.head, { reasons: '符合条件' });
    expect(c.state.phase).toBe('listing');
    expect(c.no('prove-filing', p.unit).codes).toContain('FILED');
  });

  test('government money: examined, not extended; refused with reasons', () => {
    const c = opened(GOVERNMENT).do('accept', p.clerk);
    expect(c.no('extend-decision', p.chief, { days: 5, reason: '要征求意见' }).codes).toContain(
      'EXTEND-LISTED',
    );
    expect(c.no('refuse', p.head, { reasons: '建设条件没有落实' }).codes).toContain('REFUSE-REVIEWED');
    c.do('review', p.clerk, { ...looked, proposal: '不同意' }).do('refuse', p.head, {
      reasons: '建设条件没有落实',
    });
    expect(c.state.phase).toBe('refused');
  });

  test('a wrong way is put right before the approvals are listed; a clause must be named', () => {
    expect(() => opened({ catalogue: true })).toThrow('CLAUSE');
    expect(() => opened({ lead: 't-hall' })).toThrow('LEAD');
    const c = opened();
    const same = { funding: '企业投资', catalogue: false, reasons: '核对后没有变化' };
    expect(c.no('correct-way', p.clerk, same).codes).toContain('WAY-CHANGES');
    c.do('correct-way', p.clerk, { funding: '企业投资', ...LISTED, reasons: '属于目录，应当核准' });
    expect(c.state.phase).toBe('received');
    expect(c.clock('list').state).toBe('stopped');
    c.do('correct-way', p.clerk, { ...same, reasons: '再次核对，不在目录' });
    expect([c.state.phase, c.clock('list').state, c.clock('accepting').state]).toEqual([
      'listing',
      'running',
      'stopped',
    ]);
  });

  test('what is missing is told once; a unit at the window is registered there, the same', () => {
    const c = new Simulated(P, '2026-03-02', world()).do('register-at-window', p.window, {
      ...input,
      ...LISTED,
      account: 'unit',
    });
    c.do('ask-more', p.clerk, { missing: '写明占地面积' });
    expect(c.no('accept', p.clerk).codes).toContain('phase');
    c.do('add', p.unit, {
      place: '演示市经开区一号路',
      content: '新建厂房两栋，占地二十亩',
      explains: '补充面积',
    });
    expect(c.due('accepting')).toBe('2026-03-09');
    c.do('accept', p.clerk);
  });
});

describe('R5.5 approvals side by side, stage after stage', () => {
  const running = () => {
    const known = handlings();
    const c = opened({}, world(known, ['220200-TAKEN'])).do('draw-up', p.clerk, four);
    const put = (key: string, item: string, more: Partial<CaseFacts> = {}) =>
      known.set(key, handling(item, more));
    return { c, put };
  };

  test('nothing outside the published list, nothing twice', () => {
    const c = opened();
    const list = (...approvals: object[]) => c.no('draw-up', p.clerk, { approvals }).codes;
    expect(list(row('施工许可', 'NEVER-01'))).toContain('ON-LIST');
    expect(list(row('施工许可', 'GONE-01'))).toContain('ON-LIST');
    expect(list(row('施工许可', 'BUILD-01'), row('竣工验收', 'BUILD-01'))).toContain('ONCE-LISTED');
  });

  test('a stage without approvals is passed over; the organs come from the list of items', () => {
    const c = opened().do('draw-up', p.clerk, { approvals: [row('施工许可', 'BUILD-01')] });
    expect(c.state.phase).toBe('construction');
    expect(c.view.bound('approving')).toEqual(['t-build']);
  });

  test('two run at once; no result that the handling does not have; the next stage waits for both', () => {
    const { c, put } = running();
    expect(c.state.phase).toBe('planning');
    put('H-L1', 'LAND-01');
    put('H-G1', 'GREEN-01');
    put('H-B1', 'BUILD-01');
    c.do('begin-planning', p.land, { item: 'LAND-01', handling: 'H-L1' });
    c.do('begin-planning', p.green, { item: 'GREEN-01', handling: 'H-G1' });
    expect(c.no('result-planning', p.land, { item: 'LAND-01' }).codes).toContain('DECIDED-PLANNING');
    expect(c.no('begin-construction', p.build, { item: 'BUILD-01', handling: 'H-B1' }).codes).toContain(
      'CONSTRUCTION-IN-TURN',
    );
    put('H-L1', 'LAND-01', granted);
    c.do('result-planning', p.land, { item: 'LAND-01' });
    expect(c.state.phase).toBe('planning');
    expect(c.no('result-planning', p.land, { item: 'LAND-01' }).codes).toContain('RUNNING-PLANNING');
    put('H-G1', 'GREEN-01', granted);
    c.do('result-planning', p.green, { item: 'GREEN-01' });
    // Nothing is listed for 工程建设许可.
    expect(c.state.phase).toBe('construction');
    c.do('begin-construction', p.build, { item: 'BUILD-01', handling: 'H-B1' });
    put('H-B1', 'BUILD-01', granted);
    c.do('result-construction', p.build, { item: 'BUILD-01' });
    put('H-B2', 'BUILD-02', granted);
    c.do('begin-acceptance', p.build, { item: 'BUILD-02', handling: 'H-B2' });
    c.do('result-acceptance', p.build, { item: 'BUILD-02' });
    expect([c.state.phase, c.state.ended]).toEqual(['completed', 'done']);
  });

  test('only the own item, the own handling, of this unit, and used once', () => {
    const { c, put } = running();
    put('H-L1', 'LAND-01');
    put('H-G1', 'GREEN-01');
    put('H-X1', 'LAND-01', { facts: { 'apply.item': 'LAND-01', 'apply.identity': '91220200MA00000000' } });
    put('220200-TAKEN', 'LAND-01');
    const no = (actor: typeof p.land, item: string, at: string) =>
      c.no('begin-planning', actor, { item, handling: at }).codes;
    expect(no(p.green, 'LAND-01', 'H-L1')).toContain('OWN-PLANNING');
    expect(no(p.land, 'BUILD-01', 'H-L1')).toContain('LISTED-PLANNING');
    expect(no(p.land, 'LAND-01', 'H-G1')).toContain('HANDLING-PLANNING');
    expect(no(p.land, 'LAND-01', 'H-X1')).toContain('HANDLING-PLANNING');
    expect(no(p.land, 'LAND-01', 'none-1')).toContain('HANDLING-PLANNING');
    expect(no(p.land, 'LAND-01', '220200-TAKEN')).toContain('FREE-PLANNING');
    c.do('begin-planning', p.land, { item: 'LAND-01', handling: 'H-L1' });
    expect(no(p.land, 'LAND-01', 'H-L1')).toContain('NOT-RUNNING-PLANNING');
  });

  test('what was denied is applied for again and does not pass the stage', () => {
    const { c, put } = running();
    put('H-L1', 'LAND-01', { phase: 'denied', ended: 'done' });
    c.do('begin-planning', p.land, { item: 'LAND-01', handling: 'H-L1' }).do('result-planning', p.land, {
      item: 'LAND-01',
    });
    expect(c.state.phase).toBe('planning');
    put('H-L2', 'LAND-01', granted);
    put('H-G1', 'GREEN-01', { phase: 'not-required', ended: 'done' });
    c.do('begin-planning', p.land, { item: 'LAND-01', handling: 'H-L2' }).do('result-planning', p.land, {
      item: 'LAND-01',
    });
    c.do('begin-planning', p.green, { item: 'GREEN-01', handling: 'H-G1' }).do('result-planning', p.green, {
      item: 'GREEN-01',
    });
    expect(c.state.phase).toBe('construction');
  });

  test('approvals are added to stages that are not over; the unit may give the project up', () => {
    const { c, put } = running();
    put('H-L1', 'LAND-01', granted);
    put('H-G1', 'GREEN-01', granted);
    for (const [who, item, at] of [
      [p.land, 'LAND-01', 'H-L1'],
      [p.green, 'GREEN-01', 'H-G1'],
    ] as const)
      c.do('begin-planning', who, { item, handling: at }).do('result-planning', who, { item });
    const more = (stage: string) => ({ approvals: [row(stage, 'NEW-01')], reasons: '规模扩大' });
    expect(c.no('add-approvals', p.clerk, more('立项用地规划许可')).codes).toContain('STAGE-OPEN');
    c.do('add-approvals', p.clerk, more('施工许可'));
    expect(c.state.phase).toBe('construction');
    c.do('withdraw', p.unit, { reasons: '资金没有到位' });
    expect(c.state.ended).toBe('stopped');
  });
});

test('R5.5 proved', () => {
  const proof = prove(P);
  expect([proof.laws.filter((l) => !l.holds).map((l) => l.law.code), proof.findings]).toEqual([[], []]);
});

const BROKEN: readonly [string, Procedure, string][] = [
  [
    'a second code',
    edit(P, 'register-at-window', (d) => ({ ...d, opens: false, in: ['listing'] })),
    'ONE-CODE',
  ],
  ['agreed unseen', without(P, 'approve', 'APPROVE-REVIEWED'), 'REVIEWED'],
  ['refused unseen', without(P, 'refuse', 'REFUSE-REVIEWED'), 'REFUSED-REVIEWED'],
  ['who examined agrees', without(P, 'approve', 'APPROVE-APART'), 'APART'],
  ['who examined refuses', without(P, 'refuse', 'REFUSE-APART'), 'REFUSE-APART'],
  [
    'a filing refused',
    edit(P, 'refuse', (d) => ({ ...d, in: ['listing'], needs: [] })),
    'FILED-IS-NOT-REFUSED',
  ],
  ['extended twice', edit(P, 'extend-decision', (d) => ({ ...d, repeats: true })), 'EXTEND-ONCE'],
  ['extended too late', without(P, 'extend-decision', 'EXTEND-RUNNING'), 'EXTEND-BEFORE'],
  [
    'approvals listed before the project is agreed to',
    edit(P, 'draw-up', (d) => ({ ...d, in: ['received'], needs: [] })),
    'SETTLED-FIRST',
  ],
  ['ended without a list', edit(P, 'accept', (d) => ({ ...d, to: 'completed' })), 'COMPLETED'],
  ...(['planning', 'works', 'construction', 'acceptance'] as const).map((s): [string, Procedure, string] => [
    `${s} begun without a list`,
    without(alsoIn(P, `begin-${s}`, 'listing'), `begin-${s}`, `${s.toUpperCase()}-IN-TURN`),
    `LISTED-${s.toUpperCase()}`,
  ]),
  ...(['works', 'construction', 'acceptance'] as const).map((s): [string, Procedure, string] => [
    `${s} begun before the planning stage is done`,
    without(alsoIn(P, `begin-${s}`, 'planning'), `begin-${s}`, `${s.toUpperCase()}-IN-TURN`),
    `IN-TURN-${s.toUpperCase()}`,
  ]),
];
test('R5.5 every law has a variant that breaks it', () => {
  expect(new Set(BROKEN.map(([, , code]) => code))).toEqual(new Set(P.laws.map((l) => l.code)));
});
test.each(BROKEN)('R5.5 broken: %s', (_name, variant, code) => {
  const law = P.laws.find((l) => l.code === code);
  expect(law && breach(variant, law)).toBeTruthy();
  expect(law && breach(P, law)).toBeFalsy();
});
