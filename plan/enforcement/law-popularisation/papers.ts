/** Papers of a reminder: the reminder itself and the circular. Their form is DESIGN. */
import { type Block, formatDate, type PaperTemplate } from '@fadu/kernel';

const paragraph = (text: string): Block => ({ kind: 'paragraph', text });

export const reminderPapers: Readonly<Record<string, PaperTemplate>> = {
  reminder: {
    title: '普法提示函',
    kind: '信函',
    issuedBy: 'justice',
    series: 'reminder',
    compose: (view, { organName }) => ({
      title: '普法提示函',
      recipients: `${organName(view.bound('body')[0] ?? '')}：`,
      blocks: [
        paragraph(`经了解，你单位在落实普法责任方面存在以下问题：${view.text('remind.problem')}`),
        paragraph(`根据《法治宣传教育法》第五十七条，提示如下：${view.text('remind.improve')}`),
        paragraph(`请于${formatDate(view.text('remind.answerBy'))}前改进并书面反馈。`),
      ],
    }),
  },
  circular: {
    title: '普法工作通报',
    kind: '文件',
    issuedBy: 'justice',
    compose: (view, { organName }) => {
      const number = view.issued('remind', 'reminder');
      return {
        title: `关于${organName(view.bound('body')[0] ?? '')}落实普法责任情况的通报`,
        blocks: [
          paragraph(
            `${number ? `普法提示函${number}` : '普法提示函'}提示的问题：${view.text('remind.problem')}`,
          ),
          paragraph(`根据《法治宣传教育法》第五十九条，现予通报：${view.text('circulate.text')}`),
        ],
      };
    },
  },
};
