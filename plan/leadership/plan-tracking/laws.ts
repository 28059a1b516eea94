/** What must hold on every path of a tracked task, whatever the flow says. */
import { all, cond, design, elapsed, implies, type Law, law, not } from '@fadu/kernel';
import { practice, task48, task49 } from './settings.ts';

export const laws: readonly Law[] = [
  law('T-VERIFIED', '未经申请不得销号；重新打开或者不予销号之后须重新申请', [task49, practice], {
    kind: 'precedes',
    first: [{ act: 'apply-closure' }],
    then: 'verify-closure',
    since: ['reopen', 'refuse-closure'],
  }),
  law('T-REPORT', '没有核验通过的报告，不得申请销号', [task49, practice], {
    kind: 'precedes',
    first: [{ act: 'verify-report' }],
    then: 'apply-closure',
  }),
  law('T-EVIDENCE', '节点和目标没有经认可的证据，不得销号', [task49, practice], {
    kind: 'only-while',
    act: 'verify-closure',
    guard: cond('milestones-proved'),
  }),
  law('T-SETTLED', '报告没有核验、证据没有认定的，不得销号', [practice], {
    kind: 'only-while',
    act: 'verify-closure',
    guard: all(not(cond('report-pending')), not(cond('evidence-pending')), not(cond('resubmission-open'))),
  }),
  law('T-RECTIFIED', '整改没有验收的，不得销号', [task48, practice], {
    kind: 'only-while',
    act: 'verify-closure',
    guard: not(cond('rectification-open')),
  }),
  law('T-SHEETS', '督办单没有答复的，不得销号', [task48, practice], {
    kind: 'only-while',
    act: 'verify-closure',
    guard: not(cond('supervision-open')),
  }),
  law('T-ANSWERED', '每一份督办单都要答复', [task48, practice], {
    kind: 'answered',
    cause: { act: 'supervise' },
    effect: ['reply-supervision'],
  }),
  law('T-CHECKED', '每一次督办的整改都要验收；转入下一方案的随任务转入', [task48, practice], {
    kind: 'answered',
    cause: { act: 'supervise' },
    effect: ['confirm-rectification'],
    ends: ['archived', 'not-applicable'],
  }),
  law('T-CONTINUOUS', '持续推进和每年开展的任务，方案期满之前不得销号', [practice], {
    kind: 'only-while',
    act: 'verify-closure',
    guard: implies(cond('continuous'), elapsed('plan-period')),
  }),
  law('T-SELF-SCORE', '自评没有经认可的证据，不得核验通过', [task49, practice], {
    kind: 'only-while',
    act: 'verify-report',
    guard: cond('claim-supported'),
  }),
  law('T-JUDGED', '证据没有逐件认定，不得核验报告', [practice], {
    kind: 'only-while',
    act: 'verify-report',
    guard: not(cond('evidence-pending')),
  }),
  law('T-APART-CLOSURE', '核验销号的人不是申请销号的人', [practice], {
    kind: 'apart',
    act: 'verify-closure',
    from: 'apply-closure',
  }),
  law('T-APART-REPORTER', '核验销号的人不是报送人', [practice], {
    kind: 'apart',
    act: 'verify-closure',
    from: 'report',
  }),
  law('T-APART-REPORT', '核验报告的人不是报送人', [practice], {
    kind: 'apart',
    act: 'verify-report',
    from: 'report',
  }),
  law('T-APART-EVIDENCE', '认可证据的人不是报送人', [practice], {
    kind: 'apart',
    act: 'accept-evidence',
    from: 'report',
  }),
  law('T-APART-RECTIFICATION', '验收整改的人不是答复督办单的人', [practice], {
    kind: 'apart',
    act: 'confirm-rectification',
    from: 'reply-supervision',
  }),
  law('T-NOT-APPLICABLE', '标记不适用须先申报，不批准之后须重新申报', [practice], {
    kind: 'precedes',
    first: [{ act: 'mark-not-applicable' }],
    then: 'approve-not-applicable',
    since: ['refuse-not-applicable'],
  }),
  law(
    'T-NOT-APPLICABLE-END',
    '标记不适用须经上级批准',
    [design('县（市）区标记不适用须经上级统筹部门批准')],
    {
      kind: 'ends-with',
      ends: ['not-applicable'],
      acts: ['mark-not-applicable', 'approve-not-applicable'],
    },
  ),
  law('T-ADOPTED', '只有承接上级的任务可以标记不适用', [practice], {
    kind: 'only-while',
    act: 'mark-not-applicable',
    guard: cond('adopted'),
  }),
  law('T-APART-APPROVER', '批准不适用的人不是申报人', [practice], {
    kind: 'apart',
    act: 'approve-not-applicable',
    from: 'mark-not-applicable',
  }),
  law('T-TWICE', '督办两次以上才可以通报', [task48, practice], {
    kind: 'only-while',
    act: 'notice',
    guard: cond('supervised-twice'),
  }),
  law('T-LADDER-INTERVIEW', '没有通报不得约谈', [task48, practice], {
    kind: 'precedes',
    first: [{ act: 'notice' }],
    then: 'interview',
  }),
  law('T-LADDER-LISTING', '没有约谈不得挂牌', [task48, practice], {
    kind: 'precedes',
    first: [{ act: 'interview' }],
    then: 'list-supervision',
  }),
  law('T-ARCHIVE', '期满归档的任务，报告、核验、申请、销号一步不少', [task49], {
    kind: 'ends-with',
    ends: ['archived'],
    acts: ['open-task', 'report', 'verify-report', 'accept-evidence', 'apply-closure', 'verify-closure'],
  }),
  law('T-CARRY', '方案期满之前不得转入下一方案', [practice], {
    kind: 'only-while',
    act: 'carry-over',
    guard: elapsed('plan-period'),
  }),
];
