/** Papers inside the case: records, approvals, reviews. What goes to the party stands in papers-to-party.ts. */
import { type Block, type CaseView, dateOf, type PaperContext, type PaperTemplate } from '@fadu/kernel';
import { itemText } from './catalogue.ts';
import { currentDiscretion, isOff } from './discretion.ts';
import { currentProposal, departsFrom } from './facts.ts';
import type { Proposal } from './forms.ts';
import { type Officer, officersText } from './officers.ts';
import { partyRows, printed, table, text } from './paper-parts.ts';
import { onSpotDecision, papersToParty } from './papers-to-party.ts';

const paper = (
  title: string,
  compose: (view: CaseView, context: PaperContext) => Block[],
  series?: string,
): PaperTemplate => ({
  title,
  kind: '信函',
  issuedBy: 'lead',
  ...(series && { series }),
  compose: (view, context) => ({ title, blocks: compose(view, context) }),
});

const factsOf = (p: Proposal | undefined): string =>
  (p?.elements ?? []).map((e, i) => `${i + 1}. ${e.fact}（证据：第${e.evidence.join('、')}号）`).join('；');

/** What the benchmark gives for the facts, and why the proposal leaves it. */
function discretionLines(view: CaseView): string[] {
  const d = currentDiscretion(view);
  if (d.state === 'none') return [];
  const reasons = currentProposal(view)?.bandReasons;
  return [`${d.says}。`, ...(isOff(d) ? [`没有按裁量权基准的理由：${reasons ?? ''}`] : [])];
}

/** An approval form: what is asked, why, and who approved it by which act. */
const approval = (title: string, act: string, field = 'reason'): PaperTemplate =>
  paper(title, (view) => [
    table([
      ...partyRows(view),
      ['立案日期', printed(view.last('file') && dateOf(view.last('file')?.at ?? ''))],
      ['理由', view.text(`${act}.${field}`)],
      ['批准人', view.last(act)?.actor.name],
    ]),
  ]);

