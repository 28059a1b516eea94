/** Papers of a compulsory measure: application, decision, list, record, notices, lifting, return. */
import {
  addDays,
  type Block,
  type CaseView,
  chineseNumber,
  type ItemFacts,
  type PaperContext,
  type PaperTemplate,
} from '@fadu/kernel';
import { type Officer, officersText } from '../officers/contact.ts';
import { dayOf } from '../penalty-cases/facts.ts';
import { printed, table, text } from '../penalty-cases/paper-parts.ts';
import { remedyText } from '../penalty-cases/papers-to-party.ts';
import { MEASURE } from './common.ts';
import type { Account, Thing } from './forms.ts';
import { clause, openedOn, partyFrom, told } from './link.ts';

const OPENING = ['apply', 'act-first'] as const;

/** The party of the case that the measure serves. */
const partyOf = (view: CaseView) => partyFrom(openedOn(view, OPENING));
const kindOf = (view: CaseView) => view.text('apply.kind') || view.text('act-first.kind');
const titleOf = (view: CaseView) => view.text('apply.title') || view.text('act-first.title');
const takingOf = (view: CaseView) =>
  (view.last('implement') ?? view.last('act-first') ?? view.last('freeze'))?.input ?? {};
const thingsOf = (view: CaseView) => (takingOf(view).things ?? []) as readonly Thing[];
const accountsOf = (view: CaseView) => (view.get('freeze.accounts') ?? []) as readonly Account[];
const numberOf = (view: CaseView): string =>
  ['implement', 'act-first', 'freeze'].map((act) => view.issued(act, 'measure-decision')).find(Boolean) ?? '';

/** The last day of the measure as first decided; the extension is told by its own paper. */
const lastDay = (on: unknown): string => (on ? printed(addDays(String(on), MEASURE.n)) : '—');

/** 110 → 第一百一十条, 12-1 → 第十二条之一. */
function articleText(article: string): string {
  const [main, inserted] = article.split('-').map(Number);
  return `第${chineseNumber(main ?? 0)}条${inserted ? `之${chineseNumber(inserted)}` : ''}`;
}

/** The articles that the item of the register stands on. */
function basisOf(view: CaseView): string {
  const item = OPENING.flatMap((act) => told(view, act, 'item')).find((i): i is ItemFacts => i !== null);
  return (item?.bases ?? [])
    .map((b) => `《${b.facts?.title ?? b.ref.instrument}》${b.ref.article ? articleText(b.ref.article) : ''}`)
    .join('、');
}

const partyRows = (view: CaseView): [string, unknown][] => {
  const p = partyOf(view);
  return [
    ['所办案件', p.cause],
    ['当事人', p.name],
    ['证件号码', p.id],
    ['住址', p.address],
  ];
};

const paper = (
  title: string,
  compose: (view: CaseView, context: PaperContext) => readonly Block[],
  more: Partial<Pick<PaperTemplate, 'series'>> & {
    toParty?: boolean;
    name?: (view: CaseView) => string;
  } = {},
): PaperTemplate => ({
  title,
  kind: '信函',
  issuedBy: 'lead',
  ...(more.series && { series: more.series }),
  compose: (view, context) => ({
    title: more.name?.(view) ?? title,
    ...(more.toParty && { recipients: `${partyOf(view).name}：` }),
    blocks: [...compose(view, context)],
  }),
});

const thingTable = (things: readonly Thing[]): Block => ({
  kind: 'table',
  head: ['序号', '名称', '规格、批号', '数量', '特征', '唯一标识'],
  rows: things.map((t, i) => [
    String(i + 1),
    t.name,
    t.spec ?? '—',
    `${t.quantity}${t.unit}`,
    t.state,
    t.mark ?? '—',
  ]),
});

const accountTable = (accounts: readonly Account[]): Block => ({
  kind: 'table',
  head: ['序号', '账号', '冻结金额（元）'],
  rows: accounts.map((a, i) => [String(i + 1), a.number, a.amount.toFixed(2)]),
});

/** Told of the extension, with its reasons (article 25, paragraph 2). */
export const extensionNotice: PaperTemplate = paper(
  '延长强制措施期限告知书',
  (view) =>
    text(
      `对你（单位）采取的${kindOf(view)}（${numberOf(view)}），因情况复杂，经批准延长${view.text('extend.days')}日。`,
      `理由：${clause(view.text('extend.reason'))}。`,
    ),
  { toParty: true },
);

