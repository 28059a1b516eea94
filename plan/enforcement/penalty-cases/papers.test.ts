/** Every paper is composed from the facts of a case; the decision carries all that article 59 asks for. */
import { type Block, CaseView, type Procedure } from '@fadu/kernel';
import { describe, expect, test } from 'vitest';
import {
  agreed,
  clue,
  contact,
  decision,
  filing,
  heavy,
  ITEM,
  inPerson,
  lawful,
  meeting,
  noTransferTold,
  notified,
  pair,
  people,
  proposal,
  Running,
  reported,
  served,
  transferTold,
} from './case.testing.ts';
import { penaltyOrdinary } from './ordinary.ts';
import { penaltySimple } from './simple.ts';

const { o1, clerk, head, caseReviewer, reviewer, host, party, principal } = people;
const plain = (blocks: readonly Block[]): string =>
  blocks
    .map((b) =>
      b.kind === 'table'
        ? [...(b.head ?? []), ...b.rows.flat()].join('|')
        : b.kind === 'article'
          ? b.text.join('')
          : b.text,
    )
    .join('\n');
const compose = (c: Running, name: string) => {
  const template = c.procedure.papers[name];
  if (!template) throw new Error(`no paper ${name}`);
  const paper = template.compose(new CaseView(c.state), {
    date: c.day,
    organName: (id) => (id === 't-market' ? '演示市市场监督管理局' : id),
  });
  return { ...paper, text: plain(paper.blocks) };
};
const held = {
  result: '举行完毕',
  attended: ['执法o1', '超市代表'],
  agents: ['李律师'],
  minutes: '双方陈述、质证',
  signed: '当事人核对无误并签名',
  report: '建议维持拟处罚意见',
};
const setHearing = {
  heldOn: '2026-02-03',
  time: '09:00',
  place: '三楼会议室',
  host: 'host',
  hostName: '主持人王某',
  open: true,
};

/** A case that passes through nearly every act, so that nearly every paper is made from real facts. */
function long(): Running {
  const c = new Running(penaltyOrdinary)
    .on('2026-01-05')
    .do('register-clue', o1, clue)
    .do('file', head, filing)
    .do('contact', o1, contact('2026-01-05'));
  c.do('preserve', o1, {
    officers: pair,
    items: ['牛奶十二盒'],
    ground: '可能被转移或者销毁',
    place: '本局仓库',
    approvedBy: '局长',
  }).do('dispose-preserved', o1, { result: '返还', detail: '返还当事人' });
  c.do('suspend', head, { reason: '等待上级答复' }).do('resume', head, { reason: '已经答复' });
  transferTold('handed');
  c.do('transfer-police', principal, { transfer: '演监移〔2026〕1号' });
  transferTold('returned', 'done');
  c.do('police-reply', o1, { result: '不立案', document: '公函1号' });
  noTransferTold();
  c.do('end-report', o1, heavy())
    .do('case-review', caseReviewer, agreed)
    .do('give-notice', clerk)
    .do('serve-notice', o1, inPerson('2026-01-05'));
  c.do('state-defence', party, { channel: '书面', text: '过期只有三日' });
  c.do('re-examine', o1, { statement: c.seq, accepted: '部分采纳', reasons: '数量不大，可以酌情减轻' });
  c.do('request-hearing', party, { channel: '书面', requestedOn: '2026-01-05' })
    .do('set-hearing', clerk, setHearing)
    .do('serve-hearing-notice', o1, inPerson('2026-01-05'));
  c.on('2026-02-03')
    .do('hold-hearing', host, held)
    .do('revise-proposal', clerk, heavy({ items: [{ kind: '罚款', amount: 100_000 }] }));
  c.do('legality-review', reviewer, lawful)
    .do('deliberate', clerk, meeting('2026-02-03'))
    .do('decide-penalty', head, decision({ items: [{ kind: '罚款', amount: 100_000 }] }));
  c.do('serve-decision', o1, inPerson('2026-02-03')).do('correct-slip', clerk, {
    wrong: '幸副',
    right: '幸福',
    deliveredOn: '2026-02-03',
    reason: '打字错误',
  });
  c.do('request-deferral', party, { hardship: '受灾停业', proposal: '分期缴纳' }).do(
    'decide-deferral',
    head,
    {
      result: '批准',
      reason: '确有困难',
      instalments: [{ dueOn: '2026-03-02', amount: 100_000 }],
      lastDue: '2026-03-02',
    },
  );
  c.on('2026-03-04').do('charge-late-fine', head, { through: '2026-03-04', amount: 6000 });
  return c;
}

