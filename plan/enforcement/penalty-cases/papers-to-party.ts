/** Papers that go to the party: notices, the decision with everything article 59 asks for, urging. */
import { type Block, type CaseView, dateOf, type PaperTemplate } from '@fadu/kernel';
import {
  type Basis,
  basisText,
  itemText,
  moneyOf,
  otherItems,
  type PenaltyItem,
  yuanText,
} from './catalogue.ts';
import { currentProposal, hearingIsDue, notifiedProposal, owed } from './facts.ts';
import type { Proposal } from './forms.ts';
import { addUp } from './money.ts';
import { type Officer, officersText } from './officers.ts';
import { partyRows, printed, table, text } from './paper-parts.ts';

const letter = (
  title: string,
  blocks: (view: CaseView, organ: string) => Block[],
  series?: string,
): PaperTemplate => ({
  title,
  kind: '信函',
  issuedBy: 'lead',
  ...(series && { series }),
  compose: (view, { organName }) => ({
    title,
    recipients: `${view.text('register-clue.partyName')}：`,
    blocks: blocks(view, organName(view.bound('lead')[0] ?? '')),
  }),
});

const basisList = (basis: readonly Basis[]): string => {
  const own = basis
    .filter((b) => b.role === '处罚依据')
    .map(basisText)
    .join('、');
  const transition = basis
    .filter((b) => b.role === '衔接规定')
    .map(basisText)
    .join('、');
  return transition ? `${own}（新旧规定的衔接适用${transition}）` : own;
};

/** Facts with the evidence that proves each of them. */
function factsWithEvidence(view: CaseView, p: Proposal | undefined): string {
  const records = new Map(view.all('contact').map((a) => [a.seq, a.input]));
  return (p?.elements ?? [])
    .map(
      (e) =>
        `${e.fact}（证据：${e.evidence.map((seq) => `${records.get(seq)?.evidence}${records.get(seq)?.proves}`).join('、')}）`,
    )
    .join('；');
}

/** Ways and periods of reconsideration and suit. `reviewFirst`: a decision on the spot must go to reconsideration before a suit. */
export const remedyText = (body: string, court: string, reviewFirst = false): string =>
  reviewFirst
    ? `如不服本决定，可以自收到本决定书之日起六十日内向${body}申请行政复议；依法应当先申请行政复议，对复议决定不服的，再向${court}提起行政诉讼。`
    : `如不服本决定，可以自收到本决定书之日起六十日内向${body}申请行政复议，也可以自收到本决定书之日起六个月内向${court}提起行政诉讼。复议、诉讼期间不停止执行，法律另有规定的除外。`;

/** How and until when the penalty is to be performed, with bank and late fine. */
export function performanceText(items: readonly PenaltyItem[], bank: string, lateFine: boolean): string {
  const money = moneyOf(items);
  const other = otherItems(items);
  return [
    money > 0 && `罚没款共计人民币${yuanText(money)}元，自收到本决定书之日起十五日内缴至${bank}`,
    money > 0 &&
      (lateFine
        ? '逾期不缴纳的，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超过罚款的数额'
        : '逾期不缴纳的，不加处罚款'),
    other.length > 0 && `${other.map(itemText).join('、')}，自收到本决定书之日起履行`,
    money === 0 && other.length === 0 && '本决定书送达即履行',
  ]
    .filter(Boolean)
    .join('；')
    .concat('。');
}

