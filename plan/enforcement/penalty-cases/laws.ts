/**
 * What must hold on every path of an ordinary penalty case, whatever the flow says. The laws watch the history of
 * acts; the checks on single inputs (INV-P4, P5, P6, P7, P8, P9, P10, P11, P12) are input rules of the same names.
 */
import { all, any, cond, type Law, law, not } from '@fadu/kernel';
import { withdrawalOpen } from '../../fragments/publication.ts';
import {
  compulsionLaw as acl,
  penaltyLaw as apl,
  discretionOpinion as g27,
  threeSystemsOpinion as g118,
  samrPenaltyRules as samr,
} from '../../statutes/index.ts';
import { task22 } from '../discretion-benchmarks/common.ts';
import { due, task24, task26 } from './shared.ts';

const passed = [{ act: 'legality-review', with: cond('review-lawful') }];
/** From each of these on, an earlier review no longer counts. */
const reviewAnew = ['end-report', 'renotify', 'revise-proposal', 'hold-hearing', 'reopen-investigation'];
/** From each of these on, the party must be notified anew. */
const notifyAnew = ['give-notice', 'renotify', 'reopen-investigation'];

/** Laws of `penalty-ordinary`. */
export const laws: readonly Law[] = [
  law('INV-P1', '告知书没有依法送达的，不得作出处罚决定', [apl.art('44'), apl.art('62'), task24], {
    kind: 'precedes',
    first: [{ act: 'serve-notice' }],
    then: 'decide-penalty',
    since: notifyAnew,
  }),
  law(
    'INV-P1-PERIOD',
    '陈述申辩期限没有届满的，除已复核或者明确放弃外，不得作出处罚决定',
    [apl.art('44'), apl.art('45')],
    {
      kind: 'waits',
      act: 'decide-penalty',
      clock: 'statement',
      unless: any(cond('waived'), all(cond('reexamined'), not(cond('hearing-due')))),
    },
  ),
  law('INV-P1-ANSWER', '当事人提出的陈述、申辩没有复核的，不得作出处罚决定', [apl.art('45'), task24], {
    kind: 'precedes',
    first: [{ act: 'serve-notice' }, { act: 're-examine', with: not(cond('statement-open')) }],
    then: 'decide-penalty',
    since: ['state-defence'],
    where: cond('statement-open'),
  }),
  law(
    'INV-P2',
    '应当告知听证权利的，没有送达告知听证权利的告知书，不得作出处罚决定',
    [apl.art('63'), task24],
    {
      kind: 'precedes',
      first: [{ act: 'serve-notice', with: cond('hearing-due') }],
      then: 'decide-penalty',
      since: ['renotify', 'reopen-investigation'],
      where: cond('hearing-due'),
    },
  ),
  law(
    'INV-P2-HELD',
    '当事人依法要求听证的，没有举行、视为放弃或者撤回，不得作出处罚决定',
    [apl.art('63'), apl.art('64'), task24],
    {
      kind: 'precedes',
      first: [{ act: 'serve-notice' }, { act: 'hold-hearing' }, { act: 'withdraw-hearing' }],
      then: 'decide-penalty',
      since: ['request-hearing'],
    },
  ),
  law('INV-P2-NOTICE', '听证通知没有依法送达的，不得举行听证', [apl.art('64')], {
    kind: 'precedes',
    first: [{ act: 'serve-hearing-notice' }],
    then: 'hold-hearing',
    since: ['set-hearing', 'request-hearing'],
  }),
  law('INV-P3', '应当法制审核的，听证之后没有审核通过，不得作出处罚决定', [apl.art('58'), g118.art('12')], {
    kind: 'precedes',
    first: passed,
    then: 'decide-penalty',
    since: reviewAnew,
    where: cond('review-due'),
  }),
  law(
    'INV-P3-HEARD',
    '直接关系重大权益并经过听证的，听证之后没有审核通过，不得作出处罚决定',
    [apl.art('58')],
    {
      kind: 'precedes',
      first: passed,
      then: 'decide-penalty',
      since: reviewAnew,
      where: all(cond('major-rights'), cond('hearing-held')),
    },
  ),
  law(
    'R26.1',
    '有法定不予、从轻、减轻情形而没有适用的，理由没有通过法制审核，不得作出处罚决定',
    [task26, apl.art('33')],
    {
      kind: 'precedes',
      first: passed,
      then: 'decide-penalty',
      since: reviewAnew,
      where: cond('departs'),
    },
  ),
  law(
    'R22.1',
    '没有按裁量权基准的，未经主要负责人批准或者集体讨论通过，不得作出处罚决定',
    [g27.art('3'), task22],
    {
      kind: 'precedes',
      first: [
        { act: 'approve-departure', with: cond('departure-approved') },
        { act: 'deliberate', with: cond('deliberation-passed') },
      ],
      then: 'decide-penalty',
      since: ['end-report', 'renotify', 'revise-proposal', 'reopen-investigation'],
      where: cond('off-benchmark'),
    },
  ),
  law(
    'COLLECTIVE',
    '情节复杂或者重大违法行为，没有集体讨论通过，不得作出处罚决定',
    [apl.art('57', { paragraph: 2 })],
    {
      kind: 'precedes',
      first: [{ act: 'deliberate', with: cond('deliberation-passed') }],
      then: 'decide-penalty',
      since: [...reviewAnew, 'legality-review'],
      where: cond('collective-due'),
    },
  ),
  law('APART-REVIEW', '调查人员不得进行法制审核', [apl.art('58'), g118.art('12')], {
    kind: 'apart',
    act: 'legality-review',
    from: 'contact',
  }),
  law('APART-REVIEW-REPORT', '写调查终结报告的人员不得进行法制审核', [apl.art('58'), g118.art('12')], {
    kind: 'apart',
    act: 'legality-review',
    from: 'end-report',
  }),
  law('APART-HOST', '调查人员不得主持听证', [apl.art('64')], {
    kind: 'apart',
    act: 'hold-hearing',
    from: 'contact',
  }),
  law('APART-HOST-REPORT', '写调查终结报告的人员不得主持听证', [apl.art('64')], {
    kind: 'apart',
    act: 'hold-hearing',
    from: 'end-report',
  }),
  law('APART-CASE-REVIEW', '调查人员不得审核自己办理的案件', [samr.art('50')], {
    kind: 'apart',
    act: 'case-review',
    from: 'contact',
  }),
  law('FILED', '没有立案的，不得作出决定', [apl.art('54')], {
    kind: 'precedes',
    first: [{ act: 'file' }],
    then: 'decide-penalty',
  }),
  law('FILED-NO-PENALTY', '没有立案的，不得作出不予处罚决定', [apl.art('54')], {
    kind: 'precedes',
    first: [{ act: 'file' }],
    then: 'decide-no-penalty',
  }),
  law('INVESTIGATED', '没有调查取证的，不得终结调查', [apl.art('40'), apl.art('54')], {
    kind: 'precedes',
    first: [{ act: 'contact' }],
    then: 'end-report',
  }),
  law('RECUSAL', '回避申请没有决定的，不得终结调查', [apl.art('43')], {
    kind: 'only-while',
    act: 'end-report',
    guard: not(cond('recusal-open')),
  }),
  law('P2', '先行登记保存的物品没有处理的，案件不得了结', [apl.art('56')], {
    kind: 'answered',
    cause: { act: 'preserve' },
    effect: ['dispose-preserved'],
  }),
  law('P2-REPORT', '先行登记保存的物品没有处理的，不得终结调查', [apl.art('56')], {
    kind: 'only-while',
    act: 'end-report',
    guard: not(cond('preserved-open')),
  }),
  law('SERVED', '作出的处罚决定必须送达', [apl.art('61')], {
    kind: 'answered',
    cause: { act: 'decide-penalty' },
    effect: ['serve-decision'],
  }),
  law('SERVED-NO-PENALTY', '作出的不予处罚决定必须送达', [apl.art('61')], {
    kind: 'answered',
    cause: { act: 'decide-no-penalty' },
    effect: ['serve-decision'],
  }),
  law('SERVED-FIRST', '决定书没有送达的，不得加处罚款', [apl.art('67'), apl.art('72')], {
    kind: 'precedes',
    first: [{ act: 'serve-decision' }],
    then: 'charge-late-fine',
  }),
  law('PENALISED', '没有作出处罚决定的，不得加处罚款', [apl.art('72')], {
    kind: 'precedes',
    first: [{ act: 'decide-penalty' }],
    then: 'charge-late-fine',
  }),
  law('INV-P8-REMEDY', '复议、诉讼期间不得加处罚款', [apl.art('73')], {
    kind: 'precedes',
    first: [{ act: 'serve-decision' }, { act: 'remedy-upheld' }, { act: 'remedy-changed' }],
    then: 'charge-late-fine',
    since: ['register-remedy'],
  }),
  law('PUBLISHED', '应当公示的处罚，没有公示或者撤销的不得结案', [g118.art('6'), apl.art('48')], {
    kind: 'answered',
    cause: { act: 'decide-penalty', with: cond('publishable') },
    effect: ['publish', 'withhold-publication', 'remedy-changed'],
    ends: ['closed', 'unexecuted'],
  }),
  law('PUBLISHED-AGAIN', '不公开的情形消失的，没有公示的不得结案', [g118.art('6'), apl.art('48')], {
    kind: 'answered',
    cause: { act: 'end-withholding', with: cond('publishable') },
    effect: ['publish', 'withhold-publication', 'remedy-changed'],
    ends: ['closed', 'unexecuted'],
  }),
  law('WITHHELD-DOWN', '正在公示的不得决定不公开', [apl.art('48')], {
    kind: 'only-while',
    act: 'withhold-publication',
    guard: not(cond('on-show')),
  }),
  law('P8', '被撤销的案件，公示信息没有撤下的不得了结', [apl.art('48')], {
    kind: 'only-while',
    act: 'close-set-aside',
    guard: not(cond('on-show')),
  }),
  law('P8-CHANGED', '变更的处罚信息没有撤下的不得结案', [apl.art('48')], {
    kind: 'only-while',
    act: 'close',
    guard: not(withdrawalOpen),
  }),
  law('P9-URGED', '没有催告的，不得申请法院强制执行', [acl.art('54')], {
    kind: 'precedes',
    first: [{ act: 'serve-urge' }],
    then: 'apply-court',
    since: ['urge'],
  }),
  law('P9-URGE-PERIOD', '催告书送达不满十个工作日的，不得申请法院强制执行', [acl.art('54')], {
    kind: 'waits',
    act: 'apply-court',
    clock: 'urging',
  }),
  law('P9-FINAL', '起诉期限没有届满、诉讼没有终结的，不得申请法院强制执行', [acl.art('53')], {
    kind: 'precedes',
    first: [
      { act: 'suit-period-over' },
      { act: 'remedy-upheld', with: cond('final') },
      { act: 'remedy-changed', with: cond('final') },
    ],
    then: 'apply-court',
    since: ['register-remedy'],
  }),
  law('P9', '超过三个月的，不得申请法院强制执行', [acl.art('53'), apl.art('72')], {
    kind: 'only-while',
    act: 'apply-court',
    guard: not({ op: 'clock', clock: 'court-application', is: 'elapsed' }),
  }),
  law('CLOSED-PERFORMED', '处罚没有履行完毕的，不得结案', [apl.art('66')], {
    kind: 'only-while',
    act: 'close',
    guard: not(due),
  }),
  law('WHOLE', '结案的案件，立案、调查终结、送达、结案一步不少', [apl.art('47'), apl.art('57')], {
    kind: 'ends-with',
    ends: ['closed'],
    acts: ['file', 'end-report', 'serve-decision', 'close'],
  }),
  law('ONE-DECISION', '同一案件不得既处罚又不予处罚', [apl.art('57')], {
    kind: 'exclusive',
    acts: ['decide-penalty', 'decide-no-penalty'],
  }),
  law('ONE-TRANSFER', '决定移送司法机关的不得同时处罚', [apl.art('57')], {
    kind: 'exclusive',
    acts: ['decide-penalty', 'decide-transfer'],
  }),
];
