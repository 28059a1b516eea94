import { cond, type Law, law, not } from '@fadu/kernel';
import { powerListOpinion } from '../../../statutes/index.ts';
import { task4 } from '../common.ts';

/** What must hold on every path of a recorded change of law. */
export const laws: readonly Law[] = [
  law('LC-CHECKED', '没有提出的变动不得登记', [task4], {
    kind: 'precedes',
    first: [{ act: 'propose-change' }],
    then: 'record-change',
  }),
  law('LC-APART', '提出变动的人员不得自己核对登记', [task4], {
    kind: 'apart',
    act: 'record-change',
    from: 'propose-change',
  }),
  law('LC-APART-AMENDED', '更正变动的人员不得自己核对登记', [task4], {
    kind: 'apart',
    act: 'record-change',
    from: 'amend-change',
  }),
  law('LC-ANSWERED', '有事项受影响的，各机关全部报告之前不得办结', [task4, powerListOpinion.art('5')], {
    kind: 'answered',
    cause: { act: 'record-change', with: cond('affected') },
    effect: ['report-adjustment'],
  }),
  law('LC-ALL', '还有机关没有报告的，不得办结', [task4, powerListOpinion.art('5')], {
    kind: 'only-while',
    act: 'close',
    guard: not(cond('organs-open')),
  }),
  law('LC-ONE', '一件变动只登记一次', [task4], { kind: 'at-most', act: 'record-change', times: 1 }),
  law('LC-EITHER', '登记的变动不得又作不登记处理', [task4], {
    kind: 'exclusive',
    acts: ['record-change', 'drop-change'],
  }),
  law('LC-WHOLE', '办结的变动都经过提出和核对登记', [task4], {
    kind: 'ends-with',
    ends: ['closed'],
    acts: ['propose-change', 'record-change'],
  }),
];
