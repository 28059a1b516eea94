/** What must hold on every path of an inspection, whatever the flow says. */
import { cond, type Law, law, not } from '@fadu/kernel';
import { cites } from './common.ts';

/** Laws of `inspection`. */
export const laws: readonly Law[] = [
  law('APPROVED', '没有经机关负责人批准的，不得入企检查', cites.approval, {
    kind: 'precedes',
    first: [{ act: 'approve' }],
    then: 'enter',
  }),
  law('APPROVED-OFFSITE', '没有经机关负责人批准的，不得开始书面、非现场检查', cites.approval, {
    kind: 'precedes',
    first: [{ act: 'approve' }],
    then: 'begin-offsite',
  }),
  law('APPROVED-BY-ANOTHER', '提请检查的人不得批准检查', cites.approval, {
    kind: 'apart',
    act: 'approve',
    from: 'propose',
  }),
  law('URGENT-BY-ANOTHER', '先行检查的人不得补办批准', cites.urgent, {
    kind: 'apart',
    act: 'approve-after',
    from: 'enter-urgently',
  }),
  law('URGENT-ANSWERED', '紧急检查应当补办批准，或者停止', cites.urgent, {
    kind: 'answered',
    cause: { act: 'enter-urgently' },
    effect: ['approve-after', 'not-approve-after'],
  }),
  law('NOTICED', '没有发检查通知书，或者发了以后又有机关参加的，不得入企检查', cites.notice, {
    kind: 'precedes',
    first: [{ act: 'notify' }],
    then: 'enter',
    since: ['join'],
  }),
  law('JOINT-ANSWERED', '受邀的机关还没有答复的，不得单独入企检查', cites.joint, {
    kind: 'only-while',
    act: 'enter',
    guard: not(cond('invited')),
  }),
  law('ONE-VISIT', '一次批准只进入一次', cites.cap, { kind: 'at-most', act: 'enter', times: 1 }),
  law('SCANNED', '紧急进入没有补扫企业码的，离开之前不得作笔录了事', cites.scan, {
    kind: 'only-while',
    act: 'record',
    guard: not(cond('scan-first')),
  }),
  law('SCANNED-AT-ALL', '没有扫企业码的检查，不得办结', cites.scan, {
    kind: 'only-while',
    act: 'close',
    guard: not(cond('scan-owed')),
  }),
  law('RECORDED', '参加的机关没有检查笔录的，不得告知结果', cites.record, {
    kind: 'only-while',
    act: 'tell-result',
    guard: cond('records-in'),
  }),
  law('TOLD', '检查结果没有告知企业的，不得公示', cites.result, {
    kind: 'precedes',
    first: [{ act: 'tell-result' }],
    then: 'publish-result',
  }),
  law('EVERY-RESULT', '有检查就应当有结果', cites.result, {
    kind: 'answered',
    cause: { act: 'enter' },
    effect: ['record'],
  }),
  law('PUBLISHED', '有检查笔录的，应当公示结果；紧急检查没有获批的除外', cites.publication, {
    kind: 'answered',
    cause: { act: 'record' },
    effect: ['publish-result', 'not-approve-after'],
  }),
  law('FOLLOWED', '发现的问题没有后续处理的，不得办结', cites.followUp, {
    kind: 'only-while',
    act: 'close',
    guard: not(cond('follow-open')),
  }),
  law('RECHECKED', '责令改正没有复查的，不得办结', cites.followUp, {
    kind: 'only-while',
    act: 'close',
    guard: not(cond('unchecked')),
  }),
  law('UNPLANNED-TOLD', '计划外的检查没有报告的，不得了结', cites.unplanned, {
    kind: 'answered',
    cause: { act: 'record', with: cond('unplanned') },
    effect: ['report-unplanned', 'not-approve-after'],
  }),
  law('REFUSED-IS-REFUSED', '企业依法拒绝的，不得再凭这次批准进入', cites.refusal, {
    kind: 'precedes',
    first: [{ act: 'approve' }],
    then: 'enter',
    since: ['lawfully-refused'],
  }),
];
