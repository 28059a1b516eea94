import type { CaseView, PaperTemplate } from '@fadu/kernel';
import { departments, named, printed, resultOf } from './facts.ts';

const paragraphs = (...lines: string[]) =>
  lines.filter(Boolean).map((text) => ({ kind: 'paragraph', text }) as const);
const list = (view: CaseView) =>
  named(view)
    .map((d) => `《${d.name}》${d.number ? `（${printed(d.number)}）` : ''}${d.articles}`)
    .join('、');

/** Papers of a coordination. */
export const papers: Readonly<Record<string, PaperTemplate>> = {
  'admission-notice': {
    title: '受理审查通知书',
    kind: '信函',
    issuedBy: 'desk',
    compose: (view) => {
      const admitted = ['interest', 'conflict', 'notPending', 'notIndividual'].every(
        (q) => view.get(`examine-application.${q}`) === true,
      );
      return {
        title: `关于${view.text('apply.subject')}协调申请${admitted ? '受理' : '不予受理'}的通知`,
        recipients: view.text('apply.name'),
        blocks: paragraphs(
          view.text('examine-application.reasons'),
          admitted
            ? '现决定受理，将确定主要实施部门牵头协调，一般在30日内答复。'
            : view.get('examine-application.interest') === false
              ? '您与这一冲突没有利害关系，不符合协调申请的条件；您认为文件本身有问题的，可以提出规范性文件审查建议。'
              : '不符合协调申请的条件。',
        ),
      };
    },
  },
  'conflict-result': {
    title: '政策冲突协调结果',
    kind: '文件',
    issuedBy: 'lead',
    series: 'conflict-result',
    public: true,
    compose: (view) => {
      const { outcome, text, doBy: until } = resultOf(view);
      return {
        title: `关于${view.text('apply.subject')}政策冲突协调结果的通知`,
        blocks: paragraphs(
          `经协调和评估，就${list(view)}的冲突，结果为：${outcome}。`,
          text,
          until ? `有关部门应当在${until}之前办理完毕。` : '',
        ),
      };
    },
  },
  'joint-interpretation': {
    title: '联合答复',
    kind: '文件',
    issuedBy: 'lead',
    series: 'conflict-result',
    public: true,
    compose: (view, { organName }) => ({
      title: `关于${view.text('apply.subject')}的联合答复`,
      blocks: paragraphs(
        `${departments(view).map(organName).join('、')}就${list(view)}协商一致，联合答复如下：`,
        view.text('settle.text'),
      ),
    }),
  },
  'conflict-answer': {
    title: '答复书',
    kind: '信函',
    issuedBy: 'lead',
    compose: (view) => ({
      title: `关于${view.text('apply.subject')}的答复`,
      recipients: view.text('apply.name'),
      blocks: paragraphs(
        view.text('answer-applicant.text'),
        `处理结果：${resultOf(view).outcome}。${resultOf(view).text}`,
      ),
    }),
  },
  'extension-notice': {
    title: '延长协调期限告知书',
    kind: '信函',
    issuedBy: 'lead',
    compose: (view) => ({
      title: `关于延长${view.text('apply.subject')}协调期限的告知`,
      recipients: view.text('apply.name'),
      blocks: paragraphs(
        `因${view.text('extend-coordination.reason')}，协调期限延长${view.text('extend-coordination.days')}日。`,
      ),
    }),
  },
};
