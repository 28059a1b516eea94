import { type Block, type CaseView, formatDate, type PaperTemplate } from '@fadu/kernel';
import { registerByCode } from '../../../registers.ts';
import { currentChanges } from './changes.ts';

const text = (...lines: string[]): Block[] => lines.map((line) => ({ kind: 'paragraph', text: line }));
const titleOf = (view: CaseView) => view.text('apply.title') || view.text('propose-ex-officio.title');

const table = (view: CaseView): Block => ({
  kind: 'table',
  head: ['序号', '调整', '清单', '编码', '事项名称', '理由'],
  rows: currentChanges(view).map((c, i) => [
    String(i + 1),
    c.do,
    registerByCode(c.register)?.title ?? c.register,
    String(c.code ?? c.entry?.basicCode ?? ''),
    String(c.entry?.name ?? ''),
    c.reason,
  ]),
});

export const papers: Readonly<Record<string, PaperTemplate>> = {
  'legality-opinion': {
    title: '合法性审核意见书',
    kind: '信函',
    issuedBy: 'reviewer',
    series: 'list-opinion',
    compose: (view, { organName }) => ({
      title: `关于“${titleOf(view)}”的合法性审核意见书`,
      recipients: organName(view.bound('keeper')[0] ?? ''),
      blocks: [
        ...text(
          `${organName(view.bound('applicant')[0] ?? '')}“${titleOf(view)}”收悉。经审核，结论为：${view.text('legality-review.conclusion')}。`,
          view.text('legality-review.opinion'),
        ),
        table(view),
      ],
    }),
  },
  announcement: {
    title: '清单调整公告',
    kind: '公告',
    issuedBy: 'keeper',
    public: true,
    compose: (view) => ({
      title: `关于公布“${titleOf(view)}”的公告`,
      blocks: [
        ...text(
          `下列事项自${formatDate(view.text('publish.effectiveOn')).replace(/（.*$/, '')}起按调整后的清单执行。`,
        ),
        table(view),
      ],
    }),
  },
};