export const papersToParty: Readonly<Record<string, PaperTemplate>> = {
  notice: {
    title: '行政处罚告知书',
    kind: '信函',
    issuedBy: 'lead',
    series: 'notice',
    compose: (view, { organName }) => {
      const p = notifiedProposal(view);
      const hearing = hearingIsDue(view);
      return {
        title: hearing ? '行政处罚听证告知书' : '行政处罚告知书',
        recipients: `${view.text('register-clue.partyName')}：`,
        blocks: text(
          `${organName(view.bound('lead')[0] ?? '')}对你（单位）${view.text('register-clue.title')}一案调查终结。`,
          `查明的事实：${factsWithEvidence(view, p)}。`,
          `理由：${p?.discretion}。`,
          `依据：${basisList(p?.basis ?? [])}。`,
          `拟作出的行政处罚：${(p?.items ?? []).map(itemText).join('、')}。`,
          '你（单位）依法享有陈述和申辩的权利，可以自收到本告知书之日起五个工作日内提出；不会因陈述、申辩加重处罚。',
          hearing &&
            '你（单位）还有要求举行听证的权利，可以自收到本告知书之日起五个工作日内以口头、书面等任何方式提出；听证不收取费用。',
        ),
      };
    },
  },
  'preservation-notice': letter('先行登记保存证据通知书', (view, organ) => {
    const p = view.last('preserve')?.input as
      | { items: string[]; place: string; ground: string; officers: Officer[] }
      | undefined;
    return [
      ...text(
        `${organ}依法对下列物品先行登记保存，七个工作日内作出处理决定；逾期未处理的，措施自动失效。理由：${p?.ground}`,
      ),
      {
        kind: 'table',
        head: ['序号', '物品'],
        rows: (p?.items ?? []).map((name, i) => [String(i + 1), name]),
      },
      ...text(`保存地点：${p?.place}。执法人员：${officersText(p?.officers ?? [])}。`),
    ];
  }),
  'disposal-notice': letter('先行登记保存证据处理通知书', (view) =>
    text(
      `对先行登记保存的物品作出处理：${view.text('dispose-preserved.result')}。${view.text('dispose-preserved.detail')}`,
    ),
  ),
  decision: {
    title: '行政处罚决定书',
    kind: '信函',
    issuedBy: 'lead',
    series: 'decision',
    compose: (view, { organName, date }) => {
      const d = view.last('decide-penalty')?.input as
        | {
            items: PenaltyItem[];
            basis: Basis[];
            reasons: string;
            bank?: string;
            lateFine: boolean;
            reconsiderationBody: string;
            court: string;
          }
        | undefined;
      const p = notifiedProposal(view);
      const statements = view.all('state-defence').length;
      const held = view.text('hold-hearing.result');
      return {
        title: '行政处罚决定书',
        blocks: [
          table([...partyRows(view), ['当事人类型', view.text('register-clue.partyKind')]]),
          ...text(
            `违法事实和证据：${factsWithEvidence(view, p)}。`,
            `告知和申辩：已告知拟作出的处罚及陈述、申辩${hearingIsDue(view) ? '、听证' : ''}的权利。${statements > 0 ? `当事人提出陈述、申辩${statements}次，均已复核。` : '当事人没有提出陈述、申辩。'}${held ? `听证${held}。` : ''}`,
            `理由：${d?.reasons}`,
            `处罚依据：${basisList(d?.basis ?? [])}。`,
            `处罚决定：责令改正违法行为，并处：${(d?.items ?? []).map(itemText).join('、')}。`,
            `履行方式和期限：${performanceText(d?.items ?? [], d?.bank ?? '', d?.lateFine === true)}`,
            `救济途径和期限：${remedyText(d?.reconsiderationBody ?? '', d?.court ?? '')}`,
            '行政处罚信息依法向社会公示的，按照规定的平台和期限公示；同时送达信用修复告知书。',
            `${organName(view.bound('lead')[0] ?? '')}`,
            printed(dateOf(view.last('decide-penalty')?.at ?? `${date}T00:00:00.000Z`)),
          ),
        ],
        note: '加盖机关印章',
      };
    },
  },
  'repair-notice': letter('信用修复告知书', () =>
    text(
      '与行政处罚决定书一并送达。履行处罚决定规定的义务、纠正违法行为并达到最短公示期限的，可以按照信用修复的规定申请提前停止公示。',
    ),
  ),
  'no-penalty-decision': {
    title: '不予行政处罚决定书',
    kind: '信函',
    issuedBy: 'lead',
    series: 'decision',
    compose: (view, { organName }) => ({
      title: '不予行政处罚决定书',
      blocks: [
        table(partyRows(view)),
        ...text(
          `查明的事实：${factsWithEvidence(view, currentProposal(view)) || '没有认定违法事实'}。`,
          `不予处罚的理由：${view.text('decide-no-penalty.ground')}。${view.text('decide-no-penalty.reasons')}`,
          `依据：${basisList(currentProposal(view)?.basis ?? [])}。`,
          `教育情况：${view.text('decide-no-penalty.education')}`,
          view.text('decide-no-penalty.guardian'),
          remedyText(
            view.text('decide-no-penalty.reconsiderationBody'),
            view.text('decide-no-penalty.court'),
          ),
          organName(view.bound('lead')[0] ?? ''),
        ),
      ],
    }),
  },
  'correction-notice': letter('补正通知书', (view) =>
    text(
      `《行政处罚决定书》中“${view.text('correct-slip.wrong')}”更正为“${view.text('correct-slip.right')}”。原因：${view.text('correct-slip.reason')}。其他内容不变。`,
    ),
  ),
  'deferral-decision': letter('延期（分期）缴纳罚款决定书', (view) => {
    const d = view.last('decide-deferral')?.input as
      | { result: string; reason: string; instalments: { dueOn: string; amount: number }[] }
      | undefined;
    return [
      ...text(`${d?.result}你（单位）延期（分期）缴纳罚款的申请。理由：${d?.reason}`),
      ...(d && d.instalments.length > 0
        ? [
            {
              kind: 'table',
              head: ['期数', '应缴日期', '金额（元）'],
              rows: d.instalments.map((p, i) => [String(i + 1), printed(p.dueOn), yuanText(p.amount)]),
            } as const,
          ]
        : []),
    ];
  }),
  'late-fine-decision': letter(
    '加处罚款决定书',
    (view) =>
      text(
        `你（单位）逾期没有缴纳罚款，截至${printed(view.get('charge-late-fine.through'))}，加处罚款人民币${yuanText(Number(view.get('charge-late-fine.amount') ?? 0))}元；复议、诉讼期间没有计算，加处的总额不超过罚款的数额。`,
      ),
    'decision',
  ),
  revocation: letter(
    '撤销行政处罚决定书',
    (view, organ) =>
      text(
        `${organ}对《行政处罚决定书》${view.issued('decide-penalty', 'decision') ?? ''}予以${view.text('revoke-decision.result')}。理由：${view.text('revoke-decision.reason')}`,
      ),
    'decision',
  ),
  'urge-letter': letter(
    '催告书',
    (view) =>
      text(
        `你（单位）没有履行《行政处罚决定书》${view.issued('decide-penalty', 'decision') ?? ''}确定的义务。请于${printed(view.get('urge.performBy'))}前以${view.text('urge.way')}的方式履行，应缴人民币${yuanText(addUp([owed(view).main, owed(view).late]))}元。`,
        '你（单位）有权进行陈述和申辩。本催告书送达十个工作日后仍不履行的，本机关将申请人民法院强制执行。',
      ),
    'urge',
  ),
};

