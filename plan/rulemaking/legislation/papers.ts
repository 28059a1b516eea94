import { type Block, type CaseView, formatDate, type PaperTemplate } from '@fadu/kernel';
import type { OrderDates } from './force.ts';
import { SIX_POINTS } from './forms.ts';
import { adoptedOn, currentText, numberOf } from './text.ts';

/** A date as documents print it, without the weekday. */
const plainDate = (date: string) => formatDate(date).replace(/（.*$/u, '');
const text = (...lines: string[]): Block[] =>
  lines.filter(Boolean).map((line) => ({ kind: 'paragraph', text: line }));
const articles = (view: CaseView): Block[] =>
  (currentText(view)?.articles ?? []).map((a) => ({ kind: 'article', number: a.number, text: a.text }));

/** Papers of both instruments. */
export const sharedPapers: Readonly<Record<string, PaperTemplate>> = {
  'examination-opinion': {
    title: '审查意见书',
    kind: '信函',
    issuedBy: 'examiner',
    series: 'examination-opinion',
    compose: (view, { organName }) => ({
      title: `关于《${view.text('propose.title')}》（送审稿）的审查意见`,
      recipients: organName(view.bound('lead')[0] ?? ''),
      blocks: [
        ...text(
          `你单位报送的《${view.text('propose.title')}》（送审稿）收悉。经审查，结论为：${view.text('examine.conclusion')}。`,
          view.text('examine.opinion'),
        ),
        {
          kind: 'table',
          head: ['审查内容', '审查意见'],
          rows: Object.entries(SIX_POINTS).map(([key, title]) => [title, view.text(`examine.${key}`)]),
        },
        ...text('审查之后文本有改动的，应当重新审查。'),
      ],
    }),
  },
  minutes: {
    title: '审议纪要',
    kind: '信函',
    issuedBy: 'office',
    compose: (view) => ({
      title: `关于审议《${view.text('propose.title')}》的纪要`,
      blocks: text(
        `${view.text('deliberate.meeting')}于${formatDate(view.text('deliberate.heldOn'))}审议《${view.text('propose.title')}》。出席${view.text('deliberate.attending')}人，同意${view.text('deliberate.inFavour')}人，结果：${view.text('deliberate.result')}。`,
        view.text('deliberate.minutes'),
      ),
    }),
  },
  'dispute-report': {
    title: '争议事项报告',
    kind: '信函',
    issuedBy: 'examiner',
    compose: (view, { organName }) => ({
      title: `关于《${view.text('propose.title')}》争议事项的报告`,
      recipients: organName(view.bound('maker')[0] ?? ''),
      blocks: text(
        `争议问题：${view.text('escalate-dispute.issue')}`,
        `有关方面的意见：${view.text('escalate-dispute.positions')}`,
        `法制机构的意见：${view.text('escalate-dispute.own')}`,
      ),
    }),
  },
};

/** Papers of a rule. */
export const rulePapers: Readonly<Record<string, PaperTemplate>> = {
  order: {
    title: '政府令',
    kind: '命令',
    issuedBy: 'maker',
    series: 'order',
    public: true,
    compose: (view, { organName }) => {
      const order = view.last('sign-order')?.input as OrderDates | undefined;
      return {
        title: `${organName(view.bound('maker')[0] ?? '')}令`,
        blocks: [
          ...text(
            `${numberOf(view)}`,
            `《${view.text('propose.title')}》已经${plainDate(adoptedOn(view))}${view.text('deliberate.meeting')}通过，现予公布，自${plainDate(order?.effectiveOn ?? '')}起施行。`,
            `市长：${view.last('sign-order')?.actor.name ?? ''}　${plainDate(order?.promulgatedOn ?? '')}`,
          ),
          { kind: 'heading', level: 1, text: view.text('propose.title') },
          ...articles(view),
        ],
      };
    },
  },
};

/** Papers of a regulation. */
export const regulationPapers: Readonly<Record<string, PaperTemplate>> = {
  bill: {
    title: '议案',
    kind: '信函',
    issuedBy: 'maker',
    series: 'bill',
    compose: (view) => ({
      title: `关于提请审议《${view.text('propose.title')}（草案）》的议案`,
      recipients: '市人民代表大会常务委员会',
      blocks: [
        ...text(
          `《${view.text('propose.title')}（草案）》已经${plainDate(adoptedOn(view))}${view.text('deliberate.meeting')}讨论通过，现提请审议。`,
          `说明：${view.text('sign-bill.explanation')}`,
          view.get('sign-bill.comparison') ? `修改前后对照：${view.text('sign-bill.comparison')}` : '',
          `参阅资料：${view.text('sign-bill.reference')}`,
        ),
        { kind: 'heading', level: 1, text: `${view.text('propose.title')}（草案）` },
        ...articles(view),
      ],
    }),
  },
};
