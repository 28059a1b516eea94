/** What must hold on every path of a supervision case, whatever the flow says. */
import { any, cond, type Law, law, not, type Procedure } from '@fadu/kernel';
import { enforcementSupervisionRegulations as sup } from '../../../statutes/index.ts';
import { task39 } from '../settings.ts';
import { ignored } from './common.ts';

const established = (c: string) => [{ act: 'establish', with: cond(c) }];

/** Laws of `supervision-case`. */
export const laws: readonly Law[] = [
  law('URGING', '没有核实认定不履行职责的，不得制发督办函', [sup.art('27')], {
    kind: 'precedes',
    first: established('omission'),
    then: 'issue-urging',
    since: ['decline-decision'],
  }),
  law('OPINION', '没有核实认定违法或者明显不当，督办函也没有落空的，不得制发意见书', [sup.art('28')], {
    kind: 'only-while',
    act: 'issue-opinion',
    guard: any(cond('illegal'), ignored),
  }),
  law('PROPOSAL', '不是重大事项，督办函、意见书也没有落空的，不得提请决定书', [sup.art('29')], {
    kind: 'only-while',
    act: 'propose-decision',
    guard: any(cond('major'), ignored),
  }),
  law('INV-S5', '没有提请政府的，不得制发决定书', [sup.art('29'), task39], {
    kind: 'precedes',
    first: [{ act: 'propose-decision' }],
    then: 'issue-decision',
    since: ['decline-decision'],
  }),
  ...(['issue-urging', 'issue-opinion', 'propose-decision', 'inform-superior'] as const).map((act) =>
    law(`INV-S4-${act}`, '已经复议或者诉讼的，不得制发监督文书', [sup.art('33')], {
      kind: 'only-while',
      act,
      guard: not(cond('in-review')),
    }),
  ),
  ...(['issue-urging', 'issue-opinion', 'propose-decision'] as const).map((act) =>
    law(`VERTICAL-${act}`, '对垂直管理的机关不得制发监督文书', [sup.art('42')], {
      kind: 'only-while',
      act,
      guard: not(cond('vertical')),
    }),
  ),
  ...(['issue-urging', 'issue-opinion', 'propose-decision', 'dismiss'] as const).map((act) =>
    law(`APART-${act}`, '核实的人不得签发自己核实的监督文书', [sup.art('28')], {
      kind: 'apart',
      act,
      from: 'establish',
    }),
  ),
  law('COMPLIED', '没有复核为已经落实的，不得办结', [sup.art('29'), sup.art('34')], {
    kind: 'only-while',
    act: 'close',
    guard: cond('complied'),
  }),
  law('CHECKED-ANSWER', '没有报告的，不得复核为已经落实', [sup.art('27')], {
    kind: 'precedes',
    first: [{ act: 'answer' }],
    then: 'check-answer',
    since: ['issue-opinion', 'propose-decision'],
  }),
  law('OBJECTION-DECIDED', '提出异议的，没有决定不得了结', [sup.art('30')], {
    kind: 'answered',
    cause: { act: 'object' },
    effect: ['decide-objection'],
  }),
  law('COMPLAINT-ANSWERED', '投诉没有告知处理结果的，不得了结', [sup.art('20')], {
    kind: 'answered',
    cause: { act: 'complain' },
    effect: ['reply-complainant'],
  }),
  ...(['circulate', 'tell-public'] as const).map((act) =>
    law(`REFUSED-${act}`, '不是重大事项，也没有拒不改正的，不得通报和公开', [sup.art('31')], {
      kind: 'only-while',
      act,
      guard: any(cond('major'), ignored),
    }),
  ),
];

/** Who may sign the decision, as relations to the case (INV-S5): anything but the government is a fault. */
export const decisionSigners = (procedure: Procedure): readonly string[] =>
  (procedure.acts['issue-decision']?.by ?? []).map((by) => (by.kind === 'post' ? by.of : by.kind));
