/** Forms begin with what the case knows (R25.4); a case that grows out of another knows it and takes no informant along (R23.3). */
import type { Actor } from '@fadu/kernel';
import {
  agreed,
  clue,
  contact,
  decision,
  filing,
  inPerson,
  payment,
  proposal,
} from '@fadu/plan/enforcement/penalty-cases/case.testing';
import { NEVER_SHOWN } from '@fadu/plan/fragments/publication';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Problem } from '../problem.ts';
import { holderOfCode, newCode } from '../sealed/code.ts';
import { type TestApi, testApi } from '../testing/api.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { MARKET, type PenaltyGround, penaltyPeople, preparePenalty } from '../testing/penalty.ts';
import { openCase, performAct } from './perform.ts';

let t: TestOffice;
let api: TestApi;
let g: PenaltyGround;
let who: ReturnType<typeof penaltyPeople>;
beforeAll(async () => {
  t = await testOffice();
  api = testApi(t);
  who = penaltyPeople(t);
  g = await preparePenalty(t);
}, 180_000);
afterAll(() => t?.close());

interface View {
  readonly may: readonly { readonly act: string; readonly prefill: Record<string, unknown> }[];
  readonly opens: readonly {
    readonly procedure: string;
    readonly act: string;
    readonly values: Record<string, unknown>;
  }[];
  readonly beside: readonly { readonly id: string }[];
}
const view = async (id: string, actor: Actor): Promise<View> =>
  (await api.ask(actor, 'GET', `/api/v1/cases/${id}`)).body as View;
const prefill = async (id: string, act: string, actor: Actor) =>
  (await view(id, actor)).may.find((a) => a.act === act)?.prefill;
const act = (id: string, name: string, actor: Actor, input: unknown = {}) =>
  performAct(t.office, id, { act: name, actor, input, key: key() });
const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('it was not refused');
  return error.message;
};
const officers = () => [g.one.officer, g.two.officer];
const OWN_WORDS = '我每天下班都看到他们撕标签';

