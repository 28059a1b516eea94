/** Enforcement items, the cases filed under them, organs' functions and their assessment, on a real database. */
import { clue, filing } from '@fadu/plan/enforcement/penalty-cases/case.testing';
import { samples } from '@fadu/plan/functions/power-registers/sample.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { coverageRoutes } from '../api/coverage.ts';
import { openCase, performAct } from '../cases/perform.ts';
import { Problem } from '../problem.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { certify } from '../testing/officers.ts';
import { codeOf, enterText, listPeople, prepareRegisters, publishBatch } from '../testing/registers.ts';
import { organCoverage } from './coverage.ts';

let t: TestOffice;
let who: ReturnType<typeof listPeople>;
const ITEM = 'enforcement-item';

const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('it was not refused');
  return `${error.code} ${error.message}`;
};
const item = (n: number, organ: string, more: Record<string, unknown> = {}) => ({
  basicCode: `22021${String(1000 + n).slice(-4)}000`,
  name: `对第${n}类演示行为的处罚`,
  organ,
  basis: [{ instrument: '演示执法条例', article: String(n + 1) }],
  kind: '行政处罚',
  field: '市场监管',
  penalties: ['罚款'],
  level: '市级',
  bodyNature: '法定机关',
  ...more,
});
const fn = (n: number, organ: string, more: Record<string, unknown> = {}) => ({
  basicCode: `22ZN${String(10_000 + n).slice(-5)}000`,
  name: `第${n}项演示职能`,
  organ,
  holding: '主责',
  document: '演编发〔2024〕1号',
  units: ['法规科'],
  posts: 5,
  ...more,
});
const act = (id: string, name: string, actor: Parameters<typeof openCase>[2]['actor'], input: unknown = {}) =>
  performAct(t.office, id, { act: name, actor, input, key: key() });
const batch = (bodies: readonly Record<string, unknown>[], register = ITEM) =>
  publishBatch(t, register, bodies, '2026-03-02');

beforeAll(async () => {
  t = await testOffice();
  who = listPeople(t);
  await prepareRegisters(t);
  for (const [title, kind, maker, region] of [
    ['演示执法条例', 'local-regulation', '吉林市人民代表大会常务委员会', '220200'],
    ['演示执法办法', 'government-rule', '吉林市人民政府', '220200'],
    ['演示通知', 'document', '某局', undefined],
  ] as const)
    await enterText(t, { title, kind, maker, effective: '2015-01-01', ...(region && { region }) });
}, 120_000);
afterAll(() => t?.close());

describe('what may stand in the register of enforcement items', () => {
  test('R24.9 minutes and documents found no item; a rule founds no compulsion and no confiscation', async () => {
    const tryWith = (more: Record<string, unknown>) => refusal(batch([item(90, 't-market', more)]));
    const on = (instrument: string) => ({ basis: [{ instrument, article: '2' }] });
    expect(await tryWith(on('2026年第2次局长办公会议纪要'))).toContain('会议纪要不能作为依据');
    expect(await tryWith(on('专题会议记录'))).toContain('会议纪要不能作为依据');
    expect(await tryWith(on('演示通知'))).toContain('效力层级不能设定');
    expect(await tryWith({ ...on('演示执法办法'), penalties: ['没收违法所得'] })).toContain(
      '效力层级无权设定：没收违法所得',
    );
    expect(
      await tryWith({
        ...on('演示执法办法'),
        kind: '行政强制',
        basicCode: '220311090000',
        penalties: undefined,
      }),
    ).toContain('效力层级不能设定');
    expect(await tryWith({ penalties: ['吊销营业执照'] })).toContain('无权设定：吊销营业执照');
  });

  test('R20.2 a take-over is whole, from another organ, and not before its day', async () => {
    const tryWith = (more: Record<string, unknown>) => refusal(batch([item(91, 't-city', more)]));
    const whole = {
      takenFrom: 't-market',
      takenOn: '2026-03-01',
      takenBy: '省级人民政府决定',
      takenDocument: '演政函〔2026〕1号',
    };
    expect(await tryWith({ takenFrom: 't-market' })).toContain('要同时写明');
    expect(await tryWith({ ...whole, takenFrom: 't-city' })).toContain('不能就是现在的实施机关');
    expect(await tryWith({ ...whole, takenOn: '2026-04-01' })).toContain('划转之前不得实施');
  });
});

