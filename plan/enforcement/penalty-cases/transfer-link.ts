/**
 * A penalty case and its transfer to the police are two cases that know each other (R22.4): while the transfer waits
 * for the police there is no penalty in its place; once they have filed there is no new fine.
 */
import { type CaseView, design, type Env, type InputRule, type Question } from '@fadu/kernel';
import { penaltyLaw as apl, criminalTransferRules as trf } from '../../statutes/index.ts';
import { REVERSE_CODE, task22, transferStanding, transfersOf } from '../criminal-transfer/common.ts';

type Input = Readonly<Record<string, unknown>>;

const named = (input: Input): Question & { ask: 'case' } => ({
  ask: 'case',
  case: String(input.transfer),
  facts: [],
});
const own = (view: CaseView) => transfersOf(view.state.id);
const back = (view: CaseView): Question & { ask: 'linked' } => ({
  ask: 'linked',
  to: view.state.id,
  procedure: REVERSE_CODE,
  facts: [],
});

/** Criminal justice has given the case back, and the organ has decided to handle it. */
const givenBack = (view: CaseView, env: Env): boolean =>
  env.answer(back(view)).some((c) => 'decide-handling' in c.done);

/** The transfer named is one of this case, and is with the police. */
export const sentRule: InputRule = {
  code: 'TRANSFER-SENT',
  field: 'transfer',
  cites: [trf.art('5'), trf.art('6'), task22],
  say: '没有移送公安机关的记录',
  asks: (input, view) => [named(input), own(view)],
  check: (input, view, env) => {
    const found = env.answer(named(input));
    if (found?.procedure !== 'criminal-transfer')
      return `没有编号是“${String(input.transfer)}”的涉嫌犯罪移送案，请先在“涉嫌犯罪案件移送”里报告、批准、移送`;
    if (!env.answer(own(view)).some((c) => c.id === found.id)) return `“${found.title}”移送的不是本案`;
    return 'hand-over' in found.done || `“${found.title}”还没有移送公安机关`;
  },
};

/** What the police answered is what the transfer's own case says. */
export const replyRule: InputRule = {
  code: 'REPLY',
  field: 'result',
  cites: [trf.art('8'), trf.art('10'), task22],
  say: '与移送案件的记录不一致',
  asks: (_input, view) => [own(view), back(view)],
  check: (input, view, env) => {
    if (!view.last('transfer-police')) return '本案没有登记移送公安机关';
    const standing = transferStanding(env.answer(own(view)));
    switch (input.result) {
      case '立案':
        return standing === 'filed' || '移送案件里还没有公安机关的立案通知';
      case '不立案':
        return (
          standing === 'returned' || '移送案件还没有退回行政处理；对不予立案有异议的，先等复议、监督的结果'
        );
      default:
        return givenBack(view, env) || '没有检察机关移回、本机关决定处理的记录';
    }
  },
};

/** Ending the case by transfer needs the police to have filed: else nobody would handle it. */
export const filedRule: InputRule = {
  code: 'TRANSFER-FILED',
  field: 'transfer',
  cites: [
    apl.art('57'),
    trf.art('10'),
    design('公安机关立案之后才能以移送了结处罚案件；不立案的还要作出行政处理'),
  ],
  say: '公安机关还没有立案，不能以移送了结本案',
  asks: (_input, view) => [own(view)],
  check: (_input, view, env) => transferStanding(env.answer(own(view))) === 'filed',
};

/** No penalty in place of transfer, and INV-R1: transferred and accepted, no new fine. */
export const noSubstitute = (
  punishes: (input: Input) => boolean,
  fines: (input: Input) => boolean,
): readonly InputRule[] => [
  {
    code: 'NO-SUBSTITUTE',
    cites: [trf.art('11'), apl.art('27'), task22],
    say: '正在移送公安机关，不得以行政处罚代替移送；公安机关决定之前不能作出处罚',
    asks: (_input, view) => [own(view)],
    check: (input, view, env) => {
      if (!punishes(input)) return true;
      const open = env.answer(own(view)).find((c) => !c.ended && c.phase !== 'filed');
      return !open || `“${open.title}”正在移送公安机关，不得以行政处罚代替移送；公安机关决定之前不能作出处罚`;
    },
  },
  {
    code: 'INV-R1',
    field: 'items',
    cites: [trf.art('11'), apl.art('35'), task22],
    say: '公安机关已经立案，不再给予罚款；其他种类的处罚不受影响',
    asks: (_input, view) => [own(view), back(view)],
    check: (input, view, env) =>
      !fines(input) || transferStanding(env.answer(own(view))) !== 'filed' || givenBack(view, env),
  },
];
