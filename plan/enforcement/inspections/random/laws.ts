/** What must hold on every path of a random inspection, whatever the flow says. */
import { cond, type Law, law, not } from '@fadu/kernel';
import { cites } from '../common.ts';

/** Laws of `random-inspection`. */
export const laws: readonly Law[] = [
  law('APPROVED', '抽查方案没有批准的，不得公布', cites.draw, {
    kind: 'precedes',
    first: [{ act: 'approve-plan' }],
    then: 'publish-plan',
    since: ['draft-plan', 'revise-plan'],
  }),
  law('APPROVED-BY-ANOTHER', '拟订方案的人不得批准方案', cites.draw, {
    kind: 'apart',
    act: 'approve-plan',
    from: 'draft-plan',
  }),
  law('PLAN-PUBLISHED', '方案和随机数来源没有公布的，不得冻结清单', cites.verifiable, {
    kind: 'precedes',
    first: [{ act: 'publish-plan' }],
    then: 'freeze-lists',
  }),
  law('OFFICERS-IN', '参加的机关没有提交执法人员清单的，不得冻结', cites.lists, {
    kind: 'only-while',
    act: 'freeze-lists',
    guard: cond('officers-in'),
  }),
  law('FROZEN-FIRST', '清单没有冻结的，不得填报随机数', cites.verifiable, {
    kind: 'precedes',
    first: [{ act: 'freeze-lists' }],
    then: 'enter-value',
    since: ['void-freeze', 'approve-redraw'],
  }),
  law('CONFIRMED', '随机数没有经另一个人复核的，不得抽取', cites.verifiable, {
    kind: 'precedes',
    first: [{ act: 'confirm-value' }],
    then: 'draw',
    since: ['enter-value', 'freeze-lists', 'approve-redraw'],
  }),
  law('CONFIRMED-BY-ANOTHER', '填报随机数的人不得复核', cites.verifiable, {
    kind: 'apart',
    act: 'confirm-value',
    from: 'enter-value',
  }),
  law('SOURCE-FIXED', '清单冻结以后不得更换随机数来源', cites.verifiable, {
    kind: 'precedes',
    first: [{ act: 'publish-plan' }, { act: 'void-freeze' }, { act: 'approve-redraw' }],
    then: 'change-source',
    since: ['freeze-lists'],
  }),
  law('ONE-DRAW', '没有批准重新抽取的，只能抽取一次', cites.verifiable, {
    kind: 'at-most',
    act: 'draw',
    times: 1,
    per: ['approve-redraw'],
  }),
  law('REDRAW-BY-ANOTHER', '抽取的人不得批准重新抽取', cites.verifiable, {
    kind: 'apart',
    act: 'approve-redraw',
    from: 'draw',
  }),
  law('NO-WALK-AWAY', '清单冻结以后，没有作废或者抽取的，不得了结', cites.verifiable, {
    kind: 'answered',
    cause: { act: 'freeze-lists' },
    effect: ['void-freeze', 'draw'],
  }),
  law('REDRAWN', '批准重新抽取的，没有抽取不得了结', cites.verifiable, {
    kind: 'answered',
    cause: { act: 'approve-redraw' },
    effect: ['draw'],
  }),
  law('TASKS-DRAWN', '没有抽取的，不得下达检查任务', cites.draw, {
    kind: 'precedes',
    first: [{ act: 'draw' }],
    then: 'issue-tasks',
    since: ['approve-redraw'],
  }),
  law('TASKED', '没有下达任务的，不得登记检查结果', cites.draw, {
    kind: 'precedes',
    first: [{ act: 'issue-tasks' }],
    then: 'record-result',
  }),
  law('ALL-RESULTS', '抽中的对象没有检查结果的，不得办结', cites.results, {
    kind: 'only-while',
    act: 'close',
    guard: cond('results-in'),
  }),
  law('ALL-PUBLISHED', '检查结果没有公示的，不得办结', cites.results, {
    kind: 'only-while',
    act: 'close',
    guard: not(cond('unpublished')),
  }),
  law('ALL-FOLLOWED', '发现的问题没有后续处理的，不得办结', cites.followUp, {
    kind: 'only-while',
    act: 'close',
    guard: not(cond('follow-open')),
  }),
  law('WHOLE', '办结的抽查，方案公布、清单冻结、抽取、下达任务、公示一步不少', cites.draw, {
    kind: 'ends-with',
    ends: ['closed'],
    acts: [
      'publish-plan',
      'freeze-lists',
      'confirm-value',
      'draw',
      'issue-tasks',
      'publish-results',
      'close',
    ],
  }),
];