describe('papers', () => {
  test('the decision carries every element of article 59 and what other rules add', () => {
    const { text, note } = compose(long(), 'decision');
    for (const part of [
      '演示市幸福超市有限公司',
      '演示市中心路1号',
      '陈列销售过期牛奶十二盒（证据：勘验笔录、现场笔录陈列销售过期牛奶）',
      '听证举行完毕',
      '提出陈述、申辩1次，均已复核',
      '《食品安全法》第一百二十四条',
      '罚款人民币100000元',
      '十五日内缴至演示银行中心支行',
      '每日按罚款数额的百分之三加处罚款，加处罚款的数额不超过罚款的数额',
      '六十日内向演示市人民政府申请行政复议',
      '六个月内向演示市城区人民法院提起行政诉讼',
      '向社会公示',
      '演示市市场监督管理局',
      '2026年2月3日',
    ])
      expect(text).toContain(part);
    expect(note).toContain('印章');
  });

  test('the notice offers a hearing where one is due, and does not where none is', () => {
    const due = compose(notified(penaltyOrdinary, heavy()), 'notice');
    expect(due.title).toBe('行政处罚听证告知书');
    expect(due.text).toContain('要求举行听证的权利');
    const light = compose(notified(penaltyOrdinary), 'notice');
    expect(light.title).toBe('行政处罚告知书');
    expect(light.text).not.toContain('听证');
    expect(light.text).toContain('拟作出的行政处罚：罚款人民币50000元');
  });

  test('every paper of both procedures is made by some act, and every number series is declared', () => {
    for (const p of [penaltyOrdinary, penaltySimple] as Procedure[]) {
      const made = new Set(Object.values(p.acts).flatMap((a) => a.papers ?? []));
      expect(Object.keys(p.papers).filter((name) => !made.has(name))).toEqual([]);
      const drawn = new Set(Object.values(p.acts).flatMap((a) => a.numbers ?? []));
      expect([...drawn].filter((n) => !p.series?.[n])).toEqual([]);
      expect(
        Object.values(p.papers).flatMap((t) => (t.series && !p.series?.[t.series] ? [t.title] : [])),
      ).toEqual([]);
      expect(Object.values(p.papers).filter((t) => !p.relations[t.issuedBy])).toEqual([]);
    }
  });

  test('each paper that the long case made speaks, without holes', () => {
    const c = long();
    const made = [...new Set(c.state.acts.flatMap((a) => a.effects.papers))];
    expect(made.length).toBeGreaterThan(23);
    for (const name of made) {
      const { title, text } = compose(c, name);
      expect(title.length, name).toBeGreaterThan(2);
      expect(text.length, name).toBeGreaterThan(10);
      expect(text, name).not.toMatch(/undefined|null|NaN|\[object/);
    }
    expect(compose(c, 'late-fine-decision').text).toContain('加处罚款人民币6000元');
    expect(compose(c, 'serve-decision-receipt').text).toContain('收发室张某');
    expect(compose(c, 'filing-approval').text).toContain('执法o1（2207-o1）、执法o2（2207-o2）');
    expect(compose(c, 'hearing-notice').text).toContain('2026年2月3日');
  });

  test('papers of the other ways: no penalty, transfer, not filed, urging, court, annulled', () => {
    const none = reported(
      penaltyOrdinary,
      proposal({ outcome: '不予处罚', noPenaltyGround: '没有主观过错', items: [], noFaultProved: true }),
    )
      .do('case-review', caseReviewer, agreed)
      .do('submit-no-penalty', clerk);
    none.do('decide-no-penalty', head, {
      ground: '没有主观过错',
      reasons: '进货查验齐全',
      education: '现场讲解',
      reconsiderationBody: '演示市人民政府',
      court: '演示市城区人民法院',
    });
    const p = compose(none, 'no-penalty-decision').text;
    for (const part of ['没有主观过错', '进货查验齐全', '现场讲解', '申请行政复议'])
      expect(p).toContain(part);
    expect(compose(none, 'education-record').text).toContain('现场讲解');
    const fresh = () => new Running(penaltyOrdinary).on('2026-01-05').do('register-clue', o1, clue);
    expect(
      compose(
        fresh().do('transfer-organ', head, { organ: '另一机关', reason: '属于该机关管辖' }),
        'transfer-letter',
      ).text,
    ).toContain('另一机关');
    expect(
      compose(
        fresh().do('not-file', head, { ground: '没有违法行为', reason: '核查没有发现', reporterTold: false }),
        'no-filing-approval',
      ).text,
    ).toContain('没有违法行为');
    const unpaid = served(penaltyOrdinary)
      .on('2026-04-01')
      .do('urge', clerk, { performBy: '2026-04-20', way: '缴至银行', amount: 50_000 });
    expect(compose(unpaid, 'urge-letter').text).toContain('应缴人民币50000元');
    unpaid
      .do('serve-urge', o1, inPerson('2026-04-01'))
      .on('2026-08-28')
      .do('suit-period-over', clerk)
      .do('apply-court', head, {
        court: '演示市城区人民法院',
        partyOpinion: '没有意见',
        target: '罚款五万元',
        signedBy: '局长',
      });
    expect(compose(unpaid, 'court-application').text).toContain('罚款五万元');
    const annulled = served(penaltyOrdinary)
      .do('revoke-decision', head, { result: '撤销', reason: '当事人有误' })
      .do('close-set-aside', head, { refunded: 0, other: '没有缴款' });
    expect(compose(annulled, 'revocation').text).toContain('予以撤销');
    expect(compose(annulled, 'closing-approval').text).toContain('决定被撤销');
  });

  test('the form handed over on the spot names the way: reconsideration first (行政复议法第二十三条)', () => {
    const { source: _s, sourceDetail: _d, realName: _r, ...base } = clue;
    const told = { ...proposal(), rights: true } as Record<string, unknown>;
    for (const key of [
      'outcome',
      'elements',
      'publicInterest',
      'majorRights',
      'difficult',
      'reviewByLaw',
      'collective',
      'otherHeavy',
      'generalHalt',
    ])
      delete told[key];
    const items = [{ kind: '罚款', amount: 100 }];
    const { reasons: _reasons, ...d } = decision({ items }) as Record<string, unknown>;
    const c = new Running(penaltySimple).on('2026-03-02').do('register-clue', o1, {
      ...base,
      item: ITEM,
      officers: pair,
      shown: true,
      clear: true,
      evidence: '照片三张',
      waterOrRemote: '否',
    });
    c.do('tell-rights', o1, { ...told, items })
      .do('hear-party', o1, { said: '提出意见', text: '刚刚过期', reasons: '过期属实' })
      .do('decide-penalty', o1, d);
    const { text } = compose(c, 'on-spot-decision');
    for (const part of ['刚刚过期', '过期属实', '应当先申请行政复议', '执法o1（2207-o1）', '罚款人民币100元'])
      expect(text).toContain(part);
    c.do('serve-decision', o1, inPerson('2026-03-02', { method: '直接送达' })).do('collect-cash', o1, {
      amount: 100,
      paidOn: '2026-03-02',
      ground: '一百元以下',
      receipt: '财票0001',
    });
    expect(compose(c, 'cash-record').text).toContain('财票0001');
  });
});