describe('cases and claims', () => {
  test('R20.2 R1.3 two bodies with one item, and items without the function, are shown with the entries, as of a day', async () => {
    await batch([
      item(1, 't-market'),
      item(2, 't-market'),
      item(1, 't-city', {
        team: '演示执法支队',
        takenFrom: 't-market',
        takenOn: '2026-03-01',
        takenBy: '省级人民政府决定',
        takenDocument: '演政函〔2026〕1号',
      }),
    ]);
    await batch(
      [
        fn(1, 't-market', { items: [item(1, 't-market').basicCode] }),
        fn(1, 't-city', { items: [item(1, 't-city').basicCode] }),
        fn(2, 't-city', { holding: '配合' }),
      ],
      'organ-function',
    );
    const found = await organCoverage(t.office, '2026-03-02');
    expect(found.items).toBe(3);
    expect(found.claims.map((c) => [c.name, c.entries.map((e) => e.body.organ).sort()])).toEqual([
      ['对第1类演示行为的处罚', ['t-city', 't-market']],
    ]);
    expect(found.claims[0]?.handedOver.map((e) => e.body.organ)).toEqual(['t-market']);
    expect(found.teams.map((x) => [x.team, x.takenOver.length])).toEqual([['演示执法支队', 1]]);
    expect(found.functions.overlaps.map((o) => o.name)).toEqual(['第1项演示职能']);
    expect(found.functions.gaps.map((g) => [g.name, g.why])).toEqual([['第2项演示职能', 'helpers-only']]);
    expect(found.functions.outside.map((o) => o.entry.body.name)).toEqual(['对第2类演示行为的处罚']);
    expect((await organCoverage(t.office, '2026-03-01')).claims).toEqual([]);

    const app = coverageRoutes(t.office);
    const answer = (await (await app.request('/organ-functions/coverage?region=220200')).json()) as {
      claims: unknown[];
    };
    expect(answer.claims).toHaveLength(1);
  });

  test('R24.4 R4.2 a case is filed under an item of the organ; not of another; not once its only basis is repealed', async () => {
    const own = codeOf(t, ITEM, item(2, 't-market'));
    const other = codeOf(t, ITEM, item(1, 't-city'));
    const o1 = t.staff('enforcement-officer', 't-market');
    const head = t.staff('head', 't-market');
    const { partyAccount: _a, ...facts } = clue;
    const open = async (day: string) => {
      t.at(day);
      const { caseId } = await openCase(t.office, 'penalty-ordinary', {
        actor: o1,
        key: key(),
        input: { ...facts, actOn: day, actEndedOn: day, discoveredOn: day },
      });
      return caseId;
    };
    const officers = [
      (await certify(t, o1, 't-market')).officer,
      (await certify(t, t.staff('enforcement-officer', 't-market', 'second'), 't-market')).officer,
    ];
    const file = (id: string, code: string) => act(id, 'file', head, { ...filing, officers, item: code });
    const first = await open('2026-03-03');
    expect(await refusal(file(first, other))).toContain('由市城管局实施');
    expect(await refusal(file(first, '没有这个编码'))).toContain('清单之外不得立案');
    expect((await file(first, own)).state.phase).toBe('investigation');

    const second = await open('2026-03-04');
    const { caseId } = await openCase(t.office, 'law-change', {
      actor: who.lawKeeper,
      key: key(),
      input: {
        instrument: '演示执法条例',
        articles: [],
        change: '废止',
        effectiveOn: '2026-03-04',
        by: '关于废止部分法规的决定',
        says: '《演示执法条例》废止',
        evidence: '政府公报2026年第3期',
      },
    });
    await act(caseId, 'record-change', who.reviewer, { checked: '已与公报核对，名称、条号、日期一致' });
    expect(await refusal(file(second, own))).toContain('暂停实施，不得立案');
  });
});

