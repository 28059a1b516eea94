/** Papers of compulsory execution. */
import type { Block, CaseView, PaperTemplate } from '@fadu/kernel';
import { type Officer, officersText } from '../officers/contact.ts';
import { printed, table, text } from '../penalty-cases/paper-parts.ts';
import { remedyText } from '../penalty-cases/papers-to-party.ts';

const paper = (
  title: string,
  blocks: (view: CaseView) => readonly Block[],
  more: { series?: string; inside?: boolean } = {},
): PaperTemplate => ({
  title,
  kind: '信函',
  issuedBy: 'lead',
  ...(more.series && { series: more.series }),
  compose: (view) => ({
    title,
    ...(!more.inside && { recipients: `${view.text('open.partyName')}：` }),
    blocks: [...blocks(view)],
  }),
});

const base = (view: CaseView): string =>
  `行政决定（${view.text('open.decision')}）要求你（单位）履行${view.text('open.obligation')}义务，期限至${printed(view.get('open.performBy'))}，逾期没有履行`;
const decided = (view: CaseView) =>
  (view.last('decide-execution') ?? view.last('decide-at-once'))?.input ?? {};

export const executionPapers: Readonly<Record<string, PaperTemplate>> = {
  'urge-letter': paper(
    '履行行政决定催告书',
    (view) =>
      text(
        `${base(view)}。现催告你（单位）自收到本催告书之日起至${printed(view.get('urge.performBy'))}履行，方式：${view.text('urge.way')}${view.get('urge.amount') === undefined ? '' : `，金额：人民币${view.text('urge.amount')}元`}。`,
        '你（单位）依法享有陈述和申辩的权利。逾期仍不履行且没有正当理由的，将依法强制执行，或者自本催告书送达满十个工作日后申请人民法院强制执行。',
      ),
    { series: 'execution-urge' },
  ),
  reexamination: paper(
    '陈述申辩复核意见书',
    (view) =>
      text(
        `陈述、申辩：${view.text('state-defence.text')}`,
        `复核结果：${view.text('re-examine.result')}。${view.text('re-examine.reasons')}`,
      ),
    { inside: true },
  ),
  'execution-decision': paper(
    '强制执行决定书',
    (view) => {
      const d = decided(view);
      return text(
        `当事人：${view.text('open.partyName')}，地址：${view.text('open.partyAddress')}。`,
        `${base(view)}，经催告仍不履行。理由和依据：${String(d.reason ?? '')}`,
        d.evidence ? `有证据证明转移、隐匿财物迹象：${String(d.evidence)}` : '',
        `决定于${printed(d.on)}以${String(d.way ?? '')}的方式强制执行。`,
        remedyText(String(d.reconsiderationBody ?? ''), String(d.court ?? '')),
      );
    },
    { series: 'execution-decision' },
  ),
  'execution-record': paper(
    '执行笔录',
    (view) => {
      const act = ['execute', 'demolish', 'perform-substitute', 'substitute-now'].find((a) => view.last(a));
      const e = act ? (view.last(act)?.input ?? {}) : {};
      return [
        table([
          ['当事人', view.text('open.partyName')],
          ['行政决定', view.text('open.decision')],
          ['日期', printed(e.on)],
          ['时间', `${String(e.from ?? '')}至${String(e.to ?? '')}`],
          ['执法人员', officersText((e.officers ?? []) as Officer[])],
          ['到场监督', e.supervisor],
          ['紧急情况', e.urgency],
          ['费用（元）', e.cost],
          ['所得款项（元）', e.proceeds],
          ['音像记录', e.recording],
        ]),
        ...text(String(e.record ?? '')),
      ];
    },
    { inside: true },
  ),
  'demolition-announcement': paper('限期自行拆除公告', (view) =>
    text(
      `${base(view)}。请自${printed(view.get('announce-demolition.postedOn'))}公告之日起至${printed(view.get('announce-demolition.removeBy'))}自行拆除。`,
      '在法定期限内不申请行政复议或者提起行政诉讼，又不拆除的，将依法强制拆除。',
    ),
  ),
  'substitute-decision': paper(
    '代履行决定书',
    (view) => {
      const d = view.last('decide-substitute')?.input ?? {};
      return text(
        `当事人：${view.text('open.partyName')}，地址：${view.text('open.partyAddress')}。`,
        `${base(view)}，后果已经或者将要${String(d.harm ?? '')}。理由和依据：${String(d.reason ?? '')}`,
        `决定由${String(d.by ?? '')}于${printed(d.on)}代履行，方式：${String(d.way ?? '')}，费用预算人民币${String(d.cost ?? '')}元，由你（单位）承担。此前履行的，停止代履行。`,
        remedyText(String(d.reconsiderationBody ?? ''), String(d.court ?? '')),
      );
    },
    { series: 'execution-decision' },
  ),
  'second-urge': paper('代履行催告书', (view) =>
    text(
      `代履行决定书已经送达，将于${printed(view.get('decide-substitute.on'))}代履行。请在此之前履行；履行的，停止代履行。`,
    ),
  ),
  agreement: paper('执行协议', (view) =>
    text(
      `履行约定：${view.text('agree.terms')}`,
      `减免加处的罚款、滞纳金：${view.text('agree.cut')}元。`,
      view.text('agree.remedial') && `已经采取的补救措施：${view.text('agree.remedial')}`,
      '不履行本协议的，恢复强制执行。',
    ),
  ),
  'suspension-notice': paper('中止执行通知书', (view) =>
    text(`${base(view)}。因${view.text('suspend.ground')}，中止执行。说明：${view.text('suspend.reason')}`),
  ),
  'termination-notice': paper('终结执行通知书', (view) =>
    text(
      `${base(view)}。因${view.text('terminate.ground')}，终结执行。说明：${view.text('terminate.reason')}`,
    ),
  ),
  'court-application': paper(
    '强制执行申请书',
    (view) =>
      text(
        `${view.text('apply-court.court')}：`,
        `申请执行${view.text('open.decision')}。被执行人：${view.text('open.partyName')}，地址：${view.text('open.partyAddress')}。`,
        `事实、理由和依据：${view.text('apply-court.facts')}`,
        `当事人的意见和催告情况：${view.text('apply-court.partyOpinion')}`,
        `执行标的情况：${view.text('apply-court.target')}`,
        `机关负责人：${view.text('apply-court.signedBy')}`,
      ),
    { inside: true },
  ),
};
