/** What holds on every path of a report. */
import { cond, type Law, law, not } from '@fadu/kernel';
import { reportMeasures, rewardMeasures, secrecy, task23 } from './common.ts';

export const laws: readonly Law[] = [
  law('CHECKED', '没有核查决定的，不得直接办结', [reportMeasures.art('31'), task23], {
    kind: 'ends-with',
    ends: ['done', 'not-filed'],
    acts: ['decide-filing'],
  }),
  law('TOLD', '实名举报的，应当告知是否立案', [reportMeasures.art('31')], {
    kind: 'answered',
    cause: { act: 'decide-filing', with: cond('real-name') },
    effect: ['tell-informant'],
  }),
  law('RESULT-FIRST', '没有查处结果的，不得决定奖励', [rewardMeasures.art('2')], {
    kind: 'precedes',
    first: [{ act: 'conclude' }],
    then: 'decide-reward',
  }),
  law('REWARD-ANSWERED', '申请奖励的，应当作出给予或者不予奖励的决定', [rewardMeasures.art('1'), task23], {
    kind: 'answered',
    cause: { act: 'conclude', with: cond('claims') },
    effect: ['decide-reward'],
  }),
  law('ONE-REWARD', '一件举报只奖励一次', [rewardMeasures.art('2')], {
    kind: 'at-most',
    act: 'decide-reward',
    times: 1,
  }),
  law('FINANCE', '五十万元以上的奖励，财政部门没有同意的不得发放', [rewardMeasures.art('3')], {
    kind: 'only-while',
    act: 'pay-reward',
    guard: not(cond('finance-due')),
  }),
  law('GRANTED', '没有给予奖励决定的，不得发放', [rewardMeasures.art('2')], {
    kind: 'only-while',
    act: 'pay-reward',
    guard: cond('granted'),
  }),
  law('PAID', '决定给予奖励的，应当发放', [rewardMeasures.art('2')], {
    kind: 'answered',
    cause: { act: 'decide-reward', with: cond('granted') },
    effect: ['pay-reward'],
  }),
  law('APART', '核查的人不得自己决定奖励', [rewardMeasures.art('5'), secrecy], {
    kind: 'apart',
    act: 'decide-reward',
    from: 'decide-filing',
  }),
];
