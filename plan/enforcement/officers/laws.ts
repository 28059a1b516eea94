/** What holds on every path of a certificate's life. */
import { cond, type Law, law, not } from '@fadu/kernel';
import { penaltyLaw as apl, enforcementSupervisionRegulations as sup } from '../../statutes/index.ts';
import { checkLimit, task25, task52 } from './settings.ts';

export const laws: readonly Law[] = [
  law('EXAM', '资格考试没有合格的，不得发给执法证件', [sup.art('17'), task25], {
    kind: 'precedes',
    first: [{ act: 'record-exam', with: cond('exam-passed') }],
    then: 'issue',
  }),
  law('EXAM-LAST', '最近一次考试不合格的，不得发给执法证件', [sup.art('17')], {
    kind: 'only-while',
    act: 'issue',
    guard: cond('exam-passed'),
  }),
  law('TRAINED', '没有经过培训的，不得发给执法证件', [task25, task52], {
    kind: 'precedes',
    first: [{ act: 'record-training' }],
    then: 'issue',
  }),
  law('SUBMITTED', '所在机关没有报送的，不得发给执法证件', [sup.art('17')], {
    kind: 'precedes',
    first: [{ act: 'submit' }],
    then: 'issue',
    since: ['return'],
  }),
  law('APART', '申请人所在机关的经办人不得审核发证', [sup.art('17')], {
    kind: 'apart',
    act: 'issue',
    from: 'apply',
  }),
  law('SUSPENDED-FIRST', '没有暂停的证件不能恢复', [sup.art('17')], {
    kind: 'precedes',
    first: [{ act: 'suspend' }],
    then: 'restore',
    since: ['restore', 'issue'],
  }),
  law('CHECK-MADE-GOOD', '年度审验不合格没有补正的，不得恢复或者换发证件', [checkLimit, task52], {
    kind: 'only-while',
    act: 'restore',
    guard: not(cond('check-failed')),
  }),
  law('CHECK-BEFORE-RENEWAL', '年度审验不合格没有补正的，不得换发证件', [checkLimit, task52], {
    kind: 'only-while',
    act: 'renew',
    guard: not(cond('check-failed')),
  }),
  law('DECIDED', '报送后应当发证或者书面说明不发证的理由', [sup.art('17'), apl.art('42')], {
    kind: 'answered',
    cause: { act: 'submit' },
    effect: ['issue', 'refuse', 'return'],
  }),
];
