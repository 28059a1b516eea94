/** What a review leaves: the register of measures reviewed, and the written conclusion. */
import { type ActDef, type CaseView, dateOf, formatDate, type PaperTemplate } from '@fadu/kernel';
import type { ScannedArticle } from '../../rulemaking/clause-scan/index.ts';

/** The text as it stands: the latest of submission and revisions. */
export function measureText(view: CaseView): readonly ScannedArticle[] {
  const latest = view.last('revise') ?? view.last('submit');
  return (latest?.input.articles ?? []) as readonly ScannedArticle[];
}

/** The entry of a measure in the register of reviewed measures; nothing for one that was never issued. */
export const reviewEntry =
  (status: '施行中' | '停止执行' | '到期停止'): NonNullable<ActDef['entries']> =>
  (view, env) => {
    const issued = view.state.acts.findLast((a) => a.act === 'issue');
    if (!issued) return [];
    // The first conclusion's number is the code, so that a later review is a new version of the same entry.
    const first = view.state.acts.find((a) => a.act === 'review');
    const today = dateOf(env.now);
    const end = view.get('review.conclusion') === '适用例外规定' ? view.text('review.exceptionEnd') : '';
    return [
      {
        register: 'fair-competition-reviews',
        code: first?.issued?.opinion ?? view.state.id,
        lawFrom: status === '施行中' ? String(issued.input.issuedOn) : today,
        ...(status === '施行中' && end && { lawTo: end }),
        body: {
          status,
          title: view.text('submit.title'),
          kind: view.text('submit.kind'),
          issuers: view.bound('issuer'),
          lead: view.bound('lead')[0],
          reviewer: view.bound('reviewer')[0],
          conclusion: view.text('review.conclusion'),
          reviewedOn: dateOf(view.last('review')?.at ?? env.now),
          issuedOn: issued.input.issuedOn,
          number: issued.input.number ?? null,
          ...(end && {
            exceptionEnd: end,
            goal: view.text('review.goal'),
            endCondition: view.text('review.endCondition') || null,
          }),
        },
      },
    ];
  };

const NAMES = {
  entry: '市场准入和退出',
  movement: '商品、要素自由流动',
  cost: '生产经营成本',
  conduct: '生产经营行为',
};

export const reviewPapers: Readonly<Record<string, PaperTemplate>> = {
  opinion: {
    title: '公平竞争审查结论',
    kind: '信函',
    issuedBy: 'reviewer',
    series: 'opinion',
    compose: (view, { organName }) => ({
      title: `关于“${view.text('submit.title')}”的公平竞争审查结论`,
      recipients: organName(view.bound('lead')[0] ?? ''),
      blocks: [
        `经对照《公平竞争审查条例》规定的标准审查“${view.text('submit.title')}”，${Object.entries(NAMES)
          .map(([field, name]) => `${name}：${view.text(`review.${field}`)}`)
          .join('；')}。`,
        `审查结论：${view.text('review.conclusion')}。${view.text('review.reasons')}`,
        ...(view.get('review.conclusion') === '适用例外规定'
          ? [
              `适用例外规定的目的：${view.text('review.goal')}。${view.text('review.noLessHarmful')}期限至${formatDate(view.text('review.exceptionEnd'))}，届满停止执行或者重新审查。`,
            ]
          : []),
        '文本改动后须重新审查。',
      ].map((text) => ({ kind: 'paragraph', text })),
    }),
  },
};
