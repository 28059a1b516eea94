import { type Block, type CaseView, formatDate, type PaperTemplate } from '@fadu/kernel';
import { contentFaults, latestDraft, type MakingOptions } from './making-content.ts';

const text = (...lines: string[]): Block[] => lines.map((line) => ({ kind: 'paragraph', text: line }));
const draftTitle = (view: CaseView) => view.text('draft.title');

/** Papers of a making procedure. */
export const makingPapers = (o: MakingOptions): Readonly<Record<string, PaperTemplate>> => ({
  'check-report': {
    title: '核对报告',
    kind: '信函',
    issuedBy: 'maker',
    compose: (view) => {
      const faults = contentFaults(o, view);
      return {
        title: `“${draftTitle(view)}”草案核对报告`,
        blocks: text(
          faults.length
            ? `系统逐一核对了全部情形，发现${faults.length}处问题，改好之前不得批准和公布：`
            : '系统逐一核对了全部情形：没有空档，没有重叠，没有超出法定幅度和上级基准。',
          ...faults.map((f, i) => `${i + 1}. ${f}`),
        ),
      };
    },
  },
  'legality-opinion': {
    title: '合法性审核意见书',
    kind: '信函',
    issuedBy: 'reviewer',
    compose: (view, { organName }) => ({
      title: `关于“${draftTitle(view)}”的合法性审核意见书`,
      recipients: organName(view.bound('maker')[0] ?? ''),
      blocks: text(
        `“${draftTitle(view)}”收悉。经审核，结论为：${view.text('legality-review.conclusion')}。`,
        view.text('legality-review.opinion'),
      ),
    }),
  },
  announcement: {
    title: '公告',
    kind: '公告',
    issuedBy: 'maker',
    public: true,
    compose: (view) => {
      const input = latestDraft(view)?.input;
      const day = formatDate(view.text('publish.effectiveOn')).replace(/（.*$/, '');
      const entry = input?.entry as Readonly<Record<string, unknown>> | undefined;
      return {
        title: `关于“${draftTitle(view)}”的公告`,
        blocks: text(
          entry ? `自${day}起施行下列内容。` : `编码${String(input?.code ?? '')}自${day}起废止。`,
          ...(entry ? o.lines(entry) : []),
        ),
      };
    },
  },
});
