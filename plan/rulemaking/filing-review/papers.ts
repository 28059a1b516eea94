import { type Block, type CaseView, formatDate, type PaperTemplate } from '@fadu/kernel';
import { latestMaterials } from './facts.ts';

const text = (...lines: (string | undefined)[]): Block[] =>
  lines.filter((l): l is string => Boolean(l)).map((line) => ({ kind: 'paragraph', text: line }));
const lines = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const numbered = (items: readonly string[]): string[] => items.map((item, i) => `${i + 1}. ${item}`);
/** A date without the weekday. */
const plainDate = (date: string) => (date ? formatDate(date).replace(/（.*$/, '') : '');

/** Papers of the filing of a rule. */
export const rulePapers: Readonly<Record<string, PaperTemplate>> = {
  'rule-filing-report': {
    title: '规章备案报告',
    kind: '文件',
    issuedBy: 'maker',
    series: 'rule-filing',
    compose: (view) => ({
      title: `关于报送《${view.text('open.title')}》备案的报告`,
      recipients: '国务院备案审查工作机构、省人民政府、省人大常委会、市人大常委会：',
      blocks: text(
        `《${view.text('open.title')}》（${view.text('open.number')}）已于${plainDate(view.text('open.promulgatedOn'))}公布，现报送备案。`,
        view.text('assemble.report'),
        `附：${lines(view.get('assemble.materials')).join('、')}。`,
      ),
    }),
  },
};

/** Name of the document a case is about, whichever way the case began. */
export const documentOf = (view: CaseView): string => {
  const opened = view.state.acts[0]?.input ?? {};
  return String(opened.document ?? '');
};

/** Papers of form check. */
export const filingPapers: Readonly<Record<string, PaperTemplate>> = {
  'filing-receipt': {
    title: '备案登记通知',
    kind: '信函',
    issuedBy: 'desk',
    series: 'filing-registration',
    compose: (view, { organName }) => ({
      title: `关于${documentOf(view)}备案登记的通知`,
      recipients: organName(view.bound('filer')[0] ?? ''),
      blocks: text(
        `你单位报送备案的${documentOf(view)}收悉。经形式审查，材料齐全，属于行政规范性文件，予以登记。`,
        `收到的材料：${latestMaterials(view).join('、')}。`,
      ),
    }),
  },
  'supplement-notice': {
    title: '补充报送通知',
    kind: '信函',
    issuedBy: 'desk',
    compose: (view, { organName }) => ({
      title: `关于补充报送${documentOf(view)}备案材料的通知`,
      recipients: organName(view.bound('filer')[0] ?? ''),
      blocks: text(
        '经形式审查，暂缓登记。请自收到本通知之日起15日内补充或者重新报送：',
        ...numbered(lines(view.get('defer-filing.items'))),
        '按期补充的，以第一次报送的日期为报送日期；逾期的以补充报送的日期为准。',
      ),
    }),
  },
  'rejection-notice': {
    title: '不予登记通知',
    kind: '信函',
    issuedBy: 'desk',
    compose: (view, { organName }) => ({
      title: `关于${documentOf(view)}不予登记的通知`,
      recipients: organName(view.bound('filer')[0] ?? ''),
      blocks: text(
        `经形式审查，不予登记：${view.text('reject-filing.ground')}。`,
        view.text('reject-filing.reason'),
      ),
    }),
  },
};

interface Problem {
  readonly article: string;
  readonly standard: string;
  readonly problem: string;
  readonly basis: string;
}

/** Papers of substantive review. */
export const reviewPapers: Readonly<Record<string, PaperTemplate>> = {
  'explanation-request': {
    title: '说明情况通知',
    kind: '信函',
    issuedBy: 'desk',
    compose: (view, { organName }) => ({
      title: `关于就${documentOf(view)}说明有关情况的通知`,
      recipients: organName(view.bound('filer')[0] ?? ''),
      blocks: text('请就下列问题书面说明：', ...numbered(lines(view.get('request-explanation.questions')))),
    }),
  },
  'correction-opinion': {
    title: '审查意见书',
    kind: '信函',
    issuedBy: 'desk',
    series: 'correction-opinion',
    compose: (view, { organName }) => ({
      title: `关于${documentOf(view)}的审查意见书`,
      recipients: organName(view.bound('filer')[0] ?? ''),
      blocks: [
        ...text(`经审查，${documentOf(view)}存在下列问题，建议${view.text('issue-opinion.measure')}：`),
        {
          kind: 'table',
          head: ['条款', '不符合的标准', '问题', '依据'],
          rows: ((view.get('issue-opinion.problems') ?? []) as Problem[]).map((p) => [
            p.article,
            p.standard,
            p.problem,
            p.basis,
          ]),
        },
        ...text(
          view.text('issue-opinion.text'),
          '请自收到本意见之日起30日内书面反馈纠正情况。不纠正的，依法提请改变或者撤销。',
        ),
      ],
    }),
  },
  'review-decision': {
    title: '备案审查决定',
    kind: '文件',
    issuedBy: 'recipient',
    series: 'review-decision',
    public: true,
    compose: (view, { organName }) => ({
      title: `关于${view.text('decide.decision')}${documentOf(view)}的决定`,
      recipients: organName(view.bound('filer')[0] ?? ''),
      blocks: text(
        view.text('decide.reasons'),
        view.text('decide.altered') && `改变为：${view.text('decide.altered')}`,
        `本决定自${plainDate(view.text('decide.from'))}起执行。`,
      ),
    }),
  },
};

/** The answer to whoever proposed the review. */
export const replyPapers: Readonly<Record<string, PaperTemplate>> = {
  'review-reply': {
    title: '审查建议答复书',
    kind: '信函',
    issuedBy: 'desk',
    series: 'review-reply',
    compose: (view) => ({
      title: `关于对${documentOf(view)}审查建议的答复`,
      recipients: view.text('propose-review.name') || view.text('receive-suggestion.from'),
      blocks: text(view.text('send-reply.text') || view.text('decline-proposal.reason')),
    }),
  },
};