/** The preset form handed over on the spot (行政处罚法第五十二条、第五十九条). */
export const onSpotDecision: PaperTemplate = {
  title: '当场行政处罚决定书',
  kind: '信函',
  issuedBy: 'lead',
  series: 'on-spot',
  compose: (view, { organName, date }) => {
    const d = view.last('decide-penalty')?.input as
      | {
          items: PenaltyItem[];
          basis: Basis[];
          bank?: string;
          lateFine: boolean;
          reconsiderationBody: string;
          court: string;
        }
      | undefined;
    const heard = view.last('hear-party')?.input;
    return {
      title: '当场行政处罚决定书',
      blocks: [
        table(partyRows(view)),
        ...text(
          `违法事实：${view.text('register-clue.conduct')}。时间：${printed(view.get('register-clue.actOn'))}。地点：${view.text('register-clue.place')}。证据：${view.text('register-clue.evidence')}。`,
          `已当场告知事实、理由、依据和陈述、申辩的权利。当事人${heard?.said}${heard?.text ? `：${heard.text}。复核意见：${heard.reasons}` : ''}。`,
          `处罚依据：${basisList(d?.basis ?? [])}。`,
          `处罚决定：责令改正违法行为，并处：${(d?.items ?? []).map(itemText).join('、')}。`,
          `履行方式和期限：${performanceText(d?.items ?? [], d?.bank ?? '', d?.lateFine === true)}`,
          `救济途径和期限：${remedyText(d?.reconsiderationBody ?? '', d?.court ?? '', true)}`,
          `执法人员：${officersText((view.get('register-clue.officers') ?? []) as Officer[])}。`,
          organName(view.bound('lead')[0] ?? ''),
          printed(dateOf(view.last('decide-penalty')?.at ?? `${date}T00:00:00.000Z`)),
        ),
      ],
      note: '加盖机关印章',
    };
  },
};
