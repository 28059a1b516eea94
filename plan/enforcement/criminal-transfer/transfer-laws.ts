/** What must hold on every path of a transfer to the police, whatever the flow says. */
import { clock, cond, type Law, law } from '@fadu/kernel';
import { criminalTransferRules as trf } from '../../statutes/index.ts';
import { task22 } from './common.ts';

const running = clock('challenge', 'running');

/** Laws of `criminal-transfer`. */
export const transferLaws: readonly Law[] = [
  law('APPROVED', '没有正职负责人或者主持工作的负责人批准的，不得移送', [trf.art('5')], {
    kind: 'precedes',
    first: [
      { act: 'decide', with: cond('approved') },
      { act: 'decide-presiding', with: cond('approved') },
    ],
    then: 'hand-over',
  }),
  law('DECIDED', '提出的书面报告必须有决定，不得搁置', [trf.art('5'), trf.art('16')], {
    kind: 'answered',
    cause: { act: 'report' },
    effect: ['decide', 'decide-presiding'],
  }),
  law('ONE-DECISION', '同一报告只决定一次', [trf.art('5')], {
    kind: 'exclusive',
    acts: ['decide', 'decide-presiding'],
  }),
  law('SENT', '批准移送的必须移送公安机关', [trf.art('5'), trf.art('16'), task22], {
    kind: 'answered',
    cause: { act: 'decide', with: cond('approved') },
    effect: ['hand-over'],
  }),
  law('SENT-PRESIDING', '主持工作的负责人批准移送的，必须移送公安机关', [trf.art('5'), trf.art('16')], {
    kind: 'answered',
    cause: { act: 'decide-presiding', with: cond('approved') },
    effect: ['hand-over'],
  }),
  law('RECEIVED', '公安机关没有签收的，不能有审查决定', [trf.art('7'), trf.art('8')], {
    kind: 'precedes',
    first: [{ act: 'police-receipt', with: cond('received') }],
    then: 'police-decision',
  }),
  law('ANSWERED', '移送公安机关的案件必须有公安机关的决定才能了结', [trf.art('8'), task22], {
    kind: 'answered',
    cause: { act: 'hand-over' },
    effect: ['police-decision'],
  }),
  law('GOODS', '公安机关立案的，涉案物品和材料必须移交', [trf.art('12')], {
    kind: 'answered',
    cause: { act: 'police-decision', with: cond('filed') },
    effect: ['hand-goods'],
  }),
  law('GOODS-REVIEW', '复议后立案的，涉案物品和材料必须移交', [trf.art('9'), trf.art('12')], {
    kind: 'answered',
    cause: { act: 'review-answer', with: cond('filed') },
    effect: ['hand-goods'],
  }),
  law('GOODS-SUPERVISION', '监督后立案的，涉案物品和材料必须移交', [trf.art('9'), trf.art('12')], {
    kind: 'answered',
    cause: { act: 'procuratorate-answer', with: cond('filed') },
    effect: ['hand-goods'],
  }),
  law('NO-SUBSTITUTE', '公安机关已经立案的，不得退回行政处理', [trf.art('10'), trf.art('11'), task22], {
    kind: 'only-while',
    act: 'accept-declined',
    guard: { op: 'not', of: cond('filed') },
  }),
  law('REVIEW-IN-TIME', '超过三日的，不得再提请复议', [trf.art('9')], {
    kind: 'only-while',
    act: 'request-review',
    guard: running,
  }),
  law('REVIEW-ONCE', '复议只有一次', [trf.art('9')], { kind: 'at-most', act: 'request-review', times: 1 }),
  law('SUPERVISION-IN-TIME', '超过三日的，不得再建议立案监督', [trf.art('9')], {
    kind: 'only-while',
    act: 'ask-procuratorate',
    guard: running,
  }),
  law('EITHER', '同一移送不得既由公安机关立案移交，又退回行政处理', [trf.art('10'), trf.art('12')], {
    kind: 'exclusive',
    acts: ['hand-goods', 'accept-declined'],
  }),
];
