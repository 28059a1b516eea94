/** Letters about a certificate's later life. */
import { type CaseView, formatDate, type PaperContext, type PaperTemplate } from '@fadu/kernel';
import { certificateOf, openingOf, renewedTo } from './facts.ts';

const name = (view: CaseView): string => {
  const c = certificateOf(view)?.body;
  return `《${String(c?.name ?? '证件')}》（${String(openingOf(view).certificate ?? '')}）`;
};
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
    recipients: String(certificateOf(view)?.body.holder ?? '持证人'),
    blocks: body(view, context)
      .filter((line): line is string => Boolean(line))
      .map((text) => ({ kind: 'paragraph', text })),
  }),
});
const day = (date: unknown) => formatDate(String(date)).replace(/[（(].*$/, '');
const why = (view: CaseView, act: string) => `理由：${view.text(`${act}.reasons`)}`;
const remedies = (view: CaseView, act: string) => view.text(`${act}.remedies`);

export const papers: Readonly<Record<string, PaperTemplate>> = {
  receipt: letter('申请接收凭证', (view) => [
    `您（单位）关于${name(view)}的${String(openingOf(view).want)}申请已经收到。`,
    openingOf(view).want === '延续'
      ? `现在的有效期至${day(certificateOf(view)?.body.validTo)}。在届满三十日前申请、到届满之日没有作出决定的，视为准予延续。`
      : undefined,
  ]),
  notice: letter('拟作处理告知书', (view) => [
    `本机关拟对${name(view)}作出${String(openingOf(view).want)}的处理。`,
    view.text('notify.text'),
    '您可以自收到之日起五个工作日内陈述、申辩；不因申辩加重处理。',
  ]),
  renewed: letter(
    '准予延续决定书',
    (view) => [`准予${name(view)}延续，有效期至${day(view.text('renew.newValidTo'))}。`, why(view, 'renew')],
    'decision',
  ),
  'renewed-by-silence': letter(
    '视为准予延续告知书',
    (view) => [
      `您（单位）在届满三十日前申请延续${name(view)}，本机关到届满之日没有作出决定，依照《行政许可法》第五十条视为准予延续，有效期至${day(renewedTo(certificateOf(view)?.body ?? {}))}。`,
    ],
    'decision',
  ),
  changed: letter(
    '准予变更决定书',
    (view) => [`准予${name(view)}变更：${String(openingOf(view).change ?? '')}`, why(view, 'change')],
    'decision',
  ),
  ended: letter(
    '注销决定书',
    (view) => [
      `${name(view)}依法办理注销手续，自本决定之日起失效。`,
      view.last('end-at-wish') ? why(view, 'end-at-wish') : why(view, 'strike-off'),
    ],
    'decision',
  ),
  refused: letter(
    '不予决定书',
    (view) => [
      `您（单位）关于${name(view)}的${String(openingOf(view).want)}申请，决定不予批准。`,
      why(view, 'refuse'),
      remedies(view, 'refuse'),
    ],
    'decision',
  ),
  withdrawn: letter(
    '撤回许可决定书',
    (view) => [
      `撤回${name(view)}。法定情形：${view.text('propose.ground')}。为了公共利益：${view.text('withdraw.publicInterest')}。`,
      why(view, 'withdraw'),
      `补偿：${view.text('withdraw.compensation')}`,
      remedies(view, 'withdraw'),
    ],
    'decision',
  ),
  revoked: letter(
    '撤销许可决定书',
    (view) => [
      `撤销${name(view)}。法定情形：${view.text('propose.ground')}。`,
      why(view, 'revoke'),
      view.get('revoke.compensation') ? `赔偿：${view.text('revoke.compensation')}` : undefined,
      remedies(view, 'revoke'),
    ],
    'decision',
  ),
};
