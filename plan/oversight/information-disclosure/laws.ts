import { clock, cond, design, type Law, law, not } from '@fadu/kernel';
import {
  disclosureRegulations as dis,
  disclosureFeeRules as fees,
  disclosureDeliveryLetter as post235,
} from '../../statutes/index.ts';

/** New facts after which an earlier draft or review no longer stands. */
const reopened = ['ask-third-party', 'ask-co-maker', 'refer-doubt', 'ask-reasons'];
const sent = ['deliver-reply', 'post-reply'];

/** An application counts as received only when its day of receipt is fixed. */
const received = (then: string): Law =>
  law(`RECEIPT-${then.toUpperCase()}`, '收到之日没有确定的申请，不得办理', [dis.art('31')], {
    kind: 'precedes',
    first: [{ act: 'confirm-receipt' }, { act: 'register', with: not(cond('needs-confirmation')) }],
    then,
  });

/** What must hold on every path of an application, whatever the flow says. */
export const laws: readonly Law[] = [
  received('draft-reply'),
  received('notify-correction'),
  received('fee-notice'),
  law('O1', '没有写明类型、理由、依据的答复，不得签发', [dis.art('36'), dis.art('45')], {
    kind: 'precedes',
    first: [{ act: 'draft-reply' }],
    then: 'sign-reply',
    since: reopened,
  }),
  law('O2', '提供信息之前必须经过公开审查，结论为可以公开；重新拟写的重新审查', [dis.art('17')], {
    kind: 'precedes',
    first: [{ act: 'review-disclosure', with: cond('review-passed') }],
    then: 'sign-reply',
    since: ['draft-reply', ...reopened],
    where: cond('reply-releases'),
  }),
  law('O2-PUBLISH', '没有公开审查结论的信息，不得转为主动公开', [dis.art('17'), dis.art('44')], {
    kind: 'precedes',
    first: [{ act: 'review-disclosure', with: cond('review-passed') }],
    then: 'publish-proactively',
    since: ['draft-reply', ...reopened],
  }),
  law('O5', '以保护第三方为由不公开的，必须征求过第三方意见，或者记录过无法征求的原因', [dis.art('32')], {
    kind: 'precedes',
    first: [{ act: 'ask-third-party' }, { act: 'third-party-impossible' }],
    then: 'sign-reply',
    where: cond('reply-for-third-party'),
  }),
  ...(['state-reasons', 'register-reasons'] as const).map((then) =>
    law(
      `O6-${then.toUpperCase()}`,
      '除数量、频次明显超过合理范围外，不得要求申请人说明理由',
      [dis.art('35'), dis.art('29')],
      {
        kind: 'precedes',
        first: [{ act: 'ask-reasons' }],
        then,
      },
    ),
  ),
  law('O6-ONCE', '理由只能要求说明一次', [dis.art('35')], { kind: 'at-most', act: 'ask-reasons', times: 1 }),
  law('E4', '没有要求说明理由并认定不合理的，不得以大量反复申请为由不予处理', [dis.art('35')], {
    kind: 'precedes',
    first: [{ act: 'judge-reasons', with: cond('reasons-unreasonable') }],
    then: 'sign-reply',
    where: cond('reply-e4'),
  }),
  law('D3', '没有补正过的，不得以补正后仍不明确为由答复', [dis.art('30')], {
    kind: 'precedes',
    first: [{ act: 'submit-correction' }, { act: 'register-correction' }],
    then: 'sign-reply',
    where: cond('reply-d3'),
  }),
  law('DELAY', '没有认定理由合理的，不得延迟答复', [dis.art('35')], {
    kind: 'precedes',
    first: [{ act: 'judge-reasons', with: not(cond('reasons-unreasonable')) }],
    then: 'delay-answer',
  }),
  law('REFERRAL-HOLD', '主管部门没有确定之前，不得签发答复', [dis.art('17', { paragraph: 3 })], {
    kind: 'only-while',
    act: 'sign-reply',
    guard: not(cond('referral-open')),
  }),
  law('FEE-ONCE', '一件申请只能收取一次信息处理费', [fees.art('3')], {
    kind: 'at-most',
    act: 'fee-notice',
    times: 1,
  }),
  law('FEE-IN-TIME', '答复期限届满之后不得再通知收费', [fees.art('6')], {
    kind: 'only-while',
    act: 'fee-notice',
    guard: not(clock('answer', 'elapsed')),
  }),
  law('FEE-WAIT', '缴费期限没有届满，不得视为放弃', [fees.art('6')], {
    kind: 'waits',
    act: 'abandon-payment',
    clock: 'payment',
  }),
  law('FEE-RECEIVED', '申请人没有收到收费通知，不得视为放弃', [fees.art('6')], {
    kind: 'precedes',
    first: [{ act: 'fee-notice-received' }],
    then: 'abandon-payment',
  }),
  law('DELIVER', '签发的答复必须送达才能办结', [post235.art('1'), post235.art('4')], {
    kind: 'answered',
    cause: { act: 'sign-reply' },
    effect: sent,
  }),
  law('TELL', '第三方不同意而决定公开的，必须书面告知第三方才能办结', [dis.art('32')], {
    kind: 'answered',
    cause: { act: 'sign-reply', with: cond('reply-against-objection') },
    effect: ['tell-third-party'],
  }),
  law('WHOLE', '办结的答复，拟写、签发一步不少', [dis.art('45')], {
    kind: 'ends-with',
    ends: ['answered'],
    acts: ['draft-reply', 'sign-reply'],
  }),
  law('APART', '拟写答复的人不得审查自己拟写的答复', [design('公开审查由拟写人以外的人员进行')], {
    kind: 'apart',
    act: 'review-disclosure',
    from: 'draft-reply',
  }),
];
