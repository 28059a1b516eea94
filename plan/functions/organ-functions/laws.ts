import { cond, type Law, law, not } from '@fadu/kernel';
import { organSettingRegulations as osr, powerListOpinion } from '../../statutes/index.ts';
import { selfLimit, task1 } from './common.ts';

/** What must hold on every path of an assessment, whatever the flow says. */
export const laws: readonly Law[] = [
  law('SA-CHECK', '没有实地核查的，不得提出评估报告', [osr.art('24'), task1], {
    kind: 'precedes',
    first: [{ act: 'field-check' }],
    then: 'report',
  }),
  law('SA-SELF', '自评没有提交的，期限届满之前不得核查', [selfLimit], {
    kind: 'waits',
    act: 'field-check',
    clock: 'self-assessment',
    unless: { op: 'done', act: 'self-assess' },
  }),
  law('SA-APPROVE', '修订没有批准的，不得公布', [osr.art('9'), task1], {
    kind: 'precedes',
    first: [{ act: 'approve', with: cond('approved') }],
    then: 'revise-functions',
    since: ['report'],
  }),
  law('SA-CONFIRM', '评估结论为修订的，不得确认了事', [task1], {
    kind: 'only-while',
    act: 'confirm',
    guard: not(cond('revise')),
  }),
  law('SA-APART', '提出报告的人员不得批准', [task1], { kind: 'apart', act: 'approve', from: 'report' }),
  law('SA-LIST', '职能修订后，权责清单调整情况必须有报告', [powerListOpinion.art('5'), task1], {
    kind: 'answered',
    cause: { act: 'revise-functions' },
    effect: ['report-update'],
  }),
  law('SA-PUBLISHED', '批准的修订必须公布', [task1], {
    kind: 'answered',
    cause: { act: 'approve', with: cond('approved') },
    effect: ['revise-functions'],
  }),
  law('SA-WHOLE', '修订了结的，核查、报告、批准、公布、清单报告一步不少', [task1], {
    kind: 'ends-with',
    ends: ['revised'],
    acts: ['field-check', 'report', 'approve', 'revise-functions', 'report-update'],
  }),
];
