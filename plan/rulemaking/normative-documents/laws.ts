import { all, any, cond, design, done, type Law, law, not } from '@fadu/kernel';
import {
  countyAdministrationDecision,
  fairCompetitionReviewRegulations as fcr,
  legalityReviewOpinion as lro,
  normativeDocumentOpinion as ndo,
  businessEnvironmentRegulations as obe,
  localOrganizationLaw as org,
} from '../../statutes/index.ts';
import { task16, task36 } from './common.ts';

/** The text counts as changed from here on. */
const since = ['revise-draft'];
const reviewPassed = [
  { act: 'legality-review', with: cond('review-lawful') },
  { act: 'confirm-modification' },
];

const special = (kind: string, name: string): Law =>
  law(`N-${kind.toUpperCase()}`, `${name}没有通过的结论，不得提请审议；文本改动后须重新审查`, [task16], {
    kind: 'precedes',
    first: [{ act: `${kind}-review`, with: cond(`${kind}-passed`) }],
    then: 'submit-deliberation',
    since,
  });

/** What must hold on every path of a normative document, whatever the flow says. */
export const laws: readonly Law[] = [
  law(
    'N1',
    '未经合法性审核或者审核不合法的，不得提请审议；征求意见不能代替审核',
    [task16, lro.art('5'), org.art('75')],
    {
      kind: 'precedes',
      first: reviewPassed,
      then: 'submit-deliberation',
      since,
    },
  ),
  law('N1-TEXT', '审核之后文本有改动的，未重新审核不得审议', [task16, lro.art('5')], {
    kind: 'precedes',
    first: reviewPassed,
    then: 'deliberate',
    since,
  }),
  law('N2', '与市场主体密切相关的，未通过公平竞争审查不得提请审议', [fcr.art('18')], {
    kind: 'precedes',
    first: [{ act: 'fair-competition', with: cond('competition-passed') }],
    then: 'submit-deliberation',
    since,
    where: cond('business-related'),
  }),
  special('ideology', '意识形态审查'),
  special('security', '国家和公共安全审查'),
  special('environment', '生态环保审查'),
  law('N3-SIGN', '没有集体审议通过，不得签署', [org.art('75'), ndo.art('3')], {
    kind: 'precedes',
    first: [{ act: 'deliberate', with: cond('deliberation-passed') }],
    then: 'sign',
    since,
  }),
  law('N3-NUMBER', '没有签署，不得编号', [task16], {
    kind: 'precedes',
    first: [{ act: 'sign' }],
    then: 'assign-number',
    since,
  }),
  law('N3-PUBLISH', '没有编号，不得公布', [task16], {
    kind: 'precedes',
    first: [{ act: 'assign-number' }],
    then: 'publish',
  }),
  law('N5', '没有公布的文件不得成为有效文件', [ndo.art('4'), obe.art('64')], {
    kind: 'precedes',
    first: [{ act: 'publish' }],
    then: 'archive',
  }),
  law('N-CONSULT', '非紧急程序的文件，未公开征求意见不得送审', [org.art('75'), obe.art('62')], {
    kind: 'precedes',
    first: [{ act: 'close-consultation' }],
    then: 'submit-review',
    where: not(done('approve-urgency')),
  }),
  law('N-COMMENT-PERIOD', '征求意见期限未满，不得结束', [obe.art('62')], {
    kind: 'waits',
    act: 'close-consultation',
    clock: 'comment-period',
  }),
  law('N-ANSWER', '有意见没有答复的，不得送审', [obe.art('62'), task36], {
    kind: 'only-while',
    act: 'submit-review',
    guard: not(cond('comments-open')),
  }),
  law('N7', '代表委员意见没有完全采纳的，未书面答复不得送审', [task36], {
    kind: 'only-while',
    act: 'submit-review',
    guard: not(cond('written-reply-open')),
  }),
  law('N-DEPUTIES', '涉及群众重大利益的，未征求代表委员意见不得提请审议', [task36], {
    kind: 'precedes',
    first: [{ act: 'hear-deputies' }],
    then: 'submit-deliberation',
    where: cond('major-interest'),
  }),
  law('N-ENTERPRISES', '与市场主体密切相关的，未听取企业和行业协会意见不得提请审议', [obe.art('62')], {
    kind: 'precedes',
    first: [{ act: 'hear-enterprises' }],
    then: 'submit-deliberation',
    where: cond('business-related'),
  }),
  law('N6', '标出的条款没有逐处答复的，不得提请审议', [ndo.art('1'), task16], {
    kind: 'only-while',
    act: 'submit-deliberation',
    guard: cond('clauses-answered'),
  }),
  law('F3', '公平竞争审查不得由起草人员自我审查', [fcr.art('14')], {
    kind: 'apart',
    act: 'fair-competition',
    from: 'draft',
  }),
  law('F3-REVISED', '公平竞争审查不得由修改人员自我审查', [fcr.art('14')], {
    kind: 'apart',
    act: 'fair-competition',
    from: 'revise-draft',
  }),
  law('N-DISSENT', '部门分歧没有协调，不得送审', [task16], {
    kind: 'only-while',
    act: 'submit-review',
    guard: not(cond('dissent-open')),
  }),
  law('N-APART', '起草人员不得审核自己起草的文件', [lro.art('5')], {
    kind: 'apart',
    act: 'legality-review',
    from: 'draft',
  }),
  law('N-APART-REVISED', '修改人员不得审核自己修改的文件', [lro.art('5')], {
    kind: 'apart',
    act: 'legality-review',
    from: 'revise-draft',
  }),
  law('N-REVIEW-TIME', '除紧急程序外，审核时间不得少于规定的最短时间', [lro.art('4')], {
    kind: 'waits',
    act: 'legality-review',
    clock: 'review-minimum',
    unless: done('approve-urgency'),
  }),
  law('N-FILE', '公布的文件必须报送备案才能办结', [countyAdministrationDecision.art('1'), task16], {
    kind: 'answered',
    cause: { act: 'publish' },
    effect: ['file'],
  }),
  law('N-FILE-CONGRESS', '政府文件必须同时报送人大常委会备案', [task16], {
    kind: 'answered',
    cause: { act: 'publish', with: cond('government-document') },
    effect: ['file-congress'],
  }),
  law('N-INTERPRET', '公布的文件必须发布解读', [design('解读与文件同步公布')], {
    kind: 'answered',
    cause: { act: 'publish' },
    effect: ['interpret'],
  }),
  law('N-WHOLE', '曾经有效的文件，起草、审核、审议、签署、编号、公布一步不少', [org.art('75'), task16], {
    kind: 'ends-with',
    ends: ['repealed', 'expired'],
    acts: ['draft', 'legality-review', 'submit-deliberation', 'sign', 'assign-number', 'publish'],
  }),
  law('N-NO-LATE-CHANGE', '签署之后不得再改动文本', [org.art('75')], {
    kind: 'only-while',
    act: 'revise-draft',
    guard: all(not(done('sign')), any(done('draft'))),
  }),
];
