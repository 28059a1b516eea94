/**
 * R16.4, invariant N6: suspect clauses of the reviewed text are found by the engine, and each is answered by the reviewer
 * before the text goes to the meeting. A new text has new hits; answers to unchanged clauses keep their force.
 */
import type { ActDef, CaseView, Fragment, InputRule, Need } from '@fadu/kernel';
import { cond, need } from '@fadu/kernel';
import { normativeDocumentOpinion as ndo } from '../../statutes/index.ts';
import {
  type AnsweredText,
  answersOf,
  clauseAnswers,
  namedHits,
  openHits,
  type ScannedArticle,
  strayAnswers,
} from '../clause-scan/index.ts';
import { currentText } from './catalogue.ts';
import { task16 } from './common.ts';

const cites = [ndo.art('1'), task16];
const NONE: readonly ScannedArticle[] = [];

/** Texts with the answers that reviewers gave to them, oldest first: the reviewed one, then the confirmed one. */
function given(view: CaseView): AnsweredText[] {
  const review = view.last('legality-review');
  const confirmed = view.last('confirm-modification');
  return [
    ...(review ? [{ articles: reviewedText(view), answers: answersOf(review.input.answers) }] : []),
    ...(confirmed
      ? [
          {
            articles: (confirmed.input.articles ?? NONE) as readonly ScannedArticle[],
            answers: answersOf(confirmed.input.answers),
          },
        ]
      : []),
  ];
}

/** The text that the review in force looked at: the latest draft or revision. */
const reviewedText = (view: CaseView): readonly ScannedArticle[] => {
  const latest = ['draft', 'revise-draft'].flatMap((act) => view.all(act)).sort((a, b) => b.seq - a.seq)[0];
  return (latest?.input.articles ?? NONE) as readonly ScannedArticle[];
};

/**
 * Whether every suspect clause of the text that may go to the meeting is answered and none found unlawful is left in it:
 * of a text reviewed as lawful, or modified as the review asked and confirmed.
 */
export function clausesAnswered(view: CaseView): boolean {
  const lawful = view.get('legality-review.conclusion') === '合法';
  if (!lawful && !view.last('confirm-modification')) return false;
  const open = openHits(currentText(view)?.articles ?? NONE, given(view));
  return open.unanswered.length + open.unlawful.length === 0;
}

const known = (
  text: (input: Readonly<Record<string, unknown>>, view: CaseView) => readonly ScannedArticle[],
): InputRule => ({
  code: 'CLAUSE-KNOWN',
  field: 'answers',
  cites,
  say: '有的答复对不上文本中标出的条款，请刷新后按现在的文本重新答复',
  check: (input, view) => {
    const stray = strayAnswers(text(input, view), answersOf(input.answers));
    return stray.length === 0 || `文本里没有标出“${stray.slice(0, 3).join('”“')}”，请按现在的文本答复`;
  },
});

function answered(
  articles: readonly ScannedArticle[],
  texts: readonly AnsweredText[],
  then: string,
): boolean | string {
  const open = openHits(articles, texts);
  if (open.unanswered.length)
    return `${namedHits(open.unanswered, articles)}还没有答复，逐处写明认定和依据、理由以后${then}`;
  if (open.unlawful.length)
    return `${namedHits(open.unlawful, articles)}已认定应当删改而仍在文本中，不能${then}`;
  return true;
}

/** The review act with its answers: what is asked in the form, checked, and settled. */
export function withClauseAnswers(act: ActDef): ActDef {
  return {
    ...act,
    form: act.form?.extend({ answers: clauseAnswers }),
    rules: [
      ...(act.rules ?? []),
      known((_input, view) => reviewedText(view)),
      {
        code: 'CLAUSE-ANSWERED',
        field: 'answers',
        cites,
        say: '标出的条款没有逐处答复，不能得出合法的结论',
        check: (input, view) =>
          input.conclusion !== '合法' ||
          answered(
            reviewedText(view),
            [{ articles: reviewedText(view), answers: answersOf(input.answers) }],
            '才能得出“合法”的结论',
          ),
      },
    ],
    settles: [...(act.settles ?? []), 'clauses-answered'],
    outcomes: {
      lawful: {
        title: '合法',
        conds: { 'review-lawful': true, 'review-modify': false, 'clauses-answered': true },
      },
      modify: {
        title: '应当修改',
        conds: { 'review-lawful': false, 'review-modify': true, 'clauses-answered': false },
      },
      unlawful: {
        title: '不合法',
        conds: { 'review-lawful': false, 'review-modify': false, 'clauses-answered': false },
      },
    },
  };
}

const newText = (input: Readonly<Record<string, unknown>>) =>
  (input.articles ?? NONE) as readonly ScannedArticle[];

/** What confirming a modification adds: the changed text has its own hits, each answered here or before. */
export const confirmedClauses = {
  form: { answers: clauseAnswers },
  rules: [
    known(newText),
    {
      code: 'CLAUSE-ANSWERED',
      field: 'answers',
      cites,
      say: '修改后的文本中标出的条款没有逐处答复，不能确认',
      check: (input, view) =>
        answered(
          newText(input),
          [...given(view), { articles: newText(input), answers: answersOf(input.answers) }],
          '才能确认',
        ),
    },
  ] satisfies readonly InputRule[],
  settles: ['clauses-answered'],
  outcomes: { confirmed: { title: '已按意见修改', conds: { 'clauses-answered': true } } },
} as const;

/** N6: an opened hit without an answer keeps the text from the meeting. */
export const clausesNeed: Need = need(
  'N6',
  cond('clauses-answered'),
  '文本中标出的条款（许可、处罚、强制、收费、减损权利、增加义务、证明、限制竞争）审核人员没有逐处答复，不能提请审议',
  cites,
);

/** The condition, for the procedure. */
export const clauses: Fragment = {
  conditions: {
    'clauses-answered': { title: '标出的条款审核人员都已答复', test: { fn: clausesAnswered } },
  },
};
