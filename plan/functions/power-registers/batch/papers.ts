import { type Block, formatDate, type PaperTemplate } from '@fadu/kernel';
import { registerByCode } from '../../../registers.ts';

const text = (...lines: string[]): Block[] => lines.map((line) => ({ kind: 'paragraph', text: line }));

export const papers: Readonly<Record<string, PaperTemplate>> = {
  'legality-opinion': {
    title: '合法性审核意见书',
    kind: '信函',
    issuedBy: 'reviewer',
    series: 'batch-opinion',
    compose: (view, { organName }) => ({
      title: `关于“${view.text('submit-batch.title')}”的合法性审核意见书`,
      recipients: organName(view.bound('keeper')[0] ?? ''),
      blocks: text(
        `“${view.text('submit-batch.title')}”收悉。经审核，结论为：${view.text('legality-review.conclusion')}。`,
        view.text('legality-review.opinion'),
      ),
    }),
  },
  announcement: {
    title: '清单公告',
    kind: '公告',
    issuedBy: 'keeper',
    public: true,
    compose: (view) => ({
      title: `关于公布“${view.text('submit-batch.title')}”的公告`,
      blocks: text(
        `${registerByCode(view.text('submit-batch.register'))?.title ?? '清单'}（批准文件：${view.text('submit-batch.approval')}）自${formatDate(view.text('publish-batch.effectiveOn')).replace(/（.*$/, '')}起公布施行。全部事项可以在公共网站查询和下载。`,
      ),
    }),
  },
};