export const papers: Readonly<Record<string, PaperTemplate>> = {
  ...papersToParty,
  'clue-record': paper(
    '案件来源登记表',
    (view) => [
      table([
        ...partyRows(view),
        ['案件来源', view.text('register-clue.source')],
        ['来源情况', view.text('register-clue.sourceDetail')],
        ['行为发生地', view.text('register-clue.place')],
        ['行为发生日期', printed(view.get('register-clue.actOn'))],
        ['发现日期', printed(view.get('register-clue.discoveredOn'))],
        ['违法行为概况', view.text('register-clue.conduct')],
        ['登记人', view.last('register-clue')?.actor.name],
      ]),
    ],
    'clue',
  ),
  'filing-approval': paper(
    '立案审批表',
    (view) => [
      table([
        ...partyRows(view),
        ['案件来源', view.text('register-clue.source')],
        ['核查情况', view.text('file.verification')],
        ['管辖依据', view.text('file.jurisdiction')],
        ['办案人员', officersText((view.get('file.officers') ?? []) as Officer[])],
        ['批准人', view.last('file')?.actor.name],
      ]),
    ],
    'case',
  ),
  'no-filing-approval': paper('不予立案审批表', (view) => [
    table([
      ...partyRows(view),
      ['不予立案的理由', view.text('not-file.ground')],
      ['说明', view.text('not-file.reason')],
      ['批准人', view.last('not-file')?.actor.name],
    ]),
  ]),
  'transfer-letter': paper('案件移送函', (view, { organName }) => [
    ...text(
      `${organName(view.text('transfer-organ.organ'))}：`,
      `${view.text('register-clue.partyName')}涉嫌${view.text('register-clue.title')}一案，经核查：${view.text('register-clue.conduct')}`,
      `移送理由：${view.text('transfer-organ.reason')}。现将案件材料移送你单位处理。`,
    ),
  ]),
  'contact-record': paper('调查取证笔录', (view) => {
    const c = view.last('contact')?.input;
    return [
      table([
        ['方式', c?.kind],
        ['日期', printed(c?.on)],
        ['地点', c?.place],
        ['执法人员', officersText((c?.officers ?? []) as Officer[])],
        ['出示证件', c?.shown ? '已经出示' : '没有出示'],
        ['证据种类', c?.evidence],
        ['证明的事实', c?.proves],
        ['核对签名', c?.signed],
      ]),
      ...text(String(c?.record ?? '')),
    ];
  }),
  'suspension-approval': approval('中止调查审批表', 'suspend'),
  'termination-approval': approval('终止调查审批表', 'terminate'),
  'withdrawal-approval': approval('撤销立案审批表', 'withdraw-filing'),
  'end-report': paper('调查终结报告', (view) => {
    const p = currentProposal(view);
    const departing = departsFrom(view);
    return [
      table(partyRows(view)),
      ...text(
        `一、违法事实和证据：${factsOf(p) || '没有认定违法事实'}`,
        `二、依据：${(p?.basis ?? []).map((b) => `《${b.title}》第${b.article}条（${b.level}）`).join('、')}`,
        `三、裁量：${p?.discretion}`,
        ...discretionLines(view),
        departing.length > 0 &&
          `四、没有适用的法定情形：${departing.map((r) => r.title).join('；')}。理由：${p?.departureReasons}`,
        `处理建议：${p?.outcome}${p && p.items.length > 0 ? `：${p.items.map(itemText).join('、')}` : p?.noPenaltyGround ? `（${p.noPenaltyGround}）` : ''}`,
      ),
    ];
  }),
  'departure-approval': paper('不按裁量权基准审批表', (view) => [
    table([
      ...partyRows(view),
      ['情形', view.text('approve-departure.ground')],
      ['决定', view.text('approve-departure.result')],
      ['理由', view.text('approve-departure.reason')],
      ['批准人', view.last('approve-departure')?.actor.name],
    ]),
    ...text(...discretionLines(view)),
  ]),
  'case-review-opinion': paper('案件审核意见', (view) => [
    table([
      ...partyRows(view),
      ['审核结果', view.text('case-review.result')],
      ['意见', view.text('case-review.opinion')],
      ['审核人', view.last('case-review')?.actor.name],
    ]),
  ]),
  reexamination: paper('陈述申辩复核意见书', (view) => {
    const r = view.last('re-examine')?.input;
    const statement = view.all('state-defence').find((a) => a.seq === r?.statement)?.input;
    return text(
      `当事人的陈述、申辩：${statement?.text}`,
      `复核结果：${r?.accepted}。`,
      `复核意见：${r?.reasons}`,
    );
  }),
  waiver: paper('放弃权利登记', (view) => [
    table([
      ['放弃的权利', view.text('waive-rights.scope')],
      ['当事人签字文书', view.text('waive-rights.document')],
      ['签字日期', printed(view.get('waive-rights.signedOn'))],
    ]),
  ]),
  revision: paper('减轻处理意见', (view) => {
    const p = currentProposal(view);
    return text(
      `处理意见改为：${p?.outcome}${p && p.items.length > 0 ? `：${p.items.map(itemText).join('、')}` : ''}`,
      `理由：${p?.discretion}`,
    );
  }),
  'legality-opinion': paper(
    '法制审核意见书',
    (view) => [
      table([
        ...partyRows(view),
        ['审核结论', view.text('legality-review.conclusion')],
        ['审核意见', view.text('legality-review.opinion')],
        [
          '没有适用的法定情形',
          departsFrom(view)
            .map((r) => r.title)
            .join('；') || undefined,
        ],
        ['审核人', view.last('legality-review')?.actor.name],
        ['审核人资格', view.text('legality-review.qualification')],
      ]),
    ],
    'legality-opinion',
  ),
  'deliberation-record': paper('集体讨论记录', (view) => [
    table([
      ['会议', view.text('deliberate.meeting')],
      ['日期', printed(view.get('deliberate.heldOn'))],
      ['出席', `${view.text('deliberate.attending')}人`],
      ['同意', `${view.text('deliberate.inFavour')}人`],
      ['结果', view.text('deliberate.result')],
    ]),
    ...text(view.text('deliberate.minutes')),
  ]),
  'education-record': paper('教育记录', (view) => {
    const d = (view.last('decide-no-penalty') ?? view.last('no-penalty'))?.input;
    return text(
      `不予处罚的理由：${d?.ground}`,
      `教育情况：${d?.education}`,
      d?.guardian ? String(d.guardian) : '',
    );
  }),
  'court-application': paper('强制执行申请书', (view) =>
    text(
      `${view.text('apply-court.court')}：`,
      `申请执行《行政处罚决定书》${view.issued('decide-penalty', 'decision') ?? ''}。被执行人：${view.text('register-clue.partyName')}。`,
      `当事人的意见和催告情况：${view.text('apply-court.partyOpinion')}`,
      `执行标的情况：${view.text('apply-court.target')}`,
      `机关负责人：${view.text('apply-court.signedBy')}`,
    ),
  ),
  'closing-approval': paper('结案审批表', (view) => {
    const annulled = view.last('close-set-aside');
    const unexecuted = view.last('close-unexecuted');
    const last = annulled ?? unexecuted ?? view.last('close');
    return [
      table([
        ...partyRows(view),
        ['立案号', view.issued('file', 'case')],
        [
          '决定书文号',
          view.issued('decide-penalty', 'decision') ?? view.issued('decide-no-penalty', 'decision'),
        ],
        ['结案方式', annulled ? '决定被撤销' : unexecuted ? '未能执行' : '履行或者执行完毕'],
        [
          '结案情况',
          view.text('close.summary') ||
            view.text('close-unexecuted.reason') ||
            view.text('close-set-aside.other'),
        ],
        ['卷内目录', view.text('close.catalogue')],
        ['批准人', last?.actor.name],
      ]),
    ];
  }),
};

/** Papers of the simple procedure besides those above. */
export const simplePapers: Readonly<Record<string, PaperTemplate>> = {
  'on-spot-record': paper('当场查处记录', (view) => [
    table([
      ...partyRows(view),
      ['违法行为', view.text('register-clue.conduct')],
      ['地点', view.text('register-clue.place')],
      ['证据', view.text('register-clue.evidence')],
      ['执法人员', officersText((view.get('register-clue.officers') ?? []) as Officer[])],
    ]),
  ]),
  'on-spot-decision': onSpotDecision,
  'cash-record': paper('当场收缴罚款记录', (view) => [
    table([
      ['金额（元）', view.text('collect-cash.amount')],
      ['收缴日期', printed(view.get('collect-cash.paidOn'))],
      ['理由', view.text('collect-cash.ground')],
      ['具体情况', view.text('collect-cash.why')],
      ['专用票据号码', view.text('collect-cash.receipt')],
    ]),
  ]),
};
