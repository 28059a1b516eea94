/** The letters of a disclosure case, composed from its facts. */
import {
  type Block,
  type CaseView,
  citeText,
  formatDate,
  type PaperContext,
  type PaperTemplate,
} from '@fadu/kernel';
import { consultationAnswers } from '../../fragments/third-party.ts';
import { applicationOf, draftOf, feeOf, receivedOn } from './facts.ts';
import { feeText } from './fee.ts';
import { REPLY_TYPES, remedyOf, remedyText } from './replies.ts';

/** A date as letters print it, without the weekday. */
const plain = (date: string): string => (date ? formatDate(date).replace(/[（(].*$/, '') : '');
const text = (...lines: readonly (string | undefined)[]): Block[] =>
  lines.filter((line): line is string => Boolean(line)).map((line) => ({ kind: 'paragraph', text: line }));
const numbered = (lines: readonly string[]): string[] => lines.map((line, i) => `${i + 1}. ${line}`);
/** Ends with a full stop, once. */
const stop = (line: string | undefined): string | undefined =>
  line ? line.replace(/[。；;.]*$/, '。') : undefined;

const applicantName = (view: CaseView): string => String(applicationOf(view).name ?? '');
const wanted = (view: CaseView): string => String(applicationOf(view).information ?? '');
const application = (view: CaseView): string =>
  `你（单位）提出的政府信息公开申请，本机关于${plain(receivedOn(view) ?? '')}收到。申请公开的内容为：${wanted(view)}。`;

/** A letter to the applicant. */
const toApplicant = (
  title: string,
  body: (view: CaseView, context: PaperContext) => readonly Block[],
  series?: string,
): PaperTemplate => ({
  title,
  kind: '信函',
  issuedBy: 'agency',
  ...(series && { series }),
  compose: (view, context) => ({ title, recipients: applicantName(view), blocks: body(view, context) }),
});

export const correctionNotice = toApplicant('政府信息公开申请补正告知书', (view) =>
  text(
    application(view),
    '申请内容不明确，依照《政府信息公开条例》第三十条，请补正下列事项：',
    ...numbered((view.get('notify-correction.items') as string[] | undefined) ?? []),
    stop(`说明：${view.text('notify-correction.guidance')}`),
    `请于${plain(view.text('notify-correction.correctBy'))}前（含当日）补正。答复期限自本机关收到补正的申请之日起计算；无正当理由逾期不补正的，视为放弃申请，本机关不再处理。`,
  ),
);

/** Told whenever a case closes because its applicant did nothing: what it counts as, and the way out. */
const abandoned = (title: string, why: string): PaperTemplate =>
  toApplicant(title, (view) =>
    text(
      application(view),
      `${why}视为放弃申请，本机关不再处理。`,
      '你（单位）可以重新提出申请；认为本处理侵犯合法权益的，可以依照《政府信息公开条例》第五十一条投诉、举报，或者依法申请行政复议、提起行政诉讼。',
    ),
  );
export const correctionAbandoned = abandoned(
  '逾期不补正处理告知书',
  '你（单位）无正当理由没有在补正期限内补正，依照《政府信息公开条例》第三十条，',
);
export const feeAbandoned = abandoned(
  '逾期不缴费处理告知书',
  '你（单位）没有在收到收费通知次日起20个工作日内缴纳信息处理费，依照《政府信息公开信息处理费管理办法》，',
);

export const extensionNotice = toApplicant('延期答复告知书', (view) =>
  text(
    application(view),
    stop(`因${view.text('extend-answer.reason')}`),
    `依照《政府信息公开条例》第三十三条第二款，经本机关政府信息公开工作机构负责人同意，答复期限延长${view.text('extend-answer.days')}个工作日。`,
  ),
);

/** A letter to those whose opinion is asked. */
const consultationLetter = (
  title: string,
  ask: string,
  name: string,
  consequence: string,
): PaperTemplate => ({
  title,
  kind: '信函',
  issuedBy: 'agency',
  compose: (view) => ({
    title,
    blocks: text(
      `本机关收到一件政府信息公开申请，申请公开的信息${ask}。涉及的内容为：${view.text(`${name}.content`)}。`,
      `请自收到本征询书之日起15个工作日内书面提出是否同意公开的意见；不同意公开或者只同意部分公开的，请说明理由。${consequence}`,
      // The applicant's identity is no reason for or against disclosure, and is not told.
      '本机关依法不向你（单位）提供申请人的身份信息。',
    ),
  }),
});
export const thirdPartyLetter = consultationLetter(
  '第三方意见征询书',
  '可能涉及你（单位）的商业秘密、个人隐私等合法权益',
  'ask-third-party',
  '逾期未提出意见的，由本机关依照《政府信息公开条例》的规定决定是否公开。',
);
export const coMakerLetter = consultationLetter(
  '共同制作机关意见征询书',
  '由你机关与本机关共同制作',
  'ask-co-maker',
  '依照《政府信息公开条例》第三十四条，逾期未提出意见的视为同意公开。',
);

export const referralLetter: PaperTemplate = {
  title: '关于请求确定政府信息是否可以公开的函',
  kind: '信函',
  issuedBy: 'agency',
  compose: (view) => ({
    title: '关于请求确定政府信息是否可以公开的函',
    recipients: view.text('refer-doubt.authority'),
    blocks: text(
      `本机关办理一件政府信息公开申请（申请内容：${wanted(view)}），对有关信息是否可以公开不能确定，依照《政府信息公开条例》第十七条，请予确定：`,
      stop(view.text('refer-doubt.question')),
    ),
  }),
};

export const reasonsLetter = toApplicant('说明申请理由通知书', (view) =>
  text(
    application(view),
    `经统计，你（单位）在一定期间内共提出申请${view.text('ask-reasons.count')}件。${stop(view.text('ask-reasons.excess')) ?? ''}`,
    `依照《政府信息公开条例》第三十五条，请于${plain(view.text('ask-reasons.answerBy'))}前（含当日）说明申请理由。理由不合理的，本机关告知不予处理。`,
  ),
);

export const delayNotice = toApplicant('延迟答复告知书', (view) =>
  text(
    application(view),
    `你（单位）说明的理由合理，但本机关无法在规定的期限内答复。${stop(view.text('delay-answer.reason')) ?? ''}`,
    `依照《政府信息公开条例》第三十五条，本机关将于${plain(view.text('delay-answer.answerBy'))}前（含当日）答复。`,
  ),
);

export const feeNotice = toApplicant('信息处理费收费通知', (view) => {
  const input = view.last('fee-notice')?.input ?? {};
  const fee = feeOf(input);
  return text(
    application(view),
    stop(String(input.excess ?? '')),
    `依照《政府信息公开条例》第四十二条和《政府信息公开信息处理费管理办法》，${fee.mode}：${feeText(fee)}。`,
    `应缴纳信息处理费${fee.amount}元。缴纳方式：${String(input.payTo ?? '')}。`,
    '请在收到本通知次日起20个工作日内缴纳；逾期未缴纳的，视为放弃申请，本机关不再处理。答复期限从完成缴费的次日起重新计算。',
  );
});

export const spotNote = toApplicant('当场答复记录', (view) =>
  text(application(view), stop(view.text('answer-on-the-spot.answer'))),
);

export const withdrawalNote = toApplicant('撤回申请办结告知书', (view) =>
  text(application(view), '你（单位）已经撤回申请，本件办结。需要时可以重新提出申请。'),
);

export const thirdPartyTold: PaperTemplate = {
  title: '公开决定告知书',
  kind: '信函',
  issuedBy: 'agency',
  compose: (view) => ({
    title: '公开决定告知书',
    recipients: [...consultationAnswers(view, 'third-party', 'decide').values()]
      .filter((a) => a?.position === '不同意' || a?.position === '部分同意')
      .map((a) => a?.who)
      .join('、'),
    blocks: text(
      `你（单位）对有关政府信息公开提出了不同意见。经审查，本机关决定公开下列内容：${view.text('tell-third-party.content')}。`,
      stop(`理由：${view.text('tell-third-party.reasons')}`),
      '依照《政府信息公开条例》第三十二条，特此告知。认为侵犯合法权益的，可以依法申请行政复议或者提起行政诉讼。',
    ),
  }),
};

/** The reply: facts, what is decided, reasons, basis, what is given, what is not, and the remedies. */
export const reply: PaperTemplate = toApplicant(
  '政府信息公开申请答复书',
  (view) => {
    const draft = draftOf(view);
    if (!draft) return [];
    const type = REPLY_TYPES[draft.code];
    const withheld = draft.withheld ?? [];
    // “Does not exist” and “not ours” are two items of one article.
    const own =
      draft.code === 'D1'
        ? type.cites.filter((c) => c.item === (draft.missing === '经检索不存在' ? 4 : 5))
        : type.cites;
    const cites = [
      ...own,
      ...withheld.flatMap((w) => (w.code === '不属于政府信息' ? [] : REPLY_TYPES[w.code].cites)),
    ];
    const basis = [
      ...new Set(cites.map(citeText)),
      ...[draft.legalBasis, draft.secrecyBasis].filter(Boolean),
    ];
    const given = draft.released ?? [];
    return [
      ...text(
        application(view),
        stop(`经审查：${draft.facts}`),
        draft.missing === '经检索不存在' ? '经检索，没有所申请公开的信息，该政府信息不存在。' : undefined,
        draft.missing === '不属于本机关负责公开' ? '所申请公开的信息不属于本机关负责公开。' : undefined,
        stop(draft.searched && `检索情况：${draft.searched}`),
        `依照${basis.join('、')}，${type.decides}`,
        stop(draft.reasons && `理由：${draft.reasons}`),
        stop(draft.harm && `公开后可能造成的危害：${draft.harm}`),
        stop(draft.weighing && `权衡情况：${draft.weighing}`),
        stop(draft.balance && `第三方权益与公共利益的权衡：${draft.balance}`),
        stop(draft.override && `第三方提出了不同意见，本机关决定公开的理由：${draft.override}`),
        stop(draft.whereToFind && `获取的方式、途径和时间：${draft.whereToFind}`),
        stop(draft.rightOrgan && `负责公开该信息的机关：${draft.rightOrgan}`),
        stop(draft.channel && `请通过以下途径办理：${draft.channel}`),
        stop(draft.earlier && `此前的答复：${draft.earlier}`),
        draft.code === 'C7' ? '你（单位）是该案件当事人的，可以依照该案件适用的程序查阅案卷。' : undefined,
      ),
      ...(given.length
        ? [
            { kind: 'paragraph', text: '提供的信息：' } as const,
            {
              kind: 'table',
              head: ['名称', '副本编号', '隐去的内容'],
              rows: given.map((r) => [r.title, r.rendition, r.redacted.join('、') || '无']),
            } as const,
          ]
        : []),
      ...(withheld.length
        ? [
            { kind: 'paragraph', text: '不予公开的部分：' } as const,
            {
              kind: 'table',
              head: ['内容', '情形', '理由'],
              rows: withheld.map((w) => [
                w.what,
                w.code === '不属于政府信息' ? w.code : REPLY_TYPES[w.code].title,
                w.reason,
              ]),
            } as const,
          ]
        : []),
      ...text(
        remedyText(
          remedyOf(
            draft.code,
            withheld.map((w) => w.code),
          ),
          { organ: draft.reconsiderationOrgan, court: draft.court },
        ),
      ),
    ];
  },
  'reply',
);
