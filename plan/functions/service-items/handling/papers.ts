/** The letters of a handling, composed from its facts. Refusing and accepting are always in writing (licensing law, article 32). */
import {
  type Block,
  type CaseView,
  dateOf,
  formatDate,
  type PaperContext,
  type PaperTemplate,
} from '@fadu/kernel';
import {
  applicantName,
  applicationOf,
  firstReceivedOn,
  itemName,
  itemOf,
  receivedOn,
  resultName,
} from './facts.ts';

const plain = (date: unknown): string => (date ? formatDate(String(date)).replace(/[（(].*$/, '') : '');
const stop = (line: unknown): string | undefined =>
  line ? String(line).replace(/[。；;.]*$/, '。') : undefined;
const text = (...lines: readonly (string | undefined)[]): Block[] =>
  lines.filter((line): line is string => Boolean(line)).map((line) => ({ kind: 'paragraph', text: line }));
const numbered = (lines: readonly string[]): string[] => lines.map((line, i) => `${i + 1}. ${line}`);

/** A letter of the organ to the applicant. */
const letter = (
  title: string,
  body: (view: CaseView, context: PaperContext) => readonly (string | undefined)[],
  series?: string,
): PaperTemplate => ({
  title,
  kind: '信函',
  issuedBy: 'agency',
  ...(series && { series }),
  compose: (view, context) => ({
    title,
    recipients: applicantName(view),
    blocks: text(...body(view, context)),
  }),
});

const came = (view: CaseView): string =>
  `你（单位）提出的“${itemName(view)}”申请，本机关于${plain(firstReceivedOn(view))}收到。`;
const appeal =
  '不服本决定的，可以自收到之日起六十日内依法申请行政复议，或者自收到之日起六个月内依法提起行政诉讼。';

const limits = (view: CaseView): string => {
  const item = itemOf(view);
  return item
    ? `法定办结时限${item.joint ? 45 : item.statutoryDays}个工作日，承诺办结时限${item.promisedDays}个工作日。`
    : '';
};

type Row = { readonly material: string; readonly problem: string; readonly how: string };
type Given = { readonly name: string; readonly how: string };

export const papers: Readonly<Record<string, PaperTemplate>> = {
  receipt: letter('材料接收凭证', (view) => [
    came(view),
    '已经收到的材料：',
    ...numbered(
      ((applicationOf(view).materials as readonly Given[] | undefined) ?? []).map(
        (m) => `${m.name}（${m.how}）`,
      ),
    ),
    '材料不齐全或者不符合法定形式的，本机关在五个工作日内一次告知；逾期不告知的，自收到材料之日起即为受理。',
    `查询和监督电话：${itemOf(view)?.phone ?? ''}。`,
  ]),
  'acceptance-notice': letter(
    '受理通知书',
    (view) => {
      const lacking = (view.get('accept.lacking') as readonly string[] | undefined) ?? [];
      return [
        `${came(view)}经审查，材料齐全、符合法定形式，现予受理。`,
        limits(view),
        lacking.length
          ? `下列材料容缺受理，请在十个工作日内补齐；逾期不补齐的，不能作出准予的决定：${lacking.join('、')}。`
          : undefined,
      ];
    },
    'acceptance',
  ),
  'deemed-acceptance-notice': letter(
    '视为受理通知书',
    (view) => [
      `${came(view)}本机关没有在五个工作日内告知补正，依照《行政许可法》第三十二条，自${plain(receivedOn(view))}收到材料之日起即为受理，办结期限从那一天起计算。`,
      limits(view),
    ],
    'acceptance',
  ),
  'correction-notice': letter('一次性补正告知书', (view) => [
    `${came(view)}下列材料需要补正：`,
    ...numbered(
      ((view.get('notify-correction.items') as readonly Row[] | undefined) ?? []).map(
        (r) => `${r.material}：${r.problem}。${r.how}`,
      ),
    ),
    `请于${plain(view.get('notify-correction.correctBy'))}前（含当日）补正。补正只告知这一次，补正后材料齐全的，本机关应当受理。`,
    stop(view.text('notify-correction.risk')),
  ]),
  'given-up-notice': letter('终止办理告知书', (view) => [
    came(view),
    '你（单位）没有在补正期限内补正，视为放弃申请，本机关终止办理。可以随时重新申请。',
  ]),
  'withdrawal-note': letter('撤回申请告知书', (view) => [
    came(view),
    '你（单位）已经撤回申请，本机关终止办理。可以随时重新申请。',
  ]),
  'not-required-notice': letter('不受理告知书', (view) => [
    `${came(view)}这一事项依法不需要取得许可。`,
    stop(view.text('say-not-required.reasons')),
  ]),
  'not-competent-decision': letter(
    '不予受理决定书',
    (view, context) => [
      `${came(view)}这一事项不属于本机关职权范围，决定不予受理。`,
      stop(view.text('say-not-competent.reasons')),
      `请向${context.organName(view.text('say-not-competent.competent'))}申请：${view.text('say-not-competent.where')}。`,
      appeal,
    ],
    'refusal',
  ),
  'refusal-decision': letter(
    '不予受理决定书',
    (view) => [
      `${came(view)}经窗口上报、大厅管理机构协调，由本机关负责人决定不予受理。`,
      stop(`理由：${view.text('refuse-acceptance.reasons')}`),
      stop(`依据：${view.text('refuse-acceptance.basis')}`),
      stop(view.text('refuse-acceptance.remedies')),
    ],
    'refusal',
  ),
  'time-needed-notice': letter('所需时间告知书', (view) => [
    `${came(view)}办理中依法需要${view.text('begin-special.type')}（${view.text('begin-special.basis')}），需要${view.text('begin-special.days')}个工作日。`,
    '依照《行政许可法》第四十五条，这段时间不计算在办结期限内。',
  ]),
  'interested-notice': letter('告知利害关系人通知书', (view) => [
    `本机关正在办理“${itemName(view)}”申请，直接关系下列人员的重大利益：${((view.get('tell-interested.people') as readonly string[] | undefined) ?? []).join('、')}。`,
    '申请人、利害关系人有权陈述和申辩，请在收到后五个工作日内向本机关提出。',
  ]),
  'hearing-right-notice': letter('听证告知书', (view) => [
    `“${itemName(view)}”申请直接涉及申请人与他人之间的重大利益关系，申请人、利害关系人有权要求听证。`,
    '要求听证的，请自收到之日起五个工作日内提出；本机关自收到听证申请之日起二十个工作日内组织听证，不收取费用。',
  ]),
  decision: letter(
    '准予决定书',
    (view) => {
      const act = ['grant', 'grant-at-once', 'grant-by-commitment'].map((a) => view.last(a)).find(Boolean);
      return [
        `${came(view)}经审查，申请符合法定条件、标准，决定准予，核发${resultName(view)}。`,
        stop(act && `理由：${String(act.input.reasons)}`),
        act?.act === 'grant-by-commitment'
          ? '本决定根据你（单位）的书面承诺作出，本机关将按规定核查；承诺不实的，先责令限期整改，仍不符合的撤销本决定并记入信用记录。'
          : undefined,
        act && `决定日期：${plain(dateOf(act.at))}。证件自决定之日起十个工作日内送达。`,
      ];
    },
    'decision',
  ),
  denial: letter(
    '不予决定书',
    (view) => [
      `${came(view)}经审查，决定不予办理。`,
      stop(`理由：${view.text('deny.reasons')}`),
      stop(view.text('deny.remedies')),
    ],
    'decision',
  ),
  'commitment-letter': letter('告知承诺书', (view) => {
    const item = itemOf(view);
    return [
      `事项：${itemName(view)}。条件：${(item?.conditions ?? []).join('；')}。`,
      `申请人${applicantName(view)}承诺：已经知晓告知事项，符合上述条件，所作承诺是真实意思表示，愿意承担不实承诺的责任。`,
      item?.checkDays
        ? `本机关在送达后${item.checkDays}个工作日内核查${item.checkHow ? `（${item.checkHow}）` : ''}。`
        : '本事项免予核查，按日常监管办理。',
      '申请人可以选择不承诺，按一般程序办理。',
    ];
  }),
  'check-result': letter('承诺核查结果告知书', (view) => [
    `“${itemName(view)}”的承诺已经核查（${view.text('check-commitment.method')}），结果：${view.text('check-commitment.result')}。`,
    stop(view.text('check-commitment.findings')),
    view.get('check-commitment.fixBy')
      ? `请于${plain(view.get('check-commitment.fixBy'))}前整改到符合承诺；逾期仍不符合的，撤销决定并记入信用记录。`
      : undefined,
  ]),
  'revocation-decision': letter(
    '撤销决定书',
    (view) => [
      `根据你（单位）的书面承诺作出的“${itemName(view)}”准予决定，经核查不符合承诺，限期整改后仍不符合，决定撤销。`,
      stop(view.text('revoke-commitment.reasons')),
      stop(view.text('revoke-commitment.remedies')),
    ],
    'decision',
  ),
};

/** The letter that tells the applicant of an extension and its reason. */
export const extensionNotice = (by: string, act: string): PaperTemplate =>
  letter('延长办结期限告知书', (view) => [
    came(view),
    `在法定期限内不能作出决定，经${by}批准，延长${view.text(`${act}.days`)}个工作日。`,
    stop(`理由：${view.text(`${act}.reason`)}`),
  ]);