/** Every paper of the procedure besides receipts of service. */
export const measurePapers: Readonly<Record<string, PaperTemplate>> = {
  'measure-application': paper('采取强制措施申请表', (view) => [
    table([
      ...partyRows(view),
      ['措施种类', kindOf(view)],
      ['范围', view.text('apply.scope')],
      ['理由', view.text('apply.reason')],
      ['非强制手段不足的理由', view.text('apply.necessity')],
      ['依据', basisOf(view)],
      ['申请人', view.last('apply')?.actor.name],
    ]),
  ]),
  'measure-approval': paper('强制措施审批表', (view) => {
    const act = view.last('approve-after') ? 'approve-after' : 'approve';
    return [
      table([
        ...partyRows(view),
        ['措施', titleOf(view)],
        ['紧急情况', view.text('act-first.urgency')],
        [
          '实施时间',
          act === 'approve-after' ? `${printed(view.get('act-first.on'))}${view.text('act-first.time')}` : '',
        ],
        ['决定', view.text(`${act}.result`)],
        ['意见', view.text(`${act}.opinion`)],
        ['批准人', view.last(act)?.actor.name],
        ['批准日期', printed(dayOf(view, act))],
      ]),
    ];
  }),
  'measure-decision': paper(
    '查封、扣押决定书',
    (view, { organName }) => {
      const t = takingOf(view);
      const p = partyOf(view);
      return [
        ...text(
          `当事人：${p.name}，地址：${p.address}。`,
          `${organName(view.bound('lead')[0] ?? '')}在查办${p.cause}一案中，因${clause(view.text('apply.reason') || view.text('act-first.reason'))}，依据${basisOf(view)}，决定自${printed(t.on)}起对下列场所、设施、财物予以${kindOf(view)}，期限至${lastDay(t.on)}；期满没有处理的，自动失效，财物返还。`,
        ),
        thingTable(thingsOf(view)),
        ...text(
          `保管：${String(t.custody ?? '')}，${String(t.custodian ?? '')}。保管、检验的费用由本机关承担。`,
          remedyText(String(t.reconsiderationBody ?? ''), String(t.court ?? '')),
        ),
      ];
    },
    { series: 'measure-decision', toParty: true, name: (view) => `${kindOf(view)}决定书` },
  ),
  'thing-list': paper(
    '查封、扣押清单',
    (view) => [
      table([
        ['当事人', partyOf(view).name],
        ['决定书', numberOf(view)],
        ['地点', takingOf(view).place],
      ]),
      thingTable(thingsOf(view)),
      ...text(
        `执法人员：${officersText((takingOf(view).officers ?? []) as Officer[])}。`,
        '本清单一式二份，由当事人和本机关分别保存。',
      ),
    ],
    { name: (view) => `${kindOf(view)}清单` },
  ),
  'scene-record': paper('现场笔录', (view) => {
    const t = takingOf(view);
    return [
      table([
        ['措施', titleOf(view)],
        ['时间', `${printed(t.on)}${String(t.time ?? '')}`],
        ['地点', t.place],
        ['执法人员', officersText((t.officers ?? []) as Officer[])],
        ['出示证件', '已经出示'],
        ['到场情况', t.presence],
        ['见证人', t.witness],
        ['告知', '已当场告知理由、依据、权利和救济途径'],
        ['陈述和申辩', t.statement],
        ['签名', t.signed],
        ['音像记录', t.recording],
      ]),
      ...text(String(t.record ?? '')),
    ];
  }),
  'freeze-decision': paper(
    '冻结决定书',
    (view, { organName }) => {
      const p = partyOf(view);
      const on = view.get('freeze.on');
      return [
        ...text(
          `当事人：${p.name}，地址：${p.address}。`,
          `${organName(view.bound('lead')[0] ?? '')}在查办${p.cause}一案中，因${clause(view.text('apply.reason'))}，依据${basisOf(view)}，决定自${printed(on)}起冻结下列存款、汇款，期限至${lastDay(on)}。`,
        ),
        accountTable(accountsOf(view)),
        ...text(remedyText(view.text('freeze.reconsiderationBody'), view.text('freeze.court'))),
      ];
    },
    { series: 'measure-decision', toParty: true },
  ),
  'freeze-notice': paper('协助冻结存款、汇款通知书', (view) => [
    ...text(
      `${view.text('freeze.bank')}：`,
      `请自${printed(view.get('freeze.on'))}起冻结下列存款、汇款，至${lastDay(view.get('freeze.on'))}；期满没有收到延长或者解除通知的，自期满之日起解除冻结。`,
    ),
    accountTable(accountsOf(view)),
    ...text(`依据：${basisOf(view)}。冻结决定书：${numberOf(view)}。`),
  ]),
  'test-notice': paper(
    '检测、检验、检疫、鉴定期间告知书',
    (view) =>
      text(
        `对你（单位）被${kindOf(view)}的财物（${numberOf(view)}）进行${view.text('tell-test.what')}，由${view.text('tell-test.by')}承担，期间自${printed(view.get('tell-test.from'))}至${printed(view.get('tell-test.to'))}，不计入${kindOf(view)}的期限。费用由本机关承担。`,
      ),
    { toParty: true },
  ),
  'sale-record': paper('先行处理财物记录', (view) => [
    table([
      ...partyRows(view),
      ['先行处理的财物', view.text('sell-perishable.what')],
      ['理由', view.text('sell-perishable.reason')],
      ['方式', view.text('sell-perishable.way')],
      ['所得款项（元）', view.text('sell-perishable.proceeds')],
      ['证据', view.text('sell-perishable.evidence')],
      ['批准人', view.last('sell-perishable')?.actor.name],
    ]),
  ]),
  'lapse-notice': paper(
    '强制措施失效告知书',
    (view) =>
      text(
        `对你（单位）采取的${kindOf(view)}（${numberOf(view)}），${view.last('lapse') ? '期限已经届满，没有作出处理决定，自动失效' : '二十四小时内没有补办批准手续，应当立即解除'}。`,
        '财物应当立即返还，不得以同一理由再次采取。没有收到返还的，可以向本机关或者行政执法监督机构反映。',
      ),
    { toParty: true },
  ),
  'lifting-decision': paper(
    '解除强制措施决定书',
    (view) => [
      ...text(
        `对你（单位）采取的${kindOf(view)}（${numberOf(view)}），因${view.text('lift.ground')}，决定予以解除，财物立即返还。`,
        `说明：${clause(view.text('lift.reason'))}。`,
      ),
      view.last('freeze') ? accountTable(accountsOf(view)) : thingTable(thingsOf(view)),
    ],
    { series: 'lift-decision', toParty: true, name: (view) => `解除${kindOf(view)}决定书` },
  ),
  'return-list': paper('返还财物清单', (view) => [
    table([
      ['当事人', partyOf(view).name],
      ['决定书', numberOf(view)],
      ['返还日期', printed(view.get('return-goods.on'))],
      ['返还的拍卖、变卖款项（元）', view.get('return-goods.proceeds')],
      ['补偿（元）', view.get('return-goods.compensation')],
      ['灭失、损坏及赔偿', view.get('return-goods.damage')],
      ['接收人', view.text('return-goods.receiver')],
      ['签收凭证', view.text('return-goods.receipt')],
    ]),
    view.last('freeze') ? accountTable(accountsOf(view)) : thingTable(thingsOf(view)),
  ]),
  'disposal-record': paper('涉案财物处理记录', (view) => [
    table([
      ...partyRows(view),
      ['处理方式', view.text('dispose.ground')],
      ['依据', view.text('dispose.basis')],
      ['处理情况', view.text('dispose.detail')],
      ['批准人', view.last('dispose')?.actor.name],
    ]),
    thingTable(thingsOf(view)),
  ]),
  'handing-list': paper('移送财物清单', (view) => [
    table([
      ...partyRows(view),
      ['移送书', view.text('hand-to-police.transfer')],
      ['移交日期', printed(view.get('hand-to-police.on'))],
      ['接收人', view.text('hand-to-police.receiver')],
      ['交接凭证', view.text('hand-to-police.receipt')],
    ]),
    view.last('freeze') ? accountTable(accountsOf(view)) : thingTable(thingsOf(view)),
  ]),
  'handing-notice': paper(
    '财物移送告知书',
    (view) =>
      text(
        `${partyOf(view).cause}一案涉嫌犯罪，已经移送公安机关。对你（单位）${kindOf(view)}的财物（${numberOf(view)}）于${printed(view.get('hand-to-police.on'))}一并移送，本机关的强制措施随之终止。`,
      ),
    { toParty: true },
  ),
};
