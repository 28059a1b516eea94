/** Documents of supervision by the names of Order 825; older names are only read in, never issued. */
import { type Block, type CaseView, formatDate, type PaperTemplate } from '@fadu/kernel';

const text = (...lines: string[]): Block[] =>
  lines.filter(Boolean).map((line) => ({ kind: 'paragraph', text: line }));
const titleOf = (view: CaseView) =>
  ['open-found', 'open', 'complain'].map((a) => view.text(`${a}.title`)).find(Boolean) ?? '';

const letter = (
  title: string,
  act: string,
  issuedBy: string,
  series: string,
  article: string,
): PaperTemplate => ({
  title,
  kind: '文件',
  issuedBy,
  series,
  compose: (view, { organName }) => ({
    title,
    recipients: organName(view.bound('subject')[0] ?? ''),
    blocks: text(
      `关于“${titleOf(view)}”，经核实：${view.text('establish.facts')}`,
      view.text('establish.basis') && `上述情况不符合：${view.text('establish.basis')}。`,
      `根据《行政执法监督条例》${article}，要求如下：`,
      view.text(`${act}.demands`),
      `请于${formatDate(view.text(`${act}.until`))}前书面报告落实情况。对本文书有异议的，可以说明理由；异议期间不停止执行，决定暂停的除外。`,
    ),
  }),
});

/** Papers of `supervision-case`. */
export const papers: Readonly<Record<string, PaperTemplate>> = {
  urging: letter('行政执法监督督办函', 'issue-urging', 'supervisor', 'urging', '第二十七条'),
  opinion: letter('行政执法监督意见书', 'issue-opinion', 'supervisor', 'opinion', '第二十八条'),
  decision: letter('行政执法监督决定书', 'issue-decision', 'government', 'decision', '第二十九条'),
  information: {
    title: '通报函',
    kind: '信函',
    issuedBy: 'supervisor',
    compose: (view, { organName }) => ({
      title: `关于${organName(view.bound('subject')[0] ?? '')}行政执法问题的通报函`,
      recipients: view.text('inform-superior.superior'),
      blocks: text(
        `经核实：${view.text('establish.facts')}`,
        view.text('inform-superior.text'),
        '根据《行政执法监督条例》第四十二条，现予通报，请依法处理。',
      ),
    }),
  },
  circular: {
    title: '行政执法监督通报',
    kind: '文件',
    issuedBy: 'supervisor',
    compose: (view, { organName }) => ({
      title: `关于${organName(view.bound('subject')[0] ?? '')}行政执法问题的通报`,
      blocks: text(view.text('circulate.text')),
    }),
  },
};
