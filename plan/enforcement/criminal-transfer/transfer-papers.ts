/** Papers of a transfer: report, approval, letter with its list, requests, receipt of goods. */
import type { Block, CaseView, PaperContext, PaperTemplate } from '@fadu/kernel';
import { clause, openedOn, partyFrom } from '../compulsion-cases/link.ts';
import { type Officer, officersText } from '../officers/contact.ts';
import { itemText, type PenaltyItem } from '../penalty-cases/catalogue.ts';
import { dayOf } from '../penalty-cases/facts.ts';
import { printed, table, text } from '../penalty-cases/paper-parts.ts';
import { earlierPenalties } from './effects.ts';
import type { HandedThing } from './forms.ts';

const partyOf = (view: CaseView) => partyFrom(openedOn(view, ['report']));
const policeOf = (view: CaseView, organName: (id: string) => string) =>
  organName(view.bound('police')[0] ?? view.text('hand-over.police'));
const thingsOf = (view: CaseView) => (view.get('hand-over.things') ?? []) as readonly HandedThing[];

const rows = (view: CaseView): [string, unknown][] => {
  const p = partyOf(view);
  return [
    ['案由', view.text('report.title')],
    ['当事人', p.name],
    ['证件号码', p.id],
    ['住址', p.address],
    ['涉嫌罪名', view.text('report.crime')],
  ];
};

const paper = (
  title: string,
  compose: (view: CaseView, context: PaperContext) => readonly Block[],
  more: { series?: string; to?: (view: CaseView, context: PaperContext) => string } = {},
): PaperTemplate => ({
  title,
  kind: '信函',
  issuedBy: 'lead',
  ...(more.series && { series: more.series }),
  compose: (view, context) => ({
    title,
    ...(more.to && { recipients: `${more.to(view, context)}：` }),
    blocks: [...compose(view, context)],
  }),
});

/** What becomes of penalties made before, as the letter says it. */
function earlierText(view: CaseView): string {
  const items = (openedOn(view, ['report'])?.facts['decide-penalty.items'] ?? []) as readonly PenaltyItem[];
  return earlierPenalties(items)
    .map((e) => `${itemText(e.item)}：${e.says}`)
    .join('；');
}

const goods = (view: CaseView): Block =>
  thingsOf(view).length
    ? {
        kind: 'table',
        head: ['序号', '名称', '数量', '现在何处、由谁保管'],
        rows: thingsOf(view).map((t, i) => [String(i + 1), t.name, `${t.quantity}${t.unit}`, t.where]),
      }
    : { kind: 'paragraph', text: '没有涉案物品。' };

export const transferPapers: Readonly<Record<string, PaperTemplate>> = {
  'transfer-report': paper('涉嫌犯罪案件情况的调查报告', (view) => [
    table([
      ...rows(view),
      ['专案组', officersText((view.get('report.officers') ?? []) as Officer[])],
      ['报送日期', printed(view.get('report.reportedOn'))],
    ]),
    ...text(
      `一、涉及的金额、情节和后果：${view.text('report.facts')}`,
      `二、对照的规定和追诉标准：${view.text('report.standard')}`,
      view.get('report.meets') === true
        ? '三、结论：达到移送标准，建议移送公安机关。'
        : '三、结论：属于知识产权领域的案件，存在犯罪的合理嫌疑，建议移送公安机关。',
      view.text('report.text'),
    ),
  ]),
  'transfer-approval': paper('涉嫌犯罪案件移送审批表', (view) => {
    const act = view.last('decide-presiding') ? 'decide-presiding' : 'decide';
    return [
      table([
        ...rows(view),
        ['接到报告的日期', printed(view.get('report.reportedOn'))],
        ['决定', view.text(`${act}.result`)],
        ['理由', view.text(`${act}.reason`)],
        ['决定人', view.last(act)?.actor.name],
        ['主持工作的文件', view.text('decide-presiding.document')],
        ['决定日期', printed(dayOf(view, act))],
      ]),
    ];
  }),
  'transfer-letter': paper(
    '涉嫌犯罪案件移送书',
    (view) => {
      const p = partyOf(view);
      const earlier = earlierText(view);
      return text(
        `${p.name}${view.text('report.title').replace(/案$/u, '')}，涉嫌${view.text('report.crime')}。${clause(view.text('report.facts'))}。`,
        '依据《行政执法机关移送涉嫌犯罪案件的规定》，经批准，现移送你机关审查，请在回执上签字，并将是否立案的决定书面通知我机关。',
        `随案材料：${((view.get('hand-over.papers') ?? []) as string[]).join('、')}。`,
        view.text('hand-over.noTest') && `没有检验报告、鉴定结论的原因：${view.text('hand-over.noTest')}`,
        `其他材料目录：${clause(view.text('hand-over.materials'))}。`,
        earlier && `移送前已经作出的行政处罚：${earlier}。`,
      );
    },
    { series: 'transfer', to: (view, { organName }) => policeOf(view, organName) },
  ),
  'goods-list': paper('涉案物品清单', (view) => [table(rows(view)), goods(view)]),
  'review-request': paper(
    '提请复议书',
    (view) =>
      text(
        `你机关对我机关移送的${view.text('report.title')}（${view.issued('hand-over', 'transfer') ?? ''}）作出不予立案决定（${view.text('police-decision.document')}）。我机关认为应当立案，提请复议。`,
        `理由：${view.text('request-review.reason')}`,
      ),
    { to: (view, { organName }) => policeOf(view, organName) },
  ),
  'supervision-request': paper(
    '建议立案监督书',
    (view) =>
      text(
        `我机关移送的${view.text('report.title')}（${view.issued('hand-over', 'transfer') ?? ''}），公安机关不予立案（${view.text('review-answer.document') || view.text('police-decision.document')}）。建议你院依法进行立案监督。`,
        `理由：${view.text('ask-procuratorate.reason')}`,
      ),
    { to: (view) => view.text('ask-procuratorate.procuratorate') },
  ),
  'goods-receipt': paper('涉案物品和材料交接单', (view, { organName }) => [
    table([
      ['移送书', view.issued('hand-over', 'transfer')],
      ['接收机关', policeOf(view, organName)],
      ['接收人', view.text('hand-goods.receiver')],
      ['交接日期', printed(view.get('hand-goods.on'))],
      ['交接手续', view.text('hand-goods.receipt')],
    ]),
    goods(view),
  ]),
};