describe('assessment of an organ', () => {
  test('R1.1 R1.2 notice, self-assessment, field check, report, approval, new version, power list', async () => {
    t.at('2026-05-11');
    const staffing = t.staff('staffing-reviewer', 't-publicity');
    const clerk = t.staff('item-clerk', 't-city');
    const { caseId } = await openCase(t.office, 'sanding-assessment', {
      actor: staffing,
      key: key(),
      input: {
        title: '2026年市城管局三定规定评估',
        year: 2026,
        organ: 't-city',
        government: 't-gov',
        scope: '全部职能，书面自评和实地核查',
      },
    });
    const one = codeOf(t, 'organ-function', fn(1, 't-city'));
    const two = codeOf(t, 'organ-function', fn(2, 't-city'));
    const self = (codes: readonly string[]) => ({
      functions: codes.map((code) => ({ code, performance: '正常履行' })),
      posts: 40,
      summary: '各项职能总体履行到位。',
    });
    expect(await refusal(act(caseId, 'self-assess', clerk, self([one])))).toContain('还有职能没有自评');
    expect(await refusal(act(caseId, 'field-check', staffing))).toContain('不能先核查');
    await act(caseId, 'self-assess', clerk, self([one, two]));
    const aspects = ['职责细化', '职能划转', '职责关系', '责任落实', '人员编制'];
    const check = (list: readonly string[]) => ({
      checkers: ['张某', '李某'],
      findings: list.map((aspect) => ({ aspect, finding: '现场查看并谈话', problem: false })),
    });
    expect(await refusal(act(caseId, 'field-check', staffing, check(aspects.slice(1))))).toContain(
      '职责细化',
    );
    await act(caseId, 'field-check', staffing, check(aspects));
    const report = (more: Record<string, unknown>) => ({
      conclusion: '修订',
      report: '第2项职能应当由市城管局主责，请予修订。',
      changes: [
        {
          do: '变更',
          register: 'organ-function',
          code: two,
          entry: fn(2, 't-city'),
          reason: '职责关系理顺后由其主责',
        },
      ],
      changesDepartment: false,
      postsBetweenLevels: 0,
      ...more,
    });
    const no = (more: Record<string, unknown>) => refusal(act(caseId, 'report', staffing, report(more)));
    // Edge case 8 of the pack: posts between levels are not the city's to move.
    expect(await no({ postsBetweenLevels: 5 })).toContain('SA-POSTS');
    expect(await no({ changesDepartment: true, upperApproval: '吉政〔2026〕演1号' })).toContain(
      'SA-DEPARTMENT',
    );
    expect(await no({ changes: [] })).toContain('SA-CHANGES');
    await act(caseId, 'report', staffing, report({}));
    expect(await refusal(act(caseId, 'confirm', staffing, samples.reason))).toContain('不能直接确认');
    await act(caseId, 'approve', who.mayor, {
      result: '批准',
      document: '演市政〔2026〕9号',
      reason: '同意评估意见',
    });
    const done = await act(caseId, 'revise-functions', staffing, { effectiveOn: '2026-05-12' });
    expect(done.state.phase).toBe('updating');
    t.at('2026-05-12');
    expect((await organCoverage(t.office, '2026-05-11')).functions.gaps).toHaveLength(1);
    expect((await organCoverage(t.office, '2026-05-12')).functions.gaps).toEqual([]);
    const closed = await act(caseId, 'report-update', clerk, {
      result: '核对无需调整',
      note: '事项没有变化',
    });
    expect(closed.state.phase).toBe('revised');
  });
});
