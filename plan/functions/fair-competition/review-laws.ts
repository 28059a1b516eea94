import { any, cond, done, elapsed, type Law, law, not } from '@fadu/kernel';
import { fairCompetitionReviewRegulations as fcr } from '../../statutes/index.ts';

const since = ['revise', 'review-again'];
const passed = any(cond('review-passed'), cond('review-excepted'));

/** What must hold on every path of a review, whatever the flow says (INV-F1 to INV-F3). */
export const reviewLaws: readonly Law[] = [
  law('F1', '未经公平竞争审查或者审查不合格的，不得出台；文本改动后须重新审查', [fcr.art('18')], {
    kind: 'precedes',
    first: [{ act: 'review', with: passed }],
    then: 'issue',
    since,
  }),
  law('F1-ENDS', '出台的政策措施都有审查结论', [fcr.art('18')], {
    kind: 'ends-with',
    ends: ['issued', 'lapsed'],
    acts: ['send', 'review', 'issue'],
  }),
  law('F2', '例外期限届满的，不得出台', [fcr.art('12')], {
    kind: 'only-while',
    act: 'issue',
    guard: not(elapsed('exception-end')),
  }),
  law('F2-LAPSE', '例外的措施期限未满不得自动停止', [fcr.art('12')], {
    kind: 'waits',
    act: 'lapse',
    clock: 'exception-end',
  }),
  law('F3', '政府出台的，没有起草单位初审不得送审', [fcr.art('14')], {
    kind: 'precedes',
    first: [{ act: 'first-check' }],
    then: 'send',
    since: ['revise'],
    where: cond('government-level'),
  }),
  law('F3-APART', '起草人员不得审查自己起草的政策措施', [fcr.art('14')], {
    kind: 'apart',
    act: 'review',
    from: 'submit',
  }),
  law('F3-APART-REVISED', '修改人员不得审查自己修改的政策措施', [fcr.art('14')], {
    kind: 'apart',
    act: 'review',
    from: 'revise',
  }),
  law('F3-APART-FIRST', '初审人员不得再作审查结论', [fcr.art('14')], {
    kind: 'apart',
    act: 'review',
    from: 'first-check',
  }),
  law('F-HEARD', '没有听取经营者和行业协会商会意见，不得审查', [fcr.art('16')], {
    kind: 'precedes',
    first: [{ act: 'hear-operators' }],
    then: 'review',
  }),
  law('F-PUBLIC', '涉及社会公众利益的，没有听取公众意见，不得审查', [fcr.art('16')], {
    kind: 'precedes',
    first: [{ act: 'hear-public' }],
    then: 'review',
    where: cond('public-interest'),
  }),
  law('F-STOP', '审查不合格的，才作不予出台处理', [fcr.art('18')], {
    kind: 'only-while',
    act: 'not-issue',
    guard: not(passed),
  }),
  law('F-SENT', '没有送审，不得作出结论', [fcr.art('17')], {
    kind: 'only-while',
    act: 'review',
    guard: done('send'),
  }),
];
