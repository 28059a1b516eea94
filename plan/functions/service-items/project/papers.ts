/** Papers of an investment project: proof of filing, decision, refusal. */
import type { CaseView, PaperTemplate } from '@fadu/kernel';
import { codeOf, projectOf, wayOf } from './facts.ts';

const letter = (
  title: string,
  body: (view: CaseView) => readonly (string | undefined)[],
  series?: string,
): PaperTemplate => ({
  title,
  kind: '信函',
  issuedBy: 'lead',
  ...(series && { series }),
  compose: (view) => ({
    title,
    recipients: String(projectOf(view).unit ?? ''),
    blocks: body(view)
      .filter((text): text is string => Boolean(text))
      .map((text) => ({ kind: 'paragraph', text }) as const),
  }),
});
const what = (view: CaseView): readonly string[] => {
  const p = projectOf(view);
  return [
    `项目名称：${String(p.name)}。项目代码：${codeOf(view) ?? ''}。`,
    `建设地点：${String(p.place)}。总投资：${String(p.investment)}万元。`,
    `建设规模和内容：${String(p.content)}`,
  ];
};

export const papers: Readonly<Record<string, PaperTemplate>> = {
  'filing-proof': letter('项目备案证明', (view) => [
    '你单位告知的项目信息已经收到全部内容，依照《企业投资项目核准和备案管理条例》第十三条，即为备案。',
    ...what(view),
    '备案信息发生较大变更的，应当及时告知。办理其他手续请使用上面的项目代码。',
  ]),
  decision: letter(
    '项目决定书',
    (view) => [
      `你单位申请${wayOf(view)}的项目，经审查，同意建设。`,
      ...what(view),
      view.text('approve.reasons'),
      '办理其他手续请使用上面的项目代码。',
    ],
    'decision',
  ),
  refusal: letter(
    '不予同意项目通知书',
    (view) => [
      `你单位申请${wayOf(view)}的项目，经审查，不予同意。`,
      ...what(view),
      `理由：${view.text('refuse.reasons')}`,
      '不服的，可以依法申请行政复议或者提起行政诉讼。',
    ],
    'decision',
  ),
};
