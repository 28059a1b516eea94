/** What must hold on every path of a compulsory measure, whatever the flow says. */
import { any, clock, cond, done, type Law, law, not } from '@fadu/kernel';
import { compulsionLaw as acl } from '../../statutes/index.ts';
import { task24, unapprovedRule } from './common.ts';

const approved = [{ act: 'approve', with: cond('approved') }];
const over = { op: 'clock', clock: 'measure', is: 'elapsed' } as const;
/** What may follow a measure that is in force: the goods go back, or are dealt with by a decision. */
const ENDED = ['return-goods', 'dispose', 'hand-to-police'];

/** Laws of `compulsory-measure`. */
export const measureLaws: readonly Law[] = [
  law('APPROVED', '没有经负责人批准的，不得查封、扣押', [acl.art('18', { item: 1 }), task24], {
    kind: 'precedes',
    first: approved,
    then: 'implement',
  }),
  law(
    'APPROVED-FREEZE',
    '没有经负责人批准的，不得冻结存款、汇款',
    [acl.art('18', { item: 1 }), acl.art('30')],
    {
      kind: 'precedes',
      first: approved,
      then: 'freeze',
    },
  ),
  law('URGENT-DECIDED', '当场实施的，或者补办批准，或者解除，不得不了了之', [acl.art('19')], {
    kind: 'answered',
    cause: { act: 'act-first' },
    effect: ['approve-after', 'approval-missed', 'lift', 'lapse'],
  }),
  law('URGENT-24H', '超过二十四小时的，不得补办批准', [acl.art('19'), unapprovedRule], {
    kind: 'only-while',
    act: 'approve-after',
    guard: not({ op: 'clock', clock: 'approval', is: 'elapsed' }),
  }),
  law('URGENT-UNAPPROVED', '当场实施没有获得批准的，不得延长', [acl.art('19')], {
    kind: 'precedes',
    first: [{ act: 'approve-after', with: cond('confirmed') }, { act: 'implement' }, { act: 'freeze' }],
    then: 'extend',
  }),
  law('URGENT-KEPT', '当场实施没有获得批准的，不得据以没收、销毁', [acl.art('19'), acl.art('27')], {
    kind: 'precedes',
    first: [{ act: 'approve-after', with: cond('confirmed') }, { act: 'implement' }, { act: 'freeze' }],
    then: 'dispose',
  }),
  law('INV-C1', '措施期满失效后，不得再没收、销毁，只能返还', [acl.art('25'), acl.art('27'), acl.art('28')], {
    kind: 'only-while',
    act: 'dispose',
    guard: not(over),
  }),
  law('INV-C1-POLICE', '措施期满失效后，不得再随案移送，只能返还', [acl.art('21'), acl.art('28')], {
    kind: 'only-while',
    act: 'hand-to-police',
    guard: not(over),
  }),
  law('INV-C1-LAPSED', '失效的措施，财物必须返还', [acl.art('28'), acl.art('33'), task24], {
    kind: 'answered',
    cause: { act: 'lapse' },
    effect: ['return-goods'],
  }),
  ...['implement', 'freeze', 'act-first'].map((act) =>
    law(
      `INV-C1-${act.toUpperCase()}`,
      '采取的措施，财物或者返还，或者依法处理，或者随案移送，不得不了了之',
      [acl.art('27'), acl.art('28'), task24],
      { kind: 'answered', cause: { act }, effect: ENDED },
    ),
  ),
  law('LIFTED', '解除的，财物必须返还', [acl.art('28', { paragraph: 2 }), acl.art('33')], {
    kind: 'answered',
    cause: { act: 'lift' },
    effect: ['return-goods'],
  }),
  law('INV-C6', '没有书面告知期间的，检测的时间不得从期限中扣除', [acl.art('25', { paragraph: 3 })], {
    kind: 'precedes',
    first: [{ act: 'tell-test' }],
    then: 'start-test',
    since: ['end-test', 'test-period-over'],
  }),
  law('INV-C6-OVER', '告知的检测期间届满后，不得再扣除', [acl.art('25', { paragraph: 3 })], {
    kind: 'only-while',
    act: 'start-test',
    guard: clock('test-period', 'running'),
  }),
  law('EXTENSION-TOLD', '延长期限的，必须书面告知当事人', [acl.art('25', { paragraph: 2 })], {
    kind: 'answered',
    cause: { act: 'extend' },
    effect: ['serve-extension'],
  }),
  law('FREEZE-TOLD', '冻结决定书必须交付当事人', [acl.art('31')], {
    kind: 'answered',
    cause: { act: 'freeze' },
    effect: ['serve-freeze-decision'],
  }),
  law('ONE-END', '同一财物不得既返还又没收、销毁', [acl.art('27')], {
    kind: 'exclusive',
    acts: ['return-goods', 'dispose'],
  }),
  law('WHOLE', '返还了结的，措施确已采取', [acl.art('28')], {
    kind: 'only-while',
    act: 'return-goods',
    guard: any(done('implement'), done('freeze'), done('act-first')),
  }),
];
