import { any, cond, done, type Law, law, not } from '@fadu/kernel';
import {
  fairCompetitionReviewRegulations as fcr,
  legislationLaw,
  businessEnvironmentRegulations as obe,
  rulemakingRegulations as rules,
} from '../../statutes/index.ts';
import { task9, task14, task15 } from './common.ts';

const since = ['revise-draft'];
const examined = [{ act: 'examine', with: cond('review-lawful') }];

/** What must hold on every path of a rule and of a regulation up to the government's decision. */
export const sharedLaws: readonly Law[] = [
  law('R1', '这一稿未经法制机构审查合法，不得提请政府会议审议', [rules.art('19'), rules.art('26'), task14], {
    kind: 'precedes',
    first: examined,
    then: 'submit-deliberation',
    since,
  }),
  law('R1-TEXT', '审查之后文本有改动的，未重新审查不得审议', [rules.art('25'), task14], {
    kind: 'precedes',
    first: examined,
    then: 'deliberate',
    since,
  }),
  law('R1-AGAIN', '会议没有通过的，未重新审查不得再次提请审议', [rules.art('25')], {
    kind: 'precedes',
    first: examined,
    then: 'submit-deliberation',
    since: ['revise-draft', 'deliberate'],
  }),
  law('R2', '征求意见期限未满，不得结束征求意见', [rules.art('15'), task14], {
    kind: 'waits',
    act: 'close-consultation',
    clock: 'comment-period',
  }),
  law('R2-OPEN', '除依法保密的以外，没有公开征求意见不得报送审查；再次征求意见的也一样', [rules.art('15')], {
    kind: 'precedes',
    first: [{ act: 'close-consultation' }],
    then: 'complete-consultation',
    since: ['order-second-consultation'],
    where: not(cond('consultation-exempt')),
  }),
  law('R2-GROUND', '没有记录依法保密的理由，不得不公开征求意见', [rules.art('15')], {
    kind: 'precedes',
    first: [{ act: 'close-consultation' }, { act: 'except-consultation', with: cond('consultation-exempt') }],
    then: 'submit-examination',
    since: ['order-second-consultation'],
  }),
  law('R6', '有意见没有答复、没有采纳而不写理由的，不得离开起草阶段', [obe.art('62'), task14], {
    kind: 'only-while',
    act: 'complete-consultation',
    guard: not(cond('comments-open')),
  }),
  law('R6-DELIBERATE', '有意见没有答复的，不得提请审议', [obe.art('62'), task14], {
    kind: 'only-while',
    act: 'submit-deliberation',
    guard: not(cond('comments-open')),
  }),
  law('R6-WRITTEN', '代表委员的意见没有书面答复的，不得离开起草阶段', [task14], {
    kind: 'only-while',
    act: 'complete-consultation',
    guard: not(cond('written-reply-open')),
  }),
  law('R6-SUMMARY', '公开征求意见的，没有公布采纳情况不得离开起草阶段', [obe.art('62'), task14], {
    kind: 'only-while',
    act: 'complete-consultation',
    guard: any(done('publish-adoption-summary'), cond('consultation-exempt')),
  }),
  law('R7', '没有每个起草单位主要负责人的签署，不得报送审查', [rules.art('18')], {
    kind: 'only-while',
    act: 'submit-examination',
    guard: cond('fully-signed'),
  }),
  law('R8', '这一稿没有通过公平竞争审查的，不得报送审查；改动后重新审查', [fcr.art('18')], {
    kind: 'only-while',
    act: 'submit-examination',
    guard: not(cond('competition-missing')),
  }),
  law('R9.1', '与企业密切相关的，没有听取企业和行业协会商会意见不得离开起草阶段', [obe.art('62'), task9], {
    kind: 'only-while',
    act: 'complete-consultation',
    guard: not(cond('enterprises-missing')),
  }),
  law('R14-OTHERS', '涉及群众重大利益的，没有听取基层和代表委员意见不得离开起草阶段', [task14], {
    kind: 'only-while',
    act: 'complete-consultation',
    guard: not(cond('others-missing')),
  }),
  law('R14-HEARING', '应当听证而没有听证的，不得报送审查', [rules.art('16')], {
    kind: 'only-while',
    act: 'submit-examination',
    guard: not(cond('hearing-missing')),
  }),
  law('R14-HEARING-NOTICE', '没有公布时间、地点和内容，不得举行听证会', [rules.art('16')], {
    kind: 'precedes',
    first: [{ act: 'announce-hearing' }],
    then: 'hold-hearing',
  }),
  law('R14-DISSENT', '部门分歧没有解决的，不得提请审议', [rules.art('24'), task14], {
    kind: 'only-while',
    act: 'submit-deliberation',
    guard: not(cond('dissent-open')),
  }),
  law('R14-ESCALATE', '没有经过协调，不得上报争议', [rules.art('24')], {
    kind: 'precedes',
    first: [{ act: 'coordinate' }],
    then: 'escalate-dispute',
  }),
  law('R15-PRE', '没有立法前评估，不得立项起草', [task15], {
    kind: 'precedes',
    first: [{ act: 'pre-assess', with: cond('pre-assessed') }],
    then: 'register',
  }),
  law('R15-ASSESS', '法定的风险评估、第三方评估没有齐备，不得报送审查', [task15], {
    kind: 'only-while',
    act: 'submit-examination',
    guard: not(cond('assessments-missing')),
  }),
  law('APART', '起草人员不得审查自己起草的草案', [rules.art('19')], {
    kind: 'apart',
    act: 'examine',
    from: 'draft',
  }),
  law('R8-RESUBMIT', '改动后的文本没有重新报送审查的，不得提请审议', [rules.art('18'), rules.art('25')], {
    kind: 'precedes',
    first: [{ act: 'submit-examination' }],
    then: 'submit-deliberation',
    since,
  }),
];