describe('a report becomes a penalty case', () => {
  let report = '';
  let penalty = '';
  const code = newCode();
  const facts = {
    title: '幸福超市销售过期牛奶',
    lead: MARKET,
    subject: '演示市幸福超市有限公司',
    place: '演示市中心路1号',
    foundOn: '2026-03-01',
    conduct: `货架上有过期牛奶，${OWN_WORDS}`,
    standing: '无利害关系',
    realName: false,
    wantsReward: false,
  };
  test('R23.3 its form holds the facts of the report without the informant’s words; both cases show each other', async () => {
    t.at('2026-03-02');
    const opened = await openCase(t.office, 'violation-report', {
      act: 'report',
      actor: holderOfCode(code, '举报人'),
      key: key(),
      input: facts,
    });
    report = opened.caseId;
    t.at('2026-03-03');
    const { opens } = await view(report, who.clerk);
    expect(opens).toMatchObject([
      {
        procedure: 'penalty-ordinary',
        act: 'register-clue',
        values: {
          source: '举报',
          partyName: facts.subject,
          place: facts.place,
          discoveredOn: '2026-03-02',
          sourceCase: report,
        },
      },
    ]);
    expect(JSON.stringify(opens)).not.toContain(OWN_WORDS);
    const rest = {
      sector: '市场监管',
      field: '市场监管',
      partyKind: '法人或者其他组织',
      partyId: '91220200MA00000001',
      partyAddress: '演示市中心路1号',
      conduct: '核查发现陈列销售过期牛奶',
      graveHarm: false,
    };
    const input = { ...opens[0]?.values, ...rest };
    // Only a report of this organ; not any case, and not one that is over.
    expect(
      await refusal(
        openCase(t.office, 'penalty-ordinary', {
          actor: who.o1,
          key: key(),
          input: { ...input, sourceCase: g.one.caseId },
        }),
      ),
    ).toContain('不是举报');
    expect(
      await refusal(openCase(t.office, 'penalty-ordinary', { actor: who.stranger, key: key(), input })),
    ).toContain('没有编号是');
    penalty = (await openCase(t.office, 'penalty-ordinary', { actor: who.o1, key: key(), input })).caseId;
    expect((await view(penalty, who.clerk)).beside.map((c) => c.id)).toContain(report);
    expect((await view(report, who.clerk)).beside.map((c) => c.id)).toContain(penalty);
    // Who may not open a penalty case is offered none.
    expect((await view(report, who.head)).opens).toEqual([]);
  });

  test('R23.3 filed is told only when the case is filed, by its own number; then it stands in the form', async () => {
    const told = { result: '立案', reasons: '现场核查有初步证据，符合立案标准' };
    expect(await prefill(report, 'decide-filing', who.clerk)).toEqual({});
    expect(
      await refusal(act(report, 'decide-filing', who.clerk, { ...told, caseNumber: penalty })),
    ).toContain('还没有批准立案');
    await act(penalty, 'file', who.head, { ...filing, officers: officers(), item: g.item });
    const known = await prefill(report, 'decide-filing', who.clerk);
    expect(known).toMatchObject({ result: '立案' });
    expect(known?.caseNumber).toMatch(/罚立〔2026〕\d+号$/);
    expect(
      await refusal(act(report, 'decide-filing', who.clerk, { ...told, caseNumber: '别的案号1号' })),
    ).toContain(String(known?.caseNumber));
    expect(
      await refusal(
        act(report, 'decide-filing', who.clerk, {
          result: '不予立案',
          reasons: '现场核查没有发现举报的情况',
        }),
      ),
    ).toContain('已经立案');
    await act(report, 'decide-filing', who.clerk, { ...told, ...known });
  });

  test('R25.4 every form of the case begins with what the case knows, and with no day that the law counts from', async () => {
    t.at('2026-03-04');
    expect(await prefill(penalty, 'contact', who.o1)).toEqual({
      officers: officers(),
      place: '演示市中心路1号',
    });
    const result = {
      result: '查证属实',
      says: '违法事实成立，已作出处罚决定',
      major: false,
      collected: 50_000,
    };
    expect(await refusal(act(report, 'conclude', who.clerk, result))).toContain('还没有处理决定');
    await act(penalty, 'contact', who.o1, contact('2026-03-04', { officers: officers() }));
    const reported = await prefill(penalty, 'end-report', who.o1);
    expect(reported).toEqual({
      elements: [{ fact: '陈列销售过期牛奶', evidence: [3] }],
      basis: [
        {
          title: '演示执法条例',
          article: '二',
          level: '地方性法规',
          published: true,
          inForceFrom: '2015-01-01',
          role: '处罚依据',
        },
      ],
    });
    await act(penalty, 'end-report', who.o1, { ...proposal(), ...reported });
    await act(penalty, 'case-review', who.reviewer, agreed);
    await act(penalty, 'give-notice', who.clerk);
    // The receiver of an organisation is not known, nor is the day.
    expect(await prefill(penalty, 'serve-notice', who.o1)).toEqual({});
    await act(penalty, 'serve-notice', who.o1, inPerson('2026-03-04'));
    await act(penalty, 'state-defence', who.o1, { channel: '书面', text: '牛奶当天才过期' });
    expect(await prefill(penalty, 're-examine', who.o1)).toEqual({ statement: 8 });
    await act(penalty, 're-examine', who.o1, { statement: 8, accepted: '不采纳', reasons: '与事实不符' });
    t.at('2026-03-13');
    await act(penalty, 'submit-decision', who.clerk);
    const decided = await prefill(penalty, 'decide-penalty', who.head);
    expect(decided).toEqual({
      items: [{ kind: '罚款', amount: 50_000 }],
      basis: reported?.basis,
      lateFine: true,
      reconsiderationBody: '演示市人民政府',
    });
    await act(penalty, 'decide-penalty', who.head, { ...decision(), ...decided });
    await act(penalty, 'serve-decision', who.o1, inPerson('2026-03-13'));
    await act(penalty, 'publish', who.clerk, { channels: ['信用中国'], checked: [...NEVER_SHOWN] });
    await act(penalty, 'request-deferral', who.clerk, { hardship: '经营困难', proposal: '分两期缴纳' });
    await act(penalty, 'decide-deferral', who.head, {
      result: '批准',
      reason: '确有困难',
      instalments: [
        { dueOn: '2026-04-30', amount: 30_000 },
        { dueOn: '2026-05-29', amount: 20_000 },
      ],
      lastDue: '2026-05-29',
    });
    t.at('2026-04-01');
    const due = () => prefill(penalty, 'record-payment', who.clerk);
    expect(await due()).toEqual({ kind: '罚没款', amount: 30_000 });
    await act(penalty, 'record-payment', who.clerk, payment('2026-04-01', 10_000));
    expect(await due()).toEqual({ kind: '罚没款', amount: 20_000 });
    await act(penalty, 'record-payment', who.clerk, payment('2026-04-01', 20_000, { receipt: 'P-0002' }));
    expect(await due()).toEqual({ kind: '罚没款', amount: 20_000 });
    await act(penalty, 'record-payment', who.clerk, payment('2026-04-01', 20_000, { receipt: 'P-0003' }));
    const closing = await prefill(penalty, 'close', who.head);
    expect(String(closing?.catalogue).split('\n')).toEqual(
      expect.arrayContaining([
        '1. 案件来源登记表',
        '2. 立案审批表',
        expect.stringContaining('行政处罚决定书'),
      ]),
    );
    // And the report ends with what the case took in, not with more.
    expect(await prefill(report, 'conclude', who.clerk)).toEqual({ collected: 50_000 });
    expect(await refusal(act(report, 'conclude', who.clerk, { ...result, collected: 60_000 }))).toContain(
      '一共50000元',
    );
    await act(report, 'conclude', who.clerk, result);
  });
});

test('R24.6 what turned out too much for the spot goes on as an ordinary case with all that was entered', async () => {
  t.at('2026-03-05');
  const { sourceDetail: _d, source: _s, realName: _r, partyAccount: _a, ...known } = clue;
  const { caseId } = await openCase(t.office, 'penalty-simple', {
    actor: who.o1,
    key: key(),
    input: {
      ...known,
      actOn: '2026-03-05',
      actEndedOn: '2026-03-05',
      discoveredOn: '2026-03-05',
      item: g.item,
      officers: officers(),
      shown: true,
      clear: true,
      evidence: '现场照片',
      waterOrRemote: '否',
    },
  });
  await act(caseId, 'to-ordinary', who.o1, { reason: '货值较大，超出当场处罚的范围' });
  const { opens } = await view(caseId, who.o1);
  expect(opens[0]?.values).toMatchObject({
    title: clue.title,
    partyId: clue.partyId,
    conduct: clue.conduct,
    source: '监督检查',
    sourceCase: caseId,
  });
  await openCase(t.office, 'penalty-ordinary', { actor: who.o1, key: key(), input: opens[0]?.values });
});
