import { type Block, type CaseView, formatDate, type PaperTemplate } from '@fadu/kernel';
import { currentText } from './catalogue.ts';

/** A date as documents print it, without the weekday. */
const plainDate = (date: string) => formatDate(date).replace(/（.*$/, '');

const articles = (view: CaseView): Block[] =>
  (currentText(view)?.articles ?? []).map((a) => ({ kind: 'article', number: a.number, text: a.text }));
const text = (...lines: string[]): Block[] => lines.map((line) => ({ kind: 'paragraph', text: line }));

export const papers: Readonly<Record<string, PaperTemplate>> = {
  'legality-opinion': {
    title: '合法性审核意见书',
    kind: '信函',
    issuedBy: 'reviewer',
    series: 'legality-opinion',
    compose: (view, { organName }) => ({
      title: `关于《${view.text('propose.title')}》的合法性审核意见书`,
      recipients: organName(view.bound('lead')[0] ?? ''),
      blocks: text(
        `你单位送审的《${view.text('propose.title')}》收悉。经审核，结论为：${view.text('legality-review.conclusion')}。`,
        view.text('legality-review.opinion'),
        '审核之后文本有改动的，应当重新送审。',
      ),
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
  document: {
    title: '行政规范性文件',
    kind: '文件',
    issuedBy: 'maker',
    series: 'document',
    public: true,
    compose: (view) => ({
      title: view.text('propose.title'),
      blocks: [
        ...articles(view),
        ...text(
          `本文件自${plainDate(view.text('assign-number.effectiveOn'))}起施行，有效期至${plainDate(view.text('assign-number.expiresOn'))}。`,
        ),
      ],
    }),
  },
  'issue-notice': {
    title: '印发通知',
    kind: '文件',
    issuedBy: 'maker',
    series: 'document',
    public: true,
    compose: (view, { organName }) => ({
      title: `${organName(view.bound('maker')[0] ?? '')}关于印发《${view.text('propose.title')}》的通知`,
      recipients: '各县（市）区人民政府，市政府各部门、各直属机构：',
      blocks: text(
        `《${view.text('propose.title')}》已经${view.text('deliberate.meeting')}审议通过，现印发给你们，请认真贯彻执行。`,
      ),
    }),
  },
  'filing-report': {
    title: '备案报告',
    kind: '信函',
    issuedBy: 'maker',
    compose: (view, { organName }) => ({
      title: `关于报送《${view.text('propose.title')}》备案的报告`,
      recipients: organName(view.text('file.recipient')),
      blocks: text(
        view.text('file.report'),
        '附：文件文本、起草说明、依据对照表、合法性审核意见书、公布证明。',
      ),
    }),
  },
};