/** Laws of a rule from the meeting on. */
export const ruleLaws: readonly Law[] = [
  law('R3', '没有政府会议的决定，市长不得签署公布', [rules.art('27')], {
    kind: 'precedes',
    first: [{ act: 'deliberate', with: cond('deliberation-passed') }],
    then: 'sign-order',
    since,
  }),
  law('R3-SIGNED', '没有市长签署的命令，或者定稿以后没有重新签署的，不得公布', [rules.art('29')], {
    kind: 'precedes',
    first: [{ act: 'sign-order' }],
    then: 'promulgate',
    since: ['finalise'],
  }),
  law('R4', '施行日期早于法定日期又没有法定情形的，不得公布', [rules.art('32')], {
    kind: 'only-while',
    act: 'promulgate',
    guard: cond('force-lawful'),
  }),
  law('R5', '规章不得称条例', [rules.art('7')], {
    kind: 'only-while',
    act: 'promulgate',
    guard: cond('title-lawful'),
  }),
  law('R15-FILE', '公布的规章没有报送备案，不得归档', [rules.art('34'), task15], {
    kind: 'precedes',
    first: [{ act: 'record-filing' }],
    then: 'archive',
  }),
  law('GAZETTE', '公布的规章没有刊载，不得办结', [rules.art('31')], {
    kind: 'answered',
    cause: { act: 'promulgate' },
    effect: ['publish-gazette'],
  }),
  law('FILE', '公布的规章没有报送备案，不得办结', [rules.art('34'), task15], {
    kind: 'answered',
    cause: { act: 'promulgate' },
    effect: ['record-filing'],
  }),
  law('WHOLE', '施行过的规章，起草、审查、签署、编号、公布、刊载、备案一步不少', [rules.art('2'), task14], {
    kind: 'ends-with',
    ends: ['repealed', 'concluded'],
    acts: [
      'draft',
      'examine',
      'sign-order',
      'assign-order',
      'promulgate',
      'publish-gazette',
      'record-filing',
    ],
  }),
];

/** Laws of a regulation from the meeting on. */
export const regulationLaws: readonly Law[] = [
  law('L3', '没有政府会议的决定，市长不得签署议案', [legislationLaw.art('58'), task14], {
    kind: 'precedes',
    first: [{ act: 'deliberate', with: cond('deliberation-passed') }],
    then: 'sign-bill',
    since,
  }),
  law(
    'L-APPROVAL',
    '没有经省人大常委会批准的，不得公告施行；退回修改的重新表决、重新报批',
    [legislationLaw.art('81')],
    {
      kind: 'precedes',
      first: [{ act: 'record-approval' }],
      then: 'announce',
      since: ['record-return'],
    },
  ),
  law('L-ADOPTED', '没有表决通过的，不得报请批准', [legislationLaw.art('81')], {
    kind: 'precedes',
    first: [{ act: 'record-adoption', with: cond('adopted') }],
    then: 'record-report',
    since: ['record-return'],
  }),
  law('L-READ', '没有经过审议，不得表决', [legislationLaw.art('81'), task14], {
    kind: 'precedes',
    first: [{ act: 'record-reading' }],
    then: 'record-adoption',
    since: ['record-return'],
  }),
  law('L-GAZETTE', '公告的法规没有刊载，不得办结', [legislationLaw.art('89')], {
    kind: 'answered',
    cause: { act: 'announce' },
    effect: ['record-gazette'],
  }),
  law(
    'L-WHOLE',
    '施行的法规，起草、审查、议案、表决、报批、批准、公告、刊载一步不少',
    [legislationLaw.art('81'), task14],
    {
      kind: 'ends-with',
      ends: ['concluded'],
      acts: [
        'draft',
        'examine',
        'sign-bill',
        'record-adoption',
        'record-report',
        'record-approval',
        'announce',
        'record-gazette',
      ],
    },
  ),
];
