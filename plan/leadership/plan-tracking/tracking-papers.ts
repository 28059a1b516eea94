/** Papers that pressing for progress makes. */
import { type Block, formatDate, type PaperTemplate } from '@fadu/kernel';

const text = (...lines: string[]): Block[] =>
  lines.filter(Boolean).map((line) => ({ kind: 'paragraph', text: line }));
const plainDate = (date: string) => (date ? formatDate(date).replace(/（.*$/, '') : '');

export const papers: Readonly<Record<string, PaperTemplate>> = {
  reminder: {
    title: '提醒函',
    kind: '信函',
    issuedBy: 'coordinator',
    compose: (view, { organName }) => ({
      title: `关于“${view.text('open-task.title')}”推进情况的提醒函`,
      recipients: view.bound('lead').map(organName).join('、'),
      blocks: text(view.text('remind.matter'), `请你单位落实：${view.text('remind.request')}`),
    }),
  },
  'supervision-sheet': {
    title: '督办单',
    kind: '信函',
    issuedBy: 'coordinator',
    series: 'supervision',
    compose: (view, { organName }) => ({
      title: `关于“${view.text('open-task.title')}”的督办单`,
      recipients: view.bound('lead').map(organName).join('、'),
      blocks: [
        {
          kind: 'table',
          rows: [
            ['督办级别', view.text('supervise.level')],
            ['任务', `第${view.text('open-task.taskNo')}项：${view.text('open-task.title')}`],
            ['督办事项', view.text('supervise.matter')],
            ['整改要求', view.text('supervise.request')],
            ['整改期限', plainDate(view.text('supervise.fixBy'))],
          ],
        },
        ...text('请自收到之日起5个工作日内书面答复原因分析、整改措施和责任人。'),
      ],
    }),
  },
  'criticism-notice': {
    title: '通报',
    kind: '文件',
    issuedBy: 'coordinator',
    public: true,
    compose: (view, { organName }) => ({
      title: `关于“${view.text('open-task.title')}”推进情况的通报`,
      blocks: text(
        `牵头单位：${view.bound('lead').map(organName).join('、')}。`,
        view.text('notice.text'),
        `该任务已先后督办${view.all('supervise').length}次。`,
      ),
    }),
  },
};
