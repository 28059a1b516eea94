/** Every paper of measures, execution and transfers is composed from the facts of a case, without holes. */
import type { Block } from '@fadu/kernel';
import { expect, test } from 'vitest';
import { samples as transferSamples } from '../criminal-transfer/sample.testing.ts';
import { criminalTransfer } from '../criminal-transfer/transfer.ts';
import { compulsoryExecution } from './execution.ts';
import { compulsoryMeasure } from './measure.ts';
import { CaseRun, ITEM, pair, who, worldWith } from './run.testing.ts';
import { samples } from './sample.testing.ts';

const { o1, clerk, head, principal, police, system } = who;
const served = (servedOn: string) => ({
  method: '单位收件人签收',
  servedOn,
  receiver: '收发室',
  relation: '收发人员',
  receipt: '回证1号',
});
const plain = (blocks: readonly Block[]): string =>
  blocks
    .map((b) =>
      b.kind === 'table'
        ? [...(b.head ?? []), ...b.rows.flat()].join('|')
        : 'text' in b
          ? String(b.text)
          : '',
    )
    .join('\n');

/** Titles and words of every paper that the acts of a run made, by name. */
function made(run: CaseRun): Map<string, string> {
  const names = new Set(run.state.acts.flatMap((a) => a.effects.papers));
  return new Map(
    [...names].map((name) => {
      const paper = run.procedure.papers[name]?.compose(run.view, {
        date: run.day,
        organName: (id) => `机关${id}`,
      });
      return [name, `${paper?.title}\n${paper?.recipients ?? ''}\n${plain(paper?.blocks ?? [])}`];
    }),
  );
}

const measure = () =>
  new CaseRun(compulsoryMeasure, worldWith())
    .do('apply', o1, samples.apply)
    .do('approve', head, samples.approve)
    .do('implement', o1, samples.implement)
    .on('2026-03-04')
    .do('tell-test', o1, {
      what: '检验',
      by: '演示检验所',
      from: '2026-03-05',
      to: '2026-03-06',
      deliveredOn: '2026-03-04',
      receipt: '回证2号',
    })
    .do('sell-perishable', head, {
      what: '牛奶六盒',
      reason: '不易保管',
      way: '拍卖',
      proceeds: 300,
      evidence: '照片六张',
    })
    .do('extend', head, { days: 10, reason: '案情复杂' })
    .do('serve-extension', clerk, served('2026-03-04'))
    .do('lift', head, samples.lift)
    .do('publish', clerk, samples.publish)
    .do('return-goods', clerk, { ...samples.return, on: '2026-03-04', proceeds: 300 });
const frozen = () =>
  new CaseRun(compulsoryMeasure, worldWith())
    .on('2026-09-24')
    .do('apply', o1, { ...samples.apply, kind: '冻结' })
    .do('approve', head, samples.approve)
    .do('freeze', o1, samples.freeze)
    .on('2026-10-25')
    .do('lapse', system);
const executed = () =>
  new CaseRun(compulsoryExecution, worldWith())
    .on('2026-03-23')
    .do('open', clerk, {
      title: '不拆除占道雨棚',
      decision: '演城责改〔2026〕1号',
      servedOn: '2026-03-02',
      performBy: '2026-03-20',
      obligation: '排除妨碍、恢复原状',
      power: '本机关依照法律强制执行',
      item: ITEM,
      partyName: '演示市幸福超市有限公司',
      partyAddress: '演示市中心路1号',
    })
    .do('urge', clerk, { performBy: '2026-04-03', way: '自行拆除' })
    .do('serve-urge', clerk, served('2026-03-23'))
    .on('2026-04-07')
    .do('decide-substitute', head, {
      harm: '危害交通安全',
      by: '演示工程公司',
      unrelated: true,
      way: '拆除',
      on: '2026-04-14',
      cost: 3000,
      reason: '经催告仍不拆除',
      reconsiderationBody: '演示市人民政府',
      court: '演示市城区人民法院',
    })
    .do('serve-substitute', clerk, served('2026-04-07'))
    .do('urge-substitute', clerk, { urgedOn: '2026-04-07', receipt: '回证3号' })
    .on('2026-04-14')
    .do('perform-substitute', o1, {
      officers: pair,
      on: '2026-04-14',
      from: '09:00',
      to: '11:00',
      utilities: false,
      record: '拆除完毕，清理现场',
      supervisor: '李某',
      signed: true,
      cost: 2800,
    });
const transferred = () =>
  new CaseRun(criminalTransfer, worldWith())
    .on('2026-09-30')
    .do('report', o1, transferSamples.report)
    .on('2026-10-01', '08:00')
    .do('decide', principal, transferSamples.decide)
    .on('2026-10-01')
    .do('hand-over', clerk, transferSamples.handOver)
    .do('police-receipt', police, transferSamples.receipt)
    .on('2026-10-04')
    .do('police-decision', police, transferSamples.declined)
    .do('request-review', clerk, { reason: '达到追诉标准', sentOn: '2026-10-04' });

const RUNS: readonly [string, () => CaseRun, readonly string[]][] = [
  [
    'a seizure',
    measure,
    ['扣押决定书', '扣押清单', '现场笔录', '延长强制措施期限告知书', '解除扣押决定书', '返还财物清单'],
  ],
  ['a freezing', frozen, ['冻结决定书', '协助冻结存款、汇款通知书', '强制措施失效告知书']],
  ['a substitute performance', executed, ['履行行政决定催告书', '代履行决定书', '执行笔录']],
  [
    'a transfer',
    transferred,
    ['涉嫌犯罪案件移送书', '涉案物品清单', '涉嫌犯罪案件情况的调查报告', '提请复议书'],
  ],
];

test.each(RUNS)(
  'R24.10 R22.4 the papers of %s say what the case says, with nothing missing',
  (_what, run, titles) => {
    const papers = made(run());
    const all = [...papers.values()];
    for (const title of titles) expect(all.some((p) => p.startsWith(`${title}\n`))).toBe(true);
    for (const paper of all) {
      expect(paper).not.toMatch(/undefined|null|NaN|\[object|。。|，，|，。|：。/);
      expect(paper.length).toBeGreaterThan(20);
    }
  },
);

test('R24.10 the decision carries what article 24 asks for: party, reason, basis, period, things, remedies', () => {
  const decision = made(measure()).get('measure-decision') ?? '';
  for (const part of [
    '演示市幸福超市有限公司',
    '演示市中心路1号',
    '过期食品可能继续销售或者被转移',
    '《食品安全法》第一百一十条',
    '自2026年3月2日起',
    '期限至2026年4月1日',
    '牛奶',
    '12盒',
    '申请行政复议',
    '提起行政诉讼',
  ])
    expect(decision).toContain(part);
});
